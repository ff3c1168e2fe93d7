"""How the instructions of a drafted decision are listed: articles that follow one another in one breath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from lawtrack.decision.orders import Order, Place, Renumber
from lawtrack.decision.phrases.wording import ranged
from lawtrack.drafting.words import Rewording


@attrs.frozen
class ListedInstruction:
    """Orders that stand under one number, and where they belong in the decision."""

    place: tuple[float, int]
    orders: tuple[Order, ...] = ()
    small: bool = False
    gone: Place | None = None
    """The provision it deletes, if that is all it does: deletions stand together."""
    renumbered: bool = False
    """Whether another number is all that the article gets."""
    bare: tuple[Order, ...] = ()
    """The same without the article's new number, where that follows by itself."""
    words: Rewording | None = None
    """The words it changes, if it does nothing else."""
    heading: int = -1
    """The new heading that it adds."""
    comes: tuple[int, ...] = ()
    """The new articles that it adds or brings from elsewhere."""

    @property
    def listed(self) -> tuple[Order, ...]:
        """What it says among others in a list, where articles are named by their old number alone."""
        return self.bare or self.orders


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
            told = tuple(o for x in sorted(group, key=lambda x: x.place) for o in x.listed)
            first = attrs.evolve(first, orders=told, bare=())
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
        yield attrs.evolve(one, orders=(*one.orders, *(o for x in lines for o in x.orders)))


def _of_one_term(a: ListedInstruction, b: ListedInstruction) -> bool:
    """Whether two orders name the same words, or the one's words end with the other's (其登记的民政部门, 民政部门), or bring the same words."""
    if a.words is None or b.words is None:
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
        if one is not None and one.renumbered:
            run.append(one)
            continue
        if len(run) > 1:
            pairs = [(o.places[0], o.to[0]) for x in run for o in x.orders if isinstance(o, Renumber)]
            olds, news = (ranged([pair[side] for pair in pairs]) for side in (0, 1))
            if len(olds) != len(news) or len(olds) > 1 and any(p.through for p in (*olds, *news)):
                olds, news = ([pair[side] for pair in pairs] for side in (0, 1))
            yield attrs.evolve(run[0], orders=(Renumber(tuple(olds), tuple(news)),))
        else:
            yield from run
        run = []
        if one is not None:
            yield one
