"""What is said of an order that is carried out on a statute (``amend.``)."""

from __future__ import annotations

from lawtrack.binding.findings import (
    CONFLICT,
    CONTRADICTION,
    FOUND_NEARBY,
    NOT_POSSIBLE,
    PAYLOAD_MISMATCH,
    PLACE_UNCLEAR,
    TARGET_MISSING,
    WORDS_MISSING,
)
from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
NOTHING_TO_APPEND_TO = TARGET_MISSING.variant("{address}没有可以增补的文字", "nothing to append to")
ADDED_TO_NO_ARTICLE = TARGET_MISSING.variant("没有写明在哪一条增加", "no article named for the addition")
NO_ARTICLE_IN_THE_END = TARGET_MISSING.variant("修改后没有{address}，无从增加{level}", "there is no such article in the end")
MERGED_INTO_NOTHING = TARGET_MISSING.variant("没有写明并入哪一章", "no heading named to merge into")

NOTHING_TO_ADD_AT_HERE = WORDS_MISSING.variant("{address}中没有{said}，该处未改", "the words to insert at are not there")
NOTHING_TO_ADD_AT = WORDS_MISSING.variant("{address}中没有{said}", "the words to insert at are not there")
NOT_AT_THE_END_OF_RANGE = WORDS_MISSING.variant(
    "写明的范围是{place}，{address}中却没有“{words}”，范围的起止可能有误；其余各条已照改",
    "an end of the range does not have the words; the others were changed", WARNING,
)
NOT_QUOTED = WORDS_MISSING.variant("{address}：没有引出要修改的文字", "the words to change are not quoted")
NOT_IN_THIS_STATUTE = WORDS_MISSING.variant(
    "这一规定适用于几件法规，本法规中没有“{before}”",
    "said of several statutes; this one does not have the words", INFO,
)
OLD_WORDS_MISSING = WORDS_MISSING.variant("{address}中没有“{before}”", "the words to change are not there")
WORDS_MISSING_HERE = WORDS_MISSING.variant(
    "{address}中没有要修改的文字“{words}”，该处未改",
    "the words to change are not in this provision; it was left alone",
)
SOME_WORDS_ELSEWHERE = WORDS_MISSING.variant(
    "所列各处中，{places}没有“{before}”，只改了那里有的其他词语", "of several words to change these places have only others", INFO,
)
NOT_JOINED = WORDS_MISSING.variant("{address}中没有相连的“{words}”", "the joined words are not there")
MOVED_APART = CONFLICT.variant("{address}所引的几款被另一项指令移到了不同的地方", "the paragraphs quoted are moved apart by another order")
QUOTED_OTHERWISE = WORDS_MISSING.variant("{address}与所引原文不一致", "the quoted old text is not there")
MOVED_WORDS_MISSING = WORDS_MISSING.variant("{address}中没有“{before}”", "the words must stand there exactly once")

