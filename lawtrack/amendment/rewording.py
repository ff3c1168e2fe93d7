"""Which words to name when a text changes: the shortest “A” that means the right places and no others.

An order about words changes *every* occurrence in the provision it names, so “A” must be long enough to occur only where it changes, and
should begin and end where a word does. What is found is carried out as a decision would be and kept only if it gives the new text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

import attrs

from lawtrack.amendment.words import Change, Match, find_words, separators, settle, trim_deletion
from lawtrack.amendment.writing import quote
from lawtrack.comparison.wording import splices as differences
from lawtrack.comparison.wording import words as legal_words
from lawtrack.errors import ConflictError
from lawtrack.patch.compose import compose_splices
from lawtrack.patch.ops import Cause, Splice, splice

_REACH = 16  # characters on each side that are looked at for a place to cut
_CHOICES = 7  # places to cut on each side that are tried
_MOST = 8  # changes of words in one provision; more are not worth naming
_MARKS = "，。；：、（）《》“”‘’？！\n,;:()"
_ORDERED, _FOLLOWS = Cause("ordered"), Cause("follows")
_NUMBERS = "零〇一二三四五六七八九十百千万亿两0123456789"
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

    def clauses(self, place: str) -> list[str]:
        """The orders as clauses; ``place`` names the provision, or is empty where it has been named just before."""
        out = []
        if self.pairs:
            told = "，".join(f"{quote(a)}修改为{quote(b)}" for a, b in self.pairs)
            out.append(f"将{place}中的{told}" if place else f"其中的{told}")
        for anchor, words, side in self.inserted:
            where = f"{place}中的" if place and not out else ""
            out.append(f"在{where}{quote(anchor)}{'后' if side == 'after' else '前'}增加{quote(words)}")
        if self.deleted:
            where = f"{place}中的" if place and not out else "其中的"
            out.append(f"删去{where}{'、'.join(map(quote, self.deleted))}")
        return out

    def apply(self, text: Text) -> str | None:
        """The text after these orders and what follows by itself, exactly as :func:`lawtrack.amend` does it; None where they clash."""
        changes = []
        for old, new in self.pairs:
            changes += [Change(m, new, None, True) for m in find_words(text.old, old)]
        for anchor, words, side in self.inserted:
            for m in find_words(text.old, anchor):
                left, right = separators(text.old, m, words, side)
                at = m.end if side == "after" else m.start
                changes.append(Change(Match(at, at), left + words + right, None))
        for word in self.deleted:
            for m in find_words(text.old, word):
                changes.append(Change(Match(*trim_deletion(text.old, m.start, m.end)), "", None, True))
        held, clashes = settle(changes)
        if clashes:
            return None
        taken = [Splice(c.match.start, c.match.end, c.text) for c in held]
        free = [f for f in text.follows if not any(_touch(f, t) for t in taken)]
        try:
            return splice(text.old, [*taken, *free])
        except ConflictError:
            return None


def _touch(a: Splice, b: Splice) -> bool:
    return a.start < b.end and b.start < a.end or a.start == b.start


class Reworder:
    """Finds the words to name. The texts before and after teach it which characters belong together and which words go for good."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        self.before, self.after = "\n".join(before), "\n".join(after)
        self.single = Counter(self.before)
        self.double = Counter(a + b for a, b in pairwise(self.before))
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
        if i in (0, len(text)) or text[i - 1] in _MARKS or text[i] in _MARKS:
            return 0.0
        a, b = text[i - 1], text[i]
        if a in _NUMBERS and (b in _NUMBERS or b in _MEASURES) or a == "第" or a.isascii() and b.isascii():
            return 8.0
        if i not in edges:
            return 6.0
        together = self.double[a + b]  # words that belong together in this statute
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
        return found if all(found.apply(t) == t.new for t in texts) else None

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
            for a, b in ((wish.start, wish.end), (wish.start + 1, wish.end), (wish.start, wish.end - 1)):
                if a < b and trim_deletion(text, a, b) == (wish.start, wish.end):
                    options.append((8 + (b - a) + cuts[a] + cuts[b] + _short(b - a), Rewording(deleted=(text[a:b],))))
        for a in lefts:
            for b in rights:
                if a == b:
                    continue
                new = _inside(text, a, b, wanted[k].everything)
                if new is None or not new:
                    continue
                cost = 9 + (b - a) + len(new) + cuts[a] + cuts[b] + _short(b - a)
                cost += 3 * (_edges(new) > _edges(text[a:b]))
                cost += 4 * sum(c in _MARKS for c in text[a : wish.start] + text[wish.end : b]) - self.gone(text[a:b])
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
    both = compose_splices(
        text.old, [(f, _FOLLOWS) for f in text.follows], [(d, _ORDERED) for d in differences(middle, text.new)]
    )
    return Wanted(tuple(s for s, _ in both), tuple(s for s, cause in both if cause == _ORDERED))


def _done(found: Rewording, text: Text, wish: Splice) -> bool:
    """Whether orders found so far already make this change."""
    got = found.apply(text)
    if got is None:
        return False
    mine = attrs.evolve(text, new=got)
    return any(s == wish for s in wanted_changes(mine).everything)


def _insertion(text: str, edge: int, wish: Splice, side: str, rough: float) -> list[tuple[float, Rewording]]:
    if edge in (wish.start, wish.end):
        return []
    match = Match(edge, wish.start) if side == "after" else Match(wish.end, edge)
    anchor = text[match.start : match.end]
    out = []
    for words in dict.fromkeys((wish.text, wish.text.strip("，、；"))):
        left, right = separators(text, match, words, side)
        if words.strip(_MARKS) and left + words + right == wish.text:
            cost = 9 + len(anchor) + len(words) + rough + _short(len(anchor)) + (side == "before")
            cost += 5 * (_edges(words) + _edges(anchor))
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


def _part_of(made: Iterable[Splice], wanted: Sequence[Splice], old: str) -> bool:
    """Whether every change made is one of those wanted (or several of them at once)."""
    for s in made:
        inner = [w for w in wanted if s.start <= w.start and w.end <= s.end and (w.start, w.end) != (s.end, s.end)]
        crossing = [w for w in wanted if w not in inner and w.start < s.end and s.start < w.end]
        if s in wanted:
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


def _edges(words: str) -> int:
    """How many marks stand at the beginning and the end."""
    return (words[:1] in _MARKS) + (words[-1:] in _MARKS)


def _short(n: int) -> float:
    return {1: 5.0, 2: 1.0}.get(n, 0.0)


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
