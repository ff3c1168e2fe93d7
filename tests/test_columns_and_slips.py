"""Tables that are lists, numbers that do not run on, names before a reference, and the words that a comparison says have changed."""

from __future__ import annotations

import pytest

from lawtrack.comparison.compare import compare
from lawtrack.model.address import parse_address
from lawtrack.patch.ops import EditText
from lawtrack.syntax.references import find_references
from lawtrack.syntax.statute.lines import read_lines
from lawtrack.syntax.statute.pages import columns
from lawtrack.syntax.statute.parse import parse_statute

# -- two columns of one list -----------------------------------------------------------------------------------------------------

LISTS = {
    "| 一、甲。 | 三、丙。 |\n| 二、乙。 | 四、丁。 |": ["一、甲。", "二、乙。", "三、丙。", "四、丁。"],
    "|---|---|\n| （一）甲。 | （三）丙。 |\n| （二）乙。 | （四）丁。 |": ["（一）甲。", "（二）乙。", "（三）丙。", "（四）丁。"],
    "| 一、甲 | 三、丙。 |\n| 下。 | 四、丁。 |\n| 二、乙。 | |": ["一、甲下。", "二、乙。", "三、丙。", "四、丁。"],
    "| 一、甲\n续。 | 三、丙。 |\n| 二、乙。 | 四、丁。 |": ["一、甲续。", "二、乙。", "三、丙。", "四、丁。"],
}  # fmt: skip


@pytest.mark.parametrize("text", LISTS, ids=map(str, range(len(LISTS))))
def test_a_list_in_two_columns_is_read_down_the_left_one_first(text: str) -> None:
    lines = list(read_lines(f"前文。\n{text}\n后文。"))
    out, findings = columns(f"前文。\n{text}\n后文。", lines)
    assert [x.label + x.rest if x.label else x.text for x in out] == ["前文。", *LISTS[text], "后文。"]
    assert [f.code for f in findings] == ["gazette.columns"] and "第2行起" in findings[0].message


@pytest.mark.parametrize(
    "text",
    [
        "| 一、甲。 | 二、丙。 |\n| 三、乙。 | 四、丁。 |",  # read across, the numbers run on
        "| 二、甲。 | 四、丙。 |\n| 三、乙。 | 五、丁。 |",  # its beginning is elsewhere
        "| 一、甲。 | |\n| 二、乙。 | |",
        "| 名称 | 三、丙。 |\n| 二、乙。 | 四、丁。 |",
        "| 一、甲。 | 三、丙。 | 五、戊。 |\n| 二、乙。 | 四、丁。 | 六、己。 |",
        "| 一、甲。 | 二、丙。 |",
        "| 一、甲。 | 三、丙。 |\n| 二、乙。 | 四、丁。",  # a row that does not end
    ],
    ids=["across", "goes on", "one column", "a head", "three columns", "one row", "torn"],
)
def test_any_other_table_stays_one(text: str) -> None:
    lines = list(read_lines(text))
    assert columns(text, lines) == (lines, [])


# -- numbers that do not run on --------------------------------------------------------------------------------------------------

SLIPS = {
    "第一条　下列：\n（一）甲；\n（三）乙；\n（四）丙。": [("（三）", None)],
    "第一条　下列：\n（一）甲；\n（三）乙；\n（三）丙。": [("（三）", "（二）")],
    "第一章　甲\n第一条　一。\n第三章　乙\n第二条　二。": [("第三章", None)],
    "第一条　下列：\n（一）甲；\n（三）乙；\n（三）丙；\n（五）丁；\n（五）戊。": [
        ("（三）", "（二）"),
        ("（五）", "（四）"),
    ],
    "第一章　甲\n第一条　一。\n第三章　乙\n第二条　二。\n第三章　丙\n第三条　三。": [("第三章", "第二章")],
    "第一章　甲\n第一节　子\n第一条　一。\n第二节　丑\n第二条　二。\n第二章　丙\n第一节　寅\n第三条　三。": [],
    "第一条　下列：\n（一）甲；\n（二）乙。\n第二条　下列：\n（一）丙；\n（二）丁。": [],
}


