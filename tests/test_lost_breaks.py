"""Decisions printed page by page: line breaks lost before headings and orders, numbers of pages in the midst of new text."""

from __future__ import annotations

import pytest

from lawtrack.decision.orders import DeleteWords, Replace
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from tests.decisions import HEAD, TAIL, uncovered

RUN_TOGETHER = (
    "例市人民代表大会常务委员会关于修改《例市渡口条例》等4件地方性法规的决定(2020年11月24日例市第三届人民代表大会常务委员会第五次会议通过)\n\n"
    "例市第三届人民代表大会常务委员会第五次会议决定对《例市渡口条例》等4件地方性法规作如下修改：一、例市渡口条例1.将第二条修改为：“甲。”"
    "2.将第六条修改为：“乙：“（一）丙；\n\n-1-\n\n“（二）丁。”3.将第七条修改为：“戊己庚辛壬癸，由共同的上一级不动产登\n\n-2-\n\n记机构办理。“子。”"
    "二、例市实施《例国船法》办法1.将第三条第二款修改为：“丑。”三、例市茶摊条例将第四条修改为：“寅。“卯。”"
    "四、例市木桥条例(一)将第五条修改为：“辰：”。此外，对相关法规的个别文字作了修改。本决定自2021年1月1日起施行。"
    "《决定》涉及的法规，根据本决定作相应修改并重新公布。\n\n-3-\n"
)


def test_line_breaks_lost_before_headings_and_orders() -> None:
    """All of it was carried out on whatever statute was given, and the new text kept the page numbers."""
    decision = parse_decision(RUN_TOGETHER)
    assert decision.title.endswith("等4件地方性法规的决定")
    assert (decision.adopted, decision.effective) == ("2020-11-24", "2021-01-01")
    read = {a.title: [str(o) for i in a.instructions for o in i.orders] for a in decision.amended}
    assert {title: len(orders) for title, orders in read.items()} == {
        "例市渡口条例": 3,
        "例市实施《例国船法》办法": 1,
        "例市茶摊条例": 1,
        "例市木桥条例": 1,
    }
    texts = [o.payload.lines for i in decision.instructions for o in i.orders if isinstance(o, Replace)]
    assert texts[1] == ("乙：", "（一）丙；", "（二）丁。")
    assert texts[2] == ("戊己庚辛壬癸，由共同的上一级不动产登记机构办理。", "子。")
    assert texts[4] == ("寅。", "卯。")
    assert decision.unread == () and uncovered(decision) == ""
    assert {f.code for f in decision.findings} == {"decision.torn-line"}


@pytest.mark.parametrize("page", ["— 3 —", "-3-", "－ 3 －", "第3页", "第 3 页 共 9 页"])
def test_the_number_of_a_page_is_no_new_text(page: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“甲。\n\n{page}\n\n“乙丙丁戊己庚\n{page}\n辛壬。”\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, Replace) and order.payload.lines == ("甲。", "乙丙丁戊己庚辛壬。")
    assert [(f.code, "页码" in f.message) for f in decision.findings] == [("decision.torn-line", True)]
    assert uncovered(decision) == ""


def test_a_line_of_new_text_that_only_looks_like_one_stays() -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“甲：\n“3—5\n“乙。”\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, Replace) and order.payload.lines == ("甲：", "3—5", "乙。")


@pytest.mark.parametrize(
    "said", ["一、依照例市渡口条例将第三条的事项报告。", "一、渡口法解释（二）第三条规定的事项修改为备案。"]
)
def test_a_name_within_a_sentence_heads_nothing(said: str) -> None:
    decision = parse_decision(f"{HEAD}{said}\n二、删去第四条。\n{TAIL}")
    assert [a.title for a in decision.amended] == ["某市甲条例"]
    assert [i.label for i in decision.instructions] == ["一", "二"]


def test_the_mark_before_a_sign_of_markdown_is_no_part_of_a_name() -> None:
    decision = parse_decision(
        "某会关于修改《甲条例》等二件地方性法规的决定\n\n某会决定：\n\n一、对《甲条例》作出修改\n\n删去第三条。\n\n"
        "二、对《某省实施\\<某国乙法\\>办法》作出修改\n\n删去第四条。\n"
    )
    assert [a.title for a in decision.amended] == ["甲条例", "某省实施<某国乙法>办法"]
    assert {f.code for f in decision.findings} == {"decision.invisible"}


