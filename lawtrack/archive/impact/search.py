"""The search: every citation of a statute that changed, held against the version of its day and led to the text of today.

*Citations name the version in force on the citing day*, so each is looked up in that version first and followed from there. Today's number
may be right again, and is never put in place of another blindly.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

import attrs

from lawtrack.archive.impact.citing import Citing, one_line
from lawtrack.archive.impact.context import lean, sentence_at, telling
from lawtrack.archive.impact.laws import Law, LawVersion, Went, steps_of
from lawtrack.archive.impact.names import CitedName, Names
from lawtrack.archive.impact.rows import Certainty, ImpactRow, Kind
from lawtrack.archive.storage.store import Record, Store
from lawtrack.model.titles import quoted

_SINGLY = 4
"""So many provisions of one citing statute are read one by one; of a statute with more of them all are."""
_ALIKE = 0.6
"""Likeness of the two texts from which one provision surely is the other."""


_AMENDED = re.compile(r"修[改正订]以?后的?[《〈]?[^，。；：]{2,40}$")
_QUOTED = re.compile(r"“([^“”]{3,})”")


@attrs.define(eq=False, slots=False)
class Search:
    """One question to an archive. ``since`` and ``until`` bound the days on which changes came into force; ``only`` the cited statutes."""

    store: Store
    since: str = ""
    until: str = ""
    only: frozenset[int] | None = None
    laws: dict[int, Law] = attrs.field(factory=dict)
    """Statutes that are given and not read from the archive, such as those a decision would change."""
    untold: list[str] = attrs.field(factory=list)
    """Terms of which not every place is listed."""

    # ------------------------------------------------------------------ what there is

    @cached_property
    def names(self) -> Names:
        """The names by which statutes are cited."""
        return Names.of(self.store)

    @cached_property
    def facts(self) -> dict[int, tuple[str, str, str]]:
        """Statute → title, issuing body, kind."""
        rows = self.store.rows("SELECT id, title, issuer, kind FROM statute")
        return {r[0]: (one_line(r[1]), r[2], r[3]) for r in rows}

    @cached_property
    def stages(self) -> dict[int, list[LawVersion]]:
        """The versions of each statute, in order."""
        out: dict[int, list[LawVersion]] = defaultdict(list)
        for s, number, effective, until, adopted, repealed, source in self.store.rows(
            "SELECT statute, number, effective, until, adopted, repealed, source FROM version ORDER BY statute, number"
        ):
            out[s].append(LawVersion(number, effective, until, adopted, bool(repealed), source))
        return out

    @cached_property
    def notes(self) -> dict[int, list[tuple[str, str]]]:
        """Statute → (since, note) of its versions."""
        out: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for s, body, since in self.store.rows(
            "SELECT o.statute, t.body, o.since FROM occurrence o JOIN text t ON t.id = o.text WHERE o.line = 2 AND o.address = '题注'"
        ):
            out[s].append((since, body))
        return out

    def law(self, statute: int) -> Law:
        """A statute as what is cited, looked up once."""
        if statute not in self.laws:
            title, _, kind = self.facts[statute]
            notes = [body for _, body in sorted(self.notes[statute])]
            self.laws[statute] = Law(self.store, statute, title, tuple(self.stages[statute]), notes, kind)
        return self.laws[statute]

    def citing(self, statute: int) -> Citing:
        """A statute as what cites, looked up once."""
        if statute not in self._citing:
            title, issuer, _ = self.facts[statute]
            notes = sorted(self.notes[statute])
            self._citing[statute] = Citing(
                statute, title, issuer, tuple(self.stages[statute]), notes[0][1] if notes else ""
            )
        return self._citing[statute]

    @cached_property
    def _citing(self) -> dict[int, Citing]:
        return {}

    def last(self, law: Law) -> LawVersion | None:
        """The version that counts as today's."""
        stages = [s for s in law.stages if not self.until or s.effective <= self.until]
        return stages[-1] if stages else None

    # ------------------------------------------------------------------ citations

    def citations(self) -> Iterator[tuple[Law, CitedName, Record]]:
        """Every citation in force of a statute in question that is not its own, grouped by what is cited."""
        wanted: dict[int, list[str]] = defaultdict(list)
        for (name,) in self.store.rows("SELECT DISTINCT name FROM citation"):
            found = self.names.find(name)
            if found is not None and (self.only is None or found.statute in self.only):
                wanted[found.statute].append(name)
        for statute, cited_as in wanted.items():
            if not self.stages[statute] and statute not in self.laws:
                continue
            law = self.law(statute)
            for record in self._records(cited_as, law):
                named = self.names.find(record[2])
                if record[0] != statute and named is not None:
                    yield law, named, record

    def _records(self, cited_as: list[str], law: Law) -> Iterator[Record]:
        condition = "(until = '' OR until > ?) AND since <= ?" if self.until else "until = ''"
        values = [self.until] * 2 if self.until else []
        if not self.moved(law):  # what cannot have moved is cited by number in vain
            condition += " AND target = ''" if self.ended(law) else " AND 1 = 0"
        for i in range(0, len(cited_as), 400):
            part = cited_as[i : i + 400]
            yield from self.store.rows(
                "SELECT statute, address, name, target, words, start, marks, since FROM citation "
                f"WHERE name IN ({', '.join('?' * len(part))}) AND {condition}",
                *part, *values,
            )  # fmt: skip

    def moved(self, law: Law) -> bool:
        """Whether anything of a statute can have moved: it has another version, or its notes tell of one."""
        return len(law.stages) > 1 or len(law.acts) > 1 or self.ended(law)

    def ended(self, law: Law) -> bool:
        """Whether a statute is no longer in force: repealed, or ended by a clause of another one."""
        return bool(self.end(law))

    def end(self, law: Law) -> str:
        """The day on which a statute ended; "" while it is in force."""
        last = self.last(law)
        return last.until if last is not None and last.repealed and (not self.until or last.until <= self.until) else ""

    @cached_property
    def successors(self) -> dict[int, list[tuple[str, str]]]:
        """Statute → (title, day) of the acts that ended it, where they are statutes themselves."""
        titles = {title for title, _, _ in self.facts.values()}
        out: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for statute, source, effective in self.store.rows(
            "SELECT statute, source, effective FROM record WHERE kind = 'repeal'"
        ):
            if one_line(source) in titles:
                out[statute].append((one_line(source), effective))
        return out

    # ------------------------------------------------------------------ the answer

    def run(self) -> Iterator[ImpactRow]:
        """The rows, unordered."""
        for law, named, record in self.citations():
            yield from self.judge(law, named, record)

    def judge(self, law: Law, named: CitedName, record: Record) -> Iterator[ImpactRow]:
        """What becomes of one citation: nothing, or the row that tells it."""
        statute, address, _, target, words, start, marks, since = record
        citing = self.citing(statute)
        if not citing.stages:
            return
        first, adopted, effective = citing.days(since)
        row = ImpactRow(
            citing.title, address, words, law.title, target, citing_date=adopted, citing_body=citing.issuer, since=first, start=start,
            marks=marks, citing_status=self.status(citing),
        )  # fmt: skip
        case = Case(self, law, named, row, statute, (first, adopted, effective))
        if self.ended(law):
            yield from case.repealed()
        elif target:
            yield from case.moved()

    def status(self, citing: Citing) -> str:
        """Whether a citing statute is in force."""
        last = citing.stages[-1]
        return "已废止" if last.repealed else "有效"

    def unit(self, statute: int, address: str) -> str:
        """The text of the provision that cites, as it stands today."""
        key = (statute, address)
        if key not in self._units:
            self._asked[statute] += 1
            if self._asked[statute] <= _SINGLY:
                self._units[key] = ""
                self._read(statute, " AND o.address = ?", address)
            elif self._asked[statute] == _SINGLY + 1:
                self._read(statute, "")
        return self._units.get(key, "")

    def _read(self, statute: int, more: str, *values: str) -> None:
        """Read texts of a statute as they stand today."""
        then = "AND o.since <= ? AND (o.until = '' OR o.until > ?)" if self.until else "AND o.until = ''"
        sql = (
            f"SELECT o.address, t.body FROM occurrence o JOIN text t ON t.id = o.text WHERE o.statute = ? {then}{more}"
        )
        for address, body in self.store.rows(sql, statute, *([self.until] * 2 if self.until else []), *values):
            self._units[statute, address] = body

    @cached_property
    def _units(self) -> dict[tuple[int, str], str]:
        return {}

    @cached_property
    def _asked(self) -> Counter[int]:
        return Counter()


