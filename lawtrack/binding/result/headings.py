"""Which heading every article stands under, and which headings are left without any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from operator import attrgetter, le

from lawtrack.binding.binder import FOLLOWS
from lawtrack.binding.result import findings as kinds
from lawtrack.binding.result.numbering import headed, heading_order, rank, tell_of
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import WorkingCopy, squash
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, Level, cited
from lawtrack.model.numerals import Number, relabel


def assign_headings(work: WorkingCopy, borders: Mapping[str, str]) -> None:
    """Put every article under its heading, in the order of the numbers."""
    if not work.touched and not work.regroups:
        return
    articles = _numbered(work)
    order = heading_order(work) | {work.root: -1}
    headings = Headings(work.root)
    if work.regroups:
        _check_regroups(work, headings, {a.final for a in articles if a.final is not None})
    groups = [(g.first.steps[-1].number, g.last.steps[-1].number, headings.at(g.heading)) for g in work.regroups]
    closed = {headings.at(g.heading) for g in work.regroups if g.closed}
    hints = map(work.hints.get, articles)
    homes = [headings.at(hint) if isinstance(hint, Address) else hint for hint in hints]  # of the articles
    for low, high, heading in groups:
        if heading is not None:
            homes = [heading if a.final and low <= a.final <= high else h for a, h in zip(articles, homes, strict=True)]
    passed = _passed(work, articles, homes, order) if work.regroups else frozenset()
    open_ = [
        i
        for i, a in enumerate(articles)
        if homes[i] is None and a.line is not None and a.parent in order and i not in passed
    ]
    for k in _in_order([articles[i] for i in open_], order, work.fixed):
        homes[open_[k]] = articles[open_[k]].parent
    for i, slot in enumerate(articles):
        if homes[i] is None and slot.final is not None:
            if slot.final.sub and i:
                homes[i] = homes[i - 1] or articles[i - 1].parent  # 第X条之一 stands where 第X条 stands
    _between(work, articles, homes, closed, borders)
    ranges = [(low, high, h) for low, high, h in groups if h in closed]
    _relist(work, articles, homes, headings, order, ranges)
    _join_sections(work, articles, homes)
    _tell_disorder(work, articles, homes, order)
    _put(articles, homes)
    drop_empty_headings(work)


def _numbered(work: WorkingCopy) -> list[Slot]:
    """The articles in the order of their final numbers, which they bear now."""
    articles = [a for a in work.articles if a.gone is None]
    for slot in articles:
        number, final = slot.number, slot.final
        if final is None:
            slot.final = number
        elif final is not number and final != number:
            slot.label = relabel(slot.label, final)
            slot.label_cause = slot.label_cause or FOLLOWS
    articles.sort(key=attrgetter("final.value", "final.sub"))
    return articles


def _between(
    work: WorkingCopy,
    articles: Sequence[Slot],
    homes: list[Slot | None],
    closed: Container[Slot | None],
    borders: Mapping[str, str],
) -> None:
    """Give those that no heading is known for the one before or behind them."""
    gone = _places_of_deleted(work)
    before: Slot | None = None
    waiting: list[int] = []
    for i, after in enumerate([*homes, None]):
        if after is None and i < len(articles):
            waiting.append(i)
            continue
        for k in waiting:
            if before in closed and after is not None:
                homes[k] = after  # what 包括 names is all that stands there
            elif after in closed and before is not None:
                homes[k] = before
            elif (home := _place_taken(work, articles[k], gone)) is not None and home in (before, after):
                homes[k] = home  # it takes the number of a deleted one, and its place
            else:
                homes[k] = _choose(work, articles[k], before, after, work.origin.get(articles[k]), borders)
        waiting, before = [], after


def _put(articles: Sequence[Slot], homes: Sequence[Slot | None]) -> None:
    """Every article under its heading, in order."""
    under: dict[Slot, list[Slot]] = {}
    for slot, home in zip(articles, homes, strict=True):
        assert home is not None
        under.setdefault(home, []).append(slot)
        if slot.parent is not home:
            slot.leave()
            home.add(slot)
    article = Level.ARTICLE
    for home, mine in under.items():
        here = [c for c in home.children if c.level is article and c.gone is None]
        first = home.children.index(here[0])
        lower = next((i for i, c in enumerate(home.children[:first]) if c.level in HEADINGS), first)
        if home.level in HEADINGS and lower < first:
            first = lower
        elif here == mine:
            last = home.children.index(here[-1], first)
            if all(c.level is article for c in home.children[first:last]):
                continue  # they stand together and in order
        # articles stand before any lower heading, unless the root itself holds them among other things
        rest = [c for c in home.children if c.level is not article or c.gone is not None]
        home.children = rest[:first] + sorted(here, key=rank) + rest[first:]


def _passed(
    work: WorkingCopy, articles: Sequence[Slot], homes: Sequence[Slot | None], order: Mapping[Slot, int]
) -> frozenset[int]:
    """The articles that an order moves and that, under the heading they had, would be printed on the wrong side of one whose heading is given."""

    def apart(heading: Slot, other: Slot) -> bool:
        while other.parent is not None and other is not heading:
            other = other.parent
        return other is not heading

    out: set[int] = set()
    size = len(articles)
    for numbers, before in ((range(size), True), (range(size - 1, -1, -1), False)):
        given: dict[Slot, int] = {}
        for i in numbers:
            home, own = homes[i], articles[i].parent
            if home is not None:
                given[home] = order.get(home, 0)
            elif own is not None and own in order and articles[i] in work.fixed:
                at = order[own]
                wrong = (h for h, place in given.items() if (place > at if before else place < at))
                if any(apart(own, h) and apart(h, own) for h in wrong):
                    out.add(i)
    return frozenset(out)


def _place_taken(work: WorkingCopy, slot: Slot, gone: Mapping[Number, Slot | None]) -> Slot | None:
    """The heading of the deleted article whose number a wholly new one takes."""
    wholly_new = slot.line is None and slot not in work.origin
    return gone.get(slot.final) if wholly_new and slot.final is not None else None


def _places_of_deleted(work: WorkingCopy) -> dict[Number, Slot | None]:
    """Number → the heading under which an article of that number stood that is gone: a new one that takes its number stays there."""
    return {
        work.base_number(a): a.parent
        for a in work.articles
        if a.gone is not None and a.line is not None and a.parent is not None and a.parent.gone is None
    }


def _check_regroups(work: WorkingCopy, headings: Headings, numbers: Container[Number]) -> None:
    """What is said of a chapter — that there is one, its name, the articles it takes — against what there is in the end; once each. One that is
    to take an article that is not there takes none: the articles that were to stand there are missing, and others would be put in their place."""
    for group in dict.fromkeys(work.regroups):
        heading = headings.at(group.heading)
        said = f"{group.first}至{group.last}" if group.first != group.last else str(group.first)
        if heading is None:
            work.report(kinds.NO_HEADING_IN_THE_END, group.heading, said=said)
            continue
        title = heading.replaced[0] if heading.replaced else heading.text
        if group.title and squash(group.title) != squash(title):
            work.report(kinds.HEADING_CALLED_OTHERWISE, group.heading, before=group.title, after=title)
        gone = [a for a in (group.first, group.last) if a.steps[-1].number not in numbers]
        if gone:
            work.report(kinds.TAKES_WHAT_IS_GONE, group.heading, before=said, gone=gone[0])
            work.regroups = [g for g in work.regroups if g != group]


def _relist(
    work: WorkingCopy,
    articles: Sequence[Slot],
    homes: list[Slot | None],
    headings: Headings,
    order: Mapping[Slot, int],
    closed: Sequence[tuple[Number, Number, Slot | None]],
) -> None:
    """移至第二章: under another heading without another number, where the articles stand beside those of that heading, and are among those
    that it is said to hold (包括第三条至第五条)."""
    if not work.relisted:
        return
    wanted = {i: headings.at(work.relisted[a][0]) for i, a in enumerate(articles) if a in work.relisted}
    moved = [wanted.get(i) or home for i, home in enumerate(homes)]
    places = [order.get(home, 0) for home in moved if home is not None]
    limits = {h for _, _, h in closed}
    within = all(
        h not in limits or any(h is g and low <= final <= high for low, high, g in closed)
        for i, h in wanted.items()
        if (final := articles[i].final) is not None
    )
    if within and all(wanted.values()) and all(map(le, places, places[1:])):
        homes[:] = moved
        return
    for i in wanted:
        if homes[i] is not None and homes[i] is wanted[i]:
            continue
        heading, cause = work.relisted[articles[i]]
        work.instruction = work.instructions.get(cause.index)
        work.report(kinds.MOVED_UNDER_A_HEADING, work.address(articles[i]), heading=heading)
    work.instruction = None


def _tell_disorder(
    work: WorkingCopy, articles: Sequence[Slot], homes: Sequence[Slot | None], order: Mapping[Slot, int]
) -> None:
    """Articles in the order of their numbers stand under headings in the order of these; where what is said of the headings has it
    otherwise (第二章包括第五条, and 第四条 stands in 第三章), that is told."""
    places = [order[home] for home in homes if home is not None and home in order]
    if all(map(le, places, places[1:])):
        return
    last: tuple[Slot, Slot] | None = None
    for slot, home in zip(articles, homes, strict=True):
        if home is None or home not in order:
            continue
        if last is not None and order[home] < order[last[1]]:
            work.report(kinds.OUT_OF_ORDER, slot.label, label=last[0].label, there=_path(last[1]), here=_path(home))
            return
        last = slot, home


def _join_sections(work: WorkingCopy, articles: Sequence[Slot], homes: list[Slot | None]) -> None:
    """Articles of a chapter that had no sections stand, once it has one, under the section they are printed behind; that is told."""
    parted = {h.parent for h in {*homes} if h is not None and h.level in HEADINGS}
    if parted.isdisjoint(homes):
        return
    last: dict[Slot, Slot] = {}  # chapter → the section that came last
    moved: dict[Slot, list[Slot]] = {}
    for i, slot in enumerate(articles):
        home = homes[i]
        if home is None:
            continue
        section = last.get(home)
        if section is not None:
            homes[i] = section
            moved.setdefault(section, []).append(slot)
        elif home.level in HEADINGS and home.parent is not None:
            last[home.parent] = home
    for section, slots in moved.items():
        names = slots[0].label if len(slots) == 1 else f"{slots[0].label}至{slots[-1].label}"
        work.report(kinds.SECTION_RANGE, names, path=_path(section), label=section.label)


def drop_empty_headings(work: WorkingCopy) -> None:
    """A heading of the base whose articles all went elsewhere goes, unless the decision gives it others."""
    wanted = {g.heading.steps[-1] for g in work.regroups}
    named = {g.title for g in work.regroups if g.title}
    headings = Headings(work.root)
    hinted = {headings.at(h) if isinstance(h, Address) else h for h in work.hints.values()}
    for heading in reversed(headed(work.root)):
        if heading.level not in HEADINGS or heading.gone is not None or heading not in work.homes:
            continue
        number = heading.final or heading.number
        title = heading.replaced[0] if heading.replaced else heading.text
        if (
            heading in hinted
            or heading.replaced
            or title in named
            or any(w.level is heading.level and w.number == number and heading.final for w in wanted)
        ):
            continue
        if not _has_articles(heading):
            heading.gone = FOLLOWS
            for child in list(heading.children):
                if child.gone is None:
                    child.gone = FOLLOWS
            elsewhere = any(a.level is Level.ARTICLE and a.gone is None for a in work.base_children(heading))
            if heading in work.fixed and not work.regroups:
                tell_of(work, heading, kinds.NUMBERED_HEADING_EMPTY, after=cited(heading.level, number))
                continue
            kind = kinds.EMPTY_HEADING_BY_MOVING if elsewhere and work.regroups else kinds.EMPTY_HEADING
            work.report(kind, work.address(heading))


def refuse_empty_headings(work: WorkingCopy) -> None:
    """A new heading that gets no article is not added: what was to stand under it was not carried out, or is not said."""
    for heading in reversed(headed(work.root)):
        new = heading.line is None and heading.cause is not None and heading.gone is None
        if not new or heading.level not in HEADINGS or heading.level is Level.DIVISION or _has_articles(heading):
            continue
        for slot in heading.below():
            slot.gone = slot.gone or heading.cause
        work.instruction = work.instructions.get(heading.cause.index) if heading.cause else None
        work.report(kinds.NEW_HEADING_EMPTY, heading.label, path=_path(heading))
    work.instruction = None


def _has_articles(heading: Slot) -> bool:
    return any(c.level is Level.ARTICLE and c.gone is None or _has_articles(c) for c in heading.children)


def _in_order(articles: list[Slot], homes: Mapping[Slot, int], fixed: Container[Slot]) -> Sequence[int]:
    """Which of the articles have their headings in the order of their numbers: as many as can stay where they are, and of equally
    many those that no order has renumbered, then those that alone stand under their heading."""
    places = [homes[a.parent] for a in articles if a.parent is not None]
    if all(map(le, places, places[1:])):
        return range(len(articles))
    size = len(articles)
    ranks = [place * size + i for i, place in enumerate(places)]  # equal headings are in order
    sole = Counter(places)
    weights = [(size + (a not in fixed)) * (size + 1) + (sole[p] == 1) for a, p in zip(articles, places, strict=True)]
    stay = _heaviest(ranks, weights)
    return [i for i, r in enumerate(ranks) if r in stay]


def _heaviest(ranks: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The increasing subsequence of the greatest weight.

    >>> sorted(_heaviest([0, 5, 2, 9], [4, 5, 4, 5]))
    [0, 5, 9]
    """
    place = {r: i + 1 for i, r in enumerate(sorted(ranks))}
    best = [(0, -1)] * (len(ranks) + 1)  # Fenwick tree: the heaviest subsequence that ends at or before a place
    back: list[int] = []
    top = (0, -1)
    for i, (r, weight) in enumerate(zip(ranks, weights, strict=True)):
        found, at = (0, -1), place[r] - 1
        while at:
            found, at = max(found, best[at]), at & (at - 1)
        back.append(found[1])
        here, at = (found[0] + weight, i), place[r]
        top = max(top, here)
        while at <= len(ranks):
            best[at], at = max(best[at], here), at + (at & -at)
    out: set[int] = set()
    i = top[1]
    while i >= 0:
        out.add(ranks[i])
        i = back[i]
    return out


