"""(Statute, Patch) → the rows of a comparison table (修改前后对照表): what every output is made from, free of any format.

One row per provision that people cite: an article with its paragraphs and items, a heading, the preamble, an annex, the title, the
adoption note. A row holds lines, a line holds marks, and a mark knows the instruction it came from.
"""

from __future__ import annotations

import enum
from collections import Counter
from typing import Any, Literal

import attrs

from lawtrack.display import arrow_stream, repr_html, summary, to_pandas
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.patch.ops import NO_CAUSE, Cause


class Status(enum.StrEnum):
    """What happened to a provision.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.Status]
    ['未变', '仅序号调整', '仅引用调整', '仅标点', '修改', '标题修改', '新增', '删除', '移动', '拆分', '合并']
    """

    UNCHANGED = "未变"
    RENUMBERED = "仅序号调整"
    REFERENCES = "仅引用调整"
    TYPOGRAPHY = "仅标点"
    AMENDED = "修改"
    HEADING = "标题修改"
    ADDED = "新增"
    DELETED = "删除"
    MOVED = "移动"
    SPLIT = "拆分"
    MERGED = "合并"


@attrs.frozen
class Mark:
    """A stretch of marked text; ``cause`` is the instruction behind an insertion or deletion, None where nothing changed.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).changes.changed
    >>> [(mark.kind, mark.text, mark.cause and mark.cause.label) for mark in row.lines[0].marks]
    [('equal', '渡船应当', None), ('delete', '开', '一'), ('insert', '亮', '一'), ('equal', '灯。', None)]
    """

    kind: Literal["equal", "insert", "delete"]
    text: str
    cause: Cause | None = None


@attrs.frozen
class Line:
    """One unit on both sides or on one: a paragraph, an item, a heading.

    ``old`` / ``new`` are its addresses (None: not on that side). ``moved_to`` says where a unit that left this provision stands now,
    ``moved_from`` where one that came from another provision stood before.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).changes.changed
    >>> [(line.level.zh, [mark.text for mark in line.marks]) for line in row.lines]
    [('款', ['渡船应当', '开', '亮', '灯。'])]
    """

    level: Level
    old_label: str
    new_label: str
    marks: tuple[Mark, ...]
    old: Address | None
    new: Address | None
    label_cause: Cause | None = None
    moved_to: Address | None = None
    moved_from: Address | None = None

    @property
    def old_marks(self) -> tuple[Mark, ...]:
        """The text of the left column."""
        return tuple(m for m in self.marks if m.kind != "insert") if self.old else ()

    @property
    def new_marks(self) -> tuple[Mark, ...]:
        """The text of the right column."""
        return tuple(m for m in self.marks if m.kind != "delete") if self.new else ()

    @property
    def old_text(self) -> str:
        """The line as it was."""
        return "".join(m.text for m in self.old_marks)

    @property
    def new_text(self) -> str:
        """The line as it is now."""
        return "".join(m.text for m in self.new_marks)

    @property
    def changed(self) -> bool:
        """Whether words, number or place differ."""
        return (
            not self.old
            or not self.new
            or self.old_label != self.new_label
            or any(m.kind != "equal" for m in self.marks)
        )

    __repr__ = summary


@attrs.frozen
class Related:
    """Another provision that shares text with a row: where a split one came from, where a merged one went.

    ``side`` says whether ``address`` is one of the old text or of the new; ``share`` of the row's words, from 0 to 1.

    >>> import lawtrack as lt
    >>> old = lt.parse_statute("某市渡口条例\\n第一条　渡船夜间航行应当开灯，并且由船长一人值守。\\n船长不得饮酒后驾驶渡船，不得超过核定人数载客。")
    >>> new = lt.parse_statute("某市渡口条例\\n第一条　渡船夜间航行应当开灯，并且由船长一人值守。\\n第二条　船长不得饮酒后驾驶渡船，不得超过核定人数载客。")
    >>> [(str(one.address), one.side, one.share) for row in lt.compare(old, new).changes.rows for one in row.related]
    [('第一条', 'old', 1.0), ('第一条', 'new', 0.913)]
    """

    address: Address
    share: float
    side: Literal["old", "new"]