@attrs.define(eq=False, slots=False)
class Case:
    """One citation before the judge: ``days`` are when its words may have been written first, were adopted, took effect."""

    search: Search
    law: Law
    named: CitedName
    row: ImpactRow
    statute: int
    days: tuple[str, str, str]
    doubts: list[str] = attrs.field(factory=list)

    # ------------------------------------------------------------------ ends of statutes

    def repealed(self) -> Iterator[ImpactRow]:
        last, end = self.search.last(self.law), self.search.end(self.law)
        assert last is not None
        if self.past or self.search.since and end <= self.search.since:
            return
        after = dict.fromkeys(by for by, _ in self.search.successors.get(self.law.id, ()))
        if self.row.citing in after:
            return  # the clause that ends it
        reason = f"{quoted(self.law.title)}自{end}起废止" + (
            f"，代之以{'、'.join(f'{quoted(a)}' for a in after)}" if after else ""
        )
        yield attrs.evolve(
            self.row, kind=Kind.REPEALED, certainty=Certainty.CHECK, reason=reason + "；去向须人工核对", sentence=self.sentence, changed=end,
            was_text=self.law.text(last, self.row.was) if self.row.was else "", version=last.effective,
        )  # fmt: skip

    # ------------------------------------------------------------------ numbers

    def moved(self) -> Iterator[ImpactRow]:
        last = self.search.last(self.law)
        if last is None:
            return
        stage = self.law.at(self.days[1]) or self.law.at(self.days[2])
        if stage is None and self.law.stages and self.days[1] < self.law.stages[0].effective:
            yield from self.unheld(self.law.stages[0], last)
            return
        if stage is None or stage.number > last.number:
            return
        gap = self.law.missing(stage, self.days[1])
        if gap:
            yield from self.unheld(stage, last, gap)
            return
        rivals = self.rivals(stage, last)
        places = self.law.places(stage, self.row.was)
        if not places:
            yield from self.nowhere(stage, last)
            return
        went = self.law.follow(stage, places[0], last)
        if went.to == places[0] and not went.others:
            yield from self.unmoved(stage, last, went, places[0], rivals)
        else:
            yield from self.stale(stage, last, went, places, rivals)

    def rivals(self, stage: LawVersion, last: LawVersion) -> list[LawVersion]:
        """Other versions that the words may name: those of the time since they may have been written, and one adopted but not yet in force."""
        first, adopted, effective = self.days
        out = {
            s.number: s
            for s in self.law.stages
            if s.number != stage.number and s.day <= adopted and (not s.until or s.until > first)
        }
        for day in (adopted, effective):
            for other in (self.law.at(day), self.law.adopted_by(day)):
                if other is not None and other.number != stage.number:
                    out[other.number] = other
        return [s for n, s in sorted(out.items()) if n <= last.number]

    def stale(
        self, stage: LawVersion, last: LawVersion, went: Went, places: list[str], rivals: list[LawVersion]
    ) -> Iterator[ImpactRow]:
        """The number leads elsewhere today."""
        changed = self.changed(went)
        if not changed:
            return
        was = self.row.was
        here = [went.to, *went.others] if went.to else list(went.others)
        old, new = self.law.text(stage, places[0]), self.law.text(last, went.to) if went.to else ""
        about = self.about
        if len(here) > 1:
            here.sort(key=lambda a: -len(about & telling(self.law.text(last, a))))
            if went.to and went.to != here[0]:
                new = self.law.text(last, here[0])
        self.weigh(stage, last, went, places, rivals, old)
        certain = not self.doubts and went.to and here[0] == went.to
        now = tuple(dict.fromkeys(as_cited(was, places[0], a) for a in here))
        kind = (
            Kind.DELETED if not went.to
            else Kind.SPLIT if went.others
            else Kind.MERGED if went.shared
            else Kind.REWRITTEN if went.to == places[0]
            else Kind.MOVED if len(steps_of(went.to)) != len(steps_of(places[0]))
            else Kind.RENUMBERED
        )  # fmt: skip
        reason = "；".join(self.doubts) or f"名称完整，引用日的文本在存档中，原条文与现条文相似度 {went.likeness:.0%}"
        yield attrs.evolve(
            self.row, now=now, kind=kind, certainty=Certainty.CERTAIN if certain else Certainty.CHECK, reason=reason, sentence=self.sentence,
            was_text=old, now_text=new, version=stage.effective, changed=changed, proposal=now[0] if now and went.to else "",
        )  # fmt: skip

    def weigh(
        self, stage: LawVersion, last: LawVersion, went: Went, places: list[str], rivals: list[LawVersion], old: str
    ) -> None:
        """Everything that speaks against 确定."""
        first, adopted, _ = self.days
        doubt = self.doubts.append
        if len(places) > 1:
            doubt("引用未写款，可能指几处")
        if not went.to:
            doubt("该条已删去" + ("，可参看所列条文" if went.others else ""))
        elif went.others:
            doubt("该条已拆分，各处见所列条文")
        elif went.shared:
            doubt("该条与其他条文合并")
        if went.to and went.likeness < _ALIKE:
            doubt(f"改动很大（相似度 {went.likeness:.0%}）")
        if not self.named.sure:
            doubt("名称前的文字可能属于另一名称")
        if self.past:
            doubt("引用的是过去的文本")
        if _AMENDED.search(self.text[: self.row.start]):
            doubt("写明是某次修改后的文本，须核对指哪一次")
        gone = [q for q in _QUOTED.findall(self.sentence) if q in old and q not in self.law.text(last, went.to)]
        if went.to and gone:
            doubt(f"句中引用的“{gone[0]}”现条文中已经没有")
        if "u" in self.row.marks:
            doubt("也可能指本法规自己的条文")
        if "t" in self.row.marks:
            doubt("在另一文件的名称之中")
        if self.law.at(adopted) is None and not self.first_text(stage):
            doubt(f"存档中没有{adopted}有效的文本")
        if "r" in self.row.marks:
            doubt("引用的是一段条文的末尾，须核对整段")
        at_number = self.law.text(last, places[0])
        tilt = lean(self.about, old, at_number) if at_number else 0
        if tilt < -1:
            doubt("句中的文字更像现行文本该条号下的内容")
        differing = [s for s in rivals if self.same_place(s, places[0], last) != went.to]
        if differing:
            doubt(f"引用可能出自{'、'.join(s.effective for s in differing)}的文本，那时该条号是另一条")
        elif first < adopted and not self.backed(first, stage, old, tilt):
            since = f"自{first}以来多次修改" if first else "没有写明何时制定"
            doubt(f"引用的法规{since}，这一句可能写得更早，当时的文本不在存档中")

    def backed(self, first: str, stage: LawVersion, old: str, tilt: int) -> bool:
        """Whether words that may be older than the citing day surely mean the version of that day: it was in force all the time, or they fit it."""
        if self.law.stages[0].number <= stage.number and stage.effective <= first:
            return True
        return tilt >= 3 and len(self.about & telling(old)) >= 4

    def same_place(self, stage: LawVersion, place: str, last: LawVersion) -> str:
        """Where a provision of an earlier version stands in the last one; "" where it had no text."""
        return self.law.follow(stage, place, last).to if self.law.text(stage, place) else ""

    def unmoved(
        self, stage: LawVersion, last: LawVersion, went: Went, place: str, rivals: list[LawVersion]
    ) -> Iterator[ImpactRow]:
        """The number is right by the version of its day; its text may have changed, or the words may be older than they look."""
        now = self.law.text(last, place)
        for rival in rivals:
            if rival.number > stage.number:
                continue
            text = self.law.text(rival, place)
            before = self.law.follow(rival, place, last) if text else None
            if before is None or not before.to or before.to == place:
                continue
            tilt = lean(self.about, text, now)
            if tilt >= 2 and tilt * 3 >= len(self.about & telling(text)):
                to = as_cited(self.row.was, place, before.to)
                yield attrs.evolve(
                    self.row, now=(to,), proposal=to, kind=Kind.RENUMBERED, certainty=Certainty.CHECK, sentence=self.sentence, was_text=text,
                    now_text=self.law.text(last, before.to), version=rival.effective, changed=self.changed(before) or last.effective,
                    reason=f"引用的法规在被引用的条文改号之后还修改过，但这一句与{rival.effective}的文本相符，可能没有随之修改",
                )  # fmt: skip
                return
        changed = self.changed(went)
        if changed and went.likeness < 1:
            yield attrs.evolve(
                self.row, now=(self.row.was,), kind=Kind.REWRITTEN, certainty=Certainty.CHECK, sentence=self.sentence, changed=changed,
                was_text=self.law.text(stage, place), now_text=now, version=stage.effective,
                reason=f"条号未变，文字已改（相似度 {went.likeness:.0%}）",
            )  # fmt: skip

    def unheld(self, stage: LawVersion, last: LawVersion, gap: str = "") -> Iterator[ImpactRow]:
        """The version of the citing day is not at hand; ``stage`` is the nearest one that is."""
        if self.past or not gap and not self.law.changed_between(self.days[1], stage.day) and self.first_text(stage):
            return
        places = self.law.places(stage, self.row.was)
        went = self.law.follow(stage, places[0], last) if places else None
        here = () if went is None else tuple(a for a in (went.to, *went.others) if a)
        if self.search.since and (went is None or not self.changed(went)):
            return
        now = tuple(as_cited(self.row.was, places[0], a) for a in here)
        why = f"{gap}修改的文本" if gap else f"{self.days[1]}有效的文本"
        yield attrs.evolve(
            self.row, now=now, kind=Kind.RENUMBERED, certainty=Certainty.UNKNOWN, sentence=self.sentence, version=stage.effective,
            was_text=self.law.text(stage, self.row.was), reason=f"存档中没有{quoted(self.law.title)}{why}，不能判断原条号指什么",
        )  # fmt: skip

    def first_text(self, stage: LawVersion) -> bool:
        """Whether a version is the first text that the statute ever had: then words older than it name it."""
        return not self.law.acts or self.law.acts[0].date >= stage.day

    def nowhere(self, stage: LawVersion, last: LawVersion) -> Iterator[ImpactRow]:
        """The version of the citing day has no such provision: perhaps the words name an older or a newer one."""
        if self.past:
            return
        for other in reversed(self.law.stages):
            if other.number == stage.number or other.number > last.number:
                continue
            places = self.law.places(other, self.row.was)
            if not places:
                continue
            went = self.law.follow(other, places[0], last)
            changed = self.changed(went) or (other.effective if not self.search.since else "")
            if went.to and went.to != places[0] and changed:
                to = as_cited(self.row.was, places[0], went.to)
                yield attrs.evolve(
                    self.row, now=(to,), proposal=to, certainty=Certainty.CHECK, sentence=self.sentence, version=other.effective, changed=changed,
                    was_text=self.law.text(other, places[0]), now_text=self.law.text(last, went.to),
                    reason=f"引用日的文本没有该条；{other.effective}的文本有",
                )  # fmt: skip
            return

    # ------------------------------------------------------------------ the words

    @cached_property
    def text(self) -> str:
        """The words of the citing provision."""
        return self.search.unit(self.statute, self.row.address)

    @cached_property
    def sentence(self) -> str:
        """The sentence with the citation."""
        first, last = sentence_at(self.text, self.row.start)
        return self.text[first:last].strip()

    @cached_property
    def about(self) -> frozenset[str]:
        """The telling pairs of the sentence; those of the lead-in too where it is an item or hardly a sentence."""
        found = telling(self.sentence, self.named.name)
        parts = steps_of(self.row.address)
        if len(found) < 12 and len(parts) > 2:
            found |= telling(self.search.unit(self.statute, "".join(parts[:2])), self.named.name)
        if len(found) < 12:
            found |= telling(self.text, self.named.name)
        return found

    @property
    def past(self) -> bool:
        """Whether the citation is of the text as it was (history, rule 21)."""
        return "p" in self.row.marks or self.named.past

    def changed(self, went: Went) -> str:
        """The day on which a provision was last changed within the bounds of the question; "" where it was not."""
        days = {s.number: s.effective for s in self.law.stages}
        asked = self.law.only
        hits = [
            days[n]
            for n in went.since
            if (asked is None or n in asked) and (not self.search.since or days[n] > self.search.since)
        ]
        return hits[-1] if hits else ""


def as_cited(was: str, place: str, to: str) -> str:
    """An address in the form in which its forerunner was cited: without 款 where that was left out.

    >>> as_cited("第一百四十六条第四项", "第一百四十六条第一款第四项", "第一百四十九条第一款第四项")
    '第一百四十九条第四项'
    """
    if was == place:
        return to
    a, b = steps_of(place), steps_of(to)
    return "".join([b[0], *b[2:]]) if len(a) == len(b) and len(steps_of(was)) == len(a) - 1 else to
