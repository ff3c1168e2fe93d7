"""The mutants of a module: one small fault each, put in place of a stretch of its source, so that every line keeps its number.

What cannot change behaviour is no mutant, by rule: docstrings, type hints, decorators, ``__repr__``, ``__all__``, ``if TYPE_CHECKING``, and the wording
of what is said to a reader (English sentences, the texts inside the call that makes a finding
or an error, formatted strings).
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import attrs

TOP = Path(__file__).resolve().parents[2]
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@attrs.frozen
class Mutant:
    """A fault: the bytes ``start`` to ``end`` of the file become ``after``."""

    path: str
    line: int
    first: int
    """The first and the last line of its statement, for those who ask what reaches it."""
    last: int
    kind: str
    before: str
    after: str
    start: int
    end: int
    owner: str
    """The qualified name of the outermost function around it; "" for what is worked out when the module is imported."""
    count: int = 0

    @property
    def key(self) -> str:
        """What stays the same when other lines of the file change."""
        return "|".join((self.path, self.owner, self.kind, self.before, self.after, str(self.count)))

    def source(self, text: bytes) -> bytes:
        """The file with the fault in it."""
        return text[: self.start] + self.after.encode() + text[self.end :]

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.kind}: {' '.join(self.before.split())} → {' '.join(self.after.split())}"


def read(results: Path) -> Iterator[dict[str, object]]:
    """What is known already."""
    if results.exists():
        yield from map(json.loads, results.read_text("utf-8").splitlines())


def sample(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many of them; the first hundred of four hundred are the same hundred, and stay so when other code changes."""
    return sorted(mutants, key=lambda m: hashlib.sha256(f"{seed}|{m.key}".encode()).digest())[:number]


def list_mutants(top: Path, packages: tuple[str, ...]) -> list[Mutant]:
    """All mutants of the packages of ``lawtrack`` in the project at ``top``."""
    found: list[Mutant] = []
    for package in packages:
        for path in sorted((top / "lawtrack" / package).rglob("*.py")):
            found += _Reader(str(path.relative_to(top)), path.read_bytes()).read()
    return found


class _Reader:
    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self.text = text
        self.starts = [0]
        for line in text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.found: list[Mutant] = []
        self.seen: dict[str, int] = {}

    def read(self) -> list[Mutant]:
        self.visit(ast.parse(self.text), "", (), None)
        return self.found

    def visit(self, node: ast.AST, owner: str, scope: tuple[str, ...], whole: ast.stmt | None) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if node.name == "__repr__":
                return
            scope = (*scope, node.name)
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    self.visit(inner, owner, scope, None)
                return
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                self.visit(default, owner, scope, None)
            for inner in node.body:
                self.visit(inner, owner or ".".join(scope), scope, None)
            return
        if _no_behaviour(node):
            return
        if isinstance(node, ast.stmt):
            whole = None if hasattr(node, "body") or isinstance(node, ast.Match) else node
        for kind, place, after in _faults(node):
            self.add(kind, place, after, owner, whole or place)
        for inner in _children(node):
            self.visit(inner, owner, scope, whole)

    def add(self, kind: str, place: ast.expr | ast.stmt, after: str, owner: str, whole: ast.stmt | ast.expr) -> None:
        start = self.starts[place.lineno - 1] + place.col_offset
        end = self.starts[(place.end_lineno or 0) - 1] + (place.end_col_offset or 0)
        before = self.text[start:end].decode()
        after = (
            f"({after}{chr(10) * before.count(chr(10))})"
            if isinstance(place, ast.expr)
            else after + "\n" * before.count("\n")
        )
        lines = place.lineno, whole.lineno, whole.end_lineno or whole.lineno
        mutant = Mutant(self.path, *lines, kind, before, after, start, end, owner)
        count = self.seen.get(mutant.key, 0)
        self.seen[mutant.key] = count + 1
        self.found.append(attrs.evolve(mutant, count=count))


