"""The records of a list, and those that they belong to or hold: whose custom fields are looked at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.activities import ActivityLink
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.orders import OrderLine
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.services.approvals.custom import Readers
from crm_app.services.custom_fields import Rows

_BATCH = 500
_MODELS: dict[str, Any] = {
    "customer": Customer,
    "contact": Contact,
    "lead": Lead,
    "deal": Deal,
    "quote": Quote,
    "product": Product,
}


def around(work: Work, rows: Sequence[Any]) -> Readers:
    """Of some records of one kind: these, their customer, contact, deal and quote, what they are about,
    and the products on their lines. Whoever may see the list is judged by all of it.
    """
    return {kind: partial(_of_kind, work, rows, kind) for kind in _MODELS}


def _of_kind(work: Work, rows: Sequence[Any], kind: str) -> Rows:
    if not rows:
        return None
    if rows[0].__tablename__ == kind:
        return list(rows)
    ids = {getattr(row, f"{kind}_id", None) for row in rows}
    beside = _BESIDE.get(rows[0].__tablename__, {}).get(kind)
    if beside is not None:
        for batch in _batches([row.key for row in rows]):
            ids |= set(work.session.exec(beside(batch)))
    model, found = _MODELS[kind], []
    for batch in _batches(sorted(one for one in ids if one is not None)):
        found += work.session.exec(select(model).where(col(model.id).in_(batch)))
    return found or None


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def _employers(contacts: Sequence[int]) -> Any:
    held = col(Position.contact_id).in_(contacts), col(Position.ended).is_(None)
    return select(Position.customer_id).where(*held)


def _subjects(kind: str, activities: Sequence[int]) -> Any:
    linked = col(ActivityLink.activity_id).in_(activities)
    return select(ActivityLink.record_id).where(linked, ActivityLink.record_kind == kind)


def _quoted(quotes: Sequence[int]) -> Any:
    return select(QuoteLine.product_id).where(col(QuoteLine.quote_id).in_(quotes))


def _agreed(contracts: Sequence[int]) -> Any:
    joined = select(QuoteLine.product_id).join(
        Contract, col(Contract.quote_id) == QuoteLine.quote_id
    )
    return joined.where(col(Contract.id).in_(contracts))


def _ordered(orders: Sequence[int]) -> Any:
    return select(OrderLine.product_id).where(col(OrderLine.order_id).in_(orders))


# Table → kind → how the ids of those beside some rows are found, where no column of theirs says.
_BESIDE: Mapping[str, Mapping[str, Callable[[Sequence[int]], Any]]] = {
    "contact": {"customer": _employers},
    "activity": {
        kind: partial(_subjects, kind) for kind in ("customer", "contact", "deal", "lead")
    },
    "quote": {"product": _quoted},
    "contract": {"product": _agreed},
    "order": {"product": _ordered},
}
