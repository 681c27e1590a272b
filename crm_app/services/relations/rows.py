"""What screens and the API see of relations, and of the people at a customer."""

from dataclasses import dataclass, field
from datetime import date

from crm_app.services.references import NOBODY, Reference


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How one record stands to another; `kind` is a key of `rules.CHOICES`, read from the record's
    side. `note` is what somebody wrote, `about` who the other is (title and customer, or region)."""

    public_id: str
    kind: str
    other: Reference
    about: str = ""
    note: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How a person stands to another at the same customer, for the chart."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonNode:
    """A person at a customer, in the order of a tree: `depth` counts who stands above, `boss` is the
    nearest of them; `details` is what to remember before calling."""

    public_id: str
    name: str
    honorific: str
    title: str
    department: str
    role: str
    phone: str
    email: str
    depth: int
    boss: Reference = NOBODY
    ties: list[Tie] = field(default_factory=list)
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationForm:
    """What somebody enters: the record (customer or contact), the key of a choice, the other one."""

    record: str
    record_id: str
    kind: str
    other_id: str
    note: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A relation that was entered, and those that it took the place of."""

    public_id: str
    replaced: tuple[RelationForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A person's role at a customer and his boss there, as arguments of `place`."""

    customer_id: str
    contact_id: str
    role: str
    boss_id: str
