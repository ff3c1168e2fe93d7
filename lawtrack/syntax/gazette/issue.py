"""A whole issue of a gazette → its instruments, each with its kind, title, dates and place.

Nothing has to be told: a title is what stands above an adoption note, a number of an announcement, or the line that says where a
report was given; the issue's own table of contents is a second witness, never the only one. 立法法 第六十二条、第八十九条: the text in
the gazette is the standard text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.display import repr_html
from lawtrack.errors import Finding, InputError, Span
from lawtrack.model.dates import DAY, first_date
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import Number, label_number
from lawtrack.syntax import findings as kinds
from lawtrack.syntax.gazette.contents import ContentsLine, pages_of, read_contents, title_letters
from lawtrack.syntax.gazette.instruments import (
    LEGAL,
    ORGAN,
    SENTENCE,
    InstrumentKind,
    effective_date,
    issuer_of,
    join_title,
    kind_of,
    named_in,
    unbalanced_title,
)  # fmt: skip
from lawtrack.syntax.statute.front import tight
from lawtrack.syntax.statute.lines import LineKind, SourceLine, read_lines
from lawtrack.syntax.statute.pages import columns, furniture, rejoin
from lawtrack.syntax.statute.parse import check_input, parse_statute

__all__ = ["ContentsLine", "Gazette", "Instrument", "InstrumentKind", "kind_of", "read_gazette"]

LIMIT = 50_000_000
"""More characters than any issue, or bound year of issues, has."""


_NOTE = re.compile(rf"[（(]\s*(?:{DAY}|[0-9]{{4}}\s*年)")
_ADOPTED = re.compile(r"通过|批准|修正|修订|公布|发布|施行")
_GIVEN = re.compile(rf"[—–\-－―]{{1,4}}\s*(?:{DAY})?\s*(?:在|于|向).*(?:会|上|人民代表)|[—–\-－―]{{2,4}}\s*{DAY}")
_NUMBERED = re.compile(
    r"(?:[〔\[（(【].{1,12}[〕\]）)】])?\s*第\s*[0-9一二三四五六七八九十百〇零]+\s*号\Z|[一-龥]{1,10}\s*[〔\[（(]\s*[0-9]{4}\s*[〕\]）)]\s*第?\s*[0-9]+\s*号\Z"
)
_HELD = re.compile(rf"(?:{DAY}\s*(?:至|[—\-－]).{{1,16}}|{DAY})\Z")
_SALUTATION = re.compile(r"(?:主任|委员长|各位|主席团).{0,40}[：:]\Z")


@attrs.frozen
class Instrument:
    """One instrument of an issue.

    ``text`` is its text with torn paragraphs rejoined and page furniture left out, ready for ``parse_statute`` and
    ``parse_decision``; ``source`` the same stretch of the issue as scanned. ``adopted`` is the date it was passed (for a republished
    statute the first one), ``promulgated`` and ``effective`` may come from the announcement that belongs to it; ``presented`` and
    ``author`` say when and by whom an explanation or report was given. Dates are ISO, empty where unknown.

    >>> import lawtrack as lt
    >>> issue = lt.read_gazette("某市人民代表大会常务委员会公告\\n第3号\\n某市节水条例\\n第一条　为了节水，制定本条例。".encode())
    >>> law = issue.instruments[1]
    >>> law.kind.zh, law.title, (law.first_line, law.last_line)
    ('法规', '某市节水条例', (3, 4))
    """

    kind: InstrumentKind
    title: str
    issuer: str = ""
    adopted: str = ""
    promulgated: str = ""
    effective: str = ""
    presented: str = ""
    author: str = ""
    number: str = ""
    page: int = 0
    first_line: int = 0
    last_line: int = 0
    announcement: str = ""
    text: str = attrs.field(default="", repr=False)
    source: str = attrs.field(default="", repr=False)
    span: Span | None = attrs.field(default=None, repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False)

    def statute(self) -> Statute:
        """Its text as a statute."""
        return parse_statute(self.text)

    def __repr__(self) -> str:
        return f"<{self.kind.zh} {self.title} 第{self.first_line}–{self.last_line}行>"


@attrs.frozen
class Gazette:
    """An issue: what it calls itself, its instruments in print order, its table of contents, and what was doubtful.

    >>> import lawtrack as lt
    >>> issue = lt.read_gazette("某市人民代表大会常务委员会公告\\n第3号\\n某市节水条例\\n第一条　为了节水，制定本条例。".encode())
    >>> [one.title for one in issue.instruments]
    ['某市人民代表大会常务委员会公告', '某市节水条例']
    """

    title: str = ""
    issue: str = ""
    published: str = ""
    instruments: tuple[Instrument, ...] = ()
    contents: tuple[ContentsLine, ...] = attrs.field(default=(), repr=False)
    findings: tuple[Finding, ...] = attrs.field(default=(), repr=False)

    def of_kind(self, *kinds: InstrumentKind | str) -> tuple[Instrument, ...]:
        """The instruments of these kinds."""
        return tuple(x for x in self.instruments if x.kind in kinds)

    @property
    def statutes(self) -> tuple[Instrument, ...]:
        """The statutes printed in the issue."""
        return self.of_kind(InstrumentKind.STATUTE)

    @property
    def decisions(self) -> tuple[Instrument, ...]:
        """Amending and other decisions."""
        return self.of_kind(InstrumentKind.AMENDING_DECISION, InstrumentKind.DECISION)

    def __repr__(self) -> str:
        return f"<Gazette {self.title} {self.issue} {len(self.instruments)}件>"

    _repr_html_ = repr_html


def read_gazette(text: str) -> Gazette:
    """Find every instrument of an issue.

    Raises :class:`InputError` for an empty or binary input. An issue that holds no legislation is no error: the result says so in a
    finding ``gazette.no-legislation``.

    >>> issue = read_gazette("某市人民代表大会常务委员会公告\\n第3号\\n《某市节水条例》已于2024年5月6日通过，自2024年7月1日起施行。\\n"
    ...                      "某市节水条例\\n（2024年5月6日某市人民代表大会常务委员会第二次会议通过）\\n第一条　为了节水，制定本条例。")
    >>> issue.instruments
    (<公告 某市人民代表大会常务委员会公告 第1–3行>, <法规 某市节水条例 第4–6行>)
    >>> issue.instruments[1].effective
    '2024-07-01'
    """
    if isinstance(text, str) and len(text) > LIMIT:
        raise InputError(
            f"文本有 {len(text)} 字，超过一期公报可能的长度（{LIMIT} 字）；请分期再读",
            f"the text has {len(text)} characters, more than an issue of a gazette ({LIMIT}); read it issue by issue",
        )
    check_input(text[: LIMIT // 10] if isinstance(text, str) else text)
    return _Issue(text).read()


class _Issue:
    def __init__(self, text: str) -> None:
        self.text = text
        raw = list(read_lines(text))
        self.findings: list[Finding] = []
        self.raw = raw
        put_aside = furniture(raw)
        self.lines = [x for i, x in enumerate(raw) if i not in put_aside]
        self.aside = [(raw[i], what) for i, what in put_aside.items()]

    def read(self) -> Gazette:
        lines = self.lines
        starts = self.find_starts()
        begin = starts[0][0] if starts else len(lines)
        entries = read_contents(lines[:begin])
        starts = self.by_contents(starts, entries)
        begin = starts[0][0] if starts else len(lines)
        instruments = []
        if begin:
            instruments.append(self.contents(begin))
        for k, (first, head) in enumerate(starts):
            end = starts[k + 1][0] if k + 1 < len(starts) else len(lines)
            instruments.append(self.instrument(first, head, end))
        titles = [("" if x.kind is InstrumentKind.CONTENTS else x.title, x.number) for x in instruments]
        pages = pages_of(titles, entries)
        instruments = _announced([attrs.evolve(x, page=p) if p else x for x, p in zip(instruments, pages, strict=True)])
        self.compare_contents(entries, instruments)
        title, issue, published = _masthead(
            [x for x in self.raw[:200] if x.start < (lines[begin].start if 0 < begin < len(lines) else 4000)]
        )
        if not any(
            x.kind in (InstrumentKind.STATUTE, InstrumentKind.AMENDING_DECISION, InstrumentKind.DECISION)
            for x in instruments
        ):
            self.findings.append(kinds.NO_LEGISLATION.finding(span=Span(0, len(self.text), 1)))
        if not instruments:
            self.findings += self.furniture_between(0, len(self.text))
        own = [f for x in instruments for f in x.findings]
        return Gazette(title, issue, published, tuple(instruments), tuple(entries), tuple(self.findings + own))

    # -- where instruments begin

    def find_starts(self) -> list[tuple[int, int]]:
        """(first line of the title, first line after it) of each instrument."""
        out: list[tuple[int, int]] = []
        for i in range(1, len(self.lines)):
            if not self.is_anchor(i):
                continue
            head = i
            while head - 1 > 0 and _HELD.match(self.lines[head - 1].text) and i - head < 2:
                head -= 1  # a date between title and note: 会议议程
            first = self.title_start(head, out[-1][1] if out else 0)
            if first is not None and (not out or first >= out[-1][1]):
                out.append((first, head))
        return out

    def is_anchor(self, i: int) -> bool:
        """A line that stands right under a title: adoption note, number, where it was given, salutation."""
        line = self.lines[i]
        text = line.text
        if _NOTE.match(text):
            whole = "".join(x.text for x in self.lines[i : i + 6])
            close = re.search(r"[）)]", whole)
            return bool(close and _ADOPTED.search(whole[: close.end()]))
        if _GIVEN.match(text) or _NUMBERED.match(text) and len(text) <= 24:
            return True
        if _opens_body(line):
            return kind_of(tight(self.lines[i - 1].text)) is InstrumentKind.STATUTE
        return bool(_SALUTATION.match(text)) and kind_of(tight(self.lines[i - 1].text)) is not None

    def title_start(self, head: int, floor: int) -> int | None:
        """Where the title that ends before ``head`` begins, or None where no title stands there."""
        k = head - 1
        if k < floor or not self.is_title_line(k) or kind_of(tight(self.lines[k].text)) is None:
            return None
        joined = tight(self.lines[k].text)
        while k - 1 >= floor and head - k < 5 and self.is_title_line(k - 1) and self.continues_title(k - 1, joined):
            k -= 1
            joined = tight(self.lines[k].text) + joined
        return k

    def is_title_line(self, k: int) -> bool:
        text = self.lines[k].text
        return (
            len(text) <= 120 and not text.endswith(SENTENCE) and not _HELD.match(text) and not _NUMBERED.match(text)
            and not _NOTE.match(text) and "|" not in text and self.lines[k].kind in (LineKind.TEXT, LineKind.PART)
        )  # fmt: skip

    def continues_title(self, k: int, rest: str) -> bool:
        """Whether line ``k`` is an earlier part of the title whose later part is ``rest``."""
        text = tight(self.lines[k].text)
        if kind_of(text) is not None and not unbalanced_title(text):
            return False
        if unbalanced_title(rest) or unbalanced_title(text):
            return True
        if rest.startswith("关于"):
            return bool(ORGAN.search(text)) and not ORGAN.fullmatch(rest)
        whole = text + rest
        starts = rest.startswith(
            ("的", "和", "与", "及", "情况", "工作", "实施", "若干", "审议", "说明", "报告", "决定", "公告")
        )
        return (starts or len(rest) <= 8) and kind_of(whole) is not None and len(text) >= 4

    def by_contents(self, starts: list[tuple[int, int]], entries: Sequence[ContentsLine]) -> list[tuple[int, int]]:
        """Titles that the table of contents knows and nothing else marks: a line that is an entry's text."""
        from rapidfuzz import fuzz, process

        wanted = [k for e in entries if len(k := title_letters(e.text)) >= 8]
        named = self.announced_names(starts)
        last_entry = max((e.line for e in entries), default=0)
        titles = {i for first, head in starts for i in range(first, head)}
        extra: list[tuple[int, int]] = []
        for i, line in enumerate(self.lines):
            if line.number <= last_entry or i in titles or line.kind is not LineKind.TEXT or not self.is_title_line(i):
                continue
            if kind_of(tight(line.text)) is None:
                continue
            first = self.title_start(i + 1, extra[-1][1] if extra else 0)
            if first is None or titles & set(range(first, i)):
                first = i
            key = title_letters("".join(x.text for x in self.lines[first : i + 1]))
            if key in named or wanted and process.extractOne(key, wanted, scorer=fuzz.ratio, score_cutoff=92):
                extra.append((first, i + 1))
        return sorted([*starts, *extra])

    def announced_names(self, starts: list[tuple[int, int]]) -> set[str]:
        """What the announcements publish: titles that must follow somewhere."""
        out: set[str] = set()
        for first, head in starts:
            if kind_of(self.title(first, head)) is InstrumentKind.ANNOUNCEMENT:
                text = "".join(x.text for x in self.lines[head : head + 6])
                out |= {title_letters(name) for name in named_in(text) if "公布" in text}
        return out

    def title(self, first: int, head: int) -> str:
        return join_title([x.text for x in self.lines[first:head] if not _HELD.match(x.text)])

    # -- what an instrument says

    def contents(self, end: int) -> Instrument:
        lines = self.lines[:end]
        start, stop = lines[0].start, lines[-1].end
        return Instrument(
            InstrumentKind.CONTENTS, "目录", first_line=lines[0].number, last_line=lines[-1].number,
            text="\n".join(x.text for x in lines) + "\n", source=self.text[start:stop], span=Span(start, stop, lines[0].number),
            findings=self.furniture_between(0, self.lines[end].start if end < len(self.lines) else len(self.text)),
        )  # fmt: skip

    def instrument(self, first: int, head: int, end: int) -> Instrument:
        lines = self.lines[first:end]
        held = [x for x in self.lines[first:head] if _HELD.match(x.text)]
        title = self.title(first, head)
        kind = kind_of(tight(title)) or InstrumentKind.OTHER
        inner, found = columns(self.text, self.lines[head:end])
        blocks, joined = rejoin(self.text, inner, legal=kind in LEGAL)
        start, stop = lines[0].start, lines[-1].end
        number = next((x.text for x in self.lines[head : head + 2] if _NUMBERED.match(x.text)), "")
        note = _note(self.lines[head : min(end, head + 8)])
        dates = [first_date(m[0]) for m in re.finditer(DAY, note)]
        given = _given(self.lines[head : min(end, head + 6)])
        body = "".join(b.text for b in blocks)
        tail = [x.text for x in lines[-4:]]
        signed = next((first_date(x) for x in reversed(tail) if re.fullmatch(DAY, x)), "")
        paragraphs = [title, *(x.text for x in held), *(b.text for b in blocks)]
        return Instrument(
            kind, title, issuer_of(kind, title, note, given[1]),
            adopted=dates[0] if dates and kind is not InstrumentKind.ANNOUNCEMENT else "",
            promulgated=signed if kind is InstrumentKind.ANNOUNCEMENT else "",
            effective=effective_date(body, signed or (dates[-1] if dates else "")) if kind in LEGAL else "",
            presented=given[0], author=given[1], number=tight(number),
            first_line=lines[0].number, last_line=lines[-1].number, text="\n".join(paragraphs) + "\n",
            source=self.text[start:stop], span=Span(start, stop, lines[0].number),
            findings=tuple(found + joined)
            + self.furniture_between(start if first else 0, self.lines[end].start if end < len(self.lines) else len(self.text)),
        )  # fmt: skip

    def furniture_between(self, start: int, stop: int) -> tuple[Finding, ...]:
        return tuple(
            kinds.GAZETTE_FURNITURE.finding(span=Span(x.start, x.end, x.number), text=x.text, what=what)
            for x, what in self.aside
            if start <= x.start < stop
        )

    def compare_contents(self, entries: Sequence[ContentsLine], instruments: Sequence[Instrument]) -> None:
        pages = {x.page for x in instruments if x.page}
        for entry in entries:
            if entry.page not in pages:
                self.findings.append(
                    kinds.NOT_IN_THE_ISSUE.finding(span=self.span_of(entry), text=entry.text, page=entry.page)
                )

    def span_of(self, entry: ContentsLine) -> Span:
        line = next(x for x in self.lines if x.number == entry.line)
        return Span(line.start, line.end, line.number)


