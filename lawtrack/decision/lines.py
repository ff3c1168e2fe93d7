"""The lines of a decision: torn ones rejoined, new text without quotation marks told apart by its layout, labels and boundaries.

Shanghai and some judicial interpretations give new text without quotation marks: ``将第九条修改为：`` ends its line, and what follows up
to the next line that starts an order is the new text. The decision of 1998 goes on in the same line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.findings import text as kinds
from lawtrack.decision.headings import COMMON, GROUP_HEAD, SWEEP, part_verb, statute_heading
from lawtrack.decision.page import level_tables, unmark, unwrap_page
from lawtrack.decision.phrases.formula import ADD, CHANGE
from lawtrack.decision.phrases.tokens import TORN, Masked, mask
from lawtrack.decision.places import QUOTE, TITLE, scan_places
from lawtrack.decision.quotes import Quoted, find_quotes, is_torn
from lawtrack.errors import Finding, Span
from lawtrack.model.dates import DATE
from lawtrack.model.numerals import NUMERAL, parse_numeral

_BLANK = str.maketrans({"\ufeff": " ", "\u200b": " ", "\u200c": " ", "\u2060": " ", "\r": " ", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})  # fmt: skip
_UNUSUAL = tuple(map(chr, _BLANK))
LABEL = re.compile(
    rf"(?:(?P<cn>{NUMERAL})[ \u3000]*[、．.]|[（(][ \u3000]*(?P<par>{NUMERAL})[ \u3000]*[）)]、?|(?P<ar>[0-9０-９]{{1,3}})[ \u3000]*[.．、](?![0-9])"
    rf"|[（(][ \u3000]*(?P<sub>[0-9０-９]{{1,2}})[ \u3000]*[）)]"
    rf"|(?P<art>第[ \u3000]*{NUMERAL}[ \u3000]*条)[ \u3000]+(?=宪法|中华人民共和国宪法|[将对]《|删[去除]《|修改《|《[^》]{{2,80}}》(?:第|增加|修改)|本(?:决定|修正案)自))[ \u3000]*"
)
VERBS = re.compile(
    rf"修改|{CHANGE}|{ADD}|删去|删除|[作变]为[ \u3000]*第|合并|并入|移至|分为|单列|单作|包括第|废止|[作做]相应"
)
"""Words of amending language: a line with none of them is no order."""
STRONG_VERBS = re.compile(
    rf"{CHANGE}|删去|删除|(?:{ADD})(?:{NUMERAL}个?[条款项章节]|{QUOTE}|(?:相关)?(?:内容|规定)|[：:])|增写|[作变]为[ \u3000]*第|合并|并入|移至第|分为{NUMERAL}"
)
"""Words that only an order uses so."""


@lru_cache(maxsize=4096)
def has_strong_verb(line: str) -> bool:
    """Whether a line (masked) holds a word that only an order uses."""
    return STRONG_VERBS.search(line) is not None


_AFTER_PLACE = re.compile(
    rf"[ \u3000]*(?:中|里|内|规定)?的?[ \u3000]*(?:{QUOTE}|之?[后前]?，?(?:并|分别|相应的?地?|均|统一)*(?:修改|{CHANGE}|{ADD}|删[去除]|[作变]为|合并|并入|单[列独作]|另列|分为|移[至到入]|包括第|调整)"
    rf"|[，,、；;](?:并)?(?:修改为|{ADD}|删[去除]|分为|其中|将第|在第|第{NUMERAL}[款项]))"
)
_LEAD = re.compile(r"(?:将|把|在|对|于|删去|删除|原|除)?")
_BESIDES = re.compile("(?:此外|另外|同时)[，,][ \u3000]*(?:还|并)?")
_ADDING = re.compile(rf"(?:并|同时)?(?:{ADD})(?:第{NUMERAL}|{NUMERAL}个?)(?:条|款|项|章|节|编|附件)[，,作为：:]")
_LEADS = re.compile(rf"(?:{LABEL.pattern})(?:将|把|在|对|原|第|其中|{ADD})|(?:将|把)(?:原|本)?第")
"""What an order begins with, under a number or naming a place."""
_BLOCK_ENDS = re.compile(
    r"(?:修改|修正|调整|改|表述)[为成]|(?:作为|列为)[^：:。；]{1,40}|(?:相关)?内容(?:如下|为)?|增加(?:规定)?|规定|如下"
)
_INLINE = re.compile(
    rf"(?:(?:修改|修正|修订)为|作为第[^：:。；，,{QUOTE}]{{1,24}}|增加规定|内容(?:如下|为))[：:][ \u3000]*(?=[^\s{QUOTE}])"
)
_FINISHED = re.compile(rf"[。：；:;!?！？”…】\]{QUOTE}]$")


@attrs.frozen
class DecisionLine:
    """A line of the masked text ``[start, end)``, white space around it and marks of torn lines in it left out of ``text``."""

    start: int
    end: int
    text: str

    def place(self, masked: Masked, offset: int) -> int:
        """The place in the masked text of a character of ``text``."""
        at = self.start
        for _ in range(offset if len(self.text) < self.end - self.start else 0):
            while masked.text[at] == TORN:
                at += 1
            at += 1
        return at if at > self.start or not offset else self.start + offset


@attrs.frozen
class Paragraphs:
    """A decision's text ready to be split: masked, in lines, with what was repaired on the way."""

    source: str
    masked: Masked
    lines: tuple[DecisionLine, ...]
    findings: tuple[Finding, ...]


