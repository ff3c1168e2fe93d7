"""What is said of files taken into an archive and of the archive itself (``archive.``), and of citations corrected by decision (``conform.``)."""

from __future__ import annotations

from lawtrack.errors import ERROR, INFO, WARNING, FindingKind

# fmt: off
SUSPENDED = FindingKind(
    "archive.suspended", WARNING, "{area}暂时调整或者停止适用《{title}》{places}（{time}）：不改变条文文字，原文照旧",
    "a provision is suspended somewhere or for a time; its text does not change",
    meaning="这一天，这部法规的某些规定在某一地区或者某一时期暂时调整或者停止适用；写出的文本是原文。A provision is suspended on that day; the text written is the unchanged one.",
    cause="存档中有暂时调整适用的决定。",
    remedy="适用时请一并查看该决定。",
)

NO_TEXT = FindingKind(
    "archive.no-text", WARNING, "《{title}》只有修改决定，没有任何文本，无法推算版本；请收入一个公布文本", "decisions are at hand, but no text they apply to",
    meaning="某部法规只有修改决定，没有任何文本，无法推算版本。Decisions are at hand, but no text they apply to.",
    cause="公布文本尚未收入。",
    remedy="收入任何一个公布文本，决定会自动适用。",
)

NO_LAW = FindingKind(
    "archive.no-law", INFO, "{name} 里没有法规，也没有修改决定，未收入", "the file holds neither a law nor a decision",
    meaning="文件里没有法规，也没有修改决定，未收入。The file holds neither a law nor a decision.",
    cause="说明、目录等其他文件。",
    remedy="一般无须处理。",
)

REPORT = FindingKind(
    "archive.report", INFO, "{name} 是法规草案的说明或者报告，不是法规，未收入；其中的建议用 lawtrack bills 查看",
    "the file is a report on a bill, not a law",
    meaning="文件是法规草案的说明或者报告，不是法规，未收入。The file is a report on a bill, not a law.",
    cause="公报或者会议文件中的说明、审议意见、审议结果的报告。",
    remedy="一般无须处理；其中的建议用 `lawtrack bills` 查看。",
)

NOT_FILED = FindingKind(
    "archive.not-filed", WARNING, "{name} 里有条文（自{first}起），但没有法规名称或者缺少第一条，未收入；请补上名称行，或者收入全文",
    "there are articles, but no title of a statute or no first article",
    meaning="文件里有条文，但没有法规名称或者缺少第一条，未收入。There are articles, but no title of a statute or no first article.",
    cause="只有法规的一部分（如民法典的一编），或者是引用条文的其他文章。",
    remedy="补上名称行，或者收入全文。",
)

SKIPPED = FindingKind(
    "archive.skipped", INFO, "{path} 不是能读的格式，未收入", "the file is of a kind that is not read",
    meaning="目录中的文件不是能读的格式，未收入。The file is of a kind that is not read.",
    cause="doc、wps、pdf 等格式，或者图片、程序等其他文件。",
    remedy="里面有法规的，另存为 docx 或者文本再收入。",
)
SKIPPED_TO_SAVE_ANEW = SKIPPED.variant("{path} 不是能读的格式，未收入；请另存为 docx 或者文本", "the file is of a kind that is not read", WARNING)

UNREADABLE = FindingKind(
    "archive.unreadable", ERROR, "未能读取 {told}", "the file could not be read",
    meaning="文件未能读取。The file could not be read.",
    cause="见提示中的说明（编码、格式、权限）。",
    remedy="按说明处理后再收入一次。",
)

DATE_FROM_NAME = FindingKind(
    "archive.date-from-name", INFO, "《{title}》没有题注，日期 {day} 取自文件名 {name}",
    "the text has no adoption note; its date was taken from the name of the file",
    meaning="文本没有题注，日期取自文件名。The text has no adoption note; its date was taken from the name of the file.",
    cause="来源缺少题注。",
    remedy="核对日期。",
)

