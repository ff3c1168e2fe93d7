"""What stands before the first provision: title, stage marker, adoption note (题注), table of contents (目录), opening words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.model.dates import DAY, first_date
from lawtrack.syntax.statute.lines import HEADING_KINDS, INVISIBLE, LineKind, SourceLine

_STAGE = r"[（(](?=[^（）()《》]{0,16}?(?:草案|审议稿|审议修改稿|表决稿|建议稿|建议表决稿|征求意见稿|送审稿|试拟稿|修改稿|讨论稿)[^（）()《》]{0,16}[）)])[^（）()《》]++[）)]"
STAGE = re.compile(rf"(?:{_STAGE}\s*+)+\Z")
"""(草案), (草案二次审议稿), (表决稿) …: where a bill stands. （试行） and （二） belong to the title."""

_ACT = "通过|公布|发布|施行|批准|修正|修订|修改|颁布|颁发|印发|实施|废止|令第|执行"
_NOTE_OPEN = re.compile(
    rf"[（(]{{1,2}}\s*(?:根据|自|经|[^（）()《》，。]{{0,40}}?)?(?:{DAY}|[0-9]{{4}}\s*年)|[（(][^（）()]{{0,40}}(?:令第|法释|公告|主席令)|[（(]---"
)
_NOTE_LINE = re.compile(
    rf"(?:根据|自|经)?\s*{DAY}(?:.{{0,400}}?(?:{_ACT}|决定》)|\Z)|(?:根据|自)\s*{DAY}|法释\s*[〔\[（(]|.{{0,40}}第?\s*[0-9一二三四五六七八九十百]+\s*号\s*\Z",
    re.S,
)
_EVENT = re.compile(rf"(?:{_ACT}|[0-9]\s*号)[）)]?\Z")
_SENTENCE_DATE = re.compile(rf"(?:自|经)?\s*{DAY}\s*[，,]")
_ANNOUNCEMENT = re.compile(
    r"(?:公告|令|通告|命令|通知)(?:第?[0-9０-９一二三四五六七八九十百零〇]+号|[（(〔\[][^）)]{1,20}[）)](?:第?[^号]{1,8}号)?)?\Z"
)
_NAMED = re.compile(r"《(.{4,120}?)》")
_DAY = re.compile(rf"{DAY}\Z")
_DATED = re.compile(rf"{DAY}[^。：；]{{0,40}}\Z")
_SENTENCE = tuple("。：:；;")
_LEADER = re.compile(r"[\s.…·．\-—_(（]*[0-9０-９]*[）)]?\Z")
_HOLDS = re.compile(r"[（(]第[^（()）]{1,12}条(?:[至到—\-－–~～]+第[^（()）]{1,12}条)?[）)]\s*(?=\Z|[\s.…·—_0-9])")
_OPENING, _CLOSING = "（(", "）)"
_MAX_TITLE_LINES, _MAX_TITLE, _MAX_NOTE_LINES = 6, 120, 80


def tight(text: str) -> str:
    """The text without white space and invisible characters, for comparing headings and titles."""
    return "".join("".join(text.split()).split("\u200b")).strip(INVISIBLE)


@attrs.frozen
class Front:
    """The lines before the first provision, sorted by what they are."""

    title: tuple[SourceLine, ...] = ()
    stage: tuple[SourceLine, ...] = ()
    note: tuple[SourceLine, ...] = ()
    opening: tuple[SourceLine, ...] = ()
    before: tuple[SourceLine, ...] = ()
    again: tuple[SourceLine, ...] = ()
    twice: tuple[SourceLine, ...] = ()


def _bracketed_note(lines: Sequence[SourceLine], i: int) -> int:
    """Where a note in brackets that opens at line ``i`` ends; ``i`` where none does."""
    if not _NOTE_OPEN.match(lines[i].text):
        return i
    depth = 0
    for j in range(i, min(len(lines), i + _MAX_NOTE_LINES)):
        depth += sum(lines[j].text.count(c) for c in _OPENING) - sum(lines[j].text.count(c) for c in _CLOSING)
        if depth <= 0:
            return j + 1
    return i + 1


def _is_note(line: SourceLine) -> bool:
    """A line of an adoption note that stands without brackets; 2019年3月5日，… opens a sentence."""
    if _SENTENCE_DATE.match(line.text) or "。" in line.text:
        return False
    return bool(_NOTE_LINE.match(line.text) or _DATED.match(line.text)) and not line.text.endswith(_SENTENCE)


def _find_note(lines: Sequence[SourceLine]) -> tuple[int, int]:
    """The adoption note as ``[i, j)``: the last one in brackets, or else the first list of dates; with what belongs to either."""
    bracketed = (len(lines), len(lines))
    i = 0
    while i < len(lines):
        j = _bracketed_note(lines, i)
        if j > i:
            goes_on = i == bracketed[1] and re.search(_ACT, "".join(x.text for x in lines[bracketed[0] : i]))
            bracketed = (bracketed[0] if goes_on else i, j)
        i = max(j, i + 1)
    start, end = bracketed
    if start == len(lines):
        dated = [k for k, x in enumerate(lines) if k and _is_note(x)]
        if not dated:
            return start, end
        start, end = dated[0], dated[-1] + 1
        stop = next((k for k in range(start, end) if lines[k].text.endswith(_SENTENCE)), end)
        end = max((k + 1 for k in dated if k < stop), default=start)
    while end < len(lines) and (
        _bracketed_note(lines, end) > end or _NOTE_LINE.match(lines[end].text) and _is_note(lines[end])
    ):
        end += 1
    while start > 1 and _NOTE_LINE.match(lines[start - 1].text) and _is_note(lines[start - 1]):
        start -= 1
    return start, end


def _is_title(line: SourceLine) -> bool:
    return not line.text.endswith(_SENTENCE) and len(line.text) <= _MAX_TITLE


def _below_announcement(lines: Sequence[SourceLine]) -> tuple[int, int]:
    """The title as ``[i, j)`` below a 公告 or 令 that names it (《…》已…通过，现予公布), on one line or several; (0, 0) where there is none.

    The name in the announcement decides, so nothing has to be known of signatures and dates between the two.
    """
    heads = [k for k, x in enumerate(lines[:12]) if len(x.text) <= 60 and _ANNOUNCEMENT.search(tight(x.text))]
    if not heads:
        return 0, 0
    stop = min(len(lines), heads[0] + 12)
    names = {tight(name) for x in lines[heads[0] : stop] for name in _NAMED.findall(tight(x.text))}
    for i in range(heads[0] + 1, len(lines)) if names else ():
        joined = ""
        for j in range(i, min(len(lines), i + _MAX_TITLE_LINES)):
            joined += tight(lines[j].text)
            if joined in names:
                return i - _issued_together(lines, i), j + 1
            if not any(name.startswith(joined) for name in names):
                break
    return _below_date(lines, heads[0], stop)


_BODIES = re.compile(r"(?:(?:最高人民|中国|国家)?[\u4e00-\u9fff]{2,14}(?:院|部|委员会|总局|局|署)(?:[\s、]+|$)){2,}")


def _issued_together(lines: Sequence[SourceLine], i: int) -> int:
    """1 where the line above a name is that of the bodies that issue it together, below the date of the announcement: the title begins there."""
    above = i > 1 and bool(_DAY.match(lines[i - 2].text)) and bool(_BODIES.fullmatch(lines[i - 1].text.strip()))
    return int(above)


def _below_date(lines: Sequence[SourceLine], start: int, stop: int) -> tuple[int, int]:
    """The title below the date that closes an announcement, where its name is given otherwise or not at all."""
    said = next((k for k in range(start, stop) if lines[k].text.endswith("。")), stop)
    dates = [k for k in range(said, stop) if _DAY.match(lines[k].text)]
    if not dates or dates[-1] + 1 >= len(lines):
        return 0, 0
    i = j = dates[-1] + 1
    while j < len(lines) and j - i < _MAX_TITLE_LINES and _is_title(lines[j]) and not _is_note(lines[j]):
        j += 1
    return (i, j) if i < j and not STAGE.match(tight(lines[i].text)) else (0, 0)


def read_front(lines: Sequence[SourceLine]) -> Front:
    """Sort the lines before the first provision."""
    first, stop = _below_announcement(lines)
    if first and not any(_bracketed_note(lines, k) > k for k in range(stop, len(lines))):
        k = stop
        while k < len(lines) and (STAGE.match(tight(lines[k].text)) or _is_note(lines[k])):
            k += 1
        marks = tuple(x for x in lines[stop:k] if STAGE.match(tight(x.text)))
        told = tuple(x for x in lines[stop:k] if x not in marks)
        return Front(tuple(lines[first:stop]), marks, told, tuple(lines[k:]), tuple(lines[:first]))
    start, end = _find_note(lines)
    noted = start < len(lines)
    head, note, tail = list(lines[:start]), list(lines[start:end]), list(lines[end:])
    if not noted:
        head, tail = [], list(lines)
    title: list[SourceLine] = []
    if noted:
        while head and _is_title(head[-1]) and len(title) < _MAX_TITLE_LINES:
            if title and _NOTE_LINE.match(head[-1].text):
                break
            if len(title) > 1 and head[-1].mark < title[0].mark:
                break
            title.insert(0, head.pop())
    else:
        while tail and _is_title(tail[0]) and len(title) < _MAX_TITLE_LINES and tail[0].kind is not LineKind.LISTED:
            if title and title[-1].mark and not tail[0].mark and not STAGE.match(tight(tail[0].text)):
                break
            title.append(tail.pop(0))
    stage = [x for x in title if STAGE.match(tight(x.text))]
    if stage and len(title) > len(stage) and title[-len(stage) :] == stage:
        title = title[: -len(stage)]
    else:
        stage = []
    title, twice = _doubled(title)
    if not noted and not twice and title and title[0].mark:
        title, twice, tail = _printed_below(title, tail)
    again, tail = _repeated(title, tail)
    if noted:  # more of the note: short lines before the first sentence
        k = 0
        while (
            k < len(tail)
            and _is_title(tail[k])
            and tail[k].kind is LineKind.TEXT
            and not _SENTENCE_DATE.match(tail[k].text)
        ):
            if tail[k].text.endswith("，") and not _NOTE_LINE.match(tail[k].text):
                break
            k += 1
        more = [] if again else tail[:k]
        note, tail = [*note, *more], tail[len(more) :]
    return Front(tuple(title), tuple(stage), tuple(note), tuple(tail), tuple(head), tuple(again), tuple(twice))


_TAKES_EFFECT = re.compile(rf"自\s*(?P<day>{DAY})\s*起(?:施行|实施|生效|执行)")


def announced(lines: Sequence[SourceLine]) -> dict[str, str]:
    """The days that a 公告 or 令 above the title tells of one statute, as its metadata: when it was signed, and from when it applies.

    Where it names several statutes, or a day is told in two ways, nothing is known.
    """
    texts = [tight(x.text) for x in lines]
    if not any(len(t) <= 60 and (_ANNOUNCEMENT.search(t) or t.endswith(("公告", "令"))) for t in texts):
        return {}
    if len({name for t in texts for name in _NAMED.findall(t)}) > 1:
        return {}
    found = {
        "公布日期": {first_date(t) for t in texts if _DAY.match(t)},
        "施行日期": {first_date(m["day"]) for t in texts for m in _TAKES_EFFECT.finditer(t)},
    }
    return {term: day for term, days in found.items() if len(days) == 1 for day in days if day}


def _doubled(title: list[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """The lines of a title that stands there twice, as the heading of a file (#, perhaps with a year) and as it is printed: the printed ones
    and those of the heading. The same where it is printed twice.
    """
    for k in range(1, len(title)):
        head, printed = (tight("".join(x.text for x in part)) for part in (title[:k], title[k:]))
        of_file = title[0].mark and not title[k].mark
        longer = len(printed) >= 6 and head.startswith(printed) or len(head) >= 6 and printed.endswith(head)
        if head == printed or of_file and longer:
            return title[k:], title[:k]
    return title, []


def _printed_below(
    title: list[SourceLine], tail: list[SourceLine]
) -> tuple[list[SourceLine], list[SourceLine], list[SourceLine]]:
    """The title as it is printed below the heading of a file, that heading, and what follows; the first two as they were where it is not."""
    for k in range(1, min(len(tail), _MAX_TITLE_LINES) + 1):
        if not _is_title(tail[k - 1]) or tail[k - 1].kind is not LineKind.TEXT:
            break
        printed, heading = _doubled([*title, *tail[:k]])
        if heading:
            return printed, heading, tail[k:]
    return title, [], tail


def _repeated(title: list[SourceLine], tail: list[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """The title printed once more after the note, perhaps on several lines, and what follows it."""
    name = tight("".join(x.text for x in title))
    joined = ""
    for k, line in enumerate(tail):
        if not name or not _is_title(line) or len(joined) > len(name):
            break
        joined += tight(line.text)
        if joined == name or len(joined) >= 8 and (joined in name or name in joined) and k + 1 == len(tail):
            return tail[: k + 1], tail[k + 1 :]
    return [], tail


def join_note(lines: Sequence[SourceLine]) -> str:
    """The lines of an adoption note, one event a line; a line that a page broke off is joined to the next."""
    out = ""
    for line in lines:
        opens = _NOTE_OPEN.match(line.text) or re.match(
            r"(?:根据|自|经)?\s*[0-9０-９〇○零一二三四五六七八九]{4}\s*年|根据|法释", line.text
        )
        out += ("\n" if out and (opens or _EVENT.search(out[-12:])) else "") + line.text
    return out


def heading_key(text: str) -> str:
    """A heading as a table of contents prints it: without leader dots and page number, and without the articles it holds (第一条—第九条)."""
    return tight(_LEADER.sub("", _HOLDS.sub("", text)))


def find_contents(lines: Sequence[SourceLine]) -> tuple[int, int, int] | None:
    """A table of contents: (its title line or -1, first entry, end), or None."""
    for i, line in enumerate(lines):
        if line.kind in HEADING_KINDS or line.kind in (
            LineKind.ARTICLE,
            LineKind.LISTED,
            LineKind.ITEM,
            LineKind.SUBITEM,
        ):
            break
        if line.kind is LineKind.CONTENTS:
            j = i + 1
            while j < len(lines) and _is_entry(lines[j]):
                j += 1
            return i, i + 1, _contents_end(lines, i + 1, j)
    return _untitled_contents(lines)


def _contents_end(lines: Sequence[SourceLine], first: int, stop: int) -> int:
    """Entries and the headings of the body are one run of headings; the body begins where the first entry comes again."""
    if first == stop:
        return stop
    for level in (None, LineKind.PART, LineKind.CHAPTER):
        run = [k for k in range(first, stop) if level is None or lines[k].kind is level]
        keys = [tight(lines[k].label) or heading_key(lines[k].rest) for k in run]
        again = next((k for k, key in zip(run[1:], keys[1:], strict=True) if key == keys[0]), None)
        if again is not None:
            return again
    return stop if stop - first > 1 else first


def _is_entry(line: SourceLine) -> bool:
    return (
        line.kind is not LineKind.ARTICLE and len(line.text) <= 80 and not line.text.endswith(("。", "；", "：", "，"))
    )


def _untitled_contents(lines: Sequence[SourceLine]) -> tuple[int, int, int] | None:
    """A list of headings without the word 目录: at least three, each of which comes again further down."""
    kinds = HEADING_KINDS | {LineKind.LISTED}
    i = 0
    while i < len(lines) and lines[i].kind not in kinds:
        if lines[i].kind is LineKind.ARTICLE:
            return None
        i += 1
    j = i
    while j < len(lines) and lines[j].kind in kinds and _is_entry(lines[j]):
        j += 1
    if j - i < 3:
        return None
    last = {tight(x.text): k for k, x in enumerate(lines[i:], i) if x.kind in kinds}
    own: set[str] = set()
    k = i
    while k < j and last[tight(lines[k].text)] > k and tight(lines[k].text) not in own:
        own.add(tight(lines[k].text))
        k += 1
    return (-1, i, k) if k - i >= 3 else None
