"""What an order asks that the text does not bear, or bears already: it is told, and the text stays."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.errors import Severity
from tests.rules import amended, hold

CAPTIONS = """第一条（目的）　为了管理渡口，制定本条例。
第二条（职责）　市港务局主管渡口工作。
区港务局协助。
第三条　渡船应当检验。"""


@pytest.mark.parametrize("text", ["“主管部门”", "：“（主管部门）”", "“第二条（主管部门）”"])
def test_a_new_caption_leaves_the_article_below_it(text: str) -> None:
    done = amended(CAPTIONS, f"一、将第二条条标修改为{text}。")
    article = done.statute["第二条"]
    assert isinstance(article, lt.Article) and article.caption == "（主管部门）"
    assert [p.text for p in article.children] == ["市港务局主管渡口工作。", "区港务局协助。"]
    assert done.patch.invert().apply(done.statute) == amended(CAPTIONS, "一、删去第九条。").statute


def test_a_deleted_caption_leaves_number_and_text() -> None:
    hold(CAPTIONS, "一、删去第二条条标。", CAPTIONS.replace("（目的）　", "　（目的）　").replace("（职责）", ""), "")


@pytest.mark.parametrize("clause", ["将第三条条标修改为“检验”", "删去第三条标题", "将第二条第一款标题修改为“职责”", "将第二条条标修改为“市港务局主管渡口。”"])  # fmt: skip
def test_where_there_is_no_caption_nothing_is_one(clause: str) -> None:
    done = amended(CAPTIONS, f"一、{clause}。")
    assert any(f.severity is Severity.ERROR for f in done.findings)
    assert [done.statute[a].text for a in ("第二条第一款", "第二条第二款", "第三条第一款")] == [
        "市港务局主管渡口工作。", "区港务局协助。", "渡船应当检验。",
    ]  # fmt: skip


LISTS = """第一条　渡口由县管理。
乡镇协助。
村可以提出建议。
第二条　禁止下列行为：
（一）超载；
（二）夜航；
（三）酗酒。
第三条　违反第一条第二款、第二条第二项的，通报。
第四条　本条例所称渡船，包括：
木船；
铁船；
其他船。"""


@pytest.mark.parametrize(
    ("clause", "gone"),
    [
        ("删去第一条第二款", "第一条第二款"),
        ("删去第二条第二项", "第二条第二项"),
        ("将第一条修改为：“渡口由县管理。\n“村可以提出建议。”", "第一条第二款"),
    ],
)
def test_a_reference_to_what_is_gone_is_told_though_something_stands_at_its_number(clause: str, gone: str) -> None:
    done = amended(LISTS, f"一、{clause}。" if clause[-1] != "”" else f"一、{clause}")
    (told,) = [f for f in done.findings if f.code == "references.gone"]
    assert told.severity is Severity.WARNING and gone in told.message


def test_a_reference_to_the_last_paragraph_is_told_when_that_goes() -> None:
    done = amended(LISTS.replace("第一条第二款", "第一条第三款"), "一、删去第一条第三款。")
    assert [f.severity for f in done.findings if f.code == "references.gone"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("铁船；", "第四条　本条例所称渡船，包括：\n木船；\n其他船。"),
        ("铁船", "第四条　本条例所称渡船，包括：\n木船；\n其他船。"),
        ("其他船。", "第四条　本条例所称渡船，包括：\n木船；\n铁船。"),
        ("其他船", "第四条　本条例所称渡船，包括：\n木船；\n铁船。"),
    ],
)
def test_a_line_of_a_list_without_numbers_goes_with_its_break(words: str, after: str) -> None:
    hold(LISTS, f"一、删去第四条中的“{words}”。", LISTS.split("第四条")[0] + after, "")


@pytest.mark.parametrize("clause", ["第四条增加一项：“竹船；”", "第三条增加一项，作为第一项：“（一）竹船；”"])
def test_no_item_is_put_where_no_list_begins(clause: str) -> None:
    hold(LISTS, f"一、{clause}", LISTS, "error 不以“：”结尾")


@pytest.mark.parametrize("words", ["，以及其他行为", "标准由县公布。", "（四）赌博。"])
@pytest.mark.parametrize("place", ["第二条", "第二条第一款"])
def test_words_at_the_end_of_a_provision_that_ends_in_items_are_told(place: str, words: str) -> None:
    hold(LISTS, f"一、{place}末尾增加“{words}”。", LISTS, "error 以列项结尾")


def test_words_at_the_end_of_the_last_item_are_put_there() -> None:
    hold(LISTS, "一、第二条第三项末尾增加“，但病人除外”。", LISTS.replace("酗酒。", "酗酒，但病人除外。"), "")


@pytest.mark.parametrize(
    ("base", "clause"),
    [
        ("公安、民政等部门负责。", "在第一条的“民政”后增加“等”"),
        ("公安、民政部门负责。", "在第一条的“公安”后增加“、民政”"),
        ("公安、民政部门负责。", "在第一条的“民政部门”前增加“公安、”"),
        ("渡工持证上岗，着装整齐。", "在第一条的“持证上岗”后增加“，着装整齐”"),
    ],
)
def test_words_that_stand_there_already_are_not_added_again(base: str, clause: str) -> None:
    hold(f"第一条　{base}", f"一、{clause}。", f"第一条　{base}", "warning amend.already")


def test_words_that_only_begin_like_those_beside_are_added() -> None:
    hold("第一条　公安部门负责。", "一、在第一条的“公安”后增加“、民政”。", "第一条　公安、民政部门负责。", "")


NAMES = """第一条　渡口由县管理。《某省渡口管理办法》同时废止。
第二条　依照《中华人民共和国合同法》签订渡口合同。
第三条　适用《中华人民共和国合同法》，取得《渡口证》。"""


def test_words_for_the_whole_statute_leave_the_names_of_other_texts() -> None:
    done = amended(NAMES, "一、将条例中的“渡口”修改为“码头”。")
    assert [done.statute[f"第{n}条"].text for n in "一二三"] == [
        "码头由县管理。《某省渡口管理办法》同时废止。",
        "依照《中华人民共和国合同法》签订码头合同。",
        "适用《中华人民共和国合同法》，取得《码头证》。",
    ]
    assert [f.severity for f in done.findings if f.code == "amend.inside-name"] == [Severity.WARNING]


def test_words_that_stand_in_names_alone_are_meant() -> None:
    done = amended(NAMES, "一、将条例中的“合同法”修改为“民法典”。")
    assert "合同法" not in done.statute.to_text() and not [f for f in done.findings if f.code == "amend.inside-name"]


def test_words_of_one_provision_change_in_a_name_too_and_it_is_told() -> None:
    done = amended(NAMES, "一、将第一条中的“渡口”修改为“码头”。")
    assert done.statute["第一条"].text == "码头由县管理。《某省码头管理办法》同时废止。"
    assert [f.severity for f in done.findings if f.code == "amend.inside-name"] == [Severity.WARNING]


CHAPTERS = """第一章　总则
第一条　渡口由县管理。
第二章　备案
第二条　渡口应当备案。
第三章　附则
第三条　本条例自公布之日起施行。"""


def test_a_chapter_goes_only_if_it_bears_the_name_given() -> None:
    hold(
        CHAPTERS,
        "一、删去第二章“备案”。",
        "第一章　总则\n第一条　渡口由县管理。\n第二章　附则\n第二条　本条例自公布之日起施行。",
        "",
    )
    hold(CHAPTERS, "一、删去第二章“案”。", CHAPTERS, "error 不是“案”")


def test_no_heading_is_left_without_words() -> None:
    hold(CHAPTERS, "一、删去第二章章名中的“备案”。", CHAPTERS, "error 没有名称")


MIXED = """第一条　渡工守时。
渡工应当：
（一）持证；
（二）着装；
（三）点名。
渡口由县管理。"""


@pytest.mark.parametrize("parts", ["第一条第二款第三项和第三款", "第一条第三款和第二款第三项"])
def test_an_item_that_joins_a_paragraph_leaves_the_paragraph_there(parts: str) -> None:
    """The item used to take the new text, and the paragraph went."""
    after = MIXED.replace("着装；\n（三）点名。\n渡口由县管理。", "着装。\n渡口由县管理并点名。")
    hold(MIXED, f"一、将{parts}合并，作为第三款，修改为：“渡口由县管理并点名。”", after, "")


def test_items_that_are_to_become_a_paragraph_are_told() -> None:
    hold(MIXED, "一、将第一条第二款第二项、第三项合并，作为第三款：“着装、点名。”", MIXED, "error 不同层级")


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        ("将第一条第二款第三项移至第二条，作为第二条第一项。", "error 不能改为"),
        ("将第一条第二款第三项改为第二条第二项。", "error 不能改为"),
        ("将第一条第二款、第三款合并为一款。", "error 有列项"),
    ],
)
def test_lists_are_not_thrown_together(orders: str, told: str) -> None:
    """An item that goes to another article used to change its place in its own."""
    base = MIXED + "\n第二条　渡船应当：\n（一）检验。"
    hold(base, f"一、{orders}", base, told)


@pytest.mark.parametrize(
    ("text", "words", "after", "left"),
    [
        ("由教育、公安和财政部门负责。", "财政", "由教育、公安和部门负责。", "和"),
        ("处警告、罚款或者吊销许可证。", "吊销许可证", "处警告、罚款或者。", "或者"),
        ("依照《甲法》和《乙法》处理。", "《乙法》", "依照《甲法》和处理。", ""),
        ("《甲法》和《乙法》适用。", "《甲法》", "和《乙法》适用。", "和"),
        ("由教育、公安和财政部门负责。", "和财政", "由教育、公安部门负责。", ""),
        ("由教育、公安和财政部门负责。", "公安", "由教育和财政部门负责。", ""),
        ("由公安机关和有关单位负责。", "有关", "由公安机关和单位负责。", ""),
    ],
)
def test_a_conjunction_that_joins_nothing_is_told(text: str, words: str, after: str, left: str) -> None:
    done = amended(f"第一条　{text}", f"一、删去第一条中的“{words}”。")
    assert done.statute["第一条"].text == after
    told = [f.message for f in done.findings if f.severity is Severity.WARNING]
    assert len(told) == bool(left) and all(f"“{left}”一边" in m for m in told)


def test_words_in_brackets_of_their_own_leave_the_list_alone() -> None:
    hold(
        "第一条　提交申请书（一式两份）、证明。",
        "一、删去第一条中的“（一式两份）”。",
        "第一条　提交申请书、证明。",
        "none info",
    )


def test_only_whole_numbers_are_written_in_characters() -> None:
    base = "第一条　满60周岁的，20日内给1.5倍、20%、1,000元，用GB3838标准，2012年起。"
    after = "第一条　满六十周岁的，二十日内给1.5倍、20%、1,000元，用GB3838标准，二〇一二年起。"
    hold(base, "一、将第一条中的阿拉伯数字改为相应的汉字。", after, "warning 1.5、20%、1,000、GB3838")
    hold("第一条　满60周岁。", "一、将第一条中的阿拉伯数字改为相应的汉字。", "第一条　满六十周岁。", "none warning")


BETWEEN = """第一条　甲。
第二条　乙。
第二条之一　丙。
第二条之二　丁。
第三条　依照第二条之一、第二条之二处理。"""


def test_an_article_with_a_number_between_stays_with_its_own() -> None:
    """第二条之一 used to follow what became of 第二条之二."""
    after = "第一条　甲。\n第二条　乙。\n第二条之一　丙。\n第三条　丁。\n第四条　依照第二条之一、第三条处理。"
    hold(BETWEEN, "一、将第二条之二改为第三条。", after, "")


def test_where_the_article_goes_those_between_are_told() -> None:
    done = amended(BETWEEN, "一、删去第二条。")
    told = [f.address for f in done.findings if f.severity is Severity.ERROR]
    assert told == ["第二条之一", "第二条之二"]
    done = amended(BETWEEN, "一、删去第一条。")
    assert not [f for f in done.findings if f.severity is Severity.ERROR] and done.statute["第一条之一"].text == "丙。"
