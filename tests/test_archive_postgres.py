"""The same archive on a real PostgreSQL server, started for the test; skipped where none is installed."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.comparison.grams import folded
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import ALL, DECISION, LAW, fill, state, write_all
from tests.postgres import empty_database, running_server
from tests.test_archive_search import HOSTILE, SIGNS


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as address:
        yield address


@pytest.fixture
def address(server: str) -> str:
    return empty_database(server)


def test_both_engines_say_the_same(address: str, tmp_path: Path) -> None:
    with Archive(address) as shared, Archive(tmp_path / "a.db") as single:
        assert state(fill(shared)) == state(fill(single))
        for day in ("2005-01-01", "2011-01-01", "2016-01-01"):
            assert shared["某市节水条例"].as_of(day) == single["某市节水条例"].as_of(day)
        for words in ("水", "按季", "水务部门 罚款", "公布水价", "用计", "２００１"):
            for day in ("", "2011-01-01"):
                assert set(shared.search(words, date=day, limit=999)) == set(
                    single.search(words, date=day, limit=999)
                ), words
        for archive in (shared, single):
            archive.add(parse_statute(SIGNS))
        for words in (w for w in HOSTILE if folded(w)):
            assert set(shared.search(words)) == set(single.search(words)), words
        assert shared.changed("1990-01-01", "2030-01-01") == single.changed("1990-01-01", "2030-01-01")
        assert set(shared.citing("某市节水条例")) == set(single.citing("某市节水条例"))
        assert shared.dangling("2020-03-01") == single.dangling("2020-03-01")
        assert len(shared.dangling("2020-03-01")) == 1
        assert shared.check() == single.check() == ()
        assert "按月" in shared["某市节水条例"].as_known("2011-01-01", on="2010-05-05")["第三条"].text


def test_ingest_is_idempotent_and_survives_reopening(address: str, tmp_path: Path) -> None:
    write_all(tmp_path)
    with Archive(address) as archive:
        assert archive.ingest(tmp_path).new == len(ALL)
    with Archive(address) as archive:
        assert archive.ingest(tmp_path).known == len(ALL)
        assert len(archive["某市节水条例"].versions) == 3
        assert archive.check() == ()


def test_a_failing_batch_leaves_no_trace(address: str) -> None:
    with Archive(address) as archive:
        archive.add(parse_statute(LAW))
        before = state(archive)
        with pytest.raises(RuntimeError), archive.batch():
            archive.add(parse_decision(DECISION))
            raise RuntimeError
        assert state(archive) == before


def test_writers_take_turns(address: str) -> None:
    Archive(address).close()

    def write(n: int) -> None:
        with Archive(address) as archive:
            fill(archive, [text.replace("某市", f"第{n}号市") for text in (DECISION, LAW)])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    with Archive(address, readonly=True) as archive:
        assert len(archive) == 8 and all(len(e.versions) == 2 for e in archive)
        assert archive.check() == ()
        with pytest.raises(InputError, match="只读"):
            archive.add(parse_statute(LAW))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE text SET body = body || '某' WHERE id = 3",
        "UPDATE version SET effective = '2001-06-02' WHERE number = 1",
        "DELETE FROM step",
        "DELETE FROM gram WHERE id = 2",
        "UPDATE object SET body = substring(body from 2) WHERE id = 1",
    ],
)
def test_tampering_is_found(address: str, statement: str) -> None:
    import psycopg

    with Archive(address) as archive:
        fill(archive)
    with psycopg.connect(address, autocommit=True) as raw:
        raw.execute(statement)
    with Archive(address) as archive:
        assert archive.check()


def test_a_wrong_address_is_explained() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install lawtrack[postgres])")
    with pytest.raises(InputError, match="连接不上"):
        Archive("postgresql://nobody@/none?host=/nonexistent")
