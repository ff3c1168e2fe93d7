"""A decision as read: the statutes it amends, the instructions for each, its formal parts and dates."""

from __future__ import annotations

import re

import attrs

from lawtrack.arguments import checked, typed
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.orders import Order
from lawtrack.decision.suspension import Suspension
from lawtrack.display import repr_html, summary
from lawtrack.errors import Finding, Span
from lawtrack.model.titles import name_key, names_fit


@typed
@attrs.frozen
class Instruction:
    """One numbered instruction (or numbered sub-instruction): ``label`` such as 二十六（三）, ``index`` within the decision.

    ``shared``: a sentence that speaks of several statutes at once (将上述法规中的“A”修改为“B”); not every one of them need have the words.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (instruction,) = decision.instructions
    >>> instruction.label, instruction.text, len(instruction.orders)
    ('一', '一、将第二条中的“开灯”修改为“亮灯”。', 1)
    """

    label: str
    index: int
    text: str
    orders: tuple[Order, ...]
    span: Span | None = None
    effective: str = ""
    shared: bool = False

    __repr__ = summary


@typed
@attrs.frozen
class Amended:
    """What a decision does to one statute. ``title`` as the decision writes it, without 《 》.

    ``adjusts``: the numbers close up (条文顺序作相应调整). ``rewords``: it also licenses unstated changes of wording (部分文字作相应调整).

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> (part,) = decision.amended
    >>> part.title, len(part.instructions), part.adjusts
    ('某市渡口条例', 1, False)
    """

    title: str
    instructions: tuple[Instruction, ...]
    adjusts: bool = False
    span: Span | None = None
    rewords: bool = False

    __repr__ = summary


@typed
@attrs.frozen
class Formal:
    """A known formal part of the text: title, adoption line, opening, heading of a part, effective-date clause, republication clause.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、删去第三条。\\n本决定自2024年6月1日起施行。")
    >>> [(one.kind, one.text) for one in decision.formal]
    [('title', '关于修改《某市渡口条例》的决定'), ('effective', '本决定自2024年6月1日起施行。')]
    """

    kind: str
    text: str
    span: Span

    __repr__ = summary


@typed
@attrs.frozen
class Decision:
    """An amending decision (修改决定) or amendment (修正案) as read.

    ``adopted`` (通过), ``approved`` (批准, by the body above), ``promulgated`` (公布) and ``effective`` (施行) are ISO dates, "" where unknown:
    自公布之日起施行 without a known day of promulgation has no effective date, it is never guessed from the day of adoption.
    ``unnumbered``: amendment style (criminal law, constitution): nothing is renumbered, inserted articles are 之一, deleted ones stay vacant.
    ``suspended``: what it suspends somewhere or for a time (暂时调整适用), which changes no text.
    ``unread`` are the findings for what was not understood: () is a fully read decision. ``source`` is the text that was read.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> decision.amended[0].title, decision.instructions[0].label, decision.unread
    ('某市渡口条例', '一', ())
    """

    title: str
    note: str = ""
    body: str = ""
    adopted: str = ""
    promulgated: str = ""
    effective: str = ""
    amended: tuple[Amended, ...] = ()
    repealed: tuple[str, ...] = ()
    formal: tuple[Formal, ...] = attrs.field(default=(), repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False, eq=False)
    unnumbered: bool = False
    source: str = attrs.field(default="", repr=False, eq=False)
    suspended: tuple[Suspension, ...] = ()
    approved: str = ""

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """All instructions of all statutes, in order."""
        return tuple(i for a in self.amended for i in a.instructions)

    @property
    def items(self) -> tuple[str, ...]:
        """The numbers of the items as printed, in order, sub-items (（一） under 二十六) not counted apart.

        >>> part = Amended("例法", (Instruction("一", 0, "", ()), Instruction("二（一）", 1, "", ()), Instruction("二（二）", 2, "", ())))
        >>> Decision("决定", amended=(part,)).items
        ('一', '二')
        """
        return tuple(dict.fromkeys(re.split(r"[（(]", i.label)[0] for i in self.instructions))

    @property
    def unread(self) -> tuple[Finding, ...]:
        """What was not understood, each with its place; () where all was."""
        return tuple(f for f in self.findings if f.code == kinds.UNREAD.code)

    @checked
    def for_statute(self, title: str) -> Decision:
        """The decision as far as it amends the statute of this title.

        The title may be given in full or short: with or without 《 》, 中华人民共和国, the court's name in front, the region
        (审计条例 for 北京市审计条例) or a bracket naming a version; 〈 〉 and 《 》 inside are the same. A decision that amends one
        statute only amends that one, whatever it is called (with a finding ``decision.other-statute`` where the names do not
        fit); otherwise ``amended`` is empty where no statute or more than one fits, with the same finding as an error.
        """
        parts = [a for a in self.amended if name_key(a.title) == name_key(title)]
        if not parts:
            near = {name_key(a.title) for a in self.amended if names_fit(name_key(a.title), name_key(title))}
            parts = [a for a in self.amended if name_key(a.title) in near] if len(near) == 1 else []
        if parts:
            return self._only(parts)
        if len({name_key(a.title) for a in self.amended}) == 1:
            own = self.amended[0].title
            other = bool(own and title)
            finding = kinds.ONLY_OTHER_STATUTE.finding(own=own, title=title)
            return self._only(list(self.amended), (finding,) if other else ())
        names = "、".join(f"《{a.title}》" for a in self.amended)
        finding = kinds.OTHER_STATUTE.finding(title=title, names=names)
        return self._only([], (finding,))

    def _only(self, parts: list[Amended], more: tuple[Finding, ...] = ()) -> Decision:
        chosen = tuple(parts)
        if len(chosen) > 1 and len(set(map(name_key, (a.title for a in chosen)))) == 1:
            chosen = (
                attrs.evolve(
                    chosen[0],
                    instructions=tuple(i for a in chosen for i in a.instructions),
                    adjusts=any(a.adjusts for a in chosen),
                    rewords=any(a.rewords for a in chosen),
                ),
            )
        others = [a.span for a in self.amended if a not in parts and a.span]
        findings = tuple(
            f for f in self.findings if not (f.span and any(s.start <= f.span.start < s.end for s in others))
        )
        return attrs.evolve(self, amended=chosen, findings=(*findings, *more))

    def to_text(self) -> str:
        """The text it was read from."""
        return self.source

    def __repr__(self) -> str:
        items, orders = len(self.items), len(self.instructions)
        return f"<Decision {self.title} {items}项{f'（分项共{orders}条）' if orders != items else ''}指令>"

    __str__ = __repr__

    _repr_html_ = repr_html
