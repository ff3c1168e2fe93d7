"""Long lists of values in statements: in pieces, with as many places as there are values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

_CHUNK = 400


def chunks(values: Collection[object]) -> Iterator[list[object]]:
    """Values in pieces that fit one statement."""
    items = list(values)
    for i in range(0, len(items), _CHUNK):
        yield items[i : i + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """As many ``?`` as there are values."""
    return ", ".join("?" * len(values))
