"""A change set as a flat table, one row per provision: for pandas, and through the Arrow C stream for everything else."""

from __future__ import annotations

from typing import Any

from lawtrack.changes.changes import Changes
from lawtrack.formats.report import causes_text


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


def stream(changes: Changes, requested_schema: Any = None) -> Any:
    """The Arrow C stream capsule of :func:`records`; raises :class:`ImportError` that names the extra."""
    try:
        import nanoarrow as na  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        raise ImportError("Arrow 输出需要 nanoarrow：请执行 pip install 'lawtrack[arrow]'") from error
    rows = records(changes)
    numbers = {"inserted", "deleted"}
    names = (
        list(rows[0])
        if rows
        else ["status", "level", "old", "new", "old_text", "new_text", "inserted", "deleted", "causes"]
    )
    kinds = {name: na.int32() if name in numbers else na.string() for name in names}
    columns = [na.c_array([row[name] for row in rows], kinds[name]) for name in names]
    table = na.c_array_from_buffers(na.struct(kinds), length=len(rows), buffers=[None], children=columns)
    return na.c_array_stream(table).__arrow_c_stream__(requested_schema)
