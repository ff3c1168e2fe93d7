"""Writing into an archive: content-addressed texts and objects, sealed rows, records, and the versions that follow from them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from lawtrack.amendment.instructions import Decision
from lawtrack.errors import Finding, InputError, Severity
from lawtrack.history.chain import Binder, bind_decision
from lawtrack.history.citations import Citation, citations_of
from lawtrack.history.contents import (
    digest,
    from_json,
    pack,
    read_snapshot,
    seal,
    statute_digest,
    to_json,
    unpack,
    write_snapshot,
)  # fmt: skip
from lawtrack.history.force import Step, Version
from lawtrack.history.grams import grams_of
from lawtrack.history.note import issuer_of, kind_of
from lawtrack.history.records import Change, Publication, Record, Repeal, changing, parts_for
from lawtrack.history.schema import SEALED
from lawtrack.history.store import Row, Store
from lawtrack.history.timeline import Timeline
from lawtrack.history.titles import title_key
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch

_CHUNK = 400


def now() -> str:
    """The present moment, UTC, to the second: when the archive learnt of something."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def chunks(values: Collection[object]) -> Iterator[list[object]]:
    """Values in pieces that fit one statement."""
    items = list(values)
    for i in range(0, len(items), _CHUNK):
        yield items[i : i + _CHUNK]


def marks(values: Sequence[object]) -> str:
    """As many ``?`` as there are values."""
    return ", ".join("?" * len(values))


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


def put_texts(store: Store, texts: Iterable[str]) -> dict[str, int]:
    """The ids of texts, each stored and indexed once."""
    by_hash = {digest(t): t for t in set(texts)}
    ids: dict[str, int] = {}
    for part in chunks(by_hash.keys()):
        for row in store.rows(f"SELECT id, hash FROM text WHERE hash IN ({marks(part)})", *part):
            ids[by_hash[bytes(row[1])]] = row[0]
    new = sorted((h for h, t in by_hash.items() if t not in ids), key=lambda h: by_hash[h])
    for h in new:
        ids[by_hash[h]] = store.insert("INSERT INTO text (hash, body) VALUES (?, ?)", h, by_hash[h])
    store.index((ids[by_hash[h]], grams_of(by_hash[h])) for h in new)
    return ids


def put_object(store: Store, kind: str, key: bytes, body: bytes) -> int:
    """The id of an object, stored once under its digest."""
    found = store.rows("SELECT id FROM object WHERE kind = ? AND hash = ?", kind, key)
    if found:
        return int(found[0][0])
    sql = "INSERT INTO object (hash, kind, body, seal) VALUES (?, ?, ?, ?)"
    return store.insert(sql, key, kind, body, seal([key, kind, body]))


def put_snapshot(store: Store, statute: Statute) -> int:
    """The id of a statute's snapshot."""
    key = statute_digest(statute)
    found = store.rows("SELECT id FROM object WHERE kind = 'snapshot' AND hash = ?", key)
    if found:
        return int(found[0][0])
    ids = put_texts(store, (u.text for u in statute.units))
    return put_object(store, "snapshot", key, write_snapshot(statute, ids))


def put_json(store: Store, kind: str, value: Decision | Patch) -> int:
    """The id of a decision or patch."""
    text = to_json(value)
    return put_object(store, kind, digest(text), pack(text))


def plain(patch: Patch) -> Patch:
    """A patch without title, source and dates, which stand in rows of their own: the same changes are stored once."""
    return attrs.evolve(patch, title="", source="", adopted="", effective="")


# -- reading back --------------------------------------------------------------------------------------------------------


def texts_by_id(store: Store, ids: Sequence[int]) -> dict[int, str]:
    """Texts by id."""
    out: dict[int, str] = {}
    for part in chunks(set(ids)):
        out.update((r[0], r[1]) for r in store.rows(f"SELECT id, body FROM text WHERE id IN ({marks(part)})", *part))
    return out


def body_of(store: Store, object_id: int) -> bytes:
    """The bytes of an object."""
    rows = store.rows("SELECT body FROM object WHERE id = ?", object_id)
    if not rows:
        raise InputError(f"存档已损坏：缺少对象 {object_id}；请运行 lawtrack archive check")
    return bytes(rows[0][0])


def load_snapshot(store: Store, object_id: int) -> Statute:
    """The statute of a snapshot."""
    return read_snapshot(body_of(store, object_id), lambda ids: texts_by_id(store, ids))