def _no_behaviour(node: ast.AST) -> bool:
    """Nothing in this node, or nothing but wording, can be seen from outside."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.JoinedStr():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Constant(value=str() as value) if value.isascii() and value.count(" ") > 2 and "\\" not in value:
            return True  # an English sentence is there to be read
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name == "__all__"
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
    return False


def _children(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.AnnAssign():
            yield from filter(None, (node.value,))
        case ast.Call() if _speaks(node.func):  # the code of a finding and where it stands matter, its wording does not
            words = [a for a in (*node.args, *(k.value for k in node.keywords)) if not _wording(a)]
            yield from words
        case ast.Call(func=ast.Name(id="field") | ast.Attribute(attr="field")):  # how a class is declared
            yield from (k.value for k in node.keywords if k.arg not in ("kw_only", "repr", "eq", "init"))
        case ast.Call(func=ast.Name(id="cast" | "TypeVar")):
            yield from node.args[1:]
        case ast.Call(
            func=ast.Attribute(attr="strip" | "lstrip" | "rstrip"), args=[ast.Constant()]
        ):  # a set of signs: one is taken away
            yield node.func
        case ast.Compare() if signs := _signs(node):
            yield from (x for x in (node.left, *node.comparators) if x not in signs)
        case ast.Call(func=ast.Attribute(attr="group"), args=[_]):  # the name of a group: any other name is an error
            yield node.func
        case ast.Subscript(value=value, slice=ast.Constant(value=str())):
            yield value
        case _:
            yield from ast.iter_child_nodes(node)


def _signs(node: ast.Compare) -> list[ast.Constant]:
    """The sets of signs in which a character is looked up; more signs would change nothing, one less does."""
    pairs = zip(node.ops, node.comparators, strict=True)
    texts = [x for op, x in pairs if isinstance(op, (ast.In, ast.NotIn)) and isinstance(x, ast.Constant)]
    return [x for x in texts if isinstance(x.value, str) and len(x.value) > 1]


def _speaks(func: ast.expr) -> bool:
    name = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
    return name.endswith(("Finding", "FindingKind", "Error", "Contradiction", "finding", "Doubt")) or name in (
        "variant",
        "log",
        "warn",
        "debug",
        "info",
    )


def _wording(node: ast.expr) -> bool:
    """A text of more than a code: with a space, or in Chinese."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (" " in node.value or not node.value.isascii())
    )


def _faults(node: ast.AST) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """The faults that can be put in place of a node or of a part of it."""
    match node:
        case ast.Compare():
            for sign in _signs(node):
                yield "signs", sign, repr(sign.value[1:])  # type: ignore[index]
            for i, op in enumerate(node.ops):
                if type(op) in SWAPS:
                    ops = [*node.ops[:i], SWAPS[type(op)](), *node.ops[i + 1 :]]
                    yield "comparison", node, ast.unparse(ast.Compare(node.left, ops, node.comparators))
        case ast.BoolOp():
            yield "and/or", node, ast.unparse(ast.BoolOp(SWAPS[type(node.op)](), node.values))
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node, ast.unparse(node.operand)
        case ast.BinOp() if type(node.op) in SWAPS:
            yield "arithmetic", node, ast.unparse(ast.BinOp(node.left, SWAPS[type(node.op)](), node.right))
        case ast.Constant(value=bool() as value):
            yield "constant", node, repr(not value)
        case ast.Constant(value=int() as value):
            yield "constant", node, repr(value + 1)
        case ast.Constant(value=str() as value):
            yield "text", node, repr(f"XX{value}XX")
        case ast.Call(
            func=ast.Attribute(attr="strip" | "lstrip" | "rstrip"), args=[ast.Constant(value=str() as value)]
        ):
            yield "signs", node.args[0], repr(value[1:])
        case ast.IfExp():
            yield "condition", node, ast.unparse(ast.IfExp(node.test, node.orelse, node.body))
        case ast.If() if not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
            yield "condition", node.test, f"not ({ast.unparse(node.test)})"
        case ast.comprehension():
            for test in node.ifs:
                yield "filter", test, "True"
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return", value, "None"
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            assert isinstance(node, ast.stmt)
            yield "statement", node, "pass"
        case ast.Continue():
            yield "loop", node, "break"
        case ast.Break():
            yield "loop", node, "continue"
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            assert isinstance(node, ast.stmt)
            yield "statement", node, "pass"
