"""What stands between a caller and a verb: arguments held against their types, names of an earlier version understood for a while.

A verb says by its own annotations what it takes; nothing is said twice. Whatever else is given raises :class:`lawtrack.errors.ArgumentError`
with the verb, the argument, what it should be, what it is, and what to do about it, before anything else happens.
"""

from __future__ import annotations

import ast
import builtins
import datetime
import inspect
import os
import sys
import types
import typing
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, wraps
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

import attrs

from lawtrack.display import found
from lawtrack.errors import ArgumentError

F = TypeVar("F", bound=Callable[..., Any])

_REMEDIES: dict[str, tuple[str, str]] = {
    "Statute": ("文件用 lawtrack.read_statute，文字用 lawtrack.parse_statute 读出法规", "read one with lawtrack.read_statute (a file) or lawtrack.parse_statute (text)"),
    "Decision": ("文件用 lawtrack.read_decision，文字用 lawtrack.parse_decision 读出决定", "read one with lawtrack.read_decision (a file) or lawtrack.parse_decision (text)"),
    "Patch": ("补丁是 lawtrack.amend(…).patch 或者 lawtrack.compare(…)", "a patch is lawtrack.amend(…).patch or lawtrack.compare(…)"),
    "Gazette": ("公报用 lawtrack.read_gazette 读出", "read one with lawtrack.read_gazette"),
    "Address": ("写法如“第八条第一款第三项”", "written like 第八条第一款第三项"),
    "date": ("写法如 2024-06-01", "written like 2024-06-01"),
}  # fmt: skip
"""What gives a value of a class that people often hold something else for."""
_SIMPLE: dict[Any, tuple[str, str]] = {
    str: ("文字", "text"), int: ("整数", "an integer"), float: ("数", "a number"), bool: ("True 或 False", "True or False"),
    bytes: ("字节", "bytes"), type(None): ("None", "None"), datetime.date: ("日期", "a date"),
}  # fmt: skip


def checked(function: F) -> F:
    """A verb that refuses arguments of other types than it says; a method's first argument is not looked at.

    >>> @checked
    ... def double(text: str, times: int = 2) -> str:
    ...     return text * times
    >>> double("甲")
    '甲甲'
    >>> double(2, "甲")
    Traceback (most recent call last):
    lawtrack.errors.ArgumentError: double 的参数 text 应为文字，给的是 2；参数 text 和 times 像是写反了
    """
    return renamed()(function)


def renamed(*, later: Sequence[str] = (), **names: str) -> Callable[[F], F]:
    """:func:`checked`, where keyword arguments had other names (``new="old"``) or were given by place (``later``), with a DeprecationWarning.

    >>> @renamed(on="date")
    ... def held(*, on: str = "") -> str:
    ...     return on
    >>> with warnings.catch_warnings(record=True) as said:
    ...     warnings.simplefilter("always")
    ...     held(date="2024-06-01"), str(said[0].message)
    ('2024-06-01', 'held(date=…) is now held(on=…)')
    """
    old = {was: now for now, was in names.items()}

    def wrap(function: F) -> F:
        verb = _Verb(function)

        @wraps(function)
        def call(*args: Any, **given: Any) -> Any:
            for was in [k for k in given if k in old and old[k] not in given]:
                warn(f"{verb.name}({was}=…) is now {verb.name}({old[was]}=…)")
                given[old[was]] = given.pop(was)
            if later and len(args) > verb.places:
                args, extra = args[: verb.places], args[verb.places :]
                if len(extra) <= len(later):
                    warn(f"{verb.name}: {', '.join(later[: len(extra)])} are now given by name")
                    given = dict(zip(later, extra, strict=False)) | given
                else:
                    args += extra
            verb.check(args, given)
            return function(*args, **given)

        return typing.cast(F, call)

    return wrap


C = TypeVar("C", bound=type)
P = ParamSpec("P")
T = TypeVar("T")


