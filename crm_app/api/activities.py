"""Activities over REST: what happened with customers, contacts and deals."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import activities, mentions
from crm_app.services.activities import ActivityForm, ActivityRow
from crm_app.services.tasks import TaskForm

_PATH = "/api/v1/activities"
_FIELDS = ("kind", "text", "outcome", "happened_at")


class AboutOut(Named):
    """A record that it is about, of those that the reader may see."""

    kind: str


class ActivityOut(BaseModel):
    """Something that happened; `is_late`: entered more than a day afterwards."""

    id: str
    version: int
    kind: str
    text: str
    outcome: str
    happened_at: datetime
    entered_at: datetime
    author: Named | None
    about: list[AboutOut]
    is_late: bool


class ActivityMade(ActivityOut):
    """A new one, with the id of the task that was made of `next_step`."""

    task: str | None


class AboutIn(Body):
    """A record that it is about."""

    kind: Literal["customer", "contact", "deal", "lead"]
    id: str

    def link(self) -> tuple[str, str]:
        """As the services name it."""
        return self.kind, self.id


class NextStepIn(Body):
    """What is to be done next about the same records; `due` is a day or a moment."""

    title: str = Field(max_length=300)
    due: str | None = None
    owner: str | None = None


class _Fields(Body):
    text: str | None = Field(default=None, max_length=20_000)
    outcome: str | None = Field(default=None, max_length=300)
    happened_at: Annotated[
        str | None, Field(description="A moment; without offset in one's own zone; now without it")
    ] = None

    def form(self) -> ActivityForm:
        """What the service takes."""
        return ActivityForm(**self.given(*_FIELDS))


class ActivityIn(_Fields):
    """Something that happened; it belongs to whoever owns the first record of `about`.

    Colleagues named in it (`@name`, or users in `mentions`) are told and see that record; with
    `is_question` it is open until they answer.
    """

    id: str | None = None
    kind: str
    about: list[AboutIn] = Field(default=[], max_length=20)
    next_step: NextStepIn | None = None
    mentions: list[str] = Field(default=[], max_length=20)
    is_question: bool = False


class ActivityChange(_Fields):
    """What is to change; `about`, if sent, is the whole set."""

    kind: str | None = None
    about: list[AboutIn] | None = Field(default=None, max_length=20)


def shown(row: ActivityRow) -> ActivityOut:
    """An activity as it goes out."""
    return ActivityOut.model_validate(_fields(row))


def _fields(row: ActivityRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ActivityOut.model_fields if hasattr(row, name)}
    about = [AboutOut(kind=one.kind, id=one.public_id, name=one.name) for one in row.about]
    author = named(row.author.public_id, row.author.name)
    return plain | {"id": row.public_id, "author": author, "about": about}


@api.get(_PATH, response_model=Listed[ActivityOut])
def list_activities(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: str | None = None,
    author: str | None = None,
    customer: str | None = None,
    contact: str | None = None,
    deal: str | None = None,
    lead: str | None = None,
) -> dict[str, Any]:
    """What happened, of what one may see, the last entered first; filters are ids."""
    about = {"customer": customer, "contact": contact, "deal": deal, "lead": lead}
    asked = page.query(q, kind=kind, author=author, **about)
    return page.answer(activities.activity_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_activity(actor: CurrentActor, body: ActivityIn, response: Response) -> ActivityMade:
    """Write down what happened, and in the same transaction what is to be done next."""
    step = body.next_step
    task = TaskForm(**step.given("title", "due", "owner")) if step else None
    links = [one.link() for one in body.about]
    asked = {"people": body.mentions, "is_question": body.is_question}
    made = mentions.write_down(actor, body.form(), links, task, body.id, **asked)
    row = activities.activity_page(actor, made.activity)
    created(response, f"{_PATH}/{made.activity}", row.version)
    return ActivityMade.model_validate(_fields(row) | {"task": made.task or None})


@api.get(f"{_PATH}/{{public_id}}")
def read_activity(actor: CurrentActor, public_id: str, response: Response) -> ActivityOut:
    """One activity."""
    row = activities.activity_page(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_activity(
    actor: CurrentActor,
    public_id: str,
    body: ActivityChange,
    version: IfMatch,
    response: Response,
) -> ActivityOut:
    """Change what is sent, of what one wrote oneself."""
    links = None if body.about is None else [one.link() for one in body.about]
    mentions.rewrite(actor, public_id, body.form(), version, links)
    return read_activity(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_activity(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Into the recycle bin, of what one wrote oneself."""
    mentions.erase(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_activity(actor: CurrentActor, public_id: str, response: Response) -> ActivityOut:
    """Out of the recycle bin."""
    mentions.put_back(actor, public_id)
    return read_activity(actor, public_id, response)
