"""Which test reaches which line, and how long it takes: a pytest plugin that measures coverage with the test as its context.

``python -m tests.mutation map`` runs the tests with ``-p tests.mutation.reach``; ``LAWTRACK_REACH`` names the folder that the map is left in.
"""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.mutation.mutants import TOP

if TYPE_CHECKING:
    import coverage

CORE = ("patch", "decision", "binding", "syntax", "comparison", "rewinding")
"""The packages that carry the law; the mutants are drawn from them."""
_held: list[coverage.Coverage] = []


def begin(folder: Path) -> coverage.Coverage:
    """Measure from now on, lines and branches, of everything in the core."""
    import coverage

    measured = coverage.Coverage(
        data_file=str(folder / "coverage"),
        data_suffix=str(os.getpid()),
        branch=True,
        config_file=False,
        source=["lawtrack"],
        omit=_settings("run")["omit"],
    )
    measured.start()
    return measured


def _settings(section: str) -> dict[str, Any]:
    """What pyproject.toml says of coverage: which modules are no part of the core, which lines do not count."""
    settings: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["coverage"][section]
    return settings


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    measured = _held[0]
    measured.switch_context(item.nodeid)
    start = time.process_time()
    done = yield
    spent = time.process_time() - start
    measured.switch_context("")
    with (Path(os.environ["LAWTRACK_REACH"]) / "times.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps({"test": item.nodeid, "seconds": round(spent, 3)}, ensure_ascii=False) + "\n")
    return done


def pytest_unconfigure(config: pytest.Config) -> None:
    measured = _held.pop()
    measured.stop()
    measured.save()


def cover(folder: Path) -> None:
    """Print the coverage of the core, lines and branches, and what is not reached."""
    import coverage

    data = sorted(map(str, folder.rglob("coverage.*")))
    if not data:
        return
    measured = coverage.Coverage(data_file=None, branch=True, config_file=False, omit=_settings("run")["omit"])
    measured.set_option("paths", {"source": ["lawtrack/", "*/lawtrack/"]})
    measured.combine(data, keep=True)
    measured.exclude("|".join(_settings("report")["exclude_also"]))
    measured.report(show_missing=True, skip_covered=True)


if "LAWTRACK_REACH" in os.environ:  # before anything of lawtrack is imported
    _held.append(begin(Path(os.environ["LAWTRACK_REACH"])))
