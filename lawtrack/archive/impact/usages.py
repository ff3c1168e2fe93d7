"""Where the old names and terms still stand in other statutes.

Only proposed. In a list (工商、质监) nothing is proposed at all: two old names can be one new body, which would then stand there twice. Titles and
notes keep their names, and so does what tells of the past: repeals and transitional clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawtrack.archive.impact.rows import Certainty, ImpactRow, Kind
from lawtrack.archive.impact.search import Search
from lawtrack.archive.impact.terms import Term
from lawtrack.archive.storage.store import Record
from lawtrack.comparison.grams import folded, terms_of
from lawtrack.model.titles import quoted

_LISTED = re.compile(r"[、和与及]$|以及$|或者?$")
_LISTED_BEHIND = re.compile(r"^(?:[、和与及]|以及|或者?)")
_TOLD = re.compile(r"废止|施行前|施行之?前|修改前|原有|本(?:法|条例|办法|规定)施行|过渡|尚未|改为|划入|更名")
_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_HEADING = re.compile(r"[编章节]$")
_MOST = 400
"""Places of one term that are listed; a term of thousands is settled by a decision of its own."""
_SHARE = 10
"""What stands in more than one of so many statutes is a common word and no term (必须, 行政处分)."""
_FEW = 20
"""Statutes that are never too many."""


def rows_of(search: Search, terms: Iterator[Term]) -> Iterator[ImpactRow]:
    """Where the old terms stand in other statutes today. What is too common to be listed is told (``search.untold``)."""
    best: dict[str, Term] = {}
    for term in terms:
        known = best.get(term.old)
        if known is None or (term.changed, term.count) > (known.changed, known.count):
            best[term.old] = term
    longer = {old: [o for o in best if len(o) > len(old) and old in o] for old in best}
    for term in sorted(best.values(), key=lambda t: t.old):
        yield from _standing(search, term, longer[term.old])


def _standing(search: Search, term: Term, longer: list[str]) -> Iterator[ImpactRow]:
    found: list[tuple[Record, int]] = []
    statutes: set[int] = set()
    most = max(_FEW, len(search.facts) // _SHARE)
    for record in _records(search, term):
        at = _place(record[2], term.old, longer)
        if record[0] == term.statute or at < 0 or _TOLD.search(record[2]):
            continue
        found.append((record, at))
        statutes.add(record[0])
        if len(statutes) > most:
            search.untold.append(f"“{term.old}”（{_became(term)}）在{most}部以上法规中都有，过于常见")
            return
    if len(found) > _MOST:
        search.untold.append(f"“{term.old}”（{_became(term)}）共{len(found)}处，只列出{_MOST}处")
    for record, at in found[:_MOST]:
        yield _row(search, term, record, at)


def _records(search: Search, term: Term) -> Iterator[Record]:
    store = search.store
    ids = list(store.matches([grams for _, grams in terms_of(term.old)]))
    for i in range(0, len(ids), 400):
        part = ids[i : i + 400]
        yield from store.rows(
            "SELECT o.statute, o.address, t.body, o.since FROM occurrence o JOIN text t ON t.id = o.text "
            f"WHERE o.text IN ({', '.join('?' * len(part))}) AND o.until = '' AND o.line > 2 ORDER BY o.statute, o.line",
            *part,
        )  # fmt: skip


def _place(text: str, old: str, longer: list[str]) -> int:
    """Where a term stands in a text, outside titles and longer terms: where it stands alone, else where it does first; -1 if nowhere."""
    if old not in text or folded(old) not in folded(text):
        return -1
    hidden = [(m.start(), m.end()) for m in _TITLE.finditer(text)]
    hidden += [(m.start(), m.end()) for other in longer for m in re.finditer(re.escape(other), text)]
    free = [m.start() for m in re.finditer(re.escape(old), text)]
    free = [at for at in free if not any(a <= at < b for a, b in hidden)]
    alone = [at for at in free if not _listed(text, at, at + len(old))]
    return next(iter(alone or free), -1)


def _listed(text: str, start: int, end: int) -> bool:
    return bool(_LISTED.search(text[:start]) or _LISTED_BEHIND.match(text[end:]))


def _became(term: Term) -> str:
    return "已删去" if term.deleted else f"改为“{term.new or '（不一）'}”"


def _row(search: Search, term: Term, record: Record, at: int) -> ImpactRow:
    statute, address, body, since = record
    citing, title = search.citing(statute), search.facts[term.statute][0]
    why = (
        "在并列之中，须人工处理" if _listed(body, at, at + len(term.old))
        else "在标题之中，须人工处理" if _HEADING.search(address)
        else "须人工改写" if term.deleted
        else "改法不一" if not term.new
        else "新的用语已在文中" if term.new in body.replace(term.old, "")
        else ""
    )  # fmt: skip
    did = f"删去“{term.old}”" if term.deleted else f"把“{term.old}”{_became(term)}"
    day = next((s.day for s in citing.stages if s.effective == since), "")
    return ImpactRow(
        citing.title, address, term.old, title, "", (), "" if why else term.new, Kind.TERM, Certainty.CHECK,
        f"{quoted(title)}自{term.changed}起{did}（{term.count}处）" + (f"；{why}" if why else ""),
        body, term.old, term.new, "", since, term.changed, day, "有效", citing.issuer, at,
    )  # fmt: skip
