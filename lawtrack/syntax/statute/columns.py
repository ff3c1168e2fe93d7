"""Page ends whose two columns were read in the wrong order: found by article numbers that go backward, put right on request.

A scan reads the right column first, so the text goes *tail of 12, 13, 14 | 11, beginning of 12 | 15*. Two readings of such a place are
tried: single pieces (the last lines of a page, which a scan may also have put side by side on one line) and whole columns. A reading
counts only if articles come in order and every sentence comes to its end; where several do, the one whose seams are words of this very
text wins; where none is better than the others, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.model.levels import Level, cited
from lawtrack.model.numerals import label_number
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.statute.lines import HEADING_KINDS, LineKind, SourceLine
from lawtrack.syntax.statute.pages import FULL, finished

_PIECES = 14
"""How many pieces of a page end are put in order; more is no page end any more."""
_COLUMN = 80
"""How many lines a column may have."""
_READINGS, _PLACES = 60, 60
"""How many readings of one place are weighed, and how many places are put right: keeps the work linear in the text."""


@attrs.frozen
class _Backward:
    """Heads ``begin … turn`` of which ``turn`` goes backward, up to ``end``, where the numbers run on."""

    begin: int
    turn: int
    end: int


@attrs.frozen
class _Reading:
    """A stretch of the source and how it reads in order; ``seams`` are the two characters on either side of each joint."""

    start: int
    finish: int
    text: str
    seams: tuple[tuple[str, str], ...] = ()


def swapped_columns(text: str, lines: Sequence[SourceLine]) -> tuple[list[Finding], list[tuple[int, int]]]:
    """The findings, and the stretches of source they are about."""
    heads = [k for k, x in enumerate(lines) if x.kind is LineKind.ARTICLE and (x.spaced or not x.rest)]
    numbers = [label_number(lines[k].label).value for k in heads]
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for back in _backward(numbers):
        if len(found) == _PLACES:
            break
        reading = _by_pieces(text, lines, heads, numbers, back) or _by_columns(text, lines, heads, numbers, back)
        if reading is None or taken and reading.start < taken[-1][1]:
            continue
        names = "、".join(cited(Level.ARTICLE, n) for n in sorted(numbers[back.begin : back.end]))
        shown = reading.text.replace("\n", "")
        found.append(
            kinds.SWAPPED_COLUMNS.finding(
                names.split("、")[0],
                span=Span(reading.start, reading.finish, lines[heads[back.begin]].number),
                before=text[reading.start : reading.finish],
                after=reading.text,
                repair=Repair("按条号顺序重排页末两栏", (Splice(reading.start, reading.finish, reading.text),)),
                names=names,
                shown=shown[:60],
                more="…" if len(shown) > 60 else "",
            )
        )
        taken.append((reading.start, reading.finish))
    return found, taken


def give_way(findings: Iterable[Finding], swapped: Sequence[Finding]) -> list[Finding]:
    """Findings whose repair falls into a stretch that is put in order, without that repair: not both can be carried out, and the text in
    its order is read again."""
    taken = [e for f in swapped if f.repair and f.code == kinds.SWAPPED_COLUMNS.code for e in f.repair.edits]
    return [
        attrs.evolve(f, repair=None) if f.repair and any(_meet(e, t) for e in f.repair.edits for t in taken) else f
        for f in findings
    ]


def _meet(edit: Splice, other: Splice) -> bool:
    return edit.start < other.end and other.start < edit.end


def _backward(numbers: Sequence[int]) -> Iterable[_Backward]:
    """Where numbers go …, 10, 13, 14, 11, 12, 15: one block that belongs before the other, and nothing missing."""
    h = 1
    while h < len(numbers):
        begin = h - 1
        if 0 < numbers[h] < numbers[h - 1]:
            while begin > max(0, h - _COLUMN) and numbers[begin - 1] >= numbers[h]:
                begin -= 1
            end, top = h + 1, numbers[h - 1]
            while end < min(len(numbers), h + _COLUMN) and numbers[end] < numbers[begin]:
                end += 1
            block = [*numbers[h:end], *numbers[begin:h]]
            before = numbers[begin - 1] if begin else 0
            runs_on = end == len(numbers) or numbers[end] == top + 1
            if block == list(range(before + 1, top + 1)) and runs_on:
                yield _Backward(begin, h, end)
                h = end
        h += 1


# -- piece by piece


@attrs.frozen
class _Piece:
    """A stretch of a line that a column may have ended: an article head with its text, or the rest of a sentence."""

    start: int
    end: int
    text: str
    number: int = 0  # of the article it opens


_GAP = re.compile(r"(?<=[\u4e00-\u9fff，、])[ \t\u3000]+(?=[\u4e00-\u9fff])")


def _pieces(text: str, lines: Sequence[SourceLine]) -> list[_Piece]:
    out = []
    for line in lines:
        first = line.end - len(line.rest) if line.kind is LineKind.ARTICLE else line.start
        cuts = [m.span() for m in _GAP.finditer(text, first, line.end)]
        starts = [line.start, *(b for _, b in cuts)]
        ends = [*(a for a, _ in cuts), line.end]
        for k, (a, b) in enumerate(zip(starts, ends, strict=True)):
            number = label_number(line.label).value if k == 0 and line.kind is LineKind.ARTICLE else 0
            out.append(_Piece(a, b, text[a:b], number))
    return out


def _by_pieces(
    text: str, lines: Sequence[SourceLine], heads: Sequence[int], numbers: Sequence[int], back: _Backward
) -> _Reading | None:
    """The last lines of a page under a heading: one block of pieces moved forward."""
    above = heads[back.begin - 1] if back.begin else -1
    first = heads[back.begin]
    while first - 1 > above and _under_heading(lines, first - 1, above):
        first -= 1
    limit = heads[back.end] if back.end < len(heads) else len(lines)
    stop = next((k for k in range(heads[back.end - 1] + 1, limit) if lines[k].kind is not LineKind.TEXT), limit)
    if first == heads[back.begin] or stop - first > _PIECES:
        return None
    pieces = _pieces(text, lines[first:stop])
    if len(pieces) > _PIECES:
        return None
    before = numbers[back.begin - 1] if back.begin else 0
    orders = {}
    for i in range(1, len(pieces)):
        for j in range(i + 1, len(pieces) + 1):
            for to in range(i):
                order = pieces[:to] + pieces[i:j] + pieces[to:i] + pieces[j:]
                if _well_formed(order, before):
                    new = "".join(("\n\n" if p.number and k else "") + p.text for k, p in enumerate(order))
                    seams = tuple(
                        (a.text[-2:], b.text[:2]) for a, b in zip(order, order[1:], strict=False) if not b.number
                    )
                    orders[new] = _Reading(pieces[0].start, pieces[-1].end, new, seams)
    return _best(text, list(orders.values()))


def _under_heading(lines: Sequence[SourceLine], k: int, above: int) -> bool:
    """A line between a heading and the next article: it belongs to no article where it stands."""
    j = k
    while j > max(above, k - _PIECES) and lines[j].kind is LineKind.TEXT and not lines[j].mark:
        j -= 1
    return j < k and lines[j].kind in HEADING_KINDS


def _well_formed(pieces: Sequence[_Piece], after: int) -> bool:
    """Whether the pieces read as articles ``after + 1``, ``after + 2`` … , each sentence coming to its end before the next head."""
    number, open_ = after, False
    for piece in pieces:
        if piece.number:
            if open_ or piece.number != number + 1:
                return False
            number = piece.number
        elif not open_:
            return False
        open_ = not finished(piece.text)
    return not open_ and number > after


# -- column by column


def _by_columns(
    text: str, lines: Sequence[SourceLine], heads: Sequence[int], numbers: Sequence[int], back: _Backward
) -> _Reading | None:
    """Right column *r … turn*, left column *turn … e*: the left one moved forward, its torn last sentence joined to the right one's first line."""
    first, turn = heads[back.begin], heads[back.turn]
    above = heads[back.begin - 1] if back.begin else -1
    limit = heads[back.end] if back.end < len(heads) else len(lines)
    while limit - 1 > turn and lines[limit - 1].kind in HEADING_KINDS:
        limit -= 1
    if turn - above > 2 * _COLUMN or limit - turn > 2 * _COLUMN:
        return None
    last = lines[turn - 1]
    readings = []
    for e in range(heads[back.end - 1], limit):
        torn_left = not finished(lines[e].text)
        torn_right = not finished(last.text) and last.kind not in HEADING_KINDS
        if torn_right and (e + 1 >= limit or lines[e + 1].kind is not LineKind.TEXT):
            continue
        if not torn_right and e + 1 < limit:
            continue
        for r in _orphans(lines, above, first) if torn_left else (first,):
            left = text[lines[turn].start : lines[e].end]
            right = text[lines[r].start : last.end]
            seams = [(left[-2:], right[:2])] if torn_left else []
            finish = lines[e].end
            if torn_right:
                finish = lines[e + 1].start
                seams.append((right[-2:], text[finish : finish + 2]))
            new = left + ("" if torn_left else "\n\n") + right
            readings.append(_Reading(lines[r].start, finish, new, tuple(seams)))
    return _best(text, readings)


