"""Encodings: what real files come in, and clear words for what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawtrack.errors import InputError
from lawtrack.syntax.encoding import decode

LAW = (
    "某市节水条例\n（2020年1月1日某市人民代表大会常务委员会通过）\n第一条　为了节约用水，根据有关法律的规定，制定本条例。\n"
    * 4
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_usual_encoding_is_told_apart(encoding: str) -> None:
    assert decode(LAW.encode(encoding)) == LAW


def test_rare_characters_survive() -> None:
    text = LAW + "第二条　𠮷、㙍、〇、①。"
    assert decode(text.encode("gb18030")) == text and decode(text.encode()) == text


def test_big5_is_proposed_and_not_guessed() -> None:
    text = "臺北市節水自治條例\n第一條　為了節約用水，依據有關法律的規定，制定本自治條例。\n" * 6
    with pytest.raises(InputError, match="Big5"):
        decode(text.encode("big5"))
    assert decode(text.encode("big5"), encoding="big5") == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (bytes(range(256)) * 40, "零字节"),
        (b"\x89PNG\r\n\x1a\n\x00\x00" * 20, "零字节"),
        (LAW.encode()[:-40] + b"\xff\xfe\xfd\x80", "第 12 行"),
        (LAW.encode("utf-16")[:-1], "没有传完"),
    ],
)
def test_what_is_no_text_says_where_and_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        decode(data, "某文件.txt")
    assert "某文件.txt" in str(caught.value) and "请" in str(caught.value)


def test_unknown_encoding_is_named() -> None:
    with pytest.raises(InputError, match="klingon"):
        decode(b"x", encoding="klingon")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert text.encode("utf-8").decode("utf-8") == text  # no half characters
    assert bool(text) <= bool(data)


@given(st.text(alphabet="第一条为了规范的，。\n（）ABC12", min_size=1, max_size=60))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode()) == text
