"""What a change makes stale, at scale: ``python benchmarks/bench_impact.py [--texts FOLDER ...] [--copies 1 2 4] [--keep FOLDER]``.

An archive is made of the texts under ``--texts`` (without a folder, of made-up ones) and of variations of them: every statute that has one
version only stands in it ``copies`` times, under another title and with other words in every sentence, so that text, citations and near copies
grow alike. In the same run, on the same archive: one plain regular-expression scan of all texts in force for 《…》第…条, ``impact()`` of
everything, ``impact`` and ``parallels`` of single statutes that changed, ``impact`` of a decision that renumbers one of them. Processor time, the best of three.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from lawtrack.api import read_statute
from lawtrack.archive.archive import Archive
from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.errors import InputError
from lawtrack.model.nodes import Statute, build
from lawtrack.model.numerals import numeral
from lawtrack.syntax.statute.parse import parse_statute

SCAN = re.compile(r"《[^》]+》第[^条]{1,12}条")


def made_up() -> Iterator[Statute]:
    """Thirty laws with two versions each, the second with an article more in front, and three hundred statutes that cite them."""
    for n in range(30):
        note = "（2001年3月1日第九届全国人民代表大会常务委员会第二十次会议通过{}）"
        lines = [
            f"第{numeral(k)}类事项由第{numeral(n + 1)}主管部门按照第{numeral(k * 7 + n)}号规程办理，不得拖延。"
            for k in range(1, 81)
        ]
        for since, texts in (
            ("", lines),
            ("　2020年1月10日第十三届全国人民代表大会常务委员会第十五次会议修订", ["国家鼓励公众参与。", *lines]),
        ):
            body = [f"第{numeral(k)}条　{t}" for k, t in enumerate(texts, 1)]
            body.append(f"第{numeral(len(texts) + 1)}条　本法自{'2020年5月1日' if since else '2001年6月1日'}起施行。")
            yield parse_statute("\n".join([f"中华人民共和国第{numeral(n + 1)}例法", note.format(since), *body]))
    for n in range(300):
        lines = [
            f"第{numeral(k)}条　办理第{numeral(k)}类事项，依照《中华人民共和国第{numeral(n % 30 + 1)}例法》第{numeral(k)}条的规定执行。"
            for k in range(1, 41)
        ]
        yield parse_statute(
            "\n".join([f"第{n}号例条例", "（2010年3月1日例市第五届人民代表大会常务委员会第三次会议通过）", *lines])
        )


def read(folders: list[Path]) -> Iterator[Statute]:
    """The statutes of folders; a public collection has the day of a version in the name of the file."""
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".txt")):
            try:
                law = read_statute(path)
            except InputError:
                continue
            if law.title:
                yield law


def varied(law: Statute, copy: int) -> Statute:
    """The same statute under another title, another word in every sentence."""
    words = f"（{numeral(copy)}）。"
    units = [u if i < 3 else attrs.evolve(u, text=u.text.replace("。", words)) for i, u in enumerate(law.units)]
    return build([attrs.evolve(units[0], text=f"{law.title}（第{copy}种）"), *units[1:]], law)


def best(call: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of processor time, the least of several rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return min(taken)


def scan(archive: Archive) -> int:
    """How many citations a plain regular expression sees in the texts in force."""
    rows = archive.store.rows("SELECT t.body FROM occurrence o JOIN text t ON t.id = o.text WHERE o.until = ''")
    return sum(1 for (body,) in rows for _ in SCAN.finditer(body))


def decision_on(title: str) -> Decision:
    """A decision that is not in the archive and renumbers nearly all of a statute."""
    return parse_decision(
        f"例会议关于修改《{title}》的决定\n（2026年11月1日通过）\n一、增加一条，作为第二条：“国家鼓励公众参与。”\n"
        "二、将本法中的“有关部门”修改为“主管部门”。\n三、删去第十条。\n本决定自2027年1月1日起施行。\n"
        f"《{title}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    )


def measure(archive: Archive, copies: int) -> None:
    """One line of the table."""
    plain = best(lambda: scan(archive))
    whole = best(lambda: archive.impact(), 2)
    found = archive.impact()
    changed = Counter(row.cited for row in found if row.changed)
    titles = [title for title, _ in changed.most_common(5)]
    one = max(best(lambda t=title: archive.impact(t)) for title in titles)  # type: ignore[misc]
    decisions = [decision_on(title) for title in titles]
    decided = max(best(lambda d=decision: archive.impact(d)) for decision in decisions)  # type: ignore[misc]
    copied = max(best(lambda t=title: archive.parallels(t)) for title in titles)  # type: ignore[misc]
    print(
        f"| {len(archive):,} | {copies} | {plain:.2f} | {whole:.2f} ({whole / plain:.1f}) | {one:.3f} ({one / plain:.2f}) "
        f"| {decided:.3f} ({decided / plain:.2f}) | {copied:.3f} ({copied / plain:.2f}) | {len(found):,} |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--copies", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    laws = list(read(args.texts)) if args.texts else list(made_up())
    times = Counter(law.title for law in laws)
    print(
        "| statutes | copies | scan s | impact() s (× scan) | of one statute s | of one decision s | parallels s | rows |\n|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    for copies in args.copies:
        with tempfile.TemporaryDirectory() as folder:
            path = (args.keep or Path(folder)) / f"impact-{copies}.db"
            with Archive(path) as archive:
                with archive.batch():
                    for law in laws:
                        archive.add(law)
                for copy in range(2, copies + 1):
                    with archive.batch():
                        for law in (x for x in laws if times[x.title] == 1):
                            archive.add(varied(law, copy))
                measure(archive, copies)


if __name__ == "__main__":
    main()
