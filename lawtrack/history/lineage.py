"""From version to version, unit by unit: the thread along which a provision keeps its identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from lawtrack.display import summary
from lawtrack.errors import InputError
from lawtrack.history.versions import PatchStep, Version
from lawtrack.model.dates import Date
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute, build
from lawtrack.patch.arrangement import Trace
from lawtrack.syntax.ends import term_of
from lawtrack.syntax.note import parse_note, read_date


@attrs.frozen
class Transition:
    """One step between two versions: the text ``before`` and ``after`` it, and for each unit after it where it came from.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(one.version.number, one.after["第一条"].text) for one in line.passages]
    [(2, '渡船应当亮灯。')]
    """

    version: Version
    step: PatchStep
    before: Statute
    after: Statute
    traces: tuple[Trace, ...] = attrs.field(repr=False)

    @cached_property
    def forward(self) -> dict[int, int]:
        """Old line → new line; what is gone is missing."""
        return {t.line: i for i, t in enumerate(self.traces) if t.line is not None}

    __repr__ = summary


def passages_of(versions: Sequence[Version]) -> Iterator[Transition]:
    """The steps of ``versions[1:]`` in order, each carried out."""
    for last, version in zip(versions, versions[1:], strict=False):
        text = last.statute
        for step in version.steps:
            traces = step.patch.trace(text)
            after = build([t.unit for t in traces], version.statute)
            yield Transition(version, step, text, after, traces)
            text = after


def lines_kept(last: Version, version: Version) -> dict[int, int]:
    """Line of one version → line of the next, over all steps between them; what is gone is missing.

    The same as the ``forward`` of the steps one after the other, without the texts between them being built.
    """
    text, kept = last.statute, {i: i for i in range(len(last.statute.units))}
    for number, step in enumerate(version.steps, 1):
        traces = step.patch.trace(text)
        lines = {t.line: i for i, t in enumerate(traces) if t.line is not None}
        kept = {i: lines[j] for i, j in kept.items() if j in lines}
        if number < len(version.steps):
            text = build([t.unit for t in traces], version.statute)
    return kept


def older(first: Statute, day: str) -> bool:
    """Whether an older text than the first one at hand may have applied on a day: its note tells of an act before that day.

    >>> law = Statute("例法", note="（1979年7月1日某会通过　1997年3月14日某会修订）")
    >>> older(law, "1990-01-01"), older(law, "1970-01-01")
    (True, False)
    """
    acts = parse_note(first.note)
    return len(acts) > 1 and bool(acts[0].date) and acts[0].date <= day


@attrs.frozen
class Lineage:
    """The versions of one statute and the steps between them; ``title`` and ``versions`` come from a subclass."""

    title: str

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions in the order of coming into force, those still to come included."""
        raise NotImplementedError

    @cached_property
    def passages(self) -> tuple[Transition, ...]:
        """Every step between the versions, carried out unit by unit."""
        return tuple(passages_of(self.versions))

    def version_at(self, date: Date) -> Version:
        """The version in force on a day; raises :class:`InputError` where none is."""
        day = read_date(date)
        found = None
        for version in self.versions:
            if version.effective <= day:
                found = version
        if found is None:
            first = self.versions[0]
            if older(first.statute, day):
                raise InputError(
                    f"《{self.title}》在{day}有效的文本不在存档中：已有的最早文本自{first.effective}起施行；请收入更早的文本",
                    f"the text of 《{self.title}》 in force on {day} is not in the archive: the earliest applies from {first.effective}; add an earlier one",
                )
            raise InputError(
                f"《{self.title}》在{day}尚未施行（自{first.effective}起施行）",
                f"《{self.title}》 was not yet in force on {day} (from {first.effective})",
            )
        if found.until and found.until <= day:
            over = term_of(found.statute, self.versions[0].effective) == found.until
            how, how_en = (
                ("有效期届满，已于{}失效", "its term ended on {}")
                if over
                else ("已于{}废止", "it was repealed from {}")
            )
            raise InputError(
                f"《{self.title}》{how.format(found.until)}，{day}不再有效",
                f"《{self.title}》 was no longer in force on {day}: {how_en.format(found.until)}",
            )
        return found


def text_of(statute: Statute, line: int) -> str:
    """A provision with all that belongs to it, one unit a line; its own label is left out."""
    head, *rest = (statute.units[i] for i in statute.outline.span(line))
    lines = [head.text] if head.text or not rest else []
    return "\n".join(
        lines + [u.label + ("\u3000" if u.level < Level.PARAGRAPH and u.text else "") + u.text for u in rest]
    )
