"""What stands before the first provision: title, stage marker, adoption note (题注), table of contents (目录), opening words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.syntax.lines import HEADING_KINDS, Kind, Line

STAGE = re.compile(
    r"[（(][^（）()]{0,16}(?:草案|审议稿|审议修改稿|表决稿|建议稿|征求意见稿|送审稿|试拟稿|修改稿|讨论稿)[^（）()]{0,16}[）)]"
)
"""(草案), (草案二次审议稿), (表决稿) …: where a bill stands. （试行） and （二） belong to the title."""

_DATE = r"[0-9０-９〇○零一二三四五六七八九]{4}\s*年\s*[0-9０-９元一二三四五六七八九十]{1,3}\s*月\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日"
_ACT = "通过|公布|发布|施行|批准|修正|修订|修改|颁布|颁发|印发|实施|废止|令第|起执行"
_NOTE_OPEN = re.compile(
    rf"[（(]\s*(?:根据|自|经)?\s*(?:{_DATE}|[0-9]{{4}}\s*年)|[（(][^（）()]{{0,40}}(?:令第|法释|公告|主席令)|[（(]---"
)
_NOTE_LINE = re.compile(
    rf"(?:根据|自|经|[-·•]\s*)?\s*{_DATE}\s*(?:.*?(?:{_ACT}|决定》)|\Z)|(?:根据|自)\s*{_DATE}|法释\s*[〔\[（(]|[^。，]{{0,30}}令\s*\Z|.{{0,40}}令?第?\s*[0-9一二三四五六七八九十百]+\s*号\s*\Z"
)
_SENTENCE = tuple("。：:；;")
_DIGIT_TAIL = re.compile(r"[\s.…·\-—_(（]*[0-9０-９]*[）)]?\Z")


def tight(text: str) -> str:
    """The text without white space, for comparing headings and titles."""
    return "".join(text.split()).replace("\u200b", "")


@attrs.frozen
class Front:
    """The lines before the first provision, sorted by what they are."""

    title: tuple[Line, ...] = ()
    stage: tuple[Line, ...] = ()
    note: tuple[Line, ...] = ()
    opening: tuple[Line, ...] = ()
    before: tuple[Line, ...] = ()
    again: tuple[Line, ...] = ()


def _note_blocks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Runs ``[i, j)`` of lines that make adoption notes."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(lines):
        text = lines[i].text
        j = i
        if _NOTE_OPEN.match(text):
            depth = 0
            while j < len(lines) and j - i < 60:
                depth += sum(lines[j].text.count(c) for c in "（(") - sum(lines[j].text.count(c) for c in "）)")
                j += 1
                if depth <= 0:
                    break
            else:
                j = i + 1
        elif _NOTE_LINE.match(text) and not text.endswith(_SENTENCE):
            j = i + 1
        if j == i:
            i += 1
            continue
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], j)
        else:
            out.append((i, j))
        i = j
    return out


def read_front(lines: Sequence[Line]) -> Front:
    """Sort the lines before the first provision."""
    lines = list(lines)
    marker = next((i for i, x in enumerate(lines) if STAGE.fullmatch(tight(x.text))), None)
    stage = [] if marker is None else [lines[marker]]
    rest = lines if marker is None else [*lines[:marker], *lines[marker + 1 :]]
    blocks = _note_blocks(rest)
    first, last = (blocks[0][0], blocks[-1][1]) if blocks else (len(rest), len(rest))
    note = rest[first:last] if blocks else []
    head, tail = rest[:first], rest[last:]
    if not blocks:
        head, tail = [], rest
    title: list[Line] = []
    if head:
        k = len(head)
        while k and not head[k - 1].text.endswith(_SENTENCE) and len(title) < 6 and len(head[k - 1].text) <= 100:
            k -= 1
            title.insert(0, head[k])
        head = head[:k]
    elif tail:
        while tail and len(title) < 6 and not tail[0].text.endswith(_SENTENCE) and len(tail[0].text) <= 100:
            if title and tail[0].mark == 0 and title[-1].mark:
                break
            title.append(tail.pop(0))
    again: list[Line] = []
    name = tight("".join(x.text for x in title))
    k, joined = 0, ""
    while k < len(tail) and not tail[k].text.endswith(_SENTENCE) and len(joined) < len(name) + 20:
        joined += tight(tail[k].text)
        k += 1
        if joined == name or len(joined) >= 8 and name and (joined in name or name in joined) and k == len(tail):
            again, tail = tail[:k], tail[k:]
            break
        if joined and name and len(joined) >= len(name):
            break
    return Front(tuple(title), tuple(stage), tuple(note), tuple(tail), tuple(head), tuple(again))


def entry_key(line: Line) -> str:
    """What identifies a heading in a table of contents."""
    return tight(line.label) or tight(_DIGIT_TAIL.sub("", line.rest))


def find_contents(lines: Sequence[Line], start: int) -> tuple[int, int, int] | None:
    """A table of contents in ``lines[start:]``: (its title line or -1, first entry, end), or None."""
    for i in range(start, len(lines)):
        line = lines[i]
        if line.kind is Kind.ARTICLE:
            break
        if line.kind is Kind.CONTENTS:
            j = i + 1
            while j < len(lines) and _is_entry(lines[j]):
                j += 1
            run = lines[i + 1 : j]
            if not run:
                return i, i + 1, i + 1
            first = entry_key(run[0])
            again = [k for k in range(i + 2, j) if entry_key(lines[k]) == first]
            if not again:
                chapters = [k for k in range(i + 1, j) if lines[k].kind in (Kind.PART, Kind.CHAPTER)]
                seen = entry_key(lines[chapters[0]]) if chapters else None
                again = [k for k in chapters[1:] if entry_key(lines[k]) == seen]
            if again:
                return i, i + 1, again[-1] if len(again) == 1 else again[0]
            return i, i + 1, (j if len(run) > 1 else i + 1)
    return _untitled_contents(lines, start)


def _is_entry(line: Line) -> bool:
    if line.kind is Kind.ARTICLE or line.text.endswith(("。", "；", "：")):
        return False
    return len(line.text) <= 80


def _untitled_contents(lines: Sequence[Line], start: int) -> tuple[int, int, int] | None:
    kinds = HEADING_KINDS | {Kind.LISTED}
    i = start
    while i < len(lines) and lines[i].kind not in kinds:
        if lines[i].kind is Kind.ARTICLE:
            return None
        i += 1
    j = i
    while j < len(lines) and lines[j].kind in kinds and _is_entry(lines[j]):
        j += 1
    if j - i < 3:
        return None
    later = {tight(x.text) for x in lines[j:] if x.kind in kinds}
    k = i
    own: set[str] = set()
    while k < j and (tight(lines[k].text) in later) and tight(lines[k].text) not in own:
        own.add(tight(lines[k].text))
        k += 1
    if k < j and tight(lines[k].text) in own:
        return -1, i, k
    return (-1, i, k) if k - i >= 3 else None
