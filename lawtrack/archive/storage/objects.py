"""The content-addressed part of an archive: sealed rows, texts, snapshots, patches and decisions, written once and read back.

A :class:`Shelf` remembers what it has just written or read, so that within one batch nothing is packed or unpacked twice.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from lawtrack.archive.storage.blobs import (
    Snapshot,
    digest,
    from_json,
    pack,
    read_snapshot,
    seal,
    snapshot_rows,
    statute_digest,
    text_digests,
    to_json,
    unpack,
    write_snapshot,
)
from lawtrack.archive.storage.pieces import chunks, marks
from lawtrack.archive.storage.schema import SEALED
from lawtrack.archive.storage.store import Store
from lawtrack.archive.storage.stretches import seal_new
from lawtrack.decision.decision import Decision
from lawtrack.errors import InputError
from lawtrack.history.chain import Chain
from lawtrack.history.records import Change, Publication, Record, Repeal, parts_for
from lawtrack.history.versions import PatchStep, Version
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch


def now() -> str:
    """The present moment, UTC, to the second: when the archive learnt of something."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


# -- rows, texts, objects ------------------------------------------------------------------------------------------------


def insert_sealed(store: Store, table: str, **values: object) -> int:
    """A new row with its seal."""
    columns = SEALED[table]
    row = [values[c] for c in columns]
    sql = f"INSERT INTO {table} ({', '.join(columns)}, seal) VALUES ({marks(columns)}, ?)"
    if table in ("statute", "decision", "record", "version"):
        return store.insert(sql, *row, seal(row))
    store.run(sql, *row, seal(row))
    return 0


def update_sealed(store: Store, table: str, where: Mapping[str, object], **changes: object) -> None:
    """Change one row and renew its seal."""
    columns = SEALED[table]
    condition = " AND ".join(f"{k} = ?" for k in where)
    (found,) = store.rows(f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}", *where.values())
    row = dict(zip(columns, found, strict=True)) | changes
    values = [row[c] for c in columns]
    store.run(
        f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in columns)}, seal = ? WHERE {condition}",
        *values, seal(values), *where.values(),
    )  # fmt: skip


def plain(patch: Patch) -> Patch:
    """A patch without title, source and dates, which stand in rows of their own: the same changes are stored once."""
    return attrs.evolve(patch, title="", source="", adopted="", effective="")


@attrs.frozen
class Derived:
    """What was derived for one statute and stands in the archive, with the records and names it was made from.

    ``ids`` of the records, ``seals`` of the versions and steps: where both are still there as they were, nobody else has written since.
    """

    ids: tuple[int, ...]
    names: frozenset[str]
    records: tuple[Record, ...]
    chain: Chain
    versions: tuple[Version, ...]
    seals: tuple[bytes, ...]


_SEALS = (
    "SELECT number, 0, seal FROM version WHERE statute = ? UNION ALL "
    "SELECT v.number, s.number, s.seal FROM version v JOIN step s ON s.version = v.id WHERE v.statute = ? ORDER BY 1, 2"
)


class Memory(dict[int, Derived]):
    """What was derived last, by statute; only of a few, since all their versions are held."""

    MOST = 8

    def hold(self, statute_id: int, derived: Derived) -> None:
        """Keep one more, let go of the oldest."""
        self.pop(statute_id, None)
        self[statute_id] = derived
        while len(self) > self.MOST:
            del self[next(iter(self))]


