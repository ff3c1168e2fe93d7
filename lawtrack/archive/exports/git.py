"""The archive as a git repository: one commit per version, so that ``git log -p`` and ``git blame`` tell the history of the law.

Written as a ``git fast-import`` stream. The author of a commit is the body that adopted the change, on the day of adoption; it is
committed on the day it takes effect. Git knows no time before 1970: earlier dates are clamped, the true ones stand in the message.
"""

from __future__ import annotations

import calendar
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol

import attrs

from lawtrack.errors import InputError
from lawtrack.history.chain import places_of
from lawtrack.history.records import Change, Repeal
from lawtrack.history.timeline import Timeline
from lawtrack.history.versions import Version
from lawtrack.model.nodes import Statute
from lawtrack.model.titles import quoted
from lawtrack.syntax.note import parse_note

_ZONE = "+0800"
_EMAIL = "law@lawtrack.invalid"


class Told(Protocol):
    """A statute with its versions and the records behind them."""

    @property
    def title(self) -> str: ...

    @property
    def versions(self) -> tuple[Version, ...]: ...

    @property
    def timeline(self) -> Timeline: ...

    def reader(self) -> Callable[[int], Statute]: ...


@attrs.frozen
class Commit:
    """One commit: when, by whom, with what message, and which files it writes or removes (None).

    Texts are read when they are written, so that a whole archive need not fit into memory.
    """

    day: str
    adopted: str
    author: str
    message: str
    files: tuple[tuple[str, Callable[[], str] | None], ...]


def seconds(day: str) -> int:
    """Midnight in Beijing as a git time stamp; what lies before 1970, or is unknown, is 0.

    >>> seconds("1970-01-02"), seconds("1954-09-20"), seconds("")
    (57600, 0, 0)
    """
    if not day:
        return 0
    year, month, date = (int(n) for n in day.split("-"))
    return max(0, calendar.timegm((year, month, date, 0, 0, 0)) - 8 * 3600)


def file_name(title: str) -> str:
    """The file of a statute: its title, without what no file system takes."""
    return (re.sub(r'[\x00-\x1f/\\:*?"<>|]', "_", title).strip(". ")[:80] or "未命名") + ".txt"


def commits_of(told: Told) -> Iterator[Commit]:
    """The commits of one statute, in order."""
    decisions = {
        (r.source, r.adopted): r.decision for r in told.timeline.records if isinstance(r, Change) and r.decision
    }
    repeals = {r.since: r for r in told.timeline.records if isinstance(r, Repeal)}
    before = ""
    issuer = ""
    read = told.reader()
    for version in told.versions:
        name = file_name(version.statute.title or told.title)
        decision = decisions.get((version.source, version.adopted))
        issuer = (decision.body if decision else "") or _last_body(version.statute) or issuer
        files: list[tuple[str, Callable[[], str] | None]] = [(name, _text(read, version.number))]
        if before and before != name:
            files.insert(0, (before, None))
        before = name
        text = decision.source if decision is not None else ""
        yield Commit(
            version.effective, version.adopted, issuer, _message(told.title, version, issuer, text), tuple(files)
        )
        if version.repealed:
            repeal = repeals.get(version.until)
            title = repeal.source if repeal else ""
            message = (
                f"废止《{version.statute.title}》\n\n"
                + (f"依据：{quoted(title)}\n" if title else "")
                + f"废止：{version.until}\n"
            )
            yield Commit(version.until, repeal.adopted if repeal else "", issuer, message, ((name, None),))
            before = ""


def _text(read: Callable[[int], Statute], number: int) -> Callable[[], str]:
    return lambda: read(number).to_text()


def _last_body(statute: Statute) -> str:
    """Who made the last change that the adoption note tells of."""
    return next((act.body for act in reversed(parse_note(statute.note)) if act.body), "")


