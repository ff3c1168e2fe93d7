"""A base and a result, row by row, as a patch: what comparing and binding both end in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter, lt
from typing import NamedTuple

from lawtrack.arguments import unchecked
from lawtrack.model.address import Address, addresses_of
from lawtrack.model.levels import Unit
from lawtrack.model.nodes import Statute
from lawtrack.patch.arrangement import Arrangement, Moved, New, increasing
from lawtrack.patch.ops import NO_CAUSE, Cause, EditText, Relabel, Splice
from lawtrack.patch.patch import Patch, making

_edit, _relabel, _new, _patch = unchecked(EditText), unchecked(Relabel), unchecked(New), unchecked(Patch)


class ResultUnit(NamedTuple):
    """One unit of the result.

    ``line`` is the base unit it was (None: new, and then ``cause`` says why it came). ``edits`` are the changes inside its text, each
    with its cause; where they are missing and the texts differ, the whole text counts as replaced by ``cause``. ``label_cause`` and
    ``move_cause`` say why its number or its place changed.
    """

    unit: Unit
    line: int | None = None
    cause: Cause = NO_CAUSE
    edits: tuple[tuple[tuple[Splice, ...], Cause], ...] = ()
    label_cause: Cause | None = None
    move_cause: Cause | None = None
    first: bool = False


def patch_of(
    base: Statute,
    rows: Iterable[ResultUnit],
    removed: Mapping[int, Cause] | None = None,
    addresses: Sequence[Address] | None = None,
    lines: Sequence[int | None] | None = None,
    *,
    known: bool = False,
    source: str = "",
    adopted: str = "",
    effective: str = "",
) -> Patch:
    """The patch that leads from ``base`` to the units of ``rows``; ``removed`` gives the causes of lines that no row keeps.

    ``addresses`` and ``lines`` are those of the rows: with both, the rows are gone through only once, and may come one by one.
    Lines that keep their order stay; of the others, the fewest move. Every base line may be kept once. ``known``: the edits of each row lead
    to its unit, so that the units of the rows are those of the result (:func:`making`).

    >>> from lawtrack.model.nodes import Statute
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> old = Statute("例", children=(Article("第一条", "", (Paragraph("甲。"),)), Article("第二条", "", (Paragraph("乙。"),))))
    >>> rows = [ResultUnit(u, i) for i, u in enumerate(old.units)]
    >>> p = patch_of(old, rows[:3] + rows[5:] + rows[3:5]); p
    <Patch 例 Move×1>
    >>> [a.text for a in p.apply(old).articles]
    ['乙。', '甲。']
    """
    if addresses is None or lines is None:
        rows = list(rows)
    new = addresses_of([r.unit for r in rows]) if addresses is None else addresses
    kept = [n for n in (lines if lines is not None else (r.line for r in rows)) if n is not None]
    made: list[Unit] = []
    arranged = _arranged(base, rows, new, kept, removed or {}, made)
    # where nothing moves, rows in the order of the base cannot contradict one another
    patch = (_patch if known and not arranged.moved else Patch)(
        tuple(sorted(arranged.ops(), key=attrgetter("place"))),
        size=len(base.units),
        title=base.title,
        source=source,
        adopted=adopted,
        effective=effective,
    )
    return making(patch, base, tuple(made)) if known else patch


def _arranged(
    base: Statute,
    rows: Iterable[ResultUnit],
    new: Sequence[Address],
    kept: Sequence[int],
    removed: Mapping[int, Cause],
    made: list[Unit],
) -> Arrangement:
    """Rows as one arrangement; ``new`` are their addresses, ``kept`` the base lines among them in their order. ``made`` takes their units."""
    units, old = base.units, base.addresses
    still = all(map(lt, kept, kept[1:]))  # nothing moves: then only the line before something new matters
    stay = set[int]() if still else increasing(kept)
    tokens: list[int | New] = []
    words: dict[int, list[EditText]] = {}
    labels: dict[int, Relabel] = {}
    moved: dict[int, Moved] = {}
    last, behind = -1, False  # the line kept before; whether the token before is one
    for (unit, line, cause, edits, label_cause, move_cause, first), to in zip(rows, new, strict=True):
        made.append(unit)
        if line is None:
            tokens.append(_new(unit, cause, to, first))
            behind = False
            continue
        was = units[line]
        if not still:
            tokens.append(line)
            if line not in stay:
                why, before = move_cause or label_cause or cause, moved.get(last)
                whole = before and last < line and before.cause == why and units[before.group].level < was.level
                # a provision moves with what belongs to it, its neighbour separately
                moved[line] = Moved(was, before.group if before and whole else line, why, old[line], to)
            last = line
        elif behind:
            tokens[-1] = line
        else:
            tokens.append(line)
            behind = True
        if unit is was:
            continue
        at = old[line]
        if was.label != unit.label:
            labels[line] = _relabel(line, was.label, unit.label, at=at, to=to, cause=label_cause or cause)
        if was.text != unit.text:
            edits = edits or (((Splice(0, len(was.text), unit.text),), cause),)
            (splices, why), *more = edits
            words[line] = [_edit(line, was.text, splices, at=at, to=to, cause=why)]
            if more:
                words[line] += [_edit(line, was.text, splices, at=at, to=to, cause=why) for splices, why in more]
    gone = _gone(base, _missing(kept if still else sorted(kept), len(units)), removed)
    return Arrangement(len(units), tokens, gone, words, labels, moved)


def _gone(base: Statute, lines: Iterable[int], removed: Mapping[int, Cause]) -> dict[int, New]:
    """The lines that no row keeps; what goes with one another begins at one head."""
    units, gone, head = base.units, dict[int, New](), -1
    for line in lines:
        cause, above = removed.get(line, NO_CAUSE), gone.get(line - 1)
        if above is None or above.cause != cause or units[line].level <= units[head].level:
            head = line
        gone[line] = _new(units[line], cause, base.addresses[line], line == head)
    return gone


def _missing(kept: Sequence[int], size: int) -> list[int]:
    """The numbers below ``size`` that an increasing row of numbers leaves out.

    >>> _missing([1, 2, 5], 7)
    [0, 3, 4, 6]
    """
    out: list[int] = []
    following = 0
    for line in kept:
        if line != following:
            out += range(following, line)
        following = line + 1
    out += range(following, size)
    return out
