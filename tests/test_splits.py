"""What is divided, or stands alone: 分为两款 with each text behind its number, 单列一章, and what leaves something open."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import Amendment
from tests.rules import amended

BEFORE = (
    "第一章　总则\n第一条　甲。乙。\n第二条　丙：\n（一）子；\n（二）丑。\n丁。\n"
    "第二章　管理\n第三条　戊。\n第四条　己。\n第五条　庚。\n第三章　附则\n第六条　辛。"
)


def body(done: Amendment) -> str:
    return done.statute.to_text().split("\n", 2)[2].strip()


def errors(done: Amendment) -> list[str]:
    return [f.message for f in done.findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("将第一条分为两款，第一款：“甲。”第二款：“乙。”", "甲。乙。", "甲。\n乙。"),
        ("第一条分为两款，第一款修改为：“甲甲。”，第二款修改为：“乙乙。”", "甲。乙。", "甲甲。\n乙乙。"),
        ("将第一条分成二款，第一款为“甲”，第二款为“乙”", "甲。乙。", "甲。\n乙。"),
        ("将第一条分为两款，作为第一款、第二款。第一款：“甲。”第二款：“乙。”", "甲。乙。", "甲。\n乙。"),
        ("将第一条分为两款：\n第一款：“甲。”\n第二款：“乙。”", "甲。乙。", "甲。\n乙。"),
        ("第二条第二款分为两款，第二款：“丁一。”第三款：“丁二。”", "丁。", "丁一。\n丁二。"),
        (
            "第二条第一款第二项分为两项，第二项：“（二）丑；”第三项：“（三）寅。”",
            "（二）丑。",
            "（二）丑；\n（三）寅。",
        ),
        ("第二条第一款第二项分为两项，第二项为“丑；”，第三项为“寅。”", "（二）丑。", "（二）丑；\n（三）寅。"),
    ],
)
def test_each_part_has_its_text(clause: str, old: str, new: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert errors(done) == [] and body(done) == BEFORE.replace(old, new)


def test_an_article_becomes_two_with_each_text_behind_its_number() -> None:
    done = amended(BEFORE, "一、将第五条分为两条，第五条：“庚一。”第六条：“庚二。”")
    assert errors(done) == []
    assert body(done).endswith("第五条　庚一。\n第六条　庚二。\n第三章　附则\n第七条　辛。")


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("将第一条分为两款，第一款修改为：“甲甲。”", "只写出了第一条第一款"),
        ("将第一条分为三款，第一款：“甲。”第二款：“乙。”", "只写出了第一条第一款、第二款"),
        ("将第一条分为两款，第一款：“甲。”第二款：“乙。”第三款：“丙。”", "列出的却是第一条第一款、第二款、第三款"),
        ("将第一条分为两款，第二款：“甲。”第三款：“乙。”", "按次序应为第一款、第二款"),
        ("第二条第二款分为两款，第一款：“丁一。”第二款：“丁二。”", "按次序应为第二款、第三款"),
        ("将第一条分为两款，作为第一款、第二款。第一款：“甲。”第三款：“乙。”", "列出的却是"),
        ("将第一条分为两款，第一款：“甲。\n“乙。”第二款：“丙。”", "不是一款"),
        ("第三条第一款单列一章，作为第二章，章名为“新”", "作为第几条没有写明"),
        ("将第三条单列一章", "章的序号和名称"),
        ("将第三条单列一章，作为第二章", "章的序号和名称"),
        ("将第三条单列一章，章名为“新”", "章的序号和名称"),
        ("将第三条单列为两章，作为第二章，章名为“新”", "单列为两章"),
        ("将第四条单列一章，作为第三章，章名为“新”", "没有写明新的条序"),
        ("将第九条单列一章，作为第三章，章名为“新”", "没有第九条"),
        ("将第五条单列一章，作为第九章，章名为“新”", "没有这个章节"),
        ("增加一章，作为第三章，章名为“新”", "之下没有条文"),
        ("增加“卯”的内容", "加在哪一条的什么位置"),
        ("第一条增加“卯”的内容", "加在第一条的什么位置"),
        ("第一条增加“卯。”的内容", "另起一款（项），还是接在哪一句之后"),
    ],
)
def test_what_is_left_open_is_told_and_nothing_is_carried_out(clause: str, told: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert any(told in message for message in errors(done)), errors(done)
    assert body(done) == BEFORE


@pytest.mark.parametrize("clause", ["其他修改。", "有关条款的修改。", "文字修改。"])
def test_that_something_is_changed_is_told_where_nothing_says_what(clause: str) -> None:
    done = amended(BEFORE, f"一、删去第六条。\n二、{clause}")
    assert [f.instruction for f in done.findings if f.code == "decision.unspecified"] == ["二"]


@pytest.mark.parametrize(
    ("clause", "chapters"),
    [
        ("将第五条单列一章，作为第三章，章名为“新”", ["总则12", "管理34", "新5", "附则6"]),
        ("第四条、第五条单列为一章，作为第三章“新”", ["总则12", "管理3", "新45", "附则6"]),
        ("将第三条至第四条单列一章，作为第二章，名称为：“新”", ["总则12", "新34", "管理5", "附则6"]),
        ("第三条、第四条另立一章，作为第二章，章名为“新”，包括第三条至第四条", ["总则12", "新34", "管理5", "附则6"]),
        ("将第五条单列一章，作为第三章，章名为“新”，其中的“庚”修改为“申”", ["总则12", "管理34", "新5", "附则6"]),
    ],
)
def test_articles_under_a_heading_of_their_own(clause: str, chapters: list[str]) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert errors(done) == []
    numbers = dict(zip("一二三四五六", "123456", strict=True))
    found = [f"{c.heading}{''.join(numbers[a.label[1]] for a in c.articles)}" for c in done.statute.chapters]
    assert found == chapters


def test_a_range_that_leaves_an_article_out_is_told() -> None:
    done = amended(BEFORE, "一、第三条、第四条单列一章，作为第二章，章名为“新”，包括第三条。")
    assert any("第四条移至第二章未执行" in message for message in errors(done))


@pytest.mark.parametrize(
    "clause",
    [
        "增加一章，作为第二章“新”，包括第四条",
        "增加一章，作为第三章“新”，包括第三条",
        "增加一章，作为第三章“新”，包括第二条",
    ],
)
def test_chapters_that_do_not_stand_in_the_order_of_their_articles_are_told(clause: str) -> None:
    done = amended(BEFORE, f"一、{clause}。")
    assert any("条号与章节的次序不符" in message for message in errors(done))


@pytest.mark.parametrize(
    ("order", "after"),
    [
        ("第五条增加两款，分别作为第二款、第三款：\n第二款：“壬。”\n第三款：“癸。”", ["庚。", "壬。", "癸。"]),
        ("第五条增加一款，作为第二款：\n第二款为“壬。”", ["庚。"]),
        ("将第五条分为两款：\n第一款：“壬。”\n第二款：“癸。”", ["壬。", "癸。"]),
        ("第五条修改为：\n第一款：“壬。”\n第二款：“癸。”", ["庚。"]),
        ("第五条增加两款：\n第二款：“壬。”\n第三款：“癸。”", ["庚。"]),
    ],
)
def test_a_number_before_quoted_text_is_never_a_part_of_it(order: str, after: list[str]) -> None:
    done = amended(BEFORE, f"一、{order}")
    assert [p.text for p in done.statute.articles[4].paragraphs] == after
    assert bool(errors(done)) == (after == ["庚。"])
