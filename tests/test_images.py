"""Images in other sizes: turned, without private data, in sRGB, the same bytes each time; bad ones in one sentence."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image, ImageCms

from generator import images
from tests.picture_files import drawn, is_red


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_size_is_a_webp_of_that_width_and_the_same_each_time() -> None:
    made = images.scaled(drawn(), 640)
    assert (opened(made).format, opened(made).size) == ("WEBP", (640, 427))
    assert images.scaled(drawn(), 640) == made


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_lies_on_its_side_is_turned(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = drawn(exif=exif)
    made = opened(images.scaled(data, 300)).convert("RGB")
    wide, high = images.size(data)
    assert (wide > high) is (orientation < 5)
    assert abs(made.width / made.height - wide / high) < 0.02
    first, last = made.getpixel((5, 5)), made.getpixel((made.width - 5, made.height - 5))
    assert is_red(first) is (orientation in (1, 4, 5, 6))
    assert is_red(last) is (orientation not in (1, 4, 5, 6))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_nothing_but_pixels_is_left(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "某某相机"
    exif[0x013B] = "SECRET-AUTHOR"
    exif.get_ifd(0x8825)[2] = (30.0, 17.0, 0.0)  # GPS latitude
    options: dict[str, Any] = {"exif": exif}
    if kind == "JPEG":
        options["comment"] = b"SECRET-COMMENT"
    data = drawn(kind=kind, **options)
    assert b"SECRET" in data
    made = images.scaled(data, 640)
    assert not any(mark in made for mark in (b"SECRET", b"EXIF", b"XMP ", b"ICCP"))
    assert dict(opened(made).getexif()) == {}


def test_colours_are_brought_to_srgb() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    data = drawn(icc_profile=swapped.tobytes())  # a profile that does not fit: the colours as they are
    assert is_red(opened(images.scaled(data, 300)).convert("RGB").getpixel((5, 5)))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert is_red(opened(images.scaled(drawn(icc_profile=srgb), 300)).convert("RGB").getpixel((5, 5)))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("L", "JPEG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("1", "TIFF"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("I;16", "PNG"),
    ],
)
def test_every_kind_of_pixels(mode: str, kind: str) -> None:
    data = io.BytesIO()
    if mode == "I;16":
        Image.new("I;16", (900, 600), 40_000).save(data, "PNG")
        grey = opened(images.scaled(data.getvalue(), 300)).convert("L").tobytes()[0]
        assert abs(grey - 40_000 / 257) < 3
    else:
        made = drawn(kind=kind, mode=mode)
        assert images.size(made) == (900, 600)
        assert opened(images.scaled(made, 300)).size == (300, 200)


def test_transparency_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (900, 600), (1, 2, 3, 0)).save(out, "PNG")
    pixel = opened(images.scaled(out.getvalue(), 300)).convert("RGBA").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def test_a_picture_too_tall_for_a_webp() -> None:
    assert opened(images.scaled(drawn(10, 40_000, "PNG"), 10)).height <= images.TALLEST


def test_what_is_no_picture_is_one_sentence() -> None:
    noise = random.Random(1).randbytes(2_000)
    for data, said in (
        (b"", "这不是能用的图片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "这不是能用的图片"),
        (noise, "这不是能用的图片"),
        (drawn()[: len(drawn()) // 2], "坏了"),
        (drawn(kind="PNG")[:-40], "坏了"),
        (drawn(kind="WEBP")[:-40], "图片"),
        (drawn()[:300] + noise, "坏了"),
        (drawn(14_000, 14_000, "PNG", "1"), "像素太多"),
    ):
        with pytest.raises(ValueError, match=said) as caught:
            images.size(data)
        assert "\n" not in str(caught.value)


def test_a_file_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match="太大"):
        images.size(drawn())
