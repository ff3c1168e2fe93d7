"""PDF in: pages printed by Chromium and LibreOffice read to the tree of the text they were made from; what is no such page is refused."""

from __future__ import annotations

import ctypes
import importlib
import json
import re
import sys
import zlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import lawtrack as lt
from lawtrack.errors import Severity, apply_repairs
from lawtrack.formats.pdf import text_layer
from lawtrack.formats.pdf.boxes import Box, Page
from lawtrack.formats.pdf.extract import extract, unified
from lawtrack.formats.pdf.read import PdfText, read_pages, read_pdf
from lawtrack.formats.pdf.stops import stops
from lawtrack.syntax.gazette.issue import InstrumentKind
from tests.office import needs_office
from tests.printing import FLUSH, INDENT, ONE, THREE, TWO, converted, fodt, needs_chromium, odt_body, page, printed

pytest.importorskip("pypdfium2_raw")
ROOT = Path(__file__).parents[1]
ISSUE = (ROOT / "seeds" / "gazette-2023-6.txt").read_text("utf-8").splitlines()[:1029]
_FULL = str.maketrans(",;:()", "，；：（）")  # LibreOffice prints no half-width comma at the end of a line
REGULATION = [
    re.sub(r"\t", "", x.strip()).translate(_FULL)
    for x in (ROOT / "seeds" / "audit-regulation.txt").read_text("utf-8").splitlines()
    if x.strip()
]
ANNEX = [
    "附件",
    "罚款幅度表",
    "序号\t违法行为\t罚款",
    "1\t浪费用水\t一千元以下",
    "2\t偷水，情节严重，拒不改正，影响恶劣，经教育仍不改正的\t二千元以上",
]
TABLED = [*REGULATION, *ANNEX]
CONTENTS = next(i for i, x in enumerate(REGULATION) if re.fullmatch(r"目\s*录", x))
NOTE = "为方便阅读所加的注，不属于正文。"


def squeezed(text: str) -> list[tuple[str, str]]:
    """The tree of a text, spaces aside (a page has them where a line needs filling)."""
    return [(u.level.name, re.sub(r"\s", "", u.label + u.text)) for u in lt.parse_statute(text).units]


def codes(found: PdfText) -> set[str]:
    return {f.code for f in found.findings}


# --- printed and read back --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], bytes]:
    """Pages printed once a session, by their style and tail."""
    folder = tmp_path_factory.mktemp("chromium")
    made: dict[str, bytes] = {}

    def get(name: str, content: str) -> bytes:
        if name not in made:
            made[name] = printed(content, folder, name)
        return made[name]

    return get


@needs_chromium
@pytest.mark.parametrize(
    ("name", "style", "want"),
    [
        ("one", INDENT + ONE, {"pdf.furniture", "pdf.joined", "pdf.table"}),
        ("two", INDENT + TWO, {"pdf.furniture", "pdf.joined", "pdf.table", "pdf.columns"}),
        ("three", INDENT + THREE, {"pdf.joined", "pdf.table", "pdf.columns"}),
        ("wide", INDENT + TWO + ".title,.note,.heading{column-span:all}", {"pdf.furniture", "pdf.joined", "pdf.table", "pdf.columns"}),
    ],
)  # fmt: skip
def test_what_chromium_prints(chromium: Callable[[str, str], bytes], name: str, style: str, want: set[str]) -> None:
    found = read_pdf(chromium(name, page(TABLED, style)))
    assert squeezed(found.text) == squeezed("\n".join(TABLED))
    assert codes(found) == want
    assert "公报" not in found.text and "·" not in found.text