def _orphans(lines: Sequence[SourceLine], above: int, first: int) -> list[int]:
    """Lines that may go on with a sentence of the other column: right after a heading it can only be the first one."""
    heading = max((k for k in range(above + 1, first) if lines[k].kind in HEADING_KINDS), default=-1)
    if 0 <= heading < first - 1:
        return [heading + 1] if lines[heading + 1].kind is LineKind.TEXT else []
    return [
        k
        for k in range(above + 1, first)
        if lines[k].kind is LineKind.TEXT
        and finished(lines[k - 1].text)
        and (finished(lines[k].text) or len(lines[k].text) >= FULL)
    ]


def _best(text: str, readings: Sequence[_Reading]) -> _Reading | None:
    """The only reading, or the one whose seams are words that this text uses most."""
    if len(readings) < 2 or len(readings) > _READINGS:
        return readings[0] if len(readings) == 1 else None
    scored = sorted(((_score(text, x), k) for k, x in enumerate(readings)), reverse=True)
    return readings[scored[0][1]] if scored[0][0] >= 2 * scored[1][0] + 1 else None


def _score(text: str, reading: _Reading) -> float:
    """How familiar the seams are: the longer the word that a seam makes, and the oftener it stands in the text, the more."""
    total = 0.0
    for a, b in reading.seams:
        total += (
            min(text.count(a[-1:] + b[:1]), 5)
            + 3 * min(text.count(a + b[:1]) + text.count(a[-1:] + b), 5)
            + 6 * min(text.count(a + b), 5)
        )
    return total / max(len(reading.seams), 1)
