"""The questions asked before a lead becomes a deal, over REST."""

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch
from crm_app.services import leads
from crm_app.services.leads import QuestionForm, QuestionRow

_PATH = "/api/v1/screening-questions"


class QuestionOut(BaseModel):
    """A question; `options` one a line, `中文 | English`."""

    id: str
    version: int
    text_zh: str
    text_en: str
    kind: str
    options: str
    is_required: bool


class QuestionIn(Body):
    """A question as it is entered; `kind`: yes_no, choice, text or amount."""

    text_zh: str = Field(max_length=200)
    text_en: str = Field(max_length=200)
    kind: str = Field(max_length=10)
    options: str = Field(default="", max_length=4000)
    is_required: bool = True


def _shown(row: QuestionRow) -> QuestionOut:
    plain = {name: getattr(row, name) for name in QuestionOut.model_fields if hasattr(row, name)}
    return QuestionOut.model_validate(plain | {"id": row.public_id})


@api.get(_PATH)
def list_questions(actor: CurrentActor) -> Listed[QuestionOut]:
    """The questions that are asked, in order."""
    rows = leads.screening_questions(actor)
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.post(_PATH, status_code=201)
def create_question(actor: CurrentActor, body: QuestionIn) -> dict[str, str]:
    """A new question at the end."""
    return {"id": leads.save_question(actor, QuestionForm(**body.model_dump()))}


@api.put(f"{_PATH}/{{public_id}}")
def change_question(
    actor: CurrentActor, public_id: str, body: QuestionIn, version: IfMatch
) -> dict[str, str]:
    """The whole question anew."""
    form = QuestionForm(**body.model_dump())
    return {"id": leads.save_question(actor, form, public_id or "none", version)}


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def remove_question(actor: CurrentActor, public_id: str) -> None:
    """It is asked no more; what was answered is kept."""
    leads.remove_question(actor, public_id)
