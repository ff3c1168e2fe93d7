"""The working copy that binding builds: the base as a tree of slots that orders move, fill and empty.

Every address in an order is looked up in the *base* (``WorkingCopy.slot``), never in the half-changed tree, so orders can be carried out in any
sequence. When all are done the plan is read off as rows (result unit ↔ base line) and becomes a patch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

import attrs

from lawtrack.binding import findings as kinds
from lawtrack.binding.slots import NO_CHILDREN, Slot
from lawtrack.binding.word_edits import WantedEdit
from lawtrack.decision.decision import Instruction
from lawtrack.decision.orders import Order, Payload, Place, Regroup
from lawtrack.errors import Finding, FindingKind, LawtrackError
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import HEADINGS, NAMED, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import NUMERAL, Number, label_number, numeral
from lawtrack.patch.ops import Cause
from lawtrack.patch.patch import AddressMap


class Undone(LawtrackError):
    """An order that cannot be carried out: the kind of the finding with its values, and the provision it is about."""

    def __init__(
        self, kind: FindingKind, address: object = "", *, before: str | None = None, after: str | None = None, **values: Any
    ) -> None:  # fmt: skip
        told = kind.finding(address, before=before, after=after, **values)
        super().__init__(told.message, told.message_en)
        self.kind: FindingKind = kind
        self.address: str = told.address
        self.before: str | None = before
        self.after: str | None = after


Correspondence = AddressMap | Mapping[str, str]
"""The numbers of another statute before and after a change: 第九条 → 第十条."""

_ADDRESSEE = re.compile("(?:(?!如下|以下|下列)[^，。；、：]){2,60}：")
"""Whom a reply is written to: 例省高级人民法院：."""


class Claim(NamedTuple):
    """An order that replaces a provision, or a part of one, by ``lines`` or deletes it (no lines)."""

    cause: Cause
    lines: tuple[str, ...]
    order: Order


class Goal(NamedTuple):
    """An order that gives a provision a new number or place."""

    cause: Cause
    to: Address
    order: Order


class Double(NamedTuple):
    """Provisions to which orders give one number, each with the cause of that (None: it had the number)."""

    address: str
    level: Level
    number: Number
    causes: dict[Slot, Cause | None]


class OldTexts(NamedTuple):
    """The provisions of one level in the base, and where their texts are, with what is below them."""

    slots: list[Slot]
    run: str
    """The texts of all units of the base, one behind the other."""
    spans: list[tuple[int, int]]
    """Where that of each provision begins and ends."""
    at: dict[Slot, int]

    def of(self, slot: Slot) -> str:
        """The text of one."""
        start, end = self.spans[self.at[slot]]
        return self.run[start:end]


@attrs.define(eq=False)
class WorkingCopy:
    """The base statute as slots, what is wanted of each text, and the findings."""

    base: Statute
    unnumbered: bool = False
    closes_up: bool = attrs.field(default=False, init=False)
    """Whether the decision says that the numbers close up (条文顺序作相应调整)."""
    correspondences: Mapping[str, Correspondence] = attrs.field(factory=dict)
    """Title of another statute → its old numbers and the new ones."""
    root: Slot = attrs.field(init=False)
    slots: list[Slot] = attrs.field(init=False)
    articles: list[Slot] = attrs.field(init=False)
    """Those of the body; an annex numbers its own."""
    caption: str = attrs.field(init=False)
    """The first caption (条标) that the statute has, "" where articles have none."""
    twice: dict[Address, int] = attrs.field(factory=dict, init=False)
    """Numbers that several articles of the body have, and how many."""
    homes: set[Slot] = attrs.field(init=False)
    """Headings with any article under them."""
    findings: list[Finding] = attrs.Factory(list)
    words: dict[int, list[WantedEdit]] = attrs.Factory(dict)
    """Base line → wanted changes of its text."""
    hints: dict[Slot, Address | Slot] = attrs.Factory(dict)
    """Article → heading it must stand under (final address, or the slot of a new heading)."""
    origin: dict[Slot, Slot] = attrs.Factory(dict)
    """New article → the base article its text comes from."""
    relisted: dict[Slot, tuple[Address, Cause]] = attrs.Factory(dict)
    """Articles that an order puts under another heading without a new number."""
    stated: dict[Slot, Cause] = attrs.Factory(dict)
    """Provisions whose number an order states without moving them (改为)."""
    heirs: dict[Slot, Slot] = attrs.Factory(dict)
    """Provision that was merged into another one → that one: what names it follows."""
    neighbours: list[tuple[Slot, Slot, bool]] = attrs.Factory(list)
    """New provision, the one that the order says it stands next to, whether behind it: where its number is given too."""
    regroups: list[Regroup] = attrs.Factory(list)
    restated: list[tuple[Slot, Payload, Instruction]] = attrs.Factory(list)
    touched: bool = False
    """Whether any article comes, goes or changes its number."""
    cause: Cause = Cause()
    instruction: Instruction | None = None
    instructions: dict[int, Instruction] = attrs.Factory(dict)
    """By index, for findings that come up when all are put together."""
    fixed: dict[Slot, tuple[Number, Cause]] = attrs.Factory(dict)
    spread: set[Slot] = attrs.Factory(set)
    """Articles whose parts are given out one by one (改为两条, 合并 without new text)."""
    beside: dict[Slot, tuple[Slot, int]] = attrs.Factory(dict)
    """Provision that is moved → the one that it comes to stand next to, and how far from it (-1 is directly before it)."""
    by_number: dict[Number, Slot] = attrs.Factory(dict)
    """Final number → the article that an order gave it."""
    acted: int = 0
    """How many steps were carried out."""
    listed: set[Slot] = attrs.Factory(set)
    """Paragraphs of which the decision names an item: a new text for them is their lead-in."""
    added_items: dict[Slot, set[int] | None] = attrs.Factory(dict)
    """Paragraph → the numbers of the items that the decision adds to it, None where they are not given."""
    claims: dict[tuple[Slot, str], list[Claim]] = attrs.Factory(dict)
    """Provision (or part of one) → the orders that replace or delete it as a whole."""
    goals: dict[Slot, list[Goal]] = attrs.Factory(dict)
    """Article, paragraph or item → the orders that give it a number or a place."""
    olds: dict[Level, OldTexts] = attrs.Factory(dict)
    tangled: dict[Slot, tuple[Cause, ...]] = attrs.Factory(dict)
    """Provision that one order replaces as a whole and another in part, or such a part → their instructions."""
    doubles: list[Double] = attrs.Factory(list)
    vacated: dict[Slot, Cause] = attrs.Factory(dict)
    """Articles that are deleted and leave their number, with （删去）."""
    late: list[Callable[[], None]] = attrs.Factory(list)
    """What needs the final order of paragraphs."""
    emptied: list[Slot] = attrs.Factory(list)
    dissolved: dict[Slot, list[Slot]] = attrs.Factory(dict)
    """Articles that became paragraphs of another one → these paragraphs."""
    created: dict[Number, Slot] = attrs.Factory(dict)
    headings: dict[Cause, Slot] = attrs.Factory(dict)
    """The heading that an instruction adds: its articles stand under it."""

    def __attrs_post_init__(self) -> None:
        outline = self.base.outline
        self.root = root = Slot(Unit(Level.TITLE))
        slots: list[Slot] = []
        self.slots = slots
        for line, (unit, above) in enumerate(zip(self.base.units, outline.above, strict=True)):
            slots.append(Slot(unit, line, None, root if above < 0 else slots[above]))
        for above, lines in outline.below.items():
            (root if above < 0 else slots[above]).children = [*map(slots.__getitem__, lines)]
        self.articles, self.homes = [], set()
        home, annex, article = None, None, Level.ARTICLE
        for slot in slots:
            if slot.level is not article:
                continue
            if slot.parent is not home:
                home, annex = slot.parent, slot.up(Level.ANNEX)
                if annex is None:
                    self.homes.update(slot.above())
            if annex is None:
                self.articles.append(slot)
        self.caption = next((a.text for a in self.articles if a.text), "")
        labels = [a.label for a in self.articles]
        if len(set(labels)) < len(labels):  # numbers that begin anew in each part
            counts = Counter(label for label in labels if label)
            self.twice = {Address((Step(article, label_number(x)),)): n for x, n in counts.items() if n > 1}

    def dissolve(self) -> None:
        """Let go of the tree: slots and their parents hold one another, which only the cyclic collector would find out."""
        for slot in (self.root, *self.slots, *self.articles):
            if slot.children:
                slot.children = NO_CHILDREN

    def slot(self, address: Address) -> Slot:
        """The slot at a base address; raises :class:`Undone` where there is none."""
        line = self.base.find(address)
        if line is None:
            line = self._forgiving(address)
        if line is None:
            have = self._nearest(address)
            raise Undone(
                kinds.TARGET_MISSING, address, title=self.base.title, have=have, eid=address.eid or "such provision"
            )
        if self.twice and (article := address.article) is not None and (count := self.twice.get(article, 0)) > 1:
            raise Undone(kinds.TWICE, address, title=self.base.title, article=article, count=count)
        return self.slots[line]

    def _forgiving(self, address: Address) -> int | None:
        """第八条第一款第三项 of an article whose only paragraph is written without 款, and 第一款 naming an article's only paragraph."""
        steps = address.steps
        if len(steps) >= 2 and steps[-1].level is Level.PARAGRAPH and steps[-2].level is Level.PREAMBLE:
            return None
        if steps and steps[0].level is Level.DIVISION:  # a text of parts 一、 二、, which are read as its articles
            return self.base.find(Address((attrs.evolve(steps[0], level=Level.ARTICLE), *steps[1:])))
        for i, step in enumerate(steps):
            if step.level is Level.ITEM and i and steps[i - 1].level is Level.PARAGRAPH:
                # items printed under a later paragraph than the order says
                loose = Address(steps[: i - 1] + steps[i:])
                line = self.base.find(loose)
                self._tell_other_paragraph(address, line)
                return line
        return None

    def _tell_other_paragraph(self, address: Address, line: int | None) -> None:
        """The item stands under another paragraph than the order says: another count of paragraphs, or a slip."""
        article = self.base.find(Address(address.steps[:1])) if line is not None else None
        if article is None or line is None:
            return
        paragraphs = [s for s in self.slots[article].children if s.level is Level.PARAGRAPH]
        if len(paragraphs) > 1:
            self.report(kinds.FOUND_NEARBY, self.address(self.slots[line]), place=address)

    def _nearest(self, address: Address) -> str:
        """What is there instead, for the message."""
        for k in range(len(address.steps) - 1, 0, -1):
            above = Address(address.steps[:k])
            line = self.base.find(above)
            if line is not None:
                return f"（{above}只有{len(self.slots[line].children)}个下级单位）"
        return ""

    def places(self, place: Place) -> list[Slot]:
        """All slots a place names: one, or those of a range; the whole statute as its root."""
        if place.address.steps and place.through is None and not place.part.startswith("headings"):
            slot = self.slot(place.address)
            found = [self._line_of(slot, place) if place.quoted and slot.level is Level.ANNEX else slot]
        else:
            found = self._places(place)
        if place.named and not any(self._is_named(slot, place.named) for slot in found):
            raise Undone(
                kinds.NAMED_OTHERWISE,
                place,
                before=place.named,
                after="".join(s.text for s in found)[:200],
                named=place.named[:40],
            )
        return found

    def _is_named(self, slot: Slot, named: str) -> bool:
        """Whether the words stand in the text of the slot or in a heading above it."""
        want = squash(named)
        label = _LABELLED.match(want)
        above: Slot | None = slot
        while above is not None:
            texts = [above.text, *(s.text for s in above.below())] if label else [above.label + above.text]
            levels = (_UNITS[label["unit"]], Level.ARTICLE if label["unit"] == "部分" else None) if label else ()
            if label and above.level in levels and label_number(above.label) == label_number(label[0]):
                return any(want[label.end() :] in squash(text) for text in texts)
            if not label and want in squash(texts[0]):
                return True
            above = above.parent
        return not label and any(want in squash(s.text) for s in slot.below())

    def _places(self, place: Place) -> list[Slot]:
        """What a place names that is no single provision: headings, a line that it quotes, the whole statute, a range."""
        if place.part.startswith("headings"):
            levels = {NAMED[c] for c in place.part.removeprefix("headings").removeprefix("-")} or HEADINGS
            found = [s for s in self.slots if s.level in levels]
            if not found:
                raise Undone(kinds.NO_SUCH_HEADING, place)
            return found
        if place.quoted and not place.address.steps:
            for slot in self.slots:
                if slot.level in HEADINGS and squash(slot.label + slot.text) == squash(place.quoted):
                    return [slot]
                if slot.level is Level.PARAGRAPH and squash(slot.text) == squash(place.quoted):
                    return [slot]
            raise Undone(kinds.NO_SUCH_HEADING, place.quoted)
        if not place.address.steps:
            return [self.root]
        assert place.through is not None
        first, last = self.slot(place.address), self.slot(place.through)
        if first.level is not last.level or first.order > last.order:
            raise Undone(kinds.NO_RANGE, place)
        if first.level is Level.ARTICLE:
            return [s for s in self.slots[first.order : last.order + 1] if s.level is Level.ARTICLE]
        return [s for s in self.slots[first.order : last.order + 1] if s.level is first.level]

    def _line_of(self, annex: Slot, place: Place) -> Slot:
        """The one line of an annex that says what is quoted, its closing mark aside."""
        want = squash(place.quoted)
        found = [s for s in annex.below()[1:] if squash(s.text).rstrip("。；;，") == want]
        if len(found) != 1:
            kind = kinds.SEVERAL_LINES_IN_ANNEX if found else kinds.NO_LINE_IN_ANNEX
            raise Undone(kind, place.address, before=place.quoted, count=len(found))
        return found[0]

    def texts(self, place: Place) -> list[Slot]:
        """The slots whose texts a phrase order looks at."""
        found: list[Slot] = []
        for slot in self.places(place):
            if slot is self.root and place.part.startswith("line-"):
                found.append(self.line_of_body(place))
            elif slot is self.root:
                found += [s for s in self.slots if s.level not in (Level.NOTE, Level.STAGE, Level.SIGNATURE)]
            elif not place.part:
                found += slot.below()
            elif place.part in ("head", "start", "line-1"):
                lists = (
                    [c for c in slot.children if c.level is Level.PARAGRAPH and c.children]
                    if place.part == "head"
                    else []
                )
                found += (lists or slot.children)[:1] if slot.level is Level.ARTICLE else [slot]
            elif place.part == "heading":
                found.append(slot)
            elif place.part == "items":
                found += [s for s in slot.below() if s.level >= Level.ITEM]
            elif place.part.startswith("line-"):
                printed = [s for s in slot.below() if s.level >= Level.PARAGRAPH]
                n = int(place.part[5:])
                found += printed[n - 1 : n]
            else:
                found += slot.below()
        return [s for s in found if s.line is not None and s.text]

    def line_of_body(self, place: Place) -> Slot:
        """正文第二段 of a statute without articles: the lines are counted without the addressee of a reply."""
        n = int(place.part.removeprefix("line-"))
        if self.articles:
            raise Undone(kinds.WHOSE_LINE, f"第{n}段", line=numeral(n))
        lines = [s for s in self.root.below() if s.level >= Level.PARAGRAPH and s.line is not None]
        if lines and _ADDRESSEE.fullmatch(lines[0].text):
            lines = lines[1:]
        if not 1 <= n <= len(lines):
            raise Undone(kinds.NO_LINE_IN_BODY, f"第{n}段", line=numeral(n))
        return lines[n - 1]

    def address(self, slot: Slot) -> str:
        """The base address of a slot, for messages."""
        return str(self.base.addresses[slot.line]) if slot.line is not None else ""

    def old_texts(self, slot: Slot) -> OldTexts:
        """The texts that the base has on the level of one of its provisions, read once."""
        level = self.base_level(slot)
        if level not in self.olds:
            units, end = self.base.units, self.base.outline.end
            texts = [unit.text for unit in units]
            starts = list(accumulate(map(len, texts), initial=0))
            slots = [self.slots[i] for i, unit in enumerate(units) if unit.level is level]
            spans = [(starts[s.order], starts[end[s.order]]) for s in slots]
            self.olds[level] = OldTexts(slots, "".join(texts), spans, {s: k for k, s in enumerate(slots)})
        return self.olds[level]

    def base_children(self, slot: Slot) -> list[Slot]:
        """What stood right below a provision of the base, whatever became of it."""
        return (
            [self.slots[line] for line in self.base.outline.below.get(slot.line, ())] if slot.line is not None else []
        )

    def base_level(self, slot: Slot) -> Level:
        """The level that a provision had in the base."""
        return self.base.units[slot.line].level if slot.line is not None else slot.level

    def base_label(self, slot: Slot) -> str:
        """The label that a provision had in the base."""
        return self.base.units[slot.line].label if slot.line is not None else slot.label

    def base_number(self, slot: Slot) -> Number:
        """The number that a provision had in the base."""
        return label_number(self.base_label(slot))

    def report(self, kind: FindingKind, address: object = "", **values: Any) -> None:
        """Add a finding, with the instruction that is being carried out."""
        label = self.instruction.label if self.instruction else ""
        span = self.instruction.span if self.instruction else None
        self.findings.append(kind.finding(address, span=span, instruction=label, **values))

    def number(self, slot: Slot, number: Number, cause: Cause) -> None:
        """Give an article (or heading, paragraph, item) its final number."""
        if slot in self.fixed and self.fixed[slot][0] != number:
            where = self.address(slot)
            raise Undone(kinds.TWO_NEW_NUMBERS, where, fixed=self.fixed[slot][0], number=number)
        self.fixed[slot] = (number, cause)
        slot.final = number
        slot.label_cause = cause
        if slot.level is Level.ARTICLE:
            self.touched = True
            self.by_number.setdefault(number, slot)

    def want(self, slot: Slot, change: WantedEdit) -> None:
        """One more change of a text of the base."""
        if slot.line is not None:
            self.words.setdefault(slot.line, []).append(change)


_LABELLED = re.compile(rf"第{NUMERAL}(?P<unit>分编|编|章|节|条|部分)(?:之{NUMERAL})?")
_UNITS = {
    "编": Level.PART, "分编": Level.SUBPART, "章": Level.CHAPTER, "节": Level.SECTION, "条": Level.ARTICLE, "部分": Level.DIVISION,
}  # fmt: skip


def squash(text: str) -> str:
    """The text without white space, for comparing headings."""
    return "".join(text.split())


def article_number(address: Address) -> Number | None:
    """The article number an address carries."""
    return next((s.number for s in address.steps if s.level is Level.ARTICLE), None)


def step_of(address: Address, level: Level) -> Step | None:
    """The step of one level in an address."""
    return next((s for s in address.steps if s.level is level), None)
