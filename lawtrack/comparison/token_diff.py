"""Two lists of tokens as blocks of what stays, goes and comes, so that a reader sees whole changes and no shreds of them.

A longest common subsequence keeps every character it can, though it stand alone between two changes, and of several that are equally long
it takes any. Here the alignment with the fewest changes wins, and a short common fragment between two rewritten stretches counts as rewritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

Kind: TypeAlias = Literal[-1, 0, 1]
Block: TypeAlias = tuple[Kind, list[str]]
Edit: TypeAlias = tuple[list[str], list[str]]
"""What goes and what comes at one place."""

_SMALL = 8000  # pairs of tokens that are weighed one by one
_LARGE = 90_000  # pairs of tokens above which diff-match-patch takes too long where two texts have little in common
_FIRST, _CODES = 0x100, 0xD000  # the characters that tokens travel as
_ANOTHER = 1.5  # characters that must stay for one more change to be worth it
_MARKS = frozenset("，。；：、“”‘’（）《》,.;:()")
_STOPS = frozenset("，。；：,.;:")
_JOINTS = frozenset("或 或者 和 与 及 以及 并 并且 但 但是".split())
_FRAGMENT = 2
"""Characters that a fragment between two additions, or between two deletions, must have to stay."""


def blocks(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """Deletions (-1), what stays (0) and insertions (1); deletions stand before insertions.

    >>> [(kind, "".join(t)) for kind, t in blocks("甲方应当付款", "甲方可以付款")]
    [(0, '甲方'), (-1, '应当'), (1, '可以'), (0, '付款')]
    """
    found = settled(_shortest(a, b))
    if _plain(found):
        return found
    ways = [found, settled(_longest(a, b))]
    ways.append(settled([(kind, tokens[::-1]) for kind, tokens in reversed(_longest(a[::-1], b[::-1]))]))
    if len(a) * len(b) <= _SMALL:
        ways.append(settled(coherent(a, b)))
    return min(ways, key=lambda way: (_marked(way), len(way)))


def _plain(found: Sequence[Block]) -> bool:
    """Whether small changes stand far apart: nothing to gain from another alignment."""
    inner = [len(tokens) for kind, tokens in found[1:-1] if kind == 0]
    return not inner or min(inner) >= max(len(tokens) for kind, tokens in found if kind)


def _shortest(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """A shortest way from one list to the other, by diff-match-patch: each token travels as one character, and no clock stops it."""
    if len(a) * len(b) > _LARGE:
        return _longest(a, b)
    code: dict[str, str] = {}
    for token in (*a, *b):
        code.setdefault(token, chr(_FIRST + len(code)))
    if len(code) > _CODES:
        return _longest(a, b)
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    token_of = {c: token for token, c in code.items()}
    x, y = ("".join(map(code.__getitem__, side)) for side in (a, b))
    return [(kind, [token_of[c] for c in text]) for kind, text in engine.diff_main(x, y, False)]


def _longest(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """A longest common subsequence, for long lists that have little in common."""
    out: list[Block] = []
    for op in Indel.opcodes(a, b):
        if op.tag == "equal":
            out.append((0, list(a[op.src_start : op.src_end])))
        else:
            out += [(-1, list(a[op.src_start : op.src_end])), (1, list(b[op.dest_start : op.dest_end]))]
    return out


def coherent(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The alignment that keeps most and makes the fewest changes: every change costs as much as a short word.

    >>> [(kind, "".join(t)) for kind, t in settled(coherent("甲乙丙丁乙丙", "甲乙丙"))]
    [(0, '甲乙丙'), (-1, '丁乙丙')]
    """
    least = float("-inf")
    width = len(b) + 1
    same, gap = [least] * width, [least] * width  # best value where the last tokens stay, where they change
    same[0] = 0.0
    for j in range(1, width):
        gap[j] = -_ANOTHER
    trace: list[bytearray] = [
        bytearray([0] + [2] * len(b))
    ]  # 1: row before, 2: column before; 4: from what stays; 8: match after a change
    for token in a:
        kept, changed = [least] * width, [least] * width
        row = bytearray(width)
        opened = same[0] - _ANOTHER
        changed[0] = max(opened, gap[0])
        row[0] = 1 | (4 if opened > gap[0] else 0)
        value = 0.5 if token in _MARKS else float(len(token))
        for j in range(1, width):
            if b[j - 1] == token:
                if gap[j - 1] > same[j - 1]:
                    kept[j] = gap[j - 1] + value
                    row[j] = 8
                else:
                    kept[j] = same[j - 1] + value
            best, how = gap[j], 1
            if same[j] - _ANOTHER > best:
                best, how = same[j] - _ANOTHER, 5
            if changed[j - 1] >= best:
                best, how = changed[j - 1], 2
            if kept[j - 1] - _ANOTHER > best:
                best, how = kept[j - 1] - _ANOTHER, 6
            changed[j] = best
            row[j] |= how
        same, gap = kept, changed
        trace.append(row)
    out: list[Block] = []
    i, j, stays = len(a), len(b), same[-1] >= gap[-1]
    while i or j:
        step = trace[i][j]
        if stays:
            i, j = i - 1, j - 1
            out.append((0, [a[i]]))
            stays = not step & 8
        elif step & 1:
            i -= 1
            out.append((-1, [a[i]]))
            stays = bool(step & 4)
        else:
            j -= 1
            out.append((1, [b[j]]))
            stays = bool(step & 4) if i or j else True
    return out[::-1]


