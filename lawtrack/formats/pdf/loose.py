"""Tables without rules: rows whose white space runs down the page. They are read line by line, cells parted by tabs, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawtrack.formats.pdf.columns import PlacedPiece
from lawtrack.formats.pdf.rows import PrintedRow

_GAP = 1.3
"""In em: white space between cells. One em is what stands after the number of an article or between the characters of 总　则."""
_LEAST = 3
_NUMBERED = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+[编章节条]|目\s*录")
_LEADER = re.compile(r"[.·…‥⋯]{3,}")


def loose_tables(stream: Sequence[PlacedPiece], em: float) -> tuple[dict[int, str], list[int]]:
    """What the rows of such tables read as, by the identity of the row, and the pages (as indexes) they stand on."""
    texts: dict[int, str] = {}
    pages: dict[int, None] = {}
    run: list[tuple[PrintedRow, list[tuple[float, float]]]] = []
    shared: list[tuple[float, float]] = []
    place: tuple[int, int] | None = None

    def close() -> None:
        if len(run) >= _LEAST and place is not None:
            pages.setdefault(place[0])
            for row, _ in run:
                texts[id(row)] = _cells(row)
        run.clear()

    for piece in stream:
        gaps = _gaps(piece.row) if piece.row is not None else []
        here = (piece.page, piece.column)
        meets = [(max(a, c), min(b, d)) for a, b in shared for c, d in gaps if min(b, d) - max(a, c) > 0.5 * em]
        if run and here == place and meets and piece.row is not None:
            shared = meets
            run.append((piece.row, gaps))
            continue
        close()
        shared, place = gaps, here
        if gaps and piece.row is not None:
            run.append((piece.row, gaps))
    close()
    return texts, list(pages)


def _gaps(row: PrintedRow) -> list[tuple[float, float]]:
    """The white spaces of a row that may part cells."""
    if _NUMBERED.match(row.text) or _LEADER.search(row.text):
        return []
    pairs = zip(row.boxes, row.boxes[1:], strict=False)
    return [(a.x1, b.x0) for a, b in pairs if b.x0 - a.x1 > _GAP * row.em]


def _cells(row: PrintedRow) -> str:
    out: list[str] = []
    rest: PrintedRow | None = row
    for a, b in _gaps(row):
        if rest is None:
            break
        left, rest = rest.cut((a + b) / 2)
        out.append(left.text if left is not None else "")
    if rest is not None:
        out.append(rest.text)
    return "\t".join(out)
