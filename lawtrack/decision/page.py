"""What the page did to the text of a decision: marks of Markdown, and lines wrapped at a fixed width (折行). Places in the text stay the same.

Characters that print nothing are left out before a decision is read, told line by line, and every place is led back to the source: a zero-width
space inside 审计 is no space between 审 and 计, and 第\\u200b一条 is 第一条.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

import attrs

from lawtrack.decision.decision import Decision
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.phrases.tokens import TORN
from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.syntax.cuts import Cuts
from lawtrack.syntax.statute.lines import INVISIBLE

_SPAN = re.compile(r"\[([^\[\]\n]*(?:\n(?![ \t]*\n)[^\[\]\n]*){0,4})\]\{[.#][^{}\n]{1,40}\}|\\(?=[\n<>\[\]*_#]|\Z)")
_RUN = re.compile(f"[{INVISIBLE}]+")
_MARKDOWN = re.compile(r"^(?:[ \t\u3000]*#{1,6}[ \t]+|[ \t\u3000]*>[ \t]?)|\*\*|\\$", re.M)
_FINISHED = tuple("。：；:;!?！？”…】」』）)")
_BEGINS = re.compile(
    r"[一二三四五六七八九十]+[ \u3000]*[、．.]|[（(][ \u3000]*(?:[一二三四五六七八九十]+|[0-9]{1,2})[ \u3000]*[）)]|[0-9]{1,3}[ \u3000]*[.．、](?![0-9])"
    r"|第[一二三四五六七八九十百零〇]+(?:条|章|节)[ \u3000]|[“「\"]|附件?[：:]|本决定"
)
_FRESH = re.compile(rf"{_BEGINS.pattern}|[（(《|]|对|关于|将|删|增加|附")
"""What a line of its own begins with: a line before it does not show that the page is of fixed width."""
_DASH = "[—\\-－–―·]"
_FIGURES = "[0-9０-９]{1,3}"
PAGE_NUMBER = re.compile(
    rf"{_DASH}[ \u3000]*{_FIGURES}(?:[ \u3000]*{_DASH})?|第[ \u3000]*{_FIGURES}[ \u3000]*页(?:[ \u3000/／，,]*共.{{1,6}}页)?"
)
"""The number of a page, on a line of its own."""
_REGARDS = re.compile("特此(?:通知|公告|通告|公布|决定|批复|函[告复])[。！]?")
_RULER = re.compile(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*")
_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
_DASHES = re.compile(r" *-{2,}(?: +-{2,})* *")
_RULERS = re.compile(r"^(?:[ \t]*\+--| *--+ +--)", re.M)
"""The rulers of tables: +---+---+, ---- ------."""
_LEAST = 40
"""No page is narrower than this many columns."""


def is_furniture(line: str) -> bool:
    """Whether a line says nothing of a decision: the number of a page, the last words of a letter.

    >>> is_furniture("— 3 —"), is_furniture("特此通知。"), is_furniture("特此修改如下：")
    (True, True, False)
    """
    return len(line) < 40 and (PAGE_NUMBER.fullmatch(line) is not None or _REGARDS.fullmatch(line) is not None)


def unmark(text: str) -> str:
    """The text with the marks of Markdown (headings, block quotes, bold, the \\ of a line break) as blanks, where it is written so.

    >>> unmark("# 决定\\n> （2024年）")
    '  决定\\n  （2024年）'
    """
    if not re.search(r"^[ \t\u3000]*(?:#{1,6}[ \t]|>)|^\*\*", text, re.M):
        return text
    return _MARKDOWN.sub(lambda m: " " * len(m[0]), text)


def level_tables(text: str) -> str:
    r"""The text with each row of a table drawn with rulers as one line ``| a | b |``; places and lines stay the same in number.

    The lines of a cell are read on, and an empty one within it stands for a blank: what is attached to a name (附：…) is apart from it.

    >>> table = "+---+-------+\n| 1 | 茶摊  |\n|   | 条例  |\n|   |       |\n|   | 附：  |\n+---+-------+"
    >>> level_tables(table).split("\n")[1].rstrip(), len(level_tables(table)) == len(table)
    ('| 1| 茶摊条例 附：|', True)
    >>> level_tables("  --- ------\n  1   茶摊\n      条例\n\n  2   木桥\n  --- ------").split("\n")[1].rstrip()
    '| 1| 茶摊条例|'
    """
    if not _RULERS.search(text):
        return text
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if _RULER.fullmatch(lines[at]):
            at = _level_grid(lines, at)
        elif _COLUMNS.fullmatch(lines[at]):
            at = _level_columns(lines, at)
        else:
            at += 1
    return "\n".join(lines)


def _level_grid(lines: list[str], at: int) -> int:
    """One row between two rulers (+---+---+); the line to go on with."""
    end = at + 1
    while end < len(lines) and lines[end].strip().startswith("|"):
        end += 1
    rows = [line.strip()[1:-1].split("|") for line in lines[at + 1 : end]]
    columns = lines[at].count("+") - 1
    lines[at] = " " * len(lines[at])
    if rows and all(len(r) == columns for r in rows):
        _put_row(lines, at + 1, end, rows)
    return end


def _level_columns(lines: list[str], at: int) -> int:
    """The rows below a ruler (---- ------) down to the next one: one a line, or several lines each with empty ones between."""
    end = at + 1
    while (
        end < len(lines)
        and (not lines[end].strip() or lines[end].startswith(" "))
        and not _DASHES.fullmatch(lines[end])
    ):
        end += 1
    if end == len(lines) or not _DASHES.fullmatch(lines[end]):
        return at + 1
    starts = [_columns(lines[at][: m.start()]) for m in re.finditer("-+", lines[at])]
    blank = [i for i in range(at + 1, end) if not lines[i].strip()]
    borders = [at, *blank, end] if blank else [*range(at, end + 1)]
    for first, last in pairwise(borders):
        if last - first > 1 or not blank:
            begin, stop = (first + 1, last) if blank else (first, first + 1)
            if begin > at:
                _put_row(lines, begin, stop, [_cut(line, starts) for line in lines[begin:stop]])
    top = at
    while top and at - top < 6 and lines[top - 1].strip() and lines[top - 1].startswith(" "):
        top -= 1
        if _DASHES.fullmatch(lines[top]):
            break
    if top < at and _DASHES.fullmatch(lines[top]):
        lines[top], top = " " * len(lines[top]), top + 1
    if top < at:  # the names of the columns stand above the ruler
        _put_row(lines, top, at, [_cut(line, starts) for line in lines[top:at]])
    lines[at], lines[end] = " " * len(lines[at]), " " * len(lines[end])
    return end + 1


def _cut(line: str, starts: list[int]) -> list[str]:
    """A line by the columns that its characters fill."""
    cells = [""] * len(starts)
    width = 0
    for char in line:
        k = bisect_right(starts, width) - 1
        cells[max(k, 0)] += char
        width += _columns(char)
    return cells


def _put_row(lines: list[str], begin: int, end: int, rows: list[list[str]]) -> None:
    """The row in place of its lines, which stay as long together; nothing where it does not fit."""
    row = "|" + "|".join(_cell([r[k] for r in rows]) for k in range(len(rows[0]))) + "|"
    room = sum(map(len, lines[begin:end]))
    if len(row) <= room:
        lines[begin:end] = [row.ljust(room), *[""] * (end - begin - 1)]


def _cell(lines: list[str]) -> str:
    parts: list[str] = [""]
    for line in lines:
        parts[-1] += (bare := line.strip().removesuffix("\\"))
        if not bare or line.rstrip().endswith("\\"):
            parts.append("")
    return " " + " ".join(p for p in parts if p)


_PAGE_LINE = re.compile(
    rf"\n[ \t\u3000]*(?P<page>{_DASH}\s{{0,6}}{_FIGURES}\s{{0,6}}{_DASH}|{PAGE_NUMBER.pattern})[ \t\u3000]*(?=\n|\Z)"
)
"""The same among other lines, where its dashes may have come on lines of their own."""
_NUMBER_LINE = re.compile(r"\n[ \t\u3000]*(?P<n>[0-9]{1,3})[ \t\u3000]*(?=\n)")
"""A number on a line of its own."""
_SENTENCE = re.compile("[。；：:;，,！？]")
"""What a cell of a table, which may be a number alone as well, does not hold."""
_NUMBER_INLINE = re.compile(rf"(?<=[\u4e00-\u9fff，、’])(?P<n>—{_FIGURES}—)(?=[\u4e00-\u9fff])")
"""The number of a page in the middle of a line, where the breaks of lines were lost."""


def _in_sentences(text: str, start: int, end: int) -> bool:
    """Whether the line before or behind a stretch of lines holds a sentence."""
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    before, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return any(_SENTENCE.search(text, a, b) for a, b in ((before, start), (end, stop if stop >= 0 else len(text))))


def _is_open(text: str, at: int) -> bool:
    """Whether a quotation is open there."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)


