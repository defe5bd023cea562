"""Images of the site: their sizes as Outputs, and an image as HTML that loads late and keeps its place free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath

from markupsafe import Markup

from generator import image_files, images
from generator.images import Picture
from generator.output import Inputs, Output, Rank
from generator.site import addresses
from generator.site.views import Image

WIDTHS = (640, 1280)  # pixels: the column of text is 646 wide, and screens are fine by once or twice
LARGEST = 2400  # what a click on an image leads to
SIZES = "(max-width: 44rem) 92vw, 646px"


def view(picture: Picture) -> Image:
    """A picture as templates show it."""
    widths = _widths(picture)
    inline = [width for width in widths if width <= max(WIDTHS)] or widths[:1]
    hrefs = {width: addresses.quoted(_path(picture, width)) for width in widths}
    return Image(
        href=hrefs[inline[-1]],
        sizes=tuple((hrefs[width], width) for width in inline) if len(inline) > 1 else (),
        width=inline[-1],
        height=max(round(picture.height * inline[-1] / picture.width), 1),
        large=hrefs[widths[-1]],
    )


def outputs(pictures: Iterable[Picture]) -> Iterator[Output]:
    """Every size of every picture."""
    code = images.code_digest()
    for picture in pictures:
        for width in _widths(picture):
            inputs = Inputs(picture.digest, "", code, "")
            yield Output(_path(picture, width), inputs, partial(image_files.scaled, picture, width), Rank.FIRST)


def attributes(image: Image, root: str, alt: str) -> dict[str, str]:
    """The attributes of an <img>; `root` leads from the web page to the root of the site."""
    made = {"src": root + image.href}
    if image.sizes:
        made["srcset"] = ", ".join(f"{root}{href} {width}w" for href, width in image.sizes)
        made["sizes"] = SIZES
    made |= {"width": str(image.width), "height": str(image.height), "alt": alt}
    return made | {"loading": "lazy", "decoding": "async"}


def markup(image: Image, root: str, alt: str) -> Markup:
    """The image, and a way to the largest of its sizes."""
    template = "<img " + " ".join(f'{name}="{{}}"' for name in attributes(image, root, alt)) + ">"
    tag = Markup(template).format(*attributes(image, root, alt).values())  # noqa: S704 - names are ours, values escaped
    return Markup('<a href="{}">{}</a>').format(root + image.large, tag)


def _widths(picture: Picture) -> list[int]:
    """The widths that a picture is made in: never wider than it is."""
    widest = min(picture.width, LARGEST)
    return [*(width for width in WIDTHS if width < widest), widest]


def _path(picture: Picture, width: int) -> str:
    """Where a size stands: "images/2021/bridge.jpg" 640 wide at images/2021/bridge.jpg-640.webp."""
    folders = "/".join(addresses.segment(part) for part in PurePosixPath(picture.name).parts)
    return f"{addresses.IMAGES}{folders}-{width}.webp"
