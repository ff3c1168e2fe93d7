"""The rows of the comparison table."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from lawtrack.changes.changes import Status
from lawtrack.changes.tabulate import explain, tabulate
from lawtrack.comparison.compare import compare
from lawtrack.errors import AddressError
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Chapter, Item, Paragraph
from lawtrack.patch.ops import Cause, EditText, Splice
from lawtrack.patch.patch import Patch
from tests.strategies import statutes, statutes_with_patches


def article(label: str, *paragraphs: str) -> Article:
    return Article(label, "", tuple(Paragraph(p) for p in paragraphs))


@given(statutes_with_patches())
def test_both_columns_hold_both_texts(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    after = patch.apply(base)
    changes = tabulate(base, patch)
    for side, law in (("old", base), ("new", after)):
        want = sorted(u.label + u.text for u in law.units if u.level is not Level.ARTICLE)
        have = sorted(
            getattr(x, f"{side}_label") + getattr(x, f"{side}_text")
            for r in changes.rows
            for x in r.lines
            if getattr(x, side) is not None and x.level is not Level.ARTICLE
        )
        assert have == want
    assert [r.new for r in changes.articles if r.new] == [
        a for a, u in zip(after.addresses, after.units, strict=True) if u.level is Level.ARTICLE
    ]
    assert sum(changes.counts.values()) == len(changes.articles)
    json.dumps(changes.to_dicts())


@given(statutes_with_patches())
def test_every_changed_character_leads_to_an_op(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    causes = {op.cause for op in patch.ops}
    for row in tabulate(base, patch).rows:
        assert set(row.causes) <= causes
        for line in row.lines:
            assert all((m.cause is None) == (m.kind == "equal") for m in line.marks)
            assert {m.cause for m in line.marks if m.cause} <= causes


@given(statutes, statutes)
def test_a_comparison_explains_nothing(a: Statute, b: Statute) -> None:
    changes = tabulate(a, compare(a, b))
    changed = [x for r in changes.rows for x in r.lines if any(m.kind != "equal" for m in x.marks)]
    assert set(changed) <= set(changes.unexplained)


OLD = Statute(
    "船闸管理办法",
    children=(
        Chapter(
            "第一章",
            "总则",
            (article("第一条", "为了加强船闸管理，制定本办法。"), article("第二条", "船闸由市交通部门管理。")),
        ),
        Chapter(
            "第二章",
            "运行",
            (
                article(
                    "第三条",
                    "船舶过闸应当提前一日向船闸管理单位申报，并按照申报的次序依次过闸，不得争抢。",
                    "装载危险货物的船舶过闸，应当提前三日申报，并由专人押运和看护。",
                ),
                article("第四条", "船闸每日检查一次。"),
                article("第五条", "过闸费由市价格部门核定。"),
                article("第六条", "本办法自公布之日起施行"),
            ),
        ),
    ),
)


def test_every_kind_of_change_is_named() -> None:
    new = Statute(
        "船闸管理办法",
        children=(
            Chapter(
                "第一章",
                "总则",
                (article("第一条", "为了加强船闸管理，制定本办法。"), article("第二条", "船闸由市交通运输部门管理。")),
            ),
            Chapter(
                "第二章",
                "运行和收费",
                (
                    article("第三条", "船舶过闸应当提前一日向船闸管理单位申报，并按照申报的次序依次过闸，不得争抢。"),
                    article("第四条", "装载危险货物的船舶过闸，应当提前三日申报，并由专人押运和看护。"),
                    article("第五条", "汛期暂停过闸。"),
                    article("第六条", "船闸每日检查一次。"),
                    article("第七条", "本办法 自公布之日起施行"),
                ),
            ),
        ),
    )
    changes = tabulate(OLD, compare(OLD, new))
    assert [
        (str(r.old or ""), str(r.new or ""), r.status) for r in changes.rows if r.level not in (Level.STAGE, Level.NOTE)
    ] == [
        ("名称", "名称", Status.UNCHANGED),
        ("第一章", "第一章", Status.UNCHANGED),
        ("第一条", "第一条", Status.UNCHANGED),
        ("第二条", "第二条", Status.AMENDED),
        ("第二章", "第二章", Status.HEADING),
        ("第三条", "第三条", Status.AMENDED),
        ("", "第四条", Status.SPLIT),
        ("", "第五条", Status.ADDED),
        ("第四条", "第六条", Status.RENUMBERED),
        ("第五条", "", Status.DELETED),
        ("第六条", "第七条", Status.TYPOGRAPHY),
    ]
    split = next(r for r in changes.rows if r.status is Status.SPLIT)
    assert str(split.related[0].address) == "第三条" and split.related[0].side == "old"
    left = next(x for r in changes.rows for x in r.lines if x.moved_to)
    assert str(left.moved_to) == "第四条第一款"
    assert changes.counts[Status.RENUMBERED] == 1


@pytest.mark.parametrize(("old", "new"), [("(一)", "（一）"), ("(一)", " （一）")])
def test_item_marks_of_another_width_are_typography(old: str, new: str) -> None:
    def law(mark: str, number: str = "第一条") -> Statute:
        items = (Item(mark, "无证驾驶；"), Item(mark.replace("一", "二"), "超载。"))
        return Statute("例", children=(Article(number, "", (Paragraph("禁止下列行为：", items),)),))

    def status(a: Statute, b: Statute) -> Status:
        return tabulate(a, compare(a, b)).articles[0].status

    assert status(law(old), law(new)) is Status.TYPOGRAPHY
    assert status(law(old), law("（二）")) is Status.AMENDED
    assert status(law(old), law(old, "第 一 条")) is Status.TYPOGRAPHY
    assert status(law(old), law(old, "第二条")) is Status.RENUMBERED


def test_an_article_that_went_into_another_is_merged() -> None:
    new = Statute(
        "船闸管理办法",
        children=(
            article(
                "第一条",
                "船舶过闸应当提前一日向船闸管理单位申报，并按照申报的次序依次过闸，不得争抢。",
                "过闸费由市价格部门会同市交通部门核定并且向社会公布。",
            ),
        ),
    )
    old = Statute(
        "船闸管理办法",
        children=(
            article("第一条", "船舶过闸应当提前一日向船闸管理单位申报，并按照申报的次序依次过闸，不得争抢。"),
            article("第二条", "过闸费由市价格部门会同市交通部门核定并且向社会公布。"),
        ),
    )
    merged = tabulate(old, compare(old, new)).articles[1]
    assert merged.status is Status.MERGED and str(merged.related[0].address) == "第一条"


def test_explain_names_the_instruction() -> None:
    items = (Item("（一）", "无证驾驶；"), Item("（二）", "超载。"))
    law = Statute("例", children=(Article("第一条", "", (Paragraph("禁止下列行为：", items),)),))
    cause = Cause("三", 2, "第一条第二项中的“超载”修改为“超载、超速”。")
    patch = Patch((EditText(6, "超载。", (Splice(0, 2, "超载、超速"),), cause=cause),), size=7)
    [line] = explain(law, patch, "第一条第二项")
    assert [(m.kind, m.text, m.cause) for m in line.marks] == [
        ("equal", "超载", None),
        ("insert", "、超速", cause),
        ("equal", "。", None),
    ]
    assert tabulate(law, patch).unexplained == ()
    with pytest.raises(AddressError):
        explain(law, patch, "第九条")
