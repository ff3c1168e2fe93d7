"""The versions of a statute: its texts in the order in which they come into force.

Each piece of the chain (a published text, a decision, or those instructions of a decision that share an effective date) takes
effect on its own day. As long as the pieces come into force in the order in which they were adopted, the versions are the texts of
the chain. Where they do not, a piece is carried over to the text that is in force on its day; as soon as everything adopted up to
some decision is in force, the text of the chain is the law again, and what differs from it is a step of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from lawtrack.decision.decision import Decision
from lawtrack.display import repr_html, summary
from lawtrack.errors import Finding
from lawtrack.history import findings as kinds
from lawtrack.history.chain import Binder, Comparer, Link, carry
from lawtrack.history.records import NEVER, Repeal
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import quoted
from lawtrack.patch.patch import Patch
from lawtrack.syntax.ends import term_of


@attrs.frozen
class PatchStep:
    """One patch on the way from the version before.

    ``kind``: ``decision`` (ordered by ``source``), ``published`` (how the published text departs from the derived one), ``compared`` (a
    published text whose decision is not at hand) or ``adjusted`` (what remained to reach the text of the chain).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(step.kind, step.source) for step in line.versions[1].steps]
    [('decision', '关于修改《某市渡口条例》的决定')]
    """

    patch: Patch
    kind: str
    source: str = ""
    adopted: str = ""

    __repr__ = summary


@attrs.frozen
class Version:
    """One text of the statute, in force from ``effective`` up to but not on ``until`` ("" while nothing follows).

    ``partial`` marks a text with only some instructions of its decision in force. ``derived``, ``published`` and ``difference`` are those of
    the link (see :class:`lawtrack.history.chain.Link`); ``repealed`` says that ``until`` is its repeal.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> (first, second) = line.versions
    >>> first.number, first.effective, first.until, first.status("2005-01-01"), second.statute["第一条"].text
    (1, '2001-01-01', '2010-01-01', '有效', '渡船应当亮灯。')
    """

    number: int
    statute: Statute
    effective: str
    until: str = ""
    adopted: str = ""
    promulgated: str = ""
    source: str = ""
    steps: tuple[PatchStep, ...] = ()
    derived: Statute | None = None
    published: Statute | None = None
    difference: Patch | None = None
    partial: bool = False
    repealed: bool = False
    findings: tuple[Finding, ...] = ()

    def status(self, on: str) -> str:
        """时效性 of this text on a day: 尚未生效, 有效, 已修改 or 已废止 (the vocabulary of the national statute database)."""
        if on < self.effective:
            return "尚未生效"
        if not self.until or on < self.until:
            return "有效"
        return "已废止" if self.repealed else "已修改"

    def __repr__(self) -> str:
        return f"<Version {self.number} {self.statute.title} {self.effective or '（起始日期不明）'}–{self.until or ''} {self.source}>"

    __str__ = __repr__

    _repr_html_ = repr_html


@attrs.frozen
class _Piece:
    """What comes into force together: link ``index``, on ``day``; ``decision`` holds what of it is in force then (None: all of it)."""

    index: int
    day: str
    decision: Decision | None = None
    rest: Decision | None = None


def versions_of(
    links: Sequence[Link], repeals: Iterable[Repeal], bind: Binder, compare: Comparer
) -> tuple[Version, ...]:
    """The versions that follow from a chain."""
    pieces = sorted((p for i, link in enumerate(links) for p in _pieces(i, link)), key=lambda p: (p.day, p.index))
    out: list[Version] = []
    begun: set[int] = set()
    done = 0
    text: Statute | None = None
    for piece in pieces:
        link = links[piece.index]
        begun.add(piece.index)
        done += piece.decision is None
        law = links[done - 1].law if done == len(begun) == max(begun) + 1 else None  # all adopted so far is in force
        if text is None:
            version = _version(link, piece, link.law, (), ())
        elif link.before == text and law is link.law:
            version = _version(link, piece, law, _steps(link), ())
        else:
            version = _carried(link, piece, text, law, bind, compare)
        text = version.statute
        out.append(attrs.evolve(version, number=len(out) + 1))
    return _until(out, sorted(repeals, key=lambda r: r.since))


def _pieces(index: int, link: Link) -> list[_Piece]:
    since = link.record.since
    decision = link.change.decision if link.change else None
    if link.change is None or decision is None or link.before is None:
        return [_Piece(index, since)]
    days = sorted({i.effective or since for i in decision.instructions})
    if len(days) < 2:
        return [_Piece(index, days[0] if days else since)]
    return [
        _Piece(
            index,
            day,
            None if day == days[-1] else _only(decision, {d for d in days if d <= day}, since),
            _only(decision, {day}, since),
        )
        for day in days
    ]


def _only(decision: Decision, days: set[str], since: str) -> Decision:
    """The decision with only those instructions that take effect on ``days``."""
    parts = []
    for part in decision.amended:
        kept = tuple(i for i in part.instructions if (i.effective or since) in days)
        if kept:
            parts.append(attrs.evolve(part, instructions=kept))
    return attrs.evolve(decision, amended=tuple(parts))


def _steps(link: Link) -> tuple[PatchStep, ...]:
    record = link.record
    if link.patch is None:
        return ()
    if link.change is None:
        return (PatchStep(link.patch, "compared", record.source, record.adopted),)
    step = PatchStep(link.patch, "decision", record.source, record.adopted)
    if link.difference is None or not link.difference.ops:
        return (step,)
    return (step, PatchStep(link.difference, "published", record.source, record.adopted))


def _version(
    link: Link, piece: _Piece, statute: Statute, steps: tuple[PatchStep, ...], findings: tuple[Finding, ...]
) -> Version:
    record = link.record
    published = link.publication.statute if link.publication and piece.decision is None else None
    return Version(
        0,
        statute,
        piece.day,
        adopted=record.adopted,
        promulgated=record.promulgated,
        source=record.source,
        steps=steps,
        derived=link.derived if piece.decision is None else statute,
        published=published,
        difference=link.difference if published is not None else None,
        partial=piece.decision is not None,
        findings=(*(_said(link) if piece.decision is None else ()), *findings),
    )


def _said(link: Link) -> tuple[Finding, ...]:
    """What was said of a link, and that its day of promulgation (公布) is not known, where no text at hand tells it."""
    record = link.record
    if record.promulgated or any(f.code == kinds.EFFECTIVE_UNKNOWN.code for f in link.findings):
        return link.findings
    unknown = kinds.PROMULGATION_UNKNOWN.finding(title=quoted(record.source), day=record.day or "日期不明")
    return (*link.findings, unknown)


def _carried(link: Link, piece: _Piece, text: Statute, law: Statute | None, bind: Binder, compare: Comparer) -> Version:
    """The version of a piece that does not meet the text it was made for, or that is not all of its decision."""
    if link.before is None:  # the first text comes into force when a later one already is: that one stays
        law = law or text
        steps = (
            () if law == text else (PatchStep(compare(text, law), "adjusted", link.record.source, link.record.adopted),)
        )
        return _version(link, piece, law, steps, ())
    findings: tuple[Finding, ...] = ()
    patch = link.patch
    if piece.rest is not None:  # bound to the text of the chain, as the whole decision was
        patch, findings = bind(link.before, piece.rest)
    assert patch is not None
    patch, doubts = carry(patch, link.before, text, link.record.source, compare)
    patch = attrs.evolve(patch, source=link.record.source, adopted=link.record.adopted, effective=piece.day)
    carried = [PatchStep(patch, "decision" if link.change else "compared", link.record.source, link.record.adopted)]
    text = patch.apply(text)
    if law is not None and law != text:
        carried.append(PatchStep(compare(text, law), "adjusted", link.record.source, link.record.adopted))
        text = law
        doubts = ()
    return _version(link, piece, text, tuple(carried), (*findings, *doubts))


def _until(versions: Sequence[Version], repeals: Sequence[Repeal]) -> tuple[Version, ...]:
    """Each version ends where the next begins, the statute is repealed, or its own term is over (有效期五年).

    A text re-enacted on the day of a repeal stays.
    """
    out: list[Version] = []
    for i, version in enumerate(versions):
        until = versions[i + 1].effective if i + 1 < len(versions) else ""
        term = term_of(version.statute, versions[0].effective)
        over = term > version.effective and (not until or term < until)
        found = attrs.evolve(version, until=term if over else until, repealed=over)
        for repeal in repeals:
            later = (repeal.since, repeal.day) > (version.effective, version.adopted)
            if later and repeal.since != NEVER and (not found.until or repeal.since <= found.until):
                found = attrs.evolve(found, until=repeal.since, repealed=True)
                break
        if out and out[-1].repealed and found.published is None and found.effective >= out[-1].until:
            found = attrs.evolve(found, findings=(*found.findings, _after_end(found, out[-1].until)))
        out.append(found)
    waiting = tuple(_pending(r) for r in repeals if r.since == NEVER)
    if waiting and out and not out[-1].repealed:
        out[-1] = attrs.evolve(out[-1], findings=(*out[-1].findings, *waiting))
    return tuple(out)


def _after_end(version: Version, until: str) -> Finding:
    return kinds.CHANGED_AFTER_END.finding(title=quoted(version.source), day=version.adopted, until=until)


def _pending(repeal: Repeal) -> Finding:
    return kinds.REPEAL_UNDATED.finding(title=quoted(repeal.source), day=repeal.day)
