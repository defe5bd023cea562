"""Numbers as features: one name for each step that a number exceeds. Made once, not for every number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


class Grades:
    """The names of `steps`, which ascend: `form` with the step in the place of {}."""

    def __init__(self, form: str, steps: Sequence[float]) -> None:
        self._steps = steps
        names = [form.format(step) for step in steps]
        self._exceeded = [names[:count] for count in range(len(names) + 1)]

    def of(self, number: float) -> list[str]:
        """Those that a number exceeds. One list for all such numbers: not to be changed."""
        return self._exceeded[bisect_left(self._steps, number)]
