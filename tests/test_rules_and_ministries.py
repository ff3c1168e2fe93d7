"""Decisions on rules (规章) and judicial interpretations, as governments, ministries and courts write them: captions behind numbers, names without marks,
words joined by 及, lists whose last column says why."""

from __future__ import annotations

import difflib

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import RepealStatutes
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.rewinding.rewind import rewind
from lawtrack.syntax.statute.parse import parse_statute

RULES = """例市渡口办法
第一条（目的）
为了加强渡口管理，制定本办法。
第二条（部门）
甲局负责渡口。乙局协助。
渡口由己局登记。
第三条（条件）
设立渡口，应当具备下列条件：
（一）码头；
（二）渡船；
（三）渡工；
（四）救生设备。
第四条（登记）
渡口应当登记。
第五条（施行）
本办法自2000年1月1日起施行。
"""
LAW = parse_statute(RULES)
OPENING = "例市人民政府关于修改《例市渡口办法》的决定\n例市人民政府决定，对《例市渡口办法》作如下修改：\n一、{}\n本决定自公布之日起施行。\n"


def amended(order: str) -> Amendment:
    return amend(LAW, parse_decision(OPENING.format(order)))


def changed(result: Amendment) -> list[str]:
    lines = difflib.unified_diff(LAW.to_text().split("\n"), result.statute.to_text().split("\n"), lineterm="", n=0)
    return [x for x in lines if not x.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        ("第三条（条件）第（二）项修改为：“（二）合格的渡船；”", ["-（二）渡船；", "+（二）合格的渡船；"]),
        ("将第二条(部门)第二款中的“己局”修改为“丁局”。", ["-渡口由己局登记。", "+渡口由丁局登记。"]),
        (
            "第四条（登记）修改为：“渡口应当备案。”",
            ["-第四条　（登记）　渡口应当登记。", "+第四条　（登记）　渡口应当备案。"],
        ),
    ],
)
def test_a_caption_behind_the_number_of_an_article_belongs_to_its_name(order: str, lines: list[str]) -> None:
    result = amended(order)
    assert changed(result) == lines
    assert not [f for f in result.findings if f.severity.value == "error"]


@pytest.mark.parametrize(
    "order",
    ["删去第四条（部门）。", "第三条（登记）第二项修改为：“合格的渡船；”", "第四条（渡口）修改为：“渡口应当备案。”"],
)
def test_a_caption_that_is_another_articles_is_told_and_nothing_is_changed(order: str) -> None:
    result = amended(order)
    assert not changed(result)
    assert [f.code for f in result.findings] == ["amend.target-missing"]


def test_a_number_in_brackets_is_no_caption() -> None:
    decision = parse_decision(OPENING.format("第三条（二）项修改为：“合格的渡船；”"))
    assert [f.code for f in decision.findings] == ["decision.unread"]


def test_places_with_captions_are_written_as_they_are_read() -> None:
    orders = (
        parse_decision(OPENING.format("将第二条（部门）第二款、第四条（登记）中的“登记”修改为“备案”。"))
        .instructions[0]
        .orders
    )
    assert write_orders(orders) == "将第二条（部门）第二款、第四条（登记）中的“登记”修改为“备案”。"


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        (
            "将全文“甲局”修改为“丙局”，“乙局”和“己局”修改为“丁局”。",
            [
                "-第二条　（部门）　甲局负责渡口。乙局协助。",
                "-渡口由己局登记。",
                "+第二条　（部门）　丙局负责渡口。丁局协助。",
                "+渡口由丁局登记。",
            ],
        ),
        (
            "将第二条中的“甲局”及“己局”修改为“丁局”。",
            [
                "-第二条　（部门）　甲局负责渡口。乙局协助。",
                "-渡口由己局登记。",
                "+第二条　（部门）　丁局负责渡口。乙局协助。",
                "+渡口由丁局登记。",
            ],
        ),
        (
            "删除第二条第一款中的“甲局负责渡口。”及“协助”。",
            ["-第二条　（部门）　甲局负责渡口。乙局协助。", "+第二条　（部门）　乙局。"],
        ),
        (
            "第三条第（一）项、第（三）项修改为：“（一）固定的码头；\n（三）持证的渡工；”",
            ["-（一）码头；", "+（一）固定的码头；", "-（三）渡工；", "+（三）持证的渡工；"],
        ),
    ],
)
def test_words_and_items_in_a_list(order: str, lines: list[str]) -> None:
    result = amended(order)
    assert changed(result) == lines
    assert not [f for f in result.findings if f.severity.value == "error"]


