"""The adoption note (题注) as acts: who made the text when, and every decision that changed it since.

Published texts carry their own history in brackets under the title, in the order in which it happened. It tells the dates of the
text at hand, and which decisions an archive ought to hold.
"""

from __future__ import annotations

import datetime
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import attrs

from lawtrack.errors import InputError
from lawtrack.model.dates import DATE, effects, iso
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))$", re.ASCII)


def _day(text: str) -> str:
    """An ISO date, "" where the calendar has no such day."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, ISO date) of every date in a text that the calendar knows.

    >>> list(find_dates("自2015年6月1日起；２０１２年２月３０日不是日期"))
    [(1, 10, '2015-06-01')]
    """
    for m in DATE.finditer(text):
        if day := _day(iso(m)):
            yield m.start(), m.end(), day


class DatedSaying(NamedTuple):
    """One dated saying of a note: the date as written, from ``start``, as ISO, and the words behind it up to the next date."""

    start: int
    written: str
    date: str
    words: str


def sayings_of(note: str) -> Iterator[DatedSaying]:
    """A note by its dates, in order; those the calendar does not know bound the words before them and are left out.

    >>> [(s.date, s.words) for s in sayings_of("（2000年1月1日某会通过　2001年2月2日公布）")]
    [('2000-01-01', '某会通过\\u3000'), ('2001-02-02', '公布）')]
    """
    found = list(DATE.finditer(note))
    for i, m in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(note)
        if day := _day(iso(m)):
            yield DatedSaying(m.start(), m[0], day, note[m.end() : end])


def read_date(date: object) -> str:
    """A date as ISO text, from ``2015-06-01``, ``20150601``, ``2015年6月1日`` or a :class:`datetime.date`; raises :class:`InputError`.

    >>> read_date("2015年6月1日"), read_date("二〇一五年六月一日"), read_date("2015/6/1"), read_date("20150601")
    ('2015-06-01', '2015-06-01', '2015-06-01', '2015-06-01')
    """
    text = date.isoformat()[:10] if isinstance(date, datetime.date) else str(date).strip()
    m, written = _ISO.match(text), DATE.fullmatch(text)
    day = _day(f"{m[1]}-{int(m[3] or m[5]):02}-{int(m[4] or m[6]):02}") if m else _day(iso(written)) if written else ""
    if not day:
        raise InputError(
            f"“{date}”不是日期；写法如 2024-06-01、2024-6-1、2024/6/1、20240601、2024年6月1日、二〇二四年六月一日",
            f"“{date}” is no date; write it like 2024-06-01, 2024/6/1, 20240601 or 2024年6月1日",
        )
    return day


@attrs.frozen
class Act:
    """One step in the making of a text: ``kind`` is 制定, 修正 (by a decision) or 修订 (the whole text).

    ``decision`` is the title of the decision, if one is named, ``body`` who acted, ``text`` the words of the note.
    """

    kind: str
    adopted: str = ""
    approved: str = ""
    promulgated: str = ""
    effective: str = ""
    decision: str = ""
    text: str = ""
    body: str = ""

    @property
    def date(self) -> str:
        """The day it counts from: adoption, else approval, promulgation or commencement."""
        return self.adopted or self.approved or self.promulgated or self.effective


_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_ENACTS = re.compile(r"通过|批准|公布|发布|颁布|签署|施行|实施|修[正订改]|修正案|令第|公告第|^公告$|法释")
_ISSUES = re.compile(r"公布|发布|颁布|签署|令第|公告第|^公告$|法释")


_BEGINS = re.compile(r"起(?:正式)?(?:施行|实施|生效|执行|试行)")
_ORDERED = re.compile(r"公布|发布|颁布|签署|令第|令[0-9]{4}年第|公告第")