def typed(cls: C) -> C:
    """A value class whose constructor refuses values of other types than its fields say; stands above ``attrs.frozen``.

    The usual case, exactly the classes that are named, is looked at by one expression made for the class when its first value is made; only
    what that does not know goes through :func:`fits`.

    >>> @typed
    ... @attrs.frozen
    ... class Boat:
    ...     name: str
    ...     crew: tuple[str, ...] = ()
    >>> Boat("渡", ("甲",))
    Boat(name='渡', crew=('甲',))
    >>> Boat("渡", "甲")
    Traceback (most recent call last):
    lawtrack.errors.ArgumentError: Boat 的参数 crew 应为文字的序列，给的是 '甲'
    >>> Boat()  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    lawtrack.errors.ArgumentError: Boat 的参数不对（...）；必须给出的有：name；全部参数：name、crew
    """
    init: Callable[..., None] = vars(cls)["__init__"]
    tests: list[Callable[[Any], bool]] = []

    @wraps(init)
    def made(self: Any, *args: Any, **given: Any) -> None:
        try:
            init(self, *args, **given)
        except (TypeError, AttributeError) as error:  # the call itself, or what a converter made of a wrong value
            _refuse_call(init, cls, args, given, error)
            raise
        if not tests:
            tests.append(_test_of(cls))
        if not tests[0](self):
            _refuse(cls, {f.name: getattr(self, f.name) for f in attrs.fields(cls)})

    cls.__init__ = made  # type: ignore[misc]
    return cls


def unchecked(cls: Callable[P, T]) -> Callable[P, T]:
    """The constructor of a class without its test, for what makes values by the thousand from values that were tested.

    It is one function made for the class, which sets its fields and does nothing else; ``cls`` has slots and no converters.

    >>> @typed
    ... @attrs.frozen
    ... class Boat:
    ...     name: str
    ...     crew: tuple[str, ...] = ()
    >>> unchecked(Boat)("渡")
    Boat(name='渡', crew=())
    """
    known: dict[str, Any] = {"cls": cls, "new": object.__new__}
    takes, sets = list[str](), ["value = new(cls)"]
    kind: Any = cls
    for field in attrs.fields(kind):
        name, default = field.name, field.default
        assert field.init and field.converter is None and not hasattr(default, "factory"), f"{cls}: {name}"
        known[f"set_{name}"], known[f"default_{name}"] = vars(_owner(kind, name))[name].__set__, default
        takes += ["*"] if field.kw_only and "*" not in takes else []
        takes.append(name if default is attrs.NOTHING else f"{name}=default_{name}")
        sets.append(f"set_{name}(value, {name})")
    if hasattr(kind, _HASH):
        known["set_hash"] = vars(_owner(kind, _HASH))[_HASH].__set__
        sets.append("set_hash(value, None)")
    lines = "\n    ".join((*sets, "return value"))
    exec(f"def make({', '.join(takes)}):\n    {lines}", known)
    make: Callable[P, T] = known["make"]
    return make


_HASH = "_attrs_cached_hash"
"""Where attrs keeps the hash of values that cache it."""


def _owner(cls: type, name: str) -> Any:
    """The class that has a slot."""
    return next(c for c in cls.__mro__ if name in vars(c))


def _test_of(cls: type) -> Callable[[Any], bool]:
    """One expression that is true of values whose fields have exactly the classes that the class says."""
    hints, said = hints_of(cls), []
    known: dict[str, Any] = {"fits": fits}
    for k, field in enumerate(attrs.fields(cls)):
        if not field.init:
            continue
        kind, place = hints[field.name], f"value.{field.name}"
        inner = get_args(kind)
        if _plain(kind):
            known[f"k{k}"] = frozenset(_members(kind))
            said.append(f"type({place}) in k{k}")
        elif get_origin(kind) is tuple and len(inner) == 2 and inner[1] is Ellipsis and _plain(inner[0]):
            known[f"k{k}"] = frozenset(_members(inner[0]))
            said.append(f"type({place}) is tuple and (not {place} or k{k}.issuperset(map(type, {place})))")
        else:
            known[f"k{k}"] = kind
            said.append(f"fits({place}, k{k})")
    test: Callable[[Any], bool] = eval(f"lambda value: {' and '.join(said) or 'True'}", known)
    return test


