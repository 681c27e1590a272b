"""Pictures from strangers: what is accepted, what is refused and with which code."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from crm_app.lib import pictures
from crm_app.lib.pictures import PictureError, clean_jpeg, open_picture, thumbnail

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def halves(width: int = 200, height: int = 100) -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image


def code_of(data: bytes) -> str:
    with pytest.raises(PictureError) as caught:
        open_picture(data)
    return caught.value.code


def test_large_picture_is_shrunk_and_knows_its_scale() -> None:
    picture = open_picture(encoded(halves(3200, 2000)))
    assert picture.pixels.shape == (1000, 1600, 3)
    assert (picture.width, picture.height, picture.scale) == (3200, 2000, 2.0)
    assert picture.pixels[500, 400, 0] > 200
    assert picture.pixels[500, 1200, 2] > 200


def test_small_picture_stays_as_it_is() -> None:
    picture = open_picture(encoded(halves(), "PNG"))
    assert picture.pixels.shape == (100, 200, 3)
    assert picture.scale == 1.0


def test_exif_orientation_turns_the_pixels() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned by 90 degrees clockwise
    picture = open_picture(encoded(halves(), exif=exif))
    assert (picture.width, picture.height) == (100, 200)
    assert picture.pixels[20, 50, 0] > 200
    assert picture.pixels[180, 50, 2] > 200


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "LA", "RGBA", "I;16"])
def test_every_colour_mode_becomes_rgb(mode: str) -> None:
    if mode == "I;16":
        image = Image.fromarray(np.full((80, 90), 65535, np.uint16))
    else:
        image = Image.new("RGB", (90, 80), "white").convert(mode)
    kind = "TIFF" if mode in ("CMYK", "YCbCr") else "PNG"
    picture = open_picture(encoded(image, kind))
    assert picture.pixels.shape == (80, 90, 3)
    assert picture.pixels.min() > 250


def test_transparent_parts_become_paper() -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    image.paste((10, 20, 30, 255), (0, 0, 50, 100))
    pixels = open_picture(encoded(image, "PNG")).pixels
    assert pixels[50, 75].tolist() == [255, 255, 255]
    assert pixels[50, 25].tolist() == [10, 20, 30]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "JPEG"])
def test_every_common_format_opens(kind: str) -> None:
    assert open_picture(encoded(halves(), kind)).pixels.shape == (100, 200, 3)


def test_not_an_image() -> None:
    assert code_of(b"") == "pictures.not_an_image"
    assert code_of(b"%PDF-1.7 hello") == "pictures.not_an_image"
    assert code_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>") == "pictures.not_an_image"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_truncated(kind: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)
    data = encoded(Image.fromarray(noise), kind)
    assert code_of(data[: max(12, int(len(data) * share))]) == "pictures.truncated"


def test_too_many_bytes() -> None:
    assert code_of(b"\xff\xd8\xff" + bytes(30 * 1024 * 1024)) == "pictures.too_large"


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header promises many pixels; its data is a few bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (12_000, 9_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_from_the_header(size: tuple[int, int]) -> None:
    assert code_of(bomb(*size)) == "pictures.too_many_pixels"


@pytest.mark.parametrize("size", [(4000, 20), (1, 1), (63, 63), (80, 700), (64, 513)])
def test_strips_and_specks_are_refused(size: tuple[int, int]) -> None:
    assert code_of(encoded(Image.new("RGB", size), "PNG")) == "pictures.bad_shape"


def test_kept_copy_holds_no_metadata_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Phone"
    exif.get_ifd(GPS)[1] = "N"
    data = encoded(halves(), exif=exif, comment=b"secret", icc_profile=b"profile")
    kept = Image.open(io.BytesIO(clean_jpeg(data)))
    assert kept.size == (100, 200)
    assert dict(kept.getexif()) == {}
    assert not {"exif", "comment", "icc_profile"} & set(kept.info)


def test_thumbnail_is_small() -> None:
    small = Image.open(io.BytesIO(thumbnail(encoded(halves(3000, 1500)))))
    assert small.size == (320, 160)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damage_is_a_refusal_or_a_picture_never_a_crash(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"]))
    damaged = bytearray(encoded(halves(120, 90), kind))
    for position, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=12)
    ):
        damaged[position] = value
    try:
        picture = open_picture(bytes(damaged))
    except PictureError as refusal:
        assert refusal.code.startswith("pictures.")  # noqa: PT017 - either outcome is right
    else:
        assert picture.pixels.shape[2] == 3


def test_limits_are_those_of_the_texts() -> None:
    assert pictures.MAX_BYTES == 15 * 1024 * 1024
    assert pictures.MAX_PIXELS == 50_000_000
