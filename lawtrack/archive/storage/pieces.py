"""Long lists in pieces: of values in statements, with as many places as there are values, and of rows that are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Protocol

_CHUNK = 400
INSERT = re.compile(r"INSERT INTO (?P<table>\w+) \((?P<columns>[\w, ]+)\) VALUES (?P<marks>\(\?(?:, \?)*\))$")
"""A statement that adds one row and does nothing else, which each engine has its own quick way to do for many."""


def chunks(values: Collection[object]) -> Iterator[list[object]]:
    """Values in pieces that fit one statement."""
    items = list(values)
    for i in range(0, len(items), _CHUNK):
        yield items[i : i + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """As many ``?`` as there are values."""
    return ", ".join("?" * len(values))


class Asked(Protocol):
    """What answers a query: a database."""

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""


def paged(store: Asked, sql: str, last: int = -1) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a long table in pieces: ``sql`` asks for those behind an id, in order of it, the id first."""
    while rows := store.rows(sql, last):
        yield rows
        last = rows[-1][0]
