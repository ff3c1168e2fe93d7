"""What all tests share: an empty archive, and hypothesis under two profiles. By default it repeats the same examples, so that a run means
the same everywhere; with ``LAWTRACK_EXPLORE`` set it looks for new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lawtrack.archive.archive import Archive

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("same", deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=SLOW)
settings.load_profile("explore" if os.environ.get("LAWTRACK_EXPLORE") else "same")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "法规.db"


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with Archive(place) as made:
        yield made
