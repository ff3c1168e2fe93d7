"""The table of contents of an issue: a second witness beside the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.display import summary
from lawtrack.model.normal import normalise
from lawtrack.syntax.statute.front import tight
from lawtrack.syntax.statute.lines import SourceLine

_PAGE = re.compile(r"[.…·\s]*[（(]\s*([0-9]{1,4})\s*[）)]\s*\Z|[.…·]{2,}\s*([0-9]{1,4})\s*\Z")
_PAGE_FIRST = re.compile(r"([0-9]{1,4})\s+(?=\D)")
_MASTHEAD = re.compile(
    r"(?:.{2,30}公报|[0-9]{4}\s*年(?:\s*第?\s*[0-9—\-]+\s*[期号])?|第\s*[0-9—\-]+\s*[期号]|[（(]?总[第号].{0,12}|.*出版|.*主办.*|.*地\s*址.*|.*邮政?编码?.*|目\s*录|.*刊号.*|.*电话.*)\Z"
)


@attrs.frozen
class ContentsLine:
    """A line of the issue's table of contents.

    >>> import lawtrack as lt
    >>> lt.ContentsLine("某市节水条例", 3, 2).page
    3
    """

    text: str
    page: int
    line: int

    __repr__ = summary


def read_contents(lines: Sequence[SourceLine]) -> list[ContentsLine]:
    """The entries of a table of contents with their pages; an entry may take several lines, a page number ends or opens it."""
    out: list[ContentsLine] = []
    held: list[str] = []
    first = 0
    for line in lines:
        text = re.sub(r"\s+", " ", line.text).strip()
        if _MASTHEAD.match(text):
            held = []
            continue
        opening = _PAGE_FIRST.match(text)
        if opening and not _PAGE.search(text):
            out.append(ContentsLine(tight(text[opening.end() :]), int(opening[1]), line.number))
            held = []
            continue
        first = first if held else line.number
        m = _PAGE.search(text)
        if not m:
            held.append(text)
            continue
        out.append(ContentsLine(tight("".join(held) + text[: m.start()]), int(m[1] or m[2]), first))
        held = []
    return out


def title_letters(text: str) -> str:
    """A title for comparing: letters and digits only."""
    return re.sub(r"\W", "", normalise(text))


def pages_of(titles: Sequence[tuple[str, str]], entries: Sequence[ContentsLine]) -> list[int]:
    """The page that the table of contents names for each title with its number, 0 for none; OCR may have damaged either.

    >>> pages_of([("关于修改《甲条例》的决定", "")], [ContentsLine("关于修改《甲条例》的决定", 7, 3)])
    [7]
    """
    from rapidfuzz import fuzz

    out: list[int] = []
    keys = [title_letters(e.text) for e in entries]
    used: set[int] = set()
    at, last = 0, ""
    for title, told in titles:
        key, best, score = title_letters(title), -1, 0.0
        if len(key) >= 4:
            number = re.sub(r"\D", "", told)
            for k in range(max(0, at - 1), min(len(keys), at + 4)):
                if k in used and not (k == at - 1 and key in keys[k] and key != last):
                    continue
                s = fuzz.ratio(key, keys[k][: len(key) + 6]) if len(keys[k]) > len(key) else fuzz.ratio(key, keys[k])
                s = max(s, fuzz.partial_ratio(key, keys[k]) - 2 if len(keys[k]) >= len(key) * 0.7 else 0)
                if number and re.search(rf"{number}号", keys[k]):
                    s += 5
                if s > score + 0.01:
                    best, score = k, s
        if score >= 85:
            used.add(best)
            at, last = max(at, best + 1), key
        out.append(entries[best].page if score >= 85 else 0)
    return out
