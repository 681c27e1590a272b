"""Normal forms over REST: what forms ask while somebody types, and what clients may ask too."""

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import standards


class StandardIn(Body):
    """A text of a kind: person, company, mail, web, address, credit_code, tax_number, id_number,
    phone, birthday.
    """

    kind: str = Field(max_length=20)
    typed: str = Field(max_length=400)


class StandardOut(BaseModel):
    """The normal form. Where the text is none: no value, and why, in both languages. `proposal` is
    what a slip may have been meant for; `parts` are what else the text says.
    """

    value: str | None
    shown: str
    proposal: str
    parts: dict[str, str]
    refusal_zh: str
    refusal_en: str


@api.post("/api/v1/standards")
def read_standard(actor: CurrentActor, body: StandardIn) -> StandardOut:
    """What would be stored of a text."""
    found = standards.read_standard(actor, body.kind, body.typed)
    return StandardOut.model_validate(found, from_attributes=True)
