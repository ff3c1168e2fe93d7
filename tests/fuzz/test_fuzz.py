"""Fuzzing with a loop of its own: each target on spoilt input, nothing but lawtrack's own errors, no hang.

By default each target gets a few inputs, the same every time. ``LAWTRACK_FUZZ=SECONDS`` runs all of them for so long, from another seed each time
(``LAWTRACK_FUZZ_SEED`` repeats one): ``pytest tests/fuzz -s -k hour``. The targets share the processor time, not the turns: an archive costs forty
times as much as a short text, and would leave little for everything else. So that the cheapest do not make up the number, an input counts for at
least ``LEAST``. Printed are the inputs of each target and what came of them, every ten minutes and at the end.
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
LEAST = 0.002
"""Seconds of processor time that an input is taken to cost at least, when the time is shared."""
TOLD = 600
"""Seconds between two lines of progress."""
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
    seed = os.environ.get("LAWTRACK_FUZZ_SEED") or random.SystemRandom().randrange(1 << 48)
    chances = {name: random.Random(f"{seed} {name}") for name in TARGETS}
    now = time.monotonic()
    end, telling = now + float(os.environ["LAWTRACK_FUZZ"]), now + TOLD
    spent = dict.fromkeys(TARGETS, 0.0)
    count: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    while now < end:
        name = min(spent, key=spent.__getitem__)
        start = time.process_time()
        outcomes[run(name, chances[name].randrange(1 << 48))] += 1
        count[name] += 1
        spent[name] += max(time.process_time() - start, LEAST)
        if (now := time.monotonic()) >= min(telling, end):
            telling = now + TOLD
            print(f"\nfuzz: {count.total()} inputs, {dict(outcomes)}, {dict(count)}", flush=True)
