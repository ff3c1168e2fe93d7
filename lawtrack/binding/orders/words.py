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
    binds,
)
from lawtrack.binding.new_text import article_blocks, fill, new_slot, refill
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
from lawtrack.binding.working_copy import Slot, Undone, WorkingCopy
from lawtrack.decision.orders import Append, ConvertNumerals, DeleteWords, InsertWords, Place, ReplaceWords, Restate
from lawtrack.errors import Severity
from lawtrack.model.levels import Level
from lawtrack.model.numerals import label_number
from lawtrack.patch.ops import Cause

Hit = tuple[Slot, str, str, list[Match]]
"""Where words to change stand: text, old words, new words, every occurrence."""
_LABEL = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")


@binds(ReplaceWords, DeleteWords)
def replace_words(work: WorkingCopy, order: ReplaceWords | DeleteWords) -> list[Step]:
    cause, steps = work.cause, list[Step]()
    spared = {s.line for p in order.except_ for s in work.texts(p)}
    pairs = order.pairs if isinstance(order, ReplaceWords) else tuple((w, "") for w in order.words)
    if isinstance(order, ReplaceWords) and order.old_whole:
        return replace_quoted(work, order)
    if isinstance(order, ReplaceWords) and order.joined and len(pairs) > 1:
        return replace_joined(work, order, spared)
    wide = all(not p.address.steps for p in order.places)
    seen = {old: 0 for old, _ in pairs}
    missing: list[tuple[str, Place]] = []
    for place in order.places:
        texts = work.texts(place)
        if spared:
            texts = [s for s in texts if s.line not in spared]
        hits = _hits(texts, pairs) or _labelled(texts, pairs) or _hits(nearby(work, place, pairs), pairs)
        for _, old, _, found in hits:
            seen[old] += len(found)
        if hits:
            steps.append((WORDS, partial(change_all, work, hits, cause, not wide, place)))
        else:
            missing.append((pairs[0][0], place))
    for place_words, place in missing:
        if len(order.places) == 1 or all(n == 0 for n in seen.values()):
            raise Undone("amend.words-missing", f"{place}中没有“{place_words}”", "the words to change are not there",
                         str(place), before=place_words, after=excerpt(work, place))  # fmt: skip
        work.report("amend.words-missing", Severity.ERROR, f"{place}中没有要修改的文字“{'”“'.join(o for o, _ in pairs)}”，该处未改",
                    "the words to change are not in this provision; it was left alone", str(place), before=place_words)  # fmt: skip
    for old, n in seen.items():
        if n == 0 and not missing:
            raise Undone("amend.words-missing", f"{order.places[0]}中没有“{old}”", "the words to change are not there",
                         str(order.places[0]), before=old, after=excerpt(work, order.places[0]))  # fmt: skip
    declared = order.count if isinstance(order, ReplaceWords) else None
    if declared is not None and sum(seen.values()) != declared:
        raise Undone("amend.words-count", f"“{pairs[0][0]}”应有{declared}处，实有{sum(seen.values())}处", "found more or less often than declared",
                     str(order.places[0]))  # fmt: skip
    return steps


def nearby(work: WorkingCopy, place: Place, pairs: Sequence[tuple[str, str]]) -> list[Slot]:
    """Sources count paragraphs differently: long words that stand once in the same article, elsewhere than the order says."""
    if place.address.level < Level.PARAGRAPH if place.address.steps else True:
        return []
    article = place.address.article
    line = work.base.find(article) if article is not None else None
    if line is None or any(len(old) < 8 for old, _ in pairs):
        return []
    found = [s for s in work.slots[line].below() if s.line is not None and all(find_words(s.text, o) for o, _ in pairs)]
    if len(found) != 1 or any(len(find_words(found[0].text, o)) != 1 for o, _ in pairs):
        return []
    where = work.address(found[0])
    work.report("amend.found-nearby", Severity.WARNING, f"{place}中没有“{pairs[0][0][:40]}”，同一条仅{where}有此文字，已在该处修改",
                "the words are not where the order says but once elsewhere in the article; changed there", where)  # fmt: skip
    return found


