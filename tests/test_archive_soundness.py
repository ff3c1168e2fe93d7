"""An archive after any accident: tampering, damaged bytes, several writers, a process that is killed, an older schema."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.storage import schema
from lawtrack.archive.storage.sqlite import SqliteStore
from lawtrack.comparison.grams import spelled
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import DECISION, LAW, fill, raw_database, state, write_all


def test_a_sound_archive_is_proved(archive: Archive) -> None:
    fill(archive)
    assert archive.check() == archive.check(replay=True) == ()


TAMPERING = (
    "UPDATE text SET body = body || '某' WHERE id = 3",
    "UPDATE text SET hash = zeroblob(16) WHERE id = 3",
    "UPDATE object SET body = substr(body, 1, length(body) - 1) WHERE id = 1",
    "UPDATE object SET hash = zeroblob(16) WHERE id = (SELECT min(id) FROM object WHERE kind = 'patch')",
    "UPDATE version SET effective = '2001-06-02' WHERE number = 1",
    "UPDATE version SET source = '' WHERE id = 1",
    "DELETE FROM step",
    "DELETE FROM version WHERE number = 1",
    "UPDATE record SET adopted = '1990-01-01'",
    "UPDATE statute SET title = '别的'",
    "UPDATE name SET name = '别的' WHERE name = '某市节水条例'",
    "UPDATE decision SET place = 9",
    "UPDATE target SET title = '别的'",
    "UPDATE finding SET code = 'x.y'",
    "UPDATE document SET name = 'x'",
    "DELETE FROM occurrence WHERE rowid = 2",
    "UPDATE occurrence SET address = '第九条' WHERE rowid = 2",
    "DELETE FROM citation",
    "DELETE FROM passage",
    "UPDATE passage SET number = 9 WHERE number = 2",
    "UPDATE sketch SET hash = hash + 1",
    "DELETE FROM sketch",
    "INSERT INTO gram (rowid, grams) VALUES (99999, '甲乙')",
    "INSERT INTO meta VALUES ('x', 'y')",
    "UPDATE meta SET value = '1' WHERE key = 'sketched'",
    "UPDATE derived SET seal = zeroblob(16)",
    "DELETE FROM derived",
    "UPDATE gram_idx SET term = CAST('0' || char(40959) AS BLOB)",
    "DELETE FROM gram_idx",
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound archive with sketches, as a file."""
    folder = write_all(tmp_path_factory.mktemp("whole"))
    with Archive(folder / "a.db") as archive:
        archive.ingest(folder)
        archive.impact()  # makes the sketches
        assert archive.check() == ()
    with raw_database(folder / "a.db") as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "a.db").read_bytes()


@pytest.mark.parametrize("statement", TAMPERING)
def test_tampering_is_found(tmp_path: Path, whole: bytes, statement: str) -> None:
    (tmp_path / "a.db").write_bytes(whole)
    with Archive(tmp_path / "a.db") as archive:
        assert archive.check() == ()
    with raw_database(tmp_path / "a.db") as raw:
        assert raw.execute(statement).rowcount != 0
    with Archive(tmp_path / "a.db") as archive:
        assert archive.check(), statement


def test_an_index_of_other_grams_is_found(place: Path) -> None:
    """One damaged byte of a prefix that grams share changes all of them; no sum of theirs may come out the same."""
    with Archive(place) as archive:
        fill(archive)
        texts = archive.store.rows("SELECT id, body FROM text")
    entries = [(i, spelled([body])[0].split()) for i, body in texts]
    put = "INSERT INTO gram (rowid, grams) VALUES (?, ?)"
    for old, new in (("1", "5"), ("2", "6"), ("2", "3"), ("水", "氵")):
        for change in (lambda g: g.replace(old, new), lambda g: new + g[1:] if g[0] == old else g):  # noqa: B023
            with raw_database(place) as raw:
                raw.execute("INSERT INTO gram (gram) VALUES ('delete-all')")
                raw.executemany(put, [(i, " ".join(map(change, grams))) for i, grams in entries])
            with Archive(place) as archive:
                assert [f.code for f in archive.check()] == ["archive.index"]
    with Archive(place) as archive:
        archive.store.index_anew()
        assert archive.check() == ()


