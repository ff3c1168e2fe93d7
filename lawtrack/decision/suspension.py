"""Suspension and trial application: 暂时调整适用, 暂停施行 of a statute in an area or for a time.

立法法第十六条、第七十九条 let 全国人大常委会 and 国务院 do so; local congresses do it for their own law. Such a decision changes no text: the statute reads
as before, and somewhere, for some time, a part of it does not apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.decision.findings import text as kinds
from lawtrack.errors import Finding, FindingKind, Span
from lawtrack.model.dates import DATE, add_months, day_after
from lawtrack.model.numerals import NUMERAL, parse_numeral
from lawtrack.syntax.note import find_dates


@attrs.frozen
class Suspension:
    """``title``: the statute; ``places``: its provisions as the decision names them (() where it names none); ``area``: where ("" everywhere).

    It holds from ``since`` up to but not on ``until`` (ISO, "" where not known or without an end). ``text`` is the sentence that orders it.

    >>> import lawtrack as lt
    >>> decision = lt.parse_decision("关于在某区暂时停止适用《某市渡口条例》有关规定的决定\\n在某区暂时停止适用《某市渡口条例》第三条，期限三年。\\n本决定自2024年6月1日起施行。")
    >>> (one,) = decision.suspended
    >>> one.title, one.places, one.area, one.since, one.until
    ('某市渡口条例', ('第三条',), '某区', '2024-06-01', '2027-06-01')
    """

    title: str
    places: tuple[str, ...] = ()
    area: str = ""
    since: str = ""
    until: str = ""
    text: str = ""

    def holds(self, day: str) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (not self.until or day < self.until)


_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ORDER = re.compile(
    r"暂时(?:调整|停止|变通)(?:或者暂时停止)?(?:适用|实施|施行|执行)|暂停(?:适用|实施|施行|执行)|停止适用|(?<=在)[^，。；《》]{1,60}停止(?:实施|施行|执行)|(?:先行|试点)适用"
)
_PLACE = re.compile(rf"第{NUMERAL}条(?:之{NUMERAL})?(?:第{NUMERAL}款)?(?:第[（(]?{NUMERAL}[）)]?项)?")
_AREA = re.compile(r"(?<![现存所])在(?P<area>[^，。；《》]{2,80}?)，?(?:暂时|暂停|停止|先行适用|试点适用|对《)")
_FOR = re.compile(
    rf"(?:期限|试行期|试点期|有效期)(?:限)?(?:为|是)?(?P<n>{NUMERAL}|\d{{1,2}})(?P<unit>年|个月)|为期(?P<n2>{NUMERAL}|\d{{1,2}})(?P<unit2>年|个月)"
)
_BEFORE = re.compile(
    rf"(?:在|于)?(?P<day>{DATE.pattern})(?:之)?前(?:试行|试点|实施|有效)?|(?:试行|试点|实施|延长|有效)?至(?P<to>{DATE.pattern.replace('?P<', '?P<t')})"
)
_OWN_START = re.compile(rf"自(?P<day>{DATE.pattern})起(?:施行|实施|试行|生效)?")


def read_suspensions(text: str, effective: str) -> tuple[Suspension, ...]:
    """What a decision suspends; ``effective`` is the day on which the decision itself takes effect ("" where unknown).

    >>> read_suspensions("在例新区暂时调整适用《例市渡口条例》第二条的规定。本决定自2026年7月1日起施行，试行期限为三年。", "2026-07-01")
    (Suspension(title='例市渡口条例', places=('第二条',), area='例新区', since='2026-07-01', until='2029-07-01', text='在例新区暂时调整适用《例市渡口条例》第二条的规定'),)
    """
    sentences = [s for s in re.split(r"[。\n]", text) if s.strip()]
    ordering = [s for s in sentences if _ORDER.search(s) and _TITLE.search(s)]
    if not ordering:
        return ()
    area = next((m["area"] for s in sentences if (m := _AREA.search(s))), "")
    start = next((d for s in sentences for m in [_OWN_START.search(s)] if m for _, _, d in find_dates(m["day"])), "")
    since = start or effective
    until = _until(sentences, since)
    found: dict[tuple[str, tuple[str, ...]], Suspension] = {}
    titled: set[str] = set()
    for sentence in ordering[1:] + ordering[:1]:  # the body tells more than the title does
        for title, places in _named(sentence):
            if not places and title in titled:
                continue
            titled.add(title)
            found.setdefault((title, places), Suspension(title, places, area, since, until, sentence.strip()))
    return tuple(found.values())


def _named(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The statutes behind the ordering word, each with the provisions named right behind it."""
    begin = _ORDER.search(sentence)
    assert begin is not None
    titles = [m for m in _TITLE.finditer(sentence) if m.end() > begin.start()]
    if not titles:  # 《甲条例》第九条停止适用; with other statutes named in between (与《乙法》不一致的第九条) the provisions are not told apart
        first, *others = _TITLE.finditer(sentence)
        between = "" if others else sentence[first.end() : begin.start()]
        yield first[1], tuple(p[0] for p in _PLACE.finditer(between))
        return
    for k, m in enumerate(titles):
        if re.match(r"关于.*(?:的?决定)$", m[1]) and ("暂时" in m[1] or "停止" in m[1]):
            continue
        end = titles[k + 1].start() if k + 1 < len(titles) else len(sentence)
        rest = re.split(r"的?(?:有关)?规定|，|；", sentence[m.end() : end])[0]
        yield m[1], tuple(p[0] for p in _PLACE.finditer(rest))


def _until(sentences: list[str], since: str) -> str:
    for sentence in sentences:
        for m in _BEFORE.finditer(sentence):
            for _, _, day in find_dates(m[0]):
                return day_after(day) if m["to"] or "日前" in m[0] else day
    for sentence in sentences:
        term = _FOR.search(sentence)
        if term and since:
            number, unit = term["n"] or term["n2"], term["unit"] or term["unit2"]
            amount = int(number) if number.isdigit() else parse_numeral(number)
            if amount:
                return add_months(since, amount * (12 if unit == "年" else 1))
    return ""


def suspension_finding(suspension: Suspension, source: str = "", kind: FindingKind = kinds.SUSPENSION) -> Finding:
    """What is told of a suspension: it changes no text."""
    where = f"在{suspension.area}" if suspension.area else ""
    time = (f"自{suspension.since}起" if suspension.since else "") + (
        f"至{suspension.until}前" if suspension.until else ""
    )
    at = source.find(suspension.text) if source else -1
    span = Span(at, at + len(suspension.text), source.count("\n", 0, at) + 1) if at >= 0 else None
    return kind.finding(
        span=span, area=where, title=suspension.title, places="、".join(suspension.places), time=time or "期限不明"
    )


def title_above(text: str) -> str:
    """The title of a decision on top of its text: lines up to the one that ends in 决定; "" where the first five do not.

    >>> title_above("某会关于在甲区暂时调整适用\\n《乙条例》有关规定的决定\\n（2026年5月8日通过）")
    '某会关于在甲区暂时调整适用《乙条例》有关规定的决定'
    """
    title = ""
    for line in text.splitlines()[:5]:
        title += re.sub(r"\s", "", line)
        if title.endswith("决定"):
            return title
    return ""
