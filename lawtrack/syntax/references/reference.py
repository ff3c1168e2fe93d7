"""A reference to a provision as it is written: where it stands, its words and numbers, and what it points to."""

from __future__ import annotations

import enum

import attrs

from lawtrack.display import summary
from lawtrack.errors import Span
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.model.numerals import Number


class ReferenceKind(enum.StrEnum):
    """What a reference points to: this statute by number, by position (前款, 本条), another statute, or it cannot be decided.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.ReferenceKind]
    ['here', 'relative', 'other', 'undecidable']
    """

    HERE = "here"
    RELATIVE = "relative"
    OTHER = "other"
    UNDECIDABLE = "undecidable"


@attrs.frozen
class NumberMark:
    """One number as written: its level, its place in the text, and the place of ``之一`` after it, if any.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。\\n第二条　违反本条例第一条的，处罚款。")
    >>> (mark,) = lt.list_references(law).entries[0].reference.mentions[0].marks
    >>> mark.level.zh, mark.number, (mark.start, mark.end)
    ('条', Number(value=1, sub=0), (6, 7))
    """

    level: Level
    number: Number
    start: int
    end: int
    unit_end: int
    sub: tuple[int, int] | None = None
    shared: bool = False

    __repr__ = summary


@attrs.frozen
class Mention:
    """One member of a list: the address it names, the numbers as written, and whether it ends a range (至).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。\\n第二条　违反本条例第一条的，处罚款。")
    >>> (mention,) = lt.list_references(law).entries[0].reference.mentions
    >>> str(mention.address), (mention.start, mention.end), mention.ranged
    ('第一条', (5, 8), False)
    """

    address: Address
    start: int
    end: int
    marks: tuple[NumberMark, ...] = ()
    ranged: bool = False

    __repr__ = summary


@attrs.frozen
class Reference:
    """A reference as written: its place, its words, what it points to.

    ``targets`` are addresses of the statute it stands in (both ends of a range; () for another statute); ``title`` is the name by
    which another statute is cited; ``candidates`` are the possible meanings of an undecidable one; ``head`` is the word it
    begins with (本法, 前款, 本条).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡船应当开灯。\\n第二条　违反本条例第一条的，处罚款。")
    >>> reference = lt.list_references(law).entries[0].reference
    >>> reference.text, reference.head, [str(target) for target in reference.targets]
    ('本条例第一条', '本条例', ['第一条'])
    """

    span: Span
    text: str
    kind: ReferenceKind
    targets: tuple[Address, ...] = ()
    mentions: tuple[Mention, ...] = attrs.field(default=(), repr=False)
    head: str = ""
    title: str = ""
    candidates: tuple[str, ...] = ()

    __repr__ = summary
