"""Why a provision reads as it does: blame for every unit, the whole story of one provision, and old citations brought up to date.

A unit keeps its identity through every patch: renumbered, moved or reworded it is still the same provision. So every question about
its past is answered by following lines through the steps between versions, backwards or forwards.
"""

from __future__ import annotations

import attrs

from lawtrack.comparison.text_diff import typographic
from lawtrack.display import summary
from lawtrack.errors import AddressError
from lawtrack.history.destinations import Destination, destinations
from lawtrack.history.lineage import Lineage, Transition, text_of
from lawtrack.history.versions import Version
from lawtrack.model.address import Address, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.levels import Unit
from lawtrack.model.titles import quoted
from lawtrack.patch.arrangement import Trace
from lawtrack.patch.ops import NO_CAUSE, Cause, Op

VACANT = "（删去）"
"""What stands in an article whose number is left vacant, as in the criminal law."""


@attrs.frozen
class Event:
    """One thing that happened to a provision: in which ``version`` (its number), in force from when, by what.

    ``act``: 制定 (there from the first text), 增加, 修改, 改号 (another label), 移动, 删除, 勘误 (only spacing or width of punctuation).
    ``step`` as in :class:`lawtrack.history.versions.PatchStep`; "" for the first text.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(event.act, event.source) for one in line.history("第一条") for event in one.events]
    [('制定', '某市渡口条例'), ('修改', '关于修改《某市渡口条例》的决定')]
    """

    act: str
    version: int
    effective: str
    source: str = ""
    adopted: str = ""
    cause: Cause = NO_CAUSE
    step: str = ""

    @property
    def clause(self) -> str:
        """The instruction as people cite it; "" where none is known."""
        follows = "（相应调整）" if self.cause.consequential else ""
        return self.cause.clause + follows

    def __str__(self) -> str:
        how = {"published": "（公布文本与决定不同）", "compared": "（比对得出）", "adjusted": "（比对得出）"}.get(
            self.step, ""
        )
        source = quoted(self.source) if self.source else ""
        return f"{self.effective or '起始日期不明'} {self.act} {source}{self.clause}{how}"

    __repr__ = summary


@attrs.frozen
class Origin:
    """Blame for one unit: ``text`` is why it reads so, ``number`` why it bears this label, ``birth`` how it came in, at ``born_at``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(str(one.address), one.text and one.text.source) for one in line.blame("第一条")]
    [('第一条', '某市渡口条例'), ('第一条第一款', '关于修改《某市渡口条例》的决定')]
    """

    address: Address
    unit: Unit
    text: Event
    number: Event
    birth: Event
    born_at: Address

    __repr__ = summary


@attrs.frozen
class Episode:
    """A stretch of a provision's life: from ``effective`` on it stood at ``address`` and read ``text``; ``events`` say what changed.

    ``address`` is None and ``text`` empty once it is gone.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(one.effective, one.text) for one in line.history("第一条")]
    [('2001-01-01', '渡船应当开灯。'), ('2010-01-01', '渡船应当亮灯。')]
    """

    version: int
    effective: str
    address: Address | None
    text: str
    events: tuple[Event, ...] = ()

    __repr__ = summary


def blame(timeline: Lineage, date: Date = "") -> tuple[Origin, ...]:
    """For every unit in force on ``date`` (default: of the last version), since when and by which instruction it reads so.

    >>> from lawtrack.history.timeline import Timeline
    >>> from lawtrack.model.nodes import Statute
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> from lawtrack.patch.ops import EditText, Splice
    >>> from lawtrack.patch.patch import Patch
    >>> law = Statute("例法", note="（2001年1月1日某会通过）", children=(Article("第一条", "", (Paragraph("甲。"), Paragraph("乙。"))),))
    >>> op = EditText(4, "甲。", (Splice(0, 1, "丙"),), cause=Cause("一", 0, "将第一条第一款中的“甲”修改为“丙”"))
    >>> line = Timeline("例法").add(law).add(Patch((op,), size=6, source="某决定", adopted="2005-05-05"))
    >>> for origin in blame(line)[4:]:
    ...     print(origin.address, origin.text)
    第一条第一款 2005-05-05 修改 《某决定》第一项
    第一条第二款 2001-01-01 制定 《例法》
    """
    last = timeline.version_at(date) if date else timeline.versions[-1]
    first = timeline.versions[0]
    start = _first_event(first)
    origins = [
        Origin(address, unit, start, start, start, address)
        for address, unit in zip(first.statute.addresses, first.statute.units, strict=True)
    ]
    for passage in timeline.passages:
        if passage.version.number > last.number:
            break
        origins = [_grow(origins, trace, i, passage) for i, trace in enumerate(passage.traces)]
    return tuple(origins)


