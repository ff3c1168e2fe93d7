"""The same functions over many texts: on threads, processes, a cluster; and what has to travel for it."""

from __future__ import annotations

import pickle
import warnings
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import lawtrack
from lawtrack.archive.archive import Archive
from tests.archives import DECISION, LAW, write_all

TEXTS = [LAW.replace("某市", f"第{n}号市") for n in range(40)]
DECISIONS = [DECISION.replace("某市", f"第{n}号市") for n in range(40)]


def consolidate(pair: tuple[str, str]) -> tuple[str, int, int]:
    """Parse, amend, compare, verify: one unit of work, as a module-level function so that other processes find it."""
    law, decision = lawtrack.parse_statute(pair[0]), lawtrack.parse_decision(pair[1])
    result = lawtrack.amend(law, decision)
    report = lawtrack.verify(decision, result.statute, base=law)
    again = lawtrack.compare(law, result.statute).apply(law)
    return result.statute.title, int(again == result.statute), len(report.errors)


WANT = [(f"第{n}号市节水条例", 1, 0) for n in range(40)]


def test_without_an_executor_every_core_works() -> None:
    assert list(lawtrack.map_corpus(consolidate, list(zip(TEXTS, DECISIONS, strict=True)))) == WANT


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_will_do(pool: type[ThreadPoolExecutor] | type[ProcessPoolExecutor]) -> None:
    with pool(2) as executor:
        assert (
            list(lawtrack.map_corpus(consolidate, zip(TEXTS, DECISIONS, strict=True), executor=executor, ahead=3))
            == WANT
        )


def test_errors_come_through() -> None:
    with pytest.raises(lawtrack.InputError):
        list(lawtrack.map_corpus(lawtrack.parse_statute, ["", LAW]))


class Counting(ThreadPoolExecutor):
    """An executor that counts what it is given."""

    tasks = 0

    def submit(self, *words: object, **named: object) -> Future[object]:  # type: ignore[override]
        self.tasks += 1
        return super().submit(*words, **named)  # type: ignore[arg-type]


def fails_late(n: int) -> int:
    if n == 130:
        raise lawtrack.InputError("第一百三十件", "item 130")
    return n


def test_several_items_make_one_task_and_an_error_comes_in_its_turn() -> None:
    with Counting(2) as executor:
        results = lawtrack.map_corpus(fails_late, range(200), executor=executor)
        assert [next(results) for _ in range(130)] == list(range(130))
        with pytest.raises(lawtrack.InputError, match="第一百三十件"):
            next(results)
        assert executor.tasks <= 25


def test_what_travels_is_small() -> None:
    law, decision = lawtrack.parse_statute(LAW), lawtrack.parse_decision(DECISION)
    patch = lawtrack.amend(law, decision).patch
    law.addresses, law.lines, law.nodes  # noqa: B018  what was worked out is not sent along
    size = len(LAW.encode())
    for value, most in ((law, 4), (decision, 12), (patch, 6)):
        data = pickle.dumps(value)
        assert pickle.loads(data) == value
        assert len(data) < most * size, f"{type(value).__name__}: {len(data)} bytes for {size} bytes of text"


def test_the_recipe_for_a_cluster(tmp_path: Path) -> None:
    """docs/archive.md: dask's executor is a concurrent.futures executor, so nothing of ours is needed."""
    pytest.importorskip("distributed", reason="dask[distributed] is not installed (lawtrack[cluster])")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        with (
            LocalCluster(n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            executor = client.get_executor()
            pairs = list(zip(TEXTS, DECISIONS, strict=True))[:8]
            assert list(lawtrack.map_corpus(consolidate, pairs, executor=executor)) == WANT[:8]
            write_all(tmp_path)
            with Archive(tmp_path / "a.db") as archive:
                assert archive.ingest(tmp_path, executor=executor).laws == 2
                assert len(archive["某市节水条例"].versions) == 3
