"""Phrases about whole provisions: replaced, inserted, deleted — articles, paragraphs, items, headings, the title, chapters with their articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import (
    DeleteProvisions,
    InsertProvisions,
    Order,
    Payload,
    Place,
    Regroup,
    Renumber,
    Replace,
    ReplaceAll,
    ReplaceWords,
)
from lawtrack.decision.payload import part_items, split_articles
from lawtrack.decision.phrases.context import Context, Contradiction, Doubt, expand, level_of, over
from lawtrack.decision.phrases.formula import Hit, payload_of
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of, places_of
from lawtrack.decision.phrases.titles import bare_title
from lawtrack.decision.phrases.tokens import PLACES, Count
from lawtrack.decision.phrases.wording import (
    ITEM_LABEL,
    block,
    count_text,
    finals_text,
    groups,
    paragraphs_of,
    place_text,
    places_text,
    quote,
)
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import HEADINGS, WITHIN, Level, cited
from lawtrack.model.numerals import NUMERAL, label_number

_ALL = Place()
"""The whole statute."""
_BELOW = "：\n"
"""Before new text that begins on a line of its own: whole chapters, annexes, several articles."""


def _read_replace(hit: Hit, context: Context) -> list[Order] | None:
    payload = hit.payload("文")
    if not hit.has("址") and _OBJECT.match(hit.match[0]):
        return None  # 将修改为：“…”: what stood behind 将 is missing
    if hit.has("址"):
        places = context.speak(hit.names("址"))
    else:
        run = context.run
        places = tuple(run) if len(run) > 1 and len(groups(payload.lines)) == len(run) else context.spoken_of()
    if not places:
        return None
    if places == (_ALL,):
        return [ReplaceAll(payload)]
    if not hit.has("址"):
        context.name(places)
    if len(places) == 1 and level_of(places[0].address) is Level.TITLE:
        payload = attrs.evolve(payload, lines=(bare_title(payload.text),))
    return [Replace(places, payload)]


_OBJECT = re.compile("并?(?:将(?!其)|对|把)")


def _read_replace_as_first(hit: Hit, context: Context) -> list[Order] | None:
    """修改为：“…”作为第一款: the article's new text is its first 款; others are added behind it."""
    names = hit.names("新")
    first = [(s.level, s.number.value, s.number.sub) for n in names for s in n.steps]
    if first != [(Level.PARAGRAPH, 1, 0)] or any(n.part or n.pronoun for n in names):
        return None
    orders = _read_replace(hit, context)
    places = orders[0].places if orders else ()
    return orders if len(places) == 1 and places[0].address.article == places[0].address else None


def _write_replace(order: Order) -> str | None:
    if isinstance(order, ReplaceAll):
        return f"将全文修改为{block(order.payload, _BELOW)}"
    if not isinstance(order, Replace) or any(p.quoted for p in order.places):
        return None
    place = order.places[0]
    if place.part == "heading" and len(order.payload.lines) == 1:
        return f"将{places_text(order.places)}修改为{quote(order.payload.text)}"
    return f"将{places_text(order.places)}修改为{block(order.payload, _BELOW if level_of(place.address) is Level.ANNEX else '：')}"


def _stand_elsewhere(hit: Hit, context: Context) -> bool:
    """Whether the new number names an article other than the one spoken of (将第二条…。增加一款，作为第三条第二款); that is spoken of then."""
    named = hit.names("新")[0] if hit.has("新") else None
    step = next((s for s in named.steps if s.level is Level.ARTICLE), None) if named else None
    if step is None or isinstance(named and named.pronoun, Level):
        return False
    final = Address((step,))
    if context.article is not None and context.final_of(context.article) == final:
        return False
    base = next((b for b, f in context.moved.items() if f == final), final)
    context.name((Place(base),))
    context.target = final
    return True