def _doubtful(text: str, m: re.Match[str]) -> Finding:
    line = text.count("\n", 0, m.start("n")) + 1
    return kinds.PAGE_DOUBTFUL.finding(span=Span(*m.span("n"), line), line=line)


def unpage(text: str) -> tuple[str, tuple[Span, ...], tuple[Finding, ...]]:
    r"""The text with the numbers of pages as blanks, and where they stood; a sentence that breaks off at one goes on behind it, which is told.

    >>> text, pages, told = unpage("一、将第二条修\n\n— 3 —\n\n改为：“甲。”\n- 4 -\n二、删去第三条。")
    >>> text.replace(TORN, "").replace(" ", ""), len(pages), len(told)
    ('一、将第二条修改为：“甲。”\n\n二、删去第三条。', 2, 1)
    """
    found = list(_PAGE_LINE.finditer(text))
    inline = _NUMBER_INLINE.finditer(text) if "—" in text else ()
    alone = (m for m in _NUMBER_LINE.finditer(text) if _in_sentences(text, *m.span()))
    numbers = (*alone, *inline)
    told = [_doubtful(text, m) for m in numbers if _is_open(text, m.start("n"))]
    if not found:
        return text, (), tuple(told)
    chars = list(text)
    for m in found:
        start, end = m.start(), m.end()
        while start and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        line = text.count("\n", 0, m.start("page")) + 1
        within = _is_open(text, start)  # in new text 对 and 将 begin no order
        begins = (
            _BEGINS if within or text[start - 1 : start] in tuple("，、,") else _FRESH
        )  # nothing but a sentence breaks off at a comma
        goes_on = start and end < len(text) and text[start - 1] not in _FINISHED and not begins.match(text, end)
        a, b = (start, end) if goes_on else m.span("page")
        chars[a:b] = (TORN if goes_on else " ") * (b - a)
        if goes_on:
            told.append(kinds.PAGE_WITHIN.finding(span=Span(a, b, line), line=line))
    lines = (text.count("\n", 0, m.start("page")) + 1 for m in found)
    return "".join(chars), tuple(Span(*m.span("page"), n) for m, n in zip(found, lines, strict=True)), tuple(told)


