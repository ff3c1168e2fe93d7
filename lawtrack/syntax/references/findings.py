"""What is said of references between provisions (``references.``): in a text, and where a decision moves what they name."""

from __future__ import annotations

from lawtrack.errors import INFO, WARNING, FindingKind

# fmt: off
DANGLING = FindingKind(
    "references.dangling", WARNING, "{address}的“{before}”所指的{missing}不存在", "“{before}” names what does not exist",
    meaning="引用所指的条、款、项在本法规中不存在。The reference names a provision that does not exist.",
    cause="原文编号有误，或者条文被删除后引用未改。",
    remedy="核对原文；`lawtrack references` 列出全部引用和所指。",
)

UNDECIDED = FindingKind(
    "references.undecided", INFO, "{address}的“{before}”所指不明（“{choices}”）", "“{before}” may mean {choices_en}",
    meaning="引用可以有不止一种理解（例如前面刚引用了另一部法，又出现没有法名的“第五条”），未改动。The reference may mean more than one thing; it was left as written.",
    cause="原文省略了法名或者条次。",
    remedy="看提示中列出的各种理解，自行选定。",
)
LEFT_UNDECIDED = UNDECIDED.variant("“{before}”所指不明（“{choices}”），未改动", "“{before}” may mean {choices_en}; left as it is", WARNING)
NO_LONGER_DECIDED = UNDECIDED.variant(
    "“{before}”在新文本中不再指原来的条文（现为{now}），未改动",
    "“{before}” no longer names what it named (now {now}); left as it is", WARNING,
)

GONE = FindingKind(
    "references.gone", WARNING, "“{before}”所指的{place}已被删除，未改动", "“{before}” names a deleted provision ({place}); left as it is",
    meaning="引用所指的条文被本次修改删除，引用未改动；款、项被删除的，款次、项次照旧，而那里现在是另一款、另一项，或者已没有这一款、这一项。The provision named was deleted; the reference was left as written, and may name another paragraph or item now.",
    cause="修改决定删去了条文，却没有交代引用它的地方。",
    remedy="由起草机关确定；比照公布文本。",
)
PARTED = GONE.variant(
    "“{before}”所指的{place}有一款已经移到别的条，仍指{after}，请核对", "a paragraph of {place} went to another article; “{before}” still names {after}"
)
GONE_BUT_KEPT = GONE.variant(
    "“{before}”所指的{place}已被删除；款项次序照旧，作{after}，所指已不是原来的规定",
    "“{before}” names a provision that is gone ({place}); {after} is not what it named",
)

REWRITTEN = FindingKind(
    "references.rewritten", INFO, "“{before}”所指的{place}已被改写，款项次序照旧，作{after}",
    "{place}, named by “{before}”, was rewritten; its position is kept as {after}",
    meaning="引用所指的款、项所在条文被整体改写，款次、项次照旧。The article was rewritten as a whole; the paragraph or item number is kept.",
    cause="修改决定给出了新的全文，旧款与新款没有一一对应的关系。",
    remedy="核对新文本中该款是否仍是所指的内容。",
)
OTHER_WORDS_THERE = REWRITTEN.variant(
    "“{before}”所指的{place}已重述，那里现在是原{where}的文字；引用未改，请核对",
    "{place}, named by “{before}”, was restated and has the words of {where} now; left as it is",
    WARNING,
)
WORDS_ELSEWHERE = REWRITTEN.variant(
    "“{before}”所指的{place}已重述，原来的文字现在是{where}的；引用未改，请核对",
    "{place}, named by “{before}”, was restated; its words are those of {where} now; left as it is",
    WARNING,
)

RANGE_SHORTENED = FindingKind(
    "references.range", WARNING, "“{before}”的一端{place}已被删除，改为从留存的{after}算起（止）",
    "one end of “{before}” ({place}) was deleted; the nearest provision left inside is {after}",
    meaning="“第五条至第八条”一类的范围因删除、移出或者增加而缩短、拆开或者扩大。A range of provisions was shortened, split or extended.",
    cause="范围内的条文被删除、移走，或者其间增加了新条文。",
    remedy="看提示中修改前后的写法是否合乎本意。",
)
RANGE_SPLIT = RANGE_SHORTENED.variant(
    "“{before}”中有条文被删除或者移到了别处，写成“{after}”",
    "part of “{before}” was deleted or moved elsewhere; written as “{after}”",
)
RANGE_GROWN = RANGE_SHORTENED.variant(
    "“{before}”的范围内增加了条文，引用随首尾调整，新增的条文也在其中",
    "provisions were added inside “{before}”; it follows its ends and takes them in", INFO,
)

RELATIVE = FindingKind(
    "references.relative", WARNING, "“{before}”在新文本中不再指原来的条文（现为{now}），未改动",
    "“{before}” no longer names what it named (now {now}); left as it is",
    meaning="“前款”“前条”“本条第二款”一类的相对引用在新文本中不再指原来的条文，未改动。A relative reference no longer names what it named; it was left as written.",
    cause="条、款的先后次序变了。",
    remedy="改写为明确的条款号，或者确认引用的对象随之改变。",
)

WRITTEN_OUT = FindingKind(
    "references.written-out", INFO, "“{before}”所指的条文移到了别处，写成“{after}”", "“{before}” now lies elsewhere and was written out as “{after}”",
    meaning="相对引用所指的条文移到了别的条，已写成完整的条款号。A relative reference was written out in full because its target moved to another article.",
    cause="条文拆分或者移动。",
    remedy="一般无须处理；核对写法（是否冠以“本法”）。",
)
