"""(Statute, Patch) → the rows of a comparison table: which lines make a row, what happened to it, what it has to do with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import attrs

from lawtrack.arguments import checked
from lawtrack.changes.changes import Changes, Line, Mark, Related, Row, Status
from lawtrack.comparison.align import contained
from lawtrack.comparison.text_diff import segments, typographic
from lawtrack.errors import AddressError
from lawtrack.model.address import Address, addresses_of
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.model.normal import normalise
from lawtrack.model.outline import Outline
from lawtrack.patch.arrangement import Trace
from lawtrack.patch.ops import NO_CAUSE, Cause
from lawtrack.patch.patch import Patch


@checked
def tabulate(base: Statute, patch: Patch) -> Changes:
    """What ``patch`` does to ``base``, row by row; raises :class:`MismatchError` where the patch does not belong to the base.

    >>> from lawtrack.comparison.compare import compare
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a = Statute("例", children=(Article("第一条", "", (Paragraph("甲方应当付款。"),)),))
    >>> b = Statute("例", children=(Article("第一条", "", (Paragraph("乙方应当付款。"),)),))
    >>> row = tabulate(a, compare(a, b)).articles[0]
    >>> row.status.value, [(m.kind, m.text) for m in row.lines[0].marks]
    ('修改', [('delete', '甲'), ('insert', '乙'), ('equal', '方应当付款。')])
    """
    return _Table(base, patch).make()


def explain(base: Statute, patch: Patch, address: Address | str) -> tuple[Line, ...]:
    """The lines of the provision at an address of the *result*, each changed character with the instruction that caused it.

    Raises :class:`AddressError` where the result has no such provision.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> from lawtrack.patch.ops import EditText, Splice
    >>> law = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"),)),))
    >>> patch = Patch((EditText(4, "甲。", (Splice(0, 1, "乙"),), cause=Cause("二", 1, "第一条中的“甲”修改为“乙”。")),), size=5)
    >>> [(m.kind, m.text, m.cause.label if m.cause else "") for m in explain(law, patch, "第一条")[0].marks]
    [('delete', '甲', '二'), ('insert', '乙', '二'), ('equal', '。', '')]
    """
    table = _Table(base, patch)
    after = build([t.unit for t in table.traces], base)
    line = after.find(address)
    if line is None:
        raise AddressError(f"修改后的《{after.title}》没有{address}", f"《{after.title}》 as amended has no {address}")
    wanted = after.addresses[line]
    found = []
    for row in table.make().rows:
        found += [x for x in row.lines if x.new is not None and wanted.contains(x.new)]
    return tuple(found)


class _Table:
    def __init__(self, base: Statute, patch: Patch) -> None:
        self.base, self.patch = base, patch
        self.traces = patch.trace(base)
        self.old = base.outline
        self.new = Outline.of([t.unit for t in self.traces])
        self.old_at: Sequence[Address] = base.addresses
        self.new_at: Sequence[Address] = addresses_of(self.new.units)
        self.place = {t.line: j for j, t in enumerate(self.traces) if t.line is not None}
        self.old_home = [self.old.provision(i) for i in range(len(base.units))]
        self.new_home = [self.new.provision(j) for j in range(len(self.traces))]
        self.gone = {line: lost.cause for line, lost in patch.arrangement.gone.items()}
        self.arrival: list[
            Cause | None
        ] = []  # for each line of the result, the cause of the last line that came in up to there
        cause = None
        for t in self.traces:
            came = t.insert or t.move
            cause = came.cause if came else cause
            self.arrival.append(cause)

    def make(self) -> Changes:
        members_old, members_new = _groups(self.old_home), _groups(self.new_home)
        rows: dict[int, Row] = {}  # by the line of the new head
        behind: dict[int, list[Row]] = defaultdict(list)  # deleted provisions, by the new head they stand behind
        for j, lines in members_new.items():
            i = self.traces[j].line
            own = i is not None and self.old_home[i] == i
            rows[j] = self.row(i if own else None, j, members_old[i] if own and i is not None else [], lines)
        last = -1
        for old_head, lines in members_old.items():
            at = self.place.get(old_head)
            if at is not None and self.new_home[at] == at:
                last = at
            else:
                behind[last].append(self.row(old_head, None, lines, []))
        ordered = list(behind[-1])
        for j in sorted(rows):
            ordered += [rows[j], *behind[j]]
        title = self.traces[0].unit.text
        p = self.patch
        made = tuple(self.relate(ordered))
        return Changes(self.base.title, title, made, p.source, p.adopted, p.effective)

    def row(self, i: int | None, j: int | None, olds: list[int], news: list[int]) -> Row:
        head = self.old.units[i] if i is not None else self.new.units[j or 0]
        lines = list(self.lines(olds, news))
        causes: dict[Cause, None] = {}
        moved = False
        for k in news:
            for op in self.traces[k].ops:
                causes.setdefault(op.cause)
            if k == j:
                moved = self.traces[k].move is not None
        for k in olds:
            if k in self.gone:
                causes.setdefault(self.gone[k])
        old_label = self.old.units[i].label if i is not None else ""
        new_label = self.new.units[j].label if j is not None else ""
        status = self.status(head.level, i, j, lines, old_label != new_label, moved)
        if head.level is Level.ARTICLE:
            lines = [x for x in lines if x.level is not Level.ARTICLE or x.marks]
        return Row(
            status,
            head.level,
            self.old_at[i] if i is not None else None,
            self.new_at[j] if j is not None else None,
            old_label,
            new_label,
            tuple(lines),
            tuple(sorted(causes, key=lambda c: c.consequential)),
            moved,
        )

    def lines(self, olds: list[int], news: list[int]) -> Iterator[Line]:
        """Old and new units of one provision, what went between what stayed."""
        here = set(olds)
        left: dict[int, list[Line]] = defaultdict(list)  # by the old line that stayed before it
        before = -1
        inside = {self.traces[j].line for j in news}
        for i in olds:
            if i in inside:
                before = i
            else:
                left[before].append(self.departed(i))
        yield from left[-1]
        for j in news:
            was = self.traces[j].line
            yield self.line(j, stayed=was in here)
            if was is not None and was in here:
                yield from left[was]

    def departed(self, i: int) -> Line:
        unit, at = self.old.units[i], self.place.get(i)
        to = self.new_at[at] if at is not None else None
        cause = self.gone.get(i)
        if at is not None:  # moved, or something came in between, or its own heading went
            home = self.place.get(self.old_home[i])
            cause = self.arrival[at] or (self.arrival[home] if home is not None else self.gone.get(self.old_home[i]))
        marks = (Mark("delete", unit.text, cause or NO_CAUSE),) if unit.text else ()
        return Line(unit.level, unit.label, "", marks, self.old_at[i], None, cause, to)

    def line(self, j: int, stayed: bool) -> Line:
        trace = self.traces[j]
        unit, i = trace.unit, trace.line
        if i is None:
            cause = trace.insert.cause if trace.insert else NO_CAUSE
            marks = (Mark("insert", unit.text, cause),) if unit.text else ()
            return Line(unit.level, "", unit.label, marks, None, self.new_at[j], cause)
        was = self.old.units[i]
        label_cause = trace.relabel.cause if trace.relabel else None
        if stayed:
            return Line(
                unit.level, was.label, unit.label, marks_of(was, trace), self.old_at[i], self.new_at[j], label_cause
            )
        return Line(
            unit.level, "", unit.label, marks_of(was, trace), None, self.new_at[j], label_cause, None, self.old_at[i]
        )

    def status(
        self, level: Level, i: int | None, j: int | None, lines: list[Line], renumbered: bool, moved: bool
    ) -> Status:
        if i is None:
            return Status.ADDED
        if j is None:
            return Status.DELETED
        touched = [
            x
            for x in lines
            if not x.old or not x.new or any(m.kind != "equal" for m in x.marks) or x.level is not level and x.changed
        ]
        if touched:
            marks = [m for x in touched for m in x.marks if m.kind != "equal"]
            both = all(x.old and x.new and normalise(x.old_label) == normalise(x.new_label) for x in touched)
            if both and all(x.old_text == x.new_text or typographic(x.old_text, x.new_text) for x in touched):
                return Status.TYPOGRAPHY
            if both and all(m.cause is not None and m.cause.consequential for m in marks) and level is Level.ARTICLE:
                return Status.REFERENCES
            return Status.HEADING if level in HEADINGS else Status.AMENDED
        if moved:
            return Status.MOVED
        if renumbered and i is not None and j is not None:
            old, new = self.old.units[i].label, self.new.units[j].label
            return Status.TYPOGRAPHY if typographic(old, new) else Status.RENUMBERED
        return Status.UNCHANGED

    def relate(self, rows: list[Row]) -> Iterator[Row]:
        """Tell provisions split off or merged from those that are new or gone: by lines that moved, else by text contained."""
        old_rows = {r.old: r for r in rows if r.old}
        new_rows = {r.new: r for r in rows if r.new}
        lost = {r.old: r.old_text for r in rows if r.status is Status.DELETED and r.level is Level.ARTICLE and r.old}
        come = {r.new: r.new_text for r in rows if r.status is Status.ADDED and r.level is Level.ARTICLE and r.new}
        wider_new = {
            a: r.new_text for a, r in new_rows.items() if r.level is Level.ARTICLE and r.status is Status.AMENDED
        }
        wider_old = {
            a: r.old_text for a, r in old_rows.items() if r.level is Level.ARTICLE and r.status is Status.AMENDED
        }
        into = contained(lost, wider_new | come)
        outof = contained(come, wider_old | lost)
        for row in rows:
            related: dict[tuple[Address, Literal["old", "new"]], float] = defaultdict(float)
            size = sum(len(x.old_text if row.status is Status.DELETED else x.new_text) for x in row.lines) or 1
            for x in row.lines:
                far = x.moved_to or x.moved_from
                if far is not None:
                    share = sum(len(m.text) for m in x.marks if m.kind != "insert") / size
                    related[far.article or far, "new" if x.moved_to else "old"] += share
            if row.status is Status.DELETED and row.old in into:
                address, share = into[row.old]
                related.setdefault((address, "new"), share)
            if row.status is Status.ADDED and row.new in outof:
                address, share = outof[row.new]
                related.setdefault((address, "old"), share)
            ties = tuple(
                Related(a, round(min(1.0, s), 3), side)
                for (a, side), s in sorted(related.items(), key=lambda x: (-x[1], x[0]))
            )
            status = row.status
            if ties and ties[0].share >= 0.5 and row.level is Level.ARTICLE:
                status = {Status.DELETED: Status.MERGED, Status.ADDED: Status.SPLIT}.get(status, status)
            yield attrs.evolve(row, status=status, related=ties)


def marks_of(was: Unit, trace: Trace) -> tuple[Mark, ...]:
    """The text of a unit with its changes marked; a long replacement is narrowed down to the words that differ."""
    changes = sorted(((s, op.cause) for op in trace.edits for s in op.splices), key=lambda c: c[0])
    out: list[Mark] = []
    at = 0
    for s, cause in changes:
        out.append(Mark("equal", was.text[at : s.start]))
        for part in segments(was.text[s.start : s.end], s.text):
            out.append(Mark(part.kind, part.text, None if part.kind == "equal" else cause))
        at = s.end
    out.append(Mark("equal", was.text[at:]))
    return tuple(_join(out))


def _join(marks: Iterable[Mark]) -> Iterator[Mark]:
    last: Mark | None = None
    for mark in marks:
        if not mark.text:
            continue
        if last is not None and last.kind == mark.kind and last.cause == mark.cause:
            last = attrs.evolve(last, text=last.text + mark.text)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _groups(homes: Sequence[int]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = defaultdict(list)
    for line, home in enumerate(homes):
        out[home].append(line)
    return dict(out)
