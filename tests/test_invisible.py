"""Characters that print nothing: no word is torn by them, no character is without a place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawtrack import amend, apply_repairs, parse_decision, parse_statute
from tests.decisions import uncovered

BASE = parse_statute("例市渡口条例\n第一条　审计机关甲。\n第二条　乙。\n第三条　丙。\n")
LINES = (
    "例市人民代表大会常务委员会关于修改《例市渡口条例》的决定\n（2024年3月1日例市人民代表大会常务委员会通过）\n"
    "例市人民代表大会常务委员会决定对《例市渡口条例》作如下修改：\n一、将第一条修改为：“审计机关丁。”\n二、删去第二条。\n"
    "三、将第三条中的“丙”修改为“戊己”。\n本决定自2024年5月1日起施行。\n"
)
PLAIN = parse_decision(LINES)


@pytest.mark.parametrize("c", ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad"])
def test_no_space_is_invented_inside_a_word(c: str) -> None:
    text = LINES.replace("审计", f"审{c}计").replace("第二条", f"第二{c}条")
    read = parse_decision(text)
    assert read == PLAIN or amend(BASE, read).statute == amend(BASE, PLAIN).statute
    assert amend(BASE, read).statute.articles[0].text == "审计机关丁。"
    assert [f.code for f in read.findings] == ["decision.invisible"] * 2
    assert apply_repairs(text, read.findings) == LINES


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES)), st.sampled_from("\u200b\u200d\u2060\u00ad")), max_size=12))
def test_law_10_invisible_characters_are_accounted_for(places: list[tuple[int, str]]) -> None:
    text = LINES
    for at, c in sorted(places, reverse=True):
        text = text[:at] + c + text[at:]
    read = parse_decision(text)
    assert not uncovered(read)
    assert read.source == text
    assert amend(BASE, read).statute == amend(BASE, PLAIN).statute
    assert apply_repairs(text, [f for f in read.findings if f.code == "decision.invisible"]) == LINES
    for old, new in zip(PLAIN.instructions, read.instructions, strict=True):
        for a, b in zip(old.orders, new.orders, strict=True):
            assert a.span and b.span
            stands = "".join(x for x in text[b.span.start : b.span.end] if x not in "\u200b\u200d\u2060\u00ad")
            assert stands == LINES[a.span.start : a.span.end]
