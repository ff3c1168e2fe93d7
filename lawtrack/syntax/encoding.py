"""Bytes → characters: what encoding a text of law was saved in.

Byte order mark, then UTF-8, then UTF-16 without a mark, then GB18030 (which holds GBK and GB2312). GB18030 reads almost any bytes as
*some* Chinese characters, so what comes out is looked at: text without the commonest characters of Chinese is no reading but a guess,
and is refused with the remedy. Big5 cannot be told from GBK by its bytes; it is proposed, never assumed.
"""

from __future__ import annotations

import codecs
import re

from lawtrack.errors import InputError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
_COMMON = frozenset("的一不是在有人和者或应應行为為法条條第规規定国國以及关關中民区區市政机機理会會")
_SAMPLE = 20_000
_ESCAPE = re.compile(r"\\([\\`*_~<>|\[\]#])|\\$", re.M)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,200}?)(?<=\S)\1")
_TRAILING = 8  # a file cut in the middle of a character


def decode(data: bytes, name: str = "", encoding: str | None = None) -> str:
    """Bytes as text; ``encoding`` settles it where the caller knows.

    Raises :class:`InputError`, naming file, place and remedy, for what is no text in a known encoding.

    >>> [decode("第一条　为了节水，制定本条例。".encode(e)) for e in ("gb18030", "utf-16", "utf-16-le")] == ["第一条　为了节水，制定本条例。"] * 3
    True
    """
    where = name or "（字节）"
    if encoding is not None:
        return _as_told(data, where, encoding)
    marked = _as_marked(data, where)
    if marked is not None:
        return marked
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    if b"\x00" in data[: _SAMPLE * 4]:
        at = data.index(b"\x00")
        raise InputError(
            f"{where}：第 {at} 字节是零字节，这不是文本文件；请另存为纯文本（UTF-8）、.docx 或者 .html 再读",
            f"{where}: byte {at} is a zero byte, this is no text file; save it as plain text (UTF-8), .docx or .html",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_chinese(data, where, error)


def _as_told(data: bytes, where: str, encoding: str) -> str:
    """Bytes in the encoding that the caller knows."""
    try:
        return data.decode(encoding).lstrip("\ufeff")
    except LookupError:
        raise InputError(
            f"{where}：不认识编码 {encoding}；可用 utf-8、gb18030、utf-16、big5",
            f"{where}: encoding {encoding} is not known, only utf-8, gb18030, utf-16 and big5",
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}：第 {_line(data, error.start)} 行（第 {error.start} 字节）不是 {encoding}；请换一种编码",
            f"{where}, line {_line(data, error.start)} (byte {error.start}): not {encoding}; try another encoding",
        ) from None


def _as_marked(data: bytes, where: str) -> str | None:
    """Bytes in the encoding that a mark before them says; None where there is no mark."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(marked)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{where}：文件标明是 {marked}，但第 {error.start + len(mark)} 字节起读不下去，可能没有传完；请重新取得文件",
                    f"{where}: marked as {marked}, but unreadable from byte {error.start + len(mark)} on; it may be cut short, get it again",
                ) from None
    return None


def _as_chinese(data: bytes, where: str, broken: UnicodeDecodeError) -> str:
    """Bytes that are not UTF-8 (``broken``: from where on) as GB18030, where that makes a text."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if broken.start > error.start and broken.start > len(data) // 2 or broken.start > len(data) - _TRAILING:
            raise InputError(
                f"{where}：第 {_line(data, broken.start)} 行（第 {broken.start} 字节）不是 UTF-8，文件可能损坏或者没有传完；请重新取得文件",
                f"{where}, line {_line(data, broken.start)} (byte {broken.start}): not UTF-8, the file may be damaged or cut short; get it again",
            ) from None
        raise InputError(
            f"{where} 的编码认不出来（不是 UTF-8、GB18030 或者 UTF-16）；请在编辑器中打开，另存为 UTF-8 文本",
            f"{where}: the encoding is not known (neither UTF-8 nor GB18030 nor UTF-16); open it in an editor and save it as UTF-8",
        ) from None
    if _reads_as_chinese(text):
        return text
    if _reads_as_chinese(data.decode("big5", "replace"), strict=True):
        raise InputError(
            f"{where} 像是 Big5 编码；请另存为 UTF-8 文本", f"{where}: this looks like Big5; save it as UTF-8"
        )
    raise InputError(
        f"{where} 按 GB18030 读出来不成文字；请另存为 UTF-8 文本",
        f"{where}: read as GB18030 it makes no text; save it as UTF-8",
    )


def unmark(text: str) -> str:
    r"""Markdown as plain text where it stands inside a line: escapes undone, bold marks and the \ of a line break dropped.

    >>> unmark(r"**第一条**　《关于修改\<甲法\>的决定》")
    '第一条\u3000《关于修改<甲法>的决定》'
    """
    return _ESCAPE.sub(r"\1", _BOLD.sub(r"\2", text))


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the units on one side read as Chinese text, line breaks and digits among them."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < 8 or len(data) % 2:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(
            sample
        )  # a character cut off by the end of the sample is no fault
    except UnicodeDecodeError:
        pass
    else:
        if b"\x00" not in sample:
            return None
    best: tuple[float, str] = (0.0, "")
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        han = sum("\u4e00" <= c <= "\u9fff" for c in text)
        plain = sum(c < "\x7f" and (c.isprintable() or c in "\r\n\t") or c in "，。；：、（）《》“”　" for c in text)
        known = sum(c in _COMMON for c in text)
        if (han + plain) / len(text) > 0.95 and plain and known * 20 >= han:
            best = max(best, ((han + plain) / len(text), encoding))
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError:
        return best[1] or None
    return best[1] if best[1] and b"\x00" in sample else None


def _reads_as_chinese(text: str, *, strict: bool = False) -> bool:
    """Whether the commonest characters are common in it; too little Chinese to tell counts as yes, unless ``strict``."""
    han = [c for c in text[:_SAMPLE] if "\u3400" <= c <= "\u9fff" or "\ue000" <= c <= "\uf8ff"]
    if len(han) < 50:
        return not strict
    return sum(c in _COMMON for c in han) * 50 >= len(han)
