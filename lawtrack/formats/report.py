"""What there is to say about each kind of result, before any format: what it is called, facts, counts, tables, findings at their places.

:func:`report_of` makes the report of a result, :func:`blocks_of` the blocks of a report; a format prints blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

import attrs

from lawtrack.arguments import typed
from lawtrack.changes.changes import Changes, Correspondence, Status
from lawtrack.changes.comparison_table import ComparisonTable, TableOptions, lay_out
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.decision.coverage import KINDS, Coverage
from lawtrack.decision.decision import Decision
from lawtrack.decision.phrases.table import PHRASES
from lawtrack.display import Rows, summary
from lawtrack.errors import AddressError, Finding, InputError, Severity
from lawtrack.formats.blocks import SEVERITY, Block, Findings, LawText, Pair, ReportHead, SideBySide, Table, causes_text
from lawtrack.history.history import History
from lawtrack.history.versions import Version
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute
from lawtrack.patch.merging.conflict import Merged
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.rewind import Rewound
from lawtrack.syntax.gazette.issue import Gazette
from lawtrack.syntax.references import References
from lawtrack.verification.verify import Verification

ALWAYS = (Status.AMENDED, Status.ADDED, Status.DELETED, Status.RENUMBERED, Status.UNCHANGED)
"""Counted even where there is none of them; other kinds are named where they occur."""


@typed
@attrs.frozen
class Report:
    """A report on one statute: what changed (if anything was compared), its text (if there is one), what was found.

    ``facts`` are pairs of a label and a value for the head of the page; ``sides`` what the two columns of the comparison are; ``text`` is a
    text of law that stands before the tables, such as a decision; ``options`` how its comparison
    table is to look where that is what is handed out; a report shows all that changed.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> report = lt.Report("渡口", (("条数", "2"),), statute=law)
    >>> lt.render(report, "text").splitlines()[0]
    '某市渡口条例'
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    changes: Changes | None = None
    statute: Statute | None = None
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    sides: tuple[str, str] = ("修改前", "修改后")
    text: str = ""
    options: TableOptions | None = None

    @cached_property
    def counts(self) -> tuple[tuple[Status, int], ...]:
        """Articles by what happened to them."""
        if self.changes is None:
            return ()
        counts = self.changes.counts
        rest = [s for s in Status if s not in ALWAYS and counts[s]]
        return tuple((s, counts[s]) for s in (*ALWAYS[:4], *rest, ALWAYS[4]))

    @cached_property
    def severities(self) -> tuple[tuple[Severity, int], ...]:
        """Findings by severity, the gravest first; those that do not occur are left out."""
        found = [f.severity for f in self.findings]
        return tuple((s, found.count(s)) for s in SEVERITY if s in found)

    @cached_property
    def _by_row(self) -> dict[int, list[Finding]]:
        """Findings under the number of the row they stand at; -1 for those that belong to none."""
        rows = self.changes.rows if self.changes else ()
        new = {r.new: i for i, r in enumerate(rows) if r.new}
        old = {r.old: i for i, r in enumerate(rows) if r.old}
        out: dict[int, list[Finding]] = {}
        for finding in self.findings:
            place = home_of(finding.address)
            at = next((side[a] for side in (new, old) for a in place if a in side), -1)
            out.setdefault(at, []).append(finding)
        return out

    def findings_at(self, index: int) -> Sequence[Finding]:
        """The findings that belong to row ``index`` of the changes; -1: those without a place in the table."""
        return self._by_row.get(index, ())

    __repr__ = summary


def home_of(address: str) -> tuple[Address, ...]:
    """The addresses to look for in a table, nearest first: the provision itself, then what it lies in."""
    if not address:
        return ()
    try:
        at = parse_address(address)
    except AddressError:
        return ()
    out = [at]
    while len(out[-1].steps) > 1:
        out.append(out[-1].parent)
    return tuple(out)


