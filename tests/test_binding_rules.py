"""How orders are carried out, rule by rule: marks, lead-ins, items, overlaps, references; and that nothing of an order is ignored."""

from __future__ import annotations

import attrs
import pytest

import lawtrack as lt
from lawtrack.binding.amend import bind_decision
from lawtrack.binding.marks import deletion, join
from lawtrack.binding.word_edits import find_words
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import (
    Append,
    Delete,
    DeleteWords,
    Insert,
    InsertWords,
    Order,
    Payload,
    Place,
    Replace,
    ReplaceWords,
)
from lawtrack.model.address import parse_address as a
from lawtrack.model.levels import Level

RANK = ("info", "warning", "error")
RULES: list[tuple[str, str, str, str, str]] = [
    (
        "词中之词不改",
        "第一条　人民政府的民政部门负责。",
        "一、将第一条中的“民政”修改为“应急”。",
        "第一条　人民政府的应急部门负责。",
        "warning 人民政府",
    ),
    (
        "词中之词旁不加",
        "第一条　县人民政府、民政部门负责。",
        "一、在第一条中的“民政”前增加“应急、”。",
        "第一条　县人民政府、应急、民政部门负责。",
        "warning 人民政府",
    ),
    (
        "前加于并列第一项之前，同类",
        "第一条\u3000公安、教育部门负责。",
        "一、在第一条中的“公安”前增加“民政”。",
        "第一条\u3000民政公安、教育部门负责。",
        "warning 民政",
    ),
    (
        "后加于并列末项",
        "第一条\u3000教育、公安部门负责。",
        "一、在第一条中的“公安”后增加“民政”。",
        "第一条\u3000教育、公安、民政部门负责。",
        "",
    ),
    (
        "后加于并列中项",
        "第一条\u3000教育、公安、卫生部门负责。",
        "一、在第一条中的“公安”后增加“民政”。",
        "第一条\u3000教育、公安、民政、卫生部门负责。",
        "",
    ),
    (
        "后加部门",
        "第一条\u3000由水务部门、城管部门巡查。",
        "一、在第一条中的“水务部门”后增加“交通部门”。",
        "第一条\u3000由水务部门、交通部门、城管部门巡查。",
        "",
    ),
    (
        "前加有关",
        "第一条\u3000由水务部门、部门巡查。",
        "一、在第一条中的“、部门”前增加“城管部门”。",
        "第一条\u3000由水务部门城管部门、部门巡查。",
        "",
    ),
    (
        "前加定语带的",
        "第一条\u3000处警告、罚款。",
        "一、在第一条中的“罚款”前增加“相应的”。",
        "第一条\u3000处警告、相应的罚款。",
        "none warning",
    ),
    (
        "前加副词",
        "第一条\u3000水务部门检查、指导工作。",
        "一、在第一条中的“检查”前增加“依法”。",
        "第一条\u3000水务部门依法检查、指导工作。",
        "none warning",
    ),
    (
        "后加状语",
        "第一条\u3000逾期不改的，责令停业。",
        "一、在第一条中的“责令”后增加“立即”。",
        "第一条\u3000逾期不改的，责令立即停业。",
        "none warning",
    ),
    (
        "县级以上人民政府后加部门",
        "第一条\u3000由县级以上人民政府处理。",
        "一、在第一条中的“县级以上人民政府”后增加“水务部门”。",
        "第一条\u3000由县级以上人民政府水务部门处理。",
        "none warning",
    ),
    (
        "以和并列",
        "第一条\u3000用水和排水应当登记。",
        "一、在第一条中的“用水”后增加“供水”。",
        "第一条\u3000用水、供水和排水应当登记。",
        "",
    ),
    (
        "和后加",
        "第一条\u3000水务部门、城管部门和公安部门负责。",
        "一、在第一条中的“城管部门”后增加“交通部门”。",
        "第一条\u3000水务部门、城管部门、交通部门和公安部门负责。",
        "",
    ),
    (
        "删首项",
        "第一条\u3000教育、公安、民政部门负责。",
        "一、删去第一条中的“教育”。",
        "第一条\u3000公安、民政部门负责。",
        "",
    ),
    (
        "删末项",
        "第一条\u3000教育、公安、民政部门负责。",
        "一、删去第一条中的“民政”。",
        "第一条\u3000教育、公安部门负责。",
        "",
    ),
    (
        "删中项",
        "第一条\u3000教育、公安、民政部门负责。",
        "一、删去第一条中的“公安”。",
        "第一条\u3000教育、民政部门负责。",
        "",
    ),
    (
        "删末项后接和",
        "第一条\u3000教育、公安和民政部门负责。",
        "一、删去第一条中的“公安”。",
        "第一条\u3000教育和民政部门负责。",
        "",
    ),
    (
        "删前接逗号",
        "第一条\u3000违法的，处警告、罚款，并公告。",
        "一、删去第一条中的“罚款”。",
        "第一条\u3000违法的，处警告，并公告。",
        "",
    ),
    (
        "删分句",
        "第一条\u3000用水应当登记，缴费，并节约。",
        "一、删去第一条中的“缴费”。",
        "第一条\u3000用水应当登记，并节约。",
        "",
    ),
    (
        "删一句",
        "第一条\u3000用水应当登记。登记免费。",
        "一、删去第一条中的“登记免费。”",
        "第一条\u3000用水应当登记。",
        "",
    ),
    (
        "删一句不带句号",
        "第一条\u3000用水应当登记。登记免费。",
        "一、删去第一条中的“登记免费”。",
        "第一条\u3000用水应当登记。",
        "",
    ),
    (
        "删定语",
        "第一条\u3000处警告、五百元以下罚款。",
        "一、删去第一条中的“五百元以下”。",
        "第一条\u3000处警告、罚款。",
        "",
    ),
    (
        "删一项全文",
        "第一条\u3000有下列：\n（一）甲；\n（二）乙；\n（三）丙。",
        "一、删去第一条中的“乙”。",
        "第一条\u3000有下列：\n（一）甲；\n（二）丙。",
        "",
    ),
    (
        "删一条全部文字",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、删去第二条中的“乙”。",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "error 第二条",
    ),
    (
        "删括号",
        "第一条\u3000区（县）政府负责。",
        "一、删去第一条中的“（县）”。",
        "第一条\u3000区政府负责。",
        "none warning",
    ),
    (
        "新词带逗号",
        "第一条\u3000用水应当登记，并缴费。",
        "一、将第一条中的“登记”修改为“备案，”。",
        "第一条\u3000用水应当备案，并缴费。",
        "",
    ),
    (
        "新词带句号后为分号",
        "第一条\u3000甲：\n（一）登记；\n（二）缴费。",
        "一、将第一条第一项中的“登记”修改为“备案；”。",
        "第一条\u3000甲：\n（一）备案；\n（二）缴费。",
        "",
    ),
    (
        "增加带顿号",
        "第一条\u3000登记、缴费应当及时。",
        "一、在第一条中的“登记”后增加“、备案”。",
        "第一条\u3000登记、备案、缴费应当及时。",
        "none warning",
    ),
    (
        "增加尾带顿号",
        "第一条\u3000登记、缴费应当及时。",
        "一、在第一条中的“缴费”前增加“备案、”。",
        "第一条\u3000登记、备案、缴费应当及时。",
        "none warning",
    ),
    (
        "增加头尾顿号重",
        "第一条\u3000登记、缴费应当及时。",
        "一、在第一条中的“登记、”后增加“备案、”。",
        "第一条\u3000登记、备案、缴费应当及时。",
        "none warning",
    ),
    (
        "卫生改卫生健康",
        "第一条\u3000卫生部门会同卫生健康部门。",
        "一、将本条例中的“卫生”修改为“卫生健康”。",
        "第一条\u3000卫生健康部门会同卫生健康部门。",
        "",
    ),
    (
        "前缀",
        "第一条\u3000政府和人民政府。",
        "一、将第一条中的“政府”修改为“人民政府”。",
        "第一条\u3000人民政府和人民政府。",
        "",
    ),
    (
        "前后都加",
        "第一条\u3000局长和市局长会。",
        "一、将第一条中的“局长”修改为“市局长会”。",
        "第一条\u3000市局长会和市局长会。",
        "",
    ),
    (
        "全部已是新词",
        "第一条\u3000交通运输部门负责。",
        "一、将第一条中的“运输部门”修改为“交通运输部门”。",
        "第一条\u3000交通运输部门负责。",
        "warning",
    ),
    (
        "三合一",
        "第一条\u3000由教育、文化、旅游、体育部门负责。",
        "一、将第一条中的“文化”“旅游”“体育”修改为“文旅体育”。",
        "第一条\u3000由教育、文旅体育部门负责。",
        "",
    ),
    (
        "两词有和",
        "第一条\u3000由文化和旅游部门负责。",
        "一、将第一条中的“文化”“旅游”修改为“文旅”。",
        "第一条\u3000由文旅部门负责。",
        "",
    ),
    (
        "两词不相邻",
        "第一条\u3000文化部门会同旅游部门。",
        "一、将第一条中的“文化”“旅游”修改为“文旅”。",
        "第一条\u3000文旅部门会同文旅部门。",
        "",
    ),
    (
        "两项改同一词",
        "第一条\u3000处五百元罚款。",
        "一、将第一条中的“五百元”修改为“一千元”。\n二、将第一条中的“五百元”修改为“二千元”。",
        "第一条\u3000处五百元罚款。",
        "error 五百元",
    ),
    (
        "内外倒序",
        "第一条\u3000处三千元罚款。",
        "一、将第一条中的“三千元”修改为“五千元”。\n二、将第一条中的“处三千元罚款”修改为“吊销证书”。",
        "第一条\u3000处三千元罚款。",
        "error 三千元",
    ),
    (
        "部分重叠",
        "第一条\u3000处三千元罚款并公告。",
        "一、将第一条中的“处三千元罚款”修改为“吊销证书”。\n二、将第一条中的“罚款并公告”修改为“公示”。",
        "第一条\u3000处三千元罚款并公告。",
        "error 罚款",
    ),
    (
        "两次整体修改",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、将第一条修改为：“丙。”\n二、将第一条修改为：“丁。”",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "error 第一条",
    ),
    (
        "修改又删去",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、将第二条修改为：“丙。”\n二、删去第二条。",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "error 第二条",
    ),
    (
        "导语冒号",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。\n第二条\u3000丙。",
        "一、将第一条修改为：“应当办理下列事项：”",
        "第一条\u3000应当办理下列事项：\n（一）甲；\n（二）乙。\n第二条\u3000丙。",
        "",
    ),
    (
        "先改项后改款",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。",
        "一、将第一条第一项修改为：“（一）丙；”\n二、将第一条第一款修改为：“应当办理的事项”。",
        "第一条\u3000应当办理的事项：\n（一）丙；\n（二）乙。",
        "",
    ),
    (
        "删项又改款",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙；\n（三）丁。",
        "一、将第一条第一款修改为：“应当办理下列事项：”；删去第二项。",
        "第一条\u3000应当办理下列事项：\n（一）甲；\n（二）丁。",
        "",
    ),
    (
        "增项又改款",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。",
        "一、将第一条第一款修改为：“应当办理下列事项：”；增加一项，作为第三项：“（三）丙”。",
        "第一条\u3000应当办理下列事项：\n（一）甲；\n（二）乙；\n（三）丙。",
        "",
    ),
    (
        "导语而条有两款",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。\n前款事项免费。",
        "一、将第一条修改为：“应当办理下列事项：”",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。\n前款事项免费。",
        "error 第一条",
    ),
    (
        "新末项",
        "第一条\u3000甲：\n（一）子；\n（二）丑。",
        "一、第一条增加一项，作为第三项：“（三）寅”。",
        "第一条\u3000甲：\n（一）子；\n（二）丑；\n（三）寅。",
        "",
    ),
    (
        "新末项带分号",
        "第一条\u3000甲：\n（一）子；\n（二）丑。",
        "一、第一条增加一项，作为第三项：“（三）寅；”。",
        "第一条\u3000甲：\n（一）子；\n（二）丑；\n（三）寅；",
        "",
    ),
    (
        "新中项句号列",
        "第一条\u3000甲：\n（一）子。\n（二）丑。",
        "一、第一条增加一项，作为第二项：“（二）寅”。",
        "第一条\u3000甲：\n（一）子。\n（二）寅。\n（三）丑。",
        "",
    ),
    (
        "在第一项后增加",
        "第一条\u3000甲：\n（一）子；\n（二）丑。",
        "一、在第一条第一项后增加一项：“寅”。",
        "第一条\u3000甲：\n（一）子；\n（二）寅；\n（三）丑。",
        "",
    ),
    (
        "项成款",
        "第一条\u3000禁止：\n（一）甲；\n（二）乙。\n第二条\u3000丁。",
        "一、将第一条第二项改为第一条第二款。",
        "第一条\u3000禁止：\n（一）甲。\n乙。\n第二条\u3000丁。",
        "",
    ),
    (
        "项单列一条",
        "第一条\u3000禁止：\n（一）甲；\n（二）乙；\n（三）丙。\n第二条\u3000丁。",
        "一、将第一条第三项改为第二条。",
        "第一条\u3000禁止：\n（一）甲；\n（二）乙。\n第二条\u3000丙。\n第三条\u3000丁。",
        "",
    ),
    (
        "条号粘连",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、将第二条修改为：“第二条渡船应当开灯。”",
        "第一条\u3000甲。\n第二条\u3000渡船应当开灯。",
        "",
    ),
    (
        "引用开头不剥",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、将第二条修改为：“第二条规定的事项，另行公布。”",
        "第一条\u3000甲。\n第二条\u3000第二条规定的事项，另行公布。",
        "",
    ),
    (
        "改号粘连",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000丙。",
        "一、删去第二条。\n二、将第三条改为第二条，修改为：“第二条渡船应当开灯。”",
        "第一条\u3000甲。\n第二条\u3000渡船应当开灯。",
        "",
    ),
    (
        "两条粘连",
        "第一条\u3000甲。\n第二条\u3000乙。",
        "一、增加二条，作为第三条、第四条：“第三条渡船应当开灯。\n“第四条渡工应当持证。”",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000渡船应当开灯。\n第四条\u3000渡工应当持证。",
        "",
    ),
    (
        "一句失败不累及邻句",
        "第一条\u3000甲部门。\n第二条\u3000乙部门。",
        "一、将第一条中的“甲”修改为“丙”；将第二条中的“丁”修改为“戊”。",
        "第一条\u3000丙部门。\n第二条\u3000乙部门。",
        "error 丁",
    ),
    (
        "同句改号与词",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000丙。",
        "一、删去第一条。\n二、将第三条改为第二条，将其中的“丁”修改为“戊”。",
        "第一条\u3000乙。\n第二条\u3000丙。",
        "error 丁",
    ),
    (
        "引用合并后重复",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000丙。\n第四条\u3000违反第二条、第三条规定的，罚。",
        "一、将第二条、第三条合并，作为第二条，修改为：“乙丙。”",
        "第一条\u3000甲。\n第二条\u3000乙丙。\n第三条\u3000违反第二条规定的，罚。",
        "",
    ),
    (
        "引用和并",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000丙。\n第四条\u3000违反第一条、第二条和第三条规定的，罚。",
        "一、将第二条、第三条合并，作为第二条，修改为：“乙丙。”",
        "第一条\u3000甲。\n第二条\u3000乙丙。\n第三条\u3000违反第一条和第二条规定的，罚。",
        "",
    ),
    (
        "末句",
        "第一条\u3000甲。乙。丙。",
        "一、将第一条最后一句修改为：“丁。”",
        "第一条\u3000甲。乙。丁。",
        "",
    ),
    (
        "第二句中的词",
        "第一条\u3000应当甲。应当乙。",
        "一、将第一条第二句中的“应当”修改为“必须”。",
        "第一条\u3000应当甲。必须乙。",
        "",
    ),
    (
        "删第一句",
        "第一条\u3000甲。乙。",
        "一、删去第一条第一句。",
        "第一条\u3000乙。",
        "",
    ),
    (
        "分号不断句",
        "第一条\u3000甲；乙。丙。",
        "一、将第一条第一句修改为：“丁。”",
        "第一条\u3000丁。丙。",
        "",
    ),
    (
        "整款改为无项",
        "第一条\u3000下列事项：\n（一）甲；\n（二）乙。\n第二条\u3000丙。",
        "一、将第一条修改为：“一律不办理。”",
        "第一条\u3000一律不办理。\n第二条\u3000丙。",
        "info amend.items-dropped",
    ),
    (
        "前条所指变了",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000违反前条的，罚。",
        "一、在第二条后增加一条，作为第三条：“丙。”",
        "第一条\u3000甲。\n第二条\u3000乙。\n第三条\u3000丙。\n第四条\u3000违反前条的，罚。",
        "warning 前条",
    ),
]
"""What it is about, the articles before, the orders, the articles after, what must be told (level and word; none: nothing from it up)."""


