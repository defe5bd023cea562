"""Disk: the one writer into the built site. Writes what changed, deletes only what it once wrote.

New files are staged in `.jianbao/new` and move into place after the last one is made, so a build that fails leaves
the site as it stood. `.jianbao/state.json` keeps the Inputs of every file that was written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import orjson

from generator import lock_file
from generator.batches import in_batches
from generator.faults import Fault, UserError
from generator.output import Inputs, Output
from generator.refusals import reason

ROOM = ".jianbao"
STATE = "state.json"
LOCK = "lock"
UNKNOWN = Inputs("", "", "", "")  # of a file that is ours, but half way between two builds

CHANGED = {"view": "内容变了", "template": "模板变了", "code": "程序变了", "config": "配置变了"}
State = dict[str, Inputs]


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: (path, why) of each file written, paths removed, and how many were as they should be."""

    written: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    unchanged: int


def kept(out: Path, name: str) -> bytes:
    """What a `publish` was last given to keep under a name, or nothing."""
    try:
        return (out / ROOM / name).read_bytes()
    except OSError:
        return b""


def refuse_unfit(out: Path, content: Path) -> None:
    """Raises UserError where `out` is no place to build into: a file, or tangled up with the content."""
    built, source = out.resolve(), content.resolve()
    if out.exists() and not out.is_dir():
        raise UserError([Fault(str(out), 0, "这是一个文件，网站要写进文件夹。", "用 --out 另指一个文件夹。")])
    if built.is_relative_to(source) or source.is_relative_to(built):
        what = "网站不能写在内容文件夹里，也不能写在包含它的文件夹里。"
        raise UserError([Fault(str(out), 0, what, "用 --out 另指一个文件夹，例如 --out site")])


def refuse_foreign(out: Path, outputs: Iterable[Output]) -> None:
    """Raises UserError where a file stands in the way and, without a state, nothing there is known to be ours."""
    if _load_state(out) is not None:
        return
    mend = "用 --out 另指一个文件夹；确定可以覆盖，就加上 --force。"
    faults = [
        Fault(str(out / output.path), 0, "已经有这个文件，不是剪报写的，没有覆盖。", mend)
        for output in outputs
        if (out / output.path).exists()
    ]
    if faults:
        raise UserError(faults[:10])


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Raises UserError where the disk refuses what is done in the site's folder."""
    try:
        yield
    except OSError as error:
        name = str(error.filename2 or error.filename or out)
        raise UserError([Fault(name, 0, f"写不进去：{reason(error)}。", "看看磁盘空间和文件夹的权限。")]) from None


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Sees to it that no other process builds into the site's folder meanwhile; raises UserError where one does."""
    path = out / ROOM / LOCK
    with writing(out):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_file.take(path)
    if lock is None:
        raise UserError([Fault(str(out), 0, "另一个程序正在往这个文件夹里建网站。", "等它建完，再运行一次。")])
    try:
        yield
    finally:
        lock_file.give_back(path, lock)


def publish(
    out: Path,
    outputs: Sequence[Output],
    jobs: int | None = 1,
    *,
    keep: Mapping[str, bytes] = MappingProxyType({}),
    force: bool = False,
) -> Published:
    """Makes `out` hold exactly the outputs (and whatever others put there); `keep` is for `kept` next time, by name.

    Raises UserError where the folder cannot be written or a file stands in the way that Jianbao did not write.
    """
    with writing(out):
        state = _load_state(out)
        changed = [(output, why) for output in outputs if (why := _why(out, output, state or {}, force))]
        if not force:
            refuse_foreign(out, outputs)
        removed = _put(out, outputs, [output for output, _ in changed], state or {}, jobs)
        for name, data in keep.items():
            if data != kept(out, name):
                _write_atomically(out / ROOM / name, data)
    written = tuple((output.path, why) for output, why in changed)
    return Published(written, tuple(removed), len(outputs) - len(changed))


