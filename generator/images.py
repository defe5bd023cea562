"""Photographs and drawings: what a file shows, and the same in another size. Pure: bytes in, values and bytes out.

Every size is a WebP without anything but its pixels: no place, no camera, no name of whoever took it. Colours are
brought to sRGB, and a picture that lies on its side is turned.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import PIL
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
MOST_BYTES = 64_000_000
TALLEST = 16_000  # WebP holds 16,383 pixels
QUALITY = 82
EFFORT = 2  # of WebP's 0 to 6: more takes more than twice the time and saves nothing
SRGB = ImageCms.createProfile("sRGB")
SIDEWAYS = range(5, 9)  # values of the EXIF orientation that swap width and height
ORIENTATION = 0x0112
GLANCE = (256, 256)  # to see whether a file is whole a JPEG need not be unpacked in full


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file below content/images: `name` is its path there, `digest` that of its bytes, sizes in pixels."""

    name: str
    path: str
    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The images that texts name: those that can be shown, and what is wrong with the others, by name."""

    pictures: Mapping[str, Picture] = field(default_factory=dict)
    unfit: Mapping[str, str] = field(default_factory=dict)
    standing: tuple[str, ...] = ()  # the names of all image files


def code_digest() -> str:
    """The digest of all but the file itself that decides the bytes of a size."""
    made = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=8)
    made.update(PIL.__version__.encode())
    return made.hexdigest()


def size(data: bytes) -> tuple[int, int]:
    """Width and height as shown; raises ValueError with a sentence where the bytes are no image we can use."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"这个图片文件太大（{len(data) / 1e6:,.0f} MB），最多 {MOST_BYTES / 1e6:.0f} MB")
    try:
        with _opened(data) as image:
            width, height = image.size
            turned = image.getexif().get(ORIENTATION) in SIDEWAYS
            image.draft(None, GLANCE)
            image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ValueError("这张图片的像素太多，建站时打不开") from None
    except UnidentifiedImageError:
        raise ValueError("这不是能用的图片，只认 JPEG、PNG、WebP、GIF、TIFF") from None
    except Exception:  # noqa: BLE001 - Pillow's readers raise all kinds of exceptions on damaged files
        raise ValueError("这个图片文件坏了，或者没有传完") from None
    return (height, width) if turned else (width, height)


def scaled(data: bytes, width: int) -> bytes:
    """A WebP of that width (or less, where it would be too tall); the same bytes each time."""
    with _opened(data) as image:
        image.draft(None, (width, width))  # of a JPEG no more is unpacked than is needed
        image.load()
        flat = _flat(ImageOps.exif_transpose(image))
    height = min(max(round(flat.height * width / flat.width), 1), TALLEST)
    width = min(width, max(round(flat.width * height / flat.height), 1))
    small = flat.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info.clear()
    out = io.BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=EFFORT, exact=False, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        return Image.open(io.BytesIO(data), formats=FORMATS)


def _flat(image: Image.Image) -> Image.Image:
    """The image in sRGB, with its transparency where it has any."""
    if image.mode.startswith("I"):  # sixteen bits of grey, which `convert` would cut off instead of scaling
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode) or image.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile: the colours as they are
    return image.convert(mode)