def base_of_insertion(hit: Hit, context: Context, level: Level) -> tuple[Place | None, Place | None, Place | None]:
    """(under, after, before) of an insertion, in base numbers."""
    places = context.speak(hit.names("址")) if hit.has("址") else ()
    side = hit.match["side"] or ""
    if len(places) > 1:
        return None, None, None  # 第二条、第三条增加一款: one new text, and not said where
    place = places[-1] if places else None
    if place and hit.has("旧"):
        place = attrs.evolve(place, named="".join(q.text for q in hit.quotes("旧")))
    if place and ("后" in side or "前" in side):
        under = None
        if level in WITHIN:
            under = Place(over(place.address, level))
        return (under, None, place) if "前" in side else (under, place, None)
    if level is Level.ARTICLE or level is Level.ANNEX:
        return None, None, None
    if place:
        return place, None, None
    if level in WITHIN and _stand_elsewhere(hit, context):
        return None, None, None
    if level in HEADINGS:
        return (
            (Place(context.heading), None, None) if level is Level.SECTION and context.heading else (None, None, None)
        )
    above = context.spoken_article()
    if level in (Level.ITEM, Level.SUBITEM):
        above = context.sentence or above
    if above is None or not above.steps:
        return None, None, None
    article = above.article
    whole = article is None or context.moved.get(article, article) == context.target
    return (Place(above) if whole else None), None, None


def finals_of(hit: Hit, context: Context, slot: str, left: Place | None) -> tuple[tuple[Address, ...], list[Order]]:
    """Final addresses; a chapter named in front of an article (第九章第六十三条) becomes a Regroup."""
    found = context.finals(hit.names(slot), (left,) if left else ()) if hit.has(slot) else ()
    out: list[Address] = []
    groups_: list[Order] = []
    for place in found:
        plain = [split_heading(address) for address in expand(place)]
        out += [address for address, _ in plain]
        if plain[0][1]:
            groups_.append(Regroup(plain[0][1], plain[0][0], plain[-1][0]))
    return tuple(out), groups_


def check_count(
    hit: Hit, context: Context, to: Sequence[Address], lines: Sequence[str] = (), verb: str = "增加"
) -> None:
    """A count that the numbers and texts behind it contradict: told where these agree with one another, refused where they do not."""
    said = hit.count()
    level, texts = said.level, texts_of(lines, said.level)
    if level is None or all(n in (0, said.n) for n in (len(to), len(texts))):
        return
    kind = kinds.ANNOUNCED_NUMBERS if to else kinds.ANNOUNCED
    if texts:
        kind = kinds.ANNOUNCED_NUMBERS_AND_TEXTS if to else kinds.ANNOUNCED_AND_TEXTS
    values = {
        "verb": verb, "announced": count_text(level, said.n), "n": said.n, "numbers": finals_text(to), "given": len(to),
        "texts": count_text(level, len(texts)), "count": len(texts), "named": f"（{'、'.join(texts)}）" if all(texts) else "",
    }  # fmt: skip
    if len(texts) != len(to) and (texts or lines):
        raise Contradiction(kind, **values)
    context.doubts = [*context.doubts, Doubt.of(kind, **values)]


def texts_of(lines: Sequence[str], level: Level | None) -> list[str]:
    """The provisions of a level that new text holds, each by its number ("" where it has none); [] where that does not show.

    >>> texts_of(("第二条　甲。", "第三条　乙。"), Level.ARTICLE), len(texts_of(("甲：", "（一）乙。", "丙。"), Level.PARAGRAPH))
    (['第二条', '第三条'], 2)
    """
    if level is Level.ARTICLE:
        return [cited(level, n) for n, _ in split_articles(tuple(lines))] or [""] * (len(lines) == 1)
    if level is Level.PARAGRAPH:
        return [""] * len(paragraphs_of(lines))
    lines = [part for line in lines for part in part_items(line)] if level is Level.ITEM else []
    heads = [ITEM_LABEL.match(line) for line in lines]
    return [cited(Level.ITEM, label_number(m[0])) for m in heads if m] if heads and all(heads) else []


