"""Are the citations of a text right? Each reference to a statute in any text (a judgement, a contract, a draft), held against an archive on a day."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from functools import cached_property

import attrs

from lawtrack.archive.archive import Archive
from lawtrack.archive.citations import Citation, citations_of
from lawtrack.archive.entry import Entry
from lawtrack.archive.impact.names import Names
from lawtrack.arguments import checked
from lawtrack.comparison.text_diff import similarity
from lawtrack.display import summary
from lawtrack.errors import InputError
from lawtrack.formats.blocks import Table
from lawtrack.formats.report import Report
from lawtrack.history.lineage import text_of
from lawtrack.history.versions import Version
from lawtrack.model.address import Address, parse_address
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute
from lawtrack.model.normal import normalise
from lawtrack.model.provisions import Article, Paragraph
from lawtrack.syntax.note import read_date
from lawtrack.syntax.references import ReferenceKind, list_references


class Verdict(enum.Enum):
    """What is to be said of a citation.

    >>> import lawtrack as lt
    >>> [one.value for one in lt.Verdict]
    ['相符', '引文不符', '序号已变', '已删去', '没有该条', '已废止', '尚未施行', '指过去的文本', '存档中没有']
    """

    RIGHT = "相符"
    DIFFERS = "引文不符"
    RENUMBERED = "序号已变"
    GONE = "已删去"
    ABSENT = "没有该条"
    REPEALED = "已废止"
    FUTURE = "尚未施行"
    PAST = "指过去的文本"
    UNKNOWN = "存档中没有"


@attrs.frozen
class CheckedCitation:
    """One citation: ``words`` at ``[start, end)`` of the text, the statute and provision meant, and what is to be said of it.

    ``title`` is that of the statute in the archive ("" where it holds none such), ``address`` the provision as cited, ``text`` what stands there
    on the day, ``now`` where the provision stands on the day if elsewhere, ``quoted`` the words quoted from it, ``reason`` in Chinese.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     (one,) = lt.check_citations("依照《某市渡口条例》第九条处罚", archive, on="2005-01-01").entries
    >>> one.words, one.verdict.value, one.text
    ('第九条', '没有该条', '')
    """

    words: str
    start: int
    end: int
    name: str
    title: str
    address: str
    verdict: Verdict
    text: str = ""
    now: str = ""
    quoted: str = ""
    reason: str = ""

    @property
    def right(self) -> bool:
        """Whether nothing is to be said against it."""
        return self.verdict is Verdict.RIGHT

    def __repr__(self) -> str:
        return f"<{self.words} {self.verdict.value}{f'：{self.reason}' if self.reason else ''}>"


@attrs.frozen
class CheckedCitations:
    """All citations of a text in their order, held against the texts in force ``on`` a day.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、将第一条中的“开灯”修改为“亮灯”。")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = archive.add(law)
    ...     found = lt.check_citations("依照《某市渡口条例》第一条", archive, on="2005-01-01")
    >>> found.on, [one.verdict.value for one in found]
    ('2005-01-01', ['相符'])
    """

    on: str
    entries: tuple[CheckedCitation, ...]

    def __iter__(self) -> Iterator[CheckedCitation]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def wrong(self) -> tuple[CheckedCitation, ...]:
        """Those against which something is to be said."""
        return tuple(e for e in self.entries if not e.right)

    def to_dicts(self) -> list[dict[str, object]]:
        """The rows as dictionaries."""
        return [{**attrs.asdict(e), "verdict": e.verdict.value} for e in self.entries]

    def to_report(self) -> Report:
        """A table of all citations, those that are wrong first."""
        rows = tuple(
            (e.verdict.value, e.words, e.title or e.name, e.address, e.now, e.reason)
            for e in sorted(self.entries, key=lambda e: e.right)
        )
        heads = ("结论", "引用", "法规", "条款", "现为", "说明")
        return Report(
            f"引用核对（{self.on}）：{len(self.entries)}处，{len(self.wrong)}处有问题",
            tables=(Table("引用", heads, rows),) if rows else (),
        )

    __repr__ = summary


@checked
def check_citations(text: str, archive: Archive, *, on: Date, written: Date = "") -> CheckedCitations:
    """Every citation of a statute in ``text``, resolved on day ``on``; ``written`` is the day whose texts its author had before him.

    Right are those to a provision that stands there on that day and holds the words quoted from it. A citation is followed from the text of
    ``written`` (else from the last text that had such a provision). What the archive does not hold is said, and nothing is guessed. Raises
    :class:`InputError` for what is no date.

    >>> from lawtrack.syntax.statute.parse import parse_statute
    >>> import tempfile, pathlib
    >>> law = "例法\\n（{}通过　{}施行）\\n第一条　甲应当付款。\\n{}"
    >>> with tempfile.TemporaryDirectory() as folder, Archive(pathlib.Path(folder) / "a.db") as archive:
    ...     for day, rest in (("2001年1月1日", "第二条　乙。\\n"), ("2020年1月1日", "第二条　丙。\\n第三条　乙。\\n")):
    ...         _ = archive.add(parse_statute(law.format(day, day, rest)))
    ...     found = check_citations("依照《例法》第一条“甲应当付款”、第九条和《另法》第二条。", archive, on="2021-01-01")
    >>> [(c.words, c.verdict.value) for c in found]
    [('第一条', '相符'), ('第九条', '没有该条'), ('第二条', '存档中没有')]
    """
    day, then = read_date(on), read_date(written) if written else ""
    with archive.reading():
        return CheckedCitations(day, tuple(_Check(text, archive, day, then).run()))


_QUOTES_BEHIND = re.compile(r"[^。；“”《》\n]{0,12}?“(?P<words>[^“”]+)”")
_QUOTES_BEFORE = re.compile(r"“(?P<words>[^“”]+)”[。；，]?[（(][^（）()“”。]*$")
_ELLIPSIS = re.compile(r"…+|\.{3,}")
_ENDS = "，。；：、 　\n"
_IS_STATUTE = re.compile(r"^[ \u3000]*第[一1]条[ \u3000]", re.M)
"""A text with articles of its own: 本条例 in it is the text itself."""
_OWN_NAME = re.compile(r"本(?:法典|法|条例|办法|规定|规则|细则|解释|守则|章程)(?=第)")


@attrs.define(eq=False)
class _Check:
    text: str
    archive: Archive
    day: str
    written: str

    def run(self) -> Iterator[CheckedCitation]:
        lines: list[tuple[int, str]] = []
        at = 0
        for line in self.text.split("\n"):
            lines.append((at, line))
            at += len(line) + 1
        whole = Statute("", children=(Article("第一条", "", tuple(Paragraph(line) for _, line in lines)),))
        places = {str(a): lines[i - 4] for i, a in enumerate(whole.addresses) if 4 <= i < len(lines) + 4}
        found = [(places[c.address], c) for c in citations_of(whole) if c.name and c.address in places]
        judged = [self._judge(offset, line, citation) for (offset, line), citation in found]
        if not _IS_STATUTE.search(self.text):
            judged += self._of_no_statute(whole, lines)
        yield from sorted(judged, key=lambda made: made.start)

    def _of_no_statute(self, whole: Statute, lines: list[tuple[int, str]]) -> Iterator[CheckedCitation]:
        """本法第三条 in a text that is no statute: which one is meant is not written there."""
        for entry in list_references(whole).entries:
            ref = entry.reference
            if ref.kind is not ReferenceKind.HERE or not _OWN_NAME.match(ref.text):
                continue
            offset, line = lines[entry.line - 4]
            at = offset + max(line.find(ref.text, max(0, ref.span.start - len(ref.text))), 0)
            name = _OWN_NAME.match(ref.text)[0]  # type: ignore[index]
            why = f"“{name}”指哪一部法规，文中没有写明，无法核对；请写出法规名称"
            target = str(ref.targets[0]) if ref.targets else ""
            yield CheckedCitation(ref.text, at, at + len(ref.text), name, "", target, Verdict.UNKNOWN, reason=why)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.archive.store)

    def _judge(self, offset: int, line: str, c: Citation) -> CheckedCitation:
        words = c.words if not c.target else _mention(line, c)
        at = line.find(words, max(0, c.start - len(words)))
        at = at if 0 <= at <= c.start else c.start
        start, end = offset + at, offset + at + len(words)
        quoted = _quoted(line, at, at + len(words)) if c.target else ""
        named = self.names.find(c.name)
        made = CheckedCitation(words, start, end, c.name, "", c.target, Verdict.UNKNOWN, quoted=quoted)
        if named is None:
            return attrs.evolve(made, reason="存档中没有这部法规，无法核对")
        entry = Entry(self.archive._title(named.statute), self.archive.store, named.statute)
        made = attrs.evolve(made, title=entry.title)
        if "p" in c.marks or named.past:
            return attrs.evolve(made, verdict=Verdict.PAST, reason="引用的是过去的文本，没有按今天的文本核对")
        try:
            version = entry.version_at(self.day)
        except InputError as error:
            first = entry.versions[0] if self.archive.has_text(entry.title) else None
            kind = Verdict.FUTURE if first and first.effective > self.day else Verdict.REPEALED
            return attrs.evolve(made, verdict=kind if first else Verdict.UNKNOWN, reason=str(error))
        if not c.target:
            return attrs.evolve(made, verdict=Verdict.RIGHT)
        return self._provision(made, entry, version, parse_address(c.target))

    def _provision(self, made: CheckedCitation, entry: Entry, version: Version, address: Address) -> CheckedCitation:
        line = version.statute.find(address)
        text = _flat(version.statute, line) if line is not None else ""
        made = attrs.evolve(made, text=text)
        if self.written and self.written < self.day:
            return self._followed(made, entry, version, address, self.written)
        if line is not None:
            return self._words(made, entry, version)
        older = [v for v in entry.versions if v.effective < version.effective and v.statute.find(address) is not None]
        if older:
            return self._followed(made, entry, version, address, older[-1].effective)
        later = next(
            (v for v in entry.versions if v.effective > version.effective and v.statute.find(address) is not None), None
        )
        why = f"；自{later.effective}起才有" if later else ""
        return attrs.evolve(made, verdict=Verdict.ABSENT, reason=f"{self.day}的文本没有{address}{why}")

    def _followed(
        self, made: CheckedCitation, entry: Entry, version: Version, address: Address, since: str
    ) -> CheckedCitation:
        """A citation of an earlier text, followed to the day."""
        try:
            then = entry.version_at(since)
        except InputError as error:
            return attrs.evolve(made, verdict=Verdict.UNKNOWN, reason=str(error))
        if then.statute.find(address) is None:
            return attrs.evolve(made, verdict=Verdict.ABSENT, reason=f"{since}的文本没有{address}")
        stop = entry.trace(address, on=since, to=self.day)[-1]
        if stop.address is None:
            why = f"{then.effective}起施行的文本中的{address}已删去"
            return attrs.evolve(made, verdict=Verdict.GONE, reason=why)
        if stop.address == then.statute.addresses[then.statute.find(address) or 0]:
            return self._words(made, entry, version)
        others = f"，另见{'、'.join(map(str, stop.others))}" if stop.others else ""
        why = f"{then.effective}起施行的文本中的{address}现为{stop.address}{others}"
        return attrs.evolve(made, verdict=Verdict.RENUMBERED, now=str(stop.address), reason=why)

    def _words(self, made: CheckedCitation, entry: Entry, version: Version) -> CheckedCitation:
        """The words quoted from a provision that stands where it is cited."""
        if not made.quoted or _holds(made.text, made.quoted):
            return attrs.evolve(made, verdict=Verdict.RIGHT)
        statute = version.statute
        elsewhere = [
            a
            for i, a in enumerate(statute.addresses)
            if i > 2 and a.article == a and _holds(_flat(statute, i), made.quoted)
        ]
        if len(elsewhere) == 1:
            why = f"所引文字现在{elsewhere[0]}"
            return attrs.evolve(made, verdict=Verdict.RENUMBERED, now=str(elsewhere[0]), reason=why)
        address = parse_address(made.address)
        for v in reversed([v for v in entry.versions if v.number != version.number]):
            line = v.statute.find(address)
            if line is not None and _holds(_flat(v.statute, line), made.quoted):
                why = f"所引文字是{v.effective}起施行的文本的"
                return attrs.evolve(made, verdict=Verdict.DIFFERS, reason=why)
        alike = similarity(_bare(made.quoted), _bare(made.text))
        return attrs.evolve(made, verdict=Verdict.DIFFERS, reason=f"所引文字与条文不符（相似度 {alike:.0%}）")


def _mention(line: str, c: Citation) -> str:
    """The number as written at the place of a citation."""
    whole = line.find(c.words, max(0, c.start - len(c.words)))
    if 0 <= whole <= c.start and c.start < whole + len(c.words):
        tail = line[c.start : whole + len(c.words)]
        m = re.match(r"(?:第[^第、和及至，。；]{1,12}?[编章节条款项目](?:之[一二三四五六七八九十]+)?)+", tail)
        return m[0] if m else tail
    return c.words


def _quoted(line: str, start: int, end: int) -> str:
    """The words quoted from a provision: behind its number, or in front of it where the number stands in brackets."""
    behind = _QUOTES_BEHIND.match(line, end)
    if behind:
        return behind["words"]
    before = _QUOTES_BEFORE.search(line[:start])
    return before["words"] if before else ""


def _flat(statute: Statute, line: int) -> str:
    return text_of(statute, line).replace("\n", "")


def _bare(text: str) -> str:
    return normalise(text).replace("\n", "").strip(_ENDS)


def _holds(text: str, quoted: str) -> bool:
    """Whether a provision holds the words, apart from width, spaces, the mark at the end, and what …… leaves out."""
    whole, at = _bare(text), 0
    for piece in filter(None, map(_bare, _ELLIPSIS.split(quoted))):
        at = whole.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
