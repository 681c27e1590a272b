"""Lists as files: the same words, filters and order as on the screen, the same rights."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from crm_app.api.base import CurrentActor, api, language_of
from crm_app.api.paging import CustomFilters
from crm_app.core.errors import Conflict
from crm_app.core.listing import ListQuery
from crm_app.lib.sheets import KINDS, Cell, sheet_file
from crm_app.lib.tables.written_cards import cards_file
from crm_app.locales.catalog import say
from crm_app.services import activities, contacts, customers, leads, products
from crm_app.services.taken import Taken

_Text = Annotated[str, Query(max_length=200)]
_Custom = Annotated[CustomFilters, Depends()]
As = Annotated[Literal["csv", "tsv", "xlsx"], Query(alias="as", description="The kind of file")]
_CARDS = "text/vcard; charset=utf-8"


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
    group: _Text = "",
    rule_tier: _Text = "",
    segment: _Text = "",
) -> ListQuery:
    filters = {"kind": kind, "tier": tier, "stage": stage, "industry": industry}
    filters |= {"group": group, "rule_tier": rule_tier, "segment": segment}
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


def _products_asked(
    custom: _Custom, q: _Text = "", sort: _Text = "", state: _Text = "", category: _Text = ""
) -> ListQuery:
    return list_query(q, sort, custom, state=state, category=category)


@api.get("/api/v1/exports/customers", response_class=Response)
def export_customers(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_customers_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The customers of a list as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: customers.export_customers(actor, asked))


@api.get("/api/v1/exports/contacts", response_class=Response)
def export_contacts(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_contacts_asked)],
    kind_of_file: Annotated[Literal["csv", "tsv", "xlsx", "vcf"], Query(alias="as")] = "csv",
) -> Response:
    """The contacts of a list as csv, tsv, xlsx or vcf."""
    return exported(request, kind_of_file, lambda: contacts.export_contacts(actor, asked))


@api.get("/api/v1/exports/leads", response_class=Response)
def export_leads(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_leads_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The leads of a list as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: leads.export_leads(actor, asked))


@api.get("/api/v1/exports/products", response_class=Response)
def export_products(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_products_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """The products of a list as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: products.export_products(actor, asked))


def exported(request: Request, kind_of_file: str, take: Callable[[], Taken]) -> Response:
    """A list as a file in the language of the request. A browser is led to where an approval is
    asked for, if one is needed.
    """
    try:
        taken = take()
    except Conflict as refusal:
        is_page = "text/html" in request.headers.get("accept", "")
        if refusal.code != "approvals.export_required" or not is_page:
            raise
        name = request.url.path.rpartition("/")[2]
        query = urlencode([("listing", name), *request.query_params.multi_items()])
        return RedirectResponse(f"/approvals/export?{query}", status_code=303)
    language = language_of(request)
    head, rows = taken.head(language), taken.cells(language)
    if kind_of_file == "vcf":
        return file_answer(f"{taken.name}.vcf", _CARDS, cards_file(taken.fields(), rows))
    title = say(language, f"approvals.listing.{taken.name}")
    whole = sheet_file(kind_of_file, head, rows, title)
    return file_answer(f"{taken.name}.{kind_of_file}", KINDS[kind_of_file], whole)


def csv_file(name: str, head: list[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A table with ids as a CSV file."""
    whole = sheet_file("csv", [*head, "id"], rows)
    return file_answer(f"{name}.csv", KINDS["csv"], whole)


def file_answer(name: str, media_type: str, content: bytes) -> Response:
    """What a browser saves and never shows."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "private, no-store",
        },
    )


def _activities_asked(  # noqa: PLR0913, PLR0917 - each is a part of the address
    q: _Text = "",
    kind: _Text = "",
    customer: _Text = "",
    contact: _Text = "",
    deal: _Text = "",
    lead: _Text = "",
    author: _Text = "",
) -> ListQuery:
    about = {"customer": customer, "contact": contact, "deal": deal, "lead": lead}
    return list_query(q, "", None, kind=kind, author=author, **about)


@api.get("/api/v1/exports/activities", response_class=Response)
def export_activities(
    request: Request,
    actor: CurrentActor,
    asked: Annotated[ListQuery, Depends(_activities_asked)],
    kind_of_file: As = "csv",
) -> Response:
    """What happened, all of it or about one record, as csv, tsv or xlsx."""
    return exported(request, kind_of_file, lambda: activities.export_activities(actor, asked))
