"""Which signs stand in each line of a page, found in all lines at once: it tells quickly what cannot match there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from generator.importer.printed_forms import BASIC_PLANE


class LineSigns:
    """Kinds of signs, each a set of characters and a bit: `kinds` is bit -> characters, the bits 1, 2, 4 and so on."""

    def __init__(self, kinds: Mapping[int, Iterable[str]]) -> None:
        self._table = np.zeros(BASIC_PLANE, dtype=np.uint32)
        # The last place stands for all characters beyond the basic plane: so rare that they may pass for any sign.
        for bit, characters in kinds.items():
            self._table[[*map(ord, characters), BASIC_PLANE - 1]] |= np.uint32(bit)

    def of(self, texts: Sequence[str]) -> list[int]:
        """The bits of the signs that may stand in each of some texts; all others do not."""
        if not texts:
            return []
        codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        starts = np.cumsum([0, *map(len, texts[:-1])]) + np.arange(len(texts))
        bits = np.bitwise_or.reduceat(self._table[np.minimum(codes, BASIC_PLANE - 1)], starts)
        found: list[int] = bits.tolist()
        return found
