"""What screens, the API and exports see of customers."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from crm_app.services.choices import NO_OPTION, Option
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.details import Detail
from crm_app.services.points import Point


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list."""

    public_id: str
    name: str
    kind: str
    tier: str
    stage: str
    industry: Option
    region: str
    owner: str
    person: str
    phone: str
    last_contact_at: datetime | None
    updated_at: datetime
    custom: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A contact beside his customer; `details` is what to remember before calling."""

    public_id: str
    name: str
    honorific: str
    title: str
    phone: str
    email: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """A customer whole: the facts of the record page."""

    public_id: str
    version: int
    name: str
    kind: str
    tier: str
    stage: str
    legal_name_zh: str = ""
    legal_name_en: str = ""
    tax_id: str = ""
    industry: Option = NO_OPTION
    source: Option = NO_OPTION
    region: str = ""
    size: Option = NO_OPTION
    owner: str = ""
    owner_public_id: str = ""
    parent_name: str = ""
    parent_public_id: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    last_contact_at: datetime | None = None
    name_typed: str = ""
    stage_since: date | None = None
    stage_set_at: datetime | None = None
    stage_set_by: str = ""
    stage_reason: str = ""
    points: list[Point] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CustomerName:
    """Just enough to choose or name a customer."""

    public_id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """What somebody enters; None leaves a field as it is. `parent` is a public id, or empty.

    `points` is the whole set, or with `point_kinds` the whole set of these kinds.
    """

    name: str | None = None
    kind: str | None = None
    tier: str | None = None
    stage: str | None = None
    legal_name_zh: str | None = None
    legal_name_en: str | None = None
    tax_id: str | None = None
    name_as_typed: bool = False
    industry: str | None = None
    source: str | None = None
    region: str | None = None
    size: str | None = None
    parent: str | None = None
    points: list[Point] | None = None
    point_kinds: tuple[str, ...] | None = None
    custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A customer that may be the one being entered.

    `certainty` is sure, likely or maybe; `reasons` are codes of `lib.matching`, the strongest first.
    """

    public_id: str
    name: str
    region: str
    owner: str
    certainty: str
    reasons: tuple[str, ...]
    open_deals: int
    score: float = 0.0
    percent: int = 0
