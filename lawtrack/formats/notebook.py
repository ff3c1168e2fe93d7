"""What a notebook shows of a value: small pieces of HTML that carry their own style and fit light and dark themes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape, unescape
from typing import Any, get_args

import attrs

from lawtrack.binding.amend import Amendment
from lawtrack.binding.consolidation import Consolidated
from lawtrack.changes.changes import Changes, Line, Row
from lawtrack.changes.comparison import Comparison
from lawtrack.changes.comparison_table import ComparisonTable
from lawtrack.decision.decision import Decision
from lawtrack.display import Rows
from lawtrack.errors import Finding, InputError
from lawtrack.formats.report import SEVERITY, causes_text, message_of, row_name, texts_of
from lawtrack.history.history import History
from lawtrack.history.versions import Version
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.provisions import Node
from lawtrack.patch.merging.conflict import Merged
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import Rewound
from lawtrack.syntax.gazette.issue import Gazette
from lawtrack.syntax.references import References
from lawtrack.verification.verify import Verification

MOST = 60
"""Rows shown at most; a notebook is for looking, the page that ``write`` makes for reading."""
_SHORT = 18
"""A column whose lines are all this short keeps them whole; the others share what is left."""
_STYLE = "border-collapse:collapse;font-size:14px;line-height:1.7;table-layout:auto;width:auto;color:inherit"
_CELL = "border:1px solid #8886;padding:3px 8px;vertical-align:top;text-align:left;white-space:normal;background:transparent;color:inherit"
_NARROW = ";white-space:nowrap"
_WIDE = ";min-width:14em"
_INS = "background:#2a84;text-decoration:underline"
_DEL = "background:#d334;text-decoration:line-through"


def html_of(value: Any) -> str:
    """The HTML of a value of this package; its ``repr`` for anything unknown."""
    if isinstance(value, Rows):
        return _rows(value)
    if hasattr(value, "shown"):  # what stands in rooms above this one says itself what there is to see
        title, heads, rows = value.shown()
        return _head(title) + _table(heads, (tuple(escape(str(c)) for c in row) for row in rows))
    for kind, show in _SHOWN:
        if isinstance(value, kind):
            return show(value)
    return f"<pre>{escape(repr(value))}</pre>"


def _head(text: str) -> str:
    return f"<p style='font-weight:600;margin:0 0 4px'>{escape(text)}</p>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are HTML already. Columns of short words stay on one line, so that those of long texts do not squeeze them."""
    listed = list(rows)
    shown, rest = listed[:MOST], len(listed) - MOST
    styles = [
        _CELL + (_NARROW if max((_longest(row[i]) for row in shown), default=0) <= _SHORT else _WIDE)
        for i in range(len(heads))
    ]
    head = "".join(f"<th style='{_CELL}{_NARROW}'>{escape(h)}</th>" for h in heads)
    body = "".join(
        "<tr>" + "".join(f"<td style='{style}'>{c}</td>" for style, c in zip(styles, row, strict=True)) + "</tr>"
        for row in shown
    )
    more = f"<p>还有 {rest} 行没有显示</p>" if rest > 0 else ""
    return f"<div style='overflow-x:auto'><table style='{_STYLE}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"


def _longest(cell: str) -> int:
    """The characters of the longest line of a cell, marks aside."""
    return max(len(unescape(re.sub(r"<[^>]*>", "", line))) for line in cell.split("<br>"))


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


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


def _amendment(value: Amendment | Consolidated) -> str:
    changes = value.changes
    return _head(f"《{value.statute.title}》") + _counts(changes) + _findings(value.findings) + _changes(changes)


def _of_changes(changes: Changes) -> str:
    return _head(f"《{changes.new_title or changes.old_title}》") + _counts(changes) + _changes(changes)


def _printed(table: ComparisonTable) -> str:
    rows = (tuple(_lines(text) for text in row.texts) for row in table.rows)
    return _head(table.title) + _table(table.columns, rows) + (f"<p>{escape(table.summed)}</p>" if table.summed else "")


def _decision(value: Decision) -> str:
    rows = ((escape(i.label), _lines(i.text)) for i in value.instructions)
    return _head(value.title) + _table(("指令", "内容"), rows) + _findings(value.findings)


def _node(node: Any) -> str:
    return "".join(f"<p style='margin:0'>{escape(line)}</p>" for line in node.to_text().splitlines())


def _address(address: Address) -> str:
    return f"<p style='margin:0'>{escape(str(address))} <span style='opacity:.7'>{escape(address.eid)}</span></p>"


