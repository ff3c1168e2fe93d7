"""Slips of print in a statute that was read: numbers, order, brackets; each with a proposed repair where one is safe."""

from __future__ import annotations

from lawtrack.errors import Finding, Span
from lawtrack.model.nodes import Statute
from lawtrack.syntax.lines import Line


def find_slips(text: str, lines: list[Line], law: Statute, spans: tuple[Span | None, ...]) -> list[Finding]:
    """All slips found in a statute, in the order of the text."""
    return []
