"""Sentences that say less than an order, and orders that speak of what the same sentence deleted."""

from __future__ import annotations

import attrs
import pytest

from lawtrack.decision.orders import ConvertNumerals, DeleteProvisions, InsertWords, Place, Replace, ReplaceWords
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from lawtrack.model.address import parse_address
from tests.decisions import HEAD, TAIL, kinds


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("对第三条的规定作了修改。", "decision.unread"),
        ("对第三条的内容作了修改。", "decision.unread"),
        ("对部分条款作了修改。", "decision.unspecified"),
        ("对个别条款作出修改。", "decision.unspecified"),
        ("此外，对个别条款作修改。", "decision.unspecified"),
        ("对有关条款进行修改。", "decision.unspecified"),
    ],
)
def test_what_only_says_that_something_is_changed_is_told(line: str, code: str) -> None:
    """It used to pass as the heading of a list, or as 条文顺序作相应调整."""
    decision = parse_decision(f"{HEAD}一、{line}\n二、删去第四条。\n{TAIL}")
    assert [k for k in kinds(decision) if k] == [["DeleteProvisions"]]
    assert [f.code for f in decision.findings] == [code]


@pytest.mark.parametrize("line", ["对部分条文作以下修改：", "对部分内容作以下修改：", "对有关条款的表述作如下修改："])
@pytest.mark.parametrize("number", ["（一）", "1．", ""])
def test_above_a_list_it_leads_up_to_the_orders(line: str, number: str) -> None:
    decision = parse_decision(f"{HEAD}一、{line}\n{number}删去第四条。\n{TAIL}")
    assert [k for k in kinds(decision) if k] == [["DeleteProvisions"]] and not decision.findings


@pytest.mark.parametrize("line", ["对第三条中的内容作如下修改：", "第三条的内容作如下修改："])
def test_a_heading_that_names_its_provision_lends_it_to_the_orders_below(line: str) -> None:
    decision = parse_decision(f"{HEAD}一、{line}\n（一）删去第二款。\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, DeleteProvisions) and order.places == (Place(parse_address("第三条第二款")),)


@pytest.mark.parametrize("clause", ["将第三条改为第四条，删去第一款第二项，将其中的", "删去第三条第二款，将其中的", "第三条删去第二款，其中的"])  # fmt: skip
def test_what_was_deleted_has_no_words(clause: str) -> None:
    decision = parse_decision(f"{HEAD}一、{clause}“甲”修改为“乙”。\n{TAIL}")
    words = [o for i in decision.instructions for o in i.orders if isinstance(o, ReplaceWords)]
    assert [o.places for o in words] == [(Place(parse_address("第三条")),)]


@pytest.mark.parametrize("close", ["并对项的序号作相应调整", "并对款、项的序号作相应调整", "项的序号相应调整"])
def test_items_that_close_up_are_an_adjustment(close: str) -> None:
    decision = parse_decision(f"{HEAD}一、删去第三条第一款第二项，{close}。\n{TAIL}")
    assert kinds(decision) == [["DeleteProvisions", "Adjust"]] and not decision.unread


@pytest.mark.parametrize("words", ["数字修改为汉字数字", "阿拉伯数字改为相应的汉字", "数字统一改为中文数字"])
def test_numbers_in_characters(words: str) -> None:
    decision = parse_decision(f"{HEAD}一、将第三条、第五条中的{words}。\n{TAIL}")
    (order,) = [o for i in decision.instructions for o in i.orders]
    assert isinstance(order, ConvertNumerals) and len(order.places) == 2


def test_chapters_that_go_are_said_to_be_no_more() -> None:
    decision = parse_decision(f"{HEAD}一、删去所有章名，不再分章设立。\n{TAIL}")
    assert kinds(decision) == [["DeleteProvisions"]] and not decision.unread
    decision = parse_decision(f"{HEAD}一、删去第三条，不再分章设立。\n{TAIL}")
    assert kinds(decision) == [[]] and len(decision.unread) == 1


def test_a_number_of_the_changed_text_is_what_the_instruction_gave() -> None:
    """It used to be read as the number of the base text."""
    decision = parse_decision(
        f"{HEAD}一、原第四条改为第五条，原第五条改为第六条。在修改后的第五条中的“甲”后增加“乙”。\n{TAIL}"
    )
    words = decision.instructions[0].orders[-1]
    assert isinstance(words, InsertWords) and words.places == (Place(parse_address("第四条")),)


@pytest.mark.parametrize("clause", ["将修改后的第五条中的“甲”修改为“乙”。", "将第四条改为第五条，修改后的第五条、第六条中的“甲”修改为“乙”。"])  # fmt: skip
def test_one_that_it_did_not_give_is_told(clause: str) -> None:
    decision = parse_decision(f"{HEAD}一、{clause}\n{TAIL}")
    assert kinds(decision) == [[]] and len(decision.unread) == 1


def test_words_added_throughout() -> None:
    decision = parse_decision(f"{HEAD}一、第四条、第五条中的“甲”前统一增加“乙”。\n{TAIL}")
    assert kinds(decision) == [["InsertWords"]] and not decision.unread


@pytest.mark.parametrize(("clause", "code"), [("撤销第四条。", "decision.unread"), ("恢复第四条。", "decision.unread"), ("去掉第四条第二款；", "decision.unread"), ("继续适用第四条。", "decision.remark")])  # fmt: skip
def test_a_verb_that_is_not_known_before_a_provision_is_an_order(clause: str, code: str) -> None:
    assert [f.code for f in parse_decision(f"{HEAD}一、{clause}\n二、删去第九条。\n{TAIL}").findings] == [code]


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("罚款由五百元提高到一千元。", "decision.unspecified"),
        ("条例施行日期顺延至2021年1月1日。", "decision.unspecified"),
        ("附件中的标准上调10%。", "decision.unspecified"),
        ("去掉总则中的有关内容。", "decision.unspecified"),
        ("与本决定不一致的，以本决定为准。", "decision.remark"),
        ("本决定施行前取得许可的，有效期可以延长至期满。", "decision.remark"),
    ],
)
def test_what_changes_the_text_without_words_of_it_is_no_remark(clause: str, code: str) -> None:
    assert [f.code for f in parse_decision(f"{HEAD}一、{clause}\n二、删去第九条。\n{TAIL}").findings] == [code]


