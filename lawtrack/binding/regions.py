"""Where the words of an order may stand: the stretches of base text that a place names, down to a sentence, half a sentence or a passage."""

from __future__ import annotations

import re
from typing import NamedTuple

from lawtrack.binding import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import Match, find_words
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.orders import Place
from lawtrack.model.levels import Level

_SENTENCES = re.compile(r"sentence-(-?\d+)(?:\.\.(-?\d+))?$")
_HALVES = ("first-half", "second-half", "before-semicolon", "after-semicolon")
_WHOLE = ("", "head", "start", "items", "heading")


def is_partial(place: Place) -> bool:
    """Whether a place is a stretch within one text (a sentence, half of one, a passage), not a provision or its lead-in."""
    return (
        bool(place.within)
        or place.part.startswith("sentence")
        or place.part == "line"
        or place.part.partition("/")[0] in _HALVES
    )


class Region(NamedTuple):
    """A stretch of the text of one slot."""

    slot: Slot
    start: int
    end: int

    def find(self, words: str) -> list[Match]:
        """Every occurrence of ``words`` in the stretch, placed in the whole text."""
        if self.start == 0 and self.end == len(self.slot.text):
            return find_words(self.slot.text, words)
        found = find_words(self.slot.text[self.start : self.end], words)
        return [Match(m.start + self.start, m.end + self.start, m.loose) for m in found]

    @property
    def text(self) -> str:
        """The words of the stretch."""
        return self.slot.text[self.start : self.end]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text: they end with 。？！ outside quotation marks; a ；ends none (rule 16).

    >>> sentences("甲；乙。称“丙。”的，丁。")
    [(0, 4), (4, 13)]
    """
    out, start, depth = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "“‘「『") - (c in "”’」』")
        if c in "。？！" and depth <= 0:
            out.append((start, i + 1))
            start = i + 1
    if text[start:].strip():
        out.append((start, len(text)))
    return out


def regions(work: WorkingCopy, place: Place) -> list[Region]:
    """The stretches of base text that a place names; raises :class:`Undone` where a part of it is not there, or not understood."""
    if not place.part and not place.within:
        return [Region(s, 0, len(s.text)) for s in work.texts(place)]
    part, _, half = place.part.partition("/")
    if part in _HALVES:
        part, half = "", part
    if found := _SENTENCES.match(part):
        out = [_span(work, place, slot, found) for slot in work.places(place)]
    elif part == "tail":
        lines = [s for slot in work.places(place) for s in slot.below() if s.line is not None and s.text]
        out = [Region(s, 0, len(s.text)) for s in lines[-1:]]
    elif part in ("sentence", "line"):
        out = [_only(place, part, [Region(s, 0, len(s.text)) for s in work.texts(place)])]
    elif part in _WHOLE or part.startswith(("line-", "headings")):
        out = [Region(s, 0, len(s.text)) for s in work.texts(place)]
    else:
        raise Undone(kinds.PART_UNKNOWN, place, part=part)
    if half:
        out = [_half(place, r, half) for r in out]
    if place.within:
        inside = [Region(r.slot, m.start, m.end) for r in out for m in r.find(place.within)]
        if not inside:
            raise Undone(kinds.WORDS_MISSING, place, before=place.within, after="".join(r.text for r in out)[:200])
        out = inside
    return out


def _only(place: Place, part: str, lines: list[Region]) -> Region:
    """The one sentence, or the one paragraph, of a place: 第五条句尾 of several is not said of which."""
    found = lines if part == "line" else [Region(r.slot, a, b) for r in lines for a, b in sentences(r.text)]
    if len(found) != 1:
        what = "段" if part == "line" else "句"
        raise Undone(kinds.WHOSE_END, place, where=place.address, count=len(found), unit=what)
    return found[0]


def _span(work: WorkingCopy, place: Place, slot: Slot, found: re.Match[str]) -> Region:
    """第N句 of a provision. Of an article with several paragraphs only the first ones of the first and the last ones of the last are certain."""
    if slot.level >= Level.PARAGRAPH:
        lines = [slot]
    else:
        lines = [s for s in slot.children if s.level is Level.PARAGRAPH and s.line is not None]
    spans = [Region(s, a, b) for s in lines for a, b in sentences(s.text)]
    n, m = int(found[1]), int(found[2] or found[1])
    first, last = (k - 1 if k > 0 else len(spans) + k for k in (n, m))
    if not 0 <= first <= last < len(spans) or spans[first].slot is not spans[last].slot:
        said = f"第{n}句" if n > 0 else "最后一句" if n == -1 else f"倒数第{-n}句"
        raise Undone(kinds.NO_SENTENCE, work.address(slot), place=place, said=said, count=len(spans))
    if spans[first].slot is not lines[0 if n > 0 else -1]:
        raise Undone(kinds.WHOSE_SENTENCE, place, where=place.address, count=len(lines), n=n)
    return Region(spans[first].slot, spans[first].start, spans[last].end)


def _half(place: Place, region: Region, half: str) -> Region:
    """The half of a sentence: before or behind its only ；or, where it has none, its only ，."""
    text = region.text
    marks = "；;" if "semicolon" in half or re.search("[；;]", text) else "，,"
    at = [i for i, c in enumerate(text) if c in marks]
    if len(at) != 1 or len(sentences(text)) != 1:
        raise Undone(kinds.HALVES, place)
    cut = region.start + at[0] + 1
    first = half in ("first-half", "before-semicolon")
    return Region(region.slot, region.start, cut) if first else Region(region.slot, cut, region.end)
