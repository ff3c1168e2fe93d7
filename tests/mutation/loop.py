"""Each mutant in a process of its own, forked when all tests are collected: only the functions of the mutated file are exchanged, so that a mutant costs
no more than the tests that notice it. A pytest plugin; ``python -m tests.mutation run`` starts it.
"""

from __future__ import annotations

import functools
import gc
import json
import mmap
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import attrs
import pytest

from tests.mutation.mutants import TOP, Mutant, list_mutants, read, sample
from tests.mutation.reach import CORE

PATIENCE = 5.0
"""Seconds of processor time that a test gets beyond ten times what it took."""
FRESH = 250
"""Tests that are run for what is worked out at import, where a whole new process is needed."""
KILLED, SURVIVED, UNFIT = 1, 0, 4
CODE = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")
CODES = "tests/test_findings_doc.py::test_the_page_is_printed_from_the_catalogues"


class Map:
    """Which test reaches which line."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.lines: dict[str, dict[str, set[int]]] = {}
        """file → test → lines"""
        for path in sorted(folder.rglob("times.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                told = json.loads(line)
                self.seconds[told["test"]] = told["seconds"]
        for path in sorted(folder.rglob("coverage.*")):
            with sqlite3.connect(path) as db:
                for file, test, start, end in db.execute(
                    "select file.path, context.context, abs(fromno), abs(tono) from arc join file on file.id = file_id join context on context.id = context_id where context.context <> ''"
                ):
                    name = file[file.rindex("/lawtrack/") + 1 :]
                    self.lines.setdefault(name, {}).setdefault(test, set()).update((start, end))

    def reaching(self, mutant: Mutant) -> list[str]:
        """The tests that reach a mutant, the fastest first; for one at import, those that reach its file."""
        there = self.lines.get(mutant.path, {})
        wanted = range(mutant.first, mutant.last + 1)
        tests = [t for t, lines in there.items() if not mutant.owner or not lines.isdisjoint(wanted)]
        return sorted(tests, key=lambda t: self.seconds.get(t, 0.0))


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of the tests: the mutants."""
    folder, number, seed, budget, share, deeper = json.loads(os.environ["LAWTRACK_MUTATION"])
    reach = Map(Path(folder))
    results = Path(folder) / "results.jsonl"
    items = {item.nodeid: item for item in session.items}
    unknown = [i for n, i in items.items() if n not in reach.seconds]
    mutants = sample(list_mutants(TOP, CORE), number, seed)
    live = Live.collect()
    gc.collect()
    gc.freeze()
    for i, mutant in enumerate(mutants):
        if i % share[1] != share[0]:
            continue
        known = {told["key"]: told for told in read(results)}
        told = known.get(mutant.key)
        if told and (told["outcome"] == "killed" or not deeper and told["outcome"] == "survived"):
            continue
        start = time.monotonic()
        reaching = [items[t] for t in reach.reaching(mutant) if t in items]
        chosen = list(within(reaching, reach, budget))
        if not unknown + reaching and CODE.fullmatch(mutant.before.strip("'\"")):
            outcome, by = told_codes(mutant)
        else:
            outcome, by = ("unreached", "") if not unknown + reaching else judge(mutant, unknown + chosen, reach, live)
        line = {
            "key": mutant.key, "mutant": str(mutant), "outcome": outcome, "by": by, "budget": budget,
            "tests": len(chosen), "reaching": len(reaching), "took": round(time.monotonic() - start, 1),
        }  # fmt: skip
        with results.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"{i:4} {outcome:9} {line['took']:6} s  {mutant}"[:220], file=sys.__stdout__, flush=True)
    return True


def within(tests: list[pytest.Item], reach: Map, budget: float) -> Iterator[pytest.Item]:
    """The fastest tests as long as they stay within so many seconds; of the slow ones each kind once, so that the real cases have their say."""
    spent = 0.0
    kinds: set[str] = set()
    for i, item in enumerate(tests):
        kind = item.nodeid.split("[")[0]
        seconds = reach.seconds.get(item.nodeid, 0.0)
        spent += seconds
        if i < 3 or spent <= budget or kind not in kinds and seconds < budget / 4:
            yield item
        kinds.add(kind)


def judge(mutant: Mutant, tests: list[pytest.Item], reach: Map, live: Live) -> tuple[str, str]:
    """Whether one of the tests notices, and which."""
    if mutant.owner:
        status, by = forked(mutant, tests, reach, live)
        while status == KILLED and forked(None, [i for i in tests if i.nodeid == by], reach, live)[0]:
            tests = [i for i in tests if i.nodeid != by]  # it fails by itself
            if not tests:
                return "survived", ""
            status, by = forked(mutant, tests, reach, live)
        if status == SURVIVED and CODE.fullmatch(mutant.before.strip("'\"")):
            return told_codes(mutant)
        if status != UNFIT:
            return ("killed" if status else "survived"), by
    return anew(mutant, [t.nodeid for t in varied(tests)])


