"""The head of a decision: titles over several lines, adoption lines, orders of promulgation; four days that are never mixed up."""

from __future__ import annotations

import pytest

from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import Replace
from lawtrack.decision.parse import parse_decision

TITLE = "例市人民代表大会常务委员会关于修改《例市节水条例》的决定"
BODY = "例市人民代表大会常务委员会决定对《例市节水条例》作如下修改：\n一、删去第二条。\n"
NOTE = "（2024年3月1日例市人民代表大会常务委员会通过　2024年4月2日例省人民代表大会常务委员会批准）\n"


def four(d: Decision) -> tuple[str, str, str, str]:
    return d.adopted, d.approved, d.promulgated, d.effective


@pytest.mark.parametrize(
    "title",
    [
        "例市人民代表大会常务委员会关于\n修改《例市节水条例》的决定",
        "例市人民代表大会常务委员会关于修改\n《例市节水\n条例》的决定",
        "例市人民代表大会常务委员会\n关于修改《例市节水条例》\n的决定",
        "例市人民代表大会常务委员会关于修改《例市节水条例》的决定\n\n例市人民代表大会常务委员会\n关于修改《例市节水条例》的决定",
        "# 例市人民代表大会常务委员会关于修改《例市节水条例》的决定\n\n**例市人民代表大会常务委员会**\n\n**关于修改《例市节水条例》的**\n\n**决　定**",
        "例市人民代表大会常务委员会公告\n第8号\n《例市人民代表大会常务委员会关于修改〈例市节水条例〉的决定》已由例市人民代表大会常务委员会通过，现予公布。\n"
        "例市人民代表大会常务委员会\n例市人民代表大会常务委员会关于修改《例市节水条例》的决定",
    ],
)
def test_titles_in_pieces(title: str) -> None:
    d = parse_decision(f"{title}\n{NOTE}{BODY}")
    assert d.title == TITLE and d.body == "例市人民代表大会常务委员会"
    assert four(d) == ("2024-03-01", "2024-04-02", "", "")
    assert len(d.instructions) == 1 and d.findings == ()


@pytest.mark.parametrize(
    "note",
    [
        "（2024年3月1日例市人民代表大会常务委员会通过\n2024年4月2日例省人民代表大会常务委员会批准）\n",
        "（2024年3月1日例市人民代表大会常务委员会通过）\n（2024年4月2日例省人民代表大会常务委员会批准）\n",
        "例常发〔2024〕3号\n（2024年3月1日例市人民代表大会\n常务委员会通过　2024年4月2日例省\n人民代表大会常务委员会批准）\n",
        "2024年3月1日例市人民代表大会\n常务委员会通过\n（2024年4月2日例省人民代表大会常务委员会批准）\n",
    ],
)
def test_adoption_lines_in_pieces(note: str) -> None:
    d = parse_decision(f"{TITLE}\n{note}{BODY}")
    assert four(d) == ("2024-03-01", "2024-04-02", "", "") and d.findings == ()


def test_the_days_of_an_order_of_promulgation() -> None:
    text = (
        "例水部令\n第8号\n《例水部关于修改〈例水部船闸规定〉的决定》已经2021年6月4日例水部第7次部务会议通过，现予公布，自{}起施行。\n部长　例某\n2021年6月30日\n"
        "例水部关于修改《例水部船闸规定》的决定\n例水部决定对《例水部船闸规定》作如下修改：\n一、删去第三条。\n"
    )
    assert four(parse_decision(text.format("2021年8月1日"))) == ("2021-06-04", "", "2021-06-30", "2021-08-01")
    assert four(parse_decision(text.format("公布之日"))) == ("2021-06-04", "", "2021-06-30", "2021-06-30")


