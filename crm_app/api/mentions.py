"""Questions to colleagues over REST."""

from datetime import datetime

from pydantic import BaseModel, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named
from crm_app.services import mentions
from crm_app.services.mentions import QuestionRow
from crm_app.services.references import Reference

_PATH = "/api/v1/questions"


class AboutOut(BaseModel):
    """The record a question is about."""

    kind: str
    id: str
    name: str


class QuestionOut(BaseModel):
    """A colleague was asked for help; `is_mine`: the caller is the one asked."""

    id: str
    text: str
    asked_by: Named
    asked: Named
    about: AboutOut
    at: datetime
    is_open: bool
    is_mine: bool
    answer: str
    answered_at: datetime | None


class AnswerIn(Body):
    """The answer: it becomes a note on the record."""

    text: str = Field(max_length=20_000)


class Made(BaseModel):
    """What was created."""

    id: str


def shown(row: QuestionRow) -> QuestionOut:
    """A question as it goes out."""
    about = AboutOut(kind=row.about.kind, id=row.about.public_id, name=row.about.name)
    more = {"asked_by": _named(row.asked_by), "asked": _named(row.asked), "about": about}
    return QuestionOut.model_validate(fields_of(row, QuestionOut) | more)


def _named(one: Reference) -> Named:
    return Named(id=one.public_id, name=one.name)


@api.get(_PATH)
def list_questions(actor: CurrentActor) -> Listed[QuestionOut]:
    """What one was asked and what one has asked, as long as it is open."""
    return Listed(items=[shown(row) for row in mentions.open_questions(actor)], next=None)


@api.post(f"{_PATH}/{{public_id}}/answer", status_code=201)
def answer(actor: CurrentActor, public_id: str, body: AnswerIn) -> Made:
    """Answer a question one was asked: 409 when that was done before."""
    return Made(id=mentions.answer(actor, public_id, body.text))


@api.post(f"{_PATH}/{{public_id}}/close", status_code=204)
def close_question(actor: CurrentActor, public_id: str) -> None:
    """It need not be answered any more."""
    mentions.close_question(actor, public_id)
