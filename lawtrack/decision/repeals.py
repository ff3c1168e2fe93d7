"""Statutes that a decision repeals (废止), in every wording: a list, a sentence, a table, from a day on, a part of a statute only.

A title inside the note behind another title (its history: 根据《关于修改…的决定》修正) is never repealed, nor one that a title names
(《关于提请废止〈甲条例〉的议案》), nor one of which only the past is told (已经废止的《甲条例》).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.decision.headings import ASIDE, is_bare_title, strip_asides
from lawtrack.decision.places import QUOTE
from lawtrack.model.dates import first_date
from lawtrack.model.numerals import NUMERAL

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》|\n)+)》")
_T = "\ue010"
_LIST = rf"{_T}(?:[、，,和及与]?(?:以及|并)?[ \u3000\n]*{_T})*"
_ACTIVE = re.compile(
    rf"(?<!已)(?<!已经)(?<!被)(?<!提请)(?<!暂时)(?:废止|停止(?:施行|执行|实施))(?!的|了|前|后|之)(?P<between>[^{_T}{QUOTE}。；，,]{{0,240}})(?P<list>{_LIST})(?=(?P<after>[^。；\n]{{0,12}}))"
)
_PASSIVE = re.compile(
    rf"(?P<list>{_LIST})(?:等(?:(?!修改|修正|修订|调整|(?:设定|规定|确认|确定|设立)的)[^，,。；]){{0,16}})?[，,]?(?:[自从于](?P<when>[^。；，,《》]{{2,40}}?)起[，,]?)?(?:即行|同时|予以|一并|相应|即|均)*(?:废止|停止(?:施行|执行|实施)|失效|不再(?:施行|执行)|终止施行)(?!的|前|后|之|[ \u3000]*{_T})"
)
_SOMEWHERE = re.compile(
    r"(?<![现存所])在(?!\d|[^，。；《》]{0,12}(?:公布|施行|实施|生效)之?日)[^，。；《》]{1,80}$|(?:暂时|暂行|临时|授权)[^。；《》]{0,80}$"
)
_FOR_A_TIME = re.compile(
    r"(?:期限|试行期|试点期|为期)[^。；]{0,12}(?:年|月|日)|试点(?:期满|期间|结束)|直至|至[^。；，]{4,16}(?:止|为止|期满)"
)
"""What stops in some place, or for a time, does not end: 在试点地区停止施行《甲条例》, 停止执行《甲条例》第三条，期限二年 (a suspension)."""
_AGENT = re.compile(
    rf"被(?![^{_T}]{{0,6}}(?:修[改正订]|[代替]替|取代|调整|清理|宣布)[^{_T}]{{0,6}}的)[^{_T}。；：:，,\n]*$"
)
"""In front of titles: they are what ended another one (该文件已被《乙条例》废止), and go on themselves."""
_FROM = re.compile(r"(?:自|从|于)([^。；，,《》自从于]{2,40}?)起")
_PART = re.compile(r"[ \u3000]*(?:原?第[一二三四五六七八九十百零〇0-9]+[条款项章节编]|中|附件|附表)")
_SET_BY = re.compile(
    r"(?:等[^。；，,]{0,30}?|[ \u3000]*原?第[一二三四五六七八九十百零〇0-9第条款项、和及]{2,60})?(?:中|所)?(?:设定|规定|确认|确定|设立)的"
)
"""Behind titles: what ends is something that they set (…等9件法规设定的许可事项), not they themselves nor a provision of theirs."""
_PROPOSAL = re.compile(r"[ \u3000]*(?:的)?(?:决定|议案|草案|说明|报告|请示|通知|公告)")
_STOP = r"(?:废止|停止(?:施行|执行|实施|适用)|失效|终止施行)"
BEGINS_LIST = re.compile(
    rf"(?:{_STOP}(?:的)?(?:下列|以下|如下)[^。；，《》]{{0,30}}|(?:下列|以下|如下)[^。；，《》]{{0,30}}(?:予以|宣布|即行)?{_STOP}(?:[（(][^（）()]{{0,20}}[）)])?)(?:[：:]|(?=[，。]|$))"
)
"""决定，废止下列地方性法规：; 对下列地方性法规予以废止：."""


def open_brackets(text: str) -> int:
    """How many brackets a text leaves open."""
    return sum(text.count(c) for c in "（(") - sum(text.count(c) for c in "）)")


_HISTORY = re.compile(r"[（(][ \u3000]*(?:[12][0-9]{3}年|根据)[^。；]*?(?:通过|公布|发布|批准|修正|修订|施行)")


def history_ends(lines: Sequence[str], at: int) -> int:
    """The line on which the history in brackets ends that line ``at`` of a list of repealed statutes opens, or the line behind it; ``at`` where
    neither opens one.

    >>> history_ends(["一、茶摊条例（1995年3月1日公布", "根据1999年3月1日《决定》修订）", "二、木桥办法"], 0)
    1
    >>> history_ends(["一、废止《茶摊条例》", "（1995年3月1日公布）", "二、废止《木桥办法》"], 0)
    1
    """
    depth, first = open_brackets(lines[at]), at + 1
    if depth == 0 and lines[at].rstrip().endswith("》") and first < len(lines) and _HISTORY.match(lines[first]):
        depth, first = open_brackets(lines[first]), at + 2
        if depth == 0:
            return at + 1
    for end in range(first, min(at + 12, len(lines)) if depth > 0 else 0):
        depth += open_brackets(lines[end])
        if depth <= 0:
            return end if depth == 0 else at
    return at


_PROVISIONS = re.compile(rf"{_PART.pattern}|(?:的)?(?:部分|个别|有关|相关)(?:条款|条文|规定|内容)")


def titles_ended(name: str) -> tuple[str, ...]:
    """The statutes that the name of a decision ends, behind its 废止: not one of which it names provisions only.

    >>> titles_ended("废止《甲条例》、《乙办法》第三条的决定")
    ('甲条例',)
    """
    found = ((re.sub(r"\s", "", m[1]), m.end()) for m in _TITLE.finditer(name))
    return tuple(title for title, end in found if not _PROVISIONS.match(name, end))


@attrs.frozen
class Ending:
    """A statute that ends: ``since`` is the ISO day a clause gives; ``part`` the offset where the provisions begin if only these end.

    ``thing``: what ends is something that the statute sets (a licence, a fee), and no words of it are named.
    """

    title: str
    since: str = ""
    part: int | None = None
    thing: bool = False

    @property
    def whole(self) -> bool:
        """Whether the statute itself ends."""
        return self.part is None and not self.thing


_UNMARKED = re.compile(
    r"(?:^|决定|[：:，,])(?:对)?(?P<a>[^《》。；：:，,]{3,120}?)(?:予以|同时|即行)*废止[。；]?$|(?:^|决定|[：:，,])(?:予以)?废止(?!的)(?P<b>[^《》。；：:，,]{3,120})[。；]?$"
)


def unmarked_endings(text: str) -> tuple[Ending, ...]:
    """The statutes that a sentence repeals, their names written without marks: all of them are names, or none is taken.

    >>> [e.title for e in unmarked_endings("会议决定：例市茶摊条例、例市木桥办法予以废止。")], unmarked_endings("决定废止下列地方性法规。")
    (['例市茶摊条例', '例市木桥办法'], ())
    """
    m = _UNMARKED.search(text)
    names = re.split(r"[、和及]", m["a"] or m["b"]) if m else []
    named = all(is_bare_title(n) and not re.search(r"下列|以下|部分|有关|[件部项]", n) for n in names)
    return tuple(Ending(n) for n in names) if named else ()


def endings(text: str) -> tuple[Ending, ...]:
    """The statutes that a sentence repeals.

    >>> endings("废止1997年8月1日例市人大常委会通过的《甲条例》及《乙办法》（例市人民政府令第3号）。")
    (Ending(title='甲条例', since='', part=None, thing=False), Ending(title='乙办法', since='', part=None, thing=False))
    >>> endings("《甲条例》自2006年1月1日起废止。"), endings("审议了《关于提请废止〈甲条例〉的议案》。")
    ((Ending(title='甲条例', since='2006-01-01', part=None, thing=False),), ())
    >>> endings("废止《甲条例》第四条第二款、第四款。")[0].part is not None, endings("停止执行《甲条例》第四条设定的许可。")[0].thing
    (True, True)
    >>> endings("该文件已被2020年《甲条例》废止。")
    ()
    """
    if "废止" not in text and "停止" not in text and "失效" not in text and "不再" not in text and "终止" not in text:
        return ()
    flat, titles, places = _flatten(text)
    found: dict[int, Ending] = {}
    for m in _ACTIVE.finditer(flat):
        last = m.end("list") - 1
        if _PROPOSAL.match(m["after"]) or (m[0].startswith("停止") and _is_suspended(flat, m.start(), m.end("list"))):
            continue
        part = _PART.match(m["after"])
        since = _since(flat, m.start())
        if _SET_BY.match(flat, m.end("list")):
            stop = re.search("[。；]|$", flat[m.start() :])
            for at in (i for i in range(m.start(), m.start() + (stop.start() if stop else 0)) if flat[i] == _T):
                found[at] = Ending(titles[at], since, thing=True)
            continue
        for at in (i for i in range(*m.span("list")) if flat[i] == _T):
            within = places[last + 1] if part and at == last and last + 1 < len(places) else None
            found[at] = Ending(titles[at], since, within)
    for m in _PASSIVE.finditer(flat):
        if ("停止" in m[0] and _is_suspended(flat, m.start(), m.end())) or _AGENT.search(flat, 0, m.start()):
            continue
        for at in (i for i in range(*m.span("list")) if flat[i] == _T):
            found.setdefault(at, Ending(titles[at], first_date(m["when"] or "") or _since(flat, m.start())))
    return tuple(found[at] for at in sorted(found))


def _is_suspended(flat: str, start: int, end: int) -> bool:
    """Whether what stops at ``[start, end)`` stops in some place or for some time only."""
    before = flat[max(flat.rfind(c, 0, start) for c in "。；\n：:") + 1 : start]
    after = re.split("[。\n]", flat[end : end + 200])[0]
    return _SOMEWHERE.search(before) is not None or _FOR_A_TIME.search(after) is not None


def _flatten(text: str) -> tuple[str, dict[int, str], list[int]]:
    """The text with each title as one character and the notes behind titles left out; the titles and old offsets by new offset."""
    out: list[str] = []
    titles: dict[int, str] = {}
    places: list[int] = []
    at = 0
    aside = re.compile(ASIDE)
    for m in _TITLE.finditer(text):
        if m.start() < at:
            continue
        out += text[at : m.start()]
        places += range(at, m.start())
        titles[len(out)] = re.sub(r"\s", "", m[1])
        out.append(_T)
        places.append(m.start())
        at = m.end()
        while note := aside.match(text, at):
            at = note.end()
    out += text[at:]
    places += range(at, len(text))
    return "".join(out), titles, places


def _since(flat: str, at: int) -> str:
    """The day of a 自…起 in front of the words at ``at``, in the same sentence."""
    begin = max(flat.rfind(c, 0, at) for c in "。；\n") + 1
    found = list(_FROM.finditer(flat, begin, at))
    return first_date(found[-1][1]) if found else ""


_NUMBER_BEFORE = re.compile(
    r"[^\s《》，。；]{1,16}[〔\[［(（][0-9]{4}[〕\]］)）][^\s《》，。；]{0,8}号[ \t\u3000]*(?=\S)"
)
"""The number of a document in front of its name: 例政发〔1995〕3号 例市茶摊规定."""
_REASON = re.compile(
    rf"{_T}(?:[，,：:；;]|[ \t\u3000])[ \t\u3000]*(?:因|由于|鉴于|其|该|主要|有关|相关|所|与|已|现|不|被|调整|适用|管理)(?![^。；]*(?:保留|有效|修改|修订|除|部分|继续|第{NUMERAL}[条款项章]))[^。；]*"
)
"""A name and why it ends: 《例市茶摊规定》，已被《例市摊贩条例》代替."""


def listed(line: str) -> Ending | None:
    """The statute that a line of a list of repealed ones names, without its number.

    >>> listed("运柴办法（例市柴炭局修订　1965年4月1日起施行）"), listed("废止前作出的决定有效。")
    (Ending(title='运柴办法', since='', part=None, thing=False), None)
    >>> [listed(x).title for x in ("例政发〔1995〕3号 茶摊规定", "《木桥办法》，已被《桥梁条例》代替")]
    ['茶摊规定', '木桥办法']
    """
    flat, titles, _ = _flatten(line)
    bare = flat.strip(" \u3000。；，、")
    if bare == _T or (bare.endswith(_T) and not re.search(r"[，。；：]", bare) and len(titles) == 1):
        head = bare[:-1]
        name = next(iter(titles.values()))
        return Ending(
            head + name
            if re.search(r"(?:法院|检察院|委员会|政府|部|局|署)$", head) and name.startswith("关于")
            else name
        )
    if len(titles) >= 1 and _REASON.fullmatch(bare):
        return Ending(next(iter(titles.values())))
    row = re.match(r"[0-9]{1,3}[ \t\u3000]+(\S+)(?:[ \t\u3000]+\S.*)?$", line)
    name = strip_asides(row[1].strip("《》") if row else line)
    if (number := _NUMBER_BEFORE.match(name)) is not None:
        name = name[number.end() :].strip("《》")
    return Ending(name) if is_bare_title(name) else None


@attrs.frozen
class NameColumn:
    """The column of a table (Markdown rows) that holds the names."""

    column: int

    def name(self, row: str) -> str:
        """The name in a row, without what is attached to it; ``""`` for a ruler or an empty row."""
        cells = [re.split(r"[ \u3000](?=附[一二三四五六七八九十0-9件表]*[：:])", c)[0] for c in cells_of(row)]
        return (
            strip_asides(cells[self.column].strip("《》 "))
            if self.column < len(cells) and not re.fullmatch(r"[|\s:\-]+", row)
            else ""
        )


def cells_of(row: str) -> list[str]:
    """The cells of a Markdown row."""
    return [c.strip() for c in row.strip().strip("|").split("|")]


def head_of_table(row: str) -> NameColumn | None:
    """The table that begins with this row of column names, if one of them is 名称."""
    cells = cells_of(row)
    column = next((i for i, c in enumerate(cells) if "名称" in c or "标题" in c), None)
    return NameColumn(column) if row.startswith("|") and column is not None else None


def name_in(row: str, table: NameColumn | None) -> str:
    """The name in a row of a table, which may not say which of its columns holds the names; ``""`` for the names of the columns.

    >>> name_in("| 1 | 《例市茶摊条例》 | 1995年8月29日 |", None), name_in("| 序号 | 规章 | 文号 |", None)
    ('例市茶摊条例', '')
    """
    if head_of_table(row):
        return ""
    if table:
        return table.name(row)
    names = (strip_asides(c.strip("《》 ")) for c in cells_of(row))
    return next((n for n in names if is_bare_title(n)), "")
