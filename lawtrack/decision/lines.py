"""The lines of a decision: torn ones rejoined, new text without quotation marks told apart by its layout, labels and boundaries.

Shanghai and some judicial interpretations give new text without quotation marks: ``将第九条修改为：`` ends its line, and what follows up
to the next line that starts an order is the new text. The decision of 1998 goes on in the same line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import attrs

from lawtrack.decision.closing import EFFECT, adjusts_only, republishes, says_not_what
from lawtrack.decision.findings import text as kinds
from lawtrack.decision.headings import COMMON, GROUP_HEAD, SWEEP, part_verb, statute_heading
from lawtrack.decision.page import level_tables, unmark, unpage, unwrap_page
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
    """A decision's text ready to be split: masked, in lines, with what was repaired on the way; ``pages`` are the numbers of pages left out of it."""

    source: str
    masked: Masked
    lines: tuple[DecisionLine, ...]
    findings: tuple[Finding, ...]
    pages: tuple[Span, ...] = ()


def read_paragraphs(source: str) -> Paragraphs:
    """Mask quotations, rejoin torn lines, recognise new text without quotation marks."""
    bare = source.translate(_BLANK) if any(c in source for c in _UNUSUAL) else source
    text, pages, paged = unpage(unmark(level_tables(bare.replace(TORN, " "))))
    text, wrapped = unwrap_page(text)
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
    if (names := named(masked.text)) != masked.text:
        masked = attrs.evolve(masked, text=names)
        lines = _lines(masked)
    return Paragraphs(source, masked, lines, (*findings, *paged, *wrapped, *torn), pages)


def named(text: str) -> str:
    """A text without 《 》, with them where other marks of names stand for them: 〈甲条例〉, <<甲条例>>. It is as long as before.

    >>> named("修改〈茶摊条例〉"), named("修改<<茶摊条例>>").replace(TORN, ""), named("修改《〈茶摊条例〉办法》")
    ('修改《茶摊条例》', '修改《茶摊条例》', '修改《〈茶摊条例〉办法》')
    """
    if "《" in text or not any(c in text for c in "<〈＜"):
        return text
    pairs = (
        text.replace("<<", f"《{TORN}")
        .replace(">>", f"{TORN}》")
        .replace("＜＜", f"《{TORN}")
        .replace("＞＞", f"{TORN}》")
    )
    return pairs.replace("〈", "《").replace("〉", "》")


def _quotes(text: str) -> tuple[tuple[Quoted, ...], tuple[Finding, ...]]:
    """The quotations, with the breaks of torn lines out of their paragraphs."""
    quotes, findings = find_quotes(text)
    quotes = tuple(_outside_titles(text, quotes))
    if TORN in text:
        quotes = tuple(attrs.evolve(q, lines=tuple(x.replace(TORN, "") for x in q.lines)) for q in quotes)
    return quotes, findings


def _outside_titles(text: str, quotes: Sequence[Quoted]) -> list[Quoted]:
    """The quotations without those that stand within a title (《关于深化“一网”改革的规定》): they are part of a name, not words to change."""
    out: list[Quoted] = []
    at, open_title = 0, False
    for quote in quotes:
        opening = text.rfind("《", at, quote.start)
        ending = max(text.rfind("》", at, quote.start), text.rfind("\n", at, quote.start))
        if opening != ending:
            open_title = opening > ending
        at = quote.end
        if open_title and "\n" not in quote.text:
            closing = _TITLE_MARK.search(text, at)
            if closing is not None and closing[0] == "》":
                continue
        out.append(quote)
    return out


_TITLE_MARK = re.compile("[《》\n]")


def _lines(masked: Masked) -> tuple[DecisionLine, ...]:
    out: list[DecisionLine] = []
    for number, (at, line) in enumerate(_raw_lines(masked.text)):
        text = line.strip()
        if text.strip(TORN):
            start = at + len(line) - len(line.lstrip())
            out += _split(DecisionLine(start, start + len(text), text.replace(TORN, "")), masked, number < _HEAD)
    return tuple(out)


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its place."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


_INSIDE = re.compile(
    rf"[：:；。）)》改正{QUOTE} \u3000](?=(?:{NUMERAL})[、．.]|[（(](?:{NUMERAL}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}[.．、](?![0-9]))"
)
"""What stands before a number behind which a part may begin."""
_BEHIND_NAME = re.compile(
    rf"[例法定则程议见知函释章准案度施排答明令办](?=(?:{NUMERAL})[、．.]|[（(](?:{NUMERAL}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}[.．、](?![0-9])|(?:将|把|在|删去|删除)第)"
    r"|作出修改(?=(?:将|把|在|删去|删除)第)"
)
"""The same at the end of the name of a statute that is its heading."""
_SPEAKS_OF_ITSELF = re.compile("[此另]外|本决定|本修正案")
_CLOSING = re.compile(
    rf"(?<=[。；{QUOTE}])[ \u3000]*(?=(?:此外|另外)[，,]|本(?:决定|修正案)自|《[^《》\n]{{2,80}}》[^。；{QUOTE}]{{0,80}}根据本决定)|(?<=[》）)])(?=本(?:决定|修正案)自[^。；，]{{2,30}}(?:施行|实施|生效))"
    rf"|(?<=[。；》）){QUOTE}])(?=(?:相关|上述|有关)(?:地方性)?(?:法规|规章)根据本决定)"
)
_ENDS_LIST = re.compile(
    r"废止[^。；：:]{0,30}(?:下列|以下)[^。；：:]{0,30}[：:]$|(?:下列|以下)[^。；：:]{0,30}废止[：:]$"
)
"""Before a list of statutes that end: 决定废止下列地方性法规：."""
_NOTED = re.compile(
    r"(?:^|(?<=[ \u3000]))(?P<title>(?![一二三四五六七八九十0-9（(])[^（(。；0-9]{0,60}?关于[^。；]{0,40}?(?:修改|修正|修订|废止)[^。；]{2,160}?(?:决定|修正案)(?:附[：:]?修[正订]本)?)[ \u3000]*"
    r"(?P<note>[（(](?:19|20)[0-9]{2}年[^（）()]{4,160}(?:通过|批准)[）)])[ \u3000]*(?=$|\S[^。；：:]{4,240}[：:])"
)
"""A title and its adoption line in one, and perhaps the opening behind them: …关于修改《甲条例》的决定（2001年…通过）某市…会议决定对《甲条例》作如下修改：."""
_HEAD = 12
"""In how many lines a decision has named itself."""


