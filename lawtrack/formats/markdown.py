"""Markdown: the statute with headings, the comparison table, the change report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawtrack.changes.changes import Changes, Line, Mark, Row
from lawtrack.changes.comparison_table import DEFAULT_TABLE, lay_out
from lawtrack.errors import Finding
from lawtrack.formats.report import SEVERITY, Report, Table, causes_text, texts_of
from lawtrack.model.levels import HEADINGS, RANK, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import heading_line, print_units

_SPECIAL = re.compile(r"([\\`*_~<>|\[\]#])")


def render(report: Report) -> str:
    """A report as Markdown: head, counts, findings, comparison table, correspondence, and the consolidated text at the end."""
    if report.changes is None and report.statute is not None:
        return "\n\n".join(statute_blocks(report.statute)) + "\n"
    blocks = [escape(line) for line in report.text.split("\n") if line]
    blocks += [f"# {escape(report.title)}", *_head(report)]
    loose = report.findings if report.changes is None else report.findings_at(-1)
    if loose:
        blocks += ["## 发现", "\n".join(_finding(f) for f in loose)]
    blocks += [block for table in report.tables for block in (f"## {escape(table.title)}", _table(table))]
    if report.changes is not None:
        blocks += ["## 修改前后对照表", comparison_table(report), "## 条文序号对照", correspondence(report.changes)]
    if report.statute is not None:
        blocks += ["## 修改后全文", *statute_blocks(report.statute, 2)]
    return "\n\n".join(blocks) + "\n"


def _head(report: Report) -> Iterator[str]:
    if report.facts:
        yield "\n".join(f"- {label}：{escape(value)}" for label, value in report.facts)
    if report.counts:
        yield "| " + " | ".join(s for s, _ in report.counts) + " |\n" + "|---:" * len(report.counts) + "|\n| " \
            + " | ".join(str(n) for _, n in report.counts) + " |"  # fmt: skip
    yield "发现：" + ("，".join(f"{SEVERITY[s]} {n}" for s, n in report.severities) or "无")


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


def comparison_table(report: Report, *, full: bool = False) -> str:
    """修改前后对照表 as a table of three columns: before, after, the instruction with what was found there."""
    changes = report.changes
    assert changes is not None
    options = report.options
    table = lay_out(changes, options or DEFAULT_TABLE)
    own = {id(one.row): one for one in table.rows}
    remarked = options is not None and bool(options.columns) and not options.cites
    old, new, *third = (options and options.columns) or (*report.sides, "说明")
    heads = (old, new, *(third or ["说明"] if report.findings or not remarked else third))
    lines = ["| " + " | ".join(map(escape, heads)) + " |", "|---" * len(heads) + "|"]
    for i, row in enumerate(changes.rows):
        found = report.findings_at(i)
        one = own.get(id(row))
        if not (full or one or found or row.changed and options is None):
            continue
        told = (one.texts[2:] if one else ()) if remarked else (row.status.value, causes_text(row.causes))
        note = [
            *(escape(line) for text in told for line in text.split("\n")),
            *(escape(f"{SEVERITY[f.severity]}：{f.message}") for f in found),
        ]
        cells = _side(row, False), _side(row, True), "<br>".join(x for x in note if x)
        lines.append("| " + " | ".join(cells[: len(heads)]) + " |")
    return "\n".join(lines) + (f"\n\n注：{table.summed}" if table.summed and options else "")


def _side(row: Row, new: bool) -> str:
    texts = [_line(x, new) for x in row.lines if (x.new if new else x.old) is not None]
    label = row.new_label if new else row.old_label
    if row.level is Level.ARTICLE and label:
        texts = [f"**{label}**　{texts[0]}", *texts[1:]] if texts else [f"**{label}**"]
    return "<br>".join(texts)


def _line(line: Line, new: bool) -> str:
    label = line.new_label if new else line.old_label
    marks = "".join(_mark(m) for m in (line.new_marks if new else line.old_marks))
    tail = f"（移至{line.moved_to}）" if line.moved_to and not new else ""
    tail += f"（原{line.moved_from}）" if line.moved_from and new else ""
    gap = "　" if line.level < Level.ARTICLE and label and marks and not label.endswith("、") else ""
    return escape(label) + gap + marks + tail


def _mark(mark: Mark) -> str:
    text = escape(mark.text)
    return {"equal": text, "insert": f"<ins>{text}</ins>", "delete": f"<del>{text}</del>"}[mark.kind]


def correspondence(changes: Changes) -> str:
    """Old article number ↔ new article number."""
    lines = ["| 修改前 | 修改后 | 变化 |", "|---|---|---|"]
    for pair in changes.correspondence:
        lines.append(f"| {pair.old or '—'} | {pair.new or '—'} | {pair.status} |")
    return "\n".join(lines)


def _table(table: Table) -> str:
    lines = ["| " + " | ".join(table.heads) + " |", "|---" * len(table.heads) + "|"]
    for row in table.rows:
        lines.append("| " + " | ".join(escape(cell).replace("\n", "<br>") for cell in row) + " |")
    return "\n".join(lines)


def _finding(finding: Finding) -> str:
    where = f"{finding.address}：" if finding.address else ""
    out = f"- **{SEVERITY[finding.severity]}** `{finding.code}` {escape(where + finding.message)}"
    return out + "".join(f"\n  - {side}：{escape(text)}" for side, text in texts_of(finding))
