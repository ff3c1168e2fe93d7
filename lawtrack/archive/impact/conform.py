"""The decision that mends it: for the statutes of one body, every certain correction as one omnibus decision (打包修改).

Each statute is edited where its citations are stale, the edit is drafted as instructions, the whole decision is read back and carried out on
every one of them. What does not come out to the character is taken out of the decision and listed with what somebody has to look at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from lawtrack.archive import findings as kinds
from lawtrack.archive.impact.rewriting import rewrite
from lawtrack.archive.impact.rows import Certainty, Impact, ImpactRow, Kind
from lawtrack.binding.amend import amend
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.display import summary
from lawtrack.drafting.draft import draft
from lawtrack.errors import Finding, InputError, LawtrackError, Severity
from lawtrack.formats.blocks import Table
from lawtrack.formats.report import Report
from lawtrack.model.address import parse_address
from lawtrack.model.dates import Date
from lawtrack.model.nodes import Statute, build
from lawtrack.model.numerals import NUMERAL, numeral
from lawtrack.model.titles import quoted
from lawtrack.patch.ops import Splice, splice
from lawtrack.syntax.note import kind_of, read_date
from lawtrack.syntax.references import find_references

_NUMBER = re.compile(rf"^\s*(?:{NUMERAL}、|[（(]{NUMERAL}[）)])")
_NOUNS = {
    "法律": "部法律", "行政法规": "部行政法规", "地方性法规": "件地方性法规", "部门规章": "件规章", "司法解释": "件司法解释", "自治条例": "件自治条例", "单行条例": "件单行条例",
}  # fmt: skip


@attrs.frozen
class Conformed:
    """One statute of the decision: the text before and after, its instructions, and the rows that they carry out.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> citing = lt.parse_statute("某市夜航办法\\n（2002年1月1日某市人民政府公布）\\n第一条　依照《某市渡口条例》第一条开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、增加一条，作为第一条：“渡口由交通部门管理。”")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = [archive.add(one) for one in (law, citing, decision)]
    ...     made = archive.conform("某市渡口条例", body="某市人民政府")
    >>> (one,) = made.statutes
    >>> one.after["第一条"].text
    '依照《某市渡口条例》第二条开灯。'
    """

    before: Statute
    after: Statute
    instructions: tuple[str, ...]
    rows: tuple[ImpactRow, ...]

    __repr__ = summary


@attrs.frozen
class Conformity:
    """The decision with the statutes it changes, and ``pending`` what is still to be looked at (待核).

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n（2001年1月1日某市人民代表大会常务委员会通过）\\n第一条　渡船应当开灯。")
    >>> citing = lt.parse_statute("某市夜航办法\\n（2002年1月1日某市人民政府公布）\\n第一条　依照《某市渡口条例》第一条开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n（2010年1月1日某市人民代表大会常务委员会通过）\\n一、增加一条，作为第一条：“渡口由交通部门管理。”")
    >>> with lt.Archive(":memory:") as archive:
    ...     _ = [archive.add(one) for one in (law, citing, decision)]
    ...     made = archive.conform("某市渡口条例", body="某市人民政府")
    >>> made.decision.title, len(made.statutes), made.pending
    ('某市人民政府关于修改《某市夜航办法》的决定', 1, ())
    """

    decision: Decision
    statutes: tuple[Conformed, ...]
    pending: tuple[ImpactRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        return f"<Conformity {self.decision.title}：{len(self.statutes)}件，待核{len(self.pending)}处>"

    __str__ = __repr__

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each statute with its instructions and its new text, then the rows that are pending."""
        made = [
            {
                "title": s.after.title, "instructions": list(s.instructions), "text": s.after.to_text(),
                "rows": Impact("", s.rows).to_dicts(), "decision": self.decision.title,
            }
            for s in self.statutes
        ]  # fmt: skip
        return [*made, *({"pending": row} for row in Impact("", self.pending).to_dicts())]

    def to_report(self) -> Report:
        """The decision, beside each change the old and the new words, then what is pending."""
        tables = [
            Table(f"{quoted(s.after.title)}修改前后", ("修改前", "修改后", "依据"), tuple(_sides(s)))
            for s in self.statutes
        ]
        tables += [attrs.evolve(t, title=f"待核：{t.title}") for t in Impact("", self.pending).to_report().tables]
        facts = (
            ("修改", f"{len(self.statutes)} 件，{sum(len(s.rows) for s in self.statutes)} 处引用"),
            ("待核", f"{len(self.pending)} 处"),
        )
        return Report(
            "修改前后对照和待核清单", facts, findings=self.findings, tables=tuple(tables), text=self.decision.to_text()
        )


def _sides(one: Conformed) -> Iterable[tuple[str, str, str]]:
    """Every provision that changed, before and after."""
    for line, (old, new) in enumerate(zip(one.before.units, one.after.units, strict=True)):
        if old.text != new.text:
            address = str(one.before.addresses[line])
            why = dict.fromkeys(f"{quoted(r.cited)}{r.was}现为{r.now[0]}" for r in one.rows if r.address == address)
            yield f"{address}：{old.text}", f"{address}：{new.text}", "；".join(why)


