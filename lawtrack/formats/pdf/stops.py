"""The stop rule for recognised text: marks that a scan loses or shrinks, as proposals.

Of the slips that engines make in a poor scan nine in ten are punctuation. Three rules find most of them and change nothing in a clean text:
an item before the next item of its list ends as its siblings do, in ；where they do not tell; a paragraph of prose ends in a stop; marks
beside Chinese are full-width. Each is a finding with a repair, never carried out unasked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.formats.pdf import findings as kinds
from lawtrack.model.numerals import NUMERAL, label_number

_ITEM = re.compile(rf"[（(](?P<n>{NUMERAL})[）)]")
_ARTICLE = re.compile(rf"第{NUMERAL}[条編编章节節]|{NUMERAL}、")
_ENDS = "。；！？"
_LOST = ("，", "：", "、", ",", ":", ";", ".", "·")
"""What an engine makes of ；and 。, or leaves of them."""
_PROSE = re.compile("[，。；]")
_BESIDE = r"[\u4e00-\u9fff》”’）]"
_NARROW = re.compile(
    rf"(?<={_BESIDE})[,;:!?](?!\d)|[(](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[)]|(?<={_BESIDE})[.](?=\n|$)"
)
_WIDE = str.maketrans(",;:!?().", "，；：！？（）。")
_SHORTEST = 12
"""Characters below which a line without a stop may be a heading, a signature or a cell."""


def stops(text: str) -> Iterator[Finding]:
    """What the rule proposes for a text with one paragraph a line."""
    lines = text.split("\n")
    changed: set[int] = set()
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first = next((k for k, line in enumerate(lines) if re.match(r"第[一1]条", line)), len(lines))
    for k in range(first, len(lines) - 1):
        line, below = lines[k].rstrip(), next((x for x in lines[k + 1 :] if x.strip()), "")
        if not line or "\t" in line:
            continue
        mark = _due(lines, k, below, first)
        if mark and line[-1].translate(_WIDE) not in _ENDS:
            changed.add(starts[k] + len(line) - 1)
            yield _proposal(line, starts[k], k + 1, mark)
    yield from _narrow(text, changed)


def _due(lines: Sequence[str], k: int, below: str, first: int) -> str:
    """The mark in which a line must end; "" where nothing says so."""
    line = lines[k].rstrip()
    item, following = _ITEM.match(line), _ITEM.match(below)
    if item and following and label_number(following[0]).value == label_number(item[0]).value + 1:
        return _sibling(lines, k, first)
    if following or line.endswith(("：", ":")) or len(line) < _SHORTEST or not _PROSE.search(line[:-1]):
        return ""
    return "。" if _ARTICLE.match(below) or not below else ""


def _sibling(lines: Sequence[str], k: int, first: int) -> str:
    """How the items of the list around a line end."""
    around = Counter(
        x.rstrip()[-1]
        for x in lines[max(first, k - 12) : k + 12]
        if _ITEM.match(x) and x.rstrip().endswith(("；", "。"))
    )
    return "。" if around["。"] > around["；"] + 1 else "；"


def _proposal(line: str, start: int, number: int, mark: str) -> Finding:
    lost = line.endswith(_LOST)
    end = start + len(line)
    said = f"把“{line[-1]}”改为“{mark}”" if lost else f"补“{mark}”"
    return kinds.STOP.finding(
        span=Span(start, end, number),
        before=line[-10:],
        after=(line[:-1] if lost else line)[-10:] + mark,
        repair=Repair(said, (Splice(end - lost, end, mark),)),
        said=said,
    )


def _narrow(text: str, changed: set[int]) -> Iterator[Finding]:
    found = [m for m in _NARROW.finditer(text) if m.start() not in changed]
    if found:
        first = found[0]
        edits = tuple(Splice(m.start(), m.end(), m[0].translate(_WIDE)) for m in found)
        yield kinds.NARROW.finding(
            span=Span(first.start(), first.end(), text.count(chr(10), 0, first.start()) + 1),
            repair=Repair("汉字旁的半角标点改为全角", edits),
            count=len(found),
            shown=text[max(0, first.start() - 6) : first.end()],
        )
