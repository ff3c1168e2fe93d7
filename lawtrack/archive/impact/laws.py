"""A cited statute as the judge of its citations needs it: its versions, its texts at any day, and where each provision went."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import attrs

from lawtrack.archive.storage.blobs import unpack
from lawtrack.archive.storage.sqlite import Store
from lawtrack.syntax.note import Act, parse_note

_ARTICLE = re.compile(r"^(?:附件[^第]*)?第[^条章节编]+条(?:之[零一二三四五六七八九十百]+)?(?:〔[0-9]+〕)?")
_ITEM = re.compile(r"第([^第]+)项$")
_NUMBERED = re.compile(r"第[^第]+?[条款项目章节编](?:之[零一二三四五六七八九十百]+)?(?:〔[0-9]+〕)?|^附件[^第]*|^序言")


@attrs.frozen
class LawVersion:
    """One version: its number, from when to when it applies, when it was adopted, and whether the statute ends with it."""

    number: int
    effective: str
    until: str
    adopted: str
    repealed: bool = False
    source: str = ""

    @property
    def day(self) -> str:
        """The day it was made."""
        return self.adopted or self.effective


@attrs.frozen
class Went:
    """Where a provision went in one step or in several: "" for gone; the other places; whether others went there too."""

    to: str
    likeness: float = 1.0
    others: tuple[str, ...] = ()
    shared: bool = False
    since: tuple[int, ...] = ()
    """The numbers of the versions that changed it."""


@attrs.define(eq=False, slots=False)
class Law:
    """One statute that others cite. ``notes`` are its adoption notes, the last one last."""

    store: Store
    id: int
    title: str
    stages: Sequence[LawVersion]
    notes: Sequence[str] = ()
    kind: str = ""
    only: frozenset[int] | None = None
    """The numbers of the versions whose changes are asked for; None for all."""
    extra: Mapping[int, Mapping[str, Went]] = attrs.field(factory=dict)
    """Passages that the archive does not hold: those of a decision that was not added."""
    extra_texts: Mapping[int, Mapping[str, str]] = attrs.field(factory=dict)
    _passages: dict[int, Mapping[str, Went]] = attrs.field(factory=dict, init=False)

    def asked(self, number: int) -> bool:
        """Whether the changes of a version are asked for."""
        return self.only is None or number in self.only

    # ------------------------------------------------------------------ versions

    def at(self, day: str) -> LawVersion | None:
        """The version in force on a day."""
        found = None
        for stage in self.stages:
            if stage.effective <= day:
                found = stage
        return found if found is None or not found.until or day < found.until else None

    def adopted_by(self, day: str) -> LawVersion | None:
        """The newest version made by a day, whether it applied yet or not."""
        made = [s for s in self.stages if s.day <= day]
        return made[-1] if made else None

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Everything the adoption notes tell of, oldest first."""
        found = {act.date: act for note in self.notes for act in parse_note(note) if act.date}
        return tuple(found[d] for d in sorted(found))

    def missing(self, stage: LawVersion, day: str) -> str:
        """The day of an act between a version and ``day`` that the archive does not hold; "" where it holds all."""
        have = {s.day for s in self.stages} | {s.effective for s in self.stages}
        for act in self.acts:
            known = {act.adopted, act.approved, act.promulgated, act.effective} - {""}
            if stage.day < act.date <= day and not known & have:
                return act.date
        return ""

    def changed_between(self, first: str, last: str) -> bool:
        """Whether the notes tell of an act after ``first`` up to ``last``."""
        return any(first < act.date <= last for act in self.acts)

    # ------------------------------------------------------------------ texts

    @cached_property
    def _texts(self) -> list[tuple[str, str, str, str]]:
        rows = self.store.rows(
            "SELECT o.address, t.body, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
            "WHERE o.statute = ? ORDER BY o.line",
            self.id,
        )
        return [(r[0], r[1], r[2], r[3]) for r in rows]

    @cached_property
    def _books(self) -> dict[int, dict[str, dict[str, str]]]:
        return {}

    def _book(self, stage: LawVersion) -> dict[str, dict[str, str]]:
        """Article (or other first step) → address → text, of one version."""
        if stage.number not in self._books:
            book: dict[str, dict[str, str]] = {}
            extra = self.extra_texts.get(stage.number)
            rows: Iterator[tuple[str, str]]
            if extra is not None:
                rows = iter(extra.items())
            else:
                at = stage.effective
                rows = ((a, b) for a, b, since, until in self._texts if since <= at and (not until or at < until))
            for address, body in rows:
                book.setdefault(head_of(address), {})[address] = body
            self._books[stage.number] = book
        return self._books[stage.number]

    def text(self, stage: LawVersion, address: str) -> str:
        """A provision with all that belongs to it; "" where the version has none there."""
        found = self._book(stage).get(head_of(address), {})
        return "\n".join(_labelled(a, body) for a, body in found.items() if inside(address, a))

    def articles(self, stage: LawVersion) -> Iterator[tuple[str, str]]:
        """Each article with its text."""
        for head, rows in self._book(stage).items():
            if head.endswith("条") or "条之" in head:
                yield head, "\n".join(rows.values())

    def places(self, stage: LawVersion, target: str) -> list[str]:
        """The addresses that a target as cited may mean: itself, or those that supply its 款."""
        rows = self._book(stage).get(head_of(target), {})
        if any(inside(target, a) for a in rows):
            return [target]
        parts = steps_of(target)
        if len(parts) < 2 or not parts[1].endswith("项"):
            return []
        found: dict[str, None] = {}
        for a in rows:
            steps = steps_of(a)
            if len(steps) > 2 and steps[0] == parts[0] and steps[2 : len(parts) + 1] == parts[1:]:
                found["".join(steps[: len(parts) + 1])] = None
        return list(found)

    # ------------------------------------------------------------------ where provisions went

    def passage(self, number: int) -> Mapping[str, Went]:
        """Where the provisions of the version before ``number`` went; those that stand unchanged are left out."""
        if number in self.extra:
            return self.extra[number]
        if number not in self._passages:
            rows = self.store.rows("SELECT body FROM passage WHERE statute = ? AND number = ?", self.id, number)
            said = json.loads(unpack(bytes(rows[0][0]))) if rows else []
            self._passages[number] = {
                a: Went(to, likeness, tuple(others), bool(shared)) for a, to, likeness, others, shared in said
            }
        return self._passages[number]

    def follow(self, stage: LawVersion, address: str, until: LawVersion) -> Went:
        """A provision followed from one version to a later one."""
        went = Went(address)
        for later in self.stages:
            if not stage.number < later.number <= until.number:
                continue
            passage = self.passage(later.number)
            others = tuple(passage[o].to if o in passage else o for o in went.others)
            step = passage.get(went.to) if went.to else None
            if step is None:
                went = attrs.evolve(went, others=others)
                continue
            went = Went(
                step.to,
                min(went.likeness, step.likeness),
                tuple(dict.fromkeys(o for o in (*others, *step.others) if o and o != step.to)),
                went.shared or step.shared,
                (*went.since, later.number),
            )
        return went


def _labelled(address: str, body: str) -> str:
    """An item behind its number, as it is printed."""
    m = _ITEM.search(address)
    return f"（{m[1]}）{body}" if m else body


def steps_of(address: str) -> list[str]:
    """The steps of an address as text.

    >>> steps_of("第一百六十二条之一第二款第三项"), steps_of("附件一第二条")
    (['第一百六十二条之一', '第二款', '第三项'], ['附件一', '第二条'])
    """
    return _NUMBERED.findall(address)


@lru_cache(maxsize=65536)
def head_of(address: str) -> str:
    """The article of an address, or all of it where it lies in none."""
    m = _ARTICLE.match(address)
    return m[0] if m else address


def inside(outer: str, address: str) -> bool:
    """Whether an address is another one or lies in it."""
    return address == outer or address.startswith(outer) and address[len(outer)] in "第标"
