"""The verbs that read and write files; every other verb lives where its work is done. Nothing here prints or exits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from lawtrack.amendment.instructions import Decision
from lawtrack.errors import InputError
from lawtrack.formats.sources import Readable, Source, open_source
from lawtrack.model.nodes import Statute


def read_statute(source: Readable) -> Statute:
    """Read a statute from a path, bytes or an open file: .txt and .md (UTF-8, GB18030 or UTF-16), .html, .docx, .akn.xml, .json.

    Raises :class:`InputError`, naming the file and the remedy, for what holds no text; doubts about the text are in ``findings``.

    >>> read_statute("某市节水条例\\n第一条　为了节水，制定本条例。".encode("gb18030"))
    <Statute 某市节水条例 1条>
    """
    opened = open_source(source)
    if opened.kind == "json":
        return _loaded(opened, Statute)
    text, findings = _text(opened)
    from lawtrack.syntax.statute import parse_statute

    law = _named(opened, lambda: parse_statute(text))
    return attrs.evolve(law, findings=(*findings, *law.findings)) if findings else law


def read_decision(source: Readable) -> Decision:
    """Read an amending decision; the same kinds of files as :func:`read_statute`, and the same errors."""
    opened = open_source(source)
    if opened.kind == "json":
        return _loaded(opened, Decision)
    text, findings = _text(opened)
    from lawtrack.amendment.decision import parse_decision

    decision = _named(opened, lambda: parse_decision(text))
    return attrs.evolve(decision, findings=(*findings, *decision.findings)) if findings else decision


def _text(opened: Source) -> tuple[str, tuple[Any, ...]]:
    if opened.kind == "html":
        from lawtrack.formats.page import page_text

        return page_text(opened.text, opened.name)
    return opened.text, opened.findings


def _named(opened: Source, read: Any) -> Any:
    """Errors about a file's content name the file."""
    try:
        return read()
    except InputError as error:
        raise InputError(f"{opened.name}：{error}") from error


def _loaded(opened: Source, kind: type) -> Any:
    from lawtrack.wire import loads

    value = _named(opened, lambda: loads(opened.text))
    part = getattr(value, kind.__name__.lower(), None)
    if isinstance(value, kind):
        return value
    if isinstance(part, kind):  # a result that holds one
        return part
    raise InputError(f"{opened.name}：内容是 {type(value).__name__}，这里需要 {kind.__name__}")


def write(result: Any, path: str | Path) -> Path:
    """Write a result; the suffix chooses the format: .txt, .md, .html, .json, .docx, .akn.xml. The file is replaced whole or not at all.

    Raises :class:`InputError` for a suffix nothing is written for.
    """
    from lawtrack.formats.files import write_file
    from lawtrack.formats.writing import format_of, render

    return write_file(path, render(result, format_of(Path(path).name)))
