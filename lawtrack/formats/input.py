"""Whatever a caller hands over (path, bytes, open file, standard input) as the text of a law, with a name for messages."""

from __future__ import annotations

import os
import re
import select
import stat
from pathlib import Path
from typing import IO, TypeAlias

import attrs

from lawtrack.errors import Finding, InputError
from lawtrack.formats.kinds import READABLE
from lawtrack.formats.registry import reader_for
from lawtrack.model.nodes import Statute
from lawtrack.syntax.encoding import decode, unmark

Readable: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | IO[str]

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, in bytes; the longest statute in force has about one."""


@attrs.frozen
class Source:
    """The content of a file: ``kind`` is text, html, json, xml, docx, odt, fodt, office, pdf or boxes; ``text`` its characters where it is a text."""

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
}
_PICTURE = ("图片", "先做文字识别（OCR），再存为 .txt 或者带文字层的 PDF")
_REFUSED = (
    (b"\x89PNG", *_PICTURE),
    (b"\xff\xd8\xff", *_PICTURE),
    (b"GIF8", *_PICTURE),
    (b"BM", *_PICTURE),
    (b"II*\x00", *_PICTURE),
    (b"MM\x00*", *_PICTURE),
    (b"RIFF", "图片或者录音", _PICTURE[1]),
    (b"\x1f\x8b", "压缩文件", "先解压"),
)
_OLE = b"\xd0\xcf\x11\xe0"
_OCR = re.compile(r'\{"(?:pages|width|height|lines)":|\[{1,3}[\[{][\["{]*(?:-?[0-9.]+,|box")')
"""How the JSON of an OCR engine begins: pages or lines, or the corners of the first line."""
_PATIENCE = 10.0
"""Seconds that a pipe may stay silent."""


def open_source(source: Readable) -> Source:
    """Read a source and tell what it is, by its content first and its suffix second.

    Raises :class:`InputError`, naming file and remedy, for what does not exist, never answers, or holds no text (pictures).

    >>> open_source("第一条　为了节水，制定本条例。".encode("gb18030")).text
    '第一条\\u3000为了节水，制定本条例。'
    """
    if isinstance(source, bytes):
        return _tell(source, "（字节）", "")
    if isinstance(source, (str, os.PathLike)):
        path = Path(os.fsdecode(source))
        name = os.fsencode(path).decode("utf-8", "replace")  # a name in another encoding is shown as far as it can be
        if "\n" in name:
            raise InputError(
                "给出的是文本而不是文件名；文本请用 parse_statute 或者 parse_decision 读",
                "this is text, not the name of a file; read text with parse_statute or parse_decision",
            )
        return _tell(_read_file(path, name), name, path.suffix.lower())
    name = str(getattr(source, "name", "（数据流）"))
    try:
        content = source.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # closed, or opened for writing
        raise InputError(
            f"{name} 读不出来：{error}；请以读的方式打开，并且在读完之前不要关闭",
            f"{name} cannot be read: {error}; open it for reading, and close it later",
        ) from error
    if len(content) > LARGEST:
        raise InputError(
            f"{name} 超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读",
            f"{name} is larger than {LARGEST >> 20} MB; take the statute out of it",
        )
    suffix = Path(name).suffix.lower()
    return (
        Source(name, _text_kind(content, suffix), content) if isinstance(content, str) else _tell(content, name, suffix)
    )


def _read_file(path: Path, name: str) -> bytes:
    """The bytes of a file or of a pipe; whatever else has a name is refused, for it may never end."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError(
                f"{name} 是目录，不是文件；请给出其中一个文件", f"{name} is a folder, not a file; name a file in it"
            )
        if stat.S_ISFIFO(about.st_mode):
            return _read_pipe(path, name)
        if not stat.S_ISREG(about.st_mode):
            raise InputError(
                f"{name} 是设备而不是文件，读不到尽头；请给出文件，标准输入写作 -",
                f"{name} is a device without an end, not a file; give a file, or - for standard input",
            )
        if about.st_size > LARGEST:
            raise InputError(
                f"{name} 有 {about.st_size >> 20} MB，超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读",
                f"{name} has {about.st_size >> 20} MB, more than {LARGEST >> 20} MB; take the statute out of it",
            )
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)  # the size of some files is not known before (/proc)
    except FileNotFoundError:
        raise InputError(
            f"没有文件 {name}；请检查路径和文件名", f"there is no file {name}; check path and name"
        ) from None
    except PermissionError:
        raise InputError(
            f"{name} 没有读取权限；请检查文件和所在目录的权限，或者换一个能读它的用户",
            f"{name} may not be read; check the permissions of the file and its folder",
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{name[:200]} 读不出来（{reason}）；请检查路径，或者重新取得文件",
            f"{name[:200]} cannot be read ({reason}); check the path, or get the file again",
        ) from error
    if len(data) > LARGEST:
        raise InputError(
            f"{name} 超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读",
            f"{name} is larger than {LARGEST >> 20} MB; take the statute out of it",
        )
    return data