def test_items_printed_with_other_numbers_than_those_named_are_told() -> None:
    result = amended("第三条第（一）项、第（三）项修改为：“（一）固定的码头；\n（二）持证的渡工；”")
    assert "+（三）持证的渡工；" not in changed(result) and "+（二）持证的渡工；" not in changed(result)
    assert [f.code for f in result.findings if f.severity.value == "error"] == ["amend.number-printed"]


PACKAGE = """例市人民政府关于修改《例市渡口办法》等4件市政府规章的决定
市人民政府决定对《例市渡口办法》等4件规章作如下修改：
一、例市渡口办法
第二条“甲局”修改为“乙局”。
二、例市水井规定
第五条引用的“《例省水井条例》”修改为“《例省取水条例》”。
三、例市瓦窑办法
撤销第三章及其所属条款，以后各章序号依次前移。
四、例市竹器办法
第六条“甲局”修改为“丙局”。
本决定自公布之日起施行。
"""


def orders_of(decision: Decision) -> dict[str, list[str]]:
    return {a.title: [type(o).__name__ for i in a.instructions for o in i.orders] for a in decision.amended}


def test_a_name_without_marks_heads_its_orders_in_whatever_words_they_are() -> None:
    """An order below it that is not understood stays an order of its own statute, and is told."""
    decision = parse_decision(PACKAGE)
    assert orders_of(decision) == {
        "例市渡口办法": ["ReplaceWords"],
        "例市水井规定": ["ReplaceWords"],
        "例市瓦窑办法": [],
        "例市竹器办法": ["ReplaceWords"],
    }
    assert [f.code for f in decision.findings] == ["decision.unread"]


@pytest.mark.parametrize(
    "order",
    ["撤销第三章及其所属条款，以后各章序号依次前移。", "废除第三条及有关表格。", "撤销第三条，以后各条依次前移。"],
)
def test_an_order_in_another_verb_is_no_remark(order: str) -> None:
    assert [f.code for f in parse_decision(OPENING.format(order)).findings] == ["decision.unread"]


REPEALS = """例省人民政府关于废止部分规范性文件的决定
例省人民政府对规范性文件进行了清理，现决定：
一、对单独制发的2件规范性文件予以废止（见附件1）。
附件1
决定废止的单独制发的规范性文件
和通知目录（2件）
序号　文件名称　发文日期及文号　废止理由　　1　例省人民政府关于渡口收费的意见　1983年7月12日

例政发〔1992〕2号　该项收费已被1996年《例国渡口法》废止。　　2　例省人民政府关于渡工的通知　1992年6月18日

例政发〔1992〕39号　该文件已被《例省人民政府办公厅关于渡工工作的通知》（例政办发〔2019〕6号）废止。
"""


def test_the_statute_that_ended_another_does_not_end_itself() -> None:
    """What is not made out is counted: 2 are announced and none was read."""
    decision = parse_decision(REPEALS)
    assert not decision.repealed
    assert not [o for i in decision.instructions for o in i.orders if isinstance(o, RepealStatutes)]
    assert "decision.count" in [f.code for f in decision.findings]


@pytest.mark.parametrize(
    ("sentence", "repealed"),
    [
        ("被修改的《例省渡口办法》同时废止。", ("例省渡口办法",)),
        ("已被《例省渡口条例》代替的《例省渡口办法》予以废止。", ("例省渡口办法",)),
        ("《例省渡口办法》已被《例省渡口条例》废止。", ()),
    ],
)
def test_who_ends_whom(sentence: str, repealed: tuple[str, ...]) -> None:
    text = f"例省人民政府关于废止部分规章的决定\n例省人民政府决定：\n一、{sentence}\n"
    assert parse_decision(text).repealed == repealed


UNNUMBERED = """例市码头办法
第一章　总则
第一条　为了加强码头管理，制定本办法。
第二条　码头由甲局管理。
第二章　管理
第三条　码头应当登记。
第四条　违反第三条规定的，处五百元罚款。
第五条　本办法自2000年1月1日起施行。
"""
CLOSES_UP = "《例市码头办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n"


