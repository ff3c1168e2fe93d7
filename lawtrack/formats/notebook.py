"""What a notebook shows of a value: small pieces of HTML that carry their own style and fit light and dark themes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from lawtrack.binding.amend import Amendment
from lawtrack.changes.changes import Changes, Line, Row
from lawtrack.changes.tabulate import tabulate
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding
from lawtrack.formats.report import SEVERITY, causes_text, message_of, row_name, texts_of
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import Rewound
from lawtrack.verification.verify import Verification

MOST = 60
"""Rows shown at most; a notebook is for looking, the page that ``write`` makes for reading."""
_STYLE = "border-collapse:collapse;font-size:14px;line-height:1.7"
_CELL = "border:1px solid #8886;padding:3px 8px;vertical-align:top;text-align:left"
_INS = "background:#2a82;text-decoration:underline"
_DEL = "background:#d332;text-decoration:line-through"


def html_of(value: Any) -> str:
    """The HTML of a value of this package; its ``repr`` for anything unknown."""
    if isinstance(value, Statute):
        return _statute(value)
    if isinstance(value, Changes):
        return _head(f"《{value.new_title or value.old_title}》") + _counts(value) + _changes(value)
    if isinstance(value, Patch):
        return _patch(value)
    if isinstance(value, Amendment):
        changes = tabulate(value.base, value.patch)
        return _head(f"《{value.statute.title}》") + _counts(changes) + _findings(value.findings) + _changes(changes)
    if isinstance(value, Verification):
        return _head(f"《{value.published.title}》核对") + _findings(value.findings)
    if isinstance(value, Rewound):
        return _statute(value.statute) + _findings(value.findings)
    if isinstance(value, Decision):
        rows = ((i.label, escape(i.text)) for i in value.instructions)
        return _head(value.title) + _table(("指令", "内容"), rows) + _findings(value.findings)
    if isinstance(value, Finding):
        return _findings((value,))
    return f"<pre>{escape(repr(value))}</pre>"


def _head(text: str) -> str:
    return f"<p style='font-weight:600;margin:0 0 4px'>{escape(text)}</p>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are HTML already."""
    shown = list(rows)
    rest = len(shown) - MOST
    head = "".join(f"<th style='{_CELL}'>{escape(h)}</th>" for h in heads)
    body = "".join("<tr>" + "".join(f"<td style='{_CELL}'>{c}</td>" for c in row) + "</tr>" for row in shown[:MOST])
    more = f"<p>还有 {rest} 行没有显示</p>" if rest > 0 else ""
    return f"<table style='{_STYLE}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _statute(law: Statute) -> str:
    size = f"{len(law.chapters)} 章 " if law.chapters else ""
    lines = law.to_text().splitlines()
    text = "".join(f"<p style='margin:0'>{escape(line)}</p>" for line in lines[:2000])
    note = f"<p style='margin:0;opacity:.7'>{escape(law.note)}</p>" if law.note else ""
    return (
        f"{_head(law.title)}{note}<details><summary>{size}{len(law.articles)} 条</summary>"
        f"<div style='max-height:30em;overflow:auto'>{text}</div></details>"
    )


def _counts(changes: Changes) -> str:
    return "<p>" + "，".join(f"{s} {n}" for s, n in changes.counts.items() if n) + "</p>"


def _changes(changes: Changes) -> str:
    rows = [(escape(row_name(row)), _side(row, False), _side(row, True), _why(row)) for row in changes.changed]
    return _table(("条文", "修改前", "修改后", "说明"), rows)


def _why(row: Row) -> str:
    return "<br>".join(escape(x) for x in (row.status.value, causes_text(row.causes)) if x)


def _side(row: Row, new: bool) -> str:
    return "<br>".join(_line(x, new) for x in row.lines if (x.new if new else x.old) is not None)


def _line(line: Line, new: bool) -> str:
    label = line.new_label if new else line.old_label
    out = escape(label)
    for mark in line.new_marks if new else line.old_marks:
        text = escape(mark.text).replace("\n", "<br>")
        out += (
            text if mark.kind == "equal" else f"<span style='{_INS if mark.kind == 'insert' else _DEL}'>{text}</span>"
        )
    return out


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    rows = [
        (
            SEVERITY[f.severity],
            escape(f.address),
            escape(message_of(f)),
            "<br>".join(f"{side}：{escape(text)}" for side, text in texts_of(f)),
            f.code,
        )
        for f in findings
    ]
    return _table(("级别", "条文", "发现", "文字", "代码"), rows)


def _patch(patch: Patch) -> str:
    rows = []
    for op in patch.ops:
        texts = (escape(t).replace("\n", "<br>") for t in (op.words_before, op.words_after))
        places = (escape(str(side)) for side in (op.at, op.to))
        rows.append((op.zh, *places, *texts, escape(causes_text((op.cause,)))))
    return _head(f"补丁：《{patch.title}》{patch.source}") + _table(
        ("改动", "原位置", "新位置", "原文", "新文", "依据"), rows
    )
