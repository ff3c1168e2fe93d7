"""What a decision adds to the adoption note (题注) of the statute it amends: 根据…《关于修改〈…〉的决定》修正.

Who passed it decides the form, as published notes have it. People's congresses: day and session, the title without the body's name; where
the province approved it, both days and the whole title. Courts and procuratorates: the meeting and the whole title. The State Council and its
ministries: the day of promulgation, the whole title, 修订; local governments the same with 修正. A 修正案: 通过的《…修正案》修正.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lawtrack.binding.result import findings as kinds
from lawtrack.decision.decision import Decision
from lawtrack.errors import Finding
from lawtrack.model.dates import DATE, DAY, chinese_date, first_date, iso
from lawtrack.model.titles import nested
from lawtrack.syntax.note import find_dates, sayings_of
from lawtrack.syntax.note_entries import UNCOUNTED, AddedEntry, add_amendment_law, add_entry, begins_entry, marks_of

_CONGRESS = re.compile(r"人民代表大会")
_BOARD = re.compile(r"(?:审判|检察)委员会")
_EXECUTIVE = re.compile(r"(?:国务院|部|委员会|总局|局|署|银行|海关|办公室|政府)$")
_LISTED_TOGETHER = re.compile(r"中华人民共和国(?:宪法|刑法)")
"""Whose amendments stand in one list under one 根据."""
_PASSED = re.compile(r"\s*(?:审议|表决|讨论|修订)?通过")
_APPROVED = re.compile(rf"批准|{_PASSED.pattern}")
"""Of the approval 通过 is printed too."""
_WHO = r"[^，。；《》由经于]{4,60}?"
_IN_ORDER = re.compile(
    rf"(?:(?:由|经)(?P<before>{_WHO})于?|^(?P<first>[^\n，。；《》由经于]{{4,60}})于)?(?P<day>{DAY})(?:(?:由|经)(?P<behind>{_WHO}))?"
    r"(?:审议|表决|讨论)?(?P<act>通过|批准)",
    re.MULTILINE,
)
"""A 令 or 公告: 已由某会第三次会议于2026年3月27日通过; 于2026年3月27日经某会第三次会议通过; 某会第三次会议于2026年3月27日通过的《…》."""


class Passing(NamedTuple):
    """How a decision came about, in the words of a note: 2023年9月1日某会第五次会议; "" where it is not known."""

    passed: str
    approved: str
    promulgated: str


def passing_of(decision: Decision) -> Passing:
    """By whom a decision was passed and approved on the days it has, off its own note and the 公告 or 令 in front of it, and when made public.

    >>> note = "（2024年1月12日某市人民代表大会常务委员会第三\\n次会议审议通过　2024年3月28日某省人民代表大会常务委员会批准）"
    >>> passing_of(Decision("决定", note, adopted="2024-01-12", approved="2024-03-28"))
    Passing(passed='2024年1月12日某市人民代表大会常务委员会第三次会议', approved='2024年3月28日某省人民代表大会常务委员会', promulgated='')
    """
    note = re.sub(rf"\s*\n\s*(?={DAY}|[（(])", "　", decision.note).replace("\n", "")
    passed = approved = together = ""
    joint: set[str] = set()
    for _, _, date, words in sayings_of(note):
        if words.rstrip().endswith("、"):  # two bodies pass it together, each on its own day
            together += chinese_date(date) + _who(words)
            joint.add(date)
            continue
        words = re.split(r"[（()）]", words)[0].strip(" 　，,；;、")
        if not passed and decision.adopted in (date, *joint) and (end := _PASSED.search(words)):
            passed = together + chinese_date(date) + _who(words[: end.start()])
        elif not approved and date == decision.approved and (end := _APPROVED.search(words)):
            approved = chinese_date(date) + _who(words[: end.start()])
        together, joint = "", set()
    for m in _IN_ORDER.finditer("\n".join(f.text for f in decision.formal if f.kind == "front")):
        who, date = _who(m["before"] or m["first"] or m["behind"] or ""), first_date(m["day"])
        if not passed and who and m["act"] == "通过" and date == decision.adopted:
            passed = chinese_date(date) + who
        elif not approved and who and m["act"] == "批准" and date == decision.approved:
            approved = chinese_date(date) + who
    return Passing(passed, approved, chinese_date(decision.promulgated))


def _who(words: str) -> str:
    """The body and its meeting, without 由, the space that sets the day off and line breaks."""
    return re.sub(r"^[由经]|[ 　\n]+", "", words)


def add_to_note(note: str, title: str, decision: Decision) -> tuple[AddedEntry, tuple[Finding, ...]]:
    """What ``decision`` adds to the adoption note of the statute called ``title``; nothing where it has no date, which is told."""
    passing, name = passing_of(decision), decision.title
    body = decision.body if name.startswith(decision.body) else ""
    who = body or passing.passed
    board, congress = bool(_BOARD.search(passing.passed)), bool(_CONGRESS.search(who))
    executive = bool(_EXECUTIVE.search(body or decision.body)) and not congress and not board
    day = passing.promulgated if executive else passing.passed
    if not day or not name:
        return AddedEntry(), _undated(note, decision, executive)
    if _listed(note, day, decision) or lists(note, decision):
        return AddedEntry(), ()
    amendment_law = re.search(r"修正案(?:（[^（）]*）)?$", name) is not None
    if amendment_law and _LISTED_TOGETHER.match(title):
        added = add_amendment_law(note, day, nested(re.sub(r"（\d{4}年）$", "", name)), title)
    else:
        if board or executive:
            text = f"{day}通过的《{nested(name)}》" if board else f"{day}《{nested(name)}》"
        elif passing.approved:
            text = f"{day}通过并经{passing.approved}批准的《{nested(name)}》"
        elif amendment_law:
            text = f"{day}通过的《{nested(name)}》"
        else:
            at = len(body) if body else max(name.find("关于修改"), 0)
            text = f"{day}《{nested(name[at:])}》"
        kind = "修正"
        if executive:
            said = [m.kind for m in marks_of(note)]
            kind = said[-1] if said else "修正" if (body or decision.body).endswith("政府") else "修订"
        bare = any(_bare(note, m.start) for m in marks_of(note))
        added = add_entry(note, text if bare else f"根据{text}", kind, title)
    return added, _chosen(added, title)


def _bare(note: str, at: int) -> bool:
    """Whether the entry whose mark stands at ``at`` names its decision without 根据, as some collections print notes."""
    found = [day for day in find_dates(note) if day[0] < at]
    begins = [start for i, (start, _, _) in enumerate(found) if begins_entry(note, found, i)]
    if not begins or not note[begins[-1] : at].rstrip("第一二三四五六七八九十次").endswith("》"):
        return False
    return not re.search(r"(?:根据|、)\s*$", note[: begins[-1]])


def lists(note: str, decision: Decision) -> bool:
    """Whether an adoption note has this decision already: the same title, and a day on which it was passed, approved or made public.

    >>> lists("（2015年3月1日某会通过　根据2026年5月8日某会《关于修改〈例法〉的决定》修正）", Decision("某会关于修改《例法》的决定", adopted="2026-05-08"))
    True
    """
    if not note or not decision.title:
        return False
    return any(
        _listed(note, chinese_date(day), decision)
        for day in (decision.adopted, decision.approved, decision.promulgated)
        if day
    )


def _listed(note: str, day: str, decision: Decision) -> bool:
    """Whether the note has this decision already: same day, same title."""
    m = DATE.search(day)
    plain = re.sub(r"[《》〈〉<>\s]", "", note)
    name = re.sub(r"[《》〈〉<>\s]", "", decision.title)
    name = name[name.find("关于修改") :] if "关于修改" in name else name
    return m is not None and name in plain and any(iso(d) == iso(m) for d in DATE.finditer(note))


def _undated(note: str, decision: Decision, executive: bool) -> tuple[Finding, ...]:
    if not note:
        return ()
    day = "公布" if executive else "通过"
    return (kinds.NOTE_UNDATED.finding("题注", title=decision.title, event=day),)


def _chosen(added: AddedEntry, title: str) -> tuple[Finding, ...]:
    if not added.chosen:
        return ()
    kind = kinds.NEVER_COUNTED if UNCOUNTED.match(title) else kinds.COUNTED_FROM_NOW
    return (kind.finding("题注"),)
