"""The life of one statute: what was published and decided, and the text in force that follows from it on any day.

A timeline is a set of *records* (published texts, changes, repeals), each with its dates. Everything else is derived from the set, so
the order in which records become known does not matter. Two orders of time are kept apart: the *chain* (:mod:`lawtrack.history.chain`)
runs in the order of adoption, the *versions* (:mod:`lawtrack.history.versions`) in the order of coming into force.

Where a decision gives one text and the officially published text is another, the published one is the law (立法法第六十二条: the text in
the gazette is the standard text), and the difference is a patch of its own.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from lawtrack.arguments import checked, typed
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding
from lawtrack.history.chain import (
    Binder,
    Chain,
    Comparer,
    Link,
    bind_decision,
    compare_texts,
    link_records,
    require_text,
    sort_records,
)
from lawtrack.history.history import History
from lawtrack.history.missing_acts import date_changes
from lawtrack.history.records import Given, Record, Repeal, change_of, publication_of, records_of
from lawtrack.history.versions import Version, versions_of
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import read_date


@typed
@attrs.frozen
class Timeline(History):
    """All versions of one statute.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> from lawtrack.patch.ops import EditText, Splice
    >>> law = Statute("例法", note="（2001年1月1日某会通过）", children=(Article("第一条", "", (Paragraph("甲。"),)),))
    >>> patch = Patch((EditText(4, "甲。", (Splice(0, 1, "乙"),)),), size=5, source="某决定", adopted="2005-05-05", effective="2006-01-01")
    >>> line = Timeline("例法").add(law).add(patch)
    >>> line.as_of("2005-12-31")["第一条"].text, line.as_of("2006-01-01")["第一条"].text
    ('甲。', '乙。')
    >>> line.as_of("2006-01-01", known="2005-01-01")["第一条"].text  # the decision was not yet made
    '甲。'
    """

    title: str
    records: tuple[Record, ...] = attrs.field(default=(), converter=sort_records, repr=False)
    bind: Binder = attrs.field(default=bind_decision, eq=False, repr=False)
    compare: Comparer = attrs.field(default=compare_texts, eq=False, repr=False)
    past: Chain | None = attrs.field(default=None, eq=False, repr=False)
    """The chain of an earlier state: what of it still holds is not derived again."""

    @checked
    def add(
        self, thing: Statute | Decision | Patch | Record, *, adopted: Date = "", promulgated: Date = "", effective: Date = "",
        order: int | None = None, source: str = "",
    ) -> Timeline:  # fmt: skip
        """The timeline with one thing more: a published text, a decision, a patch or a ready record; in any order, duplicates once.

        ``adopted``, ``promulgated``, ``effective`` replace the dates read from the thing itself, ``source`` its title; ``order`` places it among those of one day
        (by default behind those already there). What follows in time is derived anew.
        """
        given = Given(adopted, promulgated, effective, order, source)
        new: tuple[Record, ...]
        if isinstance(thing, Statute):
            new = (publication_of(thing, given),)
        elif isinstance(thing, Decision):
            new = records_of(thing, self.title, given)
        elif isinstance(thing, Patch):
            new = (change_of(thing, given),)
        else:
            new = (given.place_in(thing),)
        records = list(self.records)
        for record in new:
            same_day = [r for r in records if r.day == record.day and type(r) is type(record)]
            if any(attrs.evolve(record, order=r.order) == r for r in same_day):
                continue
            last = max((r.order for r in same_day), default=-1)
            if order is None and record.order <= last and isinstance(thing, (Statute, Decision, Patch)):
                record = attrs.evolve(record, order=last + 1)
            records.append(record)
        return attrs.evolve(self, records=tuple(records))

    @cached_property
    def chain(self) -> Chain:
        """The chain of texts in the order of adoption, with what it was made from."""
        chain = link_records(self.records, self.bind, self.compare, self.past)
        require_text(chain.links, self.title)
        return chain

    @property
    def links(self) -> tuple[Link, ...]:
        """The chain of texts in the order of adoption."""
        return self.chain.links

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """All versions in the order of coming into force, those still to come included."""
        return versions_of(self.links, (r for r in self.records if isinstance(r, Repeal)), self.bind, self.compare)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was doubtful in deriving the versions."""
        return tuple(f for v in self.versions for f in v.findings)

    @checked
    def known(self, on: Date) -> Timeline:
        """The timeline as it stood on a day: only what had been made known by then."""
        day = read_date(on)
        dated, _ = date_changes(self.records)
        return attrs.evolve(self, records=tuple(r for r in dated if r.known <= day))

    def __repr__(self) -> str:
        return f"<Timeline {self.title} {len(self.records)}项记录>"

    __str__ = __repr__
