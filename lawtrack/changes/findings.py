"""What is said of a table of changes (``table.``)."""

from __future__ import annotations

from lawtrack.errors import WARNING, FindingKind

# fmt: off
REMARK = FindingKind(
    "table.remark", WARNING, "{lost}，没有写进去：{text}", "no row of the table for the remark on {address}",
    meaning="说明表里的一行没有写进对照表。A row of the table of remarks has no row in the comparison table.",
    cause="条号是修改前的（删去的条文应写“原第八条”），该条没有改动，或者没有在 `--rows` 所选的类别里。",
    remedy="改正说明表里的条号，或者多列几类。",
)
