"""原文, what one decision makes of it and what the other does, side by side: the table of two drafts on one statute (三栏对照表)."""

from __future__ import annotations

from collections import defaultdict

import attrs

import lawtrack
from lawtrack.changes.changes import Row, Status
from lawtrack.changes.comparison_table import CellLine, TableOptions, TableRow, Words, lay_out
from lawtrack.formats.blocks import Table
from lawtrack.formats.report import Report
from lawtrack.model.address import Address
from lawtrack.model.dates import chinese_date

_QUIET = (Status.UNCHANGED, Status.RENUMBERED)


def three_columns(base: lawtrack.Statute, first: lawtrack.Patch, second: lawtrack.Patch) -> Report:
    """Every provision that either decision touches, those that only get another number aside. What is new in a column stands out there; a new
    provision is a row of its own, also where both decisions bring one.
    """
    options = TableOptions(("原文", "修改后"), unchanged=True)
    sides = [lay_out(lawtrack.tabulate(base, patch), options).rows for patch in (first, second)]
    known = [{one.row.old: one for one in rows if one.row.old} for rows in sides]
    come: dict[Address | None, list[tuple[int, TableRow]]] = defaultdict(
        list
    )  # by the provision that they stand behind
    for k, rows in enumerate(sides):
        behind: Address | None = None
        for one in rows:
            if one.row.old is None:
                come[behind].append((k, one))
            else:
                behind = one.row.old
    cells = [_added(k, one) for k, one in come[None]]
    for one in sides[0]:
        at = one.row.old
        if at is None:
            continue
        both = [side[at] for side in known]
        if any(x.row.status not in _QUIET for x in both):
            cells.append((_plain(one.cells[0]), *(_reads(x.row, x) for x in both)))
        cells += [_added(k, new) for k, new in come[at]]
    heads = ("原文", *(f"{name}：{_name(patch)}" for name, patch in (("甲", first), ("乙", second))))
    texts = tuple(tuple("\n".join(line.text for line in cell) for cell in row) for row in cells)
    table = Table("（条文中黑体字为新增）", heads, texts, tuple(cells))
    return Report(f"《{base.title}》两份修改三栏对照表", tables=(table,))


def _name(patch: lawtrack.Patch) -> str:
    return (patch.source or "没有名称的修改") + (f"（{chinese_date(patch.adopted)}）" if patch.adopted else "")


def _note(text: str) -> tuple[CellLine, ...]:
    return (CellLine((Words(text, "note"),), "heading"),)


def _plain(cell: tuple[CellLine, ...]) -> tuple[CellLine, ...]:
    """The old text without marks: what one decision deletes the other may keep."""
    return tuple(
        attrs.evolve(line, words=tuple(attrs.evolve(w, look="" if w.look == "deleted" else w.look) for w in line.words))
        for line in cell
    )


def _reads(row: Row, one: TableRow) -> tuple[CellLine, ...]:
    return _note("（不改）") if row.status is Status.UNCHANGED else one.cells[1]


def _added(k: int, one: TableRow) -> tuple[tuple[CellLine, ...], ...]:
    return (_note("（无）"), *(one.cells[1] if i == k else _note("（不改）") for i in (0, 1)))
