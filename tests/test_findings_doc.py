"""docs/findings.md and the source name the same codes; each is explained with meaning, cause and remedy, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.sources import nodes

ROOT = Path(__file__).resolve().parent.parent
DOC = (ROOT / "docs" / "findings.md").read_text("utf-8")
CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
SECTIONS = {m[1]: m[2] for m in re.finditer(r"^### (\S+)\n(.*?)(?=^##|\Z)", DOC, re.S | re.M)}


def used() -> dict[str, str]:
    """Code → the file that reports it: the words in code position of the source, wherever a finding may be made of them."""
    areas = {code.split(".")[0] for code in SECTIONS}
    out: dict[str, str] = {}
    for path in sorted((ROOT / "lawtrack").rglob("*.py")):
        if "cli" in path.relative_to(ROOT).parts:  # its keys of help texts look the same
            continue
        there = nodes(path)
        words = {n.value for n in there if isinstance(n, ast.Constant) and isinstance(n.value, str)}
        for node in there:
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):  # f"docx.{kind}"
                start = str(node.values[0].value)
                out |= {
                    c: path.name
                    for c in SECTIONS
                    if start.endswith(".") and c.startswith(start) and c[len(start) :] in words
                }
            made = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Finding"
                and node.args
            )
            if made and isinstance(node.args[0], ast.Constant):  # type: ignore[union-attr,attr-defined]
                out[str(node.args[0].value)] = path.name  # type: ignore[attr-defined]
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                if node.value.split(".")[0] in areas:
                    out[node.value] = path.name
    return out


def test_every_code_used_is_documented_and_the_other_way_round() -> None:
    found = used()
    assert {c: f for c, f in found.items() if c not in SECTIONS} == {}, "explain these in docs/findings.md"
    assert set(SECTIONS) - set(found) == set(), "no longer reported by anything"


@pytest.mark.parametrize("code", sorted(SECTIONS))
def test_each_is_explained(code: str) -> None:
    text = SECTIONS[code]
    assert CODE.fullmatch(code)
    for part in ("含义", "原因", "处理"):
        assert re.search(rf"^- {part}：\S", text, re.M), part
    meaning = re.search(r"^- 含义：(.*)$", text, re.M)
    assert meaning and re.search(r"[a-z]{3,} [a-z]+", meaning[1]), "the meaning has its English line"


def test_codes_stand_under_the_heading_of_their_area() -> None:
    area = ""
    seen: list[str] = []
    for line in DOC.splitlines():
        if line.startswith("## "):
            area = line[3:].split()[0]
        if line.startswith("### "):
            assert line[4:].startswith(area + ".")
            seen.append(line[4:])
    assert len(seen) == len(set(seen))
