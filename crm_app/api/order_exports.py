"""Lists of contracts and orders as CSV files."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.exports import csv_file, list_query, taken
from crm_app.core.listing import ListQuery
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services import contracts, orders

_Text = Annotated[str, Query(max_length=200)]
_CONTRACT = ("number", "title_field", "customer", "status", "amount", "currency", "received")
_CONTRACT += ("signed_on", "starts_on", "ends_on", "owner")
_ORDER = ("number", "customer", "status", "net", "tax", "total", "currency", "delivered")
_ORDER += ("ordered_on", "deliver_by", "owner")
_SHARED = ("customer", "currency", "owner")


def _contracts_asked(
    q: _Text = "",
    sort: _Text = "",
    status: _Text = "",
    ending: _Text = "",
    customer: _Text = "",
    owner: _Text = "",
) -> ListQuery:
    return list_query(q, sort, status=status, ending=ending, customer=customer, owner=owner)


def _orders_asked(
    q: _Text = "",
    sort: _Text = "",
    status: _Text = "",
    late: _Text = "",
    customer: _Text = "",
    owner: _Text = "",
) -> ListQuery:
    return list_query(q, sort, status=status, late=late, customer=customer, owner=owner)


@api.get("/api/v1/exports/contracts", response_class=Response)
def export_contracts(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_contracts_asked)]
) -> Response:
    """The contracts of a list as CSV."""
    found = taken(request, "contracts", lambda: contracts.export_contracts(actor, asked))
    if isinstance(found, Response):
        return found
    language = language_of(request)
    rows = [
        (
            *(row.number, row.title, row.customer.name),
            say(language, f"contracts.status.{row.status}"),
            *(plain(row.amount) or "", row.currency, plain(row.received) or ""),
            *(str(row.signed_on or ""), str(row.starts_on or ""), str(row.ends_on or "")),
            *(row.owner.name, row.public_id),
        )
        for row in found
    ]
    return csv_file("contracts", [say(language, f"contracts.{name}") for name in _CONTRACT], rows)


@api.get("/api/v1/exports/orders", response_class=Response)
def export_orders(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_orders_asked)]
) -> Response:
    """The orders of a list as CSV."""
    found = taken(request, "orders", lambda: orders.export_orders(actor, asked))
    if isinstance(found, Response):
        return found
    language = language_of(request)
    rows = [
        (
            *(row.number, row.customer.name, say(language, f"orders.status.{row.status}")),
            *(plain(row.net) or "", plain(row.tax) or "", plain(row.total) or "", row.currency),
            *(f"{row.delivered}%", str(row.ordered_on or ""), str(row.deliver_by or "")),
            *(row.owner.name, row.public_id),
        )
        for row in found
    ]
    head = [
        say(language, f"{'contracts' if name in _SHARED else 'orders'}.{name}") for name in _ORDER
    ]
    return csv_file("orders", head, rows)
