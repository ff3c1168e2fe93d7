"""New text as units, and how it is paired with what stood there, so that history can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lawtrack.binding.slots import Slot
from lawtrack.decision.payload import payload_units
from lawtrack.model.levels import Level, Unit
from lawtrack.model.numerals import label_number
from lawtrack.patch.arrangement import increasing
from lawtrack.patch.ops import Cause


class NewUnits(NamedTuple):
    """A new unit with what belongs to it: a paragraph and its items, an item and its subitems."""

    unit: Unit
    kids: tuple[NewUnits, ...] = ()


def blocks_of(units: Sequence[Unit]) -> list[NewUnits]:
    """Units of a payload, nested.

    >>> [len(b.kids) for b in blocks_of(payload_units(("甲：", "（一）乙；", "（二）丙。", "丁。")))]
    [2, 0]
    """
    if len(units) < 2 or len({unit.level for unit in units}) < 2:
        return list(map(NewUnits, units))
    out: list[NewUnits] = []
    i = 0
    while i < len(units):
        k = i + 1
        while k < len(units) and units[k].level > units[i].level:
            k += 1
        out.append(NewUnits(units[i], tuple(blocks_of(units[i + 1 : k])) if k > i + 1 else ()))
        i = k
    return out


def new_slot(block: NewUnits, cause: Cause, first: bool = True) -> Slot:
    """A block as new slots."""
    slot = Slot(block.unit, None, cause)
    slot.first = first
    for kid in block.kids:
        slot.add(new_slot(kid, cause, False))
    return slot


def close_sentence(text: str, mark: str = "。") -> str:
    """A paragraph supplied without its final mark takes one (decisions often leave it outside the quotation).

    >>> close_sentence("依法处理"), close_sentence("包括："), close_sentence("主任，")
    ('依法处理。', '包括：', '主任，')
    """
    return text if is_closed(text) else text + mark


def is_closed(text: str) -> bool:
    """Whether a text ends in a mark, or there is none."""
    return text[-1:] in "。：；！？…，、:;,”」』）)"


def refill(
    parent: Slot, blocks: Sequence[NewUnits], old: Sequence[Slot], cause: Cause, at: int | None = None
) -> list[Slot]:
    """Put ``blocks`` where ``old`` (children of ``parent``) stood: pairs keep their base line, the rest comes and goes."""
    if len(old) == len(blocks) and old == parent.children and all(map(_alike, old, blocks)):
        for slot, block in zip(old, blocks, strict=True):
            overwrite(slot, block, cause)
        return list(old)
    if at is None:
        at = parent.children.index(old[0]) if old and old[0].parent is parent else len(parent.children)
    pairs = pair(
        [s.text for s in old], [b.unit.text for b in blocks], [s.label for s in old], [b.unit.label for b in blocks]
    )
    pairs = {k: i for k, i in pairs.items() if old[i].level is blocks[k].unit.level}
    made: list[Slot] = []
    used = set()
    for k, block in enumerate(blocks):
        i = pairs.get(k)
        if i is None:
            made.append(new_slot(block, cause))
            continue
        used.add(i)
        slot = old[i]
        overwrite(slot, block, cause)
        made.append(slot)
    for i, slot in enumerate(old):
        if i not in used:
            slot.delete(cause)
    placed = set(made)
    keep = [s for s in parent.children if s not in placed]
    at -= sum(1 for s in parent.children[:at] if s in placed)
    for slot in made:
        slot.parent = parent
    parent.children = keep[:at] + made + keep[at:]
    return made


def _alike(slot: Slot, block: NewUnits) -> bool:
    return slot.level is block.unit.level


def overwrite(slot: Slot, block: NewUnits, cause: Cause) -> None:
    """New text (and new items) for one slot that stays."""
    unit = block.unit
    slot.unit = unit
    slot.replaced = (unit.text, cause)  # even where nothing changes: what a decision supplies is in the new numbering
    slot.supplied = True
    if unit.label and unit.label != slot.label:
        if label_number(unit.label) != label_number(slot.label):
            slot.final = label_number(unit.label)
        else:  # the same number in another style: as the decision prints it
            slot.label = unit.label
        slot.label_cause = cause
    if slot.children or block.kids:
        refill(slot, block.kids, slot.alive, cause)


def pair(
    old: Sequence[str], new: Sequence[str], old_labels: Sequence[str] = (), new_labels: Sequence[str] = ()
) -> dict[int, int]:
    """Which new text replaces which old one, in order: by number where both are numbered, by place where there are as many, else by
    likeness. Returns new index → old index.

    >>> pair(["甲甲甲。", "乙乙乙。"], ["新。", "甲甲甲甲。", "乙乙。"])
    {1: 0, 2: 1}
    """
    if not old or not new:
        return {}
    if len(old) == len(new):
        return {i: i for i in range(len(new))}
    if old_labels and new_labels and all(old_labels) and all(new_labels):
        by_number = {label_number(label): i for i, label in reversed(list(enumerate(old_labels)))}
        found = {
            k: by_number[label_number(label)] for k, label in enumerate(new_labels) if label_number(label) in by_number
        }
        if len(set(found.values())) == len(found) and list(found.values()) == sorted(found.values()):
            return found
    return _likest(old, new) if len(old) * len(new) <= _SMALL else _aligned(old, new)


_SMALL = 2500
"""Pairs of texts that are all looked at."""


def _likest(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The pairs in order that are the likest taken together."""
    from rapidfuzz.distance import Indel

    n, m = len(old), len(new)
    score = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for k in range(m - 1, -1, -1):
            like = Indel.normalized_similarity(old[i], new[k])
            score[i][k] = max(score[i + 1][k], score[i][k + 1], score[i + 1][k + 1] + (like if like >= 0.3 else -1.0))
    out: dict[int, int] = {}
    i = k = 0
    while i < n and k < m:
        if score[i][k] == score[i + 1][k]:
            i += 1
        elif score[i][k] == score[i][k + 1]:
            k += 1
        else:
            out[k] = i
            i, k = i + 1, k + 1
    return out


def _aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The same for long lists (an annex of a thousand lines), without looking at every pair."""
    from lawtrack.comparison.align import align

    found = sorted(align(old, new, in_order=0.3, moved=1.0, shortest=1 << 30).items())
    stay = increasing([k for _, k in found])
    return {k: i for i, k in found if k in stay}


def article_blocks(lines: tuple[str, ...]) -> list[NewUnits]:
    """A payload that is the body of one article.

    The last paragraph takes a final mark where it lacks one, since decisions leave that of a quotation outside; any other that has none is a
    caption (第三条　案件的管辖), or printed so, and stays. Where more of them lack it, all are given as they are.
    """
    blocks = blocks_of(payload_units(lines, Level.ARTICLE))
    without = [i for i, b in enumerate(blocks) if not b.kids and not is_closed(b.unit.text)]
    last = len(blocks) - 1
    if not without or without[-1] != last or without[:-1] and (without[:-1] != [0] or last < 2):
        return blocks
    return [*blocks[:last], _closed(blocks[last])]


def _closed(block: NewUnits) -> NewUnits:
    """A paragraph without items, with its final mark."""
    unit = block.unit
    return NewUnits(Unit(unit.level, unit.label, close_sentence(unit.text)))
