"""Never a wrong text without a word: every line of a rewound text that is not the true one is named by a finding, or is a gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lawtrack as lt
from lawtrack.model.gaps import is_gap
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.normal import normalise
from lawtrack.syntax.references import Numbering
from tests import shared
from tests.examples import sweep
from tests.shared import folders, needs_shared
from tests.test_round import CASES, amended


def said(unit: lt.Unit) -> str:
    return normalise(unit.label + unit.text)


def names(finding: lt.Finding, statute: lt.Statute, line: int) -> bool:
    """Whether the place of a finding holds a line of a statute."""
    if not finding.address:
        return False
    place, address = lt.parse_address(finding.address), statute.addresses[line]
    found = Numbering.of(statute).resolve(place) or (place,)
    return any(address.steps[: len(p.steps)] == p.steps for p in found)


def tells(finding: lt.Finding, back: lt.Rewound, later: lt.Statute, line: int) -> bool:
    """Whether a finding says that a line of the rewound text may have read otherwise."""
    origin, unit, address = back.origins[line], back.statute.units[line], back.statute.addresses[line]
    if finding.code == "rewind.unproven":  # in the numbers of the later text
        return origin is not None and names(finding, later, origin)
    if names(finding, back.statute, line):
        return True
    if finding.code == "rewind.numbers-unknown":  # all that stands behind
        begin = back.statute.find(lt.parse_address(finding.address))
        return begin is not None and line > begin and address.level is not Level.NOTE
    if finding.code == "rewind.home-unknown":
        return unit.level in HEADINGS
    if not finding.address and origin is not None:  # of the whole statute: wherever the words stand
        text = later.units[origin].text
        return bool(finding.after) and finding.after in text or finding.code == "rewind.numerals"
    return False


def untold(back: lt.Rewound, later: lt.Statute, base: lt.Statute, departed: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]
    """The lines that differ from the true text without a word."""
    true: dict[lt.Address, str] = {}
    for address, unit in zip(base.addresses, base.units, strict=True):
        true.setdefault(address, said(unit))
    out = []
    for line, (address, unit) in enumerate(zip(back.statute.addresses, back.statute.units, strict=True)):
        origin = back.origins[line]
        if line < 3 or is_gap(unit.label + unit.text) or true.get(address) == said(unit):
            continue
        if origin is not None and said(later.units[origin]) in departed:
            continue  # the publication departs from what was ordered: its old words are in neither text
        if not any(tells(f, back, later, line) for f in back.findings):
            out.append(f"{address}: {true.get(address)} / {said(unit)}")
    return out


SINGLE = folders("cases", "decision.txt")


@needs_shared
@pytest.mark.parametrize("folder", sweep(SINGLE), ids=[p.name for p in SINGLE])
def test_what_rewinding_real_law_cannot_know_it_tells(folder: Path) -> None:
    base, published = shared.statute(folder / "base.txt"), shared.statute(folder / "expected.txt")
    decision = shared.decision(folder / "decision.txt")
    ordered = shared.amended(folder / "base.txt", folder / "decision.txt").statute
    assert untold(lt.rewind(ordered, decision), ordered, base) == []
    at = {a: said(u) for a, u in zip(ordered.addresses, ordered.units, strict=True)}
    departed = {said(u) for a, u in zip(published.addresses, published.units, strict=True) if at.get(a) != said(u)}
    back = shared.rewound(folder / "expected.txt", folder / "decision.txt")
    assert untold(back, published, base, departed) == []


@pytest.mark.parametrize(("law", "order"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_rewinding_invented_law_cannot_know_it_tells(law: str, order: str) -> None:
    before, decision, done = amended(law, order)
    if any(f.severity == "error" for f in done.findings):
        return  # the later text is not what the decision makes
    assert untold(lt.rewind(done.statute, decision), done.statute, before) == []


WORDS = ("市", "区", "部门", "主管部门", "渡船", "船", "应当", "报告", "登记", "以上", "和", "的", "处罚", "罚款")
phrases = st.lists(st.sampled_from((*WORDS, "、", "，", "。")), min_size=2, max_size=9).map("".join)
paragraphs = phrases.map(lambda s: s.strip("、，。") + "。").filter(lambda s: len(s) > 2)


@st.composite
def laws(draw: st.DrawFn) -> str:
    articles = draw(st.lists(st.lists(paragraphs, min_size=1, max_size=3), min_size=3, max_size=5))
    out = ["例市渡口条例"]
    for n, texts in enumerate(articles, 1):
        head, *more = texts
        if draw(st.booleans()):
            head = f"违反第{'一二三四五'[draw(st.integers(0, len(articles) - 1))]}条的，{head}"
        out += [f"第{'一二三四五'[n - 1]}条　{head}", *more]
    return "\n".join(out)


@st.composite
def clauses(draw: st.DrawFn, law: str) -> str:
    count = law.count("\n第")
    n, m = draw(st.integers(1, count)), draw(st.integers(1, count))
    place, other = f"第{'一二三四五'[n - 1]}条", f"第{'一二三四五'[m - 1]}条"
    a, b = draw(st.sampled_from(WORDS)), draw(st.sampled_from((*WORDS, "县", "渡工", "、县")))
    kinds = [
        f"将{place}中的“{a}”修改为“{b}”", f"删去{place}中的“{a}”", f"在{place}中的“{a}”后增加“{b}”", f"在{place}中的“{a}”前增加“{b}”",
        f"{place}增加一款，作为第二款：“{a}{b}。”", f"删去{place}", f"将{place}修改为：“{a}{b}。”", f"删去{place}第二款",
        f"将{place}中的“{a}”“{b}”修改为“县”", f"将{place}、{other}中的“{a}”修改为“{b}”", f"{place}第一款末尾增加“{a}{b}”",
        f"将{place}中的第一处“{a}”修改为“{b}”", f"将{place}第一款第一句中的“{a}”修改为“{b}”", f"删去{place}“{a}{b}”中的“{b}”",
    ]  # fmt: skip
    if n + 1 <= count:
        kinds.append(f"将{place}、第{'一二三四五'[n]}条合并为一条，作为{place}，修改为：“{a}{b}。”")
    return draw(st.sampled_from(kinds)) + "。"


@given(st.data())
@settings(max_examples=150)
def test_what_rewinding_any_law_cannot_know_it_tells(data: st.DataObject) -> None:
    law = data.draw(laws())
    orders = data.draw(st.lists(clauses(law), min_size=1, max_size=3))
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n" + "\n".join(f"{'一二三'[i]}、{o}" for i, o in enumerate(orders))
    )
    base = lt.parse_statute(law)
    done = lt.amend(base, decision)
    if any(f.severity == "error" for f in (*done.findings, *decision.findings)):
        return
    back = lt.rewind(done.statute, decision)
    assert untold(back, done.statute, base) == []


def test_items_that_all_carry_the_same_number_are_no_raw_error():
    items = "\n".join(f"（一）{x}部门负责生产；" for x in "甲乙丙丁戊己")
    law = lt.parse_statute(f"例市煤炭条例\n第一条　下列部门各负其责：\n{items}\n（一）庚部门负责使用。")
    order = "一、删去第一条第一项；将第三项改为第六项，修改为：“戊部门负责销售”；将第四项改为第三项。"
    found = lt.rewind(law, lt.parse_decision(f"关于修改《例市煤炭条例》的决定\n{order}"))
    assert {"rewind.gap", "rewind.unproven"} <= {f.code for f in found.findings}


@pytest.mark.parametrize("home", ["第一章", "第二章"])
def test_an_old_article_between_new_ones_of_a_new_chapter_stood_on_either_side_of_it(home: str) -> None:
    text = "例市渡口条例\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。\n第三条　丙。"
    if home == "第一章":
        text = text.replace("第二章　附则\n第二条　乙。\n", "第二条　乙。\n第二章　附则\n")
    base = lt.parse_statute(text)
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n增加一章，作为第二章“救助”，包括第二条至第四条。\n增加一条，作为第二条：“丁。”\n增加一条，作为第四条：“戊。”"
    )
    later = lt.amend(base, decision).statute
    back = lt.rewind(later, decision)
    assert untold(back, later, base) == []
    assert ("rewind.home-unknown", "第二条") in {(f.code, f.address) for f in back.findings}


@pytest.mark.parametrize("order", ["删去第二条。", "将第一条、第二条合并为一条，作为第一条，修改为：“【目的】丁。”"])
def test_the_caption_of_an_article_that_is_gone_is_gone_too(order: str) -> None:
    base = lt.parse_statute("例市渡口条例\n第一条　【目的】甲。\n第二条　【分类】乙。\n第三条　【施行】丙。")
    decision = lt.parse_decision(f"关于修改《例市渡口条例》的决定\n一、{order}")
    later = lt.amend(base, decision).statute
    assert untold(lt.rewind(later, decision), later, base) == []


def test_sections_behind_new_ones_come_back_under_their_old_numbers() -> None:
    """Where the new sections stood first, the old ones were taken to have begun at 第三节, without a word."""
    base = lt.parse_statute(
        "例市渡口条例\n第一章　总则\n第一条　甲。\n第二章　管理\n第一节　渡船\n第二条　乙。\n第二节　渡工\n第三条　丙。\n第三章　附则\n第四条　丁。"
    )
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n一、增加一节，作为第二章第一节：\n“第一节　设立\n“第二条　戊。”\n二、增加一节，作为第二章第二节：\n“第二节　撤销\n“第三条　己。”"
    )
    later = lt.amend(base, decision, strict=True).statute
    assert lt.rewind(later, decision).statute.units == base.units


@pytest.mark.parametrize("sections", [False, True])
def test_the_articles_of_a_deleted_chapter_stood_under_it(sections: bool) -> None:
    """Sections of the chapter before it were counted as what the articles passed by."""
    text = "例市渡口条例\n第一章　总则\n第一条　甲。\n第二章　渡口\n第二条　乙。\n第三条　丙。\n第三章　管理\n第四条　丁。\n第五条　戊。\n第四章　附则\n第六条　庚辛。"
    if sections:
        text = text.replace("第二条", "第一节　设立\n第二条").replace("第三条", "第二节　撤销\n第三条")
    base = lt.parse_statute(text)
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n一、删去第三章。\n二、将第六条改为第四条，其中的“庚”修改为“子”。"
    )
    later = lt.amend(base, decision, strict=True).statute
    back = lt.rewind(later, decision)
    assert [
        str(a) for a, u in zip(back.statute.addresses, back.statute.units, strict=True) if "无从恢复" in u.text
    ] == [
        "第三章",
        "第四条第一款",
        "第五条第一款",
    ]
    assert [f.code for f in lt.verify(decision, later).findings] == []


@pytest.mark.parametrize("label", ["附件2", "附件二"])
def test_the_name_of_an_annex_that_is_rewritten_is_lost_however_its_number_is_written(label: str) -> None:
    base = lt.parse_statute(f"例市渡口条例\n第一条　甲。\n附件1\n甲录\n1.东渡\n{label}\n乙录\n1.西渡")
    decision = lt.parse_decision(f"关于修改《例市渡口条例》的决定\n一、将附件二修改为：\n“{label}\n“丙录\n“1.南渡”。")
    later = lt.amend(base, decision).statute
    assert later != base and untold(lt.rewind(later, decision), later, base) == []
