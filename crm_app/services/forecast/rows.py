"""What screens and the API see of the forecast."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from crm_app.services.choices import Option
from crm_app.services.currencies import Amount
from crm_app.services.listed import ListedAmount


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the closed deals that had entered a stage were won.

    `percent` is what the forecast reckons with: of `closed` deals `won` were, or, where these are
    too few (`uses` is stage, not history), the stage's own probability. `deals` lists the closed
    ones, `won_deals` those of them that were won.
    """

    stage: Option
    pipeline: Option
    percent: Decimal
    uses: str
    closed: int
    won: int
    probability: int
    deals: str
    won_deals: str


@dataclass(frozen=True, slots=True)
class StageForecast:
    """Open deals of a stage that are expected in the period, and what they are worth by its rate
    (without those that are left out).
    """

    rate: Rate
    count: int
    sums: list[ListedAmount]
    weighted: list[ListedAmount]
    deals: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A forecast in one currency; `commit`, `best`, `weighted`, `low` and `high` hold what is won.

    `low` and `high` are the 10th and 90th percentile of the simulation. `target` is what was to be
    sold, None where nothing was planned (or the forecast is of a part that has no target), and
    `of_target` the weighted forecast in percent of it. The addresses list what the numbers are of.
    """

    currency: str
    won: Decimal
    won_count: int
    open: Decimal
    open_count: int
    commit: Decimal
    best: Decimal
    weighted: Decimal
    low: Decimal
    high: Decimal
    won_deals: str
    open_deals: str
    commit_deals: str
    best_deals: str
    weighted_deals: str
    target: Decimal | None = None
    of_target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupForecast:
    """The forecast of one owner, team or category, in one currency; `deals` lists the open ones,
    `won_deals` those that were won (empty for categories, which are of open deals alone), `commit_deals`
    and `weighted_deals` both, as far as these numbers hold them. `target` and `of_target` are as those of `Expected`.
    """

    key: str
    zh: str
    en: str
    currency: str
    count: int
    open: Decimal
    won: Decimal
    commit: Decimal
    best: Decimal
    weighted: Decimal
    deals: str
    won_deals: str
    commit_deals: str
    weighted_deals: str
    target: Decimal | None = None
    of_target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A period's forecast. `late` open deals were expected before it and are not in it; `about` is the
    weighted forecast of several currencies in the house's own, by today's rates.
    """

    period: str = ""
    first: date | None = None
    last: date | None = None
    totals: list[Expected] = field(default_factory=list)
    about: list[Amount] = field(default_factory=list)
    stages: list[StageForecast] = field(default_factory=list)
    groups: list[GroupForecast] = field(default_factory=list)
    open_deals: str = ""
    won_deals: str = ""
    late: int = 0
    late_deals: str = ""
    draws: int = 0
    singly: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """A month that is over: what was forecast as it began (on `taken_on`), and what came."""

    month: str
    taken_on: date
    weighted: Decimal
    commit: Decimal
    best: Decimal
    came: Decimal
    error: Decimal | None
    deals: str


@dataclass(frozen=True, slots=True)
class Point:
    """The forecast for the running month as it stood on a day."""

    taken_on: date
    weighted: Decimal
    won: Decimal


@dataclass(frozen=True, slots=True)
class History:
    """Forecasts against what came, of somebody (`zh`, `en`) in one currency; `currencies` are those
    in which there are any. `mape` is the mean absolute error in percent of what came, over `months`
    months; of months in which nothing came there is no such error (`without`).
    """

    currency: str
    zh: str = ""
    en: str = ""
    currencies: list[str] = field(default_factory=list)
    rows: list[Past] = field(default_factory=list)
    course: list[Point] = field(default_factory=list)
    mape: Decimal | None = None
    months: int = 0
    without: int = 0
