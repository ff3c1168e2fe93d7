"""Statute units as Word paragraphs: pieces of text and paragraph marks, each kept, inserted, deleted or moved.

Word's tracked changes are a stream: accepting drops what is marked deleted, rejecting drops what is marked inserted, and a dropped paragraph
mark joins two paragraphs. So a document here is a stream of tokens too, and both views of it are right by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import attrs

from lawtrack.formats.docx.package import Node, PackagePart, element, office_part
from lawtrack.formats.docx.styles import HEAD_FONT, Sheet, fonts, look_alike
from lawtrack.formats.xml import fit
from lawtrack.model.levels import RANK, Level, Unit
from lawtrack.model.printing import heading_line


@attrs.frozen
class TrackedChange:
    """A tracked change: ``kind`` is ``ins``, ``del``, ``moveFrom`` or ``moveTo``; ``date`` is ISO or empty."""

    kind: str
    author: str
    date: str = ""


@attrs.frozen
class Piece:
    """A stretch of text of one look: ``label`` (an article's number), ``caption`` or plain."""

    text: str
    look: str = ""
    change: TrackedChange | None = None


@attrs.frozen
class ParagraphEnd:
    """The end of a paragraph; ``style`` is the id of the paragraph's style, ``was`` its style before ``by`` changed it."""

    style: str
    change: TrackedChange | None = None
    was: str = ""
    by: TrackedChange | None = None


@attrs.frozen
class Edge:
    """Where a moved range begins or ends; ``name`` joins the place it left and the place it reached."""

    name: str
    opens: bool
    change: TrackedChange


@attrs.frozen
class Comment:
    """A remark on the paragraph in which it stands."""

    text: str
    author: str
    date: str = ""


Token: TypeAlias = Piece | ParagraphEnd | Edge | Comment


@attrs.frozen
class Shape:
    """One unit in print: label, space, text and the space behind it; ``style`` is that of its line if the line ends with it."""

    level: Level
    label: str = ""
    gap: str = ""
    text: str = ""
    tail: str = ""
    style: str | None = None

    @property
    def fields(self) -> tuple[Piece, ...]:
        """All four pieces, empty ones too."""
        article = self.level is Level.ARTICLE
        return (
            Piece(self.label, "label" if article else ""),
            Piece(self.gap),
            Piece(self.text, "caption" if article else ""),
            Piece(self.tail),
        )

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces that print something."""
        return tuple(p for p in self.fields if p.text)


LONG_NOTE = 54
"""A note of more than two lines is set justified, a shorter one centred."""


def shape(units: Sequence[Unit], i: int, sheet: Sheet) -> Shape:
    """How unit ``i`` prints among ``units``: an article's number opens the line of its first paragraph; what is empty prints nothing."""
    unit = units[i]
    level, style = unit.level, sheet.style_of(unit.level)
    if level is Level.ARTICLE:
        follows = i + 1 < len(units) and units[i + 1].level is Level.PARAGRAPH
        head = _article_head(unit, follows)
        return head if follows or not head.pieces else attrs.evolve(head, style=style)
    if level is Level.PARAGRAPH:
        opens = i > 0 and units[i - 1].level is Level.ARTICLE
        written = unit.text or opens and _article_head(units[i - 1], True).pieces
        return Shape(
            level, text=unit.text, style=sheet.style_of(Level.ARTICLE) if opens else style if written else None
        )
    if level is Level.NOTE and len(unit.text) > LONG_NOTE:
        style = "LtNoteLong"
    if level < Level.PREAMBLE:
        return Shape(level, text=unit.text, style=style if unit.text else None)
    gap = ""
    if RANK[level] <= RANK[Level.DIVISION] and unit.label and unit.text:
        gap = heading_line(unit)[len(unit.label) : -len(unit.text)]
    return Shape(level, unit.label, gap, unit.text, "", style if unit.label or unit.text else None)


def _article_head(unit: Unit, follows: bool) -> Shape:
    """Number and caption of an article, with the space behind them if its first paragraph follows on the line."""
    label, gap, caption = unit.label, "" if unit.label.endswith(("、", ".", "．")) else "\u3000", unit.text
    if follows:
        return Shape(unit.level, label, gap, caption, "\u3000" if caption else "")
    caption = caption.rstrip("\u3000")
    return Shape(unit.level, label, gap, caption) if caption else Shape(unit.level, label.rstrip("\u3000"))


_BREAKS = re.compile(r"([\t\n\r])")


def text_nodes(text: str, tag: str = "t") -> Iterator[Node]:
    """The content of a run: text, tabs and line breaks."""
    for bit in _BREAKS.split(fit(text)):
        if bit == "\t":
            yield element("tab")
        elif bit in ("\n", "\r"):
            yield element("br")
        elif bit:
            yield element(tag, text=bit, space="preserve")


@lru_cache(maxsize=64)
def run_properties(font: str = "", strike: bool = False) -> Node:
    """w:rPr; one node for all runs that look the same, so it must not be changed."""
    return element("rPr", fonts(font), element("strike") if strike else None)


def run(piece: Piece) -> Node:
    """A run; numbers of articles are 黑体, which is a bold face already."""
    look = run_properties(HEAD_FONT if piece.look in ("label", "caption") else "")
    deleted = piece.change is not None and piece.change.kind == "del"
    return element("r", look, *text_nodes(piece.text, "delText" if deleted else "t"))


class Pages:
    """Tokens on their way to paragraphs; keeps the numbers of changes and collects the comments."""

    def __init__(self) -> None:
        self._last = 0
        self.comments: list[tuple[int, Comment]] = []

    def _tracked(self, tag: str, change: TrackedChange | Comment, *content: Node, **more: str) -> Node:
        self._last += 1
        date = {"date": f"{change.date}T00:00:00Z"} if change.date else {}
        return element(tag, *content, id=str(self._last), author=fit(change.author), **date, **more)

    def paragraphs(self, tokens: Iterable[Token]) -> Iterator[Node]:
        """The paragraphs that a stream of tokens makes."""
        content: list[Node] = []
        remarks: list[int] = []
        edges: dict[str, str] = {}
        last: TrackedChange | None = None
        for token in tokens:
            if isinstance(token, Piece):
                made = run(token)
                if token.change is None:
                    content.append(made)
                elif content and last == token.change and content[-1].tag == f"w:{token.change.kind}":
                    content[-1].append(made)
                else:
                    content.append(self._tracked(token.change.kind, token.change, made))
                last = token.change
            elif isinstance(token, Edge):
                tag = token.change.kind
                if token.opens:
                    made = self._tracked(f"{tag}RangeStart", token.change, name=token.name)
                    edges[tag + token.name] = made.attributes["w:id"]
                else:
                    made = element(f"{tag}RangeEnd", id=edges.pop(tag + token.name))
                content.append(made)
            elif isinstance(token, Comment):
                self._last += 1
                self.comments.append((self._last, token))
                remarks.append(self._last)
                content.append(element("commentRangeStart", id=str(self._last)))
            else:
                for number in remarks:
                    content.append(element("commentRangeEnd", id=str(number)))
                    content.append(element("r", element("commentReference", id=str(number))))
                yield element("p", self._properties(token), *content)
                content, remarks, last = [], [], None
        if content:  # the end of a moved range after the last paragraph
            yield from content

    def _properties(self, mark: ParagraphEnd) -> Node:
        made = element("pPr", element("pStyle", val=mark.style))
        if mark.change:
            made.append(element("rPr", self._tracked(mark.change.kind, mark.change)))
        if mark.by and not look_alike(mark.was, mark.style):
            old = element("pPr", element("pStyle", val=mark.was))
            made.append(self._tracked("pPrChange", mark.by, old))
        return made

    def comments_part(self) -> PackagePart | None:
        """word/comments.xml, if there are comments."""
        if not self.comments:
            return None
        root = element("comments")
        for number, comment in self.comments:
            date = {"date": f"{comment.date}T00:00:00Z"} if comment.date else {}
            lines = (
                element("p", element("r", element("rPr", fonts()), *text_nodes(line)))
                for line in comment.text.split("\n")
            )
            root.append(element("comment", *lines, id=str(number), author=fit(comment.author), initials="lt", **date))
        return office_part("comments", root, "comments")
