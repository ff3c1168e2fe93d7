"""The arrangement of a patch: what the ops say and what is worked out on it are the same."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawtrack as lt
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


def test_what_a_patch_knows_of_its_base_is_not_said_of_another() -> None:
    """The units that binding made count for the statute they were made of; one that reads otherwise where nothing changes keeps its words."""
    text = "某市渡口条例\n第一条　渡口由交通部门管理。\n第二条　渡船应当开灯。"
    law, other = lt.parse_statute(text), lt.parse_statute(text.replace("交通部门", "水利部门"))
    patch = lt.amend(
        law, lt.parse_decision("关于修改《某市渡口条例》的决定\n一、将第二条中的“开灯”修改为“亮灯”。")
    ).patch
    assert [a.text for a in patch.apply(law).articles] == ["渡口由交通部门管理。", "渡船应当亮灯。"]
    assert [a.text for a in patch.apply(other).articles] == ["渡口由水利部门管理。", "渡船应当亮灯。"]
    assert patch.apply(lt.parse_statute(text)) == patch.apply(law)
    assert pickle.loads(pickle.dumps(patch)) == patch and pickle.loads(pickle.dumps(patch)).apply(law) == patch.apply(
        law
    )
    with pytest.raises(lt.MismatchError):
        patch.apply(patch.apply(law))


def test_a_move_of_nothing_is_refused() -> None:
    try:
        Patch((Move(3, 1, ()),), size=5)
    except ConflictError as error:
        assert "超出" in str(error)
    else:
        raise AssertionError("an empty move was taken")
