"""An OpenDocument text (.odt, .fodt) as the lines its reader sees: automatic numbers written out, tables as lines, one view of tracked changes.

What Word files do in :mod:`lawtrack.formats.docx` happens here with the elements of ODF 1.3; the findings have the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from lxml import etree

from lawtrack.errors import Finding, FindingKind, InputError, Span, option
from lawtrack.formats import findings as kinds
from lawtrack.formats.docx.numbering import Label, contents_entry, numbered, write_number
from lawtrack.formats.docx.zip import Parts
from lawtrack.formats.xml import parse_xml

_U = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _STYLE, _TABLE, _DRAW = (_U % n for n in ("office", "text", "style", "table", "drawing"))
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCountingThousand", "壹, 贰, 叁, ...": "chineseLegalSimplified", "①, ②, ③, ...": "decimalEnclosedCircle",
    "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac", "１, ２, ３, ...": "decimalFullWidth",
    "01, 02, 03, ...": "decimalZero",
}  # fmt: skip
"""How ODF writes a kind of number → its name in Word, which :func:`write_number` knows."""
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_REPEATED = 2000


@attrs.frozen
class OdtText:
    """The text of the file, one paragraph a line, and what was noticed on the way; spans of findings count in ``text``.

    ``two`` is "tracked" where the file has two texts.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    two: str = ""


@attrs.frozen
class _Level:
    """How one level of a list is numbered; ``parts`` are literal text and numbers of levels in turn."""

    form: str = ""
    parts: tuple[str | int, ...] = ()
    start: int = 1


def read_odt(data: bytes, name: str = "（字节）", *, tracked: str = "") -> OdtText:
    """The text of an .odt or .fodt as the reader sees it.

    ``tracked`` says which text is meant where changes are tracked: "old" or "new". Raises :class:`InputError`, naming file and remedy,
    for tracked changes without that choice, and for files that are damaged, encrypted, no texts, or built to exhaust memory.
    """
    if tracked not in ("", "old", "new"):
        raise InputError(
            f"tracked 只能是 old（修改前）或者 new（修改后），不能是“{tracked}”",
            f"tracked is old (before) or new (after), not “{tracked}”",
        )
    if data.startswith(b"PK"):
        parts = Parts(data, name, ".odt")
        manifest = parts.root("META-INF/manifest.xml")
        if manifest is not None and any(etree.QName(n).localname == "encryption-data" for n in manifest.iter("*")):
            raise InputError(
                f"{name} 有打开密码，读不出文字；请在 LibreOffice 中取消密码后另存",
                f"{name} has a password and cannot be read; remove it in LibreOffice and save the file",
            )
        content, styles = parts.root("content.xml"), parts.root("styles.xml")
    else:
        content, styles = parse_xml(data, name), None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise InputError(
            f"{name} 里没有 OpenDocument 正文；表格或者幻灯片请另存为 .odt 或者 .docx",
            f"{name} has no OpenDocument text; save sheets and slides as .odt or .docx",
        )
    roots = [content] if styles is None else [styles, content]
    return _Reader(name, body, roots, tracked).read()


