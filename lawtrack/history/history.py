"""What can be asked of the versions of one statute, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from lawtrack.arguments import renamed, warn
from lawtrack.display import Rows, repr_html
from lawtrack.errors import AddressError, InputError
from lawtrack.history import provenance
from lawtrack.history.citation import parse_citation
from lawtrack.history.lineage import Lineage, older
from lawtrack.history.provenance import Episode, Origin, Stop
from lawtrack.model.address import Address, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import quoted, same_title
from lawtrack.syntax.note import read_date


def _is_date(value: Date) -> bool:
    try:
        return bool(read_date(value))
    except InputError:
        return False


def _cited(citation: str) -> tuple[str, str, Address]:
    """The day, title and address of a citation; day and title are "" for a bare address."""
    try:
        return "", "", parse_address(citation)
    except AddressError:
        return parse_citation(citation)


@attrs.frozen
class History(Lineage):
    """Questions about a sequence of versions; ``title`` and ``versions`` come from a subclass. ``on`` is always the day that is asked about.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> line.as_of("2005-01-01")["第一条"].text, line.status("2005-01-01"), [version.effective for version in line.versions]
    ('渡船应当开灯。', '有效', ['2001-01-01', '2010-01-01'])
    """

    def reader(self) -> Callable[[int], Statute]:
        """A function from a version's number to its text, for those who want one text at a time."""
        return lambda number: self.versions[number - 1].statute

    def known(self, on: Date) -> History:
        """The history as it stood on a day: only what had been made known by then."""
        raise NotImplementedError

    @renamed(on="date")
    def as_of(self, on: Date, *, known: Date = "") -> Statute:
        """The text in force on a day; with ``known`` the text that on that other day was known to be going to apply.

        Raises :class:`InputError` where none was in force, or none is at hand.
        """
        return (self.known(known) if known else self).version_at(on).statute

    def as_known(self, date: Date, *, on: Date) -> Statute:
        """The earlier name of ``as_of(date, known=on)``; goes away in the next version."""
        warn("as_known(day, on=known) is now as_of(day, known=known)")
        return self.as_of(date, known=on)

    @renamed(on="date")
    def status(self, on: Date) -> str:
        """时效性 of the statute on a day: 尚未生效, 有效 or 已废止; 没有文本 where only an older text, not at hand, can have applied."""
        day = read_date(on)
        if day < self.versions[0].effective:
            return "没有文本" if older(self.versions[0].statute, day) else "尚未生效"
        return [v for v in self.versions if v.effective <= day][-1].status(day)

    @renamed(on="date")
    def blame(self, address: Address | Date = "", *, on: Date = "") -> tuple[Origin, ...]:
        """Since when and by which instruction each unit at ``address`` and below (without one: every unit of the statute) reads so.

        ``on`` is the day of the text that is asked about, by default that of the last version. Raises :class:`AddressError` where that text has
        no such provision (:func:`lawtrack.history.provenance.blame`).
        """
        if address and not on and not isinstance(address, Address) and _is_date(address):
            warn("blame(date) is now blame(on=date); its first argument is an address")
            address, on = "", address
        origins = provenance.blame(self, on)
        if not address:
            return Rows(origins)
        want = parse_address(address) if isinstance(address, str) else address
        if not isinstance(want, Address):
            raise AddressError(f"“{want}”不是条文地址", f"{want!r} is no address")
        text = self.version_at(on).statute if on else self.versions[-1].statute
        line = text.find(want)
        if line is None:
            raise AddressError(f"{quoted(self.title)}没有{want}", f"{quoted(self.title)} has no {want}")
        home = text.addresses[line]
        return Rows(o for o in origins if home.contains(o.address))

    @renamed(later=("on",), on="date")
    def history(self, address: Address | str, *, on: Date = "") -> tuple[Episode, ...]:
        """The whole story of one provision, that stands at ``address`` on day ``on`` (:func:`lawtrack.history.provenance.history`)."""
        return Rows(provenance.history(self, address, on))

    @renamed(later=("on", "to"), on="date")
    def trace(self, citation: Address | str, *, on: Date = "", to: Date = "") -> tuple[Stop, ...]:
        """An old citation followed to another day's text: of the text of day ``on`` (default: the first) to that of ``to`` (default: the last).

        The citation is an address, or written with its year or day and its title as for :meth:`lawtrack.Archive.trace`, such as
        ``1997-刑法第一百九十九条``; a bare year means the text adopted in it, else the one in force at its end. Raises :class:`AddressError` where the cited
        text has no such provision (:func:`lawtrack.history.provenance.trace`).
        """
        address, day = citation, read_date(on) if on else ""
        if isinstance(citation, str):
            said, title, address = _cited(citation)
            if title and not same_title(title, self.title):
                raise InputError(
                    f"引用的是{quoted(title)}，这里是{quoted(self.title)}",
                    f"the citation is of {quoted(title)}, not of {quoted(self.title)}",
                )
            day = day or self.cited_day(said)
        return Rows(provenance.trace(self, address, day or self.versions[0].effective, to))

    def cited_day(self, said: str) -> str:
        """The day of the text that a citation means by a year or a day; "" where it says none."""
        if len(said) != 4:
            return said
        adopted = [v for v in self.versions if v.adopted.startswith(said)]
        return adopted[-1].effective if adopted else f"{said}-12-31"

    _repr_html_ = repr_html
