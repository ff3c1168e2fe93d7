"""Chinese numerals and the numbers on labels: 第一百六十二条之一 ⇄ 162-1.

Strict on purpose: a provision number is cited in court, so a numeral that is not well formed is refused, never guessed
(立法技术规范 on numbering: 条 runs through the whole statute in Chinese numerals; 之一 marks an article inserted later).
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

import attrs

DIGITS = "零一二三四五六七八九"
_VALUE = {c: i for i, c in enumerate(DIGITS)} | {"〇": 0, "两": 2, "○": 0}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_LARGEST = 99999
NUMERAL = "[零〇○一二三四五六七八九十百千万两]+"
"""Regular expression for a Chinese numeral (not yet checked for form)."""
_FULLWIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FORM = re.compile(
    r"(?:([一二两三四五六七八九])千)?(零)?(?:([一二两三四五六七八九])百)?(零)?(?:([一二三四五六七八九])?(十))?(零)?([一二三四五六七八九])?$"
)


@attrs.frozen(order=True)
class Number:
    """The number of a provision: 第一百六十二条之一 is ``Number(162, 1)``; ``Number(0)`` where there is none.

    >>> import lawtrack as lt
    >>> lt.Number(162, 1), lt.Number(162, 1) > lt.Number(162)
    (Number(value=162, sub=1), True)
    """

    value: int = 0
    sub: int = 0

    def __str__(self) -> str:
        return f"{self.value}-{self.sub}" if self.sub else str(self.value)


@lru_cache(maxsize=32768)
def parse_numeral(text: str) -> int | None:
    """Read a Chinese, Arabic or full-width numeral up to 99999; None where the form is not a proper number.

    >>> [parse_numeral(t) for t in ("十", "一百零一", "一千二百六十", "一万零八", "２０", "二百五", "二〇一二")]
    [10, 101, 1260, 10008, 20, None, 2012]
    """
    text = text.translate(_FULLWIDTH)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 5 else None
    many, myriads, rest = text.partition("万")
    if myriads:
        value = (parse_numeral(many) or 0) * 10000 + (parse_numeral(rest.lstrip("零〇○")) or 0)
        clean = text.replace("〇", "零").replace("○", "零").replace("两", "二")
        return value if 10000 <= value <= _LARGEST and numeral(value) == clean else None
    if not text or any(c not in _VALUE and c not in _UNIT for c in text):
        return None
    if not any(c in _UNIT for c in text):  # 二〇一二, 零, 三
        return (
            int("".join(str(_VALUE[c]) for c in text))
            if len(text) == 1 or len(text) in (2, 3, 4) and "〇" in text + "〇"
            else None
        )
    clean = text.replace("〇", "零").replace("○", "零")
    m = _FORM.match(clean)
    if not m:
        return None
    th, z1, hu, z2, tens, ten, z3, one = m.groups()
    n = (_VALUE[th] * 1000 if th else 0) + (_VALUE[hu] * 100 if hu else 0)
    n += ((_VALUE[tens] if tens else 1) * 10 if ten else 0) + (_VALUE[one] if one else 0)
    return n if _canonical(n, clean) else None


def _canonical(n: int, text: str) -> bool:
    return text.replace("两", "二") in (numeral(n), numeral(n).replace("一十", "十"), _loose(n))


def _loose(n: int) -> str:
    full = numeral(n)
    return "一" + full if full.startswith("十") else full


@lru_cache(maxsize=32768)
def numeral(n: int) -> str:
    """Write ``n`` (0 to 99999) as statutes do.

    >>> [numeral(n) for n in (10, 12, 101, 110, 1001, 1260, 10010)]
    ['十', '十二', '一百零一', '一百一十', '一千零一', '一千二百六十', '一万零一十']
    """
    if not 0 <= n <= _LARGEST:
        raise ValueError(f"number out of range: {n}")
    if n == 0:
        return "零"
    out, gap = "", False
    for size, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // size % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        elif out:
            gap = True
    return out[1:] if out.startswith("一十") else out


_LABEL = re.compile(
    rf"({NUMERAL}|[0-9０-９]+)(?:[-－—‑]([0-9０-９]+)(?=\s*[条條])|\s*[条條款项項]?\s*之\s*({NUMERAL}|[0-9０-９]+))?"
)
"""The number on a label: 十二, 12, １２, with 之一 behind it, or the hyphen of 第 2-1 條."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PAREN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_SIGNS = {_CIRCLED: "（{}）", _PAREN: "（{}）", _STOPPED: "{}.", _BRACKETED: "（{}）"}
"""Numbers that are one character, and how a number beyond the last of them is written."""


