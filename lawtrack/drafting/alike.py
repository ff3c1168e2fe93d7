"""The same orders about words at places of several articles, told once: 在第一条第一款、第三条中的“民政部门”前增加“县级以上人民政府”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lawtrack.decision.orders import Place
from lawtrack.decision.phrases.sentences import compose
from lawtrack.drafting.article import Clause
from lawtrack.drafting.words import Rewording
from lawtrack.model.address import parse_address

_ANY = Place(parse_address("第一条"))
"""Where orders are thought to stand when they are rated."""


@attrs.frozen
class Spot:
    """A clause of an article that changes words, and which of the article's clauses it is."""

    article: int
    number: int
    clause: Clause


def alike_words(spots: Sequence[Spot], fewest: int) -> Iterator[tuple[Rewording, list[Spot]]]:
    """Orders about words that hold at places in at least ``fewest`` articles, those of most articles first, and the clauses they spare.

    An order found for one place is tried at all others: what is named there may be other words for the same change.
    """
    left = list(spots)
    tried = {spot.clause.rewording for spot in spots if spot.clause.rewording is not None}
    while True:
        rated = []
        for words in tried:
            group = [x for x in left if _fits(words, x.clause)]
            articles = len({x.article for x in group})
            if articles >= fewest:
                told = compose(words.at((_ANY,)), _ANY.address)
                rated.append((-articles, words.roughness, len(told), told, words, group))
        if not rated:
            return
        *_, words, group = min(rated, key=lambda x: x[:4])
        tried.discard(words)
        left = [x for x in left if x not in group]
        yield words, group


def _fits(words: Rewording, clause: Clause) -> bool:
    """Whether orders give the new text at a place, and each of them changes something there."""
    if any(words.apply(t) != t.new for t in clause.texts):
        return False
    return all(any(order.apply(t) != t.untouched for t in clause.texts) for order in words.orders)