def _first_event(version: Version) -> Event:
    return Event("制定", version.number, version.effective, version.source, version.adopted)


def _event(act: str, passage: Transition, cause: Cause) -> Event:
    v, step = passage.version, passage.step
    return Event(act, v.number, v.effective, step.source, step.adopted, cause, step.kind)


def _grow(origins: list[Origin], trace: Trace, line: int, passage: Transition) -> Origin:
    """The origin of a unit after one step."""
    address = passage.after.addresses[line]
    if trace.line is None:
        birth = _event(_act(trace.ops[0], trace, passage), passage, trace.ops[0].cause)
        return Origin(address, trace.unit, birth, birth, birth, address)
    origin = origins[trace.line]
    if not trace.ops and origin.unit == trace.unit and origin.address == address:
        return origin
    origin = attrs.evolve(origin, address=address, unit=trace.unit)
    for op in trace.ops:
        act = _act(op, trace, passage)
        if act == "修改":
            origin = attrs.evolve(origin, text=_event(act, passage, op.cause))
        elif act == "改号":
            origin = attrs.evolve(origin, number=_event(act, passage, op.cause))
    return origin


def _act(op: Op, trace: Trace, passage: Transition) -> str:
    if trace.line is None:
        return "删除" if trace.unit.text == VACANT else op.zh
    was, now = op.words_before, op.words_after
    if op in trace.edits:
        was, now = passage.before.units[trace.line].text, trace.unit.text
    if op is not trace.move and typographic(was, now):
        return "勘误"
    return "修改" if op in trace.edits else op.zh


def history(timeline: Lineage, address: Address | str, date: Date = "") -> tuple[Episode, ...]:
    """The whole story of the provision that stands at ``address`` on ``date`` (default: in the last version that has one there).

    An article or heading is told with all that belongs to it. Raises :class:`AddressError` where no version has such a provision.
    """
    found, line = _find(timeline, address, date)
    lines = follow(timeline, found, line)
    out: list[Episode] = []
    for i, version in enumerate(timeline.versions):
        here = lines[i]
        events = tuple(_events(timeline, version, lines[i - 1] if i else None, here))
        if here is None:
            if out and out[-1].address is not None:
                out.append(Episode(version.number, version.effective, None, "", events))
            continue
        address_, text = version.statute.addresses[here], text_of(version.statute, here)
        if not out or (out[-1].address, out[-1].text) != (address_, text):
            events = (_first_event(version),) if i == 0 else events
            out.append(Episode(version.number, version.effective, address_, text, events))
    return tuple(out)


def _find(timeline: Lineage, address: Address | str, date: Date) -> tuple[Version, int]:
    want = parse_address(address) if isinstance(address, str) else address
    versions = (timeline.version_at(date),) if date else tuple(reversed(timeline.versions))
    for version in versions:
        line = version.statute.find(want)
        if line is not None:
            return version, line
    raise AddressError(
        f"《{timeline.title}》{f'{date}的文本' if date else '的任何版本都'}没有{want}",
        f"《{timeline.title}》 has no {want} {f'in the text of {date}' if date else 'in any version'}",
    )


def follow(timeline: Lineage, version: Version, line: int) -> list[int | None]:
    """The line of one unit in every version, None where it is not there."""
    at = version.number - 1
    lines: list[int | None] = [None] * len(timeline.versions)
    lines[at] = line
    here: int | None = line
    for passage in reversed(timeline.passages):
        if passage.version.number > version.number or here is None:
            continue
        here = passage.traces[here].line
        lines[passage.version.number - 2] = here
    here = line
    for passage in timeline.passages:
        if passage.version.number <= version.number:
            continue
        here = passage.forward.get(here) if here is not None else None
        lines[passage.version.number - 1] = here
    for i, v in enumerate(timeline.versions):  # versions that changed nothing have no passage
        if not v.steps and i > at:
            lines[i] = lines[i - 1]
    for i in range(at, 0, -1):
        if not timeline.versions[i].steps:
            lines[i - 1] = lines[i]
    return lines


