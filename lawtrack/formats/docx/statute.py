"""A statute as a Word document in the customary layout of a published regulation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawtrack.formats.docx.package import Node, PackagePart, element, package, properties_of
from lawtrack.formats.docx.paragraphs import Pages, ParagraphEnd, Piece, Token, run, shape
from lawtrack.formats.docx.styles import (
    Sheet,
    fonts_part,
    footer_part,
    section,
    settings_part,
    styles_part,
    theme_part,
)
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.printing import heading_line


def assemble(
    body: Sequence[Node],
    sheet: Sheet,
    title: str,
    *,
    landscape: bool = False,
    tabular: bool = False,
    comments: PackagePart | None = None,
) -> bytes:
    """Paragraphs and tables as the bytes of a .docx; ``tabular`` gives an upright page the narrow margins of a table."""
    document = element("document", element("body", *body, section(landscape, tabular)))
    edges = ("center", "center") if landscape or tabular else ("right", "left")
    parts = [footer_part("footer1", edges[0]), footer_part("footer2", edges[1])]
    parts += [styles_part(sheet), settings_part(), fonts_part(), theme_part()]
    return package(document, parts + ([comments] if comments else []), properties_of(title))


def statute_tokens(units: Sequence[Unit], sheet: Sheet) -> Iterator[Token]:
    """Units as a stream of tokens, nothing changed."""
    for i in range(len(units)):
        printed = shape(units, i, sheet)
        yield from printed.pieces
        if printed.style:
            yield ParagraphEnd(printed.style)


def statute_docx(statute: Statute) -> bytes:
    """The consolidated text (合并文本): name, adoption note, contents with links, chapters centred, numbers bold, pages numbered."""
    units = statute.units
    sheet = Sheet.of(u.level for u in units)
    pages = Pages()
    body = list(pages.paragraphs(statute_tokens(units[:3], sheet)))
    targets = {}
    if statute.contents:
        targets = {i: f"_Toc{n:06}" for n, i in enumerate(contents_lines(units), 1)}
        body += _contents(units, targets, sheet)
    for i in range(3, len(units)):
        printed = shape(units, i, sheet)
        if i in targets:
            n = str(int(targets[i].removeprefix("_Toc")))
            inner = [
                element("bookmarkStart", id=n, name=targets[i]),
                *map(run, printed.pieces),
                element("bookmarkEnd", id=n),
            ]
            body.append(element("p", element("pPr", element("pStyle", val=printed.style or "")), *inner))
        elif units[i].level is not Level.PARAGRAPH or units[i - 1].level is not Level.ARTICLE:
            tokens: list[Token] = list(printed.pieces)
            if printed.style:
                tokens.append(ParagraphEnd(printed.style))
            elif units[i].level is Level.ARTICLE and i + 1 < len(units):
                first = shape(units, i + 1, sheet)
                tokens += [*first.pieces, *([ParagraphEnd(first.style)] if first.style else [])]
            body += pages.paragraphs(tokens)
    return assemble(body, sheet, statute.title)


def contents_lines(units: Sequence[Unit]) -> list[int]:
    """The units that the table of contents shows: headings that print a line."""
    return [i for i, u in enumerate(units) if u.level in HEADINGS and u.level is not Level.DIVISION and heading_line(u)]


def _contents(units: Sequence[Unit], targets: dict[int, str], sheet: Sheet) -> Iterator[Node]:
    """目录 as a field that Word can bring up to date, without page numbers (``\\n``), as gazettes print it."""
    yield element("p", element("pPr", element("pStyle", val="TOCHeading")), run(Piece("目录")))
    lines = list(targets)
    for i in lines:
        entry = element("p", element("pPr", element("pStyle", val=sheet.contents_of(units[i].level))))
        if i == lines[0]:
            entry.append(element("r", element("fldChar", fldCharType="begin")))
            depth = max(sheet.depth[units[k].level] for k in lines)
            code = f' TOC \\o "1-{depth}" \\n \\h \\z '
            entry.append(element("r", element("instrText", text=code, space="preserve")))
            entry.append(element("r", element("fldChar", fldCharType="separate")))
        entry.append(element("hyperlink", run(Piece(heading_line(units[i]))), anchor=targets[i], history="1"))
        if i == lines[-1]:
            entry.append(element("r", element("fldChar", fldCharType="end")))
        yield entry
