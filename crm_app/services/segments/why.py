"""Why somebody is a member: which of the conditions hold for him, with the figure they looked at."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked
from crm_app.core.conditions import Rule, asked_of
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import Standing
from crm_app.services import saved_views
from crm_app.services.customers import LISTING
from crm_app.services.segments.rows import Why

# What is explained of conditions that are very many.
MOST = 12


def reasons(work: Work, where: str, ids: Sequence[int]) -> dict[int, list[Why]]:
    """Customer → the conditions that hold for him, in their order."""
    found: dict[int, list[Why]] = {key: [] for key in ids}
    if not ids:
        return found
    here = col(Customer.id).in_(ids)
    for rule, asked, zh, en in saved_views.rules_said(work, "customer", where)[:MOST]:
        condition = asked_of(work, rule, lambda name: LISTING.asked(work, name))
        values = _values(work, rule, asked, ids)
        for key in work.session.exec(select(Customer.id).where(here, condition)):
            if key is not None:
                found[key].append(Why(zh, en, values.get(key, "")))
    return found


def _values(work: Work, rule: Rule, asked: Asked, ids: Sequence[int]) -> dict[int, str]:
    """The figure that a condition looked at, where it is one of the record's or of its orders'."""
    if asked.kind != "number" or rule.operator in ("is", "empty"):
        return {}
    key: Any = Customer.id if asked.through is None else Standing.customer_id
    rows = work.session.execute(select(key, asked.column).where(col(key).in_(ids)))
    return {one: _said(value) for one, value in rows if value is not None}


def _said(value: Any) -> str:
    if isinstance(value, Decimal | float):
        exact = Decimal(str(value))
        return f"{exact:,.0f}" if exact == exact.to_integral_value() else f"{exact:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