def amended(articles: str, orders: str) -> lt.Amendment:
    law = lt.parse_statute(f"例市渡口条例\n（2015年3月1日例市人民代表大会常务委员会通过）\n{articles}\n")
    body = "例市人民代表大会常务委员会"
    return lt.amend(
        law,
        lt.parse_decision(
            f"{body}关于修改《例市渡口条例》的决定\n（2024年3月1日{body}通过）\n{body}决定对《例市渡口条例》作如下修改：\n{orders}\n本决定自2024年5月1日起施行。\n"
        ),
    )


@pytest.mark.parametrize(("before", "orders", "after", "told"), [r[1:] for r in RULES], ids=[r[0] for r in RULES])
def test_rule(before: str, orders: str, after: str, told: str) -> None:
    done = amended(before, orders)
    assert done.statute.to_text().split("\n", 2)[2].strip() == after
    level, _, word = told.partition(" ")
    found = [
        f"{f.code} {f.address} {f.message}"
        for f in done.findings
        if level in RANK and RANK.index(f.severity) >= RANK.index(level)
    ]
    if level == "none":
        assert [f for f in done.findings if RANK.index(f.severity) >= RANK.index(word)] == []
    elif level:
        assert any(word in line for line in found), [f.message for f in done.findings]
    else:
        assert [f.message for f in done.findings if f.severity == "error"] == []


