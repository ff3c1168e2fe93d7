"""Cross-references inside a statute: reading them, and listing them with their targets."""

from lawtrack.syntax.references.listing import ListedReference, References, list_references, references_in
from lawtrack.syntax.references.names import defined_names
from lawtrack.syntax.references.numbering import Numbering, ordered
from lawtrack.syntax.references.reading import find_references
from lawtrack.syntax.references.reference import Mention, NumberMark, Reference, ReferenceKind

__all__ = [
    "ListedReference",
    "NumberMark",
    "Mention",
    "Numbering",
    "Reference",
    "ReferenceKind",
    "References",
    "defined_names",
    "find_references",
    "list_references",
    "references_in",
    "ordered",
]
