"""What can be asked of the versions of one statute, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from lawtrack.errors import InputError
from lawtrack.history import provenance
from lawtrack.history.lineage import Passage, passages_of
from lawtrack.history.versions import Version
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.syntax.note import parse_note, read_date

if TYPE_CHECKING:
    from lawtrack.history.provenance import Episode, Origin, Stop


def older(first: Statute, day: str) -> bool:
    """Whether an older text than the first one at hand may have applied on a day: its note tells of an act before that day.

    >>> law = Statute("例法", note="（1979年7月1日某会通过　1997年3月14日某会修订）")
    >>> older(law, "1990-01-01"), older(law, "1970-01-01")
    (True, False)
    """
    acts = parse_note(first.note)
    return len(acts) > 1 and bool(acts[0].date) and acts[0].date <= day


@attrs.frozen
class History:
    """Questions about a sequence of versions; ``title`` and ``versions`` come from a subclass."""

    title: str

    @property
    def versions(self) -> tuple[Version, ...]:
        """All versions in the order of coming into force, those still to come included."""
        raise NotImplementedError

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every step between the versions, carried out unit by unit."""
        return tuple(passages_of(self.versions))

    def version_at(self, date: object) -> Version:
        """The version in force on a day; raises :class:`InputError` where none is."""
        day = read_date(date)
        found = None
        for version in self.versions:
            if version.effective <= day:
                found = version
        if found is None:
            first = self.versions[0]
            if older(first.statute, day):
                raise InputError(
                    f"《{self.title}》在{day}有效的文本不在存档中：已有的最早文本自{first.effective}起施行；请收入更早的文本"
                )
            raise InputError(f"《{self.title}》在{day}尚未施行（自{first.effective}起施行）")
        if found.until and found.until <= day:
            raise InputError(f"《{self.title}》已于{found.until}废止，{day}不再有效")
        return found

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
