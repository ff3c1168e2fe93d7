"""The rooms of the package: no circles of imports of any kind, small modules, short corridors."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import lawtrack
from tests.sources import nodes

TOP = Path(str(lawtrack.__file__)).parent
ROOMS = {
    ".".join(("lawtrack", *path.relative_to(TOP).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in TOP.rglob("*.py")
}


def imports(room: str) -> Iterator[str]:
    """Every module that a module imports: at its top, inside a function, or for a type hint."""
    for node in nodes(ROOMS[room]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ROOMS)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{room} imports by a relative name"
            for alias in node.names:
                found = next((n for n in (f"{node.module}.{alias.name}", str(node.module)) if n in ROOMS), None)
                if found is not None:
                    yield found


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """What is left when every node that imports nothing that is left has been taken away, again and again."""
    left = {room: set(below) - {room} for room, below in graph.items()}
    while ready := [room for room, below in left.items() if not below & left.keys()]:
        for room in ready:
            del left[room]
    return sorted(left)


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


def test_no_circle_of_imports() -> None:
    """Type hints and imports inside functions counted."""
    assert circle({room: set(imports(room)) for room in ROOMS}) == []


def test_modules_are_small_and_corridors_short() -> None:
    long = {room: n for room, path in ROOMS.items() if (n := len(path.read_text("utf-8").splitlines())) > 550}
    assert long == {}
    crowded = {str(d): n for d in {p.parent for p in ROOMS.values()} if (n := len(list(d.glob("*.py")))) > 21}
    assert crowded == {}


def test_ops_are_told_apart_in_three_modules_at_most() -> None:
    """Everywhere else an op is asked: its lines, its words before and after, its place, its name."""
    names = {"EditText", "Relabel", "Insert", "Delete", "Move"}
    asking = set()
    for room, path in ROOMS.items():
        ops = {
            alias.asname or alias.name
            for node in nodes(path)
            if isinstance(node, ast.ImportFrom) and node.module == "lawtrack.patch.ops"
            for alias in node.names
            if alias.name in names
        }
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
                if ops & {n.id for n in ast.walk(node.args[1]) if isinstance(n, ast.Name)}:
                    asking.add(room)
    assert len(asking) <= 3, asking
