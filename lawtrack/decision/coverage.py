"""How much of a collection of decisions was understood: instructions read and unread, orders by kind, formulae by use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from lawtrack.arguments import checked
from lawtrack.decision.decision import Decision
from lawtrack.decision.orders import Remark
from lawtrack.decision.phrases.table import PHRASES
from lawtrack.display import summary

KINDS = {
    "Replace": "修改条款", "Renumber": "改序号、移动", "InsertProvisions": "增加条款", "DeleteProvisions": "删去条款", "ReplaceWords": "替换词语",
    "InsertWords": "增加词语", "Append": "增加语句", "DeleteWords": "删去词语", "MoveWords": "移动词语", "Merge": "合并", "Split": "拆分",
    "Regroup": "章节范围", "Restate": "列出修改后的全文", "ConvertNumerals": "数字改写", "ReplaceAll": "全文修订", "RepealStatutes": "废止",
    "Adjust": "顺序调整", "Conform": "随他法调整引用", "Remark": "不改文字的规定",
}  # fmt: skip
"""Order class → what it does, in Chinese; the order of the table."""


@attrs.frozen
class CoverageRow:
    """One decision of the table: ``read`` instructions were understood wholly, ``unread`` pieces of text were not.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (row,) = lt.measure_coverage({"例": decision}).rows
    >>> row.instructions, row.read, row.unread
    (1, 1, 0)
    """

    name: str
    statutes: int
    instructions: int
    read: int
    orders: int
    unread: int

    __repr__ = summary


@attrs.frozen
class Coverage:
    """The table for a collection of decisions: ``kinds`` and ``phrases`` count orders by class and by the formula that read them.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> table = lt.measure_coverage({"例": decision})
    >>> table.instructions, table.read, table.rows[0].name
    (1, 1, '例')
    """

    rows: tuple[CoverageRow, ...]
    kinds: Mapping[str, int]
    phrases: Mapping[str, int]

    @property
    def instructions(self) -> int:
        """All instructions."""
        return sum(r.instructions for r in self.rows)

    @property
    def read(self) -> int:
        """Instructions understood wholly."""
        return sum(r.read for r in self.rows)

    @property
    def unread(self) -> int:
        """Pieces of text not understood."""
        return sum(r.unread for r in self.rows)

    def to_text(self) -> str:
        """The tables as Markdown, figures only.

        >>> from lawtrack.decision.parse import parse_decision
        >>> print(measure_coverage({"甲": parse_decision("关于修改《甲法》的决定\\n一、删去第三条。")}).to_text().splitlines()[0])
        共 1 件决定、1 项指令：全部读懂 1 项，未能识别 0 处。
        """
        orders = sum(self.kinds.values())
        lines = [
            f"共 {len(self.rows)} 件决定、{self.instructions} 项指令：全部读懂 {self.read} 项，未能识别 {self.unread} 处。",
            f"读出操作 {orders} 个。",
            "",
            *_table(("操作", "个数"), [(zh, self.kinds.get(kind, 0)) for kind, zh in KINDS.items()]),
            "",
            *_table(("句式", "代号", "次数"), [(p.zh, p.name, self.phrases.get(p.name, 0)) for p in PHRASES]),
            "",
            *_table(
                ("决定", "法规", "指令", "读懂", "操作", "未识别"),
                [(r.name, r.statutes, r.instructions, r.read, r.orders, r.unread) for r in self.rows],
            ),
        ]
        return "\n".join(lines) + "\n"

    def __repr__(self) -> str:
        return f"<Coverage {len(self.rows)}件决定 {self.read}/{self.instructions}项指令>"

    __str__ = __repr__


@checked
def measure_coverage(decisions: Mapping[str, Decision]) -> Coverage:
    """The table for decisions given by name; the same text under several names is counted once. Nothing is raised for what was
    not understood: that is what the table counts.

    >>> from lawtrack.decision.parse import parse_decision
    >>> table = measure_coverage({"甲": parse_decision("关于修改《甲法》的决定\\n一、删去第三条。")})
    >>> table.instructions, table.read, dict(table.kinds)
    (1, 1, {'DeleteProvisions': 1})
    """
    rows: list[CoverageRow] = []
    kinds: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    seen: set[str] = set()
    for name, decision in decisions.items():
        if decision.source and decision.source in seen:
            continue
        seen.add(decision.source)
        orders = [o for i in decision.instructions for o in i.orders]
        kinds.update(type(o).__name__ for o in orders)
        phrases.update(o.phrase for o in orders if not isinstance(o, Remark))
        doubtful = {f.instruction for f in decision.unread}
        whole = sum(bool(i.orders) and i.label not in doubtful for i in decision.instructions)
        rows.append(
            CoverageRow(
                name, len(decision.amended), len(decision.instructions), whole, len(orders), len(decision.unread)
            )
        )
    return Coverage(tuple(rows), kinds, phrases)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    out = ["| " + " | ".join(head) + " |", "|" + "|".join("---" for _ in head) + "|"]
    return out + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