def _opens_body(line: SourceLine) -> bool:
    """What stands right under the title of a statute that has no adoption note: 目录, 序言, 第一章, 第一条."""
    if line.kind in (LineKind.CONTENTS, LineKind.PREAMBLE):
        return True
    return line.kind in (LineKind.PART, LineKind.CHAPTER, LineKind.ARTICLE) and label_number(line.label) == Number(1)


# -- what stands under a title


def _note(lines: Sequence[SourceLine]) -> str:
    """The adoption note in brackets that opens the lines, or nothing."""
    joined = ""
    for line in lines:
        if not joined and not _NOTE.match(line.text):
            if _HELD.match(line.text):
                continue
            return ""
        joined += line.text
        if len(re.findall("[（(]", joined)) <= len(re.findall("[）)]", joined)):
            return joined
    return joined


def _given(lines: Sequence[SourceLine]) -> tuple[str, str]:
    """(date, who) from ``——2023年7月27日在…会议上`` and the line below it."""
    if not lines or not _GIVEN.match(lines[0].text):
        return "", ""
    date = re.search(DAY, lines[0].text)
    k = 0
    while k < min(3, len(lines)) and not re.search(r"(?:会议)?上\Z", tight(lines[k].text)):
        k += 1
    who = lines[k + 1].text if k + 1 < len(lines) else ""
    if _SALUTATION.match(who) or who.endswith(("。", "：")) or len(who) > 60:
        who = ""
    return first_date(date[0]) if date else "", re.sub(r"(?<=[一-龥])[ \u3000](?=[一-龥]\Z)", "", who)


