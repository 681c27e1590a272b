"""What screens and the API see of the public pool."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_app.services.choices import Option


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A lead that is nobody's, without its numbers: those are for who claims it.

    `since`: how long it has lain there; `returns`: how often somebody gave it up; `barred_until`:
    the day before which the reader may not have it again.
    """

    public_id: str
    name: str
    honorific: str
    company: str
    title: str
    region: str
    industry: Option
    size: Option
    source: Option
    campaign: str
    note: str
    created_at: datetime
    since: datetime
    returns: int
    barred_until: str


@dataclass(frozen=True, slots=True)
class Holding:
    """How many open leads somebody has, and how many he may have (0: as many as he likes)."""

    open: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class SettingForm:
    """The pool's settings as they are entered; 0 switches a thing off. Hours as `9:00`."""

    capacity: str = "0"
    recycle_days: str = "0"
    warn_days: str = "3"
    protect_days: str = "7"
    bar_days: str = "30"
    work_start: str = "9:00"
    work_end: str = "18:00"
    work_days: tuple[str, ...] = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class SettingRow:
    """The pool's settings; hours as `09:00`, days as ISO weekdays."""

    version: int = 0
    capacity: int = 0
    recycle_days: int = 0
    warn_days: int = 3
    protect_days: int = 7
    bar_days: int = 30
    work_start: str = "09:00"
    work_end: str = "18:00"
    work_days: tuple[str, ...] = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who works on leads: what he holds, and his own limit where he has one."""

    public_id: str
    name: str
    team: str
    role: str
    open: int
    most: int
    own: str


@dataclass(frozen=True, slots=True)
class Recycled:
    """What one round of taking back did: leads warned of, leads taken."""

    warned: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class FairRow:
    """What came to one person in a period and what became of it, and what he holds today."""

    public_id: str
    name: str
    team: str
    claimed: int = 0
    assigned: int = 0
    returned: int = 0
    recycled: int = 0
    converted: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Fairness:
    """A period's report; the days are the first and the last."""

    first: date
    last: date
    rows: list[FairRow]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One lead that came or went; `lead` is empty where the reader may not open it."""

    key: str
    kind: str
    at: datetime
    person: str
    by: str
    name: str
    lead: str
    text: str
