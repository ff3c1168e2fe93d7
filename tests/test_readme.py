"""The README keeps its word: its examples are run, its texts are the files it names, its commands exist and do the job."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from lawtrack.cli import main
from lawtrack.cli.parser import build_parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)^```", README, re.S | re.M)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_examples_give_what_they_say(name: str) -> None:
    result = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")
    assert result.attempted >= 5
    assert result.failed == 0


def test_the_texts_shown_are_the_files_read() -> None:
    shown = re.findall(r"^```text\n(.*?)^```", README, re.S | re.M)
    assert shown == [(ROOT / "docs/examples" / n).read_text("utf-8") for n in ("before.txt", "decision.txt")]


def test_the_first_command_does_the_main_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(COMMANDS[0].split("&&")[-1])
    assert words[0].endswith("bin/lawtrack")
    assert words[-2:] == ["--consolidate", "out"]
    assert main([*words[1:-1], str(tmp_path), "--strict"]) == 1  # the scanned text has slips
    capsys.readouterr()
    assert main([*words[1:-1], str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("错误　") == 5
    for piece in ("国有资产管理使用", "“第十一条”", "处理处罚", "规定的行为的", "规定,由有关主管机关"):
        assert piece in out
    left = {p.name for p in tmp_path.iterdir()}
    assert {"合并文本.txt", "修改前后对照表.html", "修改报告.md", "补丁.json", "发现.json"} <= left


def test_the_second_command_runs_the_tests() -> None:
    install, test = map(shlex.split, COMMANDS[1].split("&&"))
    assert install[1:3] == ["install", "-q"] and test[0].endswith("bin/pytest")
    assert "pytest-xdist" in (ROOT / "pyproject.toml").read_text("utf-8")  # two processes


def test_every_command_and_verb_named_exists() -> None:
    import lawtrack

    parser = build_parser("zh")
    known = set(next(a for a in parser._actions if a.dest == "command").choices or ())
    table = README[README.index("| verb") :]
    assert set(re.findall(r"`lawtrack (\w+)`", table)) == known - {"completion"}
    verbs = {v for row in re.findall(r"^\| (`.*?) \|", table, re.M) for v in re.findall(r"`(\w+)`", row)}
    assert verbs and verbs <= set(lawtrack.__all__)


def test_both_languages_say_the_same() -> None:
    chinese = (ROOT / "README.zh.md").read_text("utf-8")
    for what in (r"^```\w+\n.*?^```", r"^\| (`.*?`) \|", r"`lawtrack[ \[][\w\]]+`", r"\]\(([^)]+)\)"):
        first, second = (re.findall(what, text, re.S | re.M) for text in (README, chinese))
        first, second = (
            [x.replace("`, `", "`、`").replace("FILE", "文件") for x in found] for found in (first, second)
        )
        if what.startswith(r"\]"):
            first, second = (sorted({x for x in found if not x.startswith("README")}) for found in (first, second))
        assert first == second


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "README.zh.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text("utf-8")):
            assert (ROOT / target).exists(), target
