"""What there is to say about a result, before any format: facts, counts, rows, findings at their places."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs

from lawtrack.changes.changes import Changes, Row, Status
from lawtrack.errors import AddressError, Finding, Severity
from lawtrack.model.address import Address, parse_address
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause, clause_of

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
ALWAYS = (Status.AMENDED, Status.ADDED, Status.DELETED, Status.RENUMBERED, Status.UNCHANGED)
"""Counted even where there is none of them; other kinds are named where they occur."""


@attrs.frozen
class Table:
    """A plain table: references, instructions, conflicts, instruments."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class Report:
    """A report on one statute: what changed (if anything was compared), its text (if there is one), what was found.

    ``facts`` are pairs of a label and a value for the head of the page; ``sides`` what the two columns of the comparison are.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    changes: Changes | None = None
    statute: Statute | None = None
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    sides: tuple[str, str] = ("修改前", "修改后")

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
    if finding.code.startswith(("verify.", "rewind.unproven")):
        return ("决定" if finding.instruction else "推得", "公布")
    return ("原文", "应为" if finding.repair else "现文")


def texts_of(finding: Finding) -> list[tuple[str, str]]:
    """The texts that a finding carries, each with what it is; an empty one is said to be none (无).

    >>> texts_of(Finding("a.b", Severity.ERROR, "没有找到", before="甲")), texts_of(Finding("a.b", Severity.ERROR, "多出", before="", after="乙"))
    ([('原文', '甲')], [('原文', '（无）'), ('现文', '乙')])
    """
    both = zip(sides_of(finding), (finding.before, finding.after), strict=True)
    return [(side, text or "（无）") for side, text in both if text is not None]
