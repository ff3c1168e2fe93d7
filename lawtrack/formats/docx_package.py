"""A Word file as a zip of parts, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import attrs
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: no clock in the bytes
_NSMAP = {"w": W, "r": R}


def element(tag: str, *children: etree._Element | None, text: str | None = None, **attributes: str) -> etree._Element:
    """An element of the w: namespace, attributes likewise; ``r_id`` is r:id, ``space`` is xml:space.

    >>> etree.tostring(element("jc", val="center")).decode().split()[-1]
    'w:val="center"/>'
    """
    made = etree.Element(f"{{{W}}}{tag}", nsmap=_NSMAP)
    for name, value in attributes.items():
        if name == "space":
            made.set("{http://www.w3.org/XML/1998/namespace}space", value)
        elif name == "r_id":
            made.set(f"{{{R}}}id", value)
        else:
            made.set(f"{{{W}}}{name.rstrip('_')}", value)
    if text is not None:
        made.text = text
    made.extend(c for c in children if c is not None)
    return made


@attrs.frozen
class Part:
    """One part of the package: ``kind`` is the last word of its relationship type."""

    path: str
    content: etree._Element
    content_type: str
    kind: str


def office_part(name: str, content: etree._Element, kind: str, content_type: str = "") -> Part:
    """A part under ``word/`` of a usual content type."""
    return Part(f"word/{name}.xml", content, f"{_OFFICE}.{content_type or kind}+xml", kind)


def package(document: etree._Element, parts: Sequence[Part], properties: Sequence[Part]) -> bytes:
    """The bytes of a .docx: ``document`` with its related ``parts`` (rId1, rId2 … in order) and package-wide ``properties``."""
    main = Part("word/document.xml", document, f"{_OFFICE}.document.main+xml", "officeDocument")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        _put(archive, "[Content_Types].xml", _content_types([main, *parts, *properties]))
        _put(archive, "_rels/.rels", _relationships([main, *properties], ""))
        _put(archive, main.path, document)
        _put(archive, "word/_rels/document.xml.rels", _relationships(parts, "word/"))
        for part in (*parts, *properties):
            _put(archive, part.path, part.content)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, path: str, root: etree._Element) -> None:
    entry = zipfile.ZipInfo(path, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    etree.cleanup_namespaces(root)
    archive.writestr(entry, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _content_types(parts: Sequence[Part]) -> etree._Element:
    ns = "http://schemas.openxmlformats.org/package/2006/content-types"
    root = etree.Element(f"{{{ns}}}Types", nsmap=_default(ns))
    etree.SubElement(
        root,
        f"{{{ns}}}Default",
        Extension="rels",
        ContentType="application/vnd.openxmlformats-package.relationships+xml",
    )
    etree.SubElement(root, f"{{{ns}}}Default", Extension="xml", ContentType="application/xml")
    for part in parts:
        etree.SubElement(root, f"{{{ns}}}Override", PartName=f"/{part.path}", ContentType=part.content_type)
    return root


def _default(namespace: str) -> Any:
    """The default namespace of an element (the type stubs of lxml do not know it)."""
    return {None: namespace}


_PACKAGE_KINDS = {"core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"}


def _relationships(parts: Sequence[Part], folder: str) -> etree._Element:
    root = etree.Element(f"{{{_RELS}}}Relationships", nsmap=_default(_RELS))
    for i, part in enumerate(parts, 1):
        base = _PACKAGE_KINDS.get(part.kind, f"{R}/")
        etree.SubElement(
            root,
            f"{{{_RELS}}}Relationship",
            Id=f"rId{i}",
            Type=base + part.kind,
            Target=part.path.removeprefix(folder) if folder else part.path,
        )
    return root


def properties_of(title: str) -> tuple[Part, ...]:
    """docProps: the title, and no clock."""
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    dc = "http://purl.org/dc/elements/1.1/"
    core = etree.Element(f"{{{cp}}}coreProperties", nsmap={"cp": cp, "dc": dc})
    etree.SubElement(core, f"{{{dc}}}title").text = title
    etree.SubElement(core, f"{{{dc}}}creator").text = "lawtrack"
    etree.SubElement(core, f"{{{dc}}}language").text = "zh-CN"
    ext = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = etree.Element(f"{{{ext}}}Properties", nsmap=_default(ext))
    etree.SubElement(app, f"{{{ext}}}Application").text = "lawtrack"
    return (
        Part(
            "docProps/core.xml",
            core,
            "application/vnd.openxmlformats-package.core-properties+xml",
            "core-properties",
        ),
        Part(
            "docProps/app.xml",
            app,
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            "extended-properties",
        ),
    )
