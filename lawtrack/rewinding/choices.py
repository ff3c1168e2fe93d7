"""Where rewinding words had a choice: other earlier texts that the orders turn into the same later text.

Words that an order put there may have stood there before as well, and the marks beside them may have been the order's or the text's own.
The texts that differ from the one chosen by one step are tried; one that leads to the same later text is a choice, and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from lawtrack.binding.marks import appended
from lawtrack.binding.word_edits import MARKS, find_words
from lawtrack.model.normal import normalise
from lawtrack.rewinding.word_search import Saying, claims_of, exchanged, said

_TRIES = 60
"""Places tried for one order in one text."""


class OtherReading(NamedTuple):
    """An order that may have found another text: ``words`` may have read so before, or only a mark (``mark``) may."""

    key: tuple[int, int]
    kind: Literal["words", "mark"]


def choices(
    before: str, later: str, sayings: Sequence[Saying], owed: Collection[tuple[int, int]]
) -> Iterator[OtherReading]:
    """The orders of which ``before`` is not the only text that gives ``later``.

    ``owed`` are the orders that must apply to this text, as they apply to no other of their place.

    >>> saying = Saying("replace", "镇", "县", (1, 0))
    >>> list(choices("镇和镇", "县和县", [saying], {(1, 0)}))
    [OtherReading(key=(1, 0), kind='words')]
    >>> list(choices("镇和市", "县和市", [saying], {(1, 0)}))
    []
    """
    text, used = said(before, sayings)
    if text != later:
        return
    seen = normalise(before)

    def holds(other: str, orders: Sequence[Saying] = sayings) -> bool:
        if normalise(other) == seen:
            return False
        result, now = said(other, orders)
        return result == later and now.issuperset(key for key in owed if key in used)

    for saying in sayings:
        # what another order does to these words it does not do within a longer one (市 in 市区)
        spared = [s for s in sayings if not find_words(saying.new, s.old)]
        others = islice(exchanged(before, saying), 2 * _TRIES)
        if saying.nth and saying.key in used and len(claims_of(later, saying)) > len(saying.nth):
            yield OtherReading(saying.key, "words")
        elif any(holds(x) or len(spared) < len(sayings) and holds(x, spared) for x in others):
            yield OtherReading(saying.key, "words")
        elif saying.new and saying.key in used and _marked_otherwise(before, saying, holds):
            yield OtherReading(saying.key, "mark")


def _marked_otherwise(before: str, saying: Saying, holds: Callable[[str], bool]) -> bool:
    """Whether a mark beside the words may have been there, or not have been there."""
    if saying.kind == "replace":
        return False
    if saying.kind == "append":
        at = appended(before, saying.new, saying.side).start
        spots = [at]
    else:
        spots = [m.end if saying.side == "after" else m.start for m in find_words(before, saying.old)[:_TRIES]]
    outer = saying.new[:1] if saying.side == "before" else saying.new[-1:]
    if saying.kind == "insert" and outer in MARKS and not (saying.old[0] in MARKS or saying.old[-1] in MARKS):
        return True  # a mark of the text's own on that side becomes one with it
    for at in spots:
        if any(holds(before[:at] + mark + before[at:]) for mark in "，、"):
            return True
        if before[at : at + 1] in MARKS and holds(before[:at] + before[at + 1 :]):
            return True
        if at and before[at - 1] in MARKS and holds(before[: at - 1] + before[at:]):
            return True
    return False
