"""The archive that was given with ``--archive``: what the page asks of it. Opened for each question, for reading only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lawtrack.archive.archive import Archive
from lawtrack.errors import InputError, LawtrackError
from lawtrack.formats.html_page import render
from lawtrack.history.provenance import Event
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.titles import quoted
from lawtrack.serve.bundle import DOCUMENTS, zipped

MOST = 100
"""Hits of a search, rows of an answer."""


def ask(place: str, question: str, values: Mapping[str, str]) -> dict[str, Any]:
    """The answer to a question as plain data. Raises :class:`InputError` for what the archive does not hold, or is no question."""
    if question not in QUESTIONS:
        raise InputError(f"没有这样的查询：{question[:40]}", f"no such question: {question[:40]}")
    with Archive(place, readonly=True) as archive:
        return QUESTIONS[question](archive, values)


def _listing(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    rows = archive.listing(values.get("on", ""))
    return {
        "statutes": [
            {"title": r.title, "status": r.status, "versions": r.versions, "since": r.effective} for r in rows
        ]
    }  # fmt: skip


def _search(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    hits = archive.search(values.get("q", ""), on=values.get("on", ""), title=values.get("title", ""), limit=MOST)
    return {
        "hits": [
            {"title": h.title, "address": h.address, "text": h.text, "since": h.since, "until": h.until} for h in hits
        ],
        "most": len(hits) == MOST,
    }  # fmt: skip


def _statute(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    entry = archive[values.get("title", "")]
    return {
        "title": entry.title,
        "versions": [
            {"since": v.effective, "until": v.until, "source": v.source, "articles": len(v.statute.articles), "repealed": v.repealed}
            for v in entry.versions
        ],
        "findings": [{"severity": f.severity.value, "message": f.message} for f in entry.findings[:MOST]],
    }  # fmt: skip


def _text(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    entry = archive[values.get("title", "")]
    day = values.get("on", "")
    law = entry.as_of(day) if day else entry.versions[-1].statute
    units = []
    for unit, address in zip(law.units, law.addresses, strict=True):
        if unit.label or unit.text:
            kind = (
                "heading"
                if unit.level in HEADINGS or unit.level in (Level.ANNEX, Level.PREAMBLE)
                else unit.level.name.lower()
            )
            units.append(
                {"id": address.eid, "kind": kind, "label": unit.label, "text": unit.text, "address": str(address)}
            )
    notices = [f.message for f in entry.notices(day)] if day else []
    return {"title": law.title, "units": units, "notices": notices}


def _blame(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    entry = archive[values.get("title", "")]
    origins = [o for o in entry.blame(on=values.get("on", "")) if o.unit.text or o.unit.label]
    return {
        "origins": {
            o.address.eid: {
                "since": o.text.effective, "why": _short(o.text), "whole": str(o.text), "number": _short(o.number) if o.number.act == "改号" else "",
            }
            for o in origins
        }
    }  # fmt: skip


def _short(event: Event) -> str:
    """An event without the name of the decision, for the margin."""
    return " ".join(filter(None, (event.effective or "起始日期不明", event.act, event.clause)))


def _history(archive: Archive, values: Mapping[str, str]) -> dict[str, Any]:
    episodes = archive[values.get("title", "")].history(values.get("address", ""), on=values.get("on", ""))
    return {
        "episodes": [
            {
                "since": e.effective, "address": "" if e.address is None else str(e.address), "text": e.text,
                "events": [str(event) for event in e.events],
            }
            for e in episodes
        ]
    }  # fmt: skip


QUESTIONS: dict[str, Callable[[Archive, Mapping[str, str]], dict[str, Any]]] = {
    "listing": _listing, "search": _search, "statute": _statute, "text": _text, "blame": _blame, "history": _history,
}  # fmt: skip


def impact_answer(order: Mapping[str, Any]) -> dict[str, Any]:
    """What a change of one statute makes stale in others, as a result with its report; this can take long and is done by a worker."""
    from lawtrack.formats.render import rendered

    title = str(order["impact"])
    try:
        with Archive(str(order["archive"]), readonly=True) as archive:
            found = archive.impact(title or None, since=order.get("since", ""), until=order.get("until", ""))
    except LawtrackError as error:
        return {"wrong": str(error)}
    Path("report-0.html").write_text(render(found.to_report()), "utf-8")
    documents: dict[str, str | bytes] = {
        "影响.html": render(found.to_report()),
        "影响.docx": rendered(found, "docx", "report"),
    }
    Path(DOCUMENTS).write_bytes(zipped(documents))
    rows = {"title": found.title, "counts": f"{len(found)} 处", "severities": {}, "choices": []}
    return {"name": f"{quoted(title)}的影响", "results": [rows], "documents": list(documents), "remarks": []}