def head_of(report: Report) -> ReportHead:
    """The title, the facts, then what is counted: articles, what else changed, what was found."""
    others = report.changes.other_counts.items() if report.changes else ()
    counted = (
        ("条文", report.counts),
        ("其他（名称、章节标题、附件等）", tuple((s, n) for s, n in others if n and s is not Status.UNCHANGED)),
        ("发现", tuple((SEVERITY[s], n) for s, n in report.severities) or (("无", ""),)),
    )
    told = tuple((label, "，".join(f"{name} {n}".strip() for name, n in counts)) for label, counts in counted if counts)
    return ReportHead(report.title, (*report.facts, *told))


def blocks_of(report: Report, *, together: bool = False) -> Iterator[Block]:
    """The blocks of a report in their order. A statute that nothing was compared with is just its text.

    Where long tables are cut or handed out, all findings stand ``together`` and are none of a row's, a statute has its head, and what a
    comparison leads to is left out.
    """
    alone = report.changes is None
    if alone and report.statute is not None and not together:
        yield LawText(report.statute)
        return
    if report.text:
        yield LawText(report.text)
    yield head_of(report)
    yield from report.tables
    if found := report.findings if alone or together else report.findings_at(-1):
        yield Findings(tuple(found))
    if report.changes is not None:
        yield side_by_side(report, report.changes)
    if report.statute is not None and (alone or not together):
        yield LawText(report.statute, "修改后全文")


def side_by_side(report: Report, changes: Changes, *, full: bool = False) -> SideBySide:
    """All that changed, ``full`` with what did not; of a table that is handed out its own rows, its own columns."""
    options = report.options
    table = lay_out(changes, options) if options else None
    own = {id(one.row): one.texts[2:] for one in table.rows} if table else {}
    named = options.columns if options else ()
    remarked = options is not None and bool(named) and not options.cites
    pairs = []
    for i, row in enumerate(changes.rows):
        found = tuple(report.findings_at(i))
        if full or id(row) in own or found or row.changed and table is None:
            notes = tuple(x for x in (row.status.value, causes_text(row.causes)) if x)
            pairs.append(Pair(row, notes, "".join(own.get(id(row), ())) if remarked else "", found))
    third = () if remarked and not report.findings else ("说明",)
    heads = (*(named or report.sides), *third)[:3]
    summed = table.summed if table else ""
    return SideBySide("修改前后对照表", heads, tuple(pairs), numbers_of(changes), summed, remarked)


def numbers_of(changes: Changes) -> Table:
    """Old article number, new article number, what happened, and with what else it shares its text."""
    return Table("条文序号对照", ("修改前", "修改后", "变化"), tuple(map(_numbers, changes.correspondence)))


def _numbers(pair: Correspondence) -> tuple[str, str, str]:
    ties = "、".join(str(r.address) for r in pair.related)
    return str(pair.old or "（无）"), str(pair.new or "（无）"), pair.status.value + (f"（{ties}）" if ties else "")


@runtime_checkable
class Reporting(Protocol):
    """A result that makes its own report, such as the list of what a change made stale elsewhere."""

    def to_report(self) -> Report:
        """The report, for people."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The same as plain values, for programs."""


def report_of(result: Any, *, full: bool = True) -> Report:
    """What there is to say about a result. Raises :class:`InputError` for what is no result of this package.

    Without ``full`` a verification is its findings alone, which is what a terminal has room for.
    """
    if isinstance(result, Report):
        return result
    if isinstance(result, Reporting):
        return result.to_report()
    if isinstance(result, (tuple, list)) and all(isinstance(f, Finding) for f in result):
        return Report("发现", findings=tuple(result))
    if isinstance(result, Rows) and attrs.has(type(result[0])):
        return Report("", tables=(table_of(result),))
    if isinstance(result, Verification):
        return _verification(result, full)
    for kind, make in _MAKERS:
        if isinstance(result, kind):
            return make(result)
    base, patch, statute = (getattr(result, name, None) for name in ("base", "patch", "statute"))
    if isinstance(base, Statute) and isinstance(patch, Patch):
        changes = tabulate(base, patch)
        return Report(_compared(changes), _source(changes), changes, statute, tuple(getattr(result, "findings", ())))
    raise InputError(
        f"{type(result).__name__} 没有可写的报告", f"a {type(result).__name__} has no report that could be written"
    )


