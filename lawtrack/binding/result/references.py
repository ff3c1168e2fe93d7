"""Moving references when provisions are renumbered: the same words with other numbers, or a doubt.

Numbers are changed where they stand, so that lists, ranges, brackets, digits and spacing stay as written. The changed text is then
read again in its new place: a reference that does not name what it named before is written out in full, and where that does not
help either, it is left as it was and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from lawtrack.errors import Finding, FindingKind, Span
from lawtrack.model.address import Address, Step
from lawtrack.model.levels import HEADINGS, Level
from lawtrack.model.numerals import numeral, numeral_like
from lawtrack.patch.ops import Splice, splice
from lawtrack.syntax.references import Mention, Numbering, NumberMark, Reference, ReferenceKind, find_references
from lawtrack.syntax.references import findings as kinds

Forward = Callable[[Address], Address | None]
_LONG = 300
"""Ranges with more members are moved by their ends alone."""


@attrs.frozen(slots=False)
class Renumbering:
    """What became of every address, made once for all texts of a statute.

    ``forward`` maps old addresses to new ones (None: gone); ``parted`` are old articles of which a 款 is in another article now; ``old`` and ``new`` are the numberings before and after, which make 前条,
    第一项 without its 款, 本章 and the inside of ranges exact.

    >>> from lawtrack.model.address import parse_address
    >>> table = {"第五条": "第四条", "第六条": "第五条", "第七条": "第六条"}
    >>> forward = lambda a: parse_address(table[str(a)]) if str(a) in table else None
    >>> splices, doubts = Renumbering(forward).move("依照本法第五条和第六条处理", parse_address("第七条"))
    >>> splice("依照本法第五条和第六条处理", splices), doubts
    ('依照本法第四条和第五条处理', ())
    """

    forward: Forward
    old: Numbering | None = None
    new: Numbering | None = None
    parted: frozenset[Address] = frozenset()

    def move(
        self, text: str, home: Address, home_after: Address | None = None
    ) -> tuple[tuple[Splice, ...], tuple[Finding, ...]]:
        """What to change in ``text`` (of the provision ``home``) so that its references name what they named before.

        References to other statutes stay. Returned are splices in ``text`` and findings for what could not be decided, ``before`` /
        ``after`` showing the words. Never pass text that a decision supplies: it is in new numbering already.
        """
        refs = find_references(text, home, self.old)
        return _Mover(text, home, home_after or self.forward(home) or home, self).move(refs) if refs else ((), ())

    @cached_property
    def kept(self) -> frozenset[Address]:
        """The new addresses of all provisions that were there before."""
        found = map(self.forward, self.old.addresses) if self.old else ()
        return frozenset(a for a in found if a is not None)


def renumber_mention(text: str, home: Address, how: Renumbering, mention: Mention, to: Address) -> list[Splice]:
    """The numbers of one mention changed where they stand, in the script and with the brackets they have."""
    return _Mover(text, home, home, how).renumber(mention, to)


@attrs.frozen
class _Wish:
    """What a reference must name afterwards: one new address per mention (None: stays as written).

    ``pieces`` are ranges that came apart: the mention that closes one → the ranges it now takes. ``repeated`` are mentions that
    would name once more what the list names already (第二条、第三条 that became one): they are written once.
    """

    to: tuple[Address | None, ...]
    splices: tuple[Splice, ...] = ()
    pieces: Mapping[int, tuple[tuple[Address, Address], ...]] = attrs.field(factory=dict)
    repeated: frozenset[int] = frozenset()

    @property
    def targets(self) -> tuple[Address | None, ...]:
        """The targets that the changed reference must have when it is read again."""
        out = [a for i, a in enumerate(self.to) if i not in self.repeated] if self.repeated else list(self.to)
        for i in sorted(self.pieces, reverse=True):
            out[i - 1 : i + 1] = [end for first, last in self.pieces[i] for end in dict.fromkeys((first, last))]
        return tuple(out)


@attrs.define
class _Mover:
    text: str
    home: Address
    after: Address
    how: Renumbering
    doubts: list[Finding] = attrs.field(factory=list)

    def move(self, refs: Sequence[Reference]) -> tuple[tuple[Splice, ...], tuple[Finding, ...]]:
        wishes = [self.wish(r) for r in refs]
        if self.home == self.after and all(self.unmoved(r, w) for r, w in zip(refs, wishes, strict=True)):
            return (), tuple(self.doubts)
        if all(self.plain(r, w) for r, w in zip(refs, wishes, strict=True)):
            return tuple(s for w in wishes for s in w.splices), tuple(self.doubts)
        again = find_references(splice(self.text, [s for w in wishes for s in w.splices]), self.after, self.how.new)
        out: list[Splice] = []
        for i, (ref, wish) in enumerate(zip(refs, wishes, strict=True)):
            if ref.kind is ReferenceKind.OTHER or all(a is None for a in wish.to):
                continue
            if ref.kind is ReferenceKind.UNDECIDABLE:
                if not self.unmoved(ref, wish):
                    self.undecided(ref, wish)
                continue
            if len(again) == len(refs) and self.names(again[i], wish):
                out += wish.splices
            else:
                out += self.write_out(ref, wish)
        return tuple(out), tuple(self.doubts)

    @staticmethod
    def plain(ref: Reference, wish: _Wish) -> bool:
        """Whole articles named by number mean the same from any place: no need to read the changed text again."""
        if ref.kind is ReferenceKind.OTHER:
            return True
        whole = all(m.address.level is Level.ARTICLE and not m.ranged for m in ref.mentions)
        moved = all(a is not None and a.level is Level.ARTICLE for a in wish.to)
        return ref.kind is ReferenceKind.HERE and bool(ref.mentions) and whole and moved and not wish.pieces

    # ------------------------------------------------------------------ what it should name

    def wish(self, ref: Reference) -> _Wish:
        if ref.kind is ReferenceKind.OTHER or not ref.targets:
            return _Wish((None,) * len(ref.targets))
        if not ref.mentions:
            return _Wish(tuple(self.target(t, ref) for t in ref.targets))
        silent = ref.kind is ReferenceKind.UNDECIDABLE
        to = [self.target(m.address, ref, i, silent) for i, m in enumerate(ref.mentions)]
        several = len(to) > 1 and not silent
        pieces = self.torn(ref, to) if several else {}
        torn = {k for i in pieces for k in (i - 1, i)}
        repeated = self.repeated(ref, to) if several and not pieces else frozenset()
        splices = [self.together(ref, i, runs) for i, runs in pieces.items()]
        for i, (mention, address) in enumerate(zip(ref.mentions, to, strict=True)):
            if i in repeated:
                splices += self.once(ref, i, repeated)
            elif address is not None and i not in torn:
                splices += self.renumber(mention, address)
        return _Wish(tuple(to), tuple(splices), pieces, repeated)

    def repeated(self, ref: Reference, to: Sequence[Address | None]) -> frozenset[int]:
        """The members of a list that were merged into an earlier member."""
        out: set[int] = set()
        for i in range(1, len(to)):
            mention = ref.mentions[i]
            ranged = mention.ranged or i + 1 < len(to) and ref.mentions[i + 1].ranged
            earlier = [k for k in range(i) if k not in out and not ref.mentions[k].ranged]
            if ranged or any(m.shared for m in mention.marks):
                continue
            if any(to[k] == to[i] is not None and ref.mentions[k].address != mention.address for k in earlier):
                out.add(i)
        return frozenset(out)

    def once(self, ref: Reference, i: int, repeated: frozenset[int]) -> list[Splice]:
        """The splices that leave a member of a list out, with the mark or word before it."""
        before = ref.mentions[i - 1]
        out = [Splice(before.end, ref.mentions[i].end, "")]
        joint = self.text[before.end : ref.mentions[i].start]
        last = i == len(ref.mentions) - 1
        if last and joint != "、" and i >= 2 and not {i - 1, i - 2} & repeated:
            start, end = ref.mentions[i - 2].end, before.start
            if self.text[start:end] == "、":
                out.append(Splice(start, end, joint))
        return out

    def exact(self, address: Address) -> Address | None:
        """The one provision of the old text that ``address`` names; None where there is none or more than one."""
        if self.how.old is None:
            return address
        found = self.how.old.resolve(address, self.home)
        return found[0] if len(found) == 1 else None

    def target(self, address: Address, ref: Reference, i: int = -1, silent: bool = False) -> Address | None:
        """The new address of a target in the form it was written in; None where it must stay as written."""
        full = self.exact(address)
        if full is not None:
            found = self.how.forward(full)
            if found is not None and full in self.how.parted and not silent:
                self.note(kinds.PARTED, ref, str(found), place=full)
            if found is not None:
                return _shape(address, full, found)
            if i >= 0 and (end := self.range_end(ref, i)) is not None:
                if not silent:
                    self.shortened(ref, address, end)
                return end
        known = full or address
        rest: list[Step] = []
        while len(known.steps) > 1 and known.level > Level.ARTICLE:
            rest.insert(0, known.steps[-1])
            known = known.parent
            above = self.how.forward(known)
            if above is not None and above.steps:
                kept = Address((*above.steps, *rest))
                if full is None or silent:
                    pass
                elif i >= 0 and self.how.new is not None and (kept not in self.how.new or kept in self.how.kept):
                    self.lost(ref, address, kept)
                elif self.how.new is None or known.level is not Level.ARTICLE:
                    self.kept(ref, address, kept)
                return _shape(address, full or address, kept)
        if full is not None and not silent:
            self.gone(ref, address)
        return None

    def range_end(self, ref: Reference, i: int) -> Address | None:
        """Where an end of a range is gone: the nearest provision inside that is still there."""
        if self.how.old is None or not ref.mentions:
            return None
        opens = i + 1 < len(ref.mentions) and ref.mentions[i + 1].ranged
        closes = ref.mentions[i].ranged
        if not opens and not closes:
            return None
        first, last = (i, i + 1) if opens else (i - 1, i)
        a, b = self.exact(ref.mentions[first].address), self.exact(ref.mentions[last].address)
        inside = self.how.old.between(a, b) if a and b else ()
        for address in inside if opens else reversed(inside):
            found = self.how.forward(address)
            if found is not None:
                return _shape(ref.mentions[i].address, address, found)
        return None

    def torn(self, ref: Reference, to: Sequence[Address | None]) -> dict[int, tuple[tuple[Address, Address], ...]]:
        """The ranges of which a member moved elsewhere, in pieces; where a range only grew, that is noted."""
        out: dict[int, tuple[tuple[Address, Address], ...]] = {}
        if self.how.old is None or self.how.new is None:
            return out
        for i, mention in enumerate(ref.mentions):
            if not mention.ranged or i == 0 or to[i] is None or to[i - 1] is None or ref.mentions[i - 1].ranged:
                continue
            a, b = self.exact(ref.mentions[i - 1].address), self.exact(mention.address)
            inside = self.how.old.between(a, b) if a and b else ()
            if not 2 <= len(inside) <= _LONG:
                continue
            images = {x for x in map(self.how.forward, inside) if x is not None}
            runs = self.how.new.runs(images)
            if len(runs) == 1 and runs[0][0] == runs[0][1] or len(runs) > 1 and not self.all_new(runs):
                out[i] = tuple(runs)
            elif len(runs) == 1 and a and b and self.turned(a, b, runs[0]):
                out[i] = tuple(runs)  # the same provisions in another order: 第四条至第三条 would say nothing
            elif runs and len(self.how.new.between(runs[0][0], runs[-1][1])) > len(images):
                self.grown(ref)
        return out

    def turned(self, a: Address, b: Address, run: tuple[Address, Address]) -> bool:
        """Whether the ends of a range are both still there but no longer its ends."""
        ends = self.how.forward(a), self.how.forward(b)
        return None not in ends and ends != run

    def all_new(self, runs: Sequence[tuple[Address, Address]]) -> bool:
        """Whether what lies between the runs did not exist before; then the range still reads from its first to its last."""
        assert self.how.new is not None
        between = self.how.new.between(runs[0][0], runs[-1][1])
        inside = {x for first, last in runs for x in self.how.new.between(first, last)}
        return bool(between) and not any(x in self.how.kept for x in between if x not in inside)

    # ------------------------------------------------------------------ changing it

    def together(self, ref: Reference, i: int, runs: Sequence[tuple[Address, Address]]) -> Splice:
        """A range in pieces: 第五条至第八条 → 第五条至第六条、第八条至第九条, in the words of the range."""
        first, last = ref.mentions[i - 1], ref.mentions[i]
        joint = self.text[first.end : last.start]
        parts = []
        for a, b in runs:
            parts.append(self.print(first, a) + (joint + self.print(last, b) if a != b else ""))
        self.split(ref, "、".join(parts))
        return Splice(first.start, last.end, "、".join(parts))

    def renumber(self, mention: Mention, to: Address) -> list[Splice]:
        """The numbers as written, changed where they stand, as far as the new address has the same levels."""
        steps = {s.level: s for s in to.steps}
        out = []
        for mark in mention.marks:
            step = steps.get(mark.level)
            if step is not None and step.number != mark.number:
                out += self.rewrite(mark, step)
        return out

    def rewrite(self, mark: NumberMark, step: Step) -> list[Splice]:
        out = []
        if step.number.value != mark.number.value:
            out.append(Splice(mark.start, mark.end, numeral_like(self.text[mark.start : mark.end], step.number.value)))
        if step.number.sub != mark.number.sub:
            if mark.sub and step.number.sub:
                out.append(Splice(*mark.sub, numeral_like(self.text[slice(*mark.sub)], step.number.sub)))
            elif mark.sub:
                out.append(Splice(mark.unit_end, mark.sub[1], ""))
            elif not mark.shared:
                out.append(
                    Splice(
                        mark.unit_end,
                        mark.unit_end,
                        "之" + numeral_like(self.text[mark.start : mark.end], step.number.sub),
                    )
                )
        return out

    def names(self, ref: Reference, wish: _Wish) -> bool:
        """Whether a reference of the changed text names what is wished."""
        want = wish.targets
        if ref.kind is ReferenceKind.UNDECIDABLE or len(ref.targets) != len(want):
            return False
        return all(b is None or self.same(a, b) for a, b in zip(ref.targets, want, strict=True))

    def same(self, a: Address, b: Address) -> bool:
        if a == b:
            return True
        if self.how.new is None:
            return a.steps[-1:] == b.steps[-1:] and a.level in HEADINGS and b.level in HEADINGS
        x, y = self.how.new.resolve(a, self.after), self.how.new.resolve(b, self.after)
        return len(x) == 1 and x == y

    def unmoved(self, ref: Reference, wish: _Wish) -> bool:
        targets = [m.address for m in ref.mentions] or list(ref.targets)
        return not wish.splices and all(b is None or a == b for a, b in zip(targets, wish.to, strict=False))

    def write_out(self, ref: Reference, wish: _Wish) -> list[Splice]:
        """The reference with each address in full: 本条第二款 → 第八十一条第一款."""
        if (
            not ref.mentions
            or wish.pieces
            or any(a is None for a in wish.to)
            or any(m.shared for x in ref.mentions for m in x.marks)
        ):
            self.not_right(ref, wish)
            return []
        parts, at = [], ref.span.start
        own = ""
        if ref.head and ref.kind is ReferenceKind.RELATIVE:
            at = ref.mentions[0].start
            own = self.how.new.own if self.how.new else ""
        else:
            parts.append(self.text[at : ref.mentions[0].start])
            at = ref.mentions[0].start
        for mention, to in zip(ref.mentions, wish.to, strict=True):
            assert to is not None
            parts += [self.text[at : mention.start], self.print(mention, to)]
            at = mention.end
        written = own + "".join(parts) + self.text[at : ref.span.end]
        check = find_references(written, self.after, self.how.new)
        if len(check) != 1 or not self.names(check[0], wish):
            self.not_right(ref, wish)
            return []
        self.note(kinds.WRITTEN_OUT, ref, written)
        return [Splice(ref.span.start, ref.span.end, written)]

    def print(self, mention: Mention, to: Address) -> str:
        """An address in the style of a mention: its digits, its brackets."""
        marks = {m.level: m for m in mention.marks}
        out = ""
        for step in to.steps:
            if not step.level.rank or step.level is Level.DIVISION:
                continue
            mark = marks.get(step.level)
            sample = mark or mention.marks[0]
            number = numeral_like(self.text[sample.start : sample.end], step.number.value)
            if mark and self.text[mark.start - 1 : mark.start] in "（(":
                closing = self.text[mark.end : mark.end + 1]
                number = self.text[mark.start - 1] + number + closing
            out += f"第{number}{step.level.zh}" + (f"之{numeral(step.number.sub)}" if step.number.sub else "")
        return out

    # ------------------------------------------------------------------ doubts

    def note(self, kind: FindingKind, ref: Reference, after: str, **values: Any) -> None:
        span = Span(ref.span.start, ref.span.end)
        self.doubts.append(kind.finding(self.home, span=span, before=ref.text, after=after, **values))

    def undecided(self, ref: Reference, wish: _Wish) -> None:
        choices, choices_en = "”或者“".join(ref.candidates), " or ".join(ref.candidates)
        self.note(kinds.LEFT_UNDECIDED, ref, ref.text, choices=choices, choices_en=choices_en)

    def gone(self, ref: Reference, address: Address) -> None:
        self.note(kinds.GONE, ref, ref.text, place=address)

    def lost(self, ref: Reference, address: Address, kept: Address) -> None:
        """A 款 or item that is gone: at its position stands nothing, or what had another number before."""
        self.note(kinds.GONE_BUT_KEPT, ref, str(kept), place=address)

    def kept(self, ref: Reference, address: Address, kept: Address) -> None:
        self.note(kinds.REWRITTEN, ref, str(kept), place=address)

    def shortened(self, ref: Reference, address: Address, end: Address) -> None:
        self.note(kinds.RANGE_SHORTENED, ref, str(end), place=address)

    def split(self, ref: Reference, written: str) -> None:
        self.note(kinds.RANGE_SPLIT, ref, written)

    def grown(self, ref: Reference) -> None:
        self.note(kinds.RANGE_GROWN, ref, ref.text)

    def not_right(self, ref: Reference, wish: _Wish) -> None:
        kind = kinds.RELATIVE if ref.kind is ReferenceKind.RELATIVE else kinds.NO_LONGER_DECIDED
        self.note(kind, ref, ref.text, now="、".join(str(a) for a in wish.to if a is not None))


def _shape(written: Address, full: Address, found: Address) -> Address:
    """A new full address with the steps left out that the written one left out (第十条第三项 for 第十条第一款第三项)."""
    levels = {s.level for s in written.steps}
    out = {s.level for s in full.steps} - levels - {found.steps[-1].level if found.steps else None}
    return Address(tuple(s for s in found.steps if s.level not in out)) if out else found
