"""What screens, the API and exports see of leads."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crm_app.services.choices import NO_OPTION, Option
from crm_app.services.classification import Predicted
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.points import Point
from crm_app.services.references import Reference
from crm_app.services.scoring import NO_SCORE, ScoreRow
from crm_app.services.tasks import NextStep

NO_STEP = NextStep("", "", "", is_overdue=False)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in a list; `owner` is empty while it lies in the pool."""

    public_id: str
    name: str
    honorific: str
    company: str
    title: str
    status: str
    source: Option
    industry: Option
    region: str
    phone: str
    email: str
    owner: str
    next_step: str
    next_due: str
    is_overdue: bool
    last_touch_at: datetime | None
    created_at: datetime
    updated_at: datetime
    score: int = 0
    band: str = ""
    custom: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to on a web form, and where."""

    text: str = ""
    version: str = ""
    at: datetime | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class AssignedBy:
    """Which rule decided to whom a lead went, as a sentence; empty `person`: none did."""

    name: str = ""
    zh: str = ""
    en: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A screening question and the lead's answer; `shown_*` is the answer in words."""

    public_id: str
    zh: str
    en: str
    kind: str
    options: list[Option]
    is_required: bool
    value: str = ""
    shown_zh: str = ""
    shown_en: str = ""


@dataclass(frozen=True, slots=True)
class LeadPage:
    """A lead whole. `became` are the customer, contact and deal that it was converted into."""

    public_id: str
    version: int
    name: str
    honorific: str = ""
    title: str = ""
    company: str = ""
    region: str = ""
    address: str = ""
    industry: Option = NO_OPTION
    size: Option = NO_OPTION
    source: Option = NO_OPTION
    campaign: str = ""
    product: str = ""
    product_public_id: str = ""
    note: str = ""
    status: str = "new"
    discard_reason: Option = NO_OPTION
    consent: Consent = field(default_factory=Consent)
    web_form: str = ""
    assigned: AssignedBy = field(default_factory=AssignedBy)
    owner: str = ""
    owner_public_id: str = ""
    is_mine: bool = False
    is_open: bool = True
    last_touch_at: datetime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    converted_at: datetime | None = None
    next_step: NextStep = NO_STEP
    became: list[Reference] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    missing: int = 0
    score: ScoreRow = NO_SCORE
    predicted: list[Predicted] = field(default_factory=list)
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LeadForm:
    """What somebody enters; None leaves a field as it is.

    `owner`: a person's public id, or "" for the pool; None is the actor. `product` is a public id.
    `points` is the whole set, or with `point_kinds` the whole set of these kinds.
    """

    name: str | None = None
    honorific: str | None = None
    title: str | None = None
    company: str | None = None
    region: str | None = None
    address: str | None = None
    industry: str | None = None
    size: str | None = None
    source: str | None = None
    campaign: str | None = None
    product: str | None = None
    note: str | None = None
    status: str | None = None
    owner: str | None = None
    consent: Consent | None = None
    points: list[Point] | None = None
    point_kinds: tuple[str, ...] | None = None
    custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ConvertForm:
    """Into what a lead is converted: existing records by public id, or new ones; "" for none given.

    Without `with_deal` no deal is made. `answers`: question's public id → value. `*_custom` are
    custom fields of what is new: key → value.
    """

    customer: str = ""
    contact: str = ""
    with_deal: bool = True
    deal_name: str = ""
    amount: str = ""
    currency: str = ""
    expected_close: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    customer_custom: dict[str, Any] | None = None
    contact_custom: dict[str, Any] | None = None
    deal_custom: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Converted:
    """Public ids of what a lead became; empty where nothing was made."""

    lead: str
    customer: str
    contact: str = ""
    deal: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer, contact or other lead that a lead may be, with the reasons."""

    kind: str
    public_id: str
    name: str
    note: str
    certainty: str
    reasons: tuple[str, ...]
    percent: int = 0
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a conversion would make: names, whom it may be merged with, and what custom fields of each
    are still to be filled.
    """

    customer_name: str
    contact_name: str
    deal_name: str
    currency: str
    customers: list[Candidate] = field(default_factory=list)
    contacts: list[Candidate] = field(default_factory=list)
    customer_asks: list[FieldValue] = field(default_factory=list)
    contact_asks: list[FieldValue] = field(default_factory=list)
    deal_asks: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A screening question as an administrator enters it; `options` one a line, `中文 | English`."""

    text_zh: str
    text_en: str
    kind: str
    options: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A screening question in the settings; `options` as of `QuestionForm`."""

    public_id: str
    version: int
    text_zh: str
    text_en: str
    kind: str
    options: str
    is_required: bool
    rank: int


@dataclass(frozen=True, slots=True)
class NewLeads:
    """The new leads of one person: how many, and the first of them."""

    count: int = 0
    rows: list[LeadRow] = field(default_factory=list)
