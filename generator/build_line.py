"""The build line: content, Archive, Views, Outputs, site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import content_files, publish
from generator.archive import gather
from generator.config import Config
from generator.faults import Fault
from generator.publish import Published
from generator.related.relations import relate
from generator.search import outputs as search
from generator.site.assembly import Look, outputs
from generator.site.references import Desk

HEADERS, IMAGES, SEARCH = "headers.json", "images.json", "search.json"  # what is kept from build to build
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


def build(order: Order, done: Callable[[str], None] = lambda step: None) -> Built:
    """Makes `order.out` the site of `order.content`; calls `done` with the name of each step as it ends.

    Raises UserError with every fault of content and templates; the site then stays as it was.
    """
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
    index = search.outputs(archive, order.jobs, b"" if order.force else publish.kept(order.out, SEARCH))
    done("search")
    keep = {HEADERS: content.headers, IMAGES: content.images, SEARCH: index.kept, **remembered}
    published = publish.publish(order.out, [*made, *index.outputs], order.jobs, keep=keep, force=order.force)
    done("publish")
    return Built(config, len(content.articles), content.warnings, published)