@attrs.frozen
class Row:
    """One provision, before and after. ``causes`` are the instructions behind its changes, those given in words first.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.amend(law, decision).changes.changed
    >>> row.status.value, str(row.old), str(row.new), row.new_text, [cause.label for cause in row.causes]
    ('修改', '第二条', '第二条', '渡船应当亮灯。', ['一'])
    """

    status: Status
    level: Level
    old: Address | None
    new: Address | None
    old_label: str
    new_label: str
    lines: tuple[Line, ...]
    causes: tuple[Cause, ...] = ()
    moved: bool = False
    related: tuple[Related, ...] = ()

    @property
    def old_text(self) -> str:
        """The left column as plain text, without the article's number."""
        return "\n".join(line.old_label + line.old_text for line in self.lines if line.old)

    @property
    def new_text(self) -> str:
        """The right column as plain text, without the article's number."""
        return "\n".join(line.new_label + line.new_text for line in self.lines if line.new)

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return self.status is not Status.UNCHANGED

    __repr__ = summary


@attrs.frozen
class Correspondence:
    """One line of the table of article numbers: ``old`` or ``new`` is None where there is none.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> new = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船不得超载。\\n第三条　渡船应当开灯。")
    >>> [(str(one.old or "—"), str(one.new or "—"), one.status.value) for one in lt.compare(law, new).changes.correspondence]
    [('第一条', '第一条', '未变'), ('—', '第二条', '新增'), ('第二条', '第三条', '仅序号调整')]
    """

    old: Address | None
    new: Address | None
    status: Status
    related: tuple[Related, ...] = ()

    __repr__ = summary


@attrs.frozen
class Changes:
    """All rows in the order of the new text, deleted provisions where they stood.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> changes = lt.amend(law, decision).changes
    >>> [(row.status.value, row.new_label) for row in changes.rows]
    [('未变', ''), ('未变', ''), ('未变', ''), ('未变', '第一条'), ('修改', '第二条')]
    """

    old_title: str
    new_title: str
    rows: tuple[Row, ...]
    source: str = ""
    adopted: str = ""
    effective: str = ""

    @property
    def changed(self) -> tuple[Row, ...]:
        """The rows in which anything differs."""
        return tuple(r for r in self.rows if r.changed)

    @property
    def articles(self) -> tuple[Row, ...]:
        """The rows that are articles."""
        return tuple(r for r in self.rows if r.level is Level.ARTICLE)

    @property
    def counts(self) -> dict[Status, int]:
        """How many articles have which status, every status named."""
        found = Counter(r.status for r in self.articles)
        return {status: found[status] for status in Status}

    @property
    def other_counts(self) -> dict[Status, int]:
        """The same for everything that is no article: headings, title, preamble, annexes …"""
        found = Counter(r.status for r in self.rows if r.level is not Level.ARTICLE)
        return {status: found[status] for status in Status}

    @property
    def correspondence(self) -> tuple[Correspondence, ...]:
        """Old article number ↔ new article number."""
        return tuple(Correspondence(r.old, r.new, r.status, r.related) for r in self.articles)

    @property
    def unexplained(self) -> tuple[Line, ...]:
        """Lines with a change that no instruction explains and that follows from none: all of them for a comparison."""
        return tuple(
            line
            for row in self.rows
            for line in row.lines
            if any(m.cause == NO_CAUSE for m in line.marks) or line.label_cause == NO_CAUSE
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain dicts of strings, numbers and lists."""
        return [_plain(row) for row in self.rows]

    def __repr__(self) -> str:
        return f"<Changes {self.new_title} {' '.join(f'{s}×{n}' for s, n in self.counts.items() if n)}>"

    _repr_html_ = repr_html
    to_pandas = to_pandas
    __arrow_c_stream__ = arrow_stream


def _plain(row: Row) -> dict[str, Any]:
    def cause(c: Cause | None) -> dict[str, Any] | None:
        return None if c is None else {"label": c.label, "text": c.text, "consequential": c.consequential}

    return {
        "status": row.status.value,
        "level": row.level.name.lower(),
        "old": str(row.old) if row.old else None,
        "new": str(row.new) if row.new else None,
        "old_label": row.old_label,
        "new_label": row.new_label,
        "old_text": row.old_text,
        "new_text": row.new_text,
        "moved": row.moved,
        "causes": [cause(c) for c in row.causes],
        "related": [{"address": str(r.address), "share": r.share, "side": r.side} for r in row.related],
        "lines": [
            {
                "level": x.level.name.lower(),
                "old": str(x.old) if x.old else None,
                "new": str(x.new) if x.new else None,
                "old_label": x.old_label,
                "new_label": x.new_label,
                "moved_to": str(x.moved_to) if x.moved_to else None,
                "moved_from": str(x.moved_from) if x.moved_from else None,
                "marks": [{"kind": m.kind, "text": m.text, "cause": cause(m.cause)} for m in x.marks],
            }
            for x in row.lines
        ],
    }
