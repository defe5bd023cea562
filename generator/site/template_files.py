"""Disk: templates and static files, and the digests of templates with all they include, and of this room's code."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import jinja2
import jinja2.meta
from jinja2.runtime import Macro

from generator import markdown_dialect, mentions
from generator.faults import Fault, UserError
from generator.site import body, citation, figures, linked_data, meta_tags, words

ROOM = Path(__file__).parent
KEPT = 20_000  # pieces of pages kept in memory


def digest(*parts: bytes) -> str:
    """A short digest of some bytes."""
    return digest_of(parts)


def digest_of(parts: Iterable[bytes]) -> str:
    """A short digest of bytes that need not be in memory together."""
    made = hashlib.blake2b(digest_size=8)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def code_digest() -> str:
    """The digest of the code that turns views into bytes, and of the packages it does so with."""
    versions = (metadata.version(package) for package in ("jinja2", "markdown", "nh3", "orjson"))
    asked = (Path(str(module.__file__)) for module in (markdown_dialect, mentions))
    sources = (path.read_bytes() for path in (*sorted(ROOM.glob("*.py")), *asked))
    return digest(*(version.encode() for version in versions), *sources)


def template_digests(folder: Path) -> Mapping[str, str]:
    """For each template the digest of it and of all it extends, includes or imports.

    Raises UserError with every template that cannot be read or is no Jinja.
    """
    sources = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    needs: dict[str, set[str]] = {}
    faults: list[Fault] = []
    for name, path in sources.items():
        try:
            needs[name] = _needs(path.read_text(encoding="utf-8"), set(sources))
        except jinja2.TemplateSyntaxError as error:
            faults.append(Fault(str(path), error.lineno, f"模板有错：{error.message}。", "改好后再构建。"))
        except (OSError, UnicodeDecodeError) as error:
            faults.append(Fault(str(path), 0, f"模板读不了：{error}。", "存为 UTF-8，看看文件的权限。"))
    if faults:
        raise UserError(faults)
    contents = {name: path.read_bytes() for name, path in sources.items()}
    return {name: digest(*(contents[part] for part in _closure(name, needs))) for name in sources}


@cache
def engine(folder: Path, templates: str) -> jinja2.Environment:
    """The template engine for a folder whose templates have the digest `templates`, once a process."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[],
    )
    made.filters["markdown"] = body.to_html
    made.filters["image"] = figures.markup
    made.globals = {"words": words, "once": _once()}
    made.globals |= {"citation": citation, "linked_data": linked_data, "meta_tags": meta_tags}
    return made


def _once() -> Callable[..., str]:
    """A function that calls a macro, and keeps its text for the next call with the same values."""
    kept: dict[tuple[object, ...], str] = {}

    def once(macro: Macro, *values: Hashable) -> str:
        key = (macro.name, *values)
        text = kept.get(key)
        if text is None:
            if len(kept) > KEPT:
                kept.clear()
            text = kept[key] = macro(*values)
        return text

    return once


def static_files(folder: Path) -> Mapping[str, bytes]:
    """The files below a folder by their path relative to it; those with a leading dot apart."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _needs(source: str, every: set[str]) -> set[str]:
    """The templates that one names; all, where it names one by a computed name."""
    found = set(jinja2.meta.find_referenced_templates(jinja2.Environment(autoescape=True).parse(source)))
    return every if None in found else {name for name in found if name in every}


def _closure(name: str, needs: Mapping[str, set[str]]) -> list[str]:
    """A template and all it needs, in a fixed order, itself first."""
    seen, waiting = {name}, [name]
    while waiting:
        new = needs[waiting.pop()] - seen
        seen |= new
        waiting += new
    return [name, *sorted(seen - {name})]
