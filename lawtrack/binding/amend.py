"""amend: a decision carried out on a statute, with the patch that says how, and everything doubtful as findings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from lawtrack.arguments import checked
from lawtrack.binding import findings as kinds
from lawtrack.binding.bind import bind
from lawtrack.binding.binder import FOLLOWS, cause_of
from lawtrack.binding.explain import explain_failure
from lawtrack.binding.orders.conform import forward_of
from lawtrack.binding.result.consequences import follow_references, tell_restated
from lawtrack.binding.result.doubles import without_doubles
from lawtrack.binding.result.findings import CHAPTER_BORDER
from lawtrack.binding.result.note import add_to_note, lists
from lawtrack.binding.result.rows import lines_of, misplaced, rows_of, settle_plan
from lawtrack.binding.slots import Slot
from lawtrack.binding.working_copy import Correspondence, WorkingCopy
from lawtrack.decision.corrections import Corrections, correct, line_for
from lawtrack.decision.decision import Amended, Decision
from lawtrack.decision.findings.text import OTHER_STATUTE, UNREAD
from lawtrack.decision.orders import ReplaceAll
from lawtrack.display import repr_html
from lawtrack.errors import AddressError, AmendmentError, Finding, Severity
from lawtrack.model.address import Address, addresses_of, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.levels import CHAPTERS, Level
from lawtrack.model.nodes import Statute, uncollected
from lawtrack.model.provisions import Paragraph, Preamble
from lawtrack.model.titles import nested, title_key
from lawtrack.patch.build import ResultUnit, patch_of
from lawtrack.patch.ops import Splice, clause_of
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import read_date
from lawtrack.syntax.note_entries import AddedEntry
from lawtrack.syntax.references import Numbering

if TYPE_CHECKING:
    from lawtrack.changes.changes import Changes, Line
    from lawtrack.changes.comparison_table import ComparisonTable

Border: TypeAlias = Literal["later", "earlier"]
"""Into which of two neighbouring chapters a new article at the border between them goes, by the number that the article gets.

