"""The head of a decision: what stands in front (order of promulgation, a page's heading), the title, the adoption line, the opening.

Titles are wrapped (名称 over several lines, broken after 关于 or inside 《》), stand twice (a page's heading above the document), or are missing; the adoption
line is wrapped, stands on two lines, or behind a document number (法释〔2013〕9号).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import attrs

from lawtrack.decision.closing import EFFECT
from lawtrack.decision.headings import is_bare_title, numbered_heading, part_verb, statute_heading
from lawtrack.decision.lines import LABEL, STRONG_VERBS, DecisionLine, named, starts_order, titles_in, wrapped_verb
from lawtrack.decision.phrases.tokens import TORN
from lawtrack.decision.places import QUOTE, TITLE
from lawtrack.decision.repeals import endings, open_brackets, titles_ended
from lawtrack.model.dates import DATE, DAY, date_before, dates, effects
from lawtrack.model.numerals import NUMERAL, parse_numeral
from lawtrack.model.titles import same_title

_TITLE = re.compile(
    r".*(?:关于(?:修改|修正|废止|修订|惩治|补充|调整|停止|增加[^。]*《|宣布[^。]{0,40}失效)|修正案|(?:修改|废止).*决[定议]$|增减的决定$|补充(?:规定|安排)).*"
)
_TITLE_END = re.compile(
    r".*(?:决定|决议|修正案(?:草案)?[）)]?|补充规定|补充安排|(?<=的)(?:批复|通知|公告))(?:[（(][^（()）]{1,12}[）)]|附[：:]?修[正订改]后?的?(?:文?本|全文))?$"
)
_AMENDING = re.compile(
    r"关于(?:修改|修正|废止|修订|调整|停止|宣布[^。]{0,40}失效)|修正案|补充(?:规定|安排)|(?:修改|废止|增减).*决[定议]$|决[定议]$"
)
_BODY_ON = re.compile(r".{2,40}(?:委员会|政府|法院|检察院|大会|部|局|总?署)[ \u3000]*关于")
_BODY_END = re.compile(r"(?=(委员会|政府|法院|检察院|大会|国务院|部|局|总?署|院|行|会|厅)([、和\s\u3000]*))")
_NO_TITLE = re.compile(
    r"\d{4}[ \u3000]*年|.{0,40}(?:令|公[ \u3000]*告|公[ \u3000]*报)$|.{0,30}第[ \u3000]*[0-9〇零一二三四五六七八九十百]+[ \u3000]*号(?=[）) \u3000]|$)|(?:主席|省长|市长|县长|州长|主任|部长|署长|院长|局长|总理)[ \u3000]"
)
_OF_PAGE = re.compile(
    r"[•●◆■▪]|[^《》，。：:]{1,8}[：:]|(?:19|20)[0-9]{2}[ \u3000]*年.{3,8}日[ \u3000]*星期|[^《》，。]{2,40}[ \u3000](?:19|20)[0-9]{2}-"
)
"""What a page prints of a text and the text does not say: • 中文名：某决定, 标题：某决定, 2023年9月25日 星期一."""
_NUMBER = re.compile(
    r"[（(]?[^（）()。；，]{0,24}[〔\[（(［]?(?:19|20)\d{2}[〕\]）)］]?[ \u3000]*第?[ \u3000]*\d{1,5}[ \u3000]*号[）)]?|[（(]?[^（）()。；，]{0,30}第[ \u3000]*[0-9〇零一二三四五六七八九十百]+[ \u3000]*号[）)]?"
)
"""A document number between title and adoption line: 法释〔2013〕9号, 上海市人民政府令第28号."""
NOTE = re.compile(
    r"[（(].*\d{4}[ \u3000]*年.*|[（(].*(?:通过|批准|公布|施行).*|(?:\d{4}[ \u3000]*年.{1,60}通过[，,；;]?[ \u3000]*)?\d{4}[ \u3000]*年.{1,60}(?:通过|批准|公布|施行|发布)[。]?"
)
_NOTE_BEGINS = re.compile(r"\d{4}[ \u3000]*年[^。；：，]{4,60}$")
_OPENING_WHO = re.compile(r"会议|委员会|根据|依据|作出|为了?|经|现|国务院|决定|对")
_OPENING_END = re.compile(
    r"(?:(?:作出?|进行)(?:(?:如下|以下|下列)(?:修改|补充|修正|调整|决定)*|修改|修正).{0,12}|决定|如下|(?:予以|进行)?(?:修改|废止)(?:[、和]?(?:修改|废止))?|下列.{1,20})[：:]$"
)
_PURPOSE = re.compile(
    r"(?:(?:为了?|根据|依据|经|鉴于|现).+?[，,：:]|[^。；]{0,80}?(?:决定|会议)[，,：:]?)(?:(?:现|会议)?决定[，,：:]?)?(?=(?:将|在|对|删去|删除)?(?:刑法|宪法|《(?:[^《》]|《[^《》]*》)+》)?(?:序言)?(?:第[一二三四五六七八九十百零〇]|名称|标题))"
)
_STATUTE = re.compile(r"(?:修改|修正|修订)(?:[、和]废止)?(?=[^》]{0,30}?《)")
_ENDED = re.compile(r"(?:废止|停止施行)[^》]{0,30}?《")
_COUNTED = re.compile(
    rf"等(?!(?:(?!法规|规章|法律|解释|文件)[^《》]){{0,8}}(?:条款|条文|规定))|(?<!第)(?<![一二三四五六七八九十百])(?:{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部项个](?!规定)"
)
_SEVERAL = re.compile(
    rf"(?:部分|若干|有关|相关|一批|(?:{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部项个])[^条款文]{{0,12}}?(?:法规|规章|条例|法律|解释|文件|办法|批复|意见)"
)
_SHORT = re.compile(
    r"《((?:[^《》]|《[^《》]*》)+)》[ \u3000]*[（(][^（）()《》]{0,30}?以下(?:简称|统称)[：:]?[“\"]?《?([^》）)”\"]{1,40})》?[”\"]?[）)]"
)


@attrs.frozen
class Head:
    """Where the parts of the head stand, as ``[begin, end)`` of the lines; ``cut`` is the offset in line ``at`` where its order begins,
    ``told`` the title where only the order of promulgation names it."""

    front: tuple[int, int] = (0, 0)
    title: tuple[int, int] = (0, 0)
    marks: tuple[tuple[str, int, int], ...] = ()
    opening: tuple[int, int] = (0, 0)
    at: int = 0
    cut: int = 0
    told: str = ""


def find_head(lines: Sequence[DecisionLine]) -> Head:
    """The head of a decision, from its lines."""
    found = _titles(lines)
    title = found[-1] if found else (0, 0)
    told, end = ("", 0) if found else told_title(lines)
    front = (0, title[0]) if found else (0, end)
    title = title if found else (end, end)
    marks, at = _marks(lines, title[1])
    opening, at, cut = _opening(lines, at)
    if not found and not told and not cut and not any(_opens(x.text) for x in lines[slice(*opening)]):
        opening, at = (0, 0), 0
    return Head(front, title if found else (0, 0), marks, opening, at, cut, told)


def _titles(lines: Sequence[DecisionLine]) -> list[tuple[int, int]]:
    """All places where the title stands, up to the first order: the last is the document's own."""
    out: list[tuple[int, int]] = []
    key = ""
    i = 0
    while i < min(80, len(lines)):
        got = _title_at(lines, i)
        if got:
            whole = _flat(lines, *got)
            if not out or whole == key or not _is_other(key, whole):
                out.append((_title_begins(lines, got[0], out[-1][1] if out else 0), got[1]))
                key = whole
            i = got[1]
            continue
        if out and _begins_body(lines[i].text):
            break
        i += 1
    return out


