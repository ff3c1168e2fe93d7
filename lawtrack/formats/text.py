"""Plain text: the statute, the comparison table in two columns, the change report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from lawtrack.changes.changes import Line
from lawtrack.changes.comparison_table import CellLine, Look
from lawtrack.errors import Finding, Severity
from lawtrack.formats.blocks import (
    Block,
    Findings,
    LawText,
    ReportHead,
    SideBySide,
    Table,
    details_of,
    finding_text,
    stretches,
)
from lawtrack.formats.report import Report, blocks_of, head_of, side_by_side
from lawtrack.model.text_width import pad, width_of, wrap

COLUMN = 40
"""Columns of the terminal that one side of the comparison table takes: twenty Chinese characters."""
_LOOKS: dict[Look, tuple[str, str]] = {"deleted": ("〔删：%s〕", "delete"), "added": ("〔增：%s〕", "insert")}
"""How marked text stands in brackets, and the name of the style that it has in colour."""


def render(report: Report) -> str:
    """A report as plain text, its blocks one after another; the text that a comparison leads to is a file of its own."""
    blocks = (b for b in blocks_of(report) if not (isinstance(b, LawText) and b.title))
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, ReportHead):
        yield block.title
        yield from (f"{label}：{value}" for label, value in block.facts)
    elif isinstance(block, LawText):
        yield block.text if isinstance(block.text, str) else block.text.to_text().removesuffix("\n")
    elif isinstance(block, Findings):
        yield "【发现】"
        yield from (line for finding in block.found for line in _finding(finding))
    elif isinstance(block, Table):
        if block.title:
            yield f"【{block.title}】"
        yield from plain_table(block)
    else:
        yield f"【{block.title}】"
        yield from two_columns(block)
        yield from ("", f"【{block.numbers.title}】")
        yield from (f"{old} → {new}\u3000{what}" for old, new, what in block.numbers.rows)


def listing(report: Report, style: Callable[..., str] | None = None, *, notes: bool = False) -> str:
    """The head and the findings, in colour with a ``style``; those for the record are only counted unless ``notes``."""
    paint = style or (lambda text, *_: text)
    out = list(_lines(head_of(report)))
    for finding in report.findings:
        if notes or finding.severity is not Severity.INFO:
            first, *more = _finding(finding)
            out += ["", paint(first, finding.severity.value), *more]
    rest = "" if notes else counted(f for f in report.findings if f.severity is Severity.INFO)
    return "\n".join([*out, *(["", paint(rest, "info")] if rest else [])]) + "\n"


def counted(findings: Iterable[Finding]) -> str:
    """Findings as a count by code, for places that have no room for them; empty for none."""
    codes = Counter(f.code for f in findings)
    if not codes:
        return ""
    return f"提示 {codes.total()} 项（{'，'.join(f'{c} {n}' for c, n in sorted(codes.items()))}）；加 -v 逐项列出"


def _finding(finding: Finding) -> Iterator[str]:
    yield finding_text(finding)
    yield from (f"    {line}" for line in details_of(finding))


def marked(words: Iterable[tuple[Look, str]], paint: Callable[..., str] | None = None) -> str:
    """Marked text in one line, in brackets or in colour.

    >>> marked([("", "处"), ("deleted", "一"), ("added", "二"), ("", "万元")])
    '处〔删：一〕〔增：二〕万元'
    """
    out = ""
    for look, text in words:
        brackets, style = _LOOKS.get(look, ("%s", ""))
        out += text if not style else paint(text, style) if paint else brackets % text
    return out


def _side_line(line: CellLine) -> str:
    number, words = stretches(line)
    return number + ("\u3000" if number and words else "") + marked(words)


def inline(report: Report, style: Callable[..., str] | None = None, *, full: bool = False) -> str:
    """The change report with both sides in one text; ``style`` colours ``insert`` and ``delete`` instead of brackets."""
    assert report.changes is not None
    out = list(_lines(head_of(report)))
    paint = style or (lambda text, *_: text)
    for pair in side_by_side(report, report.changes, full=full).pairs:
        out += ["", paint(f"{pair.name}　{'、'.join(pair.notes)}", "bold")]
        out += [f"  {marked(_both(line), style)}" for line in pair.row.lines]
        out += [paint("  ※ " + finding_text(f), f.severity.value) for f in pair.findings]
    loose = report.findings_at(-1)
    if loose:
        out += ["", *(paint(finding_text(f), f.severity.value) for f in loose)]
    return "\n".join(out) + "\n"


def _both(line: Line) -> Iterator[tuple[Look, str]]:
    """A line with what was deleted and what was added."""
    looks: dict[str, Look] = {"equal": "", "delete": "deleted", "insert": "added"}
    old, new = line.old_label if line.old else "", line.new_label if line.new else ""
    if old and new and old != new:
        yield from (("deleted", old), ("added", new))
    else:
        yield "", new or old
    yield from ((looks[m.kind], m.text) for m in line.marks)


def two_columns(block: SideBySide, width: int = COLUMN) -> Iterator[str]:
    """修改前后对照表 in two columns, each provision under its name."""
    rule = f"{'-' * width}-+-{'-' * width}"
    yield f"{pad(block.heads[0], width)} | {block.heads[1]}"
    yield rule
    for pair in block.pairs:
        yield from wrap(f"〖{pair.name}　{'、'.join(pair.notes)}〗", 2 * width + 3)
        texts = ("\n".join(map(_side_line, side)).split("\n") for side in pair.sides)
        sides = ([x for text in side for x in wrap(text, width)] for side in texts)
        for old, new in zip_longest(*sides, fillvalue=""):
            yield f"{pad(old, width)} | {new}".rstrip()
        if pair.remark:
            yield f"{block.heads[2]}：{pair.remark}"
        yield from (f"※ {line}" for finding in pair.findings for line in _finding(finding))
        yield rule
    if block.summed:
        yield f"注：{block.summed}"


def plain_table(table: Table) -> Iterator[str]:
    """A table with its columns padded, long cells and the last column left as they are; line breaks become blanks."""
    rows = [tuple(" ".join(cell.split("\n")) for cell in row) for row in (table.heads, *table.rows)]
    widths = [min(24, max(width_of(row[i]) for row in rows)) for i in range(len(table.heads) - 1)]
    for row in rows:
        yield "  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()
