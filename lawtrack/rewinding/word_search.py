"""What word orders do to one text, forwards and backwards.

Forwards is exact: all orders read the text before, the longest match wins. Backwards is a search: stretches of the later text are taken for
what an order put there, and where going forwards again does not give the later text, the texts that differ by a step are tried, then those
that differ by two and three.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import attrs

from lawtrack.binding.marks import appended, separators, trim_deletion
from lawtrack.binding.regions import sentences
from lawtrack.binding.word_edits import MARKS, Match, WantedEdit, find_words, settle
from lawtrack.errors import overlap
from lawtrack.patch.ops import Splice, splice

_TRIES = 1500
"""Texts tried for one later text."""


@attrs.frozen
class Saying:
    """One thing an order does to words: ``old`` becomes ``new`` (deleted where empty), or ``new`` is put beside ``old`` or at an end.

    ``key`` names order and pair; over all texts it concerns it must apply at least once. ``sentence``: only within that sentence, from
    the end if negative (0: anywhere); ``nth``: only these occurrences of the old words.
    """

    kind: Literal["replace", "insert", "append"]
    old: str
    new: str
    key: tuple[int, int]
    side: str = "after"
    sentence: int = 0
    nth: tuple[int, ...] = ()

    def find(self, text: str, words: str) -> list[Match]:
        """The occurrences of words where the order reaches."""
        found = find_words(text, words)
        if self.sentence and found:
            spans = sentences(text)
            k = self.sentence - 1 if self.sentence > 0 else len(spans) + self.sentence
            start, end = spans[k] if 0 <= k < len(spans) else (0, 0)
            found = [m for m in found if start <= m.start and m.end <= end]
        return found

    def meant(self, text: str) -> list[Match]:
        """The old words that the order changes."""
        found = self.find(text, self.old)
        if not self.nth:
            return found
        places = {n - 1 if n > 0 else len(found) + n for n in self.nth}
        return [m for k, m in enumerate(found) if k in places]


@attrs.frozen
class WordClaim:
    """A stretch of the later text taken for what a saying put there; ``before`` stood there."""

    start: int
    end: int
    before: str
    key: tuple[int, int]
    sure: bool = True


def said(text: str, sayings: Sequence[Saying]) -> tuple[str, frozenset[tuple[int, int]]]:
    """The text after all sayings at once, and the keys of those that applied.

    >>> said("部门和主管部门", [Saying("replace", "部门", "单位", (1, 0)), Saying("replace", "主管部门", "机关", (1, 1))])[0]
    '单位和机关'
    """
    changes: list[WantedEdit] = []
    for saying in sayings:
        if saying.kind == "append":
            s = appended(text, saying.new, saying.side)
            changes.append(WantedEdit(Match(s.start, s.end), s.text, saying.key))
            continue
        for match in saying.meant(text):
            if saying.kind == "insert":
                left, right = separators(text, match, saying.new, saying.side)
                at = match.end if saying.side == "after" else match.start
                changes.append(WantedEdit(Match(at, at), left + saying.new + right, saying.key))
            elif saying.new:
                changes.append(WantedEdit(match, saying.new, saying.key))
            else:
                changes.append(WantedEdit(Match(*trim_deletion(text, match.start, match.end)), "", saying.key))
    held, _ = settle(changes)
    used = frozenset(c.owner for c in held if isinstance(c.owner, tuple))
    return splice(text, {Splice(c.match.start, c.match.end, c.text) for c in held}), used


def claims_of(later: str, saying: Saying) -> list[WordClaim]:
    """Every stretch of the later text that a saying may have made; () for deletions, which leave no trace."""
    if saying.kind == "append":
        return list(_appendices(later, saying))
    if saying.kind == "insert":
        return list(_insertions(later, saying))
    found = (
        [WordClaim(m.start, m.end, saying.old, saying.key) for m in saying.find(later, saying.new)]
        if saying.new
        else []
    )
    return [c for c in found if said(undone(later, [c]), [saying])[0] == later] if saying.nth else found


def greedy(claims: Sequence[WordClaim]) -> list[WordClaim]:
    """Of overlapping claims the longest; of equal ones the first."""
    out: list[WordClaim] = []
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start, c.key)):
        if not any(_overlap(claim, c) for c in out):
            out.append(claim)
    return sorted(out, key=lambda c: (c.start, c.end))


def undone(later: str, claims: Sequence[WordClaim]) -> str:
    """The text before, if these claims are right."""
    return splice(later, [Splice(c.start, c.end, c.before) for c in claims])


def search(
    before: str, later: str, sayings: Sequence[Saying], owed: Collection[tuple[int, int]], steps: int = 3
) -> str | None:
    """The text nearest to ``before`` that the orders turn into ``later``, all of ``owed`` applying; None where none is found.

    >>> shop, shops = Saying("replace", "店", "", (1, 0)), Saying("insert", "厂", "、场", (2, 0))
    >>> search("厂、场负责", "厂、场负责", [shop, shops], {(1, 0), (2, 0)})
    '厂负责店'
    """
    states, seen, tries = [before], {before}, _TRIES
    for _ in range(steps):
        fresh: dict[str, None] = {}
        for text in states:
            for other in steps_from(text, sayings):
                if other in seen or other in fresh:
                    continue
                if (tries := tries - 1) < 0:
                    return None
                result, used = said(other, sayings)
                if result == later and used.issuperset(owed):
                    return other
                fresh[other] = None
        seen.update(fresh)
        states = list(fresh)
    return None


def steps_from(text: str, sayings: Sequence[Saying]) -> Iterator[str]:
    """The texts that differ by one order: without words it inserts, with one occurrence as the other version has it, with words it deletes."""
    for saying in sayings:
        yield from without_inserted(text, saying) if saying.kind == "insert" else exchanged(text, saying)
    for saying in sayings:
        if (
            saying.kind == "replace" and not saying.new and (saying.nth or not saying.meant(text))
        ):  # else they were not deleted
            marks = [i for i in range(len(text), -1, -1) if i == 0 or text[i : i + 1] in MARKS]
            for at in dict.fromkeys((*marks, *range(len(text), -1, -1))):
                yield text[:at] + saying.old + text[at:]


def without_inserted(text: str, saying: Saying) -> Iterator[str]:
    """The text without the words that an order inserts, once, with and without a mark beside them."""
    for m in saying.find(text, saying.new):
        for start, end in _with_marks(text, m):
            yield text[:start] + text[end:]


def exchanged(text: str, saying: Saying) -> Iterator[str]:
    """The text with one occurrence of the new words old, or of the old words new."""
    if saying.kind == "replace" and saying.new:
        for there, other in ((saying.new, saying.old), (saying.old, saying.new)):
            for m in saying.find(text, there):
                yield text[: m.start] + other + text[m.end :]


def _insertions(later: str, saying: Saying) -> Iterator[WordClaim]:
    """Where the order put its words, with the mark that was inferred beside them."""
    for m in saying.find(later, saying.new):
        fits = [s for s in _with_marks(later, m) if _beside(later, s, saying)]
        for start, end in fits:
            before = later[:start] + later[end:]
            n = len(saying.old)
            at = Match(start - n, start) if saying.side == "after" else Match(start, start + n)
            left, right = separators(before, at, saying.new, saying.side)
            if before[:start] + left + saying.new + right + before[start:] == later:
                yield WordClaim(start, end, "", saying.key)
                break
        else:
            if fits:
                yield WordClaim(*fits[0], "", saying.key)


def _with_marks(text: str, m: Match) -> list[tuple[int, int]]:
    left = 1 if m.start and text[m.start - 1] in MARKS else 0
    right = 1 if m.end < len(text) and text[m.end] in MARKS else 0
    return list(dict.fromkeys([(m.start, m.end), (m.start - left, m.end), (m.start, m.end + right)]))


def _beside(text: str, span: tuple[int, int], saying: Saying) -> bool:
    start, end = span
    rest = (
        text[max(0, start - 2 * len(saying.old) - 8) : start]
        if saying.side == "after"
        else text[end : end + 2 * len(saying.old) + 8]
    )
    found = find_words(rest, saying.old)
    if not found:
        return False
    return found[-1].end == len(rest) if saying.side == "after" else found[0].start == 0


def _appendices(later: str, saying: Saying) -> Iterator[WordClaim]:
    new = saying.new
    if saying.side == "start":
        if later.startswith(new):
            yield WordClaim(0, len(new), "", saying.key)
        return
    for m in reversed(find_words(later, new.strip("。；"))):
        for start, end in ((m.start, m.end), (m.start - 1, m.end), (m.start, m.end + 1)):
            if 0 <= start and end <= len(later):
                before = later[:start] + later[end:]
                if splice(before, [appended(before, new, "end")]) == later:
                    yield WordClaim(start, end, "", saying.key)
                    return


def _overlap(a: WordClaim, b: WordClaim) -> bool:
    return overlap(a, b) or (a.start, a.end) == (b.start, b.end)
