"""What is said of the result of a decision: numbers, headings, paragraphs, the adoption note (``amend.``)."""

from __future__ import annotations

from lawtrack.binding.findings import CONFLICT, CONTRADICTION, PLACE_UNCLEAR, TARGET_MISSING
from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
NO_HEADING_IN_THE_END = TARGET_MISSING.variant("修改后没有{address}，{said}未归入", "there is no such heading in the end")
NOTHING_TO_STAND_BEHIND = TARGET_MISSING.variant("修改后没有{above}，{address}无处安放，未执行", "there is no article to stand behind; not carried out")

MOVED_UNDER_A_HEADING = PLACE_UNCLEAR.variant(
    "{address}移至{heading}未执行：没有写明新的条序，或者没有这个章节，或者写明的范围不包括该条",
    "to be put under another heading without a new number; not carried out",
)

ONE_NUMBER = CONFLICT.variant("{clause}未执行：修改后会有不止一处同作{address}（{names}）", "several provisions would bear one number; not carried out")
TWO_OF_ONE_NUMBER = CONFLICT.variant("两条同号：{number}", "two articles get one number")
NOT_NEXT_TO = CONFLICT.variant(
    "写明加在{address}之{side}，又写明作为{number}，两者不符；已按写明的序号", "its number puts it elsewhere than where it is to be added", WARNING,
)
NUMBER_TAKEN = CONFLICT.variant("已有{address}，再增加的{address}未执行", "there is an article of that number already; not carried out")
NO_TEXT_LEFT = CONFLICT.variant(
    "{address}的各款都被删去，{address}没有内容；未删。要删去整条的，应当写作“删去{address}”",
    "an article would be left without text; its paragraphs stay",
)
PARAGRAPHS_IN_ONE_PLACE = CONFLICT.variant("{address}有两款同为第{number}款，按先后排列", "two paragraphs get one position", WARNING)
ITEMS_OF_ONE_NUMBER = CONFLICT.variant("{address}有两项同为第{number}项", "two items get one number", WARNING)
NO_WORDS_LEFT = CONFLICT.variant("{where}的文字全部删去后，{address}没有内容；未删", "an article would be left without text")
NOTHING_TO_GO_WITH = CONFLICT.variant(
    "{above}已不在原处，{address}随哪一条、编什么号不能确定；条号照旧，请核对", "its article is gone; which number it gets is not known",
)
ITEM_COUNTED = CONFLICT.variant("{above}已删去，{address}没有写明怎样编号；已按顺序编号，请核对", "its item is gone; it is counted as the others are", WARNING)
HEADING_WITHOUT_WORDS = CONFLICT.variant("{address}的名称全部删去后没有名称；未删", "a heading would be left without words")
ONE_PLACE = CONFLICT.variant("{clause}{what}未执行：{why}", "two instructions change one place; this one was left undone")

CHAPTER_BORDER = FindingKind(
    "amend.chapter-border", WARNING, "{address}位于{before}与{after}之间，决定没有写明归属；已归入{choice}（可选择归入{other}）",
    "a new article at a border between headings; the {side} one was chosen",
    meaning="新增条文位于两章（节）交界处，决定没有写明归属；已择一归入，一般为前一章（节）。A new article lies between two headings and the decision names none; one was chosen, as a rule the earlier.",
    cause="决定只写条号。公布文本十八例中十五例归入前一章。附则不因位置而归入，只有条文写“……依照本法……执行”“本法所称……”一类的，才归入其后的附则。",
    remedy="确有不同安排时，用 `borders` 选择归入另一章。",
)

EMPTY_HEADING = FindingKind(
    "amend.empty-heading", INFO, "{address}下已无条文，标题一并删去", "a heading without articles was dropped",
    meaning="标题之下已无条文，标题一并删去；新增的标题之下没有条文的，不增加。A heading without articles was dropped; a new one that gets none is not added.",
    cause="其下条文全部删去或者移出；新增的章节没有写明包括哪些条文，或者移入的条文未能移入。",
    remedy="删去的一般无须处理；未增加的，查明其下的条文，写入更正文件。",
)
NEW_HEADING_EMPTY = EMPTY_HEADING.variant("新增的{path}之下没有条文，未增加", "a new heading gets no article; it was not added", ERROR)
NUMBERED_HEADING_EMPTY = EMPTY_HEADING.variant(
    "写明{address}改为{after}，按条号的次序其下却没有条文；未改，标题没有了，请核对", "the heading that is renumbered is left without articles and was dropped", ERROR,
)
EMPTY_HEADING_BY_MOVING = EMPTY_HEADING.variant("{address}下已无条文，标题一并删去", "a heading without articles was dropped", WARNING)

