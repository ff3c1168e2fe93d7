"""``python -m tests.mutation``: measure which test reaches which line, run the mutants, say what survived.

python -m tests.mutation map                      once, and again after a change of the code
python -m tests.mutation run --mutants 100        resumable: what is in results.jsonl is not run again
python -m tests.mutation run --share 2/2          the second half of them, for a second processor
python -m tests.mutation run --deeper --budget 90 those that survived, with more tests
python -m tests.mutation report                   score, coverage, survivors
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutation.mutants import TOP, list_mutants, read, sample
from tests.mutation.reach import CORE, cover

ELSEWHERE = ("a[kp]*", "archive*", "cli", "corpus", "docs", "docx*", "export", "extensions", "findings_doc", "house", "html", "impact*", "mcp", "notebook", "odt", "onefile", "pdf", "readme", "serve*", "store", "typing", "versions", "writing", "citation_check", "sources")  # fmt: skip
"""Tests of files, archives, faces and papers: slow, and not there to prove the core."""


def tests(named: list[str]) -> list[str]:
    """The arguments that choose the tests."""
    if named:
        return named
    ignored = {p for name in ELSEWHERE for p in (TOP / "tests").glob(f"test_{name}.py")}
    files = [str(p.relative_to(TOP)) for p in sorted((TOP / "tests").glob("test_*.py")) if p not in ignored]
    return [*(f"lawtrack/{name}" for name in (*CORE, "model")), *files]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=("map", "run", "report"))
    parser.add_argument("tests", nargs="*", help="instead of all tests of the core")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/lawtrack-mutation"), help="where map and results are")
    parser.add_argument("--mutants", type=int, default=400)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--budget", type=float, default=20, help="seconds of tests for one mutant")
    parser.add_argument("--share", default="1/1", help="which part of how many")
    parser.add_argument("--deeper", action="store_true", help="run again what survived a smaller budget")
    asked = parser.parse_intermixed_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.verb == "report":
        return report(asked.folder, asked.mutants, asked.seed)
    common = ["-q", "-p", "no:cacheprovider", *tests(asked.tests)]
    if asked.verb == "map":
        os.environ["LAWTRACK_REACH"] = str(asked.folder)
        return run("reach", *common)
    part, parts = map(int, asked.share.split("/"))
    os.environ["LAWTRACK_MUTATION"] = json.dumps(
        [str(asked.folder), asked.mutants, asked.seed, asked.budget, [part - 1, parts], asked.deeper]
    )
    return run("loop", "-s", *common)


def run(plugin: str, *words: str) -> int:
    """The tests, or what a plugin does with them, in a process that has imported nothing yet."""
    command = [sys.executable, "-m", "pytest", "-p", f"tests.mutation.{plugin}", "-p", "tests.mutation.brief", *words]
    return subprocess.run(command, cwd=TOP).returncode


def report(folder: Path, number: int, seed: int) -> int:
    """The score of the sample, the survivors, the coverage of the core."""
    known = {told["key"]: told for told in read(folder / "results.jsonl")}
    drawn = sample(list_mutants(TOP, CORE), number, seed)
    found = [(m, known[m.key]) for m in drawn if m.key in known]
    for mutant, told in found:
        if told["outcome"] != "killed":
            print(f"{told['outcome']:9} {told['tests']:4} of {told['reaching']:4} tests  {mutant}")
    by_package: dict[str, Counter[str]] = {}
    for mutant, told in found:
        for name in (mutant.path.split("/")[1], "all"):
            by_package.setdefault(name, Counter())[str(told["outcome"])] += 1
    for name, count in sorted(by_package.items()):
        print(f"{name:12} {count['killed']:4} of {sum(count.values()):4}  {count['killed'] / sum(count.values()):.1%}")
    if len(found) < len(drawn):
        print(f"{len(drawn) - len(found)} of {len(drawn)} not run yet")
    cover(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