def _events(timeline: Lineage, version: Version, line: int | None, after: int | None) -> dict[Event, None]:
    """What the steps of a version did to a provision: ``line`` before them, ``after`` after them, None where it is not there."""
    out: dict[Event, None] = {}
    passages = [p for p in timeline.passages if p.version.number == version.number]
    if line is None and after is not None:
        for passage in reversed(passages):
            trace = passage.traces[after]
            for op in trace.ops:
                out[_event(_act(op, trace, passage), passage, op.cause)] = None
            if trace.line is None:
                break
            after = trace.line
        return out
    for passage in passages:
        if line is None:
            break
        inside = passage.before.outline.span(line)
        new = passage.forward.get(line)
        span = passage.after.outline.span(new) if new is not None else range(0)
        for lost in passage.step.patch.deletions:
            if lost.line < inside.stop and inside.start < lost.lines.stop:
                out[_event("删除", passage, lost.cause)] = None
        for i, trace in enumerate(passage.traces):
            if i in span or trace.line in inside:
                for op in trace.ops:
                    out[_event(_act(op, trace, passage), passage, op.cause)] = None
        line = new
    return out


@attrs.frozen
class Stop:
    """Where a cited provision stands in one version; ``address`` is None where the version has no such provision.

    ``others`` are provisions that took over parts of it at that step (a split), ``shared`` says that it was merged with another one.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> line = lt.Timeline("某市渡口条例").add(law).add(decision)
    >>> [(stop.effective, str(stop.address), stop.text) for stop in line.trace("第一条", on="2005-01-01")]
    [('2001-01-01', '第一条', '渡船应当开灯。'), ('2010-01-01', '第一条', '渡船应当亮灯。')]
    """

    version: int
    effective: str
    address: Address | None
    text: str
    events: tuple[Event, ...] = ()
    others: tuple[Address, ...] = ()
    shared: bool = False

    __repr__ = summary


def trace(timeline: Lineage, citation: Address | str, date: Date, to: Date = "") -> tuple[Stop, ...]:
    """Follow a citation of the text of ``date`` to the text of ``to`` (default: the last version), forwards or backwards in time.

    The first stop is the cited provision itself, the last where it stands then; between them every version that moved, changed or
    removed it. Raises :class:`AddressError` where the cited text has no such provision.
    """
    start, line = _find(timeline, citation, date)
    goal = timeline.version_at(to) if to else timeline.versions[-1]
    lines = follow(timeline, start, line)
    stops = [_stop(timeline, start, line, ())]
    way = (
        range(start.number, goal.number)
        if goal.number >= start.number
        else range(start.number - 2, goal.number - 2, -1)
    )
    for i in way:
        version = timeline.versions[i]
        if goal.number >= start.number:
            events = tuple(_events(timeline, version, lines[i - 1], lines[i]))
        else:
            events = tuple(_events(timeline, timeline.versions[i + 1], lines[i], lines[i + 1]))
        stop = _stop(timeline, version, lines[i], events)
        before = lines[i - 1] if goal.number >= start.number and events else None
        if before is not None:
            went = _went(timeline, version, before)
            stop = attrs.evolve(stop, others=went.others, shared=went.shared) if went is not None else stop
        if events or (stop.address, stop.text) != (stops[-1].address, stops[-1].text):
            stops.append(stop)
        elif goal.number < start.number and len(stops) > 1:  # so it read earlier, too
            stops[-1] = attrs.evolve(stops[-1], version=stop.version, effective=stop.effective)
        if lines[i] is None:
            break
    return tuple(stops)


def _went(timeline: Lineage, version: Version, line: int) -> Destination | None:
    """Where a provision of the version before went in this one, other places included."""
    before = timeline.versions[version.number - 2].statute
    forward = {i: i for i in range(len(before.units))}
    for passage in timeline.passages:
        if passage.version.number == version.number:
            forward = {i: passage.forward[j] for i, j in forward.items() if j in passage.forward}
    return destinations(before, version.statute, forward).get(before.addresses[line])


def _stop(timeline: Lineage, version: Version, line: int | None, events: tuple[Event, ...]) -> Stop:
    if line is None:
        return Stop(version.number, version.effective, None, "", events)
    statute = version.statute
    return Stop(version.number, version.effective, statute.addresses[line], text_of(statute, line), events)
