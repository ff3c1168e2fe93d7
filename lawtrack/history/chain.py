"""The chain: every text of a statute in the order of adoption, each with the patch that led to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

import attrs

from lawtrack.comparison.text_diff import similarity
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding, InputError, LawtrackError, PatchError, StructureError
from lawtrack.history import findings as kinds
from lawtrack.history.missing_acts import (
    date_changes,
    missing_acts,
    same_decision,
    tell_promulgation,
    told_acts,
    told_promulgation,
)
from lawtrack.history.records import Change, Publication, Record, Repeal, awaits_promulgation
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.titles import quoted
from lawtrack.patch.merging.merge import rebase
from lawtrack.patch.ops import Op
from lawtrack.patch.patch import Patch

Binder: TypeAlias = Callable[[Statute, Decision], tuple[Patch, tuple[Finding, ...]]]
"""Binds a decision to a statute: the patch, and what could not be done."""
Comparer: TypeAlias = Callable[[Statute, Statute], Patch]
"""The difference of two texts as a patch."""


@attrs.frozen
class Link:
    """One text of the chain and how it came about.

    ``change`` led from ``before`` to ``derived`` by ``patch``; ``publication`` is the published text, where there is one; ``law`` is the
    published text or else the derived one. ``difference`` leads from the derived text to the published one; without a change,
    ``patch`` leads from ``before`` straight to the published text and was found by comparing.
    """

    law: Statute
    before: Statute | None = None
    change: Change | None = None
    publication: Publication | None = None
    patch: Patch | None = None
    derived: Statute | None = None
    difference: Patch | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def record(self) -> Change | Publication:
        """The record that gives the link its dates: the change where there is one."""
        record = self.change or self.publication
        assert record is not None
        return record


def bind_decision(statute: Statute, decision: Decision) -> tuple[Patch, tuple[Finding, ...]]:
    """Bind leniently: what cannot be carried out is a finding."""
    from lawtrack.binding.amend import bind_decision as bind

    return bind(statute, decision)


def compare_texts(old: Statute, new: Statute) -> Patch:
    """The difference of two texts as a patch."""
    from lawtrack.comparison.compare import compare

    return compare(old, new)


def sort_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records in the order of adoption; on one day changes by ``order``, then the text published after them, then a repeal."""
    rank = {Change: 0, Publication: 1, Repeal: 2}
    return tuple(sorted(records, key=lambda r: (r.day, rank[type(r)], r.order)))


@attrs.frozen
class Chain:
    """The links, and all that they were made from: ``dated`` records, those with a place in time (``placed``), what was said of the rest."""

    links: tuple[Link, ...] = ()
    dated: tuple[Record, ...] = ()
    placed: tuple[Change | Publication, ...] = ()
    said: tuple[Finding, ...] = ()

    def holds_in(self, later: Chain) -> bool:
        """Whether the links hold in a chain of more records: all that is new comes on later days, and tells nothing of earlier ones."""
        if not self.links or self.said != later.said or later.placed[: len(self.placed)] != self.placed:
            return False
        last = self.placed[-1].day
        if any(r.day <= last for r in later.placed[len(self.placed) :]):
            return False
        return all(told(self.dated, last) == told(later.dated, last) for told in (told_acts, told_promulgation))


def link_records(
    records: Sequence[Record],
    bind: Binder = bind_decision,
    compare: Comparer = compare_texts,
    past: Chain | None = None,
) -> Chain:
    """The chain of sorted ``records``. Changes that precede the first text are contained in it and only noted.

    ``past`` is the chain of fewer records, whose links are taken over where they hold.
    """
    dated, said = date_changes(records)
    dated, public = tell_promulgation(dated)
    placed, early = _placed([r for r in sort_records(dated) if not isinstance(r, Repeal)])
    early += said
    whole = Chain((), tuple(dated), tuple(placed), tuple(early))
    links: list[Link] = []
    if past is not None and past.holds_in(whole):
        links = list(past.links)
        placed = placed[len(past.placed) :]
    for day, group in groupby(placed, key=lambda r: r.day):
        todo = list(group)
        changes = [r for r in todo if isinstance(r, Change)]
        texts = [r for r in todo if isinstance(r, Publication)]
        law = links[-1].law if links else None
        if law is None and not texts:
            early += [_early(c) for c in changes]
            continue
        if law is None:  # the first text known already contains what was decided that day
            early += [_early(c) for c in changes]
            first = _first(texts, compare)
            links.append(attrs.evolve(first, findings=(*early, *first.findings, *public.get(day, ()))))
            continue
        changes, doubts = _one_of_each(changes)
        doubts += missing_acts([links[-1].record.day, day], dated).get(day, []) if changes else []
        for i, change in enumerate(changes):
            link = _change(links, change, texts if i == len(changes) - 1 else [], bind, compare)
            links.append(attrs.evolve(link, findings=(*doubts, *link.findings)))
            doubts = []
        if not changes:
            links.append(_published(law, texts, compare))
        links[-1] = attrs.evolve(links[-1], findings=(*links[-1].findings, *public.get(day, ())))
    return attrs.evolve(whole, links=tuple(links))


