"""Sentences: orders written as an office writes them, each clause by its entry of the phrase table, the article named once.

A clause stands on a line of its own; behind a new number (将第七条改为第八条，第一款修改为：…) and behind words of the same place it goes on after a
comma, and orders about words of other articles are parted by semicolons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import attrs

from lawtrack.decision.orders import (
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    InsertWords,
    Order,
    Place,
    Regroup,
    Remark,
    Renumber,
    Replace,
    ReplaceWords,
    Restate,
    Split,
)
from lawtrack.decision.phrases.provisions import insertion
from lawtrack.decision.phrases.table import PHRASES, join_words, read_orders
from lawtrack.decision.phrases.wording import block, closed, places_text, quote
from lawtrack.model.address import Address
from lawtrack.model.levels import Level

_WORDS = (ReplaceWords, InsertWords, DeleteWords)
_LEANING = {
    "将相关条文中的": "其中的", "在相关条文中的": "在", "删去相关条文中的": "删去其中的", "将修改为": "修改为", "将分为": "分为", "将改为": "改为",
}  # fmt: skip
"""How a clause begins whose place has just been named."""
_LINE, _COMMA, _NEXT = "\n", "，", "；"


def write_order(order: Order) -> str:
    """The clause that orders this, in the style of national decisions, without number and without the final stop.

    Raises ValueError for an order that no decision can be written for.

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


def write_orders(orders: Sequence[Order], preamble: str = "序言", surely: bool = True) -> str:
    """One whole instruction, without its number: clauses in order, the article named once (将第七条改为第八条，第一款修改为：…).

    What is written reads back as the same orders; where leaving an article out would change the meaning it is written out. ``preamble`` is
    what the statute calls the text before its articles (引言). ``surely`` False leaves it to the caller to read it back. Raises ValueError for orders that no formula expresses.

    >>> from lawtrack.model.address import parse_address as a
    >>> write_orders((Renumber((Place(a("第五条")),), (Place(a("第六条")),)), DeleteWords((Place(a("第五条")),), ("甲",))))
    '将第五条改为第六条，删去其中的“甲”。'
    """
    text = compose(orders)
    if surely and not _reads_as(text, orders):
        text = _spelt_out(orders)
    head, mark, rest = text.partition("“")
    return head.replace("序言", preamble) + mark + rest


def _spelt_out(orders: Sequence[Order]) -> str:
    """The same where the shortest way of saying it means something else: clause by clause the first way that means what it must."""
    ways: dict[int, int] = {}
    for i, order in enumerate(orders):
        so_far = orders[: i + 1]
        many = len(list(_ways(order, *_said(orders[:i]), orders[:i])))
        ways[i] = next((k for k in range(many) if _reads_as(compose(so_far, ways=ways | {i: k}), so_far)), 0)
    return compose(orders, ways=ways)


def _reads_as(text: str, orders: Sequence[Order]) -> bool:
    try:
        return tuple(map(bare, read_orders(text))) == join_words(list(map(bare, orders)))
    except ValueError:
        return False


def bare(order: Order) -> Order:
    """The order itself, without where and how it was read."""
    out = attrs.evolve(order, span=None, phrase="")
    payload = getattr(out, "payload", None)
    return attrs.evolve(out, payload=attrs.evolve(payload, span=None, quoted=True)) if payload else out


def compose(
    orders: Sequence[Order],
    article: Address | None = None,
    final: Address | None = None,
    ways: Mapping[int, int] = {},  # noqa: B006  read only
) -> str:
    """Clauses in order, as an office strings them together; ``article`` has been named before, with its number ``final``. ``ways``: which way of writing a clause, by its place."""
    text = ""
    at = 0
    while at < len(orders):
        before = orders[:at]
        named = _said(before) if before else (article, final or article)
        taken, order = _taken_in(orders[at:])
        *_, (mark, clause) = islice(_ways(order, *named, before), ways.get(at, 0) + 1)
        text = f"{closed(text) if mark == _LINE else text}{mark}{clause}" if text else clause
        at += taken
    return closed(text)


def _said(orders: Sequence[Order]) -> tuple[Address | None, Address | None]:
    """The article that was named last, by its old number and by the one these orders give it."""
    moved = {
        p.address: t.address for o in orders if isinstance(o, Renumber) for p, t in zip(o.places, o.to, strict=False)
    }
    named = _articles(orders[-1]) if orders else ()
    article = named[-1] if named else None
    return article, moved.get(article, article) if article else None


def _articles(order: Order) -> tuple[Address | None, ...]:
    """The articles in which the places of an order lie, None for a place in no article."""
    more = (order.after, order.before) if isinstance(order, InsertProvisions) else ()
    places = [*order.places, *(p for p in more if p is not None)]
    return tuple(a.article for p in places for a in (p.address, p.through) if a is not None)


