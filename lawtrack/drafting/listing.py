"""How the instructions of a drafted decision are listed: articles that follow one another in one breath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lawtrack.model.numerals import NUMERAL, Number, label_number, numeral

_PLAIN = re.compile(rf"第{NUMERAL}[条项]")


@attrs.frozen
class ListedInstruction:
    place: tuple[float, int]
    text: str
    small: bool = False
    gone: str = ""
    """The provision it deletes, if that is all it does: deletions stand together."""
    renumbered: tuple[str, str] = ("", "")
    """The article's two numbers, if another number is all it gets."""


def renumberings(instructions: Sequence[ListedInstruction]) -> Iterator[ListedInstruction]:
    """Articles that only get another number, those that follow one another in one instruction."""
    run: list[ListedInstruction] = []
    for one in [*instructions, None]:
        if one is not None and one.renumbered[0]:
            run.append(one)
            continue
        if len(run) > 1:
            olds, news = (ranges([x.renumbered[side] for x in run]) for side in (0, 1))
            if (
                len(olds) != len(news)
                or any("至" in a or "至" in b for a, b in zip(olds, news, strict=True))
                and len(olds) > 1
            ):
                olds, news = ([x.renumbered[side] for x in run] for side in (0, 1))
            told = "分别改为" if len(olds) > 1 else "改为"
            yield attrs.evolve(run[0], text=f"将{'、'.join(olds)}{told}{'、'.join(news)}。")
        else:
            yield from run
        run = []
        if one is not None:
            yield one


def count_of(n: int) -> str:
    return "两" if n == 2 else numeral(n)


def ranges(names: Sequence[str]) -> list[str]:
    """第七条、第八条 as they are, three and more articles or items that follow one another as 第七条至第九条."""
    numbers = [label_number(n) if _PLAIN.fullmatch(n) else Number() for n in names]
    out: list[str] = []
    at = 0
    while at < len(names):
        k = at
        while k + 1 < len(names) and numbers[k].value and numbers[k + 1] == Number(numbers[k].value + 1):
            k += 1
        out += [f"{names[at]}至{names[k]}"] if k - at >= 2 else names[at : k + 1]
        at = k + 1
    return out
