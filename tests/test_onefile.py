"""The one-file program, built and run as a user does: a command, and the page that a double click opens. ``pytest -m onefile``."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import lawtrack
from tests.desk import BASE, DECISION, Served, needs_serve

pytestmark = [pytest.mark.onefile, needs_serve]
TOP = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name in ("PyInstaller", "pypdfium2", "xlsxwriter"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed (pip install -e '.[serve,pdf,xlsx,onefile]')")
    out = tmp_path_factory.mktemp("onefile")
    subprocess.run(
        [sys.executable, str(TOP / "onefile" / "build.py"), "--out", str(out)],
        check=True,
        capture_output=True,
        timeout=1200,
    )
    return out / ("lawtrack.exe" if sys.platform == "win32" else "lawtrack")


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment without Python, with a browser that writes down which address it was given."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n')
    browser.chmod(0o755)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "LANG": "zh_CN.UTF-8",
        "TMPDIR": str(tmp_path),
        "BROWSER": f"{browser} %s",
    }


def test_amend(program: Path, bare: dict[str, str], tmp_path: Path) -> None:
    assert program.stat().st_size < 60_000_000
    (tmp_path / "原文.txt").write_bytes(BASE)
    (tmp_path / "决定.txt").write_bytes(DECISION)
    done = subprocess.run(
        [program, "amend", "原文.txt", "决定.txt", "-o", "结果/"],
        cwd=tmp_path,
        env=bare,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    made = lawtrack.amend(lawtrack.read_statute(BASE), lawtrack.read_decision(DECISION))
    assert (tmp_path / "结果" / "新文本.txt").read_text("utf-8") == made.statute.to_text()
    assert {p.name for p in (tmp_path / "结果").iterdir()} >= {
        "新文本.docx",
        "对照表.docx",
        "对照表.html",
        "修订稿.docx",
    }


@pytest.fixture
def started(program: Path, bare: dict[str, str], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The program started without arguments: the address it says, and the file in which the browser writes."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", 8610)) == 0:
            pytest.skip("port 8610 is taken on this machine")
    with open(tmp_path / "said", "w+", encoding="utf-8") as said:
        with subprocess.Popen(
            [program], cwd=tmp_path, env=bare, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        ) as process:
            try:
                while "http" not in (told := (tmp_path / "said").read_text("utf-8")):
                    assert process.poll() is None, told
                    time.sleep(0.1)
                yield told, tmp_path / "opened"
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


@pytest.mark.skipif(os.name == "nt", reason="the browser of this test is a shell script")
def test_a_double_click_opens_the_page(started: tuple[str, Path], tmp_path: Path) -> None:
    said, opened = started
    assert "http://127.0.0.1:8610/" in said
    while not opened.exists() or not opened.read_text():
        time.sleep(0.1)
    assert opened.read_text().strip() == "http://127.0.0.1:8610/"
    site = Served(8610, None)
    assert "法规修改台" in site.get("/").body.decode()
    answer, name = site.job([("原文.txt", BASE), ("决定.txt", DECISION)])  # its worker is the program itself
    assert answer["plan"] == "amend" and site.get(f"/results/{name}/documents.zip").status == 200
    assert [p.name for p in tmp_path.glob("lawtrack-serve-*/*")] == []
