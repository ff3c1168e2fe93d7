"""Where the provisions of one text stand in the next: one place, several after a split, the same one after a merger, or none.

The thread of a provision (:mod:`lawtrack.history.lineage`) leads to one place at most. What a citation needs to know is more: whether parts of the
provision went elsewhere, how much of its words is left where it stands now, and where to look when it is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from lawtrack.comparison.align import contained
from lawtrack.comparison.kinship import Kinship
from lawtrack.comparison.text_diff import similarity, typographic
from lawtrack.history.lineage import text_of
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.nodes import Statute

CITED = HEADINGS | {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.SUBITEM}
"""The levels that people cite."""
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_SHORTEST = 25
"""Characters from which a sentence found in another provision tells that it went there; shorter ones stand in many."""
_PART = 0.25
"""Share of an article that makes what stands elsewhere a part split off, and no set phrase."""
_KIN = 0.25
_CANDIDATES = 3


@attrs.frozen
class Destination:
    """Where a provision went: ``address`` (None: gone) with ``likeness`` of the two texts, and ``others`` that took over parts of it.

    ``shared`` says that other provisions went there as well.
    """

    address: Address | None
    likeness: float = 1.0
    others: tuple[Address, ...] = ()
    shared: bool = False


def destinations(before: Statute, after: Statute, forward: Mapping[int, int]) -> dict[Address, Destination]:
    """For each provision of ``before`` that does not stand unchanged at its address in ``after``, where it went.

    ``forward`` leads from old lines to new ones.

    >>> from lawtrack.comparison.compare import correspondence
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> first, second = "股东滥用股东权利给公司或者其他股东造成损失的，应当依法承担赔偿责任。", "股东滥用法人独立地位逃避债务损害债权人利益的，应当承担连带责任。"
    >>> a = parse_statute(f"例法\\n第一条　为了示例，制定本法。\\n第二条　{first}\\n{second}\\n第三条　本法自2001年1月1日起施行。")
    >>> b = parse_statute(f"例法\\n第一条　为了示例，制定本法。\\n第二条　公司应当设立账簿。\\n第三条　{first}\\n第四条　{second}\\n第五条　本法自2001年1月1日起施行。")
    >>> found = destinations(a, b, correspondence(a, b))
    >>> {str(k): (str(d.address), [str(o) for o in d.others]) for k, d in found.items() if len(k.steps) == 1}
    {'第二条': ('第三条', ['第四条']), '第三条': ('第五条', [])}
    """
    return dict(_Search(before, after, forward).run())


@attrs.define(eq=False, slots=False)
class _Search:
    before: Statute
    after: Statute
    forward: Mapping[int, int]
    _old: dict[int, str] = attrs.field(factory=dict, init=False)
    _new: dict[int, str] = attrs.field(factory=dict, init=False)

    def run(self) -> Iterator[tuple[Address, Destination]]:
        articles = {i: self.article(i) for i in self.changed if self.before.units[i].level is Level.ARTICLE}
        heads = {self.before.addresses[i]: i for i in articles}
        for i, unit in enumerate(self.before.units):
            if unit.level not in CITED or self.unchanged(i):
                continue
            address = self.before.addresses[i]
            if i in articles:
                found = articles[i]
            else:
                home = heads.get(address.article or Address())
                found = self.part(i, articles[home] if home is not None else None)
            yield address, found

    # ------------------------------------------------------------------ what is the same

    def unchanged(self, i: int) -> bool:
        j = self.forward.get(i)
        if j is None or self.before.addresses[i] != self.after.addresses[j]:
            return False
        return i not in self.changed

    @cached_property
    def changed(self) -> set[int]:
        """Lines whose address or words (those below them included) are not what they were."""
        out = set()
        for i, unit in enumerate(self.before.units):
            if unit.level not in CITED:
                continue
            j = self.forward.get(i)
            if j is None or self.before.addresses[i] != self.after.addresses[j] or not self.same(i, j):
                out.add(i)
        return out

    def same(self, i: int, j: int) -> bool:
        if self.before.units[i].level in HEADINGS:
            return self.before.units[i].text == self.after.units[j].text
        below_old, below_new = self.before.outline.end[i], self.after.outline.end[j]
        if self._words[0][i][2] == self._words[1][j][2] and (
            self._words[0][i + 1 : below_old] == self._words[1][j + 1 : below_new]
        ):
            return True
        old, new = self.old(i), self.new(j)
        return old == new or typographic(old, new)

    @cached_property
    def _words(self) -> tuple[list[tuple[Level, str, str]], list[tuple[Level, str, str]]]:
        """The units of both texts as plain values, in which most provisions are seen to be the same without being put together."""
        old, new = ([(u.level, u.label, u.text) for u in text.units] for text in (self.before, self.after))
        return old, new

    def old(self, i: int) -> str:
        if i not in self._old:
            self._old[i] = text_of(self.before, i)
        return self._old[i]

    def new(self, j: int) -> str:
        if j not in self._new:
            self._new[j] = text_of(self.after, j)
        return self._new[j]

    # ------------------------------------------------------------------ whole articles

    def article(self, i: int) -> Destination:
        j = self.forward.get(i)
        here = self.after.addresses[j] if j is not None else None
        others: dict[Address, float] = defaultdict(float)
        for k in self.before.outline.span(i)[1:]:
            to = self.forward.get(k)
            if to is not None and len(self.before.units[k].text) >= _SHORTEST:
                article = self.after.addresses[to].article
                if article is not None and article != here:
                    others[article] += len(self.before.units[k].text)
        for article, size in self.sentences.get(i, {}).items():
            if article != here and size >= _PART * len(self.old(i)):
                others[article] = max(others[article], size)
        ordered = [a for a, _ in sorted(others.items(), key=lambda o: (-o[1], o[0]))]
        if j is None and not ordered:
            return Destination(None, 0.0, tuple(self.kin(i)))
        if j is None or here is None:
            return Destination(ordered[0], self.likeness(i, self.after.lines[ordered[0]]), tuple(ordered[1:]), True)
        return Destination(here, self.likeness(i, j), tuple(ordered), here in self.joined)

    @cached_property
    def sentences(self) -> dict[int, dict[Address, int]]:
        """Old article → the new articles in which sentences stand that its own successor does not have, with their length."""
        parts: dict[tuple[int, int], str] = {}
        wholes = {
            self.after.addresses[j]: self.new(j)
            for j, unit in enumerate(self.after.units)
            if unit.level is Level.ARTICLE and not self.kept(j)
        }
        for i in self.changed:
            if self.before.units[i].level is not Level.ARTICLE:
                continue
            j = self.forward.get(i)
            there = self.new(j) if j is not None else ""
            for n, m in enumerate(_SENTENCE.finditer(self.old(i))):
                if len(m[0]) >= _SHORTEST and m[0] not in there:
                    parts[i, n] = m[0]
        out: dict[int, dict[Address, int]] = defaultdict(dict)
        keys = list(parts)  # numbers, so that both sides have keys of one kind
        texts = dict(enumerate(parts.values()))
        places = dict(enumerate(wholes.values()))
        homes = list(wholes)
        for k, (whole, _) in contained(texts, places, shortest=_SHORTEST).items():
            (i, n), address = keys[k], homes[whole]
            out[i][address] = out[i].get(address, 0) + len(parts[i, n])
        return out

    @cached_property
    def back(self) -> dict[int, int]:
        return {j: i for i, j in self.forward.items()}

    def kept(self, j: int) -> bool:
        """Whether a new article is an old one word for word."""
        i = self.back.get(j)
        return i is not None and self.same(i, j)

    @cached_property
    def joined(self) -> set[Address]:
        """New articles that took over parts of more than one old article."""
        out: dict[int, set[int]] = defaultdict(set)
        olds, news, units = _articles(self.before), _articles(self.after), self.before.units
        for i, j in self.forward.items():
            old, new = olds[i], news[j]
            if old >= 0 and new >= 0 and len(units[i].text) >= _SHORTEST:
                out[new].add(old)
        for i, places in self.sentences.items():
            for address, size in places.items():
                if size >= _PART * len(self.old(i)):
                    out[self.after.lines[address]].add(i)
        return {self.after.addresses[new] for new, parts in out.items() if len(parts) > 1}

    def likeness(self, i: int, j: int) -> float:
        return round(similarity(self.old(i), self.new(j)), 3)

    def kin(self, i: int) -> list[Address]:
        """For an article that is gone: those of the new text that deal with the same matter, the nearest first."""
        scored = [(self.kinship(self.old(i), self.new(j), _KIN), j) for j in self.loose]
        best = sorted(((s, j) for s, j in scored if s), key=lambda x: (-x[0], x[1]))[:_CANDIDATES]
        return [self.after.addresses[j] for _, j in best]

    @cached_property
    def loose(self) -> list[int]:
        """New articles that are no old one word for word."""
        return [j for j, u in enumerate(self.after.units) if u.level is Level.ARTICLE and not self.kept(j)]

    @cached_property
    def kinship(self) -> Kinship:
        return Kinship(tuple(self.new(j) for j in self.loose))

    # ------------------------------------------------------------------ parts of articles, headings

    def part(self, i: int, home: Destination | None) -> Destination:
        j = self.forward.get(i)
        if j is None:
            others = [] if home is None else [a for a in (home.address, *home.others) if a is not None]
            return Destination(None, 0.0, tuple(others))
        if self.before.units[i].level in HEADINGS:
            return Destination(self.after.addresses[j], 1.0 if self.same(i, j) else 0.5)
        return Destination(self.after.addresses[j], self.likeness(i, j))


def _articles(statute: Statute) -> list[int]:
    """The line of the article in which each line stands, its own included; -1 outside articles."""
    out = [-1] * len(statute.units)
    ends = statute.outline.end
    for line, unit in enumerate(statute.units):
        if unit.level is Level.ARTICLE:
            out[line : ends[line]] = [line] * (ends[line] - line)
    return out
