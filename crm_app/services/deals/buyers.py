"""What a deal's customer is, kept with the deal: lanes by tier, filters and win rates by industry,
source, region and size are then read from one index, without looking at a customer.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, String, cast, event, inspect, update
from sqlmodel import col, or_, select

from crm_app.core.derived import when_moved
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal

# A column of a deal → that of its customer.
_FACTS = {
    "buyer_tier": "tier",
    "buyer_industry": "industry",
    "buyer_source": "source",
    "buyer_region": "region",
    "buyer_size": "size",
}


@event.listens_for(Deal, "before_insert")
def _bought(_: Any, connection: Connection, deal: Deal) -> None:
    columns = [getattr(Customer, fact) for fact in _FACTS.values()]
    found = select(*columns).where(col(Customer.id) == deal.customer_id)
    row = connection.execute(found).one_or_none()
    for name, value in zip(_FACTS, row or (), strict=False):
        setattr(deal, name, str(value))


@event.listens_for(Deal, "before_update")
def _sold_to_another(mapper: Any, connection: Connection, deal: Deal) -> None:
    if inspect(deal).attrs.customer_id.history.has_changes():
        _bought(mapper, connection, deal)


@event.listens_for(Customer, "after_update")
def _became_another(_: Any, connection: Connection, customer: Customer) -> None:
    now = inspect(customer).attrs
    changed = {
        name: str(getattr(customer, fact))
        for name, fact in _FACTS.items()
        if now[fact].history.has_changes()
    }
    if changed:
        theirs = update(Deal).where(col(Deal.customer_id) == customer.id)
        connection.execute(theirs.values(changed))


def refill_buyers(work: Work, public_ids: Any = None) -> None:
    """All of them, or of deals with these ids (a select), after many rows were written past the
    session's events."""
    work.session.flush()
    changed = update(Deal).values(_right())
    if public_ids is not None:
        changed = changed.where(col(Deal.public_id).in_(public_ids))
    work.session.connection().execute(changed)


@when_moved("deal")
def refresh_buyers(work: Work, ids: Sequence[int]) -> None:
    """Those of deals that went to another customer with all that is its."""
    for some in (list(ids[at : at + 500]) for at in range(0, len(ids), 500)):
        of_these = update(Deal).where(col(Deal.id).in_(some))
        work.session.connection().execute(of_these.values(_right()))


def _right() -> dict[str, Any]:
    return {
        name: select(_as_text(fact)).where(col(Customer.id) == Deal.customer_id).scalar_subquery()
        for name, fact in _FACTS.items()
    }


def wrong_buyers(work: Work) -> list[tuple[str, str]]:
    """(Public id, name) of deals that say something else of their customer than it does."""
    apart = [getattr(Deal, name) != _as_text(fact) for name, fact in _FACTS.items()]
    found = (
        select(Deal.public_id, Deal.name)
        .join(Customer, col(Customer.id) == Deal.customer_id)
        .where(or_(*apart))
    )
    return list(work.session.exec(found))


def _as_text(fact: str) -> Any:
    """PostgreSQL keeps a tier as a type of its own."""
    return cast(getattr(Customer, fact), String)
