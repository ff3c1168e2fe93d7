"""Reading: time per character and per article, peak memory, and how hostile input grows. Prints a table.

python benchmarks/bench_syntax.py [FOLDER OF STATUTES]
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from lawtrack.errors import InputError
from lawtrack.model.normal import normalise
from lawtrack.model.numerals import numeral
from lawtrack.syntax.gazette.issue import read_gazette
from lawtrack.syntax.statute.parse import LIMIT, parse_statute

HERE = Path(__file__).resolve().parent.parent
HOSTILE = [
    "第",
    "第\n",
    "第一条 \n",
    "第九条 甲\n第八条 乙\n",
    "（一）\n",
    "“",
    "1.\n",
    "<!--",
    "　",
    "长文字没有标点的一行\n",
    "目录\n",
    "附件\n",
]


def statute(articles: int) -> str:
    """A statute of ``articles`` articles of two paragraphs and three items, in chapters of twenty."""
    lines = ["某市水务条例", "（2030年1月1日某市人民代表大会常务委员会第一次会议通过）"]
    for i in range(1, articles + 1):
        if i % 20 == 1:
            lines.append(f"第{numeral(i // 20 + 1)}章　事务{i // 20 + 1}")
        lines.append(f"第{numeral(i)}条　取水、供水、用水和排水的单位应当遵守下列规定：")
        lines += [f"（{numeral(k)}）按照水行政主管部门的要求报送第{k}项资料；" for k in (1, 2, 3)]
        lines.append("违反前款规定的，由水行政主管部门责令改正，处一千元以上一万元以下罚款。")
    return "\n".join(lines) + "\n"


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Best of three in seconds, and the peak of a further run in MB."""
    best = min(_once(work) for _ in range(3))
    gc.collect()
    tracemalloc.start()
    _once(work)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return best, peak


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    try:
        work()
    except InputError:
        pass
    return time.perf_counter() - start


def main() -> None:
    print(f"{'what':<34}{'chars':>10}{'articles':>9}{'ms':>10}{'µs/char':>9}{'µs/article':>11}{'peak MB':>9}")

    def row(name: str, text: str, articles: int, work: Callable[[], object]) -> None:
        seconds, peak = measure(work)
        each = f"{seconds * 1e6 / articles:>11.1f}" if articles else f"{'':>11}"
        print(
            f"{name:<34}{len(text):>10}{articles or '':>9}{seconds * 1e3:>10.2f}{seconds * 1e6 / len(text):>9.3f}{each}{peak:>9.1f}"
        )

    for n in (10, 100, 1000, 5000):
        text = statute(n)
        row(f"parse_statute, {n} articles", text, n, lambda text=text: parse_statute(text))
    text = statute(1000)
    row("normalise", text, 0, lambda: normalise(text))
    issue = (HERE / "seeds" / "gazette-2023-6.txt").read_text("utf-8")
    row("read_gazette, the real issue", issue, 0, lambda: read_gazette(issue))
    if len(sys.argv) > 1:
        texts = [p.read_text("utf-8") for p in sorted(Path(sys.argv[1]).rglob("*")) if p.suffix in (".md", ".txt")]
        total = sum(len(parse_statute(t).articles) for t in texts)
        row(
            f"parse_statute, {len(texts)} real statutes",
            "".join(texts),
            total,
            lambda: [parse_statute(t) for t in texts],
        )

    print(f"\n{'hostile input':<34}{'50,000':>10}{'500,000':>10}{'ratio':>8}   (seconds; linear is about 10)")
    for piece in HOSTILE:
        small, large = (
            _once(lambda t=t: parse_statute(t))
            for t in (piece * (50_000 // len(piece)), piece * (500_000 // len(piece)))
        )
        print(f"{piece!r:<34}{small:>10.3f}{large:>10.3f}{large / max(small, 1e-4):>8.1f}")
    seconds = _once(lambda: parse_statute("第" * 33_000_000))
    print(f"{'100 MB of 第 (refused)':<34}{'':>10}{seconds:>10.3f}")
    seconds = _once(lambda: parse_statute("第" * LIMIT))
    print(f"{f'{LIMIT:,} characters of 第':<34}{'':>10}{seconds:>10.3f}")


if __name__ == "__main__":
    main()
