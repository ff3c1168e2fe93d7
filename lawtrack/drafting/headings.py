"""What becomes of headings: moved to another level, dissolved, joined to another one, gone with all that stands under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from lawtrack.comparison.text_diff import similarity
from lawtrack.model.levels import CHAPTERS, HEADINGS, Level, Unit
from lawtrack.model.outline import Outline


@attrs.frozen(slots=False)
class HeadingFates:
    """The headings of two statutes whose provisions are paired: ``pairs`` by old line, ``back`` by new line."""

    old: Outline
    new: Outline
    pairs: Mapping[int, int]
    back: Mapping[int, int]

    @cached_property
    def shifted(self) -> dict[int, int]:
        """Headings that became headings of another level: 将第三章第一节改为第四章."""
        gone = [i for i, u in enumerate(self.old.units) if u.level in CHAPTERS and i not in self.pairs]
        come = [j for j, u in enumerate(self.new.units) if u.level in CHAPTERS and j not in self.back]
        out: dict[int, int] = {}
        for i in gone:
            text = self.old.units[i].text
            rated = [(similarity(text, self.new.units[j].text), -j) for j in come if j not in out.values()]
            if rated and max(rated)[0] >= 0.6:
                out[i] = -max(rated)[1]
        return out

    @cached_property
    def dissolved(self) -> dict[int, int]:
        """Headings that go while articles under them stay, and the new line of the heading above (-1: none)."""
        return {i: self.home_of(i) for i, u in enumerate(self.old.units) if u.level in CHAPTERS and self.dissolves(i)}

    @cached_property
    def joins(self) -> dict[int, int]:
        """Dissolved headings whose articles all stand under one other heading now."""
        return {i: j for i in self.dissolved if (j := self.joined(i)) >= 0}

    @cached_property
    def cleared(self) -> list[int]:
        """Headings that go with all that stands under them: 删去第二章."""
        out: list[int] = []
        for i, unit in enumerate(self.old.units):
            if (
                unit.level in CHAPTERS
                and i not in self.pairs
                and i not in self.shifted
                and not any(i < self.old.end[h] for h in out)
            ):
                lines = range(i + 1, self.old.end[i])
                held = [x for x in lines if self.old.units[x].level is Level.ARTICLE]
                if held and not any(x in self.pairs or x in self.shifted for x in lines):
                    out.append(i)
        return out

    def dissolves(self, i: int) -> bool:
        """Whether a heading goes while articles under it stay."""
        if i in self.pairs or i in self.shifted:
            return False
        return any(x in self.pairs for x in self.old.children(i, Level.ARTICLE))

    def home_of(self, i: int) -> int:
        """The new line of the heading above an old one (-1: none)."""
        above = self.old.above[i]
        return self.pairs.get(above, -1) if above >= 0 else -1

    def joined(self, i: int) -> int:
        """The new line of the heading of the same level under which all articles of an old one stand now (-1: none): 将第三章并入第二章."""
        lines = range(i + 1, self.old.end[i])
        articles = [x for x in lines if self.old.units[x].level is Level.ARTICLE and x in self.pairs]
        goals = {heading_of(self.new, self.pairs[x]) for x in articles}
        j = goals.pop() if len(goals) == 1 else -1
        same = j >= 0 and j in self.back and self.new.units[j].level is self.old.units[i].level
        return j if same and not any(self.old.units[x].level in CHAPTERS for x in lines) else -1


def heading_of(outline: Outline, line: int) -> int:
    """The innermost heading an article stands under (-1: none)."""
    above = outline.above[line]
    return above if above >= 0 and outline.units[above].level in HEADINGS else -1


def preamble_name(units: Iterable[Unit]) -> str:
    """What stands before the articles, as decisions name it: 序言 where it is headed so, else 引言."""
    return next(("序言" if "序" in u.text else "引言" for u in units if u.level is Level.PREAMBLE), "引言")


def articles_of(outline: Outline) -> list[int]:
    """The lines of the articles of the body, not of annexes."""
    out = []
    annex_end = -1
    for i, unit in enumerate(outline.units):
        if unit.level is Level.ANNEX:
            annex_end = outline.end[i]
        if unit.level is Level.ARTICLE and i >= annex_end:
            out.append(i)
    return out