def _plain(kind: Any) -> bool:
    return all(isinstance(one, type) and not get_args(one) and one is not float for one in _members(kind))


def _refuse(cls: type, values: Mapping[str, Any]) -> None:
    """Raise :class:`ArgumentError` for the first field that does not fit; values of subclasses do."""
    for name, kind in hints_of(cls).items():
        if name in values and not fits(values[name], kind):
            raise unfit(cls.__name__, name, values[name], kind)


def _refuse_call(
    init: Callable[..., None], cls: type, args: tuple[Any, ...], given: dict[str, Any], error: Exception
) -> None:
    """Raise :class:`ArgumentError` for a call that does not fit the constructor at all, or gives it a value of another type."""
    try:
        bound = inspect.signature(init).bind(None, *args, **given)
    except TypeError:
        raise _Verb(init, cls.__name__).unbound(error, given) from None  # type: ignore[arg-type]
    _refuse(cls, bound.arguments)


def unfit(verb: str, name: str, value: Any, kind: Any) -> ArgumentError:
    """What to say of one value that is not of a type, with what gives a value of it."""
    wanted, wanted_en = described(kind)
    more, more_en = _remedy(kind, value)
    return ArgumentError(
        f"{verb} 的参数 {name} 应为{wanted}，给的是 {shown(value)}{more and '；' + more}",
        f"{verb}: argument {name} should be {wanted_en}, not {shown(value)}{more_en and '; ' + more_en}",
    )


def every(verb: str, name: str, values: Iterable[Any], kind: Any) -> tuple[Any, ...]:
    """What an iterator gives, each of a type; :func:`checked` does not look into iterators, as they can be read only once.

    >>> every("double", "texts", iter(["甲", 2]), str)
    Traceback (most recent call last):
    lawtrack.errors.ArgumentError: double 的参数 texts 应为文字，给的是 2
    """
    held = tuple(values)
    for one in held:
        if not fits(one, kind):
            raise unfit(verb, name, one, kind)
    return held


def warn(message: str) -> None:
    """Say that a name goes away in the next version, to whoever called what calls this."""
    warnings.warn(message, DeprecationWarning, stacklevel=3)


def hints_of(thing: Any) -> dict[str, Any]:
    """The types that a function or class says, names included that its module imports for typing only: those are found as the package finds
    its public names.

    Each name is looked up before the annotations are evaluated: from Python 3.14 on, ``typing.get_type_hints`` copies what it is given, so that
    nothing can answer for a missing name.

    >>> sorted(hints_of(fits)), hints_of(described)["return"]
    (['kind', 'return', 'value'], tuple[str, str])
    """
    known: dict[str, Any] = {}
    for one in reversed(thing.__mro__) if isinstance(thing, type) else (thing,):
        at_hand = getattr(one, "__globals__", None) or vars(sys.modules.get(one.__module__, builtins))
        for said in inspect.get_annotations(one).values():
            for node in ast.walk(ast.parse(said, mode="eval")) if isinstance(said, str) else ():
                if isinstance(node, ast.Name) and node.id not in at_hand and not hasattr(builtins, node.id):
                    known[node.id] = found(node.id)
    return typing.get_type_hints(thing, localns=known or None)


