"""What the orders of a decision say of themselves: new text that is there, numbers on it that are the numbers ordered, words that change.

Whatever does not hold is told with both figures and its place, and that order is not carried out, unless the numbers that other orders
give decide between the two. What only the statute can show (a position that does not exist, a number that passes others) is checked
where the order is bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from lawtrack.decision.decision import Amended, Instruction
from lawtrack.decision.drafts import own_words
from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.lines import LABEL
from lawtrack.decision.orders import (
    Append,
    DeleteProvisions,
    DeleteWords,
    InsertProvisions,
    InsertWords,
    Merge,
    Order,
    Payload,
    Place,
    Renumber,
    Replace,
    ReplaceAll,
    ReplaceWords,
    Split,
)
from lawtrack.decision.payload import part_items, split_articles, strip_head, strip_paragraph_heads, unglue_heads
from lawtrack.decision.phrases.context import Doubt, expand, level_of
from lawtrack.decision.phrases.wording import ITEM_LABEL, count_text, finals_text, places_text
from lawtrack.errors import Finding, Severity, Span
from lawtrack.model.address import Address, Step, parse_address
from lawtrack.model.levels import HEADINGS, Level, cited, clause_of
from lawtrack.model.numerals import NUMERAL, Number, label_number


def doubt_finding(doubt: Doubt, span: Span | None, label: str, refused: bool, address: str = "") -> Finding:
    """The finding for a doubt: an error where its clause is not carried out."""
    where = clause_of(label) or "决定"
    zh, en = doubt.message, doubt.message_en
    if doubt.kind.code == kinds.CONTRADICTION.code:
        zh = f"自相矛盾：{zh}；" + ("未执行" if refused else "已按其余各处一致的说法处理")
        en += "; not carried out" if refused else "; carried out as all else says"
    severity = Severity.ERROR if refused else Severity.WARNING
    return Finding(doubt.kind.code, severity, f"{where}{zh}", en, address=address, span=span, instruction=label)


def settle_claims(part: Amended) -> tuple[Amended, tuple[Finding, ...]]:
    """The orders of one statute without those that contradict themselves, and the findings."""
    claimed = _Claimed(part.instructions)
    findings: list[Finding] = []
    part = _without_guesses(part, findings)
    instructions = tuple(_settled(i, claimed, findings) for i in part.instructions)
    if any(a is not b for a, b in zip(instructions, part.instructions, strict=True)):
        part = attrs.evolve(part, instructions=instructions)
    return part, tuple(findings)


@attrs.frozen(slots=False)
class _Claimed:
    """The final addresses that the orders of a statute give, and how many give each: counted when first asked for."""

    instructions: tuple[Instruction, ...]

    @cached_property
    def counts(self) -> Counter[Address]:
        return Counter(a for i in self.instructions for o in i.orders for a in _claims(o))


def _settled(instruction: Instruction, claimed: _Claimed, findings: list[Finding]) -> Instruction:
    kept: list[Order] = []
    becomes = _becoming_articles(instruction.orders)
    anew = [
        p.address
        for o in instruction.orders
        if isinstance(o, Replace)
        for p in o.places
        if not (p.part or p.through or p.within)
    ]
    for order in (_headless(_unglued(o), becomes) for o in instruction.orders):
        order, parted = _parted(order)
        if parted:
            findings.append(_items_parted(order, instruction.label))
        result, doubt = _check(order, claimed)
        if result is not None and (gone := _within_what_is_new(result, anew)) is not None:
            result, doubt = (
                None,
                Doubt.of(kinds.CONTRADICTION, whole=gone.parent, part=Address(gone.steps[-1:])),
            )
        if result is not None and _is_first_alone(order, instruction.orders):
            result, doubt = None, Doubt.of(kinds.OTHERS_UNSAID, place=_place_of(order))
        if doubt is not None:
            place = _place_of(order)
            findings.append(doubt_finding(doubt, order.span, instruction.label, result is None, place))
        if result is not None:
            kept.append(result)
    return instruction if kept == list(instruction.orders) else attrs.evolve(instruction, orders=tuple(kept))


def _is_first_alone(order: Order, orders: Sequence[Order]) -> bool:
    """Whether new text is to be the first 款 of an article (将第四条修改为：“…”作为第一款) and no other 款 is told of."""
    more = (o for o in orders if isinstance(o, InsertProvisions) and o.level is Level.PARAGRAPH)
    return isinstance(order, Replace) and order.phrase == "replace-as-first" and not any(more)


def _within_what_is_new(order: Order, anew: Sequence[Address]) -> Address | None:
    """The part of a provision that is moved within it (原第二款改为第三款), although all of that provision is new text."""
    if not isinstance(order, Renumber):
        return None
    for place, goal in zip(order.places, order.to, strict=False):
        above = place.address.parent
        if above.steps and above in anew and len(goal.address.steps) == len(place.address.steps) and not place.through:
            return place.address
    return None


def _unglued(order: Order) -> Order:
    """The order with its new articles parted from the numbers that are glued to them."""
    if (
        not isinstance(order, (InsertProvisions, Split))
        or order.level is not Level.ARTICLE
        or len(order.to) < 2
        or not order.payload
    ):
        return order
    lines = unglue_heads(order.payload.lines, [a.steps[-1].number for a in order.to])
    return (
        attrs.evolve(order, payload=attrs.evolve(order.payload, lines=lines)) if lines != order.payload.lines else order
    )


def _parted(order: Order) -> tuple[Order, bool]:
    """The order with the items of its new text in lines of their own, and whether they stood in one line."""
    if not isinstance(order, (Replace, InsertProvisions, Split, Merge)) or order.payload is None:
        return order, False
    text = order.payload.text
    if text.count("（") + text.count("(") < 2:
        return order, False
    lines = tuple(part for line in order.payload.lines for part in part_items(line))
    if len(lines) == len(order.payload.lines):
        return order, False
    return attrs.evolve(order, payload=attrs.evolve(order.payload, lines=lines)), True


def _items_parted(order: Order, label: str) -> Finding:
    place = _place_of(order)
    where = clause_of(label) or "决定"
    return kinds.ITEMS_PARTED.finding(place, span=order.span, instruction=label, clause=where)


def _without_guesses(part: Amended, findings: list[Finding]) -> Amended:
    """增加一款，作为第三条第二款。原第二款改为第三款: 第三条 is a new number, and 原第二款 leans on it. Where articles before it come or go, of
    which old article 第二款 is the second paragraph is not said, unless the instruction itself gives one that number (将第二条改为第三条)."""
    if not any(_new_home(o) is not None for i in part.instructions for o in i.orders):
        return part
    shifts = [n for i in part.instructions for o in i.orders for n in _shifting(o)]
    out = []
    for instruction in part.instructions:
        kept = list(instruction.orders)
        olds = _old_articles(instruction.orders)
        for k, order in enumerate(instruction.orders):
            article = _new_home(order)
            old = olds.get(article) if article is not None else None
            if article is None or old is None and not any(n <= article.steps[0].number for n in shifts):
                continue
            for leaning in instruction.orders[k + 1 :]:
                if leaning in kept and _leans_on(leaning, article, instruction):
                    at = kept.index(leaning)
                    if old is not None and (known := _of_article(leaning, article, old)) is not None:
                        kept[at] = known
                        continue
                    del kept[at]
                    doubt = Doubt.of(kinds.UNDECIDED, article=article, places=places_text(leaning.places))
                    findings.append(doubt_finding(doubt, leaning.span, instruction.label, True, str(leaning.places[0])))
        out.append(instruction if kept == list(instruction.orders) else attrs.evolve(instruction, orders=tuple(kept)))
    return attrs.evolve(part, instructions=tuple(out))


def _old_articles(orders: Sequence[Order]) -> dict[Address, Address]:
    """New article → the old one that an order of the instruction gives this number."""
    return {
        new: old
        for o in orders
        if isinstance(o, Renumber) and len(o.places) == len(o.to)
        for p, t in zip(o.places, o.to, strict=True)
        for old, new in zip(expand(p), expand(t), strict=False)
        if old.article == old and new.article == new
    }


def _of_article(order: Order, article: Address, old: Address) -> Order | None:
    """The order on ``article`` as one on the article ``old``; None where it holds its places otherwise."""
    if not isinstance(order, Replace | ReplaceWords | DeleteWords | DeleteProvisions | InsertWords | Append):
        return None
    places = tuple(
        attrs.evolve(p, address=Address((*old.steps, *p.address.steps[len(article.steps) :])))
        if p.address.article == article and p.through is None
        else p
        for p in order.places
    )
    return attrs.evolve(order, places=places)


def _new_home(order: Order) -> Address | None:
    """The article, by its new number, in which an order adds a 款 or an item without naming it otherwise."""
    if not isinstance(order, InsertProvisions) or order.under is not None or order.level <= Level.ARTICLE:
        return None
    return order.to[0].article if order.to else None


def _leans_on(order: Order, article: Address, instruction: Instruction) -> bool:
    """Whether an order changes provisions of an article that its clause does not name."""
    if not any(p.address.article == article for p in order.places):
        return False
    if order.span is None or instruction.span is None:
        return True
    clause = instruction.text[order.span.start - instruction.span.start : order.span.end - instruction.span.start]
    return str(article) not in re.sub(r"\s", "", clause)


def _shifting(order: Order) -> list[Number]:
    """The articles at which an order makes those behind them one more or one less."""
    if isinstance(order, InsertProvisions) and order.level is Level.ARTICLE:
        return [a.steps[-1].number for a in order.to if not a.steps[-1].number.sub]
    places: Sequence[Place] = order.places if isinstance(order, DeleteProvisions | Merge) else ()
    places = (order.place,) if isinstance(order, Split) else places
    whole = [
        p.address for p in places if p.address.steps and (p.address.level is Level.ARTICLE or not p.address.article)
    ]
    return [a.steps[-1].number if a.level is Level.ARTICLE else Number() for a in whole]


def _becoming_articles(orders: Iterable[Order]) -> dict[Address, Number]:
    """Provisions below an article that become one by these orders, and its number: 第二款作为第二十四条."""
    return {
        p.address: to.address.steps[-1].number
        for o in orders
        if isinstance(o, Renumber) and len(o.places) == len(o.to)
        for p, to in zip(o.places, o.to, strict=True)
        if to.address.level is Level.ARTICLE and p.address.steps and p.through is None
    }


def _headless(order: Order, becomes: Mapping[Address, Number]) -> Order:
    """The order without the number of the article that its place becomes, printed before the new text (第二十四条本市…)."""
    if not isinstance(order, Replace) or len(order.places) != 1 or order.places[0].address not in becomes:
        return order
    number = becomes[order.places[0].address]
    lines, found = strip_head(order.payload.lines, {number})
    return attrs.evolve(order, payload=attrs.evolve(order.payload, lines=lines)) if found == number else order


def _claims(order: Order) -> list[Address]:
    """The final addresses that an order gives."""
    if isinstance(order, Renumber):
        return [a for p in order.to for a in expand(p)]
    if isinstance(order, InsertProvisions | Split):
        return list(order.to)
    return [order.to] if isinstance(order, Merge) and order.to else []


def _place_of(order: Order) -> str:
    """The place of an order as a doubt names it: the number it gives, else the first place it names."""
    return next((str(a) for a in (*order.finals, *(p.address for p in order.places)) if a.steps), "")


def _without_heads(order: Order, payload: Payload) -> tuple[Order, Payload] | None:
    """The order without 第二款： before its paragraphs; None where that is not the number ordered."""
    if not isinstance(order, Replace | InsertProvisions):
        return order, payload
    named = order.to if isinstance(order, InsertProvisions) else [p.address for p in order.places if not p.through]
    below = [a.steps[-1].number.value for a in named if a.steps and a.level in (Level.PARAGRAPH, Level.ITEM)]
    lines = strip_paragraph_heads(payload.lines, below)
    if lines is None or lines == payload.lines:
        return None if lines is None else (order, payload)
    payload = attrs.evolve(payload, lines=lines)
    return attrs.evolve(order, payload=payload), payload


def _are_items(places: Sequence[Place], lines: Sequence[str]) -> bool:
    """Whether the lines of a new text are the items that are named, each with its number: 第一项、第三项修改为：“（一）…（三）…”."""
    items = [p.address.steps[-1].number for p in places if p.address.steps and p.address.level is Level.ITEM]
    if not items or len(items) != len(places) or any(p.part or p.through for p in places):
        return False
    heads = [m for m in (ITEM_LABEL.match(line.strip()) for line in lines) if m]
    return len(heads) == len(lines) and items == [label_number(m[0]) for m in heads]


def _check(order: Order, claimed: _Claimed) -> tuple[Order | None, Doubt | None]:
    """The order as it is to be carried out (None: not at all), and what does not agree in it."""
    if isinstance(order, (ReplaceWords, DeleteWords, InsertWords)):
        return _check_words(order)
    payload = getattr(order, "payload", None)
    if not isinstance(payload, Payload) or isinstance(order, ReplaceAll):
        return order, None
    text = payload.text
    if any(dots in text for dots in _DOTS) and ELLIPSIS.search(text):
        return None, Doubt.of(kinds.TEXT_ELIDED, place=_place_of(order))
    if _ELSEWHERE.fullmatch("".join(payload.lines).strip()):
        return None, Doubt.of(kinds.ELSEWHERE, place=_place_of(order), said=payload.text.strip()[:20])
    if not payload.quoted and (aside := own_words(payload.lines)):
        return None, Doubt.of(kinds.WHOSE_WORDS, place=_place_of(order), aside=aside[:60])
    if (doubt := _check_marks(order, payload, text)) is not None:
        return None, doubt
    if isinstance(order, (Replace, InsertProvisions)) and not payload.quoted and _is_listed_mark(order, payload):
        lines = (*payload.lines[:-1], payload.lines[-1].rstrip("；;") + "。")
        return attrs.evolve(order, payload=attrs.evolve(payload, lines=lines)), Doubt.of(
            kinds.CLOSED_BY_A_STOP, place=_place_of(order)
        )
    if "款" in text[:8] or "项" in text[:8] or "\n第" in text:
        heads = _without_heads(order, payload)
        if heads is None:
            return None, Doubt.of(kinds.PARAGRAPHS_PRINTED, place=_place_of(order), said=text[:20])
        order, payload = heads
        text = payload.text
    bare = isinstance(order, InsertProvisions) and (order.level in HEADINGS or not payload.quoted)
    if not text.strip() and not bare:
        return None, Doubt.of(kinds.EMPTY_TEXT, place=_place_of(order))
    one_by_one = isinstance(order, InsertProvisions) and order.level is Level.ITEM and len(order.to) > 1
    one_by_one = one_by_one or (isinstance(order, Replace) and _are_items(order.places, payload.lines))
    lists = isinstance(order, (Replace, InsertProvisions, Split, Merge, Append)) and not one_by_one
    skipped = _skipped(payload.lines) if lists and ("一）" in text or "一)" in text) else None
    if skipped:
        last, found = skipped
        want = cited(Level.ITEM, last + 1)
        return None, Doubt.of(
            kinds.ITEM_SKIPPED,
            place=_place_of(order),
            before_it=cited(Level.ITEM, last),
            item=cited(Level.ITEM, found),
            want=want,
            last=last,
            found=found,
        )
    if isinstance(order, Replace) and (doubt := _check_articles(order)):
        return None, doubt
    if isinstance(order, (Replace, InsertProvisions)) and (doubt := _check_paragraph(order)):
        return None, doubt
    if isinstance(order, InsertProvisions) and order.to:
        return _check_numbers(order, order.to, claimed)
    if isinstance(order, Split) and order.to and order.level is Level.ARTICLE:
        return _check_numbers(order, order.to, claimed)
    return order, None


def _is_listed_mark(order: Replace | InsertProvisions, payload: Payload) -> bool:
    """Whether the ； that ends new text without marks is the decision's own: an article or a paragraph does not end in one, an item may."""
    levels = {p.address.level for p in order.places if p.address.steps} if isinstance(order, Replace) else {order.level}
    last = payload.lines[-1] if payload.lines else ""
    return last.endswith(("；", ";")) and levels <= {Level.ARTICLE, Level.PARAGRAPH} and not LABEL.match(last)


