"""A pytest plugin: property tests get few examples, where tests are measured and where mutants are run."""

from __future__ import annotations

import os

import pytest

from tests.examples import limit

EXAMPLES = int(os.environ.get("LAWTRACK_EXAMPLES", "15"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    limit(items, lambda asked: min(asked, EXAMPLES))
