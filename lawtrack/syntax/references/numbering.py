"""The provisions of one statute in order, for looking around: what exists, what comes before, what lies between."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import attrs

from lawtrack.model.address import Address, Step
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number

_OWN = (
    "法",
    "条例",
    "办法",
    "规定",
    "细则",
    "规则",
    "解释",
    "决定",
    "意见",
    "通则",
    "章程",
    "规程",
    "规范",
    "准则",
    "制度",
)


@attrs.frozen
class Numbering:
    """All addresses of a statute in print order, made once and asked for many references.

    ``title`` makes references by the statute's own name recognisable. Build it with :meth:`of`, or from any ordered addresses.
    """

    addresses: tuple[Address, ...]
    title: str = ""
    lines: Mapping[Address, int] | None = attrs.field(default=None, eq=False, repr=False)
    """Address → index into ``addresses``, where the caller has it already."""

    @classmethod
    def of(cls, statute: Statute) -> Numbering:
        """The numbering of a statute."""
        return cls(statute.addresses, statute.title, statute.lines)

    @cached_property
    def own(self) -> str:
        """How the statute speaks of itself (本法, 本条例 …), or "" where the title does not tell."""
        return next(("本" + k for k in _OWN if re.sub(r"[（(].*", "", self.title).endswith(k)), "")

    @cached_property
    def _index(self) -> Mapping[Address, int]:
        return {a: i for i, a in enumerate(self.addresses)} if self.lines is None else self.lines

    @cached_property
    def between_items(self) -> frozenset[Number]:
        """The numbers of its items that have a 之: （三之一）."""
        last = (a.steps[-1] for a in self.addresses if a.steps and a.steps[-1].number.sub)
        return frozenset(step.number for step in last if step.level is Level.ITEM)

    @cached_property
    def _siblings(self) -> Mapping[tuple[Step, ...], list[Address]]:
        """Steps of the parent → children in order; articles are children of the statute (or of their annex), whatever their chapter."""
        out: dict[tuple[Step, ...], list[Address]] = {}
        for a in self.addresses:
            if a.steps[-1].level not in HEADINGS:
                out.setdefault(a.steps[:-1], []).append(a)
        return out

    @cached_property
    def _place(self) -> dict[Address, int]:
        return {a: i for kids in self._siblings.values() for i, a in enumerate(kids)}

    @cached_property
    def _headings(self) -> dict[Address, list[Address]]:
        """Every tail of a heading's address → the headings it may mean (第二节 → all second sections)."""
        out: dict[Address, list[Address]] = {}
        for a in self.addresses:
            if a.level in HEADINGS:
                for i in range(len(a.steps)):
                    out.setdefault(Address(a.steps[i:]), []).append(a)
        return out

    @cached_property
    def _above(self) -> dict[Address, Address]:
        """Article → the heading it stands under."""
        out: dict[Address, Address] = {}
        heading = Address()
        for a in self.addresses:
            if a.level in HEADINGS:
                heading = a
            elif a.level is Level.ARTICLE:
                out[a] = heading
            elif a.level in (Level.ANNEX, Level.SIGNATURE):
                heading = Address()
        return out

    def __contains__(self, address: Address) -> bool:
        return address in self._index

    def has_articles(self, annex: Address) -> bool:
        """Whether an annex numbers articles of its own."""
        return any(a.level is Level.ARTICLE for a in self._siblings.get(annex.steps, ()))

    def heading(self, home: Address, level: Level) -> Address | None:
        """The part, chapter or section (``level``) in which ``home`` stands."""
        over = home if home.steps and home.level in HEADINGS else self._above.get(home.article or Address(), Address())
        for i, step in enumerate(over.steps):
            if step.level is level:
                return Address(over.steps[: i + 1])
        return None

    def before(self, address: Address, count: int = 1) -> tuple[Address, ...]:
        """The ``count`` provisions of the same level right before, in order; () where there are not so many."""
        at, above = self._index.get(address, 0), address.steps[:-1]
        if at and address.level in HEADINGS:
            return ()
        out: list[Address] = []
        while at > 0 and len(out) < count:  # back to what they belong to, which is not far
            at -= 1
            a = self.addresses[at]
            if a.steps == above:
                break
            if a.steps[:-1] == above and a.level not in HEADINGS:
                out.append(a)
        same = [a for a in reversed(out) if a.level is address.level]
        return tuple(same) if len(same) == count else ()

    def between(self, first: Address, last: Address) -> tuple[Address, ...]:
        """Provisions of one level from ``first`` to ``last``; () where they are no such stretch."""
        above = first.steps[:-1]
        if above != last.steps[:-1] or first not in self._place or last not in self._place:
            return ()
        return tuple(self._siblings[above][self._place[first] : self._place[last] + 1])

    def runs(self, members: Collection[Address]) -> list[tuple[Address, Address]]:
        """Provisions of one level as stretches without a gap, each by its first and last."""
        out: list[tuple[Address, Address]] = []
        for a in sorted((a for a in members if a in self._index), key=self._index.__getitem__):
            last = out[-1][1] if out else None
            if last and last.steps[:-1] == a.steps[:-1] and self._place[a] == self._place[last] + 1:
                out[-1] = (out[-1][0], a)
            else:
                out.append((a, a))
        return out

    def resolve(self, address: Address, home: Address | None = None) -> tuple[Address, ...]:
        """The provisions that ``address`` may name: itself where it exists, else those that supply its missing 款 or 编.

        ``home`` decides where it can: 第一项 in a paragraph that has items means its own first item.
        """
        if address in self._index:
            return (address,)
        steps = address.steps
        for i in range(1, len(steps)):
            if steps[i].level is Level.ITEM and steps[i - 1].level is not Level.PARAGRAPH:
                paragraphs = [a for a in self._siblings.get(steps[:i], ()) if a.level is Level.PARAGRAPH]
                found = [a for a in (Address((*p.steps, *steps[i:])) for p in paragraphs) if a in self._index]
                near = [a for a in found if home and Address(a.steps[: i + 1]).contains(home)]
                return tuple(near or found)
        if address.steps and address.level in HEADINGS:
            found = self._headings.get(address, [])
            near = [a for a in found if home and self._near(a, home, address.steps[0].level)]
            return tuple(near if len(near) == 1 else found)
        return ()

    def _near(self, heading: Address, home: Address, first: Level) -> bool:
        """Whether a heading lies in the same part or chapter as ``home``."""
        over = [s.level for s in heading.steps if s.level < first]
        return bool(over) and all(
            (h := self.heading(home, level)) is not None and h.contains(heading) for level in over
        )


def ordered(addresses: Sequence[Address], title: str = "") -> Numbering:
    """A numbering from addresses alone (those of a result that is not built yet)."""
    return Numbering(tuple(addresses), title)
