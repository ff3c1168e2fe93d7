"""What can be asked of the versions of one statute, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from lawtrack.history import provenance
from lawtrack.history.lineage import Lineage, older
from lawtrack.history.provenance import Episode, Origin, Stop
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.syntax.note import read_date


@attrs.frozen
class History(Lineage):
    """Questions about a sequence of versions; ``title`` and ``versions`` come from a subclass."""

    def reader(self) -> Callable[[int], Statute]:
        """A function from a version's number to its text, for those who want one text at a time."""
        return lambda number: self.versions[number - 1].statute

    def as_of(self, date: object) -> Statute:
        """The text in force on a day."""
        return self.version_at(date).statute

    def status(self, date: object) -> str:
        """时效性 of the statute on a day: 尚未生效, 有效 or 已废止; 没有文本 where only an older text, not at hand, can have applied."""
        day = read_date(date)
        if day < self.versions[0].effective:
            return "没有文本" if older(self.versions[0].statute, day) else "尚未生效"
        return [v for v in self.versions if v.effective <= day][-1].status(day)

    def blame(self, date: object = "") -> tuple[Origin, ...]:
        """Since when and by which instruction each unit reads so (:func:`lawtrack.history.provenance.blame`)."""
        return provenance.blame(self, date)

    def history(self, address: Address | str, date: object = "") -> tuple[Episode, ...]:
        """The whole story of one provision (:func:`lawtrack.history.provenance.history`)."""
        return provenance.history(self, address, date)

    def trace(self, citation: Address | str, date: object, to: object = "") -> tuple[Stop, ...]:
        """An old citation followed to another day's text (:func:`lawtrack.history.provenance.trace`)."""
        return provenance.trace(self, citation, date, to)
