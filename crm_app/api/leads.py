"""Leads over REST."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import DOOR, CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, Reach, ReachBody, named, reach
from crm_app.api.custom_values import CustomBody, Values, custom_out
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.api.scoring import PredictionOut, ScoreOut, prediction_out, score_out
from crm_app.core.errors import NotFound
from crm_app.services import leads
from crm_app.services.leads import Consent, ConvertForm, LeadForm, LeadPage

_PATH = "/api/v1/leads"
_FIELDS = (
    *("name", "honorific", "title", "company", "region", "industry", "size", "source", "campaign"),
    *("product", "note", "status", "owner", "address_text"),
)
_LISTED = ("industry", "source", "size", "discard_reason")
_Words = Annotated[str, Query(max_length=200)]


class ConsentOut(BaseModel):
    """What was agreed to on a web form; null `at`: nothing."""

    text: str
    version: str
    at: datetime | None
    origin: str


class AssignedByOut(BaseModel):
    """Which rule decided to whom it went, as a sentence; empty `person`: none did."""

    name: str
    zh: str
    en: str
    person: str
    at: datetime | None


class BecameOut(BaseModel):
    """What a lead was converted into."""

    kind: str
    id: str
    name: str


class AnswerOut(BaseModel):
    """A screening question and its answer; `value` is empty while there is none."""

    question: str
    zh: str
    en: str
    kind: str
    is_required: bool
    value: str


class LeadOut(Reach):
    """A lead; `owner` is null while it lies in the pool."""

    id: str
    version: int
    name: str
    honorific: str
    title: str
    company: str
    region: str
    address_text: str
    industry: str
    size: str
    source: str
    campaign: str
    product: Named | None
    note: str
    status: str
    discard_reason: str
    consent: ConsentOut
    web_form: str
    assigned: AssignedByOut
    owner: Named | None
    became: list[BecameOut]
    answers: list[AnswerOut]
    missing: int
    score: ScoreOut
    predicted: list[PredictionOut]
    custom: dict[str, Any]
    last_touch_at: datetime | None
    converted_at: datetime | None
    created_at: datetime | None
    updated_at: datetime | None


class ConsentIn(Body):
    """What somebody agreed to on a form of one's own."""

    text: str = Field(max_length=20_000)
    version: str = Field(default="", max_length=40)
    at: datetime | None = None
    origin: str = Field(default="", max_length=300)


class _Fields(ReachBody, CustomBody):
    honorific: str | None = Field(default=None, max_length=20)
    title: str | None = Field(default=None, max_length=120)
    company: str | None = Field(default=None, max_length=200)
    region: str | None = Field(default=None, max_length=60)
    address_text: str | None = Field(default=None, max_length=300)
    industry: str | None = Field(default=None, max_length=40)
    size: str | None = Field(default=None, max_length=20)
    source: str | None = Field(default=None, max_length=40)
    campaign: str | None = Field(default=None, max_length=80)
    product: str | None = None
    note: str | None = Field(default=None, max_length=20_000)
    status: str | None = None
    owner: Annotated[str | None, Field(description="A person's id; null for the pool")] = None
    consent: ConsentIn | None = None

    def form(self, *, new: bool = False) -> LeadForm:
        """What the service takes."""
        kinds = self.point_kinds()
        more: dict[str, Any] = {"points": self.points(), "point_kinds": kinds} if kinds else {}
        if self.consent is not None:
            more["consent"] = Consent(**self.consent.model_dump())
        given = self.given(*_FIELDS)
        if "address_text" in given:
            given["address"] = given.pop("address_text")
        return LeadForm(**given, **more, **self.custom_form(new=new))


class LeadChange(_Fields):
    """What is to change; null empties a field."""

    name: str | None = Field(default=None, max_length=120)


class LeadIn(_Fields):
    """A new lead with a name or a company; the client may bring the id."""

    id: str | None = None
    name: str = Field(default="", max_length=120)


class DiscardIn(Body):
    """Why it will not become a customer: a key of the list `discard_reason`."""

    reason: str = Field(max_length=40)


class ReopenIn(Body):
    """The state in which it is worked on again."""

    status: Literal["new", "contacted", "screening"] = "new"


class ConversionIn(Body):
    """Into what it is converted: ids of known records, or new ones where they are left out, then with
    their custom fields.
    """

    customer: str = ""
    contact: str = ""
    with_deal: bool = True
    deal_name: str = Field(default="", max_length=200)
    amount: str = Field(default="", max_length=40)
    currency: str = Field(default="", max_length=3)
    expected_close: str = Field(default="", max_length=10)
    answers: dict[str, str] = {}
    customer_custom: Values | None = None
    contact_custom: Values | None = None
    deal_custom: Values | None = None


class ConversionOut(BaseModel):
    """Ids of what it became; null where nothing was made."""

    lead: str
    customer: str
    contact: str | None
    deal: str | None


def shown(page: LeadPage) -> LeadOut:
    """A lead as it goes out."""
    plain = {name: getattr(page, name) for name in LeadOut.model_fields if hasattr(page, name)}
    return LeadOut.model_validate(
        plain
        | {name: getattr(page, name).key for name in _LISTED}
        | {
            "id": page.public_id,
            "address_text": page.address,
            "product": named(page.product_public_id, page.product),
            "owner": named(page.owner_public_id, page.owner),
            "consent": ConsentOut.model_validate(page.consent, from_attributes=True),
            "assigned": AssignedByOut.model_validate(page.assigned, from_attributes=True),
            "became": [
                BecameOut(kind=one.kind, id=one.public_id, name=one.name) for one in page.became
            ],
            "answers": [_answer(question) for question in page.questions],
            "score": score_out(page.score),
            "predicted": [prediction_out(one) for one in page.predicted],
            "custom": custom_out(page.custom),
            **reach(page.points),
        }
    )


def _answer(question: leads.Question) -> AnswerOut:
    return AnswerOut(
        question=question.public_id,
        zh=question.zh,
        en=question.en,
        kind=question.kind,
        is_required=question.is_required,
        value=question.value,
    )


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
def create_lead(actor: CurrentActor, body: LeadIn, response: Response) -> LeadOut:
    """A new lead; refused (409 `ownership.held`) when a colleague holds it already."""
    public_id = leads.create_lead(actor, body.form(new=True), body.id)
    try:
        page = leads.lead_page(actor, public_id)
    except NotFound:  # it went into the pool, or by a rule to somebody: what he typed he may read
        page = leads.lead_page(DOOR, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


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
