"""The layout of a decision: formal parts, the statutes it amends, its instructions as stretches of text — told apart line by line, not yet read."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

import attrs

from lawtrack.decision import closing, repeals
from lawtrack.decision.decision import Formal
from lawtrack.decision.drafts import (
    NAMING,
    Draft,
    DraftPart,
    Heading,
    announces,
    continues,
    heads,
    is_loose,
    leading,
    leads_astray,
    list_behind,
    names_all,
    orders_heading,
    outranks,
    statute_and_provision,
    sweep,
)
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.headings import (
    COMMON,
    LISTED,
    SWEEP,
    UNSAID,
    NamedStatute,
    is_bare_title,
    names_some_statute,
    numbered_heading,
    part_verb,
    statute_heading,
)
from lawtrack.decision.heads import Declared, begins_attached, declared, find_head, own_title
from lawtrack.decision.lines import (
    LABEL,
    VERBS,
    DecisionLine,
    Paragraphs,
    has_strong_verb,
    number,
    own_label,
    starts_item,
    starts_order,
    wrapped_verb,
)
from lawtrack.decision.numbers import Gap, Numbers
from lawtrack.decision.page import is_furniture
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.tokens import Masked
from lawtrack.decision.places import QUOTE
from lawtrack.decision.targets import after_number, find_targets
from lawtrack.errors import Finding, FindingKind, Span
from lawtrack.model.levels import clause_of
from lawtrack.model.titles import same_title


@attrs.define
class Layout:
    """Walks the lines of a decision once.

    ``headings`` are the numbered headings that the lines stand under (a part, 对部分条文作以下修改：), ``open`` says whether an unnumbered line may
    still belong to the instruction before it, ``closed`` that a closing clause was read (what follows may be a signature), ``verb`` what
    the list does that stands under no number.
    """

    text: Paragraphs
    formal: list[Formal] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    parts: list[DraftPart] = attrs.field(factory=list)
    repealed: list[tuple[repeals.Ending, Span]] = attrs.field(factory=list)
    declared: Declared = attrs.field(factory=Declared)
    title: str = ""
    note: str = ""
    front: str = ""
    headings: list[Heading] = attrs.field(factory=list)
    verb: str = ""
    table: repeals.NameColumn | None = None
    open: bool = False
    closed: bool = False
    numbers: Numbers = attrs.field(factory=Numbers)
    following: str = ""
    newlines: list[int] = attrs.field(factory=list)
    formulas: tuple[Phrase, ...] = ()

    @property
    def masked(self) -> Masked:
        """The text of the decision without what is quoted."""
        return self.text.masked

    def span(self, start: int, end: int) -> Span:
        """The source span of masked ``[start, end)``."""
        a, b = self.masked.starts[start], self.masked.ends[end - 1]
        return Span(a, b, bisect_right(self.newlines, a) + 1)

    def source(self, start: int, end: int) -> str:
        """The source text of masked ``[start, end)``, without the numbers of pages."""
        a, b = self.masked.starts[start], self.masked.ends[end - 1]
        text = self.text.source[a:b]
        for page in reversed(self.text.pages):
            if a <= page.start and page.end <= b:
                text = text[: page.start - a].rstrip() + text[page.end - a :]
        return text

    def add_formal(self, kind: str, start: int, end: int) -> str:
        """Record a formal part; its text."""
        text = self.source(start, end)
        self.open = False
        self.closed = (self.closed or kind in ("effective", "republication")) and kind != "annex"
        self.formal.append(Formal(kind, text, self.span(start, end)))
        return text

    def tell(self, kind: FindingKind, line: DecisionLine | None = None, **values: Any) -> None:
        """A finding, with its place."""
        span = self.span(line.start, line.end) if line else None
        self.findings.append(kind.finding(span=span, **values))

    def read_head(self) -> int:
        """Title, adoption note, opening; the index of the first line after them."""
        lines = self.text.lines
        head = find_head(lines)
        if head.front[1]:
            self.front = self._formal_lines("front", *head.front)
        if head.title[1]:
            self.title = own_title(self._formal_lines("title", *head.title))
        elif head.told:
            self.title = head.told
        else:
            self.tell(kinds.NO_TITLE)
        notes = [(kind, self._formal_lines(kind, begin, end)) for kind, begin, end in head.marks]
        note = "\n".join(text for kind, text in notes if kind == "note")
        self.note = re.sub(r"\\?\n[ \t]*>?[ \t]*(?=\n|\S)", "\n", note)  # printed as a block quotation
        opening = ""
        if head.cut:
            line = lines[head.at]
            cut = line.place(self.masked, head.cut)
            opening = self.add_formal("opening", lines[head.opening[0]].start, cut)
            rest = DecisionLine(cut, line.end, line.text[head.cut :])
            self.text = attrs.evolve(self.text, lines=(*lines[: head.at], rest, *lines[head.at + 1 :]))
        elif head.opening[1]:
            begin, end = head.opening
            opening = self._formal_lines("opening", begin, end)
            self.end_statutes(re.sub(r"\s", "", opening), self.span(lines[begin].start, lines[end - 1].end))
        self.declared = declared(self.title, re.sub(r"\s", "", opening))
        self.verb = "repeal" if repeals.BEGINS_LIST.search(re.sub(r"\s", "", opening)) else ""
        return head.at

    def _formal_lines(self, kind: str, begin: int, end: int) -> str:
        lines = self.text.lines
        return self.add_formal(kind, lines[begin].start, lines[end - 1].end)

    def read_body(self, at: int) -> None:
        """Read the lines from ``at`` on, up to what is attached."""
        lines = self.text.lines
        while at < len(lines):
            if self.parts and begins_attached(lines, at, self.parts, self.closed):
                self._formal_lines("attached", at, len(lines))
                return
            self.following = lines[at + 1].text if at + 1 < len(lines) else ""
            if (end := self.read_wrapped_heading(at)) > at or (self.repealing and (end := self.read_stacked(at)) > at):
                at = end
                continue
            line, end = lines[at], at
            ends = self.repealing or ("废止" in line.text and QUOTE not in line.text)
            if ends and (end := repeals.history_ends([x.text for x in lines[at : at + 12]], 0) + at) > at:
                line = DecisionLine(line.start, lines[end].end, "".join(x.text for x in lines[at : end + 1]))
            self.read_line(line)
            at = end + 1

    def read_wrapped_heading(self, at: int) -> int:
        """The title of a list that begins on this line and runs over more than one; the first line behind it."""
        verb, count = wrapped_verb([x.text for x in self.text.lines[at : at + 5]])
        if count:
            self._formal_lines("part", at, at + count)
            self.headings.clear()
            self.numbers.clear()
            self.verb, self.table = verb, None
        return at + count

    def read_line(self, line: DecisionLine) -> None:
        """Read one line; several instructions run together are read one by one."""
        while at := closing.run_on(line.text):
            cut = line.place(self.masked, at)
            self.read_line(DecisionLine(line.start, cut, line.text[:at]))
            line = DecisionLine(cut, line.end, line.text[at:])
        match = LABEL.match(line.text)
        rest = line.text[match.end() :] if match else line.text
        label = self.enter(match, line) if match else ""
        if self.read_formal(line, match, label, rest) or self.read_heading(line, match, label, rest):
            return
        if self.read_listed(line, label, rest) or self.read_targets(line, match, label, rest):
            return
        if self.loses_target(line, rest):
            return
        amends = has_strong_verb(rest) or VERBS.search(rest) is not None
        begun = bool(self.parts and self.parts[-1].instructions)
        listed_above = self.repealing and not match and not self.open and not rest.startswith("废止")
        told_before = not match and not begun and self.formal[-1:] and self.formal[-1].kind == "part"
        if not has_strong_verb(rest) and listed_above and repeals.seems_listed(self.source(line.start, line.end)):
            return self.refuse_ending(line)
        if not has_strong_verb(rest) and (listed_above or (told_before and closing.TELLS.search(rest))):
            self.add_formal("remark", line.start, line.end)
            self.tell(kinds.REMARK, line, text=rest[:40])
            return
        part = self.current()
        draft = part.instructions[-1] if part.instructions and self.open else None
        if match and self.repealing and not has_strong_verb(rest):
            self.refuse_ending(line, label)
        elif match and not (match["par"] and draft and not amends and not self.headings and not draft.amends):
            draft = self.add_instruction(label, line, own=True)
            draft.adjusts = closing.adjusts_only(rest)
            if leads_astray(line.text, rest, self.following):
                self.headings.append(Heading(match.lastgroup or "", label, lost=True))
            elif under := list_behind(line.text, self.following):
                draft.pieces, draft.amends = ((line.start, line.place(self.masked, under[1])),), True
                self.stand_under(match, label, line, under)
        elif draft and continues(draft, line, amends, self.declared.many):
            draft.end = line.end
            if draft.pieces:
                draft.pieces += ((line.start, line.end),)
            draft.amends = draft.amends or has_strong_verb(line.text)
        else:
            before = self.masked.text[draft.start : draft.end] if draft is not None else ""
            loose = draft is not None and draft.amends and not amends and is_loose(before, line.text)
            self.add_instruction(self.above, line, own=False).loose = loose

    @property
    def above(self) -> str:
        """The label of the heading that the lines stand under."""
        return self.headings[-1].label if self.headings else ""

    @property
    def repealing(self) -> bool:
        """Whether the lines stand in a list of repealed statutes."""
        for heading in reversed(self.headings):
            if heading.verb:
                return heading.verb == "repeal"
        return self.verb == "repeal"

    def enter(self, match: re.Match[str], line: DecisionLine) -> str:
        """The full label of a numbered line; headings of its own kind, and what stands under them, end here."""
        kind = match.lastgroup or ""
        kinds = [h.kind for h in self.headings]
        if kind in kinds:
            del self.headings[kinds.index(kind) :]
        elif kind in ("cn", "art"):
            self.headings.clear()
        own = own_label(match)
        if gap := self.numbers.enter(kind, number(match)):
            self.tell_gap(gap, line)
        if kind in ("cn", "art") or not self.above:
            return own
        return f"{self.above}{own}" if kind in ("par", "sub") else f"{self.above}、{own}"

    def tell_gap(self, gap: Gap, line: DecisionLine) -> None:
        """An odd number; where a series begins anew under one of several statutes, the heading of the next one was not recognised."""
        if gap.falls_back and self.declared.many and self.parts and self.parts[-1].instructions and not self.repealing:
            self.lose_target(line, f"序号{gap.message()}")
            return
        self.tell(kinds.NUMBERING, line, gap=gap.message())

    def lose_target(self, line: DecisionLine, why: str) -> None:
        """From here on it is not known which statute is changed."""
        self.parts.append(DraftPart("", self.above, line.start, line.end, lost=True))
        self.tell(kinds.TARGET_LOST, line, why=why)

    def add_instruction(self, label: str, line: DecisionLine, own: bool) -> Draft:
        """Begin an instruction of the statute that is spoken of."""
        part = self.current()
        self.open = True
        under = self.headings[-1].under if self.headings and own else None
        draft = Draft(label, line.start, line.end, own, has_strong_verb(line.text), under=under)
        draft.refused = "它所在的标题没有读懂" if self.headings and self.headings[-1].lost else ""
        part.instructions.append(draft)
        part.end = line.end
        return draft

    def current(self) -> DraftPart:
        """The statute spoken of now."""
        if not self.parts:
            titles = self.declared.titles
            known = titles[0] if titles and (self.declared.sole or not self.declared.many) else ""
            self.parts.append(DraftPart(known, lost=self.declared.many and not known))
        return self.parts[-1]

    def open_part(self, title: str, line: DecisionLine, match: re.Match[str] | None, label: str, under: tuple[int, int] | None = None) -> None:  # fmt: skip
        """Begin what the decision says of one statute."""
        title = re.sub(r"\s", "", dict(self.declared.shorts).get(title, title))
        self.parts.append(DraftPart(title, label or self.above, line.start, line.end, lost=not title))
        self.open = False
        if not title:
            self.tell(kinds.TARGET_LOST, line, why=line.text[:60])
        if not match:
            self.numbers.restart()
        else:
            self.stand_under(match, label, line, under)

    def stand_under(self, match: re.Match[str], label: str, line: DecisionLine, under: tuple[int, int] | None) -> None:
        """A numbered line is a heading from here on; ``under`` is where it says what the orders below it go on from."""
        at = (line.place(self.masked, under[0]), line.place(self.masked, under[1])) if under else None
        self.headings.append(Heading(match.lastgroup or "", label, under=at))

    def read_formal(self, line: DecisionLine, match: re.Match[str] | None, label: str, rest: str) -> bool:
        """Whether the line is a formal part; it is recorded then."""
        if closing.EFFECT.match(rest) and not starts_order(line.text):
            text = self.add_formal("effective", line.start, line.end)
            self.end_statutes(rest, self.span(line.start, line.end))
            if closing.republishes(text):
                self.republish(text, line)
        elif closing.says_not_what(rest) and (self.parts or match):
            text = self.add_formal("adjustment", line.start, line.end)
            for part in self.parts if closing.OF_ALL.search(rest) else self.parts[-1:]:
                part.adjusts, part.rewords = part.adjusts or closing.licences(text)[0], True
            self.tell(kinds.UNSPECIFIED, line, text=rest[:60])
        elif closing.republishes(rest) and not starts_order(line.text):
            self.republish(self.add_formal("republication", line.start, line.end), line)
        elif closing.adjusts_only(rest) if not match else self.declared.many and closing.adjusts_all(rest):
            self.republish(self.add_formal("adjustment", line.start, line.end), line)
        elif self.read_sweep(line, rest):
            return True
        elif is_furniture(line.text):
            is_open = self.open
            self.add_formal("page", line.start, line.end)
            self.open = is_open
        elif closing.ANNEX.fullmatch(line.text):
            self.add_formal("annex", line.start, line.end)
            self.headings.clear()
            self.numbers.clear()
            self.verb = "repeal" if "废止" in self.title and "修改" not in self.title else ""
        elif self.repealing and self.read_repealed(line, rest):
            return True
        elif (
            self.closed
            and not match
            and QUOTE not in rest
            and not VERBS.search(rest)
            and closing.SIGNATURE.fullmatch(line.text)
        ):
            self.add_formal("signature", line.start, line.end)
        else:
            return self.read_endings(line, match, label, rest)
        return True

    def read_heading(self, line: DecisionLine, match: re.Match[str] | None, label: str, rest: str) -> bool:
        """Whether the line is a heading: of a part, of a statute, of a list that shares one order."""
        verb = None if starts_order(line.text) else part_verb(rest)
        if match and (COMMON.fullmatch(rest) or UNSAID.fullmatch(rest)):
            self.add_formal("group", line.start, line.end)
            common = (line.place(self.masked, match.end()), line.end)
            self.headings.append(Heading(match.lastgroup or "", label, "amend", common, not COMMON.fullmatch(rest)))
        elif verb is not None:
            self.add_formal("part", line.start, line.end)
            if verb == "repeal":
                self.end_statutes(rest, self.span(line.start, line.end))
            if match:
                self.headings.append(Heading(match.lastgroup or "", label, verb))
            else:
                self.headings.clear()
                self.numbers.clear()
                self.verb = verb
            self.table = None
        elif match and (said := statute_and_provision(line.text, self.following)):
            self.add_formal("part", line.start, line.end)
            self.open_part(said[0], line, match, label, said[1])
        elif named := self.names_statute(match, label, rest):
            self.add_formal("part", line.start, line.end)
            if match or self.declared.many or not self.declared.titles or not self.declared.is_alone(named.title):
                self.open_part(named.title, line, match, label)
        elif not match and announces(rest) and starts_item(self.following):
            self.add_formal("group", line.start, line.end)
        elif match and (under := orders_heading(line.text, rest, self.following)) is not None:
            self.add_formal("group", line.start, line.end)
            self.stand_under(match, label, line, under or None)
        else:
            return False
        return True

    def names_statute(self, match: re.Match[str] | None, label: str, rest: str) -> NamedStatute | None:
        """The statute that a line is the heading of."""
        if self.headings and self.headings[-1].common:
            return None
        several = self.declared.many or not self.declared.titles or is_bare_title(rest)
        bare = match is not None and several and heads(self.parts, label, self.following)
        named = statute_heading(rest, bare and not rest.endswith(("；", "，", "、", ";")))
        if named is None and match:
            named = numbered_heading(rest) or leading(self.parts, label, rest, self.following)
        if named is None or match or self.declared.many or not self.declared.titles:
            return named
        return named if self.declared.is_alone(named.title) else None

    def read_endings(self, line: DecisionLine, match: re.Match[str] | None, label: str, rest: str) -> bool:
        """A sentence that repeals statutes, or provisions of one."""
        if starts_order(line.text) or part_verb(rest) is not None:
            return False
        offset = len(line.text) - len(rest)
        if not (found := repeals.endings_under(self.title, rest, self.following)):
            return False
        self.add_formal("repeal", line.start, line.end)
        if lost := repeals.missed(rest):
            self.tell(kinds.UNREAD, line, clause=clause_of(label) or "", text=lost[:60])
        self.repealed += [(e, self.span(line.start, line.end)) for e in found if e.whole]
        for ending in (e for e in found if not e.whole):
            self.open_part(ending.title, line, match, label)
            draft = self.add_instruction(label or self.above, line, own=False)
            draft.since, draft.amends, self.open = ending.since, True, False
            if ending.part is None:
                draft.refused = "停止的是法规设定的事项，没有写明删去哪些文字"
            else:
                draft.ends = line.place(self.masked, offset + ending.part)
        return True

    def end_statutes(self, text: str, span: Span) -> None:
        """Record the statutes that a sentence within a formal part repeals."""
        self.repealed += [(e, span) for e in repeals.endings_under(self.title, text) if e.whole]

    def read_repealed(self, line: DecisionLine, rest: str) -> bool:
        """A line of a list of repealed statutes."""
        if line.text.startswith("|"):
            row = self.masked.shown(line.text, line.start, line.end)
            self.table = self.table or repeals.head_of_table(row)
            name = repeals.name_in(row, self.table)
            found = repeals.Ending(name) if name else None
        elif starts_order(line.text) or repeals.endings(rest) or part_verb(rest) is not None:
            return False
        else:
            source = self.source(line.place(self.masked, len(line.text) - len(rest)), line.end)
            found = repeals.listed(re.sub(r"\s*\n\s*", "", source))  # its history may run over several lines
        if found is None and not line.text.startswith("|"):
            return False
        self.end_statute(line, found) if found or line.text.endswith("|") else self.refuse_ending(line)
        return True

    def end_statute(self, line: DecisionLine, found: repeals.Ending | None) -> None:
        """Record what a line of a list of repealed statutes names, if it names one."""
        self.add_formal("repeal", line.start, line.end)
        self.repealed += [(found, self.span(line.start, line.end))] if found else []

    def read_stacked(self, at: int) -> int:
        """A table of repealed statutes that is printed one cell a line; the first line behind it."""
        lines = self.text.lines
        if rows := repeals.stacked_rows([self.source(x.start, x.end) for x in lines[at:]]):
            self._formal_lines("part", at, at + rows[0][0])
        for begin, end, name in rows:
            line = DecisionLine(lines[at + begin].start, lines[at + end - 1].end, "")
            self.end_statute(line, repeals.Ending(name)) if name else self.refuse_ending(line)
        return at + rows[-1][1] if rows else at

    def refuse_ending(self, line: DecisionLine, label: str = "") -> None:
        """A line of a list of repealed statutes of which it is not read which one it names."""
        self.add_instruction(label, line, own=bool(label)).refused = "没有读出停止效力的是哪一件"
        self.open = bool(label)

    def read_sweep(self, line: DecisionLine, rest: str) -> bool:
        """A closing sentence for all statutes of the decision: 此外，将上述法规中的“A”修改为“B”."""
        m = SWEEP.match(rest) if self.declared.many and self.parts else None
        if not m or closing.adjusts_only(rest) or not NAMING.search(m["which"]):
            return False
        offset = len(line.text) - len(rest)
        begin = line.place(self.masked, offset + m.end())
        verb = (line.place(self.masked, offset + m.start("verb")), line.place(self.masked, offset + m.end("verb")))
        self.republish(rest, line)
        if not names_all(self.parts, m["which"], m["first"]):
            self.add_formal("sweep", line.start, line.end)
            self.tell(kinds.UNNAMED_STATUTES, line, text=self.source(line.start, line.end)[:60])
            return True
        sweep(self.parts, line, ((verb,) if m["verb"] in ("删去", "删除") else ()) + ((begin, line.end),))
        self.open = False
        return True

    def read_listed(self, line: DecisionLine, label: str, rest: str) -> bool:
        """A statute and its provisions in a list under 将下列法律中的“…”修改为“…”."""
        heading = self.headings[-1] if self.headings else None
        if heading is None or heading.common is None or has_strong_verb(rest):
            return False
        whole = not rest.startswith("《") and is_bare_title(rest)
        m = None if whole else LISTED.match(rest)
        if not whole and not m:
            return False
        self.parts.append(DraftPart(rest if m is None else m["t"], label or self.above, line.start, line.end))
        draft = self.add_instruction(label or self.above, line, own=False)
        draft.common, draft.whole = heading.common, whole
        if heading.unsaid:
            draft.refused = "没有写出原来的文字，请按条文确定"
        return True

    def read_targets(self, line: DecisionLine, match: re.Match[str] | None, label: str, rest: str) -> bool:
        """A line whose clauses name the statutes they change."""
        if not has_strong_verb(rest):
            return False
        begin = line.place(self.masked, match.end()) if match else line.start
        words = after_number(self.masked.text, begin, line.end) if not self.declared.many else None
        if words is not None:
            draft = self.add_instruction(label or self.above, line, own=match is not None)
            draft.pieces, draft.whole = ((words, line.end),), True
            return True
        targets = find_targets(self.masked.text, begin, line.end)
        if not targets or all(not t.title or self.declared.is_alone(t.title) for t in targets):
            return False
        whole = len(targets) == 1
        for i, target in enumerate(targets):
            start = line.start if i == 0 or whole else target.start
            before = self.parts[-1].title if self.parts else ""
            if target.title and not (before and same_title(before, target.title)):
                self.open_part(target.title, line, match if i == 0 else None, label)
            part = self.current()
            part.start, part.end = (min(part.start or start, start), max(part.end, target.end))
            draft = Draft(label or self.above, start, target.end, False, True)
            draft.pieces = tuple((a, b) for a, b in target.pieces if b > a)
            if target.whole is not None:
                quote = self.masked.quotes.get(target.whole)
                draft.whole = quote is not None and not re.fullmatch(r"《.+》[。]?", quote.text)
                draft.pieces = target.pieces if draft.whole else ()
            if target.refused:
                draft.refused = "一句之中有几件法规，各自的文字无法分开"
            part.instructions.append(draft)
        self.open = whole
        return True

    def loses_target(self, line: DecisionLine, rest: str) -> bool:
        """A line before an order that names another statute in a way not known: what follows is no longer carried out on the statute before."""
        if self.declared.many and outranks(self.parts, line.text):
            self.lose_target(line, f"与各件法规并列的一项没有写明法规：{rest[:40]}")
            return False
        several = self.declared.many or is_bare_title(rest)
        if not several or not self.parts or QUOTE in rest or not starts_item(self.following):
            return False
        if has_strong_verb(rest) or not names_some_statute(rest):
            return False
        self.add_formal("part", line.start, line.end)
        self.lose_target(line, rest[:60])
        return True

    def republish(self, text: str, line: DecisionLine) -> None:
        """The republication clause: does it close up the numbers, does it license other wording, or ask for more without saying what?"""
        adjusts, words = closing.licences(text)
        if closing.republishes(text) and (besides := closing.asks_besides(text)):
            self.tell(kinds.UNSPECIFIED, line, text=besides)
            words = True
        for part in self.parts:
            part.adjusts, part.rewords = part.adjusts or adjusts, part.rewords or words
