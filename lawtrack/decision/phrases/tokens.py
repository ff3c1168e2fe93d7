"""Tokens: the text of an instruction with each quotation, list of places and count taken out as one character.

``将第七条改为第八条，第一款修改为：“…”`` becomes ``将址改为址，址修改为：文``: so short that a formula can be written down as people say it
and still be the pattern that is matched (:func:`~lawtrack.decision.phrases.formula.compile_formula`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from lawtrack.decision.places import OWN_NAME, PLACE_STARTS, QUOTE, PlaceList, scan_places
from lawtrack.decision.quotes import Quoted
from lawtrack.model.levels import NAMED, Level
from lawtrack.model.numerals import NUMERAL, label_number, parse_numeral

PLACES, COUNT = "\ue001", "\ue002"
TORN = "\ue003"
"""Stands for a line break inside a sentence, where a page ended."""
_DIGITS = frozenset("零〇○一二三四五六七八九十百千万两0123456789")
_COUNT = re.compile(
    rf"(?P<n>{NUMERAL}|[0-9]{{1,3}})个?(?P<unit>分编|编|章|节|条|款|项|句|目|自然段|附件|附表)(?!例|文)"
)
_COUNTED = NAMED | {"自然段": Level.PARAGRAPH, "附件": Level.ANNEX, "附表": Level.ANNEX}
_WIDE = str.maketrans(",:;()．﹐﹑﹔﹕", "，：；（）.，、；：")
_NARROW = frozenset(map(chr, _WIDE))


@attrs.frozen
class Count:
    """一条, 两款, 三项; ``level`` is None for 一句."""

    n: int
    level: Level | None


@attrs.define
class Masked:
    """A text with each quoted block as one character; ``starts`` / ``ends`` give the place of every character in the source."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    quotes: dict[int, Quoted]

    def shown(self, line: str, start: int, end: int) -> str:
        """A line that stands at ``[start, end)`` of the text, with what is quoted in it; its other characters may not be those of the text."""
        if QUOTE not in line:
            return line
        words = iter([self.quotes[i].text for i in range(start, end) if i in self.quotes])
        return "".join(f"“{next(words, '')}”" if c == QUOTE else c for c in line)


