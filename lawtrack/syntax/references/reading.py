"""Reading cross-references: 本法第六条、第七条和第十条第一项, 前两款, 《刑法》第一百八十条.

One pass of one regular expression finds the written numbers and the words that point (本法, 前款, 本条 …); what stands between two
of them decides whether they belong together. Manner of citing: 立法技术规范（试行）（一）on 引用 (本法第×条, 前款, 《…》第×条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from lawtrack.errors import Span
from lawtrack.model.address import Address, Step, step_to
from lawtrack.model.levels import NAMED, Level
from lawtrack.model.numerals import NUMERAL, Number, parse_numeral
from lawtrack.syntax.references.numbering import Numbering
from lawtrack.syntax.references.reference import Mention, NumberMark, Reference, ReferenceKind

_N = f"(?:{NUMERAL}|[0-9０-９]+)"
_UNIT = r"(?:分编|编(?![制号辑码])|章(?![程])|节(?![目约])|条(?![款件例约线路])|款(?![项])|项(?![目])|目(?![录标的前]))"
_ATOM = (
    rf"第\s*(?P<nums>[（(]?\s*{_N}\s*(?:之\s*(?P<inner>{_N})\s*(?=[）)]\s*项))?[）)]?(?:\s*(?:、|和|或者|或|至)\s*第?[（(]?{_N}[）)]?)*)\s*(?P<unit>{_UNIT})"
    rf"(?:\s*之\s*(?P<sub>{_N})(?![般切起]))?"
)
_KIND = "法典|法|条例|办法|规定|细则|规则|解释|决定|决议|意见|通则|章程|规程|规范|准则|公约|协定|批复|制度|标准|公告|通知|修正案|议定书|协议书?|合同书?|(?:合同|示范|标准)文本|范本"
_HEAD = (
    rf"(?P<own>(?<![基根日资成])本(?:实施)?(?:{_KIND})(?=(?:[总分附]则)?(?:中的?|的)?\s*第))"
    rf"|(?P<same>(?<![基根成])本[条款项章节编目])(?![例件款项目程制录约奏能])"
    rf"|(?<!以)(?P<back>[前上][一二两三四五六七八九十]?[条款项])(?![例件款项目])"
    rf"|(?P<that>(?:(?<!应)该|(?<![合共不相会协等如伙雷])同)(?:{_KIND}|[条款项章节编]))(?=\s*第)"
)
_TOKEN = re.compile(f"(?=[本前上该同第])(?:{_HEAD}|{_ATOM})")
_HINT = re.compile(
    rf"[第前上本该同](?:(?<=第)\s*[（(]?\s*{_N}|(?<=[前上])[一二两三四五六七八九十]?[条款项]|(?<=[本该同])[条款项章节编])"
)
_NUMBER = re.compile(_N)
_JOIN = re.compile(r"\s*(?:、|，|,|；|和|及|以及|与|或|或者|并|至|到|—|－|-|~)\s*(?:以及|和|或者)?\s*$")
_THROUGH = re.compile(r"\s*(?:至|到|—|－|-|~)\s*$")
_OF = re.compile(r"\s*(?:所|规定|列举?|称|述|中|内|的)*\s*(?:[（(](?:除|不含|不包括|但)?)?")
_LINK = re.compile(r"\s*(?:[总分附]则)?(?:中的?|的)?\s*$")
_TAIL = re.compile(r"\s*(?:[总分附]则|正文|中|的|原|修正案)*+\s*$")
_BRACKET = re.compile(r"[（(〔][^（）()]{0,40}[）)〕]$")
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》$")
_INNER = re.compile(r"〈([^〈〉]*)〉$")
_TITLES = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NAMED = re.compile(rf"[\u4e00-\u9fff]*?(?:{_KIND})$")
_LEAD = re.compile(
    r"依照|依据|根据|按照|参照|比照|适用(?!法$)|违反|属于|符合|构成|认定为?|具有|实施|规定的?|所列的?|(?<=[条款项》法])(?:和|或者?|及|以及|与)"
)
"""Words behind which a name begins. One character alone (对, 除, 有, 与) is none: it may belong to the name, as in 对外贸易法."""
_PART_OF_NAME = re.compile(rf"(?:[（(〔]\s*(?:试行|暂行)|(?:》|(?<!本)(?:{_KIND}))[（(〔]\s*{NUMERAL})\s*[）)〕]$")
_NO_NAME = re.compile(
    r"(?:[方依违合非执守无看说作手章想书]法|(?<!适)用法|(?:具体|有关|相关|上述|前述|下列|等)办法|(?<!公)司法|立法|(?:违反|根据|依照|按照|有关|相关|上述|前述|下列|以下|国家|应当|没有|另有|专门)规定)$"
)
_OTHER_TEXT = re.compile(
    rf"(?:[〔\[（(][0-9]{{4}}[〕\])）]|第\s*{_N})\s*(?:{_N}\s*)?号(?:令|文件?|公告)?$|[A-Z]{{2,}}(?:[/／][A-Z]+)?\s?[0-9][0-9.\-—]*$|(?:修改|修订|修正)[之以]?前$"
)
"""What shows that a number behind it is of another text: the number of a document (国务院令第588号), of a standard (GB/T 3838-2002), or 修改前 of
the text as it was (history, rule 21)."""
_LAST_OF_OTHER = frozenset("号令文件告前0123456789")
_SPOKEN_OF = re.compile(rf"(?:上述|前述|有关|相关|前列)(?:{_KIND})(?:中|内|里)?$")
"""上述规定第三条: of the text that was spoken of, or of this one."""
_SPEAKS = frozenset("述关列")
_ANNEX = re.compile(rf"附(?:件|表|录)\s*(?:{_N})?(?:中|内|里|所列)?$")
_COUNT = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def find_references(text: str, home: Address, numbering: Numbering | None = None) -> tuple[Reference, ...]:
    """The cross-references of one text; ``home`` is the address of the provision it belongs to.

    With the ``numbering`` of its statute, positions are exact (前条 before 第五条之一, 第一项 without its 款, 本章) and the statute's own
    name counts as 本法. Numbers that are none (第十百条) are no references.

    >>> from lawtrack.model.address import parse_address
    >>> refs = find_references("违反本法第六条至第八条、第十条第一项和前款规定的，依照刑法第三条处罚", parse_address("第九条第二款"))
    >>> [(r.kind.value, r.text, [str(t) for t in r.targets]) for r in refs]  # doctest: +NORMALIZE_WHITESPACE
    [('here', '本法第六条至第八条、第十条第一项', ['第六条', '第八条', '第十条第一项']), ('relative', '前款', ['第九条第一款']),
     ('other', '第三条', [])]
    """
    if not may_refer(text):
        return ()
    return tuple(_Reader(text, home, numbering).read())


def may_refer(text: str) -> bool:
    """Whether there is anything in a text that a reference could begin with."""
    return _HINT.search(text) is not None


@attrs.define
class _Run:
    """A list being read: its head and the members so far."""

    head: re.Match[str] | None
    start: int
    end: int
    kind: ReferenceKind
    base: Address  # what a bare 款 or 项 is counted from
    title: str = ""
    mentions: list[Mention] = attrs.field(factory=list)
    candidates: tuple[str, ...] = ()
    first: tuple[Address, ...] = ()
    """The first paragraphs of the article named before (第三条前两款)."""


@attrs.define
class _Reader:
    text: str
    home: Address
    numbering: Numbering | None
    last: Reference | None = None  # the reference before, for 该条 and for bare numbers
    others: list[Reference] = attrs.field(factory=list)  # those to other statutes, for 该法

    def read(self) -> Iterator[Reference]:
        run: _Run | None = None
        for m in _TOKEN.finditer(self.text):
            if m["unit"] is None:
                if run:
                    yield from self.close(run)
                run = self.open_head(m)
                continue
            marks = _marks_of(m, self.numbering)
            if not marks:
                continue
            gap = self.text[run.end : m.start()] if run else None
            if run and gap is not None and self.joins(run, gap, marks[0]):
                self.add(run, m, marks, gap)
            else:
                if run:
                    yield from self.close(run)
                run = self.open_bare(m, marks)
                self.add(run, m, marks, "")
        if run:
            yield from self.close(run)

    # ------------------------------------------------------------------ beginning

    def open_head(self, m: re.Match[str]) -> _Run:
        home, kind = self.home, ReferenceKind.RELATIVE
        base, title = home, ""
        candidates: tuple[str, ...] = ()
        first: tuple[Address, ...] = ()
        if m["own"]:
            kind, base = ReferenceKind.HERE, self.top(m["own"])
        elif m["same"]:
            base = self.container(m["same"][-1])
        elif m["back"] and self.last is not None and self.last.span.end == m.start():
            base = Address()  # 刑法第三条前三款: its own first three, not those before this text
            if self.last.kind is ReferenceKind.OTHER:
                kind, title = ReferenceKind.OTHER, self.last.title
            elif self.last.targets and (level := NAMED[m["back"][-1]]) > self.last.targets[-1].level > Level.SECTION:
                many, above = _COUNT.get(m["back"][1], 1), self.last.targets[-1].steps
                first = tuple(Address((*above, step_to(level, n, 0))) for n in range(1, many + 1))
        elif m["back"]:
            found = self.previous(m["back"])
            base = found[-1] if found else Address()
        elif m["that"]:
            unit = m["that"][1:]
            if unit not in NAMED:
                kind, title = ReferenceKind.OTHER, self.named_before(unit, m.start()) or m["that"]
            elif self.last is None or self.last.kind is ReferenceKind.UNDECIDABLE:
                kind, candidates = ReferenceKind.UNDECIDABLE, (m["that"],)
            elif self.last.kind is ReferenceKind.OTHER:
                kind, title = ReferenceKind.OTHER, self.last.title
            else:
                base = _cut(self.last.targets[-1] if self.last.targets else home, NAMED[unit])
        return _Run(m, m.start(), m.end(), kind, base, title, [], candidates, first)

    def open_bare(self, m: re.Match[str], marks: tuple[NumberMark, ...]) -> _Run:
        start, level = m.start(), marks[0].level
        title = self.named(start)
        if title is not None:
            if title and self.numbering and _same_title(title, self.numbering.title):
                return _Run(None, start, start, ReferenceKind.HERE, _top(self.home), title)
            if name := self.own_name(title, start):
                both = (f"{name}{m[0]}", f"本法{m[0]}")
                return _Run(None, start, start, ReferenceKind.UNDECIDABLE, _WHOLE, title, [], both)
            return _Run(None, start, start, ReferenceKind.OTHER, Address(), title)
        if level is Level.ARTICLE and (special := self.beside(start, m[0])) is not None:
            return special
        kind = ReferenceKind.HERE if level <= Level.ARTICLE else ReferenceKind.RELATIVE
        base = self.top() if level <= Level.ARTICLE else self.owner(marks[0], start)
        run = _Run(None, start, start, kind, base)
        other = self.last
        if other and other.kind is ReferenceKind.OTHER and level > Level.ARTICLE and self.belongs(start):
            return _Run(None, start, start, ReferenceKind.OTHER, Address(), other.title)  # 刑法第三条所列第一项
        if other and other.kind in (ReferenceKind.OTHER, ReferenceKind.UNDECIDABLE):
            if "。" not in self.text[other.span.end : start]:  # 依照刑法第三条的规定，且不属于第五条规定情形的
                run.kind, run.title = ReferenceKind.UNDECIDABLE, other.title
                run.candidates = (f"{other.title}{m[0]}", f"本法{m[0]}" if level <= Level.ARTICLE else f"本条{m[0]}")
        return run

    def top(self, own: str = "") -> Address:
        """What article numbers run through: in an annex with articles of its own those, unless 本条例 names the statute itself."""
        top = _top(self.home)
        if top == self.home:  # its heading
            return _WHOLE
        if top.steps and self.numbering and (own == self.numbering.own != "" or not self.numbering.has_articles(top)):
            return _WHOLE
        return top

    def own_name(self, title: str, start: int) -> str:
        """条例 before 第三条, or 渡口条例, in 某市渡口条例: a name that may be this statute's, or that of one above it; "" for any other."""
        if self.numbering is None or not self.numbering.own or "》" in self.text[max(0, start - 4) : start]:
            return ""
        name = _LEAD.split(title)[-1]
        return name if name.endswith(self.numbering.own[1:]) and self.numbering.title.endswith(name) else ""

    def beside(self, start: int, words: str) -> _Run | None:
        """An article of an annex (附件一第三条), or of what 上述规定 speaks of, which cannot be told."""
        before = self.text[max(0, start - 14) : start].rstrip().removesuffix("的")
        if "附" in before and (m := _ANNEX.search(before)):
            number = _NUMBER.search(m[0])
            step = step_to(Level.ANNEX, parse_numeral(number[0]) or 0 if number else 0, 0)
            return _Run(None, start, start, ReferenceKind.HERE, Address((step,)))
        if not _SPEAKS.isdisjoint(before) and (m := _SPOKEN_OF.search(before)):
            candidates = (m[0] + words, "本法" + words)
            return _Run(None, start, start, ReferenceKind.UNDECIDABLE, _top(self.home), m[0], [], candidates)
        return None

    def belongs(self, start: int) -> bool:
        """Whether a number belongs to the reference right before it: 第一百零九条所列第（一）项."""
        return self.last is not None and bool(_OF.fullmatch(self.text[self.last.span.end : start]))

    def owner(self, mark: NumberMark, start: int) -> Address:
        """What a bare 款, 项 or 目 is counted from: the provision named right before, the list just spoken of, this one's own, the only one
        of its article."""
        level, last = mark.level, self.last
        own = _above(self.home, level)
        named = last.targets[-1] if last and last.targets and last.kind is not ReferenceKind.OTHER else None
        if named is not None and named.level < level and self.belongs(start):
            return named
        if level is not Level.ITEM:
            return own
        listed = named.parent if named is not None and named.level is Level.ITEM else None
        if self.numbering is None:
            return listed or own
        article = own.article
        for home in (listed, own, Address(article.steps) if article else None, named):
            if home is not None and self.numbering.resolve(Address((*home.steps, Step(level, mark.number))), self.home):
                return home
        return own

    def named(self, start: int) -> str | None:
        """The name of another statute right before ``start``, or None.

        （试行） and （二） belong to the name; other brackets behind it (以下简称…, a year) do not.
        """
        before = self.text[max(0, start - 160) : start]
        before = before[: _TAIL.search(before).start()]  # type: ignore[union-attr]
        if before[-1:] in _LAST_OF_OTHER and (m := _OTHER_TEXT.search(before)):
            return m[0]
        bracket = _BRACKET.search(before)
        tail = ""
        if bracket:
            tail = bracket[0] if _PART_OF_NAME.search(before) else ""
            before = before[: bracket.start()].rstrip()
        m = _TITLE.search(before) or _INNER.search(before)
        if m:
            return m[1] + tail
        if before.endswith("》"):
            return before[before.rfind("《") + 1 : -1] + tail
        if bracket and not tail or not _ends_as_name(before):
            return None
        stretch = re.search(r"[\u4e00-\u9fff]{1,24}$", before)
        return _without_lead(stretch[0]) + tail if stretch else None

    def named_before(self, unit: str, start: int) -> str:
        """The name that 该法, 同条例 take up: the last one before them that is a 法, a 条例; "" where none is."""
        found = [(m.end(), m[1]) for m in _TITLES.finditer(self.text, 0, start)]
        found += [(r.span.start, r.title) for r in self.others if r.span.start < start]
        fitting = [
            (at, name) for at, name in found if re.sub(r"[（(][^（）()]*[）)]$", "", name).endswith((unit, unit + "典"))
        ]
        return max(fitting)[1] if fitting else ""

    def container(self, unit: str) -> Address:
        """本条, 本款, 本章 … of the text's home."""
        level = NAMED[unit]
        if level < Level.ARTICLE:
            found = self.numbering.heading(self.home, level) if self.numbering else None
            return found or Address()
        return _cut(self.home, level)

    def previous(self, word: str) -> tuple[Address, ...]:
        """前款, 前两款, 前条 … of the text's home; () where there are not so many before it."""
        level = NAMED[word[-1]]
        count = _COUNT.get(word[1], 1) if len(word) == 3 else 1
        if len(word) == 3 and word[1] == "一":
            count = 1
        here = _cut(self.home, level)
        if not here.steps or here.level is not level:
            return ()
        if self.numbering and here in self.numbering:
            return self.numbering.before(here, count)
        step, out = here.steps[-1], []
        for n in range(count, 0, -1):
            out.append(Address((*here.parent.steps, Step(level, _minus(step.number, n)))))
        return tuple(out) if all(a.steps[-1].number.value > 0 for a in out) else ()

    # ------------------------------------------------------------------ members

    def joins(self, run: _Run, gap: str, mark: NumberMark) -> bool:
        if not run.mentions and run.head is not None:
            return bool(_LINK.match(gap)) and (bool(run.head["own"]) or "则" not in gap)
        if not gap.strip():
            return mark.level > run.mentions[-1].address.level or "\n" not in gap
        if len(gap) > 6 or not _JOIN.match(gap):
            return False
        if gap.strip()[0] in "，,；":
            return mark.level <= Level.ARTICLE
        return True

    def add(self, run: _Run, m: re.Match[str], marks: tuple[NumberMark, ...], gap: str) -> None:
        last = run.mentions[-1] if run.mentions else None
        level = marks[0].level
        if last and not gap.strip() and level > last.address.level:  # 第十条 + 第二款: the same member goes on
            for i, mark in enumerate(marks):
                address = Address((*last.address.steps, _step(mark)))
                if i == 0:
                    run.mentions[-1] = Mention(address, last.start, _end(m, mark), (*last.marks, mark), last.ranged)
                else:
                    run.mentions.append(Mention(address, mark.start, _end(m, mark), (mark,), self.ranged(marks, i)))
        else:
            above = self.prefix(run, last, level)
            for i, mark in enumerate(marks):
                ranged = self.ranged(marks, i) if i else bool(last) and bool(_THROUGH.match(gap))
                start = m.start() if i == 0 else mark.start
                address = Address((*above.steps, _step(mark)))
                run.mentions.append(Mention(address, start, _end(m, mark), (mark,), ranged))
        run.end = m.end()

    def ranged(self, marks: tuple[NumberMark, ...], i: int) -> bool:
        return "至" in self.text[marks[i - 1].end : marks[i].start]

    def prefix(self, run: _Run, last: Mention | None, level: Level) -> Address:
        """What a number inherits: the steps above its level of the member before it, or of the list's head."""
        if level is Level.ARTICLE:
            return run.base if run.head is None or run.head["own"] else _top(self.home)
        if last is None:
            if level < Level.ARTICLE:
                return Address(tuple(s for s in run.base.steps if s.level < level))
            return _above(run.base, level)
        steps = last.address.steps
        if level > Level.ARTICLE and all(s.level < level for s in steps) and level is Level.PARAGRAPH:
            run.kind = ReferenceKind.UNDECIDABLE  # 第十条、第二款: of that article, or of this one?
            run.candidates = (f"{last.address}第…款", "本条第…款")
        return Address(tuple(s for s in steps if s.level < level))

    # ------------------------------------------------------------------ ending

    def close(self, run: _Run) -> Iterator[Reference]:
        head = run.head
        if not run.mentions and (head is None or head["own"]):
            return
        if run.kind is ReferenceKind.OTHER:
            targets: tuple[Address, ...] = ()
            if not run.mentions:
                return
        elif run.mentions:
            broken = head is not None and not head["own"] and not run.base.steps and not run.mentions[0].address.article
            targets = (
                ()
                if broken and run.mentions[0].address.level > Level.ARTICLE
                else tuple(m.address for m in run.mentions)
            )
        elif head is not None and head["back"]:
            targets = self.previous(head["back"]) if run.base.steps else run.first
        else:
            targets = (run.base,) if run.base.steps else ()
        end = run.mentions[-1].end if run.mentions else run.end
        end = max(end, run.end)
        ref = Reference(
            Span(run.start, end), self.text[run.start : end], run.kind, targets, tuple(run.mentions),
            head[0] if head else "", run.title, run.candidates,
        )  # fmt: skip
        self.last = ref
        if ref.kind is ReferenceKind.OTHER and ref.title:
            self.others.append(ref)
        yield ref


