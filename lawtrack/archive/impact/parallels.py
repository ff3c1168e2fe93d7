"""Copies: provisions taken over from a higher text, word for word or nearly, and left as they were when that text changed.

Two texts are copies where each holds at least 0.6 of the other's six-character pieces and is long enough not to be a set phrase; what reads
alike in three laws or more is one. Texts find each other by their sketches (:mod:`lawtrack.comparison.sketch`), so nothing is held against everything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property

import attrs

from lawtrack.archive.impact.laws import Law, LawVersion, inside
from lawtrack.archive.impact.rows import Certainty, ImpactRow, Kind
from lawtrack.archive.impact.search import Search
from lawtrack.archive.storage.pieces import chunks, marks
from lawtrack.archive.storage.sketches import missing_sketches, sketch_source
from lawtrack.comparison.sketch import SHORTEST, agreement, pieces, sketch_of
from lawtrack.comparison.text_diff import similarity
from lawtrack.model.titles import quoted

AGREE = 0.6
_PLAUSIBLE = 0.6
"""Likeness character by character below which two texts cannot agree: looked at first, being cheap."""
_PHRASE = 3
"""What reads alike in so many laws belongs to none of them."""
_SHARED = 2
"""So many hashes two texts must have in common before they are compared: copies have three to eight."""
_CROWD = 64
"""A hash under which more texts stand tells nothing."""
_NUMBER = re.compile(r"^（[一二三四五六七八九十百]+）")
_PROVISION = re.compile(r"[款项目段]$")
_RANK = {
    "宪法": 0, "法律": 1, "行政法规": 2, "监察法规": 2, "司法解释": 2, "地方性法规": 3, "自治条例": 3, "单行条例": 3, "部门规章": 4,
}  # fmt: skip
_LOWEST = 5
_COPIED = 2
"""The rank down to which statutes are looked at whose later texts are not at hand: what is lower is copied by few."""


@attrs.frozen
class CopyPlace:
    """Where a text stands or stood."""

    statute: int
    address: str
    since: str
    until: str


@attrs.define(eq=False, slots=False)
class Parallels:
    """The copies of one archive; ``search`` knows its statutes."""

    search: Search
    _bodies: dict[int, str] = attrs.field(factory=dict, init=False)
    _places: dict[int, list[CopyPlace]] = attrs.field(factory=dict, init=False)
    _pieces: dict[int, frozenset[str]] = attrs.field(factory=dict, init=False)
    _sketches: dict[int, list[int]] = attrs.field(factory=dict, init=False)
    _groups: dict[int, list[int]] = attrs.field(factory=dict, init=False)
    _all: bool = attrs.field(default=False, init=False)
    _ranks: dict[int, int] = attrs.field(factory=dict, init=False)

    # ------------------------------------------------------------------ of one statute, of all

    def of(self, statute: int, address: str = "") -> Iterator[ImpactRow]:
        """Copies of what a statute says or said (at ``address`` and below)."""
        parents: dict[int, list[CopyPlace]] = defaultdict(list)
        said = self.said_by(statute)
        standing = {text for text, _, place in said if not place.until}
        for text, body, place in said:
            self._bodies[text] = body
            moved = place.until and text in standing
            if (not address or inside(address, place.address)) and self.can_be_stale(place) and not moved:
                parents[text].append(place)
        self.gather(parents)
        near = {text: {text, *self.near(text)} for text in parents}
        self.read_places(set(near).union(*near.values()) if near else ())
        yield from self.rows(parents, near)

    def all(self) -> Iterator[ImpactRow]:
        """The copies of every statute that others can have copied."""
        store = self.search.store
        above: dict[int, int] = {}  # text → the highest rank at which it may be stale
        below: dict[int, int] = {}  # text → the lowest rank at which it stands today
        rank_of = {statute: self.rank(statute) for statute in self.search.facts}
        single = {s for s, stages in self.search.stages.items() if len(stages) == 1 and rank_of[s] <= _COPIED}
        rows = store.rows("SELECT text, statute, until FROM occurrence WHERE line > 2")
        ended = {text for text, _, until in rows if until}
        moved = {(text, statute) for text, statute, until in rows if not until and text in ended}
        for text, statute, until in rows:
            rank = rank_of[statute]
            if (text, statute) not in moved if until else statute in single:
                above[text] = min(rank, above.get(text, rank))
            if not until:
                below[text] = max(rank, below.get(text, rank))
        found = {t: {t} for t, rank in above.items() if below.get(t, -1) > rank}
        for text, near in self.meetings(set(above), {t for t, rank in below.items() if rank > 1}):
            rank = above[text]
            lower = [t for t in near if below[t] > rank]
            if lower:
                found.setdefault(text, set()).update(lower)
        self.read_places({t for text, others in found.items() for t in (text, *others)})
        parents = {t: [p for p in self._places.get(t, ()) if self.can_be_stale(p)] for t in found}
        yield from self.rows(parents, found)

    def meetings(self, upper: set[int], lower: set[int]) -> Iterator[tuple[int, set[int]]]:
        """For each of the upper texts: the lower ones with which it shares two hashes."""
        self.gather_all()
        met: dict[int, list[set[int]]] = defaultdict(list)
        for group in self._groups.values():
            theirs = lower.intersection(group)
            for text in upper.intersection(group) if theirs else ():
                met[text].append(theirs)
        for text, groups in met.items():
            seen = set(groups[0])
            twice: set[int] = set()
            for theirs in groups[1:]:
                twice |= seen & theirs
                seen |= theirs
            if twice:
                yield text, twice

    def gather_all(self) -> None:
        """Read which texts stand under every hash that several have."""
        groups: dict[int, list[int]] = defaultdict(list)
        for key, text in self.search.store.rows(
            f"SELECT hash, text FROM {self.source} WHERE hash IN "
            f"(SELECT hash FROM {self.source} GROUP BY hash HAVING count(*) BETWEEN 2 AND {_CROWD})"
        ):
            groups[key].append(text)
        for key, found in self.under(self.missing.keys() - groups.keys()).items():
            groups[key] += found
        for key, texts in self.missing.items():
            groups[key] += texts
        self._groups = {key: texts for key, texts in groups.items() if 2 <= len(texts) <= _CROWD}
        self._all = True

    @cached_property
    def source(self) -> str:
        """What the sketches are selected from."""
        return sketch_source(self.search.store) or "sketch"

    @cached_property
    def missing(self) -> Mapping[int, Sequence[int]]:
        """The hashes of texts whose sketches are not to be found in the database."""
        store = self.search.store
        return missing_sketches(store) if sketch_source(store) is None else {}

    def under(self, keys: Iterable[int]) -> Mapping[int, list[int]]:
        """The texts that the database has under some hashes."""
        found: dict[int, list[int]] = defaultdict(list)
        for part in chunks(list(keys)):
            for key, text in self.search.store.rows(
                f"SELECT hash, text FROM {self.source} WHERE hash IN ({marks(part)})", *part
            ):
                found[key].append(text)
        return found

    def gather(self, texts: Iterable[int]) -> None:
        """Read which texts stand under the hashes of some."""
        if self._all:
            return
        keys = {key for text in texts for key in self.sketch(text)} - self._groups.keys()
        kept = self.under(keys)
        for key in keys:
            self._groups[key] = [*kept.get(key, ()), *self.missing.get(key, ())]

    def sketch(self, text: int) -> list[int]:
        """The sketch of a text, made once."""
        if text not in self._sketches:
            self._sketches[text] = sketch_of(self._bodies[text])
        return self._sketches[text]

    def near(self, text: int) -> set[int]:
        """The texts that share enough hashes with one to be compared with it."""
        shared: Counter[int] = Counter()
        for key in self.sketch(text):
            group = self._groups.get(key, ())
            if len(group) <= _CROWD:
                shared.update(group)
        return {t for t, n in shared.items() if n >= _SHARED}

    def can_be_stale(self, place: CopyPlace) -> bool:
        """Whether what stood at a place no longer does, would not by a decision that is not in the archive, or nobody can say."""
        law = self.search.laws.get(place.statute)
        if law is not None and law.extra:
            went = None if place.until else law.passage(law.stages[-1].number).get(place.address)
            return went is not None and (not went.to or went.likeness < 1)
        return bool(place.until) or len(self.search.stages[place.statute]) == 1

    def said_by(self, statute: int) -> list[tuple[int, str, CopyPlace]]:
        """The texts of a statute that are long enough to be compared: text, words and place of each."""
        return [
            (text, body, CopyPlace(statute, address, since, until))
            for text, body, address, since, until in self.search.store.rows(
                "SELECT o.text, t.body, o.address, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
                f"WHERE o.statute = ? AND o.line > 2 AND length(t.body) >= {SHORTEST} ORDER BY o.line",
                statute,
            )
        ]

    def read_bodies(self, texts: Iterable[int]) -> None:
        """Read texts that were not read yet."""
        for part in chunks({t for t in texts if t not in self._bodies}):
            for text, body in self.search.store.rows(f"SELECT id, body FROM text WHERE id IN ({marks(part)})", *part):
                self._bodies[text] = body

    def read_places(self, texts: Iterable[int]) -> None:
        """Read where texts stand."""
        for part in chunks({t for t in texts if t not in self._places}):
            for text, *place in self.search.store.rows(
                f"SELECT text, statute, address, since, until FROM occurrence WHERE line > 2 AND text IN ({marks(part)})",
                *part,
            ):
                self._places.setdefault(text, []).append(CopyPlace(*place))

    # ------------------------------------------------------------------ judging

    def rank(self, statute: int) -> int:
        """How high a statute stands among its kinds; the lower the number the higher."""
        if not self._ranks:
            self._ranks = {s: _RANK.get(kind, _LOWEST) for s, (_, _, kind) in self.search.facts.items()}
        return self._ranks[statute]

    def pieces(self, text: int) -> frozenset[str]:
        """The pieces of a text that others are compared by, made once."""
        if text not in self._pieces:
            self._pieces[text] = pieces(self._bodies[text])
        return self._pieces[text]

    def rows(self, parents: Mapping[int, Sequence[CopyPlace]], near: Mapping[int, Set[int]]) -> Iterator[ImpactRow]:
        """One row for each copy and parent, the parent that the copy names in its first article before others."""
        found: dict[tuple[int, str], list[tuple[bool, float, int, ImpactRow]]] = defaultdict(list)
        self.read_bodies({t for text in parents for t in (text, *near[text])})
        likes = {t: alike for t in parents if (alike := self.alike(t, near[t]))}
        likes = {t: alike for t, alike in likes.items() if alike.keys() - {t} or self.shared(t)}
        self.gather(likes)
        phrases = set(self.phrases(likes))
        for text, alike in likes.items():
            places = parents[text]
            copies = [(other, p) for other in alike for p in self._places.get(other, ()) if self.stands(p)]
            lowest = max((self.rank(p.statute) for _, p in copies), default=-1)
            if all(self.rank(p.statute) >= lowest for p in places) or text in phrases:
                continue
            for place in places:
                fate = self.fate(text, place) if _PROVISION.search(place.address) else None
                for other, copy in copies if fate is not None else ():
                    if fate is None or self.rank(copy.statute) <= self.rank(place.statute):
                        continue
                    row = self.row(text, place, fate, other, copy, alike[other])
                    if row is not None:
                        named = self.names_first(copy.statute, place.statute)
                        found[copy.statute, copy.address].append((not named, -alike[other], place.statute, row))
        for options in found.values():
            options.sort(key=lambda o: o[:3])
            seen: set[str] = set()
            for *_, row in options:
                if row.cited not in seen:
                    seen.add(row.cited)
                    yield row

    def shared(self, text: int) -> bool:
        """Whether a text stands or stood in several statutes."""
        return len({p.statute for p in self._places.get(text, ())}) > 1

    @staticmethod
    def stands(place: CopyPlace) -> bool:
        """Whether a text stands as a provision today."""
        return not place.until and bool(_PROVISION.search(place.address))

    def phrases(self, texts: Iterable[int]) -> Iterator[int]:
        """Those of the texts that are set phrases: laws that have them, or ones like them, are too many."""
        near = {text: self.near(text) | {text} for text in texts}
        self.read_places({other for others in near.values() for other in others})
        laws = {other: self.laws_with(other) for others in near.values() for other in others}
        found = {t: {o for o in others if laws[o]} for t, others in near.items()}
        found = {t: others for t, others in found.items() if len(_union(laws, others)) >= _PHRASE}
        self.read_bodies({other for others in found.values() for other in others})
        for text, others in found.items():
            if len(_union(laws, self.alike(text, others))) >= _PHRASE:
                yield text

    def laws_with(self, text: int) -> frozenset[int]:
        """The laws in which a text stands or stood."""
        return frozenset(p.statute for p in self._places.get(text, ()) if self.rank(p.statute) <= 1)

    def alike(self, text: int, group: Iterable[int]) -> dict[int, float]:
        """The texts that are copies of one another, with the share they have in common."""
        out = {}
        mine = self._bodies[text]
        for other in group:
            body = self._bodies.get(other, "")
            if len(body) >= SHORTEST and (other == text or similarity(mine, body, _PLAUSIBLE)):
                share = 1.0 if other == text else agreement(self.pieces(text), self.pieces(other))
                if share >= AGREE:
                    out[other] = share
        return out

    def fate(self, text: int, place: CopyPlace) -> tuple[str, str, str, str] | None:
        """(version, day of the change, address and text of today) of what was copied; None where it stands as it was.

        The day is "" where the archive has no later text of the statute, so that nobody can say.
        """
        law = self.search.law(place.statute)
        last = self.search.last(law)
        if last is None:
            return None
        if law.extra:
            return self.fate_by_decision(law, place)
        if not place.until:
            only = len(law.stages) == 1 and not self.search.since
            return (law.stages[0].effective, "", place.address, self._bodies[text]) if only else None
        if (
            self.search.since
            and place.until <= self.search.since
            or self.search.until
            and place.until > self.search.until
        ):
            return None
        if any(not p.until and p.statute == place.statute for p in self._places.get(text, ())):
            return None  # it only moved
        if law.only is not None and not any(law.asked(s.number) and s.effective == place.until for s in law.stages):
            return None
        stage = self.stage(law.stages, place)
        went = law.follow(stage, place.address, last)
        now = law.text(last, went.to) if went.to else ""
        own = _NUMBER.sub("", now.split("\n")[0])
        return stage.effective, place.until, went.to, own

    @staticmethod
    def fate_by_decision(law: Law, place: CopyPlace) -> tuple[str, str, str, str] | None:
        """The same of what stands today and a decision that is not in the archive would change."""
        new = law.stages[-1]
        went = law.passage(new.number)[place.address]  # it can be stale
        now = _NUMBER.sub("", law.text(new, went.to).split("\n")[0]) if went.to else ""
        return law.stages[-2].effective, new.effective, went.to, now

    @staticmethod
    def stage(stages: Iterable[LawVersion], place: CopyPlace) -> LawVersion:
        """The last version in which a text stood at its place."""
        return [s for s in stages if s.effective < place.until and s.effective >= place.since][-1]

    def row(
        self, text: int, place: CopyPlace, fate: tuple[str, str, str, str], other: int, copy: CopyPlace, share: float
    ) -> ImpactRow | None:
        """The finding for one text that another statute says too; None where the two go together today."""
        version, changed, to, now = fate
        body = self._bodies[other]
        today = agreement(self.pieces(other), pieces(now)) if changed and now else 0.0
        if changed and (today >= share or body == now):
            return None
        citing = self.search.citing(copy.statute)
        law = self.search.law(place.statute)
        if changed:
            fits = f"相似度 {share:.0%}"
            what = f"该条已于{changed}改写（现与之相似度 {today:.0%}）" if to else f"该条已于{changed}删去"
            reason = f"与{quoted(law.title)}{version}文本的{place.address}{fits}；{what}"
        else:
            reason = f"与{quoted(law.title)}{place.address}相似度 {share:.0%}；存档中该法规没有后来的文本，不能判断是否已经修改"
        return ImpactRow(
            citing.title, copy.address, body, law.title, place.address, (to,) if to and changed else (), "", Kind.COPY,
            Certainty.CHECK if changed else Certainty.UNKNOWN, reason, body, self._bodies[text], now if changed else "", version, copy.since,
            changed, next((s.day for s in citing.stages if s.effective == copy.since), ""), "有效", citing.issuer,
        )  # fmt: skip

    def names_first(self, copy: int, parent: int) -> bool:
        """Whether a statute names another one in its first article or in its title."""
        if copy not in self._first:
            text = self.search.facts[copy][0] + self.search.unit(copy, "第一条第一款")
            self._first[copy] = text
        title = self.search.facts[parent][0].removeprefix("中华人民共和国")
        return title in self._first[copy]

    @cached_property
    def _first(self) -> dict[int, str]:
        return {}


def _union(sets: Mapping[int, frozenset[int]], keys: Iterable[int]) -> set[int]:
    return {value for key in keys for value in sets[key]}
