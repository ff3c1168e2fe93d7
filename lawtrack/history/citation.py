"""A citation as lawyers write it: a title, a provision, and perhaps the year or day of the text that is meant."""

from __future__ import annotations

import re

from lawtrack.errors import AddressError
from lawtrack.model.address import Address, parse_address
from lawtrack.syntax.note import read_date

_DATED = re.compile(r"\s*(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4})\s*[年版-]?\s*(?P<rest>.*)$", re.S)
_YEAR_BEHIND = re.compile(r"[（(]\s*(\d{4}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?)\s*年?[^（）()]*[）)]")
_PLACE = re.compile(
    r"(?:第\s*[（(]?[零〇○一二三四五六七八九十百千两0-9]+[）)]?\s*(?:编|分编|章|节|条)|序言|附件).*$", re.S
)


def parse_citation(text: str) -> tuple[str, str, Address]:
    """An old citation as (date or year, title, address); the date is "" where none is given. Raises :class:`AddressError`.

    >>> date, title, address = parse_citation("1997-刑法第一百九十九条"); date, title, str(address)
    ('1997', '刑法', '第一百九十九条')
    >>> date, title, address = parse_citation("《某市例条例》（2012年修正）第八条第一款第三项"); date, title, str(address)
    ('2012', '某市例条例', '第八条第一款第三项')
    >>> parse_citation("2012年7月27日某市例条例第八条")[0]
    '2012-07-27'
    """
    date, rest = "", text
    if m := _DATED.match(text):
        date, rest = m["date"], m["rest"]
    elif m := _YEAR_BEHIND.search(text):
        date, rest = m[1], text[: m.start()] + text[m.end() :]
    m = _PLACE.search(rest)
    title = rest[: m.start()].strip(" 　,，、的《》") if m else ""
    if not m or not title:
        raise AddressError(
            f"“{text}”不是引用；写法如“1997-刑法第一百九十九条”或者“2012-07-27北京市审计条例第八条”",
            f"“{text}” is no citation; write it like 1997-刑法第一百九十九条 or 2012-07-27北京市审计条例第八条",
        )
    return (date if len(date) == 4 or not date else read_date(date)), title, parse_address(m[0].strip())
