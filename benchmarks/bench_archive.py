"""The archive at scale: ``python benchmarks/bench_archive.py [--statutes 3500] [--versions 100000] [--texts FOLDER] [--keep FOLDER]``.

Two archives are made. The first holds ``--statutes`` single texts read from files (those under ``--texts``, copied with variations until
there are enough; without a folder, made-up ones), once on one core and once on two. The second holds ``--versions`` versions: made-up
statutes of 60 provisions with 50 versions each, three provisions changed by each decision. Printed: seconds and rates, peak memory,
latencies (median and 95th percentile), bytes against the raw text and against the same history in git (after ``git gc --aggressive``).

Beside the archive, in the same run on the same texts, what people use otherwise: ``git add`` and ``git commit`` of the files, ``git
show`` of the version of a day, and a plain SQLite table of the lines with the trigram index of FTS5.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from lawtrack.archive.archive import Archive
from lawtrack.archive.exports.git import export_git, file_name
from lawtrack.archive.storage.sqlite import SqliteStore
from lawtrack.errors import InputError
from lawtrack.model.nodes import Statute
from lawtrack.model.numerals import numeral
from lawtrack.model.provisions import Article, Item, Paragraph
from lawtrack.patch.ops import Cause, EditText, Splice
from lawtrack.patch.patch import Patch

CHANCE = random.Random(7)
WORDS = "机关单位部门应当依照规定审计监督管理处罚公布施行责任计划报告资金项目环境安全生产建设服务保障申请批准登记许可检查备案期限罚款".strip()


def sentence(size: int = 45) -> str:
    """A made-up sentence."""
    return "".join(CHANCE.choice(WORDS) for _ in range(size)) + "。"


def text_of(n: int) -> str:
    """A made-up statute as a file would hold it."""
    lines = [f"第{n}号例条例", "（2001年3月1日例市第一届人民代表大会常务委员会第三次会议通过）"]
    for k in range(1, 41):
        lines += [f"第{numeral(k)}条　{sentence(60)}", sentence(50)]
    return "\n".join([*lines, "第四十一条　本条例自2001年6月1日起施行。"]) + "\n"


def write_texts(folder: Path, count: int, source: Path | None) -> int:
    """``count`` files; gives the bytes of all of them."""
    found = (
        sorted(p for p in source.rglob("*") if p.suffix in (".md", ".txt") and "修正案" not in p.name) if source else []
    )
    size = 0
    for n in range(count):
        if not found:
            text = text_of(n)
        else:
            text = found[n % len(found)].read_text("utf-8", errors="replace")
            copy = n // len(found)
            if copy:  # another title, and another word in every sentence, so that no text is stored for free
                head, _, rest = text.partition("\n")
                text = f"{head}（第{copy}种）\n" + rest.replace("。", f"（{numeral(copy)}）。")
        (folder / f"{n:05}.txt").write_text(text, "utf-8")
        size += len(text.encode())
    return size


def statute(n: int) -> Statute:
    """A made-up statute of 60 provisions."""
    articles = tuple(
        Article(
            f"第{numeral(k)}条", "", (Paragraph(sentence()), Paragraph(sentence(), (Item("（一）", sentence(20)),)))
        )
        for k in range(1, 21)
    )
    return Statute(f"第{n}号例法", note="（1990年1月1日例会通过）", children=articles)


def patches(law: Statute, count: int) -> list[Patch]:
    """A chain of decisions, each rewording three provisions."""
    day, out = datetime.date(1990, 2, 1), []
    for k in range(count):
        lines = CHANCE.sample([i for i, u in enumerate(law.units) if u.text and i > 3], 3)
        ops = tuple(
            EditText(i, law.units[i].text, (Splice(2, 8, sentence(7)),), at=law.addresses[i], to=law.addresses[i],
                     cause=Cause(numeral(j + 1), j, "修改"))
            for j, i in enumerate(sorted(lines))
        )  # fmt: skip
        day += datetime.timedelta(CHANCE.randint(20, 300))
        patch = Patch(
            ops, size=len(law.units), title=law.title, source=f"决定{k}", adopted=str(day), effective=str(day)
        )
        out.append(patch)
        law = patch.apply(law)
    return out


def latency(label: str, call: Callable[..., object], arguments: Iterable[tuple[object, ...]]) -> None:
    """Median and 95th percentile in milliseconds; days on which a statute was not in force do not count."""
    arguments = list(arguments)
    for given in arguments[:3]:  # what is loaded once is not counted
        try:
            call(*given)
        except InputError:
            continue
    taken = []
    for given in arguments:
        start = time.perf_counter()
        try:
            call(*given)
        except InputError:
            continue
        taken.append((time.perf_counter() - start) * 1000)
    print(f"| {label} | {statistics.median(taken):.2f} ms | {sorted(taken)[int(len(taken) * 0.95)]:.2f} ms |")


class Asked:
    """The questions of one run, so that everything is asked the same."""

    def __init__(self, archive: Archive, first: str, last: str, like: str = "") -> None:
        begin = datetime.date.fromisoformat(first)
        span = (datetime.date.fromisoformat(last) - begin).days
        ((texts,),) = archive.store.rows("SELECT max(id) FROM text")
        self.titles = [t for t in archive.titles if not like or re.fullmatch(like.replace("%", ".*"), t)]

        def words(size: int) -> str:
            while True:
                ((body,),) = archive.store.rows("SELECT body FROM text WHERE id = ?", CHANCE.randint(1, texts))
                at = CHANCE.randint(0, len(body))
                if len(body[at : at + size]) == size and body[at : at + size].isalnum():
                    return str(body[at : at + size])

        self.days = [begin + datetime.timedelta(CHANCE.randint(0, span)) for _ in range(200)]
        self.of_days = [(CHANCE.choice(self.titles), day) for day in self.days]
        self.words = {size: [words(size) for _ in range(200 if size > 1 else 50)] for size in (1, 2, 4, 8)}


HEAD = "\n| what | median | 95 % |\n|---|---:|---:|"


def questions(archive: Archive, asked: Asked) -> None:
    """Latencies of what people ask."""

    def month(since: datetime.date) -> object:
        return archive.changed(since, since + datetime.timedelta(30))

    print(HEAD)
    latency("as_of", lambda t, d: archive[t].as_of(d), asked.of_days)
    for size in (2, 4, 8):
        on = list(zip(asked.words[size], asked.days, strict=True))
        latency(f"search, {size} characters, in force on a day", lambda w, d: archive.search(w, on=d), on)
    for size in (1, 2, 4):
        latency(
            f"search, {size} character{'s' * (size > 1)}, all time", archive.search, [(w,) for w in asked.words[size]]
        )
    latency("blame", lambda t: archive[t].blame(), [(t,) for t, _ in asked.of_days[:30]])
    latency("citing", archive.citing, [(t,) for t, _ in asked.of_days[:50]])
    latency("changed, one month", month, [(day,) for day in asked.days[:20]])


def trigrams(archive: Archive, work: Path, asked: Asked) -> None:
    """The baseline of searching: the same texts, each once, in a plain FTS5 table with the trigram tokenizer."""
    place = work / "trigrams.db"
    place.unlink(missing_ok=True)
    bodies = archive.store.rows("SELECT id, body FROM text")
    with sqlite3.connect(place) as plain:
        plain.execute("CREATE VIRTUAL TABLE line USING fts5(body, tokenize='trigram')")
        start = time.perf_counter()
        plain.executemany("INSERT INTO line (rowid, body) VALUES (?, ?)", bodies)
        plain.commit()
        took = time.perf_counter() - start

        def match(words: str) -> object:
            return plain.execute(
                "SELECT body FROM line WHERE line MATCH ? ORDER BY rank LIMIT 50", (f'"{words}"',)
            ).fetchall()

        def scan(words: str) -> object:
            return plain.execute("SELECT body FROM line WHERE body LIKE ? LIMIT 50", (f"%{words}%",)).fetchall()

        latency("baseline: FTS5 trigram, 4 characters, texts only", match, [(w,) for w in asked.words[4]])
        latency("baseline: FTS5 trigram, 8 characters, texts only", match, [(w,) for w in asked.words[8]])
        latency("baseline: FTS5 trigram, 2 characters (its LIKE)", scan, [(w,) for w in asked.words[2]])
    print(f"\nbaseline: trigram table of the same texts written in {took:.1f} s, {place.stat().st_size / 1e6:.1f} MB")


def git(folder: Path, *words: str) -> str:
    """What git says."""
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout


def committed(texts: Path, work: Path) -> float:
    """The baseline of ingesting: seconds of ``git add`` and ``git commit`` of the same files."""
    place = work / "git-files"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(texts, place)
    git(place, "init", "--quiet")
    start = time.perf_counter()
    git(place, "add", "-A")
    git(place, "-c", "user.name=x", "-c", "user.email=x@y.invalid", "commit", "--quiet", "-m", "x")
    return time.perf_counter() - start


def in_git(archive: Archive, target: Path, asked: Asked) -> int:
    """The same history in git: its packed bytes, and how long it takes to get the text of a day."""
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    export_git(archive, target)
    took = time.perf_counter() - start
    start = time.perf_counter()
    git(target, "gc", "--quiet", "--aggressive")
    packed = time.perf_counter() - start

    def show(title: str, day: datetime.date) -> object:
        name = file_name(title)
        commit = git(target, "rev-list", "-1", f"--before={day} 23:59:59 +0800", "main", "--", name).strip()
        if not commit:
            raise InputError("not yet")
        return git(target, "show", f"{commit}:{name}")

    print(HEAD)
    latency("baseline: git rev-list and git show of a day", show, asked.of_days[:50])
    print(f"\nexport-git: {took:.1f} s (and {packed:.1f} s of git gc)")
    return sum(p.stat().st_size for p in (target / ".git").rglob("*") if p.is_file())


def report(archive: Archive, place: Path, raw: int, work: Path, asked: Asked, check: bool) -> None:
    """Sizes, and the time of a full check."""
    archive.store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    size = place.stat().st_size
    if check:
        start = time.perf_counter()
        assert archive.check() == ()
        print(f"\ncheck: {time.perf_counter() - start:.1f} s")
    packed = in_git(archive, work / f"git-{place.stem}", asked) if shutil.which("git") else 0
    print(f"\nfile {size / 1e6:.1f} MB; raw text of all versions {raw / 1e6:.1f} MB (×{size / raw:.2f})", end="")
    print(f"; git, packed {packed / 1e6:.1f} MB (×{size / packed:.1f})" if packed else "")


def measured(work: str, *words: object) -> dict[str, float]:
    """A part of this benchmark in a process of its own, so that its memory is its own; what it printed."""
    done = subprocess.run(
        [sys.executable, __file__, work, *map(str, words)], check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def used(start: float, cpu: float) -> dict[str, float]:
    """Seconds since ``start``, processor seconds and peak megabytes of this process and of its largest child."""
    memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "peak": memory[0],
        "child": memory[1],
    }


def ingested(texts: str, place: str, cores: str) -> None:
    """One ingest on so many cores."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
    with Archive(place) as archive:
        start, cpu = time.perf_counter(), time.process_time()
        done = archive.ingest(texts)
        print(json.dumps(used(start, cpu) | {"documents": done.new}))


