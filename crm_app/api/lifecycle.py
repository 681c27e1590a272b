"""Where customers stand, over REST."""

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, PlainSerializer

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.lib.exact import plain
from crm_app.services import lifecycle
from crm_app.services.lifecycle import Profile, RuleForm

_Money = Annotated[Decimal, PlainSerializer(plain, return_type=str)]


class SentenceOut(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class BarOut(SentenceOut):
    """A month, a product or a category: how much, how often."""

    amount: _Money
    count: int


class StageOut(BaseModel):
    """A stage and the day on which it began."""

    stage: str
    since: date


class ProfileOut(BaseModel):
    """What is known of a customer from his orders, in the house's currency."""

    orders: int
    currency: str
    spend: _Money
    average: _Money
    spend_year: _Money
    orders_year: int
    first_on: date | None
    last_on: date | None
    interval: int
    days_since: int
    habit: SentenceOut
    recency: int
    frequency: int
    money: int
    group: str
    stage: str
    stage_by_rules: str
    stage_since: date | None
    stage_by: str
    stage_reason: str
    stage_at: datetime | None
    stages: list[StageOut]
    expected: _Money
    formula: SentenceOut
    tier: str
    tier_by_rules: str
    tier_by: str
    tier_reason: str
    tier_at: datetime | None
    months: list[BarOut]
    products: list[BarOut]
    categories: list[BarOut]


class TierIn(Body):
    """A tier that a person sets, and why."""

    tier: Literal["A", "B", "C"]
    reason: str = Field(min_length=1, max_length=300)


class StageIn(Body):
    """A stage that a person sets, and why."""

    stage: str = Field(max_length=20)
    reason: str = Field(min_length=1, max_length=300)


class SlotOut(BaseModel):
    """How many customers, what they spent, what they are expected to bring in a year."""

    key: str
    customers: int
    spend: _Money
    expected: _Money


class OverviewOut(BaseModel):
    """The customers one may see, by group, stage and tier of the rules."""

    currency: str
    judged_on: date | None
    groups: list[SlotOut]
    stages: list[SlotOut]
    tiers: list[SlotOut]
    without_orders: int


class RulesIn(Body):
    """What is to change of the rules; figures as text."""

    a_spend: str | None = Field(default=None, max_length=20)
    a_orders: str | None = Field(default=None, max_length=20)
    b_spend: str | None = Field(default=None, max_length=20)
    b_orders: str | None = Field(default=None, max_length=20)
    applies_tiers: bool | None = None
    first_days: str | None = Field(default=None, max_length=20)
    shortest_days: str | None = Field(default=None, max_length=20)
    risk_percent: str | None = Field(default=None, max_length=20)
    lost_percent: str | None = Field(default=None, max_length=20)
    version: int | None = None


def _shown(found: Profile) -> ProfileOut:
    return ProfileOut.model_validate(asdict(found))


@api.get("/api/v1/customers/{public_id}/profile")
def read_profile(actor: CurrentActor, public_id: str) -> ProfileOut:
    """Habit, figures, scores, stages, value and preferences of a customer."""
    return _shown(lifecycle.profile(actor, public_id))


@api.put("/api/v1/customers/{public_id}/tier")
def put_tier(actor: CurrentActor, public_id: str, body: TierIn) -> ProfileOut:
    """A person sets the tier and says why: the rules leave it alone."""
    lifecycle.override_tier(actor, public_id, body.tier, body.reason)
    return _shown(lifecycle.profile(actor, public_id))


@api.delete("/api/v1/customers/{public_id}/tier", status_code=204)
def release_tier(actor: CurrentActor, public_id: str) -> None:
    """The tier follows the rules again."""
    lifecycle.release_tier(actor, public_id)


@api.put("/api/v1/customers/{public_id}/stage")
def put_stage(actor: CurrentActor, public_id: str, body: StageIn) -> ProfileOut:
    """A person sets the stage and says why: the rules leave it alone."""
    lifecycle.override_stage(actor, public_id, body.stage, body.reason)
    return _shown(lifecycle.profile(actor, public_id))


@api.delete("/api/v1/customers/{public_id}/stage", status_code=204)
def release_stage(actor: CurrentActor, public_id: str) -> None:
    """The stage follows the orders again."""
    lifecycle.release_stage(actor, public_id)


@api.get("/api/v1/lifecycle")
def read_overview(actor: CurrentActor) -> OverviewOut:
    """Groups, stages and tiers with their figures."""
    return OverviewOut.model_validate(asdict(lifecycle.overview(actor)))


@api.get("/api/v1/lifecycle/rules")
def read_rules(actor: CurrentActor) -> dict[str, Any]:
    """The rules, as figures and as sentences."""
    return asdict(lifecycle.lifecycle_rules(actor))


@api.patch("/api/v1/lifecycle/rules")
def change_rules(actor: CurrentActor, body: RulesIn) -> dict[str, Any]:
    """Other rules; everybody is reckoned anew in the background."""
    given = body.model_dump(exclude={"version"})
    lifecycle.save_rules(actor, RuleForm(**given), body.version)
    return asdict(lifecycle.lifecycle_rules(actor))


@api.post("/api/v1/lifecycle/rules/preview")
def preview_rules(actor: CurrentActor, body: RulesIn) -> dict[str, Any]:
    """How many customers other rules would put into each stage and tier; nothing is stored."""
    given = body.model_dump(exclude={"version"})
    return asdict(lifecycle.try_rules(actor, RuleForm(**given)))


@api.post("/api/v1/lifecycle/recompute", status_code=202)
def recompute(actor: CurrentActor) -> dict[str, str]:
    """Reckon everybody anew in the background; the job's id."""
    return {"job": lifecycle.ask_recompute(actor)}