def _made_public(bare: str, decision: str = "") -> bool:
    """Whether the day of an amendment in a note is the one on which it was made public, and not that of a vote.

    It is where an order is named (令第791号第三次修订), and of a decision of the State Council, which is made public by an order of the Premier:
    notes give it the day of that order unless they say 通过 (行政法规制定程序条例第二十七条).
    """
    if "通过" in bare or "批准" in bare:
        return False
    return bool(_ORDERED.search(bare)) or decision.startswith("国务院") and "关于" in decision


_BODY = re.compile(
    r"(?:最高人民法院|最高人民检察院|全国人民代表大会(?:常务委员会)?|国务院|国家监察委员会|中央军事委员会)"
    r"|[^\s　（(，、；年月日]{2,20}?(?:人民代表大会常务委员会|人民代表大会|人大常委会|人民政府|部|委员会|总局|局|署|办公室)"
)
_SESSION = re.compile(r"第[零一二三四五六七八九十百]+次.*$|令第.*$|公告.*$")
_TERM = re.compile(r"第[零一二三四五六七八九十百]+届")
_COUNTRY = re.compile(r"^中华人民共和国(?=国务院|全国|最高|[^\s]*[部委局署])")


def body_in(words: str) -> str:
    """The body that acts in the words behind a date; "" where none is named.

    >>> body_in("某省第十三届人民代表大会常务委员会第二十八次会议批准"), body_in("中华人民共和国国务院令第25号发布")
    ('某省人民代表大会常务委员会', '国务院')
    >>> body_in("某省第八届人大常委会第七次会议")
    '某省人民代表大会常务委员会'
    """
    m = _BODY.match(_COUNTRY.sub("", _TERM.sub("", _SESSION.sub("", _QUOTED.sub("", words))).strip("　 （()）")))
    return m[0].replace("人大常委会", "人民代表大会常务委员会") if m else ""


def passer_of(note: str) -> str:
    """The body that passed a text: it acts in the words between the day and 通过 in an adoption note.

    >>> passer_of("（2023年11月24日北京市第十六届人民代表大会常务委员会第六次会议通过）")
    '北京市人民代表大会常务委员会'
    """
    at = note.find("通过")
    head = note[:at] if at >= 0 else note
    last = deque(sayings_of(head), maxlen=1)
    return body_in(last[0].words if last else head)


_BY = re.compile(r"(?:根据|依据|依照)[ \u3000]*$")
"""Before the day of an amendment."""


