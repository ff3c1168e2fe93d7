"""compare: two texts as a patch that knows the first of them, so that the comparison table needs nothing more."""

from __future__ import annotations

import attrs

from lawtrack.arguments import checked
from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison_table import ComparisonTable, lay_out
from lawtrack.changes.tabulate import tabulate
from lawtrack.comparison.compare import compare as patch_between
from lawtrack.display import repr_html
from lawtrack.model.nodes import Statute
from lawtrack.patch.patch import Patch


@attrs.frozen(eq=False, repr=False)
class Comparison(Patch):
    """The patch that leads from ``old`` to ``new``; equal to the same patch without them, and written as one.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a, b = (Statute("例", children=(Article("第一条", "", (Paragraph(t),)),)) for t in ("甲方付款。", "乙方付款。"))
    >>> found = compare(a, b)
    >>> found.apply(a) == b, found.new == b, [row.status.value for row in found.changes.articles]
    (True, True, ['修改'])
    """

    old: Statute = attrs.field(default=Statute(), kw_only=True, repr=False)

    @property
    def new(self) -> Statute:
        """The later text."""
        return self.apply(self.old)

    @property
    def changes(self) -> Changes:
        """What happened to every provision, row by row, with counts and the correspondence of numbers."""
        return tabulate(self.old, self)

    @property
    def table(self) -> ComparisonTable:
        """The comparison table (修改前后对照表) as it is printed; :func:`lawtrack.lay_out` makes others of ``changes``."""
        return lay_out(self.changes)

    _repr_html_ = repr_html


@checked
def compare(old: Statute, new: Statute) -> Comparison:
    """The changes that lead from ``old`` to ``new``, any two statutes, related or not: ``compare(a, b).apply(a) == b``.

    What comes back is a :class:`Patch`; its ``changes`` say what happened to every provision, its ``table`` is the comparison table (修改前后对照表).
    Nothing is raised for two statutes, however little they share.

    >>> from lawtrack.model.provisions import Article, Paragraph
    >>> a, b = (Statute("例", children=(Article("第一条", "", (Paragraph(t),)),)) for t in ("甲方付款。", "乙方付款。"))
    >>> [row.texts for row in compare(a, b).table.rows]
    [('第一条　甲方付款。', '第一条　乙方付款。')]
    """
    patch = patch_between(old, new)
    return Comparison(patch.ops, size=patch.size, title=patch.title, source=patch.source, old=old)