def load_patch(store: Store, object_id: int) -> Patch:
    """A patch."""
    patch = from_json(unpack(body_of(store, object_id)))
    assert isinstance(patch, Patch)
    return patch


def load_decision(store: Store, decision_id: int) -> Decision:
    """A decision."""
    ((object_id,),) = store.rows("SELECT object FROM decision WHERE id = ?", decision_id)
    decision = from_json(unpack(body_of(store, object_id)))
    assert isinstance(decision, Decision)
    return decision


def load_records(store: Store, statute_id: int) -> list[Record]:
    """The records of a statute, in the order in which they were added."""
    names = {r[0] for r in store.rows("SELECT name FROM name WHERE statute = ?", statute_id)}
    columns = SEALED["record"]
    out: list[Record] = []
    for row in store.rows(f"SELECT {', '.join(columns)} FROM record WHERE statute = ? ORDER BY id", statute_id):
        r = dict(zip(columns, row, strict=True))
        known = {k: r[k] for k in ("adopted", "promulgated", "effective", "source")} | {"order": r["place"]}
        if r["kind"] == "text":
            out.append(Publication(load_snapshot(store, r["snapshot"]), **known))
        elif r["kind"] == "repeal":
            out.append(Repeal(**known))
        else:
            decision = load_decision(store, r["decision"]) if r["decision"] else None
            if decision is not None:
                decision = attrs.evolve(decision, amended=parts_for(decision, names), repealed=())
            out.append(Change(decision, load_patch(store, r["patch"]) if r["patch"] else None, **known))
    return out


def load_versions(store: Store, statute_id: int, title: str) -> tuple[Version, ...]:
    """All versions of a statute with their steps, as stored."""
    columns = SEALED["version"]
    rows = store.rows(f"SELECT id, {', '.join(columns)} FROM version WHERE statute = ? ORDER BY number", statute_id)
    steps: dict[int, list[Step]] = {}
    for part in chunks([r[0] for r in rows]):
        for version_id, kind, source, adopted, patch in store.rows(
            f"SELECT version, kind, source, adopted, patch FROM step WHERE version IN ({marks(part)}) ORDER BY version, number",
            *part,
        ):
            made = attrs.evolve(load_patch(store, patch), title=title, source=source, adopted=adopted)
            steps.setdefault(version_id, []).append(Step(made, kind, source, adopted))
    cache: dict[int | None, Statute | None] = {None: None}

    def statute(object_id: int | None) -> Statute | None:
        if object_id not in cache:
            assert object_id is not None
            cache[object_id] = load_snapshot(store, object_id)
        return cache[object_id]

    out = []
    for row in rows:
        r = dict(zip(columns, row[1:], strict=True))
        text = statute(r["snapshot"])
        assert text is not None
        out.append(
            Version(
                r["number"],
                text,
                r["effective"],
                r["until"],
                r["adopted"],
                r["promulgated"],
                r["source"],
                tuple(steps.get(row[0], ())),
                statute(r["derived"]),
                statute(r["published"]),
                load_patch(store, r["difference"]) if r["difference"] else None,
                bool(r["partial"]),
                bool(r["repealed"]),
            )  # fmt: skip
        )
    return tuple(out)


# -- recording -----------------------------------------------------------------------------------------------------------


def statute_named(store: Store, keys: Iterable[str]) -> int | None:
    """The statute known under one of these keys."""
    for key in keys:
        found = store.rows("SELECT statute FROM name WHERE name = ?", key)
        if found:
            return int(found[0][0])
    return None


def enroll(store: Store, title: str) -> int:
    """The statute of that title, made where there is none yet; waiting decisions that name it are attached."""
    key = title_key(title)
    if not key:
        raise InputError("文本没有名称，无法收入存档；请补上标题行")
    found = statute_named(store, [key])
    if found is not None:
        return found
    statute_id = insert_sealed(store, "statute", name=key, title=title, issuer="", kind="")
    _know_as(store, statute_id, key)
    return statute_id


def _know_as(store: Store, statute_id: int, key: str) -> None:
    if statute_named(store, [key]) is not None:
        return
    insert_sealed(store, "name", name=key, statute=statute_id)
    for decision_id, act in store.rows("SELECT decision, act FROM target WHERE name = ? AND statute IS NULL", key):
        attach(store, decision_id, key, act, statute_id)


