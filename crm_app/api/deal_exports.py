"""Lists of deals and quotes as CSV files."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic import ConfigDict

from crm_app.api.base import CurrentActor, api
from crm_app.api.board import Filters
from crm_app.api.exports import custom_cells, exported, list_query
from crm_app.api.paging import CustomFilters
from crm_app.core.listing import ListQuery
from crm_app.lib.exact import plain
from crm_app.locales.catalog import say
from crm_app.services import custom_fields, deals, quotes
from crm_app.services.deals import DealRow
from crm_app.services.quotes import QuoteRow

_Text = Annotated[str, Query(max_length=200)]
_Custom = Annotated[CustomFilters, Depends()]
_DEAL = ("name", "customer", "stage", "amount", "currency", "probability", "weighted")
_DEAL += ("expected_close", "days", "next_step", "owner")
_QUOTE = ("number", "customer", "deal", "status", "net", "total", "currency", "discount")
_QUOTE += ("valid_until", "owner")


class _DealsAsked(Filters):
    # Custom fields stand beside it: the route looks for names that are none.
    model_config = ConfigDict(extra="ignore")


def _deals_asked(custom: _Custom, asked: Annotated[_DealsAsked, Query()]) -> ListQuery:
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
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_deals_asked)]
) -> Response:
    """The deals of a list as CSV."""

    def cells(row: DealRow, language: str) -> Sequence[str]:
        return (
            *(row.name, row.customer, row.stage.en if language == "en" else row.stage.zh),
            *(plain(row.amount) or "", row.currency, f"{row.probability}%"),
            *(plain(row.weighted) or "", str(row.expected_close or ""), str(row.days)),
            *(row.next_step, row.owner, *custom_cells(row, language), row.public_id),
        )

    def take() -> list[DealRow]:
        return deals.export_deals(actor, asked)

    fields = custom_fields.list_fields(actor, "deal")
    heads = [f"deals.{name}" for name in _DEAL]
    return exported(request, "deals", take, heads, cells, fields)


@api.get("/api/v1/exports/quotes", response_class=Response)
def export_quotes(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_quotes_asked)]
) -> Response:
    """The quotes of a list as CSV; never a cost or a margin."""

    def cells(row: QuoteRow, language: str) -> Sequence[str]:
        number = row.number if row.revision == 1 else f"{row.number} R{row.revision}"
        return (
            *(number, row.customer, row.deal, say(language, f"quotes.status.{row.status}")),
            *(
                plain(row.net) or "",
                plain(row.total) or "",
                row.currency,
                f"{plain(row.discount)}%",
            ),
            *(str(row.valid_until or ""), row.owner, *custom_cells(row, language), row.public_id),
        )

    def take() -> list[QuoteRow]:
        return quotes.export_quotes(actor, asked)

    fields = custom_fields.list_fields(actor, "quote")
    heads = [f"quotes.{name}" for name in _QUOTE]
    return exported(request, "quotes", take, heads, cells, fields)
