"""What a drafted decision says of chapters, sections, new articles, 款 and 项: the words that a drafter would use, and never the whole statute."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.drafting.draft import draft
from tests.drafts import OLD, law, orders

SECTIONS = OLD.replace("第四条　古", "第一节　分级\n第四条　古").replace("第五条　禁", "第二节　禁止\n第五条　禁")
SUBITEMS = OLD.replace("（二）攀折树枝；", "（二）攀折下列树枝：\n1.主枝；\n2.侧枝；")
LONG = OLD.replace(
    "内堆放物料。",
    "内堆放物料。\n古树后续资源的保护，适用前款规定；古树名木的保护，由市林业部门另行规定，报市人民政府批准后公布。",
)
FURTHER = (
    OLD.replace("第四条　古树实行", "第六条　古树实行").replace("第五条　禁止", "第七条　禁止").replace("第六条　古树死", "第八条　古树死")
    .replace("第七条　违反本条例第五条", "第九条　违反本条例第七条").replace("第八条　本", "第十条　本")
)  # fmt: skip

CASES = {
    "sections come": (OLD, SECTIONS, ["一、增加一节，作为第二章第一节“分级”，包括第四条。", "二、增加一节，作为第二章第二节“禁止”，包括第五条至第六条。"]),
    "sections go": (SECTIONS, OLD, ["删去第二章第一节节名、第二章第二节节名。"]),
    "one section goes": (
        SECTIONS,
        SECTIONS.replace("第一节　分级\n", "").replace("第二节　禁", "第一节　禁"),
        ["删去第二章第一节节名。"],
    ),
    "a section gets another name": (SECTIONS, SECTIONS.replace("　分级\n", "　分级管理\n"), ["将第二章第一节节名修改为“分级管理”。"]),
    "a chapter in two": (
        OLD,
        OLD.replace("第三章　附则\n第七条", "第三章　责任\n第七条").replace("第八条　本", "第四章　附则\n第八条　本"),
        ["增加一章，作为第三章“责任”，包括第七条。"],
    ),
    "the first heading goes": (
        OLD,
        OLD.replace("第一章　总则\n", "").replace("第二章　保护", "第一章　保护").replace("第三章　附则", "第二章　附则"),
        ["删去第一章章名。"],
    ),
    "all headings go": (
        OLD,
        OLD.replace("第一章　总则\n", "").replace("第二章　保护\n", "").replace("第三章　附则\n", ""),
        ["删去第一章章名、第二章章名、第三章章名。"],
    ),
    "an article goes over to the chapter before": (
        OLD,
        OLD.replace("第二章　保护\n第四条　古树实行分级保护。\n", "第四条　古树实行分级保护。\n第二章　保护\n"),
        ["第一章“总则”包括第一条至第四条。"],
    ),
    "two articles at the beginning of a chapter": (
        OLD,
        FURTHER.replace("第二章　保护\n", "第二章　保护\n第四条　古树资源每年普查一次。\n第五条　古树名录向社会公布。\n"),
        ["增加两条，作为第二章第四条、第五条：", "“第四条　古树资源每年普查一次。", "“第五条　古树名录向社会公布。”"],
    ),
    "a list for a paragraph": (
        OLD,
        OLD.replace("分级保护。", "分级保护：\n（一）一级；\n（二）二级。"),
        ["将第四条修改为：“古树实行分级保护：", "“（一）一级；", "“（二）二级。”"],
    ),
    "a 目": (SUBITEMS, SUBITEMS.replace("侧枝；", "侧枝、须根；"), ["将第五条中的“侧枝”修改为“侧枝、须根”。"]),
    "a 目 more": (
        SUBITEMS,
        SUBITEMS.replace("2.侧枝；", "2.侧枝；\n3.须根；"),
        ["将第五条第二项修改为：“（二）攀折下列树枝：", "“1.主枝；", "“2.侧枝；", "“3.须根；”。"],
    ),
    "an item of one paragraph of several": (LONG, LONG.replace("攀折树枝", "采摘果实"), ["将第五条第一款第二项修改为：“（二）采摘果实”。"]),
    "a paragraph that gets another number with its list": (
        LONG,
        LONG.replace("第五条　禁止", "第五条　古树保护经费列入预算。\n禁止").replace("三米", "五米"),
        ["第五条增加一款，作为第一款：“古树保护经费列入预算。”", "第一款改为第二款，其中的“三米”修改为“五米”。"],
    ),
    "words of two paragraphs": (OLD, OLD.replace("林业部门负责", "园林部门负责"), ["将第二条中的“林业部门”修改为“园林部门”。"]),
    "the last item": (OLD, OLD.replace("；\n（三）在树冠外缘三米内堆放物料。", "。"), ["删去第五条第三项。"]),
}  # fmt: skip

NAMED = OLD.replace("第四条　", "第四条　【分级】")
LISTED = OLD.replace("（一）刻", "一、刻").replace("（二）攀", "二、攀").replace("（三）在", "三、在")
CASES |= {
    "an annex comes": (OLD, OLD + "附件\n古树名录\n1.银杏\n", ["增加附件：“附件　古树名录", "“1.银杏”。"]),
    "a second annex comes": (
        OLD + "附件一\n古树名录\n1.银杏\n",
        OLD + "附件一\n古树名录\n1.银杏\n附件二\n申报表\n申报人：\n",
        ["增加附件二：“附件二　申报表", "“申报人：”。"],
    ),
    "another caption": (NAMED, NAMED.replace("【分级】", "【分级保护】"), ["将第四条标题修改为“分级保护”。"]),
    "no caption": (NAMED, NAMED.replace("【分级】", ""), ["删去第四条标题。"]),
    "another caption and other words": (
        NAMED,
        NAMED.replace("【分级】古树实行分级保护", "【名录】古树名录由市林业部门公布"),
        ["将第四条修改为：“【名录】古树名录由市林业部门公布。”"],
    ),
    "an item more in a list counted 一、": (
        LISTED,
        LISTED.replace("三、在", "三、采种；\n四、在"),
        ["第五条增加一项，作为第三项：“三、采种”。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_structure_is_told_as_a_drafter_tells_it(case: str) -> None:
    old, new, lines = CASES[case]
    assert orders(old, new) == lines


@pytest.mark.parametrize(
    ("old", "gone", "closes"),
    [
        (OLD.replace("第七条　违", "第六条之一　违").replace("第八条", "第七条"), "第六条之一", False),
        (OLD, "第八条", False),
        (OLD, "第六条", True),
    ],
)
def test_the_closing_sentence_tells_of_numbers_only_where_some_change(old: str, gone: str, closes: bool) -> None:
    lines = [x for x in old.splitlines() if not x.startswith(f"{gone}　")]
    new = "\n".join(lines)
    if closes:
        new = new.replace("第七条　违反", "第六条　违反").replace("第八条　", "第七条　")
    assert ("条文顺序" in draft(law(old), law(new)).to_text()) is closes


CAPTIONED = "例市渡口条例\n第一条　【目的】为了管理渡口，制定本条例。\n第二条　【开灯】渡船应当开灯。\n第三条　【施行】自公布之日起施行。"


@pytest.mark.parametrize("mark", ["【】", "〔〕", "（）"])
@pytest.mark.parametrize(
    ("label", "behind", "before"), [("第三条", "第四条", "增加一条，作为第三条"), ("第二条之一", "第三条", "在第二条后增加一条，作为第二条之一")]
)  # fmt: skip
def test_one_new_article_brings_its_caption(mark: str, label: str, behind: str, before: str) -> None:
    """Without it the orders did not give the new text, and the whole statute was written out."""
    new = CAPTIONED.replace("第三条", f"{label}　【持证】渡工应当持证。\n禁止酒后驾船。\n{behind}")
    old, new = (x.replace("【", mark[0]).replace("】", mark[1]) for x in (CAPTIONED, new))
    assert orders(old, new) == [f"{before}：“{mark[0]}持证{mark[1]}渡工应当持证。", "“禁止酒后驾船。”"]


@pytest.mark.parametrize("chapter", ["第一章", "第二章"])
def test_a_new_article_at_a_border_is_said_to_be_of_its_chapter(chapter: str) -> None:
    old = "例市渡口条例\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。"
    new = old.replace("第二条", "第三条").replace("第二章", "第二条　丙。\n第二章" if chapter == "第一章" else "第二章")
    new = new if chapter == "第一章" else new.replace("附则\n", "附则\n第二条　丙。\n")
    assert orders(old, new) == [f"增加一条，作为{chapter}第二条：“丙。”"]
    found = amend(law(old), parse_decision(draft(law(old), law(new)).to_text())).findings
    assert [f.code for f in found if f.severity.value != "info"] == []
    branch = old.replace("第二章", "第一条之一　丙。\n第二章")
    assert orders(old, branch) == ["在第一条后增加一条，作为第一条之一：“丙。”"]


def test_a_moved_article_among_deleted_ones_does_not_have_the_others_written_out() -> None:
    """The moved one stayed where it was in the first try; every article whose text then differed was restated, the unchanged ones too."""
    texts = [
        "渡口由市交通部门管理。",
        "渡船应当每年检验一次。",
        "渡工应当持证上岗并佩戴标志。",
        "候船室应当配备救生设备。",
        "夜间渡运应当开灯。",
        "禁止酒后驾驶渡船。",
        "大风天气停止渡运。",
    ]
    old = "例市渡口条例\n" + "\n".join(f"第{n}条　{t}" for n, t in zip("一二三四五六七", texts, strict=True))
    kept = [texts[i] for i in (5, 0, 1, 3, 6)]
    new = "例市渡口条例\n" + "\n".join(f"第{n}条　{t}" for n, t in zip("一二三四五", kept, strict=True))
    assert orders(old, new) == [
        "一、将第一条、第二条、第六条、第七条分别改为第二条、第三条、第一条、第五条。",
        "二、删去第三条、第五条。",
    ]
