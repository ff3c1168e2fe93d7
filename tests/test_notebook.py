"""What notebooks and data frames get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import lawtrack
from lawtrack.formats.articles import records
from lawtrack.formats.notebook import html_of
from lawtrack.formats.report import Report, report_of
from lawtrack.model.numerals import numeral
from lawtrack.patch.patch import Patch
from tests.strategies import statutes_with_patches

ROOT = Path(__file__).resolve().parent.parent


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def sound(html: str) -> None:
    parser = _Balance()
    parser.feed(html)
    assert not parser.open


GAZETTE = """某市人民代表大会常务委员会公告
第3号
《某市节水条例》已于2024年5月6日通过，自2024年7月1日起施行。
某市节水条例
第一条　为了节水，制定本条例。
第二条　本条例自2024年7月1日起施行。
"""


@cache
def results() -> dict[str, Any]:
    law = lawtrack.read_statute(ROOT / "docs/examples/before.txt")
    decision = lawtrack.read_decision(ROOT / "docs/examples/decision.txt")
    made = lawtrack.amend(law, decision)
    line = lawtrack.Timeline(law.title).add(law).add(decision)
    archive = lawtrack.Archive(":memory:")
    archive.add(law)
    archive.add(decision)
    finding = lawtrack.Finding("a.b", lawtrack.Severity.ERROR, "不一致 <b>", before="一", after="二")
    return {
        "Statute": law, "Decision": decision, "Amendment": made, "Patch": made.patch, "Changes": made.changes,
        "Comparison": lawtrack.compare(law, made.statute), "ComparisonTable": made.table, "Consolidated": lawtrack.consolidate(law, [decision]),
        "Article": law.articles[0], "Merged": lawtrack.merge(made.patch, made.patch, law), "References": lawtrack.list_references(law),
        "Timeline": line, "Version": line.versions[-1], "Rows": line.blame(), "Address": lawtrack.parse_address("第三条"),
        "Gazette": lawtrack.read_gazette(GAZETTE.encode()), "Archive": archive, "Entry": archive[law.title],
        "Verification": lawtrack.verify(decision, made.statute), "Rewound": lawtrack.rewind(made.statute, decision), "Finding": finding,
    }  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    results()["Archive"].close()


@pytest.mark.parametrize("name", list(results()))
def test_every_result_shows_itself(name: str) -> None:
    value = results()[name]
    assert type(value).__name__ == name
    html = value._repr_html_()
    sound(html)
    assert "<script" not in html and "<b>" not in html
    assert any(word in html for word in ("节", "不一致 &lt;b&gt;", "第三条", "没有冲突"))
    assert len(repr(value)) < 200, "repr is a summary"


def test_columns_of_short_words_keep_their_lines() -> None:
    """A table of 505 articles in a narrow cell of a notebook: the column of numbers is not squeezed to one character a line."""
    long = lawtrack.parse_statute(
        "某法\n" + "\n".join(f"第{numeral(i)}条　{f'{numeral(i)}号的人应当付款，' * 12}付清。" for i in range(1, 506))
    )
    html = lawtrack.compare(long, lawtrack.parse_statute(long.to_text().replace("付清", "还清"))).changes._repr_html_()
    cells = re.findall(r"<td style='([^']*)'>第[^<]{1,9}条</td>", html)
    assert len(cells) == 60 and all("nowrap" in style for style in cells)
    assert "min-width" in html and "table-layout:auto" in html and "还有 445 行没有显示" in html


def test_answers_of_the_same_kind_are_a_table_with_a_row_each() -> None:
    rows = results()["Rows"]
    html = rows._repr_html_()
    assert html.count("<tr>") == len(rows) + 1 and "条文" in html and "2024-03-01" in html
    assert isinstance(rows, tuple) and rows == tuple(rows) and len(repr(rows)) < 500
    assert type(rows)()._repr_html_() == "<p>没有结果</p>"


def test_what_was_found_is_shown_however_long_the_table() -> None:
    old, new = (
        lawtrack.parse_statute("某法\n" + "\n".join(f"第{numeral(i)}条　{x}{i}。" for i in range(1, 90)))
        for x in "甲乙"
    )
    told = lawtrack.Finding("a.b", lawtrack.Severity.ERROR, "看这里", address="第八十八条")
    html = html_of(attrs.evolve(report_of(lawtrack.compare(old, new).changes), findings=(told,)))
    assert "行没有显示" in html and html.index("看这里") < html.index("第一条")
    assert "两处不同" in html_of(Report("题", statute=old, findings=(attrs.evolve(told, message="两处不同"),)))


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_any_patch_shows_itself(case: tuple[lawtrack.Statute, Patch]) -> None:
    base, patch = case
    for value in (base, patch, lawtrack.tabulate(base, patch)):
        sound(value._repr_html_())


def test_records_say_what_changed() -> None:
    rows = records(results()["Changes"])
    changed = [r for r in rows if r["level"] == "article" and r["status"] != "未变"]
    assert [(r["old"], r["new"], r["inserted"], r["deleted"], r["causes"]) for r in changed] == [
        (None, "第二条", 12, 0, "第一项"),
        ("第二条", "第三条", 0, 0, "随之调整"),
        ("第三条", "第四条", 3, 3, "第二项、随之调整"),
    ]


def test_arrow_stream_and_pandas() -> None:
    changes = results()["Changes"]
    na = pytest.importorskip("nanoarrow", reason="needs lawtrack[arrow]")
    read = na.Array(na.c_array_stream(changes)).to_pylist() if hasattr(na, "Array") else []
    assert [r["new"] for r in read] == [r["new"] for r in records(changes)]
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = changes.to_pandas()
    assert isinstance(frame, pd.DataFrame) and list(frame["status"]) == [r["status"] for r in records(changes)]


def test_heatmap_has_a_cell_per_article_and_version() -> None:
    changes = results()["Changes"]
    picture = lawtrack.draw_heatmap([("2012→2024", changes), ("again", changes)])
    svg = picture._repr_svg_()
    sound(re.sub(r"<(rect)([^>]*)/>", r"<\1\2></\1>", svg))
    assert svg.count("<title>") == 2 * len(changes.articles)
    assert picture._repr_html_() == svg and len(repr(picture)) < 40
    assert all(f">{status.value}</text>" in svg for status, n in changes.counts.items() if n), "the legend is whole"
    assert ">第一条</text>" in svg and "currentColor" in svg, "an axis, in the colour of the page"


def test_a_heatmap_of_many_versions_of_a_long_statute_stays_small() -> None:
    base, new = (
        lawtrack.parse_statute(
            "某法\n"
            + "\n".join(
                f"第{numeral(i)}条　{numeral(i)}号的人{'应当' if i % 2 * k else '可以'}向第{numeral(i * 7)}号付款。"
                for i in range(1, 506)
            )
        )
        for k in (0, 1)
    )
    changes = lawtrack.compare(base, new).changes
    assert len(changes.changed) > 200
    for count in (1, 12, 40):
        svg = lawtrack.draw_heatmap([(str(n), changes) for n in range(count)]).svg
        assert len(svg.encode()) < 100_000, (count, len(svg))
        assert ">第五百条</text>" in svg and ">修改</text>" in svg and ">未变</text>" in svg


@pytest.mark.thorough
@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.ipynb")), ids=lambda p: p.name)
def test_tutorial_notebooks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat and nbclient")
    nbclient = pytest.importorskip("nbclient", reason="needs nbformat and nbclient")
    pytest.importorskip("ipykernel", reason="needs ipykernel")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    book = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        book, timeout=900, startup_timeout=300, resources={"metadata": {"path": str(ROOT / "docs")}}
    ).execute()
    shown = [o for cell in book.cells if cell.cell_type == "code" for o in cell.get("outputs", [])]
    assert any("image/svg+xml" in o.get("data", {}) for o in shown), "the plot is shown"
