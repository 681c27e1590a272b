"""Pictures from strangers: opened safely, upright, in plain RGB; cleaned for keeping."""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from crm_app.lib.unusable import Unusable

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_ASPECT = 8
MIN_SIDE = 64
READING_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF", "BMP", "TIFF")
# A file that begins like a picture but cannot be opened was cut short on its way.
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)

pi_heif.register_heif_opener()


class PictureError(Unusable):
    """A picture that cannot be used; `code` names the sentence in `locales/pictures.py`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """RGB pixels (height, width, 3) for reading, and the size of the upload after EXIF rotation.

    `scale`: pixels of the upload for each pixel held here.
    """

    pixels: NDArray[np.uint8]
    width: int
    height: int
    scale: float


def open_picture(data: bytes, longest: int = READING_SIDE) -> Picture:
    """Decode, turn upright and shrink to `longest` pixels a side. Raises `PictureError`."""
    image = _opened(data)
    width, height = _upright_size(image)
    if max(width, height) > longest:
        # JPEG decodes at 1/2, 1/4 or 1/8 for a fraction of the cost; others ignore it.
        image.draft("RGB", (longest, longest))
    plain = _decoded(image)
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    scale = max(width, height) / max(plain.size)
    return Picture(np.asarray(plain), width, height, scale)


def clean_jpeg(data: bytes, quality: int = 88) -> bytes:
    """The same picture upright as JPEG, nothing in it but pixels: no place, time or device."""
    return _as_jpeg(_decoded(_opened(data)), quality)


def thumbnail(data: bytes, longest: int = 320) -> bytes:
    """A small upright JPEG, without metadata. Raises `PictureError`."""
    image = _opened(data)
    image.draft("RGB", (longest, longest))
    small = _decoded(image)
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _as_jpeg(small, 82)


def _opened(data: bytes) -> Image.Image:
    """Only the header is read here: every limit holds before a pixel is decoded."""
    if len(data) > MAX_BYTES:
        raise PictureError("pictures.too_large", limit=MAX_BYTES // 1024**2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise PictureError("pictures.too_many_pixels", limit=MAX_PIXELS // 10**6) from error
    except UnidentifiedImageError as error:
        raise PictureError(_why_unknown(data)) from error
    except BROKEN as error:
        raise PictureError("pictures.truncated") from error
    _refuse_shape(*image.size)
    return image


def _why_unknown(data: bytes) -> str:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"hev", b"mif", b"msf", b"avi")
    known = data.startswith(BEGINNINGS) or webp or heif
    return "pictures.truncated" if known else "pictures.not_an_image"


def _refuse_shape(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureError("pictures.too_many_pixels", limit=MAX_PIXELS // 10**6)
    short, long = sorted((width, height))
    if short < MIN_SIDE or long > MAX_ASPECT * short:
        raise PictureError("pictures.bad_shape", side=MIN_SIDE, aspect=MAX_ASPECT)


def _upright_size(image: Image.Image) -> tuple[int, int]:
    try:
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except BROKEN:
        turned = False
    width, height = image.size
    return (height, width) if turned else (width, height)


def _decoded(image: Image.Image) -> Image.Image:
    try:
        image.load()
        return _flat(_upright(image))
    except MemoryError as error:
        raise PictureError("pictures.too_many_pixels", limit=MAX_PIXELS // 10**6) from error
    except BROKEN as error:
        raise PictureError("pictures.truncated") from error


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN:
        # The pixels are sound; only what a camera noted beside them is not.
        return image


def _flat(image: Image.Image) -> Image.Image:
    """Eight-bit RGB; transparent parts become paper."""
    if image.mode.startswith("I") or image.mode == "F":
        deep = np.asarray(image, dtype=np.float64)
        top = 255.0 if deep.max(initial=0) <= 255 else 65535.0
        image = Image.fromarray((deep.clip(0, top) * (255 / top)).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGBA", layer.size, "white")
        image.alpha_composite(layer)
    return image.convert("RGB")


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    # A fresh image carries no info dictionary, so that no profile, comment or EXIF is written.
    Image.fromarray(np.asarray(image)).save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
