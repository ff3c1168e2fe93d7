"""Decisions carried out on statutes: an invented audit regulation and the kinds of orders real decisions give."""

from __future__ import annotations

import itertools

import attrs
import pytest

from lawtrack.binding import new_units as filling
from lawtrack.binding.amend import amend
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import (
    DeleteProvisions,
    InsertProvisions,
    Order,
    Payload,
    Place,
    Renumber,
    Replace,
    ReplaceWords,
)
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import AmendmentError
from lawtrack.model.address import parse_address as at
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.syntax.statute.parse import parse_statute

BASE = """例市审计条例
（2012年7月27日例市人民代表大会通过）
第一章　总则
第一条　为了甲，制定本条例。
第二条　市和区依法设立机关。
机关负责审计工作。
第二章　职责
第三条　机关对下列事项审计：
（一）预算；
（二）决算；
（三）其他。
违反本条例第五条第二款规定的，处罚。
第四条　删除的条。
第五条　部门应当配合。
主管部门应当依照第三条办理。
第三章　附则
第六条　本条例自2012年10月1日起施行。
"""


def places(*addresses: str) -> tuple[Place, ...]:
    return tuple(Place(at(a)) for a in addresses)


def instruction(index: int, *orders: Order) -> Instruction:
    return Instruction("一二三四五六七八九"[index], index, "", orders)


def decision(*instructions: Instruction) -> Decision:
    note = "（2023年11月24日例市人民代表大会常务委员会第六次会议通过）"
    part = Amended("例市审计条例", instructions, True)
    return Decision("例市人大关于修改《例市审计条例》的决定", note, "例市人大", "2023-11-24", "", "2023-11-24", (part,))


@pytest.fixture
def base() -> Statute:
    return parse_statute(BASE)


ORDERS = (
    instruction(0, InsertProvisions(Level.PARAGRAPH, (at("第二条第一款"),), Payload(("本市实行审计制度。",)), under=places("第二条")[0])),
    instruction(1, InsertProvisions(Level.ARTICLE, (at("第三条"),), Payload(("本市推进贯通。",)))),
    instruction(2, Renumber(places("第三条"), places("第四条")), Replace(places("第三条第一款第一项"), Payload(("（一）预算和决算",)))),
    instruction(3, DeleteProvisions(places("第四条"))),
    instruction(4, ReplaceWords(places("第五条"), (("部门", "主管机关"), ("主管部门", "主管机关")))),
)  # fmt: skip

EXPECTED = """例市审计条例
（2012年7月27日例市人民代表大会通过　根据2023年11月24日例市人民代表大会常务委员会第六次会议《关于修改〈例市审计条例〉的决定》修正）
第一章　总则
第一条　为了甲，制定本条例。
第二条　本市实行审计制度。
市和区依法设立机关。
机关负责审计工作。
第三条　本市推进贯通。
第二章　职责
第四条　机关对下列事项审计：
（一）预算和决算；
（二）决算；
（三）其他。
违反本条例第五条第二款规定的，处罚。
第五条　主管机关应当配合。
主管机关应当依照第四条办理。
第三章　附则
第六条　本条例自2012年10月1日起施行。
"""


def test_a_decision_gives_the_consolidated_text(base: Statute) -> None:
    result = amend(base, decision(*ORDERS))
    assert result.statute.to_text() == EXPECTED
    assert [f.code for f in result.findings] == ["amend.chapter-border"]
    assert result.patch.invert().apply(result.statute) == base


def test_law_2_simultaneous(base: Statute) -> None:
    for order in itertools.permutations(ORDERS, 5):
        assert amend(base, decision(*order)).statute.to_text() == EXPECTED


def test_the_other_side_of_a_chapter_border(base: Statute) -> None:
    text = amend(base, decision(*ORDERS), borders={"第三条": "later"}).statute.to_text()
    assert "第二章　职责\n第三条　本市推进贯通。\n第四条" in text


def test_what_cannot_be_done_is_left_undone_and_reported(base: Statute) -> None:
    lost = instruction(5, ReplaceWords(places("第五条"), (("没有的话", "别的话"),)))
    result = amend(base, decision(*ORDERS, lost))
    assert result.statute.to_text() == EXPECTED
    assert [f.code for f in result.findings if f.severity == "error"] == ["amend.words-missing"]
    with pytest.raises(AmendmentError, match="没有的话"):
        amend(base, decision(*ORDERS, lost), strict=True)


def test_a_decision_on_another_statute_changes_nothing(base: Statute) -> None:
    other = attrs.evolve(decision(), amended=())
    result = amend(base, other)
    assert result.statute == base and result.findings[0].code == "amend.not-amended"


def test_an_item_of_a_paragraph_that_is_merged_away_gets_no_neighbours() -> None:
    base = parse_statute("例条例\n第一条　甲。\n第二条　乙：\n（一）丙。\n丁。\n")
    decision = parse_decision(
        "关于修改《例条例》的决定\n会议决定对《例条例》作如下修改：\n"
        "一、将第二条第一款和第一条合并，作为第一条，修改为：“合。”第二条第一款第一项修改为：“（一）戊；\n“（二）己。”\n"
    )
    assert [a.paragraphs[0].text for a in amend(base, decision).statute.articles] == ["合。", "丁。"]


