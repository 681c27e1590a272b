"""Lists as CSV files: the same words, filters and order as on the screen, the same rights."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.paging import CustomFilters
from crm_app.core.errors import Conflict
from crm_app.core.listing import ListQuery
from crm_app.lib.names import called
from crm_app.lib.sheets import csv_text
from crm_app.locales.catalog import say
from crm_app.services import contacts, custom_fields, customers, leads
from crm_app.services.choices import Option
from crm_app.services.contacts import ContactRow
from crm_app.services.custom_fields import Shown
from crm_app.services.customers import CustomerRow
from crm_app.services.leads import LeadRow

Row = TypeVar("Row")


class _Listed(Protocol):
    """A row with the values of custom fields that stand in its list."""

    @property
    def custom(self) -> list[Shown]: ...


_Text = Annotated[str, Query(max_length=200)]
_Custom = Annotated[CustomFilters, Depends()]
_CUSTOMER = ("name", "kind", "tier", "stage", "industry", "region", "person", "phone", "owner")
_LEAD = (
    *("name", "title", "company", "status", "source", "industry", "region", "phone", "owner"),
    *("next_step", "created_at"),
)
_CONTACT = ("name", "company", "position", "mobile", "email", "owner")


def _customers_asked(  # noqa: PLR0913, PLR0917 - one parameter a filter
    custom: _Custom,
    q: _Text = "",
    sort: _Text = "",
    kind: _Text = "",
    tier: _Text = "",
    stage: _Text = "",
    industry: _Text = "",
    region: _Text = "",
    owner: _Text = "",
) -> ListQuery:
    filters = {"kind": kind, "tier": tier, "stage": stage, "industry": industry}
    return list_query(q, sort, custom, **filters, region=region, owner=owner)


def _contacts_asked(
    custom: _Custom,
    q: _Text = "",
    sort: _Text = "",
    customer: _Text = "",
    owner: _Text = "",
    source: _Text = "",
) -> ListQuery:
    return list_query(q, sort, custom, customer=customer, owner=owner, source=source)


def _leads_asked(  # noqa: PLR0913, PLR0917 - one parameter a filter
    custom: _Custom,
    q: _Text = "",
    sort: _Text = "",
    status: _Text = "",
    source: _Text = "",
    industry: _Text = "",
    region: _Text = "",
    owner: _Text = "",
) -> ListQuery:
    filters = {"status": status, "source": source, "industry": industry}
    return list_query(q, sort, custom, **filters, region=region, owner=owner)


def list_query(
    words: str, sort: str, custom: CustomFilters | None = None, **filters: str
) -> ListQuery:
    """The list as it is shown; `custom` are its filters by fields of the company's own."""
    given = {name: value for name, value in filters.items() if value}
    return ListQuery(words, given | (custom.filters if custom else {}), sort)


@api.get("/api/v1/exports/customers", response_class=Response)
def export_customers(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_customers_asked)]
) -> Response:
    """The customers of a list as CSV."""

    def cells(row: CustomerRow, language: str) -> Sequence[str]:
        return (
            *(row.name, say(language, f"customers.kind.{row.kind}"), row.tier),
            *(say(language, f"customers.stage.{row.stage}"), _named(row.industry, language)),
            *(row.region, row.person, row.phone, row.owner, *custom_cells(row, language)),
            row.public_id,
        )

    def take() -> list[CustomerRow]:
        return customers.export_customers(actor, asked)

    fields = custom_fields.list_fields(actor, "customer")
    return exported(request, "customers", take, _heads("customers", _CUSTOMER), cells, fields)


@api.get("/api/v1/exports/contacts", response_class=Response)
def export_contacts(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_contacts_asked)]
) -> Response:
    """The contacts of a list as CSV."""

    def cells(row: ContactRow, language: str) -> Sequence[str]:
        return (
            *(called(row.name, row.honorific), row.customer, row.title),
            *(row.phone, row.email, row.owner, *custom_cells(row, language), row.public_id),
        )

    def take() -> list[ContactRow]:
        return contacts.export_contacts(actor, asked)

    fields = custom_fields.list_fields(actor, "contact")
    return exported(request, "contacts", take, _heads("contacts", _CONTACT), cells, fields)


@api.get("/api/v1/exports/leads", response_class=Response)
def export_leads(
    request: Request, actor: CurrentActor, asked: Annotated[ListQuery, Depends(_leads_asked)]
) -> Response:
    """The leads of a list as CSV."""

    def cells(row: LeadRow, language: str) -> Sequence[str]:
        return (
            *(f"{row.name}{row.honorific}", row.title, row.company),
            *(say(language, f"leads.status.{row.status}"), _named(row.source, language)),
            *(_named(row.industry, language), row.region, row.phone, row.owner, row.next_step),
            *(row.created_at.date().isoformat(), *custom_cells(row, language), row.public_id),
        )

    def take() -> list[LeadRow]:
        return leads.export_leads(actor, asked)

    fields = custom_fields.list_fields(actor, "lead")
    return exported(request, "leads", take, _heads("leads", _LEAD), cells, fields)


def _heads(feature: str, names: Sequence[str]) -> list[str]:
    return [f"{feature}.{name}" for name in names]


def taken(request: Request, name: str, take: Callable[[], list[Row]]) -> list[Row] | Response:
    """The rows; a browser is led to where an approval is asked for, if one is needed."""
    try:
        return take()
    except Conflict as refusal:
        is_page = "text/html" in request.headers.get("accept", "")
        if refusal.code != "approvals.export_required" or not is_page:
            raise
        query = urlencode([("listing", name), *request.query_params.multi_items()])
        return RedirectResponse(f"/approvals/export?{query}", status_code=303)


def exported(
    request: Request,
    name: str,
    take: Callable[[], list[Row]],
    head: Sequence[str],
    cells: Callable[[Row, str], Sequence[str]],
    fields: Sequence[custom_fields.FieldValue] = (),
) -> Response:
    """A list as a CSV file in the language of the request: the texts of its head, what the custom
    fields in it are called, and its rows.
    """
    found = taken(request, name, take)
    if isinstance(found, Response):
        return found
    language = language_of(request)
    rows = [cells(row, language) for row in found]
    called_so = [one.label_en if language == "en" else one.label_zh for one in fields]
    return csv_file(name, [*(say(language, text) for text in head), *called_so], rows)


def custom_cells(row: _Listed, language: str) -> list[str]:
    """The values of the custom fields in the list, in their order."""
    return [cell.en if language == "en" else cell.zh for cell in row.custom]


def _named(option: Option, language: str) -> str:
    return option.en if language == "en" else option.zh


def csv_file(name: str, head: list[str], rows: Iterable[Sequence[str]]) -> Response:
    """What a browser saves and never shows."""
    return Response(
        csv_text([*head, "id"], rows),
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{name}.csv"',
            "cache-control": "private, no-store",
        },
    )