def _check_marks(order: Order, payload: Payload, text: str) -> Doubt | None:
    """New text in which a quotation mark stands alone: without marks of its own, the one that opens it is missing. A mark or a number too many before it."""
    if payload.quoted and text.count("“") != text.count("”"):
        line = next(x for x in payload.lines if x.count("“") != x.count("”"))
        return Doubt.of(kinds.UNPAIRED_QUOTE, place=_place_of(order), end=line[-16:])
    for line in () if payload.quoted else payload.lines:
        if sum(line.count(m) for m in "“「『") != sum(line.count(m) for m in "”」』") or line.count('"') % 2:
            return Doubt.of(kinds.UNOPENED_QUOTE, place=_place_of(order), end=line[-16:])
    first = text[:1]
    if first in _MARKS_FIRST and not isinstance(order, Append) and not any(p.part for p in order.places):
        return Doubt.of(kinds.OPENS_WITH_A_MARK, place=_place_of(order), mark=first)
    twice = next((m for line in payload.lines if (m := _TWICE.match(line))), None) if "条" in text else None
    if twice is None:
        return None
    return Doubt.of(kinds.NUMBER_TWICE, place=_place_of(order), number=twice[1])


_MARKS_FIRST = frozenset("：:，,、。；;！？")
_TWICE = re.compile(rf"[ \u3000]*(第[ \u3000]*{NUMERAL}[ \u3000]*条(?:之{NUMERAL})?)[ \u3000]*\1")


ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}|[·．]{3,}")


