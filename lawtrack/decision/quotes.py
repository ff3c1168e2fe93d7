"""Quoted blocks of a decision: where new text and quoted words begin and end, in every style of quotation in use.

=========  ==============================  ==========================================================================
style      who                             rule
=========  ==============================  ==========================================================================
re-opened  NPC, State Council, criminal    each paragraph begins with “, only the last one ends with ”
once       judicial interpretations        “ once at the beginning, ” once at the end, paragraphs between bare
mixed      one amendment of 1999           paragraphs re-open, the items between them do not
straight   plain-text dumps                ``"`` for both, ``'`` inside: opening and closing are told apart by position;
                                           an even number of them in a line closes within the line
corner     scanned gazettes                「 」 for “ ”
one line   dumps without line breaks       re-opened behind 。；：in the middle of a line
unclosed   constitution 1988               the last ” is missing: the block ends before the next instruction
none       Shanghai                        no marks at all: told apart by layout (see ``paragraphs.py``)
=========  ==============================  ==========================================================================

One pass over the marks, so the cost is linear whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import attrs

from lawtrack.decision.findings import text as kinds
from lawtrack.errors import Finding, FindingKind, Repair, Span, Splice
from lawtrack.model.numerals import NUMERAL

OPENING = "“「『〝｢"
CLOSING = "”」』〞｣"
STRAIGHT = '"＂'
_MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}\n]")

_AFTER = re.compile(
    r"[ \u3000\ue003]*(?:$|[\n。；;，,、：:）)．.“「\"“(（]|之?[后前]|[和与及或并以同]|修|改|调整|变更|替换|更换|合并|均|统一|分|相应"
    r"|一并|全部|全文|中|的|一[词语句]|等|字|第|原|将|在|删|增|新增|移|包括|作为|单)"
)
"""What may follow a closing mark."""
_NOUN_AFTER = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:(?:修改|改|调整|变更)[为成]|[，、；])[\"＂][^\"＂\n]{1,30}[\"＂]|[\u4e00-\u9fff]{1,6}[。；]?(?:\n|$)"
)
"""What may follow a straight one besides: a noun, and the next pair or the end of the line ("渡口"部门修改为"渡船"部门，…)."""
_LABEL = rf"(?:(?:{NUMERAL}|[0-9０-９]{{1,3}})[、.．]|[（(]{NUMERAL}[）)])[ \u3000]*"
_STEPS = rf"(?:第[ \u3000]*[（(]?{NUMERAL}[）)]?[ \u3000]*(?:条|款|项|章|节)(?:之{NUMERAL})?)"
_ORDER = rf"{_LABEL}(?:将|把|在|对|删[去除]|增加|第{NUMERAL}[条款项])"
"""How the next order begins behind the end of a quotation, in a line that holds several."""
_HEADED = rf"{_LABEL}[^。；，：“”\n]{{3,80}}?(?:{_ORDER}|(?:将|把|在|删[去除])第{NUMERAL})"
"""The same where the name of another statute stands before it: 二、例市渡口条例1.将第二条…."""
_NEXT_ORDER = re.compile(
    rf"[。；;，,、]?[ \u3000\ue003]*(?:将[^。]{{0,30}}第|并?增加|并?删[去除]|原第|其中|(?:并|分别|依次|依序|相应地?)*(?:修改为|改为|作为第|调整为第)|在第|第{NUMERAL}[条款项]|“|\")"
    rf"|(?<=[。；;][{CLOSING}])[ \u3000]*(?:{_ORDER}|{_HEADED})"
)
"""What may follow the closing mark of a re-opened paragraph, other than the end of the line."""
_ORDER_HEAD = re.compile(
    rf"(?:(?:修改|改|调整)为|作为第{NUMERAL}[条款项章节]|增加(?:{NUMERAL}[条款项章节]|规定))[：:]$"
)
"""What stands before the new text of an order."""
_BEHIND_LAST = re.compile(
    rf"[。；;]?[ \u3000\ue003]*(?:{_ORDER}|{_HEADED}|\s*$|\n\s*(?:{_ORDER}|{_HEADED}|本(?:决定|修正案)))"
)
"""What follows the last paragraph of a quotation whose paragraphs re-open in the middle of a line."""
_END = re.compile(r"[ \ue003]*[。；;，,．.：:]*[ \t\u3000\r\ue003]*(?:\n|$)")

INSTRUCTION = re.compile(
    rf"[ \t\u3000]*(?:{_LABEL}(?:将(?:《[^《》\n]{{1,80}}》|刑法|宪法)?原?{_STEPS}|在{_STEPS})|(?:{_LABEL})?(?:"
    rf"(?:将|把|在)?(?:《[^《》\n]{{1,80}}》|刑法|宪法)?原?{_STEPS}{{1,4}}[^。\n“\"：:]{{0,40}}?(?:修改为|改为|作为|增加|中的|合并|后增)"
    rf"|将(?:引言|名称|序言)[^。\n]{{0,6}}修改为|删[去除](?:刑法|宪法)?{_STEPS}|增加[一二两三四五六七八九十]+[条款项章节][，,作]"
    rf"|对[^。\n]{{0,14}}条文[^。\n]{{0,12}}作[^。\n]{{0,6}}修改|修改《|条文顺序作相应|{_LABEL}其他修改"
    rf"|将(?:本)?(?:条例|规定|办法|细则|规则|法规|法|相关条款|有关条款)中的?[“\"]"
    rf"|(?:此外|另外)[，,](?:将|把|对|(?:根据|按照|依据)本决定|删[去除]|增加)[^。\n“\"]{{0,60}}(?:修改|修正|改为|调整|删[去除]|增加|统一|第{NUMERAL}条)"
    rf"|本(?:决定|修正案)自[^。\n]{{1,20}}施行"
    rf"|(?:对|关于|修改|废止)《(?:[^《》\n]|《[^《》\n]*》){{1,80}}》(?:[（(][^（）()\n]{{1,60}}[）)])?[^。\n“\"，；《》]{{0,16}}(?:修改|修正|修订)[^。\n“\"，；《》]{{0,6}}[：:]?[ \t]*(?=\n|$)))"
)
"""A line that can only be an instruction: it ends a block whose closing mark is missing."""


@attrs.frozen
class Quoted:
    """A quoted block ``[start, end)`` of the source, marks included, and its paragraphs with the outer marks off; ``closed`` is false where
    the mark that ends it is missing, ``doubtful`` the line of it that may not be of it then."""

    start: int
    end: int
    lines: tuple[str, ...]
    quoted: bool = True
    closed: bool = True
    doubtful: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class _Mark(NamedTuple):
    """One mark of the text; ``first`` where it begins its line."""

    at: int
    char: str
    first: bool


@attrs.define
class _Block:
    start: int
    first_on_line: bool
    swapped: bool = False
    depth: int = 1
    reopened: list[int] = attrs.field(factory=list)
    judged: int = -1
    in_line: bool = False


def find_quotes(text: str) -> tuple[tuple[Quoted, ...], tuple[Finding, ...]]:
    """The quoted blocks of ``text`` in order, and findings for marks that are missing.

    >>> [q.lines for q in find_quotes("修改为：“甲。\\n“‘乙’。”其中的“丙”修改为“丁”。")[0]]
    [('甲。', '“乙”。'), ('丙',), ('丁',)]
    """
    found: list[tuple[int, int, list[int], bool]] = []
    stray: list[int] = []
    block: _Block | None = None
    marks = list(_marks(text))
    for i, mark in enumerate(marks):
        if mark.char == "\n":
            if block and (pairs := _pairs_of_line(marks, i, block.start)):
                found += pairs
                block = None
            elif block and _breaks_off(text, mark.at + 1):
                found.append((block.start, mark.at, block.reopened, False))
                block = None
            continue
        if block is None:
            if mark.char not in CLOSING or _opens_by_position(text, mark.at):
                block = _Block(mark.at, mark.first, mark.char in CLOSING)
            continue
        if mark.first and mark.char not in CLOSING:
            block.reopened.append(mark.at)
            block.depth, block.first_on_line = 1, True
        elif block.depth == 1 and _reopens(text, marks, i, block):
            block.reopened.append(mark.at)
        elif _closes(text, marks, i, block):
            if _is_stray(text, marks, i, block):
                stray.append(mark.at)
                block.depth = 1
                continue
            found.append((block.start, mark.at + 1, block.reopened, True))
            block = None
    if block:
        found.append((block.start, len(text), block.reopened, False))
    torn = any(reopened for _, _, reopened, _ in found)
    bare = _without(text, stray)
    breaks: list[tuple[int, FindingKind]] = []
    quotes = tuple(
        Quoted(
            a,
            _trim(text, a, b),
            _lines(bare, a, b, set(re_), closed, torn, breaks),
            True,
            closed,
            "" if closed else _doubtful(text[a:b]),
        )
        for a, b, re_, closed in found
    )
    newlines = [m.at for m in marks if m.char == "\n"]
    findings = tuple(
        _unclosed(q, bisect_right(newlines, q.start) + 1)
        for q, (_, _, _, closed) in zip(quotes, found, strict=True)
        if not closed
    )
    broken = (_broken(kind, at, bisect_right(newlines, at - 1)) for at, kind in breaks)
    return quotes, (*findings, *(_stray(at, bisect_right(newlines, at) + 1) for at in stray), *broken)


def _marks(text: str) -> Iterator[_Mark]:
    blank, seen = True, 0
    for m in _MARK.finditer(text):
        if m[0] == "\n":
            yield _Mark(m.start(), "\n", False)
            blank = True
        else:
            blank = blank and not text[seen : m.start()].strip()
            yield _Mark(m.start(), m[0], blank)
            blank = False
        seen = m.end()


def _pairs_of_line(marks: list[_Mark], i: int, start: int) -> list[tuple[int, int, list[int], bool]]:
    """The quotations of a line (which ends with mark ``i``) whose straight marks are even in number from ``start`` on.

    What is quoted over several paragraphs leaves an odd number in its first line: of an even number none stays open, although what
    follows a closing mark (设置"甲"事项) may look as if it were the inside of a quotation.
    """
    j = i
    while j and marks[j - 1].char in STRAIGHT and marks[j - 1].at >= start:
        j -= 1
    if j == i or marks[j].at != start or (i - j) % 2:
        return []
    return [(marks[k].at, marks[k + 1].at + 1, [], True) for k in range(j, i, 2)]


def _closes(text: str, marks: list[_Mark], i: int, block: _Block) -> bool:
    """Whether mark ``i``, met inside ``block``, ends it; keeps the depth of nested marks."""
    mark = marks[i]
    if block.swapped and mark.char in OPENING + CLOSING and _AFTER.match(text, mark.at + 1):
        return True
    if mark.char in OPENING:
        block.depth += 1
        return False
    if mark.char in STRAIGHT:
        if block.depth > 1:
            block.depth -= 1
            return False
        if not _AFTER.match(text, mark.at + 1) and not _NOUN_AFTER.match(text, mark.at + 1):
            block.depth += 1
            return False
        return True
    block.depth -= 1
    if block.depth:
        return False
    following = marks[i + 1].char if i + 1 < len(marks) else "\n"
    if block.first_on_line and block.reopened:
        real = _END.match(text, mark.at + 1) or _NEXT_ORDER.match(text, mark.at + 1)
        if real and following not in CLOSING:
            return True
        block.depth = 1
        return bool(real) and _END.match(text, mark.at + 1) is not None
    if not _AFTER.match(text, mark.at + 1) and following in CLOSING:
        block.depth = 1
        return False
    return True


def _reopens(text: str, marks: list[_Mark], i: int, block: _Block) -> bool:
    """Whether mark ``i``, in the middle of a line, begins the next paragraph of a quotation: dumps that lost their line breaks.

    It stands behind 。；：, and the mark that would close it as a nested one ends a sentence behind which the next order begins. The
    verdict (``block.in_line``) holds for all such marks up to that one (``block.judged``).
    """
    if not _behind_sentence(text, marks[i]):
        return False
    if i > block.judged:
        block.judged, block.in_line = _run_of_paragraphs(text, marks, i)
    return block.in_line


def _behind_sentence(text: str, mark: _Mark) -> bool:
    """Whether a mark opens behind the end of a sentence, or of a lead-in that is not that of an order (第五条修改为：“…)."""
    before = text[max(0, mark.at - 4) : mark.at].rstrip(" \u3000\ue003")[-1:]
    return (
        mark.char in OPENING
        and before in tuple("。；：;:")
        and (before not in ("：", ":") or _ORDER_HEAD.search(text, max(0, mark.at - 24), mark.at) is None)
    )


def _run_of_paragraphs(text: str, marks: list[_Mark], i: int) -> tuple[int, bool]:
    """The mark that ends the paragraph begun by mark ``i``, or the last of those behind it, and whether the next order follows."""
    depth = 0
    for j in range(i, len(marks)):
        char = marks[j].char
        if char in OPENING:
            depth = 1 if marks[j].first or _behind_sentence(text, marks[j]) else depth + 1
        elif char in CLOSING:
            depth -= 1
        elif char != "\n" or _breaks_off(text, marks[j].at + 1):
            return j, False
        if depth == 0:
            nested = marks[j + 1].char in CLOSING if j + 1 < len(marks) else False
            sentence = text[marks[j].at - 1] in "。；;"
            return j, sentence and not nested and _BEHIND_LAST.match(text, marks[j].at + 1) is not None
    return len(marks), False


def _is_stray(text: str, marks: list[_Mark], i: int, block: _Block) -> bool:
    """Whether a closing mark at the end of a paragraph is one too many: the next paragraph is no order, opens nothing, and ends with the real one."""
    if block.reopened or _END.match(text, marks[i].at + 1) is None:
        return False
    j = i + 1
    while j < len(marks) and marks[j].char == "\n":
        j += 1
    last = marks[j] if j < len(marks) else None
    if j == i + 1 or last is None or last.char not in CLOSING or last.first or _END.match(text, last.at + 1) is None:
        return False
    line = text[marks[j - 1].at + 1 : last.at].strip()
    if text[marks[i].at - 1] in "：:；;":  # the items of a list that was announced, each its number before it
        lines = [x for raw in text[marks[i].at + 1 : last.at].split("\n")[1:] if (x := raw.strip())]
        if all(
            _ITEM.match(x) and x[-1] in "。；;" and not re.match(_ORDER, x) and not INSTRUCTION.match(x) for x in lines
        ):
            return True
    return line.endswith(("。", "；", "：")) and re.match(_LABEL, line) is None and INSTRUCTION.match(line) is None


def _without(text: str, stray: list[int]) -> str:
    """The text with the stray marks as blanks."""
    if not stray:
        return text
    chars = list(text)
    for at in stray:
        chars[at] = " "
    return "".join(chars)


def _opens_by_position(text: str, at: int) -> bool:
    """A closing mark where only an opening one makes sense (a slip of the scanner)."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before in tuple("的：:为在将和、") and bool(after.strip()) and after not in "，。；、修后前和"


