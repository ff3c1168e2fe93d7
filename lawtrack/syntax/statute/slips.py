"""Slips of print in a statute that was read: numbers, swapped columns, brackets; each with a proposed repair where one is safe.

Scanned gazettes turn 第十一条 into 第十二条 and read the two columns of a page end in the wrong order. Nothing is corrected here: a
slip is a finding, its repair an edit of the source text that a caller may carry out (:func:`lawtrack.errors.apply_repairs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lawtrack.errors import Finding, Repair, Span, Splice
from lawtrack.model.levels import CHAPTERS, RANK, Level, Unit, cited
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import NUMERAL, Number, label_number, numeral, relabel
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.statute.columns import give_way, swapped_columns
from lawtrack.syntax.statute.lines import SourceLine
from lawtrack.syntax.statute.pages import finished
from lawtrack.syntax.statute.paragraphs import label_style


def find_slips(text: str, lines: Sequence[SourceLine], law: Statute, spans: Sequence[Span | None]) -> list[Finding]:
    """All slips found in a statute."""
    swapped, taken = swapped_columns(text, lines)
    found = [
        *article_numbers(text, law, spans, taken),
        *other_numbers(law, spans, (Level.ITEM, Level.SUBITEM)),
        *(headings := other_numbers(law, spans, CHAPTERS)),
        *unnumbered(law, spans, headings),
        *orphans(law, spans, taken),
        *unfinished(law, spans, taken),
        *empty(law, spans),
        *unbalanced(text, law, spans),
        *list_ends(text, law, spans),
        *lists_again(law, spans),
        *traditional(law, spans),
    ]
    return [*swapped, *give_way(found, swapped)]


def _inside(span: Span | None, taken: Sequence[tuple[int, int]]) -> bool:
    return span is not None and any(a <= span.start < b for a, b in taken)


# -- numbers of articles


def _range_end(label: str) -> Number:
    """第十条至第十二条（删去）: the last number on the label."""
    found = re.findall(rf"第({NUMERAL})条", label)
    return label_number(found[-1]) if len(found) > 1 else label_number(label)


def _series(law: Statute) -> Iterable[list[int]]:
    """Indexes of the articles that are numbered through: the body's, and each annex's own."""
    series: list[int] = []
    for i, unit in enumerate(law.units):
        if unit.level is Level.ANNEX:
            yield series
            series = []
        elif unit.level is Level.ARTICLE:
            if unit.number == Number(1) and unit.label.endswith("、"):  # 一、 again: another list, not a slip
                yield series
                series = []
            series.append(i)
    yield series


def article_numbers(
    text: str, law: Statute, spans: Sequence[Span | None], taken: Sequence[tuple[int, int]] = ()
) -> list[Finding]:
    """Articles whose number is not the one that must follow: wrong, used twice, missing, or out of order."""
    out: list[Finding] = []
    for series in _series(law):
        last: Number | None = None
        seen: dict[Number, int] = {}
        for k, i in enumerate(series):
            unit, span = law.units[i], spans[i]
            number = unit.number
            if _inside(span, taken):  # reported as swapped, and complete
                last = number if last is None else max(last, number)
                seen.setdefault(number, i)
                continue
            if last is None or number in (Number(last.value + 1), Number(last.value, last.sub + 1)):
                last = _range_end(unit.label)
                seen.setdefault(number, i)
                continue
            expected = Number(last.value + 1)
            following = law.units[series[k + 1]].number if k + 1 < len(series) else None
            said = cited(Level.ARTICLE, last)
            fits = following == Number(expected.value + 1) or following is None and number.value <= last.value
            inside = law.units[i + 1 : series[k + 1] if k + 1 < len(series) else None]
            if fits and not any(
                map(_head(expected).search, (u.text for u in inside))
            ):  # 第五条　…。第三条　…: two in one
                right = relabel(unit.label, expected)
                assert span is not None
                edit = Splice(span.start, span.start + len(unit.label), right)
                twice = number in seen or number == following
                kind = kinds.DUPLICATE_FOR_ANOTHER if twice else kinds.WRONG_NUMBER
                repair = Repair(f"“{unit.label}”改为“{right}”", (edit,))
                out.append(
                    kind.finding(
                        law.addresses[i], span=span, before=unit.label, after=right, repair=repair,
                        last=said, then=_then(following), number=number, expected=expected,
                    )
                )  # fmt: skip
                last = expected
            elif number.value > expected.value:
                gap = range(expected.value, number.value)
                first, end = cited(Level.ARTICLE, gap[0]), cited(Level.ARTICLE, gap[-1])
                kind = kinds.MISSING_NUMBERS if len(gap) > 1 else kinds.MISSING_NUMBER
                before = spans[series[k - 1]]
                assert before is not None and span is not None
                out.append(
                    kind.finding(
                        law.addresses[i], span=span, repair=_buried(text, before.start, span.start, gap),
                        label=unit.label, last=said, missing=first, end=end, expected=expected, until=gap[-1],
                    )
                )  # fmt: skip
                last = _range_end(unit.label)
            else:
                kind = kinds.DUPLICATE_NUMBER if number in seen else kinds.NUMBER_ORDER
                out.append(kind.finding(law.addresses[i], span=span, label=unit.label, last=said, number=number))
                last = number if following is not None and following.value == number.value + 1 else last
            seen.setdefault(number, i)
    return out


def _then(following: Number | None) -> str:
    return f"、后一条是{cited(Level.ARTICLE, following)}" if following else ""


def _head(number: Number) -> re.Pattern[str]:
    """The head of an article in the middle of a line, after the end of a sentence."""
    return re.compile(rf"(?<=[。；：”）)])[ \t\u3000]*{cited(Level.ARTICLE, number)}(?=[ \t\u3000])")


def _buried(text: str, start: int, end: int, gap: range) -> Repair | None:
    """The missing head in the middle of a paragraph: it lost its line break."""
    edits = []
    for n in gap[:20]:
        m = _head(Number(n)).search(text, start, end)
        if not m:
            return None
        at = m.start() + len(m[0]) - len(m[0].lstrip())
        edits.append(Splice(m.start(), at, "\n"))
        start = m.end()
    return Repair("在条首之前换行", tuple(edits)) if edits else None


# -- other numbers


def other_numbers(law: Statute, spans: Sequence[Span | None], levels: tuple[Level, ...]) -> list[Finding]:
    """Items, subitems and headings whose numbers do not follow one another."""
    out: list[Finding] = []
    heading = levels[0] is not Level.ITEM
    runs: dict[tuple[Level, str], list[int]] = {}

    def close(rank: int) -> None:
        for key in [key for key in runs if RANK[key[0]] >= rank]:
            out.extend(_check_run(law, spans, runs.pop(key), heading))

    for i, unit in enumerate(law.units):
        if unit.level not in levels:
            if runs and (not heading or RANK[unit.level] < RANK[Level.PART]):
                close(RANK[unit.level])
            continue
        close(RANK[unit.level] + 1)
        if not heading and not unit.label:  # a line beside numbered ones
            continue
        style = re.sub(rf"{NUMERAL}|[0-9０-９]+|\s", "", unit.label) if heading else label_style(unit.label)
        if not heading and unit.number == Number(1) and (unit.level, style) in runs:
            out.extend(_check_run(law, spans, runs.pop((unit.level, style)), heading))
        runs.setdefault((unit.level, style), []).append(i)
    close(0)
    return sorted(out, key=lambda f: f.span.start if f.span else -1)


def _check_run(law: Statute, spans: Sequence[Span | None], run: list[int], heading: bool) -> list[Finding]:
    out: list[Finding] = []
    first = law.units[run[0]].number.value
    late = first != 1 and _begins_late(law, run[0])
    last = 0 if first == 1 or late or heading and _unnumbered(law, spans, _above(law, run[0]), run[0], 0) else first - 1
    for k, i in enumerate(run):
        unit, span = law.units[i], spans[i]
        n = unit.number.value
        if n == last + 1 or n == last and unit.number.sub:
            last = n
            continue
        following = law.units[run[k + 1]].number.value if k + 1 < len(run) else None
        right = relabel(unit.label, Number(last + 1))
        fits = following == last + 2 or following is None and n <= last
        repair = None
        if span and fits and unit.label:
            repair = Repair(f"“{unit.label}”改为“{right}”", (Splice(span.start, span.start + len(unit.label), right),))
        elif heading and n > last:
            repair = _unnumbered(law, spans, run[k - 1] if k else _above(law, i), i, last)
        if fits:
            kind = kinds.HEADING_FOR_ANOTHER if heading else kinds.ITEM_FOR_ANOTHER
        elif heading:
            kind = kinds.HEADINGS_LOST_THEIRS if repair else kinds.HEADING_NUMBER
        else:
            kind = kinds.ITEM_NUMBER
        out.append(
            kind.finding(
                law.addresses[i], span=span, before=unit.label, after=right if fits else None, repair=repair,
                text=unit.text[:12], last=numeral(last) if last else "无", number=n, previous=last, mended=repair and repair.description,
            )
        )  # fmt: skip
        last = last + 1 if fits else n
    return out


def _begins_late(law: Statute, i: int) -> bool:
    """Whether an item is the first of its article and not the first by its number: （二） without （一）."""
    unit = law.units[i]
    if unit.level is not Level.ITEM or law.addresses[i].article is None:
        return False
    for k in range(i - 1, 0, -1):
        if law.units[k].level is Level.ARTICLE:
            return True
        if law.units[k].level is Level.ITEM:  # a list may go on in the next 款
            return False
    return False


def lists_again(law: Statute, spans: Sequence[Span | None]) -> Iterable[Finding]:
    """Lists that begin again within one paragraph: 第二项〔2〕 is no place that a decision can name."""
    begun = False
    for i, unit in enumerate(law.units):
        if unit.level < Level.ITEM:
            begun = False
        elif unit.level is Level.ITEM and unit.number == Number(1):
            if begun:
                above = law.addresses[i - 1]
                yield kinds.LIST_AGAIN.finding(law.addresses[i], span=spans[i], above=above, label=unit.label)
            begun = True


def _above(law: Statute, heading: int) -> int:
    """The heading under which another one stands; the adoption note where there is none."""
    rank = RANK[law.units[heading].level]
    return next((k for k in range(heading - 1, 2, -1) if RANK[law.units[k].level] < rank), 2)


def unnumbered(law: Statute, spans: Sequence[Span | None], told: Sequence[Finding]) -> Iterable[Finding]:
    """Headings between numbered articles that have no number, and are not told of beside one that has: chapters lose theirs where a
    program wrote them (automatic numbering) and the next one did not."""
    units, division = law.units, Level.DIVISION
    if not any(u.level is division and not u.label for u in units):
        return
    end = next((i for i, u in enumerate(units) if u.level is Level.ANNEX), len(units))
    articles = [i for i in range(end) if law.units[i].level is Level.ARTICLE and law.units[i].label[:1] == "第"]
    if not articles:
        return
    known = {edit.start for f in told if f.repair for edit in f.repair.edits}
    bare = [
        i for i in range(3, articles[-1])
        if law.units[i].level is Level.DIVISION and not law.units[i].label
        and (span := spans[i]) is not None and span.start not in known
    ]  # fmt: skip
    chapters = [i for i in range(end) if law.units[i].level in CHAPTERS]
    for n, i in enumerate(bare, 1):
        unit, last = law.units[i], law.units[chapters[-1]] if chapters else None
        goes_on = last is not None and last.level is Level.CHAPTER and chapters[-1] < bare[0]
        right = relabel(last.label, Number(last.number.value + n)) if goes_on and last is not None else None
        at = spans[i]
        edit = Splice(at.start, at.start, f"{right}\u3000") if right and at else None
        plain = kinds.HEADING_UNNUMBERED if chapters else kinds.NO_HEADING_NUMBERED
        repair = Repair(f"标题“{unit.text[:20]}”补“{right}”", (edit,)) if edit else None
        kind = kinds.HEADING_NUMBER_LOST if right else plain
        yield kind.finding(law.addresses[i], span=at, after=right, repair=repair, text=unit.text[:20])


def _unnumbered(law: Statute, spans: Sequence[Span | None], start: int, end: int, last: int) -> Repair | None:
    """Headings that lost their numbers, where there are exactly as many as numbers are missing."""
    found = [k for k in range(start + 1, end) if law.units[k].level is Level.DIVISION and not law.units[k].label]
    places = [span for k in found if (span := spans[k]) is not None]
    if len(found) != law.units[end].number.value - last - 1 or len(places) != len(found):
        return None
    labels = [relabel(law.units[end].label, Number(last + 1 + k)) for k in range(len(found))]
    edits = tuple(Splice(s.start, s.start, label + "\u3000") for s, label in zip(places, labels, strict=True))
    named = "、".join(f"“{law.units[k].text}”补“{label}”" for k, label in zip(found, labels, strict=True))
    return Repair(f"给无编号的标题{named}", edits)


# -- what stands in no article


def orphans(law: Statute, spans: Sequence[Span | None], taken: Sequence[tuple[int, int]]) -> list[Finding]:
    """Text between a chapter heading and its first article: no article can be cited for it."""
    out = []
    numbered = any(u.level is Level.ARTICLE for u in law.units)
    for i, unit in enumerate(law.units[1:], 1):
        above = law.units[i - 1].level
        if numbered and unit.level is Level.PARAGRAPH and above in CHAPTERS:
            if not _inside(spans[i], taken) and not any(u.level is Level.ANNEX for u in law.units[:i]):
                first = unit if unit.text else law.units[i + 1]  # a list without the sentence that opens it
                out.append(kinds.ORPHAN.finding(law.addresses[i], span=spans[i], text=(first.label + first.text)[:20]))
    return out


def unfinished(law: Statute, spans: Sequence[Span | None], taken: Sequence[tuple[int, int]]) -> list[Finding]:
    """款 whose sentence does not come to its end, and items that end an article so: something may be missing, or a line break that a
    page made was taken for the end of a paragraph, and every 款 behind it is counted wrong; the last item of a list that is a heading, whose
    text below it is read as a 款."""
    out = []
    article = False  # 第…条: what stands below 一、 may be a heading
    annex, head = Level.ANNEX, Level.ARTICLE
    for i, unit in enumerate(law.units):
        if unit.level is annex:
            break
        if unit.level is head:
            article = unit.label[:1] == "第"
        if finished(unit.text):
            continue
        last = i + 1 == len(law.units)
        if last and law.units[i - 1].level is head and "。" not in unit.text:  # of a beginning that is quoted
            continue
        below = head if last else law.units[i + 1].level
        paragraph = article and unit.level is Level.PARAGRAPH and RANK[below] <= RANK[Level.PARAGRAPH]
        headed = (
            article and unit.level is Level.ITEM and below is Level.PARAGRAPH
        )  # （二）配制记录, and a line below it
        if RANK[unit.level] <= RANK[Level.ARTICLE] or not (paragraph or headed or RANK[below] <= RANK[Level.ARTICLE]):
            continue
        if _inside(spans[i], taken) or law.addresses[i].article is None:
            continue
        doubt = (paragraph or headed) and not unit.text.startswith("|") and "\t" not in unit.text
        torn = kinds.UNFINISHED_ITEM if headed else kinds.UNFINISHED_PARAGRAPH
        kind = torn if doubt else kinds.UNFINISHED
        out.append(kind.finding(law.addresses[i], span=spans[i], text=unit.text[-16:]))
    return out


def empty(law: Statute, spans: Sequence[Span | None]) -> Iterable[Finding]:
    """Articles that have a number and no text."""
    for i, unit in enumerate(law.units):
        below = law.units[i + 1].level if i + 1 < len(law.units) else Level.ARTICLE
        if unit.level is Level.ARTICLE and not unit.text and RANK[below] <= RANK[Level.ARTICLE]:
            yield kinds.EMPTY.finding(law.addresses[i], span=spans[i], label=unit.label)


_RULES = re.compile("应当|可以|不得|必须|负责|适用|依照|按照|予以")


def list_ends(text: str, law: Statute, spans: Sequence[Span | None]) -> Iterable[Finding]:
    """Unnumbered lists whose last line is a sentence of another kind than the lines above it: it may be a 款 of its own, where the last
    line of the list ends in ；and should end in 。."""
    for i in [i for i, unit in enumerate(law.units) if "\n" in unit.text]:
        unit, span = law.units[i], spans[i]
        above, last = unit.text.rpartition("\n")[::2]
        lines = above.split("\n")
        members = lines[max((k for k, x in enumerate(lines) if x.endswith(("：", ":"))), default=len(lines)) + 1 :]
        if span is None or not members or not last.endswith("。") or not members[-1].endswith(("；", ";")):
            continue
        longest = max(map(len, members))
        if not (len(last) > 3 * longest + 20 or _RULES.search(last) and not any(map(_RULES.search, members))):
            continue
        at = text.rfind(members[-1], span.start, span.end) + len(members[-1])
        edit = Splice(at - 1, at, "。")
        yield kinds.LIST_END.finding(
            law.addresses[i],
            span=span,
            before=members[-1][-6:],
            after=members[-1][-6:-1] + "。",
            repair=Repair(f"“{members[-1][-6:]}”的分号改为句号", (edit,)) if at >= len(members[-1]) else None,
            last=last[:16],
        )


# -- references in traditional characters

_TRADITIONAL = re.compile(rf"第\s*(?:{NUMERAL}|[0-9０-９]+)(?:\s*[-－—–]\s*[0-9０-９]+)?\s*條")


def traditional(law: Statute, spans: Sequence[Span | None]) -> Iterable[Finding]:
    """References such as 第二條之一: not read as references, since 項 and 款 change places where such characters are used. Told once."""
    found = [
        (i, m[0])
        for i, unit in enumerate(law.units[3:], 3)
        if "條" in unit.text
        for m in _TRADITIONAL.finditer(unit.text)
    ]
    if found:
        first, words = found[0]
        yield kinds.TRADITIONAL_REFERENCES.finding(
            law.addresses[first], span=spans[first], before=words, count=len(found)
        )


# -- brackets and quotation marks

_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
_SAME = {"(": "（", ")": "）"}
_LIST_MARK = re.compile("[0-9一二三四五六七八九十a-zA-Z]")  # 1) opens nothing
_OPENER = {v: k for k, v in _PAIRS.items()}
_BRACKET = re.compile("[" + re.escape("".join([*_PAIRS, *_OPENER])) + "]")


def unbalanced(text: str, law: Statute, spans: Sequence[Span | None]) -> list[Finding]:
    """Articles in which a bracket or quotation mark opens and never closes, or closes and never opened."""
    out: list[Finding] = []
    start = 3
    for i in range(3, len(law.units) + 1):
        if i < len(law.units) and RANK[law.units[i].level] > RANK[Level.ARTICLE]:
            continue
        bad = _unclosed(law.units[start:i])
        if bad:
            at = start + bad[0]
            out.append(kinds.UNBALANCED.finding(law.addresses[at], span=spans[at], mark=bad[1], around=bad[2]))
        start = i
    return out


def _unclosed(units: Sequence[Unit]) -> tuple[int, str, str] | None:
    open_: list[tuple[str, int, int]] = []
    for k, unit in enumerate(units):
        for m in _BRACKET.finditer(unit.text):
            raw, at = m[0], m.start()
            c = _SAME.get(raw, raw)
            if c in _PAIRS:
                open_.append((c, k, at))
            elif open_ and open_[-1][0] == _OPENER[c]:
                open_.pop()
            elif not _LIST_MARK.match(unit.text, max(0, at - 1), at):
                return k, raw, unit.text[max(0, at - 10) : at + 6]
    if open_:
        c, k, at = open_[0]
        return k, c, units[k].text[max(0, at - 6) : at + 10]
    return None
