"""A pytest plugin: property tests get few examples, where tests are measured and where mutants are run."""

from __future__ import annotations

import os

import pytest

EXAMPLES = int(os.environ.get("LAWTRACK_EXAMPLES", "15"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from hypothesis import settings

    for item in items:
        function = getattr(item, "obj", None)
        asked = getattr(function, "_hypothesis_internal_use_settings", None)
        if hasattr(function, "hypothesis") and asked is None:
            asked = settings.default
        if function is not None and asked is not None and asked.max_examples > EXAMPLES:
            function._hypothesis_internal_use_settings = settings(asked, max_examples=EXAMPLES)
