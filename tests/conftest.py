"""What all tests share: an empty archive, and hypothesis under two profiles. By default it repeats the same examples, so that a run means
the same everywhere; with ``LAWTRACK_EXPLORE`` set it looks for new ones. The usual run takes a part of the examples that a law asks for,
a run with ``LAWTRACK_THOROUGH`` all of them (``tests/examples.py``).
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lawtrack.archive.archive import Archive
from tests.examples import limit, part, properties, usual

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("same", deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=SLOW)
settings.load_profile("explore" if os.environ.get("LAWTRACK_EXPLORE") else "same")


def pytest_configure(config: pytest.Config) -> None:
    """Where no bytecode may be written beside the source, the many programs that tests start would compile lawtrack again and again:
    they keep it in a folder of this run. Where coverage is measured, those programs are not: some may not write, others are killed.
    """
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        os.environ.pop("COVERAGE_PROCESS_CONFIG", None)  # what starts the workers of xdist still needs it
    if sys.dont_write_bytecode and not hasattr(config, "workerinput"):  # workers of xdist inherit the environment
        folder = tempfile.TemporaryDirectory(prefix="bytecode")
        config.add_cleanup(folder.cleanup)
        os.environ["PYTHONPYCACHEPREFIX"] = folder.name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    more = {function for function, asked in properties(items).items() if usual(asked) < asked}
    for item in items:
        if getattr(item, "obj", None) in more:
            item.add_marker("sampled")
    limit(items, part)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: looking for garbage in it is a quarter of the work of collecting, and of no use later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a database server; skips where there is none."""
    from tests.postgres import running_server  # its modules are not on every system

    with running_server() as address:
        yield address


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "法规.db"


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with Archive(place) as made:
        yield made