def _breaks_off(text: str, at: int) -> bool:
    """Whether the line that begins at ``at`` can only be the next instruction, so that the open block has no closing mark."""
    return INSTRUCTION.match(text, at) is not None


_ITEM = re.compile(rf"[（(]{NUMERAL}[）)]")
_LISTED = re.compile(rf"[（(](?:{NUMERAL}|\d{{1,3}})[）)]|\d{{1,3}}[.．、]")


def _doubtful(block: str) -> str:
    """Of a quotation without its closing mark: the line that may not be of it. A paragraph behind the first is surely of it where it re-opens the
    quotation, or is an item of a list; the last ends a sentence, and no mark stays open within.

    >>> _doubtful("“甲。"), _doubtful("“甲：\\n（一）乙。"), _doubtful("“甲。\\n责任编辑：某某"), _doubtful("“甲：“（一）乙；“（二）丙。")
    ('', '', '责任编辑：某某', '甲：“（一）乙；“（二）丙。')
    """
    lines = [line for raw in block.split("\n") if (line := raw.strip())]
    previous = ""
    for line in lines:
        opens = line[0] in OPENING + STRAIGHT
        if previous and not opens and not _LISTED.match(line) and not is_torn(previous, False):
            return line
        within = sum((c in OPENING) - (c in CLOSING) for c in line[1:])
        if within > 0 or sum(c in STRAIGHT for c in line[1:]) % 2:
            return line.lstrip(OPENING)
        previous = line
    return "" if previous[-1:] in tuple("。；;！？!?：:") or previous[-1:] in CLOSING else previous.lstrip(OPENING)


