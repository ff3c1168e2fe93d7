"""Whole provisions get a new text: …修改为：…."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import attrs

from lawtrack.binding.binder import FILL, WORDS, Step, binds, check_claims, check_quoted, claim
from lawtrack.binding.likeness import check_likeness
from lawtrack.binding.new_text import fill, is_lead_in, refuse_headings
from lawtrack.binding.new_units import NewUnits, blocks_of
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.orders.recast import recast_heading, recasts_heading
from lawtrack.binding.regions import Region, is_partial, regions
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import Match, WantedEdit
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.orders import (
    Adjust,
    Place,
    Remark,
    RepealStatutes,
    Replace,
    ReplaceAll,
)  # fmt: skip
from lawtrack.decision.payload import payload_units, split_articles
from lawtrack.model.levels import HEADINGS, Level, cited
from lawtrack.patch.ops import Cause


@binds(Replace)
def replace(work: WorkingCopy, order: Replace) -> list[Step]:
    """第三条修改为: new text for whole provisions, one share for each place."""
    cause = work.cause
    slots: list[tuple[Place, Slot | None]] = []
    in_part = False
    preamble = Level.PREAMBLE
    for place in order.places:
        steps = place.address.steps
        if steps and steps[-1].level is preamble and work.base.find(place.address) is None:
            slots.append((place, None))
            continue
        if not steps and place.part.startswith("line-"):
            slots.append((attrs.evolve(place, part=""), work.line_of_body(place)))
            continue
        found = work.places(place)
        slots += [(place, slot) for slot in found]
        if place.quoted or place.named:
            for slot in found:
                check_quoted(work, place, slot)
        if place.part or place.within:
            in_part |= is_partial(place)
    heading = slots[0][1] if len(slots) == 1 else None
    if heading is not None and heading.level in HEADINGS and not order.places[0].part:
        if recasts_heading(order.payload.lines):
            return recast_heading(work, order, heading, order.payload.lines)
        if len(order.payload.lines) > 1 or order.payload.text.endswith("。"):
            where = work.address(heading)
            raise Undone(kinds.LINES_FOR_A_HEADING, where)
    if in_part:
        return replace_parts(work, order)
    shares = [order.payload.lines] if len(slots) == 1 else share(work, order.payload.lines, slots)
    acts: list[Step] = []
    for (place, target), lines in zip(slots, shares, strict=True):
        if target is not None:
            claim(work, target, place.part, lines, order)
        acts.append((FILL, partial(fill_claimed, work, place, target, lines, cause)))
    return acts


_COMPARED = frozenset((Level.ARTICLE, Level.PARAGRAPH, Level.ITEM))
"""Whose new text may be meant for a neighbour."""


def fill_claimed(work: WorkingCopy, place: Place, slot: Slot | None, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for a provision, if no other instruction wants another one."""
    if slot is not None:
        check_claims(work, slot, place.part)
        if slot.level in _COMPARED and not place.part and slot.gone is None:
            if len(lines) != 1 or not is_lead_in(work, slot, lines):
                check_likeness(work, slot, lines)
    printed: list[tuple[str, str]] = []
    if slot is not None and slot.final is None and slot.line is not None and lines:
        ending = lines[-1][-9:-1].rpartition("）")[2]  # of the words, not of the number before them
        if ending in work.old_texts(slot).of(slot):  # nearly no new text has the end of the old one
            printed = [] if any(s.replaced for s in slot.below()) else _printed(slot)
    fill(work, place, slot, lines, cause)
    if slot is not None and printed and printed == _printed(slot):
        work.report(kinds.SAME_TEXT, work.address(slot))


def _printed(slot: Slot) -> list[tuple[str, str]]:
    """The numbers and words of a provision and of what stands below it; of a 款 or an item, beside which others may come, with its neighbours."""
    home = slot.parent if slot.level > Level.ARTICLE and slot.parent is not None else slot
    return [(s.label, s.wording) for s in home.below() if s.gone is None]


def replace_parts(work: WorkingCopy, order: Replace) -> list[Step]:
    """第一条第二句修改为…: a sentence, half of one, or a passage gets a new text; what stands beside it stays."""
    found = [r for p in order.places for r in regions(work, p)]
    lines = order.payload.lines
    if len(found) != len(lines) and len(found) != 1 or not all(is_partial(p) for p in order.places):
        raise Undone(kinds.TEXTS_UNEQUAL, order.places[0], places=len(found), texts=len(lines))
    texts = lines if len(found) == len(lines) else ("".join(lines),)
    return [(WORDS, partial(put_part, work, r, text, work.cause)) for r, text in zip(found, texts, strict=True)]


def put_part(work: WorkingCopy, region: Region, text: str, cause: Cause) -> None:
    """The new text keeps the closing mark of the old one where it brings none of its own."""
    old = region.text
    if old and text and old[-1] in "。；" and text[-1] not in "。；！？：，、":
        text += old[-1]
    work.want(region.slot, WantedEdit(Match(region.start, region.end), text, cause))


def share(
    work: WorkingCopy, lines: tuple[str, ...], slots: Sequence[tuple[Place, Slot | None]]
) -> list[tuple[str, ...]]:
    """The payload of several places, one share each (第一款、第二款修改为：…)."""
    headed = split_articles(lines)
    if headed:
        refuse_headings(lines, slots[0][0])
    if len(headed) == len(slots):
        return [(f"{cited(Level.ARTICLE, n)}\u3000{x[0]}", *x[1:]) if x else x for n, x in headed]
    level = slots[0][1].level if slots[0][1] else Level.PARAGRAPH
    blocks = blocks_of(payload_units(lines, Level.ITEM if level >= Level.ITEM else Level.ARTICLE))
    if len(blocks) != len(slots):
        raise Undone(kinds.TEXTS_UNEQUAL, slots[0][0], places=len(slots), texts=len(blocks))
    return [tuple(_print(b)) for b in blocks]


def _print(block: NewUnits) -> Iterable[str]:
    yield block.unit.label + block.unit.text
    for kid in block.kids:
        yield from _print(kid)


@binds(Remark)
def remark(work: WorkingCopy, order: Remark) -> list[Step]:
    """What is law but changes no text is told."""
    work.report(kinds.REMARK, text=order.text[:60])
    return []


@binds(Adjust, RepealStatutes, ReplaceAll)
def nothing(work: WorkingCopy, order: Adjust | RepealStatutes | ReplaceAll) -> list[Step]:
    """What is no order on a provision: numbers close up anyway, a revision is carried out as a whole."""
    return []
