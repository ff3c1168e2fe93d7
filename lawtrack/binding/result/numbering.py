"""Who gets which number: articles through the statute, paragraphs and items by position, headings under their parent.

Orders fix some numbers; everything else takes the free ones in the order of the base (条文顺序作相应调整). Numbers in orders are final
numbers, so no step-by-step shifting is ever needed (rule A1).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from operator import attrgetter

from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result import findings as kinds
from lawtrack.binding.result.arithmetic import fixed, seat, settle_beside, settle_stated, trouble_of
from lawtrack.binding.result.doubles import note_doubles, numbered_by
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.errors import FindingKind
from lawtrack.model.levels import HEADINGS, Level, cited
from lawtrack.model.numerals import Number, label_number, relabel
from lawtrack.patch.ops import Cause

_HEADED = HEADINGS | {Level.ANNEX}
_NUMBERED = HEADINGS - {Level.DIVISION}
_level = attrgetter("level")


def headed(slot: Slot) -> list[Slot]:
    """A slot and the headings below it, gone or not, in print order."""
    out, stack = [], [slot]
    while stack:
        slot = stack.pop()
        out.append(slot)
        if not _HEADED.isdisjoint(map(_level, slot.children)):
            stack += [c for c in reversed(slot.children) if c.level in _HEADED]
    return out


def heading_order(work: WorkingCopy) -> dict[Slot, int]:
    """The headings in the order in which they are printed."""
    return {s: i for i, s in enumerate(headed(work.root)) if s.level in HEADINGS}


def rank(slot: Slot) -> tuple[int, int]:
    """The final number, for sorting."""
    number = slot.final or slot.number
    return number.value, number.sub


def article_numbers(work: WorkingCopy, without: Container[Slot]) -> dict[Number, Slot]:
    """Final number → article, as they would be were it not for ``without``."""
    articles = [a for a in work.articles if a.gone is None and a not in without]
    out: dict[Number, Slot] = {}
    for article in articles:
        out.setdefault(article.final or article.number, article)
    if work.unnumbered:
        return out
    sequence, start = _sequence(work, [a for a in articles if not (a.final or a.number).sub])
    seated, _ = seat(sequence, fixed, start)
    return {n: a for n, a in out.items() if n.sub} | {Number(n): s for n, s in seated if isinstance(s, Slot)}


def stated_agree(work: WorkingCopy, without: Container[Slot]) -> bool:
    """Whether the numbers that the decision states for articles are those that the count gives, ``without`` set aside."""
    if work.unnumbered:
        return True
    articles = [a for a in work.articles if a.gone is None and a not in without and not (a.final or a.number).sub]
    sequence, start = _sequence(work, articles)
    stated = _not_moved(work)
    mine = [a for a in articles if a.line is not None and a.final is not None and a in stated]
    return not trouble_of(sequence, mine, start)


def number_articles(work: WorkingCopy) -> None:
    """Every article takes its final number: those that orders give, the others in between."""
    articles = [a for a in work.articles if a.gone is None]
    if not work.touched:
        return
    if work.unnumbered:
        _fill_vacated(work, articles)
        for slot in articles:
            slot.final = slot.final or slot.number
        note_doubles(work, "", [a for a in articles if a.gone is None], numbered_by, every=True)
        return
    note_doubles(work, "", articles)
    between = {a for a in articles if (a.final or a.number).sub}  # 第X条之一 stands behind 第X条 and moves nothing
    sequence, start = _sequence(work, [a for a in articles if a not in between] if between else articles)
    settle_beside(work, sequence, start)
    seated, clashes = settle_stated(work, sequence, _not_moved(work), start)
    for clash in clashes:
        if isinstance(clash, Slot):
            tell_of(work, clash, kinds.TWO_OF_ONE_NUMBER, number=cited(Level.ARTICLE, clash.final or 0))
    settled: dict[int, int] = {}
    for position, item in seated:
        if isinstance(item, Slot):
            if between and item.line is not None and not item.number.sub:
                settled[item.number.value] = position
            if item.final is None or item.final.value != position:
                item.final = Number(position)
    numbers = [n for n, s in seated if isinstance(s, Slot)]
    if between:
        _seat_between(work, between, settled, {*numbers})
    if numbers and numbers[-1] - start + 1 > len(seated):
        gap = next((n for n, m in zip(numbers, numbers[1:], strict=False) if m > n + 1), 0)
        work.report(kinds.NUMBERING_GAP, cited(Level.ARTICLE, gap), gap=gap)


def tell_of(work: WorkingCopy, slot: Slot, kind: FindingKind, where: str = "", **values: object) -> None:
    """Tell something of a provision, as said of the order that gives it its number or place."""
    cause = work.stated.get(slot) or slot.cause or slot.label_cause or slot.move_cause
    work.instruction = work.instructions.get(cause.index) if cause is not None else None
    work.report(kind, where or work.address(slot), **values)
    work.instruction = None


def _fill_vacated(work: WorkingCopy, articles: Sequence[Slot]) -> None:
    """The number that a deleted article leaves is taken where the decision gives it to another one: nothing is vacant then."""
    taken = {a.final or a.number for a in articles if a not in work.vacated} if work.vacated else set()
    for slot, cause in work.vacated.items():
        if (slot.final or slot.number) in taken:
            slot.delete(cause)


def _seat_between(
    work: WorkingCopy, between: Iterable[Slot], settled: Mapping[int, int], numbers: Container[int]
) -> None:
    """The numbers of articles with 之一: those of the base go with their article, new ones have the number that is ordered."""
    taken: dict[Number, Slot] = {}
    adrift: dict[Slot, Cause | None] = {}
    for slot in sorted(between, key=lambda s: (s.line is None, s.final is not None, s.order)):
        own = slot.number
        if slot.final is None and own.value not in settled:
            above = cited(Level.ARTICLE, own.value)
            adrift[slot] = _left(work, Number(own.value))
            work.report(kinds.NOTHING_TO_GO_WITH, work.address(slot), above=above)
        slot.final = slot.final or Number(settled.get(own.value, own.value), own.sub)
        if slot.line is None and slot.final.value not in numbers:
            slot.gone = slot.cause or FOLLOWS
            name = cited(Level.ARTICLE, slot.final)
            tell_of(work, slot, kinds.NOTHING_TO_STAND_BEHIND, name, above=cited(Level.ARTICLE, slot.final.value))
        else:
            taken.setdefault(slot.final, slot)
            _tell_behind(work, slot, settled)

    def cause_of(work: WorkingCopy, slot: Slot) -> Cause | None:
        return adrift.get(slot) or numbered_by(work, slot)

    note_doubles(work, "", [s for s in between if s.gone is None], cause_of, every=True)
    for number, slot in taken.items():
        ordered = slot.line is None or slot in work.fixed
        if ordered and number.sub > 1 and Number(number.value, number.sub - 1) not in taken:
            work.report(kinds.GAP_BEFORE, cited(Level.ARTICLE, number))


def _tell_behind(work: WorkingCopy, slot: Slot, settled: Mapping[int, int]) -> None:
    """将第一条改为第五条之一: behind which 第五条, where the articles close up?"""
    value = slot.final.value if slot.final is not None else 0
    was = next((old for old, position in settled.items() if position == value), value)
    if slot.line is not None and slot in work.fixed and was != value:
        after, above = cited(Level.ARTICLE, slot.final or 0), cited(Level.ARTICLE, value)
        tell_of(work, slot, kinds.BEHIND_ANOTHER, after=after, above=above, was=cited(Level.ARTICLE, was))


def _left(work: WorkingCopy, number: Number) -> Cause | None:
    """The order by which the article of the base that had a number is not there any more."""
    slot = next((a for a in work.articles if a.line is not None and work.base_number(a) == number), None)
    return None if slot is None else slot.gone or work.fixed.get(slot, (number, None))[1]


def _not_moved(work: WorkingCopy) -> set[Slot]:
    """The articles whose number is only stated: no order puts them under another heading."""
    ranges = [(g.first.steps[-1].number, g.last.steps[-1].number, g.heading.steps[-1]) for g in work.regroups]

    def moved(slot: Slot) -> bool:
        hint, home = work.hints.get(slot), slot.parent
        if hint is not None:
            return True
        return slot.final is not None and any(
            low <= slot.final <= high
            and home is not None
            and (home.level, home.final or home.number) != (head.level, head.number)
            for low, high, head in ranges
        )

    return {s for s in work.stated if not moved(s)}


def _sequence(work: WorkingCopy, articles: Sequence[Slot]) -> tuple[list[Slot | int], int]:
    """Articles in order, and the numbers of articles that the base text lost; the number to begin with."""
    sequence: list[Slot | int] = []  # articles, and the numbers of articles that the base text lost
    last = 0
    known: set[Number] | None = None
    ordered = sorted(articles, key=attrgetter("order"))  # a new one stands behind the one it was put beside
    rearranged = bool(work.regroups)
    if rearranged or any(s.level in HEADINGS for s in work.stated):
        order = heading_order(work)
        before = [a for a in ordered if a.line is not None]
        ordered.sort(key=lambda a: order.get(a.parent or work.root, 0) if a.line is not None else 0)
        rearranged |= before != [a for a in ordered if a.line is not None]
    for slot in ordered:
        n = slot.number if slot.line is not None else None
        if n is not None and not n.sub:
            if last and last + 1 < n.value <= last + 20 and not rearranged:
                if known is None:
                    units = work.base.units
                    known = {label_number(units[a.line].label) for a in work.articles if a.line is not None}
                sequence += [k for k in range(last + 1, n.value) if Number(k) not in known]
            last = max(last, n.value)
        sequence.append(slot)
    start = work.articles[0].number.value if work.articles and work.articles[0].line is not None else 1
    start = start if start > 1 and 1 not in {s.final.value for s in articles if s.final} else 1
    return sequence, start


def number_headings(work: WorkingCopy, settled: bool = False) -> None:
    """Headings take the numbers that orders fix, the others close up (rule R8). A heading that lost everything under it goes.

    ``settled``: all headings are there that will be; a new one whose number is not the next one is told and takes that.
    """
    running, last_number = _running(work), dict.fromkeys(_NUMBERED, 0)
    for parent in headed(work.root):
        if _NUMBERED.isdisjoint(map(_level, parent.children)):
            continue
        for level in {c.level for c in parent.children if c.gone is None} & _NUMBERED:
            group = [c for c in parent.alive if c.level is level]
            start = last_number[level] + 1 if level in running else _start(work, parent, group)
            last_number[level] = start + len(group) - 1
            ordered_here = any(c.final is not None or c.line is None for c in group)
            moved_on = level in running and group[0].number.value != start
            if not ordered_here and not moved_on and not _thinned(work, parent, level):
                continue
            if not settled:
                note_doubles(work, work.address(parent), group)
            seated, _ = settle_stated(work, group, work.stated, start)
            if settled and _close_up(work, seated, start):
                seated, _ = seat(group, fixed, start)
            places = [i for i, c in enumerate(parent.children) if c.gone is None and c.level is level]
            ordered = [c for _, c in seated]
            for i, slot in zip(places, ordered, strict=True):
                parent.children[i] = slot
            last = start - 1
            for n, slot in seated:
                if settled and n > last + 1 and slot.final is not None:
                    work.report(kinds.GAP_BEFORE, cited(level, n))
                last = n
                if slot.number != Number(n):
                    slot.label = relabel(slot.label, Number(n))
                    slot.label_cause = slot.label_cause or FOLLOWS
    for level in running if settled else ():
        note_doubles(
            work, "", [s for s in headed(work.root) if s.level is level and s.gone is None], numbered_by, every=True
        )


def _running(work: WorkingCopy) -> set[Level]:
    """The levels whose numbers run on through what stands above them: 第一编 has 第一章 and 第二章, 第二编 begins with 第三章."""
    last: dict[Level, Slot] = {}
    found: dict[Level, bool] = {}
    for slot in work.slots:
        if slot.level not in HEADINGS:
            continue
        level, above = work.base_level(slot), work.base.outline.above[slot.line] if slot.line is not None else -1
        before = last.get(level)
        if before is not None and before.line is not None and work.base.outline.above[before.line] != above:
            runs = work.base_number(slot).value == work.base_number(before).value + 1 > 1
            found[level] = found.get(level, True) and runs
        last[level] = slot
    return {level for level, runs in found.items() if runs}


def _close_up(work: WorkingCopy, seated: Sequence[tuple[int, Slot]], start: int) -> bool:
    """Take back numbers of new headings that would leave a number empty before them."""
    found = False
    for number, (n, slot) in enumerate(seated, start):
        if n != number and slot.line is None and slot.cause is not None:
            found, slot.final = True, Number(number)
            said, name = cited(slot.level, n), cited(slot.level, number)
            work.instruction = work.instructions.get(slot.cause.index)
            work.report(kinds.ADDED_BY_COUNT, name, before=said, after=name, text=slot.text, n=n, number=number)
            work.instruction = None
    return found


def _start(work: WorkingCopy, parent: Slot, group: Sequence[Slot]) -> int:
    """Chapters of a code run on through its parts: then the numbering begins with that of the first one that stood here, gone or not."""
    if not group or group[0].line is None:
        return 1
    stood = (c for c in parent.children if c.line is not None and work.base_level(c) is group[0].level)
    return max(1, label_number(work.base_label(next(stood, group[0]))).value)


def _thinned(work: WorkingCopy, parent: Slot, level: Level) -> bool:
    """Whether ``parent`` lost a heading of this level."""
    if any(s.gone is not None and work.base_level(s) is level for s in parent.children):
        return True
    before = (s for s in work.base_children(parent) if work.base_level(s) is level)
    return any(s.gone is not None or s.parent is not parent or s.level is not level for s in before)


def seat_children(parent: Slot) -> list[Slot]:
    """Order the living children of an article or paragraph by their final positions; returns those whose seat was taken."""
    for child in parent.children:
        if child.final is not None and child.gone is None:
            break
    else:
        return []
    alive = parent.alive
    seated, clashes = seat(alive, lambda c: c.final.value if c.final else None)
    parent.children = [c for _, c in seated] + [c for c in parent.children if c.gone is not None]
    return clashes
