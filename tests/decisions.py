"""What the tests of reading decisions share: the frame of an invented decision, and what a reading shows."""

from __future__ import annotations

from lawtrack.decision.decision import Decision

HEAD = (
    "某市人民代表大会常务委员会关于修改《某市甲条例》的决定\n"
    "（2024年1月2日某市第十六届人民代表大会常务委员会第三次会议通过）\n"
    "某市第十六届人民代表大会常务委员会第三次会议决定对《某市甲条例》作如下修改：\n"
)


TAIL = "本决定自2024年3月1日起施行。\n《某市甲条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。\n"


def uncovered(decision: Decision) -> str:
    """Law 10: what lies in no formal part, no order and no finding (white space aside)."""
    text = decision.source
    covered = bytearray(len(text))
    spans = [f.span for f in decision.formal] + [f.span for f in decision.findings]
    spans += [o.span for i in decision.instructions for o in i.orders]
    for span in spans:
        if span:
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return "".join(c for c, done in zip(text, covered, strict=True) if not done and not c.isspace())


def labels(decision: Decision) -> list[str]:
    return [i.label for i in decision.instructions]


def kinds(decision: Decision) -> list[list[str]]:
    return [[type(o).__name__ for o in i.orders] for i in decision.instructions]
