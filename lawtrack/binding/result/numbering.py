"""Articles and headings take their final numbers."""

from __future__ import annotations

from collections.abc import Container, Sequence
from operator import attrgetter

from lawtrack.binding.bind import Binder
from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result.seating import seat
from lawtrack.binding.working_copy import Slot
from lawtrack.errors import Severity
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import Number, label_number, numeral, relabel

_HEADED = HEADINGS | {Level.ANNEX}
_NUMBERED = HEADINGS - {Level.DIVISION}


def headed(slot: Slot) -> list[Slot]:
    """A slot and the headings below it, gone or not, in print order."""
    out, stack = [], [slot]
    while stack:
        slot = stack.pop()
        out.append(slot)
        stack += [c for c in reversed(slot.children) if c.level in _HEADED]
    return out


def heading_order(binder: Binder) -> dict[Slot, int]:
    return {s: i for i, s in enumerate(headed(binder.plan.root)) if s.level in HEADINGS}


def rank(slot: Slot) -> tuple[int, int]:
    number = slot.final or slot.number
    return number.value, number.sub


def article_numbers(binder: Binder, without: Container[Slot]) -> dict[Number, Slot]:
    """Final number → article, as they would be were it not for ``without``."""
    articles = [a for a in binder.plan.articles if a.gone is None and a not in without]
    out: dict[Number, Slot] = {}
    for article in articles:
        out.setdefault(article.final or article.number, article)
    if binder.unnumbered:
        return out
    sequence, start = _sequence(binder, articles)
    plain = [s for s in sequence if isinstance(s, int) or s.final is not None or not s.number.sub]
    seated, _ = seat(plain, _fixed, start)
    return {n: a for n, a in out.items() if n.sub} | {Number(n): s for n, s in seated if isinstance(s, Slot)}


def number_articles(binder: Binder) -> None:
    articles = [a for a in binder.plan.articles if a.gone is None]
    if not binder.touched:
        return
    if binder.unnumbered:
        for slot in articles:
            slot.final = slot.final or slot.number
        return
    sequence, start = _sequence(binder, articles)
    subs = {s for s in sequence if isinstance(s, Slot) and s.final is None and s.number.sub}
    seated, clashes = seat([s for s in sequence if s not in subs] if subs else sequence, _fixed, start)
    for clash in clashes:
        if isinstance(clash, Slot):
            binder.report(
                "amend.conflict",
                Severity.ERROR,
                f"两条同号：第{clash.final}条",
                "two articles get one number",
                binder.plan.address(clash),
            )
    settled: dict[int, int] = {}
    for position, item in seated:
        if isinstance(item, Slot):
            if subs and not item.number.sub:
                settled[item.number.value] = position
            if item.final is None or item.final.value != position or item.final.sub:
                item.final = Number(position)
    for slot in subs:
        own = slot.number
        slot.final = Number(settled.get(own.value, own.value), own.sub)
    numbers = [n for n, s in seated if isinstance(s, Slot)]
    if numbers and numbers[-1] - start + 1 > len(seated):
        gap = next((n for n, m in zip(numbers, numbers[1:], strict=False) if m > n + 1), 0)
        binder.report("amend.numbering-gap", Severity.WARNING, f"按决定写明的条号排列后，第{gap}条之后有空缺的条号",
                      "the numbers that the decision fixes leave a gap", f"第{numeral(gap)}条")  # fmt: skip


def _sequence(binder: Binder, articles: Sequence[Slot]) -> tuple[list[Slot | int], int]:
    """Articles in order, and the numbers of articles that the base text lost; the number to begin with."""
    sequence: list[Slot | int] = []  # articles, and the numbers of articles that the base text lost
    last = 0
    deleted: set[Number] | None = None
    ordered = sorted(articles, key=attrgetter("order"))  # a new one stands behind the one it was put beside
    if binder.regroups:
        order = heading_order(binder)
        ordered.sort(key=lambda a: order.get(a.parent or binder.plan.root, 0) if a.line is not None else 0)
    for slot in ordered:
        n = slot.number if slot.line is not None else None
        if n is not None and not n.sub:
            if last and last + 1 < n.value <= last + 20 and not binder.regroups:
                if deleted is None:
                    deleted = {binder.base_number(a) for a in binder.plan.articles if a.gone is not None}
                sequence += [k for k in range(last + 1, n.value) if Number(k) not in deleted]
            last = max(last, n.value)
        sequence.append(slot)
    start = (
        binder.plan.articles[0].number.value if binder.plan.articles and binder.plan.articles[0].line is not None else 1
    )
    start = start if start > 1 and 1 not in {s.final.value for s in articles if s.final} else 1
    return sequence, start


def _fixed(item: Slot | int) -> int | None:
    return item.final.value if isinstance(item, Slot) and item.final is not None else None


def number_headings(binder: Binder) -> None:
    """Headings take the numbers that orders fix, the others close up (rule R8). A heading that lost everything under it goes."""
    for parent in headed(binder.plan.root):
        for level in {c.level for c in parent.children if c.gone is None} & _NUMBERED:
            group = [c for c in parent.alive if c.level is level]
            if not any(c.final is not None or c.line is None for c in group) and not _thinned(binder, parent, level):
                continue
            start = _start(binder, group)
            seated, _ = seat(group, lambda c: c.final.value if c.final else None, start)
            places = [i for i, c in enumerate(parent.children) if c.gone is None and c.level is level]
            ordered = [c for _, c in seated]
            for i, slot in zip(places, ordered, strict=True):
                parent.children[i] = slot
            for n, slot in seated:
                if slot.number != Number(n):
                    slot.label = relabel(slot.label, Number(n))
                    slot.label_cause = slot.label_cause or FOLLOWS


def _start(binder: Binder, group: Sequence[Slot]) -> int:
    """Chapters of a code run on through its parts: then the numbering does not begin with one."""
    first = next((c for c in group if c.line is not None), None)
    if first is None or first is not group[0]:
        return 1
    number = label_number(binder.base_label(first)).value
    return number if number > 1 else 1


def _thinned(binder: Binder, parent: Slot, level: Level) -> bool:
    """Whether ``parent`` lost a heading of this level."""
    if any(s.gone is not None and binder.base_level(s) is level for s in parent.children):
        return True
    before = (s for s in binder.base_children(parent) if binder.base_level(s) is level)
    return any(s.gone is not None or s.parent is not parent for s in before)
