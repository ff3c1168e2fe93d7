"""The archive as tables for analysis: Arrow (``lawtrack[arrow]``) and Parquet (``lawtrack[parquet]``).

Five tables: ``versions`` (one row per version), ``articles`` (one per article of each version, with all that one needs beside it),
``provisions`` (one per unit and stretch of time in which it read so at that address), ``changes`` (one per change of a patch, with its
instruction) and ``citations`` (one per reference and stretch of time). Days are dates.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from lawtrack.archive.entry import Entry
from lawtrack.archive.storage.store import Store
from lawtrack.display import summary
from lawtrack.errors import InputError, missing_extra
from lawtrack.formats.articles import COLUMNS as ARTICLE
from lawtrack.formats.articles import DAYS, Validity, arrow_values, article_jsonl, article_rows, day_of, frame_of
from lawtrack.formats.files import write_file
from lawtrack.formats.sheets import article_sheet
from lawtrack.history.versions import Version
from lawtrack.model.address import parse_address

COLUMNS: dict[str, tuple[str, ...]] = {
    "versions": ("title", "kind", "issuer", "number:int", "effective:date", "until:date", "adopted:date", "promulgated:date", "source",
                 "published:bool", "partial:bool", "repealed:bool", "articles:int", "characters:int"),
    "articles": ("version:int", *(f"{name}:date" if name in DAYS else name for name in ARTICLE)),
    "provisions": ("title", "address", "eid", "level", "text", "since:date", "until:date"),
    "changes": ("title", "number:int", "effective:date", "source", "step", "op", "instruction", "consequential:bool", "at", "to", "before", "after"),
    "citations": ("title", "address", "name", "target", "words", "since:date", "until:date"),
}  # fmt: skip
"""The columns of each table; text unless said otherwise. A day that is not known, or an end that is open, is None."""
BATCH = 20_000


@attrs.frozen
class Chosen:
    """Which rows: of one statute (``title``) or all, of the texts in force on a day (``on``, ISO) or of all times."""

    title: str = ""
    on: str = ""

    def holds(self, since: str, until: str) -> bool:
        """Whether a stretch of time is among them."""
        return not self.on or since <= self.on and (not until or self.on < until)


def known_table(table: str) -> None:
    """Raise :class:`InputError` for a table that there is not."""
    if table not in COLUMNS:
        raise InputError(
            f"没有表“{table}”；有的是：{'、'.join(COLUMNS)}", f"there is no table “{table}”, only {', '.join(COLUMNS)}"
        )


def rows_of(store: Store, table: str, chosen: Chosen = Chosen()) -> Iterator[tuple[object, ...]]:
    """The rows of a table, one after another, days as dates; raises :class:`InputError` for an unknown table."""
    known_table(table)
    days = [i for i, c in enumerate(COLUMNS[table]) if c.endswith(":date")]
    for row in _ROWS[table](store, chosen):
        cells = list(row)
        for i in days:
            cells[i] = day_of(str(cells[i] or ""))
        yield tuple(cells)


def _statutes(store: Store, chosen: Chosen) -> Iterator[tuple[int, str]]:
    for statute_id, title in store.rows("SELECT id, title FROM statute ORDER BY id"):
        if not chosen.title or chosen.title == title:
            yield statute_id, title


def _provisions(store: Store, chosen: Chosen) -> Iterator[Sequence[object]]:
    sql = (
        "SELECT o.address, t.body, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
        "WHERE o.statute = ? ORDER BY o.since, o.line"
    )
    for statute_id, title in _statutes(store, chosen):
        for address, text, since, until in store.rows(sql, statute_id):
            if chosen.holds(since, until):
                where = parse_address(address)
                yield title, address, where.eid, where.level.name.lower(), text, since, until


def _citations(store: Store, chosen: Chosen) -> Iterator[Sequence[object]]:
    sql = "SELECT address, name, target, words, since, until FROM citation WHERE statute = ? ORDER BY since, address"
    for statute_id, title in _statutes(store, chosen):
        for row in store.rows(sql, statute_id):
            if chosen.holds(row[4], row[5]):
                yield title, *row


def _versions(store: Store, chosen: Chosen) -> Iterator[tuple[str, Version]]:
    for statute_id, title in _statutes(store, chosen):
        for v in Entry(title, store, statute_id).versions if _has_versions(store, statute_id) else ():
            if chosen.holds(v.effective, v.until):
                yield title, v


def _version_rows(store: Store, chosen: Chosen) -> Iterator[Sequence[object]]:
    facts = {r[0]: r[1:] for r in store.rows("SELECT title, kind, issuer FROM statute")}
    for title, v in _versions(store, chosen):
        length = sum(len(u.label) + len(u.text) for u in v.statute.units[3:])
        yield (
            title, *facts[title], v.number, v.effective, v.until, v.adopted, v.promulgated, v.source,
            v.published is not None, v.partial, v.repealed, len(v.statute.articles), length,
        )  # fmt: skip


def article_dicts(store: Store, chosen: Chosen = Chosen()) -> Iterator[dict[str, object]]:
    """Every article of every version with its dates and its 时效性 today, nested (:func:`lawtrack.formats.articles.article_rows`)."""
    today = datetime.date.today().isoformat()
    facts = {r[0]: r[1:] for r in store.rows("SELECT title, kind, issuer FROM statute")}
    for title, v in _versions(store, chosen):
        known = Validity(v.adopted, v.promulgated, v.effective, v.until, v.status(chosen.on or today))
        kind, issuer = facts[title]
        for row in article_rows(v.statute, known):
            yield {"version": v.number, **row, "kind": kind or row["kind"], "issuer": issuer or row["issuer"]}


def _article_rows(store: Store, chosen: Chosen) -> Iterator[Sequence[object]]:
    for row in article_dicts(store, chosen):
        yield [row["version"], *(row[name] for name in ARTICLE)]


def _change_rows(store: Store, chosen: Chosen) -> Iterator[Sequence[object]]:
    for title, v in _versions(store, chosen):
        for step in v.steps:
            for op in step.patch.ops:
                yield (
                    title, v.number, v.effective, step.source, step.kind, type(op).__name__, op.cause.label,
                    op.cause.consequential, str(op.at), str(op.to), op.words_before, op.words_after,
                )  # fmt: skip


_ROWS: dict[str, Callable[[Store, Chosen], Iterator[Sequence[object]]]] = {
    "versions": _version_rows, "articles": _article_rows, "provisions": _provisions, "changes": _change_rows, "citations": _citations,
}  # fmt: skip


def _has_versions(store: Store, statute_id: int) -> bool:
    return bool(store.rows("SELECT 1 FROM version WHERE statute = ? LIMIT 1", statute_id))


@attrs.frozen
class ArrowTable:
    """One table as an Arrow stream: polars, pandas, pyarrow and DuckDB read it directly (``polars.DataFrame(archive.table("versions"))``).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     table = archive.table("versions")
    >>> table.name, table.on
    ('versions', '')
    """

    store: Store = attrs.field(repr=False)
    name: str
    title: str = ""
    on: str = ""

    def __attrs_post_init__(self) -> None:
        known_table(self.name)

    @property
    def _chosen(self) -> Chosen:
        return Chosen(self.title, self.on)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(c.split(":")[0] for c in COLUMNS[self.name])

    def to_dicts(self) -> list[dict[str, object]]:
        """The rows as dictionaries; needs nothing installed."""
        return [dict(zip(self.columns, row, strict=True)) for row in rows_of(self.store, self.name, self._chosen)]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame, days as datetimes; raises :class:`MissingExtraError` where pandas is not installed."""
        return frame_of(
            self.to_dicts(), self.columns, [c.split(":")[0] for c in COLUMNS[self.name] if c.endswith(":date")]
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return _nanoarrow().Array.from_chunks(list(self.batches())).__arrow_c_stream__(requested_schema)

    def schema(self) -> Any:
        """The Arrow schema."""
        na = _nanoarrow()
        kinds = {"int": na.int64(), "bool": na.bool_(), "date": na.date32()}
        fields = {c.split(":")[0]: kinds.get(c.partition(":")[2], na.string()) for c in COLUMNS[self.name]}
        return na.c_schema(na.struct(fields))

    def batches(self) -> Iterator[Any]:
        """The rows as Arrow struct arrays of bounded length."""
        na = _nanoarrow()
        schema = self.schema()
        rows = rows_of(self.store, self.name, self._chosen)
        first = True
        while batch := list(islice(rows, BATCH)):
            first = False
            yield _struct(na, schema, batch)
        if first:
            yield _struct(na, schema, [])

    __repr__ = summary


def _struct(na: Any, schema: Any, rows: Sequence[Sequence[object]]) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * schema.n_children
    dates = {i for i in range(schema.n_children) if schema.child(i).format == "tdD"}
    children = [
        na.c_array(arrow_values(column, "date" if i in dates else ""), schema.child(i))
        for i, column in enumerate(columns)
    ]
    return na.c_array_from_buffers(schema, len(rows), [None], children=children)


def _nanoarrow() -> Any:
    try:
        import nanoarrow
    except ImportError:
        raise missing_extra("导出 Arrow", "exporting Arrow", "nanoarrow", "lawtrack[arrow]") from None
    return nanoarrow


def export_arrow(store: Store, folder: str | Path, chosen: Chosen = Chosen()) -> Iterator[Path]:
    """Write every table as an Arrow IPC stream ``folder/TABLE.arrows``, batch by batch."""
    na = _nanoarrow()
    from nanoarrow.ipc import StreamWriter

    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name in COLUMNS:
        path = root / f"{name}.arrows"
        with path.open("wb") as file, StreamWriter.from_writable(file) as writer:
            for batch in ArrowTable(store, name, chosen.title, chosen.on).batches():
                writer.write_stream(na.c_array_stream(batch))
        yield path


def export_parquet(store: Store, folder: str | Path, chosen: Chosen = Chosen()) -> Iterator[Path]:
    """Write every table as ``folder/TABLE.parquet``, batch by batch."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise missing_extra("导出 Parquet", "exporting Parquet", "pyarrow", "lawtrack[parquet]") from None
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        path = root / f"{name}.parquet"
        kinds = {"int": pyarrow.int64(), "bool": pyarrow.bool_(), "date": pyarrow.date32()}
        schema = pyarrow.schema([(c.split(":")[0], kinds.get(c.partition(":")[2], pyarrow.string())) for c in columns])
        rows = rows_of(store, name, chosen)
        with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            while batch := list(islice(rows, BATCH)):
                writer.write_table(pyarrow.table([list(c) for c in zip(*batch, strict=True)], schema=schema))
        yield path


def export_lines(store: Store, folder: str | Path, chosen: Chosen = Chosen()) -> Iterator[Path]:
    """Write every table as JSON lines ``folder/TABLE.jsonl``; the articles with their 款, 项 and 目 nested, one article a line."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        path = root / f"{name}.jsonl"
        names = [c.split(":")[0] for c in columns]
        rows: Iterator[dict[str, object]] = (dict(zip(names, r, strict=True)) for r in rows_of(store, name, chosen))
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for row in article_dicts(store, chosen) if name == "articles" else rows:
                file.write(article_jsonl([row]))
        yield path


def export_csv(store: Store, folder: str | Path, chosen: Chosen = Chosen()) -> Iterator[Path]:
    """Write every table as ``folder/TABLE.csv``, with the mark by which spreadsheets know UTF-8."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        path = root / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(c.split(":")[0] for c in columns)
            writer.writerows(["" if v is None else v for v in row] for row in rows_of(store, name, chosen))
        yield path


def export_xlsx(store: Store, folder: str | Path, chosen: Chosen = Chosen()) -> Iterator[Path]:
    """Write the articles as a workbook ``folder/articles.xlsx``; raises :class:`InputError` where Excel has no room for them."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    path = root / "articles.xlsx"
    write_file(path, article_sheet(article_dicts(store, chosen)))
    yield path


EXPORTS = {
    "arrow": export_arrow,
    "parquet": export_parquet,
    "jsonl": export_lines,
    "csv": export_csv,
    "xlsx": export_xlsx,
}
"""The kinds of files in which the tables are written."""
