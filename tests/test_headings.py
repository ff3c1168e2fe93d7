"""Decisions on several statutes: which statute each order belongs to, whatever the heading looks like; never another one's."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.binding.amend import amend
from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import Adjust, Remark
from lawtrack.decision.parse import parse_decision
from lawtrack.model.levels import HEADINGS
from lawtrack.syntax.statute.parse import parse_statute

HEAD = (
    "例市人民代表大会常务委员会关于修改部分地方性法规的决定\n（2024年3月1日例市第十六届人民代表大会常务委员会第三次会议通过）\n"
    "例市第十六届人民代表大会常务委员会第三次会议决定：\n"
)
TAIL = "本决定自2024年5月1日起施行。\n"
FORMS = [
    "对《{}》作如下修改：", "对《{}》作出修改", "对《{}》进行了如下修改：", "关于《{}》", "关于《{}》的修改", "《{}》", "《{}》：", "《{}》的修改情况", "《{}》修改如下：",
    "对《{}》（2001年3月2日例市人民代表大会常务委员会通过　根据2010年5月1日《关于修改〈例市渡船条例〉的决定》修正）作如下修改：",
    "《{}》（例市人民政府令第8号公布）", "将《{}》作如下修改：", "修改《{}》", "修改《{}》部分条款", "对《{}》部分条款作出修改", "对《{}》有关条款的修改",
    "对《{}》作以下修改和补充：", "一是对《{}》作出修改", "对《{}》个别条款进行修改：", "《{}》修正案", "关于对《{}》的修改", "{}", "{}（2004年7月12日例市人民政府令第39号公布）",
]  # fmt: skip
NUMBERED = [
    ("一、", "二、", "（一）"),
    ("一、", "二、", "1."),
    ("（一）", "（二）", "1."),
    ("一、", "二、", ""),
    ("1.", "2.", "（1）"),
    ("", "", "一、"),
]


def counts(decision: Decision) -> list[tuple[str, int]]:
    """Each statute with the number of its orders, 顺序调整 left out."""
    return [
        (a.title, sum(not isinstance(o, Adjust) for i in a.instructions for o in i.orders)) for a in decision.amended
    ]


def codes(decision: Decision) -> list[str]:
    return [f.code for f in decision.findings if f.severity.value != "info"]


@pytest.mark.parametrize("numbers", NUMBERED, ids=lambda n: "".join(n))
@pytest.mark.parametrize("form", FORMS)
def test_every_heading_opens_its_statute(form: str, numbers: tuple[str, str, str]) -> None:
    first, second, item = numbers
    if not first and form.startswith("{}"):
        pytest.skip("a name without marks is a heading only under a number")
    text = (
        f"{HEAD}{first}{form.format('例市渡口条例')}\n{item}删去第三条。\n"
        f"{second}{form.format('例市路灯条例')}\n{item}将第二条中的“市建委”修改为“市城管局”。\n{TAIL}"
    )
    d = parse_decision(text)
    assert counts(d) == [("例市渡口条例", 1), ("例市路灯条例", 1)]
    assert codes(d) == [] and d.effective == "2024-05-01"


@pytest.mark.parametrize("item", ["", "1."])
def test_headings_behind_new_text_without_marks(item: str) -> None:
    d = parse_decision(
        "例市人民政府关于修改部分市政府规章的决定\n市政府决定，对下列规章予以修改：\n一、对下列政府规章的部分条款予以修改\n（一）例市渡口管理办法\n"
        f"{item}将第二条修改为：\n禁止下列行为：\n（一）停放船只；\n（二）例市规定的其他行为。\n（二）例市路灯管理办法\n{item}删去第三条。\n"
        + TAIL
    )
    assert counts(d) == [("例市渡口管理办法", 1), ("例市路灯管理办法", 1)]
    assert d.instructions[0].orders[0].payload.lines == (
        "禁止下列行为：",
        "（一）停放船只；",
        "（二）例市规定的其他行为。",
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "clauses",
    [
        "一、将《例市渡口条例》第三条修改为：“甲。”\n二、将《例市路灯条例》第二条中的“市建委”修改为“市城管局”。\n",
        "一、删去《例市渡口条例》（例市人民代表大会常务委员会公告第3号公布）第三条；二、删去《例市路灯条例》第二条。\n",
        "一、将《例市渡口条例》第三条、《例市路灯条例》第二条中的“市建委”修改为“市城管局”。\n",
        "一、删去《例市渡口条例》第三条和《例市路灯条例》第二条。\n",
        "一、删去《例市渡口条例》第三条中的“甲”和《例市路灯条例》第二条中的“乙”。\n",
        "一、将《例市渡口条例》第三条中的“甲”修改为“乙”，将《例市路灯条例》第二条中的“甲”修改为“乙”。\n",
        "一、将《例市渡口条例》第三条中的“甲”修改为“乙”;《例市路灯条例》第二条中的“甲”修改为“乙”。\n",
        "一、将《例市渡口条例》第三条中的“甲”修改为“乙”,《例市路灯条例》第二条中的“甲”修改为“乙”。\n",
        "一、《例市渡口条例》第三条增加一款，作为第二款：“甲。”\n二、《例市路灯条例》增加一条，作为第二条：“乙。”\n",
        "一、在《例市渡口条例》第三条、《例市路灯条例》第二条中的“甲”后增加“乙”。\n",
        "一、在《例市渡口\n\n条例》第三条中的“甲”后增加“乙”。\n二、删去《例市路灯条例》\n第二条。\n",
    ],
)
def test_statutes_named_in_the_clauses(clauses: str) -> None:
    d = parse_decision(HEAD + clauses + TAIL)
    assert counts(d) == [("例市渡口条例", 1), ("例市路灯条例", 1)] and codes(d) == []


def test_words_of_each_statute_that_become_the_same() -> None:
    d = parse_decision(
        HEAD + "一、将《例市渡口条例》第三条中的“甲”、《例市路灯条例》第二条中的“乙”修改为“丙”。\n" + TAIL
    )
    orders = {a.title: [o for i in a.instructions for o in i.orders] for a in d.amended}
    assert {t: [(str(o.places[0].address), o.pairs) for o in found] for t, found in orders.items()} == {
        "例市渡口条例": [("第三条", (("甲", "丙"),))],
        "例市路灯条例": [("第二条", (("乙", "丙"),))],
    }
    assert not d.unread


def test_orders_without_a_known_statute_are_never_carried_out_on_the_one_before() -> None:
    """A heading in a way not known, or a series that begins anew without one."""
    for heading in ("二、例市路灯管理的《路灯条例》若干事项\n（一）", "（一）"):
        d = parse_decision(
            HEAD
            + f"一、对《例市渡口条例》作出修改\n（一）删去第三条。\n（二）删去第五条。\n{heading}删去第一条。\n"
            + TAIL
        )
        assert counts(d) == [("例市渡口条例", 2), ("", 0)]
        assert "decision.target-lost" in codes(d) and len(d.unread) == 1
        law = parse_statute("例市渡口条例\n" + "".join(f"第{n}条　渡口{n}。\n" for n in "一二三四五"))
        assert [a.text for a in amend(law, d).statute.articles] == ["渡口一。", "渡口二。", "渡口四。"]


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        ("此外，将本决定修改的法规中的“甲”修改为“乙”。", 2), ("三、将上述法规中的“甲”统一修改为“乙”。", 2), ("此外，删去上述地方性法规中的“甲”。", 2),
        ("此外，将上述地方性法规中的“甲”修改为“乙”，并对条文顺序作相应调整。", 2), ("此外，将以上两件法规中的“甲”均修改为“乙”。", 2),
        ("此外，将上述两件地方性法规名称和内容中“甲”、“丁”统一修改为“乙”，并对部分条款顺序、文字作相应调整。", 2),
        ("此外，将上述法规中“甲”的提法统一修改为“乙”，并对部分文字作相应调整。", 2), ('此外，根据本决定，将上述法规中的"甲"修改为"乙"，将"丁"修改为"丙"。', 2),
        ("此外，将《例市渡口条例》等2件地方性法规中“甲”统一修改为“乙”。", 2), ("本决定自2024年5月1日起施行。此外，将上述法规中的“甲”修改为“乙”。", 2),
        ("此外，将上述三件地方性法规中的“甲”修改为“乙”。", 1), ("此外，将《例市渡口条例》等3件地方性法规中“甲”修改为“乙”。", 1),
        ("此外，将《例市路灯条例》等2件地方性法规中“甲”修改为“乙”。", 1), ("此外，根据本决定将相关地方性法规中“甲”的提法统一修改为“乙”，并对部分文字作相应调整。", 1),
        ("此外，根据本决定，将相关地方性法规中的“甲”修改为“乙”，将“丁”修改为“丙”，并对相关条款顺序作相应调整。", 1),
        ("此外，对相关地方性法规中的“甲”统一修改为“乙”。", 1), ("此外，将其他有关法规条文中的“甲”修改为“乙”。", 1),
    ],
)  # fmt: skip
def test_a_closing_sentence_reaches_all_statutes_that_it_names(sentence: str, orders: int) -> None:
    parts = "一、对《例市渡口条例》的修改\n1.删去第三条。\n二、对《例市路灯条例》的修改\n1.删去第二条。\n"
    d = parse_decision(f"{HEAD}{parts}{sentence}\n{TAIL}")
    assert counts(d) == [("例市渡口条例", orders), ("例市路灯条例", orders)]
    assert codes(d) == ([] if orders == 2 else ["decision.unnamed-statutes"])


def test_words_changed_in_several_statutes_need_not_stand_in_each() -> None:
    parts = "一、对《例市渡口条例》的修改\n1.删去第三条。\n二、对《例市路灯条例》的修改\n1.删去第二条。\n"
    d = parse_decision(f"{HEAD}{parts}此外，将上述法规中的“甲”修改为“乙”，“丁”修改为“丙”。\n{TAIL}")
    for name, old, new in (("例市渡口条例", "甲管。", "乙管。"), ("例市路灯条例", "戊管。", "戊管。")):
        result = amend(parse_statute(f"{name}\n第一条　{old}\n第二条　己。\n第三条　庚。"), d)
        assert result.statute.articles[0].text == new
        told = [(f.code, f.severity.value) for f in result.findings]
        assert told == [("amend.words-missing", "info")] and "丁" in result.findings[0].message


def test_names_that_are_to_change_without_being_named_are_told_and_are_no_new_text() -> None:
    """Behind new text without marks the sentence is no paragraph of it."""
    for sentence in (
        "此外，对相关部门和机构的名称作相应调整。",
        "对有关部门名称作相应修改。",
        "此外，根据本决定对条例中的机构名称作相应调整。",
    ):
        d = parse_decision(
            f"{HEAD}一、对《例市渡口条例》的修改\n1.将第三条第二款修改为：\n渡口应当开放。\n{sentence}\n"
            f"二、对《例市路灯条例》的修改\n1.删去第二条。\n{TAIL}"
        )
        (order,) = d.amended[0].instructions[0].orders
        assert order.payload.lines == ("渡口应当开放。",)  # type: ignore[union-attr]
        assert counts(d) == [("例市渡口条例", 1), ("例市路灯条例", 1)] and codes(d) == ["decision.unspecified"]


@pytest.mark.parametrize(
    "name", ["例市深化“一网”改革规定", '例市深化"一网"改革规定', "例市“一网”“一窗”条例", "例市实施〈“一网”条例〉办法"]
)
def test_quotation_marks_within_a_title_belong_to_it(name: str) -> None:
    for heading in (
        f"二、对《{name}》的修改\n将第二条中的“甲”修改为“乙”。",
        f"二、将《{name}》第二条中的“甲”修改为“乙”。",
    ):
        d = parse_decision(f"{HEAD}一、对《例市渡口条例》的修改\n1.删去第三条。\n{heading}\n{TAIL}")
        assert counts(d) == [("例市渡口条例", 1), (name, 1)] and codes(d) == []
    d = parse_decision(
        f"关于修改《{name}》的决定\n会议决定对《{name}》作如下修改：\n一、删去第三条中的“《”和“》”。\n{TAIL}"
    )
    assert counts(d) == [(name, 1)] and codes(d) == []


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("对《例市渡口\n管理条例》的修改", "例市渡口管理条例"), ("对《例市深化“一网\n”改革规定》作如下修改：", "例市深化“一网”改革规定"),
        ("关于《例市实施〈中华人民共和国\n渡口法〉办法》", "例市实施〈中华人民共和国渡口法〉办法"),
    ],
)  # fmt: skip
def test_a_title_that_runs_over_two_lines_of_a_heading(heading: str, title: str) -> None:
    d = parse_decision(f"{HEAD}一、{heading}\n1.删去第三条。\n二、对《例市路灯条例》的修改\n1.删去第二条。\n{TAIL}")
    assert counts(d) == [(title, 1), ("例市路灯条例", 1)] and codes(d) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "此外，根据有关法律法规的规定和立法技术规范，对个别文字、标点符号作了修改。",
        "此外，对相关法规的条款顺序和部分文字作相应调整。",
        "条文顺序作相应调整。",
        "此外，对部分文字作了修改，条序也作了相应调整。",
        "经上述条文增删后，其余条文的顺序和部分文字作相应调整。",
        "此外，对个别文字和标点符号作了修改，并对条文顺序作相应调整。",
    ],
)
def test_harmless_closing_sentences(sentence: str) -> None:
    d = parse_decision(
        f"例市关于修改《例市节水条例》的决定\n例市决定对《例市节水条例》作如下修改：\n一、删去第二条。\n{sentence}\n{TAIL}"
    )
    assert codes(d) == [] and d.unread == ()


def test_lost_line_breaks() -> None:
    d = parse_decision(
        HEAD[:-1]
        + "一、对《例市供水条例》作出修改（一）删去第一条。（二）将第三条改为第二条，删去第二款。二、对《例市节水条例》作出修改（一）将第二条修改为：“丁（一）、（二）。”（二）删去第三条。\n"
        + TAIL
    )
    assert counts(d) == [("例市供水条例", 3), ("例市节水条例", 2)] and codes(d) == []


def test_numbers_that_are_missing_or_doubled_are_told_and_the_orders_carried_out() -> None:
    head = "例市关于修改《例市节水条例》的决定\n例市决定对《例市节水条例》作如下修改：\n"
    for items, told in (("一三", "缺第二项"), ("一一", "第一项重复"), ("一二", "")):
        first, second = items
        d = parse_decision(f"{head}{first}、删去第二条。\n{second}、删去第三条。\n{TAIL}")
        assert len([o for i in d.instructions for o in i.orders]) == 2
        assert [f.code for f in d.findings] == (["decision.numbering"] if told else [])
        assert not told or told in d.findings[0].message


def test_counts_of_the_title() -> None:
    text = (
        "例市关于修改《例市渡口条例》等三件地方性法规的决定\n例市决定：\n一、对《例市渡口条例》作出修改\n（一）删去第三条。\n二、对《例市路灯条例》作出修改\n（一）删去第三条。\n"
        + TAIL
    )
    d = parse_decision(text)
    assert [f.code for f in d.findings] == ["decision.count"] and "3件" in d.findings[0].message
    assert parse_decision(text.replace("三件", "两件")).findings == ()
    opened = text.replace("《例市渡口条例》等三件", "部分").replace("例市决定：", "例市决定修改下列三件地方性法规：")
    assert [f.code for f in parse_decision(opened).findings] == ["decision.count"]
    assert parse_decision(opened.replace("三件", "2件")).findings == ()


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (("废止的文件（1件）", "宣布失效的文件（1件）"), ""),
        (("宣布失效的文件（1件）", "废止的文件（1件）"), ""),
        (("废止的文件（1件）", "宣布失效的文件（2件）"), "3件"),
        (("宣布失效的文件（3件）", ""), "3件"),
        (("废止和宣布失效的文件（2件）", ""), ""),
    ],
)
def test_what_is_declared_void_is_counted_with_what_is_repealed(heads: tuple[str, str], told: str) -> None:
    """废止的文件（1件） and 宣布失效的文件（1件） used to raise an alarm, since the second was not counted."""
    first, second = (f"{h}\n" if h else "" for h in heads)
    text = f"例市人民政府关于宣布失效和废止部分文件的决定\n（2026年5月8日公布）\n{first}1.《例市甲办法》\n{second}1.《例市乙办法》\n"
    for title in (text, text.replace("宣布失效和废止", "宣布失效")):
        d = parse_decision(title)
        assert d.repealed == ("例市甲办法", "例市乙办法")
        assert [f.code for f in d.findings if f.code != "decision.numbering"] == (["decision.count"] if told else [])
        assert all(told in f.message for f in d.findings if f.code == "decision.count")


def test_a_heading_with_nothing_under_it_is_told() -> None:
    text = "例市关于修改部分地方性法规的决定\n例市决定：\n一、对《例市渡口条例》作出修改\n（一）删去第三条。\n二、对《例市路灯条例》作出修改\n"
    told = [f for f in parse_decision(text + TAIL).findings if f.code == "decision.empty-heading"]
    assert len(told) == 1 and told[0].severity.value == "error" and "例市路灯条例" in told[0].message
    assert codes(parse_decision(text + "（一）删去第三条。\n" + TAIL)) == []


def test_the_text_published_behind_the_decision_is_no_order() -> None:
    d = parse_decision(
        "例省高级人民法院关于修改《例省高级人民法院关于渔网的若干规定》的决定\n（2013年2月25日例省高级人民法院审判委员会通过）\n"
        "对《例省高级人民法院关于渔网的若干规定》作如下修改：\n删去第二条。\n附：\n例省高级人民法院\n关于渔网的\n若干规定\n"
        "（2001年6月19日例省高级人民法院审判委员会通过）\n第一条　渔网可以扣押，修改为封存。\n1.删去第三条。\n"
    )
    assert counts(d) == [("例省高级人民法院关于渔网的若干规定", 1)] and d.unread == ()
    assert d.formal[-1].kind == "attached"


def test_a_page_of_fixed_width_reads_like_the_unwrapped_one() -> None:
    lines = [
        "一、将第二条修改为：",
        "配套建设的化粪池，建设部门在审查初步设计方案时，应当将设计方案和建造方案一并征求市容环境卫生部门的意见。",
        "单独设置环境卫生设施的，建设单位应当按照环境卫生设施设置规定和设置标准进行建设，并在建设施工前备案。",
        "二、将第三条中的“《例市环境卫生管理条例》”修改为“《例市市容环境卫生管理条例》”，删去其中的“和其他特殊规格化粪池管理的规定”。",
        "三、将第四条修改为：",
        "规划确定的环境卫生设施用地，不得擅自移作他用，确需移作他用的，应当在同一区域内安排相应的环境卫生设施用地。",
    ]
    head = "例市人民政府关于修改《例市净池规定》的决定\n市人民政府决定对《例市净池规定》作如下修改：\n"
    plain = parse_decision(head + "\n".join(lines) + "\n" + TAIL)
    folded = [line[at : at + 36] for line in lines for at in range(0, len(line), 36)]
    wrapped = parse_decision(head + "\n".join(folded) + "\n" + TAIL)
    bare = [[type(o).__name__ for o in i.orders] for i in plain.instructions]
    assert [[type(o).__name__ for o in i.orders] for i in wrapped.instructions] == bare
    assert wrapped.instructions[0].orders[0].payload.lines == (lines[1], lines[2])  # type: ignore[union-attr]
    assert wrapped.instructions[1].orders[0].pairs == plain.instructions[1].orders[0].pairs  # type: ignore[union-attr]
    assert wrapped.unread == () == plain.unread


def test_markdown_of_a_collection() -> None:
    d = parse_decision(
        '---\ntitle: "例市人民代表大会常务委员会关于修改《例市节水条例》的决定"\npublish: "2021-10-20 00:00:00"\n---\n\n'
        "# 例市人民代表大会常务委员会关于修改《例市节水条例》的决定\n\n例市人民代表大会常务委员会\n\n关于修改《例市节水条例》的决定\n\n"
        "> （2020年12月30日例市第十五届人民代表大会\n>\n> 常务委员会第二十八次会议通过）\n\n**例市人民代表大会常务委员会决定对《例市节水条例》作如下修改：**\n\n"
        "一、删去第二条。\n\n—1—\n\n" + TAIL
    )
    assert (d.title, d.adopted) == ("例市人民代表大会常务委员会关于修改《例市节水条例》的决定", "2020-12-30")
    assert counts(d) == [("例市节水条例", 1)] and codes(d) == []


OF_TWO = (
    "例市人大常委会关于修改《例市甲条例》等二件地方性法规的决定\n（2024年3月1日例市人大常委会通过）\n例市人大常委会决定，对《例市甲条例》等二件地方性法规作如下修改：\n"
    "一、例市甲条例\n（一）将第一条中的“甲”修改为“乙”。\n{first}二、例市乙条例\n（一）将第二条中的“丙”修改为“丁”。\n{last}本决定自公布之日起施行。\n"
)


@pytest.mark.parametrize(
    "last",
    [
        "此外，将有关条款中的“戊”修改为“己”。\n",
        "此外，将法规有关条款中的“戊”修改为“己”，并对法规的条文顺序作相应调整。\n",
        "同时，将法规条文中的“戊”统一修改为“己”。\n",
        "三、删去第五条。\n",
        "三、将有关条款中的“戊”修改为“己”。\n",
    ],
)
def test_what_is_said_behind_the_last_statute_and_names_none_is_not_carried_out_on_it(last: str) -> None:
    d = parse_decision(OF_TWO.format(first="", last=last))
    assert [sum(len(i.orders) for i in a.instructions) for a in d.amended if a.title] == [1, 1]
    assert any(f.severity == "error" for f in d.findings)


@pytest.mark.parametrize(
    ("first", "last", "orders"),
    [
        ("此外，将有关条款中的“戊”修改为“己”。\n", "此外，将有关条款中的“戊”修改为“己”。\n", [2, 2]),
        ("此外，将有关条款中的“戊”修改为“己”。\n", "", [2, 1]),
        ("", "此外，将本条例有关条款中的“戊”修改为“己”。\n", [1, 2]),
        ("", "（二）将有关条款中的“戊”修改为“己”。\n", [1, 2]),
        ("", "此外，将上述法规有关条款中的“戊”修改为“己”。\n", [2, 2]),
    ],
)
def test_what_stands_under_a_statute_or_names_all_of_them_is_carried_out(
    first: str, last: str, orders: list[int]
) -> None:
    d = parse_decision(OF_TWO.format(first=first, last=last))
    assert [sum(len(i.orders) for i in a.instructions) for a in d.amended] == orders
    assert not d.unread


def test_numbers_of_an_amendment_of_the_constitution_go_on_from_the_last_and_their_gaps_are_told() -> None:
    for numbers, told in (
        ("三十二 三十三", ""),
        ("三十二 三十四", "缺第三十三条"),
        ("三十二 三十二", "第三十二条重复"),
        ("三十二 三十", "又是第三十条"),
    ):
        first, second = numbers.split()
        d = parse_decision(
            "中华人民共和国宪法修正案\n（2018年3月11日第十三届全国人民代表大会第一次会议通过）\n"
            f"第{first}条　宪法第一条修改为：“甲。”\n第{second}条　宪法第二条修改为：“乙。”\n"
        )
        assert len([o for i in d.instructions for o in i.orders]) == 2
        assert [f.code for f in d.findings] == (["decision.numbering"] if told else [])
        assert not told or told in d.findings[0].message


def test_a_numbered_heading_may_say_again_who_decides() -> None:
    d = parse_decision(
        "例省人民政府关于修改《例省茶山办法》等2件规章的决定\n省政府令第203号\n《例省人民政府关于修改〈例省茶山办法〉等2件规章的决定》已经省人民政府第50次常务会议审议通过，现予公布，自公布之日起施行。\n"
        "省长 甲某\n二○○五年十一月三日\n一、例省人民政府决定对《例省茶山办法》作如下修改：\n（一）、第十三条修改为：“茶山归林。”\n（二）、删去第十五条。\n"
        "二、例省人民政府决定对《例省木桥办法》作如下修改：\n（一）第七条第（三）项修改为：“（三）有桥工。”\n"
    )
    assert [(a.title, len(a.instructions)) for a in d.amended] == [("例省茶山办法", 2), ("例省木桥办法", 1)]
    assert d.findings == () and d.effective == "2005-11-03"


SEVERAL = (
    "例省人民代表大会常务委员会关于修改《例省渡口条例》{}的决定\n（2021年11月26日例省人民代表大会常务委员会通过）\n例省人民代表大会常务委员会决定，{}：\n"
    "一、{}\n1.第八条中的“应当”修改为“必须”。\n二、{}\n1.删除第二十一条中的“确权”。\n2.第三十条修改为：“路灯常明。”\n三、{}\n第二十八条中的“通报”修改为“处分”。\n"
    "本决定自2021年12月1日起施行。\n"
)


@pytest.mark.parametrize("marks", ["{}", "《{}》"])
@pytest.mark.parametrize("more", ["等地方性法规部分条款", "等法规有关规定", "等条款", "部分条款", ""])
@pytest.mark.parametrize("opening", ["对下列法规部分条款作出修改", "作如下修改"])
def test_orders_below_the_name_of_another_statute_are_not_of_the_one_in_the_title(
    marks: str, more: str, opening: str
) -> None:
    """However the title counts them: a numbered line that is a name, with orders below it, is a heading."""
    names = [f"例省{x}条例" for x in ("渡口", "路灯", "茶摊")]
    d = parse_decision(SEVERAL.format(more, opening, *map(marks.format, names)))
    assert counts(d) == list(zip(names, (1, 2, 1), strict=True)) and d.findings == ()


def test_orders_below_a_name_without_a_number_are_told_where_one_statute_was_announced() -> None:
    text = SEVERAL.format("部分条款", "作如下修改", "例省渡口条例", "例省路灯条例", "例省茶摊条例")
    d = parse_decision(text.replace("一、", "").replace("二、", "").replace("三、", ""))
    (first, *_) = d.amended
    assert [type(o).__name__ for i in first.instructions for o in i.orders if not isinstance(o, Remark)] == [
        "ReplaceWords"
    ]
    assert [f.code for f in d.findings if f.code == "decision.target-lost"] == ["decision.target-lost"] * 2


@pytest.mark.parametrize(
    ("order", "left", "codes"),
    [
        ("删去所有节名。", ["第一章", "第二章"], []),
        ("删去所有章节名。", [], []),
        (
            "删去所有章名。",
            ["第一章", "第一节", "第二节", "第二章"],
            ["amend.place-unclear"],
        ),  # what becomes of 第一节?
        ("删去所有编名。", ["第一章", "第一节", "第二节", "第二章"], ["amend.target-missing"]),
    ],
)
def test_headings_of_the_levels_that_are_named_go(order: str, left: list[str], codes: list[str]) -> None:
    law = lt.parse_statute(
        "例市渡口条例\n第一章　渡口\n第一节　设置\n第一条　甲。\n第二节　管理\n第二条　乙。\n第二章　附则\n第三条　丙。"
    )
    made = lt.amend(law, lt.parse_decision(f"关于修改《例市渡口条例》的决定\n一、{order}"))
    assert [u.label for u in made.statute.units if u.level in HEADINGS] == left
    assert [f.code for f in made.findings if f.severity is lt.Severity.ERROR] == codes
    assert len(made.statute.articles) == 3