@pytest.mark.parametrize(
    ("note", "clause", "days"),
    [
        ("（2024年3月1日例市人民代表大会常务委员会通过）\n", "本决定自公布之日起施行。", ("2024-03-01", "", "", "")),
        ("（2024年3月1日例市人民代表大会常务委员会通过）\n", "本决定自公告之日起施行。", ("2024-03-01", "", "", "")),
        (
            "（2024年3月1日例市人民代表大会常务委员会通过）\n",
            "本决定自通过之日起施行。",
            ("2024-03-01", "", "", "2024-03-01"),
        ),
        (
            "（2024年3月1日例市人民代表大会常务委员会通过　2024年3月9日公布　自公布之日起施行）\n",
            "",
            ("2024-03-01", "", "2024-03-09", "2024-03-09"),
        ),
        ("（2024年3月9日例市人民政府令第7号公布　自2024年5月1日起施行）\n", "", ("", "", "2024-03-09", "2024-05-01")),
        (
            NOTE,
            "本决定报例省人民代表大会常务委员会批准后，由例市人民代表大会常务委员会公布施行。",
            ("2024-03-01", "2024-04-02", "", ""),
        ),
    ],
)
def test_the_four_days_are_four(note: str, clause: str, days: tuple[str, str, str, str]) -> None:
    """自公布之日起施行 without a known day of promulgation has no effective date; it is never guessed from the adoption."""
    d = parse_decision(f"{TITLE}\n{note}{BODY}{clause}\n")
    assert four(d) == days and d.unread == () and len(d.instructions) == 1


def test_openings_in_pieces_and_short_names() -> None:
    d = parse_decision(
        f"{TITLE}\n{NOTE}例市人民代表大会常务委员会根据《关于\n修改〈选举法〉的决定》，决定对《\n例市节水条例》作如下修改和补充：\n一、删去第二条。\n"
    )
    assert [(a.title, len(a.instructions)) for a in d.amended] == [("例市节水条例", 1)] and d.findings == ()
    d = parse_decision(
        "例国最高法院关于与例区相互执行裁决的补充安排\n（2020年10月13日例国最高法院审判委员会通过）\n依据《例国最高法院关于与例区相互执行裁决的安排》"
        "（以下简称《安排》）第二条的规定，作出如下补充安排：\n一、将《安排》第一条修改为：“甲。”\n二、在《安排》第二条中增加一款作为第二款：“乙。”\n"
    )
    assert [(a.title, len(a.instructions)) for a in d.amended] == [("例国最高法院关于与例区相互执行裁决的安排", 2)]


def test_an_order_in_the_opening_sentence() -> None:
    d = parse_decision(f"{TITLE}\n为了节约用水，例市人民代表大会常务委员会决定将《例市节水条例》第二条修改为：“甲。”\n")
    assert [f.kind for f in d.formal] == ["title", "opening"] and len(d.instructions[0].orders) == 1


def test_the_body_in_a_wrapped_note_is_one_word() -> None:
    d = parse_decision(
        "《例县节水条例》修正案\n（2021年1月8日例县第七届人民代表\n大会第四次会议通过）\n一、删去第二条。\n"
    )
    assert d.body == "例县人民代表大会"


def test_the_mark_of_a_line_break_in_markdown_is_no_text() -> None:
    d = parse_decision(f"# {TITLE}\n\n> （2024年3月1日例市人民代表大会\\\n> 常务委员会通过）\n\n{BODY}")
    assert d.body == "例市人民代表大会常务委员会" and "\\" not in d.note and d.adopted == "2024-03-01"


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        ("此外，其他条文顺序做相应调整。", False),
        ("此外，对有关部门名称、个别文字表述作出修改，并对条文顺序作相应调整。", True),
        ("《例市节水条例》根据本决定作相应修改和条序调整后，重新公布。", False),
    ],
)
def test_closing_sentences_that_close_the_numbers_up(closing: str, words: bool) -> None:
    d = parse_decision(f"{TITLE}\n{NOTE}{BODY}{closing}\n")
    assert [f.severity.value for f in d.findings if f.severity.value != "info"] == []
    assert d.amended[0].adjusts and d.amended[0].rewords == words


def test_references_to_another_statute_are_no_harmless_adjustment() -> None:
    d = parse_decision(
        f"{TITLE}\n{NOTE}{BODY}此外，对《例市节水条例》引用《例国水法》的条文序号作了相应修改，并对文字作了调整。\n"
    )
    assert d.unread


