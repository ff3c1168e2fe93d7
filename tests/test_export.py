"""Exports: a git repository that tells the history, folders of files, Arrow and Parquet tables."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from lawtrack.archive.archive import Archive
from lawtrack.archive.exports.files import export_folder
from lawtrack.archive.exports.git import export_git, seconds
from lawtrack.archive.exports.tables import COLUMNS, export_arrow, export_parquet
from lawtrack.errors import AddressError, InputError
from lawtrack.history.citation import parse_citation
from lawtrack.syntax.statute.parse import parse_statute
from tests.archives import LAW, fill


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "a.db") as made:
        yield fill(made)


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True).stdout.decode()


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_git_tells_the_history(archive: Archive, tmp_path: Path) -> None:
    folder = export_git(archive, tmp_path / "git")
    log = git(folder, "log", "--reverse", "--format=%an|%ad|%cd|%s", "--date=short").splitlines()
    assert log[0] == "某市人民代表大会常务委员会|1999-09-09|1999-12-01|《某市供水条例》"
    assert log[2].startswith(
        "某市人民代表大会常务委员会|2010-05-06|2010-07-01|某市人民代表大会常务委员会关于修改《某市节水条例》"
    )
    assert log[-1].endswith("废止《某市节水条例》") and len(log) == 6
    assert git(folder, "fsck", "--strict") == "" and git(folder, "status", "--short") == ""
    assert sorted(p.name for p in folder.glob("*.txt")) == ["某市供水条例.txt"]
    message = git(folder, "log", "-1", "--format=%B", "--skip=3")
    assert "施行：2010-07-01" in message and "二、将第三条改为第四条" in message and "第三条" in message
    assert git(folder, "show", "HEAD~5:某市供水条例.txt").startswith("某市供水条例\n")
    assert git(folder, "show", "HEAD~4:某市节水条例.txt") == LAW
    blamed = git(folder, "blame", "-s", "HEAD~1", "--", "某市节水条例.txt").splitlines()
    commits = git(folder, "log", "--reverse", "--format=%h").split()
    line = next(x for x in blamed if "按季" in x)
    assert line.lstrip("^").startswith(commits[2][:7])


@needs_git
def test_the_same_archive_gives_the_same_commits(archive: Archive, tmp_path: Path) -> None:
    heads = {git(export_git(archive, tmp_path / name), "rev-parse", "HEAD") for name in ("a", "b")}
    assert len(heads) == 1
    with pytest.raises(InputError, match="不为空"):
        export_git(archive, tmp_path / "a")


@needs_git
def test_dates_before_1970_are_clamped_and_kept_in_the_message(tmp_path: Path) -> None:
    old = LAW.replace("2001年3月1日", "1954年9月20日").replace("2001年6月1日", "1954年10月1日")
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(old))
        folder = export_git(archive, tmp_path / "git")
    assert git(folder, "log", "--format=%at %ct").strip() == "0 0"
    assert "通过：1954-09-20" in git(folder, "log", "--format=%B")
    assert git(folder, "fsck", "--strict") == ""
    assert seconds("2001-01-01") == 978278400


@needs_git
def test_a_renamed_statute_is_a_renamed_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add(parse_statute(LAW))
        later = LAW.replace("某市节水条例\n", "某市节约用水条例：新/旧\n").replace(
            "通过）", "通过　2011年1月1日某会修订）"
        )
        archive.add(parse_statute(later), title="某市节水条例", effective="2011-01-01")
        folder = export_git(archive, tmp_path / "git")
    assert [p.name for p in folder.glob("*.txt")] == ["某市节约用水条例：新_旧.txt"]
    assert "rename" in git(folder, "log", "-1", "--summary", "-M50%")


def test_a_folder_of_files(archive: Archive, tmp_path: Path) -> None:
    paths = list(export_folder(archive, tmp_path / "all", "text"))
    assert sorted(str(p.relative_to(tmp_path / "all")) for p in paths) == [
        "某市供水条例/1999-12-01.txt",
        "某市供水条例/2015-02-01.txt",
        "某市节水条例/2001-06-01.txt",
        "某市节水条例/2010-07-01.txt",
        "某市节水条例/2015-02-01.txt",
    ]
    assert parse_statute(paths[-3].read_text("utf-8")).articles
    then = list(export_folder(archive, tmp_path / "then", "json", date="2021-01-01"))
    assert [p.parent.name for p in then] == ["某市供水条例"]


def test_rows_need_nothing_installed(archive: Archive) -> None:
    versions = archive.table("versions").to_dicts()
    assert [(v["title"], v["number"], v["repealed"]) for v in versions if v["title"] == "某市节水条例"] == [
        ("某市节水条例", 1, False), ("某市节水条例", 2, False), ("某市节水条例", 3, True),
    ]  # fmt: skip
    changes = archive.table("changes").to_dicts()
    assert {"at": "第三条", "to": "第四条", "op": "Relabel"}.items() <= next(
        c for c in changes if c["op"] == "Relabel"
    ).items()
    provisions = archive.table("provisions").to_dicts()
    assert next(p for p in provisions if p["text"] == "按月核定用水计划；")["eid"] == "art_3__para_1__point_1"
    with pytest.raises(InputError, match="没有表"):
        archive.table("x").to_dicts()


def test_arrow_and_parquet_hold_the_same_rows(archive: Archive, tmp_path: Path) -> None:
    pytest.importorskip("nanoarrow", reason="nanoarrow is not installed (lawtrack[arrow])")
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (lawtrack[parquet])")
    import pyarrow

    streams = {p.stem: p for p in export_arrow(archive.store, tmp_path / "arrow")}
    files = {p.stem: p for p in export_parquet(archive.store, tmp_path / "parquet")}
    for name in COLUMNS:
        rows = archive.table(name).to_dicts()
        assert rows, name
        assert pyarrow.table(archive.table(name)).to_pylist() == rows
        with streams[name].open("rb") as file:
            assert pyarrow.ipc.open_stream(file).read_all().to_pylist() == rows
        assert parquet.read_table(files[name]).to_pylist() == rows


@pytest.mark.parametrize("bad", ["第一百九十九条", "刑法", "1997", "第八条的例法"])
def test_what_is_no_citation_is_refused(bad: str) -> None:
    with pytest.raises(AddressError):
        parse_citation(bad)


def test_citations_as_people_write_them(archive: Archive) -> None:
    for text in (
        "2001-某市节水条例第三条",
        "某市节水条例（2001年）第三条",
        "《某市节水条例》第三条",
        "2003年5月5日某市节水条例第三条",
        "2001 某市节水条例第三条",
    ):
        stops = archive.trace(text, to="2016-01-01")
        assert [str(s.address) for s in stops] == ["第三条", "第四条"], text