def _gazette(issue: Gazette) -> str:
    rows = (
        (f"{i.first_line}–{i.last_line}", i.kind.zh, escape(i.title), escape(i.issuer), i.adopted, i.effective)
        for i in issue.instruments
    )
    title = " ".join(x for x in (issue.title, issue.issue, issue.published) if x) or "公报"
    return _head(title) + _table(("行", "种类", "名称", "机关", "通过", "施行"), rows) + _findings(issue.findings)


def _references(found: References) -> str:
    rows = (
        (
            escape(str(e.home)),
            escape(e.reference.text),
            escape("、".join(map(str, e.targets)) or (f"《{e.reference.title}》" if e.reference.title else "")),
            escape("、".join(map(str, e.dangling))),
        )
        for e in found.entries
    )
    return _table(("条文", "引用", "所指", "无所指"), rows) + _findings(found.findings)


def _merged(merged: Merged) -> str:
    heads = ("条文", "冲突", "原文", "甲改为", "乙改为")
    rows = (
        (escape(str(c.address)), escape(c.message), *map(_lines, (c.before, c.first, c.second)))
        for c in merged.conflicts
    )
    told = _table(heads, rows) if merged.conflicts else "<p>没有冲突</p>"
    return told + _findings(merged.findings) + _patch(merged.patch)


def _version(v: Version) -> str:
    facts = (
        ("版本", str(v.number)),
        ("施行", f"{v.effective or '起始不明'} 至 {v.until or '今'}"),
        ("通过", v.adopted),
        ("公布", v.promulgated),
        ("依据", v.source),
    )
    return (
        _table(("", ""), ((escape(name), escape(value)) for name, value in facts if value))
        + _statute(v.statute)
        + _findings(v.findings)
    )


def _history(line: History) -> str:
    try:
        versions = line.versions
    except InputError as error:  # only decisions are known yet
        return _head(f"《{line.title}》") + f"<p>{escape(str(error))}</p>"
    rows = (
        (str(v.number), v.effective or "起始不明", v.until, str(len(v.statute.articles)), escape(v.source))
        for v in versions
    )
    return _head(f"《{line.title}》") + _table(("版本", "施行", "至", "条", "依据"), rows)


_HEADS = {
    "address": "条文", "text": "文字", "effective": "施行", "events": "经过", "unit": "现文", "number": "编号", "birth": "写入", "born_at": "写入时在",
    "version": "版本", "others": "另在", "shared": "合并", "title": "法规", "since": "自", "until": "至", "status": "时效性", "kind": "种类",
    "issuer": "机关", "versions": "版本", "source": "依据", "act": "动作", "places": "条文", "name": "被引法规", "target": "被引条文", "words": "文字",
    "reason": "理由",
}  # fmt: skip
"""What fields are called where rows of them are shown; others keep their names."""


def _rows(rows: Rows[Any]) -> str:
    """Answers of one kind as a table: their fields are the columns, those that are empty throughout left out."""
    if not rows or not attrs.has(type(rows[0])):
        return f"<pre>{escape(tuple.__repr__(rows))}</pre>" if rows else "<p>没有结果</p>"
    cells = {f.name: [_cell(getattr(row, f.name)) for row in rows] for f in attrs.fields(type(rows[0]))}
    kept = [name for name, column in cells.items() if any(column)]
    return _table([_HEADS.get(name, name) for name in kept], zip(*(cells[name] for name in kept), strict=True))


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Unit):
        return _lines(value.label + ("\u3000" if value.label and value.text else "") + value.text)
    if isinstance(value, tuple):
        return "<br>".join(map(_cell, value))
    return "是" if value is True else _lines(str(value))


def _verification(value: Verification) -> str:
    return _head(f"《{value.published.title}》核对") + (_findings(value.findings) or "<p>没有发现</p>")


def _rewound(value: Rewound) -> str:
    return _statute(value.statute) + _findings(value.findings)


def _comparison(value: Comparison) -> str:
    return _of_changes(value.changes)


def _finding(value: Finding) -> str:
    return _findings((value,))


_SHOWN: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (Statute, _statute), (Changes, _of_changes), (ComparisonTable, _printed), (Comparison, _comparison), (Patch, _patch), (Amendment, _amendment),
    (Consolidated, _amendment), (Verification, _verification), (Rewound, _rewound), (Decision, _decision), (Finding, _finding), (Address, _address),
    (Gazette, _gazette), (References, _references), (Merged, _merged), (Version, _version), (History, _history), (get_args(Node), _node),
)  # fmt: skip