def _taken_in(orders: Sequence[Order]) -> tuple[int, Order | str]:
    """(how many orders the next clause says, the clause or its order): 作为第二章第四条, 将第三章“甲”改为第四章“乙”."""
    order, then = orders[0], orders[1] if len(orders) > 1 else None
    if isinstance(order, InsertProvisions) and isinstance(then, Regroup) and order.level is Level.ARTICLE:
        if order.to and then.first == order.to[0] and not (then.base or then.closed or then.title):
            inside = (then.first <= a <= then.last for a in order.to)
            to = (Address((*then.heading.steps, *a.steps)) if i else a for a, i in zip(order.to, inside, strict=True))
            return 2, attrs.evolve(order, to=tuple(to))
    if isinstance(order, Renumber) and isinstance(then, Replace) and len(order.places) == len(then.places) == 1:
        place = then.places[0]
        if place.quoted and place.part == "heading" and place.address == order.places[0].address:
            return 2, f"将{place.address}{quote(place.quoted)}改为{order.to[0].address}{quote(then.payload.text)}"
    return 1, order


def _ways(
    order: Order | str, base: Address | None, final: Address | None, before: Sequence[Order]
) -> Iterator[tuple[str, str]]:
    """The clause and the mark before it, first as an office writes it, then less and less short."""
    last = before[-1] if before else None
    if isinstance(order, str):
        yield _LINE, order
        return
    if isinstance(order, DeleteWords) and order.or_whole:
        order = attrs.evolve(order, or_whole=False)
    if isinstance(last, (Renumber, *_WORDS)) and isinstance(order, (Replace, *_WORDS)) and order.places == last.places:
        if isinstance(last, Renumber) or not isinstance(order, Replace):
            yield _COMMA, _leaning(attrs.evolve(order, places=(Place(),)))
    given = [o.finals[-1] for o in before[-2:] if o.finals]
    if isinstance(order, Regroup) and order.closed and not order.title and order.heading in given:
        yield _COMMA, write_order(order).removeprefix(str(order.heading))
    if base is not None and set(_articles(order)) == {base}:
        clause = _leaning(_within(order, base, final))
        renumbered = isinstance(last, Renumber) and last.places[-1].address == base
        if renumbered or isinstance(order, (Replace, Renumber, Split)):
            clause = clause.removeprefix("将")
        yield _COMMA if renumbered else _LINE, clause
    full = write_order(order)
    both = isinstance(last, _WORDS) and isinstance(order, _WORDS)
    yield _NEXT if both else _LINE, full
    yield _LINE if both else _NEXT, full
    yield _COMMA, full
    if isinstance(order, Restate):
        steps = order.place.address.steps
        unit = steps[-1].level.zh if steps and steps[0].level is not Level.PREAMBLE else "自然段"
        yield _NEXT, f"这一{unit}相应修改为" + block(order.payload)
    if isinstance(order, _WORDS) and any(p.otherwise for p in order.places):  # words without a place
        clause = _leaning(attrs.evolve(order, places=(Place(),)))
        yield _COMMA, clause.replace("其中的", "" if clause.startswith("删去") else "将", 1)
    if isinstance(order, InsertProvisions):
        yield _LINE, insertion(order, explicit=True)
    if isinstance(order, DeleteProvisions):  # 删去第一条、第二条中的“甲”、第三条
        yield "、", places_text(order.places)


def _leaning(order: Order) -> str:
    """The clause of an order whose place has just been named."""
    clause = write_order(order)
    for full, short in _LEANING.items():
        if clause.startswith(full):
            return short + clause.removeprefix(full)
    return clause


def _within(order: Order, base: Address, final: Address | None) -> Order:
    """The order with its places as they are called inside an article: 第二款 for 第五条第二款."""

    def inside(value: object, article: Address | None) -> object:
        if isinstance(value, tuple):
            return tuple(inside(v, article) for v in value)
        if isinstance(value, Place):
            ends = (inside(value.address, article), inside(value.through, article))
            return attrs.evolve(value, address=ends[0], through=ends[1])  # type: ignore[arg-type]
        if isinstance(value, Address) and article is not None and value.article == article:
            return Address(value.steps[len(article.steps) :])
        return value

    names = [(f.name, final if f.name == "to" else base) for f in attrs.fields(type(order)) if f.name in _PLACED]
    return attrs.evolve(order, **{name: inside(getattr(order, name), article) for name, article in names})  # type: ignore[arg-type]


_PLACED = ("places", "place", "under", "after", "before", "to")
