"""Lines → paragraphs: which line begins one and which goes on, the table of contents, and where the page leaves it open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import attrs

from lawtrack.formats.pdf.lines import PrintedLine
from lawtrack.model.numerals import label_number

_NUMERAL = "[一二三四五六七八九十百千零〇○0-9０-９]+"
_TOKEN = re.compile(
    rf"第{_NUMERAL}(?:编|分编|章|节|条)(?:之{_NUMERAL})?(?=[\s\u3000]|\Z)|[（(]{_NUMERAL}[）)]|{_NUMERAL}[、.．]|附\s*[件表录则]"
)
_ARTICLE = re.compile(rf"第{_NUMERAL}条")
_NOTE = re.compile(r"[（(]\s*[0-9〇一二三四五六七八九十]{4}\s*年")
_CONTENTS = re.compile(r"目[\s\u3000]*[录次]\Z")
_ENTRY_END = re.compile(r"[\s\u3000.．·…‥⋯—\-―_]*[（(]?[0-9０-９ivxIVX]+[)）]?\s*\Z")
_LEADER = re.compile(r"[.．·…‥⋯]{2,}|[\u3000\s]{2,}")
_ANNEX = re.compile(r"附\s*[件表录][0-9一二三四五六七八九十]*[:：]?\Z")
_STOP = tuple("。：；”！？")
_END = tuple("。；：！？”）)》】.;:!?")
_MOST_NOTE = 12
_EDGE = 0.05
"""Em by which justified lines may differ in where they end."""


@attrs.define
class PrintedParagraph:
    """A paragraph: its text, the page (index) it begins on, how many lines it took, and what is open about it.

    ``unsure`` is the text before which it may as well end; ``row`` says that it is a row of a table, ``torn`` that it may be the rest of the row
    before.
    """

    text: str
    page: int
    lines: int = 1
    unsure: tuple[str, ...] = ()
    row: bool = False
    loose: bool = False
    crossed: int = 0
    indent: float = 0.0
    torn: bool = False


@attrs.define
class PageLayout:
    """How a document sets its paragraphs off: by an indent, or not; its usual size of type and pitch; how its lines end.

    ``justified``: full lines are stretched to the very edge, so that one which stops a little short of it was not, and is the last of its paragraph.
    """

    indents: bool
    em: float
    pitch: float
    flush: bool
    justified: bool


def layout_of(lines: Sequence[PrintedLine]) -> PageLayout:
    """What is usual in these lines."""
    plain = [x for x in lines if not x.table and not x.loose and not x.centred]
    indented = sum(1.2 < x.indent < 3.2 for x in plain)
    full = [x for x in plain if x.rest < 0.6]
    pitches = [x.pitch for x in plain if 0.8 < x.pitch < 4]
    return PageLayout(
        indents=indented > 0.12 * len(plain),
        em=median([x.em for x in plain]) if plain else 10.0,
        pitch=median(pitches) if pitches else 1.6,
        flush=len(full) > 0.55 * len(plain),
        justified=sum(abs(x.rest) < _EDGE for x in full) > 0.9 * len(full),
    )


def paragraphs_of(lines: Sequence[PrintedLine]) -> tuple[list[PrintedParagraph], int]:
    """All paragraphs, and how many entries of a table of contents lost their page numbers."""
    layout = layout_of(lines)
    out: list[PrintedParagraph] = []
    before: PrintedLine | None = None
    stripped = 0
    contents = _contents(lines)
    heads: tuple[str, ...] = ()
    article = 0
    for i, line in enumerate(lines):
        if line.table:
            rows = line.table[1:] if line.table[0] in heads and len(line.table) > 1 else line.table
            torn = before is not None and bool(before.table) and rows == line.table and rows[0].startswith("\t")
            if torn and (whole := _rest_of_row(out[-1].text, rows[0])):
                out[-1] = attrs.evolve(out[-1], text=whole, torn=True)
                rows, torn = rows[1:], False
            heads = (line.table[0],) if not heads or rows == line.table else heads
            out += [PrintedParagraph(text, line.page, row=True, torn=torn and k == 0) for k, text in enumerate(rows)]
            before = line
            continue
        if line.column < 0 or not line.loose:
            heads = heads if before is not None and before.table and line.page != before.page else ()
        text = line.text
        if i in contents:
            text, cut = _entry(text)
            stripped += cut
            if (
                before is not None
                and i - 1 in contents
                and not _TOKEN.match(text)
                and not _has_number(lines[i - 1].text)
                and out
            ):
                out[-1].text = _joined(out[-1].text, text)
            else:
                out.append(PrintedParagraph(text, line.page))
            before = line
            continue
        if before is None or before.table or line.loose or before.loose or i - 1 in contents or not out:
            out.append(PrintedParagraph(text, line.page, row=line.loose, loose=line.loose, indent=line.indent))
        elif not _next_article(before, line, article) and _goes_on(out[-1], before, line, layout):
            if not layout.indents and _open_choice(before, line):
                out[-1].unsure += (text[:12],)
            out[-1].text = _joined(out[-1].text, text)
            out[-1].lines += 1
            out[-1].crossed += (before.page, before.column) != (line.page, line.column)
        else:
            out.append(PrintedParagraph(text, line.page, indent=line.indent))
        before = line
        article = _article_number(out[-1].text) or article
    return out, stripped


def _rest_of_row(row: str, rest: str) -> str:
    """A row of a table that a page border tore, put together; empty where the second part may be a row of its own.

    It is the rest where a further cell than the first is empty too (its text came to its end before the border), and what there is goes on
    with text that breaks off.
    """
    cells, more = row.split("\t"), rest.split("\t")
    if len(cells) < 3 or len(more) > len(cells) or all((*more[1:], *[""] * (len(cells) - len(more)))):
        return ""
    more += [""] * (len(cells) - len(more))
    if any(b and (not a or a.endswith(_END)) for a, b in zip(cells, more, strict=True)):
        return ""
    return "\t".join(a + b for a, b in zip(cells, more, strict=True))


def _article_number(text: str) -> int:
    m = _ARTICLE.match(text)
    return label_number(m[0]).value if m else 0


def _next_article(before: PrintedLine, line: PrintedLine, article: int) -> bool:
    """The number that comes next, at the beginning of a line, after a sentence: an article, whatever the page looks like."""
    return bool(article) and before.text.endswith(_STOP) and _article_number(line.text) == article + 1


def _joined(a: str, b: str) -> str:
    """Two lines of a paragraph: a blank only between Latin words."""
    latin = a[-1:].isascii() and a[-1:].isalnum() and b[:1].isascii() and b[:1].isalpha()
    return f"{a} {b}" if latin else a + b


def _open_choice(before: PrintedLine, line: PrintedLine) -> bool:
    """A line, as full as lines are, that ends a sentence, before a line that is no numbered one: nothing says whether a paragraph ends."""
    return before.text.endswith("。") and not _TOKEN.match(line.text)


def _goes_on(paragraph: PrintedParagraph, before: PrintedLine, line: PrintedLine, layout: PageLayout) -> bool:
    """Whether ``line`` continues the paragraph that ended with ``before``."""
    text = paragraph.text
    if _NOTE.match(text) and paragraph.lines < _MOST_NOTE and _depth(text) > 0:
        return True
    if line.em > 1.2 * layout.em and before.em > 1.2 * layout.em:  # a title on two lines
        near = abs(line.em - before.em) < 0.06 * line.em and 0 < line.pitch < 2.4
        even = (
            abs(line.indent - line.rest) < 2 and abs(before.indent - before.rest) < 2
        )  # centred, or as wide as the column
        return near and even and not _CONTENTS.match(text)
    if abs(line.em - before.em) > 0.15 * layout.em and (line.centred or before.centred):
        return False
    if before.heading or line.heading or _ANNEX.match(text) or _ANNEX.match(line.text):
        return _heading_goes_on(before, line)
    if _CONTENTS.match(text) or _NOTE.match(line.text):
        return False
    if layout.indents:
        return _unindented(paragraph, before, line)
    if before.centred and line.centred:
        return False
    return not _new_without_indent(before, line, layout)


def _heading_goes_on(before: PrintedLine, line: PrintedLine) -> bool:
    """A heading too long for its line: the next line is centred too, or it broke off full, without a stop."""
    if line.heading or not before.heading or _TOKEN.match(line.text) or before.text.endswith(_STOP):
        return False
    return before.full and (line.centred or line.indent < 1) and not line.text.endswith("。")


def _unindented(paragraph: PrintedParagraph, before: PrintedLine, line: PrintedLine) -> bool:
    """In a text that indents its paragraphs: a line at the edge goes on; so does one that hangs further in than its paragraph began."""
    if line.indent > 1.2:
        hanging = before.full and not before.centred and not line.centred and paragraph.indent + 0.8 < line.indent < 8
        return hanging and not _TOKEN.match(line.text) and not before.text.endswith(_END)
    if before.centred and before.rest > 2:
        return False
    short = before.rest > 2.5 and before.text.endswith(_STOP)
    return not (short or before.rest > 0.4 * before.width)


def _new_without_indent(before: PrintedLine, line: PrintedLine, layout: PageLayout) -> bool:
    """In a text that does not: the line before falls short, white space stands between, or a number follows a full stop."""
    short = before.rest > (0.5 if layout.flush else 1.7) + _first_width(line)
    apart = line.pitch > 1.25 * layout.pitch
    numbered = bool(_TOKEN.match(line.text)) and before.text.endswith(_STOP)
    last = layout.justified and before.text.endswith("。") and before.rest > 2 * _EDGE
    return short or apart or numbered or last or line.centred or before.centred


def _first_width(line: PrintedLine) -> float:
    """How wide the first word of a line is beyond one character: a Latin word or number does not break."""
    m = re.match(r"[A-Za-z0-9.,%]+", line.text)
    return max(0.0, 0.55 * len(m[0]) - 0.5) if m else 0.0


def _depth(text: str) -> int:
    return sum(c in "（(" for c in text) - sum(c in "）)" for c in text)


def _contents(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """The lines of tables of contents: from 目录 until the first of its entries comes again without a page number, or an article begins."""
    out: set[int] = set()
    i = 0
    while i < len(lines):
        if lines[i].table or not _CONTENTS.match(lines[i].text):
            i += 1
            continue
        entries: set[str] = set()
        j = i + 1
        while j < len(lines) and j - i < 3000:
            line = lines[j]
            if line.table or _ARTICLE.match(line.text) and not _has_number(line.text):
                break
            bare = _entry(line.text)[0]
            key = re.sub(r"[\s\u3000]", "", bare)
            if key in entries and not _has_number(line.text):
                break
            entries.add(key)
            j += 1
        if any(lines[k].heading or _has_number(lines[k].text) for k in range(i + 1, j)):
            out.update(range(i + 1, j))
        i = j
    return frozenset(out)


def _has_number(text: str) -> bool:
    """Whether an entry ends with the number of a page."""
    m = _ENTRY_END.search(text)
    return m is not None and (m.start() > 0 or bool(_LEADER.match(text)))


def _entry(text: str) -> tuple[str, int]:
    """An entry of a table of contents without its leader and page number, and whether there was one."""
    m = _ENTRY_END.search(text)
    if m is None or m.start() == 0 and not _LEADER.match(text):
        bare = _LEADER.sub("\u3000", text).strip("\u3000 ")
        return (bare, 0) if _LEADER.search(text) else (text, 0)
    head = text[: m.start()]
    return _LEADER.sub("\u3000", head).strip("\u3000 "), 1
