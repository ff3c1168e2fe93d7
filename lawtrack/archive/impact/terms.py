"""Names and terms that a change replaced throughout a statute: where the old one still stands elsewhere.

Only proposed. In a list (工商、质监) nothing is proposed at all: two old names can be one new body, which would then stand there twice. Titles and
notes keep their names, and so does what tells of the past: repeals and transitional clauses.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import attrs

from lawtrack.archive.impact.laws import Law, LawVersion, steps_of
from lawtrack.archive.impact.rows import Certainty, ImpactRow, Kind
from lawtrack.archive.impact.search import Search
from lawtrack.comparison.grams import folded, terms_of
from lawtrack.comparison.text_diff import segments
from lawtrack.model.titles import quoted

_OFTEN = 3
"""So many provisions of one statute must have gone from one term to the other: a change of wording, not of a sentence."""
_LITTLE = 0.7
"""Likeness of two texts of which little was changed but names."""
_ANY_BODY = re.compile(r"部门|机关|机构|委员会|组织|局|厅|署|院|队")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:部门|机关|机构|委员会|组织|管理局|监督局|局|厅|署|法院|检察院|总队|支队|大队|队)$"
)
_GENERIC = re.compile(
    r"^(?:其他|其它|有关|相关|行政|主管|管理|监督|业务|专门|上级|下级|同级|所属|负责|该|各|本|的|非法人|国家|地方|人民|政府|基层|社会)*(?:部门|机关|机构|组织|单位|委员会|法院|检察院|局|队|署|厅)$"
)
"""Names that are no one's: 行政主管部门 stands at the end of a hundred others."""
_LISTED = re.compile(r"[、和与及]$|以及$|或者?$")
_LISTED_BEHIND = re.compile(r"^(?:[、和与及]|以及|或者?)")
_TOLD = re.compile(r"废止|施行前|施行之?前|修改前|原有|本(?:法|条例|办法|规定)施行|过渡|尚未|改为|划入|更名")
_MOST = 400  # places of one term that are listed; a term of thousands is settled by a decision of its own


@attrs.frozen
class Term:
    """A term that became another one in a statute, on a day."""

    statute: int
    old: str
    new: str
    changed: str
    count: int


def terms_in(search: Search, law: Law) -> Iterator[Term]:
    """The terms that the versions of a statute replaced, within the bounds of the question."""
    for before, after in zip(law.stages, law.stages[1:], strict=False):
        early = search.since and after.effective <= search.since
        if early or search.until and after.effective > search.until or not law.asked(after.number):
            continue
        found: Counter[tuple[str, str]] = Counter()
        passage = law.passage(after.number)
        for address, went in passage.items():
            if went.to and _LITTLE <= went.likeness < 1 and steps_of(address)[-1][-1] in "款项目":
                found.update(replaced(_own(law, before, address), _own(law, after, went.to)))
        news: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (old, new), n in found.items():
            if n >= _OFTEN:
                news[old].append((n, new))
        for old, choices in news.items():
            n, new = max(choices)
            yield Term(law.id, old, new if len(choices) == 1 else "", after.effective, n)


def _own(law: Law, stage: LawVersion, address: str) -> str:
    return law.text(stage, address).split("\n")[0]


def replaced(old: str, new: str) -> set[tuple[str, str]]:
    """The names of bodies that a text has in place of others, where little else changed.

    >>> replaced("由工商行政管理部门责令改正，处以罚款。", "由市场监督管理部门责令改正，处以罚款。")
    {('工商行政管理部门', '市场监督管理部门')}
    """
    head = len(os.path.commonprefix([old, new]))
    tail = len(os.path.commonprefix([old[head:][::-1], new[head:][::-1]]))
    if not old or max(len(old), len(new)) - head - tail > 60:
        return set()
    if not _ANY_BODY.search(new[head : len(new) - tail + 4]):
        return set()
    parts = segments(old, new)
    out = set()
    for i, part in enumerate(parts[:-1]):
        following = parts[i + 1]
        if {part.kind, following.kind} != {"delete", "insert"}:
            continue
        a, b = (part.text, following.text) if part.kind == "delete" else (following.text, part.text)
        rest = "".join(p.text for p in parts[i + 2 :] if p.kind == "equal")
        for k in range(min(4, len(rest)) + 1):  # 工商行政管理|部门: the word goes on in what stayed
            if _BODY.match(a + rest[:k]) and _BODY.match(b + rest[:k]) and not _BODY.match(a + rest[: k + 1]):
                out.add((a + rest[:k], b + rest[:k]))
                break
    return {(a, b) for a, b in out if "、" not in a + b and a not in b and not _GENERIC.match(a)}


def rows_of(search: Search, terms: Iterator[Term]) -> Iterator[ImpactRow]:
    """Where the old terms stand in other statutes today."""
    best: dict[str, Term] = {}
    for term in terms:
        known = best.get(term.old)
        if known is None or (term.changed, term.count) > (known.changed, known.count):
            best[term.old] = term
    for term in sorted(best.values(), key=lambda t: t.old):
        yield from _standing(search, term, best)


def _standing(search: Search, term: Term, others: Mapping[str, Term]) -> Iterator[ImpactRow]:
    store = search.store
    ids = list(store.matches([grams for _, grams in terms_of(term.old)]))
    n = 0
    for i in range(0, len(ids), 400):
        part = ids[i : i + 400]
        for statute, address, body, since in store.rows(
            "SELECT o.statute, o.address, t.body, o.since FROM occurrence o JOIN text t ON t.id = o.text "
            f"WHERE o.text IN ({', '.join('?' * len(part))}) AND o.until = '' AND o.line > 2 ORDER BY o.statute, o.line",
            *part,
        ):  # fmt: skip
            at = body.find(term.old)
            if statute == term.statute or at < 0 or _TOLD.search(body) or folded(term.old) not in folded(body):
                continue
            if any(len(o) > len(term.old) and term.old in o and o in body for o in others):
                continue  # the longer term stands there
            n += 1
            if n > _MOST:
                return
            yield _row(search, term, statute, address, body, at, since)


def _row(search: Search, term: Term, statute: int, address: str, body: str, at: int, since: str) -> ImpactRow:
    citing, title = search.citing(statute), search.facts[term.statute][0]
    end = at + len(term.old)
    listed = _LISTED.search(body[:at]) or _LISTED_BEHIND.match(body[end:])
    proposal = "" if listed or term.new in body else term.new
    why = "在并列之中，须人工处理" if listed else "" if proposal else "新的用语已在文中" if term.new else "改法不一"
    day = next((s.day for s in citing.stages if s.effective == since), "")
    return ImpactRow(
        citing.title, address, term.old, title, "", (), proposal, Kind.TERM, Certainty.CHECK,
        f"{quoted(title)}自{term.changed}起把“{term.old}”改为“{term.new or '（不一）'}”（{term.count}处）" + (f"；{why}" if why else ""),
        body, term.old, term.new, "", since, term.changed, day, "有效", citing.issuer, at,
    )  # fmt: skip
