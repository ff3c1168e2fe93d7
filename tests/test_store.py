"""What an archive expects of a database, held against both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from lawtrack.archive.archive import Archive, open_store
from lawtrack.archive.storage import schema
from lawtrack.archive.storage.blobs import digest, snapshot_rows, statute_digest, units_digest, write_snapshot
from lawtrack.archive.storage.store import schema_of
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Item, Paragraph
from lawtrack.syntax.statute.parse import parse_statute
from tests.postgres import empty_database


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "a.db")
    return empty_database(request.getfixturevalue("server"))


@pytest.fixture
def store(place: str) -> Iterator[Any]:
    made = open_store(place)
    yield made
    made.close()


def put(store: Any, body: str) -> int:
    return int(store.insert("INSERT INTO text (hash, body) VALUES (?, ?)", body.encode().ljust(16, b".")[:16], body))


def bodies(store: Any) -> list[str]:
    return [r[0] for r in store.rows("SELECT body FROM text ORDER BY id")]


def test_rows_come_back_as_they_went_in(store: Any) -> None:
    first, second = put(store, "甲％?"), put(store, "乙")
    assert second > first
    ((key, body),) = store.rows("SELECT hash, body FROM text WHERE id = ? AND body LIKE '%％%'", first)
    assert bytes(key) == "甲％?".encode().ljust(16, b".")[:16] and body == "甲％?"
    store.many("UPDATE text SET body = ? WHERE id = ?", [("子", first), ("丑", second)])
    assert bodies(store) == ["子", "丑"]


def test_all_or_nothing(store: Any) -> None:
    with pytest.raises(RuntimeError), store.writing():
        put(store, "甲")
        with store.writing():  # nests: one transaction
            put(store, "乙")
        raise RuntimeError
    assert bodies(store) == []
    with store.writing():
        put(store, "甲")
    assert bodies(store) == ["甲"]


def test_readers_see_one_state(place: str, store: Any) -> None:
    put(store, "甲")
    other = open_store(place, readonly=True)
    with other.reading():
        assert bodies(other) == ["甲"]
        put(store, "乙")
        with other.reading():
            assert bodies(other) == ["甲"]
    assert bodies(other) == ["甲", "乙"]
    other.close()


def test_the_index_finds_what_holds_every_gram(store: Any) -> None:
    texts = {put(store, t): t for t in ("审计机关依法审计", "机关依法", "计审", "ＡＢ甲")}
    store.index(list(texts.items()))

    def found(*terms: list[str]) -> set[str]:
        return {texts[i] for i in store.matches(terms)}

    assert found(["审计"]) == {"审计机关依法审计"}
    assert found(["机关"], ["依法"]) == {"审计机关依法审计", "机关依法"}
    assert found(["审"]) == {"审计机关依法审计", "计审"}  # one character: wherever it stands
    assert (
        found(["关"]) == {"审计机关依法审计", "机关依法"} and found(["ab"]) == {"ＡＢ甲"} and found(["某某"]) == set()
    )
    assert store.is_indexed()
    put(store, "没有收入索引的一句")
    assert not store.is_indexed()
    assert store.damages() == []


def test_constraints_hold(store: Any) -> None:
    put(store, "甲")
    for statement in (
        "INSERT INTO text (hash, body) SELECT hash, 'x' FROM text",
        "INSERT INTO name VALUES ('甲', 99, (SELECT hash FROM text))",
        "INSERT INTO decision (object, title, adopted, promulgated, effective, added, seal) SELECT 1, '', '昨天', '', '', '', hash FROM text",
    ):
        with pytest.raises(Exception, match=r"(?i)constraint|violates"), store.writing():
            store.run(statement)
            ((_,),) = store.rows("SELECT count(*) FROM text")
            store.run("INSERT INTO name VALUES ('乙', 98, (SELECT hash FROM text))")


def test_the_schema_has_a_version(place: str, store: Any) -> None:
    assert (schema_of(store), store.before, store.after) == (schema.CURRENT, 0, schema.CURRENT)
    again = open_store(place)
    assert (again.before, again.after) == (schema.CURRENT, schema.CURRENT)
    again.close()
    store.run("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(InputError, match="升级 lawtrack"):
        open_store(place)
    with pytest.raises(InputError, match="升级 lawtrack"):
        open_store(place, readonly=True)


def test_a_reader_does_not_make_an_archive(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有存档"):
        open_store(tmp_path / "无.db", readonly=True)
    (tmp_path / "空.db").touch()
    with pytest.raises(InputError, match="结构版本是 0"):
        open_store(tmp_path / "空.db", readonly=True)


def test_half_a_character_is_refused_where_it_is_asked_for_or_added(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        for ask in (
            lambda: archive.citing("例\ud800法"),
            lambda: archive.add(parse_statute("例法\n第一条　甲\ud800。\n")),
            lambda: archive.add(
                parse_decision(
                    "关于修改《例法》的决定\n会议决定对《例法》作如下修改：\n一、第一条修改为：“乙\ud800。”\n"
                )
            ),
        ):
            with pytest.raises(InputError, match="U\\+D800"):
                ask()


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 64, 100])
def test_many_rows_are_all_written_in_order_and_none_where_one_is_wrong(store: Any, count: int) -> None:
    sql = "INSERT INTO text (id, hash, body) VALUES (?, ?, ?)"
    rows = [(n, digest(str(n)), f"第{n}行") for n in range(1, count + 1)]
    with store.writing():
        store.many(sql, iter(rows))
    assert [(n, bytes(key), body) for n, key, body in store.rows("SELECT id, hash, body FROM text ORDER BY id")] == rows
    with pytest.raises(Exception, match="(?i)unique"), store.writing():
        store.many(
            sql, [(n, digest(str(n)), "") for n in range(count + 1, count + 41)] + [(count + 1, digest("x"), "")]
        )
    assert store.rows("SELECT count(*) FROM text") == [(count,)]


def test_what_is_written_down_unit_by_unit_is_what_the_encoder_writes() -> None:
    hostile = '引号"反斜\\线\n\t\x00\x1f\x7f\u2028𠀀/'
    law = Statute(
        "例", note=hostile, children=(Article("第一条", "", (Paragraph(hostile, (Item('（"一"）', hostile),)),)),)
    )
    for one in (law, attrs.evolve(law, contents=True)):
        assert statute_digest(one) == units_digest(one.contents, [[u.level, u.label, u.text] for u in one.units])
        numbers = list(range(5, 5 + len(one.units)))
        rows = [[u.level, u.label, n] for u, n in zip(one.units, numbers, strict=True)]
        assert snapshot_rows(write_snapshot(one, numbers)) == (int(one.contents), rows)
