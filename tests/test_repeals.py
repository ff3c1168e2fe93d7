"""Statutes that a decision ends: every wording, nothing but them, and never silence where the title speaks of a repeal."""

from __future__ import annotations

import pytest

from lawtrack.decision.orders import DeleteProvisions
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Severity

HEAD = (
    "例市人民代表大会常务委员会关于废止部分地方性法规的决定\n（2024年3月1日例市第十六届人民代表大会常务委员会第三次会议通过　"
    "2024年4月2日例省第十四届人民代表大会常务委员会第五次会议批准）\n"
)
TAIL = "本决定自2024年5月1日起施行。\n"


@pytest.mark.parametrize(
    "body",
    [
        "会议决定废止以下法规：\n1.《例市茶摊条例》\n2.《例市木桥办法》\n",
        "会议决定：\n一、废止《例市茶摊条例》。\n二、废止《例市木桥办法》（1996年通过）。\n",
        "会议决定，对《例市茶摊条例》和《例市木桥办法》予以废止。\n",
        "会议决定：对下列地方性法规予以废止：\n（一）《例市茶摊条例》（1995年8月29日例市人民代表大会常务委员会通过）；\n（二）《例市木桥办法》。\n",
        "会议决定废止下列地方性法规：\n例市茶摊条例（1995年8月29日例市人民代表大会常务委员会通过）\n"
        "例市木桥办法（1995年8月29日通过，根据2001年《例市人民代表大会常务委员会关于修改〈例市木桥办法〉的决定》修正）\n",
        "会议决定：《例市茶摊条例》、《例市木桥办法》自2024年5月1日起停止施行。\n",
        "会议决定：自本决定施行之日起，《例市茶摊条例》《例市木桥办法》同时废止。\n",
        "会议决定：废止1995年8月29日例市第九届人民代表大会常务委员会第三次会议通过的《例市茶摊条例》；废止《例市木桥办法》。\n",
        "会议决定自即日起废止下列地方性法规：一、《例市茶摊条例》；二、《例市木桥办法》。\n",
        "会议决定：例市茶摊条例、例市木桥办法予以废止。\n",
        "会议决定废止下列2件地方性法规：\n（一）《例市茶摊条例》（1995年8月29日例市人民代表大会常务委员会通过\n根据2001年5月6日《例市人民代表大会常务委员会关于修改部分地方性法规的决定》第一次修正\n"
        "根据2009年5月6日《例市人民代表大会常务委员会关于修改部分地\n\n方性法规的决定》第二次修正）\n（二）《例市木桥办法》（1996年通过）\n",
        "会议决定废止以下法规：\n一、例市茶摊条例（1995年8月29日例市人民代表大会常务委员会通过\n根据2001年5月6日《例市人民代表大会常务委员会关于修改〈例市茶摊条例〉的决定》修正）\n二、例市木桥办法（1996年通过）\n",
        "会议决定宣布下列法规失效：\n一、《例市茶摊条例》\n二、《例市木桥办法》\n",
        "会议决定：\n一、停止执行《例市茶摊条例》。\n二、停止施行《例市木桥办法》。\n",
        "会议审议了《例市人民政府关于提请废止〈例市酒肆条例〉等三件法规的议案》。会议经过审议，决定于2024年5月1日起废止《例市茶摊条例》和《例市木桥办法》，并依照法定程序报例省人民代表大会常务委员会批准。\n",
        "会议决定，废止下列法规（目录附后）。\n附件：\n废止的地方性法规目录\n序号 名称 通过日期\n1 例市茶摊条例 1995年8月29日\n2 例市木桥办法 1996年3月5日\n",
        "会议决定，废止下列法规（目录附后）。\n附：\n予以废止的2007年底以前发布的\n地方性法规目录（第七批）\n| 序号 | 法规名称 | 通过日期 |\n|---|---|---|\n"
        "| 1 | 《例市茶摊条例》 | 1995年8月29日 |\n| 2 | 例市木桥办法 | 1996年3月5日 |\n",
        "会议决定，废止下列法规（目录附后）。\n附：\n目录\n| 序号 | 法规 | 通过日期 |\n|---|---|---|\n| 1 | 例市茶摊条例 | 1995年8月29日 |\n| 2 | 《例市木桥办法》 | 1996年3月5日 |\n",
        "会议决定，废止《例市茶摊条例》等2件法规（目录附后）。\n附：\n目录\n+----+--------------+----------------+\n| 序 | 标题         | 通过日期       |\n| 号 |              |                |\n+====+==============+================+\n"
        "| 1  | 例市         | 1995年8月29日  |\n|    | 茶摊条例     |                |\n|    |              |                |\n|    | 附：收费表   |                |\n+----+--------------+----------------+\n| 2  | 《例市木桥   | 1996           |\n|    | 办法》       | 年3月5日       |\n+----+--------------+----------------+\n",
        "会议决定，废止下列法规（目录附后）。\n附：\n目录\n  ------ ------------ ---------------\n  序号   名称         通过日期\n\n  1      例市茶摊     1995年8月29日\n         条例\n\n  2      例市木桥办   1996年3月5日\n         法\n  ------ ------------ ---------------\n",
        "会议决定，废止下列法规（目录附后）。\n附：\n目录\n  -----------------------------------\n  序号   名称         通过日期\n  ------ ------------ ---------------\n  1      例市茶摊     1995年8月29日\n         条例\n\n  2      例市木桥办   1996年3月5日\n         法\n  -----------------------------------\n",
        "会议决定，废止《例市茶摊条例》（1999年9月24日通过 2010年6月24日修改）、《例市木桥办法》。本决定自公布之日起施行。\n\n—1—\n",
    ],
)
def test_every_wording_of_a_repeal(body: str) -> None:
    d = parse_decision(HEAD + body + TAIL)
    assert d.repealed == ("例市茶摊条例", "例市木桥办法")
    assert [a.title for a in d.amended] == ["例市茶摊条例", "例市木桥办法"] and d.unread == ()
    assert (d.adopted, d.approved) == ("2024-03-01", "2024-04-02")
    assert [f.code for f in d.findings if f.severity.value != "info"] == []