def read_paragraphs(source: str) -> Paragraphs:
    """Mask quotations, rejoin torn lines, recognise new text without quotation marks."""
    bare = source.translate(_BLANK) if any(c in source for c in _UNUSUAL) else source
    text, wrapped = unwrap_page(unmark(level_tables(bare.replace(TORN, " "))))
    quotes, findings = _quotes(text)
    masked = mask(text, quotes)
    lines = _lines(masked)
    text, torn = _rejoin(text, masked, lines)
    if torn:
        quotes, findings = _quotes(text)
        masked = mask(text, quotes)
        lines = _lines(masked)
    blocks = _blocks(text, masked, lines)
    if blocks:
        quotes = tuple(sorted([*_outside(quotes, blocks), *blocks], key=lambda q: q.start))
        masked = mask(text, quotes)
        lines = _lines(masked)
    return Paragraphs(source, masked, lines, (*findings, *wrapped, *torn))


def _quotes(text: str) -> tuple[tuple[Quoted, ...], tuple[Finding, ...]]:
    """The quotations, with the breaks of torn lines out of their paragraphs."""
    quotes, findings = find_quotes(text)
    quotes = tuple(_outside_titles(text, quotes))
    if TORN in text:
        quotes = tuple(attrs.evolve(q, lines=tuple(x.replace(TORN, "") for x in q.lines)) for q in quotes)
    return quotes, findings


_TITLE_MARK = re.compile("[《》\n]")


def _outside_titles(text: str, quotes: Sequence[Quoted]) -> list[Quoted]:
    """The quotations without those that stand within a title (《关于深化“一网”改革的规定》): they are part of a name, not words to change."""
    out: list[Quoted] = []
    at, open_title = 0, False
    for quote in quotes:
        for m in _TITLE_MARK.finditer(text, at, quote.start):
            open_title = m[0] == "《"
        closing = _TITLE_MARK.search(text, quote.end) if open_title and "\n" not in quote.text else None
        if closing is None or closing[0] != "》":
            out.append(quote)
        at = quote.end
    return out


def _lines(masked: Masked) -> tuple[DecisionLine, ...]:
    out: list[DecisionLine] = []
    for m in re.finditer(r"[^\n]+", masked.text):
        line = m[0]
        text = line.strip()
        if text:
            start = m.start() + len(line) - len(line.lstrip())
            out += _split(DecisionLine(start, start + len(text), text.replace(TORN, "")), masked)
    return tuple(out)


