"""Phrases about parts, chapters and sections: added, renamed, renumbered, divided, joined, and which articles stand under them."""

from __future__ import annotations

import re

from lawtrack.decision.orders import Insert, Merge, Order, Payload, Place, Regroup, Renumber, Replace, Split
from lawtrack.decision.phrases.context import Context, level_of
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.numbering import renumber
from lawtrack.decision.phrases.phrase import Phrase
from lawtrack.decision.phrases.provisions import base_of_insertion, finals_of
from lawtrack.decision.phrases.tokens import PLACES
from lawtrack.decision.phrases.wording import block, place_text, quote
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import NUMERAL, label_number

_ANY_HEAD = re.compile(rf"第\s*{NUMERAL}\s*(?:条|章|节|编|分编)")
_ARTICLE_HEAD = re.compile(rf"第{NUMERAL}条(?:之{NUMERAL})?(?=[ \u3000])")


def _read_replace_heading(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址"))
    if len(places) != 1 or not (places[0].part == "heading" or level_of(places[0].address) in (*HEADINGS, Level.TITLE)):
        return None
    place = Place(
        places[0].address, None, "heading" if level_of(places[0].address) in HEADINGS else "", hit.quotes("名")[0].text
    )
    return [Replace((place,), hit.payload("文"))]


def _write_replace_heading(order: Order) -> str | None:
    if not isinstance(order, Replace) or len(order.places) != 1 or not order.places[0].quoted:
        return None
    place = order.places[0]
    if not place.address.steps:
        return None
    return f"将{place_text(place)}{quote(place.quoted)}修改为{block(order.payload)}"


def _read_insert_heading(hit: Hit, context: Context) -> list[Order] | None:
    """增加一章，作为第七章“公布”；[对第三十条进行修改，作为第七十条；]增加三条，分别作为…。内容如下：…"""
    level = hit.count().level
    if level not in HEADINGS:
        return None
    under, after, before = base_of_insertion(hit, context, level)
    to, _ = finals_of(hit, context, "新", under or after or before)
    heading = hit.quotes("名")[0].text if hit.has("名") else ""
    payload = hit.payload("文") if hit.has("文") else Payload(())
    context.heading = to[-1] if to else context.heading
    orders: list[Order] = []
    lines = payload.lines
    if hit.has("源"):
        places = context.speak(hit.names("源"))
        goals, _ = finals_of(hit, context, "至", None)
        if len(places) != 1 or len(goals) != 1:
            return None
        context.move(places[0].address, goals[0])
        mine, lines = _take_article(lines, goals[0])
        orders = [Renumber(places, (Place(goals[0]),))]
        if mine:
            orders.append(Replace(places, Payload(mine, payload.span, payload.quoted)))
        added, _ = finals_of(hit, context, "另", None)
        if to and added:
            orders.append(Regroup(to[-1], min(goals[0], *added), max(goals[0], *added), heading))
    elif hit.has("另") and lines and not any(_ANY_HEAD.match(line) for line in lines):
        added, _ = finals_of(hit, context, "另", None)  # 增加一条，作为第十条：“…”: its text comes without a number
        orders = [Insert(Level.ARTICLE, added, payload)]
        if to and added:
            orders.append(Regroup(to[-1], min(added), max(added), heading))
        lines = ()
    insert = Insert(level, to, Payload(lines, payload.span, payload.quoted), under, after, before, heading)
    return [insert, *orders]


def _take_article(lines: tuple[str, ...], address: Address) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the text of the article without its number, the other lines) of new text that holds several articles."""
    mine: list[str] = []
    other: list[str] = []
    here = False
    for line in lines:
        head = _ARTICLE_HEAD.match(line)
        if head:
            here = label_number(head[0]) == address.steps[-1].number
            if here:
                line = line[head.end() :].strip()
        (mine if here else other).append(line)
    return tuple(mine), tuple(other)


def _read_renumber_heading(hit: Hit, context: Context) -> list[Order] | None:
    """将第三章“甲”改为第四章“乙”."""
    places = context.speak(hit.names("址"))
    if len(places) != 1 or level_of(places[0].address) not in HEADINGS:
        return None
    orders = renumber(places, context.finals(hit.names("新"), places), context)
    if orders is None:
        return None
    if not hit.has("文"):
        return orders
    place = Place(places[0].address, None, "heading", hit.quotes("名")[0].text)
    return [*orders, Replace((place,), hit.payload("文"))]


def _read_merge_heading(hit: Hit, context: Context) -> list[Order] | None:
    """将第三章并入第二章."""
    places = context.speak(hit.names("址"))
    finals = context.finals(hit.names("新"), places)
    if len(finals) != 1:
        return None
    return [Merge(places, finals[0].address)]


def _read_split_heading(hit: Hit, context: Context) -> list[Order] | None:
    """将第二章“甲、乙”改为第二章“甲”和第三章“乙”."""
    places = context.speak(hit.names("址"))
    level = level_of(places[0].address) if len(places) == 1 else None
    if level not in HEADINGS:
        return None
    to: list[Address] = []
    headings: list[str] = []
    for i in range(*hit.match.span("parts")):
        token = hit.clauses.tokens.get(i)
        if isinstance(token, PlaceList):
            to += [p.address for p in context.finals(token.names, places)]
        elif isinstance(token, Quoted):
            headings.append(token.text)
    if len(to) != len(headings) or len(to) < 2:
        return None
    place = Place(places[0].address, None, "", hit.quotes("名")[0].text if hit.has("名") else "")
    return [Split(place, tuple(to), None, level, tuple(headings))]


def _write_split_heading(order: Order) -> str | None:
    if not isinstance(order, Split) or not order.headings:
        return None
    old = quote(order.place.quoted) if order.place.quoted else ""
    parts = "和".join(f"{a}{quote(h)}" for a, h in zip(order.to, order.headings, strict=True))
    return f"将{order.place.address}{old}改为{parts}"


def _read_regroup(hit: Hit, context: Context) -> list[Order] | None:
    heading = context.finals(hit.names("章"))[0].address if hit.has("章") else context.heading
    if heading is None or level_of(heading) not in HEADINGS:
        return None
    finals = context.finals(hit.names("址"))
    context.heading = heading
    title = hit.quotes("名")[0].text if hit.has("名") else ""
    return [Regroup(heading, p.address, p.through or p.address, title) for p in finals]


def _write_regroup(order: Order) -> str | None:
    if not isinstance(order, Regroup):
        return None
    title = quote(order.title) if order.title else ""
    through = f"至{order.last}" if order.last != order.first else ""
    return f"{order.heading}{title}包括{order.first}{through}"


INSERT_HEADING = Phrase(
    "insert-heading", "增加编、章、节",
    "[在|于]〔址〕?[〔旧〕]?(?P<side>中|之?后面?|之?前面?)?，〈增〉〔数〕，〈作〉〔新〕[〔名〕]"
    "[〈隔〉[对|将]〔源〕(?:进行|作)?(?:修改|修改后)，〈作〉〔至〕][〈隔〉〈增〉〔再〕，〈作〉〔另〕][〈隔〉内容如下][：〔文〕]",
    _read_insert_heading, "增加一章，作为第七章“公布”；增加两条，分别作为第四十条、第四十一条。内容如下：\n“第四十条　甲。\n“第四十一条　乙。”",
)  # fmt: skip
REPLACE_HEADING = Phrase(
    "replace-heading", "修改标题", "[将]〔址〕(?:由|从)?：〔名〕〈改〉：〔文〕",
    _read_replace_heading, "将第四章章名“甲”修改为“乙”", _write_replace_heading,
)  # fmt: skip
MERGE_HEADING = Phrase(
    "merge-heading",
    "并入",
    "[将|把]〔址〕(?:合)?并入〔新〕〈止〉(?!，〈作〉)",
    _read_merge_heading,
    "将第三章并入第二章",
)
SPLIT_HEADING = Phrase(
    "split-heading", "拆分章节", f"[将|把]〔址〕[〔名〕](?:改为|分为|拆分为|分成)(?:〔数〕，(?:分别)?(?:作为)?)?(?P<parts>{PLACES}{QUOTE}(?:(?:和|、|，|及){PLACES}{QUOTE}){{1,20}})",
    _read_split_heading, "将第二章“甲、乙”改为第二章“甲”和第三章“乙”", _write_split_heading,
)  # fmt: skip
RENUMBER_HEADING = Phrase(
    "renumber-heading", "改章节", "[将|把]〔址〕〔名〕(?:相应)?(?:改|调整)为〔新〕[〔文〕]〈止〉", _read_renumber_heading, "将第三章“甲”改为第四章“乙”"
)  # fmt: skip
REGROUP = Phrase(
    "regroup", "章节范围", "[〔章〕][〔名〕]，包括〔址〕", _read_regroup, "第二章包括第十二条至第十六条", _write_regroup
)  # fmt: skip