def _one_of_each(changes: Sequence[Change]) -> tuple[list[Change], list[Finding]]:
    """Changes of one day without those that are another printing of one already there."""
    kept: list[Change] = []
    findings = []
    for change in changes:
        alike = max((_alike(k, change) for k in kept), default=0.0)
        if alike < _ONE:
            kept.append(change)
            continue
        findings.append(
            (kinds.DECISION_TWICE if alike == 1.0 else kinds.DECISION_IN_TWO_WORDINGS).finding(
                title=quoted(change.source), day=change.day
            )
        )
    return kept, findings


_ONE = 0.8
"""Two decisions of one day and title whose instructions are this alike are two printings of one."""


def _alike(first: Change, second: Change) -> float:
    if first.decision is None or second.decision is None or not same_decision(first.source, second.source):
        return 0.0
    a, b = (normalise("".join(i.text for i in d.instructions)) for d in (first.decision, second.decision))
    return similarity(a, b, _ONE)


def _placed(records: Sequence[Change | Publication]) -> tuple[list[Change | Publication], list[Finding]]:
    """Records that have a place in time. A text without any date stands first where no dated text precedes the first decision."""
    undated = [r for r in records if isinstance(r, Publication) and not r.day]
    if not undated:
        return list(records), []
    first_text = min((r.day for r in records if isinstance(r, Publication) and r.day), default="")
    first_change = min((r.day for r in records if isinstance(r, Change)), default="")
    needed = not first_text or bool(first_change) and first_change <= first_text
    base = undated[-1] if needed else None
    left = [r for r in records if r is base or r not in undated]
    return left, [_undated(r, r is base) for r in undated]


def _undated(text: Publication, used: bool) -> Finding:
    kind = kinds.UNDATED if used else kinds.UNDATED_LEFT_OUT
    return kind.finding(title=text.source or text.statute.title)


def _early(change: Change) -> Finding:
    return kinds.BEFORE_FIRST_TEXT.finding(title=quoted(change.source), day=change.day or "日期不明")


def _first(texts: list[Publication], compare: Comparer) -> Link:
    text, findings = _official(texts, compare)
    return Link(text.statute, publication=text, findings=findings + _assumed(text))


def _assumed(text: Publication) -> tuple[Finding, ...]:
    """A text that does not say from when it applies."""
    if text.effective or not text.day:
        return ()
    return (
        kinds.EFFECTIVE_ASSUMED.finding(
            title=text.source or text.statute.title, day=text.day, event="公布" if text.promulgated else "通过"
        ),
    )


def _official(texts: list[Publication], compare: Comparer) -> tuple[Publication, tuple[Finding, ...]]:
    """Of several texts published for one day the last in order counts; that others read differently is said.

    A day that only another of them tells (a gazette prints it in the announcement, the text alone does not) holds for it, too.
    """
    text = texts[-1]
    promulgated = next((t.promulgated for t in reversed(texts) if t.promulgated), "")
    effective = next((t.effective for t in reversed(texts) if t.effective), "")
    text = attrs.evolve(text, promulgated=promulgated, effective=effective)
    findings = []
    for other in texts[:-1]:
        if other.statute == text.statute:
            continue
        places = places_of(compare(other.statute, text.statute))
        findings.append(kinds.TEXTS_DIFFER.finding(day=text.day, count=len(places), places="；".join(places[:5])))
    return text, tuple(findings)


def _published(before: Statute, texts: list[Publication], compare: Comparer) -> Link:
    """A published text without the decision that led to it."""
    text, findings = _official(texts, compare)
    patch = compare(before, text.statute)
    patch = attrs.evolve(patch, source=text.source, adopted=text.adopted, effective=text.since)
    return Link(text.statute, before, publication=text, patch=patch, findings=findings + _assumed(text))


