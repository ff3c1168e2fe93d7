"""The workers of the page: killed, cancelled, in line; what they leave."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import lawtrack
from lawtrack.serve.settings import Settings
from tests.desk import FILES, needs_serve, served

needs = needs_serve


@contextlib.contextmanager
def worker(monkeypatch: pytest.MonkeyPatch, program: str) -> Iterator[None]:
    """Another program in the place of the worker."""
    import sys

    import lawtrack.serve.jobs as jobs

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "command", lambda: [sys.executable, "-c", program])
        yield


@needs
@pytest.mark.parametrize(
    ("program", "code", "said"),
    [
        ("import os,signal; os.kill(os.getpid(), signal.SIGKILL)", "killed", "被系统中止"),
        ("raise RuntimeError('secret')", "crash", "意外的差错"),
        ("import sys; sys.exit(71)", "memory", "1024 MB"),
        ("import time; time.sleep(60)", "time", "超过 1 秒"),
        ("import signal,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "time", "超过 1 秒"),
        ("import sys; sys.exit(0)", "crash", "意外的差错"),
        ("open('answer.json','w').write('{')", "crash", "意外的差错"),
    ],
)
def test_a_worker_that_ends_badly(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], program: str, code: str, said: str
) -> None:
    with served(Settings(port=0, seconds=1)) as site:
        with worker(monkeypatch, program):
            state = site.state(site.ordered(FILES))
        assert (
            (state["state"], state["code"]) == ("failed", code)
            and said in state["message"]
            and "secret" not in state["message"]
        )
        assert os.listdir(site.jobs.place) == []


@needs
def test_a_killed_worker_and_the_next_job(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Settings(port=0)) as site:
        with worker(
            monkeypatch, 'import time; print(\'{"done": 1, "of": 3, "what": "甲"}\', flush=True); time.sleep(60)'
        ):
            name = site.ordered(FILES)
            site.until(name, lambda s: s["what"] == "甲" and s["of"] == 3)
            process = site.jobs.find(name).process
            os.kill(process.pid, signal.SIGKILL)
            assert site.state(name)["code"] == "killed"
        assert site.job(FILES)[0]["plan"] == "amend"


@needs
def test_cancelled_work_ends_its_process_and_those_in_line_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(Settings(port=0, at_once=1, waiting=2)) as site:
        with worker(
            monkeypatch, 'import time; print(\'{"done": 0, "of": 0, "what": "甲"}\', flush=True); time.sleep(60)'
        ):
            first = site.ordered(FILES)
            site.until(first, lambda s: s["state"] == "working" and s["what"])
            second, third = site.ordered(FILES), site.ordered(FILES)
            assert site.now(second)["state"] == "waiting" and site.now(third)["ahead"] == 1
            assert site.send(FILES, {}).status == 503  # the line is full
            process = site.jobs.find(first).process
            for name in (third, second, first):
                assert site.ask("DELETE", f"/jobs/{name}", headers={"Origin": site.origin}).status == 204
            process.wait(10)
            assert site.get(f"/jobs/{first}").status == 404
    assert not os.path.exists(site.jobs.place)


@needs
def test_results_are_dropped() -> None:
    with served(Settings(port=0, keep_seconds=1)) as site:
        _, name = site.job(FILES)
        job = site.jobs.find(name)
        job.ended -= 2  # as if it were long ago
        assert site.get(f"/results/{name}/documents.zip").status == 404
        assert site.get(f"/jobs/{name}").status == 404


def test_what_an_ended_server_left_is_removed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys
    import tempfile

    from lawtrack.serve.jobs import PREFIX, sweep

    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    names = (f"{PREFIX}{gone.pid}-a", f"{PREFIX}{os.getpid()}-b", f"{PREFIX}word-c", "other")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "0").write_text("甲", "utf-8")
    (tmp_path / f"{PREFIX}{gone.pid}-link").symlink_to(tmp_path / "other")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sweep()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names[1:], f"{PREFIX}{gone.pid}-link"])
    assert (tmp_path / "other" / "0").exists()


def test_the_oldest_results_go_where_there_are_too_many() -> None:
    from lawtrack.serve.jobs import Job, Jobs

    jobs = Jobs(Settings(kept_mb=1))
    for i in range(3):
        jobs._jobs[str(i)] = Job(str(i), state="done", files={"x": b"x" * 400_000}, ended=time.monotonic() + i)
    jobs.forget()
    assert list(jobs._jobs) == ["1", "2"]
    jobs.close()


@needs
def test_memory_of_a_worker_is_bounded(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="this system has no limits of that kind")
    import sys

    program = "from lawtrack.serve.worker import limit; limit(256, 30); x = bytearray(1 << 30)"
    env = {**os.environ, "PYTHONPATH": str(Path(lawtrack.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=env)
    assert done.returncode == 1 and "MemoryError" in done.stderr
