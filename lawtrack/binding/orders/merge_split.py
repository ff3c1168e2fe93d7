"""Provisions are joined and divided: 合并为一条, 改为两条."""

from __future__ import annotations

from functools import partial

from lawtrack.binding.binder import (
    FILL,
    HEAD,
    LAST,
    MOVE,
    TAKE,
    Step,
    article_at,
    binds,
    check_quoted,
    drop,
    label_like,
    relocate,
    take,
)
from lawtrack.binding.new_text import article_blocks, fill, refill, retitle
from lawtrack.binding.orders.recast import recast_articles
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy, article_number
from lawtrack.decision.orders import (
    Merge,
    Place,
    Split,
)  # fmt: skip
from lawtrack.decision.payload import split_articles
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.patch.ops import Cause

_JOINED = HEADINGS | {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM}


@binds(Merge)
def merge(work: WorkingCopy, order: Merge) -> list[Step]:
    cause = work.cause
    slots = [s for p in order.places for s in work.places(p)]
    first = slots[0]
    if any((s.level in HEADINGS) != (first.level in HEADINGS) or s.level not in _JOINED for s in slots):
        raise Undone(
            "amend.not-possible",
            "不同层级的条文不能合并",
            "provisions of different kinds cannot be merged",
            str(order.places[0]),
        )
    if first.level in HEADINGS:
        return merge_headings(work, order, slots)
    payload = order.payload
    stays = order.to is None and first.level is not Level.ARTICLE and not any(s.level is Level.ARTICLE for s in slots)
    if not stays and (order.to is None or order.to.level is Level.ARTICLE):
        number = order.to.steps[-1].number if order.to else (first.up(Level.ARTICLE) or first).number

        def act() -> None:
            whole = next((s for s in slots if s.level is Level.ARTICLE), None)
            if whole is not None:
                target = whole
                work.number(target, number, cause)
            else:
                target = article_at(work, number, cause, first.up(Level.ARTICLE))
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
                    drop(work, slot, cause)
                    home = slot.up(Level.ARTICLE)
                    if home is not None and home.empty:
                        work.emptied.append(home)
            work.touched = True
            if payload is None:
                work.spread.add(target)

        steps: list[Step] = [(MOVE, act)]
        if payload is not None:

            def act_fill() -> None:
                target = next((s for s in slots if s.level is Level.ARTICLE), None) or article_at(
                    work, number, cause, None
                )
                fill(work, Place(), target, payload.lines, cause)

            steps.append((FILL, act_fill))
        return steps
    # 将第一款和第二款合并，作为第二款，修改为：…
    position = order.to.steps[-1].number if order.to is not None else None
    article = article_number(order.to) if order.to is not None else None

    def act_part() -> None:
        here = first.up(Level.ARTICLE)
        if order.to is not None and order.to.level is Level.PARAGRAPH and here is not None and article is not None \
                and article not in (here.number, here.final):  # fmt: skip
            take(work, first, article, position, cause, here)
        else:
            first.final = position
        texts = [s.text for s in slots]
        for slot in slots[1:]:
            drop(work, slot, cause)
            work.heirs[slot] = first
            home = slot.up(Level.ARTICLE)
            if home is not None and home.empty:
                work.emptied.append(home)
        if payload is None:
            first.replaced = ("".join(texts), cause)

    steps = [(TAKE, act_part)]
    if payload is not None:
        steps.append((FILL, lambda: fill(work, Place(), first, payload.lines, cause)))
    return steps


def merge_headings(work: WorkingCopy, order: Merge, slots: list[Slot]) -> list[Step]:
    cause = work.cause
    if order.to is None:
        raise Undone("amend.target-missing", "没有写明并入哪一章", "no heading named to merge into")
    target = work.slot(order.to)

    def act() -> None:
        for slot in slots:
            if slot is target or slot.gone is not None:
                continue
            for child in list(slot.children):
                child.leave()
                target.add(child)
            slot.gone = cause

    steps: list[Step] = [(HEAD, act)]
    if order.payload is not None:  # 合并，作为第二章“甲和乙”
        steps.append((FILL, partial(retitle, target, order.payload.lines, cause)))
    return steps


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
    message = f"{order.place}的拆分没有写明{what}"
    return Undone("amend.not-possible", message, "it is not said what goes into the parts", str(order.place))


