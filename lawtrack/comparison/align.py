"""Pairing of the provisions of two versions, however far they moved.

Identical text first, then near-identical text, then the best order-keeping assignment in the gaps that are left, then moves, at last what
was rewritten at its place. Never all against all: outside small gaps only provisions that share rare pairs of characters are looked at.
After an amendment numbers are worthless for pairing; text is what carries identity.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

from rapidfuzz.distance import LCSseq

from lawtrack.comparison.grams import pairs_of
from lawtrack.comparison.kinship import Kinship
from lawtrack.comparison.text_diff import similarity

Key = TypeVar("Key", bound=Hashable)
Measure: TypeAlias = Callable[[str, str, float], float]

IN_ORDER = 0.4
"""Similarity from which two provisions count as one, between the same neighbours (hand-judged on real pairs)."""
MOVED = 0.5
"""The same for provisions that changed their place."""
REWRITTEN = 0.25
"""Kinship from which a provision that is gone and one that is new at its place are one that was rewritten (hand-judged on real pairs)."""
_NEAR = 0.75
_SURE = 0.9
"""Similarity from which a provision may be taken from its place before its neighbours were looked at."""
_SMALL = 1600  # pairs looked at without an index
_FEW = 60  # pairs not worth an index
_CANDIDATES = 6
_RAREST = 32  # pairs of characters by which a text is looked up
_LONGEST = 10000  # characters of a provision that are searched for in another


def align(
    old: Sequence[str],
    new: Sequence[str],
    *,
    labels: tuple[Sequence[str], Sequence[str]] | None = None,
    in_order: float = IN_ORDER,
    moved: float = MOVED,
    rewritten: float = 1.0,
    shortest: int = 8,
) -> dict[int, int]:
    """Old index → new index of the provisions that are one; each is used once.

    ``labels`` break ties between equally similar provisions. Texts shorter than ``shortest`` never count as moved. ``rewritten`` below 1
    also pairs what was rewritten at its place, by :class:`~lawtrack.comparison.kinship.Kinship`.

    >>> align(["甲方应当付款。", "乙方应当交货。"], ["乙方应当按时交货。", "甲方应当付款。"], shortest=4)
    {0: 1, 1: 0}
    """
    if not old or not new:
        return {}
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def take(found: Iterable[tuple[int, int]]) -> None:
        for i, j in found:
            pairs[i] = j
            taken.add(j)

    same = unique_equal(old, new)
    chain = _chain([(i, j, 1.0 + len(old[i])) for i, j in same])
    keep = set(chain)
    take(p for p in same if p in keep or len(old[p[0]]) >= shortest)
    rest = [i for i in range(len(old)) if i not in pairs], [j for j in range(len(new)) if j not in taken]
    near = _mutual(_similar(old, new, *rest, _NEAR, long=20), margin=0.1)
    chain = _chain([(i, j, 1.0 + len(old[i])) for i, j in (*chain, *near)])
    keep = set(chain)
    take(p for p in near if p in keep or similarity(old[p[0]], new[p[1]]) >= _SURE)
    for gap_old, gap_new in _gaps(chain, len(old), len(new)):
        left = [i for i in gap_old if i not in pairs]
        right = [j for j in gap_new if j not in taken]
        if left and right:
            take(_in_order(old, new, left, right, in_order, labels))
    rest = [i for i in range(len(old)) if i not in pairs], [j for j in range(len(new)) if j not in taken]
    take(_mutual(_similar(old, new, *rest, moved, long=shortest)))
    if rewritten < 1:
        kin = Kinship((*old, *new))
        chain = _chain([(i, j, 1.0 + len(old[i])) for i, j in pairs.items()])
        for gap_old, gap_new in list(_gaps(chain, len(old), len(new))):
            left = [i for i in gap_old if i not in pairs]
            right = [j for j in gap_new if j not in taken]
            if left and right:
                take(_in_order(old, new, left, right, rewritten, labels, kin))
    return dict(sorted(pairs.items()))


def unique_equal(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Texts that occur once on both sides."""
    counts_old, counts_new = Counter(old), Counter(new)
    where = {t: j for j, t in enumerate(new)}
    return [(i, where[t]) for i, t in enumerate(old) if t and counts_old[t] == 1 and counts_new.get(t) == 1]


