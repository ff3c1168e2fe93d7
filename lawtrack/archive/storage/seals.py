"""Whether SQLite's search index is still what was written: a digest of every page, kept in the transaction that wrote the page.

FTS5 keeps its index in pages (rows of ``gram_data``) and merges old pages into new ones on its own. Triggers of the writing connection tell of
every page it makes and of every page it lets go: what is made is sealed, what is let go is held against its seal first, so that no damage is
merged into pages that would be sealed anew. How many grams each text has (``gram_docsize``) is sealed by stretches of texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from lawtrack.archive.storage.blobs import digest
from lawtrack.archive.storage.pieces import chunks, marks

SCAR = -1
"""The page number under which it is kept that a damaged page was merged into others; there is no such page."""

TABLES = (
    "CREATE TABLE gram_page (id INTEGER PRIMARY KEY, seal BLOB NOT NULL) STRICT",
    "CREATE TABLE gram_stretch (first INTEGER PRIMARY KEY, last INTEGER NOT NULL CHECK (last >= first), seal BLOB NOT NULL) STRICT",
)
_LOG = (
    "CREATE TEMPORARY TABLE page_log (id INTEGER, block BLOB)",
    "CREATE TEMPORARY TRIGGER page_replaced BEFORE INSERT ON main.gram_data "
    "BEGIN INSERT INTO page_log SELECT id, block FROM gram_data WHERE id = new.id; END",
    "CREATE TEMPORARY TRIGGER page_made AFTER INSERT ON main.gram_data BEGIN INSERT INTO page_log VALUES (new.id, NULL); END",
    "CREATE TEMPORARY TRIGGER page_gone AFTER DELETE ON main.gram_data BEGIN INSERT INTO page_log VALUES (old.id, old.block); END",
)
"""FTS5 writes its pages while a statement of ours begins, and would be asked to again by a statement of its own that may fail halfway: no
constraint, no function of ours, and no trigger for rows replaced, which all may."""


def _seal_of(page: int, block: bytes) -> bytes:
    return digest(page.to_bytes(8, "big", signed=True) + bytes(block))


class SealingConnection(sqlite3.Connection):
    """A connection that seals the pages of the search index that it writes."""

    logs: bool | None = None
    """Whether triggers tell of its pages; None before the first time it writes."""

    def log_pages(self) -> None:
        """Have every page told that is made or let go; before a transaction, with which the triggers would be undone."""
        if self.logs is None:
            self.logs = True
            try:
                for sql in _LOG:
                    self.execute(sql)
            except (
                sqlite3.OperationalError
            ):  # an engine in its defensive mode has no triggers there: all pages are looked at each time
                self.logs = False

    def seal_pages(self) -> None:
        """Write down the seals of all pages made since the transaction began, before it ends."""
        self.execute("SAVEPOINT written")  # FTS5 writes out what it holds when one begins
        self.execute("RELEASE written")
        made, gone = self._logged() if self.logs else self._all()
        if dict(_rows(self, "SELECT id, seal FROM gram_page WHERE id IN", list(gone))) != gone:
            made[SCAR] = digest(b"")
        self.executemany("DELETE FROM gram_page WHERE id = ?", [(page,) for page in gone.keys() - made.keys()])
        self.executemany("INSERT OR REPLACE INTO gram_page (id, seal) VALUES (?, ?)", made.items())

    def clear_index(self) -> None:
        """Empty the index, whatever its pages are; what is left of them is sealed."""
        self.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
        for table in ("gram_page", "gram_stretch", *(("page_log",) if self.logs else ())):
            self.execute(f"DELETE FROM {table}")
        made = [(page, _seal_of(page, block)) for page, block in self.execute("SELECT id, block FROM gram_data")]
        self.executemany("INSERT INTO gram_page (id, seal) VALUES (?, ?)", made)

    def _logged(self) -> tuple[dict[int, bytes], dict[int, bytes]]:
        """The seals of the pages made, and of those there were before and are no longer."""
        made: set[int] = set()
        gone: dict[int, bytes] = {}
        new: set[int] = set()
        for page, block in self.execute("SELECT id, block FROM page_log ORDER BY rowid"):
            if block is None:
                made.add(page)
                if page not in gone:
                    new.add(page)
            else:
                made.discard(page)
                if page not in new:
                    gone.setdefault(page, _seal_of(page, block))
        self.execute("DELETE FROM page_log")
        blocks = _rows(self, "SELECT id, block FROM gram_data WHERE id IN", list(made))
        return {page: _seal_of(page, block) for page, block in blocks}, gone

    def _all(self) -> tuple[dict[int, bytes], dict[int, bytes]]:
        """As :meth:`_logged`, by looking at all pages; of those that are gone only the seals are known, not whether they had kept to them."""
        kept = dict(self.execute("SELECT id, seal FROM gram_page WHERE id <> ?", (SCAR,)))
        made = {page: _seal_of(page, block) for page, block in self.execute("SELECT id, block FROM gram_data")}
        return made, {page: seal for page, seal in kept.items() if page not in made}


def _rows(connection: sqlite3.Connection, sql: str, values: list[int]) -> Iterator[tuple[int, bytes]]:
    for part in chunks(values):
        yield from connection.execute(f"{sql} ({marks(part)})", part)


def seal_stretch(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Seal how many grams the texts from one to another have; seals of parts of it are replaced."""
    connection.execute("DELETE FROM gram_stretch WHERE first >= ? AND last <= ?", (first, last))
    sealed = digest(_sizes(connection, first, last))
    connection.execute("INSERT INTO gram_stretch (first, last, seal) VALUES (?, ?, ?)", (first, last, sealed))


def _sizes(connection: sqlite3.Connection, first: int, last: int) -> bytes:
    sql = "SELECT id, sz FROM gram_docsize WHERE id BETWEEN ? AND ? ORDER BY id"
    rows = connection.execute(sql, (first, last))
    return b"".join([text.to_bytes(8, "big") + bytes(size) + b"\0" for text, size in rows])


def is_sealed(connection: sqlite3.Connection) -> bool:
    """Whether every page and every size is the one that was written, and every text has one."""
    sql = "SELECT d.id, d.block, p.seal FROM gram_data d LEFT JOIN gram_page p ON p.id = d.id"
    if any(seal is None or _seal_of(page, block) != bytes(seal) for page, block, seal in connection.execute(sql)):
        return False
    if connection.execute("SELECT 1 FROM gram_page WHERE id NOT IN (SELECT id FROM gram_data)").fetchall():
        return False
    end = 0
    for first, last, seal in connection.execute("SELECT first, last, seal FROM gram_stretch ORDER BY first").fetchall():
        if first <= end or digest(_sizes(connection, first, last)) != bytes(seal):
            return False
        between = "SELECT 1 FROM gram_docsize WHERE id > ? AND id < ? LIMIT 1"
        if connection.execute(between, (end, first)).fetchall():
            return False
        end = last
    if connection.execute("SELECT 1 FROM gram_docsize WHERE id > ? LIMIT 1", (end,)).fetchall():
        return False
    counts = "SELECT (SELECT count(*) FROM text), (SELECT count(*) FROM gram_docsize), (SELECT count(*) FROM text t JOIN gram_docsize d ON d.id = t.id)"
    return len(set(connection.execute(counts).fetchone())) == 1
