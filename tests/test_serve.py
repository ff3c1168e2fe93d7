"""The page, asked as a browser would ask it: files recognised, the whole job, the page and its words. A real server, workers that are processes, plain HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import lawtrack
from lawtrack.cli import main
from lawtrack.desk.errand import Plan, plan_of
from lawtrack.desk.papers import Paper, Role, place
from lawtrack.errors import InputError
from lawtrack.serve.settings import Settings
from lawtrack.serve.worker import command
from tests.desk import BASE, DECISION, FILES, GAZETTE, NEW, Served, needs_serve, served, unzipped

needs = needs_serve


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served(Settings(port=0), warm=True) as made:
        yield made


@pytest.fixture(scope="module")
def amended(site: Served) -> tuple[dict[str, Any], str]:
    """The job that most tests look at, by a process started for it: its answer, and its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lawtrack.serve.jobs.command", command)
        return site.job(FILES)


def roles(*files: tuple[str, bytes], given: tuple[str, ...] = ()) -> list[str]:
    return [str(p.role) for p in place([Paper(*f) for f in files], given or ("",) * len(files))]


def test_files_are_recognised_whatever_their_order_and_name() -> None:
    assert roles(("a", BASE), ("b", DECISION)) == ["base", "decision"]
    assert roles(("a", DECISION), ("b", BASE)) == ["decision", "base"]
    assert roles(("a", NEW), ("b", BASE)) == ["new", "base"]  # the later one by its adoption note
    assert roles(("a", NEW), ("b", DECISION)) == ["new", "decision"]  # it lists the decision: amended already
    assert roles(("a", GAZETTE)) == ["gazette"]
    assert roles(("a", GAZETTE), ("b", BASE)) == ["decision", "base"]  # a decision with the republished text
    assert roles(("a", BASE), ("b", NEW), given=("new", "base")) == ["new", "base"]  # what is said by hand holds
    assert roles(("a", b""), ("b", BASE)) == ["none", "base"]


def test_a_redlined_file_is_two_versions() -> None:
    made = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION))
    from lawtrack.formats.render import render

    redline = render(made, "docx", "redline")
    assert isinstance(redline, bytes)
    assert roles(("a.docx", redline)) == ["versions"]


def test_trouble_names_the_file() -> None:
    for name, data in (("照片.png", b"\x89PNG\0\0\0"), ("空.txt", b"  \n"), ("坏.docx", b"PK\x03\x04nothing word/")):
        (one,) = place([Paper(name, data)], [""])
        assert one.role is Role.NONE and name in one.trouble, one.trouble


@pytest.mark.parametrize(
    ("given", "plan"),
    [
        ("base decision", Plan.AMEND), ("base base decision decision", Plan.AMEND), ("base new", Plan.COMPARE), ("versions", Plan.COMPARE),
        ("gazette none", Plan.GAZETTE), ("new decision", Plan.VERIFY), ("base new decision", Plan.VERIFY), ("base", Plan.WAIT), ("decision", Plan.WAIT), ("none", Plan.WAIT),
        ("gazette base", None), ("new new", None), ("base base", None), ("versions decision", None), ("new decision decision", None),
    ],
)  # fmt: skip
def test_the_plan_follows_from_the_roles(given: str, plan: Plan | None) -> None:
    papers = [Paper(f"{i}.txt", BASE) for i in range(len(given.split()))]
    placed = place(papers, given.split())
    if plan is None:
        with pytest.raises(InputError):
            plan_of(placed)
    else:
        assert plan_of(placed) is plan


@needs
def test_amend(site: Served, amended: tuple[dict[str, Any], str]) -> None:
    answer, name = amended
    assert answer["plan"] == "amend" and answer["name"] == "例市节约用水条例"
    (result,) = answer["results"]
    assert result["counts"] == "修改 1 条，新增 1 条，仅序号调整 3 条"
    files = unzipped(site.get(f"/results/{name}/documents.zip").body)
    assert (
        list(files)
        == answer["documents"]
        == ["新文本.docx", "对照表.docx", "对照表.html", "修订稿.docx", "新文本.txt", "发现.txt"]
    )
    made = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION))
    assert files["新文本.txt"].decode() == made.statute.to_text()
    report = site.get(f"/results/{name}/0")
    assert report.status == 200 and "奖励制度" in report.body.decode()


@needs
def test_a_border_is_chosen_and_a_repair_is_made(site: Served, amended: tuple[dict[str, Any], str]) -> None:
    answer, name = amended
    border, repair = answer["results"][0]["choices"]
    assert border["kind"] == "border" and border["value"] == "earlier" and border["key"] == "第三条"
    assert repair["kind"] == "repair" and repair["file"] == "决定.txt" and repair["value"] == "no"

    def home(name: str) -> str:
        text = unzipped(site.get(f"/results/{name}/documents.zip").body)["新文本.txt"].decode()
        return "总则" if text.index("第三条") < text.index("第二章") else "用水管理"

    assert home(name) == "总则"
    answer, name = site.job(FILES, borders={"第三条": "later"}, repairs=[[], [repair["key"]]])
    assert home(name) == "用水管理"
    assert [c["value"] for c in answer["results"][0]["choices"]] == ["later", "yes"]
    found = unzipped(site.get(f"/results/{name}/documents.zip").body)["发现.txt"].decode()
    assert "已按建议修复" in found and "decision.unclosed-quote" not in found


