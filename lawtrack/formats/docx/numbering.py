"""Automatic numbering of Word as the reader sees it: 第一条, （二）, 3. are not in the text of such files but are computed (ECMA-376 §17.9).

What a paragraph shows depends on the list it belongs to, on its level, and on all paragraphs before it. Word, not this package, is the
measure: a label is what Word would print.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import attrs
from lxml import etree

from lawtrack.model.numerals import DIGITS, numeral

_HEAD = re.compile(r"^第\s*\S+?\s*(?:编|分编|章|节|条)$")


@attrs.frozen
class _Level:
    """One level of a list: where it starts, how its number is written, what stands around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    style: str = ""
    legal: bool = False


@attrs.frozen
class _List:
    """One w:num: the abstract list it follows, with its own levels and restarts."""

    abstract: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@attrs.frozen
class Label:
    """What Word prints before a paragraph. ``unknown`` names a kind of number that could not be computed."""

    text: str
    suffix: str = "tab"
    unknown: str = ""


@attrs.frozen
class NumberedStyle:
    """What numbering and reading need of a paragraph style, inherited settings included."""

    name: str = ""
    num: str = ""
    level: int | None = None
    hidden: bool = False


class ListNumbering:
    """The counters of a document. Paragraphs must be counted in their order."""

    def __init__(self, numbering: etree._Element | None, styles: Mapping[str, NumberedStyle], w: str) -> None:
        self._w = w
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _q(self, tag: str) -> str:
        return f"{{{self._w}}}{tag}"

    def _val(self, node: etree._Element, tag: str, default: str = "") -> str:
        child = node.find(self._q(tag))
        return default if child is None else child.get(self._q("val"), default)

    def _read(self, root: etree._Element) -> None:
        links: dict[str, str] = {}  # abstract list → the style whose list it borrows
        named: dict[str, str] = {}  # list style → the abstract list that defines it
        for node in root.findall(self._q("abstractNum")):
            key = node.get(self._q("abstractNumId"), "")
            self._abstract[key] = dict(map(self._level, node.findall(self._q("lvl"))))
            if link := self._val(node, "numStyleLink"):
                links[key] = link
            if link := self._val(node, "styleLink"):
                named[link] = key
        for node in root.findall(self._q("num")):
            key = node.get(self._q("numId"), "")
            abstract = self._val(node, "abstractNumId")
            abstract = named.get(links.get(abstract, ""), abstract)
            levels, starts = dict(self._abstract.get(abstract, {})), {}
            for override in node.findall(self._q("lvlOverride")):
                i = _number(override.get(self._q("ilvl"), "0"))
                own = override.find(self._q("lvl"))
                if own is not None:
                    levels[i] = self._level(own)[1]
                if start := self._val(override, "startOverride"):
                    starts[i] = _number(start)
            self._lists[key] = _List(abstract, levels, starts)

    def _level(self, node: etree._Element) -> tuple[int, _Level]:
        restart = self._val(node, "lvlRestart")
        form = self._val(node, "numFmt", "")
        if not form:  # Word 2010 wraps formats that older readers do not know
            wrapped = next(node.iter(self._q("numFmt")), None)
            form = wrapped.get(self._q("val"), "decimal") if wrapped is not None else "decimal"
        legal = node.find(self._q("isLgl"))
        return _number(node.get(self._q("ilvl"), "0")), _Level(
            start=_number(self._val(node, "start", "0")),
            form=form,
            text=self._val(node, "lvlText"),
            suffix=self._val(node, "suff", "tab"),
            restart=_number(restart) if restart else None,
            style=self._val(node, "pStyle"),
            legal=legal is not None and legal.get(self._q("val"), "1") not in ("0", "false", "off"),
        )

    def label(self, style: str, num: str | None, level: int | None) -> Label | None:
        """The label of the next paragraph; ``num`` and ``level`` as the paragraph itself gives them (None: its style decides)."""
        inherited = self._styles.get(style, NumberedStyle())
        if num is None:
            num = inherited.num
        found = self._lists.get(num)
        if found is None or num == "0":
            return None
        if level is None:
            level = inherited.level
        if level is None:
            level = next((i for i, at in found.levels.items() if at.style and at.style == style), 0)
        at = found.levels.get(level)
        if at is None:
            return None
        counts = self._counts.setdefault(found.abstract, {})
        self._count(num, found, level, counts)
        if at.form in ("none", "bullet") and "%" not in at.text:
            return Label(at.text if at.form == "none" else "", at.suffix)
        unknown = ""

        def number(m: re.Match[str]) -> str:
            nonlocal unknown
            k = int(m[1]) - 1
            shown = found.levels.get(k, _Level())
            form = "decimal" if at.legal and k < level else shown.form
            value = counts.get(k, shown.start)
            text = write_number(value, form)
            if text is None:
                unknown = form
                return str(value)
            return text

        return Label(re.sub("%([1-9])", number, at.text), at.suffix, unknown)

    def _count(self, num: str, found: _List, level: int, counts: dict[int, int]) -> None:
        at = found.levels[level]
        if level in found.starts and (num, level) not in self._seen:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = at.start
        self._seen.add((num, level))
        for k in range(level):  # a level that was skipped counts as begun
            counts.setdefault(k, found.levels.get(k, _Level()).start)
        for k, below in found.levels.items():
            if k > level and below.restart != 0 and (below.restart is None or level < below.restart):
                counts.pop(k, None)
                if k in found.starts:
                    self._seen.discard((num, k))


