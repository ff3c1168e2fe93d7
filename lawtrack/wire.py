"""Everything as JSON and back: ``loads(dumps(x)) == x`` for statutes, patches, decisions, findings and results.

The text describes itself: ``{"lawtrack": 1, "type": "patch", …}``. ``1`` is the version of the format, not of the package; JSON Schemas
of it are in ``lawtrack/schema``. Fields that hold their default are left out, addresses stand as lawyers write them, spans are
``[start, end, line]``, kinds of things that can stand in one place are told apart by a tag (``level``, ``op``, ``order``), and the
causes of a patch stand once, in a table that its ops point into.
"""

from __future__ import annotations

import enum
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar, overload

import attrs
from cattrs import Converter, transform_error
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from lawtrack.arguments import checked
from lawtrack.decision.orders import Order
from lawtrack.display import found
from lawtrack.errors import Finding, InputError, LawtrackError, Span
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import Level
from lawtrack.model.provisions import (
    Annex,
    Article,
    Chapter,
    Division,
    Item,
    Paragraph,
    Part,
    Preamble,
    Section,
    Signature,
    Subitem,
    Subpart,
)
from lawtrack.patch.ops import Cause, Op

FORMAT = 1
"""Version of the JSON format; raised when an older reader could no longer read what is written."""

NODES = (
    Part, Subpart, Chapter, Section, Division, Article, Paragraph, Item, Subitem, Preamble, Annex, Signature,
)  # fmt: skip


