"""Provenance: why a provision reads as it does, and where it stood before."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings

from lawtrack.errors import AddressError
from lawtrack.history.timeline import Timeline
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.patch.build import ResultUnit, patch_of
from lawtrack.patch.ops import Cause
from lawtrack.patch.patch import Patch
from tests.strategies import statutes_with_patches
from tests.test_timeline import chains, law

ONE = Cause("一", 0, "增加一条，作为第二条")
TWO = Cause("二", 1, "将第二条改为第三条，修改为……")
ORIGINAL = law("甲。", "乙子。／乙丑。", "丙。")


def renumbered() -> Patch:
    """A new second article; the old ones move down; 乙丑 is reworded."""
    rows = [ResultUnit(u, i) for i, u in enumerate(ORIGINAL.units)]
    rows[5] = ResultUnit(Unit(Level.ARTICLE, "第三条"), 5, label_cause=TWO)
    rows[7] = ResultUnit(Unit(Level.PARAGRAPH, "", "乙寅。"), 7, TWO)
    rows[8] = ResultUnit(Unit(Level.ARTICLE, "第四条"), 8, label_cause=ONE.consequence)
    new = [
        ResultUnit(Unit(Level.ARTICLE, "第二条"), cause=ONE, first=True),
        ResultUnit(Unit(Level.PARAGRAPH, "", "新。"), cause=ONE),
    ]
    return patch_of(ORIGINAL, rows[:5] + new + rows[5:], source="决定一", adopted="2005-05-05", effective="2006-01-01")


def without_last(base: Statute) -> Patch:
    """The last article goes."""
    n = len(base.units)
    rows = [ResultUnit(u, i) for i, u in enumerate(base.units[: n - 2])]
    gone = {n - 2: Cause("三", 0, "删去第四条"), n - 1: Cause("三", 0, "删去第四条")}
    return patch_of(base, rows, gone, source="决定二", adopted="2009-09-09")


@pytest.fixture
def line() -> Timeline:
    first = renumbered()
    return Timeline("例法").add(ORIGINAL).add(first).add(without_last(first.apply(ORIGINAL)))


def test_blame_names_instruction_and_decision_through_renumbering(line: Timeline) -> None:
    told = {str(o.address): o for o in line.blame(on="2007-01-01")}
    assert str(told["第二条第一款"].text) == "2006-01-01 增加 《决定一》第一项"
    assert str(told["第三条第一款"].text) == "2001-01-01 制定 《例法》"
    assert str(told["第三条第二款"].text) == "2006-01-01 修改 《决定一》第二项"
    assert str(told["第三条第二款"].born_at) == "第二条第二款"
    assert str(told["第四条"].number) == "2006-01-01 改号 《决定一》第一项（相应调整）"
    assert told["第四条第一款"].text.act == "制定"
    assert "第四条" not in {str(o.address) for o in line.blame()}


def test_history_tells_numbers_and_texts(line: Timeline) -> None:
    episodes = line.history("第三条第二款")
    assert [(str(e.address), e.text, e.effective) for e in episodes] == [
        ("第二条第二款", "乙丑。", "2001-01-01"),
        ("第三条第二款", "乙寅。", "2006-01-01"),
    ]
    assert [e.act for e in episodes[1].events] == ["修改"]
    whole = line.history("第三条")
    assert [(str(e.address), e.text) for e in whole] == [("第二条", "乙子。\n乙丑。"), ("第三条", "乙子。\n乙寅。")]
    assert {e.act for e in whole[1].events} == {"修改", "改号"}


def test_history_of_what_is_gone_ends_with_its_deletion(line: Timeline) -> None:
    born, moved, gone = line.history("第四条")
    assert str(born.address) == "第三条" and str(moved.address) == "第四条"
    assert gone.address is None and [(e.act, e.source, e.clause) for e in gone.events] == [("删除", "决定二", "第三项")]
    (only, _) = line.history("第二条第一款"), None
    assert [e.act for e in only[0].events] == ["增加"]
    with pytest.raises(AddressError, match="任何版本"):
        line.history("第九条")


def test_trace_leads_an_old_citation_to_the_new_text_and_back(line: Timeline) -> None:
    stops = line.trace("第二条", on="2003-03-03")
    assert [str(s.address) for s in stops] == ["第二条", "第三条"]
    assert [str(s.address) for s in line.trace("第三条", on="2007-01-01", to="2001-01-01")] == ["第三条", "第二条"]
    assert line.trace("第三条", on="2001-01-01")[-1].address is None
    assert line.trace("第二条", on="2007-01-01", to="2001-01-01")[-1].address is None
    with pytest.raises(AddressError, match="2001-01-01"):
        line.trace("第四条", on="2001-01-01")


def test_a_published_text_with_other_punctuation_does_not_take_the_blame() -> None:
    patch = renumbered()
    derived = patch.apply(ORIGINAL)
    units = list(derived.units)
    units[6] = attrs.evolve(units[6], text="新 。")
    units[4] = attrs.evolve(units[4], text="甲甲。")
    from lawtrack.model.nodes import build

    published = build(units)
    line = Timeline("例法").add(ORIGINAL).add(patch).add(published, adopted="2005-05-05")
    told = {str(o.address): o.text for o in line.blame()}
    assert told["第二条第一款"].act == "增加"
    assert str(told["第一条第一款"]) == "2006-01-01 修改 《决定一》（公布文本与决定不同）"


@settings(max_examples=50, deadline=None)
@given(chains(ordered=True))
def test_provenance_holds_for_any_chain(case: tuple[Statute, list]) -> None:  # type: ignore[type-arg]
    """Each unit's story ends with the unit as it stands, and a citation led forward and back is the citation."""
    base, chain = case
    line = Timeline("例").add(base, adopted="1999-01-01", effective="1999-01-01")
    for patch, dates in chain:
        line = line.add(patch, **dates)
    last = line.versions[-1]
    origins = line.blame()
    assert [(o.address, o.unit) for o in origins] == list(zip(last.statute.addresses, last.statute.units, strict=True))
    for origin in origins[3:]:
        episodes = line.history(origin.address, on=last.effective)
        assert episodes[-1].address == origin.address
        assert (episodes[0].version, episodes[0].address) == (origin.birth.version, origin.born_at)
        back = line.trace(origin.address, on=last.effective, to=line.versions[0].effective)
        if origin.birth.act == "制定":
            assert back[-1].address == origin.born_at
            assert line.trace(origin.born_at, on="1999-01-01")[-1].address == origin.address
        else:
            assert back[-1].address is None


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_every_change_of_text_is_told(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    line = Timeline("例").add(base, adopted="1999-01-01").add(patch, adopted="2000-01-01")
    for origin, trace in zip(line.blame(), patch.trace(base), strict=True):
        if trace.line is None:
            assert origin.birth.version == 2
        elif trace.unit.text == base.units[trace.line].text:
            assert origin.text.version == 1