# -- nothing ignored ------------------------------------------------------------------------------------------------------

LAW = lt.parse_statute(
    "例法\n第一章　总则\n第一条　甲应当登记，甲可以备案；甲应当公开。甲应当年检。\n第二条　甲负责：\n（一）甲子；\n（二）甲丑。\n甲配合。\n第三条　甲监督。\n"
)
FIRST, SECOND = Place(a("第一条")), Place(a("第二条"))
NEW = Payload(("新的规定。",))
ORDERS: tuple[tuple[Order, str, tuple[object, ...]], ...] = (
    (ReplaceWords((FIRST,), (("甲", "丙"),)), "nth", ((1,), (-1,), (2, 3), (9,))),
    (ReplaceWords((FIRST,), (("甲", "丙"),)), "count", (9,)),
    (ReplaceWords((Place(),), (("甲", "丙"),)), "except_", ((FIRST,), (SECOND,))),
    (ReplaceWords((Place(),), (("甲", "丙"),)), "unless", ((FIRST,),)),
    (ReplaceWords((FIRST,), (("甲应当登记", "丙"), ("甲可以备案", "丁"))), "joined", (True,)),
    (DeleteWords((FIRST,), ("可以",)), "nth", ((2,),)),
    (DeleteWords((FIRST,), ("应当",)), "nth", ((1,), (-1,))),
    (DeleteWords((Place(a("第三条")), SECOND), ("配合",)), "or_whole", (True,)),
    (InsertWords((FIRST,), "甲", "乙"), "nth", ((1,), (-1,), (9,))),
    (InsertWords((FIRST,), "甲", "乙"), "side", ("before",)),
    (InsertWords((FIRST,), "甲", "乙"), "beside", ("可以", "没有")),
    (Append((FIRST,), Payload(("另行公布",))), "side", ("start",)),
    (Insert(Level.ITEM, (), Payload(("寅",)), SECOND), "after", (Place(a("第二条第一项")),)),
    (Insert(Level.ITEM, (), Payload(("寅",)), SECOND), "before", (Place(a("第二条第二项")), Place(a("第二条第一项")))),
)
PARTS = ("head", "sentence-1", "sentence-2", "sentence--1", "sentence-7", "sentence-1/second-half", "first-half", "after-semicolon",
         "tail", "line-2", "nonsense")  # fmt: skip
