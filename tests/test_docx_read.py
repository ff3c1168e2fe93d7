"""Word in: automatic numbering, contents, tables, tracked changes, and files that must be refused."""

from __future__ import annotations

import io
import subprocess
import tracemalloc
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from lxml import etree

from lawtrack.api import read_statute
from lawtrack.comparison.compare import compare
from lawtrack.errors import InputError
from lawtrack.formats.docx.read import WordText, read_docx
from lawtrack.formats.docx.redline import redline_docx
from lawtrack.formats.docx.statute import statute_docx
from lawtrack.model.levels import RANK, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.printing import print_contents
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import sample
from tests.office import SOFFICE, convert, needs_office, profile
from tests.shared import folders, needs_shared, statute
from tests.strategies import statutes, statutes_with_patches
from tests.word import W, abstract, archive, deleted, docx, ins, level, num, p, r, relations, start_override, style

COUNT = "chineseCountingThousand"


def lines(data: bytes, tracked: str = "") -> list[str]:
    return read_docx(data, tracked=tracked).text.rstrip("\n").split("\n")


def codes(found: WordText) -> list[str]:
    return [f.code for f in found.findings]


# --- automatic numbering ------------------------------------------------------------------------------------------------------

LAW = abstract(
    0,
    level(0, COUNT, "第%1章"),
    level(1, COUNT, "第%2条", restart=0),
    level(2, COUNT, "（%3）", suffix="nothing"),
    level(3, "decimal", "%4."),
) + num(1, 0)
PARTS = [(0, "总则"), (1, "为了节水。"), (1, "下列用水："), (2, "生活；"), (2, "生产："), (3, "工业；"), (3, "农业；"), (2, "其他。"),
         (0, "罚则"), (1, "罚款。"), (2, "子；"), (1, "")]  # fmt: skip
READ = ["第一章\u3000总则", "第一条\u3000为了节水。", "第二条\u3000下列用水：", "（一）生活；", "（二）生产：", "1.工业；", "2.农业；",
        "（三）其他。", "第二章\u3000罚则", "第三条\u3000罚款。", "（一）子；", "第四条"]  # fmt: skip


def test_articles_run_on_through_chapters_and_items_start_again() -> None:
    assert lines(docx("".join(p(t, num=1, level=i) for i, t in PARTS), numbering=LAW)) == READ


