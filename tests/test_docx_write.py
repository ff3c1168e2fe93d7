"""Word out: layout, reproducible bytes, tracked changes that accept and reject exactly."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from lxml import etree

from lawtrack.formats.docx_package import W
from lawtrack.formats.docx_redline import redline_docx
from lawtrack.formats.docx_statute import statute_docx
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from tests.strategies import statutes, statutes_with_patches


def q(tag: str) -> str:
    return f"{{{W}}}{tag}"


def resolve(data: bytes, accept: bool) -> str:
    """What Word shows after accepting (rejecting) all changes: an independent reading of the XML."""
    gone, kept = (("del", "moveFrom"), ("ins", "moveTo")) if accept else (("ins", "moveTo"), ("del", "moveFrom"))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    lines, line, open_ = [], "", False
    for p in root.iter(q("p")):
        for node in p.iter(q("t"), q("delText"), q("tab"), q("br")):
            if any(a.tag in map(q, gone) for a in node.iterancestors()):
                continue
            line += {"tab": "\t", "br": "\n"}.get(etree.QName(node).localname, node.text or "")
        mark = p.find(f"{q('pPr')}/{q('rPr')}")
        open_ = mark is not None and any(mark.find(q(k)) is not None for k in gone)
        if not open_:
            lines.append(line)
            line = ""
    assert not open_ and not line, "the last paragraph mark must stay"
    return "".join(f"{x}\n" for x in lines)


def printed(law: Statute) -> str:
    """The statute as text, or nothing where it is nothing but an empty line."""
    return law.to_text().removeprefix("\n")


@settings(max_examples=150, deadline=None)
@given(statutes)
def test_text_is_the_printed_statute(law: Statute) -> None:
    assert resolve(statute_docx(law), True).removeprefix("\n") == printed(law)
    assert statute_docx(law) == statute_docx(law)


@settings(max_examples=200, deadline=None)
@given(statutes_with_patches())
def test_accepting_gives_the_new_text_and_rejecting_the_old(case: tuple[Statute, Patch]) -> None:
    base, patch = case
    data = redline_docx(base, patch)
    new, old = resolve(data, True), resolve(data, False)
    assert new.removeprefix("\n") == printed(patch.apply(base))
    assert old.removeprefix("\n") == printed(base)
