"""An archive in one SQLite file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import NoReturn

from lawtrack.archive.storage.blobs import half_a_character
from lawtrack.archive.storage.leaves import index_faults
from lawtrack.archive.storage.pieces import INSERT, paged
from lawtrack.archive.storage.schema import CURRENT, MIGRATIONS
from lawtrack.archive.storage.seals import TABLES, SealingConnection, is_sealed, seal_stretch
from lawtrack.archive.storage.store import RANKED, Record, Unreachable, migrate, newer, schema_of, split_sql
from lawtrack.comparison.grams import spelled
from lawtrack.errors import InputError

MEMORY = ":memory:"
"""The path of an archive that lives in memory, and ends with the program."""
PENDING = 2_000_000
"""So many characters wait at most to be written into the search index; each character takes three there."""

_ROWS = 32
_ID, _BODY = itemgetter(0), itemgetter(1)
_DATE = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_INDEX = (
    "CREATE VIRTUAL TABLE gram USING fts5(grams, content='', detail='none', tokenize=\"unicode61 remove_diacritics 0\")"
)
_FOLDED = "CREATE VIRTUAL TABLE gram USING fts5(grams, content='', detail='none', tokenize='ascii')"
_VOCABULARY = "CREATE VIRTUAL TABLE gram_entry USING fts5vocab('gram', 'instance')"


def sqlite_statements(version: int, script: str) -> Iterator[str]:
    """A migration in SQLite's words."""
    import re

    script = re.sub(r"\{date:(\w+)\}", rf"\1 {_DATE}", script)
    script = script.replace("{id}", "INTEGER PRIMARY KEY").replace("{ref}", "INTEGER")
    yield from split_sql(
        script.replace("{blob}", "BLOB").replace("{strict}", " STRICT").replace("{packed}", " STRICT, WITHOUT ROWID")
    )
    if version == 2:
        yield _INDEX
        yield _VOCABULARY
    if (
        version == 4
    ):  # unicode61 parts grams at characters younger than Unicode 6.1; ascii leaves to us what is a character
        yield "DROP TABLE gram_entry"
        yield "DROP TABLE gram"
        yield _FOLDED
        yield _VOCABULARY
    if version == 7:  # a text's grams are counted as often as they stand there; texts of a batch are sorted in memory
        yield "INSERT INTO gram (gram) VALUES ('delete-all')"
        yield "INSERT INTO gram (gram, rank) VALUES ('hashsize', 8388608)"
        yield "INSERT INTO gram (gram, rank) VALUES ('automerge', 8)"
    if version == 8:
        yield from TABLES


