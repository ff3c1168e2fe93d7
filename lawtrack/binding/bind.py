"""(what a decision does to one statute, the statute) → the plan: each order finds its place in the base and says what becomes of it.

Every order is first *prepared* (all its places and words are looked up, nothing is changed); an instruction of which one order
fails is left undone as a whole. What was prepared is then carried out in phases, so the sequence of instructions has no influence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter

import lawtrack.binding.orders.added_words
import lawtrack.binding.orders.conform
import lawtrack.binding.orders.insert_delete
import lawtrack.binding.orders.merge_split
import lawtrack.binding.orders.moved_words
import lawtrack.binding.orders.renumber
import lawtrack.binding.orders.replace
import lawtrack.binding.orders.words  # noqa: F401  each registers how its orders are prepared
from lawtrack.binding import findings as kinds
from lawtrack.binding.binder import cause_of, prepare, tangle
from lawtrack.binding.item_numbers import added_items
from lawtrack.binding.new_text import is_lead_in
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Correspondence, Undone, WorkingCopy
from lawtrack.decision.corrections import line_for
from lawtrack.decision.decision import Amended, Instruction
from lawtrack.decision.orders import DeleteProvisions, InsertProvisions, Merge, Order, Renumber, Split
from lawtrack.decision.phrases.wording import count_text
from lawtrack.errors import Severity
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import Level, cited
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause, clause_of

Planned = tuple[int, Instruction, Cause, Order, Callable[[], object]]
"""A step of an order: its phase, the instruction and its cause, the order, what is done."""


def bind(
    base: Statute, part: Amended, unnumbered: bool, correspondences: Mapping[str, Correspondence] | None = None
) -> WorkingCopy:
    """Carry out what ``part`` orders on a working copy of ``base``; numbers and consequences are not settled yet.

    ``correspondences`` are the new numbers of other statutes that are cited, by title.
    """
    work = WorkingCopy(base, unnumbered, correspondences or {})
    work.closes_up = part.adjusts
    listing = _on_items(part)
    if listing:
        work.listed, work.added_items = listed_paragraphs(work, listing), added_items(work, listing)
    steps: list[Planned] = []
    for instruction in sorted(part.instructions, key=attrgetter("index")):
        work.instruction = work.instructions[instruction.index] = instruction
        work.cause = cause = cause_of(instruction)
        steps += prepare_all(work, instruction, cause)
    tangle(work, is_lead_in, _leaving(work, part))
    told: set[tuple[int, str]] = set()
    for _, instruction, cause, order, act in sorted(steps, key=itemgetter(0)):
        work.instruction, work.cause = instruction, cause
        try:
            act()
            work.acted += 1
        except Undone as undone:
            once = (id(order), undone.message)  # an order of several steps fails in each of them
            if once not in told:
                told.add(once)
                tell(work, instruction, order, undone, "有一处未执行")
    work.instruction = None
    return work


_RENUMBERING = (Renumber, Merge)


def _leaving(work: WorkingCopy, part: Amended) -> set[Slot]:
    """The 款 and 项 of the base that an order gives a place in another article, or makes an article, alone or with others."""
    orders = [o for i in part.instructions for o in i.orders if isinstance(o, _RENUMBERING)]
    pairs: list[tuple[Address, Address]] = []
    for order in orders:
        if isinstance(order, Renumber):
            pairs += [(p.address, t.address) for p, t in zip(order.places, order.to, strict=False)]
        elif order.to is not None:
            pairs += [(p.address, order.to) for p in order.places]
    pairs = [(place, to) for place, to in pairs if place.steps and to.steps]
    deep = [(place, to) for place, to in pairs if place.level > Level.ARTICLE]
    becomes = {place: to.article for place, to in pairs if place.article == place} if deep else {}
    out: set[Slot] = set()
    for place, to in deep:
        line = work.base.find(place)
        own = place.article
        if line is not None and to.article != (becomes.get(own, own) if own else own):
            out.add(work.slots[line])
    return out


def prepare_all(work: WorkingCopy, instruction: Instruction, cause: Cause) -> list[Planned]:
    """The steps of an instruction. An order that cannot be carried out is left undone alone, with those that build on it: what follows a
    failed division, merger or renumbering of the same article."""
    made: list[Planned] = []
    failed: list[tuple[Order, Undone]] = []
    broken: set[Address] = set()
    for at, order in enumerate(instruction.orders):
        try:
            if at:
                check_counting(work, instruction, at)
            if work.twice:
                check_numbering(work, order)
            if broken and (articles := _articles(order) & broken):
                where = "、".join(map(str, articles))
                raise Undone(kinds.NOT_POSSIBLE, where)
            made += [(phase, instruction, cause, order, act) for phase, act in prepare(work, order)]
        except Undone as undone:
            failed.append((order, undone))
            if order.kind in ("join", "split", "renumbering"):
                broken |= _articles(order)
    if not failed:
        return made
    how = "未执行" if len(failed) == len(instruction.orders) else "有一处未执行（其余已执行）"
    for order, fault in failed:
        tell(work, instruction, order, fault, how)
    return made


def check_numbering(work: WorkingCopy, order: Order) -> None:
    """Raises :class:`Undone` for an order that brings, ends or renumbers articles where their numbers begin anew in each part: those behind it
    would be numbered through."""
    first = parse_address("第一条")
    if first not in work.twice or not isinstance(order, (InsertProvisions, DeleteProvisions, Merge, Split, Renumber)):
        return
    places = [order.place] if isinstance(order, Split) else [*getattr(order, "places", ())]
    named = [*(p.address for p in places if not p.part), *order.finals]
    if any(a.steps and a.level <= Level.ARTICLE and a.steps[0].level is not Level.ANNEX for a in named) or (
        isinstance(order, InsertProvisions) and order.level <= Level.ARTICLE
    ):
        raise Undone(kinds.NUMBERS_RESTART, next(iter(named), ""), title=work.base.title)


def check_counting(work: WorkingCopy, instruction: Instruction, at: int) -> None:
    """Raises :class:`Undone` for an order on a 款 that may be counted with those just added: 增加一款，作为第一款：…。将第二款、第三款中的…。将第六款中的…

    Places on the left are old ones; where the instruction itself names one that only the article with its added 款 has, it counts with
    them, and an earlier 第二款 has two readings.
    """
    before = _added_paragraphs(instruction.orders[:at])
    if not before:
        return
    more = _added_paragraphs(instruction.orders)
    for place in instruction.orders[at].places:
        article, number = place.address.article, _paragraph(place.address)
        line = work.base.find(article) if article in before and article is not None else None
        if line is None or article is None or number is None or number < min(before[article]):
            continue
        have = sum(c.level is Level.PARAGRAPH for c in work.slots[line].children)
        named = [_paragraph(p.address) for o in instruction.orders for p in o.places if p.address.article == article]
        beyond = next((n for n in named if n is not None and have < n <= have + len(more[article])), None)
        if beyond is not None and number <= have:
            raise Undone(
                kinds.PLACE_UNCLEAR,
                place.address,
                article=article,
                count=count_text(Level.PARAGRAPH, have),
                beyond=cited(Level.PARAGRAPH, beyond),
            )


def _added_paragraphs(orders: Sequence[Order]) -> dict[Address, list[int]]:
    """The final positions of the 款 that orders add, by article of the base."""
    out: dict[Address, list[int]] = {}
    for order in orders:
        if isinstance(order, InsertProvisions) and order.level is Level.PARAGRAPH and order.under and order.to:
            if article := order.under.address.article:
                out.setdefault(article, []).extend(a.steps[-1].number.value for a in order.to)
    return out


def _paragraph(address: Address) -> int | None:
    """The position of the 款 that an address names."""
    return next((s.number.value for s in address.steps if s.level is Level.PARAGRAPH), None)


def _articles(order: Order) -> set[Address]:
    """The articles of the base that an order names."""
    return {a for p in order.places if (a := p.address.article) is not None}


def tell(work: WorkingCopy, instruction: Instruction, order: Order, undone: Undone, how: str) -> None:
    """The finding for an order that was not carried out, with the line for a corrections file."""
    clause = clause_of(instruction.label) if instruction.label else ""
    words = words_of(instruction, order)
    way_on = f"；更正文件可写：{line_for(words)}" if words else ""
    kind = undone.kind.variant("{clause}{how}：{said}{way_on}", "not carried out: {said_en}", Severity.ERROR)
    work.report(
        kind, undone.address, before=undone.before, after=undone.after,
        clause=clause, how=how, said=undone.message, said_en=undone.message_en, way_on=way_on,
    )  # fmt: skip


def words_of(instruction: Instruction, order: Order) -> str:
    """The clause of an instruction in which an order stands."""
    text = instruction.text
    if order.span is not None and instruction.span is not None:
        at = instruction.span.start
        text = text[order.span.start - at : order.span.end - at] or text
    return text.strip()


def _on_items(part: Amended) -> list[Order]:
    """The orders that name items, or add some."""
    item, out = Level.ITEM, list[Order]()
    for order in [o for i in part.instructions for o in i.orders]:
        for place in order.places:
            steps = place.address.steps
            if steps and steps[-1].level >= item:
                out.append(order)
                break
        else:
            if type(order) is InsertProvisions and order.level is item:
                out.append(order)
    return out


def listed_paragraphs(work: WorkingCopy, orders: Iterable[Order]) -> set[Slot]:
    """The paragraphs of which an order names an item, or adds one: a new text for them alone is their lead-in (rule 11)."""
    out: set[Slot] = set()
    item, subitem = Level.ITEM, Level.SUBITEM
    for order in orders:
        adds = type(order) is InsertProvisions and order.level is item
        for place in order.places:
            steps = place.address.steps
            if not steps or (level := steps[-1].level) is not item and level is not subitem and not adds:
                continue
            line = work.base.find(place.address)
            slot = work.slots[line] if line is not None else None
            if slot is not None and adds and slot.level is Level.ARTICLE:
                slot = next((c for c in slot.children if any(i.level is Level.ITEM for i in c.children)), None)
            paragraph = slot.up(Level.PARAGRAPH) if slot is not None else None
            if paragraph is not None:
                out.add(paragraph)
    return out
