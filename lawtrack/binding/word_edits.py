"""Phrase operations on one text: find words, replace, insert with the separator that the published texts use, delete cleanly.

All operations of a decision on one text are meant at once and read the base text: the longest match wins, and what was just put in
is never matched again (rule 4 of reading decisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from lawtrack.comparison.lexicon import in_longer_word
from lawtrack.errors import overlap
from lawtrack.model.normal import HALF_WIDTH
from lawtrack.patch.ops import Splice

MARKS = "，、；。：,;:"
_FOLD = HALF_WIDTH | str.maketrans("‘’“”＂「」『』＇帳", '""""""""""帐')
_FOLDED = frozenset(chr(c) for pair in _FOLD.items() for c in pair) | {"'"}
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")


class Match(NamedTuple):
    """Where words stand in a text; ``loose`` where only their punctuation width, quotation style or spacing differs."""

    start: int
    end: int
    loose: bool = False


_COUNTED = frozenset("一二三四五六七八九十两")
"""What a number in characters begins with; 百, 千 and 万 count what stands before them."""
_NUMERALS = _COUNTED | frozenset("百千万亿零〇")
_NUMBERED = frozenset("条項项章")
_ORDINARY = frozenset("统同唯单专划万归之")
"""统一, 同一, 之一: the end of these is no number."""


def _cuts_number(text: str, match: Match) -> bool:
    """Whether a match begins or ends in the midst of a number, in digits (8% in 18%) or in characters (十日 in 二十日, 第三条 in
    第三条之一)."""
    first, last = text[match.start], text[match.end - 1]
    before, after = text[match.start - 1 : match.start], text[match.end : match.end + 1]
    return (
        first.isdecimal() and (before.isdecimal() or before == ".")
        or last.isdecimal() and after.isdecimal()
        or first in _COUNTED and before in _NUMERALS and not _ends_word(text, match.start)
        or last in _NUMERALS and after in _NUMERALS and not _ends_word(text, match.end)
        or last in _NUMBERED and after == "之" and text[match.end + 1 : match.end + 2] in _COUNTED
    )  # fmt: skip


def _ends_word(text: str, at: int) -> bool:
    return text[at - 1] == "一" and text[at - 2 : at - 1] in _ORDINARY


@lru_cache(maxsize=1024)
def _ends_in_digit(words: str) -> bool:
    """Whether words begin or end with a digit, a number in characters, or what may go on as one."""
    return words[0].isdecimal() or words[-1].isdecimal() or words[0] in _COUNTED or words[-1] in _NUMERALS | _NUMBERED


def find_words(text: str, words: str) -> list[Match]:
    """Every occurrence of ``words``: as written, else up to the width of punctuation, quotation marks and white space.

    >>> find_words("甲（一）乙", "(一)")
    [Match(start=1, end=4, loose=True)]
    """
    if not words:
        return []
    at = text.find(words)
    if at >= 0:
        matches, size = [], len(words)
        while at >= 0:
            end = at + size
            matches.append(Match(at, end))
            at = text.find(words, end)
        return [m for m in matches if not _cuts_number(text, m)] if _ends_in_digit(words) else matches
    if _FOLDED.isdisjoint(words) and not _BLANK.search(text) and not _BLANK.search(words):
        return []  # nothing that could be written otherwise
    folded, want = text.translate(_FOLD), words.translate(_FOLD).replace("'", '"')
    folded = folded.replace("'", '"')
    found = _scan(folded, want)
    if found:
        return [Match(s, s + len(want), True) for s in found]
    tight = _BLANK.sub("", want)
    if not tight or (tight == want and not _BLANK.search(folded)):
        return []
    offsets = [i for i, c in enumerate(folded) if not _BLANK.match(c)]
    dense = "".join(folded[i] for i in offsets)
    return [Match(offsets[s], offsets[s + len(tight) - 1] + 1, True) for s in _scan(dense, tight)]


def _scan(text: str, words: str) -> list[int]:
    out, at = [], text.find(words)
    while at >= 0:
        out.append(at)
        at = text.find(words, at + len(words))
    return out


class WantedEdit(NamedTuple):
    """One wanted change of a text: ``match`` becomes ``text``; ``owner`` is whatever the caller wants back."""

    match: Match
    text: str
    owner: object = None
    narrow: bool = True
    """False for statute-wide orders, which give way to an order that names the provision."""
    place: object = None
    """Where the order wants its words changed: it is carried out if they change there somewhere."""


def settle(changes: Iterable[WantedEdit]) -> tuple[list[WantedEdit], list[tuple[WantedEdit, WantedEdit]]]:
    """The changes that hold, in order, and the pairs that cannot both hold.

    A match inside a longer one gives way to it; equal matches with equal results are one; insertions (empty matches) stand beside
    anything they do not fall inside of.
    """
    held: list[WantedEdit] = []
    clashes: list[tuple[WantedEdit, WantedEdit]] = []
    ordered = sorted(changes, key=itemgetter(0))
    first = reach = 0
    for i, change in enumerate(ordered):
        start, end, _ = change.match
        if start >= reach and i > first:
            if i == first + 1:
                held.append(ordered[first])
            else:
                _settle_group(ordered[first:i], held, clashes)
            first = i
        if end > reach:
            reach = end
    _settle_group(ordered[first:], held, clashes)
    return held, clashes


