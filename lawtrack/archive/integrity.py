"""Proving an archive: that it is what was written, and, with replay, that its versions follow from each other.

First the database engine checks its own file. Then every text is held against its digest, every object and row against its seal, which id has
which content against the seals of stretches (:mod:`lawtrack.archive.storage.stretches`), which records, versions and steps a statute has against
its chain (:func:`lawtrack.archive.derivation.chain_digest`), and the search index against its own seals. A patch was carried out when its version
was derived, and the text that came of it is what is stored, so bytes that are as they were written need no proof beyond that they are.

What has no stretch or no chain, as in an archive of an older schema that could not be proved, is proved the long way, and all is with ``replay``: what
objects say against their digests, snapshots from the texts they refer to, every version from the one before through its patches.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import attrs

from lawtrack.archive import derivation as deriving
from lawtrack.archive import findings as kinds
from lawtrack.archive.storage.blobs import Snapshot, digest, seal, snapshot_rows, statute_digest, units_digest, unpack
from lawtrack.archive.storage.objects import Shelf
from lawtrack.archive.storage.pieces import paged
from lawtrack.archive.storage.schema import SEALED
from lawtrack.archive.storage.sketches import sketched_to
from lawtrack.archive.storage.store import Store, Unreachable
from lawtrack.archive.storage.stretches import Stretches, has_stretches, seal_whole
from lawtrack.comparison.sketch import sketch_of
from lawtrack.errors import Finding, LawtrackError
from lawtrack.model.nodes import Statute


def check(store: Store, *, replay: bool = False) -> Iterator[Finding]:
    """Everything that is wrong with an archive; nothing where it is sound."""
    for fault in store.damages():
        yield kinds.DAMAGED.finding(fault=fault)
    yield from _told(chain(_content(store, replay), [_rows(store), _index(store)]))


def _content(store: Store, replay: bool) -> Iterator[Iterator[Finding]]:
    """Texts, objects and versions, one after the other: what is not sure of one is looked at more closely in the next."""
    texts, objects = Stretches(store, "text"), Stretches(store, "object")
    yield _texts(store, texts)
    yield _objects(store, objects, replay or not texts.all_sealed)
    yield _versions(store, replay or not objects.all_sealed)


def _told(parts: Iterable[Iterator[Finding]]) -> Iterator[Finding]:
    """What the parts of a check find; one that cannot go on says so, and the next begins."""
    for part in parts:
        try:
            yield from part
        except Unreachable:  # that says nothing of the archive
            raise
        except Exception as error:  # the engine or a codec trips over damaged bytes: that is the finding
            yield kinds.READING_FAILED.finding(name=type(error).__name__, error=error)


def seal_proved(store: Store) -> None:
    """Seal an archive of an older schema, as far as it is proved the long way; the rest is proved so each time it is checked."""
    with store.writing():
        if has_stretches(store) or any(_told(_sealable(store))):
            return
        seal_whole(store, "text", "hash")
        seal_whole(store, "object", "seal")
        shelf = Shelf(store)
        for statute_id, title in store.rows(
            "SELECT s.id, s.title FROM statute s JOIN derived d ON d.statute = s.id WHERE d.chain IS NULL"
        ):
            if not any(_told([_replayed(store, statute_id, title)])):
                sealed = deriving.chain_digest(store, statute_id, shelf.seals(statute_id))
                store.run("UPDATE derived SET chain = ? WHERE statute = ?", sealed, statute_id)


def _sealable(store: Store) -> Iterator[Iterator[Finding]]:
    """What must be right before it is sealed which text and which object has which id."""
    yield _texts(store, Stretches(store, "text"))
    yield _objects(store, Stretches(store, "object"), True)


def _texts(store: Store, stretches: Stretches) -> Iterator[Finding]:
    for page in paged(store, "SELECT id, hash, body FROM text WHERE id > ? ORDER BY id LIMIT 5000"):
        for text_id, key, body in page:
            key = bytes(key)
            for first, last in stretches.take(text_id, key):
                yield kinds.STRETCH.finding(table="text", first=first, last=last)
            if digest(body) != key:
                yield kinds.TEXT_AND_DIGEST.finding(id=text_id, start=body[:30])
    for first, last in stretches.end():
        yield kinds.STRETCH.finding(table="text", first=first, last=last)


def _objects(store: Store, stretches: Stretches, closely: bool) -> Iterator[Finding]:
    for page in paged(store, "SELECT id, hash, kind, body, seal FROM object WHERE id > ? ORDER BY id LIMIT 200"):
        snapshots: dict[int, Snapshot] = {}
        for object_id, key, kind, body, sealed in page:
            for first, last in stretches.take(object_id, bytes(sealed)):
                yield kinds.STRETCH.finding(table="object", first=first, last=last)
            try:
                right = seal([key, kind, body]) == bytes(sealed)
                if closely and kind == "snapshot":
                    snapshots[object_id] = snapshot_rows(bytes(body))
                elif closely:
                    right &= _says(kind, bytes(body)) == bytes(key)
            except (LawtrackError, ValueError, TypeError, IndexError, KeyError) as error:
                snapshots.pop(object_id, None)
                yield kinds.OBJECT_UNREADABLE.finding(id=object_id, kind=kind, error=error)
                continue
            if not right:
                snapshots.pop(object_id, None)
                yield _unlike(object_id, kind)
        yield from _snapshots(store, snapshots, {row[0]: bytes(row[1]) for row in page})
    for first, last in stretches.end():
        yield kinds.STRETCH.finding(table="object", first=first, last=last)


def _unlike(object_id: int, kind: str) -> Finding:
    return kinds.OBJECT_AND_DIGEST.finding(id=object_id, kind=kind)


_TEXTS = 50_000
"""So many texts are held at most while snapshots are looked at."""


def _snapshots(store: Store, snapshots: Mapping[int, Snapshot], keys: Mapping[int, bytes]) -> Iterator[Finding]:
    """Snapshots against their digests, from the texts they refer to; no statute is built."""
    texts: dict[int, str] = {}
    shelf = Shelf(store)
    for object_id, (contents, rows) in snapshots.items():
        try:
            missing = {text for _, _, text in rows} - texts.keys()
            if missing:
                if len(texts) > _TEXTS:
                    texts.clear()
                    missing = {text for _, _, text in rows}
                texts |= shelf.texts(sorted(missing))
            key = units_digest(bool(contents), [[level, label, texts[text]] for level, label, text in rows])
        except Unreachable:
            raise
        except (LawtrackError, ValueError, TypeError, IndexError, KeyError) as error:
            yield kinds.OBJECT_UNREADABLE.finding(id=object_id, kind="snapshot", error=error)
            continue
        if key != keys[object_id]:
            yield _unlike(object_id, "snapshot")


def _says(kind: str, body: bytes) -> bytes:
    """The digest of what a patch, a decision or a binding says."""
    text = unpack(body)
    return bytes.fromhex(json.loads(text)[2]) if kind == "binding" else digest(text)


def _rows(store: Store) -> Iterator[Finding]:
    for table, columns in SEALED.items():
        for row in store.stream(f"SELECT {', '.join(columns)}, seal FROM {table}"):
            if seal(row[:-1]) != bytes(row[-1]):
                shown = "，".join(str(v)[:20] for v in row[:4] if not isinstance(v, (bytes, memoryview)))
                yield kinds.ROW_AND_SEAL.finding(table=table, shown=shown)
    if store.rows("SELECT 1 FROM meta WHERE key NOT IN ('schema', 'sketched')"):
        yield kinds.SURPLUS_ROWS.finding()


_COLUMNS = (
    "v.number, v.effective, v.until, v.snapshot, v.derived, v.published, v.difference, v.repealed, o.hash, p.hash"
)
_OF_STATUTE = (
    f"SELECT v.id, {_COLUMNS} FROM version v LEFT JOIN object o ON o.id = v.snapshot LEFT JOIN object p ON p.id = v.published "
    "WHERE v.statute = ? ORDER BY v.number"
)


def _plain(value: bytes | None) -> bytes | None:
    return None if value is None else bytes(value)


@attrs.frozen
class _Link:
    """One version as it is replayed: ids of its objects, digests of the text in force and of the published one."""

    patches: tuple[int, ...]
    number: int
    effective: str
    until: str
    snapshot: int
    derived: int | None
    published: int | None
    difference: int | None
    repealed: int
    key: bytes | None = attrs.field(converter=_plain)
    published_key: bytes | None = attrs.field(converter=_plain)


def _versions(store: Store, replay: bool) -> Iterator[Finding]:
    shelf = Shelf(store)
    for statute_id, title in store.rows("SELECT id, title FROM statute ORDER BY id"):
        yield from _told([_of_statute(shelf, statute_id, title, replay)])


def _of_statute(shelf: Shelf, statute_id: int, title: str, replay: bool) -> Iterator[Finding]:
    """What is wrong with what was derived for one statute."""
    sealed = shelf.store.rows("SELECT seal, chain FROM derived WHERE statute = ?", statute_id)
    chained = [bytes(r[1]) for r in sealed if r[1] is not None]
    broken = bool(chained) and chained != [deriving.chain_digest(shelf.store, statute_id, shelf.seals(statute_id))]
    if broken:
        yield kinds.CHAIN.finding(title=title)
    if replay or broken or not chained:
        yield from _replayed(shelf.store, statute_id, title)
    yield from _derived(shelf.store, statute_id, title, [bytes(r[0]) for r in sealed])


def _replayed(store: Store, statute_id: int, title: str) -> Iterator[Finding]:
    """What is wrong with the versions of one statute, carried out again."""
    try:
        yield from _replay(Shelf(store), title, _links(store, statute_id))
    except Unreachable:
        raise
    except (LawtrackError, ValueError, TypeError, IndexError, KeyError) as error:
        yield kinds.VERSIONS_UNREADABLE.finding(title=title, error=error)


def _links(store: Store, statute_id: int) -> list[_Link]:
    rows = store.rows(_OF_STATUTE, statute_id)
    steps: dict[int, list[int]] = {}
    if len(rows) > 1 or rows and store.rows("SELECT 1 FROM step WHERE version = ?", rows[0][0]):
        sql = "SELECT s.version, s.patch FROM version v JOIN step s ON s.version = v.id WHERE v.statute = ? ORDER BY v.number, s.number"
        for version_id, patch in store.rows(sql, statute_id):
            steps.setdefault(version_id, []).append(patch)
    return [_Link(tuple(steps.get(row[0], ())), *row[1:]) for row in rows]


def _replay(shelf: Shelf, title: str, links: Sequence[_Link]) -> Iterator[Finding]:
    """Each version must follow from the one before through its patches; a text is the right one where its digest is."""
    last: Statute | None = None
    for number, v in enumerate(links, 1):
        if v.number != number:
            yield kinds.VERSION_MISSING.finding(title=title, number=number)
            return
        if len(links) == 1 and v.key is not None and not v.patches and v.difference is None:
            return  # one text, that was looked at with the objects
        text = shelf.snapshot(v.snapshot) if last is None else last
        try:
            for patch in v.patches:
                text = shelf.patch(patch).apply(text)
            if v.difference is not None and v.derived is not None:
                made = shelf.patch(v.difference).apply(shelf.snapshot(v.derived))
                if statute_digest(made) != v.published_key and (
                    v.published is None or made != shelf.snapshot(v.published)
                ):
                    yield _not_proved(title, v, "公布文本与推算文本的差异不符")
        except LawtrackError as error:
            yield _not_proved(title, v, f"补丁不能适用：{error}")
        if statute_digest(text) != v.key and text != shelf.snapshot(v.snapshot):
            yield _not_proved(title, v, "由前一版本推算所得与存档文本不同")
            text = shelf.snapshot(v.snapshot)
        if number < len(links) and not v.repealed and v.until != links[number].effective:
            yield _not_proved(title, v, "起止日期不相衔接")
        last = text


def _not_proved(title: str, version: _Link, why: str) -> Finding:
    return kinds.NOT_PROVED.finding(title=title, number=version.number, effective=version.effective, why=why)


def _derived(store: Store, statute_id: int, title: str, sealed: Sequence[bytes]) -> Iterator[Finding]:
    """Occurrences and citations against their digest; where provisions went is sealed row by row, and must be there for every step."""
    ((versions,),) = store.rows("SELECT count(*) FROM version WHERE statute = ?", statute_id)
    key = deriving.derived_digest(statute_id, *deriving.derived_rows(store, statute_id))
    if sealed != [key] and (versions or sealed or key != _nothing(statute_id)):
        yield kinds.OCCURRENCES.finding(title=title)
    rows = store.rows("SELECT number FROM passage WHERE statute = ? ORDER BY number", statute_id)
    if [n for (n,) in rows] != list(range(2, versions + 1)):
        yield kinds.PASSAGES.finding(title=title)


def _nothing(statute_id: int) -> bytes:
    """The digest where there are no occurrences and no citations."""
    return deriving.derived_digest(statute_id, [], [])


_MODULUS = 2147483647


def _index(store: Store) -> Iterator[Finding]:
    """The search index must be what the texts make it, and so must the sketches that are kept, which are added up."""
    if not store.is_indexed():
        yield kinds.INDEX.finding()
    last, kept, made, factor = sketched_to(store), 0, 0, secrets.randbelow(_MODULUS - 2) + 1
    for key, text_id in store.stream("SELECT hash, text FROM sketch"):
        kept += text_id * factor % _MODULUS * key
    for texts in paged(store, "SELECT id, body FROM text WHERE id > ? ORDER BY id LIMIT 5000") if last or kept else ():
        made += sum(i * factor % _MODULUS * sum(sketch_of(body)) for i, body in texts if i <= last)
    if made != kept:
        yield kinds.INDEX.finding()
