"""Small rules of reading, carrying out and undoing, each by the words that show it."""

from __future__ import annotations

import pytest

import lawtrack as lt
from lawtrack.binding.explain import nearest
from lawtrack.binding.word_edits import Match, find_words
from lawtrack.binding.working_copy import squash
from lawtrack.decision.corrections import _find
from lawtrack.decision.orders import Place
from lawtrack.decision.payload import payload_units
from lawtrack.decision.phrases.wording import place_text
from lawtrack.decision.repeals import listed
from lawtrack.model.gaps import GAP
from lawtrack.model.levels import Level
from lawtrack.rewinding.word_search import _with_marks
from lawtrack.syntax.note import parse_note
from lawtrack.syntax.note_entries import marks_of

LAW = (
    "例市渡口条例\n（2001年1月1日例市人大常委会通过）\n第一条　甲。乙。丙。\n第二条　渡口应当设灯。\n"
    "第三条　违反第二条的，罚款10元；违反第一条的，罚款110元。\n"
)
HEAD = "关于修改《例市渡口条例》的决定\n"


def amended(orders: str, law: str = LAW) -> tuple[lt.Statute, lt.Amendment]:
    done = lt.amend(lt.parse_statute(law), lt.parse_decision(HEAD + orders))
    return done.statute, done


def texts(law: lt.Statute, article: str) -> list[str]:
    return [u.text for a, u in zip(law.addresses, law.units, strict=True) if str(a).startswith(article) and u.text]


def test_preamble_and_signature_carry_no_label() -> None:
    law = lt.parse_statute("例法\n为了甲，制定本法。\n第一条　乙。\n例市人民政府\n2001年1月1日")
    assert [(u.level, u.label, u.text) for u in law.units[3:]] == [
        (Level.PREAMBLE, "", ""), (Level.PARAGRAPH, "", "为了甲，制定本法。"), (Level.ARTICLE, "第一条", ""), (Level.PARAGRAPH, "", "乙。"),
        (Level.SIGNATURE, "", "例市人民政府"), (Level.SIGNATURE, "", "2001年1月1日"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "now", "before"),
    [
        ("一、第一条第二句修改为：“乙。”", "甲。乙。丙。", f"甲。{GAP}。丙。"),
        ("一、第一条第一句修改为：“甲。”", "甲。乙。丙。", f"{GAP}。乙。丙。"),
        ("一、删去第一条第一句。", "乙。丙。", f"{GAP}。乙。丙。"),
        ("一、删去第一条第二句。", "甲。丙。", f"甲。{GAP}。丙。"),
        ("一、删去第一条第三句。", "甲。乙。", f"甲。乙。{GAP}。"),
        ("一、删去第一条最后一句。", "甲。乙。", f"甲。乙。{GAP}。"),
    ],
)
def test_a_sentence_that_went_leaves_its_gap_where_it_stood(order: str, now: str, before: str) -> None:
    published = lt.parse_statute(LAW.replace("甲。乙。丙。", now))
    back = lt.rewind(published, lt.parse_decision(HEAD + order))
    assert texts(back.statute, "第一条") == [before]
    assert back.again == published and [f.code for f in back.findings] == ["rewind.gap"]


def test_a_line_of_an_article_that_was_another_is_a_gap() -> None:
    published = lt.parse_statute(LAW.replace("乙。", "\n乙。"))
    back = lt.rewind(published, lt.parse_decision(HEAD + "一、第一条第二自然段修改为：“乙。丙。”"))
    assert texts(back.statute, "第一条") == ["甲。", f"{GAP}。"]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("8%", "18%、8%、8%5", [Match(4, 6), Match(7, 9)]),
        ("5倍", "3.5倍、5倍", [Match(5, 7)]),
        ("8", "88、8", [Match(3, 4)]),
        ("第8", "第8条，第88条", [Match(0, 2)]),
        ("甲乙", "甲 乙丙", [Match(0, 3, True)]),
        ("甲，乙", "甲,乙丙", [Match(0, 3, True)]),
        ("甲乙", "甲乙丙", [Match(0, 2)]),
    ],
)
def test_words_are_found_whole_and_numbers_are_not_cut(words: str, text: str, found: list[Match]) -> None:
    assert list(find_words(text, words)) == found


