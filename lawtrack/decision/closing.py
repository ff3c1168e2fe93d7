"""Closing sentences: when a decision takes effect, that the statute is published anew, that numbers and wording are adjusted accordingly.

They order nothing of their own; what they ask for without saying it (对相关部门的名称作相应调整) is told.
"""

from __future__ import annotations

import re

from lawtrack.decision.headings import statute_heading
from lawtrack.decision.places import QUOTE
from lawtrack.model.numerals import NUMERAL

_OWN = r"(?:以上(?:修改|全国性法律|法律|规定)|本次修改|本(?:修改)?决定|本(?:修正案|补充规定|补充安排|规定|决议|批复|通知|安排))"
EFFECT = re.compile(
    rf"(?:{_OWN}|(?:修改|修正)后的?《[^》]{{1,120}}》).{{0,60}}?(?:自|从|于).{{1,60}}?(?:施行|实施|生效|执行)|自.{{2,30}}起(?:施行|实施|生效)[。]?$"
    rf"|{_OWN}[^。；{QUOTE}]{{0,60}}(?:批准|公布)[^。；{QUOTE}]{{0,40}}施行"
)
SIGNATURE = re.compile(r"[^。；“”《]{1,60}")
ANNEX = re.compile(r"附[ \u3000]*(?:件|表)?[ \u3000]*[一二三四五六七八九十0-9]{0,2}[ \u3000]*(?:[：:].*)?")
TELLS = re.compile(r"原.{0,12}共.{1,6}条|修(?:正|改)后")
"""原《条例》共二十条，修正后条目不变: what is told of a statute before its orders."""
_BY_THIS = re.compile(r"根据本(?:《决定》|决定|修正案)")
_REPUBLISHED = re.compile(r"公布|调整|修改|修正")


def republishes(line: str) -> bool:
    """Whether a line is the clause that has the statute published anew (《…》根据本决定作相应修改，重新公布); one that quotes words orders more."""
    m = _BY_THIS.search(line)
    return m is not None and QUOTE not in line and _REPUBLISHED.search(line, m.start()) is not None


_CLOSES_UP = re.compile(
    r"(?:条文|条款|章节|序号|顺序|条序)[^。]{0,12}调整|调整(?:条文|条款)?(?:顺序|序号|条序)|(?:条文|条款|章节|条|款|项)的?(?:顺序|序号|条序|次序|编号)[^。]{0,40}(?:修改|调整|变动|变更|改动|修正)"
)


def licences(text: str) -> tuple[bool, bool]:
    """Of a clause of republication: does it close up the numbers, does it license other wording?"""
    adjusts = _CLOSES_UP.search(text)
    return adjusts is not None, re.search(r"文字|标点|表述|用语|技术性", text) is not None


_BESIDES = re.compile(
    rf"(?:对|将)(?P<what>[^。；，,{QUOTE}《》对将]{{1,50}}?)(?:一并|均|也|分别|按照[^。；，,]{{1,20}}?)*(?:作|做|进行|予以|加以)(?:出|了){{0,2}}(?:相应的?|适当的?|必要的?|统一的?)*"
    rf"(?:调整|修改|规范|修正|变更|完善|更新)|(?:[，,]|并|同时|修改)(?P<named>[^。；，,{QUOTE}《》并对将]{{0,20}}(?:名称|称谓|简称|附[件表录图]))(?:一并|均|也|按照|根据|相应|统一|作|进行|予以)[^。；，,]{{0,20}}?(?:调整|修改|规范|变更|更新)"
    rf"|(?:规范|统一|调整)(?P<other>(?:其他|相关|有关|部分|各)?[^。；，,{QUOTE}《》]{{0,12}}(?:名称|称谓|简称|提法))"
)
_ITSELF = re.compile(
    rf"(?:根据本决定|本决定|上述|以上|前述|所列|所涉|有关|相关|部分|个别|其他|其余|各|该|本|其|{NUMERAL}[件部项个条]|[0-9０-９]+[件部项个条]|地方性|政府|行政|自治|单行|修改|修正|的"
    r"|法规|条例|办法|规定|细则|规则|决定|法律|规章|文件|条文|条款|章节|[编章节条款项目]|内容|正文|文本)*"
)


