"""Provisions that orders give one number: of two that would bear it neither order is carried out.

What comes to stand under one number is known when all orders have been carried out on the working copy. Those that give a number to a provision
beside another one are then left out, and the decision is bound again without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import attrs

from lawtrack.binding.result import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Double, WorkingCopy
from lawtrack.decision.decision import Amended, Instruction
from lawtrack.decision.orders import Order, Renumber
from lawtrack.errors import Finding
from lawtrack.model.address import Address
from lawtrack.model.levels import Level, cited
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number
from lawtrack.patch.ops import Cause


def ordered_by(work: WorkingCopy, slot: Slot) -> Cause | None:
    """What puts a provision at its number: the order that adds, moves, joins or divides it. None where its number is only stated (改为), which
    the count may take back, and where no order gives it one."""
    if slot.final is None or slot in work.stated:
        return None
    return slot.cause if slot.line is None else _cause_of(work, slot)


def numbered_by(work: WorkingCopy, slot: Slot) -> Cause | None:
    """The same where nothing is counted: a number that is stated is one."""
    return slot.cause if slot.line is None else _cause_of(work, slot)


def _cause_of(work: WorkingCopy, slot: Slot) -> Cause | None:
    if slot in work.fixed:
        return work.fixed[slot][1]
    return (slot.label_cause or slot.move_cause) if slot.final is not None and slot.level > Level.ARTICLE else None


def note_doubles(
    work: WorkingCopy,
    home: str,
    slots: Iterable[Slot],
    cause_of: Callable[[WorkingCopy, Slot], Cause | None] = ordered_by,
    every: bool = False,
) -> None:
    """Note the provisions of one home to which orders give one number; ``every``: those that keep the number they had count as well."""
    groups: dict[tuple[Level, Number], list[Slot]] = {}
    for slot in slots:
        number = slot.final or (slot.number if every else None)
        if number is not None and number.value and (every or cause_of(work, slot) is not None):
            groups.setdefault((slot.level, number), []).append(slot)
    if len(groups) == sum(map(len, groups.values())):
        return
    for (level, number), mine in groups.items():
        causes = {slot: cause_of(work, slot) for slot in mine} if len(mine) > 1 else {}
        if any(cause is not None for cause in causes.values()):
            work.doubles.append(Double(f"{home}{cited(level, number)}", level, number, causes))


def note_annexes(work: WorkingCopy) -> None:
    """The same of annexes: a new 附件二 beside one that stays."""
    annexes = [s for s in work.root.children if s.level is Level.ANNEX and s.gone is None]
    if len(annexes) < 2 or all(s.line is not None for s in annexes):
        return
    groups: dict[str, dict[Slot, Cause | None]] = {}
    for slot in annexes:
        kind = slot.label.translate(_WITHOUT_NUMBER)
        groups.setdefault(f"{kind}{slot.number.value}", {})[slot] = slot.cause
    for causes in groups.values():
        if len(causes) > 1 and any(causes.values()):
            slot = next(iter(causes))
            work.doubles.append(Double(slot.label, Level.ANNEX, slot.number, causes))


_WITHOUT_NUMBER = dict.fromkeys(map(ord, "零〇一二三四五六七八九十百0123456789０１２３４５６７８９ \u3000：:"))


def _by_origin(slot: Slot) -> tuple[int, int]:
    """Those of the base in their order, then what is new in that of the instructions."""
    if slot.line is not None:
        return -1, slot.line
    return slot.cause.index if slot.cause is not None else 0, 0


class Left(NamedTuple):
    """What is left of a decision, and what is told of the rest."""

    part: Amended
    findings: tuple[Finding, ...]


def without_doubles(work: WorkingCopy, base: Statute, part: Amended) -> Left:
    """The decision without the orders that would give a provision the number of another one."""
    left: dict[int, list[Order]] = {i.index: list(i.orders) for i in part.instructions}
    findings: dict[Finding, None] = {}
    for double in work.doubles:
        names = "、".join(_name(work, s, double.causes[s]) for s in sorted(double.causes, key=_by_origin))
        for instruction in part.instructions:
            mine = [s for s, c in double.causes.items() if c is not None and c.index == instruction.index]
            if not mine:
                continue
            guilty = _guilty(base, instruction, double, mine)
            left[instruction.index] = [o for o in left[instruction.index] if o not in guilty]
            clause = Cause(instruction.label).clause or "决定"
            told = kinds.ONE_NUMBER.finding(
                double.address, span=instruction.span, instruction=instruction.label, clause=clause, names=names
            )
            findings[told] = None
    findings |= _leaning(part, left) if work.unnumbered else {}
    changed = tuple(attrs.evolve(i, orders=tuple(left[i.index])) for i in part.instructions)
    return Left(attrs.evolve(part, instructions=changed), tuple(findings))


def _leaning(part: Amended, left: dict[int, list[Order]]) -> dict[Finding, None]:
    """Take out of ``left`` what leans on an order that is left out, and tell it: where 第三条 does not become 第四条, no other one becomes 第三条.

    It would come out anyway, an order of the row each time that the decision is bound again.
    """
    wanted: dict[Address, list[tuple[Instruction, Renumber]]] = {}
    stay: list[Address] = []
    for instruction in part.instructions:
        for order in instruction.orders:
            if isinstance(order, Renumber) and len(order.places) == len(order.to) == 1:
                if order in left[instruction.index]:
                    wanted.setdefault(order.to[0].address, []).append((instruction, order))
                else:
                    stay.append(order.places[0].address)
    findings: dict[Finding, None] = {}
    while stay:
        place = stay.pop()
        for instruction, order in wanted.pop(place, ()) if place.level is Level.ARTICLE else ():
            own = order.places[0].address
            gone = [o for o in instruction.orders if o is order or any(_within(p.address, [own]) for p in o.places)]
            left[instruction.index] = [o for o in left[instruction.index] if o not in gone]
            both = sorted((place, own), key=lambda address: address.steps[-1].number)
            clause, names = Cause(instruction.label).clause or "决定", "、".join(f"原{a}" for a in both)
            told = kinds.ONE_NUMBER.finding(
                place, span=instruction.span, instruction=instruction.label, clause=clause, names=names
            )
            findings[told] = None
            stay.append(own)
    return findings


def _guilty(base: Statute, instruction: Instruction, double: Double, mine: Iterable[Slot]) -> list[Order]:
    """The orders of an instruction that give the number, with those that build on them: the new text of the same article. All of them where it
    cannot be told which they are."""
    found = [o for o in instruction.orders if any(_names(a, double) for a in o.finals)]
    if not found:
        return list(instruction.orders)
    places = [base.addresses[s.line] for s in mine if s.line is not None]
    if any(isinstance(o, Renumber) for o in found):
        found += [o for o in instruction.orders if any(_within(p.address, places) for p in o.places)]
    return found


def _names(address: Address, double: Double) -> bool:
    return any(s.level is double.level and s.number == double.number for s in address.steps)


def _within(address: Address, places: Iterable[Address]) -> bool:
    return bool(address.steps) and any(place.contains(address) for place in places)


def _name(work: WorkingCopy, slot: Slot, cause: Cause | None) -> str:
    """原第三条, 第一项新增的: which of the provisions of one number it is."""
    if slot.line is not None:
        return f"原{work.address(slot)}"
    clause, source = cause.clause if cause is not None else "", work.origin.get(slot)
    return f"{clause}新增的" if source is None else f"{clause}由{work.address(source)}分出的"
