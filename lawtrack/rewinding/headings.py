"""Parts, chapters and sections of the earlier text, and which articles stood under them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.decision.decision import Amended
from lawtrack.decision.orders import DeleteProvisions, Merge, Place, Replace, Split
from lawtrack.decision.payload import payload_units
from lawtrack.model.address import Address, Step
from lawtrack.model.gaps import gap
from lawtrack.model.levels import CHAPTERS, HEADINGS, Level, Unit, cited
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.numerals import Number, relabel
from lawtrack.patch.arrangement import increasing
from lawtrack.rewinding.addresses import Facts, headings_in, spread
from lawtrack.rewinding.structure import Old, Retracing


@attrs.frozen
class EarlierHeading:
    """A heading of the earlier text: ``line`` is the later heading it became (None: gone), ``before`` the old article it stood before, where
    that can be guessed."""

    old: Old
    line: int | None
    before: Number | None = None


def earlier_headings(later: Statute, facts: Facts, part: Amended) -> list[EarlierHeading]:
    """The headings of the earlier text in order: those of the later one with their old numbers and words, and those that are gone."""
    later_ones = [
        (line, address)
        for line, address in enumerate(later.addresses)
        if address.level in HEADINGS and address.steps[0].level is not Level.ANNEX
    ]
    arrived = [a for a in facts.arrived if a.level in HEADINGS]
    kept = [(line, a) for line, a in later_ones if not any(a.steps[-len(n.steps) :] == n.steps for n in arrived)]
    fixed = {new: old for old, new in facts.fixed.items() if old.level in HEADINGS}
    lost = [a for a in facts.gone | facts.dropped if a.level in HEADINGS]
    words = _words(part)
    fixed |= _retitled(part, [(a, later.units[line].text) for line, a in kept if a not in fixed], fixed)
    if not (arrived or fixed or lost):
        return [EarlierHeading(_worded(Old(later.units[line], line), a, words), line) for line, a in kept]
    olds = _old_addresses(kept, fixed, lost, [a for _, a in later_ones])
    found: dict[Address, EarlierHeading] = {}
    for line, address in kept:
        base, unit = olds[address], later.units[line]
        number = base.steps[-1].number
        label = relabel(unit.label, number) if unit.level is base.level else cited(base.level, number)
        if unit.level is base.level and unit.number == number:
            label = unit.label
        found[base] = EarlierHeading(_worded(Old(Unit(base.level, label, unit.text), line), base, words), line)
    before = _anchors(part)
    for base in [*lost, *(Address(b.steps[:n]) for b in olds.values() for n in range(1, len(b.steps)))]:
        if base not in found and base.level in CHAPTERS:
            unit = Unit(base.level, cited(base.level, base.steps[-1].number), words.get(base, gap()))
            found[base] = EarlierHeading(Old(unit), None, before.get(base))
    return [found[a] for a in sorted(found, key=lambda a: a.steps)]


def _old_addresses(
    kept: Sequence[tuple[int, Address]],
    fixed: dict[Address, Address],
    lost: Sequence[Address],
    later: Sequence[Address],
) -> dict[Address, Address]:
    """Later address → earlier address of the headings that are still there."""
    out: dict[Address, Address] = {}
    fixed = dict(fixed)
    for new, old in list(fixed.items()):  # 第三章第七节改为第八节: its chapter stays what it is
        if len(new.steps) == len(old.steps) > 1:
            fixed.setdefault(new.parent, old.parent)
    above = {Address(a.steps[:n]) for a in fixed.values() for n in range(1, len(a.steps))}
    used = {*fixed.values(), *lost, *(above - {a for _, a in kept if a not in fixed})}
    next_: dict[tuple[Address, Level], int] = {}
    for _, address in kept:
        named = fixed.get(address) or next(
            (old for new, old in fixed.items() if address.steps[-len(new.steps) :] == new.steps), None
        )
        parent = out.get(address.parent, address.parent)
        if named is not None:
            out[address] = (
                named
                if len(named.steps) > 1 or named.level <= address.level and not parent.steps
                else Address((*parent.steps, *named.steps))
            )
            if named.level < address.level:
                out[address] = named
            after = (out[address].parent, out[address].level)
            next_[after] = max(next_.get(after, 1), out[address].steps[-1].number.value + 1)
            continue
        key = (parent, address.level)
        if key not in next_:
            first = min(
                a.steps[-1].number.value for a in later if a.parent == address.parent and a.level is address.level
            )
            next_[key] = first if first > 1 and address.parent.steps else 1
        while Address((*parent.steps, Step(address.level, Number(next_[key])))) in used:
            next_[key] += 1
        out[address] = Address((*parent.steps, Step(address.level, Number(next_[key]))))
        next_[key] += 1
    return out


def _retitled(
    part: Amended, kept: Sequence[tuple[Address, str]], fixed: dict[Address, Address]
) -> dict[Address, Address]:
    """Later heading → earlier heading, for those that the decision gives the words they carry now."""
    out: dict[Address, Address] = {}
    for instruction in part.instructions:
        for order in instruction.orders:
            if not isinstance(order, Replace) or len(order.places) != 1:
                continue
            address, words = order.places[0].address, normalise("".join(order.payload.lines))
            if not address.steps or address.level not in HEADINGS or address in fixed.values():
                continue
            there = [a for a, text in kept if normalise(text) == words and a.level is address.level]
            if len(there) == 1 and there[0].steps[-len(address.steps) :] != address.steps:
                out[there[0]] = (
                    Address((*there[0].parent.steps, *address.steps)) if len(address.steps) == 1 else address
                )
    return out


def _words(part: Amended) -> dict[Address | str, str]:
    """Old headings that the decision quotes or destroys: by base address, or by the new words where only these are known."""
    out: dict[Address | str, str] = {}
    for instruction in part.instructions:
        for order in instruction.orders:
            if isinstance(order, Replace):
                for place in order.places:
                    if place.address.steps and place.address.level in HEADINGS and place.part in ("", "heading"):
                        for address in spread(place):
                            out[address] = place.quoted or gap()
                            out |= dict.fromkeys(headings_in(order.payload.lines[1:], (address,)), gap())
                    elif place.quoted:
                        out[normalise("".join(order.payload.lines))] = place.quoted
            elif isinstance(order, Split) and order.place.address.steps and order.place.address.level in HEADINGS:
                out[order.place.address] = order.place.quoted or gap()
            elif isinstance(order, (Merge, DeleteProvisions)):
                for place in order.places:
                    if place.quoted and place.address.steps:
                        out[place.address] = place.quoted
                first = order.places[0].address
                if isinstance(order, Merge) and order.payload is not None and first.steps and first.level in HEADINGS:
                    out.setdefault(first, gap())
    return out


def _worded(old: Old, base: Address, words: dict[Address | str, str]) -> Old:
    unit = old.unit
    for key in (base, Address(base.steps[-1:])):
        if key in words:
            text = words[key].removeprefix(unit.label).strip()
            return Old(attrs.evolve(unit, text=text), None)
    for text in (unit.label + unit.text, unit.text):
        if normalise(text) in words:
            before = words[normalise(text)]
            made = [u for u in payload_units((before,), Level.PART) if u.level in HEADINGS]
            return Old(attrs.evolve(unit, label=made[0].label, text=made[0].text) if made else _divided(unit, before))
    return old


def _divided(unit: Unit, text: str) -> Unit:
    """一、买卖合同的成立及效力 as label and words, the way the later heading is divided."""
    mark = unit.label[-1:]
    if mark in "、．." and mark in text[:5]:
        at = text.index(mark) + 1
        return attrs.evolve(unit, label=text[:at], text=text[at:])
    return attrs.evolve(unit, text=text.removeprefix(unit.label).strip())


def _anchors(part: Amended) -> dict[Address, Number]:
    """Headings that went → an article deleted by the same instruction: it may have stood first under them."""
    out: dict[Address, Number] = {}
    for instruction in part.instructions:
        places: list[Place] = [
            p for o in instruction.orders if isinstance(o, (DeleteProvisions, Merge)) for p in o.places
        ]
        articles = [a.steps[-1].number for p in places for a in spread(p) if a.steps and a.level is Level.ARTICLE]
        for place in places:
            for address in spread(place):
                if address.steps and address.level in HEADINGS and articles:
                    out[address] = min(articles)
    return out


def sections(later: Statute, headings: Sequence[EarlierHeading]) -> dict[Number, int]:
    """Final article number → how many headings of the earlier text stand before the article, going by where it stands now."""
    index = {h.line: i + 1 for i, h in enumerate(headings) if h.line is not None}
    out: dict[Number, int] = {}
    now = 0
    for line, (unit, address) in enumerate(zip(later.units, later.addresses, strict=True)):
        now = index.get(line, now)
        if unit.level is Level.ARTICLE and len(address.steps) == 1:
            out[unit.number] = now
    return out


def interleave(trace: Retracing, headings: Sequence[EarlierHeading]) -> list[Old]:
    """Base articles in the order of their old numbers, each under the heading it stands under now; moved ones do not drag headings along."""
    numbers = trace.numbers()
    over = trace.over
    wishes = [(k, over[f]) for k, n in enumerate(numbers) if (f := trace.final(n)) is not None and f in over]
    spine = increasing([want * (len(numbers) + 1) + k for k, want in wishes])
    steady = {k: want for k, want in wishes if want * (len(numbers) + 1) + k in spine}
    lost = set(trace.lost)
    behind = [next((numbers[k] for k, want in steady.items() if want > i + 1), None) for i in range(len(headings))]
    anchors = [  # an article under a later heading was deleted beside this one, not with it
        h.before if h.before is not None and (end is None or h.before < end) else None
        for h, end in zip(headings, behind, strict=True)
    ]
    out: list[Old] = []
    at = 0
    for k, number in enumerate(numbers):
        want = steady.get(k, at)
        for i in range(at, len(headings)):
            if anchors[i] == number or headings[i].line is None and number in lost and anchors[i] is None:
                want = max(want, i + 1)
                lost.clear()
        if (
            not out
            and headings
            and want == 0
            and headings[0].line is not None
            and over.get(min(over, default=Number()), 0)
        ):
            want = 1
        out += [h.old for h in headings[at:want]]
        at = max(at, want)
        out.append(trace.article(number))
    return out + [h.old for h in headings[at:]]