def _read_pipe(path: Path, name: str) -> bytes:
    """What comes out of a named pipe, as of <(…) in a shell, as long as somebody writes into it."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        parts: list[bytes] = []
        size = 0
        while select.select([handle], [], [], _PATIENCE)[0]:
            try:
                part = os.read(handle, 1 << 20)
            except BlockingIOError:
                continue
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise InputError(
                    f"{name} 超过上限 {LARGEST >> 20} MB；请拆出其中的法规再读",
                    f"{name} is larger than {LARGEST >> 20} MB; take the statute out of it",
                )
    finally:
        os.close(handle)
    raise InputError(
        f"{name} 是管道，{_PATIENCE:.0f} 秒没有送来任何内容；请给出文件，或者检查写入它的程序",
        f"{name} is a pipe that sent nothing for {_PATIENCE:.0f} seconds; give a file, or check what writes to it",
    )


def _tell(data: bytes, name: str, suffix: str) -> Source:
    if suffix not in READABLE and (added := reader_for(suffix)):
        return Source(name, "text", added.read(data, name))
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            f"{name} 有打开密码，读不出文字；请在 Word 中打开，取消密码（文件—信息—保护文档）后另存",
            f"{name} has a password and cannot be read; open it in Word, remove the password (File, Info, Protect) and save it",
        )
    if data.startswith((_OLE, b"{\\rtf")):
        return Source(name, "office", data=data)
    if data[:1024].lstrip().startswith(b"%PDF") or suffix == ".pdf" and b"%PDF-" in data[:1024]:
        return Source(name, "pdf", data=data)
    for magic, what, remedy in _REFUSED:
        if data.startswith(magic) and (not magic.isalpha() or b"\0" in data[:64]):  # a text may begin with letters
            raise InputError(
                f"{name} 是{what}，读不出文字；请{remedy}",
                f"{name} is a file of a kind that holds no readable text; save its text as .docx or .txt",
            )
    if data.startswith(b"PK\x03\x04"):
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
            return Source(name, "odt", data=data)
        if suffix not in ("", ".docx", ".docm", ".dotx") or b"word/" not in data:
            raise InputError(
                f"{name} 是压缩包而不是 .docx 或者 .odt；请解压，或者另存为 .docx",
                f"{name} is a packed archive, not .docx or .odt; unpack it, or save the document as .docx",
            )
        return Source(name, "docx", data=data)
    if suffix in (".docx", ".odt", ".pdf", ".doc"):
        raise InputError(
            f"{name} 的后缀是 {suffix}，内容却不是；请用 Word 或者 LibreOffice 重新保存，或者重新取得文件",
            f"{name} ends in {suffix}, but its content is something else; save it anew in Word or LibreOffice, or get it again",
        )
    text = decode(data, name)
    if suffix in (".md", ".markdown"):
        text = unmark(text)
    return Source(name, _text_kind(text, suffix), text, data)


def _text_kind(text: str, suffix: str) -> str:
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if "ocr_page" in head and "<html" in head or "class='ocr_page'" in text or 'class="ocr_page"' in text:
        return "boxes"
    if head.startswith(("<!doctype html", "<html")):
        return "html"
    if head.startswith(("<?xml", "<akomantoso", "<office:document")):
        return "html" if "<html" in head else "fodt" if "<office:document" in head else "xml"
    if head.startswith("{") and '"lawtrack"' in head:
        return "json"
    if suffix == ".json" and _OCR.match(re.sub(r"\s", "", text[:400])):
        return "boxes"
    return _KINDS.get(suffix, "text")


@attrs.frozen
class Reading:
    """The text of a file and the doubts about getting at it; ``statute`` where the file holds the structure itself (Akoma Ntoso).

    ``two`` says what makes it two texts in one file: "tracked" changes, "struck" words, a comparison "table"; "" where it is one.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    statute: Statute | None = None
    two: str = ""


def read_text(opened: Source, tracked: str = "") -> Reading:
    """The text of a file, whatever kind it is of; JSON is data and read elsewhere.

    ``tracked`` says which text of a file with tracked changes is meant, "old" or "new".
    """
    if opened.kind == "xml":
        from lawtrack.formats.akn.document import read_akn

        document = read_akn(opened.data or _undeclared(opened.text).encode(), opened.name)
        return Reading(document.text, document.findings, document.statute)
    if opened.kind == "html":
        from lawtrack.formats.html_read import page_text

        text, findings = page_text(opened.text, opened.name)
        return Reading(text, tuple(findings))
    if opened.kind == "docx":
        from lawtrack.formats.docx.read import read_docx

        word = read_docx(opened.data, opened.name, tracked=tracked)
        return Reading(word.text, word.findings, two=word.two)
    if opened.kind == "office":
        from lawtrack.formats.docx.read import read_docx
        from lawtrack.formats.office import as_docx

        word = read_docx(as_docx(opened.data, opened.name), opened.name, tracked=tracked)
        return Reading(word.text, word.findings, two=word.two)
    if opened.kind in ("odt", "fodt"):
        from lawtrack.formats.odt import read_odt

        odt = read_odt(opened.data or _undeclared(opened.text).encode(), opened.name, tracked=tracked)
        return Reading(odt.text, odt.findings, two=odt.two)
    if opened.kind == "pdf":
        from lawtrack.formats.pdf.read import read_pdf

        pdf = read_pdf(opened.data, opened.name)
        return Reading(pdf.text, pdf.findings)
    if opened.kind == "boxes":
        from lawtrack.formats.pdf.ocr import read_boxes
        from lawtrack.formats.pdf.read import read_pages

        seen = read_pages(read_boxes(opened.text, opened.name), opened.name)
        return Reading(seen.text, seen.findings)
    return Reading(opened.text, opened.findings)


def _undeclared(text: str) -> str:
    """An XML text without its declaration, whose encoding no longer holds once it was decoded."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