def split_heading(address: Address) -> tuple[Address, Address | None]:
    """第九章第六十三条 as 第六十三条 and 第九章."""
    above = tuple(s for s in address.steps if s.level in HEADINGS)
    if not above or address.article is None:
        return address, None
    return Address(tuple(s for s in address.steps if s.level not in HEADINGS)), Address(above)


def _read_insert(hit: Hit, context: Context) -> list[Order] | None:
    count = hit.count()
    level = count.level if hit.has("数") else None
    if level is None:
        names = hit.names("址")
        inside = any(n.part or (n.steps and n.steps[-1].level > Level.ARTICLE) for n in names)
        text = hit.payload("文").text
        if hit.has("数") or not hit.match["rule"] or inside or not text.endswith(("。", "：", "！", "？")):
            return None  # 第一款增加规定：… adds a sentence, not a paragraph; words without a stop may be either
        level = Level.PARAGRAPH
        context.doubts = [*context.doubts, Doubt.of(kinds.READ_AS_PARAGRAPH, text=text[:30])]
    payload = hit.payload("文")
    under, after, before = base_of_insertion(hit, context, level)
    left = under or after or before
    if level in (Level.ARTICLE, Level.ANNEX):
        left = None
    to, regroups = finals_of(hit, context, "新", left)
    if to and to[-1].article and level is Level.ARTICLE:
        context.target = to[-1].article
    check_count(hit, context, to, payload.lines)
    if level is Level.ARTICLE and count.n > 1 and not to and len(split_articles(payload.lines)) != count.n:
        return None  # 增加两条：“…”“…”: which lines are which article is said nowhere
    if hit.has("再"):  # 增加一条，分三款表述为：“…”“…”“…”
        parts = hit.count("再")
        if parts.level is not Level.PARAGRAPH or len(to) > 1 or len(paragraphs_of(payload.lines)) != parts.n:
            raise Contradiction(kinds.PARAGRAPHS_ANNOUNCED, announced=count_text(Level.PARAGRAPH, parts.n), n=parts.n)
    heading = hit.quotes("名")[0].text if hit.has("名") else ""
    context.run = []
    place = context.heading
    if (
        level is Level.ARTICLE
        and to
        and place
        and hit.has("址")
        and level_of(context.places(hit.names("址"))[-1].address) in HEADINGS
    ):
        regroups.append(Regroup(place, to[0], to[-1]))  # 在第一章中增加一条
        after = before = None
    return [InsertProvisions(level, to, payload, under, after, before, heading), *regroups]


def _read_insert_named(hit: Hit, context: Context) -> list[Order] | None:
    """增加第十六条：…; 第十四条增加第二款：… — the number stands where the count usually stands."""
    level = hit.names("新")[0].steps[-1:] and hit.names("新")[0].steps[-1].level
    if not level or hit.names("新")[0].pronoun or any(n.part for n in hit.names("新")):
        return None
    under, after, before = base_of_insertion(hit, context, level)
    left = None if level in (Level.ARTICLE, Level.ANNEX) else under or after or before
    to, regroups = finals_of(hit, context, "新", left)
    if level is Level.ARTICLE and to:
        context.target = to[-1].article
    context.run = []
    return [InsertProvisions(level, to, hit.payload("文"), under, after, before), *regroups]


def _read_insert_listed(hit: Hit, context: Context) -> list[Order] | None:
    """增加二款，分别作为第二款、第四款。第二款：“…”第四款：“…” — each text behind its number."""
    level = hit.count().level
    if level is None or level in HEADINGS:
        return None
    under, after, before = base_of_insertion(hit, context, level)
    left = None if level in (Level.ARTICLE, Level.ANNEX) else under or after or before
    to, regroups = finals_of(hit, context, "新", left)
    check_count(hit, context, to)
    texts: list[tuple[Address, list[Quoted]]] = []
    for _, token in hit.tokens_between(*hit.match.span("parts")):
        if isinstance(token, PlaceList):
            named = context.finals(token.names, (left,) if left else ())
            if not hit.has("新") and len(named) != 1:
                return None  # 分别作为第二款、第三款：“…”: all numbers first, then all texts
            texts += [(p.address, []) for p in named]
        elif isinstance(token, Quoted) and texts:
            texts[-1][1].append(token)
    if not hit.has("新"):
        to = tuple(a for a, _ in texts)
        check_count(hit, context, to)
    if tuple(a for a, _ in texts) != to:
        raise Contradiction(kinds.NUMBERS_LISTED, announced=finals_text(to), listed=finals_text([a for a, _ in texts]))
    if level is Level.ARTICLE:
        context.target = to[-1].article
    context.run = []
    return [*(InsertProvisions(level, (a,), payload_of(q), under, after, before) for a, q in texts), *regroups]


