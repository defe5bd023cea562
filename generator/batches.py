"""Work on batches, here or in other processes: the one place that knows how an executor is fed."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SIZE = 200  # items a batch
AHEAD = 8  # batches handed out before the first is waited for: busy workers, bounded memory


@contextmanager
def workers(jobs: int | None) -> Iterator[Executor | None]:
    """An executor of `jobs` processes (None: one a processor); None in its place where one process is all there is."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield None
        return
    executor = ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def in_batches(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], executor: Executor | None
) -> Iterator[Result]:
    """The results of `work`, which maps a batch of items to as many results, in the order of the items.

    With an executor `work`, its items and results must be picklable.
    """
    batches = [items[start : start + SIZE] for start in range(0, len(items), SIZE)]
    if executor is None or len(batches) < 2:
        for batch in batches:
            yield from work(batch)
        return
    running: deque[Future[list[Result]]] = deque()
    for batch in batches:
        running.append(executor.submit(work, batch))
        if len(running) == AHEAD:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
