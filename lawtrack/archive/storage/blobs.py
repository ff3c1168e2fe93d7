"""What stands in an archive as bytes: digests, snapshots, patches and decisions, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b as _blake2b
from typing import Any, TypeAlias

from lawtrack import wire
from lawtrack.errors import InputError
from lawtrack.model.levels import Level, Unit
from lawtrack.model.nodes import Statute, build

_quoted: Callable[[str], str] = json.encoder.encode_basestring
"""A text as JSON, as the encoder below writes it."""
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(data: bytes | str) -> bytes:
    """The content address: 16 bytes of BLAKE2b."""
    return _blake2b(_encoded(data) if isinstance(data, str) else data, digest_size=16).digest()


def text_digests(texts: Iterable[str]) -> dict[bytes, str]:
    """Texts by the digests of what they say.

    >>> text_digests(["甲"]) == {digest("甲"): "甲"}
    True
    """
    try:
        return {_blake2b(text.encode(), digest_size=16).digest(): text for text in texts}
    except UnicodeEncodeError as error:
        raise half_a_character(error) from error


def _encoded(text: str) -> bytes:
    """The bytes of a text; raises :class:`InputError` for half a character (a lone surrogate), which no file can hold."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise half_a_character(error) from error


def half_a_character(error: UnicodeEncodeError) -> InputError:
    """What to say of half a character (a lone surrogate), which no archive can hold nor be asked for."""
    code = f"U+{ord(error.object[error.start]):04X}"
    return InputError(
        f"文字里有不成字的编码（{code}），存档里存不下也查不到；请重新取得或者改正这段文字",
        f"the text holds half a character ({code}), which no archive can hold; correct it",
    )


def seal(values: Iterable[object]) -> bytes:
    """The digest of a row: of its values in the order of the columns."""
    plain = [v.hex() if isinstance(v, (bytes, memoryview)) else v for v in values]
    return digest(_compact(plain))


def pack(text: str) -> bytes:
    """Text, compressed."""
    return zlib.compress(_encoded(text), 6)


def unpack(data: bytes) -> str:
    """The text again; raises :class:`InputError` where the bytes are damaged."""
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise InputError(
            f"存档内容已损坏，无法解压：{error}", f"the archive is damaged, its content cannot be unpacked: {error}"
        ) from None


def statute_digest(statute: Statute) -> bytes:
    """The digest of a snapshot: of all its units, and of whether it prints its contents. It is :func:`units_digest`, written down unit by unit."""
    units = ",".join([f"{_begun(u.level, u.label)}{_quoted(u.text)}]" for u in statute.units])
    return digest(f"[{'true' if statute.contents else 'false'},[{units}]]")


@lru_cache(maxsize=4096)
def _begun(level: Level, label: str) -> str:
    """How a unit begins as JSON: its level and its label, of which there are few."""
    return f"[{int(level)},{_quoted(label)},"


def units_digest(contents: bool, units: Sequence[Sequence[object]]) -> bytes:
    """The digest of a snapshot, of its units as (level, label, text)."""
    return digest(_compact([contents, units]))


def write_snapshot(statute: Statute, texts: Sequence[int]) -> bytes:
    """A statute as a list of (level, label, text id), given the ids of its texts one per unit; the texts themselves stand elsewhere, once."""
    units = ",".join([f"{_begun(u.level, u.label)}{text}]" for u, text in zip(statute.units, texts, strict=True)])
    return pack(f"[{int(statute.contents)},[{units}]]")


def read_snapshot(snapshot: Snapshot, texts: Callable[[Sequence[int]], Mapping[int, str]]) -> Statute:
    """The statute of a snapshot; ``texts`` looks up texts by id."""
    contents, rows = snapshot
    found = texts([row[2] for row in rows])
    try:
        units = [Unit(Level(level), label, found[text]) for level, label, text in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(
            f"存档的文本已损坏：缺少所引用的文字（{error}）",
            f"a text of the archive is damaged: words that it refers to are missing ({error})",
        ) from None
    return build(units, Statute(contents=bool(contents)))


Snapshot: TypeAlias = "tuple[int, list[tuple[int, str, int]]]"
"""Whether a statute prints its contents, and (level, label, text id) of its units."""


def snapshot_rows(body: bytes) -> Snapshot:
    """What a snapshot says; raises :class:`InputError` where its bytes are damaged."""
    try:
        contents, rows = json.loads(unpack(body))
    except ValueError as error:
        raise InputError(f"存档的文本已损坏：{error}", f"a text of the archive is damaged: {error}") from None
    return contents, rows


def to_json(value: Any) -> str:
    """A patch or decision as JSON text."""
    return wire.dumps(value)


def from_json(text: str) -> Any:
    """What :func:`to_json` wrote."""
    return wire.loads(text)