def asks_besides(text: str) -> str:
    """What a clause of republication has changed besides the order and the wording, without saying into what: a licence that nobody can use.

    >>> asks_besides("《甲条例》根据本决定作相应修改并对机构改革后的部门名称、条文顺序作相应调整，重新公布。")
    '机构改革后的部门名称、条文顺序'
    >>> asks_besides("《甲条例》根据本决定作相应修改，对条文顺序和个别文字作相应调整，重新公布。")
    ''
    """
    for m in _BESIDES.finditer(text):
        what = m["what"] or m["named"] or m["other"]
        if any(_ORDERING.search(x) is None and _ITSELF.fullmatch(x) is None for x in re.split("[、和及与]|以及", what)):
            return what
    return ""


_ALSO = r"(?:(?:此外|另外|同时|并)[，,]?[ \u3000]*)?"
"""How a closing sentence begins that adds something."""
_ADJUSTS = (
    rf"(?:还|并)?(?:对[^。；，,{QUOTE}]{{1,50}}(?:作|进行|做)(?:出|了){{0,2}}(?:相应的?|适当的?|必要的?|统一的?|技术性)*"
    rf"(?:(?:个别|部分|少量|一些|必要)?的?(?:文字|标点|技术)(?:性|上|表述|、)*的?)?(?:修改|调整|规范|完善|处理|修正)|[^。；，,{QUOTE}第]{{0,16}}(?:条文|条款|章节|条序|文字|标点)(?:顺序|序号)?[^。；，,{QUOTE}第]{{0,12}}[作做](?:出|了){{0,2}}相应的?(?:调整|修改))"
)
ADJUSTED = re.compile(
    rf"{_ALSO}(?:(?:本次会议|会议)?还?(?:根据|按照|结合)[^。；{QUOTE}]{{1,50}}[，,]|经[^。；，{QUOTE}]{{0,16}}(?:增删|增减|修改|修正|调整|变动)后?[，,])?{_ADJUSTS}(?:[，,](?:并|同时)?{_ADJUSTS}){{0,2}}"
    rf"[^。；，,{QUOTE}]{{0,6}}(?:[，,][^，,。；{QUOTE}]{{0,6}}由{NUMERAL}[编章节条](?:修改|调整|变更|改)为{NUMERAL}[编章节条])*[。；]?"
)
"""A closing sentence that orders nothing of its own: 此外，对相关法规的条款顺序和部分文字作相应调整; 对个别文字、标点符号作了修改."""
_SMALL = re.compile(r"技术性|文字|标点|条序|条文|条款|章节|序号|顺序|表述|用语")


_REWORDED = re.compile(
    rf"第{NUMERAL}[条款项][^。；，]*(?:作|做|进行)(?:出|了)*(?:个别|部分|少量|一些|必要)?的?(?:文字|标点|技术)"
)


def adjusts_only(line: str) -> bool:
    """Whether a line only says that numbers, wording or marks were adjusted accordingly, without naming a provision."""
    if QUOTE in line or len(line) > 160 or not _SMALL.search(line) or statute_heading(line, False):
        return False
    if "引用" in line:
        return False  # references to another statute: an order of its own
    if _REWORDED.search(line):
        return False  # 对第六条作文字处理: which words, is not said
    m = ADJUSTED.fullmatch(line)
    return m is not None and not re.search(r"(?:如下|以下|下列)(?:修改|调整)|应当|可以|必须|不得", line)


