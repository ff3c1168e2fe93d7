"""The folder of real law beside the project; tests that need it skip where it is absent."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

SHARED = Path(os.environ.get("LAWTRACK_SHARED", Path(__file__).parents[2] / "shared"))
needs_shared = pytest.mark.skipif(
    not (SHARED / "cases").is_dir(), reason=f"no folder of real cases at {SHARED} (set LAWTRACK_SHARED)"
)


def folders(kind: str, needs: str = "") -> list[Path]:
    """The folders of one kind (cases, pairs, after-only); [] where there are none."""
    root = SHARED / kind
    return sorted(p for p in root.iterdir() if (p / needs).exists()) if root.is_dir() else []


def acceptance() -> ModuleType:
    """The acceptance script as a module."""
    spec = importlib.util.spec_from_file_location("acceptance", SHARED / "acceptance.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
