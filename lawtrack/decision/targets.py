"""Which statute each clause of a line speaks of: 将《A》第一条中的“x”修改为“y”；《B》第二条…, and 将《A》第五条、《B》第六条中的“x”修改为“y”.

A clause that names several statutes is shared out only where nothing but places stands between them (or each has its own words before one new text, or after 删去);
any other such clause is refused as a whole: an order of one statute is never carried out on another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.headings import ASIDE, FOLDED
from lawtrack.decision.lines import STRONG_VERBS
from lawtrack.decision.phrases.tokens import TORN
from lawtrack.decision.places import QUOTE, scan_places

_WIDE = str.maketrans(",;:", "，；：")
"""Marks of half width read like those of full width, each in its place."""
_BEFORE = "；。，、：:\n 　和及与）)》"
_CITING = re.compile(r"(?:根据|依照|按照|依据|违反|适用|参照|即)")
_NAME = r"《(?:[^《》]|《[^《》]*》){1,160}》"
_NAMES = re.compile(rf"(?P<lead>(?:将|把|在|删去|删除)?)(?P<names>(?:{_NAME}(?:、|和|及|与|以及)?){{1,40}})")
"""Statutes named one after another before the last: 将《A》《B》和《C》中的."""
_CHANGED = re.compile(
    rf"，?(?:均|统一|分别|一并|相应)*(?:修改|修订|改|变更|调整|替换|更改)[为成作：:]+[ \u3000]*{QUOTE}[ \u3000。；]*$"
)
_SEPARATOR = re.compile(r"[ \u3000]*(?:、|，|和|及|与|以及|，?并)[ \u3000]*$")
_ASIDES = re.compile(rf"{ASIDE}*[ \u3000]*")
_OWN_WORDS = re.compile(rf"[ \u3000]*(?:中|里)?的?{QUOTE}(?:[、和]?{QUOTE})*")


_REPLACED = re.compile(rf"(?:修改|调整|变更)为[：:]?[ \u3000]*(?={QUOTE})")
_NUMBERED = re.compile(
    rf"(?:将|把)?[^《》，。；{QUOTE}]{{0,24}}[〔\[（(]\d{{4}}[〕\]）)][^《》，。；{QUOTE}]{{0,6}}号(?:批复|复函|通知|意见|解释|文件|文)?(?:中|里)的?(?={QUOTE})"
)
"""A reply named by its number: 将某院法释〔1999〕8号批复中的“…”."""


def after_number(text: str, start: int, end: int) -> int | None:
    """Where the words begin that are changed in a text named by its document number, None where none is.

    >>> after_number("将某院法释〔1999〕8号批复中\ue000删除", 0, 20)
    16
    """
    m = _NUMBERED.match(text, start, end) if "号" in text[start : start + 60] else None
    return m.end() if m else None


@attrs.frozen
class Target:
    """A stretch ``[start, end)`` of the masked text that speaks of one statute, and the pieces of it to be read; ``title`` is ``""`` where
    it names none; ``refused`` where its words cannot be shared out; ``whole`` the place of the new text where it replaces the whole one."""

    title: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    refused: bool = False
    whole: int | None = None


def find_targets(text: str, start: int, end: int) -> list[Target]:
    """The statutes that ``text[start:end]`` (masked) names at the beginning of a clause; [] where it names none."""
    if text.find("《", start, end) < 0:
        return []
    return [_shifted(t, start) for t in _targets(text[start:end].replace(TORN, " ").translate(_WIDE))]


def _shifted(target: Target, by: int) -> Target:
    pieces = tuple((a + by, b + by) for a, b in target.pieces)
    whole = None if target.whole is None else target.whole + by
    return Target(re.sub(r"\s", "", target.title), target.start + by, target.end + by, pieces, target.refused, whole)


def _targets(text: str) -> list[Target]:
    start, end = 0, len(text)
    hits = [m for m in FOLDED.finditer(text, start, end) if _begins_clause(text, m, start)]
    if not hits:
        return []
    if len(hits) == 1 and hits[0].start() and text.startswith("中", _after_name(text, hits[0])):
        if named := _NAMES.fullmatch(text, start, hits[0].start()):
            return _all_of(text, named, hits[0], end)
    groups: list[list[re.Match[str]]] = [[hits[0]]]
    for before, after in zip(hits, hits[1:], strict=False):
        gap = text[before.end() : after.start()]
        if (
            after["lead"]
            and gap.rstrip()[-1:] in tuple("；。\n，")
            or STRONG_VERBS.search(gap)
            or gap.rstrip().endswith(("；", "。"))
        ):
            groups.append([after])
        else:
            groups[-1].append(after)
    bounds = [start, *(g[0].start() for g in groups[1:]), end]
    head = text[start : groups[0][0].start()]
    out: list[Target] = []
    if STRONG_VERBS.search(head):
        cut = groups[0][0].start()
        out.append(Target("", start, cut, ((start, cut),)))
        bounds[0] = cut
    for group, a, b in zip(groups, bounds, bounds[1:], strict=False):
        out += _shared(text, group, a, b) if len(group) > 1 else [_single(text, group[0], a, b)]
    return out


def _begins_clause(text: str, m: re.Match[str], start: int) -> bool:
    if m["issuer"] and _CITING.match(m["issuer"]):
        return False
    return m.start() == start or text[m.start() - 1] in _BEFORE


def _opening_mark(m: re.Match[str]) -> int:
    return m.start("t") - 1


def _after_name(text: str, m: re.Match[str]) -> int:
    found = _ASIDES.match(text, m.end("t") + 1)
    return found.end() if found else m.end("t") + 1


def _single(text: str, m: re.Match[str], start: int, end: int) -> Target:
    """One statute: its name is left out where provisions follow, so that a long note behind it does not matter."""
    issuer = m.start("issuer") if m["issuer"] else _opening_mark(m)
    after = _after_name(text, m)
    whole = _REPLACED.match(text, after)
    if whole:
        return Target(_title(m), start, end, ((after, end),), whole=whole.end())
    begin = (
        after
        if text.startswith(("第", "原第", "序言", "引言", "名称", "附", "增加", "新增", "删去", "删除"), after)
        else _opening_mark(m)
    )
    return Target(_title(m), start, end, ((start, issuer), (begin, end)))


def _title(m: re.Match[str]) -> str:
    issuer = re.sub(r"\s", "", m["issuer"] or "")
    return issuer + m["t"] if issuer and m["t"].startswith("关于") else m["t"]


def _all_of(text: str, named: re.Match[str], last: re.Match[str], end: int) -> list[Target]:
    """将《A》《B》中的“x”修改为“y”: the words of each of them."""
    titles = [text[m.start() + 1 : m.end() - 1] for m in re.finditer(_NAME, text[: named.end()])]
    pieces = (named.span("lead"), (_opening_mark(last), end))
    return [Target(title, 0, end, pieces) for title in (*titles, last["t"])]


def _shared(text: str, group: Sequence[re.Match[str]], start: int, end: int) -> list[Target]:
    """Several statutes in one clause."""
    lead = (start, group[0].start() + len(group[0]["lead"]))
    stretches: list[tuple[int, int]] = []
    clean = own = True
    verb = group[0]["lead"] in ("删去", "删除")
    for i, m in enumerate(group):
        begin = _after_name(text, m)
        places = scan_places(text, begin)
        stop = places.end if places else begin
        limit = group[i + 1].start() if i + 1 < len(group) else end
        words = _OWN_WORDS.match(text, stop)
        own = own and places is not None and words is not None
        if i + 1 < len(group):
            clean = clean and places is not None and _SEPARATOR.fullmatch(text[stop:limit]) is not None
            own = own and words is not None and _SEPARATOR.fullmatch(text[words.end() : limit]) is not None
        else:
            clean = clean and places is not None
            rest = text[words.end() : limit] if words else ""
            own = own and (rest.strip(" 　。；") == "" if verb else _CHANGED.match(rest) is not None)
        stretches.append((begin, words.end() if own and words else stop))
    if not clean and not own:
        return [Target(_title(m), start, end, ((start, end),), True) for m in group]
    tail = (stretches[-1][1], end)
    return [Target(_title(m), start, end, (lead, s, tail)) for m, s in zip(group, stretches, strict=True)]