_LEADS_ON = re.compile(
    r"(?!附|[（(]|[一二三四五六七八九十]+、)[^。：:；，]{6,80}(?:[和及与、]|附件[一二三四五六七八九十]+)$"
)
"""A line of a title that cannot be its last: …法附件二 | 某区议会的产生办法和 | 表决程序修正案."""


def _title_begins(lines: Sequence[DecisionLine], at: int, first: int) -> int:
    """The line on which a title begins that was found on line ``at``: the lines above that lead on to it belong to it."""
    while at > first and _LEADS_ON.fullmatch(lines[at - 1].text) and not _NO_TITLE.match(lines[at - 1].text):
        at -= 1
    return at


_INNER = str.maketrans("〈〉<>", "《》《》")
_OF_PUBLISHER = re.compile(
    r"(?<=决[定议])[（(](?:19|20)[0-9]{2}年?[）)]$|(?:[（(]附[^（）()]{1,10}[）)]|附[：:]?修[^《》]{1,6})$"
)
"""What publishers add to a title: …的决定(2005), …的决定 附：修正本."""


_DRESS = re.compile(rf"[\s*>#{TORN}]+")


def own_title(text: str) -> str:
    """A title without blanks, marks of Markdown and what publishers add to it, and with 《 》 around names that have other marks.

    >>> own_title("某会关于修改《例市茶摊条例》的决定(2005)"), own_title("某会关于修改《例市茶摊条例》的决定附：修正本")
    ('某会关于修改《例市茶摊条例》的决定', '某会关于修改《例市茶摊条例》的决定')
    """
    return _OF_PUBLISHER.sub("", _DRESS.sub("", named(text)))