_ELSEWHERE = re.compile(
    r"[（(]?(?:(?:具体|修改后的)?(?:内容|全文|文本|表格|图样|样式))?(?:详?见|参见|如)?(?:本(?:决定|令|通知|公告))?(?:所?附|后附)(?:[件表录图页后]+)?[一二三四五六七八九十0-9]*(?:[（(]略[）)])?[）)]?。?|[（(](?:略|从略|下略)[）)]。?"
)
"""What stands instead of a new text: （见附件）, 附后, （略）."""
_DOTS = ("…", "...", "。。。", "·", "．")
"""What holds an ellipsis holds one of these: looked for first, since nearly no text has any."""


def _check_articles(order: Replace) -> Doubt | None:
    """New text for so many articles holds so many; new text for a 款 or an item holds none."""
    levels = {level_of(p.address) for p in order.places}
    if not levels <= {Level.ARTICLE, Level.PARAGRAPH, Level.ITEM} or len(levels) != 1:
        return None
    lines = order.payload.lines
    heads = [cited(Level.ARTICLE, n) for n, _ in split_articles(lines)]
    if not heads:  # 第二十六条违反…, its number glued to it, and below it 第二十七条 with a space
        later = next((i for i, line in enumerate(lines) if line.lstrip()[:1] == "第" and split_articles((line,))), None)
        if later is not None:
            heads = [_place_of(order), *(cited(Level.ARTICLE, n) for n, _ in split_articles(lines[later:]))]
    if not heads:
        return None
    wanted = sum(len(expand(p)) for p in order.places) if levels == {Level.ARTICLE} else 0
    if len(heads) == wanted:
        return None
    return Doubt.of(
        kinds.SO_MANY_ARTICLES,
        places=places_text(order.places),
        articles=count_text(Level.ARTICLE, len(heads)),
        heads="、".join(heads),
        place=_place_of(order),
        count=len(heads),
    )


