"""Provisions moved next to others: 将第六条移至第三条之后，作为第四条. The number is that of the place beside the other one, or it is told."""

from __future__ import annotations

import pytest

from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.decision.phrases.table import read_orders
from tests.rules import amended

BEFORE = "第一条　甲。\n甲二。\n甲三。\n第二条　乙：\n（一）子；\n（二）丑；\n（三）寅。\n第三条　丙。\n第四条　丁。\n第五条　戊。"


def shape(text: str) -> str:
    """The texts in order, without numbers."""
    lines = text.split("\n", 2)[2].strip().split("\n")
    return "".join(line.split("　")[-1].split("）")[-1].rstrip("。；：") for line in lines)


AS_IT_WAS = "甲甲二甲三乙子丑寅丙丁戊"


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        ("将第五条移至第二条之后，作为第三条", "甲甲二甲三乙子丑寅戊丙丁"),
        ("将第五条移至第三条之前，作为第三条", "甲甲二甲三乙子丑寅戊丙丁"),
        ("第三条移到第五条后，作为第五条", "甲甲二甲三乙子丑寅丁戊丙"),
        ("把第三条移至第五条之前，改为第四条", "甲甲二甲三乙子丑寅丁丙戊"),
        ("将第三条、第四条移至第五条之后，分别作为第四条、第五条", "甲甲二甲三乙子丑寅戊丙丁"),
        ("将第四条、第五条移至第二条之后，分别作为第三条、第四条", "甲甲二甲三乙子丑寅丁戊丙"),
        ("将第一条第三款移至第一款之后，作为第二款", "甲甲三甲二乙子丑寅丙丁戊"),
        ("将第一条第一款移至第三款之后，作为第三款", "甲二甲三甲乙子丑寅丙丁戊"),
        ("将第二条第三项移至第一项之前，作为第一项", "甲甲二甲三乙寅子丑丙丁戊"),
        ("删去第一条。将第五条移至第二条之后，作为第二条", "乙子丑寅戊丙丁"),
        ("增加一条，作为第一条：“新。”将第五条移至第二条之后，作为第四条", "新甲甲二甲三乙子丑寅戊丙丁"),
    ],
)
def test_a_provision_stands_where_both_say(clause: str, after: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert [f.message for f in done.findings if f.severity == "error"] == []
    assert shape(done.statute.to_text()) == after


@pytest.mark.parametrize(
    ("clause", "both"),
    [
        ("将第三条移至第五条之后，作为第六条", ("第六条", "第五条之后按增减推算是第五条")),
        ("将第五条移至第二条之后，作为第二条", ("第二条", "第二条之后按增减推算是第三条")),
        ("将第三条移至第五条之后，作为第四条", ("第四条", "第五条之后按增减推算是第五条")),
        ("将第五条移至第二条之前，作为第三条", ("第三条", "第二条之前按增减推算是第二条")),
        ("将第三条、第四条移至第五条之后，分别作为第五条、第六条", ("第五条", "第五条之后按增减推算是第四条")),
        ("将第一条第一款移至第二款之后，作为第三款", ("第三款", "第一条第二款之后按增减推算是第二款")),
        ("将第二条第三项移至第一项之前，作为第二项", ("第二项", "之前按增减推算是第一项")),
        ("将第三条移至第三条之后，作为第四条", ("不能移至第三条之后",)),
        ("将第三条移至第五条之后", ("第三条移至第五条之后",)),
        ("第一条第三款移至第三条之后，作为第四条", ("第一条第三款移至第三条之后",)),
    ],
)
def test_a_number_that_is_another_place_is_told_and_nothing_moves(clause: str, both: tuple[str, ...]) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    told = [f.message for f in done.findings if f.severity == "error"]
    assert told and all(word in told[0] for word in both), told
    assert shape(done.statute.to_text()) == AS_IT_WAS


def test_next_to_what_goes_is_no_place() -> None:
    done = amended(BEFORE, "一、删去第四条。\n二、将第三条移至第四条之后，作为第四条。")
    assert any("第四条已不在其中" in f.message for f in done.findings if f.severity == "error")
    assert shape(done.statute.to_text()) == "甲甲二甲三乙子丑寅丙戊"


@pytest.mark.parametrize(
    "clause", ["将第六条移至第三条之后，作为第四条。", "将第二条第三款移至第二条第一款之前，作为第二条第一款。"]
)
def test_what_is_read_is_written(clause: str) -> None:
    assert write_orders(read_orders(clause)) == clause


@pytest.mark.parametrize(
    "clause",
    [
        "将第一条改为第二条，增加一款，作为第二条第四款：“庚。”第二款修改为：“甲贰。”",
        "将第一条至第三条改为第二条至第四条。增加一款，作为第二条第四款：“庚。”\n第二款修改为：“甲贰。”",
        "增加一款，作为第二条第四款：“庚。”第二款修改为：“甲贰。”将第一条改为第二条。",
        "增加一款，作为第二条第四款：“庚。”将第二款中的“二”修改为“贰”，将第一条改为第二条。",
    ],
)
def test_a_bare_paragraph_is_of_the_old_article_that_the_instruction_gives_the_number(clause: str) -> None:
    done = amended(BEFORE, f"一、增加一条，作为第一条：“新。”\n二、{clause}")
    assert [f.message for f in done.findings if f.severity == "error"] == []
    assert shape(done.statute.to_text()) == "新甲甲贰甲三庚乙子丑寅丙丁戊"


def test_a_bare_paragraph_of_a_new_number_that_no_old_article_is_given_is_told() -> None:
    done = amended(
        BEFORE, "一、增加一条，作为第一条：“新。”\n二、增加一款，作为第二条第四款：“庚。”第二款修改为：“甲贰。”"
    )
    assert [f.code for f in done.findings if f.severity == "error"] == ["decision.undecided"]
    assert "甲贰" not in done.statute.to_text()
