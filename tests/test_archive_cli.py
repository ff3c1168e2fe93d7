"""``lawtrack archive …``: every action over a small invented archive."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from lawtrack.cli import main
from tests.archives import LAW, write_all


@pytest.fixture
def db(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (tmp_path / "texts").mkdir()
    write_all(tmp_path / "texts")
    place = str(tmp_path / "法规.db")
    assert main(["archive", "add", place, str(tmp_path / "texts")]) == 0
    assert capsys.readouterr().out.startswith("新读 5 件（法规 2，决定 3），已有 0 件")
    return place


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["archive", *words])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_lists_and_versions(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "list", db, "--on", "2016-01-01")[1].count("有效") == 2
    assert (
        "已废止      3 个版本  2015-02-01 至 2020-03-01  某市节水条例\n"
        in run(capsys, "list", db, "--on", "2021-01-01")[1]
    )
    out = run(capsys, "versions", db, "某市节水条例")[1]
    assert out.splitlines()[1].strip().startswith("2  2010-07-01 至 2015-02-01")
    assert "后被废止" in out


def test_lists_are_reports_in_the_formats_that_people_read(
    db: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The same rows that JSON has, as a table; export, which has none, says what it can be written as."""
    rows = json.loads(run(capsys, "list", db, "--format", "json")[1])
    out = run(capsys, "list", db, "--format", "md")[1]
    assert out.startswith("# 目录\n") and out.count("\n| 某市") == len(rows) == 2
    out = run(capsys, "versions", db, "某市节水条例", "--format", "md")[1]
    assert "| 版本 | 施行 | 至 | 条 | 依据 |" in out and "| 2 | 2010-07-01 | 2015-02-01 |" in out
    assert run(capsys, "search", db, "没有的词", "--format", "md")[0] == 0
    assert run(capsys, "blame", db, "某市节水条例", "-o", str(tmp_path / "经过.docx"))[0] == 0
    assert (tmp_path / "经过.docx").read_bytes()[:2] == b"PK"
    assert "只能写成 .txt 或者 .json" in run(capsys, "list", db, "--format", "akn")[2]


def test_texts_of_a_day(db: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "as-of", db, "某市节水条例", "2005年1月1日")[1] == LAW
    assert "按月" in run(capsys, "as-of", db, "某市节水条例", "2012-01-01", "--known", "2009-01-01")[1]
    assert run(capsys, "as-of", db, "某市节水条例", "2005-01-01", "-o", str(tmp_path / "x.json"))[0] == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["title"] == "某市节水条例"
    status, out, err = run(capsys, "as-of", db, "某市节水条例", "1999-01-01")
    assert (status, out) == (2, "") and "尚未施行" in err


def test_provenance(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "blame", db, "某市节水条例", "第四条", "--on", "2016-01-01")[1]
    assert (
        "第四条第一款第一项\t2010-07-01 修改 《某市人民代表大会常务委员会关于修改〈某市节水条例〉的决定》第二项" in out
    )
    assert "改号" in out and "第三条" not in out
    out = run(capsys, "history", db, "某市节水条例", "第四条第一款第一项", "--on", "2016-01-01")[1]
    assert "第三条第一款第一项" in out and "按月" in out and "按季" in out
    out = run(capsys, "trace", db, "2001-某市节水条例第三条", "--to", "2016-01-01")[1]
    assert [line.split("  ")[1] for line in out.splitlines() if line.startswith("20")] == ["第三条", "第四条"]


def test_questions_across_statutes(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "《某市节水条例》第四条第一款第一项（2010-07-01 至 2020-03-01）"
        in run(capsys, "search", db, "按季", "--on", "2011-01-01")[1]
    )
    assert "废止  《某市节水条例》" in run(capsys, "changed", db, "2019-01-01", "2020-12-31")[1]
    assert run(capsys, "citing", db, "某市节水条例", "第四条")[1].count("《某市供水条例》") == 1
    assert "已废止" in run(capsys, "dangling", db, "2021-01-01")[1]
    assert "timeline.effective-assumed" not in run(capsys, "findings", db)[1]
    found = json.loads(run(capsys, "search", db, "水", "--format", "json")[1])
    assert {"title", "address", "text", "since", "until"} == set().union(*found)
    status, out, err = run(capsys, "search", db, "没有这个词", "--on", "2011-01-01")
    assert (status, out) == (0, "") and err == "2011-01-01 有效的文本中没有“没有这个词”\n"
    status, out, err = run(capsys, "search", db, "水", "--limit", "2")
    assert len(out.splitlines()) == 2 and "只列出前 2 处" in err
    assert run(capsys, "search", db, 'AND "*')[:2] == (0, "")


def test_check_and_export(db: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = "存档完好：每个摘要、封签相符，存着的就是当初写入的（没有重演各个版本；要重演，加 --replay）\n"
    assert run(capsys, "check", db)[:2] == (0, plain)
    assert run(capsys, "check", db, "--replay")[:2] == (0, "存档完好：每个摘要、封签相符，每个版本都能由补丁重演\n")
    assert run(capsys, "export", db, str(tmp_path / "md"), "--as", "md")[0] == 0
    assert sorted(p.name for p in (tmp_path / "md" / "某市节水条例").iterdir()) == [
        "2001-06-01.md",
        "2010-07-01.md",
        "2015-02-01.md",
    ]
    assert run(capsys, "export", db, str(tmp_path / "then"), "--as", "text", "--on", "2011-01-01")[0] == 0
    assert {p.name for p in (tmp_path / "then").rglob("*.txt")} == {"1999-12-01.txt", "2010-07-01.txt"}
    _, out, _ = run(capsys, "export", db, str(tmp_path / "again"), "--as", "text", "--format", "json")
    assert sorted(json.loads(out)) == sorted(str(p) for p in (tmp_path / "again").rglob("*.txt"))
    data = Path(db).read_bytes()
    at = data.index("按月核定".encode())
    Path(db).write_bytes(data[:at] + "按日核定".encode() + data[at + 12 :])
    status, out, _ = run(capsys, "check", db)
    assert status == 1 and "archive.damaged" in out and "按日核定" in out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_export_git(db: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "export-git", db, str(tmp_path / "git"))[0] == 0
    log = subprocess.run(
        ["git", "-C", str(tmp_path / "git"), "log", "--oneline"], capture_output=True, text=True, check=True
    ).stdout
    assert len(log.splitlines()) == 6


def test_bad_input(db: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "versions", db, "没有的法")[0] == 2
    assert run(capsys, "list", str(tmp_path / "无.db"))[0] == 2
    assert run(capsys, "trace", db, "某条")[0] == 2
    status, _, err = run(capsys, "add", db, str(tmp_path / "没有"))
    assert status == 2 and "没有文件或者目录" in err


def test_dates_given_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(line for line in LAW.splitlines() if "通过" not in line and "施行" not in line)
    (tmp_path / "x.txt").write_text(text, "utf-8")
    db = str(tmp_path / "a.db")
    assert (
        run(capsys, "add", db, str(tmp_path / "x.txt"), "--adopted", "2001-03-01", "--effective", "2001-06-01")[0] == 0
    )
    assert "2001-06-01 至 今" in run(capsys, "versions", db, "某市节水条例")[1]