@needs
def test_compare_drafts_the_decision(site: Served) -> None:
    answer, name = site.job([("新.txt", NEW), ("旧.txt", BASE)], facts={"body": "例市人大常委会", "date": "2024-03-01"})
    assert answer["plan"] == "compare" and len(answer["results"]) == 2
    files = unzipped(site.get(f"/results/{name}/documents.zip").body)
    assert {"对照表.docx", "对照表.html", "修订稿.docx", "修改决定.docx", "修改决定.txt", "发现.txt"} == set(files)
    drafted = files["修改决定.txt"].decode()
    assert "2024年3月1日" in drafted
    again = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.parse_decision(drafted)).statute
    assert [a.text for a in again.articles] == [a.text for a in lawtrack.read_statute(NEW).articles]


@needs
def test_gazette_verify_and_several_statutes(site: Served) -> None:
    answer, name = site.job([("公报.txt", GAZETTE)])
    assert answer["plan"] == "gazette" and "例市节约用水条例/核对报告.docx" in answer["documents"]
    answer, name = site.job([("公布.txt", NEW), ("决定.txt", DECISION)])
    assert answer["plan"] == "verify" and "核对报告.docx" in answer["documents"]
    other = "例市供水办法\n第一条　为了供水，制定本办法。\n第二条　本办法自公布之日起施行。\n".encode()
    answer, name = site.job([*FILES, ("供水.txt", other)])
    assert answer["plan"] == "amend" and len(answer["results"]) == 1
    assert answer["remarks"] == ["供水.txt：决定没有修改《例市供水办法》，没有处理"]


@needs
def test_what_is_wrong_is_said_and_nothing_is_made(site: Served) -> None:
    answer, name = site.job([("甲.txt", BASE), ("乙.txt", BASE)])
    assert "两个文本相同" in answer["wrong"] and "results" not in answer
    assert site.get(f"/results/{name}/documents.zip").status == 404
    answer, _ = site.job([("甲.txt", BASE)], look=True)
    assert answer["plan"] == "wait"
    answer, _ = site.job([("照片.png", b"\x89PNG\0\0\0"), ("甲.txt", BASE)], look=True)
    assert "照片.png 是图片" in answer["files"][0]["trouble"]


@needs
def test_ten_at_a_time(site: Served) -> None:
    done: list[str] = []

    def one(i: int) -> None:
        answer, name = site.job([(f"{i}.txt", BASE), ("决定.txt", DECISION)])
        files = unzipped(site.get(f"/results/{name}/documents.zip").body)
        assert answer["files"][0]["name"] == f"{i}.txt" and len(files) == 6
        done.append(name)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(done)) == 10
    assert os.listdir(site.jobs.place) == []  # every folder is gone


@needs
def test_headers_of_every_answer(site: Served, amended: tuple[dict[str, Any], str]) -> None:
    _, name = amended
    for path in (
        "/",
        "/static/serve.js",
        f"/jobs/{name}",
        f"/results/{name}/0",
        f"/results/{name}/documents.zip",
        "/nothing",
    ):
        headers = site.get(path).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store", path
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors" in policy
        assert "set-cookie" not in headers
        if path == "/":
            assert "unsafe" not in policy and "script-src 'self'" in policy
    policy = site.get(f"/results/{name}/0").headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy and "allow-same-origin" not in policy and "script-src 'sha256-" in policy


@needs
def test_the_page_has_nothing_inline_and_speaks_two_languages(site: Served) -> None:
    zh, en = (
        site.ask("GET", "/", headers={"Accept-Language": x}).body.decode() for x in ("zh-CN,zh", "en-GB,en;q=0.9")
    )
    assert "法规修改台" in zh and 'lang="zh-Hans"' in zh and "Drafting desk" in en and 'lang="en"' in en
    for page in (zh, en):
        assert " style=" not in page and " onclick" not in page and "<style" not in page
        assert (
            "http" not in page.replace("http-equiv", "") and "method" not in page
        )  # nothing from elsewhere; no word unfilled


def test_words_are_there_in_both_languages_with_the_same_values() -> None:

    from lawtrack.serve.words import WORDS

    text = "".join(
        (Path(lawtrack.__file__).parent / "serve" / name).read_text("utf-8")
        for name in ("templates/index.html", "static/serve.js", "static/shelf.js")
    )
    for key, (zh, en) in WORDS.items():
        assert zh and en and set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en)), key
        used = any(x in text for x in (f'w["{key}"]', f"w.{key}", f'"{key}"')) or key.split(".")[0] in (
            "role",
            "plan",
            "error",
            "warning",
            "info",
        )
        assert used, f"{key} is nowhere used"


def test_nothing_of_it_is_needed_by_the_library() -> None:
    import sys

    done = subprocess.run(
        [sys.executable, "-c", "import sys, lawtrack, lawtrack.cli; lawtrack.cli.main(['compare', '--help'])"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)},
    )  # fmt: skip
    assert done.returncode == 0
    program = "import sys; sys.modules.update(dict.fromkeys(('starlette', 'uvicorn'))); from lawtrack.cli import main; sys.exit(main(['serve', '--no-open']))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)},
    )
    assert done.returncode == 2 and "lawtrack[serve]" in done.stderr


def test_settings_are_told_in_the_help(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    said = capsys.readouterr().out
    for name in ("file-mb", "files", "seconds", "memory-mb", "token", "archive", "no-open"):
        assert f"--{name}" in said
    defaults = {f.name: f.default for f in attrs.fields(Settings)}
    for name in ("file_mb", "files", "seconds", "memory_mb", "at_once", "keep_seconds"):
        assert f"默认 {defaults[name]}" in said
