"""What screens, the API and exports see of deals."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.services.choices import NO_OPTION, Option
from crm_app.services.currencies import Amount


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage; `is_gated` says that amount and expected close are needed to enter it."""

    public_id: str
    key: str
    zh: str
    en: str
    kind: str
    rank: int
    probability: int
    age_limit_days: int
    is_gated: bool


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A pipeline and its stages in order."""

    public_id: str
    key: str
    zh: str
    en: str
    stages: list[StageRow]


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list, on the board, beside its customer. `days` counts those in the stage.

    `next_due`: ISO day or moment, or empty.
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
    cards: list[DealRow]


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


@dataclass(frozen=True, slots=True)
class DealForm:
    """What somebody enters; None leaves a field as it is, "" empties it where that may be."""

    name: str | None = None
    customer: str | None = None
    contact: str | None = None
    stage: str | None = None
    amount: str | None = None
    currency: str | None = None
    expected_close: str | None = None
    competitor: str | None = None
    owner: str | None = None
