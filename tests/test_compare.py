"""Comparing two statutes: law 7, and pairing of provisions that moved."""

from __future__ import annotations

from hypothesis import given, settings

from lawtrack.comparison.compare import compare
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Article, Chapter, Item, Paragraph
from lawtrack.patch.ops import Delete, EditText, Insert, Move, Relabel
from tests.strategies import statutes


def article(label: str, *paragraphs: str) -> Article:
    return Article(label, "", tuple(Paragraph(p) for p in paragraphs))


@settings(max_examples=200, deadline=None)
@given(statutes, statutes)
def test_law_7_compare_then_apply(a: Statute, b: Statute) -> None:
    patch = compare(a, b)
    assert patch.apply(a) == b
    assert patch.invert().apply(b) == a


@given(statutes)
def test_nothing_changed_is_an_empty_patch(law: Statute) -> None:
    assert compare(law, law).ops == ()


OLD = Statute(
    "水井管理办法",
    children=(
        article("第一条", "为了管理水井，制定本办法。"),
        article("第二条", "水井由所在村负责维护。", "维护费用由全体用水人分担。"),
        article("第三条", "禁止向水井倾倒垃圾、污水和其他废弃物。"),
        article("第四条", "本办法自公布之日起施行。"),
    ),
)


def test_renumbered_articles_are_paired_by_their_text() -> None:
    new = Statute(
        "水井管理办法",
        children=(
            OLD.articles[0],
            article("第二条", "水井的水质每年检测两次，结果张榜公布。"),
            article("第三条", "水井由所在村负责维护。", "维护费用由全体用水人分担。"),
            article("第四条", "禁止向水井倾倒垃圾、污水和其他任何废弃物。"),
            article("第五条", "本办法自公布之日起施行。"),
        ),
    )
    ops = compare(OLD, new).ops
    assert [type(op) for op in ops].count(Insert) == 1
    assert [op.after for op in ops if isinstance(op, Relabel)] == ["第三条", "第四条", "第五条"]
    [edit] = [op for op in ops if isinstance(op, EditText)]
    assert [s.text for s in edit.splices] == ["任何"]
    assert not [op for op in ops if isinstance(op, (Delete, Move))]


def test_a_paragraph_that_became_an_article_of_its_own_moves() -> None:
    new = Statute(
        "水井管理办法",
        children=(
            OLD.articles[0],
            article("第二条", "水井由所在村负责维护。"),
            article("第三条", "禁止向水井倾倒垃圾、污水和其他废弃物。"),
            article("第四条", "维护费用由全体用水人分担。"),
            article("第五条", "本办法自公布之日起施行。"),
        ),
    )
    ops = compare(OLD, new).ops
    [move] = [op for op in ops if isinstance(op, Move)]
    assert str(move.at) == "第二条第二款" and str(move.to) == "第四条第一款"
    assert not [op for op in ops if isinstance(op, Delete)]


def test_a_chapter_with_another_heading_but_the_same_articles_is_the_same_chapter() -> None:
    a = Statute(
        "例", children=(Chapter("第一章", "总则", OLD.articles[:2]), Chapter("第二章", "罚则", OLD.articles[2:]))
    )
    b = Statute(
        "例", children=(Chapter("第一章", "总则", OLD.articles[:2]), Chapter("第二章", "法律责任", OLD.articles[2:]))
    )
    [edit] = compare(a, b).ops
    assert isinstance(edit, EditText) and str(edit.at) == "第二章"


def test_items_are_paired_inside_their_paragraph() -> None:
    def law(*items: str) -> Statute:
        made = tuple(Item(f"（{n}）", t) for n, t in zip("一二三四", items, strict=False))
        return Statute("例", children=(Article("第一条", "", (Paragraph("有下列情形之一的，处罚款：", made),)),))

    ops = compare(law("倾倒垃圾的；", "损毁井盖的；", "其他情形。"), law("损毁井盖或者井壁的；", "其他情形。")).ops
    assert [type(op) for op in ops].count(Delete) == 1
    assert [op.after for op in ops if isinstance(op, Relabel)] == ["（一）", "（二）"]


def test_an_article_rewritten_at_its_place_is_the_same_article() -> None:
    old = "用水单位应当在每年年底前向水务部门申报下一年度的取水计划。"
    new = (
        "取水计划实行分级管理。年取水量超过一万立方米的，由市水务部门核定；其余的由区水务部门核定，核定结果书面告知用水单位。"
        "下一年度的取水计划有变更的，用水单位提前三十日申报。"
    )
    assert correspondence_of((*OLD.articles[:2], article("第三条", old), *OLD.articles[3:]), new) == "第三条"
    assert (
        correspondence_of(
            (*OLD.articles[:2], article("第三条", "井台周围五米内不得放养牲畜。"), *OLD.articles[3:]), new
        )
        == ""
    )


def correspondence_of(before: tuple[Article, ...], text: str) -> str:
    """Which old article the third article of the new text was, by its number."""
    old = Statute("水井管理办法", children=before)
    new = Statute("水井管理办法", children=(*OLD.articles[:2], article("第三条", text), *OLD.articles[3:]))
    rows = compare(old, new).trace(old)
    j = next(j for j, t in enumerate(rows) if t.unit.label == "第三条")
    line = rows[j].line
    return old.units[line].label if line is not None else ""


def test_an_article_is_looked_for_at_its_place_before_it_is_said_to_have_moved() -> None:
    rule = "水务部门可以根据旱情的需要，决定在一定期限内在部分村庄暂停适用本办法的部分规定。"
    like = "村民委员会可以根据旱情的需要，决定在一定期限内在部分水井暂停适用本办法的部分规定。"
    wider = (
        rule.replace("部分村庄", "特定范围内") + "暂停的期限届满，可以延长一次；延长的，应当向用水人说明理由并且公布。"
    )
    rest = [
        article(f"第{n}条", t)
        for n, t in zip("四五六", ("井盖应当完好。", "水桶应当洁净。", "井绳每年更换。"), strict=True)
    ]
    old = Statute("例", children=(OLD.articles[0], article("第二条", rule), OLD.articles[2], *rest))
    new = Statute(
        "例", children=(OLD.articles[0], article("第二条", wider), OLD.articles[2], *rest, article("第七条", like))
    )
    traces = compare(old, new).trace(old)
    assert [old.units[t.line].label for t in traces if t.unit.label == "第二条" and t.line is not None] == ["第二条"]


def test_a_paragraph_that_loses_its_items_keeps_its_own_words() -> None:
    items = ("检修井台的费用，按照实际支出计算；", "检测水质的费用，按照检测单位公布的标准计算。")
    made = tuple(Item(f"（{n}）", t) for n, t in zip("一二", items, strict=True))
    old = Statute("例", children=(Article("第一条", "", (Paragraph("用水人分担下列费用：", made),)),))
    new = Statute("例", children=(article("第一条", "用水人分担下列费用：", *items),))
    ops = compare(old, new).ops
    assert not [op for op in ops if isinstance(op, EditText)]
    assert [u.text for op in ops if isinstance(op, Insert) for u in op.units] == list(items)