def _number(text: str) -> int:
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else 0


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TABLES = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def write_number(n: int, form: str) -> str | None:
    """A number in one of Word's forms (ECMA-376 §17.18.59); None for a form that is not known here, or a number it cannot write.

    ``chineseCounting`` has no word for hundred: 100 is 一○○. ``chineseCountingThousand``, which Word offers in Chinese, has: 一百.

    >>> [write_number(110, f) for f in ("chineseCountingThousand", "chineseCounting", "decimalFullWidth", "lowerRoman", "klingon")]
    ['一百一十', '一一○', '１１０', 'cx', None]
    """
    if form in _TABLES:
        table = _TABLES[form]
        return table[n - 1] if 1 <= n <= len(table) else str(n)
    if not 0 <= n <= 9999:
        return str(n) if form == "decimal" else None
    if form in (
        "chineseCountingThousand",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "chineseCounting",
        "taiwaneseCounting",
    ):
        if n >= 100 and form in ("chineseCounting", "taiwaneseCounting"):
            return "".join("○" if c == "0" else DIGITS[int(c)] for c in str(n))
        text = numeral(n)
        return text.replace("零", "") if form == "japaneseCounting" else text
    if form in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join("〇" if c == "0" else DIGITS[int(c)] for c in str(n))
    if form == "chineseLegalSimplified":
        text = numeral(n)
        return ("一" + text if text.startswith("十") else text).translate(_LEGAL)
    if form == "decimal":
        return str(n)
    if form == "decimalZero":
        return f"{n:02}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(c) + 0xFEE0) for c in str(n))
    if form == "decimalHalfWidth":
        return str(n)
    if form == "numberInDash":
        return f"- {n} -"
    if form in ("upperLetter", "lowerLetter"):  # … y, z, aa, bb
        if n == 0:
            return ""
        letter = chr(ord("A" if form == "upperLetter" else "a") + (n - 1) % 26)
        return letter * ((n - 1) // 26 + 1)
    if form in ("upperRoman", "lowerRoman"):
        out = ""
        for value, letters in _ROMAN:
            while n >= value:
                out += letters
                n -= value
        return out if form == "upperRoman" else out.lower()
    return None


def numbered(label: Label, text: str) -> str:
    """A paragraph with its automatic number written out, spaced as published texts are.

    >>> numbered(Label("第三条"), "为了……"), numbered(Label("（二）"), " 申请书；"), numbered(Label("1", "space"), "甲")
    ('第三条\\u3000为了……', '（二）申请书；', '1 甲')
    """
    mark, text = label.text.strip(), text.lstrip(" \t\u3000\u00a0")
    if not text:
        return mark
    if _HEAD.match(mark):
        return f"{mark}\u3000{text}"
    bare = label.suffix != "nothing" and mark[-1].isalnum()
    return f"{mark} {text}" if bare else mark + text


def level_of(text: str | None) -> int | None:
    """The level of a list as a number; what is none (²) is as if it were not given."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None


def styles_of(root: etree._Element | None, w: str) -> dict[str, NumberedStyle]:
    """The styles of a file by their ids, each with what it has from those it is based on; "" is the default one of paragraphs."""

    def q(tag: str) -> str:
        return f"{{{w}}}{tag}"

    def val(node: etree._Element | None, tag: str) -> str | None:
        child = node.find(q(tag)) if node is not None else None
        return None if child is None else child.get(q("val"), "")

    def made_from(node: etree._Element, above: NumberedStyle) -> NumberedStyle:
        given = node.find(f"{q('pPr')}/{q('numPr')}")
        num, level = val(given, "numId"), level_of(val(given, "ilvl"))
        hidden = val(node.find(q("rPr")), "vanish") not in (None, "0", "false", "off")
        name = (val(node, "name") or "").lower()
        return NumberedStyle(
            name, above.num if num is None else num, above.level if level is None else level, hidden or above.hidden
        )

    nodes = {n.get(q("styleId"), ""): n for n in root.findall(q("style"))} if root is not None else {}
    made: dict[str, NumberedStyle] = {}
    for key in nodes:
        chain: list[str] = []  # from the style to the nearest whose settings are known
        at = key
        while at in nodes and at not in made:
            made[at] = NumberedStyle()  # known from now on, should the chain of a file that means harm come back here
            chain.append(at)
            at = val(nodes[at], "basedOn") or ""
        above = made.get(at, NumberedStyle())
        for at in reversed(chain):
            above = made[at] = made_from(nodes[at], above)
    for key, node in nodes.items():
        if node.get(q("type")) == "paragraph" and node.get(q("default")) in ("1", "true", "on"):
            made[""] = made[key]
    return made


_PAGE = re.compile(r"(?<![\t .…·])(?=[ .…·]*\t)[\t .…·]++[0-9ivxlcIVXLC-]*+\s*$")


def contents_entry(text: str) -> str:
    r"""An entry of a table of contents without the number of its page.

    >>> contents_entry("第一章\t总则\t……\t3")
    '第一章\u3000总则'
    """
    return _PAGE.sub("", text).replace("\t", "\u3000")
