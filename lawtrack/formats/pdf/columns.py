"""Columns of a page: where the white between them runs, and in which order their rows are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

import attrs

from lawtrack.formats.pdf.boxes import Box, Page
from lawtrack.formats.pdf.rows import PrintedRow, rows_of
from lawtrack.formats.pdf.tables import RuledTable

_GAP = 0.7
"""In em: white space that may be that between columns. The narrowest gutter seen in a gazette has 4.5 mm, 1.2 em."""
_REACH_LEFT, _REACH_RIGHT = 2.0, 2.5
"""In em: how short of the gutter a line may end, and how far behind it one may begin (an indent of two), and still speak for it."""
_LEAST_COLUMN = 8
"""Characters a line of a column has at least; less is the number of an article, or the first column of a table."""
_HANGING = frozenset("，。；：、！？”’）》】〕〉」』,.;:!?)]…")
_ANNEX = re.compile(r"附\s*[件表录图][0-9一二三四五六七八九十]*[:：]?\Z")


@attrs.frozen
class Gutter:
    """The white between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@attrs.define(eq=False)
class PlacedPiece:
    """A row, or a table, in its place: the page (index), the column (-1: the whole width)."""

    page: int
    column: int
    row: PrintedRow | None = None
    table: RuledTable | None = None

    @property
    def y(self) -> float:
        return self.row.y if self.row is not None else self.table.y0 if self.table is not None else 0.0


def find_gutters(rows: Sequence[PrintedRow], page: Page, em: float) -> tuple[Gutter, ...]:
    """The gutters of a page, from left to right; none where it has one column.

    Of three columns the outer gutters count only where the columns come out about equally wide: text in two columns with a table in it has
    many alignments, but only one gutter.
    """
    first = _search(rows, page, em)
    if first is None:
        return ()
    halves = [r.cut(first.middle) for r in rows]
    left = _search([a for a, _ in halves if a is not None], page, em)
    right = _search([b for _, b in halves if b is not None], page, em)
    every = tuple(g for g in (left, first, right) if g is not None)
    if len(every) > 1 and _even(every, rows, em):
        return every
    return (first,) if 0.28 * page.width < first.middle < 0.72 * page.width else ()


def _search(rows: Sequence[PrintedRow], page: Page, em: float) -> Gutter | None:
    """The gutter that most speaks for."""
    if len(rows) < 4:
        return None
    support = _support(rows, page, em)
    for k in sorted((k for k, s in enumerate(support) if s >= 4), key=lambda k: -support[k])[:60]:
        gutter = _gutter_at(rows, (k + 0.5) * em / 4, em)
        if gutter is not None:
            return gutter
    return None


def _support(rows: Sequence[PrintedRow], page: Page, em: float) -> list[int]:
    """For each quarter of an em across the page how much speaks for a gutter there."""
    step = em / 4
    size = int(page.width / step) + 1
    both, left, right = [0] * size, [0] * size, [0] * size

    def mark(into: list[int], a: float, b: float) -> None:
        for k in range(max(0, int(a / step)), min(size, int(b / step) + 1)):
            into[k] += 1

    for row in rows:
        before = row.boxes[0]
        for box in row.boxes[1:]:
            if box.x0 - before.x1 >= _GAP * em:
                mark(both, before.x1, box.x0)
            before = box
        mark(left, row.x1, row.x1 + _REACH_LEFT * em)
        mark(right, row.x0 - _REACH_RIGHT * em, row.x0)
    low, high = int(0.15 * page.width / step), int(0.85 * page.width / step)
    return [both[k] + 2 * min(left[k], right[k]) if low < k < high else 0 for k in range(size)]


