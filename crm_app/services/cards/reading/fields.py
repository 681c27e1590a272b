"""What a card says, field by field."""

from dataclasses import dataclass, field

from crm_app.engines.ocr import Point

SINGLE = ("name", "title", "department", "company")
LISTS = ("mobile", "phone", "fax", "email", "website", "address", "wechat", "other")
FIELDS = SINGLE + LISTS
TRANSLATED = (*SINGLE, "address")
DOUBTFUL = 0.8

Polygon = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where a value stands: which picture of the card (0 = first), corners in its pixels."""

    side: int
    polygon: Polygon


@dataclass(slots=True)
class CardFields:
    """The fields of one card. Phones are E.164 with `;ext=` where the number allows.

    `alternate` holds the other language of `TRANSLATED` fields; `confidence` (0..1; below
    `DOUBTFUL` somebody should look) has each field found; `boxes` one box a value, in its order.
    """

    name: str | None = None
    title: str | None = None
    department: str | None = None
    company: str | None = None
    mobile: list[str] = field(default_factory=list)
    phone: list[str] = field(default_factory=list)
    fax: list[str] = field(default_factory=list)
    email: list[str] = field(default_factory=list)
    website: list[str] = field(default_factory=list)
    address: list[str] = field(default_factory=list)
    wechat: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    alternate: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    boxes: dict[str, list[Box]] = field(default_factory=dict)
