"""Whole provisions get a new text: …修改为：…."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import attrs

from lawtrack.binding.annexes import annex_blocks
from lawtrack.binding.binder import (
    FILL,
    Binding,
    Step,
)
from lawtrack.binding.new_text import Block, article_blocks, blocks_of, new_slot, overwrite, refill
from lawtrack.binding.word_edits import (
    Change,
    Match,
)  # fmt: skip
from lawtrack.binding.working_copy import Slot, Undone
from lawtrack.decision.orders import (
    Place,
    Replace,
)  # fmt: skip
from lawtrack.decision.payload import payload_units, split_articles, strip_head
from lawtrack.model.levels import HEADINGS, Level, Unit
from lawtrack.model.numerals import Number, label_number
from lawtrack.patch.ops import Cause


@attrs.define(eq=False)
class Provisions(Binding):
    """Orders that replace whole provisions."""

    # ------------------------------------------------------------------ whole provisions

    def replace(self, order: Replace) -> list[Step]:
        cause = self.cause
        slots: list[tuple[Place, Slot | None]] = []
        for place in order.places:
            steps = place.address.steps
            if steps and steps[-1].level is Level.PREAMBLE and self.plan.base.find(place.address) is None:
                slots.append((place, None))
                continue
            slots += [(place, s) for s in self.plan.places(place)]
        if len(slots) == 1:
            return [(FILL, partial(self.fill, *slots[0], order.payload.lines, cause))]
        shares = self.share(order.payload.lines, slots)
        return [(FILL, partial(self.fill, p, s, x, cause)) for (p, s), x in zip(slots, shares, strict=True)]

    def share(self, lines: tuple[str, ...], slots: Sequence[tuple[Place, Slot | None]]) -> list[tuple[str, ...]]:
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

    def fill(self, place: Place, slot: Slot | None, lines: tuple[str, ...], cause: Cause) -> None:
        if slot is None:  # 引言 of a statute that has none
            head = new_slot(Block(Unit(Level.PREAMBLE), tuple(article_blocks(lines))), cause)
            self.plan.root.add(head, 3)
            return
        if slot in self.dissolved and self.dissolved[slot]:
            kids = self.dissolved[slot]
            home = kids[0].parent
            if home is not None:
                final = kids[0].final
                for k, made in enumerate(refill(home, article_blocks(lines), kids, cause)):
                    made.final = Number(final.value + k) if final is not None else None
            return
        if slot.gone is not None and slot.gone != cause:
            raise Undone("amend.conflict", f"{place}已被另一项指令删除", "deleted by another instruction", str(place))
        if slot.gone is not None:
            return  # merged into another provision by the same instruction: nothing stands here, nor beside it
        if slot.level in (Level.TITLE, Level.STAGE, Level.NOTE):
            slot.replaced = ("".join(lines), cause)
        elif slot.level in HEADINGS and (place.part in ("heading", "") or place.quoted):
            self.retitle(slot, lines, cause)
        elif place.part.startswith("sentence-") and slot.level >= Level.PARAGRAPH:
            self.fill_sentence(slot, int(place.part[9:]), "".join(lines), cause)
        elif place.part.startswith("line-"):
            self.fill_line(slot, int(place.part[5:]), lines, cause)
        elif place.part == "head" or place.part == "start":
            target = slot if slot.level >= Level.PARAGRAPH else next((c for c in slot.alive), None)
            if target is None:
                raise Undone("amend.target-missing", f"{place}没有款首", "no head", str(place))
            text = "".join(lines)
            if target.text.endswith(("：", ":")) and not text.endswith(("：", ":", "。", "，", "；")):
                text += target.text[-1]  # the colon before the items stays
            target.replaced, target.supplied = (text, cause), True
        elif place.part == "items":
            refill(
                slot,
                blocks_of(payload_units(lines, Level.ITEM)),
                [c for c in slot.alive if c.level >= Level.ITEM],
                cause,
            )
        elif slot.level is Level.ARTICLE:
            self.fill_article(slot, lines, cause)
        elif slot.level is Level.ANNEX and place.part == "heading":
            slot.replaced = ("".join(lines), cause)
        elif slot.level is Level.ANNEX:
            heading, blocks = annex_blocks(slot.label, slot.text, lines)
            if heading is not None and heading != slot.text:
                slot.replaced = (heading, cause)
            refill(slot, blocks, slot.alive, cause)
        elif slot.level is Level.PREAMBLE:
            refill(slot, article_blocks(lines), slot.alive, cause)
        elif slot.level is Level.PARAGRAPH:
            blocks = article_blocks(lines)
            if len(blocks) == 1:
                overwrite(slot, blocks[0], cause)
            elif slot.parent is not None:
                overwrite(slot, blocks[0], cause)
                at = slot.parent.children.index(slot) + 1
                for k, block in enumerate(blocks[1:]):
                    new = slot.parent.add(new_slot(block, cause), at + k)
                    if slot.final is not None:
                        new.final = Number(slot.final.value + k + 1)
        else:
            blocks = blocks_of(payload_units(lines, Level.ITEM))
            if not blocks:
                return
            last = slot.parent is None or slot.parent.alive[-1:] == [slot]
            overwrite(slot, self.item_block(blocks[0], slot.text, last and len(blocks) == 1), cause)
            if slot.parent is not None:
                at = slot.parent.children.index(slot) + 1
                for k, block in enumerate(blocks[1:]):
                    made = slot.parent.add(new_slot(self.item_block(block, slot.text, False), cause), at + k)
                    made.final = label_number(block.unit.label) if block.unit.label else None

    def fill_article(self, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
        lines, number = strip_head(lines)
        if number is not None and number != label_number(slot.label) and slot not in self.fixed:
            self.number(slot, number, cause)
        self.spread.discard(slot)
        old = [c for c in slot.children if c.gone is None and c.move_cause is None]
        refill(slot, article_blocks(lines), old, cause)

    def refill(self, home: Slot, lines: tuple[str, ...], old: Sequence[Slot], cause: Cause) -> None:
        """Paragraphs where other paragraphs stood."""
        refill(home, article_blocks(lines), old, cause)

    def item_block(self, block: Block, base: str, last: bool) -> Block:
        """An item without its closing mark takes the mark of the slot (rule R7); 。 ends only the last item."""
        text = block.unit.text
        if text and not block.kids and text[-1] not in "。；：，;:,":
            mark = base[-1] if base and base[-1] in "。；，;," else "；"
            text += ("；" if mark == "。" else mark) if not last else mark
        return block._replace(unit=attrs.evolve(block.unit, text=text))

    def retitle(self, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
        text = " ".join(lines).strip()
        if slot.label and text.startswith(slot.label):
            text = text[len(slot.label) :].strip(" \u3000")
        else:
            units = payload_units((text,), Level.PART)
            if units and units[0].level in HEADINGS:
                text = units[0].text
        slot.replaced = (text, cause)

    def fill_sentence(self, slot: Slot, n: int, new: str, cause: Cause) -> None:
        ends = [i + 1 for i, c in enumerate(slot.text) if c in "。；"] or [len(slot.text)]
        starts = [0, *ends[:-1]]
        try:
            start, end = (starts[n - 1], ends[n - 1]) if n > 0 else (starts[n], len(slot.text))
        except IndexError:
            raise Undone("amend.target-missing", f"没有第{n}句", "no such sentence", self.plan.address(slot)) from None
        self.want(slot, Change(Match(start, end), new, cause))

    def fill_line(self, slot: Slot, n: int, lines: tuple[str, ...], cause: Cause) -> None:
        printed = [s for s in slot.below() if s.level >= Level.PARAGRAPH and s.line is not None]
        if not 1 <= n <= len(printed):
            raise Undone("amend.target-missing", f"没有第{n}自然段", "no such line", self.plan.address(slot))
        target = printed[n - 1]
        if target.level is Level.PARAGRAPH:
            target.replaced, target.supplied = ("".join(lines), cause), True
        else:
            self.fill(Place(), target, lines, cause)


def _print(block: Block) -> Iterable[str]:
    yield block.unit.label + block.unit.text
    for kid in block.kids:
        yield from _print(kid)