PLACED: tuple[Order, ...] = (
    ReplaceWords((FIRST,), (("甲", "丙"),)), DeleteWords((FIRST,), ("甲",)), InsertWords((FIRST,), "甲", "乙"),
    Replace((FIRST,), NEW), Delete((FIRST,)),
)  # fmt: skip


def outcome(order: Order) -> object:
    """The text that an order leads to, or the codes with which it is refused."""
    decision = Decision("关于修改《例法》的决定", amended=(Amended("例法", (Instruction("一", 0, "", (order,)),)),))
    patch, findings = bind_decision(LAW, decision)
    refused = tuple(f.code for f in findings if f.severity == "error")
    return refused or patch.apply(LAW).to_text()


@pytest.mark.parametrize(
    ("order", "field", "values"), ORDERS, ids=lambda v: v if isinstance(v, str) else type(v).__name__
)
def test_every_field_of_an_order_is_used_or_it_is_refused(order: Order, field: str, values: tuple[object, ...]) -> None:
    results = [outcome(order), *(outcome(attrs.evolve(order, **{field: v})) for v in values)]
    assert len(set(map(str, results))) == len(results), results


@pytest.mark.parametrize("order", PLACED, ids=lambda o: type(o).__name__)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_place_is_used_or_the_order_is_refused(order: Order, part: str) -> None:
    narrowed = attrs.evolve(order, places=(attrs.evolve(FIRST, part=part),))
    one_line = part in ("head", "tail")  # the whole of an article of one paragraph
    assert outcome(narrowed) != outcome(order) or one_line


