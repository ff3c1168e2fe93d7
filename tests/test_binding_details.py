"""Where carrying out an order ends: the mark, the heading, the bracket beside the place that is changed, each by a statute of a few lines."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.binding.word_edits import Match, WantedEdit, _settle_group
from lawtrack.patch.ops import Cause

HEAD = "关于修改《例市渡口条例》的决定\n"
THREE = "第一条　甲。\n第二条　乙。\n第三条　丙。\n"
LIST = "第一条　下列情形：\n（一）甲；\n（二）乙；\n（三）丙。\n"
CHAPTERS = "第一章　总则\n第一条　甲。\n第二章　分则\n第二条　乙。\n第三章　附则\n第三条　丙。\n"


def carried_out(law: str, orders: str) -> tuple[str, list[lt.Finding]]:
    """The text after, without its title, and what is told."""
    done = lt.amend(lt.parse_statute("例市渡口条例\n" + law), lt.parse_decision(HEAD + orders))
    return done.statute.to_text().removeprefix("例市渡口条例\n"), [f for f in done.findings if f.code != "amend.note"]


@pytest.mark.parametrize(
    ("law", "orders", "after"),
    [
        # a chapter that becomes two takes the heading that is given for it
        ("第一章　总则\n第一条　甲。\n第二条　乙。\n", "一、将第一章分为两章，第一章章名为“子”，第二章章名为“丑”，第二条归入第二章。",
         "第一章　子\n第一条　甲。\n第二章　丑\n第二条　乙。\n"),
        # articles that change places stay in front of the section below them
        ("第一章　总则\n第一条　甲。\n第二条　乙。\n第一节　子\n第三条　丙。\n", "一、将第二条改为第一条，第一条改为第二条。",
         "第一章　总则\n第一条　乙。\n第二条　甲。\n第一节　子\n第三条　丙。\n"),
        # a new section goes into the chapter that its place names
        ("第一章　总则\n第一节　子\n第一条　甲。\n第二章　附则\n第二条　乙。\n", "一、增加一节，作为第一章第二节：“第二节　丑\n“第二条　卯。”",
         "第一章　总则\n第一节　子\n第一条　甲。\n第二节　丑\n第二条　卯。\n第二章　附则\n第三条　乙。\n"),
        ("第一条　下列情形：\n（一）甲；\n（二）乙。\n", "一、第一条第一款的款首修改为：“子：”。", "第一条　子：\n（一）甲；\n（二）乙。\n"),
        # a number that stood in brackets is written out in brackets, one pair
        (LIST + "违反前款第（三）项的，处罚。\n第二条　丁。\n", "一、将第一条第二款改为第二条。",
         LIST + "第二条　违反本条例第一条第一款第（三）项的，处罚。\n第三条　丁。\n"),
    ],
)  # fmt: skip
def test_the_text_after(law: str, orders: str, after: str) -> None:
    text, findings = carried_out(law, orders)
    assert text == after
    assert {f.severity for f in findings} <= {lt.Severity.INFO}


def test_a_move_to_a_number_that_is_another_place_is_told_with_the_number_of_that_place() -> None:
    text, findings = carried_out(THREE + "第四条　丁。\n", "一、将第一条移至第三条之后，作为第四条。")
    assert text == THREE + "第四条　丁。\n"
    assert [(f.code, f.message) for f in findings] == [
        ("amend.contradiction", "写明第一条移至第三条之后，作为第四条，第三条之后按增减推算是第三条；未移动")
    ]


def test_a_chapter_that_gets_no_article_is_not_added() -> None:
    text, findings = carried_out(THREE, "一、增加一章，作为第二章，章名为“渡船”。")
    assert text == THREE
    assert [f.message for f in findings] == ["新增的第二章“渡船”之下没有条文，未增加"]


def test_articles_under_chapters_in_another_order_than_their_numbers_are_told() -> None:
    _, findings = carried_out(CHAPTERS, "一、第一章包括第一条和第三条，第二章包括第二条。")
    assert [(f.severity, f.message) for f in findings] == [
        ("error", "按写明的章节范围，第二条在第二章“分则”，第三条却在它之前的第一章“总则”，条号与章节的次序不符；请核对，写入更正文件"),
        ("warning", "第三章下已无条文，标题一并删去"),
    ]  # fmt: skip


def test_a_new_chapter_whose_first_line_is_no_heading_is_refused() -> None:
    text, findings = carried_out(CHAPTERS, "一、将第二章修改为：“分则\n“第二条　子。”")
    assert text == CHAPTERS
    assert [f.code for f in findings] == ["amend.payload-mismatch"]
    assert "第二章的新文本中有不属于任何条的文字" in findings[0].message


def test_a_list_of_which_nothing_is_left_is_told_with_the_instruction_that_did_it() -> None:
    _, findings = carried_out(LIST + "第二条　丁。\n", "一、删去第二条。\n二、删去第一条第一项、第二项、第三项。")
    assert [(f.code, f.instruction) for f in findings if "列项" in f.message] == [("amend.lead-in-alone", "二")]


def test_words_that_are_not_there_are_told_with_what_is() -> None:
    _, findings = carried_out(THREE, "一、将第一条中的“子丑寅卯”修改为“乙”。")
    assert [(f.code, f.after) for f in findings] == [("amend.words-missing", "甲。")]


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ((0, 4), (1, 3), "甲"),  # one within the other: the longer one
        ((0, 2), (0, 4), "乙"),
        ((0, 4), (4, 4), "甲乙"),  # an addition at the end of it is beside it
        ((0, 4), (2, 6), None),  # they overlap: nobody knows
        ((0, 4), (0, 4), None),
    ],
)
def test_two_changes_that_touch(one: tuple[int, int], other: tuple[int, int], kept: str | None) -> None:
    held: list[WantedEdit] = []
    clashes: list[tuple[WantedEdit, WantedEdit]] = []
    _settle_group([WantedEdit(Match(*one), "甲", Cause()), WantedEdit(Match(*other), "乙", Cause())], held, clashes)
    assert bool(clashes) is (kept is None)
    assert kept is None or "".join(e.text for e in held) == kept


def test_new_text_like_that_of_a_neighbour_which_gets_another_one_is_no_slip() -> None:
    law = "第一条　渡口应当设灯，灯由船主维护，夜间点亮。\n第二条　渡船应当年检，年检由船主申请，每年一次。\n第三条　渡船船员应当持证，证件每年审验一次，由船主办理。\n"
    one, other = (f"渡船船员应当持证，证件每{n}年审验一次，由船主办理。" for n in "两三")
    assert carried_out(law, f"一、第二条修改为：“{one}”\n二、第三条修改为：“{other}”")[1] == []
    _, findings = carried_out(law, f"一、第二条修改为：“{one}”")
    assert [(f.code, f.after) for f in findings] == [("amend.place-doubtful", "第三条")]


# -- annexes have articles of their own

ANNEXED = "第一条　甲：\n（一）申；\n（二）未。\n第二条　子。\n附件\n第一条　乙：\n（一）丑；\n（二）寅。\n丁。\n第二条　丙。\n"


@pytest.mark.parametrize(
    ("orders", "old", "new"),
    [
        ("一、将附件第一条第一款第一项修改为：“（一）酉；”第二项修改为：“（二）戌。”", "（一）丑；\n（二）寅。", "（一）酉；\n（二）戌。"),
        ("一、附件第一条第一款中的“乙”修改为“辰”，删去第二项。", "乙：\n（一）丑；\n（二）寅。", "辰：\n（一）丑。"),
        ("一、将附件第一条第一款第一项改为第二项，第二项改为第一项。", "（一）丑；\n（二）寅。", "（一）寅；\n（二）丑。"),
        ("一、附件第一条第二款修改为：“戊。”", "丁。", "戊。"),
        ("一、附件第一条第一款后增加一款，作为第二款：“戊。”", "丁。", "戊。\n丁。"),
        ("一、附件第一条增加一款，作为第三款：“戊。”", "丁。", "丁。\n戊。"),
        ("一、删去附件第一条第一款第一项至第二项。", "：\n（一）丑；\n（二）寅。", "："),
    ],
)  # fmt: skip
def test_what_is_said_of_an_annex_changes_the_annex(orders: str, old: str, new: str) -> None:
    text, findings = carried_out(ANNEXED, orders)
    assert text == ANNEXED.replace(old, new)
    assert not [f for f in findings if f.severity == "error"]


@pytest.mark.parametrize(
    "orders",
    [
        "一、将附件第一条第二款改为附件第二条。",
        "一、将附件第一条改为附件第三条。",
        "一、将第一条改为附件第三条。",
        "一、将附件第二条改为附件第一条第三款。",
        "一、将附件第二条改为第三条。",
        "一、附件增加一条，作为附件第二条：“戊。”",
        "一、附件第一条后增加一条：“戊。”",
        "一、增加一款，作为附件第一条第三款：“戊。”",
        "一、将附件第一条、附件第二条合并为附件第一条，修改为：“己。”",
        "一、将附件第一条、第二条合并为附件第一条，修改为：“己。”",
        "一、将附件第一条分为两条，作为附件第一条、附件第二条：“第一条　己。”“第二条　庚。”",
        "一、删去附件第一条、第二条。",  # of the annex, or of the statute
        "一、附件第一条第一款中的“乙”修改为“辰”，第二条修改为：“第二条　戌。”",
    ],
)
def test_the_articles_of_an_annex_are_not_counted_with_those_of_the_statute(orders: str) -> None:
    text, findings = carried_out(ANNEXED, orders)
    assert text == ANNEXED
    assert [f.severity for f in findings if f.code in ("amend.not-possible", "decision.unread")] == ["error"]


@pytest.mark.parametrize(("orders", "told"), [("一、删去附件第一条。", True), ("一、删去附件第二条。", False)])
def test_articles_of_an_annex_behind_one_that_is_deleted_keep_their_numbers_and_that_is_told(
    orders: str, told: bool
) -> None:
    _, findings = carried_out(ANNEXED, orders)
    assert ["条号未作调整" in f.message for f in findings] == [True] * told


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        ("一、将第三条并入第二条。", True),
        ("一、将第二条、第三条合并，作为第二条。", True),
        ("一、将第二条、第三条合并，作为第二条，修改为：“寅。”", False),
    ],
)
def test_joining_without_a_new_text_is_told(orders: str, told: bool) -> None:
    after, findings = carried_out(THREE, orders)
    assert [f.code for f in findings] == (["amend.joined-unchanged"] if told else [])
    assert after == ("第一条　甲。\n第二条　乙。\n丙。\n" if told else "第一条　甲。\n第二条　寅。\n")


def test_paragraphs_joined_without_a_new_text_stand_one_behind_the_other() -> None:
    after, findings = carried_out("第一条　甲。\n乙。\n丙。\n", "一、将第一条第一款、第二款合并为一款。")
    assert after == "第一条　甲。乙。\n丙。\n" and [f.code for f in findings] == ["amend.joined-unchanged"]
