"""The public surface: its names, and what importing it costs."""

from __future__ import annotations

import ast
import doctest
import inspect
import io
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import lawtrack
from lawtrack.arguments import hints_of
from tests.sources import nodes
from tests.test_docs import reference_pages

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


def _examples(name: str) -> list[doctest.DocTest]:
    """The examples of a name's own docstring; what a class inherits is not its own."""
    value = getattr(lawtrack, name)
    doc = vars(value).get("__doc__") if isinstance(value, type) else value.__doc__
    tests = [doctest.DocTestParser().get_doctest(doc or "", vars(sys.modules[_module(name)]).copy(), name, None, 0)]
    return [t for t in tests if any(not e.source.startswith("import ") for e in t.examples)]


def _module(name: str) -> str:
    return lawtrack._HOME[name].partition(":")[0]


@pytest.mark.parametrize("name", [n for n in lawtrack.__all__ if n not in VALUES])
def test_every_name_has_an_example_of_its_own_that_runs(name: str) -> None:
    """Classes, verbs and modules; ``--doctest-modules`` leaves out what a module re-exports, so they are run here."""
    (test,) = _examples(name)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    said = io.StringIO()
    assert runner.run(test, out=said.write).failed == 0, said.getvalue()


@pytest.mark.parametrize("name", VALUES)
def test_every_type_alias_says_what_it_is_and_how_it_is_written(name: str) -> None:
    told = reference_pages().told(name)
    test = doctest.DocTestParser().get_doctest(told, {}, name, None, 0)
    assert test.examples and doctest.DocTestRunner(verbose=False).run(test, out=lambda text: None).failed == 0


@pytest.mark.parametrize("name", [n for n in lawtrack.__all__ if inspect.isfunction(getattr(lawtrack, n))])
def test_every_verb_says_what_it_raises_and_gives_a_type(name: str) -> None:
    function = inspect.unwrap(getattr(lawtrack, name))
    assert re.search(r"\b[Rr]ais(?:es?|ed)\b", inspect.cleandoc(function.__doc__ or "").partition(">>> ")[0])
    assert "return" in function.__annotations__


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

    def classes(kind: Any) -> Iterator[type]:
        if isinstance(kind, type) and kind.__module__.startswith("lawtrack."):
            yield kind
        for inner in typing.get_args(kind):
            yield from classes(inner)

    def visit(cls: type, why: str) -> None:
        if cls in seen or cls.__name__ in INNER:
            return
        seen[cls] = why
        fields = hints_of(cls) if attrs.has(cls) else {}
        for name, kind in fields.items():
            for inner in () if name.startswith("_") else classes(kind):
                visit(inner, f"{cls.__name__}.{name}")
        for name, member in inspect.getmembers(cls):
            call = member.fget if isinstance(member, property) else getattr(member, "func", None) or member
            if inspect.isfunction(call) and not name.startswith("_"):
                for inner in classes(hints_of(inspect.unwrap(call)).get("return")):
                    visit(inner, f"{cls.__name__}.{name}()")

    for name in lawtrack.__all__:
        value = getattr(lawtrack, name)
        if isinstance(value, type):
            visit(value, name)
        elif inspect.isfunction(value):
            for cls in classes(hints_of(inspect.unwrap(value)).get("return")):
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
        if re.search("import_module|__import__|find_spec", path.read_text("utf-8"))  # only these need be parsed
        for node in nodes(path)
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
