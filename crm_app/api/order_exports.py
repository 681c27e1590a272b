"""Lists of contracts and orders as CSV files."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query, Request, Response

from crm_app.api.base import CurrentActor, api
from crm_app.api.exports import exported, list_query
from crm_app.core.listing import ListQuery
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services import contracts, orders
from crm_app.services.contracts import ContractRow
from crm_app.services.orders import OrderRow

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

    def cells(row: ContractRow, language: str) -> Sequence[str]:
        return (
            *(row.number, row.title, row.customer.name),
            say(language, f"contracts.status.{row.status}"),
            *(plain(row.amount) or "", row.currency, plain(row.received) or ""),
            *(str(row.signed_on or ""), str(row.starts_on or ""), str(row.ends_on or "")),
            *(row.owner.name, row.public_id),
        )

    def take() -> list[ContractRow]:
        return contracts.export_contracts(actor, asked)

    return exported(request, "contracts", take, [f"contracts.{one}" for one in _CONTRACT], cells)


@api.get("/api/v1/exports/orders", response_class=Response)
def export_orders(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_orders_asked)]
) -> Response:
    """The orders of a list as CSV."""

    def cells(row: OrderRow, language: str) -> Sequence[str]:
        return (
            *(row.number, row.customer.name, say(language, f"orders.status.{row.status}")),
            *(plain(row.net) or "", plain(row.tax) or "", plain(row.total) or "", row.currency),
            *(f"{row.delivered}%", str(row.ordered_on or ""), str(row.deliver_by or "")),
            *(row.owner.name, row.public_id),
        )

    def take() -> list[OrderRow]:
        return orders.export_orders(actor, asked)

    head = [f"{'contracts' if one in _SHARED else 'orders'}.{one}" for one in _ORDER]
    return exported(request, "orders", take, head, cells)
