"""Any two orders on one statute: each is seen in the result or told, whichever stands first.

Some hundred orders of all kinds on two statutes, each with the words that it brings and the words that it takes away, are carried out two by two in
both sequences. Where an
order is not told, its words are there and the old ones are gone; the two sequences give one text; and the patch gives it too, without what binding
remembers. What changes words (增加“登记” behind words that another order changes) may be seen in the other order's text instead.
"""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import pytest

import lawtrack as lt
from tests.examples import STEP

Orders: TypeAlias = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""An order, the words that it brings, the words that it takes away."""

FERRIES = """例市渡口条例
（2020年1月1日例市人民代表大会常务委员会通过）
第一章　总则
第一条　渡口应当登记。
渡船应当检验。
渡工应当持证。
第二条　下列事项报批：
（一）设置渡口；
（二）迁移渡口；
（三）撤销渡口。
批准文件长期有效。
第二章　管理
第三条　渡口由街道管理。
第四条　违反规定的，处以罚款。
第五条　本条例自公布之日起施行。
"""
OF_FERRIES: Orders = (
    ("第一条第二款修改为：“渡船年检一次。”", ("渡船年检一次。",), ("渡船应当检验。",)),
    ("第一条第二款“渡船应当检验。”修改为：“渡船复验收费。”", ("渡船复验收费。",), ("渡船应当检验。",)),
    ("第一条修改为：“渡口备案公示。\n“渡船另行管理。”", ("渡口备案公示。", "渡船另行管理。"), ("渡口应当登记。",)),
    ("删去第一条第二款。", (), ("渡船应当检验",)),
    ("删去第一条。", (), ("渡口应当登记", "渡工应当持证")),
    ("将第一条第二款单作一条，作为第二条。", (), ()),
    ("将第一条第二款单作一条，作为第二条，修改为：“渡船单独成条。”", ("渡船单独成条。",), ("渡船应当检验",)),
    ("将第一条第二款中的“检验”修改为“查验”。", ("渡船应当查验",), ("渡船应当检验",)),
    ("删去第一条第二款中的“应当”。", ("渡船检验",), ("渡船应当检验",)),
    ("在第一条第二款中的“检验”后增加“登记”。", ("检验登记",), ()),
    ("第一条第二款末尾增加“不得超载。”", ("不得超载。",), ()),
    ("第一条增加一款，作为第二款：“新增的第二款。”", ("新增的第二款。",), ()),
    ("第一条增加一款，作为第四款：“新增的末款。”", ("新增的末款。",), ()),
    (
        "将第一条第二款与第三款合并，作为第二款，修改为：“渡船渡工并作。”",
        ("渡船渡工并作。",),
        ("渡船应当检验", "渡工应当持证"),
    ),
    ("将第一条第二款移至第三条，作为第三条第二款。", (), ()),
    ("将第一条第二款改为第三款，第三款改为第二款。", (), ()),
    ("将第一条第二款分为两款，修改为：“渡船分一。\n“渡船分二。”", ("渡船分一。", "渡船分二。"), ("渡船应当检验",)),
    (
        "将第一条分为两条，作为第一条、第二条，修改为：“第一条　分条之一。\n“第二条　分条之二。”",
        ("分条之一。", "分条之二。"),
        ("渡口应当登记",),
    ),
    ("将第一条与第三条合并，作为第一条，修改为：“一三合并。”", ("一三合并。",), ("渡口应当登记", "渡口由街道管理")),
    ("第二条第一款第二项修改为：“（二）搬迁渡口；”", ("搬迁渡口",), ("迁移渡口",)),
    ("删去第二条第一款第二项。", (), ("迁移渡口",)),
    ("第二条第一款增加一项，作为第二项：“（二）扩建渡口；”", ("扩建渡口",), ()),
    ("第二条第一款修改为：“下列事项备案：”", ("下列事项备案：",), ("下列事项报批",)),
    (
        "第二条第一款修改为：“下列事项备案：\n“（一）新设渡口；\n“（二）新撤渡口。”",
        ("下列事项备案：", "新设渡口", "新撤渡口"),
        ("迁移渡口",),
    ),
    ("第二条修改为：“渡口事项不再审批。”", ("渡口事项不再审批。",), ("迁移渡口", "批准文件")),
    ("第二条第二款修改为：“批准文件两年有效。”", ("批准文件两年有效。",), ("批准文件长期有效",)),
    ("将第二条第一款第二项改为第三项，第三项改为第二项。", (), ()),
    ("将第二条第一款中的“渡口”修改为“码头”。", ("设置码头",), ("设置渡口",)),
    ("将第二条第一款第一项、第二项合并，作为第一项，修改为：“（一）设置和迁移渡口；”", ("设置和迁移渡口",), ()),
    ("增加一条，作为第二条：“新增的第二条。”", ("新增的第二条。",), ()),
    ("增加一条，作为第三条：“新增的第三条。”", ("新增的第三条。",), ()),
    ("在第一条后增加一条，作为第二条：“后增之条。”", ("后增之条。",), ()),
    ("删去第二条。", (), ("设置渡口", "批准文件")),
    ("将第三条改为第二条。", (), ()),
    ("将第二条改为第三条，修改为：“改号又改文。”", ("改号又改文。",), ("批准文件",)),
    ("将第三条移至第一章，作为第三条。", (), ()),
    (
        "第二章修改为：“第二章　监管\n“第三条　章内新条。\n“第四条　章内次条。\n“第五条　章内末条。”",
        ("监管", "章内新条。", "章内次条。", "章内末条。"),
        ("渡口由街道管理",),
    ),
    ("将第二章章名修改为“监督”。", ("监督",), ()),
    ("删去第二章。", (), ("渡口由街道管理", "处以罚款")),
    ("将本条例中的“渡口”修改为“港口”。", ("港口应当登记",), ("渡口应当登记",)),
    ("将第三条中的“街道”修改为“乡镇”。", ("由乡镇管理",), ("街道",)),
    ("第三条修改为：“渡口由专人管理。”", ("渡口由专人管理。",), ("由街道管理",)),
    (
        "将第三条、第四条修改为三条：“第三条　三改之一。\n“第四条　三改之二。\n“第五条　三改之三。”",
        ("三改之一。", "三改之二。", "三改之三。"),
        ("由街道管理", "处以罚款"),
    ),
    ("增加一章，作为第二章，章名为“新章”，包括第三条：“第三条　新章之条。”", ("新章", "新章之条。"), ()),
    ("将第三条、第四条合并为一条，作为第三条，修改为：“三四合一。”", ("三四合一。",), ("由街道管理", "处以罚款")),
    ("将第三条第一款修改为两款：“管理之一。\n“管理之二。”", ("管理之一。", "管理之二。"), ("由街道管理",)),
    ("第三条增加一款，作为第二款：“管理费免收。”", ("管理费免收。",), ()),
    ("第四条修改为：“违反规定的，责令改正。”", ("责令改正。",), ("处以罚款",)),
    ("将第四条改为第五条。", (), ()),
    ("第二条第一款第二项中的“迁移”修改为“移动”。", ("移动渡口",), ("迁移渡口",)),
    ("将第二条第一款第三项改为第二款。", (), ()),
)

TEA_BOATS = """例市茶船条例
（2019年3月1日例市人民代表大会常务委员会通过　根据2021年5月1日例市人民代表大会常务委员会《关于修改〈例市茶船条例〉的决定》修正）
第一条　【目的】为了管理茶船，制定本条例。
第二条　【定义】本条例所称茶船，包括：
（一）木船：
1.手摇船；
2.篷船；
（二）铁船；
（三）其他船。
前款第三项的船由部门认定。
第二条之一　【部门】航务部门主管茶船。
第三条　【登记】茶船依照第二条登记。
登记费免收。
第四条　【许可】经营者应当具备下列条件：
（一）有船；
（二）有人。
第五条　【处罚】违反第四条第一项规定的，由航务部门责令改正；拒不改正的，处以罚款。
第六条　【施行】本条例自2019年4月1日起施行。
附件　茶船登记表
第一项　船名。
第二项　船主。
"""
"""Captions, 目, an article 之一, references, an annex."""
OF_TEA_BOATS: Orders = (
    (
        "第二条第一款第一项修改为：“（一）木质船：\n“1.摇橹船；\n“2.乌篷船；”",
        ("木质船", "摇橹船", "乌篷船"),
        ("手摇船",),
    ),
    ("删去第二条第一款第一项第二目。", (), ("2.篷船",)),
    ("第二条第一款第一项第一目修改为：“1.摇桨船；”", ("摇桨船",), ("手摇船",)),
    ("第二条第一款第一项增加一目，作为第三目：“3.竹船；”", ("竹船",), ()),
    ("第二条第一款增加一项，作为第三项：“（三）水泥船；”", ("水泥船",), ()),
    ("删去第二条第一款第二项。", (), ("铁船",)),
    ("第二条第一款第三项修改为：“（三）别的船。”", ("别的船。",), ("其他船",)),
    ("删去第二条第二款。", (), ("由部门认定",)),
    ("将第二条第二款单列一条，作为第三条。", (), ()),
    ("第二条第二款修改为：“前款第三项的船另行认定。”", ("另行认定。",), ("由部门认定",)),
    ("删去第二条之一。", (), ("航务部门主管",)),
    ("将第二条之一改为第三条。", (), ()),
    ("将第二条之一改为第三条，修改为：“第三条　【部门】交通部门主管茶船。”", ("交通部门主管茶船",), ("航务部门主管",)),
    ("第二条之一修改为：“【部门】海事部门主管茶船。”", ("海事部门主管茶船",), ("航务部门主管",)),
    ("在第二条之一后增加一条，作为第二条之二：“第二条之二　【检查】茶船每年检查。”", ("茶船每年检查。",), ()),
    ("第二条之一增加一款，作为第二款：“其他部门配合。”", ("其他部门配合。",), ()),
    ("将第三条第一款中的“登记”修改为“注册”。", ("注册",), ()),
    ("将第三条的条标修改为“【注册】”。", ("注册",), ("【登记】",)),
    ("删去第三条第二款。", (), ("登记费免收",)),
    ("将第三条第一款与第二款合并，修改为：“茶船免费登记。”", ("茶船免费登记。",), ("登记费免收",)),
    ("第三条修改为：“【注册】茶船应当注册。”", ("茶船应当注册。",), ("登记费免收",)),
    (
        "将第三条与第四条合并，作为第三条，修改为：“【准入】茶船先登记后经营。”",
        ("先登记后经营",),
        ("登记费免收", "（二）有人"),
    ),
    ("将第四条第二项改为第一项，第一项改为第二项。", (), ()),
    ("删去第四条第一项。", (), ("有船",)),
    ("第四条第一项修改为：“（一）有符合标准的船；”", ("符合标准的船",), ("（一）有船",)),
    ("第四条增加两项，作为第三项、第四项：“（三）有钱；\n“（四）有证。”", ("有钱", "有证"), ()),
    ("第四条第一款修改为：“经营者应当备案。”", ("经营者应当备案。",), ()),
    ("第四条修改为：“【许可】经营者应当领取许可证。”", ("领取许可证。",), ("有人",)),
    (
        "将第四条分为两条，作为第四条、第五条，修改为：“第四条　【许可】经营许可。\n“第五条　【条件】有船有人。”",
        ("经营许可。", "有船有人。"),
        ("（二）有人",),
    ),
    ("将第五条中的“航务部门”修改为“交通部门”。", ("交通部门责令",), ("航务部门责令",)),
    ("删去第五条中的“；拒不改正的，处以罚款”。", (), ("处以罚款",)),
    ("第五条修改为：“【处罚】违反第四条规定的，罚款一百元。”", ("罚款一百元。",), ("责令改正",)),
    ("将第五条中的“第四条第一项”修改为“第四条第二项”。", ("违反第四条第二项",), ("违反第四条第一项",)),
    ("第五条增加一款，作为第二款：“情节严重的，吊销许可。”", ("吊销许可。",), ()),
    ("将第五条移至第三条之后，作为第四条。", (), ()),
    ("增加一条，作为第四条：“第四条　【价格】茶价公示。”", ("茶价公示。",), ()),
    ("增加一条，作为第六条：“【救济】可以复议。”", ("可以复议。",), ()),
    ("删去第四条。", (), ("经营者应当",)),
    ("将本条例中的“航务部门”修改为“水务部门”。", ("水务部门",), ("航务部门",)),
    ("将本条例中的“茶船”修改为“茶舫”。", ("茶舫",), ()),
    ("将条例名称修改为“例市茶船管理条例”。", ("例市茶船管理条例",), ()),
    ("删去附件。", (), ("船主",)),
    ("将附件中的“船主”修改为“船东”。", ("船东",), ("船主",)),
    ("第一条修改为：“【目的】为了规范茶船，制定本条例。”", ("规范茶船",), ("管理茶船",)),
    ("将第六条改为第七条。", (), ()),
    ("将第四条、第五条的顺序对调。", (), ()),
    ("将第四条改为第五条，第五条改为第四条。", (), ()),
)

LAWS = {"渡口": (lt.parse_statute(FERRIES), OF_FERRIES), "茶船": (lt.parse_statute(TEA_BOATS), OF_TEA_BOATS)}


def carry_out(law: lt.Statute, orders: list[str]) -> tuple[lt.Decision, lt.Amendment, set[str]]:
    """The decision, its result and the instructions of which something is told."""
    body = "例市人民代表大会常务委员会"
    head = f"{body}关于修改《{law.title}》的决定\n（2026年5月8日{body}第二次会议通过）\n{body}决定，对《{law.title}》作如下修改：\n"
    decision = lt.parse_decision(head + "".join(f"{n}、{order}\n" for n, order in zip("一二", orders, strict=False)))
    done = lt.amend(law, decision)
    told = {f.instruction for f in (*decision.findings, *done.findings) if f.severity is not lt.Severity.INFO}
    return decision, done, told


def lacking(text: str, brings: tuple[str, ...], takes: tuple[str, ...]) -> list[str]:
    return [w for w in brings if w not in text] + [f"-{w}" for w in takes if w in text]


def changes_words(order: str) -> bool:
    return "中的“" in order


def without_note(law: lt.Statute) -> list[tuple[object, str, str]]:
    return [(u.level, u.label, u.text) for u in law.units if u.level is not lt.Level.NOTE]


def singles() -> list[tuple[str, int]]:
    return [(name, k) for name, (_, orders) in LAWS.items() for k in range(len(orders))]


@pytest.mark.parametrize(("name", "k"), singles())
def test_one_order_alone(name: str, k: int) -> None:
    """It is seen or told; verifying finds nothing, rewinding gives the base or says what it cannot know, and what is drafted from the result gives it."""
    law, orders = LAWS[name]
    order, brings, takes = orders[k]
    decision, done, told = carry_out(law, [order])
    assert told or not lacking(done.statute.to_text(), brings, takes)
    if any(f.severity is lt.Severity.ERROR for f in (*decision.findings, *done.findings)):
        return
    assert not [f for f in lt.verify(decision, done.statute, law).findings if f.severity is not lt.Severity.INFO]
    assert not [f for f in lt.verify(decision, done.statute).findings if f.severity is lt.Severity.ERROR]
    before = lt.rewind(done.statute, decision)
    assert before.findings or without_note(before.statute) == without_note(law)
    again = lt.amend(law, lt.parse_decision(lt.draft(law, done.statute).source)).statute
    assert without_note(again) == without_note(done.statute)


def pairs() -> list[object]:
    found = [(name, *pair) for name, (_, orders) in LAWS.items() for pair in combinations(range(len(orders)), 2)]
    return [pytest.param(*p, marks=[pytest.mark.thorough] if n % STEP else []) for n, p in enumerate(found)]


AGREE = {("删去第二条第一款第二项。", "将第二条第一款第一项、第二项合并")}
"""An item that goes, and its words in the new text of the one that it is joined to."""
DIVIDED = ("将第一条分为两条", "将第三条改为第二条。")
"""Two articles get one number: told of one of them only, as a number that cannot be."""


@pytest.mark.parametrize(("name", "one", "other"), pairs())
def test_two_orders(name: str, one: int, other: int) -> None:
    law, orders = LAWS[name]
    results = []
    for sequence in ([one, other], [other, one]):
        _, done, told = carry_out(law, [orders[k][0] for k in sequence])
        text = done.statute.to_text()
        for label, k, beside in zip("一二", sequence, reversed(sequence), strict=True):
            order, brings, takes = orders[k]
            agree = any(order == a and orders[beside][0].startswith(b) for a, b in AGREE)
            if not (label in told or changes_words(order) or agree):
                assert not lacking(text, brings, takes), order
        assert lt.loads(lt.dumps(done.patch)).apply(law) == done.statute
        results.append(text)
    if not all(orders[k][0].startswith(DIVIDED) for k in (one, other)):
        assert results[0] == results[1]
