"""How long a build's steps took and how much memory it had, for --stats."""

from __future__ import annotations

import sys
from collections.abc import Callable


class Timing:
    """Times the steps of a job; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._start, self._last = clock, clock(), clock()
        self.steps: dict[str, float] = {}

    def done(self, step: str) -> None:
        """Says that a step has ended and the next begins."""
        now = self._clock()
        self.steps[step], self._last = round(now - self._last, 3), now

    @property
    def seconds(self) -> float:
        """Seconds from the start to the end of the last step."""
        return self._last - self._start


def peak_memory() -> float:
    """The most memory this process and the largest of its children had, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 1 if sys.platform == "darwin" else 1024
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(max(peaks) * unit / 1e6, 1)
