"""What a check proves without carrying out patches again: alterations that agree with themselves are told by seals over many rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lawtrack.archive import integrity
from lawtrack.archive.archive import Archive
from lawtrack.archive.derivation import chain_digest
from lawtrack.archive.storage.blobs import digest, pack, seal, unpack
from lawtrack.archive.storage.objects import Shelf, update_sealed
from lawtrack.archive.storage.schema import SEALED
from lawtrack.archive.storage.sqlite import SqliteStore
from lawtrack.archive.storage.stretches import seal_whole
from lawtrack.patch.patch import Patch
from tests.archives import ALL, fill
from tests.postgres import empty_database


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "a.db")
    return empty_database(request.getfixturevalue("server"))


def one(store: Any, sql: str, *values: object) -> Any:
    return store.rows(sql, *values)[0][0]


def exchange(store: Any, table: str, columns: str, first: int, second: int) -> None:
    """Two rows change places: each is as right as before, for its own."""
    names = columns.split(", ")
    put = f"UPDATE {table} SET {', '.join(f'{n} = ?' for n in names)} WHERE id = ?"
    a, b = (store.rows(f"SELECT {columns} FROM {table} WHERE id = ?", i)[0] for i in (first, second))
    store.run(put, b"\0" * 16, *a[1:], first)
    store.run(put, *a, second)
    store.run(put, *b, first)


def patches(store: Any) -> list[int]:
    return [r[0] for r in store.rows("SELECT id FROM object WHERE kind = 'patch' ORDER BY id")]


def forge_patch(store: Any) -> None:
    """Other words in a patch, and its digest and seal made to agree."""
    object_id = patches(store)[0]
    text = unpack(bytes(one(store, "SELECT body FROM object WHERE id = ?", object_id))).replace("按季", "按周")
    assert "按周" in text
    key, body = digest(text), pack(text)
    sql = "UPDATE object SET hash = ?, body = ?, seal = ? WHERE id = ?"
    store.run(sql, key, body, seal([key, "patch", body]), object_id)


def exchange_patches(store: Any) -> None:
    exchange(store, "object", "hash, kind, body, seal", *patches(store)[:2])


def exchange_texts(store: Any) -> None:
    exchange(store, "text", "hash, body", 3, 4)


def forge_step(store: Any) -> None:
    other = patches(store)[-1]
    version = one(store, "SELECT version FROM step WHERE patch <> ? ORDER BY version", other)
    update_sealed(store, "step", {"version": version, "number": 1}, patch=other)


def take_steps_out(store: Any) -> None:
    store.run("DELETE FROM step")


def forge_version(store: Any) -> None:
    version, snapshot = store.rows("SELECT id, snapshot FROM version WHERE number = 2 ORDER BY id")[0]
    update_sealed(store, "version", {"id": version}, snapshot=one(store, "SELECT min(snapshot) FROM version"))
    assert one(store, "SELECT snapshot FROM version WHERE id = ?", version) != snapshot


def forge_source(store: Any) -> None:
    update_sealed(store, "version", {"id": one(store, "SELECT min(id) FROM version")}, source="某机关另一决定")


def forge_record(store: Any) -> None:
    update_sealed(store, "record", {"id": one(store, "SELECT min(id) FROM record")}, added="1999-01-01T00:00:00+00:00")


def take_record_out(store: Any) -> None:
    store.run("DELETE FROM record WHERE id = (SELECT max(id) FROM record)")


def put_record_in(store: Any) -> None:
    columns = SEALED["record"]
    row = store.rows(f"SELECT {', '.join(columns)} FROM record WHERE kind = 'repeal'")[0]
    marks = ", ".join("?" * (len(columns) + 1))
    store.run(f"INSERT INTO record ({', '.join(columns)}, seal) VALUES ({marks})", *row, seal(row))


def add_object(store: Any) -> None:
    body, key = pack("[]"), digest("[]")
    sealed = seal([key, "patch", body])
    store.run("INSERT INTO object (hash, kind, body, seal) VALUES (?, 'patch', ?, ?)", key, body, sealed)


def spoil_stretch(store: Any) -> None:
    store.run("UPDATE stretch SET seal = ? WHERE name = 'object'", b"\0" * 16)


def move_stretch(store: Any) -> None:
    store.run("UPDATE stretch SET last = last + 1 WHERE name = 'text'")
    store.run("UPDATE stretch SET first = first + 1 WHERE name = 'text' AND first = 1")


def spoil_chain(store: Any) -> None:
    store.run("UPDATE derived SET chain = ?", b"\0" * 16)


FORGERIES = (
    forge_patch, exchange_patches, exchange_texts, forge_step, take_steps_out, forge_version, forge_source, forge_record, take_record_out, put_record_in,
    spoil_stretch, move_stretch, spoil_chain,
)  # fmt: skip


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forgery_that_agrees_with_itself_is_told(place: str, forge: Callable[[Any], None]) -> None:
    with fill(Archive(place)) as archive:
        assert archive.check() == archive.check(replay=True) == ()
        with archive.store.writing():
            forge(archive.store)
        assert {f.code for f in archive.check()} & {"archive.damaged", "archive.not-proved"}


@pytest.mark.parametrize("forge", (forge_patch, exchange_patches, exchange_texts, take_steps_out, forge_version))
def test_without_seals_over_many_rows_all_is_carried_out_again(place: str, forge: Callable[[Any], None]) -> None:
    """As in an archive of an older schema, which has none: what is not sealed is never taken on trust."""
    with fill(Archive(place)) as archive:
        with archive.store.writing():
            archive.store.run("DELETE FROM stretch")
            archive.store.run("UPDATE derived SET chain = NULL")
        assert archive.check() == ()
        with archive.store.writing():
            forge(archive.store)
        assert {f.code for f in archive.check()} & {"archive.damaged", "archive.not-proved"}


def test_one_chain_or_stretch_taken_out_is_made_up_for(place: str) -> None:
    with fill(Archive(place)) as archive:
        with archive.store.writing():
            archive.store.run("UPDATE derived SET chain = NULL WHERE statute = 1")
            take_steps_out(archive.store)
        assert "archive.not-proved" in {f.code for f in archive.check()}


def test_an_object_in_no_stretch_makes_patches_be_carried_out(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not sealed which id an object has, patches may stand in each other's place."""
    carried: list[Patch] = []
    apply = Patch.apply

    def watched(self: Patch, *given: Any, **named: Any) -> Any:
        carried.append(self)
        return apply(self, *given, **named)

    with fill(Archive(place)) as archive:
        monkeypatch.setattr(Patch, "apply", watched)
        assert archive.check() == () and not carried
        with archive.store.writing():
            add_object(archive.store)
        archive.check()
        steps = one(archive.store, "SELECT count(*) FROM step")
        assert len(carried) == steps > 0