@binds(Split)
def split(work: WorkingCopy, order: Split) -> list[Step]:
    cause = work.cause
    slot = work.places(order.place)[0]
    check_quoted(work, order.place, slot)
    if order.place.through is not None:
        together = work.places(order.place)
        if slot.level is not Level.ARTICLE or order.level is not Level.ARTICLE or order.payload is None:
            raise Undone("amend.not-possible", f"{order.place}不能拆分", "this cannot be split", str(order.place))
        return recast_articles(work, together, order.payload.lines, [a.steps[-1].number for a in order.to])
    if slot.level not in _JOINED:
        raise Undone("amend.not-possible", f"{order.place}不能拆分", "this cannot be split", str(order.place))
    if slot.level in HEADINGS:
        if not order.to or order.payload is not None:
            raise Undone(
                "amend.not-possible",
                f"{order.place}的拆分没有写明各自的编号",
                "the numbers of the parts are not given",
                str(order.place),
            )

        def act_heading() -> None:
            if order.headings:
                slot.replaced = (order.headings[0], cause)
            work.number(slot, order.to[0].steps[-1].number, cause)
            parent = slot.parent or work.root
            for k, address in enumerate(order.to[1:], 1):
                new = Slot(
                    Unit(
                        slot.level,
                        label_like(work.slots, slot.level, address.steps[-1].number),
                        order.headings[k] if k < len(order.headings) else "",
                    ),
                    None,
                    cause,
                )
                new.first = True
                parent.add(new, parent.children.index(slot) + k)
                work.fixed[new] = (address.steps[-1].number, cause)
                new.final = address.steps[-1].number

        return [(HEAD, act_heading)]  # fmt: skip
    if slot.level is Level.ARTICLE and order.level is Level.ARTICLE:
        numbers = [a.steps[-1].number for a in order.to]
        payload = order.payload
        bodies = split_articles(payload.lines) if payload is not None else []
        if payload is not None and not bodies:
            raise Undone(
                "amend.payload-mismatch",
                "改为数条的新文本没有条号",
                "the new text has no article numbers",
                work.address(slot),
            )

        def act() -> None:
            first = numbers[0] if numbers else bodies[0][0]
            work.number(slot, first, cause)
            work.spread.add(slot)
            for number, _ in bodies[1:]:
                article_at(work, number, cause, slot)
            if not bodies:
                for number in numbers[1:]:
                    article_at(work, number, cause, slot)

        def act_fill() -> None:
            shares = [article_blocks(lines) for _, lines in bodies]
            old = [c for c in slot.alive if c.move_cause is None]
            made = refill(slot, [b for share in shares for b in share], old, cause)
            first = len(shares[0])
            for (number, _), share in zip(bodies[1:], shares[1:], strict=True):
                target = article_at(work, number, cause, slot)
                for kid in made[first : first + len(share)]:
                    relocate(kid, target, cause)
                first += len(share)

        if not numbers and not bodies:
            return [(LAST, partial(_said_where, order, slot, list(slot.children)))]
        if not bodies:
            return [(MOVE, act), (LAST, partial(_filled, work, order, cause))]
        return [(MOVE, act), (FILL, act_fill)]
    if order.payload is None:
        raise Undone(
            "amend.payload-mismatch",
            "分为数款（项）而没有新文本",
            "a split without new text",
            work.address(slot),
        )
    lines = order.payload.lines
    positions = [a.steps[-1].number for a in order.to if a.level in (Level.PARAGRAPH, Level.ITEM)]

    def act_parts() -> None:
        if slot.level is Level.ARTICLE:  # 将第二十条改为第二十三条，分为两款，修改为
            fill(work, Place(), slot, lines, cause)
            return
        if positions:
            slot.final = positions[0]
        fill(work, Place(), slot, lines, cause)

    return [(FILL, act_parts)]