@needs_chromium
def test_where_the_page_does_not_tell_it_is_said(chromium: Callable[[str, str], bytes]) -> None:
    """Without indents a paragraph whose last line is full runs into the next: each such place is a warning."""
    found = read_pdf(chromium("flush", page(REGULATION, FLUSH + TWO)))
    want, got = squeezed("\n".join(REGULATION)), squeezed(found.text)
    unsure = [f.before or "" for f in found.findings if f.code == "pdf.break"]
    lost = [
        text for _, text in want if text not in {t for _, t in got} and not any(text in t and text != t for _, t in got)
    ]
    assert lost == [], "every line of the text is there, whole or as part of another"
    ran_on = [text for _, text in want if text not in {t for _, t in got}]
    starts = [re.sub(r"\s", "", words) for words in unsure]
    for text in ran_on[1::2]:
        assert any(text.startswith(s) for s in starts), text


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice prints, all in one run."""
    led = [f"{x}{'…' * 18}{3 * i + 1}" for i, x in enumerate(REGULATION[CONTENTS + 1 : CONTENTS + 7])]
    contents = [*REGULATION[: CONTENTS + 1], *led, *REGULATION[CONTENTS + 7 :]]
    made = {
        "one.fodt": fodt(odt_body(TABLED), head="公报 2023年第6号", foot="第<text:page-number/>页"),
        "two.fodt": fodt(odt_body(TABLED), columns=2, head="公报 2023年第6号", foot="<text:page-number/>"),
        "notes.fodt": fodt(odt_body(REGULATION, {12: NOTE}), columns=2),
        "contents.fodt": fodt(odt_body(contents), columns=2),
    }
    return converted({n: x.encode() for n, x in made.items()}, "pdf", tmp_path_factory.mktemp("office"))


@needs_office
@pytest.mark.parametrize("name", ["one.fodt", "two.fodt"])
def test_what_libreoffice_prints(office: dict[str, bytes], name: str) -> None:
    found = read_pdf(office[name])
    assert squeezed(found.text) == squeezed("\n".join(TABLED))
    assert (
        {"pdf.furniture", "pdf.joined", "pdf.table"}
        <= codes(found)
        <= {"pdf.furniture", "pdf.joined", "pdf.table", "pdf.columns", "pdf.table-break"}
    )


@needs_office
def test_footnotes_are_told_and_their_marks_go(office: dict[str, bytes]) -> None:
    found = read_pdf(office["notes.fodt"])
    assert squeezed(found.text) == squeezed("\n".join(REGULATION))
    assert [f.severity for f in found.findings if f.code == "pdf.footnote"] == [Severity.WARNING]
    assert any(NOTE in f.message for f in found.findings)


@needs_office
def test_a_table_of_contents_loses_its_page_numbers(office: dict[str, bytes]) -> None:
    found = read_pdf(office["contents.fodt"])
    law = lt.parse_statute(found.text)
    assert law.contents and not [f for f in law.findings if f.code == "statute.contents"]
    assert squeezed(found.text) == squeezed("\n".join(REGULATION))
    assert "pdf.contents" in codes(found) and "…" not in found.text


@needs_chromium
def test_a_gazette_in_two_columns_gives_the_same_instruments_and_slips(
    chromium: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    lines = [x for x in ISSUE if x.strip()]
    (tmp_path / "issue.pdf").write_bytes(chromium("issue", page(lines, INDENT + TWO)))
    (tmp_path / "issue.txt").write_text("\n".join(ISSUE), "utf-8")
    plain, print_ = lt.read_gazette(tmp_path / "issue.txt"), lt.read_gazette(tmp_path / "issue.pdf")
    assert [(x.kind, x.number, x.adopted, x.title) for x in plain.instruments] == [
        (x.kind, x.number, x.adopted, x.title) for x in print_.instruments
    ]

    def slips(issue: lt.Gazette) -> list[tuple[str, str, str]]:
        return [
            (f.code, f.address, f.message) for c in lt.review_gazette(issue) for f in c.verification.findings if f.severity is not Severity.INFO
        ]  # fmt: skip

    assert slips(plain) and slips(plain) == slips(print_)


@needs_chromium
def test_a_decision_whose_title_fills_several_lines_of_a_column(
    chromium: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    lines = [
        "例市人民代表大会常务委员会关于修改《例市公路管理条例》等三件地方性法规的决定", "（2024年12月31日例市人民代表大会常务委员会通过）",
        "例市人民代表大会常务委员会决定：", "一、对《例市公路管理条例》作出修改", "将第五条第一款修改为：“市交通行政管理部门负责公路的管理工作。”",
        "二、对《例市节水条例》作出修改", *["删去第三条。", "将第四条中的“一千元”修改为“二千元”。"] * 6, "本决定自公布之日起施行。",
    ]  # fmt: skip
    (tmp_path / "d.pdf").write_bytes(chromium("decision", page(lines, INDENT + TWO)))
    found = lt.read_decision(tmp_path / "d.pdf")
    assert (found.title, found.body) == (lines[0], "例市人民代表大会常务委员会")
    assert found == lt.parse_decision("\n".join(lines))


# --- boxes from anywhere -----------------------------------------------------------------------------------------------------------


def typeset(
    lines: list[str], *, em: float = 10.0, left: float = 50.0, top: float = 60.0, indent: float = 2.0
) -> tuple[Box, ...]:
    """Lines as boxes, one a row; those that begin with a blank are indented."""
    out = []
    for i, line in enumerate(lines):
        x, y = left + (indent * em if line.startswith(" ") else 0), top + 16 * i
        for c in line.strip():
            out.append(Box(x, y, x + em, y + em, c, em))
            x += em
    return tuple(out)


LAW = [" 第一条　为了节约用水，保护水", "资源，制定本条例。", " 第二条　市水务局负责节水工作", "，区水务局配合。"]


def test_boxes_of_an_engine_give_the_same_text(tmp_path: Path) -> None:
    lines = [{"box": [40 if x.startswith(" ") else 20, 60 + 16 * i, 20 + 10 * len(x.strip()) + 20 * x.startswith(" "), 70 + 16 * i], "text": x.strip()}
             for i, x in enumerate(LAW)]  # fmt: skip
    plain = {"pages": [{"width": 400, "height": 600, "lines": lines}]}
    corners = [
        [[[b[0], b[1]], [b[2], b[1]], [b[2], b[3]], [b[0], b[3]]], x["text"], 0.99] for x in lines for b in [x["box"]]
    ]
    words = "".join(
        f"<span class='ocr_line' title='bbox {' '.join(map(str, x['box']))}'>{x['text']}</span>" for x in lines
    )
    hocr = f"<html><body><div class='ocr_page' title='bbox 0 0 400 600'>{words}</div></body></html>"
    for name, content in (("a.json", json.dumps(plain)), ("b.json", json.dumps(corners)), ("c.json", json.dumps([[[c, [t, s]] for c, t, s in corners]])), ("d.hocr", hocr)):  # fmt: skip
        (tmp_path / name).write_text(content, "utf-8")
        law = lt.read_statute(tmp_path / name)
        assert [a.paragraphs[0].text for a in law.articles] == [
            "为了节约用水，保护水资源，制定本条例。",
            "市水务局负责节水工作，区水务局配合。",
        ]
        assert "pdf.recognised" in {f.code for f in law.findings}


@pytest.mark.parametrize("content", ['{"pages": 3}', '{"pages": [{"lines": [{"box": [1], "text": "a"}]}]}', "[[[[0,0],[1,0],[1,1],[0,1]], 5]]",
                                     '{"pages": [{"lines": [{"box": [0, 0, 1e999, 1], "text": "a"}]}]}'])  # fmt: skip
def test_what_no_engine_writes_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(lt.InputError, match=r"x\.json"):
        lt.read_statute(tmp_path / "x.json")


def justified(lines: list[str], *, measure: float = 302.0) -> Page:
    """Lines of type of ten points, stretched to the measure where they have thirty characters and are not the last of a paragraph (no ↵)."""
    boxes = []
    for row, line in enumerate(lines):
        text = line.rstrip("↵")
        step = measure / len(text) if len(text) == 30 and text == line else 10.0
        boxes += [Box(50 + step * k, 60 + 16 * row, 60 + step * k, 70 + 16 * row, c, 10.0) for k, c in enumerate(text)]
    return Page(1, 400, 700, tuple(boxes))


def test_a_line_that_justified_type_did_not_stretch_is_the_last_of_its_paragraph() -> None:
    full = "市水务局和区水务局应当按照各自的职责做好节约用水和防汛工作"  # without a stop
    assert len(full) == 29
    ends = full[:-4] + "防汛工作。"
    assert len(ends) == 30
    lines = ["第一条　" + full[:26], *[full + "，"] * 8, ends + "↵", full + "，", full + "，", "有关单位应当配合。"]
    found = read_pages([justified(lines)])
    assert [x[-6:] for x in found.text.splitlines()] == ["和防汛工作。", "位应当配合。"] and "pdf.break" not in codes(
        found
    )
    lines[9] = ends  # stretched: the paragraph goes on, as far as the page tells
    assert len(read_pages([justified(lines)]).text.splitlines()) == 1


def test_the_stop_rule_proposes_and_changes_nothing(tmp_path: Path) -> None:
    scan = "例市鱼塘条例\n第一条　养鱼应当领证,并遵守规定。\n第二条　下列行为处罚：\n（一）电鱼；\n（二）炸鱼,\n（三）毒鱼\n（四）其他。\n第三条　市政府应当公布鱼价，每年两次\n第四条　本条例自公布之日起施行.\n"
    found = tuple(stops(scan))
    assert [(f.code, f.after) for f in found] == [
        ("pdf.stop", "（二）炸鱼；"), ("pdf.stop", "（三）毒鱼；"), ("pdf.stop", "府应当公布鱼价，每年两次。"[-11:]), ("pdf.narrow", None),
    ]  # fmt: skip
    mended = apply_repairs(scan, found)
    assert mended == scan.replace("证,", "证，").replace("鱼,", "鱼；").replace("毒鱼", "毒鱼；").replace(
        "两次", "两次。"
    ).replace("行.", "行。")
    assert not list(stops(mended)) and not list(stops("\n".join(REGULATION)))
    lines = [{"box": [20, 60 + 16 * i, 20 + 10 * len(x), 70 + 16 * i], "text": x} for i, x in enumerate(scan.split())]
    content = json.dumps({"pages": [{"width": 400, "height": 600, "lines": lines}]})
    (tmp_path / "scan.json").write_text(content, "utf-8")
    law = lt.read_statute(tmp_path / "scan.json")
    assert "pdf.narrow" in {f.code for f in law.findings} and "领证,并" in law.to_text()


def test_a_crooked_scan_is_set_straight() -> None:
    import math

    lines = ["第一条　为了节约用水，保护水资源，制定本条例。", "第二条　市水务局负责全市节水工作的监督管理。"]
    turn = math.tan(math.radians(3))
    entries = [
        [
            [[20, 50 + 20 * i], [240, 50 + 20 * i + 220 * turn], [240, 60 + 20 * i + 220 * turn], [20, 60 + 20 * i]],
            x,
            1.0,
        ]
        for i, x in enumerate(lines)
    ]
    from lawtrack.formats.pdf.ocr import read_boxes

    text = read_pages(read_boxes(json.dumps(entries), "x")).text
    assert [re.sub(r"\s", "", x) for x in text.splitlines()] == [re.sub(r"\s", "", x) for x in lines]


def test_a_table_without_rules_is_told() -> None:
    rows = [("违法行为", "罚款数额"), ("浪费用水", "一千元"), ("偷水", "二千元"), ("拒绝检查", "三千元")]
    boxes: list[Box] = []
    for i, row in enumerate(rows):
        for k, cell in enumerate(row):
            boxes += [
                Box(60 + 150 * k + 10 * j, 60 + 18 * i, 70 + 150 * k + 10 * j, 70 + 18 * i, c, 10)
                for j, c in enumerate(cell)
            ]
    found = read_pages([Page(1, 400, 600, tuple(boxes))])
    assert found.text.splitlines() == ["\t".join(r) for r in rows]
    assert [f.severity for f in found.findings if f.code == "pdf.loose-table"] == [Severity.WARNING]


def test_what_is_not_to_be_seen_is_told() -> None:
    boxes = typeset(LAW)
    found = read_pages(
        [Page(7, 400, 600, boxes, hidden="机密", turned="内部资料", outside="页外", white="白", mended="一")]
    )
    assert {"pdf.hidden", "pdf.turned", "pdf.outside", "pdf.white", "pdf.radicals"} <= codes(found)
    assert all("第 7 页" in f.message for f in found.findings if f.code in ("pdf.hidden", "pdf.turned", "pdf.white"))


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    assert [unified(c) for c in "⼀⼈⺠⻓⻔豈"] == list("一人民长门豈"[:5]) + ["豈"]


# --- scans, and files that mean harm -----------------------------------------------------------------------------------------------


def test_a_page_without_text_is_said_by_its_number() -> None:
    some = read_pages(
        [Page(1, 400, 600, typeset(LAW)), Page(2, 400, 600, (), pictured=1.0), Page(3, 400, 600, (), pictured=0.9)]
    )
    assert [f.message[:9] for f in some.findings if f.code == "pdf.scanned"] == ["第 2–3 页没有"]
    with pytest.raises(lt.InputError, match=r"第 1–2 页没有文字层.*OCR"):
        read_pages([Page(1, 400, 600, (), pictured=1.0), Page(2, 400, 600, (), pictured=1.0)])


def test_a_font_without_a_map_is_refused() -> None:
    boxes = tuple(b._replace(text="\ufffd") for b in typeset(LAW))
    with pytest.raises(lt.InputError, match="字体"):
        read_pages([Page(1, 400, 600, boxes)])
    one = (boxes[0], *typeset(LAW)[1:])
    assert {f.severity for f in read_pages([Page(1, 400, 600, one)]).findings if f.code == "pdf.glyphs"} == {
        Severity.ERROR
    }


def pdf(content: bytes, *, extra: bytes = b"", kids: bytes = b"3 0 R", count: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF written by hand: one page, or what ``kids`` say."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for i, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % i + body + b"\nendobj\n"
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + table + b"trailer<</Size 7/Root 1 0 R" + trailer + b">>\nstartxref\n%d\n%%%%EOF" % len(out)


WORDS = zlib.compress(b"BT /F 12 Tf 72 700 Td (Article one) Tj ET")
BOMB = zlib.compress(b"BT /F 12 Tf 72 700 Td (AAAAAAAAAAAAAAAAAAAAAAAA) Tj ET\n" * 400_000, 9)


def test_a_pdf_with_scripts_is_read_and_they_are_not_run() -> None:
    script = b"/OpenAction<</S/JavaScript/JS(while(true){})>>"
    assert read_pdf(pdf(WORDS, extra=script)).text == "Article one\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(WORDS, kids=b"3 0 R " * 5000, count=5000), "5000 页"),
        (pdf(WORDS, kids=b"2 0 R 2 0 R", count=99_999_999), "."),
        (pdf(WORDS, kids=b"", count=0), "一页也没有"),
        (pdf(WORDS, trailer=b"/Encrypt 6 0 R/ID[<00><00>]"), "密码"),
        (pdf(WORDS)[:200], "损坏"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, "损坏"),
        (pdf(BOMB), "不是法规的一页|停了"),
    ],
)
def test_files_that_mean_harm_end_in_a_message(data: bytes, says: str) -> None:
    with pytest.raises(lt.InputError, match=says) as caught:
        read_pdf(data, "害.pdf")
    assert "害.pdf" in str(caught.value)


def test_the_functions_of_pdfium_are_declared_as_its_bindings_declare_them() -> None:
    bindings = importlib.import_module("pypdfium2_raw.bindings")
    for name, (result, *takes) in text_layer._FUNCTIONS.items():
        theirs = getattr(bindings, name)
        size = ctypes.sizeof(result) if result else 0
        assert size == (ctypes.sizeof(theirs.restype) if theirs.restype else 0), name
        assert list(map(ctypes.sizeof, takes)) == list(map(ctypes.sizeof, theirs.argtypes)), name
    for own, other in ((text_layer._Rectangle, bindings.FS_RECTF), (text_layer._Matrix, bindings.FS_MATRIX)):
        assert [(n, ctypes.sizeof(t)) for n, t in own._fields_] == [(n, ctypes.sizeof(t)) for n, t in other._fields_]


def test_pdfium_of_the_machine_is_found_by_the_bindings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert text_layer._library(str(tmp_path))["FPDF_InitLibrary"]


def test_without_pypdfium2_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("lawtrack.formats.pdf.extract.distribution", missing)
    with pytest.raises(lt.InputError, match=r"lawtrack\[pdf\]"):
        extract(pdf(WORDS), "x.pdf")


def test_every_reader_takes_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(WORDS))
    assert lt.read_statute(tmp_path / "a.pdf").to_text().strip() == "Article one"
    assert lt.read_decision(tmp_path / "a.pdf").instructions == ()
    assert lt.read_gazette(tmp_path / "a.pdf").of_kind(InstrumentKind.STATUTE) == ()
    assert lt.read_any(tmp_path / "a.pdf") == lt.read_statute(tmp_path / "a.pdf")
