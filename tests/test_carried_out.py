"""Orders on one invented statute: each case says which lines go, which come and what is told; every other line stays as it was."""

from __future__ import annotations

from collections import Counter

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.payload import payload_units, unglue_heads
from lawtrack.model.numerals import Number
from lawtrack.patch.merging.merge import merge, rebase
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import rewind
from lawtrack.syntax.statute.parse import parse_statute
from lawtrack.verification.verify import verify

LAW = parse_statute("""例市渡口条例
第一章　总则
第一条　为了管理渡口，制定本条例。
第二条　市交通部门负责渡口管理。
第二章　渡运
第一节　渡船
第三条　渡船应当检验。
检验每年一次。
第四条　渡工应当遵守下列规定：
（一）持证上岗。
（二）不得超载。
（三）不得抢航。
第二节　渡客
第五条　渡客应当购票。
第六条　渡客不得携带下列物品：
（一）易燃物；
（二）易爆物。
第三章　附则
第七条　违反本条例第四条规定的，处一百元罚款。
第八条　本条例自2010年1月1日起施行。
""")
HEAD = "例市人大常委会关于修改《例市渡口条例》的决定\n例市人大常委会决定对《例市渡口条例》作如下修改：\n"
TAIL = "\n本决定自公布之日起施行。\n"
PENALTY, LAST = "违反本条例第四条规定的，处一百元罚款。", "本条例自2010年1月1日起施行。"


def ordered(*orders: str) -> Amendment:
    decision = parse_decision(HEAD + "\n".join(orders) + TAIL)
    assert not decision.unread
    return amend(LAW, decision)


