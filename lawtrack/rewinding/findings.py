"""What is said of a text that was taken back to before a decision (``rewind.``)."""

from __future__ import annotations

from lawtrack.errors import INFO, WARNING, FindingKind

# fmt: off
GAP = FindingKind(
    "rewind.gap", INFO, "{address}的原文已被决定删除或者整体修改，无从恢复", "the earlier text was destroyed by the decision",
    meaning="该条、款、项的原文被决定删除或者整体修改，无从恢复，文本中以“〔原文已被修改，无从恢复〕”标明。The earlier text was destroyed by the decision; a gap marks it.",
    cause="决定只写明新文本，不引旧文本。",
    remedy="有旧文本的，以旧文本为准；没有的，空缺本身就是如实的结果。",
)

AMBIGUOUS = FindingKind(
    "rewind.ambiguous", WARNING, "{count}种旧文字（“{olds}”）都改成了“{after}”，哪一处原为哪一种无从得知",
    "several old words became one new one; which stood where is not known",
    meaning="数种旧文字改成了同一种新文字，哪一处原为哪一种无从得知，按次序分配。Several old words became one new one; which stood where is not known.",
    cause="“A”“B”修改为“C”。",
    remedy="对照旧文本；没有旧文本的，只能确知两种文字都曾出现。",
)

WIDE = FindingKind(
    "rewind.wide", INFO, "{address}中的“{after}”不止一处，哪一处原为“{before}”、哪一处原来就写作“{after}”，无从得知",
    "the words stand there more than once; some may have read so before",
    meaning="改后的词语不止一处，逐处倒推，其中可能有原来就是新写法的。全文替换没有 `address`，涉及所有含有 `after` 的条文。Every occurrence was turned back; some may have read so before.",
    cause="将条例中的“A”均修改为“B”；将第五条中的“A”修改为“B”，而第五条现有两处“B”。",
    remedy="一般无须处理。",
)
WIDE_EVERYWHERE = WIDE.variant(
    "全文的“{after}”都恢复为“{before}”；其中可能有原来就写作“{after}”的",
    "every occurrence was turned back; some may have read so before",
)

MARK = FindingKind(
    "rewind.mark", INFO, "{address}中“{after}”旁的标点是增加文字时带来的还是原有的，无从得知",
    "whether a mark beside the added words came with them cannot be known",
    meaning="增加的文字旁边的标点是增加时带来的还是原有的，无从得知。Whether a mark beside added words came with them is not known.",
    cause="决定引用的文字不带旁边的标点，两种旧文本改出来都是公布文本。",
    remedy="一般无须处理；需要原文的，对照旧文本。",
)

NUMBERS_UNKNOWN = FindingKind(
    "rewind.numbers-unknown", INFO, "{address}原有几条无从得知，其后各条的原条号是推定的",
    "how many articles stood there is not known; the old numbers of those behind it are taken for granted",
    meaning="被删去或者整体修改的章（节）原有几条无从得知，其后各条的原条号是推定的。How many articles stood there is not known; the old numbers behind it are assumed.",
    cause="“删去第二章”“将第二章修改为”没有写明原有的条文。",
    remedy="对照旧文本的条号。",
)

HOME_UNKNOWN = FindingKind(
    "rewind.home-unknown", INFO, "{what}的条文原在哪一章（节）无从得知，按现在所在的位置倒推；原来的章（节）可能已经撤销",
    "under which heading these articles stood is not known; that heading may be gone",
    meaning="移入某章（节）或者某章（节）所包括的条文原在哪一章（节）无从得知，按现在所在的位置倒推。Under which heading these articles stood is not known.",
    cause="“将第二条移入第一章”“第二章包括第五条至第八条”只写明新的归属；原来的章（节）可能已经移空而撤销。",
    remedy="需要原来章节的，对照旧文本。",
)

SLIP = FindingKind(
    "rewind.slip", WARNING, "{address}中没有“{before}”，按“{after}”为其误植倒推",
    "the ordered words are not there; the stretch most like them was taken for them",
    meaning="公布文本中没有决定所写的新文字，取最相近的一处当作误植来倒推。The ordered words are not there; the stretch most like them was taken for them, misprinted.",
    cause="公布文本或者决定文本有误植（扫描、排版）。",
    remedy="核对两处原件；`verify` 会给出两边的文字。",
)

NUMBER_SLIP = FindingKind(
    "rewind.number-slip", WARNING, "“{before}”应为“{after}”，按后者倒推", "{before} is taken for {after}",
    meaning="公布文本的条号重复或者不连续，按应有的条号倒推。An article number is printed twice or out of sequence; the proper one was taken.",
    cause="误植，例如第十一条误作第十二条。",
    remedy="核对公布文本。",
)

WORDS_MISSING = FindingKind(
    "rewind.words-missing", WARNING, "{address}中没有决定要改成的“{before}”，无从倒推", "the ordered words are not there",
    meaning="公布文本中没有决定要改成的文字，也没有相近的文字。The ordered words are not in the published provision.",
    cause="公布文本没有按决定修改，或者文本不对应。",
    remedy="确认决定与公布文本是否相对应。",
)

