"""Ruled tables: rules that meet make a grid, characters lie in its cells, each row of cells is a line with tabs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import attrs

from lawtrack.formats.pdf.boxes import Box, Page, Rule
from lawtrack.formats.pdf.rows import rows_of

_NEAR = 2.5
"""In points: rules that lie closer are the two sides of one stroke."""
_MOST_RULES = 3_000


@attrs.frozen
class RuledTable:
    """A table of a page: where it stands and what its cells say, row by row; a cell that spans others reads in its first place."""

    x0: float
    y0: float
    x1: float
    y1: float
    rows: tuple[tuple[str, ...], ...]


def tables_of(page: Page) -> tuple[list[RuledTable], list[Box]]:
    """The ruled tables of a page from the top down, and the characters that stand in none of them."""
    if len(page.horizontal) < 2 or len(page.vertical) < 3 or len(page.horizontal) + len(page.vertical) > _MOST_RULES:
        return [], list(page.boxes)
    rest = list(page.boxes)
    tables: list[RuledTable] = []
    for flat, upright in _grids(page.horizontal, page.vertical):
        xs, ys = _clusters(r.at for r in upright), _clusters(r.at for r in flat)
        if len(xs) < 3 or len(ys) < 2:  # a frame, or the rule between two columns
            continue
        left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
        inside = [b for b in rest if left <= (b.x0 + b.x1) / 2 <= right and top <= (b.y0 + b.y1) / 2 <= bottom]
        if not inside:
            continue
        taken = set(map(id, inside))
        rest = [b for b in rest if id(b) not in taken]
        tables.append(RuledTable(left, top, right, bottom, _cells(inside, xs, ys, flat, upright)))
    return sorted(tables, key=lambda t: t.y0), rest


def _clusters(values: Iterable[float]) -> list[float]:
    out: list[list[float]] = []
    for v in sorted(values):
        if out and v - out[-1][-1] <= _NEAR:
            out[-1].append(v)
        else:
            out.append([v])
    return [sum(c) / len(c) for c in out]


def _grids(flat: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, as groups."""
    home = list(range(len(flat) + len(upright)))

    def find(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    standing = [(j, v.at, v.start - _NEAR, v.end + _NEAR) for j, v in enumerate(upright, len(flat))]
    for i, h in enumerate(flat):
        first, last, height = h.start - _NEAR, h.end + _NEAR, h.at
        for j, at, top, bottom in standing:
            if first <= at <= last and top <= height <= bottom:
                home[find(i)] = find(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(flat):
        groups.setdefault(find(i), ([], []))[0].append(h)
    for j, v in enumerate(upright, len(flat)):
        groups.setdefault(find(j), ([], []))[1].append(v)
    return [g for g in groups.values() if g[0] and g[1]]


def _cells(
    boxes: Sequence[Box], xs: Sequence[float], ys: Sequence[float], flat: Sequence[Rule], upright: Sequence[Rule]
) -> tuple[tuple[str, ...], ...]:
    """What stands in each cell. Between two rules without a rule between them there is one cell."""

    def ruled(rules: Sequence[Rule], at: float, along: float) -> bool:
        return any(abs(r.at - at) <= _NEAR and r.start - _NEAR <= along <= r.end + _NEAR for r in rules)

    home: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ys) - 1):
        middle = (ys[i] + ys[i + 1]) / 2
        for j in range(len(xs) - 1):
            if j and not ruled(upright, xs[j], middle):
                home[i, j] = home[i, j - 1]
            elif i and not ruled(flat, ys[i], (xs[j] + xs[j + 1]) / 2):
                home[i, j] = home[i - 1, j]
            else:
                home[i, j] = (i, j)
    held: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        i = max(0, min(bisect_right(ys, y), len(ys) - 1) - 1)
        j = max(0, min(bisect_right(xs, x), len(xs) - 1) - 1)
        held.setdefault(home[i, j], []).append(box)
    out = []
    for i in range(len(ys) - 1):
        own = [j for j in range(len(xs) - 1) if home[i, j] == (i, j) or home[i, j][0] < i and home[i, j][1] == j]
        out.append(tuple(_text(held.get((i, j), ())) if home[i, j] == (i, j) else "" for j in own))
    return tuple(row for row in out if any(row))


def _text(boxes: Iterable[Box]) -> str:
    """The lines of a cell as one: a line break inside a cell says nothing."""
    return "".join(row.text for row in rows_of(boxes))
