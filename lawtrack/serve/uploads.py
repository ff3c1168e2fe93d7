"""What a request brings: files, each under a name that is only ever shown, and what was chosen on the page."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import attrs
from python_multipart.exceptions import MultipartParseError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from lawtrack.desk.papers import Role
from lawtrack.display import Language
from lawtrack.serve.language import language_of
from lawtrack.serve.settings import Settings

FACTS = ("title", "body", "date", "effective")
LONGEST = 200
"""Characters of a text that is written into a field of the page."""


class Refused(Exception):
    """A request that cannot be taken: the status of the answer and what is said."""

    def __init__(self, status: int, message: str, message_en: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.message_en = message_en


@attrs.frozen
class Upload:
    """One file as it came. ``name`` is what the user calls it, made harmless; it is shown and never used to reach anything."""

    name: str
    role: str
    data: bytes = attrs.field(repr=False)
    repairs: tuple[str, ...] = ()


@attrs.frozen
class Order:
    """What is to be done: with ``look`` the files are only recognised."""

    files: tuple[Upload, ...]
    look: bool = False
    borders: dict[str, str] = attrs.field(factory=dict)
    facts: dict[str, str] = attrs.field(factory=dict)
    language: Language = "zh"

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(len(f.data) for f in self.files)


def shown_name(name: str) -> str:
    """A client's file name for messages: no folders, no control characters, none that turn the direction of writing; of a bearable length.

    >>> shown_name("../../etc/passwd"), shown_name("C:\\\\Temp\\\\决定.docx"), shown_name("a\\u202etxt.exe\\n"), len(shown_name("长" * 500 + ".docx"))
    ('passwd', '决定.docx', 'atxt.exe', 100)
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    if len(plain) > 100:
        stem, dot, suffix = plain.rpartition(".")
        suffix = dot + suffix if dot and len(suffix) < 10 else ""
        plain = plain[: 99 - len(suffix)] + "…" + suffix
    return plain if plain.strip(".") else "（没有名称的文件）"


async def read_order(request: Request, settings: Settings) -> Order:
    """The order in a multipart request: parts named ``file``, and one named ``order`` that is JSON. Raises :class:`Refused`."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise _shape("文件要作为表单上传", "files come as a form", 415)
    try:
        async with request.form(max_files=settings.files, max_fields=1, max_part_size=1 << 20) as form:
            parts = form.getlist("file")
            told = _told(form.get("order"))
            roles, repairs = _listed(told, "roles"), _listed(told, "repairs")
            files: list[Upload] = []
            for i, part in enumerate(parts):
                if not isinstance(part, UploadFile):
                    raise _shape("file 不是文件", "file is no file")
                name = shown_name(part.filename or "")
                if part.size is None or part.size > settings.file_bytes:
                    raise Refused(
                        413,
                        f"{name} 超过 {settings.file_mb} MB；请只上传其中的法规，或者在启动时用 --file-mb 放宽",
                        f"{name} is larger than {settings.file_mb} MB; upload the statute in it only, or start with --file-mb",
                    )
                role = roles[i] if i < len(roles) else ""
                chosen = repairs[i] if i < len(repairs) else []
                files.append(Upload(name, _role(role), await part.read(), _keys(chosen)))
    except (HTTPException, MultipartParseError, UnicodeError) as error:
        detail = str(getattr(error, "detail", ""))
        if "Too many files" in detail:
            raise Refused(
                413,
                f"一次最多上传 {settings.files} 个文件（启动时可用 --files 放宽）",
                f"{settings.files} files at once at most (start with --files for more)",
            ) from None
        raise Refused(
            400, "上传的内容不完整或者格式不对；请重试", "the upload is incomplete or malformed; try again"
        ) from None
    if not files:
        raise Refused(400, "没有收到文件", "no file came")
    if len({f.name for f in files}) < len(files):
        files = _told_apart(files)
    borders = {str(k)[:LONGEST]: str(v) for k, v in _dict(told, "borders").items() if v in ("earlier", "later")}
    facts = {k: str(v)[:LONGEST] for k, v in _dict(told, "facts").items() if k in FACTS and v}
    return Order(tuple(files), told.get("look") is True, borders, facts, language_of(request.headers))


def _shape(zh: str, en: str, status: int = 400) -> Refused:
    return Refused(status, f"请求的格式不对：{zh}", f"malformed request: {en}")


def _told_apart(files: list[Upload]) -> list[Upload]:
    """Files of one name get a number, so that a message says which is meant."""
    seen: dict[str, int] = {}
    out = []
    for f in files:
        seen[f.name] = seen.get(f.name, 0) + 1
        stem, dot, suffix = f.name.rpartition(".")
        n = seen[f.name]
        out.append(f if n == 1 else attrs.evolve(f, name=f"{stem}（{n}）{dot}{suffix}" if stem else f"{f.name}（{n}）"))
    return out


def _told(part: Any) -> dict[str, Any]:
    try:
        found = json.loads(part) if isinstance(part, str) else {}
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _shape("order 应为 JSON", "order is JSON")
    return found


def _dict(told: dict[str, Any], name: str) -> dict[Any, Any]:
    value = told.get(name, {})
    if not isinstance(value, dict) or len(value) > 1000:
        raise _shape(name, name)
    return value


def _listed(told: dict[str, Any], name: str) -> list[Any]:
    value = told.get(name, [])
    if not isinstance(value, list) or len(value) > 1000:
        raise _shape(name, name)
    return value


def _role(role: Any) -> str:
    if role not in ("", *Role):
        raise _shape("文件的用途", "roles")
    return str(role)


def _keys(chosen: Any) -> tuple[str, ...]:
    if not isinstance(chosen, list) or len(chosen) > 10_000:
        raise _shape("repairs", "repairs")
    return tuple(map(str, chosen))
