"""Bills: the stages of a text on its way to becoming law, and what became of the proposals made on the way.

A gazette prints the text as passed and the reports that led there, seldom the drafts. So a bill is read from the reports: which stages
there were (草案, 草案二次审议稿, 草案三次审议稿, 表决稿, 公布), what was proposed for which provision of which stage, and with what words. Texts of stages
that are at hand can be added and become versions of their own. Each proposal is then held against the text as published.
"""

from __future__ import annotations

import enum
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import attrs
from rapidfuzz.fuzz import partial_ratio

from lawtrack.arguments import checked
from lawtrack.comparison.grams import grams_of
from lawtrack.comparison.text_diff import Segment, segments, similarity
from lawtrack.display import summary
from lawtrack.errors import ConflictError, Finding, InputError, Severity, apply_repairs
from lawtrack.history.bills.reports import NamedProvision, Wish, wishes_of
from lawtrack.history.chain import compare_texts
from lawtrack.history.history import History
from lawtrack.history.versions import PatchStep, Version
from lawtrack.model.address import Address
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.titles import title_key
from lawtrack.syntax.gazette.issue import Gazette, Instrument, read_gazette
from lawtrack.syntax.note import dates_of
from lawtrack.syntax.statute.parse import parse_statute

FINAL = "公布"
_RANK = {"草案": 1, "二": 2, "三": 3, "四": 4, "五": 5, "表决稿": 8, FINAL: 9}
_TITLED = re.compile(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")
_STAGE_BEHIND = re.compile(r"[（(]([^（()）]*(?:草案|审议稿|表决稿|修改稿)[^（()）]*)[）)]$")
_AMENDING = re.compile(
    r"^(?P<title>.+?)修正案$|关于修[改正]〈(?P<named>[^〈〉]+)〉的决定$|关于修[改正]《(?P<named2>[^《》]+)》的决定$"
)
_REPORT = ("explanation", "report", "opinions")
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
    """What became of a proposal in the text as published."""

    VERBATIM = "verbatim"
    SUBSTANCE = "substance"
    MISSING = "missing"

    @property
    def zh(self) -> str:
        """In Chinese."""
        return {"verbatim": "逐字采纳", "substance": "实质采纳", "missing": "未见"}[self.value]


@attrs.frozen
class Stage:
    """One text of the bill: its name, the day it was before the committee, and the text itself where it is at hand."""

    name: str
    date: str = ""
    source: str = ""
    text: Statute | None = attrs.field(default=None, repr=False)

    @property
    def rank(self) -> int:
        """Its place in the order of stages."""
        return next((n for word, n in reversed(_RANK.items()) if word in self.name), 1)


@attrs.frozen
class Proposal:
    """One proposal: of which report, on which day, and what it says with its places bound to stages.

    ``places`` are provisions of the text it speaks about, ``targets`` of the text it leads to.
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
    """What became of a proposal: where in the published text, how it reads there, how alike it is; ``marked`` shows the differences."""

    proposal: Proposal
    fate: Fate
    address: Address | None = None
    text: str = ""
    likeness: float = 0.0
    marked: tuple[Segment, ...] = ()

    __repr__ = summary


@attrs.frozen
class Bill(History):
    """A bill: ``stages`` in order, ``proposals`` as read from the reports, ``final`` the text as published.

    As a :class:`History` its versions are the stages whose texts are at hand, each from the day it was presented.
    """

    title: str
    stages: tuple[Stage, ...] = ()
    proposals: tuple[Proposal, ...] = attrs.field(default=(), repr=False)
    final: Statute | None = attrs.field(default=None, repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False)

    def with_text(self, stage: str, text: Statute) -> Bill:
        """The bill with the text of one of its stages; raises :class:`InputError` for a stage it does not have."""
        want = stage_name(stage)
        known = {s.name: s for s in self.stages}
        if want == FINAL:
            known.setdefault(FINAL, Stage(FINAL, dates_of(text).adopted, text.title))
        if want not in known:
            raise InputError(
                f"《{self.title}》没有“{stage}”这一阶段；有的是：{'、'.join(known)}",
                f"《{self.title}》 has no stage “{stage}”, only {', '.join(known)}",
            )
        known[want] = attrs.evolve(known[want], text=text)
        return attrs.evolve(self, stages=tuple(known.values()), final=text if want == FINAL else self.final)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The stages whose texts are at hand, as versions; each leads to the next by comparing."""
        at_hand = [s for s in self.stages if s.text is not None]
        if not at_hand:
            raise InputError(
                f"《{self.title}》没有任何阶段的文本；用 with_text 给出",
                f"《{self.title}》 has no text of any stage; give one with with_text",
            )
        out: list[Version] = []
        for n, stage in enumerate(at_hand):
            text = stage.text
            assert text is not None
            last = out[-1].statute if out else None
            steps = (
                (PatchStep(compare_texts(last, text), "compared", stage.name, stage.date),) if last is not None else ()
            )
            until = at_hand[n + 1].date if n + 1 < len(at_hand) else ""
            out.append(
                Version(n + 1, text, stage.date, until, stage.date, source=stage.name, steps=steps, published=text)
            )
        return tuple(out)

    @cached_property
    def outcomes(self) -> tuple[ProposalOutcome, ...]:
        """Each proposal held against the text as published; () while that is not at hand."""
        if self.final is None:
            return ()
        search = _Final(self.final)
        first = [search.judge(p) for p in self.proposals]
        drift = _Drift(first, search)
        return tuple(
            search.describe(o.proposal, drift.around(o.proposal)) if _describes(o.proposal) else o for o in first
        )

    def wording(self, stage: str) -> Mapping[Address, str]:
        """What the reports let us know of the text of a stage: address → the words proposed for it."""
        want = stage_name(stage)
        return {
            p.targets[0].address: "\n".join(p.wish.wording)
            for p in self.proposals
            if p.wish.wording and p.targets and p.targets[0].stage == want
        }

    def __repr__(self) -> str:
        return f"<Bill {self.title} {'→'.join(s.name for s in self.stages)} {len(self.proposals)}项建议>"

    __str__ = __repr__


def stage_name(words: str) -> str:
    """A stage under its full name.

    >>> stage_name("二次审议稿"), stage_name("草案三次审议稿"), stage_name("表决稿"), stage_name("草案")
    ('草案二次审议稿', '草案三次审议稿', '表决稿', '草案')
    """
    tight = re.sub(r"[\s（）()]", "", words)
    if re.fullmatch(r"[二三四五]次审议稿", tight):
        return "草案" + tight
    return tight


@checked
def follow_bills(gazette: Gazette | str) -> tuple[Bill, ...]:
    """The bills whose reports stand in a gazette, with their stages, proposals and outcomes.

    Only texts of articles are followed: reports on budgets, inspections and appointments are left alone.

    >>> follow_bills("某市人民代表大会常务委员会公告\\n第3号\\n某市节水条例\\n第一条　为了节水，制定本条例。")  # no reports in it
    ()
    """
    issue = read_gazette(gazette) if isinstance(gazette, str) else gazette
    reports: dict[str, list[tuple[Instrument, str, str]]] = {}
    for one in issue.instruments:
        if str(one.kind) not in _REPORT:
            continue
        subject = _subject(one.title)
        if subject is not None:
            reports.setdefault(subject[0], []).append((one, subject[1], subject[2]))
    finals: dict[str, Instrument] = {}
    for one in issue.instruments:
        if str(one.kind) in ("statute", "decision"):
            finals.setdefault(title_key(one.title), one)
    return tuple(_bill(key, found, finals.get(key)) for key, found in reports.items())


def _subject(title: str) -> tuple[str, str, str] | None:
    """(key, title, stage) of the bill a report is about: 关于《某条例(草案二次审议稿)》审议结果的报告."""
    for named in _TITLED.findall(title):
        tight = re.sub(r"\s", "", named)
        stage = _STAGE_BEHIND.search(tight)
        if not stage:
            continue
        name = tight[: stage.start()]
        m = _AMENDING.search(name)
        if m:
            law = m["title"] or m["named"] or m["named2"]
            form = "修正案" if m["title"] else "修改决定"
            words = stage_name(stage[1])
            return title_key(law), law, words if words == "表决稿" else form + words
        return title_key(name), name, stage_name(stage[1])
    return None


def _bill(key: str, reports: Sequence[tuple[Instrument, str, str]], final: Instrument | None) -> Bill:
    text, doubts = _published(final) if final is not None else (None, [])
    stages: dict[str, Stage] = {}
    proposals: list[Proposal] = []
    findings: list[Finding] = doubts
    for one, _, stage in reports:
        stages.setdefault(stage, Stage(stage, one.presented, one.title))
        after = _leads_to(one.text, stage)
        if after:
            stages[after] = Stage(after, one.presented, one.title)
        for wish in wishes_of(one.text):
            made = _bound(one, wish, stage, after)
            proposals.append(made)
            for named in (*made.places, *made.targets):
                if named.stage and named.stage != "现行":
                    stages.setdefault(named.stage, Stage(named.stage, one.presented, one.title))
    if text is not None and final is not None:
        stages[FINAL] = Stage(FINAL, dates_of(text).adopted or final.adopted or final.promulgated, final.title, text)
    else:
        findings.append(
            Finding(
                "bills.no-final-text",
                Severity.INFO,
                f"公报里没有《{reports[0][1]}》的公布文本，建议的采纳情况无法核对",
                "the gazette does not hold the text as published",
            )
        )
    ordered = sorted(stages.values(), key=lambda s: (s.rank, s.date))
    return Bill(text.title if text else reports[0][1], tuple(ordered), tuple(proposals), text, tuple(findings))


def _published(final: Instrument) -> tuple[Statute, list[Finding]]:
    """The text as published, with the proposed repairs of the print made: swapped columns would hide whole provisions."""
    text = final.statute()
    slips = [f for f in text.findings if f.repair and f.repair.edits]
    if not slips:
        return text, []
    try:
        repaired = parse_statute(apply_repairs(final.text, slips))
    except ConflictError:
        return text, []
    said = Finding(
        "bills.repaired",
        Severity.INFO,
        f"《{text.title}》的公布文本按{len(slips)}项修复建议整理后核对：{'；'.join(f.message for f in slips)}",
        "the published text was held against the proposals with the proposed repairs of its print made",
    )
    return repaired, [said]


_LEADS = re.compile(r"提出了?[^。]{0,12}?《((?:[^《》]|《[^《》]*》)+)》")


def _leads_to(report: str, stage: str) -> str:
    """The stage a report puts before the committee: 提出《…(草案二次审议稿)》，提请审议."""
    tight = re.sub(r"\s", "", report)
    for m in reversed(list(_LEADS.finditer(tight))):
        subject = _subject(f"《{m[1]}》")
        if subject is not None and subject[2] != stage:
            return subject[2]
    return ""


def _bound(one: Instrument, wish: Wish, stage: str, after: str) -> Proposal:
    """A proposal with the stages of its places filled in: the text under report before, the text it leads to behind."""

    def named(n: NamedProvision, default: str) -> NamedProvision:
        words = n.stage
        if words in ("现行条例", "现行法", "原条例", "条例", "原法", "法"):
            return NamedProvision("现行", n.address)
        if words == "草案" and stage.startswith(("修正案", "修改决定")):
            words = stage
        return NamedProvision(stage_name(words) if words else default, n.address)

    described = wish.act == "说明" and "修改情况" not in one.title and not after
    places = tuple(named(n, stage) for n in wish.places)
    targets = tuple(named(n, stage if described else after or stage) for n in wish.targets)
    return Proposal(one.title, one.presented, wish, places, targets)


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
