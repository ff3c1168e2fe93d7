"""Small rules of turning a decision back, each by a statute and a decision of a few lines."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.model.gaps import GAP

HEAD = "关于修改《例市渡口条例》的决定\n"


def rewound(published: str, orders: str) -> tuple[str, list[str]]:
    """The text before, without its title, and what is told."""
    back = lt.rewind(lt.parse_statute("例市渡口条例\n" + published), lt.parse_decision(HEAD + orders))
    return back.statute.to_text().removeprefix("例市渡口条例\n"), [f.message for f in back.findings]


@pytest.mark.parametrize(
    ("published", "orders", "before"),
    [
        # what was added goes: a heading, an annex, several paragraphs at the end of one
        ("第一章　子\n第一条　甲。\n第二章　丑\n第二条　乙。\n第三章　附则\n第三条　丙。\n", "一、增加一章，作为第二章：“第二章　丑\n“第二条　乙。”",
         "第一章　子\n第一条　甲。\n第二章　附则\n第二条　丙。\n"),
        ("第一条　甲。\n附件1\n乙。\n附件2\n丙。\n", "一、增加一个附件，作为附件2：“附件2\n丙。”", "第一条　甲。\n附件1\n乙。\n"),
        ("第一条　甲。\n乙。\n丙。\n", "一、在第一条第一款末尾增加：“乙。\n丙。”", "第一条　甲。\n乙。\n"),
        ("第一条　下列情形：\n（一）甲；\n（二）乙；\n（三）丙。\n", "一、第一条增加二项：“（二）乙；\n（三）丙。”", "第一条　下列情形：\n（一）甲。\n"),
        # what was added behind one word goes where it stands behind that word
        ("第一条　乙丙，甲乙。\n", "一、第一条中的“甲”后增加“乙”。", "第一条　乙丙，甲。\n"),
        # a heading of which two became one is not known any more
        ("第一章　子\n第一条　甲。\n第二章　丑\n第二条　乙。\n", "一、将第一章、第二章合并为第一章，修改为：“第一章　子”。",
         f"第一章　{GAP}\n第一条　甲。\n第二章　{GAP}\n第三章　丑\n第二条　乙。\n"),
    ],
)  # fmt: skip
def test_the_text_before(published: str, orders: str, before: str) -> None:
    assert rewound(published, orders)[0] == before


@pytest.mark.parametrize(
    ("published", "orders", "told"),
    [
        # 第五条 was deleted: a reference that ends before it may have ended with it, and one that does not reach so far may not
        ("第一条　甲。\n第二条　乙。\n第三条　违反第一条、第二条的，罚款。\n第四条　违反第二条至第四条的，拘留。\n", "一、删去第五条。",
         "第四条第一款的“第二条至第四条”原来也可能写作“第二条至第五条”，无从得知"),
        ("第一章　甲\n第一条　子。\n第二条　丑。\n第二章　乙\n第三条　寅。\n", "一、将第二条归入第一章。",
         "第二条的条文原在哪一章（节）无从得知，按现在所在的位置倒推；原来的章（节）可能已经撤销"),
        ("第一章　甲\n第一条　子。\n第二条　丑。\n第二章　乙\n第三条　寅。\n", "一、第一章包括第一条至第二条。",
         "第一章（第一条至第二条）的条文原在哪一章（节）无从得知，按现在所在的位置倒推；原来的章（节）可能已经撤销"),
    ],
)  # fmt: skip
def test_what_the_published_text_does_not_tell(published: str, orders: str, told: str) -> None:
    messages = rewound(published, orders)[1]
    assert [m for m in messages if "原文已被" not in m] == [told]
