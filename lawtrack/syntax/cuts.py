"""Stretches cut out of a source before it is read, and the way back from what was read to the places of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import attrs

from lawtrack.errors import Finding, Repair, Span, Splice


@attrs.frozen
class Cuts:
    """Stretches of a source that were cut out, in order, and the way from the text that is left back to the source."""

    holes: tuple[tuple[int, int], ...] = ()
    lines: int = 0  # line breaks in the first of them
    _starts: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    @classmethod
    def of(cls, holes: Sequence[tuple[int, int]], lines: int = 0) -> Cuts:
        """The cuts of some stretches of a text, in order."""
        starts, shifts, gone = [], [], 0
        for a, b in holes:
            starts.append(a - gone)
            gone += b - a
            shifts.append(gone)
        return cls(tuple(holes), lines, tuple(starts), tuple(shifts))

    def left(self, text: str) -> str:
        """What is left of the source."""
        out, at = [], 0
        for a, b in self.holes:
            out.append(text[at:a])
            at = b
        return "".join(out) + text[at:]

    def start(self, at: int) -> int:
        """Where the character at ``at`` of what is left stands in the source.

        >>> cuts = Cuts.of([(0, 2), (5, 7)])
        >>> cuts.left("**第一条**　甲"), cuts.start(0), cuts.end(3), cuts.start(3)
        ('第一条　甲', 2, 5, 7)
        """
        k = bisect_right(self._starts, at)
        return at + (self._shifts[k - 1] if k else 0)

    def end(self, at: int) -> int:
        """Where a stretch that ends before ``at`` ends in the source."""
        return self.start(at - 1) + 1 if at else 0

    def span(self, span: Span | None) -> Span | None:
        """The stretch of the source for one of what is left."""
        if span is None:
            return None
        start = self.start(span.start)
        return Span(start, max(start, self.end(span.end)) if span.end > span.start else start, span.line + self.lines)

    def edit(self, edit: Splice) -> Splice:
        """The edit of the source for one of what is left."""
        start = self.start(edit.start)
        return Splice(start, max(start, self.end(edit.end)) if edit.end > edit.start else start, edit.text)

    def finding(self, finding: Finding) -> Finding:
        """The finding with the places of the source."""
        found: Finding = self.back(finding)
        return found

    def back(self, value: Any) -> Any:
        """Any value with every span and every edit of a source in it led back; what holds none is the same object.

        >>> Cuts.of([(0, 2)]).back((Span(0, 3, 1), "words"))
        (Span(start=2, end=5, line=1), 'words')
        """
        if isinstance(value, Span):
            return self.span(value)
        if isinstance(value, Repair):
            return Repair(value.description, tuple(map(self.edit, value.edits)))
        if isinstance(value, tuple) and value:
            new = tuple(map(self.back, value))
            return value if all(a is b for a, b in zip(new, value, strict=True)) else new
        if not attrs.has(type(value)):
            return value
        changed = {}
        for field in attrs.fields(type(value)):
            old = getattr(value, field.name)
            new = self.back(old)
            if new is not old:
                changed[field.alias] = new
        return attrs.evolve(value, **changed) if changed else value
