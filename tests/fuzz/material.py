"""What the fuzz targets begin with, and how it is spoilt: texts and files that are well formed, and mutations of characters, lines and bytes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from functools import cache
from pathlib import Path

from lawtrack.formats.render import render
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import DECISION, LAW, OTHER, REPEAL, SECOND

_CASES = Path(__file__).resolve().parent.parent / "cases"
HOSTILE = (
    "\0", "\ufeff", "\u200b", "\u202e", "\ud800", "\u3000", "\r", "\t", "\x0b", "\x1b", "“", "”", "「", "《", "》", "〈", "（", "）", "：", "；", "、", "。", "…",
    "第", "条", "款", "项", "第一条", "第二款", "（一）", "第九千九百九十九条", "第０条", "第〇条之一", "之一之一", "修改为", "增加", "删去", "改为", "作为", "合并", "分为", "其中",
    "中的", "前款", "本条例", "废止", "自公布之日起施行", "99999999999999999999", "２", "é", "😀", "\n\n", "附件", "目录", "第一章", "|", "---", "<table>", "&#0;", "**",
)  # fmt: skip


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(statute, decision) pairs that go together."""
    pairs = [(LAW, DECISION), (LAW, SECOND), (OTHER, REPEAL)]
    for path in sorted((_CASES / "amend").glob("*.txt")) + sorted((_CASES / "reported").glob("*.txt")):
        for block in re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]:
            parts = dict(re.findall(r"(?ms)^## (\S+)\n(.*?)(?=^## |\Z)", block))
            if "原文" in parts and "决定" in parts:
                pairs.append((parts["原文"], parts["决定"]))
    return tuple(pairs)


def spoil(text: str, chance: random.Random) -> str:
    """A text after one to five mutations."""
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
        text = _spoil_once(text, chance)[:20000]
    return text


def _spoil_once(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    end = min(len(text), at + chance.choice((1, 1, 2, 5, 20, 200)))
    lines = text.split("\n")
    i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + chance.choice(HOSTILE) * chance.choice((1, 1, 1, 3, 40)) + text[at:]
        case 2:
            return text[:at] + text[at:end] * 2 + text[end:]
        case 3:
            lines[i], lines[j] = lines[j], lines[i]
            return "\n".join(lines)
        case 4:
            return "\n".join(lines[:i] + [lines[j]] * chance.choice((1, 2, 30)) + lines[i:])
        case 5:
            return text.replace("\n", chance.choice(("", "\r\n", "\n\n", " ", "\n\u3000\u3000")))
        case 6:
            other = chance.choice(chance.choice(texts()))
            cut = chance.randrange(len(other) + 1)
            return text[:at] + other[cut : cut + chance.choice((5, 50, 500))] + text[at:]
        case 7:
            return "".join(chance.sample(text[at:end], end - at)).join((text[:at], text[end:]))
        case _:
            numerals = "零一二三四五六七八九十百0123456789"
            return "".join(chance.choice(numerals) if c in numerals and chance.random() < 0.2 else c for c in text)


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    """A file after one to eight mutations."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0 if made:
                made[min(at, len(made) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del made[at : at + chance.choice((1, 4, 100))]
            case 2:
                made[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 32))))
            case 3:
                made[at:at] = made[at : at + chance.choice((8, 200))]
            case _:
                del made[at:]
    return bytes(made)


def spoil_package(data: bytes, chance: random.Random) -> bytes:
    """A zip package one of whose parts is spoilt inside, so that the damage reaches the reader of the part."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    name = chance.choice(sorted(parts))
    parts[name] = (
        spoil_bytes(parts[name], chance)
        if chance.random() < 0.5
        else spoil(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return out.getvalue()


@cache
def files() -> dict[str, bytes]:
    """A file of each kind that lawtrack itself writes."""
    law = parse_statute(LAW)
    made = {kind: render(law, kind) for kind in ("text", "md", "html", "json", "docx", "akn")}
    return {k: v.encode() if isinstance(v, str) else v for k, v in made.items()}