>>> import lawtrack as lt
>>> borders: dict[str, lt.Border] = {"第九条": "later"}  # lt.amend(law, decision, borders=borders)
"""


@attrs.frozen
class Amendment:
    """What came of a decision: the new text, the patch that leads there, and the findings.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> made = lt.amend(law, decision)
    >>> made.statute["第二条"].text, made.findings, len(made.patch)
    ('渡船应当亮灯。', (), 1)
    """

    base: Statute
    decision: Decision
    patch: Patch
    statute: Statute
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> Changes:
        """What happened to every provision, row by row, with counts and the correspondence of numbers."""
        from lawtrack.changes.tabulate import tabulate

        return tabulate(self.base, self.patch)

    @property
    def table(self) -> ComparisonTable:
        """The comparison table (修改前后对照表) as it is printed; :func:`lawtrack.lay_out` makes others of ``changes``."""
        from lawtrack.changes.comparison_table import lay_out

        return lay_out(self.changes)

    @checked
    def explain(self, address: Address | str) -> tuple[Line, ...]:
        """For a provision of the new text, the cause of each changed character; raises ``AddressError`` where there is none."""
        from lawtrack.changes.tabulate import explain

        return explain(self.base, self.patch, address)

    def __repr__(self) -> str:
        return f"<Amendment {self.statute.title} {len(self.patch)}项改动 {len(self.findings)}项发现>"

    _repr_html_ = repr_html


def bind_decision(
    base: Statute,
    decision: Decision,
    borders: Mapping[str, Border] | None = None,
    correspondences: Mapping[str, Correspondence | Amendment] | None = None,
) -> tuple[Patch, tuple[Finding, ...]]:
    """The patch that ``decision`` makes of ``base``, and the findings. See :func:`amend`."""
    others = {
        title: given.patch.address_map(given.base) if isinstance(given, Amendment) else given
        for title, given in (correspondences or {}).items()
    }
    for given in others.values():
        forward_of(given)  # what cannot be read is told, whether an order needs it or not
    with uncollected():
        return _bind(base, decision, borders, others)


_ROUNDS = 40
"""So often a decision is bound again without orders that cannot stand; each time costs as much as the first."""


def _bind(
    base: Statute,
    decision: Decision,
    borders: Mapping[str, Border] | None,
    correspondences: Mapping[str, Correspondence],
    rounds: int = 0,
) -> tuple[Patch, tuple[Finding, ...]]:
    part, other = _part(base, decision)
    if part is None:
        names = "、".join(f"《{a.title}》" for a in decision.amended)
        finding = kinds.NOT_AMENDED.finding(decision=decision.title, base=base.title, names=names or "无")
        return _unchanged(base), (finding,)
    whole = next((o for i in part.instructions for o in i.orders if isinstance(o, ReplaceAll)), None)
    if whole is not None:
        patch, refused = _replace_all(base, decision, part, whole)
        return patch, (*other, *refused)
    work = bind(base, part, decision.unnumbered, correspondences)
    slots = settle_plan(work, borders)
    if rounds > _ROUNDS and (work.doubles or misplaced(slots) is not None):
        return _unchanged(base), (kinds.TANGLED.finding(title=decision.title),)
    if work.doubles:
        left = without_doubles(work, base, part)
        if left.part != part:
            return _again(base, decision, left.part, left.findings, borders, correspondences, rounds)
    astray = misplaced(slots)
    if astray is not None:
        return _without(base, decision, part, astray, borders, correspondences, rounds)
    added, told = add_to_note(base.note, base.title, decision) if _ordered(part) and _done(work) else (AddedEntry(), ())
    if added.insertions:
        splices = tuple(Splice(at, at, text) for at, text in added.insertions)
        work.slots[2].replaced, work.slots[2].edits = None, ((splices, FOLLOWS),)
    tell_restated(work)
    lines = lines_of(base, slots)
    addresses = base.addresses if _in_place(base, slots, lines) else addresses_of(slots)
    doubts: list[Finding] = []
    risen = {n: addresses[i] for i, line in enumerate(lines) if line is None and (n := slots[i].line) is not None}
    heirs = {s.line: h.line for s, h in work.heirs.items() if s.line is not None and h.line is not None}
    rows = follow_references(base, rows_of(slots, lines), lines, addresses, doubts, heirs, risen)
    removed = {s.line: s.gone for s in work.slots if s.gone is not None and s.line is not None}
    patch = patch_of(
        base, rows, removed, addresses, lines, known=True,
        source=decision.title, adopted=decision.adopted, effective=decision.effective,
    )  # fmt: skip
    work.dissolve()
    return patch, (*other, *work.findings, *doubts, *told)


def _without(
    base: Statute,
    decision: Decision,
    part: Amended,
    astray: Slot,
    borders: Mapping[str, Border] | None,
    correspondences: Mapping[str, Correspondence],
    rounds: int,
) -> tuple[Patch, tuple[Finding, ...]]:
    """The patch without the instruction that would put a provision where none can stand; without any where it is not known which."""
    cause = astray.move_cause or astray.label_cause or astray.cause
    guilty = [i for i in part.instructions if i.orders and cause is not None and i.index == cause.index]
    guilty = guilty or [i for i in part.instructions if i.orders]
    assert guilty, "a statute with nothing done to it is one"
    findings = tuple(
        kinds.NO_STATUTE.finding(
            span=i.span,
            instruction=i.label,
            clause=clause_of(i.label) or "决定",
            label=astray.label,
            text=astray.text[:20],
        )
        for i in guilty
    )
    left = tuple(attrs.evolve(i, orders=()) if i in guilty else i for i in part.instructions)
    return _again(base, decision, attrs.evolve(part, instructions=left), findings, borders, correspondences, rounds)


def _again(
    base: Statute,
    decision: Decision,
    part: Amended,
    findings: tuple[Finding, ...],
    borders: Mapping[str, Border] | None,
    correspondences: Mapping[str, Correspondence],
    rounds: int,
) -> tuple[Patch, tuple[Finding, ...]]:
    """The patch of what is left of a decision, and what is told of the rest."""
    patch, others = _bind(base, attrs.evolve(decision, amended=(part,)), borders, correspondences, rounds + 1)
    return patch, (*findings, *others)


def _ordered(part: Amended) -> bool:
    """Whether anything is ordered at all: a decision of which nothing was read, or nothing is in force yet, leaves the note as well."""
    return any(i.orders for i in part.instructions)


def _done(work: WorkingCopy) -> bool:
    """Whether anything was carried out: a decision of which every order was refused leaves the note as well."""
    return bool(work.acted) or not any(f.severity is Severity.ERROR for f in work.findings)


def _in_place(base: Statute, slots: Sequence[Slot], lines: Sequence[int | None]) -> bool:
    """Whether every unit is still there, in its place and with its number."""
    units = base.units
    return len(slots) == len(units) and all(
        line == i and slot.label == unit.label
        for i, (slot, line, unit) in enumerate(zip(slots, lines, units, strict=True))
    )


@checked
def amend(
    base: Statute,
    decision: Decision,
    *,
    strict: bool = False,
    borders: Mapping[str, Border] | None = None,
    correspondences: Mapping[str, Correspondence | Amendment] | None = None,
    on: Date | None = None,
    again: bool = False,
    corrections: Corrections = (),
) -> Amendment:
    """Carry out an amending decision on a statute.

    What cannot be done safely is left undone and reported; with ``strict`` it raises :class:`AmendmentError` that shows the
    clause and the provision. ``borders`` settles new articles at a chapter border: ``{"第七条": "later"}`` or ``"earlier"``; one that settles nothing is
    told. ``correspondences``
    gives the new numbers of other statutes, by title, where the decision has references follow them: the amendment of that statute, or
    a table ``{"水法": {"第九条": "第十条"}}``. ``on`` (a date,
    or text such as 2024-06-01, 20240601, 2024年6月1日) carries out only what is in force by then, for decisions whose parts take effect on
    several days (立法法第六十一条); what is not yet in force is told. Raises :class:`InputError` for text that is no date.

    A base whose adoption note lists this decision already (same title, same day) has been amended by it: that is an error, and the
    statute stays as it is, unless ``again``.

    ``corrections`` say how clauses of the decision are to be read that are printed with slips: the text of a corrections file, or pairs
    (:mod:`lawtrack.decision.corrections`). What they changed stands in the findings.

    >>> from lawtrack.decision.parse import parse_decision
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> law = parse_statute("某市水井条例\\n第一条　水井由村管理。\\n第二条　禁止投毒。")
    >>> made = amend(law, parse_decision("关于修改《某市水井条例》的决定\\n一、将第一条中的“村”修改为“镇”。"))
    >>> made.statute["第一条"].text, [op.cause.label for op in made.patch.ops]
    ('水井由镇管理。', ['一'])
    """
    decision = correct(decision, corrections)
    chosen, later = _in_force(decision, read_date(on)) if on else (decision, ())
    findings: tuple[Finding, ...]
    if not again and lists(base.note, decision):
        patch, findings = _unchanged(base), (_applied_already(decision),)
    else:
        chosen_side = {_article(name): side for name, side in (borders or {}).items()}
        patch, findings = bind_decision(base, chosen, chosen_side, correspondences)
        findings += _no_border(chosen_side, findings)
    findings = (*(_with_line(f, decision) for f in decision.findings), *findings, *later)
    bad = [f for f in findings if f.severity is Severity.ERROR] if strict else []
    if bad:
        clauses = {i.label: i.text for i in decision.instructions}
        raise AmendmentError(
            "\n".join(explain_failure(f, clauses.get(f.instruction, "")) for f in bad),
            "\n".join(
                f"{f.code}: {f.message_en} ({f.address or f.instruction}: {clauses.get(f.instruction, '')[:60]})"
                for f in bad
            ),
        )
    return Amendment(base, decision, patch, patch.apply(base), findings)


def _article(name: str) -> str:
    """The article that a caller names in ``borders``, as the labels of articles are written."""
    address = parse_address(name)
    if address.level is not Level.ARTICLE or len(address.steps) > 1:
        raise AddressError(
            f'borders 里的“{name}”不是条；写法如 {{"第七条": "later"}}',
            f'“{name}” in borders is no article; write {{"第七条": "later"}}',
        )
    return str(address)


def _no_border(borders: Mapping[str, Border], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What a caller settled that was not open: a slip of the number, most likely."""
    open_ = {f.address for f in findings if f.code == CHAPTER_BORDER.code}
    return tuple(kinds.BORDER_UNUSED.finding(name) for name in borders if name not in open_)


