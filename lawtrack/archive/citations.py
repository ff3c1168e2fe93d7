"""Which provisions refer to which: the references of a statute, to itself and to others, as plain rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.model.levels import LEAVES
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.syntax.references import ListedReference, ReferenceKind, defined_names, references_in
from lawtrack.syntax.references.reading import leads_up

_NAMED = re.compile(
    r"《((?:[^《》]|《[^《》]*》)*(?:法|条例|办法|规定|细则|规则|解释|决定|决议|通则|章程|规程|准则|典)(?:（[^《》（）]*）|\([^《》()]*\))?)》"
)


@attrs.frozen
class Citation:
    """The provision at ``address`` refers to ``target`` ("" for a whole statute) of the statute known as ``name``, in these ``words``.

    ``start`` is where the number stands in the text of the provision. ``marks`` say what is particular about the reference, a letter each:
    ``d`` by a short name that the text defines, ``p`` to a past text (原…, 修改前的…, with a year), ``t`` inside a title, ``u`` perhaps to
    the citing statute itself, ``w`` by a name without 《》 (what leads up to it may still stand in ``name``), ``r`` the end of a range.
    """

    address: str
    name: str
    target: str
    words: str
    start: int = 0
    marks: str = ""


def citations_of(statute: Statute) -> Iterator[Citation]:
    """Every reference of a statute, each once: to its own provisions (dangling ones too), to others, and to others by title alone.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> text = "违反本法第二条，或者违反《另例法》第三条的，依照《又例条例》处理。"
    >>> law = Statute("例法", children=(Article("第一条", "", (Paragraph(text),)), Article("第二条", "", (Paragraph("乙。"),))))
    >>> for c in citations_of(law):
    ...     print(c.address, c.name, c.target or "（全文）")
    第一条第一款 例法 第二条
    第一条第一款 另例法 第三条
    第一条第一款 又例条例 （全文）
    """
    own = title_key(statute.title)
    short = defined_names(statute)
    seen: set[Citation] = set()
    with_place: set[tuple[int, str]] = set()
    for entry in references_in(statute):
        text = statute.units[entry.line].text
        of_table = list(_of_table(entry, statute.title))
        for found in of_table or (*_own(entry, own), *_others(entry, text, short)):
            if found.name and found not in seen:
                seen.add(found)
                with_place.add((entry.line, found.name))
                yield found
    for line, unit in enumerate(statute.units):
        if "《" not in unit.text or unit.level in LEAVES:
            continue
        address = statute.addresses[line]
        for m in _NAMED.finditer(unit.text):
            key = title_key(m[1])
            key, marks = (short[key], "d") if key in short else (key, "")
            past = "p" if _past(unit.text, m.start(), m.end(), m[1]) else ""
            found = Citation(str(address), key, "", m[0], m.start(), marks + past)
            if key != own and (line, key) not in with_place and found not in seen:
                seen.add(found)
                yield found


_TABLE = re.compile(r"《([^《》]+)》.*罪名|罪名.*《([^《》]+)》")


def _of_table(entry: ListedReference, title: str) -> Iterator[Citation]:
    """Bare numbers in a table of charges (罪名): they are those of the law that the title names, unless the text has such articles itself."""
    m, ref = _TABLE.search(title), entry.reference
    if m and ref.kind is ReferenceKind.HERE and not ref.head and not ref.title and not entry.targets:
        for mention in ref.mentions:
            name = title_key(m[1] or m[2])
            yield Citation(str(entry.home), name, str(mention.address), ref.text, mention.start, "r" * mention.ranged)


def _own(entry: ListedReference, own: str) -> Iterator[Citation]:
    """The references of a statute to itself."""
    if entry.reference.kind is not ReferenceKind.OTHER:
        for target in [*entry.targets, *(a for a in entry.dangling if a != entry.home)]:
            yield Citation(str(entry.home), own, str(target), entry.reference.text)


def _others(entry: ListedReference, text: str, short: dict[str, str]) -> Iterator[Citation]:
    """The references of a statute to another one."""
    ref = entry.reference
    if ref.kind not in (ReferenceKind.OTHER, ReferenceKind.UNDECIDABLE) or not ref.title:
        return
    start = ref.span.start
    at = text.rfind(ref.title, 0, start)
    name, marks = _name_of(ref.title, text[: at + len(ref.title)] if at >= 0 else "", short)
    if ref.kind is ReferenceKind.UNDECIDABLE:
        marks += "u"
    if text.count("《", 0, start) > text.count("》", 0, start):
        marks += "t"
    if _past(text, at if at >= 0 else start, start, ref.title):
        marks += "p"
    for mention in ref.mentions:
        ranged = "r" if mention.ranged else ""
        yield Citation(str(entry.home), name, str(mention.address), ref.text, mention.start, marks + ranged)


def _name_of(title: str, before: str, short: dict[str, str]) -> tuple[str, str]:
    """The key of a title as cited, a short one replaced by what it is defined for, and its marks."""
    key = title_key(title)
    marked = before.endswith((f"《{title}", f"〈{title}"))
    if key in short:
        return short[key], "d"
    if marked:
        return key, ""
    for known in sorted(short, key=len, reverse=True):
        if key.endswith(known) and (len(known) > 2 or leads_up(key[: -len(known)])):
            return short[known], "d"
    return key, "w"


_BEFORE = re.compile(
    r"(?:(?<![草平基本])原|旧|修[改正订]以?之?前的?|当时(?:有效|施行|适用)?的?|(?:[0-9]|[〇○零一二三四五六七八九]){4}年(?:修[改正订]的?|的)?|废止的?|失效的?)"
    r"[《〈]?(?:中华人民共和国)?$"
)
_BEHIND = re.compile(r"[（(][^（）()]*(?:[0-9]{4}|[一二][〇○零一二三四五六七八九]{3}|修[改正订]前|旧)[^（）()]*[）)]")
_ENDS = re.compile(r"^[^。；]{0,60}(?:同时|予以|即行)废止")


def _past(text: str, at: int, start: int, title: str) -> bool:
    """Whether a reference names a text of the past: by a word before the name, a year behind it, or in a clause that ends it.

    >>> [_past(t, t.index("刑法"), t.index("第"), "刑法") for t in ("原刑法第一条", "刑法（1979年）第一条", "按照刑法第一条")]
    [True, True, False]
    """
    return bool(
        _BEFORE.search(text[max(0, at - 20) : at])
        or _BEHIND.search(text[at:start])
        or _BEHIND.search(title)
        or _ENDS.match(text[start : start + 80])
    )