_INSIDE = re.compile(
    rf"(?<=[：:；。）)》改正{QUOTE} \u3000])(?:(?:{NUMERAL})[、．.]|[（(](?:{NUMERAL}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}[.．、](?![0-9]))"
)


def _split(line: DecisionLine, masked: Masked) -> list[DecisionLine]:
    """The line, or several where the breaks before its numbered parts were lost: 决定：一、对《A》作出修改（一）删去….

    A part is one only where an order, a heading or a formal clause follows its number: an item in running new text never does.
    """
    cuts = [m.start() for m in _INSIDE.finditer(line.text)]
    if not cuts:
        return [line]
    bounds = [*cuts, len(line.text)]
    cuts = [a for a, b in zip(bounds, bounds[1:], strict=False) if _is_part(line.text[a:b])]
    out: list[DecisionLine] = []
    for a, b in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
        text = line.text[a:b].rstrip()
        if text:
            start = line.place(masked, a)
            out.append(DecisionLine(start, line.place(masked, a + len(text) - 1) + 1, text))
    return out


def _is_part(text: str) -> bool:
    label = LABEL.match(text)
    if not label:
        return False
    rest = text[label.end() :].rstrip()
    return (
        starts_order(text)
        or statute_heading(rest, False) is not None
        or part_verb(rest) is not None
        or EFFECT.match(rest) is not None
    )


def _outside(quotes: Sequence[Quoted], blocks: Sequence[Quoted]) -> list[Quoted]:
    out: list[Quoted] = []
    i = 0
    for quote in quotes:
        while i < len(blocks) and blocks[i].end <= quote.start:
            i += 1
        if i == len(blocks) or quote.end <= blocks[i].start:
            out.append(quote)
    return out


def _rejoin(text: str, masked: Masked, lines: Sequence[DecisionLine]) -> tuple[str, list[Finding]]:
    """The text with line breaks inside a sentence (page borders) turned into spaces."""
    chars: list[str] | None = None
    findings: list[Finding] = []
    newlines = [m.start() for m in re.finditer("\n", text)]
    sofar = ""
    for before, after in zip(lines, lines[1:], strict=False):
        sofar = sofar[-400:] + before.text
        if not _breaks_off(sofar, after.text) and not (LABEL.fullmatch(before.text) and not LABEL.match(after.text)):
            sofar = ""
            continue
        start, end = masked.ends[before.end - 1], masked.starts[after.start]
        chars = chars or list(text)
        chars[start:end] = TORN * (end - start)
        line = bisect_right(newlines, start) + 1
        findings.append(
            kinds.TORN_LINE.finding(span=Span(start, end, line), line=line)  # fmt: skip
        )
    return ("".join(chars) if chars else text), findings


_ORDER_LEAD = re.compile(r"将|把|在|对第|删|增|新增|原|第|《")
_LAST_VERB = re.compile(r".*(?:删去|删除|改为|作为|修改为|变更为|调整为|并入|移至|包括)", re.S)


_CITED = re.compile(r"《[^》]+》[（(][^（）()]+[）)]")


def _breaks_off(line: str, after: str) -> bool:
    """Whether a line is an order that breaks off in the middle: it begins like one and is neither finished nor complete."""
    if _FINISHED.search(line) or LABEL.match(after):
        return False
    label = LABEL.match(line)
    if label and line.rfind("《") > line.rfind("》") and after.find("》") >= 0:
        return True  # a heading whose title runs over two lines
    rest = line[label.end() :] if label else line
    if (
        not _ORDER_LEAD.match(rest)
        or statute_heading(rest, True)
        or GROUP_HEAD.fullmatch(rest)
        or _CITED.fullmatch(rest)
    ):
        return False
    if not label:
        lead = _LEAD.match(rest)
        places = scan_places(rest, lead.end() if lead else 0)
        if not _ADDING.match(rest) and (not places or rest[places.end : places.end + 1] in (" ", "\u3000")):
            return False
    if after[0] in "，。；：、,;:)）之":
        return True
    verb = _LAST_VERB.match(rest)
    whole = scan_places(rest, verb.end()) if verb else None
    return whole is None or whole.end < len(rest)