def articles_after(orders: str, closing: str) -> tuple[list[str], list[str]]:
    text = f"例市人民政府关于修改《例市码头办法》的决定\n例市人民政府决定，对《例市码头办法》作如下修改：\n{orders}\n{closing}"
    result = amend(parse_statute(UNNUMBERED), parse_decision(text))
    lines = [f"{a.label}{a.paragraphs[0].text}" for a in result.statute.articles]
    return lines, [f.code for f in result.findings if f.severity.value != "info"]


@pytest.mark.parametrize(
    ("orders", "closing"),
    [
        ("一、在第二条后增加一条：“码头应当设置标志。”", CLOSES_UP),
        ("一、在第二条后增加一条：“码头应当设置标志。”，原第三条至第五条依次改为第四条至第六条。", ""),
    ],
)
def test_a_new_article_without_a_number_takes_the_next_one_where_the_numbers_close_up(
    orders: str, closing: str
) -> None:
    lines, codes = articles_after(orders, closing)
    assert lines == [
        "第一条为了加强码头管理，制定本办法。",
        "第二条码头由甲局管理。",
        "第三条码头应当设置标志。",
        "第四条码头应当登记。",
        "第五条违反第四条规定的，处五百元罚款。",
        "第六条本办法自2000年1月1日起施行。",
    ]
    assert not codes


def test_one_before_another_takes_its_number() -> None:
    lines, codes = articles_after("一、在第四条前增加一条：“码头应当设置标志。”", CLOSES_UP)
    assert lines[3:5] == ["第四条码头应当设置标志。", "第五条违反第三条规定的，处五百元罚款。"]
    assert not codes


def test_where_nothing_says_that_they_close_up_it_gets_a_number_between_and_that_is_told() -> None:
    lines, codes = articles_after("一、在第二条后增加一条：“码头应当设置标志。”", "")
    assert lines[2:4] == ["第二条之一码头应当设置标志。", "第三条码头应当登记。"]
    assert codes == ["amend.place-unclear"]


def test_several_articles_without_numbers_are_not_made_one() -> None:
    lines, codes = articles_after("一、在第二条后增加两条：“码头应当设置标志。\n“码头应当照明。”", CLOSES_UP)
    assert len(lines) == 5
    assert codes == ["decision.unread"]


@pytest.mark.parametrize("closing", [CLOSES_UP, ""])
def test_a_new_article_without_a_number_is_taken_back(closing: str) -> None:
    orders = "一、删去第一条。\n二、在第二条后增加一条：“码头应当设置标志。”\n三、在第四条后增加一条：“拒不改正的，吊销证书。”\n"
    opening = "例市人民政府关于修改《例市码头办法》的决定\n例市人民政府决定，对《例市码头办法》作如下修改：\n"
    decision = parse_decision(opening + orders + closing)
    law = parse_statute(UNNUMBERED)
    back = rewind(amend(law, decision).statute, decision).statute
    assert [a.label for a in back.articles] == [a.label for a in law.articles]
    assert [a.paragraphs[0].text for a in back.articles][1:] == [a.paragraphs[0].text for a in law.articles][1:]


THREE = "例市人民政府关于修改《例市渡口办法》等3件规章的决定\n例市人民政府决定对《例市渡口办法》等3件规章作如下修改：\n"


def test_a_name_without_marks_behind_修改_is_the_name_alone() -> None:
    lines = (
        f"{n}、关于修改例市{x}办法\n第三条中的“甲局”修改为“乙局”。\n"
        for n, x in zip("一二三", ("渡口", "茶摊", "木桥"), strict=True)
    )
    assert [a.title for a in parse_decision(THREE + "".join(lines)).amended] == [
        "例市渡口办法",
        "例市茶摊办法",
        "例市木桥办法",
    ]


def test_the_numbers_of_all_statutes_close_up_also_in_a_numbered_sentence() -> None:
    text = (
        "例市人民政府关于修改部分规章的决定\n例市人民政府决定：\n一、修改2件规章的部分条款：\n（一）例市木桥办法\n1．删去第五条。\n2．删去第七条。\n"
        "（二）例市水井办法\n第六条修改为：“水井应当检测。”\n二、此外，对相关规章中的条文序号作相应调整。\n"
    )
    decision = parse_decision(text)
    assert [a.adjusts for a in decision.amended] == [True, True]
    assert not decision.findings


