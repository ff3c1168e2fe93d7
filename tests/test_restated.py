"""References to a 款 or 项 whose place has the words of a neighbour after a provision was told again."""

from __future__ import annotations

import pytest

import lawtrack as lt

LAW = """例市渡口条例
第一条　渡船应当符合下列条件：
（一）经检验合格；
（二）配备救生设备；
（三）船员持证上岗。
第二条　违反第一条第二项规定的，处罚款。
第三条　渡口应当设牌。
渡口应当保持整洁。
第四条　违反第三条第二款规定的，责令改正。
"""
LIST = "一、第一条修改为：“渡船应当符合下列条件：\n“（一）经检验合格；\n"


def told(*orders: str) -> list[tuple[str, str]]:
    decision = lt.parse_decision("关于修改《例市渡口条例》的决定\n" + "\n".join(orders))
    return [
        (f.address, f.severity.value)
        for f in lt.amend(lt.parse_statute(LAW), decision).findings
        if f.code == "references.rewritten"
    ]


@pytest.mark.parametrize(
    ("order", "where"),
    [
        (LIST + "“（二）船员持证上岗。”", ["第二条第一款"]),  # one goes, the next moves up
        (LIST + "“（二）船员持证上岗；\n“（三）配备救生设备。”", ["第二条第一款"]),  # two change places
        (LIST + "“（二）配备足够的救生设备；\n“（三）船员持证上岗。”", []),  # the item itself has other words
        (
            LIST + "“（二）配备消防设备；\n“（三）配备救生设备；\n“（四）船员持证上岗。”",
            ["第二条第一款"],
        ),  # what it said is a later item now
        ("一、第三条修改为：“渡口应当保持整洁。\n“渡口应当设牌。”", ["第四条第一款"]),
    ],
)
def test_a_reference_to_what_has_the_words_of_a_neighbour_is_told(order: str, where: list[str]) -> None:
    assert told(order) == [(address, "warning") for address in where]


def test_a_reference_that_the_decision_changes_is_its_business() -> None:
    assert told(LIST + "“（二）船员持证上岗。”", "二、将第二条中的“第一条第二项”修改为“第一条第一项”。") == []
    assert told(LIST + "“（二）船员持证上岗。”", "二、第二条修改为：“违反第一条第二项规定的，暂扣证书。”") == []