def unwrap_page(text: str) -> tuple[str, tuple[Finding, ...]]:
    """The text with the line breaks of a page of fixed width as torn places, and one finding that says so.

    A page is one of fixed width where most of its long lines are equally wide and end in the middle of a sentence.

    >>> page = "一、将第二条修改为：\\n" + "\\n".join("甲乙丙丁戊己庚辛壬癸" * 3 for _ in range(5)) + "丑寅。"
    >>> unwrap_page(page)[0].count("\\n")
    1
    """
    lines = text.split("\n")
    found = []
    for measure, least in ((_columns, _LEAST), (len, _LEAST // 2)):  # by columns, or by characters
        widths = [measure(line.rstrip()) for line in lines]
        found.append((*_page_width(lines, widths, least), widths))
    near, full, widths = max(found, key=lambda f: f[:1])
    if not near:
        return text, ()
    indented = sum(line.startswith(("\u3000\u3000", "    ")) for line in lines) > 2
    chars = list(text)
    joined = at = 0
    first = 0
    for i, line in enumerate(lines[:-1]):
        end = at + len(line.rstrip())
        j = i + 1
        at += len(line) + 1
        if not full - 2 <= widths[i] <= full + 2 or not lines[j].strip():
            continue
        following = lines[j].lstrip()
        fresh = indented and lines[j] != following and lines[j].startswith(("\u3000\u3000", "    "))
        if fresh or _BEGINS.match(following):
            continue
        start = at + len(lines[j]) - len(following)
        chars[end:start] = TORN * (start - end)
        joined += 1
        first = first or i + 1
    if not joined:
        return text, ()
    return "".join(chars), (kinds.WRAPPED.finding(span=Span(0, 0, first), first=first, joined=joined),)


def _columns(line: str) -> int:
    """The width of a line, a Chinese character (three bytes) taking two columns: counted in bytes, for every line of every decision is measured."""
    return (len(line.encode("utf-8", "replace")) + len(line)) // 2


def _page_width(lines: list[str], widths: list[int], least: int) -> tuple[int, int]:
    """How many lines break off at the width of the page, and that width; (0, 0) where the lines are not wrapped."""
    long = [(w, line) for w, line in zip(widths, lines, strict=True) if w >= least]
    broken = Counter(
        w
        for w, line, after in zip(widths, lines, [*lines[1:], ""], strict=True)
        if w >= least and after.strip() and not line.rstrip().endswith(_FINISHED) and not _FRESH.match(after.lstrip())
    )
    if not broken:
        return 0, 0
    full = max(broken, key=lambda w: (broken[w - 1] + broken[w] + broken[w + 1], w))
    near = sum(broken[w] for w in range(full - 2, full + 3))
    wider = sum(1 for w, _ in long if w > full + 2)
    alike = near >= 3 and not wider and broken[full] == near and near * 3 >= len(long)
    few = near >= 4 and wider <= near // 4
    only = few and near * 5 >= sum(broken.values()) * 4 and _ended_behind(lines, widths, full) * 4 >= near
    return (near, full) if alike or only or (few and near * 2 > len(long)) else (0, 0)


def _ended_behind(lines: list[str], widths: list[int], full: int) -> int:
    """How many lines behind those of the width of the page end a sentence there: names in a list end none."""
    ends = ("。", "；", "”")
    return sum(full - 2 <= w <= full + 2 and x.rstrip().endswith(ends) for w, x in zip(widths, lines[1:], strict=False))


def cut_invisible(text: str) -> Cuts:
    """Where characters stand that print nothing, and marks of a converter: 第[十]{.mark}条 (over the lines of one paragraph too), the \\ of a line break or
    before a sign that Markdown would read.

    >>> text = "第[十]{.mark}条"
    >>> cut_invisible(text).left(text)
    '第十条'
    """
    holes = [m.span() for m in _RUN.finditer(text)] if any(c in text for c in INVISIBLE) else []
    if "]{" in text or "\\" in text:
        for m in _SPAN.finditer(text):
            holes += [(m.start(), m.start(1)), (m.end(1), m.end())] if m[1] is not None else [m.span()]
    return Cuts.of(sorted(holes))


_CJK = "\u4e00-\u9fff"
_SET = "0-9，、。；：！？《》〈〉“”‘’（）"
_SPACED = re.compile(f"(?:[{_CJK}] ){{2,}}[{_CJK}]")
_WIDELY = re.compile(f"(?:[{_CJK}] ){{4,}}[{_CJK}]")
_GAP = re.compile(f"(?<=[{_CJK}{_SET}]) +(?=[{_CJK}{_SET}])")
_FURNITURE = re.compile(
    r"^[ \t]*(?:[0-9]{1,4}|[0-9]{4}年第[^\s，。；]{1,4}号[ \u3000]*[（(]总第[0-9]{1,5}号[）)])[ \t]*(?:\n|\Z)", re.M
)
"""A page number, or the running head of a gazette, on a line of its own."""


def cut_spacing(text: str) -> Cuts:
    """Where blanks stand between the characters of lines that a printer stretched (修 改 为), and what else such a page of a gazette puts into the
    text: line breaks within a sentence, page numbers, running heads.

    >>> cut_spacing("一 二 三").holes  # one line shows nothing
    ()
    """
    lines = list(re.finditer("[^\n]+", text))
    if sum(m[0].count(" ") > 3 and _WIDELY.search(m[0]) is not None for m in lines) < 3:
        return Cuts()
    holes = [m.span() for m in _FURNITURE.finditer(text)]
    lines = [m for m in lines if m[0].strip() and not _FURNITURE.fullmatch(m[0])]
    gaps = [[g.span() for g in _GAP.finditer(m[0])] if _SPACED.search(m[0]) else [] for m in lines]
    widths = [_columns(Cuts.of(g).left(m[0]).rstrip()) for m, g in zip(lines, gaps, strict=True)]
    stretched = sorted(w for m, w in zip(lines, widths, strict=True) if _WIDELY.search(m[0]))
    full = stretched[len(stretched) // 4] - 3  # lines are stretched to the width of the page
    for i, (m, found) in enumerate(zip(lines, gaps, strict=True)):
        holes += [(m.start() + a, m.start() + b) for a, b in found]
        after = lines[i + 1] if i + 1 < len(lines) else None
        if after and widths[i] >= full and _goes_on(m[0].rstrip(), after[0].lstrip()):
            start, end = m.start() + len(m[0].rstrip()), after.end() - len(after[0].lstrip())
            holes.append((start, end))
    return Cuts.of(_merged(holes))


def _merged(holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that touch or overlap as one."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(holes):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _goes_on(line: str, after: str) -> bool:
    """Whether a sentence goes on in the next line: neither is this one finished, nor does that one begin something."""
    bare = line.rstrip("”）)》")
    finished = bare.endswith(_FINISHED) if bare != line else line.endswith(_FINISHED)
    return not finished and (not _BEGINS.match(after) or after[0] in '“「"')


def lead_back_spacing(decision: Decision, text: str, cuts: Cuts) -> Decision:
    """A decision that was read without the blanks between its characters, with the places of its source, and one finding that says so."""
    line = text.count("\n", 0, cuts.holes[0][0]) + 1
    told = kinds.LETTER_SPACED.finding(span=Span(*cuts.holes[0], line), line=line, count=len(cuts.holes))
    back: Decision = cuts.back(decision)
    return attrs.evolve(back, source=text, findings=(*back.findings, told))


def lead_back(decision: Decision, text: str, cuts: Cuts) -> Decision:
    """A decision that was read without its invisible characters, with the places of its source; each line that has some is told."""
    found: dict[int, list[tuple[int, int]]] = {}
    line, at = 1, 0
    for a, b in cuts.holes:
        line, at = line + text.count("\n", at, a), a
        found.setdefault(line, []).append((a, b))
    told = tuple(
        kinds.INVISIBLE.finding(
            span=Span(runs[0][0], runs[-1][1], n),
            repair=Repair("删去这些字符", tuple(Splice(a, b, "") for a, b in runs)),
            line=n,
            count=sum((b - a for a, b in runs)),
        )
        for n, runs in found.items()
    )
    back: Decision = cuts.back(decision)
    return attrs.evolve(back, source=text, findings=(*back.findings, *told))