WHERE_ADDED = PLACE_UNCLEAR.variant("没有写明“{before}”加在{address}的什么位置", "the decision does not say where the words go")
ENDS_IN_ITEMS = PLACE_UNCLEAR.variant(
    "{address}以列项结尾，不能确定“{words}”加在{last}还是各项之后",
    "the provision ends in items, and it is not said whether the words go into the last one",
)
ROW_OR_WORDS = PLACE_UNCLEAR.variant(
    "{address}有数行，不能确定“{words}”是新的一行还是加在“{last}…”之后",
    "the annex has several lines, and it is not said whether the words are a new one",
)
ROW_OR_PART = PLACE_UNCLEAR.variant(
    "不能确定“{words}”是新的一行还是与“{anchor}”同一行", "it is not said whether the words are a line of their own",
)
NUMBERED_BETWEEN = PLACE_UNCLEAR.variant(
    "没有写明{after}之后新增的条是第几条，编为{address}，其后各条不动；如果其后各条应当顺延，请写明",
    "the number of a new article is not given; it is numbered with 之, which moves nothing", WARNING,
)
PART_NOT_DELETED = PLACE_UNCLEAR.variant("{address}中所指的部分（{part}）不能删去", "this part cannot be deleted")
WHICH_PARAGRAPH = PLACE_UNCLEAR.variant(
    "{address}有{count}款，没有写明在哪一款增加{level}",
    "the article has several paragraphs, and it is not said which one gets the item",
)
MARKS_OF_MOVED = PLACE_UNCLEAR.variant(
    "{address}中移动“{before}”后，旁边的标点、连词如何处理不能确定",
    "what becomes of the marks beside the words is not clear",
)
NOT_IN_ONE_TEXT = PLACE_UNCLEAR.variant(
    "{address}中的“{before}”和“{anchor}”不在同一段文字，或者互相重叠",
    "the words do not stand beside one another in one text",
)
PART_OF_LONGER_WORD = PLACE_UNCLEAR.variant("{address}中的“{before}”或者“{anchor}”是另一个词语的一部分", "the words are part of a longer word")
SEVERAL_PARAGRAPHS = PLACE_UNCLEAR.variant("{address}不止一款，整条改为{to}，其余各款在哪里没有说明", "the article has several paragraphs")
PARAGRAPHS_GO_ALONG = PLACE_UNCLEAR.variant(
    "{address}有{count}款，写明的只有{to}；各款从{to}起依次排列，请核对", "the article has several paragraphs; they follow one another there", WARNING,
)
HERE_OR_EVERYWHERE = PLACE_UNCLEAR.variant("“{before}”没有写明处所：可以指{address}，也可以指全文", "the words may be meant here or everywhere")
ONLY_AS_A_NAME = PLACE_UNCLEAR.variant(
    "“{before}”只在指{noun}时修改，{address}中有{count}处“{before}”，哪几处是指{noun}不能确定",
    "the words are meant only where they name such a body, and it is not certain which they are",
)
LOWER_HEADINGS = PLACE_UNCLEAR.variant("{address}之下还有{left}，没有说明是否一并删去", "there are headings below of which it is not said whether they go")
SEVERAL_FIT = PLACE_UNCLEAR.variant("{address}中有{count}处合于“{before}”，不能确定是哪一处", "words with an ellipsis fit several places")

NOT_AS_OFTEN = FindingKind(
    "amend.words-count", ERROR, "“{words}”应有{declared}处，实有{count}处", "found more or less often than declared",
    meaning="文字出现的次数与决定写明的次数不符，未执行。The words occur more or less often than the decision declares.",
    cause="原文本版本不符，或者决定计数有误。",
    remedy="核对全部出现之处。",
)
NOT_SO_MANY = NOT_AS_OFTEN.variant("{address}中的“{before}”只有{count}处，没有第{n}处", "there are not so many occurrences")
MOVED_WORDS_TWICE = NOT_AS_OFTEN.variant("{address}中有{count}处“{before}”", "the words must stand there exactly once")

