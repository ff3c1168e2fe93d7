"""Which provisions refer to which: the references of a statute, to itself and to others, as plain rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.errors import AddressError
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.syntax.note import read_date
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


_DATED = re.compile(r"\s*(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4})\s*[年版-]?\s*(?P<rest>.*)$", re.S)
_YEAR_BEHIND = re.compile(r"[（(]\s*(\d{4}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?)\s*年?[^（）()]*[）)]")
_PLACE = re.compile(
    r"(?:第\s*[（(]?[零〇○一二三四五六七八九十百千两0-9]+[）)]?\s*(?:编|分编|章|节|条)|序言|附件).*$", re.S
)


def parse_citation(text: str) -> tuple[str, str, Address]:
    """An old citation as (date or year, title, address); the date is "" where none is given. Raises :class:`AddressError`.

    >>> date, title, address = parse_citation("1997-刑法第一百九十九条"); date, title, str(address)
    ('1997', '刑法', '第一百九十九条')
    >>> date, title, address = parse_citation("《某市例条例》（2012年修正）第八条第一款第三项"); date, title, str(address)
    ('2012', '某市例条例', '第八条第一款第三项')
    >>> parse_citation("2012年7月27日某市例条例第八条")[0]
    '2012-07-27'
    """
    date, rest = "", text
    if m := _DATED.match(text):
        date, rest = m["date"], m["rest"]
    elif m := _YEAR_BEHIND.search(text):
        date, rest = m[1], text[: m.start()] + text[m.end() :]
    m = _PLACE.search(rest)
    title = rest[: m.start()].strip(" 　,，、的《》") if m else ""
    if not m or not title:
        raise AddressError(f"“{text}”不是引用；写法如“1997-刑法第一百九十九条”或者“2012-07-27北京市审计条例第八条”")
    return (date if len(date) == 4 or not date else read_date(date)), title, parse_address(m[0].strip())
