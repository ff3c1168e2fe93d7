"""One statute of an archive: its versions, read from the store when asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import attrs

from lawtrack.archive import findings as kinds
from lawtrack.archive.derivation import remembering, remembering_comparisons
from lawtrack.archive.storage.blobs import from_json
from lawtrack.archive.storage.objects import Shelf
from lawtrack.archive.storage.store import Store
from lawtrack.arguments import checked, renamed
from lawtrack.decision.suspension import Suspension, suspension_finding
from lawtrack.errors import Finding, InputError
from lawtrack.history.history import History
from lawtrack.history.timeline import Timeline
from lawtrack.history.versions import Version
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.syntax.note import read_date


@attrs.frozen
class Entry(History):
    """One statute of an archive. Versions are read when asked for; :meth:`as_of` reads only the one it needs.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law), archive.add(decision)
    ...     entry = archive["某市渡口条例"]
    ...     [(v.effective, v.until) for v in entry.versions], [stop.text for stop in entry.trace("第一条")]
    ([('2001-01-01', '2010-01-01'), ('2010-01-01', '')], ['渡船应当开灯。', '渡船应当亮灯。'])
    """

    title: str
    store: Store = attrs.field(repr=False, eq=False)
    id: int = attrs.field(repr=False)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """All versions with their patches, in the order of coming into force."""
        with self.store.reading():
            versions = Shelf(self.store).versions(self.id, self.title)
        if not versions:
            raise InputError(
                f"《{self.title}》还没有任何文本，只有修改决定；请先收入一个公布文本",
                f"there is no text of 《{self.title}》, only decisions; add a published text first",
            )
        return versions

    @renamed(on="date")
    def as_of(self, on: Date, *, known: Date = "") -> Statute:
        """The text in force on a day; with ``known`` the text that on that other day was known to be going to apply.

        Raises :class:`InputError` where none was in force, or none is at hand.
        """
        if known:
            return self.known(known).as_of(on)
        day = read_date(on)
        with self.store.reading():
            rows = self.store.rows(
                "SELECT snapshot, until FROM version WHERE statute = ? AND effective <= ? ORDER BY number DESC LIMIT 1",
                self.id,
                day,
            )
            if rows and (not rows[0][1] or day < rows[0][1]):
                return Shelf(self.store).snapshot(rows[0][0])
        return self.version_at(on).statute  # says why there is none

    @renamed(on="date")
    def suspensions(self, on: Date = "") -> tuple[Suspension, ...]:
        """What is suspended of the statute somewhere or for a time on a day (all that ever was, without one); the text is what it is."""
        rows = self.store.rows(
            "SELECT s.title, s.places, s.area, s.since, s.until, s.words FROM suspension s JOIN name n ON n.name = s.name "
            "WHERE n.statute = ? ORDER BY s.since, s.decision, s.number",
            self.id,
        )
        found = (
            Suspension(title, tuple(places.split("、")) if places else (), area, since, until, words)
            for title, places, area, since, until, words in rows
        )
        day = read_date(on) if on else ""
        return tuple(s for s in found if not day or s.holds(day))

    @renamed(on="date")
    def notices(self, on: Date) -> tuple[Finding, ...]:
        """What a reader of the text of a day must know beside it: provisions that are suspended then."""
        return tuple(suspension_finding(s, kind=kinds.SUSPENDED) for s in self.suspensions(read_date(on)))

    def reader(self) -> Callable[[int], Statute]:
        """A function from a version's number to its text; it reads that text only and holds on to nothing."""
        store, statute_id = self.store, self.id

        def read(number: int) -> Statute:
            with store.reading():
                ((snapshot,),) = store.rows(
                    "SELECT snapshot FROM version WHERE statute = ? AND number = ?", statute_id, number
                )
                return Shelf(store).snapshot(snapshot)

        return read

    @cached_property
    def timeline(self) -> Timeline:
        """The records behind the versions, as a timeline of their own."""
        with self.store.reading():
            shelf = Shelf(self.store)
            return Timeline(
                self.title,
                tuple(shelf.records(self.id)),
                remembering(shelf, keep=False),
                remembering_comparisons(shelf, keep=False),
            )

    @checked
    def known(self, on: Date) -> Timeline:
        """The history as it stood on a day: only what had been made known by then."""
        return self.timeline.known(on)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was doubtful in deriving the versions."""
        return tuple(
            from_json(r[0])
            for r in self.store.rows("SELECT body FROM finding WHERE statute = ? ORDER BY code, body", self.id)
        )

    def __repr__(self) -> str:
        ((n,),) = self.store.rows("SELECT count(*) FROM version WHERE statute = ?", self.id)
        return f"<Entry {self.title} {n}个版本>"

    __str__ = __repr__
