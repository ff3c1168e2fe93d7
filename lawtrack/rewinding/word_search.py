"""What word orders do to one text, forwards and backwards.

Forwards is exact: all orders read the text before, the longest match wins. Backwards is a search: stretches of the later text are taken for
what an order put there, and the attempt counts if going forwards again gives the later text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import attrs

from lawtrack.binding.marks import appended, separators, trim_deletion
from lawtrack.binding.word_edits import MARKS, Match, WantedEdit, find_words, settle
from lawtrack.errors import overlap
from lawtrack.patch.ops import Splice, splice

_TRIES = 400
"""Places tried for one order in one text."""


@attrs.frozen
class Saying:
    """One thing an order does to words: ``old`` becomes ``new`` (deleted where empty), or ``new`` is put beside ``old`` or at an end.

    ``key`` names order and pair; over all texts it concerns it must apply at least once.
    """

    kind: Literal["replace", "insert", "append"]
    old: str
    new: str
    key: tuple[int, int]
    side: str = "after"


@attrs.frozen
class Claim:
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
        for match in find_words(text, saying.old):
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


def claims_of(later: str, saying: Saying) -> list[Claim]:
    """Every stretch of the later text that a saying may have made; () for deletions, which leave no trace."""
    if saying.kind == "append":
        return list(_appendices(later, saying))
    if saying.kind == "insert":
        return list(_insertions(later, saying))
    return [Claim(m.start, m.end, saying.old, saying.key) for m in find_words(later, saying.new)] if saying.new else []


def greedy(claims: Sequence[Claim]) -> list[Claim]:
    """Of overlapping claims the longest; of equal ones the first."""
    out: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start, c.key)):
        if not any(_overlap(claim, c) for c in out):
            out.append(claim)
    return sorted(out, key=lambda c: (c.start, c.end))


def undone(later: str, claims: Sequence[Claim]) -> str:
    """The text before, if these claims are right."""
    return splice(later, [Splice(c.start, c.end, c.before) for c in claims])


def force(
    later: str, claims: Sequence[Claim], all_claims: Sequence[Claim], sayings: Sequence[Saying], key: tuple[int, int],
    elsewhere: Collection[tuple[int, int]] = (),
) -> list[Claim] | None:  # fmt: skip
    """Other claims, among them one of ``key`` that the longest-first choice left out; None where none of them holds.

    ``elsewhere`` are the keys that apply to other texts too and may be given up here.
    """
    _, used = said(undone(later, claims), sayings)
    for wanted in [c for c in all_claims if c.key == key][:_TRIES]:
        kept = [c for c in claims if not _overlap(c, wanted)]
        more = greedy([c for c in all_claims if not any(_overlap(c, k) for k in [*kept, wanted])])
        attempt = sorted([*kept, wanted, *more], key=lambda c: (c.start, c.end))
        result, now = said(undone(later, attempt), sayings)
        if result == later and key in now and used.difference(elsewhere) <= now:
            return attempt
    return None


def put_back(before: str, later: str, saying: Saying, sayings: Sequence[Saying]) -> tuple[str, int] | None:
    """The earlier text with deleted words at a place that deleting them fits, and that place."""
    marks = [i for i in range(len(before), -1, -1) if i == 0 or before[i : i + 1] in MARKS]
    for at in dict.fromkeys((*marks, *range(len(before), -1, -1))):
        attempt = before[:at] + saying.old + before[at:]
        if said(attempt, sayings)[0] == later:
            return attempt, at
    return None


def take_out(before: str, later: str, saying: Saying, sayings: Sequence[Saying]) -> str | None:
    """The earlier text without words that were inserted beside others which themselves changed."""
    for m in find_words(before, saying.new)[:_TRIES]:
        for start, end in _with_marks(before, m):
            attempt = before[:start] + before[end:]
            result, used = said(attempt, sayings)
            if result == later and saying.key in used:
                return attempt
    return None


def fewer(later: str, claims: Sequence[Claim], sayings: Sequence[Saying]) -> list[Claim] | None:
    """The claims with only one of a key that claims many places (short words are found where no order put them); None where none holds."""
    many = [k for k in dict.fromkeys(c.key for c in claims) if sum(c.key == k for c in claims) > 1]
    for key in many:
        for only in [c for c in claims if c.key == key][:20]:
            attempt = [c for c in claims if c.key != key or c is only]
            before = undone(later, attempt)
            if said(before, sayings)[0] == later:
                return attempt
    return None


def without(before: str, later: str, sayings: Sequence[Saying]) -> str | None:
    """The earlier text without some of the words that orders insert, where it still holds them; None where that does not help."""
    fresh = [s for s in sayings if s.kind == "insert"]
    states, seen = [before], {before}
    for _ in range(min(3, len(fresh))):
        states = [
            text[:start] + text[end:]
            for text in states
            for saying in fresh
            for m in find_words(text, saying.new)[:8]
            for start, end in _with_marks(text, m)
        ][:_TRIES]
        states = [t for t in dict.fromkeys(states) if t not in seen]
        seen.update(states)
        for text in states:
            if said(text, sayings)[0] == later:
                return text
    return None


def both(before: str, later: str, sayings: Sequence[Saying], deleted: Saying) -> str | None:
    """The earlier text without words that were inserted beside others which were deleted in the same breath."""
    for saying in sayings:
        if saying.kind != "insert":
            continue
        for m in find_words(before, saying.new)[:8]:
            for start, end in _with_marks(before, m):
                less = before[:start] + before[end:]
                near = range(max(0, start - len(saying.old) - 1), min(len(less), start + len(saying.old) + 1) + 1)
                for at in near:
                    attempt = less[:at] + deleted.old + less[at:]
                    result, used = said(attempt, sayings)
                    if result == later and {saying.key, deleted.key} <= used:
                        return attempt
    return None


def _insertions(later: str, saying: Saying) -> Iterator[Claim]:
    """Where the order put its words, with the mark that was inferred beside them."""
    for m in find_words(later, saying.new):
        fits = [s for s in _with_marks(later, m) if _beside(later, s, saying)]
        for start, end in fits:
            before = later[:start] + later[end:]
            n = len(saying.old)
            at = Match(start - n, start) if saying.side == "after" else Match(start, start + n)
            left, right = separators(before, at, saying.new, saying.side)
            if before[:start] + left + saying.new + right + before[start:] == later:
                yield Claim(start, end, "", saying.key)
                break
        else:
            if fits:
                yield Claim(*fits[0], "", saying.key)


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


def _appendices(later: str, saying: Saying) -> Iterator[Claim]:
    new = saying.new
    if saying.side == "start":
        if later.startswith(new):
            yield Claim(0, len(new), "", saying.key)
        return
    for m in reversed(find_words(later, new.strip("。；"))):
        for start, end in ((m.start, m.end), (m.start - 1, m.end), (m.start, m.end + 1)):
            if 0 <= start and end <= len(later):
                before = later[:start] + later[end:]
                if splice(before, [appended(before, new, "end")]) == later:
                    yield Claim(start, end, "", saying.key)
                    return


def _overlap(a: Claim, b: Claim) -> bool:
    return overlap(a, b) or (a.start, a.end) == (b.start, b.end)
