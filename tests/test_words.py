"""Orders about words, as a drafter writes them: which sentence, which occurrence, which passage, and how far a list reaches."""

from __future__ import annotations

import pytest

from lawtrack import Severity, amend, parse_decision, parse_statute

HEAD = (
    "例市人大常委会关于修改《例市渡口条例》的决定\n（2024年3月1日例市人大常委会通过）\n"
    "例市人大常委会决定对《例市渡口条例》作如下修改：\n一、"
)
BASE = """例市渡口条例
第一章　总则
第一条　渡政部门受理举报；渡政部门应当在五日内答复。答复应当书面。
第二章　渡口管理
第二条　渡口分为：
（一）公益渡口；
（二）经营渡口，渡政部门管理。
第三条　渡政部门会同公安部门检查。
检查应当公布。公布应当及时，不得拖延。
"""


def changed(order: str) -> tuple[list[str], list[str]]:
    """(the lines that were not there before, what was told from a warning up)."""
    law, decision = parse_statute(BASE), parse_decision(HEAD + order + "\n本决定自2024年5月1日起施行。")
    result = amend(law, decision)
    told = [f.message for f in (*decision.findings, *result.findings) if f.severity is not Severity.INFO]
    old = BASE.split("\n")
    return [x for x in result.statute.to_text().split("\n")[2:] if x and x not in old], told


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        ("将第一条第一句分号后的“渡政部门”修改为“交通部门”。", ["第一条　渡政部门受理举报；交通部门应当在五日内答复。答复应当书面。"]),
        ("将第一条首句后半句修改为“交通部门应当在十日内答复”。", ["第一条　渡政部门受理举报；交通部门应当在十日内答复。答复应当书面。"]),
        ("删去第一条第一句前半句。", ["第一条　渡政部门应当在五日内答复。答复应当书面。"]),
        ("删去第一条第一句分号后的内容。", ["第一条　渡政部门受理举报。答复应当书面。"]),
        ("删去第三条第二款第二句后半句。", ["检查应当公布。公布应当及时。"]),
        ("删去第三条第二款末句。", ["检查应当公布。"]),
        ("在第三条第二款首句后增加一句：“名录应当更新”。", ["检查应当公布。名录应当更新。公布应当及时，不得拖延。"]),
        ("将第一条最后一处“渡政部门”修改为“交通部门”。", ["第一条　渡政部门受理举报；交通部门应当在五日内答复。答复应当书面。"]),
        ("将第一条中的第一处“渡政”修改为“交通”。", ["第一条　交通部门受理举报；渡政部门应当在五日内答复。答复应当书面。"]),
        ("将第二条第二项“经营渡口，渡政部门管理”中的“渡政部门”修改为“交通部门”。", ["（二）经营渡口，交通部门管理。"]),
        ("将第二章“渡口管理”第三条中的“公安部门”修改为“公安机关”。", ["第三条　渡政部门会同公安机关检查。"]),
        ("将第三条第二款第一句、第二句中的“公布”修改为“公告”。", ["检查应当公告。公告应当及时，不得拖延。"]),
        ("第三条中的渡政部门会同“公安部门”修改为“公安机关”。", ["第三条　渡政部门会同公安机关检查。"]),
        ("将第三条第一款中的“公安\n部门”修改为“公安\n机关”。", ["第三条　渡政部门会同公安机关检查。"]),
        ("将第三条中的“会同……检查”修改为“会同……督查”。", ["第三条　渡政部门会同公安部门督查。"]),
        ("将第二条，第二项中的“渡政部门”修改为“交通部门”。", ["（二）经营渡口，交通部门管理。"]),
        ("将第三条原第二款中的“检查应当公布”修改为“检查必须公布”。", ["检查必须公布。公布应当及时，不得拖延。"]),
        ("将第二条原第（二）项中的“渡政部门”修改为“交通部门”。", ["（二）经营渡口，交通部门管理。"]),
        ("将条例中涉及到的“公安部门”修改为“公安机关”。", ["第三条　渡政部门会同公安机关检查。"]),
        ("将有关条款中的“公安部门”修改为“公安机关”。", ["第三条　渡政部门会同公安机关检查。"]),
        ("将第三条第二款中的“公布应当及时”修改为“公布应当适时”；将“公安部门”均修改为“公安机关”。",
         ["第三条　渡政部门会同公安机关检查。", "检查应当公布。公布应当适时，不得拖延。"]),
        ("删去第二条第一项、第三条第一款中的“会同公安部门”、第三条第二款。",
         ["（一）经营渡口，渡政部门管理。", "第三条　渡政部门检查。"]),
        ("将第二条第一项“公益渡口”修改为“公益的渡口。”", ["（一）公益的渡口；"]),
        ("将第一条改为第一条第二款，增加一款，作为第一款：“新增。”",
         ["第一条　新增。", "渡政部门受理举报；渡政部门应当在五日内答复。答复应当书面。"]),
        ("除第一条外，其他条文中的“渡政部门”修改为“交通部门”，“会同”修改为“协同”，“应当”修改为“必须”。",
         ["（二）经营渡口，交通部门管理。", "第三条　交通部门协同公安部门检查。", "检查必须公布。公布必须及时，不得拖延。"]),
        ("除第一条外，将条例中的“渡政部门”修改为“交通部门”；删去“应当”。",
         ["（二）经营渡口，交通部门管理。", "第三条　交通部门会同公安部门检查。", "检查公布。公布及时，不得拖延。"]),
        ("除第一条外，将条例中的“渡政部门”修改为“交通部门”，第一条中的“书面”修改为“公开”。",
         ["第一条　渡政部门受理举报；渡政部门应当在五日内答复。答复应当公开。", "（二）经营渡口，交通部门管理。", "第三条　交通部门会同公安部门检查。"]),
        ("在第三条条文后增加“结果应当存档。”", ["检查应当公布。公布应当及时，不得拖延。结果应当存档。"]),
        ("在第三条第二款末增加“结果应当存档。”", ["检查应当公布。公布应当及时，不得拖延。结果应当存档。"]),
        ("在第三条中增加一款，作为第二款：“新增。”删去第二款。", ["新增。"]),
        ("将第三条增加一款，作为第三款：“新增。”", ["新增。"]),
        ("将第三条改为第四条，将第四条中的“公安部门”修改为“公安机关”。\n二、增加一条，作为第三条：“新增。”",
         ["第三条　新增。", "第四条　渡政部门会同公安机关检查。"]),
    ],
)  # fmt: skip
def test_words_change_just_where_they_are_meant(order: str, lines: list[str]) -> None:
    assert changed(order) == (lines, [])