def _settle_group(
    group: list[WantedEdit], held: list[WantedEdit], clashes: list[tuple[WantedEdit, WantedEdit]]
) -> None:
    """Settle changes (ordered by place) that touch one another: the longest comes first."""
    if len(group) < 2:
        held += group
        return
    if len(group) == 2:  # as a rule one within the other: 主管部门 and 部门
        (start, end, _), (other_start, other_end, _) = group[0].match, group[1].match
        if (
            other_start < other_end
            and (start, end) != (other_start, other_end)
            and (start == other_start or other_end <= end)
        ):
            held.append(group[0] if other_end <= end else group[1])
            return
    mine: list[WantedEdit] = []
    for change in sorted(group, key=lambda c: (c.match.start - c.match.end, not c.narrow)):
        m = change.match
        other = next((h for h in mine if overlap(h.match, m)), None)
        if other is None:
            mine.append(change)
        elif m.start == m.end or not (other.match.start <= m.start and m.end <= other.match.end):
            clashes.append((other, change))
        elif (
            (m.start, m.end) == (other.match.start, other.match.end)
            and change.text != other.text
            and change.narrow == other.narrow
        ):
            clashes.append((other, change))
    held += sorted(mine, key=itemgetter(0))


_ARABIC = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９.．,/／-])[0-9０-９]+(?![0-9０-９]|[.．,][0-9０-９]|[%％‰A-Za-zＡ-Ｚａ-ｚ])"
)
_OTHERWISE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ/／-]*[0-9０-９]+(?:[.．,][0-9０-９]+)*[%％‰A-Za-zＡ-Ｚａ-ｚ]*")


def numerals_in_chinese(text: str) -> list[Splice]:
    """Arabic numbers of a text as Chinese numerals; years digit by digit. What is no whole number (1.5, 20%, GB3838) stays.

    >>> [s.text for s in numerals_in_chinese("20日内，2012年")]
    ['二十', '二〇一二']
    """
    from lawtrack.model.numerals import numeral, parse_numeral

    out = []
    for m in _ARABIC.finditer(text):
        if text[m.end() : m.end() + 1] == "年" and len(m[0]) == 4:
            new = "".join("〇一二三四五六七八九"[parse_numeral(c) or 0] for c in m[0])
        else:
            n = parse_numeral(m[0])
            if n is None:
                continue
            new = numeral(n)
        out.append(Splice(m.start(), m.end(), new))
    return out


def odd_numbers(text: str) -> list[str]:
    """The numbers in digits that :func:`numerals_in_chinese` leaves.

    >>> odd_numbers("20日内，1.5倍，20%，GB3838，1,000元")
    ['1.5', '20%', 'GB3838', '1,000']
    """
    return [m[0] for m in _OTHERWISE.finditer(text) if not m[0].isdecimal()]


def already(text: str, match: Match, new: str) -> bool:
    """Whether the old words stand inside the new words already (rule 15): 运输部门 in 交通运输部门.

    >>> already("交通运输部门", Match(2, 6), "交通运输部门"), already("市运输部门", Match(1, 5), "交通运输部门")
    (True, False)
    """
    start, end, _ = match
    if len(new) <= end - start:
        return False
    old = text[start:end]
    at = new.find(old)
    while at >= 0:
        start = match.start - at
        if start >= 0 and text.startswith(new, start):
            return True
        at = new.find(old, at + 1)
    return False


def stands(text: str, match: Match, new: str, side: str) -> bool:
    """Whether words to be added beside a match stand there already, next to it or behind one mark.

    >>> stands("公安、民政等部门", Match(3, 5), "等", "after"), stands("公安、民政部门", Match(0, 2), "、民政", "after")
    (True, True)
    >>> stands("公安、民政部门", Match(3, 5), "公安", "before"), stands("公安部门", Match(0, 2), "、民政", "after")
    (True, False)
    """
    words = new.strip(MARKS)
    if not words:
        return False
    if side == "after":
        at = match.end + (text[match.end : match.end + 1] in tuple(MARKS))
        return text.startswith(words, at) and not (len(words) == 1 and in_longer_word(text, at))
    at = match.start - (text[match.start - 1 : match.start] in tuple(MARKS))
    return text[:at].endswith(words) and not (len(words) == 1 and in_longer_word(text, at - 1))


def joined(words: Sequence[str]) -> re.Pattern[str]:
    """“A”“B”合并修改为“C”: A and B with the one mark or 和 between them."""
    return re.compile(r"[、，和及与]?".join(re.escape(w) for w in words))
