"""A base that lacks an amendment which the published adoption note lists: the first thing to know of a verification."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding, Severity
from lawtrack.model.nodes import Statute
from lawtrack.syntax.note import Act, parse_note
from lawtrack.verification import findings as kinds


def lacking(base: Statute, published: Statute, decision: Decision) -> tuple[Act, ...]:
    """The amendments that the published note lists and neither the note of the base nor ``decision`` accounts for.

    A base without any note tells nothing, so nothing is said of it; an act before the first of the base is older than the base itself.
    """
    known = parse_note(base.note)
    if not known:
        return ()
    own = {decision.adopted, decision.promulgated} - {""}
    days = {d for a in known for d in (a.adopted, a.approved, a.promulgated, a.effective) if d} | own
    changes = [a for a in parse_note(published.note) if a.kind in ("修正", "修订")]
    last = max(own, default="9999-12-31")
    return tuple(a for a in changes if a.date not in days and known[0].date < a.date < last)


def explain_lacking(acts: Sequence[Act], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with what is missing said first, and said again where it may be the reason."""
    if not acts:
        return tuple(findings)
    names = "、".join(f"{a.date}" + (f"《{a.decision}》" if a.decision else "的" + a.kind) for a in acts)
    first = kinds.BASE_LACKS.finding("题注", names=names, count=len(acts))
    why = "（可能因原文本缺少" + "、".join(a.date for a in acts) + "的修改）"
    explained = (
        attrs.evolve(f, message=f.message + why) if f.severity is not Severity.INFO and f.instruction == "" else f
        for f in findings
    )
    return (first, *explained)
