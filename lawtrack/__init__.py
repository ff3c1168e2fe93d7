"""lawtrack: how law changes. Read Chinese statutes and amending decisions, consolidate, compare, verify, draft, keep the history.

>>> import lawtrack as lt
>>> sorted(lt.__all__) == lt.__dir__()
True

Names are imported when first used, so that ``import lawtrack`` costs next to nothing. ``lt.ops`` are the changes that a patch is made of, ``lt.orders``
what the instructions of a decision say, ``lt.formats.register`` adds a format. ``lt.language = "en"`` has errors speak English, ``"zh"`` Chinese; otherwise the locale decides.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from lawtrack import display

if TYPE_CHECKING:
    __version__: str
    language: display.Language | None
    from lawtrack import formats as formats
    from lawtrack.api import ReadAs as ReadAs
    from lawtrack.api import Republication as Republication
    from lawtrack.api import Tracked as Tracked
    from lawtrack.api import read_any as read_any
    from lawtrack.api import read_decision as read_decision
    from lawtrack.api import read_gazette as read_gazette
    from lawtrack.api import read_patch as read_patch
    from lawtrack.api import read_statute as read_statute
    from lawtrack.api import read_versions as read_versions
    from lawtrack.api import review_gazette as review_gazette
    from lawtrack.api import write as write
    from lawtrack.archive.archive import Added as Added
    from lawtrack.archive.archive import Archive as Archive
    from lawtrack.archive.archive import Listed as Listed
    from lawtrack.archive.citation_check import CheckedCitation as CheckedCitation
    from lawtrack.archive.citation_check import CheckedCitations as CheckedCitations
    from lawtrack.archive.citation_check import Verdict as Verdict
    from lawtrack.archive.citation_check import check_citations as check_citations
    from lawtrack.archive.entry import Entry as Entry
    from lawtrack.archive.exports.tables import ArrowTable as ArrowTable
    from lawtrack.archive.impact.conform import Conformed as Conformed
    from lawtrack.archive.impact.conform import Conformity as Conformity
    from lawtrack.archive.impact.rows import Certainty as Certainty
    from lawtrack.archive.impact.rows import Impact as Impact
    from lawtrack.archive.impact.rows import ImpactRow as ImpactRow
    from lawtrack.archive.impact.rows import Kind as ImpactKind
    from lawtrack.archive.ingest import IngestReport as IngestReport
    from lawtrack.archive.parallel import map_corpus as map_corpus
    from lawtrack.archive.queries import Changed as Changed
    from lawtrack.archive.queries import Cited as Cited
    from lawtrack.archive.queries import SearchHit as SearchHit
    from lawtrack.binding.amend import Amendment as Amendment
    from lawtrack.binding.amend import Border as Border
    from lawtrack.binding.amend import amend as amend
    from lawtrack.binding.consolidation import Consolidated as Consolidated
    from lawtrack.binding.consolidation import consolidate as consolidate
    from lawtrack.changes.changes import Changes as Changes
    from lawtrack.changes.changes import Correspondence as Correspondence
    from lawtrack.changes.changes import Line as Line
    from lawtrack.changes.changes import Mark as Mark
    from lawtrack.changes.changes import Related as Related
    from lawtrack.changes.changes import Row as Row
    from lawtrack.changes.changes import Status as Status
    from lawtrack.changes.comparison import Comparison as Comparison
    from lawtrack.changes.comparison import compare as compare
    from lawtrack.changes.comparison_table import CellLine as CellLine
    from lawtrack.changes.comparison_table import ComparisonTable as ComparisonTable
    from lawtrack.changes.comparison_table import TableOptions as TableOptions
    from lawtrack.changes.comparison_table import TableRemark as TableRemark
    from lawtrack.changes.comparison_table import TableRow as TableRow
    from lawtrack.changes.comparison_table import Words as Words
    from lawtrack.changes.comparison_table import lay_out as lay_out
    from lawtrack.changes.tabulate import tabulate as tabulate
    from lawtrack.comparison.text_diff import Segment as Segment
    from lawtrack.decision import orders as orders
    from lawtrack.decision.coverage import Coverage as Coverage
    from lawtrack.decision.coverage import CoverageRow as CoverageRow
    from lawtrack.decision.coverage import measure_coverage as measure_coverage
    from lawtrack.decision.decision import Amended as Amended
    from lawtrack.decision.decision import Decision as Decision
    from lawtrack.decision.decision import Formal as Formal
    from lawtrack.decision.decision import Instruction as Instruction
    from lawtrack.decision.orders import Order as Order
    from lawtrack.decision.parse import parse_decision as parse_decision
    from lawtrack.decision.phrases.phrase import Phrase as Phrase
    from lawtrack.decision.suspension import Suspension as Suspension
    from lawtrack.display import Language as Language
    from lawtrack.display import Rows as Rows
    from lawtrack.drafting.draft import draft as draft
    from lawtrack.drafting.formal_parts import DraftStyle as DraftStyle
    from lawtrack.errors import AddressError as AddressError
    from lawtrack.errors import AmendmentError as AmendmentError
    from lawtrack.errors import ArgumentError as ArgumentError
    from lawtrack.errors import ConflictError as ConflictError
    from lawtrack.errors import Finding as Finding
    from lawtrack.errors import InputError as InputError
    from lawtrack.errors import LawtrackError as LawtrackError
    from lawtrack.errors import MismatchError as MismatchError
    from lawtrack.errors import MissingExtraError as MissingExtraError
    from lawtrack.errors import PatchError as PatchError
    from lawtrack.errors import Repair as Repair
    from lawtrack.errors import Severity as Severity
    from lawtrack.errors import Span as Span
    from lawtrack.errors import Splice as Splice
    from lawtrack.errors import StructureError as StructureError
    from lawtrack.errors import apply_repairs as apply_repairs
    from lawtrack.formats.blocks import Table as Table
    from lawtrack.formats.chart import Picture as Picture
    from lawtrack.formats.chart import draw_heatmap as draw_heatmap
    from lawtrack.formats.kinds import Format as Format
    from lawtrack.formats.registry import FileReader as FileReader
    from lawtrack.formats.registry import OutputFormat as OutputFormat
    from lawtrack.formats.remarks import read_remarks as read_remarks
    from lawtrack.formats.render import ResultPart as ResultPart
    from lawtrack.formats.render import render as render
    from lawtrack.formats.report import Report as Report
    from lawtrack.history.bills.bills import Bill as Bill
    from lawtrack.history.bills.bills import Stage as Stage
    from lawtrack.history.bills.bills import follow_bills as follow_bills
    from lawtrack.history.bills.outcomes import Fate as Fate
    from lawtrack.history.bills.outcomes import Proposal as Proposal
    from lawtrack.history.bills.outcomes import ProposalOutcome as ProposalOutcome
    from lawtrack.history.bills.reports import NamedProvision as NamedProvision
    from lawtrack.history.bills.reports import Wish as Wish
    from lawtrack.history.history import History as History
    from lawtrack.history.lineage import Transition as Transition
    from lawtrack.history.provenance import Episode as Episode
    from lawtrack.history.provenance import Event as Event
    from lawtrack.history.provenance import Origin as Origin
    from lawtrack.history.provenance import Stop as Stop
    from lawtrack.history.records import Change as Change
    from lawtrack.history.records import Publication as Publication
    from lawtrack.history.records import Repeal as Repeal
    from lawtrack.history.timeline import Timeline as Timeline
    from lawtrack.history.versions import PatchStep as PatchStep
    from lawtrack.history.versions import Version as Version
    from lawtrack.model.address import Address as Address
    from lawtrack.model.address import Step as Step
    from lawtrack.model.address import parse_address as parse_address
    from lawtrack.model.dates import Date as Date
    from lawtrack.model.levels import Level as Level
    from lawtrack.model.levels import Unit as Unit
    from lawtrack.model.nodes import Statute as Statute
    from lawtrack.model.normal import register_lookalikes as register_lookalikes
    from lawtrack.model.numerals import Number as Number
    from lawtrack.model.outline import Outline as Outline
    from lawtrack.model.provisions import Annex as Annex
    from lawtrack.model.provisions import Article as Article
    from lawtrack.model.provisions import Chapter as Chapter
    from lawtrack.model.provisions import Division as Division
    from lawtrack.model.provisions import Item as Item
    from lawtrack.model.provisions import Node as Node
    from lawtrack.model.provisions import Paragraph as Paragraph
    from lawtrack.model.provisions import Part as Part
    from lawtrack.model.provisions import Preamble as Preamble
    from lawtrack.model.provisions import Section as Section
    from lawtrack.model.provisions import Signature as Signature
    from lawtrack.model.provisions import Subitem as Subitem
    from lawtrack.model.provisions import Subpart as Subpart
    from lawtrack.patch import ops as ops
    from lawtrack.patch.arrangement import Trace as Trace
    from lawtrack.patch.merging.conflict import Conflict as Conflict
    from lawtrack.patch.merging.conflict import Merged as Merged
    from lawtrack.patch.merging.merge import merge as merge
    from lawtrack.patch.merging.merge import rebase as rebase
    from lawtrack.patch.ops import Cause as Cause
    from lawtrack.patch.ops import Op as Op
    from lawtrack.patch.patch import AddressMap as AddressMap
    from lawtrack.patch.patch import Patch as Patch
    from lawtrack.rewinding.rewind import Rewound as Rewound
    from lawtrack.rewinding.rewind import rewind as rewind
    from lawtrack.syntax.gazette.contents import ContentsLine as ContentsLine
    from lawtrack.syntax.gazette.instruments import InstrumentKind as InstrumentKind
    from lawtrack.syntax.gazette.issue import Gazette as Gazette
    from lawtrack.syntax.gazette.issue import Instrument as Instrument
    from lawtrack.syntax.references.listing import ListedReference as ListedReference
    from lawtrack.syntax.references.listing import References as References
    from lawtrack.syntax.references.listing import list_references as list_references
    from lawtrack.syntax.references.reference import Mention as Mention
    from lawtrack.syntax.references.reference import NumberMark as NumberMark
    from lawtrack.syntax.references.reference import Reference as Reference
    from lawtrack.syntax.references.reference import ReferenceKind as ReferenceKind
    from lawtrack.syntax.statute.parse import parse_statute as parse_statute
    from lawtrack.verification.verify import Verification as Verification
    from lawtrack.verification.verify import verify as verify
    from lawtrack.wire import dumps as dumps
    from lawtrack.wire import loads as loads

_HOME = {
    "Added": "lawtrack.archive.archive",
    "Address": "lawtrack.model.address",
    "AddressError": "lawtrack.errors",
    "AddressMap": "lawtrack.patch.patch",
    "Amended": "lawtrack.decision.decision",
    "Amendment": "lawtrack.binding.amend",
    "AmendmentError": "lawtrack.errors",
    "Annex": "lawtrack.model.provisions",
    "Archive": "lawtrack.archive.archive",
    "ArgumentError": "lawtrack.errors",
    "ArrowTable": "lawtrack.archive.exports.tables",
    "Article": "lawtrack.model.provisions",
    "Bill": "lawtrack.history.bills.bills",
    "Border": "lawtrack.binding.amend",
    "Cause": "lawtrack.patch.ops",
    "CellLine": "lawtrack.changes.comparison_table",
    "Certainty": "lawtrack.archive.impact.rows",
    "Change": "lawtrack.history.records",
    "Changed": "lawtrack.archive.queries",
    "Changes": "lawtrack.changes.changes",
    "Chapter": "lawtrack.model.provisions",
    "CheckedCitation": "lawtrack.archive.citation_check",
    "CheckedCitations": "lawtrack.archive.citation_check",
    "Cited": "lawtrack.archive.queries",
    "Comparison": "lawtrack.changes.comparison",
    "ComparisonTable": "lawtrack.changes.comparison_table",
    "Conflict": "lawtrack.patch.merging.conflict",
    "ConflictError": "lawtrack.errors",
    "Conformed": "lawtrack.archive.impact.conform",
    "Conformity": "lawtrack.archive.impact.conform",
    "Consolidated": "lawtrack.binding.consolidation",
    "ContentsLine": "lawtrack.syntax.gazette.contents",
    "Correspondence": "lawtrack.changes.changes",
    "Coverage": "lawtrack.decision.coverage",
    "CoverageRow": "lawtrack.decision.coverage",
    "Date": "lawtrack.model.dates",
    "Decision": "lawtrack.decision.decision",
    "Division": "lawtrack.model.provisions",
    "DraftStyle": "lawtrack.drafting.formal_parts",
    "Entry": "lawtrack.archive.entry",
    "Episode": "lawtrack.history.provenance",
    "Event": "lawtrack.history.provenance",
    "Fate": "lawtrack.history.bills.outcomes",
    "FileReader": "lawtrack.formats.registry",
    "Finding": "lawtrack.errors",
    "Formal": "lawtrack.decision.decision",
    "Format": "lawtrack.formats.kinds",
    "Gazette": "lawtrack.syntax.gazette.issue",
    "History": "lawtrack.history.history",
    "Impact": "lawtrack.archive.impact.rows",
    "ImpactKind": "lawtrack.archive.impact.rows:Kind",
    "ImpactRow": "lawtrack.archive.impact.rows",
    "IngestReport": "lawtrack.archive.ingest",
    "InputError": "lawtrack.errors",
    "Instruction": "lawtrack.decision.decision",
    "Instrument": "lawtrack.syntax.gazette.issue",
    "InstrumentKind": "lawtrack.syntax.gazette.instruments",
    "Item": "lawtrack.model.provisions",
    "Language": "lawtrack.display",
    "LawtrackError": "lawtrack.errors",
    "Level": "lawtrack.model.levels",
    "Line": "lawtrack.changes.changes",
    "Listed": "lawtrack.archive.archive",
    "ListedReference": "lawtrack.syntax.references.listing",
    "Mark": "lawtrack.changes.changes",
    "Mention": "lawtrack.syntax.references.reference",
    "Merged": "lawtrack.patch.merging.conflict",
    "MismatchError": "lawtrack.errors",
    "MissingExtraError": "lawtrack.errors",
    "NamedProvision": "lawtrack.history.bills.reports",
    "Node": "lawtrack.model.provisions",
    "Number": "lawtrack.model.numerals",
    "NumberMark": "lawtrack.syntax.references.reference",
    "Op": "lawtrack.patch.ops",
    "Order": "lawtrack.decision.orders",
    "Origin": "lawtrack.history.provenance",
    "Outline": "lawtrack.model.outline",
    "OutputFormat": "lawtrack.formats.registry",
    "Paragraph": "lawtrack.model.provisions",
    "Part": "lawtrack.model.provisions",
    "Patch": "lawtrack.patch.patch",
    "PatchError": "lawtrack.errors",
    "PatchStep": "lawtrack.history.versions",
    "Phrase": "lawtrack.decision.phrases.phrase",
    "Picture": "lawtrack.formats.chart",
    "Preamble": "lawtrack.model.provisions",
    "Proposal": "lawtrack.history.bills.outcomes",
    "ProposalOutcome": "lawtrack.history.bills.outcomes",
    "Publication": "lawtrack.history.records",
    "ReadAs": "lawtrack.api",
    "Reference": "lawtrack.syntax.references.reference",
    "ReferenceKind": "lawtrack.syntax.references.reference",
    "References": "lawtrack.syntax.references.listing",
    "Related": "lawtrack.changes.changes",
    "Repair": "lawtrack.errors",
    "Repeal": "lawtrack.history.records",
    "Report": "lawtrack.formats.report",
    "Republication": "lawtrack.api",
    "ResultPart": "lawtrack.formats.render",
    "Rewound": "lawtrack.rewinding.rewind",
    "Row": "lawtrack.changes.changes",
    "Rows": "lawtrack.display",
    "SearchHit": "lawtrack.archive.queries",
    "Section": "lawtrack.model.provisions",
    "Segment": "lawtrack.comparison.text_diff",
    "Severity": "lawtrack.errors",
    "Signature": "lawtrack.model.provisions",
    "Span": "lawtrack.errors",
    "Splice": "lawtrack.errors",
    "Stage": "lawtrack.history.bills.bills",
    "Status": "lawtrack.changes.changes",
    "Statute": "lawtrack.model.nodes",
    "Step": "lawtrack.model.address",
    "Stop": "lawtrack.history.provenance",
    "StructureError": "lawtrack.errors",
    "Subitem": "lawtrack.model.provisions",
    "Subpart": "lawtrack.model.provisions",
    "Suspension": "lawtrack.decision.suspension",
    "Table": "lawtrack.formats.blocks",
    "TableOptions": "lawtrack.changes.comparison_table",
    "TableRemark": "lawtrack.changes.comparison_table",
    "TableRow": "lawtrack.changes.comparison_table",
    "Timeline": "lawtrack.history.timeline",
    "Trace": "lawtrack.patch.arrangement",
    "Tracked": "lawtrack.api",
    "Transition": "lawtrack.history.lineage",
    "Unit": "lawtrack.model.levels",
    "Verdict": "lawtrack.archive.citation_check",
    "Verification": "lawtrack.verification.verify",
    "Version": "lawtrack.history.versions",
    "Wish": "lawtrack.history.bills.reports",
    "Words": "lawtrack.changes.comparison_table",
    "amend": "lawtrack.binding.amend",
    "apply_repairs": "lawtrack.errors",
    "check_citations": "lawtrack.archive.citation_check",
    "compare": "lawtrack.changes.comparison",
    "consolidate": "lawtrack.binding.consolidation",
    "draft": "lawtrack.drafting.draft",
    "draw_heatmap": "lawtrack.formats.chart",
    "dumps": "lawtrack.wire",
    "follow_bills": "lawtrack.history.bills.bills",
    "formats": "lawtrack.formats:",
    "lay_out": "lawtrack.changes.comparison_table",
    "list_references": "lawtrack.syntax.references.listing",
    "loads": "lawtrack.wire",
    "map_corpus": "lawtrack.archive.parallel",
    "measure_coverage": "lawtrack.decision.coverage",
    "merge": "lawtrack.patch.merging.merge",
    "ops": "lawtrack.patch.ops:",
    "orders": "lawtrack.decision.orders:",
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
    "register_lookalikes": "lawtrack.model.normal",
    "render": "lawtrack.formats.render",
    "review_gazette": "lawtrack.api",
    "rewind": "lawtrack.rewinding.rewind",
    "tabulate": "lawtrack.changes.tabulate",
    "verify": "lawtrack.verification.verify",
    "write": "lawtrack.api",
}
"""Public name → module that defines it, with the name it has there behind a colon where that is another one (none: the module itself)."""

__all__ = [
    "Added", "Address", "AddressError", "AddressMap", "Amended", "Amendment", "AmendmentError", "Annex", "Archive",
    "ArgumentError", "ArrowTable", "Article", "Bill", "Border", "Cause", "CellLine", "Certainty", "Change", "Changed",
    "Changes", "Chapter", "CheckedCitation", "CheckedCitations", "Cited", "Comparison", "ComparisonTable", "Conflict",
    "ConflictError", "Conformed", "Conformity", "Consolidated", "ContentsLine", "Correspondence", "Coverage",
    "CoverageRow", "Date", "Decision", "Division", "DraftStyle", "Entry", "Episode", "Event", "Fate", "FileReader",
    "Finding", "Formal", "Format", "Gazette", "History", "Impact", "ImpactKind", "ImpactRow", "IngestReport",
    "InputError", "Instruction", "Instrument", "InstrumentKind", "Item", "Language", "LawtrackError", "Level", "Line",
    "Listed", "ListedReference", "Mark", "Mention", "Merged", "MismatchError", "MissingExtraError", "NamedProvision",
    "Node", "Number", "NumberMark", "Op", "Order", "Origin", "Outline", "OutputFormat", "Paragraph", "Part", "Patch",
    "PatchError", "PatchStep", "Phrase", "Picture", "Preamble", "Proposal", "ProposalOutcome", "Publication",
    "ReadAs", "Reference", "ReferenceKind", "References", "Related", "Repair", "Repeal", "Report", "Republication",
    "ResultPart", "Rewound", "Row", "Rows", "SearchHit", "Section", "Segment", "Severity", "Signature", "Span",
    "Splice", "Stage", "Status", "Statute", "Step", "Stop", "StructureError", "Subitem", "Subpart", "Suspension",
    "Table", "TableOptions", "TableRemark", "TableRow", "Timeline", "Trace", "Tracked", "Transition", "Unit",
    "Verdict", "Verification", "Version", "Wish", "Words", "amend", "apply_repairs", "check_citations", "compare",
    "consolidate", "draft", "draw_heatmap", "dumps", "follow_bills", "formats", "lay_out", "list_references", "loads",
    "map_corpus", "measure_coverage", "merge", "ops", "orders", "parse_address", "parse_decision", "parse_statute",
    "read_any", "read_decision", "read_gazette", "read_patch", "read_remarks", "read_statute", "read_versions",
    "rebase", "register_lookalikes", "render", "review_gazette", "rewind", "tabulate", "verify", "write",
]  # fmt: skip

_OLD = {
    "Consolidation": "Republication",
    "bills": "follow_bills",
    "coverage": "measure_coverage",
    "heatmap": "draw_heatmap",
    "references": "list_references",
}
"""Names of the version before, each with the one that it has now; they go away in the next."""
_LATE = {
    "References": "lawtrack.syntax.references.listing",
    "amend_in_order": "lawtrack.binding.consolidation",
    "html_of": "lawtrack.formats.notebook",
    "article_rows": "lawtrack.formats.articles",
    "frame": "lawtrack.formats.articles",
    "stream": "lawtrack.formats.articles",
}
"""What is found by name and is not public: what lower layers ask for through the hook in ``display``, and a verb of the version before."""


def _found(name: str) -> Any:
    module, colon, inner = (_HOME.get(name) or _LATE[name]).partition(":")
    home = import_module(module)
    return home if colon and not inner else getattr(home, inner or name)


display.fill(_found)


class _Package(ModuleType):
    """The package itself: ``language`` can be set."""

    @property
    def language(self) -> display.Language | None:
        return display.language()

    @language.setter
    def language(self, chosen: display.Language | None) -> None:
        if chosen not in ("zh", "en", None):
            from lawtrack.errors import ArgumentError

            raise ArgumentError(
                f'lawtrack.language 只能是 "zh"、"en" 或者 None，给的是 {chosen!r}',
                f'lawtrack.language is "zh", "en" or None, not {chosen!r}',
            )
        display.choose_language(chosen)


sys.modules[__name__].__class__ = _Package

if not TYPE_CHECKING:  # type checkers would take any name for granted

    def __getattr__(name: str) -> Any:
        if name in _OLD or name == "amend_in_order":
            from lawtrack.arguments import warn

            if name in _OLD:
                warn(f"lawtrack.{name} is now lawtrack.{_OLD[name]}")
            return getattr(sys.modules[__name__], _OLD[name]) if name in _OLD else _found(name)
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
