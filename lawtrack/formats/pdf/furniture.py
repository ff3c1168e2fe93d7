"""What belongs to the page and not to its text: running heads and feet, page numbers, watermarks, footnotes and their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import attrs
from rapidfuzz import fuzz

from lawtrack.formats.pdf.boxes import Box, Page
from lawtrack.formats.pdf.rows import PrintedRow

_BAND = 0.13
"""How much of the height of a page its head, and its foot, may take."""
_SAME_HEIGHT = 0.012
_LIKE = 70
"""Per cent: recognised heads that agree so far are one."""
_NEIGHBOURS = 6
_SHORT = 4
"""Pages: heads of left and right pages differ, so that in a shorter file one may stand alone."""
_PAGE_NUMBER = re.compile(r"[\W_]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:[\W_]*共?\s*[0-9]{1,4}\s*页)?[\W_]*\Z")
_MARK = re.compile(r"[0-9*＊①-⑳†‡]+\Z")
_ANNEX = re.compile(r"附\s*[件表录图]")
_FOOT_START = re.compile(r"[\[［〔]?[0-9*＊①-⑳†‡]")


@attrs.frozen
class Aside:
    """A line that was left out of the text: on which page, and what it is: ``head``, ``foot``, ``watermark``, ``footnote`` or ``mark``."""

    page: int
    kind: str
    text: str


def bands(pages: Sequence[Page], rows: Sequence[list[PrintedRow]]) -> list[Aside]:
    """Take running heads, feet and page numbers out of ``rows`` (page by page); what went is returned."""
    edges = [_edges(page, own) for page, own in zip(pages, rows, strict=True)]
    places: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for i, (page, found) in enumerate(zip(pages, edges, strict=True)):
        for side, row in found:
            places.setdefault((side, row.key), []).append((i, row.y / page.height))
    gone: list[Aside] = []
    for i, (page, found) in enumerate(zip(pages, edges, strict=True)):
        out: dict[str, PrintedRow] = {}
        for side, row in found:
            number = _PAGE_NUMBER.match(row.text)
            if (
                number
                or _recurs(i, row.y / page.height, places[side, row.key])
                or _resembles(i, side, row, pages, edges)
            ):
                inner = out.get(side)
                if inner is None or (row.y > inner.y) == (side == "head"):
                    out[side] = row
        if len(pages) <= _SHORT:
            out |= _alone(page, rows[i], [x for x in found if x[0] not in out])
        for side, row in out.items():
            beyond = [r for r in rows[i] if (r.y <= row.y if side == "head" else r.y >= row.y)]
            gone += [Aside(page.number, side, r.text) for r in beyond]
            taken = set(map(id, beyond))
            rows[i][:] = [r for r in rows[i] if id(r) not in taken]
    return gone


def _edges(page: Page, rows: Sequence[PrintedRow]) -> list[tuple[str, PrintedRow]]:
    """The two rows next to each edge, where they stand near it."""
    top = [("head", r) for r in rows[:2] if r.y < _BAND * page.height]
    low = [("foot", r) for r in rows[-2:] if r.y > (1 - _BAND) * page.height]
    return top + low


def _recurs(i: int, y: float, places: Sequence[tuple[int, float]]) -> bool:
    return len(places) > 1 and any(j != i and abs(other - y) <= _SAME_HEIGHT for j, other in places)


def _resembles(
    i: int, side: str, row: PrintedRow, pages: Sequence[Page], edges: Sequence[list[tuple[str, PrintedRow]]]
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


def _alone(page: Page, rows: Sequence[PrintedRow], found: Sequence[tuple[str, PrintedRow]]) -> dict[str, PrintedRow]:
    """The head and foot in a file of so few pages that nothing need recur: small type, well away from the rest."""
    out: dict[str, PrintedRow] = {}
    body = body_em([list(rows)])
    for side, row in found:
        others = [r.y for r in rows if r is not row and (r.y > row.y if side == "head" else r.y < row.y)]
        if (
            others
            and min(abs(y - row.y) for y in others) > 2.2 * body + 0.5 * row.em
            and row.em < 0.95 * body
            and not _ANNEX.match(row.text)
        ):
            out[side] = row
    return out


def body_em(rows: Sequence[Sequence[PrintedRow]]) -> float:
    """The size of type that most characters have."""
    sizes: dict[float, int] = {}
    for own in rows:
        for row in own:
            key = round(row.em * 4) / 4
            sizes[key] = sizes.get(key, 0) + len(row.boxes)
    return max(sizes, key=sizes.__getitem__, default=10.0)


def watermarks(pages: Sequence[Page], rows: Sequence[list[PrintedRow]], body: float) -> list[Aside]:
    """Take words in huge type that stand at one place of several pages out of ``rows``."""
    seen: dict[tuple[str, int, int], list[tuple[int, PrintedRow]]] = {}
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


def footnotes(page: Page, rows: list[PrintedRow], body: float) -> list[Aside]:
    """Take the footnotes at the foot of a column out of ``rows``, and their marks out of the text.

    A footnote begins with a mark. Either it is in clearly smaller type, or white space parts it from the text and the same mark stands
    raised above.
    """
    marks = {mark for row in rows for mark in _raised(row).values()}
    k = _small_foot(page, rows, body)
    if not (k < len(rows) and k and _FOOT_START.match(rows[k].text)):
        k = _parted_foot(page, rows, body, marks)
    if not 0 < k < len(rows):
        return []
    gone = [Aside(page.number, "footnote", r.text) for r in rows[k:]]
    own = {m[0] for r in rows[k:] if (m := re.match(r"[0-9]+|[*＊①-⑳†‡]", r.text.lstrip("[［〔")))}
    del rows[k:]
    for at, row in enumerate(rows):
        raised = _raised(row)
        drop = {i for i, mark in raised.items() if mark in own}
        left = row.without(drop) if drop else None
        if left is not None:
            gone.append(Aside(page.number, "mark", "".join(row.boxes[i].text for i in sorted(drop))))
            rows[at] = left
    return gone


def _small_foot(page: Page, rows: Sequence[PrintedRow], body: float) -> int:
    k = len(rows)
    while k and rows[k - 1].em < 0.87 * body and rows[k - 1].y > 0.6 * page.height:
        k -= 1
    return k


def _parted_foot(page: Page, rows: Sequence[PrintedRow], body: float, marks: set[str]) -> int:
    """The first row of the lower half that is set apart and begins with a mark that stands above."""
    steps = [b.y - a.y for a, b in zip(rows, rows[1:], strict=False) if b.y - a.y > 0.8 * body]
    usual = median(steps) if steps else 1.6 * body
    for k in range(1, len(rows)):
        row = rows[k]
        mark = re.match(r"[0-9]+|[*＊①-⑳†‡]", row.text.lstrip("[［〔"))
        if mark and mark[0] in marks and row.y > 0.4 * page.height and row.y - rows[k - 1].y > 1.4 * usual:
            if all(r.em <= 0.98 * body for r in rows[k:]):
                return k
    return len(rows)


def _raised(row: PrintedRow) -> dict[int, str]:
    """The raised marks of a row: the place of each of their characters → the whole mark."""
    out: dict[int, str] = {}
    run: list[int] = []
    for i, box in enumerate([*row.boxes, None]):
        if box is not None and box.em < 0.72 * row.em and _MARK.match(box.text) and _above(box, row):
            run.append(i)
            continue
        if run and run[0]:
            out |= dict.fromkeys(run, "".join(row.boxes[j].text for j in run))
        run = []
    return out


def _above(box: Box, row: PrintedRow) -> bool:
    return (box.y0 + box.y1) / 2 < row.y
