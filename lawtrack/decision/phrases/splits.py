"""Phrases about provisions that are divided: 改为两条, 分为两款, with one new text for all parts or each text behind its number."""

from __future__ import annotations

from itertools import pairwise

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import Order, Place, Replace, Split
from lawtrack.decision.phrases.context import Context, Contradiction, expand, level_of
from lawtrack.decision.phrases.formula import Hit, payload_of
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of
from lawtrack.decision.phrases.provisions import check_count, split_heading
from lawtrack.decision.phrases.tokens import PLACES
from lawtrack.decision.phrases.wording import block, count_text, finals_text, groups, paragraphs_of, place_text
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.address import Address, Step, parse_address
from lawtrack.model.levels import HEADINGS, Level, cited
from lawtrack.model.numerals import Number

_PARTS = 9
"""More articles than this nobody makes of one without saying which."""


def _read_split(hit: Hit, context: Context) -> list[Order] | None:
    count = hit.count()
    if count.level is None or count.level in HEADINGS:
        return None
    named = context.speak(hit.names("址")) if hit.has("址") else context.spoken_of()
    places = _together(named)
    if len(places) != 1 or not places[0].address.steps:
        return None
    if count.n > _PARTS and not (hit.has("新") or hit.has("文")):
        return None  # 将第三十条改为三十二条: a number without its 第
    context.name(places)
    place = places[0]
    finals = context.finals(hit.names("新"), places) if hit.has("新") else ()
    to = tuple(split_heading(a)[0] for p in finals for a in expand(p))
    payload = hit.payload("文") if hit.has("文") else None
    check_count(hit, context, to, payload.lines if payload else (), "分为")
    if count.level is Level.PARAGRAPH and place.address.article == place.address and payload and not to:
        return [Replace((place,), payload)]  # 将第X条分为两款，修改为：…: the whole article gets a new text
    if to and to[0].article and count.level is Level.ARTICLE:
        context.target = to[-1].article
    context.run = []
    return [Split(place, to, payload, count.level)]


def _read_split_into(hit: Hit, context: Context) -> list[Order] | None:
    """将第三十条改为第三十三条、第三十四条，修改为：… — one article becomes several without a word for how many."""
    places = context.speak(hit.names("址"))
    finals = [a for p in context.finals(hit.names("新"), places) for a in expand(p)]
    if len(places) != 1 or places[0].through or places[0].part or len(finals) < 2:
        return None
    if any(a.article != a for a in (places[0].address, *finals)):
        return None
    context.target = finals[-1]
    context.run = []
    return [Split(places[0], tuple(finals), hit.payload("文"))]


