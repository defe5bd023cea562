"""Numbers out of bits, as `bits.py` wrote them: for `check --search`, in plain Python. Pure."""

from __future__ import annotations

from generator.search.bits import ONES, RAW


class Bits:
    """Reads values one after another."""

    def __init__(self, data: bytes) -> None:
        self._text = "".join(f"{byte:08b}" for byte in data)
        self.at = 0

    def rice(self, width: int) -> int:
        """The next value, written with this width."""
        zero = self._text.find("0", self.at, self.at + ONES)
        if zero < 0:
            self.at += ONES
            return self._plain(RAW)
        ones, self.at = zero - self.at, zero + 1
        return ones << width | self._plain(width)

    def to(self, at: int) -> Bits:
        """Goes to a bit."""
        self.at = at
        return self

    def align(self) -> None:
        """Goes on to the next whole byte."""
        self.at += -self.at & 7

    def _plain(self, width: int) -> int:
        start, self.at = self.at, self.at + width
        return int(self._text[start : self.at] or "0", 2)
