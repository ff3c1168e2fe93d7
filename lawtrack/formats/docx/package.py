"""A Word file as a zip of parts, the same bytes every time.

Parts are trees of :class:`Node`, a tag with attributes and children and nothing else: a code of 1,260 articles makes a hundred thousand of
them, ten times as fast as elements of a general XML library that must each be a document first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

import attrs

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: no clock in the bytes
_QUOTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
)


class Node:
    """An element: qualified tag, attributes, then either text or children."""

    __slots__ = ("tag", "attributes", "text", "children")

    def __init__(self, tag: str, attributes: dict[str, str], text: str | None = None) -> None:
        self.tag: str = tag
        self.attributes: dict[str, str] = attributes
        self.text: str | None = text
        self.children: list[Node] = []

    def append(self, child: Node) -> None:
        self.children.append(child)

    def extend(self, children: Iterable[Node]) -> None:
        self.children.extend(children)

    def __len__(self) -> int:
        return len(self.children)

    def write(self, out: list[str]) -> None:
        """Append the XML to ``out``."""
        marks = "".join(f' {k}="{v.translate(_QUOTE)}"' for k, v in self.attributes.items())
        if self.text is None and not self.children:
            out.append(f"<{self.tag}{marks}/>")
            return
        out.append(f"<{self.tag}{marks}>")
        if self.text:
            out.append(self.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        for child in self.children:
            child.write(out)
        out.append(f"</{self.tag}>")

    def __str__(self) -> str:
        out: list[str] = []
        self.write(out)
        return "".join(out)


def element(tag: str, *children: Node | None, text: str | None = None, **attributes: str) -> Node:
    """An element of the w: namespace, attributes likewise; ``r_id`` is r:id, ``space`` is xml:space. ``None`` children are left out.

    >>> str(element("p", element("jc", val="center"), None)), str(element("t", text="甲<乙", space="preserve"))
    ('<w:p><w:jc w:val="center"/></w:p>', '<w:t xml:space="preserve">甲&lt;乙</w:t>')
    """
    named = {
        "xml:space" if k == "space" else "r:id" if k == "r_id" else f"w:{k.rstrip('_')}": v
        for k, v in attributes.items()
    }
    made = Node(f"w:{tag}", named, text)
    made.children.extend(c for c in children if c is not None)
    return made


@attrs.frozen
class PackagePart:
    """One part of the package: ``kind`` is the last word of its relationship type."""

    path: str
    content: Node
    content_type: str
    kind: str


def office_part(name: str, content: Node, kind: str, content_type: str = "") -> PackagePart:
    """A part under ``word/`` of a usual content type."""
    return PackagePart(f"word/{name}.xml", content, f"{_OFFICE}.{content_type or kind}+xml", kind)


def package(document: Node, parts: Sequence[PackagePart], properties: Sequence[PackagePart]) -> bytes:
    """The bytes of a .docx: ``document`` with its related ``parts`` (rId1, rId2 … in order) and package-wide ``properties``."""
    main = PackagePart("word/document.xml", document, f"{_OFFICE}.document.main+xml", "officeDocument")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _put(archive, "[Content_Types].xml", _content_types([main, *parts, *properties]))
        _put(archive, "_rels/.rels", _relationships([main, *properties], ""))
        _put(archive, main.path, document)
        _put(archive, "word/_rels/document.xml.rels", _relationships(parts, "word/"))
        for part in (*parts, *properties):
            _put(archive, part.path, part.content)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, path: str, root: Node) -> None:
    entry = zipfile.ZipInfo(path, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    if root.tag.startswith("w:"):
        root.attributes = {"xmlns:w": W, "xmlns:r": R} | root.attributes
    archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode())


def _content_types(parts: Sequence[PackagePart]) -> Node:
    root = Node("Types", {"xmlns": "http://schemas.openxmlformats.org/package/2006/content-types"})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    root.append(Node("Default", {"Extension": "rels", "ContentType": relations}))
    root.append(Node("Default", {"Extension": "xml", "ContentType": "application/xml"}))
    root.extend(Node("Override", {"PartName": f"/{p.path}", "ContentType": p.content_type}) for p in parts)
    return root


_PACKAGE_KINDS = {"core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"}


def _relationships(parts: Sequence[PackagePart], folder: str) -> Node:
    root = Node("Relationships", {"xmlns": _RELS})
    for i, part in enumerate(parts, 1):
        kind = _PACKAGE_KINDS.get(part.kind, f"{R}/") + part.kind
        root.append(Node("Relationship", {"Id": f"rId{i}", "Type": kind, "Target": part.path.removeprefix(folder)}))
    return root


def properties_of(title: str) -> tuple[PackagePart, ...]:
    """docProps: the title, and no clock."""
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    core = Node("cp:coreProperties", {"xmlns:cp": cp, "xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    core.extend(
        Node(f"dc:{name}", {}, text)
        for name, text in (("title", title), ("creator", "lawtrack"), ("language", "zh-CN"))
    )
    ext = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = Node("Properties", {"xmlns": ext})
    app.append(Node("Application", {}, "lawtrack"))
    kinds = "application/vnd.openxmlformats"
    return (
        PackagePart("docProps/core.xml", core, f"{kinds}-package.core-properties+xml", "core-properties"),
        PackagePart("docProps/app.xml", app, f"{kinds}-officedocument.extended-properties+xml", "extended-properties"),
    )