_WHOLE = Address()


def _step(mark: NumberMark) -> Step:
    return step_to(mark.level, mark.number.value, mark.number.sub)


def _ends_as_name(before: str) -> bool:
    return bool(_NAMED.search(before[-12:])) and not _NO_NAME.search(before)


def leads_up(words: str) -> bool:
    """Whether words only lead up to a name: 违反 in 违反条例第九条.

    >>> leads_up("违反"), leads_up("依照"), leads_up("渡口")
    (True, True, False)
    """
    return bool(_LEAD.fullmatch(words))


def _without_lead(stretch: str) -> str:
    """The name at the end of a stretch of text, without what leads up to it as far as words tell.

    >>> _without_lead("人民法院应当依照民事诉讼法"), _without_lead("法律适用法"), _without_lead("第三条或者劳动合同法")
    ('民事诉讼法', '法律适用法', '劳动合同法')
    """
    for m in reversed(list(_LEAD.finditer(stretch))):
        rest = stretch[m.end() :]
        if rest and not re.fullmatch(f"的?(?:{_KIND})", rest):
            return rest
    return stretch


def _same_title(title: str, own: str) -> bool:
    short = own.removeprefix("中华人民共和国")
    return bool(own) and (title in (own, short) or title.endswith("中华人民共和国" + short))


