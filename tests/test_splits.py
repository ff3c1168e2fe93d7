"""What is divided, or stands alone: 分为两款 with each text behind its number, 单列一章, and what leaves something open."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.orders import DeleteProvisions
from lawtrack.decision.parse import parse_decision
from lawtrack.syntax.statute.parse import parse_statute
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
        ("将第一条分为两款，第一款：“甲。”第二款：“乙。”第三款：“丙。”", "列出的却是第一条第一款至第三款"),
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
        ("第五条修改为：\n第一款：“壬。”\n第二款：“癸。”", ["壬。", "癸。"]),
        ("第五条增加两款：\n第二款：“壬。”\n第三款：“癸。”", ["庚。"]),
    ],
)
def test_a_number_before_quoted_text_is_never_a_part_of_it(order: str, after: list[str]) -> None:
    done = amended(BEFORE, f"一、{order}")
    assert [p.text for p in done.statute.articles[4].paragraphs] == after
    assert bool(errors(done)) == (after == ["庚。"])


PILLS = "例市渡口条例\n第一条　甲。\n第二条　乙。\n丙。\n丁。\n第三条　下列事项：\n（一）戊；\n（二）己；\n（三）庚。\n第四条　依照第二条第三款办理。\n"


def carried(*orders: str) -> tuple[list[str], set[str]]:
    text = "关于修改《例市渡口条例》的决定\n会议决定对《例市渡口条例》作如下修改：\n" + "\n".join(orders)
    done = amend(parse_statute(PILLS), parse_decision(text))
    return done.statute.to_text().splitlines()[1:], {f.code for f in done.findings if f.severity.name == "ERROR"}


@pytest.mark.parametrize(
    ("order", "second"),
    [
        ("将第二条第二款并入第一款。", ["第二条　乙。丙。", "丁。"]),
        ("第二条第二款、第三款并入第一款。", ["第二条　乙。丙。丁。"]),
        ("将第二条第二款并入第一款，修改为：“新。”", ["第二条　新。", "丁。"]),
        ("将第二条第三款并入第一款，修改为：“新。”", ["第二条　新。", "丙。"]),
    ],
)
def test_a_paragraph_that_goes_into_the_one_before_is_joined_to_it(order: str, second: list[str]) -> None:
    lines, told = carried(f"一、{order}")
    assert lines[1 : 1 + len(second)] == second and lines[1 + len(second)].startswith("第三条") and not told


def test_items_and_articles_that_go_into_the_one_before() -> None:
    assert carried("一、第三条第二项并入第一项。")[0][4:7] == ["第三条　下列事项：", "（一）戊；己；", "（二）庚。"]
    assert carried("一、将第二条并入第一条，修改为：“新。”")[0][:2] == ["第一条　新。", "第二条　下列事项："]


@pytest.mark.parametrize(
    "order",
    [
        "将第二条第三款并入第一款。",
        "将第二条第一款并入第三款。",
        "将第二条第二款并入第三条第一款。",
        "将第二条第二款并入第三条第一项。",
    ],
)
def test_where_in_a_provision_another_one_goes_is_not_guessed(order: str) -> None:
    assert carried(f"一、{order}") == (PILLS.splitlines()[1:], {"decision.unread"})


def test_a_part_of_what_is_wholly_new_is_not_moved_within_it() -> None:
    lines, told = carried("一、第二条修改为：“新。”原第二款改为第三款。")
    assert lines[1:3] == ["第二条　新。", "第三条　下列事项："] and told == {"decision.contradiction"}
    lines, told = carried("一、第二条修改为：“新。”原第二款改为第三条。")
    assert lines[1:4] == ["第二条　新。", "第三条　丙。", "第四条　下列事项："] and not told


def test_a_range_of_items_gets_as_many_new_texts_as_it_has() -> None:
    lines, told = carried("一、第三条第一款第一项至第三项修改为：“（一）子；\n“（二）丑；\n“（三）寅。”")
    assert lines[5:8] == ["（一）子；", "（二）丑；", "（三）寅。"] and not told
    assert carried("一、第三条第一项至第三项修改为：“（一）子；\n“（二）丑。”")[1] == {"amend.payload-mismatch"}


@pytest.mark.parametrize(
    ("order", "read"),
    [
        ("第三条第一款“渡口镇”和第七条第一款“渡口村”修改为“渡口”；第二款修改为：“渡口由船工看守。”", 2),
        ("删去第三条第一款、第七条第一款；第二款改为第一款。", 1),
        ("将第三条第一款、第七条第一款中的“渡船”修改为“船”，第二款中的“桨”修改为“橹”。", 0),
        ("将第三条至第五条中的“渡船”修改为“船”，并将该条第二款修改为：“渡口由船工看守。”", 0),
        ("删去第三条第一款和第七条中的“渡船”；增加一款，作为第二款：“渡口由船工看守。”", 1),
        ("第三条“渡口镇”和第七条“渡口村”修改为“渡口”，删去“渡船”。", 0),
    ],
)
def test_after_provisions_of_several_articles_a_part_is_of_none(order: str, read: int) -> None:
    decision = parse_decision(f"关于修改《某市渡口条例》的决定\n对《某市渡口条例》作如下修改：\n一、{order}\n")
    assert len(decision.instructions[0].orders) == read
    assert [f.code for f in decision.findings] == ["decision.unread"]


def test_after_provisions_one_by_one_a_part_is_of_the_last() -> None:
    order = "一、将第三条第一款中的“渡船”修改为“船”，第七条第一款中的“渡船”修改为“船”，第二款修改为：“渡口由船工看守。”"
    decision = parse_decision(f"关于修改《某市渡口条例》的决定\n对《某市渡口条例》作如下修改：\n{order}\n")
    assert str(decision.instructions[0].orders[-1].places[0].address) == "第七条第二款"
    assert not decision.findings


@pytest.mark.parametrize(
    "heading",
    [
        "一、第二条、第三条作如下修改：", "一、对第二条和第三条作如下修改：", "一、第一条至第三条作如下修改：", "一、第二条第一款、第二款作如下修改：",
        "一、将第二条、第三条改为第三条、第四条，并作如下修改：",
    ],
)  # fmt: skip
def test_below_the_names_of_several_provisions_a_part_is_of_none(heading: str) -> None:
    text = f"关于修改《例市渡口条例》的决定\n会议决定对《例市渡口条例》作如下修改：\n{heading}\n（一）删去第一款。\n（二）删去其中的“丙”。\n（三）删去第九条第二款。\n"
    d = parse_decision(text)
    (own,) = [o for i in d.instructions[1:] for o in i.orders]
    assert isinstance(own, DeleteProvisions) and str(own.places[0]) == "第九条第二款"
    assert [f.instruction for f in d.unread][-2:] == ["一（一）", "一（二）"]
