"""A reference written anew: the numbers that changed, where they stand, in the digits and brackets they were written in."""

from __future__ import annotations

from collections.abc import Mapping

from lawtrack.model.address import Address, Step
from lawtrack.model.numerals import numeral_like
from lawtrack.patch.ops import Splice
from lawtrack.syntax.references import NumberMark, Reference


def rewrite(text: str, reference: Reference, wishes: Mapping[int, Address]) -> tuple[Splice, ...] | None:
    """The splices that make each member of a reference name its new address; ``wishes`` by where the member begins.

    Members without a wish stay. None where the new addresses cannot be written at the places of the old ones: other levels, or a
    member that inherits what no longer holds (第七十七条第一项、第二项, of which one went to another article).

    >>> from lawtrack.model.address import parse_address
    >>> from lawtrack.patch.ops import splice
    >>> from lawtrack.syntax.references import find_references
    >>> text = "违反种子法第七十七条第一项、第二项的"
    >>> (ref,) = find_references(text, parse_address("第一条"))
    >>> splice(text, rewrite(text, ref, {5: parse_address("第七十六条第一项"), 14: parse_address("第七十六条第三项")}))
    '违反种子法第七十六条第一项、第三项的'
    >>> rewrite(text, ref, {14: parse_address("第八十条第二项")}) is None
    True
    """
    out: list[Splice] = []
    before: tuple[Step, ...] = ()
    for mention in reference.mentions:
        was, now = mention.address.steps, wishes.get(mention.start, mention.address).steps
        if [s.level for s in was] != [s.level for s in now]:
            return None
        inherited = len(was) - len(mention.marks)
        if inherited and now[:inherited] != before[:inherited]:
            return None
        for mark, step in zip(mention.marks, now[inherited:], strict=True):
            made = _number(text, mark, step)
            if made is None:
                return None
            out += made
        before = now
    return tuple(out)


def _number(text: str, mark: NumberMark, step: Step) -> list[Splice] | None:
    out = []
    if step.number.value != mark.number.value:
        out.append(Splice(mark.start, mark.end, numeral_like(text[mark.start : mark.end], step.number.value)))
    if step.number.sub != mark.number.sub:
        sub = numeral_like(text[mark.start : mark.end], step.number.sub) if step.number.sub else ""
        if mark.sub and sub:
            out.append(Splice(*mark.sub, sub))
        elif mark.sub:
            out.append(Splice(mark.unit_end, mark.sub[1], ""))
        elif mark.shared:
            return None
        else:
            out.append(Splice(mark.unit_end, mark.unit_end, "之" + sub))
    return out
