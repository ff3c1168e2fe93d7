"""How orders are carried out: each finds its function here, and what several of them do to articles and paragraphs stands beside it.

An order is first *prepared* by the function registered for it (``@binds``): its places and words are looked up, nothing is changed.
What it then does to the working copy are steps, each in its phase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any, TypeVar

from lawtrack.arguments import unchecked
from lawtrack.binding import findings as kinds
from lawtrack.binding.new_units import NewUnits, article_blocks, new_slot
from lawtrack.binding.result.arithmetic import fixed, seat
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Claim, Double, Goal, Undone, WorkingCopy, squash
from lawtrack.decision.decision import Instruction
from lawtrack.decision.orders import ON_PROVISIONS, InsertProvisions, Order, Place, Renumber, nowhere
from lawtrack.decision.payload import CAPTION_MARKS, split_caption
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, Level, Unit, cited
from lawtrack.model.numerals import NUMERAL, Number, relabel
from lawtrack.model.titles import title_key
from lawtrack.patch.ops import Cause, Splice

Step = tuple[int, Callable[[], object]]
HEAD, MOVE, ARTICLES, TAKE, DROP, FILL, ADD, WORDS, LAST = range(9)  # the phases


FOLLOWS = Cause("", -1, "条文顺序作相应调整", True)
"""The cause of what follows from other changes."""
_cause = unchecked(Cause)


def cause_of(instruction: Instruction) -> Cause:
    """The cause of what an instruction orders."""
    return _cause(instruction.label, instruction.index, instruction.text[:200])


Way = Callable[[WorkingCopy, Any], list[Step]]
_WAYS: dict[type, Way] = {}
_W = TypeVar("_W", bound=Way)


def binds(*orders: type) -> Callable[[_W], _W]:
    """Registers the function that prepares orders of these classes."""

    def register(way: _W) -> _W:
        for order in orders:
            _WAYS[order] = way
        return way

    return register


def prepare(work: WorkingCopy, order: Order) -> list[Step]:
    """The steps that carry out an order; raises :class:`Undone` where it cannot be."""
    if nowhere(order):
        raise Undone(kinds.NO_PLACE)
    if type(order) in ON_PROVISIONS:
        check_annexes(order)
    return _WAYS[type(order)](work, order)


def check_annexes(order: Order) -> None:
    """Raises :class:`Undone` for an order that adds, joins, divides or numbers articles of an annex, or takes provisions into an article of one
    or out of it: articles are counted through the statute, and not in its annexes."""
    named = [p.address for p in order.places]
    if isinstance(order, (InsertProvisions, Renumber)):
        named += [p.address for p in (order.after, order.before) if p is not None]
    named += order.finals
    inner = next((a for a in named if a.steps and a.steps[0].level is Level.ANNEX and a.article is not None), None)
    if inner is None:
        return
    named = [a for a in named if a.steps]
    if isinstance(order, InsertProvisions):
        inside = order.level is not Level.ARTICLE and order.under is not None
    else:
        inside = all(a.level is not Level.ARTICLE for a in named)
    if not inside or len({a.article for a in named}) > 1:
        raise Undone(kinds.IN_AN_ANNEX, inner)


def claim(work: WorkingCopy, slot: Slot, part: str, lines: tuple[str, ...], order: Order) -> None:
    """Note that an order replaces a provision (or a part of it) by ``lines``, or deletes it (no lines)."""
    if slot.level in HEADINGS:  # 第二章修改为 and 第二章章名修改为 speak of one text
        part, lines = "", tuple(squash(x).removeprefix(squash(slot.label)) for x in lines)
    work.claims.setdefault((slot, part), []).append(Claim(work.cause, lines, order))


def check_claims(work: WorkingCopy, slot: Slot, part: str) -> None:
    """Raises :class:`Undone` where two orders want one provision otherwise, or one of them a part of what the other replaces as a whole:
    neither is carried out."""
    wanted = work.claims.get((slot, "" if slot.level in HEADINGS else part), ())
    if slot in work.tangled:
        names = "、".join(dict.fromkeys(c.clause or "一项指令" for c in work.tangled[slot]))
        where = work.address(slot)
        raise Undone(kinds.CONFLICT, where, names=names)
    if len(wanted) < 2:
        return
    if len({c.lines for c in wanted}) > 1 and any(c.order is not wanted[0].order for c in wanted):
        names = "、".join(dict.fromkeys(c.cause.clause or "一项指令" for c in wanted))
        where = work.address(slot)
        raise Undone(kinds.TWICE_REPLACED, where, names=names)


def aim(work: WorkingCopy, slot: Slot, to: Address, order: Order) -> None:
    """Note that an order gives a provision or a heading the number or the place ``to``."""
    work.goals.setdefault(slot, []).append(Goal(work.cause, to, order))


def check_aims(work: WorkingCopy, slot: Slot) -> None:
    """Raises :class:`Undone` where two orders give one provision places of which neither is within the other: neither is carried out."""
    goals = work.goals.get(slot, ())
    if len(goals) < 2:
        return
    one = _below_headings(goals[0].to)
    for goal in goals[1:]:
        other = _below_headings(goal.to)
        if goal.order is not goals[0].order and not (one.contains(other) or other.contains(one)):
            names = "、".join(dict.fromkeys(g.cause.clause or "一项指令" for g in (goals[0], goal)))
            raise Undone(kinds.TWO_PLACES, work.address(slot), names=names, one=one, other=other)


def _below_headings(to: Address) -> Address:
    """A place without the headings above it; a heading by itself."""
    return Address(tuple(s for s in to.steps if s.level not in HEADINGS) or to.steps[-1:])


def unless_disputed(
    work: WorkingCopy, order: Order, shares: Iterable[tuple[Slot, tuple[str, ...] | None]], steps: Iterable[Step]
) -> list[Step]:
    """The steps of an order that gives several provisions their new texts at once (no lines: a provision goes into another one; None: it keeps its
    text): none of them is carried out where another order wants one of these provisions otherwise."""
    slots = []
    for slot, lines in shares:
        if lines is not None:
            claim(work, slot, "", lines, order)
        slots.append(slot)
    verdict: list[Undone | None] = []  # of all steps together, found when the first of them is due
    return [(phase, partial(_act_undisputed, work, slots, verdict, act)) for phase, act in steps]


def _act_undisputed(
    work: WorkingCopy, slots: Iterable[Slot], verdict: list[Undone | None], act: Callable[[], object]
) -> None:
    if not verdict:
        verdict.append(_dispute(work, slots))
    if verdict[0] is not None:
        raise verdict[0]
    act()


def _dispute(work: WorkingCopy, slots: Iterable[Slot]) -> Undone | None:
    try:
        for slot in slots:
            check_claims(work, slot, "")
            check_aims(work, slot)
    except Undone as undone:
        return undone
    return None


def unless_moved(work: WorkingCopy, slot: Slot, step: Step) -> Step:
    """A step that gives a provision its number or place, if no other order gives it another one."""
    return step[0], partial(_act_unmoved, work, slot, step[1])


def _act_unmoved(work: WorkingCopy, slot: Slot, act: Callable[[], object]) -> None:
    check_aims(work, slot)
    act()


def tangle(
    work: WorkingCopy, leads_in: Callable[[WorkingCopy, Slot, tuple[str, ...]], bool], leaving: Collection[Slot] = ()
) -> None:
    """Find the provisions that one order replaces as a whole while another one replaces or deletes a part of them, and these parts.

    What one instruction deletes of a provision, or says again of its new text, agrees with it. ``leads_in``: whether new text for a provision is its lead-in alone, so that its parts stay. What is ``leaving`` for another place (单作一条) takes
    its old text along, and the new text for the whole does not reach it.
    """
    for (slot, part), mine in work.claims.items():
        if slot in leaving:
            continue
        if part:
            _tangle(work, slot, slot, mine, leads_in)
        if slot.level > Level.ARTICLE:
            for above in slot.above():
                if above.level < Level.ARTICLE:
                    break
                _tangle(work, above, slot, mine, leads_in)


def _tangle(
    work: WorkingCopy,
    whole: Slot,
    part: Slot,
    mine: Iterable[Claim],
    leads_in: Callable[[WorkingCopy, Slot, tuple[str, ...]], bool],
) -> None:
    theirs = [c for c in work.claims.get((whole, ""), ()) if c.lines and not leads_in(work, whole, c.lines)]
    for one in theirs:
        others = [c.cause for c in mine if c.order is not one.order and _contradicts(c, one)]
        for slot in (whole, part) if others else ():
            work.tangled[slot] = tuple(dict.fromkeys((*work.tangled.get(slot, ()), one.cause, *others)))


def _contradicts(part: Claim, whole: Claim) -> bool:
    """Whether new text for a part is not what the new text for the whole says. In one instruction old parts may be deleted, or told again."""
    return part.cause.index != whole.cause.index or bool(set(part.lines) - set(whole.lines))


def check_quoted(work: WorkingCopy, place: Place, slot: Slot) -> None:
    """A heading, title or caption that the decision quotes beside its number must be the one that stands there."""
    quoted = place.quoted or place.named
    captioned = place.part == "heading" and slot.level in (Level.ARTICLE, Level.ANNEX) and slot.text
    if not quoted or not place.address.steps or not captioned and slot.level not in (*HEADINGS, Level.TITLE):
        return
    have, said = squash(slot.text), squash(quoted).removeprefix(squash(slot.label))
    if slot.level is Level.ARTICLE:
        have, said = have.strip(CAPTION_MARKS), said.strip(CAPTION_MARKS)
    if slot.level is Level.TITLE:
        have, said = title_key(have), title_key(said)
    if have != said:
        where = work.address(slot)
        raise Undone(kinds.ANOTHER_HEADING, where, before=quoted, after=slot.text)


def drop(work: WorkingCopy, slot: Slot, cause: Cause, vacant: bool = False) -> None:
    """A provision goes; an article leaves its number vacant in an amendment without renumbering, or where the decision says so."""
    if (slot.level is Level.ARTICLE or slot.level in HEADINGS) and slot in work.fixed and slot.gone is None:
        raise Undone(kinds.DELETED_AND_RENUMBERED, work.address(slot))
    if slot.gone is not None:
        return
    if slot.level is Level.ARTICLE and (work.unnumbered or vacant):
        for child in slot.alive:
            child.delete(cause)
        mark = Slot(Unit(Level.PARAGRAPH, "", "（删去）"), None, cause)
        slot.add(mark)
        work.vacated[slot] = cause
        return
    work.touched |= any(s.level is Level.ARTICLE for s in slot.below())
    for child in slot.below():  # what was moved out is no longer below
        if child.gone is None and child.line is not None:
            child.gone = cause


def new_article(
    work: WorkingCopy, number: Number, lines: tuple[str, ...], cause: Cause, beside: Slot | None = None
) -> Slot:
    """A new article with its final number, or none where it follows from counting; ``beside`` is the article of the base that it stands next to."""
    style = label_like(work.articles, Level.ARTICLE, number if number.value or beside is None else beside.number)
    lines, caption = split_caption(lines, work.caption)
    body = tuple(article_blocks(lines)) if any(lines) else ()
    slot = new_slot(NewUnits(Unit(Level.ARTICLE, style, caption), body), cause)
    slot.order = beside.order if beside is not None else 0
    work.articles.append(slot)
    if beside is not None and beside.parent is not None:
        work.hints[slot] = beside.parent
    if not number.value:
        slot.label_cause, work.touched = cause, True
        return slot
    known = work.by_number.get(number)
    if known is not None and known.gone is None and known in work.stated and not work.unnumbered:
        work.report(kinds.SAME_NUMBER_ADDED, style)
    work.number(slot, number, cause)
    return slot


def drop_shell(work: WorkingCopy, slot: Slot, cause: Cause) -> None:
    """An article whose paragraphs went elsewhere."""
    if slot.empty and slot.gone is None:
        slot.gone = cause
        work.touched = True


def relocate(slot: Slot, target: Slot, cause: Cause) -> None:
    """A provision goes under another one."""
    slot.leave()
    target.add(slot)
    slot.move_cause = cause


def take(
    work: WorkingCopy, slot: Slot, article: Number, position: Number | None, cause: Cause, source: Slot | None
) -> None:
    """Move a paragraph (or the items of one) out of its article into the final article ``article``."""
    target = own_article(work, article, cause, source) if position is None else article_at(work, article, cause, source)
    if slot.level > Level.PARAGRAPH:
        become_paragraph(slot, cause)
    if slot.parent is target:
        slot.final = position
        return
    relocate(slot, target, cause)
    slot.final = position
    if source is not None and source.empty and source.gone is None:
        work.emptied.append(source)


def become_paragraph(slot: Slot, cause: Cause) -> None:
    """An item that stands by itself has no number, and its sentence ends; its subitems are items."""
    if slot.level is Level.ITEM:
        for k, kid in enumerate(slot.alive, 1):
            kid.level, kid.label, kid.label_cause = Level.ITEM, relabel("（一）", Number(k)), cause
    slot.level, slot.label, slot.label_cause = Level.PARAGRAPH, "", cause
    text = slot.text
    if text and text[-1] in "；;，," and not slot.children:
        slot.edits += (((Splice(len(text) - 1, len(text), "。"),), cause),)


_PLAIN = re.compile(rf"第[^第至到—（(]{{1,12}}|{NUMERAL}、")


def label_like(slots: Iterable[Slot], level: Level, number: Number) -> str:
    """The label of a new provision, in the style of those that stand there: 第4条 beside 第3条, 第 四 条 beside 第 三 条, 四、 beside 三、."""
    style = next((s.label for s in slots if s.level is level and s.line is not None and _PLAIN.fullmatch(s.label)), "")
    return relabel(style, number) if style else cited(level, number)


def article_at(work: WorkingCopy, number: Number, cause: Cause, source: Slot | None) -> Slot:
    """The article that has the final number ``number``: renumbered, inserted, or now made from ``source``."""
    known = work.by_number.get(number)
    return known if known is not None and known.gone is None else _made(work, number, cause, source)


def own_article(work: WorkingCopy, number: Number, cause: Cause, source: Slot | None) -> Slot:
    """The article that an order makes of what becomes one by itself; that of another order is none of its own, and is noted as a double. One whose
    number is only stated may lose it."""
    known = next((s for s in (work.created.get(number), work.by_number.get(number)) if s and s.gone is None), None)
    if known is None:
        return _made(work, number, cause, source)
    if known in work.origin:
        if work.origin[known] is source or work.fixed[known][1].index == cause.index:
            return known
    elif known in work.stated and not work.unnumbered:
        return _made(work, number, cause, source)
    made = _made(work, number, cause, source)
    causes: dict[Slot, Cause | None] = {known: work.fixed[known][1], made: cause}
    work.doubles.append(Double(cited(Level.ARTICLE, number), Level.ARTICLE, number, causes))
    return made


def _made(work: WorkingCopy, number: Number, cause: Cause, source: Slot | None) -> Slot:
    slot = Slot(
        Unit(Level.ARTICLE, label_like(work.articles, Level.ARTICLE, number)),
        None,
        cause,
    )
    slot.first = True
    slot.order = source.order if source is not None else 0
    work.articles.append(slot)
    work.number(slot, number, cause)
    if source is not None:
        work.origin[slot] = source
    work.created[number] = slot
    return slot


def paragraph_at(article: Slot, number: Number) -> Slot | None:
    """The paragraph that has this number in the end, once those that orders placed are seated."""
    seated, _ = seat(article.alive, fixed)
    return next((slot for n, slot in seated if n == number.value), None)