DATE_FROM_REPAIR = FindingKind(
    "archive.date-from-repair", INFO, "{where}施行条款被排印打散，施行日期 {day} 取自修复建议",
    "the commencement clause was torn apart in print; its date was taken from the proposed repair",
    meaning="施行条款被排印打散，施行日期取自修复建议。The commencement clause was torn apart in print; its date was taken from the proposed repair.",
    cause="页末两栏次序颠倒等。",
    remedy="核对日期。",
)

DAMAGED = FindingKind(
    "archive.damaged", ERROR, "存档已损坏：数据库自检：{fault}", "the archive is damaged: the engine reports: {fault}",
    meaning="存档文件的内容与其摘要或者封签不符。The archive is damaged.",
    cause="磁盘故障，或者有人直接改动了数据库。",
    remedy="由备份恢复；或者新建存档，重新收入原始文件。",
)
READING_FAILED = DAMAGED.variant("存档已损坏：读取时出错：{name}：{error}", "the archive is damaged: reading failed: {error}")
TEXT_AND_DIGEST = DAMAGED.variant("存档已损坏：文字 {id} 与其摘要不符：{start}", "the archive is damaged: text {id} does not match its digest")
OBJECT_UNREADABLE = DAMAGED.variant("存档已损坏：对象 {id}（{kind}）读不出来：{error}", "the archive is damaged: object {id} cannot be read")
OBJECT_AND_DIGEST = DAMAGED.variant("存档已损坏：对象 {id}（{kind}）与其摘要不符", "the archive is damaged: object {id} does not match its digest")
ROW_AND_SEAL = DAMAGED.variant("存档已损坏：表 {table} 的一行与其封签不符（{shown}）", "the archive is damaged: a row of {table} does not match its seal")
SURPLUS_ROWS = DAMAGED.variant("存档已损坏：表 meta 有多余的行", "the archive is damaged: table meta has rows it should not have")
VERSIONS_UNREADABLE = DAMAGED.variant("存档已损坏：《{title}》的版本读不出来：{error}", "the archive is damaged: the versions of {title} cannot be read")
VERSION_MISSING = DAMAGED.variant("存档已损坏：《{title}》缺少第{number}个版本", "the archive is damaged: version {number} of {title} is missing")
STRETCH = DAMAGED.variant(
    "存档已损坏：表 {table} 第 {first} 至 {last} 号各行与其封签不符", "the archive is damaged: rows {first} to {last} of {table} do not match their seal"
)
CHAIN = DAMAGED.variant(
    "存档已损坏：《{title}》的记录、版本或者补丁步骤与其封签不符", "the archive is damaged: the records, versions or steps of {title} do not match their seal"
)
OCCURRENCES = DAMAGED.variant(
    "存档已损坏：《{title}》的检索位置表或者引用表不符",
    "the archive is damaged: the occurrences or citations of {title} are wrong",
)
PASSAGES = DAMAGED.variant("存档已损坏：《{title}》的条文去向表不符", "the archive is damaged: the passages of {title} are wrong")

NOT_PROVED = FindingKind(
    "archive.not-proved", ERROR, "《{title}》第{number}个版本（{effective}）不能由补丁重演：{why}",
    "version {number} of {title} does not follow from the one before: {why}",
    meaning="某个版本不能由前一版本经补丁重演得出。A version does not follow from the one before through its patches.",
    cause="存档被改动。",
    remedy="由备份恢复，或者重新收入。",
)

INDEX = FindingKind(
    "archive.index", ERROR, "全文检索索引与文字不符，检索结果可能不全；请重新建立存档或者由备份恢复", "the search index does not match the texts",
    meaning="全文检索索引与文字不符，检索结果可能不全。The search index does not match the texts.",
    cause="存档被改动或者损坏。",
    remedy="由备份恢复，或者重新收入。",
)

LEFT_OUT = FindingKind(
    "conform.left-out", WARNING, "{quoted}没有写入决定：{why}；列入待核", "{title} is not part of the decision: {why}",
    meaning="一部法规的引用可以确定，但没有写入决定，列入待核。The citations of a statute are certain, but it is not part of the decision; they are pending.",
    cause="新的条号不能照原来的写法写出，不能起草，或者决定读回后与修改后的文本不符。",
    remedy="按清单中的理由另行起草。",
)
