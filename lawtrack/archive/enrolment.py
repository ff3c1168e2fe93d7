"""Writing into an archive: which statutes there are, under which names, and the records of each."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from lawtrack.archive.storage.objects import Shelf, insert_sealed, now, update_sealed
from lawtrack.archive.storage.store import Store
from lawtrack.decision.decision import Decision
from lawtrack.errors import InputError
from lawtrack.history.records import Change, Given, Publication, Record, Repeal, changing, day_of_end
from lawtrack.model.titles import title_key
from lawtrack.syntax.note import read_date


def statute_named(store: Store, keys: Iterable[str]) -> int | None:
    """The statute known under one of these keys."""
    for key in keys:
        found = store.rows("SELECT statute FROM name WHERE name = ?", key)
        if found:
            return int(found[0][0])
    return None


def enroll(shelf: Shelf, title: str) -> int:
    """The statute of that title, made where there is none yet; waiting decisions that name it are attached."""
    key = title_key(title)
    if not key:
        raise InputError(
            "文本没有名称，无法收入存档；请补上标题行",
            "a text without a title cannot go into an archive; add the line of the title",
        )
    store = shelf.store
    found = statute_named(store, [key])
    if found is not None:
        return found
    statute_id = insert_sealed(store, "statute", name=key, title=title, issuer="", kind="")
    know_as(shelf, statute_id, key)
    return statute_id


def know_as(shelf: Shelf, statute_id: int, key: str) -> None:
    """Make a statute known under one more key; decisions that waited for that name are attached."""
    store = shelf.store
    if statute_named(store, [key]) is not None:
        return
    insert_sealed(store, "name", name=key, statute=statute_id)
    for decision_id, act in store.rows("SELECT decision, act FROM target WHERE name = ? AND statute IS NULL", key):
        attach(shelf, decision_id, key, act, statute_id)


def attach(shelf: Shelf, decision_id: int, key: str, act: str, statute_id: int) -> None:
    """Make a decision a record of a statute."""
    store = shelf.store
    shelf.forget(statute_id)
    update_sealed(store, "target", {"decision": decision_id, "name": key, "act": act}, statute=statute_id)
    columns = ("adopted", "promulgated", "effective", "place", "title")
    (row,) = store.rows(f"SELECT {', '.join(columns)} FROM decision WHERE id = ?", decision_id)
    kind = "change" if act == "change" else "repeal"
    have = "SELECT 1 FROM record WHERE statute = ? AND decision = ? AND kind = ?"
    if not store.rows(have, statute_id, decision_id, kind):
        adopted, promulgated, effective, place, title = row
        if kind == "repeal":
            decision = shelf.decision(decision_id)
            given = Given(promulgated=promulgated, effective=effective if effective != decision.effective else "")
            effective = day_of_end(decision, {key}, given)
        insert_sealed(
            store, "record", statute=statute_id, kind=kind, adopted=adopted, promulgated=promulgated, effective=effective,
            place=place, source=title, snapshot=None, decision=decision_id, patch=None, added=now(),
        )  # fmt: skip


def record_thing(shelf: Shelf, statute_id: int, record: Record) -> None:
    """Write one record of a text or patch."""
    kind = {Publication: "text", Change: "change", Repeal: "repeal"}[type(record)]
    insert_sealed(
        shelf.store, "record", statute=statute_id, kind=kind, adopted=record.adopted, promulgated=record.promulgated,
        effective=record.effective, place=record.order, source=record.source,
        snapshot=shelf.put_snapshot(record.statute) if isinstance(record, Publication) else None, decision=None,
        patch=shelf.put_patch(record.patch) if isinstance(record, Change) and record.patch is not None else None, added=now(),
    )  # fmt: skip
    shelf.records(statute_id).append(record)


def record_decision(shelf: Shelf, decision: Decision, given: Given) -> tuple[int, bool]:
    """Write a decision and attach it to the statutes at hand; gives its id and whether it is new."""
    store = shelf.store
    object_id = shelf.put_json("decision", attrs.evolve(decision, findings=()))
    found = store.rows("SELECT id FROM decision WHERE object = ?", object_id)
    if found:
        return int(found[0][0]), False
    days = {
        k: read_date(getattr(given, k)) if getattr(given, k) else getattr(decision, k)
        for k in ("adopted", "promulgated", "effective")
    }
    same = store.rows("SELECT place FROM decision WHERE adopted = ?", days["adopted"])
    place = given.order if given.order is not None else max((r[0] for r in same), default=-1) + 1
    decision_id = insert_sealed(
        store, "decision", object=object_id, title=decision.title, place=place, added=now(), **days
    )
    for number, held in enumerate(decision.suspended):
        insert_sealed(
            store, "suspension", decision=decision_id, number=number, name=title_key(held.title), title=held.title,
            places="、".join(held.places), area=held.area, since=held.since, until=held.until, words=held.text,
        )  # fmt: skip
    targets = {(title_key(a.title), "change"): a.title for a in changing(decision)}
    targets |= {(title_key(t), "repeal"): t for t in decision.repealed}
    for (key, act), title in targets.items():
        insert_sealed(store, "target", decision=decision_id, name=key, title=title, act=act, statute=None)
        statute_id = statute_named(store, [key])
        if statute_id is not None:
            attach(shelf, decision_id, key, act, statute_id)
    return decision_id, True


def targets_of(store: Store, decision_id: int) -> list[int]:
    """The statutes a decision is attached to."""
    return [
        r[0]
        for r in store.rows(
            "SELECT DISTINCT statute FROM target WHERE decision = ? AND statute IS NOT NULL", decision_id
        )
    ]
