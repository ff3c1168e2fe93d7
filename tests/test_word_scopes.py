"""Words that a decision changes only where they mean something, or in every place, and sentences that ask for other names without saying which."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.decision.orders import Place, Replace, ReplaceWords
from lawtrack.decision.parse import parse_decision
from lawtrack.model.address import parse_address
from tests.decisions import HEAD, TAIL, kinds

STATUTE = (
    "某市甲条例\n（2000年1月1日某市人民代表大会常务委员会通过）\n第一条　交通、水利等部门负责渡口工作。\n"
    "第二条　交通部门管理水上交通。\n第三条　渡口由税务机关收费。"
)


def amended(clause: str) -> lt.Amendment:
    return lt.amend(lt.parse_statute(STATUTE), parse_decision(f"{HEAD}一、{clause}\n{TAIL}"))


def texts(result: lt.Amendment) -> list[str]:
    return [line for line in result.statute.to_text().split("\n") if line.startswith("第")]


def test_words_that_are_meant_where_they_name_a_body_are_one_order() -> None:
    clause = (
        "将有关条款中的“交通”部门修改为“交通运输”部门、“水利”“水务”部门修改为“水行政”部门，“税务机关”修改为“海关”。"
    )
    (instruction,) = parse_decision(f"{HEAD}一、{clause}\n{TAIL}").instructions
    (order,) = instruction.orders
    assert isinstance(order, ReplaceWords)
    assert order.pairs == (("交通", "交通运输"), ("水利", "水行政"), ("水务", "水行政"), ("税务机关", "海关"))
    assert order.as_name == (("交通", "部门"), ("水利", "部门"), ("水务", "部门"))


def test_such_words_are_changed_only_where_it_is_sure_which_they_are() -> None:
    """水上交通 is no body: which occurrences are meant nobody can tell from the words alone."""
    result = amended("将有关条款中的“交通”部门修改为“交通运输”部门。")
    assert texts(result) == texts(amended("将第三条中的“税务机关”修改为“税务机关和海关”。"))[:2] + [
        "第三条　渡口由税务机关收费。"
    ]
    assert [f.code for f in result.findings if f.severity is lt.Severity.ERROR] == ["amend.place-unclear"]
    assert (
        texts(amended("将第一条中的“交通”部门修改为“交通运输”部门。"))[0]
        == "第一条　交通运输、水利等部门负责渡口工作。"
    )
    assert "amend.place-unclear" in [f.code for f in amended("将第二条中的“交通”部门修改为“交通运输”部门。").findings]


@pytest.mark.parametrize("noun", ["字样", "一词", "的表述"])
def test_a_noun_for_words_narrows_nothing(noun: str) -> None:
    (instruction,) = parse_decision(f"{HEAD}一、将第一条中的“交通”{noun}修改为“交通运输”。\n{TAIL}").instructions
    assert [o.as_name for o in instruction.orders if isinstance(o, ReplaceWords)] == [()]


@pytest.mark.parametrize(
    "clause", ["将第一条中的“交通”部门修改为“交通运输”机构。", "将第一条中的“交通”部门修改为“交通运输”“水运”部门。"]
)
def test_another_noun_behind_the_new_words_is_not_understood(clause: str) -> None:
    assert parse_decision(f"{HEAD}一、{clause}\n{TAIL}").unread


@pytest.mark.parametrize("word", ["或者", "或"])
def test_one_word_or_the_other(word: str) -> None:
    (instruction,) = parse_decision(
        f"{HEAD}一、将第三条中的“区、县”{word}“区县”，全部修改为“区”。\n{TAIL}"
    ).instructions
    (order,) = instruction.orders
    assert isinstance(order, ReplaceWords) and order.pairs == (("区、县", "区"), ("区县", "区"))


def test_all_occurrences_and_the_new_name() -> None:
    clause = "将《某市甲条例》的名称修改为：“《某市乙条例》”；将法规条文中所有的“物品”修改为“财物”，将所有的“鉴证”修改为“认定”。"
    (instruction,) = parse_decision(f"{HEAD}一、{clause}\n{TAIL}").instructions
    name, words = instruction.orders
    assert isinstance(name, Replace) and (str(name.places[0].address), name.payload.text) == ("名称", "某市乙条例")
    assert isinstance(words, ReplaceWords) and words.places == (Place(),) and len(words.pairs) == 2


def test_the_second_of_the_words_and_a_short_verb() -> None:
    decision = parse_decision(f"{HEAD}一、将第三条第一款第二个“会议”改“全体会议”。\n{TAIL}")
    ((order,),) = [i.orders for i in decision.instructions]
    assert isinstance(order, ReplaceWords) and order.nth == (2,) and order.pairs == (("会议", "全体会议"),)
    assert order.places == (Place(parse_address("第三条第一款")),)


def test_the_measures_that_carry_out_a_law_call_themselves_so() -> None:
    head = "某会关于修改《某市实施〈某国甲法〉办法》的决定\n某会决定：\n"
    ((order,),) = [i.orders for i in parse_decision(f"{head}一、将实施办法中的“甲”修改为“乙”。\n").instructions]
    assert isinstance(order, ReplaceWords) and order.places == (Place(),)


@pytest.mark.parametrize(
    "line",
    [
        "此外，根据机构改革情况，对条例中有关部门的名称进行了统一规范，并对相关条文顺序和个别文字作了相应调整。",
        "二、对有关条款中的渡口主管部门的表述按照职责分工作相应修改。",
    ],
)
def test_names_that_nobody_wrote_out_are_told(line: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条中的“甲”修改为“乙”。\n{line}\n{TAIL}")
    assert [k for k in kinds(decision) if k] == [["ReplaceWords"]]
    assert [f.code for f in decision.findings] == ["decision.unspecified"]


def test_a_heading_for_what_is_said_of_all_statutes_is_no_statute() -> None:
    decision = parse_decision(
        "某会关于修改《甲条例》等二件地方性法规的决定\n某会决定对《甲条例》等二件地方性法规作如下修改：\n一、关于《甲条例》\n1. 删去第三条。\n"
        "二、关于《乙条例》\n1. 删去第四条。\n三、关于其他方面的修改\n将上述二件地方性法规中的“区、县”或者“区县”，全部修改为“区”。\n本决定自公布之日起施行。\n"
    )
    assert [(a.title, [type(o).__name__ for i in a.instructions for o in i.orders]) for a in decision.amended] == [
        ("甲条例", ["DeleteProvisions", "ReplaceWords"]),
        ("乙条例", ["DeleteProvisions", "ReplaceWords"]),
    ]
    assert not decision.unread and not decision.findings


def test_such_words_in_straight_marks() -> None:
    """A mark before a noun passed for the opening of a quotation within: the whole list was one word."""
    clause = '将有关条款中的"交通"部门修改为"交通运输"部门，"质监""工商"部门修改为"市场监督"部门，"税务机关"修改为"海关"，"农业"部门修改为"农业农村"部门。'
    ((order,),) = [i.orders for i in parse_decision(f"{HEAD}一、{clause}\n{TAIL}").instructions]
    assert isinstance(order, ReplaceWords)
    assert order.pairs[:2] == (("交通", "交通运输"), ("质监", "市场监督")) and order.pairs[-1] == ("农业", "农业农村")


def places(clauses: str) -> list[str]:
    d = parse_decision(f"{HEAD}一、{clauses}\n{TAIL}")
    return [str(p.address) for i in d.instructions for o in i.orders for p in o.places] + ["?"] * len(d.unread)


@pytest.mark.parametrize(
    ("clauses", "read"),
    [
        ("第二条第一款作如下修改：\n（一）将“甲”修改为“乙”。\n（二）删去“丙”。", ["第二条第一款"] * 2),
        ("对第二条第一款作如下修改：\n1.“甲”修改为“乙”。\n2.其中的“丁”改为“戊”。\n3.第三项删去。", ["第二条第一款"] * 2 + ["第二条第一款第三项"]),
        ("第二条第三项作如下修改：\n（一）将“甲”修改为“乙”。", ["第二条第三项"]),
        ("第二条第一款修改为：“甲。”\n将该款中的“甲”修改为“乙”。", ["第二条第一款"] * 2),
        ("第二条第一款第三项修改为：“甲；”\n将该项移至第二款。", ["第二条第一款第三项"] * 2),
        ("第二条第一款中的“甲”修改为“乙”；\n将“丁”修改为“戊”。", ["第二条第一款"]),
        ("第二条第一款修改为：“甲。”\n其中的“甲”修改为“乙”。", ["第二条第一款", "?"]),
        ("第二条第一款中的“甲”修改为“乙”。\n删去“丙”。", ["第二条第一款", "?"]),
        ("第二条第一款第三项中的“甲”修改为“乙”。\n删去“丙”。", ["第二条第一款第三项", "?"]),
        ("第二条第一款、第三款中的“甲”修改为“乙”。\n将“丁”修改为“戊”。", ["第二条第一款", "第二条第三款", "?"]),
        ("第二条第一款第一句中的“甲”修改为“乙”。\n最后一句删去。", ["第二条第一款", "?"]),
        ("第二条中的“甲”修改为“乙”。\n删去“丙”。", ["第二条"] * 2),
        ("第二条第一款修改为：“甲。”\n第二款中的“甲”修改为“乙”。\n删去第三款。", ["第二条第一款", "第二条第二款", "第二条第三款"]),
    ],
)  # fmt: skip
def test_words_on_a_line_of_their_own_never_reach_further_than_the_place_above(clauses: str, read: list[str]) -> None:
    """They used to reach the whole article where the line above named one of its 款; 该项 was then the 款."""
    assert places(clauses) == read


@pytest.mark.parametrize(
    ("heading", "whole"),
    [
        ("对条文中的有关表述作如下修改：", True),
        ("对条例中的部分文字作以下修改", True),
        ("将本条例中的名称作如下修改：", True),
        ("对有关条款中的表述作如下修改：", True),
        ("对部分条文作以下修改：", False),
        ("对第三条中的表述作如下修改：", False),
        ("对附件中的表述作如下修改：", False),
        ("对《乙条例》中的表述作如下修改：", False),
    ],
)
def test_a_heading_says_whose_words_its_list_changes(heading: str, whole: bool) -> None:
    read = places(
        f"{heading}\n（一）将“甲”修改为“乙”，将“丙”修改为“丁”。\n（二）删除第二条中的“戊”，将第三条第二款中的“己”修改为“庚”。"
    )
    assert read[-1] == "?" or (read == ["", "第二条", "第三条第二款"]) == whole
    assert (read[-1] == "?") != whole


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("将第一条、第三条中的“交通”修改为“运输”，“税务”修改为“税收”。", ["第三条没有“交通”", "第一条没有“税务”"]),
        ("将第一条、第二条中的“交通”修改为“运输”，“水利”修改为“水务”。", ["第二条没有“水利”"]),
        ("将第一条、第二条、第三条中的“交通”“税务”均修改为“海事”。", ["第三条没有“交通”", "第一条、第二条没有“税务”"]),
        ("删去第一条、第三条中的“交通、”“税务”。", ["第三条没有“交通、”", "第一条没有“税务”"]),
        ("将第一条、第二条中的“交通”修改为“运输”，“部门”修改为“机关”。", []),
        ("将本条例中的“交通”修改为“运输”，“税务”修改为“税收”。", []),
    ],
)
def test_of_several_words_in_several_places_the_missing_ones_are_told(clause: str, told: list[str]) -> None:
    """As a rule the list of places holds good for the words together; an information says which of them is not where."""
    found = [f for f in amended(clause).findings if f.code == "amend.words-missing"]
    assert [f.message.partition("，")[2].partition("，")[0] for f in found] == told
    assert all(f.severity is lt.Severity.INFO for f in found)


@pytest.mark.parametrize(
    ("clauses", "read"),
    [
        ("第二条第一款修改为：“甲。”“乙”修改为“丙”。", ["第二条第一款"] * 2),
        ("第二条第一款修改为：“甲。”\n“乙”修改为“丙”。", ["第二条第一款", "?"]),
        ("第二条修改为：“甲。”\n“乙。”", ["第二条"]),
        ("第二条修改为：“甲。”\n“乙。”删去第三款。", ["第二条", "第二条第三款"]),
    ],
)
def test_words_behind_new_text_are_no_more_of_it(clauses: str, read: list[str]) -> None:
    """“乙” used to become a second 款 of the new text, and “丙” the text after it."""
    assert places(clauses) == read


PASSAGE = "某市甲条例\n（2000年1月1日某市人民代表大会常务委员会通过）\n第一条　甲在丙处；丙又在别处。\n第二条　丁。"


@pytest.mark.parametrize("between", ["，", "、", "；", "；其中的", "，将"])
def test_words_behind_words_of_a_passage_are_of_the_passage(between: str) -> None:
    """They used to be changed in the whole provision."""
    result = lt.amend(
        lt.parse_statute(PASSAGE),
        parse_decision(f"{HEAD}一、第一条“甲在丙处”中的“甲”修改为“乙”{between}“丙”修改为“戊”。\n{TAIL}"),
    )
    assert texts(result)[0] == "第一条　乙在戊处；丙又在别处。"
