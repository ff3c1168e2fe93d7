"""That nothing of an order is ignored, that a decision is not applied twice, and marks beside added and deleted words."""

from __future__ import annotations

import attrs
import pytest

import lawtrack as lt
from lawtrack.binding.amend import bind_decision
from lawtrack.binding.marks import deletion, join
from lawtrack.binding.word_edits import find_words
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import (
    Append,
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    InsertWords,
    MoveWords,
    Order,
    Payload,
    Place,
    Replace,
    ReplaceWords,
    Restate,
)
from lawtrack.model.address import parse_address as a
from lawtrack.model.levels import Level
from tests.rules import amended

# -- nothing ignored ------------------------------------------------------------------------------------------------------

LAW = lt.parse_statute(
    "例法\n第一章　总则\n第一条　甲应当登记，甲可以备案；甲应当公开。甲应当年检。\n第二条　甲负责：\n（一）甲子；\n（二）甲丑。\n甲配合。\n第三条　甲监督。\n"
)
FIRST, SECOND = Place(a("第一条")), Place(a("第二条"))
NEW = Payload(("新的规定。",))
ORDERS: tuple[tuple[Order, str, tuple[object, ...]], ...] = (
    (ReplaceWords((FIRST,), (("甲", "丙"),)), "nth", ((1,), (-1,), (2, 3), (9,))),
    (ReplaceWords((FIRST,), (("甲", "丙"),)), "count", (9,)),
    (ReplaceWords((Place(),), (("甲", "丙"),)), "except_", ((FIRST,), (SECOND,))),
    (ReplaceWords((Place(),), (("甲", "丙"),)), "unless", ((FIRST,),)),
    (ReplaceWords((FIRST,), (("甲应当登记", "丙"), ("甲可以备案", "丁"))), "joined", (True,)),
    (DeleteWords((FIRST,), ("可以",)), "nth", ((2,),)),
    (DeleteWords((FIRST,), ("应当",)), "nth", ((1,), (-1,))),
    (DeleteWords((Place(a("第三条")), SECOND), ("配合",)), "or_whole", (True,)),
    (MoveWords((FIRST,), "可以", "备案"), "side", ("after",)),
    (MoveWords((FIRST,), "可以", "备案"), "words", ("登记", "没有")),
    (MoveWords((FIRST,), "可以", "备案"), "anchor", ("登记", "没有")),
    (InsertWords((FIRST,), "甲", "乙"), "nth", ((1,), (-1,), (9,))),
    (InsertWords((FIRST,), "甲", "乙"), "side", ("before",)),
    (InsertWords((FIRST,), "甲", "乙"), "beside", ("可以", "没有")),
    (Append((FIRST,), Payload(("另行公布",))), "side", ("start",)),
    (InsertProvisions(Level.ITEM, (), Payload(("寅",)), SECOND), "after", (Place(a("第二条第一项")),)),
    (
        InsertProvisions(Level.ITEM, (), Payload(("寅",)), SECOND),
        "before",
        (Place(a("第二条第二项")), Place(a("第二条第一项"))),
    ),
)
PARTS = ("head", "sentence-1", "sentence-2", "sentence--1", "sentence-7", "sentence-1/second-half", "first-half", "after-semicolon",
         "tail", "line-2", "nonsense")  # fmt: skip
PLACED: tuple[Order, ...] = (
    ReplaceWords((FIRST,), (("甲", "丙"),)), DeleteWords((FIRST,), ("甲",)), InsertWords((FIRST,), "甲", "乙"),
    Replace((FIRST,), NEW), DeleteProvisions((FIRST,)),
)  # fmt: skip


def outcome(order: Order) -> object:
    """The text that an order leads to, or the codes with which it is refused."""
    decision = Decision("关于修改《例法》的决定", amended=(Amended("例法", (Instruction("一", 0, "", (order,)),)),))
    patch, findings = bind_decision(LAW, decision)
    refused = tuple(f.code for f in findings if f.severity == "error")
    return refused or patch.apply(LAW).to_text()