@pytest.mark.parametrize("order", PLACED[:3], ids=lambda o: type(o).__name__)
def test_a_passage_and_a_name_are_used_or_the_order_is_refused(order: Order) -> None:
    for change in ({"within": "甲应当登记"}, {"within": "没有"}, {"named": "没有"}, {"through": a("第二条")}):
        assert outcome(attrs.evolve(order, places=(attrs.evolve(FIRST, **change),))) != outcome(order)


# -- a decision is not applied twice --------------------------------------------------------------------------------------


def test_a_decision_is_not_applied_twice_unless_it_is_wanted() -> None:
    done = amended("第一条　甲。\n第二条　乙。", "一、增加一条，作为第二条：“丙。”")
    twice = lt.amend(done.statute, done.decision)
    assert twice.statute == done.statute and [f.code for f in twice.findings if f.severity == "error"] == [
        "amend.already-applied"
    ]
    with pytest.raises(lt.AmendmentError):
        lt.amend(done.statute, done.decision, strict=True)
    again = lt.amend(done.statute, done.decision, again=True)
    assert [x.label for x in again.statute.articles] == ["第一条", "第二条", "第三条", "第四条"]
    other_day = attrs.evolve(done.decision, adopted="2024-04-01")
    assert not [f for f in lt.amend(done.statute, other_day).findings if f.code == "amend.already-applied"]


def test_marks_are_decided_by_the_list_not_by_the_neighbour() -> None:
    text = "由县级以上政府、公安、民政部门和其登记的部门负责。"
    for anchor, new, side, mark in (
        ("公安", "教育", "after", "、"), ("民政", "教育", "before", "、"), ("其登记的", "办理", "before", ""),
        ("其登记的部门", "所有", "before", ""), ("公安", "和教育", "after", ""),
    ):  # fmt: skip
        assert "".join(join(text, find_words(text, anchor)[0], new, side)[:2]) == mark, anchor
    assert deletion("吊销执照、登记证：", 5, 8) == (4, 8, True)
    assert deletion("甲、乙", 0, 1)[:2] == (0, 2) and deletion("处警告、五百元以下罚款", 4, 9)[:2] == (4, 9)
