"""The orders of a drafted decision for one article, chosen as national decisions choose them.

Numbers on the left are those of the old text, numbers after 改为 / 作为 those of the new one (立法技术规范 on amending decisions). Several changes to
one article stand under one instruction, each on a line of its own once new text has been quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

import attrs

from lawtrack.decision.orders import DeleteProvisions, InsertProvisions, Order, Payload, Place, Renumber, Replace
from lawtrack.decision.phrases.sentences import compose
from lawtrack.drafting.words import Reworder, Rewording, Text, slight
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import Level
from lawtrack.model.numerals import Number
from lawtrack.model.outline import Outline
from lawtrack.patch.arrangement import increasing
from lawtrack.patch.ops import Splice

_ENDS = "。；"
_FEW = 3
"""So many changes of words read easily, however short the article."""


@attrs.frozen(slots=False)
class Clause:
    """What happens to one part of an article: one order, or a new number and what else becomes of what bears it."""

    orders: tuple[Order, ...]
    article: Address
    final: Address
    rewording: Rewording | None = None
    """Set where the clause changes words and nothing else."""
    places: tuple[Place, ...] = ()
    """Where in the article it does so, the article itself where that is not said."""
    texts: tuple[Text, ...] = ()
    """What it changes there."""
    count: int = 0
    """How many changes of words it names, 0 for other orders."""

    @property
    def gone(self) -> tuple[Place, ...]:
        """The paragraphs and items it deletes, if that is all it does."""
        return tuple(p for o in self.orders if isinstance(o, DeleteProvisions) for p in o.places)

    @cached_property
    def cost(self) -> int:
        """How much it takes to read where the article has just been named: its characters, and a little for being one more order."""
        return len(compose(self.orders, self.article, self.final)) + (
            4 if getattr(self.orders[-1], "payload", None) else 3
        )


@attrs.frozen
class Pairing:
    """Two statutes and which unit became which; ``follows`` are the references that move by themselves, by old line."""

    old: Outline
    new: Outline
    pairs: dict[int, int]
    follows: dict[int, tuple[Splice, ...]]
    old_at: Sequence[Address]
    reworder: Reworder

    def text(self, i: int) -> Text:
        """What must become of a unit that is still there."""
        return Text(self.old.units[i].text, self.new.units[self.pairs[i]].text, self.follows.get(i, ()))

    def settled(self, i: int) -> bool:
        """Whether a unit reads as it must without any order."""
        text = self.text(i)
        return text.untouched == text.new

    def kept(self, i: int, j: int, level: Level) -> dict[int, int]:
        """Which children of old ``i`` stand in new ``j``, in the same order."""
        inside = set(self.new.children(j, level))
        found = [(a, self.pairs[a]) for a in self.old.children(i, level) if self.pairs.get(a) in inside]
        order = increasing([b for _, b in found])
        return {a: b for a, b in found if b in order}

    def same(self, i: int, j: int) -> bool:
        """Whether a provision and all that belongs to it stays as it is, numbers of items aside."""
        return self.pairs.get(i) == j and self.settled(i) and self.same_below(i, j)

    def same_below(self, i: int, j: int) -> bool:
        """Whether all that belongs to a provision stays as it is."""
        lines = range(i + 1, self.old.end[i])
        if len(lines) != self.new.end[j] - j - 1:
            return False
        return all(self.pairs.get(a) == j + k and self.settled(a) for k, a in enumerate(lines, 1))


def body(outline: Outline, line: int) -> tuple[str, ...]:
    """The words of a provision as lines of new text: an article without its number, an item with it."""
    units = outline.units[line : outline.end[line]]
    return tuple(u.label + u.text for u in (units[1:] if units[0].level is Level.ARTICLE else units))


def captioned(outline: Outline, line: int) -> tuple[str, ...]:
    """The words of an article with its caption (条标) before them."""
    lines = body(outline, line)
    return (outline.units[line].text + lines[0], *lines[1:]) if lines else lines


def payload(lines: Iterable[str]) -> Payload:
    """New text, line by line."""
    return Payload(tuple(piece for line in lines for piece in line.split("\n")))


class ArticleClauses:
    """The cheapest clauses that turn an article into what it must be."""

    def __init__(self, how: Pairing, i: int, j: int, final: Address, threshold: float) -> None:
        self.how: Pairing
        self.i: int
        self.j: int
        self.article: Address
        self.final: Address
        self.threshold: float
        self.how, self.i, self.j, self.article, self.final, self.threshold = how, i, j, how.old_at[i], final, threshold
        self.olds: list[int] = how.old.children(i, Level.PARAGRAPH)
        self.news: list[int] = how.new.children(j, Level.PARAGRAPH)

    def whole(self) -> list[Clause]:
        """The article with all its words, and with its caption where that is another one."""
        was, name = self.how.old.units[self.i].text, self.how.new.units[self.j].text
        lines = captioned(self.how.new, self.j) if name != was else body(self.how.new, self.j)
        return [self.clause(Replace((self.place(),), payload(lines)))]

    def place(self, *steps: Step) -> Place:
        """A place in the old article."""
        return Place(Address((*self.article.steps, *steps)))

    def clause(self, *orders: Order) -> Clause:
        return Clause(orders, self.article, self.final)

    def replaced(self, steps: Sequence[Step], line: int) -> Clause:
        """The new text of a line and of all that belongs to it, for a place of the article."""
        return self.clause(Replace((self.place(*steps),), payload(body(self.how.new, line))))

    def caption(self) -> list[Clause]:
        """Another caption (条标) for the article, or none."""
        place, name = attrs.evolve(self.place(), part="heading"), self.how.new.units[self.j].text.strip("【】")
        return [self.clause(Replace((place,), payload([name])) if name else DeleteProvisions((place,)))]

    def best(self) -> list[Clause]:
        """The article in parts where that is clearly shorter, else as a whole; [] where nothing needs saying."""
        if self.how.same(self.i, self.j):
            return []
        if self.how.old.units[self.i].text != self.how.new.units[self.j].text:
            return self.caption() if self.how.same_below(self.i, self.j) else self.whole()
        whole = self.whole()
        parts = self.parts()
        if parts is None or not parts:
            return whole
        kept = self.how.kept(self.i, self.j, Level.PARAGRAPH)
        stay = sum(self.how.same(a, b) for a, b in kept.items())
        if max(len(self.olds), len(self.news)) > 1 and 2 * stay >= len(self.olds):
            return parts  # most paragraphs stay: only the others are told
        if len(parts) > _FEW and not stay:
            return whole  # every paragraph is told, in orders of their own
        return self.cheaper(parts, whole)

    def cheaper(self, parts: list[Clause], whole: list[Clause]) -> list[Clause]:
        """Parts where they are clearly shorter; a few changes of words wherever they are shorter at all."""
        few = all(c.count for c in parts) and sum(c.count for c in parts) <= _FEW
        return parts if sum(c.cost for c in parts) <= (1.0 if few else self.threshold) * whole[0].cost else whole

    def parts(self) -> list[Clause] | None:
        """Paragraph by paragraph; None where that cannot be said."""
        how = self.how
        if not self.olds:
            return None
        everywhere = self.everywhere if self.slight(self.i + 1, how.old.end[self.i]) else None
        kept = how.kept(self.i, self.j, Level.PARAGRAPH)
        out: list[tuple[float, Clause]] = []
        for n, a in enumerate(self.olds, 1):
            if a in kept:
                clauses = self.paragraph(a, kept[a], n, self.news.index(kept[a]) + 1)
                if clauses is None:
                    return None
                out += [(n, c) for c in clauses]
        gone = [n for n, a in enumerate(self.olds, 1) if a not in kept]
        if gone:
            out.append((gone[0], self.clause(DeleteProvisions(tuple(self.place(_paragraph(n)) for n in gone)))))
        before = 0.0
        run: list[int] = []
        back = {b: a for a, b in kept.items()}
        for position, b in enumerate([*self.news, -1], 1):
            if b in back or b == -1:
                if run:
                    out.append((before + 0.5, self.added(run)))
                    run = []
                if b in back:
                    before = self.olds.index(back[b]) + 1
            else:
                run.append(position)
        parts = [c for _, c in sorted(out, key=lambda x: x[0])]
        parts = list(_together(parts))
        if everywhere and sum(c.cost for c in everywhere) <= sum(c.cost for c in parts):
            return everywhere
        return parts

    @cached_property
    def everywhere(self) -> list[Clause] | None:
        """Words that change in the article, without saying in which paragraph."""
        how = self.how
        lines = list(range(self.i + 1, how.old.end[self.i]))
        if len(lines) != how.new.end[self.j] - self.j - 1:
            return None
        if any(how.pairs.get(a) != self.j + 1 + k for k, a in enumerate(lines)):
            return None
        if any(how.old.units[a].label != how.new.units[how.pairs[a]].label for a in lines):
            return None
        texts = [how.text(a) for a in lines if how.old.units[a].text or how.new.units[how.pairs[a]].text]
        found = how.reworder.reword(texts)
        if found is None or not found.count or not found.once(texts):
            return None
        touched = sum(not how.same(a, b) for a, b in how.kept(self.i, self.j, Level.PARAGRAPH).items())
        if len(self.olds) > 1 and (found.count > 1 or touched == 1):
            return None  # the paragraph is named
        return [self.words(found, (), texts)]

    def slight(self, start: int, end: int) -> bool:
        """Whether each 款 and 项 in a stretch changes so little that its words are named."""
        return all(slight(self.how.text(a)) for a in range(start, end) if a in self.how.pairs)

    def words(self, found: Rewording, steps: Sequence[Step], texts: Sequence[Text]) -> Clause:
        """Words that change at a place of the article."""
        places = (self.place(*steps),)
        return Clause(found.at(places), self.article, self.final, found, places, tuple(texts), found.count)

    def added(self, positions: Sequence[int]) -> Clause:
        """增加一款，作为第二款：…."""
        lines = [line for n in positions for line in body(self.how.new, self.news[n - 1])]
        to = tuple(Address((*self.final.steps, _paragraph(n))) for n in positions)
        return self.clause(InsertProvisions(Level.PARAGRAPH, to, payload(lines), under=self.place()))

    # ------------------------------------------------------------------ one paragraph

    def paragraph(self, a: int, b: int, n: int, to: int) -> list[Clause] | None:
        """What happens to the ``n``-th paragraph, which is the ``to``-th of the new article; [] where nothing does."""
        how = self.how
        if how.same(a, b):
            return []
        own = _paragraph(n)
        lead = (
            (Renumber((self.place(own),), (Place(Address((*self.final.steps, _paragraph(to)))),)),) if n != to else ()
        )
        whole = self.replaced((own,), b)
        whole = attrs.evolve(whole, orders=(*lead, *whole.orders))
        parts = self.in_paragraph(a, b, (own,) if len(self.olds) > 1 else (), own, lead)
        return [whole] if parts is None else self.cheaper(parts, [whole])

    def in_paragraph(
        self, a: int, b: int, name: tuple[Step, ...], own: Step, lead: tuple[Order, ...]
    ) -> list[Clause] | None:
        """The head of a paragraph and its items, one by one, in their order."""
        how = self.how
        items_old, items_new = how.old.children(a, Level.ITEM), how.new.children(b, Level.ITEM)
        kept = how.kept(a, b, Level.ITEM)
        out: list[tuple[float, Clause]] = []
        structural = len(kept) != len(items_old) or len(kept) != len(items_new)
        if not structural:
            lines = list(range(a, how.old.end[a]))
            straight = len(lines) == how.new.end[b] - b and all(how.pairs.get(x) == b + k for k, x in enumerate(lines))
            if straight and all(how.old.units[x].label == how.new.units[how.pairs[x]].label for x in lines):
                texts = [how.text(x) for x in lines]
                found = how.reworder.reword(texts)
                if (
                    found is not None
                    and 0 < found.count <= _FEW
                    and found.once(texts)
                    and self.slight(a, how.old.end[a])
                ):
                    words = self.words(found, (own,), texts)
                    if lead:  # with a new number it is no clause of words alone
                        return [attrs.evolve(self.clause(*lead, *words.orders), count=found.count)]
                    return [words]
        if not items_old:
            return None
        if not how.settled(a):
            head = attrs.evolve(self.place(own), part="head")
            out.append((-1, self.clause(Replace((head,), payload([how.new.units[b].text])))))
        gone = [x for x in items_old if x not in kept]
        if gone:
            steps = [n for x in gone if (n := self.item(x)) is not None]
            if len(steps) < len(gone):
                return None
            out.append((gone[0], self.clause(DeleteProvisions(tuple(self.place(*name, step) for step in steps)))))
        for x, y in kept.items():
            if how.same(x, y) or structural and self.only_its_mark(x, y, items_old, items_new):
                continue
            step = self.item(x)
            if step is None:
                return None
            out.append((x, self.one_item(x, y, (*name, step))))
        back = set(kept.values())
        come = [n for n, y in enumerate(items_new) if y not in back]
        if come:
            new = [line for n in come[:-1] for line in body(how.new, items_new[n])]
            new += self.new_item(items_new[come[-1]], items_new)
            to = tuple(Address((*self.final.steps, *name, Step(Level.ITEM, Number(n + 1)))) for n in come)
            earlier = [x for x, y in kept.items() if y < items_new[come[0]]]
            added = InsertProvisions(Level.ITEM, to, payload(new), under=self.place(*name))
            out.append((max(earlier, default=a) + 0.5, self.clause(added)))
        return [clause for _, clause in sorted(out, key=lambda x: x[0])]

    def item(self, x: int) -> Step | None:
        """第三项; None where its number does not name it."""
        step = self.how.old_at[x].steps[-1]
        return step if step.nth == 1 and step.number.value and not step.number.sub else None

    def only_its_mark(self, x: int, y: int, olds: Sequence[int], news: Sequence[int]) -> bool:
        """Whether an item only ends differently because it is the last one now, or no longer: that follows by itself (rule R7)."""
        old, new = self.how.text(x).untouched, self.how.new.units[y].text
        if self.how.old.end[x] != x + 1 or self.how.new.end[y] != y + 1 or old[-1:] not in _ENDS or not old:
            return False
        mark = "。" if y == news[-1] and x != olds[-1] else "；" if x == olds[-1] and y != news[-1] else ""
        return bool(mark) and old[:-1] + mark == new

    def new_item(self, y: int, news: Sequence[int]) -> list[str]:
        """A new item; the mark that its place gives it is left out."""
        lines = list(body(self.how.new, y))
        if len(lines) == 1 and lines[0][-1:] == ("。" if y == news[-1] else "；"):
            lines[0] = lines[0][:-1]
        return lines

    def one_item(self, x: int, y: int, where: tuple[Step, ...]) -> Clause:
        how = self.how
        lines = list(body(how.new, y))
        old = how.old.units[x].text
        if len(lines) == 1 and old and lines[0][-1:] == old[-1] and old[-1] in _ENDS:
            lines[0] = lines[0][:-1]  # the mark of its place stays
        whole = self.clause(Replace((self.place(*where),), payload(lines)))
        if how.old.end[x] - x == how.new.end[y] - y and all(
            how.pairs.get(x + k) == y + k for k in range(how.old.end[x] - x)
        ):
            texts = [how.text(x + k) for k in range(how.old.end[x] - x)]
            found = how.reworder.reword(texts)
            if found is not None and found.count and found.once(texts) and self.slight(x, how.old.end[x]):
                return self.cheaper([self.words(found, where, texts)], [whole])[0]
        return whole


def _paragraph(n: int) -> Step:
    """第二款."""
    return Step(Level.PARAGRAPH, Number(n))


def _together(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The same words at places that follow one another in one order: 将第二款、第三款中的…."""
    for words, group in groupby(clauses, key=lambda c: c.rewording):
        run = list(group)
        if words is None or len(run) == 1:
            yield from run
            continue
        places = tuple(p for c in run for p in c.places)
        yield attrs.evolve(run[0], orders=words.at(places), places=places, texts=tuple(t for c in run for t in c.texts))
