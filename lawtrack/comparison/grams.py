"""Chinese text as pairs of characters, the words of the search index.

Written Chinese has no spaces, and an index of three-character pieces finds no two-character word at all, so texts are indexed by
overlapping pairs: 审计机关 is 审计 计机 机关 关. The last character stands alone, so that a single character is found wherever it stands.
"""

from __future__ import annotations

import re

from lawtrack.errors import InputError
from lawtrack.model.normal import normalise

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
    for run in _RUN.findall(folded(text)):
        for i in range(len(run)):
            out[run[i : i + 2]] = None
    return list(out)


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
