"""(the later statute, what a decision did to it) → the structure of the earlier one: every provision under its old number.

The later statute gives the text of what the decision left alone; what it destroyed becomes a gap. Numbers are found by turning the rule
of numbering around: what no order places keeps its sequence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

import attrs

from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.model.address import Address, Step
from lawtrack.model.gaps import gap
from lawtrack.model.levels import WITHIN, Level, Unit, cited
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.numerals import Number, label_number, relabel
from lawtrack.rewinding.addresses import Facts, seat_back
from lawtrack.rewinding.sequence import by_stretches, crossings, in_sequence


@attrs.define
class Old:
    """One unit of the earlier statute: ``line`` is the unit of the later one its text comes from (None: a gap).

    ``became`` is the later unit in its place, also where the text is lost."""

    unit: Unit
    line: int | None = None
    children: list[Old] = attrs.field(factory=list)
    became: int | None = None


class Index:
    """Facts by the parent they concern, so that each provision asks only for its own."""

    def __init__(self, facts: Facts):
        self.leaving: dict[
            Address, list[tuple[Address, Address]]
        ] = {}  # base parent → (base, final) of what orders place
        self.coming: dict[Address, list[tuple[Address, Address]]] = {}  # final parent → the same pairs
        self.arrived: dict[Address, list[Address]] = {}
        self.gone: dict[Address, list[Address]] = {}
        self.rewritten: dict[Address, list[tuple[Address, int]]] = {}
        self.beside: dict[Address, list[tuple[Address, int]]] = {}
        self.moved: dict[Number, list[Number]] = {}  # base article → final articles that parts of it went to
        for old, new in facts.fixed.items():
            self.leaving.setdefault(old.parent, []).append((old, new))
            self.coming.setdefault(new.parent, []).append((old, new))
            if len(old.steps) > 1 and old.article and new.article:
                self.moved.setdefault(_n(old.article), []).append(_n(new.article))
        for a in facts.arrived:
            self.arrived.setdefault(a.parent, []).append(a)
        for a in facts.gone:
            self.gone.setdefault(a.parent, []).append(a)
        for a, n in facts.rewritten.items():
            self.rewritten.setdefault(a.parent, []).append((a, n))
        for a, n in facts.beside.items():
            self.beside.setdefault(a.parent, []).append((a, n))


@attrs.define(eq=False)
class Retracing:
    """The later statute turned back into the structure of the earlier one. ``later`` must carry its proper numbers."""

    later: Statute
    facts: Facts
    unnumbered: bool = False
    over: dict[Number, int] = attrs.field(factory=dict)
    """Final article number → which heading of the earlier text it stands under: chapters that changed places come in their old order."""
    dropped: frozenset[int] = frozenset()
    """Which of those headings are no longer there."""
    plan: WorkingCopy = attrs.field(init=False)
    articles: dict[Number, Number] = attrs.field(factory=dict)
    """Old number → final number of the articles that are still there."""
    lost: list[Number] = attrs.field(factory=list)
    """Old numbers that must have existed without being named (a chapter deleted with its articles)."""
    known: dict[Address, str] = attrs.field(factory=dict)
    """Old texts that the decision quotes in full."""
    _named: dict[Address, list[Address]] = attrs.field(factory=dict)
    index: Index = attrs.field(init=False)
    _by_final: dict[Number, Slot] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.plan = WorkingCopy(self.later)
        self._by_final = {label_number(s.label): s for s in self.plan.articles}
        self.pair_articles()
        self.settle_addresses()

    # ------------------------------------------------------------------ articles

    def pair_articles(self) -> None:
        """Which article of the later text each old one became; those that came without a number stand behind the one that is named."""
        facts = self.facts
        stated = {_n(a) for a in facts.fixed if _is_article(a)}
        behind = sorted(facts.behind)
        following = [n for n in behind if not self.unnumbered and (facts.closes_up or Number(n.value + 1) in stated)]
        facts.arrived.update(Address((Step(Level.ARTICLE, Number(n.value, 1)),)) for n in behind if n not in following)
        self.pair()
        for k, n in enumerate(following):
            if n in self.articles:
                number = Number(self.articles[n].value + 1 + following[:k].count(n))
                facts.arrived.add(Address((Step(Level.ARTICLE, number),)))
                self.pair()

    def pair(self) -> None:
        """Pair the articles, what came being known."""
        facts = self.facts
        finals = [label_number(s.label) for s in self.plan.articles]
        fixed = {_n(a): _n(b) for a, b in facts.fixed.items() if _is_article(a) and _is_article(b)}
        arrived = {_n(a) for a in facts.arrived if _is_article(a)}
        gone = {_n(a) for a in facts.gone if _is_article(a)}
        fixed = {old: new for old, new in fixed.items() if new in self._by_final and old not in gone}
        still = not (fixed or arrived or gone or facts.dropped) and not self.turned(finals)
        if self.unnumbered or still:
            self.articles = {n: n for n in finals if n not in arrived and n not in set(fixed.values())} | fixed
            return
        vanishing, made = self.emptied(fixed, gone), self.made(fixed, arrived)
        doubts: list[tuple[str, Number]] = [("old", n) for n in vanishing] + [("new", n) for n in made]
        best: tuple[int, int, dict[Number, Number], set[Number]] | None = None
        for size in range(len(doubts) + 1) if len(doubts) <= 8 else (0,):
            if best is not None and best[0] == 0:
                break
            for turned in combinations(doubts, size):  # which of the likely assumptions are wrong
                claimed = arrived | set(fixed.values()) | {n for n in made if ("new", n) not in turned}
                away = gone | set(fixed) | {n for n, likely in vanishing.items() if likely != (("old", n) in turned)}
                free = sorted(
                    (n for n in finals if n not in claimed and not n.sub), key=lambda n: (self.over.get(n, 0), n)
                )
                found = in_sequence(free, away)
                wrong = crossings(found, fixed)
                if best is None or wrong < best[0]:
                    best = (wrong, size, found, claimed)
        assert best is not None
        found, taken = best[2], best[3]
        free = [n for n in finals if n not in taken and not n.sub]
        if facts.dropped and (best[0] or fixed):
            kept = self.kept_numbers(gone)
            found, self.lost = by_stretches(free, gone | set(fixed), fixed, kept, self.over, self.dropped)
        self.articles = found | fixed
        back = {new: old for old, new in self.articles.items()}
        for n in finals:
            if n.sub and n not in taken:
                old = back.get(Number(n.value), Number(n.value))
                self.articles.setdefault(Number(old.value, n.sub), n)

    def turned(self, finals: Sequence[Number]) -> bool:
        """Whether chapters that changed places took their articles past one another."""
        places = [self.over.get(n, 0) for n in finals] if self.over else []
        return any(a > b for a, b in pairwise(places))

    def made(self, fixed: dict[Number, Number], arrived: set[Number]) -> list[Number]:
        """Articles of which every paragraph is new or came from another article: perhaps they were made of these."""
        came: dict[Number, set[int]] = {}
        for old, new in self.facts.fixed.items():
            if new.level is Level.PARAGRAPH and old.article and new.article and old.article != new.article:
                came.setdefault(_n(new.article), set()).add(_v(new))
        for new in self.facts.arrived:
            if new.level is Level.PARAGRAPH and new not in self.facts.below and new.article and _n(new.article) in came:
                came[_n(new.article)].add(_v(new))
        out = []
        for n, positions in came.items():
            slot = self._by_final.get(n)
            count = sum(c.level is Level.PARAGRAPH for c in slot.children) if slot is not None else -1
            if len(positions) >= count >= 0 and n not in arrived and n not in fixed.values():
                out.append(n)
        return out

    def kept_numbers(self, gone: set[Number]) -> set[Number]:
        """Old article numbers that orders speak of without deleting the article."""
        found = {
            _n(a.article) for a in (*self.facts.named, *self.facts.rewritten) if a.article and len(a.article.steps) == 1
        }
        return found - gone

    def emptied(self, fixed: dict[Number, Number], gone: set[Number]) -> dict[Number, bool]:
        """Articles of which the first paragraph left, and nothing else is said to have stayed: perhaps nothing of them was left. True where
        that is likely (the paragraph moved), False where it is merely possible (it was deleted)."""
        left: dict[Number, set[Address]] = {}
        first: dict[Number, bool] = {}
        moves = [(a, b) for a, b in self.facts.fixed.items() if a.level is Level.PARAGRAPH and b.article != a.article]
        for old, new in [*moves, *((a, None) for a in self.facts.gone if a.level is Level.PARAGRAPH)]:
            if old.article is not None and len(old.article.steps) == 1:
                left.setdefault(_n(old.article), set()).add(old)
                if _v(old) == 1:
                    first[_n(old.article)] = new is not None
        stayed = set()
        for a in self.facts.named:
            if a.article is not None and len(a.steps) > 1 and _n(a.article) in first:
                if not any(x.contains(a) for x in left[_n(a.article)]):
                    stayed.add(_n(a.article))
        return {n: likely for n, likely in first.items() if n not in fixed and n not in gone and n not in stayed}

    # ------------------------------------------------------------------ addresses in one form

    def settle_addresses(self) -> None:
        """Final addresses in final numbers, items with their paragraph: afterwards parents can be compared."""
        facts, moved = self.facts, dict(self.facts.fixed)
        facts.fixed = {}
        for old, new in moved.items():
            if old.level is not Level.ARTICLE and old.article is not None and old.article == new.article:
                new = self.to_final(new)
            facts.fixed[old] = new
        self.index = Index(facts)
        facts.arrived = {self.paragraph_of_final(self.to_final(a) if a in facts.below else a) for a in facts.arrived}
        facts.fixed = {self.paragraph_of_old(a): self.paragraph_of_final(b) for a, b in facts.fixed.items()}
        for paragraph, level, number in facts.inside:
            facts.arrived.add(Address((*self.paragraph_after(paragraph).steps, Step(level, number))))
        facts.gone = {self.paragraph_of_old(a) for a in facts.gone}
        facts.merged = {self.paragraph_of_old(a): self.paragraph_of_old(b) for a, b in facts.merged.items()}
        facts.rewritten = {self.paragraph_of_old(a): n for a, n in facts.rewritten.items()}
        for article, n in facts.listed.items():
            paragraph = self.paragraph_of_old(Address((*article.steps, Step(Level.ITEM, Number(1))))).parent
            facts.unplaced[paragraph] = facts.unplaced.get(paragraph, 0) + n
        facts.beside = {self.paragraph_of_old(a): n for a, n in facts.beside.items()}
        facts.arrived = {self.at_last(a) for a in facts.arrived}
        self.index = Index(facts)
        for place, olds, news in facts.quoted:
            self.restore_quoted(place, olds, news)
        for a in (self.paragraph_of_old(a) for a in facts.named):
            if a.article is not None:
                self._named.setdefault(a.article, []).append(a)

    def restore_quoted(self, place: Address, olds: Sequence[str], news: Sequence[str]) -> None:
        """The old paragraphs are quoted in the decision: they stand again where the new ones stand now."""
        article = place.article
        slot = self._by_final.get(self.articles.get(_n(article), Number())) if article is not None else None
        if slot is None or article is None:
            return
        there = [normalise(c.text) for c in slot.children if c.level is Level.PARAGRAPH]
        want = [normalise(x) for x in news]
        at = next((i for i in range(len(there) - len(want) + 1) if there[i : i + len(want)] == want), None)
        if at is None:
            return
        back = {p: y for y, p in self.positions(article, slot, Level.PARAGRAPH).items()}
        first = back.get(at + 1, at + 1)
        for k, text in enumerate(olds):
            address = Address((*article.steps, Step(Level.PARAGRAPH, Number(first + k))))
            self.known[address] = text
            if k:
                self.facts.gone.add(address)
                self.index.gone.setdefault(article, []).append(address)
        place = Address((*article.steps, Step(Level.PARAGRAPH, Number(first))))
        self.facts.rewritten[place] = len(news)
        self.index.rewritten.setdefault(article, []).append((place, len(news)))

    def to_final(self, address: Address) -> Address:
        """An address in the old article number, in the final one."""
        article = address.article
        if article is None or len(article.steps) != 1:
            return address
        new = self.articles.get(_n(article))
        return Address((Step(Level.ARTICLE, new), *address.steps[1:])) if new is not None else address

    def paragraph_after(self, old: Address) -> Address:
        """Where a base paragraph stands in the later text."""
        if old in self.facts.fixed:
            return self.facts.fixed[old]
        article = old.article
        new = self.articles.get(_n(article)) if article is not None else None
        slot = self._by_final.get(new) if new is not None else None
        if slot is None or article is None:
            return old
        position = self.positions(article, slot, Level.PARAGRAPH).get(_v(old), _v(old))
        return Address((Step(Level.ARTICLE, new or Number()), Step(Level.PARAGRAPH, Number(position))))

    def at_last(self, address: Address) -> Address:
        """A new 款, 项 or 目 of which the number is past the last one: it is the last (a number that counts what the same decision deletes)."""
        home = self.at(address.parent) if address.level in WITHIN and not _n(address).sub else None
        count = len(_counted(home, address.level)) if home is not None else 0
        return _numbered(address, count) if 0 < count < _v(address) else address

    def paragraph_of_final(self, address: Address) -> Address:
        """第八条第三项 of the later text with its 款: the first paragraph that has items."""
        if not _lacks_paragraph(address):
            return address
        article = self.later.find(address.parent)
        return _with_paragraph(address, self.itemised(self.plan.slots[article]) if article is not None else 1)

    def paragraph_of_old(self, address: Address) -> Address:
        """第八条第三项 of the earlier text with its 款, as far as the later text tells."""
        if not _lacks_paragraph(address):
            return address
        new = self.articles.get(_n(address.parent))
        slot = self._by_final.get(new) if new is not None else None
        if slot is None:
            return _with_paragraph(address, 1)
        position = self.itemised(slot)
        back = {p: y for y, p in self.positions(address.parent, slot, Level.PARAGRAPH).items()}
        return _with_paragraph(address, back.get(position, position))

    @staticmethod
    def itemised(article: Slot) -> int:
        """Which paragraph of an article has items, 1 where none has."""
        for i, paragraph in enumerate((c for c in article.children if c.level is Level.PARAGRAPH), 1):
            if any(c.level is Level.ITEM for c in paragraph.children):
                return i
        return 1

    # ------------------------------------------------------------------ below articles

    def positions(self, old: Address, new: Slot, level: Level) -> dict[int, int]:
        """Old position → final position of the children of ``level`` that stayed below their parent, those numbered （一之一）set aside."""
        facts, index = self.facts, self.index
        final = self.address_of(new)
        count = len(_counted(new, level))
        taken = {_v(a) for a in index.arrived.get(final, ()) if _is_counted(a, level)}
        taken |= {_v(b) for _, b in index.coming.get(final, ()) if _is_counted(b, level)}
        away = {_v(a) for a in index.gone.get(old, ()) if _is_counted(a, level)}
        inside: dict[int, int] = {}
        for source, target in index.leaving.get(old, ()):
            if _is_counted(source, level):
                away.add(_v(source))
                if target.parent == final and not _n(target).sub:
                    inside[_v(source)] = _v(target)
        extra = {_v(a): n - 1 for a, n in index.rewritten.get(old, ()) if _is_counted(a, level) and n > 1}
        for a, n in index.beside.get(old, ()):
            if _is_counted(a, level):
                extra[_v(a)] = extra.get(_v(a), 0) + n
        loose = facts.unplaced.get(old, 0) + (facts.unplaced.get(final, 0) if final != old else 0)
        if loose:
            free = [p for p in range(1, count + 1) if p not in taken]
            taken |= set(free[len(free) - loose :])
        return seat_back(count, taken, away, extra) | inside

    def below(self, old: Address, new: Slot | None, level: Level) -> list[Old]:
        """The children of a base provision: those that stayed, those that moved away, gaps for those that are gone."""
        index = self.index
        kept = self.positions(old, new, level) if new is not None else {}
        there = _counted(new, level) if new is not None else []
        away = {_v(a): b for a, b in index.leaving.get(old, ()) if _is_counted(a, level) and _v(a) not in kept}
        gone = {_v(a) for a in index.gone.get(old, ()) if _is_counted(a, level)}
        last = max([0, *kept, *away, *gone, *self.named_below(old, level)])
        style = next((c.label for c in there if c.label), "（一）" if level is Level.ITEM else "1.")
        out = []
        became: dict[int, int] = {}  # number now → number then
        for n in range(1, last + 1):
            address = Address((*old.steps, Step(level, Number(n))))
            source = there[kept[n] - 1] if n in kept and kept[n] <= len(there) else None
            number = n
            if source is not None and (printed := label_number(source.label).value):
                begins = printed - kept[n]  # a list may begin in an earlier paragraph
                number += begins if n + begins > 0 else 0
                became[printed] = number
            if n in away:
                source, number = self.at(away[n]), n
            label = relabel(source.label if source is not None and source.label else style, Number(number))
            out.append(self.provision(address, source, level, "" if level is Level.PARAGRAPH else label))
        return self.with_between(old, new, out, became, style) if level is Level.ITEM else out

    def with_between(
        self, old: Address, new: Slot | None, items: list[Old], became: Mapping[int, int], style: str
    ) -> list[Old]:
        """The items of a base provision with those numbered （一之一）, each behind the one that it goes with."""
        index, final = self.index, self.address_of(new) if new is not None else old
        mine = (
            [c for c in new.children if c.level is Level.ITEM and label_number(c.label).sub] if new is not None else []
        )
        placed = {_n(a) for a in index.arrived.get(final, ())} | {_n(b) for _, b in index.coming.get(final, ())}
        found: dict[Number, Slot | None] = {}
        for slot in mine:
            number = label_number(slot.label)
            if number not in placed:
                found[Number(became.get(number.value, number.value), number.sub)] = slot
        spoken = [a for a in self._named.get(old.article or old, ()) if a.parent == old]
        for address in (*index.gone.get(old, ()), *spoken, *(a for a, _ in index.leaving.get(old, ()))):
            if address.level is Level.ITEM and _n(address).sub:
                found.setdefault(_n(address), None)
        for moved, target in index.leaving.get(old, ()):
            if _n(moved) in found:
                found[_n(moved)] = self.at(target)
        out = items
        for number, source in sorted(found.items()):
            address = Address((*old.steps, Step(Level.ITEM, number)))
            item = self.provision(address, source, Level.ITEM, relabel(style, number))
            at = next((i for i, x in enumerate(out) if x.unit.number > number), len(out))
            out = [*out[:at], item, *out[at:]]
        return out

    def named_below(self, old: Address, level: Level) -> list[int]:
        """Positions of children that orders speak of: they must have been there."""
        depth = len(old.steps)
        return [
            a.steps[depth].number.value
            for a in self._named.get(old.article or old, ())
            if len(a.steps) > depth
            and a.steps[depth].level is level
            and not a.steps[depth].number.sub
            and old.contains(a)
        ]

    def provision(self, old: Address, source: Slot | None, level: Level, label: str) -> Old:
        """One base provision of a paragraph or below, from the later provision it became."""
        if old in self.known:
            return Old(Unit(level, label, self.known[old]), became=source.line if source is not None else None)
        lost = old.parent in self.facts.gone and old.parent in self.facts.rewritten
        if source is None or lost or old in self.facts.rewritten:
            mark = source.text[-1:] if source is not None else ""
            if not mark or mark not in "。；：;:":
                mark = "；" if level is not Level.PARAGRAPH else ""
            if level is Level.PARAGRAPH:
                mark = ""
            return Old(Unit(level, label, gap(mark)), became=source.line if source is not None else None)
        out = Old(Unit(level, label, source.text), source.line)
        under = Level.ITEM if level is Level.PARAGRAPH else Level.SUBITEM
        if level in (Level.PARAGRAPH, Level.ITEM):
            out.children = self.below(old, source, under)
            self.close_items(out, source)
        return out

    def close_items(self, home: Old, source: Slot) -> None:
        """The last item ended with 。and the others with ；: turned back where an item came or went (rule R7)."""
        items = home.children
        there = [c for c in source.children if c.level >= Level.ITEM]
        if not items or [i.line for i in items] == [c.line for c in there]:
            return
        inner = "，" if items[0].unit.text.endswith("，") else "；"
        above = source.parent.children if source.parent is not None and source.level is Level.ITEM else [source]
        within = above[-1] is not source  # a list within an item that is not the last
        stop = "；" if within and there and there[-1].text[-1:] in ("；", ";") else "。"
        for i, item in enumerate(items):
            text = item.unit.text
            if item.children or not text or text[-1] not in "。；;，":
                continue
            stayed = any(item.line == c.line for c in there)
            was_last = not stayed or item.line == there[-1].line
            is_last = i == len(items) - 1
            if is_last and not (stayed and was_last):
                item.unit = attrs.evolve(item.unit, text=text[:-1] + stop)
            elif was_last and not is_last:
                item.unit = attrs.evolve(item.unit, text=text[:-1] + inner)

    def at(self, address: Address) -> Slot | None:
        """The provision of the later text at a final address."""
        line = self.later.find(address)
        return self.plan.slots[line] if line is not None else None

    def address_of(self, slot: Slot) -> Address:
        """The final address of a provision of the later text."""
        return self.later.addresses[slot.line] if slot.line is not None else Address()

    # ------------------------------------------------------------------ articles again

    def article(self, number: Number) -> Old:
        """One base article."""
        old = Address((Step(Level.ARTICLE, number),))
        new = self.articles.get(number)
        source = self._by_final.get(new) if new is not None else None
        label = cited(Level.ARTICLE, number)
        if source is not None:
            label = relabel(source.label, number) if label_number(source.label) != number else source.label
        caption = source.text if source is not None else ""
        out = Old(Unit(Level.ARTICLE, label, caption), source.line if source is not None else None)
        whole = source is None or old in self.facts.rewritten or new in self.facts.recast
        if old in self.facts.gone:
            whole = True
        out.children = self.below(old, None if whole else source, Level.PARAGRAPH)
        if not out.children:
            out.children = [Old(Unit(Level.PARAGRAPH, "", gap()))]
        return out

    def final(self, number: Number) -> Number | None:
        """The final number of an old article, or of the first article that its paragraphs went to."""
        if number in self.articles:
            return self.articles[number]
        return min(self.index.moved.get(number, ()), default=None)

    def numbers(self) -> list[Number]:
        """All old article numbers, in order."""
        facts = self.facts
        found = set(self.articles) | set(self.lost)
        for a in [*facts.gone, *facts.fixed, *facts.rewritten, *facts.named]:
            article = a.article if a.steps else None
            if article is not None and len(article.steps) == 1:
                found.add(_n(article))
        return sorted(n for n in found if n.value)


def _is_article(address: Address) -> bool:
    return len(address.steps) == 1 and address.level is Level.ARTICLE


def _n(address: Address) -> Number:
    return address.steps[-1].number


def _v(address: Address) -> int:
    return address.steps[-1].number.value


def _counted(home: Slot, level: Level) -> list[Slot]:
    """The children of a level that are counted: not the items numbered （一之一）."""
    return [c for c in home.children if c.level is level and not (level is Level.ITEM and label_number(c.label).sub)]


def _is_counted(address: Address, level: Level) -> bool:
    return address.level is level and not address.steps[-1].number.sub


def _lacks_paragraph(address: Address) -> bool:
    return len(address.steps) >= 2 and address.steps[0].level is Level.ARTICLE and address.steps[1].level is Level.ITEM


def _with_paragraph(address: Address, position: int) -> Address:
    return Address((address.steps[0], Step(Level.PARAGRAPH, Number(position)), *address.steps[1:]))


def _numbered(address: Address, position: int) -> Address:
    return Address((*address.parent.steps, Step(address.level, Number(position))))
