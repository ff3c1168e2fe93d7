"""Two patches one after the other as one: ``p.then(q)``. No statute is needed, since every op carries what was there before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from lawtrack.errors import MismatchError
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit
from lawtrack.patch.arrangement import New, Plan, increasing, place_ops, runs_of
from lawtrack.patch.ops import Cause, Delete, EditText, Move, Op, Relabel, Splice, splice


def composed(first: Plan, second: Plan) -> Iterator[Op]:
    """The ops that do what ``first`` and then ``second`` do; raises :class:`MismatchError` where ``second`` is for another text."""
    if second.size != first.new_size:
        raise MismatchError(
            f"后一补丁针对的文本有 {second.size} 个单元，前一补丁的结果有 {first.new_size} 个：不能相接"
        )
    yield from _Composition(first, second).ops()


class _Composition:
    def __init__(self, first: Plan, second: Plan) -> None:
        self.p, self.q = first, second
        self.middle = list(self.p.order())  # what stands in each line after the first patch
        self.back = {item: b for b, item in enumerate(self.middle) if isinstance(item, int)}  # base line → middle line
        self.inside_p, self.inside_q = self.p.inside(), self.q.inside()
        self.earlier = {op.to: op.at for op in first.renamed() if op.to.steps}
        self.later = {op.at: op.to for op in second.renamed() if op.at.steps}

    def ops(self) -> Iterator[Op]:
        tokens, kept = self.tokens()
        ordered = [t for t in tokens if isinstance(t, int)]
        moving = self.moving(ordered)
        for a in sorted(kept):
            yield from self.edits(a)
            yield from self.label(a)
        yield from self.deletions(kept)
        heads = {}
        for start, end in runs_of(tokens, moving):
            units = tuple(self.unit(a) for a in range(start, end + 1))
            mine, other = self.inside_p.get(start), self.inside_q.get(self.back.get(start, -1))
            last = other or mine
            assert last is not None
            at = mine.at if mine is not None and mine.line == start else self.before(other.at if other else Address())
            heads[start] = Move(
                start, -1, units, at=at, to=self.after(last.to) if last is mine else last.to, cause=last.cause
            )
        yield from place_ops(tokens, heads)

    def tokens(self) -> tuple[list[int | New], set[int]]:
        out: list[int | New] = []
        kept: set[int] = set()
        for item in self.q.order():
            if isinstance(item, tuple):
                op, k = item
                out.append(New(op.units[k], op.cause, op.to if k == 0 else Address(), k == 0))
                continue
            stood = self.middle[item]
            if isinstance(stood, int):
                kept.add(stood)
                out.append(stood)
                continue
            op, k = stood
            unit, cause = op.units[k], op.cause
            for edit in self.q.edits.get(item, ()):
                self.expect(unit.text, edit.before)
                cause = edit.cause
            if item in self.q.edits:
                changes = [s for e in self.q.edits[item] for s in e.splices]
                unit = attrs.evolve(unit, text=splice(unit.text, changes))
            if item in self.q.labels:
                self.expect(unit.label, self.q.labels[item].before)
                unit = attrs.evolve(unit, label=self.q.labels[item].after)
            out.append(New(unit, cause, self.after(op.to) if k == 0 else Address(), k == 0))
        return out, kept

    def expect(self, have: str, want: str) -> None:
        if have != want:
            raise MismatchError(f"后一补丁所依据的文字与前一补丁的结果不一致\n  应为：{want[:60]}\n  实为：{have[:60]}")

    # ------------------------------------------------------------------ what happened to a base line

    def edits(self, a: int) -> Iterator[Op]:
        first, second = self.p.edits.get(a, []), self.q.edits.get(self.back[a], [])
        if not first and not second:
            return
        if first and second:
            self.expect(splice(first[0].before, [s for e in first for s in e.splices]), second[0].before)
        before = first[0].before if first else second[0].before
        changes = compose_splices(
            before, [(s, e.cause) for e in first for s in e.splices], [(s, e.cause) for e in second for s in e.splices]
        )
        at = first[0].at if first else self.before(second[0].at)
        to = second[0].to if second else self.after(first[0].to)
        by_cause: dict[Cause, list[Splice]] = {}
        for s, cause in changes:
            by_cause.setdefault(cause, []).append(s)
        for cause, mine in by_cause.items():
            yield EditText(a, before, tuple(mine), at=at, to=to, cause=cause)

    def label(self, a: int) -> Iterator[Op]:
        first, second = self.p.labels.get(a), self.q.labels.get(self.back[a])
        if first and second:
            self.expect(first.after, second.before)
            if first.before != second.after:
                yield Relabel(a, first.before, second.after, at=first.at, to=second.to, cause=second.cause)
        elif first:
            yield attrs.evolve(first, to=self.after(first.to))
        elif second:
            yield attrs.evolve(second, line=a, at=self.before(second.at))

    def unit(self, a: int) -> Unit:
        """A base unit that went or moved, as it was."""
        for op in (self.p.gone.get(a), self.inside_p.get(a)):
            if op is not None:
                return op.units[a - op.line]
        b = self.back[a]
        later = self.q.gone.get(b) or self.inside_q[b]
        unit = later.units[b - later.line]
        if a in self.p.edits:
            unit = attrs.evolve(unit, text=self.p.edits[a][0].before)
        if a in self.p.labels:
            unit = attrs.evolve(unit, label=self.p.labels[a].before)
        return unit

    def deletions(self, kept: set[int]) -> Iterator[Delete]:
        run: list[int] = []
        owner: Delete | None = None

        def flush() -> Iterator[Delete]:
            if run and owner is not None:
                own = self.p.gone.get(run[0]) is owner
                whole = run[0] == owner.line if own else self.back[run[0]] == owner.line
                at = (owner.at if own else self.before(owner.at)) if whole else Address()
                yield Delete(run[0], tuple(self.unit(a) for a in run), at=at, cause=owner.cause)

        for a in sorted({*self.p.gone, *(x for x in map(self.origin, self.q.gone) if x is not None)}):
            mine = self.p.gone.get(a) or self.q.gone[self.back[a]]
            if not run or a != run[-1] + 1 or mine is not owner:
                yield from flush()
                run, owner = [], mine
            run.append(a)
        yield from flush()

    def origin(self, b: int) -> int | None:
        item = self.middle[b]
        return item if isinstance(item, int) else None

    def moving(self, ordered: Sequence[int]) -> dict[int, int]:
        """The lines that must move (those that either patch moves, unless they are back in order), numbered by what they move with."""
        moved = [a for a in ordered if a in self.inside_p or self.back[a] in self.inside_q]
        if not moved:
            return {}
        still = [a for a in ordered if a not in set(moved)]
        stay = set(still)
        fits = set(increasing(ordered)) if not still else _fitting(ordered, stay)
        stay |= fits
        names: dict[tuple[int, int], int] = {}
        out = {}
        for a in ordered:
            if a not in stay:
                key = id(self.inside_p.get(a)), id(self.inside_q.get(self.back[a]))
                out[a] = names.setdefault(key, len(names))
        return out

    # ------------------------------------------------------------------ addresses, as far as the ops tell

    def before(self, address: Address) -> Address:
        return _through(address, self.earlier)

    def after(self, address: Address) -> Address:
        return _through(address, self.later)


def _fitting(ordered: Sequence[int], stay: set[int]) -> set[int]:
    """Of the moved lines, as many as stand in order among those that did not move."""
    lows, highs = [], []
    low = -1
    for a in ordered:
        lows.append(low)
        low = a if a in stay else low
    high = 1 << 60
    for a in reversed(ordered):
        highs.append(high)
        high = a if a in stay else high
    fit = [a for a, lo, hi in zip(ordered, lows, reversed(highs), strict=True) if a in stay or lo < a < hi]
    return increasing(fit)


def _through(address: Address, table: Mapping[Address, Address]) -> Address:
    for k in range(len(address.steps), 0, -1):
        found = table.get(Address(address.steps[:k]))
        if found is not None:
            return Address((*found.steps, *address.steps[k:]))
    return address


def compose_splices(
    before: str, first: Sequence[tuple[Splice, Cause]], second: Sequence[tuple[Splice, Cause]]
) -> list[tuple[Splice, Cause]]:
    """Two rounds of replacements in one text as one, each with its cause; where they touch, one replacement by the second's cause.

    >>> a, b = Cause("一"), Cause("二")
    >>> [(s, c.label) for s, c in compose_splices("甲乙丙", [(Splice(0, 1, "子丑"), a)], [(Splice(1, 2, "寅"), b), (Splice(3, 4, ""), b)])]
    [(Splice(start=0, end=1, text='子寅'), '二'), (Splice(start=2, end=3, text=''), '二')]
    """
    early = sorted(first, key=lambda c: (c[0].start, c[0].end))
    late = sorted(second, key=lambda c: (c[0].start, c[0].end))
    spans: list[tuple[int, int, int, Splice, Cause]] = []  # place in the middle text, round
    shift = 0
    for s, cause in early:
        spans.append((s.start + shift, s.start + shift + len(s.text), 0, s, cause))
        shift += len(s.text) - (s.end - s.start)
    spans += [(s.start, s.end, 1, s, cause) for s, cause in late]
    spans.sort(key=lambda x: (x[0], x[1], x[2]))
    middle = splice(before, [s for s, _ in early])
    out: list[tuple[Splice, Cause]] = []
    shift, i = 0, 0  # middle place − base place
    while i < len(spans):
        lo, hi, k = spans[i][0], spans[i][1], i + 1
        while k < len(spans) and spans[k][0] <= hi:
            hi, k = max(hi, spans[k][1]), k + 1
        cluster, i = spans[i:k], k
        grown = sum(len(s.text) - (s.end - s.start) for _, _, turn, s, _ in cluster if turn == 0)
        turns = {turn for _, _, turn, _, _ in cluster}
        if turns == {0}:
            out += [(s, cause) for _, _, _, s, cause in cluster]
        elif turns == {1}:
            out += [(Splice(s.start - shift, s.end - shift, s.text), cause) for _, _, _, s, cause in cluster]
        else:
            inner = [Splice(s.start - lo, s.end - lo, s.text) for _, _, turn, s, _ in cluster if turn == 1]
            text = splice(middle[lo:hi], inner)
            start, end = lo - shift, hi - shift - grown
            if before[start:end] != text:
                cause = next(c for _, _, turn, _, c in reversed(cluster) if turn == 1)
                out.append((Splice(start, end, text), cause))
        shift += grown
    return [(s, cause) for s, cause in out if before[s.start : s.end] != s.text]
