"""What screens, the API and exports see of deals."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_app.services.choices import NO_OPTION, Option
from crm_app.services.currencies import Amount, Converted
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.pipelines import StageRow
from crm_app.services.views import ViewingRow


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list, on the board, beside its customer. `days` counts those in the stage.

    `next_due`: ISO day or moment, or empty. `reasons` says why it does not move (age, no_step,
    close_past). With `near_views` it is near its close: that many looks at products, `days` here.
    """

    public_id: str
    version: int
    name: str
    customer: str
    customer_public_id: str
    stage: Option
    stage_kind: str
    probability: int
    amount: Decimal
    weighted: Decimal
    currency: str
    expected_close: date | None
    days: int
    is_stuck: bool
    owner: str
    owner_public_id: str
    next_step: str
    next_due: str
    updated_at: datetime
    pipeline: str = ""
    reasons: list[str] = field(default_factory=list)
    near_views: int = 0
    near_window_days: int = 0
    forecast: str = ""
    custom: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody to choose."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A stage on the board: how many deals stand in it, what they are worth, the first of them."""

    stage: StageRow
    count: int
    sums: list[Amount]
    weighted: list[Amount]
    about: Converted | None
    weighted_about: Converted | None
    cards: list[DealRow]


@dataclass(frozen=True, slots=True)
class Cell:
    """A stage within a lane of the board."""

    stage: str
    count: int
    cards: list[DealRow]


@dataclass(frozen=True, slots=True)
class Lane:
    """The deals of one owner, team or tier on the board, stage by stage."""

    key: str
    zh: str
    en: str
    count: int
    sums: list[Amount]
    weighted: list[Amount]
    about: Converted | None
    weighted_about: Converted | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Collaborator:
    """Somebody with whom a deal is shared; `rights` is view or edit, `reason` what shared it."""

    public_id: str
    name: str
    rights: str
    reason: str


@dataclass(frozen=True, slots=True)
class LastTouch:
    """The last time anybody spoke with the people of a deal or its customer."""

    at: datetime | None = None
    by: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on a deal's path: when it was entered last, and for how many days it was stayed in.

    `state` is done, here, ahead or skipped.
    """

    stage: Option
    kind: str
    state: str
    entered_at: datetime | None
    days: int


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a deal's stage history."""

    origin: Option
    target: Option
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A deal was moved: the move's id (empty when it stood there already) and where it is now."""

    move: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class MoveNeeds:
    """What a move asks for before it can be made: `fields` that are missing, and a `reason` of
    losing (lost) or opening again (reopen). What is known already stands beside it.
    """

    name: str = ""
    stage: Option = NO_OPTION
    fields: list[str] = field(default_factory=list)
    reason: str = ""
    amount: str = ""
    currency: str = "CNY"
    expected_close: str = ""
    competitor: str = ""
    people: list[PersonName] = field(default_factory=list)
    reasons: list[Option] = field(default_factory=list)
    competitors: list[str] = field(default_factory=list)
    guidance_zh: str = ""
    guidance_en: str = ""
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuoteBrief:
    """A quote beside its deal."""

    public_id: str
    number: str
    revision: int
    status: str
    total: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class TaskBrief:
    """Something to do for a deal."""

    public_id: str
    title: str
    due_at: datetime | None
    is_done: bool
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class DealPerson:
    """Somebody at the deal's customer; `is_main` is the one the deal is talked over with."""

    public_id: str
    name: str
    title: str
    phone: str
    is_main: bool
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DealPage:
    """A deal whole."""

    public_id: str
    version: int
    name: str
    customer: str = ""
    customer_public_id: str = ""
    contact: str = ""
    contact_public_id: str = ""
    stage: Option = NO_OPTION
    stage_kind: str = "open"
    probability: int = 0
    amount: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    currency: str = "CNY"
    expected_close: date | None = None
    competitor: str = ""
    lost_reason: Option = NO_OPTION
    won_reason: Option = NO_OPTION
    pipeline: Option = NO_OPTION
    forecast: str = ""
    reasons: list[str] = field(default_factory=list)
    near_views: int = 0
    near_window_days: int = 0
    guidance_zh: str = ""
    guidance_en: str = ""
    saying_zh: str = ""
    saying_en: str = ""
    missing: list[str] = field(default_factory=list)
    lacking: list[Option] = field(default_factory=list)
    collaborators: list[Collaborator] = field(default_factory=list)
    last_touch: LastTouch = field(default_factory=LastTouch)
    asks_viewings: bool = False
    viewings: list[ViewingRow] = field(default_factory=list)
    may_edit: bool = True
    may_share: bool = True
    owner: str = ""
    owner_public_id: str = ""
    days: int = 0
    age_limit_days: int = 0
    is_stuck: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    steps: list[Step] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    quotes: list[QuoteBrief] = field(default_factory=list)
    tasks: list[TaskBrief] = field(default_factory=list)
    people: list[DealPerson] = field(default_factory=list)
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DealForm:
    """What somebody enters; None leaves a field as it is, "" empties it where that may be.

    `customer_custom`: custom fields of its customer, for a stage that asks for them.
    """

    name: str | None = None
    customer: str | None = None
    contact: str | None = None
    stage: str | None = None
    amount: str | None = None
    currency: str | None = None
    expected_close: str | None = None
    competitor: str | None = None
    owner: str | None = None
    pipeline: str | None = None
    custom: dict[str, Any] | None = None
    customer_custom: dict[str, Any] | None = None
