"""What screens and the API see of what was looked at."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A look at a product."""

    public_id: str
    product_public_id: str
    zh: str
    en: str
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class ViewingRow:
    """A place or object that was shown: when, to whom, what they thought of it."""

    public_id: str
    day: date
    place: str
    who: str
    impression: str
    by: str


@dataclass(frozen=True, slots=True)
class ViewingForm:
    """What somebody enters of a viewing; `day` is YYYY-MM-DD."""

    day: str = ""
    place: str = ""
    who: str = ""
    impression: str = ""


@dataclass(frozen=True, slots=True)
class NearHint:
    """Why a deal is near its close: days in the stage, looks at products within the window."""

    days: int
    views: int
    window_days: int


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Where a product was asked about: what kind of record, its words, where it is."""

    kind: str
    words: str
    at: datetime
    href: str


@dataclass(frozen=True, slots=True)
class AccessoryHint:
    """An accessory that a customer may want, with the product he asks about and where."""

    product_public_id: str
    zh: str
    en: str
    asked_zh: str
    asked_en: str
    enquiries: list[Enquiry]
    count: int
