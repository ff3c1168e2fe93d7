"""Word: what can be written as .docx, by kind.

========== ============================================================ =======================================
kind       zh                                                           of
========== ============================================================ =======================================
text       合并文本: the statute as published                              a Statute, an Amendment (its result)
redline    修订稿: the old text with tracked changes                        an Amendment
table      修改前后对照表: old and new side by side                          an Amendment, Changes
========== ============================================================ =======================================
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from lawtrack.changes import Changes, tabulate
from lawtrack.errors import InputError
from lawtrack.formats.docx_redline import redline_docx
from lawtrack.formats.docx_statute import statute_docx
from lawtrack.formats.docx_table import table_docx
from lawtrack.formats.files import write_file
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch


@runtime_checkable
class Amended(Protocol):
    """A statute before and after, with the patch between: what amending or comparing returns."""

    @property
    def base(self) -> Statute: ...
    @property
    def statute(self) -> Statute: ...
    @property
    def patch(self) -> Patch: ...


def docx_bytes(
    obj: object,
    kind: str = "",
    *,
    author: str = "",
    date: str = "",
    comments: bool = True,
    reasons: bool = True,
    unchanged: bool = False,
) -> bytes:
    """``obj`` as the bytes of a .docx, the same bytes every time; raises :class:`InputError` for what has no such form.

    Without ``kind`` a statute is written as its text, an amendment and its changes as the comparison table. ``author``, ``date`` and
    ``comments`` are for the redline, ``reasons`` (a third column) and ``unchanged`` (all articles) for the table.

    >>> docx_bytes(Statute("例"))[:2]
    b'PK'
    """
    if isinstance(obj, Statute) and kind in ("", "text"):
        return statute_docx(obj)
    if isinstance(obj, Changes) and kind in ("", "table"):
        return table_docx(obj, reasons=reasons, unchanged=unchanged)
    if isinstance(obj, Amended):
        if kind == "text":
            return statute_docx(obj.statute)
        if kind == "redline":
            return redline_docx(obj.base, obj.patch, author=author, date=date, comments=comments)
        if kind in ("", "table"):
            return table_docx(tabulate(obj.base, obj.patch), reasons=reasons, unchanged=unchanged)
    raise InputError(
        f"{type(obj).__name__} 不能写成 Word 文件{f'的“{kind}”' if kind else ''}；"
        "可写：法规（text）、修改结果（table 对照表、redline 修订稿、text 合并文本）"
    )


def write_docx(obj: object, path: str | Path, kind: str = "", **options: Any) -> Path:
    """Write ``obj`` as a .docx, whole or not at all; kinds and options as for :func:`docx_bytes`."""
    return write_file(path, docx_bytes(obj, kind, **options))
