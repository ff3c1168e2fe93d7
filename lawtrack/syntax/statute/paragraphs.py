"""What is one 款 and what is one 项: lines that stand alone on paper and belong to what stands above them.

A 款 is a natural paragraph whose sentence is finished. Four kinds of lines are none:

* lines of an unnumbered list: below a line that ends in ：, lines that end in ，or ；, to the one that ends the sentence
  (宪法 第六十五条: 委员长，/ 副委员长若干人，/ …);
* whatever stands inside an item before the *following* number of the same run: further sentences, 1. 2., a table (种子法 第九十二条);
  a list that begins again at （一） begins in a new 款;
* lines of an unnumbered list inside the last item of a run;
* the rows of a table and pictures below the sentence that brings them.

They become lines of the text they belong to (``Unit.text`` with a line break in it), or, where numbered lines stand between, lines
without a number beside these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from lawtrack.model.levels import WITHIN, Level, Unit
from lawtrack.model.numerals import label_number

_COLON = ("：", ":")
DRAWN = ("|", "![")
"""How a row of a table and a picture begin."""
_OPEN = ("，", "；", "、", ",", ";")


@lru_cache(maxsize=4096)
def label_style(label: str) -> str:
    """The shape of a list mark: numbers of one shape make a run.

    >>> [label_style(x) for x in ("（一）", "(二)", "三）", "1.", "（1）", "①", "一、")]
    ['(一', '(一', '(一', '1', '(1', '①', '一、']
    """
    if label.endswith("、") and not label[0].isdigit():
        return "一、"
    if "⒈" <= label[0] <= "⒛":
        return "1"
    if "⑴" <= label[0] <= "⒇":
        return "(1"
    inner = label.strip("（()） \u3000")
    shape = "①" if "①" <= label[0] <= "⑳" else "1" if inner[:1].isdigit() else "一"
    return ("(" if label[0] in "（(" or label[-1] in "）)" or "㈠" <= label[0] <= "㈩" else "") + shape


@attrs.frozen
class Gathered:
    """A unit and the stretch ``[first, last]`` of the units it was made of."""

    unit: Unit
    first: int
    last: int


def stretches(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The lines ``[i, j)`` of each article and preamble in which a line may belong to another."""
    paragraph, end = Level.PARAGRAPH, 0
    doubtful = [
        k
        for k, (unit, before) in enumerate(zip(units[1:], units, strict=False), 1)
        if unit.level is paragraph
        and (
            before.level in _NUMBERED
            or before.level is paragraph and before.text.endswith(_COLON)
            or unit.text.startswith(DRAWN)
        )
    ]  # fmt: skip
    for k in doubtful:
        if k < end:
            continue
        start = end = k
        while start and units[start - 1].level in WITHIN:
            start -= 1
        while end < len(units) and units[end].level in WITHIN:
            end += 1
        if start and units[start - 1].level in _GATHERED:
            yield start, end


_NUMBERED = (Level.ITEM, Level.SUBITEM)
_GATHERED = (Level.ARTICLE, Level.PREAMBLE)


def gather(units: Sequence[Unit]) -> list[Gathered]:
    """Units with one line each as units with all lines that belong to them; only inside articles and preambles.

    >>> lines = [Unit(Level.ARTICLE, "第一条"), Unit(Level.PARAGRAPH, "", "委员会由下列人员组成："), Unit(Level.PARAGRAPH, "", "主任，"),
    ...          Unit(Level.PARAGRAPH, "", "委员五人。"), Unit(Level.PARAGRAPH, "", "委员会每年开会两次。")]
    >>> [g.unit.text for g in gather(lines)]
    ['', '委员会由下列人员组成：\\n主任，\\n委员五人。', '委员会每年开会两次。']
    """
    out: list[Gathered] = []
    at = 0
    for i, j in stretches(units):
        out += [Gathered(units[k], k, k) for k in range(at, i)]
        out += gather_provision(units[i:j], i)
        at = j
    return out + [Gathered(units[k], k, k) for k in range(at, len(units))]


