"""Pure decisions about deals."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.core.permissions import GRANTS, Actor, Permission, Scope
from crm_app.lib.exact import money
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.users import User
from crm_app.services.choices import Option
from crm_app.services.currencies import read_currency, read_number
from crm_app.services.days import read_day
from crm_app.services.deals.rows import DealForm
from crm_app.services.lines import one_line

OTHER = "other"
# What a seller may say of an open deal: sure, possible, too early to say, not to be counted.
CATEGORIES = ("commit", "best", "pipeline", "omitted")
_COMMIT, _BEST = 70, 40
PATIENCE = timedelta(days=1)
# What of a deal itself a stage can ask for.
OWN = frozenset({"amount", "expected_close", "owner", "contact", "competitor"})


def apply(deal: Deal, form: DealForm) -> None:
    """Put what was entered onto the deal; refuses what cannot be, naming the field."""
    if form.name is not None:
        deal.name = one_line(form.name, "name", 200)
        if not deal.name:
            raise Invalid("deals.name_missing", field="name")
    if form.amount is not None:
        deal.amount = read_number(form.amount, "amount")
    if form.currency is not None:
        deal.currency = read_currency(form.currency)
    if form.expected_close is not None:
        deal.expected_close = read_day(form.expected_close, "expected_close")


def missing(deal: Deal, stage: Stage) -> tuple[str, ...]:
    """What the stage needs of a deal and is not filled in."""
    filled = {
        "amount": deal.amount > 0,
        "expected_close": deal.expected_close is not None,
        "owner": deal.owner_id is not None,
        "contact": deal.contact_id is not None,
        "competitor": deal.competitor_id is not None,
    }
    return tuple(name for name in stage.required if not filled.get(name, True))


def enter(deal: Deal, here: Stage, stage: Stage, reason: str, moment: datetime) -> None:
    """Put the deal into the stage; losing and opening again need a reason."""
    if stage.kind is StageKind.LOST and not reason:
        raise Invalid("deals.reason_missing", field="reason")
    if here.kind is not StageKind.OPEN and stage.kind is StageKind.OPEN and not reason:
        raise Invalid("deals.reopen_reason_missing", field="reason")
    assert stage.id is not None
    deal.stage_id = stage.id
    deal.stage_entered_at = moment
    deal.closed_at = None if stage.kind is StageKind.OPEN else moment
    deal.lost_reason = deal.won_reason = ""


def chosen_reason(options: Mapping[str, Option], typed: str) -> str:
    """The key of the reason that somebody chose or named; `other` for what the list does not have."""
    wanted = typed.casefold()
    for key, option in options.items():
        if wanted in (key.casefold(), option.zh.casefold(), option.en.casefold()):
            return key
    return OTHER if typed else ""


def may_own(user: User, actor: Actor) -> str | None:
    """Why the actor may not hand a deal to a user (a code), or None when he may."""
    near = user.id == actor.user_id or user.team_id in (actor.team_ids | {actor.team_id})
    if not user.is_active or not (actor.scope is Scope.ALL or near):
        return "record.owner_unknown"
    if Permission.DEAL_WRITE not in GRANTS.get(user.role, frozenset()):
        return "deals.owner_cannot_sell"
    return None


def days_in_stage(deal: Deal, moment: datetime) -> int:
    """Whole days since the stage was entered; a closed deal's clock stands."""
    return max(0, (moment - deal.stage_entered_at).days) if deal.closed_at is None else 0


def is_stuck(deal: Deal, stage: Stage, moment: datetime) -> bool:
    """Whether an open deal has stayed in its stage for longer than it should."""
    if stage.kind is not StageKind.OPEN or not stage.age_limit_days:
        return False
    return deal.stage_entered_at < moment - timedelta(days=stage.age_limit_days)


def why_stuck(
    deal: Deal, stage: Stage, moment: datetime, today: date, *, has_step: bool
) -> tuple[str, ...]:
    """Why an open deal does not move: too long here, nothing planned, its date has passed.

    Who has touched it today is given time to plan.
    """
    if stage.kind is not StageKind.OPEN:
        return ()
    rested = moment - deal.updated_at > PATIENCE
    found = {
        "age": is_stuck(deal, stage, moment),
        "no_step": not has_step and rested,
        "close_past": deal.expected_close is not None and deal.expected_close < today,
    }
    return tuple(name for name, so in found.items() if so)


def weighted(amount: Decimal, stage: Stage) -> Decimal:
    """The amount times the stage's probability."""
    return money(amount * stage.probability / 100)


def stage_category(stage: Stage) -> str:
    """What an open stage says of its deals for the forecast: by its probability, from 70 % on they
    are committed, from 40 % on a best case.
    """
    if stage.probability >= _COMMIT:
        return "commit"
    return "best" if stage.probability >= _BEST else "pipeline"


def read_category(typed: str) -> str:
    """The category somebody chose; empty goes back to what the stage says."""
    if typed not in ("", *CATEGORIES):
        raise Invalid("forecast.category_unknown", field="forecast", typed=typed[:20])
    return typed
