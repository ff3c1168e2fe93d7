"""New text supplied by a decision → units: paragraphs, items, subitems, whole articles with their heads, headings."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from lawtrack.arguments import unchecked
from lawtrack.model.levels import NAMED, Level, Unit
from lawtrack.model.numerals import NUMERAL, Number, label_number, parse_numeral
from lawtrack.syntax.statute.paragraphs import gather, gather_items, gather_provision

_ARTICLE = re.compile(rf"(第\s*{NUMERAL}\s*条(?:之{NUMERAL})?)[\s　]*(?:[：:][\s　]*)?")
_COUNTED = re.compile(rf"({NUMERAL})、[\s　]*(?=\S)")
_HEADING = re.compile(rf"(第\s*{NUMERAL}\s*(分编|编|章|节))(?:[\s　]*[：:][\s　]*|[\s　]+|$)(.*)$")
_ITEM = re.compile(rf"([（(]\s*{NUMERAL}\s*(?:之\s*{NUMERAL}\s*)?[）)]|[㈠-㈩])[\s　]*")
_SUBITEM = re.compile(r"([（(][0-9０-９]{1,3}[）)]|[0-9０-９]{1,3}\s*[.．、](?![0-9])|[①-⑳])[\s　]*")
_MARKED = frozenset("第（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩")
"""What every heading, article number and item number begins with."""


_unit = unchecked(Unit)


def payload_units(lines: tuple[str, ...], inside: Level = Level.ARTICLE) -> list[Unit]:
    """The units of a payload that stands where ``inside`` says: in an article, in a paragraph (its first line is then the
    paragraph itself), in an item, or at the top (articles and headings).

    >>> [u.level.name for u in payload_units(("甲：", "（一）乙；", "（二）丙。", "丁。"))]
    ['PARAGRAPH', 'ITEM', 'ITEM', 'PARAGRAPH']
    """
    out: list[Unit] = []
    plain = Level.ITEM if inside is Level.ITEM else Level.PARAGRAPH
    texts = [line for raw in lines if (line := raw.strip(" \t\u3000"))]
    if not [line for line in texts if line[-1] != "。" or line[0] in _MARKED]:
        return [_unit(plain, "", line) for line in texts]  # finished sentences without numbers: nothing to gather
    counted = _counted_items(texts)
    for k, line in enumerate(texts):
        if line[0] not in _MARKED:
            cut = counted.get(k, 0)
            out.append(Unit(Level.ITEM, line[:cut].rstrip(), line[cut:]) if cut else _unit(plain, "", line))
            continue
        heading, article = _HEADING.match(line), _ARTICLE.match(line)
        item, sub = _ITEM.match(line), _SUBITEM.match(line)
        last = out[-1].level if out else None
        if heading and inside is Level.PART:
            out.append(Unit(NAMED[heading[2]], heading[1], heading[3]))
        elif article and inside is Level.PART:
            out.append(Unit(Level.ARTICLE, article[1]))
            if line[article.end() :]:
                out.append(Unit(Level.PARAGRAPH, "", line[article.end() :]))
        elif item and (inside is Level.ITEM or last is not None):
            out.append(Unit(Level.ITEM, item[1], line[item.end() :]))
        elif sub and last in (Level.ITEM, Level.SUBITEM) and not _numbered_alike(out, sub[1]):
            out.append(Unit(Level.SUBITEM, sub[1], line[sub.end() :]))
        elif sub and (
            last is Level.PARAGRAPH
            and (out[-1].text.endswith(("：", ":")) or _has_items(out))
            or last in (Level.ITEM, Level.SUBITEM)
        ):
            out.append(Unit(Level.ITEM, sub[1], line[sub.end() :]))
        elif inside is Level.ITEM:
            sub_or_item = sub or item
            out.append(
                Unit(
                    Level.ITEM,
                    sub_or_item[1] if sub_or_item else "",
                    line[sub_or_item.end() :] if sub_or_item else line,
                )
            )
        else:
            out.append(Unit(Level.PARAGRAPH, "", line))
    return _gathered(out, inside)


def _counted_items(lines: Sequence[str]) -> dict[int, int]:
    """The items numbered 一、 二、 … below a lead-in: the length of their numbers by line. One line alone may begin with words (一、二级渡船)."""
    out: dict[int, int] = {}
    for i in range(1, len(lines)):
        if i in out or not lines[i - 1].endswith(("：", ":")):
            continue
        run: list[int] = []
        for line in lines[i:]:
            m = _COUNTED.match(line)
            if m is None or label_number(m[1]) != Number(len(run) + 1):
                break
            run.append(m.end())
        out |= dict(enumerate(run, i)) if len(run) > 1 else {}
    return out


def _gathered(units: list[Unit], inside: Level) -> list[Unit]:
    """Lines that belong to the paragraph or item above them, as in a statute (:mod:`lawtrack.syntax.statute.paragraphs`)."""
    if len(units) < 2 or not [u for u in units if u.label or u.text[-1:] != "。"]:
        return units  # finished paragraphs: nothing to gather
    if inside is Level.PART:
        return [g.unit for g in gather(units)]
    if inside is Level.ITEM:
        return [g.unit for g in gather_items(units)] if units[0].label else units
    return [g.unit for g in gather_provision(units)]


def _numbered_alike(units: list[Unit], label: str) -> bool:
    """Whether the item that is open carries a label of the same kind (1. 2. as items, not as subitems)."""
    item = next((u.label for u in reversed(units) if u.level is Level.ITEM), "")
    return bool(_SUBITEM.match(item)) and item[-1:] == label[-1:] and item[:1].isdigit() == label[:1].isdigit()


def _has_items(units: list[Unit]) -> bool:
    return bool(units) and units[-1].level is Level.ITEM


_RUN = re.compile(rf"(?:^|(?<=[：:；;。]))[ \u3000]*[（(]({NUMERAL})[）)]")


def part_items(line: str) -> tuple[str, ...]:
    """The items that stand in one line of new text, each in a line of its own; the line alone where it holds none.

    Only numbers that follow one another part them, from （一）behind a lead-in; each item is one sentence.

    >>> part_items("有下列情形的：（一）甲；（二）乙。"), part_items("依照第二条（一）、（二）项处理。")
    (('有下列情形的：', '（一）甲；', '（二）乙。'), ('依照第二条（一）、（二）项处理。',))
    """
    if line.count("（") + line.count("(") < 2:
        return (line,)
    heads = list(_RUN.finditer(line))
    numbers = [parse_numeral(m[1]) or 0 for m in heads]
    if len(heads) < 2 or numbers != list(range(numbers[0], numbers[0] + len(heads))):
        return (line,)
    lead = line[: heads[0].start()]
    if lead.strip() and (numbers[0] != 1 or not lead.endswith(("：", ":"))):
        return (line,)
    ends = [m.start() for m in heads[1:]] + [len(line)]
    parts = [line[m.start() : end].strip(" \u3000") for m, end in zip(heads, ends, strict=True)]
    if any("。" in part[:-1] for part in parts):
        return (line,)
    return (*((lead.strip(" \u3000"),) if lead.strip() else ()), *parts)


def strip_head(
    lines: tuple[str, ...], expected: Container[Number | None] = ()
) -> tuple[tuple[str, ...], Number | None]:
    """A payload for one article, without the 第N条 some decisions print before it, and that number.

    So goes 二、 before the text of a provision that is counted so (in decisions and resolutions), if it is one of those ``expected``.
    A number glued to the text (第二条本条例适用…) is the article's own only if it is one of those ``expected``, and no reference
    begins with it (第二条规定的…).

    >>> strip_head(("第二条本条例适用于本市。",), {Number(2)})[0], strip_head(("第二条规定的船舶，免证。",), {Number(2)})[0]
    (('本条例适用于本市。',), ('第二条规定的船舶，免证。',))
    """
    first = lines[0].lstrip(" \t\u3000") if lines else ""
    if (m := _COUNTED.match(first)) and label_number(m[1]) in expected:
        return (first[m.end() :], *lines[1:]), label_number(m[1])
    if first[:1] == "第":
        m = _ARTICLE.match(first)
        if m and (m.end() > len(m[1]) or label_number(m[1]) in expected and not _REFERS.match(first, m.end())):
            return (first[m.end() :], *lines[1:]), label_number(m[1])
    return lines, None


def counted_head(lines: tuple[str, ...]) -> Number | None:
    """The number 二、 that stands before a new text, None where none does.

    >>> counted_head(("十四、本市推进衔接。",)), counted_head(("本市推进衔接。",))
    (Number(value=14, sub=0), None)
    """
    m = _COUNTED.match(lines[0].lstrip(" \t\u3000")) if lines else None
    return label_number(m[1]) if m else None


_REFERS = re.compile(r"第|规定|所|中|的|、|，|和|及|以及|或|至|到|与|$")
"""What stands behind an article number that is a reference."""


_PARAGRAPH = re.compile(rf"[\s　]*第\s*[（(]?({NUMERAL})[）)]?\s*([款项])(?:[\s　]*[：:][\s　]*|[\s　]+)(?=\S)")


def strip_paragraph_heads(lines: tuple[str, ...], expected: Sequence[int]) -> tuple[str, ...] | None:
    """New text of paragraphs (or items) without the 第二款： that stands before some of them; None where the numbers there are not those ``expected``,
    or, with none expected, do not count the paragraphs of the text.

    >>> strip_paragraph_heads(("第三款：甲。", "第四款：乙。"), [3, 4]), strip_paragraph_heads(("甲。", "第二款　乙。"), [])
    (('甲。', '乙。'), ('甲。', '乙。'))
    >>> strip_paragraph_heads(("第三款：甲。",), [2]) is None, strip_paragraph_heads(("第三款规定的甲。",), [2])
    (True, ('第三款规定的甲。',))
    """
    heads = [m if m and not _REFERS.match(x, m.end()) else None for x in lines for m in (_PARAGRAPH.match(x),)]
    if not any(heads):
        return lines
    numbers = [label_number(m[1]).value if m else 0 for m in heads]
    counted = list(expected) or list(range(1, len(lines) + 1))
    if len(counted) != len(lines) or any(n not in (0, want) for n, want in zip(numbers, counted, strict=True)):
        return None
    return tuple(x[m.end() :] if m else x for x, m in zip(lines, heads, strict=True))


_CAPTION = re.compile(r"(?:【[^】\n]{1,60}】|〔[^〕\n]{1,60}〕)[\s　]*")
_ROUND_CAPTION = re.compile(r"[（(][^（）()\n]{2,24}[）)][\s　]*")


CAPTION_MARKS = "（）()【】〔〕[]"
"""What may stand around a caption (条标)."""


def split_caption(lines: tuple[str, ...], like: str) -> tuple[tuple[str, ...], str]:
    """A payload for one article without the caption (条标) before its text, and that caption.

    ``like`` is a caption that the statute has: （…） is one only where others are.

    >>> split_caption(("【分类】渡口分为三类。",), ""), split_caption(("（一）甲。",), "")
    ((('渡口分为三类。',), '【分类】'), (('（一）甲。',), ''))
    """
    first = lines[0].lstrip(" \t\u3000") if lines else ""
    m = _CAPTION.match(first) or (_ROUND_CAPTION.match(first) if like[:1] in ("（", "(") else None)
    if m is None or not (first[m.end() :] or lines[1:]):
        return lines, ""
    return tuple(x for x in (first[m.end() :], *lines[1:]) if x), m[0].rstrip(" \t\u3000")


def unglue_heads(lines: tuple[str, ...], expected: Sequence[Number]) -> tuple[str, ...]:
    """New text of several articles whose numbers are glued to it (第三条本市…), with a space behind each that is the one expected next.

    >>> unglue_heads(("第三条本市甲。", "第三条规定的乙。", "第四条丙。"), [Number(3), Number(4)])
    ('第三条\u3000本市甲。', '第三条规定的乙。', '第四条\u3000丙。')
    """
    out, k = [], 0
    for line in lines:
        text = line.strip(" \t\u3000")
        m = _ARTICLE.match(text) if text[:1] == "第" and k < len(expected) else None
        counted = _COUNTED.match(text) if m is None and k < len(expected) else None
        if counted and label_number(counted[1]) == expected[k]:  # 三、本市…
            k += 1
            line = f"第{counted[1]}条\u3000{text[counted.end() :]}"
        elif m and label_number(m[1]) == expected[k]:
            glued = m.end() == len(m[1]) and not _REFERS.match(text, m.end())
            if glued or m.end() > len(m[1]):
                k += 1
            line = f"{m[1]}\u3000{text[m.end() :]}" if glued else line
        out.append(line)
    return tuple(out) if k == len(expected) else lines


def heading_in(line: str) -> Unit | None:
    """The heading that a line of new text is, None where it is none.

    >>> heading_in("第一节　罚款"), heading_in("第一节规定的罚款。")
    (Unit(level=<Level.SECTION: 7>, label='第一节', text='罚款'), None)
    """
    text = line.strip(" \t\u3000")
    m = _HEADING.match(text) if text[:1] == "第" else None
    return Unit(NAMED[m[2]], m[1], m[3]) if m else None


def split_articles(lines: tuple[str, ...]) -> list[tuple[Number, tuple[str, ...]]]:
    """A payload of several articles with their heads, as (number, lines) pairs; [] where it has no heads. Headings belong to none of them."""
    out: list[tuple[Number, list[str]]] = []
    for line in lines:
        text = line.strip(" \t\u3000")
        if heading_in(text):
            continue
        m = _ARTICLE.match(text) if text[:1] == "第" else None
        if m and (m.end() > len(m[1]) or len(text) == m.end()):
            out.append((label_number(m[1]), [text[m.end() :]]))
        elif out:
            out[-1][1].append(line)
        else:
            return []
    return [(n, tuple(x)) for n, x in out]
