"""What is said of an OpenDocument file (``odt.``) and of a page of a site (``page.``) that are read."""

from __future__ import annotations

from lawtrack.errors import INFO, WARNING, FindingKind

# fmt: off
TRACKED_OLD = FindingKind(
    "odt.tracked", INFO, "文件里有 {count} 处修订，按要求读修改前（全部拒绝）的文字", "{count} tracked changes; read as if all were rejected",
    meaning="文件带有修订标记，已按要求读修改前或者修改后的文字。The file has tracked changes; one of its two texts was read, as asked.",
    cause="文件是修订稿。",
    remedy="要读另一种文字，用 `--tracked` 或者 `tracked=`。",
)
TRACKED_NEW = TRACKED_OLD.variant("文件里有 {count} 处修订，按要求读修改后（全部接受）的文字", "{count} tracked changes; read as if all were accepted")

FORMAT_CHANGES = FindingKind(
    "odt.format-changes", INFO, "有 {formats} 处格式修订，不影响文字，未作区分", "{formats} tracked changes of format do not touch the text",
    meaning="文件带有格式修订，不影响文字。Tracked changes of format do not touch the text.",
    cause="修订模式下改过格式。",
    remedy="无须处理。",
)

NUMBERING = FindingKind(
    "odt.numbering", WARNING, "自动编号的格式“{style}”不认识，暂写为阿拉伯数字：“{label}”；请核对",
    "Numbering format {style} is not known; Arabic digits were written",
    meaning="自动编号的格式不认识，暂写为阿拉伯数字。The format of an automatic number is not known; Arabic digits were written.",
    cause="文件使用了少见的编号格式。",
    remedy="核对该段的编号。",
)

TABLE = FindingKind(
    "odt.table", INFO, "表格（{count} 行）按行读出，单元格之间以制表符分隔；合并的单元格读在左上",
    "A table of {count} rows was read row by row, cells parted by tabs",
    meaning="表格按行读出，单元格之间以制表符分隔。A table was read row by row, cells parted by tabs.",
    cause="附表、附件中的表格。",
    remedy="一般无须处理；合并的单元格读在左上。",
)

HIDDEN = FindingKind(
    "odt.hidden", WARNING, "隐藏文字没有读入：“{shown}”", "Hidden text was left out",
    meaning="隐藏的文字或者节没有读入。Hidden text was left out.",
    cause="文件设置了隐藏。",
    remedy="属于正文的，取消隐藏。",
)
HIDDEN_SECTION = HIDDEN.variant("隐藏的一节没有读入：“{shown}”", "A hidden section was left out")

FOOTNOTE = FindingKind(
    "odt.footnote", WARNING, "脚注没有读入正文：“{shown}”", "A note was left out of the text",
    meaning="脚注或者尾注没有读入正文。A note was left out of the text.",
    cause="文件加了注。",
    remedy="属于正文的，移入正文。",
)
ENDNOTE = FOOTNOTE.variant("尾注没有读入正文：“{shown}”", "A note was left out of the text")

COMMENT = FindingKind(
    "odt.comment", INFO, "这一段有批注，没有读入", "A comment was left out",
    meaning="批注没有读入。A comment was left out.",
    cause="审阅者加了批注。",
    remedy="无须处理。",
)

TEXT_BOX = FindingKind(
    "odt.text-box", WARNING, "文本框里的文字没有读入正文：“{shown}”；属于正文的，请移出文本框", "Text in a text box was left out",
    meaning="文本框里的文字没有读入正文。Text in a text box was left out.",
    cause="红头等用文本框排版。",
    remedy="属于正文的，移出文本框。",
)

PICTURE = FindingKind(
    "odt.picture", WARNING, "图片或者公式没有读入；其中如有条文，请录入为文字", "A picture or formula was left out",
    meaning="图片或者公式没有读入。A picture or formula was left out.",
    cause="插图、公式。",
    remedy="其中如有条文，录入为文字。",
)

OUTSIDE = FindingKind(
    "page.outside", INFO, "网页上正文以外的 {count} 个字（导航、页脚等）没有读入", "{count} characters outside the law's own text were left out",
    meaning="网页上正文以外的文字（导航、页脚等）没有读入。Text on the page outside the law itself was left out.",
    cause="保存的是整个网页。",
    remedy="如果少了正文，把正文复制为 .txt 再读。",
)
