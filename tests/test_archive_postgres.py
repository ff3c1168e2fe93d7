"""The same archive on a real PostgreSQL server, started for the test; skipped where none is installed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.comparison.grams import folded
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import ALL, DECISION, LAW, fill, state, write_all
from tests.postgres import empty_database
from tests.test_archive_search import HOSTILE, SIGNS


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
                assert set(shared.search(words, on=day, limit=999)) == set(single.search(words, on=day, limit=999)), (
                    words
                )
        for archive in (shared, single):
            archive.add(parse_statute(SIGNS))
        for words in (w for w in HOSTILE if folded(w)):
            assert set(shared.search(words)) == set(single.search(words)), words
        assert shared.changed("1990-01-01", "2030-01-01") == single.changed("1990-01-01", "2030-01-01")
        assert set(shared.citing("某市节水条例")) == set(single.citing("某市节水条例"))
        assert shared.dangling("2020-03-01") == single.dangling("2020-03-01")
        assert len(shared.dangling("2020-03-01")) == 1
        assert shared.impact().rows == single.impact().rows
        assert shared.parallels("某市节水条例").rows == single.parallels("某市节水条例").rows
        assert shared.check() == single.check() == shared.check(replay=True) == single.check(replay=True) == ()
        assert "按月" in shared["某市节水条例"].as_of("2011-01-01", known="2010-05-05")["第三条"].text


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
        "UPDATE gram a SET grams = b.grams FROM gram b WHERE a.id + b.id = 7 AND a.id IN (3, 4)",
        "UPDATE gram SET grams = ts_delete(grams, (tsvector_to_array(grams))[1]) || '''甲乙'''::tsvector WHERE id = 3",
        "UPDATE gram SET grams = ts_delete(grams, (tsvector_to_array(grams))[1]) || '''甲 乙'''::tsvector WHERE id = 3",
        "UPDATE object SET body = substring(body from 2) WHERE id = 1",
    ],
)
def test_tampering_is_found(address: str, statement: str) -> None:
    import psycopg

    with Archive(address) as archive:
        fill(archive)
    with psycopg.connect(address, autocommit=True) as raw:
        assert raw.execute(statement).rowcount
    with Archive(address) as archive:
        assert archive.check()


def test_a_wrong_address_is_explained() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install lawtrack[postgres])")
    with pytest.raises(InputError, match="连接不上"):
        Archive("postgresql://nobody@/none?host=/nonexistent")


def cut_off(server: str) -> None:
    """Every other connection to the server is lost, as when it is restarted."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_a_lost_connection_is_told_and_the_next_question_answered(address: str) -> None:
    with fill(Archive(address)) as archive:
        want = archive.titles
        asks = (
            lambda: archive.titles, lambda: archive.search("水"), lambda: archive["某市节水条例"].as_of("2012-01-01"), archive.check,
            lambda: archive.citing("某市节水条例"), lambda: archive.impact(), lambda: archive.add(parse_statute(SIGNS)),
        )  # fmt: skip
        for ask in asks:
            cut_off(address)
            with pytest.raises(InputError, match="连接"):
                ask()
            assert archive.titles == want
        assert archive.check() == ()


def test_a_connection_lost_within_a_batch_writes_nothing(address: str) -> None:
    with fill(Archive(address)) as archive:
        want = archive.titles
        with pytest.raises(InputError, match="连接"), archive.batch():
            archive.add(parse_statute(SIGNS))
            cut_off(address)
            for _ in range(2):
                try:
                    archive.add(parse_statute(SIGNS.replace("条例", "办法")))
                except InputError:
                    continue
        assert archive.titles == want


def test_a_closed_archive_of_the_server_stays_closed(address: str) -> None:
    archive = fill(Archive(address))
    archive.close()
    with pytest.raises(InputError, match="已经关闭"):
        archive.search("水")
