"""The verbs that read and write files; every other verb lives where its work is done. Nothing here prints or exits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import attrs

from lawtrack.amendment.instructions import Decision
from lawtrack.errors import InputError
from lawtrack.formats.sources import Readable, Source, open_source
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch

T = TypeVar("T")


def read_statute(source: Readable) -> Statute:
    """Read a statute from a path, bytes or an open file: .txt and .md (UTF-8, GB18030 or UTF-16), .html, .docx, .akn.xml, .json.

    Raises :class:`InputError`, naming the file and the remedy, for what holds no text; doubts about the text are in ``findings``.

    >>> read_statute("某市节水条例\\n第一条　为了节水，制定本条例。".encode("gb18030"))
    <Statute 某市节水条例 1条>
    """
    from lawtrack.syntax.statute import parse_statute

    return _read(open_source(source), Statute, parse_statute)


def read_decision(source: Readable) -> Decision:
    """Read an amending decision; the same kinds of files as :func:`read_statute`, and the same errors."""
    from lawtrack.amendment.decision import parse_decision

    return _read(open_source(source), Decision, parse_decision)


def read_patch(source: Readable) -> Patch:
    """Read a patch that :func:`write` or :func:`dumps` wrote, alone or inside a result."""
    opened = open_source(source)
    if opened.kind != "json":
        raise InputError(f"{opened.name}：补丁应为 lawtrack 写出的 .json 文件")
    return _loaded(opened, Patch)


def _read(opened: Source, kind: type[T], parse: Callable[[str], T]) -> T:
    """A file as what it should be; errors about its content name the file."""
    if opened.kind == "json":
        return _loaded(opened, kind)
    text, findings = opened.text, opened.findings
    if opened.kind == "html":
        from lawtrack.formats.page import page_text

        text, findings = page_text(opened.text, opened.name)
    try:
        made: Any = parse(text)
    except InputError as error:
        raise InputError(f"{opened.name}：{error}") from error
    result: T = attrs.evolve(made, findings=(*findings, *made.findings)) if findings else made
    return result


def _loaded(opened: Source, kind: type[T]) -> T:
    from lawtrack.wire import loads

    try:
        value = loads(opened.text)
    except InputError as error:
        raise InputError(f"{opened.name}：{error}") from error
    for found in (value, getattr(value, kind.__name__.lower(), None)):  # alone, or inside a result
        if isinstance(found, kind):
            return found
    raise InputError(f"{opened.name}：内容是 {type(value).__name__}，这里需要 {kind.__name__}")


def write(result: Any, path: str | Path) -> Path:
    """Write a result; the suffix chooses the format: .txt, .md, .html, .json, .docx, .akn.xml. The file is replaced whole or not at all.

    Raises :class:`InputError` for a suffix nothing is written for.
    """
    from lawtrack.formats.files import write_file
    from lawtrack.formats.writing import format_of, render

    return write_file(path, render(result, format_of(Path(path).name)))
