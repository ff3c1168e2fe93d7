"""The ops of a patch sorted by what they touch: the result as base lines and new units, there and back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import lt

import attrs

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


@attrs.frozen
class Trace:
    """One unit of the result: where it stood in the base (None: new) and the ops that touched it."""

    unit: Unit
    line: int | None
    ops: tuple[Op, ...] = ()


@attrs.frozen
class Plan:
    """The ops sorted by what they touch; checked for conflicts."""

    ops: tuple[Op, ...]
    size: int
    edits: dict[int, list[EditText]]
    labels: dict[int, Relabel]
    gone: dict[int, Delete]
    moved: dict[int, Move]  # first line of a run → its move
    behind: dict[int, list[Insert | Move]]  # what comes after a base line
    new_size: int

    @classmethod
    def of(cls, ops: tuple[Op, ...], size: int) -> Plan:
        edits: dict[int, list[EditText]] = {}
        labels: dict[int, Relabel] = {}
        gone: dict[int, Delete] = {}
        moved: dict[int, Move] = {}
        behind: dict[int, list[Insert | Move]] = {}
        new_size = size
        for op in ops:
            if isinstance(op, EditText):
                fits = 0 <= op.line < size
                edits.setdefault(op.line, []).append(op)
            elif isinstance(op, Relabel):
                fits = 0 <= op.line < size
                if labels.setdefault(op.line, op) is not op:
                    raise ConflictError(f"{op.at}有两个新编号：{labels[op.line].after}、{op.after}")
            elif isinstance(op, Delete):
                fits = 0 <= op.line and op.line + len(op.units) <= size
                new_size -= len(op.units)
                for i in range(op.line, op.line + len(op.units)):
                    if gone.setdefault(i, op) is not op:
                        raise ConflictError(f"{op.at}被删除两次")
            else:
                fits = -1 <= op.after < size
                if isinstance(op, Move):
                    fits = fits and 0 <= op.line and op.line + len(op.units) <= size
                    if moved.setdefault(op.line, op) is not op:
                        raise ConflictError(f"{op.at}被移动两次")
                else:
                    new_size += len(op.units)
                behind.setdefault(op.after, []).append(op)
            if not fits:
                raise ConflictError(f"修改的位置超出文本：{op}")
        for i, op in gone.items():
            if i in edits or i in labels:
                raise ConflictError(f"{op.at}既被删除又被修改")
        for changes in edits.values():
            first = changes[0]
            if len(changes) > 1 and any(c.before != first.before for c in changes):
                raise ConflictError(f"{first.at}的两项修改所依据的原文不同")
            in_order(first.before, first.splices if len(changes) == 1 else [s for c in changes for s in c.splices])
        plan = cls(ops, size, edits, labels, gone, moved, behind, new_size)
        if moved and sum(1 for _ in plan.order()) != new_size:
            raise ConflictError("移动的条文互为归宿，无法排列")
        return plan

    def order(self) -> Iterator[int | tuple[Insert, int]]:
        """The result as base lines and (insert, index) pairs, in order."""
        stack: list[Iterator[int | tuple[Insert, int] | Move]] = [self._walk(-1, self.size, None)]
        while stack:
            item = next(stack[-1], None)
            if item is None:
                stack.pop()
            elif isinstance(item, Move):  # a run that stands here
                stack.append(self._walk(item.line, item.line + item.count, item))
            else:
                yield item

    def _walk(self, start: int, end: int, own: Move | None) -> Iterator[int | tuple[Insert, int] | Move]:
        """Lines [start, end) but for runs that moved away, and what stands behind each."""
        i = start
        while i < end:
            run = self.moved.get(i)
            if run is not None and run is not own:
                i += run.count
                continue
            if i >= 0 and i not in self.gone:
                yield i
            for op in self.behind.get(i, ()):
                if isinstance(op, Move):
                    yield op
                else:
                    yield from ((op, k) for k in range(len(op.units)))
            i += 1

    def renamed(self) -> Iterator[Relabel | Move]:
        """The ops after which something has another address."""
        return (op for op in self.ops if isinstance(op, (Relabel, Move)))

    def emit(self, units: Sequence[Unit]) -> Iterator[Trace]:
        inside = self.inside()
        for item in self.order():
            if isinstance(item, tuple):
                yield Trace(item[0].units[item[1]], None, (item[0],))
                continue
            ops = list[Op](self.edits.get(item, ()))
            if item in self.labels:
                ops.append(self.labels[item])
            if item in inside:
                ops.append(inside[item])
            yield Trace(self._unit(units[item], item), item, tuple(ops))

    def result(self, units: Sequence[Unit]) -> list[Unit]:
        """The units of the result."""
        if self.moved:
            return [
                item[0].units[item[1]] if isinstance(item, tuple) else self._unit(units[item], item)
                for item in self.order()
            ]
        edits, labels, behind, gone = self.edits, self.labels, self.behind, self.gone
        out: list[Unit] = [u for op in behind.get(-1, ()) for u in op.units]
        for i, unit in enumerate(units):
            if i in edits or i in labels:
                out.append(self._unit(unit, i))
            elif i not in gone:
                out.append(unit)
            if i in behind:
                out += [u for op in behind[i] for u in op.units]
        return out

    def _unit(self, unit: Unit, line: int) -> Unit:
        """A base unit with its new label and text."""
        edits, relabel = self.edits.get(line), self.labels.get(line)
        if edits is None:
            return unit if relabel is None else Unit(unit.level, relabel.after, unit.text)
        text = splice(unit.text, edits[0].splices if len(edits) == 1 else [s for e in edits for s in e.splices])
        return Unit(unit.level, unit.label if relabel is None else relabel.after, text)

    def inverse(self) -> Iterator[Op]:
        order = list(self.order())
        place = {item: i for i, item in enumerate(order) if isinstance(item, int)}  # base line → new line
        for changes in self.edits.values():
            yield from _edits_back(changes, place)
        for line, r in self.labels.items():
            yield Relabel(place[line], r.after, r.before, at=r.to, to=r.at, cause=r.cause)
        i = 0
        while i < len(order):
            item = order[i]
            if isinstance(item, tuple):
                op = item[0]
                k = item[1] + 1
                while i + k - item[1] < len(order) and order[i + k - item[1]] == (op, k):
                    k += 1
                yield Delete(i, op.units[item[1] : k], at=op.to, cause=op.cause)
                i += k - item[1]
            else:
                i += 1
        tokens: list[int | New] = []
        for line in range(self.size):
            gone = self.gone.get(line)
            if gone is None:
                tokens.append(place[line])
            else:
                k = line - gone.line
                tokens.append(New(gone.units[k], gone.cause, gone.at if k == 0 else Address(), k == 0))
        inside = self.inside()
        group = {place[line]: id(move) for line, move in inside.items() if line in place}
        moves = {id(move): move for move in self.moved.values()}
        result = [self._unit_after(item, inside) for item in order]
        heads: dict[int, Move] = {}
        for first, last in runs_of(tokens, group):
            move = moves[group[first]]
            whole = place.get(move.line) == first
            at, to = (move.to, move.at) if whole else (Address(), Address())
            units = tuple(u for u in result[first : last + 1] if u is not None)
            heads[first] = Move(first, -1, units, at=at, to=to, cause=move.cause)
        yield from place_ops(tokens, heads)

    def inside(self) -> dict[int, Move]:
        """The (innermost) move of each base line that moves."""
        inside: dict[int, Move] = {}
        for move in sorted(self.moved.values(), key=lambda m: -m.count):
            for i in range(move.line, move.line + move.count):
                inside[i] = move
        return inside

    def _unit_after(self, item: int | tuple[Insert, int], inside: Mapping[int, Move]) -> Unit | None:
        """A unit of the result as far as the ops tell: new ones and those in moved runs, None for the others."""
        if isinstance(item, tuple):
            return item[0].units[item[1]]
        if item not in inside:
            return None
        unit = inside[item].units[item - inside[item].line]
        if item in self.edits:
            unit = attrs.evolve(unit, text=splice(unit.text, [s for e in self.edits[item] for s in e.splices]))
        return attrs.evolve(unit, label=self.labels[item].after) if item in self.labels else unit


def _edits_back(changes: list[EditText], place: Mapping[int, int]) -> Iterator[EditText]:
    """The edits of one text, backwards; equal splices of two ops are told apart by their order."""
    flat = sorted(((s, k) for k, c in enumerate(changes) for s in c.splices), key=lambda p: (p[0].start, p[0].end))
    before = splice(changes[0].before, [s for s, _ in flat])
    back = invert_splices(changes[0].before, [s for s, _ in flat])
    for k, c in enumerate(changes):
        mine = tuple(b for b, (_, owner) in zip(back, flat, strict=True) if owner == k)
        yield EditText(place[c.line], before, mine, at=c.to, to=c.at, cause=c.cause)


@attrs.frozen
class New:
    """A unit of the result that the base does not have. ``first`` begins an op of its own."""

    unit: Unit
    cause: Cause = NO_CAUSE
    to: Address = Address()
    first: bool = False


def runs_of(tokens: Sequence[int | New], group: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """(first, last) base line of each run that moves in one piece: lines of one group, with nothing kept between them."""
    lines = [t for t in tokens if isinstance(t, int)]
    kept = set(lines)
    first = last = -1
    for line in lines:
        if line not in group:
            if first >= 0:
                yield first, last
            first = -1
        elif (
            first >= 0
            and group[line] == group[last]
            and line > last
            and not any(k in kept for k in range(last + 1, line))
        ):
            last = line
        else:
            if first >= 0:
                yield first, last
            first = last = line
    if first >= 0:
        yield first, last


def place_ops(tokens: Sequence[int | New], heads: Mapping[int, Move]) -> Iterator[Insert | Move]:
    """The inserts and moves that put ``tokens`` (base lines and new units, in the order of the result) where they are.

    ``heads`` holds the move of each run under its first line, still without its place. Lines outside runs must increase.
    """
    after = -1  # the last base line seen: what is new stands behind it
    batch: list[New] = []
    for token in tokens:
        if isinstance(token, New):
            if batch and (token.first or batch[0].cause != token.cause):
                yield _together(after, batch)
                batch = []
            batch.append(token)
            continue
        if batch:
            yield _together(after, batch)
            batch = []
        if token in heads:
            yield attrs.evolve(heads[token], after=after)
        after = token
    if batch:
        yield _together(after, batch)


def _together(after: int, batch: Sequence[New]) -> Insert:
    """New units that stand one after another, as one op."""
    return Insert(after, tuple(t.unit for t in batch), to=batch[0].to, cause=batch[0].cause)


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
