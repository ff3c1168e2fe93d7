"""consolidate: a base text and the decisions after it, one upon the other (合并文本)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import attrs

from lawtrack.arguments import checked, every, warn
from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.decision import Decision
from lawtrack.display import found, repr_html
from lawtrack.errors import Finding
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause
from lawtrack.patch.patch import Patch
from lawtrack.syntax.gazette.issue import Gazette

if TYPE_CHECKING:
    from lawtrack.changes.changes import Changes
    from lawtrack.changes.comparison_table import ComparisonTable


@attrs.frozen
class Consolidated:
    """What came of several decisions carried out on one base, one after another: each on the text that the one before left.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> done = lt.consolidate(law, [decision])
    >>> done.statute["第二条"].text, len(done.amendments)
    ('渡船应当亮灯。', 1)
    """

    base: Statute
    amendments: tuple[Amendment, ...] = ()

    @property
    def statute(self) -> Statute:
        """The text after the last of them."""
        return self.amendments[-1].statute if self.amendments else self.base

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found on the way, in order."""
        return tuple(f for a in self.amendments for f in a.findings)

    @cached_property
    def patch(self) -> Patch:
        """All of them as one patch on the base; instructions say the year of their decision where there are several."""
        if not self.amendments:
            return Patch(size=len(self.base.units), title=self.base.title)
        if len(self.amendments) == 1:
            return self.amendments[0].patch
        dated = [_dated(a) for a in self.amendments]
        whole = dated[0]
        for patch in dated[1:]:
            whole = whole.then(patch)
        last, sources = dated[-1], "；".join(p.source for p in dated)
        return attrs.evolve(whole, source=sources, adopted=last.adopted, effective=last.effective)

    @property
    def changes(self) -> Changes:
        """What happened to every provision of the base, row by row, by all of them together."""
        from lawtrack.changes.tabulate import tabulate

        return tabulate(self.base, self.patch)

    @property
    def table(self) -> ComparisonTable:
        """The comparison table (修改前后对照表) of the base and the text after the last decision."""
        from lawtrack.changes.comparison_table import lay_out

        return lay_out(self.changes)

    def __repr__(self) -> str:
        return f"<Consolidated {self.statute.title} {len(self.amendments)}个决定 {len(self.patch)}项改动 {len(self.findings)}项发现>"

    _repr_html_ = repr_html


def _dated(amendment: Amendment) -> Patch:
    year = amendment.decision.adopted[:4]

    def cause(given: Cause) -> Cause:
        return attrs.evolve(given, label=f"（{year}年）{given.label}") if given.label and year else given

    patch = amendment.patch
    return attrs.evolve(patch, ops=tuple(attrs.evolve(op, cause=cause(op.cause)) for op in patch.ops))


@overload
def consolidate(
    base: Statute, decisions: Iterable[Decision] | Decision, *, strict: bool = False, again: bool = False
) -> Consolidated: ...
@overload
def consolidate(base: Gazette) -> Any: ...
@checked
def consolidate(
    base: Statute | Gazette, decisions: Iterable[Decision] | Decision = (), *, strict: bool = False, again: bool = False
) -> Any:
    """A text with the decisions after it: each is carried out on the text that the one before left, in the order in which they take effect.

    Decisions of one day keep the order given; those without a date stay where they are given. ``strict`` and ``again`` as for :func:`lawtrack.amend`,
    and what cannot be done safely is a finding as there. Raises :class:`AmendmentError` with ``strict``.

    >>> from lawtrack.decision.parse import parse_decision
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> law = parse_statute("某市水井条例\\n第一条　水井由村管理。\\n第二条　禁止投毒。")
    >>> first, second = (parse_decision(f"关于修改《某市水井条例》的决定\\n（{day}某市人民代表大会常务委员会通过）\\n一、{order}") for day, order in (
    ...     ("2024年1月2日", "将第一条中的“村”修改为“镇”。"), ("2025年1月2日", "将第一条中的“镇”修改为“县”。")))
    >>> made = consolidate(law, [second, first])
    >>> made.statute["第一条"].text, [a.decision.adopted for a in made.amendments]
    ('水井由县管理。', ['2024-01-02', '2025-01-02'])
    >>> made.patch.apply(law) == made.statute
    True
    """
    if isinstance(base, Gazette):  # until the next version: the verb for gazettes had this name
        warn("consolidate(gazette) is now review_gazette(gazette)")
        return found("review_gazette")(base)
    listed = [decisions] if isinstance(decisions, Decision) else every("consolidate", "decisions", decisions, Decision)
    made: list[Amendment] = []
    for decision in sorted(listed, key=takes_effect):
        made.append(amend(made[-1].statute if made else base, decision, strict=strict, again=again))
    return Consolidated(base, tuple(made))


def takes_effect(decision: Decision) -> str:
    """The day by which decisions are put in order; "" where none is known."""
    return decision.effective or decision.promulgated or decision.adopted


def amend_in_order(
    base: Statute, decisions: Iterable[Decision], *, strict: bool = False, again: bool = False
) -> tuple[Amendment, ...]:
    """The earlier name of ``consolidate(…).amendments``; goes away in the next version."""
    warn("amend_in_order(base, decisions) is now consolidate(base, decisions).amendments")
    return consolidate(base, decisions, strict=strict, again=again).amendments
