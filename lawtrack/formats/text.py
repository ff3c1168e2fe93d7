"""Plain text: the statute, the comparison table in two columns, the change report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from lawtrack.changes.changes import Changes, Line, Mark, Row, Status
from lawtrack.changes.comparison_table import TableOptions, lay_out
from lawtrack.errors import Finding, Severity
from lawtrack.formats.report import Report, Table, causes_text, finding_text, row_name, texts_of
from lawtrack.model.levels import Level
from lawtrack.model.text_width import pad, width_of, wrap

COLUMN = 40
"""Columns of the terminal that one side of the comparison table takes: twenty Chinese characters."""


def render(report: Report) -> str:
    """A report as plain text: the head, counts, findings, the comparison table, the correspondence of numbers.

    A statute that nothing was compared with is just its text.
    """
    if report.changes is None:
        if report.statute is not None:
            return report.statute.to_text()
        tables = [line for table in report.tables for line in ("", f"【{table.title}】", *plain_table(table))]
        law = [report.text, ""] if report.text else []
        return "\n".join([*law, *_head(report), *tables, *_findings(report.findings)]) + "\n"
    parts = [
        *_head(report),
        *_findings(report.findings),
        "",
        "【修改前后对照表】",
        *comparison_table(report.changes, sides=report.sides, options=report.options),
    ]
    parts += ["", "【条文序号对照】", *correspondence(report.changes)]
    return "\n".join(parts) + "\n"


def listing(report: Report, style: Callable[..., str] | None = None, *, notes: bool = False) -> str:
    """The head and the findings, in colour with a ``style``; those for the record are only counted unless ``notes``."""
    paint = style or (lambda text, *_: text)
    shown = [f for f in report.findings if notes or f.severity is not Severity.INFO]
    out = list(_head(report))
    for finding in shown:
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


def _head(report: Report) -> Iterator[str]:
    yield report.title
    for label, value in report.facts:
        yield f"{label}：{value}"
    if report.counts:
        yield "条文：" + "，".join(f"{status} {n}" for status, n in report.counts)
    if report.changes is not None:
        others = [f"{s} {n}" for s, n in report.changes.other_counts.items() if n and s is not Status.UNCHANGED]
        if others:
            yield "其他（名称、章节标题、附件等）：" + "，".join(others)
    found = {"error": "错误", "warning": "警告", "info": "提示"}
    yield "发现：" + ("，".join(f"{found[s]} {n}" for s, n in report.severities) or "无")


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield ""
        yield "【发现】"
    for finding in findings:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield finding_text(finding)
    for side, text in texts_of(finding):
        yield f"    {side}：{text}"
    if finding.repair is not None:
        yield f"    建议：{finding.repair.description}"


def marked(marks: Iterable[Mark], brackets: tuple[str, str] = ("〔删：%s〕", "〔增：%s〕")) -> str:
    """Marked text in one line.

    >>> marked([Mark("equal", "处"), Mark("delete", "一"), Mark("insert", "二"), Mark("equal", "万元")])
    '处〔删：一〕〔增：二〕万元'
    """
    wrapped = {"equal": "%s", "delete": brackets[0], "insert": brackets[1]}
    return "".join(wrapped[m.kind] % m.text for m in marks)


def side_lines(row: Row, new: bool) -> list[str]:
    """One column of a row as paragraphs: labels as that side has them, marks in brackets, moved units with where from and to."""
    out: list[str] = []
    label = row.new_label if new else row.old_label
    for line in row.lines:
        if (line.new if new else line.old) is None:
            continue
        out.append(_line(line, new))
    if row.level is Level.ARTICLE:
        return [f"{label}　{out[0]}", *out[1:]] if out else [label] if label else []
    return out


def _line(line: Line, new: bool) -> str:
    marks = line.new_marks if new else line.old_marks
    label = line.new_label if new else line.old_label
    gap = "　" if line.level < Level.ARTICLE and label and marks and not label.endswith("、") else ""
    tail = f"（移至{line.moved_to}）" if line.moved_to and not new else ""
    tail += f"（原{line.moved_from}）" if line.moved_from and new else ""
    return label + gap + marked(marks) + tail


def inline(report: Report, style: Callable[..., str] | None = None, *, full: bool = False) -> str:
    """The change report with both sides in one text; ``style`` colours ``insert`` and ``delete`` instead of brackets."""
    changes = report.changes
    assert changes is not None
    out = list(_head(report))
    paint = style or (lambda text, *_: text)
    for i, row in enumerate(changes.rows):
        found = report.findings_at(i)
        if not (full or row.changed or found):
            continue
        note = "、".join(x for x in (row.status.value, causes_text(row.causes)) if x)
        out += ["", paint(f"{row_name(row)}　{note}", "bold")]
        for line in row.lines:
            label = _both(line.old_label if line.old else "", line.new_label if line.new else "", paint, style is None)
            words = "".join(
                {"equal": m.text}.get(m.kind) or _mark(m.kind, m.text, paint, style is None) for m in line.marks
            )
            out.append(f"  {label}{words}")
        out += [paint("  ※ " + finding_text(f), f.severity.value) for f in found]
    loose = report.findings_at(-1)
    if loose:
        out += ["", *(paint(finding_text(f), f.severity.value) for f in loose)]
    return "\n".join(out) + "\n"


def _mark(kind: str, text: str, paint: Callable[..., str], brackets: bool) -> str:
    if not brackets:
        return paint(text, kind)
    return f"〔删：{text}〕" if kind == "delete" else f"〔增：{text}〕"


def _both(old: str, new: str, paint: Callable[..., str], brackets: bool) -> str:
    if old == new or not old or not new:
        return new or old
    return _mark("delete", old, paint, brackets) + _mark("insert", new, paint, brackets)


def comparison_table(
    changes: Changes,
    *,
    full: bool = False,
    width: int = COLUMN,
    sides: tuple[str, str] = ("修改前", "修改后"),
    options: TableOptions | None = None,
) -> Iterator[str]:
    """修改前后对照表 in two columns; ``full`` keeps the rows in which nothing changed."""
    table = lay_out(changes, options) if options else None
    thirds = {id(one.row): one.texts[2] for one in table.rows if len(one.texts) == 3} if table else {}
    if table and options and options.columns:
        sides = (table.columns[0], table.columns[1])
    rule = f"{'-' * width}-+-{'-' * width}"
    yield f"{pad(sides[0], width)} | {sides[1]}"
    yield rule
    for row in [one.row for one in table.rows] if table else changes.rows if full else changes.changed:
        left = [x for text in side_lines(row, False) for x in wrap(text, width)] or ["（新增）"]
        right = [x for text in side_lines(row, True) for x in wrap(text, width)] or ["（删除）"]
        note = "、".join(x for x in (row.status.value, causes_text(row.causes)) if x)
        yield from wrap(f"〖{row_name(row)}　{note}〗", 2 * width + 3)
        for i in range(max(len(left), len(right))):
            a, b = (side[i] if i < len(side) else "" for side in (left, right))
            yield f"{pad(a, width)} | {b}".rstrip()
        if table and options and not options.cites and thirds.get(id(row)):
            yield f"{table.columns[2]}：{thirds[id(row)]}"
        yield rule
    if table and table.summed:
        yield f"注：{table.summed}"


def plain_table(table: Table) -> Iterator[str]:
    """A table with its columns padded, long cells and the last column left as they are; line breaks become blanks."""
    rows = [tuple(" ".join(cell.split("\n")) for cell in row) for row in (table.heads, *table.rows)]
    widths = [min(24, max(width_of(row[i]) for row in rows)) for i in range(len(table.heads) - 1)]
    for row in rows:
        yield "  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()


def correspondence(changes: Changes) -> Iterator[str]:
    """Old article number → new article number, one a line."""
    for pair in changes.correspondence:
        ties = "、".join(str(r.address) for r in pair.related)
        yield f"{pair.old or '（无）'} → {pair.new or '（无）'}　{pair.status}" + (f"（{ties}）" if ties else "")
