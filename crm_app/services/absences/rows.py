"""What screens and the API see of absences."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AbsenceForm:
    """An absence as it is entered: days as 2026-12-24; `user` and `stand_in` are public ids.

    An empty `user` is oneself, an empty `stand_in` nobody.
    """

    first_day: str = ""
    last_day: str = ""
    note: str = ""
    user: str = ""
    stand_in: str = ""


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """An absence; `is_mine`: the reader is away, `is_for_me`: he stands in."""

    public_id: str
    user: str
    user_public_id: str
    stand_in: str
    stand_in_public_id: str
    first_day: date
    last_day: date
    note: str
    is_mine: bool
    is_for_me: bool
    is_running: bool
    can_change: bool
