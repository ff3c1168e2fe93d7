"""Results as tables for spreadsheets and programs: .xlsx (``lawtrack[xlsx]``), .csv, .jsonl, .parquet (``lawtrack[parquet]``)."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lawtrack.changes.comparison_table import ComparisonTable, Words
from lawtrack.errors import Finding, InputError, missing_extra
from lawtrack.formats.articles import COLUMNS, DAYS, article_csv, article_jsonl, article_rows
from lawtrack.formats.blocks import SEVERITY, Table, causes_text
from lawtrack.formats.report import Report, Reporting, report_of
from lawtrack.model.nodes import Statute

_WIDEST, _NARROWEST = 60, 8
_SHEET = 31  # characters that Excel allows in the name of a sheet
_CELL = 32767  # and in a cell
_ROWS = 1048576  # rows of a sheet


def sheets_of(result: Any, kind: str) -> bytes | str:
    """A result as .xlsx, .jsonl or .parquet; raises :class:`InputError` for one that is no table, or where the extra is missing."""
    if isinstance(result, Statute):
        return _articles(result, kind)
    if kind == "csv":
        raise InputError(
            f"{type(result).__name__} 不能写成 .{kind}；修改前后对照表（--part 对照表）可以",
            f"a {type(result).__name__} cannot be written as .{kind}; its comparison table can (part table)",
        )
    if kind == "xlsx":
        return xlsx_bytes(tables_of(result))
    if not isinstance(result, Reporting):
        raise InputError(
            f"{type(result).__name__} 不能写成 .{kind}；可以写成 .xlsx 或者 .json",
            f"a {type(result).__name__} cannot be written as .{kind}; .xlsx or .json can hold it",
        )
    rows = result.to_dicts()
    if kind == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _parquet(rows)


def _articles(statute: Statute, kind: str) -> bytes | str:
    """A statute as a table, a row an article."""
    rows = article_rows(statute)
    if kind == "jsonl":
        return article_jsonl(rows)
    if kind == "csv":
        return article_csv(rows)
    if kind == "xlsx":
        return article_sheet(rows)
    return _parquet([{k: v for k, v in row.items() if k in COLUMNS} for row in rows], article_schema())


def tables_of(result: Any) -> tuple[Table, ...]:
    """The tables of a result: its own, a comparison row by row, its findings."""
    report = report_of(result)
    whole = getattr(result, "to_table", None)
    tables = (whole(),) if callable(whole) else report.tables
    return (*tables, *_comparison(report), *_findings(report))


def _comparison(report: Report) -> tuple[Table, ...]:
    if report.changes is None:
        return ()
    rows = tuple(
        (str(r.old or ""), r.old_text, str(r.new or ""), r.new_text, r.status.value, causes_text(r.causes))
        for r in report.changes.changed
    )
    return (Table("修改前后对照表", ("原条号", "修改前", "现条号", "修改后", "变化", "修改依据"), rows),)


def _findings(report: Report) -> tuple[Table, ...]:
    rows = tuple(
        (SEVERITY[f.severity], f.address, f.message, f.code, f.before or "", f.after or "") for f in report.findings
    )
    return (Table("发现", ("级别", "位置", "说明", "代码", "有关文字", "应为"), rows),) if rows else ()


_LOOKS: dict[str, dict[str, Any]] = {"added": {"font_name": "黑体"}, "deleted": {"font_strikeout": True}}


def comparison_sheet(table: ComparisonTable, kind: str, findings: Sequence[Finding] = ()) -> bytes | str:
    """A comparison table as .xlsx or .csv: the rows and columns that Word prints; in .xlsx additions in 黑体 and deletions struck as there."""
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([table.columns, *(row.texts for row in table.rows)])
        return "\ufeff" + out.getvalue()  # by this mark spreadsheets know UTF-8
    xlsxwriter = _writer()
    stream = io.BytesIO()
    book = _book(xlsxwriter, stream)
    head = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    name = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    note = book.add_format({"align": "center", "valign": "vcenter", "text_wrap": True})
    looks = {look: book.add_format(told) for look, told in _LOOKS.items()}
    plain = book.add_format()
    sheet = book.add_worksheet("对照表")
    last = len(table.columns) - 1
    for row, (text, look) in enumerate(((table.title, name), (f"（{table.legend}）", note))):
        sheet.merge_range(row, 0, row, last, text, look)
    sheet.write_row(2, 0, table.columns, head)
    for i, width in enumerate((44, 44, 24)[: last + 1]):
        sheet.set_column(i, i, width)
    for n, one in enumerate(table.rows, 3):
        for i, lines in enumerate(one.cells):
            words = [w for k, line in enumerate(lines) for w in ((Words("\n"),) if k else ()) + line.words]
            words = [w for w in words if w.text]
            pieces = [x for w in words for x in (looks.get(w.look, plain), w.text)]
            text = one.texts[i]
            _fitting(text, str(one.row.new or one.row.old))
            if len(words) > 1:
                sheet.write_rich_string(n, i, *pieces, cell)
            elif words and words[0].look in looks:
                look = {"text_wrap": True, "valign": "top", "border": 1} | _LOOKS[words[0].look]
                sheet.write_string(n, i, text, book.add_format(look))
            else:
                sheet.write_string(n, i, text, cell)
    if table.summed:
        end = 3 + len(table.rows)
        sheet.set_row(end, 15 * (1 + len(table.summed) // 44))
        sheet.merge_range(
            end, 0, end, last, f"注：{table.summed}", book.add_format({"text_wrap": True, "valign": "top"})
        )
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_paper(9)
    if not table.portrait:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for more in _findings(Report("", findings=tuple(findings))):
        _sheet(book, more, more.title, head, cell)
    book.close()
    return stream.getvalue()


def _writer() -> Any:
    try:
        import xlsxwriter
    except ImportError:
        raise missing_extra("写 .xlsx", "writing .xlsx", "XlsxWriter", "lawtrack[xlsx]") from None
    return xlsxwriter


def _book(xlsxwriter: Any, stream: io.BytesIO) -> Any:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    return book


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Tables as the sheets of a workbook: head fixed, with filters, long cells wrapped; the same bytes every time."""
    stream = io.BytesIO()
    book = _book(_writer(), stream)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7E6E6", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    names: set[str] = set()
    for table in tables or (Table("结果", ("没有内容",), ()),):
        _sheet(book, table, _name(table.title, names), head, cell)
    book.close()
    return stream.getvalue()