def _check_paragraph(order: Replace | InsertProvisions) -> Doubt | None:
    """A 款 does not begin with the number of an item, nor does an article: 第三条第二款 with （二）… may be 第三条第二项."""
    levels = (
        {order.level}
        if isinstance(order, InsertProvisions)
        else {level_of(p.address) for p in order.places if not p.part}
    )
    head = (
        ITEM_LABEL.match(order.payload.lines[0].strip())
        if levels in ({Level.PARAGRAPH}, {Level.ARTICLE}) and order.payload.lines
        else None
    )
    if head is None:
        return None
    place = _place_of(order)
    return Doubt.of(kinds.PRINTED_AS_ITEM, place=place, item=cited(Level.ITEM, label_number(head[0])))


def _check_words(order: ReplaceWords | DeleteWords | InsertWords) -> tuple[Order | None, Doubt | None]:
    place = next((str(p.address) for p in order.places if p.address.steps), "")
    if isinstance(order, ReplaceWords):
        if any(len(ELLIPSIS.findall(b)) > a.count("……") for a, b in order.pairs):
            return None, Doubt.of(kinds.NEW_WORDS_ELIDED, place=place)
        same = [a for a, b in order.pairs if a == b]
        empty = any(not a.strip() or not b.strip() for a, b in order.pairs)
        if not same and not empty:
            return order, None
        pairs = tuple((a, b) for a, b in order.pairs if a != b and a.strip() and b.strip())
        kept = attrs.evolve(order, pairs=pairs) if pairs else None
        if empty:
            return kept, Doubt.of(kinds.EMPTY_WORDS, place=place)
        return kept, Doubt.of(kinds.SAME_WORDS, place=place, same=same[0])
    if isinstance(order, InsertWords) and ELLIPSIS.search(order.text):
        return None, Doubt.of(kinds.ADDED_WORDS_ELIDED, place=place)
    words: Iterable[str] = order.words if isinstance(order, DeleteWords) else (order.text,)
    if all(w.strip() for w in words):
        return order, None
    return None, Doubt.of(kinds.EMPTY_QUOTATION, place=place)


