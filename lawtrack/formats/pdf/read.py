"""A PDF as the lines its reader sees: columns in their order, paragraphs whole, the page's own furniture left out, and each of these told.

The fifteen steps from boxes to paragraphs, and which layouts they were tried on, are in docs/formats.md. They take boxes from anywhere:
:func:`read_pages` does not know whether a character comes from a text layer or from an OCR engine.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.errors import Finding, InputError, Severity, Span
from lawtrack.formats.pdf import furniture
from lawtrack.formats.pdf.boxes import Page
from lawtrack.formats.pdf.columns import Gutter, PlacedPiece, find_gutters, lend_gutters, read_order
from lawtrack.formats.pdf.extract import extract
from lawtrack.formats.pdf.furniture import Aside, body_em
from lawtrack.formats.pdf.lines import lines_of
from lawtrack.formats.pdf.loose import loose_tables
from lawtrack.formats.pdf.paragraphs import PrintedParagraph, paragraphs_of
from lawtrack.formats.pdf.rows import PrintedRow, rows_of
from lawtrack.formats.pdf.stops import stops
from lawtrack.formats.pdf.tables import RuledTable, tables_of

_FEW = 20
"""Characters: a page with fewer and a picture on it is a scan."""
_UNKNOWN = 0.2
"""Share of characters without meaning from which on a text is refused."""


@attrs.frozen
class PdfText:
    """The text of a PDF, one paragraph a line, and what was noticed on the way; spans of findings count in ``text``."""

    text: str
    findings: tuple[Finding, ...] = ()


def read_pdf(data: bytes, name: str = "（字节）") -> PdfText:
    """The text of a PDF that has one.

    Raises :class:`InputError`, naming file, page and remedy, for scans without a text layer, for fonts that do not say which characters
    they print, for locked, damaged and malicious files, and where pypdfium2 is missing.
    """
    return read_pages(extract(data, name), name)


def read_pages(pages: Sequence[Page], name: str = "（字节）") -> PdfText:
    """The text of pages, wherever their boxes come from."""
    scans = [p.number for p in pages if len(p.boxes) < _FEW and p.pictured > 0.3]
    if not any(p.boxes for p in pages) or scans and len(scans) == sum(1 for p in pages if p.boxes or p.pictured):
        raise InputError(
            f"{name} 的{_numbers(scans or [p.number for p in pages])}没有文字层，是扫描件或者图片；"
            "请先做文字识别（OCR），存为带文字层的 PDF、hOCR 或者 .txt 再读",
            f"{name} has pages without a text layer, scans or pictures; recognise the text (OCR), and read the PDF with its text layer, hOCR or .txt",
        )
    unknown = sum(b.text == "\ufffd" or "\ue000" <= b.text <= "\uf8ff" for p in pages for b in p.boxes)
    if unknown > _UNKNOWN * sum(len(p.boxes) for p in pages):
        raise InputError(
            f"{name} 的字体没有说明字形是什么字（{unknown} 个字读不出来）；请向来源索取 .docx，或者把页面做文字识别（OCR）后再读",
            f"the fonts of {name} do not say which characters they draw ({unknown} cannot be read); ask for a .docx, or recognise the pages (OCR)",
        )
    return _Reader(pages, scans).read()


@attrs.define
class _Reader:
    """The steps in their order; what each of them says is collected."""

    pages: Sequence[Page]
    scans: list[int]
    findings: list[Finding] = attrs.Factory(list)
    rows: list[list[PrintedRow]] = attrs.Factory(list)
    tables: list[list[RuledTable]] = attrs.Factory(list)

    def read(self) -> PdfText:
        for page in self.pages:
            tables, rest = tables_of(page)
            self.tables.append(tables)
            self.rows.append(rows_of(rest))
        body = body_em(self.rows)
        aside = furniture.watermarks(self.pages, self.rows, body)
        aside += furniture.bands(self.pages, self.rows)
        for page, rows in zip(self.pages, self.rows, strict=True):
            aside += furniture.footnotes(page, rows, body)
        gutters = [find_gutters(rows, page, body) for rows, page in zip(self.rows, self.pages, strict=True)]
        gutters = lend_gutters(gutters, self.rows, self.pages, body)
        stream: list[PlacedPiece] = []
        for i, page in enumerate(self.pages):
            pieces = read_order(i, self.rows[i], self.tables[i], gutters[i], body)
            if gutters[i]:
                pieces, notes = _column_notes(page, pieces, body)
                aside += notes
            stream += pieces
        texts, loose = loose_tables(stream, body)
        paragraphs, stripped = paragraphs_of(lines_of(stream, gutters, texts))
        for p in paragraphs:
            p.text = p.text.rstrip() if p.row else p.text.strip()
        text = "".join(p.text + "\n" for p in paragraphs)
        self._about_pages(gutters)
        self._about_aside(aside)
        self._about_text(paragraphs, stripped, loose)
        if any(p.recognised for p in self.pages):
            self.findings += stops(text)
        return PdfText(text, tuple(self.findings))

    def _note(
        self, code: str, severity: Severity, message: str, english: str, *, span: Span | None = None, before: str = ""
    ) -> None:
        self.findings.append(Finding(code, severity, message, english, span=span, before=before or None))

    def _about_pages(self, gutters: Sequence[tuple[Gutter, ...]]) -> None:
        """What each page is, and which of its characters are doubtful."""
        if self.scans:
            self._note(
                "pdf.scanned", Severity.ERROR,
                f"{_numbers(self.scans)}没有文字层（扫描的图片），没有读入；请先做文字识别（OCR）再读",
                f"Pages {_figures(self.scans)} are pictures without text and were not read",
            )  # fmt: skip
        seen = [p.number for p in self.pages if p.recognised]
        if seen:
            self._note(
                "pdf.recognised", Severity.WARNING, f"{_numbers(seen)}的文字是识别（OCR）得来的，须对照原件",
                f"The text of pages {_figures(seen)} was recognised in pictures; hold it against the original",
            )  # fmt: skip
        columned = [p.number for p, own in zip(self.pages, gutters, strict=True) if own]
        if columned:
            most = max(len(own) for own in gutters) + 1
            self._note(
                "pdf.columns", Severity.INFO if most == 2 else Severity.WARNING,
                f"{_numbers(columned)}分栏印刷（{'两栏' if most == 2 else f'最多 {most} 栏'}），按先左后右读出"
                + ("" if most == 2 else "；三栏以上的版面请对照原件"),
                f"Pages {_figures(columned)} are set in columns and were read one column after the other",
            )  # fmt: skip
        kinds = (
            ("hidden", "pdf.hidden", Severity.WARNING, "看不见的字，没有读入", "invisible characters were left out"),
            ("turned", "pdf.turned", Severity.WARNING, "方向不同的字（水印或者竖排），没有读入", "characters in another direction were left out"),
            ("outside", "pdf.outside", Severity.INFO, "在页面以外的字，没有读入", "characters beyond the edges were left out"),
            ("white", "pdf.white", Severity.WARNING, "白色的字，可能看不见，已读入；请对照页面核对", "white characters were read; they may not be seen"),
            ("mended", "pdf.radicals", Severity.INFO, "以部首或者兼容字形编码的字，已改为通用的字", "radicals and compatibility forms were read as the plain ideographs"),
        )  # fmt: skip
        for kind, code, severity, message, english in kinds:
            words = [(p.number, getattr(p, kind)) for p in self.pages if getattr(p, kind)]
            if words:
                text = "".join(t for _, t in words)
                where, some = _numbers([n for n, _ in words]), text[:30]
                self._note(code, severity, f"{where}有 {len(text)} 个{message}：“{some}”", english, before=text[:200])
        unknown = [
            p.number for p in self.pages if any(b.text == "\ufffd" or "\ue000" <= b.text <= "\uf8ff" for b in p.boxes)
        ]
        if unknown:
            self._note(
                "pdf.glyphs", Severity.ERROR, f"{_numbers(unknown)}有字体没有说明是什么字的字形，原样保留；请对照页面补正",
                f"Pages {_figures(unknown)} hold glyphs whose characters the font does not tell",
            )  # fmt: skip

    def _about_aside(self, aside: Sequence[Aside]) -> None:
        """What was left out of the text: furniture once for each wording, footnotes one by one."""
        names = {"head": "页眉", "foot": "页脚", "watermark": "水印", "mark": "注码"}
        groups: dict[tuple[str, str], list[Aside]] = {}
        for one in aside:
            if one.kind == "footnote":
                self._note(
                    "pdf.footnote", Severity.WARNING, f"第 {one.page} 页的脚注没有读入正文：“{one.text[:60]}”",
                    f"A footnote on page {one.page} was left out of the text", before=one.text,
                )  # fmt: skip
                continue
            key = "" if one.kind == "mark" else "".join(c for c in one.text if not c.isdigit())
            groups.setdefault((one.kind, key), []).append(one)
        for (kind, _), own in groups.items():
            where = _numbers(sorted({x.page for x in own}))
            self._note(
                "pdf.furniture", Severity.INFO, f"{where}的{names[kind]}没有读入：“{own[0].text[:60]}”",
                f"{kind} of pages {_figures(sorted({x.page for x in own}))} was left out", before=own[0].text,
            )  # fmt: skip

    def _about_text(self, paragraphs: Sequence[PrintedParagraph], stripped: int, loose: Sequence[int]) -> None:
        """What was joined, and where it is open."""
        at = 0
        joined = crossed = rows = 0
        for number, p in enumerate(paragraphs, 1):
            size = len(p.text)
            span = Span(at, at + size, number)
            for words in p.unsure:
                self._note(
                    "pdf.break", Severity.WARNING,
                    f"第 {self.pages[p.page].number} 页“{words}”之前一行恰好排满又是句末，可能另起一款；请对照原件",
                    "A full line ends with a full stop: a new paragraph may begin here", span=span, before=words,
                )  # fmt: skip
            if p.torn:
                self._note(
                    "pdf.table-break", Severity.WARNING,
                    f"第 {self.pages[p.page].number} 页的表格在换页（栏）处断在一行之中，{'可能是上一行的继续' if p.text.startswith(chr(9)) else '已接为一行'}"
                    f"：“{p.text.strip()[:40]}”；请对照原件",
                    "A page or column border tore a row of a table; its parts were joined, or may belong together", span=span,
                )  # fmt: skip
            joined += p.lines - 1
            crossed += p.crossed
            rows += p.row and not p.loose
            at += size + 1
        if joined:
            self._note(
                "pdf.joined", Severity.INFO, f"按版式把 {joined} 处断行接为段落，其中 {crossed} 处跨栏或者跨页",
                f"{joined} line breaks were joined by the layout of the page, {crossed} of them over a column or a page",
            )  # fmt: skip
        if rows:
            self._note(
                "pdf.table", Severity.INFO, f"有框线的表格按行读出（共 {rows} 行），单元格之间以制表符分隔；续页重复的表头不列入",
                f"Ruled tables were read row by row ({rows} rows), cells parted by tabs; a head repeated on the next page is left out",
            )  # fmt: skip
        for page in loose:
            self._note(
                "pdf.loose-table", Severity.WARNING,
                f"第 {self.pages[page].number} 页有没有框线的表格（对齐的几列），按行读出；单元格的界限请对照原件",
                f"Page {self.pages[page].number} has a table without rules; it was read line by line",
            )  # fmt: skip
        if stripped:
            self._note(
                "pdf.contents", Severity.INFO, f"目录中 {stripped} 处页码和引导点没有读入",
                f"Leaders and page numbers of {stripped} entries of the table of contents were left out",
            )  # fmt: skip


def _column_notes(page: Page, pieces: list[PlacedPiece], body: float) -> tuple[list[PlacedPiece], list[Aside]]:
    """Footnotes at the foot of single columns."""
    aside: list[Aside] = []
    left: set[int] = set()
    changed: dict[int, PrintedRow] = {}
    for column in dict.fromkeys(p.column for p in pieces):
        own = [p.row for p in pieces if p.column == column and p.row is not None]
        kept = list(own)
        aside += furniture.footnotes(page, kept, body)
        left.update(map(id, own[len(kept) :]))
        changed |= {id(a): b for a, b in zip(own, kept, strict=False) if a is not b}
    if not aside:
        return pieces, []
    out = [p for p in pieces if p.row is None or id(p.row) not in left]
    for piece in out:
        piece.row = changed.get(id(piece.row), piece.row)
    return out, aside


def _numbers(numbers: Sequence[int]) -> str:
    return f"第 {_figures(numbers)} 页"


def _figures(numbers: Sequence[int]) -> str:
    """Numbers of pages as a reader writes them.

    >>> _figures([1, 2, 3, 5, 7, 8])
    '1–3、5、7–8'
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:12]]
    return "、".join(shown) + ("等" if len(runs) > 12 else "")
