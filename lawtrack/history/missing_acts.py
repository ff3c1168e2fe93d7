"""What adoption notes tell about the decisions behind the texts: when they were made, and which of them are not at hand.

Decisions of the State Council are often printed without the decree that promulgated them. The republished statutes say in their notes
which decision of which day changed them, so the day is known as soon as one of them is at hand. And where a note tells of a decision
that nobody added, what is applied over the gap cannot be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.errors import Finding, Severity
from lawtrack.history.records import Change, Publication, Record
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
                findings.append(
                    Finding(
                        "timeline.date-from-note",
                        Severity.INFO,
                        f"{quoted(record.source)}没有写明通过日期，依公布文本的题注定为{day}",
                        "the decision does not say when it was adopted; the day is that in the note of a published text",
                    )
                )
        out.append(record)
    return out, findings


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
            out.setdefault(day, []).append(
                Finding(
                    "timeline.missing-act",
                    Severity.WARNING,
                    f"题注载明{date}有过修改{named}，存档中没有；其后（{day}）的修改是在缺少它的文本上进行的",
                    "the note tells of a change that is not at hand; what follows was applied without it",
                )
            )
    return out
