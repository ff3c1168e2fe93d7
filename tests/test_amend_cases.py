"""Cases that a lawyer can read and add to: tests/cases/amend/*.txt with 原文, 决定 and 结果."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lawtrack.binding.amend import amend
from lawtrack.decision.parse import parse_decision
from lawtrack.syntax.statute.parse import parse_statute

FOLDER = Path(__file__).parent / "cases" / "amend"


def cases() -> list[tuple[str, str, str, str]]:
    out = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]:
            title, rest = block.split("\n", 1)
            _, base, decision, result = re.split(r"(?m)^## (?:原文|决定|结果)\n", rest)
            out.append((title, base, decision, result))
    return out


@pytest.mark.parametrize(("base", "decision", "result"), [c[1:] for c in cases()], ids=[c[0] for c in cases()])
def test_case(base: str, decision: str, result: str) -> None:
    law, order = parse_statute(base), parse_decision(decision)
    assert order.unread == ()
    amendment = amend(law, order)
    text = amendment.statute.to_text()
    body = text[re.search(r"(?m)^(第一[章条]|一、)", text).start() :]  # type: ignore[union-attr]
    assert [f.message for f in amendment.findings if f.severity == "error"] == []
    assert body.strip() == result.strip()
    assert amendment.patch.invert().apply(amendment.statute) == law
