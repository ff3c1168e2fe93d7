"""What all tests share: an empty archive, and hypothesis under two profiles. By default it repeats the same examples, so that a run means
the same everywhere; with ``LAWTRACK_EXPLORE`` set it looks for new ones. The usual run takes a part of the examples that a law asks for,
a run with ``LAWTRACK_THOROUGH`` all of them (``tests/examples.py``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lawtrack.archive.archive import Archive
from tests.examples import limit, part

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("same", deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=SLOW)
settings.load_profile("explore" if os.environ.get("LAWTRACK_EXPLORE") else "same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    limit(items, part)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "法规.db"


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with Archive(place) as made:
        yield made
