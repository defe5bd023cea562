"""Numbers out of bits, as `bits.py` wrote them: for `check --search`, in plain Python. Pure."""

from __future__ import annotations

from generator.search.bits import ONES, RAW


class Bits:
    """Reads values one after another."""

    def __init__(self, data: bytes) -> None:
        self._text = "".join(f"{byte:08b}" for byte in data)
        self._at = 0

    def rice(self, width: int) -> int:
        """The next value, written with this width."""
        zero = self._text.find("0", self._at, self._at + ONES)
        if zero < 0:
            self._at += ONES
            return self._plain(RAW)
        ones, self._at = zero - self._at, zero + 1
        return ones << width | self._plain(width)

    def align(self) -> None:
        """Goes on to the next whole byte."""
        self._at += -self._at & 7

    def _plain(self, width: int) -> int:
        start, self._at = self._at, self._at + width
        return int(self._text[start : self._at] or "0", 2)
