"""Orders of every kind undone: to the letter where the decision says what stood there, else with a gap in its place or a warning."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.rewinding.rewind import Rewound, rewind
from lawtrack.syntax.statute.parse import parse_statute
from lawtrack.verification.verify import verify
from tests.test_odd_orders import BASE as SHORT

BASE = (
    SHORT.replace(
        "渡船应当配备救生设备。", "渡船应当配备救生设备，并且保持完好。渡船的救生设备应当每年更换；不得挪用。"
    )
    + "附件一\n渡口名录\n1．东渡。\n附件二\n渡船名录\n1．甲船。\n"
)
LAW = parse_statute(BASE)

EXACT = [
    "将第六条第一句和第二句中的“救生设备”修改为“救生器材”。",
    "将第五条各项中的“夜航”修改为“夜间航行”。",
    "将第五条首部中的“不得有”修改为“禁止有”。",
    "将第四条第一款、第六条第一句中的“应当”修改为“必须”。",
    "将第六条第一句、第二句中的“救生”修改为“救援”。",
    "将第六条第一句的“保持完好”修改为“完好”，第二句的“不得挪用”修改为“不得移用”。",
    "将第六条中第二处“渡船”修改为“船”。",
    "将第六条最后一句中的“挪用”修改为“移用”。",
    "将附件一中的“东渡”修改为“西渡”。",
    "将第一条至第三条中的“管理”修改为“监管”。",
    "第三条、第六条、第七条中的“应当”均修改为“必须”。",
    "在第八条后增加一条：“渡工应当着装。”",
    "第五条增加一项：“碰撞；”",
    "在第五条第二项后增加一项：“碰撞；”",
    "在第四条第一款后增加一款：“渡船应当登记。”",
    "第四条增加一款：“渡船应当登记。”",
    "第五条第一款增加两项，作为第四项、第五项：“（四）碰撞；\n“（五）超速。”",
    "第五条第一款增加两项，作为第一项、第二项：“碰撞；\n超速；”",
    "将第四条第一款、第二款中的“检验”修改为“年检”。",
    "将第六条第一句中的“渡船”修改为“船舶”。",
    "将第六条中的“应当”修改为“必须”。",
    "将第二条至第四条中的“应当”修改为“必须”。",
    "增加附件三：“附件三\n渡工名录\n1．张某。”",
    "将第一章章名“总则”修改为“总纲”。",
    "将名称修改为“某市渡运条例”。",
    "将本条例中的“渡船”修改为“渡轮”。",
    "将本条例中的“渡船”、“渡工”修改为“渡轮”、“船员”。",
    "除第六条外，将本条例中的“渡船”修改为“渡轮”。",
    "将第三条移至第八条之后，作为第八条。",
    "将第五条第一项、第二项对调。",
    "第七条和第八条对调。",
    "将第五条第三项改为第六条第二款。",
    "将第二条第三款移作第三条第二款。",
    "将第八条改为第七条第二款。",
    "将第九条中的“第五条”修改为“第五条、第六条”。",
    "在第九条中的“第五条”后增加“、第六条”。",
    "将第九条中的“五百元”修改为“五百元以上二千元以下”。",
    "在第五条第一款第二项后增加两项：“碰撞；\n超速；”",
    "在第二条第二款后增加一款：“镇政府应当协助。”",
    "在第六条后增加一条：“渡船应当保险。”",
    "在第六条之后增加一条，作为第六条之一：“渡船应当保险。”",
    "将第五条第一项改为第六条第二款。",
    "将第五条第一项中的“超载”、第二项中的“夜航”修改为“违规”。",
    "第四条第二款改为第三款，增加一款，作为第二款：“渡船应当登记。”",
    "将第一条中的“为了”、“加强”修改为“为”、“规范”。",
    "将第一条中的“渡口管理”修改为“渡口、渡船管理”，第三条中的“编号”修改为“编号、登记”。",
    "在第二条第一款中的“市”后增加“、县”，第二款中的“区”前增加“各”。",
    "第五条增加两项：“碰撞；\n超速。”",
    "第五条第一款增加一项：“碰撞；”",
]  # fmt: skip
GAPS = [
    "将第五条各项修改为：“（一）超载；\n（二）超速。”",
    "将第五条第一款各项修改为：“（一）超载；\n（二）超速。”",
    "将第五条首部修改为：“渡船禁止有下列情形：”",
    "将第三章修改为：“第三章　船员\n“第一节　资格\n“第七条　渡工应当持证上岗。\n“第二节　值守\n“第八条　渡工不得酗酒。”",
    "将第二章修改为：“第二章　船舶\n“第一节　检测\n“第四条　渡船应当年检。\n“第五条　渡船不得超载。\n“第二节　救助\n“第六条　渡船应当配备救生衣。”",
    "将附件一标题修改为“渡口名单”。",
    "将第六条最后一句修改为：“救生设备不得挪用。”",
    "将第七条、第八条合并为一条，作为第七条，修改为：“渡工应当持证，不得饮酒。”",
    "将第七条分为两条，修改为：“第七条　渡工应当持证上岗。\n“第八条　渡工证每年审验。”",
    "将第六条分为两款，修改为：“渡船应当配备救生设备。\n渡船的救生设备不得挪用。”",
    "删去第六条第一句。",
    "删去第六条第二句。",
    "将第六条第二句修改为：“救生设备不得挪用。”",
    "删去附件一。",
    "删去附件二。",
    "删去附件一、附件二。",
    "将附件一修改为：“附件一\n渡口名录\n1．西渡。”",
    "将第一章章名修改为“总纲”。",
    "将第五条第一款第一项、第二项合并，作为第一项：“（一）超载、夜航；”",
    "将第六条分为两条：“第六条　甲甲甲。\n“第七条　乙乙乙。”",
    "将第三条改为两条，作为第三条、第四条：“第三条　渡船应当编号。\n“第四条　渡船应当登记。”",
    "将第二条第三款改为第三条第二款，修改为：“镇政府应当协助。”",
    "删去第五条第一项、第三项。",
    "将第四条第二款移作第六条第二款，修改为：“检验每两年一次。”",
    "第二条第一款修改为：“渡口由县交通部门管理。”第三款改为第二款，第二款改为第三款。",
    "将第二条第二款、第三款合并，作为第二款，修改为：“区、镇协助。”",
]  # fmt: skip
TOLD = [
    "删去第五条各项。",
    "将第四条改为第十条第一款、第二款。",
    "将第七条、第八条合并。",
    "删去第六条中的“，并且保持完好”。",
    "删去第六条中的“救生”。",
    "删去第六条中的第二处“救生”。",
    "将第五条中的“（二）夜航”修改为“（二）夜间航行”。",
    "删去第九条中的“第五条”。",
    "第三条和第四条对调。",
    "在第五条第二项前增加一项：“碰撞；”",
    "将第二章第二节改为第二章第三节，第二章增加一节，作为第二节“检修”，包括第六条。",
    "将第七条、第八条合并为一条，作为第七条。",
    "将第二条第二款、第三款合并，作为第二款。",
    "将第五条第二项、第三项合并，作为第二项。",
    "删去第二条第一款中的“市”、第三款中的“应当”。",
    "将第四条第二款中的“每年一次”移至“检验”之前。",
]  # fmt: skip


def undone(order: str) -> Rewound:
    closing = "《某市渡口条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    decision = parse_decision(f"关于修改《某市渡口条例》的决定\n一、{order}\n{closing}\n")
    made = amend(LAW, decision)
    assert not [f for f in made.findings if f.severity.value == "error"]
    assert [f for f in verify(decision, made.statute, LAW).findings if f.severity.value != "info"] == []
    return rewind(made.statute, decision)


@pytest.mark.parametrize("order", EXACT)
def test_what_the_decision_tells_is_undone_to_the_letter(order: str) -> None:
    back = undone(order)
    assert back.statute.units[3:] == LAW.units[3:]
    assert [f for f in back.findings if f.severity.value != "info"] == []


@pytest.mark.parametrize("order", [*GAPS, *TOLD])
def test_what_it_does_not_tell_is_a_gap_or_told(order: str) -> None:
    back = undone(order)
    known = {(u.level, u.label, u.text) for u in LAW.units}
    other = [u for u in back.statute.units[3:] if (u.level, u.label, u.text) not in known]
    guessed = [u for u in other if u.text and "〔原文已被" not in u.text]
    told = [f for f in back.findings if f.severity.value != "info"]
    assert told or not guessed
    assert bool(told) == (order in TOLD)
    if order in GAPS:
        assert other and [f.code for f in back.findings if f.code == "rewind.gap"] and back.gaps


WITHIN = "例区实施〈例国例法〉办法"


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("将法规的名称修改为《例区实施〈例国例法〉细则》。", "例区实施《例国例法》细则"),
        ("将名称修改为“例区实施〈例国例法〉细则”。", "例区实施《例国例法》细则"),
        ("名称修改为：“《例区实施〈例国例法〉细则》”。", "例区实施《例国例法》细则"),
        ("将《例区实施〈例国例法〉办法》更名为《例区实施〈例国例法〉细则》。", "例区实施《例国例法》细则"),
        ("将名称中的“办法”修改为“细则”。", "例区实施《例国例法》细则"),
        ("标题修改为“例区实施《例国例法》细则”。", "例区实施《例国例法》细则"),
        ("名称修改为《例区〈例法〉和〈水法〉实施办法》。", "例区《例法》和《水法》实施办法"),
        ("名称修改为《例区施行〈例省《例法》办法〉的变通规定》。", "例区施行《例省〈例法〉办法》的变通规定"),
        ("名称修改为《例区茶园条例》。", "例区茶园条例"),
    ],
)
def test_a_new_title_stands_by_itself(order: str, title: str) -> None:
    """Taken out of 《》 it has 《》 for 〈〉; rewinding gives the old one back so."""
    head = f"例区人民代表大会常务委员会关于修改《{WITHIN}》的决定\n（2020年1月1日例区人民代表大会常务委员会通过）\n例区人民代表大会常务委员会决定对《{WITHIN}》作如下修改：\n"
    decision = parse_decision(f"{head}一、{order}\n")
    base = parse_statute(
        "例区实施《例国例法》办法\n（2000年1月1日例区人民代表大会常务委员会通过）\n第一条　甲。\n第二条　乙。\n"
    )
    after = amend(base, decision)
    assert after.statute.title == title and not [f for f in after.findings if f.severity != "info"]
    assert rewind(after.statute, decision).statute.title == base.title


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("将名称修改为“例区茶船管理办法”。", "例区茶船管理办法"),
        ("删去名称中的“暂行”。", "例区茶船办法"),
        ("将名称中的“暂行办法”修改为“规定”。", "例区茶船规定"),
    ],
)
def test_a_decision_on_several_statutes_that_names_this_one_anew(order: str, title: str) -> None:
    """The later text has the new title, and was not found among the statutes of the decision."""
    decision = parse_decision(
        "例区人民政府关于修改《例区茶园办法》等2件规章的决定\n（2020年1月1日例区人民政府令第3号公布）\n例区人民政府决定：\n一、《例区茶园办法》\n删去第一条。\n"
        f"二、《例区茶船暂行办法》\n（一）{order}\n（二）将第一条中的“甲”修改为“乙”。\n"
    )
    base = parse_statute("例区茶船暂行办法\n（2000年1月1日例区人民政府令第1号公布）\n第一条　甲。\n第二条　丙。\n")
    after = amend(base, decision).statute
    assert after.title == title and after["第一条"].text == "乙。"
    assert [f.code for f in verify(decision, after, base).findings if f.severity != "info"] == []
    back = rewind(after, decision).statute
    assert (back.title, back["第一条"].text) == (base.title, "甲。")
