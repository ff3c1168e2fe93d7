"""The phrase table: every formula of amending language, read and written.

Each :class:`~lawtrack.decision.phrases.phrase.Phrase` is one formula with its reader, its writer, an example and its meaning; ``PHRASES`` is the table, in the
order in which entries are tried. :func:`read_orders` reads a sentence; ``sentences.py`` writes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.orders import (
    Order,
    ReplaceWords,
)
from lawtrack.decision.phrases import (
    additions,
    annexes,
    figures,
    headings,
    numbering,
    provisions,
    splits,
    titles,
    words,
)
from lawtrack.decision.phrases.clauses import ReadStretch
from lawtrack.decision.phrases.clauses import read_clauses as read_with
from lawtrack.decision.phrases.context import Context
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.tokens import Clauses, mask, reduce
from lawtrack.decision.quotes import find_quotes
from lawtrack.errors import Span

PHRASES: tuple[Phrase, ...] = (
    words.RESTATE,
    words.NUMERALS,
    words.CONTENTS,
    numbering.CONFORM,
    numbering.ADJUST_LISTED,
    numbering.ADJUST,
    provisions.INSERT_MOVED,
    provisions.INSERT_WHOLE,
    headings.INSERT_TITLE,
    headings.INSERT_HEADING,
    provisions.INSERT_LISTED,
    provisions.INSERT_COUNTED_TEXT_FIRST,
    provisions.INSERT,
    provisions.INSERT_TEXT_FIRST,
    provisions.INSERT_NAMED,
    words.WORDS_BESIDE,
    words.DELETE_BESIDE,
    words.INSERT_BETWEEN,
    words.INSERT_BESIDE_EACH,
    words.INSERT_WORDS,
    additions.APPEND,
    additions.ADD_WORDS,
    headings.DROP_HEADING,
    headings.DROP_DIVISION,
    headings.MERGE_HEADING,
    numbering.MERGE,
    headings.SPLIT_HEADING,
    splits.SPLIT_LISTED,
    splits.REPLACE_LISTED,
    splits.SPLIT,
    splits.SPLIT_INTO,
    headings.SINGLE_OUT_HEADING,
    numbering.SINGLE_OUT,
    numbering.MOVE,
    numbering.SWAP,
    headings.CONTENT,
    headings.REGROUP,
    headings.LIST_UNDER,
    headings.LIST_FINAL,
    headings.RENUMBER_HEADING,
    numbering.RENUMBER,
    numbering.RENUMBER_BEHIND,
    titles.RETITLE,
    titles.RETITLE_ACT,
    headings.REPLACE_HEADING,
    words.QUOTED_HEADING,
    words.DROP_QUOTED_HEADING,
    words.MOVE_WORDS,
    words.SWAP_WORDS,
    provisions.REPLACE_FORMER,
    words.REPLACE_NAMES,
    words.REPLACE_WORDS,
    words.DELETE_WORDS_LAST,
    words.DELETE_MIXED,
    words.DELETE_MIXED_LAST,
    words.DELETE_WORDS,
    words.DELETE_WORDS_INSIDE,
    words.REPLACE_DESCRIBED,
    annexes.DELETE_LISTED,
    annexes.ADD_LISTED,
    provisions.DELETE_LAST,
    provisions.DELETE_INSIDE,
    provisions.DELETE,
    figures.FIGURE,
    provisions.REPLACE_AS_FIRST,
    provisions.REPLACE,
    titles.REPEAL,
)
"""The table, in the order in which its entries are tried: the narrower formula first."""


def read_clauses(
    clauses: Clauses, context: Context, start: int = 0, formulas: Sequence[Phrase] = ()
) -> list[ReadStretch]:
    """Read an instruction: at each place the first entry of the table that stands there, each clause wholly or not at all.

    ``formulas`` are entries of the caller's own; they are tried before those of the table, and held to the same laws.
    """
    if not formulas:
        return read_with(_standing, clauses, context, start)
    return read_with(
        lambda text: (*(p for p in formulas if p.pattern.match(text)), *_standing(text)), clauses, context, start
    )


def _standing(text: str) -> tuple[Phrase, ...]:
    """The entries whose formula stands at the beginning of a text of tokens, in order."""
    return _remembered(text) if len(text) < 400 else tuple(p for p in PHRASES if p.pattern.match(text))


@lru_cache(maxsize=2048)
def _remembered(text: str) -> tuple[Phrase, ...]:
    """The same for a short text: 将址修改为：文 is the same text in most instructions."""
    return tuple(p for p in PHRASES if p.pattern.match(text))


def read_orders(text: str, context: Context | None = None) -> tuple[Order, ...]:
    """The orders of a sentence (without spans); raises ValueError where a part of it is not understood.

    >>> [type(o).__name__ for o in read_orders("将第七条改为第八条，第一款修改为：“甲。”")]
    ['Renumber', 'Replace']
    """
    masked = mask(text, find_quotes(text)[0])
    clauses = reduce(masked, 0, len(masked.text))
    out: list[Order] = []
    for segment in read_clauses(clauses, context or Context()):
        if segment.orders is None:
            raise ValueError(f"无法识别：{text[clauses.starts[segment.start] : clauses.ends[segment.end - 1]]}")
        out += segment.placed(None)
    return join_words(out)


def join_words(orders: list[Order]) -> tuple[Order, ...]:
    """“A”修改为“B”，“C”修改为“D” in one place is one order: its pairs are replaced in one pass."""
    out: list[Order] = []
    for order in orders:
        last = out[-1] if out else None
        if (
            isinstance(order, ReplaceWords)
            and isinstance(last, ReplaceWords)
            and _apart(order) == _apart(last)
            and not order.joined
            and not order.old_whole
            and order.count is None
        ):
            span = order.span and last.span and Span(last.span.start, order.span.end, last.span.line)
            named = last.as_name + order.as_name
            out[-1] = attrs.evolve(last, pairs=last.pairs + order.pairs, as_name=named, span=span)
        else:
            out.append(order)
    return tuple(out)


def _apart(order: ReplaceWords) -> ReplaceWords:
    """All of an order but its words."""
    return attrs.evolve(order, pairs=(), as_name=(), span=None, phrase="")
