"""A Word file as the lines its reader sees: automatic numbers written out, contents and tables as lines, tracked changes in one chosen view.

Nothing is flattened silently: what is not part of the running text (text boxes, footnotes, pictures, hidden text …) is a finding, and a file
with tracked changes is refused until the caller says which of its two texts is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
from lxml import etree

from lawtrack.errors import Finding, FindingKind, InputError, Span, option
from lawtrack.formats.docx import findings as kinds
from lawtrack.formats.docx.comparison import Columns, columns_of, title_of, two_sides
from lawtrack.formats.docx.emphasis import standing_out
from lawtrack.formats.docx.numbering import (
    Label,
    ListNumbering,
    NumberedStyle,
    contents_entry,
    level_of,
    numbered,
    styles_of,
)
from lawtrack.formats.docx.zip import DocxParts

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_FORMAT = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "numberingChange")
_GONE = {"new": ("del", "moveFrom"), "old": ("ins", "moveTo")}
_SHOWN_FIELDS = re.compile(r"\s*(EQ|AUTONUM|AUTONUMLGL|AUTONUMOUT|SYMBOL|LISTNUM)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[0-9ivxlcIVXLC-]*\s*")


@attrs.frozen
class WordText:
    """The text of a Word file, one paragraph a line, and what was noticed on the way; spans of findings count in ``text``.

    ``two`` says what makes it two texts in one file: "tracked" changes, "struck" words, a comparison "table"; "" where it is one.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    two: str = ""


def read_docx(data: bytes, name: str = "（字节）", *, tracked: str = "") -> WordText:
    """The text of a .docx as the reader sees it.

    ``tracked`` says which text is meant where changes are tracked: "old" (as if all were rejected) or "new" (as if all were accepted);
    likewise where words are struck out by hand, and which column of a comparison table.
    Raises :class:`InputError`, naming file, place and remedy, for tracked changes without that choice, and for files that are damaged,
    encrypted, not Word, or built to exhaust memory.
    """
    if tracked not in ("", "old", "new"):
        raise InputError(
            f"tracked 只能是 old（修改前）或者 new（修改后），不能是“{tracked}”",
            f"tracked is old (before) or new (after), not “{tracked}”",
        )
    archive = DocxParts(data, name)
    return _Reader(archive, tracked).read()


@attrs.define
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def contents(self) -> bool:
        return self.code.strip().upper().startswith("TOC")


