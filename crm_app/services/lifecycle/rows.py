"""What screens and the API see of where customers stand."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month or a thing with its amount; `share` in percent of the largest."""

    zh: str
    en: str
    amount: Decimal
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage that a customer entered on a day."""

    stage: str
    since: date


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a customer from his orders; `orders` 0: nothing yet."""

    orders: int = 0
    currency: str = "CNY"
    spend: Decimal = Decimal(0)
    average: Decimal = Decimal(0)
    spend_year: Decimal = Decimal(0)
    orders_year: int = 0
    first_on: date | None = None
    last_on: date | None = None
    interval: int = 0
    days_since: int = 0
    habit: Sentence = field(default_factory=Sentence)
    recency: int = 0
    frequency: int = 0
    money: int = 0
    group: str = ""
    stage: str = "prospect"
    # What the rules say where somebody set another; since when, who, why.
    stage_by_rules: str = ""
    stage_since: date | None = None
    stage_by: str = ""
    stage_reason: str = ""
    stage_at: datetime | None = None
    stages: list[StageRow] = field(default_factory=list)
    advice: Sentence = field(default_factory=Sentence)
    expected: Decimal = Decimal(0)
    formula: Sentence = field(default_factory=Sentence)
    tier: str = ""
    tier_by_rules: str = ""
    tier_by: str = ""
    tier_reason: str = ""
    tier_at: datetime | None = None
    applies_tiers: bool = False
    months: list[Bar] = field(default_factory=list)
    products: list[Bar] = field(default_factory=list)
    categories: list[Bar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The rules, as texts for the form, and as sentences for everybody."""

    a_spend: str = ""
    a_orders: int = 0
    b_spend: str = ""
    b_orders: int = 0
    applies_tiers: bool = False
    first_days: int = 90
    shortest_days: int = 7
    risk_percent: int = 200
    lost_percent: int = 400
    version: int = 0
    currency: str = "CNY"
    sentences: list[Sentence] = field(default_factory=list)
    judged_on: date | None = None
    overrides: int = 0


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What an administrator enters; None leaves a figure as it is."""

    a_spend: str | None = None
    a_orders: str | None = None
    b_spend: str | None = None
    b_orders: str | None = None
    applies_tiers: bool | None = None
    first_days: str | None = None
    shortest_days: str | None = None
    risk_percent: str | None = None
    lost_percent: str | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """How many customers a stage or tier has now, and would have by other rules."""

    kind: str
    key: str
    now: int
    then: int


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What other rules would do: the sentences, the counts, how many customers change stage or tier;
    of the stages those that nobody set by hand."""

    sentences: list[Sentence] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    stages: int = 0
    tiers: int = 0
    customers: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A group, stage or tier: how many customers, what they spent, what they probably bring."""

    key: str
    customers: int
    spend: Decimal
    expected: Decimal
    share: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All customers by group, stage and tier of the rules."""

    currency: str = "CNY"
    judged_on: date | None = None
    groups: list[Slot] = field(default_factory=list)
    stages: list[Slot] = field(default_factory=list)
    tiers: list[Slot] = field(default_factory=list)
    without_orders: int = 0
