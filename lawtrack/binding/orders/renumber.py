"""Provisions get other numbers and places: 将第X条改为第Y条, 将第十条第一款改为第十二条."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import attrs

from lawtrack.binding.binder import (
    HEAD,
    MOVE,
    TAKE,
    Step,
    aim,
    become_paragraph,
    binds,
    drop_shell,
    label_like,
    paragraph_at,
    relocate,
    take,
    unless_moved,
)
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy, article_number, step_of
from lawtrack.decision.orders import (
    Place,
    Regroup,
    Renumber,
)  # fmt: skip
from lawtrack.errors import FindingKind
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, RANK, WITHIN, Level
from lawtrack.model.numerals import Number
from lawtrack.patch.ops import Cause

_BODY = (Level.ARTICLE, *WITHIN)


def _can_become(level: Level, to: Level) -> bool:
    """Headings become headings; articles, paragraphs and items become one another."""
    if level in HEADINGS:
        return to in HEADINGS
    return level in _BODY and to in _BODY and not (level is Level.ARTICLE and to > Level.PARAGRAPH)


@binds(Renumber)
def renumber(work: WorkingCopy, order: Renumber) -> list[Step]:
    """将第三条改为第四条: each place takes the number that corresponds to it."""
    cause, steps = work.cause, list[Step]()
    places, to = order.places, order.to
    if len(places) == 1 and len(to) > 1:  # 将第四十二条改为第四十七条第一款、第二款
        slots = work.places(places[0])
        number = article_number(to[0].address)
        if slots and slots[0].level is Level.ARTICLE and number is not None:
            aim(work, slots[0], to[0].address.article or to[0].address, order)
            return [unless_moved(work, slots[0], (MOVE, partial(work.number, slots[0], number, cause)))]
    if len(to) == 1 and len(places) > 1:
        many = [s for p in places for s in work.places(p)]
        return [renumber_one(work, order, s, to[0].address, k) for k, s in enumerate(many)]
    if len(places) != len(to):
        raise Undone(kinds.NUMBERS_UNEQUAL, places[0])
    stand_beside(work, order)
    for place, target in zip(places, to, strict=True):
        slots = work.places(place)
        for k, slot in enumerate(slots):
            steps.append(renumber_one(work, order, slot, target.address, k))
    if order.moves and len(places) == 2 and (places[0].address, places[1].address) == (to[1].address, to[0].address):
        steps.append((MOVE, partial(trade_headings, work, *(work.slot(p.address) for p in places))))
    return steps


def trade_headings(work: WorkingCopy, one: Slot, other: Slot) -> None:
    """第三条和第四条对调: each comes to stand where the other one stood, under its heading too."""
    if one.level is Level.ARTICLE and one.parent is not None and other.parent is not None:
        work.hints[one], work.hints[other] = other.parent, one.parent


def stand_beside(work: WorkingCopy, order: Renumber) -> None:
    """Note what the provisions come to stand next to (移至第九条之后); whether their numbers agree shows when all are known."""
    beside = order.after or order.before
    if beside is None:
        return
    anchor = work.places(beside)[0]
    slots = [s for p in order.places for s in work.places(p)]
    if anchor in slots or any(s.level is not anchor.level for s in slots):
        where = work.address(anchor)
        raise Undone(kinds.BESIDE_ITSELF, where, side="后" if order.after else "前")
    for k, slot in enumerate(slots):
        work.beside[slot] = (anchor, k + 1 if order.after else k - len(slots))


class _Renamed(NamedTuple):
    """A provision, the article it is in before anything moves, the place it gets, its number there, and why."""

    slot: Slot
    here: Slot | None
    to: Address
    number: Number
    cause: Cause


def renumber_one(work: WorkingCopy, order: Renumber, slot: Slot, to: Address, k: int) -> Step:
    """One provision to its final address; ``k`` counts within a range."""
    last = to.steps[-1]
    number = Number(last.number.value + k, last.number.sub)
    aim(work, slot, Address((*to.steps[:-1], attrs.evolve(last, number=number))) if k else to, order)
    return unless_moved(work, slot, _renumber_one(work, slot, to, k, order.moves))


def _renumber_one(work: WorkingCopy, slot: Slot, to: Address, k: int, moves: bool) -> Step:
    level, here, cause = to.level, slot.up(Level.ARTICLE), work.cause
    if not _can_become(slot.level, level):
        raise _impossible(kinds.LEVEL_OUT_OF_REACH, work, slot, to)
    one = _Renamed(slot, here, to, Number(to.steps[-1].number.value + k, to.steps[-1].number.sub), cause)
    raised = level is Level.PARAGRAPH and slot.level > level
    if not moves and not raised:  # an item has no place among the paragraphs that it could keep
        work.stated[slot] = cause
    if slot.level in HEADINGS:
        return HEAD, partial(renumber_heading, work, one)
    if slot.level is Level.ARTICLE:
        return (MOVE, partial(renumber_article, work, one)) if level is Level.ARTICLE else _dissolving(work, one)
    if level is Level.ARTICLE:  # 将第十条第一款改为第十二条
        number = one.number if k == 0 else to.steps[-1].number
        return TAKE, partial(take, work, slot, number, None, cause, source=here)
    if level is Level.PARAGRAPH and slot.level is not Level.PARAGRAPH:
        if here is None:
            raise _impossible(kinds.ITEM_OUTSIDE_ARTICLES, work, slot, to)
        return TAKE, partial(raise_item, work, one)
    if slot.level is Level.PARAGRAPH and level is not Level.PARAGRAPH:
        raise _impossible(kinds.NO_ITEM_OF_A_PARAGRAPH, work, slot, to)
    return TAKE, partial(renumber_paragraph if slot.level is Level.PARAGRAPH else renumber_item, work, one)


def _impossible(kind: FindingKind, work: WorkingCopy, slot: Slot, to: Address) -> Undone:
    where = work.address(slot)
    return Undone(kind, where or to, place=where, to=to)


def renumber_heading(work: WorkingCopy, one: _Renamed) -> None:
    """将第二章改为第三章, and a section that becomes a chapter."""
    slot, level = one.slot, one.to.level
    if slot.level is not level:
        slot.level, slot.label, slot.move_cause = level, label_like(work.slots, level, one.number), one.cause
        rise(work, slot)
    work.number(slot, one.number, one.cause)
    work.touched = True


def renumber_article(work: WorkingCopy, one: _Renamed) -> None:
    """将第六条改为第八条, with the heading it is to stand under where one is named."""
    work.number(one.slot, one.number, one.cause)
    if len(one.to.steps) > 1:
        work.hints[one.slot] = one.to.parent


def _dissolving(work: WorkingCopy, one: _Renamed) -> Step:
    """将第六条改为第八条第一款: an article becomes part of another one, or names what its first paragraph is."""
    slot, article = one.slot, article_number(one.to)
    if article == slot.number and sum(c.level is Level.PARAGRAPH for c in slot.children) > 1:
        where = work.address(slot)
        raise Undone(kinds.SEVERAL_PARAGRAPHS, where, to=one.to)
    if one.to.steps[-1].number == Number(1) and article is not None:
        return MOVE, partial(work.number, slot, article, one.cause)
    return TAKE, partial(dissolve, work, one)


def dissolve(work: WorkingCopy, one: _Renamed) -> None:
    """The paragraphs of an article go into another one; its only one stays where that is the same (将第六条改为第六条第二款)."""
    slot, article, number, cause = one.slot, article_number(one.to), one.number, one.cause
    kids = [c for c in slot.alive if c.move_cause is None]
    if article == slot.number and work.by_number.get(article, slot) is slot and len(kids) == 1:
        kids[0].final = number
        return
    work.dissolved[slot] = kids
    if len(kids) > 1:
        work.report(kinds.PARAGRAPHS_GO_ALONG, work.address(slot), to=one.to, count=len(kids))
    for i, kid in enumerate(kids):
        take(work, kid, article or Number(), Number(number.value + i), cause, source=slot)
    drop_shell(work, slot, cause)


def raise_item(work: WorkingCopy, one: _Renamed) -> None:
    """An item becomes a paragraph, of its article or of another one."""
    home, article = one.here, article_number(one.to)
    assert home is not None
    if article is not None and article not in (home.number, home.final):
        take(work, one.slot, article, one.number, one.cause, source=home)
        return
    become_paragraph(one.slot, one.cause)
    relocate(one.slot, home, one.cause)
    one.slot.final = one.number


def renumber_paragraph(work: WorkingCopy, one: _Renamed) -> None:
    """将第二款改为第三款, or a paragraph of another article."""
    here, article = one.here, article_number(one.to)
    if here is not None and article is not None:
        elsewhere = article not in (here.number, here.final)
        if elsewhere or here in work.spread and here.final != article:
            take(work, one.slot, article, one.number, one.cause, source=here)
            return
    one.slot.final, one.slot.label_cause = one.number, one.cause


def renumber_item(work: WorkingCopy, one: _Renamed) -> None:
    """将第（二）项改为第（三）项; one of another paragraph goes there when all paragraphs are placed."""
    slot, here, mine = one.slot, one.here, one.slot.parent
    if here is not None and article_number(one.to) not in (None, here.number, here.final):
        raise _impossible(kinds.LEVEL_OUT_OF_REACH, work, slot, one.to)  # into the list of another article
    paragraph = step_of(one.to, Level.PARAGRAPH)
    home = mine.parent.alive if mine is not None and mine.parent is not None else []
    place = home.index(mine) + 1 if mine is not None and mine in home else 0
    if slot.level is Level.ITEM and paragraph is not None and here is not None and paragraph.number.value != place:
        work.late.append(partial(_relist, slot, here, paragraph.number, one.cause))
    slot.final, slot.label_cause = one.number, one.cause


def _relist(slot: Slot, article: Slot, paragraph: Number, cause: Cause) -> None:
    target = paragraph_at(article, paragraph)
    if target is not None and target is not slot.parent:
        relocate(slot, target, cause)


def rise(work: WorkingCopy, slot: Slot) -> None:
    """A section that became a chapter stands beside the chapter it was in, behind what rose before it."""
    parent = slot.parent
    while parent is not None and parent is not work.root and RANK[parent.level] >= RANK[slot.level]:
        above = parent.parent
        if above is None:
            break
        at = above.children.index(parent) + 1
        while (
            at < len(above.children)
            and above.children[at].move_cause is not None
            and above.children[at].order > parent.order
        ):
            at += 1
        slot.leave()
        above.add(slot, at)
        parent = above


@binds(Regroup)
def regroup(work: WorkingCopy, order: Regroup) -> list[Step]:
    """第二章包括第三条至第五条; 将第五条移至第二章: which articles stand under a heading."""
    if order.first.level is not Level.ARTICLE:
        raise _impossible(kinds.LEVEL_OUT_OF_REACH, work, work.slot(order.first), order.heading)
    if not order.base:
        work.regroups.append(order)
        return []
    slots = work.places(Place(order.first, order.last if order.last != order.first else None))
    cause = work.cause

    def act() -> None:
        for slot in slots:
            work.relisted[slot] = (order.heading, cause)
            work.touched = True

    return [(MOVE, act)]