def _with_line(finding: Finding, decision: Decision) -> Finding:
    """The finding of a clause that was not read, with the line for a corrections file."""
    if finding.code != UNREAD.code or finding.span is None or "更正文件" in finding.message:
        return finding
    clause = decision.source[finding.span.start : finding.span.end]
    return (
        attrs.evolve(finding, message=f"{finding.message}；更正文件可写：{line_for(clause)}")
        if clause.strip()
        else finding
    )


def _unchanged(base: Statute) -> Patch:
    return patch_of(base, [ResultUnit(u, i) for i, u in enumerate(base.units)])


def _applied_already(decision: Decision) -> Finding:
    return kinds.ALREADY_APPLIED.finding(
        "题注", title=nested(decision.title), day=decision.adopted or decision.promulgated
    )


def _in_force(decision: Decision, on: str) -> tuple[Decision, tuple[Finding, ...]]:
    """The decision with only the instructions that are in force on a day, and what is not yet.

    An instruction without any day of its own counts from the day on which the decision was made known, at the latest known of its steps.
    """
    parts = []
    later: list[Finding] = []
    for part in decision.amended:
        kept = []
        for i in part.instructions:
            since = i.effective or decision.effective or decision.promulgated or decision.adopted
            if since <= on:
                kept.append(i)
                continue
            later.append(
                kinds.NOT_YET.finding(span=i.span, instruction=i.label, clause=clause_of(i.label), since=since, on=on)
            )
        parts.append(attrs.evolve(part, instructions=tuple(kept)))
    return attrs.evolve(decision, amended=tuple(parts)), tuple(later)


