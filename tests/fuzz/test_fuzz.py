"""Fuzzing with a loop of its own: each target on spoilt input, nothing but lawtrack's own errors, no hang.

By default each target gets a few inputs, the same every time. ``LAWTRACK_FUZZ=SECONDS`` runs all of them for so long in turn, from another seed each
time (``LAWTRACK_FUZZ_SEED`` repeats one), and prints how many inputs there were: ``pytest tests/fuzz -s -k hour``.
"""

from __future__ import annotations

import faulthandler
import os
import random
import signal
import time
import zlib
from collections import Counter
from types import FrameType

import pytest

from lawtrack.errors import LawtrackError
from tests.fuzz.targets import TARGETS

INPUTS = 25
PATIENCE = 60
"""Seconds after which an input counts as a hang."""
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="needs SIGALRM to notice a hang")


class Hang(Exception):
    """An input that is not done in time."""


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang


def run(name: str, seed: int) -> str:
    """One input: the name of the outcome; raises what is no error of lawtrack's own, with the seed that repeats it."""
    before = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(PATIENCE)
    try:
        TARGETS[name](random.Random(seed))
    except LawtrackError as error:
        return type(error).__name__
    except BaseException as error:
        error.add_note(f"fuzz: TARGETS[{name!r}](random.Random({seed}))")
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return "done"


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_spoilt_inputs(name: str) -> None:
    start = zlib.crc32(name.encode())
    for seed in range(start, start + INPUTS):
        run(name, seed)


@pytest.mark.skipif(not os.environ.get("LAWTRACK_FUZZ"), reason="LAWTRACK_FUZZ=SECONDS is not set")
def test_for_an_hour_or_a_minute() -> None:
    faulthandler.enable()
    chance = random.Random(int(os.environ.get("LAWTRACK_FUZZ_SEED") or random.SystemRandom().randrange(1 << 48)))
    end = time.monotonic() + float(os.environ["LAWTRACK_FUZZ"])
    count: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    while time.monotonic() < end:
        for name in TARGETS:
            outcomes[run(name, chance.randrange(1 << 48))] += 1
            count[name] += 1
    print(f"\nfuzz: {sum(count.values())} inputs, {dict(outcomes)}")
