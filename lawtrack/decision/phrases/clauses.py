"""Reading an instruction clause by clause, so that nothing of it is dropped.

A clause runs from one ；or 。(or line end) to the next. It is read whole or not at all: each quotation and count of it is taken up by
the reader of a formula, each place it names is reached by an order, and between two formulas stand only words that bear nothing.
A clause of which anything is left over is unread as a whole, and what follows may not lean on it: 其中的, a bare 第二款 or a bare
“A”修改为“B” after it belong to no place that was understood, so they are unread too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import InsertProvisions, Order, Place, nowhere
from lawtrack.decision.phrases.context import Adrift, Context, Contradiction, Doubt
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.tokens import PLACES, Clauses
from lawtrack.decision.places import QUOTE
from lawtrack.decision.quotes import Quoted
from lawtrack.errors import Span
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import HEADINGS
from lawtrack.model.numerals import NUMERAL

_END = "。；\n"
_MARK = "，、："
_OPEN_LIST = ("", *"。；，、：\n")
_IDLE = re.compile(
    r"(?:并且?|同时|另外|此外|以及|再|还|又|和|另|相应地?)(?=[，、将在对增删修\ue000\ue001废条文])|其中(?=，)"
)
"""The words that bear nothing, a closed list: they join one order to the next and say neither what changes, nor where, nor how much.

并, 并且, 同时, 另外, 此外, 以及, 再, 还, 又, 和, 另: and, besides. 相应 before an order that is itself written out: that it follows from
another one changes nothing in it. 其中 before a comma: the place that was named goes on. Each only where an order follows.
"""
_HEAD = re.compile(rf"第[ \u3000]*{NUMERAL}[ \u3000]*条(?:之{NUMERAL})?(?=[ \u3000])")
_REST = re.compile(r"[^，。；\n]+")


@attrs.frozen
class ReadStretch:
    """A stretch ``[start, end)`` of the clauses and the orders read there, by the entry ``phrase``; None where it was not understood, or where
    what is said contradicts itself. ``doubts`` are such contradictions: the orders are given where all else decides between the two figures."""

    start: int
    end: int
    orders: tuple[Order, ...] | None
    doubts: tuple[Doubt, ...] = ()
    phrase: str = ""

    def placed(self, span: Span | None) -> list[Order]:
        """The orders with the name of the entry that read them and their place in the source."""
        return [_placed(o, self.phrase, span) for o in self.orders or ()]


def _placed(order: Order, phrase: str, span: Span | None) -> Order:
    kind = type(order)
    return kind(**{name: getattr(order, name) for name in _SAID[kind]}, phrase=phrase, span=span)


_SAID: dict[type[Order], tuple[str, ...]] = {
    kind: tuple(f.name for f in attrs.fields(kind) if f.name not in ("phrase", "span")) for kind in Order.__args__
}
"""The fields of each order that its clause gives."""

Entries = Callable[[str], Sequence[Phrase]]
"""The phrases that may stand at the beginning of a text of tokens, in the order of the table."""


def read_clauses(entries: Entries, clauses: Clauses, context: Context, start: int = 0) -> list[ReadStretch]:
    """Read an instruction: at each place the first phrase that stands there, and each clause wholly or not at all."""
    out: list[ReadStretch] = []
    first = 0
    before: Context | None = None  # what was known before the clause that is being read
    text, at = clauses.text, start

    def close() -> None:
        nonlocal first, before
        clause = out[first:]
        if any(s.orders is None and not s.doubts for s in clause):
            out[first:] = [ReadStretch(clause[0].start, clause[-1].end, None)]
            if before is not None:
                context.restore(before)
            context.lose()
        first, before = len(out), None

    while at < len(text):
        char = text[at]
        if before is None and char not in _END:
            before = context.copy()
        if char == "\n" and text[at - 1 : at] == "：" and text[at + 1 : at + 2] == QUOTE:
            at += 1  # the new text that a line before it announces is of its clause
        elif char in _END:
            close()
            context.end_sentence(char if text[at - 1 : at] != "；" else "；")  # no sentence ends in ；
            at += 1
        elif char in _MARK:
            if char == "、" and text[at + 1 : at + 2] in _OPEN_LIST:
                out.append(ReadStretch(at, at + 1, None))  # a list that breaks off: something is missing
            if char not in "，、":
                context.run = []
            at += 1
        elif idle := _IDLE.match(text, at):
            at = idle.end()
        elif found := read_at(entries, clauses, context, at):
            out.append(found)
            at = found.end
            if _finished(clauses, at):
                close()
        else:
            rest = _REST.match(text, at)
            end = rest.end() if rest else at + 1
            out.append(ReadStretch(at, end, None))
            at = end
    close()
    return out


def _finished(clauses: Clauses, at: int) -> bool:
    """Whether a clause ends at ``at`` without a mark: its new text ends with one (“…。”增加一款)."""
    last = clauses.tokens.get(at - 1)
    return isinstance(last, Quoted) and last.text[-1:] in "。；" and clauses.text[at : at + 1] not in tuple(_MARK)


def read_at(entries: Entries, clauses: Clauses, context: Context, at: int) -> ReadStretch | None:
    """What the first phrase that stands at ``at`` and drops nothing of what it covers reads there."""
    for phrase in entries(clauses.text[at:]):
        match = phrase.pattern.match(clauses.text, at)
        if match is None or match.end() == at:
            continue
        saved = context.copy()
        hit = Hit(match, clauses)
        context.doubts = []
        try:
            orders = phrase.read(hit, context)
        except Adrift:
            orders = None
        except Contradiction as contradiction:
            return ReadStretch(at, match.end(), None, (contradiction.doubt,))
        if orders and (doubt := _unended(clauses, *match.span())):
            return ReadStretch(at, match.end(), None, (doubt,))
        whole = orders and not hit.left() and not _slipped(clauses, *match.span())
        if orders and whole and not any(map(nowhere, orders)) and _reach(orders, context):
            context.spoken = []
            return ReadStretch(at, match.end(), tuple(orders), tuple(context.doubts), phrase.name)
        context.restore(saved)
    return None


_ORDER = re.compile(
    rf"(?:此外|另外)[，,][^。\n]*(?:修改|修正|修订|调整|改为|删[去除]|增加|统一)[^。\n]*|[^。；\n]*(?:(?:修改|改|调整)为[：:]?[“‘\"]|(?:增加|删[去除])[：:]?[“‘\"]"
    rf"|增加{NUMERAL}[条款项章节]，作为|删[去除]第{NUMERAL}条|第{NUMERAL}[条款项](?:修改为|改为第|作为第))[^。\n]*"
)
"""A sentence that can only be the decision's own."""