class SqliteStore:
    """One SQLite file in WAL mode: any number of readers beside one writer; a commit survives a crash at any moment."""

    def __init__(self, path: str | Path, *, readonly: bool = False, upto: int = CURRENT) -> None:
        self.memory: bool = str(path) == MEMORY
        self.path: Path = Path(path)
        self.name: str = "内存中的存档" if self.memory else f"存档“{path}”"
        self._turn = threading.RLock() if self.memory else None
        self.readonly = readonly
        self._local = threading.local()
        self._all: list[tuple[threading.Thread, SealingConnection]] = []
        self._lock = threading.Lock()
        self._closed = False
        if sqlite3.sqlite_version_info < (3, 37):
            raise InputError(
                f"SQLite {sqlite3.sqlite_version} 太旧；存档需要 3.37 以上",
                f"SQLite {sqlite3.sqlite_version} is too old; 3.37 is needed",
            )
        if not str(path).strip() or self.path.is_dir():
            raise InputError(
                f"“{path}”不是存档文件的路径；写法如 法规.db，在内存里用 {MEMORY}",
                f"“{path}” is no path of an archive; write laws.db, or {MEMORY}",
            )
        if self.memory and readonly:
            raise InputError(
                f"内存中的存档（{MEMORY}）新建时是空的，不能只读打开",
                f"an archive in memory ({MEMORY}) begins empty and cannot be read-only",
            )
        if readonly and not self.path.exists():
            raise InputError(
                f"没有存档“{path}”；用 lawtrack archive add 建立",
                f"there is no archive “{path}”; make one with lawtrack archive add",
            )
        if self.path.is_file() and self.path.stat().st_size:
            with self.path.open("rb") as file:
                if file.read(15) != b"SQLite format 3":
                    raise InputError(
                        f"“{path}”不是存档（不是 SQLite 文件）", f"“{path}” is no archive (no SQLite file)"
                    )
        self.before: int = 0
        self.after: int = 0
        try:
            self.before, self.after = self._open(upto)
            if self.after >= 8 and not self.readonly and not self.rows("SELECT 1 FROM gram_page LIMIT 1"):
                self.index_anew()  # from when on its pages are sealed
        except BaseException:
            self.close()
            raise

    def _open(self, upto: int) -> tuple[int, int]:
        with self._explained():
            there = self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'")
            if self._foreign(bool(there)):
                raise InputError(
                    f"“{self.path}”是别的程序的 SQLite 数据库，不是存档；没有写入任何内容",
                    f"“{self.path}” is a database of another program, no archive; nothing was written",
                )
            if not self.readonly and not self.memory:  # written into the file, and only into one of ours
                self.rows("PRAGMA journal_mode = WAL")
            version = schema_of(self) if there else 0
            if version == upto:
                return version, version
            if self.readonly:
                if version > CURRENT:
                    raise newer(self, version)
                raise InputError(
                    f"{self.name}的结构版本是 {version}，本程序用 {CURRENT}；请先以可写方式打开一次以升级",
                    f"the archive has schema {version}, this program uses {CURRENT}; open it once for writing, which brings it up to date",
                )
            return migrate(self, sqlite_statements, upto)

    def _foreign(self, meta: bool) -> bool:
        """Whether the tables of the file are not ours."""
        if not meta:
            return bool(self.rows("SELECT 1 FROM sqlite_master LIMIT 1"))
        columns = {r[1] for r in self.rows("PRAGMA table_info(meta)")}
        tables = {r[0] for r in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta'")}
        return not columns >= {"key", "value"} or bool(tables) and "statute" not in tables

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of the engine in the reader's words."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            self._refuse(error)

    def _refuse(self, error: Exception) -> NoReturn:
        told = self._told(error)
        if told is error:
            raise error
        raise told from error

    def _told(self, error: Exception) -> Exception:
        """An error of the engine in the reader's words; itself where it is none of the reader's business."""
        text = str(error)
        if isinstance(error, UnicodeEncodeError):
            return half_a_character(error)
        if isinstance(error, sqlite3.OperationalError):
            if "locked" in text or "busy" in text:
                return Unreachable(
                    f"{self.name}正由另一程序写入，等待超时；请稍后再试",
                    f"another program is writing to the archive {self.path}, waited too long; try again later",
                )
            if "unable to open" in text:
                return InputError(
                    f"{self.name}无法打开：{text}；请检查路径和权限",
                    f"the archive {self.path} cannot be opened: {text}; check path and permissions",
                )
            if "readonly" in text:
                return InputError(
                    f"{self.name}是只读的，不能写入；请检查权限",
                    f"the archive {self.path} is read-only and cannot be written to; check permissions",
                )
            if "disk" in text or "full" in text:
                return InputError(
                    f"{self.name}写入失败：{text}；请检查磁盘空间",
                    f"writing to the archive {self.path} failed: {text}; check the space on the disk",
                )
            if not ("decode" in text or "malformed" in text or "no such" in text):
                return error
        elif isinstance(error, sqlite3.IntegrityError) or not isinstance(
            error, (sqlite3.DatabaseError, UnicodeDecodeError)
        ):
            return error
        return InputError(
            f"{self.name}已损坏：{text}；请运行 lawtrack archive check，由备份恢复",
            f"the archive {self.path} is damaged: {text}; run lawtrack archive check, and restore a backup",
        )

    @property
    def _connection(self) -> SealingConnection:
        """The connection of this thread; those of threads that have ended are closed when a new one is made."""
        if self._closed:
            raise Unreachable(f"{self.name}已经关闭；请重新打开", f"the archive {self.path} is closed; open it again")
        if (
            self.memory and self._all
        ):  # one for all threads, who take turns: another connection would be another database
            return self._all[0][1]
        connection: SealingConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._explained():
                connection = self._connect()
            self._local.connection = connection
            with self._lock:
                for thread, left in [] if self.memory else self._all:
                    if not thread.is_alive():
                        left.close()
                self._all = [(t, c) for t, c in self._all if self.memory or t.is_alive()]
                self._all.append((threading.current_thread(), connection))
        return connection

    def _connect(self) -> SealingConnection:
        uri = (
            f"file:{_quoted(self.path)}" + ("?mode=ro" if self.readonly else "") if not self.memory else "file::memory:"
        )
        connection = sqlite3.connect(
            uri, uri=True, timeout=60, isolation_level=None, check_same_thread=False, factory=SealingConnection
        )
        try:
            if not self.readonly:
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("PRAGMA cell_size_check = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def rows(self, sql: str, *values: object) -> list[Record]:
        with self._turn or nullcontext():
            try:
                return self._connection.execute(sql, values).fetchall()
            except (sqlite3.Error, UnicodeError) as error:
                self._refuse(error)

    def stream(self, sql: str, *values: object) -> Iterator[Record]:
        with self._turn or nullcontext(), self._explained():
            yield from self._connection.execute(sql, values)

    def run(self, sql: str, *values: object) -> None:
        self._execute(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Rows of a plain INSERT go several in a statement, which costs the engine less than as many statements.

        Not so those of the search index, which writes itself out whenever a statement begins that may fail halfway.
        """
        rest: Iterable[Sequence[object]] = rows
        with self._explained():
            if (plain := INSERT.match(sql)) and plain["table"] != "gram":
                several, waiting = sql + f", {plain['marks']}" * (_ROWS - 1), iter(rows)
                while len(rest := list(islice(waiting, _ROWS))) == _ROWS:
                    self._connection.execute(several, list(chain.from_iterable(rest)))
            self._connection.executemany(sql, rest)

    def insert(self, sql: str, *values: object) -> int:
        cursor = self._execute(sql, values)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _execute(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except (sqlite3.Error, UnicodeError) as error:
            self._refuse(error)

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
        with self._turn or nullcontext():
            with self._transaction(begin):
                yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        if begin != "BEGIN" and self.after >= 8:
            connection.log_pages()
        self._local.indexed = False
        self.run(begin)
        try:
            yield
            self._write_index()
            if self._local.indexed and self.after >= 8:
                with self._explained():
                    connection.seal_pages()
        except BaseException:
            self._pending.clear()
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        self.run("COMMIT")

    @property
    def _pending(self) -> list[tuple[int, str]]:
        """The texts of this thread that are not in the search index yet."""
        pending: list[tuple[int, str]] = vars(self._local).setdefault("pending", [])
        return pending

    def index(self, texts: Sequence[tuple[int, str]]) -> None:
        """Texts wait until the end: FTS5 sorts what it is given, but writes it out whenever another statement begins that may fail halfway."""
        with self.writing():
            self._pending.extend(texts)
            waiting = self._local.waiting = getattr(self._local, "waiting", 0) + sum(map(len, map(_BODY, texts)))
            if waiting > PENDING:
                self._write_index()

    def _write_index(self) -> None:
        texts = list(self._pending)
        self._pending.clear()
        self._local.waiting = 0
        if texts:
            lines = spelled(list(map(_BODY, texts)))
            self.many("INSERT INTO gram (rowid, grams) VALUES (?, ?)", zip(map(_ID, texts), lines, strict=True))
            self._local.indexed = True
            if self.after >= 8:
                with self._explained():
                    seal_stretch(self._connection, texts[0][0], texts[-1][0])

    def index_anew(self) -> None:
        with self.writing(), self._explained():
            self._pending.clear()
            self._connection.clear_index()
            for texts in paged(self, "SELECT id, body FROM text WHERE id > ? ORDER BY id LIMIT 5000"):
                self.index(texts)

    def matches(self, terms: Sequence[Sequence[str]]) -> Iterator[int]:
        self._write_index()
        query = " AND ".join(f'"{g}"*' if len(g) == 1 else f'"{g}"' for term in terms for g in term)
        ((count,),) = self.rows("SELECT count(*) FROM gram WHERE gram MATCH ?", query)
        order = "rank" if count <= RANKED else "rowid DESC"
        with self._explained():
            for row in self._connection.execute(
                f"SELECT rowid FROM gram WHERE gram MATCH ? ORDER BY {order}", (query,)
            ):
                yield row[0]

    def is_indexed(self) -> bool:
        self._write_index()
        with self._explained():
            return is_sealed(self._connection)

    @property
    def busy(self) -> bool:
        return self._connection.in_transaction

    lends = True

    def temporary(self, name: str) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_temp_master WHERE name = ?", name))

    def damages(self) -> list[str]:
        try:
            found = [str(r[0]) for r in self.rows("PRAGMA integrity_check(20)") if r[0] != "ok"]
            found += [f"外键不符：表 {r[0]} 第 {r[1]} 行 → {r[2]}" for r in self.rows("PRAGMA foreign_key_check")]
            found += self._schema_faults()
            found += index_faults(self._connection)
        except (sqlite3.DatabaseError, InputError, IndexError, ValueError, TypeError) as error:
            found = [str(error)]
        return found

    def _schema_faults(self) -> list[str]:
        """Where the tables are not those that the migrations make."""
        ours = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
        with closing(sqlite3.connect(":memory:")) as fresh:
            fresh.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            for version in range(1, CURRENT + 1):
                for statement in sqlite_statements(version, MIGRATIONS[version]):
                    fresh.execute(statement)
            want = set(fresh.execute(ours))
        return [f"结构不符：{row[1]}" for row in want.symmetric_difference(self.rows(ours))]

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for _, connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))
