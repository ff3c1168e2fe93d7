"""The sketches by which copies are found: kept where the archive may be written, lent for a while where it is only read; the same answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.storage import sketches
from lawtrack.archive.storage.sqlite import SqliteStore
from tests.impact import COPY, OLD, shelve
from tests.postgres import empty_database, running_server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An archive in which nobody has asked for copies yet."""
    for _ in shelve(tmp_path):
        pass
    (found,) = tmp_path.glob("*.db")
    return found


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose sketches are made from now on, to be kept or lent."""
    made: list[str] = []
    real: Callable[[str], list[int]] = sketches.sketch_of
    monkeypatch.setattr(sketches, "sketch_of", lambda body: made.append(body) or real(body))
    return made


def test_an_archive_only_read_answers_the_same_and_makes_them_once(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = counted(monkeypatch)
    with Archive(place, readonly=True) as archive:
        first = archive.impact().rows, archive.parallels("水务法").rows
        ((texts,),) = archive.store.rows("SELECT count(*) FROM text")
        assert len(made) == texts
        assert (archive.impact().rows, archive.parallels("水务法").rows) == first
        assert len(made) == texts
        with archive.reading():
            assert archive.impact().rows == first[0]
    with Archive(place) as archive:
        assert archive.store.rows("SELECT count(*) FROM sketch") == [(0,)]
        assert (archive.impact().rows, archive.parallels("水务法").rows) == first
        assert archive.store.rows("SELECT count(*) FROM sketch") > [(0,)]
        assert archive.check(replay=True) == ()


def test_what_others_add_meanwhile_is_made_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lawtrack.syntax.statute.parse import parse_statute

    with Archive(tmp_path / "b.db") as writer:
        writer.add(parse_statute(OLD))
        with Archive(tmp_path / "b.db", readonly=True) as reader:
            assert reader.impact().rows == ()
            made = counted(monkeypatch)
            writer.add(parse_statute(COPY))
            assert len(reader.impact().rows) == 1
            ((texts,),) = writer.store.rows("SELECT count(*) FROM text")
            assert 0 < len(made) < texts  # those of before are still there
            assert writer.impact().rows == reader.impact().rows


def test_they_are_written_in_pieces(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = SqliteStore.many

    def many(self: SqliteStore, sql: str, rows: Any) -> None:
        held = list(rows)
        if "sketch" in sql:
            sizes.append(len(held))
        real(self, sql, held)

    monkeypatch.setattr(SqliteStore, "many", many)
    monkeypatch.setattr(sketches, "PIECE", 3)
    for readonly in (True, False):
        with Archive(place, readonly=readonly) as archive:
            archive.impact()
        assert len(sizes) > 2 and max(sizes) <= 3 * 8
        sizes.clear()


def test_a_batch_taken_back_takes_its_own_back(tmp_path: Path) -> None:
    from lawtrack.syntax.statute.parse import parse_statute

    with Archive(tmp_path / "b.db") as archive:
        archive.add(parse_statute(OLD))
        with pytest.raises(RuntimeError), archive.batch():
            archive.add(parse_statute(COPY))
            archive.impact()
            raise RuntimeError
        archive.add(parse_statute(COPY.replace("例市", "另市")))
        (row,) = archive.impact()
        assert row.citing == "另市水文条例"


def test_postgres_lends_them_too(tmp_path: Path) -> None:
    from lawtrack.syntax.statute.parse import parse_statute

    with running_server() as server:
        address = empty_database(server)
        with Archive(address) as archive:
            archive.add(parse_statute(OLD))
            archive.add(parse_statute(COPY))
        with Archive(address, readonly=True) as archive:
            with archive.reading():  # no table can be made here
                rows = archive.impact().rows
            assert len(rows) == 1 and archive.impact().rows == rows
            assert archive.store.temporary("lent_sketch")
            with archive.reading():
                assert archive.impact().rows == rows
        with Archive(address) as archive:
            assert archive.store.rows("SELECT count(*) FROM sketch") == [(0,)]
            assert archive.impact().rows == rows