NOT_SO_MANY_ARTICLES = PAYLOAD_MISMATCH.variant("增加{count}条，新文本却分不出各条", "cannot split the new text into articles")
ARTICLE_UNNUMBERED = PAYLOAD_MISMATCH.variant("没有写明新增的条文作为第几条", "the number of the new article is not given")
TEXT_BELOW_HEADING = PAYLOAD_MISMATCH.variant("新增的“{heading}”下有文字而没有条号", "text below a new heading has no article number")
HEADINGS_UNEQUAL = PAYLOAD_MISMATCH.variant(
    "新文本中有{count}个{level}的标题，决定写明的不是这么多，或者没有写明各自的序号", "the new text has {count} headings, not so many as the decision numbers",
)
SPLIT_WITHOUT_TEXT = PAYLOAD_MISMATCH.variant("分为数款（项）而没有新文本", "a split without new text")
PARTS_WITHOUT_NUMBERS = PAYLOAD_MISMATCH.variant("改为数条的新文本没有条号", "the new text has no article numbers")
NO_NUMBERS = PAYLOAD_MISMATCH.variant("新文本没有条号", "the new text has no article numbers")
TEXT_IN_NO_ARTICLE = PAYLOAD_MISMATCH.variant("{address}的新文本中有不属于任何条的文字", "text before the first article")
HEADING_OF_THE_SAME_RANK = PAYLOAD_MISMATCH.variant("{address}的新文本中有{label}", "a heading of the same rank")
NUMBERS_UNEQUAL = PAYLOAD_MISMATCH.variant("原编号与新编号的个数不一致", "numbers do not correspond")
LINES_FOR_A_HEADING = PAYLOAD_MISMATCH.variant("{address}的新文本没有条号，又不像标题", "several lines for a heading")
TEXTS_UNEQUAL = PAYLOAD_MISMATCH.variant("指明{places}处，新文本却有{texts}段", "{places} places but {texts} new texts")

ITEM_PRINTED_OTHERWISE = CONTRADICTION.variant(
    "写明增加的是{address}，新文本却印作“{printed}”", "the new item is printed with another number than the order gives it"
)
DELETED_AND_RENUMBERED = CONFLICT.variant("{address}既被删除又被改号", "deleted and renumbered")
ADDED_TO_DELETED = CONFLICT.variant("{address}已被删除，无从增加", "the provision was deleted")

MARK_THERE_ALREADY = FindingKind(
    "amend.stray-mark", INFO, "新的文字“{new}”所带标点原文已有，不重复", "a mark that the new words bring stands there already",
    meaning="删去文字后，把多余的标点一并去掉。A mark left standing by a deletion was dropped with it.",
    cause="决定引用被删文字时通常不带标点。",
    remedy="看该处是否通顺。",
)
MARK_DROPPED = MARK_THERE_ALREADY.variant("删去“{words}”后一并去掉多余的标点", "a mark left standing by a deletion was dropped with it")

MARK_UNCLEAR = FindingKind(
    "amend.mark-unclear", WARNING, "“{short}”之前的标点没有写明，作“{last}{mark}{short}”；也可能应作“{last}{other}{short}”",
    "the mark before words added at the end is not clear; both readings are shown",
    meaning="增加的文字旁边是否要加“、”，或者删去并列的一项时“、”是否一并去掉，不能确定；没有加，也没有去，两种读法都写在消息里；款首增加整句而没有写明标点的，补“；”。Whether a mark joins added words, or goes with deleted ones, is not clear; none was put or taken, but clauses put at the beginning of a paragraph are joined by ；.",
    cause="只有同类的并列成分之间才有“、”，而两段文字是否同类看不出来。",
    remedy="对照决定的本意选定一种；需要标点的，在更正文件里把标点写进引号。",
)
NO_MARK_BETWEEN = MARK_UNCLEAR.variant(
    "“{new}”与“{words}”之间未加标点，作“{chosen}”；也可能应作“{other}”",
    "whether a mark joins the added words is not clear; none was put",
)
MARK_BEHIND_UNCLEAR = MARK_UNCLEAR.variant(
    "“{short}”之后的标点没有写明，作“{short}{mark}{first}”；也可能应作“{short}，{first}”",
    "the mark after words added at the beginning is not clear; both readings are shown",
)
MARK_LEFT = MARK_UNCLEAR.variant(
    "删去“{words}”后，旁边的“、”留着；如果被删的是并列的首项或者末项，这个“、”也应当去掉",
    "whether the mark before deleted words goes with them is not clear; it stays",
)

