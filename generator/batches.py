"""Work on batches, here or in other processes: the one place that knows how an executor is fed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SIZE = 200  # items a batch
AHEAD = 8  # batches handed out before the first is waited for: busy workers, bounded memory

_held: tuple[Any, ...]  # in a worker: what it was given as it started


@contextmanager
def workers(jobs: int | None, *held: Any) -> Iterator[Executor | None]:
    """An executor of `jobs` processes (None: one a processor); None in its place where one process is all there is.

    `held` is given to each process once, as it starts; one that is forked has it already.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield None
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    executor = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _start, held)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def in_batches(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int | None, size: int = SIZE
) -> Iterator[Result]:
    """The results of `work`, which maps a batch of items to as many results, in the order of the items.

    Done by `jobs` processes (None: one a processor), or here where there is one or little to do. `work`, items and
    results must be picklable.
    """
    starts = range(0, len(items), size)
    with workers(1 if len(starts) < 2 else jobs, work, items) as executor:
        if executor is None:
            for start in starts:
                yield from work(items[start : start + size])
            return
        running: deque[Future[list[Result]]] = deque()
        for start in starts:
            running.append(executor.submit(_work_from, start, size))
            if len(running) == AHEAD:
                yield from running.popleft().result()
        while running:
            yield from running.popleft().result()


def streamed(
    work: Callable[[Item], Result], items: Iterator[Item], jobs: int, size: int
) -> Generator[tuple[Item, Result], None, None]:
    """Each item with what `work` makes of it, in order; never more items in memory than keep `jobs` processes busy.

    `size` items are handed to a process at a time; items and results must be picklable. The first item is worked here,
    so that what `work` loads for it is there when the processes are forked, once for all of them.
    """
    for item in islice(items, 1):
        yield item, work(item)
    with workers(jobs, work) as executor:
        if executor is None:
            yield from ((item, work(item)) for item in items)
            return
        running: deque[tuple[list[Item], Future[list[Result]]]] = deque()
        while batch := list(islice(items, size)):
            running.append((batch, executor.submit(_work_on, batch)))
            if len(running) > 3 * jobs:
                yield from _pairs(*running.popleft())
        while running:
            yield from _pairs(*running.popleft())


def _pairs(items: Iterable[Item], results: Future[list[Result]]) -> Iterator[tuple[Item, Result]]:
    return zip(items, results.result(), strict=True)


def _start(*held: Any) -> None:
    global _held
    _held = held
    gc.freeze()  # nothing of the parent's is garbage, and what is not looked at stays shared with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's business


def _work_from(start: int, size: int) -> Any:
    work, items = _held
    return work(items[start : start + size])


def _work_on(items: Sequence[Any]) -> list[Any]:
    (work,) = _held
    return [work(item) for item in items]
