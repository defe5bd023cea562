"""What is wrong with a user's input, said so that the user can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong: which file, which line (from 1, 0 for the whole file), what, and how to mend it."""

    path: str
    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        return f"{place}{self.what}" + (f"\n    {self.mend}" if self.mend else "")


class UserError(Exception):
    """The content or the arguments of the user are at fault; carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[UserError], tuple[tuple[Fault, ...]]]:
        """Pickled by its faults, so that it crosses from one process to another."""
        return UserError, (self.faults,)