BESIDES = re.compile(
    rf"(?:此外|另外)[，,]?[ \u3000]*(?:还|并|统一|全部|一律)*(?:将|对|把|删去|删除)?(?:所有的?|全部的?)?{QUOTE}(?=[^{QUOTE}]*(?:$|[修改变更调替换删]))"
)
"""此外，将“甲”修改为“乙” without a place: of the statute, not of the article that the order before it speaks of."""
_BESIDES_BEHIND = re.compile(rf"(?<=[。；{QUOTE}])[ \u3000]*(?={BESIDES.pattern})")
OF_ALL = re.compile(r"(?:上述|前述|以上|相关|有关|所涉|各)[^。；，]{0,8}(?:法规|规章|文件)(?!性)")


def adjusts_all(line: str) -> bool:
    """Whether the numbers of all statutes of a decision are adjusted, also by a numbered sentence: 三、对相关规章中的条文序号作相应调整.

    >>> adjusts_all("对相关规章中的条文序号作相应调整。"), adjusts_all("对相关条文序号作相应调整。")
    (True, False)
    """
    return OF_ALL.search(line) is not None and adjusts_only(line)


_RUN_ON = re.compile(
    r"(?<=[。；])\s*(?P<effect>(?=本(?:决定|修正案)自)[^。；]{2,30}(?:施行|实施|生效)。?)$"
    rf"|(?<=[。；{QUOTE}])[ \u3000]*(?P<adjusts>(?=此外|另外|同时)[^。；{QUOTE}]{{2,100}}。?)$"
)

_ORDER_BEHIND = re.compile(rf"本(?:决定|修正案)自[^。；{QUOTE}]{{2,30}}(?:施行|实施|生效)[。；](?=[^。]*{QUOTE})")


def run_on(line: str) -> int:
    """Where a closing sentence begins that is run on behind the last order of a line, or an order behind such a sentence; 0 where none is.

    >>> run_on("二、删去第三条。本决定自公布之日起施行。"), run_on("二、删去第三条。此外，对条文顺序和个别文字作相应调整和修改。")
    (8, 8)
    """
    m = _RUN_ON.search(line) if "自" in line or "外" in line or "同时" in line else None
    if m is None or (m["adjusts"] and not adjusts_only(m["adjusts"])):
        behind = _ORDER_BEHIND.match(line)  # 本决定自…起施行。此外，将…中的“A”修改为“B”。
        words = _BESIDES_BEHIND.search(line) if behind is None and "外" in line else None
        return behind.end() if behind else words.end() if words else 0
    return m.start("effect" if m["effect"] else "adjusts")


_SINCE = rf"{_ALSO}(?:(?:根据|按照|结合)[^。；{QUOTE}]{{1,50}}[，,]?)?"
RENAMED = re.compile(
    rf"{_SINCE}(?:还|并)?对(?:相关|有关|部分|涉及|其他|上述|条例|法规|规章|规定|办法|细则|规则|文件|条文|文中|本|各)[^。；，,{QUOTE}第]{{0,30}}(?:名称|称谓|简称|提法)"
    rf"[^。；，,{QUOTE}第]{{0,8}}?(?:(?:作|进行|做|予以)(?:出|了)?(?:相应的?|适当的?|必要的?|统一的?)*|一并|统一|相应地?)(?:修改|调整|规范|修正|变更)[。；]?"
)
"""A closing sentence that asks for other names without saying which: 此外，对相关部门和机构的名称作相应调整."""


_ANNEX_ALIKE = re.compile(
    rf"{_ALSO}(?:还|并)?对附[件表图录][^。；，,{QUOTE}]{{0,100}}(?:作|做|进行|予以)(?:出|了)?相应的?(?:修改|调整|修正|变更)[。；]?"
)
"""The same for the forms in annexes: 同时，对附件3标志牌的样式作相应调整."""


