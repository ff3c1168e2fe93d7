"""Places as a decision names them: lists and ranges of addresses, pronouns, parts of provisions — read as written, not yet resolved.

``第二十九条第三款和第四款``, ``第十二条至第十六条、第二十条``, ``第二、三、四、六项``, ``第一款第（四）项``, ``原第三款``, ``第七条第一款款首``,
``序言第七自然段``, ``宪法第六十七条全国人民代表大会常务委员会职权第二十项``, ``其中的``, ``该条``, ``条例中的``.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from lawtrack.model.address import Step
from lawtrack.model.levels import NAMED, Level
from lawtrack.model.numerals import NUMERAL, Number, parse_numeral

QUOTE = "\ue000"
"""Stands for a quoted block in the text that is scanned."""

TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{0,120}》){1,160})》")
_ARABIC = rf"(?:{NUMERAL}|[0-9０-９]{{1,4}})"
_S = r"[ \u3000]*"
_STEP = re.compile(
    rf"第{_S}(?P<open>[（(])?{_S}(?P<n>{_ARABIC}){_S}(?:之{_S}(?P<inner>{_ARABIC}){_S}(?=[）)]{_S}项))?(?P<close>[）)])?(?P<more>(?:{_S}[、和及]{_S}第?[（(]?{_ARABIC}[）)]?(?=[、和及0-9０-９（(]|{NUMERAL}|条|款|项|目|自然段)){{0,40}})"
    rf"{_S}(?:(?P<unit>分编|编|章|节|条(?!例)|款|自然段|段|项|目|点|部分)(?:{_S}之{_S}(?P<sub>{_ARABIC}))?|(?=(?:至|到|—|－|-|～){_S}第?[（(]?{_ARABIC}[）)]?{_S}(?P<far>条(?!例)|款|项|目)))"
)
_SLIP = re.compile(
    rf"(?:(?<=[将去除在、])|(?<=[，,]作为)(?![一两]条)|(?<=分别作为)(?![一两]条))(?P<n>{NUMERAL})(?P<unit>条)(?!例)"
)
_SLIP_BELOW = re.compile(
    rf"(?P<n>(?!两){NUMERAL})(?P<unit>款|项)(?=[中的、，,：:]|修改为(?!{NUMERAL})|改为(?!{NUMERAL})|删|增|末|后|前|第|作为|和|及|{QUOTE})"
)
"""第七条二款, 第三款二项: the 第 of what stands in it is left out."""
_ASIDE = re.compile(r"[（(][^（）()\n]{1,60}[）)]")
_PREFIX = re.compile(
    rf"(?:修改后的?{_S})?(?:刑法|宪法|(?:本|该)?(?:法|条例|规定|办法|细则|解释|规则|章程|规程|准则)(?=原?第))?(?:修改后的?|原)?"
)
_NAMED = re.compile(
    rf"(?P<preamble>引言|序言|前言)|(?P<title>(?:法规|规章|条例|法律|规定|办法|文件)?(?:的)?名称|标题|题目)|(?P<note>题注)"
    rf"|(?P<annex>附(?:件|表|录|图)(?P<n>{_ARABIC})?(?:《[^《》\n]{{1,60}}》)?)|(?P<body>正文)(?=第)"
)
_PRONOUN = re.compile(
    rf"(?P<subject>其中)(?=的|{QUOTE})|(?P<listed>(?:下列|以下)[^。；，\n{QUOTE}]{{0,40}}?)(?=中[的{QUOTE}关引所涉])|(?P<that>上述|前述)(?:条款|条文|规定)?(?=中|的|{QUOTE}|修)"
    r"|(?:这|该|上述)(?P<many>[两二三四五六七八九十]{1,2})(?P<these>条|款|项)(?!例|文)"
    r"|(?:这一|这|该|本|此)(?P<unit>编|章|节|条|款|项|自然段|句)(?!例|文)"
)
_WHOLE = re.compile(
    r"(?:本|该)?(?:(?:实施)?(?:条例|规定|办法|细则)|解释|法律|规则|意见|批复|法|法规|决定|正?文)(?:全文)?(?=中(?:[的“\ue000]|所|全部|涉及|出现|引用|有关|相关|关于))|全文(?=中|修改|修订|\ue000)|(?:答复|批复)?的?(?:答复内容|批复内容|正文)(?=(?:修改|调整|变更)[为成])"
    r"|(?:(?:本|该)?(?:条例|规定|办法|细则|解释|规则|法规|法)的?(?:各|所有|相关|有关))?条[文款](?=中)"
    r"|(?:各|所有|相关|有关|部分|其他)?(?:法律|法规)?条[文款](?=中)|(?:决定|决议|章程|准则|通告|公告)(?=中(?:的?\ue000|所|全部|涉及|出现|引用|有关|相关|关于))"
)
_HEADINGS = re.compile(r"(?:所有|全部|各)(?P<levels>[编章节]{1,2})名(?:称)?")
_ADDS = "(?=[，,]?(?:增|新增|添|补|加))"
_PART = re.compile(
    rf"(?:的)?(?:(?P<head>款首|项首|条首部分|条首|首部|首段|开头部分|导语|引导语|主文|引言|引语)|(?P<tail>(?:条文|该条)(?:的)?(?:末尾|最后)(?=[，,]?(?:增|新增|添|补|加))|款尾|条尾|项尾|末尾|尾部|结尾|最后(?!一)|末(?=[，,]?(?:增|新增|添|补|加))|条文之?后(?=[，,]?(?:增加|新增|添加|补充)[：:]?{QUOTE}))"
    rf"|(?P<end>(?:的)?[句段][尾末]{_ADDS})"
    rf"|(?P<start>开始部分|开头|起始部分|句首)|(?P<heading>[编章节]名(?:称)?|名称|(?<=[编章节])名|标题|题目|条标|条旨|条文主旨|条文标题)|(?P<items>各项|所有项|全部项)"
    rf"|(?:(?:第(?P<sentence>{_ARABIC})|倒数第(?P<back>{_ARABIC})|(?P<first>首)|(?P<last>最后一|末|尾)|(?P<side>前|后|最后)(?P<some>{_ARABIC}))句"
    rf"(?:的?(?P<half>(?:前|后)半[句段]|分号(?:之|以)?[前后](?:的?(?:部分|内容|文字))?)|(?P<at_end>的?(?:句[尾末]|末尾|尾部|结尾|最后){_ADDS}))?)"
    rf"|(?P<alone>(?:前|后)半[句段]|分号(?:之|以)?[前后](?:的?(?:部分|内容|文字))?))"
)
_NAMED_PART = re.compile(rf"{QUOTE}中?的?(?={_S}第{_S}[（(]?{_ARABIC}[）)]?{_S}(?:条|款|项|目|节|部分|自然段))")
"""The name of a part or chapter behind its number: 第二章“用水管理”第二条."""
OWN_NAME = re.compile(rf"{QUOTE}(?=的?(?:[编章节]名|标题|题目|条标|条旨|条文标题))")
"""The same where the name itself is meant: 第二章“用水管理”章名, 第三条“取水”标题."""
_CAPTION = re.compile(
    rf"(?<=[条一二三四五六七八九十])[（(](?!{NUMERAL}[）)]|[^（）()]*(?:[第原见改修]|新增|删))(?P<caption>[\u4e00-\u9fff、]{{2,20}})[）)](?=[第中的“{QUOTE}修改删增、和，。；调变作移]|$)"
)
"""The caption of an article behind its number: 第四条（管理部门）第二款."""
_OLD_BELOW = re.compile(rf"的?原(?=第{_S}[（(]?{_S}{_ARABIC}{_S}[）)]?{_S}(?P<unit>款|项|目))")
_DESCRIBED = re.compile(rf"(?:{QUOTE}中|[\u4e00-\u9fff]{{2,24}}?职权(?:中)?)(?={_S}第{_S}[（(]?{_ARABIC}[）)]?{_S}项)")
_AND = re.compile(rf"{_S}(?:中(?=[、和及与]))?(?:、|以及|和|及|与){_S}(?:原)?(?=第|引言|序言|名称|附|{NUMERAL}条)")
_BECOMES = re.compile("(?:相应)?(?:改|调整|变更)为")
"""After a new number and the next place: 将第五条改为第七条、第六条改为第八条."""
_TO = re.compile(rf"{_S}(?:至|到|—|－|-|～){_S}(?=第)")
_TO_SHORT = re.compile(rf"(?:至|到|—|－|-|～){_S}[（(]?(?P<n>{_ARABIC})[）)]?{_S}(?P<unit>条(?!例)|款|项|目)")
"""The end of 第（一）至（三）项."""
_NUMBERED = re.compile(rf"第{_S}[（(]?{_S}(?:{NUMERAL}|[0-9０-９])")
PLACE_STARTS = frozenset(
    "第原《决章准通公刑宪答文下以引序前名标题正附该本这此其上条规办细解法意批全各所相有部款条项末尾结最开起句编章节一二三四五六七八九十首主导修后分倒尾实"
)


@attrs.frozen
class NamedPlace:
    """One place as written. ``steps`` may begin below the article; ``pronoun`` is ``subject``, ``listed`` (下列条款中的) or the level it points to.

    ``quotes`` are the quotations that stand between its steps (第二章“用水管理”第二条), ``named`` their words. ``changed``: 修改后的第五条, a number
    of the final text.
    """

    steps: tuple[Step, ...] = ()
    part: str = ""
    pronoun: Level | str = ""
    whole: bool = False
    through: tuple[Step, ...] = ()
    slip: bool = False
    quotes: tuple[int, ...] = ()
    named: str = ""
    changed: bool = False


@attrs.frozen
class PlaceList:
    """A list of places and where it stands in the scanned text."""

    names: tuple[NamedPlace, ...]
    start: int
    end: int


def scan_places(text: str, at: int) -> PlaceList | None:
    """The list of places that begins at ``at``, or None.

    >>> [len(n.steps) for n in scan_places("第二十九条第三款和第四款中的", 0).names]
    [2, 1]
    """
    first = text[at : at + 1]
    if (
        first not in PLACE_STARTS
        or (first == "第" and not _NUMBERED.match(text, at))
        or text.startswith(("修改为", "修改："), at)
    ):
        return None
    return _list_at(text, at)


@lru_cache(maxsize=1024)
def _list_at(text: str, at: int) -> PlaceList | None:
    """The same where a place may begin: a line is asked whether it is an order, of what, and then read."""
    got = _element(text, at)
    if got is None:
        return None
    out, end = list(got[0]), got[1]
    target = text[max(0, at - 1) : at] == "为"
    while True:
        to = _TO.match(text, end)
        if to and out[-1].steps and (last := _element(text, to.end(), bare=True)):
            out[-1] = attrs.evolve(out[-1], through=last[0][0].steps, part=out[-1].part or last[0][0].part)
            end = last[1]
            continue
        short = _TO_SHORT.match(text, end) if out[-1].steps and not out[-1].part else None
        number = _number(short["n"], None) if short else None
        if short and number and NAMED[short["unit"]] is out[-1].steps[-1].level:
            out[-1] = attrs.evolve(out[-1], through=(Step(out[-1].steps[-1].level, number),))
            end = short.end()
            continue
        sep = _AND.match(text, end)
        following = _element(text, sep.end()) if sep else None
        if not sep or not following or (target and (sep[0].endswith("原") or _BECOMES.match(text, following[1]))):
            break
        out += following[0]
        end = following[1]
    names = tuple(_share_heading(out))
    deleted = text[max(0, at - 2) : at] in ("删去", "删除")
    if text[end : end + 1] in ("，", ",") and (deleted or text[max(0, at - 1) : at] in _LIST_BEGINS):
        more = _after_comma(text, end, deleted)
        joined = _continued(names, more.names) if more else None
        if more and joined:
            return PlaceList(joined, at, more.end)
    return PlaceList(names, at, end)


_LIST_BEGINS = ("", *"将把在对，。；、.\n ")
_WORDS_BEHIND = re.compile(rf"(?:中|里|内)?(?:的|所|规定|涉及|引用|有关|相关|关于|(?:第|最后).{{1,2}}处的?)*{QUOTE}")


def _after_comma(text: str, at: int, deleted: bool) -> PlaceList | None:
    """The rest of a list whose places stand between commas (第一条第二款，第三条中的“…”): only where words follow that they have in common.

    Whole provisions that are deleted need none: 删去第一条，第三条第二款。
    """
    rest = scan_places(text, at + 1)
    if rest is None or any(n.pronoun or n.whole or not n.steps for n in rest.names):
        return None
    ends = deleted and text[rest.end : rest.end + 1] in ("", "。", "；", "\n")
    return rest if ends or (not deleted and _WORDS_BEHIND.match(text, rest.end)) else None


def _continued(names: tuple[NamedPlace, ...], more: tuple[NamedPlace, ...]) -> tuple[NamedPlace, ...] | None:
    """The list with what follows the comma; 第一条，第一项 is one place and not two."""
    last, first = names[-1], more[0]
    if not last.steps or last.part:
        return None
    if first.steps[0].level <= Level.ARTICLE:
        return (*names, *more)
    if not last.through and Level.ARTICLE <= last.steps[-1].level < first.steps[0].level:
        return (*names[:-1], attrs.evolve(first, steps=(*last.steps, *first.steps)), *more[1:])
    return None


def _share_heading(names: list[NamedPlace]) -> list[NamedPlace]:
    """第一节、第二节节名: the headings of both, for without 节名 the first would be the whole section."""
    if len(names) < 2 or names[-1].part != "heading":
        return names
    kind = names[-1].steps[-1].level if names[-1].steps else None
    alike = all(n.steps and n.steps[-1].level is kind and n.part in ("", "heading") for n in names)
    return [attrs.evolve(n, part="heading") for n in names] if alike else names


def _element(text: str, at: int, bare: bool = False) -> tuple[list[NamedPlace], int] | None:
    title = ""
    start = at
    numbered = text.startswith("第", at)  # nothing stands before its number
    if not bare and not numbered:
        pronoun = _PRONOUN.match(text, at)
        if pronoun:
            return _pronoun(text, pronoun)
        whole = _HEADINGS.match(text, at)
        if whole:
            levels = "".join(dict.fromkeys(whole["levels"]))
            return [NamedPlace(part=f"headings-{levels}", whole=True)], whole.end()
        whole = _WHOLE.match(text, at)
        if whole:
            return [NamedPlace(whole=True)], whole.end()
    prefix = None if numbered else _PREFIX.match(text, at)
    at = prefix.end() if prefix else at
    original, changed = text[start:at].endswith("原"), "修改后" in text[start:at]
    if text.startswith(("刑法", "宪法"), start):
        title = text[start : start + 2]
    named = None if numbered else TITLE.match(text, at)
    if named and not bare:
        title, at = named[1], named.end()
        aside = _ASIDE.match(text, at)
        at = aside.end() if aside else at
        if text.startswith("原", at):
            original, at = True, at + 1
        elif text.startswith("修改后的", at):
            at, changed = at + 4, True
    begin = at
    lists, at, slip = _steps(text, at)
    quotes = tuple(i for i in range(begin, at) if text[i] == QUOTE) if QUOTE in text[begin:at] else ()
    caption = _CAPTION.search(text[:at], begin) if lists and ("）" in text[begin:at] or ")" in text[begin:at]) else None
    if not lists:
        annex = _NAMED.match(text, at) if named else None
        if annex and annex["annex"]:
            return _named(text, annex)
        if title and (named or text.startswith(("中的", "中" + QUOTE, "序言"), at)) and not text.startswith("序言", at):
            return ([NamedPlace(whole=True)], at) if text.startswith("中", at) else None
        found = _NAMED.match(text, at)
        if found:
            return _named(text, found)
        part = _PART.match(text, at)
        if part and not title and not original and not bare and not text.startswith("的", at):
            value = _part(part)
            return [NamedPlace(part=value)], part.end()
        return None
    titled = f"（{caption[0][1:-1]}）" if caption and len(lists) == 1 else ""
    part = _PART.match(text, at)
    value = ""
    if part:
        value, at = _part(part), part.end()
    out = []
    for steps in lists:
        steps, line = _lines_of(steps)
        if value and line:
            return None  # 第四条第二自然段第一句: a place holds one of the two
        out.append(NamedPlace(steps, value or line, slip=slip, quotes=quotes, named=titled, changed=changed))
    return out, at


def _steps(text: str, at: int) -> tuple[list[tuple[Step, ...]], int, bool]:
    """The steps from ``at`` on: one list, or several where the last step names several numbers (第二、三、四项)."""
    steps: tuple[Step, ...] = ()
    slip = False
    while True:
        m = _STEP.match(text, at)
        if not m and steps and (old := _OLD_BELOW.match(text, at)) and NAMED[old["unit"]] > steps[-1].level:
            m = _STEP.match(text, old.end())  # 第三条原第二款
        if not m and not steps:
            m = _SLIP.match(text, at)
            slip = m is not None
        if not m and steps and steps[-1].level in (Level.ARTICLE, Level.PARAGRAPH):
            m = _SLIP_BELOW.match(text, at)
            slip = slip or m is not None
        if not m:
            described = OWN_NAME.match(text, at) if steps and text.startswith(QUOTE, at) else None
            if described is None and steps and steps[-1].level is Level.ARTICLE:
                described = _DESCRIBED.match(text, at)
            elif described is None and steps and steps[-1].level < Level.ARTICLE:
                described = _NAMED_PART.match(text, at)
            if described:
                at = described.end()
                continue
            return ([steps] if steps else []), at, slip
        whole = m.re is _STEP
        numbers = [_number(m["n"], m["sub"] or m["inner"] if whole else None)]
        unit = m["unit"] or m["far"]
        level = Level.SUBITEM if unit == "点" else NAMED.get(unit, Level.PARAGRAPH)
        if numbers[0] is None:
            return ([steps] if steps else []), at, slip
        if steps and level is not Level.SUBITEM and level <= steps[-1].level and unit not in ("自然段", "段"):
            return [steps], at, slip
        mark = 1 if unit not in ("自然段", "段") else -1
        if whole and m["more"]:
            numbers += [_number(x, None) for x in re.findall(_ARABIC, m["more"])]
        found = [n for n in numbers if n is not None]
        if len(found) < len(numbers):
            return ([steps] if steps else []), at, slip
        at = m.end()
        if len(found) > 1:
            return [(*steps, Step(level, n, mark)) for n in found], at, slip
        steps = (*steps, Step(level, found[0], mark))
        caption = _CAPTION.match(text, at) if level is Level.ARTICLE and text[at : at + 1] in ("（", "(") else None
        at = caption.end() if caption else at


def _number(text: str, sub: str | None) -> Number | None:
    """The number; None for what is none, or has two readings: 第六一条 may lack 十 or have a digit too many."""
    value = None if _TWO_DIGITS.fullmatch(text) else parse_numeral(text)
    return None if value is None else Number(value, (parse_numeral(sub) or 0) if sub else 0)


_TWO_DIGITS = re.compile("[一二三四五六七八九]{2}")


def _lines_of(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], str]:
    """第N自然段 (marked by ``nth`` -1) becomes a part of what it stands in, except in the preamble."""
    if steps and steps[-1].nth == -1:
        n = steps[-1].number.value
        above = steps[:-1]
        if above and above[-1].level is Level.PARAGRAPH:
            return above, "head" if n == 1 else f"line-{n}"
        return above, f"line-{n}"
    return steps, ""


def _named(text: str, m: re.Match[str]) -> tuple[list[NamedPlace], int] | None:
    at = m.end()
    if m["body"]:
        lists, at, _ = _steps(text, at)
        return [NamedPlace(*_lines_of(s)) for s in lists], at
    first = Step(Level.PREAMBLE)
    if m["title"]:
        first = Step(Level.TITLE)
    elif m["note"]:
        first = Step(Level.NOTE)
    elif m["annex"]:
        first = Step(Level.ANNEX, Number(parse_numeral(m["n"]) or 0 if m["n"] else 0))
    lists, end, _ = _steps(text, at)
    out = []
    part = _PART.match(text, end if lists else at)
    value = _part(part) if part else ""
    for steps in lists or [()]:
        if first.level is Level.PREAMBLE:
            steps = tuple(s if s.nth == 1 else attrs.evolve(s, nth=1) for s in steps)
        steps, line = _lines_of((first, *steps))
        if value and line:
            return None
        out.append(NamedPlace(steps, value or line))
    return out, part.end() if part else end


def _pronoun(text: str, m: re.Match[str]) -> tuple[list[NamedPlace], int]:
    pronoun: Level | str = "listed" if m["listed"] else "subject"
    if m["these"]:
        pronoun = f"these-{NAMED[m['these']].name}-{parse_numeral(m['many']) or 0}"
    if m["unit"]:
        pronoun = {"句": "subject", "自然段": "subject"}.get(m["unit"]) or NAMED[m["unit"]]
    at = m.end()
    lists, end, _ = _steps(text, at) if m["unit"] else ([], at, False)
    part = _PART.match(text, end)
    value = _part(part) if part else ""
    return [NamedPlace(s, value, pronoun=pronoun) for s in lists or [()]], part.end() if part else end


def _part(m: re.Match[str]) -> str:
    if m["end"]:
        return "sentence" if "句" in m["end"] else "line"
    for name in ("head", "tail", "start", "heading", "items"):
        if m[name]:
            return name
    if m["alone"]:
        return _half(m["alone"])
    if m["some"]:
        n = parse_numeral(m["some"]) or 1
        part = f"sentence-1..{n}" if m["side"] == "前" else f"sentence--{n}..-1"
    elif m["back"]:
        part = f"sentence--{parse_numeral(m['back']) or 1}"
    elif m["sentence"]:
        part = f"sentence-{parse_numeral(m['sentence']) or 1}"
    else:
        part = "sentence-1" if m["first"] else "sentence--1"
    if m["at_end"]:
        return f"{part}/tail"
    return f"{part}/{_half(m['half'])}" if m["half"] else part


def _half(text: str) -> str:
    """The part of a sentence that 前半句, 后半句, 分号前, 分号后 name."""
    if text.startswith("分号"):
        return "before-semicolon" if "前" in text else "after-semicolon"
    return "first-half" if "前" in text else "second-half"
