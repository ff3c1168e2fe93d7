"""What is said of a statute in time (``timeline.``) and of a bill on its way (``bills.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
PUBLISHED_DIFFERS = FindingKind(
    "timeline.published-differs", WARNING, "公布文本与按{title}得出的文本有{count}处不同，以公布文本为准：{places}",
    "the published text differs from the derived one; the published text is the law, the difference is kept",
    meaning="按决定得出的文本与公布文本不同，以公布文本为准，差异作为单独的补丁保留（`version.difference`）。The published text differs from the derived one; the published one is the law, the difference is kept.",
    cause="来源有误字，或者公布时另作了文字调整，或者决定未能完整读懂。",
    remedy="查看差异的位置；用 `lawtrack verify` 核对决定与公布文本。",
)

TEXTS_DIFFER = FindingKind(
    "timeline.texts-differ", WARNING, "同一日期（{day}）的两份公布文本有{count}处不同，以后一份为准：{places}",
    "two texts published for one day differ; the last in order is taken as the law",
    meaning="同一日期有两份公布文本，内容不同，以后一份为准。Two texts published for one day differ; the last in order counts.",
    cause="两个来源（公报、网站）文字不一。",
    remedy="核对来源，用 `order` 指定以哪一份为准。",
)

BEFORE_FIRST_TEXT = FindingKind(
    "timeline.before-first-text", INFO, "{title}（{day}）不晚于已有的最早文本，其内容应已包含在该文本中，未另行适用",
    "the decision precedes the first text at hand and is taken to be contained in it",
    meaning="决定早于已有的最早文本，视为已包含在该文本中，未另行适用。The decision precedes the first text at hand and is taken to be contained in it.",
    cause="没有更早的文本。",
    remedy="如需更早的版本，收入更早的公布文本。",
)

UNDATED = FindingKind(
    "timeline.undated", WARNING, "《{title}》没有题注或者日期，排在最前，起始日期不明；请给出通过日期", "the text carries no date; give its date of adoption",
    meaning="最早的文本没有题注或者日期，排在最前，起始日期不明。The text carries no date and is placed first.",
    cause="来源缺少题注。",
    remedy="收入时用 `adopted=`、`effective=` 给出日期。",
)
UNDATED_LEFT_OUT = UNDATED.variant("《{title}》没有题注或者日期，不知应排在何处，未采用；请给出通过日期")

UNFITTING = FindingKind(
    "timeline.unfitting", ERROR, "{title}与它之前的文本不符，未适用（可能缺少更早的决定）{why}",
    "the change does not fit the text before it and was left out; an earlier decision may be missing",
    meaning="补丁与它之前的文本不符，未适用。The change does not fit the text before it and was left out.",
    cause="通常是中间缺少一个更早的决定。",
    remedy="补收缺少的决定；收入后自动重新推算。",
)

CONFLICT = FindingKind(
    "timeline.conflict", ERROR, "{title}与另一项修改涉及同一处文字，以下各处未能适用：{places}",
    "the change and another one touch the same words; these places were left as they are",
    meaning="一项修改与另一项（插入其前的，或者尚未施行的）修改涉及同一处文字，所列各处未能适用。The change and another one touch the same words; these places were left as they are.",
    cause="后来才得知的决定，或者后通过而先施行的决定，与已有的补丁改了同一句话。",
    remedy="收入决定全文（而不是补丁）使其重新绑定；或者收入该期间的公布文本。",
)

ADOPTED_BY_NOTE = FindingKind(
    "timeline.date-from-note", INFO, "{title}没有写明通过日期，依公布文本的题注定为{day}",
    "the decision does not say when it was adopted; the day is that in the note of a published text",
    meaning="决定没有写明通过日期，或者文本没有写明公布日期，依其他文本的题注、公布令确定。The decision does not say when it was adopted, or the text not when it was made public; the day is that in another text.",
    cause="国务院的决定常常不与公布它的令一同收录；公布文本往往不附公告。",
    remedy="核对日期；或者收入时用 `adopted=`、`promulgated=` 给出。",
)
PROMULGATED_BY_NOTE = ADOPTED_BY_NOTE.variant(
    "{title}（{day}）没有写明公布日期，依同一次制定、修改的其他文本或者题注定为{first}",
    "the text does not say when it was made public; the day is that in another text of the same act",
)

PROMULGATION_DIFFERS = FindingKind(
    "timeline.promulgation-differs", WARNING, "{title}（{day}）的公布日期，有的文本载明是{first}，有的是{last}；各按自己所载，没有载明的记为空",
    "the texts at hand tell different days of promulgation; each keeps its own",
    meaning="同一次制定或者修改，几份文本载明的公布日期不同；各按自己所载，没有载明的记为空。The texts at hand tell different days of promulgation; each keeps its own, one without stays empty.",
    cause="题注、公告和汇编著录的日期不一致，或者其中一个有误。",
    remedy="核对公告、令，收入时用 `promulgated=` 给出。",
)

PROMULGATION_UNKNOWN = FindingKind(
    "timeline.promulgation-unknown", INFO, "{title}（{day}）的公布日期，手头的文本、题注和公布令都没有载明，记为空；已知的请在收入时给出 promulgated=",
    "no text at hand tells when it was made public: the day is left empty; give promulgated= where it is known",
    meaning="手头的文本、题注和公布令都没有载明公布日期，记为空，不以通过日期代替。No text at hand tells the day of promulgation: it is left empty, never taken from the adoption.",
    cause="题注只载通过日期（法律、地方性法规大多如此），文本没有附主席令、公告。",
    remedy="收入带有令、公告的文本或者决定，或者用 `promulgated=` 给出。",
)

MISSING_ACT = FindingKind(
    "timeline.missing-act", WARNING, "题注载明{date}有过修改{named}，存档中没有；其后（{day}）的修改是在缺少它的文本上进行的",
    "the note tells of a change that is not at hand; what follows was applied without it",
    meaning="公布文本的题注载明有过某次修改，存档中没有该决定，其后的修改是在缺少它的文本上进行的。The note tells of a change that is not at hand; what follows was applied without it.",
    cause="决定或者那时的公布文本尚未收入。",
    remedy="收入该决定，或者其后任何一个公布文本；收入后自动重新推算。",
)

DECISION_TWICE = FindingKind(
    "timeline.decision-twice", INFO, "{title}（{day}）有两份文本，文字相同；只适用先收入的一份",
    "two printings of one decision are at hand; the first in order is applied",
    meaning="同一决定有两份文本（例如公报与网站），只适用先收入的一份。Two printings of one decision are at hand; the first in order is applied.",
    cause="来源不同，标点或者文字不尽相同。",
    remedy="核对两份文本；用 `order` 指定以哪一份为先。",
)
DECISION_IN_TWO_WORDINGS = DECISION_TWICE.variant(
    "{title}（{day}）有两份文本，文字不尽相同；只适用先收入的一份", severity=WARNING,
)

EFFECTIVE_UNKNOWN = FindingKind(
    "timeline.effective-unknown", WARNING, "{title}自公布之日起施行，公布日期不明，暂从{by}之日（{since}）起计，实际施行不会早于这一天；请在收入时给出 promulgated=",
    "the decision takes effect on promulgation, a day that is not known; it is counted from the earliest day it can have been",
    meaning="修改决定自公布之日起施行，公布日期不明，暂从批准或者通过之日起计。The decision takes effect on promulgation, a day that is not known.",
    cause="决定的文本没有附公告、令，只有通过或者批准的日期。",
    remedy="收入带有公告的文本，或者用 `promulgated=` 给出公布日期。",
)

REPEAL_UNDATED = FindingKind(
    "timeline.repeal-undated", WARNING, "{title}（{day}）自公布之日起废止本法规，公布日期不明，尚未计为废止；请在收入时给出 promulgated=",
    "the repeal takes effect on promulgation, a day that is not known; the statute does not end yet",
    meaning="废止决定自公布之日起施行，公布日期不明，法规尚未计为废止。The repeal takes effect on promulgation, a day that is not known; the statute does not end yet.",
    cause="决定的文本没有附公告或者令，只有通过日期。",
    remedy="收入带有公告的文本，或者用 `promulgated=` 给出公布日期。",
)

CHANGED_AFTER_END = FindingKind(
    "timeline.changed-after-end", WARNING, "{title}（{day}）修改的是{until}已经废止或者期满的文本；此后暂按有效列出，请核对",
    "the decision changes a statute that had ended; it is shown as in force again",
    meaning="修改决定施行时，法规已经废止或者期满。The decision changes a statute that had ended by then.",
    cause="废止的日期有误，重新公布的文本没有收入，或者修改的是另一件同名法规。",
    remedy="核对废止的日期；收入重新公布的文本。",
)

EFFECTIVE_ASSUMED = FindingKind(
    "timeline.effective-assumed", INFO, "《{title}》（{day}）没有写明施行日期，按{event}之日计",
    "the text does not say from when it applies; it is taken to apply from promulgation or adoption",
    meaning="公布文本没有写明施行日期，按公布或者通过之日计。The text does not say from when it applies; promulgation or adoption is taken.",
    cause="经修正重新公布的文本保留原来的施行条款。",
    remedy="收入相应的修改决定，或者用 `effective=` 给出日期。",
)

REPAIRED = FindingKind(
    "bills.repaired", INFO, "《{title}》的公布文本按{count}项修复建议整理后核对：{slips}",
    "the published text was held against the proposals with the proposed repairs of its print made",
    meaning="公布文本按修复建议整理后再与各项建议核对。The published text was held against the proposals with the proposed repairs of its print made.",
    cause="公报排印有误（两栏颠倒、条号重复），不整理就找不到条文。",
    remedy="核对提示中列出的修复；存档和其他命令仍用原文。",
)

NO_FINAL_TEXT = FindingKind(
    "bills.no-final-text", INFO, "公报里没有《{title}》的公布文本，建议的采纳情况无法核对", "the gazette does not hold the text as published",
    meaning="公报里没有该法规的公布文本，建议的采纳情况无法核对。The gazette does not hold the text as published.",
    cause="公布文本刊登在另一期。",
    remedy="用 `bill.with_text(\"公布\", 文本)` 给出公布文本。",
)
