"""Whether two provisions deal with the same matter, though hardly a sentence was left as it stood.

What a rewritten article keeps are the words that no other article has. So pairs of characters count by their rarity, and a short text that
lives on inside a long one counts nearly as much as two of equal length.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from lawtrack.comparison.grams import pairs_of

_ENOUGH = 600
"""So many texts tell well enough how rare a pair is."""
_MARKS = frozenset('，。；：、（）《》,.;:()"“”\n ')


@attrs.define(eq=False)
class Kinship:
    """Judges texts by the pairs of characters they share; ``texts`` are all there are, from which the rarity of a pair is known."""

    texts: tuple[str, ...]
    _known: dict[str, tuple[frozenset[str], float]] = attrs.field(factory=dict, init=False)

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How much a pair of characters tells: the logarithm of how many texts there are for one that has it."""
        found: Counter[str] = Counter()
        sample = self.texts[:: max(1, len(self.texts) // _ENOUGH)]
        for text in sample:
            found.update(_pairs(text))
        return defaultdict(
            lambda: math.log(len(sample)) + 0.01, {pair: math.log(len(sample) / n) + 0.01 for pair, n in found.items()}
        )

    def weigh(self, text: str) -> tuple[frozenset[str], float]:
        """The pairs of a text and what they tell together."""
        if text not in self._known:
            pairs = frozenset(_pairs(text))
            self._known[text] = pairs, sum(self.rarity[p] for p in sorted(pairs))
        return self._known[text]

    def __call__(self, old: str, new: str, at_least: float = 0.0) -> float:
        """From 0 to 1; 0 below ``at_least``.

        >>> law = ("监事任期三年，可以连任。", "监事任期三年，可以连任，期满未改选的，原监事继续履职。", "公司应当设立账簿。", "章程应当登记。")
        >>> kin = Kinship(law)
        >>> kin(law[0], law[1]) > 0.5 > kin(law[0], law[2])
        True
        """
        (a, whole_a), (b, whole_b) = self.weigh(old), self.weigh(new)
        if not whole_a or not whole_b:
            return 0.0
        common = sum(self.rarity[p] for p in sorted(a & b))
        found = math.sqrt(common / min(whole_a, whole_b) * 2 * common / (whole_a + whole_b))
        return found if found >= at_least else 0.0


def _pairs(text: str) -> Iterable[str]:
    """The pairs of neighbouring characters that hold no mark."""
    return {pair for pair in pairs_of(text) if _MARKS.isdisjoint(pair)}