STOP_DROPPED = MARK_UNCLEAR.variant(
    "新的文字“{new}”以“。”结尾，而原文在此没有断句；没有写入这个句号，作“{text}”，请核对",
    "the new words end in a stop in the midst of a sentence; it was left out",
)
STOP_KEPT = MARK_UNCLEAR.variant(
    "原来的文字以“。”结尾，新的文字“{new}”没有；句号照旧，作“{text}”", "the old words end in a stop and the new ones do not; it stays at the end", INFO
)
STOP_LOST = MARK_UNCLEAR.variant(
    "原来的文字以“。”结尾，新的文字“{new}”没有，与后文相接作“{text}”；请核对", "the old words end in a stop and the new ones do not; two sentences become one"
)
CONJUNCTION_LEFT = MARK_UNCLEAR.variant(
    "删去“{words}”后，“{left}”一边没有了并列的词语（…{text}…）；决定没有说删去“{left}”，留着",
    "a conjunction joins nothing once the words are gone; it stays",
)

ALREADY = FindingKind(
    "amend.already", WARNING, "“{anchor}”旁边已有“{new}”（…{beside}…），没有再增加", "the words to add stand there already; they were not added again",
    meaning="旧文字在有的地方已经是新文字的一部分（“运输部门”改为“交通运输部门”，而原文已有“交通运输部门”），这些地方没有改动；要在某词旁增加的文字，那里已经有了的，没有再增加。Old words that stand inside the new words already were left; words to be added that stand there already were not added again.",
    cause="再改一次就会重复。",
    remedy="有的地方没有改动的，一般不需要；应当增加的文字原文已有的，核对原文本是不是修改前的文本。",
)
MOVED_ALREADY = ALREADY.variant("{address}中的“{words}”已在“{anchor}”{side}，没有改动", "the words stand there already; nothing was changed")
ALL_ALREADY = ALREADY.variant(
    "{address}中的“{old}”都已在“{new}”之中，没有改动",
    "all the old words stand inside the new words already; nothing was changed",
)
SOME_ALREADY = ALREADY.variant("“{old}”有的已在“{new}”之中，不再改动", "old words that stand inside the new words already were left", INFO)

NUMBERS_LEFT = FindingKind(
    "amend.numbers-left", WARNING, "{address}中的{numbers}不是整数，或者是编号的一部分，没有改为汉字", "these are no whole numbers, or parts of a designation; they were left",
    meaning="把阿拉伯数字改为汉字时，小数、百分比、带分节号的数和带字母的编号怎样写不能确定，留着。Decimals, percentages and designations were not written in Chinese numerals.",
    cause="决定只说把数字改为汉字，没有逐个写出。",
    remedy="对照公布文本，在更正文件中写出这些数改成什么。",
)

NO_CHANGE = FindingKind(
    "amend.no-change", ERROR, "{address}中的“{before}”修改前后相同", "the old words and the new are the same",
    meaning="要修改的文字与修改后的文字相同，未执行。The old words and the new are the same.",
    cause="决定或者录入有误。",
    remedy="核对决定原文。",
)
SAME_TEXT = NO_CHANGE.variant("{address}的新文本与原文完全相同，没有改动", "the new text is the old one", WARNING)

NEW_NUMBER = FindingKind(
    "amend.new-number", INFO, "原文本没有{place}，按同一项刚给出的新编号，在原{address}修改", "the number is the one that the same clause has just given",
    meaning="旧编号处没有所引文字，同一项刚给出的新编号处有，已在该处修改。The number is the one that the same clause has just given.",
    cause="决定在改号的同一项里用了新编号。",
    remedy="看该处是否对。",
)
NEW_NUMBER_FOR_ADDED = NEW_NUMBER.variant(
    "{place}中没有{said}，按同一项刚给出的新编号，在原{address}修改",
    "the number is the one that the same clause has just given",
)
NEW_NUMBER_FOR_WORDS = NEW_NUMBER.variant(
    "{place}中没有“{words}”，按同一项刚给出的新编号，在原{there}修改",
    "the number is the one that the same clause has just given",
)

