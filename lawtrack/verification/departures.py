"""Where a published text departs from the derived one, and what stood behind the words at that place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from lawtrack.comparison.compare import compare
from lawtrack.comparison.text_diff import splices as differences_in
from lawtrack.decision.decision import Amended
from lawtrack.errors import Finding, FindingKind, Span, overlap
from lawtrack.model.address import Address
from lawtrack.model.gaps import is_gap
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.patch.arrangement import Trace
from lawtrack.patch.ops import Cause, Delete, Insert, Move, Splice, invert_splices, words_of
from lawtrack.verification import findings as kinds
from lawtrack.verification.division import redivide

_MARKS = frozenset("，、；。：,;:")


@attrs.frozen
class Departure:
    """One difference: the finding, and whether an instruction ordered the text at that place."""

    finding: Finding
    ordered: bool


@attrs.frozen
class _Ordered:
    """A stretch of a derived text that an instruction put there (empty where it took something away)."""

    start: int
    end: int
    cause: Cause
    edge: bool = False


def departures(
    traces: Sequence[Trace], derived: Statute, published: Statute, part: Amended, borders: set[str]
) -> list[Departure]:
    """Every difference between the derived and the published text, in the order of the published one.

    ``traces`` say how the derived units came about; ``borders`` are the new articles whose chapter the decision left open.
    """
    return list(_Reading(traces, derived, published, part, borders).run())


class _Reading:
    def __init__(self, traces: Sequence[Trace], derived: Statute, published: Statute, part: Amended, borders: set[str]):
        division = redivide(derived, published)
        self.derived, self.published, self.borders = division.statute, published, borders
        self.traces = [
            traces[k] if k is not None else Trace(unit, -1)
            for k, unit in zip(division.origins, division.statute.units, strict=True)
        ]
        self.divided = division.places

    def run(self) -> Iterator[Departure]:
        patch = compare(self.derived, self.published)
        for j, trace in enumerate(patch.trace(self.derived)):
            new, move = trace.insert, trace.move
            if new is not None and new.units[0] is trace.unit:
                yield from self.extra(new, j)
            if trace.line is None:
                continue
            for _ in trace.edits:
                yield from self.text(trace.line, j)
            if trace.relabel is not None:
                yield from self.label(trace.line, j)
            if move is not None and trace.line == move.line:
                yield self.moved(move, j)
        for lost in patch.deletions:
            yield from self.missing(lost)
        for j in self.divided:
            yield self.note(kinds.DIVISION, j, None, None)

    # ------------------------------------------------------------------ words

    def text(self, i: int, j: int) -> Iterator[Departure]:
        want, have = self.derived.units[i].text, self.published.units[j].text
        if normalise(want) == normalise(have):
            yield self.note(kinds.TYPOGRAPHY, j, want, have)
            return
        if i <= 2:
            yield self.front(i, j)
            return
        if is_gap(want):
            return
        ordered = self.ordered(i)
        for s in differences_in(want, have):
            old, new = want[s.start : s.end], s.text
            before, after = _focus(want, have, s)
            if normalise(old) == normalise(new):
                yield self.note(kinds.TYPOGRAPHY, j, before, after)
                continue
            behind = next((o for o in ordered if _meets(o, s)), None)
            marks = set(old + new) <= _MARKS
            if behind is None:
                touched = next((o.cause for o in ordered), None)
                yield self.note(kinds.UNORDERED_BESIDE if touched else kinds.UNORDERED, j, before, after)
            elif behind.cause.consequential:
                yield self.note(kinds.MARKS_THAT_FOLLOW if marks else kinds.CONSEQUENCE, j, before, after, behind.cause)
            elif marks and (behind.edge and _at_edge(behind, s) or s.end >= len(want)):
                yield self.note(kinds.SEPARATOR, j, before, after, behind.cause)
            else:
                yield self.note(kinds.TEXT, j, before, after, behind.cause)

    def ordered(self, i: int) -> list[_Ordered]:
        """What instructions put into the derived text of a unit."""
        trace = self.traces[i]
        if trace.line is None:
            cause = next((op.cause for op in trace.ops), Cause())
            return [_Ordered(0, len(trace.unit.text), cause)]
        edits = trace.edits
        flat = sorted((s, k) for k, op in enumerate(edits) for s in op.splices)
        if not flat:
            return []
        back = invert_splices(edits[0].before, [s for s, _ in flat])
        return [
            _Ordered(b.start, b.end, edits[k].cause, s.start == s.end or not s.text)
            for b, (s, k) in zip(back, flat, strict=True)
        ]

    def front(self, i: int, j: int) -> Departure:
        want, have = self.derived.units[i].text, self.published.units[j].text
        ordered = any(not op.cause.consequential for op in self.traces[i].edits)
        names = ("名称", "阶段标记", "题注")
        title = kinds.ORDERED_TITLE if ordered else kinds.TITLE
        kind = kinds.STAGE_OR_NOTE if i else title
        return self.note(kind, j, want, have, ordered=ordered and i == 0, line=names[i])

    # ------------------------------------------------------------------ numbers and places

    def label(self, i: int, j: int) -> Iterator[Departure]:
        want, have = self.derived.units[i], self.published.units[j]
        if want.number == have.number and normalise(want.label) == normalise(have.label):
            yield self.note(kinds.TYPOGRAPHY, j, want.label, have.label)
            return
        told = self.traces[i].relabel or self.traces[i].insert
        cause = told.cause if told else None
        ordered = cause is not None and not cause.consequential
        twice = (
            sum(u.level is have.level and u.label == have.label for u in self.published.units) > 1
            and have.level is Level.ARTICLE
        )
        number = kinds.ORDERED_NUMBER if ordered else kinds.NUMBER
        kind = kinds.NUMBER_TWICE if twice else number
        yield self.note(kind, j, want.label, have.label, cause if ordered else None, ordered=ordered or twice)

    def moved(self, op: Move, j: int) -> Departure:
        unit = self.published.units[j]
        i = op.line
        article = str(self.derived.addresses[i].article or "")
        new = self.traces[i].line is None
        judged = (
            new
            and (article in self.borders or unit.level in HEADINGS)
            or self.beside_border(j)
            or unit.level in HEADINGS
        )
        kind = kinds.PLACE_AT_A_BORDER if judged else kinds.PLACE
        return self.note(kind, j, str(self.derived.addresses[i]), str(self.published.addresses[j]))

    def beside_border(self, j: int) -> bool:
        return str(self.published.addresses[j].article or "") in self.borders

    # ------------------------------------------------------------------ whole provisions

    def extra(self, op: Insert, j: int) -> Iterator[Departure]:
        text = words_of(op.units)
        yield self.note(kinds.EXTRA, j, None, text)

    def missing(self, op: Delete) -> Iterator[Departure]:
        if not any(u.text and not is_gap(u.text) for u in op.units):  # nothing is known of it but its number
            return
        trace = self.traces[op.line]
        cause = next((c.cause for c in trace.ops if not c.cause.consequential), None)
        ordered = trace.line is None or any(
            not edit.cause.consequential for i in op.lines for edit in self.traces[i].edits
        )
        kind = kinds.ORDERED_MISSING if ordered else kinds.MISSING
        label = cause.label if ordered and cause else ""
        yield Departure(kind.finding(op.at, before=words_of(op.units), instruction=label), ordered)

    # ------------------------------------------------------------------ findings

    def note(
        self, kind: FindingKind, j: int, before: str | None, after: str | None, cause: Cause | None = None,
        *, ordered: bool | None = None, **values: Any,
    ) -> Departure:  # fmt: skip
        address: Address = self.published.addresses[j]
        span: Span | None = self.published.spans[j] if j < len(self.published.spans) else None
        label = cause.label if cause else ""
        finding = kind.finding(address, span=span, before=before, after=after, instruction=label, **values)
        if ordered is None:
            ordered = cause is not None and not cause.consequential
        return Departure(finding, ordered)


def _meets(ordered: _Ordered, s: Splice) -> bool:
    """Whether a difference touches what an order put there; beside it counts only where something is put in or taken away."""
    if ordered.start == ordered.end or s.start == s.end:
        return ordered.start <= s.end and s.start <= ordered.end
    return overlap(ordered, s)


def _at_edge(ordered: _Ordered, s: Splice) -> bool:
    return s.start <= ordered.start + 1 or s.end >= ordered.end - 1


def _focus(want: str, have: str, s: Splice) -> tuple[str, str]:
    """The difference with a little of what stands around it, on both sides alike."""
    left = s.start
    while left and s.start - left < 8 and want[left - 1] not in "。；":
        left -= 1
    right = s.end
    while right < len(want) and right - s.end < 8 and want[right] not in "。；":
        right += 1
    return want[left:right], want[left : s.start] + s.text + want[s.end : right]