def _choose(
    work: WorkingCopy,
    slot: Slot,
    before: Slot | None,
    after: Slot | None,
    source: Slot | None,
    borders: Mapping[str, str],
) -> Slot:
    root = work.root
    if before is None or after is None or before is after:
        return before or after or root
    for known in (source, slot if slot.line is not None else None):  # where its text, or it itself, stood
        if known is not None and known.parent is not None and known.parent in (before, after):
            return known.parent
    label = slot.label
    later = borders.get(label) == "later" or label not in borders and _supplementary(slot, after)
    choice, other = (after, before) if later else (before, after)
    work.report(
        kinds.CHAPTER_BORDER,
        label,
        before=_path(before),
        after=_path(after),
        choice=_path(choice),
        other=_path(other),
        side="later" if later else "earlier",
    )
    return choice


_OWN = "本(?:法|条例|规定|办法|解释|规则|细则)"
_SUPPLEMENTARY = re.compile(
    rf"(?:适用|参照|依照){_OWN}(?:和|及|以及|的|有关|国家|规定|其他)*(?:执行|办理)?。$|^{_OWN}(?:所称|中?下列用语|中的下列用语)"
)


def _supplementary(slot: Slot, home: Slot) -> bool:
    """Whether a new article belongs to the supplementary provisions (附则) behind it by what it says: what else the statute governs
    (…，依照本法和国家有关规定执行。), as the audit law of 2021 has it, or what its words mean (本法所称…)."""
    texts = [s.replaced[0] if s.replaced else s.text for s in slot.below() if s.text and s.gone is None]
    return (
        home.text.replace(" ", "").replace("\u3000", "") == "附则"
        and bool(texts)
        and _SUPPLEMENTARY.search(texts[-1]) is not None
    )


def _path(heading: Slot) -> str:
    """第二章第五节“其他规定”."""
    labels, up = [], heading
    while up.label and up.level in HEADINGS:
        labels.append(up.label)
        if up.parent is None:
            break
        up = up.parent
    return "".join(reversed(labels)) + (f"“{heading.text}”" if heading.text else "")


class Headings:
    """The headings of a plan by their final numbers."""

    def __init__(self, root: Slot):
        self.found: dict[tuple[Level, Number], list[Slot]] = {}
        for slot in headed(root):
            if slot.gone is None:
                self.found.setdefault((slot.level, slot.final or slot.number), []).append(slot)

    def at(self, address: Address) -> Slot | None:
        """The heading that finally has this address (its last step decides where only one fits)."""
        want = address.steps[-1]
        found = self.found.get((want.level, want.number), [])
        if len(found) > 1 and len(address.steps) > 1:
            above = address.steps[-2]
            found = [s for s in found if s.parent is not None and (s.parent.final or s.parent.number) == above.number]
        return found[0] if found else None