def _flat(lines: Sequence[DecisionLine], begin: int, end: int) -> str:
    text = re.sub(r"\s", "", "".join(line.text for line in lines[begin:end])).translate(_INNER)
    return own_title(text).replace("人大常委会", "人民代表大会常务委员会")


def _is_other(first: str, second: str) -> bool:
    """Whether a later title is that of another text (an attached one), not the first one again, or the decision that the first one approves."""
    issues = re.fullmatch(r".*(?:印发|发布|公布)(.*)的(?:通知|公告)", re.sub("[《》〈〉]", "", first))
    if issues and re.sub("[《》〈〉]", "", second).endswith(issues[1]):
        return False
    return second not in first and first not in second and not second.endswith(first[-12:])


def _begins_body(text: str) -> bool:
    label = LABEL.match(text)
    rest = text[label.end() :] if label else text
    return starts_order(text) or (label is not None and statute_heading(rest, True) is not None) or _opens(rest)


def _names_bodies(text: str) -> bool:
    """Whether a line is the name of the body that decides, or of several one behind another.

    >>> _names_bodies("例省财政厅、例省税务局"), _names_bodies("例省渡口条例"), _names_bodies("自公布之日起施行" * 40 + "自议")
    (True, False, False)
    """
    if text == "国务院" or _BODY_ON.fullmatch(text):
        return True
    ends = [0]  # where a name may end: in order, so that those too far away are left behind
    for m in _BODY_END.finditer(text):
        ends = [e for e in ends if m.start() - e <= 40 or e > m.start()]
        if any(m.start() - e >= 2 for e in ends):
            ends += [e for e in range(m.end(1), m.end(2) + 1) if e not in ends]
    return len(text) in ends


def _title_at(lines: Sequence[DecisionLine], i: int) -> tuple[int, int] | None:
    """``[begin, end)`` of the title that begins at line ``i``, if one does; it may run over several lines."""
    text = lines[i].text
    if not _is_line(text) or text.startswith(("根据", "为了", "附")) or LABEL.match(text) or _NO_TITLE.match(text):
        return None
    if _OF_PAGE.match(text):
        return None
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    if not _TITLE.fullmatch(text) and not re.fullmatch(
        r"《[^》]*》(?:等.{0,12})?|.{2,60}关于(?:修改|修订|废止|补充|调整|停止|增加|增减)?|.{0,60}《[^》]*", text
    ):
        if not following.startswith(("关于", "《", "修改", "废止", "最高")) or not _names_bodies(text):
            return None
    whole = ""
    for last in range(i, min(i + 8, len(lines))):
        if not _is_line(lines[last].text) or (
            last > i and _NO_TITLE.match(lines[last].text) and not whole.endswith(("至", "到"))
        ):
            return None
        whole += re.sub(r"[ \u3000]", "", lines[last].text)  # 决　定
        if _TITLE_END.fullmatch(whole) and whole.count("《") == whole.count("》"):
            return (i, last + 1) if _TITLE.fullmatch(whole) and _AMENDING.search(whole) else None
    return None


