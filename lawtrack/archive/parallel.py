"""One function over many things, on all cores of this machine or on a cluster, in bounded memory.

Any :class:`concurrent.futures.Executor` will do. Dask's ``Client.get_executor()`` is one, so a cluster needs no code of ours::

    from dask.distributed import Client
    with Client("scheduler:8786") as client:
        laws = list(lawtrack.map_corpus(lawtrack.read_statute, paths, executor=client.get_executor()))
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from lawtrack.arguments import checked
from lawtrack.errors import ArgumentError

T = TypeVar("T")
R = TypeVar("R")

FEW = 32
"""Fewer things than this are not worth starting processes for."""
SEVERAL = 8
"""So many things make one task at most: sending a small one to and fro costs as much as working on it."""


@checked
def map_corpus(
    work: Callable[[T], R], items: Iterable[T], *, executor: Executor | None = None, ahead: int = 64
) -> Iterator[R]:
    """``work`` of each item, in order; at most ``ahead`` results wait, so memory does not grow with the number of items.

    Without an executor, many items are worked on by one process per core, few of them right here. ``work`` must be a function of a
    module, so that another process can find it; what it raises is raised here, behind the results of the items before. Of many items several make
    one task.

    >>> list(map_corpus(str.upper, ["a", "b"]))
    ['A', 'B']
    """
    if ahead < 1:
        raise ArgumentError(
            f"map_corpus 的参数 ahead 是最多先做几件，至少为 1，给的是 {ahead}",
            f"map_corpus: argument ahead says how many results may wait, 1 or more, not {ahead}",
        )
    todo = items if isinstance(items, Sequence) else list(items)
    with _pool(executor, len(todo)) as pool:
        if pool is None:
            yield from map(work, todo)
            return
        size = max(1, min(SEVERAL, ahead // 4, len(todo) // 16))
        waiting: deque[Future[tuple[list[R], Exception | None]]] = deque()
        try:
            for at in range(0, len(todo), size):
                waiting.append(pool.submit(_each, work, todo[at : at + size]))
                if len(waiting) * size >= ahead:
                    yield from _results(waiting.popleft())
            while waiting:
                yield from _results(waiting.popleft())
        finally:
            for future in waiting:
                future.cancel()


def _each(work: Callable[[T], R], items: Sequence[T]) -> tuple[list[R], Exception | None]:
    """The results of some items, as far as the first that fails, and what it raised."""
    done: list[R] = []
    try:
        for item in items:
            done.append(work(item))
    except Exception as error:
        return done, error
    return done, None


def _results(future: Future[tuple[list[R], Exception | None]]) -> Iterator[R]:
    done, error = future.result()
    yield from done
    if error is not None:
        raise error


@contextmanager
def _pool(executor: Executor | None, jobs: int) -> Iterator[Executor | None]:
    """The caller's executor, or one process per core that ends with the work."""
    cores = _cores()
    if executor is not None or jobs < FEW or cores < 2:
        yield executor
        return
    with ProcessPoolExecutor(cores) as pool:
        yield pool


def _cores() -> int:
    """The cores this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
