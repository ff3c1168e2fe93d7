"""The body of a statute: typed lines become units, and each line is read for what it is where it stands.

第五十二条 opens an article after the end of a sentence and where 52 is the next number; in the middle of a sentence it is a reference
that a line break happened to put first. 一、 is an article where a document has no 条, a division between articles, an item after a
colon. Whatever is none of these is a paragraph: no line is ever dropped.
"""

from __future__ import annotations

import re

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.model.levels import RANK, WITHIN, Level, Unit
from lawtrack.model.numerals import Number, label_number
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.statute.front import tight
from lawtrack.syntax.statute.lines import HEADING_KINDS, LineKind, SourceLine
from lawtrack.syntax.statute.pages import END, column, finished, full, indented, torn
from lawtrack.syntax.statute.paragraphs import DRAWN, label_style

_HEADINGS = {
    LineKind.PART: Level.PART, LineKind.SUBPART: Level.SUBPART, LineKind.CHAPTER: Level.CHAPTER, LineKind.SECTION: Level.SECTION,
    LineKind.DIVISION: Level.DIVISION,
}  # fmt: skip
_LONGEST = 5000  # no paragraph of law is longer; keeps joining lines linear
_REFERENCE = re.compile(
    r"(?:的|规定|所列|所称|第?[一二三四五六七八九十（(]+[）)]?[款项]|第.{1,6}[款项]|、|，第|和第|至第|或者第|以及|及其|之规定)"
)
_CITING = re.compile(
    r"、|[项款条](?=\Z|[、，。；：）)的]|第|规定|所|之|中|和|与|及|或|至|以|情形|行为|内容)|目(?=\Z|[、，；）)]|第|规定|所|之|中|和|与|及|或|至)"
)
"""What follows （二） in a citation that a line break tore: 项规定的, 款所列; 项目, 款项, 条件, 目的, 目录, 章程 open an item."""
_BARE_HEADING = re.compile(r"(?:总|分|附|通|罚|總|罰)\s*[则則]\Z")
_CAPTION = re.compile(r"【[^】\n]{1,60}】|〔[^〕\n]{1,60}〕")
_ROUND_CAPTION = re.compile(r"[（(][^（）()\n]{2,24}[）)]")