def test_the_criminal_law_keeps_its_numbers_whatever_the_decision_is_called() -> None:
    law = "中华人民共和国刑法\n第一条　甲。\n第二条　乙。\n第三条　丙。"
    done = lt.amend(lt.parse_statute(law), lt.parse_decision("关于修改《中华人民共和国刑法》的决定\n一、删去第二条。"))
    assert [a.label + a.text for a in done.statute.articles] == ["第一条甲。", "第二条（删去）", "第三条丙。"]
    other = law.replace("刑法", "渡口法")
    order = "关于修改《中华人民共和国渡口法》的决定\n一、删去第二条。"
    done = lt.amend(lt.parse_statute(other), lt.parse_decision(order))
    assert [a.label + a.text for a in done.statute.articles] == ["第一条甲。", "第二条丙。"]


@pytest.mark.parametrize("numbers", ["", "改为三款，作为第二款、第三款、第四款"])
def test_a_paragraph_that_becomes_three(numbers: str) -> None:
    order = f"一、第一条第二款{numbers or '修改为'}：“乙一。\n“乙二。\n“乙三。”"
    law, _ = amended(order, "例市渡口条例\n第一条　甲。\n乙。\n丙。\n")
    assert texts(law, "第一条") == ["甲。", "乙一。", "乙二。", "乙三。", "丙。"]


def test_each_statute_of_a_decision_has_its_part_of_the_text() -> None:
    parts = ["一、《例市渡口条例》\n（一）将第一条中的“甲”修改为“乙”。", "二、《例市船舶条例》\n（一）删去第二条。"]
    decision = lt.parse_decision("\n".join(["关于修改《例市渡口条例》等两件法规的决定", *parts]))
    spans = [a.span for a in decision.amended]
    assert [decision.source[s.start : s.end] for s in spans if s is not None] == parts


def test_a_correction_is_made_wherever_its_words_stand_the_beginning_too() -> None:
    assert _find("甲 乙丙甲乙", "甲乙") == [(0, 3), (4, 6)]
    assert _find("丙丁", "甲乙") == []


def test_only_what_differs_between_contents_and_headings_is_told() -> None:
    law = lt.parse_statute(
        "例法\n目录\n第一章　总则\n第二章　船舶\n第三章　附则\n第一章　总则\n第一条　甲。\n第二章　渡船\n第二条　乙。\n第三章　附则\n第三条　丙。"
    )
    (told,) = law.findings
    assert told.code == "statute.contents"
    assert "目录有而正文没有：第二章船舶；正文有而目录没有：第二章渡船）" in told.message


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    ],
)  # fmt: skip
def test_every_byte_order_mark_is_known(mark: bytes, encoding: str) -> None:
    assert lt.read_statute(mark + LAW.encode(encoding)).to_text() == LAW


@pytest.mark.parametrize(
    ("note", "kind", "day", "value"),
    [
        ("（2001年1月1日例市人民政府令第3号发布）", "制定", "promulgated", "2001-01-01"),
        ("（2001年1月1日起施行）", "制定", "effective", "2001-01-01"),
        ("（2001年1月1日例省人大常委会批准）", "制定", "approved", "2001-01-01"),
        ("（2000年1月1日例市人大常委会通过　2003年3月3日修正）", "修正", "adopted", "2003-03-03"),
        ("（2000年1月1日例市人大常委会通过　2003年3月3日修订）", "修订", "adopted", "2003-03-03"),
        ("（2000年1月1日例市人大常委会通过　2002年2月2日公布）", "制定", "promulgated", "2002-02-02"),
        ("（2000年1月1日例市人大常委会通过　自2002年3月3日起施行）", "制定", "effective", "2002-03-03"),
    ],
)
def test_each_day_of_an_adoption_note_has_its_meaning(note: str, kind: str, day: str, value: str) -> None:
    act = parse_note(note)[-1]
    assert act.kind == kind and getattr(act, day) == value
    others = {"approved", "promulgated", "effective"} - {day}
    assert not any(getattr(act, d) for d in others)


def test_invisible_characters_are_told_by_line_and_place() -> None:
    text = HEAD + "一、将第一\u200b条中的“甲”修改为“乙”。\n二、删去第二\u200b条\u200b。\n本决定自公\u200b布之日起施行。"
    told = [f for f in lt.parse_decision(text).findings if f.code == "decision.invisible"]
    lines = text.split("\n")
    assert [f.span.line for f in told if f.span] == [2, 3, 4]
    assert [len(f.repair.edits) for f in told if f.repair] == [lines[n].count("\u200b") for n in (1, 2, 3)]
    assert all(text[s.start : s.end] == "\u200b" for f in told if f.repair for s in f.repair.edits)


