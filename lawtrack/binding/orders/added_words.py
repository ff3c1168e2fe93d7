"""Words are added inside provisions: 在“A”后增加“B”, 末尾增加…."""

from __future__ import annotations

import re
from functools import partial

import attrs

from lawtrack.binding.binder import (
    WORDS,
    Step,
    binds,
)
from lawtrack.binding.marks import appended, between, doubled, end_mark, join, start_mark
from lawtrack.binding.new_units import article_blocks, new_slot
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.orders.words import Occurrences, chosen_hits, excerpt, in_base, spare_words
from lawtrack.binding.regions import Region, regions
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import MARKS, Match, WantedEdit, stands
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.orders import Append, InsertWords, Place
from lawtrack.model.levels import Level
from lawtrack.model.numerals import NUMERAL
from lawtrack.patch.ops import Cause


@binds(InsertWords)
def insert_words(work: WorkingCopy, order: InsertWords) -> list[Step]:
    """在“甲”后增加“乙”: at every place where the anchor stands."""
    cause, steps = work.cause, list[Step]()
    if not order.anchor:
        raise Undone(kinds.WHERE_ADDED, order.places[0], before=order.text, after=excerpt(work, order.places[0]))
    said = f"“{order.anchor}”" + (f"与“{order.beside}”相连" if order.beside else "")
    for place in order.places:
        hits = anchors(work, order, place)
        if not hits and place.renumbered is not None:
            there = attrs.evolve(place, address=place.renumbered, renumbered=None)
            if hits := anchors(work, order, there):
                work.report(kinds.NEW_NUMBER_FOR_ADDED, there, place=place, said=said)
        if not hits:
            if len(order.places) > 1:
                work.report(kinds.NOTHING_TO_ADD_AT_HERE, place, before=order.anchor, said=said)
                continue
            raise Undone(kinds.NOTHING_TO_ADD_AT, place, before=order.anchor, after=excerpt(work, place), said=said)
        steps += [
            (WORDS, partial(put, work, h.slot, m, order, cause, place))
            for h in chosen_hits(hits, order.nth, place)
            for m in h.found
        ]
    if not steps:
        raise Undone(kinds.NOTHING_TO_ADD_AT, order.places[0], before=order.anchor, said=said)
    return steps


def anchors(work: WorkingCopy, order: InsertWords, place: Place) -> list[Occurrences]:
    """Where the words stand beside which others are put; with ``beside`` only where that stands on the other side."""
    out = []
    for region in regions(work, in_base(work, place)):
        text = region.slot.text
        found = [
            m for m in region.find(order.anchor)
            if not order.beside or between(text, m, order.beside, order.side) is not None
        ]  # fmt: skip
        if found:
            out.append(Occurrences(region.slot, order.anchor, order.text, found))
    return spare_words(work, out, place)


def put(work: WorkingCopy, slot: Slot, match: Match, order: InsertWords, cause: Cause, place: Place) -> None:
    """Words beside a match, with the marks that join them."""
    edge = not match.start if order.side == "before" else not slot.text[match.end :].strip("。；，")
    if edge and _ROW.match(order.text):  # 在“说明”前增加“三、北区”
        raise Undone(kinds.ROW_OR_PART, place, before=order.text, words=order.text[:30], anchor=order.anchor[:20])
    gap = between(slot.text, match, order.beside, order.side) if order.beside else None
    new, where = order.text, work.address(slot)
    if gap is None and stands(slot.text, match, new, order.side):
        beside = slot.text[max(0, match.start - 8) : match.end + 8]
        work.report(kinds.ALREADY, where, anchor=order.anchor[:30], new=new[:30], beside=beside)
        return
    if gap is None:
        left, right, sure = join(slot.text, match, new, order.side)
        if left or right:
            work.report(kinds.MARK_AT_INSERTED, where, new=new[:30], mark=left or right)
        elif not sure:
            words = slot.text[match.start : match.end]
            ways = (words + new, f"{words}、{new}") if order.side == "after" else (new + words, f"{new}、{words}")
            work.report(kinds.NO_MARK_BETWEEN, where, new=new[:30], words=words[:30], chosen=ways[0], other=ways[1])
    else:  # the mark that already stands there; 甲和乙 becomes 甲、丙和乙
        mark = gap if not gap or gap in MARKS else "、"
        left, right = (mark, "") if order.side == "after" else ("", mark)
    at = match.end if order.side == "after" else match.start
    text = doubled(slot.text, Match(at, at), left + new + right)
    work.want(slot, WantedEdit(Match(at, at), text, cause, True, place))


