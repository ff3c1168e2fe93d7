"""What a report on a bill proposes: each proposal with the provisions it names, its act, and old and new wording where given.

Reports to a standing committee (关于……的说明, 审议意见的报告, 修改情况的报告, 审议结果的报告) speak of one text of the bill and lead to the next. They
name the place in the new text in brackets behind the proposal, (草案三次审议稿第三十四条第一款), and the place in the text before in the sentence
itself, 将第三十五条第二款、第三十六条第一款整合为一款; new wording stands in quotation marks behind 修改为 or 表述为.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lawtrack.display import summary
from lawtrack.model.address import Address, Step, parse_address
from lawtrack.model.levels import NAMED
from lawtrack.model.numerals import NUMERAL, Number, parse_numeral

_N = f"(?:{NUMERAL}|[0-9０-９]+)"
STAGE = r"(?:(?:修订|修正案|修改决定|决定)?草案(?:[（(]?[二三四五]次审议稿[）)]?|修改稿|建议表决稿)?|[二三四五]次审议稿|修正案|修改决定|表决稿|建议表决稿|现行条例|现行法|原?条例|原?法)"
"""The texts of a bill as reports call them."""
_PLACE = rf"第\s*{_N}(?:\s*(?:、|至|—|-|和)\s*第?\s*{_N})*\s*[条章节](?:之{_N})?(?:\s*第\s*{_N}(?:\s*(?:、|至|和)\s*第?{_N})*\s*[款项])*"
_PLACES = rf"{_PLACE}(?:\s*(?:、|，|,|和|以及)\s*{_PLACE})*"
_TARGET = re.compile(rf"[（(]\s*(?P<stage>{STAGE})?\s*(?P<places>{_PLACES})\s*[）)]")
_SOURCE = re.compile(
    rf"(?:将|在|对|建议|删去|删除|把)\s*(?P<stage>{STAGE})?(?:的)?(?P<places>{_PLACES})(?P<sentence>第{_N}句)?"
    r"(?=[，,]?\s*(?:中|修改|改|整合|合并|删|移|单列|增加|名称|章名|的|拆分|分为|表述|予以|调整))"
)
_CHAPTER_NAME = re.compile(
    rf"将?(?P<place>第{_N}[章节])(?:的)?(?:名称|章名|节名)“(?P<old>[^“”]+)”(?:修改|调整|改)为“(?P<new>[^“”]+)”"
)
_PAIR = re.compile(r"“(?P<old>[^“”]{1,60})”(?:统一)?(?:修改|调整|改)为“(?P<new>[^“”]{1,80})”")
_NEW = re.compile(r"(?:修改为|表述为|规定为|调整为|改为|规定|内容为|修改|为)[，,]?[：:]?\s*$")
_MARK = re.compile(r"(?:^|(?<=[。；;：:，,\n）)]))(?P<n>[一二三四五六七八九十]+是[，,]?|[0-9]+[.．、]\s*(?=\D))")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*(?P<topic>[^。；：:]{2,40})$"
)
_ACTS = (
    ("合并", re.compile(r"整合为|合并为|合并规定|并入")),
    ("增加", re.compile(r"(?:新增|增加|补充)(?:了)?[一两二三四五]\s*[条款项章节]")),
    ("删除", re.compile(r"删去|删除")),
    ("修改", re.compile(r"修改为|表述为|调整为|改为|规定为")),
    ("增加", re.compile(r"增加“")),
)
_PROPOSES = re.compile(r"建议|修改为|表述为|调整为|新增|增加|删去|删除|整合|合并|明确|规定|完善|细化")


@attrs.frozen
class NamedProvision:
    """A provision as a report names it: of which text of the bill ("" where it says nothing), and where.

    >>> import lawtrack as lt
    >>> lt.NamedProvision("草案", lt.parse_address("第三条"))
    <NamedProvision 草案 第三条>
    """

    stage: str
    address: Address

    def __str__(self) -> str:
        return f"{self.stage}{self.address}"

    __repr__ = summary


@attrs.frozen
class Wish:
    """One proposal of a report, as written.

    ``act`` is 修改, 增加, 删除, 合并 or 说明 (describes without giving words); ``places`` are named in the sentence (the text before), ``targets``
    in the brackets behind it (the text after). ``pairs`` are words replaced by words; ``wording`` is new text, one string per paragraph.

    >>> import lawtrack as lt
    >>> text = "某市渡口条例\\n（2024年4月28日某市第五届人民代表大会常务委员会第九次会议通过）\\n第一条　渡船夜航应当开灯。\\n\\n某市人民代表大会法制委员会关于《某市渡口条例(草案)》审议结果的报告\\n\\n——2024年4月27日在某市第五届人民代表大会常务委员会第九次会议上\\n\\n一、关于夜航\\n\\n有意见提出，应当规定夜航。建议将第一条修改为：“渡船夜航应当开灯。”(草案二次审议稿第一条)"
    >>> (bill,) = lt.follow_bills(text)
    >>> wish = bill.proposals[0].wish
    >>> wish.act, wish.wording
    ('修改', ('渡船夜航应当开灯。',))
    """

    topic: str
    text: str
    act: str
    places: tuple[NamedProvision, ...] = ()
    targets: tuple[NamedProvision, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    wording: tuple[str, ...] = ()
    heading: bool = False

    __repr__ = summary


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a report; lines that a page border or a line end tore apart are joined."""
    out: list[str] = []
    for raw in text.splitlines():
        line = raw.strip(" \t\u3000")
        if not line:
            continue
        torn = bool(out) and not out[-1].endswith(("。", "；", "：", ";", ":", "！", "？", "”", "）", ")", "》"))
        if (
            torn
            and not _HEADING.match(out[-1])
            and not _HEADING.match(line)
            and not line.startswith(("一、", "（", "("))
        ):
            out[-1] += line
        elif out and line.startswith(("(", "（")) and _TARGET.match(line) and out[-1].endswith("”"):
            out[-1] += line
        else:
            out.append(line)
    return out