INSIDE_NAME = FindingKind(
    "amend.inside-name", WARNING, "{place}中的“{before}”也在{name}这一名称之中，名称中的{how}", "the words also stand within the name of another text",
    meaning="要修改的文字既单独出现，也在另一文件的名称（《……办法》）之中。对全文的指令不改名称，对某一条的指令一并修改。The words stand by themselves and also within the name of another text; an order for the whole statute leaves the name, one for a provision changes it.",
    cause="决定只说“条例中的‘……’”，没有说名称改不改。",
    remedy="看该文件的名称是不是也改了。",
)

INSIDE_WORD = FindingKind(
    "amend.inside-word", WARNING, "{place}中的“{before}”有的是另一个词语的一部分（…{text}…），{how}", "the words stand in the midst of another word",
    meaning="所引文字在有的地方是另一个词语的一部分（“民政”在“人民政府”中，“处”在“处分”中）；别处也有的，该处未改。The words stand in the midst of another word.",
    cause="决定引的是短词。",
    remedy="看该处是否确实不应当改。",
)

MARK_AT_INSERTED = FindingKind(
    "amend.separator", INFO, "插入“{new}”时按上下文补“{mark}”", "the mark beside inserted words was inferred",
    meaning="插入文字时，按上下文补了“，”或者“、”。The mark beside inserted words was inferred.",
    cause="决定引用新增文字时不带标点。",
    remedy="看该处是否通顺；公布文本可能用另一标点。",
)
MARK_BEFORE_ADDED = MARK_AT_INSERTED.variant("增加“{short}”时按上下文补“{mark}”", "the mark before added words was inferred")

LOOSE_MATCH = FindingKind(
    "amend.loose-match", INFO, "“{words}”与指令所引文字只有标点宽度、引号或者空格不同", "matched up to punctuation width, quotation style and spacing",
    meaning="原文与指令所引文字只有标点宽度、引号式样或者空格的不同，视为同一文字。Words matched up to punctuation width, quotation style and spacing.",
    cause="文本来源不同。",
    remedy="一般无须处理。",
)

NO_CORRESPONDENCE = FindingKind(
    "amend.other-law", WARNING, "引用《{law}》的条文序号要随该法调整，没有给出该法的条文对照，未改动",
    "references to {law} follow its new numbers; no correspondence of that statute was given",
    meaning="决定要求条文中引用的另一部法的条文序号随该法调整，而没有给出该法的条文对照，引用未改动。References to another statute are to follow that statute's new numbers, and no correspondence of it was given.",
    cause="本法规和本决定都不含另一部法的新旧条号。",
    remedy="用 `amend(…, correspondences={\"水法\": 该法的修改})` 给出对照，或者自行改定。",
)
NOT_IN_CORRESPONDENCE = NO_CORRESPONDENCE.variant(
    "{address}引用的《{law}》{mention}在所给的条文对照中没有新的条次，未改动",
    "{mention} of {law} has no new number in the correspondence",
)

REMARK = FindingKind(
    "amend.remark", INFO, "本条款不改动文本，作为附注保留：{text}", "a clause that changes no text",
    meaning="决定中不改动文本的条款，作为附注保留。A clause of the decision that changes no text, kept as a note.",
    cause="如“某市比照适用……的规定”。",
    remedy="一般无须处理。",
)