def test_marks_of_a_converter_are_no_text() -> None:
    text = f"{TITLE}\n{NOTE}" + BODY.replace(
        "删去第二条", "将第二条[改为第三]{.mark}条，修改为：“[甲]{.underline}乙。”"
    )
    d = parse_decision(text)
    assert [type(o).__name__ for i in d.instructions for o in i.orders] == ["Renumber", "Replace"]
    assert d.instructions[0].orders[1].payload.text == "甲乙。"  # type: ignore[union-attr]
    assert [f.code for f in d.findings] == ["decision.invisible"]


@pytest.mark.parametrize(
    ("who", "approved"),
    [
        ("2024年7月26日例省第十四届人民代表大会常务委员会第十三次会议通过", "2024-07-26"),
        ("2024年7月26日例族自治区第十四届人民代表大会常务委员会第十三次会议通过", "2024-07-26"),
        ("2024年7月26日例省第十四届人民代表大会常务委员会第十三次会议批准", "2024-07-26"),
        ("2024年7月26日例市第五届人民代表大会常务委员会第二十次会议通过", ""),
    ],
)
def test_what_the_congress_of_the_province_passes_behind_a_city_it_approves(who: str, approved: str) -> None:
    d = parse_decision(
        "例市人民代表大会常务委员会关于修改《例市甲条例》的决定\n"
        f"（2024年6月28日例市第五届人民代表大会常务委员会第十九次会议通过　{who}）\n"
        "例市第五届人民代表大会常务委员会第十九次会议决定对《例市甲条例》作如下修改：\n一、删去第三条。\n本决定自公布之日起施行。\n"
    )
    assert (d.adopted, d.approved) == ("2024-06-28", approved)
    assert [f.code for f in d.findings] == (["decision.passed-above"] if approved and "批准" not in who else [])


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (
            "例国湖滨区基本法附件二\n湖滨区议事会的产生办法和\n表决程序修正案",
            "例国湖滨区基本法附件二湖滨区议事会的产生办法和表决程序",
        ),
        ("例国湖滨区基本法附件二\n\n湖滨区议事会的产生办法修正案", "例国湖滨区基本法附件二湖滨区议事会的产生办法"),
    ],
)
def test_a_title_begins_with_the_lines_that_lead_on_to_it(title: str, named: str) -> None:
    d = parse_decision(
        "例国人民代表大会常务委员会公告\n第15号\n例国人民代表大会常务委员会对该修正案予以备案，现予公布。\n《例国湖滨区基本法附件二修正案》自公布之日起生效。\n"
        f"例国人民代表大会常务委员会\n2010年8月28日\n{title}\n（2010年8月28日例国人民代表大会常务委员会第十六次会议予以备案）\n一、将第二条中的“十人”修改为“十二人”。\n"
    )
    assert d.title == title.replace("\n", "") and [a.title for a in d.amended] == [named]
    assert (d.promulgated, d.effective) == ("2010-08-28", "2010-08-28") and len(d.instructions[0].orders) == 1


def test_laws_are_added_to_an_annex_by_a_title_that_says_so() -> None:
    d = parse_decision(
        "例国人民代表大会常务委员会关于增加\n\n《例国湖滨区基本法》\n\n附件三所列全国性法律的决定\n\n（1999年12月20日例国人民代表大会常务委员会第十三次会议通过）\n"
        "在《例国湖滨区基本法》附件三中增加下列全国性法律：\n1、《例国浅海法》；\n2、《例国湖滨区卫戍法》。\n"
    )
    assert d.title == "例国人民代表大会常务委员会关于增加《例国湖滨区基本法》附件三所列全国性法律的决定"
    assert d.adopted == "1999-12-20" and d.findings == ()
    assert [a.title for a in d.amended] == ["例国湖滨区基本法"] and [
        o.kind for i in d.instructions for o in i.orders
    ] == ["insertion"]


