"""Leads as they are sent over REST, and as they go out."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from crm_app.api.bodies import Body, Named, Reach, ReachBody, named, reach
from crm_app.api.custom_values import CustomBody, Values, custom_out
from crm_app.api.scoring import PredictionOut, ScoreOut, prediction_out, score_out
from crm_app.services import leads
from crm_app.services.leads import Consent, LeadForm, LeadPage

_FIELDS = (
    *("name", "honorific", "title", "company", "region", "industry", "size", "source", "campaign"),
    *("product", "note", "status", "owner", "address_text"),
)
_LISTED = ("industry", "source", "size", "discard_reason")


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