class _Reader:
    def __init__(self, archive: DocxParts, tracked: str) -> None:
        self.archive = archive
        self.w = etree.QName(archive.document).namespace or ""
        self.gone = {self.q(tag) for tag in _GONE[tracked or "new"]}
        self.view = tracked or "new"
        self.styles = styles_of(archive.related("styles"), self.w)
        self.numbering = ListNumbering(archive.related("numbering"), self.styles, self.w)
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.lines: list[str] = []
        self.size = 0
        self.findings: list[Finding] = []
        self.fields: list[_Field] = []
        self.pending: list[str] = []  # the text of a paragraph whose mark is gone in this view
        self.aside: list[tuple[FindingKind, str, dict[str, Any]]] = []  # findings of the paragraph being read
        self.tracked = tracked
        self.two = ""
        self.left: tuple[str, ...] = ()  # how words look that this view of a redline made by hand does not have
        self.tabled = 0  # characters that stand in tables

    def q(self, tag: str) -> str:
        return f"{{{self.w}}}{tag}"

    def val(self, node: etree._Element | None, tag: str, default: str | None = None) -> str | None:
        child = node.find(self.q(tag)) if node is not None else None
        return default if child is None else child.get(self.q("val"), "")

    def on(self, node: etree._Element | None, tag: str) -> bool:
        """Whether a switch such as w:vanish is set."""
        return self.val(node, tag) not in (None, "0", "false", "off")

    # --- what stands beside the text ---------------------------------------------------------------------------------------

    def _notes(self, kind: str) -> dict[str, str]:
        root = self.archive.related(f"{kind}s")
        found = root.findall(self.q(kind)) if root is not None else ()
        return {n.get(self.q("id"), ""): "".join(t.text or "" for t in n.iter(self.q("t"))).strip() for n in found}

    def note(self, kind: FindingKind, words: str = "", **values: Any) -> None:
        """A finding of the paragraph being read; its place is known when the paragraph is."""
        self.aside.append((kind, words, values))

    # --- the whole ----------------------------------------------------------------------------------------------------------

    def read(self) -> WordText:
        body = self.archive.document.find(self.q("body"))
        if body is None:
            raise InputError(
                f"{self.archive.name} 的正文是空的；请确认文件没有选错",
                f"the body of {self.archive.name} is empty; check that it is the right file",
            )
        self._refuse_tracked(body)
        if not self.two:
            self._find_struck(body)
            self._find_emphasis(body)
        found = self._comparison(body) if not self.two else None
        if found is not None and self.tracked:
            return found
        self._blocks(body)
        if self.pending:
            self._emit("".join(self.pending))
        self._outside()
        text = "\n".join(self.lines) + "\n"
        if not text.strip():
            raise InputError(
                f"{self.archive.name} 里没有文字；内容可能是图片（扫描件），请先做文字识别（OCR）",
                f"{self.archive.name} holds no text, perhaps pictures of a scan; recognise the text (OCR) first",
            )
        if self.tabled > len(text) / 2:
            kind = kinds.MOSTLY_COMPARISON if found else kinds.MOSTLY_TABLE
            self.findings.insert(0, kind.finding(old=option("tracked", "old"), new=option("tracked", "new")))
        return WordText(text, tuple(self.findings), self.two or ("table" if found else ""))

    def _find_struck(self, body: etree._Element) -> None:
        """Words struck out by hand, without tracking: somebody's redline, or only its looks."""
        runs = [r for r in body.iter(self.q("r")) if next(r.iterancestors(self.q("tbl")), None) is None]
        struck = [r for r in runs if self._styled(r, "strike", "dstrike")]
        words = "".join(t.text or "" for r in struck for t in r.iter(self.q("t")))
        if not words.strip():
            return
        self.two = "struck"
        added = sum(self._styled(r, "u") for r in runs)
        if self.tracked == "new":
            self.left = ("strike", "dstrike")
            kind = kinds.STRUCK_LEFT_OUT
        elif self.tracked == "old":
            self.left = ("u",)
            kind = kinds.STRUCK_READ_WITHOUT_ADDED if added else kinds.STRUCK_READ
        else:
            kind = kinds.STRUCK
        old, new = option("tracked", "old"), option("tracked", "new")
        self.findings.append(
            kind.finding(before=words[:200], count=len(words), start=words[:20], added=added, old=old, new=new)
        )

    def _find_emphasis(self, body: etree._Element) -> None:
        """Words in colour or bold inside paragraphs: what a redline made by hand adds, or only its looks."""
        marked = list(standing_out(body, self.w))
        words = "".join(text for _, text in marked).strip()
        if not words:
            return
        looks = " / ".join(dict.fromkeys({"colour": "变色或者加底色", "bold": "加粗"}[how] for how, _ in marked))
        sure = self.two == "struck" or any(how == "colour" for how, _ in marked)
        kept = "没有去掉，修改前的文字须核对" if self.tracked == "old" else "仍作为正文读入"
        kind = kinds.EMPHASIS if sure else kinds.BOLD_ONLY
        self.findings.append(
            kind.finding(before=words[:200], count=len(words), looks=looks, start=words[:20], kept=kept)
        )

    def _styled(self, run: etree._Element, *names: str) -> bool:
        properties = run.find(self.q("rPr"))
        return any(self.on(properties, n) and self.val(properties, n) != "none" for n in names)

    def _comparison(self, body: etree._Element) -> WordText | None:
        """One column of the comparison table that the file is; None where it is no such file."""
        tables = [t for t in body.iter(self.q("tbl")) if next(t.iterancestors(self.q("tbl")), None) is None]
        columns: Columns | None = None
        rows: list[list[list[str]]] = []
        for table in tables:
            held = [[self._cell_lines(c) for c in cells] for cells in self._rows(table)]
            heads = next((c for c in (columns_of(["".join(x) for x in cells]) for cells in held[:3]) if c), None)
            columns = columns or heads
            if columns is not None and (heads is not None or held and len(held[0]) > max(columns.old, columns.new)):
                rows += held
        if columns is None:
            return None
        sides = two_sides(rows, columns)
        above = [self._cell_lines(p) for p in body if p.tag == self.q("p")]
        outside = [x for own in above for x in own if x.strip()]
        title = title_of(outside)
        side = sides.old if self.tracked == "old" else sides.new
        lines = [*([title] if title and title not in side[:1] else []), *side]
        left = [f"表外的文字 {len(outside)} 段" if outside else "", f"其他栏（{'、'.join(columns.others)}）" if sides.others else "",
                f"省略号或者“略” {sides.elided} 处" if sides.elided else "", "没有列入表中的条文"]  # fmt: skip
        which = "修改前" if self.tracked == "old" else "修改后"
        kind = kinds.COMPARISON_WITH_GAPS if sides.elided else kinds.COMPARISON
        found = kind.finding(side=which, left="、".join(filter(None, left)))
        self.aside.clear()
        return WordText("\n".join(lines) + "\n", (*self.findings, found), "table")

    def _cell_lines(self, cell: etree._Element) -> list[str]:
        """The lines of a cell, or of a paragraph, by themselves."""
        lines, size, self.lines = self.lines, self.size, []
        if cell.tag == self.q("p"):
            self._paragraph(cell)
        else:
            self._blocks(cell)
        made, self.lines, self.size = self.lines, lines, size
        return made

    def _refuse_tracked(self, body: etree._Element) -> None:
        found = [n for n in body.iter(*map(self.q, _TRACKED)) if not self._boxed(n)]
        formats = sum(1 for _ in body.iter(*map(self.q, _FORMAT)))
        if formats:
            self.findings.append(kinds.FORMAT_CHANGES.finding(formats=formats))
        if not found:
            return
        self.two = "tracked"
        authors = Counter(n.get(self.q("author")) or "（未署名）" for n in found)
        first = next((t for n in found for t in n.iter(self.q("t"), self.q("delText")) if t.text), None)
        where = f"，首处为“{(first.text or '')[:20]}”" if first is not None else ""
        if not self.tracked:
            who = "、".join(a for a, _ in authors.most_common(5))
            raise InputError(
                f"{self.archive.name} 里有 {len(found)} 处未处理的修订（作者：{who}{where}）；"
                "请先在 Word 中接受或者拒绝全部修订，或者说明要读哪一种文字："
                f"{option('tracked', 'old')} 修改前，{option('tracked', 'new')} 修改后",
                f"{self.archive.name} has {len(found)} tracked changes (by {who}{where}); accept or reject them all in Word first, or say which text is meant: {option('tracked', 'old')} before them, {option('tracked', 'new')} after them",
            )
        kind = kinds.TRACKED_OLD if self.tracked == "old" else kinds.TRACKED_NEW
        self.findings.append(kind.finding(count=len(found), where=where))

    def _boxed(self, node: etree._Element) -> bool:
        return any(a.tag == self.q("txbxContent") for a in node.iterancestors())

    def _outside(self) -> None:
        """Headers and footers that say more than a page number."""
        seen: dict[str, None] = {}
        for kind in ("header", "footer"):
            for root in self.archive.relatives(kind):
                text = "".join(t.text or "" for t in root.iter(self.q("t"))).strip()
                if re.search(r"[^\W\d_]", text.replace("第", "").replace("页", "").replace("共", "")):
                    seen.setdefault(text)
        for text in seen:
            self.findings.append(kinds.HEADER.finding(before=text, shown=text[:60]))

    # --- blocks -------------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element) -> None:
        for node in parent:
            tag = node.tag
            if tag == self.q("p"):
                self._paragraph(node)
            elif tag == self.q("tbl"):
                self._table(node)
            elif tag in self.gone or not isinstance(tag, str):
                continue
            elif tag == self.q("sdt"):
                content = node.find(self.q("sdtContent"))
                if content is not None:
                    self._blocks(content)
            elif tag in map(self.q, ("customXml", "ins", "del", "moveFrom", "moveTo")):
                self._blocks(node)
            elif tag == f"{_MC}AlternateContent":
                self._blocks(_choice(node))
            elif tag == self.q("altChunk"):
                self.note(kinds.EMBEDDED)

    def _paragraph(self, node: etree._Element) -> None:
        properties = node.find(self.q("pPr"))
        mark = properties.find(self.q("rPr")) if properties is not None else None
        contents = any(f.contents and f.result for f in self.fields)
        text = "".join(self._inline(node))
        contents = contents or any(f.contents and f.result for f in self.fields)
        if mark is not None and any(child.tag in self.gone for child in mark):
            self.pending.append(text)
            return
        text, self.pending = "".join([*self.pending, text]), []
        if self.view == "old" and properties is not None:
            before = properties.find(f"{self.q('pPrChange')}/{self.q('pPr')}")
            properties = before if before is not None else properties
        style = self.val(properties, "pStyle") or ""
        known = self.styles.get(style, NumberedStyle())
        if contents or known.name.startswith("toc "):
            text = contents_entry(text)
        given = properties.find(self.q("numPr")) if properties is not None else None
        level = level_of(self.val(given, "ilvl"))
        label = self.numbering.label(style, self.val(given, "numId"), level)
        self._emit(text, label)

    def _emit(self, text: str, label: Label | None = None) -> None:
        if label is not None and label.text.strip():
            if label.unknown:
                self.note(kinds.NUMBERING, style=label.unknown, label=label.text)
            text = numbered(label, text)
        start = self.size
        for line in text.split("\n"):
            self.lines.append(line)
            self.size += len(line) + 1
        span = Span(start, self.size - 1, len(self.lines))
        for kind, words, values in self.aside:
            self.findings.append(kind.finding(span=span, before=words or None, **values))
        self.aside.clear()

    def _table(self, table: etree._Element) -> None:
        rows = list(self._rows(table))
        if all(len(cells) <= 1 for cells in rows):  # a frame around running text
            for cells in rows:
                for cell in cells:
                    self._blocks(cell)
            return
        self.note(kinds.TABLE, count=len(rows))
        for cells in rows:
            lines, size = self.lines, self.size
            texts = []
            for cell in cells:
                self.lines = []
                self._blocks(cell)
                texts.append(" ".join(x.strip() for x in self.lines if x.strip()))
            self.lines, self.size = lines, size
            self._emit("\t".join(texts).rstrip("\t"))
            self.tabled += sum(map(len, texts))

    def _rows(self, table: etree._Element) -> Iterator[list[etree._Element]]:
        for node in table.iter(self.q("tr")):
            if next(a for a in node.iterancestors() if a.tag == self.q("tbl")) is not table:
                continue
            if any(a.tag in self.gone for a in _above(node, table)):
                continue
            properties = node.find(self.q("trPr"))
            if properties is not None and any(child.tag in self.gone for child in properties):
                continue
            cells = []
            for cell in node.iter(self.q("tc")):
                if next(a for a in cell.iterancestors() if a.tag == self.q("tr")) is not node:
                    continue
                own = cell.find(self.q("tcPr"))
                change = "cellDel" if self.view == "new" else "cellIns"
                if own is None or own.find(self.q(change)) is None:
                    cells.append(cell)
            yield cells

    # --- inside a paragraph -------------------------------------------------------------------------------------------------

    def _inline(self, parent: etree._Element) -> Iterator[str]:
        for node in parent:
            tag = node.tag
            if tag in self.gone or not isinstance(tag, str):
                continue
            name = etree.QName(tag).localname
            if tag == self.q("r"):
                yield from self._run(node)
            elif tag == self.q("sdt"):
                content = node.find(self.q("sdtContent"))
                if content is not None:
                    yield from self._inline(content)
            elif tag == self.q("fldSimple"):
                self.fields.append(_Field(node.get(self.q("instr"), ""), True))
                yield from self._inline(node)
                self.fields.pop()
            elif tag == self.q("ruby"):
                base = node.find(self.q("rubyBase"))
                if base is not None:
                    yield from self._inline(base)
            elif tag == f"{_MC}AlternateContent":
                yield from self._inline(_choice(node))
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                text = "".join(t.text or "" for t in node.iter(f"{_MATH}t"))
                self.note(kinds.FORMULA, text, shown=text[:40])
                yield text
            elif name in ("hyperlink", "smartTag", "customXml", "ins", "del", "moveFrom", "moveTo", "dir", "bdo"):
                yield from self._inline(node)

    def _run(self, run: etree._Element) -> Iterator[str]:
        properties = run.find(self.q("rPr"))
        hidden = self.on(properties, "vanish") or (
            self.val(properties, "vanish") is None
            and self.styles.get(self.val(properties, "rStyle") or "-", NumberedStyle()).hidden
        )
        text = "".join(self._run_text(run))
        if not text or self.left and self._styled(run, *self.left):
            return
        if hidden:
            self.note(kinds.HIDDEN, text, shown=text[:60])
        else:
            yield text

    def _run_text(self, run: etree._Element) -> Iterator[str]:
        for node in run:
            if not isinstance(node.tag, str):
                continue
            name = etree.QName(node.tag).localname
            if name == "fldChar":
                self._field(node.get(self.q("fldCharType"), ""))
            elif name in ("instrText", "delInstrText"):
                if self.fields and not self.fields[-1].result:
                    self.fields[-1].code += node.text or ""
            elif self.fields and not all(f.result for f in self.fields):
                continue
            elif self._page_reference() and _NUMBER.fullmatch(node.text or ""):
                continue
            elif name in ("t", "delText"):
                yield node.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                if node.get(self.q("type"), "textWrapping") == "textWrapping":
                    yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield self._symbol(node)
            elif name in ("footnoteReference", "endnoteReference"):
                text = self.notes[name.removesuffix("Reference")].get(node.get(self.q("id"), ""), "")
                kind = kinds.FOOTNOTE if name == "footnoteReference" else kinds.ENDNOTE
                self.note(kind, text, shown=text[:60])
            elif name == "commentReference":
                self.note(kinds.COMMENT)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._drawing(node)
            elif name == "ruby":
                base = node.find(self.q("rubyBase"))
                if base is not None:
                    yield from self._inline(base)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if not field.result and _SHOWN_FIELDS.match(field.code):
                self.note(kinds.FIELD, field=field.code.strip()[:40])

    def _page_reference(self) -> bool:
        """Whether we are in a page reference of the contents (LibreOffice wraps one around the whole entry)."""
        inside = any(f.contents for f in self.fields)
        return inside and any(f.code.strip().upper().startswith("PAGEREF") for f in self.fields)

    def _symbol(self, node: etree._Element) -> str:
        code = node.get(self.q("char"), "")
        char = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else "\ufffd"
        char = "\ufffd" if "\ud800" <= char <= "\udfff" else char
        if "\ue000" <= char <= "\uf8ff" or char == "\ufffd":
            self.note(kinds.SYMBOL, font=node.get(self.q("font"), ""), code=code)
        return char

    def _drawing(self, node: etree._Element) -> None:
        node = _choice(node) if node.tag == f"{_MC}AlternateContent" else node
        boxes = list(node.iter(self.q("txbxContent")))
        for box in boxes:
            paragraphs = ("".join(t.text or "" for t in p.iter(self.q("t"))) for p in box.iter(self.q("p")))
            text = "\n".join(p for p in paragraphs if p.strip())
            if text:
                self.note(kinds.TEXT_BOX, text, shown=text[:60])
        pictures = [
            n for n in node.iter() if isinstance(n.tag, str) and etree.QName(n).localname in ("blip", "imagedata")
        ]
        if pictures:
            self.note(kinds.PICTURE)


def _choice(node: etree._Element) -> etree._Element:
    """What a current Word shows of alternative contents."""
    found = node.find(f"{_MC}Choice")
    return found if found is not None else next(iter(node), node)


def _above(node: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    for a in node.iterancestors():
        if a is top:
            return
        yield a
