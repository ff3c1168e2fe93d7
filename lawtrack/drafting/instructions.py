"""Which instructions a decision needs, and in which order: what comes, goes, moves and changes between two statutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from lawtrack.binding.result.consequences import follow_references
from lawtrack.comparison.align import align
from lawtrack.decision.orders import (
    ConvertNumerals,
    DeleteProvisions,
    InsertProvisions,
    Merge,
    Order,
    Payload,
    Place,
    Regroup,
    Renumber,
    Replace,
)
from lawtrack.decision.phrases.wording import ranged
from lawtrack.drafting.alike import Spot, alike_words
from lawtrack.drafting.article import ArticleClauses, Clause, Pairing, captioned, payload
from lawtrack.drafting.front import annexes, front
from lawtrack.drafting.headings import HeadingFates, articles_of, heading_of
from lawtrack.drafting.listing import ListedInstruction, joined, renumberings, under_headings
from lawtrack.drafting.shared_words import SharedWords, also_changed, grouped, share_words, written_numbers
from lawtrack.drafting.words import Reworder
from lawtrack.model.address import Address
from lawtrack.model.levels import CHAPTERS, HEADINGS, Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.outline import Outline
from lawtrack.model.printing import heading_line, print_units
from lawtrack.patch.arrangement import increasing
from lawtrack.patch.build import ResultUnit
from lawtrack.patch.ops import Splice

_GROUPED = 2
_ORDER = 40  # characters that one more instruction is worth
"""From so many articles on, one order changes the same words in all of them."""


@attrs.frozen
class Coarseness:
    """How coarse a decision is. Starts fine; every failed reading makes it coarser somewhere."""

    whole: frozenset[int] = frozenset()
    """Old articles replaced as a whole."""
    renumbered: frozenset[int] = frozenset()
    """Old articles (and headings) whose new number is written out though nothing else changes."""
    regrouped: frozenset[int] = frozenset()
    """New headings whose articles are written out (包括第X条至第Y条)."""
    apart: bool = False
    """No words changed in several articles at once."""


class Outlay:
    """What must be ordered to get from one statute to another."""

    def __init__(self, old: Statute, new: Statute, pairs: dict[int, int], threshold: float, amendment: bool) -> None:
        self.before: Statute
        self.after: Statute
        self.threshold: float
        self.amendment: bool
        self.before, self.after, self.threshold, self.amendment = old, new, threshold, amendment
        self.old: Outline
        self.new: Outline
        self.old, self.new = old.outline, new.outline
        self.old_articles: list[int] = articles_of(self.old)
        self.new_articles: list[int] = articles_of(self.new)
        pairs = self.numbers_kept(pairs)
        bodies = set(self.old_articles), set(self.new_articles)
        self.pairs: dict[int, int] = {i: j for i, j in pairs.items() if (i in bodies[0]) == (j in bodies[1])}
        self.back: dict[int, int] = {j: i for i, j in self.pairs.items()}
        stay = increasing([self.pairs[i] for i in self.old_articles if i in self.pairs])
        self.moved: set[int] = {i for i in self.old_articles if i in self.pairs and self.pairs[i] not in stay}
        self.rewrite_in_place()
        self.part_ways()
        fates = HeadingFates(self.old, self.new, self.pairs, self.back)
        self.shifted: dict[int, int]
        self.dissolved: dict[int, int]
        self.joins: dict[int, int]
        self.cleared: list[int]
        self.shifted, self.dissolved, self.joins, self.cleared = (
            fates.shifted,
            fates.dissolved,
            fates.joins,
            fates.cleared,
        )
        self.buried: set[int] = {x for i in self.cleared for x in range(i + 1, self.old.end[i])}
        reworder = Reworder((u.text for u in old.units[3:]), (u.text for u in new.units[3:]))
        self.how: Pairing = Pairing(self.old, self.new, self.pairs, self.following(), old.addresses, reworder)
        self.alone: Pairing = self.how
        self.shared: list[SharedWords] = []
        self.digits: tuple[int, ...] = ()
        self.together: set[int] = set()
        self.alike: set[tuple[int, int]] = set()
        """Clauses told together with those of other articles, as article and number."""
        self.found: dict[int, list[Clause]] = {}
        self.find_shared()
        kept = [i for i in self.old_articles if i in self.pairs]
        self.renumbers: bool = any(old.units[i].label != new.units[self.pairs[i]].label for i in kept)

    @property
    def unchanged(self) -> float:
        """The share of the old articles that read on as they are, to the letter or but for references that follow."""
        kept = [(i, self.pairs[i]) for i in self.old_articles if i in self.pairs]
        same = sum(self.alone.same(i, j) or self.old.words(i) == self.new.words(j) for i, j in kept)
        return same / len(self.old_articles) if self.old_articles else 0.0

    def numbers_kept(self, pairs: dict[int, int]) -> dict[int, int]:
        """Where every old number is there again and whatever is new has a number of its own (第二条之一), an article is what bears its number."""
        olds = {self.before.units[i].number: i for i in self.old_articles}
        news = {self.after.units[j].number: j for j in self.new_articles}
        added = [n for n in news if n not in olds]
        if not added or any(n not in news for n in olds) or not all(n.sub for n in added):
            return pairs
        if len(olds) < len(self.old_articles) or len(news) < len(self.new_articles):
            return pairs
        articles = {*olds.values()}, {*news.values()}
        kept = {i: j for i, j in pairs.items() if i not in articles[0] and j not in articles[1]}
        return kept | {i: news[n] for n, i in olds.items()}

    def rewrite_in_place(self) -> None:
        """An article that is gone and one that is new at the same place count as one that is rewritten: 将第X条修改为."""
        olds: list[int] = []
        news: list[int] = []
        fixed = [(i, self.pairs[i]) for i in self.old_articles if i in self.pairs and i not in self.moved]
        i0 = j0 = 0
        for i, j in [*fixed, (len(self.old.units), len(self.new.units))]:
            olds = [x for x in self.old_articles if i0 <= x < i and x not in self.pairs]
            news = [y for y in self.new_articles if j0 <= y < j and y not in self.back]
            i0, j0 = i + 1, j + 1
            if not olds or not news:
                continue
            if len(olds) == len(news):
                found = dict(enumerate(range(len(olds))))
            else:
                words = [self.old.words(x) for x in olds], [self.new.words(y) for y in news]
                found = align(*words, in_order=0.2, moved=1.0, shortest=1 << 30)
            stay = increasing(list(found.values()))
            for a, b in found.items():
                if b in stay:
                    self.pairs[olds[a]], self.back[news[b]] = news[b], olds[a]

    def part_ways(self) -> None:
        """What left its article for another one is deleted here and added there."""
        homes = {x: i for i in self.old_articles for x in range(i, self.old.end[i])}
        goals = {y: j for j in self.new_articles for y in range(j, self.new.end[j])}
        for x, y in list(self.pairs.items()):
            if (x in homes or y in goals) and self.pairs.get(homes.get(x, -1), -2) != goals.get(y, -1):
                del self.pairs[x], self.back[y]

    def following(self) -> dict[int, tuple[Splice, ...]]:
        """The references that move by themselves when all provisions have their new places."""
        rows = []
        for j, unit in enumerate(self.after.units):
            i = self.back.get(j)
            rows.append(
                ResultUnit(unit, None)
                if i is None
                else ResultUnit(attrs.evolve(unit, text=self.before.units[i].text), i)
            )
        moved = follow_references(self.before, rows, [r.line for r in rows], self.after.addresses, [])
        return {r.line: tuple(s for e, _ in r.edits for s in e) for r in moved if r.line is not None and r.edits}

    # ------------------------------------------------------------------ names

    def old_place(self, i: int) -> Place:
        """第八条, of the old text."""
        return Place(self.before.addresses[i])

    def final(self, j: int) -> Address:
        """第八条, of the new text."""
        return self.after.addresses[j]

    # ------------------------------------------------------------------ all instructions

    def items(self, plan: Coarseness) -> list[list[tuple[Order, ...]]]:
        """The orders of the decision by number: each item is one instruction, the last one several small changes of words."""
        every = list(self.all(plan))
        if not plan.apart:
            every = list(under_headings(every, lambda j: heading_of(self.new, j)))
        found = sorted(every, key=lambda x: x.place)
        gone = [(x.place, x.gone) for x in found if x.gone is not None]
        merged = list(renumberings([x for x in found if x.gone is None]))
        if gone:
            deleted = DeleteProvisions(tuple(ranged([place for _, place in gone])))
            merged = sorted([*merged, ListedInstruction(gone[0][0], (deleted,))], key=lambda x: x.place)
        small = [x for x in merged if x.small]
        large = [x for x in merged if not x.small]
        if not plan.apart and len(less := joined(small)) < len(small):
            self.together.update(x for x in self.old_articles if any(x == s.place[0] for s in small))
            small = less
        if len(small) < 2 or not large:
            return [[x.orders] for x in sorted([*large, *small], key=lambda x: x.place)]
        return [*([x.orders] for x in large), [x.listed for x in small]]

    def all(self, plan: Coarseness) -> Iterator[ListedInstruction]:
        yield from front(self.before, self.after, self.how)
        yield from self.headings(plan)
        yield from annexes(self.before, self.after, self.how)
        yield from self.shared_words(plan)
        for i in self.old_articles:
            if i in self.buried:
                continue
            if i not in self.pairs:
                yield ListedInstruction((i, 0), gone=self.old_place(i))
            else:
                yield from self.article(i, plan)
        yield from self.arrivals(plan)

    # ------------------------------------------------------------------ one article

    def article(self, i: int, plan: Coarseness) -> Iterator[ListedInstruction]:
        j = self.pairs[i]
        article, final = self.old_place(i), Place(self.final(j))
        every = self.clauses(i, plan)
        clauses = [c for k, c in enumerate(every) if (i, k) not in self.alike]
        head = (Renumber((article,), (final,)),) if article != final else ()
        told = i in self.moved or i in plan.renumbered
        comes = (j,) if i in self.moved else ()
        if not clauses:
            if head and told:
                yield ListedInstruction((i, 0), head, renumbered=True, comes=comes)
            return
        gone = [place for c in clauses for place in c.gone]
        if gone and all(c.gone for c in clauses) and not told:
            yield from (ListedInstruction((i, n), gone=place) for n, place in enumerate(gone))
            return
        small = all(c.rewording is not None for c in clauses)
        orders = tuple(o for c in clauses for o in c.orders)
        if head and told:
            yield ListedInstruction((i, 0), (*head, *orders), small, comes=comes)
        else:
            words = clauses[0].rewording if len(clauses) == 1 else None
            yield ListedInstruction((i, 0), (*head, *orders), small, bare=orders if head else (), words=words)

    def clauses(self, i: int, plan: Coarseness) -> list[Clause]:
        return self.writer(i).whole() if i in plan.whole else self.finest(i)

    def writer(self, i: int) -> ArticleClauses:
        return ArticleClauses(self.how, i, self.pairs[i], self.final(self.pairs[i]), self.threshold)

    def finest(self, i: int) -> list[Clause]:
        """The best clauses for an article; worked out once."""
        if i not in self.found:
            self.found[i] = self.writer(i).best()
        return self.found[i]

    # ------------------------------------------------------------------ the same words in several articles

    def shared_words(self, plan: Coarseness) -> list[ListedInstruction]:
        """Words that change alike in several articles, and articles in which all changes are alike, told together."""
        self.together = set()
        if plan.apart:
            self.how, self.found, self.alike = self.alone, {}, set()
            return []
        out = []
        digits = [i for i in self.digits if i not in plan.whole]
        if digits:
            self.together.update(digits)
            out.append(ListedInstruction((digits[0], 0), (ConvertNumerals(self.ranged(digits)),), True))
        for articles, words in grouped(self.shared):
            if not articles:
                out.append(ListedInstruction((len(self.old.units), 0), words.at((Place(),)), True))
            elif len(articles := tuple(i for i in articles if i not in plan.whole)) > 0:
                self.together.update(articles)
                out.append(ListedInstruction((articles[0], 0), words.at(self.ranged(articles)), True, words=words))
        self.alike = set()
        for words, group in alike_words(self.alone_in_words(plan), _GROUPED):
            self.alike.update((spot.article, spot.number) for spot in group)
            self.together.update(spot.article for spot in group)
            places = ranged([place for spot in group for place in spot.clause.places])
            out.append(ListedInstruction((group[0].article, 0), words.at(places), True, words=words))
        return out

    def ranged(self, articles: Iterable[int]) -> tuple[Place, ...]:
        """Old articles as a list of places."""
        return tuple(ranged([self.old_place(i) for i in articles]))

    def alone_in_words(self, plan: Coarseness) -> list[Spot]:
        """Clauses that change words and nothing else, of articles that stay where they are."""
        stay = (
            i
            for i in self.old_articles
            if i in self.pairs and i not in plan.whole and i not in self.moved and i not in self.buried
        )
        return [
            Spot(i, k, clause) for i in stay for k, clause in enumerate(self.finest(i)) if clause.rewording is not None
        ]

    def find_shared(self) -> None:
        """Look for words that change alike in several articles; those of an article that is rewritten as a whole anyway do not count."""
        home: dict[int, int] = {}
        for i in self.old_articles:
            home.update((x, i) for x in range(i, self.old.end[i]))
        texts = {
            i: self.how.text(i)
            for i in self.pairs
            if self.old.units[i].text and self.old.units[i].level not in (Level.STAGE, Level.NOTE, Level.SIGNATURE)
        }
        self.digits, more = written_numbers(texts, home, _GROUPED)
        texts |= {i: attrs.evolve(texts[i], follows=follows) for i, follows in more.items()}
        base = {**self.alone.follows, **more}
        shared, moved = share_words(texts, home, _GROUPED)
        self.how = attrs.evolve(self.alone, follows=base | moved)
        if not shared:
            return
        whole = {i for i in self.old_articles if i in self.pairs and self.rewritten(i)}
        kept = [attrs.evolve(s, articles=tuple(i for i in s.articles if i not in whole)) for s in shared]
        worth = [s for s in kept if self.worth(s)]
        if len(worth) < len(kept):
            follows = dict(base)
            for s in worth:
                for i, text in texts.items():
                    if (s.everywhere or home.get(i, -1) in s.articles) and s.old in text.old:
                        follows[i] = also_changed(attrs.evolve(text, follows=follows.get(i, ())), s.old, s.new).follows
            self.how = attrs.evolve(self.alone, follows=follows)
        self.shared, self.found = worth, {}

    def worth(self, s: SharedWords) -> bool:
        """Whether one order for several articles says less than one in each of them."""
        if len(s.articles) < _GROUPED:
            return False
        spared = sum(self.how.same(i, self.pairs[i]) and not self.alone.same(i, self.pairs[i]) for i in s.articles)
        pair = len(s.old) + len(s.new) + 9
        return pair * len(s.articles) + _ORDER * spared > pair + (8 if s.everywhere else 5 * len(s.articles)) + _ORDER

    def rewritten(self, i: int) -> bool:
        """Whether the best that can be said of an article is all its words."""
        clauses = self.finest(i)
        return len(clauses) == 1 and clauses[0] == self.writer(i).whole()[0]

    # ------------------------------------------------------------------ what comes

    def arrivals(self, plan: Coarseness) -> Iterator[ListedInstruction]:
        """New articles, those that follow one another under one instruction."""
        groups: list[list[int]] = []
        elsewhere = {x for h in self.new_headings() for x in self.swallowed(h)}
        previous = -1
        for n, j in enumerate(self.new_articles):
            if j in self.back or j in elsewhere:
                continue
            if groups and previous == n - 1 and self.border(n, plan) == self.border(previous, plan):
                groups[-1].append(n)
            else:
                groups.append([n])
            previous = n
        for group in groups:
            first = group[0]
            lines = [self.new_articles[n] for n in group]
            to = tuple(self.final(j) for j in lines)
            behind = self.behind(first)
            after = self.old_place(behind) if to[0].steps[-1].number.sub and behind >= 0 else None
            if len(group) == 1:
                text = payload(captioned(self.new, lines[0]))
            else:
                text = payload(line for j in lines for line in print_units(self.units(j)))
            orders: list[Order] = [InsertProvisions(Level.ARTICLE, to, text, after=after)]
            border = self.border(first, plan)
            if border is not None:
                run = ranged([Place(a) for a in to])[0]
                orders.append(Regroup(border, to[0], run.through or to[0]))
            yield ListedInstruction((self.entry(first), first + 1), tuple(orders), comes=tuple(lines))

    def behind(self, n: int) -> int:
        """The old article that a new one comes behind."""
        for k in range(n - 1, -1, -1):
            i = self.back.get(self.new_articles[k])
            if i is not None and i not in self.moved:
                return i
        return -1

    def units(self, j: int) -> list[Unit]:
        return list(self.new.units[j : self.new.end[j]])

    def entry(self, n: int) -> float:
        """Where in the old text a new article comes in: behind the article before it."""
        return self.behind(n) + 0.5 if self.behind(n) >= 0 else 2.5

    def border(self, n: int, plan: Coarseness) -> Address | None:
        """第九章, where a new article stands at a border of headings: whoever reads its number alone has to guess to which side it belongs."""
        own = heading_of(self.new, self.new_articles[n])
        sides = self.beside(n, own, -1), self.beside(n, own, 1)
        branch = self.after.units[self.new_articles[n]].number.sub  # 在第二条后: it stands with that one
        open_ = sides != (own, own) and not (branch and sides[0] == own)
        return self.final(own) if own >= 0 and open_ and own in self.back and own not in self.told(plan) else None

    def beside(self, n: int, own: int, step: int) -> int:
        """The heading of the nearest article on one side that is not new under the same heading."""
        k = n + step
        while 0 <= k < len(self.new_articles):
            heading = heading_of(self.new, self.new_articles[k])
            if heading != own or self.new_articles[k] in self.back:
                return heading
            k += step
        return own

    def told(self, plan: Coarseness) -> set[int]:
        """The new headings whose articles are written out: as planned, and those that would be left empty or take articles of another one."""
        out = set(plan.regrouped)
        for i, j in self.pairs.items():
            if self.new.units[j].level in CHAPTERS:
                new = self.new.children(j, Level.ARTICLE)
                homes = {
                    heading_of(self.old, self.back[x]) for x in new if x in self.back and self.back[x] not in self.moved
                }
                homes = {i if j in (self.dissolved.get(x, -1), self.joins.get(x, -1)) else x for x in homes}
                if new and (homes - {i} or i not in homes):
                    out.add(j)
        return out

    # ------------------------------------------------------------------ headings

    def new_headings(self) -> list[int]:
        taken = set(self.shifted.values())
        return [
            j for j, u in enumerate(self.new.units) if u.level in CHAPTERS and j not in self.back and j not in taken
        ]

    def new_titles(self) -> Iterator[ListedInstruction]:
        """Headings that are no chapters (附则, 一、管辖) and come between articles which stay."""
        for j, unit in enumerate(self.new.units):
            if unit.level is not Level.DIVISION or j in self.back or not unit.text:
                continue
            first = next((x for x in self.new_articles if x > j), -1)
            i = self.back.get(first, -1)
            if i >= 0 and i not in self.moved:
                title, here = heading_line(unit), self.old_place(i)
                added = InsertProvisions(Level.DIVISION, (), Payload(()), before=here, heading=title)
                yield ListedInstruction((i - 0.5, 0), (added,))

    def swallowed(self, h: int) -> list[int]:
        """The articles of a new heading that can be quoted with it: all of them new, and so is every heading in between."""
        lines = range(h + 1, self.new.end[h])
        fresh = set(self.new_headings())
        if any(self.new.units[x].level in HEADINGS and x not in fresh for x in lines):
            return []
        articles = [x for x in lines if self.new.units[x].level is Level.ARTICLE]
        return articles if articles and not any(x in self.back for x in articles) else []

    def headings(self, plan: Coarseness) -> Iterator[ListedInstruction]:
        quoted = 0
        for h in self.new_headings():
            if h < quoted:  # a section of a chapter that is quoted as a whole
                continue
            unit = self.new.units[h]
            place = self.heading_place(h)
            to = (self.final(h),)
            if self.swallowed(h):
                quoted = self.new.end[h]
                text = payload(print_units(self.units(h)))
                yield ListedInstruction((place, h), (InsertProvisions(unit.level, to, text),))
                continue
            added = InsertProvisions(unit.level, to, Payload(()), heading=unit.text)
            yield ListedInstruction((place, h), (added, *self.span(h)), heading=h)
        yield from self.new_titles()
        told = self.told(plan)
        for i, unit in enumerate(self.old.units):
            if unit.level not in HEADINGS:
                continue
            target = self.pairs.get(i, self.shifted.get(i))
            if target is not None:
                orders = self.heading_change(i, target, plan, told)
                if orders:
                    yield ListedInstruction((i, 0), orders)
            elif i in self.cleared:
                yield ListedInstruction((i, 0), gone=self.old_place(i))
            elif i in self.joins:
                home = self.before.addresses[self.back[self.joins[i]]]
                yield ListedInstruction((i, 0), (Merge((self.old_place(i),), home),))
            elif i in self.dissolved:
                yield ListedInstruction((i, 0), gone=attrs.evolve(self.old_place(i), part="heading"))

    def heading_change(self, i: int, j: int, plan: Coarseness, told: set[int]) -> tuple[Order, ...]:
        """What happens to a heading that stays: another number, another name, other articles."""
        old, new = self.old.units[i], self.new.units[j]
        place, name = self.old_place(i), payload([new.text])
        span = j in told or i in self.shifted
        out: list[Order] = []
        if i in self.shifted or (i in plan.renumbered or j in told) and old.label != new.label:
            out.append(Renumber((place,), (Place(self.final(j)),)))
            if old.text != new.text:
                out.append(Replace((attrs.evolve(place, part="heading", quoted=old.text),), name))
            return (*out, *(self.span(j) if span else ()))
        if old.text != new.text and old.level in CHAPTERS:
            out.append(Replace((attrs.evolve(place, part="heading"),), name))
        elif old.text != new.text:
            out.append(Replace((Place(quoted=heading_line(old)),), payload([heading_line(new)])))
        return (*out, *(self.span(j, new.text) if span else ()))

    def heading_place(self, h: int) -> float:
        before = [n for n, j in enumerate(self.new_articles) if j < h]
        return self.entry(before[-1] + 1) + 0.2 if before else 2.6

    def span(self, h: int, title: str = "") -> tuple[Order, ...]:
        """第二章包括第十二条至第十六条: the articles directly under a heading."""
        lines = list(self.new.children(h, Level.ARTICLE))
        return tuple(
            Regroup(self.final(h), self.final(lines[0]), self.final(lines[-1]), title, closed=True) for _ in lines[:1]
        )

    # ------------------------------------------------------------------ after a failed reading

    def coarser(self, plan: Coarseness, got: Statute) -> Coarseness | None:
        """A plan that is coarser where the reading did not give the new text; None where it does not help."""
        have = got.outline
        mine = articles_of(have)
        labels = [have.units[x].label for x in mine]
        want = [self.new.units[x].label for x in self.new_articles]
        kept = {
            i for i in self.old_articles if i in self.pairs and self.before.addresses[i] != self.final(self.pairs[i])
        }
        if labels != want:
            if not kept <= plan.renumbered:
                return attrs.evolve(plan, renumbered=plan.renumbered | kept)
            headed = frozenset(j for j, u in enumerate(self.new.units) if u.level in CHAPTERS)
            return attrs.evolve(plan, regrouped=headed) if headed - plan.regrouped else None
        wrong = set()
        for x, j in zip(mine, self.new_articles, strict=True):
            if have.units[x : have.end[x]] != self.new.units[j : self.new.end[j]] and j in self.back:
                wrong.add(self.back[j])
        if wrong and self.moved and not kept <= plan.renumbered:  # an article that was to go elsewhere has not gone
            return attrs.evolve(plan, renumbered=plan.renumbered | kept)
        if wrong - plan.whole:
            if not plan.apart and wrong & self.together:
                return attrs.evolve(plan, apart=True)
            return attrs.evolve(plan, whole=plan.whole | wrong)
        if wrong:
            return None
        return self.other_headings(plan, have, mine)

    def other_headings(self, plan: Coarseness, have: Outline, mine: Sequence[int]) -> Coarseness | None:
        regroup = set()
        for x, j in zip(mine, self.new_articles, strict=True):
            a, b = heading_of(have, x), heading_of(self.new, j)
            if (have.units[a] if a >= 0 else None) != (self.new.units[b] if b >= 0 else None) and b >= 0:
                regroup.add(b)
        if regroup - plan.regrouped:
            return attrs.evolve(plan, regrouped=plan.regrouped | regroup)
        chapters = [i for i, u in enumerate(self.old.units) if u.level in CHAPTERS and i in self.pairs]
        headings = {i for i in chapters if self.before.addresses[i] != self.final(self.pairs[i])}
        if headings - plan.renumbered:
            return attrs.evolve(plan, renumbered=plan.renumbered | headings)
        return None
