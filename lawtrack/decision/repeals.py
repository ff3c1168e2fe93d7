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
    rf"(?P<list>{_LIST})(?:等(?:(?!修改|修正|修订|调整|(?:设定|规定|确认|确定|设立)的)[^，,。；]){{0,16}})?[，,]?(?:[自从于](?P<when>[^。；，,《》]{{2,40}}?)起[，,]?)?(?:即行|同时|予以|一并|相应|即|均)*(?:废止|停止(?:施行|执行|实施)|失效|不再(?:施行|执行)|终止施行)(?!的|前|后|之|[ \u3000]*{_T}|[ \u3000]*(?:原|其)?(?:第[一二三四五六七八九十百零〇0-9]|附[件表]|部分|有关|相关|个别))"
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
_WHOLE = re.compile(
    rf"[ \u3000\n]*(?:$|[。；;）)”]|[，,](?![ \u3000]*(?:(?:原|其)?第|[但除]|其中|不含|不包括)|[^。；\n]{{0,40}}?(?:除外|不(?:予)?废止|保留|继续(?:有效|施行|执行|适用)|仍然?有效))"
    rf"|等|[共计合和]*(?:{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部项个]|[自从于]|同时|予以|一并)"
)
"""Behind titles that end as a whole: the end of the clause, a count, a day. Whatever else stands there narrows what ends (《甲条例》的第三条, 部分条款,
第三条除外), or is not understood."""
_SET_BY = re.compile(
    r"(?:等[^。；，,]{0,30}?|[ \u3000]*原?第[一二三四五六七八九十百零〇0-9第条款项、和及]{2,60})?(?:中|所)?(?:设定|规定|确认|确定|设立)的"
)
"""Behind titles: what ends is something that they set (…等9件法规设定的许可事项), not they themselves nor a provision of theirs."""
_PROPOSAL = re.compile(r"[ \u3000]*(?:的)?(?:决定|议案|草案|说明|报告|请示|通知|公告)")
_STOP = r"(?:废止|停止(?:施行|执行|实施|适用)|失效|终止施行)"
BEGINS_LIST = re.compile(
    rf"(?:{_STOP}(?:的)?(?:下列|以下|如下)[^。；，《》]{{0,30}}|(?:下列|以下|如下)[^。；，《》]{{0,30}}(?:予以|宣布|即行)?{_STOP}(?:[（(][^（）()]{{0,20}}[）)])?)(?:[：:]|(?=[，。]|$))|》等[^。；，《》]{{1,20}}(?:予以|宣布|即行)?{_STOP}[：:]$"
)
"""决定，废止下列地方性法规：; 对下列地方性法规予以废止：; 对《茶摊规定》等2件规章予以废止：."""


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


_PROVISIONS = re.compile(
    r"[ \u3000]*(?:原?第[一二三四五六七八九十百零〇0-9]+[条款项章节编]|中|附件|附表|(?:的)?(?:部分|个别|有关|相关)(?:条款|条文|规定|内容))"
)


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
    >>> [endings(f"废止《甲条例》{x}。")[0].whole for x in ("", "（2001年公布）", "的第三条", "部分条款", "，第三条除外", "，自2006年1月1日起施行")]
    [True, True, False, False, False, True]
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
        part = not _WHOLE.match(flat, m.end("list"))
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
    for m in _PASSIVE_PART.finditer(flat):
        if not _is_suspended(flat, m.start(), m.end()) and not _AGENT.search(flat, 0, m.start()):
            found.setdefault(
                m.start(),
                Ending(
                    titles[m.start()],
                    _since(flat, m.start()),
                    places[m.start("part") if m["part"] else m.start("behind")],
                ),
            )
    return tuple(found[at] for at in sorted(found))


def endings_under(title: str, text: str, following: str = "") -> tuple[Ending, ...]:
    """The statutes that a sentence of the decision of this title repeals: where it speaks of repealing, names without marks count as well.

    A line that does not end may go on in the ``following`` one, with the provisions that are meant.

    >>> [e.whole for e in endings_under("", "废止《甲条例》", "第四条第二款。")], [e.whole for e in endings_under("", "废止《甲条例》。", "第四条。")]
    ([False], [True])
    """
    found = endings(text) or (unmarked_endings(text) if "废止" in title and "《" not in text else ())
    if found and found[-1].whole and _GOES_ON.match(following) and text.rstrip(" \u3000")[-1:] not in "。；;：:":
        return (*found[:-1], attrs.evolve(found[-1], part=len(text) - 1))
    return found


