"""The build line: content, Archive, Views, Outputs, site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import content_files, publish
from generator.archive import Archive, gather
from generator.config import Config
from generator.content_files import Content
from generator.faults import Fault
from generator.output import Output
from generator.publish import Published
from generator.related.relations import relate
from generator.search import outputs as search
from generator.site.assembly import Look, outputs
from generator.site.references import Desk

HEADERS, IMAGES = "headers.json", "images.json"  # what is kept from build to build
HOUSE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Order:
    """What to build from and into, and how."""

    content: Path
    out: Path
    base_url: str = ""  # in place of the one in site.yaml
    portable: bool = False
    preview: bool = False
    force: bool = False
    jobs: int | None = None  # processes; None: one a processor
    templates: Path = HOUSE / "templates"
    static: Path = HOUSE / "static"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and did."""

    config: Config
    articles: int
    warnings: tuple[Fault, ...]
    published: Published


@dataclass(frozen=True, slots=True)
class _Site:
    """All of a site but its search index, to be published."""

    content: Content
    config: Config
    archive: Archive
    outputs: Sequence[Output]
    keep: Mapping[str, bytes]

    def built(self, published: Published) -> Built:
        return Built(self.config, len(self.content.articles), self.content.warnings, published)


def build(order: Order, done: Callable[[str], None] = lambda step: None) -> Built:
    """Makes `order.out` the site of `order.content`; calls `done` with the name of each step as it ends.

    Raises UserError with every fault of content and templates; the site then stays as it was.
    """
    site = _site(order, done)
    published = _with_index(order, site, done)
    return site.built(published)


def build_pages(order: Order, done: Callable[[str], None] = lambda step: None) -> tuple[Built, Callable[[], Published]]:
    """Makes all but the search index, which stays as it last was, and what is to be called to make that too.

    Raises UserError as `build` does.
    """
    site = _site(order, done)
    with _alone(order, site):
        published = _publish(order, site, search.standing(order.out / publish.ROOM))
    done("publish")
    return site.built(published), partial(_with_index, order, site)


def _site(order: Order, done: Callable[[str], None]) -> _Site:
    publish.refuse_unfit(order.out, order.content)
    content = content_files.read(
        order.content, order.jobs, publish.kept(order.out, HEADERS), publish.kept(order.out, IMAGES)
    )
    done("read")
    archive = gather(content.articles, content.people, content.tags)
    done("gather")
    relations, remembered = relate(archive.articles, partial(publish.kept, order.out), order.jobs)
    done("relate")
    config = content.config.at(order.base_url)
    desk = Desk(content.pages, content.pictures)
    look = Look(order.templates, order.static, order.portable, order.preview)
    made = outputs(archive, relations, desk, config, look)
    done("views")
    return _Site(content, config, archive, made, {HEADERS: content.headers, IMAGES: content.images, **remembered})


def _with_index(order: Order, site: _Site, done: Callable[[str], None] = lambda step: None) -> Published:
    with _alone(order, site):
        with publish.writing(order.out):
            index = search.outputs(site.archive, order.out / publish.ROOM, order.jobs, fresh=order.force)
        done("search")
        published = _publish(order, site, index)
    done("publish")
    return published


@contextmanager
def _alone(order: Order, site: _Site) -> Iterator[None]:
    """While the index is made and published: a second build would make another under it."""
    if not order.force:
        publish.refuse_foreign(order.out, site.outputs)  # before anything is put there
    with publish.alone(order.out):
        yield


def _publish(order: Order, site: _Site, index: Sequence[Output]) -> Published:
    return publish.publish(order.out, [*site.outputs, *index], order.jobs, keep=site.keep, force=order.force)
