"""Elements of Akoma Ntoso 3.0, and a serialisation that never adds a space to the text of the law."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lawtrack.formats.xml import fit
from lawtrack.model.levels import Level

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ELEMENT = {
    Level.PART: "part", Level.SUBPART: "subpart", Level.CHAPTER: "chapter", Level.SECTION: "section", Level.DIVISION: "division",
    Level.ARTICLE: "article", Level.PARAGRAPH: "paragraph", Level.ITEM: "point", Level.SUBITEM: "indent",
}  # fmt: skip
"""The element of each level: 编 part, 分编 subpart, 章 chapter, 节 section, 条 article, 款 paragraph, 项 point, 目 indent."""
LEVEL = {name: level for level, name in ELEMENT.items()}
_TEXT = frozenset(
    {"p", "num", "heading", "docTitle", "docStage", "listIntroduction", "mod", "quotedText", "date", "tocItem"}
)
_NSMAP: Any = {None: AKN}


def q(name: str) -> str:
    """The qualified name of an element."""
    return f"{{{AKN}}}{name}"


def akn(tag: str, /, *children: etree._Element | None, text: str = "", **attributes: str) -> etree._Element:
    """An element; empty attributes are left out, and ``None`` among the children too."""
    made = etree.Element(q(tag), nsmap=_NSMAP)
    for key, value in attributes.items():
        if value:
            made.set(key.rstrip("_"), fit(value))
    if text:
        made.text = fit(text)
    made.extend(c for c in children if c is not None)
    return made


def serialise(root: etree._Element) -> bytes:
    """The document as UTF-8, structure indented, text untouched."""
    _indent(root, "\n")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _indent(node: etree._Element, newline: str) -> None:
    if not len(node) or etree.QName(node).localname in _TEXT:
        for child in node:  # a quoted structure inside a sentence: its blocks hold no text of their own between them
            if etree.QName(child).localname in ("quotedStructure", "mod"):
                _indent(child, newline)
        return
    inner = newline + "  "
    if etree.QName(node).localname != "quotedStructure" or node.getparent() is not None:
        node.text = inner
        for child in node:
            _indent(child, inner)
            child.tail = inner
        node[-1].tail = newline


def text_of(node: etree._Element | None) -> str:
    """All characters of an element."""
    return "" if node is None else "".join(map(str, node.itertext()))