@lru_cache(maxsize=4096)
def starts_order(line: str) -> bool:
    """Whether a line (masked) begins like an order: an address or 增加一条 and what follows one.

    >>> starts_order("2.将第十一条修改为："), starts_order("第四条　本市建立制度，将第三条所列事项改为备案。")
    (True, False)
    """
    label = LABEL.match(line)
    rest = line[label.end() :] if label else line
    if besides := _BESIDES.match(rest):
        rest = rest[besides.end() :]
    if _ADDING.match(rest) or rest.startswith(("其他修改", "条文顺序作相应", "条文顺序做相应")) or adjusts_only(rest):
        return True
    lead = _LEAD.match(rest)
    places = scan_places(rest, lead.end() if lead else 0)
    if not places:
        return False
    if rest.startswith(("删去", "删除")):
        return True
    return _AFTER_PLACE.match(rest, places.end) is not None


_OWN = r"(?:以上(?:修改|全国性法律|法律|规定)|本次修改|本(?:修改)?决定|本(?:修正案|补充规定|补充安排|规定|决议|批复|通知|安排))"
EFFECT = re.compile(
    rf"(?:{_OWN}|(?:修改|修正)后的?《[^》]{{1,120}}》).{{0,60}}?(?:自|从|于).{{1,60}}?(?:施行|实施|生效|执行)|自.{{2,30}}起(?:施行|实施|生效)[。]?$"
    rf"|{_OWN}[^。；{QUOTE}]{{0,60}}(?:批准|公布)[^。；{QUOTE}]{{0,40}}施行"
)
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


_ADJUSTS = (
    rf"(?:还|并)?(?:对[^。；，,{QUOTE}]{{1,50}}(?:作|进行|做)(?:出|了){{0,2}}(?:相应的?|适当的?|必要的?|统一的?|技术性)*"
    rf"(?:修改|调整|规范|完善|处理|修正)|[^。；，,{QUOTE}第]{{0,16}}(?:条文|条款|章节|条序|文字|标点)(?:顺序|序号)?[^。；，,{QUOTE}第]{{0,12}}[作做](?:出|了){{0,2}}相应的?(?:调整|修改))"
)
ADJUSTED = re.compile(
    rf"(?:(?:此外|另外|同时|并)[，,]?[ \u3000]*)?(?:(?:本次会议|会议)?还?(?:根据|按照|结合)[^。；{QUOTE}]{{1,50}}[，,]|经[^。；，{QUOTE}]{{0,16}}(?:增删|增减|修改|修正|调整|变动)后?[，,])?{_ADJUSTS}(?:[，,](?:并|同时)?{_ADJUSTS}){{0,2}}"
    rf"[^。；，,{QUOTE}]{{0,6}}(?:[，,][^，,。；{QUOTE}]{{0,6}}由{NUMERAL}[编章节条](?:修改|调整|变更|改)为{NUMERAL}[编章节条])*[。；]?"
)
"""A closing sentence that orders nothing of its own: 此外，对相关法规的条款顺序和部分文字作相应调整; 对个别文字、标点符号作了修改."""
_SMALL = re.compile(r"技术性|文字|标点|条序|条文|条款|章节|序号|顺序|表述|用语")


def adjusts_only(line: str) -> bool:
    """Whether a line only says that numbers, wording or marks were adjusted accordingly, without naming a provision."""
    if QUOTE in line or len(line) > 160 or not _SMALL.search(line) or statute_heading(line, False):
        return False
    if "引用" in line:
        return False  # references to another statute: an order of its own
    m = ADJUSTED.fullmatch(line)
    return m is not None and not re.search(r"(?:如下|以下|下列)(?:修改|调整)|应当|可以|必须|不得", line)


_RUN_ON = re.compile(
    r"(?<=[。；])\s*(?P<effect>(?=本(?:决定|修正案)自)[^。；]{2,30}(?:施行|实施|生效)。?)$"
    rf"|(?<=[。；{QUOTE}])[ \u3000]*(?P<adjusts>(?=此外|另外)[^。；{QUOTE}]{{2,100}}。?)$"
)