def _sheet(book: Any, table: Table, name: str, head: Any, cell: Any) -> None:
    sheet = book.add_worksheet(name)
    for i, column in enumerate(zip(table.heads, *table.rows, strict=True)):
        width = max(len(str(c).split("\n")[0]) for c in column) * 2
        sheet.set_column(i, i, min(_WIDEST, max(_NARROWEST, width)))
    sheet.write_row(0, 0, table.heads, head)
    for n, row in enumerate(table.rows, 1):
        for i, value in enumerate(row):
            sheet.write_string(n, i, _fitting(value, row[0]), cell)
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _name(title: str, taken: set[str]) -> str:
    """A title as the name of a sheet: without the characters that Excel forbids, cut, and used once."""
    base = re.sub(r"[\[\]:*?/\\']", " ", title)[:_SHEET].strip() or "表"
    name, n = base, 1
    while name.lower() in taken:
        n += 1
        name = f"{base[: _SHEET - 4]} {n}"
    taken.add(name.lower())
    return name


def article_sheet(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Articles as a sheet, days as dates; raises :class:`InputError` where Excel has no room for them."""
    stream = io.BytesIO()
    book = _book(_writer(), stream)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7E6E6", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"valign": "top", "border": 1, "num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("条文")
    sheet.write_row(0, 0, COLUMNS.values(), head)
    for i, name in enumerate(COLUMNS):
        sheet.set_column(i, i, {"text": _WIDEST, "title": 30, "path": 24}.get(name, 12))
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= _ROWS:
            raise InputError(
                f"条文超过 {_ROWS - 1} 行，Excel 的一张表放不下；请导出为 jsonl、csv 或者 parquet",
                f"more than {_ROWS - 1} rows, which a sheet of Excel does not hold; export jsonl, csv or parquet",
            )
        for i, name in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, datetime.date):
                sheet.write_datetime(count, i, datetime.datetime.combine(value, datetime.time()), day)
            else:
                sheet.write_string(count, i, _fitting(value or "", row["address"]), cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(COLUMNS) - 1)
    book.close()
    return stream.getvalue()


def _fitting(text: str, where: str) -> str:
    """A text that one cell holds; raises :class:`InputError` for a longer one: nothing is cut."""
    if len(text) > _CELL:
        raise InputError(
            f"{where}有 {len(text)} 字，Excel 的一格放不下；请写成 .docx、.csv 或者 .jsonl",
            f"{where} has {len(text)} characters, more than a cell of Excel holds; write .docx, .csv or .jsonl",
        )
    return text


def article_schema() -> Any:
    """The Arrow types of the columns, so that a column without values has its type too; needs pyarrow."""
    pa = _pyarrow()
    return pa.schema([(name, pa.date32() if name in DAYS else pa.string()) for name in COLUMNS])


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise missing_extra("写 .parquet", "writing .parquet", "pyarrow", "lawtrack[parquet]") from None
    return pyarrow


def _parquet(rows: list[dict[str, Any]], schema: Any = None) -> bytes:
    pa = _pyarrow()
    import pyarrow.parquet as parquet

    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
    return sink.getvalue()
