"""Statute text → :class:`~lawtrack.model.nodes.Statute`: typed lines become units, nothing is lost, doubts become findings.

立法法 第六十五条 gives the levels (编、章、节、条、款、项、目), 立法技术规范 their marks. What a line *is* depends on where it
stands: 第五十二条 opens an article after the end of a sentence and where 52 is the next number; in the middle of a sentence it is
a reference that a line break happened to put first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawtrack.errors import Finding, InputError, Repair, Severity, SourceEdit, Span
from lawtrack.model.nodes import RANK, Level, Statute, Unit, build
from lawtrack.model.numerals import Number, label_number
from lawtrack.syntax.front import find_contents, read_front, tight
from lawtrack.syntax.lines import HEADING_KINDS, Kind, Line, read_lines

LIMIT = 16_000_000
"""More characters than any statute has; a longer input is refused before it is read line by line."""

_HEADINGS = {
    Kind.PART: Level.PART,
    Kind.SUBPART: Level.SUBPART,
    Kind.CHAPTER: Level.CHAPTER,
    Kind.SECTION: Level.SECTION,
}
_END = tuple("。；：！？.;:!?”’」』）)》】…—")
_REFERENCE = re.compile(
    r"(?:的规定|规定|所列|所称|第?[一二三四五六七八九十（(]+[）)]?[款项]|第.{1,6}[款项]|、|，第|和第|至第|或者第|以及|及其|之规定|的)"
)
_BARE_HEADING = re.compile(r"(?:总\s*则|分\s*则|附\s*则|通\s*则|罚\s*则)\Z")
_DATE_LINE = re.compile(
    r"[0-9０-９〇○零一二三四五六七八九]{4}\s*年\s*[0-9元一二三四五六七八九十]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\Z"
)
_CAPTION = re.compile(r"【[^】\n]{1,60}】|〔[^〕\n]{1,60}〕")
_ROUND_CAPTION = re.compile(r"[（(][^（）()\n]{2,24}[）)]")


def check_input(text: str, name: str = "") -> None:
    """Raise :class:`InputError` for what cannot be a statute at all: nothing, binary data, far too much."""
    where = f"{name}：" if name else ""
    if not isinstance(text, str):
        raise InputError(
            f"{where}parse_statute 需要文本（str），得到 {type(text).__name__}；文件请用 read_statute 读取"
        )
    if len(text) > LIMIT:
        raise InputError(f"{where}文本有 {len(text)} 字，超过一部法规可能的长度（{LIMIT} 字）；请拆出其中的法规再读")
    sample = text[:100_000]
    if sample.count("\x00") or sum(sample.count(chr(c)) for c in range(1, 9)) > 8:
        raise InputError(f"{where}开头含有二进制字符，不是文本文件；请另存为纯文本（UTF-8）、.docx 或者 .html 再读")
    if not sample.strip() and not text.strip():
        raise InputError(f"{where}没有文字；请检查文件是否为空")


def parse_statute(text: str) -> Statute:
    """Read a statute from its text.

    Raises :class:`InputError` where there is no text at all or the input is binary. Everything else gives a statute; whatever was
    guessed, rejoined or left out is in its ``findings``.

    >>> law = parse_statute("某市节水条例\\n（2020年1月1日通过）\\n第一条　为了节水，制定本条例。\\n第二条　禁止下列行为：\\n（一）浪费；\\n（二）偷水。")
    >>> law, law["第二条第二项"].text
    (<Statute 某市节水条例 2条>, '偷水。')
    """
    check_input(text)
    lines = list(read_lines(text))
    return _Reader(text, lines).read()


class _Reader:
    """One pass over the lines; the units made so far, and what is open."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.units: list[Unit] = []
        self.spans: list[Span | None] = []
        self.findings: list[Finding] = []
        self.styles: list[str] = []  # list marks open in the current paragraph, outermost first
        self.last = Number()  # number of the last article
        self.level: Level | None = None  # of the last unit
        self.in_annex = False
        self.seen_article = False
        self.contents = False

    # -- the whole

    def read(self) -> Statute:
        lines = self.lines
        self.numbered = any(
            x.kind is Kind.ARTICLE and (x.spaced or not x.rest or not _REFERENCE.match(x.rest)) for x in lines
        )
        spaced = sum(x.spaced for x in lines if x.kind is Kind.ARTICLE)
        self.gapped = spaced * 2 > sum(x.kind is Kind.ARTICLE and bool(x.rest) for x in lines)
        heads = [x for x in lines if x.kind is Kind.ARTICLE and x.rest]
        self.round_captions = len(heads) >= 3 and sum(bool(_ROUND_CAPTION.match(x.rest)) for x in heads) * 5 >= 3 * len(
            heads
        )
        start, toc = self.body_start()
        self.front(lines[:start] if toc is None else lines[: min(start, toc[0] if toc[0] >= 0 else toc[1])])
        at = start if toc is None else toc[2]
        end = self.signature_start(at)
        while at < end:
            at = self.line(at, end)
        for line in lines[end:]:
            self.add(Level.SIGNATURE, "", line.text, line.start, line.end, line.number)
        if toc is not None:
            self.check_contents(toc)
        return self.made()

    def made(self) -> Statute:
        law = build(self.units)
        return Statute(
            law.title, law.stage, law.note, law.children,
            contents=self.contents, findings=tuple(self.findings), spans=tuple(self.spans),
        )  # fmt: skip

    def add(self, level: Level, label: str, text: str, start: int, end: int, number: int) -> None:
        self.units.append(Unit(level, label, text))
        self.spans.append(Span(start, end, number))
        self.level = level

    def find(self, code: str, severity: Severity, zh: str, en: str, span: Span, repair: Repair | None = None) -> None:
        self.findings.append(Finding(code, severity, zh, en, span=span, repair=repair))

    # -- what stands before

    def body_start(self) -> tuple[int, tuple[int, int, int] | None]:
        lines = self.lines
        toc = find_contents(lines, 0)
        if toc is not None:
            return toc[2], toc
        for i, line in enumerate(lines):
            if self.is_heading(i) or line.kind is Kind.PREAMBLE or self.plain_head(line) and self.numbered:
                k = i
                while k and lines[k - 1].kind is Kind.LISTED and not lines[k - 1].text.endswith(_END):
                    k -= 1
                return k, None
            if line.kind is Kind.LISTED and i and self.opens_list(i):
                return i, None
            if line.kind is Kind.ANNEX and i > 1 and self.is_annex(i):
                return i, None
        return len(lines), None

    def opens_list(self, i: int) -> bool:
        """Whether 一、 here begins the body: the first division, or the first "article" of a document without 条."""
        line = self.lines[i]
        if label_number(line.label) != Number(1):
            return False
        if not self.numbered:
            return True
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        return not line.text.endswith(_END) and nxt is not None and nxt.kind in (Kind.ARTICLE, Kind.ITEM)

    def front(self, lines: Sequence[Line]) -> None:
        front = read_front(lines)
        title = "".join(x.text for x in front.title)
        self._group(Level.TITLE, title, front.title)
        self._group(Level.STAGE, "".join(x.text for x in front.stage), front.stage)
        self._group(Level.NOTE, "\n".join(x.text for x in front.note), front.note)
        for group, code, zh, en in (
            (front.before, "statute.front-matter", "名称之前的文字不属于法规正文，未列入", "text before the title is left out"),
            (front.again, "statute.repeated-title", "题注之后重复印出的名称未列入", "the title printed again after the note is left out"),
        ):  # fmt: skip
            if group:
                self.find(code, Severity.INFO, zh, en, Span(group[0].start, group[-1].end, group[0].number))
        if front.opening:
            first = front.opening[0]
            self.units.append(Unit(Level.PREAMBLE, "", ""))
            self.spans.append(Span(first.start, first.start, first.number))
            self.level = Level.PREAMBLE
            for line in front.opening:
                self.text_line(line)

    def _group(self, level: Level, text: str, lines: Sequence[Line]) -> None:
        self.units.append(Unit(level, "", text))
        self.spans.append(Span(lines[0].start, lines[-1].end, lines[0].number) if lines else None)

    # -- the body

    def is_heading(self, i: int) -> bool:
        line = self.lines[i]
        if line.kind not in HEADING_KINDS:
            return False
        if line.rest.endswith(("。", "；", "，", "：")) or len(line.rest) > 60:
            return False
        return bool(line.mark) or line.spaced or not _REFERENCE.match(line.rest)

    def plain_head(self, line: Line) -> bool:
        """An article head by its looks alone."""
        return line.kind is Kind.ARTICLE and (
            line.spaced or not line.rest or not self.gapped and not _REFERENCE.match(line.rest)
        )

    def finished(self) -> bool:
        """Whether the last line ended a sentence, or was no sentence."""
        if self.level is None or RANK[self.level] < RANK[Level.PARAGRAPH]:
            return True
        text = self.units[-1].text
        return not text or text.endswith(_END)

    def is_head(self, i: int) -> bool:
        line = self.lines[i]
        number = label_number(line.label)
        if not number.value:
            return False
        like_reference = bool(_REFERENCE.match(line.rest))
        expected = not self.seen_article or number in (
            Number(self.last.value + 1), Number(self.last.value, self.last.sub + 1)
        )  # fmt: skip
        if line.mark:
            return True
        if expected:
            if not self.finished() and like_reference:
                return False
            return line.spaced or not line.rest or not (self.gapped and like_reference)
        if not line.spaced and line.rest:
            return self.finished() and not like_reference and not self.gapped
        if self.finished():
            return not (like_reference and not line.spaced)
        return not like_reference and abs(number.value - self.last.value) <= 3

    def is_annex(self, i: int) -> bool:
        line = self.lines[i]
        if line.kind is not Kind.ANNEX or line.rest.endswith(("。", "；")) or len(line.rest) > 80:
            return False
        bare = tight(line.label)
        if bare == "附":
            return False
        return self.finished() and (bare != "附则")

    def line(self, i: int, end: int) -> int:
        """Take in the line at ``i``; gives the index of the next one."""
        line = self.lines[i]
        if self.is_heading(i):
            return self.heading(i, end)
        if line.kind is Kind.PREAMBLE and not self.seen_article and self.level in (None, Level.NOTE):
            self.open(Level.PREAMBLE, line, "", line.text)
            return i + 1
        if line.kind is Kind.ARTICLE and self.is_head(i):
            self.article(line)
            return i + 1
        if self.is_annex(i) and (self.seen_article or not self.numbered or self.in_annex):
            self.open(Level.ANNEX, line, line.label, line.rest)
            self.in_annex, self.seen_article, self.last = True, False, Number()
            return i + 1
        if line.kind is Kind.LISTED:
            return self.listed(i, end)
        if line.kind in (Kind.ITEM, Kind.SUBITEM) and self.listable(line):
            self.item(line)
            return i + 1
        if (
            line.kind is Kind.TEXT
            and not self.in_annex
            and (line.mark or _BARE_HEADING.match(line.rest))
            and self.finished()
        ):
            if not line.text.endswith(_END):
                self.open(Level.DIVISION, line, "", line.text)
                return i + 1
        self.text_line(line, i)
        return i + 1

    def open(self, level: Level, line: Line, label: str, text: str) -> None:
        self.styles = []
        self.add(level, label, text, line.start, line.end, line.number)

    def heading(self, i: int, end: int) -> int:
        line = self.lines[i]
        rest, stop = line.rest, line.end
        after = i + 1
        if not rest and after < end:  # the heading stands on the next line
            nxt = self.lines[after]
            if nxt.kind is Kind.TEXT and len(nxt.text) <= 40 and not nxt.text.endswith(_END):
                rest, stop, after = nxt.text, nxt.end, after + 1
        self.styles = []
        self.add(_HEADINGS[line.kind], line.label, rest, line.start, stop, line.number)
        return after

    def article(self, line: Line) -> None:
        rest, label_end = line.rest, line.start + len(line.label)
        caption = ""
        m = _CAPTION.match(rest) or (self.round_captions and _ROUND_CAPTION.match(rest))
        if m:
            caption, rest = m[0], rest[m.end() :].strip()
        offset = line.end - len(rest)
        self.open(Level.ARTICLE, line, line.label, caption)
        self.spans[-1] = Span(line.start, offset if caption else label_end, line.number)
        self.last, self.seen_article = label_number(line.label), True
        if rest:
            self.add(Level.PARAGRAPH, "", rest, offset, line.end, line.number)

    def listed(self, i: int, end: int) -> int:
        """A line ``一、…``: an article where there is no 条, a division between articles, an item of a list, or plain text."""
        line = self.lines[i]
        number = label_number(line.label)
        nxt = self.lines[i + 1] if i + 1 < end else None
        if not self.numbered and not self.in_annex:
            if self.finished() or number.value == self.last.value + 1:
                self.article(line)
                return i + 1
        short = not line.text.endswith(_END) and len(line.text) <= 60
        if short and self.finished() and nxt is not None and not self.styles_open("一、"):
            if (
                nxt.kind in (Kind.ARTICLE, Kind.LISTED)
                or nxt.kind is Kind.ITEM
                and not nxt.text.endswith(_END)
                or line.mark
            ):
                self.open(Level.DIVISION, line, line.label, line.rest)
                return i + 1
        if self.listable(line) and (self.styles_open("一、") or self.units[-1].text.endswith(("：", ":"))):
            self.item(line)
        else:
            self.text_line(line, i)
        return i + 1

    def styles_open(self, style: str) -> bool:
        return style in self.styles

    def listable(self, line: Line) -> bool:
        """Whether a list mark can hang on what is open."""
        if self.level is None or self.level is Level.ARTICLE:
            return self.level is Level.ARTICLE
        return self.level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)

    def item(self, line: Line) -> None:
        style = _style(line.label)
        if self.level is Level.ARTICLE:
            self.add(Level.PARAGRAPH, "", "", line.start, line.start, line.number)
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        level = Level.ITEM if len(self.styles) == 1 else Level.SUBITEM
        self.add(level, line.label, line.rest, line.start, line.end, line.number)

    def text_line(self, line: Line, i: int | None = None) -> None:
        if i is not None and self.continues(i):
            unit, span = self.units[-1], self.spans[-1]
            gap = " " if unit.text[-1:].isascii() and line.text[:1].isascii() else ""
            self.units[-1] = Unit(unit.level, unit.label, unit.text + gap + line.text)
            assert span is not None
            self.spans[-1] = Span(span.start, line.end, span.line)
            self.find(
                "statute.rejoined", Severity.INFO, f"“{unit.text[-12:]}”与“{line.text[:12]}”被换行断开，已接为一段",
                "a paragraph torn by a line or page break was rejoined", Span(span.start, line.end, line.number),
                Repair("删去段落中间的换行", (SourceEdit(self.lines[i - 1].end, line.start, gap),)),
            )  # fmt: skip
            return
        self.styles = []
        self.add(Level.PARAGRAPH, "", line.text, line.start, line.end, line.number)

    def continues(self, i: int) -> bool:
        """Whether the line goes on with the sentence that the line before broke off."""
        if self.finished() or self.level not in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM) or not i:
            return False
        if len(self.units[-1].text) < 8 or self.in_annex:
            return False
        k = i
        while k < len(self.lines) and k - i < 4 and self.lines[k].kind in (Kind.TEXT, Kind.ARTICLE, Kind.LISTED):
            if self.lines[k].text.endswith(("。", "；", "：", ";", ":", "”")):
                return True
            if len(self.lines[k].text) < 8:
                return False
            k += 1
        return False

    # -- what stands after

    def signature_start(self, at: int) -> int:
        """Where the closing lines (a body, a date) begin."""
        lines, end = self.lines, len(self.lines)
        k = end
        if k - 1 > at and _DATE_LINE.match(lines[k - 1].text):
            k -= 1
            while k - 1 > at and lines[k - 1].kind is Kind.TEXT and len(lines[k - 1].text) <= 30 \
                    and not lines[k - 1].text.endswith(_END) and end - k < 5:  # fmt: skip
                k -= 1
            if any(x.kind is Kind.ANNEX for x in lines[at:k]):
                return end
        return k

    def check_contents(self, toc: tuple[int, int, int]) -> None:
        title, first, stop = toc
        entries = self.lines[first:stop]
        listed = [tight(x.label) + tight(re.sub(r"[\s.…·]*[（(]?[0-9]*[）)]?\Z", "", x.rest)) for x in entries]
        levels = {Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION, Level.DIVISION}
        printed = [tight(u.label + u.text) for u in self.units if u.level in levels]
        whole = [
            tight(u.label + u.text)
            for u in self.units
            if u.level in levels | {Level.PREAMBLE, Level.ANNEX} and u.label + u.text
        ]
        self.contents = True
        if listed in (printed, whole) or not entries:
            return
        begin = self.lines[title].start if title >= 0 else entries[0].start
        span = Span(begin, entries[-1].end, self.lines[title].number if title >= 0 else entries[0].number)
        missing = [x for x in listed if x not in whole]
        extra = [x for x in printed if x not in listed]
        what = "；".join(
            part for part in (
                f"目录有而正文没有：{'、'.join(missing[:5])}" if missing else "",
                f"正文有而目录没有：{'、'.join(extra[:5])}" if extra else "",
            ) if part
        )  # fmt: skip
        self.find("statute.contents", Severity.WARNING, f"目录与正文的标题不一致（{what or '次序不同'}）",
                  "the table of contents differs from the headings", span)  # fmt: skip


def _style(label: str) -> str:
    """The shape of a list mark: （一）, (1), 1., ①."""
    if label.endswith("、") and not label[0].isdigit():
        return "一、"
    inner = label.strip("（()） \u3000")
    shape = "①" if "①" <= label[0] <= "⑳" else "1" if inner[:1].isdigit() else "一"
    return ("(" if label[0] in "（(" or "㈠" <= label[0] <= "㈩" else "") + shape
