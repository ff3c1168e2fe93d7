"""Numbers that are printed before a new text and are not its own: 5、 of the instruction, within the marks of quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lawtrack.binding.result import findings as kinds
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.model.levels import Level
from lawtrack.model.numerals import NUMERAL, label_number

_BEGINS = frozenset('0123456789０１２３４５６７８９零〇一二三四五六七八九十百（(第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳“"')
_PRINTED = re.compile(
    rf"(?:[0-9０-９]{{1,3}}[、．.）)](?![0-9０-９])|[（(][0-9０-９]{{1,3}}[）)](?![〇号])|[①-⑳]|{NUMERAL}、(?!{NUMERAL}|[0-9])"
    rf"|第\s*(?:{NUMERAL}|[0-9０-９]+)\s*条[ \u3000]+(?=\S))"
)


def tell_printed_numbers(work: WorkingCopy, slots: Sequence[Slot]) -> None:
    """Tell each new 款 that begins with a number of the sort that counts instructions or articles, where it is no member of a list: a line before it
    ends in ：, its neighbours are numbered in sequence, or the text before was numbered too."""
    for i, slot in enumerate(slots):
        if slot.level is not Level.PARAGRAPH or slot.line is not None and slot.replaced is None:
            continue
        text = slot.wording
        if (
            text[:1] not in _BEGINS
            or (m := _PRINTED.match(text)) is None
            or _PRINTED.match(slot.text)
            and slot.replaced
        ):
            continue
        n = label_number(m[0]).value
        before = _wording(slots, i - 1)
        if m[0][0] != "第" and (
            before.endswith(("：", ":")) or _counted(before, n - 1) or n == 1 and _counted(_wording(slots, i + 1), 2)
        ):
            continue
        cause = slot.replaced[1] if slot.replaced is not None else slot.cause
        work.instruction = work.instructions.get(cause.index) if cause is not None else None
        work.report(kinds.NUMBER_IN_TEXT, _place(work, slot), printed=m[0].strip(), text=text[:20])
        work.instruction = None


def _wording(slots: Sequence[Slot], i: int) -> str:
    return slots[i].wording if 0 <= i < len(slots) and slots[i].level is Level.PARAGRAPH else ""


def _counted(text: str, n: int) -> bool:
    m = _PRINTED.match(text)
    return m is not None and label_number(m[0]).value == n


def _place(work: WorkingCopy, slot: Slot) -> str:
    """Where it stands in the end, as far as a label tells."""
    home = slot.up(Level.ARTICLE)
    return work.address(slot) or (home.label if home is not None else "")
