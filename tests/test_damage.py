"""Real decisions with one token damaged: dropped, doubled, a number changed, two numbers swapped, a quotation mark or the unit of a number lost,
a verb or a side turned round. Each damage is told, refused, or changes the text.

What a self-consistent order cannot show — a wider place in which the words stand just as often, a number that another order or the
text confirms — is counted and listed in ``SILENT``: it leaves the result as it was, and no reader could know better.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from lawtrack import Amendment, Decision, LawtrackError, Severity, Statute, amend, parse_decision, parse_statute
from lawtrack.decision.quotes import find_quotes
from lawtrack.model.numerals import NUMERAL, numeral, parse_numeral
from tests.examples import THOROUGH
from tests.shared import amended, decision, folders, needs_shared, statute

_NUMBER = re.compile(rf"第(?P<n>{NUMERAL})(?:条|款|项|句|处|章|节)|(?P<count>{NUMERAL})(?:条|款|项)(?=[，：作“])")
_WORD = re.compile("修改为|改为|增加|删去|删除|作为|合并")
_TURNED = {"增加": "删去", "删去": "增加", "删除": "增加", "后": "前", "前": "后"}
_LIST = re.compile("(?:[、和及至]|第|中的)*")
CASES = folders("cases", "decision.txt")
EACH = 3 if THOROUGH else 1
"""Of each decision, so many damages."""
SILENT = 0.04
"""The share of damages, at most, that may leave the result as it was without a word."""


class Damage(NamedTuple):
    kind: str
    token: str
    text: str


def damages(text: str, start: int, end: int) -> Iterator[Damage]:
    """Every damage of one token of an instruction; what stands inside quotation marks is one token."""
    quotes = [q for q in find_quotes(text)[0] if start <= q.start and q.end <= end]
    tokens = [(q.start, q.end) for q in quotes if q.end - q.start < 60]
    numbers = []
    for pattern in (_NUMBER, _WORD):
        for m in pattern.finditer(text, start, end):
            if not any(q.start < m.start() < q.end for q in quotes):
                tokens.append(m.span())
                if pattern is _NUMBER:
                    numbers.append(m)
    for a, b in tokens:
        yield Damage("dropped", text[a:b], text[:a] + text[b:])
        yield Damage("doubled", text[a:b], text[:b] + text[a:b] + text[b:])
    for q in (q for q in find_quotes(text)[0] if start <= q.start and q.end <= end):
        yield Damage("unopened", text[q.start : q.start + 6], text[: q.start] + text[q.start + 1 :])
        yield Damage("unclosed", text[q.end - 6 : q.end], text[: q.end - 1] + text[q.end :])
    for m in re.finditer("|".join(_TURNED), text[start:end]):
        a, b = start + m.start(), start + m.end()
        if not any(q.start < a < q.end for q in quotes):
            yield Damage("turned", m[0], text[:a] + _TURNED[m[0]] + text[b:])
    for m, n in pairwise(sorted(numbers, key=lambda m: m.start())):
        if m[0] != n[0] and not _LIST.fullmatch(text, m.end(), n.start()):
            swapped = text[: m.start()] + n[0] + text[m.end() : n.start()] + m[0] + text[n.end() :]
            yield Damage("swapped", f"{m[0]} {n[0]}", swapped)
    for m in numbers:
        yield Damage("unit", m[0], text[: m.end() - 1] + text[m.end() :])
        said = m["n"] or m["count"]
        new = m[0].replace(said, numeral((parse_numeral(said) or 1) + 1), 1)
        yield Damage("changed", m[0], text[: m.start()] + new + text[m.end() :])


def outcome(law: Statute, text: str) -> tuple[str, list[str]]:
    """The amended text and what was told with it, from a warning up; a refusal tells too."""
    try:
        decision = parse_decision(text)
        return shown(decision, amend(law, decision))
    except LawtrackError as refused:
        return "", [str(refused)]


def shown(decision: Decision, result: Amendment) -> tuple[str, list[str]]:
    told = [f.message for f in (*decision.findings, *result.findings) if f.severity is not Severity.INFO]
    return result.statute.to_text(), sorted(told)


@pytest.mark.sampled
@needs_shared
def test_a_damaged_decision_never_passes_for_a_sound_one() -> None:
    rng = random.Random(20261126)
    count, silent = 0, []
    for folder in CASES:
        base, order = folder / "base.txt", folder / "decision.txt"
        law, text = statute(base), order.read_text("utf-8")
        sound = shown(decision(order), amended(base, order))
        parts = decision(order).for_statute(law.title).instructions
        found = [d for i in parts if i.span for d in damages(text, i.span.start, i.span.end)]
        for damage in rng.sample(found, min(EACH, len(found))):
            count += 1
            if outcome(law, damage.text) == sound:
                silent.append(f"{folder.name}: {damage.kind} {damage.token}")
    assert count > 40 * EACH
    assert len(silent) <= SILENT * count, silent


HEAD = "例市人大常委会关于修改《例市渡口条例》的决定\n例市人大常委会决定对《例市渡口条例》作如下修改：\n一、"
LAW = parse_statute(
    "例市渡口条例\n第一条　甲部门、乙部门负责渡口。甲部门应当公布名录。\n第二条　渡船应当检验。\n检验每年一次。\n第三条　渡工应当持证。"
)


@pytest.mark.parametrize(
    "order",
    [
        "将第一条中的“甲部门”“甲部门”修改为“丙部门”。",
        "将第一条中的修改为“丙部门”。",
        "将第一条、第一条中的“甲部门”修改为“丙部门”。",
        "删去第一条、。",
        "第二条第一款。",
        "将第二条第一款修改为：。",
        "将第二条改为第四条第四条，修改为：“丁。”",
        "将第一条第五句中的“甲部门”修改为“丙部门”。",
        "将第一条中的第三处“甲部门”修改为“丙部门”。",
        "将第一条中的“甲部门”等修改为“丙部门”。",
        "将第一条中的“甲部门”“乙部门”等三词修改为“丙部门”。",
        "将“甲部门”修改为“丙部门”。",
        "第一条所列事项另行理顺，删去“甲部门”。",
        "将第九章“渡口”第一条中的“甲部门”修改为“丙部门”。",
        "将第一条“丁部门负责”中的“甲部门”修改为“丙部门”。",
        "第一条、第三条增加一款：“戊。”",
        "在第一条中的“甲部门”后增加一款：“戊部门”。",
        "将第二条第一款改为第三款，第一款改为第四款。",
        "第三条不变。",
        "将第一条第一款第二项中的“甲部门”修改为“丙部门”。",
    ],
)
def test_what_does_not_hold_is_told_and_nothing_changes(order: str) -> None:
    text, told = outcome(LAW, HEAD + order)
    assert told
    assert not text or text.split("\n", 1)[1].replace(NOTE, "") == LAW.to_text().split("\n", 1)[1]


NOTE = "（根据例市人大常委会《关于修改〈例市渡口条例〉的决定》修正）\n"
