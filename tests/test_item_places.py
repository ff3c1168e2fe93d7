"""Items that come to a list, and lists that lose theirs: which 款 is meant is said, follows, or is told."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.errors import Severity
from tests.rules import amended

BEFORE = """第一条　渡工应当遵守下列规定：
（一）开灯；
（二）慢行；
（三）守时。
第二条　渡船不得：
（一）超载；
（二）夜航。
渡工应当：
（一）持证；
（二）着装；
（三）点名；
（四）签字。
第三条　渡口由镇管理。
渡船由村管理，包括：
（一）木船；
（二）铁船。
第四条　渡口由镇管理。
渡船由村管理。
第五条　渡口由镇管理。
船名由村登记，包括：
船号由镇登记。"""


@pytest.mark.parametrize(
    ("clause", "address", "text"),
    [
        ("第三条增加一项，作为第三项：“（三）竹船。”", "第三条第二款第三项", "竹船。"),
        ("第三条增加一项：“（三）竹船。”", "第三条第二款第三项", "竹船。"),
        ("第二条增加一项，作为第五项：“（五）戴帽。”", "第二条第二款第五项", "戴帽。"),
        ("第二条第一款增加一项，作为第三项：“（三）醉酒。”", "第二条第一款第三项", "醉酒。"),
        ("第五条增加一项，作为第一项：“（一）船籍。”", "第五条第二款第一项", "船籍。"),
    ],
)
def test_the_paragraph_that_gets_an_item_is_named_or_follows(clause: str, address: str, text: str) -> None:
    done = amended(BEFORE, f"一、{clause}")
    assert done.statute[address].text == text
    assert not [f for f in done.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "clause",
    [
        "第二条增加一项，作为第三项：“（三）醉酒。”",
        "第二条增加一项：“（三）醉酒。”",
        "第二条增加一项，作为第九项：“（九）醉酒。”",
        "第四条增加一项，作为第一项：“（一）竹船。”",
    ],
)
def test_where_several_paragraphs_could_get_it_nothing_is_added(clause: str) -> None:
    done = amended(BEFORE, f"一、{clause}")
    assert [f.code for f in done.findings if f.severity is Severity.ERROR] == ["amend.place-unclear"]
    assert done.statute.children == lt.parse_statute(f"例市渡口条例\n{BEFORE}").children


def test_a_lead_in_that_lost_all_its_items_is_told() -> None:
    done = amended(BEFORE, "一、删去第一条第一项、第二项、第三项。")
    told = [f for f in done.findings if f.code == "amend.lead-in-alone"]
    assert [f.address for f in told] == ["第一条第一款"]
    assert not [
        f for f in amended(BEFORE, "一、删去第一条第一项、第二项。").findings if f.code == "amend.lead-in-alone"
    ]


@pytest.mark.parametrize(
    ("clause", "lines", "told"),
    [
        ("将第二条第一款第二项改为第二款。", ["渡船不得：", "夜航。", "渡工应当："], []),
        ("将第二条第一款第二项作为第二款，修改为：“不得夜航。”", ["渡船不得：", "不得夜航。", "渡工应当："], []),
        ("将第二条第一款第二项改为第三款。", ["渡船不得：", "渡工应当：", "夜航。"], []),
        ("将第二条第一款第二项改为第九款。", ["渡船不得：", "渡工应当：", "夜航。"], ["amend.contradiction"]),
    ],
)
def test_an_item_that_becomes_a_paragraph_stands_where_the_order_says(
    clause: str, lines: list[str], told: list[str]
) -> None:
    done = amended(BEFORE, f"一、{clause}")
    assert [p.text for p in done.statute["第二条"].paragraphs] == lines
    assert [f.code for f in done.findings] == told
