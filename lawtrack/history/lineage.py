"""From version to version, unit by unit: the thread along which a provision keeps its identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from lawtrack.history.versions import Step, Version
from lawtrack.model.levels import RANK, Level
from lawtrack.model.nodes import Statute, build
from lawtrack.patch.patch import Trace


@attrs.frozen
class Passage:
    """One step between two versions: the text ``before`` and ``after`` it, and for each unit after it where it came from."""

    version: Version
    step: Step
    before: Statute
    after: Statute
    traces: tuple[Trace, ...] = attrs.field(repr=False)

    @cached_property
    def forward(self) -> dict[int, int]:
        """Old line → new line; what is gone is missing."""
        return {t.line: i for i, t in enumerate(self.traces) if t.line is not None}


def passages_of(versions: Sequence[Version]) -> Iterator[Passage]:
    """The steps of ``versions[1:]`` in order, each carried out."""
    for last, version in zip(versions, versions[1:], strict=False):
        text = last.statute
        for step in version.steps:
            traces = step.patch.trace(text)
            after = build([t.unit for t in traces], version.statute)
            yield Passage(version, step, text, after, traces)
            text = after


def span_of(statute: Statute, line: int) -> range:
    """The lines of a provision and of all that belongs to it."""
    units = statute.units
    level = units[line].level
    end = line + 1
    if level not in (Level.TITLE, Level.STAGE, Level.NOTE):
        while end < len(units) and RANK[units[end].level] > RANK[level]:
            if level is Level.PREAMBLE and units[end].level is not Level.PARAGRAPH:
                break
            end += 1
    return range(line, end)


def text_of(statute: Statute, line: int) -> str:
    """A provision with all that belongs to it, one unit a line; its own label is left out."""
    head, *rest = (statute.units[i] for i in span_of(statute, line))
    lines = [head.text] if head.text or not rest else []
    return "\n".join(
        lines + [u.label + ("\u3000" if u.level < Level.PARAGRAPH and u.text else "") + u.text for u in rest]
    )
