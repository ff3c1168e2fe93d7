"""Decisions of central bodies: lists of repealed interpretations in tables, names in which words are quoted, titles and headings over several lines."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.syntax.statute.parse import parse_statute

ROWS = (
    ("例院关于办理茶船案件“两证”问题的批复", "1999年3月1日  例法〔1999〕3号", "已被《例院关于木桥的解释》代替"),
    ("例院关于加强联系，配合检查的通知", "1998年3月1日 〔98〕例字第4号", "依据已被《渡口条例》废止，不再适用"),
    ("例院  转发甲局《关于瓦窑的意见》的通知 附：关于瓦窑的意见", "1997年1月1日", "该通知已过时效。"),
    ("例院关于印发《水井办法》的通知附：水井办法", "1996年1月1日", "调整对象已消失"),
)
NAMES = (
    "例院关于办理茶船案件“两证”问题的批复",
    "例院关于加强联系，配合检查的通知",
    "例院转发甲局《关于瓦窑的意见》的通知",
    "例院关于印发《水井办法》的通知",
)
HEAD = (
    "例国最高例院\n公 告\n《例院关于废止部分解释的决定》已于2013年1月4日由例院审判委员会第8次会议通过，现予公布，自2013年3月8日起施行。\n2013年2月1日\n"
    "例国法院\n关于废止1997年7月1日至\n2011年12月31日期间发布的部分\n解释和解释性质文件（第二批）的决定\n例释〔2013〕6号\n"
    "为适应形势发展变化，例院进行了清理。现决定废止4件解释性质文件。废止前作出的裁判仍然有效。\n"
)
LIST = "决定废止的1997年7月1日至\n2011年12月31日期间发布的部分\n解释和解释性质文件目录\n（4件）\n"
COLUMNS = ("序号", "解释名称", "发文日期、文号", "废止理由")


def piped() -> str:
    rows = [COLUMNS, ("---",) * 4, *((str(n), *row) for n, row in enumerate(ROWS, 1))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def in_lines() -> str:
    return "".join(" ".join(row) + "\n" for row in (COLUMNS, *((str(n), *row) for n, row in enumerate(ROWS, 1))))


def stacked() -> str:
    return "".join("\n".join(row) + "\n" for row in (COLUMNS, *((str(n), *row) for n, row in enumerate(ROWS, 1))))


@pytest.mark.parametrize("table", [piped(), in_lines(), stacked()], ids=["piped", "in lines", "one cell a line"])
@pytest.mark.parametrize("annex", ["", "附：\n"])
def test_a_table_of_repeals_is_read_however_it_is_printed(table: str, annex: str) -> None:
    d = parse_decision(HEAD + annex + LIST + table)
    assert d.repealed == NAMES and d.unread == ()
    assert (d.adopted, d.promulgated, d.effective) == ("2013-01-04", "2013-02-01", "2013-03-08")
    assert d.title == "例国法院关于废止1997年7月1日至2011年12月31日期间发布的部分解释和解释性质文件（第二批）的决定"
    assert not [f for f in d.findings if f.severity.value != "info"]


@pytest.mark.parametrize(
    "row",
    ["3 关于茶摊登记若干情况", "关于茶摊、木桥，渡口的若干规定。", "12 茶摊收费", "关于茶摊的若干解答；另附说明的通知"],
)
def test_a_row_of_which_nothing_is_read_is_told(row: str) -> None:
    d = parse_decision(
        f"例部关于废止部分规章的决定\n例部决定废止下列规章：\n《木桥规定》\n{row}\n本决定自公布之日起施行。\n"
    )
    assert d.repealed == ("木桥规定",)
    assert [f.code for f in d.findings] == ["decision.unread"]


@pytest.mark.parametrize(
    "cells", [("1", "茶摊规定", "已被代替", "2", "木桥规定", "另见", "已过时效", "3", "渡口规定", "无")]
)
def test_a_row_with_more_cells_than_columns_is_told(cells: tuple[str, ...]) -> None:
    table = "\n".join(("序号", "文件名称", "废止理由", *cells))
    d = parse_decision(f"例部关于废止部分文件的决定\n例部决定废止下列文件：\n{table}\n本决定自公布之日起施行。\n")
    assert d.repealed == ("茶摊规定", "渡口规定") and len(d.unread) == 1


def test_what_two_bodies_decide_is_passed_when_the_last_of_them_passes_it() -> None:
    d = parse_decision(
        "例法院 例检院\n关于废止部分解释的决定\n（2010年11月8日例法院审判委员会第5次会议、\n2010年5月31日例检院第11届检察委员会第36次\n会议通过 "
        "2010年12月13日公布 自2010年12月22日起施行）\n现决定废止下列解释：\n一、《关于茶船的批复》\n"
    )
    assert (d.adopted, d.effective, d.repealed) == ("2010-11-08", "2010-12-22", ("关于茶船的批复",))


def test_a_notice_that_prints_a_decision_is_not_its_title() -> None:
    d = parse_decision(
        "例院印发《关于修改〈例院关于解释工作的规定〉的决定》的通知\n例发〔2021〕20号\n各例院：\n"
        "《例院关于修改〈例院关于解释工作的规定〉的决定》已于2021年6月8日通过，现印发给你们，请遵照执行。\n例院\n2021年6月9日\n"
        "例院关于修改《例院关于解释工作的规定》的决定\n（2021年6月8日例院审判委员会第18次会议通过，自2021年6月16日起施行）\n"
        "例院决定对《例院关于解释工作的规定》作如下修改：\n删去第六条。\n"
    )
    assert (d.title, d.adopted, d.effective) == (
        "例院关于修改《例院关于解释工作的规定》的决定",
        "2021-06-08",
        "2021-06-16",
    )


@pytest.mark.parametrize(
    ("sentence", "repealed", "deleted", "unread"),
    [
        (
            "《陶器规定》不再执行第四条；《瓷器规定》第六条停止执行。",
            (),
            {"陶器规定": "第四条", "瓷器规定": "第六条"},
            0,
        ),
        ("《甲规定》予以废止；《乙规定》第六条、第七条第二款同时废止。", ("甲规定",), {"乙规定": "第六条"}, 0),
        ("《丙规定》附件2废止。", (), {"丙规定": "附件二"}, 0),
        ("废止《甲规定》；《乙规定》的有关条款不再执行。", ("甲规定",), {}, 1),
        ("《乙规定》第三条废止，第五条修改为：“五。”", (), {}, 2),
        ("废止《甲规定》，同时删去《乙规定》第三条。", ("甲规定",), {}, 1),
        ("《庚规定》第三条停止执行，期限二年。", (), {}, 1),
    ],
)
def test_parts_of_statutes_that_end_beside_whole_ones(
    sentence: str, repealed: tuple[str, ...], deleted: dict[str, str], unread: int
) -> None:
    d = parse_decision(f"例部关于废止和修改部分规章的决定\n例部决定：\n一、{sentence}\n本决定自公布之日起施行。\n")
    assert d.repealed == repealed and len(d.unread) == unread
    orders = {
        a.title: str(o.places[0].address) for a in d.amended for i in a.instructions for o in i.orders if o.places
    }
    assert orders == deleted


def test_a_line_on_another_statute_is_not_carried_out_on_the_one_before() -> None:
    d = parse_decision(
        "例部关于修改部分规章的决定\n例部决定：\n一、删去《甲规定》第三条。\n二、《乙规定》附图予以更换，附件2废除。\n本决定自公布之日起施行。\n"
    )
    assert [(a.title, bool(i.orders)) for a in d.amended for i in a.instructions][0] == ("甲规定", True)
    assert not [o for a in d.amended for i in a.instructions[1:] for o in i.orders if a.title == "甲规定" and o.places]


@pytest.mark.parametrize(
    "closing",
    [
        "此外，对相关规章条文序号作相应调整，并对规章中有关机构名称作统一规范。",
        "对规章中的机构名称进行统一规范。",
        "此外，根据机构职能调整，对规章中涉及的部门名称一并调整。",
    ],
)
def test_names_that_are_to_be_changed_somehow_are_told(closing: str) -> None:
    text = "例部关于修改部分规章的决定\n例部决定对下列规章作如下修改：\n一、《茶船办法》\n（一）删去第三条。\n二、《木桥办法》\n（一）删去第五条。\n"
    d = parse_decision(f"{text}{closing}\n本决定自公布之日起施行。\n")
    assert [f.code for f in d.findings] == ["decision.unspecified"]
    assert {a.adjusts for a in d.amended} == {"序号" in closing}


@pytest.mark.parametrize(
    "order", ["第二部分第二条修改为：“丙。”", "第二条中的“甲”修改为“丁”。", "删去第一部分第二条第一款。"]
)
def test_an_article_whose_number_stands_twice_is_not_guessed(order: str) -> None:
    law = parse_statute(
        "茶船规范\n第一部分　总则\n第一条　茶船应当安全。\n第二条　甲局负责。\n第二部分　检验\n第一条　检验由乙局办理。\n第二条　甲检验三次。\n第三条　检验收费。\n"
    )
    text = (
        f"例部关于修改《茶船规范》的决定\n例部决定对《茶船规范》作如下修改：\n一、{order}\n本决定自公布之日起施行。\n"
    )
    result = amend(law, parse_decision(text))
    assert "甲局负责" in result.statute.to_text() and "甲检验三次" in result.statute.to_text()
    assert [f.code for f in result.findings if f.severity.value == "error"] == ["amend.target-missing"]


def read(orders: str) -> list[str]:
    """The orders of a decision on one statute, each instruction written as it was read; "" where nothing of it was."""
    d = parse_decision(
        f"例部关于修改《茶船规定》的决定\n例部决定对《茶船规定》作如下修改：\n{orders}\n本决定自公布之日起施行。\n"
    )
    return [write_orders(i.orders) if i.orders else "" for i in d.instructions]


@pytest.mark.parametrize(
    "heading",
    [
        "二、附件作如下修改：",
        "二、对附件2《登记规范》作如下修改：",
        "二、附件3的修改",
        "二、对所附《登记规范》作如下修改：",
        "二、附件（登记规范）",
        "二、《茶船规定》附件",
    ],
)
@pytest.mark.parametrize("below", ["（一）第五条中的“甲”修改为“乙”。", "1.删去第五条。", "第五条第一款删除。"])
def test_below_the_heading_of_an_annex_an_article_is_not_one_of_the_body(heading: str, below: str) -> None:
    got = read(f"一、删去第三条。\n{heading}\n{below}\n三、删去第八条。")
    assert (got[0], got[-1]) == ("删去第三条。", "删去第八条。")
    assert not [x for x in got[1:-1] if "第五条" in x and "附件" not in x]


def test_below_the_heading_of_an_annex_what_names_it_is_read() -> None:
    got = read("一、附件作如下修改：\n（一）将“甲”修改为“乙”。\n（二）删去附件第五条。")
    assert got == ["将附件中的“甲”修改为“乙”。", "删去附件第五条。"]


def test_the_annex_of_one_of_several_statutes_is_told() -> None:
    d = parse_decision(
        "例部关于修改部分规章的决定\n例部决定对下列规章作如下修改：\n一、《木桥办法》\n（一）删去第三条。\n"
        "二、对《茶船管理办法》的附件作如下修改：\n（一）删去第五条。\n本决定自公布之日起施行。\n"
    )
    assert [(a.title, len(i.orders)) for a in d.amended for i in a.instructions] == [("木桥办法", 1), ("", 0)]
    assert [f.code for f in d.findings] == ["decision.target-lost", "decision.unread"]


@pytest.mark.parametrize(
    ("order", "read_as"),
    [
        (
            "将第五条第（二）项移至第六条第（三）项之后，作为第（四）项。",
            "将第五条第二项移至第六条第三项之后，作为第六条第四项。",
        ),
        ("将第五条第二款移至第六条第一款之后，作为第二款。", "将第五条第二款移至第六条第一款之后，作为第六条第二款。"),
        (
            "将第二条中的“甲”修改为“乙”，第四条中的“丙”修改为“丁”（第一款除外）。",
            "将第二条中的“甲”修改为“乙”。\n除第四条第一款外，将第四条中的“丙”修改为“丁”。",
        ),
        ("将第二条、第三条中的“甲”修改为“乙”，“丙”修改为“丁”（第三条除外）。", ""),
        ("将本规定中的“甲”修改为“乙”，“丙”修改为“丁”，但第三条除外。", ""),
        (
            "将第二条、第三条中的“甲”修改为“乙”（第三条第二款除外）。",
            "除第三条第二款外，将第二条、第三条中的“甲”修改为“乙”。",
        ),
    ],
)
def test_places_that_lean_on_the_place_they_stand_behind(order: str, read_as: str) -> None:
    assert read(f"一、{order}") == [read_as]


@pytest.mark.parametrize(
    "order",
    [
        "增加一条，作为第二条：“丁。”",
        "在第二条后增加一条：“丁。”",
        "将第二条改为第三条。",
        "删去第二条。",
        "将第一条、第二条合并为第一条，修改为：“丁。”",
    ],
)
def test_articles_whose_numbers_begin_anew_in_each_part_are_not_numbered_through(order: str) -> None:
    law = parse_statute(
        "茶船规范\n第一部分　总则\n第一条　茶船应当安全。\n第二条　甲局负责。\n第二部分　检验\n第一条　检验由乙局办理。\n第二条　甲检验三次。\n"
    )
    result = amend(law, parse_decision(f"例部关于修改《茶船规范》的决定\n一、{order}\n本决定自公布之日起施行。\n"))
    assert result.statute.to_text() == law.to_text()
    assert any("重新起算" in f.message for f in result.findings)


@pytest.mark.parametrize(
    ("order", "adjusts", "findings"),
    [
        ("条文序号作相应调整", 1, 0),
        ("附件1中条文的序号作相应调整", 1, 0),
        ("附件1第三项的序号作相应调整", 1, 0),
        ("第二条以后各条顺延", 1, 0),
        ("条文和附件的序号作相应调整", 1, 1),
        ("对条文顺序、附件序号作相应调整", 1, 1),
        ("附件的序号作相应调整", 0, 1),
        ("附件序号相应调整", 0, 1),
        ("附件3序号相应顺延", 0, 1),
        ("附表编号相应修改", 0, 1),
    ],
)
def test_annexes_keep_their_numbers_and_that_is_told(order: str, adjusts: int, findings: int) -> None:
    d = parse_decision(
        f"例部关于修改《茶船规定》的决定\n例部决定对《茶船规定》作如下修改：\n一、删去第二条。\n二、{order}。\n本决定自公布之日起施行。\n"
    )
    orders = [o for i in d.amended[0].instructions for o in i.orders]
    assert len(orders) - 1 == adjusts and len(d.findings) == findings
