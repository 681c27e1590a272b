"""Lists of deals and quotes as files."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from crm_app.api.base import CurrentActor, api
from crm_app.api.board import Filters
from crm_app.api.exports import As, exported, list_query
from crm_app.api.paging import CustomFilters
from crm_app.core.listing import ListQuery
from crm_app.services import deals, quotes

_Text = Annotated[str, Query(max_length=200)]
_Custom = Annotated[CustomFilters, Depends()]


def _deals_asked(custom: _Custom, asked: Annotated[Filters, Query()]) -> ListQuery:
    filters = asked.model_dump(exclude={"q", "sort"})
    return list_query(asked.q, asked.sort, custom, **filters)


def _quotes_asked(  # noqa: PLR0913, PLR0917 - one parameter a filter
    custom: _Custom,
    q: _Text = "",
    sort: _Text = "",
    status: _Text = "",
    expired: _Text = "",
    customer: _Text = "",
    deal: _Text = "",
    owner: _Text = "",
    number: _Text = "",
    currency: _Text = "",
    product: _Text = "",
    sent_from: _Text = "",
    sent_to: _Text = "",
) -> ListQuery:
    filters = {"status": status, "expired": expired, "customer": customer, "deal": deal}
    filters |= {"owner": owner, "number": number, "currency": currency, "product": product}
    return list_query(q, sort, custom, **filters, sent_from=sent_from, sent_to=sent_to)


@api.get("/api/v1/exports/deals", response_class=Response)
def export_deals(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_deals_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The deals of a list as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: deals.export_deals(actor, asked))


@api.get("/api/v1/exports/quotes", response_class=Response)
def export_quotes(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_quotes_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The quotes of a list as csv, tsv or xlsx; never a cost or a margin."""
    return exported(request, kind_of_file, lambda: quotes.export_quotes(actor, asked))
