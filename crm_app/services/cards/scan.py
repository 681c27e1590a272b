"""From the pictures of a card to its fields; no database, no web."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_app.engines.ocr import TextLine, TextReader
from crm_app.services.cards.reading import (
    FIELDS,
    LISTS,
    SINGLE,
    TRANSLATED,
    CardFields,
    read_fields,
)

if TYPE_CHECKING:
    from crm_app.lib.pictures import Picture


@dataclass(frozen=True, slots=True)
class CardScan:
    """A card read: fields, all lines in reading order, the engine, seconds it took.

    `sizes`: width and height of each upload after EXIF rotation, the pixels that boxes count in.
    """

    fields: CardFields
    text: list[str]
    engine: str
    seconds: float
    sizes: list[tuple[int, int]]


def scan_card(reader: TextReader, pictures: list[bytes], region: str = "CN") -> CardScan:
    """Read one card from its sides (front first). Raises PictureError, EngineError."""
    from crm_app.lib.pictures import open_picture  # noqa: PLC0415 - decoders are heavy

    begun = time.perf_counter()
    opened = [open_picture(data) for data in pictures]
    sides = [_in_upload_pixels(reader.read(picture).lines, picture) for picture in opened]
    return CardScan(
        fields=read_fields(sides, region),
        text=[line.text for lines in sides for line in lines],
        engine=reader.name,
        seconds=round(time.perf_counter() - begun, 3),
        sizes=[(picture.width, picture.height) for picture in opened],
    )


def card_from_lines(
    sides: list[list[TextLine]], engine: str, seconds: float, region: str = "CN"
) -> CardScan:
    """A card whose sides were read elsewhere (the engine's process); lines in pixels of the upload."""
    return CardScan(
        fields=read_fields(sides, region),
        text=[line.text for lines in sides for line in lines],
        engine=engine,
        seconds=seconds,
        sizes=[],
    )


def card_document(file: str, scan: CardScan) -> dict[str, Any]:
    """The JSON object of one card: every key present, absent values null."""
    fields = scan.fields
    boxes = {name: fields.boxes.get(name, []) for name in FIELDS}
    return {
        "file": file,
        **{name: getattr(fields, name) for name in SINGLE + LISTS},
        "alternate": {name: fields.alternate.get(name) for name in TRANSLATED},
        "confidence": {name: fields.confidence.get(name, 0.0) for name in FIELDS},
        "boxes": {
            name: [[[round(x, 1), round(y, 1)] for x, y in box.polygon] for box in found]
            for name, found in boxes.items()
        },
        "sides": {name: [box.side for box in found] for name, found in boxes.items()},
        "text": scan.text,
        "engine": scan.engine,
        "seconds": scan.seconds,
    }


def _in_upload_pixels(lines: list[TextLine], picture: "Picture") -> list[TextLine]:
    scale = picture.scale
    return [
        TextLine(
            line.text,
            line.score,
            (
                (line.quad[0][0] * scale, line.quad[0][1] * scale),
                (line.quad[1][0] * scale, line.quad[1][1] * scale),
                (line.quad[2][0] * scale, line.quad[2][1] * scale),
                (line.quad[3][0] * scale, line.quad[3][1] * scale),
            ),
        )
        for line in lines
    ]