def _is_line(text: str) -> bool:
    return len(text) < 240 and text[-1] not in "。：:；，" and not NOTE.fullmatch(text)


def _marks(lines: Sequence[DecisionLine], at: int) -> tuple[tuple[tuple[str, int, int], ...], int]:
    """Document numbers and adoption lines behind the title."""
    out: list[tuple[str, int, int]] = []
    first = at
    while at < len(lines) and at - first < 10:
        text = lines[at].text
        begin = at
        if NOTE.fullmatch(text):
            depth = open_brackets(text)
            while depth > 0 and at + 1 < len(lines) and at - begin < 6:
                at += 1
                depth += open_brackets(lines[at].text)
        elif _NUMBER.fullmatch(text):
            out.append(("number", at, at + 1))
            at += 1
            continue
        elif _NOTE_BEGINS.fullmatch(text) and at + 1 < len(lines) and NOTE.fullmatch(text + lines[at + 1].text):
            at += 1
        elif (
            text[0] in "（("
            and open_brackets(text) > 0
            and any("通过" in x.text or "批准" in x.text for x in lines[at : at + 4])
        ):
            depth = open_brackets(text)
            while depth > 0 and at + 1 < len(lines) and at - begin < 6:
                at += 1
                depth += open_brackets(lines[at].text)
        else:
            break
        at += 1
        if out and out[-1][0] == "note":
            out[-1] = ("note", out[-1][1], at)
        else:
            out.append(("note", begin, at))
    return tuple(out), at


def _opening(lines: Sequence[DecisionLine], at: int) -> tuple[tuple[int, int], int, int]:
    """``[begin, end)`` of the opening, the first line behind it, and where in that line its order begins."""
    i = at
    while i < len(lines) and i - at < 24:
        line = lines[i]
        label = LABEL.match(line.text)
        rest = line.text[label.end() :] if label else line.text
        if label and _opens(rest) and not starts_order(line.text) and i == at and numbered_heading(rest) is None:
            return (at, i + 1), i + 1, 0
        purpose = None if label else _PURPOSE.match(line.text)
        if purpose and STRONG_VERBS.search(line.text, purpose.end()) and not _opens(line.text):
            return (at, i), i, purpose.end()
        if label or starts_order(line.text) or EFFECT.match(rest) or _orders(line.text, rest):
            break
        named = statute_heading(rest, False)
        if named and not (i == at and _opens(rest)):
            break
        if endings(rest) and not rest.endswith((":", "：")):
            break
        if (rest.startswith("附") and len(rest) < 12) or (i > at and _begins_list(lines, i)):
            break
        i += 1
        if _opens(rest):
            break
    told = "".join(x.text for x in lines[at:i])
    return ((at, i), i, 0) if _OPENING_WHO.search(told) else ((0, 0), at, 0)


def _begins_list(lines: Sequence[DecisionLine], i: int) -> bool:
    """Whether a table, or the title of a list (决定废止的文件目录, which may run over several lines), begins at line ``i``."""
    text = lines[i].text
    count = max(1, wrapped_verb([x.text for x in lines[i : i + 5]])[1])
    joined = _flat(lines, i, i + count)
    return text.startswith("|") or (re.search("目录|名单|清单", joined) is not None and part_verb(joined) is not None)


def _orders(text: str, rest: str) -> bool:
    """Whether a line of the opening already orders something: it gives words and a verb that only an order uses."""
    return QUOTE in text and not _opens(rest) and STRONG_VERBS.search(text) is not None


_TOLD = re.compile(
    r"^(?:《(?P<a>(?:[^《》]|《[^《》]*》)*?关于(?:修改|废止|修正)(?:[^《》]|《[^《》]*》)*?的?决定)》|(?P<b>[^《》。]{2,40}关于(?:修改|废止|修正)(?:[^《》。]|《[^《》]*》){1,120}?的决定))(?:已|于|经|业)"
)


