"""The numbers that items get when others come and go beside them, and the number that is printed on the new text of one."""

from __future__ import annotations

from collections.abc import Iterable

from lawtrack.binding import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.orders import InsertProvisions, Order, Place, Replace, Split
from lawtrack.decision.phrases.wording import ITEM_LABEL
from lawtrack.model.levels import Level, cited
from lawtrack.model.numerals import Number, label_number


def added_items(work: WorkingCopy, orders: Iterable[Order]) -> dict[Slot, set[int] | None]:
    """The numbers of the items that a decision adds, by the paragraph they are added to; None where they are not all given."""
    out: dict[Slot, set[int] | None] = {}
    for order in orders:
        if isinstance(order, (InsertProvisions, Split, Replace)) and (home := _list_of(work, order)) is not None:
            numbers, known = _numbers(order), out.get(home, set())
            if numbers != []:
                out[home] = None if numbers is None or known is None else known | set(numbers)
    return out


def _list_of(work: WorkingCopy, order: Order) -> Slot | None:
    """The paragraph among whose items an order adds some."""
    if len(order.places) != 1 or not (steps := order.places[0].address.steps) or order.places[0].through:
        return None  # 第一项至第三项修改为: as many as there were
    if steps[-1].level is not Level.ITEM and not (isinstance(order, InsertProvisions) and order.level is Level.ITEM):
        return None
    line = work.base.find(order.places[0].address)
    slot = work.slots[line] if line is not None else None
    if slot is not None and slot.level is Level.ARTICLE:
        return next((c for c in slot.children if any(i.level is Level.ITEM for i in c.children)), None)
    return slot.up(Level.PARAGRAPH) if slot is not None else None


def _numbers(order: InsertProvisions | Split | Replace) -> list[int] | None:
    """The numbers of the items that come with an order beside those that are there; None where it does not say."""
    lines = order.payload.lines if order.payload is not None else ()
    heads = [m for line in lines if (m := ITEM_LABEL.match(line.strip()))]
    printed = [label_number(m[0]).value for m in heads]
    if isinstance(order, Replace):
        return printed[1:]
    given = [a.steps[-1].number.value for a in order.to if a.level is Level.ITEM] or printed
    return (given[1:] if isinstance(order, Split) else given) or None


def check_printed(work: WorkingCopy, place: Place, slot: Slot, label: str) -> None:
    """Raises :class:`Undone` where the new text of an item is printed with another number than the item gets: by an order that gives it one, or
    because others come and go before it. Places are old ones, printed numbers new ones; which of two items is meant is then not said."""
    printed = label_number(label) if label else None
    old = work.base_number(slot) if slot.line is not None else Number()
    if slot.final is not None:
        if printed not in (slot.final, None):
            raise Undone(
                kinds.PRINTED_WITH_ANOTHER, place, becomes=cited(Level.ITEM, slot.final), label=label, final=slot.final
            )
        return
    if printed is None or printed.sub or not old.value or slot.parent is None:
        return
    numbers = _final_numbers(work, slot.parent)
    mine = numbers.get(slot) if numbers is not None else None
    if mine is None or mine == printed.value:
        return
    said = cited(Level.ITEM, printed)
    there = next((s for s, n in (numbers or {}).items() if n == printed.value), None)
    becomes = f"{place}因前面各项的增减改为{cited(Level.ITEM, mine)}" if mine != old.value else f"写明的是{place}"
    other = (
        f"，还是增减之后的{said}（原{work.address(there)}）"
        if there is not None and mine != old.value
        else f"，还是{said}"
    )
    raise Undone(kinds.PRINTED_WITHOUT_ORDER, place, becomes=becomes, label=label, other=other, mine=mine)


def _final_numbers(work: WorkingCopy, paragraph: Slot) -> dict[Slot, int] | None:
    """Old items → their new numbers, as the others come and go; None where that is not known."""
    added = work.added_items.get(paragraph, set())
    items = [s for s in paragraph.children if s.level is Level.ITEM and s.line is not None]
    if added is None or not items or not all(work.base_number(s).value for s in items):
        return None
    taken = added | {s.final.value for s in items if s.final is not None}
    left = [s for s in items if s.gone is None and s.final is None]
    if len(left) == len(items) and not added:
        return {s: work.base_number(s).value for s in items}
    out: dict[Slot, int] = {}
    number = 0
    for slot in left:
        number += 1
        while number in taken:
            number += 1
        out[slot] = number
    return out
