"""What the tests of drafting share: an invented statute and the orders that are drafted for it."""

from __future__ import annotations

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.drafting.draft import draft
from lawtrack.model.nodes import Statute
from lawtrack.syntax.statute.parse import parse_statute

OLD = """某市古树保护条例
第一章　总则
第一条　为了保护古树，制定本条例。
第二条　市林业部门负责古树保护工作。
区林业部门负责本区的古树保护工作。
第三条　任何单位和个人都有保护古树的义务。
第二章　保护
第四条　古树实行分级保护。
第五条　禁止下列损害古树的行为：
（一）刻划、钉钉；
（二）攀折树枝；
（三）在树冠外缘三米内堆放物料。
第六条　古树死亡的，由市林业部门确认。
第三章　附则
第七条　违反本条例第五条规定的，由区林业部门处一千元罚款。
第八条　本条例自2012年1月1日起施行。
"""


def law(text: str) -> Statute:
    return parse_statute(text)


def orders(old: str, new: str, **options: str) -> list[str]:
    """The lines of the drafted decision between opening and closing formula, after checking that it gives the new text."""
    a, b = law(old), law(new)
    decision = draft(a, b, **options)  # type: ignore[arg-type]
    again = parse_decision(decision.to_text())
    assert not again.unread
    assert amend(a, again, strict=True).statute.units[3:] == b.units[3:]
    lines = decision.to_text().splitlines()
    return lines[2:-2]