_ORDER_BEHIND = re.compile(rf"本(?:决定|修正案)自[^。；{QUOTE}]{{2,30}}(?:施行|实施|生效)[。；](?=[^。]*{QUOTE})")


def run_on(line: str) -> int:
    """Where a closing sentence begins that is run on behind the last order of a line, or an order behind such a sentence; 0 where none is.

    >>> run_on("二、删去第三条。本决定自公布之日起施行。"), run_on("二、删去第三条。此外，对条文顺序和个别文字作相应调整和修改。")
    (8, 8)
    """
    m = _RUN_ON.search(line) if "自" in line or "外" in line else None
    if m is None or (m["adjusts"] and not adjusts_only(m["adjusts"])):
        behind = _ORDER_BEHIND.match(line)  # 本决定自…起施行。此外，将…中的“A”修改为“B”。
        return behind.end() if behind else 0
    return m.start("effect" if m["effect"] else "adjusts")


_SINCE = rf"(?:(?:此外|另外|同时|并)[，,]?[ \u3000]*)?(?:(?:根据|按照|结合)[^。；{QUOTE}]{{1,50}}[，,]?)?"
RENAMED = re.compile(
    rf"{_SINCE}(?:还|并)?对(?:相关|有关|部分|涉及|其他|上述|条例|法规|条文|文中|本)[^。；，,{QUOTE}第]{{0,30}}(?:名称|称谓|简称|提法)"
    rf"[^。；，,{QUOTE}第]{{0,8}}?(?:作|进行|做|予以)(?:出|了)?(?:相应的?|适当的?|必要的?|统一的?)*(?:修改|调整|规范|修正|变更)[。；]?"
)
"""A closing sentence that asks for other names without saying which: 此外，对相关部门和机构的名称作相应调整."""


_ANNEX_ALIKE = re.compile(
    rf"(?:(?:此外|另外|同时|并)[，,]?[ \u3000]*)?(?:还|并)?对附[件表图录][^。；，,{QUOTE}]{{0,100}}(?:作|做|进行|予以)(?:出|了)?相应的?(?:修改|调整|修正|变更)[。；]?"
)
"""The same for the forms in annexes: 同时，对附件3标志牌的样式作相应调整."""


_SOMEHOW = re.compile(
    rf"{_SINCE}(?:还|并|一并)?(?:对|将)?(?P<what>(?:其他|其余|相关|有关|部分|个别|涉及|上述|以上|所涉|引用|援引|附则|法律责任|条文|条款|本(?:条例|办法|规定|法|细则|规则))"
    rf"(?:(?!应当|可以|必须|不得)[^。；{QUOTE}第]){{0,60}}?)[，,]?(?:一并|均|也|都|分别)*(?:作|做|进行|予以|加以)?(?:出|了){{0,2}}"
    r"(?:(?:相应的?|适当的?|必要的?|统一的?)+(?!删减|增删)|(?=[^。；]{0,5}(?:删减|增删))|(?<=[了出])(?=修[改正订])|(?<=[作做行])(?=修[改正订]。))"
    r"(?P<how>修[改正订]|完善|处理|补充|规范|变更|改动|变动|删减|增删|调整|提高|降低|增加|减少|更新|细化|充实)(?:(?:和|、)(?:修改|修正|完善|补充|规范|调整|删减))?[。；]?"
    rf"|{_SINCE}(?:规范|统一)(?:其他|其余|相关|有关|部分|个别|各)[^。；，,{QUOTE}第]{{0,12}}(?:名称|称谓|简称|提法|用语)[。；]?"
)
"""A sentence that has something else changed: 对其他条款作相应修改; 有关条款涉及前项内容的，一并作相应修改; 规范部分单位名称."""
_ORDERING = re.compile(r"[顺条次]序|序号|顺延|编号|条数|目录|文字|标点|表述|用语|字句|技术性")
"""What a licence speaks of: the order of the provisions, the wording (:func:`licences`)."""


