"""What screens and the API see of the reports; `deals` is always the list behind a number."""

from dataclasses import dataclass, field
from decimal import Decimal

from crm_app.services.choices import Option
from crm_app.services.currencies import Amount
from crm_app.services.listed import ListedAmount


@dataclass(frozen=True, slots=True)
class StageSums:
    """A stage of the pipeline: how many deals stand in it, what they are worth and weigh; where that is
    in several currencies, `about` what it is worth in the house's own today.
    """

    stage: Option
    kind: str
    count: int
    sums: list[ListedAmount]
    weighted: list[ListedAmount]
    share: int
    deals: str
    about: list[Amount] = field(default_factory=list)
    weighted_about: list[Amount] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StagePace:
    """A stage: median days, and what became of those that entered it; each number with its list."""

    stage: Option
    median_days: Decimal | None
    stays: int
    entered: int
    went_on: int
    won: int
    lost: int
    open: int
    deals: str
    deals_on: str
    deals_won: str
    deals_lost: str
    deals_open: str


@dataclass(frozen=True, slots=True)
class WinLoss:
    """Won and lost deals of one value of a field: a competitor, a region, a product ...; those
    without one have an empty key.
    """

    key: str
    zh: str
    en: str
    won: int
    lost: int
    rate: Decimal | None
    deals: str
    deals_won: str
    deals_lost: str


@dataclass(frozen=True, slots=True)
class Reason:
    """How many deals were won or lost for a reason."""

    reason: Option
    kind: str
    count: int
    share: int
    deals: str


@dataclass(frozen=True, slots=True)
class TopPerson:
    """What somebody won in the period, in one currency."""

    place: int
    public_id: str
    name: str
    currency: str
    amount: Decimal
    count: int
    share: int
    deals: str


@dataclass(frozen=True, slots=True)
class ProductSales:
    """What was sold of a product; `cost` and `margin` (percent) are None for who may not see them."""

    public_id: str
    zh: str
    en: str
    unit: str
    currency: str
    quantity: Decimal
    revenue: Decimal
    cost: Decimal | None
    margin: Decimal | None
    count: int
    share: int
    deals: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A month of a trend."""

    month: str
    amount: Decimal
    count: int
    share: int
    deals: str


@dataclass(frozen=True, slots=True)
class Trend:
    """What one team, person, region, product or all together won month by month, in one currency;
    `deals` lists what the total is of.
    """

    key: str
    zh: str
    en: str
    currency: str
    total: Decimal
    points: list[TrendPoint]
    deals: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """How much of a product will be sold next month: the mean of its last three full months.

    `error` is how far the same reckoning was off in the `months` before, in percent of what was
    sold in them; None where nothing was.
    """

    public_id: str
    zh: str
    en: str
    unit: str
    month: str
    quantity: Decimal
    error: Decimal | None
    months: int
    deals: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The period in one sentence, over all pipelines, in the currency in which most was won: how
    much, in how many deals, `half` of the largest of which carry half of it; beside what was planned.
    """

    currency: str = "CNY"
    amount: Decimal = Decimal(0)
    count: int = 0
    half: int = 0
    target: Decimal | None = None
    of_target: Decimal | None = None
    deals: str = ""


@dataclass(frozen=True, slots=True)
class SalesReport:
    """All figures of the page for one period and pipeline."""

    period: str = ""
    pipeline: str = ""
    headline: Headline = field(default_factory=Headline)
    won: list[ListedAmount] = field(default_factory=list)
    won_about: list[Amount] = field(default_factory=list)
    won_count: int = 0
    won_deals: str = ""
    lost_count: int = 0
    lost_deals: str = ""
    stages: list[StageSums] = field(default_factory=list)
    pace: list[StagePace] = field(default_factory=list)
    rated_by: str = "competitor"
    rates: list[WinLoss] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    people: list[TopPerson] = field(default_factory=list)
    products: list[ProductSales] = field(default_factory=list)
