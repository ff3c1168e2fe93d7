"""Where in a statute the changes lie, as a strip of bars for the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from lawtrack.changes.changes import Changes, Row, Status
from lawtrack.model.nodes import Level

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
