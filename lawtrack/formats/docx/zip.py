"""Opening a zipped document from a stranger: damaged, encrypted and malicious files are refused with the remedy, in bounded memory."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from lawtrack.errors import InputError
from lawtrack.formats.xml import parse_xml

LARGEST_PART = 64 * 1024 * 1024
"""The largest XML part that is unpacked; the Civil Code as a Word file has about 3 MB."""
_MOST_PARTS = 10_000
_SMALL, _TIGHTEST = (
    4 * 1024 * 1024,
    200,
)  # from this size on, text packed tighter than this is no text; Word files reach about 40
_OLE = b"\xd0\xcf\x11\xe0"
_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What reading a part of a damaged archive raises."""


class Parts:
    """The parts of a zipped document (``kind`` is its suffix) by path.

    Raises :class:`InputError` naming file, place and remedy where one cannot be used.
    """

    def __init__(self, data: bytes, name: str, kind: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise InputError(
                f"{name} 不是完整的 {kind}（{_reason(problem)}）；文件可能没有下载完或者已损坏，请重新取得",
                f"{name} is no whole {kind} ({_reason(problem)}); it may be cut short or damaged, get it again",
            ) from None
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise InputError(
                f"{name} 里有 {len(self._zip.infolist())} 个部件，不是正常的文档；请在 Word 或者 LibreOffice 中另存后重试",
                f"{name} has {len(self._zip.infolist())} parts and is no ordinary document; save it anew in Word or LibreOffice",
            )
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}

    def root(self, path: str | None) -> etree._Element | None:
        """The XML of a part, None where the file has no such part."""
        info = self._names.get((path or "").lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise InputError(
                f"{self.name} 的部件 {info.filename} 已加密；请取消密码后另存",
                f"part {info.filename} of {self.name} is encrypted; remove the password and save it",
            )
        if info.file_size > LARGEST_PART:
            raise InputError(
                f"{self.name} 的部件 {info.filename} 展开后有 {info.file_size >> 20} MB，超过上限 {LARGEST_PART >> 20} MB；"
                "这不像法规文本，请把正文另存为 .docx 或者 .txt",
                f"part {info.filename} of {self.name} unpacks to {info.file_size >> 20} MB, more than {LARGEST_PART >> 20} MB; that is no statute, save the text as .docx or .txt",
            )
        if info.file_size > _SMALL and info.file_size > _TIGHTEST * info.compress_size:
            raise InputError(
                f"{self.name} 的部件 {info.filename} 压缩了 {info.file_size // max(1, info.compress_size)} 倍，"
                "是压缩炸弹或者空白内容；请在 Word 中打开后另存，或者把正文存为 .txt",
                f"part {info.filename} of {self.name} is packed {info.file_size // max(1, info.compress_size)} times, a bomb or blanks; save it anew in Word, or as .txt",
            )
        try:
            with self._zip.open(info) as part:
                data = part.read(LARGEST_PART + 1)
        except _BROKEN as problem:
            raise InputError(
                f"{self.name} 的部件 {info.filename} 已损坏（{_reason(problem)}）；请用 Word“打开并修复”后另存，或者重新取得文件",
                f"part {info.filename} of {self.name} is damaged ({_reason(problem)}); let Word open and repair it, or get the file again",
            ) from None
        return parse_xml(data, f"{self.name} 的部件 {info.filename}")


class DocxParts(Parts):
    """The parts of a .docx, with the document that its relations lead to."""

    def __init__(self, data: bytes, name: str) -> None:
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data:
                raise InputError(
                    f"{name} 有打开密码，读不出文字；请在 Word 中打开，取消密码（文件—信息—保护文档）后另存",
                    f"{name} has a password and cannot be read; open it in Word, remove the password (File, Info, Protect) and save it",
                )
            raise InputError(
                f"{name} 是旧的二进制 Word 文档（.doc）而不是 .docx；请用它原来的后缀再读，或者另存为 .docx",
                f"{name} is an old binary Word file (.doc), not .docx; read it under its own suffix, or save it as .docx",
            )
        super().__init__(data, name, ".docx")
        self.main: str | None = self._related("", "officeDocument")
        if self.main is None or self.main.lower() not in self._names:
            raise InputError(
                f"{name} 里没有 Word 正文（document.xml）；如果是其他压缩包请解压，表格或者幻灯片请另存为 .docx",
                f"{name} has no Word text (document.xml); unpack other archives, save sheets and slides as .docx",
            )
        root = self.root(self.main)
        if root is None or etree.QName(root).localname != "document":
            raise InputError(
                f"{name} 的正文不是 Word 文档；表格或者幻灯片请另存为 .docx",
                f"the body of {name} is no Word document; save sheets and slides as .docx",
            )
        self.document = root

    def related(self, kind: str) -> etree._Element | None:
        """The XML of the part that the document names as its ``kind`` (styles, numbering, footnotes …)."""
        return self.root(self._related(self.main or "", kind))

    def relatives(self, kind: str) -> list[etree._Element]:
        """All parts of a kind (headers, footers)."""
        found = (self.root(path) for path in self._targets(self.main or "", kind))
        return [root for root in found if root is not None]

    def _related(self, part: str, kind: str) -> str | None:
        return next(iter(self._targets(part, kind)), None)

    def _targets(self, part: str, kind: str) -> list[str]:
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        out = []
        for relation in root.iter(_RELATIONSHIP) if root is not None else ():
            if (
                relation.get("Type", "") in (prefix + kind for prefix in _OFFICE)
                and relation.get("TargetMode") != "External"
            ):
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                out.append(posixpath.normpath(path))
        return out


def _reason(problem: Exception) -> str:
    return str(problem)[:80] or type(problem).__name__
