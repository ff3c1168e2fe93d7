"""Headings of a decision that amends several statutes: which statute, which group, what a list shares.

=====================  =====================================================================================
what stands there      forms
=====================  =====================================================================================
one statute            对《X》（令第8号公布）作如下修改：  关于《X》  《X》的修改情况  对《X》部分条款作出修改  修改《X》
a name without marks   一、例市渡口管理办法  1.茶船管理办法（2004年7月12日例水部令第39号公布）
a group                一、对17部规章的部分条款予以修改  二、废止2件规章  二、修改《X》等十八件地方性法规
one order for a list   （一）将下列法规中的“A”修改为“B”
a statute in a clause  将《X》第三条…  （and several: 将《X》第三条、《Y》第五条中的…）
=====================  =====================================================================================
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from lawtrack.decision.places import QUOTE
from lawtrack.model.numerals import NUMERAL

ASIDE = r"(?:[ \u3000]*[（(](?:[^（）()\n]|[（(][^（）()\n]{0,80}[）)]){0,1200}[）)])"
"""A note in brackets behind a name: who published it when, under which number."""
_MARKED = r"《(?P<{}>(?:[^《》\n]|《[^《》\n]*》)+)》"
_ISSUER = (
    rf"(?P<issuer>[^《》，。；：、（）\n{QUOTE}]{{0,24}}(?:法院|检察院|委员会|政府|大会|部|局|署|院|行|厅)[ \u3000]*)?"
)
_OBJECT = r"(?:的?(?:部分|有关|个别|相关|若干)?(?:条款|条文|内容|规定|文字|表述)(?:内容)?)?"
_KINDS = r"(?:修改|修正|修订|补充|调整|完善|变更)"
_CHANGED = rf"(?:的?(?:部分|有关)?{_KINDS}(?:(?:和|、|与)?{_KINDS})*(?:情况|内容|意见|如下|案)?|(?:作出?|做出?|进行了?|予以|作了?)(?:如下|以下|下列|相应)?的?{_KINDS}(?:(?:和|、|与)?{_KINDS})*(?:如下)?)"
_END = r"(?:[，,]?(?:具体)?(?:内容|修改)?如下)?[：:。；]?"
ONE = re.compile(
    rf"(?:[一二三四五六七八九十]是)?(?:(?P<lead>关于对|关于修改|关于|对于?|将|把|修改|修正|修订)[ \u3000]*)?{_ISSUER}{_MARKED.format('title')}{ASIDE}{{0,2}}[ \u3000]*{_OBJECT}{_CHANGED}?{_END}"
)
"""The heading of one statute, its name in marks."""
GROUP_HEAD = re.compile(
    rf"[^。；《\n{QUOTE}]{{0,60}}(?:条文|条款|表述|文字|规定|内容)[^。；\n{QUOTE}]{{0,16}}(?:作|进行)(?:出|了)?(?:如下|以下)?(?:文字)?(?:修改|调整|修正)[：:。]?|(?:关于)?(?:其他|文字)(?:方面|内容|事项)?的?修改[：:]?"
)
"""What only introduces a list of orders for the statute already named: 对部分条文作以下修改：."""
_CLASS = r"(?:法规|条例|规章|法律|解释|文件|规定|决定|办法|批复|意见)"
_COUNTED = re.compile(rf"(?:(?:{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部个项]|下列|以下)[^。；，：]{{0,40}}?{_CLASS}")
_VERB = re.compile(r"修改|修正|修订|废止|失效")
_SECTION = re.compile(
    rf"[^。；，：:《》{QUOTE}]{{0,30}}(?:修改|修订|废止|失效)(?:的[^。；，：:《》{QUOTE}]{{0,24}}?{_CLASS}|[^。；，：:《》{QUOTE}]{{0,20}}?{_CLASS}(?=的?(?:目录|清单|名单)))(?:的?(?:目录|清单|名单))?"
    rf"|[^。；，：:《》{QUOTE}]{{0,30}}(?:修改|修订|废止|失效)的[^。；，：:《》{QUOTE}]{{2,50}}{_CLASS}的?(?:目录|清单|名单)"
)
"""The title of a list: 国务院决定修改的行政法规; 予以废止的司法解释目录; 一、修改的规章."""
COMMON = re.compile(
    rf"(?:将|对|删去|删除|在)(?:下列|以下)[^。；{QUOTE}]{{1,60}}中[^。；]{{0,20}}{QUOTE}(?![^。]*第{NUMERAL}[条款])[^。]{{0,60}}[：:。]?"
)
"""One order for a list of statutes: 将下列法规中的“A”修改为“B”."""
UNSAID = re.compile(rf"将(?:下列|以下)[^。；{QUOTE}]{{1,80}}的(?:规定|表述|内容)(?:修改|调整|改)为{QUOTE}[：:。]?")
"""The same where the old words are only described: 将下列法律中引用已经废止的决定的规定修改为“…”."""
_SEVERAL = rf"{_MARKED.format('first')}(?:、?《[^《》\n]+》)*等(?P<n>{NUMERAL}|[0-9０-９]+)[ \u3000]*[件部个项]"
SWEEP = re.compile(
    rf"(?:(?:此外|另外|同时)[，,]?[ \u3000]*)?(?:(?:根据|按照|依照)[^。；，{QUOTE}]{{1,40}}?(?:[，,]|(?=[将把删])))?(?:并|统一)?(?P<verb>将|对|把|删去|删除)?"
    rf"(?P<which>(?:{_SEVERAL})?[^。；，,{QUOTE}《]{{0,24}}?)(?:地方性法规|行政法规|政府规章|单行条例|法规|规章|法律|司法解释)(?:和[^。；，,{QUOTE}]{{0,8}})?"
    rf"(?P<parts>(?:的?(?:有关|相关)?(?:名称|标题|题目|文本|正文|条文|条款|内容)(?:和|与|及|以及|、)?)*)(?:中|里)(?:所?涉及)?的?(?=[^。；，{QUOTE}]{{0,6}}{QUOTE}|[^{QUOTE}]{{0,12}}作)"
)
"""A closing sentence that swaps words in several statutes: 此外，将上述地方性法规中的“A”修改为“B”."""
LISTED = re.compile(
    rf"(?:[^《》。；：，]{{0,40}}关于)?《(?P<t>(?:[^《》]|《[^《》]*》)+)》(?={ASIDE}{{0,2}}[ \u3000]*(?:[的中]?(?:原?第|部分|有关|相关|个别|各|序言|附[件表录])|[。；，、]?$))"
)
FOLDED = re.compile(
    rf"(?P<lead>(?:将|把|对|在|删去|删除)?)[ \u3000]*{_ISSUER}{_MARKED.format('t')}(?={ASIDE}{{0,2}}[ \u3000]*(?:原?第|中|增加|新增|删去|删除|序言|附[件表录]|名称|引言|(?:修改|调整|变更)为[：:]?{QUOTE}))"
)
"""A statute named at the beginning of an order: 将《X》第三条…."""
_BARE_END = re.compile(
    r"(?:条例|办法|规定|规则|细则|规程|决定|决议|意见|通知|通告|公告|批复|复函|答复|解释|章程|准则|标准|方案|制度|法|纲要|措施|安排|解答|说明|令|函)$"
)
_TAIL = re.compile(rf"{ASIDE}[ \u3000]*[。；，、：:]?$")
_MARKS = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_HISTORY = re.compile(r"[0-9０-９〇]{4}|通过|批准|公布|发布|施行|实施|修订|修正|令|号|附|已|颁布")
_PLACED = re.compile(rf"第{NUMERAL}[条款项章节]")


@attrs.frozen
class NamedStatute:
    """A statute as a heading names it."""

    title: str
    marked: bool = True


def strip_asides(text: str) -> str:
    """A name without the notes in brackets behind it; （试行） and （一） belong to the name.

    >>> strip_asides("例市渡船检验办法（试行）（1983年5月1日例市人民政府公布）；")
    '例市渡船检验办法（试行）'
    """
    text = text.strip(" \u3000。；，、：:")
    while (m := _TAIL.search(text)) and _HISTORY.search(m[0]):
        text = text[: m.start()].rstrip(" \u3000。；，、：:")
    return text


_NO_NAME = ("将", "删", "增加", "对", "在第", "修改", "废止", "第", "本", "根据", "按照", "依照", "附")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_OUTSIDE = re.compile(rf"[，。；：:《》“”\n{QUOTE}]")


def is_bare_title(text: str) -> bool:
    """Whether a text is the name of a statute, written without marks.

    >>> is_bare_title("例市渡口管理办法"), is_bare_title("例省实施《例国船法》办法"), is_bare_title("删去第三条")
    (True, True, False)
    """
    if not 3 <= len(text) <= 120 or text.startswith(_NO_NAME):
        return False
    outside = _ASIDE.sub("", _MARKS.sub("名", text) if "《" in text else text)
    return _OUTSIDE.search(outside) is None and _BARE_END.search(outside) is not None


def names_some_statute(rest: str) -> bool:
    """Whether a short line names a statute, in marks or bare, and says nothing more."""
    if re.search(r"[，；]", rest):
        return False
    return re.search(r"《[^《》]{4,}》", rest) is not None or is_bare_title(rest.strip("。；： "))


_CHANGING = re.compile("^(?:关于)?(?:修改|修正|修订)(?!.*的(?:决定|决议|通知|公告|意见|批复))")
"""Before a name without marks: 一、关于修改例市渡口管理办法."""


@lru_cache(maxsize=4096)
def statute_heading(rest: str, bare: bool) -> NamedStatute | None:
    """The statute of a heading (a line without its number); ``bare`` allows names without marks.

    >>> statute_heading("对《例市渡口条例》（例市人民政府令第8号公布）作如下修改：", False)
    NamedStatute(title='例市渡口条例', marked=True)
    >>> statute_heading("例市渡口管理办法（2004年例市人民政府令第3号公布）", True)
    NamedStatute(title='例市渡口管理办法', marked=False)
    """
    m = ONE.fullmatch(rest) if "《" in rest and len(rest) < 600 else None
    if m and not (m["lead"] is None and m["issuer"] and not rest.endswith((":", "：", "。", "》", ")", "）"))):
        return NamedStatute(
            (m["issuer"] or "") + m["title"] if m["title"].startswith("关于") and m["issuer"] else m["title"]
        )
    if bare:
        name = strip_asides(_CHANGING.sub("", rest, count=1))
        if is_bare_title(name):
            return NamedStatute(name, False)
    return None


_DECIDED = re.compile(r"[^《》，。；：]{2,30}决定[，,]?(?=对)")


def numbered_heading(rest: str) -> NamedStatute | None:
    """The statute of a heading behind a number, which may say again who decides.

    >>> numbered_heading("例省人民政府决定对《例省渡口办法》作如下修改：")
    NamedStatute(title='例省渡口办法', marked=True)
    """
    said = _DECIDED.match(rest)
    return statute_heading(rest[said.end() :] if said else rest, False)


_AGREED = re.compile("^经[^，。；：]{2,30}(?:同意|批准|研究|审查)[，,](?=对|决定)")
"""经征得有关单位同意，对2件文件予以废止。"""


@lru_cache(maxsize=4096)
def part_verb(rest: str) -> str | None:
    """What the heading of a part announces: ``amend``, ``repeal``, both (``""``); None where a line is no such heading.

    >>> part_verb("废止2件规章"), part_verb("对1件规章的部分条款予以修改（附件1）"), part_verb("修改《甲条例》等十八件地方性法规")
    ('repeal', 'amend', 'amend')
    >>> part_verb("删去第三条"), part_verb("国务院决定废止的行政法规"), part_verb("对相关法规的条款顺序作相应修改")
    (None, 'repeal', None)
    """
    if len(rest) > 160 or QUOTE in rest or not _VERB.search(rest):
        return None
    flat = _AGREED.sub("", _MARKS.sub("", re.sub(ASIDE, "", rest)).strip(" \u3000。；：:"))
    if len(flat) > 60 or re.search(r"[，。；：]", flat) or _PLACED.search(flat) or not _VERB.search(flat):
        return None
    if not _COUNTED.search(flat) and not _SECTION.fullmatch(flat):
        return None
    ends = re.search(r"废止|失效", flat) is not None
    changes = re.search(r"修改|修正|修订", flat) is not None
    return "" if ends and changes else "repeal" if ends else "amend"
