"""The seam between an archive and its database: a few verbs that SQLite and PostgreSQL both have.

SQL is written once, with ``?`` for values, in what both engines understand. What differs (types, the search index, locks, the engine's
own integrity check) is behind this interface.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from lawtrack.errors import InputError
from lawtrack.history.schema import CURRENT, MIGRATIONS

Row = tuple[Any, ...]


class Store(Protocol):
    """What an archive needs of a database."""

    name: str

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""

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

    def index(self, entries: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add texts (id, grams) to the search index."""

    def matches(self, terms: Sequence[Sequence[str]]) -> list[int]:
        """Texts that hold all grams of all terms, best first; a gram of one character matches every gram that begins with it."""

    def indexed(self) -> Iterator[tuple[str, int]]:
        """Everything in the search index: (gram, text), for checking."""

    def damages(self) -> list[str]:
        """What the engine itself finds wrong."""

    def close(self) -> None:
        """Let go of the database."""


def schema_of(store: Store) -> int:
    """The schema version of a database; 0 for an empty one."""
    return int(store.rows("SELECT value FROM meta WHERE key = 'schema'")[0][0])


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
        f"{store.name}由更新版本的 lawtrack 建立（结构版本 {version}，本程序只认到 {CURRENT}）；请升级 lawtrack"
    )


def split_sql(script: str) -> Iterator[str]:
    """The statements of a script; none of ours holds a semicolon inside."""
    for statement in script.split(";"):
        if statement.strip():
            yield statement.strip()


# -- SQLite --------------------------------------------------------------------------------------------------------------

_DATE = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_INDEX = (
    "CREATE VIRTUAL TABLE gram USING fts5(grams, content='', detail='none', tokenize=\"unicode61 remove_diacritics 0\")"
)
_VOCABULARY = "CREATE VIRTUAL TABLE gram_entry USING fts5vocab('gram', 'instance')"


def sqlite_statements(version: int, script: str) -> Iterator[str]:
    """A migration in SQLite's words."""
    import re

    script = re.sub(r"\{date:(\w+)\}", rf"\1 {_DATE}", script)
    script = script.replace("{id}", "INTEGER PRIMARY KEY").replace("{ref}", "INTEGER")
    yield from split_sql(script.replace("{blob}", "BLOB").replace("{strict}", " STRICT"))
    if version == 2:
        yield _INDEX
        yield _VOCABULARY


class SqliteStore:
    """One SQLite file in WAL mode: any number of readers beside one writer; a commit survives a crash at any moment."""

    def __init__(self, path: str | Path, *, readonly: bool = False, upto: int = CURRENT) -> None:
        self.path = Path(path)
        self.name = f"存档“{path}”"
        self.readonly = readonly
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        if sqlite3.sqlite_version_info < (3, 37):
            raise InputError(f"SQLite {sqlite3.sqlite_version} 太旧；存档需要 3.37 以上")
        if readonly and not self.path.exists():
            raise InputError(f"没有存档“{path}”；用 lawtrack archive add 建立")
        if self.path.is_file() and self.path.stat().st_size:
            with self.path.open("rb") as file:
                if file.read(15) != b"SQLite format 3":
                    raise InputError(f"“{path}”不是存档（不是 SQLite 文件）")
        self.before, self.after = self._open(upto)

    def _open(self, upto: int) -> tuple[int, int]:
        with self._explained():
            there = self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'")
            version = schema_of(self) if there else 0
            if version == upto:
                return version, version
            if self.readonly:
                if version > CURRENT:
                    raise newer(self, version)
                raise InputError(f"{self.name}的结构版本是 {version}，本程序用 {CURRENT}；请先以可写方式打开一次以升级")
            return migrate(self, sqlite_statements, upto)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of the engine in the reader's words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            text = str(error)
            if "locked" in text or "busy" in text:
                raise InputError(f"{self.name}正由另一程序写入，等待超时；请稍后再试") from error
            if "unable to open" in text:
                raise InputError(f"{self.name}无法打开：{text}；请检查路径和权限") from error
            if "readonly" in text:
                raise InputError(f"{self.name}是只读的，不能写入；请检查权限") from error
            if "disk" in text or "full" in text:
                raise InputError(f"{self.name}写入失败：{text}；请检查磁盘空间") from error
            if "decode" in text or "malformed" in text:
                raise InputError(f"{self.name}已损坏：{text}；请运行 lawtrack archive check，由备份恢复") from error
            raise
        except sqlite3.IntegrityError:
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise InputError(f"{self.name}已损坏：{error}；请运行 lawtrack archive check，由备份恢复") from error

    @property
    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._explained():
                connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        uri = f"file:{_quoted(self.path)}" + ("?mode=ro" if self.readonly else "")
        connection = sqlite3.connect(uri, uri=True, timeout=60, isolation_level=None, check_same_thread=False)
        try:
            if not self.readonly:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA cell_size_check = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def rows(self, sql: str, *values: object) -> list[Row]:
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, *values: object) -> None:
        with self._explained():
            self._connection.execute(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._explained():
            self._connection.executemany(sql, rows)

    def insert(self, sql: str, *values: object) -> int:
        with self._explained():
            cursor = self._connection.execute(sql, values)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._within("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._within("BEGIN"):
            yield

    @contextmanager
    def _within(self, begin: str) -> Iterator[None]:
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        self.run(begin)
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self.run("COMMIT")

    def index(self, entries: Iterable[tuple[int, Sequence[str]]]) -> None:
        self.many("INSERT INTO gram (rowid, grams) VALUES (?, ?)", ((i, " ".join(grams)) for i, grams in entries))

    def matches(self, terms: Sequence[Sequence[str]]) -> list[int]:
        query = " AND ".join(f'"{g}"*' if len(g) == 1 else f'"{g}"' for term in terms for g in term)
        return [row[0] for row in self.rows("SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY rank", query)]

    def indexed(self) -> Iterator[tuple[str, int]]:
        yield from self._connection.execute("SELECT term, doc FROM gram_entry")

    def damages(self) -> list[str]:
        try:
            found = [str(r[0]) for r in self.rows("PRAGMA integrity_check(20)") if r[0] != "ok"]
            found += [f"外键不符：表 {r[0]} 第 {r[1]} 行 → {r[2]}" for r in self.rows("PRAGMA foreign_key_check")]
        except (sqlite3.DatabaseError, InputError) as error:
            found = [str(error)]
        return found

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))
