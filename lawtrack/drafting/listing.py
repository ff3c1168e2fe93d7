"""How the instructions of a drafted decision are listed: articles that follow one another in one breath."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import attrs

from lawtrack.drafting.words import Rewording
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
    bare: str = ""
    """The same without the article's new number, where that follows by itself."""
    words: Rewording | None = None
    """The words it changes, if it does nothing else."""
    heading: int = -1
    """The new heading that it adds."""
    comes: tuple[int, ...] = ()
    """The new articles that it adds or brings from elsewhere."""

    @property
    def listed(self) -> str:
        """What it says among others in a list, where articles are named by their old number alone."""
        return self.bare or self.text


def joined(small: Sequence[ListedInstruction]) -> list[ListedInstruction]:
    """Orders about the same words as one, each at the place of its first: 在第一条中的“甲”前增加“乙”；在第三条中的“甲”后增加“丙”。"""
    groups: list[list[ListedInstruction]] = []
    for one in small:
        kin = [g for g in groups if any(_of_one_term(one, x) for x in g)]
        groups = [*(g for g in groups if g not in kin), [*(x for g in kin for x in g), one]]
    out = []
    for group in groups:
        first = min(group, key=lambda x: x.place)
        if len(group) > 1:
            told = "；".join(x.listed.removesuffix("。") for x in sorted(group, key=lambda x: x.place))
            first = attrs.evolve(first, text=told + "。", bare="")
        out.append(first)
    return sorted(out, key=lambda x: x.place)


def under_headings(found: Sequence[ListedInstruction], home: Callable[[int], int]) -> Iterator[ListedInstruction]:
    """A new chapter and the articles that come into it as one; ``home`` gives the heading that a new article stands under."""
    added = {one.heading for one in found if one.heading >= 0}
    inside: dict[int, list[ListedInstruction]] = {}
    rest = []
    for one in found:
        homes = {home(j) for j in one.comes}
        if len(homes) == 1 and homes <= added and not one.small:
            inside.setdefault(homes.pop(), []).append(one)
        else:
            rest.append(one)
    for one in rest:
        lines = sorted(inside.get(one.heading, []), key=lambda x: x.comes)
        yield attrs.evolve(one, text="\n".join([one.text, *(x.text for x in lines)])) if lines else one


def _of_one_term(a: ListedInstruction, b: ListedInstruction) -> bool:
    """Whether two orders name the same words, or the one's words end with the other's (其登记的民政部门, 民政部门), or bring the same words."""
    if a.words is None or b.words is None or "\n" in a.listed + b.listed:
        return False
    if bool(a.words.deleted) != bool(b.words.deleted):
        return False
    olds, news = zip(_terms(a.words), _terms(b.words), strict=True)
    if any(x in news[1] for x in news[0]):
        return True
    return any(min(len(x), len(y)) > 1 and (x.endswith(y) or y.endswith(x)) for x in olds[0] for y in olds[1])


def _terms(words: Rewording) -> tuple[list[str], list[str]]:
    """The words that orders name, and those that they bring."""
    olds = [*(a for a, _ in words.pairs), *(a for a, _, _ in words.inserted), *words.deleted]
    return olds, [*(b for _, b in words.pairs), *(b for _, b, _ in words.inserted)]


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
