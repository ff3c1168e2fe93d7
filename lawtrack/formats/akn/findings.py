"""What is said of an Akoma Ntoso file that is read (``akn.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, WARNING, FindingKind

# fmt: off
INCLUDE = FindingKind(
    "akn.include", ERROR, "另一个文件“{href}”的内容没有取来（xi:include）；请先合为一个文件", "The content of another file (xi:include) was not fetched",
    meaning="文件用 xi:include 引入另一个文件，其内容没有读入。The content of another file (xi:include) was not fetched.",
    cause="来自别处的文件不按其中的指令去读其他文件。",
    remedy="先用制作该文件的工具合为一个文件。",
)

FLATTENED = FindingKind(
    "akn.flattened", WARNING, "目以下的层次并入上一层", "A level below the subitem was flattened",
    meaning="文件里的某个元素在中国法规中没有对应的层次，其文字读作款（或者并入上一层）。An element has no counterpart in a Chinese statute; its text was read as a paragraph.",
    cause="文件出自其他机构，用了 tome、title 等元素，或者款、项里有几段文字、表格。",
    remedy="核对提示所在的行；需要保留层次的，改用 part、chapter、section、article、paragraph、point、indent。",
)
NO_COUNTERPART = FLATTENED.variant("元素 {name} 在中国法规中没有对应的层次，其文字读作款", "Element {name} has no counterpart; read as text")
SEVERAL_BLOCKS = FLATTENED.variant("一个款、项里有几段文字，后面的读作款", "Several blocks in one provision; read as paragraphs")
ONLY_TEXT = FLATTENED.variant("元素 {name} 只读出了文字", "Of {name} only the text was read")

ELEMENT_LEFT_OUT = FindingKind(
    "akn.left-out", WARNING, "元素 {name} 没有读入", "Element {name} was not read",
    meaning="某个元素没有读入。An element was not read.",
    cause="封面、只指向别处的附件等不是法规正文。",
    remedy="核对提示所在的行；属于正文的，移入 body。",
)
EMPTY_ANNEX = ELEMENT_LEFT_OUT.variant("附件没有内容，或者只是指向别处的引用，没有读入", "The annex holds no text of its own")
