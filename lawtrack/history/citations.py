"""Which provisions refer to which: the references of a statute, to itself and to others, as plain rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.history.titles import title_key
from lawtrack.model.nodes import Level, Statute
from lawtrack.syntax.references import ReferenceKind, list_references

_NAMED = re.compile(
    r"《((?:[^《》]|《[^《》]*》)*(?:法|条例|办法|规定|细则|规则|解释|决定|决议|通则|章程|规程|准则|典)(?:（[^《》（）]*）|\([^《》()]*\))?)》"
)
_SKIP = (Level.TITLE, Level.STAGE, Level.NOTE, Level.SIGNATURE)


@attrs.frozen
class Citation:
    """The provision at ``address`` refers to ``target`` ("" for a whole statute) of the statute known as ``name``, in these ``words``."""

    address: str
    name: str
    target: str
    words: str


def citations_of(statute: Statute) -> Iterator[Citation]:
    """Every reference of a statute, each once: to its own provisions (dangling ones too), to others, and to others by title alone.

    >>> from lawtrack.model.nodes import Article, Paragraph
    >>> text = "违反本法第二条，或者违反《另例法》第三条的，依照《又例条例》处理。"
    >>> law = Statute("例法", children=(Article("第一条", "", (Paragraph(text),)), Article("第二条", "", (Paragraph("乙。"),))))
    >>> for c in citations_of(law):
    ...     print(c.address, c.name, c.target or "（全文）")
    第一条第一款 例法 第二条
    第一条第一款 另例法 第三条
    第一条第一款 又例条例 （全文）
    """
    own = title_key(statute.title)
    seen: set[Citation] = set()
    with_place: set[tuple[int, str]] = set()
    for entry in list_references(statute).entries:
        ref, home = entry.reference, str(entry.home)
        if ref.kind is ReferenceKind.OTHER:
            name, targets = title_key(ref.title), [m.address for m in ref.mentions]
            with_place.add((entry.line, name))
        else:
            name, targets = own, [*entry.targets, *(a for a in entry.dangling if a != entry.home)]
        for target in targets:
            found = Citation(home, name, str(target), ref.text)
            if name and found not in seen:
                seen.add(found)
                yield found
    for line, (unit, address) in enumerate(zip(statute.units, statute.addresses, strict=True)):
        if unit.level in _SKIP or "《" not in unit.text:
            continue
        for m in _NAMED.finditer(unit.text):
            found = Citation(str(address), title_key(m[1]), "", m[0])
            if found.name != own and (line, found.name) not in with_place and found not in seen:
                seen.add(found)
                yield found
