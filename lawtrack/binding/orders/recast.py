"""Articles rewritten together: a chapter or section as a whole, 第二条至第四条修改为两条."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from lawtrack.binding.binder import ARTICLES, DROP, FILL, HEAD, MOVE, Step, aim, drop, new_article, unless_disputed
from lawtrack.binding.new_text import check_heading_number, fill, listed_like, refuse_headings
from lawtrack.binding.new_units import NewUnits, blocks_of, pair, refill
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.orders import Order, Place, Split
from lawtrack.decision.payload import payload_units, split_articles
from lawtrack.model.address import Address
from lawtrack.model.address import Step as AddressStep
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.numerals import Number, label_number
from lawtrack.patch.ops import Cause

Body = tuple[Number, tuple[str, ...], Slot | None]
"""An article of the new text: its number, its lines, the heading it stands under (None: where it stood)."""


def recast(work: WorkingCopy, order: Order, old: Sequence[Slot], bodies: Sequence[Body]) -> list[Step]:
    """``old`` articles give way to ``bodies``: the likest go on under their new numbers, the others come and go."""
    cause = work.cause
    pairs = pair(["\n".join(s.text for s in a.below()) for a in old], ["\n".join(lines) for _, lines, _ in bodies])
    steps: list[Step] = []
    for k, (number, lines, home) in enumerate(bodies):
        if k in pairs:
            slot = old[pairs[k]]
            aim(work, slot, Address((AddressStep(Level.ARTICLE, number),)), order)
            steps.append((MOVE, partial(work.number, slot, number, cause)))
            if home is not None and slot.parent is not home:
                steps.append((MOVE, partial(work.hints.__setitem__, slot, home)))
            steps.append((FILL, partial(fill, work, Place(), slot, lines, cause)))
        else:
            steps.append((ARTICLES, partial(_add, work, number, lines, home or old[0].parent)))
    kept = set(pairs.values())
    steps += [(DROP, partial(drop, work, slot, cause)) for i, slot in enumerate(old) if i not in kept]
    shares = {i: bodies[k][1] for k, i in pairs.items()}
    return unless_disputed(work, order, [(slot, shares.get(i, ())) for i, slot in enumerate(old)], steps)


def _add(work: WorkingCopy, number: Number, lines: tuple[str, ...], home: Slot | None) -> None:
    slot = new_article(work, number, lines, work.cause)
    if home is not None:
        work.hints[slot] = home


def recast_articles(
    work: WorkingCopy, order: Order, old: Sequence[Slot], lines: tuple[str, ...], to: Sequence[Number]
) -> list[Step]:
    """将第二条至第四条修改为两条：“第二条 … / “第三条 …”; ``to`` are the numbers where the texts come without."""
    refuse_headings(lines, work.address(old[0]))
    bodies: list[Body] = [(number, body, None) for number, body in split_articles(lines)]
    if not bodies and len(to) == len(lines):
        bodies = [(number, (line,), None) for number, line in zip(to, lines, strict=True)]
    if not bodies:
        where = work.address(old[0])
        raise Undone(kinds.NO_NUMBERS, where)
    return recast(work, order, old, bodies)


def recast_run(work: WorkingCopy, old: Sequence[Slot], order: Split) -> list[Step]:
    """将第一条第二款至第四款修改为两款: the 款 or 项 of one provision that follow one another get a new text, in another number."""
    parent, lines = old[0].parent, order.payload.lines if order.payload is not None else ()
    refuse_headings(lines, order.place)
    blocks = blocks_of(payload_units(lines, Level.ITEM if order.level is Level.ITEM else Level.ARTICLE))
    if parent is None or any(s.parent is not parent or s.level is not order.level for s in old):
        raise Undone(kinds.NOT_SPLIT, order.place)
    if any(b.unit.level is not order.level for b in blocks):
        raise Undone(kinds.NOT_SPLIT, order.place)
    first = label_number(old[0].label).value or parent.children.index(old[0]) + 1
    numbers = [a.steps[-1].number for a in order.to] or [Number(first + k) for k in range(len(blocks))]
    if len(numbers) != len(blocks):
        raise Undone(kinds.TEXTS_UNEQUAL, order.place, places=len(numbers), texts=len(blocks))
    step = (FILL, partial(_recast, work, parent, old, blocks, numbers, bool(order.to), work.cause))
    return unless_disputed(work, order, [(slot, lines) for slot in old], [step])


def _recast(
    work: WorkingCopy,
    parent: Slot,
    old: Sequence[Slot],
    blocks: Sequence[NewUnits],
    numbers: Sequence[Number],
    stated: bool,
    cause: Cause,
) -> None:
    style = old[0].label
    fitted = [listed_like(b, style, (n,)) for b, n in zip(blocks, numbers, strict=True)]
    for slot, number in zip(refill(parent, fitted, old, cause), numbers, strict=True):
        slot.final = number if stated else slot.final


def recasts_heading(lines: Sequence[str]) -> bool:
    """Whether new text for a chapter or section holds articles, not only its heading."""
    return len(lines) > 1 and any(u.level is Level.ARTICLE for u in payload_units(tuple(lines), Level.PART))


def recast_heading(work: WorkingCopy, order: Order, heading: Slot, lines: tuple[str, ...]) -> list[Step]:
    """将第二章修改为：“第二章 … / “第二条 …”: its heading, its sections and its articles."""
    cause = work.cause
    shares: list[tuple[Slot, tuple[str, ...] | None]] = []
    units = payload_units(lines, Level.PART)
    title, lines = (units[0], lines[1:]) if units[0].level is heading.level else (None, lines)
    steps: list[Step] = []
    if title is not None and title.number.value:
        steps.append((FILL, partial(check_heading_number, work, heading, title)))
    if title is not None and title.text:
        shares.append((heading, (title.text,)))
        steps.append((FILL, partial(setattr, heading, "replaced", (title.text, cause))))
    sections = [s for s in heading.below()[1:] if s.level in HEADINGS]
    named: list[Slot] = []
    bodies: list[Body] = []
    home = heading
    for line in lines:
        unit = payload_units((line,), Level.PART)[:1]
        if unit and unit[0].level in HEADINGS:
            home = _section(work, heading, sections, unit[0], steps)
            named.append(home)
            shares += [(home, (unit[0].text,))] if home.line is not None else []
        elif unit and unit[0].level is Level.ARTICLE:
            bodies += [(number, body, home) for number, body in split_articles((line,))]
        elif bodies:
            number, body, above = bodies[-1]
            bodies[-1] = (number, (*body, line), above)
        else:
            where = work.address(heading)
            raise Undone(kinds.TEXT_IN_NO_ARTICLE, where)
    old = [a for a in heading.below() if a.level is Level.ARTICLE]
    steps += [(HEAD, partial(setattr, s, "gone", cause)) for s in sections if s not in named]
    return [*recast(work, order, old, bodies), *unless_disputed(work, order, shares, steps)]


def _section(work: WorkingCopy, above: Slot, known: Sequence[Slot], unit: Unit, steps: list[Step]) -> Slot:
    """The section of this number, with its new heading; a new one where there is none."""
    cause = work.cause
    for slot in known:
        if slot.level is unit.level and slot.number == unit.number:
            steps.append((FILL, partial(setattr, slot, "replaced", (unit.text, cause))))
            return slot
    if unit.level.rank <= above.level.rank:
        where = work.address(above)
        raise Undone(kinds.HEADING_OF_THE_SAME_RANK, where, label=unit.label)
    slot = Slot(unit, None, cause)
    slot.first = True
    slot.final = unit.number
    work.fixed[slot] = (unit.number, cause)
    steps.append((HEAD, partial(above.add, slot)))
    return slot
