"""Whatever a caller hands over (path, bytes, open file, standard input) as the text of a law, with a name for messages."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import IO, TypeAlias

import attrs

from lawtrack.errors import Finding, InputError
from lawtrack.model.nodes import Statute
from lawtrack.syntax.encoding import decode, unmark

Readable: TypeAlias = "str | os.PathLike[str] | bytes | IO[bytes] | IO[str]"

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, in bytes; the longest statute in force has about one."""


@attrs.frozen
class Source:
    """The content of a file: ``kind`` is text, html, json, xml or docx; ``text`` its characters (empty for docx)."""

    name: str
    kind: str
    text: str = ""
    data: bytes = b""
    findings: tuple[Finding, ...] = ()


_KINDS = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".xml": "xml",
    ".docx": "docx",
}
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "旧的二进制 Word 文档（.doc）", "在 Word 或者 LibreOffice 中另存为 .docx"),
    (
        b"%PDF",
        "PDF",
        "先转换为文本：能选中文字的可复制出来或者用 pdftotext，扫描件须先做文字识别（OCR），再存为 .txt 或者 .docx",
    ),
    (b"\x89PNG", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"\xff\xd8\xff", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"GIF8", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"BM", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"II*\x00", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"MM\x00*", "图片", "先做文字识别（OCR），再存为 .txt"),
    (b"RIFF", "图片或者录音", "先做文字识别（OCR），再存为 .txt"),
    (b"\x1f\x8b", "压缩文件", "先解压"),
    (b"{\\rtf", "RTF 文档", "在 Word 或者 LibreOffice 中另存为 .docx"),
)


def open_source(source: Readable) -> Source:
    """Read a source and tell what it is, by its content first and its suffix second.

    Raises :class:`InputError`, naming file and remedy, for what does not exist or holds no text (old .doc, PDF, pictures).

    >>> open_source("第一条　为了节水，制定本条例。".encode("gb18030")).text
    '第一条\\u3000为了节水，制定本条例。'
    """
    if isinstance(source, bytes):
        return _tell(source, "（字节）", "")
    if isinstance(source, (str, os.PathLike)):
        path = Path(source)
        if "\n" in str(source):
            raise InputError("给出的是文本而不是文件名；文本请用 parse_statute 或者 parse_decision 读")
        try:
            if path.is_dir():
                raise InputError(f"{path} 是目录，不是文件；请给出其中一个文件")
            if path.stat().st_size > LARGEST:
                raise InputError(
                    f"{path} 有 {path.stat().st_size >> 20} MB，超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读"
                )
            return _tell(path.read_bytes(), str(path), path.suffix.lower())
        except FileNotFoundError:
            raise InputError(f"没有文件 {path}；请检查路径和文件名") from None
        except PermissionError:
            raise InputError(f"{path} 没有读取权限；请检查文件和所在目录的权限，或者换一个能读它的用户") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"{str(path)[:200]} 读不出来（{reason}）；请检查路径，或者重新取得文件") from error
    name = str(getattr(source, "name", "（数据流）"))
    content = source.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InputError(f"{name} 超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读")
    suffix = Path(name).suffix.lower()
    return (
        Source(name, _text_kind(content, suffix), content) if isinstance(content, str) else _tell(content, name, suffix)
    )


def _tell(data: bytes, name: str, suffix: str) -> Source:
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(f"{name} 有打开密码，读不出文字；请在 Word 中打开，取消密码（文件—信息—保护文档）后另存")
    for magic, what, remedy in _REFUSED:
        if data.startswith(magic) and (not magic.isalpha() or b"\0" in data[:64]):  # a text may begin with letters
            raise InputError(f"{name} 是{what}，读不出文字；请{remedy}")
    if data.startswith(b"PK\x03\x04"):
        if suffix not in ("", ".docx") or b"word/" not in data:
            raise InputError(f"{name} 是压缩包而不是 .docx；请解压，或者另存为 .docx")
        return Source(name, "docx", data=data)
    if suffix == ".docx":
        raise InputError(f"{name} 的后缀是 .docx，内容却不是；请用 Word 或者 LibreOffice 重新保存")
    text = decode(data, name)
    if suffix in (".md", ".markdown"):
        text = unmark(text)
    return Source(name, _text_kind(text, suffix), text, data)


def _text_kind(text: str, suffix: str) -> str:
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html")):
        return "html"
    if head.startswith(("<?xml", "<akomantoso")):
        return "html" if "<html" in head else "xml"
    if head.startswith("{") and '"lawtrack"' in head:
        return "json"
    return _KINDS.get(suffix, "text") if suffix not in (".docx",) else "text"


@attrs.frozen
class Reading:
    """The text of a file and the doubts about getting at it; ``statute`` where the file holds the structure itself (Akoma Ntoso)."""

    text: str
    findings: tuple[Finding, ...] = ()
    statute: Statute | None = None


def read_text(opened: Source, tracked: str = "") -> Reading:
    """The text of a file (.txt, .md, .html, .docx, .akn.xml); JSON is data and read elsewhere.

    ``tracked`` says which text of a Word file with tracked changes is meant, "old" or "new".
    """
    if opened.kind == "xml":
        from lawtrack.formats.akn.document import read_akn

        document = read_akn(opened.data or re.sub(r"^\s*<\?xml[^>]*\?>", "", opened.text).encode(), opened.name)
        return Reading(document.text, document.findings, document.statute)
    if opened.kind == "html":
        from lawtrack.formats.html_read import page_text

        text, findings = page_text(opened.text, opened.name)
        return Reading(text, tuple(findings))
    if opened.kind == "docx":
        from lawtrack.formats.docx.read import read_docx

        word = read_docx(opened.data, opened.name, tracked=tracked)
        return Reading(word.text, tuple(word.findings))
    return Reading(opened.text, opened.findings)