def excerpt(work: WorkingCopy, place: Place) -> str:
    return "".join(s.text for s in work.texts(place))[:200]


def change_all(work: WorkingCopy, hits: Sequence[Hit], cause: Cause, narrow: bool, place: Place) -> None:
    for slot, _, new, found in hits:
        change(work, slot, found, new, cause, narrow, place)


def change(
    work: WorkingCopy,
    slot: Slot,
    found: Sequence[Match],
    new: str,
    cause: Cause,
    narrow: bool,
    place: Place | None = None,
) -> None:
    """Want ``new`` at every match in one text."""
    wanted = work.words.setdefault(slot.line, []) if slot.line is not None else []
    for match in found:
        at = match
        if not new:
            at = Match(*trim_deletion(slot.text, match.start, match.end))
            if (at.start, at.end) != (match.start, match.end):
                work.report("amend.stray-mark", Severity.INFO, f"删去“{slot.text[match.start : match.end]}”后一并去掉多余的标点",
                            "a mark left standing by a deletion was dropped with it", work.address(slot))  # fmt: skip
        if match.loose:
            work.report("amend.loose-match", Severity.INFO, f"“{slot.text[match.start : match.end]}”与指令所引文字只有标点宽度、引号或者空格不同",
                        "matched up to punctuation width, quotation style and spacing", work.address(slot))  # fmt: skip
        wanted.append(Change(at, new, cause, narrow, place))


def replace_joined(work: WorkingCopy, order: ReplaceWords, spared: set[int | None]) -> list[Step]:
    cause, steps = work.cause, list[Step]()
    pattern, new = joined([o for o, _ in order.pairs]), order.pairs[0][1]
    for place in order.places:
        for slot in work.texts(place):
            if slot.line not in spared:
                found = [Match(m.start(), m.end()) for m in pattern.finditer(slot.text)]
                if found:
                    steps.append((WORDS, partial(change, work, slot, found, new, cause, True)))
    if not steps:
        raise Undone("amend.words-missing", f"{order.places[0]}中没有相连的“{'”“'.join(o for o, _ in order.pairs)}”", "the joined words are not there",
                     str(order.places[0]))  # fmt: skip
    return steps


def replace_quoted(work: WorkingCopy, order: ReplaceWords) -> list[Step]:
    """Constitution style: the old text is quoted in full, and the number of paragraphs may change."""
    cause = work.cause
    olds = tuple(x for o, _ in order.pairs for x in o.split("\n") if x)
    news = tuple(x for _, n in order.pairs for x in n.split("\n") if x)
    scope = [s for p in order.places for s in work.places(p)]
    texts = [s for p in order.places for s in work.texts(p)]
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
            return [(FILL, partial(refill, home, article_blocks(news), hit, cause))]
        if len(hit) == len(news):
            return [(FILL, partial(fill, work, Place(), s, (n,), cause)) for s, n in zip(hit, news, strict=True)]
    if len(olds) == len(news):
        words = attrs.evolve(order, pairs=tuple(zip(olds, news, strict=True)), old_whole=False)
        return replace_words(work, words)
    if len(scope) == 1 and scope[0].level in (Level.ARTICLE, Level.PARAGRAPH):
        whole = "".join(s.label + s.text for s in texts)
        if _same(whole, "".join(olds)):
            return [(FILL, partial(fill, work, order.places[0], scope[0], news, cause))]
    raise Undone("amend.words-missing", f"{order.places[0]}与所引原文不一致", "the quoted old text is not there",
                 str(order.places[0]), before=olds[0], after=excerpt(work, order.places[0]))  # fmt: skip


