"""Provisions get other numbers and places: 将第X条改为第Y条, 将第十条第一款改为第十二条."""

from __future__ import annotations

from lawtrack.binding.binder import (
    HEAD,
    MOVE,
    TAKE,
    Step,
    become_paragraph,
    binds,
    drop_shell,
    label_like,
    paragraph_at,
    relocate,
    take,
)
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy, article_number, step_of
from lawtrack.decision.orders import (
    Place,
    Regroup,
    Renumber,
)  # fmt: skip
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, RANK, WITHIN, Level
from lawtrack.model.numerals import Number
from lawtrack.patch.ops import Cause

_BODY = (Level.ARTICLE, *WITHIN)


def _can_become(level: Level, to: Level) -> bool:
    """Headings become headings; articles, paragraphs and items become one another."""
    if level in HEADINGS or to in HEADINGS:
        return level in HEADINGS and to in HEADINGS
    return level in _BODY and to in _BODY and not (level is Level.ARTICLE and to > Level.PARAGRAPH)


@binds(Renumber)
def renumber(work: WorkingCopy, order: Renumber) -> list[Step]:
    cause, steps = work.cause, list[Step]()
    places, to = order.places, order.to
    if len(places) == 1 and len(to) > 1:  # 将第四十二条改为第四十七条第一款、第二款
        slots = work.places(places[0])
        number = article_number(to[0].address)
        if slots and slots[0].level is Level.ARTICLE and number is not None:
            return [(MOVE, lambda: work.number(slots[0], number, cause))]
    if len(to) == 1 and len(places) > 1:
        many = [s for p in places for s in work.places(p)]
        return [renumber_one(work, s, to[0].address, k, cause, order.moves) for k, s in enumerate(many)]
    if len(places) != len(to):
        raise Undone(
            "amend.payload-mismatch", "原编号与新编号的个数不一致", "numbers do not correspond", str(places[0])
        )
    stand_beside(work, order)
    for place, target in zip(places, to, strict=True):
        slots = work.places(place)
        for k, slot in enumerate(slots):
            steps.append(renumber_one(work, slot, target.address, k, cause, order.moves))
    return steps


def stand_beside(work: WorkingCopy, order: Renumber) -> None:
    """Note what the provisions come to stand next to (移至第九条之后); whether their numbers agree shows when all are known."""
    beside = order.after or order.before
    if beside is None:
        return
    anchor = work.places(beside)[0]
    slots = [s for p in order.places for s in work.places(p)]
    if anchor in slots or any(s.level is not anchor.level for s in slots):
        where = work.address(anchor)
        raise Undone(
            "amend.not-possible", f"不能移至{where}之{'后' if order.after else '前'}", "not beside itself", where
        )
    for k, slot in enumerate(slots):
        work.beside[slot] = (anchor, k + 1 if order.after else k - len(slots))


def renumber_one(work: WorkingCopy, slot: Slot, to: Address, k: int, cause: Cause, moves: bool = False) -> Step:
    """One provision to its final address; ``k`` counts within a range."""
    level = to.level
    if not _can_become(slot.level, level):
        where = work.address(slot)
        raise Undone("amend.not-possible", f"{where}不能改为{to}", "a provision cannot become one of that level", where)
    number = Number(to.steps[-1].number.value + k, to.steps[-1].number.sub)
    if not moves:
        work.stated[slot] = cause
    if slot.level in HEADINGS:

        def act_heading() -> None:
            if slot.level is not level:
                slot.level = level
                slot.label = label_like(work.slots, level, number)
                slot.move_cause = cause
                rise(work, slot)
            work.number(slot, number, cause)
            work.touched = True

        return HEAD, act_heading  # fmt: skip
    if slot.level is Level.ARTICLE and level is Level.ARTICLE:

        def act_article() -> None:
            work.number(slot, number, cause)
            if len(to.steps) > 1:
                work.hints[slot] = to.parent

        return MOVE, act_article  # fmt: skip
    article = article_number(to)
    here = slot.up(Level.ARTICLE)
    if level is Level.ARTICLE:  # 将第十条第一款改为第十二条
        return TAKE, lambda: take(work, slot, number if k == 0 else to.steps[-1].number, None, cause, source=here)
    if slot.level is Level.ARTICLE:  # 将第六条改为第八条第一款
        if article == slot.number and sum(c.level is Level.PARAGRAPH for c in slot.children) > 1:
            where = work.address(slot)
            raise Undone(
                "amend.place-unclear",
                f"{where}不止一款，整条改为{to}，其余各款在哪里没有说明",
                "the article has several paragraphs",
                where,
            )
        if to.steps[-1].number == Number(1) and article is not None:
            return MOVE, lambda: work.number(slot, article, cause)

        def act_dissolve() -> None:
            kids = [c for c in slot.alive if c.move_cause is None]
            if article == slot.number and work.by_number.get(article, slot) is slot and len(kids) == 1:
                kids[0].final = number  # 将第六条改为第六条第二款: its one paragraph stands there
                return
            work.dissolved[slot] = kids
            for i, kid in enumerate(kids):
                take(work, kid, article or Number(), Number(number.value + i), cause, source=slot)
            drop_shell(work, slot, cause)

        return TAKE, act_dissolve  # fmt: skip
    if slot.level in (Level.ITEM, Level.SUBITEM) and level is Level.PARAGRAPH:
        if here is None:
            raise Undone(
                "amend.not-possible", f"{work.address(slot)}不能改为{to}", "an item outside an article", str(to)
            )
        home = here

        def act_rise() -> None:
            if article is not None and article not in (home.number, home.final):
                take(work, slot, article, number, cause, source=home)
            else:
                become_paragraph(slot, cause)
                relocate(slot, home, cause)
                slot.final = number

        return TAKE, act_rise  # fmt: skip
    if slot.level is Level.PARAGRAPH and level > Level.PARAGRAPH:
        where = work.address(slot)
        raise Undone("amend.not-possible", f"{where}不能改为{to}", "a paragraph cannot become an item", where)
    if slot.level is Level.PARAGRAPH and level is Level.PARAGRAPH:

        def act_paragraph() -> None:
            final = here.final if here is not None else None
            if here is not None and article is not None and article not in (here.number, final):
                take(work, slot, article, number, cause, source=here)
            elif here is not None and here in work.spread and article is not None and final != article:
                take(work, slot, article, number, cause, source=here)
            else:
                slot.final = number
                slot.label_cause = cause

        return TAKE, act_paragraph  # fmt: skip

    def act_item() -> None:
        paragraph = step_of(to, Level.PARAGRAPH)
        mine = slot.parent
        place = (
            mine.parent.alive.index(mine) + 1
            if mine is not None and mine.parent is not None and mine in mine.parent.alive
            else 0
        )
        if slot.level is Level.ITEM and paragraph is not None and here is not None and paragraph.number.value != place:

            def late() -> None:
                target = paragraph_at(here, paragraph.number)
                if target is not None and target is not slot.parent:
                    relocate(slot, target, cause)

            work.late.append(late)
        slot.final, slot.label_cause = number, cause

    return TAKE, act_item  # fmt: skip


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
