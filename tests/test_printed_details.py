"""What is printed beside the text proper — announcements, tables, annexes, marks at the end of items — and what of it counts."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.decision.quotes import _doubtful
from lawtrack.syntax.statute.lines import read_lines
from lawtrack.syntax.statute.pages import _rows

HEAD = "关于修改《例市渡口条例》的决定\n"


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        ("例市人民政府令\n第1号\n现公布《甲办法》，自2023年12月5日起施行。\n2023年11月1日\n甲办法\n（2023年1月1日通过）\n第一条　甲。",
         {"公布日期": "2023-11-01", "施行日期": "2023-12-05"}),
        ("例市人民政府令\n第1号\n现公布《甲办法》，自2023年13月45日起施行。\n2023年13月1日\n甲办法\n（2023年1月1日通过）\n第一条　甲。", {}),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_no_day_of_the_statute(text: str, metadata: dict[str, str]) -> None:
    assert lt.parse_statute(text).metadata == metadata


@pytest.mark.parametrize(("letters", "rows"), [(3998, 1), (3999, 1), (4000, 0)])
def test_a_row_of_a_table_does_not_go_on_for_ever(letters: int, rows: int) -> None:
    lines = list(read_lines(f"|{'甲' * letters}\n甲|\n"))
    assert len(_rows(lines, 0)[1]) == rows


def test_an_annex_below_a_list_without_a_stop() -> None:
    law = lt.parse_statute("例法\n第一条　乙：\n（一）丙\n附件　甲乙\n第一条　丁。")
    assert [str(a) for a in law.addresses[3:]] == [
        "第一条",
        "第一条第一款",
        "第一条第一款第一项",
        "附件",
        "附件第一条",
        "附件第一条第一款",
    ]
    law = lt.parse_statute("例法\n第一条　见\n附件1\n第二条　丙。")
    assert [str(a) for a in law.addresses[3:]] == ["第一条", "第一条第一款", "第一条第二款", "第二条", "第二条第一款"]


def test_who_presented_a_bill() -> None:
    issue = lt.read_gazette(
        "例市人民代表大会常务委员会公报\n2024年第1号\n关于《例市渡口条例（草案）》的说明\n"
        "——2023年7月27日在例市第一届人民代表大会常务委员会第一次会议上\n张　三\n主任、各位副主任：\n甲。\n".encode()
    )
    assert [(x.author, x.presented) for x in issue.instruments if x.presented] == [("张三", "2023-07-27")]


def test_a_report_of_changes_is_no_order() -> None:
    decision = lt.parse_decision(
        HEAD + "一、修正案对第三条作了修改，将“甲”修改为“乙”，并对其他规定作了完善。\n二、删去第二条。"
    )
    assert [(i.label, len(i.orders)) for i in decision.instructions] == [("一", 0), ("二", 1)]
    assert [f.code for f in decision.findings] == ["decision.unread"]


@pytest.mark.parametrize("line", ["“甲”修改为“乙”。", "此外，删去“乙”。"])
def test_a_line_that_speaks_of_words_is_no_new_text(line: str) -> None:
    law = "例市渡口条例\n第三条　丙。\n第四条　丁。\n"
    done = lt.amend(
        lt.parse_statute(law), lt.parse_decision(HEAD + f"一、第三条修改为：\n第三条　甲。\n{line}\n二、删去第四条。")
    )
    assert line.strip("。") not in done.statute.to_text()
    assert [f for f in done.findings if f.severity != "info"]


@pytest.mark.parametrize(
    ("items", "orders", "after"),
    [
        ("（一）甲\n（二）乙\n", "一、第一条增加一项，作为第三项：“丙”", "（一）甲\n（二）乙\n（三）丙\n"),
        ("（一）甲，\n（二）乙。\n", "一、第一条增加一项，作为第三项：“丙”", "（一）甲，\n（二）乙，\n（三）丙。\n"),
        ("（一）甲\n（二）乙\n", "一、删去第一条第二项。", "（一）甲\n"),
    ],
)
def test_a_new_item_ends_as_its_siblings_do(items: str, orders: str, after: str) -> None:
    law = "例市渡口条例\n第一条　下列情形：\n"
    assert lt.amend(lt.parse_statute(law + items), lt.parse_decision(HEAD + orders)).statute.to_text() == law + after


@pytest.mark.parametrize(("new", "told"), [("渡口应当设灯保持明亮吧。", False), ("渡口应当设灯保持明亮些吧。", True)])
def test_one_paragraph_for_two_is_doubted_where_it_is_long_enough_to_tell(new: str, told: bool) -> None:
    law = lt.parse_statute("例市渡口条例\n第一条　渡口应当设灯保持明亮。\n船主应当维护设施完好无损。\n")
    findings = lt.amend(law, lt.parse_decision(HEAD + f"一、第一条修改为：“{new}”")).findings
    assert ("amend.place-doubtful" in {f.code for f in findings}) is told


def test_a_note_of_several_lines_ends_where_its_bracket_does() -> None:
    note = "（根据主任会议的提议\n2020年1月1日例市人大常委会\n通过）"
    decision = lt.parse_decision(
        f"{HEAD}{note}\n会议认为，渡口需要管理。\n例市人大常委会决定作如下修改：\n一、删去第一条。"
    )
    assert decision.note == note
    assert [i.label for i in decision.instructions] == ["一"]


@pytest.mark.parametrize(
    ("block", "doubtful"),
    [
        ("“甲“乙”丙。", ""),
        ("“甲“乙丙。", "甲“乙丙。"),
        ("“甲（乙）。", ""),
        ("“甲。”\n“乙。", ""),
        ("“甲：\n“（一）“乙”；", ""),
    ],
)
def test_marks_within_a_quotation_that_is_not_closed(block: str, doubtful: str) -> None:
    assert _doubtful(block) == doubtful


GROWN = ("例法\n第一条　甲。\n第二条　乙。", "例法\n第二条　乙。", "例法\n第一条　甲。\n丙。\n第二条　乙。")


def test_what_one_adds_to_an_article_that_the_other_deletes_is_told_and_does_not_stay_alone() -> None:
    base, without, more = map(lt.parse_statute, GROWN)
    deletes, adds = lt.compare(base, without), lt.compare(base, more)
    moved = lt.rebase(adds, deletes, base)
    assert [(str(c.kind), str(c.address)) for c in moved.conflicts] == [("deleted", "第一条第一款")]
    assert moved.patch.apply(without) == without


def test_paragraphs_that_change_places_leave_their_items_to_one_another() -> None:
    old, new = (
        lt.parse_statute(f"例法\n第一条　{text}")
        for text in ("子丑：\n（一）甲。\n子寅：\n", "子寅：\n（一）甲。\n子丑：\n")
    )
    patch = lt.compare(old, new)
    assert patch.apply(old) == new
    assert [type(op).__name__ for op in patch.ops] == ["Move", "Move"]