def test_a_forgery_of_everything_is_told_by_replay_alone(place: str) -> None:
    """Digests without a key hold nobody back who makes all of them anew: that takes carrying out the patches again. The manual says so."""
    with fill(Archive(place)) as archive:
        store = archive.store
        with store.writing():
            forge_patch(store)
            store.run("DELETE FROM stretch")
            seal_whole(store, "text", "hash")
            seal_whole(store, "object", "seal")
            for (statute_id,) in store.rows("SELECT statute FROM derived"):
                chain = chain_digest(store, statute_id, Shelf(store).seals(statute_id))
                store.run("UPDATE derived SET chain = ? WHERE statute = ?", chain, statute_id)
        assert archive.check() == ()
        assert [f.code for f in archive.check(replay=True)] == ["archive.not-proved"]


def test_whatever_is_added_one_at_a_time_is_sealed(place: str) -> None:
    with Archive(place) as archive:
        for text in ALL.values():
            fill(archive, [text])
            assert archive.check() == ()
    with fill(Archive(place)) as again:
        assert again.check() == ()
        assert not again.store.rows("SELECT 1 FROM derived WHERE chain IS NULL")


# -- older archives ---------------------------------------------------------------------------------------------------------


def older(place: str) -> None:
    """Make an archive what schema 8 was."""
    with Archive(place) as archive, archive.store.writing():
        archive.store.run("DROP TABLE stretch")
        archive.store.run("ALTER TABLE derived DROP COLUMN chain")
        archive.store.run("UPDATE meta SET value = '8' WHERE key = 'schema'")


def sealed(archive: Archive) -> tuple[int, int]:
    """How many stretches there are, and how many chains."""
    store = archive.store
    return one(store, "SELECT count(*) FROM stretch"), one(
        store, "SELECT count(*) FROM derived WHERE chain IS NOT NULL"
    )


def test_an_older_archive_is_sealed_when_it_is_first_opened(place: str) -> None:
    with fill(Archive(place)) as archive:
        want = sealed(archive)[1]
    older(place)
    with Archive(place) as archive:
        assert sealed(archive) == (2, want)
        assert archive.check() == archive.check(replay=True) == ()
        fill(archive, [ALL["a-节水.txt"].replace("某市", "另市")])
        assert sealed(archive) == (4, want + 1) and archive.check() == ()
        with archive.store.writing():
            exchange_patches(archive.store)
        assert archive.check()


@pytest.mark.parametrize("forge", (forge_patch, exchange_patches, exchange_texts, take_steps_out, forge_version))
def test_damage_of_an_older_archive_is_never_sealed(place: str, forge: Callable[[Any], None]) -> None:
    with fill(Archive(place)) as archive:
        want = sealed(archive)[1]
    older(place)
    if place.startswith("postgresql"):
        import psycopg

        class Raw:
            """The database without the archive."""

            def __init__(self, connection: Any) -> None:
                self.connection = connection

            def rows(self, sql: str, *values: object) -> Any:
                return self.connection.execute(sql.replace("?", "%s"), values).fetchall()

            def run(self, sql: str, *values: object) -> None:
                self.connection.execute(sql.replace("?", "%s"), values)

        with psycopg.connect(place, autocommit=True) as connection:
            forge(Raw(connection))
    else:
        store = SqliteStore(place, upto=8)
        with store.writing():
            forge(store)
        store.close()
    for _ in range(2):  # opened once more, nothing is sealed either
        with Archive(place) as archive:
            assert sealed(archive)[1] < want
            assert {f.code for f in archive.check()} & {"archive.damaged", "archive.not-proved"}
    with Archive(place) as archive:
        fill(archive, [ALL["a-节水.txt"].replace("某市", "另市")])
        assert {f.code for f in archive.check()} & {"archive.damaged", "archive.not-proved"}


def test_killed_between_migration_and_sealing_it_is_sealed_the_next_time(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(Archive(place)).close()
    older(place)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(integrity, "seal_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            Archive(place)
    with Archive(place, readonly=True) as archive:
        assert sealed(archive) == (0, 0) and archive.check() == ()
    with Archive(place) as archive:
        assert sealed(archive)[0] == 2 and archive.check() == ()
