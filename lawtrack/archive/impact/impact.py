"""impact: what a change makes stale elsewhere, of one decision, of one statute, or of all that an archive holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import attrs

from lawtrack.archive import enrolment
from lawtrack.archive.impact.context import sentence_at
from lawtrack.archive.impact.laws import Law, LawVersion, Went
from lawtrack.archive.impact.parallels import Parallels
from lawtrack.archive.impact.rewriting import rewrite
from lawtrack.archive.impact.rows import Certainty, Impact, ImpactRow, Kind
from lawtrack.archive.impact.search import Search
from lawtrack.archive.impact.terms import terms_in
from lawtrack.archive.impact.usages import rows_of
from lawtrack.archive.storage.objects import Shelf
from lawtrack.archive.storage.store import Store
from lawtrack.decision.decision import Decision
from lawtrack.errors import AddressError, InputError
from lawtrack.history.chain import Binder
from lawtrack.history.destinations import destinations
from lawtrack.history.records import changing, parts_for
from lawtrack.model.address import parse_address
from lawtrack.model.nodes import Statute, uncollected
from lawtrack.model.titles import quoted, title_key
from lawtrack.patch.ops import splice
from lawtrack.syntax.note import read_date
from lawtrack.syntax.references import find_references


def impact(store: Store, thing: Decision | str | None, since: object, until: object, bind: Binder) -> Impact:
    """See :meth:`lawtrack.Archive.impact`."""
    first = read_date(since) if since else ""
    last = read_date(until) if until else ""
    if isinstance(thing, Decision):
        search, title = _of_decision(store, thing, last, bind), f"{quoted(thing.title)}的影响"
    elif thing is not None:
        statute = enrolment.statute_named(store, [title_key(thing)])
        if statute is None:
            raise InputError(f"存档中没有《{thing}》", f"the archive has no 《{thing}》")
        search = Search(store, first, last, frozenset([statute]))
        title = f"{quoted(search.facts[statute][0])}的修改对其他法规的影响"
    else:
        search, title = Search(store, first, last), "各项修改对其他法规的影响"
    if first or last:
        title += f"（{first or '起始'}至{last or '今'}）"
    with uncollected():
        rows = [*written(search, search.run()), *_renamed(search), *_copies(search), *_terms(search)]
    order = {title: n for n, (title, _, _) in enumerate(search.facts.values())}
    rows.sort(
        key=lambda r: (
            order.get(r.citing, 0),
            r.kind in (Kind.COPY, Kind.TERM),
            _place(r.address),
            r.start,
            r.was,
            r.cited,
        )
    )
    return Impact(title, tuple(rows), tuple(search.untold))


@lru_cache(maxsize=4096)
def _place(address: str) -> tuple[object, ...]:
    """What addresses are put in order by, in plain numbers."""
    try:
        steps = parse_address(address).steps
    except AddressError:
        return (1, address)
    return (0, tuple((int(s.level), s.number.value, s.number.sub, s.nth) for s in steps))


# -- a decision ----------------------------------------------------------------------------------------------------------


def _of_decision(store: Store, decision: Decision, until: str, bind: Binder) -> Search:
    """The search for what one decision makes stale: its versions where the archive has it, else what it would make of today's texts."""
    keys = {title_key(p.title) for p in changing(decision)} | {title_key(t) for t in decision.repealed}
    ids = {key: found for key in keys if (found := enrolment.statute_named(store, [key])) is not None}
    if not ids:
        names = "、".join(f"《{p.title}》" for p in changing(decision)) or "没有修改法规"
        raise InputError(
            f"存档中没有《{decision.title}》所修改的法规（{names}）",
            f"the archive has none of the statutes that 《{decision.title}》 amends ({names})",
        )
    search = Search(store, "", until, frozenset(ids.values()))
    for key, statute in ids.items():
        law = search.law(statute)
        made = _made_by(store, statute, decision)
        if made:
            stages = tuple(s for s in law.stages if s.number <= max(made))
            search.laws[statute] = attrs.evolve(law, stages=stages, only=frozenset(made))
        elif any(title_key(p.title) == key for p in changing(decision)) and law.stages:
            search.laws[statute] = _would_be(store, law, decision, bind, {key})
    return search


def _made_by(store: Store, statute: int, decision: Decision) -> set[int]:
    """The numbers of the versions that a decision made."""
    rows = store.rows(
        "SELECT v.number FROM version v JOIN step p ON p.version = v.id WHERE v.statute = ? AND p.source = ? AND p.adopted = ?",
        statute, decision.title, decision.adopted,
    )  # fmt: skip
    return {r[0] for r in rows if r[0] > 1}


def _would_be(store: Store, law: Law, decision: Decision, bind: Binder, keys: set[str]) -> Law:
    """A statute with the version that a decision not in the archive would make of it."""
    last = law.stages[-1]
    ((snapshot,),) = store.rows("SELECT snapshot FROM version WHERE statute = ? AND number = ?", law.id, last.number)
    before = Shelf(store).snapshot(snapshot)
    patch, _ = bind(before, decision)
    traces = patch.trace(before)
    after = patch.apply(before)
    forward = {t.line: i for i, t in enumerate(traces) if t.line is not None}
    day = decision.effective or decision.promulgated or decision.adopted or "9999-12-31"
    number = last.number + 1
    new = LawVersion(number, max(day, last.effective), "", decision.adopted or day, False, decision.title)
    went = {
        str(a): Went(str(d.address or ""), d.likeness, tuple(map(str, d.others)), d.shared)
        for a, d in destinations(before, after, forward).items()
    }
    return attrs.evolve(
        law,
        stages=(*law.stages, new),
        only=frozenset([number]),
        extra={number: went},
        extra_texts={number: _texts(after)},
        extra_parts={number: parts_for(decision, keys)},
    )


