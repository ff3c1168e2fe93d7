"""Drafting: law 6, and that decisions read as drafters write them."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.phrases.sentences import bare
from lawtrack.decision.phrases.table import read_orders
from lawtrack.drafting.draft import draft
from lawtrack.drafting.formal_parts import Adoption, Frame
from lawtrack.drafting.words import Rewording, Text, reword
from lawtrack.errors import InputError
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.patch.ops import Splice
from tests.drafts import OLD, law, orders


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


def test_the_orders_of_a_decision_are_those_that_are_read_in_it() -> None:
    """Number by number: what is bound to know the patch must be the decision that is handed over."""
    items = [
        [read_orders("删去第二条。")],
        [read_orders("将第三条修改为：“甲。”"), read_orders("第四条中的“甲”修改为“乙”。")],
    ]
    frame = Frame("某市古树保护条例", Adoption(), "", "", "decision", "引言")
    given, read = frame.decision(items, True), parse_decision(frame.text(items, True, surely=False))
    of = [[(i.label, i.index, tuple(map(bare, i.orders))) for i in d.instructions] for d in (given, read)]
    assert of[0] == of[1] and [label for label, _, _ in of[0]] == ["一", "二（一）", "二（二）"]
    assert (given.amended[0].title, given.amended[0].adjusts) == (read.amended[0].title, read.amended[0].adjusts)


def test_places_of_one_article_that_go_are_named_once() -> None:
    more = OLD.replace("内堆放物料。", "内堆放物料；\n（四）采摘果实；\n（五）悬挂标语。")
    gone = more.replace("（一）刻划、钉钉；\n（二）攀折树枝；\n（三）在树冠外缘三米内堆放物料；\n", "")
    gone = gone.replace("（四）采", "（一）采").replace("（五）悬", "（二）悬")
    assert orders(more, gone) == ["删去第五条第一项至第三项。"]
    less = OLD.replace("（二）攀折树枝；\n（三）在树冠外缘三米内堆放物料。\n", "").replace("钉钉；", "钉钉。")
    assert orders(OLD, less) == ["删去第五条第二项、第三项。"]


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
        "第二条增加一款，作为第二款：“乡镇人民政府协助做好古树保护工作。”",
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
