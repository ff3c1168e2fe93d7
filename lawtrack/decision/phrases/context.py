"""Clauses: the text of an instruction with quotations, addresses and counts taken out, and the context in which it is read.

``将第七条改为第八条，第一款修改为：“…”`` becomes ``将址改为址，址修改为：文``: so short that a formula can be written down as people say it
and still be the pattern that is matched (:func:`compile_formula`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.orders import Payload, Place
from lawtrack.decision.places import QUOTE, Named, PlaceList, scan_places
from lawtrack.decision.quotes import Quoted
from lawtrack.errors import Span
from lawtrack.model.address import Address, Step
from lawtrack.model.nodes import HEADINGS, Level
from lawtrack.model.numerals import NUMERAL, Number, parse_numeral

PLACES, COUNT = "\ue001", "\ue002"
TORN = "\ue003"
"""Stands for a line break inside a sentence, where a page ended."""
_COUNT = re.compile(
    rf"(?P<n>{NUMERAL}|[0-9]{{1,3}})个?(?P<unit>分编|编|章|节|条|款|项|句|目|自然段|附件|附表)(?!例|文)"
)
_COUNTED = {
    "编": Level.PART, "分编": Level.SUBPART, "章": Level.CHAPTER, "节": Level.SECTION, "条": Level.ARTICLE,
    "款": Level.PARAGRAPH, "项": Level.ITEM, "目": Level.SUBITEM, "自然段": Level.PARAGRAPH, "附件": Level.ANNEX,
    "附表": Level.ANNEX,
}  # fmt: skip
_WIDE = str.maketrans(",:;()．﹐﹑﹔﹕", "，：；（）.，、；：")


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


def mask(source: str, quotes: Sequence[Quoted]) -> Masked:
    """Put one character for each quoted block."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: dict[int, Quoted] = {}
    at = 0
    for quote in [*quotes, None]:
        stop = quote.start if quote else len(source)
        parts.append(source[at:stop].replace(QUOTE, "\ufffd").replace(PLACES, "\ufffd").replace(COUNT, "\ufffd"))
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


