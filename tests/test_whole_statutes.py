"""Closing sentences, histories and headings of decisions on several statutes: what they say is done, told, or nothing of a statute's text."""

from __future__ import annotations

import re

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.orders import DeleteProvisions, DeleteWords, InsertProvisions, Replace, ReplaceWords
from lawtrack.decision.parse import parse_decision
from lawtrack.syntax.statute.parse import parse_statute
from tests.decisions import HEAD, TAIL, kinds

LAW = parse_statute("""某市渡口条例
（2010年1月1日某市人大常委会通过）
第一章　总则
第一条　为了管理渡口，制定本条例。
第二章　渡船管理
第二条　渡船管理由交通部门负责。
第三条　渡船应当登记。
第三章　附则
第四条　本条例自2010年2月1日起施行。
""")
MANY = "某市人民代表大会常务委员会关于修改和废止部分地方性法规的决定\n（2024年5月1日某市第一届人民代表大会常务委员会第二次会议通过）\n某市人民代表大会常务委员会决定：\n"


@pytest.mark.parametrize(
    "clause",
    [
        "删去第二章“渡船管理”章名",
        "删去第二章章名“渡船管理”",
        "将第二章“渡船管理”的章名删去",
        "删去“第二章 渡船管理”章名",
        "删去章名“第二章 渡船管理”",
    ],
)
def test_a_heading_that_is_quoted_goes_and_the_words_below_it_stay(clause: str) -> None:
    """删去第二章“渡船管理”章名 used to delete these words in the articles of the chapter as well."""
    decision = parse_decision(f"{HEAD}一、{clause}。\n{TAIL}")
    assert kinds(decision) == [["DeleteProvisions"]] and not decision.unread
    made = amend(LAW, decision)
    assert made.statute["第二条"].text == "渡船管理由交通部门负责。"
    assert "渡船管理" not in [heading.text for heading in made.statute.chapters]
    assert not [f for f in made.findings if f.severity.name == "ERROR"]


@pytest.mark.parametrize(
    "clause", ["删去第二章“渡船”章名", "删去第二章章名“渡船”", "删去“第二章 渡船”章名", "删去“第五章 渡船管理”章名"]
)
def test_a_heading_that_does_not_stand_there_is_not_deleted(clause: str) -> None:
    made = amend(LAW, parse_decision(f"{HEAD}一、{clause}。\n{TAIL}"))
    assert made.statute["第二条"].text == "渡船管理由交通部门负责。" and not made.patch.ops and made.findings


@pytest.mark.parametrize("clause", ["将第二章“渡船管理”章名修改为“渡船”", "将“第二章 渡船管理”章名修改为“第二章 渡船”"])
def test_a_heading_that_is_quoted_gets_another_name(clause: str) -> None:
    made = amend(LAW, parse_decision(f"{HEAD}一、{clause}。\n{TAIL}"))
    assert [heading.text for heading in made.statute.chapters] == ["总则", "渡船", "附则"]
    assert made.statute["第二条"].text == "渡船管理由交通部门负责。"


def test_a_chapter_named_beside_an_article_goes_whole() -> None:
    """删去第二章“渡船管理”、第四条 used to delete the words in the chapter."""
    decision = parse_decision(f"{HEAD}一、删去第二章“渡船管理”、第四条。\n{TAIL}")
    orders = [o for i in decision.instructions for o in i.orders]
    assert [str(p) for o in orders if isinstance(o, DeleteProvisions) for p in o.places] == ["第二章", "第四条"]
    assert not any(isinstance(o, DeleteWords) for o in orders)


