"""What screens and the API see of important dates."""

from dataclasses import dataclass
from datetime import date

KINDS = ("birthday", "contract", "anniversary")


@dataclass(frozen=True, slots=True)
class DateRow:
    """A day that somebody should think of.

    `record` is contact, contract or customer, `years` the age or the years of custom then (0:
    unknown); `note_zh` and `note_en` are the birthday as it is kept, or a contract's number,
    `greeting` a draft to send on a birthday.
    """

    day: date
    days: int
    kind: str
    record: str
    public_id: str
    name: str
    customer: str
    owner: str
    years: int = 0
    note_zh: str = ""
    note_en: str = ""
    phone: str = ""
    greeting: str = ""
    owner_id: int | None = None