@pytest.mark.parametrize(
    "parts",
    [
        "一、废止《例市茶摊条例》《例市木桥办法》。\n二、对《例市渡口条例》作如下修改：\n（一）删去第三条。\n",
        "一、对下列规章作出修改\n（一）例市渡口条例\n1.删去第三条。\n二、对下列规章予以废止\n（一）例市茶摊条例\n（二）例市木桥办法（试行）\n",
        "一、修改的规章\n1.对《例市渡口条例》的修改\n（1）删去第三条。\n二、废止的规章\n1.《例市茶摊条例》\n2.《例市木桥办法》\n",
        "一、修改《例市渡口条例》等一件地方性法规\n（一）修改《例市渡口条例》\n1.删去第三条。\n二、废止《例市茶摊条例》等二件地方性法规\n（一）废止《例市茶摊条例》\n（二）废止《例市木桥办法》\n",
        "一、对1件规章予以修改（附件1）\n二、对2件规章予以废止（附件2）\n附件1\n例市人民政府决定修改的规章\n一、删去《例市渡口条例》第三条。\n附件2\n例市人民政府决定废止的规章\n"
        "一、例市茶摊条例（1995年8月29日例市人民政府令第3号发布）\n二、例市木桥办法\n",
    ],
)
def test_what_is_amended_is_not_repealed_and_the_other_way_round(parts: str) -> None:
    d = parse_decision("例市人民政府关于修改和废止部分规章的决定\n市人民政府决定：\n" + parts + TAIL)
    ended = tuple(t.removesuffix("（试行）") for t in d.repealed)
    assert ended == ("例市茶摊条例", "例市木桥办法")
    kept = [a for a in d.amended if a.title not in d.repealed]
    assert [(a.title, [type(o) for i in a.instructions for o in i.orders]) for a in kept] == [
        ("例市渡口条例", [DeleteProvisions])
    ]
    assert [f.code for f in d.findings if f.severity.value != "info"] == []


