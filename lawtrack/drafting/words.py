"""Which words to name when a text changes: the shortest “A” that means the right places and no others.

An order about words changes *every* occurrence in the provision it names, so “A” must be long enough to occur only where it changes, and
should begin and end where a word does. What is found is carried out as a decision would be and kept only if it gives the new text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, takewhile

import attrs

from lawtrack.binding.marks import doubled, join, separators, trim_deletion
from lawtrack.binding.word_edits import Match, WantedEdit, already, find_words, settle
from lawtrack.comparison.text_diff import splices as differences
from lawtrack.comparison.text_diff import tokens
from lawtrack.comparison.text_diff import words as legal_words
from lawtrack.decision.orders import DeleteWords, InsertWords, Order, Place, ReplaceWords
from lawtrack.drafting.quotation import (
    JOINING,
    LEFT_OVER,
    MARKS,
    NUMBERS,
    SEPARATORS,
    balanced,
    deletable,
    leans_on,
    left_over,
    outer_marks,
    outer_separators,
    quotability,
    unquotable,
)
from lawtrack.errors import ConflictError, overlap
from lawtrack.patch.compose import compose_splices
from lawtrack.patch.ops import Cause, Splice, splice

_REACH = 16  # characters on each side that are looked at for a place to cut
_CHOICES = 7  # places to cut on each side that are tried
_MOST = 8  # changes of words in one provision; more are not worth naming
_ORDER = 10  # characters that one more order is worth
_ORDERED, _FOLLOWS = Cause("ordered"), Cause("follows")
_APART = 4
"""So many characters that stay, at word edges, part two changes."""
_MEASURES = "元年月日倍个名人件次条款项周天小分%％"


@attrs.frozen
class Text:
    """One text of the provision an order names: as it was, what references move in it by themselves, as it must be."""

    old: str
    new: str
    follows: tuple[Splice, ...] = ()

    @property
    def untouched(self) -> str:
        """What becomes of it without any order."""
        return splice(self.old, self.follows)


@attrs.frozen
class Rewording:
    """Orders about words, all for one place: “A”修改为“B”, 在“A”后增加“B”, 删去“A”."""

    pairs: tuple[tuple[str, str], ...] = ()
    inserted: tuple[tuple[str, str, str], ...] = ()
    """(anchor, words, "after" or "before")"""
    deleted: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many changes are named."""
        return len(self.pairs) + len(self.inserted) + len(self.deleted)

    @property
    def orders(self) -> list[Rewording]:
        """Each order by itself."""
        return [
            *(Rewording(pairs=(x,)) for x in self.pairs),
            *(Rewording(inserted=(x,)) for x in self.inserted),
            *(Rewording(deleted=(x,)) for x in self.deleted),
        ]

    @property
    def roughness(self) -> float:
        """How bad its words are to quote."""
        return sum(
            unquotable(x[0] if isinstance(x, tuple) else x) for x in (*self.pairs, *self.inserted, *self.deleted)
        )

    def once(self, texts: Sequence[Text]) -> bool:
        """Whether no text is changed by more than one order: an office writes what changes at several places anew."""
        if self.count < 2:
            return True
        return all(sum(order.apply(t) not in (None, t.untouched) for order in self.orders) < 2 for t in texts)

    def at(self, places: Sequence[Place]) -> tuple[Order, ...]:
        """The same as orders of a decision, for these places."""
        where = tuple(places)
        return (
            *(ReplaceWords(where, self.pairs) for _ in self.pairs[:1]),
            *(InsertWords(where, anchor, words, side) for anchor, words, side in self.inserted),
            *(DeleteWords(where, self.deleted) for _ in self.deleted[:1]),
        )

    def apply(self, text: Text) -> str | None:
        """The text after these orders and what follows by itself, exactly as :func:`lawtrack.amend` does it; None where they clash."""
        changes = []
        for old, new in self.pairs:
            found = (m for m in find_words(text.old, old) if not already(text.old, m, new))
            changes += [WantedEdit(m, doubled(text.old, m, new), None, True) for m in found]
        for anchor, words, side in self.inserted:
            for m in find_words(text.old, anchor):
                left, right = separators(text.old, m, words, side)
                at = m.end if side == "after" else m.start
                at_end = Match(at, at)
                changes.append(WantedEdit(at_end, doubled(text.old, at_end, left + words + right), None))
        for word in self.deleted:
            for m in find_words(text.old, word):
                changes.append(WantedEdit(Match(*trim_deletion(text.old, m.start, m.end)), "", None, True))
        held, clashes = settle(changes)
        if clashes:
            return None
        taken = [Splice(c.match.start, c.match.end, c.text) for c in held]
        free = [f for f in text.follows if not any(overlap(f, t) or f.start == t.start for t in taken)]
        try:
            return splice(text.old, [*taken, *free])
        except ConflictError:
            return None


