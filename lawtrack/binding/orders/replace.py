"""Whole provisions get a new text: …修改为：…."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from lawtrack.binding.binder import (
    FILL,
    Step,
    binds,
)
from lawtrack.binding.new_text import Block, blocks_of, fill
from lawtrack.binding.working_copy import Slot, Undone, WorkingCopy
from lawtrack.decision.orders import (
    Adjust,
    Conform,
    Place,
    Remark,
    Repeal,
    Replace,
    ReplaceAll,
)  # fmt: skip
from lawtrack.decision.payload import payload_units, split_articles
from lawtrack.errors import Severity
from lawtrack.model.levels import Level


@binds(Replace)
def replace(work: WorkingCopy, order: Replace) -> list[Step]:
    cause = work.cause
    slots: list[tuple[Place, Slot | None]] = []
    for place in order.places:
        steps = place.address.steps
        if steps and steps[-1].level is Level.PREAMBLE and work.base.find(place.address) is None:
            slots.append((place, None))
            continue
        slots += [(place, s) for s in work.places(place)]
    if len(slots) == 1:
        return [(FILL, partial(fill, work, *slots[0], order.payload.lines, cause))]
    shares = share(work, order.payload.lines, slots)
    return [(FILL, partial(fill, work, p, s, x, cause)) for (p, s), x in zip(slots, shares, strict=True)]


def share(
    work: WorkingCopy, lines: tuple[str, ...], slots: Sequence[tuple[Place, Slot | None]]
) -> list[tuple[str, ...]]:
    """The payload of several places, one share each (第一款、第二款修改为：…)."""
    headed = split_articles(lines)
    if len(headed) == len(slots):
        return [x for _, x in headed]
    level = slots[0][1].level if slots[0][1] else Level.PARAGRAPH
    blocks = blocks_of(payload_units(lines, Level.ITEM if level >= Level.ITEM else Level.ARTICLE))
    if len(blocks) != len(slots):
        raise Undone("amend.payload-mismatch", f"指明{len(slots)}处，新文本却有{len(blocks)}段",
                     f"{len(slots)} places but {len(blocks)} new texts", str(slots[0][0]))  # fmt: skip
    return [tuple(_print(b)) for b in blocks]


def _print(block: Block) -> Iterable[str]:
    yield block.unit.label + block.unit.text
    for kid in block.kids:
        yield from _print(kid)


@binds(Remark)
def remark(work: WorkingCopy, order: Remark) -> list[Step]:
    work.report(
        "amend.remark",
        Severity.INFO,
        f"本条款不改动文本，作为附注保留：{order.text[:60]}",
        "a clause that changes no text",
    )
    return []


@binds(Conform)
def conform(work: WorkingCopy, order: Conform) -> list[Step]:
    work.report(
        "amend.other-law",
        Severity.WARNING,
        f"引用《{order.law}》的条文序号要随该法调整，没有给出该法的条文对照，未改动",
        f"references to {order.law} follow its new numbers; no correspondence of that statute was given",
    )
    return []


@binds(Adjust, Repeal, ReplaceAll)
def nothing(work: WorkingCopy, order: Adjust | Repeal | ReplaceAll) -> list[Step]:
    """What is no order on a provision: numbers close up anyway, a revision is carried out as a whole."""
    return []
