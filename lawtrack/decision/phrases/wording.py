"""Small pieces of drafting language shared by the writers of the phrase table: places, quoted text, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from lawtrack.decision.orders import Payload, Place
from lawtrack.model.address import Address
from lawtrack.model.levels import HEADINGS, WITHIN, Level
from lawtrack.model.numerals import NUMERAL, Number, numeral

_NUMBER = re.compile(rf"第{NUMERAL}(?:编|分编|章|节|条|部分)(?:之{NUMERAL})?")
ITEM_LABEL = re.compile(r"[（(][一二三四五六七八九十百]+(?:之[一二三四五六七八九十]+)?[）)]")


_HALVES = {
    "first-half": "前半句",
    "second-half": "后半句",
    "before-semicolon": "分号前",
    "after-semicolon": "分号后",
}


def _sentence_text(which: str) -> str:
    """第二句, 最后一句, 倒数第二句, 前两句, 后两句."""
    first, _, last = which.partition("..")
    n = int(first)
    if last:
        many = int(last) if n > 0 else -n
        return ("前" if n > 0 else "后") + ("两" if many == 2 else numeral(many)) + "句"
    return f"第{numeral(n)}句" if n > 0 else "最后一句" if n == -1 else f"倒数第{numeral(-n)}句"


def nth_text(nth: Sequence[int]) -> str:
    """Which occurrences of words: 第二处, 最后一处, 前两处.

    >>> nth_text((2,)), nth_text((-1,)), nth_text((1, 2)), nth_text((1, 3)), nth_text(())
    ('第二处', '最后一处', '前两处', '第一处、第三处', '')
    """
    if not nth:
        return ""
    if nth[0] > 0 and tuple(nth) != tuple(range(1, len(nth) + 1)):
        return "、".join(f"第{numeral(n)}处" for n in nth)
    many = "两" if len(nth) == 2 else numeral(len(nth))
    if nth == (1,):
        return "第一处"
    return f"{'前' if nth[0] > 0 else '最后'}{many}处"


def part_text(place: Place) -> str:
    """The word for the part of a place: 款首, 章名, 第二句."""
    part, level = place.part, place.address.level if place.address.steps else None
    if part == "head":
        return "条首部分" if level is Level.ARTICLE else "款首"
    if part == "heading":
        return f"{level.zh}名" if level in HEADINGS and level is not Level.DIVISION else "标题"
    first, _, half = part.partition("/")
    if first.startswith("sentence-"):
        return _sentence_text(first.removeprefix("sentence-")) + _HALVES.get(half, "")
    if part in _HALVES:
        return _HALVES[part]
    if part.startswith("headings"):
        return f"所有{part.removeprefix('headings-') if '-' in part else '章'}名"
    if part.startswith("line-"):
        return f"第{numeral(int(part.removeprefix('line-')))}自然段"
    return {
        "sentence": "句尾",
        "line": "段末",
        "tail": "末尾",
        "start": "开始部分",
        "items": "各项",
    }.get(part, "")


_CAPTION = re.compile("（[^（）]+）")


def place_text(place: Place) -> str:
    """A place as a decision names it.

    >>> from lawtrack.model.address import parse_address
    >>> place_text(Place(parse_address("第七条第一款"), part="head"))
    '第七条第一款款首'
    """
    through = ""
    if place.through:
        shared = 0
        for a, b in zip(place.address.steps, place.through.steps, strict=False):
            if a != b:
                break
            shared += 1
        through = "至" + _tail(place.through, shared)
    text, behind = str(place.address), ""
    above = _NUMBER.match(place.named)
    if above:  # 第二章“用水管理”第二条
        shown = above[0] + quote(place.named[above.end() :]) + ("中" if "条" in above[0] else "")
        text = text.replace(above[0], shown, 1) if text.startswith(above[0]) else shown + text
    elif _CAPTION.fullmatch(place.named):  # 第四条（管理部门）第二款
        text = re.sub("(?<=条)(?:之[一二三四五六七八九十]+)?", lambda m: m[0] + place.named, text, count=1)
    elif place.named:
        behind = quote(place.named)
    within = f"{quote(place.within)}中的" if place.within else ""
    return f"{text}{through}{part_text(place)}{behind}{within}"


def _tail(address: Address, shared: int) -> str:
    full, head = str(address), str(Address(address.steps[:shared])) if shared else ""
    return full[len(head) :]


def places_text(places: Iterable[Place]) -> str:
    """A list of places, joined by 、; what a place shares with the one before it is not repeated.

    >>> from lawtrack.model.address import parse_address as a
    >>> places_text([Place(a("第三条第一款")), Place(a("第三条第二款")), Place(a("第五条"))])
    '第三条第一款、第二款、第五条'
    """
    out: list[str] = []
    last = Address()
    for place in places:
        text = place_text(place)
        captioned = _CAPTION.fullmatch(place.named) is not None  # its number is written out
        out.append(text if captioned else text[len(_shared(last, place.address)) :])
        last = place.through or place.address
    return "、".join(out)


def _in(place: Place) -> str:
    return "相关条文" if not place.address.steps and not place.part and not place.quoted else place_text(place)


def in_all(places: Sequence[Place]) -> str:
    """A list of places where words change, the whole statute as 相关条文."""
    return "、".join(map(_in, places)) if Place() in places else places_text(places)


def _shared(last: Address, address: Address) -> str:
    """The words of an address that a list need not repeat after ``last``: all but its last step, or the article before another 款."""
    above, article = address.steps[:-1], address.article
    if not above or last.article != article or (article is None and above[0].level not in WITHIN):
        return ""
    if last.steps[:-1] == above and last.level is address.level:
        return str(Address(above))
    inside = address.steps[len(article.steps) :] if article else ()
    return str(article) if inside and inside[0].level is Level.PARAGRAPH and last != article else ""


def final_text(address: Address, article: Address | None = None) -> str:
    """A final address; without its article where that is ``article``."""
    if article and len(address.steps) > len(article.steps) and article.contains(address):
        return _tail(address, len(article.steps))
    return str(address)


def finals_text(addresses: Sequence[Address], within: Address | None = None) -> str:
    """A list of final addresses, joined by 、; three and more that follow one another are a range.

    >>> from lawtrack.model.address import parse_address as a
    >>> finals_text([a(f"第{n}条第一款") for n in "三四"]), finals_text([a(f"第三条第{n}款") for n in "一三四五"])
    ('第三条第一款、第四条第一款', '第三条第一款、第三款至第五款')
    """
    out: list[str] = []
    last = Address()
    for place in ranged([Place(address) for address in addresses]):
        shared = _shared(last, place.address)
        text = place_text(place)
        kept = (
            within
            if within and len(place.address.steps) > len(within.steps) and within.contains(place.address)
            else None
        )
        out.append(text[len(shared or str(kept or "")) :])
        last = place.through or place.address
    return "、".join(out)


def ranged(places: Sequence[Place]) -> list[Place]:
    """Places that follow one another, three and more, as one: 第七条至第九条."""
    out: list[Place] = []
    at = 0
    while at < len(places):
        end = at
        while end + 1 < len(places) and _follows(places[end], places[end + 1]):
            end += 1
        run = places[at : end + 1]
        out += [attrs.evolve(run[0], through=run[-1].address)] if len(run) > 2 else run
        at = end + 1
    return out


def _follows(one: Place, other: Place) -> bool:
    """Whether a place has the number behind that of another and is otherwise named like it."""
    a, b = one.address.steps, other.address.steps
    if (
        not a
        or a[-1].level < Level.ARTICLE
        or len(a) != len(b)
        or a[:-1] != b[:-1]
        or (a[-1].level, a[-1].nth) != (b[-1].level, b[-1].nth)
    ):
        return False
    first, second = a[-1].number, b[-1].number
    return (
        first.value > 0
        and second == Number(first.value + 1)
        and one == Place(one.address)
        and other == Place(other.address)
    )


def quote(text: str) -> str:
    """Words in quotation marks; marks inside become ‘ ’."""
    return f"“{nest(text)}”"


def nest(text: str) -> str:
    """The same text one level further in: “ ” become ‘ ’, ‘ ’ become “ ”."""
    return text.translate(str.maketrans("“”‘’", "‘’“”"))


def block(payload: Payload, after: str = "：") -> str:
    """New text as national decisions print it: every paragraph opens with “, only the last one closes (GB style of the gazettes).

    A full stop follows outside where the text does not end a sentence (an item: ``“（五）…”。``).
    """
    if not payload.lines:
        return ""
    return closed(after + "\n".join("“" + nest(line) for line in payload.lines) + "”")


def closed(sentence: str) -> str:
    """A sentence with its final stop, unless it ends with new text that brings one."""
    return sentence if sentence.endswith(("。", "。”", "！”", "？”")) else sentence + "。"


def count_text(level: Level, n: int) -> str:
    """一条, 两款, 三项."""
    return ("两" if n == 2 else numeral(n)) + (level.zh if level.rank or level is Level.ANNEX else "条")


def groups(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The 款 of a text: items belong to the line before them."""
    out: list[list[str]] = []
    for line in lines:
        if out and ITEM_LABEL.match(line):
            out[-1].append(line)
        else:
            out.append([line])
    return [tuple(g) for g in out]


def paragraphs_of(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The 款 of a text as rule 16 counts them: besides items, a line belongs to the one before it while that is no finished sentence.

    >>> [len(p) for p in paragraphs_of(("甲：", "乙；", "丙。", "丁。"))]
    [3, 1]
    """
    out: list[tuple[str, ...]] = []
    for group in groups(lines):
        if out and (out[-1][-1][-1:] in "：，；、:,;" or _goes_on(out[-1])):
            out[-1] += group
        else:
            out.append(group)
    return out


def _goes_on(group: tuple[str, ...]) -> bool:
    """Whether the items of a 款 are not over: the last one ends in ；."""
    return len(group) > 1 and group[-1].endswith(("；", ";"))
