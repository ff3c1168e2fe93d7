"""Where words begin and end in Chinese legal prose, by a small list of the words that statutes use.

Chinese is written without spaces; a change is easier to read when it does not begin in the middle of a word. The list (some 6,700 words with
their frequency) is counted over published statutes. Of several ways to cut a text the most probable one is taken.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

_LONGEST = 6
_ALONE = 2.0  # the logarithm of the frequency that a character alone is given


@lru_cache(maxsize=1)
def _costs() -> dict[str, float]:
    """Word → how improbable it is (in bits)."""
    out: dict[str, float] = {}
    total = 0.0
    for line in (files("lawtrack.comparison") / "words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        level, *words = line.split()
        out.update(dict.fromkeys(words, float(level)))
        total += len(words) * 2.0 ** float(level)
    bits = math.log2(total)
    return {word: bits - level for word, level in out.items()} | {"": bits - _ALONE}


@lru_cache(maxsize=1)
def _endings() -> dict[str, int]:
    """The last two characters of the words of the list, with the length of the longest word that has them."""
    out: dict[str, int] = {}
    for word in _costs():
        if len(word) > out.get(word[-2:], 1):
            out[word[-2:]] = len(word)
    return out


@lru_cache(maxsize=1)
def _midst() -> frozenset[str]:
    """What stands in the midst of a word of the list: two to four characters with others on both sides."""
    return frozenset(
        w[i:j] for w in _costs() for i in range(1, len(w) - 2) for j in range(i + 2, min(i + 4, len(w) - 1) + 1)
    )


def in_midst(words: str) -> bool:
    """Whether any word of the list has ``words`` in its midst.

    >>> in_midst("民政"), in_midst("渡口")
    (True, False)
    """
    return words in _midst()


def inside_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch lies in the midst of a longer word, with characters of it on both sides.

    >>> inside_word("县级以上人民政府", 5, 7), inside_word("由民政部门", 1, 3)
    (True, False)
    """
    costs = _costs()
    return any(
        text[a:b] in costs
        for a in range(start - 1, max(-1, end - _LONGEST), -1)
        for b in range(end + 1, min(len(text), a + _LONGEST) + 1)
    )


_LOOSE = frozenset("和与及或的在由向对将把以之其等〇零一二两三四五六七八九十百千万亿")
"""Characters that join a neighbour only by chance of the count (和县, 处二)."""


def in_longer_word(text: str, at: int) -> bool:
    """Whether one character is part of a longer word, as the text is cut into words; what begins a phrase of three and more (按规定) is a word itself.

    >>> [in_longer_word("处五百元罚款，给予处分", i) for i in (0, 9)], in_longer_word("市和县", 2)
    ([False, True], False)
    """
    start = 0
    for word in cut_words(text):
        if start + len(word) > at:
            return (len(word) == 2 or at > start and len(word) > 2) and not _LOOSE.intersection(
                word[: at - start] + word[at - start + 1 :]
            )
        start += len(word)
    return False


@lru_cache(maxsize=8192)
def cut_words(text: str) -> tuple[str, ...]:
    """The words of a text, characters that belong to none alone.

    >>> cut_words("由县级以上人民政府主管部门负责")
    ('由', '县级', '以上', '人民政府', '主管部门', '负责')
    """
    costs, endings = _costs(), _endings()
    alone = costs[""]
    best = [0.0] * (len(text) + 1)
    back = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        lowest, start = best[end - 1] + alone, end - 1
        longest = endings.get(text[end - 2 : end], 0) if end > 1 else 0
        for begin in range(max(0, end - longest), end - 1):
            cost = costs.get(text[begin:end])
            if cost is not None and best[begin] + cost < lowest:
                lowest, start = best[begin] + cost, begin
        best[end], back[end] = lowest, start
    out: list[str] = []
    end = len(text)
    while end:
        out.append(text[back[end] : end])
        end = back[end]
    return tuple(out[::-1])
