"""XML as files of the site hold it: declared UTF-8, and only characters that XML 1.0 allows."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

# in XML 1.0, and signs that would show what follows in another order
ILLEGAL = re.compile("[^\t\n\r\x20-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Adds an element with a text and attributes, and returns it."""
    child = ET.SubElement(parent, name, {key: ILLEGAL.sub("", value) for key, value in attributes.items()})
    if text:
        child.text = ILLEGAL.sub("", text)
    return child


def written(root: ET.Element) -> bytes:
    """The bytes of the file."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
