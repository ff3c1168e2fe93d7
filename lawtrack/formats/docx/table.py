"""The comparison table (修改前后对照表) as a Word document: landscape, the header repeated on every page, old on the left, new on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lawtrack.changes.changes import Changes, Line, Row, Status
from lawtrack.errors import Finding
from lawtrack.formats.docx.decision import DECISION_LEVELS, decision_paragraphs
from lawtrack.formats.docx.package import Node, element
from lawtrack.formats.docx.paragraphs import run_properties, text_nodes
from lawtrack.formats.docx.statute import assemble
from lawtrack.formats.docx.styles import HEAD_FONT, NOTE_FONT, Sheet, section
from lawtrack.formats.report import SEVERITY, Report, Table, message_of, texts_of
from lawtrack.model.levels import HEADINGS, RANK, Level, Unit
from lawtrack.model.printing import heading_line
from lawtrack.patch.ops import Cause, clause_of

_WIDTH = 14570  # the text width of the landscape page, in twentieths of a point
_CHARACTER, _MARGINS = 210, 190  # of one character of a cell, and beside them
_COLUMNS = {2: (7285, 7285), 3: (5600, 5600, 3370)}
_CENTRED = HEADINGS - {Level.DIVISION} | {Level.TITLE, Level.STAGE, Level.PREAMBLE}


@attrs.frozen
class _Words:
    """A run of a cell: its text and how it is marked."""

    text: str
    bold: bool = False
    strike: bool = False
    font: str = ""


def table_docx(
    changes: Changes, *, reasons: bool = True, unchanged: bool = False, findings: Sequence[Finding] = ()
) -> bytes:
    """The table as a .docx: additions bold, deletions struck through.

    ``reasons`` adds a third column with the instruction behind each change; ``unchanged`` shows the articles that nothing happened to as well;
    ``findings`` follow in a table of their own.
    """
    reasons = reasons and any(c.label or c.text for r in changes.changed for c in r.causes)
    widths = _COLUMNS[3 if reasons else 2]
    title = f"《{changes.new_title or changes.old_title}》修改前后对照表"
    body = [_paragraph("LtTableTitle", [_Words(title)])]
    body += [_paragraph("LtCell", [_Words(line, font=NOTE_FONT)], "center") for line in _about(changes)]
    rows = [r for r in changes.rows if (unchanged or r.changed) and (r.lines or r.old_label or r.new_label)]
    body.append(_table(widths, [_head(reasons, widths), *(_row(r, widths) for r in rows)]))
    note = "注：左栏删除线为删去的文字，右栏加粗为增加的文字。"
    body.append(_paragraph("LtCell", [_Words(note, font=NOTE_FONT)], "left"))
    if findings:
        body += findings_table(findings)
    return assemble(body, Sheet.of(()), title, landscape=True)


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
        body += [
            _paragraph("LtCell", []),
            _paragraph("LtCellHead", [_Words(table.title)], keep=True),
            plain_table(table),
        ]
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
    return _table(widths, [head, *(_row_of([[_Words(c)] for c in row], widths, "LtCell") for row in table.rows)])


def findings_table(findings: Sequence[Finding]) -> list[Node]:
    """A heading and a table of findings, the gravest first: severity, place, what was found, the two texts where they differ."""
    if not findings:
        return [_paragraph("LtCell", [_Words("没有发现问题。")], "center")]
    order = list(SEVERITY)
    widths = (1100, 2600, 6470, 4400)
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
        element("tblW", w=str(_WIDTH), type="dxa"),
        element("jc", val="center"),
        borders,
        element("tblLayout", type="fixed"),
        margins,
    )
    grid = element("tblGrid", *(element("gridCol", w=str(w)) for w in widths))
    return element("tbl", properties, grid, *rows)


def _head(reasons: bool, widths: Sequence[int]) -> Node:
    names = ("修改前", "修改后", "修改依据")[: 3 if reasons else 2]
    return _row_of([[_Words(n)] for n in names], widths, "LtCellHead", header=True)


def _row(row: Row, widths: Sequence[int]) -> Node:
    cells = [_side(row, old=True), _side(row, old=False)]
    if len(widths) == 3:
        cells.append([_paragraph("LtCell", [_Words(line)], "left") for line in reasons_of(row)])
    return element("tr", *(_cell(w, c) for c, w in zip(cells, widths, strict=True)))


def _cell(width: int, paragraphs: Sequence[Node]) -> Node:
    return element(
        "tc",
        element("tcPr", element("tcW", w=str(width), type="dxa")),
        *(paragraphs or [_paragraph("LtCell", [])]),
    )


def _side(row: Row, *, old: bool) -> list[Node]:
    """One cell: the provision line by line, its number before the first."""
    if (row.old if old else row.new) is None:
        return [_paragraph("LtCell", [_Words("（新增）" if old else "（删去）", font=NOTE_FONT)], "center")]
    label = row.old_label if old else row.new_label
    other = row.new_label if old else row.old_label
    head: list[_Words] = []
    if row.level is Level.ARTICLE and label:
        changed = label != other
        head = [_Words(label, bold=changed and not old, strike=changed and old, font=HEAD_FONT), _Words("\u3000")]
    out: list[Node] = []
    for line in row.lines:
        words = [*head, *_line(line, old=old)]
        if (line.old if old else line.new) is None or not any(w.text for w in words):
            continue
        align = "center" if line.level in _CENTRED else ""
        out.append(_paragraph("LtCell" if align or line.level is Level.NOTE else "LtCellText", words, align))
        head = []
    if head:
        out.append(_paragraph("LtCellText", head[:1]))
    return out


def _line(line: Line, *, old: bool) -> Iterator[_Words]:
    marks = line.old_marks if old else line.new_marks
    label, other = (line.old_label, line.new_label) if old else (line.new_label, line.old_label)
    text = "".join(m.text for m in marks)
    if label and line.level is not Level.ARTICLE:
        changed = label != other
        yield _Words(label, bold=changed and not old, strike=changed and old)
        if text and RANK[line.level] <= RANK[Level.DIVISION]:
            yield _Words(heading_line(Unit(line.level, label, text))[len(label) : -len(text)])
    arrived = line.moved_from if not old else None
    for mark in marks:
        changed = mark.kind != "equal"
        yield _Words(mark.text, bold=changed and not old, strike=changed and old)
    if line.level is Level.ARTICLE and text:
        yield _Words("\u3000")
    if old and line.moved_to:
        yield _Words(f"（移至{line.moved_to}）", font=NOTE_FONT)
    if arrived:
        yield _Words(f"（原{arrived}）", font=NOTE_FONT)


def reasons_of(row: Row) -> list[str]:
    """Why a provision changed, for the third column: the operative words of each instruction, then what only follows.

    >>> from lawtrack.model.address import parse_address
    >>> eight = parse_address("第八条")
    >>> why = (Cause("三", 2, "三、将第八条修改为：\\n“第八条　审计机关……”"), Cause("五", 4, "五、条文顺序作相应调整。", True))
    >>> why += (Cause("六", 5, "六、第九条增加一款，作为第二款：“审计机关应当依法独立行使职权。”"),)
    >>> reasons_of(Row(Status.AMENDED, Level.ARTICLE, eight, eight, "第八条", "第八条", (), why))
    ['三、将第八条修改为：……', '六、第九条增加一款，作为第二款：……', '（随之调整）']
    """
    out: dict[str, None] = {}
    for cause in row.causes:
        if not cause.consequential and (cause.label or cause.text):
            out.setdefault(_operative(cause))
    if row.status in (Status.SPLIT, Status.MERGED):
        verb = "自原{}拆分" if row.status is Status.SPLIT else "并入{}"
        out.setdefault("（" + verb.format("、".join(str(r.address) for r in row.related)) + "）")
    elif row.moved:
        out.setdefault("（移动）")
    if any(c.consequential for c in row.causes):
        out.setdefault("（随之调整）")
    return list(out)


_NUMBER = re.compile("[（(][一二三四五六七八九十]+[）)]|[0-9]+[.．、]")
_SUPPLIED = re.compile('[：:]\\s*[“"「].{12,}')


def _operative(cause: Cause) -> str:
    """The order without the new text, which stands in the second column."""
    first, _, rest = cause.text.partition("\n")
    label = cause.label and f"{cause.clause}："
    own = _NUMBER.match(first)
    if own and cause.label.endswith(own[0].rstrip(".．、")) and cause.label != own[0]:  # 十五（七）: so begins its text
        first = first[own.end() :]
    supplied = _SUPPLIED.search(first)
    if supplied:
        first = first[: supplied.start() + 1] + "……"
    elif rest and first.endswith(("：", ":")):
        first += "……"
    elif len(first) > 160:
        first = first[:160] + "……"
    if not first:
        return label.rstrip("：")
    return first if not label or first.startswith(cause.label) else label + first


def _paragraph(style: str, words: Sequence[_Words], align: str = "", *, keep: bool = False) -> Node:
    together = element("keepNext") if keep else None
    jc = element("jc", val=align) if align else None
    made = element("p", element("pPr", element("pStyle", val=style), together, jc))
    for w in words:
        if not w.text:
            continue
        made.append(element("r", run_properties(w.font, w.bold, w.strike), *text_nodes(w.text)))
    return made
