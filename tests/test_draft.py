"""Drafting: law 6, and that decisions read as drafters write them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawtrack.binding.amend import amend
from lawtrack.changes.changes import Status
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.decision.decision import Instruction
from lawtrack.decision.parse import parse_decision
from lawtrack.drafting.draft import draft, tight
from lawtrack.drafting.words import Rewording, Text, reword
from lawtrack.errors import InputError
from lawtrack.model.nodes import Article, Chapter, Item, Paragraph, Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.titles import title_key
from lawtrack.patch.ops import Splice
from lawtrack.syntax.statute.parse import parse_statute
from tests.shared import folders, needs_shared
from tests.strategies import statutes

OLD = """某市古树保护条例
第一章　总则
第一条　为了保护古树，制定本条例。
第二条　市林业部门负责古树保护工作。
区林业部门负责本区的古树保护工作。
第三条　任何单位和个人都有保护古树的义务。
第二章　保护
第四条　古树实行分级保护。
第五条　禁止下列损害古树的行为：
（一）刻划、钉钉；
（二）攀折树枝；
（三）在树冠外缘三米内堆放物料。
第六条　古树死亡的，由市林业部门确认。
第三章　附则
第七条　违反本条例第五条规定的，由区林业部门处一千元罚款。
第八条　本条例自2012年1月1日起施行。
"""


def law(text: str) -> Statute:
    return parse_statute(text)


def orders(old: str, new: str, **options: str) -> list[str]:
    """The lines of the drafted decision between opening and closing formula, after checking that it gives the new text."""
    a, b = law(old), law(new)
    decision = draft(a, b, **options)  # type: ignore[arg-type]
    again = parse_decision(decision.to_text())
    assert not again.unread
    assert amend(a, again, strict=True).statute.units[3:] == b.units[3:]
    lines = decision.to_text().splitlines()
    return lines[2:-2]


def test_words_are_replaced_where_that_is_shorter() -> None:
    new = OLD.replace("由市林业部门确认", "由市林业部门组织专家确认")
    assert orders(OLD, new) == ["将第六条中的“确认”修改为“组织专家确认”。"]  # words put side by side are doubtful


def test_the_same_words_in_many_articles_are_one_instruction() -> None:
    new = OLD.replace("林业部门", "园林绿化部门")
    assert orders(OLD, new) == ["将第二条、第六条、第七条中的“林业部门”修改为“园林绿化部门”。"]


def test_a_new_article_leaves_the_others_to_the_closing_formula() -> None:
    new = OLD.replace("第四条　古树", "第四条　古树每年普查一次，结果向社会公布。\n第五条　古树")
    for n, m in (("五", "六"), ("六", "七"), ("七", "八"), ("八", "九")):
        new = new.replace(f"第{n}条　{'禁古违本'['五六七八'.index(n)]}", f"第{m}条　{'禁古违本'['五六七八'.index(n)]}")
    new = new.replace("违反本条例第五条", "违反本条例第六条")
    assert orders(OLD, new) == ["增加一条，作为第二章第四条：“古树每年普查一次，结果向社会公布。”"]


def test_paragraphs_and_items_are_told_one_by_one() -> None:
    new = OLD.replace("（二）攀折树枝；\n（三）", "（二）攀折树枝、采摘果实；\n（三）剥损树皮；\n（四）").replace(
        "区林业部门负责本区的古树保护工作。\n", ""
    )
    assert orders(OLD, new) == [
        "一、删去第二条第二款。",
        "二、将第五条第二项修改为：“（二）攀折树枝、采摘果实”。",
        "增加一项，作为第三项：“（三）剥损树皮”。",
    ]


def test_deletions_stand_together() -> None:
    new = OLD.replace("第三条　任何单位和个人都有保护古树的义务。\n", "").replace("第四条　古树实行分级保护。\n", "")
    new = (
        new.replace("第五条　禁", "第三条　禁")
        .replace("第六条　古", "第四条　古")
        .replace("第七条　违反本条例第五条", "第五条　违反本条例第三条")
    )
    new = new.replace("第八条　本", "第六条　本")
    assert orders(OLD, new) == ["删去第三条、第四条。"]


def test_a_reference_that_did_not_follow_is_written_out() -> None:
    new = OLD.replace("第四条　古树实行分级保护。\n", "")
    for n, m in (("五", "四"), ("六", "五"), ("七", "六"), ("八", "七")):
        new = new.replace(f"第{n}条　", f"第{m}条　")
    told = orders(OLD, new)  # the text still says 违反本条例第五条
    assert told[0] == "一、删去第四条。" and "第五条" in told[1]


def test_whole_articles_where_most_of_the_words_change() -> None:
    new = OLD.replace(
        "任何单位和个人都有保护古树的义务。", "公民、法人和其他组织应当爱护古树，对损害古树的行为有权劝阻和举报。"
    )
    assert orders(OLD, new) == ["将第三条修改为：“公民、法人和其他组织应当爱护古树，对损害古树的行为有权劝阻和举报。”"]


def test_headings_title_and_chapters() -> None:
    new = (
        OLD.replace("某市古树保护条例", "某市古树名木保护条例")
        .replace("第二章　保护", "第二章　保护与管理")
        .replace("第三章　附则\n第七条", "第三章　法律责任\n第七条")
        .replace("第八条", "第四章　附则\n第八条")
    )
    assert orders(OLD, new) == [
        "一、将名称修改为：“某市古树名木保护条例”。",
        "二、将第二章章名修改为“保护与管理”。",
        "三、增加一章，作为第三章“法律责任”，包括第七条。",
    ]


def test_what_frames_the_orders() -> None:
    a, b = law(OLD), law(OLD.replace("一千元", "二千元"))
    decision = draft(a, b, body="某市人民代表大会常务委员会", date="2024-03-01", effective="2024-05-01")
    assert decision.to_text().splitlines() == [
        "某市人民代表大会常务委员会关于修改《某市古树保护条例》的决定",
        "（2024年3月1日某市人民代表大会常务委员会通过）",
        "某市人民代表大会常务委员会决定对《某市古树保护条例》作如下修改：",
        "将第七条中的“一千元”修改为“二千元”。",
        "本决定自2024年5月1日起施行。",
        "《某市古树保护条例》根据本决定作相应修改，重新公布。",
    ]
    assert (decision.adopted, decision.effective) == ("2024-03-01", "2024-05-01")


NOTE = "（2012年1月1日某市第八届人民代表大会常务委员会第二次会议通过{}）"


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        (
            "　2031年5月6日某市第十一届人民代表大会常务委员会第九次会议《关于修改〈某市古树保护条例〉的决定》修正",
            [
                "某市人民代表大会常务委员会关于修改《某市古树保护条例》的决定",
                "（2031年5月6日某市第十一届人民代表大会常务委员会第九次会议通过）",
                "某市第十一届人民代表大会常务委员会第九次会议决定对《某市古树保护条例》作如下修改：",
            ],
        ),
        (
            "　2031年5月6日《国务院关于修改部分行政法规的决定》第一次修订",
            [
                "国务院关于修改《某市古树保护条例》的决定",
                "（2031年5月6日国务院公布）",
                "国务院决定对《某市古树保护条例》作如下修改：",
            ],
        ),
        (
            "　2031年5月6日最高人民法院审判委员会第2001次会议通过",
            [
                "最高人民法院关于修改《某市古树保护条例》的决定",
                "（2031年5月6日最高人民法院审判委员会第2001次会议通过）",
                "最高人民法院审判委员会第2001次会议决定，对《某市古树保护条例》作如下修改：",
            ],
        ),
        (
            "",
            [
                "某市人民代表大会常务委员会关于修改《某市古树保护条例》的决定",
                "某市人民代表大会常务委员会决定对《某市古树保护条例》作如下修改：",
            ],
        ),
    ],
)
def test_body_meeting_and_date_are_read_off_the_adoption_notes(more: str, lines: list[str]) -> None:
    title, rest = OLD.split("\n", 1)
    old = law(f"{title}\n{NOTE.format('')}\n{rest}")
    new = law(f"{title}\n{NOTE.format(more)}\n{rest.replace('一千元', '二千元')}")
    assert draft(old, new).to_text().splitlines()[: len(lines)] == lines
    given = draft(old, new, body="某区人民代表大会", date="2032-07-08").to_text().splitlines()
    assert given[1:3] == [
        "（2032年7月8日某区人民代表大会通过）",
        "某区人民代表大会决定对《某市古树保护条例》作如下修改：",
    ]


def test_a_paragraph_behind_a_new_one_is_told_with_both_numbers() -> None:
    old = OLD.replace(
        "负责本区的古树保护工作",
        "负责本区的古树保护工作，建立古树档案，定期巡查，发现病虫害及时组织救治，并且向市林业部门报告",
    )
    new = old.replace("区林业部门负责本区", "乡镇人民政府协助做好古树保护工作。\n区园林部门负责本区")
    assert orders(old, new) == [
        "一、第二条增加一款，作为第二款：“乡镇人民政府协助做好古树保护工作。”",
        "第二款改为第三款，其中的“区林业部门”修改为“区园林部门”。",
    ]


def test_a_chapter_that_goes_with_its_articles_is_named_once() -> None:
    new = OLD.replace("第二章　保护\n", "").replace("第三章　附则", "第二章　附则")
    for k in (4, 5, 6):
        start = new.index(f"第{numeral(k)}条　")
        end = new.index("第二章　附则") if k == 6 else new.index(f"第{numeral(k + 1)}条　")
        new = new[:start] + new[end:]
    new = new.replace("第七条　违反本条例第五条规定的", "第四条　损害古树的").replace("第八条", "第五条")
    assert orders(OLD, new)[0] == "一、删去第二章。"


def test_a_chapter_joined_to_the_one_before_it() -> None:
    new = OLD.replace("第二章　保护\n", "").replace("第三章　附则", "第二章　附则")
    assert orders(OLD, new) == ["将第二章并入第一章。"]


def test_arabic_numbers_written_out_are_one_order() -> None:
    old = OLD.replace("由区林业部门处一千元罚款", "由区林业部门在10日内处罚").replace("三米", "3米")
    assert orders(old, old.replace("10日", "十日").replace("3米", "三米")) == [
        "将第五条、第七条中的阿拉伯数字改为相应的汉字。"
    ]


def test_words_named_are_whole_and_pairs_of_marks_stay_together() -> None:
    found = reword(
        [
            Text(
                "登记资产、所有者权益的增减，核对所有者权益。",
                "登记资产、净资产（所有者权益）的增减，核对净资产（所有者权益）。",
            )
        ]
    )
    assert found == Rewording(pairs=(("所有者权益", "净资产（所有者权益）"),))
    found = reword([Text("由农业、林业、水利等部门负责农业推广。", "由农业农村、林业草原、水利等部门负责农业推广。")])
    assert found == Rewording(pairs=(("农业、林业", "农业农村、林业草原"),))
    found = reword([Text("处五年以下监管。", "处三年以下监管；情节严重的，处三年以上十年以下监管。")])
    assert found is not None and found.count == 1


def test_words_behind_a_moved_reference_change_the_reference() -> None:
    new = (
        OLD.replace("第四条　古树实行", "第四条　古树名录每年公布一次。\n第五条　古树实行")
        .replace("第五条　禁止", "第六条　禁止").replace("第六条　古树死亡", "第七条　古树死亡")
        .replace("第七条　违反本条例第五条规定", "第八条　违反本条例第六条第一项规定").replace("第八条　本条例自", "第九条　本条例自")
    )  # fmt: skip
    assert orders(OLD, new)[1] == "二、将第七条改为第八条，其中的“第五条”修改为“第六条第一项”。"


def test_an_amendment_renumbers_nothing() -> None:
    new = OLD.replace("第五条　禁止", "第四条之一　古树每年普查一次。\n第五条　禁止")
    a, b = law(OLD), law(new)
    text = draft(a, b, style="amendment").to_text()
    assert "在第四条后增加一条，作为第四条之一：“古树每年普查一次。”" in text and "重新公布" not in text
    assert amend(a, parse_decision(text)).statute.units[3:] == b.units[3:]


def test_typography_alone_is_passed_over_and_reported() -> None:
    a, b = law(OLD), law(OLD.replace("刻划、钉钉；", "刻划、钉钉;").replace("一千元", "二千元"))
    decision = draft(a, b)
    assert len(decision.instructions) == 1
    assert [f.code for f in decision.findings] == ["draft.typography"]
    assert amend(a, draft(a, b, typography=True)).statute.units[3:] == b.units[3:]


def test_bad_input_is_refused() -> None:
    with pytest.raises(InputError, match="没有名称"):
        draft(Statute(), Statute())
    with pytest.raises(InputError, match="不是日期"):
        draft(law(OLD), law(OLD.replace("一千", "二千")), date="三月一日")


def test_words_named_mean_only_the_places_that_change() -> None:
    text = Text("甲部门通知乙部门，由丙部门备案。", "甲部门通知乙机关，由丙部门备案。")
    assert reword([text]) == Rewording(pairs=(("乙部门", "乙机关"),))
    moved = Text("依照第五条处理，报部门备案。", "依照第四条处理，报机关备案。", (Splice(3, 4, "四"),))
    assert reword([moved]) == Rewording(pairs=(("部门", "机关"),))


# ---------------------------------------------------------------------- law 6 over arbitrary statutes

readable = statutes.map(lambda law: attrs.evolve(law, title="某条例", note="")).filter(
    lambda law: parse_statute(law.to_text()) == law
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(readable, readable)
def test_law_6_any_two_statutes(a: Statute, b: Statute) -> None:
    decision = parse_decision(draft(a, b, typography=True).to_text())
    assert not decision.unread
    assert amend(a, decision).statute.units[3:] == b.units[3:]


_NOUNS = ("水井", "古树", "渡口", "桥梁", "灯塔", "集市", "驿站", "码头", "堤防", "苗圃")
_VERBS = ("维护", "保护", "检查", "登记", "公布", "拆除", "迁移")
_BODIES = ("乡镇人民政府", "县级人民政府主管部门", "所在村", "管理单位")


@st.composite
def provisions(draw: st.DrawFn) -> Paragraph:
    """A paragraph as statutes have them, some with items or a reference."""
    who, what, how = draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_NOUNS)), draw(st.sampled_from(_VERBS))
    kind = draw(st.integers(0, 5))
    if kind == 0:
        names = draw(st.lists(st.sampled_from(_NOUNS), min_size=2, max_size=4, unique=True))
        marks = ["；"] * (len(names) - 1) + ["。"]
        items = tuple(
            Item(f"（{numeral(n)}）", f"{how}{name}{m}")
            for n, (name, m) in enumerate(zip(names, marks, strict=True), 1)
        )
        return Paragraph(f"{who}负责下列事项：", items)
    if kind == 1:
        return Paragraph(f"违反本条例第{numeral(draw(st.integers(1, 8)))}条规定{how}{what}的，由{who}处罚款。")
    return Paragraph(f"{who}应当每{draw(st.sampled_from(('月', '季', '年')))}{how}{what}一次。")


@st.composite
def ordinary(draw: st.DrawFn) -> tuple[Statute, Statute]:
    """A statute with running numbers, and another one made of it by changes that drafters make."""
    old = draw(st.lists(st.lists(provisions(), min_size=1, max_size=3), min_size=3, max_size=9))
    new = [list(article) for article in old]
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(new) - 1))
        change = draw(st.sampled_from(("add", "drop", "words", "words", "paragraph", "less")))
        if change == "add":
            new.insert(at, draw(st.lists(provisions(), min_size=1, max_size=2)))
        elif change == "drop" and len(new) > 2:
            del new[at]
        elif change == "words":
            one = new[at][0]
            word, other = draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_NOUNS))
            new[at][0] = attrs.evolve(one, text=one.text.replace(word, f"{other}管理机构"))
        elif change == "paragraph":
            new[at].insert(draw(st.integers(0, len(new[at]))), draw(provisions()))
        elif len(new[at]) > 1:
            new[at].pop()
    border = draw(st.integers(0, 3))

    def law(articles: list[list[Paragraph]], chapters: bool) -> Statute:
        made = tuple(Article(f"第{numeral(n)}条", "", tuple(a)) for n, a in enumerate(articles, 1))
        if not chapters or border >= len(made):
            return Statute("某条例", children=made)
        return Statute(
            "某条例", children=(Chapter("第一章", "总则", made[:border]), Chapter("第二章", "管理", made[border:]))
        )

    return law(old, border > 0), law(new, border > 0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ordinary())
def test_law_6_statutes_as_drafters_change_them(case: tuple[Statute, Statute]) -> None:
    old, new = case
    assume(old != new)
    text = draft(old, new).to_text()
    assert amend(old, parse_decision(text), strict=True).statute.units[3:] == new.units[3:]
    stays = [a for a in old.articles if a.paragraphs in {b.paragraphs for b in new.articles}]
    assert "全文修改为" not in text or len(stays) < 0.5 * len(old.articles)


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


# ---------------------------------------------------------------------- beside real decisions


def real(folder: Path, law: Statute) -> tuple[int, Statute | None]:
    """How many items the real decision needs for a statute, and what it gives; 0 where it does not speak of it."""
    decision = parse_decision((folder / "decision.txt").read_text("utf-8"))
    many = len(decision.amended) > 1
    found = [
        i for p in decision.amended if not many or title_key(p.title) == title_key(law.title) for i in p.instructions
    ]
    items = len(found) if many else items_of(found)
    return items, amend(law, decision).statute if found else None


def items_of(instructions: Sequence[Instruction]) -> int:
    """The items 一、二、…, those under them not counted apart."""
    return len({i.label.split("（")[0] for i in instructions})


@needs_shared
def test_no_more_items_than_real_decisions() -> None:
    """Cases whose published text is not what the decision orders (accepted.txt, another source) aside."""
    ours = theirs = 0
    more = {}
    for folder in folders("cases"):
        if not (folder / "decision.txt").exists() or (folder / "accepted.txt").exists():
            continue
        law, want = (parse_statute((folder / f"{name}.txt").read_text("utf-8")) for name in ("base", "expected"))
        items, made = real(folder, law)
        if made is None or [tight(u.text) for u in made.units[3:]] != [tight(u.text) for u in want.units[3:]]:
            continue
        n = items_of(draft(law, want).instructions)
        ours, theirs = ours + n, theirs + items
        if n > 1.1 * items:
            more[folder.name] = (n, items)
    assert theirs > 300 and ours <= theirs and not more, (ours, theirs, more)


@needs_shared
def test_no_statute_is_restated_of_which_less_than_half_changed() -> None:
    for folder in folders("pairs", "new.txt")[::2]:
        old, new = (parse_statute((folder / f"{name}.txt").read_text("utf-8")) for name in ("old", "new"))
        if "将全文修改为" not in draft(old, new).source:
            continue
        rows = [r for r in tabulate(old, compare(old, new)).articles if r.old is not None]
        quiet = (Status.UNCHANGED, Status.RENUMBERED, Status.REFERENCES, Status.TYPOGRAPHY)
        assert 2 * sum(r.status not in quiet for r in rows) >= len(rows), folder.name
