"""A decision, drafted or read, as a Word document in the layout of published decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawtrack.formats.docx.package import Node
from lawtrack.formats.docx.paragraphs import LONG_NOTE, Pages, ParagraphEnd, Piece, Token
from lawtrack.formats.docx.statute import assemble
from lawtrack.formats.docx.styles import Sheet
from lawtrack.model.levels import Level
from lawtrack.model.numerals import NUMERAL

_NOTE = re.compile(r"^（.*(?:通过|公布|批准|施行|发布).*）$")
_NUMBER = re.compile(rf"{NUMERAL}、|[（(]{NUMERAL}[）)]")
_QUOTED = re.compile(rf"([“\"「]*)(第\s*{NUMERAL}\s*(?:编|分编|章|节|条)(?:之{NUMERAL})?)([\s　]+)")
_DATE = re.compile(
    r"^(?:[0-9〇零○一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)$"
)
_SENTENCE = re.compile(r"[。；：，”]")


DECISION_LEVELS = (Level.TITLE, Level.NOTE, Level.SIGNATURE)


def decision_docx(text: str, title: str = "") -> bytes:
    """The text of a decision as a .docx: its title in 小标宋, the adoption note in 楷体, numbers bold, signature and date on the right.

    The lines are those of ``text``, empty ones left out; ``title`` may stand on several of them.
    """
    body = decision_paragraphs(text, title)
    return assemble(body, Sheet.of(DECISION_LEVELS), title or text.strip().split("\n")[0])


def decision_paragraphs(text: str, title: str = "") -> list[Node]:
    """The paragraphs of a decision, for a document of its own or the first part of one."""
    lines = [x.strip(" \t\u3000") for x in text.split("\n")]
    return list(Pages().paragraphs(_tokens([x for x in lines if x], title)))


def _tokens(lines: list[str], title: str) -> Iterator[Token]:
    head = _title_lines(lines, title)
    end = len(lines)
    if end > head and _DATE.match(lines[-1]):
        end -= 1
        while end > head + 1 and len(lines[end - 1]) <= 40 and not _SENTENCE.search(lines[end - 1]):
            end -= 1
    if head:  # a title of several lines is one paragraph, broken where it was
        yield Piece("\n".join(lines[:head]))
        yield ParagraphEnd("Title")
    for line in lines[head:end]:
        if _NOTE.match(line):
            yield Piece(line)
            yield ParagraphEnd("LtNoteLong" if len(line) > LONG_NOTE else "LtNote")
            continue
        quoted, number = _QUOTED.match(line), _NUMBER.match(line)
        if quoted and quoted[1]:
            yield from (Piece(quoted[1]), Piece(quoted[2], "label"), Piece(quoted[3]), Piece(line[quoted.end() :]))
            yield ParagraphEnd("LtQuoted")
        elif number:
            yield Piece(number[0], "label")
            yield Piece(line[number.end() :])
            yield ParagraphEnd("LtClause")
        else:
            yield Piece(line)
            yield ParagraphEnd("LtQuoted" if line.startswith(("“", "「")) else "LtClause")
    for line in lines[end:]:
        yield Piece(line)
        yield ParagraphEnd("LtSignature")


def _title_lines(lines: list[str], title: str) -> int:
    """How many of the first lines are the title."""
    want = "".join(title.split())
    got = ""
    for n, line in enumerate(lines[:6], 1):
        got += "".join(line.split())
        if want and got == want:
            return n
    return 1 if lines and not _SENTENCE.search(lines[0]) else 0
