"""Jobs in line, at work and done. Each runs in a process of its own, in a folder of its own, both gone when it ends; results stay for a while in memory."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import lawtrack
from lawtrack.serve.bundle import DOCUMENTS
from lawtrack.serve.settings import Settings
from lawtrack.serve.uploads import Order, Refused
from lawtrack.serve.worker import ANSWER, ORDER, OUT_OF_MEMORY, command

PREFIX = "lawtrack-serve-"
GRACE = 1.0
"""Seconds between asking a process to end and ending it."""

CANCELLED = ("cancelled", "已取消", "cancelled")
CRASHED = (
    "crash",
    "处理时出了意外的差错，没有结果；启动它的窗口里有记录，请连同文件报告这个问题",
    "something unexpected went wrong and there is no result; the window it was started from has a record: please report it with the file",
)


def sweep() -> None:
    """Remove what servers left that were ended before they could: folders of this user that bear the number of a process that is gone."""
    if not hasattr(os, "getuid"):
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}[0-9]*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        with contextlib.suppress(OSError, ValueError):
            about = folder.lstat()
            if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.getuid():
                continue
            try:
                os.kill(int(number), 0)
            except ProcessLookupError:
                shutil.rmtree(folder, ignore_errors=True)


@attrs.define(eq=False)
class Job:
    """One job; its ``id`` is known to who ordered it and cannot be guessed. ``state`` is waiting, working, done or failed."""

    id: str
    state: str = "waiting"
    done: int = 0
    of: int = 0
    what: str = ""
    message: str = ""
    message_en: str = ""
    code: str = ""
    answer: dict[str, Any] = attrs.field(factory=dict, repr=False)
    files: dict[str, bytes] = attrs.field(factory=dict, repr=False)
    ended: float = 0.0
    process: subprocess.Popen[bytes] | None = attrs.field(default=None, repr=False)
    reason: str = ""
    held: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed")

    @property
    def size(self) -> int:
        """How many bytes its files take."""
        return sum(map(len, self.files.values()))


class Jobs:
    """All jobs of a server. Close it to end those at work and remove what they left."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        sweep()
        self.place: str = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()
        self._room = threading.Semaphore(settings.at_once)
        self._line: list[str] = []
        self._threads: set[threading.Thread] = set()
        self._closed = False

    # -- from the page ---------------------------------------------------------------------------------------------------

    def order(self, order: Order | dict[str, Any]) -> Job:
        """Put a job in line. Raises :class:`Refused` where the line is too long."""
        self.forget()
        with self._turn:
            job = Job(secrets.token_urlsafe(24), held=order.size if isinstance(order, Order) else 0)
            held = sum(self._jobs[name].held for name in self._line) + job.held
            if self._closed or len(self._line) >= self.settings.waiting or held > self.settings.kept_mb << 20:
                raise Refused(503, "正在处理的工作太多；请稍后再试", "too many jobs in line; try again later")
            self._jobs[job.id] = job
            self._line.append(job.id)
            thread = threading.Thread(target=self._run, args=(job, order), name=f"job-{job.id[:6]}")
            self._threads.add(thread)
            thread.start()
        return job

    def find(self, name: str) -> Job | None:
        """The job of that name, while it is kept."""
        self.forget()
        return self._jobs.get(name)

    def ahead(self, job: Job) -> int:
        """How many jobs stand before it in line."""
        with self._turn:
            return self._line.index(job.id) if job.id in self._line else 0

    def cancel(self, job: Job) -> None:
        """End a job, or forget what it made."""
        self._stop(job, "cancelled")
        with self._turn:
            self._jobs.pop(job.id, None)

    def forget(self) -> None:
        """Let go of results whose time is over, and of the oldest where there are too many."""
        now = time.monotonic()
        with self._turn:
            over = sorted((j for j in self._jobs.values() if j.over), key=lambda j: j.ended)
            room = self.settings.kept_mb << 20
            for job in reversed(over):
                room -= job.size
                if now - job.ended > self.settings.keep_seconds or room < 0 and job is not over[-1]:
                    del self._jobs[job.id]

    def close(self) -> None:
        """End everything and remove the folder."""
        with self._turn:
            self._closed = True
            jobs, threads = list(self._jobs.values()), list(self._threads)
        for job in jobs:
            self._stop(job, "cancelled")
        for thread in threads:
            thread.join()
        shutil.rmtree(self.place, ignore_errors=True)

    # -- the work --------------------------------------------------------------------------------------------------------

    def _run(self, job: Job, order: Order | dict[str, Any]) -> None:
        try:
            with self._room:
                with self._turn:
                    self._line.remove(job.id)
                if job.reason or self._closed:
                    self._end(job, CANCELLED)
                    return
                with self._folder() as folder:
                    self._write(order, folder)
                    wrong = self._work(job, folder)
                self._end(job, wrong)  # only when nothing of it is left on the disk
        except OSError as error:
            self._end(
                job,
                (
                    "disk",
                    f"临时文件写不下（{error.strerror}）；请检查磁盘是否已满",
                    f"no room for temporary files ({error.strerror}); is the disk full?",
                ),
            )
        except Exception:  # whatever it was, who waits for the job must hear of it
            traceback.print_exc()
            self._end(job, CRASHED)
        finally:
            with self._turn:
                self._threads.discard(threading.current_thread())

    @contextlib.contextmanager
    def _folder(self) -> Iterator[Path]:
        folder = tempfile.mkdtemp(dir=self.place)
        try:
            yield Path(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _write(self, order: Order | dict[str, Any], folder: Path) -> None:
        (folder / "tmp").mkdir()
        told: dict[str, Any]
        if isinstance(order, Order):
            for i, one in enumerate(order.files):
                (folder / str(i)).write_bytes(one.data)
            files = [{"name": f.name, "role": f.role, "repairs": f.repairs} for f in order.files]
            told = {
                "files": files,
                "look": order.look,
                "borders": order.borders,
                "facts": order.facts,
                "language": order.language,
            }
        else:
            told = dict(order)
        told |= {"memory_mb": self.settings.memory_mb, "seconds": self.settings.seconds}
        (folder / ORDER).write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def _work(self, job: Job, folder: Path) -> tuple[str, str, str] | None:
        """Have the work done; what went wrong, as a code and a message."""
        above = str(Path(str(lawtrack.__file__)).parent.parent)
        path = os.pathsep.join([above, *filter(None, [os.environ.get("PYTHONPATH", "")])])
        env = {
            **os.environ,
            "TMPDIR": str(folder / "tmp"),
            "TEMP": str(folder / "tmp"),
            "TMP": str(folder / "tmp"),
            "PYTHONPATH": path,
        }
        env["PYTHONIOENCODING"] = "utf-8"
        with open(folder / "stderr", "wb") as errors:
            process = subprocess.Popen(
                command(), cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )  # fmt: skip
            with self._turn:
                job.process = process
                job.state = "working"
            if job.reason:
                self._stop(job, job.reason)
            timer = threading.Timer(self.settings.seconds, self._stop, (job, "time"))
            timer.daemon = True
            timer.start()
            try:
                assert process.stdout is not None
                with process.stdout:
                    for line in process.stdout:
                        self._step(job, line)
                status = process.wait()
            finally:
                timer.cancel()
                _end_all(process)
                process.wait()
        job.process = None
        if status == 0 and not job.reason:
            with contextlib.suppress(FileNotFoundError, ValueError):  # it ended well and left nothing to read
                self._collect(job, folder)
                return None
        return self._explain(job, status, (folder / "stderr").read_bytes()[-4000:].decode("utf-8", "replace"))

    def _step(self, job: Job, line: bytes) -> None:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            job.done, job.of, job.what = int(told["done"]), int(told["of"]), str(told["what"])

    def _collect(self, job: Job, folder: Path) -> None:
        answer = json.loads((folder / ANSWER).read_text("utf-8"))
        for file in (folder / DOCUMENTS, *sorted(folder.glob("report-*.html"))):
            if file.is_file():
                job.files[file.name] = file.read_bytes()
        job.answer = answer

    def _explain(self, job: Job, status: int, told: str) -> tuple[str, str, str]:
        s = self.settings
        if job.reason == "cancelled":
            return CANCELLED
        if job.reason == "time" or status == -getattr(signal, "SIGXCPU", -1):
            return (
                "time",
                f"处理超过 {s.seconds} 秒，已停止；请减少文件或者只留下其中的法规，也可以在启动时用 --seconds 放宽",
                f"stopped after {s.seconds} seconds; give fewer files or the statute alone, or start with --seconds",
            )
        if status == OUT_OF_MEMORY or "MemoryError" in told or "bad_alloc" in told:
            return (
                "memory",
                f"处理所需内存超过 {s.memory_mb} MB，已停止；文件可能不正常，请重新取得，也可以在启动时用 --memory-mb 放宽",
                f"stopped: more than {s.memory_mb} MB of memory are needed; the file may be damaged, or start with --memory-mb",
            )
        if status < 0:
            return (
                "killed",
                "处理过程被系统中止（可能内存不足），没有结果；请重试，仍然如此时请减少文件",
                "the system ended the work (for lack of memory, perhaps); try again, or with fewer files",
            )
        sys.stderr.write(told)
        return CRASHED

    def _end(self, job: Job, wrong: tuple[str, str, str] | None = None) -> None:
        job.code, job.message, job.message_en = wrong or ("", "", "")
        job.ended = time.monotonic()
        job.state = "failed" if wrong else "done"

    def _stop(self, job: Job, reason: str) -> None:
        """End a job at work: first asked, so that it ends what it started itself, then at once."""
        with self._turn:
            if job.over:
                return
            job.reason = job.reason or reason
            process = job.process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
        _end_all(process)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, and those in its group."""
    if process.poll() is not None:  # its number may be another's by now
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
