"""The seals of the search index: what an engine merges, replaces and lets go is followed page by page, and damage is never sealed anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.ingest import read_law
from lawtrack.archive.storage import seals
from lawtrack.archive.storage.blobs import digest
from lawtrack.model.nodes import Statute
from tests.archives import DECISION, LAW, fill, raw_database


def codes(place: Path) -> list[str]:
    with Archive(place, readonly=True) as archive:
        return [f.code for f in archive.check()]


def another(n: int) -> Statute:
    law = read_law(LAW.replace("某市", f"第{n}号市").replace("节约用水", f"{chr(0x5000 + n)}{chr(0x6000 + n)}用水"))
    assert isinstance(law, Statute)
    return law


def test_every_page_is_sealed_through_many_merges(place: Path) -> None:
    with Archive(place) as archive:
        for n in range(40):  # a segment each, merged again and again
            archive.add(another(n))
        assert archive.check() == ()
        archive.store.index_anew()
        assert archive.check() == ()
        assert len(archive.search("用水", limit=1000)) == 40 * 4
    assert codes(place) == []


def test_an_engine_that_permits_no_triggers_seals_as_well(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "_LOG", ("CREATE TEMPORARY TRIGGER x AFTER INSERT ON main.none BEGIN SELECT 1; END",))
    with Archive(place) as archive:
        for n in range(12):
            archive.add(another(n))
        assert archive.check() == ()
        archive.store.index_anew()
        assert archive.check() == ()
    with raw_database(place) as raw:
        raw.execute("INSERT INTO gram (rowid, grams) VALUES (99999, '甲乙')")
    assert codes(place) == ["archive.index"]


def spoil(place: Path) -> None:
    """Another character in the terms of one page of the index."""
    with raw_database(place) as raw:
        for page, block in raw.execute("SELECT id, block FROM gram_data WHERE id > 10").fetchall():
            if "水".encode() in block:
                raw.execute(
                    "UPDATE gram_data SET block = ? WHERE id = ?", (block.replace("水".encode(), "氵".encode()), page)
                )
                return
    raise AssertionError


def test_damage_is_not_merged_into_sealed_pages(place: Path) -> None:
    """After a merge the damaged page is gone, but not the damage."""
    with Archive(place) as archive:
        fill(archive, [LAW])
    spoil(place)
    assert "archive.index" in codes(place)
    with Archive(place) as archive:
        with archive.batch():
            fill(archive, [DECISION])
            archive.store.run("INSERT INTO gram (gram) VALUES ('optimize')")
        fill(archive, [LAW.replace("某市", "例市")])
    assert "archive.index" in codes(place)
    with Archive(place) as archive:
        archive.store.index_anew()
    assert codes(place) == []


def test_a_text_that_is_not_indexed_is_found(place: Path) -> None:
    with Archive(place) as archive:
        fill(archive)
    with raw_database(place) as raw:
        raw.execute("INSERT INTO text (hash, body) VALUES (?, '没有收入索引')", (digest("没有收入索引"),))
    assert codes(place) == ["archive.index"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE gram_docsize SET sz = x'07' WHERE id = 3",
        "DELETE FROM gram_docsize WHERE id = 3",
        "DELETE FROM gram_page WHERE id > 10",
        "UPDATE gram_page SET seal = zeroblob(16) WHERE id = 10",
        "INSERT INTO gram_page VALUES (77, zeroblob(16))",
        "DELETE FROM gram_stretch WHERE first = 1",
        "UPDATE gram_stretch SET last = last - 1 WHERE first = 1",
    ],
)
def test_what_is_changed_of_the_index_or_its_seals_is_found(place: Path, statement: str) -> None:
    with Archive(place) as archive:
        fill(archive)
    with raw_database(place) as raw:
        assert raw.execute(statement).rowcount > 0
    assert codes(place) == ["archive.index"]