def _skipped(lines: Sequence[str]) -> tuple[int, int] | None:
    """The first two item numbers that do not follow one another in a list that begins at （一）; None where all do."""
    last: int | None = None
    for line in lines:
        text = line.strip()
        if text.startswith(("……", "…")):
            last = None  # what is left out is said to be
        head = ITEM_LABEL.match(text)
        if head is None:
            if text.startswith("第") and split_articles((text,)):
                last = None
            continue
        number = label_number(head[0]).value
        if number == 1:
            last = 1
        elif last is not None:
            if number != last + 1:
                return last, number
            last = number
    return None


_HEADED = {level: re.compile(rf"第{NUMERAL}{level.zh}(?=[ \u3000]|$)") for level in HEADINGS}


def _check_numbers(
    order: InsertProvisions | Split, to: tuple[Address, ...], claimed: _Claimed
) -> tuple[Order | None, Doubt | None]:
    """Numbers printed on the new text against the numbers ordered, which others may claim."""
    payload = order.payload
    level = order.level
    assert payload is not None
    if level in HEADINGS:
        heads = [m[0] for line in payload.lines if (m := _HEADED[level].match(line.strip()))]
        numbers = [parse_address(head).steps[-1].number for head in heads]
    elif level is Level.ARTICLE:
        numbers = [n for n, _ in split_articles(payload.lines)]
    elif level is Level.ITEM and all(ITEM_LABEL.match(line.strip()) for line in payload.lines):
        numbers = [label_number(ITEM_LABEL.match(line.strip())[0]) for line in payload.lines]  # type: ignore[index]
    else:
        return order, None
    if not numbers or any(a.steps[-1].level is not level for a in to):
        return order, None
    printed = tuple(Address((*a.steps[:-1], Step(level, n))) for a, n in zip(to, numbers, strict=False))
    if len(numbers) == len(to) and printed == to:
        return order, None
    names = "、".join(cited(level, n) for n in numbers)
    doubt = Doubt.of(
        kinds.NUMBERS_PRINTED, ordered=finals_text(to), names=names, ordered_en=", ".join(a.eid or str(a) for a in to)
    )
    if len(numbers) != len(to) or level in HEADINGS:
        return None, doubt
    others = claimed.counts.copy()
    others.subtract(_claims(order))
    taken, free = any(others[a] > 0 for a in to), any(others[a] > 0 for a in printed if a not in to)
    if taken == free:
        return None, doubt
    chosen = to if free else printed
    lines = tuple(_renumbered(payload.lines, chosen, level))
    return attrs.evolve(order, to=chosen, payload=attrs.evolve(payload, lines=lines)), doubt


def _renumbered(lines: Sequence[str], to: Sequence[Address], level: Level) -> Iterator[str]:
    """The lines with the numbers of ``to`` on their heads."""
    numbers = iter(to)
    for line in lines:
        if level is Level.ARTICLE:
            found = split_articles((line,))
            yield f"{next(numbers)}\u3000{found[0][1][0]}" if found else line
        else:
            text = line.strip()
            head = ITEM_LABEL.match(text)
            number = next(numbers).steps[-1].number
            yield f"（{cited(level, number)[1:-1]}）{text[head.end() :]}" if head else line