@pytest.mark.parametrize("joint", ["以及", "与", "和", "、"])
def test_words_in_a_row(joint: str) -> None:
    decision = parse_decision(f"{HEAD}一、删去第三条中的“甲”{joint}“乙”。\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, DeleteWords) and order.words == ("甲", "乙")


@pytest.mark.parametrize(
    ("close", "told"),
    [
        (
            "根据本决定作相应修改并对机构改革后的部门名称、条文顺序作相应调整，重新公布。",
            "机构改革后的部门名称、条文顺序",
        ),
        ("根据本决定作相应修改，对有关部门名称和条款顺序作相应调整后，重新公布。", "有关部门名称和条款顺序"),
        ("根据本决定修改并统一规范部门名称后，重新公布。", "部门名称"),
        ("根据本决定作相应修改，附件作相应调整，重新公布。", "附件"),
        ("根据本决定作相应修改并对罚款数额作相应调整，重新公布。", "罚款数额"),
        ("根据本决定作相应修改并对条文顺序作相应调整，重新公布。", ""),
        ("根据本决定作相应修改，并对条文顺序和部分文字作相应调整，重新公布。", ""),
        ("的有关条款根据本决定作相应修改，重新公布。", ""),
    ],
)
def test_a_republication_that_asks_for_more_than_the_orders_is_told(close: str, told: str) -> None:
    """Other names of departments used to be licensed without a word."""
    decision = parse_decision(f"{HEAD}一、删去第三条。\n{TAIL}\n《某市渡口条例》{close}")
    found = [f.message for f in decision.findings if f.code == "decision.unspecified"]
    assert len(found) == bool(told) and all(message.endswith(told) for message in found)


def test_a_history_on_the_line_below_a_repeal_is_no_order() -> None:
    """（2003年…通过） used to count as an order of the statute before it."""
    decision = parse_decision(
        f"{MANY}一、对《某市渡口条例》作出修改\n将第三条修改为：“甲。”\n二、废止《某市茶摊条例》\n（2003年1月1日某市人民代表大会常务委员会第六次会议通过）\n"
        "三、废止《某市木桥办法》（1999年1月1日某市人民代表大会常务委员会第三次会议通过\n根据2004年1月1日《关于修改〈某市木桥办法〉的决定》修正）\n"
        "本决定自公布之日起施行。"
    )
    assert [(a.title, len(a.instructions)) for a in decision.amended] == [
        ("某市渡口条例", 1),
        ("某市茶摊条例", 1),
        ("某市木桥办法", 1),
    ]
    assert decision.repealed == ("某市茶摊条例", "某市木桥办法") and not decision.unread


@pytest.mark.parametrize("line", ["此外，将“甲”修改为“乙”。", "此外，删去“甲”。", "另外，“甲”统一修改为“乙”。"])
def test_words_at_the_end_of_several_statutes_are_of_none_of_them(line: str) -> None:
    """They used to be of the article that the order above speaks of."""
    decision = parse_decision(
        f"{MANY}一、对《某市渡口条例》作出修改\n（一）删去第三条。\n二、对《某市茶摊条例》作出修改\n（一）将第六条中的“丙”修改为“丁”。\n{line}\n"
        "本决定自公布之日起施行。"
    )
    assert [k for k in kinds(decision) if k] == [["DeleteProvisions"], ["ReplaceWords"]] and decision.unread


@pytest.mark.parametrize("between", ["\n", ""])
def test_words_besides_are_not_of_the_article_before(between: str) -> None:
    told = parse_decision(f"{HEAD}一、将第三条第一款中的“甲”修改为“乙”。{between}此外，将“丙”修改为“丁”。\n{TAIL}")
    assert [k for k in kinds(told) if k] == [["ReplaceWords"]] and told.unread
    read = parse_decision(f"{HEAD}一、将第三条第一款中的“甲”修改为“乙”。{between}此外，“丙”统一修改为“丁”。\n{TAIL}")
    orders = [o for i in read.instructions for o in i.orders if isinstance(o, ReplaceWords)]
    assert [[str(p) for p in o.places] for o in orders] == [["第三条第一款"], ["全文"]] and not read.unread


@pytest.mark.parametrize("page", ["—1\n\n—", "—\n1\n—", "- 2", "第 2 页 / 共 5 页", "-3-"])
def test_the_number_of_a_page_within_new_text_is_left_out_and_told(page: str) -> None:
    """A number whose dashes stand on lines of their own used to become a 款 of the new text."""
    decision = parse_decision(
        f"{HEAD}一、将第三条修改为：“渡口应当\n\n{page}\n\n点灯。\n“渡船应当点灯。”\n二、删去第四条。\n{TAIL}"
    )
    (order,) = [o for i in decision.instructions for o in i.orders if isinstance(o, Replace)]
    assert order.payload.lines == ("渡口应当点灯。", "渡船应当点灯。")
    assert [f.code for f in decision.findings] == ["decision.torn-line"]


def test_the_number_of_a_page_between_two_paragraphs_is_told() -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“渡口应当点灯。\n7\n“渡船应当点灯。”\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders if isinstance(o, Replace)]
    assert order.payload.lines == ("渡口应当点灯。", "7", "渡船应当点灯。")
    assert [f.code for f in decision.findings] == ["decision.torn-line"]


