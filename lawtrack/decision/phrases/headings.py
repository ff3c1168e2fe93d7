"""Phrases about parts, chapters and sections: added, renamed, renumbered, divided, joined, and which articles stand under them."""

from __future__ import annotations

import re
from operator import attrgetter

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import (
    DeleteProvisions,
    InsertProvisions,
    Merge,
    Order,
    Payload,
    Place,
    Regroup,
    Renumber,
    Replace,
    Split,
)
from lawtrack.decision.phrases.context import Context, Contradiction, expand, level_of
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.numbering import renumber
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of, places_of
from lawtrack.decision.phrases.provisions import base_of_insertion, check_count, finals_of
from lawtrack.decision.phrases.tokens import PLACES, Count
from lawtrack.decision.phrases.wording import block, count_text, place_text, quote
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.address import Address, parse_address
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import NUMERAL, Number, label_number

_ANY_HEAD = re.compile(rf"第\s*{NUMERAL}\s*(?:条|章|节|编|分编)")
_ARTICLE_HEAD = re.compile(rf"第[ \u3000]*{NUMERAL}[ \u3000]*条(?:之{NUMERAL})?(?=[ \u3000])")


def _read_replace_heading(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址"))
    if len(places) != 1 or not (places[0].part == "heading" or level_of(places[0].address) in (*HEADINGS, Level.TITLE)):
        return None
    part = "" if level_of(places[0].address) is Level.TITLE else "heading"
    place = Place(places[0].address, None, part, hit.quotes("名")[0].text)
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
    named = hit.names("新")[0].steps
    level = hit.count().level if hit.has("数") else named[-1].level if named else None
    if level not in HEADINGS or not _names_heading(hit):
        return None
    under, after, before = base_of_insertion(hit, context, level)
    to, _ = finals_of(hit, context, "新", under or after or before)
    check_count(hit, context, to)
    heading = next((hit.quotes(slot)[0].text for slot in "名题" if hit.has(slot)), "")
    payload = hit.payload("文") if hit.has("文") else Payload(())
    if heading and (hit.match["bare"] is not None) and _is_text(hit.quotes("名")[0]):
        if payload.lines:
            return None
        heading = hit.quotes("题")[0].text if hit.has("题") else ""  # 增加一章“渡船”，作为第二章：“第二条…”
        payload = hit.payload("名")  # 作为第七章：“第七章　公布…”: all of it, not its name
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
        orders = [InsertProvisions(Level.ARTICLE, added, payload)]
        if to and added:
            orders.append(Regroup(to[-1], min(added), max(added), heading))
        lines = ()
    if hit.has("再") and hit.count("再") != Count(len(finals_of(hit, context, "另", None)[0]), Level.ARTICLE):
        return None
    insert = InsertProvisions(level, to, Payload(lines, payload.span, payload.quoted), under, after, before, heading)
    return [insert, *orders]


def _read_single_out(hit: Hit, context: Context) -> list[Order] | None:
    """将第三条至第五条单列一章，作为第二章，章名为“…”: articles, named by their old numbers, under a heading of their own."""
    level, count = hit.count().level, hit.count().n
    if level not in HEADINGS or level is None or count != 1 or not _names_heading(hit):
        return None
    places = context.speak(hit.names("址"))
    named = "、".join(map(str, places))
    if any(p.part or p.address.article != p.address for p in places):
        raise Contradiction(kinds.PART_UNDER_HEADING, named=named, level=level.zh)
    finals = context.finals(hit.names("新")) if hit.has("新") else ()
    if len(finals) != 1 or level_of(finals[0].address) is not level or not hit.has("名"):
        raise Contradiction(kinds.HEADING_UNNAMED, named=named, level=level.zh)
    heading, title = finals[0].address, hit.quotes("名")[0].text
    context.heading = heading
    under = Place(Address(heading.steps[:-1])) if len(heading.steps) > 1 else None
    groups = [Regroup(heading, p.address, p.through or p.address, base=True) for p in places]
    return [InsertProvisions(level, (heading,), Payload(()), under, heading=title), *groups]


def _is_text(quoted: Quoted) -> bool:
    """Whether a quotation is a text rather than a heading: it has several lines, ends in a mark or begins with a number."""
    return len(quoted.lines) > 1 or quoted.text[-1:] in "。；：" or _ANY_HEAD.match(quoted.text) is not None


def _read_insert_title(hit: Hit, context: Context) -> list[Order] | None:
    """在第三条后增加标题“附则”: a heading without a number (附则, 罚则), over the articles from there to the next heading."""
    named = [n for _, t in hit.tokens_between(*hit.match.span("named")) if isinstance(t, PlaceList) for n in t.names]
    if [[s.level for s in n.steps] for n in named] != [[Level.TITLE]]:
        return None  # 标题 and nothing else
    places = context.speak(hit.names("址"))
    if len(places) != 1 or places[0].through is not None or level_of(places[0].address) is not Level.ARTICLE:
        return None
    side = hit.match["side"]
    after, before = (places[0], None) if "后" in side else (None, places[0])
    title = hit.quotes("名")[0].text
    if "\n" in title or _ANY_HEAD.match(title):
        return None
    return [InsertProvisions(Level.DIVISION, (), Payload(()), None, after, before, title)]


def _write_insert_title(order: Order) -> str | None:
    if not isinstance(order, InsertProvisions) or order.level is not Level.DIVISION or not order.heading:
        return None
    place, side = (order.after, "后") if order.after is not None else (order.before, "前")
    return f"在{place_text(place)}{side}增加标题{quote(order.heading)}" if place is not None else None


def _names_heading(hit: Hit) -> bool:
    """Whether what stands between 作为第二章 and the heading is 章名 and no other place."""
    tokens = hit.tokens_between(*hit.match.span("named"))
    names = [n for _, token in tokens if isinstance(token, PlaceList) for n in token.names]
    return all(
        n.part == "heading" and not n.steps or [s.level for s in n.steps] == [Level.TITLE] and not n.part for n in names
    )


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
    name = hit.quotes("名")[0].text
    if not hit.has("文"):
        places = (attrs.evolve(places[0], named=name),)
    orders = renumber(places, context.finals(hit.names("新"), places), context)
    if orders is None or not hit.has("文"):
        return orders
    place = Place(places[0].address, None, "heading", name)
    return [*orders, Replace((place,), hit.payload("文"))]


def _read_merge_heading(hit: Hit, context: Context) -> list[Order] | None:
    """将第三章并入第二章, 第三章各条并入第二章: what loses all its articles to another heading goes.

    将第二款并入第一款: the provisions right behind it are joined to it; of others it is not said where in it they stand, but for a new text.
    """
    places = context.speak(hit.names("址"))
    if all(p.address.steps and p.address.level in HEADINGS for p in places):
        finals = context.finals(hit.names("新"), places)
        if len(finals) != 1 or level_of(finals[0].address) not in HEADINGS or hit.has("文"):
            return None
        return [Merge(places, finals[0].address)]
    if "条" in hit.match[0] and hit.match["all"] is not None:
        return None  # articles stand in chapters and sections
    into = context.speak(hit.names("新"))
    run = [p.address for p in (*into, *places)]
    if len(into) != 1 or any(p.through or p.part for p in (*into, *places)) or len({level_of(a) for a in run}) != 1:
        return None
    payload = hit.payload("文") if hit.has("文") else None
    if payload is None and not all(map(_follows, run, run[1:])):
        return None
    return [Merge(tuple(sorted((*into, *places), key=attrgetter("address"))), into[0].address, payload)]


def _follows(before: Address, after: Address) -> bool:
    """Whether a provision stands right behind another one of the same kind."""
    (*above, one), (*other, next_) = before.steps, after.steps
    return above == other and next_.number == Number(one.number.value + 1)


@attrs.define
class _Portion:
    """One part of a heading that is divided: 第一节“召集”，包括第七条至第九条."""

    to: Address
    title: str = ""
    ranges: tuple[Place, ...] = ()


def _portions(hit: Hit, context: Context, places: tuple[Place, ...]) -> list[_Portion]:
    """The parts in the order in which they are written."""
    out: list[_Portion] = []
    for _, token in hit.tokens_between(*hit.match.span("parts")):
        if isinstance(token, Quoted) and out:
            out[-1].title = token.text
        elif isinstance(token, PlaceList):
            found = context.finals(token.names, places)
            if out and level_of(found[0].address) not in HEADINGS:
                out[-1].ranges += found
            else:
                out += [_Portion(p.address) for p in found]
    return out


def _read_split_heading(hit: Hit, context: Context) -> list[Order] | None:
    """将第二章“甲、乙”改为第二章“甲”和第三章“乙”; 第二章分为两节：第一节“甲”，包括第七条至第九条；第二节“乙”，包括第十条."""
    places = context.speak(hit.names("址"))
    level = level_of(places[0].address) if len(places) == 1 else None
    if level not in HEADINGS:
        return None
    portions = _portions(hit, context, places)
    lower = {level_of(p.to) for p in portions}
    if len(portions) < 2 or len(lower) != 1 or any(not p.title for p in portions):
        return None
    if hit.has("数") and (hit.count().n, hit.count().level) != (len(portions), *lower):
        raise Contradiction(
            kinds.PARTS_OF_HEADING,
            place=places[0].address,
            announced=count_text(hit.count().level or Level.SECTION, hit.count().n),
            listed="、".join(str(p.to) for p in portions),
            n=hit.count().n,
            count=len(portions),
        )
    groups = [
        Regroup(p.to, r.address, r.through or r.address, p.title, closed=True) for p in portions for r in p.ranges
    ]
    to = tuple(p.to for p in portions)
    place = Place(places[0].address, None, "", hit.quotes("名")[0].text if hit.has("名") else "")
    if {level} == lower:
        return [Split(place, to, None, level, tuple(p.title for p in portions)), *groups]
    if not groups or any(not p.ranges for p in portions):
        return None  # nothing says which article goes where
    under = Place(place.address, named=place.quoted)
    return [*(InsertProvisions(p.to.level, (p.to,), Payload(()), under, heading=p.title) for p in portions), *groups]


def _read_content(hit: Hit, context: Context) -> list[Order] | None:
    """第一章“总则”分为三条，包括第一条至第三条: how many articles stand under a heading in the end, and which."""
    count = hit.count()
    if count.level is not Level.ARTICLE:
        return None
    groups = _read_regroup(hit, context)
    ranges = [g for g in groups or () if isinstance(g, Regroup)]
    given = sum(len(expand(Place(g.first, g.last if g.last != g.first else None))) for g in ranges)
    if ranges and given != count.n:
        raise Contradiction(
            kinds.ARTICLES_OF_HEADING,
            heading=ranges[0].heading,
            announced=count_text(Level.ARTICLE, count.n),
            first=ranges[0].first,
            last=ranges[-1].last,
            listed=count_text(Level.ARTICLE, given),
            n=count.n,
            given=given,
        )
    return groups


def _read_list_final(hit: Hit, context: Context) -> list[Order] | None:
    """条序为第六十三条的条文列入第九章: articles by their final numbers."""
    named, finals = hit.names("章"), context.finals(hit.names("址"))
    heading = context.heading if any(n.pronoun for n in named) else context.finals(named)[0].address
    if heading is None or level_of(heading) not in HEADINGS or any(p.address.article != p.address for p in finals):
        return None
    title = hit.quotes("名")[0].text if hit.has("名") else ""
    return [Regroup(heading, p.address, p.through or p.address, title) for p in finals]


def _read_list_under(hit: Hit, context: Context) -> list[Order] | None:
    """将第三条改为第四条，列入本章: where the article just given a number stands."""
    named = hit.names("章")
    heading = context.heading if any(n.pronoun for n in named) else context.finals(named)[0].address
    if heading is None or level_of(heading) not in HEADINGS:
        return None
    finals = [context.final_of(p.address) for p in context.subject if p.address.article in context.moved]
    if not finals or len(finals) != len(context.subject):
        return None
    return [Regroup(heading, a, a) for a in finals if a.article == a] or None


def _write_split_heading(order: Order) -> str | None:
    if not isinstance(order, Split) or not order.headings:
        return None
    old = quote(order.place.quoted) if order.place.quoted else ""
    parts = "和".join(f"{a}{quote(h)}" for a, h in zip(order.to, order.headings, strict=True))
    return f"将{order.place.address}{old}改为{parts}"


def _read_drop_heading(hit: Hit, context: Context) -> list[Order] | None:
    """删去第三十条、第三十二条，不再保留第四章: the heading goes, whatever else becomes of its articles."""
    places = context.speak(hit.names("址"))
    if any(not p.address.steps or level_of(p.address) not in HEADINGS or p.part not in ("", "heading") for p in places):
        return None
    return [DeleteProvisions(tuple(attrs.evolve(p, part="heading") for p in places))]


def _read_drop_division(hit: Hit, context: Context) -> list[Order] | None:
    """撤销“章”的设置, 不再分章: the headings of a level go, wherever they stand; under a provision that was named it is not said which."""
    said = "".join(q.text for q in hit.quotes_between(*hit.match.span()))
    said = said or (hit.match["levels"] or hit.match["kinds"] or "").strip()
    if any(level_of(p.address) in HEADINGS for p in context.subject) or not re.fullmatch("[编章节]{1,2}", said):
        return None
    return [DeleteProvisions((Place(part=f"headings-{''.join(dict.fromkeys(said))}"),))]


def _read_regroup(hit: Hit, context: Context) -> list[Order] | None:
    heading = context.finals(hit.names("章"))[0].address if hit.has("章") else context.heading
    if heading is None or level_of(heading) not in HEADINGS:
        return None
    finals = context.finals(hit.names("址"))
    context.heading = heading
    title = hit.quotes("名")[0].text if hit.has("名") else ""
    return [Regroup(heading, p.address, p.through or p.address, title, closed=True) for p in finals]


def _write_regroup(order: Order) -> str | None:
    if not isinstance(order, Regroup):
        return None
    title = quote(order.title) if order.title else ""
    articles = f"{order.first}至{order.last}" if order.last != order.first else str(order.first)
    if order.closed:
        return f"{order.heading}{title}包括{articles}"
    return f"将{articles}移至{order.heading}" if order.base else f"条序为{articles}的条文列入{order.heading}{title}"


_NAME = "(?:章|节|编)?(?:名称?|标题|题目)"
_RANGE = "(?:包括|包含|含|由)"

_PART = f"{PLACES}(?:为|是)?：{QUOTE}(?:，{_RANGE}{PLACES}(?:组成)?)?"

INSERT_HEADING = Phrase(
    "insert-heading", "增加编、章、节",
    "[在|于]〔址〕?[〔旧〕]?(?P<side>中|之?后面?|之?前面?)?，〈增〉(?:〔数〕[〔题〕]，〈作〉)?〔新〕"
    f"[[(?:，(?:{_NAME}|(?P<named>{PLACES}))(?:为|是)|(?P<bare>：))：]〔名〕(?!〈均〉〈改〉)]"
    "[〈隔〉[对|将]〔源〕(?:进行|作)?(?:修改|修改后)，〈作〉〔至〕][〈隔〉〈增〉〔再〕，〈作〉〔另〕][〈隔〉(?:具体)?内容(?:如下|为)：][：〔文〕]",
    _read_insert_heading, "增加一章，作为第七章“公布”；增加两条，分别作为第四十条、第四十一条。内容如下：\n“第四十条　甲。\n“第四十一条　乙。”",
    meaning=(InsertProvisions(Level.CHAPTER, (parse_address("第七章"),), lines_of("第四十条　甲。", "第四十一条　乙。"), heading="公布"),),
)  # fmt: skip
SINGLE_OUT_HEADING = Phrase(
    "single-out-heading", "单列一章",
    "[将|把]〔址〕(?:单列|单设|单作|另列|另立|另设|另作|单独列|单独设|单独作|单独成|独立成|独立)(?:为|成|作)?〔数〕[，〈作〉〔新〕]"
    f"[(?:，(?:{_NAME}|(?P<named>{PLACES}))(?:为|是)|：)：〔名〕]",
    _read_single_out, "将第三条至第五条单列一章，作为第二章，章名为“甲”",
    meaning=(InsertProvisions(Level.CHAPTER, (parse_address("第二章"),), Payload(()), heading="甲"), Regroup(parse_address("第二章"), parse_address("第三条"), parse_address("第五条"), base=True),),
)  # fmt: skip
INSERT_TITLE = Phrase(
    "insert-title", "增加没有编号的标题",
    f"[在|于]〔址〕(?P<side>之?后面?|之?前面?)，?〈增〉(?:一个)?(?P<named>{PLACES})[：]〔名〕〈止〉",
    _read_insert_title, "在第三条后增加标题“附则”", _write_insert_title,
    meaning=(InsertProvisions(Level.DIVISION, (), Payload(()), None, places_of("第三条")[0], None, "附则"),),
)  # fmt: skip
REPLACE_HEADING = Phrase(
    "replace-heading", "修改标题", "[将]〔址〕(?:由|从)?：〔名〕〈改〉：〔文〕",
    _read_replace_heading, "将第四章章名“甲”修改为“乙”", _write_replace_heading,
    meaning=(Replace((place_of("第四章", "heading", "甲"),), lines_of("乙")),),
)  # fmt: skip
DROP_HEADING = Phrase(
    "drop-heading", "不再保留章节", "[将|把|对]?不再(?:保留|单设|设置?|单独设置)〔址〕〈止〉", _read_drop_heading, "删去第三十条，不再保留第四章",
    meaning=(DeleteProvisions(places_of("第三十条")), DeleteProvisions((place_of("第四章", part="heading"),))),
)  # fmt: skip
_DIVISIONS = f"{QUOTE}|章节|编章|编|章|节"
DROP_DIVISION = Phrase(
    "drop-division", "不再分章节",
    f"(?:(?:撤销|取消|〈删〉|不再(?:保留|采用)?)[全部|所有|各|原有的?](?P<levels>{_DIVISIONS})的?(?:设置|划分|编排|分设|结构|体例)"
    f"|不再?(?:划?分|分设|设置|设|单设|区分)(?P<kinds>{_DIVISIONS}))〈终〉",
    _read_drop_division, "撤销“章”的设置", meaning=(DeleteProvisions((place_of("", "headings-章"),)),),
)  # fmt: skip
MERGE_HEADING = Phrase(
    "merge-heading",
    "并入",
    "[将|把]〔址〕(?P<all>的?(?:各条|各条文|全部条文|所有条文))?(?:合)?并入〔新〕[，〈改〉：〔文〕]〈止〉(?!，〈作〉)",
    _read_merge_heading,
    "将第三章并入第二章",
    meaning=(Merge(places_of("第三章"), parse_address("第二章")),),
)
SPLIT_HEADING = Phrase(
    "split-heading", "拆分章节",
    f"[将|把]〔址〕[〔名〕](?:改为|划?分为|拆分为|拆为|分成|分设)(?:〔数〕，(?:分别)?(?:作为|为|即)?：)?"
    f"(?P<parts>{_PART}(?:(?:和|及|，|。){_PART}){{1,40}})",
    _read_split_heading, "将第二章“甲、乙”改为第二章“甲”和第三章“乙”", _write_split_heading,
    meaning=(Split(place_of("第二章", quoted="甲、乙"), (parse_address("第二章"), parse_address("第三章")), level=Level.CHAPTER, headings=("甲", "乙")),),
)  # fmt: skip
CONTENT = Phrase(
    "heading-content", "章节条数", "(?:[将|把]〔章〕[〔名〕](?:现|共|改为|调整为)?(?:分为|包括|有|含)?|，?(?:该章|其中)?(?:共有?|共?分为|包括|有|含))〔数〕，(?:包括|即|为|分别为)〔址〕",
    _read_content, "第一章“总则”分为三条，包括第一条至第三条",
    meaning=(Regroup(parse_address("第一章"), parse_address("第一条"), parse_address("第三条"), "总则", closed=True),),
)  # fmt: skip
LIST_FINAL = Phrase(
    "list-final", "列入章节（以新序号指明）", "(?:条序|序号|条号)为〔址〕的条文?，?(?:列入|归入|纳入)〔章〕[〔名〕]〈止〉",
    _read_list_final, "条序为第六十三条的条文列入第九章", _write_regroup,
    meaning=(Regroup(parse_address("第九章"), parse_address("第六十三条"), parse_address("第六十三条")),),
)  # fmt: skip
LIST_UNDER = Phrase(
    "list-under", "列入章节", "(?:并|一并|均)?(?:列入|归入|纳入|编入|划入|并入|放入|置于)〔章〕之?[中|内|下]〈止〉",
    _read_list_under, "将第三条改为第四条，列入第二章",
    meaning=(Renumber(places_of("第三条"), places_of("第四条")), Regroup(parse_address("第二章"), parse_address("第四条"), parse_address("第四条"))),
)  # fmt: skip
RENUMBER_HEADING = Phrase(
    "renumber-heading", "改章节", "[将|把]〔址〕〔名〕(?:相应)?(?:改|调整)为〔新〕[〔文〕]〈止〉", _read_renumber_heading, "将第三章“甲”改为第四章“乙”",
    meaning=(Renumber(places_of("第三章"), places_of("第四章")), Replace((place_of("第三章", "heading", "甲"),), lines_of("乙")),),
)  # fmt: skip
REGROUP = Phrase(
    "regroup", "章节范围", f"[〔章〕][〔名〕]，{_RANGE}〔址〕(?:组成)?", _read_regroup, "第二章包括第十二条至第十六条", _write_regroup,
    meaning=(Regroup(parse_address("第二章"), parse_address("第十二条"), parse_address("第十六条"), closed=True),),
)  # fmt: skip