@pytest.mark.parametrize(
    ("order", "field", "values"), ORDERS, ids=lambda v: v if isinstance(v, str) else type(v).__name__
)
def test_every_field_of_an_order_is_used_or_it_is_refused(order: Order, field: str, values: tuple[object, ...]) -> None:
    results = [outcome(order), *(outcome(attrs.evolve(order, **{field: v})) for v in values)]
    assert len(set(map(str, results))) == len(results), results


@pytest.mark.parametrize("order", PLACED, ids=lambda o: type(o).__name__)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_place_is_used_or_the_order_is_refused(order: Order, part: str) -> None:
    narrowed = attrs.evolve(order, places=(attrs.evolve(FIRST, part=part),))
    one_line = part in ("head", "tail")  # the whole of an article of one paragraph
    assert outcome(narrowed) != outcome(order) or one_line


@pytest.mark.parametrize("order", PLACED[:3], ids=lambda o: type(o).__name__)
def test_a_passage_and_a_name_are_used_or_the_order_is_refused(order: Order) -> None:
    for change in ({"within": "甲应当登记"}, {"within": "没有"}, {"named": "没有"}, {"through": a("第二条")}):
        assert outcome(attrs.evolve(order, places=(attrs.evolve(FIRST, **change),))) != outcome(order)


# -- a decision is not applied twice --------------------------------------------------------------------------------------


def test_a_decision_is_not_applied_twice_unless_it_is_wanted() -> None:
    done = amended("第一条　甲。\n第二条　乙。", "一、增加一条，作为第二条：“丙。”")
    twice = lt.amend(done.statute, done.decision)
    assert twice.statute == done.statute and [f.code for f in twice.findings if f.severity == "error"] == [
        "amend.already-applied"
    ]
    with pytest.raises(lt.AmendmentError):
        lt.amend(done.statute, done.decision, strict=True)
    again = lt.amend(done.statute, done.decision, again=True)
    assert [x.label for x in again.statute.articles] == ["第一条", "第二条", "第三条", "第四条"]
    other_day = attrs.evolve(done.decision, adopted="2024-04-01")
    assert not [f for f in lt.amend(done.statute, other_day).findings if f.code == "amend.already-applied"]


def test_marks_are_decided_by_the_list_not_by_the_neighbour() -> None:
    text = "由县级以上政府、公安、民政部门和其登记的部门负责。"
    for anchor, new, side, mark in (
        ("公安", "教育", "after", "、"), ("民政", "教育", "before", "、"), ("其登记的", "办理", "before", ""),
        ("其登记的部门", "所有", "before", ""), ("公安", "和教育", "after", ""),
    ):  # fmt: skip
        assert "".join(join(text, find_words(text, anchor)[0], new, side)[:2]) == mark, anchor
    assert deletion("吊销执照、登记证：", 5, 8) == (4, 8, True)
    for text in ("市和县、乡的管理", "由县、乡管理", "向市或者县、乡申请"):  # no mark stands behind such a word
        at = text.index("县")
        assert deletion(text, at, at + 1) == (at, at + 2, True)
    assert deletion("甲、乙", 0, 1)[:2] == (0, 2) and deletion("处警告、五百元以下罚款", 4, 9)[:2] == (4, 9)


def test_the_full_text_that_a_decision_gives_besides_its_orders_is_held_against_them() -> None:
    words = ReplaceWords((Place(a("第三条第一款")),), (("监督", "督查"),))
    for text, told in (("甲督查。", False), ("甲依法督查。", True)):
        instruction = Instruction("一", 0, "", (words, Restate(Place(a("第三条第一款")), Payload((text,)))))
        done = lt.amend(LAW, Decision("关于修改《例法》的决定", amended=(Amended("例法", (instruction,)),)))
        assert done.statute.to_text().rstrip().endswith(text)
        assert [f.code for f in done.findings if f.severity != "info"] == ["amend.restated"] * told
