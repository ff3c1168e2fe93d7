"""Phrases about words inside a provision: replaced, inserted, deleted; digits turned into characters; restatements."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.orders import (
    ConvertNumerals,
    DeleteProvisions,
    DeleteWords,
    InsertWords,
    MoveWords,
    Order,
    Place,
    Remark,
    Replace,
    ReplaceWords,
    Restate,
)
from lawtrack.decision.phrases.additions import counted
from lawtrack.decision.phrases.context import Context, level_of
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase, lines_of, place_of, places_of
from lawtrack.decision.phrases.tokens import PLACES
from lawtrack.decision.phrases.word_lists import WordGroup, everywhere_of, in_one_line, segments_of, which
from lawtrack.decision.phrases.wording import block, in_all, nth_text, place_text, places_text, quote
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.levels import label as label_of
from lawtrack.model.numerals import NUMERAL, Number, label_number, numeral

_WORDS = f"〈次〉{QUOTE}〈样〉(?:〈并〉〈次〉{QUOTE}〈样〉){{0,40}}"
_INSIDE = f"(?:{QUOTE}中的?(?=〈次〉{QUOTE}))?"
_SEGMENTS = f"(?P<list>(?:{PLACES}〈中〉：|(?:其他|其余)(?:各处|地方|部分)?的?|(?:所有|全部)的)?{_INSIDE}{_WORDS}(?:〈列〉{PLACES}〈中〉{_INSIDE}{_WORDS}){{0,30}})"
_DELETED = _SEGMENTS.replace("〈并〉", f"(?:；(?={QUOTE}(?:(?:、|和){QUOTE}){{0,9}}〈终〉)|〈并〉)")
_ADDED = "(?:〈增〉|加上|加入|加|插入)[〔数〕](?:的?内容|规定)?，(?:内容)?(?:为|是)?：〔文〕〈样〉"
_EXCEPT = "[将?除〔另〕(外|以外|之外)的?，]"
_EXCEPT_BEHIND = "((（|，但?)除?〔源〕(外|以外|之外|除外)）?(?=$|[。；\\n]))?"
"""…修改为“乙”（第二十条除外）."""
_HEADING = re.compile(rf"(?:{NUMERAL}、|[（(]{NUMERAL}[）)]|第{NUMERAL}(?:编|章|节|部分))")
_FULL = re.compile(r"[。！？；]$")
_LABELLED = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")


def _named(hit: Hit, context: Context) -> tuple[Place, ...]:
    """The places that the sentence names, else what was spoken of."""
    return context.speak(hit.names("址")) if hit.has("址") else context.spoken_of()


def _read_words_beside(hit: Hit, context: Context) -> list[Order] | None:
    """“甲”后的“乙”修改为“丙”: the words that stand directly beside others."""
    places = _named(hit, context)
    anchor, old = hit.quotes("名")[0].text, hit.quotes("旧")
    new = hit.quotes("文") if hit.has("文") else []
    if len(old) != 1 or len(new) > 1 or not (places or hit.has("址")):
        return None
    text = new[0].text if new else ""
    after = "后" in hit.match["side"]
    pair = (anchor + old[0].text, anchor + text) if after else (old[0].text + anchor, text + anchor)
    return [ReplaceWords(places or (Place(),), (pair,))]


def _excepted(hit: Hit, context: Context) -> tuple[Place, ...]:
    """What 除第二条外 takes out; words that name no place lean on the place named last and on what was taken out of it."""
    if hit.has("另") or hit.has("源"):
        return context.places(
            [*(hit.names("另") if hit.has("另") else ()), *(hit.names("源") if hit.has("源") else ())]
        )
    return context.excepted if PLACES not in hit.match["list"] else ()


def _read_replace_words(hit: Hit, context: Context) -> list[Order] | None:
    behind = hit.has("源")
    if behind and PLACES not in hit.match["list"] and context.subject:
        return None  # “甲”修改为“乙”，“丙”修改为“丁”（第三条除外）: whether of both, is not said
    excepted = () if behind else _excepted(hit, context)
    everywhere, unless = everywhere_of(hit, context)
    segments = segments_of(hit, context, everywhere)
    excepted = _excepted(hit, context) if behind else excepted  # （第二款除外）: of what these words name
    new = hit.quotes("文")
    olds = [q for s in segments for q in s.words]
    if not segments:
        return None
    joined = hit.match["joined"] is not None
    whole = all(s.exact for s in segments) and (len(new) not in (1, len(olds)) or _whole(olds))
    if whole and len(segments) == 1 and (len(olds) > 1 or len(new) > 1) and not joined:
        pair = ("\n".join(q.text for q in olds), "\n".join(q.text for q in new))
        return [ReplaceWords(segments[0].places, (pair,), old_whole=True)]
    if len(olds) == 1 and len(segments) == 1 and len(new) > 1 and "分别" in hit.match[0]:
        return _each_its_own(segments[0], new, excepted or unless)
    if len(new) not in (1, len(olds)):
        return None
    texts = [in_one_line([q]) for q in new] * (len(olds) if len(new) == 1 else 1)
    news = [text for text in texts if text is not None]
    if len(news) != len(texts) or any(in_one_line([q]) is None for q in olds):
        return None
    out: list[Order] = []
    for segment in segments:
        pairs = tuple((in_one_line([q]) or "", news[olds.index(q)]) for q in segment.words)
        if segment.places[0].address.steps and level_of(segment.places[0].address) is Level.ITEM:
            number = segment.places[0].address.steps[-1].number
            pairs = tuple(_unlabelled(a, b, number) for a, b in pairs)
        out.append(
            ReplaceWords(
                segment.places,
                pairs,
                joined=joined,
                except_=excepted,
                count=segment.count,
                old_whole=whole,
                nth=segment.nth,
                unless=unless,
            )
        )
    context.excepted = excepted
    if hit.has("源"):
        context.lose()  # whether it is taken out of what follows, too, is not said
    return out


def _read_replace_names(hit: Hit, context: Context) -> list[Order] | None:
    """“甲”部门修改为“乙”部门: the words are meant where they name such a thing, wherever its noun stands (甲、丙等部门)."""
    everywhere, unless = everywhere_of(hit, context)
    segments = segments_of(hit, context, everywhere)
    new = in_one_line(hit.quotes("文"))
    if len(segments) != 1 or len(hit.quotes("文")) != 1 or new is None or segments[0].count or segments[0].nth:
        return None
    olds = [in_one_line([q]) for q in segments[0].words]
    if None in olds:
        return None
    pairs = tuple((old or "", new) for old in olds)
    named = tuple((old, hit.match["noun"]) for old, _ in pairs)
    return [ReplaceWords(segments[0].places, pairs, unless=unless, as_name=named)]


def _each_its_own(group: WordGroup, new: Sequence[Quoted], apart: object) -> list[Order] | None:
    """第一条和第二条中的“甲”分别修改为“乙”和“丙”: one word, at each place another new one."""
    places, texts, old = group.places, [in_one_line([q]) for q in new], in_one_line(group.words)
    if apart or group.count or old is None or len(places) != len(texts) or any(p.through is not None for p in places):
        return None
    named = [(place, text) for place, text in zip(places, texts, strict=True) if text is not None]
    if len(named) != len(texts):
        return None
    return [ReplaceWords((place,), ((old, text),), nth=group.nth) for place, text in named]


def _whole(olds: list[Quoted]) -> bool:
    """Whether the old words are whole paragraphs or items (they end with a full stop, or begin with their number)."""
    return all(_FULL.search(q.text) or _LABELLED.match(q.text) for q in olds)


def _unlabelled(old: str, new: str, number: Number) -> tuple[str, str]:
    """An item quoted with its number on both sides, or on that of the new words, without it: 第二项中的“甲”修改为“（二）乙”."""
    a, b = _LABELLED.match(old), _LABELLED.match(new)
    if (
        b
        and not a
        and label_number(b[0]) == number
        and new[b.end() : b.end() + 1] not in tuple("项、和至及与或，。") + ("",)
    ):
        return old, new[b.end() :]
    return (old[a.end() :], new[b.end() :]) if a and b and a[0] == b[0] else (old, new)


def _read_quoted_heading(hit: Hit, context: Context) -> list[Order] | None:
    """A heading named by its own words, since nothing else has been named."""
    old = hit.quotes("名")[0].text
    if context.subject or not _HEADING.match(old) or not _names_headings(hit):
        return None
    if context.lost and not hit.match[0].startswith("将"):
        return None  # words that lean on a clause that was not understood
    return [Replace((Place(quoted=old),), hit.payload("文"))]


def _names_headings(hit: Hit) -> bool:
    """Whether what stands before or behind the quotation is 章名, 标题 and no provision."""
    names = [n for slot in "址另" for n in hit.names(slot)]
    return all(
        n.part == "heading" and not (n.steps or n.pronoun) or [s.level for s in n.steps] == [Level.TITLE] for n in names
    )


def _read_drop_quoted_heading(hit: Hit, context: Context) -> list[Order] | None:
    """删去“第二章 甲”章名: the heading goes, not what stands under it."""
    names = [q.text for slot in "旧今" for q in hit.quotes(slot)]
    if not _names_headings(hit) or not names or not all(_HEADING.match(name) for name in names):
        return None
    return [DeleteProvisions(tuple(Place(part="heading", quoted=name) for name in names))]


def _write_drop_quoted_heading(order: Order) -> str | None:
    if not isinstance(order, DeleteProvisions) or not order.places:
        return None
    if any(p.address.steps or p.part != "heading" or not p.quoted for p in order.places):
        return None
    return f"删去{'、'.join(quote(p.quoted) for p in order.places)}标题"


def _write_quoted_heading(order: Order) -> str | None:
    if not isinstance(order, Replace) or len(order.places) != 1:
        return None
    place = order.places[0]
    if place.address.steps or not place.quoted:
        return None
    return f"将{quote(place.quoted)}修改为{block(order.payload, '：')}"


def _inside(places: tuple[Place, ...]) -> str:
    """第一条、第二条中的, 第一条“…”中的."""
    text = in_all(places)
    return text if text.endswith("中的") else text + "中的"


def _write_replace_words(order: Order) -> str | None:
    if not isinstance(order, ReplaceWords):
        return None
    head = f"除{places_text(order.except_)}外，" if order.except_ else ""
    if order.old_whole:
        old, new = order.pairs[0]
        last = order.places[0].address.steps[-1:]
        if last and last[0].level is Level.ITEM:
            label = label_of(Level.ITEM, last[0].number)
            old, new = label + old, label + new
        return (
            f"{head}{in_all(order.places)}"
            + "".join(quote(line) for line in old.split("\n"))
            + "修改为："
            + "".join(quote(line) for line in new.split("\n"))
        )
    if order.count == 2 and len(order.pairs) == 2 and order.pairs[0] == order.pairs[1][::-1]:
        return f"{head}将{_inside(order.places)}{quote(order.pairs[0][0])}与{quote(order.pairs[0][1])}对调"
    times = ("两" if order.count == 2 else numeral(order.count)) + "处" if order.count else ""
    if order.joined:
        body = "".join(quote(a) for a, _ in order.pairs) + "合并修改为" + quote(order.pairs[0][1])
    else:
        nouns = dict(order.as_name)
        body = "，".join(f"{quote(a)}{nouns.get(a, '')}修改为{quote(b)}{nouns.get(a, '')}" for a, b in order.pairs)
    if order.nth:
        body = "，".join(f"{nth_text(order.nth)}{quote(a)}修改为{quote(b)}" for a, b in order.pairs)
    if order.unless:
        return head + "，".join(f"将{nth_text(order.nth)}{quote(a)}统一修改为{quote(b)}" for a, b in order.pairs)
    return f"{head}将{_inside(order.places)}{times}{body}"


def _read_insert_words(hit: Hit, context: Context) -> list[Order] | None:
    side = "before" if "前" in hit.match["side"] else "after"
    text = in_one_line(hit.quotes("文"))
    if text is None or (hit.has("数") and not counted(hit.count(), text)):
        return None
    if _excepted(hit, context):
        return None  # words to be added have no exceptions
    segments = segments_of(hit, context)
    return [InsertWords(s.places, q.text, text, side, nth=s.nth) for s in segments for q in s.words]


def _write_insert_words(order: Order) -> str | None:
    if not isinstance(order, InsertWords) or not order.anchor:
        return None
    side, other = ("前", "后") if order.side == "before" else ("后", "前")
    beside = f"、{quote(order.beside)}{other}" if order.beside else ""
    return f"在{_inside(order.places)}{nth_text(order.nth)}{quote(order.anchor)}{side}{beside}增加{quote(order.text)}"


def _read_move_words(hit: Hit, context: Context) -> list[Order] | None:
    """第一条中的“甲”调整到“乙”之前: words change their place."""
    places = _named(hit, context)
    moved, anchor = in_one_line(hit.quotes("名")), in_one_line(hit.quotes("旧"))
    if not places or not moved or not anchor or len(hit.quotes("旧")) != 1:
        return None
    return [MoveWords(places, moved, anchor, "before" if "前" in hit.match["side"] else "after")]


def _read_swap_words(hit: Hit, context: Context) -> list[Order] | None:
    """第一条中的“甲”与“乙”的位置对调: each stands where the other stood."""
    places = _named(hit, context)
    one, other = in_one_line(hit.quotes("名")), in_one_line(hit.quotes("旧"))
    if len(places) != 1 or not one or not other or len(hit.quotes("旧")) != 1 or one in other or other in one:
        return None
    return [ReplaceWords(places, ((one, other), (other, one)), count=2)]


def _write_move_words(order: Order) -> str | None:
    if not isinstance(order, MoveWords):
        return None
    side = "之前" if order.side == "before" else "之后"
    return f"将{_inside(order.places)}{quote(order.words)}调整到{quote(order.anchor)}{side}"


def _read_insert_beside_each(hit: Hit, context: Context) -> list[Order] | None:
    """在第二条中的“甲”前和第一条中的“乙”后增加“丙”: the same words at several places."""
    text = in_one_line(hit.quotes("文"))
    if text is None or (hit.has("数") and not counted(hit.count(), text)):
        return None
    out: list[Order] = []
    places: tuple[Place, ...] = ()
    begin, end = hit.match.span("list")
    for i, token in hit.tokens_between(begin, end):
        if isinstance(token, PlaceList):
            places, begin = context.speak(token.names), i
        elif isinstance(token, Quoted):
            _, nth = which(hit.clauses.text[begin:i])
            behind = _SIDE.match(hit.clauses.text, i + 1)
            side = "before" if behind and behind[1] == "前" else "after"
            out.append(InsertWords(places or context.spoken_of(), token.text, text, side, nth=nth))
            begin = i + 1
    return out


def _read_replace_described(hit: Hit, context: Context) -> list[Order] | None:
    """第一条中的镇用水计划“每三年编制一次”改为“每五年编制一次”: unquoted words before the quotation say which occurrence is meant."""
    said = hit.match["said"]
    old, new = hit.quotes("名")[0].text, in_one_line(hit.quotes("文"))
    places = _named(hit, context)
    if new is None:
        return None
    return [ReplaceWords(places, ((said + old, said + new),))]


def _read_insert_between(hit: Hit, context: Context) -> list[Order] | None:
    """“甲”后、“乙”前增加“丙”: between two words that stand together."""
    places = _named(hit, context)
    anchor, beside, new = hit.quotes("名")[0].text, hit.quotes("旧"), hit.quotes("文")
    if len(beside) != 1 or len(new) != 1 or not (places or hit.has("址")):
        return None
    return [InsertWords(places or (Place(),), anchor, new[0].text, "after", beside[0].text)]


def _read_delete_words(hit: Hit, context: Context) -> list[Order] | None:
    excepted = _excepted(hit, context)
    everywhere, unless = everywhere_of(hit, context)
    segments = segments_of(hit, context, everywhere)
    texts = {q.text: in_one_line([q]) for s in segments for q in s.words}
    if None in texts.values():
        return None
    out: list[Order] = [
        _quoted_item(s)
        or DeleteWords(s.places, tuple(texts[q.text] or "" for q in s.words), excepted, s.nth, unless=unless)
        for s in segments
    ]
    context.excepted = excepted
    return out


def _quoted_item(group: WordGroup) -> Order | None:
    """删去第三项“（三）甲”: an item quoted with its number goes as a whole; so does a chapter that is named (删去第六章“附则”), and its
    name alone (删去第六章章名“附则”)."""
    place = group.places[0]
    alone = group.exact and len(group.places) == len(group.words) == 1
    alone = alone and not (place.within or place.named or group.nth)
    if alone and place.part in ("", "heading") and level_of(place.address) in HEADINGS:
        return DeleteProvisions((attrs.evolve(place, named=group.words[0].text),))
    label = _LABELLED.match(group.words[0].text)
    if not (group.exact and label and len(group.places) == len(group.words) == 1 and not place.part):
        return None
    if level_of(place.address) is not Level.ITEM or label_number(label[0]) != place.address.steps[-1].number:
        return None
    return DeleteProvisions((attrs.evolve(place, named=group.words[0].text),))


def _read_delete_words_inside(hit: Hit, context: Context) -> list[Order] | None:
    """第十七条删去“甲”: the place first, then the words that go."""
    context.speak(hit.names("址"))
    return _read_delete_words(hit, context)


def _read_delete_mixed(hit: Hit, context: Context) -> list[Order] | None:
    """删去第一条第二款中的“甲”、第三款: words of some places, and whole provisions behind them."""
    if _excepted(hit, context):
        return None
    words: list[Order] = [
        _quoted_item(s) or DeleteWords(s.places, tuple(q.text for q in s.words), (), s.nth, or_whole=len(s.places) > 1)
        for s in segments_of(hit, context)
    ]
    places = context.speak(hit.names("址"))
    if not words or any(not p.address.steps for p in places):
        return None
    return [*words, DeleteProvisions(places)]


def _write_delete_words(order: Order) -> str | None:
    if not isinstance(order, DeleteWords) or order.or_whole:
        return None
    head = f"除{places_text(order.except_)}外，" if order.except_ else ""
    words = "和".join(nth_text(order.nth) + quote(w) for w in order.words)
    if order.unless:
        return f"{head}将{words}统一删去"
    return f"{head}删去{_inside(order.places)}{words}"


def _read_restate(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址"))
    if len(places) != 1:
        return None
    return [Restate(places[0], hit.payload("文"))]


def _write_restate(order: Order) -> str | None:
    return f"{place_text(order.place)}相应修改为{block(order.payload)}" if isinstance(order, Restate) else None


def _read_numerals(hit: Hit, context: Context) -> list[Order] | None:
    places = context.speak(hit.names("址"))
    return [ConvertNumerals(places)]


def _write_numerals(order: Order) -> str | None:
    return f"将{in_all(order.places)}中的阿拉伯数字改为相应的汉字" if isinstance(order, ConvertNumerals) else None


QUOTED_HEADING = Phrase(
    "replace-quoted-heading", "修改引出的标题", "[将][〔另〕：]〔名〕[的?〔址〕]〈改〉：〔文〕",
    _read_quoted_heading, "将“一、甲的成立及效力”修改为：“一、甲的成立”", _write_quoted_heading,
    meaning=(Replace((place_of("", "", "一、甲的成立及效力"),), lines_of("一、甲的成立")),),
)  # fmt: skip
DROP_QUOTED_HEADING = Phrase(
    "drop-quoted-heading", "删去引出的标题", "〈删〉(〔另〕：〔旧〕|〔今〕的?〔址〕)〈止〉",
    _read_drop_quoted_heading, "删去“第二章 甲”章名", _write_drop_quoted_heading,
    meaning=(DeleteProvisions((place_of("", "heading", "第二章 甲"),)),),
)  # fmt: skip
REPLACE_WORDS = Phrase(
    "replace-words", "替换词语",
    f"{_EXCEPT}[将|对|把]{_SEGMENTS}，〈均〉(?P<joined>合并)?〈改〉：〔今〕{_EXCEPT_BEHIND}",
    _read_replace_words, "将第十九条中的“甲部门”修改为“乙部门”，“丙”修改为“丁”", _write_replace_words,
    meaning=(ReplaceWords(places_of("第十九条"), (("甲部门", "乙部门"), ("丙", "丁"))),),
)  # fmt: skip
REPLACE_NAMES = Phrase(
    "replace-names", "替换词语（限于名称）",
    f"[将|对|把](?P<list>(?:{PLACES}〈中〉：)?{QUOTE}(?:〈并〉{QUOTE}){{0,40}})(?!〈样〉，〈均〉〈改〉)(?P<noun>〈字〉{{1,6}}?)，〈均〉〈改〉：〔文〕(?P=noun)〈止〉",
    _read_replace_names, "将第十九条中的“甲”部门修改为“乙”部门",
    meaning=(ReplaceWords(places_of("第十九条"), (("甲", "乙"),), as_name=(("甲", "部门"),)),),
)  # fmt: skip
WORDS_BESIDE = Phrase(
    "words-beside", "修改前后相连的词语",
    "[将|对|把][〔址〕〈中〉：]〔名〕(?P<side>之?后|之?前)面?的〔旧〕(?:，〈均〉〈改〉：〔今〕|(?:均|一并|予以)?〈删〉)",
    _read_words_beside, "将第二十条中的“甲”后的“乙”修改为“丙”",
    meaning=(ReplaceWords(places_of("第二十条"), (("甲乙", "甲丙"),)),),
)  # fmt: skip
DELETE_BESIDE = Phrase(
    "delete-beside", "删去前后相连的词语", "[将]〈删〉[〔址〕〈中〉：]〔名〕(?P<side>之?后|之?前)面?的〔旧〕",
    _read_words_beside, "删去第二十条中的“甲”后的“乙”",
    meaning=(ReplaceWords(places_of("第二十条"), (("甲乙", "甲"),)),),
)  # fmt: skip
INSERT_WORDS = Phrase(
    "insert-words", "增加词语",
    f"[在|于|将]{_SEGMENTS}的?(?P<side>之?后|之?前)面?，?(?:分别|均|统一|相应)?{_ADDED}",
    _read_insert_words, "在第二十七条中的“内部监督制度”后增加“并公开”", _write_insert_words,
    meaning=(InsertWords(places_of("第二十七条"), "内部监督制度", "并公开"),),
)  # fmt: skip
_BESIDE = f"{PLACES}〈中〉〈次〉{QUOTE}〈样〉的?(?:之?后|之?前)面?"
_SIDE = re.compile("的?之?([前后])")
INSERT_BESIDE_EACH = Phrase(
    "insert-beside-each", "在多处增加词语",
    f"[在|于|将](?P<list>{_BESIDE}(?:〈列〉(?:在|于)?{_BESIDE}){{1,20}})，?(?:分别|均|各|相应)?{_ADDED}",
    _read_insert_beside_each, "在第二条中的“甲”前和第一条中的“乙”后增加“丙”",
    meaning=(InsertWords(places_of("第二条"), "甲", "丙", "before"), InsertWords(places_of("第一条"), "乙", "丙"),),
)  # fmt: skip
REPLACE_DESCRIBED = Phrase(
    "replace-described", "替换词语（引号前说明哪一处）",
    "[将|对|把]〔址〕(?:中|里|内)的?(?P<said>(?:(?!修改|改为|增加|删|增|均|统一|其他|其余|所有|全部|部分|有关|相关|各|个别)〈字〉){1,20})〔名〕，(?:相应)?〈改〉：〔文〕",
    _read_replace_described, "第一条中的镇用水计划“每三年编制一次”改为“每五年编制一次”",
    meaning=(ReplaceWords(places_of("第一条"), (("镇用水计划每三年编制一次", "镇用水计划每五年编制一次"),)),),
)  # fmt: skip
INSERT_BETWEEN = Phrase(
    "insert-between", "在两处词语之间增加词语",
    f"[在|于|将][〔址〕〈中〉：]〔名〕(?:之?后面?、?|(?:和|与|、)(?={QUOTE}之间))〔旧〕(?:之?前面?|之间)，?{_ADDED}",
    _read_insert_between, "在第二十七条中的“甲”后、“乙”前增加“丙”",
    meaning=(InsertWords(places_of("第二十七条"), "甲", "丙", "after", "乙"),),
)  # fmt: skip


def _read_contents(hit: Hit, context: Context) -> list[Order] | None:
    return [Remark(hit.text)]


CONTENTS = Phrase(
    "contents", "目录", f"[将|对]目录(?:中的?)?(?:作相应的?(?:修改|调整)|{QUOTE}〈改〉：{QUOTE})", _read_contents, "对目录作相应修改",
    meaning=(Remark("对目录作相应修改"),),
)  # fmt: skip
DELETE_WORDS = Phrase(
    "delete-words", "删去词语",
    f"{_EXCEPT}[将]〈删〉{_DELETED}(?!(?:(?:、|和){QUOTE})*+，〈均〉(?:合并)?〈改〉|的?之?(?:后|前)面?，(?:分别)?〈增〉|栏|列)",
    _read_delete_words, "删去第二十条中的“甲”和“乙”", _write_delete_words,
    meaning=(DeleteWords(places_of("第二十条"), ("甲", "乙")),),
)  # fmt: skip
DELETE_MIXED = Phrase(
    "delete-mixed", "删去词语和整条整款", f"[将]〈删〉{_SEGMENTS}(?:、|，|和|及|以及)〔址〕〈全〉〈终〉",
    _read_delete_mixed, "删去第一条第二款中的“甲”、第三款",
    meaning=(DeleteWords(places_of("第一条第二款"), ("甲",)), DeleteProvisions(places_of("第一条第三款"))),
)  # fmt: skip
DELETE_MIXED_LAST = Phrase(
    "delete-mixed-last", "删去词语和整条整款", f"[将]{_SEGMENTS}(?:、|和|及|以及)〔址〕〈全〉(?:均|一并|予以|全部)?〈删〉〈终〉",
    _read_delete_mixed, "将第一条第二款中的“甲”、第三款删去",
    meaning=(DeleteWords(places_of("第一条第二款"), ("甲",)), DeleteProvisions(places_of("第一条第三款"))),
)  # fmt: skip
DELETE_WORDS_LAST = Phrase(
    "delete-words-last", "删去词语", f"[将]{_SEGMENTS}(?:均|一并|予以)?〈删〉", _read_delete_words, "将第二十条中的“甲”删去",
    meaning=(DeleteWords(places_of("第二十条"), ("甲",)),),
)  # fmt: skip
DELETE_WORDS_INSIDE = Phrase(
    "delete-words-inside", "删去词语（先指明所在）", f"[将|在]〔址〕[中]〈删〉(?P<list>{_WORDS})",
    _read_delete_words_inside, "第十七条删去“甲”",
    meaning=(DeleteWords(places_of("第十七条"), ("甲",)),),
)  # fmt: skip
MOVE_WORDS = Phrase(
    "move-words", "词语移位", "[将|把][〔址〕〈中〉：]〔名〕(?:一词|的?(?:位置|次序|顺序))?，(?:调整|调|移动|移|挪|前移|后移)(?:至|到)〔旧〕〔侧〕〈终〉",
    _read_move_words, "将第一条中的“甲”调整到“乙”之前", _write_move_words,
    meaning=(MoveWords(places_of("第一条"), "甲", "乙"),),
)  # fmt: skip
SWAP_WORDS = Phrase(
    "swap-words", "词语对调",
    "[将|把][〔址〕〈中〉：]〔名〕(?:与|和|同|、)〔旧〕的?(?:顺序|位置|次序)?(?:相互|互相)?(?:对调|互换|调换)(?:顺序|位置|次序)?〈止〉",
    _read_swap_words, "将第一条中的“甲”与“乙”的位置对调",
    meaning=(ReplaceWords(places_of("第一条"), (("甲", "乙"), ("乙", "甲")), count=2),),
)  # fmt: skip
RESTATE = Phrase(
    "restate", "修改后的全文", "〔址〕相应的?地?(?:〈改〉|表述为)：〔文〕", _read_restate, "第二条第二款相应修改为：“甲乙。”", _write_restate,
    meaning=(Restate(place_of("第二条第二款"), lines_of("甲乙。")),),
)  # fmt: skip
NUMERALS = Phrase(
    "numerals", "数字改写", "[将]〔址〕中的(?:阿拉伯)?数字，(?:均|统一)?(?:修改|改)为(?:相应的?)?(?:汉字数字|汉字|中文数字)〈终〉",
    _read_numerals, "将第十八条、第二十条中的阿拉伯数字，改为相应的汉字", _write_numerals,
    meaning=(ConvertNumerals(places_of("第十八条", "第二十条")),),
)  # fmt: skip
