"""Characters → typed lines with spans: what a line *looks like*, before anything is decided about what it is.

=============  ==========================  ==============================================================
kind           looks like                  note
=============  ==========================  ==============================================================
CONTENTS       ``目　录``                    opens a table of contents
PREAMBLE       ``序言``                      opens a preamble
PART … SECTION ``第一章　总则``               label and heading
ARTICLE        ``第八条　…``                 label and the rest of the line
DIVISION       ``第一部分　…``
LISTED         ``一、…``                     an article, a division or an item: the context decides
ITEM           ``（一）…``, ``(一)``, ``㈠``     also 一）, whose first bracket is lost
SUBITEM        ``1.…``, ``（1）…``, ``①``      also 1）
ANNEX          ``附件一：…``                 also 附表, 附录, 附图, 附：
TEXT           anything else
=============  ==========================  ==============================================================

Layout is not law: white space, zero-width characters and the marks of markdown around a line belong to no line.
Every pattern is anchored and free of nested repetition, so reading is linear in the input.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple


class LineKind(enum.StrEnum):
    """What a line looks like."""

    CONTENTS = "目录"
    PREAMBLE = "序言"
    PART = "编"
    SUBPART = "分编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    DIVISION = "部分"
    LISTED = "一、"
    ITEM = "项"
    SUBITEM = "目"
    ANNEX = "附件"
    TEXT = "文"


HEADING_KINDS = frozenset({LineKind.PART, LineKind.SUBPART, LineKind.CHAPTER, LineKind.SECTION})


class SourceLine(NamedTuple):
    """One line of the source without its layout; ``[start, end)`` is where its characters stand.

    ``label`` and ``rest`` split it as its kind does; ``spaced`` says whether white space stood between the two; ``mark`` is the
    number of ``#`` before it, ``apart`` whether an empty line stood before it, ``indent`` whether white space did.
    """

    kind: LineKind
    label: str
    rest: str
    start: int
    end: int
    number: int
    spaced: bool = False
    mark: int = 0
    apart: bool = False
    indent: bool = False

    @property
    def text(self) -> str:
        """Label and rest, as they stand in the source save for the gap between them."""
        return self.label + ("\u3000" if self.spaced and self.rest else "") + self.rest


INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
"""Characters that print nothing."""
_BLANK = " \t\u3000\xa0\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\ufeff\u00ad\x0b\x0c\x1c-\x1f\x85"
_GAP = f"[{_BLANK}]"
_LAYOUT = re.compile(
    rf"{_GAP}*(?:(#{{1,6}})(?!#))?(?:{_GAP}*>)?{_GAP}*(?:[-*+]{_GAP}+(?=[（(]?{_GAP}?[第一二三四五六七八九十0-9])(?![0-9]{{1,4}}{_GAP}*[-—]{_GAP}*\Z))?"
)
_EDGE = (
    INVISIBLE
    + " \t\u3000\xa0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\u202f\u205f"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
_N = "一二三四五六七八九十百千零〇○两"
_NUM = rf"(?:[{_N}]{_GAP}?){{1,9}}"
_ARABIC = r"[0-9０-９]{1,4}"
_ANY = f"(?:{_NUM}|{_ARABIC})"
_MANY = rf"(?:(?:[{_N}万萬]{_GAP}?){{1,9}}|[0-9０-９]{{1,5}}(?:{_GAP}*[-－—‑]{_GAP}*[0-9０-９]{{1,3}})?)"
_REST = rf"({_GAP}*)(.*)\Z"
_VACANT = (
    rf"(?:{_GAP}*[至到—-]{_GAP}*第{_NUM}[条條](?={_GAP}*[（(]?{_GAP}*(?:删|略|废|已)))?"  # 第十条至第十二条（删去）
)
_RULES: tuple[tuple[LineKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rule, re.S))
    for kind, rule in (
        (LineKind.CONTENTS, rf"(目{_GAP}*[录錄次][:：]?)()()\Z"),
        (LineKind.PREAMBLE, rf"([序前引导]{_GAP}*言)()()\Z"),
        (LineKind.SUBPART, rf"(第{_GAP}*{_NUM}{_GAP}*分{_GAP}?[编編]){_REST}"),
        (LineKind.PART, rf"(第{_GAP}*{_NUM}{_GAP}*[编編]){_REST}"),
        (LineKind.CHAPTER, rf"(第{_GAP}*{_ANY}{_GAP}*章(?:{_GAP}?之{_GAP}?{_NUM}(?={_GAP}))?[:：]?){_REST}"),
        (LineKind.SECTION, rf"(第{_GAP}*{_ANY}{_GAP}*[节節][:：]?){_REST}"),
        (LineKind.DIVISION, rf"(第{_GAP}*{_NUM}{_GAP}*部{_GAP}?分){_REST}"),
        (LineKind.ARTICLE, rf"(第{_GAP}*{_MANY}(?:之[{_N}]{{1,3}}(?=[条條]))?{_GAP}*[条條](?:{_GAP}?之{_GAP}?(?:[{_N}]{{1,3}}(?![{_N}])|[0-9０-９]{{1,3}}(?![0-9０-９])))?{_VACANT}[:：．.]?){_REST}"),
        (LineKind.ANNEX, rf"(附{_GAP}*(?:件|表|录|錄|图|圖)?{_GAP}*(?:[{_N}]{{1,3}}|{_ARABIC}|[A-Z])?(?=\Z|[:：、{_BLANK}《])[:：]?){_REST}"),
        (LineKind.LISTED, rf"({_NUM}、){_REST}"),
        (LineKind.ITEM, rf"([（(]{_GAP}*{_NUM}{_GAP}*(?:之{_GAP}*{_NUM}{_GAP}*)?[）)]|{_NUM}[）)]|[㈠-㈩]){_REST}"),
        (LineKind.SUBITEM, rf"({_ARABIC}{_GAP}*(?:[.．](?![0-9０-９]{{1,2}}(?![0-9０-９]))|、(?![0-9０-９]))|[（(]{_GAP}*{_ARABIC}{_GAP}*[）)]|{_ARABIC}[）)]|[①-⑳⑴-⒇⒈-⒛]){_REST}"),
    )
)  # fmt: skip
_FIRST = re.compile(r"[目序前引导第附一二三四五六七八九十百千零〇○两（(㈠-㈩0-9０-９①-⑳⑴-⒇⒈-⒛]")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def comments(text: str) -> tuple[tuple[int, int], ...]:
    """Where ``<!-- … -->`` stand: marks of a collection, not text of law."""
    if "<!--" not in text or "-->" not in text:
        return ()
    last = (
        text.rindex("-->") + 3
    )  # nothing closes after here: keeps an unclosed mark from being searched for again and again
    return tuple(m.span() for m in _COMMENT.finditer(text, 0, last))


def classify(text: str) -> tuple[LineKind, str, str, bool]:
    """What a line without its layout looks like: kind, label, rest, and whether white space stood between them.

    >>> classify("第八条　审计机关"), classify("(一)依法")
    ((<LineKind.ARTICLE: '条'>, '第八条', '审计机关', True), (<LineKind.ITEM: '项'>, '(一)', '依法', False))
    """
    if _FIRST.match(text):
        for kind, rule in _RULES:
            m = rule.match(text)
            if m:
                return kind, m[1].rstrip(), m[3], bool(m[2]) or m[1][-1:].isspace()
    return LineKind.TEXT, "", text, False


def read_lines(text: str) -> Iterator[SourceLine]:
    """The lines of a source that are not empty, in order."""
    holes = comments(text)
    hole, at, number, apart = 0, 0, 0, False
    while at <= len(text):
        m = _BREAK.search(text, at)
        end, after = m.span() if m else (len(text), len(text) + 1)
        number += 1
        start = at
        at = after
        while hole < len(holes) and holes[hole][1] <= start:
            hole += 1
        pieces = [(start, end)]
        k = hole
        while k < len(holes) and holes[k][0] < end:  # cut comments out of the line
            s, e = pieces.pop()
            pieces += [(s, max(s, holes[k][0])), (min(max(s, holes[k][1]), e), e)]
            k += 1
        found = False
        for s, e in pieces:
            lead = _LAYOUT.match(text, s, e)
            if lead is None:
                continue
            body = text[lead.end() : e]
            body = body.rstrip(_EDGE).removesuffix("\\").rstrip(_EDGE)  # the \ of a line break in markdown
            if not body:
                continue
            kind, label, rest, spaced = classify(body)
            indent = text[s : s + 1] in ("\u3000", "\t") or text[s : s + 2].isspace()
            yield SourceLine(
                kind, label, rest, lead.end(), lead.end() + len(body), number, spaced, len(lead[1] or ""), apart, indent
            )
            found, apart = True, False
        if not found:
            apart = True
