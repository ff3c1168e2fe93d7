"""What became of the proposals made on the way: each is held against the text as published."""

from __future__ import annotations

import enum
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs
from rapidfuzz.fuzz import partial_ratio

from lawtrack.comparison.grams import grams_of
from lawtrack.comparison.text_diff import Segment, segments, similarity
from lawtrack.display import summary
from lawtrack.history.bills.reports import NamedProvision, Wish
from lawtrack.model.address import Address
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise

ALIKE = 0.6
"""From this likeness on (twice the common characters over all), a wording counts as taken over in substance."""
TOLD = 0.4
"""From this share of its telling words on, a description counts as found in a provision.

Measured on 68 descriptions of two bills: 62 reach it in their own statute; of 470 trials with other statutes one does."""


NEAR = 0.22
"""This share is enough in a provision that stands where the named one must have moved to (see :class:`_Drift`).

Measured on the same two bills: all 66 descriptions are found, each in the article that it describes; with that article taken out of the
text, 7 of them are taken for a neighbour by this rule alone."""
_REACH = 2
_FAR = 0.15
"""What each article of distance from that place takes off."""


class Fate(enum.StrEnum):
    """What became of a proposal in the text as published.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.Fate]
    ['verbatim', 'substance', 'missing']
    """

    VERBATIM = "verbatim"
    SUBSTANCE = "substance"
    MISSING = "missing"

    @property
    def zh(self) -> str:
        """In Chinese."""
        return {"verbatim": "逐字采纳", "substance": "实质采纳", "missing": "未见"}[self.value]


@attrs.frozen
class Proposal:
    """One proposal: of which report, on which day, and what it says with its places bound to stages.

    ``places`` are provisions of the text it speaks about, ``targets`` of the text it leads to.

    >>> import lawtrack as lt
    >>> text = "某市渡口条例\\n（2024年4月28日某市第五届人民代表大会常务委员会第九次会议通过）\\n第一条　渡船夜航应当开灯。\\n\\n某市人民代表大会法制委员会关于《某市渡口条例(草案)》审议结果的报告\\n\\n——2024年4月27日在某市第五届人民代表大会常务委员会第九次会议上\\n\\n一、关于夜航\\n\\n有意见提出，应当规定夜航。建议将第一条修改为：“渡船夜航应当开灯。”(草案二次审议稿第一条)"
    >>> (bill,) = lt.follow_bills(text)
    >>> (proposal,) = bill.proposals
    >>> proposal.date, proposal.wish.topic, [str(one.address) for one in proposal.places]
    ('2024-04-27', '关于夜航', ['第一条'])
    """

    report: str
    date: str
    wish: Wish
    places: tuple[NamedProvision, ...]
    targets: tuple[NamedProvision, ...]

    @property
    def old(self) -> str:
        """The old words, where given."""
        return "；".join(old for old, _ in self.wish.pairs if old)

    @property
    def new(self) -> str:
        """The new words, where given."""
        return "\n".join(self.wish.wording) or "；".join(new for _, new in self.wish.pairs)

    __repr__ = summary


@attrs.frozen
class ProposalOutcome:
    """What became of a proposal: where in the published text, how it reads there, how alike it is; ``marked`` shows the differences.

    >>> import lawtrack as lt
    >>> text = "某市渡口条例\\n（2024年4月28日某市第五届人民代表大会常务委员会第九次会议通过）\\n第一条　渡船夜航应当开灯。\\n\\n某市人民代表大会法制委员会关于《某市渡口条例(草案)》审议结果的报告\\n\\n——2024年4月27日在某市第五届人民代表大会常务委员会第九次会议上\\n\\n一、关于夜航\\n\\n有意见提出，应当规定夜航。建议将第一条修改为：“渡船夜航应当开灯。”(草案二次审议稿第一条)"
    >>> (bill,) = lt.follow_bills(text)
    >>> (outcome,) = bill.outcomes
    >>> outcome.fate.zh, str(outcome.address), outcome.text
    ('逐字采纳', '第一条第一款', '渡船夜航应当开灯。')
    """

    proposal: Proposal
    fate: Fate
    address: Address | None = None
    text: str = ""
    likeness: float = 0.0
    marked: tuple[Segment, ...] = ()

    __repr__ = summary


def outcomes_in(text: Statute, proposals: Sequence[Proposal]) -> tuple[ProposalOutcome, ...]:
    """Each proposal held against a text: those that only describe a provision are looked for where the sure ones show it must have moved."""
    search = _Final(text)
    first = [search.judge(p) for p in proposals]
    drift = _Drift(first, search)
    return tuple(search.describe(o.proposal, drift.around(o.proposal)) if _describes(o.proposal) else o for o in first)


