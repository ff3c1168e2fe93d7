"""Spelling variants: what a formula leaves open is written in every way it leaves open, and reads the same."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from lawtrack.decision.phrases.formula import ADD, CHANGE, DROP
from lawtrack.decision.phrases.sentences import bare as plain
from lawtrack.decision.phrases.table import PHRASES, read_orders


def spellings(pattern: str) -> Iterator[str]:
    """Every text of a small pattern of alternatives and options: (?:甲|乙)丙?.

    >>> list(spellings("(?:甲|乙)?丙"))
    ['甲丙', '乙丙', '丙']
    """
    for branch in _split(pattern):
        if "(?=" in branch:
            continue  # said only before certain words (修改如下：“…”): not a way to write the others
        yield from ("".join(parts) for parts in itertools.product(*_pieces(branch)))


def _split(pattern: str) -> list[str]:
    out, depth, at = [], 0, 0
    for i, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            out.append(pattern[at:i])
            at = i + 1
    return [*out, pattern[at:]]


def _pieces(branch: str) -> list[list[str]]:
    out: list[list[str]] = []
    i = 0
    while i < len(branch):
        if branch[i] == "(":
            depth, end = 1, i + 1
            while depth:
                depth += (branch[end] == "(") - (branch[end] == ")")
                end += 1
            words = list(spellings(branch[i + 3 : end - 1]))
        else:
            words, end = [branch[i]], i + 1
        if branch[end : end + 1] == "?":
            words, end = [*words, ""], end + 1
        out.append(words)
        i = end
    return out


FAMILIES = {
    "修改为": tuple(spellings(CHANGE)),
    "删去": tuple(spellings(DROP)),
    "增加": tuple(spellings(ADD)),
    "”后增加": ("”之后增加", "”后面增加"),
    "”前增加": ("”之前增加", "”前面增加"),
    "：": (":", ""),
    "中的“": ("中“", "里的“"),
    "，": (",",),
    "作为": ("列为", "编为"),
}
"""What is written, and what may be written for it: the families of verbs as the table has them, and what the notation leaves open."""


def variants(text: str) -> Iterator[str]:
    """A sentence with one family of words written otherwise, outside quotation marks."""
    quotes = re.findall("“[^”]*”", text)
    frame = re.sub("“[^”]*”", "“”", text)
    for written, others in FAMILIES.items():
        if written in frame:
            for other in others:
                yield _filled(frame.replace(written, other), quotes)
    yield _filled(frame.replace("“", '"').replace("”", '"'), quotes, '"')
    yield _filled(frame.replace("将", "", 1), quotes) if frame.startswith("将第") else text


def _filled(frame: str, quotes: list[str], mark: str = "") -> str:
    parts = re.split("“”" if not mark else mark * 2, frame)
    assert len(parts) == len(quotes) + 1
    marked = [f"{mark}{q[1:-1]}{mark}" if mark else q for q in quotes]
    return "".join(itertools.chain(*zip(parts, [*marked, ""], strict=True)))


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.name)
def test_every_spelling_of_an_example_reads_the_same(phrase) -> None:  # type: ignore[no-untyped-def]
    meant = [plain(o) for o in read_orders(phrase.example)]
    wrong = []
    for text in variants(phrase.example):
        try:
            if [plain(o) for o in read_orders(text)] != meant:
                wrong.append(text)
        except ValueError as unread:
            wrong.append(str(unread))
    assert not wrong
