"""What a decision says of its numbers against what they come to: 将第三条改为第五条, where it becomes the fourth.

Numbers after 改为 name the place that a provision has in the end; they move nothing past what keeps its place. A stated number that
would is told with both figures, and the provision takes the number that all else gives it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, TypeVar

from lawtrack.binding.result import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.model.levels import cited
from lawtrack.model.numerals import Number

T = TypeVar("T")


def seat(items: Sequence[T], fixed: Callable[[T], int | None], start: int = 1) -> tuple[list[tuple[int, T]], list[T]]:
    """Items with their final positions, ordered by them: fixed ones where they say, the others filling the rest in order.

    Returns also those whose fixed position was taken already (they are seated like the others).

    >>> seat(["a", "b", "N"], lambda x: 1 if x == "N" else None)[0]
    [(1, 'N'), (2, 'a'), (3, 'b')]
    """
    taken: dict[int, T] = {}
    clashes: list[T] = []
    free: list[T] = []
    for item, at in zip(items, map(fixed, items), strict=True):
        if at is None:
            free.append(item)
        elif at in taken:
            clashes.append(item)
            free.append(item)
        else:
            taken[at] = item
    out: list[tuple[int, T]] = []
    n = start
    for item in free:
        while n in taken:
            out.append((n, taken.pop(n)))
            n += 1
        out.append((n, item))
        n += 1
    out += sorted(taken.items(), key=lambda p: p[0])
    return out, clashes


class Trouble(NamedTuple):
    """How many provisions a stated number passes, and how many numbers are given twice."""

    passed: int
    twice: int


Item = TypeVar("Item", bound=Slot | int)


def settle_stated(
    work: WorkingCopy, items: Sequence[Item], stated: Collection[Slot], start: int = 1
) -> tuple[list[tuple[int, Item]], list[Item]]:
    """Where all ``items`` are in the end (as :func:`seat` has it), once the stated numbers are taken back that do not agree with all else, each
    with a finding.

    ``items`` are provisions in the order of the base (or numbers that stay empty), those that an order fixed with ``final`` set. A
    number that others lean on — without it their stated numbers would not hold, those in other chapters included — stays, and that
    is told too.
    """
    seated = seat(items, fixed, start)
    if not stated:
        return seated
    mine: list[Slot] = [
        s for s in items if s in stated and isinstance(s, Slot) and s.line is not None and s.final is not None
    ]
    others: list[Slot] = [
        s for s in items if s in work.stated and s not in stated and isinstance(s, Slot) and s.line is not None
    ]
    dropped: list[tuple[Slot, Number]] = []
    while mine and (trouble := _trouble(items, mine, seated)):
        if len(trouble) > _MANY:  # nothing agrees with anything
            for slot in trouble:
                dropped.append((slot, slot.final or Number()))
                _release(work, slot)
            mine = [s for s in mine if s not in trouble]
            seated = seat(items, fixed, start)
            continue
        slot = max(trouble, key=lambda s: trouble[s])
        mine.remove(slot)
        if leaned_on(items, slot, [*mine, *(s for s in others if s.final is not None)], start):
            _keep(work, slot, slot.final or Number())
            continue
        dropped.append((slot, slot.final or Number()))
        _release(work, slot)
        seated = seat(items, fixed, start)
    if dropped:
        places: dict[Slot, int] = {s: n for n, s in seated[0] if isinstance(s, Slot)}
        for slot, said in dropped:
            _tell(work, slot, said, places[slot])
    return seated


def settle_beside(work: WorkingCopy, items: Sequence[Slot | int], start: int = 1) -> None:
    """Take back the numbers of provisions that are moved next to another one (移至第九条之后，作为第十条) where the number is another place."""
    groups: dict[Slot, list[Slot]] = {}
    for slot in items:
        if isinstance(slot, Slot) and slot in work.beside and slot.final is not None:
            groups.setdefault(work.beside[slot][0], []).append(slot)
    for anchor, group in groups.items():
        place = {s: n for n, s in seat(items, fixed, start)[0] if isinstance(s, Slot)}
        if all(place.get(anchor, 0) + work.beside[s][1] == place[s] for s in group):
            continue
        rest = {s: n for n, s in seat([s for s in items if s not in group], fixed, start)[0] if isinstance(s, Slot)}
        group.sort(key=lambda s: work.beside[s][1])
        first = rest.get(anchor, 0) + (work.beside[group[0]][1] > 0)
        for k, slot in enumerate(group):
            _tell_beside(work, slot, anchor, first + k if anchor in rest else 0)
            _release(work, slot)


def _tell_beside(work: WorkingCopy, slot: Slot, anchor: Slot, number: int) -> None:
    """``number`` is that of the place next to the other one, 0 where that is gone."""
    said, where, beside = cited(slot.level, slot.final or Number()), work.address(slot), work.address(anchor)
    side = "后" if work.beside[slot][1] > 0 else "前"
    here = f"{beside}之{side}按增减推算是{cited(slot.level, number)}" if number else f"{beside}已不在其中"
    cause = slot.label_cause or slot.move_cause
    work.instruction = work.instructions.get(cause.index) if cause else None
    work.report(
        kinds.MOVED_ELSEWHERE,
        where,
        before=said,
        after=cited(slot.level, number) if number else None,
        beside=beside,
        side=side,
        here=here,
    )
    work.instruction = None


def leaned_on(items: Sequence[Slot | int], slot: Slot, others: Sequence[Slot], start: int) -> bool:
    """Whether stated numbers of ``others`` would pass a provision were it not for that of ``slot``."""
    before = trouble_of(items, others, start)
    said, slot.final = slot.final, None
    after = trouble_of(items, others, start)
    slot.final = said
    return not after.keys() <= before.keys()


_MANY = 40
"""Stated numbers in trouble that are looked at one by one."""


def _keep(work: WorkingCopy, slot: Slot, said: Number) -> None:
    where = work.address(slot)
    cause = work.stated.get(slot)
    work.instruction = work.instructions.get(cause.index) if cause else None
    work.report(kinds.PASSES_OTHERS, where, after=cited(slot.level, said), said=said)
    work.instruction = None


def _release(work: WorkingCopy, slot: Slot) -> None:
    if slot.final is not None and work.by_number.get(slot.final) is slot:
        del work.by_number[slot.final]
    slot.final = None
    work.fixed.pop(slot, None)


def _base_position(work: WorkingCopy, slot: Slot) -> int:
    """Where a 款 stood among its like."""
    siblings = work.base_children(slot.parent) if slot.parent is not None else []
    return siblings.index(slot) + 1 if slot in siblings else 0


def _tell(work: WorkingCopy, slot: Slot, said: Number, number: int) -> None:
    where = work.address(slot)
    level = slot.level
    kept = Number(number) == work.base_number(slot) if slot.label else number == _base_position(work, slot)
    cause = work.stated.get(slot)
    work.instruction = work.instructions.get(cause.index) if cause else None
    kind = kinds.NOT_RENUMBERED if kept else kinds.RENUMBERED_BY_COUNT
    work.report(kind, where, before=cited(level, said), after=cited(level, number), number=said, counted=number)
    work.instruction = None


def fixed(item: Slot | int) -> int | None:
    """The number that an order gave a provision."""
    return item.final.value if isinstance(item, Slot) and item.final is not None else None


def trouble_of(items: Sequence[Slot | int], mine: Sequence[Slot], start: int) -> dict[Slot, Trouble]:
    """The stated numbers that pass a provision without a number of its own, or are given twice."""
    return _trouble(items, mine, seat(items, fixed, start))


def _trouble(
    items: Sequence[Item], mine: Sequence[Slot], seated: tuple[list[tuple[int, Item]], list[Item]]
) -> dict[Slot, Trouble]:
    places, clashes = seated
    if not clashes and [s for _, s in places] == items:
        return {}  # all stand in the order that they had: nothing passes anything
    wanted = {*mine}
    index: dict[object, int] = {s: i for i, s in enumerate(items) if s in wanted}
    before = [i for i, s in enumerate(items) if isinstance(s, Slot) and s.final is None]
    after = sorted([n for n, s in places if isinstance(s, Slot) and s.final is None])
    twice = {s.final for s in clashes if isinstance(s, Slot)}
    out: dict[Slot, Trouble] = {}
    for slot in mine:
        at = slot.final.value if slot.final else 0
        passed = abs(bisect_left(before, index[slot]) - bisect_left(after, at))
        if passed or slot.final in twice:
            out[slot] = Trouble(passed, int(slot.final in twice))
    return out


def _settle_shared_out(work: WorkingCopy, home: Slot) -> None:
    """Articles that became one, whose 款 the decision gives out one by one, but not all of them: whether the rest stays, and where, it does not
    say. None of them is moved then."""
    mine = [c for c in home.alive if c.final is not None and c.line is not None]
    rest = [c for c in home.alive if c.final is None]
    if not mine or not rest or not trouble_of(home.alive, mine, 1):
        return
    left = "、".join(work.address(c) for c in rest)
    for slot in mine:
        where, said, cause = (
            work.address(slot),
            cited(slot.level, slot.final or Number()),
            work.stated.get(slot) or slot.move_cause,
        )
        _release(work, slot)
        work.instruction = work.instructions.get(cause.index) if cause else None
        work.report(kinds.JOINED_WITHOUT_A_PLACE, where, after=said, left=left)
        work.instruction = None


def settle_positions(work: WorkingCopy, home: Slot) -> bool:
    """The same for 款 and 项 of one provision; a new one whose position does not exist is not added. Whether any has a position stated."""
    if home in work.spread:
        _settle_shared_out(work, home)
    while True:
        for child in home.children:
            if child.final is not None and child.gone is None:
                break
        else:
            return False
        alive = home.alive
        settle_beside(work, alive)
        seated, _ = settle_stated(work, alive, work.stated)
        beyond = next(((k, n, s) for k, (n, s) in enumerate(seated, 1) if n != k), None)
        if beyond is None:
            return True
        k, n, slot = beyond
        if slot.line is not None:
            said = slot.final or Number(n)
            _release(work, slot)
            _tell(work, slot, said, k)
            continue
        level, cause = slot.level, slot.cause
        where = f"{work.address(home) or home.label}{cited(level, n)}"
        counted = len(work.base_children(home)) + sum(c.line is None for c in alive)
        if k == len(seated) and n <= counted:  # the last one, those that go counted with
            slot.final = Number(k)
            work.instruction = work.instructions.get(cause.index) if cause else None
            work.report(
                kinds.ADDED_AS_THE_LAST,
                where,
                before=cited(level, n),
                after=cited(level, k),
                count=k,
                level=level.zh,
                n=n,
            )
            work.instruction = None
            continue
        slot.gone = cause
        work.instruction = work.instructions.get(cause.index) if cause else None
        work.report(
            kinds.ADDED_BEYOND_THE_LAST,
            where,
            before=cited(level, n),
            after=cited(level, k),
            count=k,
            level=level.zh,
            n=n,
        )
        work.instruction = None
