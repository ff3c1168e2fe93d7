"""A table of remarks (修改说明, 修改理由) in a file, by article number: what fills the third column of a comparison table."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from lawtrack.changes.comparison_table import TableRemark
from lawtrack.errors import AddressError, InputError, missing_extra
from lawtrack.formats.input import open_source
from lawtrack.model.address import parse_address
from lawtrack.model.numerals import NUMERAL, numeral

_OLD = re.compile(r"原|现行|现有|修改前|修订前|修正前|旧")
_NEW = re.compile(r"现条号|条号|条文|条款|新|修改后|修订后|修正后|修正案|修订|草案|送审|征求意见|条$")
_WORDS = re.compile(r"说明|理由|备注|原因|意见$")
_NUMBER = re.compile(rf"(原)?((?:第{NUMERAL}(?:分?编|[章节条])(?:之{NUMERAL})?)+)")
_COUNT = re.compile(r"(原)?第?(\d{1,4})(?:\.0+)?条?")


@attrs.frozen
class _Heads:
    """Which columns of the file are what: the numbers of the new and of the old text, the words."""

    words: int
    new: int = -1
    old: int = -1


def read_remarks(source: str | os.PathLike[str] | bytes) -> tuple[TableRemark, ...]:
    """The remarks of an .xlsx or a .csv: a row of headings, a column of article numbers and one of words (说明, 理由, 备注).

    A number is that of the new text; one under 原条号 or 修改前, or written 原第八条, that of the old text, which is how deleted provisions are named. A
    comparison table that was written as .xlsx and filled in can be read back. Rows without words say nothing. Raises :class:`InputError` for a file that is no such table.

    >>> read_remarks("条号,修改说明\\n8,与上位法一致\\n原第九条,不再适用\\n".encode())
    (TableRemark(number='第八条', text='与上位法一致', old=False, where='第2行'), TableRemark(number='第九条', text='不再适用', old=True, where='第3行'))
    """
    name, rows = _rows(source)
    heads: _Heads | None = None
    out: list[TableRemark] = []
    for n, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if heads is None:
            heads = _heads(cells)
            if heads is not None or not _plain(cells):
                continue
            heads = _Heads(1, 0)  # no headings: a number and its words
        text = cells[heads.words] if heads.words < len(cells) else ""
        if text:
            out.append(_remark(cells, heads, text, f"第{n}行"))
    if heads is None:
        raise InputError(
            f"{name}：没有找到说明表；第一行应写明“条号”和“修改说明”（或者“修改理由”“备注”），以下每行一条",
            f"{name} has no table of remarks; its first row must say 条号 and 修改说明 (or 修改理由, 备注), then one remark a row",
        )
    return tuple(out)


def _plain(cells: Sequence[str]) -> bool:
    """Whether a row is a number and words, without headings above it."""
    return len([c for c in cells if c]) == 2 and bool(cells[0]) and _number(cells[0])[0] != ""


def _heads(cells: Sequence[str]) -> _Heads | None:
    """The columns by their headings; None where the row is none of headings."""
    if any(len(c) > 12 for c in cells):
        return None
    words = [i for i, c in enumerate(cells) if _WORDS.search(c)]
    rest = [i for i in range(len(cells)) if i not in words]
    old = [i for i in rest if _OLD.match(cells[i])]
    new = [i for i in rest if _NEW.match(cells[i]) and i not in old]
    if len(words) != 1 or not (old or new):
        return None
    return _Heads(words[0], new[0] if new else -1, old[0] if old else -1)


def _remark(cells: Sequence[str], heads: _Heads, text: str, where: str) -> TableRemark:
    for at, old in ((heads.new, False), (heads.old, True)):
        if 0 <= at < len(cells):
            number, said = _number(cells[at])
            if number:
                return TableRemark(number, text, old or said, where)
    named = next((cells[i] for i in (heads.new, heads.old) if 0 <= i < len(cells) and cells[i]), "")
    return TableRemark(named[:20], text, False, where)


def _number(cell: str) -> tuple[str, bool]:
    """The provision that a cell names or begins with, and whether it is said to be one of the old text (原)."""
    flat = re.sub(r"\s", "", cell)
    count = _COUNT.fullmatch(flat)
    if count:
        return f"第{numeral(int(count[2]))}条", bool(count[1])
    found = _NUMBER.match(flat)
    if not found:
        return "", False
    try:
        return str(parse_address(found[2])), bool(found[1])
    except AddressError:
        return "", False


def _rows(source: str | os.PathLike[str] | bytes) -> tuple[str, Iterator[Sequence[str]]]:
    name = "说明表" if isinstance(source, bytes) else os.fspath(source)
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
    except FileNotFoundError:
        raise InputError(
            f"没有文件 {name}；请检查路径和文件名", f"there is no file {name}; check path and name"
        ) from None
    except OSError as error:
        raise InputError(f"{name}：读不出来（{error.strerror}）", f"{name} cannot be read ({error.strerror})") from None
    if data[:2] == b"PK":
        return name, _sheet(data, name)
    text = open_source(source).text
    if not text:
        raise InputError(
            f"{name}：说明表应为 .xlsx 或者 .csv 文件", f"{name}: a table of remarks is a .xlsx or .csv file"
        )
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    return name, csv.reader(io.StringIO(text), delimiter=delimiter)


def _sheet(data: bytes, name: str) -> Iterator[Sequence[str]]:
    """The first sheet of a workbook, as text; raises where others hold something too, since no one says which is meant."""
    try:
        import openpyxl
    except ImportError:
        raise missing_extra(
            "读 .xlsx（也可以另存为 .csv）", "reading .xlsx (or save it as .csv)", "openpyxl", "lawtrack[xlsx]"
        ) from None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise InputError(
            f"{name}：不是能读的 .xlsx 文件（{type(error).__name__}）",
            f"{name} is no readable .xlsx file ({type(error).__name__})",
        ) from None
    try:
        sheets = [s for s in book.worksheets if any(c for row in s.iter_rows(values_only=True) for c in row)]
        if len(sheets) > 1:
            names = "、".join(s.title for s in sheets)
            raise InputError(
                f"{name}：有 {len(sheets)} 张有内容的工作表（{names}），不知道用哪一张；请只留一张",
                f"{name} has {len(sheets)} sheets with something in them ({names}), and which is meant is not known; leave one",
            )
        return iter([[_text(c) for c in row] for s in sheets for row in s.iter_rows(values_only=True)])
    finally:
        book.close()


def _text(value: Any) -> str:
    return "" if value is None else str(value)
