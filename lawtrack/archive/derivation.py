"""What follows from the records of a statute: its versions, where and when each text stood, who referred to whom, and all doubts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from lawtrack.archive.citations import Citation, citations_of
from lawtrack.archive.enrolment import know_as
from lawtrack.archive.storage.blobs import digest, from_json, pack, statute_digest, to_json, unpack
from lawtrack.archive.storage.objects import Shelf, insert_sealed, plain, update_sealed
from lawtrack.archive.storage.sqlite import Record, Store
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding, Severity
from lawtrack.history.chain import Binder, bind_decision
from lawtrack.history.destinations import Destination, destinations
from lawtrack.history.lineage import passages_of
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
        key = digest(statute_digest(statute) + digest(to_json(decision)))
        found = shelf.store.rows("SELECT body FROM object WHERE kind = 'binding' AND hash = ?", key)
        if found:
            patch_hash, findings = json.loads(unpack(bytes(found[0][0])))[:2]
            rows = shelf.store.rows(
                "SELECT id FROM object WHERE kind = 'patch' AND hash = ?", bytes.fromhex(patch_hash)
            )
            if rows:
                return attrs.evolve(shelf.patch(rows[0][0]), title=statute.title), from_json(findings)
        patch, said = bind(statute, decision)
        if not keep:
            return patch, said
        shelf.put_patch(patch)
        text = json.dumps([digest(to_json(plain(patch))).hex(), to_json(tuple(said)), key.hex()], ensure_ascii=False)
        shelf.put_object("binding", key, pack(text))
        return patch, said

    return bound


def derive(shelf: Shelf, statute_id: int, bind: Binder = bind_decision) -> tuple[Version, ...]:
    """Derive the versions of a statute anew from its records and replace what was derived before."""
    store = shelf.store
    ((title,),) = store.rows("SELECT title FROM statute WHERE id = ?", statute_id)
    records = shelf.records(statute_id)
    for table in ("version", "occurrence", "citation", "passage"):
        store.run(f"DELETE FROM {table} WHERE statute = ?", statute_id)
    store.run("DELETE FROM finding WHERE statute = ? AND document IS NULL", statute_id)
    if not any(isinstance(r, Publication) for r in records):
        put_findings(store, [no_text(title)], statute=statute_id)
        return ()
    timeline = Timeline(title, tuple(records), bind=remembering(shelf, bind))
    versions = timeline.versions
    for version in versions:
        _put_version(shelf, statute_id, version)
    put_findings(store, timeline.findings, statute=statute_id)
    put_occurrences(shelf, statute_id, versions)
    put_citations(store, statute_id, versions)
    put_passages(store, statute_id, versions)
    _rename(shelf, statute_id, versions)
    return versions


def no_text(title: str) -> Finding:
    """Only decisions, no text to apply them to."""
    return Finding(
        "archive.no-text",
        Severity.WARNING,
        f"《{title}》只有修改决定，没有任何文本，无法推算版本；请收入一个公布文本",
        "decisions are at hand, but no text they apply to",
        address="",
    )


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


def _rename(shelf: Shelf, statute_id: int, versions: Sequence[Version]) -> None:
    """The statute goes by the title of its last version, and stays known under every earlier one."""
    last = versions[-1].statute
    title = last.title or versions[0].statute.title
    update_sealed(shelf.store, "statute", {"id": statute_id}, title=title, issuer=issuer_of(last), kind=kind_of(last))
    for key in dict.fromkeys(title_key(v.statute.title) for v in versions):
        if key:
            know_as(shelf, statute_id, key)


def intervals(states: Iterable[tuple[str, str, Mapping[Record, int]]]) -> Iterator[tuple[Record, int, str, str]]:
    """From when to when each key held, given (since, until, keys with a number) of one state after another; half open.

    >>> list(intervals([("2001-01-01", "2002-02-02", {("甲",): 1}), ("2002-02-02", "", {("甲",): 1, ("乙",): 2})]))
    [(('甲',), 1, '2001-01-01', ''), (('乙',), 2, '2002-02-02', '')]
    """
    open_: dict[Record, tuple[int, str]] = {}
    end = ""
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


def occurrences_of(shelf: Shelf, versions: Sequence[Version]) -> Iterator[Record]:
    """(text id, address, line, since, until) of every text of a statute."""

    def standing(statute: Statute) -> dict[Record, int]:
        units = zip(shelf.text_ids(statute), statute.units, statute.addresses, strict=True)
        return {(text, str(address)): line for line, (text, unit, address) in enumerate(units) if unit.text}

    states = ((v.effective, v.until, standing(v.statute)) for v in versions)
    for (text, address), line, since, until in intervals(states):
        yield text, address, line, since, until


def put_occurrences(shelf: Shelf, statute_id: int, versions: Sequence[Version]) -> None:
    """Say where and when each text stood."""
    shelf.store.many(
        "INSERT INTO occurrence (statute, text, address, line, since, until) VALUES (?, ?, ?, ?, ?, ?)",
        [(statute_id, *row) for row in occurrences_of(shelf, versions)],
    )


def cited(versions: Sequence[Version]) -> Iterator[Record]:
    """(address, name, target, words, start, marks, since, until) of every reference of a statute."""

    def key(c: Citation) -> Record:
        return (c.address, c.name, c.target, c.words, c.start, c.marks)

    states = ((v.effective, v.until, {key(c): i for i, c in enumerate(citations_of(v.statute))}) for v in versions)
    for row, _, since, until in intervals(states):
        yield *row, since, until


def put_citations(store: Store, statute_id: int, versions: Sequence[Version]) -> None:
    """Say which provisions referred to which, and when."""
    store.many(
        "INSERT INTO citation (statute, address, name, target, words, start, marks, since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(statute_id, *row) for row in cited(versions)],
    )


def passages(versions: Sequence[Version]) -> Iterator[tuple[int, bytes]]:
    """(number, body) of every version but the first: where each provision of the one before went, packed."""
    forward: dict[int, int] | None = None
    steps = list(passages_of(versions))
    for last, version in zip(versions, versions[1:], strict=False):
        forward = None
        for passage in (p for p in steps if p.version is version):
            step = passage.forward
            forward = step if forward is None else {i: step[j] for i, j in forward.items() if j in step}
        if forward is None:  # a version that changed nothing
            forward = {i: i for i in range(len(last.statute.units))}
        found = destinations(last.statute, version.statute, forward)
        yield version.number, pack(json.dumps([_went(a, d) for a, d in found.items()], ensure_ascii=False))


def _went(address: Address, d: Destination) -> list[object]:
    return [str(address), str(d.address or ""), d.likeness, [str(a) for a in d.others], int(d.shared)]


def put_passages(store: Store, statute_id: int, versions: Sequence[Version]) -> None:
    """Say where the provisions of each version went in the next."""
    for number, body in passages(versions):
        insert_sealed(store, "passage", statute=statute_id, number=number, body=body)
