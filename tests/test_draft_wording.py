"""Which words and provisions a drafted order names, and what it says of itself."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.drafting.draft import draft
from lawtrack.drafting.words import Rewording, Text, reword, wanted_changes
from lawtrack.syntax.statute.parse import parse_statute


def test_a_name_with_marks_in_it_is_quoted_as_national_decisions_do() -> None:
    old = parse_statute("例市实施《例国船法》办法\n第一条　甲。\n第二条　船舶应当登记。\n")
    new = parse_statute("例市实施《例国船法》办法\n第一条　甲。\n第二条　船舶应当检验并公告。\n")
    text = draft(old, new).to_text()
    assert "《例市实施〈例国船法〉办法》" in text and "《例市实施《" not in text
    assert amend(old, parse_decision(text)).statute == attrs.evolve(
        new, note=amend(old, parse_decision(text)).statute.note
    )


@pytest.mark.parametrize("second", ["第二条　路灯应当编号。", "第二条　路灯 应当编号。"])
def test_nothing_to_draft_is_told(second: str) -> None:
    old = parse_statute("例市路灯条例\n第一条　路灯由市城管部门管理。\n第二条　路灯应当编号。\n")
    decision = draft(old, parse_statute(f"例市路灯条例\n第一条　路灯由市城管部门管理。\n{second}\n"))
    assert decision.instructions == ()
    assert [f.code for f in decision.findings if f.severity.value == "warning"] == ["draft.nothing"]


def test_where_every_number_stays_a_new_one_moves_nothing() -> None:
    head = "例国桥典\n第一条　毁桥的，处三年以下徒刑。\n"
    old = parse_statute(head + "第二条　强令桥工冒雨修桥，致人落水的，处五年以下徒刑。\n第三条　丁。\n")
    new = parse_statute(
        head + "第二条　桥工违章修桥，致人落水的，处三年以下徒刑；强令桥工违章修桥的，处五年以下徒刑。\n"
        "第二条之一　强令他人冒险修桥，致人落水的，处五年以下徒刑。\n第三条　丁。\n"
    )
    text = draft(old, new).to_text()
    assert "作为第二条之一" in text and "改为第" not in text and "全文" not in text


def test_an_annex_with_parts_of_its_own_is_restated_alone() -> None:
    text = "例市渡口条例\n第一条　渡口名录见附表。\n附表\n渡口名录\n1．东渡\n说明\n一、东渡归市管。\n二、西渡归{}管。\n"
    old, new = parse_statute(text.format("区")), parse_statute(text.format("县"))
    drafted = draft(old, new).to_text()
    assert "全文" not in drafted and "附" in drafted and "第一条" not in drafted
    assert amend(old, parse_decision(drafted)).statute.units[3:] == new.units[3:]


@pytest.mark.parametrize(
    ("before", "after", "has", "has_not"),
    [
        (
            "（一）按时开市，亮证经营，每日清运垃圾；",
            "（一）准时开市，持证经营，每晚清运垃圾；",
            "第一项修改为",
            "“准时”",
        ),  # several changes
        ("（一）登记、备案、公告；", "（一）登记，备案、公告；", "第一项修改为", "中的“"),  # a mark alone
        ("（一）不得占道；", "（一）不得占用消防通道；", "第一项修改为", "中的“"),  # more than a third
        (
            "（一）由市工商部门负责登记并且发给营业证件；",
            "（一）由市市场监管部门负责登记并且发给营业证件；",
            "市场监管",
            "第一项修改为",
        ),
    ],
)
def test_whole_item_where_its_words_are_not_worth_naming(before: str, after: str, has: str, has_not: str) -> None:
    head = "例县集市条例\n第一条　摊主应当遵守下列规定：\n{}\n（二）遵守秩序。\n第二条　本条例自公布之日起施行。\n"
    old, new = parse_statute(head.format(before)), parse_statute(head.format(after))
    text = draft(old, new).to_text()
    assert has in text and has_not not in text
    assert amend(old, parse_decision(text)).statute.units[3:] == new.units[3:]


def test_a_heading_without_a_number_is_ordered_by_itself() -> None:
    articles = "第一条　渡口由市交通部门管理。\n第二条　渡船应当{}灯。\n第三条　渡工应当持证。\n{}第四条　本条例自公布之日起施行。\n"
    old = parse_statute("例市渡口条例\n" + articles.format("开", ""))
    new = parse_statute("例市渡口条例\n" + articles.format("亮", "附则\n"))
    text = draft(old, new).to_text()
    assert "增加标题“附则”" in text and "全文" not in text
    done = amend(old, parse_decision(text))
    assert done.statute.units[3:] == new.units[3:] and done.patch.invert().apply(done.statute) == old


def drafted(before: str, after: str, **options: Any) -> str:
    """The orders that lead from one text to another, carried out first."""
    old, new = (parse_statute(text) for text in (before, after))
    decision = draft(old, new, **options)
    assert amend(old, decision).statute.units[3:] == new.units[3:]
    return decision.to_text()


FERRY = "例市渡口条例\n第一条　{}\n第二条　{}\n第三条　{}\n第四条　自公布之日起施行。"


def ferry(*articles: str) -> str:
    return FERRY.format(*articles)


def test_a_meeting_given_for_the_body_is_no_part_of_the_title() -> None:
    before, after = ferry("甲方管理。", "乙。", "丙。"), ferry("甲方和乙方共同管理渡口及其附属设施。", "乙。", "丙。")
    lines = drafted(before, after, body="例市第十六届人民代表大会常务委员会第六次会议", date="2024-05-01").split("\n")
    assert lines[0] == "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定"
    assert lines[1] == "（2024年5月1日例市第十六届人民代表大会常务委员会第六次会议通过）"


def test_the_same_words_at_places_of_several_articles_are_one_order() -> None:
    keep = "渡船应当保持清洁，不得超载，不得在夜间单独航行。"
    before = ferry(
        f"渡口应当设置标志，经民政部门检查合格后使用，接受公众监督。\n{keep}",
        f"{keep}\n渡船的登记事项有变化的，应当向民政部门申报，说明变化的理由。",
        f"{keep}\n禁止捕鱼的区域，由民政部门划定并公布。",
    )
    after = before.replace("民政部门", "县级以上人民政府民政部门")
    text = drafted(before, after)
    assert "在第一条第一款、第二条第二款、第三条第二款中的“民政部门”前增加“县级以上人民政府”。" in text
    assert "二、" not in text


def test_several_items_that_come_are_one_order() -> None:
    head = "渡船应当遵守下列规定：\n"
    before = ferry(head + "（一）开灯；\n（二）保洁；\n（三）持证。", "乙。", "丙。")
    after = ferry(head + "（一）开灯；\n（二）限速；\n（三）保洁；\n（四）持证；\n（五）报备。", "乙。", "丙。")
    text = drafted(before, after)
    assert "第一条增加两项，作为第二项、第五项：“（二）限速；\n“（五）报备”。" in text


def test_words_that_lean_on_others_are_never_quoted_alone() -> None:
    before = ferry("渡口由法人和其他组织经营的，应当向民政部门备案，并且接受交通运输部门的监督检查。", "乙。", "丙。")
    after = before.replace("其他组织", "非法人组织")
    assert "“其他组织”修改为“非法人组织”" in drafted(before, after)
    after = before.replace("向民政部门备案", "向办理登记的民政部门备案")
    assert "“民政部门”前增加“办理登记的”" in drafted(before, after)


def test_a_paragraph_is_named_where_it_alone_changes() -> None:
    long = "渡船应当保持清洁，定期检修，不得超载，不得在夜间航行，不得运载危险物品。"
    before = ferry(f"{long}\n渡工持证。\n{long}", "乙。", "丙。")
    assert "将第一条第二款修改为：“渡工应当经过培训，取得证书。”" in drafted(
        before, before.replace("渡工持证。", "渡工应当经过培训，取得证书。")
    )


def test_an_introduction_comes_and_goes_by_itself() -> None:
    with_, without = (
        "最高人民法院关于渡口的解释\n" + x + "第一条　渡船应当开灯。\n第二条　自公布之日起施行。"
        for x in ("为正确审理案件，制定本解释。\n", "")
    )
    assert "删去引言。" in drafted(with_, without)
    assert "将引言修改为：“为正确审理案件，制定本解释。”" in drafted(without, with_)


def test_a_numbered_heading_that_is_no_chapter_is_ordered_by_itself() -> None:
    before = "例市渡口条例\n一、总则\n第一条　甲。\n第二条　乙。\n第三条　丙。\n第四条　丁。\n三、附则\n第五条　自公布之日起施行。"
    after = before.replace("第三条", "二、处罚\n第三条")
    assert "在第三条前增加标题“二、处罚”。" in drafted(before, after)


def test_orders_about_one_term_are_one_item() -> None:
    """Added before one term, or changed to one term: one item, its orders parted by ；, the articles by their old numbers."""
    keep = "渡船应当保持清洁，不得超载，不得在夜间单独航行，不得运载易燃易爆危险物品。"
    before = ferry(
        f"渡口应当设置标志，经民政部门检查合格后使用，接受公众监督。\n{keep}",
        f"{keep}\n渡船的登记事项有变化的，应当向民政部门申报，说明变化的理由。",
        f"渡工应当持证上岗，证件由交通机构颁发并且每年查验一次。\n{keep}",
    )
    after = (
        before.replace("经民政部门", "经县级以上人民政府民政部门")
        .replace("向民政部门", "向办理登记的民政部门")
        .replace("交通机构", "交通运输机构")
        .replace("第三条　渡工", "第三条　渡口每年检修一次。\n第四条　渡工")
        .replace("第四条　自", "第五条　自")
    )
    lines = drafted(before, after).split("\n")
    assert "一、增加一条，作为第三条：“渡口每年检修一次。”" in lines
    assert (
        "（一）在第一条第一款中的“民政部门”前增加“县级以上人民政府”；在第二条第二款中的“民政部门”前增加“办理登记的”。"
        in lines
    )
    assert "（二）将第三条第一款中的“交通”修改为“交通运输”。" in lines


def test_a_new_chapter_and_what_comes_into_it_are_one_item() -> None:
    old = """例市渡口条例
