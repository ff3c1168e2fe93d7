"""What is said of a text that is read: a statute (``statute.``) and an issue of a gazette (``gazette.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
REJOINED = FindingKind(
    "statute.rejoined", INFO, "“{end}”与“{start}”被换行断开，已接为一段", "a paragraph torn by a line or page break was rejoined",
    meaning="被换行或者分页断开的一段已经接起。A paragraph torn by a line or page break was rejoined.",
    cause="公报分栏、分页，或者按固定宽度换行的文本。",
    remedy="一般无须处理；核对接缝处的文字。",
)
HARD_WRAPPED = REJOINED.variant("全文按固定宽度换行，{count}处断行已接为段落", "the text is hard-wrapped; its paragraphs were rejoined")

REPAIRED = FindingKind(
    "statute.repaired", INFO, "已按建议修复：{said}", "repaired as proposed: {said_en}",
    meaning="按照要求采纳了修复建议，改动了原文。A proposed repair was made, as asked.",
    cause="读入时要求修复（`parse --repair`，`read_statute(…, repair=True)`）。",
    remedy="核对所列各处与原件；不加该选项即得到原样的文字。",
)

FRONT_MATTER = FindingKind(
    "statute.front-matter", INFO, "名称之前的文字不属于法规正文，未列入", "text before the title is left out",
    meaning="名称之前的文字（主席令、公告、文号）未列入法规。Text before the title is left out.",
    cause="文件连同公布令一起保存。",
    remedy="无须处理；需要公布令时用 `lawtrack gazette`。",
)
DATED_FRONT_MATTER = FRONT_MATTER.variant("名称之前的文字不属于法规正文，未列入；其中的日期记入 metadata（{days}）", "text before the title is left out")

PARAGRAPH_DOUBT = FindingKind(
    "statute.paragraph-doubt", WARNING, "“…{end}”写满一行而止，“{start}…”按另一段读；若原件是一段，其后各款的次序随之不同",
    "a sentence ends where the column ends; the next line may go on with its paragraph",
    meaning="按固定宽度换行的文本中，一句正好写满一行而止，下一行按另一段读。A sentence ends where the column ends; the next line may go on with its paragraph.",
    cause="断行的文本看不出此处是否另起一款。",
    remedy="核对原件；若是一款，采纳修复建议。",
)

TITLE_TWICE = FindingKind(
    "statute.repeated-title", INFO, "名称印了两遍，另一遍未列入", "the title is printed twice; one is left out",
    meaning="名称印了两遍（文件标题和正文各一遍，或者题注之后又印一遍），只列入一遍。The title is printed twice; one of them is left out.",
    cause="公开文库的排版习惯。",
    remedy="无须处理。",
)
TITLE_AGAIN = TITLE_TWICE.variant("题注之后重复印出的名称未列入", "the title printed again after the note is left out")

FURNITURE = FindingKind(
    "statute.furniture", INFO, "“{text}”是{what}，不属于正文", "page furniture set aside",
    meaning="书眉、页码不属于正文，未列入。Page furniture was set aside.",
    cause="从 PDF 或者扫描件取得的文本带着每页的书眉和页码。",
    remedy="无须处理。",
)

CONTENTS = FindingKind(
    "statute.contents", WARNING, "目录与正文的标题不一致（{what}）", "the table of contents differs from the headings",
    meaning="目录与正文的标题不一致，消息列出多出和缺少的标题。The table of contents differs from the headings.",
    cause="修改后目录未更新，或者正文的标题行丢失、误识。",
    remedy="以正文为准核对；目录不保存，总由标题重排。",
)

CONTENTS_DROPPED = FindingKind(
    "statute.contents-dropped", INFO, "目录与正文标题一致，按标题重排（页码、引导点不列入）",
    "the table of contents agrees with the headings and is derived from them",
    meaning="目录与正文标题一致，页码、引导点不列入。The table of contents agrees with the headings and is derived from them.",
    cause="目录由标题推出，不作为第二份文本保存。",
    remedy="无须处理。",
)

MARKUP = FindingKind(
    "statute.markup", INFO, "{count}处排版标记（粗体、分隔线）不是法规文字，未列入", "bold marks and rules are left out",
    meaning="`<!-- … -->`、粗体标记、分隔线不是法规文字，未列入。Comments, bold marks and rules of a collection are left out.",
    cause="公开文库在文本中加的标记。",
    remedy="无须处理。",
)
COMMENT_MARKS = MARKUP.variant("{count}处 <!-- … --> 标记不是法规文字，未列入", "comment marks are left out")

INVISIBLE = FindingKind(
    "statute.invisible", INFO, "文中有{count}个不可见字符（零宽空格等），比较时不计", "invisible characters in the text",
    meaning="文中有零宽空格等不可见字符，原样保留，比较时不计。Invisible characters in the text.",
    cause="从网页复制。",
    remedy="可以接受修复建议，把它们删去。",
)

NO_ARTICLES = FindingKind(
    "statute.no-articles", INFO, "没有“第几条”，按一、二、编号读入", "no articles found",
    meaning="没有发现条、章或者一、二、编号，全文按自然段读入；名称也不像法规时为 error。No articles found.",
    cause="文件本来没有条文（短的决定、批复），或者选错了文件。",
    remedy="检查文件；如果是公报，先用 `lawtrack gazette` 取出法规。",
)
PARAGRAPHS_ONLY = NO_ARTICLES.variant("没有发现条、章或者一、二、编号，全文按自然段读入", "no articles found")
LISTED_NO_STATUTE = NO_ARTICLES.variant(
    "没有“第几条”，按一、二、编号读入；这不像一部法规，请检查是否选错了文件，或者先用 lawtrack gazette 从公报中取出法规",
    "no articles found; this does not look like a statute", WARNING,
)
NO_STATUTE = NO_ARTICLES.variant(
    "没有发现条、章或者一、二、编号，全文按自然段读入；这不像一部法规，请检查是否选错了文件，或者先用 lawtrack gazette 从公报中取出法规",
    "no articles found; this does not look like a statute", ERROR,
)
LISTED_IN_PIECES = NO_ARTICLES.variant(
    "没有“第几条”，按一、二、编号读入；这不像一部法规，请检查是否选错了文件，或者先用 lawtrack gazette 从公报中取出法规",
    "no articles found; this does not look like a statute", ERROR,
)

DUPLICATE_NUMBER = FindingKind(
    "statute.duplicate-number", WARNING, "“{label}”前一条是{last}，条号重复", "article {number} comes twice",
    meaning="同一条号出现两次；前后条号足以判断时给出应有的条号。An article number comes twice.",
    cause="扫描误识（第十一条成了第十二条），或者原文误排。",
    remedy="核对原件后接受修复建议。",
)
DUPLICATE_FOR_ANOTHER = DUPLICATE_NUMBER.variant(
    "“{before}”前一条是{last}{then}，条号重复，应当是“{after}”",
    "article {number} should be numbered {expected}",
)

WRONG_NUMBER = FindingKind(
    "statute.wrong-number", WARNING, "“{before}”前一条是{last}{then}，条号不连续，应当是“{after}”", "article {number} should be numbered {expected}",
    meaning="条号与前后都接不上，按前后条号应是另一个数。An article number fits neither neighbour.",
    cause="扫描误识或者误排。",
    remedy="核对原件后接受修复建议。",
)

METADATA = FindingKind(
    "statute.metadata", INFO, "文件开头的说明信息不是法规文字，记入 metadata（{known}）", "front matter is kept as metadata",
    meaning="文件开头的说明信息（YAML）不是法规文字，记入 `statute.metadata`。Front matter is kept as metadata.",
    cause="公开文库在每个文件开头写明名称、制定机关、公布日期、时效性等。",
    remedy="无须处理。",
)
TITLE_FROM_METADATA = METADATA.variant("正文没有名称，取文件开头说明的“{named}”", "the title is taken from the front matter")

MISSING_NUMBER = FindingKind(
    "statute.missing-number", WARNING, "“{label}”前一条是{last}，缺{missing}", "no article {expected}",
    meaning="条号有空缺；缺的条首如果藏在前一条的段落中间，建议在那里换行。Article numbers are missing.",
    cause="条首前的换行丢失，或者整条丢失。",
    remedy="核对原件；删去而保留条号的，原文应写“（删去）”。",
)
MISSING_NUMBERS = MISSING_NUMBER.variant("“{label}”前一条是{last}，缺{missing}至{end}", "no article {expected} to {until}")

NUMBER_ORDER = FindingKind(
    "statute.number-order", WARNING, "“{label}”前一条是{last}，次序颠倒", "article {number} is out of order",
    meaning="条号次序颠倒，又不能断定是两栏颠倒。An article is out of order.",
    cause="分栏识别的次序错误，或者剪贴错误。",
    remedy="核对原件，自行调整。",
)

SWAPPED_COLUMNS = FindingKind(
    "statute.swapped-columns", WARNING, "页末两栏次序颠倒：{names}的文字被打散，建议重排为“{shown}{more}”",
    "the two columns of a page end were read in the wrong order",
    meaning="页末两栏的次序读颠倒了，条文被打散；只有一种排法讲得通时建议照它重排。The two columns of a page end were read in the wrong order.",
    cause="扫描识别先读了右栏。",
    remedy="看提示中重排前后的文字，接受修复建议。",
)

ITEM_NUMBER = FindingKind(
    "statute.item-number", WARNING, "项目“{before}{text}”前一个编号是{last}，编号不连续", "number {number} follows {previous}",
    meaning="项、目的编号不连续。Items or subitems are not numbered consecutively.",
    cause="漏项、误识，或者原文误排。",
    remedy="核对原件；有把握时提示带修复建议。",
)
ITEM_FOR_ANOTHER = ITEM_NUMBER.variant("项目“{before}{text}”前一个编号是{last}，编号不连续，应当是“{after}”", "number {number} follows {previous}")

HEADING_NUMBER = FindingKind(
    "statute.heading-number", WARNING, "标题“{before}{text}”前一个编号是{last}，编号不连续", "number {number} follows {previous}",
    meaning="编、章、节的编号不连续；其间恰有一个无编号的标题时建议补上编号。Headings are not numbered consecutively.",
    cause="标题的编号丢失或者误识。",
    remedy="核对原件后接受修复建议。",
)
HEADING_FOR_ANOTHER = HEADING_NUMBER.variant("标题“{before}{text}”前一个编号是{last}，编号不连续，应当是“{after}”", "number {number} follows {previous}")
HEADINGS_LOST_THEIRS = HEADING_NUMBER.variant("标题“{before}{text}”前一个编号是{last}，编号不连续；{mended}", "number {number} follows {previous}")

HEADING_UNNUMBERED = FindingKind(
    "statute.heading-unnumbered", WARNING, "标题“{text}”没有编号", "a heading without a number",
    meaning="条文之间的标题没有编号；前面的章有编号时建议接着编。A heading between articles has no number.",
    cause="章、节的编号是 Word 自动编号，转成文本时丢失。",
    remedy="核对原件后接受修复建议；原文本来没有编号的，无须处理。",
)
HEADING_NUMBER_LOST = HEADING_UNNUMBERED.variant("标题“{text}”没有编号，可能丢了“{after}”", "a heading without a number")
NO_HEADING_NUMBERED = HEADING_UNNUMBERED.variant("标题“{text}”没有编号", "a heading without a number", INFO)

ORPHAN = FindingKind(
    "statute.orphan", WARNING, "“{text}”在标题之后、条文之前，不属于任何一条", "text between a heading and its first article",
    meaning="标题之后、第一条之前有一段文字，不属于任何一条。Text between a heading and its first article.",
    cause="条首丢失，或者两栏颠倒。",
    remedy="核对原件。",
)

UNFINISHED = FindingKind(
    "statute.unfinished", INFO, "“…{text}”没有句末标点，可能脱漏文字", "a paragraph ends in the middle of a sentence",
    meaning="条文最后没有句末标点，可能脱漏文字。An article ends in the middle of a sentence.",
    cause="扫描漏行，或者原文漏标点。",
    remedy="核对原件。",
)
UNFINISHED_PARAGRAPH = UNFINISHED.variant(
    "“…{text}”没有句末标点，可能脱漏文字，或者一款被换行断成两款",
    "a paragraph ends in the middle of a sentence", WARNING,
)
UNFINISHED_ITEM = UNFINISHED.variant(
    "“…{text}”没有句末标点，可能脱漏文字，其后一段按另一款读，可能属于这一项",
    "a paragraph ends in the middle of a sentence", WARNING,
)

EMPTY = FindingKind(
    "statute.empty", WARNING, "“{label}”只有条号，没有文字", "an article without text",
    meaning="一条只有条号，没有文字。An article has a number and no text.",
    cause="抄录或者识别时脱漏；删去的条一般写明“（删去）”。",
    remedy="核对原件。",
)

LIST_END = FindingKind(
    "statute.list-end", WARNING, "“{last}…”按列举的最后一行读，但与前面各行不同；前一行如果应当以句号结尾，它是另一款",
    "the last line of an unnumbered list may be a paragraph of its own",
    meaning="没有编号的列举，最后一行与前面各行不像一类，可能是另一款；建议把前一行的分号改为句号。The last line of an unnumbered list may be a paragraph of its own.",
    cause="列举的最后一行误用了分号，下一款被当成列举的一部分，其后各款的次序随之不同。",
    remedy="核对原件后接受修复建议；确是列举的，无须处理。",
)

LIST_AGAIN = FindingKind(
    "statute.list-again", WARNING, "{above}之后，同一款中又从“{label}”开始编号；后一组可能是前一项的下一级，也可能另属一款，项次有歧义",
    "the numbers of a list begin again within one paragraph; which item is meant may be unclear",
    meaning="同一款中项的编号从头又来一遍。The numbers of a list begin again within one paragraph.",
    cause="项的下一级用了与项相同的编号；或者两列项之间脱漏了一款的文字。",
    remedy="核对原件；下一级改用“1.”“2.”。",
)

TRADITIONAL_REFERENCES = FindingKind(
    "statute.traditional-references", WARNING, "正文中有 {count} 处用繁体字写的条号，首处为“{before}”；没有读作引用，改号时不会随之调整",
    "{count} references in traditional characters are not read",
    meaning="正文中用繁体字写的条号（第二條之一）没有读作引用，改号时不会随之调整。References in traditional characters are not read as references.",
    cause="港澳台法规或者繁体印本；那里的“项”“款”层次与内地相反，照读会错。",
    remedy="改号后自行核对这些引用，或者先把文本转为简体再读入。",
)

UNBALANCED = FindingKind(
    "statute.unbalanced", INFO, "“{mark}”没有配对：…{around}…", "unpaired {mark}",
    meaning="一条之内有括号、书名号、引号没有配对。A bracket or quotation mark has no partner.",
    cause="扫描漏字，或者原文误排。",
    remedy="核对原件。",
)

TORN = FindingKind(
    "gazette.rejoined", INFO, "“{end}”与“{start}”被{cut}断开，已接为一段", "a paragraph torn by a page border or line break was rejoined",
    meaning="被分页或者换行断开的一段已经接起。A paragraph torn by a page border or line break was rejoined.",
    cause="公报分栏、分页。",
    remedy="一般无须处理；核对接缝处的文字。",
)

GAZETTE_FURNITURE = FindingKind(
    "gazette.furniture", INFO, "“{text}”是{what}，不属于正文", "page furniture set aside",
    meaning="书眉、页码不属于正文，已放在一边。Page furniture was set aside.",
    cause="扫描文本带着每页的书眉和页码。",
    remedy="无须处理。",
)

COLUMNS = FindingKind(
    "gazette.columns", INFO, "第{number}行起的两栏表格按先左栏后右栏读作{count}段", "a table of two columns was read down the left column first",
    meaning="两栏排列的清单按先左栏后右栏读出。A list set in two columns was read down the left column first.",
    cause="扫描识别把两栏并成表格的行。",
    remedy="核对各项的次序。",
)

NOT_IN_THE_ISSUE = FindingKind(
    "gazette.contents", WARNING, "目录列有“{text}”（第{page}页），正文中没有找到", "an entry of the table of contents was not found in the text",
    meaning="本期目录列有某件，正文中没有找到。An entry of the table of contents was not found in the text.",
    cause="该件缺页，或者标题误识过多。",
    remedy="在正文中查找；缺页的补扫。",
)

NO_LEGISLATION = FindingKind(
    "gazette.no-legislation", WARNING, "这份文件里没有法规，也没有修改法规的决定或者其他决定", "no statute and no decision in this file",
    meaning="这份文件里没有法规，也没有决定。No statute and no decision in this file.",
    cause="不是公报（例如机关刊物），或者本期没有法规。",
    remedy="检查是否选错了文件。",
)