def test_the_numbers_of_rows_are_no_pages() -> None:
    decision = parse_decision(f"{HEAD}一、增加附件：“渡口名录\n序号\n名称\n1\n东渡\n2\n西渡”。\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, InsertProvisions) and order.payload.lines[-4:] == ("1", "东渡", "2", "西渡")


@pytest.mark.parametrize("line", ["撤销“章”的设置", "取消章的设置", "不再分章", "不再设章"])
def test_chapters_are_no_longer_used(line: str) -> None:
    """It used to pass as a sentence that changes no text."""
    made = amend(LAW, parse_decision(f"{HEAD}一、{line}。\n{TAIL}"))
    assert (
        not made.statute.chapters
        and made.statute["第三条"].text == "渡船应当登记。"
        and len([op for op in made.patch.ops if type(op).__name__ == "Delete"]) == 3
    )


@pytest.mark.parametrize(
    "line", ["取消第二章的设置。", "取消第三条规定的许可。", "第二章不再分节。", "《某市渡口条例》撤销“章”的设置。"]
)
def test_what_is_cancelled_in_other_words_is_unread(line: str) -> None:
    decision = parse_decision(f"{HEAD}一、{line}\n{TAIL}")
    assert kinds(decision) == [[]] and [f.code for f in decision.findings] == ["decision.unread"]


@pytest.mark.parametrize("between", ["\n", ""])
def test_small_changes_of_wording_are_a_licence(between: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“甲。”{between}同时，对条例作了个别文字修改。\n{TAIL}")
    assert kinds(decision) == [["Replace"]] and decision.amended[0].rewords and not decision.findings


def test_a_page_of_fixed_width_among_many_short_orders() -> None:
    """Nothing is wider, and whatever breaks off does so at that width; each line used to become a 款 where most orders were short."""
    long = "渡口管理人应当在渡口显著位置设置标志牌，写明渡运路线、渡运时间、收费标准、安全注意事项和监督电话，并保持完好，每年汛期以前检查一次，发现损坏或者字迹不清的，应当在三日内修复或者更换。"
    short = "".join(
        f"{n}、删去第{n}条第二款、第三款和第四款中的“以及其他有关的部门和单位”。\n" for n in "一二三四五六七八九"
    )
    wrapped = "\n".join(re.findall(".{1,36}", f"十、将第十条修改为：“{long}”"))
    again = "\n".join(re.findall(".{1,36}", f"十一、将第十一条修改为：“{long}”"))
    decision = parse_decision(
        f"{HEAD[: HEAD.index('某市第')]}某市人大常委会决定：\n{short}{wrapped}\n{again}\n本决定自2024年3月1日起施行。"
    )
    texts = [o.payload.lines for i in decision.instructions for o in i.orders if isinstance(o, Replace)]
    assert texts == [(long,), (long,)] and "decision.torn-line" in [f.code for f in decision.findings]


@pytest.mark.parametrize("page", ["—１—", "－ １２ －"])
def test_pages_are_numbered_in_wide_figures_too(page: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“渡口应当点灯。\n{page}\n“渡船应当点灯。”\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders if isinstance(o, Replace)]
    assert order.payload.lines == ("渡口应当点灯。", "渡船应当点灯。")


def test_the_number_of_a_page_in_the_middle_of_a_line_is_told() -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“渡口应当—3—点灯。”\n{TAIL}")
    assert [f.code for f in decision.findings] == ["decision.torn-line"]