@lru_cache(maxsize=1024)
def parse_note(note: str) -> tuple[Act, ...]:
    """Read an adoption note; what it does not date is left out.

    >>> note = "（2000年1月1日某会通过　2001年2月2日公布　根据2005年5月5日某会《关于修改〈某法〉的决定》第一次修正）"
    >>> [(a.kind, a.adopted, a.promulgated, a.decision) for a in parse_note(note)]
    [('制定', '2000-01-01', '2001-02-02', ''), ('修正', '2005-05-05', '', '关于修改〈某法〉的决定')]
    >>> note = "（2011年7月26日国务院令第601号公布　2019年3月2日《国务院关于修改部分行政法规的决定》修订）"
    >>> [(a.kind, a.promulgated) for a in parse_note(note)]
    [('制定', '2011-07-26'), ('修正', '2019-03-02')]
    >>> note = "（2000年1月1日某县人民代表大会通过　根据2006年2月7日某县人民代表大会通过　2006年3月3日某省人民代表大会常务委员会批准的《关于修改〈某条例〉的决定》修正）"
    >>> [(a.kind, a.adopted, a.approved) for a in parse_note(note)]
    [('制定', '2000-01-01', ''), ('修正', '2006-02-07', '2006-03-03')]
    """
    acts: list[Act] = []
    pending: list[tuple[str, str, str, str]] = []  # 根据…通过, of an amendment that …批准的《…》 then names
    order = note.find("现予公布")
    for start, written, date, words in sayings_of(note):
        words = words.strip(" 　（）()，,；;。\n")
        words = re.sub(r"[　\s]*(根据|并根据|依照|依据)$", "", words)
        titles = _QUOTED.findall(words)
        bare = _QUOTED.sub("", words)
        last = acts[-1] if acts else None
        if last and not words and not last.promulgated and 0 <= order < start:  # the day below an order
            acts[-1] = attrs.evolve(last, promulgated=date)
        if not _ENACTS.search(words):
            continue
        whole, body = written + words, body_in(words)
        amends = bool(titles) and bool(re.search(r"决定|修正案|修改|修正", titles[0]))
        if (
            not amends
            and not re.search("修[正订改]", bare)
            and (pending or _BY.search(note[max(0, start - 8) : start]))
        ):
            if acts and re.search("通过|批准", bare) or pending:
                pending.append((_role(bare), date, whole, body))
                continue
        facts = {role: day for role, day, _, _ in reversed(pending)}
        if pending:
            facts.setdefault(_role(bare), date)
            whole, body = "　".join((*(said for _, _, said, _ in pending), whole)), pending[0][3] or body
            pending = []
        if last and not facts and _BEGINS.match(bare):  # 自…起施行: whatever number of a document is printed behind it
            acts[-1] = last if last.effective else attrs.evolve(last, effective=date)
            continue
        if "废止" in bare and not amends:
            continue
        if amends or re.search(r"修正|修改", bare):
            issued = date if _made_public(bare, titles[0] if titles else "") else ""
            named = titles[0] if titles else ""
            acts.append(_amended("修正", facts, date, issued, named, whole, body))
        elif "修订" in bare:
            acts.append(_amended("修订", facts, date, date if _made_public(bare) else "", "", whole, body))
        elif "通过" in bare and last and last.adopted == date:
            continue  # once in the order that makes it public, once in the note proper
        elif "通过" in bare:
            acts.append(Act("修订" if acts else "制定", adopted=date, text=whole, body=body))
        elif last and re.match(r".*批准", bare) and not last.approved:
            acts[-1] = attrs.evolve(last, approved=date)
        elif last and _ISSUES.search(bare) and not last.promulgated:
            effective = date if re.search(r"施行|实施", bare) else last.effective
            acts[-1] = attrs.evolve(last, promulgated=date, effective=effective)
        elif last and re.search(r"施行|实施", bare) and not last.effective:
            acts[-1] = attrs.evolve(last, effective=date)
        elif not last or _ISSUES.search(bare) or "批准" in bare:
            kind = "修订" if acts else "制定"
            if "批准" in bare:
                acts.append(Act(kind, approved=date, text=whole, body=body))
            elif _ISSUES.search(bare):
                acts.append(Act(kind, promulgated=date, text=whole, body=body))
            else:
                acts.append(Act(kind, effective=date, text=whole, body=body))
    if pending:
        days = {role: day for role, day, _, _ in reversed(pending)}
        acts.append(_amended("修订", days, "", "", "", pending[0][2], pending[0][3]))
    return tuple(acts)


def _role(bare: str) -> str:
    """What the day of words in a note is of: 通过 unless they say otherwise."""
    if _BEGINS.match(bare):
        return "effective"
    return "approved" if "批准" in bare else "promulgated" if re.search("公布|发布", bare) else "adopted"


def _amended(kind: str, facts: Mapping[str, str], date: str, issued: str, named: str, text: str, body: str) -> Act:
    """An amendment on its one day, or on those that several bodies give it (根据…通过　…批准的《…》修正)."""
    if not facts:
        return Act(kind, date, promulgated=issued, decision=named, text=text, body=body)
    days = {role: facts.get(role, "") for role in ("adopted", "approved", "promulgated", "effective")}
    return Act(kind, **days, decision=named, text=text, body=body)


def read_commencement(text: str, act: Act) -> str:
    """The date in a commencement clause (自…起施行), relative ones counted from ``act``; "" where there is none, or where the day on which
    it was made public is not known: that day is never guessed from the adoption.

    立法法第六十一条: a law states the date from which it applies.

    >>> read_commencement("本法自2015年6月1日起施行。", Act("制定"))
    '2015-06-01'
    >>> read_commencement("本办法自发布之日起施行。", Act("制定", adopted="2015-05-05", promulgated="2015-05-20"))
    '2015-05-20'
    """
    found = effects(text, act.promulgated, act.adopted, act.approved)
    named = next((e.date for e in found if e.date and not e.after), "")
    return _day(named) if named else next((e.date for e in found if e.after), "")


