"""Word: what can be written as .docx, by kind.

========== ============================================================ =======================================
kind       zh                                                           of
========== ============================================================ =======================================
text       合并文本: the statute as published                              a Statute, an Amendment (its result)
redline    修订稿: the old text with tracked changes                        an Amendment
========== ============================================================ =======================================
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from lawtrack.errors import InputError
from lawtrack.formats.docx_redline import redline_docx
from lawtrack.formats.docx_statute import statute_docx
from lawtrack.formats.markup import write_bytes
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


def docx_bytes(obj: object, kind: str = "", *, author: str = "", date: str = "", comments: bool = True) -> bytes:
    """``obj`` as the bytes of a .docx, the same bytes every time; raises :class:`InputError` for what has no such form.

    Without ``kind`` a statute is written as its text, an amendment as the old text with tracked changes.

    >>> docx_bytes(Statute("例"))[:2]
    b'PK'
    """
    if isinstance(obj, Statute) and kind in ("", "text"):
        return statute_docx(obj)
    if isinstance(obj, Amended):
        if kind == "text":
            return statute_docx(obj.statute)
        if kind in ("", "redline"):
            return redline_docx(obj.base, obj.patch, author=author, date=date, comments=comments)
    raise InputError(
        f"{type(obj).__name__} 不能写成 Word 文件{f'的“{kind}”' if kind else ''}；"
        "可写：法规（text）、修改结果（redline 修订稿、text 合并文本）"
    )


def write_docx(
    obj: object, path: str | Path, kind: str = "", *, author: str = "", date: str = "", comments: bool = True
) -> Path:
    """Write ``obj`` as a .docx, whole or not at all; see :func:`docx_bytes` for the kinds."""
    return write_bytes(path, docx_bytes(obj, kind, author=author, date=date, comments=comments))
