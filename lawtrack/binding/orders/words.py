"""Words change inside provisions: 其中的“A”修改为“B”, 在“A”后增加“B”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

import attrs

from lawtrack.binding.binder import (
    FILL,
    WORDS,
    Step,
)
from lawtrack.binding.new_text import article_blocks, new_slot
from lawtrack.binding.orders.merge_split import Joining
from lawtrack.binding.word_edits import (
    MARKS,
    Change,
    Match,
    appended,
    between,
    find_words,
    joined,
    numerals_in_chinese,
    separators,
    trim_deletion,
)  # fmt: skip
from lawtrack.binding.working_copy import Slot, Undone
from lawtrack.decision.decision import Instruction
from lawtrack.decision.orders import Append, ConvertNumerals, DeleteWords, InsertWords, Place, ReplaceWords, Restate
from lawtrack.errors import Severity
from lawtrack.model.levels import Level
from lawtrack.model.numerals import label_number
from lawtrack.patch.ops import Cause

Hit = tuple[Slot, str, str, list[Match]]
"""Where words to change stand: text, old words, new words, every occurrence."""
_LABEL = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")


@attrs.define(eq=False)
class Phrasing(Joining):
    """Orders about words."""

    # ------------------------------------------------------------------ words

    def texts(self, place: Place) -> list[Slot]:
        """The slots whose texts a phrase order looks at."""
        found: list[Slot] = []
        for slot in self.plan.places(place):
            if slot is self.plan.root:
                found += [s for s in self.plan.slots if s.level not in (Level.NOTE, Level.STAGE, Level.SIGNATURE)]
            elif place.part in ("head", "start", "line-1"):
                found += (
                    [slot if slot.level is not Level.ARTICLE else slot.children[0]]
                    if slot.children or slot.level is not Level.ARTICLE
                    else []
                )
            elif place.part == "heading":
                found.append(slot)
            elif place.part == "items":
                found += [s for c in slot.children if c.level >= Level.ITEM for s in c.below()]
            elif place.part.startswith("line-"):
                printed = [s for s in slot.below() if s.level >= Level.PARAGRAPH]
                n = int(place.part[5:])
                found += printed[n - 1 : n]
            else:
                found += slot.below()
        return [s for s in found if s.line is not None and s.text]

    def replace_words(self, order: ReplaceWords | DeleteWords) -> list[Step]:
        cause, steps = self.cause, list[Step]()
        spared = {s.line for p in order.except_ for s in self.texts(p)}
        pairs = order.pairs if isinstance(order, ReplaceWords) else tuple((w, "") for w in order.words)
        if isinstance(order, ReplaceWords) and order.old_whole:
            return self.replace_quoted(order)
        if isinstance(order, ReplaceWords) and order.joined and len(pairs) > 1:
            return self.replace_joined(order, spared)
        wide = all(not p.address.steps for p in order.places)
        seen = {old: 0 for old, _ in pairs}
        missing: list[tuple[str, Place]] = []
        for place in order.places:
            texts = self.texts(place)
            if spared:
                texts = [s for s in texts if s.line not in spared]
            hits = _hits(texts, pairs) or _labelled(texts, pairs) or _hits(self.nearby(place, pairs), pairs)
            for _, old, _, found in hits:
                seen[old] += len(found)
            if hits:
                steps.append((WORDS, partial(self.change_all, hits, cause, not wide, place)))
            else:
                missing.append((pairs[0][0], place))
        for place_words, place in missing:
            if len(order.places) == 1 or all(n == 0 for n in seen.values()):
                raise Undone("amend.words-missing", f"{place}中没有“{place_words}”", "the words to change are not there",
                             str(place), before=place_words, after=self.excerpt(place))  # fmt: skip
            self.report("amend.words-missing", Severity.ERROR, f"{place}中没有要修改的文字“{'”“'.join(o for o, _ in pairs)}”，该处未改",
                        "the words to change are not in this provision; it was left alone", str(place), before=place_words)  # fmt: skip
        for old, n in seen.items():
            if n == 0 and not missing:
                raise Undone("amend.words-missing", f"{order.places[0]}中没有“{old}”", "the words to change are not there",
                             str(order.places[0]), before=old, after=self.excerpt(order.places[0]))  # fmt: skip
        declared = order.count if isinstance(order, ReplaceWords) else None
        if declared is not None and sum(seen.values()) != declared:
            raise Undone("amend.words-count", f"“{pairs[0][0]}”应有{declared}处，实有{sum(seen.values())}处", "found more or less often than declared",
                         str(order.places[0]))  # fmt: skip
        return steps

    def nearby(self, place: Place, pairs: Sequence[tuple[str, str]]) -> list[Slot]:
        """Sources count paragraphs differently: long words that stand once in the same article, elsewhere than the order says."""
        if place.address.level < Level.PARAGRAPH if place.address.steps else True:
            return []
        article = place.address.article
        line = self.base.find(article) if article is not None else None
        if line is None or any(len(old) < 8 for old, _ in pairs):
            return []
        found = [
            s
            for s in self.plan.slots[line].below()
            if s.line is not None and all(find_words(s.text, o) for o, _ in pairs)
        ]
        if len(found) != 1 or any(len(find_words(found[0].text, o)) != 1 for o, _ in pairs):
            return []
        where = self.plan.address(found[0])
        self.report("amend.found-nearby", Severity.WARNING, f"{place}中没有“{pairs[0][0][:40]}”，同一条仅{where}有此文字，已在该处修改",
                    "the words are not where the order says but once elsewhere in the article; changed there", where)  # fmt: skip
        return found

    def excerpt(self, place: Place) -> str:
        return "".join(s.text for s in self.texts(place))[:200]

    def change_all(self, hits: Sequence[Hit], cause: Cause, narrow: bool, place: Place) -> None:
        for slot, _, new, found in hits:
            self.change(slot, found, new, cause, narrow, place)

    def change(
        self, slot: Slot, found: Sequence[Match], new: str, cause: Cause, narrow: bool, place: Place | None = None
    ) -> None:
        """Want ``new`` at every match in one text."""
        wanted = self.words.setdefault(slot.line, []) if slot.line is not None else []
        for match in found:
            at = match
            if not new:
                at = Match(*trim_deletion(slot.text, match.start, match.end))
                if (at.start, at.end) != (match.start, match.end):
                    self.report("amend.stray-mark", Severity.INFO, f"删去“{slot.text[match.start : match.end]}”后一并去掉多余的标点",
                                "a mark left standing by a deletion was dropped with it", self.plan.address(slot))  # fmt: skip
            if match.loose:
                self.report("amend.loose-match", Severity.INFO, f"“{slot.text[match.start : match.end]}”与指令所引文字只有标点宽度、引号或者空格不同",
                            "matched up to punctuation width, quotation style and spacing", self.plan.address(slot))  # fmt: skip
            wanted.append(Change(at, new, cause, narrow, place))

    def replace_joined(self, order: ReplaceWords, spared: set[int | None]) -> list[Step]:
        cause, steps = self.cause, list[Step]()
        pattern, new = joined([o for o, _ in order.pairs]), order.pairs[0][1]
        for place in order.places:
            for slot in self.texts(place):
                if slot.line not in spared:
                    found = [Match(m.start(), m.end()) for m in pattern.finditer(slot.text)]
                    if found:
                        steps.append((WORDS, partial(self.change, slot, found, new, cause, True)))
        if not steps:
            raise Undone("amend.words-missing", f"{order.places[0]}中没有相连的“{'”“'.join(o for o, _ in order.pairs)}”", "the joined words are not there",
                         str(order.places[0]))  # fmt: skip
        return steps

    def replace_quoted(self, order: ReplaceWords) -> list[Step]:
        """Constitution style: the old text is quoted in full, and the number of paragraphs may change."""
        cause = self.cause
        olds = tuple(x for o, _ in order.pairs for x in o.split("\n") if x)
        news = tuple(x for _, n in order.pairs for x in n.split("\n") if x)
        scope = [s for p in order.places for s in self.plan.places(p)]
        texts = [s for p in order.places for s in self.texts(p)]
        hit: list[Slot] = []
        for old in olds:
            slot = next((s for s in texts if s not in hit and _same(s.label + s.text, old)), None)
            slot = slot or next((s for s in texts if s not in hit and _same(s.text, old)), None)
            if slot is None:
                break
            hit.append(slot)
        else:
            home = hit[0].parent
            if home is not None and all(s.parent is home for s in hit) and hit[0].level is Level.PARAGRAPH:
                return [(FILL, partial(self.refill, home, news, hit, cause))]
            if len(hit) == len(news):
                return [(FILL, partial(self.fill, Place(), s, (n,), cause)) for s, n in zip(hit, news, strict=True)]
        if len(olds) == len(news):
            words = attrs.evolve(order, pairs=tuple(zip(olds, news, strict=True)), old_whole=False)
            return self.replace_words(words)
        if len(scope) == 1 and scope[0].level in (Level.ARTICLE, Level.PARAGRAPH):
            whole = "".join(s.label + s.text for s in texts)
            if _same(whole, "".join(olds)):
                return [(FILL, partial(self.fill, order.places[0], scope[0], news, cause))]
        raise Undone("amend.words-missing", f"{order.places[0]}与所引原文不一致", "the quoted old text is not there",
                     str(order.places[0]), before=olds[0], after=self.excerpt(order.places[0]))  # fmt: skip

    def insert_words(self, order: InsertWords) -> list[Step]:
        cause, steps = self.cause, list[Step]()
        if not order.anchor:
            raise Undone("amend.place-unclear", f"没有写明“{order.text}”加在{order.places[0]}的什么位置", "the decision does not say where the words go",
                         str(order.places[0]), before=order.text, after=self.excerpt(order.places[0]))  # fmt: skip
        said = f"“{order.anchor}”" + (f"与“{order.beside}”相连" if order.beside else "")
        for place in order.places:
            hits = 0
            for slot in self.texts(place):
                for match in find_words(slot.text, order.anchor):
                    gap = between(slot.text, match, order.beside, order.side) if order.beside else None
                    if order.beside and gap is None:
                        continue
                    hits += 1
                    steps.append((WORDS, self.inserting(slot, match, order, cause, place, gap)))
            if not hits:
                if len(order.places) > 1:
                    self.report("amend.words-missing", Severity.ERROR, f"{place}中没有{said}，该处未改",
                                "the words to insert at are not there", str(place), before=order.anchor)  # fmt: skip
                    continue
                raise Undone("amend.words-missing", f"{place}中没有{said}", "the words to insert at are not there",
                             str(place), before=order.anchor, after=self.excerpt(place))  # fmt: skip
        return steps

    def inserting(
        self, slot: Slot, match: Match, order: InsertWords, cause: Cause, place: Place, gap: str | None
    ) -> Callable[[], None]:
        """``gap`` is what stands between the two words that the order names, if it names two."""

        def act() -> None:
            if gap is None:
                left, right = separators(slot.text, match, order.text, order.side)
            else:  # the mark that already stands there; 甲和乙 becomes 甲、丙和乙
                mark = gap if not gap or gap in MARKS else "、"
                left, right = (mark, "") if order.side == "after" else ("", mark)
            if left or right:
                self.report("amend.separator", Severity.INFO, f"插入“{order.text[:30]}”时按上下文补“{left or right}”",
                            "the mark beside inserted words was inferred", self.plan.address(slot))  # fmt: skip
            at = match.end if order.side == "after" else match.start
            self.want(slot, Change(Match(at, at), left + order.text + right, cause, True, place))

        return act

    def append(self, order: Append) -> list[Step]:
        cause, steps = self.cause, list[Step]()
        for place in order.places:
            slot = self.plan.places(place)[0]
            parts = [s for s in slot.below() if s.level >= Level.PARAGRAPH and s.line is not None]
            if slot.level is Level.ARTICLE and order.side == "end" and slot.children:
                parts = slot.children[-1].below()
            if not parts:
                raise Undone("amend.target-missing", f"{place}没有可以增补的文字", "nothing to append to", str(place))
            target = parts[0] if order.side == "start" else parts[-1]
            lines = order.payload.lines

            def act(target: Slot = target, lines: tuple[str, ...] = lines) -> None:
                s = appended(target.text, lines[0], order.side)
                self.want(target, Change(Match(s.start, s.end), s.text, cause))
                if len(lines) > 1 and target.up(Level.PARAGRAPH) is not None:
                    home = target.up(Level.PARAGRAPH)
                    assert home is not None and home.parent is not None
                    for k, block in enumerate(article_blocks(lines[1:])):
                        home.parent.add(new_slot(block, cause), home.parent.children.index(home) + 1 + k)

            steps.append((WORDS, act))
        return steps

    def convert(self, order: ConvertNumerals) -> list[Step]:
        cause = self.cause
        return [
            (WORDS, partial(self.want, s, Change(Match(x.start, x.end), x.text, cause, False)))
            for place in order.places
            for s in self.texts(place)
            for x in numerals_in_chinese(s.text)
        ]

    def restate(self, order: Restate, instruction: Instruction) -> list[Step]:
        slot = self.plan.places(order.place)[0]
        self.restated.append((slot, order.payload, instruction))
        return []


def _hits(texts: Sequence[Slot], pairs: Sequence[tuple[str, str]]) -> list[Hit]:
    return [(s, old, new, found) for s in texts for old, new in pairs if (found := find_words(s.text, old))]


def _labelled(texts: Sequence[Slot], pairs: Sequence[tuple[str, str]]) -> list[Hit]:
    """Items quoted with their number on both sides: “（二）甲” becomes “（二）乙”."""
    out = []
    for old, new in pairs:
        a, b = _LABEL.match(old), _LABEL.match(new)
        if a and b and a[0] == b[0]:
            number, rest = label_number(a[0]), old[a.end() :]
            found = [(s, find_words(s.text, rest)[:1]) for s in texts if s.label and label_number(s.label) == number]
            out += [(s, old, new[b.end() :], match) for s, match in found if match and match[0].start == 0]
    return out


def _same(a: str, b: str) -> bool:
    found = find_words(a, b)
    return (
        bool(found) and found[0].start == 0 and not a[found[0].end :].strip("。；，;,. \u3000") and len(a) - len(b) < 4
    )
