"""Akoma Ntoso 3.0: what can be written, and what a file holds.

A statute becomes an ``act``; an amendment the consolidated ``act`` with its life cycle, what changed and since when, and wIds for what was
renumbered; a verification the published ``act`` with what was found as notes; a decision an ``act`` named "decision" whose sentences are
``mod`` with the quoted new law inside.
"""

from __future__ import annotations

from typing import Any

from lawtrack.decision.decision import Decision
from lawtrack.errors import InputError
from lawtrack.formats.akn.decision import decision_akn
from lawtrack.formats.akn.read import AknDocument, Modification, read_akn
from lawtrack.formats.akn.write import statute_akn
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.verification.verify import Verification

__all__ = ["AknDocument", "Modification", "akn_bytes", "read_akn"]


def akn_bytes(obj: Any) -> bytes:
    """A statute, an amendment, a verification or a decision as an Akoma Ntoso document; raises :class:`InputError` for anything else.

    >>> read_akn(akn_bytes(Statute("例"))).statute
    <Statute 例 0条>
    """
    if isinstance(obj, Statute):
        return statute_akn(obj)
    if isinstance(obj, Decision):
        return decision_akn(obj)
    if isinstance(obj, Verification):
        return statute_akn(obj.published, findings=obj.findings)
    base, patch, statute = (getattr(obj, name, None) for name in ("base", "patch", "statute"))
    if isinstance(statute, Statute):
        if isinstance(base, Statute) and isinstance(patch, Patch):
            return statute_akn(statute, base=base, patch=patch)
        return statute_akn(statute)
    raise InputError(
        f"{type(obj).__name__} 不能写成 Akoma Ntoso；可写：法规、修改结果、核对结果、修改决定，以及有修改前文本的比较和合并",
        f"a {type(obj).__name__} cannot be written as Akoma Ntoso; statutes, amendments, verifications, decisions, comparisons and mergers with their base can",
    )
