"""New text without quotation marks does not swallow what the decision says besides."""

from __future__ import annotations

import pytest

from lawtrack.binding.amend import Amendment
from tests.test_claims import carry_out, codes, statute, texts


def replaced(text: str) -> Amendment:
    return carry_out(statute(3), f"第一条修改为：{text}")


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "aside",
    [
        "此外，第二条中的甲改为乙。",
        "此外，根据机构改革情况，对有关内容进行了修改完善。",
        "另外，对第二条、第三条作出文字修改。",
    ],
)
def test_a_sentence_on_amending_is_told(aside: str, gap: str) -> None:
    done = replaced(f"\n第一条　新的规定。{gap}{aside}")
    assert texts(done) == ["甲。", "乙。", "丙。"]
    assert codes(done) & {"decision.whose-words", "decision.unread"}


@pytest.mark.parametrize("text", ["“新的规定。此外，收费标准可以调整。”", "\n第一条　新的规定。此外，可以收费。"])
def test_in_quotation_marks_or_without_amending_it_is_text(text: str) -> None:
    done = replaced(text)
    assert texts(done)[0] == text.strip("\n“”").removeprefix("第一条　") and not codes(done)
