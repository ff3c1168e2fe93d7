"""Chinese text as pairs of characters, the words of the search index.

Written Chinese has no spaces, and an index of three-character pieces finds no two-character word at all, so texts are indexed by
overlapping pairs: 审计机关 is 审计 计机 机关 关. The last character stands alone, so that a single character is found wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from operator import add

from lawtrack.errors import InputError
from lawtrack.model.normal import in_usual_letters, normalise

_RUN = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text as it is searched: width, white space and case evened out, each character by itself."""
    return normalise(text).casefold()


def pairs_of(text: str) -> set[str]:
    """All pairs of neighbouring characters, as they stand."""
    return {text[k : k + 2] for k in range(len(text) - 1)}


def grams_of(text: str) -> list[str]:
    """The grams of a text, each once.

    >>> sorted(grams_of("审计机关，依法"))
    ['依法', '关', '审计', '机关', '法', '计机']
    """
    out: dict[str, None] = {}
    for run in _RUN.findall(text if in_usual_letters(text) else folded(text)):
        out.update(zip(map(add, run, run[1:]), repeat(None)))
        out[run[-1]] = None
    return list(out)


_SIGN = re.compile(r"[\W_]")
_GAP, _END = "\ue000", "\ue100"
"""What stands for a sign and between two texts: characters for private use, which are neither letters nor in texts as they are searched."""
_NO_LETTERS = b"\x20\x30\xff\xe0\xe1"
"""The upper halves of the usual signs (but for ·) and of those two."""
_KEPT = bytes(0 if half in _NO_LETTERS else 255 for half in range(256))
_ENDS = bytes(255 if half == 0xE1 else 0 for half in range(256))
_RARE = re.compile("[\u2000-\u20ff\u3000-\u30ff\uff00-\uffff\U00010000-\U0010ffff]")
"""Letters that share their upper half with signs, and those beyond the first plane."""


def spelled(texts: Sequence[str]) -> list[str]:
    """The grams of texts as the search index reads them: a line for each text, its grams apart by spaces, repeated where they are.

    One pass over all texts, in which the pairs are laid out by copying whole rows of half characters: a space, each letter and the one behind
    it. What is no letter, and what stands behind it, is blanked out in one go, all upper halves and all lower ones each as one long number.

    >>> [" ".join(line.split()) for line in spelled(["审计机关，依法", "", "法", "𠀀々法"])]
    ['审计 计机 机关 关 依法 法', '', '法', '𠀀々 々法 法']
    """
    rows = [t if in_usual_letters(t) else _SIGN.sub(_GAP, folded(t)) for t in texts]
    rare = {n: _one_by_one(row) for n, row in enumerate(rows) if row is not texts[n] and _RARE.search(row)}
    if rare:
        rows = ["" if n in rare else row for n, row in enumerate(rows)]
    run = _END.join(["", *rows, ""])
    data, size = run.replace("·", _GAP).encode("utf-16-le"), len(run)
    halves = data[::2], data[1::2]
    letter = _number(halves[1].translate(_KEPT))
    first = letter | _number(halves[1].translate(_ENDS))
    second = letter & letter >> 8
    laid = bytearray(b" \0") * (3 * size)
    for n, half in enumerate(map(_number, halves)):
        laid[2 + n :: 6] = (half & first).to_bytes(size, "little")
        laid[4 + n :: 6] = (half >> 8 & second).to_bytes(size, "little")
    lines = laid.decode("utf-16-le").replace("\0", "").split(f" {_END}")[1:-1]
    return [rare.get(n, line) for n, line in enumerate(lines)] if rare else lines


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _one_by_one(row: str) -> str:
    """As :func:`spelled`, of one text whose signs are gaps."""
    runs = filter(None, row.split(_GAP))
    return " ".join(gram for run in runs for gram in (*map(add, run, run[1:]), run[-1]))


def terms_of(query: str) -> list[tuple[str, list[str]]]:
    """The words of a query, separated by spaces, each with the grams that a text must hold; raises :class:`InputError` for an empty one.

    >>> terms_of("审计 法 ；")
    [('审计', ['审计']), ('法', ['法']), ('；', [])]
    """
    out = []
    for word in query.split():
        term = folded(word)
        grams = [run[i : i + 2] for run in _RUN.findall(term) for i in range(max(1, len(run) - 1))]
        if term:
            out.append((term, grams))
    if not out:
        raise InputError("没有给出检索词；请给出至少一个字", "no words to search for; give at least one character")
    return out
