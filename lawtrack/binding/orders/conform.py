"""References to another statute follow its new numbers: 条文中引用《水法》条文序号作相应调整."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from lawtrack.binding.binder import WORDS, Step, binds
from lawtrack.binding.orders import findings as kinds
from lawtrack.binding.result.references import Renumbering, renumber_mention
from lawtrack.binding.word_edits import Match, WantedEdit
from lawtrack.binding.working_copy import WorkingCopy
from lawtrack.decision.orders import Conform, Place
from lawtrack.errors import AddressError, InputError
from lawtrack.model.address import Address, parse_address
from lawtrack.model.titles import name_key
from lawtrack.patch.patch import AddressMap
from lawtrack.syntax.references import Numbering, ReferenceKind, find_references

Forward = Callable[[Address], Address | None]


def forward_of(given: AddressMap | Mapping[str, str]) -> Forward:
    """The way from old to new addresses of another statute; raises :class:`InputError` for text that is no address."""
    if isinstance(given, AddressMap):
        return given.forward
    try:
        pairs = {parse_address(a): parse_address(b) for a, b in given.items()}
    except AddressError as error:
        raise InputError(
            f"条文对照中有无法识别的条次：{error.message}",
            f"an address in the correspondences cannot be read: {error.message_en}",
        ) from error
    return pairs.get


@binds(Conform)
def conform(work: WorkingCopy, order: Conform) -> list[Step]:
    """条文中引用《某法》条文序号作相应调整: carried out where the new numbers of that law are given."""
    given = next((g for title, g in work.correspondences.items() if name_key(title) == name_key(order.law)), None)
    if given is None:
        work.report(kinds.NO_CORRESPONDENCE, law=order.law)
        return []
    forward, numbering, cause = forward_of(given), Numbering.of(work.base), work.cause
    steps: list[Step] = []
    for slot in dict.fromkeys(s for place in order.places or (Place(),) for s in work.texts(place)):
        home = work.base.addresses[slot.line or 0]
        for ref in find_references(slot.text, home, numbering):
            if ref.kind is not ReferenceKind.OTHER or name_key(ref.title) != name_key(order.law):
                continue
            for mention in ref.mentions:
                to = forward(mention.address)
                if to is None:
                    work.report(
                        kinds.NOT_IN_CORRESPONDENCE,
                        home,
                        before=slot.text[mention.start : mention.end],
                        law=order.law,
                        mention=mention.address,
                    )
                    continue
                for splice in renumber_mention(slot.text, home, Renumbering(forward), mention, to):
                    change = WantedEdit(Match(splice.start, splice.end), splice.text, cause)
                    steps.append((WORDS, partial(work.want, slot, change)))
    return steps
