"""Chapters whose numbers run on through the 编 above them, headings that go without their articles, and annexes that others speak of."""

from __future__ import annotations

import pytest

import lawtrack as lt
from tests.decisions import HEAD, TAIL

LAW = lt.parse_statute(
    "某市甲条例\n第一编　总则\n第一条　甲，收费见附件1。\n第一章　规划\n第二条　乙。\n第二章　建设\n第三条　丙。\n第二编　分则\n第三章　维护\n第四条　丁。\n"
    "第四章　责任\n第一节　种类\n第五条　戊。\n第二节　程序\n第六条　己。\n附件1　收费表\n大船　十元\n小船　五元\n附件2　泊位表\n一、东港。\n二、西港。\n"
)


def made(clause: str) -> lt.Amendment:
    return lt.amend(LAW, lt.parse_decision(f"{HEAD}一、{clause}\n{TAIL}"))


def chapters(done: lt.Amendment) -> str:
    return "、".join(
        u.label + u.text for u in done.statute.units if u.level in (lt.Level.PART, lt.Level.CHAPTER, lt.Level.SECTION)
    )


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        (
            "在第一编增加一章，作为第三章：“第三章　验收\n“第四条　新。”",
            "第一编总则、第一章规划、第二章建设、第三章验收、第二编分则、第四章维护、第五章责任、第一节种类、第二节程序",
        ),
        ("删去第一编第二章。", "第一编总则、第一章规划、第二编分则、第二章维护、第三章责任、第一节种类、第二节程序"),
        ("删去第一编。", "第一编分则、第一章维护、第二章责任、第一节种类、第二节程序"),
        (
            "增加一编，作为第二编：“第二编　用电\n“第三章　节电\n“第四条　新。”",
            "第一编总则、第一章规划、第二章建设、第二编用电、第三章节电、第三编分则、第四章维护、第五章责任、第一节种类、第二节程序",
        ),
        (
            "将第三章改为第四章，第四章改为第三章。",
            "第一编总则、第一章规划、第二章建设、第二编分则、第三章责任、第一节种类、第二节程序、第四章维护",
        ),
    ],
)
def test_chapters_run_on_through_parts(clause: str, after: str) -> None:
    """Those of the next 编 used to keep their numbers, so that two chapters had one, or a number was missing, without a word."""
    done = made(clause)
    assert chapters(done) == after
    assert not [f for f in done.findings if f.severity is lt.Severity.ERROR]


@pytest.mark.parametrize(
    "clause",
    [
        "将第一编第二章改为第三章，第二编第三章改为第二章。",
        "将第三章移至第一编，作为第三章。",
    ],
)
def test_chapters_that_pass_to_another_part_are_told(clause: str) -> None:
    done = made(clause)
    assert chapters(done) == chapters(made("第二条修改为：“新。”"))
    assert "一" in {f.instruction for f in done.findings if f.severity is lt.Severity.ERROR}


@pytest.mark.parametrize(
    ("clause", "over"),
    [
        ("删去第四章第二节节名。", "第一节“种类”"),
        ("删去第四章章名。", "第三章“维护”"),
        ("删去第二章章名。", "第一章“规划”"),
        ("删去第四章第一节、第二节的节名。", ""),
        ("删去第三章章名。", ""),
    ],
)
def test_what_is_left_without_its_heading_is_read_under_the_one_before(clause: str, over: str) -> None:
    found = [f.message for f in made(clause).findings if f.code == "amend.section-range"]
    assert [over in message for message in found] == ([True] if over else [])


@pytest.mark.parametrize(("clause", "told"), [("删去附件1。", True), ("删去附件2。", False)])
def test_a_reference_to_an_annex_that_is_gone_is_told(clause: str, told: bool) -> None:
    found = [f for f in made(clause).findings if f.code == "references.gone"]
    assert [(f.address, f.before) for f in found] == ([("第一条第一款", "附件1")] if told else [])


@pytest.mark.parametrize(
    "clause", ["在附件1末尾增加“游艇　二十元”。", "在附件2末尾增加“三、南港。”", "附件2末尾增加“（三）南港。”"]
)
def test_a_row_at_the_end_of_an_annex_is_no_part_of_the_last_one(clause: str) -> None:
    done = made(clause)
    assert done.statute == LAW
    assert [f.code for f in done.findings if f.severity is lt.Severity.ERROR] == ["amend.place-unclear"]


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        ("删去第一条第一款第一项第二目。", "1.早市；\n（二）摊贩。"),
        ("第一条第一款第一项增加一目，作为第三目：“3.花市；”", "1.早市；\n2.夜市；\n3.花市；\n（二）摊贩。"),
        ("删去第一条第一款第二项第二目。", None),
    ],
)
def test_the_list_of_an_item_goes_on_with_the_next_one(clause: str, after: str | None) -> None:
    """Its last 目 ends in ；, which used to become 。 where another one was the last."""
    law = lt.parse_statute(
        "某市甲条例\n第一条　集市包括：\n（一）集市：\n1.早市；\n2.夜市；\n（二）摊贩。\n第二条　乙。\n"
    )
    done = lt.amend(law, lt.parse_decision(f"{HEAD}一、{clause}\n{TAIL}"))
    assert after is None or after in done.statute.to_text()


@pytest.mark.parametrize("clause", ["在附件2“东港”后增加“三、南港”。", "在附件2中的“西港”后增加“三、南港”。"])
def test_a_numbered_row_beside_words_is_no_part_of_their_line(clause: str) -> None:
    done = made(clause)
    assert done.statute == LAW
    assert [f for f in done.findings if f.severity is lt.Severity.ERROR] or [
        f for f in lt.parse_decision(f"{HEAD}一、{clause}\n{TAIL}").findings if f.severity is lt.Severity.ERROR
    ]
