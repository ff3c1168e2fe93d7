"""The phrase table: every formula of amending language, read and written.

Each :class:`~lawtrack.decision.phrases.phrase.Phrase` is one formula with its reader, its writer and an example; ``PHRASES`` is the table, in the
order in which entries are tried. :func:`read_orders` reads a sentence, :func:`write_order` writes one; ``tests/test_phrases.py``
proves both directions for every entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.orders import (
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    Order,
    Remark,
    Renumber,
    Replace,
    ReplaceWords,
    Restate,
)
from lawtrack.decision.phrases import annexes, figures, headings, numbering, provisions, splits, words
from lawtrack.decision.phrases.clauses import ReadStretch
from lawtrack.decision.phrases.clauses import read_clauses as read_with
from lawtrack.decision.phrases.context import Context
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.tokens import Clauses, mask, reduce
from lawtrack.decision.phrases.wording import block, places_text
from lawtrack.decision.quotes import find_quotes
from lawtrack.errors import Span
from lawtrack.model.levels import Level

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
    words.APPEND,
    words.ADD_WORDS,
    headings.DROP_HEADING,
    headings.MERGE_HEADING,
    numbering.MERGE,
    headings.SPLIT_HEADING,
    splits.SPLIT_LISTED,
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
    provisions.RETITLE,
    provisions.RETITLE_ACT,
    headings.REPLACE_HEADING,
    words.QUOTED_HEADING,
    words.MOVE_WORDS,
    provisions.REPLACE_FORMER,
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
    provisions.REPEAL,
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
            and attrs.evolve(order, pairs=(), span=None) == attrs.evolve(last, pairs=(), span=None)
            and not order.joined
            and not order.old_whole
            and order.count is None
        ):
            span = order.span and last.span and Span(last.span.start, order.span.end, last.span.line)
            out[-1] = attrs.evolve(last, pairs=last.pairs + order.pairs, span=span)
        else:
            out.append(order)
    return tuple(out)


def write_order(order: Order) -> str:
    """The clause that orders this, in the style of national decisions, without number and without the final stop.

    Raises ValueError for an order that no decision can be written for.

    >>> from lawtrack.decision.orders import DeleteProvisions, Place
    >>> from lawtrack.model.address import parse_address
    >>> write_order(DeleteProvisions((Place(parse_address("第九条")), Place(parse_address("第十条第二款")))))
    '删去第九条、第十条第二款'
    """
    if isinstance(order, Remark):
        return order.text
    for phrase in PHRASES:
        text = phrase.write(order)
        if text is not None:
            return text
    raise ValueError(f"no formula for {type(order).__name__}")


def write_orders(orders: Sequence[Order]) -> str:
    """One whole instruction, without its number: clauses in order, the article named once (将第七条改为第八条，第一款修改为：…).

    What is written reads back as the same orders; where leaving an article out would change the meaning it is written out.
    Raises ValueError for orders that no formula expresses.

    >>> from lawtrack.decision.orders import DeleteWords, Place, Renumber
    >>> from lawtrack.model.address import parse_address as a
    >>> write_orders((Renumber((Place(a("第五条")),), (Place(a("第六条")),)), DeleteWords((Place(a("第五条")),), ("甲",))))
    '将第五条改为第六条，删去其中的“甲”。'
    """
    want = tuple(map(_plain, orders))
    out = ""
    for i, order in enumerate(orders):
        plain = attrs.evolve(order, or_whole=False) if isinstance(order, DeleteWords) else order
        full = write_order(plain)
        done, out = out, _attach(out, full, "；")
        candidates = [_attach(done, shorter, "，") for shorter in _shorter(order, full, orders[:i])] + [out]
        if isinstance(order, InsertProvisions):
            candidates.append(_attach(done, provisions.insertion(order, explicit=True), "；"))
        if isinstance(order, DeleteProvisions):  # 删去第一条、第二条中的“甲”、第三条
            candidates.append(f"{done}、{places_text(order.places)}")
        out = next((c for c in candidates if _reads_as(c, want[: i + 1])), out)
    payload = getattr(orders[-1], "payload", None) if orders else None
    return out if out.endswith("。") or (payload and out.endswith("”")) else out + "。"


def _plain(order: Order) -> Order:
    out = attrs.evolve(order, span=None, phrase="")
    payload = getattr(out, "payload", None)
    return attrs.evolve(out, payload=attrs.evolve(payload, span=None, quoted=True)) if payload else out


def _reads_as(text: str, want: tuple[Order, ...]) -> bool:
    try:
        return tuple(map(_plain, read_orders(text))) == join_words(list(want))
    except ValueError:
        return False


def _shorter(order: Order, full: str, before: Sequence[Order]) -> Iterator[str]:
    """Shorter clauses that may mean the same after what was said before, the shortest first."""
    last = before[-1] if before else None
    if isinstance(order, Replace) and isinstance(last, Renumber) and order.places == last.places:
        yield "修改为" + block(order.payload)
    if isinstance(order, Restate):
        steps = order.place.address.steps
        unit = {Level.PARAGRAPH: "款", Level.ITEM: "项"}.get(steps[-1].level, "条") if steps else "条"
        unit = "自然段" if steps and steps[0].level is Level.PREAMBLE else unit
        yield f"这一{unit}相应修改为" + block(order.payload)
    if any(p.otherwise for p in order.places):  # words without a place
        yield re.sub(r"^(将|删去|在)第[^“]*?中的(?=第?[^“]{0,5}“)", r"\1", full)
    for earlier in reversed([o for o in before if isinstance(o, Renumber)]):
        base, final = earlier.places[-1].address.article, earlier.to[-1].address.article
        if base:
            yield _elide(full, str(base), str(final or base))
            break
    places = [x for o in before for x in o.places]
    if places and places[-1].address.article:
        article = str(places[-1].address.article)
        yield _elide(full, article, article)


def _elide(clause: str, base: str, final: str) -> str:
    for pattern, short in (
        (rf"^将{base}修改为", "修改为"),
        (rf"^将{base}(第[^“]*?(?:修改为|改为))", r"\1"),
        (rf"^将{base}中的“", "其中的“"),
        (rf"^将{base}(第[^“]*?)中的“", r"\1中的“"),
        (rf"^在{base}中的“", "在“"),
        (rf"^在{base}第", "在第"),
        (rf"^{base}增加", "增加"),
        (rf"^{base}第([^“]*?)增加", r"第\1增加"),
        (rf"^删去{base}中的", "删去其中的"),
        (rf"^删去{base}第", "删去第"),
        (rf"^将{base}第([^“]*?合并)", r"将第\1"),
        (rf"^将{base}分为", "分为"),
        (rf"^将{base}第([^“]*?分为)", r"第\1"),
    ):
        shorter = re.sub(pattern, short, clause)
        if shorter != clause:
            head, quote, rest = shorter.partition("“")
            head = (
                head.replace(f"、{base}第", "、第").replace(f"作为{final}第", "作为第").replace(f"、{final}第", "、第")
            )
            return head + quote + rest
    return clause


def _attach(text: str, clause: str, mark: str) -> str:
    """The next clause after what is written: on a line of its own after new text, otherwise after a mark."""
    if not text:
        return clause
    if text.endswith(("。", "”")) and not re.search(r"(?:修改为|改为|增加|删去[^“]*|和|合并修改为)“[^”\n]*”$", text):
        return f"{text}\n{clause}"
    return f"{text}{mark}{clause}"
