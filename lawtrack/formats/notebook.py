"""What a notebook shows of a value: small pieces of HTML that carry their own style and fit light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, get_args

import attrs

from lawtrack.changes.comparison import Comparison
from lawtrack.changes.comparison_table import CellLine, Look
from lawtrack.display import Rows
from lawtrack.errors import Finding, InputError
from lawtrack.formats.blocks import (
    Block,
    Findings,
    LawText,
    ReportHead,
    SideBySide,
    Table,
    findings_table,
    lines_of,
    stretches,
)
from lawtrack.formats.report import blocks_of, report_of
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Node

MOST = 60
"""Rows shown at most; a notebook is for looking, the page that ``write`` makes for reading."""
_SHORT = 18
"""A column whose lines are all this short keeps them whole; the others share what is left."""
_STYLE = "border-collapse:collapse;font-size:14px;line-height:1.7;table-layout:auto;width:auto;color:inherit"
_CELL = "border:1px solid #8886;padding:3px 8px;vertical-align:top;text-align:left;white-space:normal;background:transparent;color:inherit"
_NARROW = ";white-space:nowrap"
_WIDE = ";min-width:14em"
_LOOKS: dict[Look, str] = {
    "added": "<span style='background:#2a84;text-decoration:underline'>%s</span>",
    "deleted": "<span style='background:#d334;text-decoration:line-through'>%s</span>",
}


def html_of(value: Any) -> str:
    """The HTML of a value of this package, which are the blocks of its report; its ``repr`` for anything unknown."""
    if isinstance(value, Rows) and not value:
        return "<p>没有结果</p>"
    if isinstance(value, Address):
        return f"<p style='margin:0'>{escape(str(value))} <span style='opacity:.7'>{escape(value.eid)}</span></p>"
    if isinstance(value, get_args(Node)):
        return _paragraphs(value.to_text())
    if isinstance(value, Finding):
        return _html(Findings((value,)))
    if hasattr(value, "shown"):  # what stands in rooms above this one says itself what there is to see
        return _html(value.shown())
    try:
        report = report_of(value.changes if isinstance(value, Comparison) else value, full=False)
    except InputError:
        return f"<pre>{escape(repr(value))}</pre>"
    return "".join(map(_html, blocks_of(report, together=True)))


def _html(block: Block) -> str:
    if isinstance(block, ReportHead):
        return _head(block.title) + f"<p>{'<br>'.join(f'{label}：{_words(value)}' for label, value in block.facts)}</p>"
    if isinstance(block, LawText):
        return _law(block.text) if isinstance(block.text, Statute) else _paragraphs(block.text)
    if isinstance(block, Findings):
        return _html(findings_table(block.found))
    if isinstance(block, Table):
        return _head(block.title) + _table(block.heads, list(block.lines))
    return _side_by_side(block)


def _head(text: str) -> str:
    return f"<p style='font-weight:600;margin:0 0 4px'>{escape(text)}</p>" if text else ""


def _paragraphs(text: str) -> str:
    return "".join(f"<p style='margin:0'>{escape(line)}</p>" for line in text.splitlines()[:2000])


def _law(law: Statute) -> str:
    note = f"<p style='margin:0;opacity:.7'>{escape(law.note)}</p>" if law.note else ""
    text = f"<div style='max-height:30em;overflow:auto'>{_paragraphs(law.to_text())}</div>"
    return f"{note}<details><summary>全文</summary>{text}</details>"


def _side_by_side(block: SideBySide) -> str:
    rows = []
    for pair in block.pairs:
        sides = (
            [attrs.evolve(line, words=line.words[2 * line.numbered :], numbered=False) for line in side]
            for side in pair.sides
        )
        rows.append((lines_of(pair.name), *sides, lines_of(*block.told(pair))))
    old, new, *third = block.heads
    return _table(("条文", old, new, *(third or [""])), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[Sequence[CellLine]]]) -> str:
    """A table. Columns of short words stay on one line, so that those of long texts do not squeeze them."""
    shown, rest = rows[:MOST], len(rows) - MOST
    styles = [
        _CELL + (_NARROW if max((_longest(row[i]) for row in shown), default=0) <= _SHORT else _WIDE)
        for i in range(len(heads))
    ]
    head = "".join(f"<th style='{_CELL}{_NARROW}'>{escape(h)}</th>" for h in heads)
    body = "".join(
        "<tr>" + "".join(f"<td style='{style}'>{_cell(c)}</td>" for style, c in zip(styles, row, strict=True)) + "</tr>"
        for row in shown
    )
    more = f"<p>还有 {rest} 行没有显示</p>" if rest > 0 else ""
    return f"<div style='overflow-x:auto'><table style='{_STYLE}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"


def _longest(cell: Sequence[CellLine]) -> int:
    """The characters of the longest line of a cell."""
    return max((len(text) for line in cell for text in line.text.split("\n")), default=0)


def _cell(lines: Iterable[CellLine]) -> str:
    return "<br>".join(map(_line, lines))


def _line(line: CellLine) -> str:
    number, words = stretches(line)
    return (
        escape(number) + "\u3000" * bool(number and words) + "".join(_LOOKS.get(k, "%s") % _words(t) for k, t in words)
    )


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")
