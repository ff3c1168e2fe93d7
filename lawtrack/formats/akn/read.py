"""Akoma Ntoso 3.0 → statute, or the text of a decision; files of other makers as far as their structure is that of Chinese law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from lxml import etree

from lawtrack.errors import Finding, FindingKind, InputError, StructureError
from lawtrack.formats.akn import findings as kinds
from lawtrack.formats.akn.markup import AKN, LEVEL, q, text_of
from lawtrack.formats.xml import parse_xml
from lawtrack.model.levels import WITHIN, Level, Unit
from lawtrack.model.nodes import Statute, build

_NAMED = {level.name.lower(): level for level in (Level.PREAMBLE, Level.ANNEX, Level.SIGNATURE)}
_QUOTES = ("startQuote", "inlineQuote", "endQuote")


@attrs.frozen
class Modification:
    """One textualMod: what kind, where (an eId or URI), where it was before, and which instruction did it."""

    kind: str
    destination: str
    previous: str = ""
    source: str = ""


@attrs.frozen
class AknDocument:
    """An Akoma Ntoso document as read: a statute, or a decision, whose ``text`` says everything it orders.

    ``events`` are (kind, date, eId of the source) of the life cycle; ``wids`` the eIds that a renumbering changed, eId → wId.
    """

    kind: str
    text: str
    statute: Statute | None = None
    uri: str = ""
    expression: str = ""
    events: tuple[tuple[str, str, str], ...] = ()
    modifications: tuple[Modification, ...] = ()
    wids: dict[str, str] = attrs.field(factory=dict, repr=False)
    findings: tuple[Finding, ...] = ()


def read_akn(data: bytes, name: str = "（字节）") -> AknDocument:
    """Read an Akoma Ntoso 3.0 document. Raises :class:`InputError`, naming file, place and remedy, where it is none or holds no law."""
    root = parse_xml(data, name)
    if etree.QName(root).localname != "akomaNtoso":
        raise InputError(
            f"{name} 的根元素是 {etree.QName(root).localname}，不是 akomaNtoso；请提供 Akoma Ntoso 3.0 文件",
            f"the root of {name} is {etree.QName(root).localname}, not akomaNtoso; give an Akoma Ntoso 3.0 file",
        )
    if etree.QName(root).namespace != AKN:
        found = etree.QName(root).namespace or "（无）"
        raise InputError(
            f"{name} 的命名空间是 {found}，不是 Akoma Ntoso 3.0 的 {AKN}；请转换为 3.0 后重试",
            f"the namespace of {name} is {found}, not that of Akoma Ntoso 3.0, {AKN}; convert it to 3.0",
        )
    act = next((c for c in root if c.tag in (q("act"), q("bill"), q("doc"))), None)
    if act is None:
        names = "、".join(etree.QName(c).localname for c in root if isinstance(c.tag, str)) or "空的"
        raise InputError(
            f"{name} 里没有法规（act 或者 bill），只有 {names}", f"{name} holds no statute (act or bill), only {names}"
        )
    reader = _Reader(name)
    for node in root.iter("{http://www.w3.org/2001/XInclude}include"):
        reader.note(kinds.INCLUDE, node, href=node.get("href", "")[:80])
    meta = act.find(q("meta"))
    uri, expression = _uri(meta, "FRBRWork"), _uri(meta, "FRBRExpression")
    events = tuple(
        (e.get("type", ""), e.get("date", ""), e.get("source", "").removeprefix("#")) for e in act.iter(q("eventRef"))
    )
    changes = tuple(map(_modification, act.iter(q("textualMod"))))
    if act.get("name") == "decision":
        text = "\n".join(reader.lines(act))
        return AknDocument("decision", text, None, uri, expression, events, changes, {}, tuple(reader.findings))
    statute = reader.statute(act)
    wids = {n.get("eId", ""): n.get("wId", "") for n in act.iter() if isinstance(n.tag, str) and n.get("wId")}
    findings = tuple(reader.findings)
    return AknDocument("statute", statute.to_text(), statute, uri, expression, events, changes, wids, findings)


def _uri(meta: etree._Element | None, level: str) -> str:
    node = meta.find(f"{q('identification')}/{q(level)}/{q('FRBRuri')}") if meta is not None else None
    return "" if node is None else node.get("value", "")


def _modification(node: etree._Element) -> Modification:
    def href(tag: str) -> str:
        found = node.find(q(tag))
        return "" if found is None else found.get("href", "")

    return Modification(node.get("type", ""), href("destination"), href("previous"), href("source"))


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []

    def note(self, kind: FindingKind, node: etree._Element, **values: Any) -> None:
        found = kind.finding(before=text_of(node)[:200] or None, **values)
        where = f"（第 {node.sourceline} 行）" if node.sourceline else ""
        self.findings.append(attrs.evolve(found, message=found.message + where))

    # --- statutes -----------------------------------------------------------------------------------------------------------

    def statute(self, act: etree._Element) -> Statute:
        preface = act.find(q("preface"))
        units = [Unit(Level.TITLE, "", self.title(act, preface)), Unit(Level.STAGE), Unit(Level.NOTE)]
        if preface is not None:
            units[1] = Unit(Level.STAGE, "", text_of(next(preface.iter(q("docStage")), None)))
            notes = [text_of(c.find(q("p"))) for c in preface.iter(q("container")) if c.get("name") == "adoptionNote"]
            units[2] = Unit(Level.NOTE, "", "".join(notes))
        for child in act:
            name = _local(child)
            if name == "preamble":
                units += self.preamble(child)
            elif name in ("body", "mainBody"):
                units += self.many(child)
            elif name == "conclusions":
                units += self.signatures(child)
            elif name == "attachments":
                for attachment in child.findall(q("attachment")):
                    units += self.annex(attachment)
            elif name not in ("meta", "preface", ""):
                self.note(kinds.ELEMENT_LEFT_OUT, child, name=name)
        try:
            law = build(units)
        except StructureError as problem:
            raise InputError(
                f"{self.name} 的层次不成法规：{problem}；请检查条、款、项的嵌套",
                f"the levels in {self.name} make no statute: {problem}; check how articles, paragraphs and items are nested",
            ) from None
        if not any(u.text or u.label for u in units):
            raise InputError(
                f"{self.name} 里没有法规的文字；请确认文件没有选错",
                f"{self.name} holds no text of a statute; check that it is the right file",
            )
        return attrs.evolve(
            law, contents=preface is not None and preface.find(q("toc")) is not None, findings=tuple(self.findings)
        )

    def title(self, act: etree._Element, preface: etree._Element | None) -> str:
        found = next(preface.iter(q("docTitle")), None) if preface is not None else None
        if found is not None:
            return text_of(found)
        long = preface.find(q("longTitle")) if preface is not None else None
        if long is not None and long.find(f".//{q('docStage')}") is None:
            return text_of(long).strip()
        return ""

    def preamble(self, node: etree._Element) -> Iterator[Unit]:
        heading = next((c for c in node if c.tag == q("container") and c.get("name") == "heading"), None)
        yield Unit(Level.PREAMBLE, "", text_of(heading.find(q("p"))) if heading is not None else "")
        for child in node:
            if child is not heading and isinstance(child.tag, str):
                yield from self.block(child, Level.PARAGRAPH)

    def block(self, node: etree._Element, level: Level) -> Iterator[Unit]:
        """A block of a preamble: a paragraph, or a list with its items."""
        name = _local(node)
        if name == "p":
            yield Unit(level, "", text_of(node))
        elif name == "blockList":
            yield Unit(level, "", text_of(node.find(q("listIntroduction"))))
            yield from self.items(node, Level(level + 1))
        elif any(c.tag in (q("p"), q("blockList")) for c in node):  # a container, a recital
            for child in node:
                if isinstance(child.tag, str):
                    yield from self.block(child, level)
        else:
            yield Unit(level, "", text_of(node))

    def items(self, node: etree._Element, level: Level) -> Iterator[Unit]:
        for item in node.findall(q("item")):
            if level > Level.SUBITEM:
                self.note(kinds.FLATTENED, item)
                level = Level.SUBITEM
            inner = item.find(q("blockList"))
            label = text_of(item.find(q("num")))
            if inner is None:
                yield Unit(level, label, "\n".join(text_of(p) for p in item.findall(q("p"))))
            else:
                yield Unit(level, label, text_of(inner.find(q("listIntroduction"))))
                yield from self.items(inner, Level(level + 1))

    def many(self, node: etree._Element) -> Iterator[Unit]:
        for child in node:
            if isinstance(child.tag, str):
                yield from self.unit(child)

    def unit(self, node: etree._Element) -> Iterator[Unit]:
        name = _local(node)
        level = LEVEL.get(name)
        if name == "hcontainer":
            if node.get("name") == "empty" and not len(node):
                return
            level = _NAMED.get(node.get("name", ""))
        if name == "p":
            yield Unit(Level.PARAGRAPH, "", text_of(node))
            return
        label, heading = text_of(node.find(q("num"))), text_of(node.find(q("heading")))
        if level is Level.SIGNATURE:
            yield from (Unit(Level.SIGNATURE, "", text_of(p)) for p in node.iter(q("p")))
            return
        if level is None:
            self.note(kinds.NO_COUNTERPART, node, name=name)
            line = f"{label}{heading}"
            if line:
                yield Unit(Level.PARAGRAPH, "", line)
        elif level < Level.PARAGRAPH or level is Level.ANNEX:
            yield Unit(level, label, heading)
        inner = [c for c in node if _local(c) not in ("num", "heading", "subheading", "")]
        own = level if level in WITHIN else None
        intro = [c for c in inner if _local(c) in ("intro", "content")]
        texts = [t for c in intro for t in self.blocks(c)]
        if own is not None:
            if label and own is Level.PARAGRAPH:
                texts = [label + (texts[0] if texts else ""), *texts[1:]]
                label = ""
            first = heading + (texts[0] if texts else "")
            yield Unit(own, label, first)
            for text in texts[1:]:
                self.note(kinds.SEVERAL_BLOCKS, node)
                yield Unit(Level.PARAGRAPH, "", text)
        else:
            yield from (Unit(Level.PARAGRAPH, "", text) for text in texts)
        for child in inner:
            kind = _local(child)
            if kind in ("intro", "content"):
                continue
            if kind == "wrapUp":
                yield from (Unit(Level.PARAGRAPH, "", text) for text in self.blocks(child))
            else:
                yield from self.unit(child)

    def blocks(self, node: etree._Element) -> Iterator[str]:
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if _local(child) == "p":
                yield text_of(child)
            else:
                self.note(kinds.ONLY_TEXT, child, name=_local(child))
                yield " ".join(t.strip() for t in map(str, child.itertext()) if t.strip())

    def signatures(self, node: etree._Element) -> Iterator[Unit]:
        for p in node.iter(q("p")):
            yield Unit(Level.SIGNATURE, "", text_of(p))

    def annex(self, node: etree._Element) -> Iterator[Unit]:
        yield Unit(Level.ANNEX, text_of(node.find(q("num"))), text_of(node.find(q("heading"))))
        doc = next((c for c in node if c.find(q("mainBody")) is not None or c.find(q("body")) is not None), None)
        if doc is None:
            self.note(kinds.EMPTY_ANNEX, node)
            return
        for child in doc:
            name = _local(child)
            if name in ("body", "mainBody"):
                yield from self.many(child)
            elif name == "conclusions":
                yield from self.signatures(child)
            elif name == "attachments":
                for inner in child.findall(q("attachment")):
                    yield from self.annex(inner)

    # --- decisions ----------------------------------------------------------------------------------------------------------

    def lines(self, node: etree._Element) -> Iterator[str]:
        """The lines of a decision: every p is one, or several where it breaks or quotes a provision of several lines."""
        for child in node:
            name = _local(child)
            if name in ("meta", ""):
                continue
            if name == "p":
                yield from flat(child).split("\n")
            elif child.find(q("num")) is not None:
                inner = [line for c in child if _local(c) != "num" for line in self.lines(c)]
                yield from [text_of(child.find(q("num"))) + (inner[0] if inner else ""), *inner[1:]]
            else:
                yield from self.lines(child)


def flat(node: etree._Element) -> str:
    """The characters of a paragraph of a decision, quotation marks of quoted text and structures put back."""
    out = [node.text or ""]
    for child in node:
        name = _local(child)
        if name == "eol":
            out.append("\n")
        elif name == "quotedStructure":
            out.append(_quoted(child))
        elif name == "quotedText":
            out.append(child.get("startQuote", "") + flat(child) + child.get("endQuote", ""))
        else:
            out.append(flat(child))
        out.append(child.tail or "")
    return "".join(out)


def _quoted(node: etree._Element) -> str:
    start, inline, end = (node.get(k, "") for k in _QUOTES)
    lines = list(_printed(node))
    return start + ("\n" + inline).join(lines) + end


def _printed(node: etree._Element) -> Iterator[str]:
    """The lines of a quoted structure: an article's number opens the line of its first paragraph."""
    head = ""
    for child in node:
        name = _local(child)
        if name == "num":
            head += text_of(child)
        elif name == "heading":
            head += text_of(child)
        elif name == "p":
            yield head + text_of(child)
            head = ""
        elif name:
            for line in _printed(child):
                yield head + line
                head = ""
    if head:
        yield head


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
