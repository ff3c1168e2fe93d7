"""One small frozen class per kind of change.

A patch speaks of the *base* statute only: ``line`` is an index into ``base.units`` (title 0, stage 1, note 2, then everything in print
order). New and moved units stand *after* a base line (``after``; -1 is the very beginning), and stay with it if that line
itself moves. All ops of a patch are meant at once; two that stand after the same line keep their order in the patch.
``at`` and ``to`` say the same places as addresses, in the base and in the result, for people. Every op carries what was there before.

>>> import lawtrack as lt
>>> law = lt.Statute("例", children=(lt.Article("第一条", "", (lt.Paragraph("渡船应当开灯。"),)),))
>>> lt.Patch((lt.ops.EditText(4, "渡船应当开灯。", (lt.Splice(4, 6, "亮灯"),)),), size=5).apply(law)["第一条"].text
'渡船应当亮灯。'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import ClassVar, Self, TypeAlias

import attrs

from lawtrack.arguments import typed
from lawtrack.display import summary
from lawtrack.errors import ConflictError
from lawtrack.errors import Splice as Splice
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit
from lawtrack.model.levels import clause_of as clause_of


@typed
@attrs.frozen
class Cause:
    """Why: the instruction (``label`` as printed, such as 二十六（三）, ``index`` within its decision, ``text`` its words).

    ``consequential`` marks what follows from other changes without being ordered in words: renumbered articles, moved
    references, the adoption note. The empty cause is a change found by comparing.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> cause = lt.amend(law, decision).patch.ops[0].cause
    >>> cause.label, cause.index, cause.consequential
    ('一', 0, False)
    """

    label: str = ""
    index: int = -1
    text: str = ""
    consequential: bool = False

    @property
    def clause(self) -> str:
        """The instruction as people cite it; "" where there is none (:func:`clause_of`)."""
        return clause_of(self.label)

    @property
    def consequence(self) -> Cause:
        """The same cause for what follows from it."""
        return attrs.evolve(self, consequential=True)

    __repr__ = summary


NO_CAUSE = Cause()


class _Op:
    """What can be asked of every op. The defaults are those of a run of base units; what an op has not is empty."""

    __slots__ = ()
    zh: ClassVar[str]
    rank: ClassVar[int] = 0  # among the ops of one line
    line: int
    units: tuple[Unit, ...]
    at: Address = Address()
    to: Address = Address()

    @property
    def lines(self) -> range:
        """The base lines that it changes, takes away or moves."""
        return range(self.line, self.line + len(self.units))

    @property
    def place(self) -> tuple[int, int]:
        """Where it comes among others: by the base line that it is at or stands behind."""
        return self.line, self.rank

    @property
    def where(self) -> Address:
        """By which place people name it: that in the base, or that in the result for what is new."""
        return self.at

    @property
    def words_before(self) -> str:
        """What it takes away, as text."""
        return words_of(self.units)

    @property
    def words_after(self) -> str:
        """What it puts there, as text."""
        return words_of(self.units)

    def addressed(self, at: Address, to: Address) -> Self:
        """The same op with both places said anew."""
        return attrs.evolve(self, at=at, to=to)  # type: ignore[misc]

    def fits(self, size: int) -> bool:
        """Whether it lies within a base of ``size`` units."""
        return 0 <= self.line <= size - len(self.units)

    def unexpected(self, units: Sequence[Unit]) -> tuple[int, Unit] | None:
        """The first base line that does not read as the op says, with what should stand there; None where all do."""
        have = units[self.line : self.line + len(self.units)]
        if have == self.units:
            return None
        k = next(k for k, unit in enumerate(self.units) if k >= len(have) or have[k] != unit)
        return self.line + k, self.units[k]


class _Within(_Op):
    """What is changed within one unit: ``part`` of it, that read ``before``."""

    __slots__ = ()
    part: ClassVar[str]
    units: tuple[Unit, ...] = ()
    before: str

    @property
    def lines(self) -> range:
        return range(self.line, self.line + 1)

    @property
    def words_before(self) -> str:
        return self.before

    def fits(self, size: int) -> bool:
        return 0 <= self.line < size

    def as_before(self, unit: Unit) -> Unit:
        """The unit with that part as it was."""
        return Unit(unit.level, *((self.before, unit.text) if self.part == "label" else (unit.label, self.before)))

    def unexpected(self, units: Sequence[Unit]) -> tuple[int, Unit] | None:
        have = units[self.line]
        same = getattr(have, self.part) == self.before
        return None if same else (self.line, self.as_before(have))


@typed
@attrs.frozen
class EditText(_Within):
    """Words changed inside one text: a paragraph, an item, a heading, the title, the adoption note."""

    zh: ClassVar[str] = "改字"
    rank: ClassVar[int] = 2
    part: ClassVar[str] = "text"
    line: int
    before: str
    splices: tuple[Splice, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def words_after(self) -> str:
        return splice(self.before, self.splices)

    __repr__ = summary


@typed
@attrs.frozen
class Relabel(_Within):
    """Another number (or label) for a unit that stays where it is or moves."""

    zh: ClassVar[str] = "改号"
    rank: ClassVar[int] = 1
    part: ClassVar[str] = "label"
    line: int
    before: str
    after: str
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def words_after(self) -> str:
        return self.after

    __repr__ = summary


@typed
@attrs.frozen
class Insert(_Op):
    """New units, one after another, after a base line. ``to`` is the address of the first."""

    zh: ClassVar[str] = "增加"
    rank: ClassVar[int] = 9
    after: int
    units: tuple[Unit, ...]
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def lines(self) -> range:
        return range(0)

    @property
    def place(self) -> tuple[int, int]:
        return self.after, self.rank

    @property
    def where(self) -> Address:
        return self.to

    @property
    def words_before(self) -> str:
        return ""

    def addressed(self, at: Address, to: Address) -> Self:
        return attrs.evolve(self, to=to)

    def fits(self, size: int) -> bool:
        return -1 <= self.after < size

    def unexpected(self, units: Sequence[Unit]) -> tuple[int, Unit] | None:
        return None

    __repr__ = summary


@typed
@attrs.frozen
class Delete(_Op):
    """Base units that go, one after another from ``line``. ``at`` is the address of the first."""

    zh = "删去"
    line: int
    units: tuple[Unit, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def words_after(self) -> str:
        return ""

    def addressed(self, at: Address, to: Address) -> Self:
        return attrs.evolve(self, at=at)

    __repr__ = summary


@typed
@attrs.frozen
class Move(_Op):
    """Base units, one after another from ``line``, that now stand after base line ``after``; ``units`` as they were."""

    zh: ClassVar[str] = "移动"
    rank: ClassVar[int] = 9
    line: int
    after: int
    units: tuple[Unit, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def place(self) -> tuple[int, int]:
        return self.after, self.rank

    def fits(self, size: int) -> bool:
        return bool(self.units) and -1 <= self.after < size and super().fits(size)

    __repr__ = summary


Op: TypeAlias = EditText | Relabel | Insert | Delete | Move
"""One change of a patch; the classes are those of ``lt.ops``.

