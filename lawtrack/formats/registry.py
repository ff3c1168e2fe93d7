"""Formats and kinds of files that others add, without patching the package.

By a call (:func:`register`, :func:`register_reader`), or by an entry point of an installed package in the groups ``lawtrack.formats`` and
``lawtrack.readers``: each names an :class:`OutputFormat` or a :class:`FileReader`. Entry points are loaded when a name or suffix is asked for that lawtrack
itself does not know, so they cost nothing otherwise and never stand before its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias, TypeVar

import attrs

from lawtrack.arguments import checked, typed
from lawtrack.errors import ArgumentError
from lawtrack.formats.kinds import FORMATS, READABLE, SUFFIXES

Renderer: TypeAlias = Callable[[Any, str], "str | bytes"]
"""A result and the part of it that is asked for ("" for the whole) → the file; raises :class:`InputError` for what the format cannot hold."""
Extractor: TypeAlias = Callable[[bytes, str], str]
"""The bytes of a file and its name → its text, a paragraph a line; raises :class:`InputError` with file and remedy for what it cannot read."""
_SUFFIX = re.compile(r"(?:\.[a-z0-9]+)+")


@typed
@attrs.frozen
class OutputFormat:
    """A format that results are written in: the ``name`` for ``--format``, the ``suffix`` that chooses it, what makes the file.

    >>> import lawtrack as lt
    >>> lt.OutputFormat("count", ".count.txt", lambda result: str(len(result.articles))).name
    'count'
    """

    name: str
    suffix: str
    render: Renderer = attrs.field(repr=False)


@typed
@attrs.frozen
class FileReader:
    """A kind of file that texts are read from: its ``suffix``, and what gets at the text.

    >>> import lawtrack as lt
    >>> lt.FileReader(".rtf", lambda data: data.decode()).suffix
    '.rtf'
    """

    suffix: str
    read: Extractor = attrs.field(repr=False)


_formats: dict[str, OutputFormat] = {}
_readers: dict[str, FileReader] = {}
T = TypeVar("T", OutputFormat, FileReader)


@checked
def register(name: str, suffix: str, render: Renderer) -> OutputFormat:
    """Add a format that results are written in: ``lt.render(law, name)``, ``lt.write(law, "x" + suffix)``, ``-o x.suffix``, ``--format name``.

    Raises :class:`ArgumentError` for a name or suffix that is taken, or is none.

    >>> import lawtrack as lt
    >>> from lawtrack.formats.registry import registered
    >>> law = lt.parse_statute("例法\\n第一条　甲。\\n")
    >>> with registered(register("numbers", ".nums", lambda result, part: " ".join(a.label for a in result.articles))):
    ...     lt.render(law, "numbers")
    '第一条'
    """
    made = OutputFormat(name, suffix, render)
    taken = {*FORMATS, *SUFFIXES, *_formats, *(f.suffix for f in _formats.values())}
    _check(suffix, {name, suffix} & taken)
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise ArgumentError(f"格式名“{name}”应为小写字母", f"the name of a format is lower-case letters, not {name!r}")
    _formats[name] = made
    return made


@checked
def register_reader(suffix: str, read: Extractor) -> FileReader:
    """Add a kind of file that ``read_statute``, ``read_decision`` and every command read; ``read`` takes the bytes and the name of the file.

    Raises :class:`ArgumentError` for a suffix that is taken, or is none.
    """
    _check(suffix, {suffix} & {*READABLE, *_readers})
    made = _readers[suffix] = FileReader(suffix, read)
    return made


@contextmanager
def registered(thing: OutputFormat | FileReader) -> Iterator[OutputFormat | FileReader]:
    """A stretch of work at whose end a format or reader is taken out again, as a test wants it."""
    try:
        yield thing
    finally:
        if isinstance(thing, OutputFormat):
            _formats.pop(thing.name, None)
        else:
            _readers.pop(thing.suffix, None)


def format_named(name: str) -> OutputFormat | None:
    """The added format of that name."""
    return _formats.get(name) or next((f for f in _installed("lawtrack.formats", OutputFormat) if f.name == name), None)


def format_for(file_name: str) -> OutputFormat | None:
    """The added format that a file name asks for by its suffix."""
    lower = file_name.lower()
    known = (*_formats.values(), *_installed("lawtrack.formats", OutputFormat))
    return next((f for f in known if lower.endswith(f.suffix)), None)


def format_names() -> tuple[str, ...]:
    """The names of all formats that were added."""
    return tuple(dict.fromkeys((*_formats, *(f.name for f in _installed("lawtrack.formats", OutputFormat)))))


def reader_for(suffix: str) -> FileReader | None:
    """The added reader of files with that suffix."""
    known = _readers.get(suffix)
    return known or next((r for r in _installed("lawtrack.readers", FileReader) if r.suffix == suffix), None)


@cache
def _installed(group: str, kind: type[T]) -> tuple[T, ...]:
    """What installed packages offer in a group; one that cannot be loaded says so."""
    from importlib.metadata import entry_points

    found = []
    for point in entry_points(group=group):
        try:
            thing = point.load()
        except Exception as error:  # whatever the other package does when it is imported
            raise ArgumentError(
                f"扩展 {point.name}（{point.value}）装不进来：{error}；请更新或者卸载提供它的软件包",
                f"the extension {point.name} ({point.value}) cannot be loaded: {error}",
            ) from error
        if not isinstance(thing, kind):
            raise ArgumentError(
                f"扩展 {point.name}（{point.value}）应为 {kind.__name__}，实为 {type(thing).__name__}",
                f"the extension {point.name} ({point.value}) must be a {kind.__name__}",
            )
        found.append(thing)
    return tuple(found)


def _check(suffix: str, taken: set[str]) -> None:
    if not _SUFFIX.fullmatch(suffix):
        raise ArgumentError(f"后缀“{suffix}”应写作 .abc", f"a suffix is written .abc, not {suffix!r}")
    if taken:
        what = "、".join(sorted(taken))
        raise ArgumentError(f"{what}已经有了，不能另行登记", f"{what} is taken already")
