"""A patch as one arrangement: the result as base lines and new units, with words, labels and what is gone, each before beside after.

The ops of a patch say it for people, one by one; everything that is worked out (the text after, the way back, two patches as one) is
worked out on the arrangement, and :meth:`Arrangement.ops` says it again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import lt

import attrs

from lawtrack.arguments import unchecked
from lawtrack.display import summary
from lawtrack.errors import ConflictError
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit
from lawtrack.patch.ops import (
    NO_CAUSE,
    Cause,
    Delete,
    EditText,
    Insert,
    Move,
    Op,
    Relabel,
    in_order,
    invert_splices,
    splice,
)

LARGEST = 10_000_000
"""More units than any text of law has (a civil code has some four thousand): a larger size was altered, and would only fill the memory."""


@attrs.frozen
class Trace:
    """One unit of the result: where it stood in the base (None: new) and the ops that touched it.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> new = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船不得超载。\\n第三条　渡船应当开灯。")
    >>> [(one.unit.label, one.line) for one in lt.compare(law, new).trace(law) if one.unit.label]
    [('第一条', 3), ('第二条', None), ('第三条', 5)]
    """

    unit: Unit
    line: int | None
    ops: tuple[Op, ...] = ()

    @property
    def edits(self) -> tuple[EditText, ...]:
        """The changes of its words."""
        return tuple(op for op in self.ops if isinstance(op, EditText))

    @property
    def relabel(self) -> Relabel | None:
        """Its new number."""
        return next((op for op in self.ops if isinstance(op, Relabel)), None)

    @property
    def insert(self) -> Insert | None:
        """How it came in."""
        return next((op for op in self.ops if isinstance(op, Insert)), None)

    @property
    def move(self) -> Move | None:
        """With what it moved."""
        return next((op for op in self.ops if isinstance(op, Move)), None)

    __repr__ = summary


@attrs.frozen
class New:
    """A unit that only one side has: new in the result, or gone from the base. ``first`` begins an op of its own, whose place is ``at``."""

    unit: Unit
    cause: Cause = NO_CAUSE
    at: Address = Address()
    first: bool = False
    op: Insert | Delete | None = None


@attrs.frozen
class Moved:
    """A base line that stands elsewhere in the result: ``unit`` as it was, what it moves with, and both places where it is the first of those."""

    unit: Unit
    group: int
    cause: Cause = NO_CAUSE
    at: Address = Address()
    to: Address = Address()
    op: Move | None = None


@attrs.frozen
class Arrangement:
    """What becomes of ``size`` base lines, and ``result``: lines that stay, in their new order, and new units between them."""

    size: int
    result: Sequence[int | New]
    gone: Mapping[int, New]
    words: Mapping[int, Sequence[EditText]]
    labels: Mapping[int, Relabel]
    moved: Mapping[int, Moved]

    @classmethod
    def of(cls, ops: Sequence[Op], size: int) -> Arrangement:
        """The ops of a patch arranged; raises :class:`ConflictError` where they cannot all be carried out."""
        if not 0 <= size <= LARGEST:
            raise ConflictError(
                f"补丁所针对的文本不可能有 {size} 个单元；请重新生成该补丁",
                f"no text has {size} units; make the patch anew",
            )
        words: dict[int, list[EditText]] = {}
        labels: dict[int, Relabel] = {}
        gone: dict[int, New] = {}
        runs: dict[int, Move] = {}  # first line of a run → its move
        behind: dict[int, list[Insert | Move]] = {}  # what comes after a base line
        for op in ops:
            if not op.fits(size):
                raise ConflictError(f"修改的位置超出文本：{op}", f"a change outside the text: {op}")
            if isinstance(op, EditText):
                words.setdefault(op.line, []).append(op)
            elif isinstance(op, Relabel):
                if labels.setdefault(op.line, op) is not op:
                    raise ConflictError(
                        f"{op.at}有两个新编号：{labels[op.line].after}、{op.after}",
                        f"{op.at} gets two new numbers: {labels[op.line].after}, {op.after}",
                    )
            elif not op.units:
                raise ConflictError(
                    f"没有写明增删或者移动的是什么：{op}",
                    f"an op that does not say what is added, deleted or moved: {op}",
                )
            elif isinstance(op, Delete):
                for line, new in zip(op.lines, _each(op, op.at), strict=True):
                    if gone.setdefault(line, new) is not new:
                        raise ConflictError(f"{op.at}被删除两次", f"{op.at} is deleted twice")
            else:
                behind.setdefault(op.after, []).append(op)
                if isinstance(op, Move) and runs.setdefault(op.line, op) is not op:
                    raise ConflictError(f"{op.at}被移动两次", f"{op.at} is moved twice")
        for line, lost in gone.items():
            if (line in words or line in labels) and lost.op is not None:
                raise ConflictError(f"{lost.op.where}既被删除又被修改", f"{lost.op.where} is both deleted and changed")
        for changes in words.values():
            first = changes[0]
            if len(changes) > 1 and any(c.before != first.before for c in changes):
                raise ConflictError(
                    f"{first.at}的两项修改所依据的原文不同", f"two changes of {first.at} expect different words"
                )
            in_order(first.before, first.splices if len(changes) == 1 else [s for c in changes for s in c.splices])
        result = _in_order(size, gone, runs, behind)
        if runs and sum(type(t) is int for t in result) != size - len(gone):
            raise ConflictError(
                "移动的条文互为归宿，无法排列", "provisions that are moved into each other cannot be arranged"
            )
        moved = {
            line: Moved(unit, move.line, move.cause, move.at, move.to, move)
            if line == move.line
            else Moved(unit, move.line, move.cause, op=move)
            for move in sorted(runs.values(), key=lambda m: -len(m.units))  # the innermost counts
            for line, unit in zip(move.lines, move.units, strict=True)
        }
        return cls(size, result, gone, words, labels, moved)

    @cached_property
    def place(self) -> dict[int, int]:
        """Base line → line of the result."""
        return {t: k for k, t in enumerate(self.result) if not isinstance(t, New)}

    @property
    def deletions(self) -> tuple[Delete, ...]:
        """The ops behind what is gone."""
        return tuple(new.op for new in self.gone.values() if new.first and isinstance(new.op, Delete))

    def apply(self, units: Sequence[Unit]) -> list[Unit]:
        """The units of the result."""
        changed = {*self.words, *self.labels}
        return [
            t.unit if isinstance(t, New) else self.unit(units[t], t) if t in changed else units[t] for t in self.result
        ]

    def unit(self, unit: Unit, line: int) -> Unit:
        """A base unit with its new label and text."""
        edits, relabel = self.words.get(line), self.labels.get(line)
        if edits is None:
            return unit if relabel is None else _unit(unit.level, relabel.after, unit.text)
        return _unit(unit.level, unit.label if relabel is None else relabel.after, text_after(edits))

    def was(self, line: int, unit: Unit) -> Unit:
        """The base unit that became ``unit``."""
        for op in (*self.words.get(line, ())[:1], *((self.labels[line],) if line in self.labels else ())):
            unit = op.as_before(unit)
        return unit

    def trace(self, units: Sequence[Unit]) -> Iterator[Trace]:
        """The result unit by unit, each with its origin and the ops that made it so."""
        for t in self.result:
            if isinstance(t, New):
                yield Trace(t.unit, None, (t.op,) if t.op is not None else ())
                continue
            ops: list[Op | None] = [*self.words.get(t, ()), self.labels.get(t)]
            ops.append(self.moved[t].op if t in self.moved else None)
            yield Trace(self.unit(units[t], t), t, tuple(op for op in ops if op is not None))

    def invert(self) -> Arrangement:
        """The way back: both sides change places."""
        place = self.place
        return Arrangement(
            len(self.result),
            tuple(place[line] if line in place else self.gone[line] for line in range(self.size)),
            {k: t for k, t in enumerate(self.result) if isinstance(t, New)},
            {place[line]: tuple(_edits_back(changes, place[line])) for line, changes in self.words.items()},
            {
                place[line]: Relabel(place[line], r.after, r.before, at=r.to, to=r.at, cause=r.cause)
                for line, r in self.labels.items()
            },
            {
                place[line]: Moved(self.unit(m.unit, line), m.group, m.cause, m.to, m.at)
                for line, m in self.moved.items()
                if line in place
            },
        )

    def ops(self) -> Iterator[Op]:
        """The same as ops: what changes within lines, what goes, what comes and moves."""
        for changes in self.words.values():
            yield from changes
        yield from self.labels.values()
        yield from self._deletions()
        heads: dict[int, Move] = {}
        for first, last in self._runs():
            m = self.moved[first]
            units = tuple((self.moved.get(i) or self.gone[i]).unit for i in range(first, last + 1))
            heads[first] = Move(first, -1, units, at=m.at, to=m.to, cause=m.cause)
        yield from self._arrivals(heads)

    def _deletions(self) -> Iterator[Delete]:
        batch: list[int] = []
        for line in [*sorted(self.gone), -2]:
            head, new = (self.gone[batch[0]] if batch else None), self.gone.get(line)
            goes_on = head and new and line == batch[-1] + 1 and new.op is head.op and new.cause == head.cause
            if head and (not goes_on or new and new.first):
                yield Delete(batch[0], tuple(self.gone[i].unit for i in batch), at=head.at, cause=head.cause)
                batch = []
            batch.append(line)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """(first, last) base line of each run that moves in one piece: lines of one group, with nothing kept between them."""
        if not self.moved:
            return
        first = last = -1
        for line in [*self.place, -1]:
            moved = self.moved.get(line)
            if moved and first >= 0 and moved.group == self.moved[last].group and line > last \
                    and not any(k in self.place for k in range(last + 1, line)):  # fmt: skip
                last = line
                continue
            if first >= 0:
                yield first, last
            first = last = line if moved else -1

    def _arrivals(self, heads: Mapping[int, Move]) -> Iterator[Insert | Move]:
        """The inserts and moves that put the result where it is; ``heads``: the move of each run under its first line, without its place."""
        after = -1  # the last base line seen: what is new stands behind it
        batch: list[New] = []
        for t in (*self.result, None):
            if batch and (not isinstance(t, New) or t.first or batch[0].cause != t.cause):
                yield Insert(after, tuple(n.unit for n in batch), to=batch[0].at, cause=batch[0].cause)
                batch = []
            if isinstance(t, New):
                batch.append(t)
            elif t is not None:
                if t in heads:
                    yield attrs.evolve(heads[t], after=after)
                after = t


def text_after(edits: Sequence[EditText]) -> str:
    """A text after all changes in it; they are in order and apart."""
    if len(edits) == 1 and len(edits[0].splices) == 1:
        before, (only,) = edits[0].before, edits[0].splices
        return before[: only.start] + only.text + before[only.end :]
    return splice(edits[0].before, edits[0].splices if len(edits) == 1 else [s for e in edits for s in e.splices])


def _each(op: Insert | Delete, at: Address) -> Iterator[New]:
    return (_new(unit, op.cause, Address() if k else at, not k, op) for k, unit in enumerate(op.units))


_unit, _new = unchecked(Unit), unchecked(New)


def _in_order(
    size: int, gone: Mapping[int, New], runs: Mapping[int, Move], behind: Mapping[int, Sequence[Insert | Move]]
) -> list[int | New]:
    out: list[int | New] = []
    marks = sorted({*gone, *runs, *behind})  # where anything happens

    def walk(start: int, end: int, own: Move | None) -> Iterator[Move]:
        """Lines [start, end) but for runs that moved away, and what is new behind each; halts at each run that stands here."""
        i = start
        for k in range(bisect_left(marks, start), bisect_left(marks, end)):
            line = marks[k]
            if line < i:  # in a run that moved away
                continue
            out.extend(range(max(i, 0), line))
            i = line + 1
            run = runs.get(line)
            if run is not None and run is not own:
                i = run.lines.stop
                continue
            if line >= 0 and line not in gone:
                out.append(line)
            for op in behind.get(line, ()):
                if isinstance(op, Move):
                    yield op
                else:
                    out.extend(_each(op, op.to))
        out.extend(range(max(i, 0), end))

    stack = [walk(-1, size, None)]
    while stack:
        move = next(stack[-1], None)
        if move is None:
            stack.pop()
        else:
            stack.append(walk(move.line, move.lines.stop, move))
    return out


def _edits_back(changes: Sequence[EditText], line: int) -> Iterator[EditText]:
    """The edits of one text, backwards; equal splices of two ops are told apart by their order."""
    flat = sorted(((s, k) for k, c in enumerate(changes) for s in c.splices), key=lambda p: (p[0].start, p[0].end))
    before = splice(changes[0].before, [s for s, _ in flat])
    back = invert_splices(changes[0].before, [s for s, _ in flat])
    for k, c in enumerate(changes):
        mine = tuple(b for b, (_, owner) in zip(back, flat, strict=True) if owner == k)
        yield EditText(line, before, mine, at=c.to, to=c.at, cause=c.cause)


def increasing(lines: Sequence[int]) -> set[int]:
    """A longest increasing subsequence: the lines that can stay where they are while the others move.

    >>> sorted(increasing([0, 3, 4, 1, 5, 6]))
    [0, 3, 4, 5, 6]
    """
    if all(map(lt, lines, lines[1:])):
        return set(lines)
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for i, line in enumerate(lines):
        k = bisect_left(tails, line)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(line)
            at.append(i)
        else:
            tails[k], at[k] = line, i
    out: set[int] = set()
    i = at[-1] if at else -1
    while i >= 0:
        out.add(lines[i])
        i = back[i]
    return out
