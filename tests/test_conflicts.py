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
    for part in ("删去第一条第二款。", "第二款修改为：“渡船检验。”"):
        result = carry_out("一、第一条修改为：“渡口登记。\n“渡船检验。”" + part)
        assert not clauses_told(result)
        assert [p.text for p in result.statute.articles[0].paragraphs] == ["渡口登记。", "渡船检验。"]


@pytest.mark.parametrize(
    "clause",
    [
        "一、第一条修改为：“渡口登记。\n“渡船检验。”第一条第二款修改为：“渡船复验。”",
        "一、第一条修改为：“渡口登记。\n渡船检验。”\n第二款修改为：“渡船复验。”",
        "一、第一条第二款修改为：“渡船复验。”将该条修改为：“渡口登记。\n渡船检验。”",
        "一、第一条修改为：“渡口登记。”第一条修改为：“渡船检验。”",
        "一、第二条修改为：“下列事项审批：\n“（一）设置渡口；\n“（二）迁移渡口。”第二项修改为：“（二）撤销渡口。”",
    ],
)
def test_two_texts_for_one_provision_in_one_instruction_are_a_conflict(clause: str) -> None:
    result = carry_out(clause)
    assert clauses_told(result) == {"一"}
    assert result.statute.to_text().split("第一条")[1].strip() == BASE.split("第一条")[1].strip()


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


LISTED = "例法\n第一条　应当登记：\n（一）子；\n（二）丑；\n（三）寅。\n第二条　辰。\n"


@pytest.mark.parametrize(
    ("clauses", "both"),
    [
        (
            "一、第一条增加两项，作为第一项、第四项：“（一）巳；”“（四）午；”第三项修改为：“（三）未；”",
            ("原第一条第三项", "改为第五项", "原第一条第一款第二项"),
        ),
        (
            "一、第一条增加一项，作为第二项：“（二）巳；”\n二、第一条第一款第三项修改为：“（三）未。”",
            ("原第一条第一款第三项", "改为第四项", "原第一条第一款第二项"),
        ),
        ("一、删去第一条第一项。\n二、第一条第三项修改为：“（三）未。”", ("原第一条第三项", "改为第二项")),
        ("一、第一条第三项修改为：“（四）未。”", ("写明的是第一条第三项", "（四）")),
        ("一、第一条增加一项：“（二）巳；”第三项修改为：“（三）未。”", ("改为第四项", "（三）")),
    ],
)
def test_an_item_that_others_make_another_number_than_is_printed_is_told_with_both(
    clauses: str, both: tuple[str, ...]
) -> None:
    result = lt.amend(lt.parse_statute(LISTED), lt.parse_decision(_orders(clauses)))
    told = [f for f in result.findings if f.severity is lt.Severity.ERROR]
    assert [f.code for f in told] == ["amend.number-printed"] and "未" not in result.statute.to_text()
    assert all(word in told[0].message for word in both), told[0].message


@pytest.mark.parametrize(
    ("clauses", "items"),
    [
        ("一、第一条增加一项，作为第二项：“（二）巳；”第三项修改为：“（四）未。”", "子；巳；丑；未。"),
        ("一、第一条增加一项，作为第二项：“（二）巳；”第三项修改为：“未。”", "子；巳；丑；未。"),
        ("一、第一条增加一项，作为第四项：“（四）巳。”第三项修改为：“（三）未；”", "子；丑；未；巳。"),
        ("一、删去第一条第一项。第三项修改为：“（二）未。”", "丑；未。"),
        ("一、第一条第一项修改为：“（一）子；\n“（二）巳；”第三项修改为：“（四）未。”", "子；巳；丑；未。"),
    ],
)
def test_an_item_printed_with_the_number_that_it_gets_is_changed(clauses: str, items: str) -> None:
    result = lt.amend(lt.parse_statute(LISTED), lt.parse_decision(_orders(clauses)))
    assert [f for f in result.findings if f.severity is lt.Severity.ERROR] == []
    assert "".join(i.text for i in result.statute.articles[0].paragraphs[0].items) == items