def _compared(changes: Changes) -> str:
    return f"《{changes.new_title or changes.old_title}》修改前后对照表"


def _known(*facts: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(fact for fact in facts if fact[1])


def _source(changes: Changes) -> tuple[tuple[str, str], ...]:
    return _known(("修改依据", changes.source), ("通过日期", changes.adopted), ("施行日期", changes.effective))


def _size(law: Statute) -> tuple[tuple[str, str], ...]:
    chapters = f"{len(law.chapters)} 章 " if law.chapters else ""
    return (("篇幅", f"{chapters}{len(law.articles)} 条"),)


def _statute(law: Statute) -> Report:
    return Report(f"《{law.title}》", _size(law), statute=law, findings=law.findings)


def _changes(changes: Changes) -> Report:
    return Report(_compared(changes), _source(changes), changes)


def _rewound(result: Rewound) -> Report:
    facts = (*_size(result.statute), ("空缺", f"{len(result.gaps)} 处原文已被修改、无从恢复"))
    title = f"《{result.statute.title}》修改前文本（回推）"
    return Report(title, facts, statute=result.statute, findings=result.findings)


def _verification(result: Verification, full: bool) -> Report:
    how = "只有决定与公布文本，核对决定涉及的部分" if result.reconstructed else "有修改前的文本，核对全文"
    facts = (
        ("修改决定", result.decision.title),
        ("核对方式", how),
        ("结果", f"错误 {len(result.errors)}，警告 {len(result.warnings)}，仅标点宽度 {len(result.typography)}"),
    )
    changes = tabulate(result.derived, compare(result.derived, result.published)) if full else None
    title = f"《{result.published.title}》核对结果"
    return Report(title, facts, changes, findings=result.findings, sides=("按决定应为", "公布文本"))


def _decision(result: Decision) -> Report:
    facts = _known(("作出机关", result.body), ("通过日期", result.adopted), ("施行日期", result.effective))
    count = ("指令", f"{len(result.instructions)} 项，未读懂 {len(result.unread)} 处")
    tables = tuple(
        Table(f"《{part.title}》", ("指令", "内容"), tuple((i.label, i.text) for i in part.instructions))
        for part in result.amended
    )
    return Report(result.title, (*facts, count), findings=result.findings, tables=tables)


def _references(result: References) -> Report:
    rows = tuple(
        (
            str(e.home),
            e.reference.text,
            "、".join(map(str, e.targets)) or (f"《{e.reference.title}》" if e.reference.title else ""),
            "、".join(map(str, e.dangling)),
        )
        for e in result.entries
    )
    table = Table("引用", ("所在条文", "写法", "所指", "不存在的"), rows)
    return Report("法规内部的引用", (("引用", f"{len(rows)} 处"),), findings=result.findings, tables=(table,))


def _gazette(result: Gazette) -> Report:
    rows = tuple(
        (f"{x.first_line}–{x.last_line}", x.kind.zh, x.number, x.adopted, x.effective, x.issuer, x.title)
        for x in result.instruments
    )
    table = Table("文件", ("行", "种类", "编号", "通过", "施行", "机关", "标题"), rows)
    facts = _known(("期次", result.issue), ("出版", result.published))
    return Report(result.title or "公报", facts, findings=result.findings, tables=(table,))


def _coverage(result: Coverage) -> Report:
    facts = (
        ("决定", f"{len(result.rows)} 件"),
        ("指令", f"{result.instructions} 项，全部读懂 {result.read} 项，未能识别 {result.unread} 处"),
    )
    kinds = tuple((zh, str(result.kinds.get(kind, 0))) for kind, zh in KINDS.items())
    phrases = tuple((p.zh, p.name, str(result.phrases.get(p.name, 0))) for p in PHRASES)
    rows = tuple((r.name, *map(str, (r.statutes, r.instructions, r.read, r.orders, r.unread))) for r in result.rows)
    return Report(
        "修改决定读懂了多少",
        facts,
        tables=(
            Table("操作", ("操作", "个数"), kinds),
            Table("句式", ("句式", "代号", "次数"), phrases),
            Table("决定", ("决定", "法规", "指令", "读懂", "操作", "未识别"), rows),
        ),
    )


def _patch(patch: Patch) -> Report:
    rows = tuple(
        (
            op.zh,
            str(op.at),
            str(op.to),
            causes_text((op.cause,)),
            op.words_before,
            op.words_after,
        )
        for op in patch.ops
    )
    table = Table("改动", ("改动", "原位置", "新位置", "依据", "原文", "新文"), rows)
    facts = _known(("修改依据", patch.source), ("改动", f"{len(patch)} 处"))
    return Report(f"对《{patch.title}》的补丁", facts, tables=(table,))


def _merged(result: Merged) -> Report:
    rows = tuple(
        (
            str(c.address),
            c.message,
            c.before,
            causes_text((c.first_cause,)),
            c.first,
            causes_text((c.second_cause,)),
            c.second,
        )
        for c in result.conflicts
    )
    report = _patch(result.patch)
    heads = ("条文", "冲突", "原文", "甲的依据", "甲改为", "乙的依据", "乙改为")
    tables = (Table("冲突", heads, rows), *report.tables) if rows else report.tables
    facts = (*report.facts, ("冲突", f"{len(rows)} 处"))
    return Report("合并的补丁", facts, findings=result.findings, tables=tables)


def _printed(table: ComparisonTable) -> Report:
    texts, cells = tuple(row.texts for row in table.rows), tuple(row.cells for row in table.rows)
    return Report(
        table.title, _known(("注", table.summed)), tables=(Table(f"（{table.legend}）", table.columns, texts, cells),)
    )


def _version(v: Version) -> Report:
    facts = _known(
        ("版本", str(v.number)),
        ("施行", f"{v.effective or '起始不明'} 至 {v.until or '今'}"),
        ("通过", v.adopted),
        ("公布", v.promulgated),
        ("依据", v.source),
    )
    return Report(f"《{v.statute.title}》", (*facts, *_size(v.statute)), statute=v.statute, findings=v.findings)


def _history(line: History) -> Report:
    title = f"《{line.title}》"
    try:
        versions = line.versions
    except InputError as error:  # only decisions are known yet
        return Report(title, (("版本", str(error)),))
    rows = tuple(
        (str(v.number), v.effective or "起始不明", v.until, str(len(v.statute.articles)), v.source) for v in versions
    )
    return Report(title, tables=(Table("", ("版本", "施行", "至", "条", "依据"), rows),))


_HEADS = {
    "address": "条文", "text": "文字", "effective": "施行", "events": "经过", "unit": "现文", "number": "编号", "birth": "写入", "born_at": "写入时在",
    "version": "版本", "others": "另在", "shared": "合并", "title": "法规", "since": "自", "until": "至", "status": "时效性", "kind": "种类",
    "issuer": "机关", "versions": "版本", "source": "依据", "act": "动作", "places": "条文", "name": "被引法规", "target": "被引条文", "words": "文字",
    "reason": "理由",
}  # fmt: skip
"""What fields are called where rows of them are shown; others keep their names."""


def table_of(rows: Rows[Any]) -> Table:
    """Answers of one kind as a table: their fields are the columns, those that are empty throughout left out."""
    cells = {f.name: [_cell(getattr(row, f.name)) for row in rows] for f in attrs.fields(type(rows[0]))}
    kept = [name for name, column in cells.items() if any(column)]
    return Table("", tuple(_HEADS.get(n, n) for n in kept), tuple(zip(*(cells[n] for n in kept), strict=True)))


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Unit):
        return value.label + ("\u3000" if value.label and value.text else "") + value.text
    if isinstance(value, tuple):
        return "\n".join(map(_cell, value))
    return "是" if value is True else str(value)


_MAKERS: tuple[tuple[type, Callable[[Any], Report]], ...] = (
    (Statute, _statute), (Changes, _changes), (Rewound, _rewound), (Decision, _decision), (References, _references),
    (Gazette, _gazette), (ComparisonTable, _printed), (Version, _version), (History, _history), (Patch, _patch), (Merged, _merged), (Coverage, _coverage),
)  # fmt: skip