def kebab(name: str) -> str:
    """``EditText`` → ``edit-text``: how classes are named in JSON."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


UNIONS: dict[str, tuple[type, ...]] = {"level": NODES, "op": typing.get_args(Op), "order": typing.get_args(Order)}
"""Tag → the classes it tells apart."""


def union_tag(kind: Any) -> str | None:
    """The tag of a union of classes, None for any other type."""
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return None
    members = set(typing.get_args(kind))
    return next((tag for tag, classes in UNIONS.items() if members == set(classes)), None)


TYPES: dict[str, str] = {
    name.lower(): name
    for name in (
        "Statute", "Patch", "Decision", "Finding", "Amendment", "Changes", "Verification", "Rewound", "Gazette", "Merged", "Coverage",
        "References",
    )
}  # fmt: skip
"""What :func:`dumps` writes: the name that stands in ``type`` → the class, found when first read."""

WITH_CAUSES = ("patch", "changes", "merged")
"""The types whose JSON has a table of causes that numbers inside point into."""


def resolve(cls: type) -> None:
    """Turn the annotations of a class into types; cached properties may name classes that are imported for typing only."""
    attrs.resolve_types(cls, localns={"Address": Address, "Changes": type_named("changes")})


def type_named(name: str) -> type:
    """The class that a ``type`` stands for."""
    cls: type = found(TYPES[name])
    return cls


@cache
def converter() -> Converter:
    """The one converter; every class of the package goes through it."""
    for name in ("statute", "merged"):
        resolve(type_named(name))
    made = Converter(omit_if_default=True, forbid_extra_keys=True)
    for plain, name in ((str, "文字"), (int, "整数"), (bool, "true 或 false")):
        made.register_structure_hook(plain, _exactly(plain, name))
    made.register_unstructure_hook(Address, str)
    made.register_structure_hook(Address, lambda v, _: parse_address(v) if v else Address())
    made.register_unstructure_hook(Span, lambda s: [s.start, s.end, s.line])
    made.register_structure_hook(Span, lambda v, _: Span(*_numbers(v)))
    made.register_unstructure_hook(Level, lambda level: level.name.lower())
    made.register_structure_hook(Level, _level)
    made.register_unstructure_hook_func(_is_choice, lambda choice: choice.value)
    for tag, classes in UNIONS.items():
        _add_union(made, tag, classes)
    for cls in map(type_named, WITH_CAUSES):
        made.register_unstructure_hook(cls, _with_causes_out(cls, made))
        made.register_structure_hook(cls, _with_causes_in(cls, made))
    made.register_unstructure_hook(Cause, _cause_out)
    made.register_structure_hook(Cause, _cause_in)
    return made


_table: ContextVar[dict[Cause, int]] = ContextVar("causes being written")
_causes: ContextVar[list[Cause]] = ContextVar("causes being read")


def _cause_out(cause: Cause) -> int:
    """A cause is written as its number in the table of the patch or change set it stands in."""
    table = _table.get()
    return table.setdefault(cause, len(table))


def _cause_in(value: Any, _: Any) -> Cause:
    causes = _causes.get([])
    if type(value) is not int or not 0 <= value < len(causes):
        raise ValueError(f"应为 causes 表中的序号，实为 {json.dumps(value, ensure_ascii=False)[:40]}")
    return causes[value]


@cache
def _plain_causes() -> tuple[Callable[[Any], dict[str, Any]], Callable[[Any, Any], Cause]]:
    """Writer and reader of a cause as an object, for the table itself."""
    made = converter()
    write = make_dict_unstructure_fn(Cause, made, _cattrs_omit_if_default=True)
    return write, make_dict_structure_fn(Cause, made, _cattrs_forbid_extra_keys=True)


def _with_causes_out(cls: type, made: Converter) -> Callable[[Any], dict[str, Any]]:
    writer: list[Callable[[Any], dict[str, Any]]] = []

    def write(value: Any) -> dict[str, Any]:
        if not writer:
            writer.append(make_dict_unstructure_fn(cls, made, _cattrs_omit_if_default=True))
        token = _table.set({})
        try:
            data = writer[0](value)
            return {**data, "causes": [_plain_causes()[0](c) for c in _table.get()]}
        finally:
            _table.reset(token)

    return write


def _with_causes_in(cls: type, made: Converter) -> Callable[[Any, Any], Any]:
    reader: list[Callable[[Any, Any], Any]] = []

    def read(data: Any, _: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError("应为对象 {…}")
        if not reader:
            reader.append(make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True))
        listed = data.get("causes", [])
        if not isinstance(listed, list) or not all(isinstance(c, dict) for c in listed):
            raise ValueError("“causes”应为对象的列表")
        token = _causes.set([_plain_causes()[1](c, Cause) for c in listed])
        try:
            return reader[0]({k: v for k, v in data.items() if k != "causes"}, cls)
        finally:
            _causes.reset(token)

    return read


def _exactly(plain: type, name: str) -> Callable[[Any, Any], Any]:
    def check(value: Any, kind: Any) -> Any:
        if _is_choice(kind):  # an enumeration of words comes here too, being words
            return _choice(value, kind)
        if type(value) is not plain:
            raise ValueError(f"应为{name}，实为 {json.dumps(value, ensure_ascii=False)[:40]}")
        return value

    return check


def _numbers(value: Any) -> list[int]:
    if not isinstance(value, list) or len(value) != 3 or any(type(n) is not int for n in value):
        raise ValueError("应为 [起, 止, 行] 三个整数")
    return value


def _level(value: Any, _: Any) -> Level:
    try:
        return Level[str(value).upper()]
    except KeyError:
        raise ValueError(f"没有“{value}”这一层级") from None


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.StrEnum)


def _choice(value: Any, kind: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"应为 {'、'.join(kind)} 之一，实为 {json.dumps(value, ensure_ascii=False)[:40]}") from None


def label_of(cls: type) -> str:
    """What a class is called among the classes of its union: its ``label`` in JSON where it has one, else its name.

    >>> from lawtrack.decision.orders import InsertProvisions, InsertWords
    >>> label_of(InsertProvisions), label_of(InsertWords)
    ('insert', 'insert-words')
    """
    return str(getattr(cls, "json_label", "") or kebab(cls.__name__))


def _add_union(made: Converter, tag: str, classes: Iterable[type]) -> None:
    names = {label_of(cls): cls for cls in classes}
    labels = {cls: name for name, cls in names.items()}
    writers: dict[type, Callable[[Any], dict[str, Any]]] = {}

    def write(value: Any) -> dict[str, Any]:
        cls = type(value)
        if cls not in writers:
            writers[cls] = made.get_unstructure_hook(cls)
        return {tag: labels[cls], **writers[cls](value)}

    def read(data: Any, _: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError("应为对象 {…}")
        cls = names.get(data.get(tag, ""))
        if cls is None:
            raise ValueError(
                f"“{tag}”应为 {'、'.join(names)} 之一，实为 {json.dumps(data.get(tag), ensure_ascii=False)}"
            )
        return made.structure({k: v for k, v in data.items() if k != tag}, cls)

    made.register_unstructure_hook_func(lambda kind: union_tag(kind) == tag, write)
    made.register_structure_hook_func(lambda kind: union_tag(kind) == tag, read)


def to_data(value: Any) -> dict[str, Any]:
    """``value`` as plain dicts and lists, with the two fields that say what it is."""
    if isinstance(value, (tuple, list)) and all(isinstance(f, Finding) for f in value):
        return {"lawtrack": FORMAT, "type": "findings", "findings": converter().unstructure(list(value))}
    name = next((n for n, cls in TYPES.items() if any(cls == c.__name__ for c in type(value).__mro__)), "")
    if not name or not isinstance(value, type_named(name)):
        raise InputError(
            f"{type(value).__name__} 不能写成 JSON；可以写的有：{'、'.join(TYPES)}、findings",
            f"a {type(value).__name__} cannot be written as JSON; what can: {', '.join(TYPES)}, findings",
        )
    return {"lawtrack": FORMAT, "type": name, **converter().unstructure(value, unstructure_as=type_named(name))}


def from_data(data: Any) -> Any:
    """The inverse of :func:`to_data`; raises :class:`InputError` naming the place of the fault."""
    if not isinstance(data, Mapping) or "lawtrack" not in data:
        raise InputError(
            '这不是 lawtrack 写出的 JSON：开头缺少 "lawtrack" 版本号；请先用 lawtrack … --format json 生成',
            'this is no JSON that lawtrack wrote: the version number "lawtrack" is missing at its beginning; make it with lawtrack … --format json',
        )
    if data["lawtrack"] != FORMAT:
        raise InputError(
            f"JSON 格式版本为 {data['lawtrack']}，本程序只读版本 {FORMAT}；请升级 lawtrack 或者重新生成该文件",
            f"the JSON has format {data['lawtrack']}, this program reads {FORMAT} only; install the newer lawtrack, or make the file anew",
        )
    name = data.get("type")
    rest = {k: v for k, v in data.items() if k not in ("lawtrack", "type", "$schema")}
    if not isinstance(name, str) or name != "findings" and name not in TYPES:
        raise InputError(
            f"“type”为 {name!r}；可以读的有：{'、'.join(TYPES)}、findings",
            f"“type” is {name!r}; what can be read: {', '.join(TYPES)}, findings",
        )
    try:
        if name == "findings":
            if rest.keys() != {"findings"}:
                raise ValueError("应有且只有字段“findings”")
            return converter().structure(rest["findings"], tuple[Finding, ...])
        return converter().structure(rest, type_named(name))
    except Exception as error:
        faults = _faults(error, "$")
        shown = "\n  ".join(faults[:10]) + (f"\n  …… 共 {len(faults)} 处" if len(faults) > 10 else "")
        raise InputError(
            f"JSON 内容不合格式（{name}）：\n  {shown}", f"the JSON does not fit the format ({name}):\n  {shown}"
        ) from error


def _faults(error: BaseException, path: str) -> list[str]:
    """The places and reasons inside a nest of converter errors."""
    nested = getattr(error, "exceptions", None)
    if nested is not None:
        out: list[str] = []
        for inner in nested:
            notes = [n for n in getattr(inner, "__notes__", ()) if hasattr(n, "name") or hasattr(n, "index")]
            step = "".join(f".{n.name}" if hasattr(n, "name") else f"[{n.index}]" for n in notes)
            out += _faults(inner, path + step)
        return out
    if isinstance(error, (ValueError, LawtrackError)):
        return [f"{path}：{error}"]
    return [line.replace(" @ $", "：" + path) for line in transform_error(error, "$")]


def plain(value: Any) -> Any:
    """Any value made of the package's classes as plain dicts and lists, for printing only: there is no way back from it."""
    token = _table.set({})
    try:
        return converter().unstructure(value)
    finally:
        _table.reset(token)


