"""Word: what can be written as .docx, by kind.

========== ============================================================ ==========================================
kind       zh                                                           of
========== ============================================================ ==========================================
text       合并文本: the statute, or the decision, as published               a statute, an amendment, a rewound text, a decision
redline    修订稿: the old text with tracked changes                        an amendment
table      修改前后对照表: old and new side by side                          an amendment, changes
table-all  the same, articles that were not changed too                       an amendment, changes
findings   发现: what was found                                           anything with findings
report     the table, or the tables, with all that was found             an amendment, a verification …
========== ============================================================ ==========================================
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import attrs

from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison_table import DEFAULT_TABLE, TableOptions
from lawtrack.changes.tabulate import tabulate
from lawtrack.decision.decision import Decision
from lawtrack.errors import InputError
from lawtrack.formats.docx.decision import decision_docx
from lawtrack.formats.docx.redline import redline_docx
from lawtrack.formats.docx.statute import statute_docx
from lawtrack.formats.docx.table import report_docx, table_docx
from lawtrack.formats.files import write_file
from lawtrack.formats.report import report_of
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import Rewound


@runtime_checkable
class BeforeAndAfter(Protocol):
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
    table: TableOptions = DEFAULT_TABLE,
) -> bytes:
    """``obj`` as the bytes of a .docx, the same bytes every time; raises :class:`InputError` for what has no such form.

    Without ``kind`` a statute, a decision and an amendment are written as their text. ``author``, ``date`` and
    ``comments`` are for the redline, ``table`` says how a comparison table is to look.

    >>> docx_bytes(Statute("例"))[:2]
    b'PK'
    """
    if isinstance(obj, Statute) and kind in ("", "text", "report"):
        return statute_docx(obj)
    if isinstance(obj, Rewound) and kind in ("", "text"):
        return statute_docx(obj.statute)
    if kind == "table-all":
        kind, table = "table", attrs.evolve(table, unchanged=True)
    findings = tuple(getattr(obj, "findings", ()))
    if isinstance(obj, BeforeAndAfter):
        if kind in ("", "text"):
            return statute_docx(obj.statute)
        if kind == "redline":
            return redline_docx(obj.base, obj.patch, author=author, date=date, comments=comments)
    if kind in ("", "report", "table") and (changes := _changes(obj)) is not None:
        if kind == "report" or table.findings:
            return report_docx(attrs.evolve(report_of(changes), findings=findings, options=table))
        return table_docx(changes, table)
    if isinstance(obj, Decision) and kind in ("", "text"):
        return decision_docx(obj.to_text(), obj.title)
    if kind in ("", "report", "findings"):
        report = report_of(findings if kind == "findings" and findings else obj, full=False)
        return report_docx(attrs.evolve(report, changes=None))
    raise InputError(
        f"{type(obj).__name__} 不能写成 Word 文件{f'的“{kind}”' if kind else ''}；"
        "可写：法规、决定（text）、修改结果（table 对照表、redline 修订稿、text 合并文本）、核对结果（findings）",
        f"a {type(obj).__name__} cannot be written as a Word file{f' of “{kind}”' if kind else ''}; statutes, decisions (text), amendments (table, redline, text) and verifications (findings) can",
    )


def _changes(obj: object) -> Changes | None:
    if isinstance(obj, BeforeAndAfter):
        return tabulate(obj.base, obj.patch)
    return obj if isinstance(obj, Changes) else None


def write_docx(obj: object, path: str | Path, kind: str = "", **options: Any) -> Path:
    """Write ``obj`` as a .docx, whole or not at all; kinds and options as for :func:`docx_bytes`."""
    return write_file(path, docx_bytes(obj, kind, **options))
