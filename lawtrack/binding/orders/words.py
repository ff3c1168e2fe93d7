"""Words change inside provisions: 其中的“A”修改为“B”, 删去“A”."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import attrs

from lawtrack.binding.binder import (
    DROP,
    FILL,
    WORDS,
    Step,
    binds,
    check_claims,
    claim,
    drop,
)
from lawtrack.binding.blanks import find_blanks
from lawtrack.binding.findings import DELETED_ELSEWHERE
from lawtrack.binding.marks import Stop, dangling, deletion, doubled, has_mark, stop_of, together
from lawtrack.binding.new_text import fill
from lawtrack.binding.new_units import article_blocks, refill
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.regions import Region, regions
from lawtrack.binding.slots import Slot
from lawtrack.binding.word_edits import Match, WantedEdit, already, find_words, joined, numerals_in_chinese, odd_numbers
from lawtrack.binding.working_copy import Undone, WorkingCopy
from lawtrack.comparison.lexicon import in_longer_word, in_midst, inside_word
from lawtrack.decision.orders import ConvertNumerals, DeleteWords, Place, ReplaceWords, Restate
from lawtrack.model.levels import Level
from lawtrack.model.numerals import label_number
from lawtrack.patch.ops import Cause


class Occurrences(NamedTuple):
    """Where words to change stand in one text: old words, new words, every occurrence."""

    slot: Slot
    old: str
    new: str
    found: list[Match]


_LABEL = re.compile(r"[（(][一二三四五六七八九十百]+[）)]")


@binds(ReplaceWords, DeleteWords)
def replace_words(work: WorkingCopy, order: ReplaceWords | DeleteWords) -> list[Step]:
    """将“甲”修改为“乙”, 删去“甲”: wherever the words stand in the places named."""
    if isinstance(order, ReplaceWords) and order.old_whole:
        return replace_quoted(work, order)
    pairs = order.pairs if isinstance(order, ReplaceWords) else tuple((w, "") for w in order.words)
    check_pairs(work, order, pairs)
    if isinstance(order, ReplaceWords) and order.joined and len(pairs) > 1:
        return replace_joined(work, order)
    cause, steps = work.cause, list[Step]()
    spared = {s.line for p in order.except_ for s in work.texts(p)} if order.except_ else ()
    wide = not [p for p in order.places if p.address.steps]
    seen = {old: 0 for old, _ in pairs}
    doubtful = [old for old in seen if len(old) == 1 or in_midst(old)]
    missing: list[Place] = []
    lacking: dict[str, list[Place]] = {old: [] for old in seen} if len(seen) > 1 < len(order.places) else {}
    for place in order.places:
        place = in_base(work, place)
        found = regions(work, place)
        if spared:
            found = [r for r in found if r.slot.line not in spared]
        hits = _hits(found, pairs) or _blanks(found, pairs, place) or _labelled(found, pairs)
        if not hits:
            hits, told = elsewhere(work, place, pairs)
            steps += [(WORDS, told)] if hits else []
        for old in lacking if hits else ():
            if all(h.old != old for h in hits):
                lacking[old].append(place)
        if doubtful:
            hits = spare_words(work, hits, place)
        if [h for h in hits if "《" in h.slot.text]:
            hits = spare_titles(work, hits, place, wide)
        for hit in hits:
            seen[hit.old] += len(hit.found)
        if hits:
            check_ends(work, place, hits, pairs)
            chosen = chosen_hits(hits, order.nth, place)
            steps.append((WORDS, partial(change_all, work, chosen, cause, not wide, place)))
        else:
            missing.append(place)
    if isinstance(order, DeleteWords) and order.or_whole and missing:
        steps += whole_instead(work, order, missing)
        missing = []
    check_missing(work, order, pairs, seen, missing)
    tell_lacking(work, lacking)
    return steps


def tell_lacking(work: WorkingCopy, lacking: Mapping[str, Sequence[Place]]) -> None:
    """第一条、第二条中的“甲”修改为“丙”，“乙”修改为“丁”: as a rule not every word stands in every place; which does not stand where is told."""
    if work.instruction is not None and work.instruction.shared:
        return
    for old, places in lacking.items():
        if places:
            work.report(kinds.SOME_WORDS_ELSEWHERE, places[0], before=old, places="、".join(map(str, places)))


def check_ends(work: WorkingCopy, place: Place, hits: Sequence[Occurrences], pairs: Sequence[tuple[str, str]]) -> None:
    """A range is named by provisions that have the words: 第二十五条至第三十七条中的“甲”, where 第二十五条 has none, may begin elsewhere."""
    if place.through is None:
        return
    at = {h.slot for h in hits}
    for address in (place.address, place.through):
        line = work.base.find(address)
        if line is not None and at.isdisjoint(work.slots[line].below()):
            words = "”“".join(o for o, _ in pairs)
            work.report(kinds.NOT_AT_THE_END_OF_RANGE, address, before=pairs[0][0], place=place, words=words)


def spare_words(work: WorkingCopy, hits: list[Occurrences], place: Place) -> list[Occurrences]:
    """The hits without those in the midst of another word (民政 in 人民政府; 处 in 处分), if the words also stand by themselves; told either way."""
    inner = {
        (i, m)
        for i, h in enumerate(hits)
        if in_midst(h.old) or len(h.old) == 1 != len(h.new)  # 帐 becomes 账 in every word
        for m in h.found
        if not already(h.slot.text, m, h.new) and _is_part_of_word(h.slot.text, m)
    }
    if not inner:
        return hits
    out = list(hits)
    for old in dict.fromkeys(hits[i].old for i, _ in inner):
        mine = [i for i, h in enumerate(hits) if h.old == old]
        apart = any((i, m) not in inner for i in mine for m in hits[i].found)
        k, m = min(p for p in inner if p[0] in mine)
        text = hits[k].slot.text[max(0, m.start - 4) : m.end + 4]
        how = "该处未改" if apart else "别处没有，已在该处修改"
        work.report(kinds.INSIDE_WORD, work.address(hits[k].slot), before=old, place=place, text=text, how=how)
        for i in mine if apart else ():
            out[i] = hits[i]._replace(found=[m for m in hits[i].found if (i, m) not in inner])
    return [h for h in out if h.found]


_NAME = re.compile(
    r"《[^《》\n]{2,80}?(?:法典?|条例|办法|规定|规则|细则|决定|标准|规范|规程|通则|章程|公约)(?:[（(][^（）()\n]{1,12}[）)])?》"
)


def spare_titles(work: WorkingCopy, hits: list[Occurrences], place: Place, wide: bool) -> list[Occurrences]:
    """Words that stand by themselves and also within the name of another text (《甲市渡口管理办法》): an order for the whole statute leaves
    the name, one for a provision changes it (rule 4); either is told."""
    inner = [_inside_name(h) for h in hits]
    apart = {h.old for h, mine in zip(hits, inner, strict=True) if len(h.found) > len(mine)}
    out: list[Occurrences] = []
    for hit, mine in zip(hits, inner, strict=True):
        if not mine or hit.old not in apart:  # 合同法 in 《中华人民共和国合同法》 alone is meant
            out.append(hit)
            continue
        name = next(m[0] for m in _NAME.finditer(hit.slot.text) if m.start() < mine[0].start < m.end())
        how = "未改" if wide else "已一并修改"
        work.report(kinds.INSIDE_NAME, work.address(hit.slot), before=hit.old, place=place, name=name, how=how)
        out.append(hit._replace(found=[m for m in hit.found if m not in mine]) if wide else hit)
    return [h for h in out if h.found]


def _inside_name(hit: Occurrences) -> list[Match]:
    """The occurrences that are a part of the name of another text, not all of it."""
    text = hit.slot.text
    spans = [m.span() for m in _NAME.finditer(text)] if "《" in text else []
    return [m for m in hit.found if any(a < m.start and m.end < b and m.end - m.start < b - a - 2 for a, b in spans)]


def _is_part_of_word(text: str, match: Match) -> bool:
    """Whether words stand in the midst of another word, or, of one character, within a longer one (处 in 处分)."""
    if match.end - match.start == 1:
        return in_longer_word(text, match.start)
    return inside_word(text, match.start, match.end)


def check_pairs(work: WorkingCopy, order: ReplaceWords | DeleteWords, pairs: Sequence[tuple[str, str]]) -> None:
    """What the order says of itself: words that become themselves, and 均 without a place whose words stand at the place named before."""
    where = order.places[0]
    for old, new in pairs:
        if not old:
            raise Undone(kinds.NOT_QUOTED, where)
        if old == new:
            raise Undone(kinds.NO_CHANGE, where, before=old, after=new)
    if isinstance(order, ReplaceWords) and order.as_name:
        check_names(work, order)
    for place in order.unless:
        if any(r.find(old) for r in regions(work, place) for old, _ in pairs):
            raise Undone(kinds.HERE_OR_EVERYWHERE, place, before=pairs[0][0])


def check_names(work: WorkingCopy, order: ReplaceWords) -> None:
    """Words that are meant only where they name a body (“渡口”部门): sure only where a provision is named that has them once."""
    for old, noun in order.as_name:
        for place in order.places:
            count = sum(len(r.find(old)) for r in regions(work, place))
            if count and (count > 1 or not place.address.steps):
                raise Undone(kinds.ONLY_AS_A_NAME, place, before=old, noun=noun, count=count)


def check_missing(
    work: WorkingCopy,
    order: ReplaceWords | DeleteWords,
    pairs: Sequence[tuple[str, str]],
    seen: dict[str, int],
    missing: Sequence[Place],
) -> None:
    """Words that are not there: an order of which nothing is there is refused, one of which a place lacks them is carried out elsewhere.

    What is said of several statutes at once (将上述法规中的“A”修改为“B”) need not concern every one of them.
    """
    if work.instruction is not None and work.instruction.shared:
        if absent := "”“".join(old for old, n in seen.items() if n == 0):
            work.report(kinds.NOT_IN_THIS_STATUTE, before=absent)
        return
    for place in missing:
        if len(order.places) == 1 or not any(seen.values()):
            raise Undone(kinds.OLD_WORDS_MISSING, place, before=pairs[0][0], after=excerpt(work, place))
        words = "”“".join(o for o, _ in pairs)
        work.report(kinds.WORDS_MISSING_HERE, place, before=pairs[0][0], words=words)
    where = order.places[0]
    for old, n in seen.items():
        if n == 0 and not missing:
            raise Undone(kinds.OLD_WORDS_MISSING, where, before=old, after=excerpt(work, where))
    declared = order.count if isinstance(order, ReplaceWords) else None
    if declared is not None and sum(seen.values()) != declared:
        raise Undone(kinds.NOT_AS_OFTEN, where, words=pairs[0][0], declared=declared, count=sum(seen.values()))


def chosen_hits(hits: Sequence[Occurrences], nth: tuple[int, ...], place: Place) -> Sequence[Occurrences]:
    """Of all occurrences in a place those that the order counts (第一处, 最后一处); raises :class:`Undone` where there are not so many."""
    if not nth:
        return hits
    out = []
    for old in dict.fromkeys(h.old for h in hits):
        spots = [(h, m) for h in hits if h.old == old for m in h.found]
        for n in nth:
            k = n - 1 if n > 0 else len(spots) + n
            if not 0 <= k < len(spots):
                raise Undone(kinds.NOT_SO_MANY, place, before=old, count=len(spots), n=n)
            hit, match = spots[k]
            out.append(hit._replace(found=[match]))
    return out


def whole_instead(work: WorkingCopy, order: DeleteWords, missing: Sequence[Place]) -> list[Step]:
    """删去第一条、第二条中的“A”、第三条: a place before the words in which they do not stand goes whole."""
    last = next((k for k in range(len(order.places) - 1, -1, -1) if order.places[k] not in missing), -1)
    late = next((p for p in missing if order.places.index(p) > last), None)
    if late is not None:
        raise Undone(kinds.OLD_WORDS_MISSING, late, before=order.words[0], after=excerpt(work, late))
    cause = work.cause
    for place in missing:
        work.report(kinds.READ_AS_WHOLE, place, words=order.words[0])
    return [(DROP, partial(drop, work, slot, cause)) for p in missing for slot in work.places(p)]


def in_base(work: WorkingCopy, place: Place) -> Place:
    """The place itself, or the one to which the same clause has just given its number where the base has none of that number."""
    if place.renumbered is None or work.base.find(place.address) is not None:
        return place
    there = attrs.evolve(place, address=place.renumbered, renumbered=None)
    work.report(kinds.NEW_NUMBER, there, place=place)
    return there


def elsewhere(
    work: WorkingCopy, place: Place, pairs: Sequence[tuple[str, str]]
) -> tuple[list[Occurrences], Callable[[], None]]:
    """Words that are not where the order says: at the place to which the same clause has just given that number, or once in the article;
    and what is to be told when they are changed there."""
    words = pairs[0][0][:40]
    if place.otherwise is not None:
        above = Place(place.otherwise)
        if hits := _hits(regions(work, above), pairs):
            return hits, partial(work.report, kinds.IN_ARTICLE, str(above), place=place, words=words, above=above)
    if place.renumbered is not None:
        there = attrs.evolve(place, address=place.renumbered, renumbered=None)
        return _hits(regions(work, there), pairs), partial(
            work.report, kinds.NEW_NUMBER_FOR_WORDS, str(there), place=place, words=words, there=there
        )
    found = nearby(work, place, pairs)
    where = work.address(found[0]) if found else ""
    return _hits([Region(s, 0, len(s.text)) for s in found], pairs), partial(
        work.report, kinds.WORDS_NEARBY, where, place=place, words=words, where=where
    )


def nearby(work: WorkingCopy, place: Place, pairs: Sequence[tuple[str, str]]) -> list[Slot]:
    """Sources count paragraphs differently: long words that stand once in the same article, elsewhere than the order says."""
    if place.part or not place.address.steps or place.address.level < Level.PARAGRAPH:
        return []
    article = place.address.article
    line = work.base.find(article) if article is not None else None
    if line is None or any(len(old) < 8 for old, _ in pairs):
        return []
    found = [s for s in work.slots[line].below() if s.line is not None and all(find_words(s.text, o) for o, _ in pairs)]
    once = len(found) == 1 and all(len(find_words(found[0].text, o)) == 1 for o, _ in pairs)
    return found if once else []


def excerpt(work: WorkingCopy, place: Place) -> str:
    """How the text of a place begins, for a finding."""
    return "".join(s.text for s in work.texts(place))[:200]


def change_all(work: WorkingCopy, hits: Sequence[Occurrences], cause: Cause, narrow: bool, place: Place) -> None:
    """Carry out a change of words at every occurrence; where the new words stand already that is told."""
    todo = [(h, fresh(h)) for h in merge_neighbours(hits)]
    idle = [h for h, kept in todo if len(kept) < len(h.found)]
    if idle and not any(kept for _, kept in todo):
        work.report(kinds.ALL_ALREADY, place, old=idle[0].old, new=idle[0].new)
    elif idle:
        work.report(kinds.SOME_ALREADY, work.address(idle[0].slot), old=idle[0].old, new=idle[0].new)
    for hit, kept in todo:
        change(work, hit.slot, kept, hit.new, cause, narrow, place, "”“" in hit.old)


def fresh(hit: Occurrences) -> list[Match]:
    """The occurrences but for those that stand inside the new words already."""
    text, old, new = hit.slot.text, hit.old, hit.new
    if (
        old not in new and "”“" not in old and text.startswith(old, hit.found[0].start)
    ):  # as written, so all of them are
        return hit.found
    return [m for m in hit.found if not already(text, m, new)]


def merge_neighbours(hits: Sequence[Occurrences]) -> Sequence[Occurrences]:
    """“A”“B”修改为“C” where A and B are neighbours in one list: the two become one C (rule 4); so do neighbours that are deleted."""
    if len(hits) < 2 or len({(h.slot, h.new) for h in hits}) == len(hits):
        return hits
    groups: dict[tuple[Slot, str], list[Occurrences]] = {}
    for hit in hits:
        groups.setdefault((hit.slot, hit.new), []).append(hit)
    out: list[Occurrences] = []
    for (slot, _), mine in groups.items():
        joined_up = together(slot.text, sorted(m for h in mine for m in h.found)) if len(mine) > 1 else []
        if joined_up and len(joined_up) < sum(len(h.found) for h in mine):
            out.append(mine[0]._replace(old="”“".join(h.old for h in mine), found=joined_up))
        else:
            out += mine
    return out


def change(
    work: WorkingCopy,
    slot: Slot,
    found: Sequence[Match],
    new: str,
    cause: Cause,
    narrow: bool,
    place: Place | None = None,
    members: bool = False,
) -> None:
    """Want ``new`` at every match in one text. ``members``: members of a list that are deleted together."""
    wanted = work.words.setdefault(slot.line, []) if slot.line is not None else []
    marked = has_mark(new) or bool(found) and slot.text[found[0].end - 1 : found[0].end] == "。"
    if new and not marked and not [m for m in found if m.loose]:
        wanted += [WantedEdit(match, new, cause, narrow, place) for match in found]
        return
    for match in found:
        at, text = match, doubled(slot.text, match, new) if marked else new
        if marked and new:
            text = tell_stop(work, slot, match, text)
        if not new:
            trimmed = deletion(slot.text, match.start, match.end, members)
            at = Match(trimmed.start, trimmed.end)
            if at[:2] != match[:2] or not trimmed.sure:
                tell_deletion(work, slot, match, trimmed.sure)
            if left := dangling(slot.text, *at[:2]):
                text_there = slot.text[max(0, at.start - 8) : at.start] + slot.text[at.end : at.end + 8]
                work.report(
                    kinds.CONJUNCTION_LEFT,
                    work.address(slot),
                    words=slot.text[match.start : match.end],
                    left=left,
                    text=text_there,
                )
        elif text != new and text == doubled(slot.text, match, new):
            work.report(kinds.MARK_THERE_ALREADY, work.address(slot), new=new[:30])
        if match.loose:
            work.report(kinds.LOOSE_MATCH, work.address(slot), words=slot.text[match.start : match.end])
        wanted.append(WantedEdit(at, text, cause, narrow, place))


def tell_stop(work: WorkingCopy, slot: Slot, match: Match, new: str) -> str:
    """The new words with the stop that the sentence wants; what becomes of it is told."""
    text, how = stop_of(slot.text, match, new)
    if how is not Stop.AS_WRITTEN:
        kind = {Stop.DROPPED: kinds.STOP_DROPPED, Stop.KEPT: kinds.STOP_KEPT, Stop.LOST: kinds.STOP_LOST}[how]
        said = slot.text[max(0, match.start - 8) : match.start] + text + slot.text[match.end : match.end + 8]
        work.report(kind, work.address(slot), new=new[-30:], text=said)
    return text


def tell_deletion(work: WorkingCopy, slot: Slot, match: Match, sure: bool) -> None:
    """Tell which mark went with deleted words, or may have to."""
    words, where = slot.text[match.start : match.end], work.address(slot)
    if sure:
        work.report(kinds.MARK_DROPPED, where, words=words)
    else:
        work.report(kinds.MARK_LEFT, where, words=words)


def replace_joined(work: WorkingCopy, order: ReplaceWords) -> list[Step]:
    """“甲”“乙”合并修改为“丙”: the words with what joins them become one."""
    cause, steps = work.cause, list[Step]()
    pattern, new = joined([o for o, _ in order.pairs]), order.pairs[0][1]
    spared = {s.line for p in order.except_ for s in work.texts(p)}
    for place in order.places:
        hits = [
            Occurrences(r.slot, "”“".join(o for o, _ in order.pairs), new, found)
            for r in regions(work, place)
            if r.slot.line not in spared
            and (found := [Match(m.start() + r.start, m.end() + r.start) for m in pattern.finditer(r.text)])
        ]
        for hit in chosen_hits(hits, order.nth, place):
            steps.append((WORDS, partial(change, work, hit.slot, hit.found, new, cause, True)))
    if not steps:
        raise Undone(kinds.NOT_JOINED, order.places[0], words="”“".join((o for o, _ in order.pairs)))
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
            for slot in hit:
                claim(work, slot, "", news, order)
            return [(FILL, partial(refill_quoted, work, order.places[0], hit, news, cause))]
        if len(hit) == len(news):
            for slot, line in zip(hit, news, strict=True):
                claim(work, slot, "", (line,), order)
            return [(FILL, partial(fill_quoted, work, Place(), s, (n,), cause)) for s, n in zip(hit, news, strict=True)]
    if len(olds) == len(news):
        words = attrs.evolve(order, pairs=tuple(zip(olds, news, strict=True)), old_whole=False)
        return replace_words(work, words)
    if len(scope) == 1 and scope[0].level in (Level.ARTICLE, Level.PARAGRAPH):
        whole = "".join(s.label + s.text for s in texts)
        if _same(whole, "".join(olds)):
            claim(work, scope[0], "", news, order)
            return [(FILL, partial(fill_quoted, work, order.places[0], scope[0], news, cause))]
    raise Undone(kinds.QUOTED_OTHERWISE, order.places[0], before=olds[0], after=excerpt(work, order.places[0]))


def fill_quoted(work: WorkingCopy, place: Place, slot: Slot, lines: tuple[str, ...], cause: Cause) -> None:
    """New text for a provision whose old text is quoted in full, if no other order wants another one."""
    check_claims(work, slot, "")
    fill(work, place, slot, lines, cause)


def refill_quoted(work: WorkingCopy, place: Place, old: list[Slot], lines: tuple[str, ...], cause: Cause) -> None:
    """The same for paragraphs, which may become more or fewer, wherever other orders have put them."""
    for slot in old:
        check_claims(work, slot, "")
        if slot.gone is not None and slot.gone != cause:
            raise Undone(DELETED_ELSEWHERE, place)
    home = old[0].parent
    if home is None or any(s.parent is not home for s in old):
        raise Undone(kinds.MOVED_APART, place, before="\n".join(s.text for s in old))
    refill(home, article_blocks(lines), old, cause)


@binds(ConvertNumerals)
def convert(work: WorkingCopy, order: ConvertNumerals) -> list[Step]:
    """阿拉伯数字改为中文数字, in all texts of the places named."""
    cause, steps = work.cause, list[Step]()
    for s in (s for place in order.places for s in work.texts(place)):
        edits = numerals_in_chinese(s.text)
        steps += [
            (WORDS, partial(work.want, s, WantedEdit(Match(x.start, x.end), x.text, cause, False))) for x in edits
        ]
        if odd := odd_numbers(s.text):
            work.report(kinds.NUMBERS_LEFT, work.address(s), numbers="、".join(odd))
    return steps


@binds(Restate)
def restate(work: WorkingCopy, order: Restate) -> list[Step]:
    """相应修改为: the full text is held against the result in the end."""
    slot = work.places(order.place)[0]
    assert work.instruction is not None
    work.restated.append((slot, order.payload, work.instruction))
    return []


def _hits(found: Sequence[Region], pairs: Sequence[tuple[str, str]]) -> list[Occurrences]:
    out = []
    for region in found:
        slot, start, end = region
        text = slot.text
        whole = not start and end == len(text)
        for old, new in pairs:
            spots = find_words(text, old) if whole else region.find(old)
            if spots:
                out.append(Occurrences(slot, old, new, spots))
    return out


def _blanks(found: Sequence[Region], pairs: Sequence[tuple[str, str]], place: Place) -> list[Occurrences]:
    """Words quoted with …… or ×. An ellipsis that fits several places is refused: which of them is meant is not said."""
    out: list[Occurrences] = []
    for old, new in pairs:
        spots = [(r.slot, m, text) for r in found for m, text in find_blanks(r.text, old, new)]
        if "……" in old and len(spots) > 1:
            raise Undone(kinds.SEVERAL_FIT, place, before=old, count=len(spots))
        starts = {r.slot: r.start for r in found}
        out += [Occurrences(s, old, text, [Match(m.start + starts[s], m.end + starts[s])]) for s, m, text in spots]
    return out


def _labelled(found: Sequence[Region], pairs: Sequence[tuple[str, str]]) -> list[Occurrences]:
    """Items quoted with their number on both sides: “（二）甲” becomes “（二）乙”."""
    out = []
    for old, new in pairs:
        a, b = _LABEL.match(old), _LABEL.match(new)
        if a and b and a[0] == b[0]:
            number, rest = label_number(a[0]), old[a.end() :]
            spots = [(r.slot, r.find(rest)[:1]) for r in found if r.slot.label and label_number(r.slot.label) == number]
            out += [Occurrences(s, old, new[b.end() :], match) for s, match in spots if match and match[0].start == 0]
    return out


def _same(a: str, b: str) -> bool:
    found = find_words(a, b)
    return (
        bool(found) and found[0].start == 0 and not a[found[0].end :].strip("。；，;,. \u3000") and len(a) - len(b) < 4
    )
