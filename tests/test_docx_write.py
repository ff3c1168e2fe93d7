"""Word out: layout, reproducible bytes, tracked changes that accept and reject exactly."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from lxml import etree

from lawtrack.api import read_decision, write
from lawtrack.binding.amend import Amendment, amend
from lawtrack.changes.comparison_table import TableOptions
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import Finding, InputError, Repair, Severity
from lawtrack.formats.docx.decision import title_lines
from lawtrack.formats.docx.document import docx_bytes, write_docx
from lawtrack.formats.docx.package import W
from lawtrack.formats.docx.read import read_docx
from lawtrack.formats.docx.redline import redline_docx
from lawtrack.formats.docx.statute import statute_docx
from lawtrack.formats.docx.table import table_docx
from lawtrack.formats.report import head_of, report_of
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.patch.patch import Patch
from lawtrack.syntax.statute.parse import parse_statute
from tests.examples import sample
from tests.office import convert, needs_office, needs_poppler, rejected_and_accepted
from tests.shared import compared, folders, needs_shared, statute
from tests.strategies import statutes, statutes_with_patches


def q(tag: str) -> str:
    return f"{{{W}}}{tag}"


def resolve(data: bytes, accept: bool) -> str:
    """What Word shows after accepting (rejecting) all changes: an independent reading of the XML."""
    gone, kept = (("del", "moveFrom"), ("ins", "moveTo")) if accept else (("ins", "moveTo"), ("del", "moveFrom"))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    lines, line, open_ = [], "", False
    for p in root.iter(q("p")):
        for node in p.iter(q("t"), q("delText"), q("tab"), q("br")):
            if any(a.tag in map(q, gone) for a in node.iterancestors()):
                continue
            line += {"tab": "\t", "br": "\n"}.get(etree.QName(node).localname, node.text or "")
        mark = p.find(f"{q('pPr')}/{q('rPr')}")
        open_ = mark is not None and any(mark.find(q(k)) is not None for k in gone)
        if not open_:
            lines.append(line)
            line = ""
    assert not open_ and not line, "the last paragraph mark must stay"
    return "".join(f"{x}\n" for x in lines)


def printed(law: Statute) -> str:
    """The statute as text, or nothing where it is nothing but an empty line."""
    return law.to_text().removeprefix("\n")


@settings(max_examples=75, deadline=None)
@given(statutes)
def test_text_is_the_printed_statute(law: Statute) -> None:
    assert resolve(statute_docx(law), True).removeprefix("\n") == printed(law)
    assert statute_docx(law) == statute_docx(law)


@settings(max_examples=150, deadline=None)
@given(statutes_with_patches())
def test_accepting_gives_the_new_text_and_rejecting_the_old(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    data = redline_docx(base, patch)
    new, old = resolve(data, True), resolve(data, False)
    assert new.removeprefix("\n") == printed(patch.apply(base))
    assert old.removeprefix("\n") == printed(base)


OLD = parse_statute(
    """某市节水条例
（2010年3月4日某市第十届人民代表大会常务委员会第二次会议通过）
目录
第一章　总则
第二章　用水
第三章　附则
第一章　总则
第一条　为了节约用水，制定本条例。
第二条　本市行政区域内的用水及其管理，适用本条例。
第三条　市水行政主管部门负责本市节约用水的监督管理工作。
乡镇人民政府配合做好节约用水工作。
第二章　用水
第四条　用水单位应当履行下列义务：
（一）安装计量设施；
（二）报送用水情况；
（三）制定节水措施。
第五条　违反本条例第四条规定的，处二百元罚款。
第六条　用水实行计划管理。
第三章　附则
第七条　本条例自2010年5月1日起施行。
"""
)
DECISION = parse_decision(
    """某市人民代表大会常务委员会关于修改《某市节水条例》的决定