def _message(title: str, version: Version, issuer: str, decision: str) -> str:
    first = version.number == 1
    head = f"《{version.statute.title or title}》" if first or version.source == title else f"{version.source}"
    lines = [head, ""]
    lines += [f"法规：《{title}》第{version.number}版"]
    for label, value in (("通过", version.adopted), ("公布", version.promulgated), ("施行", version.effective)):
        lines.append(f"{label}：{value or '不明'}")
    if issuer:
        lines.append(f"机关：{issuer}")
    if version.partial:
        lines.append("说明：本决定的部分条款尚未施行")
    places = [p for step in version.steps if step.kind == "decision" for p in places_of(step.patch)]
    if places:
        lines.append(f"修改：{'、'.join(dict.fromkeys(places))}")
    if version.difference is not None and (differs := places_of(version.difference)):
        lines.append(f"公布文本与决定不同：{'、'.join(differs)}")
    if decision:
        lines += ["", decision.strip()]
    return "\n".join(lines) + "\n"


def stream_of(statutes: Iterable[Told]) -> Iterator[bytes]:
    """The fast-import stream of all statutes on one branch, in the order in which their versions came into force.

    Texts come first, each behind the one it follows, since git stores a text as what differs from the text sent before it.
    """
    yield b"feature done\n"
    commits: list[tuple[Commit, list[int]]] = []
    mark = 0
    for told in statutes:
        for commit in commits_of(told):
            marks = []
            for _, read in commit.files:
                if read is not None:
                    mark += 1
                    yield f"blob\nmark :{mark}\n".encode() + _data(read())
                marks.append(mark)
            files = tuple((name, read and _sent) for name, read in commit.files)
            commits.append(
                (attrs.evolve(commit, files=files), marks)
            )  # the reader, and with it the statute, is let go of
    commits.sort(key=lambda c: c[0].day)
    for commit, marks in commits:
        author = re.sub(r"[<>\n\x00]", " ", commit.author).strip() or "未具名机关"
        day, adopted = seconds(commit.day), seconds(commit.adopted or commit.day)
        yield b"commit refs/heads/main\n"
        yield f"author {author} <{_EMAIL}> {adopted} {_ZONE}\ncommitter {author} <{_EMAIL}> {day} {_ZONE}\n".encode()
        yield _data(commit.message)
        for (name, read), number in zip(commit.files, marks, strict=True):
            yield f"M 100644 :{number} {_path(name)}\n".encode() if read else f"D {_path(name)}\n".encode()
        yield b"\n"
    yield b"done\n"


def _sent() -> str:
    """In place of a text that was sent already."""
    return ""


def _data(text: str) -> bytes:
    raw = text.encode()
    return f"data {len(raw)}\n".encode() + raw + b"\n"


def _path(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_git_stream(statutes: Iterable[Told], out: IO[bytes]) -> None:
    """Write the stream, to be piped into ``git fast-import``."""
    for piece in stream_of(statutes):
        out.write(piece)


def export_git(statutes: Iterable[Told], folder: str | Path) -> Path:
    """Make a git repository of the history in a new or empty folder, with the last texts checked out.

    The same archive gives the same commits. Raises :class:`InputError` where git is missing or the folder is not empty.
    """
    target = Path(folder)
    git = shutil.which("git")
    if git is None:
        raise InputError(
            "没有找到 git 程序；请安装 git，或者用 --stream 写出 fast-import 流",
            "git was not found; install it, or write a fast-import stream with --stream",
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(
            f"{target} 已存在且不为空；请给出一个新目录", f"{target} exists and is not empty; name a new folder"
        )
    target.mkdir(parents=True, exist_ok=True)

    def run(*words: str, pieces: Iterable[bytes] = ()) -> None:
        with subprocess.Popen(
            [git, "-C", str(target), *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stdin is not None and process.stderr is not None
            try:
                for piece in pieces:
                    process.stdin.write(piece)
                process.stdin.close()
            except BrokenPipeError:  # git says why on its standard error
                pass
            said = process.stderr.read().decode(errors="replace").strip()
        if process.returncode:
            raise InputError(f"git {words[0]} 失败：{said}", f"git {words[0]} failed: {said}")

    run("init", "--quiet", "--initial-branch=main")
    run("fast-import", "--quiet", "--done", pieces=stream_of(statutes))
    run("config", "core.quotepath", "false")
    if any(True for _ in (target / ".git").glob("refs/heads/main")) or (target / ".git" / "packed-refs").exists():
        run("reset", "--quiet", "--hard", "main")
    return target
