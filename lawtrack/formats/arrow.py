"""A change set or a statute as a flat table, one row per provision: for pandas, and through the Arrow C stream for everything else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from lawtrack.changes.changes import Changes
from lawtrack.errors import missing_extra
from lawtrack.formats.articles import COLUMNS, DAYS, article_rows
from lawtrack.formats.report import causes_text
from lawtrack.model.nodes import Statute


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
    rows, kinds = _table(thing)
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
    rows, kinds = _table(thing)
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


def _table(thing: Changes | Statute) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows, and the kind of each column: text, int or date."""
    if isinstance(thing, Statute):
        return article_rows(thing, nested=False), {name: "date" if name in DAYS else "text" for name in COLUMNS}
    numbers = ("inserted", "deleted")
    return records(thing), {name: "int" if name in numbers else "text" for name in _CHANGE_COLUMNS}


_CHANGE_COLUMNS = ("status", "level", "old", "new", "old_text", "new_text", "inserted", "deleted", "causes")
