"""Arbitrary orders on arbitrary statutes: no sequence matters, everything can be undone, nothing crashes."""

from __future__ import annotations

import random

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack.binding.amend import amend
from lawtrack.decision.decision import Amended, Decision, Instruction
from lawtrack.decision.orders import (
    Append,
    DeleteProvisions,
    InsertProvisions,
    InsertWords,
    Merge,
    Order,
    Payload,
    Place,
    Renumber,
    Replace,
    ReplaceWords,
    Split,
)
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number
from tests.strategies import sentences, statutes, words

payloads = st.lists(sentences, min_size=1, max_size=3).map(lambda x: Payload(tuple(x)))
short = words.filter(bool)


@st.composite
def orders(draw: st.DrawFn, base: Statute) -> Order:
    """An arbitrary order; most places exist in ``base``."""
    known = [a for a in base.addresses if a.level in (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.CHAPTER)]
    missing = Address((Step(Level.ARTICLE, Number(99)),))
    address = draw(st.sampled_from([*known, missing])) if known else missing
    place = Place(address)
    article = Address((Step(Level.ARTICLE, Number(draw(st.integers(1, 9)))),))
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return Replace((place,), draw(payloads))
    if kind == 1:
        return DeleteProvisions((place,))
    if kind == 2:
        return InsertProvisions(Level.ARTICLE, (article,), draw(payloads))
    if kind == 3:
        to = Address((*address.steps[:1], Step(Level.PARAGRAPH, Number(draw(st.integers(1, 4))))))
        return InsertProvisions(Level.PARAGRAPH, (to,), draw(payloads), under=Place(Address(address.steps[:1])))
    if kind == 4:
        return ReplaceWords((Place(draw(st.sampled_from([address, Address()]))),), ((draw(short), draw(words)),))
    if kind == 5:
        return InsertWords((place,), draw(short), draw(short), draw(st.sampled_from(["after", "before"])))
    if kind == 6:
        return Renumber(
            (place,),
            (Place(draw(st.sampled_from([article, Address((*article.steps, Step(Level.PARAGRAPH, Number(1))))]))),),
        )
    if kind == 7 and len(known) > 1:
        other = draw(st.sampled_from(known))
        return Merge((place, Place(other)), article, draw(st.none() | payloads))
    if kind == 8:
        return Split(place, (article,), draw(payloads))
    return Append((place,), draw(payloads))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Statute, tuple[Instruction, ...]]:
    base = draw(statutes)
    made = [tuple(draw(st.lists(orders(base), min_size=1, max_size=2))) for _ in range(draw(st.integers(1, 5)))]
    return base, tuple(Instruction(str(i), i, "", o) for i, o in enumerate(made))


@settings(max_examples=300, deadline=None)
@given(cases(), st.booleans(), st.randoms(use_true_random=False))
def test_laws_2_3_5(case: tuple[Statute, tuple[Instruction, ...]], unnumbered: bool, chance: random.Random) -> None:
    base, instructions = case

    def run(order: tuple[Instruction, ...]) -> Statute:
        part = Amended(base.title, order, True)
        decision = Decision("关于修改的决定", amended=(part,), unnumbered=unnumbered)
        result = amend(base, decision)
        assert attrs.evolve(result.patch).apply(base) == result.statute  # a copy knows nothing but its ops
        assert result.patch.invert().apply(result.statute) == base
        return result.statute

    shuffled = list(instructions)
    chance.shuffle(shuffled)
    assert run(instructions) == run(tuple(shuffled))
