"""From a plan to a patch: who gets which number, which chapter an article stands in, what follows for references and the adoption note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lawtrack.amendment.bind import Binder
from lawtrack.amendment.plan import Slot
from lawtrack.amendment.seating import seat, seat_children
from lawtrack.amendment.words import Change, settle
from lawtrack.errors import Severity
from lawtrack.model.address import Address
from lawtrack.model.nodes import HEADINGS, Level, Unit
from lawtrack.model.numerals import Number, label_number, numeral, relabel
from lawtrack.patch.ops import Cause, Splice, splice
from lawtrack.patch.rows import Row

FOLLOWS = Cause("", -1, "条文顺序作相应调整", True)
"""The cause of what follows from other changes."""


def settle_plan(binder: Binder, borders: Mapping[str, str] | None = None) -> list[Row]:
    """Fix numbers, order and words of the plan; the result as rows."""
    _settle_words(binder)
    for act in binder.late:
        act()
    _adopt_shells(binder)
    _seat_provisions(binder)
    _drop_empty_headings(binder)
    _number_headings(binder)
    _number_articles(binder)
    _assign_headings(binder, borders or {})
    _number_headings(binder)
    return rows_of(binder)


# ------------------------------------------------------------------ words


def _settle_words(binder: Binder) -> None:
    for line, changes in sorted(binder.words.items()):
        slot = binder.plan.slots[line]
        narrow = [c for c in changes if c.narrow]
        if slot.gone is not None:
            for change in narrow:
                if isinstance(change.owner, Cause) and change.owner != slot.gone:
                    _conflict(binder, slot, change, "该处已被删除")
            continue
        if slot.replaced is not None:
            for change in narrow:
                if isinstance(change.owner, Cause) and change.text not in slot.replaced[0]:
                    _conflict(binder, slot, change, "该处已被整体修改")
            continue
        held, clashes = settle(changes)
        for kept, lost in clashes:
            _conflict(binder, slot, lost, f"与第{getattr(kept.owner, 'label', '')}项的修改重叠")
        by_owner: dict[Cause, list[Splice]] = {}
        for change in held:
            assert isinstance(change.owner, Cause)
            if slot.text[change.match.start : change.match.end] != change.text:
                by_owner.setdefault(change.owner, []).append(Splice(change.match.start, change.match.end, change.text))
        slot.edits += [(tuple(s), cause) for cause, s in by_owner.items()]


def _conflict(binder: Binder, slot: Slot, change: Change, why: str) -> None:
    cause = change.owner
    assert isinstance(cause, Cause)
    words = slot.text[change.match.start : change.match.end]
    what = f"对“{words[:30]}”的修改" if words else f"“{change.text[:30]}”的增加"
    binder.instruction = binder.instructions.get(cause.index)
    binder.report("amend.conflict", Severity.ERROR, f"第{cause.label}项{what}未执行：{why}",
                  "two instructions change one place; this one was left undone", binder.plan.address(slot),
                  before=words or change.text, after=slot.text)  # fmt: skip
    binder.instruction = None


# ------------------------------------------------------------------ articles that lost their paragraphs, paragraphs, items


def _adopt_shells(binder: Binder) -> None:
    """An article whose paragraphs all went into new articles lives on as the first of these; otherwise it is gone."""
    for shell in dict.fromkeys(binder.emptied):
        if shell.alive or shell.gone is not None:
            continue
        heirs = [s for s, source in binder.origin.items() if source is shell and s.line is None]
        if shell.final is None and heirs:
            heir = min(heirs, key=lambda s: min((c.order for c in s.alive if c.line is not None), default=1 << 30))
            number, cause = binder.fixed.pop(heir)
            binder.by_number.pop(number, None)
            kids = list(heir.children)
            for kid in kids:
                kid.leave()
                shell.add(kid)
            binder.plan.articles.remove(heir)
            binder.number(shell, number, cause)
            if heir in binder.hints:
                binder.hints[shell] = binder.hints[heir]
            for kid in kids:
                kid.move_cause = None if kid.line is not None else kid.move_cause
        elif shell.final is None or shell not in binder.fixed:
            shell.gone = next((c.move_cause for c in binder.plan.slots if c.move_cause), FOLLOWS)
            binder.touched = True


def _seat_provisions(binder: Binder) -> None:
    for slot in _everything(binder):
        if slot.gone is not None:
            continue
        if slot.level in (Level.ARTICLE, Level.PREAMBLE):
            for clash in seat_children(slot):
                binder.report("amend.conflict", Severity.WARNING, f"{binder.plan.address(slot)}有两款同为第{clash.final}款，按先后排列",
                              "two paragraphs get one position", binder.plan.address(slot))  # fmt: skip
        elif slot.level is Level.PARAGRAPH and any(c.level is Level.ITEM for c in slot.children):
            _seat_items(binder, slot)
        elif slot.level is Level.ITEM and slot.children:
            _seat_items(binder, slot)


def _seat_items(binder: Binder, home: Slot) -> None:
    base = binder.base_children.get(home, [])
    alive = home.alive
    changed = any(c.line is None or c.move_cause is not None for c in alive) or any(c not in alive for c in base)
    if not changed and all(c.final is None or c.final == label_number(c.label) for c in alive):
        return
    for clash in seat_children(home):
        binder.report("amend.conflict", Severity.WARNING, f"{binder.plan.address(home)}有两项同为第{clash.final}项",
                      "two items get one number", binder.plan.address(home))  # fmt: skip
    alive = home.alive
    style = next((c.label for c in alive if c.line is not None and c.label), None)
    for n, slot in enumerate(alive, 1):
        number = Number(n)
        label = slot.label or style or "（一）"
        if label_number(label) != number or not slot.label:
            slot.label = relabel(label, number)
            slot.label_cause = slot.label_cause or FOLLOWS
    last_before = base[-1] if base else None
    for slot in alive[:-1]:
        if slot is last_before or slot.line is None:
            _end(slot, "；")
    if alive and alive[-1] is not last_before:
        _end(alive[-1], "。")


def _end(slot: Slot, mark: str) -> None:
    """Let an item end with ；in the middle and with 。at the end (rule R7)."""
    text = slot.replaced[0] if slot.replaced else slot.text
    if slot.children and slot.alive:
        return
    if slot.line is None:
        if text and text[-1] in "。；;，,":
            slot.text = text[:-1] + mark
        elif text:
            slot.text = text + mark
        return
    if not text or text[-1] == mark or text[-1] not in "。；;":
        return
    if slot.replaced:
        slot.replaced = (text[:-1] + mark, slot.replaced[1])
    elif not any(s.end >= len(text) for splices, _ in slot.edits for s in splices):
        slot.edits.append(((Splice(len(text) - 1, len(text), mark),), FOLLOWS))


def _headed(slot: Slot) -> Iterator[Slot]:
    """A slot and the headings below it, gone or not."""
    yield slot
    for child in slot.children:
        if child.level in HEADINGS or child.level is Level.ANNEX:
            yield from _headed(child)


def _rank(slot: Slot) -> tuple[int, int]:
    number = slot.final or label_number(slot.label)
    return number.value, number.sub


def _all(slot: Slot) -> list[Slot]:
    return list(slot.below())


def _everything(binder: Binder) -> list[Slot]:
    """All slots, those of new articles that have no heading yet among them."""
    loose = [s for a in binder.plan.articles if a.parent is None for s in a.below()]
    return _all(binder.plan.root) + loose


# ------------------------------------------------------------------ headings


def _number_headings(binder: Binder) -> None:
    """Headings take the numbers that orders fix, the others close up (rule R8). A heading that lost everything under it goes."""
    for parent in _headed(binder.plan.root):
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
                if label_number(slot.label) != Number(n):
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
    return any(s.gone is not None and binder.base_level(s) is level for s in parent.children) or any(
        s.line is not None and binder.base_level(s) is level and binder.base_parent.get(s) is parent and (s.gone is not None or s.parent is not parent)
        for s in binder.headings_of_base
    )  # fmt: skip


# ------------------------------------------------------------------ articles


def _number_articles(binder: Binder) -> None:
    articles = [a for a in binder.plan.articles if a.gone is None]
    if not binder.touched:
        return
    if binder.unnumbered:
        for slot in articles:
            slot.final = slot.final or label_number(slot.label)
        return
    order = _heading_order(binder)
    sequence: list[Slot | int] = []  # articles, and the numbers of articles that the base text lost
    last = 0
    ordered = sorted(
        articles,
        key=lambda a: (
            order.get(a.parent or binder.plan.root, 0) if binder.regroups and a.line is not None else 0,
            a.order,
            a.line is None,
        ),
    )
    for slot in ordered:
        n = label_number(slot.label) if slot.line is not None else Number()
        if slot.line is not None and not n.sub:
            if last and last + 1 < n.value <= last + 20 and not binder.regroups:
                sequence += [k for k in range(last + 1, n.value) if not _was_deleted(binder, k)]
            last = max(last, n.value)
        sequence.append(slot)
    start = (
        label_number(binder.plan.articles[0].label).value
        if binder.plan.articles and binder.plan.articles[0].line is not None
        else 1
    )
    start = start if start > 1 and 1 not in {s.final.value for s in articles if s.final} else 1
    subs = [s for s in sequence if isinstance(s, Slot) and s.final is None and label_number(s.label).sub]
    seated, clashes = seat([s for s in sequence if s not in subs], _fixed, start)
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
            settled[label_number(item.label)] = Number(position)
            item.final = Number(position)
    for slot in subs:
        own = label_number(slot.label)
        slot.final = Number(settled.get(Number(own.value), Number(own.value)).value, own.sub)
    numbers = [n for n, s in seated if isinstance(s, Slot)]
    if numbers and numbers[-1] - start + 1 > len(seated):
        gap = next((n for n, m in zip(numbers, numbers[1:], strict=False) if m > n + 1), 0)
        binder.report("amend.numbering-gap", Severity.WARNING, f"按决定写明的条号排列后，第{gap}条之后有空缺的条号",
                      "the numbers that the decision fixes leave a gap", f"第{numeral(gap)}条")  # fmt: skip


def _fixed(item: Slot | int) -> int | None:
    return item.final.value if isinstance(item, Slot) and item.final is not None else None


def _was_deleted(binder: Binder, number: int) -> bool:
    return any(a.gone is not None and binder.base_number(a) == Number(number) for a in binder.plan.articles)


def _heading_order(binder: Binder) -> dict[Slot, int]:
    return {s: i for i, s in enumerate(_headed(binder.plan.root)) if s.level in HEADINGS}


def _assign_headings(binder: Binder, borders: Mapping[str, str]) -> None:
    """Put every article under its heading, in the order of the numbers."""
    articles = sorted((a for a in binder.plan.articles if a.gone is None), key=_rank)
    if not binder.touched and not binder.regroups:
        return
    for slot in articles:
        slot.final = slot.final or label_number(slot.label)
        if label_number(slot.label) != slot.final:
            slot.label = relabel(slot.label, slot.final)
            slot.label_cause = slot.label_cause or FOLLOWS
    homes = _heading_order(binder) | {binder.plan.root: -1}
    settled: dict[Slot, Slot] = {}
    for slot in articles:
        hint = binder.hints.get(slot)
        if isinstance(hint, Slot):
            settled[slot] = hint
        elif isinstance(hint, Address) and (found := _heading_at(binder, hint)) is not None:
            settled[slot] = found
        for group in binder.regroups:
            if slot.final and group.first.steps[-1].number <= slot.final <= group.last.steps[-1].number:
                found = _heading_at(binder, group.heading)
                if found is not None:
                    settled[slot] = found
    stable = _in_order(
        [a for a in articles if a.line is not None and a not in settled and binder.plan_home(a) in homes], homes, binder
    )
    for slot in stable:
        home = binder.plan_home(slot)
        if home is not None:
            settled[slot] = home
    behind: dict[Slot, Slot | None] = {}
    following: Slot | None = None
    for slot in reversed(articles):
        behind[slot] = following
        following = slot if slot in settled else following
    before: Slot | None = None
    for slot in articles:
        if slot in settled:
            before = slot
            continue
        after = behind[slot]
        source = binder.origin.get(slot)
        home = _choose(
            binder,
            slot,
            settled.get(before) if before else None,
            settled.get(after) if after else None,
            source,
            borders,
        )
        settled[slot] = home
    for slot in articles:
        home = settled[slot]
        if slot.parent is not home:
            slot.leave()
            home.add(slot)
    for home in dict.fromkeys(settled.values()):
        ranked = sorted((c for c in home.children if c.level is Level.ARTICLE and c.gone is None), key=_rank)
        places = [i for i, c in enumerate(home.children) if c.level is Level.ARTICLE and c.gone is None]
        # articles stand before any lower heading, unless the root itself holds them among other things
        first = min(places)
        rest = [c for i, c in enumerate(home.children) if i not in set(places)]
        at = sum(1 for i, c in enumerate(home.children) if i < first and i not in set(places))
        home.children = rest[:at] + ranked + rest[at:]
    _drop_empty_headings(binder)


def _drop_empty_headings(binder: Binder) -> None:
    """A heading of the base whose articles all went elsewhere goes, unless the decision gives it others."""
    wanted = {g.heading.steps[-1] for g in binder.regroups}
    hinted = {h for h in binder.hints.values() if isinstance(h, Slot)} | {
        found for h in binder.hints.values() if isinstance(h, Address) and (found := _heading_at(binder, h)) is not None
    }
    for heading in reversed(list(_headed(binder.plan.root))):
        if heading.level not in HEADINGS or heading.gone is not None or heading not in binder.had_articles:
            continue
        number = heading.final or label_number(heading.label)
        if heading in hinted or any(w.level is heading.level and w.number == number and heading.final for w in wanted):
            continue
        if not any(s.level is Level.ARTICLE and s.gone is None for s in heading.below()):
            heading.gone = FOLLOWS
            for child in list(heading.children):
                if child.gone is None:
                    child.gone = FOLLOWS
            binder.report("amend.empty-heading", Severity.INFO, f"{binder.plan.address(heading)}下已无条文，标题一并删去",
                          "a heading without articles was dropped", binder.plan.address(heading))  # fmt: skip


def _in_order(articles: list[Slot], homes: Mapping[Slot, int], binder: Binder) -> list[Slot]:
    """The articles whose headings come in the order of their numbers: they stay where they are."""
    from bisect import bisect_right

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for i, slot in enumerate(articles):
        rank = homes[binder.plan_home(slot)]  # type: ignore[index]
        k = bisect_right(tails, rank)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(rank)
            at.append(i)
        else:
            tails[k], at[k] = rank, i
    out = []
    i = at[-1] if at else -1
    while i >= 0:
        out.append(articles[i])
        i = back[i]
    return out[::-1]


def _choose(
    binder: Binder, slot: Slot, before: Slot | None, after: Slot | None, source: Slot | None, borders: Mapping[str, str]
) -> Slot:
    root = binder.plan.root
    if before is None or after is None or before is after:
        return before or after or root
    if source is not None and binder.plan_home(source) in (before, after):
        home = binder.plan_home(source)
        assert home is not None
        return home
    if slot.line is not None and binder.plan_home(slot) in (before, after):
        home = binder.plan_home(slot)
        assert home is not None
        return home
    label = slot.label
    choice, other = (after, before) if borders.get(label) == "later" else (before, after)
    binder.report("amend.chapter-border", Severity.WARNING,
                  f"{label}位于{_path(before)}与{_path(after)}之间，决定没有写明归属；已归入{_path(choice)}（可选择归入{_path(other)}）",
                  "a new article at a border between headings; the earlier one was chosen", label,
                  before=_path(before), after=_path(after))  # fmt: skip
    return choice


def _path(heading: Slot) -> str:
    """第二章第五节“其他规定”."""
    labels, up = [], heading
    while up.label and up.level in HEADINGS:
        labels.append(up.label)
        if up.parent is None:
            break
        up = up.parent
    return "".join(reversed(labels)) + (f"“{heading.text}”" if heading.text else "")


def _heading_at(binder: Binder, address: Address) -> Slot | None:
    """The heading that finally has this address (its last step decides where only one fits)."""
    want = address.steps[-1]
    found = [
        s
        for s in _headed(binder.plan.root)
        if s.level is want.level and s.gone is None and (s.final or label_number(s.label)) == want.number
    ]
    if len(found) > 1 and len(address.steps) > 1:
        above = address.steps[-2]
        found = [
            s
            for s in found
            if s.parent is not None and (s.parent.final or label_number(s.parent.label)) == above.number
        ]
    return found[0] if found else None


# ------------------------------------------------------------------ reading the plan off


def rows_of(binder: Binder) -> list[Row]:
    """The plan as rows of the result."""
    out: list[Row] = []
    units = binder.base.units
    for slot in _emit(binder.plan.root):
        line = slot.line
        if line is None or slot.level is not units[line].level:
            unit = Unit(slot.level, slot.label, slot.text)
            out.append(Row(unit, None, slot.cause or slot.move_cause or FOLLOWS, first=line is not None or slot.first))
            continue
        was = units[line]
        text, edits = was.text, tuple(slot.edits)
        if slot.replaced is not None:
            text = slot.replaced[0]
            edits = (((Splice(0, len(was.text), text),), slot.replaced[1]),)
        elif edits:
            text = splice(was.text, [s for x, _ in edits for s in x])
        same = text == was.text and slot.label == was.label
        unit = was if same else Unit(slot.level, slot.label, text)
        label_cause = slot.label_cause or FOLLOWS
        out.append(Row(unit, line, label_cause, edits, label_cause, slot.move_cause or label_cause))
    return out


def _emit(root: Slot) -> list[Slot]:
    out: list[Slot] = []
    stack = list(reversed(root.children))
    while stack:
        slot = stack.pop()
        if slot.gone is None:
            out.append(slot)
        stack += (
            reversed(slot.children) if slot.gone is None else [c for c in reversed(slot.children) if c.gone is None]
        )
    return out
