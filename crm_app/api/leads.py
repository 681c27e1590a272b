"""Leads over REST."""

from typing import Annotated, Any

from fastapi import Query, Response

from crm_app.api.base import DOOR, CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.duplicates import KnownOut, Refusing, known_out, refuse_known
from crm_app.api.lead_bodies import (
    ConversionIn,
    ConversionOut,
    DiscardIn,
    LeadChange,
    LeadIn,
    LeadOut,
    ReopenIn,
    shown,
)
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.core.errors import NotFound
from crm_app.services import leads
from crm_app.services.leads import ConvertForm
from crm_app.services.points import read_point

_PATH = "/api/v1/leads"
_Words = Annotated[str, Query(max_length=200)]


@api.get(_PATH, response_model=Listed[LeadOut])
def list_leads(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: _Words = "",
    status: str | None = None,
    source: str | None = None,
    industry: str | None = None,
    region: str | None = None,
    owner: Annotated[str | None, Query(description="me, nobody, or an id")] = None,
    band: Annotated[str | None, Query(description="top, middle or low")] = None,
) -> dict[str, Any]:
    """The leads one may see, newest first."""
    filters = {"status": status, "source": source, "industry": industry}
    asked = page.query(q, **filters, region=region, owner=owner, band=band)
    return page.answer(leads.lead_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_lead(
    actor: CurrentActor, body: LeadIn, response: Response, duplicates: Refusing = ""
) -> LeadOut:
    """A new lead; refused (409 `ownership.held`) when a colleague holds it already."""
    form = body.form(new=True)
    if duplicates:
        refuse_known(actor, "lead", body.name, body.points(), body.company or "")
    public_id = leads.create_lead(actor, form, body.id)
    try:
        page = leads.lead_page(actor, public_id)
    except NotFound:  # it went into the pool, or by a rule to somebody: what he typed he may read
        page = leads.lead_page(DOOR, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/duplicates")
def possible_duplicates(
    actor: CurrentActor,
    name: _Words = "",
    phone: _Words = "",
    email: _Words = "",
    company: _Words = "",
) -> Listed[KnownOut]:
    """Leads, contacts and customers that may be the one being entered, the most certain first."""
    typed = {"phone": phone, "email": email}
    points = [read_point(kind, text) for kind, text in typed.items() if text.strip()]
    found = leads.possible_duplicates(actor, name, company, points)
    items = [KnownOut.model_validate(known_out(actor, row)) for row in found]
    return Listed(items=items, next=None)


@api.get(f"{_PATH}/{{public_id}}")
def read_lead(actor: CurrentActor, public_id: str, response: Response) -> LeadOut:
    """One lead."""
    page = leads.lead_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_lead(
    actor: CurrentActor, public_id: str, body: LeadChange, version: IfMatch, response: Response
) -> LeadOut:
    """Change what is sent; the rest stays."""
    leads.change_lead(actor, public_id, body.form(), version)
    return read_lead(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_lead(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Into the recycle bin."""
    leads.delete_lead(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_lead(actor: CurrentActor, public_id: str, response: Response) -> LeadOut:
    """Out of the recycle bin."""
    leads.restore_lead(actor, public_id)
    return read_lead(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/discard")
def discard_lead(
    actor: CurrentActor, public_id: str, body: DiscardIn, response: Response
) -> LeadOut:
    """It will not become a customer."""
    leads.discard_lead(actor, public_id, body.reason)
    return read_lead(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/reopen")
def reopen_lead(actor: CurrentActor, public_id: str, body: ReopenIn, response: Response) -> LeadOut:
    """A discarded lead is worked on again."""
    leads.reopen_lead(actor, public_id, body.status)
    return read_lead(actor, public_id, response)


@api.put(f"{_PATH}/{{public_id}}/answers")
def answer_questions(
    actor: CurrentActor,
    public_id: str,
    body: dict[str, str],
    version: IfMatch,
    response: Response,
) -> LeadOut:
    """Answers by the question's id; an empty text takes one away, others stay."""
    leads.answer_questions(actor, public_id, body, version)
    return read_lead(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/conversion", status_code=201)
def convert_lead(
    actor: CurrentActor, public_id: str, body: ConversionIn, version: IfMatch
) -> ConversionOut:
    """Make customer, contact and deal; 409 `leads.answers_missing` lists what is not answered,
    422 `custom_fields.missing` what custom fields of new records still need.
    """
    made = leads.convert_lead(actor, public_id, ConvertForm(**body.model_dump()), version)
    return ConversionOut(
        lead=made.lead,
        customer=made.customer,
        contact=made.contact or None,
        deal=made.deal or None,
    )


@api.delete(f"{_PATH}/{{public_id}}/conversion", status_code=204)
def undo_conversion(actor: CurrentActor, public_id: str) -> None:
    """Take a conversion back; 409 `leads.touched` says what was built on it."""
    leads.undo_conversion(actor, public_id)
