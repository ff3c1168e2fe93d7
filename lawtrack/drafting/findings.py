"""What is said of a decision that was drafted (``draft.``)."""

from __future__ import annotations

from lawtrack.errors import INFO, WARNING, FindingKind

# fmt: off
NOTHING = FindingKind(
    "draft.nothing", WARNING, "两个文本没有需要用决定规定的不同，起草的决定没有修改指令；请核对是否给错了文件",
    "the two texts do not differ in anything that a decision orders; the draft has no instruction",
    meaning="两个文本没有需要用决定规定的不同，起草的决定没有指令。The two texts do not differ in anything that a decision orders.",
    cause="同一个文件给了两次，或者只有空格、标点宽度的不同。",
    remedy="核对文件；要规定标点宽度用 `typography=True`。",
)

TYPOGRAPHY = FindingKind(
    "draft.typography", INFO, "{address}中空格或者标点宽度的不同，决定中未作规定",
    "differences of spacing or of the width of punctuation that the decision does not order",
    meaning="两个文本在该处只有空格或者标点宽度不同，决定中未作规定。Only spacing or the width of punctuation differs here; the decision does not order it.",
    cause="两个文本来源不同（公报、网站、扫描件），或者公布时统一了标点。",
    remedy="一般无须处理；确需在决定中写明的，起草时用 `typography=True`。",
)