def _read_replace_former(hit: Hit, context: Context) -> list[Order] | None:
    """第十条原为：“甲。”现修改为：“乙。”: the whole provision, with the text that it has to have before."""
    places = context.speak(hit.names("址"))
    sides = [[line for q in hit.quotes(slot) for line in q.lines] for slot in ("旧", "今")]
    heads = [_ARTICLE_HEAD.match(lines[0]) for lines in sides]
    if len(places) != 1 or places[0].part or (heads[0] and heads[0][1]) != (heads[1] and heads[1][1]):
        return None
    for lines, head in zip(sides, heads, strict=True):
        lines[0] = lines[0][head.end() :] if head else lines[0]
    return [ReplaceWords(places, (("\n".join(sides[0]), "\n".join(sides[1])),), old_whole=True)]


_ARTICLE_HEAD = re.compile(rf"(第{NUMERAL}条)[ \u3000]+")


def _read_insert_text_first(hit: Hit, context: Context) -> list[Order] | None:
    """第一条增加“…。”作为第二款: the text first, then its number."""
    names = hit.names("新")
    level = names[0].steps[-1].level if len(names) == 1 and names[0].steps and not names[0].pronoun else None
    if level is None or level in HEADINGS or hit.has("数") and hit.count() != Count(1, level):
        return None
    under, after, before = base_of_insertion(hit, context, level)
    left = None if level in (Level.ARTICLE, Level.ANNEX) else under or after or before
    to, regroups = finals_of(hit, context, "新", left)
    if level is Level.ARTICLE:
        context.target = to[-1].article
    context.run = []
    return [InsertProvisions(level, to, hit.payload("文"), under, after, before), *regroups]


def _write_insert(order: Order) -> str | None:
    return insertion(order) if isinstance(order, InsertProvisions) else None


def insertion(order: InsertProvisions, explicit: bool = False) -> str:
    """The clause of an insertion; ``explicit`` writes the final article out where it is that of the provision named."""
    n = len(order.to) or max(1, len(groups(order.payload.lines)))
    own = order.under.address if order.under and not explicit else None
    base = ""
    if order.after or order.before:
        place = order.after or order.before
        assert place is not None
        base = f"在{place_text(place)}{'后' if order.after else '前'}"
    elif order.under:
        base = f"在{place_text(order.under)}中" if order.level in HEADINGS else place_text(order.under)
    numbers = f"，作为{finals_text(order.to, own)}" if order.to else ""
    heading = quote(order.heading) if order.heading else ""
    if not order.payload.lines:
        return f"{base}增加{count_text(order.level, n)}{numbers}{heading}"
    if order.level is Level.ANNEX and len(order.to) == 1 and not base and not heading:
        return f"增加{order.to[0]}{block(order.payload, '：')}"
    gap = _BELOW if order.level in HEADINGS or (order.level is Level.ARTICLE and n > 1) else "："
    return f"{base}增加{count_text(order.level, n)}{numbers}{heading}{block(order.payload, gap)}"