def test_what_a_line_of_a_list_of_repealed_statutes_names() -> None:
    rows = {"《甲条例》": "甲条例", "例市人民法院《关于甲的规定》": "例市人民法院关于甲的规定", "例市《甲条例》": "甲条例", "例市人民政府《甲办法》": "甲办法"}  # fmt: skip
    assert {row: found.title for row in rows if (found := listed(row)) is not None} == rows


@pytest.mark.parametrize(
    ("words", "text", "stretch"),
    [("渡船灯", "甲乙渡船灯丙丁", "渡船灯"), ("很长很长的渡口的灯船", "渡口的灯", "渡口的灯"), ("甲", "乙丙", "")],
)
def test_the_likest_stretch_is_pointed_at(words: str, text: str, stretch: str) -> None:
    start, end = nearest(words, text)
    assert text[start:end] == stretch


@pytest.mark.parametrize(
    ("address", "part", "written"),
    [
        ("第七条", "head", "第七条条首部分"), ("第七条第一款", "head", "第七条第一款款首"), ("第二章", "heading", "第二章章名"),
        ("第二章第一节", "heading", "第二章第一节节名"), ("第七条", "heading", "第七条标题"), ("第七条", "sentence-2", "第七条第二句"),
        ("第七条第一款", "sentence--1", "第七条第一款最后一句"), ("第七条", "line-2", "第七条第二自然段"), ("第七条", "tail", "第七条末尾"),
        ("第七条", "start", "第七条开始部分"), ("第七条第一款", "items", "第七条第一款各项"),
    ],
)  # fmt: skip
def test_every_part_of_a_provision_has_its_word(address: str, part: str, written: str) -> None:
    assert place_text(Place(lt.parse_address(address), part=part)) == written
    assert place_text(Place(part="headings")) == "所有章名" and place_text(Place(part="tail")) == "末尾"


def test_a_conflict_shows_both_sides_with_their_instructions() -> None:
    law = lt.parse_statute(LAW)
    first, second = (
        lt.amend(law, lt.parse_decision(f"{HEAD}{n}、将第二条中的“灯”修改为“{w}”。")).patch
        for n, w in (("一", "牌"), ("二", "钟"))
    )
    (row,) = lt.merge(first, second, law).to_dicts()
    assert row == {
        "provision": "第二条第一款", "kind": "text", "message": "第二条第一款：两项修改涉及同一处文字", "before": "渡口应当设灯。",
        "first": "渡口应当设牌。", "second": "渡口应当设钟。", "first_instruction": "一", "second_instruction": "二",
        "first_words": "一、将第二条中的“灯”修改为“牌”。", "second_words": "二、将第二条中的“灯”修改为“钟”。",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("note", "marks"),
    [
        ("（2001年1月1日某会通过　2003年3月3日某会修订通过）", []),
        ("（2001年1月1日某会通过　2003年3月3日第一次修订）", [("修订", 1)]),
        ("（2003年3月3日第二次修订通过）", [("修订", 2)]),
        ("（2001年1月1日某会通过　2003年3月3日修正）", [("修正", None)]),
        ("（2001年1月1日通过的修正案公布）", []),
    ],
)
def test_which_amendments_of_a_note_count(note: str, marks: list[tuple[str, int | None]]) -> None:
    assert [(m.kind, m.number) for m in marks_of(note)] == marks


def test_empty_lines_within_new_text_part_nothing() -> None:
    units = payload_units(("甲：", "", "（一）乙；", "　", "（二）丙。"), Level.PARAGRAPH)
    assert [(u.label, u.text) for u in units] == [("", "甲："), ("（一）", "乙；"), ("（二）", "丙。")]


def test_marks_beside_words_may_have_come_with_them() -> None:
    assert _with_marks("甲乙丙", Match(1, 2)) == [(1, 2)]
    assert _with_marks("甲，乙。丙", Match(2, 3)) == [(2, 3), (1, 3), (2, 4)]


def test_headings_are_compared_without_white_space() -> None:
    assert squash("总 \u3000则\n") == "总则"


def test_a_sentence_that_orders_other_names_is_no_order() -> None:
    text = HEAD + "一、删去第二条。\n二、对其他条款中的机构名称作相应修改。\n三、《例市渡口条例》根据本决定作相应修改，重新公布。\n本决定自公布之日起施行。"  # fmt: skip
    decision = lt.parse_decision(text)
    assert [f.kind for f in decision.formal] == ["title", "adjustment", "republication", "effective"]


