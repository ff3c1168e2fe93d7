"""Words change their place inside one text: “A”调整到“B”之前.

The words leave and arrive in one change, so that they are never lost: where either of the two words is missing, stands there more than
once or cannot be taken out without leaving a mark behind, nothing is done.
"""

from __future__ import annotations

import re
from functools import partial

from lawtrack.binding.binder import WORDS, Step, binds
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.orders.words import excerpt, in_base
from lawtrack.binding.regions import regions
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import Match, WantedEdit
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.comparison.lexicon import inside_word
from lawtrack.decision.orders import MoveWords, Place
from lawtrack.errors import overlap
from lawtrack.patch.ops import Cause

_JOINTS = "、|以及|或者|和|与|及|或"
_JOINT = re.compile(f"({_JOINTS})")
_OPEN_LEFT, _OPEN_RIGHT = re.compile(f"(?:{_JOINTS})$"), re.compile(_JOINTS)
_STOP = re.compile("[。；：;:！？]")


@binds(MoveWords)
def move_words(work: WorkingCopy, order: MoveWords) -> list[Step]:
    """将“甲”调整到“乙”之后, within one text."""
    cause, steps = work.cause, list[Step]()
    for place in (in_base(work, p) for p in order.places):
        slot, words, anchor = _both(work, order, place)
        start, end = min(words.start, anchor.start), max(words.end, anchor.end)
        moved = rearrange(slot.text[start:end], order.words, order.anchor, order.side)
        if moved is None or not _whole(slot.text, start, end, order):
            raise Undone(kinds.MARKS_OF_MOVED, place, before=order.words, after=excerpt(work, place))
        steps.append((WORDS, partial(_move, work, slot, Match(start, end), moved, order, cause, place)))
    return steps


def _both(work: WorkingCopy, order: MoveWords, place: Place) -> tuple[Slot, Match, Match]:
    """The one text of a place in which both words stand, and where; raises :class:`Undone` where either is missing or is there twice."""
    found: list[tuple[Slot, Match]] = []
    for words in (order.words, order.anchor):
        spots = [(r.slot, m) for r in regions(work, place) for m in r.find(words)]
        if len(spots) != 1:
            kind = kinds.MOVED_WORDS_TWICE if spots else kinds.MOVED_WORDS_MISSING
            raise Undone(kind, place, before=words, after=excerpt(work, place), count=len(spots))
        found += spots
    (slot, words_at), (other, anchor_at) = found
    if slot is not other or overlap(words_at, anchor_at):
        raise Undone(kinds.NOT_IN_ONE_TEXT, place, before=order.words, anchor=order.anchor)
    if any(inside_word(slot.text, m.start, m.end) for m in (words_at, anchor_at)):
        raise Undone(kinds.PART_OF_LONGER_WORD, place, before=order.words, anchor=order.anchor)
    return slot, words_at, anchor_at


def _whole(text: str, start: int, end: int, order: MoveWords) -> bool:
    """Whether the stretch can be rearranged by itself: within one sentence, and, outside a list, with no mark or 和 at its ends that belongs to the words."""
    stretch = text[start:end]
    if _STOP.search(stretch):
        return False
    between = stretch.removeprefix(order.words).removesuffix(order.anchor)
    between = between.removeprefix(order.anchor).removesuffix(order.words)
    if _OPEN_RIGHT.match(between) or not between:
        return True
    return not _OPEN_LEFT.search(text[:start]) and not _OPEN_RIGHT.match(text, end)


def rearrange(stretch: str, words: str, anchor: str, side: str) -> str | None:
    """A stretch that begins with one of two words and ends with the other, after ``words`` went before or behind ``anchor``. None where that is not clear.

    Members of a list change places, the marks and 和 between them stay where they are.

    >>> rearrange("甲、乙和丙", "丙", "甲", "before"), rearrange("甲、乙和丙", "甲", "丙", "after"), rearrange("应当依法", "依法", "应当", "before")
    ('丙、甲和乙', '乙、丙和甲', '依法应当')
    """
    first = stretch.startswith(words)
    ends = (words, anchor) if first else (anchor, words)
    between = stretch[len(ends[0]) : len(stretch) - len(ends[1])]
    if not between:
        parts, marks = list(ends), [""]
    elif (pieces := _JOINT.split(between)) and not pieces[0] and not pieces[-1]:
        members = pieces[2:-1:2]
        if not all(members):
            return None  # 、和: two marks on end
        parts, marks = [ends[0], *members, ends[1]], pieces[1::2]
    elif _JOINT.search(between):
        return None
    else:
        parts, marks = [ends[0], between, ends[1]], ["", ""]
    rest = parts[1:] if first else parts[:-1]
    at = len(rest) - 1 if first else 0
    at += side == "after"
    new = [*rest[:at], words, *rest[at:]]
    return "".join(part + mark for part, mark in zip(new, [*marks, ""], strict=True))


def _move(work: WorkingCopy, slot: Slot, at: Match, text: str, order: MoveWords, cause: Cause, place: Place) -> None:
    if slot.text[at.start : at.end] == text:
        side = "之前" if order.side == "before" else "之后"
        work.report(kinds.MOVED_ALREADY, place, words=order.words, anchor=order.anchor, side=side)
        return
    work.want(slot, WantedEdit(at, text, cause, True, place))
