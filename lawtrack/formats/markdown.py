"""Markdown: the statute with headings, the comparison table, the change report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lawtrack.changes.comparison_table import CellLine
from lawtrack.errors import Finding
from lawtrack.formats.blocks import (
    SEVERITY,
    Block,
    Findings,
    LawText,
    Pair,
    ReportHead,
    SideBySide,
    Table,
    details_of,
    message_of,
    place_of,
    stretches,
)
from lawtrack.formats.report import Report, blocks_of
from lawtrack.model.levels import HEADINGS, RANK, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import heading_line, print_units

_SPECIAL = re.compile(r"([\\`*_~<>|\[\]#])")
_LOOKS = {"deleted": "<del>%s</del>", "added": "<ins>%s</ins>"}


def render(report: Report) -> str:
    """A report as Markdown, its blocks one after another."""
    return "\n\n".join(text for block in blocks_of(report) for text in _texts(block)) + "\n"


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, ReportHead):
        yield f"# {escape(block.title)}"
        yield "\n".join(f"- {label}：{escape(value)}" for label, value in block.facts)
    elif isinstance(block, LawText):
        if block.title:
            yield f"## {block.title}"
        yield from (
            statute_blocks(block.text, 2 if block.title else 0)
            if isinstance(block.text, Statute)
            else (escape(line) for line in block.text.split("\n") if line)
        )
    elif isinstance(block, Findings):
        yield "## 发现"
        yield "\n".join(map(_finding, block.found))
    elif isinstance(block, Table):
        if block.title:
            yield f"## {escape(block.title)}"
        yield _table(block.heads, ([_cell(cell) for cell in row] for row in block.lines))
    else:
        yield f"## {block.title}"
        yield _table(block.heads, (_pair(block, pair) for pair in block.pairs))
        if block.summed:
            yield f"注：{block.summed}"
        yield from _texts(block.numbers)


def escape(text: str) -> str:
    r"""Text that Markdown takes literally.

    >>> escape("甲*乙|丙")
    '甲\\*乙\\|丙'
    """
    return _SPECIAL.sub(r"\\\1", text)


def statute_blocks(statute: Statute, depth: int = 0) -> Iterator[str]:
    """The statute as Markdown blocks; ``depth`` moves its headings down."""
    units = statute.units
    if statute.title:
        yield "#" * (depth + 1) + " " + escape(statute.title)
    for text in (statute.stage, statute.note):
        if text:
            yield escape(text)
    run: list[Unit] = []
    for unit in units[3:]:
        if unit.level in HEADINGS or unit.level is Level.ANNEX:
            yield from (escape(line) for line in print_units(run))
            run = []
            mark = "#" * min(6, depth + 1 + max(1, RANK[unit.level]))
            yield f"{mark} {escape(heading_line(unit))}"
        else:
            run.append(unit)
    yield from (escape(line) for line in print_units(run))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(map(escape, heads)) + " |", "|---" * len(heads) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _pair(block: SideBySide, pair: Pair) -> Sequence[str]:
    """A provision before, after, and why with what was found there."""
    told = [*block.told(pair), *(f"{SEVERITY[f.severity]}：{f.message}" for f in pair.findings)]
    return [*map(_cell, pair.sides), "<br>".join(map(escape, told))][: len(block.heads)]


def _cell(lines: Iterable[CellLine]) -> str:
    return "<br>".join(map(_line, lines))


def _line(line: CellLine) -> str:
    number, words = stretches(line)
    head = f"**{number}**" + "\u3000" * bool(words) if number else ""
    return head + "".join(_LOOKS.get(look, "%s") % escape(text) for look, text in words).replace("\n", "<br>")


def _finding(finding: Finding) -> str:
    out = f"- **{SEVERITY[finding.severity]}** `{finding.code}` {escape(place_of(finding) + message_of(finding))}"
    return out + "".join(f"\n  - {escape(line)}" for line in details_of(finding))