THREE = "第一条　甲。\n第二条　乙。\n第三条　丙。\n"
LIST = "第一条　下列情形：\n（一）甲；\n（二）乙；\n（三）丙。\n"
CHAPTERS = "第一章　总则\n第一条　甲。\n第二章　分则\n第二条　乙。\n第三章　附则\n第三条　丙。\n"


@pytest.mark.parametrize(
    ("law", "orders", "result"),
    [
        # marks at the end of items: the marks of the list decide, whatever else items end with
        ("第一条　下列情形：\n（一）甲（注）\n（二）乙（注）\n（三）丙。\n（四）丁。\n", "一、第一条增加一项，作为第五项：“（五）己”",
         "第一条　下列情形：\n（一）甲（注）\n（二）乙（注）\n（三）丙。\n（四）丁。\n（五）己。\n"),
        (LIST, "一、第一条增加一项，作为第一项：“己”", "第一条　下列情形：\n（一）己；\n（二）甲；\n（三）乙；\n（四）丙。\n"),
        (LIST, "一、删去第一条第三项。", "第一条　下列情形：\n（一）甲；\n（二）乙。\n"),
        (LIST, "一、删去第一条第三项，增加一项，作为第三项：“己，”", "第一条　下列情形：\n（一）甲；\n（二）乙；\n（三）己，\n"),
        (LIST.replace("（一）", "1.").replace("（二）", "2.").replace("（三）", "3."), "一、第一条增加一项，作为第二项：“己”",
         "第一条　下列情形：\n1.甲；\n2.己；\n3.乙；\n4.丙。\n"),
        # chapters and sections find their place by their number
        (CHAPTERS, "一、增加一章，作为第二章：“第二章　渡船\n“第二条　子。\n“第三条　丑。”",
         "第一章　总则\n第一条　甲。\n第二章　渡船\n第二条　子。\n第三条　丑。\n第三章　分则\n第四条　乙。\n第四章　附则\n第五条　丙。\n"),
        ("第一章　总则\n第一节　一般\n第一条　甲。\n第二节　其他\n第二条　乙。\n第二章　附则\n第三条　丙。\n",
         "一、增加一节，作为第一章第二节：“第二节　渡船\n“第二条　子。”",
         "第一章　总则\n第一节　一般\n第一条　甲。\n第二节　渡船\n第二条　子。\n第三节　其他\n第三条　乙。\n第二章　附则\n第四条　丙。\n"),
        (CHAPTERS, "一、将第二章章名修改为：“第二章　其他”。\n二、将第一章章名修改为“一般规定”。", CHAPTERS.replace("分则", "其他").replace("总则", "一般规定")),
        # what is appended goes to the end of the article, or to its beginning
        ("第一条　甲。\n乙。\n", "一、在第一条末尾增加一句：“丁。”", "第一条　甲。\n乙。丁。\n"),
        ("第一条　甲。\n乙。\n", "一、在第一条开头增加：“根据法律，”。", "第一条　根据法律，甲。\n乙。\n"),
        ("第一条　下列情形：\n（一）甲；\n（二）乙。\n丁。\n", "一、在第一条末尾增加“但戊除外”。", "第一条　下列情形：\n（一）甲；\n（二）乙。\n丁，但戊除外。\n"),
        # references go with what they mean, in their own style
        (THREE + "第四条　违反第二条的，警告；违反第3条的，罚款。\n", "一、删去第一条。", "第一条　乙。\n第二条　丙。\n第三条　违反第一条的，警告；违反第2条的，罚款。\n"),
        (LIST + "违反前款第三项的，处罚。\n", "一、删去第一条第二项。", "第一条　下列情形：\n（一）甲；\n（二）丙。\n违反前款第二项的，处罚。\n"),
        (LIST + "第二条　违反第一条第（三）项的，处罚。\n", "一、删去第一条第一项。", "第一条　下列情形：\n（一）乙；\n（二）丙。\n第二条　违反第一条第（二）项的，处罚。\n"),
        (CHAPTERS.replace("丙。", "本条例第二章所称乙，包括第二条的丙。"), "一、增加一章，作为第二章：“第二章　渡船\n“第二条　子。”",
         "第一章　总则\n第一条　甲。\n第二章　渡船\n第二条　子。\n第三章　分则\n第三条　乙。\n第四章　附则\n第四条　本条例第三章所称乙，包括第三条的丙。\n"),
    ],
)  # fmt: skip
def test_where_new_text_goes_and_what_goes_with_it(law: str, orders: str, result: str) -> None:
    after, done = amended(orders, "例市渡口条例\n" + law)
    assert after.to_text() == "例市渡口条例\n" + result
    assert {f.code for f in done.findings if f.severity != "info"} <= {"amend.note"}


