"""The tree behind a flat list of units, by line numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import attrs

from lawtrack.model.levels import LEAVES, RANK, WITHIN, Level, Unit, level_of
from lawtrack.model.normal import normalise

_RANKS = {level: (rank, len(RANK) if level in LEAVES else rank) for level, rank in RANK.items()}
"""What stands under a provision has a greater rank; nothing has one greater than that of a leaf."""


def nesting(levels: Iterable[Level]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What belongs to what, of provisions in print order: for each the line it stands under (-1: the statute itself) and the line after its last.

    A provision belongs to the nearest one before it of a higher level; a preamble holds paragraphs, items and subitems only.

    >>> nesting([Level.CHAPTER, Level.ARTICLE, Level.PARAGRAPH, Level.ARTICLE])
    ((-1, 0, 1, 0), (4, 3, 3, 4))
    """
    return _nesting(tuple(levels))


@lru_cache(maxsize=256)  # asked for several times of each text; an archive reads many texts before it writes them
def _nesting(levels: tuple[Level, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    above, end = [-1] * len(levels), [len(levels)] * len(levels)
    open_, ranks = [-1] * (len(RANK) + 2), [-1] * (len(RANK) + 2)  # what is open, from the outermost in, and its ranks
    depth, preamble = 0, Level.PREAMBLE
    preambles = preamble in levels
    for line, (rank, inside) in enumerate(map(_RANKS.__getitem__, levels)):
        while ranks[depth] >= rank:
            end[open_[depth]] = line
            depth -= 1
        if preambles and depth and levels[open_[1]] is preamble and levels[line] not in WITHIN:
            for last in open_[1 : depth + 1]:
                end[last] = line
            depth = 0
        above[line] = open_[depth]
        depth += 1
        open_[depth], ranks[depth] = line, inside
    return tuple(above), tuple(end)


@attrs.frozen
class Outline:
    """Which line belongs to which: ``above`` is the line a unit belongs to (-1: the statute itself), ``end`` the line after its last.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> outline = law.outline
    >>> outline.above, [outline.units[line].text for line in outline.span(3)]
    ((-1, -1, -1, -1, 3, -1, 5), ['', '渡口由交通部门管理。'])
    """

    units: tuple[Unit, ...]
    above: tuple[int, ...]
    end: tuple[int, ...]
    below: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Outline:
        """Read the tree off the order of the units."""
        above, end = nesting(map(level_of, units))
        below: dict[int, list[int]] = defaultdict(list)
        for line, home in enumerate(above):
            below[home].append(line)
        return cls(tuple(units), above, end, below)

    def span(self, line: int) -> range:
        """The lines of a provision and of all that belongs to it."""
        return range(line, self.end[line])

    def children(self, line: int, level: Level) -> list[int]:
        """The lines of one level directly below."""
        return [i for i in self.below.get(line, ()) if self.units[i].level is level]

    def provision(self, line: int) -> int:
        """The line of the provision that people cite: the article, heading, preamble or annex a line belongs to, or the line itself."""
        while self.units[line].level in WITHIN:
            above = self.above[line]
            if above < 0 or self.units[above].level not in _CITED:
                return line
            line = above
        return line

    def words(self, line: int) -> str:
        """All words of a provision, numbers left out, normalised: what its identity is judged by."""
        return normalise("\n".join(self.units[i].text for i in range(line, self.end[line])))


_CITED = (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.PREAMBLE, Level.ANNEX)