NOT_DELETED_WHOLE = NOT_POSSIBLE.variant("{address}不能整体删去", "this part of a statute cannot be deleted")
NOTHING_BELOW = NOT_POSSIBLE.variant("{address}下不能增加款、项", "nothing can be added there")
NOTHING_BEFORE = NOT_POSSIBLE.variant("{address}之前没有同级的条文，须写明新增的编号", "nothing stands before it; the number must be given")
NOT_BELOW_THIS = NOT_POSSIBLE.variant("{home}下不能直接增加{level}", "nothing of this level can be added there")
NO_LIST = NOT_POSSIBLE.variant("{home}没有列项，也不以“：”结尾，不能增加{level}", "there is no list, and no lead-in to one")
HEADING_NOWHERE = NOT_POSSIBLE.variant("没有写明标题“{heading}”加在哪一条前后", "it is not said where the heading stands")
MERGED_LEVELS = NOT_POSSIBLE.variant("不同层级的条文不能合并", "provisions of different kinds cannot be merged")
MERGED_APART = NOT_POSSIBLE.variant("{address}与{to}不相连，或者不是同一层级，并入后条文的次序不能保持", "headings that do not stand beside one another cannot be merged")
MERGED_LISTS = NOT_POSSIBLE.variant("{address}要合并的款中有列项，合并后的文字没有写明", "a paragraph with items is merged, and the text is not given")
JOINED_AS_THEY_WERE = FindingKind(
    "amend.joined-unchanged", WARNING, "{places}合并，没有写明合并后的文字；原文逐字相接，未作改动，请核对",
    "joined without a new text; the old words stand one behind the other",
    meaning="决定把几条、几款或者几项合并，没有写明合并后的文字：各条的款依次成为合并后一条的款，几款或者几项的文字直接相接。Provisions are joined, and the joined text is not given: their words stand one behind the other.",
    cause="决定只写“合并”“并入”，没有“修改为”。",
    remedy="核对合并后的分款和文字；另有写法的，写入更正文件。",
)
SPLIT_UNSAID = NOT_POSSIBLE.variant("{address}的拆分没有写明{what}", "it is not said what goes into the parts")
NOT_SPLIT = NOT_POSSIBLE.variant("{address}不能拆分", "this cannot be split")
SPLIT_WITHOUT_NUMBERS = NOT_POSSIBLE.variant("{address}的拆分没有写明各自的编号", "the numbers of the parts are not given")
BESIDE_ITSELF = NOT_POSSIBLE.variant("不能移至{address}之{side}", "not beside itself")
LEVEL_OUT_OF_REACH = NOT_POSSIBLE.variant("{place}不能改为{to}", "a provision cannot become one of that level")
ITEM_OUTSIDE_ARTICLES = NOT_POSSIBLE.variant("{place}不能改为{to}", "an item outside an article")
NO_ITEM_OF_A_PARAGRAPH = NOT_POSSIBLE.variant("{place}不能改为{to}", "a paragraph cannot become an item")

WORDS_NEARBY = FOUND_NEARBY.variant(
    "{place}中没有“{words}”，同一条仅{where}有此文字，已在该处修改",
    "the words are not where the order says but once elsewhere in the article; changed there",
)

IN_ARTICLE = FindingKind(
    "amend.in-article", WARNING, "{place}中没有“{words}”，同一句所说的{above}中有，读作{above}",
    "the words are not at the place named last but in the article of the clause",
    meaning="没有写位置的一对词语，在前面刚说的款、项中没有，而在同一句改号的那一条中有，已在该条修改。Words without a place do not stand at the item named last but in the article of the clause; changed there.",
    cause="“将第三条改为第四条，删去第二项中的‘甲’，将‘乙’修改为‘丙’”中，后一对指的是整条。",
    remedy="核对是否指整条。",
)

READ_AS_WHOLE = FindingKind(
    "amend.read-as-whole", INFO, "{address}中没有“{words}”，同一列举中有整条整款删去的，读作删去整个{address}",
    "the words are not there and the list names whole provisions: it goes whole",
    meaning="并列删去的几处中，有整条整款删去的；这一处没有所引的词语，读作整条（款、项）删去。The list of deletions names whole provisions; the words are not in this one, so it goes whole.",
    cause="“删去第一条第二项、第二条中的‘甲’、第三条”中，词语只属于紧挨着它的一处。",
    remedy="核对该处是否整个删去。",
)