@attrs.frozen
class Quote:
    """A passage in quotation marks, from ``start`` to ``end``; ``lines`` are its paragraphs without the marks."""

    start: int
    end: int
    lines: tuple[str, ...]


def quotes_of(text: str) -> list[Quote]:
    """The outer quotations of a text whose paragraphs are separated by newlines.

    Each paragraph of a long quotation may open with a mark of its own; where the first paragraph was closed by mistake, what follows up
    to the next closing mark still belongs to it.

    >>> [q.lines for q in quotes_of("改为：“甲。\\n“乙。”（第一条）将“丙”改为“丁”")]
    [('甲。', '乙。'), ('丙',), ('丁',)]
    """
    out: list[Quote] = []
    at = 0
    while (start := text.find("“", at)) >= 0:
        end = start + 1
        depth = 1
        while end < len(text) and depth:
            c = text[end]
            if c == "“" and text[end - 1] != "\n":
                depth += 1
            elif c == "”":
                depth -= 1
            end += 1
        closing, opening = text.find("”", end), text.find("“", end)
        if text[end : end + 1] == "\n" and closing >= 0 and (opening < 0 or closing < opening):
            end = closing + 1
        inner = text[start + 1 : end].removesuffix("”")
        lines = tuple(line.removeprefix("“").removesuffix("”") for line in inner.split("\n") if line.strip())
        out.append(Quote(start, end, lines))
        at = end
    return out


def places_in(text: str) -> tuple[Address, ...]:
    """The addresses in a list such as 第六条第三款、第三十四条, 第二十四、二十五条 or 第21至23条.

    >>> [str(a) for a in places_in("第六条第三款、第三十四条")], [str(a) for a in places_in("第二十四、二十五条")]
    (['第六条第三款', '第三十四条'], ['第二十四条', '第二十五条'])
    >>> [str(a) for a in places_in("第 21 至 23 条")], [str(a) for a in places_in("第三十五条第二款、第三十六条第一款")]
    (['第二十一条', '第二十二条', '第二十三条'], ['第三十五条第二款', '第三十六条第一款'])
    """
    tight = re.sub(r"\s", "", text)
    out: list[Address] = []
    for m in re.finditer(_PLACE, tight):
        head, unit, rest = re.match(r"(第[^条章节]+)([条章节])(.*)", m[0]).groups()  # type: ignore[union-attr]
        for number in _numbers(head):
            steps: tuple[Step, ...] = (Step(NAMED[unit], Number(number)),)
            made = [steps]
            for part, level in re.findall(r"(第[^款项]+)([款项])", rest):
                made = [s + (Step(NAMED[level], Number(n)),) for s in made for n in _numbers(part)]
            if sub := re.match(rf"之({_N})", rest):
                made = [(Step(NAMED[unit], Number(number, parse_numeral(sub[1]) or 0)), *s[1:]) for s in made]
            out += [Address(s) for s in made]
    return tuple(dict.fromkeys(out))


def _numbers(text: str) -> list[int]:
    """The numbers in 第二十四、二十五 or 第21至23."""
    out: list[int] = []
    for piece in re.split(r"、|和", text.replace("第", "")):
        ends = [parse_numeral(n) for n in re.split(r"至|—|-", piece)]
        if None in ends or not ends:
            continue
        first, last = ends[0], ends[-1]
        assert first is not None and last is not None
        out += range(first, last + 1) if first <= last <= first + 50 else [first]
    return out


def wishes_of(text: str) -> Iterator[Wish]:
    """The proposals of a report, in order.

    >>> (one,) = wishes_of("一、关于水价\\n有意见提出，应当公布水价。建议将第三条修改为：“水价应当公布。”(草案二次审议稿第四条第一款)")
    >>> one.topic, one.act, [str(p) for p in one.places], [str(t) for t in one.targets], one.wording
    ('关于水价', '修改', ['第三条'], ['草案二次审议稿第四条第一款'], ('水价应当公布。',))
    """
    topic = ""
    paragraphs = paragraphs_of(text)
    at = 0
    while at < len(paragraphs):
        m = _HEADING.match(paragraphs[at])
        if m:
            topic = m["topic"].strip()
            at += 1
            continue
        end = _block_end(paragraphs, at)
        yield from _wishes("\n".join(paragraphs[at:end]), topic)
        at = end