NUMBERING_GAP = FindingKind(
    "amend.numbering-gap", WARNING, "按决定写明的条号排列后，第{gap}条之后有空缺的条号", "the numbers that the decision fixes leave a gap",
    meaning="按决定写明的条号排列后，中间有空缺的条号。The numbers that the decision fixes leave a gap.",
    cause="有指令未执行，或者原文本缺条。",
    remedy="先处理其他 error，再看条号。",
)
GAP_BEFORE = NUMBERING_GAP.variant("按决定写明的序号，{address}之前有空缺的序号", "the numbers that the decision fixes leave one empty before this")
ANNEX_NUMBERS_STAY = NUMBERING_GAP.variant(
    "删去{address}之后，附件中其后各条的条号未作调整；请核对", "the articles of the annex behind it keep their numbers"
)

EMPTIED = FindingKind(
    "amend.emptied", INFO, "{address}的文字全部删去，该处不再保留", "nothing but a mark would be left; the provision goes",
    meaning="一款（项）的文字全部删去，只会剩下一个标点，该款（项）不再保留。Nothing but a mark would be left of a paragraph; the paragraph goes.",
    cause="决定引用的是整款文字，没有说删去该款。",
    remedy="看款次是否对。",
)

NUMBER_IN_TEXT = FindingKind(
    "amend.number-in-text", WARNING, "{address}的新文本以“{printed}”开头（{text}…），可能是指令或者条文的序号印进了引号；已照原样写入，请核对",
    "a new text begins with a number that may be that of the instruction; it was put in as printed",
    meaning="新的一款以“5、”“1.”“第三条　”一类的序号开头，前后又不是按序号排列的一组；序号可能不属于正文，已照原样写入。A new paragraph begins with a number that is part of no list.",
    cause="整理决定时，指令或者条文的序号印进了引号。",
    remedy="对照公布文本；序号不属于正文的，写入更正文件。",
)

LEAD_IN_ALONE = FindingKind(
    "amend.lead-in-alone", WARNING, "{address}的{count}项都已删去，“{words}”后面没有列项；请核对是否还要修改或者删去这一款",
    "all items of a paragraph are gone, its lead-in stays",
    meaning="一款的各项都被删去，只剩以“：”结尾的导语。All items of a paragraph are gone, its lead-in stays.",
    cause="决定逐项删去，没有说到这一款本身。",
    remedy="核对这一款是否也要修改或者删去。",
)

RESTATED = FindingKind(
    "amend.restated", WARNING, "{address}按各项指令修改的结果，与决定写明的全文不同；以决定写明的全文为准",
    "the full text given differs from what the orders lead to",
    meaning="决定另外写明了某段修改后的全文，与按各项指令修改的结果不同。The full text given differs from what the orders lead to.",
    cause="决定前后不一致，或者原文本与决定所依据的不同。",
    remedy="对照两个文本；只有一段的，已按决定写明的全文。",
)
RESTATED_IN_VAIN = RESTATED.variant(
    "{address}按各项指令修改的结果，与决定写明的全文不同；未按全文改动",
    "the full text given differs from what the orders lead to",
)

