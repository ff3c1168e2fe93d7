"""How many examples a test of a law takes: a part of them in the usual run, all of them with ``LAWTRACK_THOROUGH`` set."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import settings

THOROUGH = bool(os.environ.get("LAWTRACK_THOROUGH"))
FEWEST = 25
"""No law is held by fewer examples, whatever the run."""


def part(count: int) -> int:
    """How many of ``count`` examples this run takes.

    >>> THOROUGH or (part(200), part(60), part(10)) == (50, 25, 10)
    True
    """
    return count if THOROUGH else min(count, max(FEWEST, count // 4))


def limit(items: Iterable[pytest.Item], most: Callable[[int], int]) -> None:
    """Give each property test at most as many examples as ``most`` says of the number that it asks for."""
    functions: dict[int, Any] = {
        id(f): f for f in (getattr(item, "obj", None) for item in items)
    }  # once each, however often an item
    for function in functions.values():
        if not hasattr(function, "hypothesis"):
            continue
        asked = getattr(function, "_hypothesis_internal_use_settings", None) or settings.default
        if asked is not None and most(asked.max_examples) < asked.max_examples:
            function._hypothesis_internal_use_settings = settings(asked, max_examples=most(asked.max_examples))