@pytest.mark.parametrize(
    ("law", "orders", "result", "told"),
    [
        (THREE, "一、增加一条，作为第二条：“子。”\n二、增加一条，作为第二条：“丑。”", THREE, "第一项未执行：修改后会有不止一处同作第二条（第一项新增的、第二项新增的）"),
        (THREE, "一、第二条修改为：“子。”\n二、第二条修改为：“丑。”", THREE, "对第二条整体作了两处修改或者删除，内容不同，都未执行"),
        (THREE, "一、第二条修改为：“子。”第二条修改为：“丑。”", THREE, "对第二条整体作了两处修改或者删除，内容不同，都未执行"),
        (THREE, "一、第二条修改为：“子。”\n二、第二条修改为：“子。”", THREE.replace("乙", "子"), ""),
        (THREE, "一、将第一条中的“甲”修改为“甲”。", THREE, "第一条中“甲”修改前后相同"),
        (THREE, "一、增加一款，作为第五条第二款：“子。”", THREE, "修改后没有第五条"),
        ("第一条　甲乙，丙。甲丁，丙。\n", "一、将第一条中的“甲……丙”修改为“戊”。", "第一条　甲乙，丙。甲丁，丙。\n", "有2处合于“甲……丙”"),
        ("第一条　甲乙。\n", "一、删去第一条中的“甲”，删去“丁”。", "第一条　乙。\n", "第一条中没有“丁”"),
        ("第一条　甲。\n下列情形：\n（一）乙；\n（二）丙。\n", "一、删去第一条第一款第二项。", "第一条　甲。\n下列情形：\n（一）乙。\n", "第一条第一款第二项不在所说的款中"),
        ("第一条　人民政府和民政部门。\n", "一、将第一条中的“民政”修改为“社会”。", "第一条　人民政府和社会部门。\n", "该处未改"),
        ("第一条　人民政府，甲。\n", "一、将第一条中的“民政”修改为“社会”，“甲”修改为“乙”。", "第一条　人社会府，乙。\n", "别处没有，已在该处修改"),
        (CHAPTERS, "一、删去第二条。", "第一章　总则\n第一条　甲。\n第二章　附则\n第二条　丙。\n", "第二章下已无条文，标题一并删去"),
        ("第一条　甲。\n第二条　乙。\n违反前款的，处罚。\n第三条　丙。\n", "一、第二条第一款单列一条，作为第四条。",
         "第一条　甲。\n第二条　违反前款的，处罚。\n第三条　丙。\n第四条　乙。\n", "“前款”在新文本中不再指原来的条文"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_out_is_told_and_changes_nothing_else(law: str, orders: str, result: str, told: str) -> None:  # fmt: skip
    after, done = amended(orders, "例市渡口条例\n" + law)
    assert after.to_text() == "例市渡口条例\n" + result
    messages = [f.message for f in done.findings if "题注" not in f.message]
    assert any(told in m for m in messages) if told else messages == []


def test_a_preamble_under_its_own_heading() -> None:
    law = lt.parse_statute("例法\n序　言\n　　甲乙丙。\n　　丁。\n第一章　总则\n第一条　戊。")
    assert [(u.level, u.label, u.text) for u in law.units[3:7]] == [
        (Level.PREAMBLE, "", "序　言"), (Level.PARAGRAPH, "", "甲乙丙。"), (Level.PARAGRAPH, "", "丁。"), (Level.CHAPTER, "第一章", "总则"),
    ]  # fmt: skip


def test_a_line_that_renames_nobody_knows_what_is_formal_and_told() -> None:
    decision = lt.parse_decision(
        HEAD + "一、删去第二条。\n此外，对相关部门的名称作相应调整。\n本决定自公布之日起施行。"
    )
    assert [f.kind for f in decision.formal] == ["title", "adjustment", "effective"]
    assert [f.code for f in decision.findings] == ["decision.unspecified"]
    assert len(decision.instructions) == 1


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("一三", "第一项之后是第三项，缺第二项；"), ("一二二", "第二项重复；"), ("二三", "从第二项开始，缺前面的各项；"),
        ("一二五", "第二项之后是第五项，缺第三项至第四项；"), ("一二三", ""), ("一三二", "第三项之后又是第二项；"),
    ],
)  # fmt: skip
def test_numbers_of_instructions_that_do_not_follow_are_told(numbers: str, told: str) -> None:
    decision = lt.parse_decision(HEAD + "\n".join(f"{n}、删去第{n}条。" for n in numbers))
    messages = [f.message for f in decision.findings]
    assert any(told in m for m in messages) if told else messages == []
    assert len(decision.instructions) == len(numbers)


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("第一章　甲\n第一条　子。\n第三章　乙\n第二条　丑。\n第四章　丙\n第三条　寅。", ["“第三章乙”前一个编号是一，编号不连续"]),
        ("第一条　下列：\n（一）甲；\n（三）乙；\n（四）丙。", ["“（三）乙；”前一个编号是一，编号不连续"]),
        ("第一条　下列：\n（一）甲；\n（三）乙；\n（三）丙。", ["“（三）乙；”前一个编号是一，编号不连续，应当是“（二）”"]),
        ("第一条　下列：\n（一）甲；\n（三）乙；\n（三）丙；\n（四）丁。", ["“（三）乙；”前一个编号是一，编号不连续，应当是“（二）”"]),
        ("第一条　下列：\n（一）甲；\n（二）乙；\n（三）丙。", []),
    ],
)  # fmt: skip
def test_a_number_that_does_not_follow_is_told_once(law: str, told: list[str]) -> None:
    found = [f.message for f in lt.parse_statute("例法\n" + law).findings]
    assert len(found) == len(told) and all(m.endswith(t) for m, t in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("第一条　甲（乙。\n第二条　丙）丁。", [("第一条第一款", "（"), ("第二条第一款", "）")]),
        ("第一条　甲。\n第二条　丙（丁。", [("第二条第一款", "（")]),
        ("第一条　甲。\n乙（丙。\n第二条　丁）。", [("第一条第二款", "（"), ("第二条第一款", "）")]),
        ("第一条　“甲。\n第二条　丙。\n第三条　丁。", [("第一条第一款", "“")]),
        ("第一条　甲（乙\n丙）丁。\n第二条　戊。", []),
    ],
)
def test_brackets_are_paired_within_an_article(law: str, told: list[tuple[str, str]]) -> None:
    found = [f for f in lt.parse_statute("例法\n" + law).findings if f.code == "statute.unbalanced"]
    assert [(str(f.address), f.message[1]) for f in found] == told
    lines = ("例法\n" + law).split("\n")
    assert all(f.span is not None and f.message[1] in lines[f.span.line - 1] for f in found)


