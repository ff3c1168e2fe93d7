"""Provisions are joined and divided: 合并为一条, 改为两条."""

from __future__ import annotations

from functools import partial

import attrs

from lawtrack.binding.binder import (
    FILL,
    HEAD,
    MOVE,
    TAKE,
    Step,
)
from lawtrack.binding.new_text import article_blocks, refill
from lawtrack.binding.orders.insert_delete import Arrivals
from lawtrack.binding.working_copy import Slot, Undone, article_number
from lawtrack.decision.orders import (
    Merge,
    Place,
    Split,
)  # fmt: skip
from lawtrack.decision.payload import split_articles
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.numerals import numeral

_JOINED = HEADINGS | {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM}


@attrs.define(eq=False)
class Joining(Arrivals):
    """Orders that merge and split."""

    # ------------------------------------------------------------------ merging and splitting

    def merge(self, order: Merge) -> list[Step]:
        cause = self.cause
        slots = [s for p in order.places for s in self.plan.places(p)]
        first = slots[0]
        if any((s.level in HEADINGS) != (first.level in HEADINGS) or s.level not in _JOINED for s in slots):
            raise Undone(
                "amend.not-possible",
                "不同层级的条文不能合并",
                "provisions of different kinds cannot be merged",
                str(order.places[0]),
            )
        if first.level in HEADINGS:
            return self.merge_headings(order, slots)
        payload = order.payload
        if order.to is None or order.to.level is Level.ARTICLE:
            number = order.to.steps[-1].number if order.to else (first.up(Level.ARTICLE) or first).number

            def act() -> None:
                whole = next((s for s in slots if s.level is Level.ARTICLE), None)
                if whole is not None:
                    target = whole
                    self.number(target, number, cause)
                else:
                    target = self.article_at(number, cause, first.up(Level.ARTICLE))
                if order.to is not None and len(order.to.steps) > 1:
                    self.hints[target] = order.to.parent
                for slot in slots:
                    if slot is target:
                        continue
                    if slot.level is Level.ARTICLE:
                        for kid in list(slot.alive):
                            if payload is None:
                                self.relocate(kid, target, cause)
                            else:
                                kid.delete(cause)
                        slot.gone = cause
                    elif payload is None and slot.level is Level.PARAGRAPH:
                        self.take(slot, number, None, cause, slot.up(Level.ARTICLE))
                    else:
                        self.drop(slot, cause)
                        home = slot.up(Level.ARTICLE)
                        if home is not None and not home.alive:
                            self.emptied.append(home)
                self.touched = True
                if payload is None:
                    self.spread.add(target)

            steps: list[Step] = [(MOVE, act)]
            if payload is not None:

                def fill() -> None:
                    target = next((s for s in slots if s.level is Level.ARTICLE), None) or self.article_at(
                        number, cause, None
                    )
                    self.fill(Place(), target, payload.lines, cause)

                steps.append((FILL, fill))
            return steps
        # 将第一款和第二款合并，作为第二款，修改为：…
        position = order.to.steps[-1].number
        article = article_number(order.to)

        def act_part() -> None:
            here = first.up(Level.ARTICLE)
            if order.to is not None and order.to.level is Level.PARAGRAPH and here is not None and article is not None \
                    and article not in (here.number, here.final):  # fmt: skip
                self.take(first, article, position, cause, here)
            else:
                first.final = position
            texts = [s.text for s in slots]
            for slot in slots[1:]:
                self.drop(slot, cause)
                home = slot.up(Level.ARTICLE)
                if home is not None and not home.alive:
                    self.emptied.append(home)
            if payload is None:
                first.replaced = ("".join(texts), cause)

        steps = [(TAKE, act_part)]
        if payload is not None:
            steps.append((FILL, lambda: self.fill(Place(), first, payload.lines, cause)))
        return steps

    def merge_headings(self, order: Merge, slots: list[Slot]) -> list[Step]:
        cause = self.cause
        if order.to is None:
            raise Undone("amend.target-missing", "没有写明并入哪一章", "no heading named to merge into")
        target = self.plan.slot(order.to)

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
            steps.append((FILL, partial(self.retitle, target, order.payload.lines, cause)))
        return steps

    def split(self, order: Split) -> list[Step]:
        cause = self.cause
        slot = self.plan.places(order.place)[0]
        if slot.level not in _JOINED:
            raise Undone("amend.not-possible", f"{order.place}不能拆分", "this cannot be split", str(order.place))
        if slot.level in HEADINGS:

            def act_heading() -> None:
                if order.headings:
                    slot.replaced = (order.headings[0], cause)
                self.number(slot, order.to[0].steps[-1].number, cause)
                parent = slot.parent or self.plan.root
                for k, address in enumerate(order.to[1:], 1):
                    name = slot.label[-1]
                    new = Slot(
                        Unit(
                            slot.level,
                            f"第{numeral(address.steps[-1].number.value)}{name}",
                            order.headings[k] if k < len(order.headings) else "",
                        ),
                        None,
                        cause,
                    )
                    new.first = True
                    parent.add(new, parent.children.index(slot) + k)
                    self.fixed[new] = (address.steps[-1].number, cause)
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
                    self.plan.address(slot),
                )

            def act() -> None:
                if not numbers and not bodies:
                    return  # the orders that follow say which paragraph goes where
                first = numbers[0] if numbers else bodies[0][0]
                self.number(slot, first, cause)
                self.spread.add(slot)
                for number, _ in bodies[1:]:
                    self.article_at(number, cause, slot)
                if not bodies:
                    for number in numbers[1:]:
                        self.article_at(number, cause, slot)

            def fill() -> None:
                shares = [article_blocks(lines) for _, lines in bodies]
                old = [c for c in slot.alive if c.move_cause is None]
                made = refill(slot, [b for share in shares for b in share], old, cause)
                first = len(shares[0])
                for (number, _), share in zip(bodies[1:], shares[1:], strict=True):
                    target = self.article_at(number, cause, slot)
                    for kid in made[first : first + len(share)]:
                        self.relocate(kid, target, cause)
                    first += len(share)

            return [(MOVE, act), *([(FILL, fill)] if bodies else [])]
        if order.payload is None:
            raise Undone(
                "amend.payload-mismatch",
                "分为数款（项）而没有新文本",
                "a split without new text",
                self.plan.address(slot),
            )
        lines = order.payload.lines
        positions = [a.steps[-1].number for a in order.to if a.level in (Level.PARAGRAPH, Level.ITEM)]

        def act_parts() -> None:
            if slot.level is Level.ARTICLE:  # 将第二十条改为第二十三条，分为两款，修改为
                self.fill(Place(), slot, lines, cause)
                return
            if positions:
                slot.final = positions[0]
            self.fill(Place(), slot, lines, cause)

        return [(FILL, act_parts)]
