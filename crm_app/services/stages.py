"""The stage of a customer: as his orders say, unless a person set it and said why."""

from datetime import date

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import STAGES, Standing
from crm_app.services.days import today_of

# Entered in the place of a stage: the rules decide.
RULES = "rules"


def put_stage(work: Work, customer: Customer, stage: str | None, reason: str = "") -> None:
    """Inside a command: what a form says of the stage; None leaves it. Refuses what is none."""
    if stage is None:
        return
    if stage != RULES and stage not in STAGES:
        raise Invalid("customers.choice_unknown", field="stage", value=stage[:20])
    if stage == RULES:
        follow_rules(work, customer)
    elif stage != customer.stage or reason:
        if stage != customer.stage:
            customer.stage, customer.stage_since = stage, today_of(work)
        customer.stage_set_at, customer.stage_set_by = work.now, work.actor.user_id
        customer.stage_reason = reason


def follow_rules(work: Work, customer: Customer) -> None:
    """Inside a command: nobody's word any more; the orders say where he stands."""
    customer.stage, customer.stage_since = by_rules(work, customer)
    customer.stage_set_at, customer.stage_set_by, customer.stage_reason = None, None, ""


def by_rules(work: Work, customer: Customer) -> tuple[str, date | None]:
    """The stage that the rules give, and since when."""
    standing = work.session.get(Standing, customer.id) if customer.id else None
    if standing is None:
        return STAGES[0], begun(customer)
    return standing.stage, standing.stage_since


def begun(customer: Customer) -> date:
    """The day on which somebody became known."""
    return customer.created_at.astimezone(zone(DEFAULT_ZONE)).date()
