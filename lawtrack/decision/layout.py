"""The layout of a decision: formal parts, the statutes it amends, its instructions as stretches of text — told apart line by line, not yet read."""

from __future__ import annotations

import re
from bisect import bisect_right

import attrs

from lawtrack.decision.decision import Formal
from lawtrack.decision.lines import (
    EFFECT,
    GLOBAL_ADJUST,
    GROUP_HEAD,
    LABEL,
    PART_HEAD,
    STRONG_VERBS,
    VERBS,
    Line,
    Paragraphs,
    republishes,
    starts_order,
    titles_in,
)
from lawtrack.decision.phrases.tokens import Masked
from lawtrack.decision.places import QUOTE
from lawtrack.errors import Finding, Severity, Span
from lawtrack.model.numerals import NUMERAL
from lawtrack.model.titles import same_title

_TITLE = re.compile(r".*(?:关于(?:修改|修正|废止|修订|惩治|补充)|修正案|(?:修改|废止).*决定$).*")
_TITLE_END = re.compile(r".*(?:决定|决议|修正案)(?:[（(][^（()）]{1,12}[）)])?$")
_BODY = re.compile(r"(?:.{2,40}(?:委员会|政府|法院|检察院|大会|国务院|部|局|署)[、和\s\u3000]*)+|国务院")
_SIGNATURE = re.compile(r"[^。；：，“”]{1,40}")
_NOTE = re.compile(
    r"[（(].*\d{4}[ \u3000]*年.*|[（(].*(?:通过|批准|公布|施行).*|\d{4}[ \u3000]*年.{1,60}(?:通过|批准|公布|施行|发布)[。]?"
)
_OPENING_WHO = re.compile(r"会议|委员会|根据|为了?|经|现|国务院|决定|对")
_OPENING_END = re.compile(
    r"(?:(?:作出?|进行)(?:(?:如下|以下|下列)(?:修改|补充|修正|决定)*|修改|修正).{0,12}|决定|如下)[：:]$"
)
_PURPOSE = re.compile(r"为了?.+?[，,](?=(?:将|在|对|删去)?(?:刑法|宪法|《[^》]{1,60}》|)(?:序言)?第)")
_FOLDED = re.compile(
    r"(?:将|把|对|在|删去|删除)?《(?P<t>(?:[^《》]|《[^《》]*》)+)》(?=[ \u3000]*(?:[（(][^（）()]{1,60}[）)])?(?:原?第|中|增加|序言|附[件表录]|名称|引言))"
)
_MASS = re.compile(
    r"对.{0,40}(?:予以|进行|作)(?:修改|废止|修正|修订)(?:[（(]附件.{0,8}[）)])?[。；]?(?:[（(].{0,24}[）)])?"
)
_ANNEX = re.compile(r"附件[ \u3000]*[一二三四五六七八九十0-9]{0,2}[ \u3000]*(?:[：:].*)?")
_ANNEX_TITLE = re.compile(
    r".{0,40}(?:决定)?(?P<verb>修改|废止|宣布失效|修订)的?.{0,16}(?:法规|规章|法律|司法解释|规范性文件|文件|条例|规定)(?:目录)?"
)
_COMMON = re.compile(
    rf"(?:将|对|删去|删除|在)(?:下列|以下)[^。；{QUOTE}]{{1,60}}中[^。；]{{0,20}}{QUOTE}[^。]{{0,60}}[：:。]?"
)
_LISTED = re.compile(r"《(?P<t>(?:[^《》]|《[^《》]*》)+)》(?=[ \u3000]*(?:原?第|序言|附[件表录]|[。；，、]?$))")
_REPEAL = re.compile(r"(?:废止《|《.+》(?:自.{1,20})?(?:同时|予以)?废止)")
_SHORT = re.compile(r"以下(?:简称|统称)[：:]?《?([^》）)]{1,40})》?")
_STATUTE = re.compile(r"(?:修改|修正|修订|废止)(?:[、和]废止)?(?=《)")

_LISTED_TEXT = re.compile(rf"第{NUMERAL}(?:条|款|项)(?:为|是|规定)?[：:]{QUOTE}")
"""第二款：“…”: a text under its number, below 增加两款，分别作为第二款、第四款."""
_TRANSITION = re.compile(r"本(?:决定|修正案)(?:施行|实施|通过|公布|生效|执行)(?:之?前|之?后|以前|以后|之日|时)(?!起)")
"""What a decision says of the time before and after it: law that changes no text."""


