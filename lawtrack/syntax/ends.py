"""What a statute ends by its own words: 《某条例》同时废止 in its last article, and its own term (有效期五年, 试行至…).

立法技术规范（试行）（一）54 puts the statutes that a new one replaces into its commencement article; practice has many wordings. Only a title that
stands whole before or behind the word of ending is ended: 《某法》第三条同时废止 and 《某法》中与本法不一致的规定同时废止 end a part (:func:`parts_ended`),
which is no end; the text of that statute stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.model.dates import DATE, add_months, day_after
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import NUMERAL, parse_numeral
from lawtrack.syntax.note import find_dates


@attrs.frozen
class End:
    """A statute that is ended: its title as written, the day where the words name one ("" where it is that of the ending text)."""

    title: str
    day: str = ""


_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_WORD = re.compile(
    r"废止|停止(?:施行|执行|实施|适用|使用)|失效|失去效力|终止(?:施行|执行|实施)|不再(?:施行|执行|实施|适用)(?!于)"
)
_MAY_END = re.compile("[废停失终再]")
"""Every word of ending has one of these in it; most provisions have none."""
_MADE = "(?:[^◆]*(?:(?:发布|公布|颁布|通过|批准|印发|施行|实施|制定|颁发|转发|修订|修正|修改)的|年的))"
_BETWEEN = re.compile(rf"(?:、?(?:和|及|与|以及|及其)?{_MADE}?|，(?:和|及|与|以及)?{_MADE})(?:原|原来的)?$")
"""What may stand between two titles of one list; a title is ◆ here and notes in brackets are gone."""
_HISTORY = re.compile(r"关于修[改正订]|修正案")
"""A decision whose title stands in the history of the next one (根据《关于修改〈甲〉的决定》修正的《甲》) is not in the list."""
_TO_WORD = re.compile(
    r"(?:等[^，。；◆]{0,12})?(?:及其[^，。；◆]{1,12})?，?(?:(?:自|从|于|在)(?P<since>[^。；◆]{1,24}?)(?:起|时|后)?，?)?(?:也|均|即|亦|都|应当|予以|同时|即行|即告|一并|相应|随之|自行)*$"
)
_FROM_WORD = re.compile(rf"(?:了|下列[^◆。；：]{{0,12}}：|以下[^◆。；：]{{0,12}}：)?{_MADE}?(?:原|原来的)?$")
_PART = re.compile(r"(?:中|的|第[零〇一二三四五六七八九十百千\d]+[编章节条款项])")
_BARE = re.compile(
    r"(?:^|[。；，])(?:原|原来的|[^《》。；，]{0,40}(?:发布|公布|颁布|通过|批准|印发)的)"
    r"(?P<title>[^《》。；，、（）的]{2,40}(?:法|条例|办法|规定|细则|规则|章程|决定))(?:[（(][^（）()]*[）)])?(?:同时|即行|一并)+(?:废止|停止[施执]行|失效)"
)
_ITEM = re.compile(
    rf"(?:[（(]{NUMERAL}[）)]|\d+[.．、])?\s*(?:[^《》。；]{{0,60}}的)?({_TITLE.pattern})(?:{_NOTE.pattern})?[；;。]?$"
)
_LISTED = re.compile(r"(?:下列|以下)[^。；《》]{0,20}(?:废止|停止[施执]行|失效)[：:]\s*$")


def read_ends(text: str) -> tuple[End, ...]:
    """The statutes that a passage ends as a whole, in order.

    >>> read_ends("本条例自2027年1月1日起施行。1998年3月1日市人大常委会通过的《甲条例》、《乙条例》（2001年修正）同时废止。")
    (End(title='甲条例', day=''), End(title='乙条例', day=''))
    >>> read_ends("《甲条例》第三条同时废止。《乙条例》中与本法不一致的规定同时废止。依照《丙法》的规定，本办法废止。")
    ()
    """
    found: dict[str, End] = {}
    if not _MAY_END.search(text):
        return ()
    for sentence in re.split(r"[。；;\n]", text):
        for end in _of_sentence(sentence):
            found.setdefault(end.title, end)
    for m in _BARE.finditer(text):
        found.setdefault(m["title"], End(m["title"]))
    return tuple(found.values())


def _of_sentence(sentence: str) -> Iterator[End]:
    """Titles in one list with a word of ending right behind the last or right before the first."""
    titles = [m[0][1:-1] for m in _TITLE.finditer(sentence)]
    bare = _NOTE.sub("", _TITLE.sub("◆", sentence)).replace(" ", "").replace("\u3000", "")
    gaps = bare.split("◆")  # gaps[k] stands before title k
    for word in _WORD.finditer(bare):
        at = bare.count("◆", 0, word.start())
        before = bare[: word.start()].rsplit("◆", 1)[-1]
        behind = bare[word.end() :].split("◆")[0]
        if at and (joined := _TO_WORD.match(before)):
            first = at - 1
            while first and _BETWEEN.match(gaps[first]) and not _tells(titles[first - 1], gaps[first]):
                first -= 1
            day = next((d for _, _, d in find_dates(joined["since"] or "")), "")
            yield from (End(title, day) for title in titles[first:at])
        elif at < len(titles) and _FROM_WORD.match(behind):
            last = at + 1
            while last < len(titles) and _BETWEEN.match(gaps[last]):
                last += 1
            if not _PART.match(gaps[last]):
                yield from (End(title) for title in titles[at:last])


def _tells(title: str, gap: str) -> bool:
    """Whether a title only tells how the next statute was changed."""
    return "修" in gap and _HISTORY.search(title) is not None


def ends_in(statute: Statute) -> tuple[End, ...]:
    """What the last articles of a statute end; a list under 下列…同时废止： is read through its items."""
    found: dict[str, End] = {}
    for article in statute.articles[-4:]:
        lines = article.text.split("\n")
        for line in lines:
            for end in read_ends(line):
                found.setdefault(end.title, end)
        for i, line in enumerate(lines):
            if not _LISTED.search(line):
                continue
            for item in lines[i + 1 :]:
                if m := _ITEM.match(item):
                    found.setdefault(m[1][1:-1], End(m[1][1:-1]))
    return tuple(found.values())


_PLACE = re.compile(rf"第{NUMERAL}[编章节条](?:之{NUMERAL})?(?:第{NUMERAL}[款节条])?(?:第[（(]?{NUMERAL}[）)]?项)?")
_PART_TO_WORD = re.compile(
    rf"(?P<part>(?:中|的)?(?:{_PLACE.pattern}(?:、|和|及|与|以及|至)?)+(?:的?规定)?|(?:中|的)[^，。；◆]{{0,40}}(?:规定|内容|条款))"
    rf"{_TO_WORD.pattern.removeprefix('(?:等[^，。；◆]{0,12})?(?:及其[^，。；◆]{1,12})?')}"
)
_BY = ("依照", "按照", "根据", "依据", "违反", "符合")
"""What stands before a statute that is applied, not ended: 依照《某法》的规定予以废止."""


@attrs.frozen
class PartEnd:
    """Provisions of a statute that are ended: ``places`` as named (() where only described), ``text`` the sentence."""

    title: str
    places: tuple[str, ...]
    text: str


def parts_ended(statute: Statute) -> tuple[PartEnd, ...]:
    """What the last articles of a statute end of others in part.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> text = "本条例自2027年1月1日起施行。《甲条例》第三条、第五条同时废止。"
    >>> parts_ended(Statute("乙条例", children=(Article("第一条", "", (Paragraph(text),)),)))
    (PartEnd(title='甲条例', places=('第三条', '第五条'), text='《甲条例》第三条、第五条同时废止'),)
    """
    found = []
    sentences = [s for a in statute.articles[-4:] for s in re.split(r"[。；;\n]", a.text) if _MAY_END.search(s)]
    for sentence in sentences:
        titles = [m[0][1:-1] for m in _TITLE.finditer(sentence)]
        bare = _NOTE.sub("", _TITLE.sub("◆", sentence)).replace(" ", "").replace("\u3000", "")
        gaps = bare.split("◆")
        for word in _WORD.finditer(bare):
            at = bare.count("◆", 0, word.start())
            part = _PART_TO_WORD.match(gaps[at][: word.start() - len("◆".join(gaps[:at])) - 1]) if at else None
            if part is not None and not gaps[at - 1].endswith(_BY):
                places = tuple(m[0] for m in _PLACE.finditer(part["part"]))
                found.append(PartEnd(titles[at - 1], places, sentence.strip()))
    return tuple(found)


_TERM = re.compile(
    rf"(?:有效期|试行期|有效期限|试行期限|实施期限|施行期限)(?:为|是|限为|：)?(?:(?P<years>{NUMERAL}|\d{{1,2}})(?P<unit>年|个月)|(?:自[^，。；]{{0,20}})?至(?P<until>{DATE.pattern.replace('?P<', '?P<u')})(?:止)?)"
)
_UNTIL = re.compile(rf"(?:试行|施行|有效|实施|执行)至(?P<until>{DATE.pattern.replace('?P<', '?P<u')})(?P<stop>止)?")
_OWN = re.compile(r"本(?:法|条例|办法|规定|规则|细则|决定|解释|规程|章程|通则|方案|意见|通知)|^自|^有效期|^试行")


def term_of(statute: Statute, since: str) -> str:
    """The first day on which a statute no longer applies by its own term, ISO; "" where it has none or ``since`` is not known.

    The last day of 有效期五年 from 2020-01-01 is 2024-12-31; 至2024年12月31日 names its last day.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> law = Statute("例", children=(Article("第一条", "", (Paragraph("本规定自2020年1月1日起施行，有效期五年。"),)),))
    >>> term_of(law, "2020-01-01")
    '2025-01-01'
    """
    for text in _last_sentences(statute):
        if not _OWN.search(text):
            continue
        m = _TERM.search(text) or _UNTIL.search(text)
        if not m:
            continue
        if m["until"]:
            day = next((d for _, _, d in find_dates(m["until"])), "")
            return day_after(day) if day else ""
        amount = int(m["years"]) if m["years"].isdigit() else parse_numeral(m["years"])
        named = next((d for _, _, d in find_dates(text)), "")
        start = named or since
        if not start or amount is None:
            return ""
        return add_months(start, amount * (12 if m["unit"] == "年" else 1))
    return ""


def _last_sentences(statute: Statute) -> Iterator[str]:
    """Those of the last articles and of signatures in which a term may stand."""
    for article in reversed(statute.articles[-3:]):
        text = article.text
        if "期" in text or "至" in text:  # one of the two is in every term
            yield from re.split(r"(?<=。)|\n", text)
    for unit in statute.units:
        if unit.level is Level.SIGNATURE:
            yield unit.text
