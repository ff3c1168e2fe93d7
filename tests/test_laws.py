"""The laws of the architecture as properties; each test is named after the law it proves."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings

from lawtrack.errors import MismatchError
from lawtrack.model.address import parse_address
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.patch.patch import Patch
from tests.strategies import statutes, statutes_with_patches


@given(statutes)
def test_tree_and_units_say_the_same(law: Statute) -> None:
    assert build(law.units) == law
    assert len(set(law.addresses)) == len(law.units)


@settings(max_examples=300)
@given(statutes_with_patches())
def test_law_3_undo(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    after = patch.apply(base)
    back = patch.invert()
    assert back.apply(after) == base
    assert back.invert().apply(base) == after


@given(statutes_with_patches())
def test_law_4_check_before_change(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    touched = [op.line for op in patch.ops if hasattr(op, "line")]
    for line in touched:
        units = list(base.units)
        units[line] = attrs.evolve(units[line], text=units[line].text + "某", label=units[line].label + "某")
        if units[line].level <= 2:
            units[line] = Unit(units[line].level, "某", units[line].text)
        damaged = attrs.evolve(base)
        object.__setattr__(damaged, "units", tuple(units))
        with pytest.raises(MismatchError):
            patch.apply(damaged)


@given(statutes_with_patches())
def test_law_8_address_map(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    after = patch.apply(base)
    table = patch.address_map(base)
    assert table.new == after.addresses
    for old in base.addresses:
        new = table.forward(old)
        assert new is None or (table.backward(new) == old and new in after.lines)
    back = patch.invert().address_map(after)
    assert {new: old for old, new in table.pairs.items()} == dict(back.pairs)


@given(statutes)
def test_addresses_read_back(law: Statute) -> None:
    for address in law.addresses:
        assert parse_address(str(address)) == address
