"""What is said of an order that is read (``decision.``): figures that do not agree, two readings, new text of which not all is told."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
CONTRADICTION = FindingKind(
    "decision.contradiction", ERROR, "既修改{whole}全文，又把其中原来的{part}改到其他位置",
    "{whole} gets a new text as a whole, and a part of the old text is moved within it",
    meaning="决定对同一件事说了两个不同的数或者序号（增加二条而给出三条）；error：该句没有执行；warning：已按其余各处一致的说法处理。The decision gives two figures for one thing; an error where that clause was not carried out, a warning where all else agrees with one of them.",
    cause="起草或者录入有误。",
    remedy="按提示中的两个数和位置核对决定，改正后重新执行。",
)
ANNOUNCED = CONTRADICTION.variant("说{verb}{announced}", "{n} are announced")
ANNOUNCED_NUMBERS = ANNOUNCED.variant("说{verb}{announced}，写明的序号却是{numbers}", "{n} are announced, {given} numbers are given")
ANNOUNCED_AND_TEXTS = ANNOUNCED.variant("说{verb}{announced}，新文本有{texts}{named}", "{n} are announced, {count} texts")
ANNOUNCED_NUMBERS_AND_TEXTS = ANNOUNCED.variant(
    "说{verb}{announced}，写明的序号却是{numbers}，新文本有{texts}{named}",
    "{n} are announced, {given} numbers are given, {count} texts",
)
EMPTY_TEXT = CONTRADICTION.variant("{place}的新文本为空", "the new text of {place} is empty")
ITEM_SKIPPED = CONTRADICTION.variant(
    "{place}的新文本在{before_it}之后是{item}，按次序应为{want}",
    "item {last} of the new text is followed by item {found}",
)
NUMBER_TWICE = CONTRADICTION.variant("{place}的新文本开头把{number}写了两次", "the new text of {place} begins with its number twice")
SO_MANY_ARTICLES = CONTRADICTION.variant("写明修改的是{places}，新文本却有{articles}（{heads}）", "the new text of {place} holds {count} articles")
PRINTED_AS_ITEM = CONTRADICTION.variant("写明的是{place}，新文本却是{item}", "ordered as a provision above items ({place}), printed as an item")
EMPTY_WORDS = CONTRADICTION.variant("{place}中修改前后的词语有一处为空", "the words before or after are empty")
SAME_WORDS = CONTRADICTION.variant("{place}中“{same}”修改前后相同", "{same!r} is replaced by itself")
EMPTY_QUOTATION = CONTRADICTION.variant("{place}中引号内没有文字", "the quotation marks hold no words")
PARAGRAPHS_PRINTED = CONTRADICTION.variant("写明的是{place}，新文本却以“{said}”开头", "the new text begins with the number of another paragraph")
NUMBERS_PRINTED = CONTRADICTION.variant("写明的是{ordered}，新文本却是{names}", "ordered as {ordered_en}, printed as {names}")
PARTS_OF_HEADING = CONTRADICTION.variant("说把{place}分为{announced}，列出的却是{listed}", "{n} parts are announced and {count} are named")
ARTICLES_OF_HEADING = CONTRADICTION.variant(
    "说{heading}有{announced}，{first}至{last}却是{listed}",
    "{n} articles are announced and {given} are named",
)
NUMBERS_AND_GOALS = CONTRADICTION.variant("{base}有{many}个序号，{final}有{goals}个", "{many} numbers are to become {goals}")
RENUMBERED_TWICE = CONTRADICTION.variant("同一句里两次给{twice}改号", "one provision is given two numbers in a sentence")
PARAGRAPHS_ANNOUNCED = CONTRADICTION.variant("说分{announced}，新文本却不是", "{n} paragraphs are announced")
NUMBERS_LISTED = CONTRADICTION.variant("写明增加的是{announced}，列出的却是{listed}", "the numbers announced are not those of the texts")
BEYOND_THE_TEXT = CONTRADICTION.variant(
    "写明增加的是{beyond}，{article}的新文本却只有{paragraphs}",
    "to be added as {beyond}, and the new text has {have} paragraphs",
)
SPLIT_NUMBERS = CONTRADICTION.variant("{place}写明分为{announced}，列出的却是{listed}", "the numbers announced are not those of the texts")
SPLIT_COUNT = CONTRADICTION.variant("说{place}分为{announced}，列出的却是{listed}", "{count} parts are announced and {given} are given")
SPLIT_PARAGRAPH = CONTRADICTION.variant("{place}分开后，有一款的新文本不是一款", "the text of one part is not one paragraph")

UNDECIDED = FindingKind(
    "decision.undecided", ERROR, "{article}是修改后的条号，它之前的条文又有增减，{places}指的是原来哪一条没有写明；未执行",
    "of which old article is not said; not carried out",
    meaning="写法可以有两种理解，或者缺了一样：已按提示中所说的一种处理，或者未执行，提示写明缺的是什么。A clause may be read in two ways, or leaves something open; the message says which was taken, or what is missing where it was not carried out.",
    cause="如“增加规定：……”没有写明另起一款还是接在句后；“分为两款，第一款修改为：……”没有写明第二款；“单列一章”没有章名；“增加‘……’的内容”没有写明位置。",
    remedy="核对结果；未执行的，在更正文件中写出完整的写法。",
)
ADDED_WHERE = UNDECIDED.variant(
    "没有写明“{text}”加在哪一条的什么位置；未执行，请在更正文件中写明，如“在第×条第×款中的‘……’后增加‘……’”",
    "it is not said where the words are added; not carried out",
)
PARAGRAPH_OR_SENTENCE = UNDECIDED.variant(
    "没有写明{places}增加的“{text}”是另起一款（项），还是接在哪一句之后；未执行，请在更正文件中写明",
    "a paragraph, or a sentence behind another: not said; not carried out",
)
PART_UNDER_HEADING = UNDECIDED.variant(
    "{named}不是整条，单列为{level}以后作为第几条没有写明；未执行，请在更正文件中写明条号",
    "a part of an article, and no number for it as an article",
)
HEADING_UNNAMED = UNDECIDED.variant(
    "{named}单列一{level}，没有写明{level}的序号和名称；未执行，请在更正文件中写作“作为第×{level}，{level}名为‘……’”",
    "the number or the title of the new heading is not given",
)
READ_AS_PARAGRAPH = UNDECIDED.variant(
    "“增加规定”没有写明另起一款还是接在原有的句子之后：“{text}”；已另起一款",
    "added as a paragraph, though it may be a sentence", WARNING,
)
SPLIT_IN_PART = UNDECIDED.variant(
    "{place}分为{announced}，只写出了{listed}，其余的是原来的哪些文字没有写明；未执行，请在更正文件中写出分开后的全文",
    "not every part of what is divided is given its text; not carried out",
)
OTHERS_UNSAID = UNDECIDED.variant(
    "{place}的新文本作为第一款，原来的其余各款是否保留没有写明；未执行，请在更正文件中写明",
    "the new text is the first paragraph, and whether the others stay is not said; not carried out",
)
SPLIT_ORDER = UNDECIDED.variant(
    "{place}分为{announced}，写明的是{listed}，按次序应为{order}；未执行",
    "the parts are numbered in another way than they stand; not carried out",
)

ADJUSTED_UNSAID = FindingKind(
    "decision.unspecified", WARNING, "“{text}”没有写明改哪些条文、改成什么，只按序号随之调整处理",
    "it is not said what is adjusted; read as the numbers closing up",
    meaning="一句话要求改名称、附件的样式或者其他条款，或者只说有“其他修改”，没有写明哪些改成什么，未执行（“其他条款作相应调整”只按序号随之调整处理）。Names, annexes or other provisions are to be changed accordingly, but it is not said which nor into what; not carried out.",
    cause="决定末尾的概括写法（“此外，对相关部门和机构的名称作相应调整”“对其他条款作相应修改”“规范部分单位名称”“同时，对附件3标志牌的样式进行相应调整”），或者漏印了内容。",
    remedy="对照重新公布的文本，逐处修改；漏印的内容写入更正文件。",
)
ANNEX_NUMBERS = ADJUSTED_UNSAID.variant(
    "要求调整附件的序号，附件的序号未改动", "the numbers of annexes are to be adjusted; they stay",
)

ITEMS_PARTED = FindingKind(
    "decision.items-parted", INFO, "{clause}给{address}的新文本中，各项印在同一行，已分行", "the items of the new text stand in one line; they were parted",
    meaning="新文本的各项印在同一行（……：（一）……；（二）……），已按项分行。The items of a new text stand in one line; they were parted.",
    cause="录入或者转换文件时丢失换行。",
    remedy="一般无须处理；各项原本就写在一款之内的，对照公布文本。",
)

UNOPENED_QUOTE = FindingKind(
    "decision.unopened-quote", ERROR, "{place}的新文本缺少前引号或者后引号（…{end}），从哪里起、到哪里止不能确定；未执行，请在更正文件中补上",
    "a quotation mark of the new text is missing; not carried out",
    meaning="新文本没有前引号，末尾却有后引号（或者相反），从哪里起、到哪里止不能确定；未执行。New text lacks one of its quotation marks; where it begins or ends is not certain, and it was not carried out.",
    cause="排印或者识别时漏了引号。",
    remedy="核对原件，在更正文件中补上引号。",
)

UNPAIRED_QUOTE = UNOPENED_QUOTE.variant(
    "{place}的新文本里引号不成对（…{end}），可能多了或者漏了引号；未执行，请在更正文件中改正",
    "quotation marks within the new text do not go in pairs; not carried out",
)

WHOSE_WORDS = FindingKind(
    "decision.whose-words", ERROR, "{place}的新文本没有引号，其中“{aside}”可能是决定本身的话，不能确定；未执行，请在更正文件中加上引号",
    "new text without marks holds a sentence that may be the decision's own; not carried out",
    meaning="没有引号或者缺少后引号的新文本里有“此外，……修改（调整）……”“第五条修改为：……”一类的话，是新条文还是决定本身的话不能确定；该处未执行。New text without quotation marks, or without the one that ends it, holds a sentence that speaks of amending; whether it belongs to the text is not certain, and the order was not carried out. 缺少后引号的新文本之后另起一段、又没有前引号的（不能确定是不是新文本），也未执行。没有引号的新文本末尾的“；”当作决定各项之间的标点，已作“。”执行（警告）。",
    cause="决定没有用引号引出新文本，或者漏了后引号，后面又接着决定本身的话，或者接着不能确定归属的文字。",
    remedy="核对原件，在更正文件中给新文本加上引号。",
)
CLOSED_BY_A_STOP = WHOSE_WORDS.variant(
    "{place}的新文本没有引号，末尾的“；”当作决定各项之间的标点，已作“。”",
    "new text without marks ends in the mark between the decision's own items; it ends in a full stop", WARNING,
)
OPENS_WITH_A_MARK = WHOSE_WORDS.variant(
    "{place}的新文本以“{mark}”开头，标点多了或者错了位；未执行，请在更正文件中改正",
    "new text begins with {mark!r}, a mark too many or in a wrong place; not carried out",
)
SENTENCE_IN_QUOTATION = WHOSE_WORDS.variant(
    "引文缺少后引号，其中“{said}”像是决定本身的话，引文到哪里为止不能确定；未执行，请在更正文件中加上后引号",
    "a quotation without its closing mark holds a sentence that seems to be the decision's own; not carried out",
)
LINE_IN_QUOTATION = WHOSE_WORDS.variant(
    "引文缺少后引号，“{said}”是不是新文本不能确定；未执行，请在更正文件中加上后引号",
    "a quotation without its closing mark holds a line that may not be of it; not carried out",
)

ELSEWHERE = FindingKind(
    "decision.elided", ERROR, "{place}的新文本不在此处（“{said}”）；未执行", "the new text is not here, only where it stands; not carried out",
    meaning="新文本里有省略号（……），省去的是哪些文字没有写出，未执行。The new text leaves something out; it was not carried out.",
    cause="修正案的说明只引出首尾；或者给出的文本是摘要。",
    remedy="查原件补全新文本，可写入更正文件。",
)
TEXT_ELIDED = ELSEWHERE.variant("{place}的新文本没有写全，省略号处是哪些文字没有说明；未执行", "the new text leaves something out; not carried out")
NEW_WORDS_ELIDED = TEXT_ELIDED.variant("{place}中的新词语没有写全，省略号处是哪些文字没有说明；未执行")
ADDED_WORDS_ELIDED = TEXT_ELIDED.variant("{place}中增加的文字没有写全，省略号处是哪些文字没有说明；未执行")
