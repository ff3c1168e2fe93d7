"""Scanned pages → whole paragraphs: torn paragraphs rejoined, page furniture set aside, two-column tables read column by column.

Everything that is joined, set aside or put in another order is a finding; the text itself is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.model.dates import DAY
from lawtrack.model.numerals import label_number
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.statute.front import tight
from lawtrack.syntax.statute.lines import HEADING_KINDS, LineKind, SourceLine, classify

END = tuple("。；：！？.;:!?”’」』）)》】…—")
"""What a sentence, or a line that is no sentence, may end with."""
STOP = ("。", "；", "：", ";", ":", "”", "？", "！")
FULL, AFTER_COMMA = 14, 12
"""A line that a page border broke filled its column: so many characters at least; after a comma fewer are enough."""

_DASHED = re.compile(
    r"[—\-－–―][ \u3000]*[0-9]{1,3}[ \u3000]*[—\-－–―]\Z|第[ \u3000]*[0-9]{1,4}[ \u3000]*页(?:[ \u3000/／，,]*共[ \u3000]*[0-9]{1,4}[ \u3000]*页)?\Z"
)
"""The number of a page between dashes (— 3 —) or in words (第 3 页 共 9 页), which no text of law is."""
_PAGE_NUMBER = re.compile(r"[\s·.—–\-－]*[0-9]{1,4}[\s·.—–\-－]*\Z")
_LEAST_TITLE = 5
"""A shorter first line is no title that a page would repeat."""
_NUMBER_EDGE = re.compile(r"\A[0-9·.—–\-]+(?=\D{4})|(?<=\D)[·.—–\-]*[0-9]{1,4}[·.—–\-]*\Z")
_PERIODICAL = re.compile(r"公报|总第|总号|第\s*[0-9]+\s*[期号]|[0-9]{4}\s*年\s*第")
_SETTLED = re.compile(rf"(?:{DAY}|会议上|会议通过[）)]?)\Z")
_HEADING_MARK = (LineKind.LISTED, LineKind.ITEM, LineKind.SUBITEM, LineKind.DIVISION)


def finished(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return not text or text.endswith(END)


def torn(tail: str, size: int, after: Sequence[SourceLine]) -> bool:
    """Whether the first line of ``after`` goes on with the sentence that breaks off with ``tail`` after ``size`` characters.

    Evidence: the sentence is open and long enough to have filled a line of a column, the line is no list entry, and the sentence comes
    to its end within a few lines.
    """
    if finished(tail) or size < (AFTER_COMMA if tail.endswith(("，", "、", ",")) else FULL):
        return False
    for k, line in enumerate(after):
        if (
            line.kind not in (LineKind.TEXT, LineKind.ARTICLE, LineKind.LISTED)
            or k
            and line.kind is LineKind.ARTICLE
            and line.spaced
        ):
            return False
        if line.text.endswith(STOP):
            return True
        if len(line.text) < FULL:
            return False
    return False


@attrs.frozen
class PageParagraph:
    """A paragraph of a page: its text, where it stands, and its first and last line."""

    text: str
    start: int
    end: int
    first: int
    last: int


@attrs.define
class _Growing:
    """A block while lines are still added to it."""

    kind: LineKind
    parts: list[str]
    first: SourceLine
    last: SourceLine
    size: int
    fresh: bool = False  # just rejoined over an empty line: no column is that short

    @property
    def tail(self) -> str:
        return self.parts[-1]

    def done(self) -> PageParagraph:
        return PageParagraph("".join(self.parts), self.first.start, self.last.end, self.first.number, self.last.number)


def indented(lines: Sequence[SourceLine]) -> bool:
    """Whether a text sets every paragraph off by white space, so that a line without any goes on with the paragraph before.

    Only a text that also breaks lines in the middle of sentences counts: elsewhere indents are mere habit.
    """
    starts = [x for x in lines if x.kind in (LineKind.ARTICLE, LineKind.ITEM) and x.spaced | (x.kind is LineKind.ITEM)]
    inset = sum(x.indent for x in starts)
    if not inset or inset * 10 < 9 * len(starts):
        return False
    wrapped = sum(
        not b.indent and b.kind is LineKind.TEXT and not finished(a.text) and len(a.text) >= FULL
        for a, b in zip(lines, lines[1:], strict=False)
    )
    if len(starts) >= 3 and wrapped >= 3:
        return True
    if not wrapped or inset < len(starts):
        return False
    body = lines[
        lines.index(starts[0]) :
    ]  # a short text: every line that is not set off must follow one that fills the column
    limit = max(map(_width, body)) - _RAGGED
    return all(
        b.indent or b.kind is not LineKind.TEXT or _width(a) >= limit for a, b in zip(body, body[1:], strict=False)
    )


_RAGGED = 4
"""Half-width columns by which a broken line may fall short: no line begins with a mark, no Latin word is cut."""
_NARROWEST, _STRAY = 16, 50


def _width(line: SourceLine) -> int:
    """Half-width columns that a line takes on paper, its indent with it."""
    text = line.text
    return 2 * len(text) - len(text.encode("ascii", "ignore")) + (4 if line.indent else 0)


def column(lines: Sequence[SourceLine]) -> int:
    """The width, in half-width columns, at which a text breaks its lines; 0 where it does not.

    Evidence: at least three lines break off in the middle of a sentence, four fifths of these are equally wide, and (one line in fifty
    aside: tables, running heads) no line is wider.
    """
    first = next((k for k, x in enumerate(lines) if x.kind is LineKind.ARTICLE or x.kind in HEADING_KINDS), len(lines))
    broken = [
        _width(a)
        for a, b in zip(lines[first:], lines[first + 1 :], strict=False)
        if b.kind is LineKind.TEXT
        and not b.apart
        and not a.mark
        and a.kind not in HEADING_KINDS
        and not finished(a.text)
        and "|" not in (a.text[-1:], b.text[:1])
    ]
    if len(broken) < 3:
        return 0
    width = max(broken)
    near = sum(w >= width - _RAGGED for w in broken)
    if width < _NARROWEST or near * 5 < len(broken) * 4:
        return 0
    wider = sum(_width(x) > width + 2 for x in lines[first:])
    return width if wider * _STRAY <= len(lines) - first else 0


def full(line: SourceLine, width: int, ragged: int = _RAGGED) -> bool:
    """Whether a line fills a column of this width."""
    return _width(line) >= width - ragged


def furniture(lines: Sequence[SourceLine], single: bool = False) -> dict[int, str]:
    """Lines that belong to the page and not to its text: running heads and page numbers, as index → what it is.

    ``single``: a number between dashes is one also where it is the only one (in a statute; an issue of a gazette has many).
    """
    numbers = [(i, int(re.sub(r"\D", "", x.text))) for i, x in enumerate(lines) if _PAGE_NUMBER.match(x.text)]
    near = (-2, -1, 1, 2)
    rising = [
        i
        for k, (i, n) in enumerate(numbers)
        if any(m - n in near and abs(i - j) >= 4 for j, m in numbers[max(0, k - 1) : k + 2])
        and not any(0 < abs(i - j) < 4 for j, _ in numbers[max(0, k - 1) : k + 2])  # a column of a table
    ]
    dashed = [i for i, x in enumerate(lines) if single and len(x.text) < 24 and _DASHED.match(x.text)]
    out = dict.fromkeys(rising, "页码") if len(rising) >= 3 else {}
    out |= dict.fromkeys(dashed, "页码")
    beside = {k for i in out for k in (i - 1, i + 1)}
    heads: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if len(line.text) <= 60 and not line.text.endswith(("。", "；", "：")):
            heads.setdefault(_NUMBER_EDGE.sub("", tight(line.text)), []).append(i)
    for text, places in heads.items():
        if len(places) >= 3 and text and (_PERIODICAL.search(text) or sum(i in beside for i in places) >= 3):
            out |= dict.fromkeys(places if _PERIODICAL.search(text) else [i for i in places if i in beside], "书眉")
    return out


def running_titles(lines: Sequence[SourceLine]) -> dict[int, str]:
    """The title of the statute again between its articles, as pages print it at their heads; before a first article begins another copy."""
    heads = [i for i, x in enumerate(lines) if x.kind is LineKind.ARTICLE]
    title = tight(lines[0].text) if heads and lines[0].kind is LineKind.TEXT else ""
    if len(title) < _LEAST_TITLE or heads[0] == 0:
        return {}
    annex = next((i for i, x in enumerate(lines) if x.kind is LineKind.ANNEX and i > heads[0]), len(lines))
    out, longest = {}, 2 * len(title) + 12  # letters may stand apart, and a number beside them
    for i in range(heads[0] + 1, annex):
        line = lines[i]
        if (
            line.kind is not LineKind.TEXT
            or len(line.text) > longest
            or _NUMBER_EDGE.sub("", tight(line.text)) != title
        ):
            continue
        after = next((x for x in lines[i + 1 : annex] if x.kind in (LineKind.ARTICLE, *HEADING_KINDS)), None)
        if after is None or label_number(after.label).value != 1 or after.kind is LineKind.SECTION:
            out[i] = "书眉"
    return out


def columns(text: str, lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[Finding]]:
    """Rows ``| left | right |`` of a list that runs down the left column and on in the right one, read column by column."""
    out: list[SourceLine] = []
    findings: list[Finding] = []
    i = 0
    while i < len(lines):
        j, rows = _rows(lines, i)
        cells = _down(rows) if j > i else None
        if cells is None:
            out += lines[i : max(j, i + 1)]
            i = max(j, i + 1)
            continue
        first, last = lines[i], lines[j - 1]
        for cell in cells:
            kind, label, rest, spaced = classify(cell)
            out.append(first._replace(kind=kind, label=label, rest=rest, spaced=spaced, end=last.end, apart=True))
        findings.append(
            kinds.COLUMNS.finding(span=Span(first.start, last.end, first.number), number=first.number, count=len(cells))
        )
        i = j
    return out, findings


def _rows(lines: Sequence[SourceLine], i: int) -> tuple[int, list[list[str]]]:
    """The rows of a table that begins at line ``i``; a row ends with a bar, however many lines it took."""
    rows: list[list[str]] = []
    j = i
    row = ""
    while j < len(lines) and len(rows) < 400:
        piece = lines[j].text
        start = row or piece.lstrip("- \t")
        if not start.startswith("|"):
            break
        row = row + piece if row else piece.lstrip("- \t")
        j += 1
        if row.rstrip().endswith("|"):
            rows.append([c.strip() for c in row.strip().strip("|").split("|")])
            row = ""
        elif len(row) > 4000:
            return i, []
    return (i, []) if row else (j, rows)


def _down(rows: list[list[str]]) -> list[str] | None:
    """Left cells, then right cells, where their numbers run on; None where it is a table and no list."""
    body = [r for r in rows if any(c.strip("-: ") for c in r)]
    if len(body) < 2 or any(len(r) != 2 for r in body):
        return None
    cells: list[str] = []
    numbers: list[int] = []
    for side in (0, 1):
        for row in body:
            cell = row[side]
            if not cell:
                continue
            kind, label, _, _ = classify(cell)
            if kind in (LineKind.LISTED, LineKind.ITEM, LineKind.SUBITEM, LineKind.ARTICLE):
                numbers.append(label_number(label).value)
                cells.append(cell)
            elif cells:
                cells[-1] += cell
            else:
                return None
    return cells if len(numbers) >= 3 and numbers == list(range(1, len(numbers) + 1)) else None


def rejoin(text: str, lines: Sequence[SourceLine], *, legal: bool) -> tuple[list[PageParagraph], list[Finding]]:
    """Lines as paragraphs. ``legal``: list entries are sentences; elsewhere （一） may be a heading without a full stop."""
    set_off = indented(lines)
    blocks: list[_Growing] = []
    findings: list[Finding] = []
    for i, line in enumerate(lines):
        here = _raw(text, line)
        block = blocks[-1] if blocks else None
        if block is None or not _belongs(block, lines, i, legal, set_off):
            blocks.append(_Growing(line.kind, [here], line, line, len(here)))
            continue
        before = "".join(block.parts[-2:])[-12:]
        gap = " " if _latin(before[-1:]) and _latin(here[:1]) else ""
        findings.append(
            kinds.TORN.finding(
                span=Span(block.last.start, line.end, block.last.number),
                repair=Repair("删去段落中间的换行", (Splice(block.last.end, line.start, gap),)),
                end=before,
                start=here[:12],
                cut="分页" if line.apart else "换行",
            )
        )
        block.parts.append(gap + here)
        block.last, block.size, block.fresh = line, block.size + len(here), line.apart and len(here) < 150
    return [b.done() for b in blocks], findings


def _raw(text: str, line: SourceLine) -> str:
    raw = text[line.start : line.end]
    return line.text if "|" in raw else raw


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _belongs(block: _Growing, lines: Sequence[SourceLine], i: int, legal: bool, set_off: bool) -> bool:
    """Whether line ``i`` goes on with the block."""
    line, tail = lines[i], block.tail
    if line.mark or block.parts[0].startswith("|") or line.text.startswith("|"):
        return False
    if set_off and block.first.indent and line.kind is LineKind.TEXT:
        return not line.indent and not _SETTLED.search(tail) and block.kind not in HEADING_KINDS
    if not line.apart:  # the same block of the page
        if tail.endswith(("：", ":")) and line.text.startswith(("“", '"')):
            return True
        if line.kind is not LineKind.TEXT and not tail.endswith(("第", "（", "(")) or _SETTLED.search(tail):
            return False
        if block.kind in HEADING_KINDS or re.match(DAY, line.text):
            return False
        return not finished(tail) and block.size >= AFTER_COMMA
    if block.fresh or block.kind in HEADING_KINDS or _SETTLED.search(tail):
        return False
    if tail.endswith("第") and legal:
        return True
    if not legal and block.kind in _HEADING_MARK and not tail.endswith(("，", "、", ",")):
        return False
    if line.kind not in (LineKind.TEXT, LineKind.ARTICLE) or line.kind is LineKind.ARTICLE and line.spaced:
        return False
    return torn(tail, block.size, lines[i : i + 4])
