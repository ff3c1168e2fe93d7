"""Lists keep the style they are numbered in: 一、, 1., (1), ①; a number that a decision prints in another style is not mixed in."""

from __future__ import annotations

import pytest

import lawtrack as lt
from tests.rules import amended, hold

ADDED = [
    ("一、{}二、{}三、{}", "三、", "一、{}二、{}三、{}四、{}"),
    ("一、{}二、{}三、{}", "（三）", "一、{}二、{}三、{}四、{}"),
    ("1.{}2.{}3.{}", "（三）", "1.{}2.{}3.{}4.{}"),
    ("(1){}(2){}(3){}", "（三）", "(1){}(2){}(3){}(4){}"),
    ("①{}②{}③{}", "（三）", "①{}②{}③{}④{}"),
    ("（一）{}（二）{}（三）{}", "三、", "（一）{}（二）{}（三）{}（四）{}"),
]


@pytest.mark.parametrize(("before", "printed", "after"), ADDED)
def test_a_new_item_is_numbered_like_the_others(before: str, printed: str, after: str) -> None:
    old = before.format("持证；\n", "开灯；\n", "鸣笛。")
    new = after.format("持证；\n", "开灯；\n", "挂旗；\n", "鸣笛。")
    order = f"一、第一条增加一项，作为第三项：“{printed}挂旗；”"
    hold(f"第一条　渡工应当：\n{old}", order, f"第一条　渡工应当：\n{new}", "none info")


@pytest.mark.parametrize("printed", ["2.", "（二）", "二、", "(2)", ""])
@pytest.mark.parametrize("style", ["一、{}二、{}", "1.{}2.{}", "(1){}(2){}", "①{}②{}"])
def test_a_replaced_item_keeps_its_number_as_it_is_written(style: str, printed: str) -> None:
    old, new = style.format("持证；\n", "开灯。"), style.format("持证；\n", "挂旗。")
    hold(
        f"第一条　渡工应当：\n{old}",
        f"一、将第一条第二项修改为：“{printed}挂旗。”",
        f"第一条　渡工应当：\n{new}",
        "none warning",
    )


def test_an_item_may_begin_with_words_that_look_like_a_number() -> None:
    hold(
        "第一条　下列船舶免检：\n（一）渔船；\n（二）木船。",
        "一、第一条增加一项，作为第二项：“一、二级渡船；”",
        "第一条　下列船舶免检：\n（一）渔船；\n（二）一、二级渡船；\n（三）木船。",
        "none info",
    )


def test_a_list_counted_so_in_new_text_is_a_list() -> None:
    done = amended("第一条　甲。", "一、将第一条修改为：“渡工应当：\n“一、持证；\n“二、开灯。\n“渡船应当坚固。”")
    assert done.statute["第一条第一款第二项"].text == "开灯。" and done.statute["第一条第二款"].text == "渡船应当坚固。"
    assert lt.parse_statute(done.statute.to_text()) == done.statute
