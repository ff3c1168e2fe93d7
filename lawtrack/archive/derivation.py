"""What follows from the records of a statute: its versions, where and when each text stood, who referred to whom, and all doubts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, repeat

import attrs

from lawtrack.archive import findings as kinds
from lawtrack.archive.citations import Citation, citations_of
from lawtrack.archive.enrolment import know_as
from lawtrack.archive.storage.blobs import digest, from_json, pack, seal, to_json, unpack
from lawtrack.archive.storage.objects import Derived, Shelf, insert_sealed, plain, update_sealed
from lawtrack.archive.storage.store import Record, Store
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding
from lawtrack.history.chain import Binder, Comparer, bind_decision, compare_texts
from lawtrack.history.destinations import Destination, destinations
from lawtrack.history.lineage import lines_kept
from lawtrack.history.records import Publication
from lawtrack.history.timeline import Timeline
from lawtrack.history.versions import Version
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import issuer_of, kind_of


def remembering(shelf: Shelf, bind: Binder = bind_decision, *, keep: bool = True) -> Binder:
    """A binder that looks into the archive first: a decision once bound to a text is not bound again.

    New bindings are written down, unless ``keep`` is off, as it must be where the archive is only read.
    """

    def bound(statute: Statute, decision: Decision) -> tuple[Patch, tuple[Finding, ...]]:
        key = digest(shelf.digest_of(statute) + digest(to_json(decision)))
        return _remembered(shelf, key, statute.title, lambda: bind(statute, decision), keep)

    return bound


def remembering_comparisons(shelf: Shelf, *, keep: bool = True) -> Comparer:
    """A comparer that looks into the archive first; what it found is kept as the binding of the later text to the earlier one."""

    def compared(old: Statute, new: Statute) -> Patch:
        key = digest(shelf.digest_of(old) + shelf.digest_of(new))
        return _remembered(shelf, key, old.title, lambda: (compare_texts(old, new), ()), keep)[0]

    return compared


def _remembered(
    shelf: Shelf, key: bytes, title: str, make: Callable[[], tuple[Patch, tuple[Finding, ...]]], keep: bool
) -> tuple[Patch, tuple[Finding, ...]]:
    found = shelf.store.rows("SELECT body FROM object WHERE kind = 'binding' AND hash = ?", key)
    if found:
        patch_hash, findings = json.loads(unpack(bytes(found[0][0])))[:2]
        rows = shelf.store.rows("SELECT id FROM object WHERE kind = 'patch' AND hash = ?", bytes.fromhex(patch_hash))
        if rows:
            return attrs.evolve(shelf.patch(rows[0][0]), title=title), from_json(findings)
    patch, said = make()
    if keep:
        shelf.put_patch(patch)
        text = json.dumps([digest(to_json(plain(patch))).hex(), to_json(tuple(said)), key.hex()], ensure_ascii=False)
        shelf.put_object("binding", key, pack(text))
    return patch, said


def derive(shelf: Shelf, statute_id: int, bind: Binder = bind_decision) -> None:
    """Derive the versions of a statute from its records and replace what changed.

    Where the shelf remembers what was derived before, and nobody else has written since, links of the chain that still hold are not made
    again and versions that stay the same stay as they stand.
    """
    store = shelf.store
    ((title,),) = store.rows("SELECT title FROM statute WHERE id = ?", statute_id)
    records = tuple(shelf.records(statute_id))
    ids, names = shelf.ids(statute_id), shelf.names(statute_id)
    before = shelf.memory.pop(statute_id, None)
    if before is not None and before.seals != shelf.seals(statute_id):
        before = None
    store.run("DELETE FROM finding WHERE statute = ? AND document IS NULL", statute_id)
    if not any(isinstance(r, Publication) for r in records):
        for table in ("version", "occurrence", "citation", "passage", "derived"):
            store.run(f"DELETE FROM {table} WHERE statute = ?", statute_id)
        put_findings(store, [no_text(title)], statute=statute_id)
        return
    past = before.chain if before else None
    timeline = Timeline(title, records, remembering(shelf, bind), remembering_comparisons(shelf), past)
    versions = timeline.versions
    kept = _alike(before.versions, versions) if before else 0
    store.run("DELETE FROM version WHERE statute = ? AND number > ?", statute_id, kept)
    for version in versions[kept:]:
        _put_version(shelf, statute_id, version)
    put_findings(store, timeline.findings, statute=statute_id)
    places = put_occurrences(shelf, statute_id, versions, kept)
    citations = put_citations(store, statute_id, versions, kept)
    seals = shelf.seals(statute_id)
    seal_derived(
        store, statute_id, *(() if kept else (places, citations)), chain=chain_digest(store, statute_id, seals)
    )
    put_passages(store, statute_id, versions, kept)
    _rename(shelf, statute_id, versions, kept)
    if shelf.names(statute_id) == names:
        shelf.memory.hold(statute_id, Derived(ids, names, records, timeline.chain, versions, seals))
        return
    shelf.forget(statute_id)
    if tuple(shelf.records(statute_id)) != records:  # its new name brought decisions that waited for it
        derive(shelf, statute_id, bind)


def _alike(old: Sequence[Version], new: Sequence[Version]) -> int:
    """How many versions from the first on are the same."""
    return next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def no_text(title: str) -> Finding:
    """Only decisions, no text to apply them to."""
    return kinds.NO_TEXT.finding(title=title)


def _put_version(shelf: Shelf, statute_id: int, v: Version) -> None:
    def snapshot(statute: Statute | None) -> int | None:
        return None if statute is None else shelf.put_snapshot(statute)

    version_id = insert_sealed(
        shelf.store, "version", statute=statute_id, number=v.number, effective=v.effective, until=v.until, adopted=v.adopted,
        promulgated=v.promulgated, source=v.source, snapshot=shelf.put_snapshot(v.statute), derived=snapshot(v.derived),
        published=snapshot(v.published), difference=shelf.put_patch(v.difference) if v.difference is not None else None,
        partial=int(v.partial), repealed=int(v.repealed),
    )  # fmt: skip
    for n, step in enumerate(v.steps, 1):
        insert_sealed(
            shelf.store, "step", version=version_id, number=n, kind=step.kind, source=step.source, adopted=step.adopted,
            patch=shelf.put_patch(step.patch),
        )  # fmt: skip


def put_findings(
    store: Store, findings: Iterable[Finding], *, statute: int | None = None, document: bytes | None = None
) -> None:
    """Keep findings with the statute or document they belong to."""
    for f in findings:
        insert_sealed(
            store,
            "finding",
            statute=statute,
            document=document,
            code=f.code,
            severity=f.severity.value,
            body=to_json(f),
        )


def _rename(shelf: Shelf, statute_id: int, versions: Sequence[Version], kept: int) -> None:
    """The statute goes by the title of its last version, and stays known under every earlier one."""
    last = versions[-1].statute
    title = last.title or versions[0].statute.title
    update_sealed(shelf.store, "statute", {"id": statute_id}, title=title, issuer=issuer_of(last), kind=kind_of(last))
    for key in dict.fromkeys(title_key(v.statute.title) for v in versions[kept:]):
        if key:
            know_as(shelf, statute_id, key)


def intervals(
    states: Iterable[tuple[str, str, Mapping[Record, int]]],
    held: Mapping[Record, tuple[int, str]] | None = None,
    end: str = "",
) -> Iterator[tuple[Record, int, str, str]]:
    """From when to when each key held, given (since, until, keys with a number) of one state after another; half open.

    ``held`` are the keys that hold already, each with its number and since when, up to ``end``.

    >>> list(intervals([("2001-01-01", "2002-02-02", {("甲",): 1}), ("2002-02-02", "", {("甲",): 1, ("乙",): 2})]))
    [(('甲',), 1, '2001-01-01', ''), (('乙',), 2, '2002-02-02', '')]
    """
    open_ = dict(held or {})
    for since, until, keys in states:
        if until and until <= since:
            continue  # overtaken on the day it came into force
        gone = [k for k in open_ if k not in keys or end != since]
        for key in gone:
            number, begun = open_.pop(key)
            yield key, number, begun, end
        for key, number in keys.items():
            open_.setdefault(key, (number, since))
        end = until
    for key, (number, begun) in open_.items():
        yield key, number, begun, end


def occurrences_of(
    shelf: Shelf, versions: Sequence[Version], held: Mapping[Record, tuple[int, str]] | None = None, end: str = ""
) -> list[Record]:
    """(text id, address, line, since, until) of every text of a statute."""

    def lines(statute: Statute, *more: Iterable[str]) -> Iterator[Record]:
        rows = zip(shelf.text_ids(statute), map(str, statute.addresses), count(), *more)
        return compress(rows, [u.text for u in statute.units])

    if not held and len(versions) == 1:  # most statutes have one text, which stands from its day to its end
        (v,) = versions
        if not v.until or v.until > v.effective:
            return list(lines(v.statute, repeat(v.effective), repeat(v.until)))
        return []
    states = (
        (v.effective, v.until, {(text, address): line for text, address, line in lines(v.statute)}) for v in versions
    )
    found = intervals(states, held, end)
    return [(text, address, line, since, until) for (text, address), line, since, until in found]


def _reopen(
    store: Store, table: str, columns: str, statute_id: int, versions: Sequence[Version], kept: int
) -> tuple[dict[Record, str], str]:
    """Take out of ``table`` what reaches beyond the versions that are kept: (columns → since) of what holds at their end, and that day."""
    last = next((v for v in reversed(versions[:kept]) if not v.until or v.until > v.effective), None)
    if last is None:
        store.run(f"DELETE FROM {table} WHERE statute = ?", statute_id)
        return {}, ""
    beyond = "statute = ? AND (since > ? OR until = '' OR until >= ?)"
    bounds = (statute_id, last.effective, last.until or "9999-99-99")
    rows = store.rows(f"SELECT {columns}, since FROM {table} WHERE {beyond}", *bounds)
    store.run(f"DELETE FROM {table} WHERE {beyond}", *bounds)
    return {row[:-1]: row[-1] for row in rows if row[-1] <= last.effective}, last.until


def put_occurrences(shelf: Shelf, statute_id: int, versions: Sequence[Version], kept: int = 0) -> list[Record]:
    """Say where and when each text stood, and give what was written; nothing changes for the first ``kept`` versions."""
    open_, end = _reopen(shelf.store, "occurrence", "text, address, line", statute_id, versions, kept)
    held = {(text, address): (line, since) for (text, address, line), since in open_.items()}
    rows = occurrences_of(shelf, versions[kept:], held, end)
    shelf.store.many(
        f"INSERT INTO occurrence ({_PLACES}, statute) VALUES (?, ?, ?, ?, ?, ?)", [(*row, statute_id) for row in rows]
    )
    return rows


def cited(
    versions: Sequence[Version], held: Mapping[Record, tuple[int, str]] | None = None, end: str = ""
) -> Iterator[Record]:
    """(address, name, target, words, start, marks, since, until) of every reference of a statute."""

    def key(c: Citation) -> Record:
        return (c.address, c.name, c.target, c.words, c.start, c.marks)

    states = ((v.effective, v.until, {key(c): i for i, c in enumerate(citations_of(v.statute))}) for v in versions)
    for row, _, since, until in intervals(states, held, end):
        yield *row, since, until


def put_citations(store: Store, statute_id: int, versions: Sequence[Version], kept: int = 0) -> list[Record]:
    """Say which provisions referred to which, and when, and give what was written; nothing changes for the first ``kept`` versions."""
    columns = "address, name, target, words, start, marks"
    open_, end = _reopen(store, "citation", columns, statute_id, versions, kept)
    held = {row: (0, since) for row, since in open_.items()}
    rows = list(cited(versions[kept:], held, end))
    store.many(
        f"INSERT INTO citation ({_CITATIONS}, statute) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, statute_id) for row in rows],
    )
    return rows


_PLACES = "text, address, line, since, until"
_CITATIONS = "address, name, target, words, start, marks, since, until"


def derived_rows(store: Store, statute_id: int) -> tuple[list[Record], list[Record]]:
    """The occurrences and citations of a statute as they stand in the archive."""
    return (
        store.rows(f"SELECT {_PLACES} FROM occurrence WHERE statute = ?", statute_id),
        store.rows(f"SELECT {_CITATIONS} FROM citation WHERE statute = ?", statute_id),
    )


def derived_digest(statute_id: int, places: Sequence[Record], citations: Sequence[Record]) -> bytes:
    """The digest of the occurrences and citations of a statute, in whatever order they are given."""
    return seal([statute_id, sorted(places), sorted(citations)])


def chain_digest(store: Store, statute_id: int, seals: Sequence[bytes]) -> bytes:
    """The digest of what versions follow from and of what follows: the seals of a statute's records, versions and steps, in order."""
    name = store.rows("SELECT name FROM statute WHERE id = ?", statute_id)
    records = store.rows("SELECT seal FROM record WHERE statute = ? ORDER BY id", statute_id)
    return seal([statute_id, *name, *(bytes(r[0]) for r in records), "", *seals])


