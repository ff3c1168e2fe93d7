"""One small frozen class per kind of change.

A patch speaks of the *base* statute only: ``line`` is an index into ``base.units`` (title 0, stage 1, note 2, then everything in print
order). New and moved units stand *after* a base line (``after``; -1 is the very beginning), and stay with it if that line
itself moves. All ops of a patch are meant at once; two that stand after the same line keep their order in the patch.
``at`` and ``to`` say the same places as addresses, in the base and in the result, for people. Every op carries what was there before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TypeAlias

import attrs

from lawtrack.errors import ConflictError
from lawtrack.errors import Splice as Splice
from lawtrack.model.address import Address
from lawtrack.model.levels import Unit


def clause_of(label: str) -> str:
    """How the instruction with a label is cited: 第二项; amendments of the constitution are numbered 第三十八条 themselves.

    >>> clause_of("二"), clause_of("第三十八条"), clause_of("")
    ('第二项', '第三十八条', '')
    """
    return label if not label or label.startswith("第") else f"第{label}项"


@attrs.frozen
class Cause:
    """Why: the instruction (``label`` as printed, such as 二十六（三）, ``index`` within its decision, ``text`` its words).

    ``consequential`` marks what follows from other changes without being ordered in words: renumbered articles, moved
    references, the adoption note. The empty cause is a change found by comparing.
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


NO_CAUSE = Cause()


@attrs.frozen
class EditText:
    """Words changed inside one text: a paragraph, an item, a heading, the title, the adoption note."""

    line: int
    before: str
    splices: tuple[Splice, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)


@attrs.frozen
class Relabel:
    """Another number (or label) for a unit that stays where it is or moves."""

    line: int
    before: str
    after: str
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)


@attrs.frozen
class Insert:
    """New units, one after another, after a base line. ``to`` is the address of the first."""

    after: int
    units: tuple[Unit, ...]
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)


@attrs.frozen
class Delete:
    """Base units that go, one after another from ``line``. ``at`` is the address of the first."""

    line: int
    units: tuple[Unit, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)


@attrs.frozen
class Move:
    """Base units, one after another from ``line``, that now stand after base line ``after``; ``units`` as they were."""

    line: int
    after: int
    units: tuple[Unit, ...]
    at: Address = attrs.field(default=Address(), kw_only=True)
    to: Address = attrs.field(default=Address(), kw_only=True)
    cause: Cause = attrs.field(default=NO_CAUSE, kw_only=True)

    @property
    def count(self) -> int:
        """How many base units move."""
        return len(self.units)


Op: TypeAlias = EditText | Relabel | Insert | Delete | Move


_by_place = attrgetter("start", "end")


def splice(text: str, splices: Iterable[Splice]) -> str:
    """Carry out all splices at once; raises :class:`ConflictError` where two overlap.

    >>> splice("甲乙丙", [Splice(2, 3, "丁"), Splice(0, 1, "")])
    '乙丁'
    """
    ordered = in_order(text, splices if isinstance(splices, (tuple, list)) else tuple(splices))
    if len(ordered) == 1:
        one = ordered[0]
        return text[: one.start] + one.text + text[one.end :]
    out: list[str] = []
    at = 0
    for s in ordered:
        out += (text[at : s.start], s.text)
        at = s.end
    out.append(text[at:])
    return "".join(out)


def in_order(text: str, splices: Sequence[Splice]) -> Sequence[Splice]:
    """The splices by place; raises :class:`ConflictError` where two overlap or one lies outside ``text``."""
    if len(splices) > 1:
        splices = sorted(splices, key=_by_place)
    at, size = 0, len(text)
    for s in splices:
        if not at <= s.start <= s.end <= size:
            raise ConflictError(f"对同一处文字“{text[s.start : max(at, s.end)][:40]}”有两项不能并存的修改")
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
