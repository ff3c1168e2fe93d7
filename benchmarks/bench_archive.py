"""The archive at scale: ``python benchmarks/bench_archive.py [--statutes 3500] [--versions 100000] [--texts FOLDER] [--keep FOLDER]``.

Two archives are made. The first holds ``--statutes`` single texts read from files (those under ``--texts``, copied with variations until
there are enough; without a folder, made-up ones). The second holds ``--versions`` versions: made-up statutes of 60 provisions with
50 versions each, three provisions changed by each decision. Printed: seconds and rates, latencies (median and 95th percentile of 200
calls), bytes against the raw text and against the same history in git (after ``git gc``).
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from lawtrack.errors import InputError
from lawtrack.history.archive import Archive
from lawtrack.history.export_git import export_git
from lawtrack.model.nodes import Article, Item, Paragraph, Statute
from lawtrack.model.numerals import numeral
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
    taken = []
    for given in arguments:
        start = time.perf_counter()
        try:
            call(*given)
        except InputError:
            continue
        taken.append((time.perf_counter() - start) * 1000)
    print(f"| {label} | {statistics.median(taken):.2f} ms | {sorted(taken)[int(len(taken) * 0.95)]:.2f} ms |")


def questions(archive: Archive, first: str, last: str) -> None:
    """Latencies of what people ask."""
    titles = archive.titles
    begin = datetime.date.fromisoformat(first)
    span = (datetime.date.fromisoformat(last) - begin).days
    ((texts,),) = archive.store.rows("SELECT max(id) FROM text")

    def day() -> datetime.date:
        return begin + datetime.timedelta(CHANCE.randint(0, span))

    def words(size: int) -> str:
        while True:
            ((body,),) = archive.store.rows("SELECT body FROM text WHERE id = ?", CHANCE.randint(1, texts))
            at = CHANCE.randint(0, len(body))
            if len(body[at : at + size]) == size and body[at : at + size].isalnum():
                return str(body[at : at + size])

    def month(since: datetime.date) -> object:
        return archive.changed(since, since + datetime.timedelta(30))

    print("| what | median | 95 % |\n|---|---:|---:|")
    latency("as_of", lambda t, d: archive[t].as_of(d), [(CHANCE.choice(titles), day()) for _ in range(200)])
    for size in (2, 4, 8):
        asked = [(words(size), day()) for _ in range(200)]
        latency(f"search, {size} characters, in force on a day", lambda w, d: archive.search(w, date=d), asked)
    latency("search, 2 characters, all time", archive.search, [(words(2),) for _ in range(200)])
    latency("search, 1 character, all time", archive.search, [(words(1),) for _ in range(50)])
    latency("blame", lambda t: archive[t].blame(), [(CHANCE.choice(titles),) for _ in range(30)])
    latency("citing", archive.citing, [(CHANCE.choice(titles),) for _ in range(50)])
    latency("changed, one month", month, [(day(),) for _ in range(20)])


def git_size(archive: Archive, folder: Path) -> int:
    """Bytes of the same history in git, packed."""
    start = time.perf_counter()
    target = export_git(archive, folder)
    took = time.perf_counter() - start
    subprocess.run(["git", "-C", str(target), "gc", "--quiet", "--aggressive"], check=True)
    print(f"export-git: {took:.1f} s")
    return sum(p.stat().st_size for p in (target / ".git").rglob("*") if p.is_file())


def report(archive: Archive, place: Path, raw: int, work: Path, check: bool) -> None:
    """Sizes, and the time of a full check."""
    archive.store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    size = place.stat().st_size
    if check:
        start = time.perf_counter()
        assert archive.check() == ()
        print(f"check: {time.perf_counter() - start:.1f} s")
    print(f"file {size / 1e6:.1f} MB, texts of all versions {raw / 1e6:.1f} MB (×{size / raw:.2f})")
    if shutil.which("git"):
        packed = git_size(archive, work / f"git-{place.stem}")
        print(f"git, packed {packed / 1e6:.1f} MB (archive ×{size / packed:.1f})")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the process {memory:.0f} MB")


def main() -> None:
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
        texts = work / "texts"
        texts.mkdir(exist_ok=True)
        raw = write_texts(texts, args.statutes, args.texts)
        place = work / "statutes.db"
        with Archive(place) as archive:
            start, begun = time.perf_counter(), time.process_time()
            done = archive.ingest(texts)
            took, cpu = time.perf_counter() - start, time.process_time() - begun
            print(
                f"\n## {args.statutes} statutes\n\ningest: {took:.1f} s, {done.new / took:.0f} documents a second, {raw / took / 1e6:.2f} MB a second"
                f" (the writing process alone {cpu:.1f} s of processor time)"
            )
            start = time.perf_counter()
            archive.ingest(texts)
            print(f"ingest again (all known): {time.perf_counter() - start:.1f} s")
            questions(archive, "2002-01-01", "2025-01-01") if not args.texts else questions(
                archive, "2023-01-01", "2025-01-01"
            )
            report(archive, place, raw, work, not args.no_check)
    if args.versions:
        place = work / "versions.db"
        with Archive(place) as archive:
            count, raw, spent, cpu = args.versions // 50, 0, 0.0, 0.0
            for n in range(count):
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
            print(
                f"\n## {count * 50} versions of {count} statutes\n\nadd: {spent:.1f} s, {count * 50 / spent:.0f} versions a second (processor time {cpu:.1f} s)"
            )
            questions(archive, "1991-01-01", "2010-01-01")
            report(archive, place, raw, work, not args.no_check)
    if not args.keep:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
