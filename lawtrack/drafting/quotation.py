"""Which words can stand in quotation marks: those that begin and end as a term does and lean on nothing outside."""

from __future__ import annotations

from functools import lru_cache

from lawtrack.comparison.text_diff import words as legal_words

_PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "〈": "〉", "(": ")"}
SEPARATORS = frozenset("，。；：、")
_CLOSING = frozenset(_PAIRS.values())
MARKS = "，。；：、（）《》“”‘’？！\n,;:()"
NUMBERS = "零〇一二三四五六七八九十百千万亿两0123456789"
_LEANS_BACK = frozenset(
    "的 地 得 之 了 着 过 等 们 者 性 化 以外 以内 以上 以下 之外 之内 之前 之后 后 前 时 中 内 外".split()
)
JOINING = frozenset("和 与 及 以及 或 或者 并 并且".split())
_LEANS_ON = frozenset(
    "和 与 及 以及 或 或者 并 并且 而 但 由 向 在 对 对于 把 被 将 从 为 于 以 按 按照 依照 依据 根据 经 因 同 给 用 至 到 自 除 凡 关于 有关 "
    "其 其他 其它 该 本 各 每 某 此 任何 应当 应 可以 可 不得 必须 须 能 能够 要 会 依法 不 未 没有 无 非 是 属于 的".split()
)
"""Function words, a closed class of the language: what leans on the word before it begins no quotation, and what leans on the next one ends none."""
_LOOSE, _BROKEN = 18, 8  # what it costs to begin or end with such a word, and to quote across the end of a clause
LEFT_OVER = 6  # what it costs to begin or end with a word of one character, or to begin with one that joins


def outer_marks(words: str) -> int:
    """How many marks stand at the beginning and the end."""
    return (words[:1] in MARKS) + (words[-1:] in MARKS)


def outer_separators(words: str) -> int:
    """How many separating marks stand at the beginning and the end: they belong to what stands around the words."""
    return (words[:1] in SEPARATORS) + (words[-1:] in SEPARATORS)


def balanced(words: str) -> bool:
    """Whether brackets and quotation marks that open in the words also close in them: no order names half of a pair.

    >>> balanced("净资产（所有者权益）"), balanced("净资产（所有者")
    (True, False)
    """
    open_: list[str] = []
    for c in words:
        if c in _PAIRS:
            open_.append(_PAIRS[c])
        elif c in _CLOSING and (not open_ or open_.pop() != c):
            return False
    return not open_


def quotability(text: str, start: int, end: int) -> float:
    """How bad it is to quote a part of a text; where it begins or ends with a clause, it leans on nothing."""
    first, last = (
        at == edge or text[at - side] in SEPARATORS for at, edge, side in ((start, 0, 1), (end, len(text), 0))
    )
    if first and last:
        return 0.0
    return unquotable(text[start:end], first, last)


@lru_cache(maxsize=1 << 16)
def unquotable(words: str, first: bool = False, last: bool = False) -> float:
    """How bad it is to quote these words in an order: they begin or end with a word that leans on another, or run over the end of a clause.

    ``first`` and ``last``: a clause begins and ends there.

    >>> unquotable("其他组织"), unquotable("法人和其他") > 0, unquotable("合同，向") > unquotable("法人和其他")
    (0.0, True, True)
    """
    cut = [w for w in legal_words(words) if w not in SEPARATORS]
    if not cut:
        return 0.0
    across = sum(c in "，。；：" for c in words[1:-1])
    return float(
        _LOOSE * ((cut[0] in _LEANS_BACK and not first) + (cut[-1] in _LEANS_ON and not last)) + _BROKEN * across
    )


def leans_on(words: str) -> float:
    """How bad it is that words end with one that leans on what stands behind them."""
    cut = [w for w in legal_words(words) if w not in SEPARATORS]
    return float(_LOOSE * bool(cut and cut[-1] in _LEANS_ON and cut[-1] != "的"))


def left_over(text: str, start: int, end: int) -> float:
    """How bad it is that words begin or end with a single character beside a longer word, seldom a term (装以及), or begin with one that joins."""
    cut = legal_words(text[start:end])
    if len(cut) < 2:
        return 0.0
    sides = (start, 1, cut[0], cut[1]), (end, 0, cut[-1], cut[-2])
    alone = sum(
        len(w) == 1 and w not in MARKS and w not in _LEANS_ON and len(beside) > 1 and beside[-1] not in NUMBERS
        for at, side, w, beside in sides
        if at not in (0, len(text)) and text[at - side] not in SEPARATORS
    )
    return LEFT_OVER * (alone / 2 + (cut[0] in JOINING))


def deletable(text: str, start: int, end: int) -> bool:
    """Whether words can be named to be deleted: they may bring the word that joined them to what stays (删去“甲以及”, 删去“或者乙”)."""
    if not quotability(text, start, end):
        return True
    cut = legal_words(text[start:end])
    if len(cut) > 1 and cut[0] in JOINING:
        return not quotability(text, start + len(cut[0]), end)
    return len(cut) > 1 and cut[-1] in JOINING and not quotability(text, start, end - len(cut[-1]))
