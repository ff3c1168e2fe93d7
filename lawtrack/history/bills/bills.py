"""Bills: the stages of a text on its way to becoming law, and what became of the proposals made on the way.

A gazette prints the text as passed and the reports that led there, seldom the drafts. So a bill is read from the reports: which stages
there were (草案, 草案二次审议稿, 草案三次审议稿, 表决稿, 公布), what was proposed for which provision of which stage, and with what words. Texts of stages
that are at hand can be added and become versions of their own. Each proposal is then held against the text as published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs

from lawtrack.arguments import checked
from lawtrack.errors import ConflictError, Finding, InputError, apply_repairs
from lawtrack.history import findings as kinds
from lawtrack.history.bills.outcomes import Proposal, ProposalOutcome, outcomes_in
from lawtrack.history.bills.reports import NamedProvision, Wish, wishes_of
from lawtrack.history.chain import compare_texts
from lawtrack.history.history import History
from lawtrack.history.versions import PatchStep, Version
from lawtrack.model.address import Address
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import title_key
from lawtrack.syntax.gazette.issue import Gazette, Instrument, read_gazette
from lawtrack.syntax.note import dates_of
from lawtrack.syntax.statute.parse import parse_statute

FINAL = "公布"
_RANK = {"草案": 1, "二": 2, "三": 3, "四": 4, "五": 5, "表决稿": 8, FINAL: 9}
_TITLED = re.compile(r"《((?:[^《》〈]|〈(?![^〈〉]*〉)|《[^《》]*》|〈[^〈〉]*〉)+)》")
_STAGE_BEHIND = re.compile(r"[（(]([^（()）]*(?:草案|审议稿|表决稿|修改稿)[^（()）]*)[）)]$")
_AMENDING = re.compile(
    r"^(?P<title>.+?)修正案$|关于修[改正]〈(?P<named>[^〈〉]+)〉的决定$|关于修[改正]《(?P<named2>[^《》]+)》的决定$"
)
_REPORT = ("explanation", "report", "opinions")


@attrs.frozen
class Stage:
    """One text of the bill: its name, the day it was before the committee, and the text itself where it is at hand.

    >>> import lawtrack as lt
    >>> lt.Stage("草案", "2024-03-01").name
    '草案'
    """

    name: str
    date: str = ""
    source: str = ""
    text: Statute | None = attrs.field(default=None, repr=False)

    @property
    def rank(self) -> int:
        """Its place in the order of stages."""
        return next((n for word, n in reversed(_RANK.items()) if word in self.name), 1)


@attrs.frozen
class Bill(History):
    """A bill: ``stages`` in order, ``proposals`` as read from the reports, ``final`` the text as published.

    As a :class:`History` its versions are the stages whose texts are at hand, each from the day it was presented.

    >>> import lawtrack as lt
    >>> text = "某市渡口条例\\n（2024年4月28日某市第五届人民代表大会常务委员会第九次会议通过）\\n第一条　渡船夜航应当开灯。\\n\\n某市人民代表大会法制委员会关于《某市渡口条例(草案)》审议结果的报告\\n\\n——2024年4月27日在某市第五届人民代表大会常务委员会第九次会议上\\n\\n一、关于夜航\\n\\n有意见提出，应当规定夜航。建议将第一条修改为：“渡船夜航应当开灯。”(草案二次审议稿第一条)"
    >>> (bill,) = lt.follow_bills(text)
    >>> bill.title, [stage.name for stage in bill.stages], len(bill.proposals)
    ('某市渡口条例', ['草案', '草案二次审议稿', '公布'], 1)
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
        return outcomes_in(self.final, self.proposals)

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

    Only texts of articles are followed: reports on budgets, inspections and appointments are left alone. Nothing is raised for a text without reports:
    there are no bills in it.

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
        findings.append(kinds.NO_FINAL_TEXT.finding(title=reports[0][1]))
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
    said = kinds.REPAIRED.finding(title=text.title, count=len(slips), slips="；".join(f.message for f in slips))
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
