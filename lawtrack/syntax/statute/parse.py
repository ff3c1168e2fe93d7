"""Statute text → :class:`~lawtrack.model.nodes.Statute`: typed lines become units, nothing is lost, doubts become findings.

立法法 第六十五条 gives the levels (编、章、节、条、款、项、目), 立法技术规范 their marks. What a line *is* depends on where it
stands: 第五十二条 opens an article after the end of a sentence and where 52 is the next number; in the middle of a sentence it is
a reference that a line break happened to put first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lawtrack.arguments import checked
from lawtrack.errors import Finding, FindingKind, InputError, Repair, Span, Splice
from lawtrack.model.dates import DAY
from lawtrack.model.levels import CHAPTERS, HEADINGS, Level, Unit
from lawtrack.model.nodes import Statute, build, made_of
from lawtrack.model.numerals import NUMERAL, Number, label_number
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.statute.body import Body
from lawtrack.syntax.statute.columns import give_way
from lawtrack.syntax.statute.front import Front, announced, find_contents, heading_key, join_note, read_front, tight
from lawtrack.syntax.statute.lines import HEADING_KINDS, INVISIBLE, LineKind, SourceLine, classify, comments, read_lines
from lawtrack.syntax.statute.markup import Markup, read_markup
from lawtrack.syntax.statute.pages import END, furniture, running_titles
from lawtrack.syntax.statute.paragraphs import gather_provision, stretches
from lawtrack.syntax.statute.slips import find_slips

LIMIT = 5_000_000
"""More characters than any statute has; a longer input is refused before it is read line by line."""

_DATE_LINE = re.compile(rf"(?:{DAY})\Z")
_FRONT = 40
"""A table of contents begins within so many lines."""
_CONTENTS_INLINE = re.compile(
    rf"目[ \t\u3000]*[录錄][:：]?[ \t\u3000]+(第{NUMERAL}[章编編])(?=.*[ \t\u3000]第{NUMERAL}[章节節])"
)
_ENTRY_INLINE = re.compile(
    rf"(?<=[ \t\u3000])第{NUMERAL}[章节節编編](?=[ \t\u3000])|(?<=[ \t\u3000])附[ \t\u3000]*则(?=[ \t\u3000]|\Z)"
)
_HEADED = re.compile(rf"[^，。；：]{{1,40}}?[ \t\u3000]+(第{NUMERAL}条(?:之{NUMERAL})?)[ \t\u3000]")
_LED_ITEM = re.compile(r"[：:][ \t\u3000]*([（(]一[）)])(?!.*[（(]二[）)])")
_INLINE_HEAD = re.compile(rf"(?<=[。；：！？”）)\s])第{NUMERAL}条(?:之{NUMERAL})?(?=[ \t\u3000])")
_INLINE = re.compile(rf"(?<=[。；：！？”）)\s])第{NUMERAL}(?:条(?:之{NUMERAL})?|[章节節编編])(?=[ \t\u3000])")
_STAGE_END = re.compile(r"(?:[（(][^（）()]{1,40}[）)]\s*){1,3}\Z")
_NOTE_END = re.compile(r"[（(][^（）()]{0,40}年[^（）()]{0,4}月[^（）()]{0,4}日[^（）()]{1,900}[）)]\s*\Z")
_TITLED = re.compile(
    r"(?:法|条例|规定|办法|解释|决定|决议|规则|细则|通知|意见|命令|公告|批复|复函|答复|准则|守则|章程|方案|法典|修正案|规范|规程|制度|标准|目录)"
    r"(?:\s*[（(][^（）()]{1,20}[）)])*\Z"
)


def check_input(text: str, name: str = "") -> None:
    """Raise :class:`InputError` for what cannot be a text of law at all: nothing, binary data, far too much."""
    where = f"{name}：" if name else ""
    if not isinstance(text, str):
        raise InputError(
            f"{where}需要文本（str），得到 {type(text).__name__}；文件请用 read_statute 读取",
            f"{where}text (str) is needed, not {type(text).__name__}; files are read by read_statute",
        )
    if len(text) > LIMIT:
        raise InputError(
            f"{where}文本有 {len(text)} 字，超过一部法规可能的长度（{LIMIT} 字）；请拆出其中的法规再读",
            f"{where}the text has {len(text)} characters, more than a statute ({LIMIT}); take the statute out of it",
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise InputError(
            f"{where}第{line}行有不成字的代码（U+{ord(text[error.start]):04X}），不是文本；请按原文件的编码重新读取",
            f"{where}line {line} has a code that is no character (U+{ord(text[error.start]):04X}), this is no text; read it again in the encoding of the file",
        ) from error
    sample = text[:100_000]
    if "\x00" in text or sum(sample.count(chr(c)) for c in range(1, 9)) > 8:
        raise InputError(
            f"{where}含有二进制字符，不是文本；请另存为纯文本（UTF-8）、.docx 或者 .html 再读",
            f"{where}binary characters, this is no text; save it as plain text (UTF-8), .docx or .html",
        )
    if not text.strip().strip(INVISIBLE).strip():
        raise InputError(
            f"{where}没有文字；请检查文件是否为空、是否只含图片",
            f"{where}there is no text; check whether the file is empty, or holds pictures only",
        )


@checked
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
    markup = read_markup(text)
    if markup.cuts.holes:
        text = markup.cuts.left(text)
    lines = _split_contents(text, list(read_lines(text)))
    if not lines:
        raise InputError("没有文字，只有标记；请检查文件内容", "there is no text, only markup; check the file")
    aside = furniture(lines, single=True)
    if _TITLED.search(lines[0].text):  # not the body alone, which signs below as well
        aside |= running_titles(lines)
    kept = [x for i, x in enumerate(lines) if i not in aside] if aside else lines
    reader = _Reader(text, _split_heads(text, kept or lines), markup)
    for i, what in aside.items() if kept else ():
        line = lines[i]
        reader.find(kinds.FURNITURE, Span(line.start, line.end, line.number), text=line.text, what=what)
    return reader.read()


def _split_heads(text: str, lines: list[SourceLine]) -> list[SourceLine]:
    """A text that lost its line breaks: articles in the middle of lines get lines of their own."""
    lines = _split_seams(text, lines)
    inline = sum(len(_INLINE_HEAD.findall(x.text)) for x in lines)
    if inline < 3 or inline < sum(x.kind is LineKind.ARTICLE and x.spaced for x in lines):
        return lines
    return [
        piece for x in lines for piece in _cut(text, x, (m.start() for m in _INLINE.finditer(text, x.start, x.end)))
    ]


def _cut(text: str, line: SourceLine, places: Iterable[int]) -> list[SourceLine]:
    """The lines that a line is when it is cut at these places."""
    starts = [line.start, *(x for x in places if x > line.start)]
    out = []
    for start, end in zip(starts, [*starts[1:], line.end], strict=True):
        body = text[start:end].rstrip()
        kind, label, rest, spaced = classify(body)
        out.append(line._replace(kind=kind, label=label, rest=rest, spaced=spaced, start=start, end=start + len(body)))
    return out


def _split_seams(text: str, lines: list[SourceLine]) -> list[SourceLine]:
    """A heading that goes on with the article below it (第二章 附则 第三条　本条例…。): no heading holds a sentence. A sentence that goes on with
    the first item of the list that goes on below it (…：（一）甲；)."""
    seams: dict[int, re.Match[str]] = {}
    for i, line in enumerate(lines):
        found = None
        if line.kind in HEADING_KINDS:
            found = _HEADED.match(line.rest) if line.text.endswith(END) else None
        elif line.kind is LineKind.ITEM and i and label_number(line.label) == Number(2):
            i -= 1
            above = lines[i]
            if above.kind in (LineKind.ARTICLE, LineKind.TEXT) and above.text.endswith(END):
                found = _LED_ITEM.search(above.rest)
        if found is not None:
            seams[i] = found
    if not seams:
        return lines
    out: list[SourceLine] = []
    for i, line in enumerate(lines):
        found = seams.get(i)
        out += _cut(text, line, (line.end - len(line.rest) + found.start(1),)) if found else (line,)
    return out


def _split_contents(text: str, lines: list[SourceLine]) -> list[SourceLine]:
    """A table of contents that lost its line breaks (目录 第一章 总则 第二章 附则): each heading gets a line of its own."""
    for k, line in enumerate(lines[:_FRONT]):
        found = _CONTENTS_INLINE.match(line.text) if line.kind in (LineKind.TEXT, LineKind.CHAPTER) else None
        if found is None:
            continue
        first = line.start + found.start(1)
        cuts = [m.start() for m in _ENTRY_INLINE.finditer(text, first, line.end)]
        return [*lines[:k], *_cut(text, line, cuts), *lines[k + 1 :]]
    return lines


class _Reader:
    """Front matter, body, closing lines, and what is to be said about them."""

    def __init__(self, text: str, lines: list[SourceLine], markup: Markup) -> None:
        self.text = text
        self.lines = lines
        self.markup = markup
        self.body = Body(text, lines)
        self.findings: list[Finding] = []
        self.contents = False
        self.announced: dict[str, str] = {}

    def read(self) -> Statute:
        lines = self.lines
        toc = find_contents(lines)
        if toc is not None:
            front, at = toc[0] if toc[0] >= 0 else toc[1], toc[2]
            self.body.entries = _entries(lines[toc[1] : at])
            after = max(self.body.start(at), at)
        else:
            front = at = after = self.body.start()
        self.front(lines[:front])
        if after > at and not any(u.level is Level.PREAMBLE for u in self.body.units):
            self.preamble(at, after)  # 引言 between the table of contents and the first heading
            at = after
        signatures = self.signatures(at)
        while at < len(lines):
            if at in signatures:
                self.body.open(Level.SIGNATURE, lines[at], "", lines[at].text)
                at += 1
            else:
                at = self.body.line(at)
        if toc is not None:
            self.check_contents(toc)
        return self.made()

    def made(self) -> Statute:
        units, spans = self.gathered()
        law = build(units)
        slips = find_slips(self.text, self.lines, law, spans)
        rejoined = give_way(self.body.joins, slips)
        if len(rejoined) > 20 and len(rejoined) * 4 > len(
            self.lines
        ):  # hard-wrapped throughout: one finding, not hundreds
            edits = tuple(e for f in rejoined if f.repair for e in f.repair.edits)
            first, last = rejoined[0].span, rejoined[-1].span
            assert first and last
            span = Span(first.start, last.end, first.line)
            rejoined = [
                kinds.HARD_WRAPPED.finding(span=span, repair=Repair("删去段落中间的换行", edits), count=len(edits))
            ]
        self.mention_marks()
        self.mention_kind(law)
        findings = sorted(
            [*self.findings, *rejoined, *self.body.doubts, *slips], key=lambda f: f.span.start if f.span else -1
        )
        cuts = self.markup.cuts
        if cuts.holes:
            findings = [*self.markup.findings, *map(cuts.finding, findings)]
            spans = tuple(map(cuts.span, spans))
        metadata = {**self.announced, **self.markup.metadata}
        made = Statute(
            law.title, law.stage, law.note,
            contents=self.contents, metadata=metadata, findings=tuple(findings), spans=spans,
        )  # fmt: skip
        return made_of(made, units)

    def gathered(self) -> tuple[list[Unit], tuple[Span | None, ...]]:
        """The units with the lines that belong to them, and where they stand, from the first line to the last."""
        read, places = self.body.units, self.body.spans
        units: list[Unit] = []
        spans: list[Span | None] = []
        at = 0
        for i, j in stretches(read):
            units += read[at:i]
            spans += places[at:i]
            for found in gather_provision(read[i:j], i):
                first, last = places[found.first], places[found.last]
                units.append(found.unit)
                spans.append(Span(first.start, last.end, first.line) if first and last else first)
            at = j
        return units + read[at:], (*spans, *places[at:])

    def mention_marks(self) -> None:
        """Comments of a collection and invisible characters are no text of law."""
        holes = comments(self.text)
        if holes:
            self.find(
                kinds.COMMENT_MARKS,
                Span(holes[0][0], holes[-1][1], 0),
                Repair("删去标记", tuple(Splice(a, b, "") for a, b in holes)),
                count=len(holes),
            )
        places = [m.span() for m in re.finditer(f"[{INVISIBLE}]+", self.text)]
        if places:
            first, last = places[0][0], places[-1][1]
            self.find(
                kinds.INVISIBLE,
                Span(first, last, self.text.count("\n", 0, first) + 1),
                Repair("删去不可见字符", tuple(Splice(a, b, "") for a, b in places)),
                count=sum((b - a for a, b in places)),
            )

    def mention_kind(self, law: Statute) -> None:
        """A text without 条 and 章 may be a short decision or a notice in 一、二、; or no law at all, and then it is said."""
        listed = [u for u in law.units if u.level is Level.ARTICLE]
        if any(u.level is Level.CHAPTER for u in law.units) or any("条" in u.label or "條" in u.label for u in listed):
            return
        titled = bool(_TITLED.search(law.title + law.stage))
        restarts = sum(u.number == Number(1) for u in listed)
        if listed and titled and restarts <= 1:
            return
        if titled and restarts <= 1:
            kind = kinds.NO_ARTICLES if listed else kinds.PARAGRAPHS_ONLY
        elif listed:
            kind = kinds.LISTED_NO_STATUTE if restarts <= 1 else kinds.LISTED_IN_PIECES
        else:
            kind = kinds.NO_STATUTE
        self.find(kind, Span(self.lines[0].start, self.lines[-1].end, self.lines[0].number))

    def find(self, kind: FindingKind, span: Span, repair: Repair | None = None, **values: Any) -> None:
        self.findings.append(kind.finding(span=span, repair=repair, **values))

    # -- what stands before

    def front(self, lines: Sequence[SourceLine]) -> None:
        front = read_front(lines)
        named = self.markup.metadata.get("名称", "") if not front.title else ""
        self.group(Level.TITLE, "".join(x.text for x in front.title) or named, front.title)
        if named:
            self.find(kinds.TITLE_FROM_METADATA, Span(0, 0, 1), named=named)
        self.group(Level.STAGE, "".join(x.text for x in front.stage), front.stage)
        self.group(Level.NOTE, join_note(front.note), front.note)
        if not front.stage:
            self.cut_title(noted=bool(front.note))
        self.announced = announced(front.before)
        days = "、".join(f"{term}：{day}" for term, day in self.announced.items())
        before = kinds.DATED_FRONT_MATTER if days else kinds.FRONT_MATTER
        for group, kind in ((front.before, before), (front.twice, kinds.TITLE_TWICE), (front.again, kinds.TITLE_AGAIN)):
            if group:
                self.find(kind, Span(group[0].start, group[-1].end, group[0].number), days=days)
        if front.opening:
            at = self.lines.index(front.opening[0])
            self.preamble(at, at + len(front.opening))

    def preamble(self, start: int, stop: int) -> None:
        """引言: lines before the first provision that carry no heading."""
        first = self.lines[start]
        self.body.add(Level.PREAMBLE, "", "", first.start, first.start, first.number)
        for i in range(start, stop):
            self.body.text_line(i)

    def cut_title(self, noted: bool) -> None:
        """(草案) at the end of the title's line is the stage marker; （2015年3月1日某会通过） is the adoption note, unless there is one (``noted``)."""
        title, span = self.body.units[0].text, self.body.spans[0]
        m, line = _STAGE_END.search(title), 1
        if m is None or not _after(title[: m.start()], m[0]).stage:
            m, line = None if noted else _NOTE_END.search(title), 2
            if m is None or not _after(title[: m.start()], m[0]).note:
                return
        if span is None or not m.start():
            return
        cut = self.text.rindex(m[0][0], span.start, span.end - len(m[0].rstrip()) + 1)
        self.body.units[0] = Unit(Level.TITLE, "", title[: m.start()].rstrip())
        self.body.spans[0] = Span(span.start, cut, span.line)
        self.body.units[line] = Unit(Level.STAGE if line == 1 else Level.NOTE, "", m[0])
        self.body.spans[line] = Span(cut, span.end, self.text.count("\n", 0, cut) + 1)

    def group(self, level: Level, text: str, lines: Sequence[SourceLine]) -> None:
        self.body.units.append(Unit(level, "", text))
        self.body.spans.append(Span(lines[0].start, lines[-1].end, lines[0].number) if lines else None)

    # -- what stands after

    def signatures(self, at: int) -> frozenset[int]:
        """Closing lines: a date that stands alone after the last article, and the bodies above it."""
        lines = self.lines
        last = max(
            (i for i in range(at, len(lines)) if lines[i].kind in (LineKind.ARTICLE, LineKind.LISTED, LineKind.ITEM)),
            default=at,
        )
        end = next((i for i in range(last + 1, len(lines)) if lines[i].kind is LineKind.ANNEX), len(lines))
        out: set[int] = set()
        k = end - 1
        if k > last and _DATE_LINE.match(lines[k].text):
            while k > last and len(out) < 6 and _is_signature(lines[k]):
                out.add(k)
                k -= 1
        return frozenset(out)

    def check_contents(self, toc: tuple[int, int, int]) -> None:
        """The table of contents is derived, never stored: where the printed one says something else, that is a finding."""
        title, first, stop = toc
        self.contents = title >= 0
        entries = [heading_key(x.text) for x in self.lines[first:stop]]
        printed = [heading_key(u.label + u.text) for u in self.body.units if u.level in HEADINGS]
        wider = HEADINGS | {Level.PREAMBLE, Level.ANNEX}
        whole = [heading_key(u.label + u.text) for u in self.body.units if u.level in wider and u.label + u.text]
        exact = [tight(x.text) for x in self.lines[first:stop]]
        if title >= 0 and exact == [tight(u.label + u.text) for u in self.body.units if u.level in CHAPTERS]:
            return
        head = self.lines[title] if title >= 0 else self.lines[first]
        span = Span(head.start, self.lines[max(stop - 1, title)].end, head.number)
        if entries in (printed, whole) or "".join(entries) in ("".join(printed), "".join(whole)):
            self.find(kinds.CONTENTS_DROPPED, span)
            return
        in_body, in_contents = set(whole), set(entries)
        missing = [x for x in entries if x not in in_body]
        extra = [x for x in printed if x not in in_contents]
        what = "；".join(
            part for part in (
                f"目录有而正文没有：{'、'.join(missing[:5])}" if missing else "",
                f"正文有而目录没有：{'、'.join(extra[:5])}" if extra else "",
            ) if part
        )  # fmt: skip
        self.find(kinds.CONTENTS, span, what=what or "次序不同")


def _entries(lines: Sequence[SourceLine]) -> dict[str, tuple[str, str]]:
    """A table of contents: number → its heading, and the next line where that has no number."""
    below = [*(heading_key(x.text) if x.kind is LineKind.TEXT else "" for x in lines[1:]), ""]
    return {tight(x.label): (heading_key(x.rest), y) for x, y in zip(lines, below, strict=False) if x.label}


def _after(title: str, mark: str) -> Front:
    """What a mark in brackets behind a title is, read as if it stood on the next line."""
    return read_front([SourceLine(LineKind.TEXT, "", title, 0, 0, 0), SourceLine(LineKind.TEXT, "", mark, 0, 0, 0)])


def _is_signature(line: SourceLine) -> bool:
    return line.kind is LineKind.TEXT and len(line.text) <= 30 and not line.text.endswith(END)
