"""Laws 11 and 13 over every decision at hand: nothing of a clause is dropped; what is read is written and read back the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import attrs
import pytest

from lawtrack import parse_decision
from lawtrack.decision.decision import Decision, Instruction
from lawtrack.decision.orders import Adjust, Conform, Order, Regroup, Remark, RepealStatutes, Replace
from lawtrack.decision.phrases.sentences import bare as plain
from lawtrack.decision.phrases.sentences import write_orders
from lawtrack.decision.phrases.table import join_words, read_orders
from lawtrack.decision.phrases.tokens import mask, reduce
from lawtrack.decision.places import PlaceList
from lawtrack.decision.quotes import find_quotes
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.model.numerals import NUMERAL, Number, parse_numeral
from tests.examples import sample
from tests.shared import SHARED, needs_shared
from tests.shared import decision as read_order

PATHS = [
    *sorted((SHARED / "decisions").glob("*.txt")),
    *sorted((SHARED / "cases").glob("*/decision*.txt")),
    *sorted((SHARED / "after-only").glob("*/decision*.txt")),
]


def blocks() -> Iterator[str]:
    """The decisions of the invented reports."""
    for path in sorted((SHARED / "reports").glob("*/*.txt")):
        for m in re.finditer(r"^## 决定[二三四]?\n(.*?)(?=^## |^# |\Z)", path.read_text("utf-8"), re.S | re.M):
            yield m[1]


@cache
def decisions() -> list[tuple[str, Decision]]:
    return list(read_all())


def read_all() -> Iterator[tuple[str, Decision]]:
    for path in sample(PATHS):
        yield path.name if path.parent.name == "decisions" else path.parent.name, read_order(path)
    for n, text in enumerate(blocks()):
        yield f"block {n}", parse_decision(text)


def said(value: object) -> Iterator[str]:
    """Every text in an order, white space aside."""
    if isinstance(value, str):
        yield "".join(value.split())
    elif isinstance(value, tuple):
        for each in value:
            yield from said(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from said(getattr(value, field.name))


def numbers(value: object) -> Iterator[tuple[object, object]]:
    """Every number in an address in an order."""
    if isinstance(value, Address):
        yield from ((s.level, s.number) for s in value.steps)
    elif isinstance(value, tuple):
        for each in value:
            yield from numbers(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from numbers(getattr(value, field.name))


def unread(decision: Decision, at: int) -> bool:
    """Whether a place of the source lies in what was told and not carried out."""
    return any(f.span and f.span.start <= at < f.span.end for f in decision.findings)


_NUMBER = re.compile(
    r"第[一二三四五六七八九十百千零〇]+(?:编|分编|章|节|条)(?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十]+[）)]"
)


def bare(line: str) -> str:
    """A line of new text without its number, the marks of a title and its last mark: an order may hold these apart."""
    text = "".join(line.split())
    head = _NUMBER.match(text)
    return (text[head.end() :] if head else text).strip("《》。；，、")


def quotations_dropped(decision: Decision, instruction: Instruction) -> list[str]:
    assert instruction.span is not None
    words = "\n".join(said(instruction.orders))
    out = []
    for quote in find_quotes(instruction.text)[0]:
        if any(bare(line) not in words for line in quote.lines if line.strip()):
            if not unread(decision, instruction.span.start + quote.start):
                out.append(quote.text[:40])
    return out


@pytest.mark.sampled
@needs_shared
def test_no_quotation_is_dropped() -> None:
    dropped = []
    for name, decision in decisions():
        for instruction in decision.instructions:
            orders = [o for o in instruction.orders if not isinstance(o, Remark)]
            if orders and instruction.span:
                dropped += [(name, instruction.label, q) for q in quotations_dropped(decision, instruction)]
    assert not dropped


def places_dropped(decision: Decision, instruction: Instruction) -> list[str]:
    """The provisions that an instruction names outside quotation marks, of which no order bears the number."""
    assert instruction.span is not None
    borne = set(numbers(instruction.orders)) | set(within_ranges(instruction.orders))
    texts = [p for o in instruction.orders if (p := getattr(o, "payload", None)) is not None and not p.quoted]
    bare_text = "".join(said(tuple(p.lines for p in texts)))
    whole = any(isinstance(o, Replace) and o.phrase in ("insert-whole", "replace-as-first") for o in instruction.orders)
    masked = mask(instruction.text, find_quotes(instruction.text)[0])
    clauses = reduce(masked, 0, len(masked.text))
    out = []
    for i, token in clauses.tokens.items():
        if isinstance(token, PlaceList) and not unread(decision, instruction.span.start + clauses.starts[i]):
            for name in token.names:
                steps = [s for s in (*name.steps, *name.through) if s.level >= Level.ARTICLE]
                text = instruction.text[clauses.starts[i] : clauses.ends[i]]
                own = text == instruction.label or text in bare_text  # 第三条　宪法…; new text without quotation marks
                new = (
                    whole and name.steps[-1:] and name.steps[-1].level is Level.PARAGRAPH
                )  # 增加一款作为第二款，将该条修改为
                titled = text.startswith(
                    "《"
                )  # of several statutes in one clause each has its own; a title may name an article
                if any((s.level, s.number) not in borne for s in steps) and not (own or new or titled):
                    out.append(text)
    return out


def within_ranges(orders: tuple[Order, ...]) -> Iterator[tuple[object, object]]:
    """The articles that stand in the new text of a chapter, and those between the ends of a range of articles."""
    for order in orders:
        if isinstance(order, Regroup):
            span = range(order.first.steps[-1].number.value, order.last.steps[-1].number.value + 1)
            yield from ((Level.ARTICLE, Number(n)) for n in span)
        for line in getattr(getattr(order, "payload", None), "lines", ()):
            if m := re.match(rf"第({NUMERAL})条(?=[ \u3000])", line):
                yield Level.ARTICLE, Number(parse_numeral(m[1]) or 0)


@pytest.mark.sampled
@needs_shared
def test_no_place_is_dropped() -> None:
    dropped = []
    for name, decision in decisions():
        for instruction in decision.instructions:
            if instruction.span and not any(
                isinstance(o, (Remark, Adjust, Conform, RepealStatutes)) for o in instruction.orders
            ):
                dropped += [(name, instruction.label, p) for p in places_dropped(decision, instruction)]
    assert not dropped


@pytest.mark.sampled
@needs_shared
def test_what_is_read_is_written_and_read_back_the_same() -> None:
    wrong, seen = [], set()
    for name, decision in decisions():
        for instruction in decision.instructions:
            orders = tuple(o for o in instruction.orders if not isinstance(o, (Remark, RepealStatutes)))
            if not orders or instruction.text in seen:
                continue
            seen.add(instruction.text)
            want = join_words([plain(o) for o in orders])
            try:
                got = tuple(plain(o) for o in read_orders(write_orders(orders)))
            except ValueError as error:
                got = (Remark(str(error)),)
            if got != want:
                wrong.append((name, instruction.label))
    assert not wrong


@pytest.mark.parametrize("words", ["第二条作废。", "第二条不再适用。", "第二条划掉。", "第二条、第三条第一款不用了。"])
def test_a_short_sentence_on_a_provision_is_an_order_and_never_a_remark(words: str) -> None:
    """What an item says of a provision alone changes it, whatever the verb: unread, not left aside as a remark."""
    text = f"例会关于修改《例法》的决定\n（2024年1月2日例会通过）\n例会决定对《例法》作如下修改：\n一、{words}\n本决定自公布之日起施行。\n"
    assert [f.code for f in parse_decision(text).unread] == ["decision.unread"]
