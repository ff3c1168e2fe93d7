"""A statute as rows, one an article, each with all that one needs beside it: where it stands, who made it, from when to when it applies.
A change set as rows, one a provision.

For data frames, databases and retrieval: ``law.to_dicts()``, ``law.to_pandas()``, the Arrow stream, ``.jsonl``, ``.csv``, ``.xlsx``, ``.parquet``. Days are
dates, and what is not known or has no end is None.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from lawtrack.changes.changes import Changes
from lawtrack.errors import missing_extra
from lawtrack.formats.blocks import causes_text
from lawtrack.model.levels import RANK, Level
from lawtrack.model.nodes import Statute
from lawtrack.syntax.note import dates_of, issuer_of, kind_of

COLUMNS: dict[str, str] = {
    "title": "法规", "level": "层级", "number": "条号", "caption": "条标", "path": "编章节", "address": "位置", "eid": "eId", "text": "条文",
    "issuer": "制定机关", "kind": "效力位阶", "adopted": "通过日期", "promulgated": "公布日期", "effective": "施行日期", "until": "失效日期",
    "status": "时效性",
}  # fmt: skip
"""The columns of a row, with the headings that a person reads."""
DAYS = ("adopted", "promulgated", "effective", "until")
_ROWS = (Level.ARTICLE, Level.PREAMBLE, Level.ANNEX)
_ABOVE = (Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION, Level.DIVISION, Level.ANNEX)


@attrs.frozen
class Validity:
    """From when to when a text applies, ISO, "" where not known or without end; ``status`` is its 时效性 in the words of the national database."""

    adopted: str = ""
    promulgated: str = ""
    effective: str = ""
    until: str = ""
    status: str = ""


def validity_of(statute: Statute) -> Validity:
    """What the text itself tells: its adoption note, its commencement clause, and what its source says of it (时效性)."""
    days = dates_of(statute)
    return Validity(days.adopted, days.promulgated, days.effective, "", statute.metadata.get("时效性", ""))


def day_of(text: str) -> datetime.date | None:
    """An ISO day as a date, None where there is none.

    >>> day_of("2024-02-29"), day_of("")
    (datetime.date(2024, 2, 29), None)
    """
    return datetime.date.fromisoformat(text) if text else None


def article_rows(
    statute: Statute, validity: Validity | None = None, *, nested: bool = True, units: bool = False
) -> list[dict[str, Any]]:
    """One row an article, in print order; 序言 and annexes are rows too; the 落款 is none.

    ``nested`` adds ``provisions``: the 款 with their 项 and 目 as lists of ``{address, label, text, items}``. ``units`` gives a row for each 款, 项
    and 目 instead, with its own words only. ``validity`` says what the text alone does not know; :func:`validity_of` otherwise.

    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> law = parse_statute("例法\\n（2001年1月1日例会通过）\\n第一章　总则\\n第一条　甲：\\n（一）乙；\\n（二）丙。\\n第二条　本法自2001年5月1日起施行。\\n")
    >>> first, second = article_rows(law)
    >>> first["path"], first["number"], first["text"], first["effective"]
    ('第一章　总则', '第一条', '甲：\\n（一）乙；\\n（二）丙。', datetime.date(2001, 5, 1))
    >>> [p["text"] for p in first["provisions"][0]["items"]], second["until"]
    (['乙；', '丙。'], None)
    >>> [(row["address"], row["text"]) for row in article_rows(law, units=True)][:2]
    [('第一条第一款', '甲：'), ('第一条第一款第一项', '乙；')]
    """
    known = validity or validity_of(statute)
    shared: dict[str, Any] = {
        "issuer": statute.metadata.get("制定机关", "") or issuer_of(statute) or None,
        "kind": statute.metadata.get("法律性质", "")
        or statute.metadata.get("效力位阶", "")
        or kind_of(statute)
        or None,
        **{name: day_of(getattr(known, name)) for name in DAYS},
        "status": known.status or None,
    }
    out: list[dict[str, Any]] = []
    path: list[tuple[int, str]] = []
    article = ""
    for line, unit in enumerate(statute.units):
        rank = RANK[unit.level]
        if unit.level in _ABOVE:
            path = [p for p in path if p[0] < rank]
        if unit.level in _ROWS:
            article = unit.label
        mine = unit.level in _ROWS if not units else unit.level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)
        text = "" if not mine else unit.text if units else _text(statute, line)
        if mine and (text or unit.level is Level.ARTICLE):
            address = statute.addresses[line]
            row = {
                "title": statute.title,
                "level": unit.level.name.lower(),
                "number": article if units else unit.label,
                "caption": unit.text or None if unit.level in _ROWS else None,
                "path": "/".join(name for _, name in path) or None,
                "address": str(address),
                "eid": address.eid,
                "text": text,
                **shared,
            }
            if nested and not units:
                row["provisions"] = _below(statute, line)
            out.append(row)
        if unit.level in _ABOVE:
            path.append((rank, "　".join(x for x in (unit.label, unit.text) if x)))
    return out


def _text(statute: Statute, line: int) -> str:
    """What stands under a heading, one unit a line; articles of an annex are rows of their own."""
    out: list[str] = []
    skipped = -1
    for i in statute.outline.span(line)[1:]:
        unit = statute.units[i]
        if unit.level is Level.ARTICLE:
            skipped = statute.outline.span(i)[-1]
        if i > skipped and unit.level not in _ABOVE:
            out.append(unit.label + unit.text)
    return "\n".join(out)


def _below(statute: Statute, line: int) -> list[dict[str, Any]]:
    """What belongs to a unit, as nested dictionaries."""
    return [
        {
            "address": str(statute.addresses[i]),
            "label": statute.units[i].label or None,
            "text": statute.units[i].text,
            "items": _below(statute, i),
        }
        for i in statute.outline.below.get(line, ())
    ]


def article_jsonl(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as JSON lines: dates in ISO form, one article a line, ready to be indexed."""
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


