"""What follows from a renumbering without being ordered: references inside the statute move with what they name (rule R6)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result.references import Forward, Renumbering
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.errors import Finding, FindingKind, overlap
from lawtrack.model.address import Address
from lawtrack.model.levels import WITHIN, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.patch.build import ResultUnit
from lawtrack.patch.ops import splice
from lawtrack.syntax.references import Numbering, find_references
from lawtrack.syntax.references import findings as kinds

_MAY = re.compile(r"[条款项章节编]")


def follow_references(
    base: Statute,
    rows: Iterable[ResultUnit],
    lines: Sequence[int | None],
    new: Sequence[Address],
    findings: list[Finding],
    heirs: Mapping[int, int] | None = None,
    risen: Mapping[int, Address] | None = None,
) -> Iterable[ResultUnit]:
    """Rows with the references of every text that the decision did not supply moved to the new numbers.

    Title and adoption note (the first three units) speak of other times: their numbers stay. Words that an instruction put into a
    text are in new numbering already and stay; a reference that an instruction rewrote is the instruction's business. ``lines`` and
    ``new`` are the base lines and the addresses of the rows; what cannot be decided is added to ``findings`` while the rows are gone
    through. ``heirs``: base line of what was merged into another provision → the base line of that one; ``risen``: base line
    of what became another sort of provision (an item a paragraph) → its address now.
    """
    renumbering = _renumbering(base, lines, new, heirs or {}, risen or {})
    return rows if renumbering is None else _moved(base, rows, new, renumbering, findings)


def _renumbering(
    base: Statute,
    lines: Sequence[int | None],
    new: Sequence[Address],
    heirs: Mapping[int, int],
    risen: Mapping[int, Address],
) -> Renumbering | None:
    """What became of every address; None where all is as it was."""
    old = base.addresses
    if new is old:
        return None
    to: list[Address | None] = [None] * len(old)  # of each base line
    for line, address in zip(lines, new, strict=True):
        if line is not None:
            to[line] = address
    if len(old) == len(new) and all(a == b for a, b in zip(old, to, strict=True)):
        return None
    for line, address in risen.items():
        to[line] = to[line] or address
    for line, heir in heirs.items():
        to[line] = to[line] or to[heir]
    parted = _parted(base, to)
    places = base.lines

    def forward(address: Address) -> Address | None:
        line = places.get(address)
        return None if line is None else to[line]

    _cite(old, to, new, forward)
    return Renumbering(forward, Numbering.of(base), Numbering(tuple(new), base.title), parted)


def _parted(base: Statute, to: list[Address | None]) -> frozenset[Address]:
    """The articles of which a 款 went to another article while they stay. One whose only 款 went is where that is now."""
    out = set()
    article, below = Level.ARTICLE, base.outline.below
    for line, unit in enumerate(base.units):
        if unit.level is not article or not (kids := below[line]):
            continue
        here = to[line]
        if here is None:
            if len(kids) == 1:
                to[line] = to[kids[0]]
            continue
        mine = here.steps
        n = len(mine) if mine[-1].level is article else 0
        for kid in kids:
            there = to[kid]
            if there is not None and (there.steps[:n] != mine if n else there.article != here):
                out.add(base.addresses[line])
                break
    return frozenset(out)


def _moved(
    base: Statute, rows: Iterable[ResultUnit], new: Sequence[Address], renumbering: Renumbering, findings: list[Finding]
) -> Iterator[ResultUnit]:
    units, old, may = base.units, base.addresses, _MAY.search
    for row, address in zip(rows, new, strict=True):
        line, edits = row.line, row.edits
        if line is None or line < 3 or not may(text := units[line].text) or edits and _supplied(row, text):
            yield row
            continue
        splices, doubts = renumbering.move(text, old[line], address)
        taken = [s for mine, _ in edits for s in mine]
        free = tuple(s for s in splices if not any(overlap(s, t) or s.start == t.start for t in taken))
        findings += [d for d in doubts if not (d.span and any(overlap(d.span, t) for t in taken))]
        if free:
            edits = (*edits, (free, FOLLOWS))
            changed = splice(text, [s for e, _ in edits for s in e])
            row = row._replace(unit=Unit(row.unit.level, row.unit.label, changed), edits=edits)
        yield row


def _cite(old: Sequence[Address], to: list[Address | None], new: Sequence[Address], forward: Forward) -> None:
    """How what went to another article is cited there: the only 款 of an article is not named."""
    moved = []
    for i, (a, b) in enumerate(zip(old, to, strict=True)):
        if b is None or a is b or len(a.steps) < 2 or len(b.steps) < 2:
            continue
        if a.steps[1:] != b.steps[1:] and _left(a, b, forward):
            moved.append((i, b))
    if not moved:
        return
    paragraphs = Counter(a.parent for a in new if a.level is Level.PARAGRAPH)
    for i, b in moved:
        if b.article is not None and paragraphs[b.article] == 1:
            to[i] = Address(tuple(s for s in b.steps if s.level is not Level.PARAGRAPH))


def _left(a: Address, b: Address, forward: Forward) -> bool:
    """Whether a part of an article now lies in another one."""
    return (home := a.article) is not None and forward(home) != b.article


def _supplied(row: ResultUnit, text: str) -> bool:
    """Whether the decision replaced the whole text."""
    return any(s.start == 0 and s.end == len(text) and text for edits, _ in row.edits for s in edits)


def tell_lost_annexes(work: WorkingCopy, slots: Iterable[Slot]) -> None:
    """Tell what still speaks of an annex that is gone: 收费标准见附件1, where 附件1 is deleted."""
    lost = [s for s in work.root.children if s.level is Level.ANNEX and s.gone is not None and s.line is not None]
    if not lost:
        return
    left = [(s.label[:2], s.number) for s in work.root.children if s.level is Level.ANNEX and s.gone is None]
    for annex in lost:
        kind, n = annex.label[:2], annex.number
        if (kind, n) in left or not kind.startswith("附"):
            continue
        number = (
            rf"[ \u3000]*(?:{n.value}|{numeral(n.value)})(?![0-9零一二三四五六七八九十百])"
            if n.value
            else r"(?![ \u3000]*[0-9一二三四五六七八九十])"
        )
        named = re.compile(rf"(?<![《〈]){kind}{number}")
        for slot in slots:
            if slot.line is None or slot.line < 3 or slot.replaced is not None or kind not in slot.wording:
                continue
            if m := named.search(slot.wording):
                work.report(kinds.GONE, work.address(slot), before=m[0], place=annex.label)


_PARTS = re.compile("[款项目]")
_MARKS = "。；;，,：:"
_Restated = tuple[FindingKind, str]


def tell_restated(work: WorkingCopy) -> None:
    """Tell what refers to a 款, 项 or 目 whose place has the words of a neighbour in a new text, or whose words are a neighbour's now: a list that
    is told again with an item moved up or down. Numbers did not change, and the reference stays."""
    base = work.base
    words = "".join([unit.text for unit in base.units])
    if not any(part in words for part in "款项目"):
        return
    restated = _restated(work)
    numbering = Numbering.of(base)
    for line, unit in enumerate(base.units if restated else ()):
        slot = work.slots[line]
        if line < 3 or slot.gone is not None or slot.replaced is not None or not _PARTS.search(unit.text):
            continue
        edits = [s for mine, _ in slot.edits for s in mine]
        for ref in find_references(unit.text, base.addresses[line], numbering):
            here = () if any(overlap(ref.span, s) for s in edits) else map(base.find, ref.targets)
            for at in [k for k in here if k is not None and k in restated]:
                kind, where = restated[at]
                place = base.addresses[at]
                work.findings.append(kind.finding(base.addresses[line], before=ref.text, place=place, where=where))


def _restated(work: WorkingCopy) -> dict[int, _Restated]:
    """Base lines with a new text that is what a neighbour said, or whose old text is a neighbour's now; and which."""
    base, out = work.base, dict[int, _Restated]()
    old: dict[int, dict[str, list[int]]] = {}  # line of what is above → the words below it, and which lines had them
    new: dict[int, dict[str, list[Slot]]] = {}  # the same with the words of now
    for slot in work.slots:
        if slot.replaced is None or slot.line is None or slot.parent is None or slot.level not in WITHIN or slot.gone:
            continue
        above = base.outline.above[slot.line]
        if above not in old:
            old[above], new[above] = defaultdict(list), defaultdict(list)
            for k in base.outline.below[above]:
                old[above][base.units[k].text.rstrip(_MARKS)].append(k)
            for child in slot.parent.alive:
                new[above][child.wording.rstrip(_MARKS)].append(child)
        was, now = slot.text.rstrip(_MARKS), slot.replaced[0].rstrip(_MARKS)
        said = old[above].get(now, ()) if len(now) > 1 else ()
        says = new[above].get(was, ()) if len(was) > 1 else ()
        if len(said) == 1 and said[0] != slot.line:
            out[slot.line] = kinds.OTHER_WORDS_THERE, str(base.addresses[said[0]])
        elif len(says) == 1 and says[0] is not slot:
            out[slot.line] = kinds.WORDS_ELSEWHERE, says[0].label or "另一款"
    return out
