"""Pages of a PDF that are pictures of paper: which they are, and each as a picture to be read."""

from pathlib import Path
from typing import Any

import numpy as np

from crm_app.lib.pictures import MAX_ASPECT, MIN_SIDE, Picture, PictureError

# A4 so large has small print of nineteen pixels.
PAGE_SIDE = 1800
# A stamp of the program that scanned, a number of the page: no words of the paper.
_FEW_LETTERS = 40
_LOOKED_AT = 300


def scanned_pages(path: Path, most: int) -> list[int]:
    """The first pages without words of their own on which there is something to be seen."""
    import pypdfium2  # noqa: PLC0415 - a library in C, for whoever reads files

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:  # broken, under a password, or no PDF
        return []
    found: list[int] = []
    with document:
        for number in range(min(len(document), _LOOKED_AT)):
            if len(found) == most:
                break
            if _is_scan(document[number]):
                found.append(number)
    return found


def _is_scan(page: Any) -> bool:
    import pypdfium2.raw  # noqa: PLC0415

    letters = len("".join(page.get_textpage().get_text_range().split()))
    if letters == 0:
        return next(iter(page.get_objects()), None) is not None
    pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    return letters < _FEW_LETTERS and next(iter(pictures), None) is not None


def open_page(path: Path, number: int) -> Picture:
    """A page as it is printed, its longer side `PAGE_SIDE`. Raises `PictureError`."""
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(path) as document:
            page = document[number]
            width, height = page.get_size()
            short, long = sorted((width, height))
            if not 0 < long <= MAX_ASPECT * short:
                raise PictureError("pictures.bad_shape", side=MIN_SIDE, aspect=MAX_ASPECT)
            bitmap = page.render(scale=PAGE_SIDE / long, rev_byteorder=True, prefer_bgrx=False)
            pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PictureError("pictures.truncated") from error
    return Picture(pixels, pixels.shape[1], pixels.shape[0], 1.0)
