"""Tasks over REST."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import tasks
from crm_app.services.tasks import TaskForm, TaskRow

_PATH = "/api/v1/tasks"
_FIELDS = ("title", "due", "owner", "customer", "contact", "deal", "lead")
_PEOPLE = ("owner", "asked_by", "customer", "contact", "deal", "lead")


class TaskOut(BaseModel):
    """A task; `due` is a day (YYYY-MM-DD), a moment or null, `group` where it stands in the list."""

    id: str
    version: int
    title: str
    due: str | None
    group: str
    owner: Named | None
    asked_by: Named | None
    customer: Named | None
    contact: Named | None
    deal: Named | None
    lead: Named | None
    source: str
    done_at: datetime | None
    created_at: datetime | None
    updated_at: datetime | None


class _Fields(Body):
    due: Annotated[
        str | None, Field(description="A day, or a moment; without offset in one's own zone")
    ] = None
    owner: str | None = None
    customer: str | None = None
    contact: str | None = None
    deal: str | None = None
    lead: str | None = None

    def form(self) -> TaskForm:
        """What the service takes."""
        return TaskForm(**self.given(*_FIELDS))


class TaskIn(_Fields):
    """A new task of one's own, or for `owner`; the client may bring the id."""

    id: str | None = None
    title: str = Field(max_length=300)


class TaskChange(_Fields):
    """What is to change; null empties a field."""

    title: str | None = Field(default=None, max_length=300)


def shown(row: TaskRow) -> TaskOut:
    """A task as it goes out."""
    plain = {name: getattr(row, name) for name in TaskOut.model_fields if hasattr(row, name)}
    one = {name: named(plain[name].public_id, plain[name].name) for name in _PEOPLE}
    due = row.due.replace("+00:00", "Z")
    return TaskOut.model_validate(plain | one | {"id": row.public_id, "due": due or None})


@api.get(_PATH, response_model=Listed[TaskOut])
def list_tasks(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    owner: Annotated[str | None, Query(description="me, all, or an id")] = None,
    state: Annotated[
        str | None, Query(description="open, done, overdue, today, week or later")
    ] = None,
    customer: str | None = None,
    contact: str | None = None,
    deal: str | None = None,
    lead: str | None = None,
) -> dict[str, Any]:
    """The tasks one may see, newest first."""
    about = {"customer": customer, "contact": contact, "deal": deal, "lead": lead}
    asked = page.query(q, owner=owner, state=state, **about)
    return page.answer(tasks.task_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_task(actor: CurrentActor, body: TaskIn, response: Response) -> TaskOut:
    """A new task; one about a deal is about its customer too."""
    public_id = tasks.create_task(actor, body.form(), body.id)
    row = tasks.task_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_task(actor: CurrentActor, public_id: str, response: Response) -> TaskOut:
    """One task."""
    row = tasks.task_page(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_task(
    actor: CurrentActor, public_id: str, body: TaskChange, version: IfMatch, response: Response
) -> TaskOut:
    """Change what is sent; another `due` postpones it."""
    tasks.change_task(actor, public_id, body.form(), version)
    return read_task(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/done")
def complete_task(actor: CurrentActor, public_id: str, response: Response) -> TaskOut:
    """It is done: 409 when it was done before."""
    tasks.complete_task(actor, public_id)
    return read_task(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/reopen")
def reopen_task(actor: CurrentActor, public_id: str, response: Response) -> TaskOut:
    """It is not done after all: 409 when it is open."""
    tasks.reopen_task(actor, public_id)
    return read_task(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_task(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Into the recycle bin."""
    tasks.delete_task(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_task(actor: CurrentActor, public_id: str, response: Response) -> TaskOut:
    """Out of the recycle bin."""
    tasks.restore_task(actor, public_id)
    return read_task(actor, public_id, response)
