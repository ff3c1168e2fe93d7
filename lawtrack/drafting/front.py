"""What a decision says of the title, the introduction and the annexes."""

from __future__ import annotations

from collections.abc import Iterator

from lawtrack.drafting.article import Pairing, body, closed, quoted
from lawtrack.drafting.headings import preamble_name
from lawtrack.drafting.listing import ListedInstruction
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import print_units


def front(before: Statute, after: Statute, how: Pairing) -> Iterator[ListedInstruction]:
    """Another title, and an introduction that goes, changes or comes."""
    if before.title != after.title:
        yield ListedInstruction((0, 0), closed(f"将名称修改为{quoted([after.title])}"))
    for i, unit in enumerate(how.old.units):
        if unit.level is Level.PREAMBLE and i not in how.pairs:
            yield ListedInstruction((i, 0), "", gone=preamble_name(unit))
        elif unit.level is Level.PREAMBLE and not how.same(i, how.pairs[i]):
            new = quoted(body(how.new, how.pairs[i])[1:])
            yield ListedInstruction((i, 0), closed(f"将{preamble_name(unit)}修改为{new}"))
    kept = set(how.pairs.values())
    for j, unit in enumerate(how.new.units):
        if unit.level is Level.PREAMBLE and j not in kept:
            yield ListedInstruction((2, 1), closed(f"将{preamble_name(unit)}修改为{quoted(body(how.new, j)[1:])}"))


def annexes(before: Statute, how: Pairing) -> Iterator[ListedInstruction]:
    """Annexes that go, and those that change, restated."""
    for i, unit in enumerate(how.old.units):
        if unit.level is not Level.ANNEX:
            continue
        name = str(before.addresses[i])
        if i not in how.pairs:
            yield ListedInstruction((i, 0), "", gone=name)
        elif not how.same(i, how.pairs[i]):
            j = how.pairs[i]
            lines = [line for line in print_units(how.new.units[j : how.new.end[j]]) if line.strip()]
            yield ListedInstruction((i, 0), closed(f"将{name}修改为{quoted(lines, '：' + chr(10))}"))
