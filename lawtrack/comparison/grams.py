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
from lawtrack.model.normal import USUAL_SIGNS, in_usual_letters, normalise

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


def spelled(texts: Sequence[str]) -> list[str]:
    """The grams of texts as the search index reads them: a line for each text, its grams apart by spaces, repeated where they are.

    One pass over all texts, in which the pairs are laid out by copying whole rows of characters.

    >>> [" ".join(line.split()) for line in spelled(["审计机关，依法", "", "法"])]
    ['审计 计机 机关 关 依法 法', '', '法']
    """
    rows = [t if in_usual_letters(t) else _SIGN.sub("\x01", folded(t)) for t in texts]
    run = "\x02".join(["", *rows, ""])
    for sign in USUAL_SIGNS:
        run = run.replace(sign, "\x01")
    while "\x01\x01" in run:
        run = run.replace("\x01\x01", "\x01")
    before, *others = run.split("\x01")
    behind = "\x01 ".join([before, *[piece[1:] for piece in others]])  # a sign and what is behind it are no gram
    code, unit, name = "H", 2, "utf-16-le"
    data = run.encode(name, "surrogatepass")
    if len(data) > 2 * len(run):  # a character beyond the first plane takes two
        code, unit, name = "I", 4, "utf-32-le"
        data = run.encode(name, "surrogatepass")
    letters, seconds = (memoryview(d).cast(code) for d in (data, behind.encode(name, "surrogatepass")))  # type: ignore[call-overload]
    laid = memoryview(bytearray(b" ".ljust(unit, b"\0") * (3 * len(run) - 2))).cast(code)  # type: ignore[call-overload]
    laid[1::3], laid[2::3] = letters[:-1], seconds[1:]
    pairs = str(laid, name, "surrogatepass").replace("\x01", "")
    return [line[1:].rstrip(" \x02") for line in pairs.split(" \x02")[1:]]  # behind the mark a letter that is no gram


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
