"""Characters with their boxes: what a page is, wherever it came from (a text layer, hOCR, the JSON of an OCR engine).

Coordinates are in points or pixels, x to the right and y *downwards* from the upper left corner of the page as its reader sees it.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs


class Box(NamedTuple):
    """One character (a tuple, for there are a thousand on each page): its corners, itself, the size of its type in the same units."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    em: float


class Rule(NamedTuple):
    """A straight line of a table or beside a column: its place across, and from where to where it runs."""

    at: float
    start: float
    end: float


@attrs.frozen
class Page:
    """A page: its number in the file (from 1), its size, its characters in any order, its rules.

    ``recognised`` says that its characters were recognised in a picture (OCR), ``pictured`` which share of it pictures cover. The counts
    are of characters that are not among ``boxes``: ``hidden`` are invisible, ``turned`` run in another direction than the rest,
    ``outside`` lie beyond the edges; ``white`` are among them but printed in white, ``mended`` were radicals or
    compatibility forms of the ideographs that are there now.
    """

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()
    recognised: bool = False
    pictured: float = 0.0
    hidden: str = ""
    turned: str = ""
    outside: str = ""
    white: str = ""
    mended: str = ""