@pytest.mark.parametrize("text", SLIPS, ids=map(str, range(len(SLIPS))))
def test_a_number_that_does_not_follow_is_told_and_mended_only_where_the_next_one_proves_it(text: str) -> None:
    law = parse_statute(f"例市渡口条例\n{text}\n")
    told = [f for f in law.findings if f.code in ("statute.item-number", "statute.heading-number")]
    assert [(f.before, f.after) for f in told] == SLIPS[text]
    assert [f.repair is not None for f in told] == [right is not None for _, right in SLIPS[text]]


@pytest.mark.parametrize(
    ("mark", "text"), [("（", "甲（乙。"), ("）", "丙）丁。"), ("“", "戊“己。"), ("》", "庚》辛。")]
)
def test_a_mark_without_its_partner_is_told_in_its_article(mark: str, text: str) -> None:
    law = parse_statute(f"例市渡口条例\n第一条　（子）“丑”《寅》。\n第二条　{text}\n第三条　1)卯。\n")
    assert [(f.address, f.message[:3]) for f in law.findings if f.code == "statute.unbalanced"] == [
        ("第二条第一款", f"“{mark}”")
    ]


# -- whose provision a reference names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("依照《例市渡口条例》（试行）第三条", "例市渡口条例（试行）"),
        ("依照《例市渡口条例（试行）》第三条", "例市渡口条例（试行）"),
        ("依照《例市渡口条例》（以下简称渡口条例）第三条", "例市渡口条例"),
        ("依照《例市渡口条例》（2010年）第三条", "例市渡口条例"),
        ("依照《例市人大关于〈渡口条例〉的决定》第三条", "例市人大关于〈渡口条例〉的决定"),
        ("依照渡口条例第三条", "渡口条例"),
    ],
)
def test_the_name_before_a_number(text: str, title: str) -> None:
    (ref,) = find_references(text, parse_address("第九条第二款"))
    assert (ref.title, ref.targets, str(ref.mentions[0].address)) == (title, (), "第三条")


# -- the words that changed ------------------------------------------------------------------------------------------------------

CHANGED = {
    ("渡船应当检验，渡工应当持证。", "渡船应当检验，渡船应当编号，渡工应当持证。"): [("", "渡船应当编号，")],
    ("渡船应当检验。渡船应当编号。", "渡船应当编号。"): [("渡船应当检验。", "")],
    ("渡船应当检验。渡船应当编号。", "渡船应当检验。"): [("渡船应当编号。", "")],
    ("船主、渡工应当持证。", "船主、渡工、渡客应当持证。"): [("", "、渡客")],
    ("违反本条例第三条规定的，处罚款。", "违反本条例第三十条规定的，处罚款。"): [("第三条", "第三十条")],
}


@pytest.mark.parametrize(("old", "new"), CHANGED)
def test_what_was_added_or_deleted_begins_and_ends_where_clauses_do(old: str, new: str) -> None:
    a, b = (parse_statute(f"例市渡口条例\n第一条　{x}\n") for x in (old, new))
    edits = [op for op in compare(a, b).ops if isinstance(op, EditText)]
    assert [(op.before[s.start : s.end], s.text) for op in edits for s in op.splices] == CHANGED[old, new]
    back = [op for op in compare(b, a).ops if isinstance(op, EditText)]
    assert [(s.text, op.before[s.start : s.end]) for op in back for s in op.splices] == CHANGED[old, new]


# -- marks of other programs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["__第一条__　", "**第一条**　", "第一条　"])
@pytest.mark.parametrize("item", ["__({})__", "__（{}）__", "**({})**", "({})"])
def test_underlined_and_bold_numbers_are_numbers(label: str, item: str) -> None:
    law = parse_statute(f"例市渡口条例\n{label}禁止：\n{item.format('一')}超载；\n{item.format('二')}抢航。\n")
    (article,) = law.articles
    assert (article.label, [x.text for x in article.paragraphs[0].items]) == ("第一条", ["超载；", "抢航。"])
    assert [str(a) for a in law.addresses[-2:]] == ["第一条第一款第一项", "第一条第一款第二项"]


def test_the_stage_at_the_end_of_the_title_knows_its_line() -> None:
    law = parse_statute("\n\n例市渡口条例（草案）\n第一条　甲。\n")
    assert (law.title, law.stage) == ("例市渡口条例", "（草案）")
    assert [s.line for s in law.spans[:2] if s] == [3, 3]