class Body:
    """One pass over the lines of a statute: the units made so far, where they stand, and what is open."""

    def __init__(self, text: str, lines: list[SourceLine]) -> None:
        self.text = text
        self.lines = lines
        self.units: list[Unit] = []
        self.spans: list[Span | None] = []
        self.joins: list[Finding] = []
        self.doubts: list[Finding] = []
        self.styles: list[str] = []  # list marks open in the current paragraph, outermost first
        self.counts: dict[str, int] = {}  # the last number of each shape in the current provision
        self.last: Number = Number()  # number of the last article
        self.level: Level | None = None  # of the last unit
        self.seen_article: bool = False
        self.in_annex: bool = False
        self.annexes: int = 0  # number of the last annex
        self.entries: dict[
            str, tuple[str, str]
        ] = {}  # what the table of contents prints behind a number, and on the next line
        self.tabular: bool = False
        self.prepare()

    def prepare(self) -> None:
        """What holds for the whole text: whether there are 条, how their heads are set, where annexes have 一、 for articles."""
        lines, article, text = self.lines, LineKind.ARTICLE, LineKind.TEXT
        places = [k for k, x in enumerate(lines) if x.kind is article]
        heads = [lines[k] for k in places if lines[k].rest]
        self.gapped: bool = sum(x.spaced for x in heads) * 2 > len(heads)
        self.numbered: bool = any(
            x.spaced or not x.rest or not _REFERENCE.match(x.rest) for x in (lines[k] for k in places)
        )
        captions = sum(bool(_ROUND_CAPTION.match(x.rest)) for x in heads)
        self.round_captions: bool = len(heads) >= 3 and captions * 5 >= 3 * len(heads)
        self.tabular = _is_tabular(lines)
        self.numbered = self.numbered and not self.tabular
        self.listed_articles: bool = not self.numbered
        self.set_off: bool = indented(lines)
        self.column: int = 0 if self.set_off else column(lines)
        self.parted: bool = (
            self.column > 0 and len(heads) > 1 and all(x.apart for x in heads[1:])
        )  # an empty line before each paragraph
        self.followed: frozenset[int] = _followed(lines)
        self.loose: int = 0
        for k in places:
            if k < 2 or lines[k - 1].kind is not text:
                continue
            if self.plain_head(lines[k]) and _short(lines[k - 1].text):
                self.loose += lines[k - 2].kind not in HEADING_KINDS

    def add(self, level: Level, label: str, text: str, start: int, end: int, number: int) -> None:
        """One more unit with its place in the source."""
        self.units.append(Unit(level, label, text))
        self.spans.append(Span(start, end, number))
        self.level = level

    # -- what a line is

    def start(self, after: int = 0) -> int:
        """Where the front matter ends and the first provision or heading stands, from the line ``after`` on."""
        lines = self.lines
        for i in range(after, len(lines)):
            line = lines[i]
            if self.is_heading(i) or line.kind is LineKind.PREAMBLE or self.numbered and self.plain_head(line):
                while i > after and lines[i - 1].kind is LineKind.LISTED and not lines[i - 1].text.endswith(END):
                    i -= 1
                return i
            if i and (line.kind is LineKind.LISTED and self.opens_list(i) or self.is_division(i) and self.bare(line)):
                return i
            if i > 1 and self.is_annex(i) and not self.numbered:
                return i
        return len(lines)

    def is_heading(self, i: int) -> bool:
        """Whether a line that looks like a heading is one, and no sentence that begins with 第三章."""
        line = self.lines[i]
        if line.kind not in HEADING_KINDS and line.kind is not LineKind.DIVISION:
            return False
        if line.rest.endswith(("。", "；", "，", "：")) or len(line.rest) > 60:
            return self.is_stopped_heading(i)
        return bool(line.mark) or line.spaced or not line.rest or not _REFERENCE.match(line.rest)

    def is_stopped_heading(self, i: int) -> bool:
        """第五节　渡运秩序。 between articles: a heading that got a full stop."""
        line = self.lines[i]
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        return (
            line.spaced
            and line.rest.endswith("。")
            and _short(line.rest[:-1])
            and not _REFERENCE.match(line.rest)
            and self.finished()
            and nxt is not None
            and (nxt.kind in HEADING_KINDS or self.plain_head(nxt))
        )

    @staticmethod
    def bare(line: SourceLine) -> bool:
        """Whether a heading has no number of its own (总则)."""
        return line.mark > 1 or not line.mark and bool(_BARE_HEADING.match(line.text))

    def opens_list(self, i: int) -> bool:
        """Whether 一、 here begins the body: the first division, or the first "article" of a document without 条."""
        line = self.lines[i]
        if label_number(line.label) != Number(1):
            return False
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        if not self.numbered:
            return True
        return not line.text.endswith(END) and nxt is not None and nxt.kind in (LineKind.ARTICLE, LineKind.ITEM)

    def is_division(self, i: int) -> bool:
        """A short line without a number between articles, or （一） as a heading: 职业培训体系 where the chapter number is lost."""
        lines, line = self.lines, self.lines[i]
        if line.kind not in (LineKind.TEXT, LineKind.ITEM) or line.text.endswith(END) or not self.finished():
            return False
        if line.kind is LineKind.ITEM and label_style(line.label) in self.styles:
            return False
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        before_head = nxt is not None and self.plain_head(nxt)
        if self.in_annex:
            return bool(line.mark) and line.kind is LineKind.TEXT
        if line.kind is LineKind.TEXT and (line.mark > 1 or _BARE_HEADING.match(line.text)):
            return True
        if (
            nxt is not None and nxt.kind is LineKind.TEXT and not nxt.apart and _short(nxt.text)
        ):  # broken over two lines
            before_head = i + 2 < len(lines) and self.plain_head(lines[i + 2])
        return before_head and _short(line.text)

    def plain_head(self, line: SourceLine) -> bool:
        """An article head by its looks alone."""
        return (
            line.kind is LineKind.ARTICLE
            and not self.tabular
            and (line.spaced or not line.rest or not self.gapped and not _REFERENCE.match(line.rest))
        )

    def finished(self) -> bool:
        """Whether the last line ended a sentence, or was no sentence."""
        if self.level is None or RANK[self.level] < RANK[Level.PARAGRAPH]:
            return True
        last = self.units[-1].text
        return finished(last) or last.endswith("|")  # a row of a table

    def is_head(self, i: int) -> bool:
        """Whether 第…条 opens an article here: the next number, or after the end of a sentence; never in the middle of one."""
        line = self.lines[i]
        number = label_number(line.label)
        if not number.value or self.tabular:
            return False
        if line.mark or not line.rest and self.finished():
            return True
        reference = bool(_REFERENCE.match(line.rest))
        expected = not self.seen_article or number in (
            Number(self.last.value + 1), Number(self.last.value, self.last.sub + 1)
        )  # fmt: skip
        if expected:
            if reference and not self.finished():
                return False
            return line.spaced or not (self.gapped and reference)
        if not line.spaced:
            return self.finished() and not reference and not self.gapped
        if self.finished():
            return True
        return not reference and abs(number.value - self.last.value) <= 3

    def is_annex(self, i: int) -> bool:
        """Whether a line that looks like the title of an annex is one, and no mention of it."""
        line = self.lines[i]
        if line.kind is not LineKind.ANNEX or line.rest.endswith(("。", "；")) or len(line.rest) > 80:
            return False
        if tight(line.label) == "附":
            return False
        return self.finished() or self.sets_off_annex(i)

    def sets_off_annex(self, i: int) -> bool:
        """附件二 below a list or a table without a full stop: a line of its own, and the text above does not lead into it."""
        line, above = self.lines[i], self.lines[i - 1] if i else None
        number = label_number(line.label).value
        if above is None or above.text.endswith(
            ("，", "、", "（", "(", "《", "“", "见", "和", "与", "及", "或", "按", "照", "至", "第")
        ):
            return False
        if self.column and full(above, self.column) and not line.apart:
            return False
        if self.in_annex:
            follows = number in (0, self.annexes + 1) or number > self.annexes and not line.rest  # one between is lost
            return follows and not line.rest.endswith(("，", "、")) and "。" not in line.rest
        return (
            number <= 1
            and (not line.rest or line.apart or _short(line.rest))
            and not any(c in line.rest for c in "，。")
        )

    # -- taking lines in

    def line(self, i: int) -> int:
        """Take in the line at ``i``; gives the index of the next one."""
        line = self.lines[i]
        if self.is_heading(i):
            return self.heading(i)
        if (
            line.kind is LineKind.PREAMBLE
            and not self.seen_article
            and self.level in (None, Level.NOTE, Level.STAGE, Level.TITLE)
        ):
            self.open(Level.PREAMBLE, line, "", line.text)
        elif line.kind is LineKind.ARTICLE and self.is_head(i):
            self.article(line)
        elif self.is_annex(i) and (self.seen_article or self.in_annex or not self.numbered):
            return self.annex(i)
        elif line.kind in (LineKind.ITEM, LineKind.SUBITEM, LineKind.LISTED) and self.goes_on(i):
            self.text_line(i)
        elif self.is_division(i):
            label, rest = (line.label, line.rest) if line.kind is LineKind.ITEM else ("", line.text)
            self.open(Level.DIVISION, line, label, rest)
            return self.more_heading(i)
        elif line.kind is LineKind.LISTED:
            self.listed(i)
        elif line.kind is LineKind.ITEM and (
            self.is_next(line) or line.label[0] in "（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩" and not _CITING.match(line.rest)
        ):
            self.item(line)
        elif line.kind is LineKind.SUBITEM and self.opens_items(i):
            self.item(line)
        else:
            self.text_line(i)
        return i + 1

    def is_next(self, line: SourceLine) -> bool:
        """Whether a list mark carries the number that comes next where it stands."""
        return label_number(line.label).value == self.counts.get(label_style(line.label), 0) + 1

    def open(self, level: Level, line: SourceLine, label: str, text: str) -> None:
        """Begin a heading, an article or an annex: lists begin anew."""
        self.styles = []
        self.counts = {}
        self.add(level, label, text, line.start, line.end, line.number)

    def heading(self, i: int) -> int:
        """Read a heading; returns the line after it."""
        line = self.lines[i]
        self.open(_HEADINGS[line.kind], line, line.label, line.rest)
        return self.more_heading(i)

    def more_heading(self, i: int) -> int:
        """A heading on the line after its number, or broken over two lines."""
        line = self.lines[i]
        if i + 1 == len(self.lines):
            return i + 1
        nxt = self.lines[i + 1]
        if nxt.kind is not LineKind.TEXT or len(nxt.text) > 40 or nxt.text.endswith(END) or nxt.mark:
            return i + 1
        if line.rest and not self.is_broken_heading(i):
            return i + 1
        unit = self.units[-1]
        self.units[-1] = Unit(unit.level, unit.label, unit.text + nxt.text)
        self.spans[-1] = Span(line.start, nxt.end, line.number)
        if line.rest:
            self.joined(i + 1, unit.text, "")
        return i + 2

    def is_broken_heading(self, i: int) -> bool:
        """Whether a short line between a heading and the next head goes on with the heading: it is no heading without a number of its
        own, as other texts have before articles, or as where the number of the first section is lost."""
        line, after = self.lines[i], self.lines[i + 2] if i + 2 < len(self.lines) else None
        if after is None or not (self.plain_head(after) or after.kind in HEADING_KINDS):
            return False
        more = tight(self.lines[i + 1].text)
        printed, below = self.entries.get(tight(line.label), ("", ""))
        if printed in (tight(line.rest) + more, tight(line.rest)):  # the table of contents knows
            return printed != tight(line.rest) or below == more
        if line.rest.endswith(("的", "、", "，", "和", "与", "及", "或", "对", "向", "在")):
            return True
        if self.loose or _BARE_HEADING.search(line.rest):
            return False
        if line.kind is LineKind.SECTION:
            return True
        following = next((x for x in self.lines[i + 2 :] if x.kind in HEADING_KINDS), None)
        return following is None or following.kind is not LineKind.SECTION or label_number(following.label) == Number(1)

    def annex(self, i: int) -> int:
        """Read an annex up to the next one; returns the line after its title."""
        line = self.lines[i]
        self.open(Level.ANNEX, line, line.label, line.rest)
        self.in_annex, self.seen_article, self.last = True, False, Number()
        self.annexes = label_number(line.label).value or self.annexes
        stop = next((k for k in range(i + 1, len(self.lines)) if self.lines[k].kind is LineKind.ANNEX), len(self.lines))
        inside = self.lines[i + 1 : stop]
        listed = [x for x in inside if x.kind is LineKind.LISTED]
        self.listed_articles = not any(self.plain_head(x) for x in inside) and any(
            x.text.endswith(("。", "；")) for x in listed
        )
        return i + 1 if line.rest else self.more_heading(i)

    def article(self, line: SourceLine) -> None:
        """Read the line that begins an article: number, caption, first paragraph."""
        rest, caption = line.rest, ""
        m = _CAPTION.match(rest) or (_ROUND_CAPTION.match(rest) if self.round_captions else None)
        if m:
            caption, rest = m[0], rest[m.end() :].strip()
        offset = line.end - len(rest)
        self.open(Level.ARTICLE, line, line.label, caption)
        end = line.start + len(line.label) if not caption else line.end - len(line.rest) + len(caption)
        self.spans[-1] = Span(line.start, end, line.number)
        self.last, self.seen_article = label_number(line.label), True
        if rest:
            self.add(Level.PARAGRAPH, "", rest, offset, line.end, line.number)

    def listed(self, i: int) -> None:
        """A line ``一、…``: an article where there is no 条, a division between articles, an item of a list, or plain text."""
        line = self.lines[i]
        number = label_number(line.label)
        colon = self.level in WITHIN and self.units[-1].text.endswith(("：", ":"))
        if self.listed_articles:
            restart = number == Number(1) and self.seen_article and colon or "一、" in self.styles
            if not restart and (self.finished() or number.value == self.last.value + 1):
                self.article(line)
                return
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        short = not line.text.endswith(END) and len(line.text) <= 60
        if short and self.finished() and "一、" not in self.styles and not colon:
            before = (
                nxt is None
                or nxt.kind in (LineKind.ARTICLE, LineKind.LISTED)
                or nxt.kind is LineKind.ITEM
                and not nxt.text.endswith(END)
            )
            if before or line.mark or self.in_annex:
                self.open(Level.DIVISION, line, line.label, line.rest)
                return
        if "一、" in self.styles or colon and number == Number(1):
            self.item(line)
        else:
            self.text_line(i)

    def opens_items(self, i: int) -> bool:
        """Whether ``1.`` goes on with a list or opens one; a footnote or a figure that begins a line does neither."""
        line = self.lines[i]
        style = label_style(line.label)
        if style in self.styles or self.level not in WITHIN or style in self.counts and self.is_next(line):
            return True
        if label_number(line.label) != Number(1):
            return False
        return self.units[-1].text.endswith(("：", ":", "；", ";")) or i in self.followed

    def item(self, line: SourceLine) -> None:
        """Read an item or subitem; the style of its number says at which depth."""
        style = label_style(line.label)
        if self.level not in WITHIN:
            self.add(Level.PARAGRAPH, "", "", line.start, line.start, line.number)
            self.styles = []
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        self.counts[style] = label_number(line.label).value
        level = Level.ITEM if len(self.styles) == 1 else Level.SUBITEM
        self.add(level, line.label, line.rest, line.start, line.end, line.number)

    def text_line(self, i: int) -> None:
        """Read a line without a number: the rest of the paragraph before, or a new one."""
        line = self.lines[i]
        if self.continues(i):
            unit, span = self.units[-1], self.spans[-1]
            assert span is not None
            gap = (
                " "
                if unit.text[-1:].isascii()
                and unit.text[-1:].isalpha()
                and line.text[:1].isalpha()
                and line.text[:1].isascii()
                else ""
            )
            piece = self.text[line.start : line.end] if line.label else line.text
            self.units[-1] = Unit(unit.level, unit.label, unit.text + gap + piece)
            self.spans[-1] = Span(span.start, line.end, span.line)
            self.joined(i, unit.text, gap)
            return
        if self.column and self.brims(i):
            self.doubts.append(
                kinds.PARAGRAPH_DOUBT.finding(
                    span=Span(self.lines[i - 1].start, line.end, line.number),
                    repair=Repair("接为一段", (Splice(self.lines[i - 1].end, line.start, ""),)),
                    end=self.units[-1].text[-12:],
                    start=line.text[:12],
                )
            )
        self.styles = []
        piece = self.text[line.start : line.end] if line.label else line.text
        self.add(Level.PARAGRAPH, "", piece, line.start, line.end, line.number)

    def brims(self, i: int) -> bool:
        """Whether the line before ends a sentence exactly where the column ends, and nothing shows whether the paragraph ends too."""
        span, above = self.spans[-1], self.lines[i - 1]
        if (
            not i
            or self.in_annex
            or self.level not in WITHIN
            or span is None
            or span.end != above.end
            or self.lines[i].apart
        ):
            return False
        return full(above, self.column, 1) and not above.text.endswith(("：", ":")) and not self.parted

    def joined(self, i: int, before: str, gap: str) -> None:
        """Note that a line break in a sentence is read as none."""
        last, line = self.lines[i - 1], self.lines[i]
        self.joins.append(
            kinds.REJOINED.finding(
                span=Span(last.start, line.end, line.number),
                repair=Repair("删去段落中间的换行", (Splice(last.end, line.start, gap),)),
                end=before[-12:],
                start=line.text[:12],
            )
        )

    def goes_on(self, i: int) -> bool:
        """Whether a list mark at the head of a line belongs to the sentence before: …第一款第 ⏎ （二）项规定的…"""
        line = self.lines[i]
        if self.finished() or self.level not in WITHIN:
            return False
        return bool(_CITING.match(line.rest)) or self.units[-1].text.endswith(("第", "（", "("))

    def continues(self, i: int) -> bool:
        """Whether the line goes on with the sentence that the line before broke off (:func:`lawtrack.syntax.statute.pages.torn`)."""
        line, span = self.lines[i], self.spans[-1]
        if not i or self.level not in WITHIN or line.mark or span is None or span.end != self.lines[i - 1].end:
            return False
        if line.text.startswith(DRAWN) or self.units[-1].text.endswith("|"):
            return False
        if self.set_off and line.kind is LineKind.TEXT and not self.in_annex:
            return not line.indent and len(self.units[-1].text) <= _LONGEST
        before = self.units[-1].text
        if self.finished():
            brim = self.parted and not line.apart and line.kind is LineKind.TEXT and not before.endswith(("：", ":"))
            return brim and not self.in_annex and full(self.lines[i - 1], self.column, 1) and len(before) <= _LONGEST
        if len(before) > _LONGEST:
            return False
        if before.endswith(("第", "（", "(")) or line.label and _CITING.match(line.rest) and self.goes_on(i):
            return True
        if self.column and not self.in_annex and full(self.lines[i - 1], self.column):
            return True
        size = len(before)
        if self.lines[i - 1].kind is LineKind.ARTICLE:  # its number took up room in the column, too
            size = max(size, len(self.lines[i - 1].text))
        return not self.in_annex and torn(before, size, self.lines[i : i + 4])


