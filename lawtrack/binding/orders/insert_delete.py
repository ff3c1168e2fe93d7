"""Provisions come and go: 增加一条, 删去第X条."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

import attrs

from lawtrack.binding.binder import (
    ADD,
    ARTICLES,
    DROP,
    FILL,
    HEAD,
    LAST,
    WORDS,
    Step,
    article_at,
    binds,
    check_claims,
    check_quoted,
    claim,
    drop,
    label_like,
    new_article,
)
from lawtrack.binding.marks import deletion
from lawtrack.binding.new_text import caption_of, items_of, list_of, listed_like, new_annex, refuse_headings
from lawtrack.binding.new_units import NewUnits, article_blocks, blocks_of, new_slot
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.regions import Region, is_partial, regions
from lawtrack.binding.result.findings import ANNEX_NUMBERS_STAY, FALLS_UNDER
from lawtrack.binding.result.numbering import article_numbers
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import Match, WantedEdit
from lawtrack.binding.working_copy import Undone, WorkingCopy, article_number, step_of
from lawtrack.decision.orders import (
    DeleteProvisions,
    InsertProvisions,
    Place,
)  # fmt: skip
from lawtrack.decision.payload import heading_in, payload_units, split_articles, strip_head
from lawtrack.model.levels import HEADINGS, Level, Unit, cited
from lawtrack.model.numerals import Number, label_number, relabel
from lawtrack.patch.ops import Cause
from lawtrack.syntax.statute.lines import LineKind, classify

_HOLDS_PARAGRAPHS = (Level.ARTICLE, Level.PREAMBLE, Level.ANNEX)
_ABOVE = {Level.ITEM: Level.PARAGRAPH, Level.SUBITEM: Level.ITEM}
"""What an item stands under, and what a subitem."""


@binds(DeleteProvisions)
def delete(work: WorkingCopy, order: DeleteProvisions) -> list[Step]:
    """删去第三条: whole provisions, headings, annexes and captions go."""
    cause, steps = work.cause, list[Step]()
    for place in order.places:
        slots = work.places(place)
        if not place.address.steps and place.part.startswith("line-"):
            slots, place = [work.line_of_body(place)], attrs.evolve(place, part="")
        if place.part.startswith("headings"):
            check_lower_headings(work, place, slots)
        for slot in slots:
            if place.part == "heading" and slot.level not in HEADINGS:
                caption_of(work, slot)
                steps.append((FILL, partial(setattr, slot, "replaced", ("", cause))))
            elif place.part.startswith("heading"):
                if place.part == "heading" and place.named and not place.named.startswith("第"):
                    check_quoted(work, place, slot)
                claim(work, slot, "heading", (), order)
                steps.append((LAST, partial(hoist, work, slot, cause)))
            elif place.part == "items":
                steps += [(DROP, partial(s.delete, cause)) for s in items_of(list_of(work, slot, place))]
            elif not is_partial(place):
                if place.part:
                    raise Undone(kinds.PART_NOT_DELETED, place, part=place.part)
                if slot.level in (Level.TITLE, Level.STAGE, Level.NOTE):
                    raise Undone(kinds.NOT_DELETED_WHOLE, place)
                if not place.named.startswith("第"):
                    check_quoted(work, place, slot)
                claim(work, slot, "", (), order)
                steps.append((DROP, partial(drop_claimed, work, slot, cause, order.vacant)))
        if is_partial(place):
            steps += [(WORDS, partial(cut, work, r, cause)) for r in regions(work, place)]
    return steps


def check_lower_headings(work: WorkingCopy, place: Place, slots: Sequence[Slot]) -> None:
    """所有章名 where chapters have sections does not say what becomes of the names of these."""
    named = set(slots)
    left = next((s for slot in slots for s in slot.below() if s.level in HEADINGS and s not in named), None)
    if left is not None:
        raise Undone(kinds.LOWER_HEADINGS, place, left=work.address(left))


def drop_claimed(work: WorkingCopy, slot: Slot, cause: Cause, vacant: bool) -> None:
    """Delete a provision, if no other order wants it otherwise."""
    check_claims(work, slot, "")
    if slot.level > Level.ARTICLE and slot.final is not None and slot.move_cause is None and slot.gone is None:
        where = work.address(slot)
        raise Undone(kinds.DELETED_AND_RENUMBERED, where)
    annex = slot.up(Level.ANNEX) if slot.level is Level.ARTICLE and not vacant else None
    if annex is not None and any(s.level is Level.ARTICLE and s.order > slot.order for s in annex.below()):
        work.report(ANNEX_NUMBERS_STAY, work.address(slot))
    drop(work, slot, cause, vacant)


def cut(work: WorkingCopy, region: Region, cause: Cause) -> None:
    """A sentence, or another part of a text, goes; with the second half of a sentence the mark before it, not the stop behind it."""
    text, start, end = region.slot.text, region.start, region.end
    if text[start - 1 : start] in ("；", "，", ";", ",") and text[end - 1 : end] in ("。", "？", "！"):
        work.want(region.slot, WantedEdit(Match(start - 1, end - 1), "", cause))
        return
    trimmed = deletion(text, start, end)
    work.want(region.slot, WantedEdit(Match(trimmed.start, trimmed.end), "", cause))


def hoist(work: WorkingCopy, slot: Slot, cause: Cause) -> None:
    """A heading goes, what stood under it stays."""
    check_claims(work, slot, "heading")
    parent = slot.parent
    if parent is None or slot.gone is not None:
        return
    at = parent.children.index(slot)
    mine = slot.children[:]
    for child in reversed(mine):
        child.leave()
        parent.add(child, at + 1)
    slot.gone = cause
    work.late.append(partial(tell_falls_under, work, slot, mine, cause))


def tell_falls_under(work: WorkingCopy, heading: Slot, below: Sequence[Slot], cause: Cause) -> None:
    """Articles (or sections) whose heading alone is deleted are printed behind those of the heading before it, and belong to that for who reads them."""
    first = next((a for a in below if a.gone is None), None)
    if first is None or first.parent is None:
        return
    before = takewhile(lambda c: c is not first, first.parent.children)
    over = next((c for c in reversed(list(before)) if c.gone is None and c.level in HEADINGS), None)
    if over is not None:
        work.instruction = work.instructions.get(cause.index)
        work.report(FALLS_UNDER, work.address(heading), over=f"{over.label}“{over.text}”", first=work.address(first))
        work.instruction = None


def add_annex(work: WorkingCopy, order: InsertProvisions, cause: Cause) -> None:
    """增加附件三: after the annexes with smaller numbers, those with larger ones behind it."""
    annexes = [(i, s) for i, s in enumerate(work.root.children) if s.level is Level.ANNEX]
    number = order.to[0].steps[-1].number if order.to else Number()
    style = next((s.label for _, s in annexes if label_number(s.label).value), "附件一")
    label, heading, blocks = new_annex(relabel(style, number) if number.value else "附件", order)
    head = Unit(Level.ANNEX, label, heading)
    after = [i for i, s in annexes if s.gone is None and label_number(s.label) > number] if number.value else []
    at = after[0] if after else annexes[-1][0] + 1 if annexes else None
    work.root.add(new_slot(NewUnits(head, tuple(blocks)), cause), at)


@binds(InsertProvisions)
def insert(work: WorkingCopy, order: InsertProvisions) -> list[Step]:
    """增加一款, 一项, 一目: into the provision that the order, or the number it gives, names."""
    cause = work.cause
    if order.level in HEADINGS:
        return insert_heading(work, order)
    if order.level is Level.ARTICLE:
        return insert_articles(work, order)
    if order.level is Level.ANNEX:
        return [(ADD, partial(add_annex, work, order, cause))]
    if order.level in (Level.PREAMBLE, Level.SIGNATURE):
        head = Unit(order.level)

        def act_top() -> None:
            work.root.add(new_slot(NewUnits(head, tuple(article_blocks(order.payload.lines))), cause))

        return [(ADD, act_top)]  # fmt: skip
    if order.under is not None:
        under = work.places(order.under)[0]
        if order.level is Level.PARAGRAPH and under.level is Level.PARAGRAPH and under.parent is not None:
            under = under.parent
    elif order.to:
        number = article_number(order.to[0])
        if number is None:
            raise Undone(kinds.ADDED_TO_NO_ARTICLE)
        under = None
    else:
        raise Undone(kinds.ADDED_TO_NO_ARTICLE)
    beside = stands_beside(work, order)
    refuse_headings(order.payload.lines, order.under or order.to[0])
    fits = (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM) if order.level >= Level.ITEM else _HOLDS_PARAGRAPHS
    if under is not None and under.level not in fits:
        raise Undone(kinds.NOTHING_BELOW, order.under)

    def act() -> None:
        dissolved = under in work.dissolved and bool(order.to)  # 将第四条改为第五条第二款，增加一款，作为第一款
        home = under if under is not None and not dissolved else receiving(work, order, cause)
        if home.gone is not None:
            raise Undone(kinds.ADDED_TO_DELETED, work.address(home))
        if order.level is Level.PARAGRAPH:
            new = add_paragraphs(home, order, beside, cause)
        else:
            new = add_items(work, home, order, cause, beside)
        stand_next_to(work, order, new)

    return [(ADD, act)]


def stand_next_to(work: WorkingCopy, order: InsertProvisions, new: Sequence[Slot]) -> None:
    """Note what the new provisions of an order are to stand next to, where it gives their numbers as well."""
    place = order.after or order.before
    if place is not None and place.address.steps and order.to and new:
        anchor = work.slot(place.address)
        if anchor.level is order.level:
            work.neighbours.append((new[0 if order.after else -1], anchor, order.after is not None))


def receiving(work: WorkingCopy, order: InsertProvisions, cause: Cause) -> Slot:
    """The article that has the final number ordered: 增加一项，作为第七条第三项. A paragraph may begin one; an item stands in one that is there."""
    number = article_number(order.to[0]) or Number()
    if order.level is Level.PARAGRAPH:
        return article_at(work, number, cause, None)
    shells = {s for s in work.emptied if not s.alive and s.final is None}
    home = work.by_number.get(number) or article_numbers(work, {*work.created.values(), *shells}).get(number)
    if home is None:
        name = cited(Level.ARTICLE, number)
        raise Undone(kinds.NO_ARTICLE_IN_THE_END, name, level=order.level.zh)
    return home


def add_paragraphs(home: Slot, order: InsertProvisions, beside: Slot | None, cause: Cause) -> list[Slot]:
    """New paragraphs of an article, at the positions that the order gives or beside what it names."""
    new: list[Slot] = []
    blocks = article_blocks(order.payload.lines)
    steps = [step_of(a, Level.PARAGRAPH) for a in order.to]
    positions = [s.number.value for s in steps if s is not None]
    at = home.children.index(beside) + 1 if beside is not None and beside in home.children else len(home.children)
    for k, block in enumerate(blocks):
        slot = home.add(new_slot(block, cause), at + k)
        if positions:
            slot.final = Number(positions[k] if k < len(positions) else positions[-1] + k - len(positions) + 1)
        new.append(slot)
    return new


def stands_beside(work: WorkingCopy, order: InsertProvisions) -> Slot | None:
    """The provision behind which something is added: the one named, or the one before that which is named."""
    if order.after is not None and order.after.address.steps:
        return work.slot(order.after.address)
    if order.before is None or not order.before.address.steps:
        return None
    following = work.slot(order.before.address)
    siblings = [c for c in (following.parent or work.root).children if c.level is following.level]
    at = siblings.index(following)
    if not at:
        raise Undone(kinds.NOTHING_BEFORE, order.before)
    return siblings[at - 1]


def add_items(
    work: WorkingCopy, home: Slot, order: InsertProvisions, cause: Cause, beside: Slot | None = None
) -> list[Slot]:
    """New items of a paragraph, or subitems of an item."""
    new: list[Slot] = []
    if beside is not None and beside.level is order.level and beside.parent is not None:
        home = beside.parent
    elif home.level is Level.ARTICLE:
        home = _list_for(work, home, order)
    if home.level is not _ABOVE[order.level]:
        raise Undone(
            kinds.NOT_BELOW_THIS, work.address(home), home=work.address(home) or home.label, level=order.level.zh
        )
    if home.empty and not home.wording.endswith(("：", ":")):
        raise Undone(kinds.NO_LIST, work.address(home), home=work.address(home) or home.label, level=order.level.zh)
    numbers = [a.steps[-1].number for a in order.to if a.level is order.level]
    blocks = blocks_of(payload_units(order.payload.lines, Level.ITEM))
    for k, block in enumerate(blocks):
        number = printed = label_number(block.unit.label)
        if k < len(numbers):
            number = numbers[k]
            if printed.value and printed != number:
                where = cited(order.level, number)
                raise Undone(kinds.ITEM_PRINTED_OTHERWISE, where, printed=block.unit.label)
        if not number.value and beside is not None and beside.level is order.level:
            number = Number(beside.number.value + 1 + k)
        elif not number.value:
            number = Number(len(home.alive) + 1)
        style = next((c.label for c in home.alive if c.label), "")
        block = listed_like(block, style, (number,))
        label = block.unit.label or style or ("（一）" if order.level is Level.ITEM else "1.")
        level = order.level
        slot = home.add(new_slot(block._replace(unit=Unit(level, label, block.unit.text)), cause))
        slot.final = number
        new.append(slot)
    return new


def _list_for(work: WorkingCopy, article: Slot, order: InsertProvisions) -> Slot:
    """The 款 of an article to which items are added: the one that the order names, the only one there is or that has a list, or the only one in
    whose list the number of the new item has a place. Raises :class:`Undone` where that leaves several."""
    paragraphs = article.alive
    want = next((s.number.value for a in order.to if (s := step_of(a, Level.PARAGRAPH))), 0)
    if want and len(paragraphs) >= want:
        return paragraphs[want - 1]
    lists = [c for c in paragraphs if any(i.level is Level.ITEM for i in c.alive)]
    fit = lists or [c for c in paragraphs if c.wording.endswith(("：", ":"))] or paragraphs
    if len(fit) > 1:
        printed = (label_number(b.unit.label) for b in blocks_of(payload_units(order.payload.lines, Level.ITEM)))
        given = next((a.steps[-1].number for a in order.to if a.level is order.level), next(printed, Number()))
        fit = [c for c in fit if 0 < given.value <= len(c.alive) + 1]
    if len(fit) > 1 or not fit and paragraphs:
        where = work.address(article) or article.label
        raise Undone(kinds.WHICH_PARAGRAPH, where, count=len(paragraphs), level=order.level.zh)
    return fit[0] if fit else article


def insert_articles(work: WorkingCopy, order: InsertProvisions) -> list[Step]:
    """增加一条: new articles with the numbers that the order, or their texts, give."""
    cause = work.cause
    beside = stands_beside(work, order)
    refuse_headings(order.payload.lines, order.to[0] if order.to else "")
    headed = split_articles(order.payload.lines)
    units = payload_units(order.payload.lines, Level.PART) if order.payload.lines else []
    if len(order.to) == 1 and len(headed) <= 1:
        number = order.to[0].steps[-1].number
        bodies = [(number, strip_head(order.payload.lines, {number})[0])]
    elif headed:
        bodies = headed
    elif order.to and len(units) and len(order.to) == len(order.payload.lines):
        bodies = [(a.steps[-1].number, (line,)) for a, line in zip(order.to, order.payload.lines, strict=True)]
    elif not order.to and beside is not None:
        bodies = [(Number(), order.payload.lines)]
    else:
        raise Undone(kinds.NOT_SO_MANY_ARTICLES if order.to else kinds.ARTICLE_UNNUMBERED, count=len(order.to))
    parents = {a.steps[-1].number: a.parent for a in order.to if len(a.steps) > 1}

    def act() -> None:
        made = []
        for number, lines in bodies:
            number = number if number.value or beside is None else _number_behind(work, beside)
            slot = new_article(work, number, lines, cause, beside)
            made.append(slot)
            if number in parents:
                work.hints[slot] = parents[number]
            elif cause in work.headings:
                work.hints[slot] = work.headings[cause]
        stand_next_to(work, order, made)

    return [(ARTICLES, act)]


def _number_behind(work: WorkingCopy, beside: Slot) -> Number:
    """The number of a new article to which the order gives none: the next one (nothing here, settled by counting) where the numbers close up or the
    article behind is moved on, else one with 之, which moves nothing."""
    following = next((a for a in work.articles if a.line is not None and a.order > beside.order), None)
    moved_on = following is not None and following.final is not None and following in work.stated
    if (work.closes_up or moved_on) and not beside.number.sub and not work.unnumbered:
        return Number()
    number = Number(beside.number.value, beside.number.sub + 1)
    if not beside.number.sub and not work.unnumbered:
        work.report(kinds.NUMBERED_BETWEEN, cited(Level.ARTICLE, number), after=work.address(beside))
    return number


def insert_title(work: WorkingCopy, order: InsertProvisions) -> list[Step]:
    """A heading that is no chapter (附则, 一、管辖), over the articles that follow up to the next heading."""
    place = order.after or order.before
    if place is None or not place.address.steps:
        raise Undone(kinds.HEADING_NOWHERE, heading=order.heading)
    named, cause = work.slot(place.address), work.cause

    def act() -> None:
        parent = named.parent or work.root
        kind, label, rest, _ = classify(order.heading)
        numbered = kind in (LineKind.DIVISION, LineKind.LISTED, LineKind.ITEM) and rest
        heading = Unit(Level.DIVISION, label, rest) if numbered else Unit(Level.DIVISION, "", order.heading)
        slot = Slot(heading, None, cause)
        at = parent.children.index(named) + (order.after is not None)
        below = list(takewhile(lambda c: c.level is Level.ARTICLE, parent.children[at:]))
        parent.add(slot, at)
        for article in below:
            article.leave()
            slot.add(article)

    return [(HEAD, act)]


class _Headed(NamedTuple):
    """A heading of the new text and the articles right under it, each its number and its lines."""

    unit: Unit
    articles: list[tuple[Number, tuple[str, ...]]]


def headings_of(order: InsertProvisions) -> list[_Headed]:
    """What is new: the headings that are ordered, in their order, each followed by the sections it brings.

    The first may be named by the order alone (第七章“公布”). Raises :class:`Undone` for text in no article, and where headings of this
    level are not as many as the order says.
    """
    where = order.to[0] if order.to else ""
    lines = order.payload.lines
    first = heading_in(lines[0]) if lines else None
    number = order.to[0].steps[-1].number if order.to else Number()
    if first is not None:
        lines, number = lines[1:], number if number.value else first.number
    out = [_Headed(Unit(order.level, cited(order.level, number), order.heading or (first.text if first else "")), [])]
    for line in lines:
        heading, articles = heading_in(line), split_articles((line,))
        if heading is not None:
            if heading.level.rank < order.level.rank:
                raise Undone(kinds.HEADING_OF_THE_SAME_RANK, where, label=heading.label)
            out.append(_Headed(heading, []))
        elif articles:
            out[-1].articles.extend(articles)
        elif not out[-1].articles:
            raise Undone(kinds.TEXT_BELOW_HEADING, where, heading=out[-1].unit.text or out[-1].unit.label)
        else:
            n, body = out[-1].articles[-1]
            out[-1].articles[-1] = n, (*body, line)
    count = sum(h.unit.level is order.level for h in out)
    if count != max(len(order.to), 1):
        raise Undone(kinds.HEADINGS_UNEQUAL, where, count=count, level=order.level.zh)
    return out


def insert_heading(work: WorkingCopy, order: InsertProvisions) -> list[Step]:
    """增加一章: a new heading with what it brings, sections and articles."""
    if order.level is Level.DIVISION:
        return insert_title(work, order)
    cause = work.cause
    headings = headings_of(order)
    number = headings[0].unit.number
    beside = stands_beside(work, order)
    above = None
    if order.under is not None and order.under.address.steps:
        above = work.slot(order.under.address)
        check_quoted(work, order.under, above)
    elif beside is not None:
        above = beside.parent
    elif order.to and len(order.to[0].steps) > 1:
        above = work.slot(order.to[0].parent)

    def act() -> None:
        parent = above if above is not None else work.root
        siblings = [c for c in parent.children if c.level is order.level]
        at = parent.children.index(siblings[-1]) + 1 if siblings else len(parent.children)
        if beside is not None and beside in parent.children:
            at = parent.children.index(beside) + 1
        elif siblings:
            later = [c for c in siblings if c.number >= number]
            at = parent.children.index(later[0]) if later else at
        open_: list[Slot] = []
        for unit, articles in headings:
            slot = Slot(Unit(unit.level, label_like(work.slots, unit.level, unit.number), unit.text), None, cause)
            slot.first = True
            while open_ and open_[-1].level.rank >= unit.level.rank:
                open_.pop()
            if open_:
                open_[-1].add(slot)
            else:
                parent.add(slot, at)
                at += 1
                work.headings[cause] = slot
            open_.append(slot)
            work.fixed[slot] = (unit.number, cause)
            slot.final = unit.number
            for n, lines in articles:
                work.hints[new_article(work, n, lines, cause)] = slot

    return [(HEAD, act)]
