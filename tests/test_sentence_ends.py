"""Words added at the end of a sentence or paragraph that is named by 句尾, 句末, 第一句末尾, 段末."""

from __future__ import annotations

import pytest

from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.decision.phrases.table import read_orders
from tests.rules import amended

BEFORE = "第一条　渡工应当持证。\n第二条　禁止超载。违者罚款。\n渡船应当登记。\n第三条　应当具备：\n（一）渡船；\n（二）渡工。"


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("第一条句尾增加“，并随身携带”", "持证。", "持证，并随身携带。"),
        ("在第一条句末增加“并随身携带”", "持证。", "持证，并随身携带。"),
        ("将第一条的句尾新增“，并随身携带”", "持证。", "持证，并随身携带。"),
        ("第二条第一款第一句句尾增加“，严禁超员”", "超载。", "超载，严禁超员。"),
        ("在第二条第一款第一句末尾，增加“和超员”", "超载。", "超载和超员。"),
        ("第二条第一款第二句的末尾增加“，并吊销证书”", "罚款。", "罚款，并吊销证书。"),
        ("第二条第一款最后一句句末增加“，并吊销证书”", "罚款。", "罚款，并吊销证书。"),
        ("第二条第一款倒数第二句句尾增加“和超员”", "超载。", "超载和超员。"),
        ("第二条第二款句尾增加“，并编号”", "登记。", "登记，并编号。"),
        ("第二条第二款段末增加“登记不收费。”", "登记。", "登记。登记不收费。"),
        ("在第二条第一款段尾增加“罚款上缴。”", "罚款。", "罚款。罚款上缴。"),
        ("第二条第二款句尾增加一句：“登记不收费。”", "登记。", "登记。登记不收费。"),
    ],
)
def test_words_go_to_the_end_that_is_named(clause: str, old: str, new: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert [f.message for f in done.findings if f.severity == "error"] == []
    assert done.statute.to_text().split("\n", 2)[2].strip() == BEFORE.replace(old, new)


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("第二条句尾增加“，并公示”", "第二条有3句"),
        ("第二条第一款句末增加“，并公示”", "第二条第一款有2句"),
        ("第二条段末增加“应当公示。”", "第二条有2段"),
        ("第三条句尾增加“，并公示”", "第三条有3句"),
        ("第一条、第二条句尾增加“，并公示”", "第二条有3句"),
        ("第二条第一款第三句句尾增加“，并公示”", "没有第3句"),
        ("第二条第一句末尾修改为“禁止超员。”", "第二条第一句末尾"),
        ("删去第二条第一款第一句末尾的“超载”", "末尾"),
        ("第二条句中增加“严重”", "句中"),
        ("第二条第一款第一句最后增加一句，作为第二句：“甲。”", "第一句最后"),
    ],
)
def test_an_end_that_may_be_of_several_is_told(clause: str, told: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert [f for f in done.findings if f.severity == "error" and told in f.message], [f.message for f in done.findings]
    assert done.statute.to_text().split("\n", 2)[2].strip() == BEFORE


@pytest.mark.parametrize(
    "clause",
    [
        "在第五条句尾增加“，并公示”。",
        "在第五条第一款段末增加“应当公示。”",
        "在第五条第一句句尾增加“，并公示”。",
        "在第五条第二款最后一句句尾增加“，并公示”。",
    ],
)
def test_what_is_read_is_written(clause: str) -> None:
    assert write_orders(read_orders(clause)) == clause
