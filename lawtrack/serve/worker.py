"""A job in a process of its own: ``python -m lawtrack.serve.worker``, started in an empty folder that is removed after it.

The folder holds ``order.json`` and the files as 0, 1, 2…; the process leaves ``answer.json``, its reports as ``report-0.html``… and ``documents.zip``
there, and tells each step as a line of JSON on standard output. It may use as much memory and time as it is given and no more.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import attrs

from lawtrack.display import choose_language
from lawtrack.serve.bundle import DOCUMENTS, zipped

ORDER, ANSWER = "order.json", "answer.json"
OUT_OF_MEMORY = 71
"""Exit status of a process that got no more memory."""


def limit(memory_mb: int, seconds: int) -> None:
    """Bound what this process and those it starts may use, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory_mb << 20), (resource.RLIMIT_CPU, seconds + 5), (resource.RLIMIT_FSIZE, memory_mb << 20), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def main() -> int:
    """Do the job of the folder this process stands in."""
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever is printed on the way is no step
    signal.signal(signal.SIGTERM, _end)
    order = json.loads(Path(ORDER).read_text("utf-8"))
    choose_language(order.get("language", "zh"))
    limit(order["memory_mb"], order["seconds"])
    try:
        answer = work(order, lines)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:
        traceback.print_exc()
        return 1
    Path(ANSWER).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    return 0


def _end(number: int, frame: Any) -> None:
    raise SystemExit(128 + number)


def work(order: dict[str, Any], lines: IO[str]) -> dict[str, Any]:
    """The answer to an order: what each file is, which job they make, and its results; or what is wrong with them."""
    if "impact" in order:
        from lawtrack.serve.shelf import impact_answer

        return impact_answer(order)
    from lawtrack.desk.errand import Plan, plan_of, run, steps_of
    from lawtrack.desk.papers import Paper, place
    from lawtrack.errors import LawtrackError

    done, of = 0, 0

    def tell(what: str) -> None:
        nonlocal done
        lines.write(json.dumps({"done": done, "of": of, "what": what}) + "\n")
        done += 1

    papers = []
    for i, told in enumerate(order["files"]):
        papers.append(Paper(told["name"], Path(str(i)).read_bytes(), frozenset(told["repairs"])))
    tell("、".join(p.name for p in papers))
    done = 0
    placed = place(papers, [told["role"] for told in order["files"]])
    answer: dict[str, Any] = {
        "files": [
            {"name": p.paper.name, "role": str(p.role), "title": p.title, "trouble": p.trouble} for p in placed
        ]
    }  # fmt: skip
    try:
        plan = plan_of(placed)
        answer["plan"] = str(plan)
        if order["look"] or plan is Plan.WAIT:
            return answer
        of = steps_of(placed)
        made = run(placed, order["borders"], order["facts"], tell)
    except LawtrackError as error:
        return {**answer, "wrong": str(error)}
    answer |= {"name": made.name, "remarks": list(made.remarks), "documents": list(made.documents)}
    answer["results"] = [_result(i, r) for i, r in enumerate(made.results)]
    Path(DOCUMENTS).write_bytes(zipped(made.documents))
    return answer


def _result(i: int, result: Any) -> dict[str, Any]:
    Path(f"report-{i}.html").write_text(result.report, "utf-8")
    return {
        "title": result.title,
        "counts": result.counts,
        "severities": {s: sum(f.severity.value == s for f in result.findings) for s in ("error", "warning", "info")},
        "choices": [attrs.asdict(c) for c in result.choices],
    }


def command() -> Sequence[str]:
    """How a worker is started: by this interpreter, or by the one-file program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    return [sys.executable, "-P", "-m", "lawtrack.serve.worker"]


WORD = "lawtrack-worker"
"""The argument by which the one-file program knows that it is to do a job."""

if __name__ == "__main__":
    sys.exit(main())