@pytest.mark.parametrize("dated", [True, False])
def test_references_in_the_adoption_note_are_history(dated: bool) -> None:
    old = "根据2015年3月1日例市人民代表大会《关于修改〈例市审计条例〉第五条、第六条的决定》第一次修正"
    base = parse_statute(BASE.replace("代表大会通过）", f"代表大会通过　{old}）"))
    order = decision(instruction(0, DeleteProvisions(places("第四条"))))
    order = order if dated else attrs.evolve(order, note="")
    got = amend(base, order)
    assert old in base.note and old in got.statute.note
    assert ("2023年11月24日" in got.statute.note) is dated
    assert got.statute["第三条第二款"].text == "违反本条例第四条第二款规定的，处罚。"


def test_long_lists_pair_like_short_ones() -> None:
    old = [
        f"{n}号区域的{'水土林田湖草沙海'[n % 8]}保护项目，由{'甲乙丙丁戊己庚'[n % 7]}局负责实施。" for n in range(70)
    ]
    new = [
        "新增的总说明。",
        *(t.replace("负责", "牵头") if i % 9 == 4 else t for i, t in enumerate(old) if i % 11 != 5),
    ]
    assert filling.pair(old, new) == {k: old.index(t.replace("牵头", "负责")) for k, t in enumerate(new) if k}
    assert filling._likest(old, new) == filling._aligned(old, new)


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("第二条第一款中的“市”后、“区”前增加“县”", "市、县和区依法设立机关。"),
        ("在第二条第一款“市”与“区”之间增加“县”", "市、县和区依法设立机关。"),
        ("第二条第一款“设立”之后“机关”之前增加“审计”", "市和区依法设立审计机关。"),
        ("第二条第一款“区”后、“机关”前增加“县”", None),
    ],
)
def test_words_between_two_others(base: Statute, words: str, want: str | None) -> None:
    read = parse_decision(f"关于修改《例市审计条例》的决定\n对《例市审计条例》作如下修改：\n一、{words}。\n")
    got = amend(base, read)
    assert not read.unread
    assert got.statute["第二条第一款"].text == (want or "市和区依法设立机关。")
    assert ("amend.words-missing" in {f.code for f in got.findings}) is (want is None)


REPLY = """最高法院关于渡口问题的批复
（2010年12月16日最高法院审判委员会第1506次会议通过）
例省高级人民法院：
你院关于渡口的请示收悉。依照旧法答复如下：
渡船依照旧法第九条处罚。
此复。
"""


@pytest.mark.parametrize(
    ("order", "lines", "told"),
    [
        ("将正文第二段修改为：“渡船处罚。”", {2: "渡船处罚。"}, None),
        ("将正文第一段修改为：“你院来函收悉。”", {1: "你院来函收悉。"}, None),
        ("将正文第二段中的“旧法”修改为“新法”。", {2: "渡船依照新法第九条处罚。"}, None),
        ("删去正文第二段。", {2: ""}, None),
        ("将正文第九段修改为：“渡船处罚。”", {}, "amend.target-missing"),
    ],
)
def test_the_paragraphs_of_a_reply_are_counted_behind_its_addressee(
    order: str, lines: dict[int, str], told: str | None
) -> None:
    text = (
        "最高法院关于修改《最高法院关于渡口问题的批复》的决定\n（2020年12月23日最高法院审判委员会第1823次会议通过）\n"
    )
    result = amend(parse_statute(REPLY), parse_decision(f"{text}{order}\n"))
    want = [lines.get(i, line) for i, line in enumerate(REPLY.splitlines()[2:])]
    assert result.statute.to_text().splitlines()[2:] == [line for line in want if line]
    assert [f.code for f in result.findings] == ([told] if told else [])


def test_a_paragraph_of_nowhere_in_a_statute_with_articles_is_told() -> None:
    text = "关于修改《例市水法》的决定\n（2024年1月5日例市人民代表大会常务委员会通过）\n将第二段修改为：“丙。”\n"
    result = amend(parse_statute("例市水法\n第一条　甲。\n第二条　乙。\n"), parse_decision(text))
    assert result.statute.to_text().startswith("例市水法\n第一条　甲。\n第二条　乙。")
    assert [f.code for f in result.findings if f.severity == "error"] == ["amend.place-unclear"]


def test_a_caption_as_first_paragraph_of_a_new_text_takes_no_stop() -> None:
    text = "关于修改《例市水法》的决定\n（2024年1月5日例市人民代表大会常务委员会通过）\n将第一条修改为：\n“案件的管辖\n新甲。\n新乙”\n"
    statute = parse_statute("例市水法\n第一条　案件的管辖\n旧甲。\n第二条　案件的受理\n乙。\n")
    assert amend(statute, parse_decision(text)).statute.articles[0].to_text() == "第一条　案件的管辖\n新甲。\n新乙。\n"
    one = text.replace("新乙”", "新乙。”")
    assert amend(statute, parse_decision(one)).statute.articles[0].to_text() == "第一条　案件的管辖\n新甲。\n新乙。\n"
