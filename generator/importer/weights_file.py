"""weights.json beside this module: the fitted weights of roles and threads."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from generator.importer.roles import RoleModel
from generator.importer.thread_model import ThreadModel

PATH = Path(__file__).with_name("weights.json")


@cache
def models() -> tuple[RoleModel, ThreadModel]:
    """The role model and the thread model."""
    weights = json.loads(PATH.read_text(encoding="utf-8"))
    return RoleModel(weights["roles"], weights["steps"]), ThreadModel(weights["threads"], weights["threads_again"])


@cache
def digest() -> str:
    """Eight characters that change with the weights."""
    return hashlib.blake2b(PATH.read_bytes(), digest_size=4).hexdigest()
