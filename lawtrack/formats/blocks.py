"""What a report consists of: five kinds of blocks. :func:`lawtrack.formats.report.blocks_of` makes them, and a format is what prints them.

Marked text is that of the comparison table: cells of lines of words (:class:`lawtrack.changes.comparison_table.CellLine`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

import attrs

from lawtrack.arguments import typed
from lawtrack.binding.result.findings import CHAPTER_BORDER
from lawtrack.changes.changes import Row
from lawtrack.changes.comparison_table import CellLine, Look, Words, side_of
from lawtrack.display import summary
from lawtrack.errors import Finding, Severity
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause, clause_of
from lawtrack.rewinding.findings import UNPROVEN

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


@attrs.frozen
class ReportHead:
    """What a report is called, and pairs of a label and a value."""

    title: str
    facts: tuple[tuple[str, str], ...]


@attrs.frozen
class LawText:
    """A text of law: a statute, or lines; ``title`` where other blocks stand before it."""

    text: Statute | str
    title: str = ""


@attrs.frozen
class Findings:
    """What was found, each with its place and its texts."""

    found: tuple[Finding, ...]


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

    @property
    def lines(self) -> Iterator[tuple[tuple[CellLine, ...], ...]]:
        """The cells of each row, marked or not."""
        return iter(self.cells or (tuple(map(lines_of, row)) for row in self.rows))

    __repr__ = summary


@attrs.frozen
class Pair:
    """One provision on both sides: ``notes`` are its status and the instructions behind it, ``remark`` what its third column says."""

    row: Row
    notes: tuple[str, ...]
    remark: str
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What it is called: 第八条, or 第七条 → 第八条 where its number changed."""
        old, new = str(self.row.old or ""), str(self.row.new or "")
        return f"{old} → {new}" if old and new and old != new else new or old

    @property
    def sides(self) -> tuple[tuple[CellLine, ...], ...]:
        """Before and after."""
        return side_of(self.row, old=True), side_of(self.row, old=False)


@attrs.frozen
class SideBySide:
    """The provisions that changed, before and after; ``numbers`` is the table of old and new article numbers.

    ``remarked``: the third column, where there is one, holds remarks and no reasons.
    """

    title: str
    heads: tuple[str, ...]
    pairs: tuple[Pair, ...]
    numbers: Table
    summed: str = ""
    remarked: bool = False

    def told(self, pair: Pair) -> list[str]:
        """The lines of the third column, what was found aside."""
        return [line for text in ((pair.remark,) if self.remarked else pair.notes) for line in text.split("\n") if line]


Block: TypeAlias = ReportHead | LawText | Findings | Table | SideBySide


# ---------------------------------------------------------------------- the words of a block


def lines_of(*texts: str) -> tuple[CellLine, ...]:
    """Texts as the lines of a cell, nothing marked."""
    return tuple(CellLine((Words(text),), "plain") for text in texts)


def stretches(line: CellLine) -> tuple[str, list[tuple[Look, str]]]:
    """A line as the number of an article that it begins with ("" for none), and stretches of one look each."""
    looks = groupby(line.words[2:] if line.numbered else line.words, key=lambda w: w.look)
    return line.words[0].text if line.numbered else "", [(k, "".join(w.text for w in words)) for k, words in looks]


def causes_text(causes: Sequence[Cause]) -> str:
    """The instructions behind a change, for a narrow column: 第二项、随之调整.

    >>> causes_text((Cause("二"), Cause("二", consequential=True), Cause("", consequential=True)))
    '第二项、随之调整'
    """
    ordered = dict.fromkeys(c.clause for c in causes if c.label and not c.consequential)
    follow = ["随之调整"] if any(c.consequential for c in causes) else []
    return "、".join([*ordered, *follow])


def place_of(finding: Finding) -> str:
    """The provision of a finding as what opens its message, unless the message says it already."""
    return f"{finding.address}：" if finding.address and not finding.message.startswith(finding.address) else ""


def source_of(finding: Finding) -> str:
    """The line of the source that a finding is about, in brackets; "" where it is not known."""
    return f"（原文第 {finding.span.line} 行）" if finding.span and finding.span.line else ""


def finding_text(finding: Finding) -> str:
    """One finding as one line of plain text."""
    clause = f"［决定{clause_of(finding.instruction)}］" if finding.instruction else ""
    words = f"{place_of(finding)}{message_of(finding)}{clause}{source_of(finding)}"
    return f"{SEVERITY[finding.severity]}　{words}（{finding.code}）"


def message_of(finding: Finding) -> str:
    """The message without a closing bracket that only repeats the two texts, for places where they are shown by themselves.

    >>> message_of(Finding("a.b", Severity.ERROR, "两处不同（应为“甲”，公布为“乙”）", before="甲", after="乙"))
    '两处不同'
    """
    repeated = f"（应为“{finding.before}”，公布为“{finding.after}”）"
    return finding.message.removesuffix(repeated) if finding.before and finding.after else finding.message


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
    if finding.code == CHAPTER_BORDER.code:
        return []  # its texts are the two headings between which is chosen, and the message names them
    both = zip(sides_of(finding), (finding.before, finding.after), strict=True)
    return [(side, text or "（无）") for side, text in both if text is not None]


def details_of(finding: Finding) -> Iterator[str]:
    """What stands below the message of a finding: its texts, the remedy."""
    yield from (f"{side}：{text}" for side, text in texts_of(finding))
    if finding.repair is not None:
        yield f"建议：{finding.repair.description}"


def findings_table(findings: Sequence[Finding]) -> Table:
    """Findings as a table, the gravest first: severity, place, what was found, the texts."""
    order = list(SEVERITY)
    rows = []
    for f in sorted(findings, key=lambda f: order.index(f.severity)):
        clause = f"（决定{clause_of(f.instruction)}）" if f.instruction else ""
        texts = "\n".join(t if len(t) <= 200 else f"{t[:200]}……" for t in details_of(f))
        rows.append((SEVERITY[f.severity], f.address + source_of(f), f"{message_of(f)}{clause}（{f.code}）", texts))
    return Table("发现", ("级别", "位置", "说明", "有关文字"), tuple(rows))
