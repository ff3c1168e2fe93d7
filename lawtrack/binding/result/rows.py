"""From a plan to a patch: who gets which number, which chapter an article stands in, what follows for references and the adoption note."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from lawtrack.arguments import unchecked
from lawtrack.binding.binder import FOLLOWS, cause_of
from lawtrack.binding.result import findings as kinds
from lawtrack.binding.result.consequences import tell_lost_annexes
from lawtrack.binding.result.doubles import note_annexes
from lawtrack.binding.result.headings import assign_headings, drop_empty_headings, refuse_empty_headings
from lawtrack.binding.result.numbering import number_articles, number_headings
from lawtrack.binding.result.paragraphs import adopt_shells, join_strays, restore_emptied, seat_provisions
from lawtrack.binding.result.printed import tell_printed_numbers
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import MARKS, WantedEdit, settle
from lawtrack.binding.working_copy import WorkingCopy, squash
from lawtrack.errors import overlap
from lawtrack.model.levels import HEADINGS, Level, Unit, cited, level_of
from lawtrack.model.nodes import Statute
from lawtrack.patch.build import ResultUnit
from lawtrack.patch.ops import Cause, Splice, splice


def settle_plan(work: WorkingCopy, borders: Mapping[str, str] | None = None) -> list[Slot]:
    """Fix numbers, order and words of the plan; the slots of the result in order."""
    settle_words(work)
    check_restated(work)
    for act in work.late:
        act()
    adopt_shells(work)
    join_strays(work)
    restore_emptied(work)
    seat_provisions(work)
    note_annexes(work)
    drop_empty_headings(work)
    number_headings(work)
    number_articles(work)
    assign_headings(work, borders or {})
    refuse_empty_headings(work)
    number_headings(work, settled=True)
    tell_neighbours(work)
    slots = _emit(work.root)
    tell_printed_numbers(work, slots)
    tell_lost_annexes(work, slots)
    return slots


def tell_neighbours(work: WorkingCopy) -> None:
    """New provisions that their number puts elsewhere than next to the one that the order names (在第一款后增加一款，作为第三款)."""
    rows: dict[Slot | None, list[Slot]] = {}  # what stands in one order, by what it stands in (articles: by none)
    places: dict[Slot, tuple[Slot | None, int]] = {}
    for slot, anchor, behind in work.neighbours:
        home = None if slot.level is Level.ARTICLE else slot.parent
        if home not in rows:
            alive = home.alive if home is not None else [a for a in work.articles if a.gone is None]
            rows[home] = alive if home is not None else sorted(alive, key=lambda a: a.final or a.number)
            places.update((s, (home, i)) for i, s in enumerate(rows[home]))
        here, there = places.get(slot), places.get(anchor)
        if slot.gone is not None or here is None or there is None or here[0] is not there[0]:
            continue
        row, at, step = rows[home], here[1], -1 if behind else 1
        new = slot.cause
        while 0 <= at + step < len(row) and row[at + step] is not anchor and row[at + step].line is None:
            at += step  # others that come in as well
        if not (0 <= at + step < len(row) and row[at + step] is anchor):
            work.instruction = work.instructions.get(new.index) if new is not None else None
            side = "后" if behind else "前"
            number = cited(slot.level, slot.final or slot.number)
            work.report(kinds.NOT_NEXT_TO, work.address(anchor), side=side, number=number)
            work.instruction = None


def check_restated(work: WorkingCopy) -> None:
    """相应修改为：“…”: the full text that a decision gives besides its orders must be what the orders lead to; where it is not, both are told,
    and a single paragraph reads as the decision has it."""
    for slot, payload, instruction in work.restated:
        lines = [s for s in slot.below() if s.gone is None and s.level >= Level.PARAGRAPH]
        made = "".join(s.wording for s in lines)
        if slot.gone is None and squash(made) == squash("".join(payload.lines)):
            continue
        work.instruction, where = instruction, work.address(slot)
        single = slot.gone is None and len(lines) == 1
        kind = kinds.RESTATED if single else kinds.RESTATED_IN_VAIN
        work.report(kind, where, before=made, after=payload.text)
        if single:
            cause = cause_of(instruction)
            lines[0].replaced, lines[0].supplied = ("".join(payload.lines), cause), True
        work.instruction = None


def misplaced(slots: Sequence[Slot]) -> Slot | None:
    """The first provision of a result that has nothing to stand in: an item outside any 款, a subitem outside any 项, anything before the title."""
    levels = list(map(level_of, slots))
    for slot, level in zip(slots, (Level.TITLE, Level.STAGE, Level.NOTE), strict=False):
        if slot.level is not level:
            return slot
    neighbours = {*zip(levels[2:], levels[3:], strict=False)}
    if not any(_cannot_follow(*pair) for pair in neighbours):
        return None
    return next(s for s, *pair in zip(slots[3:], levels[2:], levels[3:], strict=False) if _cannot_follow(*pair))


def _cannot_follow(before: Level, level: Level) -> bool:
    """Whether a unit has nothing to stand in behind a unit of level ``before``, or belongs before all others."""
    if level in (Level.ITEM, Level.SUBITEM):
        return before not in (Level.ITEM, Level.SUBITEM) and (level is Level.SUBITEM or before is not Level.PARAGRAPH)
    return level in (Level.TITLE, Level.STAGE, Level.NOTE)


def settle_words(work: WorkingCopy) -> None:
    """Fix the words of every line; what cannot be done because the line goes or gets a new text as a whole is a conflict
    unless the same order is carried out elsewhere in the place it names: what goes has no words left to change."""
    void: list[tuple[Slot, WantedEdit, str]] = []
    made: list[WantedEdit] = []
    for line, changes in sorted(work.words.items()):
        slot = work.slots[line]
        if slot.gone is None and slot.replaced is None:
            held, clashes = settle(disputed(work, slot, changes))
            made += held
            for kept, lost in swallowed(slot.text, changes, held) if len(held) < len(changes) else ():
                words = slot.text[kept.match.start : kept.match.end][:30]
                _conflict(work, slot, lost, f"所在的“{words}”另有修改，新的文字里仍有这些词语")
            for kept, lost in clashes:
                _conflict(work, slot, lost, f"与{_clause(kept)}的修改重叠")
            slot.edits += _by_cause(slot.text, held)
            if not held or not held[0].text[:1].isalnum():
                _drop_if_empty(work, slot)
            continue
        for change in changes:
            if not change.narrow or not isinstance(change.owner, Cause):
                continue
            if slot.replaced is not None and change.owner == slot.replaced[1] and not change.text:
                continue  # 删去…，修改为：…: the same sentence rewrites the whole
            if slot.gone is not None and change.text and change.text in _text_instead(work, slot):
                continue  # the new text that the provision went into has the new words
            if slot.gone is not None and change.owner != slot.gone:
                void.append((slot, change, "该处已被删除"))
            elif slot.gone is None and slot.replaced is not None and not _shows(slot, change):
                void.append((slot, change, "该处已被整体修改"))
    done = {(c.owner, c.place) for c in made if c.place is not None} if void else set()
    for slot, change, why in void:
        if (change.owner, change.place) not in done:
            _conflict(work, slot, change, why)


def _shows(slot: Slot, change: WantedEdit) -> bool:
    """Whether the new text of a provision is as the change of its words wants it: with the new ones, or without those that are deleted."""
    new = slot.replaced[0] if slot.replaced is not None else ""
    return change.text in new if change.text else slot.text[change.match.start : change.match.end] not in new


def swallowed(
    text: str, changes: Sequence[WantedEdit], held: Sequence[WantedEdit]
) -> Iterator[tuple[WantedEdit, WantedEdit]]:
    """Changes of words inside longer words that are changed as well, whose words stand in the new text as before: 编号 within 应当编号, which
    becomes 必须编号. An order for the whole statute gives way without a word."""
    for change in changes:
        start, end, _ = change.match
        longer = (
            h
            for h in held
            if h.match.start <= start and end <= h.match.end and end - start < h.match.end - h.match.start
        )
        if start < end and change.narrow and (kept := next(longer, None)) is not None and text[start:end] in kept.text:
            yield kept, change


def _text_instead(work: WorkingCopy, slot: Slot) -> str:
    """The new text in which a provision went: of what it was merged into, or of the article above it; "" where there is none."""
    above: Slot | None = slot
    while above is not None:
        heir = work.heirs.get(above) or (above if above.level is Level.ARTICLE and above.gone is None else None)
        if heir is not None:
            new = (s for s in heir.below() if s.gone is None)
            return "".join(s.wording for s in new if slot.gone in (s.cause, s.replaced and s.replaced[1]))
        above = above.parent
    return ""


def disputed(work: WorkingCopy, slot: Slot, changes: list[WantedEdit]) -> list[WantedEdit]:
    """The changes of a text without those that two instructions want otherwise: of two orders on the same words neither is carried out.

    A change for the whole statute gives way to one that names the provision, and one that comes to the same is none.
    """
    owner = changes[0].owner if changes else None
    for change in changes:
        if change.owner is not owner:
            break
    else:
        return changes
    lost: dict[int, WantedEdit] = {}
    ordered = sorted(range(len(changes)), key=lambda i: changes[i].match)
    for k, i in enumerate(ordered):
        a = changes[i]
        for j in ordered[k + 1 :]:
            b = changes[j]
            if b.match.start >= a.match.end:
                break
            if (
                a.narrow
                and b.narrow
                and a.owner != b.owner
                and overlap(a.match, b.match)
                and not _agree(slot.text, a, b)
            ):
                lost.setdefault(i, b)
                lost.setdefault(j, a)
    for i, other in sorted(lost.items()):
        _conflict(work, slot, changes[i], f"与{_clause(other)}的修改重叠，两处都未执行")
    return [c for i, c in enumerate(changes) if i not in lost]


def _agree(text: str, a: WantedEdit, b: WantedEdit) -> bool:
    """Whether the longer of two changes that overlap brings about what the shorter wants."""
    long, short = (a, b) if a.match.end - a.match.start >= b.match.end - b.match.start else (b, a)
    if not (long.match.start <= short.match.start and short.match.end <= long.match.end):
        return False
    if long.match[:2] == short.match[:2]:
        return long.text == short.text
    words = text[short.match.start : short.match.end]
    if not short.text:
        return (words.strip(MARKS) or words) not in long.text
    before = text[long.match.start : long.match.end].count(short.text)
    return short.text in long.text and (words not in long.text or long.text.count(short.text) > before)


def _clause(change: WantedEdit) -> str:
    return change.owner.clause if isinstance(change.owner, Cause) else "另一项"


def _drop_if_empty(work: WorkingCopy, slot: Slot) -> None:
    """A paragraph or item of which nothing but a mark would be left goes (rule 13)."""
    if (
        not slot.edits
        or slot.level < Level.PARAGRAPH
        and slot.level not in HEADINGS
        or slot.level >= Level.PARAGRAPH
        and not slot.empty
    ):
        return
    kept = len(slot.text) - sum(s.end - s.start - len(s.text) for mine, _ in slot.edits for s in mine)
    if kept > 4:
        return
    if splice(slot.text, [s for mine, _ in slot.edits for s in mine]).strip("，、；。：,;:. \u3000"):
        return
    if slot.level in HEADINGS:
        work.report(kinds.HEADING_WITHOUT_WORDS, work.address(slot), before=slot.text)
        slot.edits = ()
        return
    cause = slot.edits[-1][1]
    home = slot.parent
    if home is not None and home.level is Level.ARTICLE and home.alive == [slot]:
        work.report(kinds.NO_WORDS_LEFT, work.address(home), before=slot.text, where=work.address(slot))
        slot.edits = ()
        return
    slot.edits = ()
    slot.delete(cause)
    work.report(kinds.EMPTIED, work.address(slot), before=slot.text)


def _by_cause(text: str, changes: Sequence[WantedEdit]) -> tuple[tuple[tuple[Splice, ...], Cause], ...]:
    """Changes of one text as splices, those of one instruction together; what changes nothing is left out."""
    out: dict[tuple[int, bool], tuple[list[Splice], Cause]] = {}
    last, mine = None, list[Splice]()
    for (start, end, _), new, cause, _, _ in changes:
        if text[start:end] == new:
            continue
        if cause is not last:
            assert isinstance(cause, Cause)
            last, mine = cause, out.setdefault((cause.index, cause.consequential), ([], cause))[0]
        mine.append(_splice(start, end, new))
    return tuple((tuple(splices), cause) for splices, cause in out.values())


def _conflict(work: WorkingCopy, slot: Slot, change: WantedEdit, why: str) -> None:
    cause = change.owner
    assert isinstance(cause, Cause)
    words = slot.text[change.match.start : change.match.end]
    what = f"对“{words[:30]}”的修改" if words else f"“{change.text[:30]}”的增加"
    work.instruction = work.instructions.get(cause.index)
    work.report(
        kinds.ONE_PLACE,
        work.address(slot),
        before=words or change.text,
        after=slot.text,
        clause=cause.clause,
        what=what,
        why=why,
    )
    work.instruction = None


def lines_of(base: Statute, slots: Sequence[Slot]) -> list[int | None]:
    """The base line that each slot of the result is; None for what is new, or became another sort of provision."""
    units = base.units
    return [s.line if s.line is None or s.level is units[s.line].level else None for s in slots]


_row: Callable[[tuple[object, ...]], ResultUnit] = partial(tuple.__new__, ResultUnit)
_unit, _splice = unchecked(Unit), unchecked(Splice)


def rows_of(slots: Sequence[Slot], lines: Sequence[int | None]) -> Iterator[ResultUnit]:
    """The slots of the result as rows."""
    for slot, line in zip(slots, lines, strict=True):
        unit, edits, replaced = slot.unit, slot.edits, slot.replaced
        if line is not None and not edits and replaced is None and slot.label is unit.label and slot.text is unit.text:
            label_cause = slot.label_cause or FOLLOWS
            yield _row((unit, line, label_cause, (), label_cause, slot.move_cause or label_cause, False))
            continue
        text = slot.text if replaced is None else replaced[0]
        if edits and slot.line is not None and replaced is None:
            text = splice(text, edits[0][0] if len(edits) == 1 else [s for x, _ in edits for s in x])
        if text != unit.text or slot.label != unit.label or slot.level is not unit.level:
            unit = _unit(slot.level, slot.label, text)
        if line is None:
            cause = slot.cause or slot.move_cause or FOLLOWS
            yield ResultUnit(unit, None, cause, first=slot.line is not None or slot.first)
            continue
        if replaced is not None:
            edits = (((_splice(0, len(slot.text), text),), replaced[1]),)
        label_cause = slot.label_cause or FOLLOWS
        yield _row((unit, line, label_cause, edits, label_cause, slot.move_cause or label_cause, False))


def _emit(root: Slot) -> list[Slot]:
    """What is there in the end, in order; what was moved out of a provision that goes is not in it any more."""
    out: list[Slot] = []
    _add_below(root, out)
    return out


def _add_below(home: Slot, out: list[Slot]) -> None:
    """Not a function within :func:`_emit`: one that calls itself holds itself and all slots, until the cyclic collector finds out."""
    for slot in home.children:
        if slot.gone is None:
            out.append(slot)
        elif home.gone is not None:
            continue
        if slot.children:
            _add_below(slot, out)