def says_not_what(line: str) -> bool:
    """Whether a line only says that names, annexes or other provisions are changed accordingly, not which nor into what: an order that nobody can
    carry out. That provisions are 调整 without a word (条款作相应调整) means their order.

    >>> says_not_what("此外，对相关部门的名称作相应调整。"), says_not_what("市人民政府应当对渡口的名称作相应调整。")
    (True, False)
    >>> says_not_what("对其他条款作相应修改。"), says_not_what("对条款顺序作相应修改。"), says_not_what("对条文作相应调整。")
    (True, False, False)
    """
    if len(line) >= 160 or QUOTE in line:
        return False
    if RENAMED.fullmatch(line) or _ANNEX_ALIKE.fullmatch(line):
        return True
    m = _SOMEHOW.fullmatch(line)
    if m is None:
        return False
    what, how = m["what"] or "名称", m["how"]
    named = what.startswith(("其他", "相关", "有关", "部分", "个别", "涉及", "上述", "以上", "所涉"))
    if how == "调整" and not named and re.search("条文|条款", what):
        return False
    return _ORDERING.search(what) is None or re.search("引用|援引", what) is not None


def wrapped_verb(line: str, following: str) -> str | None:
    """What a list does whose title runs over a line and the next (予以废止的2007年底以前发布的 | 有关司法解释目录); None where it does not."""
    both = line + following
    if not following or len(both) > 80 or LABEL.match(both) or part_verb(line) is not None:
        return None
    if starts_order(line) or starts_order(following) or LABEL.match(following):
        return None
    return part_verb(both)


def starts_item(line: str) -> bool:
    """Whether a line (masked), numbered or not, begins an order: what stands under the heading of a statute."""
    label = LABEL.match(line)
    return starts_order(line) or (label is not None and bool(VERBS.search(line)))


_SWAPS = re.compile(
    f"{QUOTE}[^。；，]{{0,10}}(?:修改|改|调整|变更)[为成]{QUOTE}|^(?:此外[，,])?(?:删[去除]|增加){QUOTE}"
)
"""Words become others: nothing that a statute says."""


def _boundary(line: str, label: re.Match[str] | None, current: str, following: str) -> bool:
    rest = line[label.end() :] if label else line
    if starts_order(line) or EFFECT.match(rest) or republishes(rest) or adjusts_only(rest) or SWEEP.match(rest):
        return True
    if says_not_what(rest) or _SWAPS.search(rest) or label and rest.startswith("废止《"):
        return True
    if DATE.fullmatch(rest) or (DATE.fullmatch(following) and len(rest) < 40 and not _FINISHED.search(rest)):
        return True  # who signs, and when
    if not label:
        named = statute_heading(rest, False)
        return named is not None and rest.startswith(("关于", "对", "修改", "将")) and starts_item(following)
    if GROUP_HEAD.fullmatch(rest) or part_verb(rest) is not None:
        return True
    listed = rest.endswith(("；", "，", "、", ";"))
    named = None if listed else statute_heading(rest, not rest.endswith("。"))
    if named and (starts_item(following) or (named.marked and rest.startswith(("对", "关于", "修改", "将")))):
        return True
    return label.lastgroup is not None and f"{label.lastgroup}{number(label)}" == current


def number(label: re.Match[str]) -> int:
    """The number on a label."""
    text = label["cn"] or label["par"] or label["ar"] or label["sub"] or re.sub(r"[第条\s]", "", label["art"] or "")
    return parse_numeral(text) or 0


def own_label(label: re.Match[str]) -> str:
    """The number of a line as it is quoted: 一, （二）, 3."""
    if label["par"]:
        return f"（{label['par']}）"
    if label["sub"]:
        return f"（{label['sub']}）"
    return label["cn"] or label["ar"] or re.sub(r"\s", "", label["art"] or "")


