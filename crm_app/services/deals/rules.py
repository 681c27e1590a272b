"""Pure decisions about deals."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.core.permissions import GRANTS, Actor, Permission, Scope
from crm_app.lib.exact import money
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.users import User
from crm_app.services.currencies import read_currency, read_number
from crm_app.services.deals.rows import DealForm

# From this stage on a forecast counts on a deal: what the forecast reads has to be there.
GATE = "proposal"


def apply(deal: Deal, form: DealForm) -> None:
    """Put what was entered onto the deal; refuses what cannot be, naming the field."""
    if form.name is not None:
        deal.name = _text(form.name, "name", 200)
        if not deal.name:
            raise Invalid("deals.name_missing", field="name")
    if form.amount is not None:
        deal.amount = read_number(form.amount, "amount")
    if form.currency is not None:
        deal.currency = read_currency(form.currency)
    if form.expected_close is not None:
        deal.expected_close = read_day(form.expected_close, "expected_close")
    if form.competitor is not None:
        deal.competitor = _text(form.competitor, "competitor", 120)


def read_day(typed: str, field: str) -> date | None:
    """The day somebody entered (YYYY-MM-DD), or None for none."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid("record.day_invalid", field=field, typed=typed[:20]) from None


def gated_stage_ids(stages: Iterable[Stage]) -> set[int | None]:
    """The stages of one pipeline that need what a forecast reads: the gate and those behind it."""
    known = list(stages)
    ranks = [stage.rank for stage in known if stage.key == GATE]
    if not ranks:
        return set()
    return {s.id for s in known if s.rank >= ranks[0] and s.kind is not StageKind.LOST}


def missing(deal: Deal) -> tuple[str, ...]:
    """The fields that a forecast reads and that are empty."""
    wanted = {
        "amount": deal.amount > 0,
        "expected_close": deal.expected_close is not None,
        "owner": deal.owner_id is not None,
    }
    return tuple(name for name, there in wanted.items() if not there)


def check_complete(deal: Deal, stages: Iterable[Stage]) -> None:
    """Refuse (`deals.fields_missing`) a deal whose stage needs what is not filled in."""
    if deal.stage_id not in gated_stage_ids(stages):
        return
    fields = missing(deal)
    if fields:
        raise Invalid("deals.fields_missing", field=fields[0], fields=list(fields))


def enter(deal: Deal, stage: Stage, reason: str, moment: datetime) -> None:
    """Put the deal into the stage; losing needs a reason (`deals.reason_missing`)."""
    reason = _text(reason, "reason", 200)
    if stage.kind is StageKind.LOST and not reason:
        raise Invalid("deals.reason_missing", field="reason")
    assert stage.id is not None
    deal.stage_id = stage.id
    deal.stage_entered_at = moment
    deal.closed_at = None if stage.kind is StageKind.OPEN else moment
    deal.lost_reason = reason if stage.kind is StageKind.LOST else ""


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
    if stage.kind is not StageKind.OPEN:
        return False
    return deal.stage_entered_at < moment - timedelta(days=stage.age_limit_days)


def weighted(amount: Decimal, stage: Stage) -> Decimal:
    """The amount times the stage's probability."""
    return money(amount * stage.probability / 100)


def _text(typed: str, field: str, most: int) -> str:
    text = " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
