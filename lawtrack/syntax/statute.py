"""Statute text → :class:`~lawtrack.model.nodes.Statute`: typed lines become units, nothing is lost, doubts become findings.

立法法 第六十五条 gives the levels (编、章、节、条、款、项、目), 立法技术规范 their marks. What a line *is* depends on where it
stands: 第五十二条 opens an article after the end of a sentence and where 52 is the next number; in the middle of a sentence it is
a reference that a line break happened to put first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.errors import Finding, InputError, Repair, Severity, SourceEdit, Span
from lawtrack.model.nodes import RANK, Level, Statute, Unit, build
from lawtrack.model.numerals import NUMERAL, Number, label_number
from lawtrack.syntax.front import DATE, find_contents, heading_key, read_front, tight
from lawtrack.syntax.lines import HEADING_KINDS, INVISIBLE, Kind, Line, classify, comments, read_lines
from lawtrack.syntax.pages import END, finished, torn
from lawtrack.syntax.slips import find_slips

LIMIT = 5_000_000
"""More characters than any statute has; a longer input is refused before it is read line by line."""

_HEADINGS = {
    Kind.PART: Level.PART, Kind.SUBPART: Level.SUBPART, Kind.CHAPTER: Level.CHAPTER, Kind.SECTION: Level.SECTION,
    Kind.DIVISION: Level.DIVISION,
}  # fmt: skip
_LONGEST = 5000  # no paragraph of law is longer; keeps joining lines linear
_REFERENCE = re.compile(
    r"(?:的|规定|所列|所称|第?[一二三四五六七八九十（(]+[）)]?[款项]|第.{1,6}[款项]|、|，第|和第|至第|或者第|以及|及其|之规定)"
)
_BARE_HEADING = re.compile(r"(?:总|分|附|通|罚)\s*则\Z")
_DATE_LINE = re.compile(rf"(?:{DATE})\Z")
_CAPTION = re.compile(r"【[^】\n]{1,60}】|〔[^〕\n]{1,60}〕")
_ROUND_CAPTION = re.compile(r"[（(][^（）()\n]{2,24}[）)]")
_INLINE_HEAD = re.compile(rf"(?<=[。；：！？”）)\s])第{NUMERAL}条(?:之{NUMERAL})?(?=[ \t\u3000])")
_TITLED = re.compile(
    r"(?:法|条例|规定|办法|解释|决定|决议|规则|细则|通知|意见|命令|公告|批复|复函|答复|准则|守则|章程|方案|法典|修正案|规范|规程|制度|标准|目录)"
    r"(?:\s*[（(][^（）()]{1,20}[）)])*\Z"
)
_LEAF = (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)


def check_input(text: str, name: str = "") -> None:
    """Raise :class:`InputError` for what cannot be a text of law at all: nothing, binary data, far too much."""
    where = f"{name}：" if name else ""
    if not isinstance(text, str):
        raise InputError(f"{where}需要文本（str），得到 {type(text).__name__}；文件请用 read_statute 读取")
    if len(text) > LIMIT:
        raise InputError(f"{where}文本有 {len(text)} 字，超过一部法规可能的长度（{LIMIT} 字）；请拆出其中的法规再读")
    sample = text[:100_000]
    if sample.count("\x00") or sum(sample.count(chr(c)) for c in range(1, 9)) > 8:
        raise InputError(f"{where}开头含有二进制字符，不是文本；请另存为纯文本（UTF-8）、.docx 或者 .html 再读")
    if not text.strip().strip(INVISIBLE).strip():
        raise InputError(f"{where}没有文字；请检查文件是否为空、是否只含图片")


def parse_statute(text: str) -> Statute:
    """Read a statute from its text.

    Raises :class:`InputError` where there is no text at all or the input is binary. Everything else gives a statute; whatever was
    guessed, rejoined or left out, and every slip of print that was noticed, is in its ``findings``; nothing is repaired but paragraphs
    that a page border tore.

    >>> law = parse_statute("某市节水条例\\n（2020年1月1日通过）\\n第一条　为了节水，制定本条例。\\n第二条　禁止下列行为：\\n（一）浪费；\\n（二）偷水。")
    >>> law, law["第二条第二项"].text
    (<Statute 某市节水条例 2条>, '偷水。')
    """
    check_input(text)
    lines = list(read_lines(text))
    if not lines:
        raise InputError("没有文字，只有标记；请检查文件内容")
    return _Reader(text, _split_heads(text, lines)).read()


def _split_heads(text: str, lines: list[Line]) -> list[Line]:
    """A text that lost its line breaks: articles in the middle of lines get lines of their own."""
    inline = sum(len(_INLINE_HEAD.findall(x.text)) for x in lines)
    if inline < 3 or inline < sum(x.kind is Kind.ARTICLE and x.spaced for x in lines):
        return lines
    out: list[Line] = []
    for line in lines:
        cuts = [m.start() for m in _INLINE_HEAD.finditer(text, line.start, line.end) if m.start() > line.start]
        for start, end in zip([line.start, *cuts], [*cuts, line.end], strict=True):
            body = text[start:end].rstrip()
            kind, label, rest, spaced = classify(body)
            out.append(
                attrs.evolve(line, kind=kind, label=label, rest=rest, spaced=spaced, start=start, end=start + len(body))
            )
    return out


class _Reader:
    """One pass over the lines; the units made so far, and what is open."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.units: list[Unit] = []
        self.spans: list[Span | None] = []
        self.findings: list[Finding] = []
        self.joins: list[Finding] = []
        self.styles: list[str] = []  # list marks open in the current paragraph, outermost first
        self.last = Number()  # number of the last article
        self.level: Level | None = None  # of the last unit
        self.seen_article = False
        self.in_annex = False
        self.contents = False
        self.prepare()

    def prepare(self) -> None:
        """What holds for the whole text: whether there are 条, how their heads are set, where annexes have 一、 for articles."""
        lines = self.lines
        heads = [x for x in lines if x.kind is Kind.ARTICLE and x.rest]
        self.gapped = sum(x.spaced for x in heads) * 2 > len(heads)
        self.numbered = any(
            x.kind is Kind.ARTICLE and (x.spaced or not x.rest or not _REFERENCE.match(x.rest)) for x in lines
        )
        captions = sum(bool(_ROUND_CAPTION.match(x.rest)) for x in heads)
        self.round_captions = len(heads) >= 3 and captions * 5 >= 3 * len(heads)
        self.listed_articles = not self.numbered

    # -- the whole

    def read(self) -> Statute:
        lines = self.lines
        toc = find_contents(lines)
        if toc is not None:
            front, at = toc[0] if toc[0] >= 0 else toc[1], toc[2]
        else:
            front = at = self.body_start()
        self.front(lines[:front])
        signatures = self.signatures(at)
        while at < len(lines):
            if at in signatures:
                self.open(Level.SIGNATURE, lines[at], "", lines[at].text)
                at += 1
            else:
                at = self.line(at)
        if toc is not None:
            self.check_contents(toc)
        return self.made()

    def made(self) -> Statute:
        law = build(self.units)
        spans = tuple(self.spans)
        rejoined = self.joins
        if len(rejoined) > 20 and len(rejoined) * 4 > len(
            self.lines
        ):  # hard-wrapped throughout: one finding, not hundreds
            edits = tuple(e for f in rejoined if f.repair for e in f.repair.edits)
            first, last = rejoined[0].span, rejoined[-1].span
            assert first and last
            span = Span(first.start, last.end, first.line)
            rejoined = [
                Finding(
                    "statute.rejoined", Severity.INFO, f"全文按固定宽度换行，{len(edits)}处断行已接为段落",
                    "the text is hard-wrapped; its paragraphs were rejoined", span=span, repair=Repair("删去段落中间的换行", edits),
                )
            ]  # fmt: skip
        self.mention_marks()
        self.mention_kind(law)
        slips = find_slips(self.text, self.lines, law, spans)
        findings = sorted([*self.findings, *rejoined, *slips], key=lambda f: f.span.start if f.span else -1)
        return Statute(
            law.title, law.stage, law.note, law.children, contents=self.contents, findings=tuple(findings), spans=spans
        )

    def mention_marks(self) -> None:
        """Comments of a collection and invisible characters are no text of law."""
        holes = comments(self.text)
        if holes:
            self.find(
                "statute.markup", Severity.INFO, f"{len(holes)}处 <!-- … --> 标记不是法规文字，未列入",
                "comment marks are left out", Span(holes[0][0], holes[-1][1], 0),
                Repair("删去标记", tuple(SourceEdit(a, b, "") for a, b in holes)),
            )  # fmt: skip
        places = [m.start() for m in re.finditer(f"[{INVISIBLE}]", self.text)]
        if places:
            self.find(
                "statute.invisible", Severity.INFO, f"文中有{len(places)}个不可见字符（零宽空格等），比较时不计",
                "invisible characters in the text", Span(places[0], places[-1] + 1, self.text.count("\n", 0, places[0]) + 1),
                Repair("删去不可见字符", tuple(SourceEdit(i, i + 1, "") for i in places)),
            )  # fmt: skip

    def mention_kind(self, law: Statute) -> None:
        if any(u.level in (Level.ARTICLE, Level.CHAPTER) for u in law.units):
            return
        titled = bool(_TITLED.search(law.title + law.stage))
        zh = "没有发现条、章或者一、二、编号，全文按自然段读入"
        self.find(
            "statute.no-articles", Severity.INFO if titled else Severity.ERROR,
            zh if titled else zh + "；这不像一部法规，请检查是否选错了文件，或者先用 lawtrack gazette 从公报中取出法规",
            "no articles found" if titled else "no articles found; this does not look like a statute",
            Span(self.lines[0].start, self.lines[-1].end, self.lines[0].number),
        )  # fmt: skip

    def add(self, level: Level, label: str, text: str, start: int, end: int, number: int) -> None:
        self.units.append(Unit(level, label, text))
        self.spans.append(Span(start, end, number))
        self.level = level

    def find(self, code: str, severity: Severity, zh: str, en: str, span: Span, repair: Repair | None = None) -> None:
        self.findings.append(Finding(code, severity, zh, en, span=span, repair=repair))

    # -- what stands before

    def body_start(self) -> int:
        lines = self.lines
        for i, line in enumerate(lines):
            if self.is_heading(i) or line.kind is Kind.PREAMBLE or self.numbered and self.plain_head(line):
                while i and lines[i - 1].kind is Kind.LISTED and not lines[i - 1].text.endswith(END):
                    i -= 1
                return i
            if i and (line.kind is Kind.LISTED and self.opens_list(i) or self.is_division(i) and self.bare(line)):
                return i
            if i > 1 and self.is_annex(i) and not self.numbered:
                return i
        return len(lines)

    @staticmethod
    def bare(line: Line) -> bool:
        return line.mark > 1 or not line.mark and bool(_BARE_HEADING.match(line.text))

    def opens_list(self, i: int) -> bool:
        """Whether 一、 here begins the body: the first division, or the first "article" of a document without 条."""
        line = self.lines[i]
        if label_number(line.label) != Number(1):
            return False
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        if not self.numbered:
            return True
        return not line.text.endswith(END) and nxt is not None and nxt.kind in (Kind.ARTICLE, Kind.ITEM)

    def front(self, lines: Sequence[Line]) -> None:
        front = read_front(lines)
        self.group(Level.TITLE, "".join(x.text for x in front.title), front.title)
        self.group(Level.STAGE, "".join(x.text for x in front.stage), front.stage)
        if not front.stage:
            self.cut_stage()
        self.group(Level.NOTE, "\n".join(x.text for x in front.note), front.note)
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
            at = self.lines.index(first)
            for i in range(at, at + len(front.opening)):
                self.text_line(i)

    def cut_stage(self) -> None:
        """(草案) at the end of the title's line is the stage marker."""
        title, span = self.units[0].text, self.spans[0]
        m = re.search(r"(?:[（(][^（）()]{1,40}[）)]\s*){1,3}\Z", title)
        if m is None or span is None:
            return
        front = read_front([Line(Kind.TEXT, "", title[: m.start()], 0, 0, 0), Line(Kind.TEXT, "", m[0], 0, 0, 0)])
        if not front.stage or not m.start():
            return
        cut = self.text.rindex(m[0][0], span.start, span.end - len(m[0].rstrip()) + 1)
        self.units[0] = Unit(Level.TITLE, "", title[: m.start()].rstrip())
        self.spans[0] = Span(span.start, cut, span.line)
        self.units[1] = Unit(Level.STAGE, "", m[0])
        self.spans[1] = Span(cut, span.end, self.text.count("\n", 0, cut) + 1)

    def group(self, level: Level, text: str, lines: Sequence[Line]) -> None:
        self.units.append(Unit(level, "", text))
        self.spans.append(Span(lines[0].start, lines[-1].end, lines[0].number) if lines else None)

    # -- what a line is

    def is_heading(self, i: int) -> bool:
        line = self.lines[i]
        if line.kind not in HEADING_KINDS and line.kind is not Kind.DIVISION:
            return False
        if line.rest.endswith(("。", "；", "，", "：")) or len(line.rest) > 60:
            return False
        return bool(line.mark) or line.spaced or not line.rest or not _REFERENCE.match(line.rest)

    def is_division(self, i: int) -> bool:
        """A short line without a number between articles, or （一） as a heading: 职业培训体系 where the chapter number is lost."""
        lines, line = self.lines, self.lines[i]
        if line.kind not in (Kind.TEXT, Kind.ITEM) or line.text.endswith(END) or not self.finished():
            return False
        if line.kind is Kind.ITEM and _style(line.label) in self.styles:
            return False
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        before_head = nxt is not None and self.plain_head(nxt)
        if self.in_annex:
            return bool(line.mark) and line.kind is Kind.TEXT
        if line.kind is Kind.TEXT and (line.mark > 1 or _BARE_HEADING.match(line.text)):
            return True
        return before_head and len(line.text) <= 25 and not any(c in line.text for c in "。；，：,;:|\t")

    def plain_head(self, line: Line) -> bool:
        """An article head by its looks alone."""
        return line.kind is Kind.ARTICLE and (
            line.spaced or not line.rest or not self.gapped and not _REFERENCE.match(line.rest)
        )

    def finished(self) -> bool:
        """Whether the last line ended a sentence, or was no sentence."""
        if self.level is None or RANK[self.level] < RANK[Level.PARAGRAPH]:
            return True
        return finished(self.units[-1].text)

    def is_head(self, i: int) -> bool:
        """Whether 第…条 opens an article here: the next number, or after the end of a sentence; never in the middle of one."""
        line = self.lines[i]
        number = label_number(line.label)
        if not number.value:
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
        line = self.lines[i]
        if line.kind is not Kind.ANNEX or line.rest.endswith(("。", "；")) or len(line.rest) > 80:
            return False
        return tight(line.label) != "附" and self.finished()

    # -- the body

    def line(self, i: int) -> int:
        """Take in the line at ``i``; gives the index of the next one."""
        line = self.lines[i]
        if self.is_heading(i):
            return self.heading(i)
        if (
            line.kind is Kind.PREAMBLE
            and not self.seen_article
            and self.level in (None, Level.NOTE, Level.STAGE, Level.TITLE)
        ):
            self.open(Level.PREAMBLE, line, "", line.text)
        elif line.kind is Kind.ARTICLE and self.is_head(i):
            self.article(line)
        elif self.is_annex(i) and (self.seen_article or self.in_annex or not self.numbered):
            return self.annex(i)
        elif line.kind in (Kind.ITEM, Kind.SUBITEM, Kind.LISTED) and self.goes_on(i):
            self.text_line(i)
        elif self.is_division(i):
            label, rest = (line.label, line.rest) if line.kind is Kind.ITEM else ("", line.text)
            self.open(Level.DIVISION, line, label, rest)
        elif line.kind is Kind.LISTED:
            self.listed(i)
        elif (
            line.kind is Kind.ITEM
            and not line.rest.startswith(("、", "项", "款"))
            or line.kind is Kind.SUBITEM
            and self.opens_items(i)
        ):
            self.item(line)
        else:
            self.text_line(i)
        return i + 1

    def open(self, level: Level, line: Line, label: str, text: str) -> None:
        self.styles = []
        self.add(level, label, text, line.start, line.end, line.number)

    def heading(self, i: int) -> int:
        line = self.lines[i]
        self.open(_HEADINGS[line.kind], line, line.label, line.rest)
        return self.more_heading(i)

    def more_heading(self, i: int) -> int:
        """A heading on the line after its number, or broken over two lines."""
        line = self.lines[i]
        if i + 1 == len(self.lines):
            return i + 1
        nxt = self.lines[i + 1]
        if nxt.kind is not Kind.TEXT or len(nxt.text) > 40 or nxt.text.endswith(END) or nxt.mark:
            return i + 1
        after = self.lines[i + 2] if i + 2 < len(self.lines) else None
        wrapped = not nxt.apart and after is not None and (self.plain_head(after) or after.kind in HEADING_KINDS)
        if line.rest and not wrapped:
            return i + 1
        unit = self.units[-1]
        self.units[-1] = Unit(unit.level, unit.label, unit.text + nxt.text)
        self.spans[-1] = Span(line.start, nxt.end, line.number)
        if line.rest:
            self.joined(i + 1, unit.text, "")
        return i + 2

    def annex(self, i: int) -> int:
        line = self.lines[i]
        self.open(Level.ANNEX, line, line.label, line.rest)
        self.in_annex, self.seen_article, self.last = True, False, Number()
        stop = next((k for k in range(i + 1, len(self.lines)) if self.lines[k].kind is Kind.ANNEX), len(self.lines))
        inside = self.lines[i + 1 : stop]
        listed = [x for x in inside if x.kind is Kind.LISTED]
        self.listed_articles = not any(self.plain_head(x) for x in inside) and any(
            x.text.endswith(("。", "；")) for x in listed
        )
        return i + 1 if line.rest else self.more_heading(i)

    def article(self, line: Line) -> None:
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
        colon = self.level in _LEAF and self.units[-1].text.endswith(("：", ":"))
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
                or nxt.kind in (Kind.ARTICLE, Kind.LISTED)
                or nxt.kind is Kind.ITEM
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
        style = _style(line.label)
        if style in self.styles or self.level not in _LEAF:
            return True
        if label_number(line.label) != Number(1):
            return False
        nxt = self.lines[i + 1] if i + 1 < len(self.lines) else None
        follows = (
            nxt is not None
            and nxt.kind is Kind.SUBITEM
            and _style(nxt.label) == style
            and label_number(nxt.label) == Number(2)
        )
        return self.units[-1].text.endswith(("：", ":", "；", ";")) or follows

    def item(self, line: Line) -> None:
        style = _style(line.label)
        if self.level not in _LEAF:
            self.add(Level.PARAGRAPH, "", "", line.start, line.start, line.number)
            self.styles = []
        if style in self.styles:
            del self.styles[self.styles.index(style) + 1 :]
        else:
            self.styles.append(style)
        level = Level.ITEM if len(self.styles) == 1 else Level.SUBITEM
        self.add(level, line.label, line.rest, line.start, line.end, line.number)

    def text_line(self, i: int) -> None:
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
        self.styles = []
        piece = self.text[line.start : line.end] if line.label else line.text
        self.add(Level.PARAGRAPH, "", piece, line.start, line.end, line.number)

    def joined(self, i: int, before: str, gap: str) -> None:
        last, line = self.lines[i - 1], self.lines[i]
        self.joins.append(
            Finding(
                "statute.rejoined", Severity.INFO, f"“{before[-12:]}”与“{line.text[:12]}”被换行断开，已接为一段",
                "a paragraph torn by a line or page break was rejoined", span=Span(last.start, line.end, line.number),
                repair=Repair("删去段落中间的换行", (SourceEdit(last.end, line.start, gap),)),
            )
        )  # fmt: skip

    def goes_on(self, i: int) -> bool:
        """Whether a list mark at the head of a line belongs to the sentence before: …第一款第 ⏎ （二）项规定的…"""
        line = self.lines[i]
        if self.finished() or self.level not in _LEAF:
            return False
        return line.rest.startswith(("项", "款", "目")) or self.units[-1].text.endswith(("第", "（", "("))

    def continues(self, i: int) -> bool:
        """Whether the line goes on with the sentence that the line before broke off (:func:`lawtrack.syntax.pages.torn`)."""
        if not i or self.finished() or self.level not in _LEAF or self.lines[i].mark:
            return False
        before = self.units[-1].text
        if len(before) > _LONGEST:
            return False
        if before.endswith(("第", "（", "(")) or self.lines[i].rest.startswith(("项", "款")) and self.goes_on(i):
            return True
        return not self.in_annex and torn(before, len(before), self.lines[i : i + 4])

    # -- what stands after

    def signatures(self, at: int) -> frozenset[int]:
        """Closing lines: a date that stands alone after the last article, and the bodies above it."""
        lines = self.lines
        last = max(
            (i for i in range(at, len(lines)) if lines[i].kind in (Kind.ARTICLE, Kind.LISTED, Kind.ITEM)), default=at
        )
        end = next((i for i in range(last + 1, len(lines)) if lines[i].kind is Kind.ANNEX), len(lines))
        out: set[int] = set()
        k = end - 1
        if k > last and _DATE_LINE.match(lines[k].text):
            while (
                k > last
                and lines[k].kind is Kind.TEXT
                and len(lines[k].text) <= 30
                and not lines[k].text.endswith(END)
                and len(out) < 6
            ):
                out.add(k)
                k -= 1
        return frozenset(out)

    def check_contents(self, toc: tuple[int, int, int]) -> None:
        """The table of contents is derived, never stored: where the printed one says something else, that is a finding."""
        title, first, stop = toc
        self.contents = True
        entries = [heading_key(x.text) for x in self.lines[first:stop]]
        levels = {Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION, Level.DIVISION}
        printed = [heading_key(u.label + u.text) for u in self.units if u.level in levels]
        wider = levels | {Level.PREAMBLE, Level.ANNEX}
        whole = [heading_key(u.label + u.text) for u in self.units if u.level in wider and u.label + u.text]
        exact = [tight(x.text) for x in self.lines[first:stop]]
        if exact == [tight(u.label + u.text) for u in self.units if u.level in levels - {Level.DIVISION}]:
            return
        head = self.lines[title] if title >= 0 else self.lines[first]
        span = Span(head.start, self.lines[max(stop - 1, title)].end, head.number)
        if entries in (printed, whole) or "".join(entries) in ("".join(printed), "".join(whole)):
            self.find("statute.contents-dropped", Severity.INFO, "目录与正文标题一致，按标题重排（页码、引导点不列入）",
                      "the table of contents agrees with the headings and is derived from them", span)  # fmt: skip
            return
        missing = [x for x in entries if x not in set(whole)]
        extra = [x for x in printed if x not in set(entries)]
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
    if "⒈" <= label[0] <= "⒛":
        return "1"
    if "⑴" <= label[0] <= "⒇":
        return "(1"
    inner = label.strip("（()） \u3000")
    shape = "①" if "①" <= label[0] <= "⑳" else "1" if inner[:1].isdigit() else "一"
    return ("(" if label[0] in "（(" or "㈠" <= label[0] <= "㈩" else "") + shape