def _split(line: DecisionLine, masked: Masked, at_head: bool) -> list[DecisionLine]:
    """The line, or several where the breaks before its parts were lost: 决定：一、对《A》作出修改（一）删去…; 一、例市渡口条例1.将第二条….

    A part is one only where an order, a heading or a formal clause follows its number: an item in running new text never does. Nor is the name of a
    statute one before which no part ends and behind which no order begins.
    """
    noted = _NOTED.search(line.text) if at_head and "关于" in line.text else None
    if noted:
        ends = [0, noted.start("title"), *noted.span("note"), len(line.text)]
        first, title, note, rest = (_piece(line, masked, a, b) for a, b in zip(ends, ends[1:], strict=False))
        return [*first, *title, *note, *(x for r in rest for x in _split(r, masked, False))]
    named = {m.end() for m in _BEHIND_NAME.finditer(line.text)}
    found = [m.end() for m in _INSIDE.finditer(line.text)]
    if _SPEAKS_OF_ITSELF.search(line.text):
        found += [m.end() for m in _CLOSING.finditer(line.text)]
    cuts = sorted(named.union(found))
    if not cuts:
        return [line]
    bounds = [*cuts, len(line.text)]
    pieces = [line.text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
    before = [line.text[: cuts[0]], *pieces]
    listed = _ENDS_LIST.search(before[0]) is not None
    cuts = [
        at
        for at, *three in zip(cuts, before, pieces, [*pieces[1:], ""], strict=False)
        if (_heads(three[0]) and starts_order(three[1]) if at in named else _is_part(*three[1:]))
        or (listed and _heads(three[1]))
    ]
    return [x for a, b in zip([0, *cuts], [*cuts, len(line.text)], strict=True) for x in _piece(line, masked, a, b)]


def _piece(line: DecisionLine, masked: Masked, a: int, b: int) -> list[DecisionLine]:
    """The stretch ``[a, b)`` of a line as a line of its own; none where nothing stands there."""
    text = line.text[a:b].strip()
    if not text:
        return []
    a += len(line.text[a:b]) - len(line.text[a:b].lstrip())
    return [DecisionLine(line.place(masked, a), line.place(masked, a + len(text) - 1) + 1, text)]


def _is_part(text: str, following: str) -> bool:
    label = LABEL.match(text)
    rest = (text[label.end() :] if label else text).rstrip()
    if not label:
        return adjusts_only(rest) or EFFECT.match(rest) is not None or republishes(rest)
    return (
        starts_order(text)
        or statute_heading(rest, False) is not None
        or part_verb(rest) is not None
        or EFFECT.match(rest) is not None
        or GROUP_HEAD.fullmatch(rest) is not None
        or rest.startswith("废止《")
        or (_heads(text) and starts_order(following))
    )


def _heads(text: str) -> bool:
    """Whether a piece of a line is a number and the heading of a statute, its name also without marks."""
    label = LABEL.match(text)
    return label is not None and statute_heading(text[label.end() :].rstrip(), True) is not None


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
    if after in ("。", "；"):
        return True  # the stop that ends the line before
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
    if lead and lead.end():  # in the whole line, where it is looked up again
        text, at = line, len(line) - len(rest) + lead.end()
    else:
        text, at = rest, 0
    places = scan_places(text, at)
    if not places:
        return False
    if rest.startswith(("删去", "删除")):
        return True
    return _AFTER_PLACE.match(text, places.end) is not None


def wrapped_verb(lines: Sequence[str]) -> tuple[str, int]:
    """What a list does whose title runs over so many of the lines (予以废止的2007年底以前发布的 | 有关司法解释目录 | （第七批）), at least two; 0 where it does not.

    >>> wrapped_verb(["决定废止的1979年底以前", "制发的司法解释性质文件目录", "（2件）", "一、茶摊解释"]), wrapped_verb(["废止2件规章", "一、茶摊规定"])
    (('repeal', 3), ('', 0))
    """
    if LABEL.match(lines[0]) or lines[0].startswith("|") or len(lines[0]) > 60 or DATE.fullmatch(lines[0]):
        return "", 0
    joined, found = "", ("", 0)
    for count, line in enumerate(lines, 1):
        goes_on = _LIST_ENDS.fullmatch(line) is not None
        if starts_order(line) or (count > 1 and (LABEL.match(line) or line.startswith("|") or len(line) > 60)):
            break
        if len(joined := joined + line) > 100 or (found[1] and not goes_on):
            break
        if (verb := part_verb(joined)) is not None:
            found = (verb, count)
    return found if found[1] > 1 else ("", 0)


_LIST_ENDS = re.compile(
    r"[^，。；：]{0,40}(?:目录|名单|清单|一览表)(?:[（(][^（）()]{1,20}[）)])?|[（(][^（）()]{1,20}[）)]"
)
"""The rest of the title of a list: …目录（2件）."""


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
