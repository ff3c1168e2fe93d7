"""Law 14: what a decision says of itself holds, or is told with both figures and not carried out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.parse import parse_decision
from lawtrack.model.numerals import numeral
from lawtrack.syntax.statute.parse import parse_statute

HEAD = "关于修改《例市水法》的决定\n（2024年1月5日例市人民代表大会常务委员会通过）\n决定对《例市水法》作如下修改：\n"
HAN = "甲乙丙丁戊己庚辛壬癸"


def article(n: int) -> str:
    return f"第{numeral(n)}条"


def statute(articles: int) -> str:
    return "例市水法\n" + "".join(f"{article(n)}　{HAN[n - 1]}。\n" for n in range(1, articles + 1))


def carry_out(base: str, *orders: str) -> Amendment:
    text = HEAD + "".join(f"{numeral(i)}、{order}\n" for i, order in enumerate(orders, 1))
    return amend(parse_statute(base), parse_decision(text))


def codes(amendment: Amendment) -> set[str]:
    return {f.code for f in amendment.findings if f.severity != "info"}


def texts(amendment: Amendment) -> list[str]:
    """The texts of the articles, in order."""
    return ["".join(p.text for p in a.paragraphs) for a in amendment.statute.articles]


sizes = st.integers(3, 8)


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_a_stated_number_is_the_number_that_the_result_has(size: int, data: st.DataObject) -> None:
    """After an insertion each later article is one further; a stated number that says so is silent, another one is told and not taken."""
    at = data.draw(st.integers(1, size))
    moved = data.draw(st.integers(1, size))
    stated = data.draw(st.integers(1, size + 1))
    assume(stated != at)
    true = moved + 1 if moved >= at else moved
    insert = f"增加一条，作为{article(at)}：“新。”"
    done = carry_out(statute(size), insert, f"将{article(moved)}改为{article(stated)}。")
    want = [f"{c}。" for c in HAN[:size]]
    want.insert(at - 1, "新。")
    assert texts(done) == want
    assert ("amend.contradiction" in codes(done)) == (stated != true)
    for finding in done.findings:
        if finding.code == "amend.contradiction":
            assert article(stated) in finding.message and article(true) in finding.message


@given(sizes, st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_counts_numbers_and_texts_agree(size: int, said: int, numbers: int, given_: int) -> None:
    """增加二条 with three texts: told and not carried out; where only the word for the count is off, told and carried out."""
    to = "、".join(article(n) for n in range(2, 2 + numbers))
    new = "\n".join(f"“{article(n)}　新{HAN[n - 1]}。" for n in range(2, 2 + given_)) + "”"
    done = carry_out(statute(size), f"增加{numeral(said)}条，作为{to}：\n{new}")
    carried = len(done.statute.articles) == size + numbers
    assert carried == (numbers == given_)
    assert carried or texts(done) == [f"{c}。" for c in HAN[:size]]
    assert bool(codes(done)) == (not said == numbers == given_)


@given(st.integers(1, 4), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_a_paragraph_out_of_range_is_not_added(paragraphs: int, position: int) -> None:
    base = "例市水法\n第一条　" + "\n".join(f"{HAN[n]}。" for n in range(paragraphs)) + "\n第二条　末。\n"
    done = carry_out(base, f"第一条增加一款，作为第{numeral(position)}款：“新。”")
    fits = position <= paragraphs + 1
    assert [p.text for p in done.statute.articles[0].paragraphs].count("新。") == int(fits)
    assert ("amend.contradiction" in codes(done)) == (not fits)
    if fits:
        assert done.statute.articles[0].paragraphs[position - 1].text == "新。"


@given(st.integers(2, 6), st.integers(2, 6))
def test_a_number_on_the_new_text_is_the_number_ordered(ordered: int, printed: int) -> None:
    done = carry_out(statute(6), f"增加一条，作为{article(ordered)}：“{article(printed)}　新。”")
    assert ("新。" in texts(done)) == (ordered == printed)
    if ordered != printed:
        (finding,) = [f for f in done.findings if f.code == "decision.contradiction"]
        assert article(ordered) in finding.message and article(printed) in finding.message


def test_all_else_decides_between_two_figures() -> None:
    done = carry_out(statute(3), "增加一条，作为第二条：“第三条　新。”", "将第二条改为第三条，修改为：“乙乙。”")
    assert texts(done) == ["甲。", "新。", "乙乙。", "丙。"]
    assert codes(done) == {"decision.contradiction"}
    assert not any(f.severity == "error" for f in done.findings)


def test_a_number_that_others_lean_on_stays() -> None:
    """将第五条改为第二条 passes 第三条, which no order names; but 第二条 → 第三条 and 第四条 → 第五条 hold only if it does."""
    done = carry_out(statute(5), "将第五条改为第二条。", "将第二条改为第三条。", "将第四条改为第五条。")
    assert texts(done) == ["甲。", "戊。", "乙。", "丙。", "丁。"]
    assert not any(f.severity == "error" for f in done.findings)


@pytest.mark.parametrize(
    "order",
    [
        "将第二条修改为：“”",
        "将第二条中的“乙”修改为“乙”。",
        "将第二条中的“乙”修改为“”。",
        "将第二条修改为：“乙：\n“（一）子；\n“（三）丑。”",
        "增加二款，作为第二款：“新。\n“又。\n“再。”",
    ],
)
def test_what_contradicts_itself_is_told_and_left_undone(order: str) -> None:
    done = carry_out(statute(3), order)
    assert texts(done) == ["甲。", "乙。", "丙。"]
    assert any(f.severity == "error" and f.code in ("decision.contradiction", "decision.unread") for f in done.findings)


@pytest.mark.parametrize(
    "order",
    [
        "第二条修改为“……负责监督；逾期不改的，……”。",
        "将第二条第一款修改为：“渡政部门及......负责监督。”",
        "增加一条，作为第三条：“渡口……应当检验。”",
        "第二条增加一款，作为第二款：“……，并予公布。”",
    ],
)
def test_new_text_that_leaves_something_out_is_not_the_text(order: str) -> None:
    done = carry_out(statute(3), order, "将第三条中的“丙”修改为“丁”。")
    assert texts(done) == ["甲。", "乙。", "丁。"]
    assert codes(done) == {"decision.elided"} and any(f.severity == "error" for f in done.findings)


def test_titles_and_headings_named_by_their_words_are_the_ones_that_stand_there() -> None:
    base = "例市水法\n第一章　总则\n第一条　甲。\n第二章　渡运\n第二条　乙。\n"
    done = carry_out(base, "将第二章章名“运输”修改为“渡口”。")
    assert done.statute == parse_statute(base) or "渡口" not in done.statute.to_text()
    assert "amend.words-missing" in codes(done)
    other = carry_out(base, "将《例市渡口法》修改为：“《例市用水法》。”")
    assert other.statute.title == "例市水法"
    right = carry_out(base, "将《例市水法》修改为：“《例市用水法》。”")
    assert right.statute.title == "例市用水法"


CITING = """例市节水条例
第一条　节水令依照《水法》第九条、第十条第二款和水法第三条发布。
第二条　违反第一条、《用水法》第九条的，处罚。
第三条　丙。
"""


def test_references_to_another_statute_follow_its_numbers_where_they_are_given() -> None:
    text = (
        HEAD.replace("例市水法", "例市节水条例")
        + "一、条文中引用《水法》的条文序号作相应调整。\n二、增加一条，作为第一条：“新。”\n"
    )
    base, decision = parse_statute(CITING), parse_decision(text)
    untold = amend(base, decision)
    assert "《水法》第九条、第十条第二款和水法第三条" in untold.statute.to_text()
    assert [f.code for f in untold.findings] == ["amend.other-law"]
    table = {"第九条": "第十一条", "第十条第二款": "第十二条第一款"}
    done = amend(base, decision, correspondences={"中华人民共和国水法": table})
    assert "《水法》第十一条、第十二条第一款和水法第三条" in done.statute.to_text()
    assert "违反第二条、《用水法》第九条的" in done.statute.to_text()
    assert ["第三条" in f.message for f in done.findings] == [True]
    law = carry_out(statute(8), "增加一条，作为第三条：“新。”")
    again = amend(base, decision, correspondences={"水法": law})
    assert "水法第四条发布" in again.statute.to_text()


CHAPTERS = (
    "例市水法\n第一章　总则\n第一条　甲。\n第二章　渡运\n第二条　乙。\n第三条　丙。\n第三章　附则\n第四条　丁。\n"
)


def test_chapters_take_the_numbers_that_there_are() -> None:
    done = carry_out(CHAPTERS, "增加一章，作为第五章“新”，包括第五条。", "增加一条，作为第五条：“新。”")
    assert "第四章　新\n第五条　新。" in done.statute.to_text()
    assert codes(done) == {"amend.contradiction"}
    kept = carry_out(CHAPTERS, "将第二章改为第三章。")
    assert kept.statute.to_text().endswith(CHAPTERS[CHAPTERS.index("第一章") :])
    assert codes(kept) == {"amend.contradiction"}


def test_chapters_that_change_places_take_their_articles_along() -> None:
    done = carry_out(CHAPTERS, "将第二章改为第三章。", "将第三章改为第二章。")
    assert done.statute.to_text().endswith(
        "第一章　总则\n第一条　甲。\n第二章　附则\n第二条　丁。\n第三章　渡运\n第三条　乙。\n第四条　丙。\n"
    )


def test_of_two_new_articles_of_one_number_neither_is_added() -> None:
    done = carry_out(statute(3), "增加一条，作为第二条：“新。”", "增加一条，作为第二条：“又。”")
    assert texts(done) == ["甲。", "乙。", "丙。"]
    assert "amend.conflict" in codes(done)


@pytest.mark.parametrize(
    "order",
    [
        "将第二条至第三条依次改为第三条至第五条。",
        "将第二条修改为：“第二条　乙乙。\n“第三条　又。”",
        "将第二条第一款修改为：“第三条　又。”",
    ],
)
def test_ranges_and_texts_of_unequal_length_are_not_carried_out(order: str) -> None:
    done = carry_out(statute(3), order)
    assert texts(done) == ["甲。", "乙。", "丙。"]
    assert codes(done) == {"decision.contradiction"}


@pytest.mark.parametrize(
    "order",
    [
        "将第二条修改为：“甲……依法处罚。”",
        "将第二条修改为：“......依法处罚。”",
        "增加一条，作为第三条：“主管部门……负责。”",
        "将第二条中的“乙”修改为“丁……”。",
        "在第二条“乙”后增加“……”。",
    ],
)
def test_new_text_that_leaves_something_out_is_told_and_not_written(order: str) -> None:
    base = statute(4)
    done = carry_out(base, order)
    assert codes(done) == {"decision.elided"} and done.statute.to_text() == parse_statute(base).to_text()


ARTICLES = (
    "例市水法\n第一条　甲。\n第二条　乙一。\n乙二。\n第三条　丙：\n（一）子；\n（二）丑。\n第四条　丁。\n第五条　戊。\n"
)


def outline(amendment: Amendment) -> str:
    """The articles with their numbers, their 款 parted by |, their items by /."""
    lines = [f"{a.label}{'|'.join('/'.join((p.text, *(i.text for i in p.items))) for p in a.paragraphs)}" for a in amendment.statute.articles]  # fmt: skip
    return " ".join(line.removeprefix("第") for line in lines)


@pytest.mark.parametrize(
    "orders",
    [
        ("删去第四条第一款。",),
        ("删去第二条第一款、第二款。",),
        ("删去第二条第一款。", "删去第二条第二款。"),
        ("将第四条改为第九条第二款。",),
        ("将第一条改为第五条第二款。", "将第三条改为第六条。", "将第四条改为第七条。"),
        ("增加一款，作为第八条第二款：“新。”",),
        ("增加一项，作为第九条第三项：“（三）新。”",),
        ("增加一项，作为第四条第二项：“（二）新。”",),
        ("增加一项，作为第四条第一款第二项：“（二）新。”",),
    ],
)
def test_no_article_is_left_without_text_and_none_takes_what_is_not_its_own(orders: tuple[str, ...]) -> None:
    """Deleting the last 款 of an article deletes no article; an article that is not there in the end receives nothing."""
    done = carry_out(ARTICLES, *orders)
    assert outline(done) == "一条甲。 二条乙一。|乙二。 三条丙：/子；/丑。 四条丁。 五条戊。"
    assert any(f.severity == "error" for f in done.findings)


@pytest.mark.parametrize(
    ("orders", "result"),
    [
        (("删去第四条第一款，增加一款，作为第四条第一款：“新。”",), "一条甲。 二条乙一。|乙二。 三条丙：/子；/丑。 四条新。 五条戊。"),
        (("删去第二条第一款。第二款作为第三条，修改为：“第三条本市新。”",), "一条甲。 二条丙：/子；/丑。 三条本市新。 四条丁。 五条戊。"),
        (("删去第二条第一款。将第二条第二款改为第一条第二款。",), "一条甲。|乙二。 二条丙：/子；/丑。 三条丁。 四条戊。"),
        (("将第二条第一款、第二款改为第四条第二款、第三款。",), "一条甲。 二条丙：/子；/丑。 三条丁。 四条戊。|乙一。|乙二。"),
        (("将第五条改为第四条第二款。",), "一条甲。 二条乙一。|乙二。 三条丙：/子；/丑。 四条丁。|戊。"),
        (("增加一项，作为第三条第二项：“（二）新。”", "将第三条第二项改为第三项。"), "一条甲。 二条乙一。|乙二。 三条丙：/子；/新。/丑。 四条丁。 五条戊。"),
        (("增加一条，作为第二条：“新。”", "增加一项，作为第四条第三项：“（三）寅。”"), "一条甲。 二条新。 三条乙一。|乙二。 四条丙：/子；/丑；/寅。 五条丁。 六条戊。"),
        (("删去第一条。", "增加一项，作为第二条第三项：“（三）寅”。"), "一条乙一。|乙二。 二条丙：/子；/丑；/寅。 三条丁。 四条戊。"),
        (("将第二条第二款改为第三条，修改为：“第三条本市新。”",), "一条甲。 二条乙一。 三条本市新。 四条丙：/子；/丑。 五条丁。 六条戊。"),
        (("将第二条第二款改为第三条，修改为：“第三条规定的渡口免检。”",), "一条甲。 二条乙一。 三条第三条规定的渡口免检。 四条丙：/子；/丑。 五条丁。 六条戊。"),
    ],
)  # fmt: skip
def test_provisions_come_to_stand_in_the_article_of_that_number(orders: tuple[str, ...], result: str) -> None:
    done = carry_out(ARTICLES, *orders)
    assert outline(done) == result
    assert not any(f.severity == "error" for f in done.findings)


@pytest.mark.parametrize(
    "order", ["将第二条修改为：“第二条新。\n（一）子。\n“第三条　又新。”", "将第二条修改为：“新。\n“第三条　又新。”"]
)
def test_an_article_among_the_new_text_of_another_is_told(order: str) -> None:
    base = statute(4)
    done = carry_out(base, order)
    assert codes(done) == {"decision.contradiction"} and done.statute.to_text() == parse_statute(base).to_text()


FOUR = "例市水法\n第一条　甲。\n第二条　乙一。\n乙二。\n第三条　丙一。\n丙二。\n第四条　丁。\n"


@pytest.mark.parametrize(
    ("orders", "third"),
    [
        (("将第二条第一款修改为：“新乙。”增加一款，作为第三条第二款：“新。”",), ["丙一。", "新。", "丙二。"]),
        (("将第二条第一款修改为：“新乙。”\n增加一款，作为第三条第二款：“新。”\n原第二款改为第三款，修改为：“新丙。”",), ["丙一。", "新。", "新丙。"]),
        (("增加一款，作为第三条第一款：“新。”将第二款修改为：“新丙。”",), ["新。", "丙一。", "新丙。"]),
        (("增加一条，作为第二条：“新条。”", "增加一款，作为第四条第二款：“新。”将第三条第二款修改为：“新丙。”"), ["乙一。", "乙二。"]),
    ],
)  # fmt: skip
def test_a_paragraph_is_added_to_the_article_that_its_number_names(orders: tuple[str, ...], third: list[str]) -> None:
    """作为第三条第二款 behind an order on 第二条: what follows leans on 第三条, not on 第二条."""
    done = carry_out(FOUR, *orders)
    assert [p.text for p in done.statute.articles[2].paragraphs] == third and codes(done) == set()


def test_old_paragraphs_of_an_article_named_by_its_new_number_only_are_not_guessed() -> None:
    """第四条 is old 第三条 where an article is added before it: 原第二款 may be of either."""
    done = carry_out(
        FOUR, "增加一条，作为第二条：“新条。”", "增加一款，作为第四条第二款：“新。”原第二款改为第三款，修改为：“新丙。”"
    )
    assert [p.text for p in done.statute.articles[3].paragraphs] == ["丙一。", "新。", "丙二。"]
    assert codes(done) == {"decision.undecided"}


COUNTED = (
    "例市水法\n（2020年1月1日例市人民代表大会常务委员会通过）\n为了甲，作如下决定：\n一、甲。\n二、乙。\n三、丙。\n"
)


@pytest.mark.parametrize(
    ("orders", "lines"),
    [
        (("将第二条修改为：“二、新乙。\n“乙二款。”",), ["一、甲。", "二、新乙。", "乙二款。", "三、丙。"]),
        (("将第二条第一款修改为：“新乙。”",), ["一、甲。", "二、新乙。", "三、丙。"]),
        (("增加一条，作为第三条：“三、新增。”",), ["一、甲。", "二、乙。", "三、新增。", "四、丙。"]),
        (("增加一条，作为第三条：“新增。”", "将第三条改为第四条，修改为：“四、新丙。”"), ["一、甲。", "二、乙。", "三、新增。", "四、新丙。"]),
        (("增加两条，作为第三条、第四条：“三、新增。\n“四、又增。”",), ["一、甲。", "二、乙。", "三、新增。", "四、又增。", "五、丙。"]),
        (("将第二条、第三条修改为：“二、新乙。\n“三、新丙。”",), ["一、甲。", "二、新乙。", "三、新丙。"]),
    ],
)  # fmt: skip
def test_provisions_counted_with_a_numeral_and_a_mark_keep_it_and_have_it_once(
    orders: tuple[str, ...], lines: list[str]
) -> None:
    """Decisions and resolutions count 一、二、: new text may bring the number, and new provisions are counted so too."""
    done = carry_out(COUNTED, *orders)
    assert [x for x in done.statute.to_text().split("\n")[3:] if x] == lines and codes(done) == set()


def test_the_number_of_another_provision_before_the_new_text_is_told() -> None:
    done = carry_out(COUNTED, "将第二条修改为：“三、新乙。”")
    assert codes(done) == {"amend.contradiction"} and "二、乙。" in done.statute.to_text()


@pytest.mark.parametrize(
    "order",
    [
        "将第二条第二款修改为：“（二）新。”",
        "第二条增加一款，作为第二款：“（三）新。”",
        "将第二条第一款修改为：“（一）新。”",
    ],
)
def test_the_number_of_an_item_before_a_new_paragraph_is_told(order: str) -> None:
    """第二款 with （二）…: the paragraph or the item may be meant."""
    base = "例市水法\n第一条　甲。\n第二条　下列事项：\n（一）子；\n（二）丑。\n乙。\n"
    done = carry_out(base, order)
    assert codes(done) == {"decision.contradiction"} and done.statute.to_text().strip() == base.strip()


@pytest.mark.parametrize(
    ("orders", "lines", "told"),
    [
        ("原第二条第二款作为第一款，原第一条作为第二款，原第二条第一款作为第三款。", ["丙。", "甲。", "乙。"], set()),
        ("原第二条第二款作为第一款，原第一条作为第二款，删去第二条第一款。", ["丙。", "甲。"], set()),
        ("原第二条第一款作为第二款，原第二条第二款作为第三款。", ["甲。", "乙。", "丙。"], set()),
        ("原第二条第二款作为第一款，原第一条作为第二款。", ["甲。", "乙。", "丙。"], {"amend.contradiction"}),
        (
            "原第二条第二款作为第一款，修改为：“新丙。”原第一条作为第二款。",
            ["甲。", "乙。", "新丙。"],
            {"amend.contradiction"},
        ),
    ],
)
def test_paragraphs_of_joined_articles_given_out_one_by_one(orders: str, lines: list[str], told: set[str]) -> None:
    """Where one of them is forgotten, whether it stays is not said: none is moved."""
    done = carry_out(
        "例市水法\n第一条　甲。\n第二条　乙。\n丙。\n第三条　丁。\n",
        f"将第一条、第二条合并为一条，作为第一条。{orders}",
    )
    assert [p.text for p in done.statute.articles[0].paragraphs] == lines and codes(done) == told


PLANS = "例市水法\n第一章　总则\n第一条　总体规划。\n第二章　修复\n第二条　总体规划。\n第三章　保护\n第三条　总体规划。\n第四章　附则\n第四条　丁。\n"


@pytest.mark.parametrize(
    ("new", "told"),
    [("新的空间规划。", False), ("新文本。", True)],
)
def test_words_changed_in_articles_that_are_merged_are_done_where_the_new_text_has_them(new: str, told: bool) -> None:
    done = carry_out(
        PLANS,
        "将第一条、第二条、第三条中的“总体规划”修改为“空间规划”。",
        f"将第二条、第三条合并改为第二条，修改为：“{new}”",
    )
    assert texts(done) == ["空间规划。", new, "丁。"]
    assert ("amend.conflict" in codes(done)) == told


def test_chapters_are_merged_under_a_new_name() -> None:
    done = carry_out(PLANS, "将第二章与第三章合并为一章，章节名称为“保护与修复”。")
    assert [f"{c.label}{c.heading}" for c in done.statute.chapters] == ["第一章总则", "第二章保护与修复", "第三章附则"]
    assert not done.findings


@pytest.mark.parametrize(("said", "carried"), [("三", True), ("两", False)])
def test_the_paragraphs_that_a_new_article_is_said_to_have(said: str, carried: bool) -> None:
    done = carry_out(statute(2), f"增加一条作为第二条，分{said}款表述为：“子。”“丑。”“寅。”")
    assert texts(done) == (["甲。", "子。丑。寅。", "乙。"] if carried else ["甲。", "乙。"])
    assert codes(done) == (set() if carried else {"decision.contradiction"})


@pytest.mark.parametrize(
    "order", ["将第二条改为六条。", "将第二条分为两条。", "将第二条分为两条，作为第二条、第三条。"]
)
def test_a_split_that_leaves_open_what_goes_where_is_told_and_not_carried_out(order: str) -> None:
    base = "例市水法\n第一条　甲。\n第二条　乙。\n丙。\n第三条　丁。\n"
    done = carry_out(base, order)
    assert texts(done) == ["甲。", "乙。丙。", "丁。"]
    assert codes(done) == {"amend.not-possible"}
    said = carry_out(base, "将第二条分为两条，第一款作为第二条，第二款作为第三条。")
    assert texts(said) == ["甲。", "乙。", "丙。", "丁。"] and codes(said) == set()


@pytest.mark.parametrize(
    ("orders", "carried"),
    [
        (("将第二条修改为：“新一。\n“新二。”", "将第二条第二款单作一条，作为第三条，修改为：“旧二改写。”"), True),
        (("将第二条改为第三条，修改为：“新一。\n“新二。”", "将第二条第二款改为第三条第三款，修改为：“旧二改写。”", "增加一条，作为第二条：“前。”"), False),
        (("将第二条修改为：“新一。\n“新二。”", "将第二条第二款修改为：“旧二改写。”"), False),
    ],
)  # fmt: skip
def test_a_part_that_leaves_its_article_does_not_contradict_the_new_text_of_it(
    orders: tuple[str, ...], carried: bool
) -> None:
    done = carry_out("例市水法\n第一条　甲。\n第二条　乙一。\n乙二。\n第三条　丙。\n", *orders)
    assert ("旧二改写。" in "".join(texts(done)) and "新一。" in "".join(texts(done))) == carried
    assert any(f.severity == "error" for f in done.findings) != carried


@pytest.mark.parametrize(
    ("new", "told"), [("列入规划的：\n“（一）子；\n“（二）丑。", False), ("列入的：\n“（一）子；\n“（二）丑。", True)]
)
def test_words_changed_in_an_article_that_gets_a_new_text_with_items(new: str, told: bool) -> None:
    done = carry_out(
        "例市水法\n第一条　甲计划。\n第二条　乙计划。\n",
        "将第一条、第二条中的“计划”修改为“规划”。",
        f"将第二条修改为：“{new}”",
    )
    assert ("amend.conflict" in codes(done)) == told
    assert texts(done)[0] == "甲规划。" and len(done.statute.articles[1].paragraphs[0].items) == 2


PARTED = "例市水法\n第一章　总则\n第一条　甲。\n第二条　乙。\n第二章　附则\n第三条　丙。\n"


@pytest.mark.parametrize(
    "order",
    [
        "增加一章，作为第二章，章名为“罚则”，包括第三条至第四条：\n“第三条　罚。\n“第四条　再罚。\n“第五条　三罚。”",
        "增加一章，作为第二章，章名为“罚则”。在该章中增加三条，分别作为第三条、第四条、第五条：“罚。\n“再罚。”",
        "增加两章，作为第二章、第三章：“第二章　罚则\n“第三条　罚。”",
        "增加一章，作为第二章：“第三章　罚则\n“第三条　罚。”",
        "增加一章，作为第二章，章名为“罚则”，包括第三条至第九条。",
    ],
)
def test_a_chapter_whose_articles_are_refused_is_refused_with_them(order: str) -> None:
    """No heading stays without its articles, and none takes those of the chapter behind it."""
    done = carry_out(PARTED, order)
    assert done.statute.to_text().endswith(PARTED[PARTED.index("第一章") :])
    assert [f for f in done.findings if f.severity.name == "ERROR"]
