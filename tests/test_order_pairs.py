"""Any two orders on one statute: each is seen in the result or told, whichever stands first.

Fifty orders of all kinds, each with the words that it brings and the words that it takes away, are carried out two by two in both sequences. Where an
order is not told, its words are there and the old ones are gone; the two sequences give one text; and the patch gives it too, without what binding
remembers. What changes words (增加“登记” behind words that another order changes) may be seen in the other order's text instead.
"""

from __future__ import annotations

from itertools import combinations

import pytest

import lawtrack as lt
from tests.examples import STEP

BASE = """例市渡口条例
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
ORDERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
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

HEAD = (
    "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n"
    "（2026年5月8日例市人民代表大会常务委员会第二次会议通过）\n"
    "例市人民代表大会常务委员会决定，对《例市渡口条例》作如下修改：\n"
)
LAW = lt.parse_statute(BASE)


def carry_out(orders: list[str]) -> tuple[lt.Amendment, set[str]]:
    """The result and the instructions of which something is told."""
    decision = lt.parse_decision(HEAD + "".join(f"{n}、{order}\n" for n, order in zip("一二", orders, strict=False)))
    done = lt.amend(LAW, decision)
    told = {f.instruction for f in (*decision.findings, *done.findings) if f.severity is not lt.Severity.INFO}
    return done, told


def lacking(text: str, brings: tuple[str, ...], takes: tuple[str, ...]) -> list[str]:
    return [w for w in brings if w not in text] + [f"-{w}" for w in takes if w in text]


def changes_words(order: str) -> bool:
    return "中的“" in order


@pytest.mark.parametrize(("order", "brings", "takes"), ORDERS)
def test_one_order_alone(order: str, brings: tuple[str, ...], takes: tuple[str, ...]) -> None:
    done, told = carry_out([order])
    assert told or not lacking(done.statute.to_text(), brings, takes)


def pairs() -> list[object]:
    found = enumerate(combinations(range(len(ORDERS)), 2))
    return [pytest.param(a, b, marks=[pytest.mark.thorough] if n % STEP else []) for n, (a, b) in found]


AGREE = {("删去第二条第一款第二项。", "将第二条第一款第一项、第二项合并")}
"""An item that goes, and its words in the new text of the one that it is joined to."""
DIVIDED = ("将第一条分为两条", "将第三条改为第二条。")
"""Two articles get one number: told of one of them only, as a number that cannot be."""


@pytest.mark.parametrize(("one", "other"), pairs())
def test_two_orders(one: int, other: int) -> None:
    results = []
    for sequence in ([one, other], [other, one]):
        done, told = carry_out([ORDERS[k][0] for k in sequence])
        text = done.statute.to_text()
        for label, k, beside in zip("一二", sequence, reversed(sequence), strict=True):
            order, brings, takes = ORDERS[k]
            if (
                label in told
                or changes_words(order)
                or any(order == a and ORDERS[beside][0].startswith(b) for a, b in AGREE)
            ):
                continue
            assert not lacking(text, brings, takes), order
        assert lt.loads(lt.dumps(done.patch)).apply(LAW) == done.statute
        results.append(text)
    if not all(ORDERS[k][0].startswith(DIVIDED) for k in (one, other)):
        assert results[0] == results[1]
