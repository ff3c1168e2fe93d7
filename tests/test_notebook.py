"""What notebooks and data frames get."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import lawtrack
from lawtrack.formats.arrow import records
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


def results() -> dict[str, Any]:
    law = lawtrack.read_statute(ROOT / "docs/examples/before.txt")
    decision = lawtrack.read_decision(ROOT / "docs/examples/decision.txt")
    made = lawtrack.amend(law, decision)
    finding = lawtrack.Finding("a.b", lawtrack.Severity.ERROR, "不一致 <b>", before="一", after="二")
    return {
        "Statute": law, "Decision": decision, "Amendment": made, "Patch": made.patch, "Changes": made.changes,
        "Verification": lawtrack.verify(decision, made.statute), "Rewound": lawtrack.rewind(made.statute, decision), "Finding": finding,
    }  # fmt: skip


@pytest.mark.parametrize("name", list(results()))
def test_every_result_shows_itself(name: str) -> None:
    value = results()[name]
    assert type(value).__name__ == name
    html = value._repr_html_()
    sound(html)
    assert "<script" not in html and "<b>" not in html
    assert "节水" in html or "不一致 &lt;b&gt;" in html


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
