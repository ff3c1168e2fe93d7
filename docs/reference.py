"""The reference pages, made from the source: cli.md from ``--help``, api.md from the docstrings. Not kept, written when the site is built."""

from __future__ import annotations

import argparse
import ast
import enum
import importlib
import inspect
import re
import textwrap
from functools import cached_property
from pathlib import Path
from types import ModuleType

import attrs

import lawtrack
from lawtrack.cli.parser import build_parser

HERE = Path(__file__).resolve().parent


def cli_page() -> str:
    """Every command with its help, in Chinese and English."""
    parsers = {language: build_parser(language) for language in ("zh", "en")}
    out = [
        "# Command line 命令行",
        "",
        "Written from `--help`. What each command does in Python stands in the table of the README.",
    ]

    def block(parser: argparse.ArgumentParser) -> list[str]:
        formatter = argparse.RawDescriptionHelpFormatter
        parser.formatter_class = lambda prog: formatter(prog, width=100)  # type: ignore[assignment]
        return ["", "```text", parser.format_help().rstrip(), "```"]

    subs = {}
    for language, parser in parsers.items():
        subs[language] = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction)).choices
    out += block(parsers["zh"]) + block(parsers["en"])
    for name in subs["zh"]:
        out += ["", f"## {name}", *block(subs["zh"][name]), *block(subs["en"][name])]
    return "\n".join(out) + "\n"


ROLE = re.compile(r":(?:py:)?(?:func|class|meth|mod|attr|data|exc):`~?([\w.]+)`")
"""A cross-reference as docstrings write it."""


def _words(doc: str) -> str:
    """A docstring as Markdown: what is public is linked, code is code."""

    def link(m: re.Match[str]) -> str:
        name = m[1].removeprefix("lawtrack.")
        first = (
            name.split(".")[0]
            if m[1].count(".") == 0 or name.split(".")[0] in lawtrack.__all__
            else name.split(".")[-1]
        )
        shown = name if first == name.split(".")[0] else name.split(".")[-1]
        return f"[`{shown}`](#{first.lower()})" if first in lawtrack.__all__ else f"`{name.split('.')[-1]}`"

    out = ROLE.sub(link, doc)
    out = re.sub(r"``(.+?)``", lambda m: f"`{m[1]}`", out, flags=re.S)
    return re.sub(r"::$", ":", out, flags=re.M)


def _doc(thing: object) -> list[str]:
    """The text of a docstring, then its example as code."""
    return _text(inspect.cleandoc(getattr(thing, "__doc__", None) or ""))


def _text(doc: str) -> list[str]:
    text, _, example = doc.partition("\n>>> ") if not doc.startswith(">>> ") else ("", "", doc[4:])
    out = [_words(text).rstrip(), ""]
    if example:
        out += ["```python", f">>> {example.rstrip()}", "```", ""]
    return out


def _first(thing: object) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join(
        _words(inspect.cleandoc(getattr(thing, "__doc__", None) or "")).split("\n\n")[0].split("\n>>>")[0].split()
    )


def _plain(kind: object) -> str:
    return kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))


def _call(name: str, function: object) -> str:
    """``name(argument: type = default, …) -> type`` as one writes it."""
    signature = inspect.signature(inspect.unwrap(function))  # type: ignore[arg-type]
    parts, star = [], False
    for one in signature.parameters.values():
        if one.name == "self":
            continue
        if one.kind is one.KEYWORD_ONLY and not star:
            parts.append("*")
            star = True
        star = star or one.kind is one.VAR_POSITIONAL
        text = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "") + one.name
        if one.annotation is not one.empty:
            text += f": {_plain(one.annotation)}"
        if one.default is not one.empty:
            text += (" = " if one.annotation is not one.empty else "=") + repr(one.default)
        parts.append(text)
    back = "" if signature.return_annotation is signature.empty else f" -> {_plain(signature.return_annotation)}"
    line = f"{name}({', '.join(parts)}){back}"
    return line if len(line) <= 100 else f"{name}(\n    " + ",\n    ".join(parts) + f",\n){back}"


def _fields(cls: type) -> list[str]:
    """The fields of a value class, with their types and defaults."""
    if not attrs.has(cls):
        return []
    out = []
    for field in attrs.fields(cls):
        if field.name.startswith("_"):
            continue
        default = (
            ""
            if field.default is attrs.NOTHING
            else " = …"
            if isinstance(field.default, attrs.Factory)
            else f" = {field.default!r}"
        )  # type: ignore[arg-type]
        out.append(f"- `{field.name}: {_plain(field.type)}{default}`")
    return ["Fields:", "", *out, ""] if out else []


