"""The normalised view: equal where only the setting differs, and always leading back to the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawtrack.model.normal import normalise

ODD = st.text(alphabet="甲乙 \u3000\t\n\u200b，,；;：（）()“”\"'ａ1１abc⼈見⻅—-○〇\ufeff", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（一）报告,审计；", "(一)报告，审计;"),
        ("第 八 条　总　则", "第八条总则"),
        ("一八四○年", "一八四〇年"),
        ("⼈民⻅证", "人民见证"),
        ("２０２３年1月", "2023年 1 月"),
        ("“甲”", '"甲"'),
        ("零\u200b宽", "零宽"),
        ("—2035年", "-2035年"),
    ],
)
def test_setting_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"), [("帐簿", "账簿"), ("①", "1"), ("㎡", "m2"), ("《甲》", "〈甲〉"), ("的", "地"), ("ab c", "abc")]
)
def test_words_make_a_difference(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(ODD)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
