"""Boxes → rows: the characters that stand on one height of the page, and what they read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

import attrs

from lawtrack.formats.pdf.boxes import Box

WIDE_GAP, NARROW_GAP = 0.6, 0.22
"""In em: from here on white space is the ideographic space of a heading, or a blank between Latin words."""
_BLANK = 0.12


@attrs.define(eq=False)
class PrintedRow:
    """Characters on one height, from left to right, without blanks; ``spaces`` are the places of boxes before which the text layer has a blank."""

    boxes: list[Box]
    y: float
    em: float
    x0: float
    x1: float
    spaces: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """What the row reads as.

        White space is a blank where it is wider than that between the other characters: some printers leave blanks out of the text layer,
        and a line that is spaced out to fill its column has white everywhere.
        """
        out: list[str] = []
        before: Box | None = None
        usual: float | None = None
        wide, narrow, blank = WIDE_GAP * self.em, NARROW_GAP * self.em, _BLANK * self.em
        for i, box in enumerate(self.boxes):
            if before is not None:
                gap = box.x0 - before.x1
                if gap > wide:
                    out.append("\u3000")
                elif gap > blank and (gap > narrow or i in self.spaces):
                    if _latin(before.text) and _latin(box.text):
                        out.append(" ")
                    elif not (
                        _latin(before.text) or _latin(box.text)
                    ):  # typesetters set 2024 off from 年: that is no blank
                        usual = self._usual_gap() if usual is None else usual
                        if gap > usual + (blank if i in self.spaces else narrow) and (
                            i in self.spaces or _han(before, box)
                        ):
                            out.append(" ")
            out.append(box.text)
            before = box
        return "".join(out)

    def _usual_gap(self) -> float:
        if len(self.boxes) < 6:
            return 0.0
        return max(0.0, median(b.x0 - a.x1 for a, b in zip(self.boxes, self.boxes[1:], strict=False)))

    @property
    def key(self) -> str:
        """Its characters without digits and blanks, for heads that recur with another page number."""
        return "".join(b.text for b in self.boxes if not b.text.isdigit())

    def with_blanks(self) -> Iterator[Box]:
        """All its boxes, the blanks of the text layer among them."""
        for i, box in enumerate(self.boxes):
            if i in self.spaces and i:
                yield Box(self.boxes[i - 1].x1, box.y0, box.x0, box.y1, " ", box.em)
            yield box

    def cut(self, x: float) -> tuple[PrintedRow | None, PrintedRow | None]:
        """What stands left and right of ``x``."""
        k = next((i for i, b in enumerate(self.boxes) if (b.x0 + b.x1) / 2 > x), len(self.boxes))
        left, right = self.boxes[:k], self.boxes[k:]
        return (
            row_of(left, [i for i in self.spaces if i < k]) if left else None,
            row_of(right, [i - k for i in self.spaces if i > k]) if right else None,
        )

    def without(self, drop: set[int]) -> PrintedRow | None:
        """The row less some of its boxes."""
        kept = [i for i in range(len(self.boxes)) if i not in drop]
        place = {i: k for k, i in enumerate(kept)}
        spaces = [place[i] for i in self.spaces if i in place]
        return row_of([self.boxes[i] for i in kept], spaces) if kept else None


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _han(a: Box, b: Box) -> bool:
    return "\u4e00" <= a.text <= "\u9fff" and "\u4e00" <= b.text <= "\u9fff"


def row_of(boxes: list[Box], spaces: Iterable[int] = ()) -> PrintedRow:
    """A row of boxes that stand in order."""
    ems = [b.em for b in boxes if b.text > "\u2e80"] or [b.em for b in boxes]
    em = median(ems)
    tall = [(b.y0 + b.y1) / 2 for b in boxes if b.em > 0.8 * em] or [(b.y0 + b.y1) / 2 for b in boxes]
    return PrintedRow(boxes, median(tall), em, boxes[0].x0, max(b.x1 for b in boxes[-3:]), frozenset(spaces))


def rows_of(boxes: Iterable[Box]) -> list[PrintedRow]:
    """All rows from the top down. A box belongs to the row whose middle lies within half an em of its own.

    >>> here = [Box(20, 1, 30, 11, "例", 10), Box(0, 0, 10, 10, "条", 10), Box(0, 15, 10, 25, "二", 10)]
    >>> [row.text for row in rows_of(here)]
    ['条\\u3000例', '二']
    """
    out: list[PrintedRow] = []
    group: list[tuple[float, Box]] = []
    middle = em = 0.0
    for c, box in sorted(((b.y0 + b.y1) / 2, b) for b in boxes):
        if group and c - middle > 0.5 * max(em, box.em):
            out += _row(group)
            group = []
        if not group:
            middle, em = c, box.em
        group.append((c, box))
        middle = group[len(group) // 2][0]  # they come in order of height
        em = max(em, box.em)
    out += _row(group)
    return out


def _row(group: Sequence[tuple[float, Box]]) -> Iterator[PrintedRow]:
    boxes: list[Box] = []
    spaces: list[int] = []
    for box in sorted((b for _, b in group), key=lambda b: b.x0):
        if box.text.isspace():
            if boxes and (not spaces or spaces[-1] != len(boxes)):
                spaces.append(len(boxes))
        else:
            boxes.append(box)
    if boxes:
        yield row_of(boxes, (i for i in spaces if i < len(boxes)))
