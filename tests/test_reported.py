"""What went wrong in real use, as short invented cases with the right outcome: tests/cases/reported/*.txt.

A case begins with "# title"; its sections are 原文 (a statute), 决定, 结果 (the body that must come out), 结果结构 (ADDRESS|text, a line
each) and 提示 (LEVEL WORDS: a finding of at least that level whose place or message holds the words; "none LEVEL": none from there up).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawtrack.binding.amend import Amendment, amend
from lawtrack.decision.parse import parse_decision
from lawtrack.syntax.statute.parse import parse_statute

FOLDER = Path(__file__).parent / "cases" / "reported"
LEVELS = {"info": 0, "warning": 1, "error": 2}


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(FOLDER.glob("*.txt")):
        for block in re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]:
            title, rest = block.split("\n", 1)
            parts = re.split(r"(?m)^## (\S+)[ \t]*\n", rest)
            yield f"{path.stem}: {title}", dict(zip(parts[1::2], parts[2::2], strict=True))


def body(text: str) -> str:
    found = re.search(r"(?m)^(?:第一[章条编]|一、)", text)
    return text[found.start() :].strip() if found else text.strip()


def told(amendment: Amendment) -> list[tuple[int, str]]:
    return [(LEVELS[f.severity], f"{f.address} {f.message} {f.message_en}") for f in amendment.findings]


@pytest.mark.parametrize("sections", [c[1] for c in cases()], ids=[c[0] for c in cases()])
def test_reported(sections: dict[str, str]) -> None:
    law = parse_statute(sections["原文"])
    amendment = amend(law, parse_decision(sections["决定"]))
    if "结果" in sections:
        assert body(amendment.statute.to_text()) == sections["结果"].strip()
    for line in sections.get("结果结构", "").split("\n"):
        if line.strip():
            address, text = line.split("|")
            assert amendment.statute.find(address) is None if text == "-" else amendment.statute[address].text == text
    for line in sections.get("提示", "").split("\n"):
        level, _, words = line.strip().partition(" ")
        if level == "none":
            assert [m for n, m in told(amendment) if n >= LEVELS[words]] == []
        elif level:
            assert [m for n, m in told(amendment) if n >= LEVELS[level] and words in m], told(amendment)
    assert amendment.patch.invert().apply(amendment.statute) == law
