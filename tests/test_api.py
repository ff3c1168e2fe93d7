"""The public surface: its names, and what importing it costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import lawtrack

NAMES = """
    Address
    AddressError
    Amendment
    AmendmentError
    Archive
    Article
    Changes
    ConflictError
    Consolidation
    Coverage
    Decision
    Finding
    Gazette
    InputError
    LawtrackError
    Merged
    MismatchError
    Patch
    PatchError
    Rewound
    Severity
    Statute
    StructureError
    Timeline
    Verification
    amend
    amend_in_order
    apply_repairs
    bills
    compare
    consolidate
    coverage
    draft
    dumps
    heatmap
    loads
    map_corpus
    merge
    parse_address
    parse_decision
    parse_statute
    read_any
    read_decision
    read_gazette
    read_patch
    read_statute
    read_versions
    rebase
    references
    rewind
    tabulate
    verify
    write
""".split()


def test_public_names() -> None:
    assert lawtrack.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_there_and_documented(name: str) -> None:
    pytest.importorskip(lawtrack._HOME[name])
    assert (getattr(lawtrack, name).__doc__ or "").strip()


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(str(lawtrack.__file__)).read_text("utf-8"))
    seen = {
        alias.asname: f"{node.module}.{alias.name}"
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen.items() <= {name: f"{module}.{name}" for name, module in lawtrack._HOME.items()}.items()


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'melt'"):
        lawtrack.melt  # noqa: B018


def test_no_module_is_imported_by_a_string() -> None:
    """Only ``lawtrack/__init__`` may: what is imported by a string escapes the layer contract."""
    top = Path(str(lawtrack.__file__)).parent
    by_string = {
        str(path.relative_to(top))
        for path in top.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.Name, ast.Attribute))
        and (node.id if isinstance(node, ast.Name) else node.attr) in {"import_module", "__import__", "find_spec"}
    }
    assert by_string == {"__init__.py"}


def test_importing_is_cheap() -> None:
    """No heavy module, and of its own only the hook, is loaded by ``import lawtrack``."""
    code = "import sys; a = set(sys.modules); import lawtrack; print(*sorted(set(sys.modules) - a))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [m for m in loaded if m.startswith("lawtrack")] == ["lawtrack", "lawtrack.display"]
    heavy = {
        "attrs",
        "attr",
        "cattrs",
        "lxml",
        "jinja2",
        "diff_match_patch",
        "rapidfuzz",
        "sqlite3",
        "argparse",
        "asyncio",
    }
    assert not heavy & set(loaded)