def _together(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """第二条、第三条、第四条 (第二款、第三款 of one article) as the range they are, if they follow one another."""
    every = [a for p in places for a in expand(p)]
    if len(places) < 2 or any(p.part or (level_of(p.address) or Level.TITLE) < Level.ARTICLE for p in places):
        return places
    if len({(a.parent, level_of(a)) for a in every}) > 1 and any(a.article != a for a in every):
        return places
    numbers = [a.steps[-1].number for a in every]
    if any(b.value != a.value + 1 or a.sub or b.sub for a, b in pairwise(numbers)):
        return places
    return (Place(every[0], every[-1]),)


def _write_split(order: Order) -> str | None:
    if not isinstance(order, Split) or order.headings:
        return None
    n = len(order.to) or (len(groups(order.payload.lines)) if order.payload else 2)
    own = order.place.address.article if order.level is not Level.ARTICLE else None
    verb = "改为" if order.level is Level.ARTICLE else "分为"
    numbers = f"，作为{finals_text(order.to, own)}" if order.to else ""
    gap = "：\n" if order.level is Level.ARTICLE else "："
    text = f"，修改为{block(order.payload, gap)}" if order.payload else ""
    if order.payload and order.level is Level.ITEM:
        n = len(order.payload.lines)
    return f"将{place_text(order.place)}{verb}{count_text(order.level, n)}{numbers}{text}"


def _read_split_listed(hit: Hit, context: Context) -> list[Order] | None:
    """分为两款，第一款：“…”第二款：“…” — each text behind its number; what is to stand in a part that has none is not known."""
    level, count = hit.count().level, hit.count().n
    named = context.speak(hit.names("址")) if hit.has("址") else context.spoken_of()
    if level is None or level in HEADINGS or len(named) != 1 or named[0].part or named[0].through:
        return None
    place = named[0]
    if not place.address.steps or (above := level_of(place.address)) is None or above > level or above < Level.ARTICLE:
        return None
    given = context.finals(hit.names("新"), named) if hit.has("新") else ()
    texts = _listed(hit, context, named)
    to = tuple(split_heading(a)[0] for a, _ in texts)
    if any(a.level is not level for a in to):
        return None
    if given and tuple(split_heading(a)[0] for p in given for a in expand(p)) != to:
        raise Contradiction(
            kinds.SPLIT_NUMBERS,
            place=place.address,
            announced=finals_text([p.address for p in given]),
            listed=finals_text(to),
        )
    if len(to) < count:
        raise Contradiction(
            kinds.SPLIT_IN_PART, place=place.address, announced=count_text(level, count), listed=finals_text(to)
        )
    if len(to) > count:
        raise Contradiction(
            kinds.SPLIT_COUNT,
            place=place.address,
            announced=count_text(level, count),
            listed=finals_text(to),
            count=count,
            given=len(to),
        )
    if level is Level.PARAGRAPH and any(len(paragraphs_of(payload_of(q).lines)) != 1 for _, q in texts):
        raise Contradiction(kinds.SPLIT_PARAGRAPH, place=place.address)
    numbers = [a.steps[-1].number for a in to]
    first = place.address.steps[-1].number if above is level and level is not Level.ARTICLE else numbers[0]
    first = Number(1) if above is Level.ARTICLE and level is Level.PARAGRAPH else first
    wanted = [Number(first.value + k) for k in range(count)]
    if numbers != wanted and not (level is Level.ARTICLE and all(b.value == a.value + 1 for a, b in pairwise(numbers))):
        order = "、".join(cited(level, n) for n in wanted)
        announced, listed = count_text(level, count), finals_text(to)
        raise Contradiction(kinds.SPLIT_ORDER, place=place.address, announced=announced, listed=listed, order=order)
    context.name((place,))
    context.run = []
    payload = payload_of([q for _, quotes in texts for q in quotes])
    if level is not Level.ITEM:
        shares = [_ended(payload_of(q).lines) for _, q in texts]
        payload = attrs.evolve(payload, lines=tuple(line for lines in shares for line in lines))
        if level is Level.ARTICLE:
            context.target = to[-1].article
            headed = tuple(line for a, lines in zip(to, shares, strict=True) for line in _headed(a, lines))
            return [Split(place, to, attrs.evolve(payload, lines=headed), level)]
    return [Replace((place,), payload)] if above is Level.ARTICLE else [Split(place, to, payload, level)]


def _read_replace_listed(hit: Hit, context: Context) -> list[Order] | None:
    """第一条修改为：第一款：“…”第二款：“…” — the whole article, or the 款 and 项 that were named, each text behind its number."""
    places = context.speak(hit.names("址"))
    texts = _listed(hit, context, places)
    if not texts or any(len(quotes) != 1 or len(paragraphs_of(payload_of(quotes).lines)) != 1 for _, quotes in texts):
        return None
    payload = payload_of([q for _, quotes in texts for q in quotes])
    last = [a.steps[-1] for a, _ in texts]
    if len(places) > 1:
        mine = [a.steps[-1] for p in places for a in expand(p)]
        return [Replace(places, payload)] if mine == last and len({p.address.article for p in places}) == 1 else None
    whole = (
        len(places) == 1 and level_of(places[0].address) is Level.ARTICLE and not (places[0].part or places[0].through)
    )
    if not whole or last != [Step(Level.PARAGRAPH, Number(k)) for k in range(1, len(last) + 1)]:
        return None
    shares = [_ended(payload_of(quotes).lines) for _, quotes in texts]
    return [Replace(places, attrs.evolve(payload, lines=tuple(line for lines in shares for line in lines)))]


def _listed(hit: Hit, context: Context, left: tuple[Place, ...]) -> list[tuple[Address, list[Quoted]]]:
    """The parts by their numbers, each with its text."""
    texts: list[tuple[Address, list[Quoted]]] = []
    for _, token in hit.tokens_between(*hit.match.span("parts")):
        if isinstance(token, PlaceList):
            texts += [(a, []) for p in context.finals(token.names, left) for a in expand(p)]
        elif isinstance(token, Quoted) and texts:
            texts[-1][1].append(token)
    return texts if all(a.steps for a, _ in texts) else []


def _ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The text of a 款 or an article; where its last line has no mark, the sentence ends there."""
    return lines if lines[-1][-1:] in tuple("。；：！？") else (*lines[:-1], lines[-1] + "。")


def _headed(address: Address, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The text of an article with its number before it."""
    number = cited(Level.ARTICLE, address.steps[-1].number)
    return lines if lines[0].startswith(number) else (f"{number}\u3000{lines[0]}", *lines[1:])


SPLIT = Phrase(
    "split", "拆分", "[将|把]〔址〕?(?:改为|修改为|调整为|[拆|划]分(?:为|成|作)|分列(?:为|成)|[分]拆(?:为|成)|合并为|合并成)〔数〕，[〈作〉〔新〕]，[[〈改〉]：〔文〕]",
    _read_split, "将第三条改为两条，作为第三条、第四条，修改为：\n“第三条　甲。\n“第四条　乙。”", _write_split,
    meaning=(Split(place_of("第三条"), (parse_address("第三条"), parse_address("第四条")), lines_of("第三条　甲。", "第四条　乙。")),),
)  # fmt: skip
SPLIT_INTO = Phrase(
    "split-into", "拆分（写明各条序号）", "[将|把]〔址〕(?:分别)?(?:改为|[拆|划]分(?:为|成)|[分]拆(?:为|成))〔新〕，〈改〉：〔文〕",
    _read_split_into, "将第三条改为第三条、第四条，修改为：\n“第三条　甲。\n“第四条　乙。”",
    meaning=(Split(place_of("第三条"), (parse_address("第三条"), parse_address("第四条")), lines_of("第三条　甲。", "第四条　乙。")),),
)  # fmt: skip
_PART = f"{PLACES}(?:的?内容)?(?:〈改〉|规定为|为|是|即)?：{QUOTE}(?:\\n?{QUOTE})*"
SPLIT_LISTED = Phrase(
    "split-listed", "拆分（逐一列出）",
    "[将|把]〔址〕?(?:改为|修改为|调整为|分为|分成|拆分为|分列为|拆为|分作)〔数〕，[〈作〉〔新〕，](?:即|其中|分别为)?：〈隔〉"
    f"(?P<parts>{_PART}(?:〈隔〉{_PART}){{0,12}})",
    _read_split_listed, "将第三条第一款分为两款，第一款：“甲。”第二款：“乙。”",
    meaning=(Split(place_of("第三条第一款"), (parse_address("第三条第一款"), parse_address("第三条第二款")), lines_of("甲。", "乙。"), Level.PARAGRAPH),),
)  # fmt: skip
REPLACE_LISTED = Phrase(
    "replace-listed", "修改条款（逐一列出）", f"[将|对]〔址〕，?(?:分别|依次)?〈改〉：〈隔〉(?P<parts>{_PART}(?:〈隔〉{_PART}){{0,40}})",
    _read_replace_listed, "第三条修改为：\n第一款：“甲。”\n第二款：“乙。”",
    meaning=(Replace((place_of("第三条"),), lines_of("甲。", "乙。")),),
)  # fmt: skip