@attrs.define
class Part:
    """A statute within the decision while it is being read."""

    title: str
    label: str = ""
    start: int = 0
    end: int = 0
    instructions: list[Draft] = attrs.field(factory=list)
    adjusts: bool = False
    rewords: bool = False


@attrs.define
class Draft:
    """An instruction while it is being read: its lines (masked places).

    ``common`` is the line 将下列法律中的“…”修改为“…” above it, where its own line only names a statute and its provisions.
    """

    label: str
    start: int
    end: int
    own: bool
    amends: bool
    common: tuple[int, int] | None = None


@attrs.frozen
class Heading:
    """A numbered heading: the kind of its number, its full label, and where the order stands that its list shares."""

    kind: str
    label: str
    common: tuple[int, int] | None = None


@attrs.define
class Layout:
    """Walks the lines of a decision once.

    ``headings`` are the numbered headings that the lines stand under (a part, 对部分条文作以下修改：), ``open`` says whether an unnumbered line may
    still belong to the instruction before it, ``closed`` that a closing clause was read (what follows may be a signature).
    """

    text: Paragraphs
    formal: list[Formal] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    parts: list[Part] = attrs.field(factory=list)
    repealed: list[tuple[str, Span]] = attrs.field(factory=list)
    declared: list[str] = attrs.field(factory=list)
    title: str = ""
    note: str = ""
    front: str = ""
    headings: list[Heading] = attrs.field(factory=list)
    repealing: bool = False
    open: bool = False
    closed: bool = False
    shorts: dict[str, str] = attrs.field(factory=dict)
    newlines: list[int] = attrs.field(factory=list)

    @property
    def masked(self) -> Masked:
        return self.text.masked

    def span(self, start: int, end: int) -> Span:
        """The source span of masked ``[start, end)``."""
        a, b = self.masked.starts[start], self.masked.ends[end - 1]
        return Span(a, b, bisect_right(self.newlines, a) + 1)

    def source(self, start: int, end: int) -> str:
        """The source text of masked ``[start, end)``."""
        return self.text.source[self.masked.starts[start] : self.masked.ends[end - 1]]

    def add_formal(self, kind: str, start: int, end: int) -> str:
        """Record a formal part; its text."""
        text = self.source(start, end)
        self.open = False
        self.closed = (self.closed or kind in ("effective", "republication")) and kind != "annex"
        self.formal.append(Formal(kind, text, self.span(start, end)))
        return text

    # -- the head ---------------------------------------------------------------------------------------------------

    def read_head(self) -> int:
        """Title, adoption note, opening; the index of the first line after them."""
        lines = self.text.lines
        found = next((t for i in range(min(80, len(lines))) if (t := self.title_at(i))), None)
        at = 0
        if found is None:
            self.findings.append(
                Finding(
                    "decision.no-title",
                    Severity.WARNING,
                    "没有找到决定的标题（“关于修改……的决定”或者“……修正案”）",
                    "no title of an amending decision was found",
                )  # fmt: skip
            )
        else:
            begin, last = found
            if begin:
                self.front = self.add_formal("front", lines[0].start, lines[begin - 1].end)
            title = self.add_formal("title", lines[begin].start, lines[last].end)
            self.title = re.sub(r"\s+", "", title)
            at = last + 1
        at = self.read_note(at)
        return self.read_opening(at)

    def title_at(self, i: int) -> tuple[int, int] | None:
        """First and last line of the title that begins at line ``i``, if one does; it may run over several lines."""
        lines = self.text.lines
        if not _is_title(lines[i].text) or lines[i].text.startswith(("根据", "为了")) or LABEL.match(lines[i].text):
            return None
        if not _TITLE.fullmatch(lines[i].text):
            following = lines[i + 1].text if i + 1 < len(lines) else ""
            if not following.startswith("关于") or not _BODY.fullmatch(lines[i].text):
                return None
        whole = ""
        for last in range(i, min(i + 5, len(lines))):
            if not _is_title(lines[last].text):
                return None
            whole += lines[last].text
            if _TITLE_END.fullmatch(whole):
                return (i, last) if _TITLE.fullmatch(whole) else None
        return None

    def read_note(self, at: int) -> int:
        lines = self.text.lines
        begin = at
        while at < len(lines) and at - begin < 6 and _NOTE.fullmatch(lines[at].text):
            depth = _open_brackets(lines[at].text)
            while depth > 0 and at + 1 < len(lines) and at - begin < 6:
                at += 1
                depth += _open_brackets(lines[at].text)
            at += 1
        if at > begin:
            self.note = self.add_formal("note", lines[begin].start, lines[at - 1].end)
        return at

    def read_opening(self, at: int) -> int:
        lines = self.text.lines
        for i in range(at, min(at + 8, len(lines))):
            line = lines[i]
            label = LABEL.match(line.text)
            rest = line.text[label.end() :] if label else line.text
            if _opens(rest) and not GROUP_HEAD.fullmatch(rest) and not PART_HEAD.fullmatch(rest):
                self.read_titles(self.add_formal("opening", lines[at].start, line.end))
                return i + 1
            purpose = _PURPOSE.match(line.text)
            if purpose and STRONG_VERBS.search(line.text):
                cut = line.place(self.masked, purpose.end())
                self.read_titles(self.add_formal("opening", lines[at].start, cut))
                rest_line = Line(cut, line.end, line.text[purpose.end() :])
                self.text = attrs.evolve(self.text, lines=(*lines[:i], rest_line, *lines[i + 1 :]))
                return i
            if label or starts_order(line.text):
                break
        return at

    def read_titles(self, opening: str) -> None:
        """The statutes that title and opening name."""
        flat = self.title
        m = _STATUTE.search(flat)
        if m:
            self.declared = titles_in(flat[m.end() :])
        elif "修正案" in flat:
            name = titles_in(flat[: flat.index("修正案")])
            self.declared = name or [flat[: flat.index("修正案")]]
        if not self.declared:
            found = re.search(r"对(刑法|宪法|《.+?》)(?:[（(].*?[）)])?作", opening)
            self.declared = [found[1].strip("《》")] if found else []
        for short in _SHORT.findall(opening):
            if self.declared:
                self.shorts[short] = self.declared[0]

    # -- the body ---------------------------------------------------------------------------------------------------

    def read_body(self, at: int) -> None:
        lines = self.text.lines
        while at < len(lines):
            self.read_line(lines[at])
            at += 1

    def read_line(self, line: Line) -> None:
        match = LABEL.match(line.text)
        rest = line.text[match.end() :] if match else line.text
        label = self.enter(match) if match else ""
        if self.read_formal(line, match, label, rest):
            return
        common = self.headings[-1].common if self.headings else None
        if common and (listed := _LISTED.match(rest)) and not STRONG_VERBS.search(rest):
            self.parts.append(Part(listed["t"], label or self.above, line.start, line.end))
            self.add_instruction(label or self.above, line, own=False)
            self.parts[-1].instructions[-1].common = common
            return
        folded = _FOLDED.match(rest)
        if match and folded and not self.is_declared_alone(folded["t"]) and STRONG_VERBS.search(rest):
            self.open_part(folded["t"], line, match, label)
            self.add_instruction(label, line, own=False)
            return
        amends = bool(VERBS.search(rest))
        part = self.current()
        draft = part.instructions[-1] if part.instructions and self.open else None
        if match and not (match["par"] and draft and not amends and not self.headings and not draft.amends):
            self.add_instruction(label, line, own=True)
        elif draft and self.continues(draft, line, amends):
            draft.end = line.end
            draft.amends = draft.amends or bool(STRONG_VERBS.search(line.text))
        else:
            self.add_instruction(self.above, line, own=False)

    @property
    def above(self) -> str:
        """The label of the heading that the lines stand under."""
        return self.headings[-1].label if self.headings else ""

    def enter(self, match: re.Match[str]) -> str:
        """The full label of a numbered line; headings of its own kind, and what stands under them, end here."""
        kind = match.lastgroup or ""
        kinds = [h.kind for h in self.headings]
        if kind in kinds:
            del self.headings[kinds.index(kind) :]
        elif kind in ("cn", "art"):
            self.headings.clear()
        own = _label(match)
        if kind in ("cn", "art") or not self.above:
            return own
        return f"{self.above}{own}" if kind == "par" else f"{self.above}、{own}"

    def continues(self, draft: Draft, line: Line, amends: bool) -> bool:
        """Whether an unnumbered line belongs to the instruction before it."""
        if line.text.startswith(QUOTE) or _LISTED_TEXT.match(line.text):
            return True
        if _TRANSITION.match(line.text) and not starts_order(line.text):
            return False
        remark = not draft.amends
        if not amends:
            return remark
        if remark:
            return False
        if draft.own:
            return True
        return not re.match(
            r"(?:将|把|在|对|删[去除]|原)*(?:《|刑法|宪法)?(?:第[^条款项章节]{1,12}[条章编]|(?:增加|新增|增补).[条章节]|引言|名称|条例|规定)",
            line.text,
        )

    def add_instruction(self, label: str, line: Line, own: bool) -> None:
        part = self.current()
        self.open = True
        part.instructions.append(Draft(label, line.start, line.end, own, bool(STRONG_VERBS.search(line.text))))
        part.end = line.end

    def current(self) -> Part:
        """The statute spoken of now."""
        if not self.parts:
            self.parts.append(Part(self.declared[0] if self.declared else ""))
        return self.parts[-1]

    def open_part(self, title: str, line: Line, match: re.Match[str] | None, label: str) -> None:
        self.parts.append(Part(title, label, line.start, line.end))
        if match:
            self.headings.append(Heading(match.lastgroup or "", label))

    def is_declared_alone(self, title: str) -> bool:
        """Whether a title in an instruction is that of the one statute the decision amends."""
        if title in self.shorts:
            return True
        return (
            len(self.declared) == 1 and same_title(title, self.declared[0]) and "等" not in self.title.split("》")[-1]
        )

    def read_formal(self, line: Line, match: re.Match[str] | None, label: str, rest: str) -> bool:
        """Whether the line is a formal part; it is recorded then."""
        if EFFECT.match(rest) and not starts_order(line.text):
            text = self.add_formal("effective", line.start, line.end)
            if republishes(text):
                self.republish(text)
        elif republishes(rest) and not starts_order(line.text):
            self.republish(self.add_formal("republication", line.start, line.end))
        elif GLOBAL_ADJUST.match(rest):
            self.republish(self.add_formal("adjustment", line.start, line.end))
        elif _ANNEX.fullmatch(line.text):
            self.add_formal("annex", line.start, line.end)
        elif (heading := _ANNEX_TITLE.fullmatch(rest)) and len(rest) < 60 and not starts_order(line.text):
            self.repealing = heading["verb"] != "修改"
            self.add_formal("annex", line.start, line.end)
        elif self.repealing and not starts_order(line.text):
            self.add_formal("repeal", line.start, line.end)
            name = re.split(r"[（(]\d{4}|[。；]", rest)[0].strip("《》 \u3000")
            if name:
                self.repealed.append((name, self.span(line.start, line.end)))
        elif _REPEAL.match(rest) and not _FOLDED.match(rest):
            self.add_formal("repeal", line.start, line.end)
            self.repealed += [
                (t, self.span(line.start, line.end)) for t in titles_in(self.source(line.start, line.end))
            ]
        elif (
            (head := PART_HEAD.fullmatch(rest))
            and not (self.headings and self.headings[-1].common)
            and (match or not self.declared or len(self.declared) > 1)
        ):
            self.add_formal("part", line.start, line.end)
            self.open_part(head["a"] or head["b"] or head["c"], line, match, label)
        elif match and _COMMON.fullmatch(rest):
            self.add_formal("group", line.start, line.end)
            common = (line.place(self.masked, match.end()), line.end)
            self.headings.append(Heading(match.lastgroup or "", label, common))
        elif _MASS.fullmatch(rest):
            self.add_formal("part", line.start, line.end)
            if match:
                self.headings.append(Heading(match.lastgroup or "", label))
        elif match and GROUP_HEAD.fullmatch(rest):
            self.add_formal("group", line.start, line.end)
            self.headings.append(Heading(match.lastgroup or "", label))
        elif (
            self.closed
            and not match
            and QUOTE not in rest
            and not VERBS.search(rest)
            and _SIGNATURE.fullmatch(line.text)
        ):
            self.add_formal("signature", line.start, line.end)
        else:
            return False
        return True

    def republish(self, text: str) -> None:
        """The republication clause: does it close up the numbers, does it license other wording?"""
        adjusts = (
            re.search(r"(?:条文|条款|章节|序号|顺序)[^。]{0,12}调整|调整(?:条文|条款)?(?:顺序|序号)", text) is not None
        )
        words = "文字" in text
        for part in self.parts:
            part.adjusts = part.adjusts or adjusts
            part.rewords = part.rewords or words


def _is_title(text: str) -> bool:
    return len(text) < 240 and text[-1] not in "。：:；，" and not _NOTE.fullmatch(text)


def _opens(text: str) -> bool:
    """Whether a line is the opening of a decision: …会议决定对《…》作如下修改：."""
    return _OPENING_END.search(text[-60:]) is not None and _OPENING_WHO.search(text) is not None


def _open_brackets(text: str) -> int:
    return sum(text.count(c) for c in "（(") - sum(text.count(c) for c in "）)")


def _label(label: re.Match[str]) -> str:
    if label["par"]:
        return f"（{label['par']}）"
    return label["cn"] or label["ar"] or re.sub(r"\s", "", label["art"] or "")