_GOES_ON = re.compile(
    rf"[ \u3000]*[的原中之、，和及]*(?:第{NUMERAL}[分编章节条款项]|(?:部分|有关|相关|个别)的?(?:条款|条文|规定|内容)|除)"
)


def missed(text: str) -> str:
    """The first clause that seems to end a statute, or a part of one, of which nothing is read; ``""`` where there is none.

    >>> missed("《甲条例》废止；《乙条例》附图不再执行。"), missed("《甲条例》废止；废止前作出的决定有效。")
    ('《乙条例》附图不再执行', '')
    """
    for clause in re.split("[。；\n]", text):
        flat = _TITLE.sub(_T, clause)
        if (_T in flat and _STOPS.search(flat) and not endings(clause)) or _CHANGED.search(flat):
            return clause.strip()
    return ""


_CHANGED = re.compile(
    f"(?:修改|改)为|(?:增加|新增)[一二三四五六七八九十两0-9]+[条款项]|删[去除](?:{_T}|{QUOTE}|第[一二三四五六七八九十百0-9])"
)
"""An order that stands behind what a sentence ends."""


_STOPS = re.compile(
    rf"{_T}[^{_T}，]{{0,40}}?(?:予以|同时|即行|一并)*(?:废止|停止(?:施行|执行|实施|适用)|失效|不再(?:施行|执行|适用))(?:第[^，]{{1,30}})?$"
)
_PASSIVE_PART = re.compile(
    rf"{_T}的?(?P<part>(?:第[一二三四五六七八九十百零〇0-9]+[条款项章节]|附[件表][一二三四五六七八九十0-9]{{0,3}})(?:[第条款项章节、和及至一二三四五六七八九十百零〇0-9（）()]*))(?:的?规定)?(?:自[^，。；]{{2,30}}起)?(?:予以|同时|即行|一并)*(?:废止|停止(?:施行|执行|实施)|失效|不再(?:施行|执行))(?=[，。；\n]|$)"
    rf"|{_T}不再(?:施行|执行)(?P<behind>第[一二三四五六七八九十百零〇0-9]+[条款项章节][第条款项章节、和及至一二三四五六七八九十百零〇0-9（）()]*)(?=[，。；\n]|$)"
)
"""《甲条例》第六条停止执行; 《甲条例》不再执行第六条: a provision of a statute ends."""


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
        while (note := aside.match(text, at)) and not _NARROWS.match(text, at):
            at = note.end()
    out += text[at:]
    places += range(at, len(text))
    return "".join(out), titles, places


_NARROWS = re.compile(rf"[ \u3000]*[（(](?:仅|只|限|[即原其])*第{NUMERAL}[条款项章节]")
"""A note behind a title that says which provisions are meant."""


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
    if _NARROWS.search(line):
        return None
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
    row = _ROW.match(line) or re.match(r"[0-9]{1,3}[ \t\u3000]+(?P<name>\S+)(?:[ \t\u3000]+\S.*)?$", line)
    name = strip_asides(row["name"].strip("《》") if row else line)
    if (number := _NUMBER_BEFORE.match(name)) is not None:
        name = name[number.end() :].strip("《》")
    name = _ATTACHED.split(name)[0]
    dated = row is not None and row.re is _ROW and "。" not in name
    known = dated or is_bare_title(_QUOTED.sub(r"\1", name)) or (line[-1:] != "。" and _LONG_NAME.fullmatch(name))
    return Ending(re.sub(r"\s", "", name)) if known else None


_KIND = "通知|批复|复函|函|答复|解答|意见|决定|决议|规定|办法|条例|细则|规则|公告|通告|解释|纪要|指示|安排|方案|制度"
_QUOTED = re.compile("“([^“”]*)”")
_DATED = r"(?:19|20)[0-9]{2}[ \t]*年|[^\s《》，。；]{1,16}[〔\[［（(](?:19|20)?[0-9]{2}[〕\]］）)]"
_ROW = re.compile(rf"[0-9]{{1,3}}[ \t\u3000]+(?P<name>\S[^\n]{{2,200}}?)[ \t\u3000]+(?={_DATED})")
"""A row of a table whose cells stand in one line: its number, the name, and the day or the number of the document."""
_LONG_NAME = re.compile(rf"(?!对|将)(?:关于|[^，。；：《》]{{2,60}}?(?:关于|转发|印发))[^。；：]{{2,160}}(?:{_KIND})")
"""A name in which a comma stands: 甲局关于在登记中加强联系，配合检查的通知."""


