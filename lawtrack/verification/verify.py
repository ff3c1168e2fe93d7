"""verify: a decision and a published text held against each other, with or without the text before."""

from __future__ import annotations

import attrs

from lawtrack.arguments import checked
from lawtrack.binding.amend import bind_like
from lawtrack.binding.result.findings import CHAPTER_BORDER
from lawtrack.decision.corrections import Corrections, correct, corrections_told
from lawtrack.decision.decision import Amended, Decision
from lawtrack.display import repr_html
from lawtrack.errors import Finding, Severity
from lawtrack.model.nodes import Statute
from lawtrack.rewinding.findings import NUMBERS_UNKNOWN, UNPROVEN, WORDS_MISSING
from lawtrack.rewinding.rewind import part_for, rewind
from lawtrack.verification import findings as kinds
from lawtrack.verification.departures import departures
from lawtrack.verification.missing_amendments import explain_lacking, lacking


@attrs.frozen
class Verification:
    """What came of holding a published text against a decision.

    ``derived`` is the text as the decision makes it: out of the base, or, without one, out of the published text rewound (then only what the
    decision ordered can be judged, and ``base`` is that reconstruction). ``errors`` are true differences in what was ordered,
    ``warnings`` differences elsewhere; punctuation width and spacing are counted apart in ``typography``.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> published = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开亮灯。")
    >>> checked = lt.verify(decision, published, law)
    >>> [(f.address, f.before, f.after) for f in checked.errors]
    [('第二条第一款', '渡船应当亮灯', '渡船应当开亮灯')]
    """

    decision: Decision
    published: Statute
    base: Statute
    derived: Statute
    findings: tuple[Finding, ...] = ()
    reconstructed: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are warnings."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def typography(self) -> tuple[Finding, ...]:
        """Differences of punctuation width, quotation style and spacing only."""
        return tuple(f for f in self.findings if f.code == kinds.TYPOGRAPHY.code)

    def __repr__(self) -> str:
        return f"<Verification {self.published.title} {len(self.errors)}处错误 {len(self.warnings)}处警告 {len(self.typography)}处仅标点>"

    __str__ = __repr__

    _repr_html_ = repr_html


@checked
def verify(
    decision: Decision, published: Statute, base: Statute | None = None, *, corrections: Corrections = ()
) -> Verification:
    """Whether ``published`` reads as ``decision`` orders.

    With ``base``, the text before, the decision is carried out on it and every difference is a finding: an error where an instruction
    ordered the text, a warning where the decision did not touch it, info where it is typography or follows from a judgement that the
    decision leaves open. Without it, what the decision supplies and orders is looked for in the published text at its final
    address. Which of the two texts is right cannot be known from them: each finding shows both (``before``: as ordered, ``after``: as
    published). ``corrections`` as for :func:`lawtrack.amend`. Nothing is raised
    where the decision amends another statute: that is an error among the findings.

    >>> from lawtrack.decision.parse import parse_decision
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> decision = parse_decision("关于修改《某市水井条例》的决定\\n一、将第一条中的“村”修改为“镇”。")
    >>> old, new = (parse_statute(f"某市水井条例\\n第一条　水井由{x}管理。\\n第二条　禁止投毒。") for x in ("村", "县"))
    >>> [(f.severity.value, f.address, f.before, f.after) for f in verify(decision, new, old).findings]
    [('error', '第一条第一款', '水井由镇管理', '水井由县管理')]
    """
    decision = correct(decision, corrections)
    found = _verify(decision, published, base)
    return attrs.evolve(found, findings=(*corrections_told(decision), *found.findings))


def _verify(decision: Decision, published: Statute, base: Statute | None) -> Verification:
    part = part_for(published, decision)
    if part is None:
        names = "、".join(f"《{a.title}》" for a in decision.amended) or "无"
        finding = kinds.NOT_AMENDED.finding(decision=decision.title, published=published.title, names=names)
        return Verification(decision, published, base or published, published, (finding,), base is None)
    mine = attrs.evolve(decision, amended=(part,))
    found = _without_base(mine, part, published) if base is None else _with_base(mine, part, published, base)
    open_ = _not_checked(decision, part)
    findings = found.findings
    if open_ and any(f.code == kinds.NUMBER.code for f in findings):
        findings = tuple(_perhaps(f, _NOT_CHECKED) for f in findings)
    return attrs.evolve(found, findings=(*findings, *open_))


_NOT_CHECKED = "决定有没有核对的地方", "a clause was not checked"
_NOT_COUNTED = "决定删去了整章（节），没有写明其中是哪几条", "how many articles went with a heading is not said"


def _perhaps(f: Finding, why: tuple[str, str]) -> Finding:
    """Where the numbers were counted without knowing all of them, no difference is an error of the published text for certain."""
    if f.severity is not Severity.ERROR:
        return f
    return attrs.evolve(
        f, severity=Severity.WARNING, message=f"{f.message}（{why[0]}，条文可能因此对错了位）",
        message_en=f"{f.message_en} ({why[1]}; provisions may be paired wrongly for it)",
    )  # fmt: skip


def _not_checked(decision: Decision, part: Amended) -> list[Finding]:
    """What the decision says, of this statute or of all, that was not understood: nothing was held against it."""
    others = [a.span for a in decision.amended if a is not part and a.span is not None]

    def of_another(f: Finding) -> bool:
        return f.span is not None and any(s.start <= f.span.start and f.span.end <= s.end for s in others)

    return [
        kinds.NOT_CHECKED.instead_of(f) for f in decision.findings if f.severity is Severity.ERROR and not of_another(f)
    ]


def _with_base(decision: Decision, part: Amended, published: Statute, base: Statute) -> Verification:
    patch, doubts, later = bind_like(base, decision, published)
    derived = patch.apply(base)
    open_ = [f for f in doubts if f.severity is Severity.ERROR]
    found = departures(
        patch.trace(base), derived, published, part, {f.address for f in doubts if f.code == CHAPTER_BORDER.code}
    )
    findings = [d.finding for d in found] + _borders(later)
    findings += [kinds.NOT_DERIVED.instead_of(f) for f in open_]
    told = explain_lacking(lacking(base, published, decision), findings)
    return Verification(decision, published, base, derived, told)


def _without_base(decision: Decision, part: Amended, published: Statute) -> Verification:
    rewound = rewind(published, decision)
    patch, doubts, later = bind_like(rewound.statute, decision, published)
    derived = patch.apply(rewound.statute)
    found = departures(
        patch.trace(rewound.statute),
        derived,
        published,
        part,
        {f.address for f in doubts if f.code == CHAPTER_BORDER.code},
    )
    # without a base only what the decision ordered is known; the rest was taken from the published text itself
    findings = [d.finding for d in found if d.ordered or d.finding.code == kinds.TYPOGRAPHY.code] + _borders(later)
    for f in rewound.findings:
        if f.code == WORDS_MISSING.code:
            findings.append(
                kinds.WORDS_MISSING.finding(f.address, span=f.span, before=f.before, instruction=f.instruction)
            )
    if any(f.code == NUMBERS_UNKNOWN.code for f in rewound.findings):  # which article an old number named is a guess
        findings = [_perhaps(f, _NOT_COUNTED) for f in findings]
        named = {f.address for f in findings}
        unproven = [f for f in rewound.findings if f.code == UNPROVEN.code and f.address and f.address not in named]
        findings += [kinds.NOT_CHECKED.instead_of(f) for f in unproven]
    return Verification(decision, published, rewound.statute, derived, tuple(findings), True)


def _borders(later: tuple[str, ...]) -> list[Finding]:
    return [kinds.BORDER.finding(name) for name in later]
