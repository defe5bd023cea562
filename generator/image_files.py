"""Disk: reads content/images: which of the images that texts name are there, and their bytes in another size."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import orjson

from generator import images
from generator.batches import in_batches
from generator.faults import Fault, UserError
from generator.images import Picture, Shelf
from generator.refusals import reason

Stamp = tuple[int, int]  # size in bytes and time of the last change, in nanoseconds
Known = Mapping[str, tuple[Stamp, Picture]]


def find(folder: Path, names: Iterable[str], kept: bytes, jobs: int | None) -> tuple[Shelf, bytes]:
    """The images of those names below a folder, and what to give as `kept` next time.

    A file is opened once: while its size and time stay, what was found in it then is taken again.
    """
    standing = _standing(folder)
    paths = {name: standing[name] for name in sorted(names) if name in standing}
    known = _load(kept)
    stamps = {name: _stamp(path) for name, path in paths.items()}
    old = [name for name in paths if name in known and known[name][0] == stamps[name]]
    new = sorted(paths.keys() - set(old))
    pictures = {name: replace(known[name][1], path=paths[name]) for name in old}
    unfit: dict[str, str] = {}
    for name, found in zip(new, in_batches(_examine, [(name, paths[name]) for name in new], jobs), strict=True):
        if isinstance(found, Picture):
            pictures[name] = found
        else:
            unfit[name] = found
    keep = {name: [stamps[name], asdict(picture)] for name, picture in sorted(pictures.items())}
    return Shelf(pictures, unfit, tuple(standing)), orjson.dumps(keep) if keep else b""


def scaled(picture: Picture, width: int) -> bytes:
    """The picture in another size; raises UserError where its file cannot be read any more."""
    try:
        return images.scaled(Path(picture.path).read_bytes(), width)
    except OSError as error:
        mend = "看看这个文件，再建一次。"
        raise UserError([Fault(picture.path, 0, f"图片读不了：{reason(error)}。", mend)]) from None


def _standing(folder: Path) -> dict[str, str]:
    """The paths of all image files by their names below the folder; links that lead out of it are not followed."""
    root = folder.resolve()
    found: dict[str, str] = {}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            path = Path(parent, file)
            if file.startswith(".") or (path.is_symlink() and not path.resolve().is_relative_to(root)):
                continue
            found[unicodedata.normalize("NFC", path.relative_to(folder).as_posix())] = str(path)
    return found


def _stamp(path: str) -> Stamp:
    try:
        status = Path(path).stat()
    except OSError:  # a link to nothing: reading it will say so
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _examine(files: Sequence[tuple[str, str]]) -> list[Picture | str]:
    """The picture in each file (its name and path), or a sentence why there is none."""
    found: list[Picture | str] = []
    for name, path in files:
        try:
            data = Path(path).read_bytes()
            width, height = images.size(data)
        except OSError as error:
            found.append(f"读不了，{reason(error)}")
        except ValueError as error:
            found.append(str(error))
        else:
            found.append(Picture(name, path, hashlib.blake2b(data, digest_size=16).hexdigest(), width, height))
    return found


def _load(kept: bytes) -> Known:
    """What `find` gave to keep; nothing where the bytes are nothing it could have given."""
    try:
        rows = orjson.loads(kept or b"{}").items()
        return {name: ((stamp[0], stamp[1]), Picture(**picture)) for name, (stamp, picture) in rows}
    except (orjson.JSONDecodeError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return {}
