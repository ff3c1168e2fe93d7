"""How a statute changed over its versions, as one small picture: a row per version, a cell per article."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import attrs

from lawtrack.changes.changes import Changes, Row, Status

COLOUR = {
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


def heatmap(steps: Iterable[tuple[str, Changes]]) -> Picture:
    """A picture of successive changes: for each ``(label, changes)`` a row of cells in the order of the articles, coloured by what
    happened and the stronger the more of the text is new. Each cell says what it is when pointed at.

    >>> from lawtrack.comparison.compare import compare
    >>> from lawtrack.changes.changes import tabulate
    >>> from lawtrack.model.nodes import Article, Paragraph, Statute
    >>> a, b = (Statute("例", children=(Article("第一条", "", (Paragraph(t),)),)) for t in ("甲方付款。", "乙方付款。"))
    >>> "第一条 修改" in heatmap([("2024", tabulate(a, compare(a, b)))]).svg
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
                f'fill="{COLOUR[row.status]}" fill-opacity="{_strength(row):.2f}"><title>{name}</title></rect>'
            )
    names = (Status.AMENDED, Status.ADDED, Status.DELETED, Status.RENUMBERED, Status.UNCHANGED)
    top = 12 + len(rows) * _STEP
    for i, status in enumerate(names):
        x = _LEFT + i * 130
        parts.append(f'<rect x="{x}" y="{top}" width="12" height="12" fill="{COLOUR[status]}"/>')
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
