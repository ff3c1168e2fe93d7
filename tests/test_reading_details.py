"""What the smallest words and marks of a decision or a printed text decide, each by the line that shows it."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.binding.word_edits import find_words
from lawtrack.comparison.align import _chain
from lawtrack.comparison.grams import spelled
from lawtrack.comparison.lexicon import cut_words
from lawtrack.comparison.token_diff import _marked, _slide, _torn
from lawtrack.decision.drafts import provision_heading
from lawtrack.decision.headings import part_verb
from lawtrack.decision.orders import Place, RepealStatutes
from lawtrack.decision.page import cut_spacing
from lawtrack.decision.payload import _numbered_alike
from lawtrack.decision.phrases.wording import _follows, in_all
from lawtrack.model.address import parse_address
from lawtrack.model.levels import Level, Unit
from lawtrack.syntax.encoding import _SAMPLE, decode
from lawtrack.syntax.note import passer_of
from lawtrack.syntax.statute.columns import _Reading, _score

HEAD = "关于修改《例市渡口条例》的决定\n"


def orders(body: str, head: str = HEAD) -> list[str]:
    """What a decision orders, a line for each; "?" for what is not read."""
    decision = lt.parse_decision(head + body)
    return [str(o) if i.orders else "?" for i in decision.instructions for o in i.orders or ("",)]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("一、同时删去第三条第二款，第五条。", ["第三条第二款", "第五条"]),
        ("一、同时删去第三条、第四条，第六条第二款。", ["第三条", "第四条", "第六条第二款"]),
        ("一、删去第三章第一条至五条。", ["第一条至第五条"]),
        ("一、第十条之〇修改为：“甲。”", ["第十条"]),
        ("一、第三条修改为:\n第三条　甲乙。\n二、删去第四条。", ["第三条", "第四条"]),
        ("一、将第二条第一款、第三款中的“甲”修改为“乙”，第二款中的“丙”修改为“丁”。", ["第二条第一款", "第二条第三款", "第二条第二款"]),
        ("一、第十条原为：“甲。”现修改为：“乙。”", ["第十条"]),
    ],
)  # fmt: skip
def test_which_provisions_an_instruction_names(body: str, places: list[str]) -> None:
    decision = lt.parse_decision(HEAD + body)
    assert not decision.unread
    named = [p for i in decision.instructions for o in i.orders for p in o.places]  # type: ignore[attr-defined]
    assert [str(p) for p in named] == places


def test_an_article_may_be_named_with_its_heading() -> None:
    decision = lt.parse_decision(HEAD + "一、第二条“乙”中第二项“（二）丑”修改为“（二）新丑”。")
    (order,) = decision.instructions[0].orders
    assert [(str(p.address), p.named) for p in order.places] == [("第二条第二项", "第二条乙")]  # type: ignore[attr-defined]


def test_before_and_behind_a_sentence() -> None:
    law = "例市渡口条例\n第一条　子。丑。\n第二条　子。丑。\n"
    decision = lt.parse_decision(HEAD + "一、第一条第二句前增加一句：“甲。”\n二、第二条第一句后增加一句：“甲。”")
    assert lt.amend(lt.parse_statute(law), decision).statute.to_text() == law.replace("子。丑", "子。甲。丑")
    decision = lt.parse_decision(HEAD + "一、第一条第一句前增加一句：“甲。”\n二、第二条第二句后增加一句：“甲。”")
    after = lt.amend(lt.parse_statute(law), decision).statute
    assert [u.text for u in after.units if "子" in u.text] == ["甲。子。丑。", "子。丑。甲。"]


@pytest.mark.parametrize("body", ["一、第三条第一款句末增加：“甲。”", "一、在第三条句尾增加“甲”。"])
def test_the_end_of_a_sentence_is_a_place_at_which_text_is_appended(body: str) -> None:
    (order,) = lt.parse_decision(HEAD + body).instructions[0].orders
    assert order.phrase == "append" and [p.part for p in order.places] == ["sentence"]  # type: ignore[attr-defined]


def test_two_articles_that_follow_one_another_are_divided_together() -> None:
    (order,) = lt.parse_decision(HEAD + "一、将第三条、第四条分为两款。").instructions[0].orders
    assert [(str(p.address), str(p.through)) for p in order.places] == [("第三条", "第四条")]  # type: ignore[attr-defined]
    assert not lt.parse_decision(HEAD + "一、将第三条、第五条分为两款。").instructions[0].orders


def test_a_list_is_added_to_one_annex() -> None:
    read, unread = (
        lt.parse_decision(HEAD + f"一、在{place}中增加下列法律：“《甲法》\n“《乙法》”").instructions[0].orders
        for place in ("附件一", "附件一、附件二")
    )
    assert [o.phrase for o in read] == ["add-listed"] and not unread


def test_places_of_two_articles_do_not_follow_one_another() -> None:
    assert not _follows(Place(parse_address("第一条第一款")), Place(parse_address("第三条第二款")))


def test_words_are_found_whatever_width_their_marks_have() -> None:
    found = find_words("渡口,应当设灯", "渡口，应当")
    assert [(m.start, m.end, m.loose) for m in found] == [(0, 5, True)]


def test_a_decision_of_which_only_the_title_is_known() -> None:
    decision = lt.Decision("关于修改《例市渡口条例》的决定")
    assert (decision.note, decision.body, decision.adopted, decision.unread) == ("", "", "", ())


REPEALS = "例市人民政府关于废止部分规章的决定\n"


@pytest.mark.parametrize(
    ("body", "repealed", "other"),
    [
        ("一、《甲条例》失效。", ["甲条例"], []),
        ("一、废止《甲条例》，停止施行《乙条例》。", ["甲条例", "乙条例"], []),
        ("一、废止《甲条例》，废止《乙条例》第四条。", ["甲条例"], ["乙条例"]),
        ("一、废止《甲条例》，停止执行《乙条例》第四条设定的许可。", ["甲条例"], ["乙条例"]),
        ("一、停止执行《乙条例》第四条设定的许可，废止《甲条例》。", ["甲条例"], ["乙条例"]),
    ],
)
def test_two_repeals_in_one_sentence(body: str, repealed: list[str], other: list[str]) -> None:
    decision = lt.parse_decision(REPEALS + body)
    found = [o for i in decision.instructions for o in i.orders if isinstance(o, RepealStatutes)]
    assert [t for o in found for t in o.titles] == repealed
    parts = [p for p in decision.amended if p.title in other]
    assert [p.title for p in parts] == other
    assert all(bool(i.orders) is ("设定" not in body) for p in parts for i in p.instructions)
    assert bool(decision.unread) is ("设定" in body)


def test_a_line_under_a_repealed_provision_has_its_own_number() -> None:
    decision = lt.parse_decision(REPEALS + "一、废止《丙条例》第四条第二款。\n例市的第四条第二款。")
    assert [i.label for i in decision.instructions] == ["一（1）", "一（2）"]


def test_each_statute_named_in_a_sentence_has_its_part() -> None:
    decision = lt.parse_decision(
        "关于修改部分法规的决定\n1、将《甲条例》第一条修改为“甲。”\n2、将《甲条例》第二条修改为“乙。”\n3、将《乙条例》第二条修改为“丙。”"
    )
    assert [(p.title, [i.label for i in p.instructions]) for p in decision.amended] == [
        ("甲条例", ["1", "2"]),
        ("乙条例", ["3"]),
    ]
    assert not decision.unread


def test_places_are_written_once() -> None:
    one, two = (Place(parse_address(a)) for a in ("第一条第一款", "第一条第二款"))
    assert in_all((one, two)) == "第一条第一款、第二款"
    assert in_all((one, Place())) == "第一条第一款、相关条文"


def test_a_number_that_is_none_is_followed_by_nothing() -> None:
    none, one, two = (Place(parse_address(a)) for a in ("第零条", "第一条", "第二条"))
    assert (_follows(none, one), _follows(one, two), _follows(two, one)) == (False, True, False)


def test_the_heading_of_a_part_is_short() -> None:
    name = "修改甲条例等十八件地方性法规"
    longest = name.replace(
        "甲", "甲" * next(n for n in range(1, 99) if part_verb(name.replace("甲", "甲" * (n + 1))) is None)
    )
    assert len(longest) == 60


def test_the_verb_before_the_provision_of_a_heading() -> None:
    assert provision_heading("六、将第六条作如下修改：", "（一）第一款修改为：“甲”。") == (3, 6)


def test_stretched_lines_count_their_blanks() -> None:
    line = "修 改 甲 乙 丙 丁 戊 己\n"
    assert [end for _, end in cut_spacing(line * 3).holes][:7] == [2, 4, 6, 8, 10, 12, 14]
    assert cut_spacing(line * 2).holes == ()


# -- statutes, notes and files


def units(text: str) -> list[tuple[str, str]]:
    law = lt.parse_statute(text)
    return [(str(a), u.text) for a, u in list(zip(law.addresses, law.units, strict=True))[3:]]


def test_a_chapter_heading_torn_in_two_with_no_chapter_behind() -> None:
    assert units("例法\n第一章　关于渡口\n管理职责\n第一条　甲。\n")[0] == ("第一章", "关于渡口管理职责")
    assert units("例法\n第一章　关于渡口\n管理职责\n第一条　甲。\n第二章　其他\n第二条　乙。")[0] == (
        "第一章",
        "关于渡口管理职责",
    )


def test_an_item_without_a_stop_at_the_end_of_the_text() -> None:
    assert units("例法\n第一条　甲：\n（一）乙；\n（二）丙\n丁戊。")[-1] == ("第一条第二款", "丁戊。")


def test_half_of_the_title_printed_again_is_known_from_eight_characters_on() -> None:
    text = "例市人民代表大会甲乙条例\n（2001年1月1日通过）\n例市人民代表大会\n第一条　甲。"
    assert lt.parse_statute(text).note == "（2001年1月1日通过）"
    assert "人民代表大会" in lt.parse_statute(text.replace("\n例市", "\n市")).note


def test_a_name_whose_inner_marks_do_not_close_is_taken_as_printed() -> None:
    law = lt.parse_statute("例法\n第一条　依照《甲〈乙》》（试行）第三条的规定。")
    assert [(e.reference.text, e.reference.title) for e in lt.list_references(law).entries] == [
        ("第三条", "甲〈乙》（试行）")
    ]


def test_who_passed_a_text() -> None:
    assert passer_of("（2023年11月24日例市人民代表大会常务委员会第六次会议通过）") == "例市人民代表大会常务委员会"


def test_wide_characters_are_known_by_one_common_character_in_twenty() -> None:
    assert decode(("龘" * 19 + "的，").encode("utf-16-le")) == "龘" * 19 + "的，"
    with pytest.raises(lt.InputError):
        decode(("龘" * 20 + "的，").encode("utf-16-le"))


def test_a_zero_byte_is_looked_for_at_the_beginning_of_a_file() -> None:
    with pytest.raises(lt.InputError):
        decode(b"a" * (4 * _SAMPLE - 1) + b"\0a")
    assert decode(b"a" * 4 * _SAMPLE + b"\0a").endswith("\0a")


def test_a_mark_of_the_encoding_is_believed_where_it_stands() -> None:
    assert [decode(x) for x in ("\ufeff例".encode("utf-16-le"), "例法".encode())] == ["例", "例法"]


def test_the_longer_the_word_a_seam_makes_the_more_it_says() -> None:
    seams = (("甲乙", "丙丁"),)
    scores = [_score(text, _Reading(0, 0, "", seams)) for text in ("乙丙", "乙丙丁", "甲乙丙", "甲乙丙丁")]
    assert scores == [1, 4, 4, 13]


def test_no_gram_reaches_over_the_end_of_a_text() -> None:
    assert [line.split() for line in spelled(["审计机关", "法", "法。"])] == [
        ["审计", "计机", "机关", "关"],
        ["法"],
        ["法"],
    ]
    hostile = ["，。甲__乙\x01\x02丙", "", "。", "𠮷野，Ab１", "甲（一）乙", "\ud800甲"]
    assert [line.split() for line in spelled(hostile)] == [
        ["甲", "乙", "丙"], [], [], ["𠮷野", "野", "ab", "b1", "1"], ["甲", "一", "乙"], ["甲"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("open_", "label", "alike"),
    [
        ("1.", "2.", True), ("1、", "2、", True), ("（1）", "（2）", True),
        ("1.", "1、", False), ("1.", "a.", False), ("1.", "（1）", False), ("（一）", "1.", False), ("（一）", "（1）", False),
    ],
)  # fmt: skip
def test_numbers_of_one_kind_are_of_one_level(open_: str, label: str, alike: bool) -> None:
    assert _numbered_alike([Unit(Level.ITEM, open_, "甲")], label) is alike


# -- comparison


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("国家有经常性演出", ["国家", "有", "经常性", "演出"]),
        ("变质犯罪行", ["变质", "犯罪", "行"]),
        ("龘龘", ["龘", "龘"]),
    ],
)
def test_of_the_ways_to_cut_a_text_the_one_of_the_most_usual_words(text: str, words: list[str]) -> None:
    assert list(cut_words(text)) == words


def test_of_pairs_of_the_same_weight_the_first_are_taken() -> None:
    assert _chain([(0, 2, 1.0), (2, 3, 1.0), (3, 3, 1.0)]) == [(0, 2), (2, 3)]
    assert _chain([(0, 1, 1.0), (1, 1, 1.0), (3, 3, 1.0)]) == [(0, 1), (3, 3)]


def test_a_fragment_between_two_changes() -> None:
    added, deleted, both = ((), ("甲",)), (("甲",), ()), (("甲",), ("乙",))
    assert _torn(added, ["丙"], added) and not _torn(added, ["丙丁"], added)  # type: ignore[arg-type]
    assert _torn(deleted, ["丙"], deleted) and not _torn(deleted, ["丙丁"], deleted)  # type: ignore[arg-type]
    assert _torn(added, ["丙丁戊己庚"], deleted) and _torn(both, ["丙丁戊己庚"], added)  # type: ignore[arg-type]


def test_how_much_is_marked() -> None:
    assert _marked([(0, ["甲"]), (1, ["乙丙"]), (-1, ["丁"])]) == 3


def test_what_was_added_is_the_whole_clause() -> None:
    left, added, right = list("甲"), list("乙甲"), list("乙丁")
    _slide(left, added, right)
    assert (left, added, right) == ([], list("甲乙"), list("甲乙丁"))


def tree(text: str) -> list[str]:
    """The lines of a statute that is read: address, label and words."""
    law = lt.parse_statute("例市渡口条例\n" + text)
    return [f"{a} {u.label} {u.text}" for a, u in zip(law.addresses, law.units, strict=True) if u.label or u.text][1:]


ONE = ["第一条 第一条 ", "第一条第一款  渡口由市交通部门管理。"]
TWO = ["第二条 第二条 ", "第二条第一款  渡工应当持证。"]


@pytest.mark.parametrize(
    "page", ["- 2 -", "— 2 —", "第 2 页 共 9 页", "第2页/共9页", "第 2 页", "例市渡口条例", "例市渡口条例　2"]
)
def test_what_a_page_prints_between_articles_is_no_line_of_the_statute(page: str) -> None:
    """A number of a page became a heading or a 款 without a word, and so did the title at the head of a page."""
    assert tree(f"第一条　渡口由市交通部门管理。\n{page}\n第二条　渡工应当持证。") == ONE + TWO
    law = lt.parse_statute(f"例市渡口条例\n第一条　渡口由市交通部门管理。\n{page}\n第二条　渡工应当持证。")
    assert [f.code for f in law.findings] == ["statute.furniture"]
    torn = "渡工应当按照国家有关规定取得适任证书并且随身携带"
    found = tree(f"第一条　{torn}\n{page}\n以备查验。\n第二条　渡工应当持证。")
    assert found == ["第一条 第一条 ", f"第一条第一款  {torn}以备查验。", *TWO]


def test_a_second_copy_is_no_page_of_the_first() -> None:
    text = "第一条　渡口由市交通部门管理。\n第二条　渡工应当持证。"
    law = lt.parse_statute(f"例市渡口条例\n{text}\n例市渡口条例\n{text}")
    assert "statute.duplicate-number" in {f.code for f in law.findings}


CHAPTERS = ["第一章 第一章 总则", *ONE, "第二章 第二章 附则", *TWO]


@pytest.mark.parametrize(
    "text",
    [
        "目录 第一章 总则 第二章 附则\n第一章 总则\n{}\n第二章 附则\n{}",
        "目　录　第一章　总则　第二章　附　则\n第一章　总则\n{}\n第二章　附则\n{}",
        "目录\n第一章　总则（第一条）\n第二章　附则（第二条）\n第一章　总则\n{}\n第二章　附则\n{}",
        "目录\n第一章　总则（第一条至第一条）…………1\n第二章　附则（第二条）…………2\n第一章　总则\n{}\n第二章　附则\n{}",
        "第一章 总则 {}\n第二章 附则 {}",
    ],
)
def test_headings_that_lost_their_line_breaks_or_tell_their_articles(text: str) -> None:
    """The title took the table of contents, a heading the article below it, and 第二章 became a 款, without a word."""
    text = text.format("第一条　渡口由市交通部门管理。", "第二条　渡工应当持证。")
    assert tree(text) == CHAPTERS
    law = lt.parse_statute("例市渡口条例\n" + text)
    assert law.title == "例市渡口条例" and [f for f in law.findings if f.severity.value != "info"] == []


@pytest.mark.parametrize("stage", ["", "（试行）"])
@pytest.mark.parametrize(
    "note",
    [
        "（2015年3月1日例市人民代表大会常务委员会通过）",
        "（2015年3月1日例市人民代表大会常务委员会通过　根据2018年5月31日例市人民代表大会常务委员会《关于修改〈例市渡口条例〉的决定》修正）",
    ],
)
def test_an_adoption_note_on_the_line_of_the_title(stage: str, note: str) -> None:
    law = lt.parse_statute(f"例市渡口条例{stage}{note}\n第一条　甲。")
    assert (law.title, law.note) == (f"例市渡口条例{stage}", note)
    assert lt.parse_statute("例市渡口条例（2020年修正本）\n第一条　甲。").note == ""


@pytest.mark.parametrize("marks", ["一）,（二）,三）", "1）,2）,3）", "（一）,（二）,（三）"])
def test_items_whose_first_bracket_is_lost(marks: str) -> None:
    a, b, c = marks.split(",")
    law = lt.parse_statute(f"例市渡口条例\n第一条　禁止下列行为：\n{a}甲；\n{b}乙；\n{c}丙。")
    assert [law[f"第一条第{n}项"].text for n in "一二三"] == ["甲；", "乙；", "丙。"]
    torn = lt.parse_statute("例市渡口条例\n第一条　依照有关技术标准（第三十\n二）的规定办理。")
    assert "statute.unfinished" in {f.code for f in torn.findings}


def test_the_first_item_on_the_line_that_leads_into_the_list() -> None:
    """（二） alone was the list, and an order on it gave it the number （一）."""
    law = lt.parse_statute("例市渡口条例\n第一条　禁止下列行为：（一）甲；\n（二）乙。")
    assert [law[f"第一条第{n}项"].text for n in "一二"] == ["甲；", "乙。"]
    lost = lt.parse_statute("例市渡口条例\n第一条　禁止下列行为：\n（二）乙；\n（三）丙。")
    assert [(f.code, f.address) for f in lost.findings] == [("statute.item-number", "第一条第一款第二项")]
    goes_on = lt.parse_statute("例市渡口条例\n第一条　禁止：\n（一）甲。\n应当：\n（二）乙。")
    assert "statute.item-number" not in {f.code for f in goes_on.findings}


def test_a_line_behind_the_last_sentence_is_told() -> None:
    law = lt.parse_statute("例市渡口条例\n第一条　甲。\n第二条　自公布之日起施行。\n责任编辑：例某")
    assert [(f.code, f.address) for f in law.findings] == [("statute.unfinished", "第二条第二款")]
    assert lt.parse_statute("例市渡口条例\n第一条　甲。\n第二条　乙").findings == ()


def test_a_number_with_its_branch_before_the_word() -> None:
    assert tree("第一条　甲。\n第一之一条　乙。\n第二条　丙。")[2:4] == [
        "第一条之一 第一之一条 ",
        "第一条之一第一款  乙。",
    ]


def test_marks_behind_numbers_are_no_text() -> None:
    law = lt.parse_statute(
        "例市渡口条例\n目次\n第一章：总则\n第二章：附则\n第一章：总则\n第一条．甲。\n第二章：附则\n第二条.乙。"
    )
    assert [(str(a), u.text) for a, u in zip(law.addresses, law.units, strict=True)][3:] == [
        ("第一章", "总则"),
        ("第一条", ""),
        ("第一条第一款", "甲。"),
        ("第二章", "附则"),
        ("第二条", ""),
        ("第二条第一款", "乙。"),
    ]
    page = lt.parse_statute("例市渡口条例\n第一条&nbsp;&nbsp;甲。\n第二条&#12288;乙。")
    assert (page["第一条"].text, page["第二条"].text) == ("甲。", "乙。")


def test_an_annex_behind_one_that_is_lost_is_an_annex() -> None:
    law = lt.parse_statute("例市渡口条例\n第一条　甲。\n附件1\n甲录\n东渡\n附件3\n乙录\n西渡")
    assert [a.label for a in law.annexes] == ["附件1", "附件3"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第一条　甲。\n第二条\n第三条　丙。", [("statute.empty", "第二条")]),
        ("第一条　甲。\n第二条　乙。\n第三条", [("statute.empty", "第三条")]),
        ("第一条　甲。\n第二条（删去）\n第三条　丙。", []),
        ("第一条　甲。\n第二条　本条例自公布之日起施行。例市人民政府 2020年3月1日", [("statute.unfinished", "第二条第一款")]),
    ],
)  # fmt: skip
def test_articles_without_text_and_signatures_on_their_line_are_told(text: str, told: list[tuple[str, str]]) -> None:
    assert [(f.code, f.address) for f in lt.parse_statute(f"例市渡口条例\n{text}").findings] == told
