"""What a decision says about places alone: which base provision has which final address, what is new, what is gone, what is rewritten.

No statute is needed: addresses on the left of an order are base addresses, those on the right final ones. This is what can be known about
the earlier text when only the decision and the later text are at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lawtrack.binding.new_units import article_blocks, blocks_of
from lawtrack.decision.decision import Amended, Instruction
from lawtrack.decision.orders import (
    Append,
    DeleteProvisions,
    InsertProvisions,
    Merge,
    Order,
    Place,
    Regroup,
    Renumber,
    Replace,
    ReplaceAll,
    ReplaceWords,
    Split,
    nowhere,
)
from lawtrack.decision.payload import heading_in, payload_units, split_articles, strip_head
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import HEADINGS, WITHIN, Level
from lawtrack.model.numerals import Number


@attrs.define
class Facts:
    """Places as the orders of a decision name them.

    ``fixed``: base address → final address. ``arrived``: final addresses of new provisions. ``unplaced``: base or final parent →
    how many new children came without a position (they stand last). ``gone``: base provisions deleted or merged away.
    ``rewritten``: base provision → how many provisions replace it. ``dropped``: headings deleted with all that stood under them.
    """

    fixed: dict[Address, Address] = attrs.field(factory=dict)
    arrived: set[Address] = attrs.field(factory=set)
    below: set[Address] = attrs.field(factory=set)
    """Of the arrived those whose article may carry its base number (第六条增加一款，作为第三款: no new number is stated for 第六条)."""
    inside: list[tuple[Address, Level, Number]] = attrs.field(factory=list)
    """New items of a base paragraph: (paragraph, level, final number)."""
    unplaced: dict[Address, int] = attrs.field(factory=dict)
    listed: dict[Address, int] = attrs.field(factory=dict)
    """Base article → how many new items came to the list in it without a number."""
    beside: dict[Address, int] = attrs.field(factory=dict)
    behind: list[Number] = attrs.field(factory=list)
    """Base articles behind which a new one came without a number: the next one where numbers close up, else one with 之."""
    closes_up: bool = False
    gone: set[Address] = attrs.field(factory=set)
    merged: dict[Address, Address] = attrs.field(factory=dict)
    """Base provision → the base provision with which it was made one."""
    rewritten: dict[Address, int] = attrs.field(factory=dict)
    recast: set[Number] = attrs.field(factory=set)
    """Final numbers of the articles that came with a new text of their chapter."""
    moved: list[Regroup] = attrs.field(factory=list)
    dropped: set[Address] = attrs.field(factory=set)
    named: set[Address] = attrs.field(factory=set)
    quoted: list[tuple[Address, tuple[str, ...], tuple[str, ...]]] = attrs.field(factory=list)
    """Provisions whose old text is quoted in full: (place, old paragraphs, new paragraphs), where their number changes."""
    everything: bool = False

    @classmethod
    def of(cls, part: Amended) -> Facts:
        """The facts of all instructions on one statute."""
        facts = cls(closes_up=part.adjusts)
        for instruction in part.instructions:
            for order in instruction.orders:
                facts.take(order, instruction)
        return facts

    def take(self, order: Order, instruction: Instruction) -> None:
        """Note what an order says of provisions."""
        if nowhere(order):
            return
        for place in order.places:
            self.named.update(spread(place))
        match order:
            case Replace():
                self.replace(order)
            case Renumber():
                self.renumber(order)
            case InsertProvisions():
                self.insert(order)
            case DeleteProvisions():
                self.delete(order)
            case Merge():
                self.merge(order)
            case Split():
                self.split(order)
            case Append() if len(order.payload.lines) > 1:
                for place in order.places:
                    article = place.address.article or place.address
                    self.unplaced[article] = self.unplaced.get(article, 0) + len(order.payload.lines) - 1
            case ReplaceWords() if order.old_whole and order.places and order.places[0].address.steps:
                olds = tuple(x for old, _ in order.pairs for x in old.split("\n") if x)
                news = tuple(x for _, new in order.pairs for x in new.split("\n") if x)
                if len(olds) != len(news):
                    self.quoted.append((order.places[0].address, olds, news))
            case Regroup():
                self.moved.append(order)
            case ReplaceAll():
                self.everything = True
            case _:
                pass

    def replace(self, order: Replace) -> None:
        """What a new text says: how many paragraphs or items took the place of one."""
        lines = order.payload.lines
        places = [a for p in order.places if p.part == "" and not p.quoted for a in spread(p)]
        for address in places:
            if not address.steps:
                continue
            blocks = 1
            if len(places) == 1 and address.level is Level.PARAGRAPH:
                blocks = len(article_blocks(lines))
            elif len(places) == 1 and address.level in (Level.ITEM, Level.SUBITEM):
                blocks = len(blocks_of(payload_units(lines, Level.ITEM)))
            self.rewritten[address] = max(1, blocks)
            if address.level in HEADINGS:
                self.recast.update(u.number for u in payload_units(lines, Level.PART) if u.level is Level.ARTICLE)
                self.rewritten |= dict.fromkeys(headings_in(lines, (address,)), 1)  # its sections
            if len(places) == 1 and address.level is Level.ARTICLE:
                number = strip_head(lines)[1]
                if number is not None and number != address.steps[-1].number and address not in self.fixed:
                    self.fixed[address] = _with(address, number)

    def renumber(self, order: Renumber) -> None:
        """Which old number became which new one."""
        olds = [a for p in order.places for a in spread(p)]
        news = [a for p in order.to for a in spread(p)]
        if (
            len(olds) == 1 and len(news) > 1 and olds[0].level is Level.ARTICLE
        ):  # 将第四十二条改为第四十七条第一款、第二款
            self.fix(olds[0], news[0].article or news[0])
            return
        if len(news) == 1 and len(olds) > 1:
            last = news[0].steps[-1]
            news = [_with(news[0], Number(last.number.value + k, last.number.sub)) for k in range(len(olds))]
        for old, new in zip(olds, news, strict=False):
            self.fix(old, new)

    def fix(self, old: Address, new: Address) -> None:
        """One provision to its final address; what was an article may become a paragraph, and the other way round."""
        if old.level is Level.ARTICLE and new.level is Level.PARAGRAPH:
            if new.steps[-1].number == Number(1):
                self.fixed[old] = new.parent
            else:
                self.gone.add(old)
                self.fixed[_child(old, Level.PARAGRAPH, 1)] = new
        elif old.level in (Level.PARAGRAPH, Level.ITEM) and new.level is Level.ARTICLE:
            self.arrived.add(new)
            self.fixed[old] = _child(new, Level.PARAGRAPH, 1)
        else:
            self.fixed[old] = new

    def insert(self, order: InsertProvisions) -> None:
        """Which headings and articles are new."""
        lines = order.payload.lines
        if order.level in HEADINGS:
            self.arrived.update([*order.to, *headings_in(lines, order.to)])
            self.arrived.update(Address((Step(Level.ARTICLE, n),)) for n, _ in split_articles(lines))
        elif order.level is Level.ARTICLE:
            numbers = [a.steps[-1].number for a in order.to] or [n for n, _ in split_articles(lines)]
            if not numbers and order.after and order.after.address.steps:
                n = order.after.address.steps[-1].number
                if n.sub:
                    numbers = [Number(n.value, n.sub + 1)]
                else:
                    self.behind.append(n)
            self.arrived.update(Address((Step(Level.ARTICLE, n),)) for n in numbers)
        elif order.level in WITHIN:
            self.insert_below(order)
        else:
            self.arrived.update(order.to or [Address((Step(order.level),))])

    def insert_below(self, order: InsertProvisions) -> None:
        """Which paragraphs or items are new."""
        lines = order.payload.lines
        if order.level is Level.PARAGRAPH:
            blocks = len(article_blocks(lines))
        else:
            units = blocks_of(payload_units(lines, Level.ITEM))
            blocks = len(units)
            if not order.to and order.under is not None:
                numbers = [b.unit.number for b in units]
                if all(n.value for n in numbers):
                    if order.under.address.level is Level.PARAGRAPH and order.level is Level.ITEM:
                        self.inside += [(order.under.address, order.level, n) for n in numbers]
                        return
                    children = [Address((*order.under.address.steps, Step(order.level, n))) for n in numbers]
                    self.arrived.update(children)
                    self.below.update(children)
                    return
        under = order.under.address if order.under is not None else None
        to = [a for a in order.to if a.level is order.level]
        if not to:
            parent = under or (order.to[0] if order.to else None)
            if order.after is not None and order.after.address.steps and order.after.address.level is order.level:
                self.beside[order.after.address] = self.beside.get(order.after.address, 0) + blocks
            elif parent is not None and order.level is Level.ITEM and parent.level is Level.ARTICLE:
                self.listed[parent] = self.listed.get(parent, 0) + blocks
            elif parent is not None:
                self.unplaced[parent] = self.unplaced.get(parent, 0) + blocks
            return
        last = to[-1].steps[-1].number.value
        more = [_with(to[-1], Number(last + k)) for k in range(1, blocks - len(to) + 1)]
        if under is not None and under.level is Level.PARAGRAPH and order.level is Level.ITEM:
            self.inside += [(under, order.level, a.steps[-1].number) for a in (*to, *more)]
            return
        self.arrived.update([*to, *more])
        if under is not None and under.article is not None and under.article == to[-1].article:
            self.below.update([*to, *more])

    def delete(self, order: DeleteProvisions) -> None:
        """Which provisions are gone."""
        for place in order.places:
            if place.part.startswith("heading"):
                self.gone.update(a for a in spread(place) if a.steps)
            elif place.part == "":
                for address in spread(place):
                    if address.steps and order.vacant:
                        self.rewritten[address] = 1  # its number is still there
                    elif address.steps:
                        (self.dropped if address.level in HEADINGS else self.gone).add(address)

    def merge(self, order: Merge) -> None:
        """Which provisions became one."""
        sources = tuple(a for p in order.places for a in spread(p))
        to = order.to
        self.merged.update((a, sources[0]) for a in sources[1:])
        if sources[0].level in HEADINGS:
            self.gone.update(a for a in sources if a != to)
            return
        if to is None and all(a.level in WITHIN for a in sources):  # 将第二款与第三款合并，修改为：…
            if order.payload is not None:
                self.rewritten[sources[0]] = 1
            self.gone.update(sources[1:])
            return
        first = next((a for a in sources if a.level is Level.ARTICLE), None)
        if to is None or to.level is Level.ARTICLE:
            if first is not None:
                if to is not None:
                    self.fixed[first] = Address(to.steps[-1:])
                if order.payload is not None:
                    self.rewritten[first] = 1
            elif to is not None:
                self.arrived.add(Address(to.steps[-1:]))
            if order.payload is not None:
                self.gone.update(a for a in sources if a != first)
            else:
                self.gone.update(a for a in sources if a != first and a.level is Level.ARTICLE)
            return
        self.fixed[sources[0]] = to
        self.rewritten[sources[0]] = 1
        self.gone.update(sources[1:])

    def split(self, order: Split) -> None:
        """Which provision became several."""
        place, to = order.place.address, list(order.to)
        if order.payload is not None and not to and order.level is Level.ARTICLE:
            to = [Address((Step(Level.ARTICLE, n),)) for n, _ in split_articles(order.payload.lines)]
        self.named.add(place)
        if place.level is Level.ARTICLE and order.level is not Level.ARTICLE:
            self.rewritten[place] = 1
            return
        if order.place.through is not None and order.payload is not None:
            news = [Address(a.steps[-1:]) for a in to] if place.level is Level.ARTICLE else to
            self.recount(list(spread(order.place)), news)
            return
        if to:
            self.fixed[place] = to[0] if place.level is not Level.ARTICLE else Address(to[0].steps[-1:])
            self.arrived.update(a if a.level is not Level.ARTICLE else Address(a.steps[-1:]) for a in to[1:])
        if order.payload is not None or order.headings:
            self.rewritten[place] = 1 if to else len(article_blocks(order.payload.lines)) if order.payload else 1

    def recount(self, olds: list[Address], news: list[Address]) -> None:
        """将第二条至第四条修改为两条: all are rewritten, in order; what is over is gone or new."""
        self.named.update(olds)
        self.rewritten.update((a, 1) for a in olds)
        self.fixed.update(zip(olds, news, strict=False))
        self.gone.update(olds[len(news) :])
        self.arrived.update(news[len(olds) :])


def spread(place: Place) -> Iterator[Address]:
    """Every address of a place; a range by its numbers."""
    first, last = place.address, place.through
    if last is None or not first.steps:
        yield first
        return
    a, b = first.steps[-1].number, last.steps[-1].number
    if a.value == b.value:
        for k in range(a.sub, b.sub + 1):
            yield _with(first, Number(a.value, k))
        return
    for n in range(a.value, min(b.value, a.value + 5000) + 1):
        yield _with(first, Number(n, a.sub if n == a.value else 0))


def _with(address: Address, number: Number) -> Address:
    return Address((*address.steps[:-1], Step(address.level, number)))


def _child(address: Address, level: Level, number: int) -> Address:
    return Address((*address.steps, Step(level, Number(number))))


def seat_back(
    count: int, taken: Sequence[int] | set[int], away: set[int], extra: dict[int, int] | None = None
) -> dict[int, int]:
    """Old position → final position of what no order places: in order, past what is new and past what left.

    ``taken`` are final positions of new and moved provisions, ``away`` old positions that left or were placed by an order, ``extra``
    how many further provisions stand behind an old one.

    >>> seat_back(4, {1}, {2})
    {1: 2, 3: 3, 4: 4}
    """
    out: dict[int, int] = {}
    old, skip = 0, 0
    for position in range(1, count + 1):
        if position in taken:
            continue
        if skip:
            skip -= 1
            continue
        old += 1
        while old in away:
            old += 1
        out[old] = position
        skip = (extra or {}).get(old, 0)
    return out


def headings_in(lines: Sequence[str], named: Sequence[Address]) -> Iterator[Address]:
    """The headings in new text, the sections of a chapter below it; ``named`` are those of the order itself."""
    above = tuple(named[:1])
    for unit in filter(None, map(heading_in, lines)):
        while above and above[-1].level.rank >= unit.level.rank:
            above = above[:-1]
        step = Step(unit.level, unit.number)
        here = next((a for a in named if a.steps[-1] == step), Address((*(above[-1].steps if above else ()), step)))
        above += (here,)
        yield here