class _Final:
    """The published text, prepared for looking things up in it."""

    def __init__(self, text: Statute) -> None:
        self.text = text
        self.units = [
            (address, unit.level, normalise(unit.text))
            for address, unit in zip(text.addresses, text.units, strict=True)
            if unit.level > Level.NOTE and unit.text
        ]
        self.articles = [
            (text.addresses[i], normalise("".join(u.text for u in _below(text, i))))
            for i, u in enumerate(text.units)
            if u.level is Level.ARTICLE
        ]
        counts = Counter(g for _, body in self.articles for g in set(grams_of(body)))
        self.rare = math.log(1 + len(self.articles))
        self.weight = {g: math.log(1 + len(self.articles) / n) for g, n in counts.items()}

    def judge(self, proposal: Proposal) -> ProposalOutcome:
        """Hold one proposal against the text."""
        wish = proposal.wish
        if wish.heading:
            return self._heading(proposal)
        if wish.wording:
            return self._wording(proposal)
        if wish.pairs:
            return self._words(proposal)
        return self.describe(proposal)

    def _heading(self, proposal: Proposal) -> ProposalOutcome:
        new = normalise(proposal.wish.pairs[0][1])
        headings = [(a, t) for a, level, t in self.units if Level.PART <= level < Level.ARTICLE]
        if not headings:
            return ProposalOutcome(proposal, Fate.MISSING)
        address, text = max(headings, key=lambda h: similarity(new, h[1]))
        likeness = similarity(new, text)
        if likeness < ALIKE:
            return ProposalOutcome(proposal, Fate.MISSING, likeness=likeness)
        fate = Fate.VERBATIM if new == text else Fate.SUBSTANCE
        return ProposalOutcome(
            proposal, fate, address, text, likeness, segments(new, text) if fate is Fate.SUBSTANCE else ()
        )

    def _wording(self, proposal: Proposal) -> ProposalOutcome:
        """New wording: every paragraph of it as a whole or as part of a unit; what is left out (……) may be anything."""
        places: list[tuple[Address, str, float]] = []
        exact = True
        for paragraph in proposal.wish.wording:
            pieces = [p for p in re.split(r"…+", normalise(paragraph)) if p.strip("。；，、")]
            found = next(((a, t) for a, _, t in self.units if all(_holds(t, p) for p in pieces)), None)
            if found:
                places.append((*found, 1.0))
                continue
            exact = False
            places.append(self._closest(normalise(paragraph)))
        if exact:
            return ProposalOutcome(proposal, Fate.VERBATIM, places[0][0], "\n".join(t for _, t, _ in places), 1.0)
        likeness = min(p[2] for p in places)
        text = "\n".join(t for _, t, _ in places)
        marked = segments("\n".join(normalise(p) for p in proposal.wish.wording), text)
        fate = Fate.SUBSTANCE if likeness >= ALIKE else Fate.MISSING
        if fate is Fate.MISSING:
            return ProposalOutcome(proposal, fate, likeness=likeness)
        return ProposalOutcome(proposal, fate, places[0][0], text, likeness, tuple(marked))

    def _closest(self, text: str) -> tuple[Address, str, float]:
        """The unit or article most like a paragraph of wording; one that gives only part of a unit (a sentence, ……) is held against that part."""
        candidates = [(a, t) for a, _, t in self.units] + self.articles
        pieces = [p for p in re.split(r"…+", text) if p.strip("。；，、")] or [text]
        size = sum(len(p) for p in pieces)

        def likeness(unit: str) -> float:
            whole = similarity(text, unit)
            part = sum(partial_ratio(p, unit) / 100 * len(p) for p in pieces if len(p) < len(unit)) / size
            return max(whole, part) if size >= 20 else whole

        best = max(candidates, key=lambda c: (likeness(c[1]), similarity(text, c[1])))
        return best[0], best[1], likeness(best[1])

    def _words(self, proposal: Proposal) -> ProposalOutcome:
        """Words for words: the new ones must stand in a unit, without the old ones."""
        for address, _, text in self.units:
            for old, new in proposal.wish.pairs:
                gone = not old or normalise(old) not in text or normalise(old) in normalise(new)
                if new and normalise(new) in text and gone:
                    return ProposalOutcome(proposal, Fate.VERBATIM, address, text, 1.0)
        return ProposalOutcome(proposal, Fate.MISSING)

    def describe(self, proposal: Proposal, around: Mapping[int, int] | None = None) -> ProposalOutcome:
        """A description without words of its own: the article that holds most of its telling pairs of characters, rare ones counting more.

        ``around`` are the articles (by position, with the distance) among which the named one is to be expected: there less is enough.
        """
        around = around or {}
        grams = _telling(proposal.wish.text)
        whole = sum(self.weight.get(g, self.rare) for g in grams)
        if not whole:
            return ProposalOutcome(proposal, Fate.MISSING)
        named = {str(t.address.article) for t in proposal.targets}
        held = [grams & set(grams_of(text)) for _, text in self.articles]
        share = [sum(self.weight[g] for g in found) / whole for found in held]
        ranked = sorted(range(len(share)), key=lambda i: (-share[i], str(self.articles[i][0]) not in named))
        if not ranked:
            return ProposalOutcome(proposal, Fate.MISSING)
        best = ranked[0]
        close = max((i for i in ranked if i in around), key=lambda i: share[i] * (1 - _FAR * around[i]), default=best)
        expected = close in around and share[close] >= max(NEAR, 0.6 * share[best])
        count = max(1, len({t.address.article for t in proposal.targets}))
        covered = set().union(*(held[i] for i in ranked[:count]))
        likeness = sum(self.weight[g] for g in covered) / whole if count > 1 or not expected else share[close]
        if likeness < TOLD and not expected:
            return ProposalOutcome(proposal, Fate.MISSING, likeness=likeness)
        address, text = self.articles[close if expected else best]
        return ProposalOutcome(proposal, Fate.SUBSTANCE, address, text, likeness)


