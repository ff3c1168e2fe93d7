"""The number that is printed on the new text of an article against the number that is ordered; reports of changes, which order none."""

from __future__ import annotations

import pytest

import lawtrack as lt

BASE = "例法\n第一条　甲。\n第二条　乙。\n第三条　丙。\n第四条　丁。\n"
BODY = "例国人民代表大会常务委员会"


def amendment(clauses: str) -> lt.Amendment:
    """Carried out as a 修正案, which renumbers nothing."""
    text = f"例法修正案（三）\n（2020年1月1日{BODY}第九次会议通过）\n{clauses}\n本修正案自公布之日起施行。\n"
    return lt.amend(lt.parse_statute(BASE), lt.parse_decision(text))


def decision(clauses: str) -> lt.Amendment:
    text = f"{BODY}关于修改《例法》的决定\n（2020年1月1日{BODY}第九次会议通过）\n{BODY}决定对《例法》作如下修改：\n{clauses}\n本决定自2020年3月1日起施行。\n"
    return lt.amend(lt.parse_statute(BASE), lt.parse_decision(text))


def articles(done: lt.Amendment) -> list[str]:
    return [a.label + "".join(p.text for p in a.paragraphs) for a in done.statute.articles]


AS_IT_WAS = ["第一条甲。", "第二条乙。", "第三条丙。", "第四条丁。"]


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("一、将第三条修改为：“第四条　新。”", "第四条"),
        ("一、将第三条修改为：\n第五条　新。", "第五条"),
        ("一、在第二条后增加一条，作为第二条之一：“第二条之二　新。”", "第二条之二"),
        ("一、在第二条后增加一条，作为第二条之一：“第三条　新。”", "第三条"),
        ("一、增加一条，作为第五条：“第六条　新。”", "第六条"),
        ("一、将第三条、第四条修改为：“第三条　丙。\n“第五条　新。”", "第五条"),
    ],
)
def test_another_number_on_the_new_text_of_an_amendment_is_told(clause: str, told: str) -> None:
    done = amendment(clause)
    errors = [f.message for f in done.findings if f.severity is lt.Severity.ERROR]
    assert errors and told in errors[0] and articles(done) == AS_IT_WAS


def test_the_own_number_on_the_new_text_is_no_text() -> None:
    done = amendment("一、将第三条修改为：“第三条　新。”\n二、在第四条后增加一条，作为第四条之一：“第四条之一　新。”")
    assert not [f for f in done.findings if f.severity is lt.Severity.ERROR]
    assert articles(done) == ["第一条甲。", "第二条乙。", "第三条新。", "第四条丁。", "第四条之一新。"]


def test_the_old_number_on_the_text_of_an_article_that_gets_another_is_told() -> None:
    done = decision("一、增加一条，作为第二条：“新。”\n二、将第三条改为第四条，修改为：“第三条　丙丙。”")
    assert "第四条丙丙。" in articles(done)
    assert any(
        "改为第四条，新文本却印作第三条" in f.message for f in done.findings if f.severity is lt.Severity.WARNING
    )


@pytest.mark.parametrize(
    "clauses",
    [
        "一、修正案对第三条作了修改，把丙改为新；同时删去第四条。",
        "一、本次修改对第三条进行了完善；并删去第四条。",
        "一、第三条中增加了编号的规定，将“丙”改成了“新”。",
        "一、关于第三条。原规定“丙”，现修改为“新”。",
        "一、第三条的修改：明确职责。\n二、第四条的修改：新。",
        "一、本次修正将第四条删去，主要考虑是已有规定。",
    ],
)
def test_a_report_of_changes_orders_none(clauses: str) -> None:
    done = amendment(clauses)
    assert articles(done) == AS_IT_WAS
    assert [f for f in done.findings if f.severity is lt.Severity.ERROR]


@pytest.mark.parametrize(
    ("clause", "where"),
    [
        ("一、第三条修改为：“5、新。”", "第三条"),
        ("一、第三条修改为：“5.新。”", "第三条"),
        ("一、第三条修改为：“第三条　5．新。”", "第三条"),
        ("一、第三条修改为：“①新。”", "第三条"),
        ("一、第三条修改为：“丙。\n“（2）新。”", "第三条"),
        ("一、增加一条，作为第三条：“五、新。”", "第三条"),
        ("一、增加一条，作为第三条：\n5、“新。”", "第三条"),
        ("一、增加一条，作为第三条：“三、第三条　新。”", "第三条"),
        ("一、第三条增加一款，作为第二款：“2.新。”", "第三条"),
    ],
)
def test_a_number_in_front_of_new_text_is_told(clause: str, where: str) -> None:
    """It may be that of the instruction, printed within the marks of quotation; it stays, and a warning says so."""
    found = [f for f in decision(clause).findings if f.code == "amend.number-in-text"]
    assert [(f.instruction, f.address[:3]) for f in found] == [("一", where)]


@pytest.mark.parametrize(
    "clause",
    [
        "一、第三条修改为：“丙应当：\n“1.甲；\n“2.乙。”",
        "一、第三条修改为：“1.甲。\n“2.乙。”",
        "一、第三条修改为：“5.5万元以下。”",
        "一、第三条修改为：“一、二类船舶免检。”",
        "一、第三条修改为：“第四条规定的船舶免检。”",
        "一、第三条修改为：“110、119为报警电话。”",
    ],
)
def test_numbers_of_the_text_itself_are_not(clause: str) -> None:
    assert not [f for f in decision(clause).findings if f.code == "amend.number-in-text"]


@pytest.mark.parametrize("label", ["5.", "5、", "⑤"])
def test_a_new_item_with_another_number_is_not_added(label: str) -> None:
    law = lt.parse_statute("例法\n第一条　下列船舶免检：\n（一）甲；\n（二）乙。\n")
    done = lt.amend(law, lt.parse_decision(f"关于修改《例法》的决定\n一、第一条增加一项，作为第三项：“{label}丙；”\n"))
    assert done.statute == law
    assert [f.instruction for f in done.findings if f.severity is lt.Severity.ERROR] == ["一"]
