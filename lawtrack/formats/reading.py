"""The text of a source, whatever kind of file it came in."""

from __future__ import annotations

import re

import attrs

from lawtrack.errors import Finding
from lawtrack.formats.input import Source
from lawtrack.model.nodes import Statute


@attrs.frozen
class Reading:
    """The text of a file and the doubts about getting at it; ``statute`` where the file holds the structure itself (Akoma Ntoso)."""

    text: str
    findings: tuple[Finding, ...] = ()
    statute: Statute | None = None


def read_text(opened: Source, tracked: str = "") -> Reading:
    """The text of a file (.txt, .md, .html, .docx, .akn.xml); JSON is data and read elsewhere.

    ``tracked`` says which text of a Word file with tracked changes is meant, "old" or "new".
    """
    if opened.kind == "xml":
        from lawtrack.formats.akn.document import read_akn

        document = read_akn(opened.data or re.sub(r"^\s*<\?xml[^>]*\?>", "", opened.text).encode(), opened.name)
        return Reading(document.text, document.findings, document.statute)
    if opened.kind == "html":
        from lawtrack.formats.html_read import page_text

        text, findings = page_text(opened.text, opened.name)
        return Reading(text, tuple(findings))
    if opened.kind == "docx":
        from lawtrack.formats.docx.read import read_docx

        word = read_docx(opened.data, opened.name, tracked=tracked)
        return Reading(word.text, tuple(word.findings))
    return Reading(opened.text, opened.findings)