class Reworder:
    """Finds the words to name. The texts before and after teach it which characters belong together and which words go for good."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        self.before: str
        self.after: str
        self.before, self.after = "\n".join(before), "\n".join(after)
        self.single: Counter[str] = Counter(self.before)
        self.double: Counter[str] = Counter(a + b for a, b in pairwise(self.before))
        self.known: dict[str, tuple[float, ...]] = {}
        self.worn: dict[str, float] = {}

    def gone(self, words: str) -> float:
        """How good it is to name words because they go everywhere in the statute."""
        if words not in self.worn:
            n = self.before.count(words) if len(words) > 1 and words not in self.after else 0
            self.worn[words] = 2.0 * min(3, n - 1) if n > 1 else 0.0
        return self.worn[words]

    def cuts(self, text: str) -> tuple[float, ...]:
        """How bad it is to cut a text at each place: nothing at a mark, little beside a link word, much inside what may be a word."""
        if text not in self.known:
            edges = _word_edges(text)
            self.known[text] = tuple(self.cut(text, i, edges) for i in range(len(text) + 1))
        return self.known[text]

    def cut(self, text: str, i: int, edges: frozenset[int]) -> float:
        if i in (0, len(text)) or text[i - 1] in MARKS or text[i] in MARKS:
            return 0.0
        a, b = text[i - 1], text[i]
        if a in NUMBERS and (b in NUMBERS or b in _MEASURES) or a == "第" or a.isascii() and b.isascii():
            return 8.0
        together = self.double[a + b]  # words that belong together in this statute
        if (
            i not in edges
            or together > 1
            and together == min(self.single[a], self.single[b])
            and {i - 1, i + 1} <= edges
        ):
            return 12.0  # inside a word, or between characters one of which never stands without the other
        return 0.5 + (4.0 * together * together / (self.single[a] * self.single[b]) if together > 2 else 0.0)

    def reword(self, texts: Sequence[Text]) -> Rewording | None:
        """The orders about words that turn all ``texts`` of one provision into what they must be; None where none do."""
        if any(not t.old or not t.new for t in texts):
            return None
        wanted = [wanted_changes(t) for t in texts]
        wishes = [s for w in wanted for s in w.ordered]
        if len(set(wishes)) > 3 * _MOST or sum(s.end - s.start for s in wishes) > 0.8 * sum(len(t.old) for t in texts):
            return None
        found = Rewording()
        for k, text in enumerate(texts):
            for wish in wanted[k].ordered:
                if _done(found, text, wish):
                    continue
                option = next(self.options(texts, wanted, k, wish), None)
                if option is None or found.count >= _MOST:
                    return None
                found = Rewording(
                    tuple(dict.fromkeys((*found.pairs, *option.pairs))),
                    tuple(dict.fromkeys((*found.inserted, *option.inserted))),
                    tuple(dict.fromkeys((*found.deleted, *option.deleted))),
                )
        if any("\n" in words for orders in (found.pairs, found.inserted, found.deleted) for o in orders for words in o):
            return None  # lines that come or go are no words
        return self.needed(found, texts) if all(found.apply(t) == t.new for t in texts) else None

    def needed(self, found: Rewording, texts: Sequence[Text]) -> Rewording:
        """Without orders that another one makes idle."""
        for field in ("pairs", "inserted", "deleted"):
            for order in sorted(getattr(found, field), key=lambda o: sum(map(len, o))):
                less = attrs.evolve(found, **{field: tuple(o for o in getattr(found, field) if o != order)})
                if all(less.apply(t) == t.new for t in texts):
                    found = less
        return found

    def options(self, texts: Sequence[Text], wanted: Sequence[Wanted], k: int, wish: Splice) -> Iterator[Rewording]:
        """Orders that make one change and nothing wrong anywhere in the provision, the shortest first."""
        text = texts[k].old
        options: list[tuple[float, Rewording]] = []
        cuts = self.cuts(text)
        lefts = _best(range(max(0, wish.start - _REACH), wish.start + 1), wish.start, cuts)
        rights = _best(range(wish.end, min(len(text), wish.end + _REACH) + 1), wish.end, cuts)
        if wish.start == wish.end:
            for a in lefts:
                options += _insertion(text, a, wish, "after", cuts[a] + cuts[wish.start])
            for b in rights:
                options += _insertion(text, b, wish, "before", cuts[b] + cuts[wish.end])
        elif not wish.text:
            for same in slides(text, wish):
                for a, b in ((same.start, same.end), (same.start + 1, same.end), (same.start, same.end - 1)):
                    words = text[a:b]
                    if (
                        a < b
                        and balanced(words)
                        and (deletable(text, a, b) or not SEPARATORS & {*words})
                        and trim_deletion(text, a, b) == (same.start, same.end)
                    ):
                        cost = 8 + (b - a) + cuts[a] + cuts[b] + _short(b - a) + outer_separators(words)
                        cost += 0 if deletable(text, a, b) else LEFT_OVER / 2
                        options.append((cost, Rewording(deleted=(words,))))
        for a in lefts:
            for b in rights:
                old = text[a:b]
                exact = (a, b) == (wish.start, wish.end) and b - a > 1 and not SEPARATORS & {*old}
                if a == b or not exact and quotability(text, a, b):
                    continue  # words that change themselves may lean on others
                new = _inside(text, a, b, wanted[k].everything)
                if new is None or not new or not (balanced(old) and balanced(new)):
                    continue
                cost = 9 + (b - a) + len(new) + cuts[a] + cuts[b] + _short(b - a)
                cost += 3 * (outer_marks(new) > outer_marks(old)) + 6 * outer_separators(old)
                cost += 9 * (outer_separators(new) > outer_separators(old))
                cost += left_over(text, a, b) + LEFT_OVER * (quotability(text, a, b) > 0)
                cost += 0 if leans_on(old) else leans_on(new)
                made = [w for w in wanted[k].ordered if a <= w.start and w.end <= b]
                cost -= _ORDER * (len(made) - 1) + self.gone(text[a:b])
                cost += 4 * sum(c in MARKS for c in text[a : made[0].start] + text[made[-1].end : b])
                options.append((cost, Rewording(pairs=((text[a:b], new),))))
        clause = _clause(text, wish)
        whole = _inside(text, *clause, wanted[k].everything)
        if whole:
            options.append((9 + (clause[1] - clause[0]) * 2, Rewording(pairs=((text[slice(*clause)], whole),))))
        for _, option in sorted(options, key=lambda o: o[0]):
            if all(is_right(option, t, w) for t, w in zip(texts, wanted, strict=True)):
                yield option


def reword(texts: Sequence[Text]) -> Rewording | None:
    """The same for texts that stand alone.

    >>> reword([Text("由卫生部门会同教育部门管理。", "由卫生健康部门会同教育部门管理。")])
    Rewording(pairs=(('卫生部门', '卫生健康部门'),), inserted=(), deleted=())
    """
    return Reworder((t.old for t in texts), (t.new for t in texts)).reword(texts)


@attrs.frozen
class Wanted:
    """All changes of one text in the places of the old one; ``ordered`` are those that do not follow by themselves."""

    everything: tuple[Splice, ...]
    ordered: tuple[Splice, ...]


def wanted_changes(text: Text) -> Wanted:
    """What must change, apart from what follows; where the two touch, they are one change."""
    middle = text.untouched
    if middle == text.new:
        return Wanted(text.follows, ())
    follows = _whole_references(text.old, text.follows)
    start = splice(text.old, follows)
    changes = [part for s in differences(start, text.new) for part in _parted(start, s)]
    both = compose_splices(text.old, [(f, _FOLLOWS) for f in follows], [(d, _ORDERED) for d in changes])
    return Wanted(tuple(s for s, _ in both), tuple(s for s, cause in both if cause == _ORDERED))


def slight(text: Text) -> bool:
    """Whether a change is named by its words: nothing, or one change, not of marks alone, of no more than a third of the text.

    Offices write the whole 款 or 项 anew for anything more (several changes in it, a mark alone, more than a third).

    >>> slight(Text("由卫生部门会同教育部门管理。", "由卫生健康部门会同教育部门管理。")), slight(Text("甲、乙管理。", "甲，乙管理。"))
    (True, False)
    """
    ordered = wanted_changes(text).ordered
    kinds = {(text.old[s.start : s.end], s.text) for s in ordered}
    if not kinds:
        return True
    [(gone, come), *more] = kinds
    if more or not (gone + come).strip(MARKS):
        return False
    return sum(s.end - s.start for s in ordered) * 3 <= len(text.old)


def _parted(text: str, change: Splice) -> Iterator[Splice]:
    """A change as several where whole words stand in both its wordings: 甲以及国务院乙 → 甲、丙以及国务院丁 is two."""
    old, new = legal_words(text[change.start : change.end]), legal_words(change.text)
    head = sum(1 for _ in takewhile(lambda x: x[0] == x[1], zip(old, new, strict=False)))
    if head == len(old) < len(new):
        yield Splice(change.end, change.end, "".join(new[head:]))
        return
    best = max(
        (
            (sum(len(w) for w in old[a : a + n] if w not in MARKS), -a, -b, n)
            for a in range(len(old))
            for b in range(len(new))
            if (n := sum(1 for _ in takewhile(lambda x: x[0] == x[1], zip(old[a:], new[b:], strict=False))))
        ),
        default=(0, 0, 0, 0),
    )
    a, b, n = -best[1], -best[2], best[3]
    cut, end = (change.start + sum(map(len, old[:k])) for k in (a, a + n))
    parts = Splice(change.start, cut, "".join(new[:b])), Splice(end, change.end, "".join(new[b + n :]))
    if best[0] < _APART or not all(_says(text[p.start : p.end] + p.text) for p in parts):
        yield change
        return
    for part in parts:
        yield from _parted(text, part)


def _says(words: str) -> bool:
    """Whether words are more than marks and words that join others."""
    return any(w not in MARKS and w not in JOINING for w in legal_words(words))


def _whole_references(text: str, follows: Sequence[Splice]) -> tuple[Splice, ...]:
    """What follows by itself, reference by reference: words put right behind 第十四条 change that reference, not what stands behind it."""
    edges = [0, *accumulate(map(len, tokens(text)))]
    out: list[Splice] = []
    for f in follows:
        start, end = edges[bisect_right(edges, f.start) - 1], edges[bisect_left(edges, f.end)]
        if out and start < out[-1].end:
            return tuple(follows)
        out.append(Splice(start, end, text[start : f.start] + f.text + text[f.end : end]))
    return tuple(out)


def _done(found: Rewording, text: Text, wish: Splice) -> bool:
    """Whether orders found so far already make this change."""
    got = found.apply(text)
    if got is None:
        return False
    mine = attrs.evolve(text, new=got)
    return any(_alike(text.old, s, wish) for s in wanted_changes(mine).everything)


def _insertion(text: str, edge: int, wish: Splice, side: str, rough: float) -> list[tuple[float, Rewording]]:
    if edge in (wish.start, wish.end):
        return []
    match = Match(edge, wish.start) if side == "after" else Match(wish.end, edge)
    anchor = text[match.start : match.end]
    if quotability(text, match.start, match.end) > 0:
        return []
    if outer_marks(anchor) or not balanced(anchor):
        return []
    out = []
    for words in dict.fromkeys((wish.text, wish.text.strip("，、；"))):
        left, right, sure = join(text, match, words, side)
        if sure and words.strip(MARKS) and balanced(words) and left + words + right == wish.text:
            cost = 9 + len(anchor) + len(words) + rough + _short(len(anchor)) + (side == "before")
            cost += 2 * outer_marks(words) + 5 * outer_marks(anchor) + leans_on(words) * (side == "after")
            cost += 12 * (
                words[:1] in SEPARATORS if side == "before" else words[-1:] in SEPARATORS
            )  # the mark belongs to the other side
            out.append((cost, Rewording(inserted=((anchor, words, side),))))
    return out


def is_right(option: Rewording, text: Text, wanted: Wanted) -> bool:
    """Whether an order changes this text only where it must change, and as it must."""
    words = [a for a, _ in option.pairs] + [a for a, _, _ in option.inserted] + list(option.deleted)
    if not any(w in text.old for w in words):
        loose = any(find_words(text.old, w) for w in words)
        return not loose
    got = option.apply(text)
    if got is None:
        return False
    made = wanted_changes(attrs.evolve(text, new=got))
    return _part_of(made.ordered, wanted.everything, text.old)


def slides(text: str, wish: Splice) -> list[Splice]:
    """The deletions that leave the same text: 甲乙甲 without 乙甲 is 甲乙甲 without 甲乙."""
    low, high, n = wish.start, wish.start, wish.end - wish.start
    while low and text[low - 1] == text[low + n - 1]:
        low -= 1
    while high + n < len(text) and text[high] == text[high + n]:
        high += 1
    return [Splice(k, k + n, "") for k in range(low, high + 1)]


def _alike(old: str, a: Splice, b: Splice) -> bool:
    """Whether two changes give the same text."""
    if a == b:
        return True
    if a.end - a.start != b.end - b.start or len(a.text) != len(b.text) or (a.text and a.end > a.start):
        return False
    return splice(old, [a]) == splice(old, [b])


def _part_of(made: Iterable[Splice], wanted: Sequence[Splice], old: str) -> bool:
    """Whether every change made is one of those wanted (or several of them at once)."""
    for s in made:
        inner = [w for w in wanted if s.start <= w.start and w.end <= s.end and (w.start, w.end) != (s.end, s.end)]
        crossing = [w for w in wanted if w not in inner and overlap(w, s)]
        if any(_alike(old, s, w) for w in wanted):
            continue
        if crossing or not inner:
            return False
        if splice(old[s.start : s.end], [Splice(w.start - s.start, w.end - s.start, w.text) for w in inner]) != s.text:
            return False
    return True


def _inside(text: str, a: int, b: int, wanted: Sequence[Splice]) -> str | None:
    """The new wording of ``text[a:b]``; None where a change crosses its borders."""
    inner = []
    for w in wanted:
        if w.end < a or w.start > b or (w.start == w.end and w.start in (a, b) and not a <= w.start <= b):
            continue
        if w.start < a or w.end > b:
            if w.end == a and w.start < a or w.start == b and w.end > b:
                continue
            return None
        inner.append(Splice(w.start - a, w.end - a, w.text))
    return splice(text[a:b], inner)


def _best(places: Iterable[int], near: int, cuts: Sequence[float]) -> list[int]:
    """The few best places to cut, near or clean."""
    return sorted(places, key=lambda i: (cuts[i] + abs(i - near), i))[:_CHOICES]


def _short(n: int) -> float:
    return {1: 16.0, 2: 1.0}.get(n, 0.0)


def _clause(text: str, wish: Splice) -> tuple[int, int]:
    """The clause between two marks that a change stands in."""
    a, b = wish.start, wish.end
    while a and text[a - 1] not in "，。；：":
        a -= 1
    while b < len(text) and text[b] not in "，。；：":
        b += 1
    return a, b


def _word_edges(text: str) -> frozenset[int]:
    """Where words begin and end."""
    return frozenset(accumulate(map(len, legal_words(text))))
