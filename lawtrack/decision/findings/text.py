"""What is said of the text of a decision that is read (``decision.``) and of its corrections file (``corrections.``)."""

from __future__ import annotations

from lawtrack.decision.findings.orders import ADJUSTED_UNSAID, CONTRADICTION
from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
APPLIED = FindingKind(
    "corrections.applied", INFO, "按更正文件读：“{printed}”读作“{read}”", "the decision was read as the corrections file says",
    meaning="决定的一段文字按更正文件读。The decision was read as the corrections file says.",
    cause="更正文件里写了这一段。",
    remedy="一般不需要；对照消息里的前后文字。",
)

NOT_APPLIED = FindingKind(
    "corrections.not-applied", ERROR, "{where}未采用：决定中没有这段文字：“{printed}”", "a correction was not made: its words do not stand in the decision just once",
    meaning="更正文件里的一条没有采用：决定中没有这段文字，或者不止一处，或者与另一条重叠。A correction was not made: its words do not stand in the decision just once.",
    cause="所引文字与决定不一致，或者引得太短。",
    remedy="照决定原文多引几个字。",
)
PRINTED_SEVERAL_TIMES = NOT_APPLIED.variant("{where}未采用：决定中有{times}处这段文字，请多引几个字：“{printed}”")
OVERLAPPING = NOT_APPLIED.variant("{where}未采用：与另一处更正重叠：“{printed}”")

INVISIBLE = FindingKind(
    "decision.invisible", INFO, "第{line}行有{count}个不可见字符（零宽空格等）或者转换留下的标记，未读入",
    "invisible characters or marks of a converter are left out",
    meaning="该行有不可见字符（零宽空格、软连字符等）或者转换留下的标记（[十]{.mark}、行末的 \\），未读入。Invisible characters or marks of a converter are left out.",
    cause="网页、文字处理软件或者格式转换带进的字符。",
    remedy="无须处理；删去即可。",
)

SUSPENSION = FindingKind(
    "decision.suspension", WARNING, "{area}暂时调整或者停止适用《{title}》{places}（{time}）：不改变条文文字，原文照旧",
    "a provision is suspended somewhere or for a time; its text does not change",
    meaning="决定在某一地区或者某一时期暂时调整、停止适用一部法规的规定，条文文字不变。A provision is suspended somewhere or for a time; its text does not change.",
    cause="全国人大常委会、国务院或者地方人大常委会的授权决定、暂时调整适用的决定，停止适用某些条款的决定（“《甲条例》第九条停止适用，直至依法修改”），在试点地区停止施行的决定。",
    remedy="一般无须处理；存档按地区和时间另行保存，`as-of` 会提示。",
)

UNREAD = FindingKind(
    "decision.unread", ERROR, "{clause}有未能识别的内容：{text}", "not understood: {text}",
    meaning="有未能识别的内容，相应指令没有执行；整篇都不是修改决定时，指全文。Part of the decision was not understood (the whole text where it is no decision at all).",
    cause="写法少见，文本有错漏，或者给的是法规而不是决定。",
    remedy="查看所列位置；改正文本，或者把该写法报告给 lawtrack。",
)
NO_DECISION = UNREAD.variant(
    "没有标题、没有修改指令：这不是修改决定或者修正案（若是法规文本，请用 parse_statute）",
    "no title and no order: not an amending decision",
)

EMPTY = FindingKind(
    "decision.empty", ERROR, "文本为空，没有可读的决定", "the text is empty",
    meaning="文本为空，没有可读的决定。The text is empty.",
    cause="文件是空的，或者只有空白。",
    remedy="检查文件是否选对、是否保存完整。",
)

NO_TITLE = FindingKind(
    "decision.no-title", WARNING, "没有找到决定的标题（“关于修改……的决定”或者“……修正案”）", "no title of an amending decision was found",
    meaning="没有找到决定的标题。No title of an amending decision was found.",
    cause="文件不是修改决定，或者标题缺失。",
    remedy="检查文件；补上“关于修改……的决定”一类的标题。",
)

REMARK = FindingKind(
    "decision.remark", INFO, "决定中有不改变条文文字的规定，原样保留：{text}", "a clause that changes no text; it is kept as it stands",
    meaning="决定中的一项规定不改变被修改法规的文字，作为说明保留。A clause of the decision changes no text; it is kept as a remark.",
    cause="例如“比照适用”“不再适用”，或者在法典之外另立的罪名。",
    remedy="确认它确实不涉及条文文字；否则按 decision.unread 处理。",
)
REMARK_IN_CLAUSE = REMARK.variant("{clause}有不改变条文文字的规定，原样保留：{text}", "a clause that changes no text; it is kept as it stands")