def mask(source: str, quotes: Sequence[Quoted]) -> Masked:
    """Put one character for each quoted block."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: dict[int, Quoted] = {}
    at = 0
    for quote in [*quotes, None]:
        stop = quote.start if quote else len(source)
        plain = source[at:stop].replace(QUOTE, "\ufffd").replace(PLACES, "\ufffd").replace(COUNT, "\ufffd")
        parts.append(plain.replace("做为", "作为") if "做为" in plain else plain)  # as it is often typed
        starts += range(at, stop)
        ends += range(at + 1, stop + 1)
        if quote:
            tokens[len(starts)] = quote
            parts.append(QUOTE)
            starts.append(quote.start)
            ends.append(quote.end)
            at = quote.end
    return Masked("".join(parts), starts, ends, tokens)


@attrs.define
class Clauses:
    """An instruction reduced to tokens: one character per quotation, list of places or count; ``tokens`` by index."""

    text: str
    starts: list[int]
    ends: list[int]
    tokens: dict[int, Quoted | PlaceList | Count]


def join_clauses(pieces: Sequence[Clauses]) -> Clauses:
    """Pieces of an instruction read as one sentence."""
    if len(pieces) == 1:
        return pieces[0]
    starts = [at for p in pieces for at in p.starts]
    ends = [at for p in pieces for at in p.ends]
    tokens: dict[int, Quoted | PlaceList | Count] = {}
    offset = 0
    for piece in pieces:
        tokens |= {offset + i: token for i, token in piece.tokens.items()}
        offset += len(piece.text)
    return Clauses("".join(p.text for p in pieces), starts, ends, tokens)


def _with_names(places: PlaceList, masked: Masked, start: int, index: Sequence[int]) -> PlaceList:
    """The list with the words of the quotations that stand inside it (第二章“用水管理”第二条)."""
    out = []
    for name in places.names:
        named = name.named
        for at in (start + index[i] for i in name.quotes):
            own = len(name.quotes) == 1 and OWN_NAME.match(masked.text, at) is not None  # 第二章“用水管理”章名
            label = "" if own else "".join(masked.text[masked.text.rfind("第", 0, at) : at].split())
            named += label + (masked.quotes[at].text if at in masked.quotes else "")
        out.append(attrs.evolve(name, named=named))
    return attrs.evolve(places, names=tuple(out))


_TITLE_BESIDE = re.compile(
    rf"(《(?:[^《》\n]|《[^《》\n]*》){{1,80}}》)(?=之?[后前]面?，?(?:增加|增写|新增|补充|加上|加入|插入){QUOTE})"
)
"""A title beside which words are added (在《甲法》后增加“《乙法》”): it is words, though no quotation marks stand around it."""
_ITEM = re.compile(r"[ \u3000]*([（(][一二三四五六七八九十百]+[）)])")
_PLAIN = re.compile(rf"[^{''.join(sorted(PLACE_STARTS | _DIGITS))}{QUOTE}《.\s]+")
"""Characters at which no token begins."""


def goes_on(out: Sequence[str], tokens: Mapping[int, Quoted | PlaceList | Count], quoted: Quoted, behind: str) -> bool:
    """Whether a quotation goes on with the new text of the one before: items quoted one by one (“（五）甲”；“（八）乙。”), or a line of its
    own behind new text whose full stop stands outside (修改为：“甲”。 and on the next line “乙。”)."""
    at = len(out) - 1
    while at >= 0 and out[at] in "；;，,、。\n":
        at -= 1
    if at == len(out) - 1:
        return False
    marks, last = "".join(out[at + 1 :]), tokens.get(at)
    if not isinstance(last, Quoted) or not last.lines or not quoted.lines:
        return False
    one, two = _ITEM.match(last.lines[0]), _ITEM.match(quoted.lines[0])
    if marks in ("；", ";", "，", ",", "、"):
        return one is not None and two is not None and label_number(one[1]) < label_number(two[1])
    clause = re.split("[。；\n]", "".join(out[:at]).removesuffix("\n"))[-1]
    new = clause.endswith(("：", ":", "为")) and QUOTE not in clause  # “甲”修改为“乙” changes words
    return (
        new and marks == "。\n" and behind in ("", "\n") and last.text[-1:] not in "。；：" and quoted.text[-1:] == "。"
    )


def reduce(masked: Masked, start: int, end: int) -> Clauses:
    """The clauses of ``masked.text[start:end]``: white space gone, marks full-width, places and counts one character each."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: dict[int, Quoted | PlaceList | Count] = {}
    text = masked.text[start:end]
    index: Sequence[int] = range(len(text))
    whole = TORN not in text
    if not whole:
        index = [i for i, char in enumerate(text) if char != TORN]
        text = text.replace(TORN, "")
    at = 0
    while at < len(text):
        char, stop = text[at], at + 1
        places = scan_places(text, at) if char in PLACE_STARTS else None
        if char == QUOTE:
            if start + index[at] in masked.quotes:
                quoted = masked.quotes[start + index[at]]
                if goes_on(out, tokens, quoted, text[at + 1 : at + 2]):
                    while out[-1] != QUOTE:
                        out.pop(), starts.pop(), ends.pop()
                tokens[len(out)] = quoted
        elif char == "《" and (title := _TITLE_BESIDE.match(text, at)):
            words = title[1]
            first, last = masked.starts[start + index[at]], masked.ends[start + index[title.end(1) - 1]]
            tokens[len(out)] = Quoted(first, last, (words,))
            char, stop = QUOTE, title.end(1)
        elif places:
            named = QUOTE in text[at : places.end]
            tokens[len(out)] = _with_names(places, masked, start, index) if named else places
            char, stop = PLACES, places.end
        elif char in _DIGITS and (m := _COUNT.match(text, at)):
            tokens[len(out)] = Count(parse_numeral(m["n"]) or 0, _COUNTED.get(m["unit"]))
            char, stop = COUNT, m.end()
        elif char.isspace() and (char != "\n" or (out and out[-1] == "\n")):
            at = stop
            continue
        elif whole and (plain := _PLAIN.match(text, at)):
            stop = plain.end()
            out += plain[0]
            starts += masked.starts[start + at : start + stop]
            ends += masked.ends[start + at : start + stop]
            at = stop
            continue
        if char == "." and out and out[-1] == QUOTE:
            char = "。"
        out.append(char)
        starts.append(masked.starts[start + index[at]])
        ends.append(masked.ends[start + index[stop - 1]])
        at = stop
    reduced = "".join(out)
    return Clauses(reduced if _NARROW.isdisjoint(out) else reduced.translate(_WIDE), starts, ends, tokens)
