"""One unit of the plan that binding builds: what stands in the base or comes from the decision, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lawtrack.model.levels import Level, Unit
from lawtrack.model.numerals import Number, label_number
from lawtrack.patch.ops import Cause, Splice, splice

NO_CHILDREN = cast("list[Slot]", ())
"""The children of most slots: one empty tuple for all."""


class Slot:
    """One unit of the plan. ``line`` is its base line (None: new), ``unit`` what it was made or filled with. Mutable, and only while binding."""

    __slots__ = (
        "cause",
        "children",
        "edits",
        "final",
        "first",
        "gone",
        "label",
        "label_cause",
        "level",
        "line",
        "move_cause",
        "order",
        "parent",
        "replaced",
        "supplied",
        "text",
        "unit",
    )

    unit: Unit
    line: int | None
    level: Level
    label: str
    text: str
    parent: Slot | None
    children: list[Slot]
    cause: Cause | None
    """Why it is new."""
    supplied: bool
    """Whether its text comes from the decision."""
    order: int
    """Its place among the units of the base."""
    label_cause: Cause | None
    move_cause: Cause | None
    gone: Cause | None
    replaced: tuple[str, Cause] | None
    """The whole text that an order supplies."""
    edits: tuple[tuple[tuple[Splice, ...], Cause], ...]
    final: Number | None
    """The number or position that an order gives it."""
    first: bool

    def __init__(self, unit: Unit, line: int | None = None, cause: Cause | None = None, parent: Slot | None = None):
        self.unit, self.line = unit, line
        self.cause, self.parent = cause, parent
        self.level, self.label, self.text = unit.level, unit.label, unit.text
        self.children, self.edits, self.first = NO_CHILDREN, (), False
        self.supplied, self.order = (True, -1) if line is None else (False, line)
        self.label_cause = self.move_cause = self.gone = self.replaced = self.final = None

    def __repr__(self) -> str:
        return f"<{self.level.name} {self.label}{self.text[:12]} line={self.line} final={self.final}>"

    @property
    def number(self) -> Number:
        """The number on its label."""
        return label_number(self.label)

    @property
    def wording(self) -> str:
        """Its text as the orders leave it."""
        if self.replaced is not None:
            return self.replaced[0]
        return splice(self.text, [s for mine, _ in self.edits for s in mine]) if self.edits else self.text

    @property
    def alive(self) -> list[Slot]:
        """The children that are still there."""
        return [c for c in self.children if c.gone is None]

    @property
    def empty(self) -> bool:
        """Whether no child is there any more."""
        for child in self.children:
            if child.gone is None:
                return False
        return True

    def add(self, child: Slot, at: int | None = None) -> Slot:
        """Put a slot below this one, at the end or before the ``at``-th."""
        child.parent = self
        if self.children is NO_CHILDREN:
            self.children = [child]
        else:
            self.children.insert(len(self.children) if at is None else at, child)
        return child

    def leave(self) -> None:
        """Out of its parent's children."""
        if self.parent is not None:
            self.parent.children.remove(self)
            self.parent = None

    def below(self) -> list[Slot]:
        """This slot and all that is below it in print order, gone or not."""
        out = [self]
        for child in self.children:
            if child.children:
                out += child.below()
            else:
                out.append(child)
        return out

    def delete(self, cause: Cause) -> None:
        """It goes, with all that is below it."""
        for slot in self.below():
            if slot.gone is None:
                slot.gone = cause

    def above(self) -> Iterator[Slot]:
        """What it stands in, from here upwards."""
        slot = self.parent
        while slot is not None:
            yield slot
            slot = slot.parent

    def up(self, level: Level) -> Slot | None:
        """The nearest slot of ``level`` from here upwards."""
        slot: Slot | None = self
        while slot is not None and slot.level is not level:
            slot = slot.parent
        return slot