@checked
def dumps(value: Any, *, indent: int | None = None) -> str:
    """``value`` as JSON text; :func:`loads` gives an equal value back. Raises :class:`InputError` for other types.

    >>> from lawtrack.model.nodes import Statute
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> law = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"),)),))
    >>> print(dumps(law))
    {"lawtrack":1,"type":"statute","title":"例","children":[{"level":"article","label":"第一条","paragraphs":[{"text":"甲。"}]}]}
    >>> loads(dumps(law)) == law
    True
    """
    separators = (",", ":") if indent is None else None
    return json.dumps(to_data(value), ensure_ascii=False, indent=indent, separators=separators)


_HALF = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def _halves(value: Any) -> bool:
    """Whether some text in a JSON value holds half a character."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            waiting += (*here, *here.values())
        elif isinstance(here, list):
            waiting += here
        elif isinstance(here, str) and any("\ud800" <= c <= "\udfff" for c in here):
            return True
    return False


T = TypeVar("T")


@overload
def loads(text: str | bytes) -> Any: ...
@overload
def loads(text: str | bytes, kind: type[T]) -> T: ...
@checked
def loads(text: str | bytes, kind: type[T] | None = None) -> Any:
    """What :func:`dumps` wrote; with ``kind`` it must be of that class. Raises :class:`InputError`, naming line or path, where the text is something else.

    >>> loads('{"lawtrack": 1, "type": "patch", "ops": [{"op": "melt"}]}')
    Traceback (most recent call last):
    lawtrack.errors.InputError: JSON 内容不合格式（patch）：
      $.ops[0]：“op”应为 edit-text、relabel、insert、delete、move 之一，实为 "melt"
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"不是完整的 JSON：第 {error.lineno} 行第 {error.colno} 列不合语法",
            f"no whole JSON: line {error.lineno}, column {error.colno}",
        ) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            "不是可读的 JSON：编码应为 UTF-8，嵌套不得过深",
            "no readable JSON: it must be UTF-8 and not too deeply nested",
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(
            "JSON 里有长得不可能的数字；请重新生成该文件",
            "the JSON has numbers that are impossibly long; make the file anew",
        ) from error
    if _HALF.search(text if isinstance(text, str) else text.decode("utf-8", "replace")) and _halves(data):
        raise InputError(
            "JSON 里有不成对的代理字符（\\ud83d 之类），不是文字；请重新生成该文件",
            "the JSON has half characters (\\ud83d and the like), which are no text; make the file anew",
        )
    value = from_data(data)
    if kind is not None and not isinstance(value, kind):
        raise InputError(
            f"JSON 里是 {type(value).__name__}，这里需要 {kind.__name__}",
            f"the JSON holds a {type(value).__name__}, not a {kind.__name__}",
        )
    return value
