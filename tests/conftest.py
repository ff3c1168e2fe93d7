"""Hypothesis under two profiles: by default it repeats the same examples, so that a run means the same everywhere; with
``LAWTRACK_EXPLORE`` set it looks for new ones.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("same", deadline=None, suppress_health_check=SLOW, derandomize=True)
settings.register_profile("explore", deadline=None, suppress_health_check=SLOW)
settings.load_profile("explore" if os.environ.get("LAWTRACK_EXPLORE") else "same")
