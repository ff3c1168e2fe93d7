"""JSON Schemas (Draft 2020-12) of everything :mod:`lawtrack.wire` writes, one file per type and format version.

The files beside this module are published; ``python -m lawtrack.schema`` writes them anew from the classes, and a test holds
them to that. ``schema("patch")`` gives one as data.
"""

from __future__ import annotations

import collections.abc
import json
import types
import typing
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from lawtrack.errors import Finding, InputError, Span
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.patch.ops import Cause
from lawtrack.wire import FORMAT, TYPES, UNIONS, WITH_CAUSES, kebab, label_of, resolve, type_named, union_tag

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"}, int: {"type": "integer"}, float: {"type": "number"}, bool: {"type": "boolean"}, type(None): {"type": "null"},
    Address: {"type": "string", "description": "条文地址，如“第八条第一款第三项”；空文字表示没有"},
    Level: {"enum": [level.name.lower() for level in Level]},
    Cause: {"type": "integer", "minimum": 0, "description": "causes 表中的序号"},
    Span: {"type": "array", "description": "[起, 止, 行]", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3},
}  # fmt: skip


def names() -> tuple[str, ...]:
    """The types that have a schema."""
    return (*TYPES, "findings")


def file_name(name: str) -> str:
    """``patch`` → ``patch-1.json``: the format version is part of the name, so that older files keep their meaning."""
    return f"{name}-{FORMAT}.json"


def schema(name: str) -> dict[str, Any]:
    """The published schema of a type, as data. Raises :class:`InputError` for a name that has none.

    >>> schema("patch")["title"]
    'lawtrack patch'
    """
    file = resources.files("lawtrack.schema") / file_name(name)
    if name not in names() or not file.is_file():
        raise InputError(
            f"没有“{name}”的 JSON Schema；有的是：{'、'.join(names())}",
            f"there is no JSON Schema of “{name}”, only {', '.join(names())}",
        )
    loaded: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return loaded


def make_schema(name: str) -> dict[str, Any]:
    """The schema of a type, made from its class."""
    defs: dict[str, Any] = {}
    if name == "findings":
        body: dict[str, Any] = _object({"findings": {"type": "array", "items": _of(Finding, defs)}}, ["findings"])
    else:
        cls = type_named(name)
        _of(cls, defs)
        body = defs.pop(kebab(cls.__name__))
    head = {"lawtrack": {"const": FORMAT}, "type": {"const": name}, "$schema": {"type": "string"}}
    body["properties"] = {**head, **body["properties"]}
    body["required"] = ["lawtrack", "type", *body.get("required", [])]
    made = {"$schema": DRAFT, "$id": f"urn:lawtrack:schema:{name}:{FORMAT}", "title": f"lawtrack {name}", **body}
    return made | ({"$defs": dict(sorted(defs.items()))} if defs else {})


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; classes become definitions."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin in (tuple, list):
        if origin is tuple and len(args) > 1 and args[1] is not Ellipsis:
            items = [_of(a, defs) for a in args]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        return {"type": "array", "items": _of(args[0], defs)}
    if origin in (dict, collections.abc.Mapping):
        return {"type": "object", "additionalProperties": _of(args[1], defs)}
    tag = union_tag(kind)
    if tag:
        return _tagged(tag, defs)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_of(a, defs) for a in args]}
    if isinstance(kind, type) and issubclass(kind, str):
        return {"enum": [member.value for member in kind]}  # type: ignore[attr-defined]
    name = kebab(kind.__name__)
    if name not in defs:
        defs[name] = {}  # stands while its own fields are looked at: trees refer to themselves
        defs[name] = _class(kind, defs)
    return {"$ref": f"#/$defs/{name}"}


def _class(cls: Any, defs: dict[str, Any]) -> dict[str, Any]:
    resolve(cls)
    fields = attrs.fields(cls)
    made = _object({f.name: _of(f.type, defs) for f in fields}, [f.name for f in fields if f.default is attrs.NOTHING])
    if cls in map(type_named, WITH_CAUSES):
        attrs.resolve_types(Cause)
        causes = {f.name: _of(f.type, defs) for f in attrs.fields(Cause)}
        made["properties"]["causes"] = {"type": "array", "items": _object(causes, [])}
    doc = (cls.__doc__ or "").strip().split("\n")[0]
    return {"description": doc, **made} if doc else made


def _tagged(tag: str, defs: dict[str, Any]) -> dict[str, Any]:
    name = "any-" + tag
    if name not in defs:
        defs[name] = {}
        choices = []
        for cls in UNIONS[tag]:
            label = label_of(cls)
            body = _class(cls, defs)
            body["properties"] = {tag: {"const": label}, **body["properties"]}
            body["required"] = [tag, *body.get("required", [])]
            defs[f"{tag}-{label}"] = body
            choices.append({"$ref": f"#/$defs/{tag}-{label}"})
        defs[name] = {"oneOf": choices}
    return {"$ref": f"#/$defs/{name}"}


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into ``folder``; the paths written."""
    out = []
    for name in names():
        path = folder / file_name(name)
        path.write_text(json.dumps(make_schema(name), ensure_ascii=False, indent=1) + "\n", "utf-8")
        out.append(path)
    return out
