"""What is said of a Word file that is read (``docx.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
TRACKED_OLD = FindingKind(
    "docx.tracked", INFO, "文件里有 {count} 处修订{where}，按要求读修改前（全部拒绝）的文字", "{count} tracked changes; read as if all were rejected",
    meaning="文件带有修订标记，已按要求读修改前或者修改后的文字。The file has tracked changes; one of its two texts was read, as asked.",
    cause="文件是修订稿。",
    remedy="无须处理；要读另一种文字，用 `tracked=\"old\"` 或者 `tracked=\"new\"`。",
)
TRACKED_NEW = TRACKED_OLD.variant("文件里有 {count} 处修订{where}，按要求读修改后（全部接受）的文字", "{count} tracked changes; read as if all were accepted")

FORMAT_CHANGES = FindingKind(
    "docx.format-changes", INFO, "有 {formats} 处格式修订（字体、段落格式），不影响文字，未作区分",
    "{formats} tracked changes of format do not touch the text",
    meaning="文件带有格式修订（字体、段落），不影响文字。Tracked changes of format do not touch the text.",
    cause="修订模式下改过格式。",
    remedy="无须处理。",
)

NUMBERING = FindingKind(
    "docx.numbering", WARNING, "自动编号的格式“{style}”不认识，暂写为阿拉伯数字：“{label}”；请核对",
    "Numbering format {style} is not known; Arabic digits were written",
    meaning="自动编号的格式不认识，暂写为阿拉伯数字。The format of an automatic number is not known; Arabic digits were written.",
    cause="文件使用了少见的编号格式。",
    remedy="核对该段的编号；在 Word 中改用常见格式，或者转换为文字。",
)

TABLE = FindingKind(
    "docx.table", INFO, "表格（{count} 行）按行读出，单元格之间以制表符分隔；合并的单元格读在左上",
    "A table of {count} rows was read row by row, cells parted by tabs",
    meaning="表格按行读出，单元格之间以制表符分隔。A table was read row by row, cells parted by tabs.",
    cause="附表、附件中的表格。",
    remedy="一般无须处理；合并的单元格读在左上。",
)

STRUCK = FindingKind(
    "docx.struck", WARNING, "有 {count} 个字画了删除线而没有修订标记，首处为“{start}”；仍作为正文读入；若是删去的字，请说明要读哪一种文字：{old} 或者 {new}",
    "{count} characters are struck out by hand, without tracking",
    meaning="有的字画了删除线而没有修订标记，可能是手工做的修订稿。Characters are struck out by hand, without tracking.",
    cause="起草时用删除线和下划线代替修订功能。",
    remedy="用 `--tracked old` 或者 `new`（Python：`tracked=`）说明要读哪一种文字；加粗、变色表示的增加另有提示（docx.emphasis），须核对。",
)
STRUCK_LEFT_OUT = STRUCK.variant(
    "有 {count} 个字画了删除线而没有修订标记，首处为“{start}”；按要求读修改后的文字，这些字没有读入",
    "{count} characters are struck out by hand, without tracking",
)
STRUCK_READ = STRUCK.variant(
    "有 {count} 个字画了删除线而没有修订标记，首处为“{start}”；按要求读修改前的文字，增加的字没有标记，无从去掉",
    "{count} characters are struck out by hand, without tracking",
)
STRUCK_READ_WITHOUT_ADDED = STRUCK.variant(
    "有 {count} 个字画了删除线而没有修订标记，首处为“{start}”；按要求读修改前的文字，加下划线的 {added} 处作为增加的字没有读入",
    "{count} characters are struck out by hand, without tracking",
)

EMPHASIS = FindingKind(
    "docx.emphasis", WARNING, "有 {count} 个字{looks}而没有修订标记，首处为“{start}”，可能是手工标出的增加的字；{kept}",
    "{count} characters stand out by colour or weight, without tracking",
    meaning="段落中间有的字变色、加底色或者加粗而没有修订标记，可能是手工标出的增加的字；它们一律读入。Characters stand out by colour or weight, without tracking.",
    cause="起草时用颜色、粗体代替修订功能；也可能只是排版。",
    remedy="是增加的字的，请改用修订功能，或者另存修改前、修改后两个文件；只是排版的，无须处理。",
)
BOLD_ONLY = EMPHASIS.variant(
    "有 {count} 个字{looks}而没有修订标记，首处为“{start}”，可能是手工标出的增加的字；{kept}",
    "{count} characters stand out by colour or weight, without tracking", INFO,
)

COMPARISON = FindingKind(
    "docx.comparison", INFO, "这是对照表，按要求读“{side}”一栏；没有读入：{left}", "One column of a comparison table was read; the rest was left out",
    meaning="文件是修改前后对照表，按要求读了其中一栏；表外的文字、其他栏和没有列入表中的条文没有读入。One column of a comparison table was read; the rest was left out.",
    cause="给出的是对照表，并且说明了要读修改前还是修改后。",
    remedy="需要全文时提供法规本身；有省略（……、略）的条文不完整。",
)
COMPARISON_WITH_GAPS = COMPARISON.variant(
    "这是对照表，按要求读“{side}”一栏；没有读入：{left}",
    "One column of a comparison table was read; the rest was left out", WARNING,
)

MOSTLY_TABLE = FindingKind(
    "docx.mostly-table", WARNING, "文字大半在表格里，像是对照表而不是法规或者决定的正文；请提供正文",
    "Most of the text stands in tables; this looks like a comparison table, not like the law itself",
    meaning="文字大半在表格里，像是对照表而不是正文。Most of the text stands in tables; this looks like a comparison table.",
    cause="给出的是修改前后对照表、征求意见表。",
    remedy="提供法规或者决定的正文。",
)
MOSTLY_COMPARISON = MOSTLY_TABLE.variant(
    "文字大半在表格里，像是对照表而不是法规或者决定的正文；要读其中一栏，请说明 {old} 或者 {new}",
    "Most of the text stands in tables; this looks like a comparison table, not like the law itself",
)

TEXT_BOX = FindingKind(
    "docx.text-box", WARNING, "文本框里的文字没有读入正文：“{shown}”；属于正文的，请移出文本框", "Text in a text box was left out",
    meaning="文本框里的文字没有读入正文。Text in a text box was left out.",
    cause="红头、印章说明等常用文本框排版。",
    remedy="属于正文的，在 Word 中移出文本框。",
)

FOOTNOTE = FindingKind(
    "docx.footnote", WARNING, "脚注没有读入正文：“{shown}”", "A footnote was left out of the text",
    meaning="脚注没有读入正文。A footnote was left out of the text.",
    cause="文件加了脚注，法规正文本无脚注。",
    remedy="属于正文的，移入正文。",
)

ENDNOTE = FindingKind(
    "docx.endnote", WARNING, "尾注没有读入正文：“{shown}”", "A endnote was left out of the text",
    meaning="尾注没有读入正文。An endnote was left out of the text.",
    cause="文件加了尾注，法规正文本无尾注。",
    remedy="属于正文的，移入正文。",
)

COMMENT = FindingKind(
    "docx.comment", INFO, "这一段有批注，没有读入", "A comment was left out",
    meaning="批注没有读入。A comment was left out.",
    cause="文件有审阅批注。",
    remedy="无须处理。",
)

HIDDEN = FindingKind(
    "docx.hidden", WARNING, "隐藏文字没有读入：“{shown}”", "Hidden text was left out",
    meaning="隐藏文字没有读入。Hidden text was left out.",
    cause="文字设为“隐藏”，打印时看不见。",
    remedy="属于正文的，在 Word 中取消隐藏。",
)

PICTURE = FindingKind(
    "docx.picture", WARNING, "图片没有读入；其中如有条文或者公式，请录入为文字", "A picture was left out",
    meaning="图片没有读入。A picture was left out.",
    cause="印章、图示，或者以图片形式贴入的文字、公式。",
    remedy="其中如有条文，录入为文字。",
)

FORMULA = FindingKind(
    "docx.formula", WARNING, "公式只读出了其中的字符：“{shown}”；请核对上下标和分式", "Of a formula only the characters were read",
    meaning="公式只读出其中的字符。Of a formula only the characters were read.",
    cause="Word 公式有上下标、分式等结构，纯文字表示不了。",
    remedy="核对该处。",
)

SYMBOL = FindingKind(
    "docx.symbol", WARNING, "符号字体“{font}”的字符 {code} 没有通用编码，原样保留；请核对", "Character {code} of a symbol font has no code of its own",
    meaning="符号字体的字符没有通用编码，原样保留。A character of a symbol font has no code of its own; it was kept as it is.",
    cause="方框、对勾等用 Wingdings 一类字体插入。",
    remedy="改用通用字符（□、☑）。",
)

FIELD = FindingKind(
    "docx.field", WARNING, "域“{field}”在 Word 中显示为文字或者编号，这里读不出来；请在 Word 中转换为普通文字（Ctrl+Shift+F9）",
    "The field {field} could not be read",
    meaning="域显示为文字或者编号，但文件里没有存其结果，读不出来。A field shows text that the file does not hold.",
    cause="带圈字符（EQ 域）、旧式自动编号（AUTONUM 域）。",
    remedy="在 Word 中选中后按 Ctrl+Shift+F9 转换为普通文字。",
)

HEADER = FindingKind(
    "docx.header", INFO, "页眉页脚的文字没有读入：“{shown}”", "Text of a header or footer was left out",
    meaning="页眉页脚的文字没有读入。Text of a header or footer was left out.",
    cause="页眉页脚写有单位、文号等。",
    remedy="一般无须处理。",
)

EMBEDDED = FindingKind(
    "docx.embedded", ERROR, "嵌入的外部文档没有读入；请在 Word 中打开后另存，使其成为正文", "An embedded document was not read",
    meaning="嵌入的外部文档没有读入。An embedded document was not read.",
    cause="文件由多个文档拼成（altChunk）。",
    remedy="在 Word 中打开后另存，使其成为正文。",
)
