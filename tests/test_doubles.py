"""Provisions to which orders give one number: told with both places, and neither order is carried out. Items numbered （一之一） in references and in
rewinding."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.model.address import parse_address
from lawtrack.model.numerals import numeral
from lawtrack.syntax.references import Numbering, find_references

QUAYS = """例市码头条例
（2018年1月1日例市人民代表大会常务委员会通过）
第一章　总则
第一条　甲文。
乙文。
第二条　丙文。
第二条之一　丁文。
第二章　管理
第三条　下列船舶可以停靠：
（一）渔船；
（一之一）渔政船；
（一之二）货船；
（二）补给船；
（三）客船。
第四条　违反第三条第一项之一、第二项规定的，处以罚款。
第三章　附则
第五条　本条例自2018年3月1日起施行。
附件1　收费表
每日十元。
"""
LAW = lt.parse_statute(QUAYS)
BODY = "例市人民代表大会常务委员会"
DECISION = (
    f"{BODY}关于修改《例市码头条例》的决定\n（2026年5月8日{BODY}第二次会议通过）\n对《例市码头条例》作如下修改：\n"
)
AMENDMENT = f"例市码头条例修正案\n（2026年5月8日{BODY}第二次会议通过）\n"


def read(orders: tuple[str, ...], head: str) -> lt.Decision:
    return lt.parse_decision(head + "".join(f"{n}、{order}\n" for n, order in zip("一二三", orders, strict=False)))


def told(made: lt.Amendment) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for f in made.findings:
        if f.severity is lt.Severity.ERROR:
            out.setdefault(f.instruction, []).append(f.message)
    return out


@pytest.mark.parametrize(
    ("head", "orders", "number", "names"),
    [
        (AMENDMENT, ("将第三条改为第二条。",), "第二条", "原第二条、原第三条"),
        (AMENDMENT, ("将第三条改为第二条之一。",), "第二条之一", "原第二条之一、原第三条"),
        (AMENDMENT, ("增加一条，作为第二条：“新文。”",), "第二条", "原第二条、第一项新增的"),
        (AMENDMENT, ("将第二条分为两条，作为第二条、第三条，修改为：“第二条　子。\n“第三条　丑。”",), "第三条", "原第三条、第一项由第二条分出的"),
        (AMENDMENT, ("将第一条第二款单作一条，作为第三条。",), "第三条", "原第三条、第一项由第一条分出的"),
        (AMENDMENT, ("将第一条、第二条合并，作为第三条，修改为：“第三条　合文。”",), "第三条", "原第一条、原第三条"),
        (AMENDMENT, ("增加一章，作为第二章：“第二章　新章\n“第三条　新文。”",), "第三条", "原第三条、第一项新增的"),
        (DECISION, ("增加一条，作为第二条之一：“新文。”",), "第二条之一", "原第二条之一、第一项新增的"),
        (DECISION, ("将第三条改为第二条之一。",), "第二条之一", "原第二条之一、原第三条"),
        (DECISION, ("将第一条第二款单作一条，作为第二条。", "增加一条，作为第二条：“新文。”"), "第二条", "第一项由第一条分出的、第二项新增的"),
        (DECISION, ("将第一条分为两条，作为第一条、第二条，修改为：“第一条　子。\n“第二条　丑。”", "增加一条，作为第二条：“新文。”"), "第二条", "第一项由第一条分出的、第二项新增的"),
        (DECISION, ("第一条增加一款，作为第二款：“新款。”", "第一条增加一款，作为第二款：“又款。”"), "第一条第二款", "第一项新增的、第二项新增的"),
        (DECISION, ("第一条增加一款，作为第一款：“新款。”", "将第一条第一款、第二款合并，作为第一款，修改为：“合款。”"), "第一条第一款", "原第一条第一款、第一项新增的"),
        (DECISION, ("第三条增加一项，作为第二项：“（二）甲船；”", "第三条增加一项，作为第二项：“（二）乙船；”"), "第三条第一款第二项", "第一项新增的、第二项新增的"),
        (DECISION, ("增加一章，作为第二章：“第二章　新章\n“第三条　新文。”", "增加一章，作为第二章：“第二章　又章\n“第四条　又文。”"), "第二章", "第一项新增的、第二项新增的"),
        (DECISION, ("增加附件1：“附件1　船期表\n“每日一班。”",), "附件1", "原附件一、第一项新增的"),
    ],
)  # fmt: skip
def test_two_of_one_number(head: str, orders: tuple[str, ...], number: str, names: str) -> None:
    """Every order that would give the number is told, and the statute stays as it was."""
    said = set()
    for sequence in {orders, orders[::-1]}:
        made = lt.amend(LAW, read(sequence, head))
        assert made.statute.to_text() == QUAYS
        for label in "一二"[: len(orders)]:
            assert any(f"不止一处同作{number}（" in message for message in told(made)[label])
        said.add(told(made)["一"][0].partition("（")[2].rstrip("）"))
    assert names in said


@pytest.mark.parametrize(
    ("head", "orders", "there", "gone"),
    [
        (AMENDMENT, ("将第三条改为第二条。", "将第二条改为第六条。"), "第六条　丙文。", "第三条"),
        (AMENDMENT, ("删去第二条。", "增加一条，作为第二条：“新文。”"), "第二条　新文。", "（删去）"),
        (AMENDMENT, ("将第二条改为第二条之一，第二条之一改为第二条。",), "第二条之一　丙文。", "第六条"),
        (DECISION, ("将第二条之一改为第三条。",), "第三条　丁文。", "第二条之一"),
        (DECISION, ("将第二条、第二条之一合并，作为第二条，修改为：“合文。”",), "第二条　合文。", "第二条之一"),
    ],
)
def test_the_decision_makes_room(head: str, orders: tuple[str, ...], there: str, gone: str) -> None:
    """A number that the decision itself takes from its provision is free."""
    for sequence in {orders, orders[::-1]}:
        made = lt.amend(LAW, read(sequence, head))
        assert not told(made)
        assert there in made.statute.to_text()
        assert f"\n{gone}" not in made.statute.to_text()
        assert "（删去）" not in made.statute.to_text()


def test_a_chain_falls_together() -> None:
    """第三条 cannot become 第二条 where 第二条 cannot leave."""
    made = lt.amend(LAW, read(("将第三条改为第二条。", "将第二条改为第四条。"), AMENDMENT))
    assert set(told(made)) == {"一", "二"}
    assert made.statute.to_text() == QUAYS


def test_what_else_the_instruction_orders_is_carried_out() -> None:
    order = "将第三条改为第二条，修改为：“新文。”；将第一条第一款中的“甲”修改为“丑”。"
    made = lt.amend(LAW, read((order,), AMENDMENT))
    assert "丑文。" in made.statute.to_text()
    assert "新文" not in made.statute.to_text()


def test_a_follower_is_no_double_without_a_word() -> None:
    """第三条之一 goes with its article, which takes the number of a deleted one whose 之一 stays."""
    law = lt.parse_statute(
        "例市码头条例\n第一条　甲。\n第一条之一　乙。\n第二条　丙。\n第二条之一　丁。\n第三条　戊。\n"
    )
    made = lt.amend(law, read(("删去第一条。",), DECISION))
    assert "一" in told(made)
    assert made.statute.to_text() == law.to_text()


def test_behind_which_article() -> None:
    """第一条 that becomes 第二条之一: the 第二条 of the end is another one than that of before, since the articles close up."""
    made = lt.amend(LAW, read(("将第一条改为第二条之一。",), DECISION))
    assert any("修改后的第二条是原第三条，不是原第二条" in f.message and f.instruction == "一" for f in made.findings)


def test_headings() -> None:
    """A chapter that is deleted and numbered anew; one that gets two numbers; one left without articles by the order of their numbers."""
    made = lt.amend(LAW, read(("将第二章改为第一章。", "将第二章改为第三章。"), DECISION))
    assert set(told(made)) == {"一", "二"}
    made = lt.amend(LAW, read(("删去第二章。", "将第二章改为第一章。"), DECISION))
    assert "一" in told(made)
    assert "管理" in made.statute.to_text()
    made = lt.amend(LAW, read(("将第二章改为第三章，第三章改为第二章。",), AMENDMENT))
    assert "其下却没有条文" in told(made)["一"][0]


def test_joined_chapters_and_the_count() -> None:
    made = lt.amend(LAW, read(("将第一章、第二章合并，作为第一章，章名为“通则”。", "增加一章，作为第一章：“第一章　序章\n“第一条　序文。”"), DECISION))  # fmt: skip
    assert [f.instruction for f in made.findings if f.code == "amend.contradiction"] == ["一"]


# ---------------------------------------------------------------------- items numbered （一之一）


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("违反第三条第一项之一、第二项规定的", ["第三条第一项之一", "第三条第二项"]),
        ("违反第三条第（一之二）项规定的", ["第三条第一项之二"]),
        ("有第三条第二项至第三项之一的", ["第三条第二项", "第三条第三项"]),
    ],
)
def test_references_to_items_between(text: str, targets: list[str]) -> None:
    """第三项之一 is an item only where there is one of that number."""
    (found,) = find_references(text, parse_address("第四条第一款"), Numbering.of(LAW))
    assert [str(t) for t in found.targets] == targets


@pytest.mark.parametrize(
    ("order", "fourth", "exact"),
    [
        ("第三条增加一项，作为第一项：“（一）游船；”", "第二项之一、第三项", True),
        ("第三条增加一项，作为第二项：“（二）游船；”", "第一项之一、第三项", True),
        ("第三条增加一项，作为第一项之三：“（一之三）游船；”", "第一项之一、第二项", True),
        ("第三条增加一项，作为第四项：“（四）游船。”", "第一项之一、第二项", True),
        ("将第三条第一项之一改为第二项。", "第二项、第三项", True),
        ("将第三条第一项之一改为第一项之二，第一项之二改为第一项之一。", "第一项之二、第二项", True),
        ("将第三条第一项之一中的“渔政”修改为“海警”。", "第一项之一、第二项", True),
        ("删去第三条第一项之二。", "第一项之一、第二项", False),
        ("删去第三条第三项。", "第一项之一、第二项", False),
    ],
)
def test_items_between_follow_and_are_rewound(order: str, fourth: str, exact: bool) -> None:
    decision = read((order,), DECISION)
    made = lt.amend(LAW, decision)
    assert made.statute["第四条"].text == f"违反第三条{fourth}规定的，处以罚款。"
    before = lt.rewind(made.statute, decision)
    labels = [u.label for u in before.statute.units]
    assert labels == [u.label for u in LAW.units]
    if exact:
        assert before.statute.to_text() == QUAYS
        assert not before.findings
    assert not [f for f in lt.verify(decision, made.statute).findings if f.severity is lt.Severity.ERROR]


def test_a_reference_to_a_deleted_item_between_is_told() -> None:
    made = lt.amend(LAW, read(("删去第三条第一项之一。",), DECISION))
    assert any(f.code == "references.gone" and "第一项之一" in f.message for f in made.findings)


# ---------------------------------------------------------------------- verifying without the base


@pytest.mark.parametrize(
    "orders",
    [
        ("删去第三条第三项。", "第三条增加一项，作为第四项：“（四）游船。”"),
        ("将第一条第一款与第二款合并，修改为：“合款。”", "将第四条中的“罚款”修改为“警告”。"),
        ("将第二章改为第三章，第三章改为第二章。", "将第五条中的“3月1日”修改为“4月1日”。"),
    ],
)
def test_verifying_without_a_base(orders: tuple[str, ...]) -> None:
    decision = read(orders, DECISION)
    made = lt.amend(LAW, decision)
    assert not [f for f in lt.verify(decision, made.statute).findings if f.severity is lt.Severity.ERROR]


def test_articles_behind_a_deleted_chapter() -> None:
    """How many articles it had the later text does not say: what is paired by their numbers is no error for certain."""
    decision = read(("删去第二章。", "将第五条中的“3月1日”修改为“4月1日”。"), DECISION)
    made = lt.amend(LAW, decision)
    assert all(f.severity is not lt.Severity.ERROR for f in lt.verify(decision, made.statute).findings)


def test_a_long_row_of_numbers_that_are_not_free() -> None:
    """Each leans on the next: all are told at once, and the decision is not bound once for each of them."""
    count = 400
    law = lt.parse_statute("例法\n" + "".join(f"第{numeral(i)}条　文{i}。\n" for i in range(1, count + 3)))
    orders = "".join(f"{numeral(i)}、第{numeral(i)}条改为第{numeral(i + 1)}条。\n" for i in range(1, count + 1))
    result = lt.amend(law, lt.parse_decision(f"例法修正案\n（2026年5月8日{BODY}第二次会议通过）\n{orders}"))
    assert [a.text for a in result.statute.articles] == [a.text for a in law.articles]
    told = [f for f in result.findings if f.code == "amend.conflict"]
    assert len(told) == count and "原第一条、原第二条" in told[-1].message
