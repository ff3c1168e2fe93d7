"""A cited statute as the judge of its citations needs it: its versions, its texts at any day, and where each provision went."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import attrs

from lawtrack.archive.storage.blobs import unpack
from lawtrack.archive.storage.store import Store
from lawtrack.decision.decision import Amended
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


class Passage(Mapping[str, Went]):
    """Where provisions went, as it is stored; of thousands a few are asked for."""

    def __init__(self, stored: Mapping[str, list[Any]]) -> None:
        self._stored = stored

    def __getitem__(self, address: str) -> Went:
        to, likeness, others, shared = self._stored[address]
        return Went(to, likeness, tuple(others), bool(shared))

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)


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
    extra_parts: Mapping[int, Sequence[Amended]] = attrs.field(factory=dict)
    """The parts of that decision that change the statute."""
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
    def _texts(self) -> dict[str, list[tuple[str, str, str, str]]]:
        """Article (or other first step) → address, text, since, until of everything that ever stood in it."""
        found: dict[str, list[tuple[str, str, str, str]]] = {}
        for address, body, since, until in self.store.rows(
            "SELECT o.address, t.body, o.since, o.until FROM occurrence o JOIN text t ON t.id = o.text "
            "WHERE o.statute = ? ORDER BY o.line",
            self.id,
        ):
            found.setdefault(head_of(address), []).append((address, body, since, until))
        return found

    @cached_property
    def _books(self) -> dict[int, dict[str, dict[str, str]]]:
        return {}

    def _article(self, stage: LawVersion, head: str) -> dict[str, str]:
        """Address → text of what stands in an article (or other first step) of one version."""
        book = self._books.setdefault(stage.number, {})
        if head not in book:
            at = stage.effective
            book[head] = {
                address: body
                for address, body, since, until in self._texts.get(head, ())
                if since <= at and (not until or at < until)
            }
        return book[head]

    def _heads(self, stage: LawVersion) -> Iterable[str]:
        return self._books[stage.number] if stage.number in self.extra_texts else self._texts

    def __attrs_post_init__(self) -> None:
        for number, texts in self.extra_texts.items():
            book = self._books.setdefault(number, {})
            for address, body in texts.items():
                book.setdefault(head_of(address), {})[address] = body

    def text(self, stage: LawVersion, address: str) -> str:
        """A provision with all that belongs to it; "" where the version has none there."""
        found = self._article(stage, head_of(address))
        return "\n".join(_labelled(a, body) for a, body in found.items() if inside(address, a))

    def own(self, stage: LawVersion, address: str) -> str:
        """The words of a provision alone, without what belongs to it."""
        return self._article(stage, head_of(address)).get(address, "")

    def articles(self, stage: LawVersion) -> Iterator[tuple[str, str]]:
        """Each article with its text, in no order."""
        for head in self._heads(stage):
            rows = self._article(stage, head) if head.endswith("条") or "条之" in head else None
            if rows:
                yield head, "\n".join(rows.values())

    def places(self, stage: LawVersion, target: str) -> list[str]:
        """The addresses that a target as cited may mean: itself, or those that supply its 款."""
        rows = self._article(stage, head_of(target))
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
            self._passages[number] = Passage({a: rest for a, *rest in said})
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