class _Reader:
    def __init__(self, name: str, body: etree._Element, roots: list[etree._Element], tracked: str) -> None:
        self.name = name
        self.body = body
        self.tracked = tracked
        self.view = tracked or "new"
        self.lists = {n.get(f"{_STYLE}name", ""): _levels(n) for r in roots for n in r.iter(f"{_TEXT}list-style")}
        self.outline = next((_levels(n) for r in roots for n in r.iter(f"{_TEXT}outline-style")), {})
        self.hidden = {
            n.get(f"{_STYLE}name", "") for r in roots for n in r.iter(f"{_STYLE}style")
            if any(p.get(f"{_TEXT}display") == "none" for p in n.iter(f"{_STYLE}text-properties"))
        }  # fmt: skip
        self.changes = {
            n.get(f"{_TEXT}id", ""): n for r in roots[-1:] for n in r.iter(f"{_TEXT}changed-region")
        }  # fmt: skip
        self.counts: dict[str, dict[int, int]] = {}  # list style, or id of a list → the numbers of its levels
        self.lines: list[str] = []
        self.size = 0
        self.findings: list[Finding] = []
        self.aside: list[tuple[FindingKind, str, dict[str, Any]]] = []
        self.gone = 0  # how many changes are open whose text this view does not have

    def read(self) -> OdtText:
        self._refuse_tracked()
        self._blocks(self.body)
        text = "\n".join(self.lines) + "\n"
        if not text.strip():
            raise InputError(
                f"{self.name} 里没有文字；内容可能是图片（扫描件），请先做文字识别（OCR）",
                f"{self.name} holds no text, perhaps pictures of a scan; recognise the text (OCR) first",
            )
        return OdtText(
            text,
            tuple(self.findings),
            "tracked" if any(_kind(n) in ("insertion", "deletion") for n in self.changes.values()) else "",
        )

    def note(self, kind: FindingKind, words: str = "", **values: Any) -> None:
        """A finding of the paragraph being read."""
        self.aside.append((kind, words, values))

    def _refuse_tracked(self) -> None:
        found = [n for n in self.changes.values() if _kind(n) in ("insertion", "deletion")]
        formats = len(self.changes) - len(found)
        if formats:
            self.findings.append(kinds.FORMAT_CHANGES.finding(formats=formats))
        if not found:
            return
        if not self.tracked:
            raise InputError(
                f"{self.name} 里有 {len(found)} 处未处理的修订；请先接受或者拒绝全部修订，或者说明要读哪一种文字："
                f"{option('tracked', 'old')} 修改前，{option('tracked', 'new')} 修改后",
                f"{self.name} has {len(found)} tracked changes; accept or reject them all first, or say which text is meant: {option('tracked', 'old')} before them, {option('tracked', 'new')} after them",
            )
        kind = kinds.TRACKED_OLD if self.tracked == "old" else kinds.TRACKED_NEW
        self.findings.append(kind.finding(count=len(found)))

    # --- blocks -------------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, contents: bool = False) -> None:
        for node in parent:
            tag = node.tag
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(node, self._outline_label(node) if tag == f"{_TEXT}h" else None, contents)
            elif tag == f"{_TEXT}list":
                self._list(node, 1, node.get(f"{_TEXT}style-name", ""), self._counts_of(node))
            elif tag == f"{_TABLE}table":
                self._table(node)
            elif tag == f"{_TEXT}section":
                if node.get(f"{_TEXT}display") == "none":
                    words = _words(node).strip()
                    self.note(kinds.HIDDEN_SECTION, words, shown=words[:60])
                else:
                    self._blocks(node, contents)
            elif tag in (f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change"):
                self._emit("".join(self._change(node)).strip("\n")) if tag == f"{_TEXT}change" else list(
                    self._change(node)
                )
            elif (
                isinstance(tag, str)
                and etree.QName(tag).localname.endswith("index")
                or tag == f"{_TEXT}table-of-content"
            ):
                inner = node.find(f"{_TEXT}index-body")
                if inner is not None:
                    self._blocks(inner, contents=True)
            elif tag in (f"{_TEXT}index-title", f"{_TEXT}numbered-paragraph", f"{_TEXT}list-header"):
                self._blocks(node, contents)
            elif tag == f"{_DRAW}frame":
                list(self._frame(node))

    def _counts_of(self, node: etree._Element) -> dict[int, int]:
        """The counters of a list: its own, or those of the list it continues."""
        style = node.get(f"{_TEXT}style-name", "")
        before = node.get(f"{_TEXT}continue-list")
        if before in self.counts:
            found = self.counts[before]
        elif node.get(f"{_TEXT}continue-numbering") == "true" and style in self.counts:
            found = self.counts[style]
        else:
            found = {}
        self.counts[style] = found
        own = node.get("{http://www.w3.org/XML/1998/namespace}id")
        if own:
            self.counts[own] = found
        return found

    def _list(self, node: etree._Element, level: int, style: str, counts: dict[int, int]) -> None:
        levels = self.lists.get(style, {})
        for item in node:
            if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                continue
            first = item.tag == f"{_TEXT}list-item"
            for child in item:
                if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    label = None
                    if first:
                        given = item.get(f"{_TEXT}start-value", "")
                        label = self._label(levels, level, counts, int(given) if _plain_number(given) else None)
                    first = False
                    self._paragraph(child, label)
                elif child.tag == f"{_TEXT}list":
                    self._list(child, level + 1, child.get(f"{_TEXT}style-name", "") or style, counts)

    def _label(
        self, levels: Mapping[int, _Level], level: int, counts: dict[int, int], start: int | None = None
    ) -> Label | None:
        at = levels.get(level)
        if at is None:
            return None
        counts[level] = start if start is not None else counts[level] + 1 if level in counts else at.start
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        if not at.form:
            return None
        unknown = ""
        out = []
        for part in at.parts:
            if isinstance(part, str):
                out.append(part)
                continue
            shown = levels.get(part, at)
            form = _FORMS.get(shown.form, "")
            number = counts.setdefault(part, shown.start)
            text = write_number(number, form) if form else None
            unknown = unknown or ("" if text is not None else shown.form)
            out.append(text if text is not None else str(number))
        return Label("".join(out), unknown=unknown)

    def _outline_label(self, node: etree._Element) -> Label | None:
        given = node.get(f"{_TEXT}outline-level", "1")
        if node.get(f"{_TEXT}is-list-header") == "true" or not _plain_number(given):
            return None
        return self._label(self.outline, int(given), self.counts.setdefault("\0outline", {}))

    def _paragraph(self, node: etree._Element, label: Label | None = None, contents: bool = False) -> None:
        text = "".join(self._inline(node)).strip(" ")
        if contents:
            text = contents_entry(text)
        if node.get(f"{_TEXT}style-name", "") in self.hidden and text:
            self.note(kinds.HIDDEN, text, shown=text[:60])
            text = ""
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
        rows = [
            [c for c in row if c.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")]
            for row in table.iter(f"{_TABLE}table-row") if next(a for a in row.iterancestors(f"{_TABLE}table")) is table
        ]  # fmt: skip
        if all(len(cells) <= 1 for cells in rows):  # a frame around running text
            for cells in rows:
                for cell in cells:
                    self._blocks(cell)
            return
        self.note(kinds.TABLE, count=len(rows))
        for cells in rows:
            lines, size = self.lines, self.size
            texts: list[str] = []
            for cell in cells:
                self.lines = []
                self._blocks(cell)
                texts.append(" ".join(x.strip() for x in self.lines if x.strip()))
            self.lines, self.size = lines, size
            self._emit("\t".join(texts).rstrip("\t"))

    # --- inside a paragraph -------------------------------------------------------------------------------------------------

    def _inline(self, node: etree._Element) -> Iterator[str]:
        yield self._seen(node.text)
        for child in node:
            if isinstance(child.tag, str):
                yield from self._child(child)
            yield self._seen(child.tail)

    def _seen(self, text: str | None) -> str:
        return "" if self.gone or not text else _SPACE.sub(" ", text)

    def _child(self, node: etree._Element) -> Iterator[str]:
        name = etree.QName(node).localname
        if name in ("change-start", "change-end", "change"):
            yield from self._change(node)
        elif self.gone:
            for child in node.iter(f"{_TEXT}change-start", f"{_TEXT}change-end"):
                yield from self._change(child)
        elif name == "s":
            count = node.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if _plain_number(count) else 1, _MOST_REPEATED)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "note":
            kind = kinds.FOOTNOTE if node.get(f"{_TEXT}note-class") != "endnote" else kinds.ENDNOTE
            words = "".join(map(_words, node.iter(f"{_TEXT}note-body"))).strip()
            self.note(kind, words, shown=words[:60])
        elif name == "annotation":
            self.note(kinds.COMMENT)
        elif name == "frame":
            yield from self._frame(node)
        elif name == "ruby":
            base = node.find(f"{_TEXT}ruby-base")
            if base is not None:
                yield from self._inline(base)
        elif name in ("annotation-end", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break", "toc-mark"):
            return
        elif name == "hidden-text" or node.get(f"{_TEXT}style-name", "") in self.hidden:
            words = _words(node)
            self.note(kinds.HIDDEN, words, shown=words[:60])
        else:
            yield from self._inline(node)

    def _change(self, node: etree._Element) -> Iterator[str]:
        """The border of a tracked change: text of this view goes on, that of the other is left out; a deleted text may stand in its region."""
        region = self.changes.get(node.get(f"{_TEXT}change-id", ""))
        kind = _kind(region) if region is not None else ""
        name = etree.QName(node).localname
        if name == "change":
            deletion = region.find(f"{_TEXT}deletion") if region is not None and kind == "deletion" else None
            if deletion is not None and self.view == "old" and not self.gone:
                parts = ["".join(self._inline(p)) for p in deletion if p.tag in (f"{_TEXT}p", f"{_TEXT}h")]
                yield "\n".join(parts)
        elif kind == ("deletion" if self.view == "new" else "insertion"):
            self.gone = max(0, self.gone + (1 if name == "change-start" else -1))

    def _frame(self, frame: etree._Element) -> Iterator[str]:
        boxes = frame.findall(f"{_DRAW}text-box")
        for box in boxes:
            words = "\n".join(map(_words, box.iter(f"{_TEXT}p")))
            if words.strip():
                self.note(kinds.TEXT_BOX, words, shown=words[:60])
        if not boxes and (frame.find(f"{_DRAW}image") is not None or frame.find(f"{_DRAW}object") is not None):
            self.note(kinds.PICTURE)
        yield ""


def _words(node: etree._Element) -> str:
    return "".join(str(t) for t in node.itertext())


def _kind(region: etree._Element) -> str:
    return next((etree.QName(c).localname for c in region if isinstance(c.tag, str)), "")


def _plain_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _levels(style: etree._Element) -> dict[int, _Level]:
    """The levels of a list style or of the numbering of headings."""
    out: dict[int, _Level] = {}
    for node in style:
        given = node.get(f"{_TEXT}level", "")
        if not _plain_number(given) or not isinstance(node.tag, str):
            continue
        level, start = int(given), node.get(f"{_TEXT}start-value", "1")
        form = node.get(f"{_STYLE}num-format", "") if "bullet" not in node.tag else ""
        pattern = node.get(f"{_LOEXT}num-list-format")
        if (
            pattern is not None
        ):  # 第%1%条: what LibreOffice writes beside prefix and suffix, which can hold one number only
            pieces = re.split(r"%(\d+)%", pattern)
            parts = tuple(int(p) if i % 2 else p for i, p in enumerate(pieces))
        else:
            many = node.get(f"{_TEXT}display-levels", "1")
            shown = range(max(1, level - (int(many) if _plain_number(many) else 1) + 1), level + 1)
            dotted = [x for k in shown for x in (".", k)][1:]
            parts = (node.get(f"{_STYLE}num-prefix", ""), *dotted, node.get(f"{_STYLE}num-suffix", ""))
        out[level] = _Level(form, parts, int(start) if _plain_number(start) else 1)
    return out
