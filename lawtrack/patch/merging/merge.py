"""Two patches on one base: their union, or the conflicts as values. Never a guess.

Numbers are what makes this more than a union of sets: a decision that inserts an article renumbers all that follow, and so does
another one. Neither is in conflict with the other; the numbers of the result are worked out anew (:mod:`lawtrack.patch.merging.renumber`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Literal

import attrs

from lawtrack.arguments import checked
from lawtrack.errors import ConflictError, Finding
from lawtrack.model.address import Address, addresses_of
from lawtrack.model.levels import RANK
from lawtrack.model.nodes import Statute
from lawtrack.patch.arrangement import Arrangement, New
from lawtrack.patch.merging import findings as kinds
from lawtrack.patch.merging.conflict import Conflict, ConflictKind, Merged
from lawtrack.patch.merging.overlap import (
    Edit,
    both_follow,
    cause_key,
    content,
    inside,
    meet,
)
from lawtrack.patch.merging.renumber import Shifts
from lawtrack.patch.ops import Cause, Delete, EditText, Insert, Move, Op, Splice
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note_entries import add_both

_NOTE = 2
"""The line of the adoption note (题注), to which every decision adds its own entry."""


@checked
def merge(p: Patch, q: Patch, base: Statute | None = None) -> Merged:
    """The union of two patches on one base, or the conflicts; symmetric but for the sides of the conflicts.

    Two orders to the same effect are one. Numbers and references that both patches move in consequence of what they add and delete are
    worked out for the result. With ``base`` the addresses in the result are exact and the base is checked. Raises
    :class:`ConflictError` where the patches are for texts of different length.

    >>> a = Patch((EditText(4, "甲乙。", (Splice(0, 1, "丙"),)),), size=5)
    >>> b = Patch((EditText(4, "甲乙。", (Splice(1, 2, "丁"),)),), size=5)
    >>> [s.text for op in merge(a, b).patch.ops for s in op.splices]
    ['丙', '丁']
    >>> c = Patch((EditText(4, "甲乙。", (Splice(0, 2, "戊"),)),), size=5)
    >>> merge(a, c).conflicts[0].kind
    'text'
    """
    if p.size != q.size:
        raise ConflictError(
            f"两个补丁针对的不是同一文本：一个有 {p.size} 个单元，一个有 {q.size} 个",
            f"the two patches are not for one text: one has {p.size} units, the other {q.size}",
        )
    if base is not None:
        p.check(base)
        q.check(base)
    return _Merger(p, q, base, None).run()


@checked
def rebase(q: Patch, over: Patch, base: Statute | None = None) -> Merged:
    """A pending patch moved onto the text after another one took effect: ``rebase(q, over=p).patch`` applies to ``p.apply(base)``.

    Both must be for the same base. What of ``q`` no longer fits is left out and reported: ``first`` is what ``over`` made of the
    provision, ``second`` what ``q`` wants. Raises :class:`ConflictError` where the two are for texts of different length.

    >>> a = Patch((EditText(4, "甲乙。", (Splice(0, 1, "丙"),)),), size=5)
    >>> b = Patch((EditText(4, "甲乙。", (Splice(1, 2, "丁"),)),), size=5)
    >>> [(op.before, op.splices) for op in rebase(b, over=a).patch.ops]
    [('丙乙。', (Splice(start=0, end=2, text='丙丁'),))]
    """
    if over.size != q.size:
        raise ConflictError(
            f"两个补丁针对的不是同一文本：一个有 {over.size} 个单元，一个有 {q.size} 个",
            f"the two patches are not for one text: one has {over.size} units, the other {q.size}",
        )
    merged = _Merger(over, q, base, 0).run()
    moved = over.invert().then(merged.patch)
    return Merged(
        attrs.evolve(moved, title=q.title, source=q.source, adopted=q.adopted, effective=q.effective),
        merged.conflicts,
        merged.findings,
    )


class _Merger:
    """``keep`` None drops both sides of a conflict, 0 keeps the first."""

    def __init__(self, p: Patch, q: Patch, base: Statute | None, keep: Literal[0] | None) -> None:
        self.sides, self.base, self.keep = (p, q), base, keep
        self.plans = (p.arrangement, q.arrangement)
        self.behind: tuple[dict[int, list[Insert | Move]], ...] = ({}, {})
        for side, patch in enumerate(self.sides):
            for op in patch.ops:
                if isinstance(op, (Insert, Move)):
                    self.behind[side].setdefault(op.after, []).append(op)
        self.conflicts: list[Conflict] = []
        self.shifts = Shifts(p, q, base)
        self.lost: tuple[set[Op], set[Op]] = (set(), set())
        self.own: dict[int, Op] = {}  # what an insertion was before it was renumbered
        self.alive: list[Op] = []  # keeps the ids of ``own`` valid

    def run(self) -> Merged:
        """The union; numbered anew where a conflict leaves out something that numbers depend on."""
        merged = self.union()
        if any(self.lost):
            self.shifts = Shifts(*self.sides, self.base, (frozenset(self.lost[0]), frozenset(self.lost[1])))
            self.conflicts = []
            merged = self.union()
        return merged

    def union(self) -> Merged:
        ops = self.deletes()
        gone = {i for op in ops for i in op.lines}
        ops = [*ops, *self.edits(gone), *self.labels(gone), *self.arrivals()]
        p, q = self.sides
        try:
            patch = self.patch(ops)
        except ConflictError:  # moves that are each other's destination
            for op in ops:
                if isinstance(op, Move):
                    told = f"移到{op.to}", op
                    self.clash(
                        "place", op.line, op.at, op.words_before, told, ("（不移动）", None), flip=op not in p.ops
                    )
            patch = self.patch([op for op in ops if not isinstance(op, Move)])
        patch = attrs.evolve(
            patch,
            title=min(p.title, q.title) or p.title or q.title,
            source="；".join(sorted({s for s in (p.source, q.source) if s})),
            adopted=max(p.adopted, q.adopted),
            effective=max(p.effective, q.effective),
        )
        if self.base is not None:
            patch = readdressed(patch, self.base)
        ordered = tuple(sorted(set(self.conflicts), key=lambda c: (c.line, c.kind, sorted((c.first, c.second)))))
        return Merged(patch, ordered, (*(c.finding for c in ordered), *self.stale()))

    def patch(self, ops: Iterable[Op]) -> Patch:
        return Patch(tuple(sorted(ops, key=attrgetter("place"))), size=self.sides[0].size)

    def stale(self) -> Iterator[Finding]:
        """References in new words of one side that the other side's renumbering makes wrong."""
        for side in (0, 1):
            for op, written, right in self.shifts.stale(side):
                yield kinds.REFERENCE.finding(op.where, before=written, after=right, instruction=op.cause.label)

    # ------------------------------------------------------------------ conflicts

    def clash(
        self, kind: ConflictKind, line: int, at: Address, before: str, *told: tuple[str, Op | None], flip: bool = False
    ) -> None:
        """Note a conflict: what each side makes of a place, and by which op; ``flip`` where the second side is told first."""
        if self.base is not None and 0 <= line < len(self.base.addresses):
            at = self.base.addresses[line]
        (mine, one), (other, two) = reversed(told) if flip else told
        causes = (op.cause if op else Cause() for op in (one, two))
        self.conflicts.append(Conflict(kind, line, at, before, mine, other, *causes))

    def wins(self, side: int) -> bool:
        """Whether the ops of a side survive a conflict."""
        return self.keep == side

    # ------------------------------------------------------------------ what goes

    def deletes(self) -> list[Op]:
        """Lines that go by either patch, unless the other one changes them or puts something into them."""
        dropped: tuple[set[int], set[int]] = (set(), set())
        owners: dict[int, New] = {}
        for side, plan in enumerate(self.plans):
            for op in plan.deletions:
                hits = list(self.hits(op, 1 - side))
                for hit in dict.fromkeys(hits):
                    line = hit.lines.start if hit.lines else hit.place[0]
                    line = line if line in op.lines else op.line
                    self.clash(
                        "deleted", line, op.at, op.words_before, ("", op), (hit.words_after, hit), flip=bool(side)
                    )
                if hits and not self.wins(side):
                    dropped[side].update(op.lines)
                    self.lost[side].add(op)
            for line, new in plan.gone.items():
                known = owners.get(line)
                if line not in dropped[side] and (known is None or _rank(new) < _rank(known)):
                    owners[line] = new
        self.kept_from_deletion = dropped
        return [*Arrangement(self.sides[0].size, (), owners, {}, {}, {}).ops()]

    def hits(self, op: Delete, side: int) -> Iterator[Op]:
        """What ``side`` changes in lines that the other one deletes, or puts into them."""
        plan = self.plans[side]
        for i in op.lines:
            yield from (e for e in plan.words.get(i, ()) if not e.cause.consequential)
            if i in plan.labels and not self.shifts.shifts(side, plan.labels[i]):
                yield plan.labels[i]
            if i not in plan.gone:
                if i in plan.moved and (move := plan.moved[i].op):
                    yield move
                yield from (x for x in self.behind[side].get(i, ()) if inside(op.units[: i - op.line + 1], x))

    # ------------------------------------------------------------------ words

    def edits(self, gone: set[int]) -> Iterator[Op]:
        lines = sorted({*self.plans[0].words, *self.plans[1].words} - gone)
        for line in lines:
            first, second = (
                [Edit(s, op, side) for op in self.plans[side].words.get(line, ()) for s in op.splices]
                for side in (0, 1)
            )
            if (
                self.keep is None
            ):  # an edit of a text that the other side wants to delete is in conflict and left out as well
                first = [] if line in self.kept_from_deletion[1] else first
                second = [] if line in self.kept_from_deletion[0] else second
            elif line in self.kept_from_deletion[0] | self.kept_from_deletion[1]:
                second = []
            yield from self.one_text(line, first, second)

    def one_text(self, line: int, first: list[Edit], second: list[Edit]) -> Iterator[Op]:
        if not first or not second:
            for op in dict.fromkeys(e.op for e in (*first, *second)):
                yield op
            return
        before = first[0].op.before
        if before != second[0].op.before:
            raise ConflictError(
                f"两个补丁所依据的原文不同：{first[0].op.at}",
                f"the two patches expect different words: {first[0].op.at}",
            )
        if line == _NOTE and (both := self.both_entries(before, first, second)):
            yield both
            return
        bad: set[int] = set()
        twins: set[int] = set()
        changed: dict[int, Splice] = {}
        everything = [*first, *second]
        place = {id(e): n for n, e in enumerate(everything)}
        for a in first:
            for b in second:
                if not meet(a.s, b.s):
                    continue
                i, k = place[id(a)], place[id(b)]
                if (a.s.start, a.s.end) == (b.s.start, b.s.end):
                    number = self.shifts.reference(before, a.s, b.s) if both_follow(a, b) else None
                    if number is not None or a.s.text == b.s.text:
                        winner = min(a, b, key=lambda e: cause_key(e.op.cause))
                        twins.add(k if winner is a else i)
                        changed[i if winner is a else k] = attrs.evolve(
                            a.s, text=a.s.text if number is None else number
                        )
                        continue
                if a.op.cause.consequential != b.op.cause.consequential:  # what follows gives way to what is ordered
                    bad.add(i if a.op.cause.consequential else k)
                    continue
                self.clash("text", line, a.op.at, before, (a.op.words_after, a.op), (b.op.words_after, b.op))
                bad |= {x for x, side in ((i, 0), (k, 1)) if not self.wins(side)}
        by_op: dict[EditText, list[Splice]] = {}
        for n, e in enumerate(everything):
            if n not in bad and n not in twins:
                by_op.setdefault(e.op, []).append(changed.get(n, e.s))
        merged: dict[Cause, list[Splice]] = defaultdict(list)
        ends: dict[Cause, EditText] = {}
        for op, splices in by_op.items():
            merged[op.cause] += splices
            ends[op.cause] = op
        for cause in sorted(merged, key=cause_key):
            yield EditText(
                line, before, tuple(sorted(merged[cause])), at=ends[cause].at, to=ends[cause].to, cause=cause
            )

    def both_entries(self, note: str, first: list[Edit], second: list[Edit]) -> Op | None:
        """What both add to the adoption note, in the order in which they were passed; None where they do more than add, or the same."""
        a, b = first[-1], second[-1]
        if a.s == b.s or any(e.s.start != e.s.end or not e.op.cause.consequential for e in (*first, *second)):
            return None
        p, q = self.sides
        early, late = (a, b) if (p.adopted, a.s.text) <= (q.adopted, b.s.text) else (b, a)
        added = add_both(note, early.s.text, late.s.text, p.title)
        if added is None:
            return None
        splices = tuple(Splice(at, at, text) for at, text in added.insertions)
        return attrs.evolve(min(a, b, key=lambda e: cause_key(e.op.cause)).op, splices=splices)

    # ------------------------------------------------------------------ numbers

    def labels(self, gone: set[int]) -> Iterator[Op]:
        first, second = self.plans[0].labels, self.plans[1].labels
        for line in sorted({*first, *second} - gone):
            a, b = first.get(line), second.get(line)
            if a is None or b is None:
                one, side = (a, 0) if a is not None else (b, 1)
                assert one is not None
                after = self.shifts.alone(one, side)
                if after != one.before:
                    yield one if after == one.after else attrs.evolve(one, after=after, to=Address())
                continue
            winner = min(a, b, key=lambda op: (cause_key(op.cause), op.to))
            both = self.shifts.label(a, b)
            if both is not None:
                if both != winner.before:
                    yield attrs.evolve(winner, after=both, to=Address())
            else:
                self.clash("number", line, a.at, a.before, (a.after, a), (b.after, b))
                if self.keep == 0:
                    yield a
        yield from (op for op in self.shifts.left_over() if op.line not in gone)

    # ------------------------------------------------------------------ what comes and moves

    def arrivals(self) -> Iterator[Op]:
        moves = self.moves()
        gaps: dict[int, tuple[list[Insert | Move], list[Insert | Move]]] = defaultdict(lambda: ([], []))
        for side in (0, 1):
            for after, ops in self.behind[side].items():
                for op in ops:
                    if isinstance(op, Insert) and self.left_out(op, side):
                        self.lost[side].add(op)
                    elif isinstance(op, Insert) or op in moves[side]:
                        gaps[after][side].append(op)
        for after in sorted(gaps):
            yield from self.one_gap(after, *gaps[after])

    def left_out(self, op: Insert, side: int) -> bool:
        """Whether new units of ``side`` belong to a provision that the other one deletes, and that does not go with them."""
        if self.keep == 0:
            return side == 1 and self.falls_in(0, op.after, op)
        return op.after in self.kept_from_deletion[1 - side] and self.falls_in(1 - side, op.after, op)

    def falls_in(self, side: int, after: int, op: Insert) -> bool:
        """Whether ``op`` adds to a provision that ``side`` deletes."""
        new = self.plans[side].gone.get(after)
        deleted = new.op if new else None
        return isinstance(deleted, Delete) and inside(deleted.units[: after - deleted.line + 1], op)

    def moves(self) -> tuple[list[Move], list[Move]]:
        """The moves that survive, per side; one that both make is the first's."""
        out: tuple[list[Move], list[Move]] = ([], [])
        first, second = ([op for op in patch.ops if isinstance(op, Move)] for patch in self.sides)
        bad: set[tuple[int, Move]] = set()
        by_line: dict[int, list[Move]] = defaultdict(list)
        for b in second:
            for i in b.lines:
                by_line[i].append(b)
        for a in first:
            for b in dict.fromkeys(x for i in a.lines for x in by_line.get(i, ())):
                if (a.line, a.after, a.units) != (b.line, b.after, b.units):
                    lead = min(a, b, key=lambda op: (op.line, -len(op.units)))
                    self.clash("place", lead.line, lead.at, lead.words_before, (f"移到{a.to}", a), (f"移到{b.to}", b))
                    bad |= {(side, op) for side, op in ((0, a), (1, b)) if not self.wins(side)}
        for side, ops in ((0, first), (1, second)):
            for op in ops:
                lost = any(i in self.plans[1 - side].gone for i in op.lines)
                if (side, op) not in bad and not (lost and not self.wins(side)):
                    out[side].append(op)
                else:
                    self.lost[side].add(op)
        return out

    def one_gap(self, after: int, first: list[Insert | Move], second: list[Insert | Move]) -> Iterator[Op]:
        start = end = 0
        shorter = min(len(first), len(second))
        while start < shorter and content(first[start]) == content(second[start]):
            start += 1
        while end < shorter - start and content(first[-1 - end]) == content(second[-1 - end]):
            end += 1
        twins = [min(a, b, key=lambda op: cause_key(op.cause)) for a, b in zip(first, second, strict=False)][:start]
        last = [
            min(a, b, key=lambda op: cause_key(op.cause))
            for a, b in zip(first[len(first) - end :], second[len(second) - end :], strict=True)
        ]
        mine = [self.renumbered(op, 0) for op in first[start : len(first) - end]]
        other = [self.renumbered(op, 1) for op in second[start : len(second) - end]]
        yield from twins
        yield from self.between(after, mine, other)
        yield from last

    def between(self, after: int, mine: list[Insert | Move], other: list[Insert | Move]) -> Iterator[Op]:
        """What two patches put behind one line: what lies deeper comes first; where neither does, the order is open."""
        if not mine or not other:
            yield from (*mine, *other)
            return
        for deep, flat in ((mine, other), (other, mine)):
            if min(RANK[u.level] for op in deep for u in op.units) > RANK[flat[0].units[0].level]:
                yield from (*deep, *flat)
                return
        told = [("\n".join(op.words_after for op in ops), ops[0]) for ops in (mine, other)]
        self.clash("added", after, min(mine[0].to, other[0].to), "", *told)
        for side, ops in ((0, mine), (1, other)):
            if not self.wins(side):
                self.lost[side].update(self.own[id(op)] for op in ops)
        if self.keep == 0:
            yield from mine

    def renumbered(self, op: Insert | Move, side: int) -> Insert | Move:
        """New units with the numbers that they have when both patches are carried out."""
        units = op.units if isinstance(op, Move) else self.shifts.inserted(op, side)
        made = op if units == op.units else attrs.evolve(op, units=units, to=Address())
        self.own[id(made)] = op
        self.alive.append(made)
        return made


def readdressed(patch: Patch, base: Statute) -> Patch:
    """The same patch with exact addresses in every op."""
    traces = patch.trace(base)
    new = addresses_of([t.unit for t in traces])
    place = patch.arrangement.place
    fresh: dict[int, int] = {}
    for k, t in enumerate(traces):
        if t.line is None:
            fresh.setdefault(id(t.ops[0]), k)
    out: list[Op] = []
    for op in patch.ops:
        line = place.get(op.lines.start) if op.lines else fresh.get(id(op))
        at = base.addresses[op.lines.start] if op.lines else Address()
        out.append(op.addressed(at, op.to if line is None else new[line]))
    return attrs.evolve(patch, ops=tuple(out))


def _rank(new: New) -> tuple[object, ...]:
    """Of two deletions of one line the one that counts."""
    assert new.op is not None
    return (*cause_key(new.op.cause), new.op.lines.start, len(new.op.units))
