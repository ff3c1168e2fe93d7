"""The command line: results, formats, exit status, messages."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import lawtrack
from lawtrack.cli import main
from lawtrack.cli.parser import COMMANDS, build_parser
from lawtrack.cli.terminal import Terminal, progress, terminal_of
from lawtrack.model.text_width import width_of

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"
BASE, DECISION = str(EXAMPLES / "before.txt"), str(EXAMPLES / "decision.txt")


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("after") / "after.txt"
    assert main(["amend", BASE, DECISION, "-o", str(path), "-q"]) == 0
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main(list(argv))
    out, err = capsys.readouterr()
    return status, out, err


def test_amend_prints_the_new_text(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "amend", BASE, DECISION)
    assert status == 0
    assert out.splitlines()[-1] == "第四条　违反本条例第三条的，处二千元罚款。"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".docx"])
def test_the_suffix_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / ("x" + suffix)
    assert main(["amend", BASE, DECISION, "-o", str(path), "-q"]) == 0
    data = path.read_bytes()
    starts = {".txt": "例市节水条例".encode(), ".md": b"# ", ".html": b"<!DOCTYPE html>", ".json": b"{", ".docx": b"PK"}
    assert data.startswith(starts[suffix])
    assert not [p for p in tmp_path.iterdir() if p != path], "nothing half written is left"


def test_parts_of_a_result(tmp_path: Path) -> None:
    patch = tmp_path / "patch.json"
    assert main(["amend", BASE, DECISION, "--part", "patch", "-o", str(patch), "-q"]) == 0
    law, decision = lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION)
    assert lawtrack.read_patch(patch) == lawtrack.amend(law, decision).patch
    table = tmp_path / "table.txt"
    assert main(["amend", BASE, DECISION, "--part", "table", "-o", str(table), "-q"]) == 0
    text = table.read_text("utf-8")
    assert "〔删：一千〕" in text or "〔删：一〕" in text
    assert "第二条 → 第三条" in text and "仅序号调整 1" in text
    assert max(width_of(line) for line in text.splitlines() if " | " in line) <= 83


FORMATS = (".txt", ".md", ".html", ".json", ".docx", ".akn.xml")
TEXTS_ONLY = ("references", "gazette", "coverage", "bills")  # no text of law of their own: no Akoma Ntoso


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "command", ["parse", "amend", "compare", "verify", "rewind", "draft", "merge", *TEXTS_ONLY, "archive"]
)
def test_every_command_writes_every_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, after: str, command: str, suffix: str
) -> None:
    place = tmp_path / "a.db"
    arguments = {
        "parse": [BASE], "references": [BASE], "gazette": [BASE], "bills": [BASE], "coverage": [DECISION],
        "amend": [BASE, DECISION], "rewind": [after, DECISION], "compare": [BASE, after], "draft": [BASE, after],
        "verify": ["--decision", DECISION, "--published", after], "merge": [BASE, DECISION, DECISION],
        "archive": ["as-of", str(place), "例市节水条例"],
    }  # fmt: skip
    if command == "archive":
        main(["archive", "add", str(place), BASE, "-q"])
    target = tmp_path / f"x{suffix}"
    status = main([command, *arguments[command], "-o", str(target), "-q"])
    err = capsys.readouterr().err
    refused = (
        command in TEXTS_ONLY and suffix == ".akn.xml" or command == "bills" and suffix in (".html", ".md", ".docx")
    )
    if refused:  # BASE holds no bill, so there is no table of one either
        assert (status, target.exists()) == (2, False) and "写" in err
        return
    assert status == 0 and err == ""
    data = target.read_bytes()
    if suffix == ".docx":
        assert data.startswith(b"PK")
    else:
        assert data.decode("utf-8").strip()
    if suffix == ".akn.xml" and command not in ("draft", "rewind"):
        law = lawtrack.read_statute(target)
        wanted = BASE if command in ("parse", "archive") else after
        assert law.to_text() == lawtrack.read_statute(wanted).to_text()
    if suffix == ".json":
        json.loads(data)


def test_what_a_comparison_holds_can_be_had_apart(tmp_path: Path, after: str) -> None:
    for part, suffix in (("patch", ".json"), ("text", ".txt"), ("redline", ".docx"), ("table-all", ".docx")):
        assert main(["compare", BASE, after, "--part", part, "-o", str(tmp_path / (part + suffix)), "-q"]) == 0
    old, new = lawtrack.read_statute(BASE), lawtrack.read_statute(after)
    assert lawtrack.read_patch(tmp_path / "patch.json").apply(old) == new
    assert (tmp_path / "text.txt").read_text("utf-8") == new.to_text()
    assert lawtrack.read_statute(tmp_path / "redline.docx", tracked="old") == old
    assert lawtrack.read_statute(tmp_path / "redline.docx", tracked="new") == new


def test_repairs_are_made_only_when_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    slip = tmp_path / "slip.txt"
    slip.write_text("例市节水条例\n第一条　甲。\n第二条　乙。\n第二条　丙。\n第四条　丁。\n", "utf-8")
    _, out, err = run(capsys, "parse", str(slip))
    assert out == slip.read_text("utf-8") and "statute.duplicate-number" in err
    _, out, err = run(capsys, "parse", str(slip), "--repair", "-v")
    assert out == "例市节水条例\n第一条　甲。\n第二条　乙。\n第三条　丙。\n第四条　丁。\n" and "statute.repaired" in err


def test_a_verification_in_words_and_as_notes(tmp_path: Path, after: str) -> None:
    slip = tmp_path / "slip.txt"
    slip.write_text(Path(after).read_text("utf-8").replace("每个人", "每人").replace("为了节约", "为节约"), "utf-8")
    made = lawtrack.verify(lawtrack.read_decision(DECISION), lawtrack.read_statute(slip), lawtrack.read_statute(BASE))
    lawtrack.write(made, tmp_path / "x.akn.xml")
    notes = (tmp_path / "x.akn.xml").read_text("utf-8")
    assert notes.count("<note ") == len(made.findings) == 2 and 'href="#art_2__para_1"' in notes
    assert "决定：" in notes and "推得：" in notes  # only one of the two was ordered
    assert lawtrack.read_statute(tmp_path / "x.akn.xml").to_text() == slip.read_text("utf-8")


def test_compare_marks_in_the_line(capsys: pytest.CaptureFixture[str], after: str) -> None:
    status, out, err = run(capsys, "compare", BASE, after)
    assert (status, err) == (0, "")
    assert "\x1b" not in out
    assert "〔增：节约用水是每个人的责任。〕" in out
    assert "第一条" not in out
    assert "第一条" in run(capsys, "compare", BASE, after, "--full")[1]


def test_colour_only_where_wanted(
    capsys: pytest.CaptureFixture[str], after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m" in run(capsys, "compare", BASE, after)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(capsys, "compare", BASE, after)[1]


def test_verify(capsys: pytest.CaptureFixture[str], after: str, tmp_path: Path) -> None:
    assert run(capsys, "verify", "--decision", DECISION, "--published", after, "--base", BASE)[0] == 0
    slip = tmp_path / "slip.txt"
    slip.write_text(Path(after).read_text("utf-8").replace("每个人", "每人"), "utf-8")
    status, out, _ = run(capsys, "verify", "--decision", DECISION, "--published", str(slip), "--base", BASE)
    assert status == 1
    assert "每个人" in out and "verify." in out


def test_rewind_gives_the_text_before(capsys: pytest.CaptureFixture[str], after: str) -> None:
    status, out, _ = run(capsys, "rewind", after, DECISION)
    assert status == 0
    assert out == lawtrack.read_statute(BASE).to_text()


def test_json_of_every_command_loads_back(capsys: pytest.CaptureFixture[str], after: str) -> None:
    for argv in (
        ["parse", BASE], ["amend", BASE, DECISION], ["compare", BASE, after], ["rewind", after, DECISION], ["references", BASE],
        ["verify", "--decision", DECISION, "--published", after],
    ):  # fmt: skip
        status, out, _ = run(capsys, *argv, "--format", "json")
        assert status == 0
        assert lawtrack.dumps(lawtrack.loads(out), indent=1) + "\n" == out


def test_several_files_are_json_lines_or_a_folder(
    capsys: pytest.CaptureFixture[str], after: str, tmp_path: Path
) -> None:
    _, out, _ = run(capsys, "parse", BASE, after, "--format", "json")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["statute", "statute"]
    folder = tmp_path / "many"
    assert main(["parse", BASE, after, "-o", f"{folder}/", "--format", "html", "-q"]) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["after.html", "before.html"]
    assert run(capsys, "parse", BASE, after, "-o", str(tmp_path / "one.txt"))[0] == 2
    assert main(["parse", BASE, BASE, "-o", f"{tmp_path}/same/", "-q"]) == 0
    assert sorted(p.name for p in (tmp_path / "same").iterdir()) == ["before (2).txt", "before.txt"]


def test_of_several_files_one_that_cannot_be_read_is_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    status, out, err = run(capsys, "parse", BASE, str(empty), DECISION, "--format", "json")
    assert status == 2 and str(empty) in err
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["statute", "decision"]
    status, out, _ = run(capsys, "bills", BASE, BASE, "--format", "json")
    assert (status, [json.loads(line) for line in out.splitlines()]) == (0, [[], []])
    assert main(["gazette", BASE, DECISION, "--extract", str(tmp_path / "ex"), "-q"]) == 0
    assert sorted(p.name for p in (tmp_path / "ex").iterdir()) == ["before", "decision"]


def test_parse_tells_decisions_from_statutes(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "parse", DECISION, "--format", "json")[1])["type"] == "decision"
    assert json.loads(run(capsys, "parse", DECISION, "--kind", "statute", "--format", "json")[1])["type"] == "statute"
    assert json.loads(run(capsys, "parse", BASE, "--format", "json")[1])["type"] == "statute"


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(Path(BASE).read_text("utf-8").encode("gb18030"))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert run(capsys, "amend", "-", DECISION)[1].startswith("例市节水条例\n")


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["parse", "没有这个文件.txt"], "没有文件 没有这个文件.txt"),
        (["amend", BASE, DECISION, "-o", "x.pdf"], ".docx"),
        (["amend", BASE, DECISION, "-o", "/proc/nowhere/x.txt"], "写不进去"),
        (["merge", BASE, BASE], "补丁"),
    ],
)  # fmt: skip
def test_bad_input_is_status_2_with_a_remedy(capsys: pytest.CaptureFixture[str], argv: list[str], says: str) -> None:
    status, out, err = run(capsys, *argv)
    assert (status, out) == (2, "")
    assert err.startswith("lawtrack: ") and says in err and "Traceback" not in err


def test_strict_stops_with_the_clause_and_the_provision(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text(Path(DECISION).read_text("utf-8").replace("“一千元”修改", "“三千元”修改"), "utf-8")
    status, out, err = run(capsys, "amend", BASE, str(wrong), "--strict")
    assert (status, out) == (1, "")
    assert "三千元" in err
    status, out, err = run(capsys, "amend", BASE, str(wrong))
    assert status == 1 and "处一千元" in out and "三千元" in err


@pytest.mark.parametrize(("language", "word"), [("zh", "用法："), ("en", "usage: ")])
def test_help_in_two_languages(language: str, word: str) -> None:
    parser = build_parser(language)
    assert parser.format_help().startswith(word)
    subparsers: Any = next(a for a in parser._actions if a.dest == "command")
    assert set(subparsers.choices) == set(COMMANDS)
    for sub in subparsers.choices.values():
        text = sub.format_help()
        assert text.startswith(word)
        chinese = [line for line in text.splitlines() if any("\u4e00" <= c <= "\u9fff" for c in line)]
        assert bool(chinese) == (language == "zh"), text


def test_wrong_arguments_are_told_in_chinese(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(SystemExit) as caught:
        main(["amend"])
    assert caught.value.code == 2
    assert "缺少参数：BASE, DECISION" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_every_command(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    _, out, _ = run(capsys, "completion", shell)
    assert all(name in out for name in COMMANDS)
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=out, text=True, check=True)


def test_a_closed_pipe_is_no_error(after: str) -> None:
    code = f"{sys.executable} -m lawtrack compare {BASE} {after} --full | head -1"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, cwd=EXAMPLES.parent.parent)
    assert "Traceback" not in done.stderr and "Broken" not in done.stderr


def test_progress_only_where_someone_watches() -> None:
    stream = io.StringIO()
    assert list(progress([1, 2], 2, "x", stream, Terminal())) == [1, 2]
    assert stream.getvalue() == ""
    assert not terminal_of(stream).watched


def test_every_command_has_a_python_twin() -> None:
    twins = {
        "bills": "follow_bills",
        "coverage": "measure_coverage",
        "references": "list_references",
        "gazette": "read_gazette",
        "parse": "read_any",
        "archive": "Archive",
        "serve": None,
        "mcp": None,
        "completion": None,
    }
    for name in COMMANDS:
        verb = twins.get(name, name)
        assert verb is None or verb in lawtrack.__all__, name


def test_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = str(tmp_path / "laws.db")
    assert run(capsys, "archive", "add", place, BASE, DECISION)[:2] == (
        0,
        "新读 2 件（法规 1，决定 1），已有 0 件，没有法规的 0 件，失败 0 件\n",
    )
    assert "  2 个版本" in run(capsys, "archive", "list", place)[1]
    assert "一千元" in run(capsys, "archive", "as-of", place, "例市节水条例", "2020-01-01")[1]
    assert "二千元" in run(capsys, "archive", "as-of", place, "例市节水条例")[1]
    assert "二千元" in run(capsys, "archive", "search", place, "罚款", "--on", "2025-01-01")[1]
    assert "第四条" in run(capsys, "archive", "history", place, "例市节水条例", "第四条")[1]
    assert "2024-03-01" in run(capsys, "archive", "changed", place, "2024-01-01", "2024-12-31")[1]
    versions = json.loads(run(capsys, "archive", "versions", place, "例市节水条例", "--format", "json")[1])
    assert [v["articles"] for v in versions] == [3, 4]
    assert "第四条" in run(capsys, "archive", "citing", place, "例市节水条例")[1]
    assert run(capsys, "archive", "check", place)[0] == 0
    status, _, err = run(capsys, "archive", "as-of", place, "没有的条例")
    assert status == 2 and "没有的条例" in err


def test_merge(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        Path(DECISION)
        .read_text("utf-8")
        .replace(
            "二、将第三条改为第四条，其中的“一千元”修改为“二千元”。\n", "二、第一条中的“节约用水”修改为“节水”。\n"
        ),
        "utf-8",
    )
    patches = []
    for i, decision in enumerate((DECISION, str(other))):
        patches.append(str(tmp_path / f"{i}.json"))
        assert main(["amend", BASE, decision, "--part", "patch", "-o", patches[-1], "-q"]) in (0, 1)
    status, out, _ = run(capsys, "merge", *patches, "--format", "json")
    assert json.loads(out)["type"] == "merged"
    again, both, _ = run(capsys, "merge", BASE, DECISION, str(other), "--format", "json")
    assert (again, json.loads(both)["type"]) == (status, "merged")
    assert run(capsys, "merge", BASE)[0] == 2
    refused, _, err = run(capsys, "merge", BASE, DECISION, BASE)
    assert refused == 2 and "没有修改指令" in err and Path(BASE).name in err
    target = tmp_path / "merged.html"
    assert main(["merge", *patches, "-o", str(target), "-q"]) == status and target.stat().st_size


def test_a_conflict_is_told_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(Path(DECISION).read_text("utf-8").replace("二千元", "三千元"), "utf-8")
    status, out, err = run(capsys, "merge", BASE, DECISION, str(other))
    assert status == 1 and out.count("（merge.conflict）") == 1 and not err
    assert "原文：" in out and "现文：（无）" not in out
    for name in ("merged.md", "merged.html"):
        target = tmp_path / name
        main(["merge", BASE, DECISION, str(other), "-o", str(target), "-q"])
        assert "三千元" in target.read_text("utf-8") and "现文" not in target.read_text("utf-8")


def test_several_decisions_are_one_table(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    second = str(EXAMPLES / "decision-2025.txt")
    assert main(["amend", BASE, DECISION, second, "-o", str(path), "-q"]) == 0
    made = lawtrack.loads(path.read_text("utf-8"))
    assert made.patch.apply(lawtrack.read_statute(BASE)) == made.statute
    assert made.base == lawtrack.read_statute(BASE)
    labels = {op.cause.label for op in made.patch.ops if op.cause.label}
    assert {"（2024年）一", "（2025年）三"} <= labels
    table = run(capsys, "amend", BASE, DECISION, second, "--part", "table")[1]
    assert "〔增：禁止擅自取用消防用水。〕" in table and "新增 2" in table


def test_a_file_without_republication_is_named_when_the_others_are_done(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    gazette = str(EXAMPLES.parent.parent / "seeds" / "gazette-2023-6.txt")
    status, out, err = run(capsys, "gazette", DECISION, gazette, "--consolidate", str(tmp_path))
    assert status == 2 and DECISION in err and gazette not in err
    assert "北京市审计条例" in out and (tmp_path / "gazette-2023-6" / "补丁.json").exists()
