"""What screens and the API see of a handover."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody works on; `total` weighs it (a deal counts three times a customer)."""

    customers: int = 0
    contacts: int = 0
    leads: int = 0
    deals: int = 0
    tasks: int = 0

    @property
    def total(self) -> float:
        """One figure to compare by."""
        return self.customers + self.leads + 3 * self.deals + self.contacts / 5 + self.tasks / 5

    def plus(self, other: "Load") -> "Load":
        """Both together."""
        return Load(
            *(self.customers + other.customers, self.contacts + other.contacts),
            *(self.leads + other.leads, self.deals + other.deals, self.tasks + other.tasks),
        )


@dataclass(frozen=True, slots=True)
class Heap:
    """What goes to one person together: a customer with all that hangs on it, a contact without one,
    a lead, a deal of somebody else's customer, a task of nothing. `why` is what decided.
    """

    kind: str
    public_id: str
    name: str
    region: str = ""
    load: Load = field(default_factory=Load)
    taker: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who gets what the leaver had; both loads are of all that he works on."""

    public_id: str
    name: str
    before: Load = field(default_factory=Load)
    after: Load = field(default_factory=Load)
    gets: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Who would get what. `seats` are words that wait for the leaver, which the first taker gets, `asked`
    his own requests; `left` heaps wait for a further step, as do these then."""

    leaver: str = ""
    way: str = "relation"
    heaps: list[Heap] = field(default_factory=list)
    takers: list[Taker] = field(default_factory=list)
    seats: int = 0
    asked: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may leave, or take over."""

    public_id: str
    name: str
    team: str
    load: Load = field(default_factory=Load)
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """A handover that was made."""

    public_id: str
    leaver: str
    by: str
    at: datetime
    counts: dict[str, Any]
    switched_off: bool
    undone_at: datetime | None
