"""Phrases about sentences and words that are added at an end, or at no place that is said."""

from __future__ import annotations

import re

import attrs

from lawtrack.decision.findings import orders as kinds
from lawtrack.decision.orders import Append, InsertWords, Order, Payload, Place
from lawtrack.decision.phrases.context import Context, Contradiction
from lawtrack.decision.phrases.formula import Hit
from lawtrack.decision.phrases.phrase import Phrase, lines_of, places_of
from lawtrack.decision.phrases.tokens import Count
from lawtrack.decision.phrases.wording import block, in_all, places_text, quote
from lawtrack.model.levels import Level
from lawtrack.model.numerals import numeral

_ENDS = re.compile(r"[。？！](?=[^”]|$)")


def _read_append(hit: Hit, context: Context) -> list[Order] | None:
    names = hit.names("址")
    sentence = hit.has("数") and counted(hit.count(), hit.payload("文").text)
    if hit.has("数") and not sentence:
        return None
    rule = "规定" in hit.match[0] and any(n.steps and n.steps[-1].level is Level.PARAGRAPH for n in names)
    if not hit.has("数") and hit.has("侧") and names and all(n.part.startswith("sentence-") for n in names):
        sentence = _is_sentence(hit.payload("文"))  # 第一句后增加“甲。”
    ends = any(n.part in ("tail", "start", "sentence", "line") or n.part.endswith("/tail") for n in names)
    if not sentence and not rule and not ends:
        return None
    places = context.speak(names) if names else context.spoken_of()
    side = "start" if any(n.part == "start" for n in names) else "end"
    if hit.has("侧"):  # 第一句后增加一句
        side = "end" if "后" in hit.match["side"] else "start"
        highest = Level.ARTICLE if side == "end" else Level.PARAGRAPH
        if any(not (p.part.startswith("sentence-") or (not p.part and p.address.level >= highest)) for p in places):
            return None
    if any(p.part.endswith("/tail") for p in places) and (hit.has("侧") or hit.has("新")):
        return None
    places = tuple(attrs.evolve(p, part=_whose_end(p.part)) for p in places)
    if hit.has("新"):  # 作为第二句: after the first sentence
        nth = re.fullmatch(r"sentence-(\d+)", hit.names("新")[0].part)
        if not nth:
            return None
        n = int(nth[1]) - 1
        places = tuple(attrs.evolve(p, part=f"sentence-{n}" if n else "") for p in places)
        side = "end" if n else "start"
    context.name(places)
    payload = hit.payload("文")
    if sentence and payload.lines and payload.lines[-1][-1:] not in "。！？；":
        payload = attrs.evolve(
            payload, lines=(*payload.lines[:-1], payload.lines[-1] + "。")
        )  # a sentence ends with a stop
    return [Append(places, payload, side)]


def _whose_end(part: str) -> str:
    """What is added to where the end of a part is named: 末尾 of the place, 第一句末尾 of that sentence."""
    return "" if part in ("tail", "start") else part.removesuffix("/tail")


def _write_append(order: Order) -> str | None:
    if not isinstance(order, Append):
        return None
    if order.side == "end" and order.places[0].part in ("sentence", "line"):
        return f"在{places_text(order.places)}增加{block(order.payload, '')}"
    nth = re.fullmatch(r"sentence-(\d+)", order.places[0].part)
    if (
        order.places[0].part.startswith("sentence-")
        and order.side == "end"
        and not (nth and _is_sentence(order.payload))
    ):
        return f"在{places_text(order.places)}句尾增加{block(order.payload, '')}"
    if nth:
        whole = tuple(attrs.evolve(p, part="") for p in order.places)
        return f"{places_text(whole)}增加一句，作为第{numeral(int(nth[1]) + 1)}句{block(order.payload)}"
    if order.side == "start":
        return f"在{places_text(order.places)}开始部分增加规定{block(order.payload)}"
    return f"在{places_text(order.places)}最后增加{block(order.payload, '')}"


def _is_sentence(payload: Payload) -> bool:
    """Whether new text is a sentence of its own."""
    return payload.text[-1:] in tuple("。！？；")


def _read_add_words(hit: Hit, context: Context) -> list[Order] | None:
    """增加“生态环境” in a list of words, 增加“甲”的内容: the decision does not say where."""
    text = hit.quotes("文")
    if len(text) != 1 or not text[0].text.strip():
        return None
    places = (
        context.speak(hit.names("址")) if hit.has("址") else () if context.lost else context.narrow or context.subject
    )
    if hit.match["told"] and (not places or places == (Place(),)):
        raise Contradiction(kinds.ADDED_WHERE, text=text[0].text[:30])
    if not places:
        return None
    if len(text[0].lines) != 1 or text[0].text[-1:] in "。；":
        if not hit.match["told"]:
            return None
        raise Contradiction(kinds.PARAGRAPH_OR_SENTENCE, places=places_text(places), text=text[0].text[:30])
    context.name(places)
    return [InsertWords(places, "", text[0].text, "after")]


def _write_add_words(order: Order) -> str | None:
    if isinstance(order, InsertWords) and not order.anchor:
        return f"将{in_all(order.places)}增加{quote(order.text)}"
    return None


def counted(count: Count, text: str) -> bool:
    """Whether new words are the sentences that the decision counts (增加一句); 增加一款 adds no words."""
    return count.level is None and count.n == max(1, len(_ENDS.findall(text)))


APPEND = Phrase(
    "append", "增加语句",
    "[在|于|将]〔址〕?[中][〔侧〕]，(?:分别|各|均|都)?(?:〈增〉|加上|加)[〔数〕][，作为〔新〕](?:相关内容|内容|规定)?，(?:内容)?(?:为|是)?：〔文〕",
    _read_append, "在第六十一条第一款最后增加“结果应当公开。”", _write_append,
    meaning=(Append(places_of("第六十一条第一款"), lines_of("结果应当公开。")),),
)  # fmt: skip
ADD_WORDS = Phrase(
    "add-words", "增加词语（未指明位置）", "[在|将]〔址〕?[中]〈增〉：〔文〕(?P<told>的(?:内容|规定|表述|条款|要求)〈止〉)?",
    _read_add_words, "将第十四条第一款增加“生态环境”", _write_add_words,
    meaning=(InsertWords(places_of("第十四条第一款"), "", "生态环境"),),
)  # fmt: skip