LISTS = [
    "1.例政发〔1995〕3号 例市渡口管理办法\n2.例政发〔1996〕4号 例市茶摊规定\n",
    "1.《例市渡口管理办法》（例政发〔1995〕3号），已被《例市新渡口条例》代替\n2.《例市茶摊规定》　已不适应实际需要\n",
    "1.《例市渡口管理办法》：主要内容与上位法不一致\n2.《例市茶摊规定》（例政发〔1996〕4号） 因机构改革不再执行\n",
]


@pytest.mark.parametrize("listed", LISTS)
def test_a_list_of_repealed_rules_with_their_numbers_or_why_they_end(listed: str) -> None:
    text = f"例市人民政府关于废止部分规章的决定\n市人民政府决定，废止下列规章：\n{listed}本决定自2020年5月1日起施行。\n"
    decision = parse_decision(text)
    assert decision.repealed == ("例市渡口管理办法", "例市茶摊规定")
    assert not [f for f in decision.findings if f.severity.value == "error"]


@pytest.mark.parametrize("kept", ["除第三条外继续有效", "已被《例市新渡口条例》修改，部分条款有效"])
def test_a_rule_that_is_kept_in_part_is_not_listed_as_repealed(kept: str) -> None:
    text = f"例市人民政府关于废止部分规章的决定\n市人民政府决定，废止下列规章：\n1.《例市渡口管理办法》，{kept}\n2.例市茶摊规定\n"
    decision = parse_decision(text)
    assert decision.repealed == ("例市茶摊规定",)
    assert [f.code for f in decision.findings] == ["decision.unread"]


@pytest.mark.parametrize(
    "order",
    [
        "第二条第一款中的“甲局”修改为“甲局（以下简称局）”，以下条款中的“甲局”相应修改为“局”。",
        "第二条第一款修改为：“丙局负责渡口。”以下各条中的“甲局”修改为“丙局”。",
        "将下列条款中的“甲局”修改为“丙局”：第二条、第四条。",
    ],
)
def test_what_follows_is_no_place(order: str) -> None:
    """以下条款中的 used to mean the place named before."""
    result = amended(order)
    assert "decision.unread" in [f.code for f in result.findings]
    assert not [x for x in changed(result) if "局" in x and x.startswith("+") and "丙局负责渡口。" not in x]


CHARTER = """例市渡口协会章程修正案
（2020年5月1日例市渡口协会第三次会员代表大会通过）
一、章程第三条原文：“本会服务会员。”
修改为：“本会服务会员、服务行业。”
二、章程第八条第二款原为：“会费每年一百元。”现改为：“会费每年二百元。”
三、章程第十五条“副会长三至五名”修改为“副会长五至七名”。
特此公告。
"""


def test_the_amendment_of_a_charter_names_it_before_each_number() -> None:
    decision = parse_decision(CHARTER)
    assert [a.title for a in decision.amended] == ["例市渡口协会章程"]
    orders = [o for i in decision.instructions for o in i.orders]
    assert write_orders(orders) == (
        "第三条“本会服务会员。”修改为：“本会服务会员、服务行业。”；第八条第二款“会费每年一百元。”修改为：“会费每年二百元。”；将第十五条中的“副会长三至五名”修改为“副会长五至七名”。"
    )
    assert not decision.findings


@pytest.mark.parametrize(
    "opening",
    [
        "市人民政府决定对《例市渡口办法》作如下修改，其中“甲局”统一修改为“乙局”：",
        "因机构改革，《例市渡口办法》中的“甲局”统一修改为“乙局”，并对部分条款作如下修改：",
        "市人民政府决定对《例市渡口办法》作如下修改，删去第五条：",
    ],
)
def test_an_order_within_the_opening_sentence_is_told(opening: str) -> None:
    decision = parse_decision(f"例市人民政府关于修改《例市渡口办法》的决定\n{opening}\n一、删去第四条。\n")
    assert [f.code for f in decision.findings] == ["decision.unread"]
    assert [len(i.orders) for i in decision.instructions] == [1]


