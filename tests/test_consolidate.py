"""consolidate: the decisions after a base text, each on the text that the one before left, in the order in which they take effect."""

from __future__ import annotations

import pytest

from lawtrack.binding.consolidation import consolidate
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import AmendmentError
from lawtrack.syntax.statute.parse import parse_statute

LAW = parse_statute(
    "某市水井条例\n第一条　水井由村管理。\n第二条　禁止投毒。\n第三条　违反第二条的，处一百元罚款。\n第四条　本条例自2000年1月1日起施行。\n"
)


def decide(order: str, day: str = "", effective: str = "") -> Decision:
    note = f"（{day}某市人民代表大会常务委员会通过）\n" if day else ""
    closing = f"本决定自{effective}起施行。\n" if effective else ""
    return parse_decision(
        f"关于修改《某市水井条例》的决定\n{note}一、{order}\n{closing}《某市水井条例》根据本决定作相应修改，并对条文序号作相应调整，重新公布。\n"
    )


ADDED = decide("增加一条，作为第二条：“水井应当加盖。”", "2010年3月1日")
FINED = decide("将第四条中的“一百元”修改为“二百元”。", "2020年3月1日")


def test_each_is_carried_out_on_the_text_before_it() -> None:
    made = consolidate(LAW, [FINED, ADDED])
    assert [a.decision.adopted for a in made.amendments] == ["2010-03-01", "2020-03-01"]
    assert [a.text for a in made.statute.articles] == [
        "水井由村管理。",
        "水井应当加盖。",
        "禁止投毒。",
        "违反第三条的，处二百元罚款。",
        "本条例自2000年1月1日起施行。",
    ]
    assert [f.code for f in made.findings] == ["amend.note-counted"] and made.base is LAW


def test_all_of_them_are_one_patch_that_says_which_decision_ordered_what() -> None:
    made = consolidate(LAW, [ADDED, FINED])
    assert made.patch.apply(LAW) == made.statute and made.patch.invert().apply(made.statute).units == LAW.units
    assert made.patch.source.count("；") == 1 and made.patch.adopted == "2020-03-01"
    causes = {op.cause.label for op in made.patch.ops if op.cause.label}
    assert causes == {"（2010年）一", "（2020年）一"}
    told = {str(row.new): (row.status.value, [c.label for c in row.causes if c.label]) for row in made.changes.changed}
    assert told["第二条"] == ("新增", ["（2010年）一"])
    assert told["第四条"] == ("修改", ["（2020年）一"])
    (row,) = [row for row in made.table.rows if str(row.row.new) == "第四条"]
    assert row.texts[:2] == ("第三条　违反第二条的，处一百元罚款。", "第四条　违反第三条的，处二百元罚款。")
    assert row.texts[2].startswith("（2020年）第一项")
    assert "2个决定" in repr(made) and "某市水井条例" in repr(made)


def test_one_decision_and_none() -> None:
    made = consolidate(LAW, ADDED)
    assert made.patch == made.amendments[0].patch and {op.cause.label for op in made.patch.ops} <= {"一", ""}
    none = consolidate(LAW, [])
    assert (none.statute, none.patch.ops, none.findings) == (LAW, (), ())
    assert none.patch.apply(LAW) == LAW and none.changes.changed == ()


def test_the_day_of_effect_decides_not_the_day_of_adoption() -> None:
    early = decide("将第一条中的“村”修改为“镇”。", "2019年1月1日", "2022年1月1日")
    late = decide("将第一条中的“村”修改为“乡”。", "2020年1月1日", "2020年2月1日")
    made = consolidate(LAW, [early, late])
    assert [a.decision for a in made.amendments] == [late, early]
    assert made.statute["第一条"].text == "水井由乡管理。"
    assert [f.code for f in made.findings] == ["amend.words-missing"]  # the later one changes what is no longer there


def test_a_part_that_cannot_be_done_stops_a_strict_reading() -> None:
    wrong = decide("删去第九条。", "2011年1月1日")
    made = consolidate(LAW, [wrong, FINED])
    assert {f.code for f in made.findings if f.severity.value == "error"} == {
        "amend.target-missing",
        "amend.words-missing",
    }
    with pytest.raises(AmendmentError):
        consolidate(LAW, [wrong], strict=True)
