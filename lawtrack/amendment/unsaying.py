"""Words put back: what 其中的“A”修改为“B” made of a text, undone in the later text.

A word order read backwards is not always certain: B may have stood there before, A may have been deleted without a trace of where. The
most likely reading is taken, and every such doubt is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from lawtrack.amendment.bind import Binder
from lawtrack.amendment.instructions import (
    Append,
    ConvertNumerals,
    Delete,
    DeleteWords,
    InsertWords,
    Instruction,
    Order,
    Place,
    Replace,
    ReplaceWords,
)
from lawtrack.amendment.plan import Slot, Undone
from lawtrack.amendment.pointing import nearest
from lawtrack.amendment.retracing import gap, is_gap
from lawtrack.amendment.words import MARKS, Change, Match, appended, find_words, separators, settle, trim_deletion
from lawtrack.errors import Finding, Severity
from lawtrack.model.nodes import Level, Statute
from lawtrack.patch.ops import Splice, splice


@attrs.frozen
class Undoing:
    """One stretch of a later text and the words that stood there before; ``said`` is what the order put there."""

    line: int
    start: int
    end: int
    before: str
    said: str
    order: int
    sure: bool = True


@attrs.define
class Unsaying:
    """All word orders of a decision, undone in the units of a base whose structure is restored already.

    ``base`` has the texts of the later statute where it has no gap; ``texts`` is what they become, line by line.
    """

    base: Statute
    unnumbered: bool
    binder: Binder = attrs.field(init=False)
    findings: list[Finding] = attrs.field(factory=list)
    found: list[Undoing] = attrs.field(factory=list)
    whole: dict[int, str] = attrs.field(factory=dict)
    labels: dict[int, str] = attrs.field(factory=dict)
    instruction: Instruction | None = None

    def __attrs_post_init__(self) -> None:
        self.binder = Binder(self.base, self.unnumbered)

    def run(self, instructions: Sequence[Instruction]) -> dict[int, tuple[Splice, ...]]:
        """Line → splices that turn its later text into the earlier one."""
        n = 0
        for instruction in instructions:
            self.instruction = instruction
            for order in instruction.orders:
                n += 1
                try:
                    self.undo(order, n)
                except Undone as undone:
                    self.report("rewind.place-missing", Severity.WARNING, f"第{instruction.label}项：{undone.message}，未能倒推",
                                f"not undone: {undone.message_en}", undone.address)  # fmt: skip
        self.instruction = None
        return self.settle()

    def undo(self, order: Order, n: int) -> None:
        match order:
            case ReplaceWords() if not order.old_whole:
                self.words(order, n)
            case ReplaceWords():
                self.quoted(order, n)
            case DeleteWords():
                for word in order.words:
                    self.restore(order.places, order.except_, word, n)
            case InsertWords():
                self.inserted(order, n)
            case Append():
                self.appended(order, n)
            case Replace():
                self.replaced(order, n)
            case Delete():
                for place in order.places:
                    if place.part.startswith("sentence-"):
                        self.sentence(place, "", n)
            case ConvertNumerals():
                self.report(
                    "rewind.numerals",
                    Severity.INFO,
                    "阿拉伯数字改为汉字无从倒推，保留汉字",
                    "which numbers were Arabic cannot be known",
                )
            case _:
                pass

    # ------------------------------------------------------------------ 修改为

    def words(self, order: ReplaceWords, n: int) -> None:
        spared = {s.line for p in order.except_ for s in self.texts(p)}
        if order.joined and len(order.pairs) > 1:
            joint = ("、".join(old for old, _ in order.pairs), order.pairs[0][1])
            return self.pairs(order.places, spared, [joint], n)
        self.pairs(order.places, spared, [p for p in order.pairs if p[1]], n)
        for old, new in order.pairs:
            if not new:
                self.restore(order.places, order.except_, old, n)
        return None

    def pairs(self, places: Sequence[Place], spared: set[int | None], pairs: Sequence[tuple[str, str]], n: int) -> None:
        """Every B back to its A; where several A became one B, the A in their order."""
        by_new: dict[str, list[str]] = {}
        for old, new in pairs:
            by_new.setdefault(new, []).append(old)
        wide = any(not p.address.steps for p in places)
        missing: list[tuple[Place, str]] = []
        for new, olds in by_new.items():
            hits: list[tuple[Slot, Match]] = []
            for place in places:
                here = [(s, m) for s in self.texts(place) if s.line not in spared for m in find_words(s.text, new)]
                here = here or self.elsewhere(place, new)
                hits += [h for h in here if h not in hits]
                if not here:
                    missing.append((place, new))
            if len(olds) > 1 and hits:
                self.report("rewind.ambiguous", Severity.WARNING, f"{len(olds)}种旧文字（“{'”“'.join(olds)}”）都改成了“{new}”，哪一处原为哪一种无从得知",
                            "several old words became one new one; which stood where is not known", self.place(places[0]), before="、".join(olds), after=new)  # fmt: skip
            for i, (slot, match) in enumerate(hits):
                assert slot.line is not None
                old = olds[min(i, len(olds) - 1)]
                self.found.append(Undoing(slot.line, match.start, match.end, old, new, n))
            if wide and hits:
                self.report("rewind.wide", Severity.INFO, f"全文的“{new}”都恢复为“{olds[0]}”；其中可能有原来就写作“{new}”的",
                            "every occurrence was turned back; some may have read so before", before=olds[0], after=new)  # fmt: skip
        for place, new in missing:
            self.slipped(place, new, by_new[new][0], n, must=len(places) == 1)

    def elsewhere(self, place: Place, words: str) -> list[tuple[Slot, Match]]:
        """Words that are not in the 款 named, but once in its article: the order counts its paragraphs otherwise."""
        article = place.address.article if place.address.steps else None
        if article is None or article == place.address:
            return []
        found = [(s, m) for s in self.texts(Place(article)) for m in find_words(s.text, words)]
        return found if len(found) == 1 else []

    def slipped(self, place: Place, new: str, old: str, n: int, must: bool) -> None:
        """The ordered words are not there: what looks most like them is taken for them, misprinted."""
        best: tuple[float, Slot, int, int] | None = None
        texts = self.texts(place)
        for slot in texts:
            a, b = _tightened(new, slot.text, *nearest(new, slot.text))
            like = _likeness(new, slot.text[a:b])
            if like > (best[0] if best else 0.72) and not find_words(slot.text[a:b], new):
                best = (like, slot, a, b)
        if best is not None and len(new) > 3:
            _, slot, a, b = best
            assert slot.line is not None
            self.found.append(Undoing(slot.line, a, b, old, new, n, sure=False))
            self.report("rewind.slip", Severity.WARNING, f"{place}中没有“{new}”，按“{slot.text[a:b]}”为其误植倒推",
                        "the ordered words are not there; the stretch most like them was taken for them", self.place(place), before=new, after=slot.text[a:b])  # fmt: skip
            return
        gaps = [s for s in texts if is_gap(s.text)]
        if gaps:
            self.whole[gaps[0].line or 0] = gap(gaps[0].text[-1:] if gaps[0].text[-1:] in "。；：" else "", [old])
        elif must:
            self.report("rewind.words-missing", Severity.WARNING, f"{place}中没有决定要改成的“{new}”，无从倒推",
                        "the ordered words are not there", self.place(place), before=new)  # fmt: skip

    def quoted(self, order: ReplaceWords, n: int) -> None:
        """Constitution style: the old text is quoted in full, so it is known."""
        olds = [x for o, _ in order.pairs for x in o.split("\n") if x]
        news = [x for _, w in order.pairs for x in w.split("\n") if x]
        if len(olds) == len(news):
            self.pairs(order.places, set(), list(zip(olds, news, strict=True)), n)

    # ------------------------------------------------------------------ 删去

    def restore(self, places: Sequence[Place], except_: Sequence[Place], word: str, n: int) -> None:
        """Deleted words: that they stood there is known, where is not. They are put where deleting them gives the later text."""
        spared = {s.line for p in except_ for s in self.texts(p)}
        for place in places:
            texts = [s for s in self.texts(place) if s.line not in spared and s.text]
            open_ = [s for s in texts if not is_gap(s.text)]
            if any(find_words(s.text, word) for s in texts):
                continue
            if not open_:
                if texts:
                    self.whole[texts[0].line or 0] = gap(
                        texts[0].text[-1:] if texts[0].text[-1:] in "。；：" else "", [word]
                    )
                continue
            slot, at = self.room(open_, word)
            assert slot.line is not None
            self.found.append(Undoing(slot.line, at, at, word, "", n, sure=False))
            self.report("rewind.place-unknown", Severity.WARNING, f"{place}中删去的“{word}”原在何处无从得知，暂置于“{slot.text[max(0, at - 8) : at]}”之后",
                        "where the deleted words stood is not known; they were put at a place that deleting them fits", self.place(place), before=word)  # fmt: skip

    def room(self, texts: Sequence[Slot], word: str) -> tuple[Slot, int]:
        """A place from which deleting ``word`` gives the text as it is: before a final mark if possible."""
        for slot in texts:
            text = slot.text
            marks = [i for i in range(len(text), -1, -1) if i == 0 or text[i : i + 1] in MARKS]
            for at in (*marks, *range(len(text), -1, -1)):
                if any(u.line == slot.line and u.start <= at <= u.end for u in self.found):
                    continue
                before = text[:at] + word + text[at:]
                if _deleted(before, word) == text:
                    return slot, at
        return texts[0], len(texts[0].text)

    # ------------------------------------------------------------------ 增加

    def inserted(self, order: InsertWords, n: int) -> None:
        for place in order.places:
            hits = [(s, x) for s in self.texts(place) for x in self.insertions(s.text, order)]
            for slot, (start, end) in hits:
                assert slot.line is not None
                self.found.append(Undoing(slot.line, start, end, "", order.text, n))
            if not hits:
                texts = self.texts(place)
                gaps = [s for s in texts if is_gap(s.text)]
                if gaps:
                    self.whole[gaps[0].line or 0] = gap(
                        gaps[0].text[-1:] if gaps[0].text[-1:] in "。；：" else "", [order.anchor]
                    )
                    continue
                self.slipped(place, order.text, "", n, must=True)

    def insertions(self, text: str, order: InsertWords) -> Iterator[tuple[int, int]]:
        """Where the order put its words, with the mark it inferred beside them."""
        for m in find_words(text, order.text):
            left = text[m.start - 1] if m.start and text[m.start - 1] in MARKS else ""
            right = text[m.end] if m.end < len(text) and text[m.end] in MARKS else ""
            spans = [(m.start, m.end), (m.start - len(left), m.end), (m.start, m.end + len(right))]
            fits = [s for s in dict.fromkeys(spans) if self.beside(text, s, order)]
            for start, end in fits:
                before = text[:start] + text[end:]
                at = (
                    Match(start - len(order.anchor), start)
                    if order.side == "after"
                    else Match(start, start + len(order.anchor))
                )
                a, b = separators(before, at, order.text, order.side)
                if before[:start] + a + order.text + b + before[start:] == text:
                    yield start, end
                    break
            else:
                if fits:
                    yield fits[0]

    @staticmethod
    def beside(text: str, span: tuple[int, int], order: InsertWords) -> bool:
        start, end = span
        rest = text[:start] if order.side == "after" else text[end:]
        found = find_words(rest, order.anchor)
        if not found:
            return False
        return found[-1].end == len(rest) if order.side == "after" else found[0].start == 0

    def appended(self, order: Append, n: int) -> None:
        new = order.payload.lines[0] if order.payload.lines else ""
        for place in order.places:
            slots = [s for s in self.texts(place) if not is_gap(s.text)]
            if order.side == "start":
                hit = next(((s, 0, len(new)) for s in slots if s.text.startswith(new)), None)
            else:
                hit = next((h for s in reversed(slots) if (h := _appendix(s, new)) is not None), None)
            if hit is None:
                self.slipped(place, new, "", n, must=True)
            else:
                slot, start, end = hit
                assert slot.line is not None
                self.found.append(Undoing(slot.line, start, end, "", slot.text[start:end], n))

    # ------------------------------------------------------------------ parts of a provision that were replaced

    def replaced(self, order: Replace, n: int) -> None:
        text = "".join(order.payload.lines)
        for place in order.places:
            if place.part.startswith("sentence-"):
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
        number = int(place.part[9:])
        for slot in self.texts(place)[:1]:
            assert slot.line is not None
            text = slot.text
            ends = [i + 1 for i, c in enumerate(text) if c in "。；"] or [len(text)]
            if not new:
                at = ends[number - 2] if number > 1 and number - 2 < len(ends) else (0 if number > 0 else len(text))
                self.found.append(Undoing(slot.line, at, at, gap("。"), "", n, sure=False))
                continue
            found = find_words(text, new)
            if found:
                mark = new[-1] if new[-1] in "。；" else ""
                self.found.append(Undoing(slot.line, found[0].start, found[0].end, gap(mark), new, n))

    # ------------------------------------------------------------------ all together

    def settle(self) -> dict[int, tuple[Splice, ...]]:
        """Of overlapping stretches the longest; the result must, amended again, give the later text."""
        out: dict[int, tuple[Splice, ...]] = {}
        by_line: dict[int, list[Undoing]] = {}
        for undoing in self.found:
            by_line.setdefault(undoing.line, []).append(undoing)
        for line, text in self.whole.items():
            later = self.base.units[line].text
            out[line] = (Splice(0, len(later), text),)
        for line, wanted in by_line.items():
            if line in self.whole:
                continue
            held, _ = settle(Change(Match(u.start, u.end), u.before, u) for u in wanted)
            seen: set[tuple[int, int]] = set()
            kept = []
            for change in held:
                key = (change.match.start, change.match.end)
                if key not in seen or key[0] == key[1]:
                    kept.append(Splice(*key, change.text))
                seen.add(key)
            out[line] = tuple(kept)
        return out

    # ------------------------------------------------------------------ looking up

    def texts(self, place: Place) -> list[Slot]:
        return [s for s in self.binder.texts(place) if s.line is not None]

    def place(self, place: Place) -> str:
        """The base address of a place, for findings."""
        return str(place)

    def report(
        self, code: str, severity: Severity, message: str, message_en: str, address: str = "",
        *, before: str | None = None, after: str | None = None,
    ) -> None:  # fmt: skip
        label = self.instruction.label if self.instruction else ""
        span = self.instruction.span if self.instruction else None
        self.findings.append(Finding(code, severity, message, message_en, address, span, before, after, label))


def _appendix(slot: Slot, new: str) -> tuple[Slot, int, int] | None:
    """Where words appended at the end of a text stand in it."""
    text = slot.text
    for found in reversed(find_words(text, new.strip("。；"))):
        for start, end in ((found.start, found.end), (found.start - 1, found.end), (found.start, found.end + 1)):
            if start < 0 or end > len(text):
                continue
            before = text[:start] + text[end:]
            if splice(before, [appended(before, new, "end")]) == text:
                return slot, start, end
    return None


def _deleted(text: str, word: str) -> str:
    """The text after 删去“word”."""
    cuts = [trim_deletion(text, m.start, m.end) for m in find_words(text, word)]
    return splice(text, [Splice(a, b, "") for a, b in cuts])


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
