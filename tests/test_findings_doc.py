"""The catalogues of findings: each code is explained, docs/findings.md is printed from them, and a site gives the values of its sentences."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import lawtrack as lt
from lawtrack.errors import Finding, FindingKind
from tests.sources import TOP, nodes

ROOT = TOP.parent
DOC = (ROOT / "docs" / "findings.md").read_text("utf-8")
CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
SECTIONS = {m[1]: m[2] for m in re.finditer(r"^### (\S+)\n(.*?)(?=^##|\Z)", DOC, re.S | re.M)}


def _printer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("findings_page", ROOT / "docs" / "findings.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PRINTER = _printer()
CATALOGUES: dict[str, dict[str, FindingKind]] = {}
for _module, _name, _kind in PRINTER.catalogues():
    CATALOGUES.setdefault(_module, {})[_name] = _kind
KINDS = [(name, kind) for table in CATALOGUES.values() for name, kind in table.items()]
OWN = {a.name for a in attrs.fields(Finding)} - {"code", "severity", "message", "message_en"}
"""What a finding has beside its sentences: given by name, at hand in the sentences where it is a text."""


def _is_table(path: Path) -> bool:
    return "findings" in (path.stem, path.parent.name)


def fields(kind: FindingKind) -> set[str]:
    """The values that the sentences of a kind name."""
    return {name for text in (kind.zh, kind.en) for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_page_is_printed_from_the_catalogues() -> None:
    assert PRINTER.page() == DOC, "python docs/findings.py"


def test_each_code_is_explained_once() -> None:
    explained = [kind.code for _, kind in KINDS if kind.meaning]
    assert len(explained) == len(set(explained))
    assert {kind.code for _, kind in KINDS} == set(explained)
    assert all(kind.cause and kind.remedy for _, kind in KINDS if kind.meaning)


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_sentences_of_a_kind(name: str, kind: FindingKind) -> None:
    assert name.isupper() and CODE.fullmatch(kind.code)
    assert re.search(r"[\u4e00-\u9fff]", re.sub(r"\{.*?\}", "", kind.zh)), "a sentence, not a place for one"
    assert re.search(r"[a-z]{3}", re.sub(r"\{.*?\}", "", kind.en))
    assert all(f.isidentifier() for f in fields(kind)), "values have names; what is asked of them is asked at the site"
    assert not fields(kind) & {"span", "instruction", "repair"}


# -- the sites


def parameters() -> dict[str, set[str]]:
    """The functions and classes that are given a kind and its values, with their own parameters: report(kind, address, …)."""
    out: dict[str, set[str]] = {}
    for path in TOP.rglob("*.py"):
        for of in nodes(path):
            for node in of.body if isinstance(of, ast.ClassDef | ast.Module) else ():
                if isinstance(node, ast.FunctionDef) and node.args.kwarg and node.args.kwarg.arg == "values":
                    name = of.name if isinstance(of, ast.ClassDef) and node.name == "__init__" else node.name
                    given = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                    out.setdefault(name, set()).update(a.arg for a in given)
    return out


PARAMETERS = parameters()


def callee(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _tables(path: Path) -> dict[str, dict[str, FindingKind]]:
    """The name by which a module knows a catalogue → its entries; an entry that it imports by name stands under ""."""
    out: dict[str, dict[str, FindingKind]] = {"": {}}
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (table := CATALOGUES.get(f"{node.module}.{alias.name}")) is not None:
                    out.setdefault(alias.asname or alias.name, {}).update(table)
                elif alias.name in CATALOGUES.get(str(node.module), {}):
                    out[""][alias.asname or alias.name] = CATALOGUES[str(node.module)][alias.name]
    return out


@attrs.frozen
class Reader:
    """What the expressions of a module name, as far as kinds of findings go."""

    tables: dict[str, dict[str, FindingKind]]
    above: dict[ast.AST, ast.AST]

    def named(self, node: ast.AST) -> list[FindingKind]:
        """The kinds that an expression may be: kinds.TORN, one of several by a condition, a variable that was set to one."""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.tables:
            assert node.attr in self.tables[node.value.id], f"no entry {node.attr}"
            return [self.tables[node.value.id][node.attr]]
        if isinstance(node, ast.Name):
            return [self.tables[""][node.id]] if node.id in self.tables[""] else self.held(node)
        if isinstance(node, ast.IfExp):
            return self.named(node.body) + self.named(node.orelse)
        return []

    def held(self, name: ast.Name) -> list[FindingKind]:
        """What the nearest statement before a use sets a variable to, in all its branches."""
        at: ast.AST = name
        while at in self.above:
            over = self.above[at]
            targets = ast.walk(over.target) if isinstance(over, ast.For) and at in over.body else ()
            if isinstance(over, ast.For) and name.id in {n.id for n in targets if isinstance(n, ast.Name)}:
                return [kind for node in ast.walk(over.iter) for kind in self.named(node)]
            for block in (getattr(over, part, ()) for part in ("body", "orelse", "finalbody")):
                if not isinstance(block, list) or at not in block:
                    continue
                for before in reversed(block[: block.index(at)]):
                    values = [
                        node.value
                        for node in ast.walk(before)
                        if isinstance(node, ast.Assign)
                        and any(isinstance(t, ast.Name) and t.id == name.id for t in node.targets)
                    ]
                    if values:
                        return [kind for value in values for kind in self.named(value)]
            if isinstance(over, ast.FunctionDef):
                return []
            at = over
        return []


def _later(node: ast.AST) -> ast.Call | None:
    """A call, also one that is put off: partial(report, kinds.TORN, …)."""
    if not isinstance(node, ast.Call) or callee(node) != "partial":
        return node if isinstance(node, ast.Call) else None
    return ast.copy_location(ast.Call(node.args[0], node.args[1:], node.keywords), node)


Site = tuple[str, ast.Call, list[FindingKind]]


def sites() -> Iterator[Site]:
    """Every call that names a kind: kinds.TORN.finding(…), report(kinds.TORN, …)."""
    for path in sorted(TOP.rglob("*.py")):
        tables = _tables(path)
        if _is_table(path) or not (len(tables) > 1 or tables[""]):
            continue
        reader = Reader(tables, {child: node for node in nodes(path) for child in ast.iter_child_nodes(node)})
        for node in nodes(path):
            call = _later(node)
            if call is not None and callee(call) in PARAMETERS:
                makes = isinstance(call.func, ast.Attribute) and callee(call) == "finding"
                parts = [call.func.value] if makes else call.args  # type: ignore[attr-defined]
                if found := [kind for part in parts for kind in reader.named(part)]:
                    yield f"{path.relative_to(TOP)}:{call.lineno}:{call.col_offset}", call, found


SITES = {where: (call, found) for where, call, found in sites()}


def _wrong(where: str, call: ast.Call, found: list[FindingKind]) -> list[tuple[str, str, list[str]]]:
    given = {k.arg for k in call.keywords if k.arg}
    if len(given) < len(call.keywords):
        return []  # a helper that hands on what it was given
    wanted = [fields(kind) - OWN for kind in found]
    known = OWN | PARAMETERS.get(callee(call), set())
    out = [("lacks", set().union(*wanted) - given), ("does not say", given - known - set().union(*wanted))]
    if callee(call) in ("finding", "report", "Undone"):  # the address stands first, behind the kind where that is given
        own = set().union(*map(fields, found)) & OWN
        placed = len(call.args) > (callee(call) != "finding")
        out.append(("lacks", own - given - ({"address"} if placed else set())))
    return [(where, what, sorted(names)) for what, names in out if names]


def test_a_site_gives_the_values_of_its_sentences_and_no_others() -> None:
    assert [fault for where, (call, found) in SITES.items() for fault in _wrong(where, call, found)] == []


def test_a_wrong_site_is_found() -> None:
    torn = FindingKind("x.torn", lt.Severity.INFO, "“{words}”被断开", "torn")
    text = "if a:\n    kind = kinds.TORN\nelse:\n    kind = kinds.CUT\nkind.finding(place, wrds=1)"
    tree = ast.parse(text)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    reader = Reader({"": {}, "kinds": {"TORN": torn, "CUT": torn}}, above)
    (call,) = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert reader.named(call.func.value) == [torn, torn]  # type: ignore[attr-defined]
    assert _wrong("x", call, [torn]) == [("x", "lacks", ["words"]), ("x", "does not say", ["wrds"])]


def test_every_entry_is_used() -> None:
    said = {
        getattr(node, "attr", getattr(node, "id", ""))
        for path in TOP.rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.Attribute) or not _is_table(path) and isinstance(node, ast.Name)
    }
    assert [name for name, _ in KINDS if name not in said] == []


def test_no_code_is_written_at_a_site() -> None:
    codes = {kind.code for _, kind in KINDS}
    written = [
        f"{path.relative_to(TOP)}:{node.lineno} {node.value}"
        for path in sorted(TOP.rglob("*.py"))
        if not _is_table(path)
        for node in nodes(path)
        if isinstance(node, ast.Constant) and node.value in codes
    ]
    assert written == [], "name the entry: kinds.ORPHAN.code"


def test_findings_are_made_by_their_kinds() -> None:
    """Finding(…) itself is called where a kind makes one, and where a doubt about an order is told as error or as warning."""
    makers = {
        path.relative_to(TOP).as_posix()
        for path in TOP.rglob("*.py")
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert makers == {"errors.py", "decision/claims.py"}


# -- the page


@pytest.mark.parametrize("code", sorted(SECTIONS))
def test_each_is_explained(code: str) -> None:
    text = SECTIONS[code]
    assert CODE.fullmatch(code)
    for part in ("含义", "原因", "处理"):
        assert re.search(rf"^- {part}：\S", text, re.M), part
    meaning = re.search(r"^- 含义：(.*)$", text, re.M)
    assert meaning and re.search(r"[a-z]{3,} [a-z]+", meaning[1]), "the meaning has its English line"


def test_codes_stand_under_the_heading_of_their_area() -> None:
    area = ""
    seen: list[str] = []
    for line in DOC.splitlines():
        if line.startswith("## "):
            area = line[3:].split()[0]
        if line.startswith("### "):
            assert line[4:].startswith(area + ".")
            seen.append(line[4:])
    assert len(seen) == len(set(seen))
