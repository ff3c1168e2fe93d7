"""What lies on the desk: each file read once, told what it is, and given its role in the job."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import attrs

import lawtrack
from lawtrack.binding.result.note import lists
from lawtrack.errors import Finding, LawtrackError
from lawtrack.formats.input import Source, open_source, read_text
from lawtrack.model.titles import title_key
from lawtrack.syntax.gazette.issue import Gazette, InstrumentKind
from lawtrack.syntax.note import find_dates


class Role(enum.StrEnum):
    """What a file is in the job: the text before, the text after, a decision, a gazette, a file with two versions, or nothing."""

    BASE = "base"
    NEW = "new"
    DECISION = "decision"
    GAZETTE = "gazette"
    VERSIONS = "versions"
    NONE = "none"

    @property
    def zh(self) -> str:
        """The Chinese word."""
        return _ROLE[self]


_ROLE = {
    Role.BASE: "原文", Role.NEW: "修改后文本", Role.DECISION: "修改决定", Role.GAZETTE: "公报", Role.VERSIONS: "修订稿或者对照表",
    Role.NONE: "不使用",
}  # fmt: skip

Chosen: TypeAlias = frozenset[str]
"""The keys of the repairs that were chosen (:func:`key_of`)."""


def key_of(finding: Finding) -> str:
    """The name of a proposed repair, the same whenever the same text is read.

    >>> from lawtrack.errors import Repair, Severity, Splice
    >>> key_of(Finding("a.b", Severity.WARNING, "…", repair=Repair("补上引号", (Splice(5, 5, "”"),))))
    'a.b@5-5”'
    """
    edits = finding.repair.edits if finding.repair else ()
    return f"{finding.code}@" + "+".join(f"{e.start}-{e.end}{e.text}" for e in edits)


@attrs.frozen(eq=False)
class Paper:
    """One file: its name for messages, and its bytes. What it holds is read when asked for, and raises :class:`InputError` as the verbs do."""

    name: str
    data: bytes = attrs.field(repr=False)
    repairs: Chosen = frozenset()

    @cached_property
    def source(self) -> Source:
        """The file as it was opened; the name chooses nothing but the message and, by its suffix, the format."""
        return open_source(_named(self.data, self.name))

    @cached_property
    def two(self) -> bool:
        """Whether it holds the text before and the text after."""
        return self.source.kind != "json" and bool(read_text(self.source, "new").two)

    @cached_property
    def issue(self) -> Gazette:
        """The instruments in it."""
        return lawtrack.read_gazette(_named(self.data, self.name))

    @cached_property
    def guess(self) -> Role:
        """What it is by itself; a statute is taken for the text before. Raises :class:`InputError` for what cannot be read."""
        if self.source.kind == "json":
            known = lawtrack.read_any(_named(self.data, self.name))
            return Role.DECISION if isinstance(known, lawtrack.Decision) else Role.BASE
        if self.two:
            return Role.VERSIONS
        if read_text(self.source).statute is not None:
            return Role.BASE
        kinds = [i.kind for i in self.issue.instruments]
        if len(kinds) > 2 or len(kinds) == 2 and InstrumentKind.AMENDING_DECISION in kinds:
            return Role.GAZETTE
        return Role.DECISION if isinstance(self.content, lawtrack.Decision) else Role.BASE

    @cached_property
    def content(self) -> lawtrack.Statute | lawtrack.Decision:
        """The statute or the decision that it is by its title."""
        return lawtrack.read_any(_named(self.data, self.name), tracked="new" if self.two else "")

    def statute(self, tracked: lawtrack.Tracked = "") -> lawtrack.Statute:
        """The statute in it, with the repairs that were chosen; ``tracked`` says which text of a redlined file is meant."""
        side: lawtrack.Tracked = tracked if self.two else ""
        if not self.repairs and not side and isinstance(self.content, lawtrack.Statute):
            return self.content
        return lawtrack.read_statute(_named(self.data, self.name), tracked=side, repair=self._wanted)

    def decision(self) -> lawtrack.Decision:
        """The decision in it, with the repairs that were chosen."""
        if not self.repairs and isinstance(self.content, lawtrack.Decision):
            return self.content
        return lawtrack.read_decision(_named(self.data, self.name), repair=self._wanted)

    def versions(self) -> tuple[lawtrack.Statute, lawtrack.Statute]:
        """The text before and the text after."""
        return lawtrack.read_versions(_named(self.data, self.name))

    def proposals(self, role: Role) -> tuple[Finding, ...]:
        """The repairs that a reader proposes for it as it came, errors and warnings only: what is for the record is read so already."""
        if role not in (Role.BASE, Role.NEW, Role.DECISION) or self.two or self.source.kind == "json":
            return ()
        plain = Paper(self.name, self.data)
        read = plain.decision() if role is Role.DECISION else plain.statute()
        return tuple(f for f in read.findings if f.repair and f.repair.edits and f.severity.value != "info")

    def _wanted(self, finding: Finding) -> bool:
        return key_of(finding) in self.repairs


def _named(data: bytes, name: str) -> Any:
    import io

    stream = io.BytesIO(data)
    stream.name = name
    return stream


@attrs.frozen
class Placed:
    """A file with its role; ``title`` is what it calls itself, ``trouble`` why it cannot be read."""

    paper: Paper
    role: Role
    title: str = ""
    trouble: str = ""


def place(papers: Sequence[Paper], given: Sequence[str]) -> tuple[Placed, ...]:
    """Each file with the role that was given for it ("" where none was), or the one it seems to have beside the others.

    A file that is a decision with the republished text, a gazette by itself, is the decision where another file is the statute. A statute
    whose adoption note lists the decision, or the later one of two, is the text after.
    """
    out: list[Placed] = []
    for paper, role in zip(papers, given, strict=True):
        try:
            guess = paper.guess
            content = None if guess is Role.GAZETTE else paper.content
            title = paper.issue.title or "公报" if content is None else content.title
            out.append(Placed(paper, Role(role) if role else guess, title))
        except LawtrackError as error:
            told = str(error)
            out.append(Placed(paper, Role.NONE, trouble=told if paper.name in told else f"{paper.name}：{told}"))
    free = [i for i, role in enumerate(given) if not role]
    if any(p.role is Role.BASE for p in out):
        for i in free:
            kinds = [x.kind for x in out[i].paper.issue.instruments] if out[i].role is Role.GAZETTE else []
            if kinds.count(InstrumentKind.AMENDING_DECISION) == 1 and kinds[0] is InstrumentKind.AMENDING_DECISION:
                out[i] = attrs.evolve(out[i], role=Role.DECISION)
    for i in _later(out):
        if i in free:
            out[i] = attrs.evolve(out[i], role=Role.NEW)
    return tuple(out)


def _later(placed: Sequence[Placed]) -> Iterable[int]:
    """The statutes that are a text after: amended by a decision that lies here already, or the later one of two of one name."""
    laws = {i: p.paper.content for i, p in enumerate(placed) if p.role is Role.BASE}
    decisions = [d for p in placed if p.role is Role.DECISION and isinstance(d := p.paper.content, lawtrack.Decision)]
    if decisions:
        return [
            i for i, s in laws.items() if isinstance(s, lawtrack.Statute) and any(lists(s.note, d) for d in decisions)
        ]
    if len(laws) != 2:
        return ()
    if any(p.role is Role.NEW for p in placed):
        return ()
    (i, first), (j, second) = laws.items()
    assert isinstance(first, lawtrack.Statute) and isinstance(second, lawtrack.Statute)
    same = title_key(first.title) == title_key(second.title)
    return [i if same and _latest(first) > _latest(second) else j]


def _latest(law: lawtrack.Statute) -> str:
    """The last day that an adoption note tells."""
    return max((day for _, _, day in find_dates(law.note)), default="")
