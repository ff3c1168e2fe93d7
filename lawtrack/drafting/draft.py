"""(old Statute, new Statute) → the amending decision (修改决定) that leads there, in national drafting style.

Whatever is drafted is read back and carried out before it is handed over; where a fine order does not give the new text to the character,
a coarser one takes its place: the whole provision, the explicit number, at the very end the whole text (修订). The whole text is also
what is drafted where hardly an article stays and the decision would be longer than the statute.
"""

from __future__ import annotations

import re

import attrs
from rapidfuzz.distance import Indel

from lawtrack.arguments import checked
from lawtrack.binding.amend import amend, bind_decision
from lawtrack.comparison.compare import correspondence
from lawtrack.decision.decision import Decision
from lawtrack.decision.findings.text import NO_CHANGE
from lawtrack.decision.parse import parse_decision
from lawtrack.decision.phrases.sentences import bare
from lawtrack.decision.phrases.table import join_words
from lawtrack.drafting import findings as kinds
from lawtrack.drafting.formal_parts import DraftStyle, Frame, adoption_between
from lawtrack.drafting.headings import preamble_name
from lawtrack.drafting.instructions import Coarseness, Outlay
from lawtrack.errors import ArgumentError, Finding, InputError
from lawtrack.model.dates import Date
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute, build
from lawtrack.model.normal import HALF_WIDTH
from lawtrack.model.numerals import label_number, relabel
from lawtrack.syntax.note import read_date

_ROUNDS = 12
_REVISED = 0.25
"""Where less of the articles stays and naming the changes takes more words than the new text, the whole text is replaced."""
_LONGEST = 8000  # characters of one text that are compared one by one
_BLANK = re.compile(r"(?:[^\S\n]|[\u200b\ufeff])+")  # a line break parts the lines of one paragraph


def _iso(date: Date) -> str:
    return read_date(date) if date else ""


@checked
def draft(
    old: Statute,
    new: Statute,
    *,
    title: str = "",
    body: str = "",
    date: Date = "",
    effective: Date = "",
    threshold: float = 0.75,
    style: DraftStyle = "decision",
    typography: bool = False,
) -> Decision:
    """The decision that turns ``old`` into ``new``: read back and carried out on ``old`` it gives ``new``.

    ``body`` is the body that decides, ``date`` the ISO date of adoption; where they are not given, they and the meeting are read off what the
    adoption note of ``new`` says beyond that of ``old``, the body also off the old note alone. ``effective`` is the date of taking effect (else 自公布之日起施行), ``title`` the title of the decision. A provision is replaced as a whole where
    naming its changes would take more than ``threshold`` of the words of the whole. ``style`` "amendment" writes a 修正案, which renumbers nothing.
    Spacing and the width of punctuation are not ordered unless ``typography`` is set; what is passed over is a finding of the decision.
    Title page matters (stage marker, adoption note) follow from the decision itself and are not part of it.

    Raises :class:`InputError` where the new text cannot be said in words, such as a paragraph that reads like an article's head.

    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> a = parse_statute("某市水井条例\\n第一条　水井由村管理。\\n第二条　禁止投毒。\\n第三条　本条例自公布之日起施行。")
    >>> b = parse_statute("某市水井条例\\n第一条　水井由镇管理。\\n第二条　本条例自公布之日起施行。")
    >>> print(draft(a, b).to_text())
    关于修改《某市水井条例》的决定
    决定对《某市水井条例》作如下修改：
    一、将第一条修改为：“水井由镇管理。”
    二、删去第二条。
    本决定自公布之日起施行。
    《某市水井条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。
    <BLANKLINE>
    """
    if (old.title or new.title) == "":
        raise InputError(
            "法规没有名称，无法起草修改决定；请先补上题目",
            "a statute without a title cannot be amended by a decision; add the title",
        )
    if not 0 <= threshold <= 1:
        raise ArgumentError(
            f"draft 的参数 threshold 是一条里改动文字所占的份额，应在 0 与 1 之间，给的是 {threshold}",
            f"draft: argument threshold is a share of the words of a provision, from 0 to 1, not {threshold}",
        )
    pairs = correspondence(old, new)
    passed: tuple[Finding, ...] = ()
    if not typography:
        new, passed = _settle_typography(old, new, pairs)
    frame = Frame(
        old.title,
        adoption_between(old.note, new.note, body, _iso(date)),
        title,
        _iso(effective),
        style,
        preamble_name((*old.units, *new.units)),
    )
    outlay = Outlay(old, new, pairs, threshold, style == "amendment")
    return _by_orders(old, new, frame, outlay, passed) or _as_whole(old, new, frame, passed)


