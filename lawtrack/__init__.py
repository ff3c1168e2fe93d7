"""lawtrack: how law changes. Read Chinese statutes and amending decisions, consolidate, compare, verify, draft, keep the history.

>>> import lawtrack as lt
>>> sorted(lt.__all__) == lt.__dir__()
True

Names are imported when first used, so that ``import lawtrack`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lawtrack import display

if TYPE_CHECKING:
    __version__: str
    from lawtrack.api import Consolidation as Consolidation
    from lawtrack.api import consolidate as consolidate
    from lawtrack.api import read_any as read_any
    from lawtrack.api import read_decision as read_decision
    from lawtrack.api import read_gazette as read_gazette
    from lawtrack.api import read_patch as read_patch
    from lawtrack.api import read_statute as read_statute
    from lawtrack.api import read_versions as read_versions
    from lawtrack.api import write as write
    from lawtrack.archive.archive import Archive as Archive
    from lawtrack.archive.parallel import map_corpus as map_corpus
    from lawtrack.binding.amend import Amendment as Amendment
    from lawtrack.binding.amend import amend as amend
    from lawtrack.binding.amend import amend_in_order as amend_in_order
    from lawtrack.changes.changes import Changes as Changes
    from lawtrack.changes.comparison_table import ComparisonTable as ComparisonTable
    from lawtrack.changes.comparison_table import TableOptions as TableOptions
    from lawtrack.changes.comparison_table import lay_out as lay_out
    from lawtrack.changes.tabulate import tabulate as tabulate
    from lawtrack.comparison.compare import compare as compare
    from lawtrack.decision.coverage import Coverage as Coverage
    from lawtrack.decision.coverage import coverage as coverage
    from lawtrack.decision.decision import Decision as Decision
    from lawtrack.decision.parse import parse_decision as parse_decision
    from lawtrack.drafting.draft import draft as draft
    from lawtrack.errors import AddressError as AddressError
    from lawtrack.errors import AmendmentError as AmendmentError
    from lawtrack.errors import ConflictError as ConflictError
    from lawtrack.errors import Finding as Finding
    from lawtrack.errors import InputError as InputError
    from lawtrack.errors import LawtrackError as LawtrackError
    from lawtrack.errors import MismatchError as MismatchError
    from lawtrack.errors import PatchError as PatchError
    from lawtrack.errors import Severity as Severity
    from lawtrack.errors import StructureError as StructureError
    from lawtrack.errors import apply_repairs as apply_repairs
    from lawtrack.formats.chart import heatmap as heatmap
    from lawtrack.formats.remarks import read_remarks as read_remarks
    from lawtrack.history.bills.bills import bills as bills
    from lawtrack.history.timeline import Timeline as Timeline
    from lawtrack.model.address import Address as Address
    from lawtrack.model.address import parse_address as parse_address
    from lawtrack.model.nodes import Article as Article
    from lawtrack.model.nodes import Statute as Statute
    from lawtrack.patch.merging.conflict import Merged as Merged
    from lawtrack.patch.merging.merge import merge as merge
    from lawtrack.patch.merging.merge import rebase as rebase
    from lawtrack.patch.patch import Patch as Patch
    from lawtrack.rewinding.rewind import Rewound as Rewound
    from lawtrack.rewinding.rewind import rewind as rewind
    from lawtrack.syntax.gazette.issue import Gazette as Gazette
    from lawtrack.syntax.references import references as references
    from lawtrack.syntax.statute.parse import parse_statute as parse_statute
    from lawtrack.verification.verify import Verification as Verification
    from lawtrack.verification.verify import verify as verify
    from lawtrack.wire import dumps as dumps
    from lawtrack.wire import loads as loads

_HOME = {
    "Address": "lawtrack.model.address",
    "AddressError": "lawtrack.errors",
    "Amendment": "lawtrack.binding.amend",
    "AmendmentError": "lawtrack.errors",
    "Archive": "lawtrack.archive.archive",
    "Article": "lawtrack.model.nodes",
    "Changes": "lawtrack.changes.changes",
    "ComparisonTable": "lawtrack.changes.comparison_table",
    "ConflictError": "lawtrack.errors",
    "Consolidation": "lawtrack.api",
    "Coverage": "lawtrack.decision.coverage",
    "Decision": "lawtrack.decision.decision",
    "Finding": "lawtrack.errors",
    "Gazette": "lawtrack.syntax.gazette.issue",
    "InputError": "lawtrack.errors",
    "LawtrackError": "lawtrack.errors",
    "Merged": "lawtrack.patch.merging.conflict",
    "MismatchError": "lawtrack.errors",
    "Patch": "lawtrack.patch.patch",
    "PatchError": "lawtrack.errors",
    "Rewound": "lawtrack.rewinding.rewind",
    "Severity": "lawtrack.errors",
    "Statute": "lawtrack.model.nodes",
    "StructureError": "lawtrack.errors",
    "TableOptions": "lawtrack.changes.comparison_table",
    "Timeline": "lawtrack.history.timeline",
    "Verification": "lawtrack.verification.verify",
    "amend": "lawtrack.binding.amend",
    "amend_in_order": "lawtrack.binding.amend",
    "apply_repairs": "lawtrack.errors",
    "bills": "lawtrack.history.bills.bills",
    "compare": "lawtrack.comparison.compare",
    "consolidate": "lawtrack.api",
    "coverage": "lawtrack.decision.coverage",
    "draft": "lawtrack.drafting.draft",
    "dumps": "lawtrack.wire",
    "heatmap": "lawtrack.formats.chart",
    "lay_out": "lawtrack.changes.comparison_table",
    "loads": "lawtrack.wire",
    "map_corpus": "lawtrack.archive.parallel",
    "merge": "lawtrack.patch.merging.merge",
    "parse_address": "lawtrack.model.address",
    "parse_decision": "lawtrack.decision.parse",
    "parse_statute": "lawtrack.syntax.statute.parse",
    "read_any": "lawtrack.api",
    "read_decision": "lawtrack.api",
    "read_gazette": "lawtrack.api",
    "read_patch": "lawtrack.api",
    "read_remarks": "lawtrack.formats.remarks",
    "read_statute": "lawtrack.api",
    "read_versions": "lawtrack.api",
    "rebase": "lawtrack.patch.merging.merge",
    "references": "lawtrack.syntax.references",
    "rewind": "lawtrack.rewinding.rewind",
    "tabulate": "lawtrack.changes.tabulate",
    "verify": "lawtrack.verification.verify",
    "write": "lawtrack.api",
}
"""Public name → module that defines it; loaded when first asked for, so that ``import lawtrack`` stays cheap."""

__all__ = sorted(_HOME)  # noqa: PLE0605


_LATE = {
    "References": "lawtrack.syntax.references.listing",
    "html_of": "lawtrack.formats.notebook",
    "records": "lawtrack.formats.arrow",
    "stream": "lawtrack.formats.arrow",
}
"""What lower layers ask for by name, through the hook in ``display``: how a value shows itself, and classes that JSON can hold."""


def _found(name: str) -> Any:
    return getattr(import_module(_HOME.get(name) or _LATE[name]), name)


display.fill(_found)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("lawtrack")
    elif name in _HOME:
        value = _found(name)
    else:
        raise AttributeError(f"module 'lawtrack' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
