"""Words put back: what 其中的“A”修改为“B” made of the texts of a statute, undone in the later texts.

A word order read backwards is not always certain: B may have stood there before, A may have been deleted without a trace of where. The
most likely reading is taken that leads forwards again to the later text, and every doubt is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

import attrs

from lawtrack.binding.explain import nearest
from lawtrack.binding.regions import is_partial
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import find_words
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.decision.decision import Instruction
from lawtrack.decision.orders import (
    Append,
    ConvertNumerals,
    DeleteProvisions,
    DeleteWords,
    InsertWords,
    MoveWords,
    Order,
    Place,
    Replace,
    ReplaceWords,
)
from lawtrack.errors import Finding, FindingKind, overlap
from lawtrack.model.gaps import gap, is_gap
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Splice, clause_of
from lawtrack.rewinding import findings as kinds
from lawtrack.rewinding.choices import choices
from lawtrack.rewinding.word_search import (
    Saying,
    WordClaim,
    claims_of,
    greedy,
    said,
    search,
    undone,
)

Key = tuple[int, int]

_SENTENCE = re.compile(r"sentence-(-?\d+)")
_ANY = re.compile(r"第[×xX＊*]+[编章节条款项]")
"""A number left open in quoted words (依照刑法第×条的规定, the decision of 2009): they stand for whatever number is there."""


@attrs.frozen
class _Wanted:
    """A saying with where it was said: the place, the lines it concerns, its instruction."""

    saying: Saying
    places: tuple[Place, ...]
    lines: tuple[int, ...]
    instruction: Instruction | None
    wide: bool = False


@attrs.define
class Unsaying:
    """All word orders of a decision, undone in the units of a base whose structure is restored already.

    ``base`` has the texts of the later statute where it has no gap.
    """

    base: Statute
    unnumbered: bool
    work: WorkingCopy = attrs.field(init=False)
    findings: list[Finding] = attrs.field(factory=list)
    wanted: dict[Key, _Wanted] = attrs.field(factory=dict)
    sayings: dict[int, list[Saying]] = attrs.field(factory=dict)
    fixed: dict[int, list[WordClaim]] = attrs.field(factory=dict)
    """Line → stretches that are certain (a sentence that was replaced)."""
    whole: dict[int, str] = attrs.field(factory=dict)
    applied: dict[tuple[int, str], frozenset[Key]] = attrs.field(factory=dict)
    instruction: Instruction | None = None

    def __attrs_post_init__(self) -> None:
        self.work = WorkingCopy(self.base, self.unnumbered)

    def run(self, instructions: Sequence[Instruction]) -> dict[int, tuple[Splice, ...]]:
        """Line → splices that turn its later text into the earlier one."""
        n = 0
        for instruction in instructions:
            self.instruction = instruction
            for order in instruction.orders:
                n += 1
                try:
                    self.take(order, n)
                except Undone as failed:
                    self.report(
                        kinds.PLACE_MISSING,
                        failed.address,
                        clause=clause_of(instruction.label),
                        said=failed.message,
                        said_en=failed.message_en,
                    )
        out = self.settle()
        self.instruction = None
        return out

    def take(self, order: Order, n: int) -> None:
        """Note what an order says of words."""
        match order:
            case ReplaceWords() if order.as_name:
                self.report(
                    kinds.ONLY_AS_A_NAME,
                    str(order.places[0].address) if order.places else "",
                    after="”“".join(dict.fromkeys(new for _, new in order.pairs)),
                    noun="、".join(dict.fromkeys(noun for _, noun in order.as_name)),
                    clause=clause_of(self.instruction.label) if self.instruction else "",
                )
            case ReplaceWords():
                pairs = order.pairs
                if order.old_whole:
                    olds = [x for old, _ in order.pairs for x in old.split("\n") if x]
                    news = [x for _, new in order.pairs for x in new.split("\n") if x]
                    if len(olds) != len(news):
                        return
                    pairs = tuple(zip(olds, news, strict=True))
                elif order.joined and len(order.pairs) > 1:
                    pairs = (("、".join(old for old, _ in order.pairs), order.pairs[0][1]),)
                self.want(
                    order.places,
                    [("replace", old, new, "") for old, new in self.spelt(order.places, pairs)],
                    n,
                    order.except_,
                    nth=order.nth,
                )
            case DeleteWords():
                self.want(order.places, [("replace", w, "", "") for w in order.words], n, order.except_, nth=order.nth)
            case InsertWords():
                self.want(order.places, [("insert", order.anchor, order.text, order.side)], n, nth=order.nth)
            case Append():
                self.append(order, n)
            case Replace():
                self.replaced(order, n)
            case DeleteProvisions():
                for place in order.places:
                    if is_partial(place):
                        self.sentence(place, "", n)
            case ConvertNumerals():
                for place in order.places:
                    self.report(kinds.NUMERALS, place.address, place=place)
            case MoveWords():
                self.report(
                    kinds.MOVED_WORDS,
                    str(order.places[0].address) if order.places else "",
                    after=order.words,
                    clause=clause_of(self.instruction.label) if self.instruction else "",
                )
            case _:
                pass

    def spelt(self, places: Sequence[Place], pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs whose old words are the words of the earlier text: 依照刑法第×条的规定 stands for any article, and is told."""
        for old, new in pairs:
            for place in places if _ANY.search(old) and not _ANY.search(new) else ():
                self.report(kinds.PLACEHOLDER, place.address, before=old, after=new)
        return [(old, new) for old, new in pairs if not _ANY.search(old) or _ANY.search(new)]

    def want(
        self, places: Sequence[Place], things: Sequence[tuple[str, str, str, str]], n: int,
        except_: Sequence[Place] = (), first: int = 0, nth: tuple[int, ...] = (),
    ) -> None:  # fmt: skip
        """Note changes of words for all texts of some places."""
        if len(places) > 1 and any(p.within or p.part for p in places):
            for i, place in enumerate(places):
                self.want([place], things, n, except_, 1000 * (i + 1), nth)
            return
        spared = {s.line for p in except_ for s in self.texts(p)}
        if len(places) > 1:  # what was deleted stood in each of the places
            gone = [t for t in things if t[0] == "replace" and not t[2]]
            for i, place in enumerate(places) if gone else ():
                self.want([place], gone, n, except_, 1000 * (i + 1), nth)
            things = [t for t in things if t not in gone]
        slots = list(dict.fromkeys(s for p in places for s in self.texts(p) if s.line not in spared))
        wide = any(not p.address.steps for p in places)
        sentence = 0
        if places and (found := _SENTENCE.fullmatch(places[0].part)):
            sentence, slots = int(found[1]), slots[:1] if int(found[1]) > 0 else slots[-1:]
        if places and places[0].within:
            things, nth = self.passage(places[0].within, things), ()
        for k, (kind, old, new, side) in enumerate(things, first):
            here = slots
            if new and not wide and not any(find_words(s.text, new) for s in slots):
                here = self.elsewhere(places, new) or slots
            saying = Saying(
                "insert" if kind == "insert" else "replace",
                old,
                new,
                (n, k),
                side or "after",
                sentence,
                nth if len(here) == 1 else (),
            )
            lines = tuple(s.line for s in here if s.line is not None)
            self.wanted[n, k] = _Wanted(saying, tuple(places), lines, self.instruction, wide)
            for line in lines:
                self.sayings.setdefault(line, []).append(saying)

    @staticmethod
    def passage(words: str, things: Sequence[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
        """A passage quoted as it was, in which words change: as a whole it became another, so that the place of the words is certain."""
        sayings = [
            Saying("insert" if kind == "insert" else "replace", old, new, (0, k), side or "after")
            for k, (kind, old, new, side) in enumerate(things)
        ]
        after = said(words, sayings)[0]
        return [("replace", words, after, "")] if after != words else []

    def elsewhere(self, places: Sequence[Place], words: str) -> list[Slot]:
        """Words that are not in the 款 named, but once in its article: the order counts its paragraphs otherwise."""
        if len(places) != 1 or not places[0].address.steps:
            return []
        article = places[0].address.article
        if article is None or article == places[0].address:
            return []
        found = [s for s in self.texts(Place(article)) for _ in find_words(s.text, words)]
        return found if len(found) == 1 else []

    def append(self, order: Append, n: int) -> None:
        """Note what an order put at an end."""
        new = order.payload.lines[0] if order.payload.lines else ""
        for k, place in enumerate(order.places):
            slots = self.texts(place)
            saying = Saying("append", "", new, (n, k), order.side)
            ends = slots if order.side == "start" else slots[::-1]
            hit = next((s for s in ends if claims_of(s.text, saying)), ends[0] if ends else None)
            lines = (hit.line,) if hit is not None and hit.line is not None else ()
            self.wanted[n, k] = _Wanted(saying, (place,), lines, self.instruction)
            for line in lines:
                self.sayings.setdefault(line, []).append(saying)

    # ------------------------------------------------------------------ parts of a provision that were replaced

    def replaced(self, order: Replace, n: int) -> None:
        """Note the new text of a part: a sentence, a lead-in, a line."""
        text = "".join(order.payload.lines)
        for place in order.places:
            if is_partial(place):
                self.sentence(place, text, n)
            elif place.part in ("head", "start") or place.part.startswith("line-"):
                for slot in self.texts(place)[:1]:
                    if slot.line is not None and not is_gap(slot.text):
                        mark = slot.text[-1:] if slot.text[-1:] in "：:" else "。"
                        self.whole[slot.line] = gap(mark if slot.level is Level.PARAGRAPH else slot.text[-1:])
            elif place.part == "items":
                for slot in self.texts(place):
                    if slot.line is not None:
                        self.whole[slot.line] = gap(slot.text[-1:])

    def sentence(self, place: Place, new: str, n: int) -> None:
        """第N句修改为: the sentence that is there now was another one."""
        which = place.part.removeprefix("sentence-")
        number = int(which) if which.lstrip("-").isdigit() else 0
        for slot in self.texts(place)[:1]:
            assert slot.line is not None
            text = slot.text
            if not number:  # several sentences, or a half of one: how long the earlier ones were is not known
                self.whole[slot.line] = gap(text[-1:])
                continue
            if new:
                found = find_words(text, new)
                mark = new[-1] if new[-1] in "。；" else ""
                claims = [WordClaim(m.start, m.end, gap(mark), (n, 0)) for m in found[:1]]
            else:
                ends = [i + 1 for i, c in enumerate(text) if c in "。；"] or [len(text)]
                at = ends[number - 2] if number > 1 and number - 2 < len(ends) else (0 if number > 0 else len(text))
                claims = [WordClaim(at, at, gap("。"), (n, 0), False)]
            self.fixed.setdefault(slot.line, []).extend(claims)

    # ------------------------------------------------------------------ all together

    def settle(self) -> dict[int, tuple[Splice, ...]]:
        """The earlier texts: first what is visible in the later ones, then what is hidden, then what is missing."""
        claims: dict[int, list[WordClaim]] = {}
        possible: dict[int, list[WordClaim]] = {}
        for line in {*self.sayings, *self.fixed}:
            text = self.later(line)
            if line in self.whole or is_gap(text):
                continue
            known = self.fixed.get(line, [])
            possible[line] = [c for s in self.sayings.get(line, ()) for c in claims_of(text, s)]
            claims[line] = sorted(
                [*known, *greedy([c for c in possible[line] if not any(overlap(c, k) for k in known)])], key=_place
            )
        texts = {line: undone(self.later(line), mine) for line, mine in claims.items()}
        for line, before in texts.items():
            if said(before, self.sayings.get(line, ()))[0] != self.later(line):
                texts[line] = search(before, self.later(line), self.sayings.get(line, ()), ()) or before
        for key, wanted in self.wanted.items():
            if all(key not in self.used(line, texts[line]) for line in wanted.lines if line in texts):
                self.instruction = wanted.instruction
                self.hidden(key, wanted, claims, texts)
        self.remark(claims)
        self.doubt(texts)
        out: dict[int, tuple[Splice, ...]] = {}
        for line, text in self.whole.items():
            out[line] = (Splice(0, len(self.later(line)), text),)
        for line, text in texts.items():
            if text == undone(self.later(line), claims[line]):
                out[line] = tuple(dict.fromkeys(Splice(c.start, c.end, c.before) for c in claims[line]))
            else:
                out[line] = _splices(self.later(line), text)
        return out

    def used(self, line: int, before: str) -> frozenset[Key]:
        """The sayings that apply to an earlier text."""
        if (line, before) not in self.applied:
            self.applied[line, before] = said(before, self.sayings.get(line, ()))[1]
        return self.applied[line, before]

    def owed(self, line: int, texts: dict[int, str]) -> set[Key]:
        """The sayings that apply to the earlier text of a line and to no other line that they concern."""
        return {
            key
            for key in self.used(line, texts[line])
            if not any(key in self.used(x, texts[x]) for x in self.wanted[key].lines if x in texts and x != line)
        }

    def hidden(self, key: Key, wanted: _Wanted, claims: dict[int, list[WordClaim]], texts: dict[int, str]) -> None:
        """An order of which nothing is seen: words deleted, words inserted beside others that changed too, or a slip of print."""
        saying, place = wanted.saying, wanted.places[0] if wanted.places else Place()
        open_ = [line for line in wanted.lines if line in claims]
        for line in open_:
            later = self.later(line)
            if self.fixed.get(line) or saying.new and not find_words(later, saying.new):
                continue
            found = search(texts[line], later, self.sayings[line], {*self.owed(line, texts), key})
            if found is not None:
                texts[line] = found
                return
        if saying.new and any(find_words(self.later(line), saying.new) for line in open_):
            return  # the words are there; what stood in their place cannot be told
        if saying.new and len(saying.new) > 3 and self.slipped(key, saying, place, open_, claims, texts):
            return
        gaps = [line for line in wanted.lines if is_gap(self.later(line))]
        if gaps and saying.old:
            text = self.whole.get(gaps[0], self.later(gaps[0]))
            self.whole[gaps[0]] = gap(text[-1:] if text[-1:] in "。；：" else "", [saying.old])
        elif len(wanted.places) == 1 and not gaps:
            if saying.new:
                self.report(kinds.WORDS_MISSING, place, before=saying.new)
            else:
                self.report(kinds.PLACE_UNKNOWN, place, before=saying.old)

    def slipped(
        self,
        key: Key,
        saying: Saying,
        place: Place,
        lines: Sequence[int],
        claims: dict[int, list[WordClaim]],
        texts: dict[int, str],
    ) -> bool:
        """The ordered words are not there: what looks most like them is taken for them, misprinted."""
        best: tuple[float, int, int, int] | None = None
        for line in lines:
            text = self.later(line)
            a, b = _tightened(saying.new, text, *nearest(saying.new, text))
            like = _likeness(saying.new, text[a:b])
            if like > (best[0] if best else 0.72):
                best = (like, line, a, b)
        if best is None:
            return False
        _, line, a, b = best
        before = saying.old if saying.kind == "replace" else ""
        claim = WordClaim(a, b, before, key, False)
        claims[line] = sorted([*(c for c in claims[line] if not overlap(c, claim)), claim], key=_place)
        words, texts[line] = self.later(line)[a:b], undone(self.later(line), claims[line])
        self.report(kinds.SLIP, place, before=saying.new, after=words)
        return True

    def doubt(self, befores: dict[int, str]) -> None:
        """One finding for each order and place that more than one earlier text fits."""
        used = {line: self.used(line, before) for line, before in befores.items()}
        groups = {
            key: [(p, frozenset(s.line for s in self.texts(p))) for p in w.places] for key, w in self.wanted.items()
        }
        told: set[tuple[Key, str]] = set()
        for key, wanted in self.wanted.items():
            saying = wanted.saying
            line = next((x for x in wanted.lines if x in used and key in used[x]), None)
            if line is not None and saying.kind == "replace" and not saying.new:
                self.instruction, place = wanted.instruction, wanted.places[0] if wanted.places else Place()
                at = befores[line].find(saying.old)
                self.report(kinds.PUT_BEHIND, place, before=saying.old, words=befores[line][max(0, at - 8) : at])
        for line, before in befores.items():
            if line in self.whole:
                continue
            sayings = [s for s in self.sayings.get(line, ()) if not self.wanted[s.key].wide]
            here = {s.key: [(p, lines) for p, lines in groups[s.key] if line in lines] for s in sayings}
            owed = {
                key
                for key, homes in here.items()
                if any(not any(key in used[x] for x in lines if x in used and x != line) for _, lines in homes)
            }
            for key, kind in choices(before, self.later(line), self.sayings.get(line, ()), owed):
                wanted = self.wanted[key]
                if wanted.wide:
                    continue
                where = str(here[key][0][0].address) if here[key] else str(self.base.addresses[line])
                if (key, where) in told:
                    continue
                told.add((key, where))
                self.instruction = wanted.instruction
                old, new = wanted.saying.old, wanted.saying.new
                if kind == "mark":
                    self.report(kinds.MARK, where, after=new)
                else:
                    self.report(kinds.WIDE, where, before=old, after=new)

    def remark(self, claims: dict[int, list[WordClaim]]) -> None:
        """What is doubtful although something was found: several old words for one new, replacements through the whole statute."""
        by_new: dict[tuple[int, str], list[Key]] = {}
        for key, wanted in self.wanted.items():
            if wanted.saying.kind == "replace" and wanted.saying.new:
                by_new.setdefault((key[0], wanted.saying.new), []).append(key)
        counts: dict[Key, int] = {}
        for mine in claims.values():
            for c in mine:
                counts[c.key] = counts.get(c.key, 0) + 1
        for (_, new), keys in by_new.items():
            first = self.wanted[keys[0]]
            self.instruction = first.instruction
            olds = list(dict.fromkeys(self.wanted[k].saying.old for k in keys))
            if not any(counts.get(k) for k in keys):
                continue
            touched = {line for line, mine in claims.items() if any(c.key in keys for c in mine)}
            for place in first.places if len(olds) > 1 else ():
                if touched.isdisjoint(x.line for x in self.texts(place)):
                    continue
                self.report(
                    kinds.AMBIGUOUS, place, before="、".join(olds), after=new, count=len(olds), olds="”“".join(olds)
                )
            if first.wide:
                self.report(kinds.WIDE_EVERYWHERE, before=olds[0], after=new)

    # ------------------------------------------------------------------ looking up

    def later(self, line: int) -> str:
        """A line as it is now."""
        return self.base.units[line].text

    def texts(self, place: Place) -> list[Slot]:
        """The lines of a place that have a text."""
        return [s for s in self.work.texts(place) if s.line is not None]

    def report(self, kind: FindingKind, address: object = "", **values: Any) -> None:
        """Add a finding, with the instruction that is being undone."""
        label = self.instruction.label if self.instruction else ""
        span = self.instruction.span if self.instruction else None
        self.findings.append(kind.finding(address, span=span, instruction=label, **values))


def _place(claim: WordClaim) -> tuple[int, int]:
    return claim.start, claim.end


def _splices(later: str, before: str) -> tuple[Splice, ...]:
    """What leads from one text to the other, character by character."""
    ops = SequenceMatcher(None, later, before, autojunk=False).get_opcodes()
    return tuple(Splice(i, k, before[m:n]) for tag, i, k, m, n in ops if tag != "equal")


def _likeness(a: str, b: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(a, b)


def _tightened(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch like ``words`` without what does not belong to it at its ends."""
    best = _likeness(words, text[start:end])
    while start < end and (better := _likeness(words, text[start + 1 : end])) > best:
        start, best = start + 1, better
    while start < end and (better := _likeness(words, text[start : end - 1])) > best:
        end, best = end - 1, better
    return start, end
