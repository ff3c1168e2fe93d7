"""Where the changes lie: in one statute as a strip of bars for the page, over its versions as a picture of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

import attrs
from markupsafe import Markup

from lawtrack.arguments import checked
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
    Status.AMENDED: "#b7791f", Status.HEADING: "#b7791f", Status.ADDED: "#2f855a", Status.SPLIT: "#2f855a", Status.DELETED: "#c53030",
    Status.MERGED: "#c53030", Status.RENUMBERED: "#9db4d6", Status.MOVED: "#9db4d6", Status.REFERENCES: "#b197e0",
    Status.TYPOGRAPHY: "#b197e0", Status.UNCHANGED: "#dcd8cf",
}  # fmt: skip
_LEFT, _WIDTH, _STEP = 130, 860, 26


@attrs.frozen
class Picture:
    """An SVG; notebooks show it, ``svg`` is its text."""

    svg: str = attrs.field(repr=False)

    def _repr_svg_(self) -> str:
        return self.svg


@checked
def draw_heatmap(steps: Iterable[tuple[str, Changes]]) -> Picture:
    """A picture of successive changes: for each ``(label, changes)`` a row of cells in the order of the articles, coloured by what
    happened and the stronger the more of the text is new. Each cell says what it is when pointed at.

    >>> from lawtrack.comparison.compare import compare
    >>> from lawtrack.changes.tabulate import tabulate
    >>> from lawtrack.model.nodes import Article, Paragraph, Statute
    >>> a, b = (Statute("例", children=(Article("第一条", "", (Paragraph(t),)),)) for t in ("甲方付款。", "乙方付款。"))
    >>> "第一条 修改" in draw_heatmap([("2024", tabulate(a, compare(a, b)))]).svg
    True
    """
    rows = [(label, changes.articles) for label, changes in steps]
    widest = max((len(cells) for _, cells in rows), default=1) or 1
    cell = _WIDTH / widest
    parts = []
    for k, (label, cells) in enumerate(rows):
        top = 6 + k * _STEP
        parts.append(f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(label)}</text>')
        for i, row in enumerate(cells):
            name = escape(f"{row.new or row.old} {row.status.value}")
            parts.append(
                f'<rect x="{_LEFT + i * cell:.2f}" y="{top}" width="{max(cell - (cell > 3), 0.5):.2f}" height="20" '
                f'fill="{_FILL[row.status]}" fill-opacity="{_strength(row):.2f}"><title>{name}</title></rect>'
            )
    names = (Status.AMENDED, Status.ADDED, Status.DELETED, Status.RENUMBERED, Status.UNCHANGED)
    top = 12 + len(rows) * _STEP
    for i, status in enumerate(names):
        x = _LEFT + i * 130
        parts.append(f'<rect x="{x}" y="{top}" width="12" height="12" fill="{_FILL[status]}"/>')
        parts.append(f'<text x="{x + 18}" y="{top + 11}">{status.value}</text>')
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 10} {top + 20}" role="img" '
        f'aria-label="各版本的改动分布" font-family="sans-serif" font-size="13" fill="currentColor">{"".join(parts)}</svg>'
    )


def _strength(row: Row) -> float:
    """From 0.35 to 1: how much of the article's text changed."""
    if row.status not in (Status.AMENDED, Status.REFERENCES, Status.TYPOGRAPHY):
        return 1.0
    marks = [m for line in row.lines for m in line.marks]
    size = sum(len(m.text) for m in marks) or 1
    return 0.35 + 0.65 * sum(len(m.text) for m in marks if m.kind != "equal") / size