def test_quoted_words_in_the_opening_sentence_are_no_order() -> None:
    text = "例市人民政府关于修改《例市渡口办法》的决定\n为深化“放管服”改革，市人民政府决定将《例市渡口办法》修改如下：\n一、删去第四条。\n"
    assert not parse_decision(text).findings


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        (
            "第二条增加第三款、第四款：\n“第三款：渡工应当持证。\n第四款：渡工不得饮酒。”",
            ["+渡工应当持证。", "+渡工不得饮酒。"],
        ),
        ("第二条第二款修改为：“第二款　渡口由丁局登记。”", ["-渡口由己局登记。", "+渡口由丁局登记。"]),
        ("第三条第（二）项修改为：“第（二）项：合格的渡船；”", ["-（二）渡船；", "+（二）合格的渡船；"]),
        (
            "第四条修改为：“第四条：渡口应当备案。”",
            ["-第四条　（登记）　渡口应当登记。", "+第四条　（登记）　渡口应当备案。"],
        ),
        ("第二条第二款修改为：“第一款规定的渡口由丁局登记。”", ["-渡口由己局登记。", "+第一款规定的渡口由丁局登记。"]),
    ],
)
def test_the_number_printed_before_a_new_paragraph_is_no_text(order: str, lines: list[str]) -> None:
    result = amended(order)
    assert changed(result) == lines
    assert not [f for f in result.findings if f.severity.value == "error"]


@pytest.mark.parametrize(
    "order",
    ["第二条第二款修改为：“第三款　渡口由丁局登记。”", "第二条修改为：“甲局负责渡口。\n“第三款：渡口由丁局登记。”"],
)
def test_the_number_of_another_paragraph_is_told(order: str) -> None:
    result = amended(order)
    assert not changed(result)
    assert [f.code for f in result.findings] == ["decision.contradiction"]


def test_a_table_of_old_and_new_provisions_is_no_remark() -> None:
    table = "| 序号 | 原条文 | 修改后 |\n| --- | --- | --- |\n| 1 | 第二条 渡口由甲局管理。 | 第二条 渡口由乙局管理。 |\n| 2 | 第四条 登记。 | 第四条 备案。 |"
    decision = parse_decision(
        f"例市人民政府关于修改《例市渡口办法》的决定\n例市人民政府决定对《例市渡口办法》作如下修改：\n{table}\n"
    )
    assert "decision.unread" in [f.code for f in decision.findings]
    assert not [o for i in decision.instructions for o in i.orders if o.places]


TWO = "例市人民政府关于修改《例市渡口办法》等2件规章的决定\n市人民政府决定：\n一、对《例市渡口办法》作如下修改：\n（一）删去第三条。\n{}\n（一）删去第四条。\n（二）删去第五条。\n"


@pytest.mark.parametrize(
    "heading",
    [
        "二、鉴于机构改革，《例市茶摊办法》作相应调整，具体如下：",
        "二、《例市茶摊办法》因上位法变动需要修改，修改内容为：",
        "二、根据上位法，《例市茶摊办法》调整如下：",
        "二、根据《例国茶法》，对《例市茶摊办法》作如下修改：",
        "二、对例市茶摊办法作如下修改：",
    ],
)
def test_a_sentence_that_leads_up_to_orders_heads_them(heading: str) -> None:
    """They used to be orders of the statute before."""
    decision = parse_decision(TWO.format(heading))
    assert orders_of(decision) == {"例市渡口办法": ["DeleteProvisions"], "例市茶摊办法": ["DeleteProvisions"] * 2}
    assert not decision.findings


@pytest.mark.parametrize(
    "heading",
    [
        "二、将《例市茶摊办法》更名为《例市茶摊规定》，并作如下修改：",
        "二、就《例市茶摊办法》而言，",
        "二、《例市茶摊办法》和《例市酒肆办法》修改如下：",
    ],
)
def test_below_a_sentence_that_names_another_statute_nothing_is_of_the_one_before(heading: str) -> None:
    decision = parse_decision(TWO.format(heading))
    assert orders_of(decision)["例市渡口办法"] == ["DeleteProvisions"]
    assert [f.code for f in decision.findings].count("decision.unread") >= 2


@pytest.mark.parametrize("verb", ["更名为", "改名为", "改称"])
def test_a_statute_or_a_body_gets_another_name(verb: str) -> None:
    decision = parse_decision(OPENING.format(f"将《例市渡口办法》{verb}《例市码头办法》。"))
    assert write_orders(decision.instructions[0].orders) == "将《例市渡口办法》修改为《例市码头办法》。"
    assert "+第二条　（部门）　丙局负责渡口。乙局协助。" in changed(amended(f"第二条中的“甲局”{verb}“丙局”。"))