class Shelf:
    """Texts and objects of one archive. Keep one for as long as a batch or a question lasts."""

    def __init__(self, store: Store, memory: Memory | None = None) -> None:
        self.store = store
        self.memory: Memory = Memory() if memory is None else memory
        self._statutes: dict[int, Statute] = {}  # object id → statute
        self._ids: dict[int, int] = {}  # id() of a statute in _statutes → object id
        self._digests: dict[
            int, tuple[Statute, bytes]
        ] = {}  # id() of a statute → the statute, held on to, and its digest
        self._lines: dict[int, list[int]] = {}  # object id → the ids of the texts of a snapshot just written
        self._records: dict[int, list[Record]] = {}
        self._text_ids: dict[str, int] = {}  # texts that were put for many statutes at once
        self._bodies: dict[int, bytes] = {}  # object id → bytes read ahead
        self._read: dict[int, Snapshot] = {}  # object id → what a snapshot says, read ahead
        self._wordings: dict[int, str] = {}  # text id → text, of what was read ahead
        self._new_texts: list[tuple[int, bytes]] = []  # what was written and is not sealed yet: id and digest
        self._new_objects: list[tuple[int, bytes]] = []  # id and seal

    # -- writing ---------------------------------------------------------------------------------------------------------

    def put_texts(self, texts: Iterable[str]) -> Mapping[str, int]:
        """The ids of texts (and perhaps of others), each stored and indexed once."""
        texts = dict.fromkeys(texts)
        known = self._text_ids
        if known.keys() >= texts.keys():
            return known
        ids = {t: known[t] for t in texts if t in known} if known else {}
        by_hash = text_digests([t for t in texts if t not in ids] if ids else texts)
        for part in chunks(list(map(bytearray, by_hash))):  # of bytes the driver asks around what they might be
            for row in self.store.rows(f"SELECT id, hash FROM text WHERE hash IN ({marks(part)})", *part):
                ids[by_hash[bytes(row[1])]] = row[0]
        new = {h: t for h, t in by_hash.items() if t not in ids} if ids else by_hash
        if new:
            ((last,),) = self.store.rows("SELECT coalesce(max(id), 0) FROM text")  # nobody else writes meanwhile
            numbers = range(last + 1, last + 1 + len(new))
            ids |= zip(new.values(), numbers, strict=True)
            rows = zip(numbers, map(bytearray, new), new.values(), strict=True)
            self.store.many("INSERT INTO text (id, hash, body) VALUES (?, ?, ?)", rows)
            self.store.index(list(zip(numbers, new.values(), strict=True)))
            self._new_texts += zip(numbers, new, strict=True)
        return ids

    def put_texts_of(self, statutes: Iterable[Statute]) -> None:
        """The texts of many statutes that are going to be written in this batch: looked up and stored in one go."""
        self._text_ids.update(self.put_texts([u.text for statute in statutes for u in statute.units]))

    def put_object(self, kind: str, key: bytes, body: bytes) -> int:
        """The id of an object, stored once under its digest."""
        found = self.store.rows("SELECT id FROM object WHERE kind = ? AND hash = ?", kind, key)
        if found:
            return int(found[0][0])
        sql, sealed = "INSERT INTO object (hash, kind, body, seal) VALUES (?, ?, ?, ?)", seal([key, kind, body])
        object_id = self.store.insert(sql, key, kind, body, sealed)
        self._new_objects.append((object_id, sealed))
        return object_id

    def seal_new(self) -> None:
        """Seal which id the texts and objects have that were written; at the end of what is written at once."""
        seal_new(self.store, "text", self._new_texts)
        seal_new(self.store, "object", self._new_objects)
        self._new_texts, self._new_objects = [], []

    def digest_of(self, statute: Statute) -> bytes:
        """The digest of a statute, worked out once for one that this shelf holds."""
        known = self._digests.get(id(statute))
        if known is not None and known[0] is statute:
            return known[1]
        key = statute_digest(statute)
        self._digests[id(statute)] = statute, key
        return key

    def put_snapshot(self, statute: Statute) -> int:
        """The id of a statute's snapshot."""
        known = self._ids.get(id(statute))
        if known is not None:
            return known
        key = self.digest_of(statute)
        found = self.store.rows("SELECT id FROM object WHERE kind = 'snapshot' AND hash = ?", key)
        if found:
            return self._hold(int(found[0][0]), statute)
        texts = [u.text for u in statute.units]
        lines = list(map(self.put_texts(texts).__getitem__, texts))
        object_id = self._hold(self.put_object("snapshot", key, write_snapshot(statute, lines)), statute)
        self._lines[object_id] = lines
        return object_id

    def _hold(self, object_id: int, statute: Statute) -> int:
        held = self._statutes.setdefault(object_id, statute)
        self._ids[id(held)] = object_id
        return object_id

    def put_json(self, kind: str, value: Decision | Patch) -> int:
        """The id of a decision or patch."""
        text = to_json(value)
        return self.put_object(kind, digest(text), pack(text))

    def put_patch(self, patch: Patch) -> int:
        """The id of the changes of a patch."""
        return self.put_json("patch", plain(patch))

    # -- reading ---------------------------------------------------------------------------------------------------------

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Texts by id."""
        out = {i: self._wordings[i] for i in ids if i in self._wordings}
        for part in chunks(set(ids) - out.keys()):
            rows = self.store.rows(f"SELECT id, body FROM text WHERE id IN ({marks(part)})", *part)
            out.update(rows)
        return out

    def foresee(self, objects: Iterable[int]) -> None:
        """Read the bytes of many objects at once, each of which is going to be asked for once."""
        for part in chunks(set(objects) - self._statutes.keys() - self._bodies.keys()):
            rows = self.store.rows(f"SELECT id, body FROM object WHERE id IN ({marks(part)})", *part)
            self._bodies.update((r[0], bytes(r[1])) for r in rows)

    def body(self, object_id: int) -> bytes:
        """The bytes of an object."""
        foreseen = self._bodies.pop(object_id, None)
        if foreseen is not None:
            return foreseen
        rows = self.store.rows("SELECT body FROM object WHERE id = ?", object_id)
        if not rows:
            raise InputError(
                f"存档已损坏：缺少对象 {object_id}；请运行 lawtrack archive check",
                f"the archive is damaged: object {object_id} is missing; run lawtrack archive check",
            )
        return bytes(rows[0][0])

    def snapshot(self, object_id: int) -> Statute:
        """The statute of a snapshot."""
        if object_id not in self._statutes:
            self._hold(object_id, read_snapshot(self._lines_of(object_id), self.texts))
        return self._statutes[object_id]

    def _foresee_texts(self, snapshots: Collection[int]) -> None:
        """Read many snapshots of one statute at once, and every text in them, of which they share most."""
        self.foresee(snapshots)
        self._read |= {s: snapshot_rows(self._bodies.pop(s)) for s in snapshots if s in self._bodies}
        self._wordings |= self.texts(sorted({row[2] for s in snapshots if s in self._read for row in self._read[s][1]}))

    def _lines_of(self, object_id: int) -> Snapshot:
        """What a snapshot says, read ahead or now."""
        return self._read.pop(object_id, None) or snapshot_rows(self.body(object_id))

    def text_ids(self, statute: Statute) -> list[int]:
        """The ids of the texts of a statute that has a snapshot, one per unit."""
        object_id = self.put_snapshot(statute)
        if object_id not in self._lines:
            self._lines[object_id] = [row[2] for row in self._lines_of(object_id)[1]]
        return self._lines[object_id]

    def patch(self, object_id: int) -> Patch:
        """A patch."""
        patch = from_json(unpack(self.body(object_id)))
        assert isinstance(patch, Patch)
        return patch

    def decision(self, decision_id: int) -> Decision:
        """A decision."""
        ((object_id,),) = self.store.rows("SELECT object FROM decision WHERE id = ?", decision_id)
        decision = from_json(unpack(self.body(object_id)))
        assert isinstance(decision, Decision)
        return decision

    def records(self, statute_id: int) -> list[Record]:
        """The records of a statute, in the order in which they were added."""
        if statute_id not in self._records:
            known = self.memory.get(statute_id)
            if known is not None and (known.names != self.names(statute_id) or not self._begins(statute_id, known.ids)):
                del self.memory[statute_id]
                known = None
            before = known.records if known else ()
            newer = self._read_records(statute_id, known.ids[-1] if known else 0)
            self._records[statute_id] = [*before, *newer]
        return self._records[statute_id]

    def names(self, statute_id: int) -> frozenset[str]:
        """The names under which a statute is known."""
        return frozenset(r[0] for r in self.store.rows("SELECT name FROM name WHERE statute = ?", statute_id))

    def ids(self, statute_id: int) -> tuple[int, ...]:
        """The ids of a statute's records, in the order in which they were added."""
        return tuple(r[0] for r in self.store.rows("SELECT id FROM record WHERE statute = ? ORDER BY id", statute_id))

    def seals(self, statute_id: int) -> tuple[bytes, ...]:
        """The seals of a statute's versions in order, behind each of them those of its steps."""
        return tuple(bytes(r[2]) for r in self.store.rows(_SEALS, statute_id, statute_id))

    def _begins(self, statute_id: int, ids: tuple[int, ...]) -> bool:
        return bool(ids) and self.ids(statute_id)[: len(ids)] == ids

    def forget(self, statute_id: int) -> None:
        """Read the records of a statute anew when they are next asked for."""
        self._records.pop(statute_id, None)

    def _read_records(self, statute_id: int, after: int) -> Iterator[Record]:
        names = self.names(statute_id)
        columns = SEALED["record"]
        for row in self.store.rows(
            f"SELECT {', '.join(columns)} FROM record WHERE statute = ? AND id > ? ORDER BY id", statute_id, after
        ):
            r = dict(zip(columns, row, strict=True))
            known = {k: r[k] for k in ("adopted", "promulgated", "effective", "source")} | {"order": r["place"]}
            if r["kind"] == "text":
                yield Publication(self.snapshot(r["snapshot"]), **known)
            elif r["kind"] == "repeal":
                yield Repeal(**known)
            else:
                decision = self.decision(r["decision"]) if r["decision"] else None
                if decision is not None:
                    decision = attrs.evolve(decision, amended=parts_for(decision, set(names)), repealed=())
                yield Change(decision, self.patch(r["patch"]) if r["patch"] else None, **known)

    def versions(self, statute_id: int, title: str) -> tuple[Version, ...]:
        """All versions of a statute with their steps, as stored."""
        columns = SEALED["version"]
        rows = self.store.rows(
            f"SELECT id, {', '.join(columns)} FROM version WHERE statute = ? ORDER BY number", statute_id
        )
        since = {r[0]: r[1 + columns.index("effective")] for r in rows}
        steps: dict[int, list[PatchStep]] = {}
        self._foresee_texts(
            {r[1 + columns.index(c)] for r in rows for c in ("snapshot", "derived", "published")} - {None}
        )
        for part in chunks([r[0] for r in rows]):
            sql = f"SELECT version, kind, source, adopted, patch FROM step WHERE version IN ({marks(part)}) ORDER BY version, number"
            found = self.store.rows(sql, *part)
            self.foresee(row[4] for row in found)
            for version_id, kind, source, adopted, object_id in found:
                patch = attrs.evolve(self.patch(object_id), title=title)
                if kind in ("decision", "compared"):
                    patch = attrs.evolve(patch, source=source, adopted=adopted, effective=since[version_id])
                steps.setdefault(version_id, []).append(PatchStep(patch, kind, source, adopted))

        def statute(object_id: int | None) -> Statute | None:
            return None if object_id is None else self.snapshot(object_id)

        out = []
        for row in rows:
            r = dict(zip(columns, row[1:], strict=True))
            out.append(
                Version(
                    r["number"],
                    self.snapshot(r["snapshot"]),
                    r["effective"],
                    r["until"],
                    r["adopted"],
                    r["promulgated"],
                    r["source"],
                    tuple(steps.get(row[0], ())),
                    statute(r["derived"]),
                    statute(r["published"]),
                    self.patch(r["difference"]) if r["difference"] else None,
                    bool(r["partial"]),
                    bool(r["repealed"]),
                )  # fmt: skip
            )
        return tuple(out)
