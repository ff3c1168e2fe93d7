"""New text for a provision that is not like the old one but like another one: a number of the decision may be wrong.

Places are carried out as they are ordered; that the new text of 第六条 is nearly that of 第七条, which stays as it is, is told. Shares of pairs of
neighbouring characters are compared. The bounds leave none of 239 articles replaced in real decisions in doubt.
"""

from __future__ import annotations

from lawtrack.binding.working_copy import Slot, WorkingCopy
from lawtrack.decision.phrases.wording import count_text, paragraphs_of
from lawtrack.errors import Severity
from lawtrack.model.levels import Level

_SHORT = 12
"""Pairs of characters below which a text is too short to be compared."""
_OTHER, _AHEAD = 0.6, 0.3
"""How like another provision the new text is, and by how much more than its own."""
_PART, _REST = 0.7, 0.4
"""How like one 款 the new text for an article is, and how much of the others it has at most."""


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, marks aside.

    >>> sorted(pairs_of("甲、乙丙。"))
    ['乙丙', '甲乙']
    """
    letters = "".join(c for c in text if c.isalnum())
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of what two texts have in common, from 0 to 1."""
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def check_likeness(work: WorkingCopy, slot: Slot, lines: tuple[str, ...]) -> None:
    """Tell where new text for a whole article, 款 or item seems to be meant for another one, or for one 款 of several."""
    new = pairs_of("".join(lines))
    if slot.line is None or len(new) < _SHORT:
        return
    own = likeness(new, _old(work, slot))
    if own + _AHEAD < 1:
        alike = [(likeness(new, _old(work, s)), s) for s in _others(work, slot)]
        best, other = max(alike, key=lambda p: p[0], default=(0.0, slot))
        if best >= _OTHER and best - own >= _AHEAD:
            where, there = work.address(slot), work.address(other)
            work.report("amend.place-doubtful", Severity.WARNING,
                        f"{where}的新文本与它的原文很少相同，却与{there}相近，可能指错了条文；已照改，请核对",
                        "the new text is like another provision; carried out as ordered", where, after=there)  # fmt: skip
            return
    if slot.level is Level.ARTICLE:
        _check_part(work, slot, lines, new)


def _check_part(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], new: frozenset[str]) -> None:
    """第二十条修改为 one paragraph that is the first of three: whether the others go with it."""
    old = [c for c in slot.alive if c.level is Level.PARAGRAPH and c.line is not None and c.move_cause is None]
    if len(old) < 2 or len(paragraphs_of(lines)) != 1:
        return
    texts = [_old(work, c) for c in old]
    best, k = max((likeness(new, text), k) for k, text in enumerate(texts))
    kept = max((len(new & text) / len(text) for i, text in enumerate(texts) if i != k and text), default=1.0)
    if best >= _PART and kept <= _REST:
        where, part = work.address(slot), work.address(old[k])
        work.report("amend.place-doubtful", Severity.WARNING,
                    f"{where}原有{count_text(Level.PARAGRAPH, len(old))}，新文本只有一款，与{part}相近，其余各款已一并删去；如果只改{part}，请写入更正文件",
                    "the new text is one paragraph like one of several; the others went with the old text", where, after=part)  # fmt: skip


def _others(work: WorkingCopy, slot: Slot) -> list[Slot]:
    """Provisions of the same level that stay as they are, or get a new text that is not like their old one either: articles and 款 of the
    statute, items beside this one."""
    beside = slot.parent.children if slot.parent is not None else []
    if slot.level is not Level.ITEM:
        beside = [s for a in work.articles for s in ((a,) if slot.level is Level.ARTICLE else a.children)]
    found = [s for s in beside if s is not slot and s.level is slot.level and s.line is not None and s.gone is None]
    return [s for s in found if all(c.lines and _unlike(work, s, c.lines) for c in work.claims.get((s, ""), ()))]


def _unlike(work: WorkingCopy, slot: Slot, lines: tuple[str, ...]) -> bool:
    return likeness(pairs_of("".join(lines)), _old(work, slot)) + _AHEAD < _OTHER


def _old(work: WorkingCopy, slot: Slot) -> frozenset[str]:
    """The pairs of the old text of a provision, kept."""
    if slot not in work.pairs:
        work.pairs[slot] = pairs_of("".join(s.text for s in slot.below()))
    return work.pairs[slot]