MOVED_ELSEWHERE = CONTRADICTION.variant(
    "写明{address}移至{beside}之{side}，作为{before}，{here}；未移动",
    "to be moved next to another one as {before}, which is another place; it was not moved",
)
PASSES_OTHERS = CONTRADICTION.variant(
    "写明{address}改为{after}，越过了没有写明新序号的条文；其余写明的序号与此一致，已照改",
    "stated to become {said}, it passes provisions whose new numbers are not stated; what else is stated agrees", WARNING,
)
JOINED_WITHOUT_A_PLACE = CONTRADICTION.variant(
    "合并后{address}作为{after}未执行：没有写明{left}的去处",
    "of the joined articles not every paragraph is given a place ({left})",
)
ADDED_AS_THE_LAST = CONTRADICTION.variant(
    "写明增加的是{address}，修改后共有{count}{level}；已作{after}",
    "to be added as number {n}, the last of {count}", WARNING,
)
ADDED_BEYOND_THE_LAST = CONTRADICTION.variant(
    "写明增加的是{address}，修改后却只有{count}{level}；未执行",
    "to be added as number {n}, but there are only {count}",
)
HEADING_CALLED_OTHERWISE = CONTRADICTION.variant(
    "决定称{address}为“{before}”，修改后该处是“{after}”",
    "the heading is called otherwise than it reads in the end", WARNING,
)
TAKES_WHAT_IS_GONE = CONTRADICTION.variant(
    "写明{address}包括{before}，修改后没有{gone}；未归入",
    "the heading is to take an article that is not there in the end; it takes none",
)
OUT_OF_ORDER = CONTRADICTION.variant(
    "按写明的章节范围，{label}在{there}，{address}却在它之前的{here}，条号与章节的次序不符；请核对，写入更正文件",
    "by what is said of the headings, articles do not stand in the order of their numbers",
)
ADDED_BY_COUNT = CONTRADICTION.variant(
    "写明增加的是{before}“{text}”，按次序是{after}；已作{after}",
    "to be added as {n}, by count it is {number}", WARNING,
)
NOT_RENUMBERED = CONTRADICTION.variant("写明{address}改为{before}，按增减推算是{after}；未改号", "stated to become {number}, by count it is {counted}")
RENUMBERED_BY_COUNT = CONTRADICTION.variant(
    "写明{address}改为{before}，按增减推算是{after}；已作{after}",
    "stated to become {number}, by count it is {counted}", WARNING,
)
BEHIND_ANOTHER = CONTRADICTION.variant(
    "写明{address}改为{after}，修改后的{above}是原{was}，不是原{above}；已照改，请核对",
    "it stands behind the article that has this number in the end, which is another one than had it before", WARNING,
)
NO_ARTICLE_FOR_IT = CONTRADICTION.variant("{what}未执行：修改后没有{article}", "which article is meant cannot be told; not carried out")
WHICH_ARTICLE = CONTRADICTION.variant(
    "{what}未执行：决定写明的条号与按增减推算的不一致，不能确定哪一条是{article}",
    "which article is meant cannot be told; not carried out",
)

SECTION_RANGE = FindingKind(
    "amend.section-range", WARNING, "没有写明{address}属于哪一节，印在{path}的条文之后，已归入该节",
    "articles of a chapter that had no sections now stand behind those of its section {label}",
    meaning="原不分节的章增加一节之后，章内原有的条文没有写明属于哪一节，印在该节之后，已归入该节。Articles of a chapter that had no sections are printed behind its new section and stand under it.",
    cause="决定只增加一节，没有说明其余各条归入何处。",
    remedy="核对章节结构；必要时由起草机关再增加一节。",
)

FALLS_UNDER = SECTION_RANGE.variant(
    "只删去{address}的标题，{first}等其下的条文印在{over}的条文之后，读来属于{over}；请核对",
    "articles whose heading alone is deleted are printed behind those of {over}",
)
NEVER_COUNTED = FindingKind(
    "amend.note-counted", INFO, "题注中的修正不写次数，按这一法规一向的写法", "the amendments in the note are not counted, as is usual for this statute",
    meaning="题注原来只有一次修正（修订），新加一次时要不要写“第一次”“第二次”，是推断的。The note had one amendment; whether both are now counted was inferred.",
    cause="多数机关从第二次起计数，宪法、刑法和北京市的法规从不计数。",
    remedy="一般无须处理；如制定机关另有写法，请改题注。",
)
COUNTED_FROM_NOW = NEVER_COUNTED.variant("题注原有一次，现在写作第一次和第二次", "the note had one amendment; they are now counted as first and second")

NOTE_UNDATED = FindingKind(
    "amend.note-undated", INFO, "《{title}》没有写明{event}的日期，题注没有改动", "the decision has no date; the adoption note is left as it is",
    meaning="决定没有写明题注所需要的日期，题注没有改动。The decision lacks the date that the note needs; the note is left.",
    cause="国务院和部门的决定以公布之日入题注，日期在令中，文本没有收入；或者决定的通过说明缺失。",
    remedy="给出带有令、公告或者通过说明的决定全文，或者自行补写题注。",
)
