"""The seam between an archive and its database: a few verbs that SQLite and PostgreSQL both have.

SQL is written once, with ``?`` for values, in what both engines understand. What differs (types, the search index, locks, the engine's
own integrity check) is behind this interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from lawtrack.archive.storage.schema import CURRENT, MIGRATIONS
from lawtrack.errors import InputError

Record = tuple[Any, ...]


class Unreachable(InputError):
    """The database cannot be asked just now: locked by another program, the connection lost, the archive closed. It says nothing of its content."""


RANKED = 3000
"""Up to this many matches are put in order of relevance; among more, relevance says nothing and costs too much."""


class Store(Protocol):
    """What an archive needs of a database."""

    name: str

    def rows(self, sql: str, *values: object) -> list[Record]:
        """All rows of a query."""

    def stream(self, sql: str, *values: object) -> Iterator[Record]:
        """The rows of a query that are too many to be held at once, one after another."""

    def run(self, sql: str, *values: object) -> None:
        """Carry out one statement."""

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Carry out one statement for every row."""

    def insert(self, sql: str, *values: object) -> int:
        """Carry out an INSERT and give the ``id`` of the new row."""

    def writing(self) -> Any:
        """A context in which everything is written or nothing; one writer at a time. Nests."""

    def reading(self) -> Any:
        """A context in which all queries see one state of the archive. Nests."""

    def index(self, texts: Sequence[tuple[int, str]]) -> None:
        """Add texts (id, body) to the search index, at the latest when what is being written is written down."""

    def matches(self, terms: Sequence[Sequence[str]]) -> Iterator[int]:
        """Texts that hold all grams of all terms, best first; where they are more than :data:`RANKED`, the newest first.

        A gram of one character matches every gram that begins with it.
        """

    def index_anew(self) -> None:
        """Make the search index anew from all texts."""

    def is_indexed(self) -> bool:
        """Whether the search index is what the texts make it."""

    @property
    def busy(self) -> bool:
        """Whether this thread is within :meth:`writing` or :meth:`reading`."""

    @property
    def lends(self) -> bool:
        """Whether this thread may make a temporary table just now."""

    def temporary(self, name: str) -> bool:
        """Whether this thread has a temporary table of that name."""

    def damages(self) -> list[str]:
        """What the engine itself finds wrong, and where its schema is not ours."""

    def close(self) -> None:
        """Let go of the database."""


def schema_of(store: Store) -> int:
    """The schema version of a database; 0 for an empty one."""
    rows = store.rows("SELECT value FROM meta WHERE key = 'schema'")
    if len(rows) != 1 or not str(rows[0][0]).isdigit():
        raise InputError(
            f"{store.name}已损坏或者不是存档：没有结构版本",
            "the archive is damaged, or is none: it has no schema version",
        )
    return int(rows[0][0])


def migrate(store: Store, statements: Any, upto: int = CURRENT) -> tuple[int, int]:
    """Bring a database to schema ``upto`` in one transaction; gives the version before and after."""
    with store.writing():
        store.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        store.run("INSERT INTO meta VALUES ('schema', '0') ON CONFLICT (key) DO NOTHING")
        before = schema_of(store)
        if before > CURRENT:
            raise newer(store, before)
        for version in range(before + 1, upto + 1):
            for statement in statements(version, MIGRATIONS[version]):
                store.run(statement)
            store.run("UPDATE meta SET value = ? WHERE key = 'schema'", str(version))
    return before, max(before, upto)


def newer(store: Store, version: int) -> InputError:
    """What to say of an archive that this program is too old for."""
    return InputError(
        f"{store.name}由更新版本的 lawtrack 建立（结构版本 {version}，本程序只认到 {CURRENT}）；请升级 lawtrack",
        f"the archive was made by a newer lawtrack (schema {version}, this program knows up to {CURRENT}); install the newer one",
    )


def split_sql(script: str) -> Iterator[str]:
    """The statements of a script; none of ours holds a semicolon inside."""
    for statement in script.split(";"):
        if statement.strip():
            yield statement.strip()