def _gutter_at(rows: Sequence[PrintedRow], x: float, em: float) -> Gutter | None:
    """The gutter around ``x`` if there is one: rows that keep clear of it follow each other, and most of those on its left reach it."""
    run = left_run = right_run = 0
    clear = False  # four rows, one after the other, that keep clear of it, some on each side
    ends: list[float] = []
    starts: list[float] = []
    sizes: list[int] = []
    lefts = 0
    for row in rows:
        a = [b for b in row.boxes if b.x1 <= x + 0.3 * em]
        b = row.boxes[len(a) :]
        if b and b[0].x0 < x - 0.3 * em:
            run = left_run = right_run = 0
            continue
        near = False
        if a:
            lefts += 1
            if x - a[-1].x1 <= _REACH_LEFT * em:
                near = True
                left_run += 1
                ends.append(a[-1].x1)
                sizes.append(_last_run(a, em))
        if b and b[0].x0 - x <= _REACH_RIGHT * em:
            near = True
            right_run += 1
            starts.append(b[0].x0)
        run += near
        clear = clear or run >= 4 and left_run >= 2 and right_run >= 2
    if not clear or not ends or not starts or len(ends) < 0.4 * lefts:
        return None
    if sorted(sizes)[len(sizes) // 2] < _LEAST_COLUMN:
        return None
    ends.sort()
    starts.sort()
    left, right = ends[int(0.9 * (len(ends) - 1))], starts[int(0.1 * (len(starts) - 1))]
    return Gutter(left, right) if right - left >= 0.6 * em else None


def _last_run(boxes: Sequence[Box], em: float) -> int:
    """How many characters stand together at the end."""
    n = 1
    while n < len(boxes) and boxes[-n].x0 - boxes[-n - 1].x1 < 1.5 * em:
        n += 1
    return n


def _even(gutters: Sequence[Gutter], rows: Sequence[PrintedRow], em: float) -> bool:
    edges = [min(r.x0 for r in rows), *(x for g in gutters for x in (g.x0, g.x1)), max(r.x1 for r in rows)]
    widths = [b - a for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return min(widths) >= _LEAST_COLUMN * em and max(widths) < 1.35 * min(widths)


def lend_gutters(
    found: list[tuple[Gutter, ...]], rows: Sequence[Sequence[PrintedRow]], pages: Sequence[Page], em: float
) -> list[tuple[Gutter, ...]]:
    """Pages with too few lines to show their columns take those of the nearest page, where nothing contradicts."""
    out = list(found)
    for i, own in enumerate(found):
        if not rows[i]:
            continue
        near = (j for j in range(max(0, i - 3), min(len(found), i + 4)) if len(found[j]) > len(own))
        for j in sorted(near, key=lambda j: abs(j - i)):
            if abs(pages[i].width - pages[j].width) < 1 and _fits(rows[i], found[j], em):
                out[i] = found[j]
                break
    return out


def _fits(rows: Sequence[PrintedRow], gutters: Sequence[Gutter], em: float) -> bool:
    crossing = speaking = 0
    for row in rows:
        if any(_crosses(row, g, em) for g in gutters):
            crossing += 1
        else:
            speaking += any(_speaks(row, g, em) for g in gutters)
    return speaking >= 2 and crossing <= speaking


def _speaks(row: PrintedRow, gutter: Gutter, em: float) -> bool:
    """Whether a row leaves a gutter free and has characters next to it."""
    left = [b.x1 for b in row.boxes if b.x1 <= gutter.middle]
    right = [b.x0 for b in row.boxes if b.x0 >= gutter.middle]
    near_left = bool(left) and gutter.x0 - left[-1] <= _REACH_LEFT * em
    return near_left or bool(right) and right[0] - gutter.x1 <= _REACH_RIGHT * em


def _crosses(row: PrintedRow, gutter: Gutter, em: float) -> bool:
    """Whether a row runs over a gutter: most of it is covered, or a character that is not a mark hanging out of its column enters it."""
    width = gutter.x1 - gutter.x0
    covered = 0.0
    for box in row.boxes:
        if box.x1 <= gutter.x0 or box.x0 >= gutter.x1:
            continue
        inside = min(box.x1, gutter.x1) - max(box.x0, gutter.x0)
        covered += inside
        if box.text not in _HANGING and inside > 0.35 * em:
            return True
    return covered > 0.6 * width


def read_order(
    index: int, rows: Sequence[PrintedRow], tables: Sequence[RuledTable], gutters: Sequence[Gutter], em: float
) -> list[PlacedPiece]:
    """The rows and tables of a page as they are read: between two that take the whole width, one column after the other."""
    if not gutters:
        pieces = [*(PlacedPiece(index, -1, r) for r in rows), *(PlacedPiece(index, -1, table=t) for t in tables)]
        return sorted(pieces, key=lambda p: p.y)
    out: list[PlacedPiece] = []
    section: list[list[PlacedPiece]] = [[] for _ in range(len(gutters) + 1)]
    things = [
        *_column_rows(index, rows, gutters, em),
        *(PlacedPiece(index, _column_of(t, gutters), table=t) for t in tables),
    ]

    def flush() -> None:
        if sum(map(bool, section)) == 1 and section[-1]:  # a signature on the right
            for piece in section[-1]:
                piece.column = -1
        lowest = max((p.table.y1 if p.table else p.y for own in section[1:] for p in own), default=0.0)
        last = section[0][-1:]
        alone = [p for p in last if p.row and p.y > lowest > 0 and _ANNEX.match(p.row.text) and _apart(section[0])]
        for piece in alone:  # 附件, below both columns: what it heads stands over the whole width
            piece.column = -1
        out.extend([*(p for own in section for p in own if p not in alone), *alone])
        for own in section:
            own.clear()

    for piece in sorted(things, key=lambda p: p.y):
        if piece.column < 0:
            flush()
            out.append(piece)
        else:
            section[piece.column].append(piece)
    flush()
    return out


def _apart(column: Sequence[PlacedPiece]) -> bool:
    """Whether more white than usual stands above the last row of a column."""
    steps = [b.y - a.y for a, b in zip(column, column[1:], strict=False)]
    return len(steps) < 2 or steps[-1] > 1.4 * median(steps)


def _column_of(table: RuledTable, gutters: Sequence[Gutter]) -> int:
    if any(table.x0 < g.x0 and table.x1 > g.x1 for g in gutters):
        return -1
    return next((k for k, g in enumerate(gutters) if table.x1 < g.x1), len(gutters))


def _column_rows(index: int, rows: Sequence[PrintedRow], gutters: Sequence[Gutter], em: float) -> Iterator[PlacedPiece]:
    """The rows over the whole width, and those of each column, put together anew: lines of two columns need not stand on one height."""
    held: list[list[Box]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        if any(_crosses(row, g, em) for g in gutters) or _spread(row, gutters, em):
            yield PlacedPiece(index, -1, row)
            continue
        for box in row.with_blanks():
            column = sum((box.x0 + box.x1) / 2 > g.middle for g in gutters)
            held[column].append(box)
    for column, boxes in enumerate(held):
        yield from (PlacedPiece(index, column, row) for row in rows_of(boxes))


def _spread(row: PrintedRow, gutters: Sequence[Gutter], em: float) -> bool:
    """A short line set over the whole width whose middle blank happens to lie on the gutter: 附　则, 目　录."""
    if len(row.boxes) > 6 or len(gutters) != 1 or row.x1 - row.x0 > 12 * row.em:
        return False
    gutter = gutters[0]
    off = abs((row.x0 + row.x1) / 2 - gutter.middle)
    return row.x0 < gutter.x0 - 0.3 * em and row.x1 > gutter.x1 + 0.3 * em and off < em
