"""Copies: provisions taken over from a higher text, word for word or nearly, and left as they were when that text changed.

Two texts are copies where each holds at least 0.6 of the other's six-character pieces and is long enough not to be a set phrase; what reads
alike in three laws or more is one. Texts find each other by their sketches (:mod:`lawtrack.comparison.sketch`), so nothing is held against everything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

import attrs

from lawtrack.archive.impact.laws import Stage, inside
from lawtrack.archive.impact.rows import Certainty, Kind, Row
from lawtrack.archive.impact.search import Search
from lawtrack.archive.storage.objects import chunks, marks
from lawtrack.comparison.sketch import SHORTEST, agreement, pieces
from lawtrack.model.titles import quoted

AGREE = 0.6
_PHRASE = 3
"""What reads alike in so many laws belongs to none of them."""
_CROWD = 64
"""A hash under which more texts stand tells nothing."""
_NUMBER = re.compile(r"^（[一二三四五六七八九十百]+）")
_PROVISION = re.compile(r"[款项目段]$")
_RANK = {
    "宪法": 0, "法律": 1, "行政法规": 2, "监察法规": 2, "司法解释": 2, "地方性法规": 3, "自治条例": 3, "单行条例": 3, "部门规章": 4,
}  # fmt: skip
_LOWEST = 5


@attrs.frozen
class Place:
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
    _places: dict[int, list[Place]] = attrs.field(factory=dict, init=False)
    _pieces: dict[int, frozenset[str]] = attrs.field(factory=dict, init=False)

    # ------------------------------------------------------------------ of one statute, of all

    def of(self, statute: int, address: str = "") -> Iterator[Row]:
        """Copies of what a statute says or said (at ``address`` and below)."""
        parents = [
            (text, place)
            for text, place in self.said_by(statute)
            if not address or inside(address, place.address) or place.address == address
        ]
        self.read(text for text, _ in parents)
        yield from self.rows(parents, self.candidates({text for text, _ in parents}))

    def all(self) -> Iterator[Row]:
        """The copies of every statute that others can have copied."""
        rows = self.search.store.rows(
            "SELECT o.text, o.statute, o.address, o.since, o.until, t.body FROM occurrence o JOIN text t ON t.id = o.text "
            f"WHERE length(t.body) >= {SHORTEST} AND o.line > 2"
        )
        for text, statute, address, since, until, body in rows:
            self._places.setdefault(text, []).append(Place(statute, address, since, until))
            self._bodies[text] = body
        holders: dict[int, list[int]] = defaultdict(list)
        for key, text in self.search.store.rows("SELECT hash, text FROM sketch"):
            holders[key].append(text)
        groups = [g for g in holders.values() if 1 < len(g) <= _CROWD]
        ranks = {t: (min(map(self.rank, s)), max(map(self.rank, s))) for t, s in self._standing.items()}
        near: dict[int, set[int]] = defaultdict(set)
        for group in groups:
            known = [t for t in group if t in ranks]
            top = min((ranks[t][0] for t in known), default=_LOWEST)
            if any(ranks[t][1] > top for t in known):
                for t in known:
                    near[t].update(known)
        parents = [
            (text, place)
            for text in self._places
            for place in self._places[text]
            if self.rank(place.statute) < _LOWEST and (len(near.get(text, ())) > 1 or len(self._standing[text]) > 1)
        ]
        yield from self.rows(parents, near)

    @cached_property
    def _standing(self) -> dict[int, set[int]]:
        return {text: {p.statute for p in places} for text, places in self._places.items()}

    def said_by(self, statute: int) -> list[tuple[int, Place]]:
        return [
            (text, Place(statute, address, since, until))
            for text, address, since, until in self.search.store.rows(
                "SELECT o.text, o.address, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
                f"WHERE o.statute = ? AND o.line > 2 AND length(t.body) >= {SHORTEST} ORDER BY o.line",
                statute,
            )
        ]

    def candidates(self, texts: Collection[int]) -> dict[int, set[int]]:
        """Text → texts that share a hash with it; itself among them."""
        near: dict[int, set[int]] = {t: {t} for t in texts}
        keys: dict[int, list[int]] = defaultdict(list)
        for part in chunks(texts):
            for key, text in self.search.store.rows(
                f"SELECT hash, text FROM sketch WHERE text IN ({marks(part)})", *part
            ):
                keys[key].append(text)
        found: dict[int, list[int]] = defaultdict(list)
        for part in chunks(keys):
            for key, text in self.search.store.rows(
                f"SELECT hash, text FROM sketch WHERE hash IN ({marks(part)})", *part
            ):
                found[key].append(text)
        for key, group in found.items():
            if len(group) <= _CROWD:
                for text in keys[key]:
                    near[text].update(group)
        self.read({t for group in near.values() for t in group})
        return near

    def read(self, texts: Iterable[int]) -> None:
        """Read texts and where they stand, those that were not read yet."""
        new = {t for t in texts if t not in self._bodies}
        for part in chunks(new):
            for text, body in self.search.store.rows(f"SELECT id, body FROM text WHERE id IN ({marks(part)})", *part):
                self._bodies[text] = body
            for text, statute, address, since, until in self.search.store.rows(
                f"SELECT text, statute, address, since, until FROM occurrence WHERE line > 2 AND text IN ({marks(part)})",
                *part,
            ):
                self._places.setdefault(text, []).append(Place(statute, address, since, until))

    # ------------------------------------------------------------------ judging

    def rank(self, statute: int) -> int:
        return _RANK.get(self.search.facts[statute][2], _LOWEST)

    def pieces(self, text: int) -> frozenset[str]:
        if text not in self._pieces:
            self._pieces[text] = pieces(self._bodies[text])
        return self._pieces[text]

    def rows(self, parents: Iterable[tuple[int, Place]], near: dict[int, set[int]]) -> Iterator[Row]:
        """One row for each copy and parent, the parent that the copy names in its first article before others."""
        found: dict[tuple[int, str], list[tuple[bool, float, int, Row]]] = defaultdict(list)
        for text, place in parents:
            fate = self.fate(text, place) if _PROVISION.search(place.address) else None
            if fate is None:
                continue
            alike = self.alike(text, {text, *near.get(text, ())})
            laws = {p.statute for t in alike for p in self._places.get(t, ()) if self.rank(p.statute) <= 1}
            if len(laws) >= _PHRASE:
                continue
            for other, share in alike.items():
                for copy in self._places.get(other, ()):
                    if (
                        copy.until
                        or not _PROVISION.search(copy.address)
                        or self.rank(copy.statute) <= self.rank(place.statute)
                    ):
                        continue
                    row = self.row(text, place, fate, other, copy, share)
                    if row is not None:
                        named = self.names_first(copy.statute, place.statute)
                        found[copy.statute, copy.address].append((not named, -share, place.statute, row))
        for options in found.values():
            options.sort(key=lambda o: o[:3])
            seen: set[str] = set()
            for *_, row in options:
                if row.cited not in seen:
                    seen.add(row.cited)
                    yield row

    def alike(self, text: int, group: Iterable[int]) -> dict[int, float]:
        """The texts that are copies of one another, with the share they have in common."""
        mine = self.pieces(text)
        out = {}
        for other in group:
            if len(self._bodies.get(other, "")) >= SHORTEST:
                share = 1.0 if other == text else agreement(mine, self.pieces(other))
                if share >= AGREE:
                    out[other] = share
        return out

    def fate(self, text: int, place: Place) -> tuple[str, str, str, str] | None:
        """(version, day of the change, address and text of today) of what was copied; None where it stands as it was.

        The day is "" where the archive has no later text of the statute, so that nobody can say.
        """
        law = self.search.law(place.statute)
        last = self.search.last(law)
        if last is None:
            return None
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
        stage = self.stage(law.stages, place)
        went = law.follow(stage, place.address, last)
        now = law.text(last, went.to) if went.to else ""
        own = _NUMBER.sub("", now.split("\n")[0])
        return stage.effective, place.until, went.to, own

    @staticmethod
    def stage(stages: Iterable[Stage], place: Place) -> Stage:
        """The last version in which a text stood at its place."""
        return [s for s in stages if s.effective < place.until and s.effective >= place.since][-1]

    def row(
        self, text: int, place: Place, fate: tuple[str, str, str, str], other: int, copy: Place, share: float
    ) -> Row | None:
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
        return Row(
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
