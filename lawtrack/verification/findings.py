"""What is said of a published text that was held against its decision (``verify.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
BASE_LACKS = FindingKind(
    "verify.base-lacks", WARNING, "公布文本的题注载有{names}，原文本的题注没有：原文本缺少这{count}次修改，以下凡不是本决定所写的差异都可能由此而来；请先换用正确的原文本",
    "the base lacks {count} amendment(s) that the published note lists; differences elsewhere may come from that",
    meaning="公布文本的题注载有一次修改，原文本的题注没有：原文本不是本决定之前的文本。The published note lists an amendment that the base lacks.",
    cause="给出的原文本较早，中间还有一次修正。",
    remedy="换用缺少的那次修改之后的文本，或者先执行那次的决定。",
)

NOT_AMENDED = FindingKind(
    "verify.not-amended", ERROR, "《{decision}》没有修改《{published}》（修改的是{names}）", "the decision does not amend this statute",
    meaning="决定没有修改这一法规。The decision does not amend this statute.",
    cause="法规与决定不对应，或者名称写法不同。",
    remedy="换用修改该法规的决定。",
)

TEXT = FindingKind(
    "verify.text", ERROR, "{address}：决定所写与公布文本不同；孰是孰非，须核对原件（应为“{before}”，公布为“{after}”）",
    "the published text departs from what was ordered; which is right must be checked",
    meaning="决定写明的文字与公布文本不同。The published text departs from what was ordered.",
    cause="公布文本或者决定文本有误植，或者公布时另作了改动。",
    remedy="核对两处原件。",
)

ORDERED_NUMBER = FindingKind(
    "verify.number", ERROR, "{address}：编号应为“{before}”，公布文本作“{after}”", "the number is not the one that follows from the decision",
    meaning="条、款、项、章、节的编号不是决定所定或者顺序所应有的编号。A number is not the one that follows from the decision.",
    cause="误植，例如两个第十二条。",
    remedy="核对公布文本。",
)
NUMBER = ORDERED_NUMBER.variant("{address}：编号应为“{before}”，公布文本作“{after}”", "the number is not the one that follows from the decision", WARNING)
NUMBER_TWICE = ORDERED_NUMBER.variant(
    "{address}：编号应为“{before}”，公布文本作“{after}”，与另一条重号",
    "the number is not the one that follows from the decision",
)

WORDS_MISSING = FindingKind(
    "verify.words-missing", ERROR, "公布文本的{address}中没有决定要改成的“{before}”，也没有相近的文字",
    "the ordered words are not in the published provision, nor anything like them",
    meaning="公布文本中没有决定要改成的文字，也没有相近的文字。The ordered words are not in the published provision, nor anything like them.",
    cause="公布文本没有按决定修改。",
    remedy="核对两处原件。",
)

ORDERED_MISSING = FindingKind(
    "verify.missing", ERROR, "{address}：公布文本缺少这一内容，而决定写明了它", "the published text lacks a provision that the decision supplies",
    meaning="公布文本缺少应有的内容。The published text lacks a provision.",
    cause="漏排，或者分段、编号识别有误。",
    remedy="核对公布文本。",
)
MISSING = ORDERED_MISSING.variant("{address}：公布文本缺少这一内容", "the published text lacks a provision", WARNING)

EXTRA = FindingKind(
    "verify.extra", WARNING, "{address}：公布文本多出这一内容，决定和旧文本中都没有",
    "the published text has a provision that neither the decision nor the base has",
    meaning="公布文本多出决定和旧文本中都没有的内容。The published text has a provision that neither the decision nor the base has.",
    cause="出版者的注释、另一次修改，或者分段识别有误。",
    remedy="核对公布文本。",
)

PLACE = FindingKind(
    "verify.place", WARNING, "{address}：位置与推得的不同（应为“{before}”，公布为“{after}”）", "stands at another place than derived",
    meaning="条文的位置或者所属章节与推得的不同；在章节交界处的新增条文属于判断，级别为 info。A provision stands at another place than derived.",
    cause="条文顺序调整时的选择，或者公布文本有误。",
    remedy="核对；章节归属以公布文本为准。",
)
PLACE_AT_A_BORDER = PLACE.variant(
    "{address}：位置与推得的不同（新增条文在章节交界处，决定没有写明归属）（应为“{before}”，公布为“{after}”）",
    "stands at another place than derived", INFO,
)

BORDER = FindingKind(
    "verify.border", INFO, "新增的{address}在章节交界处，决定没有写明归属，公布文本归入后一章节",
    "a new article at a border between headings; the published text has it under the later one",
    meaning="新增条文在章节交界处，决定没有写明归属，公布文本归入后一章节。A new article at a border between headings; the published text has it under the later one.",
    cause="决定只写条号。",
    remedy="以公布文本为准。",
)

DIVISION = FindingKind(
    "verify.division", INFO, "{address}：文字相同，分段（款、项）不同", "the same words, divided otherwise",
    meaning="文字相同，分段（款、项）不同。The same words, divided into other paragraphs.",
    cause="来源的换行不同，例如宪法中列举组成人员的各行。",
    remedy="以正式文本的分款为准。",
)

UNORDERED = FindingKind(
    "verify.unordered", WARNING, "{address}：与推得的文本不同，该处文字不是决定所写（应为“{before}”，公布为“{after}”）",
    "differs where the decision ordered nothing",
    meaning="决定没有触及的文字与由旧文本推得的不同。The text differs where the decision ordered nothing.",
    cause="旧文本不是紧接修改之前的文本，公布时的编辑改动，或者误植。",
    remedy="核对旧文本和公布文本。",
)
UNORDERED_BESIDE = UNORDERED.variant(
    "{address}：与推得的文本不同，该处文字不是决定所写（同条另有修改）（应为“{before}”，公布为“{after}”）",
    "differs where the decision ordered nothing",
)

CONSEQUENCE = FindingKind(
    "verify.consequence", WARNING, "{address}：是随其他修改而来的调整（引用的条号、项末的标点），与推得的不同（应为“{before}”，公布为“{after}”）",
    "an adjustment that follows from other changes differs",
    meaning="随其他修改而来的调整（引用的条号、项末的标点）与推得的不同。An adjustment that follows from other changes differs.",
    cause="公布文本没有随之调整，或者另有调整。",
    remedy="核对该处引用。",
)
MARKS_THAT_FOLLOW = CONSEQUENCE.variant(
    "{address}：是随其他修改而来的调整（引用的条号、项末的标点），与推得的不同（应为“{before}”，公布为“{after}”）",
    "an adjustment that follows from other changes differs", INFO,
)

SEPARATOR = FindingKind(
    "verify.separator", INFO, "{address}：决定没有写明的标点，公布文本的写法与推得的不同（应为“{before}”，公布为“{after}”）",
    "a mark that the decision does not spell out",
    meaning="决定没有写明的标点（插入或者删去文字时的间隔、末尾的标点），公布文本的写法与推得的不同。A mark that the decision does not spell out.",
    cause="决定引用文字时不带标点。",
    remedy="以公布文本为准。",
)

ORDERED_TITLE = FindingKind(
    "verify.front", ERROR, "{address}：{line}不同（应为“{before}”，公布为“{after}”）", "title, stage or adoption note differs",
    meaning="名称、阶段标记或者题注不同。Title, stage or adoption note differs.",
    cause="题注写法各异。",
    remedy="一般无须处理。",
)
TITLE = ORDERED_TITLE.variant("{address}：{line}不同（应为“{before}”，公布为“{after}”）", "title, stage or adoption note differs", WARNING)
STAGE_OR_NOTE = ORDERED_TITLE.variant("{address}：{line}不同（应为“{before}”，公布为“{after}”）", "title, stage or adoption note differs", INFO)

TYPOGRAPHY = FindingKind(
    "verify.typography", INFO, "{address}：只有标点宽窄、引号或者空格不同", "typography only",
    meaning="只有标点宽窄、引号样式或者空格不同。Typography only.",
    cause="来源不同。",
    remedy="无须处理，另行计数。",
)

NOT_CHECKED = FindingKind(
    "verify.not-checked", WARNING, "决定的这一处没有核对：{said}", "nothing was held against this: {said_en}",
    meaning="决定中有一项没有读懂或者自相矛盾，公布文本是否照它修改没有核对。A clause of the decision is not understood or contradicts itself, so the published text was not held against it.",
    cause="措辞未见过，或者决定有错漏。",
    remedy="人工核对这一处，或者用更正文件写明应当怎样读。",
)

NOT_DERIVED = FindingKind(
    "verify.not-derived", WARNING, "无法由旧文本推出：{said}", "could not be carried out on the base: {said_en}",
    meaning="某项指令不能在旧文本上执行，因而无从核对。An instruction could not be carried out on the base.",
    cause="旧文本不对应，或者决定引用有误。",
    remedy="见 amend 一节相应代码。",
)
