"""Giving slots new text: a paragraph, an item, a whole article, paired with what stood there so that history can be followed.

An annex (附件, 附表) has a build of its own — 一、 and （一）, articles, tables — and its new text is read as a statute's annex is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

import attrs

from lawtrack.binding import findings as kinds
from lawtrack.binding.item_numbers import check_printed
from lawtrack.binding.likeness import check_part
from lawtrack.binding.new_units import NewUnits, article_blocks, blocks_of, new_slot, overwrite, refill
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Undone, WorkingCopy, squash
from lawtrack.decision.orders import InsertProvisions, Place
from lawtrack.decision.payload import counted_head, heading_in, payload_units, split_caption, strip_head
from lawtrack.model.levels import HEADINGS, WITHIN, Level, Unit, cited
from lawtrack.model.numerals import Number, label_number, relabel
from lawtrack.model.provisions import Annex, Node, unit_of
from lawtrack.patch.ops import Cause
from lawtrack.syntax.statute.parse import parse_statute

_OF_ARTICLES = frozenset((Level.ARTICLE, *WITHIN))
_ALONE = frozenset((Level.TITLE, Level.STAGE, Level.NOTE))
"""One line each, with nothing below."""


def fill(work: WorkingCopy, place: Place, slot: Slot | None, lines: tuple[str, ...], cause: Cause) -> None:
    """Give a provision, or the part of it that ``place`` says, its new text; raises :class:`Undone` where that cannot be done."""
    if slot is not None and slot.level in _OF_ARTICLES:
        refuse_headings(lines, place)
    if slot is None:  # 引言 of a statute that has none
        head = new_slot(NewUnits(Unit(Level.PREAMBLE), tuple(article_blocks(lines))), cause)
        work.root.add(head, 3)
    elif slot in work.dissolved and work.dissolved[slot]:
        fill_dissolved(work.dissolved[slot], lines, cause)
    elif slot.gone is not None:
        if slot.gone != cause:
            raise Undone(kinds.DELETED_ELSEWHERE, place)
        # merged into another provision by the same instruction: nothing stands here, nor beside it
    elif slot.level in _ALONE:
        slot.replaced = ("".join(lines), cause)
    elif slot.level in HEADINGS and (place.part in ("heading", "") or place.quoted):
        retitle(work, slot, lines, cause)
    elif place.part == "heading" and slot.level is not Level.ANNEX:
        recaption(work, slot, lines, cause)
    elif place.part not in ("", "heading"):
        fill_part(work, place, slot, lines, cause)
    elif len(lines) == 1 and (leads := lead_in(work, place, slot, lines)) is not None:
        fill_lead_in(leads, "".join(take_head(work, slot, lines, cause)), cause)
        if leads.wording[-1:] not in ("：", ":") and items_of(leads):
            work.report(kinds.LEAD_IN_ENDS, work.address(leads))
    elif slot.level is Level.ARTICLE:
        fill_article(work, slot, lines, cause)
    elif slot.level is Level.ANNEX:
        fill_annex(place, slot, lines, cause)
    elif slot.level is Level.PREAMBLE:
        refill(slot, article_blocks(lines), slot.alive, cause)
    elif slot.level is Level.PARAGRAPH:
        fill_paragraph(work, slot, lines, cause)
    else:
        fill_item(work, place, slot, lines, cause)


def fill_dissolved(kids: list[Slot], lines: tuple[str, ...], cause: Cause) -> None:
    """New text for an article that became paragraphs of another one: it is theirs, at their place."""
    home, final = kids[0].parent, kids[0].final
    if home is not None:
        for k, made in enumerate(refill(home, article_blocks(lines), kids, cause)):
            made.final = Number(final.value + k) if final is not None else None


def items_of(slot: Slot) -> list[Slot]:
    """The items right below a provision that stay."""
    return [c for c in slot.alive if c.level >= Level.ITEM]


def list_of(work: WorkingCopy, slot: Slot, place: Place) -> Slot:
    """What has the items that an order speaks of: the provision itself, or the only 款 of an article with a list.

    Raises :class:`Undone` where none has, or several have.
    """
    if slot.level >= Level.PARAGRAPH and items_of(slot):
        return slot
    found = [c for c in slot.alive if items_of(c)]
    if len(found) != 1:
        raise Undone(kinds.WHICH_LIST, place, count=len(found))
    return found[0]


def fill_part(work: WorkingCopy, place: Place, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for a line, the lead-in or the items of a provision."""
    if place.part.startswith("line-"):
        fill_line(work, slot, int(place.part[5:]), lines, cause)
    elif place.part in ("head", "start"):
        target = list_of(work, slot, place) if place.part == "head" else slot
        target = next(iter(target.alive), target) if target.level < Level.PARAGRAPH else target
        fill_lead_in(target, "".join(lines), cause)
    elif place.part == "items":
        home = list_of(work, slot, place)
        refill(home, blocks_of(payload_units(lines, Level.ITEM)), items_of(home), cause)
    else:
        raise Undone(kinds.PART_NOT_REPLACED, place, part=place.part)