CASES = {
    "items with stops": (
        "一、第四条增加二项，作为第二项、第三项：“（二）不得酒后驾船；”“（三）不得疲劳驾船；”",
        ["（二）不得超载。", "（三）不得抢航。"],
        ["（二）不得酒后驾船；", "（三）不得疲劳驾船；", "（四）不得超载。", "（五）不得抢航。"],
    ),
    "an item without a mark": ("一、第四条增加一项，作为第四项：“（四）不得酒后驾船”", [], ["（四）不得酒后驾船。"]),
    "an item behind the last": ("一、第六条增加一项，作为第三项：“（三）腐蚀物”", ["（二）易爆物。"], ["（二）易爆物；", "（三）腐蚀物。"]),
    "the last item gone": ("一、删去第六条第二项。", ["（一）易燃物；", "（二）易爆物。"], ["（一）易燃物。"]),
    "a paragraph as two": ("一、将第三条第一款修改为：“渡船应当检验。\n“渡船应当编号。”", [], ["渡船应当编号。"]),
    "a paragraph as three": (
        "一、将第三条第一款修改为三款，作为第一款至第三款：“渡船应当检验。\n“渡船应当编号。\n“渡船应当登记。”",
        [], ["渡船应当编号。", "渡船应当登记。"],
    ),
    "a heading with its number": ("一、将第二章第一节的标题修改为“第一节　渡船和渡工”。", ["第一节　渡船"], ["第一节　渡船和渡工"]),
    "a heading without": ("一、将第二章的标题修改为“渡口运输”。", ["第二章　渡运"], ["第二章　渡口运输"]),
    "a paragraph of another article": (
        "一、将第五条改为第四条第二款。",
        ["第五条　渡客应当购票。", "第六条　渡客不得携带下列物品：", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["渡客应当购票。", "第五条　渡客不得携带下列物品：", f"第六条　{PENALTY}", f"第七条　{LAST}"],
    ),
    "a sentence at the end": ("一、在第三条末尾增加“检验不合格的，不得航行。”", ["检验每年一次。"], ["检验每年一次。检验不合格的，不得航行。"]),
    "a chapter": (
        "一、在第二章后增加一章，作为第三章：“第三章　罚则\n“第七条　超载的，处二百元罚款。”\n二、将第三章改为第四章，第七条改为第八条，第八条改为第九条。",
        ["第三章　附则", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第三章　罚则", "第七条　超载的，处二百元罚款。", "第四章　附则", f"第八条　{PENALTY}", f"第九条　{LAST}"],
    ),
    "a section": (
        "一、在第二章增加一节，作为第三节：“第三节　码头\n“第七条　码头应当有灯。”",
        [f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第三节　码头", "第七条　码头应当有灯。", f"第八条　{PENALTY}", f"第九条　{LAST}"],
    ),
    "two items as one": (
        "一、将第四条第二项和第三项合并为一项，作为第二项：“（二）不得超载、抢航。”",
        ["（二）不得超载。", "（三）不得抢航。"], ["（二）不得超载、抢航。"],
    ),
    "two articles as one": (
        "一、将第五条、第六条合并为一条，作为第五条：“渡客应当购票，不得携带危险物品。”",
        ["第五条　渡客应当购票。", "第六条　渡客不得携带下列物品：", "（一）易燃物；", "（二）易爆物。", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第五条　渡客应当购票，不得携带危险物品。", f"第六条　{PENALTY}", f"第七条　{LAST}"],
    ),
    "an article as two, the reference follows": (
        "一、将第三条分为两条，作为第三条、第四条：“第三条　渡船应当检验。\n“第四条　检验每年一次。”",
        ["检验每年一次。", "第四条　渡工应当遵守下列规定：", "第五条　渡客应当购票。", "第六条　渡客不得携带下列物品：", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第四条　检验每年一次。", "第五条　渡工应当遵守下列规定：", "第六条　渡客应当购票。", "第七条　渡客不得携带下列物品：",
         "第八条　违反本条例第五条规定的，处一百元罚款。", f"第九条　{LAST}"],
    ),
    "two articles change places": (
        "一、将第二条与第三条对调。",
        ["第二条　市交通部门负责渡口管理。", "第三条　渡船应当检验。"], ["第二条　渡船应当检验。", "第三条　市交通部门负责渡口管理。"],
    ),
    "two articles as three": (
        "一、将第三条、第四条修改为三条，作为第三条至第五条：\n“第三条　渡船应当每年检验。\n“检验应当公布。\n“第四条　渡船应当编号。\n“第五条　渡工应当持证上岗。”\n二、将第五条改为第六条，第六条改为第七条，第七条改为第八条，第八条改为第九条。",
        ["第三条　渡船应当检验。", "检验每年一次。", "第四条　渡工应当遵守下列规定：", "（一）持证上岗。", "（二）不得超载。", "（三）不得抢航。", "第五条　渡客应当购票。",
         "第六条　渡客不得携带下列物品：", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第三条　渡船应当每年检验。", "检验应当公布。", "第四条　渡船应当编号。", "第五条　渡工应当持证上岗。", "第六条　渡客应当购票。", "第七条　渡客不得携带下列物品：",
         "第八条　违反本条例第五条规定的，处一百元罚款。", f"第九条　{LAST}"],
    ),
    "a chapter as a whole": (
        "一、将第二章修改为：\n“第二章　渡船和渡工\n“第一节　渡船\n“第三条　渡船应当每年检验。\n“检验由市交通部门负责。\n“第四条　渡工应当持证上岗。\n“第二节　渡客\n“第五条　渡客应当购票。\n“第三节　码头\n“第六条　码头应当有灯。”",
        ["第二章　渡运", "第三条　渡船应当检验。", "检验每年一次。", "第四条　渡工应当遵守下列规定：", "（一）持证上岗。", "（二）不得超载。", "（三）不得抢航。",
         "第六条　渡客不得携带下列物品：", "（一）易燃物；", "（二）易爆物。"],
        ["第二章　渡船和渡工", "第三条　渡船应当每年检验。", "检验由市交通部门负责。", "第四条　渡工应当持证上岗。", "第三节　码头", "第六条　码头应当有灯。"],
    ),
    "a sentence behind a paragraph": (
        "一、在第三条第一款末尾增加一句：“未经检验的，不得航行。”", ["第三条　渡船应当检验。"], ["第三条　渡船应当检验。未经检验的，不得航行。"],
    ),
    "words behind an item": ("一、第四条第一款第二项末尾增加“、超速”。", ["（二）不得超载。"], ["（二）不得超载、超速。"]),
    "words before an article": ("一、在第三条开头增加“除法律另有规定外，”。", ["第三条　渡船应当检验。"], ["第三条　除法律另有规定外，渡船应当检验。"]),
    "a paragraph between": ("一、第三条第一款后增加一款，作为第二款：“渡船应当编号。”", [], ["渡船应当编号。"]),
    "a paragraph with its items": (
        "一、第四条第一款修改为：“渡工应当遵守下列规定：\n“（一）持证上岗；\n“（二）不得抢航。”",
        ["（一）持证上岗。", "（二）不得超载。", "（三）不得抢航。"], ["（一）持证上岗；", "（二）不得抢航。"],
    ),
    "two items": (
        "一、将第四条第一款第一项、第二项修改为：“（一）持证；\n“（二）不超载。”", ["（一）持证上岗。", "（二）不得超载。"], ["（一）持证；", "（二）不超载。"],
    ),
    "the lead-in and an item": (
        "一、将第六条第一款中的“下列物品”修改为“下列危险物品”，第二项修改为：“（二）易爆物和剧毒物。”",
        ["第六条　渡客不得携带下列物品：", "（二）易爆物。"], ["第六条　渡客不得携带下列危险物品：", "（二）易爆物和剧毒物。"],
    ),
    "a paragraph and an article as one": (
        "一、将第三条第二款、第五条合并为一条，作为第五条：“检验每年一次。渡客应当购票。”",
        ["检验每年一次。", "第五条　渡客应当购票。"], ["第五条　检验每年一次。渡客应当购票。"],
    ),
    "two articles change numbers": (
        "一、将第八条改为第七条，第七条改为第八条。", [f"第七条　{PENALTY}", f"第八条　{LAST}"], [f"第七条　{LAST}", f"第八条　{PENALTY}"],
    ),
    "a section with its articles": (
        "一、删去第二章第二节。",
        ["第二节　渡客", "第五条　渡客应当购票。", "第六条　渡客不得携带下列物品：", "（一）易燃物；", "（二）易爆物。", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        [f"第五条　{PENALTY}", f"第六条　{LAST}"],
    ),
    "an article at the end of a chapter": (
        "一、第一章增加一条，作为第三条：“渡口应当编号。”",
        ["第三条　渡船应当检验。", "第四条　渡工应当遵守下列规定：", "第五条　渡客应当购票。", "第六条　渡客不得携带下列物品：", f"第七条　{PENALTY}", f"第八条　{LAST}"],
        ["第三条　渡口应当编号。", "第四条　渡船应当检验。", "第五条　渡工应当遵守下列规定：", "第六条　渡客应当购票。", "第七条　渡客不得携带下列物品：",
         "第八条　违反本条例第五条规定的，处一百元罚款。", f"第九条　{LAST}"],
    ),
    "a word and a longer one with it": (
        "一、将第三条中的“渡船应当检验”修改为“渡船应当年检”，“检验”修改为“年检”。",
        ["第三条　渡船应当检验。", "检验每年一次。"], ["第三条　渡船应当年检。", "年检每年一次。"],
    ),
    "an item before the others": (
        "一、第六条增加一项，作为第一项：“枪支；”", ["（一）易燃物；", "（二）易爆物。"], ["（一）枪支；", "（二）易燃物；", "（三）易爆物。"],
    ),
    "an item between": ("一、第六条第一款第一项后增加一项：“（二）枪支”", ["（二）易爆物。"], ["（二）枪支；", "（三）易爆物。"]),
    "each word where it stands": (
        "一、将第二条、第三条中的“渡船”、“渡口”修改为“船舶”、“码头”。",
        ["第二条　市交通部门负责渡口管理。", "第三条　渡船应当检验。"], ["第二条　市交通部门负责码头管理。", "第三条　船舶应当检验。"],
    ),
    "a word everywhere, headings too": (
        "一、将本条例中的“渡客”修改为“乘客”，“渡工”修改为“船工”。",
        ["第四条　渡工应当遵守下列规定：", "第二节　渡客", "第五条　渡客应当购票。", "第六条　渡客不得携带下列物品："],
        ["第四条　船工应当遵守下列规定：", "第二节　乘客", "第五条　乘客应当购票。", "第六条　乘客不得携带下列物品："],
    ),
    "a word everywhere but in one article": (
        "一、除第六条外，将本条例中的“渡客”修改为“乘客”。", ["第二节　渡客", "第五条　渡客应当购票。"], ["第二节　乘客", "第五条　乘客应当购票。"],
    ),
    "two paragraphs change places": (
        "一、将第三条第一款改为第二款，第二款改为第一款。", ["第三条　渡船应当检验。", "检验每年一次。"], ["第三条　检验每年一次。", "渡船应当检验。"],
    ),
    "items go round": (
        "一、将第四条第三项改为第一项，第一项、第二项依次改为第二项、第三项。",
        ["（一）持证上岗。", "（二）不得超载。", "（三）不得抢航。"], ["（一）不得抢航。", "（二）持证上岗。", "（三）不得超载。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_these_lines_go_and_these_come(name: str) -> None:
    order, gone, come = CASES[name]
    done = ordered(order)
    before, after = (Counter(law.to_text().splitlines()) for law in (LAW, done.statute))
    assert (sorted((before - after).elements()), sorted((after - before).elements())) == (sorted(gone), sorted(come))
    assert not [f.message for f in done.findings if f.severity != "info"]
    assert parse_statute(done.statute.to_text()) == done.statute
    assert done.patch.invert().apply(done.statute) == LAW
    assert not [f.message for f in verify(done.decision, done.statute, LAW).findings if f.severity != "info"]


@pytest.mark.parametrize("name", CASES)
def test_what_was_carried_out_is_taken_back_as_far_as_the_decision_tells(name: str) -> None:
    """The text before, carried out again, gives the text after; no line is made up."""
    done = ordered(CASES[name][0])
    back = rewind(done.statute, done.decision)
    if not [f for f in back.findings if f.severity != "info"]:
        assert back.again.to_text().splitlines()[1:] == done.statute.to_text().splitlines()[1:]


TOLD = {
    "一、增加一项，作为第九条第一项：“（一）甲。”": "修改后没有第九条",
    "一、增加一章，作为第三章：“第三章　罚则\n“渡口罚则如下。”": "有文字而没有条号",
    "一、将第二章修改为：\n“第二章　渡船\n“渡船包括木船。\n“第三条　渡船应当检验。”": "不属于任何条的文字",
    "一、将第二章修改为：\n“第二章　渡船\n“第三条　渡船应当检验。\n“第三章　渡工\n“第四条　渡工持证。”": "新文本中有第三章",
    "一、将第六条移至第一节。": "没有写明新的条序",
    "一、将第三条第二款改为第二十条第二款。": "修改后没有第二十条",
    "一、增加一款，作为第二十条第二款：“渡船应当编号。”": "修改后没有第二十条",
    "一、增加一款，作为第三条第九款：“渡船应当编号。”": "修改后却只有3款",
    "一、增加一章，作为第三章：“第三章　罚则”": "没有条文",
    "一、将第四条改为第七条。": "按增减推算是第四条",
    "一、将第三条、第四条修改为：\n“渡船应当每年检验。渡工应当持证。”": "新文本却有1段",
}


@pytest.mark.parametrize("order", TOLD, ids=map(str, range(len(TOLD))))
def test_what_cannot_be_meant_is_told_and_changes_nothing(order: str) -> None:
    done = ordered(order)
    assert done.statute.units[3:] == LAW.units[3:]
    assert [f.severity for f in done.findings if TOLD[order] in f.message] == ["error"]
    assert all(f.code.startswith("amend.") for f in done.findings)


def test_a_chapter_that_is_emptied_is_told_the_louder_where_nobody_moved_its_articles() -> None:
    """第二节包括第五条至第八条 says where they stand, and may be a slip; 移至 moves them."""
    for order, severity in (
        ("一、将第七条、第八条移至第二章第二节。", "info"),
        ("一、第二章第二节包括第五条至第八条。", "warning"),
    ):
        done = ordered(order)
        assert [(f.code, str(f.severity)) for f in done.findings] == [("amend.empty-heading", severity)]
        assert [c.label for c in done.statute.chapters] == ["第一章", "第二章"]


def test_what_stands_round_the_instructions_is_known_for_what_it_is() -> None:
    text = f"{HEAD}一、删去第三条。\n条文顺序作相应调整。{TAIL}《例市渡口条例》根据本决定作相应修改，重新公布。\n"
    kinds = ["title", "opening", "adjustment", "effective", "republication"]
    assert [f.kind for f in parse_decision(text).formal] == kinds


def test_a_chapter_whose_new_text_bears_another_number_keeps_its_own() -> None:
    done = ordered(
        "一、将第二章修改为：\n“第四章　渡船和渡工\n“第三条　渡船应当检验。\n“第四条　渡工应当持证。\n“第五条　渡客应当购票。\n“第六条　渡客不得携带危险物品。”"
    )
    assert [c.label for c in done.statute.chapters] == ["第一章", "第二章", "第三章"]
    assert [f.after for f in done.findings if f.code == "amend.contradiction"] == ["第四章"]


@pytest.mark.parametrize("what", ["第四条", "第四条第一款"])
@pytest.mark.parametrize("text", ["渡工应当持证。", "渡工应当持证。\n“渡工不得超载。"], ids=["one", "two"])
def test_items_that_new_text_no_longer_has_do_not_go_without_a_word(what: str, text: str) -> None:
    done = ordered(f"一、将{what}修改为：“{text}”")
    assert "（一）持证上岗。" not in done.statute.to_text()
    assert [(f.code, f.address) for f in done.findings] == [("amend.items-dropped", "第四条第一款")]
    assert "原有3项" in done.findings[0].message


def test_references_to_another_statute_follow_the_numbers_given_for_it() -> None:
    text = "例市渡口条例\n第一条　违反《水法》第三条、第五条规定的，依照《中华人民共和国水法》第七条处罚。\n"
    decision = parse_decision(HEAD + "一、条文中引用的《水法》条文序号作相应调整。" + TAIL)
    numbers = {"中华人民共和国水法": {"第三条": "第四条", "第七条": "第八条"}}
    done = amend(parse_statute(text), decision, correspondences=numbers)
    want = "违反《水法》第四条、第五条规定的，依照《中华人民共和国水法》第八条处罚。"
    assert done.statute["第一条"].text == want  # type: ignore[union-attr]
    assert [(f.code, f.before) for f in done.findings] == [("amend.other-law", "第五条")]
    told = amend(parse_statute(text), decision).findings
    assert ["没有给出该法的条文对照" in f.message for f in told] == [True]


@pytest.mark.parametrize(
    ("what", "text", "line"),
    [
        ("第二章", "第九章　渡口运输", "第二章　渡口运输"),
        ("第二章第一节", "第二节　船只", "第一节　船只"),
        ("第二章第一节", "第一章　船只", "第一节　船只"),
    ],
)
def test_a_new_heading_that_bears_another_number_is_told(what: str, text: str, line: str) -> None:
    done = ordered(f"一、将{what}的标题修改为“{text}”。")
    assert line in done.statute.to_text().splitlines()
    assert [(f.code, str(f.severity), f.address, f.after) for f in done.findings] == [
        ("amend.contradiction", "warning", what, text[:3])
    ]


def test_a_section_without_articles_left_goes_with_them() -> None:
    done = ordered("一、删去第五条、第六条。")
    assert "第二节" not in done.statute.to_text()
    assert [(f.code, f.address) for f in done.findings] == [("amend.empty-heading", "第二章第二节")]


# -- lists in new text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (("渡工应当：", "1.持证，包括：", "（1）甲证；", "（2）乙证。", "2.穿救生衣。"), "款项目目项"),
        (("渡工应当：", "1.持证，包括：", "①甲证；", "②乙证。", "2.穿救生衣。", "渡客应当购票。"), "款项目目项款"),
        (("渡工应当：", "（一）持证，包括：", "1.甲证；", "2.乙证。", "（二）穿救生衣。"), "款项目目项"),
        (("渡工应当：", "（1）持证，包括：", "①甲证；", "②乙证。", "（2）穿救生衣。"), "款项目目项"),
    ],
)  # fmt: skip
def test_numbers_of_another_kind_stand_one_level_lower(lines: tuple[str, ...], levels: str) -> None:
    assert "".join(u.level.zh for u in payload_units(lines)) == levels


def test_glued_numbers_are_parted_as_far_as_they_are_expected() -> None:
    lines = ("第三条本市渡船应当检验。", "第四条渡工应当持证。", "第五条渡客应当购票。")
    assert unglue_heads(lines, [Number(3), Number(4)]) == (
        "第三条\u3000本市渡船应当检验。",
        "第四条\u3000渡工应当持证。",
        "第五条渡客应当购票。",
    )
    assert unglue_heads(("三、甲。", "四、乙。"), [Number(3)]) == ("第三条\u3000甲。", "四、乙。")


# -- two decisions on one text ---------------------------------------------------------------------------------------------------


def of(*orders: str) -> Patch:
    return ordered(*orders).patch


def test_what_follows_gives_way_to_what_is_ordered_and_the_next_clash_in_the_line_is_told_all_the_same() -> None:
    """One decision moves 第四条 away, the reference to it follows; the other one rewords the reference, and both change the fine."""
    p = of("一、增加一条，作为第三条：“渡口应当编号。”", "二、将第七条中的“一百元”修改为“二百元”。")
    q = of("一、将第七条中的“本条例第四条规定”修改为“渡运规定”，“一百元”修改为“三百元”。")
    for one, two in ((p, q), (q, p)):
        merged = merge(one, two, LAW)
        assert [(c.kind, str(c.address)) for c in merged.conflicts] == [("text", "第七条第一款")]
        text = merged.patch.apply(LAW).to_text()
        assert "违反渡运规定的，处一百元罚款。" in text and "第四条　渡船应当检验。" in text


def test_one_rewording_over_a_reference_that_follows_and_a_fine_that_is_ordered() -> None:
    """The rewording covers both; that it meets the reference says nothing on the fine behind it."""
    p = of("一、增加一条，作为第三条：“渡口应当编号。”", "二、将第七条中的“一百元”修改为“二百元”。")
    q = of("一、将第七条修改为：“抢航、超载或者无证驾船的，由公安机关拘留。”")
    for one, two in ((p, q), (q, p)):
        merged = merge(one, two, LAW)
        assert [(c.kind, str(c.address)) for c in merged.conflicts] == [("text", "第七条第一款")]
        assert merged.patch.apply(LAW).to_text()


def test_one_rewording_over_two_references_that_follow() -> None:
    """Both give way, not only the first one that it meets."""
    law = parse_statute(
        "例市渡口条例\n第一条　甲。\n第二条　乙。\n第三条　丙。\n第四条　违反本条例第二条、第三条规定的，处罚款。\n"
    )
    both = []
    for order in ("一、增加一条，作为第二条：“丁。”", "一、将第四条修改为：“违反规定的，由公安机关拘留。”"):
        both.append(amend(law, parse_decision(HEAD + order + TAIL)).patch)
    for one, two in (both, reversed(both)):
        merged = merge(one, two, law)
        assert merged.clean
        assert merged.patch.apply(law).to_text().endswith("第四条　丙。\n第五条　违反规定的，由公安机关拘留。\n")


def test_both_fines_alike_are_no_conflict() -> None:
    p = of("一、增加一条，作为第三条：“渡口应当编号。”", "二、将第七条中的“一百元”修改为“二百元”。")
    q = of("一、将第七条中的“一百元”修改为“二百元”。")
    merged = merge(p, q, LAW)
    assert merged.clean and "第八条　违反本条例第五条规定的，处二百元罚款。" in merged.patch.apply(LAW).to_text()


@pytest.mark.parametrize(
    "change", ["一、第三条增加一款：“渡船应当编号。”", "一、将第三条第一款中的“检验”修改为“年检”。"]
)
def test_a_change_within_what_the_other_deletes_is_told_whoever_comes_first(change: str) -> None:
    gone, changed = of("一、删去第三条。"), of(change)
    for one, two in ((gone, changed), (changed, gone)):
        merged = merge(one, two, LAW)
        assert [c.kind for c in merged.conflicts] == ["deleted"]
        assert str(merged.conflicts[0].address).startswith("第三条")
        causes = [merged.conflicts[0].first_cause, merged.conflicts[0].second_cause]
        assert causes == [p.ops[0].cause for p in (one, two)]
        assert "检验每年一次。" in merged.patch.apply(LAW).to_text()
        assert not rebase(two, over=one, base=LAW).clean
