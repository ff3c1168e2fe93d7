"""Cross-references inside a statute: reading them, and listing them with their targets."""

from lawtrack.syntax.references.listing import Listed, References, list_references
from lawtrack.syntax.references.names import defined_names
from lawtrack.syntax.references.numbering import Numbering, ordered
from lawtrack.syntax.references.reading import Mark, Mention, Reference, ReferenceKind, find_references

references = list_references
"""The same under the name of the command (``lawtrack references STATUTE``)."""

__all__ = [
    "Listed",
    "Mark",
    "Mention",
    "Numbering",
    "Reference",
    "ReferenceKind",
    "References",
    "defined_names",
    "find_references",
    "list_references",
    "ordered",
    "references",
]
