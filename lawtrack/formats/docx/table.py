"""The comparison table (修改前后对照表) as a Word document, landscape or portrait, the header repeated on every page, old on the left, new on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison_table import DEFAULT_TABLE, CellLine, ComparisonTable, TableOptions, Words, lay_out
from lawtrack.formats.blocks import Findings, LawText, ReportHead, SideBySide, Table, findings_table
from lawtrack.formats.docx.decision import DECISION_LEVELS, decision_paragraphs, title_lines
from lawtrack.formats.docx.package import Node, element
from lawtrack.formats.docx.paragraphs import run_properties, text_nodes
from lawtrack.formats.docx.statute import assemble
from lawtrack.formats.docx.styles import HEAD_FONT, NOTE_FONT, Sheet, section
from lawtrack.formats.report import Report, blocks_of
from lawtrack.model.levels import Level

_WIDTH, _UPRIGHT = 14570, 9638  # the text widths of the two pages, in twentieths of a point
_TITLE = {False: 40, True: 26}  # characters of the name that a line of the page holds
_CHARACTER, _MARGINS = 210, 190  # of one character of a cell, and beside them
_COLUMNS = {2: (0.5, 0.5), 3: (0.4, 0.4, 0.2)}
_FONTS = {"added": HEAD_FONT, "note": NOTE_FONT}
_PLACES = {"heading": ("LtCell", "center"), "text": ("LtCellText", ""), "plain": ("LtCell", "left")}
_SHARES = (0.08, 0.18, 0.44, 0.3)  # of the columns of the findings


def table_docx(changes: Changes, options: TableOptions = DEFAULT_TABLE) -> bytes:
    """The table as a .docx, as the options want it: additions in 黑体, deletions struck through."""
    table = lay_out(changes, options)
    return _assembled([_title(table.title, table.portrait), *_handed_out(table)], table.title, table.portrait)


def report_docx(report: Report) -> bytes:
    """A report as a .docx: a heading, what is known in figures, the comparison table as it is handed out, other tables, a row for each finding.

    Where it has a text of law, that stands first, on upright pages in the layout of a decision; the tables follow on pages of their own.
    """
    table = lay_out(report.changes, report.options or DEFAULT_TABLE) if report.changes is not None else None
    portrait = table is not None and table.portrait
    body: list[Node] = []
    for block in sorted(blocks_of(report, together=True), key=lambda b: isinstance(b, Findings)):
        if isinstance(block, ReportHead):
            body.append(_title(block.title, portrait))
            body += [
                _paragraph("LtCell", [Words(f"{label}：{value}", "note")], "center") for label, value in block.facts
            ]
        elif isinstance(block, LawText) and isinstance(block.text, str):
            body += [*decision_paragraphs(block.text), element("p", element("pPr", section()))]
        elif isinstance(block, Findings):
            found = findings_table(block.found)
            widths = [round((_UPRIGHT if portrait else _WIDTH) * share) for share in _SHARES]
            body += [*_heading(found), _table(found.heads, found.lines, widths)]
        elif isinstance(block, Table):
            body += [*_heading(block), _table(block.heads, block.lines, _widths(block), marked=bool(block.cells))]
        elif table is not None and isinstance(block, SideBySide):
            body += _handed_out(table)
    return _assembled(body, report.title, portrait, DECISION_LEVELS if report.text else ())


def _assembled(body: Sequence[Node], title: str, portrait: bool, levels: Sequence[Level] = ()) -> bytes:
    return assemble(body, Sheet.of(levels), title, landscape=not portrait, tabular=True)


def _title(title: str, portrait: bool) -> Node:
    return _paragraph("LtTableTitle", [Words("\n".join(title_lines(title, _TITLE[portrait])))])


def _handed_out(table: ComparisonTable) -> list[Node]:
    """The comparison table between its legend and the line about mere numbers."""
    width = _UPRIGHT if table.portrait else _WIDTH
    widths = [round(width * share) for share in _COLUMNS[len(table.columns)]]
    body = [_paragraph("LtTableLegend", [Words(f"（{table.legend}）", "note")])]
    body.append(_table(table.columns, (one.cells for one in table.rows), widths, marked=True))
    if table.summed:
        body.append(_paragraph("LtCell", [Words(f"注：{table.summed}", "note")], "left"))
    return body


def _heading(table: Table) -> list[Node]:
    """What stands over a table: its title, which is the legend where it has marks."""
    if table.cells:
        return [_paragraph("LtTableLegend", [Words(table.title, "note")])]
    return [_paragraph("LtCell", []), _paragraph("LtCellHead", [Words(table.title)], keep=True)]


def _widths(table: Table) -> list[int]:
    """Each column as wide as its longest cell asks for, within limits; those with marks of one width."""
    if table.cells:
        return [_WIDTH // len(table.heads)] * len(table.heads)
    most = [max(map(len, column)) for column in zip(table.heads, *table.rows, strict=True)]
    least = [_CHARACTER * min(8, max(2, n)) + _MARGINS for n in most]
    shares = [min(40, max(6, n)) for n in most]
    rest = max(0, _WIDTH - sum(least))
    return [w + rest * n // sum(shares) for w, n in zip(least, shares, strict=True)]


def _table(
    heads: Sequence[str], rows: Iterable[Sequence[Sequence[CellLine]]], widths: Sequence[int], *, marked: bool = False
) -> Node:
    """A table whose head repeats on every page; rows of provisions (``marked``) may break across pages, those of other tables stay whole."""
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
    head = [element("trPr", element("cantSplit"), element("tblHeader"))]
    head += [_cell(w, [_paragraph("LtCellHead", [Words(name)])]) for w, name in zip(widths, heads, strict=True)]
    made = [element("tr", *head)]
    for row in rows:
        cells = (_cell(w, list(map(_cell_line, cell))) for w, cell in zip(widths, row, strict=True))
        made.append(element("tr", None if marked else element("trPr", element("cantSplit")), *cells))
    return element("tbl", properties, grid, *made)


def _cell_line(line: CellLine) -> Node:
    style, align = _PLACES[line.place]
    return _paragraph(style, line.words, align)


def _cell(width: int, paragraphs: Sequence[Node]) -> Node:
    return element(
        "tc",
        element("tcPr", element("tcW", w=str(width), type="dxa")),
        *(paragraphs or [_paragraph("LtCell", [])]),
    )


def _paragraph(style: str, words: Sequence[Words], align: str = "", *, keep: bool = False) -> Node:
    together = element("keepNext") if keep else None
    jc = element("jc", val=align) if align else None
    made = element("p", element("pPr", element("pStyle", val=style), together, jc))
    for w in words:
        if not w.text:
            continue
        made.append(element("r", run_properties(_FONTS.get(w.look, ""), w.look == "deleted"), *text_nodes(w.text)))
    return made