def _blocks(text: str, masked: Masked, lines: Sequence[DecisionLine]) -> list[Quoted]:
    """New text without quotation marks, as blocks."""
    out: list[Quoted] = []
    i = 0
    following = ""
    while i < len(lines):
        line = lines[i].text
        label = LABEL.match(line)
        if label and label.lastgroup:
            following = f"{label.lastgroup}{number(label) + 1}"
        i += 1
        start: int | None = None
        if _TITLE_LIST.search(line) and starts_order(line):
            first = i
            while i < len(lines) and _LISTED_TITLE.match(lines[i].text):
                i += 1
            if i > first:
                out.append(_block(text, masked, lines[first:i]))
            continue
        if COMMON.fullmatch(line[label.end() :] if label else line):
            continue  # one order for the statutes listed below it
        inline = _INLINE.search(line)
        if inline and starts_order(line) and not scan_places(line, inline.end()):
            start = masked.starts[lines[i - 1].place(masked, inline.end())]
        elif not line.endswith(("：", ":")) or i == len(lines) or lines[i].text.startswith(QUOTE):
            continue
        elif _NUMBERED_QUOTE.fullmatch(lines[i].text):
            continue
        elif not (starts_order(line) or "其中" in line or _LEADS.match(line)) or not _asks_for_text(line):
            continue
        first = i
        expected = following
        while i < len(lines):
            inner = LABEL.match(lines[i].text)
            if inner and expected and expected.startswith(inner.lastgroup or "-") and number(inner) == 1:
                expected = ""  # a list within the new text, numbered like the instructions
            if _boundary(lines[i].text, inner, expected, lines[i + 1].text if i + 1 < len(lines) else ""):
                break
            i += 1
        if start is None:
            if i == first:
                continue
            start = masked.starts[lines[first].start]
        end = masked.ends[lines[i - 1].end - 1]
        out.append(Quoted(start, end, tuple(_paragraphs(text[start:end].replace(TORN, ""))), False))
    return out


def _paragraphs(block: str) -> list[str]:
    """The paragraphs of a block without marks; lines wrapped at the width of a page are one."""
    out: list[str] = []
    for line in filter(None, (p.strip() for p in block.split("\n"))):
        if out and is_torn(out[-1], False) and not LABEL.match(line):
            out[-1] += line
        else:
            out.append(line)
    return out


_NUMBERED_QUOTE = re.compile(
    rf"第[ \u3000]*[（(]?{NUMERAL}[）)]?[ \u3000]*[条款项](?:的?内容)?(?:(?:修改|规定|分别)?为|是|即)?[：:]?{QUOTE}[。；;，,]?(?<!条{QUOTE})"
)
"""第二款：“甲。” on a line of its own: quoted new text behind its number, and no text without marks."""
_TITLE_LIST = re.compile(r"(?:增加|删[去除])(?:下列|以下)[^。；，：:]{0,20}[：:]$")
_LISTED_TITLE = re.compile(rf"(?:{LABEL.pattern})?《[^《》]*》", re.S)
"""附件三中删去下列全国性法律：and below it a title a line."""


def _block(text: str, masked: Masked, lines: Sequence[DecisionLine]) -> Quoted:
    start, end = masked.starts[lines[0].start], masked.ends[lines[-1].end - 1]
    paragraphs = tuple(p.strip() for p in text[start:end].replace(TORN, "").split("\n") if p.strip())
    return Quoted(start, end, paragraphs, False)


def _asks_for_text(line: str) -> bool:
    """Whether what stands before the final colon of an order asks for new text: 修改为：, 作为第二款：, or any verb of amending (并入本条：)."""
    clause = re.split(rf"[。；，,{QUOTE}]", line[:-1])[-1]
    if STRONG_VERBS.search(clause):
        return True
    return bool(_BLOCK_ENDS.search(line[-60:-1])) and (
        bool(_BLOCK_ENDS.search(clause)) or clause.strip() in ("", "分别")
    )


def titles_in(text: str) -> list[str]:
    """The titles 《…》 in a line, outermost ones, without the marks."""
    return [m[1] for m in TITLE.finditer(text)]