def _read_insert_whole(hit: Hit, context: Context) -> list[Order] | None:
    """在第X条中增加一款作为第二款，将该条修改为：… — the new text is the whole article."""
    level = hit.count().level
    if level not in (Level.PARAGRAPH, Level.ITEM):
        return None
    if hit.has("址"):
        context.speak(hit.names("址"))
    payload = hit.payload("文")
    article = context.article
    if article is None:
        return None
    if hit.has("另") and not any(isinstance(n.pronoun, Level) for n in hit.names("另")):
        return None
    if context.moved.get(article, article) == context.target:
        to, _ = finals_of(hit, context, "新", Place(article))
        check_count(hit, context, to)
        have = len(paragraphs_of(payload.lines)) if level is Level.PARAGRAPH else 0
        beyond = next((a for a in to if a.level is level and a.steps[-1].number.value > have), None)
        if have and beyond is not None:
            raise Contradiction(
                kinds.BEYOND_THE_TEXT, beyond=beyond, article=article, paragraphs=count_text(level, have), have=have
            )
        place = article if level is Level.PARAGRAPH else context.sentence or article
        return [Replace((Place(place),), payload)]
    return _new_article(hit, context, payload)


def _new_article(hit: Hit, context: Context, payload: Payload) -> list[Order] | None:
    """Only paragraphs of the base article move: the new text names the moved ones and the added ones, in final order."""
    added, _ = finals_of(hit, context, "新", None)
    parts = groups(payload.lines)
    moved = [p for p in context.subject if p.address.article != p.address]
    if len(parts) != len(added) + len(moved):
        return None
    out: list[Order] = []
    rest = list(moved)
    for n, lines in enumerate(parts, 1):
        text = Payload(lines, payload.span, payload.quoted)
        final = next((a for a in added if a.steps[-1].number.value == n), None)
        out.append(InsertProvisions(Level.PARAGRAPH, (final,), text) if final else Replace((rest.pop(0),), text))
    return out


def _read_insert_moved(hit: Hit, context: Context) -> list[Order] | None:
    """增加一条，作为第N条，将第X条第三款修改后作为本条第一款：… — a new article made of a moved paragraph."""
    if hit.count() != Count(1, Level.ARTICLE):
        return None
    article, _ = finals_of(hit, context, "新", None)
    places = context.speak(hit.names("址"))
    if len(article) != 1:
        return None
    context.target = article[0]
    goals = context.finals(hit.names("另"), places)
    if len(goals) != len(places):
        return None
    return [Renumber(places, goals), Replace(places, hit.payload("文"))]