def _block_end(paragraphs: Sequence[str], at: int) -> int:
    """Where a paragraph ends with all it quotes: open quotations, paragraphs that open again, and what a mark closed too early."""
    end = at + 1
    while end < len(paragraphs):
        block = paragraphs[at:end]
        if _open(block) or paragraphs[end].startswith("“"):
            end += 1
            continue
        ahead = end
        while (
            ahead < len(paragraphs)
            and not re.search(r"[“”]", paragraphs[ahead])
            and not _HEADING.match(paragraphs[ahead])
        ):
            ahead += 1
        closes = ahead < len(paragraphs) and re.search(r"[“”]", paragraphs[ahead])
        if block[-1].endswith("”") and closes and closes[0] == "”":
            end = ahead + 1
            continue
        break
    return end


def _open(block: Sequence[str]) -> bool:
    """Whether a quotation is still open; a mark that opens a further paragraph of it does not count."""
    depth = 0
    for n, paragraph in enumerate(block):
        again = n > 0 and paragraph.startswith("“")
        depth += paragraph.count("“") - paragraph.count("”") - again
    return depth > 0


def _wishes(text: str, topic: str) -> Iterator[Wish]:
    """The proposals of one paragraph (with what it quotes)."""
    quotes = quotes_of(text)
    hidden = _mask(text, quotes)
    cuts = sorted({0, len(text), *(m.start("n") for m in _MARK.finditer(hidden))})
    for start, end in zip(cuts, cuts[1:], strict=False):
        yield from _pieces(text, hidden, quotes, start, end, topic)


def _mask(text: str, quotes: Sequence[Quote]) -> str:
    """The text with what stands in quotation marks blanked out, so that only the report itself speaks."""
    out = list(text)
    for q in quotes:
        out[q.start + 1 : q.end - 1] = "＿" * max(0, q.end - q.start - 2)
    return "".join(out)


def _pieces(text: str, hidden: str, quotes: Sequence[Quote], start: int, end: int, topic: str) -> Iterator[Wish]:
    """A stretch between two marks: each bracket that names a place ends a proposal; a rest with orders of its own is one, too."""
    at = start
    targets = list(_TARGET.finditer(hidden, start, end))
    for m in targets:
        stage = m["stage"] or ""
        named = tuple(NamedProvision(stage, a) for a in places_in(m["places"]))
        yield _wish(text, hidden, quotes, at, m.end(), topic, named, m.start())
        at = m.end()
    rest = hidden[at:end]
    orders = bool(_SOURCE.search(rest) and re.search(r"修改|增加|删|整合|合并|改为|移", rest)) or bool(
        _CHAPTER_NAME.search(text, at, end)
    )
    if orders or not targets and "建议" in rest and re.search(r"(?:新增|增加)[一两二三]\s*[条款项]", rest):
        yield _wish(text, hidden, quotes, at, end, topic, (), end)


def _wish(
    text: str,
    hidden: str,
    quotes: Sequence[Quote],
    start: int,
    end: int,
    topic: str,
    targets: tuple[NamedProvision, ...],
    body_end: int,
) -> Wish:
    said = text[start:end].strip("。；;，, \n")
    mine = [q for q in quotes if start <= q.start < body_end]
    pairs: list[tuple[str, str]] = []
    heading = False
    if m := _CHAPTER_NAME.search(text, start, body_end):
        return Wish(
            topic,
            said,
            "修改",
            (NamedProvision("", parse_address(m["place"])),),
            targets,
            ((m["old"], m["new"]),),
            (),
            True,
        )
    for m in _PAIR.finditer(text, start, body_end):
        pairs.append((m["old"], m["new"]))
    wording: tuple[str, ...] = ()
    for q in mine:
        if _NEW.search(hidden[start : q.start]) and not any(q.lines == (new,) for _, new in pairs):
            if re.search(r"[。；;…]$", q.lines[-1]) or len("".join(q.lines)) > 20:
                wording = q.lines
    speech = hidden[start:body_end]
    places: list[NamedProvision] = []
    for m in _SOURCE.finditer(speech):
        places += [NamedProvision(m["stage"] or "", a) for a in places_in(m["places"])]
    pairs += [("", m["new"]) for m in re.finditer(r"增加“(?P<new>[^“”]{1,60})”", text[start:body_end])]
    act = next((name for name, pattern in _ACTS if pattern.search(speech)), "说明")
    if act == "修改" and not wording and not pairs:
        act = "说明"
    return Wish(topic, said, act, tuple(dict.fromkeys(places)), targets, tuple(dict.fromkeys(pairs)), wording, heading)
