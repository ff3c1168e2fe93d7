"""The folder of real law beside the project; tests that need it skip where it is absent."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.comparison.compare import compare
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import Rewound, rewind
from lawtrack.syntax.statute.parse import parse_statute

SHARED = Path(os.environ.get("LAWTRACK_SHARED", Path(__file__).parents[2] / "shared"))
needs_shared = pytest.mark.skipif(
    not (SHARED / "cases").is_dir(), reason=f"no folder of real cases at {SHARED} (set LAWTRACK_SHARED)"
)


def folders(kind: str, needs: str = "") -> list[Path]:
    """The folders of one kind (cases, pairs, after-only); [] where there are none."""
    root = SHARED / kind
    return sorted(p for p in root.iterdir() if (p / needs).exists()) if root.is_dir() else []


@cache
def statute(path: Path) -> Statute:
    """A statute of the folder: read once, whichever tests ask for it (nothing can change it)."""
    return parse_statute(path.read_text("utf-8"))


@cache
def decision(path: Path) -> Decision:
    """A decision of the folder."""
    return parse_decision(path.read_text("utf-8"))


@cache
def compared(folder: Path) -> tuple[Statute, Statute, Patch]:
    """Both texts of a pair, and what leads from one to the other."""
    old, new = statute(folder / "old.txt"), statute(folder / "new.txt")
    return old, new, compare(old, new)


@cache
def amended(base: Path, order: Path) -> Amendment:
    """A decision of the folder carried out."""
    return amend(statute(base), decision(order))


@cache
def rewound(after: Path, order: Path) -> Rewound:
    """The text before a decision of the folder, from the text after it."""
    return rewind(statute(after), decision(order))


@cache
def acceptance() -> ModuleType:
    """The acceptance script as a module."""
    spec = importlib.util.spec_from_file_location("acceptance", SHARED / "acceptance.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