第一章　总则
第一条　渡口应当统一管理。
第二条　突发事件发生时，渡口应当配合救助并且保持通道畅通。
第三条　渡口应当设置标志。
第二章　附则
第四条　本条例自公布之日起施行。
"""
    new = """例市渡口条例
第一章　总则
第一条　渡口应当统一管理。
第二条　渡口应当设置标志。
第二章　应急
第三条　突发事件发生时，渡口应当配合救助并且保持通道畅通。
第四条　渡口应当制定应急预案，每年演练一次。
第三章　附则
第五条　本条例自公布之日起施行。
"""
    text = drafted(old, new)
    assert "增加一章，作为第二章“应急”，包括第三条至第四条。\n将第二条改为第三条。\n增加一条，作为第四条：" in text


def test_words_are_cut_where_terms_end() -> None:
    both = "渡工进行吊装、捆扎以及国务院安全监督管理部门规定的作业；从事吊装的，应当持证。"
    changed = both.replace("捆扎以及国务院安全监督管理部门", "捆扎、焊接以及国务院应急部门")
    assert reword([Text("应当必须检查。", "应当检查。")]) == Rewording(deleted=("必须",))
    found = reword([Text("申请保安培训许可证以及保安员证的，应当提交材料。", "申请保安员证的，应当提交材料。")])
    assert found == Rewording(deleted=("保安培训许可证以及",))
    assert len(wanted_changes(Text(both, changed)).ordered) == 2, "words that stay part two changes"
