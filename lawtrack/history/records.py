"""What a timeline is made of: published texts, changes and repeals, each with its dates."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, TypeAlias

import attrs

from lawtrack.arguments import typed
from lawtrack.decision.decision import Amended, Decision
from lawtrack.decision.orders import RepealStatutes
from lawtrack.display import summary
from lawtrack.errors import InputError
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import dates_of, parse_note, read_date

NEVER = "9999-12-31"
"""Later than every date."""


def _date(value: object) -> str:
    return read_date(value) if value else ""


@attrs.frozen(kw_only=True)
class _Record:
    """``adopted`` 通过, ``promulgated`` 公布, ``effective`` 施行 (ISO, "" where unknown); ``order`` among those of one day; ``source`` its title."""

    adopted: str = attrs.field(default="", converter=_date)
    promulgated: str = attrs.field(default="", converter=_date)
    effective: str = attrs.field(default="", converter=_date)
    order: int = 0
    source: str = ""

    @property
    def day(self) -> str:
        """The day that gives its place in the chain: adoption, or the nearest known to it; "" sorts first."""
        return self.adopted or self.promulgated or self.effective

    @property
    def known(self) -> str:
        """The day from which the public could know it."""
        return self.promulgated or self.adopted or self.effective

    @property
    def since(self) -> str:
        """The day from which it applies; without a date of its own, from the day it was made known."""
        return self.effective or self.promulgated or self.adopted


@typed
@attrs.frozen
class Publication(_Record):
    """A text as officially published.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> text = lt.Publication(law, adopted="2001-01-01", promulgated="2001年1月9日")
    >>> text.day, text.since
    ('2001-01-01', '2001-01-09')
    """

    statute: Statute

    @cached_property
    def since(self) -> str:
        """The day from which it applies; local law that nobody tells the promulgation of, not before the province approved it."""
        acts = parse_note(self.statute.note) if not self.effective and not self.promulgated else ()
        return self.effective or self.promulgated or max(self.adopted, acts[-1].approved if acts else "")

    __repr__ = summary


@typed
@attrs.frozen
class Change(_Record):
    """What one decision does to this statute: the decision as read, or a patch, or both (the patch is used where it fits).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> change = lt.Change(decision=decision, adopted="2010-01-01")
    >>> change.day, change.since
    ('2010-01-01', '2010-01-01')
    """

    decision: Decision | None = None
    patch: Patch | None = None

    @property
    def since(self) -> str:
        """The day from which it applies. Where it applies 自公布之日起 and that day is not known, the earliest it can have been: that of the
        approval, which local law waits for (立法法第八十一条), else of the adoption.
        """
        day = self.effective or self.promulgated
        approved = self.decision.approved if self.decision is not None else ""
        return day or max(approved, self.adopted)

    __repr__ = summary


@typed
@attrs.frozen
class Repeal(_Record):
    """The end of the statute (废止).

    >>> import lawtrack as lt
    >>> lt.Repeal(adopted="2020-05-01", effective="2020-06-01", source="关于废止《某市渡口条例》的决定").since
    '2020-06-01'
    """

    __repr__ = summary


Record: TypeAlias = Publication | Change | Repeal


@attrs.frozen
class Given:
    """What a caller says of a record beside the thing itself: its dates, its ``source`` ("" for what the thing says) and its place
    among those of one day."""

    adopted: Date = ""
    promulgated: Date = ""
    effective: Date = ""
    order: int | None = None
    source: str = ""

    def __bool__(self) -> bool:
        return self != Given()

    def place_in(self, record: Record) -> Record:
        """A ready record with what is said in place of its own."""
        said: dict[str, Any] = {k: v for k, v in attrs.asdict(self).items() if v not in ("", None)}
        return attrs.evolve(record, **said) if said else record


def publication_of(statute: Statute, given: Given = Given()) -> Publication:  # noqa: B008  frozen
    """A published text as a record; dates not given are read from its adoption note and commencement clause."""
    read = dates_of(statute)
    return Publication(
        statute, source=given.source or statute.title, adopted=given.adopted or read.adopted, promulgated=given.promulgated or read.promulgated,
        effective=given.effective or read.effective, order=given.order or 0,
    )  # fmt: skip


def changing(decision: Decision) -> tuple[Amended, ...]:
    """The parts of a decision that change a text; what only says that a statute ends is not among them."""
    return tuple(p for p in decision.amended if not _only_ends(p))


def _only_ends(part: Amended) -> bool:
    orders = [o for i in part.instructions for o in i.orders]
    return bool(orders) and all(isinstance(o, RepealStatutes) for o in orders)


def parts_for(decision: Decision, keys: set[str]) -> tuple[Amended, ...]:
    """The parts of a decision that change the statute known under ``keys``."""
    return tuple(part for part in changing(decision) if title_key(part.title) in keys)


def day_of_end(decision: Decision, keys: set[str], given: Given) -> str:
    """The day from which a decision ends the statute known under ``keys``: a given one, one named for it alone, that of the decision, and
    only where it names none the day of promulgation that is given.

    What ends 自本决定公布之日起 does not end before that day is known: then it is :data:`NEVER`.
    """
    if given.effective:
        return read_date(given.effective)
    for part in decision.amended:
        if title_key(part.title) in keys:
            for i in part.instructions:
                if i.effective and any(isinstance(o, RepealStatutes) for o in i.orders):
                    return i.effective
    if decision.effective or not given.promulgated:
        return NEVER if awaits_promulgation(decision) else decision.effective
    return read_date(given.promulgated)


_ON_PROMULGATION = re.compile(r"(?:公布|发布|颁布|印发)之?日")


def awaits_promulgation(decision: Decision) -> bool:
    """Whether a decision takes effect 自公布之日起 and the day on which it was made public is not known."""
    if decision.effective or decision.promulgated:
        return False
    return any(f.kind == "effective" and _ON_PROMULGATION.search(f.text) for f in decision.formal)


def records_of(decision: Decision, title: str, given: Given = Given()) -> tuple[Record, ...]:  # noqa: B008  frozen
    """What a decision does to the statute of that title: a change, its repeal, or both; raises :class:`InputError` where nothing."""
    keys = {title_key(title)}
    known: dict[str, Any] = {
        k: getattr(given, k) or getattr(decision, k) for k in ("adopted", "promulgated", "effective")
    }
    known |= {"order": given.order or 0, "source": given.source or decision.title}
    out: list[Record] = []
    parts = parts_for(decision, keys)
    if parts:
        out.append(Change(attrs.evolve(decision, amended=parts, repealed=()), **known))
    if keys & {title_key(t) for t in decision.repealed}:
        known["effective"] = day_of_end(decision, keys, given)
        out.append(Repeal(**known))
    if not out:
        raise InputError(
            f"《{decision.title}》没有修改或者废止《{title}》",
            f"《{decision.title}》 neither amends nor repeals 《{title}》",
        )
    return tuple(out)


def change_of(patch: Patch, given: Given = Given()) -> Change:  # noqa: B008  frozen
    """A patch as a record; dates not given are the patch's own."""
    return Change(
        patch=patch, source=given.source or patch.source, adopted=given.adopted or patch.adopted, promulgated=given.promulgated,
        effective=given.effective or patch.effective, order=given.order or 0,
    )  # fmt: skip