def decider(opening: str) -> str:
    """The body that an opening says decides, ``""`` where it names none by its name.

    >>> decider("例国水运部决定对《例国茶船规定》作如下修改："), decider("会议决定：")
    ('例国水运部', '')
    """
    found = (_DECIDES.search(re.sub(r"[ \u3000]", "", line)) for line in opening.split("\n"))
    return next((m["body"] for m in found if m), "")


_DECIDES = re.compile(
    r"(?:^|[，。])(?P<body>(?!经|根据|依据|会议|第)(?:(?!关于)[^，。；：《》“”会]){0,30}?(?:委员会|政府|法院|检察院|国务院|证监会|部|局|总署|银行))(?:部务会议|委务会议)?[，,]?决定(?=[，,：:对将修废])"
)


def told_title(lines: Sequence[DecisionLine]) -> tuple[str, int]:
    """The title that only an order of promulgation tells (《某决定》已经…通过，现予公布), and the line behind what belongs to that order; ("", 0) where none does.

    Behind it stand the signature and the day.
    """
    for i, line in enumerate(lines[:15]):
        m = _TOLD.match(line.text)
        if not m:
            continue
        end = i + 1
        while end < len(lines) and end - i < 6 and len(lines[end].text) < 40 and lines[end].text[-1] not in "。：:；，":
            end += 1
        title = re.sub(r"\s", "", m["a"] or m["b"])
        return title.replace("〈", "《").replace("〉", "》") if m["a"] else title, end
    return "", 0


def _opens(text: str) -> bool:
    """Whether a line is the opening of a decision: …会议决定对《…》作如下修改：."""
    return _OPENING_END.search(text[-60:]) is not None and _OPENING_WHO.search(text) is not None


@attrs.frozen
class Declared:
    """The statutes that title and opening name; ``many`` where the decision amends more than one."""

    titles: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    many: bool = False
    sole: bool = False
    shorts: tuple[tuple[str, str], ...] = ()

    def is_alone(self, title: str) -> bool:
        """Whether a title in an instruction is that of the one statute the decision amends."""
        title = dict(self.shorts).get(title, title)
        return len(self.titles) == 1 and not self.many and same_title(title, self.titles[0])


def declared(title: str, opening: str) -> Declared:
    """What the decision says that it amends and repeals.

    >>> d = declared("某会关于修改《甲条例》等三件地方性法规和废止《乙条例》的决定", "")
    >>> d.titles, d.ended, d.many
    (('甲条例',), ('乙条例',), True)
    """
    ended_at = _ENDED.search(title)
    changed = _STATUTE.search(title)
    ended: tuple[str, ...] = ()
    part = title
    if ended_at and "废止" in title:
        cut = ended_at.start()
        if changed and changed.start() < cut:
            ended, part = titles_ended(title[cut:]), title[:cut]
        elif changed:
            ended, part = titles_ended(title[cut : changed.start()]), title[changed.start() :]
            changed = _STATUTE.search(part)
        else:
            ended, part = titles_ended(title[cut:]), ""
    names: list[str] = []
    if changed:
        names = titles_in(part[changed.end() :])
    elif "修正案" in title:
        named = title[: title.index("修正案")].rstrip("（(")
        names = titles_in(named) or [named]
    elif part and re.search(r"关于(?:调整|增加)|增减|补充(?:规定|安排)", title):
        names = titles_in(title)[:1]
    outside = TITLE.sub("", part)
    many = len(names) > 1 or bool((_COUNTED if names else _SEVERAL).search(outside)) or bool(ended and names)
    if many and not names and not ended:
        one = re.search(rf"对{TITLE.pattern}(?:[（(][^（）()]*[）)])?(?!等)[^《》等]{{0,16}}作", opening)
        if one and len(titles_in(opening)) == 1:
            names, many = [one[1]], False
    shorts = tuple((s, t) for t, s in _SHORT.findall(opening))
    if not names and not many:
        found = re.search(
            r"对(刑法|宪法|《(?:[^《》]|《[^《》]*》)+》)(?:[（(].*?[）)])?(?:的)?[^。；，《》]{0,12}作", opening
        )
        names = [found[1].strip("《》")] if found else [t for _, t in shorts[:1]]
        bare = re.search(r"(?:修改|修正|修订)(?P<t>[^《》，]{3,60})的(?:决定|决议)$", title)
        if not names and bare and is_bare_title(bare["t"]):
            names = [bare["t"]]
    if len(names) == 1 and not many:
        found = re.search(r"以下(?:简称|统称)[：:]?[“\"]?《?([^》）)”\"]{1,40})", opening)
        shorts = ((found[1], names[0]), *shorts) if found and not shorts else shorts
    sole = len(names) == 1 and not _COUNTED.search(outside)
    return Declared(tuple(names), ended, many, sole, shorts)