@pytest.mark.parametrize(
    ("later", "order"),
    [
        ("第一条　甲。\n第二条　子子子子。\n第三条　乙。\n", "增加一条，作为第二条：“子子子子。”"),
        ("第一条　甲。\n第二条　子子子子。\n第三条　丑丑丑丑。\n第四条　乙。\n", "增加两条，作为第二条、第三条：\n“第二条　子子子子。\n“第三条　丑丑丑丑。”"),
        ("第一条　甲。\n第二条　乙。\n寅寅寅。\n卯卯卯。\n", "第二条增加两款，作为第二款、第三款：“寅寅寅。\n“卯卯卯。”"),
        ("第一条　甲。\n第二条　丑丑丑。\n寅寅寅。\n", "将第二条修改为：“丑丑丑。\n“寅寅寅。”"),
    ],
)  # fmt: skip
def test_new_text_of_several_articles_begins_on_its_own_line(later: str, order: str) -> None:
    law = lt.parse_statute("例市渡口条例\n第一条　甲。\n第二条　乙。\n")
    assert order in lt.draft(law, lt.parse_statute("例市渡口条例\n" + later)).to_text()


def test_a_decision_whose_title_alone_names_what_it_repeals() -> None:
    head = "例市人大常委会关于废止《甲条例》的决定\n（2020年1月1日通过）\n"
    silent = lt.parse_decision(head + "例市人大常委会决定自2020年2月1日起不再执行。")
    assert silent.repealed == ("甲条例",)
    assert lt.parse_decision(head + "例市人大常委会决定：\n废止《甲条例》。").repealed == ("甲条例",)
