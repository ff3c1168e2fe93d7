"""Texts that are nearly alike, among very many: each is reduced to a few hashes, and those that share one are compared.

The eight smallest of all hashes of six neighbouring characters are a fair sample (Broder 1997, bottom-k sketches): of two texts that hold at
least 0.6 of each other's six-character pieces, ninety-nine in a hundred share one of them.
"""

from __future__ import annotations

import re
from zlib import crc32

SHORTEST = 25
"""Characters under which likeness tells nothing: such sentences stand everywhere."""
_HASHES = 8
_SIGNS = re.compile(r"[\W_]+")
_PIECE = 6


def squeezed(text: str) -> str:
    """The text without signs and spaces."""
    return _SIGNS.sub("", text)


def sketch_of(text: str) -> list[int]:
    """The hashes under which a text is found; none for a short one.

    >>> a = sketch_of("保护承包造林的集体和个人的合法权益，任何单位和个人不得侵犯。")
    >>> b = sketch_of("国家保护承包造林的集体和个人的合法权益,任何单位和个人不得侵犯")
    >>> len(a), len(set(a) & set(b)) > 3, sketch_of("本条例自公布之日起施行。")
    (8, True, [])
    """
    if len(text) < SHORTEST:
        return []
    data = squeezed(text).encode("utf-16-le", "surrogatepass")
    size = 2 * _PIECE
    return sorted({crc32(data[i : i + size]) for i in range(0, len(data) - size + 2, 2)})[:_HASHES]


def pieces(text: str) -> frozenset[str]:
    """The six-character pieces of a text."""
    plain = squeezed(text)
    return frozenset({plain[i : i + _PIECE] for i in range(len(plain) - _PIECE + 1)})


def agreement(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of each the other holds: the smaller of the two shares.

    >>> agreement(pieces("甲乙丙丁戊己庚辛"), pieces("甲乙丙丁戊己庚壬"))
    0.6666666666666666
    """
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0