_NUMBERED = re.compile(rf"(?<!第)({NUMERAL}|[0-9０-９]+)[ \u3000]*[件部个项](?!规定|分|门)")
_COUNTS = re.compile(r"(?P<verb>修改|修正|废止|宣布失效)(?P<what>(?:(?!修改|修正|废止|宣布失效)[^，。；：])*)")
_COUNTS_BEHIND = re.compile(
    r"[对将](?P<what>(?:(?!修改|修正|废止)[^，。；：])*[件部个项](?:(?!修改|修正|废止)[^，。；：])*)(?P<verb>修改|修正|废止)"
)
"""对14部行政法规的部分条款予以修改."""


def counts_in(title: str) -> dict[str, int]:
    """How many statutes a title, an opening or the heading of a part says are amended and repealed.

    >>> counts_in("某会关于修改《甲条例》等三件地方性法规和废止《乙条例》等2件地方性法规的决定")
    {'修改': 3, '废止': 2}
    >>> counts_in("会议决定对1部条例和2个决定的部分条款予以修改："), counts_in("对《甲条例》第三项作出修改")
    ({'修改': 3}, {})
    >>> counts_in("宣布失效的文件（2件）")
    {'废止': 2}
    """
    flat = TITLE.sub("", title)
    if re.search(r"(?:修改|废止|宣布失效)(?:[和、]|以及)(?:修改|废止|(?:宣布)?失效)", flat):
        return {}
    counts: Counter[str] = Counter()
    for m in (_COUNTS_BEHIND if _COUNTS_BEHIND.search(flat) else _COUNTS).finditer(flat):
        numbers = sum(parse_numeral(n) or 0 for n in _NUMBERED.findall(m["what"]))
        counts["废止" if m["verb"] in ("废止", "宣布失效") else "修改"] += numbers
    return {what: n for what, n in counts.items() if n > 0}


@attrs.frozen
class Days:
    """The days of a decision, ISO, ``""`` where not known: passed, approved by the body above, made public."""

    adopted: str = ""
    approved: str = ""
    promulgated: str = ""
    effective: str = ""


PASSED_ABOVE = re.compile(
    r"日[^省（）()]{1,12}?(?:市|州|县|旗)[^省（）()]{0,60}会议(?:审议)?通过[，,；;、　]?(?P<day>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?P<who>[^（）()市州县]{1,6}(?:省|自治区)[^（）()]{2,60}会议)(?:审议)?通过"
)
"""A second 通过, by the congress of the province, behind that of a city or county: it is the approval (批准), whatever is printed."""


PROMULGATES = re.compile(
    r"现(?:予以?|将)?(?:重新)?(?:公布|发布|颁布)|^《[^。]{4,200}》自[^。，；]{2,40}起(?:施行|生效)", re.M
)
"""An order of promulgation: 现予公布，自公布之日起施行; 现公布《某决定》，自公布之日起施行; 《某修正案》自公布之日起生效."""


