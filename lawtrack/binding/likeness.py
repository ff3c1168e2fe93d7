"""New text for a provision that is not like the old one but like another one: a number of the decision may be wrong.

Places are carried out as they are ordered; that the new text of 第六条 is nearly that of 第七条, which stays as it is, is told. Shares of pairs of
neighbouring characters are compared. The bounds leave none of 239 articles replaced in real decisions in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add

from lawtrack.binding import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import OldTexts, WorkingCopy
from lawtrack.decision.phrases.wording import count_text
from lawtrack.model.levels import Level

_SHORT = 12
"""Characters up to which a text is too short to be compared."""
_PIECE, _PIECES = 5, 8
"""Texts that are alike share one at least of so many pieces of one of them: what shares none is not compared."""
_TIMES = 3
"""A text that is so many times as long as another one is not like it: with 0.6 of the pairs in common the shorter has three in seven at least of
those of the longer, and texts repeat few of their pairs."""
_OTHER, _OWN = 0.6, 0.3
"""How like another provision the new text is at least, and its own old text at most."""
_NEAR = 4
"""So many provisions on each side are looked at: a number that is wrong is mostly that of a neighbour, and a statute is not searched for each
order."""
_PART, _REST = 0.7, 0.4
"""How like one 款 the new text for an article is, and how much of the others it has at most."""


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text.

    >>> sorted(pairs_of("甲乙丙"))
    ['乙丙', '甲乙']
    """
    return frozenset(map(add, text, text[1:]))


def likeness(first: str, second: str) -> float:
    """The share of the pairs of characters that two texts have in common, from 0 to 1."""
    return _share(pairs_of(first), pairs_of(second))


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def check_likeness(work: WorkingCopy, slot: Slot, lines: tuple[str, ...]) -> None:
    """Tell where new text for a whole article, 款 or item seems to be meant for another one nearby."""
    text = "".join(lines)
    if slot.line is None or len(text) <= _SHORT:
        return
    old = work.old_texts(slot)
    if not _shares(text, old, old.at[slot]) or likeness(text, old.of(slot)) > _OWN:
        return
    near = (s for s in _near(slot, old) if likeness(text, old.of(s)) >= _OTHER and _stays(work, s))
    other = next(near, None)
    if other is not None:
        where, there = work.address(slot), work.address(other)
        work.report(kinds.LIKE_ANOTHER, where, after=there)


def check_part(work: WorkingCopy, slot: Slot, old: Sequence[Slot], new: str) -> None:
    """Tell where 第二十条修改为 gives one paragraph that is like one of several of the article: whether the others go with it."""
    paragraphs = [c for c in old if c.level is Level.PARAGRAPH and c.line is not None]
    if len(paragraphs) < 2 or len(new) <= _SHORT:
        return
    mine = pairs_of(new)
    theirs = [pairs_of("".join(s.text for s in c.below())) for c in paragraphs]
    best, k = max((_share(mine, one), k) for k, one in enumerate(theirs))
    kept = max((len(mine & one) / len(one) for i, one in enumerate(theirs) if i != k and one), default=1.0)
    if best >= _PART and kept <= _REST:
        where, part = work.address(slot), work.address(paragraphs[k])
        work.report(kinds.LIKE_ONE_PARAGRAPH, where, after=part, count=count_text(Level.PARAGRAPH, len(paragraphs)))


def _shares(text: str, old: OldTexts, k: int) -> bool:
    """Whether a provision near the k-th is about as long as the text, and one has one of some pieces of it."""
    start, end = old.spans[k]
    spans = old.spans[k - _NEAR if k > _NEAR else 0 : k] + old.spans[k + 1 : k + 1 + _NEAR]
    lengths = [b - a for a, b in spans]
    if not lengths or min(lengths) > _TIMES * len(text) or max(lengths) * _TIMES < len(text):
        return False
    near = old.run[spans[0][0] : start] + old.run[end : spans[-1][1]]
    first, step = len(text) - _PIECE + 1, len(text) // _PIECES or 1
    pieces = map(slice, range(0, first, step), range(_PIECE, first + _PIECE, step))
    return any(map(near.__contains__, map(text.__getitem__, pieces)))


def _near(slot: Slot, old: OldTexts) -> Iterator[Slot]:
    """Provisions of the same level nearby that are not gone, the nearest first on each side; of items those beside it."""
    k = old.at[slot]
    for other in (*reversed(old.slots[max(k - _NEAR, 0) : k]), *old.slots[k + 1 : k + 1 + _NEAR]):
        if other.gone is None and (other.parent is slot.parent or slot.level is not Level.ITEM):
            yield other


def _stays(work: WorkingCopy, slot: Slot) -> bool:
    """Whether a provision stays as it is, or gets a new text that is not like its old one either."""
    claims = work.claims.get((slot, ""), ())
    return all(c.lines and likeness("".join(c.lines), work.old_texts(slot).of(slot)) <= _OWN for c in claims)