@pytest.mark.parametrize(
    "text",
    [
        "某会关于修改《某市甲渡口\n\n— 1 —\n\n条例》的决定\n某会决定：\n一、将第三条修改为：“甲。”\n",
        "某会关于修改《某市甲渡口条例》的决定\n某会决定：\n一、将第三条修改为：\n\n— 1 —\n\n“甲。”\n",
        "某会关于修改《某市甲渡口条例》的决定\n某会决定：\n一、将第三条修改为：\n甲。\n- 1 -\n二、删去第四条。\n",
        "某会关于修改《某市甲渡口条例》的决定\n某会决定：\n一、将第三条修\n第1页\n改为：“甲。”\n",
    ],
)
def test_the_number_of_a_page_is_left_out_wherever_it_stands(text: str) -> None:
    """It used to stand in the name of the statute, or to be a paragraph of new text without quotation marks."""
    decision = parse_decision(text)
    assert [a.title for a in decision.amended] == ["某市甲渡口条例"]
    order = decision.instructions[0].orders[0]
    assert isinstance(order, Replace) and order.payload.lines == ("甲。",)
    assert uncovered(decision) == "" and not decision.unread


def test_a_stop_on_a_line_of_its_own_ends_the_line_before() -> None:
    """What followed it used to name an item of no article."""
    decision = parse_decision(f"{HEAD}一、将第三条第二项修改为：“（二）甲”\n。\n\n第三项修改为：“（三）乙”\n。\n{TAIL}")
    orders = [o for i in decision.instructions for o in i.orders]
    assert [str(o.places[0].address) for o in orders] == ["第三条第二项", "第三条第三项"]


def test_an_order_before_a_heading_run_on_behind_it_is_not_lost() -> None:
    """The two together passed as the heading of a list, and the order was gone without a word."""
    decision = parse_decision(
        f"{HEAD}一、将第三条改为第四条，修改为：“甲。“乙。”二、对部分条文作以下修改：（一）删去第五条。\n{TAIL}"
    )
    kinds = [type(o).__name__ for i in decision.instructions for o in i.orders]
    assert kinds == ["Renumber", "Replace", "DeleteProvisions"] and not decision.unread


def test_words_to_be_deleted_hold_no_line_break() -> None:
    decision = parse_decision(f"{HEAD}一、删去第三条中的“后方可申请\n办理执照”。\n{TAIL}")
    assert [o.words for i in decision.instructions for o in i.orders if isinstance(o, DeleteWords)] == [
        ("后方可申请办理执照",)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "决定废止下列地方性法规：一、《例市渡口条例》（2001年6月1日例市人民代表大会常务委员会通过）二、《例市茶摊条例》（2002年6月1日通过）本决定自公布之日起施行。",
        "决定，废止下列法规：一、例市渡口条例（2001年6月1日某会通过　根据2010年7月30日某会《关于修改部分法规的决定》修正）二、例市茶摊条例。本决定自公布之日起施行。",
        "决定：一、废止《例市渡口条例》二、废止《例市茶摊条例》本决定自公布之日起施行。",
    ],
)
def test_a_list_of_repealed_statutes_in_one_line(body: str) -> None:
    """One of them was read, or the decision that a note of history names."""
    decision = parse_decision(
        f"例市人大常委会关于废止《例市渡口条例》等2件地方性法规的决定\n例市第三届人民代表大会常务委员会第五次会议{body}\n"
    )
    assert decision.repealed == ("例市渡口条例", "例市茶摊条例")
    assert not decision.unread and [f.code for f in decision.findings if f.severity.value != "info"] == []


def test_a_single_order_run_on_behind_the_heading_of_its_statute() -> None:
    decision = parse_decision(
        "例会关于修改、废止部分地方性法规的决定\n例会决定：一、对《例市渡口条例》作出修改将第三条修改为：“甲。”二、对《例市茶摊条例》作出修改（一）删去第四条。（二）删去第五条。"
        "三、废止《例市木桥条例》四、废止《例市灯塔条例》相关法规根据本决定作相应修改，条款顺序作相应调整，并重新公布。本决定自公布之日起施行。\n"
    )
    read = {a.title: [type(o).__name__ for i in a.instructions for o in i.orders] for a in decision.amended}
    assert read == {
        "例市渡口条例": ["Replace"],
        "例市茶摊条例": ["DeleteProvisions"] * 2,
        "例市木桥条例": ["RepealStatutes"],
        "例市灯塔条例": ["RepealStatutes"],
    }
    assert not decision.unread and decision.repealed == ("例市木桥条例", "例市灯塔条例")


@pytest.mark.parametrize(
    "text",
    ["“甲乙：\n1\n（一）丙；\n（二）丁。”", "“甲乙：\n（一）丙；\n1\n（二）丁。”", "“甲乙。\n12\n丙丁。”", "“根据《\n1\n甲法》，制定本条例。”", "“第五条　甲。\n\n3\n\n第六条　乙。”"],
)  # fmt: skip
def test_a_number_alone_in_new_text_is_told(text: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：{text}\n{TAIL}")
    assert [(f.code, f.severity) for f in decision.findings if "数字" in f.message] == [
        ("decision.torn-line", Severity.WARNING)
    ]


def test_a_number_in_a_cell_of_a_table_is_not() -> None:
    decision = parse_decision(f"{HEAD}一、将附件修改为：“名额表\n序号\n名称\n1\n甲县\n2\n乙县”\n{TAIL}")
    assert not decision.findings
