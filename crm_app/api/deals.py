"""Deals over REST."""

from typing import Annotated, Any

from fastapi import Query, Response

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Listed
from crm_app.api.deal_bodies import (
    FIELDS,
    FILLED,
    CollaboratorIn,
    CollaboratorOut,
    DealBrief,
    DealChange,
    DealIn,
    DealOut,
    ReasonIn,
    StageMove,
    brief,
    collaborator,
    shown,
)
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.services import deals
from crm_app.services.deals import DealForm

_PATH = "/api/v1/deals"


@api.get(_PATH, response_model=Listed[DealBrief])
def list_deals(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    stage: str | None = None,
    state: str | None = None,
    owner: str | None = None,
    customer: str | None = None,
    currency: str | None = None,
    pipeline: str | None = None,
    competitor: str | None = None,
    amount_from: str | None = None,
    amount_to: str | None = None,
    close_from: str | None = None,
    close_to: str | None = None,
    closed_from: str | None = None,
    closed_to: str | None = None,
    forecast: str | None = None,
    counted: str | None = None,
    under: str | None = None,
    passed: str | None = None,
    beyond: str | None = None,
    sold: str | None = None,
    region: str | None = None,
    industry: str | None = None,
    size: str | None = None,
    source: str | None = None,
    tier: str | None = None,
    team: str | None = None,
    product: str | None = None,
    lost_reason: str | None = None,
    won_reason: str | None = None,
) -> dict[str, Any]:
    """The deals one may see, newest first; `state` is open, won, lost, closed or stuck.

    `under`: of a team and those below it; `passed`: has entered that stage, `beyond`: and a later
    one; `sold`: an accepted quote has that product (with ":CNY": and is in that currency);
    `counted`: what a number of a forecast holds (2026-11:commit, :best, :weighted); "-" stands for
    no reason, region, competitor.
    """
    filters = {"stage": stage, "state": state, "owner": owner, "pipeline": pipeline}
    filters |= {"amount_from": amount_from, "amount_to": amount_to, "competitor": competitor}
    filters |= {"close_from": close_from, "close_to": close_to, "closed_from": closed_from}
    filters |= {"closed_to": closed_to, "forecast": forecast, "under": under, "passed": passed}
    filters |= {"counted": counted}
    filters |= {"beyond": beyond, "sold": sold, "region": region}
    filters |= {"industry": industry, "size": size, "source": source, "tier": tier}
    filters |= {"team": team, "product": product}
    filters |= {"lost_reason": lost_reason, "won_reason": won_reason}
    asked = page.query(q, **filters, customer=customer, currency=currency)
    return page.answer(deals.deal_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_deal(actor: CurrentActor, body: DealIn, response: Response) -> DealOut:
    """A new deal of one's own, or of `owner`."""
    more = body.custom_form(new=True)
    form = DealForm(**body.given(*FIELDS), stage=body.stage, pipeline=body.pipeline, **more)
    public_id = deals.create_deal(actor, form, body.id)
    page = deals.deal_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/{{public_id}}")
def read_deal(actor: CurrentActor, public_id: str, response: Response) -> DealOut:
    """One deal, with the stages it has been through."""
    page = deals.deal_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_deal(
    actor: CurrentActor, public_id: str, body: DealChange, version: IfMatch, response: Response
) -> DealOut:
    """Change what is sent."""
    deals.change_deal(
        actor, public_id, DealForm(**body.given(*FIELDS), **body.custom_form()), version
    )
    return read_deal(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/stage")
def move_deal(actor: CurrentActor, public_id: str, body: StageMove, response: Response) -> DealOut:
    """Move a deal: 422 `deals.fields_missing` with `fields` where the stage needs more."""
    of_customer = body.customer_custom
    fill = DealForm(**body.given(*FILLED), custom=body.custom, customer_custom=of_customer)
    deals.move_deal(actor, public_id, body.stage, reason=body.reason, fill=fill)
    return read_deal(actor, public_id, response)


@api.put(f"{_PATH}/{{public_id}}/reason")
def name_reason(actor: CurrentActor, public_id: str, body: ReasonIn, response: Response) -> DealOut:
    """Why a closed deal was won or lost: 409 for an open one."""
    deals.name_reason(actor, public_id, body.reason)
    return read_deal(actor, public_id, response)


@api.get(f"{_PATH}/{{public_id}}/collaborators")
def list_collaborators(actor: CurrentActor, public_id: str) -> Listed[CollaboratorOut]:
    """With whom a deal is shared."""
    found = deals.collaborators(actor, public_id)
    return Listed(items=[collaborator(row) for row in found], next=None)


@api.post(f"{_PATH}/{{public_id}}/collaborators", status_code=201)
def add_collaborator(
    actor: CurrentActor, public_id: str, body: CollaboratorIn
) -> Listed[CollaboratorOut]:
    """Share a deal, or change the rights; for its owner and those above him."""
    deals.add_collaborator(actor, public_id, body.user, body.rights)
    return list_collaborators(actor, public_id)


@api.delete(f"{_PATH}/{{public_id}}/collaborators/{{user}}", status_code=204)
def remove_collaborator(actor: CurrentActor, public_id: str, user: str) -> None:
    """Share it no longer."""
    deals.remove_collaborator(actor, public_id, user)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_deal(actor: CurrentActor, public_id: str) -> None:
    """Into the recycle bin."""
    deals.delete_deal(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_deal(actor: CurrentActor, public_id: str, response: Response) -> DealOut:
    """Out of the recycle bin."""
    deals.restore_deal(actor, public_id)
    return read_deal(actor, public_id, response)