def attach(store: Store, decision_id: int, key: str, act: str, statute_id: int) -> None:
    """Make a decision a record of a statute."""
    update_sealed(store, "target", {"decision": decision_id, "name": key, "act": act}, statute=statute_id)
    columns = ("adopted", "promulgated", "effective", "place", "title")
    (row,) = store.rows(f"SELECT {', '.join(columns)} FROM decision WHERE id = ?", decision_id)
    kind = "change" if act == "change" else "repeal"
    have = "SELECT 1 FROM record WHERE statute = ? AND decision = ? AND kind = ?"
    if not store.rows(have, statute_id, decision_id, kind):
        adopted, promulgated, effective, place, title = row
        insert_sealed(
            store, "record", statute=statute_id, kind=kind, adopted=adopted, promulgated=promulgated, effective=effective,
            place=place, source=title, snapshot=None, decision=decision_id, patch=None, added=now(),
        )  # fmt: skip


def record_thing(store: Store, statute_id: int, record: Publication | Change | Repeal) -> None:
    """Write one record of a text or patch."""
    kind = {Publication: "text", Change: "change", Repeal: "repeal"}[type(record)]
    insert_sealed(
        store, "record", statute=statute_id, kind=kind, adopted=record.adopted, promulgated=record.promulgated,
        effective=record.effective, place=record.order, source=record.source,
        snapshot=put_snapshot(store, record.statute) if isinstance(record, Publication) else None, decision=None,
        patch=put_json(store, "patch", plain(record.patch)) if isinstance(record, Change) and record.patch else None, added=now(),
    )  # fmt: skip


def record_decision(store: Store, decision: Decision, dates: Mapping[str, object]) -> tuple[int, bool]:
    """Write a decision and attach it to the statutes at hand; gives its id and whether it is new."""
    object_id = put_json(store, "decision", attrs.evolve(decision, findings=()))
    found = store.rows("SELECT id FROM decision WHERE object = ?", object_id)
    if found:
        return int(found[0][0]), False
    days = {k: str(dates.get(k) or getattr(decision, k)) for k in ("adopted", "promulgated", "effective")}
    same = store.rows("SELECT place FROM decision WHERE adopted = ?", days["adopted"])
    place = int(str(dates["order"])) if "order" in dates else max((r[0] for r in same), default=-1) + 1
    decision_id = insert_sealed(
        store, "decision", object=object_id, title=decision.title, place=place, added=now(), **days
    )
    targets = {(title_key(a.title), "change"): a.title for a in changing(decision)}
    targets |= {(title_key(t), "repeal"): t for t in decision.repealed}
    for (key, act), title in targets.items():
        insert_sealed(store, "target", decision=decision_id, name=key, title=title, act=act, statute=None)
        statute_id = statute_named(store, [key])
        if statute_id is not None:
            attach(store, decision_id, key, act, statute_id)
    return decision_id, True


def targets_of(store: Store, decision_id: int) -> list[int]:
    """The statutes a decision is attached to."""
    return [
        r[0]
        for r in store.rows(
            "SELECT DISTINCT statute FROM target WHERE decision = ? AND statute IS NOT NULL", decision_id
        )
    ]


# -- deriving ------------------------------------------------------------------------------------------------------------


def remembering(store: Store, bind: Binder = bind_decision) -> Binder:
    """A binder that looks into the archive first: a decision once bound to a text is not bound again."""

    def bound(statute: Statute, decision: Decision) -> tuple[Patch, tuple[Finding, ...]]:
        key = digest(statute_digest(statute) + digest(to_json(decision)))
        found = store.rows("SELECT body FROM object WHERE kind = 'binding' AND hash = ?", key)
        if found:
            patch_hash, findings = json.loads(unpack(bytes(found[0][0])))[:2]
            rows = store.rows("SELECT id FROM object WHERE kind = 'patch' AND hash = ?", bytes.fromhex(patch_hash))
            if rows:
                return attrs.evolve(load_patch(store, rows[0][0]), title=statute.title), from_json(findings)
        patch, said = bind(statute, decision)
        put_json(store, "patch", plain(patch))
        text = json.dumps([digest(to_json(plain(patch))).hex(), to_json(tuple(said)), key.hex()], ensure_ascii=False)
        put_object(store, "binding", key, pack(text))
        return patch, said

    return bound


