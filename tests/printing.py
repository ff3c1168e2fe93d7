"""PDFs made for tests: a text of law printed by Chromium (HTML) and by LibreOffice (flat OpenDocument), in the layouts of real gazettes."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.office import SOFFICE, profile

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (apt-get install chromium)")
_HEADING = re.compile(r"第[一二三四五六七八九十百]+[编章节](?=[\s\u3000])")

PLAIN = "body{font:10.5pt/1.6 'WenQuanYi Micro Hei','Noto Sans CJK SC',sans-serif;margin:0}p{margin:0;text-align:justify}table{border-collapse:collapse}"
INDENT = ".text,.note{text-indent:2em}.heading,.title{text-align:center}.title{font-size:18pt}td{border:0.5pt solid;text-indent:0}"
FLUSH = ".heading,.title,.note{text-align:center}.title{font-size:18pt}"
ONE = (
    "@page{size:A4;margin:25mm 22mm;@top-center{content:'例市人民代表大会常务委员会公报';font-size:9pt}"
    "@bottom-center{content:'· ' counter(page) ' ·';font-size:9pt}}"
)
TWO = (
    "@page{size:185mm 260mm;margin:22mm 18mm}body{column-count:2;column-gap:7mm}"
    "@page:left{@top-left{content:'例市人民代表大会常务委员会公报 2023年第6号';font-size:8pt}@bottom-left{content:'· ' counter(page) ' ·';font-size:9pt}}"
    "@page:right{@top-right{content:'例市节水条例';font-size:8pt}@bottom-right{content:'· ' counter(page) ' ·';font-size:9pt}}"
)
THREE = "@page{size:A4;margin:20mm 15mm}body{column-count:3;column-gap:6mm;font-size:9pt}"


def kind_of(line: str, i: int) -> str:
    """What a line of a text is to the printer."""
    if i == 0:
        return "title"
    if re.match(r"[（(][0-9]{4}年", line) and i < 6:
        return "note"
    return "heading" if _HEADING.match(line) or re.fullmatch(r"目[\s\u3000]*[录次]", line) else "text"


def page(lines: Sequence[str], style: str, *, tail: str = "") -> str:
    """Lines as an HTML page to be printed; those with tabs make up a ruled table, each run one."""
    out: list[str] = []
    rows: list[str] = []
    for i, line in enumerate([*lines, ""]):
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in line.split("\t")) + "</tr>")
            continue
        if rows:
            out.append(f"<table>{''.join(rows)}</table>")
            rows = []
        if line:
            out.append(f'<p class="{kind_of(line, i)}">{html.escape(line)}</p>')
    return f"<!doctype html><meta charset=utf-8><style>{PLAIN}{style}</style>{''.join(out)}{tail}"


def printed(content: str, folder: Path, name: str = "page") -> bytes:
    """An HTML page as Chromium prints it."""
    source, target = folder / f"{name}.html", folder / f"{name}.pdf"
    source.write_text(content, "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium"]
    command += [f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    return target.read_bytes()


_NS = {
    "office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible", "draw": "drawing", "svg": "svg-compatible"
}  # fmt: skip


def fodt(body: str, *, columns: int = 1, styles: str = "", head: str = "", foot: str = "", outline: str = "") -> str:
    """A flat OpenDocument text with this body; ``styles`` are automatic ones of its own. Marks do not hang
    over the edge, for of those LibreOffice forgets some.
    """
    spaces = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in _NS.items())
    many = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/>' if columns > 1 else ""
    header = f"<style:header><text:p>{head}</text:p></style:header>" if head else ""
    footer = f"<style:footer><text:p>{foot}</text:p></style:footer>" if foot else ""
    font = "fo:font-size='10.5pt' style:font-size-asian='10.5pt' style:font-name-asian='WenQuanYi Micro Hei'"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties {font}/></style:default-style>
<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties fo:text-indent="0.74cm" fo:text-align="justify" style:punctuation-wrap="simple"/></style:style>
<style:style style:name="Head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="18pt" style:font-size-asian="18pt"/></style:style>{outline}</office:styles>
<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.2cm" fo:margin-right="2.2cm">{many}</style:page-layout-properties>
<style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>{styles}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">{header}{footer}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def odt_body(lines: Sequence[str], notes: Mapping[int, str] | None = None) -> str:
    """Lines as paragraphs of an OpenDocument text, rows with tabs as tables, ``notes`` as footnotes behind the line of that index."""
    style = {"title": "Title", "note": "Head", "heading": "Head", "text": "Text"}
    out: list[str] = []
    rows: list[str] = []
    for i, line in enumerate([*lines, ""]):
        if "\t" in line:
            cells = "".join(
                f'<table:table-cell table:style-name="Cell"><text:p>{html.escape(c)}</text:p></table:table-cell>'
                for c in line.split("\t")
            )
            rows.append(f"<table:table-row>{cells}</table:table-row>")
            continue
        if rows:
            width = lines[i - 1].count("\t") + 1
            column = f'<table:table-column table:number-columns-repeated="{width}"/>'
            out.append(f"<table:table>{column}{''.join(rows)}</table:table>")
            rows = []
        if line:
            note = (notes or {}).get(i)
            mark = (
                f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
                f"<text:p>{note}</text:p></text:note-body></text:note>" if note else ""
            )  # fmt: skip
            out.append(f'<text:p text:style-name="{style[kind_of(line, i)]}">{html.escape(line)}{mark}</text:p>')
    return "".join(out)


def converted(files: Mapping[str, bytes], to: str, folder: Path) -> dict[str, bytes]:
    """Files (name with suffix → content) as LibreOffice writes them in another format, all in one run."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [str(SOFFICE), profile(), "--headless", "--convert-to", to]
    command += ["--outdir", str(folder), *(str(folder / n) for n in files)]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {n: (folder / f"{Path(n).stem}.{to.partition(':')[0]}").read_bytes() for n in files}
