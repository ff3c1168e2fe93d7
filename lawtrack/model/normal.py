"""A normalised view of a text, for comparing: width, white space and look-alikes evened out, the words never touched.

Own table on purpose. NFKC over a provision would also turn ① into 1 and ㎡ into m2, and still leave spaces and zero-width
characters where they are. The text itself stays as written; this is a view beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from lawtrack.arguments import checked
from lawtrack.errors import ArgumentError

_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\ufe0e\ufe0f"
)
_SAME = (
    ("，", ",﹐︐"), ("；", ";﹔︔"), ("：", ":﹕︓∶"), ("！", "!﹗︕"), ("？", "?﹖︖"), ("（", "(﹙︵❨⟮"), ("）", ")﹚︶❩⟯"),
    ("。", "｡︒"), ("、", "､﹑︑"), (".", "．﹒"), ("·", "•・‧∙⋅･"), ("《", "«︽"), ("》", "»︾"), ("〈", "<＜‹︿﹤"), ("〉", ">＞›﹀﹥"),
    ('"', "“”„‟＂「」﹁﹂〝〞〟❝❞"), ("'", "‘’‚‛＇『』﹃﹄`´❛❜"), ("-", "—–―－─‐‑‒−﹣﹘⸺⸻ー"), ("~", "～〜∼﹏˜"),
    ("…", "⋯︙"), ("〇", "○◯⭘〇"), ("【", "︻"), ("】", "︼"), ("〔", "﹝︹"), ("〕", "﹞︺"), ("[", "［"), ("]", "］"), ("%", "％﹪"),
    ("×", "✕✖╳"), ("/", "／∕"),
)  # fmt: skip
_RADICALS = {  # CJK Radicals Supplement has no decompositions; those that scans really produce
    "⺀": "冫", "⺁": "厂", "⺄": "乙", "⺈": "刀", "⺌": "小", "⺍": "小", "⺕": "彐", "⺗": "心", "⺝": "月", "⺟": "母", "⺠": "民", "⺩": "王", "⺪": "疋",
    "⺫": "目", "⺮": "竹", "⺳": "网", "⺴": "网", "⺵": "网", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺻": "聿", "⺼": "肉", "⺾": "艹", "⻁": "虎", "⻄": "西", "⻅": "见",
    "⻆": "角", "⻉": "贝", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "邑", "⻐": "钅", "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风",
    "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟",
}  # fmt: skip
HALF_WIDTH = str.maketrans("，：；（）！？", ",:;()!?")
"""The signs that are typed in either width, character by character: for comparing where places must stay what they are."""
_SPACE = re.compile(r"\s+")


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(c): None for c in _INVISIBLE}
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII: letters, digits, signs
        table[code] = chr(code - 0xFEE0)
    for start, end in (
        (0x2F00, 0x2FE0),
        (0xF900, 0xFB00),
    ):  # radicals and compatibility ideographs: the same character twice
        for code in range(start, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if plain != chr(code) and len(plain) == 1:
                table[code] = plain
    table |= {ord(k): v for k, v in _RADICALS.items()}
    for canonical, others in _SAME:
        for c in others:
            table[ord(c)] = canonical
    for c, full in zip(",;:!?()", "，；：！？（）", strict=True):
        table[ord(c)] = table[ord(full)] = full
    table |= {ord(sign): table.get(ord(other), other) for sign, other in _added.items()}
    return table


_added: dict[str, str] = {}


@checked
def register_lookalikes(alike: Mapping[str, str]) -> Callable[[], None]:
    """Say of more signs which one they stand for when texts are compared (``{"﹐": "，"}``); gives what takes them back again.

    For the whole process, all threads. Raises :class:`ArgumentError` for letters, digits and characters of words: a view for comparing never
    changes words.

    >>> from lawtrack.model.normal import normalise
    >>> back = register_lookalikes({"⸲": "，"})
    >>> normalise("甲⸲乙")
    '甲，乙'
    >>> back()
    >>> normalise("甲⸲乙")
    '甲⸲乙'
    """
    for sign, stands_for in alike.items():
        if len(sign) != 1 or len(stands_for) != 1 or sign.isalnum() or stands_for.isalnum():
            raise ArgumentError(
                f"“{sign}”→“{stands_for}”：只能登记单个的标点符号，不能改变文字",
                f"{sign!r} → {stands_for!r}: single signs only, never letters or digits",
            )
    before = dict(_added)
    _added.update(alike)
    _forget()

    def back() -> None:
        _added.clear()
        _added.update(before)
        _forget()

    return back


def _forget() -> None:
    _table.cache_clear()
    _usual.cache_clear()


USUAL_SIGNS = "，。；：、（）《》〈〉“”‘’·—…！？"
"""The signs of most texts."""


@cache
def _usual() -> re.Pattern[str]:
    """The usual characters that the view leaves alone, and the usual signs of which it makes other signs."""
    table = _table()
    signs = [c for c in USUAL_SIGNS if _is_sign(table.get(ord(c), c))]
    pieces = (range(0x4E00, 0xA000), range(0x30, 0x3A), range(0x61, 0x7B))
    kept = [f"{chr(a)}-{chr(b - 1)}" for piece in pieces for a, b in _without(piece, table)]
    return re.compile(f"[{re.escape(''.join(signs))}{''.join(kept)}]*")


def _without(piece: range, table: Mapping[int, object]) -> Iterator[tuple[int, int]]:
    """A stretch of code points in parts, without those of a table: a set of few ranges is compiled at once, one of 20,000 characters is not."""
    begin = piece.start
    for code in (*sorted(c for c in table if c in piece), piece.stop):
        if begin < code:
            yield begin, code
        begin = code + 1


def _is_sign(char: str | None) -> bool:
    return char is not None and not char.isalnum() and not char.isspace() and char != "_"


def in_usual_letters(text: str) -> bool:
    """Whether :func:`normalise` changes nothing in a text but signs into signs, and folding its case changes nothing at all; most texts are such.

    >>> [in_usual_letters(t) for t in ("第1条，甲", "第１条，甲", "甲 乙", "A")]
    [True, False, False, False]
    """
    return _usual().fullmatch(text) is not None


def _keep(m: re.Match[str]) -> str:
    """A space matters only between two Latin words or numbers."""
    a, b = m.string[m.start() - 1 : m.start()], m.string[m.end() : m.end() + 1]
    return " " if a.isascii() and a.isalpha() and b.isascii() and b.isalpha() else ""


def normalise(text: str) -> str:
    """The text with punctuation width, white space and look-alike characters evened out; for comparing only.

    >>> normalise("（一） 2023 年,审计“报告”"), normalise("(一)２０２３年，审计\\"报告\\"")
    ('（一）2023年，审计"报告"', '（一）2023年，审计"报告"')
    """
    return _SPACE.sub(_keep, text.translate(_table()))
