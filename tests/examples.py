"""How much a test takes: in the usual run a part of a law's random examples and of the real texts, with ``LAWTRACK_THOROUGH`` all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import settings

T = TypeVar("T")
THOROUGH = bool(os.environ.get("LAWTRACK_THOROUGH"))
FEWEST = 25
"""No law is held by fewer random examples, whatever the run."""
STEP = 5
"""Of the real texts every fifth is taken in the usual run; the same ones by every test, so that each is read once."""


def usual(count: int) -> int:
    """How many of ``count`` examples the usual run takes.

    >>> usual(200), usual(60), usual(10)
    (50, 25, 10)
    """
    return min(count, max(FEWEST, count // 4))


def part(count: int) -> int:
    """How many of ``count`` examples this run takes."""
    return count if THOROUGH else usual(count)


def sample(things: Sequence[T]) -> Sequence[T]:
    """The real texts that this run takes. A test that asks carries the mark ``sampled``."""
    return things if THOROUGH else things[::STEP]


def sweep(things: Iterable[Any]) -> list[Any]:
    """Parameters of which every fifth is tested in the usual run, the others with the mark ``thorough``."""
    return [pytest.param(thing, marks=[pytest.mark.thorough] if n % STEP else []) for n, thing in enumerate(things)]


def properties(items: Iterable[pytest.Item]) -> dict[Any, int]:
    """The property tests, each once however many items it makes, and how many examples it asks for."""
    found: dict[Any, int] = {}
    for function in (getattr(item, "obj", None) for item in items):
        if hasattr(function, "hypothesis") and function not in found:
            asked = getattr(function, "_hypothesis_internal_use_settings", None) or settings.default
            found[function] = asked.max_examples if asked else 0
    return found


def limit(items: Iterable[pytest.Item], most: Callable[[int], int]) -> None:
    """Give each property test at most as many examples as ``most`` says of the number that it asks for."""
    for function, asked in properties(items).items():
        if most(asked) < asked:
            given = getattr(function, "_hypothesis_internal_use_settings", None) or settings.default
            function._hypothesis_internal_use_settings = settings(given, max_examples=most(asked))