_ROW = re.compile(rf"[（(]?(?:{NUMERAL}|[0-9０-９]+)[）)、．. \u3000\t]")
"""How a new row of a list or a table begins."""


@binds(Append)
def append(work: WorkingCopy, order: Append) -> list[Step]:
    """第三条末尾增加“乙”: at the end, or the beginning, of each place."""
    cause, steps = work.cause, list[Step]()
    for place in order.places:
        if place.part not in ("", "head", "tail", "start"):
            steps += [(WORDS, partial(append_to, work, r, order, cause)) for r in regions(work, place)]
            continue
        slot = work.places(place)[0]
        parts = [s for s in slot.below() if s.level >= Level.PARAGRAPH and s.line is not None]
        if place.part == "head" and slot.level >= Level.PARAGRAPH:
            parts = [slot]
        if not parts:
            raise Undone(kinds.NOTHING_TO_APPEND_TO, place)
        target = parts[0] if order.side == "start" else parts[-1]
        row = target.text[-1:] not in ("。", "；") or _ROW.match(order.payload.lines[0])
        if slot.level is Level.ANNEX and len(parts) > 1 and row:
            first = order.payload.lines[0]
            raise Undone(kinds.ROW_OR_WORDS, place, before=first, words=first[:30], last=target.text[:20])
        if order.side == "end" and target.level > Level.PARAGRAPH >= slot.level:
            raise Undone(
                kinds.ENDS_IN_ITEMS,
                place,
                before=order.payload.lines[0],
                words=order.payload.lines[0][:30],
                last=work.address(target),
            )
        steps.append((WORDS, partial(append_lines, work, target, order, cause)))
    return steps


def append_to(work: WorkingCopy, region: Region, order: Append, cause: Cause) -> None:
    """Words behind (or before) a sentence."""
    new = "".join(order.payload.lines)
    s = appended(region.text, new, order.side)
    tell_end(work, region.slot, region.text, new, order.side)
    work.want(region.slot, WantedEdit(Match(s.start + region.start, s.end + region.start), s.text, cause))


def tell_end(work: WorkingCopy, slot: Slot, text: str, new: str, side: str) -> None:
    """Say which mark was put between a paragraph and the words at its end, or at its beginning, where the decision writes none."""
    if side == "start" and (mark := start_mark(new)):
        short, first = new[-30:], text[:8]
        work.report(kinds.MARK_BEHIND_UNCLEAR, work.address(slot), short=short, mark=mark, first=first)
    mark, sure, other = end_mark(text, new)
    if side != "end" or not mark:
        return
    short, last = new[:30], text[-9:-1]
    if sure:
        work.report(kinds.MARK_BEFORE_ADDED, work.address(slot), short=short, mark=mark)
    else:
        work.report(kinds.MARK_UNCLEAR, work.address(slot), short=short, last=last, mark=mark, other=other)


def append_lines(work: WorkingCopy, target: Slot, order: Append, cause: Cause) -> None:
    """Words at the end of a paragraph; further lines become paragraphs of their own behind it."""
    lines = order.payload.lines
    s = appended(target.text, lines[0], order.side)
    tell_end(work, target, target.text, lines[0], order.side)
    work.want(target, WantedEdit(Match(s.start, s.end), s.text, cause))
    home = target.up(Level.PARAGRAPH)
    if len(lines) > 1 and home is not None and home.parent is not None:
        for k, block in enumerate(article_blocks(lines[1:])):
            home.parent.add(new_slot(block, cause), home.parent.children.index(home) + 1 + k)
