"""Numbers when two patches are carried out together: each renumbers for itself, the result must be renumbered for both.

A number that only follows from what comes and goes before it is a *shift*. Shifts add up: an article that one patch moves from 8 to 9
and the other from 8 to 9, each because of an article of its own, becomes 10; where both add the same article, it stays 9.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import TypeAlias

import attrs

from lawtrack.model.levels import RANK, Level, Unit, cited
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number, label_number, numeral, parse_numeral, relabel
from lawtrack.patch.ops import Cause, Delete, Insert, Move, Op, Relabel, Splice
from lawtrack.patch.patch import Patch

_REFERENCE = re.compile(r"(?<![》法例定则])第([零〇一二三四五六七八九十百千两0-9]+)条")


def level_of_label(label: str) -> Level:
    """The level that a label shows by itself: 第八条, 第二章, （三）, 4."""
    tight = label.replace(" ", "").replace("\u3000", "")
    if tight.startswith("第"):
        for level in (Level.SUBPART, Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE):  # 分编 before 编
            if level.zh in tight:
                return level
    chinese = tight[:1] in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩" or tight[:1] in "（(" and not tight[1:2].isascii()
    return Level.ITEM if chinese else Level.SUBITEM


def shifted(label: str, by: int) -> str | None:
    """The label ``by`` numbers on; None where there is no such number, as in a list that stands out of order.

    >>> shifted("第三条之一", -1), shifted("（一）", -1)
    ('第二条之一', None)
    """
    number = label_number(label)
    return relabel(label, Number(number.value + by, number.sub)) if number.value + by > 0 else None


@attrs.frozen
class _Event:
    """At ``place`` one unit of a level comes (+1) or goes (-1); ``key`` tells whether both patches do it."""

    place: float
    count: int
    key: tuple[object, ...]


@attrs.frozen
class _Sums:
    """Events of a level by place, with running totals."""

    places: list[float]
    totals: list[int]

    @classmethod
    def of(cls, events: list[_Event]) -> _Sums:
        ordered = sorted(events, key=lambda e: e.place)
        return cls([e.place for e in ordered], [0, *accumulate(e.count for e in ordered)])

    def between(self, start: float, end: float) -> int:
        """The sum of events from ``start`` up to but not at ``end``."""
        return self.totals[bisect_left(self.places, end)] - self.totals[bisect_left(self.places, start)]


Events: TypeAlias = dict[Level, list[_Event]]
Lost: TypeAlias = tuple[frozenset[Op], frozenset[Op]]
"""What comes, goes or moves by each side and is left out because of a conflict."""
_NONE: Lost = (frozenset(), frozenset())


class Shifts:
    """What two patches on one base do to numbers. With ``base`` it is known which items stand in which paragraph; without, as far as the ops tell."""

    def __init__(self, p: Patch, q: Patch, base: Statute | None = None, lost: Lost = _NONE) -> None:
        self.sides: tuple[Patch, Patch]
        self.base: Statute | None
        self.lost: Lost
        self.sides, self.base, self.lost = (p, q), base, lost
        self.sums: list[dict[Level, _Sums]] = _sums(*(_events(patch.ops) for patch in self.sides))
        self.kept: list[dict[Level, _Sums]] = (
            _sums(*(_events(patch.ops, lost[side]) for side, patch in enumerate(self.sides)))
            if any(lost)
            else self.sums
        )
        self.moved: list[dict[int, float]] = [
            {i: op.after + 0.5 for op in patch.ops if isinstance(op, Move) and op not in lost[side] for i in op.lines}
            for side, patch in enumerate(self.sides)
        ]
        self.unmoved: list[set[int]] = [
            {i for op in dropped if isinstance(op, Move) for i in op.lines} for dropped in lost
        ]
        self.levels: dict[int, Level] = _known_levels(self.sides, base)
        self.borders: dict[Level, list[int]] = {}
        self.runs: set[tuple[int, Level, float]] = set()  # the numberings that each side shifts
        self.relabels: dict[tuple[int, Level], list[Relabel]] = defaultdict(list)
        for side, patch in enumerate(self.sides):
            for op in patch.ops:
                if isinstance(op, Relabel):
                    level = self.level(op)
                    self.relabels[side, level].append(op)
                    if self.shifts(side, op):
                        self.runs.add((side, level, self.start(level, op.line)))
                elif isinstance(op, Insert):  # a new unit with a plain number: those behind it must make room
                    self.runs |= {
                        (side, u.level, self.start(u.level, op.after + 0.5))
                        for u in op.units
                        if u.number.value and not u.number.sub
                    }

    def level(self, op: Relabel) -> Level:
        """The level of what is renumbered."""
        return op.at.level if op.at.steps else self.levels.get(op.line, level_of_label(op.before))

    def start(self, level: Level, place: float) -> float:
        """Where the numbering that ``place`` belongs to begins: articles run through, items begin anew in each paragraph."""
        if level is Level.ARTICLE:
            return -1
        if level not in self.borders:
            self.borders[level] = sorted(i for i, x in self.levels.items() if RANK[x] < RANK[level])
        borders = self.borders[level]
        k = bisect_right(borders, place)
        return borders[k - 1] if k else -1

    def net(self, who: int, level: Level, place: float) -> int:
        """How many units of the level came before ``place``, less those that went: by one side, or by both alike (2)."""
        sums = self.sums[who].get(level)
        return sums.between(self.start(level, place), place) if sums else 0

    def stays(self, who: int, level: Level, place: float) -> int:
        """The same, of what is carried out: what a conflict left out does not count."""
        sums = self.kept[who].get(level)
        return sums.between(self.start(level, place), place) if sums else 0

    def extra(self, side: int, level: Level, place: float) -> int:
        """What the patch of ``side`` shifts a number at ``place`` by, beyond what the other one does as well."""
        return self.stays(side, level, place) - self.stays(2, level, place)

    def shift(self, level: Level, place: float) -> int:
        """What both together shift a number at ``place`` by."""
        sides = [side for side in (0, 1) if self.renumbers(side, level, place)]
        both = self.stays(2, level, place) if len(sides) == 2 else 0
        return sum(self.stays(side, level, place) for side in sides) - both

    def place(self, side: int, line: int) -> float:
        """Where a line stands after the patch, as a place of the base."""
        return self.moved[side].get(line, line)

    def shifts(self, side: int, op: Relabel) -> bool:
        """Whether a new number only follows from what comes and goes before it, or came with a move that was left out."""
        if op.line in self.unmoved[side]:
            return True
        level = self.level(op)
        old, new = label_number(op.before), label_number(op.after)
        if not old.value or not new.value or old.sub != new.sub or relabel(op.before, new) != op.after:
            return False
        return op.line not in self.moved[side] and new.value - old.value == self.net(side, level, op.line)

    def renumbers(self, side: int, level: Level, place: float) -> bool:
        """Whether the patch of ``side`` closes up and shifts the numbers that ``place`` belongs to."""
        run = self.start(level, place)
        return (side, level, run) in self.runs or (side, level, run) in self.unopposed

    @cached_property
    def unopposed(self) -> set[tuple[int, Level, float]]:
        """The numberings of the base in which a side adds or deletes, and in which no number is left that it should have shifted."""
        if self.base is None:
            return set()
        touched = {
            (side, level, self.start(level, place))
            for side in (0, 1)
            for level, sums in self.sums[side].items()
            for place in sums.places
        }
        for line, unit in enumerate(self.base.units):
            for side in (0, 1):
                left = line not in self.sides[side].arrangement.gone and line not in self.moved[side]
                if left and unit.number.value and not unit.number.sub and self.net(side, unit.level, line):
                    touched.discard((side, unit.level, self.start(unit.level, line)))
        return touched

    def label(self, a: Relabel, b: Relabel) -> str | None:
        """The label of one unit that both patches renumber; None where they want different things."""
        level = self.level(a)
        if self.shifts(0, a) and self.shifts(1, b):
            return shifted(a.before, self.shift(level, a.line))
        for side, mine, other in ((0, a, b), (1, b, a)):
            if self.shifts(1 - side, other) and mine.line in self.moved[side]:
                return self.alone(mine, side)
        return a.after if a.after == b.after else None

    def alone(self, op: Relabel, side: int) -> str:
        """The label of a unit that this side moves and renumbers, when the other side shifts what stands before its new place."""
        level, new = self.level(op), label_number(op.after)
        place = self.place(side, op.line)
        known = (
            self.base is not None or level is Level.ARTICLE
        )  # else it is not known which items are numbered together
        if (known or any(self.lost)) and self.shifts(side, op):
            return shifted(op.before, self.shift(level, op.line)) or op.after
        if op.line not in self.moved[side] or not new.value or not self.renumbers(1 - side, level, place):
            return op.after
        return shifted(op.after, self.extra(1 - side, level, place)) or op.after

    def inserted(self, op: Insert, side: int) -> tuple[Unit, ...]:
        """New units with the numbers that they have after both patches."""
        out, outer = [], 99
        for unit in op.units:
            rank = RANK[unit.level]
            number = unit.number
            own = rank <= outer or unit.level is Level.ARTICLE  # not numbered inside what is new as well
            outer = min(outer, rank)
            place = op.after + 0.5
            more = self.extra(1 - side, unit.level, place) if self.renumbers(1 - side, unit.level, place) else 0
            if self.renumbers(side, unit.level, place):
                more += self.stays(side, unit.level, place) - self.net(side, unit.level, place)
            if own and number.value and more:
                unit = attrs.evolve(unit, label=shifted(unit.label, more) or unit.label)
            out.append(unit)
        return tuple(out)

    def reference(self, before: str, a: Splice, b: Splice) -> str | None:
        """The number in a reference that both patches move; None where it is no number."""
        old, one, two = (parse_numeral(t) for t in (before[a.start : a.end], a.text, b.text))
        if old is None or one is None or two is None:
            return None
        final: int | None = None
        if before[a.end : a.end + 1] == "条":
            final = self.articles.get(old)
        if final is None:
            final = one if one == two else one + two - old
        if final < 1:
            return None
        return str(final) if a.text.isascii() else numeral(final)

    @cached_property
    def articles(self) -> dict[int, int]:
        """Old article number → the number after both patches, for those that are renumbered."""
        out: dict[int, int] = {}
        first, second = self.sides[0].arrangement.labels, self.sides[1].arrangement.labels
        for line in {*first, *second}:
            a, b = first.get(line), second.get(line)
            op = a or b
            assert op is not None
            old = label_number(op.before)
            if self.level(op) is Level.ARTICLE and not old.sub:
                after = self.label(a, b) if a and b else self.alone(op, 0 if a else 1)
                if after is not None:
                    out[old.value] = label_number(after).value
        return out

    def left_over(self) -> list[Relabel]:
        """Numbers that neither patch changes, since for each alone what comes and goes evens out: known with the base only."""
        if self.base is None:
            return []
        out: list[Relabel] = []
        for line, unit in enumerate(self.base.units):
            number = unit.number
            if number.value and not number.sub and not any(line in patch.arrangement.labels for patch in self.sides):
                more = self.shift(unit.level, line)
                after = shifted(unit.label, more)
                if more and after and not any(line in moved for moved in self.moved):
                    out.append(
                        Relabel(line, unit.label, after, at=self.base.addresses[line], cause=Cause(consequential=True))
                    )
        return out

    def stale(self, side: int) -> list[tuple[Op, str, str]]:
        """References in words that the patch of ``side`` supplies, which the other one makes wrong: (op, as written, as it should be)."""
        back: dict[int, int] = {}
        for r in self.relabels.get((side, Level.ARTICLE), ()):
            back[label_number(r.after).value] = label_number(r.before).value
        moved_here = set(back.values())
        final = self.articles
        out: list[tuple[Op, str, str]] = []
        for op in self.sides[side].ops:
            if op.cause.consequential or isinstance(op, (Delete, Move, Relabel)):
                continue
            texts = [u.text for u in op.units] if isinstance(op, Insert) else [s.text for s in op.splices]
            for m in (m for t in texts for m in _REFERENCE.finditer(t)):
                written = parse_numeral(m[1])
                old = back.get(written or 0, None if written in moved_here else written)
                if old is not None and written and final.get(old, written) != written:
                    out.append((op, m[0], cited(Level.ARTICLE, final[old])))
        return out


def _sums(first: Events, second: Events) -> list[dict[Level, _Sums]]:
    """Running totals of the first, the second, and what both do alike."""
    both = {level: _common(first[level], second[level]) for level in {*first} & {*second}}
    return [{level: _Sums.of(found) for level, found in x.items()} for x in (first, second, both)]


def _events(ops: Iterable[Op], lost: frozenset[Op] = frozenset()) -> Events:
    out: dict[Level, list[_Event]] = defaultdict(list)
    for op in ops:
        if op in lost:
            continue
        for k, unit in enumerate(op.units):
            if not unit.number.value or unit.number.sub:
                continue
            if op.lines:
                out[unit.level].append(_Event(op.line + k, -1, ("go", op.line + k)))
            if isinstance(op, (Insert, Move)):
                key = ("come", op.after, k, unit.level, unit.text, op.units[k + 1 : k + 2])
                out[unit.level].append(_Event(op.after + 0.5, 1, key))
    return out


def _common(first: list[_Event], second: list[_Event]) -> list[_Event]:
    left = Counter(e.key for e in first)
    out = []
    for e in second:
        if left[e.key]:
            left[e.key] -= 1
            out.append(e)
    return out


def _known_levels(sides: Iterable[Patch], base: Statute | None) -> dict[int, Level]:
    if base is not None:
        return {i: u.level for i, u in enumerate(base.units)}
    out: dict[int, Level] = {}
    for patch in sides:
        for op in patch.ops:
            if op.units:
                out.update((line, u.level) for line, u in zip(op.lines, op.units, strict=False))
            elif op.at.steps:
                out[op.line] = op.at.level
            elif isinstance(op, Relabel):
                out[op.line] = level_of_label(op.before)
    return out
