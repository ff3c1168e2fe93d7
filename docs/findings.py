"""docs/findings.md: printed from the catalogues, the modules ``findings`` of the packages. Written anew by ``python docs/findings.py``."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from lawtrack.errors import FindingKind

HERE = Path(__file__).resolve().parent
PAGE = HERE / "findings.md"

HEAD = """\
# 提示（findings）一览

每条提示有固定代码、级别（info 记录、warning 请看、error 真差异或者未能执行）、位置和双语说明。下面按代码的前段分节；说法中的 □ 是随文而定的文字。
"""

AREAS = {
    "references": "法规内部引用（前款、本条第二款、本法第六条至第八条 ……）的识别与随条文顺序调整。",
    "corrections": "更正文件（`--corrections`）改变了决定的哪些读法。What a corrections file changed in the reading of a decision.",
    "timeline": "法规的沿革：由公布文本、修改决定、废止决定推出任何一天有效的文本。",
    "amend": "修改决定落实到法规文本（`amend`）时的提示。默认模式下，不能安全执行的指令整项不动并报告，其余照常执行；strict 模式遇 error 即停。",
    "rewind": "由新文本和修改决定倒推旧文本。倒推的文本立即按决定重新修改一遍作为验证。",
    "verify": "公布文本与修改决定（以及旧文本）相互核对。`before` 是按决定应有的文字，`after` 是公布的文字；两者哪一个有误，须核对原件。",
    "docx": "读 Word 文件（.docx）时注意到的事：凡是没有进入正文的，都在这里说明。",
    "odt": "读 OpenDocument 文件（.odt、.fodt）时注意到的事，与 Word 文件相同。",
    "pdf": "读 PDF（以及识别结果 hOCR、JSON）时注意到的事：版面上凡是没有读入、接起来、换了次序的，都在这里说明。",
    "archive": "法规存档：收入、检索、自检。",
    "draft": "起草修改决定（`draft(old, new)`）。",
    "table": "修改前后对照表（`--remarks 说明.xlsx`）。",
    "conform": "为一个机关的法规写改正引用的修改决定（`archive.conform(…, body=…)`、`lawtrack archive conform`）。",
    "merge": "同一文本的两个补丁（两份修改决定）合并。不能并存的修改是 `Merged.conflicts` 中的冲突，写明条文、双方指令和三个文本。",
    "statute": "读法规文本：文字一个不少，凡是接起来的、略去的、可疑的都在这里。修复只是建议，要求时（`parse --repair`，`read_statute(…, repair=True)`，`apply_repairs`）才改动原文。",
    "gazette": "从一期公报中找出各件文件。",
    "page": "从网站保存的网页（.html）。",
    "decision": "读修改决定（`parse_decision`、`read_decision`）时的提示。",
    "akn": "读 Akoma Ntoso 文件（.xml）时注意到的事。",
    "bills": "法规案：各阶段文本和报告中的修改建议。",
}
"""The first part of a code → what such findings are about, in the order of the page."""


def catalogues() -> Iterator[tuple[str, str, FindingKind]]:
    """Module, name and kind of every entry, in the order of the tables."""
    seen: set[int] = set()
    tables = (HERE.parent / "lawtrack").rglob("*.py")
    for path in sorted(p for p in tables if "findings" in (p.stem, p.parent.name) and p.stem != "__init__"):
        module = ".".join(path.relative_to(HERE.parent).with_suffix("").parts)
        for name, kind in vars(importlib.import_module(module)).items():
            if isinstance(kind, FindingKind) and id(kind) not in seen:
                seen.add(id(kind))
                yield module, name, kind


def page() -> str:
    """The page: each code with its explanation, once, and the sentences it is told in."""
    kinds: dict[str, dict[str, list[FindingKind]]] = {area: {} for area in AREAS}
    for _, _, kind in catalogues():
        kinds[kind.code.split(".")[0]].setdefault(kind.code, []).append(kind)
    out = [HEAD]
    for area, about in AREAS.items():
        entries = "\n".join(_entry(code, found) for code, found in kinds[area].items())
        out.append(f"## {area}\n\n{about}\n\n{entries}")
    return "\n".join(out)


def _entry(code: str, kinds: list[FindingKind]) -> str:
    first = next(k for k in kinds if k.meaning)
    said = [f"- 说法（{kind.severity.value}）：{_shown(kind.zh)}" for kind in kinds]
    told = (f"- 含义：{first.meaning}", f"- 原因：{first.cause}", f"- 处理：{first.remedy}")
    return "\n".join((f"### {code}", *told, *dict.fromkeys(said), ""))


def _shown(sentence: str) -> str:
    """A sentence as it is met: what stands for a value is left open."""
    return re.sub(r"\{[^{}]*\}", "□", sentence).replace("{{", "{").replace("}}", "}")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