_SOMEHOW = re.compile(
    rf"{_SINCE}(?:还|并|一并)?(?:对|将)?(?P<what>(?:其他|其余|相关|有关|部分|个别|涉及|上述|以上|所涉|引用|援引|附则|法律责任|条文|条款|(?:规章|法规|条例|规定|办法|文件)中|本(?:条例|办法|规定|法|细则|规则))"
    rf"(?:(?!应当|可以|必须|不得)[^。；{QUOTE}第]){{0,60}}?)[，,]?(?:一并|均|也|都|分别)*(?:作|做|进行|予以|加以)?(?:出|了){{0,2}}"
    r"(?:(?:相应的?|适当的?|必要的?|统一的?)+(?!删减|增删)|(?=[^。；]{0,5}(?:删减|增删))|(?<=[了出])(?=修[改正订])|(?<=[作做行])(?=修[改正订]。))"
    r"(?P<how>修[改正订]|完善|处理|补充|规范|变更|改动|变动|删减|增删|调整|提高|降低|增加|减少|更新|细化|充实)(?:(?:和|、)(?:修改|修正|完善|补充|规范|调整|删减))?[。；]?"
    rf"|{_SINCE}(?:规范|统一)(?:其他|其余|相关|有关|部分|个别|各)[^。；，,{QUOTE}第]{{0,12}}(?:名称|称谓|简称|提法|用语)[。；]?"
)
"""A sentence that has something else changed: 对其他条款作相应修改; 有关条款涉及前项内容的，一并作相应修改; 规范部分单位名称."""
_ORDERING = re.compile(r"[顺条次]序|序号|顺延|编号|条数|目录|文字|标点|表述|用语|字句|技术性")
"""What a licence speaks of: the order of the provisions, the wording (:func:`licences`)."""

_WORDING_OF = re.compile(
    r"中的?(?!(?:个别|部分|有关|相关|某些|一些)?的?(?:条款|条文|内容)?的?(?:文字|标点|表述|用语|字句))[^，。；]{2,20}的(?:表述|用语|字句)"
)
"""The wording of something that is named: 有关条款中的价格主管部门的表述."""
_AND_FOR = re.compile(r"[，,](?:并|同时|还)+(?=对)")
"""Between two things that one sentence says: 对…的名称进行了规范，并对相关条文顺序作了相应调整."""


def says_not_what(line: str) -> bool:
    """Whether a line only says that names, annexes or other provisions are changed accordingly, not which nor into what: an order that nobody can
    carry out. That provisions are 调整 without a word (条款作相应调整) means their order.

    >>> says_not_what("此外，对相关部门的名称作相应调整。"), says_not_what("市人民政府应当对渡口的名称作相应调整。")
    (True, False)
    >>> says_not_what("此外，对有关部门的名称进行了统一规范，并对相关条文顺序作了相应调整。"), says_not_what("对有关条款中的渡口主管部门的表述按照职责分工作相应修改。")
    (True, True)
    >>> says_not_what("对其他条款作相应修改。"), says_not_what("对条款顺序作相应修改。"), says_not_what("对条文作相应调整。")
    (True, False, False)
    """
    if len(line) >= 160 or QUOTE in line:
        return False
    if RENAMED.fullmatch(line) or _ANNEX_ALIKE.fullmatch(line):
        return True
    if len(parts := _AND_FOR.split(line)) > 1:
        names = [x for x in parts if says_not_what(x) and not re.search("文字|标点|表述|用语", x)]
        return bool(names) and all(says_not_what(x) or adjusts_only(x) for x in parts)
    m = _SOMEHOW.fullmatch(line)
    if m is None:
        return False
    what, how = m["what"] or "名称", m["how"]
    named = what.startswith(("其他", "相关", "有关", "部分", "个别", "涉及", "上述", "以上", "所涉"))
    if how == "调整" and not named and re.search("条文|条款", what):
        return False
    return (
        _ORDERING.search(what) is None
        or re.search("引用|援引", what) is not None
        or _WORDING_OF.search(what) is not None
    )
