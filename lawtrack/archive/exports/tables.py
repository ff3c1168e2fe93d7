"""The archive as tables for analysis: Arrow (``lawtrack[arrow]``) and Parquet (``lawtrack[parquet]``).

Four tables: ``versions`` (one row per version), ``provisions`` (one per unit and stretch of time in which it read so at that address),
``changes`` (one per change of a patch, with its instruction) and ``citations`` (one per reference and stretch of time).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from lawtrack.archive.entry import Entry
from lawtrack.archive.storage.sqlite import Store
from lawtrack.errors import InputError
from lawtrack.model.address import parse_address

COLUMNS: dict[str, tuple[str, ...]] = {
    "versions": ("title", "kind", "issuer", "number:int", "effective", "until", "adopted", "promulgated", "source", "published:bool",
                 "partial:bool", "repealed:bool", "articles:int", "characters:int"),
    "provisions": ("title", "address", "eid", "level", "text", "since", "until"),
    "changes": ("title", "number:int", "effective", "source", "step", "op", "instruction", "consequential:bool", "at", "to", "before", "after"),
    "citations": ("title", "address", "name", "target", "words", "since", "until"),
}  # fmt: skip
"""The columns of each table; text unless said otherwise."""
BATCH = 20_000


def rows_of(store: Store, table: str) -> Iterator[tuple[object, ...]]:
    """The rows of a table, one after another; raises :class:`InputError` for an unknown one."""
    if table not in COLUMNS:
        raise InputError(f"没有表“{table}”；有的是：{'、'.join(COLUMNS)}")
    if table == "provisions":
        sql = (
            "SELECT s.title, o.address, t.body, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
            "JOIN statute s ON s.id = o.statute WHERE o.statute = ? ORDER BY o.since, o.line"
        )
        for (statute_id,) in store.rows("SELECT id FROM statute ORDER BY id"):
            for title, address, text, since, until in store.rows(sql, statute_id):
                where = parse_address(address)
                yield title, address, where.eid, where.level.name.lower(), text, since, until
    elif table == "citations":
        yield from store.rows(
            "SELECT s.title, c.address, c.name, c.target, c.words, c.since, c.until FROM citation c "
            "JOIN statute s ON s.id = c.statute ORDER BY s.id, c.since, c.address"
        )
    else:
        facts = {r[0]: r[1:] for r in store.rows("SELECT title, kind, issuer FROM statute")}
        for statute_id, title in store.rows("SELECT id, title FROM statute ORDER BY id"):
            entry = Entry(title, store, statute_id)
            for v in entry.versions if _has_versions(store, entry.id) else ():
                if table == "versions":
                    length = sum(len(u.label) + len(u.text) for u in v.statute.units[3:])
                    yield (
                        entry.title, *facts[entry.title], v.number, v.effective, v.until, v.adopted, v.promulgated, v.source,
                        v.published is not None, v.partial, v.repealed, len(v.statute.articles), length,
                    )  # fmt: skip
                else:
                    for step in v.steps:
                        for op in step.patch.ops:
                            yield (
                                entry.title, v.number, v.effective, step.source, step.kind, type(op).__name__, op.cause.label,
                                op.cause.consequential, str(op.at),
                                str(op.to), op.words_before, op.words_after,
                            )  # fmt: skip


def _has_versions(store: Store, statute_id: int) -> bool:
    return bool(store.rows("SELECT 1 FROM version WHERE statute = ? LIMIT 1", statute_id))


@attrs.frozen
class ArrowTable:
    """One table as an Arrow stream: polars, pandas, pyarrow and DuckDB read it directly (``polars.DataFrame(archive.table("versions"))``)."""

    store: Store = attrs.field(repr=False)
    name: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(c.split(":")[0] for c in COLUMNS[self.name])

    def to_dicts(self) -> list[dict[str, object]]:
        """The rows as dictionaries; needs nothing installed."""
        return [dict(zip(self.columns, row, strict=True)) for row in rows_of(self.store, self.name)]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _nanoarrow().Array.from_chunks(list(self.batches())).__arrow_c_stream__(requested_schema)

    def schema(self) -> Any:
        """The Arrow schema."""
        na = _nanoarrow()
        kinds = {"int": na.int64(), "bool": na.bool_()}
        fields = {c.split(":")[0]: kinds.get(c.partition(":")[2], na.string()) for c in COLUMNS[self.name]}
        return na.c_schema(na.struct(fields))

    def batches(self) -> Iterator[Any]:
        """The rows as Arrow struct arrays of bounded length."""
        na = _nanoarrow()
        schema = self.schema()
        rows = rows_of(self.store, self.name)
        first = True
        while batch := list(islice(rows, BATCH)):
            first = False
            yield _struct(na, schema, batch)
        if first:
            yield _struct(na, schema, [])


def _struct(na: Any, schema: Any, rows: Sequence[Sequence[object]]) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * schema.n_children
    children = [na.c_array(list(column), schema.child(i)) for i, column in enumerate(columns)]
    return na.c_array_from_buffers(schema, len(rows), [None], children=children)


def _nanoarrow() -> Any:
    try:
        import nanoarrow
    except ImportError:
        raise InputError("导出 Arrow 需要 nanoarrow：pip install 'lawtrack[arrow]'") from None
    return nanoarrow


def export_arrow(store: Store, folder: str | Path) -> Iterator[Path]:
    """Write every table as an Arrow IPC stream ``folder/TABLE.arrows``, batch by batch."""
    na = _nanoarrow()
    from nanoarrow.ipc import StreamWriter

    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name in COLUMNS:
        path = root / f"{name}.arrows"
        with path.open("wb") as file, StreamWriter.from_writable(file) as writer:
            for batch in ArrowTable(store, name).batches():
                writer.write_stream(na.c_array_stream(batch))
        yield path


def export_parquet(store: Store, folder: str | Path) -> Iterator[Path]:
    """Write every table as ``folder/TABLE.parquet``, batch by batch."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError("导出 Parquet 需要 pyarrow：pip install 'lawtrack[parquet]'") from None
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        path = root / f"{name}.parquet"
        kinds = {"int": pyarrow.int64(), "bool": pyarrow.bool_()}
        schema = pyarrow.schema([(c.split(":")[0], kinds.get(c.partition(":")[2], pyarrow.string())) for c in columns])
        rows = rows_of(store, name)
        with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            while batch := list(islice(rows, BATCH)):
                writer.write_table(pyarrow.table([list(c) for c in zip(*batch, strict=True)], schema=schema))
        yield path
