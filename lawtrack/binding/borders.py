"""New articles at a chapter border: where the decision names no chapter, the published text says which one they were given."""

from __future__ import annotations

from lawtrack.binding.amend import bind_decision
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.syntax.references import Numbering

_LEVELS = (Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION)


def bind_like(
    base: Statute, decision: Decision, published: Statute
) -> tuple[Patch, tuple[Finding, ...], tuple[str, ...]]:
    """The patch that ``decision`` makes of ``base``, new articles at a border put where ``published`` has them.

    Returned third are the articles that were put into the later chapter for that reason.
    """
    patch, findings = bind_decision(base, decision)
    open_ = [f.address for f in findings if f.code == "amend.chapter-border"]
    if not open_:
        return patch, findings, ()
    derived = Numbering.of(patch.apply(base))
    there = Numbering.of(published)
    later = {name: "later" for name in open_ if _home(derived, name) != _home(there, name)}
    if not later:
        return patch, findings, ()
    again, doubts = bind_decision(base, decision, later)
    return again, doubts, tuple(later)


def _home(numbering: Numbering, name: str) -> tuple[Address | None, ...]:
    from lawtrack.model.address import parse_address

    address = parse_address(name)
    return tuple(numbering.heading(address, level) for level in _LEVELS)