def _chain(candidates: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest set of pairs that cross nowhere (and use no index twice), in order."""
    found = sorted(candidates, key=lambda c: (c[0], -c[1]))
    if not found:
        return []
    columns = sorted({j for _, j, _ in found})
    tree = [(0.0, -1)] * (len(columns) + 1)  # best chain over the columns up to here: weight, last pair
    back = [-1] * len(found)
    for k, (_, j, weight) in enumerate(found):
        column = bisect_left(columns, j)
        best, last = 0.0, -1
        at = column
        while at > 0:
            if tree[at][0] > best:
                best, last = tree[at]
            at -= at & -at
        back[k] = last
        total = best + weight
        at = column + 1
        while at <= len(columns):
            if total > tree[at][0]:
                tree[at] = (total, k)
            at += at & -at
    best, k = 0.0, -1
    at = len(columns)
    while at > 0:
        if tree[at][0] > best:
            best, k = tree[at]
        at -= at & -at
    out = []
    while k >= 0:
        out.append(found[k][:2])
        k = back[k]
    return out[::-1]


def _gaps(chain: Sequence[tuple[int, int]], olds: int, news: int) -> Iterable[tuple[range, range]]:
    i0 = j0 = 0
    for i, j in (*chain, (olds, news)):
        if i > i0 and j > j0:
            yield range(i0, i), range(j0, j)
        i0, j0 = i + 1, j + 1


def _in_order(
    old: Sequence[str],
    new: Sequence[str],
    left: list[int],
    right: list[int],
    least: float,
    labels: tuple[Sequence[str], Sequence[str]] | None,
    measure: Measure = similarity,
) -> list[tuple[int, int]]:
    """The best assignment of a gap that keeps the order."""
    if len(left) * len(right) <= _SMALL:
        found = [(i, j, s) for i in left for j in right if (s := measure(old[i], new[j], least)) >= least]
    else:
        found = _similar(old, new, left, right, least, long=0, measure=measure)
    weighted = []
    for i, j, s in found:
        if s < least:
            continue
        weight = s * (0.5 + min(len(old[i]) + len(new[j]), 200) / 400)
        if labels and labels[0][i] == labels[1][j]:
            weight += 0.01
        weighted.append((i, j, weight))
    return _chain(weighted)


def _similar(
    old: Sequence[str],
    new: Sequence[str],
    left: list[int],
    right: list[int],
    least: float,
    *,
    long: int,
    measure: Measure = similarity,
) -> list[tuple[int, int, float]]:
    """Pairs at least so similar, each old text looked up by the rarest pairs of characters it contains."""
    left = [i for i in left if len(old[i]) >= long]
    right = [j for j in right if len(new[j]) >= long]
    if not left or not right:
        return []
    if len(left) * len(right) <= _FEW:
        return [(i, j, s) for i in left for j in right if (s := measure(old[i], new[j], least)) >= least]
    equal: dict[str, list[int]] = defaultdict(list)
    index: dict[str, list[int]] = defaultdict(list)
    for j in right:
        equal[new[j]].append(j)
        for gram in pairs_of(new[j]) or (new[j],):
            index[gram].append(j)
    often = max(8, min(len(right) // 10, 50))
    seen: Counter[str] = Counter()
    out = []
    for i in left:
        text = old[i]
        points: dict[int, float] = defaultdict(float)
        shared = [(len(index[gram]), gram) for gram in pairs_of(text) or (text,) if gram in index]
        for size, gram in heapq.nsmallest(_RAREST, shared):
            if size <= often:
                weight = math.log(1 + len(right) / size)
                for j in index[gram]:
                    points[j] += weight
        scored = [(-p / (4 + len(new[j])), j) for j, p in points.items()]
        best = [j for _, j in heapq.nsmallest(_CANDIDATES, scored)]
        twins = equal.get(text, ())
        if twins:
            nth = seen[text]
            seen[text] += 1
            best = [*twins[max(0, nth - 1) : nth + 2], *best]
        for j in dict.fromkeys(best):
            s = measure(text, new[j], least)
            if s >= least:
                out.append((i, j, s))
    return out


def _mutual(found: list[tuple[int, int, float]], margin: float = 0.0) -> list[tuple[int, int]]:
    """Pairs that prefer one another, best first; with a ``margin`` only those that nothing else comes near."""
    rivals: dict[tuple[str, int], list[float]] = defaultdict(list)
    for i, j, s in found:
        rivals["old", i].append(s)
        rivals["new", j].append(s)
    out = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for i, j, s in sorted(found, key=lambda f: (-f[2], abs(f[0] - f[1]), f[0], f[1])):
        if i in used_old or j in used_new:
            continue
        if margin and any(sum(r > s - margin for r in rivals[key]) > 1 for key in (("old", i), ("new", j))):
            continue
        used_old.add(i)
        used_new.add(j)
        out.append((i, j))
    return sorted(out)


def contained(
    parts: Mapping[Key, str], wholes: Mapping[Key, str], *, share: float = 0.8, shortest: int = 25
) -> dict[Key, tuple[Key, float]]:
    """For each part the whole that holds most of its words in stretches of at least four characters, from ``share`` on.

    Short boilerplate is contained in almost anything, so texts under ``shortest`` characters are left out.

    >>> contained({"a": "乙方应当在收到通知之日起十日内答复。"}, {"b": "甲方应当付款。乙方应当在收到通知之日起十日内答复。"}, shortest=10)
    {'a': ('b', 1.0)}
    """
    index: dict[str, set[Key]] = defaultdict(set)
    for key, text in wholes.items():
        for gram in pairs_of(text) or (text,):
            index[gram].add(key)
    out: dict[Key, tuple[Key, float]] = {}
    for key, text in parts.items():
        if len(text) < shortest:
            continue
        points: Counter[Key] = Counter()
        for gram in pairs_of(text) or (text,):
            holders = index.get(gram, ())
            if len(holders) <= max(8, len(wholes) // 10):
                points.update(holders)
        best: tuple[float, Key] | None = None
        for other, _ in points.most_common(_CANDIDATES):
            blocks = LCSseq.opcodes(text[:_LONGEST], wholes[other][:_LONGEST])
            kept = sum(b.src_end - b.src_start for b in blocks if b.tag == "equal" and b.src_end - b.src_start >= 4)
            if best is None or kept / len(text) > best[0]:
                best = (kept / len(text), other)
        if best and best[0] >= share:
            out[key] = (best[1], round(best[0], 3))
    return out
