"""The documentation says what happens: its examples and commands are run, its reference pages are written from the source."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import lawtrack
from lawtrack.cli import main
from lawtrack.cli.parser import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if p.name not in ("cli.md", "api.md"))


def _with(mark: str) -> list[Path]:
    return [p for p in PAGES if mark in p.read_text("utf-8")]


@pytest.mark.parametrize("page", _with("\n>>> "), ids=lambda p: p.name)
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.attempted and not result.failed


@pytest.mark.parametrize("page", _with("```console\n$ lawtrack"), ids=lambda p: p.name)
def test_commands_answer_as_printed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "examples"
    shutil.copytree(DOCS / "examples", here)
    monkeypatch.chdir(here)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    (here / "published.txt").write_text(_after(here).replace("每个人", "每人"), "utf-8")
    run = 0
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.S | re.M):
        for command, answer in re.findall(r"^\$ (lawtrack .*)\n((?:(?!\$ ).*\n)*)", block, re.M):
            capsys.readouterr()
            main(shlex.split(command)[1:])
            out, err = capsys.readouterr()
            if answer.strip():
                assert (out + err).strip() == answer.strip(), command
            run += 1
    assert run


def test_the_tutorial_uses_files_that_are_there_and_begins_with_two_word_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (DOCS / "tutorial-drafters.zh.md").read_text("utf-8")
    commands = [shlex.split(c) for c in re.findall(r"^\$ lawtrack (.*)$", page, re.M)]
    made = {w for c in commands for k, w in enumerate(c) if k and c[k - 1] == "-o"}
    used = {w for c in commands for w in c if re.search(r"\.\w+$", w)} - made
    there = {p.name for p in (DOCS / "examples").iterdir()}
    assert used and used <= there
    shutil.copytree(DOCS / "examples", tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    assert [w for w in commands[0] if w.endswith(".docx")] == ["渡口条例.docx", "修改决定.docx"]
    assert main(commands[0]) == 0
    names = {"新文本.docx", "新文本.txt", "对照表.docx", "对照表.html", "修订稿.docx", "发现.txt"}
    assert {p.name for p in Path("结果").iterdir()} == names
    new = lawtrack.read_statute("结果/新文本.docx")
    assert new == lawtrack.read_statute("结果/新文本.txt") and "违反本条例第八条第一款规定" in new.to_text()
    old, again = lawtrack.read_versions("结果/修订稿.docx")
    assert (old.units[3:], again.units[3:]) == (lawtrack.read_statute("渡口条例.docx").units[3:], new.units[3:])


def _after(here: Path) -> str:
    assert main(["amend", "before.txt", "decision.txt", "-o", "after.txt", "-q"]) == 0
    return (here / "after.txt").read_text("utf-8")


def test_links_between_pages() -> None:
    for page in PAGES:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@cache
def reference_pages() -> ModuleType:
    """The module that writes the reference pages, which belongs to no package."""
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def written() -> dict[str, str]:
    """The reference pages by their names."""
    pages: dict[str, str] = reference_pages().pages()
    return pages


def test_reference_pages_name_everything() -> None:
    pages = written()
    assert re.findall(r"^## (\S+)$", pages["cli.md"], re.M) == list(COMMANDS)
    assert sorted(re.findall(r"^### (\S+)$", pages["api.md"], re.M)) == lawtrack.__all__
    api = pages["api.md"]
    assert "``" not in api.replace("```", "") and not re.search(r":(?:func|class|meth|mod|attr|data|exc):`", api)
    entry = api[api.index("\n### Entry\n") : api.index("\n### Episode\n")]
    assert (
        "- `title: str`" in entry
        and "- `versions: tuple[Version, ...]`" in entry
        and "- `as_of(on: Date, *, known: Date = '') -> Statute`" in entry
    )
    assert "tracked: Tracked = ''" in api and "= ," not in api  # defaults as they are written


def test_whatever_the_reference_links_to_is_there() -> None:
    api = written()["api.md"]
    there = {name.lower() for name in re.findall(r"^#{2,4} (\S+)$", api, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", api)) <= there


@pytest.mark.thorough
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    for needed in ("sphinx", "myst_nb", "furo"):
        pytest.importorskip(needed, reason=f"{needed} is not installed")
    words = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-q",
        "-b",
        "html",
        str(DOCS),
        str(tmp_path / "site"),
        "-d",
        str(tmp_path / "trees"),
    ]
    done = subprocess.run(
        words, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "tutorial-drafters.zh.html").exists()
    raw = {
        page.name: found
        for page in (tmp_path / "site").rglob("*.html")
        if (found := re.findall(r":(?:py:)?(?:func|class|meth|mod|attr|data|exc|ref|doc):", page.read_text("utf-8")))
    }
    assert raw == {}, "cross-references that nobody resolved"
    assert "image/svg" in (tmp_path / "site" / "tutorial.html").read_text("utf-8") or "<svg" in (
        tmp_path / "site" / "tutorial.html"
    ).read_text("utf-8")
