"""From a plan to a patch: who gets which number, which chapter an article stands in, what follows for references and the adoption note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result.headings import assign_headings, drop_empty_headings
from lawtrack.binding.result.numbering import number_articles, number_headings
from lawtrack.binding.result.paragraphs import adopt_shells, join_strays, seat_provisions
from lawtrack.binding.word_edits import Change, settle
from lawtrack.binding.working_copy import Slot, WorkingCopy
from lawtrack.errors import Severity
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute
from lawtrack.patch.build import Row
from lawtrack.patch.ops import Cause, Splice, splice


def settle_plan(work: WorkingCopy, borders: Mapping[str, str] | None = None) -> list[Slot]:
    """Fix numbers, order and words of the plan; the slots of the result in order."""
    settle_words(work)
    for act in work.late:
        act()
    adopt_shells(work)
    join_strays(work)
    seat_provisions(work)
    drop_empty_headings(work)
    number_headings(work)
    number_articles(work)
    assign_headings(work, borders or {})
    number_headings(work)
    return _emit(work.root)


def settle_words(work: WorkingCopy) -> None:
    """Fix the words of every line; what cannot be done because the line goes or gets a new text as a whole is a conflict
    unless the same order is carried out elsewhere in the place it names: what goes has no words left to change."""
    void: list[tuple[Slot, Change, str]] = []
    made: list[Change] = []
    for line, changes in sorted(work.words.items()):
        slot = work.slots[line]
        if slot.gone is None and slot.replaced is None:
            held, clashes = settle(changes)
            made += held
            for kept, lost in clashes:
                _conflict(work, slot, lost, f"与第{getattr(kept.owner, 'label', '')}项的修改重叠")
            slot.edits += _by_cause(slot.text, held)
            continue
        for change in changes:
            if not change.narrow or not isinstance(change.owner, Cause):
                continue
            if slot.gone is not None and change.owner != slot.gone:
                void.append((slot, change, "该处已被删除"))
            elif slot.gone is None and slot.replaced is not None and change.text not in slot.replaced[0]:
                void.append((slot, change, "该处已被整体修改"))
    done = {(c.owner, c.place) for c in made if c.place is not None} if void else set()
    for slot, change, why in void:
        if (change.owner, change.place) not in done:
            _conflict(work, slot, change, why)


def _by_cause(text: str, changes: Sequence[Change]) -> tuple[tuple[tuple[Splice, ...], Cause], ...]:
    """Changes of one text as splices, those of one instruction together; what changes nothing is left out."""
    out: dict[tuple[int, bool], tuple[list[Splice], Cause]] = {}
    for change in changes:
        cause, start, end = change.owner, change.match.start, change.match.end
        assert isinstance(cause, Cause)
        if text[start:end] != change.text:
            out.setdefault((cause.index, cause.consequential), ([], cause))[0].append(Splice(start, end, change.text))
    return tuple((tuple(splices), cause) for splices, cause in out.values())


def _conflict(work: WorkingCopy, slot: Slot, change: Change, why: str) -> None:
    cause = change.owner
    assert isinstance(cause, Cause)
    words = slot.text[change.match.start : change.match.end]
    what = f"对“{words[:30]}”的修改" if words else f"“{change.text[:30]}”的增加"
    work.instruction = work.instructions.get(cause.index)
    work.report("amend.conflict", Severity.ERROR, f"{cause.clause}{what}未执行：{why}",
                  "two instructions change one place; this one was left undone", work.address(slot),
                  before=words or change.text, after=slot.text)  # fmt: skip
    work.instruction = None


def lines_of(base: Statute, slots: Sequence[Slot]) -> list[int | None]:
    """The base line that each slot of the result is; None for what is new, or became another sort of provision."""
    units = base.units
    return [s.line if s.line is None or s.level is units[s.line].level else None for s in slots]


def rows_of(slots: Sequence[Slot], lines: Sequence[int | None]) -> Iterator[Row]:
    """The slots of the result as rows."""
    for slot, line in zip(slots, lines, strict=True):
        unit, edits = slot.unit, slot.edits
        text = slot.text if slot.replaced is None else slot.replaced[0]
        if edits and slot.line is not None and slot.replaced is None:
            text = splice(text, [s for x, _ in edits for s in x])
        if text != unit.text or slot.label != unit.label or slot.level is not unit.level:
            unit = Unit(slot.level, slot.label, text)
        if line is None:
            cause = slot.cause or slot.move_cause or FOLLOWS
            yield Row(unit, None, cause, first=slot.line is not None or slot.first)
            continue
        if slot.replaced is not None:
            edits = (((Splice(0, len(slot.text), text),), slot.replaced[1]),)
        label_cause = slot.label_cause or FOLLOWS
        yield Row(unit, line, label_cause, edits, label_cause, slot.move_cause or label_cause)


def _emit(root: Slot) -> list[Slot]:
    """What is there in the end, in order; what was moved out of a provision that goes is not in it any more."""
    out: list[Slot] = []

    def below(home: Slot) -> None:
        for slot in home.children:
            if slot.gone is None:
                out.append(slot)
            elif home.gone is not None:
                continue
            if slot.children:
                below(slot)

    below(root)
    return out