def _minus(number: Number, n: int) -> Number:
    for _ in range(n):
        number = Number(number.value, number.sub - 1) if number.sub else Number(number.value - 1)
    return number


def _top(home: Address) -> Address:
    """The whole that ``home``'s article numbers run through: the statute, or its annex."""
    return Address(home.steps[:1]) if home.steps and home.steps[0].level is Level.ANNEX else _WHOLE


def _cut(home: Address, level: Level) -> Address:
    """``home`` down to ``level``; the empty address where it has no such step."""
    for i, step in enumerate(home.steps):
        if step.level is level:
            return Address(home.steps[: i + 1])
    return Address()


def _above(home: Address, level: Level) -> Address:
    return Address(tuple(s for s in home.steps if s.level < level or s.level is Level.ANNEX))


def _end(m: re.Match[str], mark: NumberMark) -> int:
    return m.end() if mark.sub else mark.unit_end


def _marks_of(m: re.Match[str], numbering: Numbering | None) -> tuple[NumberMark, ...]:
    """The numbers of one match. 之一 behind 第三项 (or 第（三之一）项) is a number only where the statute has such an item: 第一项至第三项之一的."""
    level = NAMED[m["unit"]]
    found = [n for n in _NUMBER.finditer(m.string, m.start("nums"), m.end("nums")) if n.start() != m.start("inner")]
    out = []
    for i, n in enumerate(found):
        value = parse_numeral(n[0])
        if not value:
            return ()
        last = i == len(found) - 1
        group = "inner" if m["inner"] else "sub"
        sub = parse_numeral(m[group]) if last and m[group] and level is not Level.PARAGRAPH else None
        if sub and level > Level.ARTICLE and (numbering is None or Number(value, sub) not in numbering.between_items):
            sub = None
        unit_end = n.end() if sub and group == "inner" else m.end("unit")
        out.append(
            NumberMark(
                level, Number(value, sub or 0), n.start(), n.end(), unit_end if last else n.end(),
                (m.start(group), m.end(group)) if sub else None, len(found) > 1,
            )
        )  # fmt: skip
    return tuple(out)
