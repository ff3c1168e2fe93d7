"""(what a decision does to one statute, the statute) → the plan: each order finds its place in the base and says what becomes of it.

Every order is first *prepared* (all its places and words are looked up, nothing is changed); an instruction of which one order
fails is left undone as a whole. What was prepared is then carried out in phases, so the sequence of instructions has no influence.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter

import lawtrack.binding.orders.insert_delete
import lawtrack.binding.orders.merge_split
import lawtrack.binding.orders.renumber
import lawtrack.binding.orders.replace
import lawtrack.binding.orders.words  # noqa: F401  each registers how its orders are prepared
from lawtrack.binding.binder import prepare
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.decision import Amended, Instruction
from lawtrack.errors import Severity
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Cause, clause_of


def bind(base: Statute, part: Amended, unnumbered: bool) -> WorkingCopy:
    """Carry out what ``part`` orders on a working copy of ``base``; numbers and consequences are not settled yet."""
    work = WorkingCopy(base, unnumbered)
    steps: list[tuple[int, Instruction, Cause, Callable[[], object]]] = []
    for instruction in sorted(part.instructions, key=attrgetter("index")):
        work.instruction = work.instructions[instruction.index] = instruction
        cause = Cause(instruction.label, instruction.index, instruction.text[:200])
        work.cause = cause
        try:
            made = [s for order in instruction.orders for s in prepare(work, order)]
        except Undone as undone:
            work.report(undone.code, Severity.ERROR, f"{clause_of(instruction.label)}未执行：{undone.message}" if instruction.label else f"未执行：{undone.message}",
                        f"instruction not carried out: {undone.message_en}", undone.address, before=undone.before, after=undone.after)  # fmt: skip
            continue
        steps += [(phase, instruction, cause, act) for phase, act in made]
    for _, instruction, cause, act in sorted(steps, key=itemgetter(0)):
        work.instruction, work.cause = instruction, cause
        try:
            act()
        except Undone as undone:
            work.report(
                undone.code,
                Severity.ERROR,
                f"{clause_of(instruction.label)}有一处未执行：{undone.message}",
                undone.message_en,
                undone.address,
            )
    work.instruction = None
    return work