@attrs.define(slots=False)
class _Verb:
    """A function with what it takes, worked out when first called."""

    function: Callable[..., Any]
    called: str = ""

    @property
    def name(self) -> str:
        return self.called or self.function.__qualname__.removesuffix(".__init__")

    @cached_property
    def signature(self) -> inspect.Signature:
        return inspect.signature(self.function)

    @cached_property
    def places(self) -> int:
        """How many arguments can be given by place, ``self`` included."""
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        return sum(p.kind in kinds for p in self.signature.parameters.values())

    @cached_property
    def types(self) -> dict[str, Any]:
        """Parameter → type; what is given by ``**`` or not annotated is left out."""
        hints = hints_of(self.function)
        loose = inspect.Parameter.VAR_KEYWORD
        return {n: hints[n] for n, p in self.signature.parameters.items() if n in hints and p.kind is not loose}

    @cached_property
    def _usual(self) -> dict[str, frozenset[type] | None]:
        """Parameter → the classes whose values fit as they are (None: any); {} where not every parameter has one name and one value."""
        one = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        if any(p.kind not in one for p in self.signature.parameters.values()):
            return {}
        kinds = {name: self.types.get(name, Any) for name in self.signature.parameters}
        return {name: None if kind in (Any, object) else _plain_classes(kind) for name, kind in kinds.items()}

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset(n for n, p in self.signature.parameters.items() if p.default is inspect.Parameter.empty)

    def _plainly(self, args: tuple[Any, ...], given: dict[str, Any]) -> bool:
        """Whether a call fits at first sight, as nearly all do: every value is of a class that is named."""
        usual = self._usual
        if len(args) > self.places or not usual:
            return False
        told = dict(zip(usual, args, strict=False))
        if given:
            if not told.keys().isdisjoint(given) or not usual.keys() >= given.keys():
                return False
            told |= given
        if not self._needed <= told.keys():
            return False
        return all((kinds := usual[name]) is None or type(value) in kinds for name, value in told.items())

    def check(self, args: tuple[Any, ...], given: dict[str, Any]) -> None:
        """Raise :class:`ArgumentError` where the call does not fit."""
        if self._plainly(args, given):
            return
        try:
            bound = self.signature.bind(*args, **given)
        except TypeError as error:
            raise self.unbound(error, given) from None
        for name, value in bound.arguments.items():
            kind = self.types.get(name)
            if kind is None:
                continue
            many = self.signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
            for one in value if many else (value,):
                if not fits(one, kind):
                    raise self.refusal(name, kind, one, bound.arguments)

    def unbound(self, error: TypeError, given: dict[str, Any]) -> ArgumentError:
        """A call with names that are not known, or without what is needed."""
        names = [n for n in self.signature.parameters if n != "self"]
        for name in given:
            if name not in names:
                near = get_close_matches(name, names, 1)
                zh, en = (f"；是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
                return ArgumentError(
                    f"{self.name} 没有参数 {name}{zh}；可用的有：{'、'.join(names)}",
                    f"{self.name} has no argument {name}{en}; it takes {', '.join(names)}",
                )
        needed = [n for n in names if self.signature.parameters[n].default is inspect.Parameter.empty]
        return ArgumentError(
            f"{self.name} 的参数不对（{error}）；必须给出的有：{'、'.join(needed) or '无'}；全部参数：{'、'.join(names)}",
            f"{self.name}: {error}; it needs {', '.join(needed) or 'nothing'} and takes {', '.join(names)}",
        )

    def refusal(self, name: str, kind: Any, value: Any, arguments: Mapping[str, Any]) -> ArgumentError:
        """What to say of one value that does not fit."""
        plain = unfit(self.name, name, value, kind)
        zh, en = plain.message.split("；")[0], plain.message_en.split("; ")[0]
        for other, told in arguments.items():
            theirs = self.types.get(other)
            if (
                other != name
                and theirs is not None
                and fits(value, theirs)
                and fits(told, kind)
                and not fits(told, theirs)
            ):
                return ArgumentError(
                    f"{zh}；参数 {name} 和 {other} 像是写反了", f"{en}; {name} and {other} seem to be swapped"
                )
        return plain


def _remedy(kind: Any, value: Any) -> tuple[str, str]:
    names = [k.__name__ for k in _members(kind) if isinstance(k, type) and k is not type(None)]
    for name in names:
        inner = getattr(value, name.lower(), None) if not isinstance(value, type) else None
        if type(inner).__name__ == name:
            return f"用它的 .{name.lower()}", f"take its .{name.lower()}"
    if str in _members(kind) and isinstance(value, (bytes, os.PathLike)):
        return (
            "文件和字节用 lawtrack.read_statute、read_decision 读",
            "files and bytes are read by lawtrack.read_statute and read_decision",
        )
    return next((_REMEDIES[n] for n in names if n in _REMEDIES), ("", ""))


def shown(value: Any) -> str:
    """A value in a few words: its ``repr`` where that is short, else its class."""
    text = repr(value)
    name = type(value).__name__
    if len(text) <= 60:
        return text
    if isinstance(value, (list, tuple)) and value:
        return f"{name}（第一个是 {shown(value[0])}）" if len(repr(value[0])) < len(text) else name
    return f"{text[:40]}…（{name}）" if isinstance(value, (str, bytes)) else name


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def described(kind: Any) -> tuple[str, str]:
    """A type in words, in Chinese and English.

    >>> described(Literal["later", "earlier"] | None)
    ('"later"、"earlier" 或者 None', '"later", "earlier" or None')
    """
    parts: list[tuple[str, str]] = []
    for one in _members(kind):
        base: Any = get_origin(one) or one
        if base is Literal:
            words = [f'"{w}"' for w in get_args(one)]
            parts.append(("、".join(words), ", ".join(words)))
        elif base in _SIMPLE:
            parts.append(_SIMPLE[base])
        elif base in (Iterable, Sequence, tuple, list) or _is_a(base, Iterable) and get_args(one):
            inner = [a for a in get_args(one) if a is not Ellipsis]
            if _is_a(base, Mapping) and len(inner) == 2:
                (k, k_en), (v, v_en) = map(described, inner)
                parts.append((f"{k}到{v}的对照", f"a mapping of {k_en} to {v_en}"))
            else:
                told = list(dict.fromkeys(described(a) for a in inner))
                many = "、".join(t[0] for t in told).rstrip()
                parts.append(
                    (f"{many}{' ' * many[-1:].isascii()}的序列", f"a sequence of {', '.join(t[1] for t in told)}")
                )
        else:
            name = getattr(base, "__name__", str(base))
            parts.append((f" {name} ", name))
    parts = list(dict.fromkeys(parts))
    zh, en = [p[0] for p in parts], [p[1] for p in parts]
    joined = " 或者 ".join(zh) if len(zh) < 3 else "、".join(zh[:-1]) + " 或者 " + zh[-1]
    joined_en = en[0] if len(en) == 1 else ", ".join(en[:-1]) + " or " + en[-1]
    return " ".join(joined.split()).replace(" 、", "、").replace("、 ", "、") if len(
        parts
    ) > 1 else joined.rstrip(), joined_en


def _is_a(kind: Any, of: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, of)


def _plain_classes(kind: Any) -> frozenset[type]:
    """The classes that an annotation names as they are, alone or among others: a value of exactly one of them fits."""
    parts = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    return frozenset(p for p in parts if isinstance(p, type) and not get_args(p))


def fits(value: Any, kind: Any) -> bool:
    """Whether a value is of a type as annotations write it; what an iterator will give is not looked at.

    >>> fits(["a"], Sequence[str]), fits("a", Sequence[str]), fits({"a": "later"}, Mapping[str, Literal["later"]]), fits(True, int)
    (True, False, True, False)
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return any(fits(value, one) for one in get_args(kind))
    if origin is Literal:
        return any(value == word and type(value) is type(word) for word in get_args(kind))
    base: Any = origin or kind
    if (
        base is Any
        or not isinstance(base, type)
        or getattr(base, "_is_protocol", False)
        and base.__module__ not in ("collections.abc", "typing", "os")
    ):
        return True  # Any, a type variable, a protocol of the package: its own code will say
    if base is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if base is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if base in (typing.IO, typing.TextIO, typing.BinaryIO):
        return hasattr(value, "read") or hasattr(value, "write")
    if not issubclass(type(value), base):
        return False
    inner = get_args(kind)
    if not inner or base is type:
        return True
    if issubclass(base, Mapping) and len(inner) == 2:
        return all(fits(k, inner[0]) and fits(v, inner[1]) for k, v in value.items())
    if isinstance(value, (str, bytes)):
        return False  # text is no sequence of texts
    if base is tuple and Ellipsis not in inner:
        return len(value) == len(inner) and all(fits(v, k) for v, k in zip(value, inner, strict=True))
    if issubclass(base, Iterable) and isinstance(value, (tuple, list, set, frozenset)):
        return all(fits(v, inner[0]) for v in value)
    return True