def _read_delete(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址"))
    if any(p == Place() for p in places) or hit.match["undivided"] and any(p.part[:7] != "heading" for p in places):
        return None
    kept = hit.names("源") if hit.has("源") else ()  # 保留该条序号
    if any(n.pronoun is not Level.ARTICLE or n.part for n in kept):
        return None
    context.run = []
    _speak_of_what_stays(places, context)
    return [DeleteProvisions(places, hit.match["vacant"] is not None)]


def _speak_of_what_stays(places: Sequence[Place], context: Context) -> None:
    """删去第一款第三项，将其中的“甲”修改为“乙”: what was deleted has no words any more; those are of its article."""
    articles = {p.address.article for p in places}
    article = articles.pop() if len(articles) == 1 else None
    if article is not None and all(not p.part and p.address != article for p in places):
        context.subject = (Place(article),)


def _read_delete_inside(hit: Hit, context: Context) -> list[Order] | None:
    """第九条删去第二款: the article first, then what goes."""
    context.speak(hit.names("址"))
    places = context.speak(hit.names("另"))
    _speak_of_what_stays(places, context)
    return [DeleteProvisions(places)] if all(p.address.steps for p in places) else None


def _write_delete(order: Order) -> str | None:
    if not isinstance(order, DeleteProvisions) or any(p.quoted for p in order.places):
        return None
    return f"删去{places_text(order.places)}{'，保留条文序号' if order.vacant else ''}"


_TEXT = "(?:的?(?:内容|条文))?，(?:规定如下|规定|(?:增加|新增|补充)?的?其?(?:具体)?(?:内容|条文|规定)(?:分别)?(?:如下|为|是)|表述为|即|如下|为)?：〔文〕"
_NO_WORDS = f"(?!〈均〉(?:〈改〉|合并|之?后|之?前|〈删〉〈终〉)|(?:、|和){QUOTE})"
_LISTED = f"{PLACES}(?:为|是|规定)?：{QUOTE}(?:\\n?{QUOTE})*"
_VACANT = (
    "(?P<vacant>，(?:并|且|但)?(?:保留(?:其|该|原)*〔源〕?的?(?:条文|条款|条|款)?的?(?:序号|条号|编号|顺序)"
    "|(?:其他|其余)?(?:各)?(?:条文|条款|条|其)?的?(?:序号|条号|编号|顺序)(?:予以|均)?(?:保留|不变|不作调整|不作变动)+))"
)
_UNDIVIDED = "(?P<undivided>，(?:并|且)?不再(?:分|设)章(?:节)?(?:设立|设置|节)?(?=〈终〉))?"
_AFTER = "(?:之?后(?=，(?:(?!〈终〉).){0,16}(?:顺序|序号)))?"
"""删去第三条后，条文顺序作相应调整: after it is gone, the others close up."""

INSERT_MOVED = Phrase(
    "insert-moved", "移动条款增加条文", "〈增〉〔数〕，〈作〉〔新〕，(?:将|由)?〔址〕(?:修改后|修改)，〈作〉〔另〕" + _TEXT,
    _read_insert_moved, "增加一条，作为第十一条，将第九条第三款修改后作为本条第一款：“甲。”",
    meaning=(Renumber(places_of("第九条第三款"), places_of("第十一条第一款")), Replace(places_of("第九条第三款"), lines_of("甲。")),),
)  # fmt: skip
INSERT_WHOLE = Phrase(
    "insert-whole", "增加款并修改全条", "[在|于]〔址〕?[中|内]，〈增〉〔数〕，〈作〉〔新〕，[将〔另〕]〈改〉：〔文〕",
    _read_insert_whole, "在第八条中增加一款作为第二款，将该条修改为：“甲。\n“乙。”",
    meaning=(Replace(places_of("第八条"), lines_of("甲。", "乙。")),),
)  # fmt: skip
INSERT = Phrase(
    "insert", "增加条款",
    "[在|于|对|将]〔址〕?[〔旧〕]?(?P<side>中|内|之?后面?|之?前面?)?[的?规定(?=增)]，(?:并|同时)?(?:增加|增写|新增|增补|补充|增设)(?P<rule>规定)?[〔数〕(?:的?(?:内容|规定)(?=(?:作|列)为))?]，"
    f"[〈作〉〔新〕。][，分(?:为|成)?〔再〕(?=，?(?:表述|内容|规定|即|为|如下|：))]{_TEXT}{_NO_WORDS}",
    _read_insert, "第二条增加一款，作为第一款：“甲。”", _write_insert,
    meaning=(InsertProvisions(Level.PARAGRAPH, (parse_address("第二条第一款"),), lines_of("甲。"), under=place_of("第二条")),),
)  # fmt: skip
INSERT_COUNTED_TEXT_FIRST = Phrase(
    "insert-counted-text-first", "增加条款（先文后位）", "[在|于|将]〔址〕?(?P<side>中|内|之?后面?|之?前面?)?，〈增〉〔数〕：〔文〕，〈作〉〔新〕〈止〉",
    _read_insert, "第一条增加一款：“甲。”作为第二款",
    meaning=(InsertProvisions(Level.PARAGRAPH, (parse_address("第一条第二款"),), lines_of("甲。"), under=place_of("第一条")),),
)  # fmt: skip
INSERT_LISTED = Phrase(
    "insert-listed", "增加条款（逐一列出）",
    "[在|于|对]〔址〕?(?P<side>中|内|之?后面?|之?前面?)?，(?:并|同时)?〈增〉〔数〕，(?:〈作〉〔新〕，(?:内容|规定)?(?:分别)?(?:如下|为)?(?:。|：)|(?:分别|依次)作为：?)"
    f"(?P<parts>{_LISTED}(?:(?:。|，){_LISTED}){{0,40}})",
    _read_insert_listed, "第一条增加两款，分别作为第二款、第四款。\n第二款：“甲。”\n第四款：“乙。”",
    meaning=(InsertProvisions(Level.PARAGRAPH, (parse_address("第一条第二款"),), lines_of("甲。"), under=place_of("第一条")), InsertProvisions(Level.PARAGRAPH, (parse_address("第一条第四款"),), lines_of("乙。"), under=place_of("第一条")),),
)  # fmt: skip
INSERT_TEXT_FIRST = Phrase(
    "insert-text-first", "增加条款（先文后位）", "[在|于|将]〔址〕?(?P<side>中|内)?，〈增〉：〔文〕(?:的?(?:内容|规定)|〔数〕)?，〈作〉〔新〕〈止〉",
    _read_insert_text_first, "第一条增加“甲。”作为第二款",
    meaning=(InsertProvisions(Level.PARAGRAPH, (parse_address("第一条第二款"),), lines_of("甲。"), under=place_of("第一条")),),
)  # fmt: skip
INSERT_NAMED = Phrase(
    "insert-named", "增加条款（直接写明序号）", "[在|于]〔址〕?(?P<side>中|内|之?后面?|之?前面?)?，〈增〉〔新〕" + _TEXT,
    _read_insert_named, "第十四条增加第二款：“甲。”",
    meaning=(InsertProvisions(Level.PARAGRAPH, (parse_address("第十四条第二款"),), lines_of("甲。"), under=place_of("第十四条")),),
)  # fmt: skip
REPLACE_AS_FIRST = Phrase(
    "replace-as-first", "修改条文，作为第一款", "[并][将|对|把|将其]〔址〕?[的?(?:内容|全文|规定)]，〈均〉〈改〉：〔文〕，〈作〉〔新〕〈止〉",
    _read_replace_as_first, "将第四条修改为：“甲。”作为第一款",
    meaning=(Replace(places_of("第四条"), lines_of("甲。")),),
)  # fmt: skip
REPLACE = Phrase(
    "replace", "修改条款", "[并][将|对|把|将其]〔址〕?[(?:规定)?的?(?:内容|全文|规定)](?:进行修改)?，〈均〉〈改〉：〔文〕",
    _read_replace, "将第四条修改为：“甲。\n“乙。”", _write_replace,
    meaning=(Replace(places_of("第四条"), lines_of("甲。", "乙。")),),
)  # fmt: skip
REPLACE_FORMER = Phrase(
    "replace-former", "修改条款（引出原文）",
    "[将]〔址〕(?:原文|原条文|原内容|原规定|原)(?:内容|条文|规定|表述)?(?:(?:为|是|规定)：|：)〔旧〕。?，(?:现|拟)?(?:将其)?(?:〈改〉|修改后为)：〔今〕",
    _read_replace_former, "第十条原为：“甲。”，现修改为：“乙。”",
    meaning=(ReplaceWords(places_of("第十条"), (("甲。", "乙。"),), old_whole=True),),
)  # fmt: skip
DELETE = Phrase(
    "delete", "删去条款", f"(?:〈删〉|废止)〔址〕〈全〉{_UNDIVIDED}{_VACANT}?{_AFTER}〈止〉(?!{QUOTE})", _read_delete, "删去第九条、第十条", _write_delete,
    meaning=(DeleteProvisions(places_of("第九条", "第十条")),),
)  # fmt: skip
DELETE_LAST = Phrase(
    "delete-last", "删去条款", f"[将]〔址〕〈全〉(?:均|一并|予以|全部)?(?:〈删〉|废止){_UNDIVIDED}{_VACANT}?{_AFTER}〈止〉(?!〔另〕|其中)", _read_delete, "将第九条删去",
    meaning=(DeleteProvisions(places_of("第九条")),),
)  # fmt: skip
DELETE_INSIDE = Phrase(
    "delete-inside", "删去条款（先指明所在）", "[将]〔址〕[中]〈删〉〔另〕〈全〉〈止〉", _read_delete_inside, "第九条删去第二款",
    meaning=(DeleteProvisions(places_of("第九条第二款")),),
)  # fmt: skip
