"""The sentences of a drafted decision: what happens to one article, told as national decisions tell it.

Numbers on the left are those of the old text, numbers after 改为 / 作为 those of the new one (立法技术规范 on amending decisions). Several changes to
one article stand under one instruction, each on a line of its own once new text has been quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

import attrs

from lawtrack.decision.orders import Payload
from lawtrack.decision.phrases.wording import block, count_text
from lawtrack.drafting.listing import ranges
from lawtrack.drafting.words import Reworder, Rewording, Text, slight
from lawtrack.model.address import Address
from lawtrack.model.levels import Level, cited
from lawtrack.model.outline import Outline
from lawtrack.patch.arrangement import increasing
from lawtrack.patch.ops import Splice

_ENDS = "。；"
_FEW = 3
"""So many changes of words read easily, however short the article."""


@attrs.frozen
class Clause:
    """One order of an instruction. ``named`` is the sentence where the article has just been named, ``alone`` with its number."""

    named: str
    alone: str
    rewording: Rewording | None = None
    """Set where the clause changes words and nothing else."""
    place: str = ""
    """Where in the article it does so; empty: anywhere."""
    texts: tuple[Text, ...] = ()
    """What it changes there."""
    count: int = 0
    """How many changes of words it names, 0 for other orders."""
    gone: tuple[str, ...] = ()
    """The paragraphs and items it deletes, if that is all it does."""

    @property
    def cost(self) -> int:
        """How much it takes to read: its characters, and a little for being one more order."""
        return len(self.named) + 4


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
        lines = range(i, self.old.end[i])
        if len(lines) != self.new.end[j] - j:
            return False
        return all(self.pairs.get(a) == j + k and self.settled(a) for k, a in enumerate(lines))


def body(outline: Outline, line: int) -> tuple[str, ...]:
    """The words of a provision as lines of new text: an article without its number, an item with it."""
    units = outline.units[line : outline.end[line]]
    return tuple(u.label + u.text for u in (units[1:] if units[0].level is Level.ARTICLE else units))


def quoted(lines: Sequence[str], after: str = "：") -> str:
    """New text in quotation marks, the final stop outside where it has none."""
    return block(Payload(tuple(piece for line in lines for piece in line.split("\n"))), after)


def closed(sentence: str) -> str:
    """A sentence with its final stop, unless it ends with new text that brings one."""
    return sentence if sentence.endswith(("。", "。”", "！”", "？”")) else sentence + "。"


class ArticleClauses:
    """The cheapest clauses that turn an article into what it must be."""

    def __init__(self, how: Pairing, i: int, j: int, number: str, threshold: float) -> None:
        self.how: Pairing
        self.i: int
        self.j: int
        self.number: str
        self.threshold: float
        self.how, self.i, self.j, self.number, self.threshold = how, i, j, number, threshold
        self.olds: list[int] = how.old.children(i, Level.PARAGRAPH)
        self.news: list[int] = how.new.children(j, Level.PARAGRAPH)

    def whole(self) -> list[Clause]:
        """The article with all its words."""
        new = quoted(body(self.how.new, self.j))
        return [Clause(f"修改为{new}", f"将{self.number}修改为{new}")]

    def best(self) -> list[Clause]:
        """The article in parts where that is clearly shorter, else as a whole; [] where nothing needs saying."""
        if self.how.same(self.i, self.j):
            return []
        whole = self.whole()
        parts = self.parts()
        if parts is None or not parts:
            return whole
        kept = self.how.kept(self.i, self.j, Level.PARAGRAPH)
        stay = sum(self.how.same(a, b) for a, b in kept.items())
        if len(self.olds) > 1 and 2 * stay >= len(self.olds):
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
        if how.old.units[self.i].text != how.new.units[self.j].text or not self.olds:
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
            each = tuple(cited(Level.PARAGRAPH, n) for n in gone)
            names = "、".join(each)
            out.append((gone[0], Clause(f"删去{names}", f"删去{self.number}{names}", gone=each)))
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
        parts = list(_together(parts, self.number))
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
        return self.words(found, "", texts)

    def slight(self, start: int, end: int) -> bool:
        """Whether each 款 and 项 in a stretch changes so little that its words are named."""
        return all(slight(self.how.text(a)) for a in range(start, end) if a in self.how.pairs)

    def words(self, found: Rewording, place: str, texts: Sequence[Text], lead: str = "") -> list[Clause]:
        """Words that change at a place; ``lead`` says instead what number the paragraph gets."""
        if lead:
            named = f"{lead}，{'，'.join(found.clauses(''))}"
            return [Clause(named, f"将{self.number}{named}", count=found.count)]
        named, alone = "，".join(found.clauses(place)), "，".join(found.clauses(self.number + place))
        return [Clause(named, alone, found, place, tuple(texts), found.count)]

    def added(self, positions: Sequence[int]) -> Clause:
        """增加一款，作为第二款：…."""
        lines = [line for n in positions for line in body(self.how.new, self.news[n - 1])]
        numbers = "、".join(cited(Level.PARAGRAPH, n) for n in positions)
        if len(positions) > 2:
            numbers = f"{cited(Level.PARAGRAPH, positions[0])}至{cited(Level.PARAGRAPH, positions[-1])}"
        text = f"增加{count_text(Level.PARAGRAPH, len(positions))}，作为{numbers}{quoted(lines)}"
        return Clause(text, self.number + text)

    # ------------------------------------------------------------------ one paragraph

    def paragraph(self, a: int, b: int, n: int, to: int) -> list[Clause] | None:
        """What happens to the ``n``-th paragraph, which is the ``to``-th of the new article; [] where nothing does."""
        how = self.how
        if how.same(a, b):
            return []
        name = cited(Level.PARAGRAPH, n)
        lead = f"{name}改为{cited(Level.PARAGRAPH, to)}" if n != to else ""
        new = quoted(body(how.new, b))
        named = f"{lead}，修改为{new}" if lead else f"{name}修改为{new}"
        whole = [Clause(named, f"将{self.number}{named}")]
        parts = self.in_paragraph(a, b, name if len(self.olds) > 1 else "", name, lead)
        if parts is None:
            return whole
        return self.cheaper(parts, whole)

    def in_paragraph(self, a: int, b: int, name: str, full: str, lead: str) -> list[Clause] | None:
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
                    return self.words(found, full, texts, lead)
        if not items_old and not items_new:
            return None
        if not how.settled(a):
            if not items_old:
                return None
            text = quoted((how.new.units[b].text,))
            out.append((-1, Clause(f"{full}款首修改为{text}", f"将{self.number}{full}款首修改为{text}")))
        if not items_old:
            return None
        gone = [x for x in items_old if x not in kept]
        if gone:
            names = [n for x in gone if (n := self.item(x, name)) is not None]
            if len(names) < len(gone):
                return None
            told = "、".join([names[0], *(self.item(x, "") or "" for x in gone[1:])])
            out.append((gone[0], Clause(f"删去{told}", f"删去{self.number}{told}", gone=tuple(names))))
        for x, y in kept.items():
            if how.same(x, y) or structural and self.only_its_mark(x, y, items_old, items_new):
                continue
            where = self.item(x, name)
            if where is None:
                return None
            out.append((x, self.one_item(x, y, where)))
        back = set(kept.values())
        come = [n for n, y in enumerate(items_new) if y not in back]
        if come:
            numbers = "、".join(ranges([cited(Level.ITEM, n + 1) for n in come]))
            new = [line for n in come[:-1] for line in body(how.new, items_new[n])]
            new += self.new_item(items_new[come[-1]], items_new)
            text = f"{name}增加{count_text(Level.ITEM, len(come))}，作为{numbers}{quoted(new)}"
            earlier = [x for x, y in kept.items() if y < items_new[come[0]]]
            out.append((max(earlier, default=a) + 0.5, Clause(text, self.number + text)))
        return [clause for _, clause in sorted(out, key=lambda x: x[0])]

    def item(self, x: int, name: str) -> str | None:
        """第一款第三项; None where its number does not name it."""
        step = self.how.old_at[x].steps[-1]
        return (
            name + cited(Level.ITEM, step.number)
            if step.nth == 1 and step.number.value and not step.number.sub
            else None
        )

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

    def one_item(self, x: int, y: int, where: str) -> Clause:
        how = self.how
        lines = list(body(how.new, y))
        old = how.old.units[x].text
        if len(lines) == 1 and old and lines[0][-1:] == old[-1] and old[-1] in _ENDS:
            lines[0] = lines[0][:-1]  # the mark of its place stays
        new = quoted(lines)
        whole = Clause(f"{where}修改为{new}", f"将{self.number}{where}修改为{new}")
        if how.old.end[x] - x == how.new.end[y] - y and all(
            how.pairs.get(x + k) == y + k for k in range(how.old.end[x] - x)
        ):
            texts = [how.text(x + k) for k in range(how.old.end[x] - x)]
            found = how.reworder.reword(texts)
            if found is not None and found.count and found.once(texts) and self.slight(x, how.old.end[x]):
                [words] = self.words(found, where, texts)
                return self.cheaper([words], [whole])[0]
        return whole


def _together(clauses: Sequence[Clause], number: str) -> Iterator[Clause]:
    """The same words at places that follow one another in one order: 将第二款、第三款中的…."""
    for words, group in groupby(clauses, key=lambda c: c.rewording if c.place else None):
        run = list(group)
        if words is None or len(run) == 1:
            yield from run
            continue
        place = "、".join(c.place for c in run)
        named, alone = "，".join(words.clauses(place)), "，".join(words.clauses(number + place))
        yield Clause(named, alone, words, place, tuple(t for c in run for t in c.texts), words.count)


def join(head: str, clauses: Sequence[Clause], named: bool) -> str:
    """An instruction: the renumbering, if any, then the clauses, each further one on a line of its own."""
    first = clauses[0].named if named else clauses[0].alone
    if named and clauses[0].place:
        first = first.removeprefix("将")
    lines = [closed(head + first)]
    lines += [closed(c.named) for c in clauses[1:]]
    return "\n".join(lines)
