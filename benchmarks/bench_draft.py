"""How long drafted decisions are beside the real ones: instructions and characters, case by case.

    python benchmarks/bench_draft.py [FOLDER WITH cases]

Every case with one decision and its base is drafted from the two published texts. Opening and closing formula are left out on both sides.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from lawtrack.decision.decision import Decision
from lawtrack.decision.parse import parse_decision
from lawtrack.drafting.draft import draft
from lawtrack.syntax.statute.parse import parse_statute


def size(decision: Decision, title: str) -> tuple[int, int]:
    """(instructions, characters of their text) for one statute."""
    part = decision.for_statute(title)
    spans = [i.span for i in part.instructions if i.span]
    return len(part.instructions), sum(len("".join(decision.source[s.start : s.end].split())) for s in spans)


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("LAWTRACK_SHARED", "../shared"))
    print(f"{'case':34} {'real':>5} {'ours':>5} {'real chars':>11} {'ours':>7} {'ratio':>6} {'s':>5}")
    rows = []
    for folder in sorted((shared / "cases").iterdir()):
        if not (folder / "decision.txt").exists():
            continue
        old, new = (parse_statute((folder / n).read_text("utf-8")) for n in ("base.txt", "expected.txt"))
        real = size(parse_decision((folder / "decision.txt").read_text("utf-8")), old.title)
        start = time.perf_counter()
        ours = size(draft(old, new), old.title)
        took = time.perf_counter() - start
        rows.append((real, ours))
        ratio = ours[1] / max(1, real[1])
        print(f"{folder.name:34} {real[0]:5} {ours[0]:5} {real[1]:11} {ours[1]:7} {ratio:6.2f} {took:5.2f}")
    for k, what in ((0, "instructions"), (1, "characters")):
        total = sum(o[k] for _, o in rows) / max(1, sum(r[k] for r, _ in rows))
        mean = sum(o[k] / max(1, r[k]) for r, o in rows) / max(1, len(rows))
        print(f"{what}: {total:.2f} of the real ones in all, {mean:.2f} on average per case")


if __name__ == "__main__":
    main()
