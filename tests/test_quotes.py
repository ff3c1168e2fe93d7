"""Quoted blocks in every style of quotation in use, and in none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.decision.quotes import find_quotes, unwrap
from lawtrack.errors import Severity
from tests.examples import part


def lines_of(text: str) -> list[tuple[str, ...]]:
    return [quote.lines for quote in find_quotes(text)[0]]


STYLES = {
    "one line": ("将第四条修改为：“甲应当乙。”\n", [("甲应当乙。",)]),
    "re-opened": ("修改为：“甲。\n“乙。\n“丙。”\n二、删去第五条。", [("甲。", "乙。", "丙。")]),
    "once": ("修改为：\n“甲。\n1.乙；\n2.丙。”\n2.将第五条修改为：\n“丁。”", [("甲。", "1.乙；", "2.丙。"), ("丁。",)]),
    "mixed": ("修改为：“有下列情形之一：\n（一）甲；\n（二）乙。\n“单位犯前款罪的，处罚金。”", [("有下列情形之一：", "（一）甲；", "（二）乙。", "单位犯前款罪的，处罚金。")]),
    "straight": ('其中的"甲"修改为"乙"，"丙"后增加"丁"。', [("甲",), ("乙",), ("丙",), ("丁",)]),
    "straight, re-opened": ('修改为："甲\'乙\'丙。\n"丁。"将第三款修改为"戊"', [("甲“乙”丙。", "丁。"), ("戊",)]),
    "straight, in running text": ('有设置"甲"事项、"乙"情形的，处理。\n8.其他修改：\n将相关条款中的"丙"修改为"丁"。', [("甲",), ("乙",), ("丙",), ("丁",)]),
    "straight, inside a paragraph": ('修改为："设置"甲"事项的，处理。\n"有"乙"情形的，处理。"\n三、删去第一条。', [('设置"甲"事项的，处理。', '有"乙"情形的，处理。')]),
    "re-opened in one line": ("（二）第三条修改为：“甲。“乙：“（一）丙“戊”；\n“（二）丁。”（三）删去第六条。（四）第四条修改为：“己。”", [("甲。", "乙：", "（一）丙“戊”；", "（二）丁。"), ("己。",)]),
    "re-opened in one line, the last one": ("五、第四条修改为：“甲：“（一）乙。”\n六、删去第六条。", [("甲：", "（一）乙。")]),
    "a sentence quoted within": ("修改为：“写明：“禁止下船。”并公告。”（三）第四条修改为：“丁：“慢。””（四）删去第一条。", [("写明：“禁止下船。”并公告。",), ("丁：“慢。”",)]),
    "a sentence quoted at the end of a paragraph": ("修改为：“写明：“禁止下船。”\n公告。”\n（三）删去第四条。", [("写明：“禁止下船。”", "公告。")]),
    "corner marks": ("其中的「甲」修改为「乙」。", [("甲",), ("乙",)]),
    "item, stop outside": ("第五项修改为：“（五）甲”。\n第二款修改为：“乙。”", [("（五）甲",), ("乙。",)]),
    "side by side": ("分为两项，修改为：“（二）甲”“（三）乙”。", [("（二）甲",), ("（三）乙",)]),
    "no mark between orders": ("修改为“甲。”将第三款修改为“乙。”增加一款，作为第五款：“丙。”", [("甲。",), ("乙。",), ("丙。",)]),
    "nested": ("修改为：“坚持‘三个代表’，‘甲’乙。”", [("坚持“三个代表”，“甲”乙。",)]),
    "nested with the same marks": ("修改为：“前款所称“甲”，是指乙。\n“丙。”\n三、删去第一条。", [("前款所称“甲”，是指乙。", "丙。")]),
    "a paragraph that begins with a quotation": ("修改为：“甲。\n““公司”是指乙。”\n三、删去第一条。", [("甲。", "“公司”是指乙。")]),
    "begins with one, once style": ("修改为：\n“甲。\n‘公司’是指乙。”", [("甲。", "“公司”是指乙。")]),
    "torn at a page border": ("修改为：“甲应当\n乙。\n“丙，\n丁。”", [("甲应当乙。", "丙，丁。")]),
    "a caption in once style stays a line": ("修改为：\n“案件的受理\n甲应当乙。”", [("案件的受理", "甲应当乙。")]),
    "opening mark alone": ("修改为：“\n甲。”", [("甲。",)]),
    "closing mark for opening": ("其中的”甲“修改为”乙“。", [("甲",), ("乙",)]),
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_styles(style: str) -> None:
    text, want = STYLES[style]
    quotes, findings = find_quotes(text)
    assert [q.lines for q in quotes] == want
    assert [(f.code, f.severity) for f in findings] == [("decision.torn-line", Severity.INFO)] * (
        2 if "torn" in style else 0
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("修改为：“新建的茶船参照本条例的有关规定\n执行。”", ("新建的茶船参照本条例的有关规定", "执行。")),
        ("修改为：“各有关部门应当按照各自职责，共同做好全市茶船的安全管理工作和服务工作\n茶船由乙局批准。”", None),
        ("修改为：“茶船应当年检，合格的\n方可下水。”", ("茶船应当年检，合格的", "方可下水。")),
    ],
)
def test_a_line_of_new_text_that_does_not_end_is_told(text: str, lines: tuple[str, ...] | None) -> None:
    quotes, findings = find_quotes(text)
    assert quotes[0].lines == (lines or quotes[0].lines[:1])
    assert [(f.code, f.severity, f.span and f.span.line) for f in findings] == [
        ("decision.torn-line", Severity.WARNING, 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“第二章　茶船\n第五条　甲。”",
        "“下列茶船：\n（一）甲\n（二）乙”",
        "“茶船名额表\n甲县\n3\n乙县\n5”",
        "“茶船应当登记。\n茶船应当年检”",
    ],
)
def test_headings_items_and_cells_end_without_a_mark(text: str) -> None:
    assert find_quotes(f"修改为：{text}\n")[1] == ()


def test_a_missing_last_mark_ends_before_the_next_instruction() -> None:
    text = "二、将第三条修改为：“甲。\n“乙。\n三、将第四条修改为：“丙。”\n本决定自公布之日起施行。"
    quotes, findings = find_quotes(text)
    assert [q.lines for q in quotes] == [("甲。", "乙。"), ("丙。",)]
    assert [f.code for f in findings] == ["decision.unclosed-quote"]
    assert findings[0].repair is not None and findings[0].span is not None and findings[0].span.line == 1


@pytest.mark.parametrize(
    "order",
    ["8.其他修改：\n将相关条款中的“乙”修改为“丙”。", "将条例中“乙”修改为“丙”。", "三、将法规中的“乙”修改为“丙”。"],
)
def test_a_missing_last_mark_before_an_order_without_a_number_of_an_article(order: str) -> None:
    quotes, findings = find_quotes(f"将第三条修改为：“甲。\n{order}")
    assert [q.lines for q in quotes] == [("甲。",), ("乙",), ("丙",)]
    assert [f.code for f in findings] == ["decision.unclosed-quote"]


def test_a_missing_last_mark_at_the_end() -> None:
    quotes, findings = find_quotes("第二条“甲。”修改为：“\n乙。丙。")
    assert [q.lines for q in quotes] == [("甲。",), ("乙。丙。",)]
    assert len(findings) == 1


def test_spans_take_the_marks_in() -> None:
    text = "其中的“甲”修改为“乙”。"
    assert [text[q.start : q.end] for q in find_quotes(text)[0]] == ["“甲”", "“乙”"]


def test_unwrapping() -> None:
    assert unwrap("‘甲“乙”丙’") == "“甲‘乙’丙”"
    assert unwrap("it's 10'") == "it's 10'"
    assert unwrap("『甲』") == "“甲”"


marks = st.text(alphabet="“”‘’「」\"'\n甲：修改为第条。一、将", max_size=60)


@given(marks)
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    quotes, findings = find_quotes(text)
    at = 0
    for quote in quotes:
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end
    assert all(f.code == "decision.unclosed-quote" for f in findings)


@pytest.mark.sampled
@pytest.mark.parametrize("unit", ["“", "”", '"', "“”", "“\n", "”\n“", "甲“乙", "“甲”修改为"])
def test_a_long_text_of_marks_is_read(unit: str) -> None:
    text = unit * (part(60_000) // len(unit))
    quotes, _ = find_quotes(text)
    assert all(q.end <= len(text) for q in quotes)
