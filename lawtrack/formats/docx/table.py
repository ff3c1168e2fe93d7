"""The comparison table (修改前后对照表) as a Word document, landscape or portrait, the header repeated on every page, old on the left, new on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lawtrack.changes.changes import Changes, Status
from lawtrack.changes.comparison_table import DEFAULT_TABLE, CellLine, ComparisonTable, TableOptions, lay_out
from lawtrack.errors import Finding
from lawtrack.formats.blocks import SEVERITY, Table, message_of, texts_of
from lawtrack.formats.docx.decision import DECISION_LEVELS, decision_paragraphs, title_lines
from lawtrack.formats.docx.package import Node, element
from lawtrack.formats.docx.paragraphs import run_properties, text_nodes
from lawtrack.formats.docx.statute import assemble
from lawtrack.formats.docx.styles import HEAD_FONT, NOTE_FONT, Sheet, section
from lawtrack.formats.report import Report
from lawtrack.patch.ops import clause_of

_WIDTH, _UPRIGHT = 14570, 9638  # the text widths of the two pages, in twentieths of a point
_TITLE = {False: 40, True: 26}  # characters of the name that a line of the page holds
_CHARACTER, _MARGINS = 210, 190  # of one character of a cell, and beside them
_COLUMNS = {2: (0.5, 0.5), 3: (0.4, 0.4, 0.2)}
_FONTS = {"added": HEAD_FONT, "note": NOTE_FONT}
_PLACES = {"heading": ("LtCell", "center"), "text": ("LtCellText", ""), "plain": ("LtCell", "left")}


@attrs.frozen
class _Words:
    """A run of a cell: its text and how it is marked."""

    text: str
    strike: bool = False
    font: str = ""


def table_docx(
    changes: Changes, options: TableOptions = DEFAULT_TABLE, *, findings: Sequence[Finding] | None = None
) -> bytes:
    """The table as a .docx, as the options want it: additions in 黑体, deletions struck through.

    With ``findings`` it is a report: what the changes go back to and how many they are stands above the table, the findings in a table of their own below.
    """
    table = lay_out(changes, options)
    width = _UPRIGHT if table.portrait else _WIDTH
    title = title_lines(table.title, _TITLE[table.portrait])
    body = [_paragraph("LtTableTitle", [_Words("\n".join(title))])]
    if findings is not None:
        body += [_paragraph("LtCell", [_Words(line, font=NOTE_FONT)], "center") for line in _about(changes)]
    body.append(_paragraph("LtTableLegend", [_Words(f"（{table.legend}）", font=NOTE_FONT)]))
    body.append(_comparison(table, width))
    if table.summed:
        body.append(_paragraph("LtCell", [_Words(f"注：{table.summed}", font=NOTE_FONT)], "left"))
    if findings is not None:
        body += findings_table(findings, width)
    return assemble(body, Sheet.of(()), table.title, landscape=not table.portrait, tabular=True)


def _comparison(table: ComparisonTable, width: int) -> Node:
    widths = [round(width * share) for share in _COLUMNS[len(table.columns)]]
    rows = [_row_of([[_Words(n)] for n in table.columns], widths, "LtCellHead", header=True)]
    return _table(widths, [*rows, *(_marked_row(one.cells, widths) for one in table.rows)])


def _marked_row(cells: Sequence[Sequence[CellLine]], widths: Sequence[int]) -> Node:
    made = ([_cell_line(line) for line in cell] for cell in cells)
    return element("tr", *(_cell(w, c) for c, w in zip(made, widths, strict=True)))


def _cell_line(line: CellLine) -> Node:
    style, align = _PLACES[line.place]
    words = [_Words(w.text, w.look == "deleted", _FONTS.get(w.look, "")) for w in line.words]
    return _paragraph(style, words, align)


def report_docx(report: Report) -> bytes:
    """A report without a comparison as a .docx: a heading, what is known in figures, its tables, one row for each finding.

    Where it has a text of law, that stands first, on upright pages in the layout of a decision; the tables follow on pages of their own.
    """
    body: list[Node] = []
    if report.text:
        body += decision_paragraphs(report.text)
        body.append(element("p", element("pPr", section())))
    body.append(_paragraph("LtTableTitle", [_Words(report.title)]))
    body += [
        _paragraph("LtCell", [_Words(f"{label}：{value}", font=NOTE_FONT)], "center") for label, value in report.facts
    ]
    for table in report.tables:
        if table.cells:  # its title is the legend
            body.append(_paragraph("LtTableLegend", [_Words(table.title, font=NOTE_FONT)]))
        else:
            body += [_paragraph("LtCell", []), _paragraph("LtCellHead", [_Words(table.title)], keep=True)]
        body.append(plain_table(table))
    if report.findings or not report.tables and not report.text:
        body += findings_table(report.findings)
    return assemble(body, Sheet.of(DECISION_LEVELS if report.text else ()), report.title, landscape=True)


def plain_table(table: Table) -> Node:
    """A table of a report; each column as wide as its longest cell asks for, within limits."""
    most = [max(map(len, column)) for column in zip(table.heads, *table.rows, strict=True)]
    least = [_CHARACTER * min(8, max(2, n)) + _MARGINS for n in most]
    shares = [min(40, max(6, n)) for n in most]
    rest = max(0, _WIDTH - sum(least))
    widths = [w + rest * n // sum(shares) for w, n in zip(least, shares, strict=True)]
    head = _row_of([[_Words(h)] for h in table.heads], widths, "LtCellHead", header=True)
    if table.cells:
        widths = [_WIDTH // len(table.heads)] * len(table.heads)
        head = _row_of([[_Words(h)] for h in table.heads], widths, "LtCellHead", header=True)
        return _table(widths, [head, *(_marked_row(row, widths) for row in table.cells)])
    return _table(widths, [head, *(_row_of([[_Words(c)] for c in row], widths, "LtCell") for row in table.rows)])


def findings_table(findings: Sequence[Finding], width: int = _WIDTH) -> list[Node]:
    """A heading and a table of findings, the gravest first: severity, place, what was found, the two texts where they differ."""
    if not findings:
        return [_paragraph("LtCell", [_Words("没有发现问题。")], "center")]
    order = list(SEVERITY)
    widths = [round(width * share) for share in (0.08, 0.18, 0.44, 0.3)]
    rows = [_row_of([[_Words(n)] for n in ("级别", "位置", "说明", "有关文字")], widths, "LtCellHead", header=True)]
    for f in sorted(findings, key=lambda f: order.index(f.severity)):
        source = f"（原文第 {f.span.line} 行）" if f.span and f.span.line else ""
        clause = f"（决定{clause_of(f.instruction)}）" if f.instruction else ""
        texts = [f"{side}：{text}" for side, text in texts_of(f)]
        cells = [
            SEVERITY[f.severity],
            f.address + source,
            f"{message_of(f)}{clause}（{f.code}）",
            "\n".join(t if len(t) <= 200 else f"{t[:200]}……" for t in texts),
        ]
        rows.append(_row_of([[_Words(c)] for c in cells], widths, "LtCell"))
    return [_paragraph("LtCell", []), _paragraph("LtCellHead", [_Words("发现")]), _table(widths, rows)]


def _row_of(cells: Sequence[Sequence[_Words]], widths: Sequence[int], style: str, *, header: bool = False) -> Node:
    properties = element("trPr", element("cantSplit"), element("tblHeader") if header else None)
    align = "" if header else "left"
    made = (_cell(w, [_paragraph(style, c, align)]) for c, w in zip(cells, widths, strict=True))
    return element("tr", properties, *made)


def _about(changes: Changes) -> Iterator[str]:
    facts = (("修改依据：", changes.source), ("通过日期：", changes.adopted), ("施行日期：", changes.effective))
    line = "　　".join(label + value for label, value in facts if value)
    if line:
        yield line
    counts = "，".join(
        f"{status} {n} 条" for status, n in changes.counts.items() if n and status is not Status.UNCHANGED
    )
    yield f"条文：{counts or '没有修改'}"


def _table(widths: Sequence[int], rows: Sequence[Node]) -> Node:
    borders = element("tblBorders")
    borders.extend(
        element(side, val="single", sz="4", color="auto")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = element("tblCellMar")
    margins.extend(element(side, w="85", type="dxa") for side in ("left", "right"))
    properties = element(
        "tblPr",
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("jc", val="center"),
        borders,
        element("tblLayout", type="fixed"),
        margins,
    )
    grid = element("tblGrid", *(element("gridCol", w=str(w)) for w in widths))
    return element("tbl", properties, grid, *rows)


def _cell(width: int, paragraphs: Sequence[Node]) -> Node:
    return element(
        "tc",
        element("tcPr", element("tcW", w=str(width), type="dxa")),
        *(paragraphs or [_paragraph("LtCell", [])]),
    )


def _paragraph(style: str, words: Sequence[_Words], align: str = "", *, keep: bool = False) -> Node:
    together = element("keepNext") if keep else None
    jc = element("jc", val=align) if align else None
    made = element("p", element("pPr", element("pStyle", val=style), together, jc))
    for w in words:
        if not w.text:
            continue
        made.append(element("r", run_properties(w.font, w.strike), *text_nodes(w.text)))
    return made
