"""Characters that print nothing: left out before a decision is read, told line by line, and every place led back to the source.

A zero-width space inside 审计 is no space between 审 and 计, and 第\u200b一条 is 第一条.
"""

from __future__ import annotations

import re

import attrs

from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding, Repair, Severity, Span, Splice
from lawtrack.syntax.cuts import Cuts
from lawtrack.syntax.statute.lines import INVISIBLE

_RUN = re.compile(f"[{INVISIBLE}]+")


def cut_invisible(text: str) -> Cuts:
    """Where characters stand that print nothing."""
    return Cuts.of([m.span() for m in _RUN.finditer(text)])


def lead_back(decision: Decision, text: str, cuts: Cuts) -> Decision:
    """A decision that was read without its invisible characters, with the places of its source; each line that has some is told."""
    found: dict[int, list[tuple[int, int]]] = {}
    line, at = 1, 0
    for a, b in cuts.holes:
        line, at = line + text.count("\n", at, a), a
        found.setdefault(line, []).append((a, b))
    told = tuple(
        Finding(
            "decision.invisible", Severity.INFO, f"第{n}行有{sum(b - a for a, b in runs)}个不可见字符（零宽空格等），未读入",
            "invisible characters are left out", span=Span(runs[0][0], runs[-1][1], n),
            repair=Repair("删去不可见字符", tuple(Splice(a, b, "") for a, b in runs)),
        )
        for n, runs in found.items()
    )  # fmt: skip
    back: Decision = cuts.back(decision)
    return attrs.evolve(back, source=text, findings=(*back.findings, *told))
