"""Times and memory of the main verbs: ``python benchmarks/run.py [--markdown]``. On the seeds, and on a code of 1,260 articles made up here.

Each figure is the best of five runs in one process; memory is the peak of what Python allocated during one run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lawtrack as lt
from lawtrack.model.numerals import numeral

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def made_up(articles: int, changed: int = 0) -> str:
    """A code with chapters of twenty articles; every ``changed``-th article reads differently."""
    lines = ["例法典", "（2020年5月28日例会通过）"]
    for n in range(1, articles + 1):
        if n % 20 == 1:
            lines.append(f"第{numeral(n // 20 + 1)}章　第{numeral(n // 20 + 1)}类事项")
        words = "应当依法承担民事责任" if changed and n % changed == 0 else "承担民事责任"
        lines.append(
            f"第{numeral(n)}条　民事主体从事第{numeral(n)}类活动，应当遵循自愿、公平、诚信的原则，违反约定的，{words}。"
        )
        lines += ["有下列情形之一的除外：", f"（一）第{numeral(n)}类活动另有规定；", "（二）当事人另有约定。"]
    return "\n".join(lines) + "\n"


def decision_for(articles: int, orders: int) -> str:
    """A decision that inserts an article in front and changes words in many, so that everything is renumbered."""
    head = "例会关于修改《例法典》的决定\n（2024年5月28日例会通过）\n例会决定对《例法典》作如下修改：\n一、增加一条，作为第二条：“民事活动应当节约资源。”\n"
    step = articles // orders
    body = [
        f"{numeral(k + 2)}、将第{numeral(3 + k * step)}条改为第{numeral(4 + k * step)}条，其中的“承担民事责任”修改为“承担相应的民事责任”。"
        for k in range(orders)
    ]
    return head + "\n".join(body) + "\n本决定自公布之日起施行。\n"


def best(work: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Seconds of the fastest run, and its result."""
    fastest, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest, result


def peak(work: Callable[[], Any]) -> float:
    """Megabytes allocated at the peak of one run."""
    tracemalloc.start()
    work()
    top = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return top / 1e6


def start_up() -> list[tuple[str, float]]:
    """Milliseconds that starting costs over bare Python, median of nine."""

    def run(*words: str) -> float:
        taken = []
        for _ in range(9):
            start = time.perf_counter()
            subprocess.run([sys.executable, *words], check=True, capture_output=True)
            taken.append(time.perf_counter() - start)
        return sorted(taken)[4] * 1000

    bare = run("-c", "pass")
    return [
        ("bare Python", bare),
        ("import lawtrack", run("-c", "import lawtrack") - bare),
        ("lawtrack --help", run("-m", "lawtrack", "--help") - bare),
    ]


def cases() -> list[tuple[str, Callable[[], Any], int, int]]:
    """Name, work, characters and articles of each figure."""
    gazette_text = (SEEDS / "gazette-2023-6.txt").read_text("utf-8")
    law_text = (SEEDS / "audit-regulation.txt").read_text("utf-8")
    decision_text = (SEEDS / "audit-decision.txt").read_text("utf-8")
    published, decision = lt.parse_statute(law_text), lt.parse_decision(decision_text)
    base = lt.rewind(published, decision).statute
    amended = lt.amend(base, decision)
    code_text, long_text = made_up(1260), decision_for(1260, 120)
    code, changed, long = lt.parse_statute(code_text), lt.parse_statute(made_up(1260, 10)), lt.parse_decision(long_text)
    long_amended = lt.amend(code, long)
    long_patch = lt.compare(code, changed)
    n, m = len(published.articles), len(code.articles)
    return [
        ("gazette (whole issue)", lambda: lt.read_gazette(SEEDS / "gazette-2023-6.txt"), len(gazette_text), 0),
        (
            "the README's main job",
            lambda: lt.review_gazette(lt.read_gazette(SEEDS / "gazette-2023-6.txt")),
            len(gazette_text),
            n,
        ),
        ("parse statute", lambda: lt.parse_statute(law_text), len(law_text), n),
        ("parse decision", lambda: lt.parse_decision(decision_text), len(decision_text), n),
        ("amend", lambda: lt.amend(base, decision), len(law_text), n),
        ("verify without base", lambda: lt.verify(decision, published), len(law_text), n),
        ("verify with base", lambda: lt.verify(decision, published, base=base), len(law_text), n),
        ("rewind", lambda: lt.rewind(published, decision), len(law_text), n),
        ("comparison table", lambda: lt.tabulate(base, amended.patch), len(law_text), n),
        ("code: parse statute", lambda: lt.parse_statute(code_text), len(code_text), m),
        ("code: parse decision (121 orders)", lambda: lt.parse_decision(long_text), len(long_text), m),
        ("code: amend (all renumbered)", lambda: lt.amend(code, long), len(code_text), m),
        ("code: verify with base", lambda: lt.verify(long, long_amended.statute, base=code), len(code_text), m),
        ("code: compare (126 changed)", lambda: lt.compare(code, changed), len(code_text), m),
        ("code: comparison table", lambda: lt.tabulate(code, long_patch), len(code_text), m),
        ("code: patch to JSON and back", lambda: lt.loads(lt.dumps(long_amended.patch)), len(code_text), m),
        ("code: web page", lambda: _page(lt.tabulate(code, long_amended.patch)), len(code_text), m),
    ]


def _page(changes: Any) -> str:
    from lawtrack.formats.render import render

    return str(render(changes, "html"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--markdown", action="store_true")
    markdown = parser.parse_args().markdown
    heads = ("what", "ms", "characters", "µs per character", "articles", "µs per article", "peak MB")
    rows = []
    for name, work, characters, articles in cases():
        seconds, _ = best(work)
        per_article = f"{seconds * 1e6 / articles:.0f}" if articles else ""
        rows.append(
            (
                name,
                f"{seconds * 1000:.1f}",
                str(characters),
                f"{seconds * 1e6 / characters:.2f}",
                str(articles or ""),
                per_article,
                f"{peak(work):.1f}",
            )
        )
    rows += [(name, f"{ms:.0f}", "", "", "", "", "") for name, ms in start_up()]
    if markdown:
        print("| " + " | ".join(heads) + " |\n|---|" + "---:|" * (len(heads) - 1))
        for row in rows:
            print("| " + " | ".join(row) + " |")
        return
    widths = [max(len(r[i]) for r in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))))


if __name__ == "__main__":
    main()
