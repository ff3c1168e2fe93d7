"""The source of the package as trees, parsed once for all tests that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import lawtrack

TOP = Path(str(lawtrack.__file__)).parent


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module, the module first."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