def conform(
    rows: Sequence[ImpactRow],
    texts: Mapping[str, Statute],
    body: str,
    *,
    title: str = "",
    date: Date = "",
    effective: Date = "",
) -> Conformity:
    """The decision for the certain ones among ``rows``; ``texts`` are the statutes of the body by title, as they stand today.

    Raises :class:`InputError` where no row is certain.
    """
    day, from_ = (read_date(d) if d else "" for d in (date, effective))
    groups: dict[str, list[ImpactRow]] = defaultdict(list)
    pending = []
    for row in rows:
        sure = row.certainty is Certainty.CERTAIN and row.now and row.kind not in (Kind.COPY, Kind.TERM, Kind.REWRITTEN)
        if sure and row.citing in texts:
            groups[row.citing].append(row)
        elif row.certainty is not Certainty.UNKNOWN or row.kind is not Kind.COPY:
            pending.append(row)
    made, findings = [], []
    for name, group in groups.items():
        one, why = _conformed(texts[name], group, body)
        if one is None:
            findings.append(_left_out(name, why))
            pending += [attrs.evolve(r, certainty=Certainty.CHECK, reason=why) for r in group]
        else:
            made.append(one)
    decision: Decision | None = None
    while made:
        decision = parse_decision(_text(made, body, title, day, from_))
        wrong = [one for one in made if decision.unread or not _carried_out(one, decision)]
        if not wrong:
            break
        for one in wrong:
            why = "写成的修改决定读回后与修改后的文本不符"
            findings.append(_left_out(one.after.title, why))
            pending += [attrs.evolve(r, certainty=Certainty.CHECK, reason=why) for r in one.rows]
        made = [one for one in made if one not in wrong]
    if not made or decision is None:
        raise InputError(
            f"{body}制定的法规中没有可以确定的修改；待核的有 {len(pending)} 处，见 lawtrack archive impact",
            f"nothing is certain in the statutes of {body}; {len(pending)} places are to be checked, see lawtrack archive impact",
        )
    return Conformity(decision, tuple(made), tuple(pending), tuple(findings))


def _left_out(title: str, why: str) -> Finding:
    return kinds.LEFT_OUT.finding(quoted=quoted(title), why=why, title=title)


def _conformed(before: Statute, rows: Sequence[ImpactRow], body: str) -> tuple[Conformed | None, str]:
    """One statute with its citations corrected, and the instructions that say so; or why it cannot be done."""
    after = corrected(before, rows)
    if after is None:
        return None, "新的条号不能照原来的写法写出"
    try:
        decision = draft(before, after, body=body)
    except LawtrackError as error:
        return None, f"不能起草：{error}"
    said = [_NUMBER.sub("", i.text.strip()) for part in decision.amended for i in part.instructions]
    return Conformed(before, after, tuple(said), tuple(rows)), ""


def corrected(statute: Statute, rows: Iterable[ImpactRow]) -> Statute | None:
    """The statute with the references of the rows written anew; None where one of them does not stand there or cannot be written."""
    by_place: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows:
        by_place[row.address][row.start] = row.now[0]
    units = list(statute.units)
    for address, wishes in by_place.items():
        home = parse_address(address)
        line = statute.find(home)
        if line is None:
            return None
        text, left = units[line].text, dict(wishes)
        splices: list[Splice] = []
        for ref in find_references(text, home):
            own = {m.start: parse_address(left.pop(m.start)) for m in ref.mentions if m.start in left}
            made = rewrite(text, ref, own) if own else ()
            if made is None:
                return None
            splices += made
        if left:
            return None
        units[line] = attrs.evolve(units[line], text=splice(text, tuple(splices)))
    return build(units, statute)


def _carried_out(one: Conformed, decision: Decision) -> bool:
    """Whether the decision, read and bound, gives the new text."""
    try:
        made = amend(one.before, decision)
    except LawtrackError:
        return False
    return made.statute.units[3:] == one.after.units[3:] and not any(
        f.severity is Severity.ERROR for f in made.findings
    )


# -- the text of the decision --------------------------------------------------------------------------------------------


def _text(made: Sequence[Conformed], body: str, title: str, date: str, effective: str) -> str:
    """The decision in the form of omnibus decisions: 一、对《…》作出修改, then its instructions."""
    names = [quoted(one.after.title) for one in made]
    kinds = {kind_of(one.after) for one in made}
    noun = _NOUNS.get(next(iter(kinds)), "件法规") if len(kinds) == 1 else "件法规"
    count = f"{numeral(len(made))}{noun}" if len(made) > 1 else ""
    named = names[0] + (f"等{count}" if count else "")
    lines = [title or f"{body}关于修改{named}的决定"]
    if date:
        lines.append(f"（{_day(date)}{body}通过）")
    if len(made) == 1:
        lines.append(f"{body}决定对{names[0]}作如下修改：")
        lines += [f"{numeral(n)}、{text}" for n, text in enumerate(made[0].instructions, 1)]
    else:
        lines.append(f"{body}决定对{named}作如下修改：")
        for n, (name, one) in enumerate(zip(names, made, strict=True), 1):
            lines.append(f"{numeral(n)}、对{name}作出修改")
            several = len(one.instructions) > 1
            lines += [(f"（{numeral(k)}）" if several else "") + text for k, text in enumerate(one.instructions, 1)]
    lines.append(f"本决定自{_day(effective)}起施行。" if effective else "本决定自公布之日起施行。")
    lines.append(f"{named}根据本决定作相应修改，重新公布。")
    return "\n".join(lines) + "\n"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