def _replace_all(
    base: Statute, decision: Decision, part: Amended, order: ReplaceAll
) -> tuple[Patch, tuple[Finding, ...]]:
    """修订: the supplied text takes the place of the whole; unchanged provisions are recognised by comparing.

    Of a text without articles (批复) only the answer is replaced: name, document number, salutation and 此复 stay.
    """
    from lawtrack.comparison.compare import compare
    from lawtrack.syntax.statute.parse import parse_statute

    instruction = next(i for i in part.instructions if order in i.orders)
    cause = cause_of(instruction)
    new = parse_statute(order.payload.text)
    if not new.articles and title_key(new.title) != title_key(base.title):  # under its own title it is the whole text
        if base.articles:
            finding = kinds.PAYLOAD_MISMATCH.finding(
                span=instruction.span, instruction=instruction.label, clause=clause_of(instruction.label)
            )
            return patch_of(base, [ResultUnit(u, i) for i, u in enumerate(base.units)]), (finding,)
        new = _answered(base, order.payload.lines)
    patch = compare(base, new)
    ops = tuple(attrs.evolve(op, cause=cause) for op in patch.ops)
    return attrs.evolve(
        patch, ops=ops, source=decision.title, adopted=decision.adopted, effective=decision.effective
    ), ()


_ASKED = re.compile(r"(?:答复|批复|复函|意见|解释|函复|如下)[^。；]{0,6}[：:]$")
_CLOSING = re.compile(r"(?:特)?此(?:复|批复|函复|答复)[。！]?")


def _answered(base: Statute, lines: tuple[str, ...]) -> Statute:
    """A reply with a new answer: what stands between 答复如下： (or the salutation) and 此复."""
    at = next((i for i, child in enumerate(base.children) if isinstance(child, Preamble)), None)
    if at is None:
        return attrs.evolve(base, children=(Preamble("", tuple(map(Paragraph, lines))), *base.children))
    preamble = base.children[at]
    assert isinstance(preamble, Preamble)
    kept = preamble.paragraphs
    begin = max((i + 1 for i, p in enumerate(kept) if _ASKED.search(p.text)), default=0)
    if not begin and kept[0].text.endswith(("：", ":")) and len(kept[0].text) < 60:
        begin = 1
    end = next((i for i in range(begin, len(kept)) if _CLOSING.fullmatch(kept[i].text)), len(kept))
    told = attrs.evolve(preamble, paragraphs=(*kept[:begin], *map(Paragraph, lines), *kept[end:]))
    return attrs.evolve(base, children=(*base.children[:at], told, *base.children[at + 1 :]))


def _part(base: Statute, decision: Decision) -> tuple[Amended | None, tuple[Finding, ...]]:
    """What the decision does to this statute, all its parts together where several items name the same one; a doubt whether it is this one."""
    chosen = decision.for_statute(base.title)
    parts = chosen.amended
    doubts = tuple(f for f in chosen.findings if f.code == OTHER_STATUTE.code and f not in decision.findings)
    if len(parts) < 2:
        return (parts[0], doubts) if parts else (None, ())
    together = tuple(i for p in parts for i in p.instructions)
    return attrs.evolve(parts[0], instructions=together, adjusts=any(p.adjusts for p in parts)), doubts


def bind_like(
    base: Statute, decision: Decision, published: Statute
) -> tuple[Patch, tuple[Finding, ...], tuple[str, ...]]:
    """The patch that ``decision`` makes of ``base``, new articles at a border put where ``published`` has them.

    Returned third are the articles that were put into the later chapter for that reason.
    """
    patch, findings = bind_decision(base, decision)
    open_ = [f.address for f in findings if f.code == CHAPTER_BORDER.code]
    if not open_:
        return patch, findings, ()
    derived = Numbering.of(patch.apply(base))
    there = Numbering.of(published)
    later: dict[str, Border] = {name: "later" for name in open_ if _home(derived, name) != _home(there, name)}
    if not later:
        return patch, findings, ()
    again, doubts = bind_decision(base, decision, later)
    return again, doubts, tuple(later)


def _home(numbering: Numbering, name: str) -> tuple[Address | None, ...]:
    address = parse_address(name)
    return tuple(numbering.heading(address, level) for level in CHAPTERS)
