"""Phrases about numbers and order: renumbered, moved, merged, split, grouped under headings; 条文顺序作相应调整."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import (
    Adjust,
    Conform,
    DeleteProvisions,
    Merge,
    Order,
    Payload,
    Place,
    Regroup,
    Renumber,
    Replace,
)
from lawtrack.decision.phrases.context import Context, Contradiction, Doubt, expand, level_of
from lawtrack.decision.phrases.formula import Hit, compile_formula
from lawtrack.decision.phrases.phrase import Phrase, lines_of, places_of
from lawtrack.decision.phrases.provisions import split_heading
from lawtrack.decision.phrases.tokens import PLACES
from lawtrack.decision.phrases.wording import (
    block,
    final_text,
    groups,
    place_text,
    places_text,
)
from lawtrack.decision.places import QUOTE
from lawtrack.errors import AddressError
from lawtrack.model.address import Address, Step, parse_address
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import Number


def pair_up(places: Sequence[Place], finals: Sequence[Place]) -> tuple[tuple[Place, ...], tuple[Place, ...]] | None:
    """Base and final places of a renumbering, one to one.

    Paragraphs that become one article (第一款、第二款改为第一百一十条) become its paragraphs; an article that becomes paragraphs
    (第四十二条改为第四十七条第一款、第二款) gives them its own, in order.
    """
    if len(places) == len(finals):
        return tuple(places), tuple(finals)
    if len(finals) == 1 and finals[0].through is None and finals[0].address.article == finals[0].address:
        return tuple(places), tuple(Place(_paragraph(finals[0].address, n)) for n in range(1, len(places) + 1))
    if len(places) == 1 and places[0].through is None and places[0].address.article == places[0].address:
        return tuple(Place(_paragraph(places[0].address, n)) for n in range(1, len(finals) + 1)), tuple(finals)
    left = [Place(a) for p in places for a in expand(p)]
    right = [Place(a) for p in finals for a in expand(p)]
    return (tuple(left), tuple(right)) if len(left) == len(right) else None


def _paragraph(article: Address, n: int) -> Address:
    return Address((*article.steps, Step(Level.PARAGRAPH, Number(n))))


def renumber(
    places: Sequence[Place], finals: Sequence[Place], context: Context, moves: bool = False
) -> list[Order] | None:
    """The orders of a renumbering; the context learns the new numbers. ``moves``: the words say that it goes elsewhere (移至)."""
    pairs = pair_up(places, finals)
    if pairs is None or any(not p.address.steps for p in (*pairs[0], *pairs[1])):
        return None
    to: list[Place] = []
    regroups: list[Order] = []
    for base, final in zip(*pairs, strict=True):
        many, goals = len(expand(base)), len(expand(final))
        if (base.through or final.through) and many != goals:
            raise Contradiction(
                kinds.NUMBERS_AND_GOALS, base=place_text(base), many=many, final=place_text(final), goals=goals
            )
    twice = next((p for p in pairs[0] if p in context.run), None)
    if twice is not None:
        raise Contradiction(kinds.RENUMBERED_TWICE, twice=twice)
    for base, final in zip(*pairs, strict=True):
        plain, above = split_heading(final.address)
        to.append(Place(plain, final.through, final.part))
        if above:
            regroups.append(Regroup(above, plain, final.through or plain))
        for one, other in zip(expand(base), expand(Place(plain, final.through)), strict=False):
            context.move(one, other)
    context.run = [*context.run, *pairs[0]]
    return [Renumber(pairs[0], tuple(to), moves), *regroups]


def _read_renumber(hit: Hit, context: Context) -> list[Order] | None:
    names = hit.names("址")
    spoken, target = context.article, context.target
    places = context.speak(names)
    if any(p.part for p in places) or any(n.whole for n in names):
        return None
    if hit.match["changed"] and not hit.has("文"):
        return None  # 将第四条进行修改，作为第十条: how it is changed is not said
    if spoken not in (None, context.article) and any(n.pronoun is Level.ARTICLE for n in hit.names("新")):
        if spoken not in context.clause:
            return None  # 将第六条第二款删去，将第八条第三款移作该条第二款: of the one or the other
        context.target = target  # 将第七条改为第九条，将第八条第三款移作该条第二款: of the article the clause is about
    orders = renumber(places, context.finals(hit.names("新"), places), context, "移" in hit.match["verb"])
    if orders is None:
        return None
    if hit.has("文"):
        orders.append(Replace(tuple(places), hit.payload("文")))
    return orders


_REPLACED = compile_formula("〈改〉：〔文〕，$")


def _read_renumber_behind(hit: Hit, context: Context) -> list[Order] | None:
    """修改为“…。”改为第三条: the new number behind the new text."""
    written = hit.clauses.text[: hit.match.start()].rstrip("。\n并且")
    found = _REPLACED.search(written[-120:])
    if not context.subject or not found or written[-120:][: found.start()].rstrip("均统一分别").endswith(QUOTE):
        return None  # 将第四条中的“甲”修改为“乙”，作为该条第二款 does not move the article
    places = context.subject
    if any(p.part or not p.address.steps for p in places):
        return None
    return renumber(places, context.finals(hit.names("新"), places), context, "移" in hit.match["verb"])


def _write_renumber(order: Order) -> str | None:
    if not isinstance(order, Renumber):
        return None
    beside = order.after or order.before
    if beside is not None:
        side = "后" if order.after else "前"
        return f"将{places_text(order.places)}移至{place_text(beside)}之{side}，作为{places_text(order.to)}"
    one = len(order.places) == 1 and len(order.to) == 1
    own = order.places[0].address.article if one else None
    left = places_text(order.places)
    right = _final(order.to[0], own) if one else places_text(order.to)
    return f"将{left}{'' if one else '分别'}{'移作' if order.moves else '改为'}{right}"


def _final(place: Place, article: Address | None) -> str:
    if place.through:
        return place_text(place)
    return final_text(place.address, article)


def _read_move(hit: Hit, context: Context) -> list[Order] | None:
    """将第十二条、第十三条移至本章，作为第十八条、第十九条."""
    places = context.speak(hit.names("址"))
    named = hit.names("章")
    if hit.has("新") and (side := hit.match["side"]) and side[-1] in "后前面":
        beside = context.places(named)
        if len(beside) == 1 and len({p.address.level for p in (*places, *beside) if p.address.steps}) == 1:
            return _move_beside(hit, context, places, beside[0], "后" in side)
    heading = context.heading if any(n.pronoun for n in named) else context.finals(named)[0].address
    if not hit.has("新"):
        return _list_under(heading, places, context)
    if heading is not None and level_of(heading) is Level.ARTICLE:
        context.target = heading
    finals = context.finals(hit.names("新"), places)
    orders = renumber(places, finals, context, moves=True)
    if orders is None or heading is None or level_of(heading) not in HEADINGS:
        return orders
    context.heading = heading
    first, last = finals[0].address, finals[-1].through or finals[-1].address
    return [*orders, Regroup(heading, first, last)]


def _move_beside(hit: Hit, context: Context, places: Sequence[Place], beside: Place, after: bool) -> list[Order] | None:
    """将第十五条移至第九条之后，作为第十条: the number is that of the place beside the other one, or it is told."""
    if beside.part or beside.through or any(p.part for p in places) or level_of(beside.address) in HEADINGS:
        return None
    spoken = list(context.spoken)
    finals = context.finals(hit.names("新"), places)
    if beside.address.article != beside.address and all(len(n.steps) == 1 for n in hit.names("新")):
        above = context.final_of(beside.address.parent).steps  # 移至第六条第三项之后，作为第四项: of that article
        finals = tuple(attrs.evolve(f, address=Address((*above, f.address.steps[-1]))) for f in finals)
        context.spoken = spoken
    orders = renumber(places, finals, context, moves=True)
    if not orders or not isinstance(orders[0], Renumber):
        return None
    moved = attrs.evolve(orders[0], after=beside if after else None, before=None if after else beside)
    return [moved, *orders[1:]]


def _list_under(heading: Address | None, places: Sequence[Place], context: Context) -> list[Order] | None:
    """将第五条移至第二章: under another heading, with the number it gets there; which one is not said."""
    if heading is None or level_of(heading) not in HEADINGS or any(p.part for p in places):
        return None
    if any(p.address.article != p.address for p in places):
        return None
    context.heading = heading
    return [
        Regroup(heading, final, p.through and context.final_of(p.through) or final, base=final == p.address)
        for p in places
        for final in (context.final_of(p.address),)
    ]


def _read_single_out(hit: Hit, context: Context) -> list[Order] | None:
    """将第八条第三款单列一条，作为第四十九条."""
    places = context.speak(hit.names("址"))
    if not hit.has("新") or (hit.has("数") and hit.count().n != len(hit.names("新"))):
        return None
    return renumber(places, context.finals(hit.names("新"), places), context)


def _read_swap(hit: Hit, context: Context) -> list[Order] | None:
    """第二十四条和第二十五条对调: each takes the number of the other."""
    places = context.speak(hit.names("址"))
    if hit.has("另"):
        places = (*places, *context.places(hit.names("另")))
    if len(places) != 2 or any(p.part or p.through or not p.address.steps for p in places):
        return None
    if places[0].address.level is not places[1].address.level or level_of(places[0].address) in HEADINGS:
        return None  # chapters do not change places without new numbers for their articles
    return [Renumber(places, places[::-1], True)]


def _read_merge(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址")) if hit.has("址") else context.spoken_of()
    if hit.has("数") and hit.count().n != 1:
        return None
    if hit.has("另"):
        places = (*places, *context.places(hit.names("另")))
    if len(places) < 2 and not any(p.through for p in places):
        return None
    context.name(places)
    to: Address | None = None
    regroups: list[Order] = []
    if hit.has("新"):
        finals = context.finals(hit.names("新"), places)
        if len(finals) != 1:
            return _merge_into_paragraphs(hit, context, places, finals)
        to, above = split_heading(finals[0].address)
        if above:
            regroups.append(Regroup(above, to, to))
        if to.article:
            context.target = to.article
            for place in places:
                if place.address.article == to.article or place.address.article == place.address:
                    context.note_move(place.address.article or place.address, to.article)
    if to and level_of(to) in HEADINGS:
        context.heading = next((p.address for p in places if p.address == to), places[0].address)
        context.subject = (Place(context.heading),)
    payload = hit.payload("文") if hit.has("文") else None
    if hit.has("名"):  # 第三章与第四章合并为一章，章名为“…”: it stays where the first one is
        name = hit.names("章")
        if len(name) != 1 or name[0].part != "heading" or name[0].steps:
            return None
        if any(level_of(p.address) not in HEADINGS or p.through for p in places):
            return None
        to, payload = to or places[0].address, hit.payload("名")
        context.heading, context.subject = places[0].address, (Place(places[0].address),)
    if hit.has("再") and (payload is None or hit.count("再").n != len(groups(payload.lines))):
        return None
    context.run = []
    if len({p.address for p in places if p.address == p.address.article}) > 1:
        # a bare 第三款 is one of the last article, or of what the articles become together: not said which
        context.article, context.sentence, context.lost, context.across = None, None, True, False
    return [Merge(places, to, payload), *regroups]


def _merge_into_paragraphs(
    hit: Hit, context: Context, places: Sequence[Place], finals: Sequence[Place]
) -> list[Order] | None:
    """将第二条、第三条第一款合并，作为第三条第一款、第二款，修改为：… — the whole article goes, its text stands beside that of the paragraph."""
    payload = hit.payload("文") if hit.has("文") else Payload(())
    whole = [p for p in places if p.address.article == p.address and p.through is None]
    parts = [p for p in places if p not in whole]
    if hit.has("再") or len(parts) != 1 or not whole or level_of(parts[0].address) is not Level.PARAGRAPH:
        return None
    home, article = parts[0].address.article, finals[0].address.article
    wanted = [_paragraph(article, n) for n in range(1, len(finals) + 1)] if article is not None else []
    if (
        home is None
        or article is None
        or [f.address for f in finals] != wanted
        or parts[0].address != _paragraph(home, 1)
    ):
        return None
    if len(groups(payload.lines)) != len(finals):
        return None
    context.move(home, article)
    context.run = []
    return [DeleteProvisions(tuple(whole)), Renumber((Place(home),), (Place(article),)), Replace(tuple(parts), payload)]


def _write_merge(order: Order) -> str | None:
    if not isinstance(order, Merge):
        return None
    if level_of(order.places[0].address) in HEADINGS and order.to:
        return f"将{places_text(order.places)}并入{order.to}"
    to = f"，作为{order.to}" if order.to else ""
    text = f"，修改为{block(order.payload)}" if order.payload else ""
    return f"将{places_text(order.places)}合并{to}{text}"


_OF_ORDER = re.compile(
    "序|编号|条数|目录|文字|表述|技术性|顺|推移|[前后上下]移|提前|提升|推后|递|类推|以下|以后|其后|后续|之后"
)
"""What says that the order, or the wording, is meant, and no other text."""


def _read_adjust(hit: Hit, context: Context) -> list[Order] | None:
    closing = (*hit.names("另"), *hit.names("源"))  # 第二条以后各条, 其后各项: what closes up anyway
    named = hit.names("址")
    text = hit.match[0]
    if any(n.steps and "序" not in text and "顺延" not in text for n in named):
        return None
    if (
        any(n.steps and n.steps[-1].level is Level.ANNEX for n in (*named, *closing))
        and "条" not in re.split(PLACES, text)[-1]
    ):
        if "条" not in text:
            return None  # 附件的序号作相应调整: the annexes keep their numbers
        context.doubts = [*context.doubts, Doubt.of(kinds.ANNEX_NUMBERS)]
    if not _OF_ORDER.search(text):
        if "调整" not in text and re.search("修改|变[动更]|改动", text):
            return None  # 其他条款作相应修改: their text, and it is not said how
        if re.search("其他|相关|有关|部分|个别", text):
            context.doubts = [*context.doubts, Doubt.of(kinds.ADJUSTED_UNSAID, text=text)]
    return [Adjust(any(word in text for word in ("文字", "表述", "技术性")))]


def _read_adjust_listed(hit: Hit, context: Context) -> list[Order] | None:
    """条文顺序作相应调整：“第十四条”调整为“第十二条”: numbers in quotation marks are numbers only where the clause says so."""
    quotes = hit.quotes_between(*hit.match.span("pairs"))
    try:
        places = [Place(parse_address(q.text)) for q in quotes]
    except AddressError:
        return None
    if any(level_of(p.address) is not Level.ARTICLE for p in places):
        return None
    out: list[Order] = [Adjust()]
    for base, final in zip(places[::2], places[1::2], strict=True):
        out += renumber((base,), (final,), context) or []
    return out


def _write_adjust(order: Order) -> str | None:
    if not isinstance(order, Adjust):
        return None
    return "对部分文字和条文顺序作相应调整" if order.words else "条文顺序作相应调整"


def _read_conform(hit: Hit, context: Context) -> list[Order] | None:
    """条文中引用水法相关条文序号根据修改后的水法作相应调整."""
    places = tuple(p for p in context.speak(hit.names("址")) if p.address.steps)
    return [Conform((hit.match["law"] or hit.match["bare"]).strip("《》"), places)]


def _write_conform(order: Order) -> str | None:
    if not isinstance(order, Conform):
        return None
    return f"{places_text(order.places) or '条文'}中引用《{order.law}》的条文序号作相应调整"


_NUMBERING = "条文|条款|章节|序号|文字|编号|顺序|表述|条数|次序|目录|、|和|及|的|部分|有关|相关|个别|其他"
_ORDER = "(?:作|做|进行|予以)(?:了|出)?(?:相应|适当|必要|个别|部分)*的?(?:文字)?(?:技术性?)?(?:调整|修改|变动|变更|改动|顺延)(?:和(?:调整|修改|完善))?"
_REST = "(?:以下|以后|其后|其余|其他|后续|之后|此后|原|下列)"
ADJUST = Phrase(
    "adjust", "顺序调整",
    "(?:此外，)?(?:并|同时)?(?:将|对)?(?:《(?:(?!引用).){1,200}》的?)?(?:以下|相关|有关|部分|其他|其余|后续|个别)*(?:行政法规|地方性法规|法规|法律|司法解释|条文|条款|规定)?(?:中|内)?的?"
    f"〔址〕?的?(?:(?:条|款|项|目|章|节|、|和){{1,7}}的?(?=序号|编号|顺序))?(?:{_NUMBERING})+(?:均|一并|也)?{_ORDER}"
    f"(?:(?:和|、|，|并)(?:并|对|作)*(?:个别|部分|有关|相关)?的?文字(?:{_ORDER}|修改|调整))?"
    f"|〔另〕?(?:(?:以及|及|和|、)其?)?{_REST}?(?:各|的)*(?:条文|条|款|项|章|节|编)*〔源〕?的?(?:序号|顺序|条数|编号|条序|条文|序数)*(?:均|也)?"
    "(?:(?:依次|依序|相应地?|顺次|顺序|逐一)+(?:顺延|类推|调整|后移|前移|提前|提升|上移|下移|推后|递延|递推|递进|递减|递增|推移|改动|变动|变更|修改)|(?:依|以|按)此类推|以下类推|(?:均|予以)?顺延)〈止〉"
    "|(?:作|做|进行)(?:了|出)*(?:相应的?)?技术性(?:修改|调整|处理)〈终〉",
    _read_adjust, "条文顺序作相应调整", _write_adjust,
    meaning=(Adjust(),),
)  # fmt: skip
ADJUST_LISTED = Phrase(
    "adjust-listed", "顺序调整（逐条列出）",
    f"(?:此外，)?(?:将|对)?(?:《(?:(?!引用).){{1,200}}》的?)?(?:条文|条款|条文的)?(?:顺序|序号)(?:作|做|进行)(?:了|出)?相应的?调整：(?P<pairs>{QUOTE}(?:相应)?(?:调整|改|修改)为{QUOTE}(?:，{QUOTE}(?:相应)?(?:调整|改|修改)为{QUOTE}){{0,200}})",
    _read_adjust_listed, "条文顺序作相应调整：“第十四条”调整为“第十二条”，“第十五条”调整为“第十三条”",
    meaning=(Adjust(), Renumber(places_of("第十四条"), places_of("第十二条")), Renumber(places_of("第十五条"), places_of("第十三条")),),
)  # fmt: skip
MERGE = Phrase(
    "merge", "合并", "[将|把]〔址〕?(?:(?:与|和|同)〔另〕)?(?:合并|整合|归并)(?:(?:为|成|作)〔数〕)?，[(?:〈作〉|(?:相应)?(?:改|调整|修改)为)〔新〕]，[分为〔再〕]，[(?:编|章|节)?〔章〕(?:修改|改|调整|定)?为：〔名〕|[〈改〉]：〔文〕]",
    _read_merge, "将第十条、第二十五条合并，作为第十条，修改为：“甲。”", _write_merge,
    meaning=(Merge(places_of("第十条", "第二十五条"), parse_address("第十条"), lines_of("甲。")),),
)  # fmt: skip
SINGLE_OUT = Phrase(
    "single-out", "单列", "[将|把]〔址〕(?:单列|单作|另列|单独列|单独作|单独成|独立成|独立为|另作|移出|单设)(?:为|作为|成)?(?:〔数〕|条)?，〈作〉〔新〕",
    _read_single_out, "将第八条第三款单列一条，作为第四十九条",
    meaning=(Renumber(places_of("第八条第三款"), places_of("第四十九条")),),
)  # fmt: skip
SWAP = Phrase(
    "swap", "对调", "[将|把]〔址〕[(?:与|和|同)〔另〕]的?(?:顺序|位置|序号|次序)?(?:相互|互相)?(?:对调|互换|调换)(?:顺序|位置|序号|次序)?〈止〉",
    _read_swap, "将第二十四条和第二十五条对调",
    meaning=(Renumber(places_of("第二十四条", "第二十五条"), places_of("第二十五条", "第二十四条"), True),),
)  # fmt: skip
MOVE = Phrase(
    "move", "移动", "[将|把]〔址〕，(?:移至|移到|移入|移动至|移动到|调至|调入|调整至|调整到|调整入|列入|归入|纳入|划入|并入|合并入|合并到|并到)〔章〕(?P<side>之?后面?|之?前面?|中|内|下)?(?:，(?:〈作〉|改为)〔新〕|〈止〉)", _read_move, "将第十二条移至第三章，作为第十八条",
    meaning=(Renumber(places_of("第十二条"), places_of("第十八条"), moves=True), Regroup(parse_address("第三章"), parse_address("第十八条"), parse_address("第十八条"))),
)  # fmt: skip
RENUMBER = Phrase(
    "renumber", "改条款序号", "[将|把]〔址〕(?P<changed>进行修改|(?:进行)?修改后)?，(?P<verb>〈转〉)〔新〕〈止〉[：\n?〔文〕]", _read_renumber, "将第六条改为第七条", _write_renumber,
    meaning=(Renumber(places_of("第六条"), places_of("第七条")),),
)  # fmt: skip
RENUMBER_BEHIND = Phrase(
    "renumber-behind", "改条款序号（在新文本之后）", "(?:并|且)*(?P<verb>〈转〉)〔新〕〈止〉", _read_renumber_behind, "将第二条修改为“甲。”改为第三条",
    meaning=(Replace(places_of("第二条"), lines_of("甲。")), Renumber(places_of("第二条"), places_of("第三条"))),
)  # fmt: skip
_TEXT = "(?:(?!《|》|第|\\uff0c|\\u3002|；).)"  # the marks by their codes: ，and 。stand for more in a formula
CONFORM = Phrase(
    "conform", "引用他法的序号随他法调整",
    f"(?:此外，|同时，)?(?:并|同时)?(?:将|对)?(?:〔址〕|条文|条例|规定|办法|法规|细则|法|决定|解释)?(?:条文)?(?:中|里)?(?:所)?引用的?"
    f"(?:《(?P<law>{_TEXT}{{2,60}})》|(?P<bare>{_TEXT}{{1,30}}?(?:法|条例|规定|办法|细则)))(?:中|里)?的?(?:相关|有关|各)?的?"
    f"(?:条文|条款|条|款|章节)?的?(?:序号|条号|编号|顺序|条次)，?(?:一并|也|均)?(?:(?:根据|按照|依照|按|依)(?:{_TEXT}|《|》){{1,60}}?)?，?(?:一并|也|均|予以)*"
    "(?:作|进行|予以)?(?:相应|适当)?的?(?:调整|修改|变更|更新|改动)〈止〉",
    _read_conform, "条文中引用《水法》的条文序号作相应调整", _write_conform,
    meaning=(Conform("水法"),),
)  # fmt: skip
