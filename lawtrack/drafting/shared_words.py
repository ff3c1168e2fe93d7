"""Words that change in the same way in many provisions: one order for all of them, 将相关条文中的“帐”修改为“账”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

import attrs

from lawtrack.binding.word_edits import MARKS, find_words, numerals_in_chinese
from lawtrack.comparison.text_diff import splices as differences
from lawtrack.comparison.text_diff import words as legal_words
from lawtrack.drafting.quotation import unquotable
from lawtrack.drafting.words import Rewording, Text, is_right, wanted_changes
from lawtrack.errors import overlap
from lawtrack.patch.ops import Splice

_LONGEST = 24
_AROUND = 2  # words beside a change that may belong to its term
_PART = 2  # characters of a word that is more often part of a term (交通 of 交通部门) than one
_LISTED = 4
"""So many articles are named one by one; more are 相关条文, if the words change everywhere."""


@attrs.frozen
class SharedWords:
    """One pair of words and the articles it changes; ``everywhere`` where it holds for the whole statute."""

    old: str
    new: str
    articles: tuple[int, ...]
    everywhere: bool


def share_words(
    texts: Mapping[int, Text], home: Mapping[int, int], fewest: int
) -> tuple[list[SharedWords], dict[int, tuple[Splice, ...]]]:
    """Pairs of words that change alike in at least ``fewest`` articles, and what then moves by itself in each text.

    ``texts`` are all texts that are still there, by line; ``home`` gives the article of those that stand in one.
    """
    current = dict(texts)
    found: list[SharedWords] = []
    tried: set[tuple[str, str]] = set()
    open_ = {i: _changes(t) for i, t in current.items() if i in home}
    while True:
        chosen = None
        for pair, wider in _candidates(open_, home, fewest):
            if pair in tried:
                continue
            tried.add(pair)
            chosen = _best([pair, *(w for w in wider if w not in tried)], current, home, fewest, open_)
            if chosen is not None:
                tried.add((chosen.old, chosen.new))
                break
        if chosen is None:
            return found, {i: t.follows for i, t in current.items() if t.follows != texts[i].follows}
        found.append(chosen)
        reach = set(chosen.articles)
        for i, text in current.items():
            if (chosen.everywhere or home.get(i) in reach) and chosen.old in text.old:
                current[i] = also_changed(text, chosen.old, chosen.new)
                if i in home:
                    open_[i] = _changes(current[i])


def written_numbers(
    texts: Mapping[int, Text], home: Mapping[int, int], fewest: int
) -> tuple[tuple[int, ...], dict[int, tuple[Splice, ...]]]:
    """Articles in which every Arabic number becomes a Chinese one, and what then moves by itself in each text."""
    wrong: set[int] = set()
    moved: dict[int, tuple[Splice, ...]] = {}
    for i, text in texts.items():
        turned = numerals_in_chinese(text.old) if i in home else []
        if not turned:
            continue
        if text.untouched != text.new and set(turned) <= set(wanted_changes(text).ordered):
            moved[i] = tuple(sorted((*text.follows, *turned)))
        else:
            wrong.add(home[i])
    articles = tuple(sorted({home[i] for i in moved} - wrong))
    if len(articles) < fewest:
        return (), {}
    return articles, {i: follows for i, follows in moved.items() if home[i] in articles}


_Pair: TypeAlias = tuple[str, str]


def _changes(text: Text) -> dict[_Pair, frozenset[_Pair]]:
    """The words that change in a text, as (old, new), each with the same change in wider words."""
    if text.untouched == text.new:
        return {}
    changes = {(s.start, s.end, s.text) for s in wanted_changes(text).ordered}
    changes |= {(s.start, s.end, s.text) for s in differences(text.old, text.new, by="character")}
    edges = [0, *accumulate(map(len, legal_words(text.old)))]
    out: dict[_Pair, frozenset[_Pair]] = {}
    for a, b, new in changes:
        if a < b <= a + _LONGEST and 0 < len(new) <= _LONGEST and _clean(text.old, a, b, new):
            wider = (w for w in _widened(text.old, a, b, new, edges, changes) if _clean(text.old, *w))
            pairs = frozenset((text.old[c:d], words) for c, d, words in wider if not unquotable(text.old[c:d]))
            out[text.old[a:b], new] = out.get((text.old[a:b], new), frozenset()) | pairs
    return out


def _widened(
    text: str, start: int, end: int, new: str, edges: Sequence[int], changes: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """The same change with a word or two of what stands around it, as far as nothing else changes there: the term that it belongs to."""
    left = [e for e in edges if e <= start][-1 - _AROUND :]
    right = [e for e in edges if e >= end][: 1 + _AROUND]
    for a in left:
        for b in right:
            others = ((s, e) for s, e, _ in changes if (s < start or e > end) and s <= b and e >= a)
            if (a, b) != (start, end) and not any(others) and (text[a:start] + text[end:b]).isalnum():
                yield a, b, text[a:start] + new + text[end:b]


def _candidates(
    changes: Mapping[int, Mapping[_Pair, frozenset[_Pair]]], home: Mapping[int, int], fewest: int
) -> list[tuple[_Pair, list[_Pair]]]:
    """Pairs that many articles change, those of most articles first, longer ones before their parts; each with its wider words."""
    where: dict[_Pair, set[int]] = defaultdict(set)
    wide: dict[_Pair, dict[_Pair, None]] = defaultdict(dict)
    for i, pairs in changes.items():
        for pair, wider in pairs.items():
            where[pair].add(home[i])
            wide[pair].update(dict.fromkeys(sorted(wider)))
    many = [(len(articles), pair) for pair, articles in where.items() if len(articles) >= fewest]
    return [(pair, list(wide[pair])) for _, pair in sorted(many, key=lambda x: (-x[0], -len(x[1][0]), x[1]))]


def _best(
    pairs: Sequence[_Pair],
    texts: Mapping[int, Text],
    home: Mapping[int, int],
    fewest: int,
    changes: Mapping[int, Mapping[_Pair, frozenset[_Pair]]],
) -> SharedWords | None:
    """The first of the pairs, or wider words for it where it is no term by itself or means more than what changes."""
    plain = pairs[0]
    first = _share(plain, texts, home, fewest)
    wanted = {home[i] for i, found in changes.items() if plain in found}
    if first is not None and not unquotable(plain[0]) and wanted <= set(first.articles) and len(plain[0]) != _PART:
        return first
    made = [s for pair in pairs[1:] if (s := _share(pair, texts, home, fewest)) is not None]
    if first is not None:
        made.append(first)
    return min(
        made,
        key=lambda s: (-len(s.articles), unquotable(s.old), len(s.old) == _PART, len(s.old), s.old),
        default=None,
    )


def _clean(text: str, start: int, end: int, new: str) -> bool:
    """Whether words begin and end where words do: a character that is written differently may stand anywhere."""
    old = text[start:end]
    if any(c in MARKS for c in (old[0], old[-1], new[0], new[-1])) or old.isdigit():
        return False
    edges = {0, *accumulate(map(len, legal_words(text)))}
    return len(old) == len(new) == 1 or start in edges and end in edges


def _share(
    pair: tuple[str, str], texts: Mapping[int, Text], home: Mapping[int, int], fewest: int
) -> SharedWords | None:
    """Where a pair may be ordered at once: in the whole statute, or in the articles in which it is right throughout."""
    option = Rewording(pairs=(pair,))
    right: dict[int, bool] = {}
    everywhere, outside = True, False
    changed: set[int] = set()
    for i, text in texts.items():
        if not find_words(text.old, pair[0]):
            continue
        good = pair[0] in text.old and is_right(option, text, wanted_changes(text))
        everywhere &= good
        outside |= i not in home
        if i in home:
            right[home[i]] = right.get(home[i], True) and good
            if good and text.untouched != text.new:
                changed.add(home[i])
    articles = tuple(sorted(a for a in changed if right[a]))
    if len(articles) < fewest:
        return None
    return SharedWords(*pair, articles, everywhere and (outside or len(articles) > _LISTED))


def also_changed(text: Text, old: str, new: str) -> Text:
    """The text with one more thing that changes by itself."""
    more = [Splice(m.start, m.end, new) for m in find_words(text.old, old)]
    kept = [f for f in text.follows if not any(overlap(f, m) for m in more)]
    return attrs.evolve(text, follows=tuple(sorted([*kept, *more])))


def grouped(shared: Sequence[SharedWords]) -> list[tuple[tuple[int, ...], Rewording]]:
    """(articles, pairs) with the pairs of the same articles together; () stands for the whole statute."""
    out: dict[tuple[int, ...], list[_Pair]] = defaultdict(list)
    for s in shared:
        out[() if s.everywhere else s.articles].append((s.old, s.new))
    return [(articles, Rewording(pairs=tuple(pairs))) for articles, pairs in out.items()]
