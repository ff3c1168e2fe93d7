"""Drafting: law 6 over arbitrary statutes, and beside real decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawtrack.binding.amend import amend
from lawtrack.changes.changes import Status
from lawtrack.changes.tabulate import tabulate
from lawtrack.decision.decision import Instruction
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.drafting.draft import draft, tight
from lawtrack.drafting.formal_parts import DraftStyle
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.provisions import Article, Chapter, Item, Paragraph
from lawtrack.model.titles import title_key
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import THOROUGH, sample
from tests.shared import amended, compared, folders, needs_shared, statute
from tests.shared import decision as read_order
from tests.strategies import statutes

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


_NUMBERED = re.compile("(?:[一二三四五六七八九十百]+、|（[一二三四五六七八九十]+）)?(.*)", re.S)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ordinary(), st.sampled_from(("decision", "amendment")))
def test_law_11_what_is_drafted_is_what_the_table_writes(case: tuple[Statute, Statute], style: DraftStyle) -> None:
    """One writer: whoever reads a drafted instruction and writes its orders again has the same words."""
    for instruction in draft(*case, style=style).instructions:
        found = _NUMBERED.fullmatch(instruction.text.rstrip("\n"))
        assert found is not None and write_orders(instruction.orders) == found[1]


# ---------------------------------------------------------------------- beside real decisions


def real(folder: Path, law: Statute) -> tuple[list[Instruction], bool, Statute | None]:
    """What the real decision orders for a statute, whether it amends others too, and what it gives; nothing where it does not speak of it."""
    decision = read_order(folder / "decision.txt")
    many = len(decision.amended) > 1
    found = [
        i for p in decision.amended if not many or title_key(p.title) == title_key(law.title) for i in p.instructions
    ]
    return found, many, amended(folder / "base.txt", folder / "decision.txt").statute if found else None


def items_of(instructions: Sequence[Instruction], many: bool = False) -> int:
    """The items 一、二、…, those under them not counted apart (those for one of many statutes stand under one item)."""
    return len(instructions) if many else len({i.label.split("（")[0] for i in instructions})


@pytest.mark.sampled
@needs_shared
def test_no_more_items_than_real_decisions() -> None:
    """By items, and by the items under them; cases whose published text is not what the decision orders (accepted.txt, another source) aside."""
    ours, theirs = [0, 0], [0, 0]
    more = {}
    for folder in sample(folders("cases")):
        if not (folder / "decision.txt").exists() or (folder / "accepted.txt").exists():
            continue
        law, want = (statute(folder / f"{name}.txt") for name in ("base", "expected"))
        found, many, made = real(folder, law)
        if made is None or [tight(u.text) for u in made.units[3:]] != [tight(u.text) for u in want.units[3:]]:
            continue
        drafted = draft(law, want).instructions
        counts = (items_of(drafted), items_of(found, many)), (len(drafted), len(found))
        for k, (n, items) in enumerate(counts):
            ours[k], theirs[k] = ours[k] + n, theirs[k] + items
            if n > 1.1 * items:
                more[folder.name] = counts
    assert theirs[0] > (300 if THOROUGH else 30) and ours[0] <= theirs[0] and ours[1] <= theirs[1] and not more, (
        ours,
        theirs,
        more,
    )


@pytest.mark.sampled
@needs_shared
def test_no_statute_is_restated_of_which_less_than_half_changed() -> None:
    """Those of which half or more changed may be restated or not, and are not drafted here."""
    quiet = (Status.UNCHANGED, Status.RENUMBERED, Status.REFERENCES, Status.TYPOGRAPHY)
    drafted = 0
    chosen = sample(folders("pairs", "new.txt")[::2])
    for folder in chosen:
        old, new, patch = compared(folder)
        rows = [r for r in tabulate(old, patch).articles if r.old is not None]
        if 2 * sum(r.status not in quiet for r in rows) < len(rows):
            drafted += 1
            assert "将全文修改为" not in draft(old, new).source, folder.name
    assert drafted > len(chosen) // 4
