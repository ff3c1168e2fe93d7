"""The context in which the clauses of an instruction are read: what has been named so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from lawtrack.decision.orders import Place
from lawtrack.decision.places import NamedPlace
from lawtrack.errors import FindingKind
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import HEADINGS, WITHIN, Level
from lawtrack.model.numerals import Number


@attrs.frozen
class Doubt:
    """Two figures of one clause that do not agree (增加二条 with three texts), or two readings of it (增加规定: a paragraph or a
    sentence): the kind of the finding, and its sentences with both of them and the place."""

    kind: FindingKind
    message: str
    message_en: str

    @classmethod
    def of(cls, kind: FindingKind, **values: Any) -> Doubt:
        told = kind.finding(**values)
        return cls(kind, told.message, told.message_en)


class Contradiction(Exception):
    """Raised by a reader for a clause whose figures do not agree and nothing decides between them: it is not carried out."""

    def __init__(self, kind: FindingKind, **values: Any) -> None:
        self.doubt: Doubt = Doubt.of(kind, **values)
        super().__init__(self.doubt.message)


class Adrift(Exception):
    """Words that lean on what was named before, where nothing was (其中的, a bare 第二款), or a list of places with a slip in it: it is not
    known where they belong."""


@attrs.define
class Context:
    """What has been named so far in the instruction: pronouns and bare 款 and 项 are filled in from here.

    ``article`` is the article (in base numbers) that a bare 款 belongs to, ``target`` the final article that a number after
    作为 belongs to, ``subject`` the places named last, ``sentence`` the 款 named in this sentence (a bare 项 belongs to it),
    ``moved`` the base articles that this instruction gives a final number, ``clause`` those of this clause, ``run`` the places renumbered one after another in this sentence,
    ``doubts`` what the clause that is being read says twice and differently.

    ``across`` where the places named last are of several articles: a bare 款 or 项 after them is of which, is not said.

    ``excepted`` are the places that 除第二条外 takes out of ``subject``: words that lean on the one lean on the other.

    ``lost`` after a clause that was not understood, until one names a place again; ``spoken`` every place filled in since a phrase was
    last read. Filling in raises :class:`Adrift` where nothing that was understood has been named.
    """

    article: Address | None = None
    target: Address | None = None
    heading: Address | None = None
    subject: tuple[Place, ...] = ()
    sentence: Address | None = None
    moved: dict[Address, Address] = attrs.field(factory=dict)
    run: list[Place] = attrs.field(factory=list)
    doubts: list[Doubt] = attrs.field(factory=list)
    clause: dict[Address, Address] = attrs.field(factory=dict)
    lost: bool = False
    spoken: list[Place] = attrs.field(factory=list)
    excepted: tuple[Place, ...] = ()
    across: bool = False
    narrow: tuple[Place, ...] = ()
    """What was named on a line before, below its article: 该款 and 该项 mean it, but words alone on a line of their own may also mean the article."""
    listing: bool = False
    """Whether the clause stands above a list (将下列法律中的“甲”修改为“乙”：) whose places are the subject."""
    _lent: bool = attrs.field(default=False, init=False)

    def copy(self) -> Context:
        """A copy to come back to where a reader declines. Lists are never changed, only replaced; what was moved is copied before it is written to."""
        self._lent = True
        return Context(
            self.article, self.target, self.heading, self.subject, self.sentence,
            self.moved, self.run, self.doubts, self.clause, self.lost, self.spoken,
            self.excepted, self.across, self.narrow, self.listing,
        )  # fmt: skip

    def restore(self, saved: Context) -> None:
        """Take everything from ``saved``."""
        self.article, self.target, self.heading = saved.article, saved.target, saved.heading
        self.subject, self.sentence, self.moved, self.run = saved.subject, saved.sentence, saved.moved, saved.run
        self.clause, self.lost, self.spoken = saved.clause, saved.lost, saved.spoken
        self.excepted, self.across, self.narrow, self._lent = saved.excepted, saved.across, saved.narrow, True

    def lose(self) -> None:
        """A clause was not understood: nothing after it may lean on what was named before."""
        self.article = self.target = self.heading = self.sentence = None
        self.subject, self.excepted, self.run, self.lost, self.across, self.narrow = (), (), [], True, False, ()

    def end_sentence(self, mark: str) -> None:
        """A ；, 。 or line end was passed: a 款 named before a line end is no longer spoken of, unless it was one of its items."""
        self.run, self.clause = [], {}
        if mark != "\n":
            return
        if not (self.subject and self.subject[-1].address.steps and self.subject[-1].address.level is Level.ITEM):
            self.sentence = None
        if self.article:
            if any(p.address != self.article or p.part for p in self.subject):
                self.narrow = self.subject
            self.subject, self.excepted = (Place(self.article),), ()

    def places(self, names: Sequence[NamedPlace]) -> tuple[Place, ...]:
        """Base places: what is missing is taken from the list itself, then from the context."""
        out: list[Place] = []
        for named in names:
            if (
                out and named.part and not (named.steps or named.pronoun or named.whole)
            ):  # 第一句、第二句 of the place before
                out.append(attrs.evolve(out[-1], part=named.part))
                continue
            base = self._base(named, out[-1].address if out else None)
            out += [self._before(p) for p in base] if any(n.changed for n in names) else base
        if len(out) > 1 and (len(set(out)) < len(out) or _overlap(out)):
            raise Adrift  # 第三条、第三条: the same place twice in one list, and one of them was another
        self.spoken = [*self.spoken, *out]
        return tuple(out)

    def _base(self, named: NamedPlace, previous: Address | None) -> list[Place]:
        part = named.part
        if named.whole:
            return [Place(Address(), part=part)]
        if named.pronoun == "listed" and not self.listing:
            raise Adrift  # 以下条款中的: what follows is named nowhere
        if named.pronoun in ("subject", "listed"):
            self._lean(self.subject and not self.narrow)
            return [attrs.evolve(p, part=part or p.part) for p in self._those()] or [Place(Address(), part=part)]
        if isinstance(named.pronoun, str) and named.pronoun.startswith("these-"):
            return self._these(named.pronoun, part)
        if isinstance(named.pronoun, Level):
            above = self._pronoun(named.pronoun)
            if named.pronoun in (Level.PARAGRAPH, Level.ITEM):
                self._lean(above.steps and (above.level is named.pronoun or above == self.article and not self.narrow))
            return [Place(Address((*above.steps, *named.steps)), part=part)]
        if not named.steps:
            return [attrs.evolve(p, part=part) for p in self._relative(part)]
        steps = _plain(named.steps)
        address = Address((*self._above(steps[0].level, previous).steps, *steps))
        if address.steps[0].level in HEADINGS and address.article:
            address = Address(tuple(s for s in address.steps if s.level not in HEADINGS))
        through = None
        if named.through:
            tail = _plain(named.through)
            through = Address((*over(address, tail[0].level).steps, *tail))
        return [Place(address, through, part, named=named.named)]

    def _before(self, place: Place) -> Place:
        """Where 修改后的第五条 stands in the base: what this instruction has given the number; what it has not is not known here."""
        base = next((b for b, final in self.moved.items() if final == place.address.article), None)
        if base is None or place.through is not None:
            raise Adrift
        return attrs.evolve(place, address=Address((*base.steps, *place.address.steps[len(base.steps) :])))

    def _those(self) -> tuple[Place, ...]:
        """What 其中 speaks of: the places named last, or all articles that the sentence renumbered one after another up to it."""
        run = self.run
        together = len(run) > 1 and self.subject[-1:] == (run[-1],) and all(p.address.article == p.address for p in run)
        return tuple(run) if together else self.subject

    def _these(self, said: str, part: str) -> list[Place]:
        """这三条: the places named last, if they are as many and of that level."""
        _, level, count = said.split("-")
        self._lean(self.subject)
        those = [Place(a, part=part) for p in self._those() for a in expand(p)]
        alike = all(a.address.steps and a.address.level.name == level for a in those)
        if not alike or str(len(those)) != count or any(p.part for p in self._those()):
            raise Adrift
        return those

    def renumbered(self, address: Address) -> Address | None:
        """The base place that this clause has just given the number of ``address``, if any."""
        for base, final in self.clause.items():
            if final == address.article and base != final:
                return Address((*base.steps, *address.steps[len(final.steps) :]))
        return None

    def _pronoun(self, level: Level) -> Address:
        self._lean(self.heading if level in HEADINGS else self.article)
        if level is Level.ARTICLE:
            return self.spoken_article() or Address()
        if level in HEADINGS:
            return self.heading or Address()
        for place in (*self.subject, *self.narrow):
            for i, step in enumerate(place.address.steps):
                if step.level is level:
                    return Address(place.address.steps[: i + 1])
        return self.sentence or self.article or Address()

    def _relative(self, part: str) -> tuple[Place, ...]:
        if part.startswith("heading"):
            if self.subject and level_of(self.subject[0].address) in HEADINGS:
                return self.subject  # by its number in the base text, whatever number it gets
            if self.heading:
                return (Place(self.heading),)
        if part.startswith("line-") or not self.subject:
            if self.lost or not part.startswith("line-"):
                self._lean(self.article)
            return (Place(self.article or Address()),)
        self._lean(not self.narrow or part.startswith("heading"))
        return tuple(attrs.evolve(p, within="") if p.within else p for p in self.subject)

    def _above(self, level: Level, previous: Address | None) -> Address:
        if previous is None and level in WITHIN:
            self.spoken_article()
        if level is Level.PARAGRAPH:
            if previous:
                return previous.article or Address(previous.steps[:1])
            if self.lost:  # a text without articles has paragraphs and items of its own
                self._lean(self.article)
            return self.article or Address()
        if level in (Level.ITEM, Level.SUBITEM):
            source = previous or (self.sentence if level is Level.ITEM else self._pronoun(Level.ITEM)) or self.article
            if self.lost:
                self._lean(source)
            return over(source, level) if source else Address()
        if level is Level.ARTICLE and (beside := previous or self.article) and beside.steps[0].level is Level.ANNEX:
            raise Adrift  # 附件第一条、第二条: of the annex, or of the statute
        if level is Level.SECTION:
            source = previous or self.heading
            return (
                Address(tuple(s for s in source.steps if s.level < level and s.level in HEADINGS))
                if source
                else Address()
            )
        return Address()

    def finals(self, names: Sequence[NamedPlace], left: Sequence[Place] = ()) -> tuple[Place, ...]:
        """Final places (after 作为, 改为): a bare 款 belongs to the final article, a bare 项 where its left side stands."""
        out: list[Place] = []
        for i, named in enumerate(names):
            steps = _plain(named.steps)
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
                tail = _plain(named.through)
                through = Address((*over(address, tail[0].level).steps, *tail))
            out.append(Place(address, through, named.part))
        self.spoken = [*self.spoken, *(p for p in out if p.address.steps)]
        return tuple(out)

    def _above_final(self, level: Level, previous: Address | None, base: Address | None) -> Address:
        if level is Level.SECTION:
            source = previous or base or self.heading
            return Address(tuple(s for s in source.steps if s.level < level)) if source else Address()
        if level not in WITHIN:
            return Address()
        if previous:
            return over(previous, level)
        if base and base.article and len(base.steps) > 1 and level > Level.PARAGRAPH:
            return over(self.final_of(base), level)
        if base and base.steps and base.steps[0].level is Level.PREAMBLE:
            return Address(base.steps[:1])
        if self.lost:
            self._lean(self.target or self.article)
        return self.target or self.article or Address()

    def final_of(self, address: Address) -> Address:
        """The same address with the final number of its article, so far as this instruction gives it."""
        article = address.article
        if article is None or article not in self.moved:
            return address
        return Address((*self.moved[article].steps, *address.steps[len(article.steps) :]))

    def _lean(self, antecedent: object) -> None:
        """Something is filled in from what was named before; if nothing was, the words belong to no place."""
        if not antecedent:
            raise Adrift

    def spoken_article(self) -> Address | None:
        """The article that a bare 款 belongs to, unless several were named (第三条、第七条中的“甲”修改为“乙”；第二款修改为…)."""
        if self.across:
            raise Adrift
        return self.article

    def spoken_of(self, excepting: bool = False) -> tuple[Place, ...]:
        """The places named last, for words that name none themselves; ``excepting`` where the reader leaves out what was taken out of them."""
        self._lean(self.subject and not self.narrow)
        if self.excepted and not excepting:
            raise Adrift
        return self.subject

    def speak(self, names: Sequence[NamedPlace]) -> tuple[Place, ...]:
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
        self.subject, self.excepted, self.lost, self.narrow = tuple(places), (), False, ()
        last = places[-1].through or places[-1].address
        article = last.article
        self.across = any(article != (a and a.article) for p in places for a in (p.address, p.through or p.address))
        if article:
            if article != self.article:
                self.article, self.sentence = article, None
                self.target = self.moved.get(article, article)
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
                self.note_move(place, to.article)
                self.clause[place] = to.article
        elif to.steps and to.level in HEADINGS:
            self.heading = to

    def note_move(self, place: Address, to: Address) -> None:
        """The base article ``place`` gets the number of ``to``."""
        if self._lent:
            self.moved, self.clause, self._lent = dict(self.moved), dict(self.clause), False
        self.moved[place] = to


def _overlap(places: Sequence[Place]) -> bool:
    """Whether a range holds what the list names besides it: 第二条至第九条、第七条."""
    if not any(p.through for p in places) or any(p.part for p in places):
        return False
    named = [a for p in places for a in expand(p)]
    return len(set(named)) < len(named)


def _plain(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps as they stand in an address, without the mark of a 自然段."""
    for step in steps:
        if step.nth != 1:
            return tuple(attrs.evolve(s, nth=1) for s in steps)
    return steps


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


def over(address: Address, level: Level) -> Address:
    """What an address has above a level; an annex is above all that stands in it.

    >>> from lawtrack.model.address import parse_address
    >>> str(over(parse_address("附件第一条第一款第一项"), Level.ITEM))
    '附件第一条第一款'
    """
    return Address(tuple(s for s in address.steps if s.level < level or s.level is Level.ANNEX))


def level_of(address: Address | None) -> Level | None:
    """The level of an address, None for the whole statute and for no address."""
    return address.steps[-1].level if address and address.steps else None