def derive(store: Store, statute_id: int, bind: Binder = bind_decision) -> tuple[Version, ...]:
    """Derive the versions of a statute anew from its records and replace what was derived before."""
    ((title,),) = store.rows("SELECT title FROM statute WHERE id = ?", statute_id)
    records = load_records(store, statute_id)
    for table in ("version", "occurrence", "citation"):
        store.run(f"DELETE FROM {table} WHERE statute = ?", statute_id)
    store.run("DELETE FROM finding WHERE statute = ? AND document IS NULL", statute_id)
    if not any(isinstance(r, Publication) for r in records):
        put_findings(store, [no_text(title)], statute=statute_id)
        return ()
    timeline = Timeline(title, tuple(records), bind=remembering(store, bind))
    versions = timeline.versions
    for version in versions:
        _put_version(store, statute_id, version)
    put_findings(store, timeline.findings, statute=statute_id)
    put_occurrences(store, statute_id, versions)
    put_citations(store, statute_id, versions)
    _rename(store, statute_id, versions)
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


def _put_version(store: Store, statute_id: int, v: Version) -> None:
    def snapshot(statute: Statute | None) -> int | None:
        return None if statute is None else put_snapshot(store, statute)

    difference = put_json(store, "patch", plain(v.difference)) if v.difference is not None else None
    version_id = insert_sealed(
        store, "version", statute=statute_id, number=v.number, effective=v.effective, until=v.until, adopted=v.adopted,
        promulgated=v.promulgated, source=v.source, snapshot=put_snapshot(store, v.statute), derived=snapshot(v.derived),
        published=snapshot(v.published), difference=difference, partial=int(v.partial), repealed=int(v.repealed),
    )  # fmt: skip
    for n, step in enumerate(v.steps, 1):
        insert_sealed(
            store, "step", version=version_id, number=n, kind=step.kind, source=step.source, adopted=step.adopted,
            patch=put_json(store, "patch", plain(step.patch)),
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


def _rename(store: Store, statute_id: int, versions: Sequence[Version]) -> None:
    """The statute goes by the title of its last version, and stays known under every earlier one."""
    last = versions[-1].statute
    update_sealed(
        store,
        "statute",
        {"id": statute_id},
        title=last.title or versions[0].statute.title,
        issuer=issuer_of(last),
        kind=kind_of(last),
    )
    for version in versions:
        key = title_key(version.statute.title)
        if key:
            _know_as(store, statute_id, key)


def intervals(states: Iterable[tuple[str, str, Mapping[Row, int]]]) -> Iterator[tuple[Row, int, str, str]]:
    """From when to when each key held, given (since, until, keys with a number) of one state after another; half open.

    >>> list(intervals([("2001-01-01", "2002-02-02", {("甲",): 1}), ("2002-02-02", "", {("甲",): 1, ("乙",): 2})]))
    [(('甲',), 1, '2001-01-01', ''), (('乙',), 2, '2002-02-02', '')]
    """
    open_: dict[Row, tuple[int, str]] = {}
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


def occurrences_of(versions: Sequence[Version], ids: Mapping[str, int]) -> Iterator[Row]:
    """(text id, address, line, since, until) of every text of a statute."""
    states = (
        (
            v.effective,
            v.until,
            {
                (ids[u.text], str(a)): i
                for i, (u, a) in enumerate(zip(v.statute.units, v.statute.addresses, strict=True))
                if u.text
            },
        )
        for v in versions
    )
    for (text, address), line, since, until in intervals(states):
        yield text, address, line, since, until


def put_occurrences(store: Store, statute_id: int, versions: Sequence[Version]) -> None:
    """Say where and when each text stood."""
    ids = put_texts(store, {u.text for v in versions for u in v.statute.units})
    store.many(
        "INSERT INTO occurrence (statute, text, address, line, since, until) VALUES (?, ?, ?, ?, ?, ?)",
        [(statute_id, *row) for row in occurrences_of(versions, ids)],
    )


def cited(versions: Sequence[Version]) -> Iterator[Row]:
    """(address, name, target, words, since, until) of every reference of a statute."""

    def key(c: Citation) -> Row:
        return (c.address, c.name, c.target, c.words)

    states = ((v.effective, v.until, {key(c): i for i, c in enumerate(citations_of(v.statute))}) for v in versions)
    for row, _, since, until in intervals(states):
        yield *row, since, until


def put_citations(store: Store, statute_id: int, versions: Sequence[Version]) -> None:
    """Say which provisions referred to which, and when."""
    store.many(
        "INSERT INTO citation (statute, address, name, target, words, since, until) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(statute_id, *row) for row in cited(versions)],
    )