REPEALED_AND_AMENDED = CONTRADICTION.variant("《{title}》在正文中有修改的指令，没有当作废止", "amended in the body, so it is not repealed", WARNING)

OTHER_STATUTE = FindingKind(
    "decision.other-statute", ERROR, "本决定没有修改《{title}》，或者名称不足以确定；它修改的是：{names}",
    "the decision does not amend {title}, or the name fits several statutes",
    meaning="决定修改的不是这部法规（error：没有采用任何部分），或者决定只修改一件法规而名称对不上（warning：已按这一件处理）。The decision amends another statute, or its only statute bears another name.",
    cause="法规名称不符，选错了文件，或者简称同时符合几件法规。",
    remedy="核对决定中书名号内的名称，写出全称。",
)
ONLY_OTHER_STATUTE = OTHER_STATUTE.variant(
    "本决定修改的是《{own}》，所给法规的名称是《{title}》；已按本决定只修改这一件法规处理",
    "the decision amends {own}, not {title}", WARNING,
)

TARGET_LOST = FindingKind(
    "decision.target-lost", ERROR, "读不出以下指令修改的是哪一件法规，均未执行：{why}",
    "it cannot be made out which statute the following orders change; they are not carried out",
    meaning="读不出一段指令修改的是哪一件法规，这些指令均未执行。It cannot be made out which statute the following orders change.",
    cause="标题的写法少见；或者序号从头开始，却没有新的标题。",
    remedy="查看所列位置；补上“对《……》作出修改”一类的标题后再读。",
)

UNNAMED_STATUTES = FindingKind(
    "decision.unnamed-statutes", WARNING, "不能确定是哪几件法规，未执行：{text}",
    "it is not certain which statutes the sentence changes; it was not carried out",
    meaning="一句统改没有写明是哪几件法规（“相关地方性法规中的……”），或者所说的件数与读到的不同，未执行。A sentence changes words in statutes that it does not name, or in more or fewer than were read.",
    cause="决定只说“相关”“有关”“其他”法规，没有说“上述”或者“本决定修改的”；或者有一件的标题没有读出。",
    remedy="查明是哪几件法规，逐件修改。",
)

UNSPECIFIED = ADJUSTED_UNSAID.variant(
    "没有写明改哪些、改成什么，未执行：{text}",
    "a change is asked for, but the sentence does not say what becomes what; not carried out",
)
UNSAID = ADJUSTED_UNSAID.variant(
    "{clause}没有写明修改的是哪些条文、改成什么，未执行：{text}；如有遗漏的内容，请在更正文件中写出",
    "it is not said what is changed nor into what; not carried out",
)

NUMBERING = FindingKind(
    "decision.numbering", WARNING, "指令的序号不连续：{gap}；各项照常执行", "a number of an instruction is missing or doubled; the orders are carried out",
    meaning="指令的序号缺少、重复或者倒退；各项照常执行。A number of an instruction is missing, doubled or falls back.",
    cause="决定漏排、重排序号，或者给出的文本不完整。",
    remedy="核对原件，看是否缺少一项。",
)

NO_REPEAL = FindingKind(
    "decision.count", WARNING, "名称说废止，正文却没有读到废止的是哪一件", "the title speaks of a repeal, but the body names no statute that is repealed",
    meaning="名称、引言或者各部分标题所说的件数与正文读到的法规件数不同。The title, the opening or the headings of parts speak of another number of statutes than the body names.",
    cause="文本不完整，或者有一件的标题没有读出。",
    remedy="对照正文的标题逐件核对。",
)
NO_CHANGE = NO_REPEAL.variant("名称说修改，正文却没有读到改的是什么", "the title speaks of amending, but no order was read in the body")
COUNT = NO_REPEAL.variant("{where}{what}{number}件，正文读到{have}件", "{number} statutes are spoken of, the body names {have}")

PASSED_ABOVE = FindingKind(
    "decision.passed-above", INFO, "题注有两处“通过”，后一处是上一级人大常委会的，作为批准（{day}）",
    "the second 通过 of the note is that of the body above: it was read as the approval",
    meaning="决定题注中后一处“通过”是上一级人大常委会的，作为批准读。A second 通过, by the body above, was read as the approval.",
    cause="题注把“批准”误作“通过”。",
    remedy="一般无须处理。",
)

EFFECTIVE_TWICE = FindingKind(
    "decision.effective-twice", WARNING, "公布的令、公告或者题注说自{above}起施行，正文说自{own}起施行；按正文", "two days of taking effect: {above} above, {own} in the decision; the latter was taken",
    meaning="令、公告或者题注与决定正文所写的施行日期不同，按正文。The order of promulgation and the decision give different days of taking effect; that of the decision was taken.",
    cause="其中一处有误，或者令中的日期是另一件文件的。",
    remedy="对照公布的文本；以令为准时给出 effective=。",
)

