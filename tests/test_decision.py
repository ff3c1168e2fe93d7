"""Decisions: formal parts, statutes, instructions, dates; every character accounted for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack import amend, parse_statute
from lawtrack.decision.orders import (
    Adjust,
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    Order,
    Place,
    Remark,
    RepealStatutes,
    Replace,
    ReplaceWords,
)
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from tests.decisions import HEAD, TAIL, kinds, labels, uncovered
from tests.examples import part


def test_metadata_and_labels() -> None:
    d = parse_decision(
        HEAD
        + "一、将第三条改为第四条，第一款修改为：“甲。”\n第三款修改为：“乙。”\n二、删去第五条。\n三、对部分条文作以下修改：\n"
        + "（一）将第六条中的“丙”修改为“丁”。\n（二）在第七条“戊”后增加“己”。\n"
        + TAIL
    )
    assert d.title == "某市人民代表大会常务委员会关于修改《某市甲条例》的决定"
    assert d.body == "某市人民代表大会常务委员会"
    assert (d.adopted, d.promulgated, d.effective) == ("2024-01-02", "", "2024-03-01")
    assert [a.title for a in d.amended] == ["某市甲条例"]
    assert d.amended[0].adjusts and not d.amended[0].rewords and not d.unnumbered
    assert labels(d) == ["一", "二", "三（一）", "三（二）"]
    assert [i.index for i in d.instructions] == [0, 1, 2, 3]
    assert kinds(d) == [["Renumber", "Replace", "Replace"], ["DeleteProvisions"], ["ReplaceWords"], ["InsertWords"]]
    assert [f.kind for f in d.formal] == ["title", "note", "opening", "group", "effective", "republication"]
    assert d.unread == () and uncovered(d) == ""
    assert d.instructions[1].span is not None
    assert d.source[d.instructions[1].span.start : d.instructions[1].span.end] == "二、删去第五条。"


def test_in_force_on_publication() -> None:
    d = parse_decision(HEAD + "删去第三条。\n本决定自公布之日起施行。\n")
    assert (d.adopted, d.effective) == ("2024-01-02", "")  # the day of promulgation is not known, and not guessed
    assert labels(d) == [""]
    d = parse_decision("甲省人民政府令\n2024年5月6日\n" + HEAD + "删去第三条。\n本决定自公布之日起施行。\n")
    assert (d.promulgated, d.effective) == ("2024-05-06", "2024-05-06")


def test_parts_with_dates_of_their_own() -> None:
    body = "一、将第三条修改为：“甲。”\n二、删去第五条。\n三、将第六条改为第五条，其中的“乙”修改为“丙”。\n"
    d = parse_decision(HEAD + body + "本决定自2024年3月1日起施行，其中第二项自2025年1月1日起施行。\n")
    assert d.effective == "2024-03-01"
    assert [i.effective for i in d.instructions] == ["", "2025-01-01", ""]
    d = parse_decision(HEAD + body + "本决定自公布之日起施行，关于第六条的修改自2025年7月1日起施行。\n")
    assert [i.effective for i in d.instructions] == ["", "", "2025-07-01"]
    d = parse_decision(HEAD + body + "本决定第一条自2024年5月1日起施行，第二条自公布之日起施行。\n")
    assert d.effective == "2024-05-01"


def test_omnibus_by_headings() -> None:
    d = parse_decision(
        "某会关于修改《甲法》、《乙法》的决定\n（2024年1月2日第一届某会第三次会议通过）\n第一届某会第三次会议决定：\n"
        "一、对《甲法》作出修改\n（一）删去第三条。\n（二）将第四条中的“子”修改为“丑”。\n"
        "二、对《乙法》作出修改\n将第九条修改为：“寅。”\n本决定自公布之日起施行。\n"
    )
    assert [a.title for a in d.amended] == ["甲法", "乙法"]
    assert labels(d) == ["一（一）", "一（二）", "二"]
    assert d.unread == () and uncovered(d) == ""
    only = d.for_statute("《乙法》")
    assert [a.title for a in only.amended] == ["乙法"]
    assert [i.label for i in only.instructions] == ["二"]


def test_omnibus_in_an_annex_with_titles_in_the_first_instruction() -> None:
    d = parse_decision(
        "国务院关于修改和废止部分行政法规的决定\n为了某事，国务院决定：\n一、对2部行政法规的部分条款予以修改。（附件1）\n"
        "二、对1部行政法规予以废止。（附件2）\n本决定自2022年5月1日起施行。\n附件：1．国务院决定修改的行政法规\n2．国务院决定废止的行政法规\n"
        "附件1\n国务院决定修改的行政法规\n一、将《子条例》第二条修改为“甲。”\n删去第三条。\n第四条第一款中的“乙”修改为“丙”，第二款修改为：“丁。”\n"
        "二、删去《丑条例》第九条第三款。\n此外，对相关行政法规中的条文序号作相应调整。\n附件2\n国务院决定废止的行政法规\n一、寅规定（1986年1月8日国务院发布）\n"
    )
    assert [a.title for a in d.amended] == ["子条例", "丑条例", "寅规定"]
    assert labels(d) == ["一（1）", "一（2）", "一（3）", "二", ""]
    assert kinds(d)[2] == ["ReplaceWords", "Replace"]
    assert d.repealed == ("寅规定",)
    assert d.instructions[-1].orders[0] == RepealStatutes(("寅规定",), phrase="repeal", span=d.instructions[-1].span)
    assert [a.adjusts for a in d.amended] == [True, True, False]
    assert d.unread == () and uncovered(d) == ""


def test_court_style_and_title_alone() -> None:
    d = parse_decision(
        "某院关于修改《甲解释》等二件司法解释的决定\n（2020年12月23日某院审判委员会第1823次会议通过　2021年1月1日施行）\n"
        "经某院审判委员会第1823次会议决定，对《甲解释》等二件司法解释作如下修改：\n一、修改《甲解释》\n1.将引言修改为：\n“为了子，制定本解释。”\n"
        "2.将“一、丑的成立”修改为：\n“一、丑”\n3.删除第四条、第五条。\n4.将十一条修改为：\n“寅。\n（一）卯；\n（二）辰。”\n5.条文顺序作相应调整。\n"
        "二、《关于适用〈乙法〉的解释（一）》\n将第二段修改为：\n“巳。”\n本决定自2021年1月1日起施行。\n根据本决定，《甲解释》等二件司法解释作相应修改后重新公布。\n"
    )
    assert [a.title for a in d.amended] == ["甲解释", "关于适用〈乙法〉的解释（一）"]
    assert labels(d) == ["一、1", "一、2", "一、3", "一、4", "一、5", "二"]
    assert [a.adjusts for a in d.amended] == [True, False]
    assert d.instructions[3].orders[0].payload.lines == ("寅。", "（一）卯；", "（二）辰。")  # type: ignore[union-attr]
    assert isinstance(d.instructions[4].orders[0], Adjust)
    assert d.instructions[5].orders[0].places[0].part == "line-2"  # type: ignore[union-attr]
    assert [f.code for f in d.findings] == ["decision.address-slip"]
    assert d.findings[0].repair is not None
    assert uncovered(d) == ""
    assert len(d.for_statute("关于适用《中华人民共和国乙法》的解释（一）").instructions) == 1


def test_new_text_without_quotation_marks() -> None:
    d = parse_decision(
        "某市人大常委会关于修改《甲条例》等2件地方性法规的决定\n（2024年12月31日某市第十六届人大常委会第十八次会议通过）\n"
        "某市第十六届人大常委会第十八次会议决定：\n一、对《甲条例》的修改\n1.将第九条修改为：\n应当具备下列条件：\n（一）有“章程”；\n（二）有资金。\n"
        "2.将第十一条第一款修改为：\n甲变更地址的，应当备案。\n第三款修改为：\n乙。\n删去第四款。\n3.其他修改：\n将第七条中的“丙”修改为“丁”。\n"
        "删去第八条中的“戊”，第十条中的“己”。\n二、对《乙条例》的修改\n将条例中的“庚”均修改为“辛”。\n"
        "此外，对相关法规的条款顺序和部分文字作相应调整。\n本决定自2025年1月1日起施行。\n《甲条例》《乙条例》根据本决定作相应修正后，重新公布。\n"
    )
    assert [a.title for a in d.amended] == ["甲条例", "乙条例"]
    assert labels(d) == ["一、1", "一、2", "一、3（1）", "一、3（2）", "二"]
    first = d.instructions[0].orders[0]
    assert isinstance(first, Replace) and not first.payload.quoted
    assert first.payload.lines == ("应当具备下列条件：", "（一）有“章程”；", "（二）有资金。")
    assert kinds(d)[1] == ["Replace", "Replace", "DeleteProvisions"]
    assert all(a.adjusts and a.rewords for a in d.amended)
    assert d.unread == () and uncovered(d) == ""


def test_constitution_style() -> None:
    d = parse_decision(
        "中华人民共和国宪法修正案（2099年）\n（2099年3月11日第九十届某会第一次会议通过）\n第五十三条　宪法第一条第二款“甲。”修改为：“乙。”\n"
        "第五十四条　宪法第二条：“丙。”“丁。”修改为：“戊。”“己。”“庚。”\n第五十五条　宪法第三章“机构”中增加一节，作为第七节“委员会”；增加两条，分别作为第一百二十三条、第一百二十四条。内容如下：\n"
        "第七节　委员会\n第一百二十三条　辛。\n壬：\n主任，\n委员若干人。\n第一百二十四条　癸。\n第七节相应改为第八节，第一百二十三条至第一百三十条相应改为第一百二十五条至第一百三十二条。\n"
    )
    assert d.unnumbered and [a.title for a in d.amended] == ["中华人民共和国宪法"]
    assert labels(d) == ["第五十三条", "第五十四条", "第五十五条"]
    second = d.instructions[1].orders[0]
    assert isinstance(second, ReplaceWords) and second.old_whole
    assert second.pairs == (("丙。\n丁。", "戊。\n己。\n庚。"),)
    assert kinds(d)[2] == ["InsertProvisions", "Renumber", "Renumber"]
    assert d.instructions[2].orders[0].payload.lines[0] == "第七节　委员会"  # type: ignore[union-attr]
    assert d.unread == () and uncovered(d) == ""


def test_criminal_law_style() -> None:
    d = parse_decision(
        "中华人民共和国刑法修正案（九十）\n（2099年3月11日第九十届某会第一次会议通过）\n为了惩治甲犯罪，保护乙，将刑法第三百四十二条修改为：“违反丙的，处丁。”\n"
        "本修正案自公布之日起施行。\n"
    )
    assert d.unnumbered and d.amended[0].title == "中华人民共和国刑法"
    assert [f.kind for f in d.formal] == ["title", "note", "opening", "effective"]
    assert kinds(d) == [["Replace"]] and uncovered(d) == ""
    assert d.for_statute("刑法").amended == d.amended


def test_clauses_that_change_no_text() -> None:
    d = parse_decision(
        "某会关于惩治甲犯罪的决定\n1998年12月29日第九届某会第六次会议通过\n为了惩治甲的犯罪行为，对刑法作如下补充修改：\n"
        "一、有下列情形之一，处乙：\n（一）丙的；\n（二）丁的。\n单位犯前款罪的，处罚金。\n二、将刑法第一百九十条修改为：公司违反规定，处戊。\n三、己的，依照刑法第二百二十五条的规定定罪处罚。\n"
        "四、本决定自公布之日起施行。\n"
    )
    assert labels(d) == ["一", "二", "三"]
    assert kinds(d) == [["Remark"], ["Replace"], ["Remark"]]
    assert d.instructions[1].orders[0].payload.lines == ("公司违反规定，处戊。",)  # type: ignore[union-attr]
    assert isinstance(d.instructions[0].orders[0], Remark)
    assert d.unread == () and uncovered(d) == "" and d.effective == ""


@pytest.mark.parametrize(
    ("clause", "remark"),
    [("甲市比照适用《某市甲条例》的规定。", True), ("第三条所称的甲，是指乙。", True), ("第四条作适当修改。", False), ("将第四条做些改动。", False),
     ("对第六条进行文字处理。", False), ("把第七条挪到后面。", False), ("“甲”改了。", False), ("另增款为第一款如下：“甲。”", False), ("同时，补入规定：“甲。”", False)],
)  # fmt: skip
def test_a_remark_is_no_order_that_was_not_understood(clause: str, remark: bool) -> None:
    d = parse_decision(HEAD + f"一、{clause}\n" + TAIL)
    assert [f.code for f in d.findings] == (["decision.count", "decision.remark"] if remark else ["decision.unread"])
    assert [isinstance(o, Remark) for i in d.instructions for o in i.orders] == [True] * remark
    assert uncovered(d) == ""


def test_as_scanned() -> None:
    d = parse_decision(
        "某市人民代表大会常务委员会关于修改《某市甲条例》的决定\n\n(2023年11月24日某市第十六届人民代表大会\n常务委员会第六次会议通过)\n\n"
        "某市第十六届人民代表大会常务委员会第六次会议决定对《某市甲条例》作如下修改:\n\n一、将第十五条改为第十二条,第一款修\n\n改为:「甲应当加强对乙的领导,\n\n根据需要设立机构。」\n\n"
        "二、对部分条文作以下修改:\n\n(一)将第十九条改为第十六条，其中的\n\n“乙”修改为“丙”。\n\n本决定自公布之日起施行。\n"
    )
    assert labels(d) == ["一", "二（一）"]
    assert d.instructions[0].orders[1].payload.lines == ("甲应当加强对乙的领导,根据需要设立机构。",)  # type: ignore[union-attr]
    assert kinds(d)[1] == ["Renumber", "ReplaceWords"]
    assert d.unread == () and uncovered(d) == ""
    assert {f.code for f in d.findings} == {"decision.torn-line"}


def test_a_title_over_several_lines_and_what_stands_around() -> None:
    d = parse_decision(
        "某国主席令\n第一二三号\n《某会关于修改〈甲法〉的决定》已由某会于2024年4月26日通过，现予公布，自公布之日起施行。\n主席　某某\n2024年4月27日\n"
        "某国人民代表大会常务委员会\n关于修改《甲法》的决定\n（2024年4月26日第十四届某国人民代表大会\n常务委员会第九次会议通过）\n"
        "第十四届某会常务委员会第九次会议决定对《甲法》作如下修改：\n一、删去第三条。\n本决定自公布之日起施行。\n秘书长　某某\n2024年4月28日\n"
    )
    assert d.title == "某国人民代表大会常务委员会关于修改《甲法》的决定"
    assert (d.adopted, d.promulgated, d.effective) == ("2024-04-26", "2024-04-27", "2024-04-27")
    assert d.unread == () and uncovered(d) == ""


def test_one_order_for_a_list_of_statutes() -> None:
    d = parse_decision(
        "某会关于修改部分法律的决定\n（2009年8月27日第一届某会第三次会议通过）\n第一届某会第三次会议决定：\n一、对下列法律和法律解释中明显不适应社会发展要求的规定作出修改\n"
        "1.将《甲通则》第七条修改为：“子。”\n删去第五十八条第一款第六项。\n2.删去《乙法》第十二条。\n二、对下列法律中关于“丑”的规定作出修改\n"
        "（一）将下列法律和法律解释中的“丑”修改为“丑、寅”\n3.《丙法》第十八条\n4.《丁法》第二条第三款、第四十八条\n（二）将下列法律中的“丑”修改为“卯”\n5.《戊法》\n"
        "本决定自公布之日起施行。\n"
    )
    assert [a.title for a in d.amended] == ["甲通则", "乙法", "丙法", "丁法", "戊法"]
    assert labels(d) == ["一、1（1）", "一、1（2）", "一、2", "二（一）、3", "二（一）、4", "二（二）、5"]
    words = [o for i in d.instructions[3:] for o in i.orders]
    assert all(isinstance(o, ReplaceWords) for o in words)
    assert [[str(p) for p in o.places] for o in words] == [["第十八条"], ["第二条第三款", "第四十八条"], ["全文"]]  # type: ignore[union-attr]
    assert [o.pairs for o in words] == [(("丑", "丑、寅"),), (("丑", "丑、寅"),), (("丑", "卯"),)]  # type: ignore[union-attr]
    assert d.unread == () and uncovered(d) == ""


def test_choosing_a_statute() -> None:
    d = parse_decision(
        "某会关于修改《中华人民共和国甲法》、《某市乙条例》、《丙市乙条例》的决定\n某会决定：\n一、对《中华人民共和国甲法》作出修改\n删去第一条。\n"
        "二、对《某市乙条例》作出修改\n删去第二条。\n三、对《丙市乙条例》作出修改\n删去第三条。\n本决定自2024年1月1日起施行。\n"
    )
    for name in ("甲法", "《中华人民共和国甲法》", "中华人民共和国甲法（2018年修正）"):
        assert [a.title for a in d.for_statute(name).amended] == ["中华人民共和国甲法"]
    assert [a.title for a in d.for_statute("某市乙条例").amended] == ["某市乙条例"]
    for name in ("乙条例", "丁法"):
        other = d.for_statute(name)
        assert other.amended == () and [f.severity for f in other.findings] == [Severity.ERROR]
        assert "某市乙条例" in other.findings[-1].message


def test_a_decision_on_one_statute_is_for_that_one() -> None:
    d = parse_decision(HEAD + "一、删去第三条。\n" + TAIL)
    assert d.for_statute("甲条例").findings == ()
    assert d.for_statute("").findings == ()
    other = d.for_statute("某市丁办法")
    assert other.amended == d.amended and [f.code for f in other.findings] == ["decision.other-statute"]


def test_what_is_not_understood_is_reported_with_its_place() -> None:
    d = parse_decision(
        HEAD + "一、删去第三条。\n二、将第四条做些改动，第五条修改为：“甲。”\n三、将第六条修改为：\n" + TAIL
    )
    assert [f.code for f in d.unread] == ["decision.unread", "decision.unread"]
    assert [d.source[f.span.start : f.span.end].strip() for f in d.unread if f.span] == [
        "二、将第四条做些改动，第五条修改为：“甲。”",
        "三、将第六条修改为：",
    ]
    assert [f.instruction for f in d.unread] == ["二", "三"]
    assert all(f.severity is Severity.ERROR and f.message_en for f in d.unread)
    assert kinds(d) == [["DeleteProvisions"], [], []]
    assert uncovered(d) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\u3000\n",
        "第一章　总则\n第一条　为了甲，制定本法。\n第二条　乙应当修改为丙。\n",
        "“",
        "决定",
        "第" * 50_000,
        "\ufeff",
        "甲\n" * 2000,
    ],
)
def test_what_is_no_decision(text: str) -> None:
    d = parse_decision(text)
    assert d.amended == () and [f.severity for f in d.findings if f.code in ("decision.unread", "decision.empty")] == [
        Severity.ERROR
    ]
    assert uncovered(d) == ""


@pytest.mark.parametrize(
    "unit",
    ["“", "“”", "”\n“", "第一", "删去第一条、", "第一条中的“甲”，", "“甲”、", "《", "（一）甲；\n", "一、删去第三条。\n", "修改为", "将第一条",
     "第一条至", "增加一款，作为第一款，", "一、将第一条\n", "除第一条、", "将第一条修改为：\n", "第一条修改为“甲。”", "2024年1月1日", "甲\n"],
)  # fmt: skip
@pytest.mark.sampled
def test_long_repetitions_are_read(unit: str) -> None:
    d = parse_decision(HEAD + "一、" + unit * (part(20_000) // len(unit)))
    assert uncovered(d) == ""


WORDS = ["将", "在", "第三条", "第一款", "第二项", "原", "、", "，", "。", "；", "：", "修改为", "改为", "作为", "增加", "一条", "一款", "删去",
         "中的", "其中的", "“甲”", "“乙。”", "“", "”", '"', "后", "合并", "分为", "两款", "至", "和", "该条", "《丙法》", "一、", "（一）", "1.", "\n",
         "本决定自公布之日起施行。", "附件1", "第三章", "包括", "除", "外", "条文顺序作相应调整", "序言第一自然段", "款尾", "名称", "对部分条文作以下修改：",
         "修改《丁法》", "第", "条", "百", "　", "宪法", "移至", "单列", "‘", "’"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=200, deadline=None)
def test_keyword_soup(words: list[str]) -> None:
    for text in ("".join(words), HEAD + "".join(words) + "\n" + TAIL):
        d = parse_decision(text)
        assert uncovered(d) == ""
        assert d.to_text() == text
        assert repr(d)


RULES = "例国水运部关于修改《例国茶船规定》的决定\n例国水运部决定对《例国茶船规定》作如下修改：\n"


def test_new_text_without_marks_ends_before_what_is_said_of_annexes() -> None:
    d = parse_decision(
        RULES + "一、第六十三条增加一款，作为第二款，内容为：从事茶船经营的企业应当备案。\n原第二款变为第三款。\n"
        "二、第九十条第一款第三项修改为：（三）未备案经营的；\n同时，对附件3茶船标志牌的样式和附件4标志牌的规范进行相应调整。\n"
    )
    insert, moved, replace = (o for i in d.instructions for o in i.orders)
    assert (insert.kind, moved.kind) == ("insertion", "renumbering")
    assert (
        isinstance(replace, Replace)
        and replace.payload is not None
        and replace.payload.lines == ("（三）未备案经营的；",)
    )
    assert [f.code for f in d.findings] == ["decision.unspecified"]


def test_a_provision_told_and_told_anew_is_no_remark() -> None:
    d = parse_decision(
        "例国茶船公司章程修正案\n一、原章程第四条规定如下：\n公司住所在东岸。\n修改如下：\n公司住所在西岸。\n"
    )
    assert not any(i.orders for i in d.instructions) and all(f.severity is Severity.ERROR for f in d.findings)


@pytest.mark.parametrize("pointer", ["（见附件）", "“（见附件2）”", "“附后”", "“（略）。”"])
def test_a_text_that_only_says_where_it_stands_is_no_new_text(pointer: str) -> None:
    d = parse_decision(RULES + f"一、将附件2修改为：{pointer}\n二、删去第九条。\n")
    assert [type(o) for i in d.instructions for o in i.orders] == [DeleteProvisions]
    assert [f.code for f in d.findings if f.severity is Severity.ERROR] == ["decision.elided"]


@pytest.mark.parametrize(
    "clause",
    [
        "第四条第二自然段第一句“茶”修改为“茶叶”。",
        "第四条第一自然段末尾增写：“船应当挂旗。”",
        "停止适用《例国船闸办法》第六条。",
        "宣布失效的文件见附件。",
        "决定取消《例国茶摊办法》第六条、《例国木桥办法》第三条第二款设定的行政许可。",
    ],
)
def test_what_cannot_be_read_whole_is_told_and_never_kept_as_a_remark(clause: str) -> None:
    d = parse_decision(RULES + f"一、{clause}\n二、删去第九条。\n")
    assert [type(o) for i in d.instructions for o in i.orders] == [DeleteProvisions]
    assert d.unread and d.unread[0].instruction == "一"


def test_a_list_of_statutes_under_one_order_may_end_its_lines_with_semicolons() -> None:
    d = parse_decision(
        "例国水运部关于修改部分规章的决定\n例国水运部决定对3部规章作如下修改：\n一、将《例国河埠办法》第二条中的“局”修改为“厅”。\n"
        "二、将下列规章中的“征用”修改为“征收”：\n（1）《例国茶船规定》第二十条；\n（2）《例国木桥办法》第三条、第四条第二款。\n"
    )
    assert [(a.title, [str(p.address) for i in a.instructions for o in i.orders for p in o.places]) for a in d.amended] == [
        ("例国河埠办法", ["第二条"]), ("例国茶船规定", ["第二十条"]), ("例国木桥办法", ["第三条", "第四条第二款"]),
    ]  # fmt: skip
    assert d.unread == ()


def test_lists_of_whole_provisions_that_go_may_stand_between_commas() -> None:
    d = parse_decision(
        RULES + "一、删去第六条至第八条，第十条第二款。\n二、删去第十二条第（三）项中“注册资本”，第十三条第（二）项。\n"
    )
    assert d.unread == ()
    assert [[str(p) for p in o.places] for i in d.instructions for o in i.orders] == [
        ["第六条至第八条", "第十条第二款"], ["第十二条第三项"], ["第十三条第二项"],
    ]  # fmt: skip


def test_a_second_pair_with_jun_is_of_the_place_of_the_first() -> None:
    d = parse_decision(RULES + "一、将第九条中的“一万元”均改为“二万元”，“五千元”均改为“一万元”。\n")
    (order,) = d.instructions[0].orders
    assert isinstance(order, ReplaceWords) and [str(p) for p in order.places] == ["第九条"] and order.unless == ()
    assert order.pairs == (("一万元", "二万元"), ("五千元", "一万元"))


def test_an_item_is_listed_anew() -> None:
    d = parse_decision(RULES + "一、第十四条第三项，改列为第四项。\n")
    assert [o.kind for o in d.instructions[0].orders] == ["renumbering"] and d.findings == ()


def test_the_body_of_a_decision_is_taken_from_one_line() -> None:
    d = parse_decision(
        "例市人民政府关于公布清理结果的意见\n例市人民政府决定：\n一、将《例市渡口办法》第三条中的“局”修改为“厅”。\n"
    )
    assert d.body == "例市人民政府"


@pytest.mark.parametrize(
    "text",
    [
        "茶船应当年检。第二款删去。",
        "茶船应当登记，第四条删去。",
        "茶船靠左；第七条修改为：茶船靠右。",
        "茶船应当年检。删去第八条。",
        "茶船应当登记。\n责任编辑：甲某\n分享到：\n【打印】【关闭】",
        "茶船应当登记。\n扫一扫在手机打开当前页",
    ],
)
def test_new_text_without_marks_never_takes_in_an_order_or_the_foot_of_a_page(text: str) -> None:
    d = parse_decision(RULES + f"一、第三条修改为：{text}\n")
    assert not any(i.orders for i in d.instructions) and [f.code for f in d.findings] == ["decision.whose-words"]


def test_new_text_without_marks_ends_above_a_signature() -> None:
    d = parse_decision(
        RULES + "一、第三条修改为：\n茶船应当登记：\n（一）有船；\n（二）有茶\n例国水运部\n2019年5月20日\n"
    )
    (order,) = d.instructions[0].orders
    assert isinstance(order, Replace) and order.payload.lines == ("茶船应当登记：", "（一）有船；", "（二）有茶")


def test_a_number_on_a_line_of_its_own_belongs_to_the_line_below() -> None:
    d = parse_decision(RULES + "一、\n删去第六条。\n二、\n第九条改为第八条。\n")
    assert [(i.label, len(i.orders)) for i in d.instructions] == [("一", 1), ("二", 1)]
    assert {f.code for f in d.findings} == {"decision.torn-line"}


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("（2021年5月8日例国水运部令第88号公布　自公布之日起30日后施行）", ("", ["", ""])),
        ("（2021年5月8日例国水运部令第88号公布　自公布之日起满三个月施行）", ("", ["", ""])),
        (
            "（2021年5月8日例国水运部令第88号公布　自2021年6月1日起施行，第三条自2022年1月1日起施行）",
            ("2021-06-01", ["2022-01-01", ""]),
        ),
    ],
)
def test_days_that_a_note_counts_or_gives_to_one_article(note: str, days: tuple[str, list[str]]) -> None:
    title, opening = RULES.split("\n")[:2]
    d = parse_decision(f"{title}\n{note}\n{opening}\n一、删去第三条。\n二、删去第五条。\n")
    assert (d.effective, [i.effective for i in d.instructions]) == days


def test_an_amendment_may_name_itself_in_brackets() -> None:
    d = parse_decision(
        "例国妇女会章程（修正案）\n（2018年11月2日例国妇女会第十二次全国代表大会通过）\n一、第三条第二款“贫困”修改为“困难”。\n"
    )
    assert d.title == "例国妇女会章程（修正案）" and [a.title for a in d.amended] == ["例国妇女会章程"]
    assert d.adopted == "2018-11-02" and d.findings == ()


def placed(order: Order) -> Place:
    """The first place of an order on provisions or words."""
    assert isinstance(order, Replace | DeleteProvisions | ReplaceWords | DeleteWords)
    return order.places[0]


@pytest.mark.parametrize("head", ["第六条作如下修改：", "将第六条修改为：", "第六条："])
def test_orders_under_a_heading_that_names_their_provision(head: str) -> None:
    d = parse_decision(
        RULES + f"一、{head}\n（一）第一款修改为：“丁。”\n（二）删去第二款中的“甲”。\n二、删去第九条。\n"
    )
    assert [(i.label, str(placed(o))) for i in d.instructions for o in i.orders] == [
        ("一（一）", "第六条第一款"),
        ("一（二）", "第六条第二款"),
        ("二", "第九条"),
    ]
    assert d.findings == ()


@pytest.mark.parametrize("text", ["第三条第（一）至（三）项", "第三条第一—三项", "第三条第（一）至第（三）项"])
def test_a_range_with_its_unit_behind_the_last_number(text: str) -> None:
    d = parse_decision(RULES + f"一、将{text}中的“甲”修改为“乙”。\n")
    assert [str(placed(o)) for i in d.instructions for o in i.orders] == ["第三条第一项至第三条第三项"]


def test_what_is_taken_out_behind_the_words_and_a_text_before_its_number() -> None:
    d = parse_decision(
        RULES + "一、将本规定中的“渡政”修改为“海事”（第二十条除外）。\n二、增加一条：“甲。”，作为第十九条。\n"
        "三、将第五条中的“甲”修改为“乙”（第二款除外），“丙”修改为“丁”。\n四、第六条增加两款：“甲。”，作为第二款、第三款。\n"
    )
    swap, insert = (o for i in d.instructions for o in i.orders)
    assert isinstance(swap, ReplaceWords) and [str(p) for p in swap.except_] == ["第二十条"]
    assert isinstance(insert, InsertProvisions) and str(insert.to[0]) == "第十九条"
    assert [f.code for f in d.findings] == ["decision.unread", "decision.contradiction"]


def test_a_provision_with_the_text_it_had() -> None:
    """The old text is held against the statute: the provision changes only where it stands there."""
    d = parse_decision(
        "例国茶船公司章程修正案\n一、第一条原为：“第一条　住所：东岸。”现修改为：“第一条　住所：西岸。”\n二、第二条原为：\n“甲。\n乙。”\n现修改为：\n“丙。”\n三、第三条原为：“戊。”现修改为：“己。”\n"
    )
    base = parse_statute("例国茶船公司章程\n第一条　住所：东岸。\n第二条　甲。\n乙。\n第三条　丁。\n")
    changed = amend(base, d)
    assert [a.text for a in changed.statute.articles] == ["住所：西岸。", "丙。", "丁。"]
    assert [f.code for f in changed.findings if f.severity is Severity.ERROR] == ["amend.words-missing"]


def test_an_amendment_that_names_no_place_is_told() -> None:
    d = parse_decision(
        "例国基本规则附件二修正案\n（2012年6月30日例国议会通过）\n一、第五届议会由三十三人组成。\n二、第六届以后照此办理。\n"
    )
    assert [f.code for f in d.findings] == ["decision.unspecified"] * 2


def test_an_order_that_goes_on_in_a_list_and_a_heading_of_a_statute_with_its_provision() -> None:
    d = parse_decision(
        "例市人民政府关于修改部分规章的决定\n（2012年3月5日例市人民政府令第88号）\n一、《例市渡口办法》\n1.删去第二十条。\n"
        "2.原第九条改为第十条，并作如下修改：\n（1）第一款中的“甲”改为“乙”；\n（2）增加一款作为第二款：“丙。”\n3.删去第三十条。\n"
        "二、《例市船员办法》第六条作如下修改：\n1.第一款删去“甲”。\n2.删去第七条。\n3.第二款修改为：“乙。”\n"
    )
    assert [a.title for a in d.amended] == ["例市渡口办法", "例市船员办法"] and not d.unread
    ferry, crew = ([o for i in a.instructions for o in i.orders] for a in d.amended)
    assert [o.kind for o in ferry] == ["repeal", "renumbering", "substitution", "insertion", "repeal"]
    insert = ferry[3]
    assert str(placed(ferry[2])) == "第九条第一款" and isinstance(insert, InsertProvisions)
    assert [str(insert.under), *map(str, insert.to)] == ["第九条", "第十条第二款"]
    assert [str(placed(o)) for o in crew] == ["第六条第一款", "第七条", "第六条第二款"]


def test_a_list_below_an_order_that_is_not_understood_has_no_place() -> None:
    d = parse_decision(
        RULES + "一、原第九条改头换面，并作如下修改：\n（1）第一款中的“甲”改为“乙”；\n（2）删去第十一条。\n"
    )
    assert [str(placed(o)) for i in d.instructions for o in i.orders] == ["第十一条"]
    assert [f.code for f in d.findings] == ["decision.unread"] * 2
