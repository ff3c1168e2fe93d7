"""Columns of a page: where the white between them runs, and in which order their rows are read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.formats.pdf.boxes import Page
from lawtrack.formats.pdf.rows import Row
from lawtrack.formats.pdf.tables import Table

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
class Piece:
    """A row, or a table, in its place: the page (index), the column (-1: the whole width)."""

    page: int
    column: int
    row: Row | None = None
    table: Table | None = None

    @property
    def y(self) -> float:
        return self.row.y if self.row is not None else self.table.y0 if self.table is not None else 0.0


def find_gutters(rows: Sequence[Row], page: Page, em: float) -> tuple[Gutter, ...]:
    """The gutters of a page, from left to right; none where it has one column.

    Of three columns the outer gutters count only where the columns come out about equally wide: text in two columns with a table in it has
    many alignments, but only one gutter.
    """
    found: list[tuple[int, Gutter]] = []
    support = _support(rows, page, em)
    step = em / 4
    order = sorted((k for k, s in enumerate(support) if s >= 4), key=lambda k: -support[k])
    for k in order[:200]:
        x = (k + 0.5) * step
        if any(abs(x - g.middle) < _LEAST_COLUMN * em for _, g in found):
            continue
        gutter = _gutter_at(rows, x, em)
        if gutter is not None:
            found.append((support[k], gutter))
    if not found:
        return ()
    every = sorted((g for _, g in found), key=lambda g: g.x0)
    if len(every) > 1 and _even(every, rows, em):
        return tuple(every)
    best = max(found, key=lambda f: f[0])[1]
    return (best,) if 0.28 * page.width < best.middle < 0.72 * page.width else ()


def _support(rows: Sequence[Row], page: Page, em: float) -> list[int]:
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


def _gutter_at(rows: Sequence[Row], x: float, em: float) -> Gutter | None:
    """The gutter around ``x`` if there is one: rows that keep clear of it follow each other, and most of those on its left reach it."""
    run = longest = 0
    ends: list[float] = []
    starts: list[float] = []
    sizes: list[int] = []
    lefts = 0
    for row in rows:
        a = [b for b in row.boxes if b.x1 <= x + 0.3 * em]
        b = row.boxes[len(a) :]
        if b and b[0].x0 < x - 0.3 * em:
            longest, run = max(longest, run), 0
            continue
        near = False
        if a:
            lefts += 1
            if x - a[-1].x1 <= _REACH_LEFT * em:
                near = True
                ends.append(a[-1].x1)
                sizes.append(_last_run(a, em))
        if b and b[0].x0 - x <= _REACH_RIGHT * em:
            near = True
            starts.append(b[0].x0)
        run += near
    longest = max(longest, run)
    if longest < 4 or not ends or not starts or len(ends) < 0.4 * lefts:
        return None
    if sorted(sizes)[len(sizes) // 2] < _LEAST_COLUMN:
        return None
    ends.sort()
    starts.sort()
    left, right = ends[int(0.9 * (len(ends) - 1))], starts[int(0.1 * (len(starts) - 1))]
    return Gutter(left, right) if right - left >= 0.6 * em else None


def _last_run(boxes: Sequence, em: float) -> int:  # type: ignore[type-arg]
    """How many characters stand together at the end."""
    n = 1
    while n < len(boxes) and boxes[-n].x0 - boxes[-n - 1].x1 < 1.5 * em:
        n += 1
    return n


def _even(gutters: Sequence[Gutter], rows: Sequence[Row], em: float) -> bool:
    edges = [min(r.x0 for r in rows), *(x for g in gutters for x in (g.x0, g.x1)), max(r.x1 for r in rows)]
    widths = [b - a for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return min(widths) >= _LEAST_COLUMN * em and max(widths) < 1.35 * min(widths)


def lend_gutters(
    found: list[tuple[Gutter, ...]], rows: Sequence[Sequence[Row]], pages: Sequence[Page], em: float
) -> list[tuple[Gutter, ...]]:
    """Pages with too few lines to show their columns take those of the nearest page, where nothing contradicts."""
    out = list(found)
    for i, own in enumerate(found):
        if own or not rows[i]:
            continue
        for j in sorted((j for j in range(max(0, i - 3), min(len(found), i + 4)) if found[j]), key=lambda j: abs(j - i)):
            if abs(pages[i].width - pages[j].width) < 1 and _fits(rows[i], found[j], em):
                out[i] = found[j]
                break
    return out


def _fits(rows: Sequence[Row], gutters: Sequence[Gutter], em: float) -> bool:
    clear = sum(not any(_crosses(r, g, em) for g in gutters) for r in rows)
    reach = sum(
        any(abs(r.x1 - g.x0) <= _REACH_LEFT * em or abs(r.x0 - g.x1) <= _REACH_RIGHT * em for g in gutters) for r in rows
    )
    return clear == len(rows) and reach >= 2


def _crosses(row: Row, gutter: Gutter, em: float) -> bool:
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


def read_order(index: int, rows: Sequence[Row], tables: Sequence[Table], gutters: Sequence[Gutter], em: float) -> list[Piece]:
    """The rows and tables of a page as they are read: between two that take the whole width, one column after the other."""
    if not gutters:
        pieces = [*(Piece(index, -1, r) for r in rows), *(Piece(index, -1, table=t) for t in tables)]
        return sorted(pieces, key=lambda p: p.y)
    out: list[Piece] = []
    section: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    things: list[Row | Table] = sorted([*rows, *tables], key=lambda t: t.y if isinstance(t, Row) else t.y0)

    def flush() -> None:
        if sum(map(bool, section)) == 1 and section[-1]:  # a signature on the right
            for piece in section[-1]:
                piece.column = -1
        lowest = max((p.y for own in section[1:] for p in own), default=0.0)
        later = [p for p in section[0] if p.row and p.y > lowest > 0 and _ANNEX.match(p.row.text)]
        below = [p for p in section[0] if later and p.y >= later[0].y]
        for piece in below:
            piece.column = -1
        out.extend([*(p for own in section for p in own if p not in below), *below])
        for own in section:
            own.clear()

    for thing in things:
        if isinstance(thing, Table):
            column = next((k for k, g in enumerate(gutters) if thing.x1 < g.x1), len(gutters))
            if any(thing.x0 < g.x0 and thing.x1 > g.x1 for g in gutters):
                flush()
                out.append(Piece(index, -1, table=thing))
            else:
                section[column].append(Piece(index, column, table=thing))
            continue
        if any(_crosses(thing, g, em) for g in gutters) or _spread(thing, gutters, em):
            flush()
            out.append(Piece(index, -1, thing))
            continue
        rest: Row | None = thing
        for k, gutter in enumerate(gutters):
            own, rest = rest.cut(gutter.middle)
            if own is not None:
                section[k].append(Piece(index, k, own))
            if rest is None:
                break
        if rest is not None:
            section[-1].append(Piece(index, len(gutters), rest))
    flush()
    return out


def _spread(row: Row, gutters: Sequence[Gutter], em: float) -> bool:
    """A short line set over the whole width whose middle blank happens to lie on the gutter: 附　则, 目　录."""
    if len(row.boxes) > 6 or len(gutters) != 1 or row.x1 - row.x0 > 12 * row.em:
        return False
    gutter = gutters[0]
    off = abs((row.x0 + row.x1) / 2 - gutter.middle)
    return row.x0 < gutter.x0 - 0.3 * em and row.x1 > gutter.x1 + 0.3 * em and off < em