def days(note: str, front: str, signature: str) -> Days:
    """The days that the head tells: the adoption line first, then the order of promulgation in front (令, 公告) or behind.

    >>> days("", "某部令\\n《某决定》已经2021年6月4日某部会议通过，现予公布，自2021年8月1日起施行。\\n2021年6月30日", "")
    Days(adopted='2021-06-04', approved='', promulgated='2021-06-30', effective='2021-08-01')
    """
    told = next((x for x in front.split("\n") if DATE.search(x) and re.search(r"通过|批准|现予|施行", x)), "")
    order = "\n".join(x for x in front.split("\n") if PROMULGATES.search(x))
    adopted = _by_both(note) or _by_both(told) or date_before(note, "通过") or date_before(told, "通过")
    approved = date_before(note, "批准") or date_before(told, "批准")
    above = None if approved else PASSED_ABOVE.search(re.sub(r"\s", "", note))
    approved = approved or (dates(above["day"]) if above else [""])[0]
    made_public = re.search(r"(?<!自)(?:公布|发布)", note)
    before = dates(note[: made_public.start()]) if made_public else []
    promulgated = before[-1] if before else ""
    promulgated = promulgated or _signed(front) or _signed(signature)
    if not adopted and not approved and not promulgated:
        adopted = (dates(note) or [""])[0]
    effective = next(
        (e.date for text in (note, told, order) for e in effects(text, promulgated, adopted, approved) if e.date), ""
    )
    effective = effective or (date_before(note, "施行") if re.search(r"日[起]?施行", note) else "")
    return Days(adopted, approved, promulgated, effective)


_TELLS_OTHER = re.compile(
    r"通过|批准|施行|星期|(?<![公颁]布日期)(?<![公颁]布时间)[：:][ \u3000]*(?:19|20)[0-9]{2}[ \u3000]*年"
)
"""A date of another act, or one that a page prints: 2023年9月25日 星期一, 发布时间：2023年9月25日."""


_BOTH = re.compile(rf"(?:{DAY}[^。；，（）()]{{4,50}}?会议[、，]?)(?:{DAY}[^。；，（）()]{{4,50}}?会议[、，]?)+通过")


def _by_both(text: str) -> str:
    """The day on which the last of several bodies passed what they decide together, ``""`` where one body does.

    >>> _by_both("（2010年11月8日甲院审判委员会第5次会议、2010年5月31日乙院检察委员会第3次会议通过）"), _by_both("（2010年11月8日甲院第5次会议通过）")
    ('2010-11-08', '')
    """
    found = _BOTH.search(re.sub(r"\s", "", text)) if text.count("会议") > 1 else None
    return max(dates(found[0])) if found else ""


def _signed(text: str) -> str:
    """The day under a signature or an order: the last short line with a date that tells no other act."""
    lines = [x for x in text.split("\n") if len(x) < 60 and DATE.search(x) and not _TELLS_OTHER.search(x)]
    return dates(lines[-1])[-1] if lines and dates(lines[-1]) else ""


_FIRST_ARTICLE = re.compile(r"第[ \u3000]*[一1][ \u3000]*(?:条|章|编)[ \u3000]+\S.*|目[ \u3000]*录")
_ANNEXED = re.compile(r"附[ \u3000]*(?:件|录)?[ \u3000]*[0-9一二三四五]?[ \u3000]*[：:]?")


class _Titled(Protocol):
    title: str


def begins_attached(lines: Sequence[DecisionLine], at: int, parts: Sequence[_Titled], closed: bool) -> bool:
    """Whether the text of a statute that the decision amends (one of ``parts``), published anew behind it, begins at this line."""
    text = lines[at].text
    if text[-1] in "。：:；，" and not closed and text[0] != "附":  # no title ends so
        return False
    if LABEL.match(text) or starts_order(text):
        return False
    if closed and _FIRST_ARTICLE.fullmatch(text):
        return True
    begin = at + 1 if _ANNEXED.fullmatch(text) else at
    joined = ""
    for i in range(begin, min(begin + 6, len(lines))):
        if (
            lines[i].text[-1] in "。：:；，"
            or lines[i].text.startswith(("《", "对", "关于《"))
            or LABEL.match(lines[i].text)
        ):
            return False
        joined += "".join(lines[i].text.split())
        if len(joined) > 5 and any(same_title(joined, part.title) for part in parts if part.title):
            following = lines[i + 1].text if i + 1 < len(lines) else ""
            return (
                begin > at
                or closed
                or NOTE.match(following) is not None
                or _FIRST_ARTICLE.fullmatch(following) is not None
            )
    return False