@lru_cache(maxsize=32768)
def label_number(label: str) -> Number:
    """The number on a label, ``Number(0)`` where it carries none.

    >>> label_number("第一百六十二条之一"), label_number("第 2-1 條"), label_number("（三）"), label_number("附表")
    (Number(value=162, sub=1), Number(value=2, sub=1), Number(value=3, sub=0), Number(value=0, sub=0))
    """
    if len(label) == 1:
        for signs in _SIGNS:
            if label in signs:
                return Number(signs.index(label) + 1)
    m = _LABEL.search(label.replace(" ", "").replace("\u3000", ""))
    if not m:
        return Number()
    sub = m[2] or m[3]
    return Number(parse_numeral(m[1]) or 0, (parse_numeral(sub) or 0) if sub else 0)


_PLACE = re.compile(
    rf"(?P<n>{NUMERAL}(?:[ \u3000]+{NUMERAL})*|[0-9０-９]+)(?P<gap>[ \u3000]*)"
    rf"(?:(?P<hyphen>[-－—‑])[0-9０-９]+(?P<late>[ \u3000]*)(?=[条條]))?"
    rf"(?P<unit>[条條款项項章节節编編])?(?:[ \u3000]*之[ \u3000]*(?:{NUMERAL}|[0-9０-９]+))?"
)


def numeral_like(sample: str, n: int) -> str:
    """A number in the script of a sample: Chinese, Arabic or full-width.

    >>> [numeral_like(sample, 12) for sample in ("八", "8", "８")]
    ['十二', '12', '１２']
    """
    if sample.isascii():
        return str(n)
    return str(n).translate(_WIDE) if sample.translate(_FULLWIDTH).isascii() else numeral(n)


@lru_cache(maxsize=32768)
def relabel(label: str, number: Number) -> str:
    """The same label with another number, in the style it was written in (brackets, digits, blanks, 第…条之…, 第 2-1 條).

    >>> relabel("(三)", Number(4)), relabel("第十条", Number(162, 1)), relabel("3.", Number(12)), relabel("第 七 条", Number(8))
    ('(四)', '第一百六十二条之一', '12.', '第 八 条')
    >>> relabel("㈨", Number(10)), relabel("㈩", Number(11)), relabel("⒈", Number(21))
    ('㈩', '（十一）', '21.')
    >>> relabel("第１条", Number(12)), relabel("第 2 條", Number(3, 1)), relabel("第 3-1 條", Number(4))
    ('第１２条', '第 3-1 條', '第 4 條')
    """
    if len(label) == 1:
        for signs, beyond in _SIGNS.items():
            if label in signs and 1 <= number.value <= len(signs):
                return signs[number.value - 1]
            if label in signs and number.value:
                return beyond.format(numeral(number.value) if signs is _PAREN else number.value)
    m = _PLACE.search(label)
    if not m:
        return label
    arabic = m["n"].translate(_FULLWIDTH).isascii()
    written = partial(numeral_like, m["n"])
    gap = m["late"] if m["hyphen"] else m["gap"]
    unit = m["unit"] or ""
    body, sub = written(number.value), ""
    if number.sub and arabic and (m["hyphen"] or unit == "條"):
        body += f"{m['hyphen'] or '-'}{written(number.sub)}"
    elif number.sub:
        sub = "之" + written(number.sub)
    return label[: m.start()] + body + gap + unit + sub + label[m.end() :]
