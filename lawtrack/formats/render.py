"""Which format a file name asks for, and a result in that format."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args, overload

import attrs

from lawtrack.arguments import checked
from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison import Comparison
from lawtrack.changes.comparison_table import DEFAULT_TABLE, TableOptions, lay_out
from lawtrack.changes.tabulate import tabulate
from lawtrack.decision.decision import Decision
from lawtrack.errors import InputError
from lawtrack.formats.kinds import ENDING, FORMATS, SUFFIXES, Format
from lawtrack.formats.registry import format_for, format_named
from lawtrack.formats.report import Report, Reporting
from lawtrack.formats.report import report_of as report_of
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch

ResultPart: TypeAlias = Literal["", "text", "table", "table-all", "report", "redline", "decision", "patch", "findings"]
"""What of a result is written; "" leaves it to the format.

>>> import lawtrack as lt
>>> part: lt.ResultPart = "patch"
>>> lt.render(lt.compare(lt.Statute("例"), lt.Statute("例")), "json", part)[:1]
'{'
"""


def format_of(name: str) -> str:
    """The format that a file name asks for; raises :class:`InputError` for a suffix nothing is written for.

    >>> format_of("对照表.HTML"), format_of("条例.akn.xml")
    ('html', 'akn')
    """
    lower = name.lower()
    for suffix, kind in SUFFIXES.items():
        if lower.endswith(suffix):
            return kind
    if added := format_for(name):
        return added.name
    raise InputError(
        f"{name}：不知道写成什么格式；后缀可以是 {'、'.join(SUFFIXES)}",
        f"{name}: no format has this suffix; use {', '.join(SUFFIXES)}",
    )


def ending_of(kind: str) -> str:
    """The suffix that files of a format have."""
    added = None if kind in ENDING else format_named(kind)
    return added.suffix if added else ENDING[kind]


PARTS: tuple[ResultPart, ...] = tuple(p for p in get_args(ResultPart) if p)


@overload
def render(
    result: Any,
    format: Literal["text", "md", "html", "json", "csv", "jsonl"],
    part: ResultPart = "",
    table: TableOptions = DEFAULT_TABLE,
) -> str: ...
@overload
def render(
    result: Any,
    format: Literal["docx", "akn", "xlsx", "parquet"],
    part: ResultPart = "",
    table: TableOptions = DEFAULT_TABLE,
) -> bytes: ...
@overload
def render(result: Any, format: Format, part: ResultPart = "", table: TableOptions = DEFAULT_TABLE) -> str | bytes: ...
@checked
def render(result: Any, format: str, part: ResultPart = "", table: TableOptions = DEFAULT_TABLE) -> str | bytes:
    """A result in a format, as text or, where the format is not text, as bytes; ``part`` picks what of it, ``table`` says how a comparison table
    is to look.

    Parts: ``text`` the consolidated text, ``table`` the comparison table, ``report`` table, counts and findings, ``table-all`` the
    table with unchanged articles and ``redline`` tracked changes (Word only), ``patch``, ``findings``. Without one: the whole result as JSON and
    .akn.xml, its text in every other format, its report where it has no text. Raises :class:`InputError` where the result has no such part or the format cannot hold it.

    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> law = parse_statute("例市渡口条例\\n第一条　渡船应当开灯。")
    >>> render(law, "text").splitlines()[-1], render(law, "docx")[:2]
    ('第一条　渡船应当开灯。', b'PK')
    """
    return rendered(result, format, part, table)


def rendered(result: Any, kind: str, part: str = "", table: TableOptions = DEFAULT_TABLE) -> str | bytes:
    """:func:`render`, for those whose format and part are only known when they run."""
    added = None if kind in FORMATS else format_named(kind)
    if added is not None:
        return added.render(result, part)
    _check_kind(kind, part)
    if (
        isinstance(result, Comparison)
        and kind not in ("json", "akn", "jsonl", "parquet")
        and part not in ("patch", "findings")
    ):
        result = result.changes  # what two texts are compared for
    if not part and kind not in ("json", "akn") and isinstance(getattr(result, "statute", None), Statute):
        part = "text"  # the suffix chooses the format, never the content
    if kind in ("xlsx", "csv", "jsonl", "parquet"):
        return _sheets(result, kind, part, table)
    if kind == "docx":
        from lawtrack.formats.docx.document import docx_bytes

        return docx_bytes(result, part, table=table)
    if kind == "akn":
        from lawtrack.formats.akn.document import akn_bytes

        return akn_bytes(part_of(result, part) if part else result)
    told = tuple(getattr(result, "findings", ())) if part == "table" and table.findings else ()
    if part and part != "report":
        result = part_of(result, part)
    if kind == "json":
        return _json(result)
    if hasattr(result, "to_text") and not isinstance(result, Statute) and kind in ("text", "md") and part != "report":
        return str(result.to_text())
    report = report_of(result, full=kind != "text")
    if part == "table" or not part and isinstance(result, Changes):
        report = attrs.evolve(report, options=table)
    return _print(attrs.evolve(report, findings=told) if told else report, kind)


def _check_kind(kind: str, part: str) -> None:
    """Raise :class:`InputError` for a format or a part that there is not, or a part that the format cannot hold."""
    if kind not in FORMATS:
        raise InputError(
            f"没有格式“{kind}”；有的是：{'、'.join(FORMATS)}", f"there is no format “{kind}”, only {', '.join(FORMATS)}"
        )
    if part and part not in PARTS:
        raise InputError(
            f"没有“{part}”这一部分；有的是：{'、'.join(PARTS)}", f"there is no part “{part}”, only {', '.join(PARTS)}"
        )
    if part in ("redline", "table-all") and kind != "docx":
        name = "修订稿" if part == "redline" else "全部条文的对照表"
        raise InputError(f"{name}（{part}）只能写成 .docx", f"{part} can only be written as .docx")


def _sheets(result: Any, kind: str, part: str, table: TableOptions) -> str | bytes:
    """Rows: the comparison table as it is printed, or the table that a result is."""
    from lawtrack.formats.sheets import comparison_sheet, sheets_of

    if kind in ("xlsx", "csv") and (part == "table" or not part and isinstance(result, Changes)):
        findings = tuple(getattr(result, "findings", ())) if table.findings else ()
        return comparison_sheet(lay_out(part_of(result, "table"), table), kind, findings)
    return sheets_of(part_of(result, part) if part and part != "report" else result, kind)


def _json(result: Any) -> str:
    if isinstance(result, Reporting):
        import json

        return json.dumps(result.to_dicts(), ensure_ascii=False, indent=1) + "\n"
    from lawtrack.wire import dumps

    return dumps(result, indent=1) + "\n"


def _print(report: Report, kind: str) -> str | bytes:
    """A report as a page, as Markdown or as text."""
    if kind == "html":
        from lawtrack.formats import html_page

        return html_page.render(report)
    if kind == "md":
        from lawtrack.formats import markdown

        return markdown.render(report)
    from lawtrack.formats import text

    return text.render(report)


def part_of(result: Any, part: str) -> Any:
    """The part of a result: its statute, its change set, its patch, its findings. Raises :class:`InputError` where it has none."""
    if part in ("text", "decision") and isinstance(result, Decision):
        return result
    if part == "text" and isinstance(result, Statute) or part == "table" and isinstance(result, Changes):
        return result
    if part == "patch" and isinstance(result, Patch):
        return result
    found: Any = None
    if part == "table":
        base, patch = getattr(result, "base", None), getattr(result, "patch", None)
        found = tabulate(base, patch) if base is not None and patch is not None else None
    elif part in PARTS:
        found = getattr(result, {"text": "statute"}.get(part, part), None)
    if found is None:
        raise InputError(
            f"{type(result).__name__} 没有“{part}”这一部分", f"a {type(result).__name__} has no part “{part}”"
        )
    return found
