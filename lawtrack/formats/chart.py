"""Where the changes lie: in one statute as a strip of bars for the page, over its versions as a picture of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

import attrs
from markupsafe import Markup

from lawtrack.arguments import checked, every
from lawtrack.changes.changes import Changes, Row, Status
from lawtrack.model.levels import Level

COLOUR = {
    Status.AMENDED: "amended", Status.HEADING: "amended", Status.ADDED: "added", Status.SPLIT: "added", Status.DELETED: "deleted",
    Status.MERGED: "deleted", Status.RENUMBERED: "renumbered", Status.MOVED: "renumbered", Status.REFERENCES: "other",
    Status.TYPOGRAPHY: "other", Status.UNCHANGED: "same",
}  # fmt: skip
SAME_TEXT = (Status.UNCHANGED, Status.RENUMBERED)
"""Provisions whose text is the same on both sides."""


def map_svg(changes: Changes, ids: Sequence[str]) -> Markup:
    """Where in the statute the changes lie: a bar per article, as high as the share of its characters that changed.

    The page itself gives the bars their titles, from the rows they lead to.
    """
    articles = [(row, anchor) for row, anchor in zip(changes.rows, ids, strict=True) if row.level is Level.ARTICLE]
    step = 1000 / max(1, len(articles))
    gap = 0.15 * step if step > 2 else 0
    bars: dict[str, list[Markup]] = defaultdict(list)
    run: tuple[str, int, int] | None = None  # unchanged neighbours are drawn as one

    def flush() -> None:
        if run:
            bars[run[0]].append(
                Markup('<rect x="{:.1f}" y="52" width="{:.1f}" height="8"/>').format(
                    run[1] * step, (run[2] - run[1]) * step
                )
            )

    for i, (row, anchor) in enumerate(articles):
        colour = COLOUR[row.status]
        if row.status in SAME_TEXT:
            run_now = run
            if run_now and run_now[0] == colour and run_now[2] == i:
                run = (colour, run_now[1], i + 1)
            else:
                flush()
                run = (colour, i, i + 1)
            continue
        height = 12 + 48 * _share(row)
        bars[colour].append(
            Markup('<rect x="{:.1f}" y="{:.0f}" width="{:.1f}" height="{:.0f}" data-to="{}"/>').format(
                i * step + gap / 2,
                60 - height,
                max(step - gap, 1.5),
                height,
                anchor,
            )
        )
    flush()
    place = {anchor: i for i, (_, anchor) in enumerate(articles)}
    ticks: list[Markup] = []
    seen = 0
    for row, anchor in zip(changes.rows, ids, strict=True):
        if anchor in place:
            seen = place[anchor] + 1
        elif row.level is Level.CHAPTER and row.new is not None:
            ticks.append(
                Markup('<line class="tick" x1="{0:.1f}" x2="{0:.1f}" y1="0" y2="66"><title>{1}</title></line>').format(
                    seen * step, row.new_label + "\u3000" + "".join(x.new_text for x in row.lines)
                )
            )
    groups = (Markup('<g class="c-{}">{}</g>').format(colour, Markup("").join(those)) for colour, those in bars.items())
    counts = "，".join(f"{s}{n}条" for s, n in changes.counts.items() if n)
    return Markup(
        '<svg class="map" viewBox="0 0 1000 68" preserveAspectRatio="none" role="img" aria-label="改动在全文中的分布：{}">{}{}</svg>'
    ).format(counts, Markup("").join(groups), Markup("").join(ticks))


def _share(row: Row) -> float:
    """How much of a row changed, from 0 to 1."""
    marks = [m for line in row.lines for m in line.marks]
    size = sum(len(m.text) for m in marks)
    return sum(len(m.text) for m in marks if m.kind != "equal") / size if size else 1.0


_FILL = {
    "amended": "#c98a1b", "added": "#2f9e63", "deleted": "#d64545", "renumbered": "#6f93cf", "other": "#a184dc",
}  # fmt: skip
"""Colours that stand out on white and on black; what is unchanged is a breath of the colour of the text."""
_LEFT, _WIDTH, _STEP, _HIGH = 130, 860, 26, 20
_MOST = 900
"""So many cells carry their own words; of more only the colours are drawn, and neighbours share a column where there are very many."""
_COLUMNS = 4500


@attrs.frozen(repr=False)
class Picture:
    """An SVG; notebooks show it in the colour of their own text, ``svg`` is what stands in a file.

    >>> import lawtrack as lt
    >>> law = lt.parse_statute("某市渡口条例\\n第一条　渡口由交通部门管理。\\n第二条　渡船应当开灯。")
    >>> decision = lt.parse_decision("关于修改《某市渡口条例》的决定\\n一、将第二条中的“开灯”修改为“亮灯”。")
    >>> picture = lt.draw_heatmap([("2024年", lt.amend(law, decision).changes)])
    >>> picture.svg[:4]
    '<svg'
    """

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        """Inside the page and not as a picture of its own, which would not know whether the page is dark."""
        return self.svg

    def __repr__(self) -> str:
        return f"<Picture {len(self.svg.encode()) // 1024 + 1} KB>"


@attrs.frozen
class _Cell:
    """Neighbouring articles that fared alike: columns ``[start, end)`` of a row."""

    start: int
    end: int
    row: Row
    last: Row
    strength: int

    @property
    def colour(self) -> str:
        return COLOUR[self.row.status]

    @property
    def name(self) -> str:
        first, last = (str(r.new or r.old) for r in (self.row, self.last))
        return f"{first if first == last else f'{first}至{last}'} {self.row.status.value}"


@checked
def draw_heatmap(steps: Iterable[tuple[str, Changes]]) -> Picture:
    """A picture of successive changes: for each ``(label, changes)`` a row of cells in the order of the articles, coloured by what
    happened and the stronger the more of the text is new. Each cell says what it is when pointed at, neighbours that are unchanged or only renumbered as one.

    It fits light and dark pages and stays below 100 KB, whatever the number of articles and versions. Raises :class:`ArgumentError`
    where a step is no pair of a label and :class:`Changes`.

    >>> from lawtrack.comparison.compare import compare
    >>> from lawtrack.changes.tabulate import tabulate
    >>> from lawtrack.model.nodes import Statute
    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a, b = (Statute("例", children=(Article("第一条", "", (Paragraph(t),)),)) for t in ("甲方付款。", "乙方付款。"))
    >>> "第一条 修改" in draw_heatmap([("2024", tabulate(a, compare(a, b)))]).svg
    True
    """
    told = every("draw_heatmap", "steps", steps, tuple[str, Changes])
    rows = [(label, changes.articles) for label, changes in told]
    widest = max((len(articles) for _, articles in rows), default=1) or 1
    share = 1 + len(rows) * widest // _COLUMNS  # articles that share a column
    drawn = [(label, _cells(articles, share)) for label, articles in rows]
    named = sum(len(cells) for _, cells in drawn) <= _MOST
    width = _WIDTH / -(-widest // share)
    parts = [_axis(rows[-1][1] if rows else (), share, width, len(rows))]
    for k, (label, cells) in enumerate(drawn):
        top = 22 + k * _STEP
        parts.append(f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(label)}</text>')
        parts.append(_named(cells, top, width) if named else _plain(cells, top, width))
    bottom = 30 + len(rows) * _STEP
    legend, height = _legend(dict.fromkeys(row.status for _, articles in rows for row in articles), bottom)
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 10} {height}" role="img" '
        f'aria-label="各版本的改动分布" font-family="sans-serif" font-size="13" fill="currentColor">'
        f"{''.join(parts)}{legend}</svg>"
    )


def _cells(articles: Sequence[Row], share: int) -> list[_Cell]:
    out: list[_Cell] = []
    for i, start in enumerate(range(0, len(articles), share)):
        group = articles[start : start + share]
        row = max(group, key=lambda r: (r.status not in SAME_TEXT, r.status is not Status.UNCHANGED, _strength(r)))
        cell = _Cell(
            i,
            i + 1,
            row if len(group) == 1 else attrs.evolve(row, old=group[0].old, new=group[0].new),
            group[-1],
            _strength(row),
        )
        last = out[-1] if out else None
        if last and row.status in SAME_TEXT and last.row.status is row.status:
            out[-1] = attrs.evolve(last, end=i + 1, last=cell.last)
        else:
            out.append(cell)
    return out


def _look(colour: str, strength: int) -> str:
    return (
        'fill-opacity=".13"'
        if colour == "same"
        else f'fill="{_FILL[colour]}"' + (f' fill-opacity=".{strength}"' if strength < 10 else "")
    )


def _named(cells: Sequence[_Cell], top: int, width: float) -> str:
    """Every cell with its words."""
    gap = 1 if width > 3 else 0
    return "".join(
        f'<rect x="{_LEFT + c.start * width:.1f}" y="{top}" width="{max((c.end - c.start) * width - gap, 0.5):.1f}" height="{_HIGH}" '
        f"{_look(c.colour, c.strength)}><title>{escape(c.name)}</title></rect>"
        for c in cells
    )


def _plain(cells: Sequence[_Cell], top: int, width: float) -> str:
    """The cells of one look as one path: many cells in few bytes."""
    paths: dict[str, list[str]] = defaultdict(list)
    for c in cells:
        wide = f"{max((c.end - c.start) * width, 0.5):.1f}"
        paths[_look(c.colour, c.strength)].append(f"M{_LEFT + c.start * width:.1f} {top}h{wide}v{_HIGH}h-{wide}z")
    return "".join(f'<path {look} d="{"".join(drawn)}"/>' for look, drawn in paths.items())


def _axis(articles: Sequence[Row], share: int, width: float, rows: int) -> str:
    """The numbers of the articles along the top, by the last row, some ten of them."""
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if len(articles) <= 10 * n), 1000)
    out = []
    free = 0.0  # from where the next number does not touch the last
    for i in sorted({0, *range(step - 1, len(articles), step)}) if articles else ():
        x = _LEFT + (i // share) * width
        if x < free:
            continue
        name = str(articles[i].new or articles[i].old)
        free = x + 11 * len(name) + 8
        end = ' text-anchor="end"' if free > _LEFT + _WIDTH else ""
        out.append(f'<text x="{x:.1f}" y="13" font-size="11" opacity=".75"{end}>{escape(name)}</text>')
        out.append(f'<path d="M{x:.1f} 16v{rows * _STEP + 2}" stroke="currentColor" stroke-opacity=".25" fill="none"/>')
    return "".join(out)


def _legend(statuses: Iterable[Status], top: int) -> tuple[str, int]:
    """Every kind that occurs, with its colour, in lines; and where they end."""
    there = set(statuses)
    parts, x = [], _LEFT
    for status in (s for s in Status if s in there):
        if x > _LEFT + _WIDTH - 110:
            x, top = _LEFT, top + 20
        parts.append(
            f'<rect x="{x}" y="{top}" width="12" height="12" {_look(COLOUR[status], 10)}/><text x="{x + 18}" y="{top + 11}">{status.value}</text>'
        )
        x += 120
    return "".join(parts), top + 20


def _strength(row: Row) -> int:
    """From 4 to 10: how much of the article's text changed."""
    if row.status not in (Status.AMENDED, Status.REFERENCES, Status.TYPOGRAPHY):
        return 10
    return 4 + round(6 * _share(row))
