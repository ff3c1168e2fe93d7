"""Which old numbers articles had, from those that orders state and those that are still free."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from lawtrack.model.numerals import Number
from lawtrack.patch.arrangement import increasing


def in_sequence(free: Sequence[Number], away: set[Number]) -> dict[Number, Number]:
    """Old numbers in order, past those that left, to the final numbers nothing claims."""
    out: dict[Number, Number] = {}
    old = 0
    for new in free:
        old += 1
        while Number(old) in away:
            old += 1
        out[Number(old)] = new
    return out


def _spine(fixed: dict[Number, Number]) -> list[tuple[Number, Number]]:
    """The pairs an order states that keep their sequence."""
    pairs = sorted((a, b) for a, b in fixed.items() if not a.sub and not b.sub)
    stay = increasing([b.value for _, b in pairs])
    return [(a, b) for a, b in pairs if b.value in stay]


def crossings(found: dict[Number, Number], fixed: dict[Number, Number]) -> int:
    """How many pairs contradict the pairs that an order states."""
    spine = _spine(fixed)
    olds, news = [a for a, _ in spine], [b for _, b in spine]
    return sum(bisect_left(olds, a) != bisect_left(news, b) for a, b in found.items())


def by_stretches(
    free: Sequence[Number],
    away: set[Number],
    fixed: dict[Number, Number],
    kept: set[Number],
    over: dict[Number, int],
    dropped: frozenset[int],
) -> tuple[dict[Number, Number], list[Number]]:
    """Like :func:`in_sequence`, stretch by stretch between stated pairs. Old numbers left over in a stretch were deleted unnamed, with their
    chapter: one run that holds none of the ``kept``, and stands where ``over`` passes a ``dropped`` heading by, if it can."""
    out: dict[Number, Number] = {}
    lost: list[Number] = []
    spine = [(Number(0), Number(0)), *_spine(fixed)]
    for i, (low_old, low_new) in enumerate(spine):
        high = spine[i + 1] if i + 1 < len(spine) else None
        news = [n for n in free if n > low_new and (high is None or n < high[1])]
        if high is None:
            out |= {
                Number(low_old.value + a.value): b
                for a, b in in_sequence(news, {Number(n.value - low_old.value) for n in away if n > low_old}).items()
            }
            continue
        olds = [Number(k) for k in range(low_old.value + 1, high[0].value) if Number(k) not in away]
        more = len(olds) - len(news)
        at = len(olds)
        if more > 0:
            under = [over.get(n, 0) for n in (low_new, *news, high[1])]
            can = [i for i in range(len(news) + 1) if not kept & set(olds[i : i + more])]
            at = next(
                (i for i in can if any(under[i] < h < under[i + 1] for h in dropped)), can[0] if can else len(news)
            )
        out |= dict(zip(olds[:at] + olds[at + max(0, more) :], news, strict=False))
        lost += olds[at : at + max(0, more)]
    return out, lost
