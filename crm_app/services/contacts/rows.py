"""What screens, the API and exports see of contacts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from crm_app.services.choices import NO_OPTION, Option
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.details import Detail
from crm_app.services.points import Point


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a list, with his main place."""

    public_id: str
    name: str
    honorific: str
    title: str
    customer: str
    customer_id: str
    phone: str
    email: str
    owner: str
    updated_at: datetime
    custom: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A place somebody holds or held; `customer_id` is a public id."""

    public_id: str
    customer_id: str
    customer: str
    title: str
    department: str
    started: date | None
    ended: date | None
    is_main: bool


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A contact whole: the facts of the record page."""

    public_id: str
    version: int
    name: str
    honorific: str = ""
    family_name: str = ""
    given_name: str = ""
    pinyin: str = ""
    other_name: str = ""
    birthday: str | None = None
    birthday_zh: str = ""
    birthday_en: str = ""
    next_birthday: date | None = None
    age: int | None = None
    # Masked, and only for those who may know that there is one.
    id_number: str = ""
    name_typed: str = ""
    source: Option = NO_OPTION
    owner: str = ""
    owner_public_id: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    points: list[Point] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    positions: list[PositionRow] = field(default_factory=list)
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ContactName:
    """Just enough to choose or name a contact; `note` says where he works."""

    public_id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PositionForm:
    """A place as it is entered: a customer by public id, or a company by name that may be new, then
    with its custom fields.
    """

    customer_id: str = ""
    company: str = ""
    title: str = ""
    department: str = ""
    started: date | None = None
    ended: date | None = None
    is_main: bool = True
    public_id: str = ""
    custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What somebody enters; None leaves a field as it is, `positions` is the whole set.

    So is `points`, or with `point_kinds` the whole set of these kinds. `name_as_typed`: the name is
    not to be taken apart. Without `honorific` the one that stands in the name is split off (张伟总 is 张伟, 总).
    """

    name: str | None = None
    honorific: str | None = None
    other_name: str | None = None
    birthday: date | str | None = None
    id_number: str | None = None
    name_as_typed: bool = False
    source: str | None = None
    points: list[Point] | None = None
    point_kinds: tuple[str, ...] | None = None
    positions: list[PositionForm] | None = None
    custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Somebody who may be the one that is being entered.

    `certainty` is sure, likely or maybe; `reasons` are codes of `lib.matching`, the strongest first.
    """

    public_id: str
    name: str
    honorific: str
    title: str
    customer: str
    certainty: str
    reasons: tuple[str, ...]
    open_deals: int
    score: float = 0.0
    percent: int = 0