def seems_listed(line: str) -> bool:
    """Whether a line of a list of repealed statutes may be the name of one, although it is not read as such.

    >>> seems_listed("3 茶摊登记若干问题"), seems_listed("关于茶摊、木桥的若干解答；"), seems_listed("序号 文件名称 废止理由"), seems_listed("抄送：甲局。")
    (True, True, False, False)
    """
    text = strip_asides(line)
    return re.match(r"[0-9]{1,3}[ \t\u3000]+\S", line) is not None or re.search(rf"(?:{_KIND}|》)$", text) is not None


_COLUMN = re.compile(r"序[ \u3000]*号|编[ \u3000]*号")


def stacked_rows(lines: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """The rows of a table that is printed one cell a line, its column names on top: where each stands, and the name in it (``""`` where the cells
    of a row are not as many as the columns). Nothing where no such table begins on the first line.

    >>> stacked_rows(["序号", "文件名称", "废止理由", "1", "茶摊规定", "已被代替", "2", "木桥规定", "已过时效", "甲局"])
    ((3, 6, '茶摊规定'), (6, 9, '木桥规定'))
    """
    first = next((i for i, x in enumerate(lines[:8]) if x.strip() == "1"), 0)
    heads = lines[:first]
    column = next((i for i, x in enumerate(heads) if "名称" in x or "标题" in x), 0)
    if not column or not _COLUMN.fullmatch(heads[0].strip()) or any(len(x) > 20 for x in heads):
        return ()
    out: list[tuple[int, int, str]] = []
    begin = first
    while begin < len(lines) and lines[begin].strip() == str(len(out) + 1):
        following = str(len(out) + 2)
        end = next((i for i in range(begin + 2, min(begin + 24, len(lines))) if lines[i].strip() == following), 0)
        end = end or min(begin + first, len(lines))
        name = lines[begin + column] if end - begin == first else ""
        out.append((begin, end, cleaned(name)))
        begin = end
    return tuple(out)


@attrs.frozen
class NameColumn:
    """The column of a table (Markdown rows) that holds the names."""

    column: int

    def name(self, row: str) -> str:
        """The name in a row, without what is attached to it; ``""`` for a ruler or an empty row."""
        cells = cells_of(row)
        return cleaned(cells[self.column]) if self.column < len(cells) and not re.fullmatch(r"[|\s:\-]+", row) else ""


_ATTACHED = re.compile(
    r"(?:(?<=[ \u3000])|(?<=通知)|(?<=批复)|(?<=意见)|(?<=规定)|(?<=决定))附[一二三四五六七八九十0-9件表]*[：:]"
)


def cleaned(cell: str) -> str:
    """The name in a cell, without what is attached to it.

    >>> cleaned("《例市茶摊规定》"), cleaned("关于印发《木桥办法》的通知附：木桥办法")
    ('例市茶摊规定', '关于印发《木桥办法》的通知')
    """
    name = _ATTACHED.split(cell)[0].strip()
    return re.sub(r"\s", "", strip_asides(name[1:-1] if re.fullmatch("《[^《》]*》", name) else name))


def cells_of(row: str) -> list[str]:
    """The cells of a Markdown row."""
    return [c.strip() for c in row.strip().strip("|").split("|")]


def head_of_table(row: str) -> NameColumn | None:
    """The table that begins with this row of column names, if one of them is 名称."""
    cells = cells_of(row)
    column = next((i for i, c in enumerate(cells) if "名称" in c or "标题" in c), None)
    return NameColumn(column) if row.startswith("|") and column is not None else None


def name_in(row: str, table: NameColumn | None) -> str:
    """The name in a row of a table, which may not say which of its columns holds the names; ``""`` for the names of the columns, and for a row
    that breaks off within a cell.

    >>> name_in("| 1 | 《例市茶摊条例》 | 1995年8月29日 |", None), name_in("| 序号 | 规章 | 文号 |", None)
    ('例市茶摊条例', '')
    """
    if head_of_table(row) or not row.rstrip().endswith("|"):
        return ""
    if table:
        return table.name(row)
    return next((n for n in map(cleaned, cells_of(row)) if is_bare_title(_QUOTED.sub(r"\1", n))), "")
