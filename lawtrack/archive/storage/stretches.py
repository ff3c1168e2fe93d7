"""Which text and which object has which id: a digest of every stretch of new ones, kept in the transaction that wrote them.

A text is told by the digest of what it says and an object by its seal, but versions name them by their ids. Rows are only ever added, so a stretch
once written stays: two rows that changed places, or one that was put in the place of another, are told by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from lawtrack.archive.storage.pieces import paged
from lawtrack.archive.storage.store import Record, Store


def _digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _told(row: int, key: bytes) -> bytes:
    return row.to_bytes(8, "big") + key


def seal_new(store: Store, name: str, rows: Sequence[tuple[int, bytes]]) -> None:
    """Seal rows just written to a table, (id, digest or seal) in order of the ids."""
    if rows:
        whole = _digest()
        whole.update(b"".join([_told(row, key) for row, key in rows]))
        sql = "INSERT INTO stretch (name, first, last, seal) VALUES (?, ?, ?, ?)"
        store.run(sql, name, rows[0][0], rows[-1][0], whole.digest())


def has_stretches(store: Store) -> bool:
    """Whether what is written is sealed in stretches; not in an archive of an older schema that is not proved yet."""
    return bool(store.rows("SELECT 1 FROM stretch LIMIT 1")) or not store.rows("SELECT 1 FROM object LIMIT 1")


class Stretches:
    """The sealed stretches of a table, against which its rows are held one after another in order of their ids."""

    def __init__(self, store: Store, name: str) -> None:
        self.all_sealed: bool = False
        """Whether every row stood in a stretch, and every stretch is as it was written; known at the end."""
        self._stretches = self._read(store, name)
        self._sealed = True
        self._now: Record | None = None
        self._seen = _digest()
        self._next: Record | None = next(self._stretches, None)

    @staticmethod
    def _read(store: Store, name: str) -> Iterator[Record]:
        sql = f"SELECT first, last, seal FROM stretch WHERE name = '{name}' AND first > ? ORDER BY first LIMIT 5000"
        for page in paged(store, sql):
            yield from page

    def take(self, row: int, key: bytes) -> Iterator[tuple[int, int]]:
        """Hold the next row; gives the stretches that end before it and are not what was written."""
        if self._now is None or row > self._now[1]:
            yield from self._ended(row)
        if self._now is None:
            self._sealed = False
        else:
            self._seen.update(_told(row, key))

    def end(self) -> Iterator[tuple[int, int]]:
        """What is left when there are no more rows."""
        yield from self._ended(None)
        self.all_sealed = self._sealed

    def _ended(self, row: int | None) -> Iterator[tuple[int, int]]:
        """Go on to the stretch in which a row stands, past those that end before."""
        while True:
            if self._now is not None and self._seen.digest() != bytes(self._now[2]):
                self._sealed = False
                yield self._now[0], self._now[1]
            self._now, self._seen = None, _digest()
            if self._next is None or row is not None and row < self._next[0]:
                return
            self._now, self._next = self._next, next(self._stretches, None)
            if row is not None and row <= self._now[1]:
                return


def seal_whole(store: Store, name: str, key: str) -> None:
    """Seal all rows of a table as one stretch, where there is none yet; ``key`` is the column of digests or seals."""
    whole, first, last = _digest(), 0, 0
    for page in paged(store, f"SELECT id, {key} FROM {name} WHERE id > ? ORDER BY id LIMIT 5000"):
        whole.update(b"".join([_told(row, bytes(told)) for row, told in page]))
        first, last = first or page[0][0], page[-1][0]
    if last:
        sql = "INSERT INTO stretch (name, first, last, seal) VALUES (?, ?, ?, ?)"
        store.run(sql, name, first, last, whole.digest())