@binds(InsertWords)
def insert_words(work: WorkingCopy, order: InsertWords) -> list[Step]:
    cause, steps = work.cause, list[Step]()
    if not order.anchor:
        raise Undone("amend.place-unclear", f"没有写明“{order.text}”加在{order.places[0]}的什么位置", "the decision does not say where the words go",
                     str(order.places[0]), before=order.text, after=excerpt(work, order.places[0]))  # fmt: skip
    said = f"“{order.anchor}”" + (f"与“{order.beside}”相连" if order.beside else "")
    for place in order.places:
        hits = 0
        for slot in work.texts(place):
            for match in find_words(slot.text, order.anchor):
                gap = between(slot.text, match, order.beside, order.side) if order.beside else None
                if order.beside and gap is None:
                    continue
                hits += 1
                steps.append((WORDS, inserting(work, slot, match, order, cause, place, gap)))
        if not hits:
            if len(order.places) > 1:
                work.report("amend.words-missing", Severity.ERROR, f"{place}中没有{said}，该处未改",
                            "the words to insert at are not there", str(place), before=order.anchor)  # fmt: skip
                continue
            raise Undone("amend.words-missing", f"{place}中没有{said}", "the words to insert at are not there",
                         str(place), before=order.anchor, after=excerpt(work, place))  # fmt: skip
    return steps


def inserting(
    work: WorkingCopy, slot: Slot, match: Match, order: InsertWords, cause: Cause, place: Place, gap: str | None
) -> Callable[[], None]:
    """``gap`` is what stands between the two words that the order names, if it names two."""

    def act() -> None:
        if gap is None:
            left, right = separators(slot.text, match, order.text, order.side)
        else:  # the mark that already stands there; 甲和乙 becomes 甲、丙和乙
            mark = gap if not gap or gap in MARKS else "、"
            left, right = (mark, "") if order.side == "after" else ("", mark)
        if left or right:
            work.report("amend.separator", Severity.INFO, f"插入“{order.text[:30]}”时按上下文补“{left or right}”",
                        "the mark beside inserted words was inferred", work.address(slot))  # fmt: skip
        at = match.end if order.side == "after" else match.start
        work.want(slot, Change(Match(at, at), left + order.text + right, cause, True, place))

    return act


@binds(Append)
def append(work: WorkingCopy, order: Append) -> list[Step]:
    cause, steps = work.cause, list[Step]()
    for place in order.places:
        slot = work.places(place)[0]
        parts = [s for s in slot.below() if s.level >= Level.PARAGRAPH and s.line is not None]
        if slot.level is Level.ARTICLE and order.side == "end" and slot.children:
            parts = slot.children[-1].below()
        if not parts:
            raise Undone("amend.target-missing", f"{place}没有可以增补的文字", "nothing to append to", str(place))
        target = parts[0] if order.side == "start" else parts[-1]
        lines = order.payload.lines

        def act(target: Slot = target, lines: tuple[str, ...] = lines) -> None:
            s = appended(target.text, lines[0], order.side)
            work.want(target, Change(Match(s.start, s.end), s.text, cause))
            if len(lines) > 1 and target.up(Level.PARAGRAPH) is not None:
                home = target.up(Level.PARAGRAPH)
                assert home is not None and home.parent is not None
                for k, block in enumerate(article_blocks(lines[1:])):
                    home.parent.add(new_slot(block, cause), home.parent.children.index(home) + 1 + k)

        steps.append((WORDS, act))
    return steps


@binds(ConvertNumerals)
def convert(work: WorkingCopy, order: ConvertNumerals) -> list[Step]:
    cause = work.cause
    return [
        (WORDS, partial(work.want, s, Change(Match(x.start, x.end), x.text, cause, False)))
        for place in order.places
        for s in work.texts(place)
        for x in numerals_in_chinese(s.text)
    ]


@binds(Restate)
def restate(work: WorkingCopy, order: Restate) -> list[Step]:
    slot = work.places(order.place)[0]
    assert work.instruction is not None
    work.restated.append((slot, order.payload, work.instruction))
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
