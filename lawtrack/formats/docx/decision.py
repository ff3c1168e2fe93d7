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
TITLE_WIDTH = 20
"""Characters of a title in 二号 that a line holds."""


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
    if head:
        yield Piece("\n".join(title_lines("".join(lines[:head]))))
        yield ParagraphEnd("Title")
    for line in _whole_note(lines[head:end]):
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


def _whole_note(lines: list[str]) -> list[str]:
    """The lines with the adoption note, which stands first, on one of them."""
    for n in range(2, min(5, len(lines) + 1)):
        note = "".join(lines[:n])
        if lines[0].startswith("（") and "）" not in "".join(lines[: n - 1]) and _NOTE.match(note):
            return [note, *lines[n:]]
    return lines


_BREAKS = (
    (re.compile(r"(?=关于)"), 0),
    (re.compile(r"(?<=》、)|(?<=》和)|(?<=[^》]、)"), 1),
    (re.compile(r"(?<=委员会)|(?<=[府院部局署])(?=[^、关于的]{2})|(?<=》)(?=等)"), 2),
    (re.compile(r"(?=《)"), 3),
    (re.compile(r"(?<=》)"), 6),
)
"""Where a title may be broken, the best places first: before 关于, between names, behind a body, around a name; never inside 《》."""


def title_lines(title: str, width: int = TITLE_WIDTH) -> list[str]:
    """A title in as few lines as it needs, broken where the sense breaks, the lines of about the same length.

    A name that is longer than a line is broken between its own words, before 关于 or around the name inside it, since it has to be.

    >>> title_lines("全国人民代表大会常务委员会关于修改《中华人民共和国工会法》的决定")
    ['全国人民代表大会常务委员会', '关于修改《中华人民共和国工会法》的决定']
    """
    if len(title) <= width:
        return [title]
    inside = [title[:k].count("《") > title[:k].count("》") for k in range(len(title) + 1)]
    places: dict[int, int] = {}
    for rule, rank in _BREAKS:
        for m in rule.finditer(title):
            places.setdefault(m.start(), rank + 50 * inside[m.start()])
    for m in re.finditer("(?=〈)|(?<=〉)", title):
        places.setdefault(m.start(), 55)
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    ends = sorted({k for k in places if 0 < k < len(title)} | {len(title)})
    for end in ends:
        ways = []
        for start, (cost, cuts) in best.items():
            size = end - start
            over = 1000.0 * max(0, size - width)
            ways.append(
                (cost + over + 20 + (size - width) ** 2 / 40 + places.get(end, 0) * (end < len(title)), [*cuts, end])
            )
        best[end] = min(ways)
    cuts = best[len(title)][1]
    return [title[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]


def _title_lines(lines: list[str], title: str) -> int:
    """How many of the first lines are the title."""
    want = "".join(title.split())
    got = ""
    for n, line in enumerate(lines[:6], 1):
        got += "".join(line.split())
        if want and got == want:
            return n
    return 1 if lines and not _SENTENCE.search(lines[0]) else 0
