"""What belongs to the page and not to its text: running heads and feet, page numbers, watermarks, footnotes and their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs
from rapidfuzz import fuzz

from lawtrack.formats.pdf.boxes import Box, Page
from lawtrack.formats.pdf.rows import Row

_BAND = 0.13
"""How much of the height of a page its head, and its foot, may take."""
_SAME_HEIGHT = 0.012
_LIKE = 70
"""Per cent: recognised heads that agree so far are one."""
_NEIGHBOURS = 6
_PAGE_NUMBER = re.compile(r"[\W_]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:[\W_]*共?\s*[0-9]{1,4}\s*页)?[\W_]*\Z")
_MARK = re.compile(r"[0-9*＊①-⑳†‡]+\Z")
_FOOT_START = re.compile(r"[\[［〔]?[0-9*＊①-⑳†‡]")


@attrs.frozen
class Aside:
    """A line that was left out of the text: on which page, and what it is: ``head``, ``foot``, ``watermark``, ``footnote`` or ``mark``."""

    page: int
    kind: str
    text: str


def bands(pages: Sequence[Page], rows: Sequence[list[Row]]) -> list[Aside]:
    """Take running heads, feet and page numbers out of ``rows`` (page by page); what went is returned."""
    edges = [_edges(page, own) for page, own in zip(pages, rows, strict=True)]
    places: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for i, (page, found) in enumerate(zip(pages, edges, strict=True)):
        for side, row in found:
            places.setdefault((side, row.key), []).append((i, row.y / page.height))
    gone: list[Aside] = []
    for i, (page, found) in enumerate(zip(pages, edges, strict=True)):
        out: dict[str, Row] = {}
        for side, row in found:
            number = _PAGE_NUMBER.match(row.text)
            if number or _recurs(i, row.y / page.height, places[side, row.key]) or _resembles(i, side, row, pages, edges):
                inner = out.get(side)
                if inner is None or (row.y > inner.y) == (side == "head"):
                    out[side] = row
        if len(pages) == 1:
            out |= _alone(page, rows[i], [x for x in found if x[0] not in out])
        for side, row in out.items():
            beyond = [r for r in rows[i] if (r.y <= row.y if side == "head" else r.y >= row.y)]
            gone += [Aside(page.number, side, r.text) for r in beyond]
            taken = set(map(id, beyond))
            rows[i][:] = [r for r in rows[i] if id(r) not in taken]
    return gone


def _edges(page: Page, rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """The two rows next to each edge, where they stand near it."""
    top = [("head", r) for r in rows[:2] if r.y < _BAND * page.height]
    low = [("foot", r) for r in rows[-2:] if r.y > (1 - _BAND) * page.height]
    return top + low


def _recurs(i: int, y: float, places: Sequence[tuple[int, float]]) -> bool:
    return len(places) > 1 and any(j != i and abs(other - y) <= _SAME_HEIGHT for j, other in places)


def _resembles(
    i: int, side: str, row: Row, pages: Sequence[Page], edges: Sequence[list[tuple[str, Row]]]
) -> bool:
    """Recognised text never recurs to the letter; a head of a page nearby that is much the same is enough."""
    if not pages[i].recognised or len(row.key) < 4:
        return False
    y = row.y / pages[i].height
    return any(
        other_side == side and abs(other.y / pages[j].height - y) <= 2 * _SAME_HEIGHT and fuzz.ratio(other.key, row.key) >= _LIKE
        for j in range(max(0, i - _NEIGHBOURS), min(len(pages), i + _NEIGHBOURS + 1))
        if j != i
        for other_side, other in edges[j]
    )  # fmt: skip


def _alone(page: Page, rows: Sequence[Row], found: Sequence[tuple[str, Row]]) -> dict[str, Row]:
    """The head and foot of a file of one page, where nothing can recur: small type, well away from the rest."""
    out: dict[str, Row] = {}
    body = body_em([list(rows)])
    for side, row in found:
        others = [r.y for r in rows if r is not row and (r.y > row.y if side == "head" else r.y < row.y)]
        if others and min(abs(y - row.y) for y in others) > 2.2 * body + 0.5 * row.em and row.em < 0.95 * body:
            out[side] = row
    return out


def body_em(rows: Sequence[Sequence[Row]]) -> float:
    """The size of type that most characters have."""
    sizes: dict[float, int] = {}
    for own in rows:
        for row in own:
            key = round(row.em * 4) / 4
            sizes[key] = sizes.get(key, 0) + len(row.boxes)
    return max(sizes, key=sizes.__getitem__, default=10.0)


def watermarks(pages: Sequence[Page], rows: Sequence[list[Row]], body: float) -> list[Aside]:
    """Take words in huge type that stand at one place of several pages out of ``rows``."""
    seen: dict[tuple[str, int, int], list[tuple[int, Row]]] = {}
    for i, own in enumerate(rows):
        for row in own:
            big = [b for b in row.boxes if b.em > 2.4 * body]
            if big:
                key = ("".join(b.text for b in big), round(big[0].x0 / 8), round(big[0].y0 / 8))
                seen.setdefault(key, []).append((i, row))
    gone: list[Aside] = []
    for (text, _, _), places in seen.items():
        if len(places) < 2:
            continue
        for i, row in places:
            gone.append(Aside(pages[i].number, "watermark", text))
            left = row.without({k for k, b in enumerate(row.boxes) if b.em > 2.4 * body})
            at = rows[i].index(row)
            rows[i][at : at + 1] = [left] if left else []
    return gone


def footnotes(page: Page, rows: list[Row], body: float) -> list[Aside]:
    """Take the footnotes of a column (small type at its foot, the first with a mark) out of ``rows``, and their marks out of the text."""
    gone: list[Aside] = []
    k = len(rows)
    while k and rows[k - 1].em < 0.87 * body and rows[k - 1].y > 0.6 * page.height:
        k -= 1
    notes = rows[k:]
    if notes and k and _FOOT_START.match(notes[0].text):
        gone += [Aside(page.number, "footnote", r.text) for r in notes]
        del rows[k:]
    if not gone:
        return gone
    for at, row in enumerate(rows):
        raised = {i for i, b in enumerate(row.boxes) if b.em < 0.72 * row.em and _MARK.match(b.text) and _above(b, row)}
        left = row.without(raised) if raised else None
        if left is not None:
            gone.append(Aside(page.number, "mark", "".join(row.boxes[i].text for i in sorted(raised))))
            rows[at] = left
    return gone


def _above(box: Box, row: Row) -> bool:
    return (box.y0 + box.y1) / 2 < row.y
