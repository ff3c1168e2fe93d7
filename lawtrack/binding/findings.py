"""What is said of a decision that is carried out on a statute (``amend.``): of the whole, of places and of new text."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
NOT_AMENDED = FindingKind(
    "amend.not-amended", ERROR, "《{decision}》没有修改《{base}》（修改的是{names}）", "the decision does not amend this statute",
    meaning="这份决定没有修改这部法规。The decision does not amend this statute.",
    cause="法规名称不符，或者选错了文件。",
    remedy="核对决定中书名号内的名称与法规名称；打包修改的决定按名称选取。",
)

TARGET_MISSING = FindingKind(
    "amend.target-missing", ERROR, "《{title}》没有{address}{have}", "there is no {eid} in the base text",
    meaning="指令所指的条、款、项、章节在原文本中不存在，该项指令未执行。The provision an instruction names is not in the base text.",
    cause="原文本不是决定所依据的版本，或者决定、原文本有误。",
    remedy="换用决定施行前最后一次公布的文本；核对条款号。",
)
TWICE = TARGET_MISSING.variant("《{title}》有{count}个{article}，不能确定指的是哪一个", "several articles have this number")
NUMBERS_RESTART = TARGET_MISSING.variant("《{title}》的条号在各部分重新起算，增删条文以后怎样编号不能确定", "the numbers of articles begin anew in each part")
NO_PLACE = TARGET_MISSING.variant("没有写明所指的条款", "no provision is named")
WHICH_LIST = TARGET_MISSING.variant("{address}有列项的款有{count}款，不能确定指的是哪一款", "no list, or several, in the provision")
NO_CAPTION = TARGET_MISSING.variant("{address}没有可以修改、删去的条标或者标题", "there is no caption or heading")
NO_LINE = TARGET_MISSING.variant("没有第{n}自然段", "no such line")
NO_SENTENCE = TARGET_MISSING.variant("{place}没有{said}（共{count}句）", "no such sentence")
NAMED_OTHERWISE = TARGET_MISSING.variant("{address}不是“{named}”", "the place is not the one that the decision quotes")
NO_SUCH_HEADING = TARGET_MISSING.variant("没有找到“{address}”", "the quoted heading is not in the base text")
NO_RANGE = TARGET_MISSING.variant("{address}不成其为范围", "not a range")
NO_LINE_IN_BODY = TARGET_MISSING.variant("正文没有第{line}段", "no such line")

WORDS_MISSING = FindingKind(
    "amend.words-missing", ERROR, "{address}中没有“{before}”", "the passage is not there",
    meaning="要修改、删去的文字，或者插入文字的定位词语，在所指条文中找不到。The words to change, delete or insert at are not in the provision.",
    cause="原文本不是决定所依据的版本，或者有错漏字。",
    remedy="比照提示中并列的指令与条文；改正原文本后再执行。",
)
ANOTHER_HEADING = WORDS_MISSING.variant(
    "{address}是“{after}”，不是“{before}”",
    "the heading quoted is not the one that stands there",
)
NO_LINE_IN_ANNEX = WORDS_MISSING.variant("{address}中没有“{before}”", "no such line in the annex, or more than one")
SEVERAL_LINES_IN_ANNEX = WORDS_MISSING.variant("{address}中有{count}处“{before}”", "no such line in the annex, or more than one")

PLACE_UNCLEAR = FindingKind(
    "amend.place-unclear", ERROR, "{article}原有{count}，这一项又说到{beyond}，{address}是原来的还是增加之后的没有说明",
    "the paragraphs may be counted with those added",
    meaning="没有写明加在、改在什么位置，或者有两种读法（第几句、前后半句、均修改的范围），该处未执行。Where the words go or which part of the text is meant is not certain.",
    cause="决定只写“增加‘……’”，或者一条有几款而只说“第二句”，或者同一项先增加了一款、后面的款号不知是原来的还是增加之后的，一句不止一处可以断为两半，“均修改为”前面又说过一处，“第八条末尾增加”而第八条以列项结尾。",
    remedy="对照公布文本确定位置，改写成写明位置的指令再执行。",
)
PART_NOT_REPLACED = PLACE_UNCLEAR.variant("{address}中所指的部分（{part}）不能整体修改", "this part cannot be replaced")
PART_UNKNOWN = PLACE_UNCLEAR.variant("{address}中所指的部分（{part}）未能确定", "this part of a provision is not understood")
WHOSE_END = PLACE_UNCLEAR.variant("{where}有{count}{unit}，没有写明是哪一{unit}的末尾", "it is not said whose end is meant")
WHOSE_SENTENCE = PLACE_UNCLEAR.variant("{where}有{count}款，没有写明是哪一款的第{n}句", "it is not said whose sentence is meant")
HALVES = PLACE_UNCLEAR.variant("{address}的句子不能确定从何处分为前后两半", "it is not clear where the sentence divides")
WHOSE_LINE = PLACE_UNCLEAR.variant("没有写明是哪一条的第{line}段", "it is not said whose line is meant")

PAYLOAD_MISMATCH = FindingKind(
    "amend.payload-mismatch", ERROR, "{clause}未执行：要替换全文，新文本却没有条文", "the whole text is to be replaced, but the new text has no articles",
    meaning="指明的处数与新文本的段数、条数对不上，未执行。The number of places and of new texts do not correspond.",
    cause="引号不全、分段丢失，或者决定的写法特殊。",
    remedy="核对决定文本的分段和引号。",
)
HEADING_IN_TEXT = PAYLOAD_MISMATCH.variant(
    "{address}的新文本中有章节标题“{heading}”，不能确定哪些条归入其下；没有列入",
    "the new text for articles holds a heading of a chapter or section",
)
NOT_A_CAPTION = PAYLOAD_MISMATCH.variant("给{address}条标的新文本不是一个条标", "the new text is no caption")

CONFLICT = FindingKind(
    "amend.conflict", ERROR, "{names}对{address}的修改重叠（一处整体修改，另一处又改其中的款、项），都未执行",
    "one order replaces a provision as a whole, another one a part of it",
    meaning="两处指令（也可能在同一项之中）对同一处的要求不能并存，该处未执行；同一处文字的两项修改、整体修改与其中款项的修改，两项都不执行。Two instructions on one place cannot both hold and were left undone there; of two on the same words, or on a whole and its part, neither is carried out.",
    cause="决定自相矛盾，或者其中一项指错了条文。",
    remedy="比照两项指令，确定以何者为准。",
)
TWICE_REPLACED = CONFLICT.variant("{names}对{address}整体作了两处修改或者删除，内容不同，都未执行", "two orders replace one provision")
DELETED_AND_RENUMBERED = CONFLICT.variant("{address}既被删除又被改号", "deleted and renumbered")
SAME_NUMBER_ADDED = CONFLICT.variant("新增的{address}与另一条同号", "two articles get one number")
DELETED_ELSEWHERE = CONFLICT.variant("{address}已被另一项指令删除", "deleted by another instruction")
TWO_PLACES = CONFLICT.variant("{names}给{address}两个去处（{one}、{other}），都未执行", "two orders give one provision two places")
TWO_NEW_NUMBERS = CONFLICT.variant("{address}被同时改为{fixed}和{number}", "two new numbers for one provision")

BORDER_UNUSED = FindingKind(
    "amend.border-unused", WARNING, "borders 里的“{address}”没有用到：修改后没有这样一条新条处在两章（节）交界而决定未写明归属",
    "a side was given for an article that is no new one at an open border between headings",
    meaning="`borders`（`--later`）指定了归属的条文，修改后并不是处在两章（节）交界、归属未定的新条；这一项没有用到。A side was given for an article that is no new one at an open border.",
    cause="条号写错，或者写成了修改前的条号。",
    remedy="按 `amend.chapter-border` 所列的条号改正。",
)

LIKE_ANOTHER = FindingKind(
    "amend.place-doubtful", WARNING, "{address}的新文本与它的原文很少相同，却与{after}相近，可能指错了条文；已照改，请核对",
    "the new text is like another provision; carried out as ordered",
    meaning="一条（款、项）的新文本与它的原文很少相同，却与另一条的原文相近；或者整条的新文本只像原有数款中的一款。已照改。The new text is like another provision than the one ordered, or like one paragraph of several; carried out as ordered.",
    cause="决定所写的条号、款号可能有误，或者漏了“第一款”。",
    remedy="对照原文核对；指错了的，写入更正文件。",
)
LIKE_ONE_PARAGRAPH = LIKE_ANOTHER.variant(
    "{address}原有{count}，新文本只有一款，与{after}相近，其余各款已一并删去；如果只改{after}，请写入更正文件",
    "the new text is one paragraph like one of several; the others went with the old text",
)

PRINTED_WITH_ANOTHER = FindingKind(
    "amend.number-printed", ERROR, "{address}按指令改为{becomes}，新文本却印作{label}，不能确定修改的是哪一项；未修改",
    "the item becomes number {final} by another order, its new text is printed as {label}; which one is meant is not clear",
    meaning="一项因另一处指令、或者因前面各项的增减改了号，新文本印的却是别的号，不能确定修改的是哪一项，未修改；两种读法都写在消息中。An item gets another number than its new text is printed with; which item is meant is not clear, both readings are shown, and it is not carried out.",
    cause="决定前后的项号不一致；左边的项号按原文，新文本上的项号按修改后。",
    remedy="查明所指的是哪一项，写入更正文件。",
)
PRINTED_WITHOUT_ORDER = PRINTED_WITH_ANOTHER.variant(
    "{becomes}，新文本却印作{label}：修改的是原{address}{other}，不能确定；未修改",
    "the item becomes number {mine}, its new text is printed as {label}; which one is meant is not clear",
)

ITEMS_DROPPED = FindingKind(
    "amend.items-dropped", INFO, "{address}整体修改，新文本没有列项，原有{count}项一并删去",
    "the new text of a paragraph has no items; those that it had go with the old text",
    meaning="一款整体修改，新文本没有列项，原有各项一并删去。The new text of a paragraph has no items; those that it had go with the old text.",
    cause="决定只写了“修改为”。新文本以“：”结尾，或者同一决定还改其中一项的，只改导语，各项保留。",
    remedy="看各项是否确实不再需要。",
)

LEAD_IN_UNCLEAR = FindingKind(
    "amend.lead-in-unclear", ERROR, "{place}有{count}款，新文本只有一段导语，不能确定其余各款是否保留",
    "the new text is a lead-in, and the article has several paragraphs",
    meaning="一条有几款，新文本只有一段导语（以“：”结尾），不能确定其余各款是否保留，未执行；或者新文本按规则只改导语，却是一个完整的句子，各项仍在其后（警告）。The new text is a lead-in only, and the article has several paragraphs; or a lead-in is a whole sentence, and its items stay behind it.",
    cause="决定没有写明是哪一款。",
    remedy="在更正文件里写明款次。",
)
LEAD_IN_ENDS = LEAD_IN_UNCLEAR.variant(
    "{address}的新文本只作各项之前的导语（同一决定还改其中的项），却不以“：”结尾，各项仍在其后；请核对",
    "the new text is taken for the lead-in of a list that stays, and does not end in a colon", WARNING,
)

ALREADY_APPLIED = FindingKind(
    "amend.already-applied", ERROR, "题注已列有《{title}》（{day}）：这个文本已经是修改之后的，未再执行；确要再次执行的，用 again=True（命令行 --again）",
    "the adoption note lists this decision: the text has been amended by it already, and nothing was done",
    meaning="原文本的题注已经列有这个决定（名称、日期相同），说明它已经修改过，没有再执行。The adoption note lists this decision already; nothing was done.",
    cause="拿修改后的文本当作了原文本。",
    remedy="换用修改前的文本；确要再执行一次的，用 `amend(…, again=True)` 或者 `--again`。",
)

CONTRADICTION = FindingKind(
    "amend.contradiction", ERROR, "写明修改的是{address}，新文本却以“{other}、”开头", "the number before the new text is that of another provision",
    meaning="决定写明的序号与按增减推算的序号不一致：warning 已按推算的序号处理；error 没有执行。A number that the decision states is not the one that additions and deletions come to; a warning where the latter was taken, an error where the order was not carried out.",
    cause="决定写错了序号，或者同一决定中另有一项没有读懂、没有执行。",
    remedy="比照提示中的两个序号；先处理其他没有执行的指令。",
)
OLD_NUMBER_PRINTED = CONTRADICTION.variant(
    "写明{address}改为{becomes}，新文本却印作{printed}；序号按前者",
    "the new text is printed with the old number of an article that gets another", WARNING,
)
NUMBER_OF_ANOTHER = CONTRADICTION.variant(
    "写明修改的是{address}，新文本却是{printed}，而修正案不改条号；未修改",
    "the new text is printed with the number of another article, and an amendment renumbers nothing",
)
HEADING_OF_ANOTHER = CONTRADICTION.variant(
    "写明修改的是{address}，新文本却是{after}；序号未改",
    "the new text of {address} calls itself {after}; the number was left alone", WARNING,
)

NOT_POSSIBLE = FindingKind(
    "amend.not-possible", ERROR, "{address}的前一处修改未执行，与之相连的修改也未执行", "it builds on an order that failed",
    meaning="指令所要求的事在法规结构上做不到，未执行。What the instruction asks for is not possible in the structure of a statute.",
    cause="把章改为款，或者在目下增加款之类；通常是读错了指令。",
    remedy="核对决定原文；如决定无误，请报告。",
)
IN_AN_ANNEX = NOT_POSSIBLE.variant(
    "{address}在附件中，附件中的条的增加、合并、拆分、改号和移动不能执行",
    "articles of an annex are not added, joined, divided, numbered or moved",
)
TANGLED = NOT_POSSIBLE.variant(
    "《{title}》的各项指令互相冲突，逐项除去以后仍然冲突；全部未执行", "the orders contradict one another, and go on to when one after another is left out; none was carried out",
)
NO_STATUTE = NOT_POSSIBLE.variant(
    "{clause}未执行：执行后“{label}{text}”无处可归，不成其为法规",
    "not carried out: a provision would stand where none can stand",
)

FOUND_NEARBY = FindingKind(
    "amend.found-nearby", WARNING, "{place}不在所说的款中，同一条另一款有此项，已在该处修改", "the item stands under another paragraph than the order says",
    meaning="指令所指的款、项中没有要修改的文字，而同一条中仅另一处有，已在该处修改。The words stand not where the order says but once elsewhere in the same article; changed there.",
    cause="不同来源的文本分段不一，款的次序不同。",
    remedy="核对原文本的分款。",
)

NOT_YET = FindingKind(
    "amend.not-yet", INFO, "{clause}自{since}起施行，{on}尚未施行，没有执行", "not in force on {on}: it takes effect on {since}",
    meaning="用 `on=`（--on）指定的那一天，这一项还没有施行，没有执行。The instruction is not in force on the day asked for and was not carried out.",
    cause="决定的各部分施行日期不同，或者整个决定尚未施行。",
    remedy="如要得到全部修改之后的文本，去掉 `on=`，或者改用施行以后的日期。",
)
