"""Articles and headings take their final numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawtrack.amendment.bind import Binder
from lawtrack.amendment.binding import FOLLOWS
from lawtrack.amendment.plan import Slot
from lawtrack.amendment.seating import seat
from lawtrack.errors import Severity
from lawtrack.model.nodes import HEADINGS, Level
from lawtrack.model.numerals import Number, label_number, numeral, relabel


def headed(slot: Slot) -> Iterator[Slot]:
    """A slot and the headings below it, gone or not."""
    yield slot
    for child in slot.children:
        if child.level in HEADINGS or child.level is Level.ANNEX:
            yield from headed(child)


def heading_order(binder: Binder) -> dict[Slot, int]:
    return {s: i for i, s in enumerate(headed(binder.plan.root)) if s.level in HEADINGS}


def rank(slot: Slot) -> tuple[int, int]:
    number = slot.final or slot.number
    return number.value, number.sub


def everything(binder: Binder) -> list[Slot]:
    """All slots, those of new articles that have no heading yet among them."""
    loose = [s for a in binder.plan.articles if a.parent is None for s in a.below()]
    return binder.plan.root.below() + loose


def article_getting(binder: Binder, number: Number, without: Slot) -> Slot | None:
    """The article that has ``number`` in the end, were it not for ``without``."""
    articles = [a for a in binder.plan.articles if a.gone is None and a is not without]
    if binder.unnumbered or number.sub:
        return next((a for a in articles if (a.final or a.number) == number), None)
    sequence, start = _sequence(binder, articles)
    plain = [s for s in sequence if isinstance(s, int) or s.final is not None or not s.number.sub]
    seated, _ = seat(plain, _fixed, start)
    return next((s for n, s in seated if n == number.value and isinstance(s, Slot)), None)


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
    settled: dict[Number, Number] = {}
    for position, item in seated:
        if isinstance(item, Slot):
            settled[item.number] = Number(position)
            item.final = Number(position)
    for slot in subs:
        own = slot.number
        slot.final = Number(settled.get(Number(own.value), Number(own.value)).value, own.sub)
    numbers = [n for n, s in seated if isinstance(s, Slot)]
    if numbers and numbers[-1] - start + 1 > len(seated):
        gap = next((n for n, m in zip(numbers, numbers[1:], strict=False) if m > n + 1), 0)
        binder.report("amend.numbering-gap", Severity.WARNING, f"按决定写明的条号排列后，第{gap}条之后有空缺的条号",
                      "the numbers that the decision fixes leave a gap", f"第{numeral(gap)}条")  # fmt: skip


def _sequence(binder: Binder, articles: Sequence[Slot]) -> tuple[list[Slot | int], int]:
    """Articles in order, and the numbers of articles that the base text lost; the number to begin with."""
    order = heading_order(binder)
    sequence: list[Slot | int] = []  # articles, and the numbers of articles that the base text lost
    last = 0
    deleted = {binder.base_number(a) for a in binder.plan.articles if a.gone is not None}
    ordered = sorted(
        articles,
        key=lambda a: (
            order.get(a.parent or binder.plan.root, 0) if binder.regroups and a.line is not None else 0,
            a.order,
            a.line is None,
        ),
    )
    for slot in ordered:
        n = slot.number if slot.line is not None else Number()
        if slot.line is not None and not n.sub:
            if last and last + 1 < n.value <= last + 20 and not binder.regroups:
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
        for level in HEADINGS - {Level.DIVISION}:
            group = [c for c in parent.alive if c.level is level]
            if (
                not group
                or not any(c.final is not None or c.line is None for c in group)
                and not _thinned(binder, parent, level)
            ):
                continue
            start = _start(binder, group)
            seated, _ = seat(group, lambda c: c.final.value if c.final else None, start)
            places = [i for i, c in enumerate(parent.children) if c in group]
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
    before = (s for s in binder.base_children.get(parent, ()) if s.line is not None and binder.base_level(s) is level)
    return any(s.gone is not None or s.parent is not parent for s in before)