@pytest.mark.parametrize(
    "order",
    [
        "将第三条第三句中的“公布”修改为“公告”。",  # of which 款 is not said
        "将第三条中的“公安部门”修改为“公安机关”；将“渡政部门”统一修改为“交通部门”。",  # 第三条 or everywhere
        "将“公安部门”修改为“公安机关”。",
        "将第二章“总则”第三条中的“公安部门”修改为“公安机关”。",
        "将第一条中的“渡政……”修改为“交通……”。",  # fits two places
        "删去第二条第一项、第三条第一款中的“会同公安部门”。",  # not there at the first
        "将条例中“公安部门”修改为“公安机关”，第三条除外。",
        "将第三条中的“公安部门”等修改为“公安机关”。",
        "将第三条改为第三条第二款，增加一款，作为第一款：“新增。”",  # which of its paragraphs
        "除第一条外，将条例中的“渡政部门”修改为“交通部门”，在“检查”后增加“和测试”。",  # everywhere, or not in 第一条
        "第三条增加一款，作为第一款：“新增。”将第二款中的“公布”修改为“公告”。增加一款，作为第四款：“又增。”将第四款中的“新增”修改为“增”。",
    ],
)
def test_what_may_be_read_in_two_ways_is_told(order: str) -> None:
    assert changed(order)[1]


def test_a_single_character_is_left_where_it_is_part_of_a_longer_word() -> None:
    """处 is no word in 处分, 县 none in 县级; a misspelt character is one in every word."""
    law = "例法\n第一条　处五百元罚款；给予处分。\n第二条　县级以上人民政府和县、乡管理。\n第三条　帐簿和记帐。\n第四条　依法处罚。\n"
    orders = "将第一条、第四条中的“处”修改为“可以处”。\n二、删去第二条中的“县”。\n三、将第三条中的“帐”修改为“账”。"
    result = amend(parse_statute(law), parse_decision(HEAD.replace("例市渡口条例", "例法") + orders))
    assert [a.text for a in result.statute.articles] == [
        "可以处五百元罚款；给予处分。", "县级以上人民政府和乡管理。", "账簿和记账。", "依法可以处罚。",
    ]  # fmt: skip
    told = [f.message for f in result.findings if f.code == "amend.inside-word"]
    assert [m.split("有的")[0] for m in told] == ["第一条中的“处”", "第四条中的“处”", "第二条中的“县”"]
    assert ["该处未改" in m for m in told] == [True, False, True]


