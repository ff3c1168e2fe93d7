"""Plain text and Markdown: nothing lost, columns straight, Markdown literal; files written whole or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lawtrack.changes.comparison import compare
from lawtrack.changes.tabulate import tabulate
from lawtrack.errors import Finding, InputError, Repair, Severity, Span
from lawtrack.formats import markdown, text
from lawtrack.formats.files import write_file
from lawtrack.formats.render import format_of, part_of, render, report_of
from lawtrack.formats.report import Report, home_of, side_by_side
from lawtrack.model.nodes import Statute
from lawtrack.model.text_width import cut, pad, width_of, wrap
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.strategies import statutes, statutes_with_patches

mixed = st.text(alphabet="甲乙，。（）“”ab12 ", max_size=60)


@given(mixed, st.integers(4, 30))
def test_wrapping_keeps_every_character_and_the_width(words: str, width: int) -> None:
    lines = wrap(words, width)
    assert "".join(lines) == words
    assert all(width_of(line) <= width for line in lines)


@given(mixed, st.integers(2, 30))
def test_cutting_and_padding(words: str, width: int) -> None:
    assert width_of(cut(words, width)) <= width
    assert width_of(pad(cut(words, width), width)) == width


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("甲乙丙，丁", 6, ["甲乙", "丙，丁"]),
        ("甲乙（丙）", 6, ["甲乙", "（丙）"]),
        ("共2024年", 6, ["共2024", "年"]),
        ("", 4, [""]),
    ],
)
def test_lines_break_as_chinese_is_set(words: str, width: int, lines: list[str]) -> None:
    assert wrap(words, width) == lines


@settings(max_examples=80, deadline=None)
@given(statutes_with_patches())
def test_the_table_has_two_straight_columns_with_every_word(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    changes = tabulate(base, patch)
    lines = list(text.two_columns(side_by_side(Report("题"), changes, full=True), width=24))
    left, right = "", ""
    for line in lines:
        if " | " in line or line.endswith(" |"):
            a, _, b = (line + " ").partition(" | ")
            assert width_of(a) == 24
            left, right = left + a.strip(), right + b.strip()
    for row in changes.rows:
        for line in row.lines:
            for words, column in ((line.old_text, left), (line.new_text, right)):
                plain = re.sub(r"〔[删增]：|〕", "", column)
                assert words.replace(" ", "") in plain.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(statutes_with_patches())
def test_markdown_shows_the_words_literally(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    report = report_of(tabulate(base, patch))
    html = MarkdownIt("commonmark").enable("table").render(markdown.render(report))
    plain = re.sub(r"<[^>]*>|\s", "", html)
    for row in report.changes.changed if report.changes else ():
        for line in row.lines:
            for mark in line.marks:
                assert re.sub(r"\s", "", mark.text) in plain


def test_markdown_escapes() -> None:
    law = Statute("例*法*", children=())
    assert "<h1>例*法*</h1>" in MarkdownIt().render(markdown.render(report_of(law)))


OLD = "某市渡口条例\n（2001年1月1日通过）\n第一条　渡船应当具备：\n（一）灯；\n（二）桨。\n第二条　渡船由船长\n值守。"
NEW = "某市渡口条例\n（2001年1月1日通过）\n第一条　渡船应当具备：\n（一）灯；\n（二）钟；\n（三）桨。\n第二条　渡船由船长\n昼夜值守。"


def test_every_format_prints_the_same_blocks() -> None:
    """A finding stands at its provision with both texts and the remedy; a number that is another one now is marked, as it is in Word."""
    told = Finding(
        "a.b",
        Severity.ERROR,
        "第二条第二款：两处不同",
        address="第二条第二款",
        before="甲",
        after="乙",
        repair=Repair("改"),
    )
    changes = tabulate(parse_statute(OLD), compare(parse_statute(OLD), parse_statute(NEW)))
    report = Report("题", changes=changes, findings=(told,))
    plain, marked = text.render(report), markdown.render(report)
    assert (
        plain.index("【修改前后对照表】")
        < plain.index("※ 错误　第二条第二款：两处不同")
        < plain.index("【条文序号对照】")
    )
    assert "※     建议：改" in plain and "〔增：（二）钟；〕" in plain and "〔增：（三）〕桨。" in plain
    assert "<ins>（二）钟；</ins><br><ins>（三）</ins>桨。 |" in marked and "错误：第二条第二款：两处不同" in marked
    assert marked.count("第二条第二款：") == 1
    whole = attrs.evolve(report, statute=parse_statute(NEW))
    assert text.render(whole) == plain and markdown.render(whole).endswith("昼夜值守。\n")
    loose = markdown.render(attrs.evolve(report, changes=None))
    assert "第二条第二款：两处不同\n  - 原文：甲\n  - 应为：乙\n  - 建议：改" in loose


def test_a_cell_of_several_lines_is_one_row_of_markdown() -> None:
    old, new = (Statute("例", note=f"（甲\n{x}）") for x in "乙丙")
    lines = text.render(report_of(compare(old, new).changes)).splitlines()
    assert [x.partition(" | ")[2] for x in lines if x.startswith(("（甲", "〔删：乙〕）"))] == ["（甲", "〔增：丙〕）"]
    assert "| （甲<br><del>乙</del>） | （甲<br><ins>丙</ins>） | 修改 |" in markdown.render(
        report_of(compare(old, new).changes)
    )


@given(statutes)
def test_a_statute_as_text_is_its_text(law: Statute) -> None:
    assert render(law, "text") == law.to_text()


def test_findings_as_text_say_where_and_what_to_do() -> None:
    finding = Finding(
        "a.b",
        Severity.ERROR,
        "两处不同",
        address="第三条",
        span=Span(0, 1, 7),
        before="甲",
        after="乙",
        instruction="二",
        repair=Repair("改"),
    )
    out = text.render(Report("题", (("标签", "值"),), findings=(finding,)))
    for piece in (
        "标签：值",
        "错误",
        "第三条：两处不同",
        "第 7 行",
        "决定第二项",
        "甲",
        "乙",
        "建议：改",
        "a.b",
        "错误 1",
    ):
        assert piece in out
    assert "无" in text.render(Report("题"))


@pytest.mark.parametrize(
    ("address", "found"),
    [("第八条第一款", ["第八条第一款", "第八条"]), ("", []), ("不是地址", [])],
)
def test_where_a_finding_belongs(address: str, found: list[str]) -> None:
    assert [str(a) for a in home_of(address)] == found


def test_parts_that_are_not_there_are_refused() -> None:
    with pytest.raises(InputError, match="没有“patch”"):
        part_of(Statute("例"), "patch")
    with pytest.raises(InputError, match="redline"):
        render(Statute("例"), "md", "redline")
    with pytest.raises(InputError, match="没有可写的报告"):
        report_of(5)
    with pytest.raises(InputError, match="后缀"):
        format_of("x.pdf")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "x.txt"
    write_file(path, "甲")
    os.chmod(path, 0o640)
    write_file(path, "乙")
    assert path.read_text("utf-8") == "乙"
    assert path.stat().st_mode & 0o777 == 0o640

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(InputError, match="写不进去"):
        write_file(path, "丙")
    assert path.read_text("utf-8") == "乙"
    assert [p.name for p in path.parent.iterdir()] == ["x.txt"]
