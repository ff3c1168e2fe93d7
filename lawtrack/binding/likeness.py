"""New text for a provision that is not like the old one but like another one: a number of the decision may be wrong.

Places are carried out as they are ordered; that the new text of 第六条 is nearly that of 第七条, which stays as it is, is told. Shares of pairs of
neighbouring characters are compared. The bounds leave none of 239 articles replaced in real decisions in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import add

from lawtrack.binding.working_copy import Slot, WorkingCopy
from lawtrack.decision.phrases.wording import count_text, paragraphs_of
from lawtrack.errors import Severity
from lawtrack.model.levels import Level

_SHORT = 12
"""Characters up to which a text is too short to be compared."""
_PIECE, _PIECES = 5, 8
"""Texts that are alike share one at least of so many pieces of one of them: what shares none is not compared."""
_OTHER, _OWN = 0.6, 0.3
"""How like another provision the new text is at least, and its own old text at most."""
_NEAR = 4
"""So many provisions on each side are looked at, and lines: a number that is wrong is mostly that of a neighbour, and a statute is not
searched for each order."""
_LINES = 80
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
    one, two = pairs_of(first), pairs_of(second)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def check_likeness(work: WorkingCopy, slot: Slot, lines: tuple[str, ...]) -> None:
    """Tell where new text for a whole article, 款 or item seems to be meant for another one, or for one 款 of several."""
    text = "".join(lines)
    if slot.line is None or len(text) <= _SHORT:
        return
    pieces = [text[i : i + _PIECE] for i in range(0, len(text) - _PIECE + 1, max(len(text) // _PIECES, 1))]
    near = [s for s in _near(work, slot) if any(piece in _old(work, s) for piece in pieces)]
    if near and likeness(text, _old(work, slot)) <= _OWN:
        other = next((s for s in near if likeness(text, _old(work, s)) >= _OTHER and _stays(work, s)), None)
        if other is not None:
            where, there = work.address(slot), work.address(other)
            work.report("amend.place-doubtful", Severity.WARNING,
                        f"{where}的新文本与它的原文很少相同，却与{there}相近，可能指错了条文；已照改，请核对",
                        "the new text is like another provision; carried out as ordered", where, after=there)  # fmt: skip
            return
    if slot.level is Level.ARTICLE:
        _check_part(work, slot, lines, text)


def _check_part(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], new: str) -> None:
    """第二十条修改为 one paragraph that is the first of three: whether the others go with it."""
    old = [c for c in slot.alive if c.level is Level.PARAGRAPH and c.line is not None and c.move_cause is None]
    if len(old) < 2 or len(paragraphs_of(lines)) != 1:
        return
    texts = [_old(work, c) for c in old]
    best, k = max((likeness(new, text), k) for k, text in enumerate(texts))
    mine = pairs_of(new)
    kept = max(
        (len(mine & pairs_of(t)) / len(pairs_of(t)) for i, t in enumerate(texts) if i != k and len(t) > 1), default=1.0
    )
    if best >= _PART and kept <= _REST:
        where, part = work.address(slot), work.address(old[k])
        work.report("amend.place-doubtful", Severity.WARNING,
                    f"{where}原有{count_text(Level.PARAGRAPH, len(old))}，新文本只有一款，与{part}相近，其余各款已一并删去；如果只改{part}，请写入更正文件",
                    "the new text is one paragraph like one of several; the others went with the old text", where, after=part)  # fmt: skip


def _near(work: WorkingCopy, slot: Slot) -> Iterator[Slot]:
    """Provisions of the same level nearby, the nearest first on each side; of items those beside it."""
    assert slot.line is not None
    for lines in (range(slot.line - 1, -1, -1), range(slot.line + 1, len(work.slots))):
        same = (s for i in islice(lines, _LINES) if (s := work.slots[i]).level is slot.level and s.gone is None)
        for other in islice(same, _NEAR):
            if slot.level is not Level.ITEM or other.parent is slot.parent:
                yield other


def _stays(work: WorkingCopy, slot: Slot) -> bool:
    """Whether a provision stays as it is, or gets a new text that is not like its old one either."""
    claims = work.claims.get((slot, ""), ())
    return all(c.lines and likeness("".join(c.lines), _old(work, slot)) <= _OWN for c in claims)


def _old(work: WorkingCopy, slot: Slot) -> str:
    """The old text of a provision, kept."""
    if slot not in work.old_texts:
        work.old_texts[slot] = "".join(s.text for s in slot.below())
    return work.old_texts[slot]
