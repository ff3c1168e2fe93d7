"""Rules of carrying out orders, as the tests write them down: the articles before, the orders, the articles after, what must be told."""

from __future__ import annotations

import lawtrack as lt

RANK = ("info", "warning", "error")
Rule = tuple[str, str, str, str, str]
"""What it is about, the articles before, the orders, the articles after, what must be told (level and word; none: nothing from it up)."""


def amended(articles: str, orders: str) -> lt.Amendment:
    law = lt.parse_statute(f"例市渡口条例\n（2015年3月1日例市人民代表大会常务委员会通过）\n{articles}\n")
    body = "例市人民代表大会常务委员会"
    return lt.amend(
        law,
        lt.parse_decision(
            f"{body}关于修改《例市渡口条例》的决定\n（2024年3月1日{body}通过）\n{body}决定对《例市渡口条例》作如下修改：\n{orders}\n本决定自2024年5月1日起施行。\n"
        ),
    )


def hold(before: str, orders: str, after: str, told: str) -> None:
    """The orders lead from the one text to the other, and what must be told is told."""
    done = amended(before, orders)
    assert done.statute.to_text().split("\n", 2)[2].strip() == after
    level, _, word = told.partition(" ")
    found = [
        f"{f.code} {f.address} {f.message}"
        for f in done.findings
        if level in RANK and RANK.index(f.severity) >= RANK.index(level)
    ]
    if level == "none":
        assert [f for f in done.findings if RANK.index(f.severity) >= RANK.index(word)] == []
    elif level:
        assert any(word in line for line in found), [f.message for f in done.findings]
    else:
        assert [f.message for f in done.findings if f.severity == "error"] == []
