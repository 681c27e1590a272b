"""What screens and the API see of absences."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AbsenceForm:
    """An absence as it is entered: days as 2026-12-24; `user` is a public id, empty for oneself."""

    first_day: str = ""
    last_day: str = ""
    note: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence; `is_mine`: the reader's own."""

    public_id: str
    user: str
    user_public_id: str
    first_day: date
    last_day: date
    note: str
    is_mine: bool