def _unended(clauses: Clauses, start: int, end: int) -> Doubt | None:
    """What makes it doubtful where a quotation ends whose closing mark is missing: a sentence of the decision itself within it, or a line that
    nothing shows to be of it."""
    at = clauses.text.find(QUOTE, start, end)
    while at >= 0:
        token = clauses.tokens.get(at)
        if isinstance(token, Quoted) and not token.closed:
            if found := _ORDER.search(token.text):
                return Doubt.of(kinds.SENTENCE_IN_QUOTATION, said=found[0].strip()[:60])
            if token.doubtful:
                return Doubt.of(kinds.LINE_IN_QUOTATION, said=token.doubtful[:60])
        at = clauses.text.find(QUOTE, at + 1, end)
    return None


def _slipped(clauses: Clauses, start: int, end: int) -> bool:
    """Whether a place or a quotation stands twice in a row (作为第五条第五条, “甲。”“甲。”), or new text is a mark alone: a slip, and not
    known of what."""
    text, tokens = clauses.text, clauses.tokens
    if text.find(PLACES + PLACES, start, end + 1) >= 0:
        return True
    at = text.find(QUOTE, start, end)
    while at >= 0:
        one, next_ = tokens.get(at), tokens.get(at + 1)
        if isinstance(one, Quoted):
            if not one.quoted and not any(map(str.isalnum, one.text)):
                return True
            if isinstance(next_, Quoted) and one.lines[-1:] == next_.lines[:1]:
                return True
        at = text.find(QUOTE, at + 1, end)
    return False


def _reach(orders: Sequence[Order], context: Context) -> bool:
    """Whether each place that was named is one that an order names: itself, a part of it, or what it is a part of.

    The number that the instruction gives a provision is the provision. The whole statute is where every order is carried out.
    """
    named = [a for p in context.spoken for a in (p.address, p.through) if a is not None and a.steps]
    if not named:
        return True
    reached = [a for order in orders for a in addresses_of(order) if a.steps]
    named = [n for n in named if n not in reached]  # nearly always the very object
    if not named:
        return True
    for order in orders:
        if isinstance(order, InsertProvisions) and order.level in HEADINGS:  # its articles stand in its text
            heads = (_HEAD.match(line) for line in order.payload.lines)
            reached += [parse_address(m[0]) for m in heads if m]
    reached += [context.final_of(a) for a in reached]
    return all(any(a.contains(n) or n.contains(a) for a in reached) for n in named)


def addresses_of(order: Order) -> list[Address]:
    """Every address in an order."""
    out: list[Address] = []
    for name in _FIELDS[type(order)]:
        value = getattr(order, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Place):
                out.append(one.address)
                if one.through:
                    out.append(one.through)
            elif isinstance(one, Address):
                out.append(one)
    return out


_FIELDS = {
    kind: tuple(f.name for f in attrs.fields(kind) if f.name not in ("phrase", "span", "payload", "pairs", "words"))
    for kind in Order.__args__
}
"""The fields of each order that may hold places."""
