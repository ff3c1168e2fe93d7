"""Tracks how Chinese law changes: statutes as trees, amending decisions as instructions, changes as patches."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lawtrack.comparison.diff import compare as compare

_HOME = {
    "compare": "lawtrack.comparison.diff",
}
"""Public name → module that defines it; loaded when first asked for, so that ``import lawtrack`` stays cheap."""

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'lawtrack' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
