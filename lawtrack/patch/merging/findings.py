"""What is said of two patches that were merged (``merge.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, WARNING, FindingKind

# fmt: off
CONFLICT = FindingKind(
    "merge.conflict", ERROR, "{message}；甲（{one}）改为“{first}”，乙（{two}）改为“{second}”", "a conflict of two patches ({kind})",
    meaning="两个补丁（两份决定）对同一处的修改不能并存，双方都未采用。Two changes of one place cannot both hold; neither was made.",
    cause="改同一处文字、一方删除另一方修改、编号或者去处不同、在同一位置各自增加内容。",
    remedy="看三栏对照（原文、甲、乙），由起草机关取舍。",
)

REFERENCE = FindingKind(
    "merge.reference", WARNING, "新写入的文字中的“{before}”按合并后的条号可能应为“{after}”，请核对",
    "“{before}” in words supplied by one side may have to read “{after}” in the merged numbering",
    meaning="一方新写入的文字中的条号，因另一方增删条文而可能不再指原来的条文，未改动。A reference in words supplied by one side may have to be renumbered because of the other side; it was left as written.",
    cause="新文字按本方的条号写成，合并后条号又有变化。",
    remedy="看提示中的建议写法，核对后自行修改。",
)