def fill_annex(place: Place, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for an annex, or for its heading alone."""
    if place.part == "heading":
        slot.replaced = ("".join(lines), cause)
        return
    heading, blocks = annex_blocks(slot.label, slot.text, lines)
    if heading is not None and heading != slot.text:
        slot.replaced = (heading, cause)
    refill(slot, blocks, slot.alive, cause)


def fill_paragraph(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for a 款; more than one takes its place and the next ones."""
    blocks = article_blocks(lines)
    tell_lost_items(work, slot, blocks)
    if len(blocks) > 1 and slot.parent is None:
        return
    overwrite(slot, blocks[0], cause)
    for k, new in enumerate(_behind(slot, blocks[1:], cause), 1):
        if slot.final is not None:
            new.final = Number(slot.final.value + k)


def fill_item(work: WorkingCopy, place: Place, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for an item or subitem; those that it brings besides stand behind it, with the numbers printed on them."""
    blocks = blocks_of(payload_units(lines, Level.ITEM))
    if not blocks:
        return
    blocks = [listed_like(block, slot.label, (slot.number, slot.final)) for block in blocks]
    check_printed(work, place, slot, blocks[0].unit.label)
    last = slot.parent is None or slot.parent.alive[-1:] == [slot]
    overwrite(slot, item_block(blocks[0], slot.text, last and len(blocks) == 1), cause)
    if slot.final is not None:
        work.stated[slot] = cause
    more = [item_block(block, slot.text, False) for block in blocks[1:]]
    for made, block in zip(_behind(slot, more, cause), more, strict=False):
        made.final = label_number(block.unit.label) if block.unit.label else None


def _behind(slot: Slot, blocks: Sequence[NewUnits], cause: Cause) -> list[Slot]:
    """New provisions put directly behind one of their parent's."""
    if slot.parent is None:
        return []
    at = slot.parent.children.index(slot) + 1
    return [slot.parent.add(new_slot(block, cause), at + k) for k, block in enumerate(blocks)]


def lead_in(work: WorkingCopy, place: Place, slot: Slot, lines: tuple[str, ...]) -> Slot | None:
    """The paragraph of which a new text is the lead-in only (款首, rule 11): one with items, where the text brings none and ends in ：, or
    where the same decision names one of its items. Raises :class:`Undone` where an article has several paragraphs."""
    if slot.level not in (Level.ARTICLE, Level.PARAGRAPH) or place.part or len(lines) != 1:
        return None
    homes = [
        c
        for c in (slot.alive if slot.level is Level.ARTICLE else [slot])
        if c.children and any(i.level >= Level.ITEM for i in c.alive)
    ]
    if not homes or not (lines[0].endswith(("：", ":")) or any(h in work.listed for h in homes)):
        return None
    if slot.level is Level.ARTICLE and len(slot.alive) > 1:
        raise Undone(kinds.LEAD_IN_UNCLEAR, work.address(slot), place=place, count=len(slot.alive))
    return homes[0]


_WHOLE = Place()


def is_lead_in(work: WorkingCopy, slot: Slot, lines: tuple[str, ...]) -> bool:
    """Whether new text for a whole provision is its lead-in alone, or is refused because that is not clear."""
    try:
        return lead_in(work, _WHOLE, slot, lines) is not None
    except Undone:
        return True


def fill_lead_in(slot: Slot, text: str, cause: Cause) -> None:
    """New words before the items of a paragraph; the colon before the items stays."""
    if slot.text.endswith(("：", ":")) and not text.endswith(("：", ":", "。", "，", "；")):
        text += slot.text[-1]
    slot.replaced, slot.supplied = (text, cause), True


def tell_lost_items(work: WorkingCopy, slot: Slot, blocks: Sequence[NewUnits]) -> None:
    """Items never go without a word: a paragraph that becomes one, or several, without items."""
    lost = [c for c in slot.alive if c.level >= Level.ITEM]
    if lost and not any(block.kids for block in blocks):
        where = work.address(slot)
        work.report(kinds.ITEMS_DROPPED, where, count=len(lost))


def refuse_headings(lines: Sequence[str], address: object = "") -> None:
    """New text for articles alone holds no heading of a chapter or section: it would be read as a paragraph."""
    found = [h for line in lines if "第" in line and (h := heading_in(line)) is not None]
    if found:
        raise Undone(kinds.HEADING_IN_TEXT, address, heading=f"{found[0].label} {found[0].text}".strip())


def fill_article(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for an article: its number and caption are taken off, its paragraphs paired with those that stood there."""
    lines = take_head(work, slot, lines, cause)
    work.spread.discard(slot)
    old = [c for c in slot.children if c.gone is None and c.move_cause is None]
    blocks = article_blocks(lines)
    if len(blocks) == 1:
        check_part(work, slot, old, "".join(lines))
    for child in old:
        if child.children:
            tell_lost_items(work, child, blocks)
    refill(slot, blocks, old, cause)


def take_head(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], cause: Cause) -> tuple[str, ...]:
    """New text without the number and the caption of its article, which are given to it."""
    if slot.level is not Level.ARTICLE:
        return lines
    lines, number = strip_head(lines, (slot.number, slot.final))
    if number is not None:
        check_head(work, slot, number, cause)
    elif slot.label.endswith("、") and (other := counted_head(lines)) is not None:
        raise Undone(kinds.CONTRADICTION, work.address(slot), other=cited(Level.ARTICLE, other)[1:-1])
    lines, caption = split_caption(lines, slot.text)
    if caption and caption != slot.text:
        slot.replaced = (caption, cause)
    return lines


def check_head(work: WorkingCopy, slot: Slot, number: Number, cause: Cause) -> None:
    """The number printed before the new text of an article gives it that number, where no order gives it another."""
    where = work.address(slot)
    if number == slot.number and slot.final not in (None, number):
        work.report(
            kinds.OLD_NUMBER_PRINTED,
            where,
            becomes=cited(Level.ARTICLE, slot.final or 0),
            printed=cited(Level.ARTICLE, number),
        )
    if work.unnumbered and number not in (slot.number, slot.final):
        raise Undone(kinds.NUMBER_OF_ANOTHER, where, printed=cited(Level.ARTICLE, number))
    if number != label_number(slot.label) and slot not in work.fixed:
        work.number(slot, number, cause)
        work.stated[slot] = cause


def listed_like(block: NewUnits, style: str, expected: Container[Number | None]) -> NewUnits:
    """A new item of a list that stands: its number in the style of the list, 三、 where that is how it is counted and is one ``expected``."""
    text = block.unit.text
    number = label_number(block.unit.label) if block.unit.label else counted_head((text,))
    if not block.unit.label and number in expected and number is not None:
        (text,), _ = strip_head((text,), expected)
    elif not block.unit.label or not style:
        return block
    assert number is not None
    return block._replace(unit=attrs.evolve(block.unit, label=relabel(style, number), text=text))


def item_block(block: NewUnits, base: str, last: bool) -> NewUnits:
    """An item without its closing mark takes the mark of the slot (rule R7); 。 ends only the last item."""
    text = block.unit.text
    if text and not block.kids and text[-1] not in "。；：，;:,":
        mark = base[-1] if base and base[-1] in "。；，;," else "；"
        text += ("；" if mark == "。" else mark) if not last else mark
    return block._replace(unit=attrs.evolve(block.unit, text=text))


def check_heading_number(work: WorkingCopy, heading: Slot, title: Unit) -> None:
    """The number on the new heading is that of the heading, old or new."""
    if title.level is heading.level and title.number in (work.base_number(heading), heading.final):
        return
    where = work.address(heading)
    work.report(kinds.HEADING_OF_ANOTHER, where, after=title.label)


def retitle(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """A new name for a heading; the number printed before it must be the heading's."""
    text = " ".join(lines).strip()
    if slot.label and text.startswith(slot.label):
        text = text[len(slot.label) :].strip(" \u3000")
    else:
        units = payload_units((text,), Level.PART)
        if units and units[0].level in HEADINGS:
            check_heading_number(work, slot, units[0])
            text = units[0].text
    slot.replaced = (text, cause)


def caption_of(work: WorkingCopy, slot: Slot) -> str:
    """The caption (条标) of an article; raises :class:`Undone` where it has none, and for what never has one."""
    if slot.level is not Level.ARTICLE or not slot.text:
        where = work.address(slot)
        raise Undone(kinds.NO_CAPTION, where)
    return slot.text


def recaption(work: WorkingCopy, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """将第三条条标修改为“管理部门”: the brackets are those that the captions of the statute have."""
    old = caption_of(work, slot)
    lines, number = strip_head(lines, (slot.number, slot.final))
    if number is not None:
        check_head(work, slot, number, cause)
    text = "".join(lines).strip(" \u3000")
    if len(lines) != 1 or not text or text[-1] in "。；：，":
        where = work.address(slot)
        raise Undone(kinds.NOT_A_CAPTION, where)
    slot.replaced = (text if text[0] in "（(【〔[" or old[0] not in "（(【〔[" else old[0] + text + old[-1], cause)


def fill_line(work: WorkingCopy, slot: Slot, n: int, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for the n-th line of a provision as printed (第N段)."""
    printed = [s for s in slot.below() if s.level >= Level.PARAGRAPH and s.line is not None]
    if not 1 <= n <= len(printed):
        raise Undone(kinds.NO_LINE, work.address(slot), n=n)
    target = printed[n - 1]
    if target.level is Level.PARAGRAPH:
        target.replaced, target.supplied = ("".join(lines), cause), True
    else:
        fill(work, Place(), target, lines, cause)


_ANNEX_LABEL = re.compile(
    r"附[ \u3000]*(?:件|表|录|图)[ \u3000]*[一二三四五六七八九十0-9０-９]{0,3}[：:]?(?=[ \u3000]|$)"
)


def annex_blocks(label: str, title: str, lines: Sequence[str]) -> tuple[str | None, list[NewUnits]]:
    """The heading that the new text gives the annex (None where it gives none) and the text below it.

    >>> annex_blocks("附件", "收费表", ("附件　收费标准", "一、用水", "（一）一般用水每吨一元。"))[0]
    '收费标准'
    """
    texts = _bare(lines)
    if title and texts and squash(texts[0]) == squash(title):
        texts = texts[1:]
    named = bool(texts) and _ANNEX_LABEL.match(texts[0]) is not None
    annex = _read_annex(texts if named else [f"{label or '附件'}\u3000{title or '附件'}", *texts])
    if annex is None:
        return None, article_blocks(tuple(lines))
    return (annex.heading if named else None), [_block_of(n) for n in annex.children]


def new_annex(label: str, order: InsertProvisions) -> tuple[str, str, list[NewUnits]]:
    """Label, heading and text of an annex that is added; its first line may be its label, or its heading."""
    texts = _bare(order.payload.lines)
    if not texts or not _ANNEX_LABEL.match(texts[0]):
        texts = [f"{label}\u3000{order.heading}".rstrip("\u3000"), *texts]
    annex = _read_annex(texts)
    if annex is None:
        return label, order.heading, article_blocks(order.payload.lines)
    return annex.label.rstrip("：:"), annex.heading, [_block_of(n) for n in annex.children]


def _bare(lines: Sequence[str]) -> list[str]:
    return [line.strip(" \t\u3000") for line in lines if line.strip(" \t\u3000")]


def _read_annex(lines: Sequence[str]) -> Annex | None:
    nodes = parse_statute("\n".join(["例", "第一条\u3000例。", *lines])).children
    return nodes[1] if len(nodes) == 2 and isinstance(nodes[1], Annex) else None


def _block_of(node: Node) -> NewUnits:
    return NewUnits(unit_of(node), tuple(_block_of(n) for n in node.children))
