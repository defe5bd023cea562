"""Plain text as Markdown that says the same text."""

from __future__ import annotations

import re

# Markdown's own characters wherever they stand; # also closes a heading.
ANYWHERE = re.compile(r"[\\`*_\[\]<#]")
SPECIAL = re.compile(r"[\\`*_\[\]<#&]")  # those, and what begins an entity: few texts have any
ENTITY = re.compile(r"&(?=#?\w+;)")
AT_START = re.compile(r"\A(?:[>+\-=|:~]|\d+(?=[.)](?:\s|\Z)))")


def escape(text: str) -> str:
    """One line of plain text, written so that a Markdown reader shows exactly it."""
    if SPECIAL.search(text):
        text = ENTITY.sub(r"\\&", ANYWHERE.sub(r"\\\g<0>", text))
    found = AT_START.match(text)
    if not found:
        return text
    return f"{found[0]}\\{text[found.end() :]}" if found[0].isdigit() else "\\" + text
