"""Text that gzip makes smaller: letters of GB 2312 as two ASCII characters each, as in HZ. Pure.

In UTF-8 a Chinese letter takes some 2.2 bytes once a file is gzipped, so written 1.5, and beside numbers in base64 it
does not spoil what gzip knows of these. Runs of letters of GB 2312 and of others take turns, the former first, with a
tilde between; `static/search/zipped.js` reads it.
"""

from __future__ import annotations

from functools import cache

TURN, TILDE = "~", "\x7f"  # what parts runs, and what stands for it in a text
AS_IS = "\x00"  # begins a text that is as it was
ROWS = (*range(0xA1, 0xA4), *range(0xB0, 0xF8))  # of GB 2312: those that all tables agree on


def zippable(text: str) -> str:
    """The text so written."""
    if TILDE in text:
        return AS_IS + text
    table = _table()
    made, turned = [], False
    for letter in text:
        pair = table.get(letter)
        if (pair is None) is not turned:
            made.append(TURN)
            turned = not turned
        made.append(pair or letter.replace(TURN, TILDE))
    return "".join(made)


def read(text: str) -> str:
    """The text that was so written."""
    if text.startswith(AS_IS):
        return text[1:]
    runs = text.split(TURN)
    return "".join(run.replace(TILDE, TURN) if n % 2 else _read(run) for n, run in enumerate(runs))


def _read(run: str) -> str:
    return bytes(ord(character) | 0x80 for character in run).decode("gb18030")


@cache
def _table() -> dict[str, str]:
    """Each letter of GB 2312 as two characters: its bytes without their highest bits."""
    made = {}
    for row in ROWS:
        for cell in range(0xA1, 0xFE):  # the last would be a tilde
            letter = bytes((row, cell)).decode("gb18030")
            if not "\ue000" <= letter <= "\uf8ff":  # for private use: nothing stands there
                made[letter] = chr(row & 0x7F) + chr(cell & 0x7F)
    return made
