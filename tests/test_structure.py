"""What belongs to what: lines of one 款, paragraphs inside an item, front matter, numbers in their own style."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from lawtrack import AddressError, InputError, amend, draft, dumps, loads, parse_decision, parse_statute
from lawtrack.model.address import parse_address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute, build
from lawtrack.model.numerals import Number
from tests.examples import sample
from tests.shared import SHARED, needs_shared, statute
from tests.strategies import statute_texts

HEAD = "例市渡口条例\n"


def law(*lines: str) -> Statute:
    return parse_statute(HEAD + "\n".join(lines))


def decide(*orders: str) -> str:
    return "关于修改《例市渡口条例》的决定\n决定对《例市渡口条例》作如下修改：\n" + "\n".join(orders)


COMMITTEE = (
    "第一条　渡口委员会由下列人员组成：",
    "主任，",
    "副主任二人，",
    "委员五人。",
    "委员会每年开会两次。",
    "第二条　委员会向市人民政府报告。",
)
TERMS = (
    "第一条　下列用语的含义是：", "（一）渡口，是指渡运场所。", "（二）渡船，是指渡运船舶。", "渡船包括机动渡船。", "下列物件视为渡船：",
    "1.木筏；", "2.竹筏。", "渡船应当登记。", "（三）渡工，是指驾驶渡船的人。", "前款用语适用于全市。",
)  # fmt: skip


# -- lines of one 款


def test_lines_of_an_unnumbered_list_are_one_paragraph() -> None:
    read = law(*COMMITTEE)
    assert read["第一条第二款"].text == "委员会每年开会两次。"  # type: ignore[union-attr]
    assert read.find("第一条第三款") is None
    assert read["第一条第一款"].text.splitlines()[2] == "副主任二人，"  # type: ignore[union-attr]


def test_an_order_for_the_second_paragraph_leaves_the_list_alone() -> None:
    new = amend(law(*COMMITTEE), parse_decision(decide("一、将第一条第二款修改为：“委员会每年开会四次。”"))).statute
    assert new.to_text() == HEAD + "\n".join(COMMITTEE).replace("两次", "四次") + "\n"


def test_a_sentence_behind_a_colon_is_a_paragraph_of_its_own() -> None:
    assert law("第一条　宣誓誓词如下：", "我宣誓：忠于宪法！", "宣誓应当公开。").find("第一条第三款") is not None


def test_a_list_of_lists_stays_one_paragraph() -> None:
    read = law("第一条　渡船分为：", "客渡船：", "大客渡船，", "小客渡船；", "货渡船。", "渡船应当登记。")
    assert [u.text for u in read.units if u.level is Level.PARAGRAPH][-1] == "渡船应当登记。"


def test_an_unnumbered_list_in_the_last_item_belongs_to_it() -> None:
    read = law(
        "第一条　用语：", "（一）渡口，是指甲；", "（二）渡船，包括：", "客渡船；", "货渡船。", "前款用语适用于全市。"
    )
    assert read["第一条第二款"].text == "前款用语适用于全市。"  # type: ignore[union-attr]
    assert read["第一条第二项"].text == "渡船，包括：\n客渡船；\n货渡船。"  # type: ignore[union-attr]


# -- what stands inside an item


def test_paragraphs_and_numbered_lines_inside_an_item_belong_to_it() -> None:
    read = law(*TERMS)
    assert read["第一条第二项"].text == "渡船，是指渡运船舶。\n渡船包括机动渡船。\n下列物件视为渡船："  # type: ignore[union-attr]
    assert [s.text for s in read["第一条第二项"].subitems] == ["木筏；", "竹筏。", "渡船应当登记。"]  # type: ignore[union-attr]
    assert read["第一条第三项"].text == "渡工，是指驾驶渡船的人。"  # type: ignore[union-attr]
    assert read["第一条第二款"].text == "前款用语适用于全市。"  # type: ignore[union-attr]
    assert not read.findings


def test_deleting_an_item_deletes_its_paragraphs_and_nothing_else() -> None:
    new = amend(law(*TERMS), parse_decision(decide("一、删去第一条第一款第二项。"))).statute
    assert new["第一条第一款"].text == "下列用语的含义是："  # type: ignore[union-attr]
    assert [u.text for u in new.units[4:]] == [
        "下列用语的含义是：",
        "渡口，是指渡运场所。",
        "渡工，是指驾驶渡船的人。",
        "前款用语适用于全市。",
    ]


def test_deleting_a_subitem_leaves_the_paragraph_behind_it() -> None:
    new = amend(law(*TERMS), parse_decision(decide("一、删去第一条第一款第二项第一目。"))).statute
    assert [s.label + s.text for s in new["第一条第二项"].subitems] == ["1.竹筏。", "渡船应当登记。"]  # type: ignore[union-attr]


def test_a_new_item_stands_behind_all_that_belongs_to_the_one_before() -> None:
    new = amend(
        law(*TERMS), parse_decision(decide("一、第一条增加一项，作为第三项：“（三）码头，是指停靠场所。”"))
    ).statute
    assert [u.label for u in new.units if u.level is Level.ITEM] == ["（一）", "（二）", "（三）", "（四）"]
    assert new["第一条第三项"].text == "码头，是指停靠场所。"  # type: ignore[union-attr]
    assert new["第一条第四项"].text == "渡工，是指驾驶渡船的人。"  # type: ignore[union-attr]


def test_a_list_that_begins_again_begins_in_a_new_paragraph() -> None:
    read = law(
        "第一条　渡船：", "（一）甲；", "（二）乙。", "渡工：", "（一）丙；", "（二）丁；", "（三）戊。", "第二条　己。"
    )
    assert read["第一条第二款第三项"].text == "戊。"  # type: ignore[union-attr]
    assert read["第一条第一款第二项"].text == "乙。"  # type: ignore[union-attr]


def test_new_text_of_an_article_is_read_as_the_statute_is() -> None:
    order = "一、将第二条修改为：“" + "\n“".join(("第二条　" + TERMS[0][4:], *TERMS[1:])) + "”"
    new = amend(law(*COMMITTEE), parse_decision(decide(order))).statute
    assert new == law(*COMMITTEE[:5], "第二条　" + TERMS[0][4:], *TERMS[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (COMMITTEE, (*COMMITTEE[:2], "秘书长，", *COMMITTEE[2:])),
        (COMMITTEE, tuple(x.replace("二人", "三人") for x in COMMITTEE)),
        (TERMS, TERMS[:3] + TERMS[4:]),
        (TERMS, (*TERMS[:7], "3.羊皮筏。", *TERMS[7:])),
        (TERMS, tuple(x.replace("应当登记", "应当编号") for x in TERMS)),
    ],
)  # fmt: skip
def test_law_6_drafts_of_lines_lead_to_the_same_text(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    base, target = law(*old), law(*new)
    assert amend(base, parse_decision(draft(base, target).to_text())).statute == target


# -- what an item may begin with


@pytest.mark.parametrize(
    "text", ["项目名称；", "款项来源；", "条件说明；", "目录；", "目的；", "章程；", "条款；", "目标值；", "项链；"]
)
def test_an_item_may_begin_with_the_name_of_a_level(text: str) -> None:
    read = law("第一条　申请书载明：", "（一）申请人；", f"（二）{text}", "（三）其他。")
    assert read["第一条第二项"].text == text  # type: ignore[union-attr]
    assert not read.findings


@pytest.mark.parametrize(
    "rest", ["项规定的，处一百元罚款。", "项所列情形，免检。", "项、第三项规定的，免检。", "项的渡船免检。"]
)
def test_a_torn_citation_is_no_item(rest: str) -> None:
    read = law("第一条　渡船：", "（一）甲；", "（二）乙。", "第二条　有本条例第一条第一款第", f"（二）{rest}")
    assert [u.level for u in read.units[-2:]] == [Level.ARTICLE, Level.PARAGRAPH]


# -- around the text


def test_front_matter_is_metadata() -> None:
    text = '---\nid: a1\ntitle: "例市渡口条例"\noffice: 例市人大常委会\npublish: "2015-03-01 00:00:00"\nstatus: 有效\n---\n\n# 例市渡口条例\n第一条 甲。'
    read = parse_statute(text)
    assert read.title == "例市渡口条例"
    assert read.metadata == {
        "id": "a1",
        "名称": "例市渡口条例",
        "制定机关": "例市人大常委会",
        "公布日期": "2015-03-01",
        "时效性": "有效",
    }
    assert read == parse_statute("例市渡口条例\n第一条 甲。")
    assert loads(dumps(read)).metadata == read.metadata
    assert [text[s.start : s.end] for s in read.spans if s] == ["例市渡口条例", "第一条", "甲。"]
    assert read.spans[0] is not None and read.spans[0].line == 9


@pytest.mark.parametrize(
    "text",
    ["---\n例市渡口条例\n---\n第一条 甲。", "***\n例市渡口条例\n* * *\n第一条 甲。", "例市渡口条例\n====\n第一条 甲。"],
)
def test_rules_are_no_text(text: str) -> None:
    read = parse_statute(text)
    assert (read.title, len(read.articles), read.metadata) == ("例市渡口条例", 1, {})
    assert [f.code for f in read.findings] == ["statute.markup"]


def test_bold_marks_are_no_text() -> None:
    text = "# **例市渡口条例**\n\n## **第一章　总则**\n\n**第一条** 渡口由**市交通部门**管理。\n\n__第二条__ 渡船：\n\n**（一）** 甲；\n\n**（二）**乙。"
    read = parse_statute(text)
    assert read == parse_statute(
        "例市渡口条例\n第一章　总则\n第一条　渡口由市交通部门管理。\n第二条　渡船：\n（一）甲；\n（二）乙。"
    )
    assert [text[s.start : s.end] for s in read.spans[5:7] if s] == ["渡口由**市交通部门**管理。", "第二条"]


def test_a_lone_star_pair_and_blanks_stay() -> None:
    assert law("第一条　甲**乙。", "姓名____　签字____")["第一条第一款"].text == "甲**乙。"  # type: ignore[union-attr]


NOTICE = (
    "《例市渡口条例》已于2019年11月25日由例市人民代表大会常务委员会第三次会议通过，现予公布，自2020年3月1日起施行。"
)


@pytest.mark.parametrize(
    "above",
    [
        ("例市人民代表大会常务委员会公告", "（第3号）", NOTICE, "例市人民代表大会常务委员会", "2019年11月26日"),
        ("例市人民代表大会常务委员会", "公　告", "第3号", NOTICE, "2019年11月26日", "例市人民代表大会常务委员会"),
        ("例市人民政府令", "第12号", "现将《例市渡口条例》予以公布。", "市长　张三", "二〇一九年十一月二十六日"),
        ("例市人民政府令", "第12号", "新的渡口条例已经批准，现予公布。", "市长　张三", "2019年11月26日"),
    ],
)
@pytest.mark.parametrize("title", [("例市渡口条例",), ("例市", "渡口条例")])
def test_the_title_below_an_announcement(above: tuple[str, ...], title: tuple[str, ...]) -> None:
    read = parse_statute("\n".join((*above, *title, "为了管理渡口，制定本条例。", "第一条　甲。", "第二条　乙。")))
    assert (read.title, len(read.articles)) == ("例市渡口条例", 2)
    assert read["序言第一自然段"].text == "为了管理渡口，制定本条例。"  # type: ignore[union-attr]


@pytest.mark.parametrize("contents", [(), ("目录", "第一章　管理", "第二章　附则")])
def test_a_preamble_that_begins_with_a_date_is_no_note(contents: tuple[str, ...]) -> None:
    note, opening = (
        "（2014年12月18日例市人民代表大会常务委员会通过）",
        "2012年8月31日，例省人民代表大会常务委员会审议通过了《关于渡口的决定》。根据该决定，制定本规定。",
    )
    body = ("第一章　管理", "第一条　甲。", "第二章　附则", "第二条　乙。")
    read = parse_statute("\n".join(("例市渡口规定", note, *contents, opening, *body)))
    assert (read.note, read["序言第一自然段"].text) == (note, opening)  # type: ignore[union-attr]
    assert parse_statute(read.to_text()) == read


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_broken_in_two_is_one(gap: str) -> None:
    text = f"例市渡口条例\n第一章　没有划入港区、锚地的{gap}渡口的管理{gap}第一条　甲。\n第二章　附则\n第二条　乙。"
    read = parse_statute(text)
    assert read.chapters[0].heading == "没有划入港区、锚地的渡口的管理"
    assert [f.code for f in read.findings] == ["statute.rejoined"]


def test_headings_without_numbers_are_no_second_halves() -> None:
    read = law("第一章　渡口", "一般管理", "第一条　甲。", "夜间管理", "第二条　乙。")
    assert [u.text for u in read.units if u.level is Level.DIVISION] == ["一般管理", "夜间管理"]


def test_a_heading_may_end_in_a_full_stop() -> None:
    read = law(
        "第一章　渡口",
        "第一节　一般规定",
        "第一条　甲。",
        "第二节　渡运秩序。",
        "第二条　依照第一节的规定。",
        "第二节 规定的渡口，照办。",
    )
    assert [u.text for u in read.units if u.level is Level.SECTION] == ["一般规定", "渡运秩序。"]
    assert read.find("第二条第二款") is not None


# -- numbers in their own style


def test_brackets_of_both_widths_are_one_run() -> None:
    assert not law("第一条　船舶：", "（一）甲；", "(二)乙；", "（三）丙。").findings


@pytest.mark.parametrize(
    ("labels", "added"),
    [
        (("第1条", "第2条", "第3条"), "第4条"), (("第１条", "第２条", "第３条"), "第４条"),
        (("第 一 条", "第 二 条", "第 三 条"), "第 四 条"), (("第一條", "第二條", "第三條"), "第四條"),
        (("第一条：", "第二条：", "第三条："), "第四条："), (("第 1 條", "第 2 條", "第 3 條"), "第 4 條"),
    ],
)  # fmt: skip
def test_new_and_renumbered_articles_keep_the_style(labels: tuple[str, ...], added: str) -> None:
    base = law(*(f"{label}　{text}" for label, text in zip(labels, ("甲。", "乙。", "丙。"), strict=True)))
    new = amend(base, parse_decision(decide("一、增加一条，作为第二条：“渡工应当持证。”"))).statute
    assert [a.label for a in new.articles] == [*labels, added]
    assert [a.text for a in new.articles] == ["甲。", "渡工应当持证。", "乙。", "丙。"]


@pytest.mark.parametrize("label", ["第二條之一", "第 2-1 條", "第2條之1", "第 二 條 之 一"])
def test_traditional_numbers_are_numbers(label: str) -> None:
    first, second, third = ("第一條", "第二條", "第三條") if "2" not in label else ("第 1 條", "第 2 條", "第 3 條")
    read = law(f"{first}　甲。", f"{second}　乙。", f"{label}　丙。", f"{third}　丁。")
    assert [a.number for a in read.articles] == [Number(1), Number(2), Number(2, 1), Number(3)]
    assert not read.findings
    assert parse_statute(read.to_text()) == read


@pytest.mark.parametrize("caption", ["【分类】", "〔分类〕"])
def test_a_caption_in_new_text_is_not_doubled(caption: str) -> None:
    base = law("第一条　【目的】　甲。", "第二条　【分类】　乙。")
    new = amend(base, parse_decision(decide(f"一、将第二条修改为：“{caption}渡口分为三类。”"))).statute
    assert (new.articles[1].caption, new.articles[1].text) == (caption, "渡口分为三类。")


def test_a_new_article_brings_its_caption() -> None:
    base = law("第一条　【目的】　甲。", "第二条　【分类】　乙。")
    new = amend(base, parse_decision(decide("一、增加一条，作为第三条：“【附则】本条例自公布之日起施行。”"))).statute
    assert (new.articles[2].caption, new.articles[2].text) == ("【附则】", "本条例自公布之日起施行。")


# -- lines that a page broke


WRAPPED = """第一条　为了加强渡口管理，规范渡运行为，保
障乘客的生命和财产安全，维护渡运秩序，促进沿
江地方的生产和生活，方便群众出行，发展公益事
业，推动水上交通的发展，提高渡口的服务质量和
管理水平，根据有关法律、法规的规定，参照其他
地方的做法和经验，结合本市江河的分布、水情的
变化、渡口的现状以及群众的需要和各方的意见，
制定本条例。
本条例适用于本市的渡口。
第二条　渡口由市交通部门管理。"""


def test_a_paragraph_of_eight_lines_is_one() -> None:
    read = parse_statute(HEAD + WRAPPED)
    assert [len(u.text) for u in read.units if u.level is Level.PARAGRAPH] == [155, 12, 11]


def test_indents_set_paragraphs_off_even_in_a_short_text() -> None:
    read = law("　　第一条　路灯由市城管部门管理。区城管部门", "负责日常巡查，发现损坏路灯的立即维修和登记。", "镇人民政府应当协助。", "　　夜间巡查不得少于两次。",
               "　　第二条　损坏路灯的，应当赔偿。")  # fmt: skip
    assert [u.text[-6:] for u in read.units if u.level is Level.PARAGRAPH] == [
        "府应当协助。",
        "得少于两次。",
        "，应当赔偿。",
    ]


BRIM = (
    "第一条　为了加强渡口管理，制定",
    "本条例，并由市交通部门负责实施。",
    "渡口由市交通部门会同市规划部门",
    "共同管理。",
    "第二条　渡船应当在市交通部门登",
    "记。",
)


def test_a_sentence_that_ends_with_the_column_is_a_doubt() -> None:
    read = law(*BRIM)
    assert read["第一条第二款"].text == "渡口由市交通部门会同市规划部门共同管理。"  # type: ignore[union-attr]
    assert [f.code for f in read.findings if f.severity.value == "warning"] == ["statute.paragraph-doubt"]


def test_empty_lines_between_paragraphs_settle_the_doubt() -> None:
    read = parse_statute(HEAD + "\n" + "\n".join((*BRIM[:4], "", *BRIM[4:])))
    assert (
        read["第一条第一款"].text
        == "为了加强渡口管理，制定本条例，并由市交通部门负责实施。渡口由市交通部门会同市规划部门共同管理。"
    )  # type: ignore[union-attr]
    assert not [f for f in read.findings if f.severity.value == "warning"]


def test_a_paragraph_that_ends_in_an_open_sentence_is_a_warning() -> None:
    read = law("第一条　路灯由市城管部", "门管理。", "第二条　乙。")
    assert [(f.code, f.severity.value, f.address) for f in read.findings] == [
        ("statute.unfinished", "warning", "第一条第一款")
    ]


def test_narrow_columns_are_columns() -> None:
    lines = ("第一条　为了加强渡", "口管理，规范渡运行", "为，保障安全，制定", "本条例。", "第二条　渡口由市交", "通部门管理。渡口的", "规划由市规划部门会",
             "同市交通部门编制。", "第三条　渡船应当登", "记。", "渡工应当持证上岗。")  # fmt: skip
    assert [u.text[-5:] for u in law(*lines).units if u.level is Level.PARAGRAPH] == [
        "定本条例。",
        "部门编制。",
        "应当登记。",
        "持证上岗。",
    ]


# -- annexes and tables


def test_a_second_annex_below_a_list_without_full_stops() -> None:
    read = law("第一条　名录见附件。", "附件一", "公益渡口名录", "1.东渡", "2.西渡", "附件二", "经营渡口名录", "1.南渡")
    assert [a.label for a in read.annexes] == ["附件一", "附件二"]
    assert [a.heading for a in read.annexes] == ["公益渡口名录", "经营渡口名录"]


def test_cells_of_a_table_of_crimes_are_no_articles() -> None:
    text = ("关于执行《刑法》确定罪名的补充规定\n为了正确适用刑法，作如下补充：\n刑法条文\n罪名\n第一百三十三条之二\n（《刑法修正案（十一）》第二条）\n妨害安全驾驶罪\n"
            "第一百四十二条之一\n（《刑法修正案（十一）》第七条）\n妨害药品管理罪\n第二百三十六条之一\n（《刑法修正案（十一）》第二十七条）\n负有照护职责人员性侵罪\n"
            "本规定自2021年3月1日起施行。")  # fmt: skip
    assert not parse_statute(text).articles


def test_rows_of_a_table_belong_to_the_sentence_above() -> None:
    read = law(
        "第一条　收费标准如下：",
        "| 人数 | 元 |",
        "| --- | --- |",
        "| 一人 | 2 |",
        "收费应当公示。",
        "第二条　票样如下。",
        "![](ticket.png)",
        "售票应当开票。",
    )
    assert read["第一条第二款"].text == "收费应当公示。"  # type: ignore[union-attr]
    assert read["第二条第二款"].text == "售票应当开票。"  # type: ignore[union-attr]


def test_a_table_inside_an_item_belongs_to_it() -> None:
    read = law("第一条　收费标准如下：", "（一）客渡：", "| 人数 | 元 |", "| 一人 | 2 |", "（二）货渡：每吨五元。")
    assert read["第一条第二项"].text == "货渡：每吨五元。"  # type: ignore[union-attr]
    assert read.find("第一条第二款") is None


def test_forms_and_articles_of_annexes_stay_in_their_annex() -> None:
    lines = (
        "第一条　章程见附件。",
        "附件一",
        "渡口章程",
        "第一条　渡口设站长",
        "第二条　站长任期三年",
        "附件二：申请表",
        "姓名：　　电话：",
        "![](form.png)",
        "附件3",
        "渡口名录",
        "东渡",
    )
    read = law(*lines)
    assert [a.label for a in read.annexes] == ["附件一", "附件二：", "附件3"]
    assert len(read.articles) == 1
    assert read["附件一第二条"].text == "站长任期三年"  # type: ignore[union-attr]


def test_a_citation_of_an_annex_at_the_head_of_a_line_opens_none() -> None:
    assert [
        a.label
        for a in law(
            "第一条　名录见", "附件一、附件二。", "第二条　收费见附件二。", "附件一", "东渡", "附件二", "西渡"
        ).annexes
    ] == ["附件一", "附件二"]


# -- addresses, hostile text


def test_a_line_beside_numbered_ones_is_cited_as_segment() -> None:
    read = law(*TERMS)
    address = next(str(a) for u, a in zip(read.units, read.addresses, strict=True) if u.text == "渡船应当登记。")
    assert address == "第一条第一款第二项第二段"
    assert read[address].text == "渡船应当登记。"  # type: ignore[union-attr]
    with pytest.raises(AddressError):
        parse_address("第一条第二段")


def test_the_title_may_stand_in_the_front_matter_alone() -> None:
    read = parse_statute("---\ntitle: 例市渡口条例\n---\n第一条　甲。\n第二条　乙。")
    assert read.title == "例市渡口条例"
    assert [f.code for f in read.findings] == ["statute.metadata", "statute.metadata"]


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "\udfff"])
@pytest.mark.parametrize("before", [0, 200_000])
def test_what_is_no_text_is_refused_in_clear_words(bad: str, before: int) -> None:
    with pytest.raises(InputError, match="不是文本"):
        parse_statute(HEAD + "第一条　甲。\n" + "乙" * before + bad + "。\n第二条　丙。")


# -- reading back


@settings(max_examples=600, deadline=None)
@given(statute_texts())
def test_what_was_read_reads_back_to_the_same_tree(text: str) -> None:
    read = parse_statute(text)
    assert parse_statute(read.to_text()) == read
    assert build(read.units) == read
    assert [read.find(str(a)) for a in read.addresses] == list(range(len(read.addresses)))


@pytest.mark.sampled
@needs_shared
def test_every_statute_of_the_corpus_reads_back_to_the_same_tree() -> None:
    wrong = []
    for path in sample(sorted((SHARED / "corpus").rglob("*.md"))):
        read = statute(path)
        if parse_statute(read.to_text()) != read:
            wrong.append(path.name)
    assert not wrong


@pytest.mark.parametrize("words", ["", "各条", "的各条", "全部条文"])
def test_all_articles_of_a_chapter_go_into_another_one(words: str) -> None:
    base = parse_statute("例法\n第一章　总则\n第一条　甲。\n第二章　管理\n第二条　乙。\n第三章　监督\n第三条　丙。\n")
    decision = parse_decision(f"关于修改《例法》的决定\n决定对《例法》作如下修改：\n一、将第三章{words}并入第二章。\n")
    done = amend(base, decision)
    assert [(c.label, len(c.articles)) for c in done.statute.chapters] == [("第一章", 1), ("第二章", 2)]
    assert not [f for f in done.findings if f.severity == "error"]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ("（一）甲；\n（二）乙，须符合下列条件：\n（一）子；\n（二）丑。\n（三）丙。\n", ["第一条第一款第二项之后"]),
        ("（一）甲；\n（二）乙，须符合下列条件：\n1.子；\n2.丑。\n（三）丙。\n", []),
        ("（一）甲；\n（二）乙。\n丙应当：\n（一）子；\n（二）丑。\n", []),
    ],
)
def test_a_list_that_begins_again_within_one_paragraph_is_told(items: str, told: list[str]) -> None:
    law = parse_statute(f"例市渡口条例\n第一条　下列：\n{items}第二条　依照第一条第三项办理。\n")
    found = [f.message for f in law.findings if f.code == "statute.list-again"]
    assert len(found) == len(told) and all(word in line for word, line in zip(told, found, strict=True))
