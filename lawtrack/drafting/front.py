"""What a decision says of the title, the introduction and the annexes."""

from __future__ import annotations

from collections.abc import Iterator

from lawtrack.decision.orders import InsertProvisions, Payload, Place, Replace
from lawtrack.drafting.article import Pairing, body, payload
from lawtrack.drafting.listing import ListedInstruction
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import print_units


def front(before: Statute, after: Statute, how: Pairing) -> Iterator[ListedInstruction]:
    """Another title, and an introduction that goes, changes or comes."""
    if before.title != after.title:
        yield ListedInstruction((0, 0), (Replace((_only(Level.TITLE),), payload([after.title])),))
    introduction = _only(Level.PREAMBLE)
    for i, unit in enumerate(how.old.units):
        if unit.level is Level.PREAMBLE and i not in how.pairs:
            yield ListedInstruction((i, 0), gone=introduction)
        elif unit.level is Level.PREAMBLE and not how.same(i, how.pairs[i]):
            yield ListedInstruction((i, 0), (Replace((introduction,), payload(body(how.new, how.pairs[i])[1:])),))
    kept = set(how.pairs.values())
    for j, unit in enumerate(how.new.units):
        if unit.level is Level.PREAMBLE and j not in kept:
            yield ListedInstruction((2, 1), (Replace((introduction,), payload(body(how.new, j)[1:])),))


def _only(level: Level) -> Place:
    """What a statute has one of: its title, its introduction."""
    return Place(Address((Step(level),)))


def annexes(before: Statute, after: Statute, how: Pairing) -> Iterator[ListedInstruction]:
    """Annexes that go, those that change, restated, and those that come."""
    for i, unit in enumerate(how.old.units):
        if unit.level is not Level.ANNEX:
            continue
        place = Place(before.addresses[i])
        if i not in how.pairs:
            yield ListedInstruction((i, 0), gone=place)
        elif not how.same(i, how.pairs[i]):
            j = how.pairs[i]
            yield ListedInstruction((i, 0), (Replace((place,), _annex(how, j)),))
    kept = set(how.pairs.values())
    for j, unit in enumerate(how.new.units):
        if unit.level is Level.ANNEX and j not in kept:
            added = InsertProvisions(Level.ANNEX, (after.addresses[j],), _annex(how, j))
            yield ListedInstruction((len(how.old.units), j), (added,))


def _annex(how: Pairing, j: int) -> Payload:
    """An annex as it is printed."""
    return payload(line for line in print_units(how.new.units[j : how.new.end[j]]) if line.strip())
