"""References turned back, and where that had a choice: what was merged or deleted may have been named as well.

A reference to 第二条, made of 第二条 and 第三条, may have named either; 第三条至第五条 may have reached to a 第六条 that is gone; 第二条第一款第二项
may have been written 第二条第二项. Each such reading is moved forwards again, and told where it gives the later text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from lawtrack.binding.result.references import Renumbering, renumber_mention
from lawtrack.errors import Finding
from lawtrack.model.address import Address
from lawtrack.model.levels import Level
from lawtrack.model.nodes import Statute
from lawtrack.patch.ops import Splice, splice
from lawtrack.rewinding import findings as kinds
from lawtrack.syntax.references import Mention, Numbering, Reference, ReferenceKind, find_references

_FAR = 60
"""Deleted provisions beside the end of a range that are tried."""


@attrs.define
class OtherReferences:
    """The references of an earlier text that may have read otherwise.

    ``became``: base address → later address; ``merged``: base address → the base provision with which it was made one;
    ``gone``: base addresses that were deleted.
    """

    base: Statute
    later: Statute
    became: Mapping[Address, Address]
    merged: Mapping[Address, Address]
    gone: Collection[Address]
    how: Renumbering = attrs.field(init=False)
    old: Numbering = attrs.field(init=False)
    together: dict[Address, list[Address]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        to = dict(self.became)
        for source, heir in self.merged.items():
            if source not in to and heir in to:
                to[source] = to[heir]
        addresses = self.base.addresses
        for line, unit in enumerate(self.base.units):  # an article that became a paragraph is where that is now
            kids = self.base.outline.below[line] if unit.level is Level.ARTICLE else ()
            if len(kids) == 1 and addresses[line] not in to and addresses[kids[0]] in to:
                to[addresses[line]] = to[addresses[kids[0]]]
        self.old = Numbering.of(self.base)
        self.how = Renumbering(to.get, self.old, Numbering.of(self.later))
        for address, new in to.items():
            self.together.setdefault(new, []).append(address)

    def told(self, lines: Sequence[int]) -> Iterator[Finding]:
        """One finding for each reference of ``lines`` that has another reading."""
        for line in lines:
            text, home = self.base.units[line].text, self.base.addresses[line]
            after = self.became.get(home)
            if after is None:
                continue
            for ref in find_references(text, home, self.old):
                other = next(self.readings(text, home, after, ref), None)
                if other is not None:
                    yield kinds.REFERENCE.finding(home, span=ref.span, before=ref.text, after=other)

    def readings(self, text: str, home: Address, after: Address, ref: Reference) -> Iterator[str]:
        """Other words for a reference that become the same words."""
        if ref.kind not in (ReferenceKind.HERE, ReferenceKind.RELATIVE):
            return
        now: str | None = None
        for splices in self.candidates(text, home, ref):
            other = splice(text, splices)
            if other == text:
                continue
            now = now or self.forth(text, home, after)
            if self.forth(other, home, after) == now:
                grown = sum(len(s.text) - (s.end - s.start) for s in splices)
                yield other[ref.span.start : ref.span.end + grown]

    def forth(self, text: str, home: Address, after: Address) -> str:
        """The text with its references moved to the new numbers."""
        return splice(text, self.how.move(text, home, after)[0])

    def candidates(self, text: str, home: Address, ref: Reference) -> Iterator[list[Splice]]:
        """What a reference may have said before: every old place that now has the number it names."""
        for i, mention in enumerate(ref.mentions):
            target = self.exact(mention.address, home)
            if target is None:
                continue
            opens = i + 1 < len(ref.mentions) and ref.mentions[i + 1].ranged
            for other in self.beside(target):
                changed = renumber_mention(text, home, self.how, mention, other)
                yield changed
                if not opens and not mention.ranged:
                    yield [Splice(mention.end, mention.end, "、" + _rewritten(text, mention, changed))]
            if opens or mention.ranged:
                for end in self.beyond(target, -1 if opens else 1):
                    yield renumber_mention(text, home, self.how, mention, end)
            now = self.how.forward(target)
            if now is not None and self.is_gone(now):  # it may have named what is gone, and was left as it stood
                yield renumber_mention(text, home, self.how, mention, now)
            yield from self.shorter(text, mention, home, target)
            if len(ref.mentions) == 1:
                yield from nearer(ref, mention, home, target)

    def is_gone(self, address: Address) -> bool:
        """Whether a provision, or one above it, was deleted."""
        return any(Address(address.steps[:n]) in self.gone for n in range(1, len(address.steps) + 1))

    def exact(self, address: Address, home: Address) -> Address | None:
        """The one provision that an address names; None where there are none or several."""
        found = self.old.resolve(address, home)
        return found[0] if len(found) == 1 else None

    def beside(self, target: Address) -> Iterator[Address]:
        """Provisions that became the same one."""
        for known in {target, target.article or target}:
            new = self.how.forward(known)
            for other in self.together.get(new, ()) if new is not None else ():
                if other != known and other.level is known.level:
                    yield Address((*other.steps, *target.steps[len(known.steps) :]))

    def beyond(self, end: Address, step: int) -> Iterator[Address]:
        """Deleted provisions directly outside the end of a range, from far to near."""
        siblings = [a for a in self.base.addresses if a.parent == end.parent and a.level is end.level]
        if end not in siblings:
            return
        at = siblings.index(end) + step
        out: list[Address] = []
        while 0 <= at < len(siblings) and siblings[at] in self.gone and len(out) < _FAR:
            out.append(siblings[at])
            at += step
        yield from reversed(out)

    def shorter(self, text: str, mention: Mention, home: Address, target: Address) -> Iterator[list[Splice]]:
        """第二条第一款第二项 as 第二条第二项, where that names the same."""
        marks = {m.level: m for m in mention.marks}
        paragraph = marks.get(Level.PARAGRAPH)
        if paragraph is None or Level.ARTICLE not in marks:
            return
        if Level.ITEM not in marks:  # 第二条第一款 as 第二条, whose only 款 that is
            article = self.base.find(target.article) if target.article else None
            if article is not None and len(self.base.outline.below[article]) == 1:
                yield [Splice(marks[Level.ARTICLE].unit_end, paragraph.unit_end, "")]
            return
        bare = Address(tuple(s for s in target.steps if s.level is not Level.PARAGRAPH))
        if self.exact(bare, home) == target:
            yield [Splice(marks[Level.ARTICLE].unit_end, paragraph.unit_end, "")]


def nearer(ref: Reference, mention: Mention, home: Address, target: Address) -> Iterator[list[Splice]]:
    """本条例第二条第一款 within 第二条 as 本条第一款 or 前款: a 款 that became an article of its own names the whole place."""
    marks = {m.level: m for m in mention.marks}
    if Level.ARTICLE not in marks or home.article is None or target.article != home.article:
        return
    yield [Splice(ref.span.start, marks[Level.ARTICLE].unit_end, "本条")]
    paragraph, depth = marks.get(Level.PARAGRAPH), len(home.article.steps)
    if paragraph is None or len(home.steps) <= depth or len(target.steps) <= depth:
        return
    mine, named = home.steps[depth], target.steps[depth]
    if mine.level is named.level is Level.PARAGRAPH and named.number.value + 1 == mine.number.value:
        yield [Splice(ref.span.start, paragraph.unit_end, "前款")]


def _rewritten(text: str, mention: Mention, splices: Sequence[Splice]) -> str:
    """The words of a mention with its numbers changed."""
    inside = [Splice(s.start - mention.start, s.end - mention.start, s.text) for s in splices]
    return splice(text[mention.start : mention.end], inside)


__all__ = ["OtherReferences"]
