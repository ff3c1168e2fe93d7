"""The answer: one row for each place elsewhere that a change made stale, or may have."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias, overload

import attrs

from lawtrack.comparison.text_diff import segments
from lawtrack.display import summary
from lawtrack.formats.blocks import Table
from lawtrack.formats.report import Report
from lawtrack.model.titles import quoted


class Kind(enum.StrEnum):
    """What became of what is cited (the first eight), or what else a change left behind.

    >>> import lawtrack as lt
    >>> lt.ImpactKind.RENUMBERED.value
    'renumbered'
    """

    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    REWRITTEN = "rewritten"
    REPEALED = "repealed"
    RENAMED = "renamed"
    COPY = "copy"
    TERM = "term"

    @property
    def zh(self) -> str:
        """The Chinese word."""
        return _KIND[self]


_KIND = {
    Kind.RENUMBERED: "改号", Kind.MOVED: "移", Kind.SPLIT: "拆分", Kind.MERGED: "合并", Kind.DELETED: "删去", Kind.REWRITTEN: "改写",
    Kind.REPEALED: "废止", Kind.RENAMED: "更名", Kind.COPY: "抄录", Kind.TERM: "用语",
}  # fmt: skip


class Certainty(enum.StrEnum):
    """确定: may be corrected as proposed; 待核: somebody has to look; 不能判断: the archive does not hold what it takes to say.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.Certainty]
    ['certain', 'check', 'unknown']
    """

    CERTAIN = "certain"
    CHECK = "check"
    UNKNOWN = "unknown"

    @property
    def zh(self) -> str:
        """The Chinese word."""
        return {"certain": "确定", "check": "待核", "unknown": "不能判断"}[self.value]


@attrs.frozen
class ImpactRow:
    """One place that a change elsewhere made stale, or may have.

    ``citing`` (title) says at ``address`` in ``sentence`` the ``words`` (from ``start`` of its text on); they name ``was`` of ``cited``, which in the
    version in force on the citing day (``version``, its effective date) read ``was_text``. Today it stands at ``now`` (best first; () for
    nowhere), where it reads ``now_text``; ``proposal`` are the words to put instead, "" where none can be proposed. ``reason`` says how sure that is
    and why. For a copy ``was`` is where the copied text stood and ``sentence`` the copy.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> citing = lt.parse_statute("某市夜航办法\\n（2002年1月1日某市人民政府公布）\\n第一条　依照《某市渡口条例》第一条开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、增加一条，作为第一条：“渡口由交通部门管理。”")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = [archive.add(one) for one in (law, citing, decision)]
    ...     impact = archive.impact("某市渡口条例")
    >>> row = impact.rows[0]
    >>> row.citing, str(row.address), row.words, row.was, row.now, row.proposal
    ('某市夜航办法', '第一条第一款', '第一条', '第一条', ('第二条',), '第二条')
    """

    citing: str
    address: str
    words: str
    cited: str
    was: str
    now: tuple[str, ...] = ()
    proposal: str = ""
    kind: Kind = Kind.RENUMBERED
    certainty: Certainty = Certainty.CHECK
    reason: str = ""
    sentence: str = ""
    was_text: str = ""
    now_text: str = ""
    version: str = ""
    since: str = ""
    changed: str = ""
    citing_date: str = ""
    citing_status: str = "有效"
    citing_body: str = ""
    start: int = 0
    marks: str = attrs.field(default="", repr=False)

    @property
    def apart(self) -> bool:
        """Whether the number still leads to the same provision, whose text has changed."""
        return self.kind is Kind.REWRITTEN

    def __str__(self) -> str:
        to = "、".join(self.now) or "（无）"
        return f"{quoted(self.citing)}{self.address} “{self.words}”：{quoted(self.cited)}{self.was} → {to}（{self.kind.zh}，{self.certainty.zh}）"

    __repr__ = summary


COLUMNS: tuple[tuple[str, str], ...] = (
    ("citing", "引用的法规"), ("citing_date", "日期"), ("citing_status", "时效性"), ("citing_body", "制定机关"), ("address", "条文"), ("sentence", "原文"),
    ("words", "引用的文字"), ("cited", "被引用的法规"), ("version", "引用日有效的文本"), ("was", "原条号"), ("was_text", "原条文"), ("kind", "情况"),
    ("changed", "何时改变"), ("now", "现条号"), ("now_text", "现条文"), ("proposal", "拟改为"), ("certainty", "确定程度"), ("reason", "理由"),
)  # fmt: skip
"""The columns of the list as a table, with their headings."""
_LONG = 110
_OTHER = (Kind.REWRITTEN, Kind.COPY, Kind.TERM, Kind.RENAMED)
_Chosen: TypeAlias = Callable[[ImpactRow], bool]
_GROUPS: tuple[tuple[str, _Chosen], ...] = (
    ("条号已变、可以确定的", lambda r: r.kind not in _OTHER and r.certainty is Certainty.CERTAIN),
    ("条号已变、待核的", lambda r: r.kind not in _OTHER and r.certainty is Certainty.CHECK),
    ("不能判断的", lambda r: r.kind not in _OTHER and r.certainty is Certainty.UNKNOWN),
    ("条号未变、文字已改的", lambda r: r.kind is Kind.REWRITTEN),
    ("抄录后没有随之修改的", lambda r: r.kind is Kind.COPY and r.certainty is not Certainty.UNKNOWN),
    ("名称和用语", lambda r: r.kind in (Kind.TERM, Kind.RENAMED)),
)


@attrs.frozen
class Impact(Sequence[ImpactRow]):
    """All rows, in the order of the citing statutes; a sequence. ``title`` says of which change, ``untold`` which terms are not listed and why.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> citing = lt.parse_statute("某市夜航办法\\n（2002年1月1日某市人民政府公布）\\n第一条　依照《某市渡口条例》第一条开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、增加一条，作为第一条：“渡口由交通部门管理。”")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = [archive.add(one) for one in (law, citing, decision)]
    ...     impact = archive.impact("某市渡口条例")
    >>> len(impact), impact.rows[0].kind.value
    (1, 'renumbered')
    """

    title: str
    rows: tuple[ImpactRow, ...]
    untold: tuple[str, ...] = ()

    @overload
    def __getitem__(self, index: int) -> ImpactRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ImpactRow, ...]: ...
    def __getitem__(self, index: int | slice) -> ImpactRow | tuple[ImpactRow, ...]:
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ImpactRow]:
        return iter(self.rows)

    def __repr__(self) -> str:
        counts = Counter(r.certainty.zh for r in self.rows)
        return f"<Impact {self.title} {len(self.rows)}处：{'，'.join(f'{k}{n}' for k, n in counts.items())}>"

    __str__ = __repr__

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain values, for programs."""
        return [{name: _plain(getattr(row, name)) for name, _ in COLUMNS} | {"start": row.start} for row in self.rows]

    def to_table(self) -> Table:
        """All rows with all columns, for a spreadsheet."""
        rows = tuple(tuple(_shown(getattr(r, name)) for name, _ in COLUMNS) for r in self.rows)
        return Table(self.title, tuple(head for _, head in COLUMNS), rows)

    def to_report(self) -> Report:
        """The list for people: grouped by how sure, each place in the words of the text, 【】 around those that are stale."""
        tables = []
        for name, chosen in _GROUPS:
            rows = [r for r in self.rows if chosen(r)]
            if rows:
                heads, lines = line_of(rows)
                tables.append(Table(f"{name}（{len(rows)}处）", heads, lines))
        counts = Counter(r.kind.zh for r in self.rows)
        facts = [("共", f"{len(self.rows)} 处，涉及 {len({r.citing for r in self.rows})} 部法规")]
        facts.append(("情况", "，".join(f"{k} {n}" for k, n in counts.most_common()) or "没有"))
        silent = sum(r.kind is Kind.COPY and r.certainty is Certainty.UNKNOWN for r in self.rows)
        if silent:
            facts.append(("未列出", f"{silent} 处抄录，所抄法规在存档中没有后来的文本（见 .xlsx、.json）"))
        facts += [("未列出", what) for what in self.untold]
        return Report(self.title, tuple(facts), tables=tuple(tables))