def test_a_part_of_a_statute_is_deleted_not_the_statute_repealed() -> None:
    d = parse_decision(
        HEAD + "会议决定：\n一、废止《例市收船条例》第一条第二款、第四款，以及据此实行的收船制度。\n" + TAIL
    )
    assert d.repealed == () and [a.title for a in d.amended] == ["例市收船条例"]
    (order,) = d.instructions[0].orders
    assert isinstance(order, DeleteProvisions) and [str(p) for p in order.places] == ["第一条第二款", "第一条第四款"]


def test_a_day_of_its_own() -> None:
    d = parse_decision(HEAD + "例市人民代表大会常务委员会于1995年6月3日通过的《例市茶摊条例》自2006年1月1日起废止。\n")
    assert d.repealed == ("例市茶摊条例",) and d.instructions[0].effective == "2006-01-01"


@pytest.mark.parametrize(
    "sentence",
    [
        "在收船制度废止前，依法作出的决定有效。",
        "已经废止的《例市酒肆条例》不再列入。",
        "《例市酒肆条例》废止前的行为，依照当时的规定处理。",
    ],
)
def test_what_only_speaks_of_a_repeal_repeals_nothing(sentence: str) -> None:
    d = parse_decision(HEAD + f"会议决定：\n一、废止《例市茶摊条例》。\n二、{sentence}\n" + TAIL)
    assert d.repealed == ("例市茶摊条例",)


@pytest.mark.parametrize("body", ["会议决定：\n一、废止例市的旧规矩。\n", "会议决定如下。\n"])
def test_a_repeal_that_is_not_found_is_told(body: str) -> None:
    d = parse_decision(HEAD.replace("废止部分", "修改和废止部分") + body + TAIL)
    assert d.repealed == () and any(f.severity.value != "info" for f in d.findings)


def test_a_numbered_line_of_the_list_that_names_no_statute_is_told() -> None:
    body = "会议决定废止以下法规：\n一、例市茶摊条例\n二、关于木桥的事项\n三、例市木桥办法\n"
    d = parse_decision(HEAD + body + TAIL)
    assert d.repealed == ("例市茶摊条例", "例市木桥办法") and len(d.unread) == 1 and "木桥的事项" in d.unread[0].message


def test_what_the_opening_says_is_amended_is_not_repealed() -> None:
    opening = "市人民政府决定对《例市渡口条例》等1件法规作出修改，废止《例市茶摊条例》等2件法规：\n"
    body = "一、对《例市渡口条例》作出修改\n（一）删去第三条。\n二、废止《例市茶摊条例》（1995年通过）\n三、废止《例市木桥办法》\n"
    d = parse_decision("例市人民政府关于修改和废止部分规章的决定\n" + opening + body + TAIL)
    assert d.repealed == ("例市茶摊条例", "例市木桥办法") and d.amended[0].title == "例市渡口条例" and d.findings == ()


def test_what_the_body_amends_is_not_repealed_and_that_is_told() -> None:
    opening = "市人民政府决定，《例市渡口条例》予以废止：\n"
    body = "一、对《例市渡口条例》作出修改\n（一）删去第三条。\n二、废止《例市茶摊条例》\n"
    d = parse_decision("例市人民政府关于修改和废止部分规章的决定\n" + opening + body + TAIL)
    assert d.repealed == ("例市茶摊条例",) and [f.code for f in d.findings] == ["decision.contradiction"]


@pytest.mark.parametrize(
    "body",
    [
        "会议决定停止执行由《例市茶摊条例》等9件地方性法规设定的12项行政许可事项，并将依照法定程序适时修改相关地方性法规。\n",
        "会议决定停止执行由《例市茶摊条例》第六条第五款设定的摊位费，以及由《例市木桥办法》第三条第二款确认的过桥费的相关规定。\n",
        "会议决定：\n一、停止执行《例市茶摊条例》第六条第五款规定的摊位费。\n",
        "会议决定：\n一、《例市茶摊条例》等9件法规设定的许可事项停止执行。\n",
    ],
)
def test_what_ends_something_that_a_statute_sets_ends_neither_the_statute_nor_a_provision(body: str) -> None:
    d = parse_decision(
        "例市人民代表大会常务委员会关于停止执行若干行政许可事项的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
        + body
        + TAIL
    )
    assert d.repealed == () and not any(i.orders for i in d.instructions)
    assert any(f.severity is Severity.ERROR for f in d.unread)


