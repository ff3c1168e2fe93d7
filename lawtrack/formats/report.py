"""What there is to say about each kind of result, before any format: what it is called, facts, counts, tables, findings at their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

import attrs

from lawtrack.arguments import typed
from lawtrack.changes.changes import Changes, Row, Status
from lawtrack.changes.comparison_table import CellLine, TableOptions
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare
from lawtrack.decision.coverage import KINDS, Coverage
from lawtrack.decision.decision import Decision
from lawtrack.decision.phrases.table import PHRASES
from lawtrack.display import summary
from lawtrack.errors import AddressError, Finding, InputError, Severity
from lawtrack.model.address import Address, parse_address
from lawtrack.model.nodes import Statute
from lawtrack.patch.merging.conflict import Merged
from lawtrack.patch.ops import Cause, clause_of
from lawtrack.patch.patch import Patch
from lawtrack.rewinding.findings import UNPROVEN
from lawtrack.rewinding.rewind import Rewound
from lawtrack.syntax.gazette.issue import Gazette
from lawtrack.syntax.references import References
from lawtrack.verification.verify import Verification

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
ALWAYS = (Status.AMENDED, Status.ADDED, Status.DELETED, Status.RENUMBERED, Status.UNCHANGED)
"""Counted even where there is none of them; other kinds are named where they occur."""


@typed
@attrs.frozen
class Table:
    """A plain table: references, instructions, conflicts, instruments.

    >>> import lawtrack as lt
    >>> table = lt.Table("渡口", ("名称", "长度"), (("东渡口", "30米"),))
    >>> table.heads, len(table.rows)
    (('名称', '长度'), 1)
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[tuple[CellLine, ...], ...], ...] = ()
    """The same rows with marks, for the formats that show them; () where nothing is marked."""

    __repr__ = summary


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


def causes_text(causes: Sequence[Cause]) -> str:
    """The instructions behind a change, for a narrow column: 第二项、随之调整.

    >>> causes_text((Cause("二"), Cause("二", consequential=True), Cause("", consequential=True)))
    '第二项、随之调整'
    """
    ordered = dict.fromkeys(c.clause for c in causes if c.label and not c.consequential)
    follow = ["随之调整"] if any(c.consequential for c in causes) else []
    return "、".join([*ordered, *follow])


def row_name(row: Row) -> str:
    """What a row is called: 第八条, or 第七条 → 第八条 where its number changed."""
    old, new = str(row.old or ""), str(row.new or "")
    if old and new and old != new:
        return f"{old} → {new}"
    return new or old


def finding_text(finding: Finding) -> str:
    """One finding as one line of plain text."""
    where = f"{finding.address}：" if finding.address and not finding.message.startswith(finding.address) else ""
    source = f"（原文第 {finding.span.line} 行）" if finding.span and finding.span.line else ""
    clause = f"［决定{clause_of(finding.instruction)}］" if finding.instruction else ""
    return f"{SEVERITY[finding.severity]}　{where}{message_of(finding)}{clause}{source}（{finding.code}）"


def message_of(finding: Finding) -> str:
    """The message without a closing bracket that only repeats the two texts, for places where they are shown by themselves.

    >>> message_of(Finding("a.b", Severity.ERROR, "两处不同（应为“甲”，公布为“乙”）", before="甲", after="乙"))
    '两处不同'
    """
    message = finding.message
    if finding.before and finding.after and message.endswith("）"):
        depth = 0
        for i in range(len(message) - 1, -1, -1):
            depth += (message[i] == "）") - (message[i] == "（")
            if depth == 0:
                tail = message[i:]
                repeated = tail == f"（应为“{finding.before}”，公布为“{finding.after}”）"
                return message[:i] if repeated else message
    return message


def sides_of(finding: Finding) -> tuple[str, str]:
    """What the two texts of a finding are: the decision's (or what follows from the text before, where no instruction wrote it)
    and the publication's where one was held against the other.
    """
    if finding.code.startswith(("verify.", UNPROVEN.code)):
        return ("决定" if finding.instruction else "推得", "公布")
    return ("原文", "应为" if finding.repair else "现文")


def texts_of(finding: Finding) -> list[tuple[str, str]]:
    """The texts that a finding carries, each with what it is; an empty one is said to be none (无).

    >>> texts_of(Finding("a.b", Severity.ERROR, "没有找到", before="甲")), texts_of(Finding("a.b", Severity.ERROR, "多出", before="", after="乙"))
    ([('原文', '甲')], [('原文', '（无）'), ('现文', '乙')])
    """
    both = zip(sides_of(finding), (finding.before, finding.after), strict=True)
    return [(side, text or "（无）") for side, text in both if text is not None]


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


def _source(changes: Changes) -> tuple[tuple[str, str], ...]:
    pairs = (("修改依据", changes.source), ("通过日期", changes.adopted), ("施行日期", changes.effective))
    return tuple((label, value) for label, value in pairs if value)


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
    pairs = (("作出机关", result.body), ("通过日期", result.adopted), ("施行日期", result.effective))
    facts = tuple((label, value) for label, value in pairs if value)
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
    facts = tuple((label, value) for label, value in (("期次", result.issue), ("出版", result.published)) if value)
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
    facts = (("修改依据", patch.source),) if patch.source else ()
    return Report(f"对《{patch.title}》的补丁", (*facts, ("改动", f"{len(patch)} 处")), tables=(table,))


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


_MAKERS: tuple[tuple[type, Callable[[Any], Report]], ...] = (
    (Statute, _statute), (Changes, _changes), (Rewound, _rewound), (Decision, _decision), (References, _references),
    (Gazette, _gazette), (Patch, _patch), (Merged, _merged), (Coverage, _coverage),
)  # fmt: skip
