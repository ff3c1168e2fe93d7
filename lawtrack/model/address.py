"""Addresses: 第八条第一款第三项 as a value that can be read, printed, compared and looked up.

An article's address does not name its chapter, since articles are numbered through the whole statute; a heading's address names
the headings above it; what stands in an annex begins with the annex. Where a text carries one number twice (a printing slip),
the second provision is ``第十二条〔2〕``: addresses are unique by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

import attrs

from lawtrack.arguments import unchecked, unfit
from lawtrack.display import repr_html
from lawtrack.errors import AddressError
from lawtrack.model.levels import NAMED, Level, cited, level_of
from lawtrack.model.numerals import NUMERAL, Number, label_number, numeral, parse_numeral
from lawtrack.model.outline import nesting

_FIXED = frozenset({Level.TITLE, Level.STAGE, Level.NOTE, Level.PREAMBLE})
"""Of these a statute has one each: cited by name, without a number."""


@attrs.frozen(order=True, cache_hash=True)
class Step:
    """One step down: level, number, and which one of those that carry the same number (from 1).

    >>> import lawtrack as lt
    >>> step = lt.parse_address("第八条").steps[0]
    >>> step.level.zh, step.number, step.nth
    ('条', Number(value=8, sub=0), 1)
    """

    level: Level
    number: Number = Number()
    nth: int = 1


@attrs.frozen(order=True, cache_hash=True)
class Address:
    """Where a provision stands. ``str()`` prints it as lawyers write it; :func:`parse_address` reads that back.

    >>> import lawtrack as lt
    >>> address = lt.parse_address("第八条第一款第三项")
    >>> address.parent, [step.level.zh for step in address.steps], address.contains(address)
    (Address('第八条第一款'), ['条', '款', '项'], True)
    """

    steps: tuple[Step, ...] = ()

    def __attrs_post_init__(self) -> None:
        if type(self.steps) is not tuple:  # thousands are made for every decision: nothing more is looked at
            raise unfit("Address", "steps", self.steps, tuple[Step, ...])

    def __str__(self) -> str:
        return _print(self)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    _repr_html_ = repr_html

    @property
    def level(self) -> Level:
        """The level of the provision it names."""
        return self.steps[-1].level

    @property
    def parent(self) -> Address:
        """The address one step up."""
        return Address(self.steps[:-1])

    @property
    def article(self) -> Address | None:
        """The address of the article it lies in, or None outside articles."""
        for i, step in enumerate(self.steps):
            if step.level is Level.ARTICLE:
                return self if i + 1 == len(self.steps) else Address(self.steps[: i + 1])
        return None

    def contains(self, other: Address) -> bool:
        """Whether ``other`` is this provision or lies in it."""
        return other.steps[: len(self.steps)] == self.steps

    @property
    def eid(self) -> str:
        """The Akoma Ntoso eId by Arabic numbers: ``art_17-1__para_1__point_2``."""
        return "__".join(f"{s.level.eid}_{s.number}" + (f"-dup{s.nth}" if s.nth > 1 else "") for s in self.steps)


@lru_cache(maxsize=65536)
def _print_step(step: Step, first: Level) -> str:
    again = f"〔{step.nth}〕" if step.nth > 1 else ""
    n = step.number
    if step.level in _FIXED:
        return step.level.zh + again
    if step.level is Level.ANNEX:
        return f"附件{numeral(n.value) if n.value else ''}{again}"
    if step.level is Level.SIGNATURE:
        return f"落款第{numeral(n.value)}行{again}"
    if step.level is Level.DIVISION and not n.value:
        return "标题" + again
    if step.level is Level.PARAGRAPH and first is Level.PREAMBLE:
        return f"第{numeral(n.value)}自然段{again}"
    if step.level is Level.SUBITEM and not n.value:
        return f"第{numeral(step.nth + 1)}段"
    return cited(step.level, n) + again


@lru_cache(maxsize=65536)
def _print(address: Address) -> str:
    """An address in words; statutes are numbered alike, so that most have been printed before."""
    return "".join([_print_step(s, address.steps[0].level) for s in address.steps])


_STEP = re.compile(
    rf"(?P<fixed>名称|阶段标记|题注|序言|引言|标题)|附(?:件|表|录)(?P<annex>{NUMERAL}|[0-9]+)?|落款第(?P<sig>{NUMERAL}|[0-9]+)行"
    rf"|第\s*[（(]?(?P<n>{NUMERAL}|[0-9]+)(?:之(?P<inner>{NUMERAL}|[0-9]+)(?=[）)]项))?[）)]?\s*(?P<unit>分编|编|章|节|部分|条|款|自然段|段|项|目)(?:之(?P<sub>{NUMERAL}|[0-9]+))?"
)
_SIMPLE = str.maketrans("條編節項", "条编节项")
_NTH = re.compile(r"〔([0-9]+)〕")
_BY_NAME = NAMED | {"自然段": Level.PARAGRAPH}
_BY_FIXED = {level.zh: level for level in _FIXED} | {"引言": Level.PREAMBLE, "标题": Level.DIVISION}


def parse_address(text: str) -> Address:
    """Read an address as lawyers write it; raises :class:`AddressError` where it is none.

    A line without a number beside the 目 of an item is a 段 of that item, whose own words are the first.

    >>> str(parse_address("第十条第一款第（五）项")), parse_address("第一百六十二条之一").steps[0].number
    ('第十条第一款第五项', Number(value=162, sub=1))
    >>> str(parse_address("第十条第一款第五项第二段"))
    '第十条第一款第五项第二段'
    """
    if not isinstance(text, str):
        raise AddressError(
            f"条文地址应为文字，如“第八条第一款第三项”，给的是 {text!r}",
            f"an address is text such as 第八条第一款第三项, not {text!r}",
        )
    steps: list[Step] = []
    at, tight = 0, re.sub(r"\s", "", text).translate(_SIMPLE)
    while at < len(tight):
        m = _STEP.match(tight, at)
        if not m:
            raise AddressError(
                f"“{text}”不是条文地址；写法如“第八条第一款第三项”（第 {at + 1} 字起不可识别）",
                f"“{text}” is no address; write it like 第八条第一款第三项 (not understood from character {at + 1} on)",
            )
        at = m.end()
        again = _NTH.match(tight, at)
        nth = int(again[1]) if again else 1
        at = again.end() if again else at
        if m["fixed"]:
            steps.append(Step(_BY_FIXED[m["fixed"]], Number(), nth))
        elif m["unit"] or m["sig"]:
            value = parse_numeral(m["n"] or m["sig"])
            if value is None:
                raise AddressError(
                    f"“{text}”中的数字“{m['n'] or m['sig']}”不成其为数",
                    f"“{m['n'] or m['sig']}” in “{text}” is no number",
                )
            behind = m["sub"] or m["inner"]  # 第一项之一, 第（一之一）项
            sub = parse_numeral(behind) or 0 if behind else 0
            if m["unit"] == "段":
                if not steps or steps[-1].level is not Level.ITEM or value < 2:
                    raise AddressError(
                        f"“{text}”不是条文地址：段只在项内，从第二段起（第一段就是该项本身）",
                        f"“{text}” is no address: 段 are inside items only, from the second on",
                    )
                steps.append(Step(Level.SUBITEM, Number(), value - 1))
                continue
            steps.append(Step(_BY_NAME[m["unit"]] if m["unit"] else Level.SIGNATURE, Number(value, sub), nth))
        else:
            steps.append(Step(Level.ANNEX, Number(parse_numeral(m["annex"]) or 0 if m["annex"] else 0), nth))
    if not steps:
        raise AddressError("地址为空", "the address is empty")
    return Address(tuple(steps))


@lru_cache(maxsize=65536)
def step_to(level: Level, value: int, sub: int = 0) -> Step:
    """The step to the first provision of one number: one object for all that are equal.

    >>> step_to(Level.ARTICLE, 162, 1) is step_to(Level.ARTICLE, 162, 1)
    True
    """
    return Step(level, Number(value, sub))


@lru_cache(maxsize=32768)
def _labelled(level: Level, label: str) -> Step:
    """The step to what carries a label."""
    number = label_number(label)
    return step_to(level, number.value, number.sub)


_address = lru_cache(maxsize=65536)(unchecked(Address))
"""The address of steps: one object for all that are equal, since all statutes have a 第一条第一款."""


class Labelled(Protocol):
    """What an address can be given to: units, and anything else with their level and label."""

    @property
    def level(self) -> Level: ...
    @property
    def label(self) -> str: ...


def addresses_of(units: Iterable[Labelled]) -> tuple[Address, ...]:
    """The address of each unit of a statute, parallel to ``units``: articles are numbered through the statute or through their annex."""
    units = list(units)
    homes, ends = nesting(map(level_of, units))
    steps: list[tuple[Step, ...]] = [()] * len(units)
    counts: list[dict[object, int] | None] = [None] * (len(units) + 1)  # below each; the last is the statute's
    annex = -1
    over, n = -2, 0  # what the last paragraph stands under, and which one it is there
    article, paragraph, signature = Level.ARTICLE, Level.PARAGRAPH, Level.SIGNATURE
    for line, (unit, home) in enumerate(zip(units, homes, strict=True)):
        level = unit.level
        if (
            level is paragraph and home >= 0
        ):  # most units: those under one provision stand with no paragraph of another between them
            over, n = home, n + 1 if home == over else 1
            steps[line] = (*steps[home], step_to(paragraph, n))
            continue
        if level is article:
            home = annex if annex >= 0 and line < ends[annex] else -1
        seen = counts[home]
        if seen is None:
            seen = counts[home] = {}
        if level is paragraph or level is signature:
            seen[level] = nth = seen.get(level, 0) + 1
            step = step_to(level, nth)
        else:
            step = _labelled(level, unit.label)
            number = step.number
            key = (level, number.value, number.sub)
            seen[key] = nth = seen.get(key, 0) + 1
            if nth > 1:
                step = Step(level, number, nth)
            if level is Level.ANNEX:
                annex = line
        steps[line] = (*steps[home], step) if home >= 0 else (step,)
    return tuple(map(_address, steps))
