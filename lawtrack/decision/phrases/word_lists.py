"""Lists of words and the places in which they are meant: 第一条中的“甲”、“乙”和第二条中的第二处“丙”."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.orders import Place
from lawtrack.decision.phrases.context import Context, level_of
from lawtrack.decision.phrases.formula import NTH, Hit
from lawtrack.decision.phrases.tokens import PLACES
from lawtrack.decision.places import QUOTE, PlaceList
from lawtrack.decision.quotes import Quoted
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import NUMERAL, parse_numeral


@attrs.frozen
class WordGroup:
    """``places`` in which ``words`` are meant; ``exact`` where nothing stands between the place and the words, ``count`` how often they
    stand there, ``nth`` which of them are meant."""

    places: tuple[Place, ...]
    words: tuple[Quoted, ...]
    exact: bool = False
    count: int | None = None
    nth: tuple[int, ...] = ()


_WHICH = re.compile(
    rf"(?P<which>第|前|后|最后|首|末|最前)?(?P<n>{NUMERAL}|[0-9]{{1,3}})?(?:处的?|(?<=第.)个|(?<=第..)个|(?<=第.)次出现的?|(?<=第..)次出现的?)$"
)
_SEVERAL = re.compile(rf"第(?:(?:{NUMERAL}|[0-9]{{1,3}})处?[、和及]第?)+(?:{NUMERAL}|[0-9]{{1,3}})处的?$")
_TOLD = re.compile(rf"等?(?P<n>{NUMERAL})个?(?:词语?|语)")


def which(text: str) -> tuple[int | None, tuple[int, ...]]:
    """(how often, which) of 两处, 第二处, 最后一处, 前两处 at the end of ``text``.

    >>> which("中的最后一处"), which("中的前两处"), which("中的两处"), which("中的")
    ((None, (-1,)), (None, (1, 2)), (2, ()), (None, ()))
    >>> which("中的第一处、第三处")
    (None, (1, 3))
    """
    if several := _SEVERAL.search(text):
        return None, tuple(parse_numeral(n) or 0 for n in re.findall(rf"{NUMERAL}|[0-9]{{1,3}}", several[0]))
    m = _WHICH.search(text)
    if not m:
        return None, ()
    n = (parse_numeral(m["n"]) or 1) if m["n"] else 1
    if m["which"] is None:
        return n, ()
    if m["which"] == "第":
        return None, (n,)
    return None, tuple(range(1, n + 1) if m["which"] in ("前", "首", "最前") else range(-n, 0))


def segments_of(hit: Hit, context: Context, places: tuple[Place, ...] | None = None) -> list[WordGroup]:
    """The list of (places, words) in the group ``list``; words without places belong to ``places``, or else to what was named last.

    Empty where the list is left open (“证件”等修改为) or holds more or fewer words than it says (等三词).
    """
    start, end = hit.match.span("list")
    text, out = hit.clauses.text, list[WordGroup]()
    named = begin = start
    fresh = True
    for i, token in hit.tokens_between(start, end):
        if isinstance(token, PlaceList):
            places = context.speak(token.names)
            leans = any(n.pronoun for n in token.names)  # 其中, of what the clause has renumbered: those very articles
            places = tuple(
                p if leans and p.address.article in context.clause
                else attrs.evolve(p, renumbered=context.renumbered(p.address))
                for p in places
            )  # fmt: skip
            named, begin, fresh = i, i, True
        elif isinstance(token, Quoted) and fresh and re.match(f"中的?(?:{NTH}的?)?{QUOTE}", text[i + 1 : end]):
            heading = places is not None and text[i - 1 : i] == PLACES and _is_heading(places)
            if heading and places and not _cites(hit, i + 1, end, token.text):
                places = (attrs.evolve(places[0], named=token.text),)  # 第二章“总则”中的“甲”: words of the chapter
            else:
                spoken = places or context.spoken_of(excepting=True)
                places = tuple(attrs.evolve(p, within=token.text) for p in spoken)
                context.subject = places  # “丙”修改为“丁” behind it: in the same passage
            begin, fresh = i + 1, True
        elif isinstance(token, Quoted):
            count, nth = which(text[begin:i])
            if fresh or count is not None or nth:
                exact = re.match(f"{PLACES}：?{QUOTE}", text[named:]) is not None
                out.append(WordGroup(places or _bare(context), (token,), exact, count, nth))
            else:
                out[-1] = attrs.evolve(out[-1], words=(*out[-1].words, token))
            begin, fresh = i + 1, False
    if len(out) > 1 and len({p.address.article for s in out for p in s.places}) > 1:
        context.across, context.subject = True, ()  # 第三条“甲”和第七条“乙”修改为…: words after them stand in which
    if any(len({q.text for q in s.words}) < len(s.words) for s in out):
        return []  # “甲”“甲”: the same words twice in one list
    told = _TOLD.match(text, begin)
    if told and (parse_numeral(told["n"]) or 1) not in (1, len(out[-1].words)):
        return []
    return [] if text[begin : begin + 1] == "等" and len(out[-1].words) < 2 else out


def _is_heading(places: Sequence[Place]) -> bool:
    return len(places) == 1 and level_of(places[0].address) in HEADINGS and not places[0].part


def _cites(hit: Hit, start: int, end: int, name: str) -> bool:
    """Whether words that follow stand in a heading that was quoted: 第二章“水务管理”中的“水务” are words of its name."""
    return any(isinstance(t, Quoted) and t.text in name for _, t in hit.tokens_between(start, end))


def _bare(context: Context) -> tuple[Place, ...]:
    """Where words without a place belong: to what was named last, or behind an item to its article where the clause speaks of that."""
    return tuple(
        attrs.evolve(p, otherwise=p.address.article)
        if p.address.article in context.clause and p.address.level >= Level.ITEM
        else p
        for p in context.spoken_of(excepting=True)
    )


_PARALLEL = re.compile(rf"{PLACES}[^，]*(?:均|统一|一律|全部)[^，{PLACES}{QUOTE}]{{0,8}}{QUOTE}[，、]?$")
"""Before a pair with 均: another one with 均 at a place of its own (第九条中的“A”均改为“B”，“C”均改为“D”): both are of that place."""


def everywhere_of(hit: Hit, context: Context) -> tuple[tuple[Place, ...] | None, tuple[Place, ...]]:
    """(places, unless): 均, 统一 and 其他的 without a place reach the whole statute if the words do not stand at the place named before.

    Nothing else widens to the whole statute by itself, and neither do these after a clause that was not understood.
    """
    start, end = hit.match.span("list")
    text = hit.clauses.text[start:end]
    said = text.startswith(("其他", "其余", "所有", "全部")) or re.search(
        "均|统一|一律|全部", hit.clauses.text[end : hit.match.end()]
    )
    if PLACES in text or not said or _PARALLEL.search(re.split("[。；\n]", hit.clauses.text[: hit.match.start()])[-1]):
        return None, ()
    if context.lost:
        context.spoken_of()
    before = context.subject
    if any(not p.address.steps for p in before):
        return before, ()
    return (Place(),), before


def in_one_line(quotes: Sequence[Quoted]) -> str | None:
    """Words that are put into a line: a break that a page or a screen made is none; None where they are paragraphs.

    Words never bring a line break into a provision.
    """
    lines = [line for q in quotes for line in q.lines]
    if any(line[-1:] in "。；：！？" for line in lines[:-1]):
        return None
    return "".join(lines)