>>> import lawtrack as lt
>>> old, new = (lt.parse_statute(f"某市渡口条例\\n第一条　渡船应当{to}。") for to in ("开灯", "亮灯"))
>>> ops: tuple[lt.Op, ...] = lt.compare(old, new).ops
>>> [type(op).__name__ for op in ops]
['EditText']
"""


def words_of(units: Iterable[Unit]) -> str:
    """Units as text, one a line."""
    return "\n".join(u.label + u.text for u in units)


_by_place = attrgetter("start", "end")


def splice(text: str, splices: Iterable[Splice]) -> str:
    """Carry out all splices at once; raises :class:`ConflictError` where two overlap.

    >>> splice("甲乙丙", [Splice(2, 3, "丁"), Splice(0, 1, "")])
    '乙丁'
    """
    ordered = splices if isinstance(splices, (tuple, list)) else tuple(splices)
    out: list[str] = []
    at = 0
    for s in ordered:
        start, end = s.start, s.end
        if not at <= start <= end:
            return splice(text, in_order(text, ordered))
        out += (text[at:start], s.text)
        at = end
    if at > len(text):
        in_order(text, ordered)
    out.append(text[at:])
    return "".join(out)


def in_order(text: str, splices: Sequence[Splice]) -> Sequence[Splice]:
    """The splices by place; raises :class:`ConflictError` where two overlap or one lies outside ``text``."""
    at, size = 0, len(text)
    for s in splices:
        if not at <= s.start <= s.end <= size:
            break
        at = s.end
    else:
        return splices
    splices, at = sorted(splices, key=_by_place), 0
    for s in splices:
        if not at <= s.start <= s.end <= size:
            raise ConflictError(
                f"对同一处文字“{text[s.start : max(at, s.end)][:40]}”有两项不能并存的修改",
                f"two changes of the words “{text[s.start : max(at, s.end)][:40]}” that cannot both hold",
            )
        at = s.end
    return splices


def invert_splices(text: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """The splices that lead from the changed text back to ``text``."""
    out, shift = [], 0
    for s in sorted(splices, key=_by_place):
        start = s.start + shift
        out.append(Splice(start, start + len(s.text), text[s.start : s.end]))
        shift += len(s.text) - (s.end - s.start)
    return tuple(out)
