"""All references of a statute with what they name; those that name nothing are flagged."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lawtrack.arguments import checked
from lawtrack.display import repr_html, summary
from lawtrack.errors import Finding, Span
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.syntax.references import findings as kinds
from lawtrack.syntax.references.numbering import Numbering
from lawtrack.syntax.references.reading import find_references, may_refer
from lawtrack.syntax.references.reference import Reference, ReferenceKind

_OUTSIDE = frozenset({Level.TITLE, Level.STAGE, Level.NOTE, Level.SIGNATURE, Level.ARTICLE})


@attrs.frozen
class ListedReference:
    """One reference of a statute: where it stands (``home``, index ``line`` of its unit), what it names in this text.

    ``targets`` are the provisions that exist, ends of ranges filled in between; ``dangling`` are addresses named that do not exist.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。\\n第二条　违反本条例第一条的，处罚款。")
    >>> (one,) = lt.list_references(law).entries
    >>> str(one.home), one.reference.text, [str(target) for target in one.targets], one.dangling
    ('第二条第一款', '本条例第一条', ['第一条'], ())
    """

    home: Address
    line: int
    reference: Reference
    targets: tuple[Address, ...] = ()
    dangling: tuple[Address, ...] = ()

    __repr__ = summary


@attrs.frozen
class References:
    """All references of a statute in print order, with a finding for each that dangles or cannot be decided.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。\\n第二条　违反本条例第九条的，处罚款。")
    >>> found = lt.list_references(law)
    >>> len(found.entries), found.findings[0].code
    (1, 'references.dangling')
    """

    entries: tuple[ListedReference, ...]
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return f"<References {len(self.entries)}处，{sum(bool(e.dangling) for e in self.entries)}处无所指>"

    __str__ = __repr__

    _repr_html_ = repr_html


@checked
def list_references(statute: Statute) -> References:
    """Every cross-reference of ``statute`` with its targets. Nothing is raised for one that names nothing: it is among the findings.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> law = Statute("例", children=(Article("第一条", "", (Paragraph("依照本法第二条、第三条。"),)), Article("第二条", "", (Paragraph("乙。"),))))
    >>> found = list_references(law)
    >>> found, [str(a) for a in found.entries[0].targets], [str(a) for a in found.entries[0].dangling]
    (<References 1处，1处无所指>, ['第二条'], ['第三条'])
    """
    entries = tuple(references_in(statute))
    findings: list[Finding] = []
    for entry in entries:
        span = statute.spans[entry.line] if entry.line < len(statute.spans) else None
        findings += _doubts(entry, span)
    return References(entries, tuple(findings))


def references_in(statute: Statute) -> Iterator[ListedReference]:
    """Every cross-reference of ``statute``, without what is to be said of them."""
    numbering, addresses = Numbering.of(statute), statute.addresses
    for line, unit in enumerate(statute.units):
        if unit.level not in _OUTSIDE and may_refer(unit.text):
            home = addresses[line]
            for ref in find_references(unit.text, home, numbering):
                yield _resolve(ref, home, line, numbering)


def _resolve(ref: Reference, home: Address, line: int, numbering: Numbering) -> ListedReference:
    if ref.kind is ReferenceKind.OTHER:
        return ListedReference(home, line, ref)
    targets: list[Address] = []
    dangling: list[Address] = []
    last: Address | None = None
    for i, address in enumerate(ref.targets):
        found = numbering.resolve(address, home)
        if not found:
            dangling.append(address)
        elif i < len(ref.mentions) and ref.mentions[i].ranged and last and len(found) == 1:
            targets += numbering.between(last, found[0])[1:] or found
        else:
            targets += found
        last = found[0] if len(found) == 1 else None
    if ref.kind is ReferenceKind.RELATIVE and not ref.targets and ref.head[:1] in ("前", "上"):
        dangling.append(home)
    return ListedReference(home, line, ref, tuple(targets), tuple(dangling))


def _doubts(entry: ListedReference, span: Span | None) -> list[Finding]:
    ref, place = entry.reference, str(entry.home)
    out = []
    if ref.kind is ReferenceKind.UNDECIDABLE:
        choices = "”或者“".join(ref.candidates)
        out.append(
            kinds.UNDECIDED.finding(
                place, span=span, before=ref.text, choices=choices, choices_en=" or ".join(ref.candidates)
            )
        )
    elif entry.dangling:
        missing = "、".join(str(a) for a in entry.dangling if a != entry.home) or "前面的条文"
        out.append(kinds.DANGLING.finding(place, span=span, before=ref.text, missing=missing))
    return out
