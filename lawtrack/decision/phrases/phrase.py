"""One entry of the phrase table: a formula of amending language, how it is read and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import attrs

from lawtrack.arguments import typed
from lawtrack.decision.orders import Order, Payload, Place
from lawtrack.decision.phrases.context import Context
from lawtrack.decision.phrases.formula import Hit, compile_formula
from lawtrack.model.address import Address, parse_address

Reader = Callable[[Hit, Context], "list[Order] | None"]
Writer = Callable[[Order], str | None]


def _never(order: Order) -> str | None:
    return None


@typed
@attrs.frozen(slots=False)
class Phrase:
    """A formula of amending language.

    ``formula`` is the pattern itself, in the notation of :func:`~lawtrack.decision.phrases.formula.compile_formula`. ``read`` turns a match
    into orders, or declines with None, and the next entry is tried. ``write`` gives the clause for an order of its kind, without
    a number, or None. ``example`` is an invented sentence and ``meaning`` the orders that it gives; both directions are tested.

    >>> from lawtrack.decision.phrases.table import PHRASES
    >>> phrase = PHRASES[0]
    >>> phrase.name, phrase.zh, phrase.example
    ('restate', '修改后的全文', '第二条第二款相应修改为：“甲乙。”')
    """

    name: str
    zh: str
    formula: str
    read: Reader = attrs.field(repr=False)
    example: str
    write: Writer = attrs.field(default=_never, repr=False)
    meaning: tuple[Order, ...] = attrs.field(default=(), repr=False, kw_only=True)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The formula, compiled."""
        return compile_formula(self.formula)


def place_of(name: str, part: str = "", quoted: str = "") -> Place:
    """A place of a meaning, as an address ("" for none)."""
    return Place(parse_address(name) if name else Address(), None, part, quoted)


def places_of(*names: str) -> tuple[Place, ...]:
    """Places of a meaning."""
    return tuple(map(place_of, names))


def lines_of(*texts: str) -> Payload:
    """New text of a meaning."""
    return Payload(texts)
