"""Gaps: what stands in an earlier text where a decision destroyed it and rewinding cannot bring it back."""

from __future__ import annotations

from collections.abc import Sequence

GAP = "〔原文已被修改，无从恢复〕"
"""Stands where a decision destroyed the text: recognised by :func:`is_gap`."""
_OPENING = GAP[:-1]


def is_gap(text: str) -> bool:
    """Whether a text (or a part of it) is a gap that rewinding left.

    >>> is_gap(GAP), is_gap("审计机关应当……")
    (True, False)
    """
    return _OPENING in text


def gap(mark: str = "", words: Sequence[str] = ()) -> str:
    """A gap, with the words that are known to have stood in it and a final mark."""
    known = "；其中有" + "".join(f"“{w}”" for w in words) if words else ""
    return _OPENING + known + "〕" + mark