def reduce(masked: Masked, start: int, end: int) -> Clauses:
    """The clauses of ``masked.text[start:end]``: white space gone, marks full-width, places and counts one character each."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens: dict[int, Quoted | PlaceList | Count] = {}
    text = masked.text[start:end]
    index: Sequence[int] = range(len(text))
    if TORN in text:
        index = [i for i, char in enumerate(text) if char != TORN]
        text = text.replace(TORN, "")
    at = 0
    while at < len(text):
        char, stop = text[at], at + 1
        places = scan_places(text, at)
        if char == QUOTE:
            if start + index[at] in masked.quotes:
                tokens[len(out)] = masked.quotes[start + index[at]]
        elif places:
            tokens[len(out)] = places
            char, stop = PLACES, places.end
        elif m := _COUNT.match(text, at):
            tokens[len(out)] = Count(parse_numeral(m["n"]) or 0, _COUNTED.get(m["unit"]))
            char, stop = COUNT, m.end()
        elif char.isspace() and (char != "\n" or (out and out[-1] == "\n")):
            at = stop
            continue
        if char == "." and out and out[-1] == QUOTE:
            char = "。"
        out.append(char.translate(_WIDE))
        starts.append(masked.starts[start + index[at]])
        ends.append(masked.ends[start + index[stop - 1]])
        at = stop
    return Clauses("".join(out), starts, ends, tokens)


_SLOT = {
    "址": PLACES, "新": PLACES, "章": PLACES, "另": PLACES, "文": f"{QUOTE}(?:\\n?{QUOTE})*+", "旧": f"{QUOTE}(?:[、和，]?{QUOTE})*+",
    "名": QUOTE, "今": f"{QUOTE}(?:[、和]?\\n?{QUOTE}(?!(?:中的|均|统一|分别)*(?:修|改|合并|之?[后前])))*+", "数": COUNT, "再": COUNT, "源": PLACES, "至": PLACES,
}  # fmt: skip
CHANGE = "(?:进行|作)?(?:修改|修订|修正|改写|变更|替换|更换|更改|调整)(?:成为|为|成)|改为|改成|换成"
ADD = "增加|增写|新增|增补|补充|增设"
DROP = "删去|删除|删掉|取消"
"""The verbs of amending language."""
_MACRO = {
    "〈改〉": CHANGE,
    "〈转〉": "(?:相应的?地?|分别|依次|顺次|一并|顺延(?=改|调|作))*+(?:(?:修改|调整|变更|顺延|[后前上下]移|移|改|列|调)(?:作为|作|为|成|至|到)|作为)",
    "〈增〉": f"(?:并)?(?:{ADD})(?:规定)?",
    "〈删〉": DROP,
    "〈作〉": "(?:分别|依次|顺次)*+(?:作为|列为|编为|成为|为)",
    "〈均〉": "(?:中的|均|统一|分别|一律|全部|相应的?地?|都)*+",
    "〈中〉": "(?:规定的?|里|内|中)?(?:引用|所称|表述|涉及|关于|有关)?的?",
    "〈并〉": "[、和，]?",
    "〈样〉": f"(?:等?(?:一[词语]|[一二两三四]?字样?|的?(?:表述|内容)|{COUNT}))?",
    "〈列〉": "[，、和；]?(?:将|以及|并将?)?",
    "〈次〉": "(?:[一二两三四五六七八九十0-9]{1,3}处的?)?",
    "〈隔〉": "[，。；、]?\n?",
    "〈全〉": "(?:的?全?部?(?:规定|内容|全文))?",
    "〈止〉": f"(?=$|[，。；、：\n（{PLACES}{QUOTE}并且同再又另其将在对增删原]|以下)",
}


@lru_cache(maxsize=512)
def compile_formula(formula: str) -> re.Pattern[str]:
    """The pattern of a formula: 〔址〕 a list of places, 〔文〕 quotations, 〔数〕 a count, [ ] optional, ( | ) choice, 〈改〉 a family of verbs.

    Colons, and commas between clauses, may be missing in the text. 〈止〉 stands where a clause must end: nothing may follow whole
    provisions that narrows them (删去第三款后半句).

    >>> bool(compile_formula("[将]〔址〕〈改〉：〔文〕").match("将\\ue001修改为：\\ue000"))
    True
    """
    out: list[str] = []
    for piece in re.findall(r"〔[^〕]+〕|〈[^〉]+〉|\(\?|.", formula):
        if piece[0] == "〔":
            out.append(f"(?P<{_GROUP[piece[1]]}>{_SLOT[piece[1]]})")
        elif piece[0] == "〈":
            out.append(f"(?:{_MACRO[piece]})")
        else:
            out.append(_PIECE.get(piece, piece))
    return re.compile("".join(out))


_GROUP = {
    "址": "place", "新": "to", "章": "heading", "另": "other", "文": "text", "旧": "old", "名": "name", "数": "count",
    "再": "count2", "源": "source", "至": "goal", "今": "text",
}  # fmt: skip
_PIECE = {"[": "(?:", "]": ")?", "(": "(?:", "：": "：?\\n?", "，": "[，、；]?\\n?", "。": "[。；]?\\n?"}


@attrs.define
class Hit:
    """A formula found in the clauses of an instruction: its slots by name."""

    match: re.Match[str]
    clauses: Clauses

    def has(self, slot: str) -> bool:
        """Whether the slot is filled."""
        return _GROUP[slot] in self.match.re.groupindex and self.match[_GROUP[slot]] is not None

    def names(self, slot: str) -> tuple[Named, ...]:
        """The places in a slot, as written."""
        token = self.clauses.tokens.get(self.match.start(_GROUP[slot])) if self.has(slot) else None
        return token.names if isinstance(token, PlaceList) else ()

    def count(self, slot: str = "数") -> Count:
        """The count in a slot."""
        token = self.clauses.tokens.get(self.match.start(_GROUP[slot])) if self.has(slot) else None
        return token if isinstance(token, Count) else Count(0, None)

    def quotes(self, slot: str) -> list[Quoted]:
        """The quotations in a slot, one by one."""
        return self.quotes_between(*self.match.span(_GROUP[slot])) if self.has(slot) else []

    def quotes_between(self, start: int, end: int) -> list[Quoted]:
        """The quotations between two places of the clauses."""
        found = (self.clauses.tokens.get(i) for i in range(start, end))
        return [q for q in found if isinstance(q, Quoted)]

    def payload(self, slot: str = "文") -> Payload:
        """The new text in a slot: quotations that follow one another are one text."""
        return payload_of(self.quotes(slot))

    @property
    def text(self) -> str:
        """The words of the match, quotations written out."""
        out = []
        for i in range(*self.match.span()):
            token = self.clauses.tokens.get(i)
            out.append(f"“{token.text}”" if isinstance(token, Quoted) else self.clauses.text[i])
        return "".join(out)

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return Span(
            self.clauses.starts[self.match.start()], self.clauses.ends[max(self.match.end() - 1, self.match.start())]
        )


def payload_of(quotes: Sequence[Quoted]) -> Payload:
    """The payload made of quotations that follow one another."""
    if not quotes:
        return Payload(())
    lines = tuple(line for q in quotes for line in q.lines)
    return Payload(lines, Span(quotes[0].start, quotes[-1].end), all(q.quoted for q in quotes))


@attrs.define
class Context:
    """What has been named so far in the instruction: pronouns and bare 款 and 项 are filled in from here.

    ``article`` is the article (in base numbers) that a bare 款 belongs to, ``target`` the final article that a number after
    作为 belongs to, ``subject`` the places named last, ``sentence`` the 款 named in this sentence (a bare 项 belongs to it),
    ``moved`` the base articles that this instruction gives a final number, ``run`` the places renumbered one after another in this sentence.
    """

    article: Address | None = None
    target: Address | None = None
    heading: Address | None = None
    subject: tuple[Place, ...] = ()
    sentence: Address | None = None
    moved: dict[Address, Address] = attrs.field(factory=dict)
    run: list[Place] = attrs.field(factory=list)

    def copy(self) -> Context:
        """A copy to come back to where a reader declines."""
        return attrs.evolve(self, moved=dict(self.moved), run=list(self.run))

    def restore(self, saved: Context) -> None:
        """Take everything from ``saved``."""
        self.article, self.target, self.heading = saved.article, saved.target, saved.heading
        self.subject, self.sentence, self.moved, self.run = saved.subject, saved.sentence, saved.moved, saved.run

    def end_sentence(self, paragraph: bool = False) -> None:
        """A 。 (or a line end) was passed: a 款 named before a line end is no longer spoken of, unless it was one of its items."""
        if not paragraph:
            return
        if not (self.subject and self.subject[-1].address.steps and self.subject[-1].address.level is Level.ITEM):
            self.sentence = None
        if self.article:
            self.subject = (Place(self.article),)

    def places(self, names: Sequence[Named]) -> tuple[Place, ...]:
        """Base places: what is missing is taken from the list itself, then from the context."""
        out: list[Place] = []
        for named in names:
            out += self._base(named, out[-1].address if out else None)
        return tuple(out)

    def _base(self, named: Named, previous: Address | None) -> list[Place]:
        part = "" if named.part == "sentences" else named.part
        if named.whole:
            return [Place(Address(), part=part)]
        if named.pronoun == "subject":
            return [attrs.evolve(p, part=part or p.part) for p in self.subject] or [Place(Address(), part=part)]
        if isinstance(named.pronoun, Level):
            above = self._pronoun(named.pronoun)
            return [Place(Address((*above.steps, *named.steps)), part=part)]
        if not named.steps:
            return [attrs.evolve(p, part=part) for p in self._relative(part)]
        steps = tuple(attrs.evolve(s, nth=1) for s in named.steps)
        address = Address((*self._above(steps[0].level, previous).steps, *steps))
        if address.article and any(s.level in HEADINGS for s in address.steps[:1]):
            address = Address(tuple(s for s in address.steps if s.level not in HEADINGS))
        through = None
        if named.through:
            tail = tuple(attrs.evolve(s, nth=1) for s in named.through)
            kept = tuple(s for s in address.steps if s.level < tail[0].level)
            through = Address((*kept, *tail))
        return [Place(address, through, part)]

    def _pronoun(self, level: Level) -> Address:
        if level is Level.ARTICLE:
            return self.article or Address()
        if level in HEADINGS:
            return self.heading or Address()
        for place in self.subject:
            for i, step in enumerate(place.address.steps):
                if step.level is level:
                    return Address(place.address.steps[: i + 1])
        return self.sentence or self.article or Address()

    def _relative(self, part: str) -> tuple[Place, ...]:
        if part in ("heading", "headings"):
            if self.subject and level_of(self.subject[0].address) in HEADINGS:
                return self.subject  # by its number in the base text, whatever number it gets
            if self.heading:
                return (Place(self.heading),)
        if part.startswith("line-") or not self.subject:
            return (Place(self.article or Address()),)
        return self.subject

    def _above(self, level: Level, previous: Address | None) -> Address:
        if level is Level.PARAGRAPH:
            if previous:
                return previous.article or Address(previous.steps[:1])
            return self.article or Address()
        if level in (Level.ITEM, Level.SUBITEM):
            source = previous or (self.sentence if level is Level.ITEM else self._pronoun(Level.ITEM)) or self.article
            return Address(tuple(s for s in source.steps if s.level < level)) if source else Address()
        if level is Level.SECTION:
            source = previous or self.heading
            return (
                Address(tuple(s for s in source.steps if s.level < level and s.level in HEADINGS))
                if source
                else Address()
            )
        return Address()

    def finals(self, names: Sequence[Named], left: Sequence[Place] = ()) -> tuple[Place, ...]:
        """Final places (after 作为, 改为): a bare 款 belongs to the final article, a bare 项 where its left side stands."""
        out: list[Place] = []
        for i, named in enumerate(names):
            steps = tuple(attrs.evolve(s, nth=1) for s in named.steps)
            if isinstance(named.pronoun, Level) and named.pronoun is Level.ARTICLE:
                out.append(Place(Address((*(self.target or Address()).steps, *steps)), part=named.part))
                continue
            if not steps:
                out.append(Place(Address(), part=named.part))
                continue
            base = left[min(i, len(left) - 1)].address if left else None
            above = self._above_final(steps[0].level, out[-1].address if out else None, base)
            address = Address((*above.steps, *steps))
            through = None
            if named.through:
                tail = tuple(attrs.evolve(s, nth=1) for s in named.through)
                through = Address((*(s for s in address.steps if s.level < tail[0].level), *tail))
            out.append(Place(address, through, named.part))
        return tuple(out)

    def _above_final(self, level: Level, previous: Address | None, base: Address | None) -> Address:
        if level is Level.SECTION:
            source = previous or base or self.heading
            return Address(tuple(s for s in source.steps if s.level < level)) if source else Address()
        if level not in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM):
            return Address()
        if previous:
            return Address(tuple(s for s in previous.steps if s.level < level))
        if base and base.article and len(base.steps) > 1 and level > Level.PARAGRAPH:
            kept = self.final_of(base)
            return Address(tuple(s for s in kept.steps if s.level < level))
        if base and base.steps and base.steps[0].level is Level.PREAMBLE:
            return Address(base.steps[:1])
        return self.target or self.article or Address()

    def final_of(self, address: Address) -> Address:
        """The same address with the final number of its article, so far as this instruction gives it."""
        article = address.article
        if article is None or article not in self.moved:
            return address
        return Address((*self.moved[article].steps, *address.steps[len(article.steps) :]))

    def speak(self, names: Sequence[Named]) -> tuple[Place, ...]:
        """Base places, and from now on the instruction is speaking of them."""
        places = self.places(names)
        self.name(places)
        if names and any(s.level is Level.ARTICLE for n in names for s in (*n.steps, *n.through)) and self.article:
            self.target = self.moved.get(self.article, self.article)
        return places

    def name(self, places: Sequence[Place]) -> None:
        """These places are what the instruction is speaking of now."""
        if not places:
            return
        self.subject = tuple(places)
        last = places[-1].through or places[-1].address
        if last.article:
            if last.article != self.article:
                self.article, self.sentence = last.article, None
                self.target = self.moved.get(last.article, last.article)
            for i, step in enumerate(last.steps):
                if step.level is Level.PARAGRAPH:
                    self.sentence = Address(last.steps[: i + 1])
        elif last.steps and last.level in HEADINGS:
            self.heading = last
        elif last.steps and last.steps[0].level is Level.PREAMBLE:
            self.article = self.target = Address(last.steps[:1])

    def move(self, place: Address, to: Address) -> None:
        """``place`` gets the final number ``to``: later bare numbers after 作为 are counted there."""
        if to.article:
            self.target = to.article
            if place.article == place:
                self.moved[place] = to.article
        elif to.steps and to.level in HEADINGS:
            self.heading = to


def expand(place: Place) -> list[Address]:
    """The addresses of a range of numbers (第二款至第五款; 第一百二十条之二至第一百二十条之六); one address where it is none."""
    first, last = place.address, place.through
    if last is None or not first.steps:
        return [first]
    a, b = first.steps[-1], last.steps[-1]
    if a.level is not b.level or len(first.steps) != len(last.steps):
        return [first]
    if a.number.value == b.number.value:
        numbers = [Number(a.number.value, n) for n in range(a.number.sub, b.number.sub + 1)]
    else:
        numbers = [Number(n) for n in range(a.number.value, min(b.number.value, a.number.value + 2000) + 1)]
    return [Address((*first.steps[:-1], Step(a.level, n))) for n in numbers] or [first]


def level_of(address: Address | None) -> Level | None:
    """The level of an address, None for the whole statute and for no address."""
    return address.steps[-1].level if address and address.steps else None