def _by_orders(
    old: Statute, new: Statute, frame: Frame, outlay: Outlay, passed: tuple[Finding, ...]
) -> Decision | None:
    """The decision that orders each change; None where none does, or it would be longer than the whole new text (then a revision, 修订)."""
    plan = Coarseness()
    for _ in range(_ROUNDS):
        items = outlay.items(plan)
        ordered = frame.decision(items, outlay.renumbers)
        have = bind_decision(old, ordered)[0].apply(old)
        if _same(have, new):
            for surely in (False, True):
                text = frame.text(items, outlay.renumbers, surely)
                decision = _finish(text, passed if items else (_nothing(), *passed))
                if _says(decision, ordered):
                    break
            else:
                have = amend(old, decision).statute
            if _same(have, new) and not decision.unread:
                short = outlay.unchanged >= _REVISED or len(decision.source) <= len(frame.whole(new, True))
                return decision if short else None
        better = outlay.coarser(plan, have)
        if better is None or better == plan:
            return None
        plan = better
    return None


def _as_whole(old: Statute, new: Statute, frame: Frame, passed: tuple[Finding, ...]) -> Decision:
    """The decision that gives the whole new text; raises :class:`InputError` where that reads back otherwise."""
    for marked in (True, False):  # a stray quotation mark in the text would end the quotation
        decision = _finish(frame.whole(new, marked), passed)
        if _same(amend(old, decision).statute, new):
            return decision
    raise InputError(
        f"《{new.title}》的文字读回后与原件不同，无法用修改决定表述；请先用 parse 检查修改后的文本",
        f"the text of 《{new.title}》 reads back differently and cannot be said in a decision; look at it with lawtrack parse first",
    )


def _nothing() -> Finding:
    return kinds.NOTHING.finding()


def _finish(text: str, findings: tuple[Finding, ...]) -> Decision:
    decision = parse_decision(text)
    nothing = any(f.code == kinds.NOTHING.code for f in findings)  # which says already that no order is read
    read = [f for f in decision.findings if not (nothing and f.code == NO_CHANGE.code)]
    return attrs.evolve(decision, findings=(*read, *findings))


def _says(read: Decision, ordered: Decision) -> bool:
    """Whether what is read in a decision is what it was to order, so that it gives the same patch."""
    if read.unread or len(read.amended) != 1 or read.unnumbered != ordered.unnumbered:
        return False
    [mine], [theirs] = ordered.amended, read.amended
    given, taken = (
        [(i.index, i.effective, i.shared, join_words(list(map(bare, i.orders)))) for i in part.instructions]
        for part in (mine, theirs)
    )
    return given == taken and (mine.adjusts, mine.rewords) == (theirs.adjusts, theirs.rewords)


def _same(a: Statute, b: Statute) -> bool:
    """Equal but for stage marker and adoption note, which follow from the decision."""
    return a.title == b.title and a.units[3:] == b.units[3:]


# ---------------------------------------------------------------------- typography


def tight(text: str) -> str:
    """The text without white space and with one width for punctuation."""
    return _BLANK.sub("", text).translate(HALF_WIDTH)


def in_typography_of(old: str, new: str) -> str:
    """``new`` with the spacing and the punctuation of ``old`` wherever they say the same.

    >>> in_typography_of("甲(场)经营,", "甲（场）管理，")
    '甲(场)管理,'
    """
    a, b = _visible(old), _visible(new)
    if max(len(a), len(b)) > _LONGEST:
        return new
    x, y = ("".join(t[i] for i in seen).translate(HALF_WIDTH) for t, seen in ((old, a), (new, b)))
    if x == y:
        return old
    out = []
    for op in Indel.opcodes(x, y):
        if op.tag == "equal":
            out.append(old[a[op.src_start] : a[op.src_end - 1] + 1])
        elif op.tag != "delete":
            out.append(new[b[op.dest_start] : b[op.dest_end - 1] + 1])
    return "".join(out)


def _visible(text: str) -> list[int]:
    """Where the characters stand that are no white space."""
    return [i for i, c in enumerate(text) if not _BLANK.match(c)]


def _settle_typography(old: Statute, new: Statute, pairs: dict[int, int]) -> tuple[Statute, tuple[Finding, ...]]:
    """The new statute in the typography of the old one, where nothing else differs."""
    back = {j: i for i, j in pairs.items()}
    units: list[Unit] = []
    passed = []
    for j, unit in enumerate(new.units):
        i = back.get(j)
        was = old.units[i] if i is not None else None
        settled = unit
        if was is not None and j > 2:
            if was.text != unit.text and "|" in unit.text:  # blanks between the cells of a table
                settled = was if tight(was.text) == tight(unit.text) else unit
            elif was.text != unit.text:
                settled = attrs.evolve(settled, text=in_typography_of(was.text, unit.text))
            if was.label != unit.label and tight(relabel(was.label, label_number(unit.label))) == tight(unit.label):
                settled = attrs.evolve(settled, label=relabel(was.label, label_number(unit.label)))
            if tight(was.label) == tight(unit.label):
                settled = attrs.evolve(settled, label=was.label)
        if settled != unit and was is not None:
            where = str(new.addresses[j])
            passed.append(kinds.TYPOGRAPHY.finding(where, before=was.label + was.text, after=unit.label + unit.text))
        units.append(settled)
    return (build(units, new), tuple(passed)) if passed else (new, ())