def test_numbers_come_from_styles_and_their_parents() -> None:
    linked = abstract(
        0, level(0, COUNT, "第%1章", style="Zhang"), level(1, COUNT, "第%2条", restart=0, style="Tiao")
    ) + num(1, 0)
    sheet = (
        style("Zhang", "章", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Zhang2", "附章", based="Zhang")
        + style("Tiao", "条", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    )
    body = (
        p("总则", style="Zhang")
        + p("甲。", style="Tiao")
        + p("无号。", style="Tiao", num=0)
        + p("附则", style="Zhang2")
    )
    body += p("乙。", style="Tiao")
    got = lines(docx(body, numbering=linked, styles=sheet))
    assert got == ["第一章\u3000总则", "第一条\u3000甲。", "无号。", "第二章\u3000附则", "第二条\u3000乙。"]


def test_a_list_that_starts_anew_and_one_that_borrows_a_list_style() -> None:
    numbering = (
        abstract(0, level(0, COUNT, "%1、"), level(1, COUNT, "（%2）"), extra='<w:styleLink w:val="L"/>')
        + abstract(1, extra='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 0, start_override(0, 1))
        + num(3, 1)
        + num(4, 0, start_override(0, 7, level(0, COUNT, "第%1条")))
    )
    body = p("甲", num=1, level=0) + p("乙", num=1, level=1) + p("丙", num=1, level=0) + p("丁", num=2, level=0)
    body += p("戊", num=3, level=0) + p("己", num=4, level=0)
    assert lines(docx(body, numbering=numbering)) == [
        "一、甲",
        "（一）乙",
        "二、丙",
        "一、丁",
        "二、戊",
        "第七条\u3000己",
    ]


def test_an_unknown_number_format_is_reported() -> None:
    found = read_docx(docx(p("甲", num=1, level=0), numbering=abstract(0, level(0, "hebrew1", "%1、")) + num(1, 0)))
    assert found.text == "1、甲\n" and codes(found) == ["docx.numbering"]


def tight(found: list[str]) -> list[str]:
    return ["".join(x.split()) for x in found]


@needs_office
def test_numbers_are_those_of_libreoffice(tmp_path: Path) -> None:
    """Only what LibreOffice supports too: it knows no lvlRestart and writes chineseCounting over a hundred otherwise than Word."""
    multi = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, COUNT, "%1.%2.%3")) + num(
        1, 0
    )
    shape = [(1, "a"), (1, "b"), (0, "c"), (2, "d"), (1, "e"), (0, "f"), (1, "g")]
    anew = abstract(0, level(0, COUNT, "%1、"), level(1, COUNT, "（%2）")) + num(1, 0) + num(2, 0, start_override(0, 1))
    forms = ["decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "chineseLegalSimplified", COUNT]
    forms += ["ideographTraditional", "ideographZodiac", "taiwaneseCountingThousand", "decimal"]
    files = {
        f: docx(p("x", num=1, level=0) * 122, numbering=abstract(0, level(0, f, "%1、")) + num(1, 0)) for f in forms
    }
    files["multi"] = docx("".join(p(t, num=1, level=i) for i, t in shape), numbering=multi)
    body = "".join(p("x", num=n, level=i) for n, i in [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (2, 1), (1, 0)])
    files["anew"] = docx(body, numbering=anew)
    for name, path in convert(files, "txt:Text (encoded):UTF8", tmp_path).items():
        shown = path.read_text("utf-8-sig").rstrip("\n").split("\n")
        assert tight(lines(files[name])) == tight(shown), name


# --- contents, breaks, tables ---------------------------------------------------------------------------------------------------


def field(code: str, result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{char('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{char('separate')}{result}{char('end')}"


def test_a_contents_field_leaves_its_page_numbers_behind() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    tab = "<w:r><w:tab/></w:r>"
    first = p(inner=begin + r("第一章") + tab + r("总则") + tab + field("PAGEREF _Toc1", r("1")))
    second = p(inner=r("第二章") + tab + r("附则") + tab + r("12") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    after = p(inner=r("第一章") + tab + r("12"))
    got = lines(docx(p("目录") + first + second + after))
    assert got == ["目录", "第一章\u3000总则", "第二章\u3000附则", "第一章\t12"]


def test_breaks_hyphens_and_fields_read_as_they_look() -> None:
    inner = r("甲") + "<w:r><w:br/></w:r>" + r("乙") + "<w:r><w:noBreakHyphen/></w:r>" + field(" DATE ", r("2024年"))
    inner += (
        '<w:r><w:br w:type="page"/></w:r><w:hyperlink>'
        + r("丙")
        + "</w:hyperlink><w:smartTag>"
        + r("丁")
        + "</w:smartTag>"
    )
    inner += "<w:sdt><w:sdtContent>" + r("戊") + "</w:sdtContent></w:sdt>"
    assert lines(docx(p(inner=inner))) == ["甲", "乙-2024年丙丁戊"]


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr>"


def test_a_table_is_read_row_by_row_and_a_frame_as_running_text() -> None:
    table = f"<w:tbl>{row(p('项目'), p('金额'))}{row(p('甲') + p('乙'), p('1'))}</w:tbl>"
    frame = f"<w:tbl>{row(p('第一条 甲。') + p('第二条 乙。'))}</w:tbl>"
    found = read_docx(docx(table + frame))
    assert found.text == "项目\t金额\n甲 乙\t1\n第一条 甲。\n第二条 乙。\n"
    assert codes(found) == ["docx.table"]
    assert codes(read_docx(docx(table)))[0] == "docx.mostly-table"


# --- what is not running text ---------------------------------------------------------------------------------------------------


def test_everything_beside_the_text_is_reported_and_nothing_of_it_read() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('框中字')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p('框中字')}</w:txbxContent></v:textbox></w:pict>"
    alternative = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
    alternative += f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    inner = (
        r("第一条 甲")
        + f"<w:r>{alternative}</w:r>"
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + r("密", "<w:vanish/>")
    )
    inner += r("。") + "<w:r><w:pict><v:imagedata/></w:pict></w:r>" + '<w:r><w:commentReference w:id="1"/></w:r>'
    inner += "<m:oMath><m:r><m:t>x2</m:t></m:r></m:oMath>" + '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    eq = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\o\\ac(○,1) </w:instrText></w:r>'
    inner += eq + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    notes = f'<w:footnote w:id="2">{p("注文")}</w:footnote>'
    found = read_docx(docx(p(inner=inner), footnotes=notes, header=p("某局文件"), footer=p("— 1 —")))
    assert found.text == "第一条 甲。x2\uf0a8\n"
    kinds = ["text-box", "footnote", "hidden", "picture", "comment", "formula", "symbol", "field", "header"]
    assert codes(found) == [f"docx.{k}" for k in kinds]
    assert [f.before for f in found.findings[:3]] == ["框中字", "注文", "密"] and found.findings[
        -1
    ].before == "某局文件"
    assert all(f.span and found.text[f.span.start : f.span.end] == "第一条 甲。x2\uf0a8" for f in found.findings[:-1])


# --- tracked changes ------------------------------------------------------------------------------------------------------------

MARK = '<w:{} w:id="9" w:author="李四" w:date="2024-01-01T00:00:00Z"/>'
TRACKED = (
    p(inner=r("第一条 ") + deleted("甲") + ins("乙") + r("。"))
    + p(inner=ins("第二条 新。"), mark=MARK.format("ins"))
    + p(inner=deleted("第二条 旧，"), mark=MARK.format("del"))
    + p("第三条 末。")
)


def test_tracked_changes_are_refused_until_one_text_is_chosen() -> None:
    with pytest.raises(InputError, match=r"修订.*张三.*“甲”.*tracked=\"old\""):
        read_docx(docx(TRACKED), "稿.docx")
    assert lines(docx(TRACKED), "new") == ["第一条 乙。", "第二条 新。", "第三条 末。"]
    assert lines(docx(TRACKED), "old") == ["第一条 甲。", "第二条 旧，", "第三条 末。"]
    assert codes(read_docx(docx(TRACKED), tracked="new")) == ["docx.tracked"]
    with pytest.raises(InputError, match="tracked"):
        read_docx(docx(TRACKED), tracked="both")


def test_automatic_numbers_count_the_paragraphs_of_the_chosen_text() -> None:
    body = p("甲。", num=1, level=1) + p(inner=deleted("乙。"), num=1, level=1, mark=MARK.format("del"))
    body += p("丙。", num=1, level=1) + p(inner=ins("丁。"), num=1, level=1, mark=MARK.format("ins"))
    body += p("戊。", num=1, level=1)
    data = docx(body, numbering=LAW)
    new, old = lines(data, "new"), lines(data, "old")
    assert new == ["第一条\u3000甲。", "第二条\u3000丙。", "第三条\u3000丁。", "第四条\u3000戊。"]
    assert old == ["第一条\u3000甲。", "第二条\u3000乙。", "第三条\u3000丙。", "第四条\u3000戊。"]


def test_changed_rows_and_formats() -> None:
    gone = row(p("旧"), p("1"), properties=MARK.format("del"))
    table = f"<w:tbl>{row(p('甲'), p('1'))}{gone}</w:tbl>"
    assert lines(docx(table), "new") == ["甲\t1"] and lines(docx(table), "old") == ["甲\t1", "旧\t1"]
    bold = r("甲", f"<w:b/>{MARK.format('rPrChange').replace('/>', '><w:rPr/></w:rPrChange>')}")
    found = read_docx(docx(p(inner=bold)))
    assert found.text == "甲\n" and codes(found) == ["docx.format-changes"]


@settings(max_examples=100, deadline=None)
@given(statutes_with_patches())
def test_our_own_tracked_changes_read_back_as_both_texts(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    data, new = redline_docx(base, patch), patch.apply(base)
    if (
        data == redline_docx(base, Patch(size=len(base.units)))
        or not base.to_text().strip()
        or not new.to_text().strip()
    ):
        return
    assert read_docx(data, tracked="old").text == base.to_text()
    assert read_docx(data, tracked="new").text == new.to_text()


@settings(max_examples=100, deadline=None)
@given(statutes)
def test_our_own_text_reads_back(law: Statute) -> None:
    if law.to_text().strip():
        assert read_docx(statute_docx(law)).text == law.to_text()


# --- files that must be refused --------------------------------------------------------------------------------------------------


@needs_office
def test_what_libreoffice_saved_reads_the_same(tmp_path: Path) -> None:
    """Another maker's XML: its own styles, runs, contents and way of marking changes."""
    old = parse_statute(
        "某市节水条例\n目录\n第一章　总则\n第二章　附则\n第一章　总则\n第一条　为了节水，制定本条例。\n第二条　下列用水：\n（一）生活；\n（二）生产。\n"
        "第二章　附则\n第三条　本条例自2020年1月1日起施行。\n"
    )
    new = parse_statute(old.to_text().replace("（二）生产。", "（二）农业生产；\n（三）其他。\n前款用水实行计划管理。"))
    numbering = "".join(
        p(t, num=1, level=i) for i, t in PARTS[:8]
    )  # without lvlRestart, which LibreOffice does not know
    files = {
        "text": statute_docx(old),
        "redline": redline_docx(old, compare(old, new), date="2024-01-01"),
        "numbers": docx(numbering, numbering=LAW),
    }
    (tmp_path / "saved").mkdir()
    saved = {n: (q.rename(tmp_path / "saved" / q.name)) for n, q in convert(files, "odt", tmp_path).items()}
    command = [str(SOFFICE), profile(), "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"), *map(str, saved.values())]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    found = {n: (tmp_path / "saved" / f"{n}.docx").read_bytes() for n in files}
    assert read_docx(found["text"]).text == old.to_text()
    assert read_docx(found["redline"], tracked="old").text == old.to_text()
    assert read_docx(found["redline"], tracked="new").text == new.to_text()
    assert lines(found["numbers"]) == READ[:8]


def test_word_files_of_other_makes() -> None:
    strict = docx(p("第一条 甲。"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert lines(strict) == ["第一条 甲。"]


GOOD = docx(p("第一条 甲。"))
ROT = GOOD.index(b"word/document.xml") + len("word/document.xml") + 8  # inside the compressed text
ENTITY = '<!DOCTYPE w:document [<!ENTITY a "甲甲甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "另存为 .docx"),
    "password": (b"\xd0\xcf\x11\xe0" + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "cut short": (GOOD[: len(GOOD) // 2], "损坏|完整"),
    "not a zip": (b"hello", "完整"),
    "bit rot": (GOOD[:ROT] + b"\xff" * 40 + GOOD[ROT + 40 :], "损坏"),
    "no document": (archive({"[Content_Types].xml": "<Types/>", "x.txt": "x"}), "没有 Word 正文"),
    "spreadsheet": (
        archive({"_rels/.rels": relations({"xl/workbook.xml": "officeDocument"}), "xl/workbook.xml": "<workbook/>"}),
        "表格",
    ),
    "entities": (
        archive(
            {
                "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
                "word/document.xml": f'{ENTITY}<w:document xmlns:w="urn:x"><w:body>&b;</w:body></w:document>',
            }
        ),
        "DOCTYPE|XML",
    ),
    "broken XML": (
        archive({"_rels/.rels": relations({"d.xml": "officeDocument"}), "d.xml": "<document><body></document>"}),
        r"第 1 行第 \d+ 列",
    ),
    "empty": (docx(""), "没有文字"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_unusable_files_are_refused_with_a_remedy(name: str) -> None:
    data, remedy = REFUSED[name]
    with pytest.raises(InputError, match=remedy) as caught:
        read_docx(data, "来文.docx")
    assert "来文.docx" in str(caught.value)


def test_a_zip_bomb_costs_no_memory() -> None:
    bomb = archive(
        {"_rels/.rels": relations({"word/document.xml": "officeDocument"}), "word/document.xml": b" " * (300 << 20)}
    )
    assert len(bomb) < 1 << 20
    tracemalloc.start()
    with pytest.raises(InputError, match="超过上限"):
        read_docx(bomb, "炸弹.docx")
    small = archive(
        {"_rels/.rels": relations({"word/document.xml": "officeDocument"}), "word/document.xml": b"<w:p/>" * (1 << 20)}
    )
    with pytest.raises(InputError, match="压缩炸弹"):
        read_docx(small, "炸弹.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20


def test_read_statute_takes_word_files(tmp_path: Path) -> None:
    body = p("某市节水条例") + "".join(p(t, num=1, level=i) for i, t in PARTS)
    path = tmp_path / "条例.docx"
    path.write_bytes(docx(body, numbering=LAW))
    law = read_statute(path)
    assert [a.label for a in law.articles] == ["第一条", "第二条", "第三条", "第四条"]
    assert law["第二条第一款第二项第二目"] is not None and law.title == "某市节水条例"
    path.write_bytes(docx(TRACKED))
    with pytest.raises(InputError, match="修订"):
        read_statute(path)
    assert read_statute(path, tracked="new")["第二条"].paragraphs[0].text == "新。"  # type: ignore[union-attr]


# --- a whole statute as an office would type it ----------------------------------------------------------------------------------

_LISTS = {
    Level.PART: 0,
    Level.SUBPART: 1,
    Level.CHAPTER: 2,
    Level.SECTION: 3,
    Level.ARTICLE: 4,
    Level.ITEM: 5,
    Level.SUBITEM: 6,
}
_FORMS = ("第%1编", "第%2分编", "第%3章", "第%4节", "第%5条", "（%6）", "%7.")


def typed(law: Statute) -> bytes:
    """The statute with every number that runs on as automatic numbering; each list of items is a list instance that starts anew."""
    levels = [
        level(
            i,
            "decimal" if i == 6 else COUNT,
            form,
            restart=0 if i in (2, 4) else None,
            suffix="nothing" if i > 4 else "",
        )
        for i, form in enumerate(_FORMS)
    ]
    numbers, instances, body = {}, [num(1, 0)], []
    last, head = 1, ""
    for i, unit in enumerate(law.units):
        at = _LISTS.get(unit.level)
        if unit.level is Level.PARAGRAPH and head:  # it stands on the line of its article
            head = ""
            continue
        text, runs_on = unit.text, False
        if at is not None and at < 5:
            numbers[at] = numbers.get(at, 0) + 1
            runs_on = unit.label == _FORMS[at].replace(f"%{at + 1}", numeral(numbers[at]))
            if not runs_on:
                numbers[at] -= 1
            for deeper in (1, 3) if runs_on else ():
                if deeper > at:
                    numbers.pop(deeper, None)
        elif at == 5 or at == 6:
            first = law.units[i - 1].level < unit.level
            if first:
                last += 1
                instances.append(num(last, 0, start_override(at, 1)))
                numbers[at] = 0
            numbers[at] += 1
            form = numeral(numbers[at]) if at == 5 else str(numbers[at])
            runs_on = unit.label == _FORMS[at].replace(f"%{at + 1}", form)
        follows = i + 1 < len(law.units) and law.units[i + 1].level is Level.PARAGRAPH
        if unit.level is Level.ARTICLE and follows:
            text = (text + "\u3000" if text else "") + law.units[i + 1].text
            head = unit.label
        else:
            head = ""
        if not runs_on:
            gap = (
                "\u3000"
                if unit.label and text and RANK[unit.level] <= RANK[Level.ARTICLE] and not unit.label.endswith("、")
                else ""
            )
            if unit.label or text:
                body.append(p(escape(unit.label + gap + text)))
        else:
            body.append(p(escape(text), num=last if at in (5, 6) else 1, level=at))
    return docx("".join(body), numbering=abstract(0, *levels) + "".join(instances))


TYPED = """某市节水条例
第一章　总则
第一节　目的
第一条　为了节水，制定本条例。
第二条　下列用水：
（一）生活；
（二）生产：
1.工业；
2.农业。
前款以外的，包括：
（一）消防；
（二）绿化：
1.公园；
第二节　范围
第二条之一　另行规定。
第三条
第二章　附则
第一节　施行
第四条　自公布之日起施行。
"""


def test_a_statute_typed_with_automatic_numbers() -> None:
    law = parse_statute(TYPED)
    data = typed(law)
    assert words_of(data).count("第") == 1  # only 第二条之一 is text
    assert parse_statute(read_docx(data).text) == law


def words_of(data: bytes) -> str:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return "".join(t.text or "" for t in root.iter(f"{{{W}}}t"))


@pytest.mark.sampled
@needs_shared
def test_real_statutes_typed_with_automatic_numbers() -> None:
    counted = 0
    chosen = sample(folders("pairs", "new.txt")[::2])
    for folder in chosen:
        law = statute(folder / "new.txt")
        if [c.number.value for c in law.chapters] != list(range(1, len(law.chapters) + 1)):
            continue  # a chapter typed by hand starts no list anew: such a text cannot be typed this way
        data = typed(law)
        counted += sum(a.label not in words_of(data) for a in law.articles[:3])
        assert read_docx(data).text == law.to_text().replace(contents_of(law), "", 1), folder.name
    assert counted > len(chosen)


def contents_of(law: Statute) -> str:
    return "\n".join(["目录", *print_contents(law.units)]) + "\n" if law.contents else ""


# --- styles and numbers that no word processor writes ---------------------------------------------------------------------------


def test_a_long_chain_of_styles_is_followed_once() -> None:
    """Each style is based on the next; the last one hides its text, and so all do. Quadratic reading took minutes."""
    chain = "".join(style(f"s{i}", f"style {i}", based=f"s{i + 1}") for i in range(20_000))
    last = style("s20000", "last", run="<w:vanish/>")
    hidden = '<w:r><w:rPr><w:rStyle w:val="s0"/></w:rPr><w:t>隐藏</w:t></w:r>'
    found = read_docx(docx(p("第一条") + p("第二条", inner=hidden + r("罚款。")), styles=chain + last))
    assert "隐藏" not in found.text and "docx.hidden" in codes(found)


def test_styles_in_a_circle_end() -> None:
    circle = style("a", "a", based="b") + style("b", "b", based="a") + style("c", "c", based="c")
    assert lines(docx(p("第一条", style="a") + p("第二条", style="c"), styles=circle)) == ["第一条", "第二条"]


@pytest.mark.parametrize("wrong", ["²", "x", "-1", "9" * 5000, "１"])
def test_a_level_that_is_no_number_is_as_if_not_given(wrong: str) -> None:
    assert lines(docx(p("总则", num=1, level=wrong), numbering=LAW)) == ["第一章\u3000总则"]


def test_half_a_character_of_a_symbol_font_is_told() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="D83D"/></w:r>'
    found = read_docx(docx(p(inner=r("第一条") + symbol)))
    assert found.text == "第一条\ufffd\n" and "docx.symbol" in codes(found)
