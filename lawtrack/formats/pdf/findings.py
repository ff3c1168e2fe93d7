"""What is said of a PDF or a recognised page that is read (``pdf.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
FURNITURE = FindingKind(
    "pdf.furniture", INFO, "{pages}的{name}没有读入：“{shown}”", "{sort} of pages {figures} was left out",
    meaning="页眉、页脚、页码、水印、注码不属于正文，没有读入。Running heads, page numbers, watermarks and footnote marks were left out.",
    cause="它们在各页同一位置重复，或者只是页码。",
    remedy="核对所列文字是否确为页眉页脚；属于正文的，请以 .docx 或者 .txt 读入。",
)

FOOTNOTE = FindingKind(
    "pdf.footnote", WARNING, "第 {page} 页的脚注没有读入正文：“{shown}”", "A footnote on page {page} was left out of the text",
    meaning="脚注没有读入正文。A footnote was left out of the text.",
    cause="页底有较小的字，以注码开头。",
    remedy="属于正文的，移入正文。",
)

COLUMNS = FindingKind(
    "pdf.columns", INFO, "{pages}分栏印刷（两栏），按先左后右读出", "Pages {figures} are set in columns and were read one column after the other",
    meaning="分栏印刷的页面按先左栏后右栏读出。Pages set in columns were read one column after the other.",
    cause="公报通常分两栏；三栏以上为警告。",
    remedy="三栏以上请对照原件的次序。",
)
MANY_COLUMNS = COLUMNS.variant(
    "{pages}分栏印刷（最多 {most} 栏），按先左后右读出；三栏以上的版面请对照原件",
    "Pages {figures} are set in columns and were read one column after the other", WARNING,
)

JOINED = FindingKind(
    "pdf.joined", INFO, "按版式把 {joined} 处断行接为段落，其中 {crossed} 处跨栏或者跨页",
    "{joined} line breaks were joined by the layout of the page, {crossed} of them over a column or a page",
    meaning="同一段落的断行已按版式接起来。Line breaks inside paragraphs were joined by the layout of the page.",
    cause="印刷品逐行断开，段落由缩进、行末、编号判断。",
    remedy="一般无须处理。",
)

BREAK = FindingKind(
    "pdf.break", WARNING, "第 {page} 页“{words}”之前一行恰好排满又是句末，可能另起一款；请对照原件",
    "A full line ends with a full stop: a new paragraph may begin here",
    meaning="一行恰好排满又是句末，下一行没有缩进和编号，可能另起一款。A full line ends with a full stop: a new paragraph may begin here.",
    cause="文件不用缩进区分段落，从版面上无从判断。",
    remedy="对照原件；需要时在文本中断开。",
)

TABLE = FindingKind(
    "pdf.table", INFO, "有框线的表格按行读出（共 {rows} 行），单元格之间以制表符分隔；续页重复的表头不列入",
    "Ruled tables were read row by row ({rows} rows), cells parted by tabs; a head repeated on the next page is left out",
    meaning="有框线的表格按行读出，单元格之间以制表符分隔；续页重复的表头没有列入。A ruled table was read row by row, cells parted by tabs; a head repeated on the next page is left out.",
    cause="附表、附件中的表格。",
    remedy="一般无须处理；合并的单元格读在左上。",
)

TABLE_BREAK = FindingKind(
    "pdf.table-break", WARNING, "第 {page} 页的表格在换页（栏）处断在一行之中，可能是上一行的继续：“{row}”；请对照原件",
    "A page or column border tore a row of a table; its parts were joined, or may belong together",
    meaning="表格的一行在换页或者换栏处断开，已接为一行；不能确定的没有接，只作提示。A page or column border tore a row of a table; its parts were joined, or may belong together.",
    cause="一行表格在页底断开，或者首格与上一行合并。",
    remedy="对照原件；没有接的，需要时并入上一行。",
)
TABLE_ROW_JOINED = TABLE_BREAK.variant(
    "第 {page} 页的表格在换页（栏）处断在一行之中，已接为一行：“{row}”；请对照原件",
    "A page or column border tore a row of a table; its parts were joined, or may belong together",
)

LOOSE_TABLE = FindingKind(
    "pdf.loose-table", WARNING, "第 {page} 页有没有框线的表格（对齐的几列），按行读出；单元格的界限请对照原件",
    "Page {page} has a table without rules; it was read line by line",
    meaning="没有框线的表格（对齐的几列），按行读出，单元格的界限可能不准。A table without rules was read line by line.",
    cause="表格只靠空白对齐。",
    remedy="对照原件。",
)

CONTENTS = FindingKind(
    "pdf.contents", INFO, "目录中 {count} 处页码和引导点没有读入", "Leaders and page numbers of {count} entries of the table of contents were left out",
    meaning="目录中的页码和引导点没有读入。Leaders and page numbers of the table of contents were left out.",
    cause="目录中的页码不属于法规。",
    remedy="无须处理。",
)

SCANNED = FindingKind(
    "pdf.scanned", ERROR, "{pages}没有文字层（扫描的图片），没有读入；请先做文字识别（OCR）再读",
    "Pages {figures} are pictures without text and were not read",
    meaning="有的页没有文字层（扫描的图片），没有读入。Pages that are pictures without text were not read.",
    cause="扫描件没有做文字识别。",
    remedy="先做文字识别（OCR），存为带文字层的 PDF 或者 hOCR 再读。",
)

RECOGNISED = FindingKind(
    "pdf.recognised", WARNING, "{pages}的文字是识别（OCR）得来的，须对照原件",
    "The text of pages {figures} was recognised in pictures; hold it against the original",
    meaning="文字是识别（OCR）得来的，可能有错字。The text was recognised in pictures.",
    cause="文件是扫描件，或者给出的是识别结果。",
    remedy="对照原件；重要的改动逐字核对。",
)

STOP = FindingKind(
    "pdf.stop", WARNING, "识别文字：“…{before}”句末{said}？请对照原件", "a stop was perhaps lost when the page was recognised",
    meaning="识别得来的文字里，项或者段的末尾缺了标点或者标点不对，建议补正；不会自动改。A stop was perhaps lost when the page was recognised.",
    cause="识别时把“；”“。”认成“，”“：”，或者漏掉。",
    remedy="对照原件后接受修复建议。",
)

NARROW = FindingKind(
    "pdf.narrow", INFO, "识别文字：汉字旁有 {count} 处半角标点，首处为“{shown}”，可以改为全角", "{count} half-width marks beside Chinese",
    meaning="识别得来的文字里，汉字旁有半角标点，建议改为全角；不会自动改。Half-width marks stand beside Chinese.",
    cause="识别时把全角标点认成半角。",
    remedy="接受修复建议，或者不管；比较时不计全角半角之别。",
)

GLYPHS = FindingKind(
    "pdf.glyphs", ERROR, "{pages}有字体没有说明是什么字的字形，原样保留；请对照页面补正",
    "Pages {figures} hold glyphs whose characters the font does not tell",
    meaning="字体没有说明字形是什么字，这些字读不出来，原样保留。The font does not tell which characters some glyphs are.",
    cause="自造字、内嵌字体没有编码表。",
    remedy="对照页面补正。",
)

RADICALS = FindingKind(
    "pdf.radicals", INFO, "{pages}有 {count} 个以部首或者兼容字形编码的字，已改为通用的字：“{some}”",
    "radicals and compatibility forms were read as the plain ideographs",
    meaning="以部首或者兼容字形编码的字，已改为通用的字。Radicals and compatibility forms were read as the plain ideographs.",
    cause="生成 PDF 的程序把“一”存成部首“⼀”之类。",
    remedy="无须处理。",
)

HIDDEN = FindingKind(
    "pdf.hidden", WARNING, "{pages}有 {count} 个看不见的字，没有读入：“{some}”", "invisible characters were left out",
    meaning="看不见的字没有读入。Invisible characters were left out.",
    cause="文字设为不可见或者全透明。",
    remedy="核对所列文字是否属于正文。",
)

WHITE = FindingKind(
    "pdf.white", WARNING, "{pages}有 {count} 个白色的字，可能看不见，已读入；请对照页面核对：“{some}”", "white characters were read; they may not be seen",
    meaning="白色的字已读入，在页面上可能看不见。White characters were read; they may not be seen.",
    cause="深底白字，或者有意隐藏。",
    remedy="对照页面，看不见的应当删去。",
)

TURNED = FindingKind(
    "pdf.turned", WARNING, "{pages}有 {count} 个方向不同的字（水印或者竖排），没有读入：“{some}”", "characters in another direction were left out",
    meaning="方向与正文不同的字没有读入。Characters in another direction were left out.",
    cause="斜排的水印、竖排的边注。",
    remedy="核对所列文字是否属于正文。",
)

OUTSIDE = FindingKind(
    "pdf.outside", INFO, "{pages}有 {count} 个在页面以外的字，没有读入：“{some}”", "characters beyond the edges were left out",
    meaning="页面边界以外的字没有读入。Characters beyond the edges of the page were left out.",
    cause="页面经过裁切。",
    remedy="无须处理。",
)
