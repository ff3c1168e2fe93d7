"""The metadata of an Akoma Ntoso document: what the text is (FRBR), how it came about (lifecycle), what changed it (modifications)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
from lxml import etree

from lawtrack.formats.akn.markup import akn
from lawtrack.formats.akn.uri import UNKNOWN_DATE, Work, work_of
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch
from lawtrack.syntax.note import Act, parse_note

SOURCE = "#lawtrack"
_CHANGES = {"制定": "generation", "修正": "amendment", "修订": "amendment"}


@attrs.frozen
class LifeEvent:
    """One step in the life of a text; ``work`` is the decision behind an amendment."""

    id: str
    kind: str
    date: str
    work: Work | None = None


def events_of(statute: Statute, patch: Patch | None = None) -> tuple[LifeEvent, ...]:
    """The steps that the adoption note tells, and the change at hand if the note does not have it yet."""
    acts = list(parse_note(statute.note))
    if patch is not None and (patch.adopted or patch.effective):
        day = patch.adopted or patch.effective
        if all(a.date != day for a in acts):
            acts.append(Act("修正", adopted=day, decision=patch.source))
        else:
            acts = [attrs.evolve(a, decision=patch.source or a.decision) if a.date == day else a for a in acts]
    if not acts or _CHANGES[acts[0].kind] != "generation":
        acts.insert(0, Act("制定"))
    out = []
    for n, act in enumerate(acts, 1):
        by = act.decision and attrs.evolve(work_of(act.decision, act.text), date=act.date or UNKNOWN_DATE)
        out.append(LifeEvent(f"e_{n}", _CHANGES[act.kind], act.date or UNKNOWN_DATE, by or None))
    return tuple(out)


def meta(
    work: Work,
    events: Sequence[LifeEvent],
    *,
    component: str = "",
    modifications: etree._Element | None = None,
    period: str = "",
    since: str = "",
) -> etree._Element:
    """The meta element; ``component`` names an annex, ``period`` the temporal group of what came into force last,
    on ``since`` if that is another day than the last event's."""
    last = events[-1].date if events else work.date
    tail = f"/!{component or 'main'}"
    expression = work.expression(last)
    identification = akn(
        "identification",
        akn("FRBRWork", *_frbr(work.uri, tail, work.date, "adoption", work), *_work(work)),
        akn("FRBRExpression", *_frbr(expression, tail, last, "version", work), akn("FRBRlanguage", language="zho")),
        akn("FRBRManifestation", *_frbr(expression, f"{tail}.xml", last, "version", work, ".xml")),
        source=SOURCE,
    )
    references = akn("references", source=SOURCE)
    for event in events:
        if event.work:
            references.append(akn("passiveRef", eId=f"{event.id}_by", href=event.work.uri, showAs=event.work.title))
        else:
            references.append(akn("original", eId=f"{event.id}_by", href=work.uri, showAs=work.title or "（无题）"))
    references.append(akn("TLCOrganization", eId="lawtrack", href="/ontology/organization/lawtrack", showAs="lawtrack"))
    references.append(akn("TLCConcept", eId="inForce", href="/ontology/concept/inForce", showAs="施行"))
    if work.actor:
        name = f"/ontology/organization/cn/{work.actor}"
        references.append(akn("TLCOrganization", eId=work.actor, href=name, showAs=work.actor))
    cycle = akn("lifecycle", source=SOURCE)
    for event in events:
        cycle.append(akn("eventRef", eId=event.id, date=event.date, source=f"#{event.id}_by", type=event.kind))
    temporal = None
    if period and events:
        start = events[-1].id
        if since and since != last:
            start = f"{events[-1].id}_in_force"
            cycle.append(akn("eventRef", eId=start, date=since, source=f"#{events[-1].id}_by", type=events[-1].kind))
        interval = akn("timeInterval", start=f"#{start}", refersTo="#inForce")
        temporal = akn("temporalData", akn("temporalGroup", interval, eId=period), source=SOURCE)
    analysis = (
        akn("analysis", modifications, source=SOURCE) if modifications is not None and len(modifications) else None
    )
    if component:  # the annex's own metadata; what concerns the whole stands once
        return akn("meta", identification)
    return akn("meta", identification, cycle if len(cycle) else None, analysis, temporal, references)


def _frbr(uri: str, tail: str, date: str, name: str, work: Work, suffix: str = "") -> Iterator[etree._Element]:
    yield akn("FRBRthis", value=uri + tail)
    yield akn("FRBRuri", value=uri + suffix)
    if name == "adoption" and work.title:
        yield akn("FRBRalias", value=work.title, name="title")
    yield akn("FRBRdate", date=date, name=name if date != UNKNOWN_DATE else "unknown")
    yield akn("FRBRauthor", href=f"#{work.actor}" if work.actor and not suffix else SOURCE)


def _work(work: Work) -> Iterator[etree._Element]:
    yield akn("FRBRcountry", value=f"cn-{work.locality}" if work.locality else "cn")
    if work.subtype:
        yield akn("FRBRsubtype", value=work.subtype)
    if work.number:
        yield akn("FRBRnumber", value=work.number)
    if work.title:
        yield akn("FRBRname", value=work.title)


_KINDS = {"改字": "substitution", "改号": "renumbering", "增加": "insertion", "删去": "repeal", "移动": "renumbering"}


def passive_modifications(patch: Patch, before: str, by: Work | None, event: str, period: str) -> etree._Element:
    """What a patch did to this text, op by op: where it stands now, where it stood in the expression ``before``, by which instruction."""
    made = akn("passiveModifications")
    for n, op in enumerate(patch.ops, 1):
        kind = _KINDS[op.zh]
        source = (by.uri if by else "") + (f"#ins_{op.cause.index + 1}" if op.cause.index >= 0 else "")
        old, new = op.at, op.to
        here = f"#{new.eid}" if new.steps else f"{before}/!main#{old.eid}" if old.steps else "#main"
        made.append(
            akn(
                "textualMod",
                akn("source", href=source or SOURCE),
                akn("destination", href=here),
                akn("force", period=f"#{period}") if period else None,
                akn("previous", href=f"{before}/!main#{old.eid}") if old.steps else None,
                type=kind,
                eId=f"pmod_{n}",
                refersTo=f"#{event}_by" if event else "",
            )
        )
    return made
