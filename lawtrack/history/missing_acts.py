"""What adoption notes tell about the decisions behind the texts: when they were made, and which of them are not at hand.

Decisions of the State Council are often printed without the decree that promulgated them. The republished statutes say in their notes
which decision of which day changed them, so the day is known as soon as one of them is at hand. And where a note tells of a decision
that nobody added, what is applied over the gap cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.errors import Finding
from lawtrack.history import findings as kinds
from lawtrack.history.records import Change, Publication, Record, Repeal
from lawtrack.model.titles import flat, quoted
from lawtrack.syntax.note import parse_note


def same_decision(first: str, second: str) -> bool:
    """Whether two titles name one decision; notes leave the issuing body out.

    >>> same_decision("某会关于修改《例法》的决定", "关于修改〈例法〉的决定"), same_decision("关于修改《例法》的决定", "决定")
    (True, False)
    """
    a, b = sorted((flat(first), flat(second)), key=len)
    return len(a) > 6 and b.endswith(a)


def date_changes(records: Sequence[Record]) -> tuple[list[Record], list[Finding]]:
    """The records with undated changes dated from the notes of the published texts among them, where one names the decision.

    Of several acts under one title (关于修改部分行政法规的决定 comes every few years) the last that precedes the effective date is meant.
    """
    acts = {
        (act.date, act.decision)
        for r in records
        if isinstance(r, Publication)
        for act in parse_note(r.statute.note)
        if act.decision and act.date
    }
    out: list[Record] = []
    findings = []
    for record in records:
        if isinstance(record, Change) and not record.adopted and not record.promulgated:
            days = [day for day, title in acts if same_decision(title, record.source)]
            day = max((d for d in days if not record.effective or d <= record.effective), default="")
            if day and (not record.effective or int(record.effective[:4]) - int(day[:4]) <= 2):
                record = attrs.evolve(record, adopted=day)
                findings.append(kinds.ADOPTED_BY_NOTE.finding(title=quoted(record.source), day=day))
        out.append(record)
    return out, findings


def told_promulgation(records: Sequence[Record], until: str = "") -> dict[str, set[tuple[str, str]]]:
    """Day of an act → the days of promulgation (公布) that the records and the notes of their texts tell for it, each with the title of its
    decision ("" for a text), up to a day.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    for r in records:
        if r.promulgated and not isinstance(r, Repeal):
            told.setdefault(r.day, set()).add((r.promulgated, r.source if isinstance(r, Change) else ""))
        for act in parse_note(r.statute.note) if isinstance(r, Publication) else ():
            if act.promulgated:
                told.setdefault(act.date, set()).add((act.promulgated, act.decision))
    return {day: found for day, found in told.items() if not until or day <= until}


def tell_promulgation(records: Sequence[Record]) -> tuple[list[Record], dict[str, list[Finding]]]:
    """The records with days of promulgation (公布) that another of them tells: the note of a later text, the announcement in front of a
    published text, the order in front of a decision; and for each day of the chain what is to be said of it.

    Where they tell different days, each record keeps its own, and one without takes none.
    """
    told = told_promulgation(records)
    out: list[Record] = []
    findings: dict[str, list[Finding]] = {}
    for record in records:
        days = sorted({day for day, decision in told.get(record.day, ()) if _of_this(record, decision)})
        out.append(attrs.evolve(record, promulgated=days[0]) if len(days) == 1 and record.day else record)
        if isinstance(record, Repeal) or not days or days == [record.promulgated]:
            out[-1] = record
            continue
        kind = kinds.PROMULGATED_BY_NOTE if len(days) == 1 else kinds.PROMULGATION_DIFFERS
        finding = kind.finding(title=quoted(record.source), day=record.day, first=days[0], last=days[-1])
        if finding not in findings.setdefault(record.day, []):
            findings[record.day].append(finding)
    return out, findings


def _of_this(record: Record, decision: str) -> bool:
    """Whether what is told of a decision of that day is told of the record: of a text always, of a change where it has that title."""
    return not decision or not isinstance(record, Change) or same_decision(decision, record.source)


def told_acts(records: Sequence[Record], until: str = "") -> dict[str, str]:
    """Day → decision of all acts that the notes of published texts tell of, up to a day."""
    out: dict[str, str] = {}
    for r in records:
        if isinstance(r, Publication):
            out |= {a.date: a.decision for a in parse_note(r.statute.note) if a.date and (not until or a.date <= until)}
    return out


def missing_acts(days: Sequence[str], records: Sequence[Record]) -> dict[str, list[Finding]]:
    """For each day of the chain on which a decision is applied: the acts that notes tell of since the day before, and that no record has.

    Nothing is said of gaps that a published text closes, since there the text itself is at hand.
    """
    acts = told_acts(records)
    have = {r.day for r in records}
    out: dict[str, list[Finding]] = {}
    for before, day in zip(days, days[1:], strict=False):
        for date in sorted(d for d in acts if before < d < day and d not in have):
            named = quoted(acts[date]) if acts[date] else ""
            out.setdefault(day, []).append(kinds.MISSING_ACT.finding(date=date, named=named, day=day))
    return out
