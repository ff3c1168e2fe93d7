"""What follows from a renumbering without being ordered: references inside the statute move with what they name (rule R6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from lawtrack.amendment.binding import FOLLOWS
from lawtrack.amendment.moving import Renumbering
from lawtrack.errors import Finding
from lawtrack.model.address import Address
from lawtrack.model.nodes import Level, Statute, Unit
from lawtrack.patch.ops import Splice, splice
from lawtrack.patch.rows import Row
from lawtrack.syntax.references import Numbering

_MAY = re.compile(r"[条款项章节编]")


def follow_references(base: Statute, rows: Sequence[Row], new: Sequence[Address]) -> tuple[list[Row], list[Finding]]:
    """Rows with the references of every text that the decision did not supply moved to the new numbers.

    Words that an instruction put into a text are in new numbering already and stay; a reference that an instruction rewrote is
    the instruction's business. ``new`` are the addresses of the rows.
    """
    old = base.addresses
    if new is old:
        return list(rows), []
    table = {old[r.line]: new[i] for i, r in enumerate(rows) if r.line is not None}
    _cite(table, new)
    if all(a == b for a, b in table.items()) and len(table) == len(old) == len(new):
        return list(rows), []
    before, after = Numbering.of(base), Numbering(tuple(new), base.title)
    renumbering = Renumbering(table.get, before, after)
    out, findings = list(rows), list[Finding]()
    units, may = base.units, _MAY.search
    for i, row in enumerate(rows):
        line, edits = row.line, row.edits
        if line is None or not may(text := units[line].text) or edits and _supplied(row, text):
            continue
        splices, doubts = renumbering.move(text, old[line], new[i])
        if not splices and not doubts:
            continue
        taken = [s for mine, _ in edits for s in mine]
        free = tuple(s for s in splices if not any(_touch(s, t) for t in taken))
        findings += [
            d for d in doubts if not (d.span and any(d.span.start < t.end and t.start < d.span.end for t in taken))
        ]
        if free:
            edits = (*edits, (free, FOLLOWS))
            changed = splice(text, [s for e, _ in edits for s in e])
            out[i] = row._replace(unit=Unit(row.unit.level, row.unit.label, changed), edits=edits)
    return out, findings


def _cite(table: dict[Address, Address], new: Sequence[Address]) -> None:
    """How what went to another article is cited there: the only 款 of an article is not named."""
    moved = [(a, b) for a, b in table.items() if len(a.steps) > 1 < len(b.steps) and _left(a, b, table)]
    if not moved:
        return
    paragraphs = Counter(a.parent for a in new if a.level is Level.PARAGRAPH)
    for a, b in moved:
        if b.article is not None and paragraphs[b.article] == 1:
            table[a] = Address(tuple(s for s in b.steps if s.level is not Level.PARAGRAPH))


def _left(a: Address, b: Address, table: Mapping[Address, Address]) -> bool:
    """Whether a part of an article now lies in another one, at another place than before."""
    return a.steps[1:] != b.steps[1:] and (home := a.article) is not None and table.get(home) != b.article


def _supplied(row: Row, text: str) -> bool:
    """Whether the decision replaced the whole text."""
    return any(s.start == 0 and s.end == len(text) and text for edits, _ in row.edits for s in edits)


def _touch(a: Splice, b: Splice) -> bool:
    return a.start < b.end and b.start < a.end or a.start == b.start
