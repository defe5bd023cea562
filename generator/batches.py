"""Work on batches, here or in other processes: the one place that knows how an executor is fed."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SIZE = 200  # items a batch
AHEAD = 8  # batches handed out before the first is waited for: busy workers, bounded memory

_held: tuple[Any, Sequence[Any]]  # in a worker: the work and all its items


def in_batches(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int | None
) -> Iterator[Result]:
    """The results of `work`, which maps a batch of items to as many results, in the order of the items.

    Done by `jobs` processes (None: one a processor), or here where there is one or little to do. `work`, items and
    results must be picklable. A process that is forked has the items already: only results pass between processes.
    """
    jobs = jobs or os.cpu_count() or 1
    starts = range(0, len(items), SIZE)
    if jobs == 1 or len(starts) < 2:
        for start in starts:
            yield from work(items[start : start + SIZE])
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(min(jobs, len(starts)), context, _hold, (work, items)) as executor:
        running: deque[Future[list[Result]]] = deque()
        try:
            for start in starts:
                running.append(executor.submit(_work_from, start))
                if len(running) == AHEAD:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            executor.shutdown(cancel_futures=True)


def _hold(work: Any, items: Sequence[Any]) -> None:
    global _held
    _held = work, items
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's business


def _work_from(start: int) -> Any:
    work, items = _held
    return work(items[start : start + SIZE])
