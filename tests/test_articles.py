"""Statutes and archives as rows, one an article: nothing missing, dates as dates, the same in every format."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pytest
from hypothesis import given

from lawtrack.api import write
from lawtrack.archive.archive import Archive
from lawtrack.archive.exports.tables import Chosen, export_csv, export_lines, export_xlsx, rows_of
from lawtrack.cli import main
from lawtrack.errors import InputError
from lawtrack.formats.articles import COLUMNS
from lawtrack.formats.render import render
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Paragraph
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import fill
from tests.strategies import statutes

LAW = parse_statute(
    "某市例条例\n（2012年7月27日某市人民代表大会常务委员会通过　2012年8月1日公布）\n第一编　总编\n第一章　总则\n第一条　甲：\n（一）乙；\n1.丙；\n（二）丁。\n戊。\n"
    "第二章　附则\n第二条　本条例自2013年1月1日起施行。\n附件1\n名录\n渡口名录。\n"
)


@given(statutes)
def test_no_word_of_an_article_is_missing_and_none_stands_twice(law: Statute) -> None:
    told = "".join(row["text"] for row in law.to_dicts())
    units = [law.units[i] for i in range(3, len(law.units))]
    want = sum(len(u.text) for u in units if u.level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM))
    labels = sum(len(u.label) for u in units if u.level in (Level.ITEM, Level.SUBITEM))
    assert len(told.replace("\n", "")) == want + labels - sum(u.text.count("\n") for u in units)
    flat = law.to_dicts(units=True)
    assert [r["text"] for r in flat] == [
        u.text for u in units if u.level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)
    ]


def test_a_row_has_what_one_needs_beside_the_text() -> None:
    first, second, annex = LAW.to_dicts()
    assert first["path"] == "第一编　总编/第一章　总则" and second["path"] == "第一编　总编/第二章　附则"
    assert (first["number"], first["eid"], first["text"]) == (
        "第一条",
        first["eid"],
        "甲：\n（一）乙；\n1.丙；\n（二）丁。\n戊。",
    )
    assert first["adopted"] == datetime.date(2012, 7, 27) and first["promulgated"] == datetime.date(2012, 8, 1)
    assert first["effective"] == datetime.date(2013, 1, 1) and first["until"] is None and first["status"] is None
    assert (first["issuer"], first["kind"]) == ("某市人民代表大会常务委员会", "地方性法规")
    assert (annex["level"], annex["number"], annex["text"]) == ("annex", "附件1", "渡口名录。")
    items = first["provisions"][0]["items"]
    assert [i["label"] for i in items] == ["（一）", "（二）"] and items[0]["items"][0]["text"] == "丙；"


def test_every_format_says_the_same() -> None:
    rows = [{k: v for k, v in row.items() if k in COLUMNS} for row in LAW.to_dicts()]
    lines = [json.loads(line) for line in str(render(LAW, "jsonl")).splitlines()]
    assert [{k: v for k, v in line.items() if k in COLUMNS} for line in lines] == json.loads(
        json.dumps(rows, default=str)
    )
    table = list(csv.reader(io.StringIO(str(render(LAW, "csv")).removeprefix("\ufeff"))))
    assert table[0] == list(COLUMNS.values())
    assert table[1:] == [["" if v is None else str(v) for v in row.values()] for row in rows]


def test_a_workbook_has_real_dates(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed (lawtrack[xlsx])")
    write(LAW, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heads, first = (list(r) for r in list(book.active.iter_rows(values_only=True))[:2])
    assert first[heads.index("施行日期")] == datetime.datetime(2013, 1, 1) and first[heads.index("条文")].startswith(
        "甲：\n"
    )
    book.close()


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed (lawtrack[xlsx])")
    law = Statute("例法", children=(Article("第一条", "", (Paragraph("甲" * 40000),)),))
    with pytest.raises(InputError, match="第一条有 40000 字"):
        render(law, "xlsx")


def test_data_frames_and_sql_read_dates() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = LAW.to_pandas()
    assert frame["effective"][0] == pandas.Timestamp(2013, 1, 1) and frame["until"].isna().all()
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (lawtrack[parquet])")
    table = pyarrow.table(LAW)
    assert table.schema.field("until").type == pyarrow.date32()
    con = duckdb.connect()
    con.register("law", table)
    asked = "SELECT number FROM law WHERE effective = DATE '2013-01-01' AND until IS NULL ORDER BY 1"
    assert len(con.execute(asked).fetchall()) == 3
    con.close()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return fill(Archive(tmp_path / "a.db"))


def test_an_archive_as_rows(archive: Archive, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    paths = {p.stem: p for p in (*export_lines(archive.store, tmp_path), *export_csv(archive.store, tmp_path / "csv"))}
    assert set(paths) == {"versions", "articles", "provisions", "changes", "citations"}
    lines = [json.loads(x) for x in (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == sum(len(v.statute.articles) for e in archive for v in e.versions if archive.has_text(e.title))
    assert all(x["until"] is None or x["until"] > x["effective"] for x in lines)
    assert {x["status"] for x in lines} <= {"有效", "已修改", "已废止", "尚未生效"}
    con = duckdb.connect()
    kinds = dict(
        con.execute(
            f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_csv('{tmp_path}/csv/articles.csv'))"
        ).fetchall()
    )
    assert kinds["effective"] == "DATE" and kinds["adopted"] == "DATE"
    con.close()


def test_rows_of_one_day_and_one_statute(archive: Archive) -> None:
    title = archive.titles[0]
    last = archive[title].versions[-1]
    chosen = Chosen(title, last.effective)
    rows = list(rows_of(archive.store, "articles", chosen))
    assert len(rows) == len(last.statute.articles) and {r[1] for r in rows} == {title}
    assert len(list(rows_of(archive.store, "versions", chosen))) == 1
    assert all(
        r[-2] <= datetime.date.fromisoformat(last.effective) for r in rows_of(archive.store, "provisions", chosen)
    )
    archive.close()


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_the_command_exports_them(
    kind: str, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if kind == "xlsx":
        pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed (lawtrack[xlsx])")
        assert [p.name for p in export_xlsx(archive.store, tmp_path / "x")] == ["articles.xlsx"]
    archive.close()
    assert main(["archive", "export", str(tmp_path / "a.db"), str(tmp_path / "out"), "--as", kind]) == 0
    assert (tmp_path / "out" / f"articles.{kind}").stat().st_size > 100
    assert "导出" in capsys.readouterr().out