def chained(place: str, versions: str) -> None:
    """The archive of made-up chains."""
    raw, spent, cpu = 0, 0.0, 0.0
    with Archive(place) as archive:
        for n in range(int(versions) // 50):
            law = statute(n)
            chain = patches(law, 49)
            text = law
            raw += len(text.to_text().encode())
            for patch in chain:
                text = patch.apply(text)
                raw += len(text.to_text().encode())
            start, begun = time.perf_counter(), time.process_time()
            with archive.batch():
                archive.add(law)
                for patch in chain:
                    archive.add(patch)
            spent, cpu = spent + time.perf_counter() - start, cpu + time.process_time() - begun
    print(json.dumps(used(0, 0) | {"seconds": spent, "cpu": cpu, "raw": raw}))


def of_statutes(args: argparse.Namespace, work: Path) -> None:
    """The archive of single texts."""
    texts = work / "texts"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir()
    raw = write_texts(texts, args.statutes, args.texts)
    plain = committed(texts, work)
    print(f"\n## {args.statutes} statutes, {raw / 1e6:.1f} MB\n")
    print(
        "| ingest | seconds | of them processor, writer | documents/s | MB/s | peak MB, writer | peak MB, reader | ratio |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for cores in (1, 2):
        place = work / f"statutes-{cores}.db"
        for old in work.glob(f"{place.name}*"):
            old.unlink()
        m = measured("ingest", texts, place, cores)
        took, reader = m["seconds"], f"{m['child']:.0f}" if cores > 1 else ""
        print(
            f"| {cores} core{'s' * (cores > 1)} | {took:.1f} | {m['cpu']:.1f} | {m['documents'] / took:.0f} | {raw / took / 1e6:.2f} | {m['peak']:.0f} | {reader} | {took / plain:.1f} |"
        )
    print(
        f"| baseline: git add, git commit | {plain:.1f} | | {args.statutes / plain:.0f} | {raw / plain / 1e6:.2f} | | | 1 |"
    )
    with Archive(place) as archive:
        start = time.perf_counter()
        archive.ingest(texts)
        print(f"\ningest again (all known): {time.perf_counter() - start:.1f} s")
        asked = Asked(archive, *(("2023-01-01", "2025-01-01") if args.texts else ("2002-01-01", "2025-01-01")))
        questions(archive, asked)
        trigrams(archive, work, asked)
        report(archive, place, raw, work, asked, not args.no_check)


def of_versions(args: argparse.Namespace, work: Path) -> None:
    """The archive of chains."""
    place = work / "versions.db"
    for old in work.glob("versions.db*"):
        old.unlink()
    m = measured("chain", place, args.versions)
    count = args.versions // 50
    print(f"\n## {count * 50} versions of {count} statutes\n")
    print(
        f"add: {m['seconds']:.1f} s (processor {m['cpu']:.1f} s), {count * 50 / m['seconds']:.0f} versions a second,"
        f" {count * 50 / m['cpu']:.0f} a second of processor time, peak memory {m['peak']:.0f} MB"
    )
    with Archive(place) as archive:
        asked = Asked(archive, "1991-01-01", "2010-01-01")
        questions(archive, asked)
        trigrams(archive, work, asked)
        report(archive, place, int(m["raw"]), work, asked, not args.no_check)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.postgres import empty_database, running_server

    with running_server() as server:
        yield empty_database(server)


def spent() -> tuple[float, float]:
    """Seconds of the wall, and processor seconds of this process and of its readers."""
    t = os.times()
    return time.perf_counter(), t.user + t.system + t.children_user + t.children_system


def stage(label: str, archive: Archive, begun: tuple[float, float], count: int, asked: Asked, check: bool) -> None:
    """One line of the table of growth: what adding cost since ``begun``, what questions cost now."""
    wall, cpu = (b - a for a, b in zip(begun, spent(), strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def middle(call: Callable[..., object], arguments: Iterable[tuple[object, ...]]) -> str:
        taken = []
        for given in list(arguments)[:40]:
            start = time.process_time() if isinstance(archive.store, SqliteStore) else time.perf_counter()
            with suppress(InputError):
                call(*given)
                end = time.process_time() if isinstance(archive.store, SqliteStore) else time.perf_counter()
                taken.append((end - start) * 1000)
        return f"{statistics.median(taken):.2f}" if taken else "–"

    cells = [
        middle(lambda t, d: archive[t].as_of(d), asked.of_days),
        middle(lambda w, d: archive.search(w, on=d), zip(asked.words[4], asked.days, strict=True)),
        middle(lambda d: archive.changed(d, d + datetime.timedelta(30)), [(d,) for d in asked.days[:10]]),
        middle(lambda t: archive[t].blame(), [(t,) for t, _ in asked.of_days[:20]]),
    ]
    verdict = ""
    if check:
        start = spent()
        found = archive.check()
        checked = [b - a for a, b in zip(start, spent(), strict=True)]
        start = spent()
        read_through(archive)
        read = [b - a for a, b in zip(start, spent(), strict=True)]
        verdict = f"{checked[1]:.0f} ({checked[1] / read[1]:.1f}){' DAMAGED' if found else ''}"
    now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {label} | {cpu:.0f} | {cpu / count * 1000:.2f} | {wall:.0f} | {peak:.0f} | {' | '.join(cells)} | {verdict} | {now:.0f} |",
        flush=True,
    )


def read_through(archive: Archive) -> None:
    """What a check is held against: every row of every table read and hashed."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('gram', 'gram_entry')"
    if not isinstance(archive.store, SqliteStore):
        names = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    for (name,) in archive.store.rows(names):
        whole = hashlib.blake2b(digest_size=16)
        for row in archive.store.stream(f"SELECT * FROM {name}"):
            whole.update(repr(row).encode())


def national(place: str, texts: str, sizes: list[int], versions: int) -> None:
    """The table of growth of one archive: single texts first, then chains of made-up decisions."""
    print(
        "| archive | add, CPU s | ms each | s | peak MB | as_of ms | search ms | changed ms | blame ms | check, CPU s (× reading) | peak MB |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    files = sorted(Path(texts).glob("*.txt"))
    with Archive(place) as archive:
        last = 0
        for size in sizes:
            begun = spent()
            archive.ingest(*files[last:size])
            asked = Asked(archive, "2023-01-01", "2025-01-01")
            stage(f"{size:,} statutes", archive, begun, size - last, asked, True)
            last = size
        done = 0
        for goal in (versions // 4, versions // 2, versions) if versions else ():
            cpu = wall = 0.0
            for n in range(done // 50, goal // 50):
                law = statute(n)
                chain = patches(law, 49)
                begun = spent()
                with archive.batch():
                    archive.add(law)
                    for patch in chain:
                        archive.add(patch)
                now = spent()
                wall, cpu = wall + now[0] - begun[0], cpu + now[1] - begun[1]
            asked = Asked(archive, "1991-01-01", "2010-01-01", "第%号例法")
            end = spent()
            stage(
                f"and {goal:,} versions", archive, (end[0] - wall, end[1] - cpu), goal - done, asked, goal == versions
            )
            done = goal


def main() -> None:
    if sys.argv[1:2] == ["national"]:
        engine, texts, sizes, versions, work = sys.argv[2:]
        with postgres() if engine == "postgres" else nullcontext(f"{work}/national.db") as place:
            national(place, texts, [int(n) for n in sizes.split(",")], int(versions))
        return
    if sys.argv[1:2] in (["ingest"], ["chain"]):
        {"ingest": ingested, "chain": chained}[sys.argv[1]](*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--statutes", type=int, default=3500)
    parser.add_argument("--versions", type=int, default=100_000)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-check", action="store_true")
    args = parser.parse_args()
    work = args.keep or Path(tempfile.mkdtemp(prefix="lawtrack-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    if args.statutes:
        of_statutes(args, work)
    if args.versions:
        of_versions(args, work)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of asking, checking and exporting: {memory:.0f} MB")
    if not args.keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
