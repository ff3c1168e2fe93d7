"""The comparison table that is handed out: columns, rows, remarks, page; the same rows in every format."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import lxml.html
import pytest

import lawtrack as lt
from lawtrack.changes.comparison_table import LEGEND, lay_out
from lawtrack.cli import main
from lawtrack.formats.docx.document import docx_bytes
from lawtrack.formats.render import render
from tests.test_docx_write import bold_on_bold, in_face, part, q, words

OLD = lt.parse_statute(
    "例市渡口条例\n（2012年7月27日例市人民代表大会常务委员会通过）\n第一章　总则\n第一条　渡口由市交通部门管理。\n第二条　渡船应当开灯。\n"
    "第三条　禁止超载。\n第四条　渡工应当有证。\n第五条　违反第三条的，处罚款。\n第六条　废旧渡船可以出租。\n第七条　本条例所称渡船包括：\n（一）木船；\n（二）铁船。\n"
)
DECISION = lt.parse_decision(
    "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
    "例市人民代表大会常务委员会决定对《例市渡口条例》作如下修改：\n一、将第一条中的“市交通部门”修改为“市交通运输部门”。\n"
    "二、增加一条，作为第二条：“渡口应当设置标志。”\n三、删去第六条。\n本决定自2024年5月1日起施行。\n"
)
RESULT = lt.amend(OLD, DECISION)
DRAFT = ("现行条文", "修正案草案", "修改说明")


def word(options: lt.TableOptions, part_name: str = "table") -> list[tuple[str, ...]]:
    document = part(docx_bytes(RESULT, part_name, table=options), "document")
    table = next(document.iter(q("tbl")))
    return [tuple("\n".join(words(p) for p in c.iter(q("p"))) for c in r.iter(q("tc"))) for r in table.iter(q("tr"))]


def page(options: lt.TableOptions) -> tuple[list[str], list[tuple[str, str]]]:
    """What the page prints: the columns, and of each row the new text (without what is struck) and the third cell."""
    html = lxml.html.fromstring(str(render(RESULT, "html", "table", options)))
    heads = html.xpath("//table[contains(@class,'diff')]/thead//th")
    columns = [(h.xpath("span[@class='paper']") or [h])[0].text_content() for h in heads]
    rows = []
    for row in html.xpath("//table[contains(@class,'diff')]/tbody/tr[not(@hidden) and not(@class='screen')]"):
        new, third = row.xpath("td")
        for gone in new.xpath(".//del|.//*[contains(@class,'gone')]"):
            gone.getparent().text = gone.tail if gone.getprevious() is None else gone.getparent().text
            gone.drop_tree()
        rows.append((re.sub(r"\s", "", new.text_content()), "\n".join(p.text_content() for p in third.xpath("p"))))
    two = html.xpath("//table[contains(concat(' ',@class,' '),' two ')]")
    return columns[: 2 if two else 3], rows


@pytest.mark.parametrize(
    "options",
    [
        lt.TableOptions(),
        lt.TableOptions(("修改前", "修改后")),
        lt.TableOptions(DRAFT),
        lt.TableOptions(("修改前", "修改后", "修改依据"), rows=("修改", "删除")),
        lt.TableOptions(DRAFT, rows=("新增",), portrait=True),
        lt.TableOptions(renumbered="listed"),
        lt.TableOptions(renumbered="omitted"),
    ],
    ids=["plain", "two", "draft", "basis", "added", "listed", "omitted"],
)
def test_every_format_prints_the_same_rows(options: lt.TableOptions) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    table = lay_out(lt.tabulate(RESULT.base, RESULT.patch), options)
    rows = [table.columns, *(row.texts for row in table.rows)]
    assert word(options) == rows
    sheet = list(csv.reader(io.StringIO(str(render(RESULT, "csv", "table", options)).removeprefix("\ufeff"))))
    assert [tuple(row) for row in sheet] == rows
    book = openpyxl.load_workbook(io.BytesIO(render(RESULT, "xlsx", "table", options)))  # type: ignore[arg-type]
    cells = [tuple(c or "" for c in row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert cells[0][0] == table.title and cells[1][0] == f"（{LEGEND}）"
    assert cells[2 : 3 + len(table.rows)] == rows
    assert [c[0] for c in cells[3 + len(table.rows) :]] == ([f"注：{table.summed}"] if table.summed else [])
    columns, printed = page(options)
    assert columns == list(table.columns)
    want = [
        (re.sub(r"\s", "", r.texts[1]).replace("（删去）", "（删除）"), r.texts[2] if len(columns) == 3 else "")
        for r in table.rows
    ]
    assert [(new, third if len(columns) == 3 else "") for new, third in printed] == want


def test_what_the_office_sees() -> None:
    assert word(lt.TableOptions()) == [
        ("修改前", "修改后", "修改依据"),
        ("第一条　渡口由市交通部门管理。", "第一条　渡口由市交通运输部门管理。", "第一项"),
        ("（新增）", "第二条　渡口应当设置标志。", "第二项"),
        ("第五条　违反第三条的，处罚款。", "第六条　违反第四条的，处罚款。", "（随之调整）"),
        ("第六条　废旧渡船可以出租。", "（删去）", "第三项"),
    ]
    text = words(part(docx_bytes(RESULT, "table"), "document"))
    assert "仅序号调整、内容不变的：第二条至第四条改为第三条至第五条。" in text
    assert text.index("对照表") < text.index(f"（{LEGEND}）") < text.index("修改前修改后修改依据")
    assert "通过　根据" not in text, "what follows from the decision itself is no provision"


def test_marks_on_paper() -> None:
    """Added words and numbers in 黑体 as the legend says, which is bold by itself; deleted ones struck; a number that stays is neither."""
    data = docx_bytes(RESULT, "table")
    document = part(data, "document")
    struck = [words(r) for r in document.iter(q("r")) if r.find(f"{q('rPr')}/{q('strike')}") is not None]
    assert in_face(document, "黑体") == ["交通运输", "第二条", "渡口应当设置标志。", "第六条", "四"]
    assert not bold_on_bold(data)
    assert struck == ["交通", "三", "第六条", "废旧渡船可以出租。"]


def test_what_rewinding_could_not_bring_back_is_no_word_that_was_deleted() -> None:
    later = lt.parse_statute("例市渡口条例\n第一条　渡口由市交通部门管理，接受监督。\n第二条　渡船应当开灯。\n")
    decision = lt.parse_decision(
        "关于修改《例市渡口条例》的决定\n对《例市渡口条例》作如下修改：\n一、将第一条修改为：“渡口由市交通部门管理，接受监督。”\n本决定自公布之日起施行。\n"
    )
    document = part(docx_bytes(lt.amend(lt.rewind(later, decision).statute, decision), "table"), "document")
    (run,) = (r for r in document.iter(q("r")) if "无从恢复" in words(r))
    assert run.find(f"{q('rPr')}/{q('strike')}") is None and words(run) in in_face(document, "楷体_GB2312")


def test_page_and_findings() -> None:
    size = part(docx_bytes(RESULT, "table", table=lt.TableOptions(portrait=True)), "document").find(f".//{q('pgSz')}")
    assert size.get(q("orient")) is None and size.get(q("w")) < size.get(q("h"))
    html = str(render(RESULT, "html", "table", lt.TableOptions(portrait=True)))
    assert "@page{size:A4 portrait}" in html and f"（{LEGEND}）" in html
    bad = lt.amend(OLD, lt.parse_decision(DECISION.source.replace("“市交通部门”", "“没有这个词”")))
    assert bad.findings
    for kind in ("html", "csv", "xlsx"):
        without, asked = (render(bad, kind, "table", lt.TableOptions(findings=f)) for f in (False, True))
        assert kind == "csv" or without != asked
    for asked in (False, True):
        text = words(part(docx_bytes(bad, "table", table=lt.TableOptions(findings=asked)), "document"))
        assert (bad.findings[0].code in text) is asked


def test_a_long_name_is_not_broken_inside() -> None:
    long = "例省城乡居民最低生活保障资金管理办法"
    law = lt.parse_statute(f"{long}\n第一条　资金专用。")
    changes = lt.compare(law, lt.parse_statute(f"{long}\n第一条　资金专户储存。")).changes
    for portrait, breaks in ((True, 1), (False, 0)):
        document = part(docx_bytes(changes, table=lt.TableOptions(portrait=portrait)), "document")
        title = next(document.iter(q("p")))
        assert len(list(title.iter(q("br")))) == breaks and words(title) == f"《{long}》修改前后对照表"


def test_remarks_fill_the_third_column(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "说明.csv").write_bytes(
        '条号,修改说明\n1,机构改革\n第二条,"新设；\n见上位法"\n原第六条,不再需要\n'.encode("gb18030")
    )
    remarks = lt.read_remarks(tmp_path / "说明.csv")
    rows = word(lt.TableOptions(DRAFT, remarks=remarks))
    assert [row[2] for row in rows] == ["修改说明", "机构改革", "新设；\n见上位法", "", "不再需要"]
    book = openpyxl.Workbook()
    for line in (["条号", "修改理由"], [1, "机构改革"], ["第九十条", "没有这一条"], ["", "没有条号"], [2, None]):
        book.active.append(line)
    book.save(tmp_path / "说明.xlsx")
    book.close()
    remarks = lt.read_remarks(tmp_path / "说明.xlsx")
    assert [(r.number, r.text) for r in remarks] == [
        ("第一条", "机构改革"),
        ("第九十条", "没有这一条"),
        ("", "没有条号"),
    ]
    with pytest.raises(lt.InputError, match=r"第九十条.*没有.*（没有条号）"):
        render(RESULT, "docx", "table", lt.TableOptions(DRAFT, remarks=remarks))


def test_a_table_that_was_filled_in_is_read_back(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    lt.write(RESULT, tmp_path / "对照表.xlsx", "table", table=lt.TableOptions(DRAFT))
    book = openpyxl.load_workbook(tmp_path / "对照表.xlsx")
    for n, text in ((4, "甲"), (5, "乙"), (7, "丁")):
        book.active.cell(n, 3).value = text
    book.save(tmp_path / "填好.xlsx")
    book.close()
    remarks = lt.read_remarks(tmp_path / "填好.xlsx")
    assert [row[2] for row in word(lt.TableOptions(DRAFT, remarks=remarks))] == ["修改说明", "甲", "乙", "", "丁"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("条号,修改说明\n".encode(), None),
        ("甲,乙\n丙,丁\n".encode(), "没有找到说明表"),
        (b"PK\x03\x04 no workbook", "不是能读的 .xlsx"),
    ],
)
def test_files_that_are_no_table_of_remarks(content: bytes, says: str | None) -> None:
    if says is None:
        assert lt.read_remarks(content) == ()
        return
    with pytest.raises(lt.InputError, match=says):
        lt.read_remarks(content)


@pytest.mark.parametrize(
    "make",
    [
        lambda: lt.TableOptions(("修改前",)),
        lambda: lt.TableOptions(("甲", "乙", "丙", "丁")),
        lambda: lt.TableOptions(("甲", "", "丙")),
        lambda: lt.TableOptions(rows=("改动",)),
        lambda: lt.TableOptions(renumbered="never"),  # type: ignore[arg-type]
        lambda: lt.TableOptions(remarks=lt.read_remarks("条号,说明\n1,甲\n".encode())),
    ],
)
def test_options_that_make_no_table(make: object) -> None:
    with pytest.raises(lt.InputError):
        make()  # type: ignore[operator]


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    Path("原文.txt").write_text(OLD.to_text(), "utf-8")
    Path("决定.txt").write_text(DECISION.source, "utf-8")
    Path("说明.csv").write_text("条号,修改说明\n第一条,机构改革\n第九十条,没有\n", "utf-8")
    line = [
        "amend",
        "原文.txt",
        "决定.txt",
        "--part",
        "对照表",
        "--columns",
        "现行条文,修正案草案,修改说明",
        "--rows",
        "修改，新增",
    ]
    assert main([*line, "--remarks", "说明.csv", "-o", "对照表.csv"]) == 0
    said = capsys.readouterr().err
    assert "第九十条" in said and "对照表未列：仅序号调整" in said and "删除 1 处" in said
    rows = list(csv.reader(io.StringIO(Path("对照表.csv").read_text("utf-8-sig"))))
    assert rows[0] == list(DRAFT) and [row[2] for row in rows[1:]] == ["机构改革", ""]
    for name in ("对照表.docx", "对照表.html", "对照表.xlsx", "对照表.md"):
        assert main([*line, "-o", name, "-q"]) == 0
    assert main(["amend", "原文.txt", "决定.txt", "-o", "结果/", "--columns", "现行,草案", "--portrait", "-q"]) == 0
    assert words(part(Path("结果/对照表.docx").read_bytes(), "document")).count("现行草案") == 1
    assert main(["amend", "原文.txt", "决定.txt", "--columns", "甲", "-o", "坏/"]) == 2
    assert "两栏或者三栏" in capsys.readouterr().err and not Path("坏").exists()