def _announced(instruments: list[Instrument]) -> list[Instrument]:
    """Dates that an announcement gives to the instrument it names."""
    out = list(instruments)
    by_title: dict[str, list[int]] = {}
    for i, x in enumerate(out):
        by_title.setdefault(title_letters(x.title), []).append(i)
    for x in instruments:
        if x.kind is not InstrumentKind.ANNOUNCEMENT:
            continue
        for name in named_in(x.text):
            for i in by_title.get(title_letters(name), ()):
                y = out[i]
                if y.kind is InstrumentKind.ANNOUNCEMENT:
                    continue
                adopted = re.search(rf"({DAY})[^，。《》]{{0,40}}?(?:通过|修订|批准)", re.sub(r"\s", "", x.text))
                out[i] = attrs.evolve(
                    y, announcement=f"{x.title}{x.number}", promulgated=x.promulgated or y.promulgated,
                    adopted=y.adopted or (first_date(adopted[1]) if adopted else ""), effective=x.effective or y.effective,
                )  # fmt: skip
    return out


def _masthead(lines: Sequence[SourceLine]) -> tuple[str, str, str]:
    """(name, issue, date of publication) of the periodical."""
    texts = [tight(x.text) for x in lines]
    title = next((t for t in texts if t.endswith("公报") and len(t) <= 40), "")
    joined = " ".join(texts)
    year = re.search(r"([0-9]{4})年\s*第?\s*([0-9—\-]+)\s*([期号])|([0-9]{4})年\s+第([0-9—\-]+)([期号])", joined)
    issue = ""
    if year:
        issue = f"{year[1] or year[4]}年第{year[2] or year[5]}{year[3] or year[6]}"
    out = re.search(rf"({DAY})\s*出版", joined)
    return title, issue, first_date(out[1]) if out else ""