def settled(found: Sequence[Block]) -> list[Block]:
    """Neighbours of one kind joined, deletions before insertions, no short fragment left between two changes, each change where a clause ends."""
    kept: list[list[str]] = [[]]
    edits: list[Edit] = []  # edits[k] stands between kept[k] and kept[k + 1]
    for kind, tokens in found:
        if not tokens:
            continue
        if kind == 0:
            kept[-1].extend(tokens)
            continue
        if not edits or kept[-1]:
            edits.append(([], []))
            kept.append([])
        edits[-1][kind > 0].extend(tokens)
    k = 0
    while k + 1 < len(edits):
        if not _torn(edits[k], kept[k + 1], edits[k + 1]):
            k += 1
            continue
        (gone, come), between = edits.pop(k + 1), kept.pop(k + 1)
        for side, tail in zip(edits[k], (gone, come), strict=True):
            side.extend((*between, *tail))
        k = max(0, k - 1)  # what has grown may swallow what stands before it
    for k, (gone, come) in enumerate(edits):
        if not gone or not come:
            _slide(kept[k], gone or come, kept[k + 1])
    return list(_joined(kept, edits))


def _joined(kept: Sequence[list[str]], edits: Sequence[Edit]) -> Iterator[Block]:
    same: list[str] = []
    for k, tokens in enumerate(kept):
        if k:
            gone, come = edits[k - 1]
            if same:
                yield 0, same
                same = []
            if gone:
                yield -1, gone
            if come:
                yield 1, come
        same = same + tokens
    if same:
        yield 0, same


def _torn(before: Edit, between: Sequence[str], after: Edit) -> bool:
    """Whether a fragment between two changes is too short to stand: it reads as part of what was rewritten."""
    size = _size(between)
    if not (before[0] or after[0]) or not (
        before[1] or after[1]
    ):  # additions only, or deletions only: the text reads on
        return size < _FRAGMENT
    if len(between) <= max(len(x) for x in before) and len(between) <= max(len(x) for x in after):
        return True
    return size <= 4 and 10 * size <= max(min(map(_size, before)), min(map(_size, after)))


def _slide(left: list[str], edit: list[str], right: list[str]) -> None:
    """Of the places where the same tokens could as well be added or deleted, the one where clauses begin and end."""
    whole = [*left, *edit, *right]
    start = len(left)
    n = len(edit)
    low = start
    while low and whole[low - 1] == whole[low + n - 1]:
        low -= 1
    high = start
    while high + n < len(whole) and whole[high] == whole[high + n]:
        high += 1
    if low == high:
        return
    place = max(range(low, high + 1), key=lambda k: (_border(whole, k) + _border(whole, k + n), k == start))
    left[:], edit[:], right[:] = whole[:place], whole[place : place + n], whole[place + n :]


def _border(tokens: Sequence[str], place: int) -> int:
    """How natural it is to cut here."""
    if place == 0 or place == len(tokens) or tokens[place - 1] in _STOPS or tokens[place] in _STOPS:
        return 3
    return 2 if tokens[place] in _JOINTS or tokens[place - 1] in _MARKS else 1 if tokens[place] in _MARKS else 0


def _size(tokens: Sequence[str]) -> int:
    return sum(map(len, tokens))


def _marked(way: Sequence[Block]) -> int:
    """How many characters are deleted or inserted."""
    return sum(_size(tokens) for kind, tokens in way if kind)