def gather_provision(units: Sequence[Unit], offset: int = 0) -> list[Gathered]:
    """The same for the paragraphs and items of one provision."""
    return _gathered(units, offset, False)


def gather_items(units: Sequence[Unit]) -> list[Gathered]:
    """The same for new items that stand by themselves: every line without a number belongs to the item before.

    >>> [g.unit.text for g in gather_items([Unit(Level.ITEM, "（四）", "渡工，是指甲。"), Unit(Level.ITEM, "", "渡工包括乙。")])]
    ['渡工，是指甲。\\n渡工包括乙。']
    """
    return _gathered(units, 0, True)


def _gathered(units: Sequence[Unit], offset: int, within: bool) -> list[Gathered]:
    run = _Provision(_followers(units), within)
    for k, unit in enumerate(units):
        if unit.label:
            run.numbered(unit, k)
        else:
            run.plain(unit, k)
    return [Gathered(Unit(u.level, u.label, "\n".join(u.lines)), u.first + offset, u.last + offset) for u in run.out]


def _followers(units: Sequence[Unit]) -> list[bool]:
    """For each numbered line, whether the next line with a number of its shape carries the following number."""
    out = [False] * len(units)
    ahead: dict[str, int] = {}
    for k in range(len(units) - 1, -1, -1):
        if units[k].label:
            style, number = label_style(units[k].label), label_number(units[k].label).value
            out[k] = ahead.get(style) == number + 1
            ahead[style] = number
    return out


@attrs.define
class _Growing:
    """A unit while lines are still added to it."""

    level: Level
    label: str
    lines: list[str]
    first: int
    last: int


class _Provision:
    """One pass over the lines of a provision: which numbers are open, and whether an unnumbered list is."""

    def __init__(self, followed: Sequence[bool], within: bool) -> None:
        self.followed = followed
        self.within = within  # whether all lines stand inside items
        self.out: list[_Growing] = []
        self.open: list[
            tuple[str, int]
        ] = []  # shapes of the numbers that are open, outermost first, and the line of each
        self.listing = False  # whether the line before belongs to an unnumbered list

    def numbered(self, unit: Unit, k: int) -> None:
        style = label_style(unit.label)
        shapes = [s for s, _ in self.open]
        if style in shapes:
            del self.open[shapes.index(style) :]
        self.open.append((style, k))
        if not self.out and not self.within:  # an item without its paragraph: it needs one to stand in
            self.add(Level.PARAGRAPH, Unit(Level.PARAGRAPH), k)
        self.add(Level.ITEM if len(self.open) == 1 else Level.SUBITEM, unit, k)

    def plain(self, unit: Unit, k: int) -> None:
        depth = next((d for d in range(len(self.open), 0, -1) if self.followed[self.open[d - 1][1]]), 0)
        depth = depth or int(self.within and bool(self.open))
        if depth:
            beside = self.out[-1].level is Level.SUBITEM and (len(self.open) > depth or not self.out[-1].label)
            del self.open[depth:]
            if beside and not self.goes_on(unit):
                self.add(Level.SUBITEM, unit, k)
            else:
                self.extend(unit, k)
        elif self.out and (self.goes_on(unit) or unit.text.startswith(DRAWN)):
            self.extend(unit, k)
        else:
            self.open = []
            self.add(Level.PARAGRAPH, unit, k)

    def goes_on(self, unit: Unit) -> bool:
        """Whether a line goes on with an unnumbered list, or opens one."""
        before = self.out[-1].lines[-1]
        return self.listing or before.endswith(_COLON) and unit.text.endswith(_OPEN)

    def add(self, level: Level, unit: Unit, k: int) -> None:
        self.out.append(_Growing(level, unit.label, unit.text.split("\n"), k, k))
        self.listing = False

    def extend(self, unit: Unit, k: int) -> None:
        home, opens = self.out[-1], self.goes_on(unit)
        home.lines += unit.text.split("\n")
        home.last = k
        self.listing = opens and unit.text.endswith((*_OPEN, *_COLON))