_HEADS = ("引用的法规和条文", "原文", "被引用的条文", "今在", "拟改为", "情况和理由")
_COPY_HEADS = ("抄录的法规和条文", "抄录的文字", "被抄录的条文", "该条的修改", "情况")


def line_of(rows: Sequence[ImpactRow]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Rows as the lines of a table for people, with its headings; copies, where there is nothing else, beside what they were copied from."""
    if all(row.kind is Kind.COPY for row in rows):
        return _COPY_HEADS, tuple(map(_copy_line, rows))
    return _HEADS, tuple(map(_line, rows))


def _where(row: ImpactRow) -> str:
    return f"{quoted(row.citing)}" + (f"（{row.citing_date}）" if row.citing_date else "") + row.address


def _line(row: ImpactRow) -> tuple[str, ...]:
    now = "\n".join(row.now) or "—"
    return (
        _where(row),
        _marked(row),
        f"{quoted(row.cited)}{row.was}"
        + (f"：{_cut(row.was_text)}" if row.was_text and row.kind is not Kind.TERM else ""),
        now + (f"\n{_cut(row.now_text)}" if row.now_text and row.kind is not Kind.TERM else ""),
        row.proposal or "—",
        f"{row.kind.zh}，{row.certainty.zh}。{row.reason}",
    )


def _copy_line(row: ImpactRow) -> tuple[str, ...]:
    """A copy side by side with what it was copied from, and what became of that: ［－删去－］［＋增加＋］."""
    parts = segments(row.was_text, row.now_text) if row.now_text else ()
    then = "".join(_MARK[s.kind].format(s.text) for s in parts) or "（已删去）"
    source = f"{quoted(row.cited)}（{row.version}）{row.was}：{row.was_text}"
    return _where(row), row.sentence, source, "、".join(row.now) + "：" * bool(row.now) + then, row.reason


_MARK = {"equal": "{}", "insert": "［＋{}＋］", "delete": "［－{}－］"}


def _marked(row: ImpactRow) -> str:
    """The sentence with the stale words in 【】."""
    text, words = row.sentence, row.words
    at = text.find(words)
    if not words or at < 0 or words == text:
        return _cut(text)
    first, last = max(0, at - _LONG // 2), at + len(words) + _LONG // 2
    before = ("……" if first else "") + text[first:at]
    return f"{before}【{words}】{text[at + len(words) : last]}" + ("……" if last < len(text) else "")


def _cut(text: str) -> str:
    flat = " ".join(text.split("\n"))
    return flat if len(flat) <= _LONG else flat[:_LONG] + "……"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, enum.Enum) else value


def _shown(value: Any) -> str:
    if isinstance(value, (Kind, Certainty)):
        return value.zh
    return "、".join(value) if isinstance(value, tuple) else str(value)