def told_codes(mutant: Mutant) -> tuple[str, str]:
    """A code of a finding stands in the source as in docs/findings.md, which a test compares by reading both: in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("lawtrack", "docs", "tests", "pyproject.toml"):
            (shutil.copytree if (TOP / name).is_dir() else shutil.copy)(TOP / name, Path(folder) / name)
        path = Path(folder) / mutant.path
        path.write_bytes(mutant.source(path.read_bytes()))
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", CODES]
        env = os.environ | {"PYTHONPATH": folder}
        failed = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=300).returncode
    return ("killed", CODES) if failed else ("survived", "")


def varied(tests: list[pytest.Item]) -> list[pytest.Item]:
    """So many that a new process is worth while, of each test function a few."""
    ranks: Counter[str] = Counter()
    ranked = []
    for i, item in enumerate(tests):
        name = item.nodeid.split("[")[0]
        ranked.append((ranks[name] // 3, i))
        ranks[name] += 1
    return [tests[i] for _, i in sorted(sorted(ranked)[:FRESH], key=lambda x: x[1])]


def forked(mutant: Mutant | None, tests: list[pytest.Item], reach: Map, live: Live) -> tuple[int, str]:
    """The tests in a forked process: what came of it, and the last test begun."""
    at = mmap.mmap(-1, 8)
    child = os.fork()
    if child == 0:
        code = UNFIT
        try:
            os.setsid()
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            if mutant is not None:
                live.exchange(mutant)
            code = run(tests, reach, at)
        except ValueError:  # the function has other free variables now
            pass
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    by = tests[int.from_bytes(at[:8], "big")].nodeid
    if os.WIFSIGNALED(status):
        return KILLED, by
    return os.WEXITSTATUS(status), by if status else ""


def run(tests: list[pytest.Item], reach: Map, at: mmap.mmap) -> int:
    """In the child: the tests one after another until one fails."""
    session = tests[0].session
    for i, item in enumerate(tests):
        at[:8] = i.to_bytes(8, "big")
        signal.setitimer(signal.ITIMER_PROF, PATIENCE + 10 * reach.seconds.get(item.nodeid, 0.0))
        signal.setitimer(signal.ITIMER_REAL, 60 * PATIENCE)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=tests[i + 1] if i + 1 < len(tests) else None)
        if session.testsfailed:
            return KILLED
    return SURVIVED


@attrs.frozen
class Live:
    """The functions of lawtrack and everything that remembers results, looked up once."""

    functions: dict[str, list[FunctionType]]
    caches: list[functools._lru_cache_wrapper[object]]

    @classmethod
    def collect(cls) -> Live:
        gc.unfreeze()  # what the suite froze is not listed
        functions: dict[str, list[FunctionType]] = {}
        caches = []
        for value in gc.get_objects():
            if isinstance(value, FunctionType) and value.__name__ != "<lambda>":
                functions.setdefault(value.__code__.co_filename, []).append(value)
            elif isinstance(value, functools._lru_cache_wrapper) and str(value.__module__).startswith(
                ("lawtrack", "tests")
            ):
                caches.append(value)
        return cls(functions, caches)

    def exchange(self, mutant: Mutant) -> None:
        """In the child: every function of the file gets the code of the mutated file, and what was remembered is forgotten."""
        path = TOP / mutant.path
        code = compile(mutant.source(path.read_bytes()), str(path), "exec", dont_inherit=True)
        new = {_place(c): c for c in codes(code)}
        for function in self.functions.get(str(path), ()):
            if (found := new.get(_place(function.__code__))) is not None:
                function.__code__ = found
        for cache in self.caches:
            cache.cache_clear()


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def codes(code: CodeType) -> Iterator[CodeType]:
    """A code object and all inside it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def anew(mutant: Mutant, tests: list[str]) -> tuple[str, str]:
    """In a new process that imports the mutated file; what fails there must pass without the fault."""
    path = TOP / mutant.path
    while tests:
        by = failing(tests, path, mutant.source(path.read_bytes()))
        if by is None:
            break
        if by in tests:
            if failing([by], path, path.read_bytes()) is None:
                return "killed", by
        else:  # no test is named where the fault hinders the import, but also where the tests cannot be run at all
            sound = failing(tests, path, path.read_bytes())
            return ("killed", by) if sound is None or sound in tests else ("unfit", by)
        tests = [t for t in tests if t != by]
    return "survived", ""


def failing(tests: list[str], path: Path, text: bytes) -> str | None:
    """The first of the tests that fails where a file of lawtrack reads so."""
    hook = (
        "import importlib.machinery as m, sys\n"
        "old = m.SourceFileLoader.get_code\n"
        f"path, text = {str(path)!r}, {text!r}\n"
        "m.SourceFileLoader.get_code = lambda self, name: compile(text, path, 'exec', dont_inherit=True) if self.path == path else old(self, name)\n"
        "class Last:\n"
        "    def pytest_runtest_logreport(self, report):\n"
        "        if report.failed: print('\\nFIRST', report.nodeid)\n"
        "import pytest\n"
        f"sys.exit(pytest.main(['-q', '-x', '-p', 'no:cacheprovider', '-p', 'tests.mutation.brief', *{tests!r}], plugins=[Last()]))"
    )
    try:
        done = subprocess.run([sys.executable, "-c", hook], cwd=TOP, capture_output=True, text=True, timeout=600)
    except subprocess.TimeoutExpired:
        return "too long"
    last = [line.removeprefix("FIRST ") for line in done.stdout.splitlines() if line.startswith("FIRST ")]
    return (last[0] if last else f"exit {done.returncode}") if done.returncode else None
