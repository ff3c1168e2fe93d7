"""Of two orders on the same words neither is carried out, and both are told."""

from __future__ import annotations

import pytest

import lawtrack as lt

BASE = """例市渡口条例
（2020年1月1日例市人民代表大会常务委员会通过）
第一条　渡口应当登记。
渡船应当检验。
第二条　下列事项报批：
（一）设置渡口；
（二）迁移渡口。
第三条　本条例自公布之日起施行。
"""


def carry_out(*clauses: str) -> lt.Amendment:
    text = (
        "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n"
        "（2026年5月8日例市人民代表大会常务委员会第二次会议通过）\n"
        "例市人民代表大会常务委员会决定，对《例市渡口条例》作如下修改：\n" + "\n".join(clauses)
    )
    return lt.amend(lt.parse_statute(BASE), lt.parse_decision(text))


def clauses_told(result: lt.Amendment) -> set[str]:
    return {f.instruction for f in result.findings if f.code == "amend.conflict" and f.severity is lt.Severity.ERROR}


WHOLE = {
    "款": ("第一条修改为：“渡口登记。\n“渡船检验。”", "第一条第二款修改为：“渡船应当复验。”"),
    "删款": ("第一条修改为：“渡口登记。\n“渡船检验。”", "删去第一条第二款。"),
    "项": (
        "第二条修改为：“下列事项审批：\n“（一）设置渡口；\n“（二）迁移渡口。”",
        "第二条第二项修改为：“（二）撤销渡口。”",
    ),
    "款中的项": (
        "第二条第一款修改为：“下列事项审批：\n“（一）设置渡口；\n“（二）迁移渡口。”",
        "删去第二条第二项。",
    ),
}


@pytest.mark.parametrize("pair", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("turned", [False, True])
def test_a_whole_provision_and_a_part_of_it(pair: tuple[str, str], turned: bool) -> None:
    first, second = pair[::-1] if turned else pair
    result = carry_out(f"一、{first}", f"二、{second}")
    assert clauses_told(result) == {"一", "二"}
    assert result.statute.articles == result.base.articles


def test_a_lead_in_and_an_item_go_together() -> None:
    result = carry_out("一、第二条修改为：“下列事项审批：”", "二、第二条第二项修改为：“（二）撤销渡口。”")
    assert not clauses_told(result)
    assert result.statute["第二条"].to_text().split() == [
        "第二条",
        "下列事项审批：",
        "（一）设置渡口；",
        "（二）撤销渡口。",
    ]


def test_what_one_instruction_says_of_a_provision_and_its_part_is_one_thing() -> None:
    result = carry_out("一、第一条修改为：“渡口登记。\n“渡船检验。”删去第一条第二款。")
    assert not clauses_told(result)


def test_new_texts_for_two_parts_of_one_provision_go_together() -> None:
    result = carry_out("一、第一条第一款修改为：“渡口登记。”", "二、第一条第二款修改为：“渡船检验。”")
    assert not clauses_told(result)
    assert [p.text for p in result.statute.articles[0].paragraphs] == ["渡口登记。", "渡船检验。"]


def test_an_item_whose_new_text_is_printed_with_another_number_than_it_gets_is_told() -> None:
    law = lt.parse_statute("例法\n第一条　应当登记：\n（一）子；\n（二）丑；\n（三）寅。\n")
    text = (
        "例会关于修改《例法》的决定\n（2024年1月2日例会通过）\n例会决定对《例法》作如下修改：\n"
        "一、第一条增加一项，作为第二项：“（二）卯；”。第二项、第三项改为第三项、第四项，第三项修改为：“（{}）辰。”\n本决定自公布之日起施行。\n"
    )
    doubtful = lt.amend(law, lt.parse_decision(text.format("三")))
    assert [f.code for f in doubtful.findings if f.severity == "error"] == ["amend.number-printed"]
    assert doubtful.statute["第一条第四项"].text == "寅。"
    clear = lt.amend(law, lt.parse_decision(text.format("四")))
    assert clear.statute["第一条第四项"].text == "辰。" and not [f for f in clear.findings if f.severity == "error"]