def _why(out: Path, output: Output, state: State, force: bool) -> str:
    """Why an output must be written; empty if it stands as it should."""
    before = state.get(output.path)
    if before is None:
        return "新的"
    if before == output.inputs and not force:
        return "" if os.path.isfile(f"{out}/{output.path}") else "文件不见了"
    if before == UNKNOWN:
        return "上次没有写完"
    return next(
        (CHANGED[name] for name in Inputs._fields if getattr(before, name) != getattr(output.inputs, name)), "--force"
    )


def _put(out: Path, outputs: Sequence[Output], changed: Sequence[Output], state: State, jobs: int | None) -> list[str]:
    """Stages, moves into place, deletes; returns the paths removed."""
    produced = {output.path: output.inputs for output in outputs}
    gone = sorted(state.keys() - produced.keys())
    if not changed and not gone:
        return []
    ordered = sorted(changed, key=lambda output: output.rank)
    stage = out / ROOM / "new"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    faults: list[Fault] = []
    try:
        for found in in_batches(partial(_stage, str(stage)), list(enumerate(ordered)), jobs):
            faults += found
    except OSError:  # a full disk must not stay full of this
        shutil.rmtree(stage, ignore_errors=True)
        raise
    if faults:
        raise UserError(faults)
    # from here on a killed build must know next time which files it had in hand
    _save_state(out, state | {output.path: UNKNOWN for output in changed})
    _clear_the_way(out, ordered, gone)
    _move(str(stage), ordered, str(out))
    _delete(out, gone, produced)
    _save_state(out, produced)
    stage.rmdir()
    return gone


def _stage(folder: str, outputs: Sequence[tuple[int, Output]]) -> list[tuple[Fault, ...]]:
    """Writes the bytes of numbered outputs into files of these names; for each what the user must mend first."""
    found: list[tuple[Fault, ...]] = []
    for number, output in outputs:
        try:
            data = output.make()
        except UserError as error:
            found.append(error.faults)
            continue
        with open(f"{folder}/{number}", "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        found.append(())
    return found


def _move(stage: str, outputs: Iterable[Output], out: str) -> None:
    """Moves the staged files, named by number, to where they belong."""
    folders: set[str] = set()
    for number, output in enumerate(outputs):
        target = f"{out}/{output.path}"
        folder = target.rpartition("/")[0]
        if folder not in folders:
            folders.add(folder)
            os.makedirs(folder, exist_ok=True)
        os.replace(f"{stage}/{number}", target)


def _clear_the_way(out: Path, outputs: Iterable[Output], gone: Iterable[str]) -> None:
    """Deletes those old files that stand where a folder must be now."""
    parents = {str(parent) for output in outputs for parent in Path(output.path).parents}
    for path in parents.intersection(gone):
        (out / path).unlink(missing_ok=True)


def _delete(out: Path, gone: Iterable[str], produced: State) -> None:
    """Deletes files that are no longer made and the folders this leaves empty."""
    standing = {path.casefold(): path for path in produced} if gone else {}
    for path in gone:
        target, namesake = out / path, standing.get(path.casefold())
        if not target.is_file() or (namesake and (out / namesake).samefile(target)):  # a file system without case
            continue
        target.unlink()
        for parent in target.parents:
            if parent == out or any(parent.iterdir()):
                break
            parent.rmdir()


def _load_state(out: Path) -> State | None:
    """The state of the last build, empty where it cannot be read, None where there was none."""
    try:
        rows = orjson.loads((out / ROOM / STATE).read_bytes())
        return {path: Inputs(*inputs) for path, inputs in rows.items() if _is_inside(path)}
    except FileNotFoundError:
        return None
    except (orjson.JSONDecodeError, AttributeError, TypeError):
        return {}


def _is_inside(path: str) -> bool:
    """Whether a path of the state names a file below the site: the state lies where others can change it."""
    return not (path.startswith(("/", ROOM)) or "\\" in path or ":" in path or ".." in path.split("/"))


def _save_state(out: Path, state: State) -> None:
    _write_atomically(out / ROOM / STATE, orjson.dumps({path: [*inputs] for path, inputs in state.items()}))


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_bytes(data)
    new.replace(path)
