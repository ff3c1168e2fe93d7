"""The state of a binding: the plan, what was wanted of each text, and the findings."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from lawtrack.binding.word_edits import (
    Change,
)  # fmt: skip
from lawtrack.binding.working_copy import Plan, Slot, Undone
from lawtrack.decision.decision import Instruction
from lawtrack.decision.orders import Payload, Regroup
from lawtrack.errors import Finding, Severity
from lawtrack.model.address import Address
from lawtrack.model.levels import RANK, Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number, label_number
from lawtrack.patch.ops import Cause

Step = tuple[int, Callable[[], None]]
HEAD, MOVE, ARTICLES, TAKE, DROP, FILL, ADD, WORDS, LAST = range(9)  # the phases
HEADING_LEVEL = {"编": Level.PART, "分编": Level.SUBPART, "章": Level.CHAPTER, "节": Level.SECTION}


FOLLOWS = Cause("", -1, "条文顺序作相应调整", True)
"""The cause of what follows from other changes."""


@attrs.define(eq=False)
class Binding:
    base: Statute
    unnumbered: bool
    plan: Plan = attrs.field(init=False)
    findings: list[Finding] = attrs.Factory(list)
    words: dict[int, list[Change]] = attrs.Factory(dict)
    """Base line → wanted changes of its text."""
    hints: dict[Slot, Address | Slot] = attrs.Factory(dict)
    """Article → heading it must stand under (final address, or the slot of a new heading)."""
    origin: dict[Slot, Slot] = attrs.Factory(dict)
    """New article → the base article its text comes from."""
    regroups: list[Regroup] = attrs.Factory(list)
    restated: list[tuple[Slot, Payload, Instruction]] = attrs.Factory(list)
    touched: bool = False
    """Whether any article comes, goes or changes its number."""
    cause: Cause = Cause()
    instruction: Instruction | None = None
    instructions: dict[int, Instruction] = attrs.Factory(dict)
    """By index, for findings that come up when all are put together."""
    fixed: dict[Slot, tuple[Number, Cause]] = attrs.Factory(dict)
    spread: set[Slot] = attrs.Factory(set)
    """Articles whose parts are given out one by one (改为两条, 合并 without new text)."""

    by_number: dict[Number, Slot] = attrs.Factory(dict)
    """Final number → the article that an order gave it."""

    def __attrs_post_init__(self) -> None:
        self.plan = Plan(self.base)

    def base_children(self, slot: Slot) -> list[Slot]:
        """What stood right below a provision of the base, whatever became of it."""
        out: list[Slot] = []
        if slot.line is not None:
            units, rank = self.base.units, RANK[self.base_level(slot)]
            nearest = len(RANK)  # the rank of the last child; what is deeper stands under it
            for line in range(slot.line + 1, len(units)):
                below = RANK[units[line].level]
                if below <= rank:
                    break
                if below <= nearest:
                    nearest = below
                    out.append(self.plan.slots[line])
        return out

    def base_level(self, slot: Slot) -> Level:
        return self.base.units[slot.line].level if slot.line is not None else slot.level

    def base_label(self, slot: Slot) -> str:
        return self.base.units[slot.line].label if slot.line is not None else slot.label

    def base_number(self, slot: Slot) -> Number:
        return label_number(self.base_label(slot))

    late: list[Callable[[], None]] = attrs.Factory(list)
    """What needs the final order of paragraphs."""
    emptied: list[Slot] = attrs.Factory(list)
    dissolved: dict[Slot, list[Slot]] = attrs.Factory(dict)
    """Articles that became paragraphs of another one → these paragraphs."""
    created: dict[Number, Slot] = attrs.Factory(dict)
    headings: dict[Cause, Slot] = attrs.Factory(dict)
    """The heading that an instruction adds: its articles stand under it."""

    # ------------------------------------------------------------------ findings

    def report(
        self, code: str, severity: Severity, message: str, message_en: str, address: str = "",
        *, before: str | None = None, after: str | None = None,
    ) -> None:  # fmt: skip
        label = self.instruction.label if self.instruction else ""
        span = self.instruction.span if self.instruction else None
        self.findings.append(
            Finding(
                code,
                severity,
                message,
                message_en,
                address=address,
                instruction=label,
                span=span,
                before=before,
                after=after,
            )
        )

    def number(self, slot: Slot, number: Number, cause: Cause) -> None:
        """Give an article (or heading, paragraph, item) its final number."""
        if slot in self.fixed and self.fixed[slot][0] != number:
            where = self.plan.address(slot)
            raise Undone(
                "amend.conflict",
                f"{where}被同时改为{self.fixed[slot][0]}和{number}",
                "two new numbers for one provision",
                where,
            )
        self.fixed[slot] = (number, cause)
        slot.final = number
        slot.label_cause = cause
        if slot.level is Level.ARTICLE:
            self.touched = True
            self.by_number.setdefault(number, slot)

    def want(self, slot: Slot, change: Change) -> None:
        """One more change of a text of the base."""
        if slot.line is not None:
            self.words.setdefault(slot.line, []).append(change)