def _orders(clauses: str) -> str:
    return f"例会关于修改《例法》的决定\n（2024年1月2日例会通过）\n例会决定对《例法》作如下修改：\n{clauses}\n本决定自公布之日起施行。\n"


TWO = {
    "引原文": (
        "第一条第二款修改为：“渡船应当复验。”",
        "第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”“检验收费。”",
    ),
    "引原文、单作一条": (
        "将第一条第二款单作一条，作为第二条，修改为：“渡船应当复验。”",
        "第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”",
    ),
    "引原文、整条": ("第一条修改为：“渡口备案。”", "第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”"),
    "引原文、删": ("删去第一条第二款。", "第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”"),
    "合并款": ("将第一条第一款与第二款合并，作为第一款，修改为：“渡口渡船。”", "第一条第二款修改为：“渡船应当复验。”"),
    "合并款、前款": (
        "将第一条第一款与第二款合并，作为第一款，修改为：“渡口渡船。”",
        "第一条第一款修改为：“渡口备案。”",
    ),
    "合并条": ("将第一条与第三条合并，作为第一条，修改为：“渡口。”", "第三条修改为：“本条例不再施行。”"),
    "分条": (
        "将第一条分为两条，作为第一条、第二条，修改为：“第一条　渡口。\n“第二条　渡船。”",
        "第一条修改为：“渡口备案。”",
    ),
    "分条、引原文": (
        "将第一条分为两条，作为第一条、第二条，修改为：“第一条　渡口。\n“第二条　渡船。”",
        "第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”",
    ),
    "分款": ("将第一条第一款分为两款，修改为：“渡口备案。\n“渡口登记。”", "第一条第一款修改为：“渡口备案。”"),
    "几条": (
        "将第一条至第三条修改为两条：“第一条　渡口。\n“第二条　施行。”",
        "第三条修改为：“本条例不再施行。”",
    ),
}


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
@pytest.mark.parametrize("turned", [False, True])
def test_two_new_texts_for_one_provision(pair: tuple[str, str], turned: bool) -> None:
    first, second = pair[::-1] if turned else pair
    result = carry_out(f"一、{first}", f"二、{second}")
    assert clauses_told(result) == {"一", "二"}
    texts = [u.text for u in result.statute.units]
    assert [u.text for u in result.base.units if u.level >= lt.Level.ARTICLE and u.text not in texts] == []
    assert lt.loads(lt.dumps(result.patch)).apply(result.base) == result.statute


AGREED = {
    "合并、删": (
        "将第一条与第三条合并，作为第一条，修改为：“渡口。”",
        "删去第三条。",
        ["第一条　渡口。", "第二条　下列事项报批："],
    ),
    "款并入别条": (
        "将第一条第二款、第三条合并，作为第三条，修改为：“渡船应当检验，即日施行。”",
        "第一条修改为：“渡口备案。”",
        ["第一条　渡口备案。", "第二条　下列事项报批：", "第三条　渡船应当检验，即日施行。"],
    ),
}


@pytest.mark.parametrize("first, second, wanted", AGREED.values(), ids=AGREED)
@pytest.mark.parametrize("turned", [False, True])
def test_what_goes_with_a_merger(first: str, second: str, wanted: list[str], turned: bool) -> None:
    one, two = (second, first) if turned else (first, second)
    result = carry_out(f"一、{one}", f"二、{two}")
    assert not clauses_told(result)
    assert [line for line in result.statute.to_text().split("\n") if line.startswith("第")] == wanted


def test_what_is_quoted_in_full_follows_its_provision() -> None:
    result = carry_out(
        "一、将第一条第二款单作一条，作为第二条。",
        "二、第一条第二款“渡船应当检验。”修改为：“渡船应当年检。”“检验收费。”",
    )
    assert not clauses_told(result)
    assert result.statute["第二条"].to_text() == "第二条　渡船应当年检。\n检验收费。\n"
    assert result.statute["第一条"].to_text() == "第一条　渡口应当登记。\n"
    assert lt.loads(lt.dumps(result.patch)).apply(result.base) == result.statute
