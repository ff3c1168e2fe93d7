"""Files are written whole or not at all: full disks, places that take nothing, Ctrl-C, kill -9, two writers of one file."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from lawtrack.cli import main
from lawtrack.model.numerals import numeral
from tests.archives import DECISION, LAW

LARGE = "例法\n（2001年1月1日例会通过）\n" + "".join(
    f"第{numeral(n)}条　应当办理第{numeral(n)}类手续，{'甲乙丙丁' * 30}。\n" for n in range(1, 1500)
)
SEEDS = Path(__file__).resolve().parent.parent / "seeds"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    (tmp_path / "order.txt").write_text(DECISION, "utf-8")
    return tmp_path


def command(folder: Path, *words: str, before: str = "") -> list[str]:
    """A program that runs one command of lawtrack after the Python code ``before``."""
    code = f"import sys\n{before}\nfrom lawtrack.cli import main\nsys.exit(main({list(words)!r}))"
    return [sys.executable, "-c", code]


def run(folder: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *words, before=before),
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def done_here(folder: Path, *words: str) -> int:
    """The status of a command run in this process, where the process is not what is tested."""
    with contextlib.chdir(folder):
        return main(list(words))


def left(folder: Path) -> set[str]:
    """What stands in the folder beside what was given."""
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {"law.txt", "order.txt"}


FULL = "sys.dont_write_bytecode = True; import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))"


@pytest.mark.parametrize("name", ["新文本.docx", "新文本.txt", "新文本.html"])
def test_a_full_disk_leaves_nothing_and_says_so(folder: Path, name: str) -> None:
    done = run(folder, "amend", "law.txt", "order.txt", "-o", name, before=FULL)
    assert done.returncode == 2 and name in done.stderr and "Traceback" not in done.stderr
    assert left(folder) == set()


def test_a_full_disk_leaves_the_output_of_before(folder: Path) -> None:
    assert done_here(folder, "amend", "law.txt", "order.txt", "-o", "a.docx") in (0, 1)
    before = (folder / "a.docx").read_bytes()
    assert run(folder, "amend", "law.txt", "order.txt", "-o", "a.docx", before=FULL).returncode == 2
    assert (folder / "a.docx").read_bytes() == before and left(folder) == {"a.docx"}


def test_a_full_disk_while_adding_leaves_a_sound_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert done_here(folder, "archive", "add", "a.db", "law.txt") == 0
    size = (folder / "a.db").stat().st_size
    (folder / "large.txt").write_text(LARGE, "utf-8")
    limit = FULL.replace("600", str(size + 50_000))
    done = run(folder, "archive", "add", "a.db", "large.txt", before=limit)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr
    assert done_here(folder, "archive", "check", "a.db") == 0 and "存档完好" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["/proc/新文本.txt", "/dev/null/新文本.txt", "order.txt/新文本.txt"])
def test_a_place_that_takes_nothing_is_named(folder: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert done_here(folder, "amend", "law.txt", "order.txt", "-o", place) == 2
    assert "新文本.txt" in capsys.readouterr().err
    assert left(folder) == set()


POWERLESS = (  # as root, too, a folder without leave to write is one: the program gives up what lets root pass
    "import ctypes\nlibc = ctypes.CDLL(None)\n"
    "if hasattr(libc, 'capset'):\n    assert libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0"
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("amend", "law.txt", "order.txt", "-o", "新文本.txt"), "新文本.txt"),
        (("amend", "law.txt", "order.txt", "-o", "新文本.docx"), "新文本.docx"),
        (("gazette", str(SEEDS / "gazette-2023-6.txt"), "--consolidate", "out"), "out"),
        (("archive", "add", "新.db", "law.txt"), "新.db"),
        (("archive", "add", "a.db", "order.txt"), "a.db"),
    ],
)
def test_a_read_only_folder_is_named_and_left_as_it_was(folder: Path, words: tuple[str, ...], named: str) -> None:
    assert done_here(folder, "archive", "add", "a.db", "law.txt") == 0
    (folder / "a.db").chmod(0o444)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    folder.chmod(0o555)
    try:
        done = run(folder, *words, before=POWERLESS)
    finally:
        folder.chmod(0o755)
    assert done.returncode == 2 and named in done.stderr and "Traceback" not in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_ctrl_c_ends_with_130_and_leaves_nothing(folder: Path) -> None:
    (folder / "old.txt").write_text(LARGE, "utf-8")
    (folder / "new.txt").write_text(LARGE.replace("办理", "完成").replace("甲乙", "戊己"), "utf-8")
    started = (  # whoever runs the tests in the background of a shell has SIGINT ignored
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nimport lawtrack.cli.commands as c\nread = c.source\n"
        "def source(name):\n    print('ready', flush=True)\n    return read(name)\nc.source = source"
    )
    process = subprocess.Popen(
        command(folder, "draft", "old.txt", "new.txt", "-o", "out.docx", before=started),
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT) and "Traceback" not in errors
    assert left(folder) == {"old.txt", "new.txt"}


def test_killed_before_the_file_is_in_place_the_one_of_before_stands(folder: Path) -> None:
    assert done_here(folder, "amend", "law.txt", "order.txt", "-o", "a.docx") in (0, 1)
    before = (folder / "a.docx").read_bytes()
    killed = "import os, signal\nos.replace = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)"
    done = run(folder, "amend", "law.txt", "order.txt", "-o", "a.docx", before=killed)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "a.docx").read_bytes() == before


def test_two_writers_of_one_file_leave_one_whole_file(folder: Path) -> None:
    words = ("amend", "law.txt", "order.txt", "-o", "a.docx")
    both = [
        subprocess.Popen(command(folder, *words), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert all(p.wait(timeout=120) in (0, 1) for p in both)
    with zipfile.ZipFile(folder / "a.docx") as package:
        assert package.testzip() is None
    assert left(folder) == {"a.docx"}
