"""Decisions: formal parts, statutes, instructions, dates; every character accounted for."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import Adjust, DeleteProvisions, Order, Payload, Remark, Repeal, Replace, ReplaceWords
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from tests.shared import SHARED, needs_shared

HEAD = (
    "某市人民代表大会常务委员会关于修改《某市甲条例》的决定\n"
    "（2024年1月2日某市第十六届人民代表大会常务委员会第三次会议通过）\n"
    "某市第十六届人民代表大会常务委员会第三次会议决定对《某市甲条例》作如下修改：\n"
)
TAIL = "本决定自2024年3月1日起施行。\n《某市甲条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n"


def uncovered(decision: Decision) -> str:
    """Law 10: what lies in no formal part, no order and no finding (white space aside)."""
    text = decision.source
    covered = bytearray(len(text))
    spans = [f.span for f in decision.formal] + [f.span for f in decision.findings]
    spans += [o.span for i in decision.instructions for o in i.orders]
    for span in spans:
        if span:
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return "".join(c for c, done in zip(text, covered, strict=True) if not done and not c.isspace())


def labels(decision: Decision) -> list[str]:
    return [i.label for i in decision.instructions]


def kinds(decision: Decision) -> list[list[str]]:
    return [[type(o).__name__ for o in i.orders] for i in decision.instructions]


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
    assert d.instructions[-1].orders[0] == Repeal(("寅规定",), phrase="repeal", span=d.instructions[-1].span)
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
    assert [f.code for f in d.findings] == ["decision.remark" if remark else "decision.unread"]
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
def test_long_repetitions_are_read(unit: str) -> None:
    d = parse_decision(HEAD + "一、" + unit * (20_000 // len(unit)))
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


def decisions() -> list[Path]:
    """The decisions of the shared folder, each text once."""
    seen: dict[str, Path] = {}
    for kind in ("cases", "after-only"):
        for path in sorted((SHARED / kind).glob("*/decision*.txt")) if (SHARED / kind).is_dir() else []:
            seen.setdefault(path.read_text("utf-8"), path)
    return list(seen.values())


@needs_shared
@pytest.mark.parametrize("path", decisions(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_real_decisions_are_read_whole(path: Path) -> None:
    d = parse_decision(path.read_text("utf-8"))
    assert d.unread == ()
    assert uncovered(d) == ""
    assert d.title and d.amended
    assert all(i.orders for i in d.instructions)


@needs_shared
def test_the_audit_decision() -> None:
    """The main case: 26 numbered instructions, the last one with four of its own."""
    d = parse_decision((SHARED / "cases" / "beijing-shenji-2023" / "decision.txt").read_text("utf-8"))
    assert (d.adopted, d.effective, d.amended[0].title) == ("2023-11-24", "", "北京市审计条例")
    heads = {label.split("（")[0] for label in labels(d)}
    assert len(heads) == 26 and labels(d)[-4:] == [f"二十六（{n}）" for n in "一二三四"]
    gazette = parse_decision((SHARED / "cases" / "beijing-shenji-2023" / "decision.gazette.txt").read_text("utf-8"))
    assert [(i.label, [(type(o), getattr(o, "places", ())) for o in i.orders]) for i in gazette.instructions] == [
        (i.label, [(type(o), getattr(o, "places", ())) for o in i.orders]) for i in d.instructions
    ]


def skeleton(decision: Decision) -> list[tuple[object, ...]]:
    """What a decision orders, without its marks and white space: to compare two readings of one decision."""
    drop = str.maketrans("", "", " \n\u3000“”‘’\"'「」『』，。：；（）(),.:;\\")
    out: list[tuple[object, ...]] = []
    for instruction in decision.instructions:
        for order in instruction.orders:
            row: list[object] = [instruction.label, type(order).__name__]
            for name in (
                "places",
                "to",
                "place",
                "under",
                "after",
                "before",
                "heading",
                "first",
                "last",
                "pairs",
                "words",
                "anchor",
            ):
                row.append(str(getattr(order, name, "")).translate(drop))
            payload = getattr(order, "payload", None)
            row.append(tuple(line.translate(drop) for line in payload.lines) if payload else ())
            out.append(tuple(row))
    return out


def outside(text: str, pattern: str, new: str) -> str:
    """Replace a pattern where no quotation is."""
    parts = re.split(r"(“[^”]*”)", text)
    return "".join(part if part.startswith("“") else re.sub(pattern, new, part) for part in parts)


AS_FOUND = {
    "straight marks": lambda t: t.translate(str.maketrans("“”‘’", "\"\"''")),
    "corner marks": lambda t: t.translate(str.maketrans("“”‘’", "「」『』")),
    "half-width marks": lambda t: t.translate(str.maketrans("，：；（）", ",:;()")),
    "blank lines and indents": lambda t: t.replace("\n", "\r\n\r\n\u3000\u3000"),
    "no colon": lambda t: re.sub(r"(修改为|作为第[^：\n]{1,12})[：:](?=“)", r"\1", t),
    "spaces in numbers": lambda t: re.sub(r"第([一二三四五六七八九十百]+)条", r"第\1 条", t),
    "items in brackets": lambda t: re.sub(r"第([一二三四五六七八九十]+)项", r"第（\1）项", t),
    "no last stop": lambda t: re.sub(r"(\n[一二三四五六七八九十]+、删[^\n]*)。(?=\n)", r"\1", t),
    "without 将": lambda t: re.sub(r"(^|[、）]|\n|，|；)将(?=第|刑法)", r"\1", t),
    "修改成": lambda t: re.sub(r"修改为(?=[：:]?\n?“)", "修改成", t),
    "变更为": lambda t: outside(t, r"(条|款|项)改为(?=第)", r"\1变更为"),
    "删除": lambda t: outside(t, r"(?<=[\n、），；。])(将?)删去", r"\1删除"),
    "新增": lambda t: outside(t, r"增加(?=[一两二三四五]+[款条项])", "新增"),
    "分别作为": lambda t: outside(t, r"([二两三四五][款条项])，?作为(?=第)", r"\1，分别作为"),
}  # fmt: skip


@needs_shared
@pytest.mark.parametrize("how", AS_FOUND)
def test_the_same_decision_in_other_clothes(how: str) -> None:
    """However a decision is typed, scanned or worded, it orders the same."""
    for path in decisions():
        text = path.read_text("utf-8")
        if "gazette" in path.name:
            continue
        changed = parse_decision(AS_FOUND[how](text))
        assert changed.unread == (), path
        assert uncovered(changed) == ""
        first, second = skeleton(parse_decision(text)), skeleton(changed)
        if how == "items in brackets":  # the supplied text changes too
            first, second = [row[:8] for row in first], [row[:8] for row in second]
        assert first == second, path


def torn(text: str) -> str:
    """The text with each instruction broken in two lines in the middle of its command."""
    out: list[str] = []
    for n, line in enumerate(text.split("\n")):
        command = re.match(
            r"((?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(?:将|删|增加|在|第)[^“]{12,}?)“", line
        )
        if command and "会议" not in command[1]:
            at = 6 + n * 7 % (len(command[1]) - 7)
            if line[at - 1] not in "：。；:":
                line = line[:at] + "\n\n" + line[at:]
        out.append(line)
    return "\n".join(out)


@needs_shared
def test_instructions_torn_anywhere() -> None:
    for path in decisions():
        text = path.read_text("utf-8")
        if "gazette" in path.name or any(f.code == "decision.unclosed-quote" for f in parse_decision(text).findings):
            continue
        changed = parse_decision(torn(text))
        assert changed.unread == (), path
        assert skeleton(changed) == skeleton(parse_decision(text)), path
        assert uncovered(changed) == ""


def test_new_text_on_its_own_line_after_the_closing_clause_is_no_signature() -> None:
    """State Council decisions carry the instructions in an annex, behind the clause on taking effect."""
    text = (
        "例国政府关于修改部分法规的决定\n经过清理，例国政府决定：\n一、对2件法规的部分条款予以修改。（附件1）\n"
        "本决定自2011年1月8日起施行。\n附件1\n例国政府决定修改的行政法规\n一、对下列法规中不适应发展要求的规定作出修改\n"
        "1.删去《例国渡口条例》第二条第二款中的“和码头”。\n第三条、第四条修改为：\n“第三条　甲。\n“第四条　乙。”\n"
        "二、将下列法规中引用的“旧名”修改为“新名”\n2.《例国水井条例》第五条、第六条\n"
    )
    decision = parse_decision(text)
    assert decision.unread == ()
    first, second = decision.amended
    assert [type(o).__name__ for i in first.instructions for o in i.orders] == ["DeleteWords", "Replace"]
    assert first.instructions[1].orders[0].payload.lines == ("第三条　甲。", "第四条　乙。")  # type: ignore[union-attr]
    assert second.instructions[0].orders[0].pairs == (("旧名", "新名"),)  # type: ignore[union-attr]


def test_what_narrows_a_deletion_is_not_passed_over() -> None:
    """删去第三款后半句 must not delete the paragraph, nor must words that are not understood."""
    head = "关于修改《例市条例》的决定\n会议决定对《例市条例》作如下修改：\n"
    (order,) = parse_decision(f"{head}一、删去第三条第二款后半句。\n").instructions[0].orders
    assert isinstance(order, DeleteProvisions) and order.places[0].part == "second-half"
    decision = parse_decision(f"{head}一、删去第三条第二款关于罚款的例外。\n")
    assert [o for i in decision.instructions for o in i.orders] == [] and len(decision.unread) == 1


def test_a_resolution_of_older_years() -> None:
    text = (
        "例市人民代表大会关于修改《例市选举办法》的若干规定的决议\n（1982年12月10日例市第五届人民代表大会第五次会议通过）\n"
        "会议决定对《例市选举办法》作如下修改和补充：\n一、第二条中的“各政党”改为“各党派”，“候选人”前加“代表”二字。\n"
        "二、增加一条作为第四条：“甲。”原第四条改为第五条，以下类推。\n三、删去附件三“备注”栏。\n"
    )
    decision = parse_decision(text)
    assert (decision.title[-2:], decision.adopted) == ("决议", "1982-12-10")
    orders = [type(o).__name__ for i in decision.instructions for o in i.orders]
    assert orders == ["ReplaceWords", "InsertWords", "InsertProvisions", "Renumber", "Adjust"]
    assert [f.instruction for f in decision.unread] == [
        "三"
    ]  # a column of a table is no provision; the annex must stay


@pytest.mark.parametrize(
    "more",
    ["删去第三款、第四款。", "第一款修改为：“甲。”", "在第二款中的“甲”后增加“乙”。", "将第二项中的“甲”修改为“乙”。"],
)
def test_a_bare_paragraph_after_a_merger_of_articles_may_be_of_either(more: str) -> None:
    """Of the last article, or of what the articles become together: not said, so not carried out."""
    d = parse_decision(HEAD + f"一、将第四条同第五条合并，改为第四条。\n{more}\n" + TAIL)
    assert [f.code for f in d.findings] == ["decision.unread"]
    assert kinds(d) == [["Merge"]]


@pytest.mark.parametrize("more", ["删去第五条第三款。", "增加一款，作为第四款：“甲。”", "将其中的“甲”修改为“乙”。"])
def test_what_names_its_article_or_the_merged_one_is_read_after_a_merger(more: str) -> None:
    d = parse_decision(HEAD + f"一、将第四条同第五条合并，改为第四条。\n{more}\n" + TAIL)
    assert not d.findings and len(d.instructions[0].orders) == 2


@pytest.mark.parametrize("verb", ["合并", "整合", "归并"])
def test_paragraphs_made_fewer(verb: str) -> None:
    d = parse_decision(f"{HEAD}一、将第三条改为第四条，第一、二、三款{verb}修改为：“甲。\n“乙。”\n{TAIL}")
    assert kinds(d) == [["Renumber", "Merge"]] and not d.findings


STRETCHED = (
    HEAD
    + "一、将第三条第一款修改为：“经营渡口的单位不得实施下列行为：\n"
    + "（一）在渡口范围以外的水域揽客，或者伴有如“快”“稳”等可能使人误解的表述；\n（二）在渡船上使用与例市渡口标志相似的文字或者图案标志，误导乘客；\n（三）超载。”\n"
    + "二、增加一条，作为第十五条：“例市建立渡口检查员制度，检查员受渡口管理部门的指派开展日常检查工作。\n"
    + "“检查员发现渡口有安全隐患的，应当立即报告渡口管理部门，并督促经营渡口的单位整改。”\n"
    + "三、将第十六条第二款中的“渡口所有的标志牌和安全设施”修改为“渡口的标志牌和安全设施以及救生设备”。\n"
    + TAIL
)


def _as_a_page(text: str, width: int) -> str:
    """A text as the page of a gazette: lines of one width, every second one stretched, a page number and a running head in its midst."""
    lines: list[str] = []
    for line in text.split("\n"):
        cut = [line[i : i + width] for i in range(0, len(line), width)]
        for k, piece in enumerate(cut):
            lines.append(" ".join(piece) if len(lines) % 2 and k + 1 < len(cut) else piece)
            if len(lines) == 12:
                lines += ["231", "", "2024年第八号 (总第367号)"]
    return "\n".join(lines)


@pytest.mark.parametrize("width", [19, 20, 21, 22, 24])
def test_a_stretched_page_reads_like_its_text(width: int) -> None:
    """修 改 为, lines broken in the midst of a sentence, a page number within new text: all of it is left out, and that is told once."""
    page, clean = parse_decision(_as_a_page(STRETCHED, width)), parse_decision(STRETCHED)
    shown = [[attrs.evolve(o, span=None) for i in d.instructions for o in i.orders] for d in (page, clean)]
    assert [repr(o) for o in _without_spans(shown[0])] == [repr(o) for o in _without_spans(shown[1])]
    assert (page.title, page.adopted, page.effective) == (clean.title, clean.adopted, clean.effective)
    assert [f.code for f in page.findings] == ["decision.letter-spaced"] and not clean.findings
    assert uncovered(page) == ""


def _without_spans(orders: list[Order]) -> list[Order]:
    return [
        attrs.evolve(o, payload=attrs.evolve(o.payload, span=None)) if getattr(o, "payload", None) else o
        for o in orders
    ]


def test_an_order_that_is_not_recognised_is_no_remark() -> None:
    """Words behind a verb of amending are an order, whatever its place looks like."""
    for order in ("将 第 十 五 条 第 一 款 修 改 为：“丙。”", "该处增加如下表述：“丙”。", "“甲”一词改为“乙”。"):
        d = parse_decision(f"{HEAD}一、删去第一条。\n二、{order}\n{TAIL}")
        assert [f.code for f in d.findings] == ["decision.unread"], order
    d = parse_decision(f"{HEAD}一、删去第一条。\n二、本决定所称“渡口”，是指乙。\n{TAIL}")
    assert [f.code for f in d.findings] == ["decision.remark"]


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        ("此外，将第二条、第三条中的“戊”修改为“己”，并对条文顺序和部分文字作相应调整。", ["ReplaceWords", "Adjust"]),
        ("此外，删去第二条。", ["DeleteProvisions"]),
        ("此外，条例中的“戊”修改为“己”。", ["ReplaceWords"]),
        ("同时，“戊”均修改为“己”。", ["ReplaceWords"]),
        ("另外，增加一条，作为第四条：\n庚。", ["InsertProvisions"]),
        ("并入本条的文字如上。“戊”改为“己”。", []),
    ],
)
def test_an_order_behind_new_text_without_marks_is_no_part_of_it(sentence: str, orders: list[str]) -> None:
    d = parse_decision(f"{HEAD}一、将第一条修改为：\n丁。\n{sentence}\n{TAIL}")
    first, *more = [o for i in d.instructions for o in i.orders]
    assert isinstance(first, Replace) and first.payload.lines == ("丁。",)
    assert [type(o).__name__ for o in more] == orders and bool(d.unread) is not bool(orders)


def test_new_text_under_a_head_that_is_not_understood_is_unread_with_it() -> None:
    """Neither a remark nor, where it looks like one, an order."""
    text = "一、增加一条作为第四条，原第五条第一款修改后并入本条：\n删去的设施应当登记。\n违反第二条规定的，处罚款。\n二、删去第六条。\n"
    d = parse_decision(HEAD + text + TAIL)
    assert kinds(d) == [[], ["DeleteProvisions"]] and {f.code for f in d.findings} == {"decision.unread"}


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("增加第五条为：“甲。”", "增加第五条：“甲。”"),
        ("第五条增加第二款为：“甲。”", "第五条增加第二款：“甲。”"),
        ("第五条增加一款内容作为第二款，即“甲。”", "第五条增加一款，作为第二款：“甲。”"),
        ("删除第五条之规定。", "删除第五条。"),
        ("删除第五条、第六条后，条款顺序作相应调整。", "删除第五条、第六条，条款顺序作相应调整。"),
        ("将第五条之内容删去。", "将第五条删去。"),
        ("将法规有关条款中的“甲”修改为“乙”。", "将本条例中的“甲”修改为“乙”。"),
        ("将本条例有关条款中的“甲”修改为“乙”。", "将本条例中的“甲”修改为“乙”。"),
        ("将第五条第一款进行修改，作为第六条：“甲。”", "将第五条第一款改为第六条：“甲。”"),
        ("对第五条进行修改，修改为：“甲。”", "将第五条修改为：“甲。”"),
        ("将第五条中的“甲”部门表述修改为“乙”。", "将第五条中的“甲”修改为“乙”。"),
        (
            "第五条增加两项，作为第一项、第四项：“（一）甲”；“（四）乙。”",
            "第五条增加两项，作为第一项、第四项：“（一）甲\n“（四）乙。”",
        ),
        (
            "在第四条后增加两条，分别作为第五条：“甲。”\n第六条：“乙。\n“丙。”",
            "在第四条后增加两条，分别作为第五条、第六条。第五条：“甲。”第六条：“乙。\n“丙。”",
        ),
        ("在第五条中的《例法》后增加“《又法》”。", "在第五条中的“《例法》”后增加“《又法》”。"),
        (
            "将第五条修改为：“甲，适用本条例”。\n“乙，依照其他规定。”",
            "将第五条修改为：“甲，适用本条例\n“乙，依照其他规定。”",
        ),
        (
            "将第五条第一项改为两项，修改为：“（一）甲；（二）乙；”",
            "将第五条第一项改为两项，修改为：“（一）甲；\n“（二）乙；”",
        ),
        (
            "将第五条修改为：“有下列情形的：（一）甲；（二）乙。”",
            "将第五条修改为：“有下列情形的：\n“（一）甲；\n“（二）乙。”",
        ),
    ],
)
def test_wordings_of_local_decisions_order_what_the_plain_ones_do(printed: str, plain: str) -> None:
    def orders(clause: str) -> list[object]:
        d = parse_decision(HEAD + f"一、{clause}\n" + TAIL)
        assert all(f.code == "decision.items-parted" for f in d.findings), d.findings
        found = []
        for o in d.instructions[0].orders:
            o = attrs.evolve(o, phrase="", span=None)
            if isinstance(getattr(o, "payload", None), Payload):
                o = attrs.evolve(o, payload=attrs.evolve(o.payload, span=None))
            found.append(o)
        return found

    assert orders(printed) == orders(plain) != []


@pytest.mark.parametrize(
    "clause",
    [
        "将第五条进行修改，作为第六条。",
        "将第五条进行修改，作为第六条第二款，并增加一款，作为第六条第一款：“甲。”",
        "增加两条，分别作为第五条：“甲。”",
        "将第五条中的“甲”修改为“乙”。\n“丙，依照其他规定。”",
    ],
)
def test_what_these_wordings_leave_open_is_told(clause: str) -> None:
    d = parse_decision(HEAD + f"一、{clause}\n" + TAIL)
    assert d.findings and {f.code for f in d.findings} <= {"decision.unread", "decision.contradiction"}


def test_headings_named_by_their_words_one_after_another() -> None:
    d = parse_decision(
        HEAD + "一、将“第二章规划的编制”修改为“第二章规划和计划的编制”，“第七章解释”修改为“第七章解释和清理”。\n" + TAIL
    )
    assert not d.findings and [o.places[0].quoted for o in d.instructions[0].orders] == [
        "第二章规划的编制",
        "第七章解释",
    ]


def test_a_closing_sentence_run_on_behind_the_last_order() -> None:
    text = (
        "关于修改《例市水法》等法规的决定\n（2024年1月5日例市人民代表大会常务委员会通过）\n"
        "一、对《例市水法》作出修改（一）删去第三条。二、对《例市渡口法》作出修改（一）将第一条修改为：“甲。”此外，对条文顺序和个别文字作相应调整和修改。\n"
    )
    decision = parse_decision(text)
    assert [a.adjusts for a in decision.amended] == [True, True]
    assert decision.findings == ()


@pytest.mark.parametrize(
    ("head", "orders"),
    [
        ("将第一条第二款内容修改为：", ["Replace"]), ("将第一条改作第二条，修改为：", ["Renumber", "Replace"]), ("第一条增加第二款为：", ["InsertProvisions"]),
        ("将第一条第一款拆分为两款，作为第一款、第二款，修改为：\n子。", ["Split"]), ("增加一条作为第二条：", ["InsertProvisions"]),
    ],
)  # fmt: skip
def test_new_text_without_marks_under_every_head(head: str, orders: list[str]) -> None:
    """What a head asks for is below it, also where the head is written in a rarer way; a repeal under the next number is no part of it."""
    d = parse_decision(
        f"{HEAD}一、{head}\n丑。\n二、废止《例市乙条例》（2001年1月2日例市人民代表大会常务委员会通过）\n三、删去第九条。\n{TAIL}"
    )
    read = [o for i in d.instructions for o in i.orders if not isinstance(o, Repeal)]
    assert [type(o).__name__ for o in read] == [*orders, "DeleteProvisions"] and d.repealed == ("例市乙条例",)
    payloads = [o.payload for o in read if getattr(o, "payload", None)]  # type: ignore[union-attr]
    assert [p.lines[-1] for p in payloads if p] == ["丑。"] and d.unread == ()


def test_text_below_a_head_that_is_not_understood_is_no_remark() -> None:
    d = parse_decision(f"{HEAD}一、第三条的“丙”改头换面为：\n丁。\n二、删去第九条。\n{TAIL}")
    assert [f.code for f in d.findings] == ["decision.unread", "decision.unread"] and kinds(d)[-1] == [
        "DeleteProvisions"
    ]