@pytest.mark.parametrize("named", ["第二条", "部分条款", "有关规定"])
def test_a_title_that_names_provisions_ends_no_statute(named: str) -> None:
    body = "例市人民代表大会常务委员会"
    d = parse_decision(
        f"{body}关于废止《例市路灯条例》{named}的决定\n（2026年5月8日{body}通过）\n{body}决定：废止《例市路灯条例》第二条。\n{TAIL}"
    )
    assert d.repealed == () and [type(o) for i in d.instructions for o in i.orders] == [DeleteProvisions]


PARTS = ["的第三条", "之第三条", "部分条款", "有关条款", "，第三条除外", "除第三条外的其他条款", "各条", "总则", "3条", "第叁条", "第四條", "（第三条）", "：第三条", "及其实施细则", "和附件", "、第三条"]  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "clause",
    ["废止《例市茶摊条例》{}。", "《例市茶摊条例》{}予以废止。", "停止执行《例市茶摊条例》{}。"],
)
def test_what_stands_behind_the_name_narrows_what_ends_or_is_told(clause: str, part: str) -> None:
    d = parse_decision(f"{HEAD}会议决定：\n一、{clause.format(part)}\n二、废止《例市木桥办法》。\n{TAIL}")
    assert d.repealed == ("例市木桥办法",)
    (first, *_) = d.instructions
    assert d.unread or [type(o) for o in first.orders] == [DeleteProvisions]


@pytest.mark.parametrize("part", ["第 四 条第 二 款", "原第四条", "附件一", "（2001年1月1日公布）第四条"])
def test_provisions_that_end_are_deleted(part: str) -> None:
    d = parse_decision(f"{HEAD}会议决定：\n一、废止《例市茶摊条例》{part}。\n二、废止《例市木桥办法》。\n{TAIL}")
    assert d.repealed == ("例市木桥办法",) and not d.unread
    assert [type(o) for o in d.instructions[0].orders] == [DeleteProvisions]


@pytest.mark.parametrize(
    "clause",
    [
        "废止《例市茶摊条例》第三条和《例市路灯条例》。",
        "废止《例市茶摊条例》第三条，并将第四条修改为：“甲。”",
        "废止《例市茶摊条例》第四条第二款、第",
        "废止《例市茶摊条例》第四条，第五条除外。",
    ],
)
def test_more_behind_the_provisions_that_end_is_told(clause: str) -> None:
    d = parse_decision(f"{HEAD}会议决定：\n一、{clause}\n二、废止《例市木桥办法》。\n{TAIL}")
    assert d.repealed == ("例市木桥办法",) and d.unread


def test_quoted_words_that_no_order_takes_are_no_remark() -> None:
    d = parse_decision(
        f"{HEAD}会议决定对《例市茶摊条例》作如下修改：\n一、刪去第三條中的“甲”。\n二、删去第五条。\n{TAIL}"
    )
    assert len(d.unread) == 1


def test_a_line_that_breaks_off_behind_the_name_of_what_ends_is_told() -> None:
    d = parse_decision(
        f"{HEAD}会议决定：\n一、废止《例市茶摊条例》\n第四条第二款、第四款。\n二、废止《例市木桥办法》。\n{TAIL}"
    )
    assert d.repealed == ("例市木桥办法",) and d.unread


def test_a_row_of_a_table_that_breaks_off_within_a_name_is_told() -> None:
    rows = "| 序号 | 名称 | 理由 |\n|---|---|---|\n| 1 | 关于茶摊的规定 | 甲 |\n| 2 | 例市法院\n关于木桥的批复 | 乙 |\n| 3 | 关于路灯的规定 | 丙 |\n"
    d = parse_decision(f"{HEAD}会议决定废止下列规定：\n{rows}{TAIL}")
    assert d.repealed == ("关于茶摊的规定", "关于路灯的规定") and d.unread
