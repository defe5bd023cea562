"""A folder that may not be read, for root too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def refuse_folder(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Folders of this name cannot be listed from now on."""
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