PLACE_MISSING = FindingKind(
    "rewind.place-missing", WARNING, "{clause}：{said}，未能倒推", "not undone: {said_en}",
    meaning="公布文本中找不到决定所说的条、款、项，该处未倒推。The provision an order names was not found.",
    cause="文本残缺，或者条号推算不出。",
    remedy="核对文本。",
)

PLACE_UNKNOWN = FindingKind(
    "rewind.place-unknown", WARNING, "{address}中删去的“{before}”原在何处无从得知，未恢复",
    "where the deleted words stood is not known; they were not put back",
    meaning="决定删去的文字原来一定存在，但在何处无从得知，暂置于一个删去后恰得公布文本的位置。Deleted words stood somewhere in this provision; the place is a guess.",
    cause="删去“A”不留痕迹。",
    remedy="对照旧文本移到正确位置。",
)
PUT_BEHIND = PLACE_UNKNOWN.variant(
    "{address}中删去的“{before}”原在何处无从得知，暂置于“{words}”之后",
    "where the deleted words stood is not known; they were put at a place that deleting them fits",
)

PLACEHOLDER = FindingKind(
    "rewind.placeholder", WARNING, "“{before}”代表多种写法，原文无从倒推，保留“{after}”", "the old words stand for several texts; the new ones were left",
    meaning="决定引的旧文字带有“×”，代表多种写法，原文无从倒推，保留新的文字。The old words stand for several texts; the new ones were left.",
    cause="如将各法中的“依照刑法第×条的规定”修改为“依照刑法有关规定”。",
    remedy="需要原文的，对照旧文本。",
)

MOVED_WORDS = FindingKind(
    "rewind.moved-words", WARNING, "{clause}：“{after}”原在何处无从倒推，留在移动之后的地方",
    "where moved words stood before cannot be known; they were left",
    meaning="移了位的词语原在何处无从倒推，留在移动之后的地方。Where moved words stood before cannot be known; they were left.",
    cause="“将…中的‘A’调整到‘B’之前”只写明新的位置。",
    remedy="需要原文的，对照旧文本。",
)

ONLY_AS_A_NAME = MOVED_WORDS.variant(
    "{clause}：“{after}”只在指{noun}时改过，哪几处改过无从倒推，未改回",
    "the words were changed only where they name such a body; which they are cannot be known, and they were left",
)

NUMERALS = FindingKind(
    "rewind.numerals", INFO, "{place}：阿拉伯数字改为汉字无从倒推，保留汉字", "which numbers were Arabic cannot be known",
    meaning="阿拉伯数字改为汉字无从倒推，保留汉字。Which numbers were Arabic cannot be known.",
    cause="“将…中的阿拉伯数字改为相应的汉字”。",
    remedy="一般无须处理。",
)

REFERENCE = FindingKind(
    "rewind.reference", INFO, "{address}的“{before}”原来也可能写作“{after}”，无从得知", "the earlier text may have read “{after}” here",
    meaning="条文内部引用倒推时有疑问；原来可能的另一种写法在 `after`。A reference could not be turned back for certain.",
    cause="所指条文是新增的、由几条合并而成的，或者相对引用所指已变；引用的范围可能原来还包括被删去的条文，也可能原来指的就是被删去的条文。",
    remedy="核对该处引用。",
)

BORDER = FindingKind(
    "rewind.border", INFO, "{address}在章节交界处，决定没有写明归属，公布文本归入后一章节",
    "a new article at a border between headings; the published text has it under the later one",
    meaning="新增条文在章节交界处，决定没有写明归属，公布文本归入后一章节。A new article at a border between headings; the published text has it under the later one.",
    cause="决定只写条号。",
    remedy="以公布文本为准。",
)

TYPOGRAPHY = FindingKind(
    "rewind.typography", INFO, "{address}：重新修改所得与公布文本只有标点宽窄、引号或者空格不同",
    "the decision and the published text differ in typography only",
    meaning="重新修改所得与公布文本只有标点宽窄、引号或者空格不同。Amending the rewound text gives the published text but for typography.",
    cause="决定与公布文本的来源不同。",
    remedy="无须处理。",
)

UNPROVEN = FindingKind(
    "rewind.unproven", WARNING, "{address}：按决定重新修改倒推的文本，得不出公布文本", "amending the rewound text does not give the published text",
    meaning="倒推的文本按决定重新修改，得不出公布文本。Amending the rewound text does not give the published text.",
    cause="公布文本与决定不一致，或者旧文本的结构（章节、款项）无从推知。",
    remedy="看两边的文字；如果是公布文本有误，`verify` 会一并指出。",
)
NOT_AMENDED_AGAIN = UNPROVEN.variant("倒推的文本不能重新修改：{said}", "the rewound text cannot be amended again: {said_en}")
