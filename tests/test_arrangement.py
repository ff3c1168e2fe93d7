"""The arrangement of a patch: what the ops say and what is worked out on it are the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.errors import ConflictError
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.patch.arrangement import Arrangement, New
from lawtrack.patch.compose import compose
from lawtrack.patch.ops import Delete, Insert, Move
from lawtrack.patch.patch import Patch
from tests.strategies import patches, statutes, statutes_with_patches


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_ops_and_arrangement_say_the_same(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    again = Arrangement.of(tuple(patch.arrangement.ops()), patch.size)
    assert again.apply(base.units) == patch.arrangement.apply(base.units)
    assert sorted(again.ops(), key=repr) == sorted(patch.ops, key=repr)


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_inverting_changes_sides(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    there = patch.arrangement
    back = there.invert()
    assert (back.size, len(back.result)) == (len(there.result), there.size)
    assert back.apply(there.apply(base.units)) == list(base.units)
    assert back.invert().apply(base.units) == there.apply(base.units)


@st.composite
def one_after_the_other(draw: st.DrawFn) -> tuple[Statute, Patch, Patch]:
    base = draw(statutes)
    first = draw(patches(base))
    return base, first, draw(patches(first.apply(base)))


@settings(max_examples=60, deadline=None)
@given(one_after_the_other())
def test_composed_arrangements_do_what_both_do(case: tuple[Statute, Patch, Patch]) -> None:
    base, first, second = case
    both = compose(first.arrangement, second.arrangement)
    after = second.arrangement.apply(first.arrangement.apply(base.units))
    assert both.apply(base.units) == after
    assert both.invert().apply(after) == list(base.units)


def test_what_every_op_tells() -> None:
    units = (Unit(Level.ARTICLE, "第二条"), Unit(Level.PARAGRAPH, "", "乙。"))
    insert, delete, move = Insert(4, units), Delete(5, units), Move(5, 2, units)
    assert [list(op.lines) for op in (insert, delete, move)] == [[], [5, 6], [5, 6]]
    assert [(op.words_before, op.words_after) for op in (insert, delete)] == [
        ("", "第二条\n乙。"),
        ("第二条\n乙。", ""),
    ]
    assert [op.zh for op in (insert, delete, move)] == ["增加", "删去", "移动"]
    assert [op.place[0] for op in (insert, delete, move)] == [4, 5, 2]


def test_new_units_stay_with_the_line_before_them() -> None:
    moved, new = Unit(Level.ARTICLE, "第二条"), Unit(Level.ARTICLE, "第三条")
    result = Arrangement.of((Move(5, 2, (moved,)), Insert(5, (new,))), 6).result
    assert [t.unit.label if isinstance(t, New) else t for t in result] == [0, 1, 2, 5, "第三条", 3, 4]


def test_a_move_of_nothing_is_refused() -> None:
    try:
        Patch((Move(3, 1, ()),), size=5)
    except ConflictError as error:
        assert "超出" in str(error)
    else:
        raise AssertionError("an empty move was taken")