EFFECTIVE_EARLY = FindingKind(
    "decision.effective-early", WARNING, "决定自{effective}起施行，早于通过的{adopted}；两个日期可能有一个有误，按所写的日期",
    "it takes effect on {effective}, before it was adopted on {adopted}; the day was taken as written",
    meaning="决定所写的施行日期早于它的通过日期。A decision is said to take effect before the day on which it was adopted.",
    cause="年份误写，或者通过日期取自另一处；修改决定溯及既往极少见。",
    remedy="对照公布的文本，必要时给出 effective=。",
)

EMPTY_HEADING = FindingKind(
    "decision.empty-heading", ERROR, "《{title}》的标题之下没有读到任何指令", "nothing was read under the heading of {title}",
    meaning="一件法规的标题之下没有读到任何指令。Nothing was read under the heading of a statute.",
    cause="名称是列在表中的，而这张表没有读出；或者标题之下的文字缺失。",
    remedy="查看所列位置，看这一件是修改还是废止。",
)

TORN_LINE = FindingKind(
    "decision.torn-line", INFO, "第 {line} 行在句中断开，已与下一行连读",
    "line {line} breaks off in the middle of a sentence; it was read together with the next",
    meaning="在句中断开的行已与下一行连读。A line that breaks off in the middle of a sentence was read together with the next.",
    cause="扫描件按版面断行。",
    remedy="一般无须处理。",
)
TORN_PERHAPS = TORN_LINE.variant(
    "第 {line} 行末尾没有标点，已与下一行连读为一款，请核对",
    "line {line} does not end in a mark; it was read together with the next",
    WARNING,
)
NOT_ENDED = TORN_LINE.variant(
    "第 {line} 行末尾没有标点，与下一行可能是同一句；照录为两款，请核对",
    "line {line} does not end in a mark and may be one sentence with the next; they were read as two paragraphs",
    WARNING,
)
WRAPPED = TORN_LINE.variant(
    "文本按固定宽度折行，自第 {first} 行起已连读 {joined} 处",
    "the lines are wrapped at a fixed width; {joined} of them were read together with the next",
)
PAGE_WITHIN = TORN_LINE.variant(
    "第 {line} 行的页码印在句中，未读入，前后已连读",
    "the number of a page on line {line} stands within a sentence; it is left out and the sentence goes on",
)
PAGE_DOUBTFUL = TORN_LINE.variant(
    "第 {line} 行只有一个数字，可能是印在句中的页码；照录为一款，请核对",
    "line {line} is a number alone and may be that of a page within a sentence; it was read as a paragraph",
    WARNING,
)

LETTER_SPACED = FindingKind(
    "decision.letter-spaced", INFO, "自第 {line} 行起有拉开字距的行，字间的空格、页码和页眉未读入（{count}处）",
    "lines are letter-spaced; blanks between characters, page numbers and running heads are left out",
    meaning="有拉开字距的行（修 改 为），字间的空格、句中的换行、页码和页眉未读入。Lines are letter-spaced; blanks between characters, line breaks within a sentence, page numbers and running heads are left out.",
    cause="文本取自公报的版面（PDF），两端对齐拉开了字距。",
    remedy="核对引文的分段。",
)

STRAY_QUOTE = FindingKind(
    "decision.stray-quote", INFO, "第 {line} 行末尾多一个后引号，引文读到下一段末尾的后引号为止",
    "line {line} ends with a closing mark too many; the quotation was read up to the one behind the next paragraph",
    meaning="一段末尾多一个后引号，引文读到下一段末尾为止。A paragraph ends with a closing mark too many; the quotation goes on to the end of the next.",
    cause="排印差错。",
    remedy="核对引文有几段。",
)

UNCLOSED_QUOTE = FindingKind(
    "decision.unclosed-quote", WARNING, "第 {line} 行起的引文缺少后引号，读到下一项指令之前为止",
    "the quotation that begins in line {line} has no closing mark; it was read up to the next instruction",
    meaning="引文缺少后引号，读到下一项指令之前为止。A quotation has no closing mark; it was read up to the next instruction.",
    cause="漏排后引号。",
    remedy="核对引文的末尾。",
)

ADDRESS_SLIP = FindingKind(
    "decision.address-slip", INFO, "“{text}”疑漏“第”字，读作“{read}”", "{text!r} lacks 第 and was read as {read!r}",
    meaning="条款号疑漏“第”字，按补上读取。第 is missing before a number and was read as if it stood there.",
    cause="排印或者识别差错。",
    remedy="核对原件。",
)
