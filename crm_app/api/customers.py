"""Customers over REST."""

from fastapi import Query, Response

from crm_app.api.base import CurrentActor, api
from crm_app.core.listing import ListQuery
from crm_app.services import customers


@api.get("/api/v1/customers")
def list_customers(
    actor: CurrentActor, q: str = Query("", max_length=200), page: int = 1
) -> dict[str, object]:
    """The customers one may see."""
    found = customers.customers(actor, ListQuery(words=q, page=page))
    return {"items": found.rows, "next": None}


@api.delete("/api/v1/customers/{public_id}", status_code=204)
def delete_customer(actor: CurrentActor, public_id: str) -> Response:
    """Into the recycle bin."""
    customers.delete_customer(actor, public_id)
    return Response(status_code=204)
