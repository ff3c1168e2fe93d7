"""Text in columns: the width of Chinese characters, padding, cutting, wrapping."""

from __future__ import annotations

import unicodedata


def width_of(text: str) -> int:
    """How many columns a text takes: a Chinese character or full-width mark takes two, a combining mark none.

    >>> width_of("第1条，"), width_of("e\u0301")
    (7, 1)
    """
    return sum(_columns(c) for c in text)


def _columns(c: str) -> int:
    if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1


def pad(text: str, width: int) -> str:
    """``text`` with blanks up to ``width`` columns."""
    return text + " " * max(0, width - width_of(text))


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` columns, with … where something was left out.

    >>> cut("第一条第二款", 8)
    '第一条…'
    """
    if width_of(text) <= width:
        return text
    out, used = "", 0
    for c in text:
        used += _columns(c)
        if used > width - 1:
            break
        out += c
    return out + "…"


_NOT_FIRST = set("，。；：、！？）】〕》」』”’％,.;:!?)]}%…")
_NOT_LAST = set("（【〔《「『“‘([{")


def wrap(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, broken as Chinese is set: no closing mark begins a line, no opening one ends it.

    >>> wrap("甲乙丙丁，戊", 8), wrap("于2017年", 5)
    (['甲乙丙', '丁，戊'], ['于', '2017', '年'])
    """
    lines, line, used = [], "", 0
    for c in text:
        while line and used + _columns(c) > width:
            at = _break(line, c)
            lines.append(line[:at])
            line = line[at:]
            used = width_of(line)
        line, used = line + c, used + _columns(c)
    return [*lines, line] if line or not lines else lines


def _break(line: str, following: str) -> int:
    """Where to break before ``following``; at the very end if there is no good place among the last few characters."""
    text = line + following
    for k in range(len(line), max(0, len(line) - 6), -1):
        before, after = text[k - 1], text[k]
        word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if after not in _NOT_FIRST and before not in _NOT_LAST and not word:
            return k
    return len(line)
