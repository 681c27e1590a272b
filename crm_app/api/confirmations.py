"""What a person confirms of a capture, over REST: the same use cases as on the screen."""

from typing import Annotated, Any

from fastapi import Response
from pydantic import Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, ReachBody
from crm_app.api.custom_values import Values
from crm_app.api.paging import IfMatch, created
from crm_app.services import cards, voice

Short = Annotated[str, Field(max_length=300)]


class CardConfirmation(ReachBody):
    """A card as confirmed; `contact` and `customer` are ids of records that exist already, `*_custom`
    custom fields of those that are new.
    """

    name: Short = ""
    title: Short = ""
    department: Short = ""
    company: Short = ""
    other_name: Short = ""
    other_company: Short = ""
    contact: Short = ""
    customer: Short = ""
    is_new_customer: bool = False
    contact_custom: Values | None = None
    customer_custom: Values | None = None


class SpokenAmount(Body):
    """A sum of money."""

    amount: str = Field(max_length=30)
    currency: str = Field(default="CNY", max_length=3)


class NoteConfirmation(Body):
    """A note as confirmed; ids are those of records that exist already, `*_custom` custom fields of
    those that are new.
    """

    text: str = Field(max_length=20_000)
    customer: Short = ""
    new_customer: Short = ""
    new_contact: Short = ""
    contact: Short = ""
    deal: Short = ""
    next_step: Short = ""
    due: Short = ""
    amount: SpokenAmount | None = None
    sets_amount: bool = False
    products: list[Short] = Field(default_factory=list, max_length=50)
    sentiment: float | None = Field(default=None, ge=-1, le=1)
    contact_custom: Values | None = None
    customer_custom: Values | None = None


@api.post("/api/v1/cards/{public_id}/confirmation", status_code=201)
def confirm_card(
    actor: CurrentActor,
    public_id: str,
    said: CardConfirmation,
    version: IfMatch,
    response: Response,
) -> dict[str, Any]:
    """The contact (and customer) of a card; a second confirmation is refused."""
    form = cards.CardForm(
        name=said.name,
        title=said.title,
        department=said.department,
        company=said.company,
        other_name=said.other_name,
        other_company=said.other_company,
        points=[(kind, typed) for kind in said.point_kinds() for typed in getattr(said, kind)],
        contact_id=said.contact,
        customer_id=said.customer,
        is_new_customer=said.is_new_customer,
        contact_custom=said.contact_custom,
        customer_custom=said.customer_custom,
    )
    filed = cards.confirm_card(actor, public_id, form, version)
    created(response, f"/api/v1/contacts/{filed.contact_id}")
    return {"contact": filed.contact_id, "customer": filed.customer_id or None}


@api.post("/api/v1/voice-notes/{public_id}/confirmation", status_code=201)
def confirm_note(
    actor: CurrentActor,
    public_id: str,
    said: NoteConfirmation,
    version: IfMatch,
    response: Response,
) -> dict[str, Any]:
    """The activity and the follow-up of a note; a second confirmation is refused."""
    amount = said.amount or SpokenAmount(amount="")
    form = voice.NoteForm(
        text=said.text,
        customer_id=said.customer,
        new_customer=said.new_customer,
        new_contact=said.new_contact,
        contact_id=said.contact,
        deal_id=said.deal,
        next_step=said.next_step,
        due=said.due,
        amount=amount.amount,
        currency=amount.currency,
        sets_amount=said.sets_amount,
        products=tuple(said.products),
        mood=said.sentiment,
        contact_custom=said.contact_custom,
        customer_custom=said.customer_custom,
    )
    written = voice.confirm_note(actor, public_id, form, version)
    created(response, f"/api/v1/activities/{written.activity_id}")
    return {
        name: getattr(written, f"{name}_id") or None
        for name in ("activity", "task", "customer", "contact", "deal")
    }