@pytest.mark.parametrize(
    ("text", "order", "line"),
    [
        (
            "因刑事案件死亡的，报告。",
            "在第一条中的“刑事案件”后增加“道路交通事故”。",
            "因刑事案件道路交通事故死亡的，报告。",
        ),
        ("新建骨灰堂，应当报批。", "在第一条中的“骨灰堂”后增加“殡仪服务站”。", "新建骨灰堂殡仪服务站，应当报批。"),
        ("由民政、公安部门负责。", "在第一条中的“民政”前增加“医疗保障”。", "由医疗保障民政、公安部门负责。"),
        ("由海关负责。", "在第一条中的“海关”前增加“卫生健康”。", "由卫生健康海关负责。"),
    ],
)
def test_two_nouns_side_by_side_are_told(text: str, order: str, line: str) -> None:
    """Whether they are two of a kind or one word nothing decides: no mark is put, and both readings are shown."""
    decision = parse_decision(HEAD.replace("例市渡口条例", "例法") + order)
    result = amend(parse_statute(f"例法\n第一条　{text}\n第二条　甲。\n"), decision)
    assert result.statute.articles[0].text == line
    assert [(f.code, f.severity) for f in result.findings] == [("amend.mark-unclear", Severity.WARNING)]


@pytest.mark.parametrize(
    ("new", "line", "told"),
    [
        ("渡船靠岸的，不适用本法", "渡船靠岸的，不适用本法；渡工离岗的，报告。", ["amend.mark-unclear"]),
        ("渡船靠岸的，不适用本法；", "渡船靠岸的，不适用本法；渡工离岗的，报告。", []),
        ("汛期", "汛期渡工离岗的，报告。", []),
    ],
)
def test_clauses_before_a_paragraph_want_a_mark(new: str, line: str, told: list[str]) -> None:
    decision = parse_decision(HEAD.replace("例市渡口条例", "例法") + f"第一条开始部分增加规定：“{new}”。")
    result = amend(parse_statute("例法\n第一条　渡工离岗的，报告。\n第二条　甲。\n"), decision)
    assert result.statute.articles[0].text == line
    assert [f.code for f in result.findings] == told


def test_quoted_numbers_are_words() -> None:
    text = "例法\n第一条　依照《例国水法》第三条处罚。\n第二条　甲。\n第三条　乙。\n"
    decision = HEAD.replace("例市渡口条例", "例法") + "将第一条中的“第三条”修改为“第五条”。"
    new = amend(parse_statute(text), parse_decision(decision)).statute.to_text()
    assert "第一条　依照《例国水法》第五条处罚。\n第二条　甲。\n第三条　乙。" in new


@pytest.mark.parametrize(
    ("order", "line", "told"),
    [
        ("删去第三条第二款中的“，不得拖延。”。", "检查应当公布。公布应当及时。", False),
        ("删去第三条第二款中的“不得拖延。”。", "检查应当公布。公布应当及时。", False),
        ("删去第三条第二款中的“公布应当及时，不得拖延。”。", "检查应当公布。", False),
        ("删去第二条中的“渡政部门管理。”。", "（二）经营渡口。", False),
        ("在第三条第二款末尾增加“，并存档”。", "检查应当公布。公布应当及时，不得拖延，并存档。", False),
        ("在第三条第二款末尾增加“并附检查名录”。", "检查应当公布。公布应当及时，不得拖延，并附检查名录。", False),
        ("在第三条第二款末尾增加“但是涉密的除外”。", "检查应当公布。公布应当及时，不得拖延，但是涉密的除外。", False),
        (
            "在第三条第二款末尾增加“拖延的，予以通报”。",
            "检查应当公布。公布应当及时，不得拖延。拖延的，予以通报。",
            True,
        ),
        (
            "在第三条第二款末尾增加“检查情况应当通报”。",
            "检查应当公布。公布应当及时，不得拖延。检查情况应当通报。",
            True,
        ),
    ],
)
def test_a_paragraph_ends_in_its_mark_whatever_goes_or_comes_at_its_end(order: str, line: str, told: bool) -> None:
    """Decisions quote the last words with their full stop, and add clauses without saying what joins them."""
    lines, messages = changed(order)
    assert lines == [line]
    assert bool(messages) == told and all("；检查情况应当通报" in m or "；拖延的，予以通报" in m for m in messages)


def test_a_further_case_stands_beside_the_case_of_the_last_sentence() -> None:
    law = parse_statute("例市渡口条例\n第一条　渡船超载的，处罚款。\n")
    result = amend(law, parse_decision(HEAD.replace("一、", "一、在第一条末尾增加“情节严重的，吊销许可证”。")))
    assert result.statute.to_text().splitlines()[-1] == "第一条　渡船超载的，处罚款；情节严重的，吊销许可证。"
    assert [f.code for f in result.findings] == ["amend.separator"]