@pytest.mark.parametrize("verb", ["修改补充为", "修改、补充为", "修改并完善为"])
def test_further_words_for_new_text(verb: str) -> None:
    assert kinds(parse_decision(f"{HEAD}一、第三条{verb}：“甲。”\n{TAIL}")) == [["Replace"]]


@pytest.mark.parametrize("clause", ["删去第六章“备案”", "将第六章“备案”删去", "删去第六章“备案”一章"])
def test_a_chapter_that_is_named_goes_as_a_chapter(clause: str) -> None:
    """The words used to go, out of the whole chapter."""
    (order,) = parse_decision(f"{HEAD}一、{clause}。\n{TAIL}").instructions[0].orders
    assert order == attrs.evolve(order, places=(Place(parse_address("第六章"), named="备案"),)) and isinstance(
        order, DeleteProvisions
    )


@pytest.mark.parametrize("clause", ["删去第六章中的“备案”", "删去第六章“备案”中的“甲”", "删去第三条“备案”"])
def test_words_of_a_chapter_or_an_article_stay_words(clause: str) -> None:
    assert kinds(parse_decision(f"{HEAD}一、{clause}。\n{TAIL}")) == [["DeleteWords"]]


def test_a_licence_for_technical_changes_of_wording() -> None:
    decision = parse_decision(f"{HEAD}一、删去第三条。\n此外，对部分条款作文字技术修改，对条文顺序作相应调整。\n{TAIL}")
    assert not decision.unread and kinds(decision)[0][0] == "DeleteProvisions"


@pytest.mark.parametrize("row", ["《例市桥梁条例》第一囗", "《例市桥梁条例》第三囗八条、第九条", "《例市桥梁条例》第一条、第二囗", "《例市桥梁条例》部分条款", "《例市桥梁条例》（2001年3月1日公布）的有关规定"])  # fmt: skip
def test_a_row_of_which_something_is_not_understood_is_unread(row: str) -> None:
    """What was left of the provisions used to be changed, or the whole statute."""
    decision = parse_decision(
        "例市人民代表大会常务委员会关于修改部分法规的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n例市人民代表大会常务委员会决定：\n"
        f"一、将下列法规中的“征用”修改为“征收”\n1.《例市茶园条例》第十四条\n2.{row}\n{TAIL}"
    )
    assert len(decision.unread) == 1 and [len(i.orders) for i in decision.instructions] == [1, 0]


@pytest.mark.parametrize("clause", ["条文顺序作相囗调整。", "其他条文序号囗相应调整。"])
def test_what_speaks_of_the_order_of_articles_is_no_remark(clause: str) -> None:
    assert len(parse_decision(f"{HEAD}一、删去第九条。\n二、{clause}\n{TAIL}").unread) == 1


@pytest.mark.parametrize("clause", ["将第三条修改为：：“甲。”", "将第三条修改为“：甲。”", "增加一条，作为第六条：，“甲。”", "将第三条修改为：“甲。””", "将第三条修改为：““甲。”"])  # fmt: skip
def test_a_mark_too_many_before_or_in_new_text(clause: str) -> None:
    decision = parse_decision(f"{HEAD}一、{clause}\n{TAIL}")
    assert kinds(decision) == [[]] and any(f.severity is Severity.ERROR for f in decision.findings)


def test_words_that_are_added_at_the_end_may_begin_with_a_mark() -> None:
    decision = parse_decision(f"{HEAD}一、第三条末尾增加：“，并登记。”\n{TAIL}")
    assert kinds(decision) == [["Append"]] and not decision.findings


def test_paragraphs_that_reopen_in_a_line_behind_a_blank() -> None:
    decision = parse_decision(f"{HEAD}一、将第三条修改为：“下列原则： “（一）甲；\n“（二）乙。”\n{TAIL}")
    (order,) = decision.instructions[0].orders
    assert isinstance(order, Replace) and order.payload.lines == ("下列原则：", "（一）甲；", "（二）乙。")
