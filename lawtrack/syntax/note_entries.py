"""The adoption note (题注) as its entries: one more amendment put behind the others, counted as published texts count, and taken away again.

How a note is written is settled by published texts: the first amendment is 修正, and when a second joins they are 第一次修正 and 第二次修正;
修正 (by a decision) and 修订 are counted each for itself. What the note at hand does already, it goes on doing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from lawtrack.model.dates import DAY, first_date
from lawtrack.model.numerals import NUMERAL, numeral, parse_numeral
from lawtrack.syntax.note import find_dates

UNCOUNTED = re.compile(r"中华人民共和国(?:宪法|刑法)|北京市")
"""The statutes whose amendments are never counted: the constitution and the criminal law, whose 修正案 bear numbers or years of their own, and
those of Beijing, which writes 修正 each time. A closed list: everyone else whose published notes were seen counts."""

_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_MARK = re.compile(
    rf"(?<![该本此])(?:第(?P<n>{NUMERAL})次)?(?P<kind>修正|修订)(?P<passed>[^（）()　 \n]{{0,4}}?通过)?(?!案)"
)
_AFTER = "，,；;、（(）)　 \n"


@attrs.frozen
class AmendmentMark:
    """修正 or 修订 in a note, at ``start``; ``number`` is None where it stands without one."""

    kind: str
    number: int | None
    start: int


def marks_of(note: str) -> tuple[AmendmentMark, ...]:
    """Every 修正 and 修订 of a note that counts; what stands inside titles does not, nor a text passed whole again (修订通过).

    >>> marks_of("（2001年1月1日某会通过　根据2005年5月5日某会《关于修正〈某法〉的决定》第一次修正）")
    (AmendmentMark(kind='修正', number=1, start=41),)
    """
    bare = _TITLE.sub(lambda m: "《" * len(m[0]), note)
    out: list[AmendmentMark] = []
    for m in _MARK.finditer(bare):
        number = parse_numeral(m["n"]) if m["n"] else None
        if m["passed"] and number is None:
            continue
        end = m.end("kind")
        if end < len(bare) and bare[end] not in _AFTER and not m["passed"]:
            continue
        out.append(AmendmentMark(m["kind"], number, m.start()))
    return tuple(out)


@attrs.frozen
class AddedEntry:
    """A note with one entry more: pure insertions ``(place, text)``, in order; ``chosen`` says that no second mark showed whether to count."""

    insertions: tuple[tuple[int, str], ...] = ()
    chosen: bool = False

    def into(self, note: str) -> str:
        """The new note."""
        for at, text in reversed(self.insertions):
            note = note[:at] + text + note[at:]
        return note


def add_entry(note: str, entry: str, kind: str, title: str) -> AddedEntry:
    """Put ``entry`` (根据…《…》, without 修正 or 修订 behind it) and its mark ``kind`` behind the entries of a note.

    >>> add_entry("（甲通过）", "根据乙《关于修改〈例法〉的决定》", "修正", "例法").into("（甲通过）")
    '（甲通过\\u3000根据乙《关于修改〈例法〉的决定》修正）'
    >>> note = "（甲通过　根据乙《关于修改〈例法〉的决定》修正）"
    >>> add_entry(note, "根据丙《关于修改〈例法〉的决定》", "修正", "例法").into(note)
    '（甲通过\\u3000根据乙《关于修改〈例法〉的决定》第一次修正\\u3000根据丙《关于修改〈例法〉的决定》第二次修正）'
    """
    own = [m for m in marks_of(note) if m.kind == kind]
    counted = [m.number for m in own if m.number is not None]
    inside: list[tuple[int, str]] = []
    ordinal, chosen = "", False
    if counted:
        ordinal = f"第{numeral(max(max(counted), len(own)) + 1)}次"
    elif len(own) == 1:
        chosen = True
        if not UNCOUNTED.match(title):
            inside.append((own[0].start, "第一次"))
            ordinal = "第二次"
    end = len(note.rstrip())
    closed = note[:end].endswith(("）", ")"))
    if not note.strip():
        return AddedEntry(((0, f"（{entry}{ordinal}{kind}）"),), chosen)
    at = end - 1 if closed else end
    between = "\n" if not closed or "\n" in re.split("[（(]", note[:at])[-1] else "　"
    return AddedEntry((*inside, (at, f"{between}{entry}{ordinal}{kind}")), chosen)


def add_amendment_law(note: str, passed: str, name: str, title: str) -> AddedEntry:
    """Put a 修正案 behind the others: 根据（date, session）通过的《…修正案》修正, several under one 根据 as 宪法 and 刑法 are published.

    >>> note = "（甲通过　根据乙通过的《例法修正案》修正）"
    >>> add_amendment_law(note, "丙", "例法修正案（二）", "例法").into(note)
    '（甲通过\\u3000根据乙通过的《例法修正案》、丙通过的《例法修正案（二）》修正）'
    """
    end = len(note.rstrip()) - note.rstrip().endswith(("）", ")"))
    listed = re.search(r"通过的《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》(?P<mark>修正)?$", note[:end])
    entry = f"{passed}通过的《{name}》"
    if listed and listed["mark"]:
        return AddedEntry(((listed.start("mark"), f"、{entry}"),))
    if listed:  # a note that lists its amendments one by one and says no 修正
        return AddedEntry(((end, f"　{entry}"),))
    return add_entry(note, f"根据{entry}", "修正", title)


def take_entry(note: str, days: Sequence[str]) -> str:
    """The note without the entry of the decision passed or made public on one of ``days``; a lone 第一次修正 is 修正 again.

    >>> take_entry("（甲　根据2005年5月5日某会《关于修改〈例法〉的决定》第一次修正　根据2009年9月9日某会《关于修改〈例法〉的决定》第二次修正）", ["2009-09-09"])
    '（甲\\u3000根据2005年5月5日某会《关于修改〈例法〉的决定》修正）'
    >>> take_entry("（根据2009年9月9日某会《关于修改〈例法〉的决定》修正）", ["2009-09-09"])
    ''
    """
    marks = marks_of(note)
    found = list(find_dates(note))
    for k in range(len(found) - 1, -1, -1):
        start, _, day = found[k]
        if day not in days:
            continue
        first = k
        while first and not begins_entry(note, found, first):
            first -= 1  # the day of the approval: the entry begins at that of the adoption
        start = found[first][0]
        until = next((found[i][0] for i in range(k + 1, len(found)) if begins_entry(note, found, i)), len(note))
        mark = next((m for m in marks if start < m.start < until), None)
        listed = re.compile(r"[^《》　\n]*通过的《[^《》]*修正案[^《》]*》").match(note, start)
        if mark is None and not listed:
            continue
        if listed and note[: start - 1 if start else 0].endswith("》") and note[start - 1] == "、":
            return note[: start - 1] + note[listed.end() :]
        if listed and mark is None:
            return _unless_empty(note[:start].rstrip(" 　") + note[listed.end() :])
        assert mark is not None
        end = note.index(mark.kind, mark.start) + len(mark.kind)
        lead = re.search(r"[\s　，,；;]*(?:并?根据)?[\s　]*$", note[:start])
        assert lead is not None
        if (behind := _APPROVED_BEHIND.match(note, end)) and first_date(behind["day"]) in days:
            end = behind.end()  # …《…》修正　2006年3月30日某省…批准
        return _recount(_unless_empty(note[: lead.start()] + note[end:]), mark)
    return note


def _unless_empty(note: str) -> str:
    """Brackets that held nothing but the entry go with it."""
    return note if note.strip("（）() 　\n") else ""


def begins_entry(note: str, found: Sequence[tuple[int, int, str]], i: int) -> bool:
    """Whether a date begins an entry of its own: the day of an approval inside 通过并经…批准的《…》 or 通过　…批准的《…》 does not."""
    start = found[i][0]
    if note[:start].endswith(("经", "并经")):
        return False
    head = note.rfind("根据", 0, start)
    first = next((at for at, _, _ in found if at > head >= 0), start)
    return first >= start or _ENTRY_ENDS.search(note, first, start) is not None


_ENTRY_ENDS = re.compile("[《》（）()]|修[正订改]")
_APPROVED_BEHIND = re.compile(
    rf"[，,、；;\s　]*(?:(?P<open>[（(])[ \u3000]*)?(?P<day>{DAY})[^《》（）()0-9]{{4,80}}批准(?(open)[）)])"
)


def _recount(note: str, gone: AmendmentMark) -> str:
    """The lone 第一次 that is left when the second goes was not there before it came."""
    own = [m for m in marks_of(note) if m.kind == gone.kind]
    if gone.number == 2 and len(own) == 1 and own[0].number == 1:
        at = own[0].start
        return note[:at] + note[at:].removeprefix("第一次")
    return note


_OWN_MARK = re.compile(rf"(?:第{NUMERAL}次)?(修正|修订)$")


def add_both(note: str, early: str, late: str, title: str) -> AddedEntry | None:
    """Two entries that were each put into ``note`` by themselves, one behind the other and counted through; None where either is no entry.

    >>> note = "（甲通过）"
    >>> add_both(note, "　根据乙《关于修改〈例法〉的决定》修正", "　根据丙《关于修改〈例法〉的决定》修正", "例法").into(note)
    '（甲通过\\u3000根据乙《关于修改〈例法〉的决定》第一次修正\\u3000根据丙《关于修改〈例法〉的决定》第二次修正）'
    """
    steps: list[AddedEntry] = []
    text = note
    for words in (early, late):
        entry = words.strip("　\n（）()")
        mark = _OWN_MARK.search(entry)
        if mark is None or entry.startswith("、"):
            return None
        steps.append(add_entry(text, entry[: mark.start()], mark[1], title))
        text = steps[-1].into(text)
    *heads, (place, _) = steps[0].insertions
    begin = place + sum(len(added) for _, added in heads)
    return AddedEntry((*heads, (place, text[begin : len(text) - (len(note) - place)])))