def contents(path: Path) -> list[object]:
    """Every value of every table, and every entry of the search index: what an archive says.

    As bytes, since the engine reads a blob and a text alike; how the index lays out its own pages says nothing.
    """
    with raw_database(path) as raw:
        raw.text_factory = bytes
        names = [
            r[0].decode() for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        tables = [n for n in names if not n.startswith("gram") or n == "gram_docsize"]
        entries = sorted(raw.execute("SELECT term, doc FROM gram_entry"))
        return [entries, *((t, raw.execute(f"SELECT * FROM {t}").fetchall()) for t in tables)]


def answers(path: Path) -> list[object]:
    """What an archive answers: through the indexes and the search index, not by reading tables from end to end."""
    with Archive(path) as archive:
        return [
            [archive.search(w, limit=1000) for w in ("水", "按季", "某市", "用水计划", "2001", "第三条")],
            [archive["某市节水条例"].as_of(day) for day in ("2005-01-01", "2015-01-01")],
            [
                archive.citing("某市节水条例", "第三条"),
                archive.changed("2000-01-01", "2020-01-01"),
                archive.listing("2012-01-01"),
            ],
        ]


def test_every_damaged_byte_is_found(tmp_path: Path) -> None:
    """One byte of the file is changed: the check finds it, or it was a byte that says nothing (free space, a counter).

    That a byte says nothing is proved: every value of every table and every answer are as before.
    """
    sound = tmp_path / "sound.db"
    with Archive(sound) as archive:
        fill(archive, [LAW, DECISION])
    with raw_database(sound) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = sound.read_bytes()
    says, answered = contents(sound), answers(sound)
    chance = random.Random(6)
    meaningful = harmless = 0
    full = [at for at, byte in enumerate(data) if byte]
    for at in chance.sample(full, 160) + chance.sample(range(len(data)), 20):
        damaged = tmp_path / "damaged.db"
        for leftover in tmp_path.glob("damaged.db*"):
            leftover.unlink()
        damaged.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        try:
            with Archive(damaged) as archive:
                found = bool(archive.check())
        except InputError:
            found = True
        if found:
            meaningful += 1
            continue
        assert contents(damaged) == says, f"byte {at} of {len(data)} went unnoticed"
        assert answers(damaged) == answered, f"byte {at} of {len(data)} changed an answer and went unnoticed"
        harmless += 1
    assert meaningful > 100


# -- many at once, and accidents ----------------------------------------------------------------------------------------------


def many(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        name = f"第{n}号市"
        (folder / f"{n:03}.txt").write_text(LAW.replace("某市", name), "utf-8")
        (folder / f"{n:03}-决定.txt").write_text(DECISION.replace("某市", name), "utf-8")
    return folder


def test_readers_beside_a_writer(tmp_path: Path) -> None:
    """While one thread adds, others only ever see whole statutes: two versions or none."""
    folder = many(tmp_path / "texts", 24)
    place = tmp_path / "a.db"
    Archive(place).close()
    stop = threading.Event()
    seen: list[int] = []
    errors: list[BaseException] = []

    def read() -> None:
        try:
            with Archive(place, readonly=True) as archive:
                while not stop.is_set():
                    with archive.reading():
                        entries = list(archive)
                        assert all(len(e.versions) == 2 for e in entries)
                        hits = archive.search("按季", limit=1000)
                        assert len(hits) == len(entries)
                    seen.append(len(entries))
        except BaseException as error:  # noqa: BLE001  shown by the test itself
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    with Archive(place) as archive:
        for n in range(24):
            archive.ingest(folder / f"{n:03}.txt", folder / f"{n:03}-决定.txt")
            if n % 8 == 0:  # go on only when a reader has seen this state, however slow the machine
                while n + 1 not in seen and not errors:
                    time.sleep(0.001)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert {1, 9, 17} <= set(seen)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    folder = many(tmp_path / "texts", 12)
    place = tmp_path / "a.db"
    Archive(place).close()

    def write(part: int) -> None:
        with Archive(place) as archive:
            for n in range(part, 12, 2):
                archive.ingest(folder / f"{n:03}.txt", folder / f"{n:03}-决定.txt")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    with Archive(place) as archive:
        assert len(archive) == 12 and all(len(e.versions) == 2 for e in archive)
        assert archive.check() == archive.check(replay=True) == ()


def test_one_archive_in_several_threads(archive: Archive) -> None:
    def add(n: int) -> None:
        fill(archive, [text.replace("某市", f"第{n}号市") for text in (DECISION, LAW)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    assert (
        len(archive) == 8
        and all(len(e.versions) == 2 for e in archive)
        and archive.check() == archive.check(replay=True) == ()
    )
    fill(archive)
    days = [f"20{y:02}-12-31" for y in range(1, 20)]
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda day: archive["某市节水条例"].as_of(day), days))
    assert texts == [archive["某市节水条例"].as_of(day) for day in days]


INGEST = """
import os, signal, sys, time
import lawtrack.archive.ingest
from lawtrack.archive.archive import Archive

place, folder = sys.argv[1:]

def ingest(stop, opened):
    with Archive(place) as archive:
        os.write(opened, b".")
        halt = lambda done, *_: done == stop and os.kill(os.getpid(), signal.SIGSTOP)  # wait there to be killed
        archive.ingest(folder, progress=halt)

for line in sys.stdin:
    stop, pause = line.split()
    seen, opened = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.setsid()
            ingest(int(stop), opened)
        finally:
            os._exit(0)
    assert os.read(seen, 1) == b"."
    if int(stop):
        assert os.WIFSTOPPED(os.waitpid(process, os.WUNTRACED)[1])
    else:
        time.sleep(float(pause))
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(seen), os.close(opened)
    print("killed", flush=True)
"""
"""Kills one process after another that adds a folder; all are forks of one, for importing takes longer than adding."""


def test_killed_at_any_moment_the_archive_is_sound(tmp_path: Path) -> None:
    folder = many(tmp_path / "texts", 24)
    with Archive(tmp_path / "whole.db") as archive:
        archive.ingest(folder)
        want = state(archive)
    chance = random.Random(9)
    place = tmp_path / "a.db"
    words = [sys.executable, "-c", INGEST, str(place), str(folder)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    ) as killer:
        assert killer.stdin is not None and killer.stdout is not None
        for stop in (1, 7, 0, 0, 0, 0, 0, 0):  # at a certain document, then at any moment
            print(stop, chance.uniform(0.0, 0.5), file=killer.stdin, flush=True)
            assert killer.stdout.readline() == "killed\n"
            with Archive(place) as archive:
                assert archive.check() == archive.check(replay=True) == ()
                assert all(len(e.versions) <= 2 for e in archive)
    with Archive(place) as archive:
        archive.ingest(folder)
        assert state(archive) == want


# -- files, schema, engines ---------------------------------------------------------------------------------------------------


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("这不是数据库，只是一些文字。", "utf-8")
    with pytest.raises(InputError, match="不是 SQLite 文件"):
        Archive(tmp_path / "x.db")
    with pytest.raises(InputError, match="没有存档"):
        Archive(tmp_path / "无.db", readonly=True)
    with pytest.raises(InputError, match="无法打开"):
        Archive(tmp_path / "没有的目录" / "a.db")
    Archive(tmp_path / "new.db").close()
    with raw_database(tmp_path / "new.db") as raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(InputError, match="升级 lawtrack"):
        Archive(tmp_path / "new.db")


@pytest.mark.parametrize("old", range(1, schema.CURRENT))
def test_an_older_archive_is_brought_up_to_date(tmp_path: Path, old: int) -> None:
    """A file with only the tables of an older schema gains the newer ones, filled from what it holds."""
    with Archive(tmp_path / "new.db") as archive:
        want = state(fill(archive))
        hits = archive.search("水", limit=1000)
        archive.impact()  # makes the sketches, which older archives had from the beginning
    SqliteStore(tmp_path / "old.db", upto=old).close()
    with raw_database(tmp_path / "old.db") as raw:
        raw.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        names = [r[0] for r in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for name in names:
            if not name.startswith(("gram", "meta", "sqlite")):
                columns = ", ".join(r[1] for r in raw.execute(f"PRAGMA main.table_info({name})"))
                raw.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}")
        if old >= 7:
            raw.execute(
                "UPDATE main.meta SET value = (SELECT value FROM new.meta WHERE key = 'sketched') WHERE key = 'sketched'"
            )
        if "gram" in names and old < 4:  # made anew in 4
            raw.execute("INSERT INTO main.gram (rowid, grams) VALUES (1, '甲乙')")
    if old >= 4:
        store = SqliteStore(tmp_path / "old.db", upto=old)
        store.index(store.rows("SELECT id, body FROM text"))
        store.close()
    with pytest.raises(InputError, match="以可写方式打开一次"):
        Archive(tmp_path / "old.db", readonly=True)
    with Archive(tmp_path / "old.db") as archive:
        assert state(archive) == want
        assert archive.search("水", limit=1000) == hits
        assert archive.check() == archive.check(replay=True) == ()
        assert archive.store.rows("SELECT count(*) FROM stretch") == [(2,)]
        assert archive.store.rows("SELECT count(*) FROM derived WHERE chain IS NULL") == [(0,)]


def test_the_schema_refuses_what_cannot_be(archive: Archive, place: Path) -> None:
    fill(archive)
    with raw_database(place) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        for statement in (
            "UPDATE version SET effective = '2001年'",
            "UPDATE version SET until = '1990-01-01' WHERE number = 1",
            "UPDATE version SET until = '' WHERE number = 1",
            "UPDATE version SET snapshot = 99999",
            "UPDATE version SET number = 1",
            "UPDATE record SET snapshot = NULL WHERE kind = 'text'",
            "UPDATE record SET kind = 'rumour'",
            "INSERT INTO text (hash, body) SELECT hash, 'x' FROM text",
            "UPDATE finding SET severity = 'dire'",
            "UPDATE occurrence SET until = since WHERE since <> ''",
            "INSERT INTO object (hash, kind, body, seal) VALUES (zeroblob(16), 'x', zeroblob(1), zeroblob(16))",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)


def open_files(folder: Path) -> int:
    """How many handles of this process are files of a folder."""
    links = Path("/proc/self/fd")
    if not links.is_dir():
        pytest.skip("no /proc to count handles in")
    found = 0
    for link in links.iterdir():
        try:
            found += os.readlink(link).startswith(str(folder))
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE history (url TEXT)",),
        ("CREATE TABLE meta (id INTEGER, body BLOB)",),
        ("CREATE TABLE meta (key TEXT, value TEXT)", "CREATE TABLE bookmarks (id INTEGER)"),
        ("CREATE VIEW v AS SELECT 1",),
    ],
)
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "browser.sqlite"
    with raw_database(path) as raw:
        for statement in statements:
            raw.execute(statement)
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(InputError, match="别的程序|不是存档"):
            Archive(path, readonly=readonly)
    with raw_database(path) as raw:
        assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name IN ('statute', 'text', 'gram')").fetchall()
    assert len(path.read_bytes()) == len(before)


def test_a_closed_archive_stays_closed(tmp_path: Path) -> None:
    archive = fill(Archive(tmp_path / "a.db"))
    entry = archive["某市节水条例"]
    archive.close()
    archive.close()
    for ask in (
        lambda: archive.titles,
        lambda: archive.search("水"),
        lambda: entry.as_of("2012-01-01"),
        archive.check,
        lambda: archive.add(parse_statute(LAW)),
    ):
        with pytest.raises(InputError, match="已经关闭"):
            ask()
    assert open_files(tmp_path) == 0


def test_threads_that_have_ended_leave_no_connection(tmp_path: Path) -> None:
    with fill(Archive(tmp_path / "a.db")) as archive:
        for _ in range(600):
            one = threading.Thread(target=lambda: archive.search("水"))
            one.start()
            one.join()
        assert open_files(tmp_path) < 20
        assert archive.search("水")
