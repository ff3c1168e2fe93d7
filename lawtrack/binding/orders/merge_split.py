"""Provisions are joined and divided: 合并为一条, 改为两条."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import attrs

from lawtrack.binding.binder import (
    FILL,
    HEAD,
    LAST,
    MOVE,
    TAKE,
    Step,
    aim,
    article_at,
    binds,
    check_quoted,
    drop,
    label_like,
    own_article,
    relocate,
    take,
    unless_disputed,
)
from lawtrack.binding.findings import DELETED_ELSEWHERE
from lawtrack.binding.new_text import fill, refuse_headings, retitle
from lawtrack.binding.new_units import article_blocks, refill
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.orders.recast import recast_articles, recast_run
from lawtrack.binding.result.numbering import headed
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy, article_number
from lawtrack.decision.orders import (
    Merge,
    Place,
    Split,
)  # fmt: skip
from lawtrack.decision.payload import split_articles, split_caption
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.numerals import Number
from lawtrack.patch.ops import Cause

_JOINED = HEADINGS | {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM}


@binds(Merge)
def merge(work: WorkingCopy, order: Merge) -> list[Step]:
    """将第三条、第四条合并: provisions of one level become one."""
    cause = work.cause
    slots = [s for p in order.places for s in work.places(p)]
    first = slots[0]
    if any((s.level in HEADINGS) != (first.level in HEADINGS) or s.level not in _JOINED for s in slots):
        raise Undone(kinds.MERGED_LEVELS, order.places[0])
    if first.level in HEADINGS:
        return merge_headings(work, order, slots)
    stays = order.to is None and first.level is not Level.ARTICLE and not any(s.level is Level.ARTICLE for s in slots)
    if order.payload is None and any(s.level is Level.PARAGRAPH and s.alive for s in slots):
        raise Undone(kinds.MERGED_LISTS, order.places[0])
    if order.payload is None and _alone(work):
        work.report(kinds.JOINED_AS_THEY_WERE, order.places[0], places="、".join(map(str, order.places)))
    if not stays and (order.to is None or order.to.level is Level.ARTICLE):
        number = order.to.steps[-1].number if order.to else (first.up(Level.ARTICLE) or first).number
        steps: list[Step] = [(MOVE, partial(merge_articles, work, order, slots, number, cause))]
        fills: Callable[[], object] | None = partial(_fill_article, work, order, slots, number, cause)
    else:  # 将第一款和第二款合并，作为第二款，修改为：…; of 第一款第三项 and 第二款 that become 第二款 the paragraph stays
        if order.to is not None:
            slots.sort(key=lambda s: s.level is not order.to.level)  # type: ignore[union-attr]
            first = slots[0]
            if first.level is not order.to.level and article_number(order.to) in (
                None,
                (first.up(Level.ARTICLE) or first).number,
            ):
                raise Undone(kinds.MERGED_LEVELS, order.places[0])
        steps = [(TAKE, partial(merge_parts, work, order, slots, cause))]
        fills = partial(fill, work, Place(), first, order.payload.lines, cause) if order.payload else None
    kept = next((s for s in slots if s.level is Level.ARTICLE), None) if steps[0][0] == MOVE else first
    for slot in slots:
        if order.to is not None:
            aim(work, slot, order.to, order)
        elif slot is not kept and kept is not None and kept.line is not None:
            aim(work, slot, work.base.addresses[kept.line], order)
    if order.payload is None or fills is None:
        return unless_disputed(work, order, [(s, None) for s in slots], steps)
    shares = [(s, order.payload.lines if s is kept else ()) for s in slots]
    return unless_disputed(work, order, shares, [*steps, (FILL, fills)])


def _alone(work: WorkingCopy) -> bool:
    """Whether the instruction says nothing else of what is joined."""
    return work.instruction is None or len(work.instruction.orders) == 1


def merge_articles(work: WorkingCopy, order: Merge, slots: list[Slot], number: Number, cause: Cause) -> None:
    """Provisions become one article: the first article among them, or a new one."""
    whole, payload = next((s for s in slots if s.level is Level.ARTICLE), None), order.payload
    if whole is not None:
        target = whole
        work.number(target, number, cause)
    else:
        target = own_article(work, number, cause, slots[0].up(Level.ARTICLE))
    if order.to is not None and len(order.to.steps) > 1:
        work.hints[target] = order.to.parent
    for slot in slots:
        if slot is target:
            continue
        if slot.level is Level.ARTICLE:
            for kid in list(slot.alive):
                if payload is None:
                    relocate(kid, target, cause)
                else:
                    kid.delete(cause)
            slot.gone = cause
            work.heirs[slot] = target
        elif payload is None and slot.level is Level.PARAGRAPH:
            take(work, slot, number, None, cause, slot.up(Level.ARTICLE))
        else:
            _leave(work, slot, cause)
    work.touched = True
    if payload is None:
        work.spread.add(target)


def _fill_article(work: WorkingCopy, order: Merge, slots: list[Slot], number: Number, cause: Cause) -> None:
    target = next((s for s in slots if s.level is Level.ARTICLE), None) or article_at(work, number, cause, None)
    assert order.payload is not None
    fill(work, Place(), target, order.payload.lines, cause)


def merge_parts(work: WorkingCopy, order: Merge, slots: list[Slot], cause: Cause) -> None:
    """款 or 项 become one of them: the first, at the place that the order gives."""
    first, to = slots[0], order.to
    here, article = first.up(Level.ARTICLE), article_number(to) if to is not None else None
    position = to.steps[-1].number if to is not None else None
    if to is not None and to.level is Level.PARAGRAPH and here is not None and article is not None \
            and article not in (here.number, here.final):  # fmt: skip
        take(work, first, article, position, cause, here)
    elif position is not None:
        first.final, first.label_cause = position, cause
    texts = [s.text for s in slots]
    for slot in slots[1:]:
        _leave(work, slot, cause)
        work.heirs[slot] = first
    if order.payload is None:
        first.replaced = ("".join(texts), cause)


def _leave(work: WorkingCopy, slot: Slot, cause: Cause) -> None:
    """A part that went into another one; an article that lost its last one is looked at later."""
    drop(work, slot, cause)
    home = slot.up(Level.ARTICLE)
    if home is not None and home.empty:
        work.emptied.append(home)


def merge_headings(work: WorkingCopy, order: Merge, slots: list[Slot]) -> list[Step]:
    """将第二章、第三章合并: the articles of all stand under one heading."""
    cause = work.cause
    if order.to is None:
        raise Undone(kinds.MERGED_INTO_NOTHING)
    target = work.slot(order.to)
    mine = {*slots, target}
    for slot in slots if target in slots else ():
        aim(work, slot, order.to, order)

    def act() -> None:
        if any(not c.lines for c in work.claims.get((target, ""), ())):
            raise Undone(DELETED_ELSEWHERE, order.to)
        alike = [s for s in headed(work.root) if s.level is target.level and s.gone is None]
        places = [i for i, s in enumerate(alike) if s in mine]
        if len(places) < len(mine) or places[-1] - places[0] >= len(mine):
            raise Undone(kinds.MERGED_APART, order.places[0], to=order.to)
        for slot in slots:
            if slot is target or slot.gone is not None:
                continue
            for child in list(slot.children):
                child.leave()
                target.add(child)
            slot.gone = cause
            work.touched = True
        if (
            target in slots and target not in work.fixed
        ):  # 合并，作为第三章, not 并入第三章: the count says whether it is that
            work.number(target, target.number, cause)
            work.stated[target] = cause

    steps: list[Step] = [(HEAD, act)]
    if order.payload is not None:  # 合并，作为第二章“甲和乙”
        steps.append((FILL, partial(retitle, work, target, order.payload.lines, cause)))
    lines = order.payload.lines if order.payload is not None else None
    gone = (f"并入{order.to}",)  # neither deleted nor named anew
    return unless_disputed(work, order, [(target, lines), *((s, gone) for s in slots if s is not target)], steps)


def _said_where(order: Split, slot: Slot, paragraphs: list[Slot]) -> None:
    """将第五条分为两条: the orders that follow say which paragraph goes where, or nothing was done."""
    if all(p.parent is slot for p in paragraphs):
        raise _unsaid(order, "各条的条号和内容")


def _filled(work: WorkingCopy, order: Split, cause: Cause) -> None:
    """将第五条分为两条，作为第五条、第六条: the orders that follow say what goes into them, or the new one stays away."""
    empty = [s for a in order.to[1:] if (s := work.by_number.get(a.steps[-1].number)) and not (s.alive or s.text)]
    for slot in empty:
        slot.gone = cause
    if empty:
        raise _unsaid(order, "各条的内容")


def _unsaid(order: Split, what: str) -> Undone:
    return Undone(kinds.SPLIT_UNSAID, order.place, what=what)


@binds(Split)
def split(work: WorkingCopy, order: Split) -> list[Step]:
    """将第三条分为两条: an article, paragraph, item or heading becomes several."""
    cause = work.cause
    slot = work.places(order.place)[0]
    check_quoted(work, order.place, slot)
    if order.place.through is not None:
        together = work.places(order.place)
        if slot.level in (Level.PARAGRAPH, Level.ITEM) and order.payload is not None:
            return recast_run(work, together, order)
        if slot.level is not Level.ARTICLE or order.level is not Level.ARTICLE or order.payload is None:
            raise Undone(kinds.NOT_SPLIT, order.place)
        return recast_articles(work, order, together, order.payload.lines, [a.steps[-1].number for a in order.to])
    if slot.level not in _JOINED:
        raise Undone(kinds.NOT_SPLIT, order.place)
    if slot.level in HEADINGS:
        if not order.to or order.payload is not None:
            raise Undone(kinds.SPLIT_WITHOUT_NUMBERS, order.place)
        return [(HEAD, partial(split_heading, work, order, slot, cause))]
    if slot.level is Level.ARTICLE and order.level is Level.ARTICLE:
        return split_article(work, order, slot, cause)
    if order.payload is None:
        raise Undone(kinds.SPLIT_WITHOUT_TEXT, work.address(slot))
    lines = order.payload.lines
    if order.to:
        aim(work, slot, order.to[0], order)
    return unless_disputed(work, order, [(slot, lines)], [(FILL, partial(split_part, work, order, slot, lines, cause))])


def split_heading(work: WorkingCopy, order: Split, slot: Slot, cause: Cause) -> None:
    """将第二章分为两章: the new headings stand behind it."""
    if order.headings:
        slot.replaced = (order.headings[0], cause)
    work.number(slot, order.to[0].steps[-1].number, cause)
    parent = slot.parent or work.root
    for k, address in enumerate(order.to[1:], 1):
        number = address.steps[-1].number
        title = order.headings[k] if k < len(order.headings) else ""
        new = Slot(Unit(slot.level, label_like(work.slots, slot.level, number), title), None, cause)
        new.first = True
        parent.add(new, parent.children.index(slot) + k)
        work.fixed[new] = (number, cause)
        new.final = number


def split_article(work: WorkingCopy, order: Split, slot: Slot, cause: Cause) -> list[Step]:
    """将第三条改为两条，作为第三条、第四条，修改为：…, or without new text, where other orders say which paragraph goes where."""
    numbers = [a.steps[-1].number for a in order.to]
    refuse_headings(order.payload.lines if order.payload is not None else (), work.address(slot))
    bodies = split_articles(order.payload.lines) if order.payload is not None else []
    if order.payload is not None and not bodies:
        raise Undone(kinds.PARTS_WITHOUT_NUMBERS, work.address(slot))
    if not numbers and not bodies:
        return [(LAST, partial(_said_where, order, slot, list(slot.children)))]
    parts = [number for number, _ in bodies] or numbers
    first = numbers[0] if numbers else parts[0]
    if order.to:
        aim(work, slot, order.to[0], order)
    steps: list[Step] = [(MOVE, partial(_divide, work, slot, [first, *parts[1:]], cause))]
    if not bodies:
        return [*steps, (LAST, partial(_filled, work, order, cause))]
    assert order.payload is not None
    steps.append((FILL, partial(_share_out, work, slot, bodies, cause)))
    return unless_disputed(work, order, [(slot, order.payload.lines)], steps)


def _divide(work: WorkingCopy, slot: Slot, numbers: Sequence[Number], cause: Cause) -> None:
    work.number(slot, numbers[0], cause)
    work.spread.add(slot)
    for number in numbers[1:]:
        own_article(work, number, cause, slot)


def _share_out(work: WorkingCopy, slot: Slot, bodies: Sequence[tuple[Number, tuple[str, ...]]], cause: Cause) -> None:
    """The new texts of the articles that one becomes, each in its own."""
    cut = [split_caption(lines, work.caption) for _, lines in bodies]
    shares = [article_blocks(lines) for lines, _ in cut]
    old = [c for c in slot.alive if c.move_cause is None]
    made = refill(slot, [b for share in shares for b in share], old, cause)
    first = len(shares[0])
    if cut[0][1] and cut[0][1] != slot.text:
        slot.replaced = (cut[0][1], cause)
    for (number, _), share, (_, caption) in zip(bodies[1:], shares[1:], cut[1:], strict=True):
        target = own_article(work, number, cause, slot)
        if caption and target.line is None:
            target.unit, target.text = attrs.evolve(target.unit, text=caption), caption
        for kid in made[first : first + len(share)]:
            relocate(kid, target, cause)
        first += len(share)


def split_part(work: WorkingCopy, order: Split, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """将第一款分为两款; 将第二十条改为第二十三条，分为两款，修改为."""
    positions = [a.steps[-1].number for a in order.to if a.level in (Level.PARAGRAPH, Level.ITEM)]
    if positions and slot.level is not Level.ARTICLE:
        slot.final, slot.label_cause = positions[0], cause
    fill(work, Place(), slot, lines, cause)
