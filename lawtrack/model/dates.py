"""Dates in the formal parts of a decision: when it was passed, made public, and comes into force."""

from __future__ import annotations

import datetime
import re
from typing import TypeAlias

import attrs

from lawtrack.model.numerals import parse_numeral

Date: TypeAlias = str | datetime.date
"""A day as callers give it: a :class:`datetime.date`, or text such as 2024-06-01, 20240601, 2024年6月1日; "" where none is meant.

>>> import datetime, lawtrack as lt
>>> days: list[lt.Date] = ["2024-06-01", "2024年6月1日", datetime.date(2024, 6, 1)]
>>> {lt.Publication(lt.Statute("例"), effective=day).since for day in days}
{'2024-06-01'}
"""

_D = r"[0-9０-９一二三四五六七八九十〇○零]"
DATE = re.compile(rf"(?P<y>{_D}{{4}})\s*年\s*(?P<m>元|{_D}{{1,3}})\s*月\s*(?P<d>{_D}{{1,3}})\s*日")
DAY = re.sub(r"\?P<\w>", "?:", DATE.pattern)
"""The same as a piece of other expressions: a date in Arabic or Chinese numerals."""
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")


def iso(m: re.Match[str]) -> str:
    """The ISO form of a matched date, "" where it is no date.

    >>> iso(DATE.search("2023年11月24日")), iso(DATE.search("二〇一七年七月一日"))
    ('2023-11-24', '2017-07-01')
    """
    year = m["y"].translate(_DIGITS)
    month, day = (parse_numeral(m[k].replace("○", "〇").replace("元", "一")) for k in "md")
    if not year.isdigit() or not month or not day or month > 12 or day > 31:
        return ""
    return f"{int(year):04d}-{month:02d}-{day:02d}"


def chinese_date(day: str) -> str:
    """An ISO date as Chinese texts write it; "" and what is no date stay as they are.

    >>> chinese_date("2024-03-01"), chinese_date("")
    ('2024年3月1日', '')
    """
    m = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", day)
    return f"{m[1]}年{int(m[2])}月{int(m[3])}日" if m else day


def first_date(text: str) -> str:
    """The first date in a text, "" where there is none."""
    m = DATE.search(text)
    return iso(m) if m else ""


def date_before(text: str, word: str) -> str:
    """The last date before the first ``word``, "" where there is none."""
    at = text.find(word)
    found = [iso(m) for m in DATE.finditer(text[:at])] if at >= 0 else []
    return found[-1] if found else ""


def dates(text: str) -> list[str]:
    """All dates in a text."""
    return [d for m in DATE.finditer(text) if (d := iso(m))]


_COMES = re.compile(r"自\s*+(?P<when>[^。；，,]{1,40}?)\s*+(?:起|开始)?\s*+(?:正式)?(?:施行|实施|生效|执行|试行)")
_MADE = re.compile(r"(?P<act>公布|公告|发布|颁布|签署|通过|批准)\s*之?日")


@attrs.frozen
class Effect:
    """``what`` (the words in front of 自…起施行) comes into force on ``date``; ``after`` is the act it is counted from, "" for a day named."""

    what: str
    date: str
    after: str = ""


def effects(text: str, published: str, adopted: str = "", approved: str = "") -> list[Effect]:
    """What a commencement clause says: in force when; 自公布之日 is ``published``, 自通过之日 ``adopted``, 自批准之日 ``approved``; ``""``
    where that day is not known, as it is where days are counted from it (自公布之日起30日后施行). The one reader of such clauses, in
    statutes, decisions and gazettes.

    >>> effects("本决定自2025年1月1日起施行，其中第三项自公布之日起施行。", "2024-10-01")
    [Effect(what='本决定', date='2025-01-01', after=''), Effect(what='，其中第三项', date='2024-10-01', after='公布')]
    """
    days = {"通过": adopted, "批准": approved}
    out: list[Effect] = []
    end = 0
    for m in _COMES.finditer(text):
        begin = max(end, text.rfind("。", end, m.start()) + 1, text.rfind("；", end, m.start()) + 1)
        what, end = text[begin : m.start()], m.end()
        found, made = DATE.search(m["when"]), _MADE.search(m["when"])
        date = iso(found) if found else ""
        after = made["act"] if made and not date else ""
        if made and re.search(
            r"[0-9０-９一二三四五六七八九十]+[ \u3000]*个?(?:日|天|月|年)|次[日月年]|满", m["when"][made.end() :]
        ):
            out.append(Effect(what, date, after))
            continue
        out.append(Effect(what, date or (days.get(after, published) if after else ""), after))
    return out


def day_after(day: str) -> str:
    """The next day, ISO.

    >>> day_after("2024-12-31")
    '2025-01-01'
    """
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def add_months(day: str, months: int) -> str:
    """The same day so many months later, ISO; where that month has no such day, the first of the next.

    >>> add_months("2020-01-01", 60), add_months("2020-03-31", 6)
    ('2025-01-01', '2020-10-01')
    """
    start = datetime.date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return start.replace(year=year, month=month + 1).isoformat()
    except ValueError:
        return add_months(start.replace(day=1).isoformat(), months + 1)
