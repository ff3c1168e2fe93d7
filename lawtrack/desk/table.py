"""The comparison table of a job: what it is made from, which remarks find their row, what it leaves out."""

from __future__ import annotations

import attrs

from lawtrack.changes.changes import Changes
from lawtrack.changes.comparison_table import TableOptions, lay_out, place_remarks
from lawtrack.changes.tabulate import tabulate
from lawtrack.desk.outcome import Outcome
from lawtrack.patch.patch import Patch


def changes_of(outcome: Outcome) -> Changes | None:
    """What an outcome changes in a text, row by row; None where it changes none."""
    if isinstance(outcome.result, Changes):
        return outcome.result
    edition = outcome.edition if outcome.edition is not None else outcome.result
    base, patch = getattr(edition, "base", None), getattr(edition, "patch", None)
    return tabulate(base, patch) if base is not None and isinstance(patch, Patch) else None


def fitted(outcome: Outcome, options: TableOptions) -> tuple[Outcome, TableOptions]:
    """The options with the remarks that have their row; the others become findings of the outcome."""
    changes = changes_of(outcome) if options.remarks else None
    if changes is None:
        return outcome, options
    options, found = place_remarks(changes, options)
    return attrs.evolve(outcome, findings=(*outcome.findings, *found)), options


def left_out_text(outcome: Outcome, options: TableOptions) -> str:
    """What changed and is no row of the table, where kinds were chosen; "" where nothing is left out."""
    changes = changes_of(outcome) if options.rows or options.renumbered == "omitted" else None
    left = lay_out(changes, attrs.evolve(options, remarks=())).left_out if changes is not None else ()
    return f"对照表未列：{'，'.join(f'{status} {n} 处' for status, n in left)}" if left else ""