def article_csv(rows: Sequence[Mapping[str, Any]], *, heading: bool = True) -> str:
    """Rows as CSV under Chinese headings; spreadsheets know the encoding by the mark in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    if heading:
        out.write("\ufeff")
        writer.writerow(COLUMNS.values())
    writer.writerows([["" if row[name] is None else row[name] for name in COLUMNS] for row in rows])
    return out.getvalue()


def records(changes: Changes) -> list[dict[str, Any]]:
    """The rows as dicts of plain values; what is not there is None."""
    return [
        {
            "status": row.status.value,
            "level": row.level.name.lower(),
            "old": str(row.old) if row.old else None,
            "new": str(row.new) if row.new else None,
            "old_text": row.old_text if row.old else None,
            "new_text": row.new_text if row.new else None,
            "inserted": sum(len(m.text) for x in row.lines for m in x.marks if m.kind == "insert"),
            "deleted": sum(len(m.text) for x in row.lines for m in x.marks if m.kind == "delete"),
            "causes": causes_text(row.causes) or None,
        }
        for row in changes.rows
    ]


def frame(thing: Changes | Statute) -> Any:
    """The rows as a pandas DataFrame, days as datetimes (NaT where there is none); raises :class:`InputError` where pandas is missing."""
    rows, kinds = _typed(thing)
    return frame_of(rows, tuple(kinds), [name for name, kind in kinds.items() if kind == "date"])


def frame_of(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], days: Sequence[str]) -> Any:
    """Rows as a pandas DataFrame, the columns ``days`` as datetimes; raises :class:`MissingExtraError` where pandas is missing."""
    try:
        import pandas
    except ImportError:
        raise missing_extra("转为数据框", "a data frame", "pandas", "pandas") from None
    made = pandas.DataFrame(rows, columns=list(columns))
    for name in days:
        made[name] = pandas.to_datetime(made[name])
    return made


def stream(thing: Changes | Statute, requested_schema: Any = None) -> Any:
    """The Arrow C stream capsule of the rows; raises :class:`InputError` that names the extra."""
    try:
        import nanoarrow as na
    except ImportError:
        raise missing_extra("Arrow 输出", "an Arrow stream", "nanoarrow", "lawtrack[arrow]") from None
    rows, kinds = _typed(thing)
    types = {"date": na.date32(), "int": na.int32(), "text": na.string()}
    schema = {name: types[kind] for name, kind in kinds.items()}
    columns = [na.c_array(arrow_values([row[name] for row in rows], kinds[name]), schema[name]) for name in kinds]
    table = na.c_array_from_buffers(na.struct(schema), length=len(rows), buffers=[None], children=columns)
    return na.c_array_stream(table).__arrow_c_stream__(requested_schema)


def arrow_values(values: Sequence[Any], kind: str) -> list[Any]:
    """Values as nanoarrow takes them: a date is the days since 1970.

    >>> arrow_values([datetime.date(1970, 1, 3), None], "date"), arrow_values(["甲"], "text")
    ([2, None], ['甲'])
    """
    if kind != "date":
        return list(values)
    return [None if day is None else (day - _EPOCH).days for day in values]


_EPOCH = datetime.date(1970, 1, 1)


def _typed(thing: Changes | Statute) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows, and the kind of each column: text, int or date."""
    if isinstance(thing, Statute):
        return article_rows(thing, nested=False), {name: "date" if name in DAYS else "text" for name in COLUMNS}
    numbers = ("inserted", "deleted")
    return records(thing), {name: "int" if name in numbers else "text" for name in _CHANGE_COLUMNS}


_CHANGE_COLUMNS = ("status", "level", "old", "new", "old_text", "new_text", "inserted", "deleted", "causes")