def _change(links: list[Link], change: Change, texts: list[Publication], bind: Binder, compare: Comparer) -> Link:
    before = links[-1].law
    patch, findings = bind_change(links, change, bind, compare)
    derived = patch.apply(before)
    findings += _effective_unknown(change)
    if not texts:
        return Link(derived, before, change, None, patch, derived, None, findings)
    text, said = _official(texts, compare)
    difference = compare(derived, text.statute)
    places = places_of(difference)
    if places:
        shown = "；".join(places[:5]) + ("……" if len(places) > 5 else "")
        said += (kinds.PUBLISHED_DIFFERS.finding(title=quoted(change.source), count=len(places), places=shown),)
    return Link(text.statute, before, change, text, patch, derived, difference, findings + said)


def _effective_unknown(change: Change) -> tuple[Finding, ...]:
    """A decision that applies 自公布之日起, on a day that nobody told."""
    decision = change.decision
    if decision is None or change.effective or change.promulgated or not awaits_promulgation(decision):
        return ()
    by = "批准" if decision.approved and change.since == decision.approved else "通过"
    return (kinds.EFFECTIVE_UNKNOWN.finding(title=quoted(change.source), by=by, since=change.since),)


def bind_change(
    links: Sequence[Link], change: Change, bind: Binder, compare: Comparer
) -> tuple[Patch, tuple[Finding, ...]]:
    """The patch of a change on the last text of a chain; one made for an earlier text is carried over what came between."""
    before = links[-1].law
    if change.patch is not None and fits(change.patch, before):
        return _stamped(change.patch, change), ()
    if change.decision is not None:
        patch, findings = bind(before, change.decision)
        return _stamped(patch, change), findings
    assert change.patch is not None
    for link in reversed(links[:-1]):
        if fits(change.patch, link.law):
            patch, findings = carry(change.patch, link.law, before, change.source or change.day, compare)
            return _stamped(patch, change), findings
    return _stamped(Patch(size=len(before.units), title=before.title), change), (_unfitting(change, before),)


def carry(
    patch: Patch, base: Statute, text: Statute, source: str, compare: Comparer
) -> tuple[Patch, tuple[Finding, ...]]:
    """A patch of ``base`` moved onto ``text``, another state of the same statute; what the two changed differently is left out."""
    if base == text:
        return patch, ()
    moved = rebase(patch, compare(base, text), base)
    places = list(dict.fromkeys(str(c.address) for c in moved.conflicts))
    carried = moved.patch
    try:
        carried.apply(text)
    except (
        StructureError
    ):  # what the other change took away would leave items without a paragraph: all of it stays undone
        carried = attrs.evolve(carried, ops=())
        places = places or ["全文"]
    if not places:
        return carried, ()
    finding = kinds.CONFLICT.finding(places[0], title=quoted(source), places="、".join(places))
    return carried, (finding,)


def _stamped(patch: Patch, change: Change) -> Patch:
    return attrs.evolve(patch, source=change.source, adopted=change.adopted, effective=change.since)


def fits(patch: Patch, base: Statute) -> bool:
    """Whether a patch can be applied to a text."""
    try:
        patch.check(base)
    except PatchError:
        return False
    return True


def _unfitting(change: Change, before: Statute) -> Finding:
    why = ""
    if change.patch is not None:
        try:
            change.patch.check(before)
        except LawtrackError as error:
            why = f"：{error}"
    return kinds.UNFITTING.finding(title=quoted(change.source or change.day), why=why)


def places_of(patch: Patch) -> list[str]:
    """The provisions a patch touches, in words; title, stage, note and mere width of punctuation are left out."""
    out: dict[str, None] = {}
    for op in patch.ops:
        if not _counts(op):
            continue
        out[str(op.where) or "？"] = None
    return list(out)


def _counts(op: Op) -> bool:
    from lawtrack.comparison.text_diff import typographic

    if not op.lines:  # something new
        return True
    return op.lines.start > 2 and (bool(op.units) or not typographic(op.words_before, op.words_after))


def require_text(links: Sequence[Link], title: str) -> None:
    """Raise :class:`InputError` where no text of the statute is known yet."""
    if not links:
        raise InputError(
            f"《{title}》还没有任何文本，只有修改决定；请先收入一个公布文本",
            f"there is no text of 《{title}》, only decisions; add a published text first",
        )