def _texts(statute: Statute) -> Mapping[str, str]:
    return {str(a): u.text for a, u in zip(statute.addresses, statute.units, strict=True) if u.text}


# -- what is proposed ----------------------------------------------------------------------------------------------------


def written(search: Search, rows: Iterable[ImpactRow]) -> Iterator[ImpactRow]:
    """Rows with the whole reference written anew, where all of it can be; a proposal that cannot be written is no certain one."""
    groups: dict[tuple[str, str], list[ImpactRow]] = defaultdict(list)
    for row in rows:
        groups[row.citing, row.address].append(row)
    ids = {title: statute for statute, (title, _, _) in search.facts.items()}
    for (citing, address), group in groups.items():
        moved = [r for r in group if r.proposal and r.kind not in (Kind.REPEALED, Kind.REWRITTEN)]
        rest = [r for r in group if r not in moved]
        made = list(_written(search.unit(ids[citing], address), address, moved)) if moved else []
        yield from _together([*made, *rest])


def _together(group: list[ImpactRow]) -> Iterator[ImpactRow]:
    """The rows of one provision: its references to one statute are certain together or not at all, or old and new numbers would stand side by side."""
    open_ = {r.cited for r in group if r.certainty is not Certainty.CERTAIN and r.kind is not Kind.REWRITTEN}
    for row in group:
        mixed = row.certainty is Certainty.CERTAIN and row.cited in open_
        yield _doubted(row, "同一条文中对该法规的另一处引用不能确定") if mixed else row


def _written(text: str, address: str, group: list[ImpactRow]) -> Iterator[ImpactRow]:
    wishes = {row.start: parse_address(row.now[0]) for row in group}
    at = {row.start: row for row in group}
    for ref in find_references(text, parse_address(address)):
        rows = [at.pop(m.start) for m in ref.mentions if m.start in at]
        if not rows:
            continue
        named = [wishes.get(m.start, m.address) for m in ref.mentions]
        if len(set(named)) < len(named):
            yield from (_doubted(row, "并列的引用改后有重复，须人工改写") for row in rows)
            continue
        splices = rewrite(text, ref, {m.start: wishes[m.start] for m in ref.mentions if m.start in wishes})
        if splices is None:
            yield from (_doubted(row, "新的条号不能照原来的写法写出") for row in rows)
        else:
            proposal = _within(text, ref.span.start, ref.span.end, splices)
            yield from (attrs.evolve(row, proposal=proposal) for row in rows)
    yield from at.values()


def _doubted(row: ImpactRow, why: str) -> ImpactRow:
    """A row with one more doubt."""
    if row.certainty is Certainty.CERTAIN:
        return attrs.evolve(row, certainty=Certainty.CHECK, reason=why)
    return attrs.evolve(row, reason=f"{row.reason}；{why}")


def _within(text: str, start: int, end: int, splices: Iterable[object]) -> str:
    """The reference as it would read."""
    made = splice(text, tuple(splices))  # type: ignore[arg-type]
    return made[start : end + len(made) - len(text)]


# -- names, copies, terms ------------------------------------------------------------------------------------------------


def _renamed(search: Search) -> Iterator[ImpactRow]:
    """Statutes that are cited by a name they no longer have."""
    for statute, key, title, day in _old_names(search):
        if search.only is not None and statute not in search.only:
            continue
        if search.since and day <= search.since or search.until and day > search.until:
            continue
        for citing_id, address, target, words, start, since in search.store.rows(
            "SELECT statute, address, target, words, start, since FROM citation WHERE name = ? AND until = '' AND marks NOT LIKE '%p%' "
            "AND marks NOT LIKE '%d%' AND marks NOT LIKE '%t%'",
            key,
        ):  # fmt: skip
            if citing_id == statute:
                continue
            citing = search.citing(citing_id)
            text = search.unit(citing_id, address)
            first, last = sentence_at(text, start)
            _, adopted, _ = citing.days(since)
            told = "；引用的法规更晚" if adopted >= day else ""
            yield ImpactRow(
                citing.title, address, words if not target else f"{key}{words}", search.facts[statute][0], target, (), f"{quoted(title)}", Kind.RENAMED,
                Certainty.CHECK, f"《{key}》自{day}起名为{quoted(title)}{told}", text[first:last].strip(), changed=day, since=since, citing_date=adopted,
                citing_body=citing.issuer, start=start,
            )  # fmt: skip


def _old_names(search: Search) -> Iterator[tuple[int, str, str, str]]:
    """(statute, old key, title of today, day of the change) of every statute that had another name once."""
    rows = search.store.rows(
        "SELECT o.statute, t.body, o.until FROM occurrence o JOIN text t ON t.id = o.text WHERE o.line = 0 AND o.until <> ''"
    )
    for statute, body, until in rows:
        title = search.facts[statute][0]
        if title_key(body) != title_key(title) and not search.law(statute).stages[-1].until == until:
            yield statute, title_key(body), title, until


def _copies(search: Search) -> Iterator[ImpactRow]:
    parallels = Parallels(search)
    if search.only is None:
        yield from parallels.all()
    else:
        for statute in sorted(search.only):
            yield from (r for r in parallels.of(statute) if r.changed)


def _terms(search: Search) -> Iterator[ImpactRow]:
    statutes = sorted(search.only) if search.only is not None else sorted(search.stages)
    laws = (search.law(s) for s in statutes if s in search.laws or len(search.stages[s]) > 1)
    yield from rows_of(search, (term for law in laws for term in terms_in(search, law)))
