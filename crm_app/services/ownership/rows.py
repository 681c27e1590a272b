"""What screens and the API see of who holds what, and of requests for it."""

from dataclasses import dataclass
from datetime import datetime

from crm_app.services.points import Point
from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that is somebody's already, and is what is being entered.

    `record` is the record's public id; `name` and `last_touch` are empty where the reader may not see it (`may_see`
    false): he learns whose it is and since when, so that he can ask. `reason` is phone, email,
    wechat or company. `owner` is empty for a lead in the pool. `asked` says that he has asked.
    """

    kind: str
    record: str
    name: str
    owner: str
    since: datetime
    last_touch: datetime | None
    reason: str
    may_see: bool
    is_mine: bool
    in_pool: bool
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: `wish` is share or transfer; what he typed proves that he knows it."""

    wish: str
    kind: str
    record: str
    reason: str
    points: tuple[Point, ...] = ()
    company: str = ""


@dataclass(frozen=True, slots=True)
class Sharer:
    """Somebody with whom a record is shared."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request; `record` is named where the reader may see it. `can_decide`: it waits for him."""

    public_id: str
    version: int
    wish: str
    kind: str
    record: Reference
    asker: Reference
    holder: Reference
    because: str
    reason: str
    status: str
    answer: str
    decided_by: str
    decided_at: datetime | None
    created_at: datetime
    last_touch: datetime | None
    can_decide: bool
    is_mine: bool
