"""Who gets which number: articles through the statute, paragraphs and items by position, headings under their parent.

Orders fix some numbers; everything else takes the free ones in the order of the base (条文顺序作相应调整). Numbers in orders are final
numbers, so no step-by-step shifting is ever needed (rule A1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from lawtrack.binding.working_copy import Slot
from lawtrack.model.numerals import Number

T = TypeVar("T")


def seat(items: Sequence[T], fixed: Callable[[T], int | None], start: int = 1) -> tuple[list[tuple[int, T]], list[T]]:
    """Items with their final positions, ordered by them: fixed ones where they say, the others filling the rest in order.

    Returns also those whose fixed position was taken already (they are seated like the others).

    >>> seat(["a", "b", "N"], lambda x: 1 if x == "N" else None)[0]
    [(1, 'N'), (2, 'a'), (3, 'b')]
    """
    taken: dict[int, T] = {}
    clashes: list[T] = []
    free: list[T] = []
    for item in items:
        at = fixed(item)
        if at is None:
            free.append(item)
        elif at in taken:
            clashes.append(item)
            free.append(item)
        else:
            taken[at] = item
    out: list[tuple[int, T]] = []
    n, rest = start, iter(free)
    for item in rest:
        while n in taken:
            out.append((n, taken.pop(n)))
            n += 1
        out.append((n, item))
        n += 1
    out += sorted(taken.items(), key=lambda p: p[0])
    return out, clashes


def seat_children(parent: Slot) -> list[Slot]:
    """Order the living children of an article or paragraph by their final positions; returns those whose seat was taken."""
    for child in parent.children:
        if child.final is not None and child.gone is None:
            break
    else:
        return []
    alive = parent.alive
    seated, clashes = seat(alive, lambda c: c.final.value if c.final else None)
    parent.children = [c for _, c in seated] + [c for c in parent.children if c.gone is not None]
    return clashes


def in_sequence(numbers: Sequence[Number]) -> bool:
    """Whether numbers run 1, 2, 3 …"""
    return all(n == Number(i) for i, n in enumerate(numbers, 1))
