"""rewind: the earlier version of a statute from the later one and the decision between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import attrs

from lawtrack.arguments import checked
from lawtrack.binding.amend import bind_like
from lawtrack.binding.result.references import Renumbering
from lawtrack.decision.corrections import Corrections, correct, corrections_told
from lawtrack.decision.decision import Amended, Decision
from lawtrack.decision.orders import DeleteProvisions, DeleteWords, Merge, Order, Replace, ReplaceWords, Split
from lawtrack.decision.payload import CAPTION_MARKS, split_articles, split_caption
from lawtrack.display import repr_html
from lawtrack.errors import Finding, InputError, Severity, overlap
from lawtrack.model.address import Address, Step
from lawtrack.model.gaps import GAP, gap, is_gap
from lawtrack.model.levels import HEADINGS, Level, Unit, cited
from lawtrack.model.nodes import Statute, build
from lawtrack.model.normal import normalise
from lawtrack.model.numerals import Number, relabel
from lawtrack.model.titles import alone, same_title
from lawtrack.patch.ops import Splice, splice
from lawtrack.rewinding import findings as kinds
from lawtrack.rewinding.addresses import Facts
from lawtrack.rewinding.headings import earlier_headings, interleave, sections
from lawtrack.rewinding.references import OtherReferences
from lawtrack.rewinding.structure import Old, Retracing
from lawtrack.rewinding.words import Unsaying
from lawtrack.syntax.note_entries import take_entry
from lawtrack.syntax.references import Numbering


@attrs.frozen
class Rewound:
    """The earlier version: ``statute`` with gaps (:func:`is_gap`), the findings, and what amending it again would give.

    ``origins`` tells for each unit of ``statute`` which unit of the later one its text was taken from (None: a gap, or known from
    the decision). ``again`` is the later version as the decision makes it out of ``statute``: it equals the published one except
    where a finding ``rewind.unproven`` says otherwise.

    >>> import lawtrack as lt
    >>> new = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当亮灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> rewound = lt.rewind(new, decision)
    >>> rewound.statute["第二条"].text, rewound.findings
    ('渡船应当开灯。', ())
    """

    statute: Statute
    findings: tuple[Finding, ...] = ()
    origins: tuple[int | None, ...] = attrs.field(default=(), repr=False)
    again: Statute = attrs.field(default=Statute(), repr=False)

    @property
    def gaps(self) -> tuple[Address, ...]:
        """The provisions whose text the decision destroyed."""
        return tuple(
            a for a, u in zip(self.statute.addresses, self.statute.units, strict=True) if is_gap(u.label + u.text)
        )

    def __repr__(self) -> str:
        return f"<Rewound {self.statute.title} {len(self.statute.articles)}条 {len(self.gaps)}处空缺>"

    __str__ = __repr__

    _repr_html_ = repr_html


@checked
def rewind(published: Statute, decision: Decision, *, corrections: Corrections = ()) -> Rewound:
    """The version of a statute before ``decision``, from the version after it.

    Old numbers come back, replaced words and moved references are turned back, inserted provisions go, the adoption note is cut. What the
    decision destroyed (a deleted or wholly replaced provision) is a gap, ``〔原文已被修改，无从恢复〕``, and a finding. Every guess
    is a finding too. Raises :class:`InputError` where the decision does not amend this statute.

    The proof is made at once: the decision is carried out on the result, and where that does not give the published text again, a
    finding ``rewind.unproven`` shows both. ``corrections`` as for :func:`lawtrack.amend`.

    >>> from lawtrack.decision.parse import parse_decision
    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> decision = parse_decision("关于修改《某市水井条例》的决定\\n一、将第一条中的“村”修改为“镇”。")
    >>> rewind(parse_statute("某市水井条例\\n第一条　水井由镇管理。\\n第二条　禁止投毒。"), decision).statute["第一条"].text
    '水井由村管理。'
    """
    decision = correct(decision, corrections)
    part = part_for(published, decision)
    if part is None:
        names = "、".join(f"《{a.title}》" for a in decision.amended) or "无"
        raise InputError(
            f"《{decision.title}》没有修改《{published.title}》（修改的是{names}）；请换用修改该法规的决定",
            f"《{decision.title}》 does not amend 《{published.title}》 (it amends {names}); take the decision that does",
        )
    found = _Rewinding(published, decision, part).run()
    return attrs.evolve(found, findings=(*corrections_told(decision), *found.findings))


def part_for(published: Statute, decision: Decision) -> Amended | None:
    """What a decision does to a statute of which the later text is given: by its title or the one that the decision gives it, else its only part."""
    if len(decision.amended) == 1:
        return decision.amended[0]
    named = (p for p in decision.amended if same_title(p.title, published.title))
    return next(named, None) or next((p for p in decision.amended if _becomes(p, published.title)), None)


def _becomes(part: Amended, title: str) -> bool:
    """Whether a statute has ``title`` by what a decision does to its title."""
    name, changed = part.title, False
    for order in (o for i in part.instructions for o in i.orders):
        if not any(p.address.steps and p.address.level is Level.TITLE for p in order.places):
            continue
        changed = True
        if isinstance(order, Replace):
            name = order.payload.text
        for old, new in order.pairs if isinstance(order, ReplaceWords) else ():
            name = name.replace(old, new)
        for word in order.words if isinstance(order, DeleteWords) else ():
            name = name.replace(word, "")
    return changed and same_title(name, title)


def final_numbers(published: Statute) -> tuple[Statute, tuple[Finding, ...]]:
    """The statute with article numbers that run on, where one is printed twice or out of sequence (第十二条 for 第十一条).

    >>> from lawtrack.model.provisions import Article
    >>> law = Statute("例", children=tuple(Article(f"第{n}条") for n in ("一", "三", "三", "四")))
    >>> [a.label for a in final_numbers(law)[0].articles]
    ['第一条', '第二条', '第三条', '第四条']
    """
    units = list(published.units)
    lines = [i for i, a in enumerate(published.addresses) if a.level is Level.ARTICLE and len(a.steps) == 1]
    findings = []
    for k, line in enumerate(lines):
        number = units[line].number
        before = units[lines[k - 1]].number if k else Number(0)
        after = units[lines[k + 1]].number if k + 1 < len(lines) else None
        want = Number(before.value + 1)
        fits = before < number and (after is None or number < after)
        if fits or number.sub or not (after is None or want < after or after == want):
            continue
        if number != want and (after is None or after.value >= want.value + 1):
            label = relabel(units[line].label, want)
            findings.append(
                kinds.NUMBER_SLIP.finding(
                    published.addresses[line],
                    span=published.spans[line] if line < len(published.spans) else None,
                    before=units[line].label,
                    after=label,
                )
            )
            units[line] = attrs.evolve(units[line], label=label)
    return (build(units, published) if findings else published), tuple(findings)


class _Rewinding:
    """One run: structure, words, references, note, proof."""

    def __init__(self, published: Statute, decision: Decision, part: Amended):
        self.later, slips = final_numbers(published)
        self.decision, self.part = decision, part
        self.findings: list[Finding] = list(slips)
        self.became: list[int | None] = []
        facts = Facts.of(part)
        self.headings = earlier_headings(self.later, facts, part)
        over = sections(self.later, self.headings)
        dropped = frozenset(i + 1 for i, h in enumerate(self.headings) if h.line is None)
        self.trace = Retracing(self.later, facts, decision.unnumbered, over, dropped)

    def run(self) -> Rewound:
        if self.trace.facts.everything:
            return self.nothing()
        base, origins = self.structure()
        words = Unsaying(base, self.decision.unnumbered)
        edits = words.run(self.part.instructions)
        self.findings += words.findings
        base = self.captions(self.texts(base, origins, edits))
        self.report_gaps(base)
        self.doubt_headings(base)
        self.doubt_references(base, origins)
        again = self.prove(base)
        return Rewound(base, tuple(self.findings), origins, again)

    def nothing(self) -> Rewound:
        """The decision replaced the whole text: title and adoption note are all that is known."""
        title, _, note = self.front()
        base = build(
            (title.unit, Unit(Level.STAGE), note.unit, Unit(Level.ARTICLE, "第一条"), Unit(Level.PARAGRAPH, "", GAP))
        )
        self.report_gaps(base)
        return Rewound(base, tuple(self.findings), (0, None, 2, None, None), self.prove(base))

    # ------------------------------------------------------------------ structure

    def structure(self) -> tuple[Statute, tuple[int | None, ...]]:
        """The units of the base, texts still as in the later statute, and where each comes from."""
        roots = self.front() + self.body() + self.back()
        units: list[Unit] = []
        origins: list[int | None] = []

        def walk(old: Old) -> None:
            units.append(old.unit)
            origins.append(old.line)
            self.became.append(old.became if old.line is None else old.line)
            for child in old.children:
                walk(child)

        for root in roots:
            walk(root)
        return build(units, self.later), tuple(origins)

    def front(self) -> list[Old]:
        title, stage, note = (Old(u, i) for i, u in enumerate(self.later.units[:3]))
        orders = [p for i in self.part.instructions for o in i.orders if isinstance(o, Replace) for p in o.places]
        if (
            any(p.address.steps and p.address.level is Level.TITLE for p in orders)
            or self.part.title
            and normalise(self.part.title) != normalise(self.later.title)
            and normalise(self.part.title) not in normalise("中华人民共和国" + self.later.title)
        ):
            title = Old(attrs.evolve(title.unit, text=alone(self.part.title)))
        days = [d for d in (self.decision.adopted, self.decision.approved, self.decision.promulgated) if d]
        note.unit = attrs.evolve(note.unit, text=take_entry(note.unit.text, days))
        return [title, stage, note]

    def body(self) -> list[Old]:
        """Preamble, headings and articles."""
        later, trace = self.later, self.trace
        out: list[Old] = []
        for line, (unit, address) in enumerate(zip(later.units, later.addresses, strict=True)):
            if unit.level is not Level.PREAMBLE or Address(address.steps[:1]) in trace.facts.arrived:
                continue
            old = Old(unit, line)
            if address in trace.facts.rewritten:
                old.children = [Old(Unit(Level.PARAGRAPH, "", gap()))]
            else:
                old.children = trace.below(address, trace.plan.slots[line], Level.PARAGRAPH)
            out.append(old)
        return out + interleave(trace, self.headings)

    def back(self) -> list[Old]:
        """Annexes and the signature, as they are."""
        out: list[Old] = []
        named = {
            p.address: p.quoted or gap()
            for i in self.part.instructions
            for o in i.orders
            if isinstance(o, Replace)
            for p in o.places
            if p.address.steps and p.address.level is Level.ANNEX and (p.part == "heading" or _titles(o, self.later))
        }
        for line, (unit, address) in enumerate(zip(self.later.units, self.later.addresses, strict=True)):
            if address.steps[0].level not in (Level.ANNEX, Level.SIGNATURE):
                continue
            if address in named and unit.text:
                unit = attrs.evolve(unit, text=named[address])
            if len(address.steps) == 1 and address in self.trace.facts.rewritten:
                out.append(Old(unit, line, [Old(Unit(Level.PARAGRAPH, "", gap()))]))
            elif (
                Address(address.steps[:1]) in self.trace.facts.rewritten
                or Address(address.steps[:1]) in self.trace.facts.arrived
            ):
                continue
            else:
                out.append(Old(unit, line))
        lost = sorted(a for a in self.trace.facts.gone if len(a.steps) == 1 and a.level is Level.ANNEX)
        for address in lost:
            annex = Old(Unit(Level.ANNEX, str(address)), None, [Old(Unit(Level.PARAGRAPH, "", gap()))])
            later = [
                i for i, o in enumerate(out) if o.unit.level is Level.ANNEX and o.unit.number > address.steps[-1].number
            ]
            out.insert(later[0] if later else len(out), annex)
        return out

    # ------------------------------------------------------------------ texts

    def texts(self, base: Statute, origins: Sequence[int | None], edits: dict[int, tuple[Splice, ...]]) -> Statute:
        """Words and references turned back."""
        later = self.later
        back = {later.addresses[j]: base.addresses[i] for i, j in enumerate(self.became) if j is not None}
        for (
            old,
            new,
        ) in self.trace.facts.fixed.items():  # a paragraph that became an article: the article's number is meant
            if new.level is Level.PARAGRAPH and new.parent in self.trace.facts.arrived:
                back.setdefault(new.parent, old)
        moving = None
        if any(a != b for a, b in back.items()) or len(base.units) != len(later.units):
            moving = Renumbering(back.get, Numbering.of(later), Numbering.of(base))
        units = list(base.units)
        for i, j in enumerate(origins):
            mine = edits.get(i, ())
            text = units[i].text
            if j is not None and i > 2 and moving is not None and text == later.units[j].text:
                splices, doubts = moving.move(text, later.addresses[j], base.addresses[i])
                mine += tuple(s for s in splices if not any(overlap(s, t) for t in mine))
                self.findings += [
                    attrs.evolve(d, code=kinds.REFERENCE.code, severity=kinds.REFERENCE.severity, address=str(base.addresses[i]))
                    for d in doubts if not (d.span and any(overlap(d.span, t) for t in mine))
                ]  # fmt: skip
            if mine:
                units[i] = attrs.evolve(units[i], text=splice(text, mine))
        return build(units, later)

    def captions(self, base: Statute) -> Statute:
        """Captions (条标) that the decision gave, alone or with the new text of an article: what stood there before is as it is quoted, or not known."""
        like = next((u.text for u in self.later.units if u.level is Level.ARTICLE and u.text), "")
        given = [x for i in self.part.instructions for o in i.orders for x in _captions_of(o, like)] if like else []
        units = list(base.units)
        for address, quoted in given:
            line = base.find(address)
            if line is not None and units[line].level is Level.ARTICLE:
                before = quoted.strip(CAPTION_MARKS) or gap()  # the new caption takes the marks of the old one
                marked = f"{like[0]}{before}{like[-1]}" if like[0] in CAPTION_MARKS else quoted or before
                units[line] = attrs.evolve(units[line], text=marked)
        return build(units, self.later) if given else base

    def doubt_headings(self, base: Statute) -> None:
        """How many articles stood in a chapter that is gone, and where articles stood before they were moved."""
        facts = self.trace.facts
        stated = {a.steps[-1].number for a, b in facts.fixed.items() if a.level is b.level is Level.ARTICLE}
        lost = facts.dropped | {a for a in facts.rewritten if a.level in HEADINGS} if facts.recast else facts.dropped
        for address in sorted(lost):
            line = base.find(address)
            behind = [u.number for u in base.units[line or 0 :] if u.level is Level.ARTICLE]
            if line is not None and not stated.intersection(behind):
                self.findings.append(kinds.NUMBERS_UNKNOWN.finding(address))
        self.doubt_homes(base)

    def doubt_homes(self, base: Statute) -> None:
        """Articles that a heading is said to hold: those between articles of one heading stood under it, the others may have stood elsewhere."""
        home: dict[Number, Address | None] = {}
        over: Address | None = None
        for unit, address in zip(base.units, base.addresses, strict=True):
            if unit.level in HEADINGS:
                over = address
            elif unit.level is Level.ARTICLE and len(address.steps) == 1:
                home[unit.number] = over
        numbers = list(home)
        stretches = []
        for order in self.trace.facts.moved:
            if order.heading in self.trace.facts.arrived:
                continue
            first, last = order.first.steps[-1].number, order.last.steps[-1].number
            if not order.base:
                stretches.append(f"{order.heading}（{order.first}至{order.last}）")
                continue
            mine = [i for i, n in enumerate(numbers) if first <= n <= last]
            around = [numbers[i] for i in (mine[0] - 1, mine[-1] + 1) if 0 <= i < len(numbers)] if mine else []
            if len({home[n] for n in around}) != 1 or len(around) != 2:
                self.doubt_home(str(order.first), str(order.first) + (f"至{order.last}" if last != first else ""))
        if stretches:
            self.doubt_home("", "、".join(stretches))
        self.doubt_homes_under_new_headings(base, home)
        became = {
            a.steps[-1].number: b.steps[-1].number
            for a, b in self.trace.facts.fixed.items()
            if a.level is b.level is Level.ARTICLE
        }
        for i, number in enumerate(numbers):
            near = numbers[max(i - 1, 0) : i + 2]
            now = [became[n] for n in near if n in became]
            if number in became and len({home[n] for n in near}) > 1 and now != sorted(now):  # it passed its neighbour
                self.doubt_home(cited(Level.ARTICLE, number), cited(Level.ARTICLE, number))

    def doubt_homes_under_new_headings(self, base: Statute, home: dict[Number, Address | None]) -> None:
        """Old articles that stand under a heading which is new: they came from the one before it or from the one behind it."""
        arrived = {a.steps for a in self.trace.facts.arrived if a.level in HEADINGS}
        if not arrived:
            return
        later_over = {}
        over: tuple[Step, ...] = ()
        for line, address in enumerate(self.later.addresses):
            if address.level in HEADINGS:
                over = address.steps
            later_over[line] = over
        numbers = list(home)
        moved = {
            unit.number
            for unit, j in zip(base.units, self.became, strict=True)
            if unit.level is Level.ARTICLE and j is not None and any(later_over[j][-len(a) :] == a for a in arrived)
        }
        for is_new, run in groupby(range(len(numbers)), lambda i: numbers[i] in moved):
            mine = list(run)
            around = [home[numbers[i]] for i in (mine[0] - 1, mine[-1] + 1) if 0 <= i < len(numbers)]
            if is_new and (len(around) != 2 or around[0] != around[1]):
                first, last = (cited(Level.ARTICLE, numbers[i]) for i in (mine[0], mine[-1]))
                self.doubt_home(first, first if first == last else f"{first}至{last}")

    def doubt_home(self, address: str, what: str) -> None:
        self.findings.append(kinds.HOME_UNKNOWN.finding(address, what=what))

    def doubt_references(self, base: Statute, origins: Sequence[int | None]) -> None:
        """References that may have named what was merged away or deleted as well."""
        facts = self.trace.facts
        parted = any(
            a.level is not b.level or a.level > Level.ARTICLE and a.article != b.article for a, b in facts.fixed.items()
        )
        if not (facts.merged or facts.gone or parted):
            return
        became = {base.addresses[i]: self.later.addresses[j] for i, j in enumerate(self.became) if j is not None}
        lines = [i for i, j in enumerate(origins) if j is not None and i > 2 and not is_gap(base.units[i].text)]
        others = OtherReferences(base, self.later, became, facts.merged, {a for a in facts.gone if a not in became})
        told = {(f.address, f.before) for f in self.findings if f.code == kinds.REFERENCE.code}
        self.findings += [f for f in others.told(lines) if (f.address, f.before) not in told]

    def report_gaps(self, base: Statute) -> None:
        causes: dict[str, str] = {}
        captioned = any(u.level is Level.ARTICLE and u.text for u in (*base.units, *self.later.units))
        for instruction in self.part.instructions:
            for order in instruction.orders:
                for place in order.places:
                    causes.setdefault(str(place.address), instruction.label)
        for line, (address, unit) in enumerate(zip(base.addresses, base.units, strict=True)):
            if is_gap(unit.label + unit.text):
                above = base.units[line - 1]
                if address.parent.steps and above.level is Level.ANNEX and not above.text:
                    address = address.parent  # its name is lost as well
                if captioned and above.level is Level.ARTICLE and not above.text:
                    address = address.parent  # and so is a caption, if it had one
                label = next((causes[str(a)] for a in _upwards(address) if str(a) in causes), "")
                self.findings.append(kinds.GAP.finding(address, instruction=label))

    def prove(self, base: Statute) -> Statute:
        """Carry the decision out on the result: it must give the later text again."""
        patch, findings, later = bind_like(base, attrs.evolve(self.decision, amended=(self.part,)), self.later)
        again = patch.apply(base)
        self.findings += [kinds.BORDER.finding(name) for name in later]
        for f in findings:
            if f.severity is Severity.ERROR:
                self.findings.append(kinds.NOT_AMENDED_AGAIN.instead_of(f))
        for where, before, after in differences(again, self.later):
            if normalise(before) == normalise(after):
                self.findings.append(kinds.TYPOGRAPHY.finding(where, before=before, after=after))
                continue
            self.findings.append(kinds.UNPROVEN.finding(where, before=before, after=after))
        return again


def differences(a: Statute, b: Statute) -> list[tuple[str, str, str]]:
    """Where two statutes differ: provision (an article, or what stands outside articles), text of the first, text of the second.

    Articles of which the second lost something agree with anything.
    """
    left, right = _provisions(a), _provisions(b)
    out = []
    for place in dict.fromkeys((*right, *left)):
        x, y = left.get(place, []), right.get(place, [])
        if x != y and not any(is_gap(text) for _, _, text in y):
            rows = (
                [(p, q) for p, q in zip(x, y, strict=False) if p != q]
                if len(x) == len(y)
                else [((0, "", "\n".join(p[1] + p[2] for p in x)), (0, "", "\n".join(q[1] + q[2] for q in y)))]
            )
            out += [(str(place), p[1] + p[2], q[1] + q[2]) for p, q in rows]
    return out


def _provisions(statute: Statute) -> dict[Address, list[tuple[int, str, str]]]:
    """Article → its units; headings and the rest each by itself, an article with the heading above it."""
    out: dict[Address, list[tuple[int, str, str]]] = {}
    over = ""
    for address, unit in list(zip(statute.addresses, statute.units, strict=True))[3:]:
        if unit.level in HEADINGS:
            over = str(address)
        row = (int(unit.level), unit.label, unit.text)
        out.setdefault(address.article or address, [(0, over, "")] if unit.level is Level.ARTICLE else []).append(row)
    return out


def _titles(order: Replace, later: Statute) -> bool:
    """Whether the new text of an annex brings the name that the annex has now."""
    line = later.find(order.places[0].address)
    name = normalise(later.units[line].text) if line is not None else ""
    return bool(name) and any(name in normalise(x) for x in order.payload.lines[:2])


def _captions_of(order: Order, like: str) -> list[tuple[Address, str]]:
    """The articles of the earlier text to which an order gives a caption, or whose caption it deletes, and the old one where it is quoted."""
    alone = isinstance(order, Replace | DeleteProvisions)
    named = [(p.address, p.quoted) for p in order.places if alone and p.part == "heading"]
    payload = getattr(order, "payload", None)
    if not named and isinstance(order, Replace | Merge | Split) and payload is not None:
        bodies = [lines for _, lines in split_articles(payload.lines)] or [payload.lines]
        if split_caption(bodies[0], like)[1]:
            named = [(p.address, "") for p in order.places[:1] if not p.part]
    return [(address, quoted) for address, quoted in named if address.steps and address.level is Level.ARTICLE]


def _upwards(address: Address) -> list[Address]:
    return [Address(address.steps[:n]) for n in range(len(address.steps), 0, -1)]


__all__ = ["GAP", "Rewound", "is_gap", "rewind"]