def seal_derived(store: Store, statute_id: int, *rows: Sequence[Record], chain: bytes | None = None) -> None:
    """Keep the digest of the occurrences and citations of a statute, which are read where they are not given, and of its ``chain``."""
    places, citations = rows or derived_rows(store, statute_id)
    store.run("DELETE FROM derived WHERE statute = ?", statute_id)
    store.run(
        "INSERT INTO derived (statute, seal, chain) VALUES (?, ?, ?)",
        statute_id,
        derived_digest(statute_id, places, citations),
        chain,
    )


def passages(versions: Sequence[Version]) -> Iterator[tuple[int, bytes]]:
    """(number, body) of every version but the first: where each provision of the one before went, packed."""
    for last, version in zip(versions, versions[1:], strict=False):
        forward = lines_kept(last, version)
        found = destinations(last.statute, version.statute, forward)
        yield version.number, pack(json.dumps([_went(a, d) for a, d in found.items()], ensure_ascii=False))


def _went(address: Address, d: Destination) -> list[object]:
    return [str(address), str(d.address or ""), d.likeness, [str(a) for a in d.others], int(d.shared)]


def put_passages(store: Store, statute_id: int, versions: Sequence[Version], kept: int = 0) -> None:
    """Say where the provisions of each version went in the next; nothing changes for the first ``kept`` versions."""
    store.run("DELETE FROM passage WHERE statute = ? AND number > ?", statute_id, kept)
    for number, body in passages(versions[max(kept - 1, 0) :]):
        insert_sealed(store, "passage", statute=statute_id, number=number, body=body)