def _trim(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _broken(kind: FindingKind, at: int, line: int) -> Finding:
    return kind.finding(span=Span(at, at, line), line=line)


def _lines(
    text: str, start: int, end: int, reopened: set[int], closed: bool, torn: bool, breaks: list[tuple[int, FindingKind]]
) -> tuple[str, ...]:
    """The paragraphs of a quotation; ``breaks`` takes where a line that does not end was joined to the next, or may have to be."""
    out: list[str] = []
    at = start
    inner_end = end - 1 if closed else end
    marks = [*sorted(reopened), inner_end]
    while at <= inner_end:
        stop = text.find("\n", at, inner_end)
        stop = min(inner_end if stop < 0 else stop, marks[bisect_right(marks, at, hi=len(marks) - 1)])
        line, opened = text[at:stop].lstrip(), False
        first = stop - len(line)
        line = line.rstrip()
        if first == start or first in reopened:
            line, opened = line[1:].strip(), True
        if line:
            if out and not opened and is_torn(out[-1], torn):
                sure = out[-1][-1] in "，、,《〈（" or torn and not _STARTS.match(line)
                breaks.append((at, kinds.TORN_LINE if sure else kinds.TORN_PERHAPS))
                out[-1] += line
            else:
                if out and not opened and _may_go_on(out[-1], line):
                    breaks.append((at, kinds.NOT_ENDED))
                out.append(line)
        at = stop if stop in reopened and stop > at else stop + 1
    if not closed and out:  # a closing mark may still stand at its end, swallowed as the end of a nested quotation
        out[-1] = re.sub(rf"(?<=[。；])[{CLOSING}]+[。；]?$", "", out[-1])
    return tuple(unwrap(line) for line in out)


def is_torn(previous: str, reopening: bool) -> bool:
    """Whether a paragraph broken off at a page border, or at the width of a page, goes on in the next line."""
    if previous[-1:] in "。；：！？:;!?.”’》）)…":
        return False
    return reopening or len(previous) > 30 or (len(previous) > 9 and previous[-1:] in "，、,")


_STARTS = re.compile(rf"[ \u3000]*(?:第\s*{NUMERAL}\s*[分编章节条]|附|[（(《①-⑳|]|{NUMERAL}[、.．]|[0-9]+[、.．)）])")
_INNER = re.compile("[。；：:;，,！？]")


def _may_go_on(line: str, following: str) -> bool:
    """Whether a short line that does not end may be one sentence with the next: no heading, no number, no row of a table.

    >>> _may_go_on("新建的茶船参照本条例的有关规定", "执行。"), _may_go_on("第二章　茶船", "第五条　甲。"), _may_go_on("茶船名额", "甲县")
    (True, False, False)
    """
    return (
        "\u4e00" <= line[-1] <= "\u9fff"
        and _INNER.search(following) is not None
        and (len(line) > 14 or _INNER.search(line) is not None)
        and not _STARTS.match(line)
        and not _STARTS.match(following)
    )


_NESTED = re.compile("[‘’'『』＇]")


def unwrap(text: str) -> str:
    """One level of quotation marks off: ‘ ’ become “ ” (and “ ” inside them ‘ ’); straight ``'`` and 『 』 likewise.

    >>> unwrap("坚持‘三个代表’和'两个维护'")
    '坚持“三个代表”和“两个维护”'
    """
    if not _NESTED.search(text):
        return text
    out: list[str] = []
    inside = False
    for i, c in enumerate(text):
        if c in "‘『" or (c in "'＇" and not inside):
            if c in "'＇" and not _quotes_straight(text, i):
                out.append(c)
                continue
            out.append("“")
            inside = True
        elif c in "’』'＇" and inside:
            out.append("”")
            inside = False
        elif c in "’』" and not inside and not (i and text[i - 1].isascii() and text[i - 1].isalpha()):
            out.append("”")  # closes what was opened in an earlier paragraph, or nothing: no apostrophe
        elif inside and c in "“”":
            out.append("‘" if c == "“" else "’")
        else:
            out.append(c)
    return "".join(out)


def _quotes_straight(text: str, at: int) -> bool:
    """Whether a straight ' opens a quotation (another one follows, and it is no apostrophe between letters)."""
    if at and text[at - 1].isascii() and text[at - 1].isalpha():
        return False
    return any(c in text[at + 1 : at + 400] for c in "'＇’")


def _unclosed(quote: Quoted, line: int) -> Finding:
    return kinds.UNCLOSED_QUOTE.finding(
        span=Span(quote.start, quote.end, line),
        repair=Repair("补上后引号”", (Splice(quote.end, quote.end, "”"),)),
        line=line,
    )


def _stray(at: int, line: int) -> Finding:
    return kinds.STRAY_QUOTE.finding(
        span=Span(at, at + 1, line), repair=Repair("删去多余的后引号", (Splice(at, at + 1, ""),)), line=line
    )
