"""No expression takes its time exponentially: each against its own words, repeated some hundred characters long.

The words of an expression are what makes it try the most: 国家司法部国家司法部… for one that reads names of bodies behind one another. What is not
done after ``PATIENCE`` seconds hangs; an expression that is linear needs a thousandth of one.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import random
import re
import signal
import zlib
from collections.abc import Iterator
from re import _constants as codes
from re import _parser as parser
from types import FrameType
from typing import Any

import pytest

import lawtrack
from lawtrack.decision.phrases.table import PHRASES

PATIENCE = 10
LENGTH = 300
TEXTS = 100 if os.environ.get("LAWTRACK_FUZZ") else 6
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM to notice a hang")


class Hang(Exception):
    """An expression that is not done in time."""


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang


def patterns() -> dict[str, re.Pattern[str]]:
    """Every expression that a module keeps, by its name."""
    found = {}
    for module in pkgutil.walk_packages(lawtrack.__path__, "lawtrack."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[value.pattern] = (f"{module.name}.{name}", value)
    found |= {p.pattern.pattern: (f"phrase {p.name}", p.pattern) for p in PHRASES}
    return dict(found.values())


def words(items: Any) -> Iterator[str]:
    """The runs of letters, and some of the sets of letters, that an expression is made of."""
    run = ""
    for code, value in items:
        if code is codes.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
            run = ""
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from words(value[2])
        elif code is codes.SUBPATTERN:
            yield from words(value[3])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from words(branch)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from words(value[1])
        elif code is codes.IN:
            for kind, member in value[:6]:
                if kind is codes.LITERAL:
                    yield chr(member)
                elif kind is codes.RANGE:
                    yield chr(member[0])
    if run:
        yield run


PATTERNS = patterns()


def test_there_are_many() -> None:
    assert len(PATTERNS) > 400


def hangs(pattern: re.Pattern[str], text: str) -> bool:
    before = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(PATIENCE)
    try:
        pattern.search(text), pattern.match(text), pattern.fullmatch(text)
    except Hang:
        return True
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return False


@pytest.mark.parametrize("name", PATTERNS)
def test_an_expression_against_its_own_words(name: str) -> None:
    pattern = PATTERNS[name]
    known = [*dict.fromkeys(words(parser.parse(pattern.pattern, pattern.flags))), "甲", "国", "\n", " "]
    chance = random.Random(zlib.crc32(name.encode()))
    for _ in range(TEXTS):
        before = "".join(chance.choices(known, k=chance.randrange(4)))
        pump = "".join(chance.choices(known, k=chance.randrange(1, 4)))
        text = before + pump * (LENGTH // len(pump) + 1) + chance.choice(("", "。", "甲", "关于"))
        assert not hangs(pattern, text), (before, pump)


@pytest.mark.parametrize(
    "pattern, pump",
    [(r"(?:.{2,40}(?:会|行)、?)+", "自公布之日起施行"), (r"(?:国家[^关]{1,12}?|司法部)+(?=关于)", "国家司法部")],
)
def test_what_hangs_is_noticed(pattern: str, pump: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATIENCE", 1)
    assert hangs(re.compile(pattern), pump * 40 + "议")