@pytest.mark.parametrize(
    "order",
    [
        "《例国水运部关于修改〈例国茶船规定〉的决定》已经水运部部务会议审议通过，现予公布，自公布之日起施行。",
        "现公布《例国水运部关于修改〈例国茶船规定〉的决定》，自公布之日起施行。",
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_an_order_without_a_day_of_its_own_tells_from_when(order: str, above: bool) -> None:
    title = "例国水运部关于修改《例国茶船规定》的决定\n"
    number = "例国水运部令第75号\n"
    head = f"{title}{number}{order}\n部长 甲某\n二○○五年十一月三日\n"
    d = parse_decision(
        head + ("" if above else title) + "例国水运部决定对《例国茶船规定》作如下修改：\n一、删去第二条。\n"
    )
    assert four(d) == ("", "", "2005-11-03", "2005-11-03") and len(d.instructions) == 1 and d.findings == ()


def test_a_day_that_an_opening_cites_is_none_of_the_decision_s_own() -> None:
    d = parse_decision(
        "关于修改《例国茶船规定》的决定\n根据2021年6月10日例国人民代表大会常务委员会通过的《例国船法》，例国水运部决定对《例国茶船规定》作如下修改：\n一、删去第二条。\n"
    )
    assert four(d) == ("", "", "", "") and d.body == "例国水运部"


def test_from_the_day_of_approval() -> None:
    d = parse_decision(f"{TITLE}\n{NOTE}{BODY}本决定自批准之日起施行。\n")
    assert four(d) == ("2024-03-01", "2024-04-02", "", "2024-04-02") and d.unread == ()


@pytest.mark.parametrize(("own", "told"), [("2021年8月1日", []), ("2021年9月1日", ["2021-08-01", "2021-09-01"])])
def test_two_days_of_taking_effect_are_told(own: str, told: list[str]) -> None:
    d = parse_decision(
        "例省人民政府令\n第301号\n《例省人民政府关于修改〈例省渡口办法〉的决定》已经2021年5月6日省人民政府第88次常务会议通过，现予公布，自2021年8月1日起施行。\n"
        "省长　例某某\n2021年5月20日\n例省人民政府关于修改《例省渡口办法》的决定\n例省人民政府决定对《例省渡口办法》作如下修改：\n"
        f"一、删去第三条。\n本决定自{own}起施行。\n"
    )
    found = [f.message for f in d.findings if f.code == "decision.effective-twice"]
    assert len(found) == bool(told) and all(day in found[0] for day in told)


APPROVED = (
    "《例市人民代表大会常务委员会关于修改<例市节水条例>的决定》已经例市人民代表大会常务委员会通过，现予公布，自2024年5月1日起施行。\n例市人民代表大会常务委员会\n2024年4月20日\n"
    "例省人民代表大会常务委员会\n关于批准《例市人民代表大会常务委员会关于修改〈例市节水条例〉的决定》的决定\n（2024年4月2日例省人民代表大会常务委员会第十二次会议通过）\n"
    "例省人民代表大会常务委员会第十二次会议决定予以批准，由例市人民代表大会常务委员会公布施行。\n"
)


@pytest.mark.parametrize(
    "above",
    [
        APPROVED,
        "例市人大常委会关于修改《例市节水条例》的决定(2024)\n\n",
        "首页 > 法规\n• 例市人大常委会关于修改《例市节水条例》的决定\n时间：2024-06-17 来源：例网\n",
        f"{TITLE}\n基本介绍\n  • 中文名：{TITLE}\n  • 颁布时间：2024.03.01\n",
        f"标题：{TITLE}\n发布时间：2024年6月17日\n",
    ],
)
def test_the_title_is_that_of_the_decision_and_not_of_the_page_or_of_what_approves_it(above: str) -> None:
    """The approving decision's title and day, the publisher's year, a bullet with 中文名 used to be taken for the decision's own."""
    d = parse_decision(f"{above}{TITLE}\n{NOTE}{BODY}")
    assert d.title == TITLE
    promulgated = "2024-04-20" if above is APPROVED else ""
    assert four(d) == ("2024-03-01", "2024-04-02", promulgated, "2024-05-01" if promulgated else "")
    assert [a.title for a in d.amended] == ["例市节水条例"] and not d.unread


@pytest.mark.parametrize("tail", [" 附：修正本", "附:修正后的全文", "（附修正本）", "(2024)", "（2024年）"])
def test_what_a_publisher_adds_is_no_part_of_the_title(tail: str) -> None:
    assert parse_decision(f"{TITLE}{tail}\n{NOTE}{BODY}").title == TITLE


@pytest.mark.parametrize("tail", ["（五）", "(一)"])
def test_the_number_of_a_decision_is_part_of_its_title(tail: str) -> None:
    assert parse_decision(f"{TITLE}{tail}\n{NOTE}{BODY}").title == TITLE + tail


def test_a_day_that_a_newspaper_prints_is_not_that_of_promulgation() -> None:
    page = "第07版：文件\n2024年3月25日 星期一\n"
    assert parse_decision(f"{page}{TITLE}\n{NOTE}{BODY}").promulgated == ""


def test_both_bodies_without_brackets_and_with_a_full_stop() -> None:
    note = "2024年3月1日例水族自治县第五届人民代表大会第三次会议通过 2024年4月2日例省第十一届人民代表大会常务委员会第二十次会议批准。\n"
    assert four(parse_decision(f"{TITLE}\n{note}\n{NOTE}{BODY}"))[:2] == ("2024-03-01", "2024-04-02")


@pytest.mark.parametrize(
    "front", ["", "例市人民代表大会常务委员会公告 (第96号) 《决定》已经通过,现予公布,自2024年5月1日起施行。 "]
)
def test_title_note_and_opening_on_one_line(front: str) -> None:
    d = parse_decision(
        f"{front}{TITLE}(2024年3月1日例市人民代表大会常务委员会通过) 例市人民代表大会常务委员会决定对《例市节水条例》作如下修改: 一、删去第二条。 二、第三条修改为:“甲。” "
        "本决定自2024年5月1日起施行。 《例市节水条例》根据本决定作相应修正,重新公布。"
    )
    assert d.title == TITLE and four(d) == ("2024-03-01", "", "", "2024-05-01")
    assert [i.label for i in d.instructions] == ["一", "二"] and not d.unread


@pytest.mark.parametrize("what", ["第五条第三项", "第五条第（三）项", "第五条第三款第二项"])
def test_an_item_in_the_title_is_no_number_of_statutes(what: str) -> None:
    """第三项 used to be counted as three statutes."""
    d = parse_decision(
        f"例省人民代表大会常务委员会关于修改《例省茶园条例》{what}的决定\n（2010年2月5日例省人民代表大会常务委员会通过）\n例省人民代表大会常务委员会决定：\n{what}修改为：“茶工；”\n"
    )
    assert [a.title for a in d.amended] == ["例省茶园条例"] and not d.findings


def test_a_title_that_amends_and_a_body_that_does_not_is_told() -> None:
    d = parse_decision(f"{TITLE}\n{NOTE}例市人民代表大会常务委员会决定：\n节约用水由市人民政府负责。\n")
    assert [f.code for f in d.findings if f.severity == "warning"] == ["decision.count"]


@pytest.mark.parametrize(("left", "right"), [("〈", "〉"), ("<<", ">>"), ("＜＜", "＞＞")])
def test_names_in_other_marks(left: str, right: str) -> None:
    """The orders used to be of a statute without a name, and were carried out on whichever was given."""
    name = f"{left}例市渡口条例{right}"
    d = parse_decision(
        f"例市人民代表大会常务委员会关于修改{name}的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
        f"例市人民代表大会常务委员会决定对{name}作如下修改：\n一、将第三条修改为：“依照{name}办理。”\n本决定自公布之日起施行。\n"
    )
    assert d.title.endswith("关于修改《例市渡口条例》的决定") and [a.title for a in d.amended] == ["例市渡口条例"]
    (order,) = d.instructions[0].orders
    assert isinstance(order, Replace) and order.payload.text == f"依照{name}办理。" and not d.findings
