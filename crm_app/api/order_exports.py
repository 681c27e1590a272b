"""Lists of contracts and orders as files."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from crm_app.api.base import CurrentActor, api
from crm_app.api.exports import As, exported, list_query
from crm_app.core.listing import ListQuery
from crm_app.services import contracts, orders

_Text = Annotated[str, Query(max_length=200)]


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
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_contracts_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The contracts of a list as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: contracts.export_contracts(actor, asked))


@api.get("/api/v1/exports/orders", response_class=Response)
def export_orders(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_orders_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The orders of a list as csv, tsv or xlsx, a row a line."""
    return exported(request, kind_of_file, lambda: orders.export_orders(actor, asked))
