"""The public surface: its names, and what importing it costs."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import lawtrack
from lawtrack.arguments import _Late

VALUES = (
    "Border",
    "Date",
    "DraftStyle",
    "Format",
    "Language",
    "Node",
    "Op",
    "Order",
    "ReadAs",
    "ResultPart",
    "Tracked",
)
"""Names of types that are no classes: what a caller may write in annotations."""


def test_the_names_are_listed_once_and_in_order() -> None:
    tree = ast.parse(Path(str(lawtrack.__file__)).read_text("utf-8"))
    (listed,) = (
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert ast.literal_eval(listed) == lawtrack.__all__ == sorted(lawtrack._HOME)  # literal, as type checkers want it


@pytest.mark.parametrize("name", [n for n in lawtrack.__all__ if n not in VALUES])
def test_every_name_is_there_and_documented(name: str) -> None:
    assert (getattr(lawtrack, name).__doc__ or "").strip()


@pytest.mark.parametrize("name", [n for n in lawtrack.__all__ if inspect.isfunction(getattr(lawtrack, n))])
def test_every_verb_has_an_example(name: str) -> None:
    assert ">>> " in (getattr(lawtrack, name).__doc__ or "")


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(str(lawtrack.__file__)).read_text("utf-8"))
    seen = {
        alias.asname: (node.module, alias.name)
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    homes = {}
    for name, home in lawtrack._HOME.items():
        module, colon, inner = home.partition(":")
        homes[name] = tuple(module.rsplit(".", 1)) if colon and not inner else (module, inner or name)
    assert seen == homes


INNER = {"Arrangement", "Chain", "Link", "Moved", "New", "Store"}
"""Reached by an attribute, and not for callers: the inner form of a patch, the chain of a timeline and its links, the database."""


def test_whatever_a_public_verb_returns_is_public() -> None:
    public = {id(getattr(lawtrack, name)) for name in lawtrack.__all__}
    public |= {id(c) for module in (lawtrack.ops, lawtrack.orders) for c in vars(module).values()}
    seen: dict[type, str] = {}

    def hints(thing: Any, module: str) -> dict[str, Any]:
        return typing.get_type_hints(thing, localns=_Late(vars(sys.modules[module])))

    def classes(kind: Any) -> Iterator[type]:
        if isinstance(kind, type) and kind.__module__.startswith("lawtrack."):
            yield kind
        for inner in typing.get_args(kind):
            yield from classes(inner)

    def visit(cls: type, why: str) -> None:
        if cls in seen or cls.__name__ in INNER:
            return
        seen[cls] = why
        module = cls.__module__
        fields = hints(cls, module) if attrs.has(cls) else {}
        for name, kind in fields.items():
            for inner in () if name.startswith("_") else classes(kind):
                visit(inner, f"{cls.__name__}.{name}")
        for name, member in inspect.getmembers(cls):
            call = member.fget if isinstance(member, property) else getattr(member, "func", None) or member
            if inspect.isfunction(call) and not name.startswith("_"):
                for inner in classes(hints(inspect.unwrap(call), call.__module__).get("return")):
                    visit(inner, f"{cls.__name__}.{name}()")

    for name in lawtrack.__all__:
        value = getattr(lawtrack, name)
        if isinstance(value, type):
            visit(value, name)
        elif inspect.isfunction(value):
            function = inspect.unwrap(value)
            for cls in classes(
                hints(function, function.__module__ if function.__module__ != "lawtrack" else lawtrack._HOME[name]).get(
                    "return"
                )
            ):
                visit(cls, f"{name}()")
    assert [
        f"{c.__name__} from {why}" for c, why in seen.items() if id(c) not in public and not c.__name__.startswith("_")
    ] == []
    assert len(seen) > 100


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
