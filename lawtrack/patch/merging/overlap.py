"""How ops of two patches meet: which comes first, which touch the same words, what stands inside what."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.errors import overlap
from lawtrack.model.levels import RANK, Unit
from lawtrack.patch.ops import Cause, EditText, Insert, Move, Splice


@attrs.frozen
class Edit:
    """One replacement in one text, with its op."""

    s: Splice
    op: EditText
    side: int


def cause_key(cause: Cause) -> tuple[bool, int, str, str]:
    """A cause without its clause: what makes two causes the same."""
    return cause.consequential, cause.index, cause.label, cause.text


def meet(a: Splice, b: Splice) -> bool:
    """Whether two replacements cannot stand side by side: they overlap, one falls inside the other, or both insert at one place."""
    return (a.start, a.end) == (b.start, b.end) or overlap(a, b)


def both_follow(a: Edit, b: Edit) -> bool:
    """Whether neither is ordered in words."""
    return a.op.cause.consequential and b.op.cause.consequential


def inside(above: Sequence[Unit], op: Insert | Move) -> bool:
    """Whether what stands behind the deleted units ``above`` would belong to one of them."""
    rank = RANK[op.units[0].level]
    lowest = 99
    for unit in reversed(above):  # the open units, from the inside out
        if RANK[unit.level] < lowest:
            lowest = RANK[unit.level]
            if lowest < rank:
                return True
    return False


def content(op: Insert | Move) -> tuple[object, ...]:
    """What an insertion or a move puts there."""
    return op.units, op.lines
