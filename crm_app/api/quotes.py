"""Quotes over REST, with their lines inside."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.api.quote_bodies import QuoteBrief, QuoteChange, QuoteIn, QuoteOut, brief, shown
from crm_app.services import quotes

_PATH = "/api/v1/quotes"


class Decline(Body):
    """Why the customer said no."""

    reason: str = Field(default="", max_length=1000)


class Copy(Body):
    """For whom the copy is; the same customer when left out."""

    customer: str | None = None


@api.get(_PATH, response_model=Listed[QuoteBrief])
def list_quotes(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    status: str | None = None,
    customer: str | None = None,
    deal: str | None = None,
    owner: str | None = None,
    number: str | None = None,
    expired: str | None = None,
) -> dict[str, Any]:
    """The quotes one may see, newest first."""
    filters = {"status": status, "customer": customer, "deal": deal}
    asked = page.query(q, **filters, owner=owner, number=number, expired=expired)
    return page.answer(quotes.quote_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_quote(actor: CurrentActor, body: QuoteIn, response: Response) -> QuoteOut:
    """A new draft."""
    return _made(actor, quotes.create_quote(actor, body.form(new=True), body.id), response)


@api.get(f"{_PATH}/{{public_id}}")
def read_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """One quote, with its lines."""
    page = quotes.quote_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_quote(
    actor: CurrentActor, public_id: str, body: QuoteChange, version: IfMatch, response: Response
) -> QuoteOut:
    """Change a draft. A change to what was sent makes its next revision, which is answered."""
    changed = quotes.change_quote(actor, public_id, body.form(), version)
    return read_quote(actor, changed, response)


@api.post(f"{_PATH}/{{public_id}}/send")
def send_quote(
    actor: CurrentActor, public_id: str, version: IfMatch, response: Response
) -> QuoteOut:
    """Send a draft: 409 `approval_required` while somebody has to approve it first."""
    quotes.send_quote(actor, public_id, version)
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/accept")
def accept_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """The customer said yes."""
    quotes.accept_quote(actor, public_id)
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/decline")
def decline_quote(
    actor: CurrentActor, public_id: str, response: Response, body: Decline | None = None
) -> QuoteOut:
    """The customer said no."""
    quotes.decline_quote(actor, public_id, body.reason if body else "")
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/revise", status_code=201)
def revise_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """A draft of the next revision."""
    return _made(actor, quotes.revise_quote(actor, public_id), response)


@api.post(f"{_PATH}/{{public_id}}/renew", status_code=201)
def renew_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """A draft of the next revision of what is past its validity, valid anew."""
    return _made(actor, quotes.renew_quote(actor, public_id), response)


@api.post(f"{_PATH}/{{public_id}}/copy", status_code=201)
def copy_quote(
    actor: CurrentActor, public_id: str, response: Response, body: Copy | None = None
) -> QuoteOut:
    """A draft with the same content and a number of its own, for another customer if wanted."""
    customer = (body.customer or "") if body else ""
    return _made(actor, quotes.copy_quote(actor, public_id, customer), response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_quote(actor: CurrentActor, public_id: str) -> None:
    """A draft into the recycle bin."""
    quotes.delete_quote(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """Out of the recycle bin."""
    quotes.restore_quote(actor, public_id)
    return read_quote(actor, public_id, response)


def _made(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    page = quotes.quote_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)