def _short(text: str) -> bool:
    """Short and without punctuation, as headings are."""
    return len(text) <= 25 and not text.endswith(END) and not any(c in text for c in "。；，：,;:|\t")


def _followed(lines: list[SourceLine]) -> frozenset[int]:
    """Lines ``1.`` whose list goes on: the next mark of their shape, before another article, carries the following number."""
    out: set[int] = set()
    ahead: dict[str, int] = {}
    subitem, article = LineKind.SUBITEM, LineKind.ARTICLE
    if subitem not in [line.kind for line in lines]:
        return frozenset()
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.kind is subitem:
            style, number = label_style(line.label), label_number(line.label).value
            if ahead.get(style) == number + 1:
                out.add(i)
            ahead[style] = number
        elif ahead and line.kind is article:
            ahead = {}
    return frozenset(out)


def _is_tabular(lines: list[SourceLine]) -> bool:
    """Whether 第…条 at the head of lines are cells of a table (罪名补充规定: which article has which name), not articles.

    No number follows the one before, none is the first, and none of the cells holds a sentence.
    """
    heads = [k for k, x in enumerate(lines) if x.kind is LineKind.ARTICLE]
    numbers = [label_number(lines[k].label) for k in heads]
    if len(heads) < 2 or any(n.value == 1 for n in numbers):
        return False
    steps = sum(
        b in (Number(a.value + 1), Number(a.value, a.sub + 1)) for a, b in zip(numbers, numbers[1:], strict=False)
    )
    cells = sum(
        not any(x.text.endswith(("。", "；", "：")) for x in lines[k : min(k + 2, stop)])
        for k, stop in zip(heads, [*heads[1:], len(lines)], strict=True)
    )
    return steps * 2 < len(numbers) and cells * 10 >= 9 * len(heads)
