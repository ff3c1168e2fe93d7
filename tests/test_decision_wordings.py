"""Wordings of decisions: what they order, what they leave open, what is no remark."""

from __future__ import annotations

import attrs
import pytest

import lawtrack as lt
from lawtrack.decision.orders import DeleteProvisions, Payload, RepealStatutes, Replace
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from tests.decisions import HEAD, TAIL, kinds


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
    read = [o for i in d.instructions for o in i.orders if not isinstance(o, RepealStatutes)]
    assert [type(o).__name__ for o in read] == [*orders, "DeleteProvisions"] and d.repealed == ("例市乙条例",)
    payloads = [o.payload for o in read if getattr(o, "payload", None)]  # type: ignore[union-attr]
    assert [p.lines[-1] for p in payloads if p] == ["丑。"] and d.unread == ()


def test_text_below_a_head_that_is_not_understood_is_no_remark() -> None:
    d = parse_decision(f"{HEAD}一、第三条的“丙”改头换面为：\n丁。\n二、删去第九条。\n{TAIL}")
    assert [f.code for f in d.findings] == ["decision.unread", "decision.unread"] and kinds(d)[-1] == [
        "DeleteProvisions"
    ]


FERRY = "关于修改《例市渡口条例》的决定\n会议决定对《例市渡口条例》作如下修改：\n一、删去第三条。\n"


@pytest.mark.parametrize(
    "said",
    [
        "对其他条款作相应修改", "其他条款相应修改", "对有关条款作相应的修改", "此外，对其他内容作相应修改", "对附则作相应修改",
        "对本条例其他条款涉及上述内容的，一并作相应修改", "根据机构改革方案，规范部分单位名称", "此外，对个别条款进行了调整和删减",
        "对引用的条文序号作相应修改", "对其他条款的罚款数额作相应提高", "相关条款作相应调整",
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["二、", ""])
def test_changes_that_are_not_spelled_out_are_told(said: str, label: str) -> None:
    """They are no renumbering and no remark: somebody has to write them."""
    d = parse_decision(f"{FERRY}{label}{said}。\n{TAIL}")
    assert kinds(d) == [["DeleteProvisions"]]
    assert [(f.code, f.severity) for f in d.findings] == [("decision.unspecified", Severity.WARNING)]
    assert d.amended[0].rewords


def test_an_order_that_ends_in_changes_not_spelled_out_is_not_half_carried_out() -> None:
    d = parse_decision(
        f"{FERRY}二、删去第五条，并对其他条款作相应修改。\n三、删去第七条，并对有关条款一并作相应修改。\n{TAIL}"
    )
    assert sum(kinds(d), []) == ["DeleteProvisions"] and [f.instruction for f in d.unread] == ["二", "三"]
    d = parse_decision(f"{FERRY}二、删去第五条，并对其他条款作相应调整。\n{TAIL}")
    assert sum(kinds(d), []) == ["DeleteProvisions", "DeleteProvisions", "Adjust"]
    assert [f.code for f in d.findings] == ["decision.unspecified"]


@pytest.mark.parametrize(
    "said, adjusts, rewords",
    [
        ("此外，对条款顺序作相应修改", True, False),
        ("此外，对条文顺序和部分文字、标点符号作相应调整和修改完善", True, True),
        ("此外，对章节、条款顺序作相应变动", True, False),
        ("对部分条款的表述作了完善", False, True),
        ("条文作相应调整", True, False),
    ],
)
def test_licences_to_close_up_and_to_word_anew(said: str, adjusts: bool, rewords: bool) -> None:
    d = parse_decision(f"{FERRY}{said}。\n本决定自2024年6月1日起施行。\n")
    assert (d.amended[0].adjusts, d.amended[0].rewords, d.findings) == (adjusts, rewords, ())


@pytest.mark.parametrize("verb", ["修改后为", "修改后的内容为", "修订后为", "修改如下", "修订如下", "修正如下"])
def test_spellings_of_a_new_text(verb: str) -> None:
    for mark in ("：", "：\n"):
        d = parse_decision(
            f"{FERRY}二、将第五条改为第六条，{verb}{mark}“甲。\n“乙。”\n三、第七条第一款{verb}{mark}“丙。”\n"
        )
        assert kinds(d)[1:] == [["Renumber", "Replace"], ["Replace"]] and d.findings == ()
        assert [o.payload.lines for i in d.instructions for o in i.orders if isinstance(o, Replace)] == [
            ("甲。", "乙。"),
            ("丙。",),
        ]


def test_words_below_such_a_verb_are_no_new_text() -> None:
    d = parse_decision(f"{FERRY}二、第五条修改如下：“甲”改为“乙”。\n三、第七条修订如下：“甲”后增加“乙”。\n")
    assert kinds(d)[1:] == [[], []] and [f.instruction for f in d.unread] == ["二", "三"]


def test_the_mark_between_items_is_no_text_where_no_provision_is_named() -> None:
    read = lt.parse_decision(
        "关于修改《某市渡口批复》的决定\n一、正文第二段修改为：渡口由镇管理；\n二、正文第三段修改为：“渡船应当开灯。”"
    )
    assert [i.orders[0].payload.lines for i in read.instructions] == [("渡口由镇管理。",), ("渡船应当开灯。",)]  # type: ignore[union-attr]
    assert [f.span.start for f in read.findings if f.span] == [read.source.index("一、")]
