"""New text without quotation marks does not swallow what the decision says besides."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import Amendment
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity
from tests.decisions import HEAD, TAIL, kinds
from tests.test_claims import carry_out, codes, statute, texts


def replaced(text: str) -> Amendment:
    return carry_out(statute(3), f"第一条修改为：{text}")


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "aside",
    [
        "此外，第二条中的甲改为乙。",
        "此外，根据机构改革情况，对有关内容进行了修改完善。",
        "另外，对第二条、第三条作出文字修改。",
    ],
)
def test_a_sentence_on_amending_is_told(aside: str, gap: str) -> None:
    done = replaced(f"\n第一条　新的规定。{gap}{aside}")
    assert texts(done) == ["甲。", "乙。", "丙。"]
    assert codes(done) & {"decision.whose-words", "decision.unread"}


@pytest.mark.parametrize("text", ["“新的规定。此外，收费标准可以调整。”", "\n第一条　新的规定。此外，可以收费。"])
def test_in_quotation_marks_or_without_amending_it_is_text(text: str) -> None:
    done = replaced(text)
    assert texts(done)[0] == text.strip("\n“”").removeprefix("第一条　") and not codes(done)


@pytest.mark.parametrize(
    "clause",
    [
        "此外，将第二条中的“乙”修改为“丁”。",
        "另外，将条例中的“乙”修改为“丁”。",
        "第二条修改为：“丁。”",
        "增加一条，作为第二条：“丁。”",
        "删去第二条。",
    ],
)
def test_an_order_behind_a_quotation_that_is_not_closed_is_no_part_of_it(clause: str) -> None:
    done = replaced(f"“新的规定。{clause}")
    assert texts(done) == ["甲。", "乙。", "丙。"] and "decision.whose-words" in codes(done)


@pytest.mark.parametrize(
    ("clause", "after"),
    [
        ("此外，将第二条中的“乙”修改为“丁”。", ["新的规定。", "丁。", "丙。"]),
        ("此外，删去第二条。", ["新的规定。", "丙。"]),
        ("另外，对条文顺序作相应调整。", ["新的规定。", "乙。", "丙。"]),
        ("此外，根据本决定对部分文字作相应修改。", ["新的规定。", "乙。", "丙。"]),
    ],
)
def test_an_order_on_a_line_of_its_own_ends_a_quotation_that_is_not_closed(clause: str, after: list[str]) -> None:
    done = replaced(f"“新的规定。\n{clause}")
    assert texts(done) == after and "decision.unclosed-quote" in codes(done)


@pytest.mark.parametrize("line", ["“此外，渡工可以修改证书。”", "此外，渡工应当将修改的证书送交备案。”"])
def test_a_paragraph_of_new_text_may_begin_with_besides(line: str) -> None:
    done = replaced(f"“新的规定。\n{line}")
    assert not codes(done) and [p.text for p in done.statute.articles[0].paragraphs] == ["新的规定。", line.strip("“”")]


@pytest.mark.parametrize(
    "text",
    [
        "“新的规定。\n责任编辑：某某",
        "“新的规定。\n渡口归村管。",
        "“新的规定。\n例市人民代表大会常务委员会\n2024年1月5日",
        "“新的规定。\n“渡口归村管。\n其他内容见公报。",
        "“有下列行为的，罚款：“（一）私渡；“（二）超载。",
        "“新的规定，渡口",
    ],
)
def test_where_a_quotation_that_is_not_closed_may_end_sooner_it_is_not_carried_out(text: str) -> None:
    done = carry_out(statute(3), f"第一条修改为：{text}", "第二条修改为：“丁。”")
    assert texts(done) == ["甲。", "丁。", "丙。"]
    assert {"decision.unclosed-quote", "decision.whose-words"} <= codes(done)


@pytest.mark.parametrize(
    "text",
    [
        "“新的规定。",
        "“新的规定。\n“渡口归村管。",
        "“渡口应当：\n（一）有灯；\n（二）有人。",
        "“渡口应当：\n“（一）有灯；\n“（二）有人。",
    ],
)
def test_where_all_of_it_is_surely_new_text_it_is_carried_out(text: str) -> None:
    done = carry_out(statute(3), f"第一条修改为：{text}", "第二条修改为：“丁。”")
    first = done.statute.to_text().split("第二条")[0]
    assert [x.strip("\u3000 ") for x in first.split("第一条")[1].splitlines()] == text.replace("“", "").splitlines()
    assert texts(done)[1:] == ["丁。", "丙。"]
    assert codes(done) == {"decision.unclosed-quote"}


def test_the_mark_between_the_items_of_a_decision_is_not_of_the_text() -> None:
    """1.第三条修改为：…；2.…; an item of a list may end in ；, an article or a paragraph does not."""
    done = carry_out(statute(3), "第一条修改为：渡口归村管；", "第二条修改为：“渡口归镇管；”")
    assert texts(done) == ["渡口归村管。", "渡口归镇管；", "丙。"]
    assert "decision.whose-words" in codes(done)
    items = "例市水法\n第一条　渡口应当：\n（一）有灯；\n（二）有人。\n"
    done = carry_out(items, "第一条第一项修改为：（一）有船；")
    assert "（一）有船；" in done.statute.to_text() and "decision.whose-words" not in codes(done)


@pytest.mark.parametrize(
    "line",
    [
        "原第二款改作第三款。",
        "同时删去第三款。",
        "其余各款依次顺延。",
        "取消第三款。",
        "撤销第三款。",
        "第二款、第三款予以删除。",
        "另增加一款：新的一款。",
        "再增加一款作为第三款：新的一款。",
        "第二款应为：新的一款。",
        "第二款为：新的一款。",
        "原第二款作第三款。",
        "原第二款顺延为第三款。",
        "第二款拆分为两款。",
        "新增第二款：新的一款。",
    ],
)
def test_a_line_on_a_paragraph_below_new_text_without_marks_is_told(line: str) -> None:
    """It used to become a 款 of the new text."""
    done = replaced(f"\n新的规定。\n{line}")
    assert texts(done)[0] in ("甲。", "新的规定。") and line.rstrip("。") not in done.statute.to_text()
    assert codes(done) & {"decision.whose-words", "decision.unread"}


@pytest.mark.parametrize(
    "line",
    [
        "第一款规定的期限为三十日。",
        "第一款所称茶工，是指甲。",
        "其他各项费用由乙承担。",
        "增加的费用由乙承担。",
        "以下各项材料应当齐全。",
    ],
)
def test_a_paragraph_that_speaks_of_another_one_is_new_text(line: str) -> None:
    done = replaced(f"\n新的规定。\n{line}")
    assert line in done.statute.to_text() and not codes(done) & {"decision.whose-words", "decision.unread"}


@pytest.mark.parametrize("so", ["做为", "，做为", "作为", "，作为"])
def test_a_paragraph_added_below_new_text_without_marks(so: str) -> None:
    done = replaced(f"\n新的规定。\n增加一款{so}第二款：新的一款。")
    assert "新的规定。\n新的一款。" in done.statute.to_text() and not codes(done)


@pytest.mark.parametrize("line", ["删去第囗款。", "2囗删去第十二条。", "将第囗条改为第五条。"])
def test_a_line_that_begins_as_an_order_does_whatever_its_place(line: str) -> None:
    decision = parse_decision(f"{HEAD}一、第三条修改为：茶船应当登记。\n{line}\n{TAIL}")
    assert not any(kinds(decision)) and any(f.severity is Severity.ERROR for f in decision.findings)