def _members(cls: type) -> list[str]:
    """What can be asked of a value: properties and methods, those of the package's own bases included; of an enumeration its words."""
    if issubclass(cls, enum.Enum):
        return ["Words:", "", *(f"- `{one.name}` = `{one.value!r}`" for one in cls), ""]
    out, seen = [], set()
    for base in (c for c in cls.__mro__ if c.__module__.startswith("lawtrack")):
        for name, member in vars(base).items():
            if name.startswith("_") or name in seen or attrs.has(cls) and name in attrs.fields_dict(cls):
                continue
            call = inspect.unwrap(member) if inspect.isfunction(member) else None
            if call is not None:
                seen.add(name)
                out += [
                    f"- `{' '.join(_call(name, call).split())}`".replace("( ", "(").replace(", )", ")"),
                    f"  {_first(call)}",
                ]
            elif isinstance(member, (property, cached_property)):
                seen.add(name)
                told = member.fget if isinstance(member, property) else member.func
                back = getattr(told, "__annotations__", {}).get("return", "")
                out += [f"- `{name}: {_plain(back)}`", f"  {_first(told)}"]
        for name, node in _cached(base).items():
            if name not in seen:
                seen.add(name)
                told = _words(ast.get_docstring(node) or "").split("\n\n")[0]
                out += [
                    f"- `{name}: {ast.unparse(node.returns) if node.returns else ''}`",
                    f"  {' '.join(told.split())}",
                ]
    return ["Members:", "", *out, ""] if out else []


def _cached(cls: type) -> dict[str, ast.FunctionDef]:
    """The cached properties of a value class, which the class itself no longer shows."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(node, ast.ClassDef)
    return {
        one.name: one
        for one in node.body
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
        if any(ast.unparse(d) == "cached_property" for d in one.decorator_list)
    }


def _class(name: str, cls: type) -> list[str]:
    shown = (
        f"class {name}"
        if attrs.has(cls) or issubclass(cls, (enum.Enum, BaseException))
        else f"class {_call(name, cls)}"
    )
    return [f"### {name}", "", "```python", shown, "```", "", *_doc(cls), *_fields(cls), *_members(cls)]


def _module(name: str, module: ModuleType) -> list[str]:
    """A module of classes that belong together, such as ``lt.ops``."""
    classes = [
        c
        for c in vars(module).values()
        if inspect.isclass(c) and c.__module__ == module.__name__ and not c.__name__.startswith("_")
    ]
    shown = [c for c in classes if c.__name__ not in lawtrack.__all__ or getattr(lawtrack, c.__name__) is not c]
    out = [f"### {name}", "", *_doc(module)]
    for cls in shown:
        out += [f"#### {name}.{cls.__name__}", "", *_doc(cls), *_fields(cls)]
    return out


def api_page() -> str:
    """Every public name with its signature, fields and docstring."""
    out = ["# API", "", "The public names, written from their docstrings; `import lawtrack as lt`.", ""]
    values = {name: getattr(lawtrack, name) for name in lawtrack.__all__}
    errors = {n for n, v in values.items() if inspect.isclass(v) and issubclass(v, Exception)}
    out += ["## Verbs", ""]
    for name, value in values.items():
        if inspect.isroutine(value):
            out += [f"### {name}", "", "```python", _call(name, value), "```", "", *_doc(value)]
    for title, wanted in (("Classes", lambda n: n not in errors), ("Errors", lambda n: n in errors)):
        out += [f"## {title}", ""]
        for name, value in values.items():
            if inspect.isclass(value) and wanted(name):
                out += _class(name, value)
    out += ["## Changes and orders", ""]
    for name, value in values.items():
        if inspect.ismodule(value):
            out += _module(name, value)
    out += ["## Types", "", "For annotations of your own.", ""]
    for name, value in values.items():
        if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value)):
            out += [f"### {name}", "", "```python", f"{name} = {_alias(value)}", "```", "", *_text(told(name))]
    return "\n".join(out).rstrip() + "\n"


def told(name: str) -> str:
    """What stands in the source below a name that is no class, verb or module: such a value has no docstring of its own."""
    module, _, inner = lawtrack._HOME[name].partition(":")
    body = ast.parse(inspect.getsource(importlib.import_module(module))).body
    for node, below in zip(body, body[1:], strict=False):
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        if target is not None and ast.unparse(target) == (inner or name) and isinstance(below, ast.Expr):
            return inspect.cleandoc(str(ast.literal_eval(below.value)))
    raise LookupError(f"nothing is said of {name}")


def _alias(value: object) -> str:
    return re.sub(r"\b(?:lawtrack|typing|datetime)\.(?:\w+\.)*", "", str(value))


def pages() -> dict[str, str]:
    """File name → text."""
    return {"cli.md": cli_page(), "api.md": api_page()}


def write_pages(folder: Path) -> None:
    """Write the pages into ``folder``; the site's configuration does this whenever it is built."""
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write_pages(HERE)
