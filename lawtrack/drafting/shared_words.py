"""Words that change in the same way in many provisions: one order for all of them, 将相关条文中的“帐”修改为“账”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

import attrs

from lawtrack.binding.word_edits import MARKS, find_words, numerals_in_chinese
from lawtrack.comparison.text_diff import splices as differences
from lawtrack.comparison.text_diff import words as legal_words
from lawtrack.decision.phrases.wording import quote
from lawtrack.drafting.words import Rewording, Text, is_right, wanted_changes
from lawtrack.errors import overlap
from lawtrack.patch.ops import Splice

_LONGEST = 24
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
        for pair in _candidates(open_, home, fewest):
            if pair not in tried:
                tried.add(pair)
                chosen = _share(pair, current, home, fewest)
                if chosen is not None:
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


def _changes(text: Text) -> set[tuple[str, str]]:
    """The words that change in a text, as (old, new)."""
    if text.untouched == text.new:
        return set()
    changes = {(s.start, s.end, s.text) for s in wanted_changes(text).ordered}
    changes |= {(s.start, s.end, s.text) for s in differences(text.old, text.new, by="character")}
    short = ((a, b, new) for a, b, new in changes if a < b <= a + _LONGEST and 0 < len(new) <= _LONGEST)
    return {(text.old[a:b], new) for a, b, new in short if _clean(text.old, a, b, new)}


def _candidates(
    changes: Mapping[int, set[tuple[str, str]]], home: Mapping[int, int], fewest: int
) -> list[tuple[str, str]]:
    """Pairs that many articles change, those of most articles first, longer ones before their parts."""
    where: dict[tuple[str, str], set[int]] = defaultdict(set)
    for i, pairs in changes.items():
        for pair in pairs:
            where[pair].add(home[i])
    many = [(len(articles), pair) for pair, articles in where.items() if len(articles) >= fewest]
    return [pair for _, pair in sorted(many, key=lambda x: (-x[0], -len(x[1][0]), x[1]))]


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


def grouped(shared: Sequence[SharedWords]) -> list[tuple[tuple[int, ...], str]]:
    """(articles, pairs told) with the pairs of the same articles together; () stands for the whole statute."""
    out: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for s in shared:
        out[() if s.everywhere else s.articles].append(f"{quote(s.old)}修改为{quote(s.new)}")
    return [(articles, "，".join(told)) for articles, told in out.items()]