def _describes(proposal: Proposal) -> bool:
    """Whether a proposal only describes, and names articles."""
    wish = proposal.wish
    return not (wish.heading or wish.wording or wish.pairs) and any(t.address.article for t in proposal.targets)


def _number(address: Address) -> int:
    """The number of the article an address lies in; 0 outside articles."""
    return address.article.steps[-1].number.value if address.article else 0


class _Drift:
    """How far the articles of a stage have moved on their way to the published text.

    From stage to stage articles are inserted and merged, but hardly change their order. So the proposals of a report whose place is sure
    tell where the others must be looked for: as far from their number as the nearest sure ones are from theirs.
    """

    def __init__(self, outcomes: Iterable[ProposalOutcome], final: _Final) -> None:
        self.at = {str(address): i for i, (address, _) in enumerate(final.articles)}
        self.sure: dict[str, list[tuple[int, int]]] = {}
        for o in outcomes:
            numbers = {n for t in o.proposal.targets if (n := _number(t.address))}
            if o.fate is Fate.MISSING or o.likeness < 0.5 or not numbers or o.address is None:
                continue
            position = self.at.get(str(o.address.article))
            if position is not None:
                number = sum(numbers) // len(numbers)
                self.sure.setdefault(o.proposal.report, []).append((number, position - number))

    def around(self, proposal: Proposal) -> Mapping[int, int]:
        """Where the articles that a proposal names are to be expected: positions with how far off they are; nothing where too little is sure."""
        sure = self.sure.get(proposal.report, [])
        out: dict[int, int] = {}
        if len(sure) < 3:
            return out
        for target in proposal.targets:
            number = _number(target.address)
            if number:
                nearest = sorted(sure, key=lambda s: abs(s[0] - number))[:3]
                middle = number + sorted(moved for _, moved in nearest)[1]
                for i in range(middle - _REACH, middle + _REACH + 1):
                    out[i] = min(out.get(i, _REACH), abs(i - middle))
        return out


def _below(text: Statute, line: int) -> Iterable[Unit]:
    return (text.units[i] for i in text.outline.span(line))


def _holds(text: str, piece: str) -> bool:
    """Whether a unit is, or contains, a piece of wording; the last mark may differ."""
    return piece in text or piece.rstrip("。；") == text.rstrip("。；")


_OWN = re.compile(
    r"[（(][^（）()]*[）)]|^[一二三四五六七八九十0-9]+(?:是|[.．、])[，,]?|进一步|明确|规定|完善|细化|新增一[条款项]|新增|增加|要求|提出|强化|加强|推动|规范|建议"
)


def _telling(text: str) -> set[str]:
    """The pairs of characters of a description, without the report's own phrases."""
    return {g for piece in re.split(r"[。；;，,：:、\n]", _OWN.sub("，", text)) for g in grams_of(piece) if len(g) == 2}