@attrs.frozen
class Dates:
    """Adoption (通过), promulgation (公布) and effective (施行) date of a text, ISO, "" where unknown; ``note`` the acts behind them."""

    adopted: str = ""
    promulgated: str = ""
    effective: str = ""
    acts: tuple[Act, ...] = ()


def dates_of(statute: Statute) -> Dates:
    """The dates of the text at hand: of the last act of its note, and of its commencement clause where that act made the clause.

    A text changed by a decision keeps the commencement clause it was enacted with, so the clause says nothing about the change.
    """
    acts = parse_note(statute.note)
    if not acts:
        signed = [iso for u in statute.units if u.level is Level.SIGNATURE for _, _, iso in find_dates(u.text)]
        day = signed[-1] if signed else statute.metadata.get("公布日期", "")
        effective = commencement_of(statute, Act("制定", adopted=day, promulgated=day))
        told = statute.metadata.get("施行日期", "")
        return Dates(day, day, effective or (told if told >= day else ""))
    act = acts[-1]
    if (
        not act.promulgated and statute.metadata.get("公布日期", "") >= act.date
    ):  # a collection may know the day; of an older text it tells that of the first
        act = attrs.evolve(act, promulgated=statute.metadata["公布日期"])
    effective = act.effective
    if not effective and act.kind != "修正":
        effective = commencement_of(statute, act)
        if effective < act.date:  # the clause is that of an earlier act: texts keep the one they were enacted with
            effective = ""
    if not effective and statute.metadata.get("施行日期", "") >= act.date:
        effective = statute.metadata["施行日期"]
    return Dates(act.adopted or act.approved or act.promulgated, act.promulgated, effective, acts)


_CLAUSE = re.compile(
    r"本(?:法|条例|办法|规定|规则|细则|决定|解释|实施细则|实施办法|守则|规程|章程|通则)?[^。；]{0,12}自|^自"
)


def commencement_of(statute: Statute, act: Act) -> str:
    """The date of the last commencement clause of the whole statute in its last articles; "" where there is none."""
    for article in reversed(statute.articles[-4:]):
        for text in article.text.split("\n"):
            date = read_commencement(text, act) if _CLAUSE.search(text) else ""
            if date:
                return date
    return ""


def issuer_in(note: str) -> str:
    """The body that made a text first, as its adoption note names it; "" where it does not."""
    return next((act.body for act in parse_note(note) if act.body), "")


def issuer_of(statute: Statute) -> str:
    """The issuing body (制定机关) as the adoption note names it; "" where it does not.

    >>> issuer_of(Statute("例", note="（2012年7月27日某市第十三届人民代表大会常务委员会第三十四次会议通过）"))
    '某市人民代表大会常务委员会'
    """
    return issuer_in(statute.note)


def kind_of(statute: Statute) -> str:
    """法律性质 in the words of the national statute database, as far as title and issuing body tell; "" where they do not.

    >>> kind_of(Statute("某市例条例", note="（2012年7月27日某市第十三届人民代表大会常务委员会第三十四次会议通过）"))
    '地方性法规'
    """
    title, issuer = statute.title, issuer_of(statute)
    if re.fullmatch(r"中华人民共和国宪法", title):
        return "宪法"
    if issuer.startswith("最高人民"):
        return "司法解释"
    if issuer.startswith("国家监察委员会"):
        return "监察法规"
    if issuer.startswith("全国人民代表大会"):
        return "法律"
    if issuer == "国务院":
        return "行政法规"
    if "自治条例" in title:
        return "自治条例"
    if "人民代表大会" in issuer:
        return "地方性法规"
    if re.search(r"部|委员会|总局|局|署", issuer):
        return "部门规章"
    return ""
