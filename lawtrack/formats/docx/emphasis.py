"""Words that stand out by colour or weight in a paragraph that does not: how redlines made by hand show what was added.

A file has such looks for other reasons, too. Not counted are black, white and grey (pasted pages), links, centred paragraphs (titles; the red
head of an official paper), tables, a paragraph that is bold throughout (a heading), and bold words at the head of one (第一条, 【目的】).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from lxml import etree

_HUE = 0x40
"""How far the parts of a colour must be from one another to be a hue."""


def standing_out(body: etree._Element, w: str) -> Iterator[tuple[str, str]]:
    """(how, words) of each stretch of words that stands out: "colour" or "bold"."""

    def q(tag: str) -> str:
        return f"{{{w}}}{tag}"

    for paragraph in body.iter(q("p")):
        if next(paragraph.iterancestors(q("tbl")), None) is not None:
            continue
        properties = paragraph.find(q("pPr"))
        aligned = properties.find(q("jc")) if properties is not None else None
        if aligned is not None and aligned.get(q("val")) == "center":
            continue
        looks = [
            (_look(run, q), "".join(t.text or "" for t in run.iter(q("t"))))
            for run in paragraph.iter(q("r"))
            if next(run.iterancestors(q("hyperlink")), None) is None
        ]
        stretches = [(look, "".join(t for _, t in group)) for look, group in groupby(looks, key=lambda x: x[0])]
        stretches = [(look, text) for look, text in stretches if text.strip()]
        whole = len(stretches) == 1
        for k, (look, text) in enumerate(stretches):
            if look == "colour" or look == "bold" and k and not whole:
                yield look, text


def _look(run: etree._Element, q: Callable[[str], str]) -> str:
    properties = run.find(q("rPr"))
    if properties is None:
        return ""
    struck = [properties.find(q(tag)) for tag in ("strike", "dstrike")]
    if any(_on(node, q("val")) for node in struck):
        return ""
    colour, light = properties.find(q("color")), properties.find(q("highlight"))
    if colour is not None and _hue(colour.get(q("val"), "")):
        return "colour"
    if light is not None and light.get(q("val"), "none") not in ("none", "white", "black", "lightGray", "darkGray"):
        return "colour"
    return "bold" if _on(properties.find(q("b")), q("val")) else ""


def _on(node: etree._Element | None, val: str) -> bool:
    return node is not None and node.get(val, "") not in ("0", "false", "off", "none")


def _hue(colour: str) -> bool:
    """Whether a colour is one and no shade of grey.

    >>> _hue("FF0000"), _hue("333333"), _hue("auto")
    (True, False, False)
    """
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return False
    parts = [int(colour[i : i + 2], 16) for i in (0, 2, 4)]
    return max(parts) - min(parts) > _HUE
