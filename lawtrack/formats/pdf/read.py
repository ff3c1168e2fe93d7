"""A PDF as the lines its reader sees: columns in their order, paragraphs whole, the page's own furniture left out, and each of these told.

The fifteen steps from boxes to paragraphs, and which layouts they were tried on, are in docs/formats.md. They take boxes from anywhere:
:func:`read_pages` does not know whether a character comes from a text layer or from an OCR engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from lawtrack.errors import Finding, FindingKind, InputError, Span
from lawtrack.formats.pdf import findings as kinds
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

    def _note(self, kind: FindingKind, *, span: Span | None = None, before: str = "", **values: Any) -> None:
        self.findings.append(kind.finding(span=span, before=before or None, **values))

    def _about_pages(self, gutters: Sequence[tuple[Gutter, ...]]) -> None:
        """What each page is, and which of its characters are doubtful."""
        if self.scans:
            self._note(kinds.SCANNED, pages=_numbers(self.scans), figures=_figures(self.scans))
        seen = [p.number for p in self.pages if p.recognised]
        if seen:
            self._note(kinds.RECOGNISED, pages=_numbers(seen), figures=_figures(seen))
        columned = [p.number for p, own in zip(self.pages, gutters, strict=True) if own]
        if columned:
            most = max(len(own) for own in gutters) + 1
            kind = kinds.COLUMNS if most == 2 else kinds.MANY_COLUMNS
            self._note(kind, pages=_numbers(columned), figures=_figures(columned), most=most)
        for part, kind in (
            ("hidden", kinds.HIDDEN), ("turned", kinds.TURNED), ("outside", kinds.OUTSIDE), ("white", kinds.WHITE), ("mended", kinds.RADICALS),
        ):  # fmt: skip
            words = [(p.number, getattr(p, part)) for p in self.pages if getattr(p, part)]
            if words:
                text = "".join(t for _, t in words)
                pages = _numbers([n for n, _ in words])
                self._note(kind, before=text[:200], pages=pages, count=len(text), some=text[:30])
        unknown = [
            p.number for p in self.pages if any(b.text == "\ufffd" or "\ue000" <= b.text <= "\uf8ff" for b in p.boxes)
        ]
        if unknown:
            self._note(kinds.GLYPHS, pages=_numbers(unknown), figures=_figures(unknown))

    def _about_aside(self, aside: Sequence[Aside]) -> None:
        """What was left out of the text: furniture once for each wording, footnotes one by one."""
        names = {"head": "页眉", "foot": "页脚", "watermark": "水印", "mark": "注码"}
        groups: dict[tuple[str, str], list[Aside]] = {}
        for one in aside:
            if one.kind == "footnote":
                self._note(kinds.FOOTNOTE, before=one.text, page=one.page, shown=one.text[:60])
                continue
            key = "" if one.kind == "mark" else "".join(c for c in one.text if not c.isdigit())
            groups.setdefault((one.kind, key), []).append(one)
        for (kind, _), own in groups.items():
            where = _numbers(sorted({x.page for x in own}))
            self._note(
                kinds.FURNITURE,
                before=own[0].text,
                pages=where,
                name=names[kind],
                shown=own[0].text[:60],
                sort=kind,
                figures=_figures(sorted({x.page for x in own})),
            )

    def _about_text(self, paragraphs: Sequence[PrintedParagraph], stripped: int, loose: Sequence[int]) -> None:
        """What was joined, and where it is open."""
        at = 0
        joined = crossed = rows = 0
        for number, p in enumerate(paragraphs, 1):
            size = len(p.text)
            span = Span(at, at + size, number)
            for words in p.unsure:
                self._note(kinds.BREAK, span=span, before=words, page=self.pages[p.page].number, words=words)
            if p.torn:
                kind = kinds.TABLE_BREAK if p.text.startswith("\t") else kinds.TABLE_ROW_JOINED
                self._note(kind, span=span, page=self.pages[p.page].number, row=p.text.strip()[:40])
            joined += p.lines - 1
            crossed += p.crossed
            rows += p.row and not p.loose
            at += size + 1
        if joined:
            self._note(kinds.JOINED, joined=joined, crossed=crossed)
        if rows:
            self._note(kinds.TABLE, rows=rows)
        for page in loose:
            self._note(kinds.LOOSE_TABLE, page=self.pages[page].number)
        if stripped:
            self._note(kinds.CONTENTS, count=stripped)


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
