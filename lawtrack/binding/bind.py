"""(what a decision does to one statute, the statute) → the plan: each order finds its place in the base and says what becomes of it.

Every order is first *prepared* (all its places and words are looked up, nothing is changed); an instruction of which one order
fails is left undone as a whole. What was prepared is then carried out in phases, so the sequence of instructions has no influence.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

import attrs

from lawtrack.binding.binder import (
    Step,
)
from lawtrack.binding.orders.words import Phrasing
from lawtrack.binding.working_copy import Undone
from lawtrack.decision.decision import Amended, Instruction
from lawtrack.decision.orders import (
    Adjust,
    Append,
    ConvertNumerals,
    Delete,
    DeleteWords,
    Insert,
    InsertWords,
    Merge,
    Order,
    Regroup,
    Remark,
    Renumber,
    Repeal,
    Replace,
    ReplaceAll,
    ReplaceWords,
    Restate,
    Split,
)
from lawtrack.errors import Severity
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause, clause_of


@attrs.define(eq=False)
class Binder(Phrasing):
    """All orders of one statute, prepared and carried out."""

    # ------------------------------------------------------------------ the run

    def run(self, part: Amended) -> None:
        steps: list[tuple[int, Instruction, Cause, Callable[[], None]]] = []
        for instruction in sorted(part.instructions, key=attrgetter("index")):
            self.instruction = self.instructions[instruction.index] = instruction
            cause = Cause(instruction.label, instruction.index, instruction.text[:200])
            self.cause = cause
            try:
                made = [s for order in instruction.orders for s in self.prepare(order, instruction)]
            except Undone as undone:
                self.report(undone.code, Severity.ERROR, f"{clause_of(instruction.label)}未执行：{undone.message}" if instruction.label else f"未执行：{undone.message}",
                            f"instruction not carried out: {undone.message_en}", undone.address, before=undone.before, after=undone.after)  # fmt: skip
                continue
            steps += [(phase, instruction, cause, act) for phase, act in made]
        for _, instruction, cause, act in sorted(steps, key=itemgetter(0)):
            self.instruction, self.cause = instruction, cause
            try:
                act()
            except Undone as undone:
                self.report(
                    undone.code,
                    Severity.ERROR,
                    f"{clause_of(instruction.label)}有一处未执行：{undone.message}",
                    undone.message_en,
                    undone.address,
                )
        self.instruction = None

    def prepare(self, order: Order, instruction: Instruction) -> list[Step]:
        way = _WAYS.get(type(order))
        if way is not None:
            return way(self, order)
        if isinstance(order, Restate):
            return self.restate(order, instruction)
        if isinstance(order, Regroup):
            self.regroups.append(order)
        elif isinstance(order, Remark):
            self.report(
                "amend.remark",
                Severity.INFO,
                f"本条款不改动文本，作为附注保留：{order.text[:60]}",
                "a clause that changes no text",
            )
        else:
            assert isinstance(order, (Adjust, Repeal, ReplaceAll)), order
        return []


_WAYS: dict[type, Callable[[Binder, Any], list[Step]]] = {
    Replace: Binder.replace, Renumber: Binder.renumber, Insert: Binder.insert, Delete: Binder.delete,
    ReplaceWords: Binder.replace_words, DeleteWords: Binder.replace_words, InsertWords: Binder.insert_words,
    Append: Binder.append, Merge: Binder.merge, Split: Binder.split, ConvertNumerals: Binder.convert,
}  # fmt: skip
"""How the orders are prepared that one method each knows by itself."""


def bind(base: Statute, part: Amended, unnumbered: bool) -> Binder:
    """Carry out what ``part`` orders on a plan of ``base``; numbers and consequences are not settled yet."""
    binder = Binder(base, unnumbered)
    binder.run(part)
    return binder
