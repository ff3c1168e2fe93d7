"""Two patches one after the other as one: ``p.then(q)``. No statute is needed, since every op carries what was there before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from lawtrack.errors import MismatchError
from lawtrack.model.address import Address
from lawtrack.patch.arrangement import Arrangement, Moved, New, increasing, text_after
from lawtrack.patch.ops import Cause, EditText, Relabel, Splice, splice


def compose(first: Arrangement, second: Arrangement) -> Arrangement:
    """What ``first`` and then ``second`` make; raises :class:`MismatchError` where ``second`` is for another text.

    Where both changed the same words, the change counts as the second's.
    """
    if second.size != len(first.result):
        raise MismatchError(
            f"后一补丁针对的文本有 {second.size} 个单元，前一补丁的结果有 {len(first.result)} 个：不能相接",
            f"the second patch is for a text of {second.size} units, the first gives {len(first.result)}: the one does not follow on the other",
        )
    return _Composition(first, second).run()


class _Composition:
    def __init__(self, first: Arrangement, second: Arrangement) -> None:
        self.p, self.q, self.back = first, second, first.place
        self.earlier = {new: old for old, new in _renamed(first) if new.steps}
        self.later = {old: new for old, new in _renamed(second) if old.steps}

    def run(self) -> Arrangement:
        result = [self.through(t) for t in self.q.result]
        kept = [t for t in result if not isinstance(t, New)]
        p, q, back = self.p, self.q, self.back
        words = {a: tuple(self.edits(a)) for a in kept if a in p.words or back[a] in q.words}
        labels = {a: self.label(a) for a in kept if a in p.labels or back[a] in q.labels}
        gone = dict(p.gone)
        for b, new in q.gone.items():
            a = p.result[b]
            if not isinstance(a, New):
                gone[a] = attrs.evolve(new, unit=p.was(a, new.unit), at=self.before(new.at))
        return Arrangement(
            p.size,
            result,
            gone,
            {a: w for a, w in words.items() if w},
            {a: r for a, r in labels.items() if r},
            dict(self.moving(kept)),
        )

    def through(self, t: int | New) -> int | New:
        """What stands in a line of the last text, as a line of the first or a new unit."""
        if isinstance(t, New):
            return t
        stood = self.p.result[t]
        if not isinstance(stood, New):
            return stood
        edits, relabel = self.q.words.get(t, ()), self.q.labels.get(t)
        for op in edits:
            self.expect(stood.unit.text, op.before)
        if relabel is not None:
            self.expect(stood.unit.label, relabel.before)
        cause = edits[-1].cause if edits else stood.cause
        return attrs.evolve(stood, unit=self.q.unit(stood.unit, t), cause=cause, at=self.after(stood.at))

    def expect(self, have: str, want: str) -> None:
        if have != want:
            raise MismatchError(
                f"后一补丁所依据的文字与前一补丁的结果不一致\n  应为：{want[:60]}\n  实为：{have[:60]}",
                f"the words that the second patch expects are not those that the first gives\n  expected: {want[:60]}\n  found: {have[:60]}",
            )

    # ------------------------------------------------------------------ what happened to a base line

    def edits(self, a: int) -> Iterator[EditText]:
        first, second = self.p.words.get(a, ()), self.q.words.get(self.back[a], ())
        if first and second:
            self.expect(text_after(first), second[0].before)
        before = (first or second)[0].before
        changes = compose_splices(
            before, *([(s, e.cause) for e in edits for s in e.splices] for edits in (first, second))
        )
        at = first[0].at if first else self.before(second[0].at)
        to = second[0].to if second else self.after(first[0].to)
        by_cause: dict[Cause, list[Splice]] = {}
        for s, cause in changes:
            by_cause.setdefault(cause, []).append(s)
        for cause, mine in by_cause.items():
            yield EditText(a, before, tuple(mine), at=at, to=to, cause=cause)

    def label(self, a: int) -> Relabel | None:
        first, second = self.p.labels.get(a), self.q.labels.get(self.back[a])
        if first and second:
            self.expect(first.after, second.before)
            both = Relabel(a, first.before, second.after, at=first.at, to=second.to, cause=second.cause)
            return both if both.before != both.after else None
        if first:
            return attrs.evolve(first, to=self.after(first.to))
        return attrs.evolve(second, line=a, at=self.before(second.at)) if second else None

    def moving(self, ordered: Sequence[int]) -> Iterator[tuple[int, Moved]]:
        """The lines that must move: those that either patch moves, unless they are back in order; they move with what moves alike."""
        pairs = {a: (self.p.moved.get(a), self.q.moved.get(self.back[a])) for a in ordered}
        still = {a for a, moves in pairs.items() if not any(moves)}
        if len(still) == len(ordered):
            return
        stay = still | (_fitting(ordered, still) if still else increasing(ordered))
        groups: dict[tuple[int | None, int | None], int] = {}
        for a in ordered:
            mine, other = pairs[a]
            last = other or mine
            if a in stay or last is None:
                continue
            at = mine.at if mine and mine.at.steps else self.before(other.at if other else Address())
            unit = mine.unit if mine else self.p.was(a, last.unit)
            alike = (mine.group if mine else None, other.group if other else None)
            group = groups.setdefault(alike, len(groups))
            yield a, Moved(unit, group, last.cause, at, last.to if other else self.after(last.to))

    # ------------------------------------------------------------------ addresses, as far as the ops tell

    def before(self, address: Address) -> Address:
        return _through(address, self.earlier)

    def after(self, address: Address) -> Address:
        return _through(address, self.later)


def _renamed(arrangement: Arrangement) -> Iterator[tuple[Address, Address]]:
    """(old, new) addresses of what has another number or place."""
    yield from ((r.at, r.to) for r in arrangement.labels.values())
    yield from ((m.at, m.to) for m in arrangement.moved.values() if m.at.steps or m.to.steps)


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
