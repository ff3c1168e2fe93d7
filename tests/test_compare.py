"""Comparing two statutes: law 7, and pairing of provisions that moved."""

from __future__ import annotations

from hypothesis import given, settings

from lawtrack.comparison.diff import compare
from lawtrack.model.nodes import Article, Chapter, Item, Paragraph, Statute
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