（2024年5月6日某市第十三届人民代表大会常务委员会第三次会议通过）
某市第十三届人民代表大会常务委员会第三次会议决定对《某市节水条例》作如下修改：
一、增加一条，作为第二条：“节约用水坚持统一规划、总量控制。”
二、删去第三条第二款。
三、将第四条改为第五条，第（二）项修改为：“（二）按月报送用水情况；”。
四、将第五条改为第六条，修改为：“违反本条例第五条规定的，责令限期改正；逾期不改正的，处二千元以上二万元以下罚款。”
五、删去第六条。
此外，对条文顺序作相应调整。
本决定自2024年7月1日起施行。
《某市节水条例》根据本决定作相应修改，重新公布。
"""
)


@pytest.fixture(scope="module")
def result() -> Amendment:
    made = amend(OLD, DECISION, strict=True)
    assert len(made.statute.articles) == 7
    return made


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"word/{name}.xml"))


def words(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(q("t"), q("delText")))


def in_face(document: Any, face: str) -> list[str]:
    """The words of each run that is set in a face of its own."""
    return [words(r) for r in document.iter(q("r")) if any(f.get(q("eastAsia")) == face for f in r.iter(q("rFonts")))]


def bold_on_bold(data: bytes) -> list[str]:
    """Styles and runs in 黑体 that are bold as well."""
    out = []
    heavy = set()
    for style in part(data, "styles").iter(q("style")):
        if any(f.get(q("eastAsia")) == "黑体" for f in style.iter(q("rFonts"))):
            heavy.add(style.get(q("styleId")))
            out += [style.get(q("styleId"))] * (style.find(f".//{q('b')}") is not None)
    for p in part(data, "document").iter(q("p")):
        named = p.find(f"{q('pPr')}/{q('pStyle')}")
        for r in p.iter(q("r")):
            black = any(f.get(q("eastAsia")) == "黑体" for f in r.iter(q("rFonts")))
            if r.find(f"{q('rPr')}/{q('b')}") is not None and (
                black or named is not None and named.get(q("val")) in heavy
            ):
                out.append(words(r))
    return out


# --- the package ----------------------------------------------------------------------------------------------------------------


def every_kind(made: Amendment) -> dict[str, bytes]:
    kinds = {kind: docx_bytes(made, kind) for kind in ("text", "redline", "table", "report")}
    doubt = Finding("x.y", Severity.WARNING, "有疑问", address="第二条", before="甲", after="乙")
    return kinds | {"decision": docx_bytes(DECISION), "findings": docx_bytes((doubt,))}


def test_the_same_bytes_every_time_and_no_clock(result: Amendment) -> None:
    first, second = every_kind(result), every_kind(result)
    assert first == second
    for data in first.values():
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
        assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert infos[0].filename == "[Content_Types].xml"


def test_an_independent_checker_finds_no_fault(result: Amendment, tmp_path: Path) -> None:
    audit: Any = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    for kind, data in every_kind(result).items():
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(data)
        assert [str(e) for e in audit.OpenXmlValidator().validate(str(path)).errors] == [], kind
    broken = tmp_path / "broken.docx"  # the checker does see faults
    source = zipfile.ZipFile(io.BytesIO(docx_bytes(result, "redline")))
    with zipfile.ZipFile(broken, "w") as out:
        for info in source.infolist():
            out.writestr(info, source.read(info).replace(b'<w:jc w:val="center"/>', b'<w:jc w:val="middle"/>'))
    assert audit.OpenXmlValidator().validate(str(broken)).errors


def test_written_whole_or_not_at_all(result: Amendment, tmp_path: Path) -> None:
    path = write(result, tmp_path / "对照表.docx")
    assert path.read_bytes() == docx_bytes(result)
    with pytest.raises(InputError, match="redline"):
        write_docx(OLD, path, "redline")
    assert path.read_bytes() == docx_bytes(result) and [p.name for p in tmp_path.iterdir()] == ["对照表.docx"]
    with pytest.raises(InputError, match=r"U\+0008"):
        write_docx(Statute("例\x08"), path)
    assert path.read_bytes() == docx_bytes(result)


# --- (a) the consolidated text ---------------------------------------------------------------------------------------------------


def test_layout_of_a_published_regulation(result: Amendment) -> None:
    data = docx_bytes(result, "text")
    body = part(data, "document").find(q("body"))
    styles = {s.get(q("styleId")): s for s in part(data, "styles").iter(q("style"))}
    used: dict[str, list[str]] = {}
    for p in body.iter(q("p")):
        used.setdefault(p.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")), []).append(words(p))
    assert used["Title"] == ["某市节水条例"] and len(used["LtNoteLong"]) == 1
    assert used["TOCHeading"] == ["目录"] and used["TOC1"] == used["Heading1"] == [
        "第一章　总则",
        "第二章　用水",
        "第三章　附则",
    ]
    for style in ("Title", "Heading1"):
        assert styles[style].find(f"{q('pPr')}/{q('jc')}").get(q("val")) == "center"
    for style in ("LtArticle", "LtItem"):
        assert styles[style].find(f"{q('pPr')}/{q('ind')}").get(q("firstLineChars")) == "200"
    for p in body.iter(q("p")):
        if words(p).startswith("第") and "条" in words(p)[:4]:
            first = p.find(q("r"))
            look = first.find(q("rPr"))
            assert words(first).endswith("条") and look.find(q("rFonts")).get(q("eastAsia")) == "黑体"
    assert not bold_on_bold(data), "黑体 is a bold face already"
    fonts = {f.get(q("name")): f.find(q("altName")).get(q("val")) for f in part(data, "fontTable")}
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"} <= fonts.keys()
    assert "Noto Sans CJK SC" in fonts["黑体"] and "仿宋" in fonts["仿宋_GB2312"]
    codes = [i.text for i in part(data, "document").iter(q("instrText"))]
    assert codes == [' TOC \\o "1-1" \\n \\h \\z ']
    targets = {b.get(q("name")) for b in body.iter(q("bookmarkStart"))}
    assert {h.get(q("anchor")) for h in body.iter(q("hyperlink"))} == targets
    assert " PAGE " in [i.text for i in part(data, "footer1").iter(q("instrText"))]


# --- (c) tracked changes ----------------------------------------------------------------------------------------------------------


def test_author_date_and_words_of_the_decision_stand_beside_the_changes(result: Amendment) -> None:
    data = docx_bytes(result, "redline")
    document = part(data, "document")
    marks = list(document.iter(q("ins"), q("del")))
    who = {m.get(q("author")) for m in marks}
    assert who == {DECISION.title, f"{DECISION.title}（相应调整）"}
    assert {m.get(q("date")) for m in marks} == {"2024-05-06T00:00:00Z"}
    assert len({m.get(q("id")) for m in marks}) == len(marks)
    comments = [words(c) for c in part(data, "comments")]
    assert any("增加一条，作为第二条" in c for c in comments) and all("决定" in c for c in comments)
    assert part(docx_bytes(result, "redline", comments=False), "document").find(f".//{q('commentReference')}") is None
    consequential = {words(m) for m in marks if m.get(q("author")).endswith("（相应调整）")}
    assert "第三条" in consequential  # renumbered without being named
    named = redline_docx(OLD, result.patch, author="张三", date="2020-02-02")
    assert {m.get(q("author")) for m in part(named, "document").iter(q("ins"))} == {"张三", "张三（相应调整）"}


def test_a_moved_provision_is_a_move() -> None:
    lines = OLD.to_text().split("\n")
    sixth = next(x for x in lines if x.startswith("第六条"))
    lines.remove(sixth)
    lines.insert(next(i for i, x in enumerate(lines) if x.startswith("第二条")), sixth)
    new = parse_statute("\n".join(lines))
    data = redline_docx(OLD, compare(OLD, new))
    document = part(data, "document")
    names = {
        tag: [e.get(q("name")) for e in document.iter(q(tag))] for tag in ("moveFromRangeStart", "moveToRangeStart")
    }
    assert names["moveFromRangeStart"] == names["moveToRangeStart"] == ["move1"]
    assert resolve(data, True) == new.to_text() and resolve(data, False) == OLD.to_text()


def test_a_second_reader_accepts_and_rejects_alike(result: Amendment, tmp_path: Path) -> None:
    revisions: Any = pytest.importorskip("docx_revisions", reason="docx-revisions is not installed")
    data = docx_bytes(result, "redline", comments=False)
    (tmp_path / "r.docx").write_bytes(data)
    for accept, text in ((True, result.statute.to_text()), (False, OLD.to_text())):
        document = revisions.RevisionDocument(str(tmp_path / "r.docx"))
        document.accept_all() if accept else document.reject_all()
        document.save(str(tmp_path / "out.docx"))
        root = etree.fromstring(zipfile.ZipFile(tmp_path / "out.docx").read("word/document.xml"))
        assert "".join(words(root).split()) == "".join(text.split())


@pytest.mark.sampled
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(result: Amendment, tmp_path: Path) -> None:
    """Without comments: LibreOffice 7.4 without a screen dies on every command in a document with a comment, whoever wrote it."""
    files = {"own": docx_bytes(result, "redline", comments=False)}
    texts = {name: (OLD.to_text(), result.statute.to_text()) for name in files}
    for folder in sample(folders("pairs", "new.txt")[::9]):
        old, new, patch = compared(folder)
        name = folder.name.partition("-")[0]
        files[name] = redline_docx(old, patch)
        texts[name] = (old.to_text(), new.to_text())
    for name, shown in rejected_and_accepted(files, tmp_path).items():
        for got, want in zip(shown, texts[name], strict=True):
            assert [x for x in got.split("\n") if x] == [x for x in want.split("\n") if x], name


@pytest.mark.sampled
@needs_shared
def test_real_statutes_accept_and_reject_exactly() -> None:
    for folder in sample(folders("pairs", "new.txt")):
        old, new, patch = compared(folder)
        data = redline_docx(old, patch)
        assert resolve(data, True) == new.to_text() and resolve(data, False) == old.to_text(), folder.name


@pytest.mark.sampled
@needs_shared
def test_real_statutes_survive_word() -> None:
    for folder in sample(folders("pairs", "new.txt")):
        for name in ("old", "new"):
            law = statute(folder / f"{name}.txt")
            back = parse_statute(read_docx(statute_docx(law)).text)
            assert back == law and back.contents == law.contents, folder.name


# --- (b) the comparison table ------------------------------------------------------------------------------------------------------


def grid(data: bytes) -> list[list[str]]:
    return [
        ["\n".join(words(p) for p in cell.iter(q("p"))) for cell in row.iter(q("tc"))]
        for row in part(data, "document").iter(q("tr"))
    ]


def test_the_table_shows_both_texts_and_the_instruction(result: Amendment) -> None:
    data = docx_bytes(result, "table")
    rows = grid(data)
    assert rows[0] == ["修改前", "修改后", "修改依据"]
    by_old = {row[0][:3]: row for row in rows}
    assert by_old["第四条"][1].startswith("第五条　用水单位应当履行下列义务：\n（一）安装计量设施；\n（二）按月报送")
    assert by_old["第四条"][2] == "第三项"
    assert by_old["第六条"][1] == "（删去）" and by_old["（新增"][1] == "第二条　节约用水坚持统一规划、总量控制。"
    assert not {"第一条", "第二条"} & by_old.keys()  # 仅序号调整: one line below the table
    document = part(data, "document")
    struck = "".join(words(r) for r in document.iter(q("r")) if r.find(f"{q('rPr')}/{q('strike')}") is not None)
    added = "".join(in_face(document, "黑体"))
    assert "乡镇人民政府配合做好节约用水工作。" in struck and "按月" in added and "安装计量设施" not in struck + added
    assert not bold_on_bold(data)
    assert document.find(f".//{q('tblHeader')}") is not None
    assert document.find(f".//{q('pgSz')}").get(q("orient")) == "landscape"


def test_two_columns_all_articles_and_findings(result: Amendment) -> None:
    changes = tabulate(result.base, result.patch)
    assert {len(row) for row in grid(table_docx(changes, TableOptions(("修改前", "修改后"))))} == {2}
    every = grid(table_docx(changes, TableOptions(unchanged=True)))
    assert every == grid(docx_bytes(result, "table-all"))
    assert [r[0] for r in every if r[0].startswith("第一条")] == ["第一条　为了节约用水，制定本条例。"]
    doubted = attrs.evolve(
        result, findings=(Finding("x.y", Severity.ERROR, "不对", address="第二条", repair=Repair("重读")),)
    )
    assert grid(docx_bytes(doubted, "report"))[-1] == ["错误", "第二条", "不对（x.y）", "建议：重读"]
    told = [words(p) for p in part(docx_bytes(doubted, "report"), "document").iter(q("p"))]
    head = [f"{label}：{value}" for label, value in head_of(report_of(doubted)).facts]
    assert told[1 : 1 + len(head)] == head and "发现：错误 1" in head  # counted as in every other format
    clear = docx_bytes(attrs.evolve(result, findings=()), "findings")
    assert grid(clear) == [] and "发现：无" in words(part(clear, "document"))
    assert len(grid(docx_bytes(doubted, "table"))) == len(grid(docx_bytes(result, "table")))
    assert grid(docx_bytes(compare_changes()))[0] == ["修改前", "修改后"]  # nothing to say why


def compare_changes() -> Any:
    return tabulate(OLD, compare(OLD, parse_statute(OLD.to_text().replace("二百元", "三百元"))))


# --- (d) a decision ----------------------------------------------------------------------------------------------------------------


def test_a_decision_keeps_its_lines() -> None:
    data = docx_bytes(DECISION)
    assert read_docx(data).text.replace("\n", "", 1) == DECISION.source  # the title stands on two lines
    styles = [p.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) for p in part(data, "document").iter(q("p"))]
    assert styles[:3] == ["Title", "LtNote", "LtClause"]
    signed = parse_decision(DECISION.source + "某市人民代表大会常务委员会\n2024年5月6日\n")
    styles = [
        p.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) for p in part(docx_bytes(signed), "document").iter(q("p"))
    ]
    assert styles[-2:] == ["LtSignature", "LtSignature"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于修改《例市渡口条例》的决定", ["关于修改《例市渡口条例》的决定"]),
        (
            "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定",
            ["例市人民代表大会常务委员会", "关于修改《例市渡口条例》的决定"],
        ),
        (
            "例市人民代表大会常务委员会关于修改《例市渡口条例》《例市码头管理条例》等二件地方性法规的决定",
            ["例市人民代表大会常务委员会关于修改", "《例市渡口条例》《例市码头管理条例》", "等二件地方性法规的决定"],
        ),
        (
            "例省人民政府关于修改《例省城乡居民最低生活保障资金管理办法》的决定",
            ["例省人民政府关于修改", "《例省城乡居民最低生活保障资金管理办法》", "的决定"],
        ),
    ],
)
def test_a_long_title_is_broken_where_the_sense_breaks(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines
    assert all(line.count("《") == line.count("》") for line in lines), "never inside 《》"
    text = f"{title}\n（2024年3月1日例市第十六届人民代表大会常务委员会\n第六次会议通过）\n一、删去第二条。\n本决定自公布之日起施行。\n"
    data = docx_bytes(parse_decision(text))
    back = read_decision(data)
    assert back.title == title and back.adopted == "2024-03-01" and len(back.instructions) == 1
    styles = [p.find(f"{q('pPr')}/{q('pStyle')}").get(q("val")) for p in part(data, "document").iter(q("p"))]
    assert styles[:3] == ["Title", "LtNote", "LtClause"], "the note is one paragraph, and no part of the title"


# --- on paper ------------------------------------------------------------------------------------------------------------------------


@needs_office
@needs_poppler
def test_rendered_to_pages(result: Amendment, tmp_path: Path) -> None:
    files = every_kind(result)
    many = parse_statute("某市长条例\n" + "".join(f"第{numeral(n)}条　内容{n}。\n" for n in range(1, 90)))
    files["long"] = docx_bytes(tabulate(many, Patch(size=len(many.units))), table=TableOptions(unchanged=True))
    pages: dict[str, list[str]] = {}
    for name, path in convert(files, "pdf", tmp_path).items():
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
        ).stdout
        pages[name] = ["".join(page.split()) for page in text.split("\f")[:-1]]
        subprocess.run(["pdftoppm", "-r", "40", "-png", str(path), str(tmp_path / name)], check=True)
        images = sorted(tmp_path.glob(f"{name}-*.png"))
        assert len(images) == len(pages[name]) and all(i.stat().st_size > 1000 for i in images), name
        assert all(f"—{n}—" in page for n, page in enumerate(pages[name], 1)), name
    printed_text = "".join(result.statute.to_text().split())
    assert "".join("".join(page.replace(f"—{n}—", "") for n, page in enumerate(pages["text"], 1))) == printed_text
    assert len(pages["long"]) > 1 and all(page.count("修改前修改后") == 1 for page in pages["long"][1:])


@needs_office
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed (apt-get install poppler-utils)")
def test_every_character_prints(tmp_path: Path) -> None:
    """LibreOffice loses the mark at the end of a justified line; the text is set so that none is lost."""
    clauses = "、".join(
        f"{a}{b}" for a in ("规章", "政策", "标准", "项目目标", "管理办法") for b in ("及其附件", "的说明", "，等")
    )
    lines = [f"第{numeral(n)}条　{'甲' * (n % 29)}{clauses}，{clauses[:n]}。" for n in range(1, 41)]
    law = parse_statute("例市印刷条例\n" + "\n".join(lines) + "\n")
    pdf = convert({"law": docx_bytes(law)}, "pdf", tmp_path)["law"]
    printed = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    want, have = (Counter(c for c in text if c in "，。、；：甲") for text in (law.to_text(), printed))
    assert have == want
