"""Rows in their order → lines that know their column: how far they are indented, whether they are full, centred, a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import attrs

from lawtrack.formats.pdf.columns import Gutter, PlacedPiece

_HEADING = re.compile(r"第[一二三四五六七八九十百零〇0-9]+(?:编|分编|章|节)(?:\s|\u3000|\Z)")
_SHARE = 0.45
"""In em: edges that lie closer are one."""


@attrs.define(eq=False)
class PrintedLine:
    """A line of print: its text, and where it lies between the edges of its column (all in em of its type)."""

    text: str
    page: int
    column: int
    y: float
    em: float
    indent: float
    rest: float
    width: float
    pitch: float = 0.0
    heading: bool = False
    table: tuple[str, ...] = ()
    loose: bool = False

    @property
    def centred(self) -> bool:
        """Both margins are wide and about the same."""
        return self.indent > 1 and self.rest > 1 and abs(self.indent - self.rest) < 2

    @property
    def full(self) -> bool:
        return self.rest < 0.5


def lines_of(
    pieces: Sequence[PlacedPiece], gutters: Sequence[tuple[Gutter, ...]], texts: dict[int, str]
) -> list[PrintedLine]:
    """Lines of one stream, page after page. ``texts`` stand in for what rows of loose tables read as."""
    frames = _frames(pieces, gutters)
    out: list[PrintedLine] = []
    for piece in pieces:
        if piece.table is not None:
            rows = tuple("\t".join(c.strip() for c in cells).rstrip("\t") for cells in piece.table.rows)
            out.append(PrintedLine("", piece.page, piece.column, piece.y, 10, 0, 0, 0, table=rows))
            continue
        row = piece.row
        assert row is not None
        left, right = frames[piece.page, piece.column]
        text = texts.get(id(row)) or row.text
        line = PrintedLine(
            text, piece.page, piece.column, row.y, row.em, (row.x0 - left) / row.em, (right - row.x1) / row.em,
            (right - left) / row.em, heading=bool(_HEADING.match(text)), loose=id(row) in texts,
        )  # fmt: skip
        before = out[-1] if out else None
        if before is not None and not before.table and (before.page, before.column) == (line.page, line.column):
            line.pitch = (line.y - before.y) / row.em
        out.append(line)
    return out


def _frames(
    pieces: Sequence[PlacedPiece], gutters: Sequence[tuple[Gutter, ...]]
) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column of each page: the outermost places that three lines share.

    Columns with fewer lines borrow: from the same column of the nearest pages (of the same side of the leaf first), else they are as wide
    as their lines.
    """
    held: dict[tuple[int, int], list[PlacedPiece]] = {}
    for piece in pieces:
        if piece.row is not None:
            held.setdefault((piece.page, piece.column), []).append(piece)
    known: dict[tuple[int, int], tuple[float, float]] = {}
    for key, own in held.items():
        rows = [p.row for p in own if p.row is not None]
        left = _shared([r.x0 for r in rows], rows[0].em)
        right = _shared([-r.x1 for r in rows], rows[0].em)
        if len(rows) >= 4 and left is not None and right is not None:
            known[key] = (left, -right)
    known = _settled(held, known, gutters)
    out = {}
    for (page, column), own in held.items():
        found = known.get((page, column))
        if column < 0 and gutters[page]:  # over all columns: from the first one's left to the last one's right
            first, last = known.get((page, 0)), known.get((page, len(gutters[page])))
            found = (first[0], last[1]) if first and last else found
        if found is None:
            found = _borrowed(page, column, known, gutters) or (
                min(p.row.x0 for p in own if p.row), max(p.row.x1 for p in own if p.row)
            )  # fmt: skip
        out[page, column] = found
    return out


def _settled(
    held: dict[tuple[int, int], list[PlacedPiece]],
    known: dict[tuple[int, int], tuple[float, float]],
    gutters: Sequence[tuple[Gutter, ...]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """A column whose lines on one page are all indented, or all short, has the edge that it has on other pages of the same side of the leaf.

    Both edges give way where a line reaches one of the usual ones; otherwise only one may: a block that is set in on both sides is its own.
    """
    groups: dict[tuple[int, int, int], list[tuple[float, float]]] = {}
    for (page, column), edges in known.items():
        groups.setdefault((page % 2, column, len(gutters[page])), []).append(edges)
    out = {}
    for (page, column), (left, right) in known.items():
        others = groups[page % 2, column, len(gutters[page])]
        rows = [p.row for p in held[page, column] if p.row is not None]
        em = median(r.em for r in rows)
        usual_left, usual_right = median(a for a, _ in others), median(b for _, b in others)
        touched = any(abs(r.x0 - usual_left) < 0.6 * em or abs(r.x1 - usual_right) < 0.6 * em for r in rows)
        if touched and usual_left < left + 0.6 * em and right < usual_right + 0.6 * em:
            left, right = usual_left, usual_right
        elif abs(right - usual_right) < em and 1.2 * em < left - usual_left < 3.2 * em:
            left = usual_left
        elif abs(left - usual_left) < em and right < usual_right - em:
            right = usual_right
        out[page, column] = (left, right)
    return out


def _borrowed(
    page: int, column: int, known: dict[tuple[int, int], tuple[float, float]], gutters: Sequence[tuple[Gutter, ...]]
) -> tuple[float, float] | None:
    for distance in (2, 1, 4, 3):
        for other in (page - distance, page + distance):
            if not 0 <= other < len(gutters) or bool(gutters[other]) != bool(gutters[page]):
                continue
            if (other, column) in known:
                return known[other, column]
            outer = known.get((other, 0)), known.get((other, len(gutters[other])))
            if column < 0 and outer[0] and outer[1]:
                return outer[0][0], outer[1][1]
    return None


def _shared(places: Sequence[float], em: float) -> float | None:
    """The outermost place that three lines share."""
    ordered = sorted(places)
    for i in range(len(ordered) - 2):
        if ordered[i + 2] - ordered[i] <= _SHARE * em:
            return ordered[i]
    return None
